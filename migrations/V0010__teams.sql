-- Teams: hosts who take meetings together or in turn, the event types that they share, and who was chosen why.
--
-- The version before this one goes on working: it knows no teams, and what belongs to none looks as before. Only this
-- version makes event types of teams.

CREATE TABLE scheduling_teams (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    slug text NOT NULL,
    description text,
    settings jsonb NOT NULL DEFAULT '{"roundRobin": false, "showMemberProfiles": false}',
    archived_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_teams_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT scheduling_teams_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT scheduling_teams_slug_pattern CHECK (slug ~ '^[a-z0-9-]+$' AND char_length(slug) <= 64),
    CONSTRAINT scheduling_teams_description_length CHECK (char_length(description) <= 5000),
    CONSTRAINT scheduling_teams_settings_object CHECK (jsonb_typeof(settings) = 'object')
);
-- An archived team gives its slug free.
CREATE UNIQUE INDEX scheduling_teams_slug_key ON scheduling_teams (tenant_id, slug) WHERE archived_at IS NULL;

ALTER TABLE scheduling_teams ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_teams FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_teams
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

CREATE TABLE scheduling_team_members (
    tenant_id uuid NOT NULL,
    team_id uuid NOT NULL,
    host_user_id uuid NOT NULL,
    is_admin boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, team_id, host_user_id),
    CONSTRAINT scheduling_team_members_team_fkey
        FOREIGN KEY (tenant_id, team_id) REFERENCES scheduling_teams (tenant_id, id),
    CONSTRAINT scheduling_team_members_host_fkey
        FOREIGN KEY (tenant_id, host_user_id) REFERENCES scheduling_users (tenant_id, id)
);
CREATE INDEX scheduling_team_members_by_host ON scheduling_team_members (tenant_id, host_user_id, team_id);

ALTER TABLE scheduling_team_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_team_members FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_team_members
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- An event type belongs to a host or to a team.
ALTER TABLE scheduling_event_types
    ALTER COLUMN host_user_id DROP NOT NULL,
    ADD COLUMN team_id uuid,
    -- How the team's hosts take the meetings.
    ADD COLUMN scheduling_type text,
    -- Whose midnights cut common hours, and whose months the rotation counts by.
    ADD COLUMN timezone text,
    ADD CONSTRAINT scheduling_event_types_team_fkey
        FOREIGN KEY (tenant_id, team_id) REFERENCES scheduling_teams (tenant_id, id),
    ADD CONSTRAINT scheduling_event_types_team_key UNIQUE (tenant_id, team_id, id),
    ADD CONSTRAINT scheduling_event_types_owner CHECK ((host_user_id IS NULL) <> (team_id IS NULL)),
    ADD CONSTRAINT scheduling_event_types_scheduling_type
        CHECK (scheduling_type IN ('round_robin', 'collective', 'individual')),
    ADD CONSTRAINT scheduling_event_types_of_team CHECK (
        (team_id IS NULL) = (scheduling_type IS NULL) AND (team_id IS NULL) = (timezone IS NULL)
        AND (team_id IS NULL OR schedule_id IS NULL)
    ),
    ADD CONSTRAINT scheduling_event_types_timezone_length CHECK (char_length(timezone) BETWEEN 1 AND 100);
CREATE UNIQUE INDEX scheduling_event_types_team_slug_key
    ON scheduling_event_types (tenant_id, team_id, slug) WHERE archived_at IS NULL AND team_id IS NOT NULL;

-- Who takes the meetings of a team's event type: members of that team.
CREATE TABLE scheduling_event_type_hosts (
    tenant_id uuid NOT NULL,
    event_type_id uuid NOT NULL,
    host_user_id uuid NOT NULL,
    team_id uuid NOT NULL,
    weight integer NOT NULL DEFAULT 1,
    priority integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, event_type_id, host_user_id),
    CONSTRAINT scheduling_event_type_hosts_event_type_fkey FOREIGN KEY (tenant_id, team_id, event_type_id)
        REFERENCES scheduling_event_types (tenant_id, team_id, id),
    CONSTRAINT scheduling_event_type_hosts_member_fkey FOREIGN KEY (tenant_id, team_id, host_user_id)
        REFERENCES scheduling_team_members (tenant_id, team_id, host_user_id),
    CONSTRAINT scheduling_event_type_hosts_weight CHECK (weight BETWEEN 1 AND 100),
    CONSTRAINT scheduling_event_type_hosts_priority CHECK (priority BETWEEN 0 AND 100)
);
CREATE INDEX scheduling_event_type_hosts_by_member
    ON scheduling_event_type_hosts (tenant_id, team_id, host_user_id);

ALTER TABLE scheduling_event_type_hosts ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_event_type_hosts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_event_type_hosts
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- A booking of a team's event type: host_user_id is the host, or the first one of a collective meeting, and
-- co_host_ids are the others. They stay when the booking gives its time back.
ALTER TABLE scheduling_bookings
    ADD COLUMN team_id uuid,
    ADD COLUMN co_host_ids uuid[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT scheduling_bookings_team_fkey
        FOREIGN KEY (tenant_id, team_id) REFERENCES scheduling_teams (tenant_id, id),
    ADD CONSTRAINT scheduling_bookings_co_hosts CHECK (cardinality(co_host_ids) <= 99);
-- When each host of a type was last booked. Bookings of no team pay nothing for it.
CREATE INDEX scheduling_bookings_rotation
    ON scheduling_bookings (tenant_id, event_type_id, host_user_id, created_at)
    WHERE team_id IS NOT NULL AND status IN ('pending', 'confirmed', 'completed', 'no_show');

-- Who was chosen for a booking, by what, and from what; a further row when it is given to somebody else. Append-only: the
-- application role may not change or remove a row.
CREATE TABLE scheduling_assignments (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    booking_id uuid NOT NULL,
    event_type_id uuid NOT NULL,
    host_user_id uuid NOT NULL,
    chosen_by text NOT NULL,
    -- Each free host with priority, weight, bookings in the month and the last one's creation, in the order of the rotation.
    candidates jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_assignments_booking_fkey
        FOREIGN KEY (tenant_id, booking_id) REFERENCES scheduling_bookings (tenant_id, id),
    CONSTRAINT scheduling_assignments_event_type_fkey
        FOREIGN KEY (tenant_id, event_type_id) REFERENCES scheduling_event_types (tenant_id, id),
    CONSTRAINT scheduling_assignments_host_fkey
        FOREIGN KEY (tenant_id, host_user_id) REFERENCES scheduling_users (tenant_id, id),
    CONSTRAINT scheduling_assignments_chosen_by
        CHECK (chosen_by IN ('only_free', 'priority', 'load', 'waiting', 'id', 'hold', 'invitee', 'kept', 'reassigned')),
    CONSTRAINT scheduling_assignments_candidates_array CHECK (jsonb_typeof(candidates) = 'array')
);
CREATE INDEX scheduling_assignments_by_booking ON scheduling_assignments (tenant_id, booking_id, created_at);
CREATE INDEX scheduling_assignments_by_event_type
    ON scheduling_assignments (tenant_id, event_type_id, created_at);

ALTER TABLE scheduling_assignments ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_assignments FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_assignments
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
