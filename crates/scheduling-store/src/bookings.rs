//! Bookings: made from a verified slot, moved from state to state under a guard, listed, never deleted.

use jiff::Timestamp;
use scheduling_core::{
    Answer, Booking, BookingId, BookingSnapshot, BookingState, BookingStatus, Cancellation, EmailAddress, EventTypeId,
    HostId, Interval, Invitee, NewBooking, OccupancyId, TeamId,
};
use tokio_postgres::{Row, types::Json};
use uuid::Uuid;

use crate::{
    document::{AnswerDocument, LocationDocument},
    error::{RowError, StoreError},
    page::{Page, PageRequest},
    read::{Read, params},
    row::{Columns, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_bookings";

/// Which bookings are listed; what is `None` excludes nothing.
#[derive(Clone, Debug, Default)]
pub struct BookingFilter {
    /// Those in this state.
    pub status: Option<BookingStatus>,
    /// Those of this event type.
    pub event_type: Option<EventTypeId>,
    /// Those of this host, alone or with others.
    pub host: Option<HostId>,
    /// Those of this team's event types.
    pub team: Option<TeamId>,
    /// Those that start at this instant or later.
    pub from: Option<Timestamp>,
    /// Those that start before this instant.
    pub to: Option<Timestamp>,
    /// Those whose invitee's name or address contains this, in whatever case.
    pub search: Option<String>,
}

/// A move of a booking from one state to another.
#[derive(Clone, Debug)]
pub struct StateChange<'a> {
    /// The booking as it was read.
    pub booking: &'a Booking,
    /// What it becomes.
    pub to: &'a BookingState,
    /// When.
    pub at: Timestamp,
}

macro_rules! columns {
    () => {
        "id, event_type_id, host_user_id, co_host_ids, team_id, occupancy_id, status, start_time, end_time, timezone, event_type_name,
        host_name, host_email, invitee_name, invitee_email, invitee_phone, invitee_notes, answers, guests, location,
        ical_uid, sequence, rescheduled_from, rescheduled_to, cancelled_by, cancel_reason, cancelled_at,
        token_generation, created_at, updated_at"
    };
}

statements! {
    FIND = concat!("SELECT ", columns!(), " FROM scheduling_bookings WHERE tenant_id = $1 AND id = $2");
    // strpos, not LIKE: what is searched for is text, not a pattern.
    LIST = concat!("SELECT ", columns!(), " FROM scheduling_bookings
        WHERE tenant_id = $1
            AND ($2::text IS NULL OR status = $2)
            AND ($3::uuid IS NULL OR event_type_id = $3)
            AND ($4::uuid IS NULL OR host_user_id = $4 OR $4 = ANY (co_host_ids))
            AND ($11::uuid IS NULL OR team_id = $11)
            AND ($5::timestamptz IS NULL OR start_time >= $5)
            AND ($6::timestamptz IS NULL OR start_time < $6)
            AND ($7::text IS NULL OR strpos(lower(invitee_name), lower($7)) > 0
                OR strpos(invitee_email_normalized, lower($7)) > 0)
            AND ($8::timestamptz IS NULL OR (start_time, id) > ($8, $9::uuid))
        ORDER BY start_time, id LIMIT $10");
    INSERT = "INSERT INTO scheduling_bookings
        (tenant_id, id, event_type_id, host_user_id, occupancy_id, status, start_time, end_time, timezone,
        event_type_name, host_name, host_email, invitee_name, invitee_email, invitee_email_normalized, invitee_phone,
        invitee_notes, answers, guests, location, ical_uid, created_at, updated_at, team_id, co_host_ids)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22,
        $23, $24)";
    UPDATE_STATE = "UPDATE scheduling_bookings SET
        status = $4, occupancy_id = $5, rescheduled_to = $6, cancelled_by = $7, cancel_reason = $8, cancelled_at = $9,
        sequence = sequence + 1, updated_at = $10
        WHERE tenant_id = $1 AND id = $2 AND status = $3";
}

/// The booking with this id.
pub fn find(id: BookingId) -> Read<Option<Booking>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, booking))
}

/// The tenant's bookings, by their start.
pub fn list(filter: BookingFilter, page: PageRequest) -> Read<Page<Booking>> {
    let values = params![
        filter.status.map(BookingStatus::as_str),
        filter.event_type.map(EventTypeId::as_uuid),
        filter.host.map(HostId::as_uuid),
        filter.from,
        filter.to,
        filter.search,
        page.after_at(),
        page.after_id(),
        page.fetch(),
        filter.team.map(TeamId::as_uuid),
    ];
    Read::new(LIST, values, move |rows| {
        page.of(&rows, booking, |booking| (booking.meeting.start, booking.id.as_uuid()))
    })
}

impl TenantTx {
    /// Makes a booking in an occupancy that was [reserved](Self::reserve) for it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn insert_booking(&self, booking: &NewBooking, occupancy: OccupancyId) -> Result<(), StoreError> {
        let NewBooking { id, slot, co_slots, team, invitee, snapshot, state, ical_uid, created_at } = booking;
        let answers: Vec<AnswerDocument> = invitee.answers.iter().cloned().map(AnswerDocument).collect();
        let values = params![
            id.as_uuid(),
            slot.event_type().as_uuid(),
            slot.host().as_uuid(),
            occupancy.as_uuid(),
            state.status().as_str(),
            slot.meeting().start,
            slot.meeting().end,
            invitee.zone.name().to_owned(),
            snapshot.event_type_name.to_string(),
            snapshot.host_name.to_string(),
            snapshot.host_email.to_string(),
            invitee.name.to_string(),
            invitee.email.to_string(),
            invitee.email.normalised(),
            invitee.phone.as_ref().map(ToString::to_string),
            invitee.notes.as_ref().map(ToString::to_string),
            Json(answers),
            invitee.guests.iter().map(ToString::to_string).collect::<Vec<_>>(),
            Json(LocationDocument(snapshot.location.clone())),
            ical_uid.to_string(),
            *created_at,
            team.map(TeamId::as_uuid),
            co_slots.iter().map(|slot| slot.host().as_uuid()).collect::<Vec<_>>(),
        ];
        self.execute(INSERT, values).await?;
        Ok(())
    }

    /// Moves a booking to another state, if it is still in the one in which it was read; the time of one that is not
    /// live any more is given back. Returns whether it was.
    ///
    /// # Errors
    /// The database failed.
    pub async fn update_booking_state(&self, change: &StateChange<'_>) -> Result<bool, StoreError> {
        let StateChange { booking, to, at } = *change;
        let status = to.status();
        let kept = booking.occupancy.filter(|_| status.is_live());
        let cancellation = match to {
            BookingState::Cancelled(cancellation) => Some(cancellation),
            _ => None,
        };
        let successor = match to {
            BookingState::Rescheduled { to } => Some(to.as_uuid()),
            _ => None,
        };
        let values = params![
            booking.id.as_uuid(),
            booking.state.status().as_str(),
            status.as_str(),
            kept.map(OccupancyId::as_uuid),
            successor,
            cancellation.map(|cancellation| cancellation.by.as_str()),
            cancellation.and_then(|cancellation| cancellation.reason.as_ref().map(ToString::to_string)),
            cancellation.map(|cancellation| cancellation.at),
            at,
        ];
        let moved = self.execute(UPDATE_STATE, values).await? > 0;
        if let Some(occupancy) = booking.occupancy.filter(|_| moved && kept.is_none()) {
            self.release_occupancy(occupancy).await?;
        }
        Ok(moved)
    }
}

fn booking(row: &Row) -> Result<Booking, RowError> {
    let columns = Columns::of(TABLE, row);
    let guests = columns.get::<Vec<&str>>("guests")?.into_iter().map(str::parse::<EmailAddress>);
    let answers: Vec<AnswerDocument> = columns.json("answers")?;
    Ok(Booking {
        id: BookingId::from_uuid(columns.get("id")?),
        event_type: EventTypeId::from_uuid(columns.get("event_type_id")?),
        host: HostId::from_uuid(columns.get("host_user_id")?),
        co_hosts: columns.get::<Vec<Uuid>>("co_host_ids")?.into_iter().map(HostId::from_uuid).collect(),
        team: columns.get::<Option<_>>("team_id")?.map(TeamId::from_uuid),
        occupancy: columns.get::<Option<_>>("occupancy_id")?.map(OccupancyId::from_uuid),
        snapshot: BookingSnapshot {
            event_type_name: columns.parse("event_type_name")?,
            host_name: columns.parse("host_name")?,
            host_email: columns.parse("host_email")?,
            location: columns.json::<LocationDocument>("location")?.0,
        },
        meeting: Interval { start: columns.get("start_time")?, end: columns.get("end_time")? },
        invitee: Invitee {
            name: columns.parse("invitee_name")?,
            email: columns.parse("invitee_email")?,
            phone: columns.parse_if_any("invitee_phone")?,
            notes: columns.parse_if_any("invitee_notes")?,
            zone: columns.parse("timezone")?,
            answers: answers.into_iter().map(|AnswerDocument(answer): AnswerDocument| -> Answer { answer }).collect(),
            guests: guests.collect::<Result<_, _>>().map_err(|why| columns.wrong("guests", why))?,
        },
        state: state(&columns)?,
        ical_uid: columns.parse("ical_uid")?,
        sequence: columns.number("sequence")?,
        rescheduled_from: columns.get::<Option<_>>("rescheduled_from")?.map(BookingId::from_uuid),
        token_generation: columns.number("token_generation")?,
        created_at: columns.get("created_at")?,
        updated_at: columns.get("updated_at")?,
    })
}

fn state(columns: &Columns<'_>) -> Result<BookingState, RowError> {
    Ok(match columns.parse("status")? {
        BookingStatus::Pending => BookingState::Pending,
        BookingStatus::Confirmed => BookingState::Confirmed,
        BookingStatus::Declined => BookingState::Declined,
        BookingStatus::Completed => BookingState::Completed,
        BookingStatus::NoShow => BookingState::NoShow,
        BookingStatus::Cancelled => BookingState::Cancelled(Cancellation {
            by: columns.parse("cancelled_by")?,
            at: columns.get("cancelled_at")?,
            reason: columns.parse_if_any("cancel_reason")?,
        }),
        BookingStatus::Rescheduled => {
            BookingState::Rescheduled { to: BookingId::from_uuid(columns.get::<Uuid>("rescheduled_to")?) }
        }
    })
}
