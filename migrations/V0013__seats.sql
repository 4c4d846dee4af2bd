-- Group meetings: event types whose meetings have several seats, each a booking of its own in one occupancy.
--
-- The version before this one goes on working. What it books has one seat. A group meeting takes its host's time there
-- until the last one has left it, and cannot be joined.

ALTER TABLE scheduling_event_types
    ADD COLUMN seats integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT scheduling_event_types_seats CHECK (seats BETWEEN 1 AND 1000);

-- A copy of the occupancy's, so that a list of slots looks for seats only where there are several. Who has them is never
-- copied: booking_id and hold_id of a group meeting are those of the first seat, held_until is the end of the meeting.
-- Not validated: that would read a large table under a lock that no booking gets past, and every row has the default.
ALTER TABLE scheduling_host_reservations
    ADD COLUMN capacity integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT scheduling_host_reservations_capacity CHECK (capacity >= 1) NOT VALID;
