//! Times the page on which somebody looks for a time, against what a page may cost.
//!
//! Workload: a month in which each weekday from 09:00 to 17:00 is free, in steps of 15 minutes, seen from another zone, with the
//! first of its dates chosen. Only the page is written: its slots are known. One thread works, so that the time is that of the
//! processor. Prints one JSON object: the median in nanoseconds, and its ratio to what it may be.

use std::{
    error::Error,
    hint::black_box,
    time::{Duration, Instant},
};

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    DateOverrides, EventTypeId, HostCalendar, HostFacts, HostId, Location, LocationKind, Minutes, SlotRules,
    WeeklySchedule, Zone,
    slots::{self, SlotQuery},
};
use scheduling_render::pages::{Brand, Clock, Frame, Month, Offer, STYLE, Script, Submit, TimesPage, Way};
use uuid::Uuid;

const ROUNDS: usize = 400;
const CALLS: u32 = 10;
/// What a page may cost: 2 ms.
const MOST: u64 = 2_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let now: Timestamp = "2026-03-01T12:00:00Z".parse()?;
    let zone: Zone = "Europe/Berlin".parse()?;
    let (first, last): (Date, Date) = ("2026-03-01".parse()?, "2026-03-31".parse()?);
    let query = SlotQuery::dates(zone.clone(), first, last)?;
    let mut known = slots::generate(&calendar("America/New_York".parse()?)?, &rules(), &query, now)?;
    let count = known.len();
    let days = slots::by_date(&mut known, &zone, first, last);
    let days: Vec<_> = days.iter().filter(|day| !day.slots.is_empty()).collect();
    let here = "/book/acme/ada/intro";
    let link = |date: Date| format!("{here}?month=2026-03&date={date}&timezone=Europe%2FBerlin");
    let free: Vec<_> = days.iter().map(|day| (day.date, day.slots.len(), link(day.date))).collect();
    let said = [("timezone".to_owned(), "Europe/Berlin".to_owned())];
    let location = Location { kind: LocationKind::GoogleMeet, value: None, display_name: None };
    let page = TimesPage {
        offer: Offer {
            name: "Intro call",
            with: "Ada Lovelace",
            description: Some("What you want to build, and how we can help."),
            duration: Minutes(30),
            location: &location,
            requires_approval: false,
            confirms_address: false,
            all: "/book/acme/ada",
        },
        zone: &zone,
        clock: Clock::of(""),
        month: Month {
            first,
            today: first,
            free: &free,
            earlier: None,
            later: Some(("2026-04-01".parse()?, "/book/acme/ada/intro?month=2026-04")),
            next: None,
        },
        chosen: days.first().map(|day| (day.date, day.slots)),
        hold: Submit {
            action: "/book/acme/ada/intro/holds",
            key: "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6",
            hidden: &said,
        },
        way: Way::Links(here),
        besides: &said,
        obstacle: None,
    };
    let live = "/book/acme/ada/intro/live?month=2026-03&timezone=Europe%2FBerlin";
    let scripts = [Script::Times { zone: zone.name(), is_own_wanted: false, live }];
    let styles = [STYLE.to_owned()];
    let brand = Some(Brand { name: "Acme", logo: None });
    let frame = Frame { styles: &styles, scripts: &scripts, brand, ..Frame::default() };
    let bytes = page.render(&frame).len();
    let ns = median(|| {
        black_box(black_box(&page).render(&frame));
    });
    #[expect(clippy::cast_precision_loss, reason = "nanoseconds of a benchmark are far below 2^52")]
    let ratio = ns as f64 / MOST as f64;
    println!(r#"{{"row":"times page","slots":{count},"bytes":{bytes},"most_ns":{MOST},"ns":{ns},"ratio":{ratio:.3}}}"#);
    Ok(())
}

fn median(mut run: impl FnMut()) -> u64 {
    let mut samples: Vec<Duration> = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..CALLS {
            run();
        }
        samples.push(start.elapsed() / CALLS);
    }
    samples.sort_unstable();
    samples.get(ROUNDS / 2).map_or(0, |median| u64::try_from(median.as_nanos()).unwrap_or(u64::MAX))
}

fn rules() -> SlotRules {
    SlotRules {
        event_type: EventTypeId::from_uuid(Uuid::from_u128(1)),
        duration: Minutes(30),
        step: Minutes(15),
        seats: 1,
        buffer_before: Minutes(0),
        buffer_after: Minutes(0),
        minimum_notice: Minutes(0),
        booking_window_days: Some(60),
        limits: Vec::new(),
    }
}

fn calendar(zone: Zone) -> Result<HostCalendar, Box<dyn Error>> {
    let facts = HostFacts {
        host: HostId::from_uuid(Uuid::from_u128(1)),
        zone,
        weekly: WeeklySchedule::office_hours(),
        overrides: DateOverrides::default(),
        blocks: Vec::new(),
        holidays: Vec::new(),
        occupancies: Vec::new(),
        external_busy: Vec::new(),
    };
    Ok(HostCalendar::new(facts)?)
}
