//! The seats of a group meeting: read with the occupancies of a host, and counted when somebody takes one.
//!
//! Who is in a meeting is what bookings and holds say, and nothing else: no number is kept beside them that could differ.

use jiff::Timestamp;
use scheduling_core::{BookingId, Group, HoldId, Name, OccupancyId, OccupiedBy};
use serde::Deserialize;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    error::{RowError, StoreError},
    read::{Read, params},
    row::{Columns, all, count, first},
    statement::statements,
    tx::TenantTx,
};

/// The seats of the reservation `r`, as a [`SeatsDocument`]; NULL where there is only one. Nothing more is read then.
macro_rules! seats_column {
    () => {
        "CASE WHEN r.capacity > 1 THEN (
            SELECT jsonb_build_object(
                'end', (extract(epoch FROM o.ends_at) * 1000000)::bigint,
                'capacity', o.capacity,
                'hosts', (SELECT count(*) FROM scheduling_host_reservations s
                    WHERE s.tenant_id = $1 AND s.occupancy_id = o.id),
                'kept', (SELECT count(*) FROM scheduling_bookings b
                    WHERE b.tenant_id = $1 AND b.occupancy_id = o.id AND b.status <> 'pending'),
                'first', (SELECT b.id FROM scheduling_bookings b
                    WHERE b.tenant_id = $1 AND b.occupancy_id = o.id AND b.status <> 'pending' ORDER BY b.id LIMIT 1),
                'pending', (SELECT jsonb_agg(jsonb_build_array(b.id, (extract(epoch FROM b.expires_at) * 1000000)::bigint)
                        ORDER BY b.id)
                    FROM scheduling_bookings b
                    WHERE b.tenant_id = $1 AND b.occupancy_id = o.id AND b.status = 'pending'),
                'holds', (SELECT jsonb_agg(jsonb_build_array(h.id, (extract(epoch FROM h.expires_at) * 1000000)::bigint)
                        ORDER BY h.id)
                    FROM scheduling_holds h WHERE h.tenant_id = $1 AND h.occupancy_id = o.id)
            ) FROM scheduling_occupancies o WHERE o.tenant_id = $1 AND o.id = r.occupancy_id
        ) END AS seats"
    };
}

pub(crate) use seats_column;

statements! {
    LOCK = "SELECT o.capacity FROM scheduling_occupancies o WHERE o.tenant_id = $1 AND o.id = $2 FOR UPDATE";
    CAPACITY = "SELECT o.capacity FROM scheduling_occupancies o WHERE o.tenant_id = $1 AND o.id = $2";
    LIST_CONFIRMED = "SELECT id, invitee_name, count(*) OVER () AS count FROM scheduling_bookings
        WHERE tenant_id = $1 AND occupancy_id = $2 AND status = 'confirmed' ORDER BY id LIMIT $3";
    LOCK_ALL = "SELECT o.id FROM scheduling_occupancies o WHERE o.tenant_id = $1 AND o.id = ANY ($2::uuid[])
        ORDER BY o.id FOR UPDATE";
    COUNT = "SELECT (SELECT count(*) FROM scheduling_bookings b WHERE b.tenant_id = $1 AND b.occupancy_id = $2)
            + (SELECT count(*) FROM scheduling_holds h WHERE h.tenant_id = $1 AND h.occupancy_id = $2) AS count";
    // The reservations go with it.
    DELETE_IF_EMPTY = "DELETE FROM scheduling_occupancies o WHERE o.tenant_id = $1 AND o.id = ANY ($2::uuid[])
        AND NOT EXISTS (SELECT FROM scheduling_bookings b WHERE b.tenant_id = $1 AND b.occupancy_id = o.id)
        AND NOT EXISTS (SELECT FROM scheduling_holds h WHERE h.tenant_id = $1 AND h.occupancy_id = o.id)";
}

/// How many seats a meeting has, whatever its event type has by now.
pub fn capacity_of(occupancy: OccupancyId) -> Read<Option<u32>> {
    let capacity = |row: &Row| Columns::of("scheduling_occupancies", row).number("capacity");
    Read::new(CAPACITY, params![occupancy.as_uuid()], move |rows| first(&rows, capacity))
}

/// A seat that somebody has in a meeting that takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seated {
    /// The booking.
    pub booking: BookingId,
    /// Who booked.
    pub name: Name,
}

/// Those who have a confirmed seat in a meeting, by the ids of their bookings: the first so many, and how many there are.
pub fn list_confirmed(occupancy: OccupancyId, at_most: u32) -> Read<(Vec<Seated>, u64)> {
    let values = params![occupancy.as_uuid(), i64::from(at_most)];
    Read::new(LIST_CONFIRMED, values, |rows| {
        let number = |row: &Row| Columns::of("scheduling_bookings", row).get::<i64>("count");
        let number = first(&rows, number)?.unwrap_or(0);
        Ok((all(&rows, seated)?, number.unsigned_abs()))
    })
}

fn seated(row: &Row) -> Result<Seated, RowError> {
    let columns = Columns::of("scheduling_bookings", row);
    Ok(Seated { booking: BookingId::from_uuid(columns.get("id")?), name: columns.parse("invitee_name")? })
}

/// What [`seats_column`] makes; instants in microseconds.
#[derive(Deserialize)]
struct SeatsDocument {
    end: i64,
    capacity: u32,
    hosts: u32,
    kept: u32,
    first: Option<Uuid>,
    pending: Option<Vec<(Uuid, i64)>>,
    holds: Option<Vec<(Uuid, i64)>>,
}

/// The seats of a row with a [`seats_column`], and somebody who has one; none if there is only one seat.
pub(crate) fn group(columns: &Columns<'_>) -> Result<Option<(Group, Option<OccupiedBy>)>, RowError> {
    const COLUMN: &str = "seats";
    let Some(found) = columns.get::<Option<tokio_postgres::types::Json<SeatsDocument>>>(COLUMN)? else {
        return Ok(None);
    };
    let SeatsDocument { end, capacity, hosts, kept, first, pending, holds } = found.0;
    let instant = |micros| Timestamp::from_microsecond(micros).map_err(|why| columns.wrong(COLUMN, why));
    let mut expiring = Vec::new();
    for (id, expires_at) in pending.into_iter().flatten() {
        let booking = BookingId::from_uuid(id);
        expiring.push(OccupiedBy::Pending { booking, expires_at: instant(expires_at)? });
    }
    for (id, expires_at) in holds.into_iter().flatten() {
        expiring.push(OccupiedBy::Hold { id: HoldId::from_uuid(id), expires_at: instant(expires_at)? });
    }
    let by = first.map(|id| OccupiedBy::Booking(BookingId::from_uuid(id))).or(expiring.first().copied());
    Ok(Some((Group { end: instant(end)?, capacity, hosts, kept, expiring }, by)))
}

impl TenantTx {
    /// Whether one more may come in. If so, nobody else comes in or removes the occupancy until the end of this
    /// transaction.
    ///
    /// The hosts' lock is what makes it right that seats are counted. The lock of the row makes it right, too, whoever
    /// forgets the other, and keeps the cleaning away that takes no host's lock: what is counted is read after it, by a
    /// statement of its own. See ADR 23.
    pub(crate) async fn has_seat(&self, id: OccupancyId) -> Result<bool, StoreError> {
        let locked = self.query(LOCK, params![id.as_uuid()]).await?;
        let Some(row) = locked.first() else { return Ok(false) };
        let capacity: i32 = Columns::of("scheduling_occupancies", row).get("capacity")?;
        let taken = count(&self.query(COUNT, params![id.as_uuid()]).await?)?;
        Ok(taken < u64::from(capacity.unsigned_abs()))
    }

    /// Removes those occupancies, with their reservations, that nobody is in any more.
    ///
    /// # Errors
    /// The database failed.
    pub async fn release_occupancies(&self, ids: &[OccupancyId]) -> Result<(), StoreError> {
        let values: Vec<Uuid> = ids.iter().map(|id| id.as_uuid()).collect();
        // In a statement of its own, so that the next one sees who has come in before.
        self.query(LOCK_ALL, params![values]).await?;
        self.delete_empty(ids).await
    }

    /// The same of occupancies that are locked.
    pub(crate) async fn delete_empty(&self, ids: &[OccupancyId]) -> Result<(), StoreError> {
        let values: Vec<Uuid> = ids.iter().map(|id| id.as_uuid()).collect();
        self.execute(DELETE_IF_EMPTY, params![values]).await?;
        Ok(())
    }
}
