//! The rules of `docs/slots.md` a second time, naively: a walk over instants that asks jiff what the host's clock shows.
//!
//! It must not share code or ideas with `src/slots`: no interval arithmetic on windows, no table of offsets, no sweep.
//! Where the zone's offsets have seconds it walks by the second, else by the minute.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking; its helpers too"
)]

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, DateTime, Weekday},
};
use scheduling_core::{
    Block, BlockId, BookingId, DateOverrides, DayWindows, EventTypeId, Holiday, HostCalendar, HostFacts, HostId,
    Interval, LimitPeriod, LimitScope, LocalTime, Minutes, Occupancy, OccupancyId, OccupiedBy, Released, SlotRules,
    WeeklySchedule, Window, Zone,
    slots::{Reason, SlotQuery},
};
use uuid::Uuid;

/// Local hours of a date, `[start, end)` in minutes after midnight.
pub(crate) type Hours = (u16, u16);

/// A host, rules and a moment, as plain as possible.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) zone: &'static str,
    /// Monday first.
    pub(crate) weekly: [Vec<Hours>; 7],
    pub(crate) overrides: BTreeMap<Date, Vec<Hours>>,
    pub(crate) blocks: Vec<(Date, Date, Option<Hours>)>,
    pub(crate) holidays: Vec<Holiday>,
    pub(crate) occupancies: Vec<Occupancy>,
    pub(crate) external_busy: Vec<Interval>,
    pub(crate) rules: SlotRules,
    pub(crate) now: Timestamp,
    /// How many hosts take a meeting together; and what all of them are in, if others are asked too.
    pub(crate) hosts: u32,
    pub(crate) shared: Option<BTreeSet<OccupancyId>>,
}

/// A question, as plain as possible.
#[derive(Clone, Debug)]
pub(crate) enum Ask {
    Instants(Timestamp, Timestamp),
    Dates(&'static str, Date, Date),
}

/// What a wall clock shows: a date, and seconds after its midnight.
type Shown = (Date, i64);

/// What the clocks of a zone show at each tick of a stretch of time.
pub(crate) struct WallClock {
    zone: Zone,
    origin: i64,
    tick: i64,
    shown: Vec<Shown>,
    /// The ticks at which each date is shown, ascending.
    of_date: BTreeMap<Date, Vec<usize>>,
}

/// The rules, applied to one case over the stretch of a wall clock.
pub(crate) struct Oracle<'a> {
    case: &'a Case,
    clock: &'a WallClock,
    open: Vec<bool>,
    /// For each block, whether it blocks a tick.
    blocked: Vec<Vec<bool>>,
    /// The same for each holiday.
    off: Vec<Vec<bool>>,
    candidates: BTreeSet<i64>,
    today: Date,
}

impl Case {
    /// A host of a zone who is always open and has nothing to do; half an hour every quarter of an hour.
    pub(crate) fn always_open(zone: &'static str, now: Timestamp) -> Self {
        Self {
            zone,
            weekly: std::array::from_fn(|_| vec![(0, 1440)]),
            overrides: BTreeMap::new(),
            blocks: Vec::new(),
            holidays: Vec::new(),
            occupancies: Vec::new(),
            external_busy: Vec::new(),
            rules: SlotRules {
                event_type: event_type(1),
                duration: Minutes(30),
                step: Minutes(15),
                seats: 1,
                buffer_before: Minutes(0),
                buffer_after: Minutes(0),
                minimum_notice: Minutes(0),
                booking_window_days: None,
                limits: Vec::new(),
            },
            now,
            hosts: 1,
            shared: None,
        }
    }

    pub(crate) fn calendar(&self) -> HostCalendar {
        let overrides = self.overrides.iter().map(|(date, hours)| (*date, day_windows(hours)));
        let blocks = self.blocks.iter().zip(1..).map(|((first, last, hours), id)| {
            Block::new(block_id(id), *first, *last, hours.map(window)).expect("cases hold valid blocks")
        });
        HostCalendar::new(HostFacts {
            host: HostId::from_uuid(Uuid::from_u128(1)),
            zone: zone(self.zone),
            weekly: WeeklySchedule::from_monday(self.weekly.each_ref().map(|hours| day_windows(hours))),
            overrides: DateOverrides::new(overrides.collect()).expect("cases hold few overrides"),
            blocks: blocks.collect(),
            holidays: self.holidays.clone(),
            occupancies: self.occupancies.clone(),
            external_busy: self.external_busy.clone(),
        })
        .expect("cases hold few blocks")
    }
}

impl Ask {
    pub(crate) fn query(&self) -> SlotQuery {
        match *self {
            Self::Instants(from, to) => SlotQuery::instants(from, to),
            Self::Dates(name, first, last) => SlotQuery::dates(zone(name), first, last),
        }
        .expect("cases ask valid questions")
    }

    /// A stretch of seconds that holds every start that is asked for.
    pub(crate) fn around(&self) -> (i64, i64) {
        match self {
            Self::Instants(from, to) => (from.as_second() - 1, to.as_second() + 1),
            Self::Dates(_, first, last) => {
                let midnight = |date: &Date| Zone::UTC.as_jiff().to_timestamp((*date).into()).unwrap().as_second();
                (midnight(first) - 86_400, midnight(last) + 2 * 86_400)
            }
        }
    }

    /// Rule 5.
    pub(crate) fn includes(&self, start: Timestamp) -> bool {
        match self {
            Self::Instants(from, to) => *from <= start && start < *to,
            Self::Dates(name, first, last) => {
                let date = zone(name).as_jiff().to_datetime(start).date();
                *first <= date && date <= *last
            }
        }
    }
}

impl WallClock {
    /// Reads the clock of a zone at each tick from `from` to `to`, in seconds since 1970.
    pub(crate) fn new(name: &str, from: i64, to: i64) -> Self {
        let zone = zone(name);
        let minutes = || (from.div_euclid(60)..=to.div_euclid(60)).map(|minute| minute * 60);
        let has_seconds = minutes().any(|second| zone.as_jiff().to_offset(at(second)).seconds() % 60 != 0);
        let tick = if has_seconds { 1 } else { 60 };
        let origin = from.div_euclid(60) * 60;
        let ticks = (origin..=to).step_by(usize::try_from(tick).unwrap());
        let shown: Vec<Shown> = ticks.map(|second| seconds_shown(zone.as_jiff().to_datetime(at(second)))).collect();
        let mut of_date: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        for (tick, (date, _)) in shown.iter().enumerate() {
            of_date.entry(*date).or_default().push(tick);
        }
        Self { zone, origin, tick, shown, of_date }
    }

    /// A clock that reaches far enough around the asked starts of a case.
    pub(crate) fn around(case: &Case, ask: &Ask) -> Self {
        const MARGIN: i64 = 2 * 86_400 + 7_200;
        let (from, to) = ask.around();
        Self::new(case.zone, from - MARGIN, to + i64::from(case.rules.duration.0) * 60 + MARGIN)
    }

    fn second(&self, tick: usize) -> i64 {
        self.origin + i64::try_from(tick).unwrap() * self.tick
    }

    /// The ticks that share an instant with `[from, to)`.
    fn ticks(&self, from: i64, to: i64) -> std::ops::Range<usize> {
        let first = (from - self.origin).div_euclid(self.tick);
        let end = (to - self.origin + self.tick - 1).div_euclid(self.tick);
        usize::try_from(first).expect("the clock was read there")..usize::try_from(end).unwrap()
    }

    fn date(&self, instant: Timestamp) -> Date {
        self.zone.as_jiff().to_datetime(instant).date()
    }

    /// The first tick from `from` on whose date satisfies `wanted`.
    fn first_tick(&self, from: usize, wanted: impl Fn(Date) -> bool) -> usize {
        let found = self.shown[from..].iter().position(|shown| wanted(shown.0));
        found.map_or(self.shown.len(), |past| from + past)
    }

    /// Rule 2: the ticks of a window of a date.
    fn resolve(&self, date: Date, hours: Hours) -> Option<std::ops::Range<usize>> {
        let (from, to) = (i64::from(hours.0) * 60, i64::from(hours.1) * 60);
        let ticks = self.of_date.get(&date)?;
        let first = *ticks.iter().find(|tick| self.shown[**tick].1 >= from)?;
        let end = if hours.1 == 1440 {
            self.first_tick(first, |shown| shown > date)
        } else {
            *ticks.iter().rev().find(|tick| self.shown[**tick].1 < to)? + 1
        };
        (first < end).then_some(first..end)
    }
}

impl<'a> Oracle<'a> {
    pub(crate) fn new(case: &'a Case, clock: &'a WallClock) -> Self {
        let mut open = vec![false; clock.shown.len()];
        let mut candidates = BTreeSet::new();
        let step = usize::try_from(case.rules.step.0).unwrap() * 60;
        for date in clock.of_date.keys() {
            for window in windows_of_date(case, clock, *date) {
                open[window.clone()].fill(true);
                let (start, end) = (clock.second(window.start), clock.second(window.end));
                candidates.extend((start..end).step_by(step));
            }
        }
        let blocked = case.blocks.iter().map(|block| blocked_ticks(clock, block)).collect();
        let off = case.holidays.iter().map(|holiday| {
            let works = case.overrides.contains_key(&holiday.date);
            let whole = blocked_ticks(clock, &(holiday.date, holiday.date, None));
            whole.into_iter().map(|blocked| blocked && !works).collect()
        });
        let off = off.collect();
        Self { case, clock, open, blocked, off, candidates, today: clock.date(case.now) }
    }

    /// The starts that are asked for and pass every rule, ascending.
    pub(crate) fn starts(&self, ask: &Ask) -> Vec<i64> {
        self.slots(ask).into_iter().map(|(start, _)| start).collect()
    }

    /// The same, each with the seats that can still be had.
    pub(crate) fn slots(&self, ask: &Ask) -> Vec<(i64, u32)> {
        let asked = self.candidates.iter().copied().filter(|start| ask.includes(at(*start)));
        let free = asked.filter(|start| self.reasons(*start, Released::default()).is_empty());
        free.map(|start| (start, self.seats_left(start))).collect()
    }

    /// Whether the host works all the time from one second to before another.
    pub(crate) fn is_open(&self, from: i64, to: i64) -> bool {
        self.clock.ticks(from, to).all(|tick| self.open[tick])
    }

    /// Every rule that takes a start (a whole second) away.
    pub(crate) fn reasons(&self, start: i64, released: Released) -> Vec<Reason> {
        let hours = self.hours(start);
        let notice = self.notice(start, released);
        let window = self.window(start);
        let limits = self.limits(start, released);
        let found = hours.into_iter().chain(notice).chain(window).chain(limits);
        found.chain(self.blocks(start)).chain(self.busy(start, released)).collect()
    }

    fn meeting(&self, start: i64) -> Interval {
        Interval { start: at(start), end: at(start) + minutes(self.case.rules.duration) }
    }

    /// Rules 3 and 4.
    fn hours(&self, start: i64) -> Option<Reason> {
        if !self.is_open(start, self.meeting(start).end.as_second()) {
            return Some(Reason::OutsideHours);
        }
        (!self.candidates.contains(&start)).then_some(Reason::OffGrid)
    }

    /// Rule 6, and what rule 8 says of a held slot.
    fn notice(&self, start: i64, released: Released) -> Option<Reason> {
        let is_named = |seat: &OccupiedBy| matches!(*seat, OccupiedBy::Hold { id, expires_at } if Some(id) == released.hold && self.case.now < expires_at);
        let held_here = |occupancy: &&Occupancy| {
            seats(occupancy).iter().any(is_named)
                && occupancy.start == at(start)
                && occupancy.event_type == self.case.rules.event_type
        };
        let held = self.case.occupancies.iter().any(|occupancy| held_here(&occupancy));
        let notice = if held { SignedDuration::ZERO } else { minutes(self.case.rules.minimum_notice) };
        let first = self.case.now + notice;
        let whole = at(first.as_second());
        let until = if whole < first { at(first.as_second() + 1) } else { whole };
        (at(start) < first).then_some(Reason::Notice { until })
    }

    /// Rule 7.
    fn window(&self, start: i64) -> Option<Reason> {
        let last_date = self.today + i64::from(self.case.rules.booking_window_days?).days();
        (self.clock.date(at(start)) > last_date).then_some(Reason::Window { last_date })
    }

    /// Rule 8.
    fn limits(&self, start: i64, released: Released) -> Vec<Reason> {
        let date = self.clock.date(at(start));
        let mut full = Vec::new();
        let joined = self.joined(start, released).map(|joined| joined.id);
        for limit in &self.case.rules.limits {
            let mut count = 0;
            for occupancy in self.counted(released).filter(|other| Some(other.id) != joined) {
                let other = self.clock.date(occupancy.start);
                let scoped = limit.scope == LimitScope::Host || occupancy.event_type == self.case.rules.event_type;
                let together = match limit.period {
                    LimitPeriod::Day => other == date,
                    LimitPeriod::Week => monday(other) == monday(date),
                    LimitPeriod::Month => (other.year(), other.month()) == (date.year(), date.month()),
                };
                count += u32::from(scoped && together);
            }
            if count >= limit.max {
                full.push(Reason::Limit { period: limit.period, scope: limit.scope, count, max: limit.max });
            }
        }
        full
    }

    /// Rule 9.
    fn blocks(&self, start: i64) -> impl Iterator<Item = Reason> {
        let meeting = self.clock.ticks(start, self.meeting(start).end.as_second());
        let blocks = self.blocked.iter().zip(1..).filter(move |(blocked, _)| blocked[meeting.clone()].contains(&true));
        let blocks = blocks.map(|(_, id)| Reason::Blocked { block: block_id(id) });
        let meeting = self.clock.ticks(start, self.meeting(start).end.as_second());
        let holidays = self.off.iter().zip(&self.case.holidays);
        let holidays = holidays.filter(move |(off, _)| off[meeting.clone()].contains(&true));
        blocks.chain(holidays.map(|(_, holiday)| Reason::Holiday { holiday: *holiday }))
    }

    /// Rule 10.
    fn busy(&self, start: i64, released: Released) -> Vec<Reason> {
        let rules = &self.case.rules;
        let meeting = self.meeting(start);
        let from = meeting.start - minutes(rules.buffer_before);
        let to = meeting.end + minutes(rules.buffer_after);
        let meets = |busy: Interval| busy.start < busy.end && from < busy.end && busy.start < to;
        let joined = self.joined(start, released).map(|joined| joined.id);
        let others = self.counted(released).filter(|other| Some(other.id) != joined);
        let mut found = Vec::new();
        for occupancy in others.filter(|occupancy| meets(occupancy.occupied)) {
            let live = self.live_seats(occupancy, released);
            let for_good = live.iter().any(|seat| matches!(seat, OccupiedBy::Booking(_)));
            found.push(match if for_good { occupancy.by } else { live[0] } {
                OccupiedBy::Booking(booking) | OccupiedBy::Pending { booking, .. } => Reason::Booked { booking },
                OccupiedBy::Hold { id, .. } => Reason::Held { hold: id },
            });
        }
        let external = self.case.external_busy.iter().filter(|busy| meets(**busy));
        found.extend(external.map(|interval| Reason::Busy { interval: *interval }));
        found
    }

    fn seats_left(&self, start: i64) -> u32 {
        let Some(joined) = self.joined(start, Released::default()) else { return self.case.rules.seats };
        let taken = self.live_seats(joined, Released::default()).len();
        joined.group.as_ref().unwrap().capacity - u32::try_from(taken).unwrap()
    }

    /// The group meeting in which a start would be one more seat.
    fn joined(&self, start: i64, released: Released) -> Option<&Occupancy> {
        let meeting = self.meeting(start);
        self.case.occupancies.iter().find(|occupancy| {
            let Some(group) = &occupancy.group else { return false };
            let taken = self.live_seats(occupancy, released).len();
            let is_shared = self.case.shared.as_ref().is_none_or(|shared| shared.contains(&occupancy.id));
            let is_same = occupancy.event_type == self.case.rules.event_type
                && Interval { start: occupancy.start, end: group.end } == meeting;
            let has_room = taken > 0 && taken < usize::try_from(group.capacity).unwrap();
            is_same && is_shared && group.hosts == self.case.hosts && has_room
        })
    }

    /// What counts at all: whatever somebody has a seat in.
    fn counted(&self, released: Released) -> impl Iterator<Item = &Occupancy> {
        self.case.occupancies.iter().filter(move |occupancy| !self.live_seats(occupancy, released).is_empty())
    }

    fn live_seats(&self, occupancy: &Occupancy, released: Released) -> Vec<OccupiedBy> {
        let mut live = seats(occupancy);
        live.retain(|seat| match *seat {
            OccupiedBy::Hold { id, expires_at } => self.case.now < expires_at && released.hold != Some(id),
            OccupiedBy::Pending { booking, expires_at } => {
                self.case.now < expires_at && released.booking.is_none_or(|given| given.booking != booking)
            }
            OccupiedBy::Booking(_) => true,
        });
        // Seats that are taken for good have no names here; one of them is the booking's that is given up.
        let given = released.booking.filter(|given| given.occupancy == occupancy.id);
        let is_waiting = |given: scheduling_core::Seat| {
            let waits =
                |seat: &OccupiedBy| matches!(seat, OccupiedBy::Pending { booking, .. } if *booking == given.booking);
            seats(occupancy).iter().any(waits)
        };
        if given.is_some_and(|given| !is_waiting(given))
            && let Some(at) = live.iter().position(|seat| matches!(seat, OccupiedBy::Booking(_)))
        {
            live.remove(at);
        }
        live
    }
}

/// Everybody in an occupancy.
fn seats(occupancy: &Occupancy) -> Vec<OccupiedBy> {
    let Some(group) = &occupancy.group else { return vec![occupancy.by] };
    let nobody = OccupiedBy::Booking(BookingId::from_uuid(Uuid::nil()));
    let mut all = vec![nobody; usize::try_from(group.kept).unwrap()];
    all.extend(&group.expiring);
    all
}

/// Rules 1 and 2: the merged windows of a date, as ticks.
fn windows_of_date(case: &Case, clock: &WallClock, date: Date) -> Vec<std::ops::Range<usize>> {
    let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap();
    let hours = case.overrides.get(&date).unwrap_or(&case.weekly[weekday]);
    let in_hours = |minute: &u16| hours.iter().any(|(from, to)| from <= minute && minute < to);
    let mut windows = Vec::new();
    for (from, to) in runs((0..1440).filter(in_hours).map(usize::from)) {
        let hours = (u16::try_from(from).unwrap(), u16::try_from(to).unwrap());
        windows.extend(clock.resolve(date, hours));
    }
    let from = windows.iter().map(|window| window.start).min().unwrap_or(0);
    let to = windows.iter().map(|window| window.end).max().unwrap_or(0);
    let open = (from..to).filter(|tick| windows.iter().any(|window| window.contains(tick)));
    runs(open).into_iter().map(|(from, to)| from..to).collect()
}

/// The stretches `[first, past the last)` of consecutive numbers.
fn runs(ascending: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in ascending {
        match runs.last_mut() {
            Some((_, end)) if *end == number => *end = number + 1,
            _ => runs.push((number, number + 1)),
        }
    }
    runs
}

/// Rule 9: the ticks of a block.
fn blocked_ticks(clock: &WallClock, (first, last, hours): &(Date, Date, Option<Hours>)) -> Vec<bool> {
    let mut blocked = vec![false; clock.shown.len()];
    if let Some(hours) = hours {
        for date in clock.of_date.range(first..=last).map(|(date, _)| *date) {
            if let Some(ticks) = clock.resolve(date, *hours) {
                blocked[ticks].fill(true);
            }
        }
    } else {
        let start = clock.first_tick(0, |shown| shown >= *first);
        let end = clock.first_tick(start, |shown| shown > *last);
        blocked[start..end].fill(true);
    }
    blocked
}

fn monday(mut date: Date) -> Date {
    while date.weekday() != Weekday::Monday {
        date = date.yesterday().unwrap();
    }
    date
}

fn seconds_shown(time: DateTime) -> Shown {
    let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(i64::from);
    (time.date(), hour * 3600 + minute * 60 + second)
}

fn minutes(minutes: Minutes) -> SignedDuration {
    SignedDuration::from_mins(i64::from(minutes.0))
}

fn day_windows(hours: &[Hours]) -> DayWindows {
    DayWindows::new(hours.iter().map(|hours| window(*hours)).collect()).expect("cases hold few windows")
}

fn window((start, end): Hours) -> Window {
    let time = |minutes| LocalTime::from_minutes(minutes).expect("cases hold valid times");
    Window::new(time(start), time(end)).expect("cases hold valid windows")
}

fn zone(name: &str) -> Zone {
    name.parse().expect("cases name zones of the bundled database")
}

fn block_id(id: u128) -> BlockId {
    BlockId::from_uuid(Uuid::from_u128(id))
}

pub(crate) fn event_type(id: u128) -> EventTypeId {
    EventTypeId::from_uuid(Uuid::from_u128(id))
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("cases lie within the years that jiff knows")
}

/// A live booking of the first event type, without buffers of its own.
pub(crate) fn booking(id: u128, start: Timestamp, seconds: i64) -> Occupancy {
    let id = Uuid::from_u128(id);
    Occupancy {
        id: OccupancyId::from_uuid(id),
        event_type: event_type(1),
        start,
        occupied: Interval { start, end: start + SignedDuration::from_secs(seconds) },
        by: OccupiedBy::Booking(BookingId::from_uuid(id)),
        group: None,
    }
}
