//! Times the JSON of slots against the floor of writing the same pairs by hand, both in one run.
//!
//! Workload W: Monday to Friday 09:00–17:00 `America/New_York`, 30-minute meetings every 15 minutes, notice 24 h, 31 days
//! asked. The floor writes instants that are known beforehand, each with plain arithmetic, straight into one buffer, without
//! grouping them by date. Prints one JSON object a row: medians in nanoseconds, and ratios.

use std::{
    error::Error,
    hint::black_box,
    time::{Duration, Instant},
};

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    DateOverrides, EventTypeId, HostCalendar, HostFacts, HostId, Minutes, SlotRules, Slug, WeeklySchedule, Zone,
    slots::{self, Slot, SlotQuery},
};
use scheduling_http::SlotsBody;
use uuid::Uuid;

const ROUNDS: usize = 400;
const CALLS: u32 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let now: Timestamp = "2026-03-02T12:00:00Z".parse()?;
    let zone: Zone = "America/New_York".parse()?;
    let (first, last): (Date, Date) = ("2026-03-04".parse()?, "2026-04-03".parse()?);
    let query = SlotQuery::dates(zone.clone(), first, last)?;
    let (calendar, rules, slug) = (calendar(&zone)?, rules(), "intro".parse::<Slug>()?);
    let known = slots::generate(&calendar, &rules, &query, now)?;
    let pairs: Vec<(i64, i64)> = known.iter().map(|slot| (slot.start_second(), slot.end_second())).collect();
    let write = |mut slots: Vec<Slot>| {
        let days = slots::by_date(&mut slots, &zone, first, last);
        let event_type = rules.event_type;
        let body = SlotsBody {
            zone: &zone,
            event_type,
            slug: &slug,
            duration: rules.duration,
            seats: 1,
            days: &days,
            hosts: &[],
        };
        black_box(body.to_json());
    };
    let generate = || slots::generate(black_box(&calendar), &rules, &query, now);
    // They are measured in turns, so that whatever else the machine does meets all.
    let [floor, json, both] =
        medians([&mut || write_floor(&pairs), &mut || write(black_box(&known).clone()), &mut || {
            let _: Option<()> = generate().ok().map(write);
        }]);
    for (row, ns) in [("json", json), ("generate with json", both)] {
        let ratio = nanos(ns) / nanos(floor);
        println!(r#"{{"row":"{row}","slots":{},"floor_ns":{floor},"ns":{ns},"ratio":{ratio:.2}}}"#, pairs.len());
    }
    Ok(())
}

/// What a programmer writes by hand: the days to a date by Hinnant's algorithm, and two digits at a time.
fn write_floor(pairs: &[(i64, i64)]) {
    let mut out = Vec::with_capacity(pairs.len() * 70 + 2);
    out.push(b'[');
    for (start, end) in black_box(pairs) {
        out.extend_from_slice(br#"{"startTime":""#);
        write_instant(*start, &mut out);
        out.extend_from_slice(br#"","endTime":""#);
        write_instant(*end, &mut out);
        out.extend_from_slice(br#""},"#);
    }
    out.push(b']');
    black_box(out);
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "instants of this century")]
fn write_instant(second: i64, out: &mut Vec<u8>) {
    let (days, of_day) = ((second / 86_400) as u32, (second % 86_400) as u32);
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + u32::from(month <= 2);
    let [y1, y2] = two_digits(year / 100);
    let [y3, y4] = two_digits(year % 100);
    let [m1, m2] = two_digits(month);
    let [d1, d2] = two_digits(day);
    let [h1, h2] = two_digits(of_day / 3600);
    let [n1, n2] = two_digits(of_day / 60 % 60);
    let [s1, s2] = two_digits(of_day % 60);
    let text = [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'Z'];
    out.extend_from_slice(&text);
}

const fn two_digits(value: u32) -> [u8; 2] {
    [b'0' + (value / 10 % 10) as u8, b'0' + (value % 10) as u8]
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

fn calendar(zone: &Zone) -> Result<HostCalendar, Box<dyn Error>> {
    let facts = HostFacts {
        host: HostId::from_uuid(Uuid::from_u128(1)),
        zone: zone.clone(),
        weekly: WeeklySchedule::office_hours(),
        overrides: DateOverrides::default(),
        blocks: Vec::new(),
        holidays: Vec::new(),
        occupancies: Vec::new(),
        external_busy: Vec::new(),
    };
    Ok(HostCalendar::new(facts)?)
}
