-- Tenants, and the two tables that are read before a tenant is known.
--
-- Rules of every tenant table (the catalogue test of scheduling-store enforces them): tenant_id first, in the primary
-- key and in every unique and foreign key; row-level security enabled and FORCED with one policy on app.tenant_id;
-- no triggers, no enum types; constraint names of at most 50 bytes. After a SET LOCAL the setting is '' in the session,
-- not NULL, hence the NULLIF.

-- For the exclusion constraint on uuid and tstzrange together. A trusted extension: who may CREATE in the database may
-- create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE tenants (
    id uuid PRIMARY KEY,
    slug text NOT NULL,
    name text NOT NULL,
    status text NOT NULL DEFAULT 'active',
    features jsonb NOT NULL DEFAULT '{"scheduling": true}',
    -- The rules that a host's and an event type's fall back to; absent keys are the product's defaults.
    defaults jsonb NOT NULL DEFAULT '{}',
    branding jsonb NOT NULL DEFAULT '{}',
    limits jsonb NOT NULL DEFAULT '{}',
    origins text[] NOT NULL DEFAULT '{}',
    retention jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT tenants_slug_key UNIQUE (slug),
    CONSTRAINT tenants_slug_pattern CHECK (slug ~ '^[a-z0-9-]+$' AND char_length(slug) <= 64),
    CONSTRAINT tenants_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT tenants_status CHECK (status IN ('active', 'suspended')),
    CONSTRAINT tenants_features_object CHECK (jsonb_typeof(features) = 'object'),
    CONSTRAINT tenants_defaults_object CHECK (jsonb_typeof(defaults) = 'object'),
    CONSTRAINT tenants_branding_object CHECK (jsonb_typeof(branding) = 'object'),
    CONSTRAINT tenants_limits_object CHECK (jsonb_typeof(limits) = 'object'),
    CONSTRAINT tenants_retention_object CHECK (jsonb_typeof(retention) = 'object')
);

ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
-- A tenant is visible to itself, to who knows its slug, and to the platform.
CREATE POLICY tenant_itself ON tenants FOR SELECT
    USING (id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
CREATE POLICY tenant_changes_itself ON tenants FOR UPDATE
    USING (id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
CREATE POLICY slug_lookup ON tenants FOR SELECT
    USING (slug = NULLIF(current_setting('app.lookup_slug', true), ''));
CREATE POLICY platform ON tenants
    USING (current_setting('app.platform', true) = 'on')
    WITH CHECK (current_setting('app.platform', true) = 'on');

-- Which tenant a credential belongs to. No foreign key to the key itself: this table is not distributed by tenant.
CREATE TABLE credential_lookup (
    credential_hash bytea PRIMARY KEY,
    tenant_id uuid NOT NULL,
    api_key_id uuid NOT NULL,
    CONSTRAINT credential_lookup_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT credential_lookup_hash_length CHECK (octet_length(credential_hash) = 32)
);

ALTER TABLE credential_lookup ENABLE ROW LEVEL SECURITY;
ALTER TABLE credential_lookup FORCE ROW LEVEL SECURITY;
-- Who presents a credential finds its row; nobody can list them, not even the tenant that owns them.
CREATE POLICY hash_lookup ON credential_lookup FOR SELECT
    USING (credential_hash = decode(NULLIF(current_setting('app.credential_hash', true), ''), 'hex'));
CREATE POLICY tenant_adds ON credential_lookup FOR INSERT
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);
