-- Event types: the kinds of meeting that can be booked. They are archived, never deleted, so that history stays.

CREATE TABLE scheduling_event_types (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    host_user_id uuid NOT NULL,
    -- NULL is the host's default schedule.
    schedule_id uuid,
    name text NOT NULL,
    slug text NOT NULL,
    description text,
    duration integer NOT NULL,
    -- NULL is the product's default step.
    step_minutes integer,
    color text NOT NULL DEFAULT 'blue',
    location jsonb NOT NULL DEFAULT '{"type": "google_meet"}',
    custom_questions jsonb NOT NULL DEFAULT '[]',
    reminder_settings jsonb NOT NULL
        DEFAULT '{"enabled": true, "host": ["24h"], "invitee": ["24h"]}',
    -- NULL follows the host in everything.
    setting_overrides jsonb,
    cancel_cutoff_minutes integer NOT NULL DEFAULT 0,
    reschedule_cutoff_minutes integer NOT NULL DEFAULT 0,
    is_active boolean NOT NULL DEFAULT true,
    archived_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_event_types_host_fkey
        FOREIGN KEY (tenant_id, host_user_id) REFERENCES scheduling_users (tenant_id, id),
    CONSTRAINT scheduling_event_types_schedule_fkey FOREIGN KEY (tenant_id, host_user_id, schedule_id)
        REFERENCES scheduling_availability (tenant_id, host_user_id, id),
    CONSTRAINT scheduling_event_types_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT scheduling_event_types_slug_pattern CHECK (slug ~ '^[a-z0-9-]+$' AND char_length(slug) <= 64),
    CONSTRAINT scheduling_event_types_description_length CHECK (char_length(description) <= 5000),
    CONSTRAINT scheduling_event_types_duration CHECK (duration BETWEEN 1 AND 10080),
    CONSTRAINT scheduling_event_types_step CHECK (step_minutes BETWEEN 1 AND 10080),
    CONSTRAINT scheduling_event_types_color
        CHECK (color IN ('green', 'mint', 'blue', 'purple', 'orange', 'red', 'gray')),
    CONSTRAINT scheduling_event_types_location
        CHECK (COALESCE(location ->> 'type', '') IN ('google_meet', 'zoom', 'phone', 'in_person', 'custom')),
    CONSTRAINT scheduling_event_types_questions_array CHECK (jsonb_typeof(custom_questions) = 'array'),
    CONSTRAINT scheduling_event_types_reminders_object CHECK (jsonb_typeof(reminder_settings) = 'object'),
    CONSTRAINT scheduling_event_types_overrides_object CHECK (jsonb_typeof(setting_overrides) = 'object'),
    CONSTRAINT scheduling_event_types_cutoffs
        CHECK (cancel_cutoff_minutes BETWEEN 0 AND 527040 AND reschedule_cutoff_minutes BETWEEN 0 AND 527040)
);
-- An archived type gives its slug free.
CREATE UNIQUE INDEX scheduling_event_types_slug_key
    ON scheduling_event_types (tenant_id, host_user_id, slug) WHERE archived_at IS NULL;

ALTER TABLE scheduling_event_types ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_event_types FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_event_types
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
