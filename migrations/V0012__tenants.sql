-- What a tenant's data can be asked for in the end: an invitee is forgotten, a tenant is erased. Both need what the
-- application role may not do by itself, and get it through functions of the owner that do nothing else. The version
-- before knows none of this, and reads past it.

-- How much the platform lets a tenant have; absent keys are no limit.
ALTER TABLE tenants
    ADD COLUMN quotas jsonb NOT NULL DEFAULT '{}',
    ADD CONSTRAINT tenants_quotas_object CHECK (jsonb_typeof(quotas) = 'object');

-- When the invitee of a booking was forgotten; its time and its state stay for counting.
ALTER TABLE scheduling_bookings ADD COLUMN erased_at timestamptz;
CREATE INDEX scheduling_bookings_by_retention ON scheduling_bookings (tenant_id, end_time) WHERE erased_at IS NULL;
CREATE INDEX scheduling_bookings_by_invitee ON scheduling_bookings (tenant_id, invitee_email_normalized);
CREATE INDEX scheduling_bookings_with_guests ON scheduling_bookings (tenant_id, id) WHERE guests <> '{}';
-- Without these, removing a booking would look through all others for those that name it.
CREATE INDEX scheduling_bookings_by_predecessor
    ON scheduling_bookings (tenant_id, rescheduled_from) WHERE rescheduled_from IS NOT NULL;
CREATE INDEX scheduling_bookings_by_successor
    ON scheduling_bookings (tenant_id, rescheduled_to) WHERE rescheduled_to IS NOT NULL;

-- That a tenant was erased, when, by whom and how much of it. Not a tenant's table: the tenant is gone. It holds no name.
CREATE TABLE tenant_erasures (
    id uuid PRIMARY KEY,
    erased_tenant uuid NOT NULL,
    erased_at timestamptz NOT NULL,
    erased_by text NOT NULL,
    -- How many rows of each table.
    erased_rows jsonb NOT NULL,
    CONSTRAINT tenant_erasures_tenant_key UNIQUE (erased_tenant),
    CONSTRAINT tenant_erasures_by_length CHECK (char_length(erased_by) BETWEEN 1 AND 200),
    CONSTRAINT tenant_erasures_rows_object CHECK (jsonb_typeof(erased_rows) = 'object')
);

ALTER TABLE tenant_erasures ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant_erasures FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON tenant_erasures
    USING (current_setting('app.platform', true) = 'on')
    WITH CHECK (current_setting('app.platform', true) = 'on');

-- The functions below run with the rights of the owner, whom FORCE binds: they reach the rows of the tenant that the
-- transaction has set, and no others. The owner sees and removes the credentials of that tenant; nobody else does.
CREATE POLICY owner_erases ON credential_lookup TO CURRENT_USER
    USING (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid);

-- Takes out of the changelog of these bookings whatever could speak of their invitees. What stays is who did what when,
-- and words, ids and instants that the program chose.
CREATE FUNCTION scheduling_redact_changelog(bookings uuid[]) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH redacted AS (
        UPDATE public.scheduling_changelog c
        SET details = COALESCE((
            SELECT jsonb_object_agg(key, value) FROM jsonb_each(c.details)
            WHERE (jsonb_typeof(value) = 'string' AND key = ANY (ARRAY[
                'after', 'before', 'by', 'cause', 'event_type', 'from', 'host', 'rescheduled_from', 'start', 'status', 'to'
            ])) OR key = 'co_hosts'
        ), '{}') || '{"erased": true}'
        WHERE c.tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid
            AND c.entity_type = 'booking' AND c.entity_id = ANY (bookings) AND NOT c.details ? 'erased'
        RETURNING 1
    )
    SELECT count(*) FROM redacted
$$;

-- Removes the tenant, which must be suspended, with its rows of these tables, in this order, and says how many those were.
-- There is no way to remove some of them and keep the tenant: a history ends only with what it is the history of.
CREATE FUNCTION scheduling_erase_tenant(relations text[]) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    tenant uuid := NULLIF(current_setting('app.tenant_id', true), '')::uuid;
    relation text;
    removed bigint;
    counts jsonb := '{}';
BEGIN
    IF NOT EXISTS (SELECT FROM public.tenants WHERE id = tenant AND status = 'suspended') THEN
        RAISE EXCEPTION 'only a suspended tenant can be erased' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    FOREACH relation IN ARRAY relations LOOP
        EXECUTE format('DELETE FROM public.%I WHERE tenant_id = $1', relation) USING tenant;
        GET DIAGNOSTICS removed = ROW_COUNT;
        counts := counts || jsonb_build_object(relation, removed);
    END LOOP;
    DELETE FROM public.tenants WHERE id = tenant;
    -- Its policy lets the platform alone do this.
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only the platform erases a tenant' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN counts || '{"tenants": 1}';
END
$$;

REVOKE ALL ON FUNCTION scheduling_redact_changelog(uuid[]), scheduling_erase_tenant(text[]) FROM PUBLIC;

-- An embedding program may call its users what it likes.
ALTER TABLE scheduling_changelog
    DROP CONSTRAINT scheduling_changelog_actor_length,
    ADD CONSTRAINT scheduling_changelog_actor_length CHECK (char_length(actor) BETWEEN 1 AND 520);
