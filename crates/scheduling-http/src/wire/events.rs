//! Events as the feed tells them, and as webhooks are told: one type for both.

use std::time::Duration;

use jiff::Timestamp;
use scheduling_core::{BookingChange, BookingId, EventId, EventKind, EventTypeId, Happening, HoldId, HostId, Interval};
use scheduling_engine::{Announcement, Feed, FeedQuery, FiledEvent, LONGEST_WAIT, ReadFeed};
use serde::Serialize;
use utoipa::openapi::{RefOr, Schema};

use super::{bookings::BookingAnswer, pages::PageLimit};
use crate::json::{Count, Documented, Int, Words, answer, nullable, query};

/// Seconds for which somebody waits.
type Wait = Int<0, 25>;
/// How many events are told when nothing is said.
const USUAL: u32 = 50;
/// The longest body of a call, in bytes.
const LONGEST_BODY: usize = 64 * 1024;

const _: () = assert!(LONGEST_WAIT.as_secs() == 25, "the longest wait is that of the engine");

query! {
    /// Which part of the feed.
    FeedParameters {
        /// Those after this place: the `next` of the answer before. The feed begins after 0, which is meant if absent.
        after: Option<Count> = 0;
        /// Those of these kinds, with commas between them; all if absent.
        types: Option<Words<EventKind>> = "booking.created,booking.cancelled";
        /// How many at most; 50 if absent.
        limit: Option<PageLimit> = 50;
        /// How many seconds to wait for something to happen if there is nothing yet. When very many wait already, the answer
        /// comes at once, as it does if this is absent.
        wait: Option<Wait> = ();
    }
}

impl FeedParameters {
    pub(crate) fn reading(self) -> ReadFeed {
        let Self { after, types, limit, wait } = self;
        let query = FeedQuery {
            after: after.map_or(0, |place| place.0),
            kinds: types.map_or(Vec::new(), |types| types.0),
            limit: limit.map_or(USUAL, |limit| limit.0),
        };
        ReadFeed { query, wait: Duration::from_secs(wait.map_or(0, |wait| wait.0.into())) }
    }
}

answer! {
    /// A part of the feed.
    FeedAnswer {
        /// The events, in the order of the feed. None if nothing has happened after the place that was asked for.
        events: Vec<EventAnswer> = [(); 0];
        /// What to ask for as `after` next time.
        next: u64 = 1;
    }
}

answer! {
    /// Something that happened.
    EventAnswer {
        /// Its id, in the feed and as the `webhook-id` of calls.
        id: EventId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3ea";
        /// Its place in the feed: the first is 1, and there are no gaps. 0 of a test, which is in no feed.
        place: u64 = 1;
        /// What happened: `booking.created`, `booking.confirmed`, `booking.declined`, `booking.cancelled`,
        /// `booking.rescheduled`, `booking.completed`, `booking.no_show`, `booking.reassigned` or `hold.expired`; of a test,
        /// `webhook.test`. Later versions may have more.
        r#type: String = "booking.created";
        /// When.
        timestamp: Timestamp = "2026-03-02T12:00:00Z";
        /// What it happened to.
        data: EventData = ();
    }
}

answer! {
    /// What an event is about; what does not belong to its kind is null.
    EventData {
        /// The version of the booking after what happened, as its `sequence` counts: by it events of one booking that come in
        /// another order are told apart.
        booking_sequence: Option<u32> = 0;
        /// Of `booking.…`: the booking. Not as it was then, but as it is when this is told: in the feed now, in a call when it
        /// was sent first.
        booking: Option<BookingAnswer> = ();
        /// Of `hold.expired`: the hold.
        hold: Seldom<ExpiredHold> = ();
        /// Of `booking.rescheduled`: the booking whose place this one took.
        previous: Seldom<PreviousMeeting> = ();
        /// Of `booking.reassigned`: the user who had the meeting before.
        from_user_id: Option<HostId> = ();
        /// Of `booking.reassigned`: the user who got it.
        to_user_id: Option<HostId> = ();
    }
}

answer! {
    /// A hold that nobody used in time.
    ExpiredHold {
        /// Its id.
        id: HoldId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d8";
        /// What it was for.
        event_type_id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// With whom; of several users the first.
        host_user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// When the meeting would have started.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// When it would have ended.
        end_time: Timestamp = "2026-03-16T13:30:00Z";
    }
}

answer! {
    /// A meeting before it was moved.
    PreviousMeeting {
        /// The booking that it was.
        booking_id: BookingId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d9";
        /// When it would have started.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// When it would have ended.
        end_time: Timestamp = "2026-03-16T13:30:00Z";
    }
}

/// What is null in most answers, and in their example.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(crate) struct Seldom<T>(Option<T>);

impl<T: Documented> Documented for Seldom<T> {
    fn schema() -> RefOr<Schema> {
        let mut schema = nullable(T::schema());
        if let RefOr::T(Schema::OneOf(one_of)) = &mut schema {
            one_of.examples = vec![serde_json::Value::Null];
        }
        schema
    }

    fn components(into: &mut Vec<(String, RefOr<Schema>)>) {
        T::components(into);
    }
}

impl From<Feed> for FeedAnswer {
    fn from(feed: Feed) -> Self {
        Self { events: feed.events.into_iter().map(EventAnswer::from).collect(), next: feed.next }
    }
}

impl From<FiledEvent> for EventAnswer {
    fn from(filed: FiledEvent) -> Self {
        let FiledEvent { place, event, booking } = filed;
        let r#type = event.what.kind().as_str().to_owned();
        let data = EventData { booking: booking.map(BookingAnswer::from), ..EventData::of(&event.what) };
        Self { id: event.id, place, r#type, timestamp: event.at, data }
    }
}

impl EventData {
    const NOTHING: Self = Self {
        booking_sequence: None,
        booking: None,
        hold: Seldom(None),
        previous: Seldom(None),
        from_user_id: None,
        to_user_id: None,
    };

    fn of(what: &Happening) -> Self {
        match *what {
            Happening::Booking { change, sequence, .. } => {
                let of_change = match change {
                    BookingChange::Rescheduled { from, previous } => {
                        let Interval { start: start_time, end: end_time } = previous;
                        let previous = PreviousMeeting { booking_id: from, start_time, end_time };
                        Self { previous: Seldom(Some(previous)), ..Self::NOTHING }
                    }
                    BookingChange::Reassigned { from, to } => {
                        Self { from_user_id: Some(from), to_user_id: Some(to), ..Self::NOTHING }
                    }
                    BookingChange::Created
                    | BookingChange::Confirmed
                    | BookingChange::Declined
                    | BookingChange::Cancelled
                    | BookingChange::Completed
                    | BookingChange::NoShow => Self::NOTHING,
                };
                Self { booking_sequence: Some(sequence), ..of_change }
            }
            Happening::HoldExpired { hold, event_type, host, meeting } => {
                let Interval { start: start_time, end: end_time } = meeting;
                let hold =
                    ExpiredHold { id: hold, event_type_id: event_type, host_user_id: host, start_time, end_time };
                Self { hold: Seldom(Some(hold)), ..Self::NOTHING }
            }
        }
    }
}

/// What webhooks are told, as the feed of events tells it: for [`WorkerParts::event_body`].
///
/// It has at most 64 KiB. Of a booking with longer texts, those that people wrote at length are left out.
///
/// [`WorkerParts::event_body`]: scheduling_engine::WorkerParts::event_body
#[must_use]
pub fn event_body(told: &Announcement<'_>) -> String {
    let mut event = match *told {
        Announcement::Event(filed) => EventAnswer::from(filed.clone()),
        Announcement::Test { id, at } => {
            EventAnswer { id, place: 0, r#type: told.kind().to_owned(), timestamp: at, data: EventData::NOTHING }
        }
    };
    let body = written(&event);
    if body.len() <= LONGEST_BODY {
        return body;
    }
    if let Some(booking) = &mut event.data.booking {
        booking.leave_long_texts_out();
    }
    written(&event)
}

#[expect(clippy::expect_used, reason = "every member has a name, and no value fails to be written")]
fn written(event: &EventAnswer) -> String {
    serde_json::to_string(event).expect("an event can be written as JSON")
}
