//! Every zone of the bundled database and every offset change from 2026 to 2037, and the oddest days of the past: the
//! slots around a change are those that a naive oracle finds, and fall on the dates that jiff shows.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking; its helpers too")]

mod oracle;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
};
use oracle::{Ask, Case, Hours, Oracle, WallClock, at};
use scheduling_core::{
    Limit, LimitPeriod, LimitScope, Minutes, Released, Zone,
    slots::{self, Attempt, SlotRejection},
};

const DAY: i64 = 86_400;
/// How far before and after a change slots are asked for.
const AROUND: i64 = DAY + DAY / 2;

/// An instant at which the offset of a zone changes, with the offset after it.
type Change = (i64, i32);

#[test]
fn every_change_of_every_zone_from_2026_to_2037() {
    let from = second("2026-01-01T00:00:00Z");
    let to = second("2038-01-01T00:00:00Z");
    let mut same: BTreeMap<(i32, Vec<Change>), &'static str> = BTreeMap::new();
    let names = Zone::names();
    for name in &names {
        let zone: Zone = name.parse().unwrap();
        let changes = changes(&zone, from, to);
        same.entry((offset(&zone, from), changes)).or_insert_with(|| name.clone().leak());
    }
    assert!(names.len() > 400, "{} zones", names.len());
    let mut tried = 0;
    for ((_, changes), name) in &same {
        for (change, _) in changes {
            check(name, *change);
            tried += 1;
        }
        if changes.is_empty() {
            check(name, from);
        }
    }
    println!("{} names, {} different zones, {tried} changes", names.len(), same.len());
    assert!(tried > 500, "{tried} changes in {} different zones", same.len());
}

#[test]
fn odd_days_of_the_past() {
    for (name, from, to, least) in [
        // 30 December does not exist.
        ("Pacific/Apia", "2011-12-01T00:00:00Z", "2012-01-10T00:00:00Z", 1),
        // Clocks went back from 00:01 to 23:01, and forward from 00:01 to 01:01.
        ("America/St_Johns", "2006-01-01T00:00:00Z", "2011-12-31T00:00:00Z", 12),
        ("America/Scoresbysund", "2023-01-01T00:00:00Z", "2024-12-31T00:00:00Z", 3),
        // Two hours at once.
        ("Antarctica/Troll", "2023-01-01T00:00:00Z", "2024-12-31T00:00:00Z", 4),
        // Half an hour at once.
        ("Australia/Lord_Howe", "2023-01-01T00:00:00Z", "2024-12-31T00:00:00Z", 4),
        ("Asia/Pyongyang", "2015-01-01T00:00:00Z", "2018-12-31T00:00:00Z", 2),
        // Back and forward again around Ramadan.
        ("Africa/Casablanca", "2018-01-01T00:00:00Z", "2025-12-31T00:00:00Z", 14),
        ("Africa/El_Aaiun", "2018-01-01T00:00:00Z", "2025-12-31T00:00:00Z", 14),
        // 21 August does not exist.
        ("Pacific/Kwajalein", "1993-08-01T00:00:00Z", "1993-09-01T00:00:00Z", 1),
        // 31 December does not exist.
        ("Asia/Manila", "1844-12-01T00:00:00Z", "1845-01-30T00:00:00Z", 1),
        // 44 minutes and 30 seconds.
        ("Africa/Monrovia", "1972-01-01T00:00:00Z", "1972-02-01T00:00:00Z", 1),
        // Clocks go back over midnight, and skip it.
        ("America/Havana", "2012-01-01T00:00:00Z", "2013-12-31T00:00:00Z", 4),
        ("Asia/Beirut", "2022-01-01T00:00:00Z", "2023-12-31T00:00:00Z", 4),
    ] {
        let changes = changes(&name.parse().unwrap(), second(from), second(to));
        assert!(changes.len() >= least, "{name}: only {changes:?}");
        for (change, _) in changes {
            check(name, change);
        }
    }
}

/// Compares listing, verifying, explaining and grouping with the oracle around a change.
fn check(name: &'static str, change: i64) {
    let zone: Zone = name.parse().unwrap();
    let cases = cases(name, &zone, change);
    // Read once for all of them, as far as the questions by date reach.
    let clock = WallClock::around(&cases[0], &Ask::Instants(at(change - AROUND - DAY), at(change + AROUND + DAY)));
    let mut offered = 0;
    for case in cases {
        let ask = Ask::Instants(at(change - AROUND), at(change + AROUND));
        let calendar = case.calendar();
        let listed = |ask: &Ask| slots::generate(&calendar, &case.rules, &ask.query(), case.now).unwrap();
        let oracle = Oracle::new(&case, &clock);
        let found: Vec<i64> = listed(&ask).iter().map(|slot| slot.start_second()).collect();
        assert_eq!(found, oracle.starts(&ask), "{name} around {}: {case:?}", at(change));
        offered += found.len();

        for start in (-4..=4).map(|quarter| change + quarter * 900).chain(found.first().copied()) {
            let reasons = match slots::verify(&calendar, &case.rules, Attempt::at(at(start)), case.now) {
                Ok(_) => Vec::new(),
                Err(SlotRejection::Taken(reasons)) => reasons,
                Err(other) => panic!("{other}"),
            };
            assert_eq!(reasons, oracle.reasons(start, Released::default()), "{name} at {}: {case:?}", at(start));
        }

        let (first, last) = (date(&zone, change - DAY), date(&zone, change + DAY));
        let ask = Ask::Dates(name, first, last);
        let mut of_dates = listed(&ask);
        let expected = oracle.starts(&ask);
        assert_eq!(of_dates.iter().map(|slot| slot.start_second()).collect::<Vec<_>>(), expected, "{name}: {ask:?}");
        let mut of_any_date = of_dates.clone();
        let days = slots::by_date(&mut of_dates, &zone, first, last);
        let with_slots: Vec<_> = days.iter().filter(|day| !day.slots.is_empty()).copied().collect();
        assert_eq!(slots::by_dates_of(&mut of_any_date, &zone), with_slots, "{name}");
        let asked: Vec<Date> = first.series(1.day()).take_while(|date| *date <= last).collect();
        assert_eq!(days.iter().map(|day| day.date).collect::<Vec<_>>(), asked);
        for day in days {
            let shown = expected.iter().copied().filter(|start| date(&zone, *start) == day.date);
            let grouped = day.slots.iter().map(|slot| slot.start_second());
            assert!(grouped.eq(shown), "{name}: the slots of {}", day.date);
        }
    }
    assert!(offered > 0, "{name} around {}: nothing was compared", at(change));
}

/// Hosts whose hours, blocks and limits lie where the change hurts.
fn cases(name: &'static str, zone: &Zone, change: i64) -> Vec<Case> {
    let now = at(change - 5 * DAY);
    let open = |hours: &[Hours], duration, step| {
        let mut case = Case::always_open(name, now);
        case.weekly = std::array::from_fn(|_| hours.to_vec());
        (case.rules.duration, case.rules.step) = (Minutes(duration), Minutes(step));
        case
    };
    // What the clock shows right before the change, had it gone on, and right after it.
    let [before, after] = [change - 1, change].map(|instant| minute_shown(zone, instant));
    let before = before + 1;
    let (low, high) = (before.min(after), before.max(after));
    let inside = [(low + 10, low + 25), (low + 20, low + 40), (high - 10, high + 10)];
    let inside: Vec<Hours> = inside.into_iter().filter_map(within_a_day).collect();
    let near: Vec<Hours> = within_a_day((low - 180, high + 180)).into_iter().collect();
    let halves = [(low - 90, low + 15), (high - 15, high + 90)];
    let halves: Vec<Hours> = halves.into_iter().filter_map(within_a_day).collect();

    let mut blocked = open(&[(0, 1440)], 20, 10);
    let dates: BTreeSet<Date> = [change - 1, change].map(|instant| date(zone, instant)).into();
    blocked.blocks.extend(inside.first().map(|hours| (now_date(zone, now), date(zone, change + DAY), Some(*hours))));
    let mut off = open(&[(0, 1440)], 45, 30);
    off.blocks.extend(dates.iter().map(|date| (*date, *date, None)));
    let mut limited = open(&[(60, 1380)], 30, 30);
    limited.rules.limits = vec![Limit { period: LimitPeriod::Day, scope: LimitScope::Host, max: 1 }];
    limited.occupancies.push(oracle::booking(1, at(change), 1800));
    let mut soon = open(&[(0, 1440)], 30, 25);
    soon.now = at(change - DAY);
    soon.rules.booking_window_days = Some(1);
    vec![
        open(&[(0, 1440)], 45, 25),
        // Where clocks go back over midnight, these hours of two dates overlap, on one grid or on two.
        open(&[(0, 1430)], 10, 10),
        open(&[(0, 1430)], 30, 25),
        open(&near, 30, 15),
        open(&halves, 15, 10),
        open(&inside, 5, 5),
        open(&[(1320, 1440), (0, 120)], 60, 20),
        open(&[(540, 720), (780, 1020)], 30, 15),
        blocked,
        off,
        limited,
        soon,
    ]
}

fn within_a_day((from, to): (i32, i32)) -> Option<Hours> {
    let clip = |minute: i32| u16::try_from(minute.clamp(0, 1440)).unwrap();
    (clip(from) < clip(to)).then_some((clip(from), clip(to)))
}

/// The changes of a zone's offset, found by looking every three hours and then halving.
fn changes(zone: &Zone, from: i64, to: i64) -> Vec<Change> {
    const STEP: i64 = 3 * 3600;
    let mut changes = Vec::new();
    let mut before = from;
    let mut old = offset(zone, before);
    while before < to {
        let mut after = (before + STEP).min(to);
        let new = offset(zone, after);
        if new != old {
            let mut low = before;
            while after - low > 1 {
                let middle = low.midpoint(after);
                if offset(zone, middle) == old { low = middle } else { after = middle }
            }
            changes.push((after, offset(zone, after)));
            old = offset(zone, after);
        }
        before = after;
    }
    changes
}

fn offset(zone: &Zone, second: i64) -> i32 {
    zone.as_jiff().to_offset(at(second)).seconds()
}

fn shown(zone: &Zone, second: i64) -> DateTime {
    zone.as_jiff().to_datetime(at(second))
}

fn date(zone: &Zone, second: i64) -> Date {
    shown(zone, second).date()
}

fn now_date(zone: &Zone, now: Timestamp) -> Date {
    zone.date_of(now)
}

fn minute_shown(zone: &Zone, second: i64) -> i32 {
    let shown = shown(zone, second);
    i32::from(shown.hour()) * 60 + i32::from(shown.minute())
}

fn second(text: &str) -> i64 {
    text.parse::<Timestamp>().unwrap().as_second()
}

#[test]
fn slots_are_grouped_by_no_more_dates_than_a_question_may_cover() {
    let days = slots::by_date::<slots::Slot>(&mut [], &Zone::UTC, Date::constant(2026, 1, 1), Date::MAX);
    assert_eq!(days.last().map(|day| day.date), Some(Date::constant(2026, 3, 3)));
    assert_eq!(days.len(), usize::try_from(slots::MAX_QUERY_DAYS).unwrap());
}
