//! The slot algorithm for one host: [`generate`] lists, [`verify`] checks one start, [`explain`] says why not, and
//! [`verify_overriding`] checks one start without some of the rules. A [`TeamCalendar`] does the same for several hosts,
//! by the same plan.
//!
//! All of them read one plan, so that every generated slot verifies and every verified slot is generated. The rules are
//! written down, with their numbers, in `docs/slots.md`. Time is counted in whole seconds here: offsets are
//! whole seconds, so every start is one.

mod change;
mod explain;
mod hold;
mod next;
mod overriding;
pub(crate) mod plan;
pub(crate) mod query;
mod team;

use jiff::{Timestamp, civil::Date};

pub(crate) use self::query::{date_of_day, day_number, timestamp};
pub use self::{
    change::{Difference, WorkingTime, difference},
    explain::{Reason, explain},
    hold::{TooMuchHeld, may_hold},
    next::next,
    overriding::{Exception, OverridableRule, RuleOverride, verify_overriding},
    query::{FactsRange, InvalidQuery, LOOK_AHEAD, MAX_QUERY_DAYS, SlotQuery},
    team::{HostReasons, HostSet, InvalidTeam, MAX_TEAM_HOSTS, TeamCalendar, TeamHost, TeamRejection, TeamSlot},
};
use self::{
    plan::{Asked, Plan},
    query::around_days,
};
use crate::{
    facts::{HostCalendar, Released},
    ids::{EventTypeId, HostId, OccupancyId},
    interval::{Interval, Seconds, Span},
    settings::{InvalidRule, SlotRules},
    zone::{Offsets, Zone},
};

/// A time that can be booked. Starts and ends at whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    start: Seconds,
    /// In seconds: as small as it can be, because lists of these are long.
    length: u32,
    seats_left: u32,
}

impl Slot {
    /// When the meeting would start.
    #[must_use]
    pub fn start(self) -> Timestamp {
        timestamp(self.start)
    }

    /// When it would end.
    #[must_use]
    pub fn end(self) -> Timestamp {
        timestamp(self.end_second())
    }

    /// How many seats can still be had: those that are left of a group meeting, or all of a new one.
    #[must_use]
    pub const fn seats_left(self) -> u32 {
        self.seats_left
    }

    /// The start in seconds since the Unix epoch.
    #[must_use]
    pub const fn start_second(self) -> i64 {
        self.start
    }

    /// The end in seconds since the Unix epoch.
    #[must_use]
    pub const fn end_second(self) -> i64 {
        self.start + self.length as i64
    }

    /// A slot of these rules, with so many seats left.
    fn of(rules: &SlotRules, start: Seconds, seats_left: u32) -> Self {
        Self { start, length: rules.duration.0 * 60, seats_left }
    }
}

/// Lists the slots of a host, ascending, each start once.
///
/// Costs two passes over the working hours and one over the busy time of the asked range; busy time outside of it is
/// skipped by bisection.
///
/// # Errors
/// A rule is outside of its bounds.
pub fn generate(
    calendar: &HostCalendar,
    rules: &SlotRules,
    query: &SlotQuery,
    now: Timestamp,
) -> Result<Vec<Slot>, InvalidRule> {
    rules.check()?;
    Ok(list(calendar, rules, query, now))
}

/// The same by rules that have been checked.
fn list(calendar: &HostCalendar, rules: &SlotRules, query: &SlotQuery, now: Timestamp) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::with_capacity(1024);
    let mut ascending = true;
    for starts in query.spans() {
        let plan = Plan::new(calendar, rules, Asked::of_host(starts, now, query.released()));
        plan.each_run(|run| {
            ascending &= slots.last().is_none_or(|last| last.start < run.start);
            slots.extend(run.starts().map(|start| Slot::of(rules, start, rules.seats)));
        });
        let joins = plan.joins();
        ascending &= joins.is_empty();
        slots.extend(joins.iter().map(|join| Slot::of(rules, join.start, join.seats_left)));
    }
    if !ascending {
        slots.sort_unstable();
        slots.dedup();
    }
    slots
}

/// A wish for one start, with what does not count against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The wanted start.
    pub start: Timestamp,
    /// The hold that the request names, and the booking that it moves.
    pub released: Released,
}

impl Attempt {
    /// A wish that gives nothing up.
    #[must_use]
    pub fn at(start: Timestamp) -> Self {
        Self { start, released: Released::default() }
    }
}

/// Proof that a start passed every rule that counts. Only [`verify`], [`verify_overriding`] and [`TeamCalendar`] make one,
/// and only one of these can be booked or held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifiedSlot {
    host: HostId,
    event_type: EventTypeId,
    meeting: Interval,
    occupied: Interval,
    seats: u32,
    joins: Option<OccupancyId>,
}

impl VerifiedSlot {
    /// The one start of a plan, which nothing takes away.
    fn of(plan: &Plan<'_>) -> Self {
        let rules = plan.rules;
        let start = plan.asked.starts.start;
        let end = start + rules.duration.seconds();
        Self {
            host: plan.calendar.facts().host,
            event_type: rules.event_type,
            meeting: Interval { start: timestamp(start), end: timestamp(end) },
            occupied: Interval {
                start: timestamp(start - rules.buffer_before.seconds()),
                end: timestamp(end + rules.buffer_after.seconds()),
            },
            seats: rules.seats,
            joins: plan.joined(start).map(|join| join.occupancy),
        }
    }

    /// Whose time it takes.
    #[must_use]
    pub const fn host(&self) -> HostId {
        self.host
    }

    /// What kind of meeting it is.
    #[must_use]
    pub const fn event_type(&self) -> EventTypeId {
        self.event_type
    }

    /// When the meeting is.
    #[must_use]
    pub const fn meeting(&self) -> Interval {
        self.meeting
    }

    /// The meeting with its buffers.
    #[must_use]
    pub const fn occupied(&self) -> Interval {
        self.occupied
    }

    /// How many seats the meeting has if it is a new one.
    #[must_use]
    pub const fn seats(&self) -> u32 {
        self.seats
    }

    /// The group meeting in which it is one more seat; none if it takes time of its own.
    #[must_use]
    pub const fn joins(&self) -> Option<OccupancyId> {
        self.joins
    }
}

/// Why a start cannot be had: the rules that take it away, in the order of `docs/slots.md`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlotRejection {
    /// At least one rule takes it away.
    #[error("the time is not available: {}", .0.first().map_or("no rule named", Reason::code))]
    Taken(Vec<Reason>),
    /// The rules themselves are outside of their bounds.
    #[error(transparent)]
    Rules(#[from] InvalidRule),
}

/// Checks one start against every rule.
///
/// A hold that the attempt names, live and for this very start and event type, also keeps the notice that held when it
/// was made.
///
/// # Errors
/// The rules that take the start away, or a rule outside of its bounds.
pub fn verify(
    calendar: &HostCalendar,
    rules: &SlotRules,
    attempt: Attempt,
    now: Timestamp,
) -> Result<VerifiedSlot, SlotRejection> {
    rules.check()?;
    judge(&plan_for(calendar, rules, attempt, now), attempt).map_err(SlotRejection::Taken)
}

/// Whether the plan, which is for this one start, leaves it.
fn judge(plan: &Plan<'_>, attempt: Attempt) -> Result<VerifiedSlot, Vec<Reason>> {
    let mut found = false;
    if plan.is_whole(attempt) {
        // The plan is for this one start: any run is it, and any meeting that can be joined.
        plan.each_run(|_| found = true);
        found |= !plan.joins().is_empty();
    }
    if found { Ok(VerifiedSlot::of(plan)) } else { Err(explain::reasons(plan, attempt)) }
}

fn plan_for<'a>(calendar: &'a HostCalendar, rules: &'a SlotRules, attempt: Attempt, now: Timestamp) -> Plan<'a> {
    Plan::new(calendar, rules, asked_for(attempt, now))
}

fn asked_for(attempt: Attempt, now: Timestamp) -> Asked {
    let start = crate::interval::floor(attempt.start);
    Asked::of_host(Span { start, end: start + 1 }, now, attempt.released)
}

impl AsRef<Slot> for Slot {
    fn as_ref(&self) -> &Slot {
        self
    }
}

/// The slots of one date of the invitee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotDay<'a, T = Slot> {
    /// The date in the invitee's zone.
    pub date: Date,
    /// Its slots, ascending; none on a date without slots.
    pub slots: &'a [T],
}

/// Groups ascending slots by the date of their start in a zone, with those dates only that have slots, however far they are
/// apart. For as many slots as a page has: it looks the zone up for each.
pub fn by_dates_of<'a, T: AsRef<Slot>>(slots: &'a mut [T], zone: &Zone) -> Vec<SlotDay<'a, T>> {
    let date_of = |slot: &T| zone.date_of(slot.as_ref().start());
    // Where clocks go back over midnight, the date of a later slot may be the one before.
    if !slots.is_sorted_by_key(date_of) {
        slots.sort_by_key(date_of);
    }
    let slots: &'a [T] = slots;
    let days = slots.chunk_by(|slot, next| date_of(slot) == date_of(next));
    days.filter_map(|slots| Some(SlotDay { date: date_of(slots.first()?), slots })).collect()
}

/// Groups ascending slots by the date of their start in a zone, one group for each of `first..=last`, but of no more
/// dates than [a question](SlotQuery::dates) may cover.
///
/// Where clocks go back over midnight a date is left and entered again: its slots are then moved together, which is
/// why the slots are taken as mutable.
pub fn by_date<'a, T: AsRef<Slot>>(slots: &'a mut [T], zone: &Zone, first: Date, last: Date) -> Vec<SlotDay<'a, T>> {
    let first = day_number(first);
    let last = day_number(last).min(first + i64::from(MAX_QUERY_DAYS) - 1);
    let offsets = Offsets::of(zone, around_days(first, last));
    let day_of = |slot: &T| offsets.day_of(slot.as_ref().start);
    if !slots.is_sorted_by_key(day_of) {
        slots.sort_by_key(day_of);
    }
    let mut rest: &[T] = slots;
    let before = rest.partition_point(|slot| day_of(slot) < first);
    rest = rest.get(before..).unwrap_or_default();
    let mut days = Vec::new();
    for day in first..=last {
        let (today, later) = rest.split_at(rest.partition_point(|slot| day_of(slot) <= day));
        rest = later;
        days.push(SlotDay { date: date_of_day(day), slots: today });
    }
    days
}
