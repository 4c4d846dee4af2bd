//! Bookings: made from a verified slot, moved from state to state under a guard, listed, never deleted.

use jiff::Timestamp;
use scheduling_core::{
    Answer, Booking, BookingId, BookingSnapshot, BookingState, BookingStatus, Campaign, Cancellation, Decline,
    EmailAddress, EventTypeId, HostId, Interval, Invitee, Locale, LongText, Move, NewBooking, OccupancyId, SeriesId,
    SeriesPlace, TeamId, slots::RuleOverride,
};
use tokio_postgres::{Row, types::Json};
use uuid::Uuid;

use crate::{
    document::{AnswerDocument, CampaignDocument, LocationDocument},
    error::{RowError, StoreError},
    page::{Page, PageRequest},
    read::{Param, Read, params},
    row::{Columns, all, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_bookings";

/// Which bookings are listed; what is `None` excludes nothing.
#[derive(Clone, Debug, Default)]
pub struct BookingFilter {
    /// Those that are in this state when they are listed.
    pub status: Option<BookingStatus>,
    /// Those of this event type.
    pub event_type: Option<EventTypeId>,
    /// Those of this host, alone or with others.
    pub host: Option<HostId>,
    /// Those of this team's event types.
    pub team: Option<TeamId>,
    /// Those of this series.
    pub series: Option<SeriesId>,
    /// Those that start at this instant or later.
    pub from: Option<Timestamp>,
    /// Those that start before this instant.
    pub to: Option<Timestamp>,
    /// Those whose invitee's name or address contains this, in whatever case.
    pub search: Option<String>,
    /// Whether the latest start comes first; else the earliest does.
    pub latest_first: bool,
}

/// A booking that waits for its meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub id: BookingId,
    /// What was booked.
    pub event_type: EventTypeId,
    /// When the meeting is.
    pub meeting: Interval,
    /// Of one that waits, the first instant at which it keeps nothing any more.
    pub expires_at: Option<Timestamp>,
    /// Whether its event type follows the same schedule as the one that was asked about.
    pub follows_schedule: bool,
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

/// What happens to a booking by itself, when its time has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lapse {
    /// It waited for approval or its address, and does no more.
    Expired,
    /// It took place.
    Ended,
}

macro_rules! columns {
    () => {
        "id, event_type_id, host_user_id, co_host_ids, team_id, occupancy_id, status, start_time, end_time, timezone, event_type_name,
        host_name, host_email, invitee_name, invitee_email, invitee_phone, invitee_notes, answers, guests, location,
        ical_uid, sequence, rescheduled_from, rescheduled_to, rescheduled_by, reschedule_reason, cancelled_by,
        cancel_reason, cancelled_at, expires_at, decline_cause, decline_reason, declined_at, overridden_rules,
        override_reason, series_id, series_position, token_generation, locale, campaign, is_muted, awaits_address,
        created_at, updated_at"
    };
}

pub(crate) use columns as booking_columns;

// strpos, not LIKE: what is searched for is text, not a pattern. A collation of its own, because lower() by that of the
// database may know ASCII only; this one is there wherever PostgreSQL was built with ICU, as it is by default.
// The bounds are such that also a plan for any values begins where the page does: an export reads thousands of them.
macro_rules! list {
    ($page:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM scheduling_bookings
        WHERE tenant_id = $1
            AND ($2::text IS NULL OR $2 =
                CASE WHEN status = 'pending' AND expires_at <= $11 THEN 'declined' ELSE status END)
            AND ($3::uuid IS NULL OR event_type_id = $3)
            AND ($4::uuid IS NULL OR host_user_id = $4 OR $4 = ANY (co_host_ids))
            AND ($12::uuid IS NULL OR team_id = $12)
            AND ($13::uuid IS NULL OR series_id = $13)
            AND ($7::text IS NULL OR strpos(lower(invitee_name COLLATE \"und-x-icu\"), $7) > 0
                OR strpos(invitee_email_normalized, $7) > 0)
            AND ",
            $page
        )
    };
}

statements! {
    FIND = concat!("SELECT ", columns!(), " FROM scheduling_bookings WHERE tenant_id = $1 AND id = $2");
    LOCK = concat!("SELECT ", columns!(), " FROM scheduling_bookings WHERE tenant_id = $1 AND id = $2 FOR UPDATE");
    LIST_AWAITING = "SELECT id FROM scheduling_bookings
        WHERE tenant_id = $1 AND id = ANY ($2::uuid[]) AND awaits_address ORDER BY id";
    // In an order that everybody takes.
    LOCK_AHEAD_IN_SERIES = concat!("SELECT ", columns!(), " FROM scheduling_bookings
        WHERE tenant_id = $1 AND series_id = $2 AND start_time >= $3 AND status IN ('pending', 'confirmed')
        ORDER BY start_time, id FOR UPDATE");
    LIST_AHEAD_IN_SERIES = concat!("SELECT ", columns!(), " FROM scheduling_bookings
        WHERE tenant_id = $1 AND series_id = $2 AND start_time >= $3 AND status IN ('pending', 'confirmed')
        ORDER BY start_time, id");
    LIST_OF_HOST = concat!("SELECT ", columns!(), " FROM scheduling_bookings
        WHERE tenant_id = $1 AND (host_user_id = $2 OR $2 = ANY (co_host_ids)) AND start_time >= $3 AND start_time < $4
            AND status IN ('pending', 'confirmed', 'completed', 'no_show')
            AND (status <> 'pending' OR expires_at > $5) AND NOT awaits_address
        ORDER BY start_time, id LIMIT $6");
    LOCK_EXPIRED = concat!("SELECT ", columns!(), " FROM scheduling_bookings
        WHERE tenant_id = $1 AND status = 'pending' AND expires_at <= $2
        ORDER BY expires_at LIMIT $3 FOR UPDATE SKIP LOCKED");
    LOCK_ENDED = concat!("SELECT ", columns!(), " FROM scheduling_bookings
        WHERE tenant_id = $1 AND status = 'confirmed' AND end_time <= $2
        ORDER BY end_time LIMIT $3 FOR UPDATE SKIP LOCKED");
    LOCK_TO_COME = concat!("SELECT ", columns!(), " FROM scheduling_bookings
        WHERE tenant_id = $1 AND (host_user_id = $2 OR $2 = ANY (co_host_ids)) AND start_time > $3
            AND status IN ('pending', 'confirmed') AND (status <> 'pending' OR expires_at > $3)
        ORDER BY start_time, id FOR UPDATE");
    LIST = list!("start_time >= COALESCE(GREATEST($5::timestamptz, $8::timestamptz), '-infinity')
            AND start_time < COALESCE($6::timestamptz, 'infinity')
            AND ($8::timestamptz IS NULL OR (start_time, id) > ($8, $9::uuid))
        ORDER BY start_time, id LIMIT $10");
    LIST_LATEST_FIRST = list!("start_time >= COALESCE($5::timestamptz, '-infinity')
            AND start_time < COALESCE($6::timestamptz, 'infinity') AND start_time <= COALESCE($8::timestamptz, 'infinity')
            AND ($8::timestamptz IS NULL OR (start_time, id) < ($8, $9::uuid))
        ORDER BY start_time DESC, id DESC LIMIT $10");
    // By the host's reservations, so that meetings with several hosts are found for each of them. A meeting of somebody else's
    // event type, given to this host, keeps to the host's default schedule, as everywhere.
    LIST_STANDING = "SELECT b.id, b.event_type_id, b.start_time, b.end_time, b.expires_at,
            COALESCE(CASE WHEN e.host_user_id = t.host_user_id THEN e.schedule_id END, d.id)
                = COALESCE(t.schedule_id, d.id) AS follows_schedule
        FROM (SELECT COALESCE(o.host_user_id, $5::uuid) AS host_user_id, o.schedule_id
            FROM scheduling_event_types o WHERE o.tenant_id = $1 AND o.id = $2) t
        JOIN scheduling_availability d ON d.tenant_id = $1 AND d.host_user_id = t.host_user_id AND d.is_default
        JOIN scheduling_host_reservations r ON r.tenant_id = $1 AND r.host_user_id = t.host_user_id
        JOIN scheduling_bookings b ON b.tenant_id = $1 AND b.occupancy_id = r.occupancy_id
        JOIN scheduling_event_types e ON e.tenant_id = $1 AND e.id = b.event_type_id
        WHERE r.occupied_from < $4::timestamptz AND r.occupied_from >= $3::timestamptz - interval '216 hours'
            AND b.start_time >= $3 AND b.start_time < $4 AND b.status IN ('pending', 'confirmed')
        ORDER BY b.start_time, b.id";
    INSERT = "INSERT INTO scheduling_bookings
        (tenant_id, id, event_type_id, host_user_id, occupancy_id, status, start_time, end_time, timezone,
        event_type_name, host_name, host_email, invitee_name, invitee_email, invitee_email_normalized, invitee_phone,
        invitee_notes, answers, guests, location, ical_uid, created_at, updated_at, sequence, rescheduled_from,
        expires_at, overridden_rules, override_reason, team_id, co_host_ids, series_id, series_position, locale,
        is_muted, awaits_address, campaign)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22,
        $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35)";
    // Who was forgotten stays so, whatever reason somebody gives for what happens to the booking later.
    UPDATE_STATE = "UPDATE scheduling_bookings SET
        status = $4, occupancy_id = $5, rescheduled_to = $6, rescheduled_by = $7,
        reschedule_reason = CASE WHEN erased_at IS NULL THEN $8 END,
        cancelled_by = $9, cancel_reason = CASE WHEN erased_at IS NULL THEN $10 END, cancelled_at = $11,
        decline_cause = $12, decline_reason = CASE WHEN erased_at IS NULL THEN $13 END,
        declined_at = $14, expires_at = $15, sequence = $16, updated_at = $17, awaits_address = $18
        WHERE tenant_id = $1 AND id = $2 AND status = $3";
    UPDATE_HOST = "UPDATE scheduling_bookings SET
        host_user_id = $3, host_name = $4, host_email = $5, occupancy_id = $6, sequence = $7, updated_at = $8
        WHERE tenant_id = $1 AND id = $2";
    UPDATE_HOSTS = "UPDATE scheduling_bookings SET
        host_user_id = $3, co_host_ids = $4, host_name = $5, host_email = $6, sequence = $7, updated_at = $8
        WHERE tenant_id = $1 AND id = $2";
    REVOKE_TOKENS = "UPDATE scheduling_bookings SET token_generation = token_generation + 1, updated_at = $3
        WHERE tenant_id = $1 AND id = $2 RETURNING token_generation";
    MUTE = "UPDATE scheduling_bookings SET is_muted = true, updated_at = $3
        WHERE tenant_id = $1 AND id = $2 AND NOT is_muted";
    // What was approved keeps its time for good; what waits for something else, until that instant.
    UPDATE_RESERVATIONS = "UPDATE scheduling_host_reservations SET pending_until = $3
        WHERE tenant_id = $1 AND occupancy_id = $2 AND pending_until IS NOT NULL";
}

/// The booking with this id.
pub fn find(id: BookingId) -> Read<Option<Booking>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, booking))
}

/// The tenant's bookings, by their start. One that waited in vain until `now` counts as declined.
pub fn list(filter: BookingFilter, page: PageRequest, now: Timestamp) -> Read<Page<Booking>> {
    let values = params![
        filter.status.map(BookingStatus::as_str),
        filter.event_type.map(EventTypeId::as_uuid),
        filter.host.map(HostId::as_uuid),
        filter.from,
        filter.to,
        filter.search.map(|text| text.to_lowercase()),
        page.after_at(),
        page.after_id(),
        page.fetch(),
        now,
        filter.team.map(TeamId::as_uuid),
        filter.series.map(SeriesId::as_uuid),
    ];
    Read::new(if filter.latest_first { LIST_LATEST_FIRST } else { LIST }, values, move |rows| {
        page.of(&rows, booking, |booking| (booking.meeting.start, booking.id.as_uuid()))
    })
}

/// The bookings that the host of an event type, or who is named of a team's, still has to keep, of any event type, which
/// start within an interval.
pub fn list_standing(event_type: EventTypeId, of_team: Option<HostId>, starts: Interval) -> Read<Vec<Standing>> {
    let of_team = of_team.map(HostId::as_uuid);
    let values = params![event_type.as_uuid(), starts.start, starts.end, of_team];
    Read::new(LIST_STANDING, values, |rows| all(&rows, standing))
}

/// The bookings of a series that start at an instant or later and are not over, called off, declined or moved.
pub fn list_ahead_in_series(series: SeriesId, from: Timestamp) -> Read<Vec<Booking>> {
    Read::new(LIST_AHEAD_IN_SERIES, params![series.as_uuid(), from], |rows| all(&rows, booking))
}

/// Those of these bookings whose invitees have not confirmed their addresses.
pub fn list_awaiting_address(of: &[BookingId]) -> Read<Vec<BookingId>> {
    let ids: Vec<Uuid> = of.iter().map(|id| id.as_uuid()).collect();
    Read::new(LIST_AWAITING, params![ids], |rows| {
        all(&rows, |row| Ok(BookingId::from_uuid(Columns::of(TABLE, row).get("id")?)))
    })
}

/// The bookings of a host, alone or with others, that start within an interval, take time at `now` and count: the first so
/// many.
pub fn list_of_host(host: HostId, starts: Interval, (now, at_most): (Timestamp, u32)) -> Read<Vec<Booking>> {
    let values = params![host.as_uuid(), starts.start, starts.end, now, i64::from(at_most)];
    Read::new(LIST_OF_HOST, values, |rows| all(&rows, booking))
}

impl TenantTx {
    /// Makes a booking in an occupancy that was [reserved](Self::reserve) for it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn insert_booking(&self, booking: &NewBooking, occupancy: OccupancyId) -> Result<(), StoreError> {
        let NewBooking { id, slot, co_slots, team, invitee, snapshot, state, ical_uid, created_at, .. } = booking;
        let expires_at = match state {
            BookingState::Pending { expires_at } => Some(*expires_at),
            _ => None,
        };
        let overridden = booking.overridden.as_ref();
        let rules = overridden.iter().flat_map(|overridden| &overridden.rules);
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
            number(booking.sequence),
            booking.rescheduled_from.map(BookingId::as_uuid),
            expires_at,
            rules.map(|rule| rule.as_str()).collect::<Vec<_>>(),
            overridden.map(|overridden| overridden.reason.to_string()),
            team.map(TeamId::as_uuid),
            co_slots.iter().map(|slot| slot.host().as_uuid()).collect::<Vec<_>>(),
            booking.series.map(|place| place.series.as_uuid()),
            booking.series.map(|place| number(place.position)),
            invitee.locale.map(Locale::as_str),
            booking.is_muted,
            booking.awaits_address,
            Some(&invitee.campaign).filter(|known| !known.is_empty()).cloned().map(CampaignDocument).map(Json),
        ];
        self.execute(INSERT, values).await?;
        Ok(())
    }

    /// The booking with this id; nobody else changes it until the end of this transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_booking(&self, id: BookingId) -> Result<Option<Booking>, StoreError> {
        first(&self.query(LOCK, params![id.as_uuid()]).await?, booking)
    }

    /// What [`list_ahead_in_series`] lists; nobody else changes them until the end of this transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_ahead_in_series(&self, series: SeriesId, from: Timestamp) -> Result<Vec<Booking>, StoreError> {
        all(&self.query(LOCK_AHEAD_IN_SERIES, params![series.as_uuid(), from]).await?, booking)
    }

    /// Bookings of the tenant to which this has happened by `now`, at most this many, and none that another transaction
    /// works on; nobody else changes them until the end of this one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_lapsed_bookings(
        &self,
        lapse: Lapse,
        now: Timestamp,
        at_most: u32,
    ) -> Result<Vec<Booking>, StoreError> {
        let statement = match lapse {
            Lapse::Expired => LOCK_EXPIRED,
            Lapse::Ended => LOCK_ENDED,
        };
        all(&self.query(statement, params![now, i64::from(at_most)]).await?, booking)
    }

    /// The bookings of a host, alone or with others, that are still to take place after `now`, by their start; nobody else
    /// changes them until the end of this transaction. [Count](crate::hosts::count_future_bookings) them first: all are read.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_bookings_to_come(&self, host: HostId, now: Timestamp) -> Result<Vec<Booking>, StoreError> {
        all(&self.query(LOCK_TO_COME, params![host.as_uuid(), now]).await?, booking)
    }

    /// Writes the hosts of a booking whose occupancy was [handed over](Self::hand_over_reservation).
    ///
    /// # Errors
    /// [`Conflict::UnknownHost`](crate::Conflict::UnknownHost), [`StoreError::NotFound`].
    pub async fn update_booking_hosts(&self, after: &Booking) -> Result<(), StoreError> {
        let values = params![
            after.id.as_uuid(),
            after.host.as_uuid(),
            after.co_hosts.iter().map(|host| host.as_uuid()).collect::<Vec<_>>(),
            after.snapshot.host_name.to_string(),
            after.snapshot.host_email.to_string(),
            number(after.sequence),
            after.updated_at,
        ];
        self.execute_on("booking", UPDATE_HOSTS, values).await
    }

    /// Gives a booking to another host, whose time was [reserved](Self::reserve) for it; that of the host before is given
    /// back if nobody else is in it. `booking` is as it was, locked, and `after` as it is then.
    ///
    /// # Errors
    /// [`Conflict::UnknownHost`](crate::Conflict::UnknownHost), [`StoreError::NotFound`].
    pub async fn update_booking_host(&self, booking: &Booking, after: &Booking) -> Result<(), StoreError> {
        let values = params![
            booking.id.as_uuid(),
            after.host.as_uuid(),
            after.snapshot.host_name.to_string(),
            after.snapshot.host_email.to_string(),
            after.occupancy.map(OccupancyId::as_uuid),
            number(after.sequence),
            after.updated_at,
        ];
        self.execute_on("booking", UPDATE_HOST, values).await?;
        match booking.occupancy {
            Some(occupancy) => self.release_occupancies(&[occupancy]).await,
            None => Ok(()),
        }
    }

    /// Begins a new generation of tokens of a booking, so that those that there are open nothing any more. Returns which.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn revoke_booking_tokens(&self, id: BookingId, now: Timestamp) -> Result<u32, StoreError> {
        let rows = self.query(REVOKE_TOKENS, params![id.as_uuid(), now]).await?;
        let generation = first(&rows, |row| Columns::of(TABLE, row).number("token_generation"))?;
        generation.ok_or(StoreError::NotFound { what: "booking" })
    }

    /// Notes that who booked wants no reminders of a booking. Returns whether that is new.
    ///
    /// # Errors
    /// The database failed.
    pub async fn mute_booking(&self, id: BookingId, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.execute(MUTE, params![id.as_uuid(), now]).await? > 0)
    }

    /// Moves a booking to another state, if it is still in the one in which it was read; the time of one that is not
    /// live any more is given back if nobody else is in it. Returns whether it was.
    ///
    /// # Errors
    /// The database failed.
    pub async fn update_booking_state(&self, change: &StateChange<'_>) -> Result<bool, StoreError> {
        let StateChange { booking, to, at } = *change;
        self.update_state(booking, &booking.clone().moved_to(to.clone(), at)).await
    }

    /// Notes that the address of a booking is confirmed, which counts from then on. `after` is as it is then. Returns whether
    /// it was still as it was read.
    ///
    /// # Errors
    /// The database failed.
    pub async fn confirm_booking_address(&self, booking: &Booking, after: &Booking) -> Result<bool, StoreError> {
        self.update_state(booking, after).await
    }

    async fn update_state(&self, booking: &Booking, after: &Booking) -> Result<bool, StoreError> {
        let to = &after.state;
        let mut values = params![
            booking.id.as_uuid(),
            booking.state.status().as_str(),
            to.status().as_str(),
            after.occupancy.map(OccupancyId::as_uuid),
        ];
        values.extend(state_params(to));
        values.extend(params![number(after.sequence), after.updated_at, after.awaits_address]);
        let moved = self.execute(UPDATE_STATE, values).await? > 0;
        if let Some(occupancy) = booking.occupancy.filter(|_| moved) {
            match (&booking.state, after.occupancy) {
                (_, None) => self.release_occupancies(&[occupancy]).await?,
                (BookingState::Pending { .. }, Some(_)) => {
                    let until = match to {
                        BookingState::Pending { expires_at } => Some(*expires_at),
                        _ => None,
                    };
                    self.execute(UPDATE_RESERVATIONS, params![occupancy.as_uuid(), until]).await?;
                }
                (_, Some(_)) => {}
            }
        }
        Ok(moved)
    }
}

/// What belongs to a state, for `$6` to `$15` of [`UPDATE_STATE`].
fn state_params(state: &BookingState) -> Vec<Param> {
    let reason = |reason: &Option<LongText>| reason.as_ref().map(ToString::to_string);
    let (mut moved, mut cancelled, mut declined, mut expires_at) = (None, None, None, None);
    match state {
        BookingState::Pending { expires_at: at } => expires_at = Some(*at),
        BookingState::Declined(decline) => declined = Some(decline),
        BookingState::Cancelled(cancellation) => cancelled = Some(cancellation),
        BookingState::Rescheduled(to) => moved = Some(to),
        BookingState::Confirmed | BookingState::Completed | BookingState::NoShow => {}
    }
    params![
        moved.map(|moved| moved.to.as_uuid()),
        moved.map(|moved| moved.by.as_str()),
        moved.and_then(|moved| reason(&moved.reason)),
        cancelled.map(|cancelled| cancelled.by.as_str()),
        cancelled.and_then(|cancelled| reason(&cancelled.reason)),
        cancelled.map(|cancelled| cancelled.at),
        declined.map(|declined| declined.cause.as_str()),
        declined.and_then(|declined| reason(&declined.reason)),
        declined.map(|declined| declined.at),
        expires_at,
    ]
}

/// As a column keeps it. A sequence counts changes of one booking, a position occurrences of one series: they always fit.
fn number(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

pub(crate) fn booking(row: &Row) -> Result<Booking, RowError> {
    let columns = Columns::of(TABLE, row);
    let guests = columns.get::<Vec<&str>>("guests")?.into_iter().map(str::parse::<EmailAddress>);
    let answers: Vec<AnswerDocument> = columns.json("answers")?;
    let campaign = columns.get::<Option<Json<CampaignDocument>>>("campaign")?;
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
            locale: columns.parse_if_any("locale")?,
            campaign: campaign.map_or_else(Campaign::default, |Json(CampaignDocument(campaign))| campaign),
        },
        state: state(&columns)?,
        ical_uid: columns.parse("ical_uid")?,
        sequence: columns.number("sequence")?,
        rescheduled_from: columns.get::<Option<_>>("rescheduled_from")?.map(BookingId::from_uuid),
        series: series(&columns)?,
        overridden: overridden(&columns)?,
        token_generation: columns.number("token_generation")?,
        is_muted: columns.get("is_muted")?,
        awaits_address: columns.get("awaits_address")?,
        created_at: columns.get("created_at")?,
        updated_at: columns.get("updated_at")?,
    })
}

fn standing(row: &Row) -> Result<Standing, RowError> {
    let columns = Columns::of(TABLE, row);
    Ok(Standing {
        id: BookingId::from_uuid(columns.get("id")?),
        event_type: EventTypeId::from_uuid(columns.get("event_type_id")?),
        meeting: Interval { start: columns.get("start_time")?, end: columns.get("end_time")? },
        expires_at: columns.get("expires_at")?,
        follows_schedule: columns.get("follows_schedule")?,
    })
}

fn state(columns: &Columns<'_>) -> Result<BookingState, RowError> {
    Ok(match columns.parse("status")? {
        BookingStatus::Pending => BookingState::Pending { expires_at: columns.get("expires_at")? },
        BookingStatus::Confirmed => BookingState::Confirmed,
        BookingStatus::Declined => BookingState::Declined(Decline {
            cause: columns.parse("decline_cause")?,
            at: columns.get("declined_at")?,
            reason: columns.parse_if_any("decline_reason")?,
        }),
        BookingStatus::Completed => BookingState::Completed,
        BookingStatus::NoShow => BookingState::NoShow,
        BookingStatus::Cancelled => BookingState::Cancelled(Cancellation {
            by: columns.parse("cancelled_by")?,
            at: columns.get("cancelled_at")?,
            reason: columns.parse_if_any("cancel_reason")?,
        }),
        BookingStatus::Rescheduled => BookingState::Rescheduled(Move {
            to: BookingId::from_uuid(columns.get::<Uuid>("rescheduled_to")?),
            by: columns.parse("rescheduled_by")?,
            reason: columns.parse_if_any("reschedule_reason")?,
        }),
    })
}

fn series(columns: &Columns<'_>) -> Result<Option<SeriesPlace>, RowError> {
    let series = columns.get::<Option<Uuid>>("series_id")?.map(SeriesId::from_uuid);
    let Some(series) = series else { return Ok(None) };
    Ok(Some(SeriesPlace { series, position: columns.number("series_position")? }))
}

fn overridden(columns: &Columns<'_>) -> Result<Option<RuleOverride>, RowError> {
    let Some(reason) = columns.parse_if_any("override_reason")? else { return Ok(None) };
    let rules = columns.get::<Vec<&str>>("overridden_rules")?.into_iter().map(str::parse);
    let rules = rules.collect::<Result<_, _>>().map_err(|why| columns.wrong("overridden_rules", why))?;
    Ok(Some(RuleOverride { rules, reason }))
}
