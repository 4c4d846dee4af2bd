//! What earlier schedulers got wrong, each with the very input that showed it, and every input that must be refused.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; its helpers too")]

mod oracle;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, civil::Date};
use oracle::{Ask, Case, Hours, Oracle, WallClock, booking, event_type};
use scheduling_core::{
    Block, BlockId, BookingId, DateOverrides, DayWindows, HoldId, HostCalendar, Interval, InvalidRule, InvalidWindow,
    Limit, LimitPeriod, LimitScope, LocalTime, MAX_BLOCKS, MAX_OVERRIDES, MAX_WINDOWS, Minutes, OccupiedBy, Released,
    Seat, SlotRules, TooMany, Window, Zone,
    slots::{self, Attempt, Exception, InvalidQuery, OverridableRule, Reason, SlotQuery, SlotRejection},
};
use uuid::Uuid;

const OFFICE: Hours = (9 * 60, 17 * 60);
const WEDNESDAY: &str = "2026-01-14";

/// Monday to Friday, 09:00 to 17:00, half an hour every quarter of an hour.
fn office(zone: &'static str) -> Case {
    let mut case = Case::always_open(zone, at("2026-01-01T10:00:00Z"));
    case.weekly = std::array::from_fn(|day| if day < 5 { vec![OFFICE] } else { Vec::new() });
    case
}

fn open_on(zone: &'static str, date: &str, hours: &[Hours]) -> Case {
    let mut case = Case::always_open(zone, at("2026-01-01T10:00:00Z"));
    case.weekly = std::array::from_fn(|_| Vec::new());
    case.overrides.insert(self::date(date), hours.to_vec());
    case
}

/// The slots of a date of the host, as its wall clock shows them, each of them verified, and the same as the oracle's.
fn local(case: &Case, date: &str) -> Vec<String> {
    let ask = Ask::Dates(case.zone, self::date(date), self::date(date));
    let calendar = case.calendar();
    let slots = slots::generate(&calendar, &case.rules, &ask.query(), case.now).unwrap();
    let starts: Vec<i64> = slots.iter().map(|slot| slot.start_second()).collect();
    let clock = WallClock::around(case, &ask);
    assert_eq!(starts, Oracle::new(case, &clock).starts(&ask));
    let zone: Zone = case.zone.parse().unwrap();
    let shown = slots.iter().map(|slot| {
        slots::verify(&calendar, &case.rules, Attempt::at(slot.start()), case.now).unwrap();
        slot.start().to_zoned(zone.as_jiff().clone()).strftime("%H:%M%:z").to_string()
    });
    shown.collect()
}

fn reasons(case: &Case, start: &str) -> Vec<Reason> {
    slots::explain(&case.calendar(), &case.rules, Attempt::at(at(start)), case.now).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn time(text: &str) -> LocalTime {
    text.parse().unwrap()
}

// Time arithmetic.

#[test]
fn every_slot_on_offer_can_be_booked_wherever_host_and_server_are() {
    for zone in ["America/Los_Angeles", "Pacific/Honolulu", "Australia/Sydney", "Pacific/Auckland", "America/New_York"]
    {
        // `local` verifies each.
        let offered = local(&office(zone), WEDNESDAY);
        assert_eq!(offered.len(), 31, "{zone}");
        assert!(offered[0].starts_with("09:00") && offered[30].starts_with("16:30"), "{zone}: {offered:?}");
    }
    let los_angeles = office("America/Los_Angeles");
    for start in ["2026-01-15T00:00:00Z", "2026-01-15T00:15:00Z", "2026-01-15T00:30:00Z"] {
        assert_eq!(reasons(&los_angeles, start), [], "16:00 to 16:30 of the 14th");
    }
}

#[test]
fn a_booking_of_the_utc_date_before_takes_its_slot() {
    let mut case = office("Australia/Sydney");
    case.occupancies.push(booking(1, at("2026-01-13T22:30:00Z"), 1800));
    let offered = local(&case, WEDNESDAY);
    assert!(!offered.contains(&"09:30+11:00".to_owned()), "{offered:?}");
    assert!(offered.contains(&"09:00+11:00".to_owned()) && offered.contains(&"10:00+11:00".to_owned()), "{offered:?}");
}

#[test]
fn a_booking_that_began_earlier_takes_a_later_start() {
    let mut case = office("Australia/Sydney");
    case.occupancies.push(booking(1, at("2026-01-13T23:30:00Z"), 3600));
    let found = reasons(&case, "2026-01-14T00:00:00Z");
    assert!(matches!(found[..], [Reason::Booked { .. }]), "{found:?}");
}

#[test]
fn the_buffer_of_a_booking_reaches_over_midnight() {
    let mut case = Case::always_open("Europe/London", at("2026-01-01T10:00:00Z"));
    let mut late = booking(1, at("2026-01-14T23:15:00Z"), 1800);
    late.occupied.end += SignedDuration::from_mins(30);
    case.occupancies.push(late);
    assert_eq!(local(&case, "2026-01-15")[0], "00:15+00:00");
}

#[test]
fn a_partial_block_is_meant_in_the_hosts_zone() {
    let mut case = office("America/Los_Angeles");
    case.blocks.push((date(WEDNESDAY), date(WEDNESDAY), Some((12 * 60, 13 * 60))));
    let offered = local(&case, WEDNESDAY);
    assert_eq!(offered.len(), 26);
    assert!(offered.iter().all(|start| start.as_str() <= "11:30-08:00" || start.as_str() >= "13:00-08:00"));

    case.blocks = vec![(date(WEDNESDAY), date(WEDNESDAY), Some((18 * 60, 20 * 60)))];
    assert_eq!(local(&case, WEDNESDAY).len(), 31, "a block outside of the hours removes nothing");
}

#[test]
fn a_blocked_date_takes_that_date_and_no_other() {
    let mut case = office("Pacific/Auckland");
    case.blocks.push((date(WEDNESDAY), date(WEDNESDAY), None));
    assert_eq!(["2026-01-13", WEDNESDAY, "2026-01-15"].map(|date| local(&case, date).len()), [31, 0, 31]);
    let id = BlockId::from_uuid(Uuid::from_u128(1));
    assert_eq!(reasons(&case, "2026-01-13T20:00:00Z"), [Reason::Blocked { block: id }]);
}

#[test]
fn a_daily_limit_counts_on_the_hosts_date() {
    let mut case = office("America/Los_Angeles");
    case.rules.limits = vec![Limit { period: LimitPeriod::Day, scope: LimitScope::Host, max: 1 }];
    // 16:00 of the 13th, which is the 14th in UTC.
    case.occupancies.push(booking(1, at("2026-01-14T00:00:00Z"), 1800));
    assert_eq!(["2026-01-13", WEDNESDAY].map(|date| local(&case, date).len()), [0, 31]);
}

#[test]
fn an_asked_date_is_the_invitees() {
    let case = office("Asia/Tokyo");
    let day = date("2026-03-10");
    let query = SlotQuery::dates("America/Los_Angeles".parse().unwrap(), day, day).unwrap();
    let slots = slots::generate(&case.calendar(), &case.rules, &query, case.now).unwrap();
    // The 11th in Tokyo, 09:00 to 15:45, and the 10th from 16:00 on.
    assert_eq!(slots.first().unwrap().start(), at("2026-03-10T07:00:00Z"));
    assert_eq!(slots.last().unwrap().start(), at("2026-03-11T06:45:00Z"));
    assert_eq!(slots.len(), 31);
}

#[test]
fn hours_that_a_gap_swallows_offer_nothing_and_nothing_before_them() {
    let gap = "2026-03-08";
    assert_eq!(local(&open_on("America/New_York", gap, &[(120, 180)]), gap), [""; 0]);
    let partly = local(&open_on("America/New_York", gap, &[(150, 240)]), gap);
    assert_eq!(partly, ["03:00-04:00", "03:15-04:00", "03:30-04:00"]);
}

#[test]
fn a_repeated_hour_is_two_hours() {
    let fold = "2026-11-01";
    let offered = local(&open_on("America/New_York", fold, &[(0, 180)]), fold);
    let ones: Vec<String> = offered.iter().filter(|start| start.starts_with("01:")).cloned().collect();
    let both = ["01:00-04:00", "01:15-04:00", "01:30-04:00", "01:45-04:00"];
    assert_eq!(ones[..4], both);
    assert_eq!(ones[4..], both.map(|start| start.replace("-04", "-05")));
    assert_eq!(offered.len(), 15);
}

#[test]
fn the_booking_window_ends_with_a_host_date() {
    let mut case = Case::always_open("UTC", at("2026-01-01T10:00:00Z"));
    case.rules.booking_window_days = Some(60);
    let last_date = date("2026-03-02");
    assert_eq!(reasons(&case, "2026-03-02T23:45:00Z"), []);
    assert_eq!(reasons(&case, "2026-03-03T00:00:00Z"), [Reason::Window { last_date }]);
}

#[test]
fn hours_over_midnight_are_an_error_as_one_window_and_work_as_two() {
    let (start, end) = (time("22:00"), time("02:00"));
    assert_eq!(Window::new(start, end), Err(InvalidWindow { start, end }));
    let mut case = open_on("Europe/Berlin", WEDNESDAY, &[(22 * 60, 1440)]);
    case.overrides.insert(date("2026-01-15"), vec![(0, 120)]);
    case.rules.duration = Minutes(60);
    let before = local(&case, WEDNESDAY);
    assert_eq!(before.last().unwrap(), "23:45+01:00");
    assert_eq!(local(&case, "2026-01-15").last().unwrap(), "01:00+01:00");
}

#[test]
fn what_is_not_a_time_a_zone_or_a_date_is_an_error() {
    for text in ["9am", "9:00", "09:60", "24:01", "25:00", "09:00:00", "", "+9:00", "0٩:00", "09-00", " 09:00", "99:99"]
    {
        assert!(text.parse::<LocalTime>().is_err(), "{text:?}");
    }
    assert_eq!(["00:00", "09:05", "23:59", "24:00"].map(|text| time(text).minutes()), [0, 545, 1439, 1440]);
    assert_eq!(["00:00", "09:05", "24:00"].map(|text| time(text).to_string()), ["00:00", "09:05", "24:00"]);
    assert!(LocalTime::from_minutes(1441).is_err());
    for name in ["Mars/Phobos", "", "local", "UTC+3", "../etc/passwd"] {
        assert!(name.parse::<Zone>().unwrap_err().to_string().contains(name), "{name:?}");
    }
    assert!("2026-02-31".parse::<Date>().is_err());
}

// Slot rules.

#[test]
fn the_gap_between_two_meetings_is_what_each_of_them_asks_for() {
    let mut case = office("UTC");
    case.rules.buffer_after = Minutes(15);
    // 10:00 to 10:30, with an hour of its own kept free before and after.
    let mut existing = booking(1, at("2026-01-14T10:00:00Z"), 1800);
    case.occupancies.push(existing.clone());
    let offered = local(&case, WEDNESDAY);
    assert!(offered.contains(&"09:15+00:00".to_owned()) && !offered.contains(&"09:30+00:00".to_owned()));
    assert!(offered.contains(&"10:30+00:00".to_owned()));

    existing.occupied.start -= SignedDuration::from_hours(1);
    existing.occupied.end += SignedDuration::from_hours(1);
    case.occupancies = vec![existing.clone()];
    assert_eq!(local(&case, WEDNESDAY)[0], "11:30+00:00");

    // External busy time keeps the candidate's own buffers.
    case.external_busy = vec![existing.occupied];
    case.occupancies.clear();
    case.rules.buffer_before = Minutes(10);
    assert_eq!(local(&case, WEDNESDAY)[0], "11:45+00:00");
}

#[test]
fn a_booking_that_is_moved_does_not_stand_in_its_own_way() {
    let mut case = office("UTC");
    case.rules.limits = vec![Limit { period: LimitPeriod::Day, scope: LimitScope::Host, max: 1 }];
    let moved = booking(1, at("2026-01-14T10:00:00Z"), 1800);
    let OccupiedBy::Booking(id) = moved.by else { panic!("{moved:?}") };
    let occupancy = moved.id;
    case.occupancies.push(moved);
    let to = |booking: Option<BookingId>| Attempt {
        start: at("2026-01-14T10:15:00Z"),
        released: Released { hold: None, booking: booking.map(|booking| Seat { booking, occupancy }) },
    };
    let verify = |attempt| slots::verify(&case.calendar(), &case.rules, attempt, case.now);
    assert!(verify(to(Some(id))).is_ok());
    assert!(verify(to(Some(BookingId::from_uuid(Uuid::from_u128(7))))).is_err(), "another booking is not this one");
    let refused = verify(to(None)).unwrap_err();
    assert!(matches!(&refused, SlotRejection::Taken(found) if found.len() == 2), "{refused:?}");
}

#[test]
fn hours_that_overlap_are_one_and_list_each_start_once() {
    let offered = local(&open_on("UTC", WEDNESDAY, &[(540, 720), (660, 1020)]), WEDNESDAY);
    assert_eq!(offered.len(), 31);
    let later = local(&open_on("UTC", WEDNESDAY, &[(550, 600)]), WEDNESDAY);
    assert_eq!(later, ["09:10+00:00", "09:25+00:00"]);
}

#[test]
fn a_full_day_lists_nothing() {
    let mut case = office("UTC");
    case.rules.limits = vec![Limit { period: LimitPeriod::Day, scope: LimitScope::Host, max: 2 }];
    case.occupancies.push(booking(1, at("2026-01-14T10:00:00Z"), 1800));
    assert_eq!(local(&case, WEDNESDAY).len(), 28);
    case.occupancies.push(booking(2, at("2026-01-14T12:00:00Z"), 1800));
    assert_eq!(local(&case, WEDNESDAY), [""; 0]);
}

#[test]
fn a_limit_of_an_event_type_counts_that_type() {
    let limit = |scope| vec![Limit { period: LimitPeriod::Day, scope, max: 1 }];
    let mut case = office("UTC");
    let mut other = booking(1, at("2026-01-14T10:00:00Z"), 1800);
    other.event_type = event_type(2);
    case.occupancies.push(other);
    case.rules.limits = limit(LimitScope::EventType);
    assert_eq!(local(&case, WEDNESDAY).len(), 28);
    case.rules.limits = limit(LimitScope::Host);
    assert_eq!(local(&case, WEDNESDAY).len(), 0);
    case.occupancies.push(booking(2, at("2026-01-14T12:00:00Z"), 1800));
    case.rules.limits = limit(LimitScope::EventType);
    assert_eq!(local(&case, WEDNESDAY).len(), 0);
}

#[test]
fn a_week_begins_on_monday_and_a_month_on_its_first() {
    let mut case = Case::always_open("America/New_York", at("2026-01-01T10:00:00Z"));
    let open = |case: &Case, dates: [&str; 4]| dates.map(|date| !local(case, date).is_empty());
    // Sunday 22:00 of the host, Monday in UTC.
    case.occupancies.push(booking(1, at("2026-02-02T03:00:00Z"), 1800));
    let mut limit = Limit { period: LimitPeriod::Week, scope: LimitScope::Host, max: 1 };
    case.rules.limits = vec![limit];
    let dates = ["2026-01-25", "2026-01-26", "2026-02-01", "2026-02-02"];
    assert_eq!(open(&case, dates), [true, false, false, true]);
    limit.period = LimitPeriod::Month;
    case.rules.limits = vec![limit];
    let dates = ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"];
    assert_eq!(open(&case, dates), [true, false, false, true]);
    let count = Reason::Limit { period: LimitPeriod::Month, scope: LimitScope::Host, count: 1, max: 1 };
    assert_eq!(reasons(&case, "2026-02-20T12:00:00Z"), [count]);
}

#[test]
fn an_instant_is_the_same_however_it_is_written() {
    let case = office("UTC");
    for start in ["2026-01-14T09:00:00Z", "2026-01-14T09:00:00.000Z", "2026-01-14T10:00:00+01:00", "2026-01-14T09:00Z"]
    {
        assert_eq!(reasons(&case, start), [], "{start}");
    }
    assert_eq!(reasons(&case, "2026-01-14T09:00:00.001Z"), [Reason::OffGrid]);
    assert_eq!(reasons(&case, "2026-01-14T08:59:59.999Z"), [Reason::OutsideHours]);
}

#[test]
fn rules_out_of_bounds_are_errors_that_name_the_field() {
    type Change = fn(&mut SlotRules, u32);
    let fields: [(&str, Change, u32, u32); 6] = [
        ("duration", |rules, value| rules.duration = Minutes(value), 1, 10_080),
        ("step", |rules, value| rules.step = Minutes(value), 1, 10_080),
        ("buffer_before", |rules, value| rules.buffer_before = Minutes(value), 0, 1440),
        ("buffer_after", |rules, value| rules.buffer_after = Minutes(value), 0, 1440),
        ("minimum_notice", |rules, value| rules.minimum_notice = Minutes(value), 0, 366 * 1440),
        ("booking_window_days", |rules, value| rules.booking_window_days = u16::try_from(value).ok(), 0, 730),
    ];
    let case = office("UTC");
    let calendar = case.calendar();
    let query = Ask::Instants(case.now, case.now).query();
    for (field, change, min, max) in fields {
        let with = |value| {
            let mut rules = case.rules.clone();
            change(&mut rules, value);
            rules
        };
        assert_eq!((with(min).check(), with(max).check()), (Ok(()), Ok(())), "{field}");
        for value in [min.checked_sub(1), Some(max + 1)].into_iter().flatten() {
            let error = InvalidRule { field, value, min, max };
            let rules = with(value);
            assert_eq!(rules.check(), Err(error));
            assert_eq!(slots::generate(&calendar, &rules, &query, case.now), Err(error));
            assert_eq!(slots::explain(&calendar, &rules, Attempt::at(case.now), case.now), Err(error));
            let refused = slots::verify(&calendar, &rules, Attempt::at(case.now), case.now);
            assert_eq!(refused, Err(SlotRejection::Rules(error)));
            assert!(error.to_string().contains(field), "{error}");
        }
    }
}

#[test]
fn a_hold_keeps_the_notice_of_its_own_start_and_event_type() {
    let mut case = office("UTC");
    case.now = at("2026-01-14T09:00:00Z");
    case.rules.minimum_notice = Minutes(120);
    let mut occupancy = booking(1, at("2026-01-14T10:00:00Z"), 1800);
    let hold = HoldId::from_uuid(Uuid::from_u128(1));
    occupancy.by = OccupiedBy::Hold { id: hold, expires_at: at("2026-01-14T09:05:00Z") };
    let explained = |case: &Case, start: &str| {
        let attempt = Attempt { start: at(start), released: Released { hold: Some(hold), booking: None } };
        slots::explain(&case.calendar(), &case.rules, attempt, case.now).unwrap()
    };
    let too_soon = [Reason::Notice { until: at("2026-01-14T11:00:00Z") }];
    case.occupancies = vec![occupancy];
    assert_eq!(explained(&case, "2026-01-14T10:00:00Z"), []);
    assert_eq!(explained(&case, "2026-01-14T10:15:00Z"), too_soon);
    case.occupancies[0].event_type = event_type(2);
    assert_eq!(explained(&case, "2026-01-14T10:00:00Z"), too_soon);
}

#[test]
fn busy_time_of_no_length_takes_nothing() {
    let mut case = office("UTC");
    let inside = at("2026-01-14T10:00:00.5Z");
    for end in [inside, at("2026-01-14T10:00:00.2Z"), at("2026-01-14T09:00:00Z")] {
        case.external_busy = vec![Interval { start: inside, end }];
        assert_eq!(local(&case, WEDNESDAY).len(), 31, "until {end}");
        assert_eq!(reasons(&case, "2026-01-14T10:00:00Z"), []);
    }
    case.external_busy = vec![Interval { start: inside, end: at("2026-01-14T10:00:00.7Z") }];
    assert_eq!(local(&case, WEDNESDAY).len(), 29, "a fifth of a second is some");
    case.external_busy = Vec::new();
    let mut hold = booking(1, inside, 0);
    let (id, expires_at) = (HoldId::from_uuid(Uuid::from_u128(1)), at("2026-02-01T00:00:00Z"));
    hold.by = OccupiedBy::Hold { id, expires_at };
    case.occupancies = vec![hold];
    assert_eq!(local(&case, WEDNESDAY).len(), 31, "nor does a hold");
    assert_eq!(reasons(&case, "2026-01-14T10:00:00Z"), []);
}

#[test]
fn no_exception_makes_a_meeting_that_ends_after_time() {
    let case = Case::always_open("UTC", at("2026-01-01T10:00:00Z"));
    let anywhere = |start| {
        let exception = Exception { attempt: Attempt::at(start), without: OverridableRule::ALL };
        slots::verify_overriding(&case.calendar(), &case.rules, exception, case.now)
    };
    let last = Timestamp::MAX - SignedDuration::from_mins(31);
    let last = Timestamp::from_second(last.as_second()).unwrap();
    assert_eq!(anywhere(last).unwrap().meeting().end, last + SignedDuration::from_mins(30));
    assert!(anywhere(last + SignedDuration::from_mins(2)).is_err());
}

#[test]
fn a_gap_of_exactly_one_meeting_between_busy_times_is_offered() {
    let mut case = office("UTC");
    let busy = |start: &str, end: &str| Interval { start: at(start), end: at(end) };
    case.external_busy = vec![
        busy("2026-01-14T08:00:00Z", "2026-01-14T09:30:00Z"),
        busy("2026-01-14T10:00:00Z", "2026-01-14T10:15:00Z"),
        busy("2026-01-14T10:45:00Z", "2026-01-14T17:00:00Z"),
    ];
    assert_eq!(local(&case, WEDNESDAY), ["09:30+00:00", "10:15+00:00"]);
}

#[test]
fn hours_of_the_date_before_reach_into_a_repeated_midnight() {
    // Clocks went back from 00:01 of the 7th to 23:01 of the 6th.
    let mut case = open_on("America/St_Johns", "2010-11-06", &[(22 * 60, 23 * 60 + 30)]);
    case.now = at("2010-11-01T00:00:00Z");
    (case.rules.duration, case.rules.step) = (Minutes(1), Minutes(1));
    assert_eq!(local(&case, "2010-11-07"), ["00:00-02:30"]);
    assert_eq!(local(&case, "2010-11-06").len(), 120 + 29);
    // Up to 24:00, the hours end when the clock first shows the next date.
    case.overrides.insert(date("2010-11-06"), vec![(22 * 60, 24 * 60)]);
    assert_eq!(local(&case, "2010-11-06").len(), 120);
    case.overrides.clear();
    case.overrides.insert(date("2010-11-07"), vec![(0, 2 * 60)]);
    assert_eq!(local(&case, "2010-11-06").len(), 59);
    assert_eq!(local(&case, "2010-11-07").len(), 121);
}

// Inputs that must be refused.

#[test]
fn a_window_ends_after_it_starts() {
    for (start, end) in [("10:00", "09:00"), ("10:00", "10:00"), ("24:00", "24:00"), ("24:00", "00:00")] {
        let (start, end) = (time(start), time(end));
        assert_eq!(Window::new(start, end), Err(InvalidWindow { start, end }));
    }
    assert!(Window::new(LocalTime::MIDNIGHT, LocalTime::END_OF_DAY).is_ok());
}

#[test]
fn a_block_does_not_end_before_it_starts() {
    let id = BlockId::from_uuid(Uuid::from_u128(1));
    let (first, last) = (date("2026-01-15"), date("2026-01-14"));
    let error = Block::new(id, first, last, None).unwrap_err();
    assert_eq!((error.first, error.last), (first, last));
    assert!(Block::new(id, first, first, None).is_ok());
}

#[test]
fn there_is_a_most_of_everything() {
    let windows = |count: u16| {
        let window =
            |at| Window::new(LocalTime::from_minutes(at * 50).unwrap(), LocalTime::from_minutes(at * 50 + 10).unwrap());
        DayWindows::new((0..count).map(|at| window(at).unwrap()).collect())
    };
    assert_eq!(windows(24).unwrap().as_slice().len(), MAX_WINDOWS);
    assert!(matches!(windows(25), Err(TooMany { count: 25, max: 24, .. })));

    let overrides = |count: i64| {
        let dates =
            (0..count).map(|days| (date("2026-01-01") + SignedDuration::from_hours(24 * days), DayWindows::CLOSED));
        DateOverrides::new(dates.collect::<BTreeMap<_, _>>())
    };
    assert_eq!(overrides(366).unwrap().iter().len(), MAX_OVERRIDES);
    assert!(matches!(overrides(367), Err(TooMany { count: 367, max: 366, .. })));

    let blocks = |count: usize| {
        let mut facts = office("UTC").calendar().facts().clone();
        let id = BlockId::from_uuid(Uuid::from_u128(1));
        facts.blocks = vec![Block::new(id, date(WEDNESDAY), date(WEDNESDAY), None).unwrap(); count];
        HostCalendar::new(facts).map(|calendar| calendar.facts().blocks.len())
    };
    assert_eq!(blocks(1000), Ok(MAX_BLOCKS));
    assert!(matches!(blocks(1001), Err(TooMany { count: 1001, max: 1000, .. })));
}

#[test]
fn a_question_covers_at_most_62_days() {
    let from = at("2026-01-01T00:00:00Z");
    let long = from + SignedDuration::from_hours(62 * 24);
    assert!(SlotQuery::instants(from, long).is_ok());
    assert_eq!(SlotQuery::instants(from, long + SignedDuration::from_nanos(1)), Err(InvalidQuery::TooLong));
    assert_eq!(SlotQuery::instants(long, from), Err(InvalidQuery::Reversed));
    let dates = |first: &str, last: &str| SlotQuery::dates(Zone::UTC, date(first), date(last));
    assert!(dates("2026-01-01", "2026-03-03").is_ok());
    assert_eq!(dates("2026-01-01", "2026-03-04"), Err(InvalidQuery::TooLong));
    assert_eq!(dates("2026-01-02", "2026-01-01"), Err(InvalidQuery::Reversed));
}

#[test]
fn a_question_includes_its_first_instant_and_excludes_its_last() {
    let case = office("UTC");
    let (nine, nano) = (at("2026-01-14T09:00:00Z"), SignedDuration::from_nanos(1));
    let count = |from, to| {
        let query = Ask::Instants(from, to).query();
        slots::generate(&case.calendar(), &case.rules, &query, case.now).unwrap().len()
    };
    assert_eq!([count(nine, nine), count(nine, nine + nano), count(nine - nano, nine)], [0, 1, 0]);
    assert_eq!(count(nine + nano, nine + SignedDuration::from_mins(15)), 0);
}

#[test]
fn the_last_month_of_time_can_be_asked_about() {
    let mut case = Case::always_open("UTC", at("9999-12-29T00:00:00Z"));
    case.rules.limits = vec![Limit { period: LimitPeriod::Month, scope: LimitScope::Host, max: 1 }];
    let day = date("9999-12-30");
    let query = SlotQuery::dates(Zone::UTC, day, Date::MAX).unwrap();
    assert!(!slots::generate(&case.calendar(), &case.rules, &query, case.now).unwrap().is_empty());
}
