//! What holds for every host, every rule and every question, tried on random ones against a naive oracle.
//!
//! `PROPTEST_CASES` sets how many cases the cheapest property tries (default 256); the others try a fixed share of it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; its helpers too")]

mod cases;
mod oracle;

use std::collections::BTreeSet;

use cases::{PLACES, anchored, instant, offset};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use oracle::{Ask, Case, Oracle, WallClock, at};
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select, subsequence},
};
use scheduling_core::{
    Block, DateOverrides, HoldId, HostCalendar, Interval, LimitPeriod, Minutes, Occupancy, OccupancyId, OccupiedBy,
    Released, Seat, SlotRules, Zone,
    slots::{self, Attempt, Exception, FactsRange, OverridableRule, Reason, SlotRejection},
};
use uuid::Uuid;

/// A case and a question of it.
#[derive(Clone, Debug)]
struct Asked {
    case: Case,
    ask: Ask,
}

fn config(share: u32) -> ProptestConfig {
    let all = ProptestConfig::default();
    let cases = all.cases.div_ceil(share);
    // Cases without a slot are passed over where one is needed.
    ProptestConfig { cases, max_global_rejects: 50 * cases, failure_persistence: None, ..all }
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
        let seats = occupancy.group.iter().flat_map(|group| group.expiring.iter().copied());
        all.extend(seats.chain([occupancy.by]).map(|by| match by {
            OccupiedBy::Booking(id) | OccupiedBy::Pending { booking: id, .. } => {
                Released { booking: Some(Seat { booking: id, occupancy: occupancy.id }), hold: None }
            }
            OccupiedBy::Hold { id, .. } => Released { booking: None, hold: Some(id) },
        }));
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
        let oracle = Oracle::new(&case, &clock);
        prop_assert_eq!(starts(&case, &ask), oracle.starts(&ask));
        let slots = slots::generate(&case.calendar(), &case.rules, &ask.query(), case.now).unwrap();
        let listed: Vec<_> = slots.iter().map(|slot| (slot.start_second(), slot.seats_left())).collect();
        prop_assert_eq!(listed, oracle.slots(&ask));
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
            // Whoever joins a meeting takes no time of their own.
            let live = live.filter(|occupancy| verified.joins() != Some(occupancy.id));
            prop_assert_eq!(verified.seats(), case.rules.seats);
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
        // A longer one may be as long as a group meeting that can be joined.
        let alone = |case: &mut Case| case.occupancies.retain(|occupancy| occupancy.group.is_none());
        let longer = |case: &mut Case| (alone(case), case.rules.duration.0 += minutes).1;
        assert_subset(&with(&longer), &with(&alone), "a longer meeting");
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
    fn the_next_slots_are_the_first_of_all_that_are_listed(
        Asked { mut case, .. } in asked(),
        days in 0_u16..80,
        count in 0_usize..60,
    ) {
        case.rules.booking_window_days = Some(days);
        let calendar = case.calendar();
        let mut all = Vec::new();
        for part in 0..2 {
            let from = case.now + SignedDuration::from_hours(part * 62 * 24);
            all.extend(generated(&calendar, &case, &Ask::Instants(from, from + SignedDuration::from_hours(62 * 24))));
        }
        all.truncate(count);
        let known = within(&calendar, &case.rules, FactsRange::ahead(case.now));
        let next = slots::next(&known, &case.rules, count, case.now).unwrap();
        prop_assert_eq!(next.iter().map(|slot| slot.start_second()).collect::<Vec<_>>(), all);
    }

    #[test]
    fn what_has_expired_changes_nothing(Asked { case, ask } in asked()) {
        let mut without = case.clone();
        let is_live = |by: &OccupiedBy| match *by {
            OccupiedBy::Booking(_) => true,
            OccupiedBy::Pending { expires_at, .. } | OccupiedBy::Hold { expires_at, .. } => case.now < expires_at,
        };
        without.occupancies.retain_mut(|occupancy| match &mut occupancy.group {
            None => is_live(&occupancy.by),
            Some(group) => {
                group.expiring.retain(is_live);
                group.kept > 0 || !group.expiring.is_empty()
            }
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
        prop_assert_eq!(starts(&case, &ask), oracle.starts(&ask));
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
            group: None,
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
        slots::next(&calendar, &case.rules, 3, from).unwrap();
        let tried = [Some(from), Some(to), listed.first().map(|slot| slot.start()), listed.last().map(|slot| slot.end())];
        for start in tried.into_iter().flatten() {
            let verified = slots::verify(&calendar, &case.rules, Attempt::at(start), from);
            prop_assert!(verified.is_err() || slots::explain(&calendar, &case.rules, Attempt::at(start), from).is_ok());
        }
    }
}

/// What is known of the days around a question ends in the middle of the leave.
#[test]
fn a_leave_longer_than_what_is_looked_up_takes_all_that_is_asked() {
    let now = "2024-03-28T00:00:00Z".parse().unwrap();
    let mut case = Case::always_open("America/Scoresbysund", now);
    let days = |first: &str, last: &str| (first.parse().unwrap(), last.parse().unwrap(), Some((0, 1440)));
    case.blocks = vec![days("2024-03-31", "2024-04-30")];
    let one_day = Ask::Dates("UTC", "2024-03-31".parse().unwrap(), "2024-03-31".parse().unwrap());
    let listed = starts(&case, &one_day);
    // The hour before the leave, which begins when Greenland's 31st of March does.
    let midnight = second_of("2024-03-31T01:00:00Z");
    assert_eq!(listed, [3600, 2700, 1800].map(|before| midnight - before));
    let other = Ask::Dates("UTC", "2024-04-05".parse().unwrap(), "2024-04-06".parse().unwrap());
    assert_eq!(starts(&case, &other), Vec::<i64>::new());
}

fn second_of(text: &str) -> i64 {
    text.parse::<Timestamp>().unwrap().as_second()
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
