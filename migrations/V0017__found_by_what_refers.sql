-- What a row is referred to by is looked up when it is removed: without these, a tenant of many bookings could not be erased.
CREATE INDEX scheduling_host_reservations_by_booking ON scheduling_host_reservations (tenant_id, booking_id)
    WHERE booking_id IS NOT NULL;
CREATE INDEX scheduling_occupancies_by_event_type ON scheduling_occupancies (tenant_id, event_type_id);
CREATE INDEX scheduling_assignments_by_host ON scheduling_assignments (tenant_id, host_user_id);
-- The list of a team's bookings.
CREATE INDEX scheduling_bookings_by_team ON scheduling_bookings (tenant_id, team_id, start_time, id)
    WHERE team_id IS NOT NULL;
