//! `generate` allocates a fixed number of times, whatever it is asked: nothing per slot, date or busy interval.
//!
//! The allocator of this test binary counts, per thread.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; its helpers too")]

use allocation_counter::{AllocationInfo, measure};
use jiff::{SignedDuration, Timestamp};
use scheduling_core::{
    BookingId, DateOverrides, EventTypeId, HostCalendar, HostFacts, HostId, Interval, Minutes, Occupancy, OccupancyId,
    OccupiedBy, SlotRules, WeeklySchedule, Zone,
    slots::{self, SlotQuery},
};
use uuid::Uuid;

/// The list of slots starts with room for 1024; the allocations beyond are those of its growth.
const GROWTH: u64 = 3;

#[test]
fn a_longer_question_allocates_for_its_answer_only() {
    let calendar = calendar(0);
    let (one_day, few) = ask(&calendar, "2026-04-01", "2026-04-01");
    let (month, more) = ask(&calendar, "2026-04-01", "2026-05-01");
    let (longest, most) = ask(&calendar, "2026-04-01", "2026-06-01");
    assert_eq!([few, more, most], [31, 713, 1364]);
    assert_eq!(month.count_total, one_day.count_total);
    assert!(
        longest.count_total <= one_day.count_total + GROWTH,
        "{} after {}",
        longest.count_total,
        one_day.count_total
    );
    assert!(one_day.count_total <= 8, "{} allocations for one day", one_day.count_total);
}

#[test]
fn a_change_of_the_clocks_costs_no_more_than_a_second_question() {
    let calendar = calendar(0);
    let (one_day, _) = ask(&calendar, "2026-03-04", "2026-03-04");
    let (over_change, found) = ask(&calendar, "2026-03-04", "2026-04-03");
    assert_eq!(found, 713);
    assert!(over_change.count_total <= 2 * one_day.count_total, "{} allocations", over_change.count_total);
}

#[test]
fn busy_time_costs_no_allocation() {
    let free = ask(&calendar(0), "2026-03-04", "2026-04-03");
    let busy = ask(&calendar(5000), "2026-03-04", "2026-04-03");
    assert_eq!(free.1, 713);
    assert!(busy.1 < 10, "{} slots are left", busy.1);
    assert_eq!(busy.0.count_total, free.0.count_total);
    assert_eq!(busy.0.bytes_total, free.0.bytes_total);
}

#[test]
fn what_generate_allocates_is_freed_with_its_answer() {
    let (all, _) = ask(&calendar(500), "2026-03-04", "2026-05-04");
    assert_eq!((all.count_current, all.bytes_current), (0, 0));
}

/// What one call allocates, and how many slots it finds.
fn ask(calendar: &HostCalendar, first: &str, last: &str) -> (AllocationInfo, usize) {
    let query = SlotQuery::dates(zone(), first.parse().unwrap(), last.parse().unwrap()).unwrap();
    let rules = SlotRules {
        event_type: EventTypeId::from_uuid(Uuid::from_u128(1)),
        duration: Minutes(30),
        step: Minutes(15),
        seats: 1,
        buffer_before: Minutes(0),
        buffer_after: Minutes(15),
        minimum_notice: Minutes(0),
        booking_window_days: Some(120),
        limits: Vec::new(),
    };
    let count_slots = || slots::generate(calendar, &rules, &query, now()).unwrap().len();
    // Once before, so that what is set up only once for the process does not count.
    let mut found = count_slots();
    let allocations = measure(|| found = count_slots());
    (allocations, found)
}

fn calendar(busy: u32) -> HostCalendar {
    let window = SignedDuration::from_hours(24 * 60);
    let occupancies = (0..busy).map(|at| {
        let id = Uuid::from_u128(u128::from(at) + 1);
        let start = now() + window / i32::try_from(busy).unwrap() * i32::try_from(at).unwrap();
        Occupancy {
            id: OccupancyId::from_uuid(id),
            event_type: EventTypeId::from_uuid(Uuid::from_u128(1)),
            start,
            occupied: Interval { start, end: start + SignedDuration::from_mins(10) },
            by: OccupiedBy::Booking(BookingId::from_uuid(id)),
            group: None,
        }
    });
    HostCalendar::new(HostFacts {
        host: HostId::from_uuid(Uuid::from_u128(1)),
        zone: zone(),
        weekly: WeeklySchedule::office_hours(),
        overrides: DateOverrides::default(),
        blocks: Vec::new(),
        holidays: Vec::new(),
        occupancies: occupancies.collect(),
        external_busy: Vec::new(),
    })
    .unwrap()
}

fn now() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn zone() -> Zone {
    "America/New_York".parse().unwrap()
}
