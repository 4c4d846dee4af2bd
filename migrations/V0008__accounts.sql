-- People who sign in to a tenant: accounts, their sessions, and the links by which they are invited or set another
-- password. Of every secret only a hash is stored.

CREATE TABLE scheduling_accounts (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    -- In lower case, so that two spellings of one mailbox are one account.
    email text NOT NULL,
    display_name text NOT NULL,
    role text NOT NULL,
    -- The host whom the person is, if they take meetings.
    host_user_id uuid,
    -- Argon2id, in PHC form: parameters and salt are part of it.
    password_hash text NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_accounts_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT scheduling_accounts_host_fkey
        FOREIGN KEY (tenant_id, host_user_id) REFERENCES scheduling_users (tenant_id, id),
    CONSTRAINT scheduling_accounts_email_key UNIQUE (tenant_id, email),
    CONSTRAINT scheduling_accounts_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
    CONSTRAINT scheduling_accounts_display_name_length CHECK (char_length(display_name) BETWEEN 1 AND 200),
    CONSTRAINT scheduling_accounts_role CHECK (role IN ('owner', 'admin', 'member')),
    CONSTRAINT scheduling_accounts_password_hash CHECK (password_hash ~ '^\$argon2id\$' AND char_length(password_hash) <= 200)
);

ALTER TABLE scheduling_accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_accounts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_accounts
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- A session ends by being deleted.
CREATE TABLE scheduling_sessions (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    -- To the minute.
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_sessions_account_fkey
        FOREIGN KEY (tenant_id, account_id) REFERENCES scheduling_accounts (tenant_id, id),
    CONSTRAINT scheduling_sessions_hash_key UNIQUE (tenant_id, secret_hash),
    CONSTRAINT scheduling_sessions_hash_length CHECK (octet_length(secret_hash) = 32),
    CONSTRAINT scheduling_sessions_order CHECK (created_at <= last_used_at AND created_at < expires_at)
);
CREATE INDEX scheduling_sessions_by_account ON scheduling_sessions (tenant_id, account_id);

ALTER TABLE scheduling_sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_sessions
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- A link works once: using it deletes it.
CREATE TABLE scheduling_account_links (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    -- Whose password it sets; NULL is an invitation to have an account, which the next columns describe.
    account_id uuid,
    email text,
    role text,
    host_user_id uuid,
    -- An invitation that makes an owner only while the tenant has none.
    is_first_owner boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT scheduling_account_links_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT scheduling_account_links_account_fkey
        FOREIGN KEY (tenant_id, account_id) REFERENCES scheduling_accounts (tenant_id, id),
    CONSTRAINT scheduling_account_links_host_fkey
        FOREIGN KEY (tenant_id, host_user_id) REFERENCES scheduling_users (tenant_id, id),
    CONSTRAINT scheduling_account_links_hash_key UNIQUE (tenant_id, token_hash),
    CONSTRAINT scheduling_account_links_hash_length CHECK (octet_length(token_hash) = 32),
    CONSTRAINT scheduling_account_links_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
    CONSTRAINT scheduling_account_links_role CHECK (role IN ('owner', 'admin', 'member')),
    CONSTRAINT scheduling_account_links_purpose CHECK (CASE
        WHEN account_id IS NULL THEN email IS NOT NULL AND role IS NOT NULL
        ELSE email IS NULL AND role IS NULL AND host_user_id IS NULL
    END),
    CONSTRAINT scheduling_account_links_first_owner CHECK (NOT is_first_owner OR role = 'owner'),
    CONSTRAINT scheduling_account_links_order CHECK (created_at < expires_at)
);

ALTER TABLE scheduling_account_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling_account_links FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON scheduling_account_links
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- The secrets of sessions and links are found like API keys. The version before this one writes API keys only, and asks
-- for texts that begin like one.
ALTER TABLE credential_lookup
    ALTER COLUMN api_key_id DROP NOT NULL,
    ADD COLUMN session_id uuid,
    ADD COLUMN link_id uuid,
    ADD CONSTRAINT credential_lookup_one_thing CHECK (num_nonnulls(api_key_id, session_id, link_id) = 1);

-- What passes is removed by its tenant, and only that.
CREATE POLICY tenant_sees_passing ON credential_lookup FOR SELECT
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid AND api_key_id IS NULL);
CREATE POLICY tenant_removes_passing ON credential_lookup FOR DELETE
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid AND api_key_id IS NULL);
