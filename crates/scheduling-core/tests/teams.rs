//! What holds for several hosts, tried on random ones against a naive oracle of each of them.
//!
//! `PROPTEST_CASES` sets how many cases are tried (a quarter of it, default 64).

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking; its helpers too")]

mod cases;
mod oracle;

use std::collections::{BTreeMap, BTreeSet};

use cases::{PLACES, anchored, instant, offset};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use oracle::{Ask, Case, Oracle, WallClock, at};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{select, subsequence},
};
use scheduling_core::{
    Assignment, BookingId, ChosenBy, Group, HoldId, HostCalendar, HostId, Interval, LocalTime, Minutes, OccupancyId,
    OccupiedBy, Released, Seat, Taking, Zone,
    slots::{
        self, Attempt, Exception, FactsRange, HostReasons, HostSet, InvalidTeam, MAX_TEAM_HOSTS, OverridableRule,
        Reason, SlotQuery, SlotRejection, TeamCalendar, TeamHost, TeamRejection, TeamSlot,
    },
};
use uuid::Uuid;

/// Hosts of one event type, the zone of that type, and a question.
#[derive(Clone, Debug)]
struct Asked {
    hosts: Vec<Case>,
    zone: &'static str,
    ask: Ask,
}

fn config() -> ProptestConfig {
    let all = ProptestConfig::default();
    ProptestConfig { cases: all.cases.div_ceil(4), failure_persistence: None, ..all }
}

/// Zones whose clocks show whole minutes: the oracles of all hosts then walk over the same ticks.
fn zone() -> impl Strategy<Value = &'static str> {
    select(&PLACES[..]).prop_map(|place| place.0).prop_filter("shows seconds", |name| *name != "Africa/Monrovia")
}

fn asked() -> impl Strategy<Value = Asked> {
    select(&PLACES[..]).prop_filter("shows seconds", |place| place.0 != "Africa/Monrovia").prop_flat_map(|place| {
        let date: Date = place.1.parse().unwrap();
        let anchor = Zone::UTC.as_jiff().to_timestamp(date.into()).unwrap();
        // Mostly in the zone whose clocks are about to change, so that there are common hours.
        let near = move || prop_oneof![3 => Just(place.0), 1 => zone()];
        let host = move || near().prop_flat_map(move |zone| anchored((zone, place.1)));
        let ask = (offset(), 0_i64..200_000).prop_map(move |(from, length)| {
            let from = instant(anchor, from);
            Ask::Instants(from, from + SignedDuration::from_secs(length))
        });
        let dates = (near(), -2_i64..2, 0_i64..2).prop_map(move |(zone, first, days)| {
            let first = date + first.days();
            Ask::Dates(zone, first, first + days.days())
        });
        // A group meeting of all hosts, or of those and others who are not hosts any more.
        let together = option::of((-96_i64..160, 1_u32..4, prop::bool::weighted(0.8)));
        let asked = (vec(host(), 1..4), near(), prop_oneof![2 => ask, 1 => dates], together);
        asked.prop_map(move |(mut hosts, zone, ask, together)| {
            let (first, count) = (hosts[0].clone(), u32::try_from(hosts.len()).unwrap());
            for host in &mut hosts {
                host.now = first.now;
                host.rules.duration = first.rules.duration;
                host.rules.step = first.rules.step;
                host.rules.seats = first.rules.seats;
                if let Some((quarter, kept, of_these)) = together {
                    let start = instant(anchor, (quarter * 900, 0));
                    let length = i64::from(first.rules.duration.0) * 60;
                    let mut meeting = oracle::booking(900, start, length);
                    let (end, together) = (meeting.occupied.end, count + u32::from(!of_these));
                    let group = Group { end, capacity: 3, hosts: together, kept, expiring: Vec::new() };
                    meeting.group = Some(Box::new(group));
                    host.occupancies.push(meeting);
                }
            }
            Asked { hosts, zone, ask }
        })
    })
}

/// A second time, by walking: the starts that every host's oracle lets pass, on the grid of the common hours.
struct CommonHours {
    /// Where a grid begins, for each minute of common hours.
    grid: BTreeMap<i64, i64>,
}

impl CommonHours {
    fn new(asked: &Asked, oracles: &[Oracle<'_>]) -> Self {
        let (from, to) = asked.ask.around();
        let zone: Zone = asked.zone.parse().unwrap();
        let mut grid = BTreeMap::new();
        let mut begun: Option<i64> = None;
        let (mut last_date, mut first) = (Date::MIN, true);
        for minute in (from.div_euclid(60) - 3000)..=to.div_euclid(60) + 1 {
            let second = minute * 60;
            let date = zone.as_jiff().to_datetime(at(second)).date();
            // A date that was seen before is no new one: clocks went back over midnight.
            let midnight = !first && date > last_date;
            (last_date, first) = (last_date.max(date), false);
            if !oracles.iter().all(|oracle| oracle.is_open(second, second + 60)) {
                begun = None;
                continue;
            }
            let start = begun.filter(|_| !midnight).unwrap_or(second);
            begun = Some(start);
            grid.insert(second, start);
        }
        Self { grid }
    }

    fn is_on_grid(&self, start: i64, step: Minutes) -> bool {
        let begun = self.grid.get(&(start.div_euclid(60) * 60));
        begun.is_some_and(|begun| (start - begun).rem_euclid(i64::from(step.0) * 60) == 0)
    }
}

fn teams(asked: &Asked) -> Vec<TeamHost> {
    let hosts = asked.hosts.iter().zip(1..);
    hosts.map(|(case, id)| TeamHost { calendar: calendar_of(case, id), rules: case.rules.clone() }).collect()
}

fn host(id: u128) -> HostId {
    HostId::from_uuid(Uuid::from_u128(id))
}

fn calendar_of(case: &Case, id: u128) -> HostCalendar {
    let mut facts = case.calendar().facts().clone();
    facts.host = host(id);
    HostCalendar::new(facts).unwrap()
}

/// Hosts who take each meeting together join what all of them are in.
fn take_together(hosts: &mut [Case]) {
    let groups =
        |case: &Case| -> BTreeSet<OccupancyId> { case.occupancies.iter().map(|occupancy| occupancy.id).collect() };
    let mut shared = groups(&hosts[0]);
    for case in &hosts[1..] {
        shared.retain(|id| groups(case).contains(id));
    }
    let count = u32::try_from(hosts.len()).unwrap();
    for case in hosts {
        (case.hosts, case.shared) = (count, Some(shared.clone()));
    }
}

fn clocks(asked: &Asked) -> Vec<WallClock> {
    // As far as the common hours are walked, and two dates more.
    const MARGIN: i64 = 5 * 86_400;
    let (from, to) = asked.ask.around();
    let wide = |case: &Case| {
        let end = to + i64::from(case.rules.duration.0) * 60 + MARGIN;
        WallClock::new(case.zone, from - MARGIN, end)
    };
    asked.hosts.iter().map(wide).collect()
}

fn listed(slots: &[TeamSlot]) -> Vec<(i64, Vec<usize>)> {
    slots.iter().map(|free| (free.slot.start_second(), free.hosts.iter().collect())).collect()
}

fn without_grid(mut reasons: Vec<Reason>) -> Vec<Reason> {
    reasons.retain(|reason| *reason != Reason::OffGrid);
    reasons
}

/// Starts worth trying: every minute of some hours, and those that are listed.
fn tried(ask: &Ask, slots: &[TeamSlot]) -> BTreeSet<i64> {
    let (from, to) = ask.around();
    let minutes = (0..200).map(|minute| from.div_euclid(60) * 60 + minute * 300).filter(|start| *start < to);
    minutes.chain(slots.iter().take(50).map(|free| free.slot.start_second())).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_collective_start_passes_for_every_host_on_the_common_grid(mut asked in asked()) {
        take_together(&mut asked.hosts);
        let clocks = clocks(&asked);
        let oracles: Vec<_> = asked.hosts.iter().zip(&clocks).map(|(case, clock)| Oracle::new(case, clock)).collect();
        let common = CommonHours::new(&asked, &oracles);
        let hosts = teams(&asked);
        let zone: Zone = asked.zone.parse().unwrap();
        let team = TeamCalendar::collective(&hosts, &zone).unwrap();
        let now = asked.hosts[0].now;
        let step = asked.hosts[0].rules.step;
        let slots = team.generate(&asked.ask.query(), now);
        let (from, to) = asked.ask.around();

        let everybody: Vec<usize> = (0..hosts.len()).collect();
        let of_each = |start: i64| {
            let reasons = oracles.iter().map(|oracle| without_grid(oracle.reasons(start, Released::default())));
            reasons.collect::<Vec<_>>()
        };
        let free = |start: &i64| common.is_on_grid(*start, step) && of_each(*start).iter().all(Vec::is_empty);
        let whole_minutes = (from..to).filter(|start| start % 60 == 0);
        let expected = whole_minutes.filter(|start| asked.ask.includes(at(*start))).filter(free);
        prop_assert_eq!(listed(&slots), expected.map(|start| (start, everybody.clone())).collect::<Vec<_>>());
        // Starts of the common grid need not be on the grid of each host.
        let seats_left: BTreeMap<i64, u32> = oracles[0].slots(&asked.ask).into_iter().collect();
        for TeamSlot { slot, .. } in &slots {
            let of_first = seats_left.get(&slot.start_second());
            prop_assert!(of_first.is_none_or(|left| *left == slot.seats_left()), "{}", slot.start());
        }

        for start in tried(&asked.ask, &slots) {
            let mut expected = of_each(start);
            if !expected.iter().flatten().any(|reason| *reason == Reason::OutsideHours) && !common.is_on_grid(start, step) {
                for reasons in &mut expected {
                    reasons.insert(0, Reason::OffGrid);
                }
            }
            let explained = team.explain(Attempt::at(at(start)), now);
            let reasons: Vec<_> = explained.iter().map(|host| host.reasons.clone()).collect();
            prop_assert_eq!(&reasons, &expected, "{}", at(start));
            match team.verify(Attempt::at(at(start)), now) {
                Ok(verified) => {
                    prop_assert!(expected.iter().all(Vec::is_empty));
                    let ids: Vec<_> = verified.iter().map(slots::VerifiedSlot::host).collect();
                    prop_assert_eq!(ids, (1..).take(hosts.len()).map(host).collect::<Vec<_>>());
                }
                Err(rejection) => prop_assert_eq!(rejection.0, explained),
            }
        }
    }

    #[test]
    fn a_round_robin_start_passes_for_the_hosts_that_are_named_with_it(asked in asked()) {
        let hosts = teams(&asked);
        let team = TeamCalendar::round_robin(&hosts).unwrap();
        let now = asked.hosts[0].now;
        let slots = team.generate(&asked.ask.query(), now);

        let mut expected: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        let mut seats_left: BTreeMap<i64, u32> = BTreeMap::new();
        for (position, case) in asked.hosts.iter().enumerate() {
            let clock = WallClock::around(case, &asked.ask);
            let oracle = Oracle::new(case, &clock);
            for start in oracle.starts(&asked.ask) {
                expected.entry(start).or_default().push(position);
            }
            for (start, left) in oracle.slots(&asked.ask) {
                let most = seats_left.entry(start).or_default();
                *most = left.max(*most);
            }
        }
        prop_assert_eq!(listed(&slots), expected.into_iter().collect::<Vec<_>>());
        for TeamSlot { slot, .. } in &slots {
            prop_assert_eq!(Some(&slot.seats_left()), seats_left.get(&slot.start_second()), "{}", slot.start());
        }

        for start in tried(&asked.ask, &slots) {
            let alone: Vec<_> = hosts
                .iter()
                .map(|host| slots::explain(&host.calendar, &host.rules, Attempt::at(at(start)), now).unwrap())
                .collect();
            let explained = team.explain(Attempt::at(at(start)), now);
            prop_assert_eq!(explained.iter().map(|host| host.reasons.clone()).collect::<Vec<_>>(), alone.clone());
            let free: Vec<_> = (1..).zip(&alone).filter(|(_, reasons)| reasons.is_empty()).map(|(id, _)| host(id)).collect();
            match team.verify(Attempt::at(at(start)), now) {
                Ok(verified) => prop_assert_eq!(verified.iter().map(slots::VerifiedSlot::host).collect::<Vec<_>>(), free),
                Err(rejection) => {
                    prop_assert!(free.is_empty());
                    prop_assert_eq!(rejection.0, explained);
                }
            }
        }
    }

    /// Setting rules aside for a team is setting them aside for each host, on the grid of the team.
    #[test]
    fn an_override_of_a_team_is_one_of_each_of_its_hosts(
        mut asked in asked(),
        without in subsequence(OverridableRule::ALL, 0..=OverridableRule::ALL.len()),
    ) {
        // A group meeting of one host is another one than that of several.
        for case in &mut asked.hosts {
            case.occupancies.retain(|occupancy| occupancy.group.is_none());
        }
        let hosts = teams(&asked);
        let (zone, now): (Zone, _) = (asked.zone.parse().unwrap(), asked.hosts[0].now);
        let any = TeamCalendar::round_robin(&hosts).unwrap();
        let all = TeamCalendar::collective(&hosts, &zone).unwrap();
        for start in tried(&asked.ask, &any.generate(&asked.ask.query(), now)) {
            let attempt = Attempt::at(at(start));
            let exception = Exception { attempt, without: &without };
            let against = |host: &TeamHost| match slots::verify_overriding(&host.calendar, &host.rules, exception, now) {
                Ok(_) => Vec::new(),
                Err(SlotRejection::Taken(reasons)) => reasons,
                Err(other) => panic!("{other}"),
            };
            let alone: Vec<_> = hosts.iter().map(against).collect();
            let (one, every) = (any.verify_overriding(exception, now), all.verify_overriding(exception, now));
            let reasons = |rejected: TeamRejection| rejected.0.into_iter().map(|host| host.reasons).collect::<Vec<_>>();
            let ids = |free: Vec<slots::VerifiedSlot>| free.iter().map(slots::VerifiedSlot::host).collect::<Vec<_>>();
            let free = (1..).zip(&alone).filter(|(_, against)| against.is_empty()).map(|(id, _)| host(id));
            let free: Vec<_> = free.collect();
            let expected = if free.is_empty() { Err(alone.clone()) } else { Ok(free.clone()) };
            prop_assert_eq!(one.map(ids).map_err(reasons), expected);
            if without.contains(&OverridableRule::OffGrid) {
                let expected = if free.len() == hosts.len() { Ok(free) } else { Err(alone) };
                prop_assert_eq!(every.map(ids).map_err(reasons), expected);
            } else if without.is_empty() {
                prop_assert_eq!(every.map(ids).map_err(reasons), all.verify(attempt, now).map(ids).map_err(reasons));
            }
        }
    }

    #[test]
    fn one_host_alone_is_a_round_robin_of_one(asked in asked()) {
        let hosts = &teams(&asked)[..1];
        let now = asked.hosts[0].now;
        let query = asked.ask.query();
        let team: Vec<_> = TeamCalendar::round_robin(hosts).unwrap().generate(&query, now).iter().map(|free| free.slot).collect();
        prop_assert_eq!(team, slots::generate(&hosts[0].calendar, &hosts[0].rules, &query, now).unwrap());
    }

    #[test]
    fn a_question_to_a_team_may_be_asked_in_parts(asked in asked(), part in 0_i64..200_000) {
        let hosts = teams(&asked);
        let zone: Zone = asked.zone.parse().unwrap();
        let now = asked.hosts[0].now;
        let Ask::Instants(from, to) = asked.ask else { return Ok(()) };
        let middle = (from + SignedDuration::from_secs(part)).min(to);
        for team in [TeamCalendar::collective(&hosts, &zone).unwrap(), TeamCalendar::round_robin(&hosts).unwrap()] {
            let list = |from, to| listed(&team.generate(&Ask::Instants(from, to).query(), now));
            let mut parts = list(from, middle);
            parts.extend(list(middle, to));
            prop_assert_eq!(list(from, to), parts);
        }
    }

    #[test]
    fn the_next_slots_of_a_team_are_the_first_of_all_that_are_listed(
        mut asked in asked(),
        days in vec(0_u16..80, 3),
        count in 0_usize..60,
    ) {
        let now = asked.hosts[0].now;
        for (case, days) in asked.hosts.iter_mut().zip(days) {
            case.rules.booking_window_days = Some(days);
        }
        let hosts = teams(&asked);
        let zone: Zone = asked.zone.parse().unwrap();
        let part = |part: i64| now + SignedDuration::from_hours(part * 62 * 24);
        for team in [TeamCalendar::collective(&hosts, &zone).unwrap(), TeamCalendar::round_robin(&hosts).unwrap()] {
            let list = |part: (Timestamp, Timestamp)| team.generate(&Ask::Instants(part.0, part.1).query(), now);
            let mut all = [list((part(0), part(1))), list((part(1), part(2)))].concat();
            all.truncate(count);
            prop_assert_eq!(team.next(count, now), all);
        }
    }

    #[test]
    fn what_a_moved_booking_could_have_instead_is_what_can_be_had_without_it(mut asked in asked(), moved in 0_usize..8) {
        let now = asked.hosts[0].now;
        let Some(taken) = asked.hosts[0].occupancies.get(moved) else { return Ok(()) };
        let id = match taken.by {
            OccupiedBy::Booking(id) | OccupiedBy::Pending { booking: id, .. } => id,
            OccupiedBy::Hold { .. } => return Ok(()),
        };
        let seat = Seat { booking: id, occupancy: taken.id };
        // Who leaves a group meeting does not take the others away: this one has nobody else, at whichever host.
        let at_each = asked.hosts.iter_mut().flat_map(|case| &mut case.occupancies);
        at_each.filter(|other| other.id == seat.occupancy).for_each(|other| other.group = None);
        let (hosts, seat) = (teams(&asked), Some(seat));
        let mut without = asked.clone();
        for case in &mut without.hosts {
            case.occupancies.retain(|other| match other.by {
                OccupiedBy::Booking(other) | OccupiedBy::Pending { booking: other, .. } => other != id,
                OccupiedBy::Hold { .. } => true,
            });
        }
        let (query, few) = (asked.ask.query(), teams(&without));
        let zone: Zone = asked.zone.parse().unwrap();
        for (all, few) in [
            (TeamCalendar::collective(&hosts, &zone).unwrap(), TeamCalendar::collective(&few, &zone).unwrap()),
            (TeamCalendar::round_robin(&hosts).unwrap(), TeamCalendar::round_robin(&few).unwrap()),
        ] {
            prop_assert_eq!(all.generate(&query.clone().moving(seat), now), few.generate(&query, now));
        }
        let alone = |host: &TeamHost, query: &SlotQuery| slots::generate(&host.calendar, &host.rules, query, now).unwrap();
        prop_assert_eq!(alone(&hosts[0], &query.clone().moving(seat)), alone(&few[0], &query));
    }

    #[test]
    fn facts_outside_of_the_stated_range_do_not_matter_to_a_team(asked in asked()) {
        let hosts = teams(&asked);
        let zone: Zone = asked.zone.parse().unwrap();
        let now = asked.hosts[0].now;
        let query = asked.ask.query();
        let range = FactsRange::of_query(&query);
        let few: Vec<TeamHost> = hosts.iter().map(|host| {
            let mut facts = host.calendar.facts().clone();
            let dates = facts.overrides.iter().filter(|(date, _)| (range.first..=range.last).contains(date));
            let dates = dates.map(|(date, hours)| (date, hours.clone())).collect();
            facts.overrides = scheduling_core::DateOverrides::new(dates).unwrap();
            facts.blocks.retain(|block| block.first() <= range.last && range.first <= block.last());
            facts.holidays.retain(|holiday| (range.first..=range.last).contains(&holiday.date));
            facts.occupancies.retain(|taken| taken.occupied.overlaps(range.limits));
            facts.external_busy.retain(|busy| busy.overlaps(range.busy));
            TeamHost { calendar: HostCalendar::new(facts).unwrap(), rules: host.rules.clone() }
        }).collect();
        let list = |hosts: &[TeamHost]| listed(&TeamCalendar::collective(hosts, &zone).unwrap().generate(&query, now));
        prop_assert_eq!(list(&hosts), list(&few));
    }
}

fn office(zone: &'static str, from: &str, to: &str) -> Case {
    let now = "2026-03-02T12:00:00Z".parse().unwrap();
    let minutes = |time: &str| time.parse::<LocalTime>().unwrap().minutes();
    Case { weekly: std::array::from_fn(|_| vec![(minutes(from), minutes(to))]), ..Case::always_open(zone, now) }
}

fn day(team: &TeamCalendar<'_>, date: &str) -> Vec<String> {
    let date: Date = date.parse().unwrap();
    let query = SlotQuery::dates(Zone::UTC, date, date).unwrap();
    let slots = team.generate(&query, "2026-03-02T12:00:00Z".parse().unwrap());
    slots.iter().map(|free| free.slot.start().to_string()[11..16].to_owned()).collect()
}

fn hosts_of(cases: &[Case]) -> Vec<TeamHost> {
    cases
        .iter()
        .zip(1..)
        .map(|(case, id)| TeamHost { calendar: calendar_of(case, id), rules: case.rules.clone() })
        .collect()
}

#[test]
fn common_hours_start_a_grid_of_their_own_and_never_compare_start_times() {
    // 09:00–12:00 and 09:20–12:00 have no start of a quarter-hourly grid in common.
    let hosts = hosts_of(&[office("UTC", "09:00", "10:30"), office("UTC", "09:20", "12:00")]);
    let zone = Zone::UTC;
    let team = TeamCalendar::collective(&hosts, &zone).unwrap();
    assert_eq!(day(&team, "2026-03-10"), ["09:20", "09:35", "09:50"]);
}

#[test]
fn common_hours_are_cut_at_the_midnights_of_the_event_types_zone() {
    let mut cases = [office("UTC", "00:00", "24:00"), office("Asia/Kathmandu", "00:00", "24:00")];
    for case in &mut cases {
        (case.rules.duration, case.rules.step) = (Minutes(60), Minutes(420));
    }
    let hosts = hosts_of(&cases);
    let (utc, kathmandu) = (Zone::UTC, "Asia/Kathmandu".parse().unwrap());
    assert_eq!(
        day(&TeamCalendar::collective(&hosts, &utc).unwrap(), "2026-03-10"),
        ["00:00", "07:00", "14:00", "21:00"]
    );
    // Midnight in Kathmandu is 18:15.
    assert_eq!(
        day(&TeamCalendar::collective(&hosts, &kathmandu).unwrap(), "2026-03-10"),
        ["01:15", "08:15", "15:15", "18:15"]
    );
}

#[test]
fn a_collective_meeting_may_run_over_a_midnight_at_which_the_hours_are_cut() {
    let mut cases = [office("UTC", "00:00", "24:00"), office("UTC", "00:00", "24:00")];
    for case in &mut cases {
        (case.rules.duration, case.rules.step) = (Minutes(180), Minutes(460));
    }
    let hosts = hosts_of(&cases);
    assert_eq!(
        day(&TeamCalendar::collective(&hosts, &Zone::UTC).unwrap(), "2026-03-10"),
        ["00:00", "07:40", "15:20", "23:00"]
    );
}

#[test]
fn a_hold_that_is_named_counts_at_no_host() {
    let now: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
    let start: Timestamp = "2026-03-10T09:00:00Z".parse().unwrap();
    let hold = HoldId::from_uuid(Uuid::from_u128(7));
    let mut case = office("UTC", "09:00", "17:00");
    let mut taken = oracle::booking(7, start, 1800);
    taken.by = OccupiedBy::Hold { id: hold, expires_at: now + SignedDuration::from_mins(5) };
    case.occupancies = vec![taken];
    let hosts = hosts_of(&[case.clone(), case]);
    let utc = Zone::UTC;
    let team = TeamCalendar::collective(&hosts, &utc).unwrap();
    assert!(team.verify(Attempt::at(start), now).is_err());
    let named = Attempt { start, released: Released { hold: Some(hold), booking: None } };
    assert_eq!(team.verify(named, now).unwrap().len(), 2);
    let booking = BookingId::from_uuid(Uuid::from_u128(7));
    let other = Released {
        hold: None,
        booking: Some(Seat { booking, occupancy: hosts[0].calendar.facts().occupancies[0].id }),
    };
    assert!(team.verify(Attempt { start, released: other }, now).is_err());
}

#[test]
fn each_host_of_a_collective_meeting_has_buffers_of_their_own() {
    let mut cases = [office("UTC", "09:00", "17:00"), office("UTC", "09:00", "17:00")];
    cases[1].rules.buffer_after = Minutes(30);
    let hosts = hosts_of(&cases);
    let start: Timestamp = "2026-03-10T09:00:00Z".parse().unwrap();
    let utc = Zone::UTC;
    let team = TeamCalendar::collective(&hosts, &utc).unwrap();
    let verified = team.verify(Attempt::at(start), "2026-03-02T12:00:00Z".parse().unwrap()).unwrap();
    let end = |minutes| Interval { start, end: start + SignedDuration::from_mins(minutes) };
    assert_eq!(verified.iter().map(slots::VerifiedSlot::occupied).collect::<Vec<_>>(), [end(30), end(60)]);
}

#[test]
fn the_most_important_host_stands_for_a_collective_meeting_and_in_a_round_robin_the_chosen_one_takes_it_alone() {
    let hosts =
        hosts_of(&[office("UTC", "09:00", "17:00"), office("UTC", "09:00", "17:00"), office("UTC", "09:00", "17:00")]);
    let now = "2026-03-02T12:00:00Z".parse().unwrap();
    let start = "2026-03-10T09:00:00Z".parse().unwrap();
    let free = TeamCalendar::round_robin(&hosts).unwrap().verify(Attempt::at(start), now).unwrap();
    let ids: Vec<HostId> = free.iter().map(slots::VerifiedSlot::host).collect();
    let by = |priorities: [u8; 3]| {
        let priority = |host| ids.iter().position(|id| *id == host).map(|position| priorities[position]);
        let taking = Taking::together(free.clone(), priority).unwrap();
        assert_eq!((taking.others.len(), &taking.assignment), (2, &None));
        taking.slots().map(|slot| ids.iter().position(|id| *id == slot.host()).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(by([0, 0, 0]), [0, 1, 2]);
    assert_eq!(by([1, 2, 2]), [1, 2, 0], "the first one among equals");
    assert!(Taking::together(Vec::new(), |_| None).is_none());

    let assigned = |host| Assignment { host, by: ChosenBy::Hold, candidates: Vec::new() };
    let taking = Taking::of(&free, assigned(ids[1])).unwrap();
    assert_eq!((taking.slot, taking.others.len()), (free[1], 0));
    assert_eq!(taking.assignment, Some(assigned(ids[1])));
    assert!(Taking::of(&free[..1], assigned(ids[1])).is_none(), "the start is not free there");
}

#[test]
fn against_a_collective_start_is_what_any_host_has_and_else_what_that_one_has_who_comes_closest() {
    let (hosts, utc) = (hosts_of(&[office("UTC", "09:00", "17:00"), office("UTC", "10:00", "12:00")]), Zone::UTC);
    let busy = Reason::Held { hold: HoldId::from_uuid(Uuid::from_u128(7)) };
    let notice = Reason::Notice { until: "2026-03-10T09:00:00Z".parse().unwrap() };
    let of = |id, reasons: &[Reason]| HostReasons { host: host(id), reasons: reasons.to_vec() };
    let each = [of(1, &[notice, busy]), of(2, &[Reason::OutsideHours, notice])];
    let collective = TeamCalendar::collective(&hosts, &utc).unwrap();
    assert_eq!(collective.against(&each), [Reason::OutsideHours, notice, busy]);
    let round_robin = TeamCalendar::round_robin(&hosts).unwrap();
    assert_eq!(round_robin.against(&each), [notice, busy]);
    assert_eq!(round_robin.against(&[of(1, &[]), of(2, &[busy])]), [], "somebody is free");
    assert_eq!(collective.against(&[of(1, &[]), of(2, &[busy])]), [busy]);
}

#[test]
fn a_team_has_from_one_to_a_hundred_different_hosts_of_one_event_type() {
    let case = office("UTC", "09:00", "17:00");
    let many = hosts_of(&vec![case.clone(); MAX_TEAM_HOSTS + 1]);
    assert_eq!(TeamCalendar::round_robin(&[]).unwrap_err(), InvalidTeam::Hosts { count: 0 });
    assert_eq!(TeamCalendar::round_robin(&many).unwrap_err(), InvalidTeam::Hosts { count: 101 });
    let team = TeamCalendar::round_robin(&many[1..]).unwrap();
    let query = SlotQuery::instants("2026-03-10T09:00:00Z".parse().unwrap(), "2026-03-10T09:01:00Z".parse().unwrap());
    let [free] = team.generate(&query.unwrap(), case.now)[..] else { panic!("one start") };
    assert_eq!((free.hosts.len(), free.hosts.iter().last()), (100, Some(99)));
    assert!(!free.hosts.is_empty() && HostSet::default().is_empty());

    let twice = [many[0].clone(), many[0].clone()];
    assert_eq!(TeamCalendar::round_robin(&twice).unwrap_err(), InvalidTeam::Different);
    let mut longer = many[1].clone();
    longer.rules.duration = Minutes(60);
    assert_eq!(TeamCalendar::round_robin(&[many[0].clone(), longer]).unwrap_err(), InvalidTeam::Different);
    let mut wrong = many[1].clone();
    wrong.rules.buffer_after = Minutes(2000);
    assert!(
        matches!(TeamCalendar::round_robin(&[wrong]).unwrap_err(), InvalidTeam::Rules(rule) if rule.field == "buffer_after")
    );
}
