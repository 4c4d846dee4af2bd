-- Hosts: who takes meetings, when they work, and when they do not.

CREATE TABLE scheduling_users (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    -- The id under which the embedding platform knows this person.
    user_id text NOT NULL,
    username text NOT NULL,
    display_name text NOT NULL,
    email text NOT NULL,
    timezone text NOT NULL DEFAULT 'America/New_York',
    avatar_url text,
    is_active boolean NOT NULL DEFAULT true,
    -- The host's own rules. NULL follows the tenant's defaults; a limit that is NULL is no limit.
    minimum_notice_hours numeric(9, 5),
    booking_window_days integer,
    buffer_before_mins integer,
    buffer_after_mins integer,
    daily_limit integer,
    weekly_limit integer,
    monthly_limit integer,
    default_duration integer NOT NULL DEFAULT 30,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_users_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT scheduling_users_username_key UNIQUE (tenant_id, username),
    CONSTRAINT scheduling_users_user_id_key UNIQUE (tenant_id, user_id),
    CONSTRAINT scheduling_users_username_pattern CHECK (username ~ '^[a-z0-9_-]+$' AND char_length(username) <= 64),
    CONSTRAINT scheduling_users_user_id_length CHECK (char_length(user_id) BETWEEN 1 AND 500),
    CONSTRAINT scheduling_users_display_name_length CHECK (char_length(display_name) BETWEEN 1 AND 200),
    CONSTRAINT scheduling_users_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
    CONSTRAINT scheduling_users_timezone_length CHECK (char_length(timezone) BETWEEN 1 AND 100),
    CONSTRAINT scheduling_users_avatar_url_length CHECK (char_length(avatar_url) BETWEEN 1 AND 500),
    CONSTRAINT scheduling_users_notice CHECK (minimum_notice_hours BETWEEN 0 AND 8784),
    CONSTRAINT scheduling_users_window CHECK (booking_window_days BETWEEN 0 AND 730),
    CONSTRAINT scheduling_users_buffers
        CHECK (buffer_before_mins BETWEEN 0 AND 1440 AND buffer_after_mins BETWEEN 0 AND 1440),
    CONSTRAINT scheduling_users_limits CHECK (daily_limit >= 0 AND weekly_limit >= 0 AND monthly_limit >= 0),
    CONSTRAINT scheduling_users_default_duration CHECK (default_duration BETWEEN 1 AND 10080)
);

ALTER TABLE scheduling_users ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_users FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_users
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- Named weekly schedules. They store no time zone: the host's holds for all of them.
CREATE TABLE scheduling_availability (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    host_user_id uuid NOT NULL,
    name text NOT NULL,
    is_default boolean NOT NULL,
    -- Seven arrays, Monday first, of windows ["HH:MM", "HH:MM"].
    weekly_schedule jsonb NOT NULL DEFAULT '[
        [["09:00", "17:00"]], [["09:00", "17:00"]], [["09:00", "17:00"]], [["09:00", "17:00"]], [["09:00", "17:00"]],
        [], []
    ]',
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_availability_host_fkey
        FOREIGN KEY (tenant_id, host_user_id) REFERENCES scheduling_users (tenant_id, id),
    CONSTRAINT scheduling_availability_name_key UNIQUE (tenant_id, host_user_id, name),
    -- For the foreign key by which an event type can name only a schedule of its own host.
    CONSTRAINT scheduling_availability_owner_key UNIQUE (tenant_id, host_user_id, id),
    CONSTRAINT scheduling_availability_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT scheduling_availability_seven_days
        CHECK (jsonb_typeof(weekly_schedule) = 'array' AND jsonb_array_length(weekly_schedule) = 7)
);
CREATE UNIQUE INDEX scheduling_availability_one_default
    ON scheduling_availability (tenant_id, host_user_id) WHERE is_default;

ALTER TABLE scheduling_availability ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_availability FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_availability
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- The dates of a schedule that have hours of their own; no windows means closed.
CREATE TABLE scheduling_date_overrides (
    tenant_id uuid NOT NULL,
    schedule_id uuid NOT NULL,
    date date NOT NULL,
    windows jsonb NOT NULL,
    PRIMARY KEY (tenant_id, schedule_id, date),
    CONSTRAINT scheduling_date_overrides_schedule_fkey FOREIGN KEY (tenant_id, schedule_id)
        REFERENCES scheduling_availability (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT scheduling_date_overrides_windows_array
        CHECK (jsonb_typeof(windows) = 'array' AND jsonb_array_length(windows) <= 24)
);

ALTER TABLE scheduling_date_overrides ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_date_overrides FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_date_overrides
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- Time off: dates from start_date to end_date, both included; all day, or the same hours on each of them.
CREATE TABLE scheduling_blocked_dates (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    host_user_id uuid NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    reason text,
    is_all_day boolean NOT NULL DEFAULT true,
    start_time time,
    end_time time,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_blocked_dates_host_fkey
        FOREIGN KEY (tenant_id, host_user_id) REFERENCES scheduling_users (tenant_id, id),
    CONSTRAINT scheduling_blocked_dates_order CHECK (start_date <= end_date),
    CONSTRAINT scheduling_blocked_dates_reason_length CHECK (char_length(reason) <= 5000),
    CONSTRAINT scheduling_blocked_dates_hours CHECK (CASE
        WHEN is_all_day THEN start_time IS NULL AND end_time IS NULL
        ELSE start_time IS NOT NULL AND end_time IS NOT NULL AND start_time < end_time
    END)
);
CREATE INDEX scheduling_blocked_dates_by_host
    ON scheduling_blocked_dates (tenant_id, host_user_id, end_date, start_date);

ALTER TABLE scheduling_blocked_dates ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_blocked_dates FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_blocked_dates
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
