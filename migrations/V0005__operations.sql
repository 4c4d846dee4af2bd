-- What is remembered of the use of the system: API keys, idempotency keys, the changelog.

CREATE TABLE scheduling_api_keys (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    -- The key itself is shown once and stored nowhere.
    key_hash bytea NOT NULL,
    -- Its first characters, by which people tell their keys apart.
    prefix text NOT NULL,
    name text NOT NULL,
    scopes text[] NOT NULL,
    -- The host that the key acts as; NULL acts for the tenant.
    host_user_id uuid,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_api_keys_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT scheduling_api_keys_host_fkey
        FOREIGN KEY (tenant_id, host_user_id) REFERENCES scheduling_users (tenant_id, id),
    CONSTRAINT scheduling_api_keys_hash_key UNIQUE (tenant_id, key_hash),
    CONSTRAINT scheduling_api_keys_hash_length CHECK (octet_length(key_hash) = 32),
    CONSTRAINT scheduling_api_keys_prefix_length CHECK (char_length(prefix) BETWEEN 1 AND 32),
    CONSTRAINT scheduling_api_keys_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT scheduling_api_keys_scopes CHECK (
        cardinality(scopes) >= 1 AND scopes <@ ARRAY['read', 'bookings:write', 'config:write', 'admin']
    )
);

ALTER TABLE scheduling_api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_api_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_api_keys
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- The first answer under a key, for 24 hours. Written in the transaction of the use case, so that a committed row
-- always has its outcome; two requests with one key wait for each other here.
CREATE TABLE scheduling_idempotency_keys (
    tenant_id uuid NOT NULL,
    principal text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    outcome jsonb,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, principal, key),
    CONSTRAINT scheduling_idempotency_keys_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT scheduling_idempotency_keys_principal_length CHECK (char_length(principal) BETWEEN 1 AND 200),
    CONSTRAINT scheduling_idempotency_keys_key_length CHECK (char_length(key) BETWEEN 16 AND 255),
    CONSTRAINT scheduling_idempotency_keys_fingerprint CHECK (octet_length(fingerprint) = 32),
    CONSTRAINT scheduling_idempotency_keys_outcome CHECK (jsonb_typeof(outcome) = 'object')
);
CREATE INDEX scheduling_idempotency_keys_by_age ON scheduling_idempotency_keys (tenant_id, created_at);

ALTER TABLE scheduling_idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_idempotency_keys
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- Who changed what. Append-only: the application role may not change or remove a row.
CREATE TABLE scheduling_changelog (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    entity_type text NOT NULL,
    entity_id uuid NOT NULL,
    action text NOT NULL,
    actor text NOT NULL,
    details jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_changelog_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT scheduling_changelog_entity_type CHECK (entity_type ~ '^[a-z_]+$' AND char_length(entity_type) <= 50),
    CONSTRAINT scheduling_changelog_action
        CHECK (action IN ('created', 'updated', 'cancelled', 'rescheduled', 'archived', 'deleted')),
    CONSTRAINT scheduling_changelog_actor_length CHECK (char_length(actor) BETWEEN 1 AND 200),
    CONSTRAINT scheduling_changelog_details_object CHECK (jsonb_typeof(details) = 'object')
);
CREATE INDEX scheduling_changelog_by_entity ON scheduling_changelog (tenant_id, entity_type, entity_id, created_at);

ALTER TABLE scheduling_changelog ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_changelog FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_changelog
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
