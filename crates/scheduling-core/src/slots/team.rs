//! The slots of several hosts: collective (all of them together) and round robin (any of them).
//!
//! Each host has a plan of its own, the one that judges a single host too; this module only says on which grid the
//! plans are read, and whose free starts count. It chooses nobody: that is `rotation.rs`.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{
    Attempt, Exception, Reason, Slot, SlotQuery, VerifiedSlot, asked_for, explain, judge,
    overriding::{relaxed, set_aside},
    plan::{Asked, Dates, Joinable, Plan, Run},
};
use crate::{
    facts::HostCalendar,
    ids::{HostId, OccupancyId},
    interval::{Seconds, Span},
    settings::{InvalidRule, SlotRules},
    zone::{Offsets, Zone},
};

/// The most hosts of one event type.
pub const MAX_TEAM_HOSTS: usize = 100;

/// A host of a team's event type, with the rules in force there.
#[derive(Clone, Debug)]
pub struct TeamHost {
    /// The host's hours and what takes the host's time.
    pub calendar: HostCalendar,
    /// The rules; event type, duration and step are the same for all hosts.
    pub rules: SlotRules,
}

/// The hosts of an event type, and how they take its meetings.
#[derive(Clone, Copy, Debug)]
pub struct TeamCalendar<'a> {
    hosts: &'a [TeamHost],
    needed: Needed<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Needed<'a> {
    /// Each meeting takes all hosts; their common hours are cut at the midnights of this zone.
    All(&'a Zone),
    /// Each meeting takes one of them.
    Any,
}

/// Hosts that cannot be asked together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTeam {
    /// None, or more than [`MAX_TEAM_HOSTS`].
    #[error("an event type has from 1 to {MAX_TEAM_HOSTS} hosts, not {count}")]
    Hosts {
        /// How many there are.
        count: usize,
    },
    /// The same host twice, or rules of different event types.
    #[error("the hosts of an event type are different ones, with one duration, one step and one number of seats")]
    Different,
    /// A rule is outside of its bounds.
    #[error(transparent)]
    Rules(#[from] InvalidRule),
}

/// Some of the hosts of a [`TeamCalendar`], by their positions in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct HostSet(u128);

impl HostSet {
    /// The positions, ascending.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let position = rest.trailing_zeros();
            // Takes the lowest one away; of none, nothing.
            rest &= rest.checked_sub(1)?;
            usize::try_from(position).ok()
        })
    }

    /// How many there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A time that can be booked, and the hosts who can take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamSlot {
    /// The time. Where one of the hosts takes it, its seats are those of the host who has most of them left.
    pub slot: Slot,
    /// Who can take it: all hosts where all are needed.
    pub hosts: HostSet,
}

impl AsRef<Slot> for TeamSlot {
    fn as_ref(&self) -> &Slot {
        &self.slot
    }
}

/// What the rules say of a start at one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostReasons {
    /// The host.
    pub host: HostId,
    /// The rules that take the start away there, in their order; none if this host could take it.
    pub reasons: Vec<Reason>,
}

/// Why a team cannot have a start: what stands against it at each host, in the order of the hosts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the time is not available at {} of {} hosts", .0.iter().filter(|host| !host.reasons.is_empty()).count(), .0.len())]
pub struct TeamRejection(pub Vec<HostReasons>);

impl<'a> TeamCalendar<'a> {
    /// Hosts who take each meeting together. Their common hours are cut at the midnights of `zone`, and each piece
    /// starts a grid.
    ///
    /// # Errors
    /// See [`InvalidTeam`].
    pub fn collective(hosts: &'a [TeamHost], zone: &'a Zone) -> Result<Self, InvalidTeam> {
        Self::of(hosts, Needed::All(zone))
    }

    /// Hosts of whom each meeting takes one, on that host's own grid.
    ///
    /// # Errors
    /// See [`InvalidTeam`].
    pub fn round_robin(hosts: &'a [TeamHost]) -> Result<Self, InvalidTeam> {
        Self::of(hosts, Needed::Any)
    }

    fn of(hosts: &'a [TeamHost], needed: Needed<'a>) -> Result<Self, InvalidTeam> {
        let Some(first) = hosts.first().filter(|_| hosts.len() <= MAX_TEAM_HOSTS) else {
            return Err(InvalidTeam::Hosts { count: hosts.len() });
        };
        let meeting = |TeamHost { rules, .. }: &TeamHost| (rules.event_type, rules.duration, rules.step, rules.seats);
        let mut ids: Vec<HostId> = hosts.iter().map(TeamHost::id).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() != hosts.len() || hosts.iter().any(|host| meeting(host) != meeting(first)) {
            return Err(InvalidTeam::Different);
        }
        hosts.iter().try_for_each(|host| host.rules.check())?;
        Ok(Self { hosts, needed })
    }

    /// Lists the slots of the team, ascending, each start once.
    ///
    /// Costs as much as to list those of each host.
    #[must_use]
    pub fn generate(&self, query: &SlotQuery, now: Timestamp) -> Vec<TeamSlot> {
        let mut slots = Vec::with_capacity(1024);
        for starts in query.spans() {
            let plans = self.plans(&Asked::of_host(starts, now, query.released()));
            let Some(rules) = plans.first().map(|plan| plan.rules) else { continue };
            let runs: Vec<Vec<Run>> = plans.iter().map(runs).collect();
            let mut heads = Heads::of(&runs);
            let found = |(run, hosts): (Run, HostSet)| {
                let slot = |start| Slot::of(rules, start, rules.seats);
                slots.extend(run.starts().map(|start| TeamSlot { slot: slot(start), hosts }));
            };
            match self.needed {
                Needed::All(_) => std::iter::from_fn(|| heads.next_of_all()).for_each(found),
                Needed::Any => std::iter::from_fn(|| heads.next_of_any()).for_each(found),
            }
            self.add_joins(&plans, &mut slots);
        }
        slots
    }

    /// Adds the group meetings that can be joined to the ascending slots.
    fn add_joins(&self, plans: &[Plan<'_>], slots: &mut Vec<TeamSlot>) {
        let mut joins = Vec::new();
        for (position, plan) in plans.iter().enumerate() {
            let hosts = HostSet(1 << position);
            let slot = |join: &Joinable| Slot::of(plan.rules, join.start, join.seats_left);
            joins.extend(plan.joins().iter().map(|join| TeamSlot { slot: slot(join), hosts }));
        }
        if joins.is_empty() {
            return;
        }
        slots.extend(joins);
        slots.sort_by_key(|found| found.slot.start);
        slots.dedup_by(|next, kept| {
            let is_same = next.slot.start == kept.slot.start;
            if is_same {
                kept.hosts.0 |= next.hosts.0;
                kept.slot.seats_left = kept.slot.seats_left.max(next.slot.seats_left);
            }
            is_same
        });
        if matches!(self.needed, Needed::All(_)) {
            // At one start all hosts join the same meeting, or none does.
            slots.retain(|found| found.hosts.len() == plans.len());
        }
    }

    /// Checks one start: the proofs for the hosts who can take it, in the order of the hosts. Where all are needed, they
    /// are all or none.
    ///
    /// # Errors
    /// What stands against it at each host.
    pub fn verify(&self, attempt: Attempt, now: Timestamp) -> Result<Vec<VerifiedSlot>, TeamRejection> {
        let plans = self.plans(&asked_for(attempt, now));
        let judged: Vec<_> = plans.iter().map(|plan| judge(plan, attempt)).collect();
        let free = judged.iter().flatten().copied().collect();
        let against = judged.into_iter().map(|judged| judged.err().unwrap_or_default()).collect();
        self.decide(free, self.of_each(against))
    }

    /// The same against every rule but those that are set aside, for all hosts. Other people's time always counts.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub fn verify_overriding(
        &self,
        exception: Exception<'_>,
        now: Timestamp,
    ) -> Result<Vec<VerifiedSlot>, TeamRejection> {
        let Exception { attempt, without } = exception;
        let relaxed: Vec<SlotRules> = self.hosts.iter().map(|host| relaxed(&host.rules, without)).collect();
        let hosts = self.hosts.iter().map(|host| &host.calendar).zip(&relaxed);
        let plans = self.plans_by(hosts, &asked_for(attempt, now));
        let mut against = self.of_each(plans.iter().map(|plan| explain::reasons(plan, attempt)).collect());
        for (plan, host) in plans.iter().zip(&mut against) {
            set_aside(plan, exception, &mut host.reasons);
        }
        let free = plans.iter().zip(&against).filter(|(_, host)| host.reasons.is_empty());
        self.decide(free.map(|(plan, _)| VerifiedSlot::of(plan)).collect(), against)
    }

    /// Whether those who are free are enough.
    fn decide(&self, free: Vec<VerifiedSlot>, against: Vec<HostReasons>) -> Result<Vec<VerifiedSlot>, TeamRejection> {
        let enough = match self.needed {
            Needed::All(_) => free.len() == self.hosts.len(),
            Needed::Any => !free.is_empty(),
        };
        if enough { Ok(free) } else { Err(TeamRejection(against)) }
    }

    /// What the rules say of a start at each host, in the order of the hosts.
    #[must_use]
    pub fn explain(&self, attempt: Attempt, now: Timestamp) -> Vec<HostReasons> {
        let plans = self.plans(&asked_for(attempt, now));
        self.of_each(plans.iter().map(|plan| explain::reasons(plan, attempt)).collect())
    }

    /// What takes a start away from the team, in the order of the rules, of what these hosts have against it: where all are
    /// needed, what any of them has; else what the one has who comes closest to taking it.
    #[must_use]
    pub fn against(&self, hosts: &[HostReasons]) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = match self.needed {
            Needed::All(_) => hosts.iter().flat_map(|host| &host.reasons).copied().collect(),
            Needed::Any => {
                let closeness = |host: &&HostReasons| host.reasons.first().map_or(usize::MAX, Reason::place);
                hosts.iter().max_by_key(closeness).map_or_else(Vec::new, |closest| closest.reasons.clone())
            }
        };
        reasons.sort_by_key(Reason::place);
        reasons.dedup();
        reasons
    }

    fn of_each(&self, mut reasons: Vec<Vec<Reason>>) -> Vec<HostReasons> {
        let outside = reasons.iter().any(|reasons| reasons.contains(&Reason::OutsideHours));
        if outside && matches!(self.needed, Needed::All(_)) {
            // Outside of the hours of one host there is no grid that another one's start could be off.
            for reasons in &mut reasons {
                reasons.retain(|reason| *reason != Reason::OffGrid);
            }
        }
        let each = self.hosts.iter().zip(reasons);
        each.map(|(host, reasons)| HostReasons { host: host.id(), reasons }).collect()
    }

    /// The rules that are in force, of each host.
    pub(super) fn rules(&self) -> impl Iterator<Item = &SlotRules> {
        self.hosts.iter().map(|host| &host.rules)
    }

    fn plans(&self, asked: &Asked) -> Vec<Plan<'a>> {
        self.plans_by(self.hosts.iter().map(|host| (&host.calendar, &host.rules)), asked)
    }

    /// A plan for each host, by these rules. Where all hosts are needed, they are read on one grid.
    fn plans_by<'p>(
        &self,
        hosts: impl Iterator<Item = (&'p HostCalendar, &'p SlotRules)>,
        asked: &Asked,
    ) -> Vec<Plan<'p>> {
        let Needed::All(zone) = self.needed else { return plans_alone(hosts, asked) };
        let midnights = midnights(zone, asked.starts);
        // The common hours of a date are known only from its midnight on.
        let passed = midnights.partition_point(|midnight| *midnight <= asked.starts.start);
        let hours_from = passed.checked_sub(1).and_then(|last| midnights.get(last)).copied();
        let hours_from = hours_from.unwrap_or(asked.starts.start);
        let together = u32::try_from(self.hosts.len()).unwrap_or(u32::MAX);
        let mut plans = plans_alone(hosts, &Asked { hours_from, hosts: together, ..*asked });
        join_together(&mut plans);
        let mut common = plans.first().map_or_else(Vec::new, |plan| plan.hours.clone());
        // Most teams keep the same hours.
        for plan in &plans {
            if plan.hours != common {
                common = intersection(&common, &plan.hours);
            }
        }
        let mut pieces = cut(&common, &midnights);
        pieces.retain(|piece| asked.starts.start < piece.end && piece.start < asked.starts.end);
        for plan in &mut plans {
            plan.windows.clone_from(&pieces);
        }
        plans
    }
}

impl TeamHost {
    fn id(&self) -> HostId {
        self.calendar.facts().host
    }
}

fn plans_alone<'p>(hosts: impl Iterator<Item = (&'p HostCalendar, &'p SlotRules)>, asked: &Asked) -> Vec<Plan<'p>> {
    let mut known: Option<(&Zone, Dates)> = None;
    let plan = |(calendar, rules): (&'p HostCalendar, &'p SlotRules)| {
        let zone = &calendar.facts().zone;
        let same = known.take().filter(|(last, _)| *last == zone);
        let (_, dates) = known.insert(same.unwrap_or_else(|| (zone, Dates::of(zone, rules, asked))));
        Plan::on(dates.clone(), calendar, rules, *asked)
    };
    hosts.map(plan).collect()
}

/// Leaves those group meetings to be joined that all of these hosts have: they have as many hosts as these are.
fn join_together(plans: &mut [Plan<'_>]) {
    let Some((first, others)) = plans.split_first() else { return };
    let mut common: BTreeSet<OccupancyId> = first.joinable.iter().map(|join| join.occupancy).collect();
    for plan in others {
        let here: BTreeSet<OccupancyId> = plan.joinable.iter().map(|join| join.occupancy).collect();
        common.retain(|occupancy| here.contains(occupancy));
    }
    for plan in plans {
        plan.joinable.retain(|join| common.contains(&join.occupancy));
    }
}

/// The first instants of the dates around these starts. Where clocks go back over midnight, the first one is it.
fn midnights(zone: &Zone, starts: Span) -> Vec<Seconds> {
    const DAY: Seconds = 86_400;
    let offsets = Offsets::of(zone, Span { start: starts.start - 5 * DAY, end: starts.end + 5 * DAY });
    let days = offsets.day_of(starts.start) - 3..=offsets.day_of(starts.end) + 1;
    days.filter_map(|day| offsets.days(day, day).next()).map(|date| date.start).collect()
}

/// The instants that lie in both, of ascending spans that do not touch.
fn intersection(mut a: &[Span], mut b: &[Span]) -> Vec<Span> {
    let mut common = Vec::with_capacity(a.len().max(b.len()));
    while let ([one, rest_of_a @ ..], [other, rest_of_b @ ..]) = (a, b) {
        let both = one.intersection(*other);
        if !both.is_empty() {
            common.push(both);
        }
        if one.end <= other.end {
            a = rest_of_a;
        } else {
            b = rest_of_b;
        }
    }
    common
}

/// The spans, parted wherever a midnight lies inside.
fn cut(spans: &[Span], midnights: &[Seconds]) -> Vec<Span> {
    let mut pieces = Vec::with_capacity(spans.len() + midnights.len());
    for span in spans {
        let mut start = span.start;
        let first = midnights.partition_point(|midnight| *midnight <= start);
        let inside = midnights.iter().skip(first).take_while(|midnight| **midnight < span.end);
        for midnight in inside {
            pieces.push(Span { start, end: *midnight });
            start = *midnight;
        }
        pieces.push(Span { start, end: span.end });
    }
    pieces
}

/// The free starts of a host, as ascending runs.
fn runs(plan: &Plan<'_>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(plan.windows.len());
    let mut ascending = true;
    plan.each_run(|run| {
        ascending &= runs.last().is_none_or(|last| last.last() < run.start);
        runs.push(run);
    });
    if !ascending {
        let mut starts: Vec<Seconds> = runs.iter().flat_map(|run| run.starts()).collect();
        starts.sort_unstable();
        starts.dedup();
        let step = plan.rules.step.seconds();
        runs = starts.into_iter().map(|start| Run { start, step, count: 1 }).collect();
    }
    runs
}

/// Where the hosts have come to in their runs. All runs have one step.
struct Heads<'a> {
    heads: Vec<Head<'a>>,
    step: Seconds,
}

struct Head<'a> {
    /// The next start; [`PASSED`] once there is none.
    next: Seconds,
    /// The last start of its run.
    last: Seconds,
    rest: std::slice::Iter<'a, Run>,
}

const PASSED: Seconds = Seconds::MAX;

impl<'a> Heads<'a> {
    fn of(runs: &'a [Vec<Run>]) -> Self {
        let step = runs.iter().flatten().next().map_or(1, |run| run.step);
        let heads = runs.iter().map(|runs| {
            let mut head = Head { next: 0, last: 0, rest: runs.iter() };
            head.advance();
            head
        });
        Self { heads: heads.collect(), step }
    }

    /// The next starts that at least one host has, as long as the same hosts have them.
    fn next_of_any(&mut self) -> Option<(Run, HostSet)> {
        let start = self.heads.iter().map(|head| head.next).min().filter(|start| *start != PASSED)?;
        let mut hosts = HostSet::default();
        let mut last = PASSED;
        for (position, head) in self.heads.iter().enumerate() {
            if head.next == start {
                hosts.0 |= 1 << position;
                last = last.min(head.last);
            } else {
                last = last.min(head.next - 1);
            }
        }
        Some((self.take(start, last), hosts))
    }

    /// The next starts that all hosts have.
    fn next_of_all(&mut self) -> Option<(Run, HostSet)> {
        loop {
            let start = self.heads.iter().map(|head| head.next).max().filter(|start| *start != PASSED)?;
            let mut last = PASSED;
            for head in &mut self.heads {
                head.move_to(start, self.step);
                last = if head.next == start { last.min(head.last) } else { Seconds::MIN };
            }
            if start <= last {
                let all = HostSet(self.heads.iter().enumerate().fold(0, |all, (position, _)| all | 1 << position));
                return Some((self.take(start, last), all));
            }
        }
    }

    /// The starts from `start` to `last`, which those hosts pass that were at `start`.
    fn take(&mut self, start: Seconds, last: Seconds) -> Run {
        let run = Run { start, step: self.step, count: (last - start) / self.step + 1 };
        for head in self.heads.iter_mut().filter(|head| head.next == start) {
            head.move_to(last + 1, self.step);
        }
        run
    }
}

impl Head<'_> {
    fn advance(&mut self) {
        (self.next, self.last) = self.rest.next().map_or((PASSED, PASSED), |run| (run.start, run.last()));
    }

    /// To its first start that is not before this one.
    fn move_to(&mut self, start: Seconds, step: Seconds) {
        while self.next < start {
            let next = self.next + (start - self.next + step - 1) / step * step;
            if next <= self.last {
                self.next = next;
            } else {
                self.advance();
            }
        }
    }
}
