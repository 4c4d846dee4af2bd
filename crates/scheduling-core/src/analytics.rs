//! Figures about bookings: on which dates, weekdays and hours of a zone they fall, and how much of the hours is booked.
//! What each figure means is written down in `docs/reports.md`.
//!
//! The database counts, but converts no zone: it is given the instants at which each local hour begins ([`LocalHours`]),
//! and answers with numbers of hours. Nothing here is a division by nothing: see [`Ratio`].

use jiff::{Timestamp, civil::Date};

use crate::{
    booking::BookingStatus,
    event_type::closed_words,
    facts::HostCalendar,
    interval::{Interval, Seconds, Span, merge},
    slots::{
        plan::{time_off, windows},
        query::{around_days, date_of_day, day_number, timestamp},
    },
    zone::{Offsets, Zone},
};

/// The most dates of a [`Period`].
pub const MAX_PERIOD_DAYS: u32 = 366;

const HOUR: Seconds = 3600;
const DAY: Seconds = 24 * HOUR;

closed_words! {
    /// Which instant of a booking is meant.
    Basis {
        /// When the meeting starts.
        Meeting = "meeting",
        /// When it was booked.
        Creation = "creation",
    }
}

/// The dates `first..=last` of a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    zone: Zone,
    first: i64,
    last: i64,
}

/// Dates that are not a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPeriod {
    /// It ends before it starts.
    #[error("the period ends before it starts")]
    Reversed,
    /// More than [`MAX_PERIOD_DAYS`].
    #[error("a period may have at most {MAX_PERIOD_DAYS} dates")]
    TooLong,
}

impl Period {
    /// The dates from the first to the last, both included.
    ///
    /// # Errors
    /// `last` is before `first`, or there are more than [`MAX_PERIOD_DAYS`].
    pub fn dates(zone: Zone, first: Date, last: Date) -> Result<Self, InvalidPeriod> {
        let (first, last) = (day_number(first), day_number(last));
        if last < first {
            return Err(InvalidPeriod::Reversed);
        }
        if last - first >= i64::from(MAX_PERIOD_DAYS) {
            return Err(InvalidPeriod::TooLong);
        }
        Ok(Self { zone, first, last })
    }

    /// So many dates, of which the last is that of `now`.
    ///
    /// # Errors
    /// There are none, or more than [`MAX_PERIOD_DAYS`].
    pub fn until(now: Timestamp, zone: Zone, days: u32) -> Result<Self, InvalidPeriod> {
        let last = zone.date_of(now);
        let first = date_of_day(day_number(last) - i64::from(days) + 1);
        Self::dates(zone, first, last)
    }

    /// Whose dates they are.
    #[must_use]
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The first date.
    #[must_use]
    pub fn first(&self) -> Date {
        date_of_day(self.first)
    }

    /// The last date.
    #[must_use]
    pub fn last(&self) -> Date {
        date_of_day(self.last)
    }

    /// How many dates there are.
    #[must_use]
    pub fn days(&self) -> u64 {
        (self.last - self.first + 1).unsigned_abs()
    }

    /// Its instants, ascending: one interval, unless clocks go back over a midnight, so that a date is left and entered
    /// again.
    #[must_use]
    pub fn intervals(&self) -> Vec<Interval> {
        let mut spans: Vec<Span> = self.offsets().days(self.first, self.last).collect();
        merge(&mut spans);
        spans.into_iter().map(|span| Interval { start: timestamp(span.start), end: timestamp(span.end) }).collect()
    }

    /// From its first instant to its last; without an instant at the end of time, where some zones have dates that no
    /// instant has.
    #[must_use]
    pub fn hull(&self) -> Interval {
        let intervals = self.intervals();
        let start = intervals.first().map_or(Timestamp::MAX, |interval| interval.start);
        Interval { start, end: intervals.last().map_or(start, |interval| interval.end) }
    }

    fn offsets(&self) -> Offsets {
        Offsets::of(&self.zone, around_days(self.first, self.last))
    }
}

/// The hours that the clocks of a zone show during a period.
///
/// A stretch ends where the clock shows another hour, or where it is changed: an hour that is repeated is there twice,
/// one that is skipped is not there.
#[derive(Clone, Debug)]
pub struct LocalHours {
    /// The first second of each, ascending and without gaps, with its date and hour.
    stretches: Vec<(Seconds, i64, usize)>,
    end: Seconds,
}

impl LocalHours {
    /// Those of a period.
    #[must_use]
    pub fn of(period: &Period) -> Self {
        let hull = period.hull();
        let (start, end) = (hull.start.as_second(), hull.end.as_second());
        let mut stretches = Vec::new();
        for (from, to, offset) in period.offsets().constant(Span { start, end }) {
            let mut local = from + offset;
            while local < to + offset {
                #[expect(clippy::cast_possible_truncation, reason = "from 0 to 23")]
                let hour = (local.rem_euclid(DAY) / HOUR) as usize;
                stretches.push((local - offset, local.div_euclid(DAY), hour));
                local += HOUR - local.rem_euclid(HOUR);
            }
        }
        Self { stretches, end }
    }

    /// Where each stretch begins, and where the last one ends: an instant from number `n` (of 0, 1, …) on and before
    /// number `n + 1` is in stretch `n`.
    #[must_use]
    pub fn boundaries(&self) -> Vec<Timestamp> {
        self.stretches.iter().map(|(start, ..)| *start).chain([self.end]).map(timestamp).collect()
    }

    fn at(&self, stretch: usize) -> Option<(i64, usize)> {
        self.stretches.get(stretch).map(|(_, day, hour)| (*day, *hour))
    }
}

/// So many bookings of one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Where they are in their life.
    pub status: BookingStatus,
    /// How many.
    pub bookings: u64,
}

/// Numbers of bookings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All; one that was moved counts once, as its successor.
    pub total: u64,
    /// Those that take or took place, or for which the invitee did not come.
    pub confirmed: u64,
    /// Those that were called off.
    pub cancelled: u64,
}

impl Tally {
    /// Adds bookings of one state.
    pub fn add(&mut self, count: Count) {
        let Count { status, bookings } = count;
        match status {
            BookingStatus::Rescheduled => return,
            BookingStatus::Confirmed | BookingStatus::Completed | BookingStatus::NoShow => self.confirmed += bookings,
            BookingStatus::Cancelled => self.cancelled += bookings,
            BookingStatus::Pending | BookingStatus::Declined => {}
        }
        self.total += bookings;
    }

    /// How many of all were called off.
    #[must_use]
    pub const fn cancel_rate(&self) -> Ratio {
        Ratio { part: self.cancelled, whole: self.total }
    }
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    /// The part.
    pub part: u64,
    /// The whole, which may be nothing.
    pub whole: u64,
}

impl Ratio {
    /// The quotient; none of nothing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of bookings and seconds of a year are far below 2^53")]
    pub fn value(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }
}

/// How the bookings of a period are spread over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// All of them.
    pub all: Tally,
    /// By weekday, Monday first.
    pub by_day_of_week: [u64; 7],
    /// By the hour that the clock shows, from midnight.
    pub by_hour_of_day: [u64; 24],
    /// By date, every date of the period.
    pub by_date: Vec<(Date, Tally)>,
    days: u64,
}

impl Spread {
    /// Puts the counts of each stretch of [`LocalHours`] together. What is in none of the period's dates counts nowhere.
    #[must_use]
    pub fn of(period: &Period, hours: &LocalHours, counts: impl IntoIterator<Item = (usize, Count)>) -> Self {
        let mut spread = Self {
            all: Tally::default(),
            by_day_of_week: [0; 7],
            by_hour_of_day: [0; 24],
            by_date: (period.first..=period.last).map(|day| (date_of_day(day), Tally::default())).collect(),
            days: period.days(),
        };
        for (stretch, count) in counts {
            if let Some((day, hour)) = hours.at(stretch)
                && let Ok(date) = usize::try_from(day - period.first)
                && let Some((date, tally)) = spread.by_date.get_mut(date)
            {
                let before = tally.total;
                tally.add(count);
                let counted = tally.total - before;
                spread.all.add(count);
                let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
                spread.by_day_of_week.iter_mut().skip(weekday).take(1).for_each(|number| *number += counted);
                spread.by_hour_of_day.iter_mut().skip(hour).take(1).for_each(|number| *number += counted);
            }
        }
        spread
    }

    /// How many bookings there are in a week on average.
    #[must_use]
    pub const fn per_week(&self) -> Ratio {
        Ratio { part: self.all.total * 7, whole: self.days }
    }
}

/// How many seconds of an interval a host works: the hours of the schedule, date overrides included, without blocks
/// and holidays.
///
/// The calendar needs no occupancies.
#[must_use]
pub fn available_seconds(calendar: &HostCalendar, interval: Interval) -> u64 {
    let range = interval.touched();
    let facts = calendar.facts();
    let offsets = Offsets::of(&facts.zone, Span { start: range.start - 3 * DAY, end: range.end + 3 * DAY });
    let days = offsets.day_of(range.start) - 1..=offsets.day_of(range.end) + 1;
    let mut hours = windows(calendar, &offsets, days);
    merge(&mut hours);
    let blocked = time_off(facts, &offsets);
    let within = |span: &Span| Some(span.intersection(range)).filter(|span| !span.is_empty());
    let hours: Vec<Span> = hours.iter().filter_map(within).collect();
    let seconds: Seconds = hours.iter().map(|span| span.end - span.start).sum();
    (seconds - shared(&hours, &blocked)).unsigned_abs()
}

/// The seconds that are in both of two lists of sorted, merged spans.
fn shared(mut one: &[Span], mut other: &[Span]) -> Seconds {
    let mut seconds = 0;
    while let ([a, rest_of_one @ ..], [b, rest_of_other @ ..]) = (one, other) {
        let both = a.intersection(*b);
        seconds += (both.end - both.start).max(0);
        if a.end <= b.end {
            one = rest_of_one;
        } else {
            other = rest_of_other;
        }
    }
    seconds
}
