//! Events: written with what they tell of, and filed later, which gives each its place in the tenant's feed.

use jiff::Timestamp;
use scheduling_core::{
    Booking, BookingChange, BookingId, Event, EventId, EventKind, EventTypeId, Happening, HoldId, HostId, Interval,
};
use serde::{Deserialize, Serialize};
use tokio_postgres::{Row, types::Json};
use uuid::Uuid;

use crate::{
    bookings::{self, booking_columns},
    error::{RowError, StoreError},
    read::{Read, params},
    row::{Columns, all, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_events";

/// An event of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledEvent {
    /// Its place: the first is 1, and there are no gaps.
    pub place: u64,
    /// The event.
    pub event: Event,
    /// The booking that it is about, as it is now.
    pub booking: Option<Booking>,
}

/// Which part of the feed is listed.
#[derive(Clone, Debug, Default)]
pub struct FeedQuery {
    /// Those with a higher place.
    pub after: u64,
    /// Those of these kinds; of all if there are none.
    pub kinds: Vec<EventKind>,
    /// At most this many.
    pub limit: u32,
}

/// The columns of an event, named apart from those of its booking.
macro_rules! columns {
    () => {
        "id AS event_id, kind, booking_id, booking_sequence, details, occurred_at, place"
    };
}

statements! {
    // Rows are only added, so that no two bookings wait for each other.
    APPEND = "WITH event AS (
            INSERT INTO scheduling_events (tenant_id, id, kind, booking_id, booking_sequence, details, occurred_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
        )
        INSERT INTO due (tenant_id, id, work, lane, due_at) VALUES ($1, $2, 'event', $1, $7)";
    LIST = concat!("SELECT e.*, ", booking_columns!(), " FROM (
            SELECT ", columns!(), " FROM scheduling_events
            WHERE tenant_id = $1 AND place > $2 AND (cardinality($3::text[]) = 0 OR kind = ANY ($3))
            ORDER BY place LIMIT $4
        ) e LEFT JOIN scheduling_bookings b ON b.tenant_id = $1 AND b.id = e.booking_id
        ORDER BY e.place");
    FIND = concat!("SELECT e.*, ", booking_columns!(), " FROM (
            SELECT ", columns!(), " FROM scheduling_events WHERE tenant_id = $1 AND id = $2
        ) e LEFT JOIN scheduling_bookings b ON b.tenant_id = $1 AND b.id = e.booking_id");
    LAST_PLACE = "SELECT last_place FROM scheduling_feeds WHERE tenant_id = $1";
    OPEN_FEED = "INSERT INTO scheduling_feeds (tenant_id, last_place) VALUES ($1, 0) ON CONFLICT DO NOTHING";
    LOCK_FEED = "SELECT last_place FROM scheduling_feeds WHERE tenant_id = $1 FOR UPDATE SKIP LOCKED";
    LIST_TO_FILE = concat!("SELECT ", columns!(), " FROM scheduling_events
        WHERE tenant_id = $1 AND place IS NULL ORDER BY arrived LIMIT $2");
    // Whoever changes one of them has it for itself, or waits until this transaction has filed what happened to it.
    SHARE_BOOKINGS = concat!("SELECT ", booking_columns!(), " FROM scheduling_bookings
        WHERE tenant_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR SHARE SKIP LOCKED");
    FILE = "WITH filed AS (
            UPDATE scheduling_events e SET place = $2 + f.number
            FROM unnest($3::uuid[]) WITH ORDINALITY AS f (id, number)
            WHERE e.tenant_id = $1 AND e.id = f.id AND e.place IS NULL RETURNING e.id
        ), done AS (
            DELETE FROM due d USING filed f WHERE d.tenant_id = $1 AND d.id = f.id
        ), feed AS (
            UPDATE scheduling_feeds SET last_place = $2 + cardinality($3::uuid[]) WHERE tenant_id = $1
        )
        SELECT count(*) AS count FROM filed";
}

/// The feed after a place, in its order.
pub fn list(query: &FeedQuery) -> Read<Vec<FiledEvent>> {
    let kinds: Vec<_> = query.kinds.iter().map(|kind| kind.as_str()).collect();
    let after = i64::try_from(query.after).unwrap_or(i64::MAX);
    Read::new(LIST, params![after, kinds, i64::from(query.limit)], |rows| all(&rows, filed))
}

/// The event with this id, filed or not; of one that is not, the place is 0.
pub fn find(id: EventId) -> Read<Option<FiledEvent>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, filed))
}

/// How far the feed goes.
pub fn last_place() -> Read<u64> {
    Read::new(LAST_PLACE, Vec::new(), |rows| Ok(first(&rows, last)?.unwrap_or(0)))
}

impl TenantTx {
    /// Appends what this transaction does.
    ///
    /// # Errors
    /// The database failed.
    pub async fn append_event(&self, event: &Event) -> Result<(), StoreError> {
        let (booking, sequence) = match &event.what {
            Happening::Booking { booking, sequence, .. } => (Some(booking.as_uuid()), Some(*sequence)),
            Happening::HoldExpired { .. } => (None, None),
        };
        let values = params![
            event.id.as_uuid(),
            event.what.kind().as_str(),
            booking,
            sequence.map(|sequence| i32::try_from(sequence).unwrap_or(i32::MAX)),
            Json(Details::from(&event.what)),
            event.at,
        ];
        self.execute(APPEND, values).await?;
        Ok(())
    }

    /// Takes the feed, and says how far it goes; none if another transaction has it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_feed(&self) -> Result<Option<u64>, StoreError> {
        if let Some(place) = first(&self.query(LOCK_FEED, Vec::new()).await?, last)? {
            return Ok(Some(place));
        }
        self.execute(OPEN_FEED, Vec::new()).await?;
        first(&self.query(LOCK_FEED, Vec::new()).await?, last)
    }

    /// The events that are still to be filed, in the order in which they were made.
    ///
    /// # Errors
    /// The database failed.
    pub async fn list_events_to_file(&self, at_most: u32) -> Result<Vec<Event>, StoreError> {
        all(&self.query(LIST_TO_FILE, params![i64::from(at_most)]).await?, event)
    }

    /// Those of these bookings that nobody changes at the moment; until the end of this transaction nobody does.
    ///
    /// # Errors
    /// The database failed.
    pub async fn share_bookings(&self, ids: &[BookingId]) -> Result<Vec<Booking>, StoreError> {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.as_uuid()).collect();
        all(&self.query(SHARE_BOOKINGS, params![ids]).await?, bookings::booking)
    }

    /// Gives events their places after the last one, in this order.
    ///
    /// # Errors
    /// One of them has a place already; the database failed.
    pub async fn file_events(&self, last_place: u64, ids: &[EventId]) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.as_uuid()).collect();
        let count = ids.len();
        let rows = self.query(FILE, params![i64::try_from(last_place).unwrap_or(i64::MAX), ids]).await?;
        let filed = first(&rows, |row| Columns::of(TABLE, row).get::<i64>("count"))?;
        if filed.and_then(|filed| usize::try_from(filed).ok()) == Some(count) {
            return Ok(());
        }
        Err(RowError::on(TABLE).column("place").into())
    }
}

/// What belongs to a kind of event, as it is stored.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Details {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hold: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_type: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Timestamp>,
}

impl From<&Happening> for Details {
    fn from(what: &Happening) -> Self {
        match what {
            Happening::Booking { change: BookingChange::Rescheduled { from, previous }, .. } => Self {
                from: Some(from.as_uuid()),
                start: Some(previous.start),
                end: Some(previous.end),
                ..Self::default()
            },
            Happening::Booking { change: BookingChange::Reassigned { from, to }, .. } => {
                Self { from: Some(from.as_uuid()), to: Some(to.as_uuid()), ..Self::default() }
            }
            Happening::Booking { .. } => Self::default(),
            Happening::HoldExpired { hold, event_type, host, meeting } => Self {
                hold: Some(hold.as_uuid()),
                event_type: Some(event_type.as_uuid()),
                host: Some(host.as_uuid()),
                start: Some(meeting.start),
                end: Some(meeting.end),
                ..Self::default()
            },
        }
    }
}

impl Details {
    fn interval(&self) -> Option<Interval> {
        Some(Interval { start: self.start?, end: self.end? })
    }

    /// What happened, if everything is there that belongs to it.
    fn happening(&self, kind: EventKind, booking: Option<(BookingId, u32)>) -> Option<Happening> {
        let change = match kind {
            EventKind::BookingCreated => BookingChange::Created,
            EventKind::BookingConfirmed => BookingChange::Confirmed,
            EventKind::BookingDeclined => BookingChange::Declined,
            EventKind::BookingCancelled => BookingChange::Cancelled,
            EventKind::BookingRescheduled => {
                BookingChange::Rescheduled { from: BookingId::from_uuid(self.from?), previous: self.interval()? }
            }
            EventKind::BookingCompleted => BookingChange::Completed,
            EventKind::BookingNoShow => BookingChange::NoShow,
            EventKind::BookingReassigned => {
                BookingChange::Reassigned { from: HostId::from_uuid(self.from?), to: HostId::from_uuid(self.to?) }
            }
            EventKind::HoldExpired => {
                return Some(Happening::HoldExpired {
                    hold: HoldId::from_uuid(self.hold?),
                    event_type: EventTypeId::from_uuid(self.event_type?),
                    host: HostId::from_uuid(self.host?),
                    meeting: self.interval()?,
                });
            }
        };
        let (booking, sequence) = booking?;
        Some(Happening::Booking { change, booking, sequence })
    }
}

fn last(row: &Row) -> Result<u64, RowError> {
    let columns = Columns::of("scheduling_feeds", row);
    u64::try_from(columns.get::<i64>("last_place")?).map_err(|why| columns.wrong("last_place", why))
}

fn event(row: &Row) -> Result<Event, RowError> {
    let columns = Columns::of(TABLE, row);
    let booking = match columns.get::<Option<Uuid>>("booking_id")? {
        Some(id) => Some((BookingId::from_uuid(id), columns.number("booking_sequence")?)),
        None => None,
    };
    let details: Details = columns.json("details")?;
    let what = details.happening(columns.parse("kind")?, booking);
    Ok(Event {
        id: EventId::from_uuid(columns.get("event_id")?),
        what: what.ok_or_else(|| columns.wrong("details", "something that belongs to the kind is missing"))?,
        at: columns.get("occurred_at")?,
    })
}

fn filed(row: &Row) -> Result<FiledEvent, RowError> {
    let columns = Columns::of(TABLE, row);
    let event = event(row)?;
    let booking = match event.what {
        Happening::Booking { .. } => Some(bookings::booking(row)?),
        Happening::HoldExpired { .. } => None,
    };
    let place = columns.get::<Option<i64>>("place")?.unwrap_or(0);
    Ok(FiledEvent { place: u64::try_from(place).map_err(|why| columns.wrong("place", why))?, event, booking })
}
