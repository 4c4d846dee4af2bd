-- What led invitees to the page on which they booked. The version before keeps none, and reads past it.

-- The `utm_` parameters of the link, as far as it had any. Blanked with what else is known of the invitee.
ALTER TABLE scheduling_bookings
    ADD COLUMN campaign jsonb,
    ADD CONSTRAINT scheduling_bookings_campaign_object CHECK (jsonb_typeof(campaign) = 'object');
