//! Times `generate` against the floor of writing the same slots into a `Vec`, both in one run.
//!
//! Workload W: Monday to Friday 09:00–17:00 `America/New_York`, 30-minute meetings every 15 minutes, buffers 0 and 15,
//! notice 24 h, window 60 days, 31 days asked, B busy intervals spread evenly over the window; then 5000 of them before
//! or after the asked days, against none; then ten hosts with so many each, a few minutes apart, together and in turn,
//! against one of them. Prints one JSON object a row: medians in nanoseconds, and ratios.

use std::{
    error::Error,
    hint::black_box,
    ops::Range,
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{
    BookingId, DateOverrides, EventTypeId, HostCalendar, HostFacts, HostId, Interval, Minutes, Occupancy, OccupancyId,
    OccupiedBy, SlotRules, WeeklySchedule, Zone,
    slots::{self, SlotQuery, TeamCalendar, TeamHost},
};
use uuid::Uuid;

const ROUNDS: usize = 400;
const CALLS: u32 = 25;
/// Over which busy intervals are spread.
const WINDOW: SignedDuration = SignedDuration::from_hours(24 * 60);

fn main() -> Result<(), Box<dyn Error>> {
    let now: Timestamp = "2026-03-02T12:00:00Z".parse()?;
    let zone: Zone = "America/New_York".parse()?;
    let query = SlotQuery::dates(zone.clone(), "2026-03-04".parse()?, "2026-04-03".parse()?)?;
    let rules = rules();
    let empty = calendar(&zone, now..now + WINDOW, 0)?;
    let pairs: Vec<(i64, i64)> = slots::generate(&empty, &rules, &query, now)?
        .iter()
        .map(|slot| (slot.start_second(), slot.end_second()))
        .collect();
    for busy in [0, 50, 500, 5000] {
        let calendar = calendar(&zone, now..now + WINDOW, busy)?;
        let count = slots::generate(&calendar, &rules, &query, now)?.len();
        // The two are measured in turns, so that whatever else the machine does meets both.
        let [floor, generate] = medians([&mut || write_floor(&pairs), &mut || {
            black_box(slots::generate(black_box(&calendar), &rules, &query, now)).ok();
        }]);
        println!(
            r#"{{"row":"generate","busy":{busy},"slots":{count},"floor_ns":{floor},"ns":{generate},"ratio":{:.2}}}"#,
            nanos(generate) / nanos(floor)
        );
    }
    let after: Timestamp = "2026-05-01T00:00:00Z".parse()?;
    for (side, spread) in [("before", now - WINDOW..now), ("after", after..after + WINDOW)] {
        let elsewhere = calendar(&zone, spread, 5000)?;
        let list = |calendar: &HostCalendar| {
            black_box(slots::generate(black_box(calendar), &rules, &query, now)).ok();
        };
        let [without, with] = medians([&mut || list(&empty), &mut || list(&elsewhere)]);
        println!(
            r#"{{"row":"busy outside","side":"{side}","busy":5000,"without_ns":{without},"ns":{with},"ratio":{:.2}}}"#,
            nanos(with) / nanos(without)
        );
    }
    for busy in [0, 50, 500, 5000] {
        team_of_ten(&zone, &query, (now, busy))?;
    }
    Ok(())
}

/// Ten hosts, whose busy times are six minutes apart, against the first of them.
fn team_of_ten(zone: &Zone, query: &SlotQuery, (now, busy): (Timestamp, u32)) -> Result<(), Box<dyn Error>> {
    let host = |id: u8| -> Result<TeamHost, Box<dyn Error>> {
        let from = now + SignedDuration::from_mins(6 * i64::from(id));
        let mut facts = calendar(zone, from..from + WINDOW, busy)?.facts().clone();
        facts.host = HostId::from_uuid(Uuid::from_u128(id.into()));
        Ok(TeamHost { calendar: HostCalendar::new(facts)?, rules: rules() })
    };
    let hosts = (0..10).map(host).collect::<Result<Vec<_>, _>>()?;
    let (collective, round_robin) = (TeamCalendar::collective(&hosts, zone)?, TeamCalendar::round_robin(&hosts)?);
    let one = hosts.get(..1).unwrap_or_default();
    let list = |team: &TeamCalendar<'_>| {
        black_box(black_box(team).generate(query, now));
    };
    let [one, all, any] = medians([
        &mut || {
            for TeamHost { calendar, rules } in one {
                black_box(slots::generate(black_box(calendar), rules, query, now)).ok();
            }
        },
        &mut || list(&collective),
        &mut || list(&round_robin),
    ]);
    for (kind, team, ns) in [("collective", collective, all), ("round robin", round_robin, any)] {
        println!(
            r#"{{"row":"team of 10","kind":"{kind}","busy":{busy},"slots":{},"one_ns":{one},"ns":{ns},"ratio":{:.2}}}"#,
            team.generate(query, now).len(),
            nanos(ns) / nanos(one)
        );
    }
    Ok(())
}

/// What no implementation can be faster than: the same pairs, known beforehand, written into a new `Vec`.
fn write_floor(pairs: &[(i64, i64)]) {
    let mut out = Vec::with_capacity(1024);
    for pair in black_box(pairs) {
        out.push(*pair);
    }
    black_box(out);
}

fn medians<const N: usize>(mut runs: [&mut dyn FnMut(); N]) -> [u64; N] {
    let mut samples: [Vec<Duration>; N] = std::array::from_fn(|_| Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        for (run, samples) in runs.iter_mut().zip(&mut samples) {
            let start = Instant::now();
            for _ in 0..CALLS {
                run();
            }
            samples.push(start.elapsed() / CALLS);
        }
    }
    samples.map(|mut samples| {
        samples.sort_unstable();
        samples.get(ROUNDS / 2).map_or(0, |median| u64::try_from(median.as_nanos()).unwrap_or(u64::MAX))
    })
}

#[expect(clippy::cast_precision_loss, reason = "nanoseconds of a benchmark are far below 2^52")]
fn nanos(value: u64) -> f64 {
    value as f64
}

fn rules() -> SlotRules {
    SlotRules {
        event_type: EventTypeId::from_uuid(Uuid::from_u128(1)),
        duration: Minutes(30),
        step: Minutes(15),
        seats: 1,
        buffer_before: Minutes(0),
        buffer_after: Minutes(15),
        minimum_notice: Minutes::from_hours(24),
        booking_window_days: Some(60),
        limits: Vec::new(),
    }
}

/// A host with so many busy intervals, spread evenly.
fn calendar(zone: &Zone, spread: Range<Timestamp>, busy: u32) -> Result<HostCalendar, Box<dyn Error>> {
    let length = spread.end.duration_since(spread.start);
    let occupancies = (0..busy).map(|at| {
        let id = Uuid::from_u128(u128::from(at) + 1);
        let past = length / i32::try_from(busy).unwrap_or(i32::MAX) * i32::try_from(at).unwrap_or(0);
        let start = spread.start + past;
        Occupancy {
            id: OccupancyId::from_uuid(id),
            event_type: EventTypeId::from_uuid(Uuid::from_u128(1)),
            start,
            occupied: Interval { start, end: start + SignedDuration::from_mins(10) },
            by: OccupiedBy::Booking(BookingId::from_uuid(id)),
            group: None,
        }
    });
    let facts = HostFacts {
        host: HostId::from_uuid(Uuid::from_u128(1)),
        zone: zone.clone(),
        weekly: WeeklySchedule::office_hours(),
        overrides: DateOverrides::default(),
        blocks: Vec::new(),
        holidays: Vec::new(),
        occupancies: occupancies.collect(),
        external_busy: Vec::new(),
    };
    Ok(HostCalendar::new(facts)?)
}
