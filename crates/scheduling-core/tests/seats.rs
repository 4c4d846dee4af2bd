//! Meetings with several seats: who can join one, and what it takes from others. By examples; `properties.rs` and `teams.rs`
//! try random ones.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; its helpers too")]

mod oracle;

use jiff::{SignedDuration, Timestamp};
use oracle::{Ask, Case, Oracle, WallClock, booking, event_type};
use scheduling_core::{
    BookingId, Group, HoldId, HostCalendar, HostId, InvalidRule, Limit, LimitPeriod, LimitScope, Minutes, Occupancy,
    OccupiedBy, Released, Seat, Zone,
    slots::{self, Attempt, Exception, OverridableRule, Reason, SlotRejection, TeamCalendar, TeamHost, may_hold},
};
use uuid::Uuid;

const TEN: &str = "2026-01-14T10:00:00Z";

/// Open from 9 to 12 in UTC, with five seats for half an hour every half hour.
fn class() -> Case {
    let mut case = Case::always_open("UTC", at("2026-01-01T10:00:00Z"));
    case.weekly = std::array::from_fn(|_| vec![(9 * 60, 12 * 60)]);
    (case.rules.step, case.rules.seats) = (Minutes(30), 5);
    case
}

/// Half an hour with five seats, of which so many are taken for good.
fn group(start: &str, kept: u32) -> Occupancy {
    let mut taken = booking(1, at(start), 1800);
    let end = taken.occupied.end;
    taken.group = Some(Box::new(Group { end, capacity: 5, hosts: 1, kept, expiring: Vec::new() }));
    taken
}

fn seats(occupancy: &mut Occupancy) -> &mut Group {
    occupancy.group.as_mut().unwrap()
}

fn hold(id: u128, expires_at: &str) -> OccupiedBy {
    OccupiedBy::Hold { id: HoldId::from_uuid(Uuid::from_u128(id)), expires_at: at(expires_at) }
}

/// The starts of that day with the seats that are left; the oracle says the same, and each can be booked.
fn offered(case: &Case) -> Vec<(String, u32)> {
    let ask = Ask::Dates("UTC", "2026-01-14".parse().unwrap(), "2026-01-14".parse().unwrap());
    let calendar = case.calendar();
    let slots = slots::generate(&calendar, &case.rules, &ask.query(), case.now).unwrap();
    let listed: Vec<_> = slots.iter().map(|slot| (slot.start_second(), slot.seats_left())).collect();
    let clock = WallClock::around(case, &ask);
    let oracle = Oracle::new(case, &clock);
    assert_eq!(listed, oracle.slots(&ask));
    assert_eq!(oracle.starts(&ask).len(), listed.len());
    let shown = slots.iter().map(|slot| {
        slots::verify(&calendar, &case.rules, Attempt::at(slot.start()), case.now).unwrap();
        (slot.start().strftime("%H:%M").to_string(), slot.seats_left())
    });
    shown.collect()
}

fn times(offered: &[(String, u32)]) -> Vec<&str> {
    offered.iter().map(|(time, _)| time.as_str()).collect()
}

fn verify(case: &Case, released: Released) -> Result<slots::VerifiedSlot, SlotRejection> {
    let attempt = Attempt { start: at(TEN), released };
    slots::verify(&case.calendar(), &case.rules, attempt, case.now)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_meeting_with_seats_left_can_be_joined_and_a_full_one_is_busy() {
    let mut case = class();
    assert_eq!(offered(&case)[2], ("10:00".to_owned(), 5));
    for (kept, left) in [(1, Some(4)), (4, Some(1)), (5, None), (6, None)] {
        case.occupancies = vec![group(TEN, kept)];
        let ten = offered(&case).into_iter().find(|(time, _)| time == "10:00").map(|(_, left)| left);
        assert_eq!(ten, left, "{kept} are in it");
        let joined = verify(&case, Released::default()).map(|slot| slot.joins()).ok().flatten();
        assert_eq!(joined, left.map(|_| case.occupancies[0].id));
    }
    let full = slots::explain(&case.calendar(), &case.rules, Attempt::at(at(TEN)), case.now).unwrap();
    assert_eq!(full, [Reason::Booked { booking: BookingId::from_uuid(Uuid::from_u128(1)) }]);
}

#[test]
fn only_the_same_meeting_can_be_joined() {
    let mut case = class();
    case.rules.step = Minutes(15);
    case.occupancies = vec![group(TEN, 1)];
    let around = |case: &Case| {
        let all = offered(case);
        all.iter().filter(|(time, _)| ("09:30".."11:00").contains(&time.as_str())).cloned().collect::<Vec<_>>()
    };
    assert_eq!(times(&around(&case)), ["09:30", "10:00", "10:30", "10:45"]);
    // It was made when meetings were shorter.
    seats(&mut case.occupancies[0]).end = at("2026-01-14T10:15:00Z");
    assert_eq!(times(&around(&case)), ["09:30", "10:30", "10:45"]);
    // Of another event type; and with other hosts.
    case.occupancies = vec![group(TEN, 1)];
    case.occupancies[0].event_type = event_type(2);
    assert_eq!(times(&around(&case)), ["09:30", "10:30", "10:45"]);
    case.occupancies = vec![group(TEN, 1)];
    seats(&mut case.occupancies[0]).hosts = 2;
    assert_eq!(times(&around(&case)), ["09:30", "10:30", "10:45"]);
}

#[test]
fn a_meeting_keeps_the_seats_that_it_was_made_with() {
    let mut case = class();
    case.occupancies = vec![group(TEN, 3)];
    case.rules.seats = 2;
    let left = offered(&case);
    assert_eq!(left[1..4], [("09:30".to_owned(), 2), ("10:00".to_owned(), 2), ("10:30".to_owned(), 2)]);
    case.rules.seats = 1;
    assert_eq!(offered(&case)[2], ("10:00".to_owned(), 2));
}

#[test]
fn seats_that_expire_are_free_again_at_that_instant() {
    let mut case = class();
    let mut taken = group(TEN, 3);
    seats(&mut taken).expiring = vec![hold(7, "2026-01-01T10:05:00Z"), hold(8, "2026-01-01T10:04:00Z")];
    case.occupancies = vec![taken];
    let left = |case: &Case| offered(case).iter().find(|(time, _)| time == "10:00").map(|(_, left)| *left);
    assert_eq!(left(&case), None);
    case.now = at("2026-01-01T10:04:00Z");
    assert_eq!(left(&case), Some(1));
    case.now = at("2026-01-01T10:05:00Z");
    assert_eq!(left(&case), Some(2));
    let lapsed: Vec<_> = case.occupancies[0].lapsed(case.now).collect();
    assert_eq!(lapsed.len(), 2);
    // Nobody is left: there is no meeting any more, and the next one is a new one.
    seats(&mut case.occupancies[0]).kept = 0;
    case.rules.seats = 3;
    assert_eq!(left(&case), Some(3));
    assert_eq!(verify(&case, Released::default()).unwrap().joins(), None);
}

#[test]
fn a_seat_that_is_given_up_does_not_count() {
    let mut case = class();
    let mut taken = group(TEN, 4);
    seats(&mut taken).expiring = vec![hold(7, "2026-01-01T10:05:00Z")];
    let occupancy = taken.id;
    case.occupancies = vec![taken];
    assert!(verify(&case, Released::default()).is_err());
    let of = |hold| Released { hold: Some(HoldId::from_uuid(Uuid::from_u128(hold))), booking: None };
    assert_eq!(verify(&case, of(7)).unwrap().joins(), Some(occupancy));
    assert!(verify(&case, of(8)).is_err());
    let seat = Seat { booking: BookingId::from_uuid(Uuid::from_u128(9)), occupancy };
    let moved = Released { hold: None, booking: Some(seat) };
    assert_eq!(verify(&case, moved).unwrap().joins(), Some(occupancy));
    // Within the meeting's own time a move is free only if nobody else is there.
    let later = |case: &Case| {
        let attempt = Attempt { start: at("2026-01-14T10:15:00Z"), released: moved };
        let without = &[OverridableRule::OffGrid];
        slots::verify_overriding(&case.calendar(), &case.rules, Exception { attempt, without }, case.now)
    };
    assert!(later(&case).is_err());
    (seats(&mut case.occupancies[0]).kept, seats(&mut case.occupancies[0]).expiring) = (1, Vec::new());
    assert_eq!(later(&case).unwrap().joins(), None);
}

#[test]
fn a_limit_counts_a_meeting_once_and_does_not_refuse_those_who_join_it() {
    let mut case = class();
    let limited = |max| vec![Limit { period: LimitPeriod::Day, scope: LimitScope::Host, max }];
    case.occupancies = vec![group(TEN, 4)];
    case.rules.limits = limited(1);
    assert_eq!(offered(&case), [("10:00".to_owned(), 1)]);
    // Five people in one meeting are one meeting.
    case.rules.limits = limited(2);
    assert_eq!(offered(&case).len(), 6);
    // Without this meeting the day is full as well.
    case.occupancies.push(booking(2, at("2026-01-14T08:00:00Z"), 600));
    case.rules.limits = limited(1);
    assert_eq!(offered(&case), []);
    let full = slots::explain(&case.calendar(), &case.rules, Attempt::at(at(TEN)), case.now).unwrap();
    let limit = Reason::Limit { period: LimitPeriod::Day, scope: LimitScope::Host, count: 1, max: 1 };
    assert_eq!(full, [limit]);
    case.rules.limits = limited(0);
    assert_eq!(offered(&case), []);
}

#[test]
fn whoever_joins_keeps_the_other_rules() {
    let mut case = class();
    case.occupancies = vec![group(TEN, 1)];
    let refused = |case: &Case| match verify(case, Released::default()) {
        Err(SlotRejection::Taken(reasons)) => reasons.iter().map(Reason::code).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let mut late = case.clone();
    late.now = at("2026-01-14T10:00:01Z");
    assert_eq!(refused(&late), ["notice"]);
    let mut closed = case.clone();
    closed.weekly = std::array::from_fn(|_| vec![(10 * 60 + 5, 12 * 60)]);
    assert_eq!(refused(&closed), ["outside_hours"]);
    let mut away = case.clone();
    away.blocks = vec![("2026-01-14".parse().unwrap(), "2026-01-14".parse().unwrap(), None)];
    assert_eq!(refused(&away), ["blocked"]);
    let mut busy = case.clone();
    busy.external_busy = vec![busy.occupancies[0].occupied];
    assert_eq!(refused(&busy), ["busy"]);
    // Longer buffers than those that the meeting was made with reach into the next one.
    let mut tight = case;
    tight.occupancies.push(booking(2, at("2026-01-14T10:30:00Z"), 600));
    assert!(verify(&tight, Released::default()).is_ok());
    tight.rules.buffer_after = Minutes(5);
    assert_eq!(refused(&tight), ["busy"]);
}

#[test]
fn a_hold_of_a_seat_keeps_no_more_of_the_hosts_time() {
    let mut case = class();
    case.weekly = std::array::from_fn(|day| if day == 2 { vec![(9 * 60, 12 * 60)] } else { Vec::new() });
    let mut held = group(TEN, 0);
    seats(&mut held).expiring = vec![hold(7, "2026-01-01T10:05:00Z")];
    case.occupancies = vec![held];
    let verified = |case: &Case, start: &str| {
        slots::verify(&case.calendar(), &case.rules, Attempt::at(at(start)), case.now).unwrap()
    };
    let may = |case: &Case, start: &str| may_hold(&case.calendar(), &verified(case, start), case.now);
    assert!(may(&case, TEN).is_ok());
    assert!(may(&case, "2026-01-14T11:00:00Z").is_err(), "half an hour of three is held");
    seats(&mut case.occupancies[0]).kept = 1;
    assert!(may(&case, "2026-01-14T11:00:00Z").is_ok(), "that half hour is booked");
}

#[test]
fn all_hosts_of_a_collective_meeting_join_the_same_one() {
    let together = |mut occupancy: Occupancy, id: u128| {
        occupancy.id = scheduling_core::OccupancyId::from_uuid(Uuid::from_u128(id));
        seats(&mut occupancy).hosts = 2;
        occupancy
    };
    let hosts_of = |cases: [&Case; 2]| -> Vec<TeamHost> {
        let hosts = cases.into_iter().zip(1..).map(|(case, id)| {
            let mut facts = case.calendar().facts().clone();
            facts.host = HostId::from_uuid(Uuid::from_u128(id));
            TeamHost { calendar: HostCalendar::new(facts).unwrap(), rules: case.rules.clone() }
        });
        hosts.collect()
    };
    let (mut one, mut other) = (class(), class());
    let ten = |one: &Case, other: &Case| {
        let hosts = hosts_of([one, other]);
        let utc = Zone::UTC;
        let team = TeamCalendar::collective(&hosts, &utc).unwrap();
        let query = Ask::Instants(at(TEN), at(TEN) + SignedDuration::from_secs(1)).query();
        let listed: Vec<_> = team.generate(&query, one.now).iter().map(|free| free.slot.seats_left()).collect();
        let verified = team.verify(Attempt::at(at(TEN)), one.now);
        assert_eq!(verified.is_ok(), !listed.is_empty());
        (listed, verified.ok().map(|slots| slots.iter().map(slots::VerifiedSlot::joins).collect::<Vec<_>>()))
    };
    assert_eq!(ten(&one, &other), (vec![5], Some(vec![None, None])));
    one.occupancies = vec![together(group(TEN, 2), 7)];
    other.occupancies = vec![together(group(TEN, 2), 7)];
    let joined = Some(one.occupancies[0].id);
    assert_eq!(ten(&one, &other), (vec![3], Some(vec![joined, joined])));
    // Another one each; only one of them; and one that a third host takes too.
    other.occupancies = vec![together(group(TEN, 2), 8)];
    assert_eq!(ten(&one, &other), (vec![], None));
    other.occupancies = Vec::new();
    assert_eq!(ten(&one, &other), (vec![], None));
    other.occupancies = vec![together(group(TEN, 2), 7)];
    for case in [&mut one, &mut other] {
        seats(&mut case.occupancies[0]).hosts = 3;
    }
    assert_eq!(ten(&one, &other), (vec![], None));
}

#[test]
fn seats_have_a_bound() {
    let mut case = class();
    for seats in [0, 1001] {
        case.rules.seats = seats;
        let refused = verify(&case, Released::default()).unwrap_err();
        assert_eq!(refused, SlotRejection::Rules(InvalidRule { field: "seats", value: seats, min: 1, max: 1000 }));
    }
}
