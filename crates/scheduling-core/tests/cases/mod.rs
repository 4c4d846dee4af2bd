//! Random hosts, rules and moments, around dates on which the clocks of some zone do something.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; its helpers too")]

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use proptest::{
    array::uniform7,
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::select,
};
use scheduling_core::{
    BookingId, Group, HoldId, Holiday, Interval, Limit, LimitPeriod, LimitScope, Minutes, Occupancy, OccupiedBy,
    SlotRules, Zone,
};
use uuid::Uuid;

use crate::oracle::{self, Case, Hours, event_type};

/// Zones, each with a date around which its clocks do something worth a test.
pub(crate) const PLACES: [(&str, &str); 26] = [
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

/// An instant as seconds and nanoseconds from an anchor.
pub(crate) type Offset = (i64, i32);

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

pub(crate) fn offset() -> impl Strategy<Value = Offset> {
    let nanos = prop_oneof![6 => Just(0), 1 => select(vec![1, 500_000_000, 999_999_999])];
    let seconds = prop_oneof![
        5 => (-288_i64..480).prop_map(|quarter| quarter * 900),
        2 => (-4320_i64..7200).prop_map(|minute| minute * 60),
        1 => -259_200_i64..432_000,
    ];
    (seconds, nanos)
}

pub(crate) fn instant(anchor: Timestamp, (seconds, nanos): Offset) -> Timestamp {
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
                seats: 1 + duration % 3,
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
/// waits for approval. Or the seats of a group meeting.
type Taken = (Offset, i64, (i64, i64), u128, Option<(Expiring, i64)>, Option<Seats>);

/// How many seats there are, how many are taken for good, and who has others until they expire; whether it lasts as long
/// as other meetings.
type Seats = (u32, u32, Vec<(Expiring, i64)>, bool);

#[derive(Clone, Copy, Debug)]
enum Expiring {
    Hold,
    Pending,
}

fn taken() -> impl Strategy<Value = Taken> {
    let length = prop_oneof![3 => Just(30 * 60), 2 => 1_i64..7200, 1 => 1_i64..200_000];
    let buffer = || select(vec![0, 300, 900, 3600]);
    let kind = select(vec![Expiring::Hold, Expiring::Hold, Expiring::Pending]);
    let expiring = (kind, select(vec![-60, -1, 0, 1, 600]));
    let expiry = option::weighted(0.4, expiring.clone());
    let seats = (2_u32..5, 0_u32..5, vec(expiring, 0..3), prop::bool::weighted(0.8));
    (offset(), length, (buffer(), buffer()), 1_u128..3, expiry, option::weighted(0.4, seats))
}

fn occupancy((anchor, now): (Timestamp, Timestamp), rules: &SlotRules, (taken, id): (Taken, u128)) -> Occupancy {
    let (start, length, (before, after), kind, expiry, seats) = taken;
    let start = instant(anchor, start);
    let seconds = SignedDuration::from_secs;
    let length = match seats {
        Some((.., true)) => i64::from(rules.duration.0) * 60,
        _ => length,
    };
    let mut taken = oracle::booking(id, start, length);
    taken.event_type = event_type(kind);
    taken.occupied.start -= seconds(before);
    taken.occupied.end += seconds(after);
    let expires = |id, (kind, left): (Expiring, i64)| {
        let (id, expires_at) = (Uuid::from_u128(id), now + seconds(left));
        match kind {
            Expiring::Hold => OccupiedBy::Hold { id: HoldId::from_uuid(id), expires_at },
            Expiring::Pending => OccupiedBy::Pending { booking: BookingId::from_uuid(id), expires_at },
        }
    };
    if let Some((capacity, kept, expiring, _)) = seats {
        let (end, kept) = (start + seconds(length), kept.min(capacity));
        let expiring = expiring.into_iter().zip(1..).map(|(expiry, seat)| expires(id * 100 + seat, expiry)).collect();
        taken.group = Some(Box::new(Group { end, capacity, hosts: 1, kept, expiring }));
    } else if let Some(expiry) = expiry {
        taken.by = expires(id, expiry);
    }
    taken
}

/// A case around the date of a place.
pub(crate) fn anchored(place: (&'static str, &'static str)) -> impl Strategy<Value = Case> {
    let date: Date = place.1.parse().unwrap();
    let anchor = Zone::UTC.as_jiff().to_timestamp(date.into()).unwrap();
    let near = move || (-3_i64..5).prop_map(move |days| date + days.days());
    let schedule = (uniform7(day()), btree_map(near(), day(), 0..3));
    let days = prop_oneof![4 => 0_i64..3, 1 => 3_i64..20];
    let block = (near(), days, option::of(prop_oneof![3 => hours(), 1 => Just((0, 1440))]));
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
            occupancies: taken.into_iter().zip(1..).map(|taken| occupancy((anchor, now), &rules, taken)).collect(),
            external_busy: busy.collect(),
            rules,
            now,
            hosts: 1,
            shared: None,
        }
    })
}
