//! Public holidays in the plan: a day off like an all-day block, unless the date has hours of its own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; its helpers too")]

#[expect(dead_code, reason = "the oracle itself is for other tests")]
mod oracle;

use jiff::{Timestamp, civil::date};
use oracle::{Ask, Case};
use scheduling_core::{
    Holiday,
    slots::{self, Attempt, Reason},
};

const EPIPHANY: Holiday = Holiday { date: date(2026, 1, 6), name: "Epiphany", is_estimated: false };
const NOON: &str = "2026-01-06T11:00:00Z";

/// Every day from 9 to 5, in Berlin.
fn case() -> Case {
    let mut case = Case::always_open("Europe/Berlin", "2026-01-01T00:00:00Z".parse().unwrap());
    case.weekly = std::array::from_fn(|_| vec![(9 * 60, 17 * 60)]);
    case
}

fn count(case: &Case) -> usize {
    let ask = Ask::Dates(case.zone, EPIPHANY.date, EPIPHANY.date);
    slots::generate(&case.calendar(), &case.rules, &ask.query(), case.now).unwrap().len()
}

fn reasons(case: &Case, start: &str) -> Vec<Reason> {
    let attempt = Attempt::at(start.parse::<Timestamp>().unwrap());
    slots::explain(&case.calendar(), &case.rules, attempt, case.now).unwrap()
}

#[test]
fn a_holiday_is_a_day_off_and_explain_names_it() {
    let mut case = case();
    assert_eq!(count(&case), 31);
    case.holidays = vec![EPIPHANY];
    assert_eq!(count(&case), 0);
    assert_eq!(reasons(&case, NOON), [Reason::Holiday { holiday: EPIPHANY }]);
    assert_eq!(reasons(&case, "2026-01-07T11:00:00Z"), []);
}

#[test]
fn an_override_of_the_date_comes_before_the_holiday() {
    let mut case = case();
    case.holidays = vec![EPIPHANY];
    case.overrides.insert(EPIPHANY.date, vec![(12 * 60, 13 * 60)]);
    assert_eq!(count(&case), 3);
    assert_eq!(reasons(&case, NOON), []);
    // A closed date is closed by its override, and a block wins over both.
    case.overrides.insert(EPIPHANY.date, Vec::new());
    assert_eq!(reasons(&case, NOON), [Reason::OutsideHours]);
}

#[test]
fn a_meeting_does_not_run_into_a_holiday_and_may_follow_one() {
    let mut case = Case::always_open("Europe/Berlin", "2026-01-01T00:00:00Z".parse().unwrap());
    case.holidays = vec![EPIPHANY];
    let holiday = [Reason::Holiday { holiday: EPIPHANY }];
    assert_eq!(reasons(&case, "2026-01-05T22:45:00Z"), holiday);
    assert_eq!(reasons(&case, "2026-01-05T22:30:00Z"), []);
    assert_eq!(reasons(&case, "2026-01-06T22:45:00Z"), holiday);
    assert_eq!(reasons(&case, "2026-01-06T23:00:00Z"), []);
}
