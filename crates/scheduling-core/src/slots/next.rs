//! The next free slots, whatever their date.

use jiff::Timestamp;

use super::{Slot, SlotQuery, TeamCalendar, TeamSlot, list};
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
    let mut slots = Vec::new();
    for look in looks(std::slice::from_ref(rules), now) {
        if slots.len() >= count {
            break;
        }
        slots.extend(list(calendar, rules, &SlotQuery::of_span(look), now));
    }
    slots.truncate(count);
    Ok(slots)
}

impl TeamCalendar<'_> {
    /// The first `count` slots of the team, likewise: up to the end of the longest booking window of its hosts.
    #[must_use]
    pub fn next(&self, count: usize, now: Timestamp) -> Vec<TeamSlot> {
        let mut slots = Vec::new();
        for look in looks(self.rules(), now) {
            if slots.len() >= count {
                break;
            }
            slots.extend(self.generate(&SlotQuery::of_span(look), now));
        }
        slots.truncate(count);
        slots
    }
}

/// Where to look, one after the other: from the first start that some of the rules leave to the end of the longest booking
/// window.
fn looks<'a>(rules: impl IntoIterator<Item = &'a SlotRules>, now: Timestamp) -> impl Iterator<Item = Span> {
    let (mut notice, mut days) = (Seconds::MAX, 0);
    for rules in rules {
        notice = notice.min(rules.minimum_notice.seconds());
        days = days.max(rules.booking_window_days.unwrap_or(MAX_WINDOW_DAYS));
    }
    let ahead = Span::ahead(now, days);
    let mut from = ahead.start.saturating_add(notice);
    let mut length = FIRST_LOOK;
    std::iter::from_fn(move || {
        let look = Span { start: from, end: ahead.end.min(from.saturating_add(length)) };
        (from, length) = (look.end, length * 2);
        (look.start < look.end).then_some(look)
    })
}

impl Span {
    /// From `now` to after the last date, of any zone, of a booking window.
    pub(super) fn ahead(now: Timestamp, days: u16) -> Self {
        let start = ceil(now);
        let end = start + (Seconds::from(days) + 2) * DAY;
        Self { start, end: end.min(Timestamp::MAX.as_second()) }
    }
}
