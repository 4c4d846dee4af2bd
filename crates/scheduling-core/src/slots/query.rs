//! What is asked: which starts, and how far the facts must reach to answer.

use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::{
    facts::{Released, Seat},
    interval::{Interval, Seconds, Span, ceil, merge},
    settings::{MAX_BUFFER, MAX_DURATION, MAX_WINDOW_DAYS},
    zone::{Offsets, Zone},
};

/// The most days that one question may cover.
pub const MAX_QUERY_DAYS: i32 = 62;

/// How far after a start that cannot be had others are looked for, which are offered instead.
pub const LOOK_AHEAD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Which starts are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotQuery {
    asked: Asked,
    released: Released,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    Instants(Span),
    Dates { zone: Zone, first: Date, last: Date },
}

/// A question that has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidQuery {
    /// The range ends before it starts.
    #[error("the range ends before it starts")]
    Reversed,
    /// More than [`MAX_QUERY_DAYS`].
    #[error("a question may cover at most {MAX_QUERY_DAYS} days")]
    TooLong,
}

impl SlotQuery {
    /// The starts `s` with `from <= s < to`; a slot may end after `to`.
    ///
    /// # Errors
    /// `to` is before `from`, or they are more than [`MAX_QUERY_DAYS`] days apart.
    pub fn instants(from: Timestamp, to: Timestamp) -> Result<Self, InvalidQuery> {
        if to < from {
            return Err(InvalidQuery::Reversed);
        }
        if to.duration_since(from) > SignedDuration::from_hours(24 * i64::from(MAX_QUERY_DAYS)) {
            return Err(InvalidQuery::TooLong);
        }
        Ok(Self::of_span(Span { start: ceil(from), end: ceil(to) }))
    }

    /// The starts whose date in the invitee's zone is one of `first..=last`.
    ///
    /// # Errors
    /// `last` is before `first`, or they span more than [`MAX_QUERY_DAYS`] dates.
    pub fn dates(zone: Zone, first: Date, last: Date) -> Result<Self, InvalidQuery> {
        if last < first {
            return Err(InvalidQuery::Reversed);
        }
        if day_number(last) - day_number(first) >= i64::from(MAX_QUERY_DAYS) {
            return Err(InvalidQuery::TooLong);
        }
        Ok(Self { asked: Asked::Dates { zone, first, last }, released: Released::default() })
    }

    /// The same question for a booking that is to be moved, whose seat is not in its own way.
    #[must_use]
    pub fn moving(self, seat: Option<Seat>) -> Self {
        // A hold keeps one start, whichever others are listed.
        Self { released: Released { hold: None, booking: seat }, ..self }
    }

    /// What does not count.
    pub(crate) const fn released(&self) -> Released {
        self.released
    }

    /// However long it is.
    pub(super) fn of_span(starts: Span) -> Self {
        Self { asked: Asked::Instants(starts), released: Released::default() }
    }

    /// From the first asked start to after the last: every asked start is inside.
    #[must_use]
    pub fn bounds(&self) -> Interval {
        instants(self.hull())
    }

    /// The asked starts as ascending spans of whole seconds.
    pub(crate) fn spans(&self) -> Vec<Span> {
        match &self.asked {
            Asked::Instants(asked) => vec![*asked],
            Asked::Dates { zone, first, last } => {
                let (first, last) = (day_number(*first), day_number(*last));
                let mut spans = Offsets::of(zone, around_days(first, last)).days(first, last).collect();
                // A change of the clocks inside the range parts nothing.
                merge(&mut spans);
                spans
            }
        }
    }

    /// The asked starts and everything between them.
    pub(crate) fn hull(&self) -> Span {
        let spans = self.spans();
        let start = spans.first().map_or(0, |span| span.start);
        Span { start, end: spans.last().map_or(start, |span| span.end) }
    }
}

/// How far facts must reach to answer a question, whatever the rules of the host turn out to be.
///
/// Its bounds are generous, so that all facts can be read in one round trip, before the rules are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactsRange {
    /// Occupancies and external busy time that overlap this are needed.
    pub busy: Interval,
    /// With a weekly or monthly limit, occupancies that overlap this are needed.
    pub limits: Interval,
    /// The first date of which overrides and blocks are needed.
    pub first: Date,
    /// The last of them.
    pub last: Date,
}

impl FactsRange {
    /// What is needed for a list of slots.
    #[must_use]
    pub fn of_query(query: &SlotQuery) -> Self {
        Self::around(query.hull())
    }

    /// What is needed for one start, and for those that are offered instead of it: up to [`LOOK_AHEAD`] later.
    #[must_use]
    pub fn of_start(start: Timestamp) -> Self {
        let start = ceil(start);
        Self::around(Span { start, end: start + LOOK_AHEAD.as_secs() + 1 })
    }

    /// What is needed for the [next](super::next) slots, however long the booking window.
    #[must_use]
    pub fn ahead(now: Timestamp) -> Self {
        Self::around(Span::ahead(now, MAX_WINDOW_DAYS))
    }

    fn around(starts: Span) -> Self {
        const DAY: Seconds = 86_400;
        let reach = MAX_DURATION.seconds() + MAX_BUFFER.seconds();
        let busy = Span { start: starts.start - 4 * DAY, end: starts.end + reach + DAY };
        let limits = Span { start: starts.start - 33 * DAY, end: starts.end + 33 * DAY };
        Self {
            busy: instants(busy),
            limits: instants(limits),
            first: Zone::UTC.date_of(timestamp(starts.start - 5 * DAY)),
            last: Zone::UTC.date_of(timestamp(starts.end + reach + 2 * DAY)),
        }
    }
}

/// Days since 1970-01-01.
pub(crate) fn day_number(date: Date) -> i64 {
    let epoch = Date::constant(1970, 1, 1);
    date.duration_since(epoch).as_hours() / 24
}

/// The date so many days after 1970-01-01, as far as dates go.
pub(crate) fn date_of_day(day: i64) -> Date {
    let days = SignedDuration::from_hours(day.saturating_mul(24));
    Date::constant(1970, 1, 1).saturating_add(days)
}

/// An instant at a whole second, as far as instants go.
pub(crate) fn timestamp(second: Seconds) -> Timestamp {
    let farthest = if second < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(second).unwrap_or(farthest)
}

/// A span that holds the dates `first..=last` of any zone.
pub(crate) fn around_days(first: i64, last: i64) -> Span {
    Span { start: (first - 2) * 86_400, end: (last + 3) * 86_400 }
}

fn instants(span: Span) -> Interval {
    Interval { start: timestamp(span.start), end: timestamp(span.end) }
}
