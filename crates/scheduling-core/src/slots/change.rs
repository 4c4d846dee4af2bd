//! What other hours, rules or blocks would change: the slots that come and go, and the meetings that would not fit any more.

use super::{
    Slot,
    plan::{time_off, windows},
};
use crate::{
    facts::HostCalendar,
    interval::{Interval, Seconds, Span, merge},
    zone::Offsets,
};

const DAY: Seconds = 86_400;

/// The slots in which two lists differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Those of the second list only, ascending.
    pub gained: Vec<Slot>,
    /// Those of the first list only, ascending.
    pub lost: Vec<Slot>,
}

/// Compares two lists of slots, both ascending. A slot of another length is another slot.
#[must_use]
pub fn difference(before: &[Slot], after: &[Slot]) -> Difference {
    let without = |these: &[Slot], those: &[Slot]| {
        these.iter().copied().filter(|slot| those.binary_search(slot).is_err()).collect()
    };
    Difference { gained: without(after, before), lost: without(before, after) }
}

/// Whether a meeting lies inside the host's hours (rule 4), wherever it is on the grid.
#[must_use]
pub fn is_inside_hours(calendar: &HostCalendar, meeting: Interval) -> bool {
    let (meeting, offsets) = around(calendar, meeting);
    let days = offsets.day_of(meeting.start) - 1..=offsets.day_of(meeting.end) + 1;
    let mut hours = windows(calendar, &offsets, days);
    merge(&mut hours);
    hours.iter().any(|open| open.start <= meeting.start && meeting.end <= open.end)
}

/// Whether a block or a holiday overlaps a meeting (rule 9).
#[must_use]
pub fn is_blocked(calendar: &HostCalendar, meeting: Interval) -> bool {
    let (meeting, offsets) = around(calendar, meeting);
    time_off(calendar.facts(), &offsets).any(|span| !span.intersection(meeting).is_empty())
}

fn around(calendar: &HostCalendar, meeting: Interval) -> (Span, Offsets) {
    let meeting = meeting.touched();
    let around = Span { start: meeting.start - 3 * DAY, end: meeting.end + 3 * DAY };
    (meeting, Offsets::of(&calendar.facts().zone, around))
}
