//! What holds for every host, every rule and every question, tried on random ones against a naive oracle.
//!
//! `PROPTEST_CASES` sets how many cases the cheapest property tries (default 256); the others try a fixed share of it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; its helpers too")]

mod oracle;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use oracle::{Ask, Case, Hours, Oracle, WallClock, at, event_type};
use proptest::{
    array::uniform7,
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::{Index, select, subsequence},
};
use scheduling_core::{
    Block, BookingId, DateOverrides, HoldId, Holiday, HostCalendar, Interval, Limit, LimitPeriod, LimitScope, Minutes,
    Occupancy, OccupancyId, OccupiedBy, Released, SlotRules, Zone,
    slots::{self, Attempt, Exception, FactsRange, OverridableRule, Reason, SlotRejection},
};
use uuid::Uuid;

/// Zones, each with a date around which its clocks do something worth a test.
const PLACES: [(&str, &str); 26] = [
    ("UTC", "2026-12-31"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("America/Los_Angeles", "2026-01-31"),
    ("Europe/London", "2026-10-25"),
    ("Europe/Berlin", "2028-02-28"),
    ("Asia/Kathmandu", "2026-06-01"),
    ("Pacific/Auckland", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Antarctica/Troll", "2026-03-29"),
    ("Antarctica/Troll", "2026-10-25"),
    ("America/St_Johns", "2010-11-07"),
    ("America/St_Johns", "2010-03-14"),
    ("America/Scoresbysund", "2023-10-29"),
    ("America/Scoresbysund", "2024-03-31"),
    ("Pacific/Apia", "2011-12-30"),
    ("Asia/Pyongyang", "2018-05-05"),
    ("Africa/Casablanca", "2026-02-15"),
    ("Africa/Casablanca", "2026-03-22"),
    ("Asia/Beirut", "2026-03-29"),
    ("Africa/Cairo", "2026-10-30"),
    ("Pacific/Kwajalein", "1993-08-21"),
    ("America/Havana", "2026-11-01"),
    // Its offset, -0:44:30, became zero.
    ("Africa/Monrovia", "1972-01-07"),
    ("Pacific/Chatham", "2026-09-27"),
];

/// A case and a question of it.
#[derive(Clone, Debug)]
struct Asked {
    case: Case,
    ask: Ask,
}

/// An instant as seconds and nanoseconds from an anchor.
type Offset = (i64, i32);

fn config(share: u32) -> ProptestConfig {
    let all = ProptestConfig::default();
    let cases = all.cases.div_ceil(share);
    // Cases without a slot are passed over where one is needed.
    ProptestConfig { cases, max_global_rejects: 50 * cases, failure_persistence: None, ..all }
}

fn minute_of_day() -> impl Strategy<Value = u16> {
    let odd = vec![0, 1, 29, 30, 60, 61, 119, 120, 150, 180, 1380, 1381, 1410, 1439, 1440];
    prop_oneof![4 => (0_u16..=96).prop_map(|quarter| quarter * 15), 1 => 0_u16..=1440, 2 => select(odd)]
}

fn hours() -> impl Strategy<Value = Hours> {
    (minute_of_day(), minute_of_day()).prop_filter_map("no length", |(a, b)| (a != b).then_some((a.min(b), a.max(b))))
}

fn day() -> impl Strategy<Value = Vec<Hours>> {
    prop_oneof![1 => Just(vec![(0, 1440)]), 4 => vec(hours(), 0..4)]
}

fn offset() -> impl Strategy<Value = Offset> {
    let nanos = prop_oneof![6 => Just(0), 1 => select(vec![1, 500_000_000, 999_999_999])];
    let seconds = prop_oneof![
        5 => (-288_i64..480).prop_map(|quarter| quarter * 900),
        2 => (-4320_i64..7200).prop_map(|minute| minute * 60),
        1 => -259_200_i64..432_000,
    ];
    (seconds, nanos)
}

fn instant(anchor: Timestamp, (seconds, nanos): Offset) -> Timestamp {
    anchor + SignedDuration::new(seconds, nanos)
}

fn rules() -> impl Strategy<Value = SlotRules> {
    let length = || prop_oneof![6 => select(vec![5_u32, 15, 20, 30, 45, 60, 90]), 1 => 1_u32..600, 1 => select(vec![1, 1440, 2880])];
    let buffer = || prop_oneof![2 => Just(0_u32), 2 => select(vec![1, 5, 15, 60]), 1 => select(vec![600, 1440])];
    let notice = prop_oneof![3 => Just(0_u32), 2 => 0_u32..3000];
    let limit = || option::of((prop::bool::ANY, prop_oneof![1 => Just(0), 15 => 1_u32..6]));
    (length(), length(), (buffer(), buffer()), notice, option::of(0_u16..16), (limit(), limit(), limit())).prop_map(
        |(duration, step, (before, after), notice, window, limits)| {
            let limit = |period, limit: Option<(bool, u32)>| {
                let scope = |host| if host { LimitScope::Host } else { LimitScope::EventType };
                limit.map(|(host, max)| Limit { period, scope: scope(host), max })
            };
            let limits = [
                limit(LimitPeriod::Day, limits.0),
                limit(LimitPeriod::Week, limits.1),
                limit(LimitPeriod::Month, limits.2),
            ];
            SlotRules {
                event_type: event_type(1),
                duration: Minutes(duration),
                step: Minutes(step),
                buffer_before: Minutes(before),
                buffer_after: Minutes(after),
                minimum_notice: Minutes(notice),
                booking_window_days: window,
                limits: limits.into_iter().flatten().collect(),
            }
        },
    )
}

/// What takes time: when it starts, how long, with which buffers, of which type, and when it expires, if it is a hold or
/// waits for approval.
type Taken = (Offset, i64, (i64, i64), u128, Option<(Expiring, i64)>);

#[derive(Clone, Copy, Debug)]
enum Expiring {
    Hold,
    Pending,
}

fn taken() -> impl Strategy<Value = Taken> {
    let length = prop_oneof![3 => Just(30 * 60), 2 => 1_i64..7200, 1 => 1_i64..200_000];
    let buffer = || select(vec![0, 300, 900, 3600]);
    let kind = select(vec![Expiring::Hold, Expiring::Hold, Expiring::Pending]);
    let expiry = option::weighted(0.4, (kind, select(vec![-60, -1, 0, 1, 600])));
    (offset(), length, (buffer(), buffer()), 1_u128..3, expiry)
}

fn occupancy(anchor: Timestamp, now: Timestamp, (taken, id): (Taken, u128)) -> Occupancy {
    let (start, length, (before, after), kind, expiry) = taken;
    let start = instant(anchor, start);
    let seconds = SignedDuration::from_secs;
    let mut taken = oracle::booking(id, start, length);
    taken.event_type = event_type(kind);
    taken.occupied.start -= seconds(before);
    taken.occupied.end += seconds(after);
    if let Some((kind, left)) = expiry {
        let (id, expires_at) = (Uuid::from_u128(id), now + seconds(left));
        taken.by = match kind {
            Expiring::Hold => OccupiedBy::Hold { id: HoldId::from_uuid(id), expires_at },
            Expiring::Pending => OccupiedBy::Pending { booking: BookingId::from_uuid(id), expires_at },
        };
    }
    taken
}

fn anchored(place: (&'static str, &'static str)) -> impl Strategy<Value = Case> {
    let date: Date = place.1.parse().unwrap();
    let anchor = Zone::UTC.as_jiff().to_timestamp(date.into()).unwrap();
    let near = move || (-3_i64..5).prop_map(move |days| date + days.days());
    let schedule = (uniform7(day()), btree_map(near(), day(), 0..3));
    let block = (near(), 0_i64..3, option::of(hours()));
    let busy = (offset(), prop_oneof![8 => 1_i64..20_000, 1 => -20_000_i64..=0]);
    let holiday = (near(), select(vec!["Founding Day", "Harvest"]), prop::bool::ANY)
        .prop_map(|(date, name, is_estimated)| Holiday { date, name, is_estimated });
    let off = (vec(block, 0..3), vec(holiday, 0..3));
    let facts = (off, vec(taken(), 0..6), vec(busy, 0..4));
    (schedule, facts, rules(), offset()).prop_map(move |((weekly, overrides), (off, taken, busy), rules, now)| {
        let (blocks, holidays) = off;
        // Early enough that most cases leave something.
        let now = instant(anchor, now) - SignedDuration::from_hours(72);
        let busy = busy.into_iter().map(|(start, length)| {
            let start = instant(anchor, start);
            Interval { start, end: start + SignedDuration::from_secs(length) }
        });
        Case {
            zone: place.0,
            weekly,
            overrides,
            blocks: blocks.into_iter().map(|(first, days, hours)| (first, first + days.days(), hours)).collect(),
            holidays,
            occupancies: taken.into_iter().zip(1..).map(|taken| occupancy(anchor, now, taken)).collect(),
            external_busy: busy.collect(),
            rules,
            now,
        }
    })
}

fn asked() -> impl Strategy<Value = Asked> {
    select(&PLACES[..]).prop_flat_map(|place| {
        let date: Date = place.1.parse().unwrap();
        let anchor = Zone::UTC.as_jiff().to_timestamp(date.into()).unwrap();
        let instants = (offset(), offset()).prop_map(move |(a, b)| {
            let (a, b) = (instant(anchor, a), instant(anchor, b));
            Ask::Instants(a.min(b), a.max(b))
        });
        let zone = prop_oneof![Just(place.0), select(&PLACES[..]).prop_map(|place| place.0)];
        let dates = (zone, -3_i64..4, 0_i64..3).prop_map(move |(zone, first, days)| {
            let first = date + first.days();
            Ask::Dates(zone, first, first + days.days())
        });
        (anchored(place), prop_oneof![instants, dates]).prop_map(|(case, ask)| Asked { case, ask })
    })
}

fn generated(calendar: &HostCalendar, case: &Case, ask: &Ask) -> Vec<i64> {
    let slots = slots::generate(calendar, &case.rules, &ask.query(), case.now).unwrap();
    slots.iter().map(|slot| slot.start_second()).collect()
}

fn starts(case: &Case, ask: &Ask) -> Vec<i64> {
    generated(&case.calendar(), case, ask)
}

/// The reasons that `verify` gives, none if it accepts; after checking that `explain` says the same.
fn refusals(calendar: &HostCalendar, case: &Case, attempt: Attempt) -> Vec<Reason> {
    let reasons = match slots::verify(calendar, &case.rules, attempt, case.now) {
        Ok(slot) => {
            assert_eq!(slot.meeting().start, attempt.start);
            Vec::new()
        }
        Err(SlotRejection::Taken(reasons)) => {
            assert!(!reasons.is_empty(), "{} is refused without a reason", attempt.start);
            reasons
        }
        Err(other) => panic!("{other}"),
    };
    assert_eq!(slots::explain(calendar, &case.rules, attempt, case.now).unwrap(), reasons, "{attempt:?}");
    reasons
}

/// Everything that a request may give up in this case.
fn releases(case: &Case) -> Vec<Released> {
    let mut all = vec![Released::default()];
    for occupancy in &case.occupancies {
        all.push(match occupancy.by {
            OccupiedBy::Booking(id) | OccupiedBy::Pending { booking: id, .. } => {
                Released { booking: Some(id), hold: None }
            }
            OccupiedBy::Hold { id, .. } => Released { booking: None, hold: Some(id) },
        });
    }
    all
}

fn assert_subset(fewer: &[i64], more: &[i64], what: &str) {
    let more: BTreeSet<&i64> = more.iter().collect();
    let added: Vec<_> = fewer.iter().filter(|start| !more.contains(start)).map(|start| at(*start)).collect();
    assert!(added.is_empty(), "{what} added {added:?}");
}

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn generate_lists_what_the_oracle_lists(Asked { case, ask } in asked()) {
        let clock = WallClock::around(&case, &ask);
        prop_assert_eq!(starts(&case, &ask), Oracle::new(&case, &clock).starts(&ask));
    }

    #[test]
    fn slots_ascend_and_keep_clear_of_busy_time(Asked { case, ask } in asked()) {
        let calendar = case.calendar();
        let slots = slots::generate(&calendar, &case.rules, &ask.query(), case.now).unwrap();
        prop_assert!(slots.is_sorted_by(|a, b| a < b), "not ascending, or not unique");
        for slot in slots {
            let verified = slots::verify(&calendar, &case.rules, Attempt::at(slot.start()), case.now).unwrap();
            prop_assert_eq!(verified.meeting(), Interval { start: slot.start(), end: slot.end() });
            let mins = |minutes: Minutes| SignedDuration::from_mins(minutes.0.into());
            prop_assert_eq!(slot.end(), slot.start() + mins(case.rules.duration));
            let occupied = Interval {
                start: slot.start() - mins(case.rules.buffer_before),
                end: slot.end() + mins(case.rules.buffer_after),
            };
            prop_assert_eq!(verified.occupied(), occupied);
            let live = case.occupancies.iter().filter(|occupancy| occupancy.is_live(case.now));
            for busy in live.map(|occupancy| occupancy.occupied).chain(case.external_busy.iter().copied()) {
                prop_assert!(!occupied.overlaps(busy), "{:?} overlaps {:?}", occupied, busy);
            }
        }
    }

    #[test]
    fn stricter_rules_never_add_a_slot(
        Asked { case, ask } in asked(),
        more in (0_u32..2000, 0_u16..5, 0_u32..3),
        busy in vec((any::<Index>(), 1_i64..10_000), 1..4),
    ) {
        let all = starts(&case, &ask);
        let with = |change: &dyn Fn(&mut Case)| {
            let mut changed = case.clone();
            change(&mut changed);
            starts(&changed, &ask)
        };
        let (minutes, days, count) = more;
        assert_subset(&with(&|case| case.rules.minimum_notice.0 += minutes), &all, "more notice");
        assert_subset(&with(&|case| case.rules.buffer_before.0 = (case.rules.buffer_before.0 + minutes).min(1440)), &all, "a longer buffer before");
        assert_subset(&with(&|case| case.rules.buffer_after.0 = (case.rules.buffer_after.0 + minutes).min(1440)), &all, "a longer buffer after");
        assert_subset(&with(&|case| case.rules.duration.0 += minutes), &all, "a longer meeting");
        assert_subset(
            &with(&|case| case.rules.booking_window_days = Some(case.rules.booking_window_days.map_or(days, |old| old.saturating_sub(days)))),
            &all,
            "a smaller booking window",
        );
        assert_subset(
            &with(&|case| case.rules.limits.iter_mut().for_each(|limit| limit.max = limit.max.saturating_sub(count))),
            &all,
            "a lower limit",
        );
        if !all.is_empty() {
            let taken: Vec<(i64, i64)> = busy.iter().map(|(index, length)| (*index.get(&all), *length)).collect();
            let busy = taken.iter().map(|(start, length)| Interval { start: at(*start), end: at(start + length) });
            let busier = with(&|case| case.external_busy.extend(busy.clone()));
            assert_subset(&busier, &all, "busy time");
            prop_assert!(taken.iter().all(|(start, _)| !busier.contains(start)), "busy from its first second");
        }
    }

    #[test]
    fn a_range_may_be_asked_in_parts(Asked { case, ask } in asked(), cuts in vec((any::<Index>(), -1_i64..=1), 1..4)) {
        let calendar = case.calendar();
        let whole = generated(&calendar, &case, &ask);
        let mut parts: Vec<i64> = Vec::new();
        match ask {
            Ask::Instants(from, to) => {
                // At a slot, or a nanosecond before or after it.
                let cut = |(slot, nanos): &(Index, i64)| {
                    let start = if whole.is_empty() { from } else { at(*slot.get(&whole)) };
                    (start + SignedDuration::from_nanos(*nanos)).clamp(from, to)
                };
                let mut ends: Vec<Timestamp> = cuts.iter().map(cut).chain([to]).collect();
                ends.sort_unstable();
                let mut start = from;
                for end in ends {
                    parts.extend(generated(&calendar, &case, &Ask::Instants(start, end)));
                    start = end;
                }
            }
            Ask::Dates(zone, first, last) => {
                for date in first.series(1.day()).take_while(|date| *date <= last) {
                    parts.extend(generated(&calendar, &case, &Ask::Dates(zone, date, date)));
                }
                // Where clocks go back over midnight, the instants of two dates are interleaved.
                parts.sort_unstable();
            }
        }
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn facts_outside_of_the_stated_range_do_not_matter(Asked { case, ask } in asked(), start in any::<Index>()) {
        let whole = case.calendar();
        let all = generated(&whole, &case, &ask);
        let range = FactsRange::of_query(&ask.query());
        prop_assert_eq!(&generated(&within(&whole, &case.rules, range), &case, &ask), &all);
        if !all.is_empty() {
            let attempt = Attempt::at(at(*start.get(&all)));
            let few = within(&whole, &case.rules, FactsRange::of_start(attempt.start));
            prop_assert!(slots::verify(&few, &case.rules, attempt, case.now).is_ok());
        }
    }

    #[test]
    fn what_has_expired_changes_nothing(Asked { case, ask } in asked()) {
        let mut without = case.clone();
        without.occupancies.retain(|occupancy| match occupancy.by {
            OccupiedBy::Booking(_) => true,
            OccupiedBy::Pending { expires_at, .. } | OccupiedBy::Hold { expires_at, .. } => case.now < expires_at,
        });
        prop_assert_eq!(starts(&case, &ask), starts(&without, &ask));
    }

    #[test]
    fn busy_time_blocked_time_notice_and_query_leave_the_grid_alone(Asked { case, ask } in asked()) {
        // What is taken away is taken from one list that hours and grid alone make.
        let mut free = Case {
            weekly: case.weekly.clone(),
            overrides: case.overrides.clone(),
            ..Case::always_open(case.zone, Timestamp::MIN)
        };
        (free.rules.duration, free.rules.step) = (case.rules.duration, case.rules.step);
        assert_subset(&starts(&case, &ask), &starts(&free, &ask), "a fact");
    }
}

proptest! {
    #![proptest_config(config(8))]

    /// For every minute of a few hours, around what was asked, and for odd instants in between.
    #[test]
    fn verify_and_explain_agree_with_the_oracle(
        Asked { case, ask } in asked(),
        from in any::<Index>(),
        odd in vec((0_i64..21_600, 0_i32..3), 8),
    ) {
        let calendar = case.calendar();
        let clock = WallClock::around(&case, &ask);
        let oracle = Oracle::new(&case, &clock);
        let (first, last) = ask.around();
        let from = first + i64::try_from(from.index(usize::try_from(last - first).unwrap())).unwrap();
        let minutes = (0..240).map(|minute| from.div_euclid(60) * 60 + minute * 60);
        let listed: BTreeSet<i64> = starts(&case, &ask).into_iter().collect();
        let near = listed.iter().flat_map(|start| [start - 1, *start, start + 1]).take(90);
        let odd_seconds = odd.iter().map(|(second, _)| from + second);
        let tried: BTreeSet<i64> = minutes.chain(near).chain(odd_seconds).collect();
        let releases = releases(&case);
        for start in tried {
            for released in &releases {
                let attempt = Attempt { start: at(start), released: *released };
                let reasons = refusals(&calendar, &case, attempt);
                prop_assert_eq!(&reasons, &oracle.reasons(start, *released), "{:?}", attempt);
                if *released == Released::default() {
                    let asked = generated(&calendar, &case, &Ask::Instants(at(start), at(start + 1)));
                    prop_assert_eq!(asked, if reasons.is_empty() { vec![start] } else { Vec::new() });
                    prop_assert!(reasons.is_empty() || !listed.contains(&start));
                }
            }
        }
        for (second, nanos) in odd {
            let start = at(from + second) + SignedDuration::from_nanos(i64::from(nanos) * 499_999_999 + 1);
            prop_assert!(!refusals(&calendar, &case, Attempt::at(start)).is_empty(), "{} is not a whole second", start);
        }
    }

    /// Setting rules aside takes away exactly their reasons: other people's time and the past always count.
    #[test]
    fn an_override_sets_aside_what_it_names_and_nothing_else(
        Asked { case, ask } in asked(),
        without in subsequence(OverridableRule::ALL, 0..=OverridableRule::ALL.len()),
        from in any::<Index>(),
    ) {
        let calendar = case.calendar();
        let (first, last) = ask.around();
        let from = first + i64::try_from(from.index(usize::try_from(last - first).unwrap())).unwrap();
        let in_the_past = |start: i64| at(start) < case.now;
        for start in (0..240).map(|minute| from.div_euclid(60) * 60 + minute * 60) {
            let attempt = Attempt::at(at(start));
            let counts = |reason: &Reason| {
                let rule = match reason {
                    Reason::OutsideHours => OverridableRule::OutsideHours,
                    Reason::OffGrid => OverridableRule::OffGrid,
                    Reason::Notice { .. } => OverridableRule::TooSoon,
                    Reason::Window { .. } => OverridableRule::TooFar,
                    Reason::Limit { .. } => OverridableRule::LimitReached,
                    Reason::Blocked { .. } | Reason::Holiday { .. } => OverridableRule::Blocked,
                    Reason::Booked { .. } | Reason::Held { .. } | Reason::Busy { .. } => return true,
                };
                !without.contains(&rule) || (rule == OverridableRule::TooSoon && in_the_past(start))
            };
            let codes = |reasons: Vec<Reason>| reasons.iter().map(Reason::code).collect::<Vec<_>>();
            let expected = refusals(&calendar, &case, attempt).into_iter().filter(counts).collect();
            let exception = Exception { attempt, without: &without };
            let left = match slots::verify_overriding(&calendar, &case.rules, exception, case.now) {
                Ok(slot) => {
                    prop_assert_eq!(slot.meeting().start, attempt.start);
                    Vec::new()
                }
                Err(SlotRejection::Taken(reasons)) => reasons,
                Err(other) => panic!("{other}"),
            };
            prop_assert_eq!(codes(left), codes(expected), "{:?} without {:?}", attempt, without);
            let odd = Attempt::at(at(start) + SignedDuration::from_nanos(1));
            let exception = Exception { attempt: odd, without: &without };
            prop_assert!(slots::verify_overriding(&calendar, &case.rules, exception, case.now).is_err());
        }
    }

    /// A host who is held at one of the slots: only who names the hold can have it, even once the notice has passed.
    #[test]
    fn a_held_slot_is_its_holders(Asked { case, ask } in asked(), pick in any::<Index>(), notice in 0_u32..3) {
        let free = starts(&case, &ask);
        prop_assume!(!free.is_empty());
        let start = at(*pick.get(&free));
        let verified = slots::verify(&case.calendar(), &case.rules, Attempt::at(start), case.now).unwrap();
        let hold = HoldId::from_uuid(Uuid::from_u128(99));
        let by = |expires_at| OccupiedBy::Hold { id: hold, expires_at };
        let id = OccupancyId::from_uuid(Uuid::from_u128(99));
        let mut held = case.clone();
        held.rules.minimum_notice = Minutes(notice * 1440);
        held.occupancies.push(Occupancy {
            id,
            event_type: held.rules.event_type,
            start,
            occupied: verified.occupied(),
            by: by(case.now + SignedDuration::from_nanos(1)),
        });
        let named = Attempt { start, released: Released { hold: Some(hold), booking: None } };
        let calendar = held.calendar();
        prop_assert!(!generated(&calendar, &held, &ask).contains(&start.as_second()));
        let others = refusals(&calendar, &held, Attempt::at(start));
        prop_assert!(others.contains(&Reason::Held { hold }), "{:?}", others);
        prop_assert_eq!(refusals(&calendar, &held, named), Vec::new());
        // A second later the hold is gone, and with it what it kept.
        held.occupancies.last_mut().unwrap().by = by(case.now);
        let calendar = held.calendar();
        prop_assert_eq!(refusals(&calendar, &held, named), refusals(&calendar, &held, Attempt::at(start)));
    }

    /// Up to the ends of time.
    #[test]
    fn no_instant_makes_it_panic(Asked { mut case, .. } in asked(), second in any::<i64>(), late in any::<bool>()) {
        let edge = if late { Timestamp::MAX } else { Timestamp::MIN };
        let inward = SignedDuration::from_secs(second.rem_euclid(500_000));
        let (from, to) = if late { (edge - inward, edge) } else { (edge, edge + inward) };
        (case.occupancies, case.external_busy) = Default::default();
        let calendar = case.calendar();
        let listed = slots::generate(&calendar, &case.rules, &Ask::Instants(from, to).query(), from).unwrap();
        let tried = [Some(from), Some(to), listed.first().map(|slot| slot.start()), listed.last().map(|slot| slot.end())];
        for start in tried.into_iter().flatten() {
            let verified = slots::verify(&calendar, &case.rules, Attempt::at(start), from);
            prop_assert!(verified.is_err() || slots::explain(&calendar, &case.rules, Attempt::at(start), from).is_ok());
        }
    }
}

/// The same host with no more facts than must be loaded.
fn within(calendar: &HostCalendar, rules: &SlotRules, range: FactsRange) -> HostCalendar {
    let mut facts = calendar.facts().clone();
    let long = rules.limits.iter().any(|limit| limit.period != LimitPeriod::Day);
    let needed = if long { range.limits } else { range.busy };
    facts.occupancies.retain(|occupancy| occupancy.occupied.overlaps(needed));
    facts.external_busy.retain(|busy| busy.overlaps(range.busy));
    facts.blocks.retain(|block: &Block| block.first() <= range.last && range.first <= block.last());
    facts.holidays.retain(|holiday| (range.first..=range.last).contains(&holiday.date));
    let dates = facts.overrides.iter().filter(|(date, _)| (range.first..=range.last).contains(date));
    facts.overrides = DateOverrides::new(dates.map(|(date, hours)| (date, hours.clone())).collect()).unwrap();
    HostCalendar::new(facts).unwrap()
}
