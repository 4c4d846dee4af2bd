-- From whom the host of a held slot was chosen: the booking that uses the hold notes it for good. The version before leaves it
-- out and looks at nobody but the host whose time is held.
ALTER TABLE scheduling_holds
    ADD COLUMN candidates jsonb NOT NULL DEFAULT '[]',
    ADD CONSTRAINT scheduling_holds_candidates_array CHECK (jsonb_typeof(candidates) = 'array');
