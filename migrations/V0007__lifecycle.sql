-- The life of a booking: approval, moves, rules that were set aside. The version before makes none of these, and reads
-- past what it does not know: a booking that waits for approval takes its time there without an end.

ALTER TABLE scheduling_event_types ADD COLUMN requires_approval boolean NOT NULL DEFAULT false;

ALTER TABLE scheduling_bookings
    -- The first instant at which a pending booking cannot be approved any more and keeps no time.
    ADD COLUMN expires_at timestamptz,
    ADD COLUMN decline_cause text,
    ADD COLUMN decline_reason text,
    ADD COLUMN declined_at timestamptz,
    ADD COLUMN rescheduled_by text,
    ADD COLUMN reschedule_reason text,
    -- The rules that were set aside when the booking was made, and why.
    ADD COLUMN overridden_rules text[] NOT NULL DEFAULT '{}',
    ADD COLUMN override_reason text,
    -- The version before cancels a pending booking without looking at this.
    ADD CONSTRAINT scheduling_bookings_pending_expires CHECK (status <> 'pending' OR expires_at IS NOT NULL),
    ADD CONSTRAINT scheduling_bookings_declined CHECK (
        (status = 'declined') = (declined_at IS NOT NULL) AND (declined_at IS NULL) = (decline_cause IS NULL)
        AND decline_cause IN ('host', 'expired')
    ),
    ADD CONSTRAINT scheduling_bookings_rescheduled CHECK (
        (status = 'rescheduled') = (rescheduled_by IS NOT NULL) AND (status <> 'rescheduled' OR rescheduled_to IS NOT NULL)
        AND rescheduled_by IN ('host', 'invitee')
    ),
    ADD CONSTRAINT scheduling_bookings_overridden_rules CHECK (
        overridden_rules <@ ARRAY['outside_hours', 'off_grid', 'too_soon', 'too_far', 'limit_reached', 'blocked']
        AND (cardinality(overridden_rules) = 0) = (override_reason IS NULL)
    ),
    ADD CONSTRAINT scheduling_bookings_reason_lengths CHECK (
        char_length(decline_reason) <= 5000 AND char_length(reschedule_reason) <= 5000
        AND char_length(override_reason) <= 5000
    ),
    -- A booking that is moved gives its time up before its successor can take its own, so it names it first.
    ALTER CONSTRAINT scheduling_bookings_rescheduled_to_fkey DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX scheduling_bookings_by_expiry ON scheduling_bookings (tenant_id, expires_at) WHERE status = 'pending';
CREATE INDEX scheduling_bookings_by_end ON scheduling_bookings (tenant_id, end_time) WHERE status = 'confirmed';

-- A copy of the booking's expires_at, so that a list of slots needs no other table; NULL once it is approved.
ALTER TABLE scheduling_host_reservations
    ADD COLUMN pending_until timestamptz,
    ADD CONSTRAINT scheduling_host_reservations_pending CHECK (pending_until IS NULL OR booking_id IS NOT NULL);

ALTER TABLE scheduling_changelog
    DROP CONSTRAINT scheduling_changelog_action,
    ADD CONSTRAINT scheduling_changelog_action CHECK (action IN (
        'created', 'updated', 'cancelled', 'rescheduled', 'confirmed', 'declined', 'completed', 'no_show', 'reassigned',
        'archived', 'deleted'
    ));
