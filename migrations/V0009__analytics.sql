-- Reading what happened: the changelog by time, and bookings by when they were made.

CREATE INDEX scheduling_changelog_by_time ON scheduling_changelog (tenant_id, created_at, id);
CREATE INDEX scheduling_bookings_by_creation ON scheduling_bookings (tenant_id, created_at);
