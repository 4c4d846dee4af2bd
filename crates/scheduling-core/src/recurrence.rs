//! Meetings that repeat: when the occurrences of a series are, in the terms of RFC 5545. Whether each of them can be had is
//! for [`slots`](crate::slots) to say.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime},
};

use crate::{
    event_type::closed_words,
    ids::{EventTypeId, SeriesId},
    zone::Zone,
};

/// The most occurrences of a series that an event type can allow: a year of weeks.
pub const MAX_OCCURRENCES: u32 = 52;
/// The longest interval, in days, weeks or months.
pub const MAX_INTERVAL: u32 = 99;

closed_words! {
    /// The unit in which a series repeats (`FREQ` in RFC 5545, section 3.3.10).
    Frequency {
        /// Every so many days.
        Daily = "daily",
        /// Every so many weeks, on the weekday of the first occurrence.
        Weekly = "weekly",
        /// Every so many months, on the day of the month of the first occurrence.
        Monthly = "monthly",
    }
}

/// How a meeting repeats: a recurrence rule with `FREQ`, `INTERVAL` and `COUNT` (RFC 5545, section 3.3.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Recurrence {
    /// In which unit.
    pub frequency: Frequency,
    /// How many of it lie between two occurrences: from 1 to [`MAX_INTERVAL`].
    pub interval: u32,
    /// How many occurrences there are: at least 2, and no more than the event type allows.
    pub count: u32,
}

/// A series as it is stored: what its bookings have in common, and what a recurrence rule in a calendar would say.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Series {
    /// Its id.
    pub id: SeriesId,
    /// What was booked.
    pub event_type: EventTypeId,
    /// How it repeats.
    pub recurrence: Recurrence,
    /// Whose clock its occurrences follow (`TZID`): the host's, or that of the team's event type.
    pub zone: Zone,
    /// The start of the first occurrence (`DTSTART`).
    pub start: Timestamp,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A booking's place in a series. A booking that takes another one's place in time takes its place here, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SeriesPlace {
    /// The series.
    pub series: SeriesId,
    /// Which occurrence of it, counted from 1.
    pub position: u32,
}

closed_words! {
    /// How much of a series something is done to that is done to one of its bookings.
    SeriesExtent {
        /// Nothing but that booking.
        This = "this",
        /// That booking and all that are to take place at its time or later.
        Following = "following",
    }
}

/// A recurrence that cannot be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRecurrence {
    /// The event type allows no series.
    #[error("this event type is not booked as a series")]
    NoSeries,
    /// Too few or too many occurrences.
    #[error("must be from 2 to {max}")]
    Count {
        /// How many the event type allows.
        max: u32,
    },
    /// An interval that is none, or too long.
    #[error("must be from 1 to {MAX_INTERVAL}")]
    Interval,
    /// The last occurrences are on dates that no calendar has.
    #[error("the series must end before the year 10000")]
    EndOfTime,
}

impl Recurrence {
    /// Whether an event type that allows so many occurrences can be booked like this.
    ///
    /// # Errors
    /// It allows no series, or fewer; the interval is out of its bounds.
    pub fn check(&self, max_occurrences: u32) -> Result<(), InvalidRecurrence> {
        if max_occurrences < 2 {
            return Err(InvalidRecurrence::NoSeries);
        }
        if !(2..=max_occurrences).contains(&self.count) {
            return Err(InvalidRecurrence::Count { max: max_occurrences });
        }
        if (1..=MAX_INTERVAL).contains(&self.interval) { Ok(()) } else { Err(InvalidRecurrence::Interval) }
    }

    /// When the occurrences start: `count` of them, ascending, of which `start` is the first.
    ///
    /// They have the local time of the first one in `zone`, on each date of the rule, so that a change of the clocks does not
    /// move them there. As RFC 5545 (section 3.3.10) has it, what does not exist is left out and *not counted*: a month
    /// without the day of the first occurrence, and a date on which clocks skip its local time. A local time that comes
    /// twice is its first pass (section 3.3.5); only the first occurrence is what was asked for in any case.
    ///
    /// # Errors
    /// It is no series of at most [`MAX_OCCURRENCES`]; the calendar ends before the series does.
    pub fn starts(&self, start: Timestamp, zone: &Zone) -> Result<Vec<Timestamp>, InvalidRecurrence> {
        self.check(MAX_OCCURRENCES)?;
        let first = zone.local(start);
        let count = usize::try_from(self.count).unwrap_or(usize::MAX);
        let mut starts = vec![start];
        for step in 1.. {
            if starts.len() >= count {
                break;
            }
            let date = self.date(first.date(), step)?;
            let at = date.and_then(|date| zone.first_pass(DateTime::from_parts(date, first.time())));
            starts.extend(at);
        }
        Ok(starts)
    }

    /// The date of the rule's step of this number; none for a month that does not have the day.
    fn date(&self, first: Date, step: u32) -> Result<Option<Date>, InvalidRecurrence> {
        let beyond = InvalidRecurrence::EndOfTime;
        let units = i64::from(step) * i64::from(self.interval);
        let days = |days: i64| first.checked_add(SignedDuration::from_hours(days * 24)).map(Some).map_err(|_| beyond);
        match self.frequency {
            Frequency::Daily => days(units),
            Frequency::Weekly => days(units * 7),
            Frequency::Monthly => {
                let month = i64::from(first.year()) * 12 + i64::from(first.month()) - 1 + units;
                let year = i16::try_from(month.div_euclid(12)).map_err(|_| beyond)?;
                let of_year = i8::try_from(month.rem_euclid(12) + 1).map_err(|_| beyond)?;
                if year > Date::MAX.year() { Err(beyond) } else { Ok(Date::new(year, of_year, first.day()).ok()) }
            }
        }
    }
}
