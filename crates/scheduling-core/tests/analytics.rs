//! Figures about bookings: dates, weekdays and hours are those that a naive look at the wall clock finds, in every kind of
//! zone; hours that can be worked are those that are left minute by minute.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; its helpers too")]

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, civil::Date};
use scheduling_core::{
    Block, BlockId, BookingStatus, DateOverrides, DayWindows, Holiday, HostCalendar, HostFacts, HostId, Interval,
    LocalTime, WeeklySchedule, Window, Zone,
    analytics::{Count, InvalidPeriod, LocalHours, Period, Ratio, Spread, Tally, available_seconds},
};
use uuid::Uuid;

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

fn period(zone: &str, first: &str, last: &str) -> Period {
    Period::dates(zone.parse().unwrap(), first.parse().unwrap(), last.parse().unwrap()).unwrap()
}

/// The number of the stretch that an instant is in, as the database finds it.
fn stretch(hours: &LocalHours, instant: Timestamp) -> Option<usize> {
    let boundaries = hours.boundaries();
    assert!(boundaries.is_sorted());
    let passed = boundaries.partition_point(|boundary| *boundary <= instant);
    (passed > 0 && passed < boundaries.len()).then(|| passed - 1)
}

/// One confirmed booking at each of these instants.
fn spread(period: &Period, instants: &[Timestamp]) -> Spread {
    let hours = LocalHours::of(period);
    let one = Count { status: BookingStatus::Confirmed, bookings: 1 };
    Spread::of(period, &hours, instants.iter().filter_map(|instant| Some((stretch(&hours, *instant)?, one))))
}

#[test]
fn a_booking_on_monday_at_five_in_california_counts_on_monday() {
    let january = period("America/Los_Angeles", "2026-01-01", "2026-01-31");
    let spread = spread(&january, &[at("2026-01-13T01:00:00Z")]);
    assert_eq!(spread.by_day_of_week, [1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(spread.by_hour_of_day[17], 1);
    assert_eq!(spread.by_hour_of_day.iter().sum::<u64>(), 1);
    let (date, tally) = spread.by_date[11];
    assert_eq!((date, tally.total), ("2026-01-12".parse().unwrap(), 1));
    assert_eq!((spread.all.total, spread.by_date.len()), (1, 31));
}

#[test]
fn days_of_23_and_25_hours_have_each_hour_that_the_clock_shows() {
    let short = period("America/New_York", "2026-03-08", "2026-03-08");
    let long = period("America/New_York", "2026-11-01", "2026-11-01");
    for (period, hours) in [(&short, 23), (&long, 25)] {
        let Interval { start, end } = period.hull();
        assert_eq!(end.duration_since(start), SignedDuration::from_hours(hours));
        let starts: Vec<Timestamp> = (0..hours).map(|hour| start + SignedDuration::from_hours(hour)).collect();
        let spread = spread(period, &starts);
        assert_eq!(spread.all.total, hours.unsigned_abs(), "each hour is in the period");
        let mut expected = [1; 24];
        if hours == 23 {
            expected[2] = 0;
        } else {
            expected[1] = 2;
        }
        assert_eq!(spread.by_hour_of_day, expected, "an hour that is skipped or repeated");
        let before = start - SignedDuration::from_secs(1);
        assert_eq!(stretch(&LocalHours::of(period), before), None);
        assert_eq!(stretch(&LocalHours::of(period), end), None);
    }
}

#[test]
fn every_instant_counts_on_the_date_and_hour_that_the_wall_clock_shows() {
    for (zone, first, last) in [
        ("UTC", "2026-01-01", "2026-01-03"),
        ("Europe/Berlin", "2026-03-27", "2026-03-31"),
        ("America/New_York", "2026-10-30", "2026-11-03"),
        // Half an hour of summer time, and offsets of quarters.
        ("Australia/Lord_Howe", "2026-04-03", "2026-04-07"),
        ("Asia/Kathmandu", "2026-05-01", "2026-05-02"),
        // 30 December does not exist.
        ("Pacific/Apia", "2011-12-28", "2012-01-01"),
        // Clocks went back from 00:01 to 23:01: a date is left and entered again.
        ("America/St_Johns", "2006-10-28", "2006-10-28"),
        ("America/St_Johns", "2006-10-29", "2006-10-29"),
        ("America/Havana", "2026-10-30", "2026-11-02"),
    ] {
        let period = period(zone, first, last);
        let zone: Zone = zone.parse().unwrap();
        let hull = period.hull();
        let (mut instants, mut expected) = (Vec::new(), BTreeMap::<(Date, usize), u64>::new());
        let mut instant = hull.start - SignedDuration::from_hours(30);
        while instant < hull.end + SignedDuration::from_hours(30) {
            let local = zone.as_jiff().to_datetime(instant);
            if (period.first()..=period.last()).contains(&local.date()) {
                *expected.entry((local.date(), usize::from(local.hour().unsigned_abs()))).or_default() += 1;
                assert!(period.intervals().iter().any(|part| part.start <= instant && instant < part.end));
            } else {
                assert!(!period.intervals().iter().any(|part| part.start <= instant && instant < part.end));
            }
            instants.push(instant);
            instant += SignedDuration::from_secs(30);
        }
        let found = spread(&period, &instants);
        let of_date =
            |date| expected.iter().filter(move |((on, _), _)| *on == date).map(|(_, count)| count).sum::<u64>();
        for (date, tally) in &found.by_date {
            assert_eq!(tally.total, of_date(*date), "{date} in {}", zone.name());
        }
        for hour in 0..24 {
            let naive: u64 = expected.iter().filter(|((_, on), _)| *on == hour).map(|(_, count)| count).sum();
            assert_eq!(found.by_hour_of_day[hour], naive, "{hour} in {}", zone.name());
        }
        assert_eq!(found.by_day_of_week.iter().sum::<u64>(), expected.values().sum::<u64>());
    }
}

#[test]
fn a_booking_that_was_moved_counts_once_and_a_rate_of_nothing_is_none() {
    let mut tally = Tally::default();
    assert_eq!(tally.cancel_rate().value(), None);
    for status in BookingStatus::ALL {
        tally.add(Count { status: *status, bookings: 2 });
    }
    assert_eq!(tally, Tally { total: 12, confirmed: 6, cancelled: 2 });
    assert_eq!(tally.cancel_rate(), Ratio { part: 2, whole: 12 });
    assert_eq!(Ratio { part: 1, whole: 4 }.value(), Some(0.25));
    let week = period("UTC", "2026-03-02", "2026-03-15");
    let two = spread(&week, &[at("2026-03-02T00:00:00Z"), at("2026-03-15T23:59:59Z"), at("2026-03-16T00:00:00Z")]);
    assert_eq!(two.per_week().value(), Some(1.0), "two in two weeks");
}

#[test]
fn a_period_has_from_one_to_366_dates() {
    let dates = |first: &str, last: &str| Period::dates(Zone::UTC, first.parse().unwrap(), last.parse().unwrap());
    assert_eq!(dates("2024-01-01", "2024-12-31").unwrap().days(), 366);
    assert_eq!(dates("2025-01-01", "2026-01-02").unwrap_err(), InvalidPeriod::TooLong);
    assert_eq!(dates("2025-01-02", "2025-01-01").unwrap_err(), InvalidPeriod::Reversed);
    // 02:00 UTC is still the day before in New York.
    let week = Period::until(at("2026-03-02T02:00:00Z"), "America/New_York".parse().unwrap(), 7).unwrap();
    assert_eq!((week.first().to_string(), week.last().to_string()), ("2026-02-23".to_owned(), "2026-03-01".to_owned()));
    assert_eq!(Period::until(at("2026-03-02T02:00:00Z"), Zone::UTC, 0).unwrap_err(), InvalidPeriod::Reversed);
}

#[test]
fn dates_that_no_instant_has_are_a_period_without_bookings() {
    let last = period("Etc/GMT+12", "9999-12-31", "9999-12-31");
    assert_eq!((last.intervals(), last.hull().is_empty()), (Vec::new(), true));
    assert_eq!(spread(&last, &[Timestamp::MIN, Timestamp::MAX]).all.total, 0);
    assert_eq!(available_seconds(&calendar(), last.hull()), 0);
}

fn window(start: &str, end: &str) -> Window {
    Window::new(start.parse::<LocalTime>().unwrap(), end.parse::<LocalTime>().unwrap()).unwrap()
}

fn windows(windows: &[(&str, &str)]) -> DayWindows {
    DayWindows::new(windows.iter().map(|(start, end)| window(start, end)).collect()).unwrap()
}

fn holiday(date: &str) -> Holiday {
    Holiday { date: date.parse().unwrap(), name: "Founding Day", is_estimated: false }
}

/// Somebody in New York who works 09:00 to 17:00 on weekdays and through the night from Saturday to Sunday, but for one
/// date with other hours, a date off, an hour off on some dates, and a holiday.
fn calendar() -> HostCalendar {
    let mut days: [DayWindows; 7] = std::array::from_fn(|_| windows(&[("09:00", "17:00")]));
    days[5] = windows(&[("22:00", "24:00")]);
    days[6] = windows(&[("00:00", "04:00")]);
    let block = |number, first: &str, last: &str, hours| {
        Block::new(BlockId::from_uuid(Uuid::from_u128(number)), first.parse().unwrap(), last.parse().unwrap(), hours)
    };
    let overrides =
        BTreeMap::from([("2026-03-11".parse().unwrap(), windows(&[("08:00", "09:30"), ("20:00", "21:00")]))]);
    let facts = HostFacts {
        host: HostId::from_uuid(Uuid::from_u128(1)),
        zone: "America/New_York".parse().unwrap(),
        weekly: WeeklySchedule::from_monday(days),
        overrides: DateOverrides::new(overrides).unwrap(),
        blocks: vec![
            block(1, "2026-03-10", "2026-03-10", None).unwrap(),
            block(2, "2026-03-11", "2026-03-13", Some(window("08:30", "10:00"))).unwrap(),
            block(3, "2026-03-12", "2026-03-12", Some(window("09:30", "12:00"))).unwrap(),
        ],
        // On the 11th there are hours of that date, which win.
        holidays: ["2026-03-11", "2026-03-17"].map(holiday).to_vec(),
        occupancies: Vec::new(),
        external_busy: Vec::new(),
    };
    HostCalendar::new(facts).unwrap()
}

/// The same by looking at every minute.
fn naive(calendar: &HostCalendar, interval: Interval) -> u64 {
    let facts = calendar.facts();
    let (mut minutes, mut instant) = (0, interval.start);
    while instant < interval.end {
        let local = facts.zone.as_jiff().to_datetime(instant);
        let minute = u16::from(local.hour().unsigned_abs()) * 60 + u16::from(local.minute().unsigned_abs());
        let inside = |window: &Window| (window.start().minutes()..window.end().minutes()).contains(&minute);
        let own = facts.overrides.on(local.date()).unwrap_or_else(|| facts.weekly.on(local.date().weekday()));
        let blocked = facts.blocks.iter().any(|block| {
            (block.first()..=block.last()).contains(&local.date()) && block.hours().as_ref().is_none_or(inside)
        });
        let is_holiday = facts.holidays.iter().any(|holiday| holiday.date == local.date());
        let off = blocked || (is_holiday && facts.overrides.on(local.date()).is_none());
        minutes += u64::from(own.as_slice().iter().any(inside) && !off);
        instant += SignedDuration::from_mins(1);
    }
    minutes
}

#[test]
fn the_hours_that_can_be_booked_are_those_that_no_block_takes() {
    let calendar = calendar();
    // From Monday to Sunday: the clocks go forward on the 8th, so that Sunday has an hour less.
    for (start, end, minutes) in [
        ("2026-03-02T05:00:00Z", "2026-03-09T04:00:00Z", 5 * 480 + 120 + 180),
        ("2026-03-10T04:00:00Z", "2026-03-11T04:00:00Z", 0),
        ("2026-03-17T04:00:00Z", "2026-03-18T04:00:00Z", 0),
        ("2026-03-11T04:00:00Z", "2026-03-12T04:00:00Z", 30 + 60),
        ("2026-03-12T04:00:00Z", "2026-03-13T04:00:00Z", 300),
        ("2026-03-13T14:00:00Z", "2026-03-13T15:07:00Z", 67),
        ("2026-03-13T15:00:00Z", "2026-03-13T15:00:00Z", 0),
    ] {
        let interval = Interval { start: at(start), end: at(end) };
        assert_eq!(available_seconds(&calendar, interval), minutes * 60, "{start}");
        assert_eq!(naive(&calendar, interval), minutes, "{start}");
    }
    let autumn = Interval { start: at("2026-10-20T00:17:00Z"), end: at("2026-11-20T13:31:00Z") };
    assert_eq!(available_seconds(&calendar, autumn), naive(&calendar, autumn) * 60);
}
