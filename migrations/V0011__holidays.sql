-- The public holidays that a host keeps: {"sets": ["DE-BY"], "worked": ["Epiphany"]}. NULL follows the tenant's defaults, in
-- whose document they have a member of the same form.

ALTER TABLE scheduling_users
    ADD COLUMN holidays jsonb,
    ADD CONSTRAINT scheduling_users_holidays_object CHECK (jsonb_typeof(holidays) = 'object');
