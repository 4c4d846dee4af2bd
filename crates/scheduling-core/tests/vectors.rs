//! Runs the slot vectors of the folder named by `SCHEDULING_VECTORS`, or else of `tests/vectors`.
//!
//! Each expected start must also verify, and each grid start that is not expected must not.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
};

use flate2::read::GzDecoder;
use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    Block, BlockId, BookingId, DateOverrides, DayWindows, EventTypeId, HostCalendar, HostFacts, HostId, Interval,
    Limit, LimitPeriod, LimitScope, Minutes, Occupancy, OccupancyId, OccupiedBy, SlotRules, WeeklySchedule, Window,
    Zone,
    slots::{self, Attempt, SlotQuery},
};
use serde::Deserialize;
use uuid::Uuid;

type Failure = Box<dyn Error>;

#[derive(Deserialize)]
struct Group {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    id: String,
    input: Input,
    expected: Expected,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expected {
    Rejected(String),
    Instants(Vec<Instant>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Instant {
    Text(Timestamp),
    Second(i64),
}

type Windows = Vec<(String, String)>;

#[derive(Deserialize)]
struct Input {
    zone: String,
    weekly: BTreeMap<String, Windows>,
    overrides: BTreeMap<Date, Windows>,
    blocks: Vec<BlockInput>,
    bookings: Vec<(Timestamp, Timestamp)>,
    external_busy: Vec<(Timestamp, Timestamp)>,
    duration: u32,
    step: u32,
    buffer_before: u32,
    buffer_after: u32,
    min_notice: u32,
    window_days: Option<u16>,
    daily_limit: Option<u32>,
    now: Timestamp,
    query: QueryInput,
}

#[derive(Deserialize)]
struct BlockInput {
    from: Date,
    to: Date,
    start: Option<String>,
    end: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum QueryInput {
    Instants { from: Timestamp, to: Timestamp },
    Dates { zone: String, first: Date, last: Date },
}

struct Case {
    calendar: HostCalendar,
    rules: SlotRules,
    query: SlotQuery,
    now: Timestamp,
}

#[test]
fn vectors_hold() {
    let folder = std::env::var_os("SCHEDULING_VECTORS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors"));
    let vectors = load(&folder).unwrap();
    // A file that is absent is not run: a folder may have calendar messages only.
    let others = folder.join("ical.json").exists();
    assert!(!vectors.is_empty() || others, "no vectors in {}", folder.display());
    let failures: Vec<String> = vectors.iter().filter_map(|vector| check(vector).err()).collect();
    println!("{} vectors from {}", vectors.len(), folder.display());
    assert!(failures.is_empty(), "{} of {} vectors failed:\n{}", failures.len(), vectors.len(), failures.join("\n"));
}

fn load(folder: &Path) -> Result<Vec<Vector>, Failure> {
    let mut vectors = Vec::new();
    for name in ["peer.json", "dst.json", "boundary.json"] {
        let path = folder.join(name);
        if path.exists() {
            let group: Group = serde_json::from_reader(BufReader::new(File::open(path)?))?;
            vectors.extend(group.vectors);
        }
    }
    let path = folder.join("random.jsonl.gz");
    if path.exists() {
        for line in BufReader::new(GzDecoder::new(File::open(path)?)).lines() {
            vectors.push(serde_json::from_str(&line?)?);
        }
    }
    Ok(vectors)
}

fn check(vector: &Vector) -> Result<(), String> {
    let id = &vector.id;
    let answer = case(&vector.input).and_then(|case| {
        let slots = slots::generate(&case.calendar, &case.rules, &case.query, case.now)?;
        Ok((case, slots))
    });
    match (&vector.expected, answer) {
        (Expected::Rejected(word), Err(_)) if word == "rejected" => Ok(()),
        (Expected::Rejected(_), Err(_)) => Err(format!("{id}: an expectation that nobody knows")),
        (Expected::Rejected(_), Ok(_)) => Err(format!("{id}: accepted, must be rejected")),
        (Expected::Instants(_), Err(error)) => Err(format!("{id}: rejected: {error}")),
        (Expected::Instants(expected), Ok((case, slots))) => {
            let found: Vec<i64> = slots.iter().map(|slot| slot.start_second()).collect();
            let expected: Vec<i64> = expected.iter().map(Instant::second).collect();
            if found != expected {
                let missing: Vec<_> = expected.iter().filter(|start| !found.contains(start)).collect();
                let extra: Vec<_> = found.iter().filter(|start| !expected.contains(start)).collect();
                return Err(format!("{id}: missing {missing:?}, too many {extra:?}"));
            }
            verifies(&case, &found).map_err(|why| format!("{id}: {why}"))
        }
    }
}

/// Listing and verifying agree on every minute around the found starts.
fn verifies(case: &Case, found: &[i64]) -> Result<(), String> {
    let found: BTreeSet<i64> = found.iter().copied().collect();
    let minutes = found.iter().flat_map(|start| (-20..=20).map(move |minute| start + minute * 60));
    for start in minutes.collect::<BTreeSet<i64>>() {
        let at = Timestamp::from_second(start).map_err(|error| error.to_string())?;
        let query = SlotQuery::instants(at, Timestamp::from_second(start + 1).map_err(|error| error.to_string())?);
        let query = query.map_err(|error| error.to_string())?;
        let listed =
            slots::generate(&case.calendar, &case.rules, &query, case.now).map_err(|error| error.to_string())?;
        let verified = slots::verify(&case.calendar, &case.rules, Attempt::at(at), case.now);
        if found.contains(&start) && verified.is_err() {
            return Err(format!("{at} is listed, but not verified: {verified:?}"));
        }
        if verified.is_ok() == listed.is_empty() {
            return Err(format!("{at}: listed {listed:?}, verified {verified:?}"));
        }
        if let Err(slots::SlotRejection::Taken(reasons)) = verified
            && reasons.is_empty()
        {
            return Err(format!("{at} is refused without a reason"));
        }
    }
    Ok(())
}

impl Instant {
    fn second(&self) -> i64 {
        match self {
            Self::Text(instant) => instant.as_second(),
            Self::Second(second) => *second,
        }
    }
}

fn case(input: &Input) -> Result<Case, Failure> {
    let event_type = EventTypeId::from_uuid(Uuid::from_u128(1));
    let mut days: [DayWindows; 7] = Default::default();
    for (name, windows) in &input.weekly {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let at = names.iter().position(|day| day == name).ok_or("unknown weekday")?;
        *days.get_mut(at).ok_or("seven weekdays")? = day_windows(windows)?;
    }
    let mut overrides = BTreeMap::new();
    for (date, windows) in &input.overrides {
        overrides.insert(*date, day_windows(windows)?);
    }
    let blocks = input.blocks.iter().zip(1..).map(|(block, id)| block_of(block, id));
    let occupancies = input.bookings.iter().zip(1..).map(|((start, end), id)| Occupancy {
        id: OccupancyId::from_uuid(Uuid::from_u128(id)),
        event_type,
        start: *start,
        occupied: Interval { start: *start, end: *end },
        by: OccupiedBy::Booking(BookingId::from_uuid(Uuid::from_u128(id))),
        group: None,
    });
    let facts = HostFacts {
        host: HostId::from_uuid(Uuid::from_u128(1)),
        zone: input.zone.parse()?,
        weekly: WeeklySchedule::from_monday(days),
        overrides: DateOverrides::new(overrides)?,
        blocks: blocks.collect::<Result<_, _>>()?,
        holidays: Vec::new(),
        occupancies: occupancies.collect(),
        external_busy: input.external_busy.iter().map(|(start, end)| Interval { start: *start, end: *end }).collect(),
    };
    let daily = input.daily_limit.map(|max| Limit { period: LimitPeriod::Day, scope: LimitScope::Host, max });
    let rules = SlotRules {
        event_type,
        duration: Minutes(input.duration),
        step: Minutes(input.step),
        seats: 1,
        buffer_before: Minutes(input.buffer_before),
        buffer_after: Minutes(input.buffer_after),
        minimum_notice: Minutes(input.min_notice),
        booking_window_days: input.window_days,
        limits: daily.into_iter().collect(),
    };
    let query = match &input.query {
        QueryInput::Instants { from, to } => SlotQuery::instants(*from, *to)?,
        QueryInput::Dates { zone, first, last } => SlotQuery::dates(zone.parse::<Zone>()?, *first, *last)?,
    };
    Ok(Case { calendar: HostCalendar::new(facts)?, rules, query, now: input.now })
}

fn day_windows(windows: &Windows) -> Result<DayWindows, Failure> {
    let windows = windows.iter().map(|(start, end)| window(start, end));
    Ok(DayWindows::new(windows.collect::<Result<_, _>>()?)?)
}

fn window(start: &str, end: &str) -> Result<Window, Failure> {
    Ok(Window::new(start.parse()?, end.parse()?)?)
}

fn block_of(block: &BlockInput, id: u128) -> Result<Block, Failure> {
    let hours = match (&block.start, &block.end) {
        (Some(start), Some(end)) => Some(window(start, end)?),
        (None, None) => None,
        _ => return Err("a block with one end only".into()),
    };
    Ok(Block::new(BlockId::from_uuid(Uuid::from_u128(id)), block.from, block.to, hours)?)
}
