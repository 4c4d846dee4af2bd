//! What other hours, rules or blocks would change: the slots that come and go, and the meetings that would not fit any more.

use super::{
    Slot,
    plan::{blocked, time_off, windows},
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

/// Compares two lists of slots, both ascending. A slot of another length is another slot; one with other seats left is not.
#[must_use]
pub fn difference(before: &[Slot], after: &[Slot]) -> Difference {
    let time = |slot: &Slot| (slot.start, slot.length);
    let without = |these: &[Slot], those: &[Slot]| {
        these.iter().copied().filter(|slot| those.binary_search_by_key(&time(slot), time).is_err()).collect()
    };
    Difference { gained: without(after, before), lost: without(before, after) }
}

/// When a host works, around meetings that are looked at one by one.
#[derive(Clone, Debug)]
pub struct WorkingTime {
    hours: Vec<Span>,
    off: Vec<Span>,
    blocked: Vec<Span>,
}

impl WorkingTime {
    /// Around meetings that lie inside an interval.
    #[must_use]
    pub fn around(calendar: &HostCalendar, meetings: Interval) -> Self {
        let facts = calendar.facts();
        let meetings = meetings.touched();
        let around = Span { start: meetings.start - 3 * DAY, end: meetings.end + 3 * DAY };
        let offsets = Offsets::of(&facts.zone, around);
        let days = offsets.day_of(meetings.start) - 1..=offsets.day_of(meetings.end) + 1;
        let mut hours = windows(calendar, &offsets, days);
        merge(&mut hours);
        Self { hours, off: time_off(facts, &offsets), blocked: blocked(&facts.blocks, &offsets) }
    }

    /// Whether a meeting lies inside the host's hours (rule 4), wherever it is on the grid.
    #[must_use]
    pub fn has(&self, meeting: Interval) -> bool {
        let meeting = meeting.touched();
        first_after(&self.hours, meeting.start)
            .is_some_and(|open| open.start <= meeting.start && meeting.end <= open.end)
    }

    /// Whether a block or a holiday overlaps a meeting (rule 9) that follows the schedule of these hours: on dates with
    /// hours of their own holidays do not count.
    #[must_use]
    pub fn is_off(&self, meeting: Interval) -> bool {
        overlap(&self.off, meeting)
    }

    /// Whether a block overlaps a meeting, whatever schedule it follows.
    #[must_use]
    pub fn is_blocked(&self, meeting: Interval) -> bool {
        overlap(&self.blocked, meeting)
    }
}

/// Of sorted, merged spans the first that ends after an instant.
fn first_after(spans: &[Span], instant: Seconds) -> Option<&Span> {
    spans.get(spans.partition_point(|span| span.end <= instant))
}

fn overlap(spans: &[Span], meeting: Interval) -> bool {
    let meeting = meeting.touched();
    first_after(spans, meeting.start).is_some_and(|span| span.start < meeting.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_with_other_seats_left_is_the_same_and_one_of_another_length_is_not() {
        let slot = |start, length, seats_left| Slot { start, length, seats_left };
        let before = [slot(0, 1800, 10), slot(3600, 1800, 1)];
        let after = [slot(0, 1800, 3), slot(3600, 900, 1)];
        let Difference { gained, lost } = difference(&before, &after);
        assert_eq!((gained, lost), (vec![after[1]], vec![before[1]]));
    }
}
