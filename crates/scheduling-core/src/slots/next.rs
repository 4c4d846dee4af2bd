//! The next free slots, whatever their date.

use jiff::Timestamp;

use super::{Slot, list};
use crate::{
    facts::HostCalendar,
    interval::{Seconds, Span, ceil},
    settings::{InvalidRule, MAX_WINDOW_DAYS, SlotRules},
};

const DAY: Seconds = 86_400;
/// How far the first look goes; each further one goes twice as far as the one before.
const FIRST_LOOK: Seconds = 7 * DAY;

/// The first `count` slots that can be booked at `now`, ascending: those that [`generate`](super::generate) would list
/// first, if it were asked about everything up to the end of the booking window.
///
/// What is known of the host must reach as far as [`FactsRange::ahead`](super::FactsRange::ahead) says. Rules without a
/// booking window are taken to end after [`MAX_WINDOW_DAYS`].
///
/// # Errors
/// A rule is outside of its bounds.
pub fn next(
    calendar: &HostCalendar,
    rules: &SlotRules,
    count: usize,
    now: Timestamp,
) -> Result<Vec<Slot>, InvalidRule> {
    rules.check()?;
    let ahead = Span::ahead(now, rules.booking_window_days.unwrap_or(MAX_WINDOW_DAYS));
    let mut from = ahead.start + rules.minimum_notice.seconds();
    let mut length = FIRST_LOOK;
    let mut slots = Vec::new();
    while slots.len() < count && from < ahead.end {
        let to = ahead.end.min(from + length);
        slots.extend(list(calendar, rules, [Span { start: from, end: to }], now));
        (from, length) = (to, length * 2);
    }
    slots.truncate(count);
    Ok(slots)
}

impl Span {
    /// From `now` to after the last date, of any zone, of a booking window.
    pub(super) fn ahead(now: Timestamp, days: u16) -> Self {
        let start = ceil(now);
        let end = start + (Seconds::from(days) + 2) * DAY;
        Self { start, end: end.min(Timestamp::MAX.as_second()) }
    }
}
