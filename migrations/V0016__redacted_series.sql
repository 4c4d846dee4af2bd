-- What the changelog says of a series is whose place is which among ids and numbers: that stays when an invitee is forgotten.
CREATE OR REPLACE FUNCTION scheduling_redact_changelog(bookings uuid[]) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH redacted AS (
        UPDATE public.scheduling_changelog c
        SET details = COALESCE((
            SELECT jsonb_object_agg(key, value) FROM jsonb_each(c.details)
            WHERE (jsonb_typeof(value) = 'string' AND key = ANY (ARRAY[
                'after', 'before', 'by', 'cause', 'event_type', 'from', 'host', 'rescheduled_from', 'start', 'status', 'to'
            ])) OR key IN ('co_hosts', 'series')
        ), '{}') || '{"erased": true}'
        WHERE c.tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid
            AND c.entity_type = 'booking' AND c.entity_id = ANY (bookings) AND NOT c.details ? 'erased'
        RETURNING 1
    )
    SELECT count(*) FROM redacted
$$;
