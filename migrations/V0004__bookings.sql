-- Bookings and holds, and the reservations by which PostgreSQL keeps two meetings of a host apart.

-- What takes time: one booking, one hold, or all the seats of a group meeting.
CREATE TABLE scheduling_occupancies (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    event_type_id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    capacity integer NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_occupancies_event_type_fkey
        FOREIGN KEY (tenant_id, event_type_id) REFERENCES scheduling_event_types (tenant_id, id),
    CONSTRAINT scheduling_occupancies_order CHECK (starts_at < ends_at),
    CONSTRAINT scheduling_occupancies_capacity CHECK (capacity >= 1)
);

ALTER TABLE scheduling_occupancies ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_occupancies FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_occupancies
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- One row for each host of an occupancy: the meeting with the buffers that were in force when it was made.
CREATE TABLE scheduling_host_reservations (
    tenant_id uuid NOT NULL,
    occupancy_id uuid NOT NULL,
    host_user_id uuid NOT NULL,
    occupied_from timestamptz NOT NULL,
    occupied_until timestamptz NOT NULL,
    -- For the exclusion constraint alone: range operators are not leakproof, so that no query under row-level
    -- security could use an index on it.
    occupied tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(occupied_from, occupied_until, '[)')) STORED,
    -- What the occupancy is for and who made it: copied, and never changed, so that the read that every list of slots
    -- needs is one stretch of one index. A hold keeps nothing any more from held_until on.
    event_type_id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    booking_id uuid,
    hold_id uuid,
    held_until timestamptz,
    PRIMARY KEY (tenant_id, occupancy_id, host_user_id),
    CONSTRAINT scheduling_host_reservations_occupancy_fkey FOREIGN KEY (tenant_id, occupancy_id)
        REFERENCES scheduling_occupancies (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT scheduling_host_reservations_host_fkey
        FOREIGN KEY (tenant_id, host_user_id) REFERENCES scheduling_users (tenant_id, id),
    CONSTRAINT scheduling_host_reservations_order CHECK (occupied_from < occupied_until),
    CONSTRAINT scheduling_host_reservations_holder
        CHECK ((booking_id IS NULL) = (hold_id IS NOT NULL) AND (hold_id IS NULL) = (held_until IS NULL)),
    -- The longest meeting with the longest buffers (7 days and 2 × 1). Reads look back no farther than this.
    CONSTRAINT scheduling_host_reservations_longest CHECK (occupied_until - occupied_from <= interval '216 hours'),
    CONSTRAINT scheduling_host_reservations_no_overlap
        EXCLUDE USING gist (tenant_id WITH =, host_user_id WITH =, occupied WITH &&)
);
CREATE INDEX scheduling_host_reservations_by_host
    ON scheduling_host_reservations (tenant_id, host_user_id, occupied_from)
    INCLUDE (occupied_until, occupancy_id);

ALTER TABLE scheduling_host_reservations ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_host_reservations FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_host_reservations
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- A booking stays for ever: nothing cascades into this table.
CREATE TABLE scheduling_bookings (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    event_type_id uuid NOT NULL,
    host_user_id uuid NOT NULL,
    -- NULL once the booking keeps no time any more.
    occupancy_id uuid,
    status text NOT NULL,
    start_time timestamptz NOT NULL,
    end_time timestamptz NOT NULL,
    -- The invitee's.
    timezone text NOT NULL,
    -- What they were called when the booking was made.
    event_type_name text NOT NULL,
    host_name text NOT NULL,
    host_email text NOT NULL,
    invitee_name text NOT NULL,
    invitee_email text NOT NULL,
    -- For comparisons: citext and lower() under row-level security could use no index.
    invitee_email_normalized text NOT NULL,
    invitee_phone text,
    invitee_notes text,
    -- Each with the text of its question, which may change later.
    answers jsonb NOT NULL DEFAULT '[]',
    guests text[] NOT NULL DEFAULT '{}',
    location jsonb NOT NULL,
    meet_link text,
    calendar_event_id text,
    ical_uid text NOT NULL,
    sequence integer NOT NULL DEFAULT 0,
    rescheduled_from uuid,
    rescheduled_to uuid,
    cancelled_by text,
    cancel_reason text,
    cancelled_at timestamptz,
    -- Counts up when the invitee's links are revoked.
    token_generation integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_bookings_event_type_fkey
        FOREIGN KEY (tenant_id, event_type_id) REFERENCES scheduling_event_types (tenant_id, id),
    CONSTRAINT scheduling_bookings_host_fkey
        FOREIGN KEY (tenant_id, host_user_id) REFERENCES scheduling_users (tenant_id, id),
    CONSTRAINT scheduling_bookings_occupancy_fkey
        FOREIGN KEY (tenant_id, occupancy_id) REFERENCES scheduling_occupancies (tenant_id, id),
    CONSTRAINT scheduling_bookings_rescheduled_from_fkey
        FOREIGN KEY (tenant_id, rescheduled_from) REFERENCES scheduling_bookings (tenant_id, id),
    CONSTRAINT scheduling_bookings_rescheduled_to_fkey
        FOREIGN KEY (tenant_id, rescheduled_to) REFERENCES scheduling_bookings (tenant_id, id),
    CONSTRAINT scheduling_bookings_ical_uid_key UNIQUE (tenant_id, ical_uid, sequence),
    CONSTRAINT scheduling_bookings_status CHECK (status IN
        ('pending', 'confirmed', 'declined', 'cancelled', 'rescheduled', 'completed', 'no_show')),
    -- A live booking keeps its time, and no other one does.
    CONSTRAINT scheduling_bookings_live_occupies
        CHECK ((status IN ('pending', 'confirmed', 'completed', 'no_show')) = (occupancy_id IS NOT NULL)),
    CONSTRAINT scheduling_bookings_order CHECK (start_time < end_time),
    CONSTRAINT scheduling_bookings_cancelled_by CHECK (cancelled_by IN ('host', 'invitee')),
    CONSTRAINT scheduling_bookings_sequence CHECK (sequence >= 0),
    CONSTRAINT scheduling_bookings_token_generation CHECK (token_generation >= 0),
    CONSTRAINT scheduling_bookings_answers_array CHECK (jsonb_typeof(answers) = 'array'),
    CONSTRAINT scheduling_bookings_location
        CHECK (COALESCE(location ->> 'type', '') IN ('google_meet', 'zoom', 'phone', 'in_person', 'custom')),
    CONSTRAINT scheduling_bookings_lengths CHECK (
        char_length(timezone) BETWEEN 1 AND 100
        AND char_length(event_type_name) BETWEEN 1 AND 200
        AND char_length(host_name) BETWEEN 1 AND 200
        AND char_length(host_email) BETWEEN 3 AND 254
        AND char_length(invitee_name) BETWEEN 1 AND 200
        AND char_length(invitee_email) BETWEEN 3 AND 254
        AND char_length(invitee_email_normalized) BETWEEN 3 AND 254
        AND char_length(invitee_phone) <= 500
        AND char_length(invitee_notes) <= 5000
        AND char_length(cancel_reason) <= 5000
        AND char_length(ical_uid) BETWEEN 1 AND 255
    )
);
-- The reservation is made first, the booking in the same transaction.
ALTER TABLE scheduling_host_reservations ADD CONSTRAINT scheduling_host_reservations_booking_fkey
    FOREIGN KEY (tenant_id, booking_id) REFERENCES scheduling_bookings (tenant_id, id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX scheduling_bookings_by_time ON scheduling_bookings (tenant_id, start_time, id);
CREATE INDEX scheduling_bookings_by_host ON scheduling_bookings (tenant_id, host_user_id, start_time, id);
CREATE INDEX scheduling_bookings_by_event_type ON scheduling_bookings (tenant_id, event_type_id, start_time, id);
CREATE INDEX scheduling_bookings_by_occupancy
    ON scheduling_bookings (tenant_id, occupancy_id) WHERE occupancy_id IS NOT NULL;

ALTER TABLE scheduling_bookings ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_bookings FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_bookings
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- A slot kept while an invitee fills in the form. The token that uses it or gives it back is derived, and stored nowhere.
CREATE TABLE scheduling_holds (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    event_type_id uuid NOT NULL,
    host_user_id uuid NOT NULL,
    occupancy_id uuid NOT NULL,
    -- A hash of the address that asked, for the number that one address may have; NULL if it does not count.
    client_hash bytea,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_holds_event_type_fkey
        FOREIGN KEY (tenant_id, event_type_id) REFERENCES scheduling_event_types (tenant_id, id),
    CONSTRAINT scheduling_holds_host_fkey
        FOREIGN KEY (tenant_id, host_user_id) REFERENCES scheduling_users (tenant_id, id),
    CONSTRAINT scheduling_holds_occupancy_fkey FOREIGN KEY (tenant_id, occupancy_id)
        REFERENCES scheduling_occupancies (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT scheduling_holds_client_hash_length CHECK (octet_length(client_hash) = 32),
    CONSTRAINT scheduling_holds_order CHECK (created_at < expires_at)
);
CREATE INDEX scheduling_holds_by_occupancy ON scheduling_holds (tenant_id, occupancy_id);
CREATE INDEX scheduling_holds_by_client ON scheduling_holds (tenant_id, client_hash, expires_at);
CREATE INDEX scheduling_holds_by_host ON scheduling_holds (tenant_id, host_user_id, expires_at);

ALTER TABLE scheduling_holds ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_holds FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_holds
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
