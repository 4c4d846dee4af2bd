//! When the occurrences of a series are: the rules of RFC 5545 on dates and clocks that leave something out.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use jiff::Timestamp;
use proptest::prelude::*;
use scheduling_core::{Frequency, InvalidRecurrence, MAX_INTERVAL, MAX_OCCURRENCES, Recurrence, Zone};

const fn every(interval: u32, frequency: Frequency, count: u32) -> Recurrence {
    Recurrence { frequency, interval, count }
}

fn starts(recurrence: Recurrence, first: &str, zone: &str) -> Vec<String> {
    let starts = recurrence.starts(first.parse().unwrap(), &zone.parse().unwrap()).unwrap();
    starts.iter().map(ToString::to_string).collect()
}

/// The same as the zone's clocks show them.
fn local(recurrence: Recurrence, first: &str, zone: &str) -> Vec<String> {
    let clock: Zone = zone.parse().unwrap();
    let show = |start: &String| start.parse::<Timestamp>().unwrap().to_zoned(clock.as_jiff().clone());
    starts(recurrence, first, zone).iter().map(|start| show(start).strftime("%m-%d %H:%M").to_string()).collect()
}

#[test]
fn a_change_of_the_clocks_moves_no_occurrence_on_the_clock() {
    let weekly = every(1, Frequency::Weekly, 3);
    // New York, 8 March 2026: 10:00 is 15:00 UTC before and 14:00 UTC after.
    let expected = ["2026-03-02T15:00:00Z", "2026-03-09T14:00:00Z", "2026-03-16T14:00:00Z"];
    assert_eq!(starts(weekly, "2026-03-02T15:00:00Z", "America/New_York"), expected);
    let daily = every(2, Frequency::Daily, 3);
    let expected = ["2026-10-31T13:00:00Z", "2026-11-02T14:00:00Z", "2026-11-04T14:00:00Z"];
    assert_eq!(starts(daily, "2026-10-31T13:00:00Z", "America/New_York"), expected);
}

#[test]
fn a_local_time_that_clocks_skip_is_left_out_and_not_counted() {
    // New York, 8 March 2026: there is no 02:30.
    let expected = ["03-07 02:30", "03-09 02:30", "03-10 02:30"];
    assert_eq!(local(every(1, Frequency::Daily, 3), "2026-03-07T07:30:00Z", "America/New_York"), expected);
    // Apia, 2011: there is no 30 December.
    let expected = ["12-29 10:00", "12-31 10:00", "01-01 10:00"];
    assert_eq!(local(every(1, Frequency::Daily, 3), "2011-12-29T20:00:00Z", "Pacific/Apia"), expected);
}

#[test]
fn a_local_time_that_comes_twice_is_its_first_pass_but_for_the_first_occurrence() {
    let daily = every(1, Frequency::Daily, 2);
    // New York, 1 November 2026: 01:30 is 05:30 UTC, and 06:30 UTC again.
    let expected = ["2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z"];
    assert_eq!(starts(daily, "2026-10-31T05:30:00Z", "America/New_York"), expected);
    // Who asks for the second pass gets it; the next day has 01:30 once.
    let expected = ["2026-11-01T06:30:00Z", "2026-11-02T06:30:00Z"];
    assert_eq!(starts(daily, "2026-11-01T06:30:00Z", "America/New_York"), expected);
}

#[test]
fn a_month_without_the_day_is_left_out_and_not_counted() {
    let monthly = every(1, Frequency::Monthly, 4);
    let expected = ["01-31 09:00", "03-31 09:00", "05-31 09:00", "07-31 09:00"];
    assert_eq!(local(monthly, "2026-01-31T14:00:00Z", "America/New_York"), expected);
    let expected = ["01-30 09:00", "03-30 09:00", "04-30 09:00", "05-30 09:00"];
    assert_eq!(local(monthly, "2026-01-30T14:00:00Z", "America/New_York"), expected);
    let leap = every(12, Frequency::Monthly, 3);
    let expected = ["2028-02-29T12:00:00Z", "2032-02-29T12:00:00Z", "2036-02-29T12:00:00Z"];
    assert_eq!(starts(leap, "2028-02-29T12:00:00Z", "UTC"), expected);
    let over_the_year = every(5, Frequency::Monthly, 3);
    let expected = ["2026-11-15T12:00:00Z", "2027-04-15T12:00:00Z", "2027-09-15T12:00:00Z"];
    assert_eq!(starts(over_the_year, "2026-11-15T12:00:00Z", "UTC"), expected);
}

#[test]
fn the_date_that_repeats_is_that_of_the_zone_not_of_utc() {
    // 1 April in Tokyo is still 31 March in UTC.
    let expected = ["04-01 08:00", "05-01 08:00"];
    assert_eq!(local(every(1, Frequency::Monthly, 2), "2026-03-31T23:00:00Z", "Asia/Tokyo"), expected);
}

#[test]
fn a_recurrence_is_what_its_event_type_allows() {
    let weekly = |interval, count| every(interval, Frequency::Weekly, count);
    assert_eq!(weekly(1, 2).check(1), Err(InvalidRecurrence::NoSeries));
    assert_eq!(weekly(1, 2).check(2), Ok(()));
    for count in [0, 1, 5] {
        assert_eq!(weekly(1, count).check(4), Err(InvalidRecurrence::Count { max: 4 }));
    }
    assert_eq!(weekly(0, 2).check(4), Err(InvalidRecurrence::Interval));
    assert_eq!(weekly(MAX_INTERVAL, 4).check(4), Ok(()));
    assert_eq!(weekly(MAX_INTERVAL + 1, 4).check(4), Err(InvalidRecurrence::Interval));
    assert_eq!(InvalidRecurrence::Count { max: 4 }.to_string(), "must be from 2 to 4");
}

#[test]
fn a_series_ends_before_time_does() {
    for frequency in Frequency::ALL {
        let beyond = every(99, *frequency, 52).starts("9999-12-30T00:00:00Z".parse().unwrap(), &Zone::UTC);
        assert_eq!(beyond, Err(InvalidRecurrence::EndOfTime), "{frequency}");
    }
}

proptest! {
    #[test]
    fn there_are_as_many_occurrences_as_asked_for_ascending_and_all_at_one_local_time(
        second in 0_i64..4_000_000_000,
        zone in prop::sample::select(vec!["America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Cairo", "UTC"]),
        frequency in prop::sample::select(Frequency::ALL.iter().collect::<Vec<_>>()),
        interval in 1..=MAX_INTERVAL,
        count in 2..=MAX_OCCURRENCES,
    ) {
        let first = Timestamp::from_second(second / 60 * 60).unwrap();
        let zone: Zone = zone.parse().unwrap();
        let found = every(interval, *frequency, count).starts(first, &zone).unwrap();
        prop_assert_eq!(found.len(), usize::try_from(count).unwrap());
        prop_assert_eq!(found.first(), Some(&first));
        prop_assert!(found.is_sorted_by(|a, b| a < b));
        let at = |start: &Timestamp| zone.as_jiff().to_datetime(*start);
        for start in &found {
            prop_assert_eq!(at(start).time(), at(&first).time());
            match frequency {
                Frequency::Daily => {}
                Frequency::Weekly => prop_assert_eq!(at(start).date().weekday(), at(&first).date().weekday()),
                Frequency::Monthly => prop_assert_eq!(at(start).date().day(), at(&first).date().day()),
            }
        }
    }
}

#[test]
fn what_is_no_series_has_no_occurrences() {
    let zone: Zone = "UTC".parse().unwrap();
    let starts = |recurrence: Recurrence| recurrence.starts("2026-03-02T15:00:00Z".parse().unwrap(), &zone);
    assert_eq!(starts(every(0, Frequency::Daily, 2)), Err(InvalidRecurrence::Interval));
    let too_many = every(1, Frequency::Daily, MAX_OCCURRENCES + 1);
    assert_eq!(starts(too_many), Err(InvalidRecurrence::Count { max: MAX_OCCURRENCES }));
}
