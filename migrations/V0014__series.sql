-- Series: one meeting that is booked several times at once, each time as a booking of its own. The version before makes
-- none, and reads past them; a booking that it moves leaves its series.

-- How many occurrences a series of the event type can have; 1 is no series.
ALTER TABLE scheduling_event_types
    ADD COLUMN max_occurrences integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT scheduling_event_types_max_occurrences CHECK (max_occurrences BETWEEN 1 AND 52);

-- How the bookings of a series repeat, in the terms of RFC 5545: DTSTART with TZID, FREQ, INTERVAL, COUNT.
CREATE TABLE scheduling_series (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    event_type_id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    timezone text NOT NULL,
    frequency text NOT NULL,
    every integer NOT NULL,
    occurrences integer NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_series_event_type_fkey
        FOREIGN KEY (tenant_id, event_type_id) REFERENCES scheduling_event_types (tenant_id, id),
    CONSTRAINT scheduling_series_timezone_length CHECK (char_length(timezone) BETWEEN 1 AND 100),
    CONSTRAINT scheduling_series_frequency CHECK (frequency IN ('daily', 'weekly', 'monthly')),
    CONSTRAINT scheduling_series_every CHECK (every BETWEEN 1 AND 99),
    CONSTRAINT scheduling_series_occurrences CHECK (occurrences BETWEEN 2 AND 52)
);
CREATE INDEX scheduling_series_by_event_type ON scheduling_series (tenant_id, event_type_id);

ALTER TABLE scheduling_series ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_series FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_series
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- Which occurrence of which series a booking is, counted from 1. What is moved keeps its place: hence no unique key.
ALTER TABLE scheduling_bookings
    ADD COLUMN series_id uuid,
    ADD COLUMN series_position integer,
    ADD CONSTRAINT scheduling_bookings_series_fkey
        FOREIGN KEY (tenant_id, series_id) REFERENCES scheduling_series (tenant_id, id),
    ADD CONSTRAINT scheduling_bookings_series CHECK (
        (series_id IS NULL) = (series_position IS NULL) AND series_position BETWEEN 1 AND 52
    );
CREATE INDEX scheduling_bookings_by_series
    ON scheduling_bookings (tenant_id, series_id, start_time, id) WHERE series_id IS NOT NULL;
