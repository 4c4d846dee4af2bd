//! Occupancies and the hosts' reservations for them: where PostgreSQL itself keeps two meetings of a host apart.
//! Call nothing here before the hosts are locked.

use scheduling_core::{EventTypeId, HostId, Interval, OccupancyId, OccupiedBy, slots::VerifiedSlot};

use crate::{error::StoreError, read::params, statement::statements, tx::TenantTx};

/// Time to be taken.
#[derive(Clone, Debug)]
pub struct NewOccupancy {
    /// Its id.
    pub id: OccupancyId,
    /// What it is for.
    pub event_type: EventTypeId,
    /// Whose time it takes, of all of them or of none: the meeting with the buffers now in force at each.
    pub hosts: Vec<(HostId, Interval)>,
    /// The meeting.
    pub meeting: Interval,
    /// Who makes it: the booking or the hold that is inserted next, in the same transaction.
    pub by: OccupiedBy,
    /// How many seats it has.
    pub seats: u32,
    /// The group meeting in which a seat is to be taken instead.
    pub joins: Option<OccupancyId>,
}

impl NewOccupancy {
    /// What takes a slot that has passed every rule.
    #[must_use]
    pub fn of(slot: &VerifiedSlot, id: OccupancyId, by: OccupiedBy) -> Self {
        let hosts = vec![(slot.host(), slot.occupied())];
        let (event_type, meeting) = (slot.event_type(), slot.meeting());
        Self { id, event_type, hosts, meeting, by, seats: slot.seats(), joins: slot.joins() }
    }

    /// The same, of a meeting that takes further hosts too.
    #[must_use]
    pub fn with(mut self, others: &[VerifiedSlot]) -> Self {
        self.hosts.extend(others.iter().map(|slot| (slot.host(), slot.occupied())));
        self
    }
}

/// Whether the time was free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Reserved {
    /// It was, and now is taken.
    Inserted,
    /// There was a seat in this group meeting, which is now to be taken.
    Joined(OccupancyId),
    /// It was not, of at least one of the hosts; nothing was taken, and the transaction goes on.
    Taken,
}

statements! {
    RESERVE = "WITH occupancy AS (
            INSERT INTO scheduling_occupancies (tenant_id, id, event_type_id, starts_at, ends_at, capacity)
            VALUES ($1, $2, $3, $4, $5, $13)
        )
        INSERT INTO scheduling_host_reservations (tenant_id, occupancy_id, host_user_id, occupied_from, occupied_until,
            event_type_id, starts_at, booking_id, hold_id, held_until, pending_until, capacity)
        SELECT $1, $2, h.id, h.occupied_from, h.occupied_until, $3, $4, $6, $7, $8, $12, $13
        FROM unnest($9::uuid[], $10::timestamptz[], $11::timestamptz[]) AS h (id, occupied_from, occupied_until)
        ON CONFLICT ON CONSTRAINT scheduling_host_reservations_no_overlap DO NOTHING";
    // What the occupancy is for stays as it is, and so do the other hosts.
    HAND_OVER = "WITH taken AS (
            INSERT INTO scheduling_host_reservations (tenant_id, occupancy_id, host_user_id, occupied_from, occupied_until,
                event_type_id, starts_at, booking_id, hold_id, held_until, pending_until, capacity)
            SELECT r.tenant_id, r.occupancy_id, $4, $5, $6, r.event_type_id, r.starts_at, r.booking_id, r.hold_id,
                r.held_until, r.pending_until, r.capacity
            FROM scheduling_host_reservations r
            WHERE r.tenant_id = $1 AND r.occupancy_id = $2 AND r.host_user_id = $3
            ON CONFLICT ON CONSTRAINT scheduling_host_reservations_no_overlap DO NOTHING
            RETURNING occupancy_id
        )
        DELETE FROM scheduling_host_reservations g USING taken
        WHERE g.tenant_id = $1 AND g.occupancy_id = taken.occupancy_id AND g.host_user_id = $3";
    // The reservations go with it.
    DELETE = "DELETE FROM scheduling_occupancies WHERE tenant_id = $1 AND id = $2";
}

impl TenantTx {
    /// Takes the time of the hosts, if it is free, or a seat in the group meeting that is to be joined, if one is left.
    /// Whatever makes a booking or a hold comes through here.
    ///
    /// What has expired still has its reservation or its seat: remove holds first, with
    /// [`delete_expired_holds`](Self::delete_expired_holds) and [`delete_holds`](Self::delete_holds), and decline bookings
    /// that waited for approval.
    ///
    /// # Errors
    /// [`Conflict::UnknownHost`](crate::Conflict::UnknownHost),
    /// [`Conflict::UnknownEventType`](crate::Conflict::UnknownEventType).
    pub async fn reserve(&self, occupancy: &NewOccupancy) -> Result<Reserved, StoreError> {
        if let Some(joined) = occupancy.joins {
            return Ok(if self.has_seat(joined).await? { Reserved::Joined(joined) } else { Reserved::Taken });
        }
        let id = occupancy.id.as_uuid();
        let (booking, hold) = match occupancy.by {
            // Seats come and go. Whoever looks at the first one only finds the time taken for as long as there are any.
            OccupiedBy::Pending { booking, .. } if occupancy.seats > 1 => (Some((booking, None)), None),
            OccupiedBy::Hold { id, .. } if occupancy.seats > 1 => (None, Some((id, occupancy.meeting.end))),
            OccupiedBy::Booking(booking) => (Some((booking, None)), None),
            OccupiedBy::Pending { booking, expires_at } => (Some((booking, Some(expires_at))), None),
            OccupiedBy::Hold { id, expires_at } => (None, Some((id, expires_at))),
        };
        let values = params![
            id,
            occupancy.event_type.as_uuid(),
            occupancy.meeting.start,
            occupancy.meeting.end,
            booking.map(|(id, _)| id.as_uuid()),
            hold.map(|(id, _)| id.as_uuid()),
            hold.map(|(_, held_until)| held_until),
            occupancy.hosts.iter().map(|(host, _)| host.as_uuid()).collect::<Vec<_>>(),
            occupancy.hosts.iter().map(|(_, occupied)| occupied.start).collect::<Vec<_>>(),
            occupancy.hosts.iter().map(|(_, occupied)| occupied.end).collect::<Vec<_>>(),
            booking.and_then(|(_, pending_until)| pending_until),
            i32::try_from(occupancy.seats).unwrap_or(i32::MAX),
        ];
        let reserved = self.execute(RESERVE, values).await?;
        if usize::try_from(reserved) == Ok(occupancy.hosts.len()) {
            return Ok(Reserved::Inserted);
        }
        self.execute(DELETE, params![id]).await?;
        Ok(Reserved::Taken)
    }

    /// Takes the time of another host for an occupancy, if it is free, and gives that of the one before back; the time of
    /// its other hosts stays taken. The other host must not be in it yet.
    ///
    /// # Errors
    /// [`Conflict::UnknownHost`](crate::Conflict::UnknownHost).
    pub async fn hand_over_reservation(
        &self,
        occupancy: OccupancyId,
        from: HostId,
        (to, occupied): (HostId, Interval),
    ) -> Result<Reserved, StoreError> {
        let values = params![occupancy.as_uuid(), from.as_uuid(), to.as_uuid(), occupied.start, occupied.end];
        let handed_over = self.execute(HAND_OVER, values).await? > 0;
        Ok(if handed_over { Reserved::Inserted } else { Reserved::Taken })
    }
}
