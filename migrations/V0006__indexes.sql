-- Indexes for the order in which lists are read and for the clean-up, and the number of guests as a rule of the table.

CREATE INDEX scheduling_users_by_age ON scheduling_users (tenant_id, created_at, id);
CREATE INDEX scheduling_event_types_by_age ON scheduling_event_types (tenant_id, created_at, id);
CREATE INDEX tenants_by_age ON tenants (created_at, id);

-- Holds are found by their client or by their age; those of a host are found through its reservations.
CREATE INDEX scheduling_holds_by_expiry ON scheduling_holds (tenant_id, expires_at);
DROP INDEX scheduling_holds_by_host;

-- Not validated: that would read the largest table under a lock that no booking gets past, and every row so far has come
-- through an API with the same bound.
ALTER TABLE scheduling_bookings
    ADD CONSTRAINT scheduling_bookings_guests CHECK (cardinality(guests) <= 10) NOT VALID;
