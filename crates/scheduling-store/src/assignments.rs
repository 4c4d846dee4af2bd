//! Who was chosen for the bookings of teams, by what, and from what. It only grows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use scheduling_core::{Assignment, AssignmentId, BookingId, EventTypeId, HostId, Interval};
use tokio_postgres::{Row, types::Json};
use uuid::Uuid;

use crate::{
    document::CandidateDocument,
    error::{RowError, StoreError},
    read::{Read, params},
    row::{Columns, all},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_assignments";

/// Who was chosen for a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAssignment {
    /// Its id.
    pub id: AssignmentId,
    /// The booking.
    pub booking: BookingId,
    /// What was booked.
    pub event_type: EventTypeId,
    /// The choice, with what it was made from.
    pub assignment: Assignment,
    /// When it was made.
    pub at: Timestamp,
}

/// What a host has of an event type: the live bookings that start in a stretch of time, and when the last one was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// How many bookings.
    pub bookings: u32,
    /// When the last live booking was made, whenever it starts.
    pub last_booked_at: Option<Timestamp>,
}

statements! {
    LOADS = "SELECT h.id AS host_user_id,
            (SELECT count(*) FROM scheduling_bookings b
                WHERE b.tenant_id = $1 AND b.event_type_id = $2 AND b.host_user_id = h.id
                    AND b.start_time >= $4 AND b.start_time < $5
                    AND b.status IN ('pending', 'confirmed', 'completed', 'no_show')
                    AND (b.status <> 'pending' OR b.expires_at > $6) AND b.id IS DISTINCT FROM $7)::integer AS bookings,
            (SELECT b.created_at FROM scheduling_bookings b
                WHERE b.tenant_id = $1 AND b.event_type_id = $2 AND b.host_user_id = h.id AND b.team_id IS NOT NULL
                    AND b.status IN ('pending', 'confirmed', 'completed', 'no_show')
                    AND (b.status <> 'pending' OR b.expires_at > $6) AND b.id IS DISTINCT FROM $7
                ORDER BY b.created_at DESC LIMIT 1) AS last_booked_at
        FROM unnest($3::uuid[]) AS h (id)";
    LIST = "SELECT id, booking_id, event_type_id, host_user_id, chosen_by, candidates, created_at
        FROM scheduling_assignments WHERE tenant_id = $1 AND booking_id = $2 ORDER BY created_at, id";
    INSERT = "INSERT INTO scheduling_assignments
        (tenant_id, id, booking_id, event_type_id, host_user_id, chosen_by, candidates, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

/// Which bookings of an event type are counted.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// The event type.
    pub event_type: EventTypeId,
    /// Those that start in here.
    pub month: Interval,
    /// Without the one that is being moved.
    pub without: Option<BookingId>,
    /// When it is asked: what has not been approved by then counts no more.
    pub now: Timestamp,
}

/// What these hosts have of an event type.
pub fn loads(counted: Counted, hosts: &[HostId]) -> Read<BTreeMap<HostId, Load>> {
    let Counted { event_type, month, without, now } = counted;
    let ids: Vec<Uuid> = hosts.iter().map(|host| host.as_uuid()).collect();
    let values = params![event_type.as_uuid(), ids, month.start, month.end, now, without.map(BookingId::as_uuid)];
    Read::new(LOADS, values, |rows| Ok(all(&rows, load)?.into_iter().collect()))
}

/// Who was chosen for a booking, and to whom it was given since, in that order; nobody if there was no choice.
pub fn list(booking: BookingId) -> Read<Vec<StoredAssignment>> {
    Read::new(LIST, params![booking.as_uuid()], |rows| all(&rows, assignment))
}

impl TenantTx {
    /// Notes who was chosen for a booking that this transaction makes, or gives to somebody else.
    ///
    /// # Errors
    /// The database failed.
    pub async fn insert_assignment(&self, stored: &StoredAssignment) -> Result<(), StoreError> {
        let StoredAssignment { id, booking, event_type, assignment, at } = stored;
        let candidates: Vec<_> = assignment.candidates.iter().copied().map(CandidateDocument).collect();
        let values = params![
            id.as_uuid(),
            booking.as_uuid(),
            event_type.as_uuid(),
            assignment.host.as_uuid(),
            assignment.by.as_str(),
            Json(candidates),
            *at,
        ];
        self.execute(INSERT, values).await?;
        Ok(())
    }
}

fn load(row: &Row) -> Result<(HostId, Load), RowError> {
    let columns = Columns::of("scheduling_bookings", row);
    let load = Load { bookings: columns.number("bookings")?, last_booked_at: columns.get("last_booked_at")? };
    Ok((HostId::from_uuid(columns.get("host_user_id")?), load))
}

fn assignment(row: &Row) -> Result<StoredAssignment, RowError> {
    let columns = Columns::of(TABLE, row);
    let candidates = columns.json::<Vec<CandidateDocument>>("candidates")?;
    Ok(StoredAssignment {
        id: AssignmentId::from_uuid(columns.get("id")?),
        booking: BookingId::from_uuid(columns.get("booking_id")?),
        event_type: EventTypeId::from_uuid(columns.get("event_type_id")?),
        assignment: Assignment {
            host: HostId::from_uuid(columns.get("host_user_id")?),
            by: columns.parse("chosen_by")?,
            candidates: candidates.into_iter().map(|CandidateDocument(candidate)| candidate).collect(),
        },
        at: columns.get("created_at")?,
    })
}
