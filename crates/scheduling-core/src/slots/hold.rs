//! How much of a host's time may be held by people who have not booked yet.

use jiff::Timestamp;

use super::{VerifiedSlot, plan};
use crate::{
    facts::HostCalendar,
    interval::{Seconds, Span, merge},
    zone::Offsets,
};

/// So many of the hours around a slot may be held: one tenth.
const HOLDABLE: Seconds = 10;
/// How far around a slot the hours are counted, to either side.
const AROUND: Seconds = 84 * 3600;

/// Holds already keep a tenth of the host's hours around this time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too much of this week is being held by others")]
pub struct TooMuchHeld;

/// Whether one more hold may be made: all holds together keep at most a tenth of the hours that the host works in the
/// week around the slot. The first hold is always allowed, and so is one of a seat in a meeting that keeps its time anyway.
///
/// # Errors
/// They would keep more.
pub fn may_hold(calendar: &HostCalendar, slot: &VerifiedSlot, now: Timestamp) -> Result<(), TooMuchHeld> {
    if slot.joins().is_some() {
        return Ok(());
    }
    let middle = slot.meeting().start.as_second();
    let week = Span { start: middle - AROUND, end: middle + AROUND };
    let held: Seconds = within(calendar.held(now), week);
    if held == 0 {
        return Ok(());
    }
    let offsets = Offsets::of(&calendar.facts().zone, Span { start: week.start - AROUND, end: week.end + AROUND });
    let days = offsets.day_of(week.start) - 1..=offsets.day_of(week.end) + 1;
    let mut hours = plan::windows(calendar, &offsets, days);
    merge(&mut hours);
    let asked = slot.occupied().touched();
    let kept = held + asked.end - asked.start;
    if kept * HOLDABLE <= within(hours, week) { Ok(()) } else { Err(TooMuchHeld) }
}

fn within(spans: Vec<Span>, range: Span) -> Seconds {
    spans.into_iter().map(|span| span.intersection(range)).map(|span| (span.end - span.start).max(0)).sum()
}
