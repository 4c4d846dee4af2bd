//! Meetings that repeat, on real PostgreSQL: all of their occurrences or none.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails where it cannot go on")]

mod booking;
mod cancelling;
mod races;
#[path = "../support/mod.rs"]
mod support;

use scheduling_core::{
    Booking, EventType, EventTypeDetails, Frequency, Limits, Minutes, Recurrence, SchedulingKind, SeriesId,
    SettingOverrides,
};
use scheduling_engine::{
    Book, BookForInvitee, BookRefusal, BookSeries, BookedSeries, BookingsQuery, Engine, Failure, PublicTenant,
    SeriesRefusal, TeamTypeSettings, Writing,
};
use scheduling_store::{PageRequest, bookings::BookingFilter};
use scheduling_testkit::{
    World,
    world::{details, instant, invitee},
};

/// Mondays at 10:00 in New York; the clocks go forward there on Sunday the 8th.
const MONDAY_10: &str = "2026-03-09T14:00:00Z";
const NEXT_MONDAY_10: &str = "2026-03-16T14:00:00Z";
const LAST_MONDAY_10: &str = "2026-03-23T14:00:00Z";

const fn weekly(count: u32) -> Recurrence {
    Recurrence { frequency: Frequency::Weekly, interval: 1, count }
}

const fn daily(count: u32) -> Recurrence {
    Recurrence { frequency: Frequency::Daily, interval: 1, count }
}

/// A world with an event type that is booked up to 52 times at once.
struct Stage {
    world: World,
    public: PublicTenant,
    event_type: EventType,
}

impl Stage {
    async fn new() -> Self {
        Self::with(|_| ()).await
    }

    /// With something else of the event type.
    async fn with(change: impl FnOnce(&mut EventTypeDetails)) -> Self {
        let world = World::with_lock(None).await;
        let mut details = EventTypeDetails { max_occurrences: 52, ..details("series", 30) };
        change(&mut details);
        let event_type = world.event_type(&world.admin, &world.host, details).await;
        Self { public: world.public().await, world, event_type }
    }

    fn alone(&self, start: &str) -> Book {
        Book { event_type: self.event_type.id, ..self.world.book(start) }
    }

    fn wish(&self, start: &str, recurrence: Recurrence) -> BookSeries<Book> {
        BookSeries { first: self.alone(start), recurrence }
    }

    async fn book(&self, start: &str, recurrence: Recurrence) -> Result<BookedSeries, Failure<SeriesRefusal>> {
        self.series(self.wish(start, recurrence)).await
    }

    async fn series(&self, wish: BookSeries<Book>) -> Result<BookedSeries, Failure<SeriesRefusal>> {
        self.world.engine.book_series(&self.public, Writing::once(wish)).await.map(|done| done.outcome)
    }

    async fn single(&self, start: &str) -> Booking {
        self.world.engine.book(&self.public, Writing::once(self.alone(start))).await.unwrap().outcome
    }

    /// What there is, by its start: of a series, or all.
    async fn stored(&self, series: Option<SeriesId>) -> Vec<Booking> {
        let query = BookingsQuery {
            filter: BookingFilter { series, ..BookingFilter::default() },
            page: PageRequest::default(),
        };
        self.world.engine.bookings(&self.world.admin, query).await.unwrap().items
    }
}

fn starts(bookings: &[Booking]) -> Vec<String> {
    bookings.iter().map(|booking| booking.meeting.start.to_string()).collect()
}

/// The occurrences that stand against a series, each with the rule.
fn refused<T: std::fmt::Debug>(answer: Result<T, Failure<SeriesRefusal>>) -> Vec<(String, &'static str)> {
    match answer {
        Err(Failure::Refused(SeriesRefusal::Occurrences(refused))) => {
            refused.iter().map(|(start, why)| (start.to_string(), why.rule().code())).collect()
        }
        other => panic!("not refused for an occurrence: {other:?}"),
    }
}

fn at(start: &str, code: &'static str) -> (String, &'static str) {
    (start.to_owned(), code)
}
