//! The one predicate: which starts the rules leave. Listing, verifying and explaining all read this plan.

use std::borrow::Cow;

use jiff::{Timestamp, civil::Date};

use crate::{
    facts::{HostCalendar, HostFacts, Joining, Occupancy, Released, merged},
    holidays::Holiday,
    ids::OccupancyId,
    interval::{Interval, Seconds, Span, ceil, floor, merge},
    schedule::{Block, Window},
    settings::{Limit, LimitPeriod, LimitScope, SlotRules},
    slots::{
        Attempt,
        query::{date_of_day, day_number, timestamp},
    },
    zone::{Offsets, Zone},
};

/// What is asked of the plan besides the rules.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// The starts that matter lie in here.
    pub(crate) starts: Span,
    /// From where on hours matter: where a grid may begin that starts lie on.
    pub(crate) hours_from: Seconds,
    /// When it is asked.
    pub(crate) now: Timestamp,
    /// What does not count.
    pub(crate) released: Released,
    /// How many hosts take a meeting together.
    pub(crate) hosts: u32,
}

/// A group meeting with seats left, for which the candidate that would be it is one more seat: it is in nobody's way
/// there (rule 10), and nothing is added to what limits count (rule 8).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Joinable {
    pub(crate) start: Seconds,
    pub(crate) occupancy: OccupancyId,
    pub(crate) seats_left: u32,
}

/// The rules of one host over a stretch of possible starts, as spans of whole seconds.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) calendar: &'a HostCalendar,
    pub(crate) rules: &'a SlotRules,
    pub(crate) asked: Asked,
    pub(crate) offsets: Offsets,
    /// The windows of each date, ascending by date: each starts a grid (rule 3). Of a collective event type, the hours
    /// that all hosts have in common, cut at midnights.
    pub(crate) windows: Vec<Span>,
    /// The windows of all dates as one set: a meeting lies inside one of these (rule 4).
    pub(crate) hours: Vec<Span>,
    /// The first start that notice leaves (rule 6).
    pub(crate) earliest: Seconds,
    /// The last host date that can be booked (rule 7).
    pub(crate) last_day: Option<i64>,
    /// What takes starts away (rules 7 to 10).
    pub(crate) taken: [Taken<'a>; 4],
    /// The group meetings among the asked starts that can be joined, as far as rule 10 is concerned.
    pub(crate) joinable: Vec<Joinable>,
}

/// Sorted, merged spans, each of which takes away the starts from `lead` before it to `lag` after it.
#[derive(Debug)]
pub(crate) struct Taken<'a> {
    spans: Cow<'a, [Span]>,
    reach: Reach,
}

/// How far around a span starts are taken away.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    lead: Seconds,
    lag: Seconds,
}

impl Reach {
    /// A span that takes away the starts inside it.
    pub(crate) const START: Self = Self { lead: 1, lag: 0 };

    /// A span that the meeting may not overlap.
    pub(crate) fn of_meeting(rules: &SlotRules) -> Self {
        Self { lead: rules.duration.seconds(), lag: 0 }
    }

    /// A span that what the candidate occupies may not overlap.
    pub(crate) fn of_occupied(rules: &SlotRules) -> Self {
        Self { lead: rules.duration.seconds() + rules.buffer_after.seconds(), lag: rules.buffer_before.seconds() }
    }

    /// The spans, of sorted ones, that take away some of these starts.
    fn near(self, spans: &[Span], starts: Span) -> &[Span] {
        let passed = spans.partition_point(|span| span.end + self.lag <= starts.start);
        let near = spans.get(passed..).unwrap_or_default();
        let later = near.partition_point(|span| span.start - self.lead + 1 < starts.end);
        near.get(..later).unwrap_or_default()
    }

    /// The starts that a span takes away.
    pub(crate) const fn around(self, span: Span) -> Span {
        Span { start: span.start - self.lead + 1, end: span.end + self.lag }
    }
}

impl Asked {
    /// What is asked of one host, whose grids begin on the dates of the starts.
    pub(crate) fn of_host(starts: Span, now: Timestamp, released: Released) -> Self {
        Self { starts, hours_from: starts.start, now, released, hosts: 1 }
    }
}

/// What the calendars of a zone show around the starts, looked up once for all hosts of the zone.
#[derive(Clone, Debug)]
pub(crate) struct Dates {
    offsets: Offsets,
    today: i64,
}

impl Dates {
    pub(crate) fn of(zone: &Zone, rules: &SlotRules, asked: &Asked) -> Self {
        const DAY: Seconds = 86_400;
        let end = asked.starts.end + rules.duration.seconds() + 3 * DAY;
        let offsets = Offsets::of(zone, Span { start: asked.hours_from - 3 * DAY, end });
        Self { offsets, today: day_number(zone.date_of(asked.now)) }
    }
}

impl<'a> Plan<'a> {
    pub(crate) fn new(calendar: &'a HostCalendar, rules: &'a SlotRules, asked: Asked) -> Self {
        Self::on(Dates::of(&calendar.facts().zone, rules, &asked), calendar, rules, asked)
    }

    /// The same, with the dates of the host's zone.
    pub(crate) fn on(dates: Dates, calendar: &'a HostCalendar, rules: &'a SlotRules, asked: Asked) -> Self {
        let Dates { offsets, today } = dates;
        let meeting = rules.duration.seconds();
        let first = offsets.day_of(asked.hours_from) - 1;
        let last = offsets.day_of(asked.starts.end + meeting) + 1;
        let windows = windows(calendar, &offsets, first..=last);
        let mut hours = windows.clone();
        merge(&mut hours);

        let last_day = rules.booking_window_days.map(|days| today + i64::from(days));
        let wanted = timestamp(asked.starts.start);
        let kept = |hold| calendar.keeps(hold, rules.event_type, wanted, asked.now);
        let keeps_hold = asked.released.hold.is_some_and(kept);
        let notice = if keeps_hold { 0 } else { rules.minimum_notice.seconds() };

        let mut plan = Self {
            calendar,
            rules,
            asked,
            offsets,
            windows,
            hours,
            earliest: ceil(asked.now) + notice,
            last_day,
            taken: std::array::from_fn(|_| Taken { spans: Cow::Borrowed(&[]), reach: Reach::START }),
            joinable: Vec::new(),
        };
        let reach = Reach::of_occupied(rules);
        let busy = if asked.released == Released::default() {
            // Each window bisects what is left, so that busy time elsewhere costs nothing.
            Cow::Borrowed(reach.near(calendar.busy(), asked.starts))
        } else {
            Cow::Owned(calendar.busy_without(asked.released))
        };
        plan.taken = [
            Taken { spans: busy, reach },
            Taken { spans: merged(calendar.kept_for_now(asked.now, asked.released)).into(), reach },
            Taken { spans: time_off(calendar.facts(), &plan.offsets).into(), reach: Reach::of_meeting(rules) },
            Taken { spans: plan.closed(0).into(), reach: Reach::START },
        ];
        plan.joinable = plan.joinable();
        plan
    }

    /// Hands out every start that the rules leave as runs of one step each, ascending within each window.
    ///
    /// The windows of two dates overlap where clocks go back over midnight: then a start may come twice, or late.
    pub(crate) fn each_run(&self, mut found: impl FnMut(Run)) {
        let step = self.rules.step.seconds();
        let mut hours = self.hours.iter().copied().peekable();
        for window in &self.windows {
            while hours.next_if(|hours| hours.end <= window.start).is_some() {}
            let Some(open) = hours.peek() else { break };
            let last = open.end - self.rules.duration.seconds();
            let fits = Span { start: window.start.max(self.earliest), end: window.end.min(last + 1) };
            let starts = fits.intersection(self.asked.starts);
            if starts.is_empty() {
                continue;
            }
            let mut cursors = self.taken.each_ref().map(|taken| taken.cursor(starts));
            let mut start = on_grid(window.start, step, starts.start);
            while start < starts.end {
                match free_until(&mut cursors, start) {
                    Free::Until(until) => {
                        let run = Run::new(start, until.min(starts.end), step);
                        start = run.end();
                        found(run);
                    }
                    Free::NotBefore(next) => start = on_grid(window.start, step, next),
                }
            }
        }
    }

    /// The group meetings that the rules let somebody join; their starts are in no run.
    pub(crate) fn joins(&self) -> Vec<Joinable> {
        if self.joinable.is_empty() {
            return Vec::new();
        }
        let Self { asked, calendar, .. } = self;
        let mut kept: Vec<(OccupancyId, Span)> = calendar
            .kept_for_now(asked.now, asked.released)
            .filter(|occupancy| !occupancy.occupied.is_empty())
            .map(|occupancy| (occupancy.id, occupancy.occupied.touched()))
            .collect();
        kept.sort_unstable_by_key(|(_, span)| span.start);
        let longest = kept.iter().map(|(_, span)| span.end - span.start).max().unwrap_or_default();
        let closed = Taken { spans: self.closed(1).into(), reach: Reach::START };
        let [busy, _, blocked, _] = &self.taken;
        let reach = Reach::of_occupied(self.rules);
        let is_left = |join: &Joinable| {
            let start = join.start;
            // Those that could reach the start, whatever their own length.
            let near = Span { start: start - reach.lag - longest, end: start + reach.lead };
            let from = kept.partition_point(|(_, span)| span.start < near.start);
            let others = kept.iter().skip(from).take_while(|(_, span)| span.start < near.end);
            let mut others = others.filter(|(id, _)| *id != join.occupancy);
            self.fits(start)
                && self.is_on_grid(start)
                && self.earliest <= start
                && ![busy, blocked, &closed].iter().any(|taken| taken.takes(start))
                && !others.any(|(_, span)| reach.around(*span).contains(start))
        };
        self.joinable.iter().copied().filter(is_left).collect()
    }

    /// The group meeting that a candidate would join, whatever the other rules say of it.
    pub(crate) fn joined(&self, start: Seconds) -> Option<&Joinable> {
        self.joinable.iter().find(|join| join.start == start)
    }

    /// Whether the meeting lies inside the hours (rule 4).
    pub(crate) fn fits(&self, start: Seconds) -> bool {
        let end = start + self.rules.duration.seconds();
        self.hours.iter().any(|open| open.start <= start && end <= open.end)
    }

    /// Whether some window's grid has the start (rule 3).
    pub(crate) fn is_on_grid(&self, start: Seconds) -> bool {
        let mut windows = self.windows.iter().filter(|window| window.contains(start));
        windows.any(|window| (start - window.start) % self.rules.step.seconds() == 0)
    }

    /// Whether the attempt that this plan was made for starts at a whole second.
    pub(crate) fn is_whole(&self, attempt: Attempt) -> bool {
        attempt.start == timestamp(self.asked.starts.start)
    }

    /// Whether the meeting of an attempt, with its buffer, ends before there are no instants any more.
    pub(crate) fn ends_in_time(&self, attempt: Attempt) -> bool {
        let after = self.rules.duration.seconds() + self.rules.buffer_after.seconds();
        floor(attempt.start) + after < Timestamp::MAX.as_second()
    }

    /// The spans of a block's dates or hours.
    pub(crate) fn spans_of_block(&self, block: &Block) -> Vec<Span> {
        spans_of_block(&self.offsets, block)
    }

    fn joinable(&self) -> Vec<Joinable> {
        let Self { asked, rules, .. } = self;
        let of = |occupancy: &Occupancy| {
            let start = floor(occupancy.start);
            let meeting = Interval { start: timestamp(start), end: timestamp(start + rules.duration.seconds()) };
            let (event_type, hosts, now, released) = (rules.event_type, asked.hosts, asked.now, asked.released);
            let seats_left = occupancy.seats_left(&Joining { event_type, meeting, hosts, now, released })?;
            asked.starts.contains(start).then_some(Joinable { start, occupancy: occupancy.id, seats_left })
        };
        self.calendar.kept_for_now(asked.now, asked.released).filter_map(of).collect()
    }

    /// How many occupancies a limit counts in the period of a host date.
    pub(crate) fn count(&self, limit: Limit, day: i64) -> u32 {
        let period = period_of(limit.period, day);
        let counted = self.counted(limit.scope).filter(|occupancy| {
            let zone = &self.calendar.facts().zone;
            period.contains(&day_number(zone.date_of(occupancy.start)))
        });
        u32::try_from(counted.count()).unwrap_or(u32::MAX)
    }

    fn counted(&self, scope: LimitScope) -> impl Iterator<Item = &Occupancy> {
        let event_type = self.rules.event_type;
        self.calendar.facts().occupancies.iter().filter(move |occupancy| {
            (scope == LimitScope::Host || occupancy.event_type == event_type)
                && occupancy.counts(self.asked.now, self.asked.released)
        })
    }

    /// The dates that the booking window and the limits close to a candidate that is `counted` so many times already.
    fn closed(&self, counted: u32) -> Vec<Span> {
        let mut spans = Vec::new();
        if let Some(last_day) = self.last_day {
            spans.extend(self.offsets.days(last_day + 1, i64::from(i32::MAX)));
        }
        for limit in &self.rules.limits {
            for period in self.full_periods(Limit { max: limit.max.saturating_add(counted), ..*limit }) {
                spans.extend(self.offsets.days(*period.start(), *period.end()));
            }
        }
        merge(&mut spans);
        spans
    }

    fn full_periods(&self, limit: Limit) -> Vec<std::ops::RangeInclusive<i64>> {
        let first = self.offsets.day_of(self.asked.starts.start) - 1;
        // A month would never end past the last date that there is.
        let last = (self.offsets.day_of(self.asked.starts.end) + 1).min(day_number(Date::MAX));
        let zone = &self.calendar.facts().zone;
        let mut periods: Vec<(std::ops::RangeInclusive<i64>, u32)> = Vec::new();
        let mut day = first;
        while day <= last {
            let period = period_of(limit.period, day);
            day = period.end() + 1;
            periods.push((period, 0));
        }
        for occupancy in self.counted(limit.scope) {
            let day = day_number(zone.date_of(occupancy.start));
            let at = periods.partition_point(|(period, _)| *period.end() < day);
            if let Some((period, count)) = periods.get_mut(at)
                && period.contains(&day)
            {
                *count += 1;
            }
        }
        periods.into_iter().filter(|(_, count)| *count >= limit.max).map(|(period, _)| period).collect()
    }
}

impl Taken<'_> {
    /// The spans from the first one that takes away some of these starts.
    fn cursor(&self, starts: Span) -> Cursor<'_> {
        let Reach { lead, lag } = self.reach;
        let passed = self.spans.partition_point(|span| span.end + lag <= starts.start);
        Cursor { rest: self.spans.get(passed..).unwrap_or_default(), lead, lag, until: starts.end }
    }

    /// Whether it takes this start away.
    fn takes(&self, start: Seconds) -> bool {
        matches!(self.cursor(Span { start, end: start + 1 }).at(start), Free::NotBefore(_))
    }
}

/// Starts at even distances: `start`, `start + step`, …
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) start: Seconds,
    pub(crate) step: Seconds,
    pub(crate) count: Seconds,
}

impl Run {
    /// The starts from `start` to before `until`, at least one.
    fn new(start: Seconds, until: Seconds, step: Seconds) -> Self {
        Self { start, step, count: (until - start + step - 1) / step }
    }

    /// Where the run would go on.
    const fn end(self) -> Seconds {
        self.start + self.count * self.step
    }

    /// Its last start.
    pub(crate) const fn last(self) -> Seconds {
        self.start + (self.count - 1) * self.step
    }

    /// The starts of the run.
    pub(crate) fn starts(self) -> impl Iterator<Item = Seconds> {
        (0..self.count).map(move |at| self.start + at * self.step)
    }
}

/// A place in the spans of a [`Taken`], which only moves on.
struct Cursor<'a> {
    rest: &'a [Span],
    lead: Seconds,
    lag: Seconds,
    /// Starts from here on do not matter.
    until: Seconds,
}

enum Free {
    /// This start and all others before this one are left.
    Until(Seconds),
    /// This start is taken, and so are all before this one.
    NotBefore(Seconds),
}

impl Cursor<'_> {
    fn at(&mut self, start: Seconds) -> Free {
        while let [span, rest @ ..] = self.rest {
            let free_again = span.end + self.lag;
            if start < free_again {
                let taken_from = span.start - self.lead + 1;
                return if taken_from <= start {
                    Free::NotBefore(self.skip(free_again))
                } else {
                    Free::Until(taken_from)
                };
            }
            self.rest = rest;
        }
        Free::Until(Seconds::MAX)
    }

    /// Where starts are free again, passing over gaps that are too short for the meeting.
    fn skip(&mut self, mut free_again: Seconds) -> Seconds {
        while let [_, rest @ ..] = self.rest
            && let [next, ..] = rest
            && next.start - self.lead < free_again
            && free_again < self.until
        {
            free_again = next.end + self.lag;
            self.rest = rest;
        }
        free_again
    }
}

fn free_until(cursors: &mut [Cursor<'_>], start: Seconds) -> Free {
    let mut until = Seconds::MAX;
    for cursor in cursors {
        match cursor.at(start) {
            Free::Until(taken) => until = until.min(taken),
            taken @ Free::NotBefore(_) => return taken,
        }
    }
    Free::Until(until)
}

/// The first start of the grid at or after `from`.
fn on_grid(origin: Seconds, step: Seconds, from: Seconds) -> Seconds {
    let past = (from - origin).max(0);
    origin + (past + step - 1) / step * step
}

pub(crate) fn windows(calendar: &HostCalendar, offsets: &Offsets, days: std::ops::RangeInclusive<i64>) -> Vec<Span> {
    let facts = calendar.facts();
    let mut all: Vec<Span> = Vec::with_capacity(64);
    // Before the first date that there is nobody has hours.
    let first = (*days.start()).max(day_number(Date::MIN));
    let mut date = date_of_day(first);
    for day in first..=*days.end() {
        let overridden = if facts.overrides.is_empty() { None } else { facts.overrides.on(date) };
        let own = overridden.unwrap_or_else(|| facts.weekly.on(date.weekday()));
        // In a repeated hour two windows of one date can come to overlap as instants: they are one.
        let of_date = own.as_slice().iter().filter_map(|window| span_of(offsets, day, *window));
        each_joined(of_date, |span| all.push(span));
        date = date.tomorrow().unwrap_or(Date::MAX);
    }
    all
}

/// Where a host does not work, whatever the hours: blocks and holidays (rule 9), sorted and merged, as far as the offsets
/// reach.
pub(crate) fn time_off(facts: &HostFacts, offsets: &Offsets) -> Vec<Span> {
    let mut spans = blocked(&facts.blocks, offsets);
    spans.extend(facts.days_off().filter_map(|day| span_of_holiday(offsets, day)));
    merge(&mut spans);
    spans
}

/// The time of blocks alone, sorted and merged, as far as the offsets reach.
pub(crate) fn blocked(blocks: &[Block], offsets: &Offsets) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut partial: Vec<(std::ops::RangeInclusive<i64>, Window)> = Vec::new();
    for block in blocks {
        let (first, last) = (day_number(block.first()), day_number(block.last()));
        match block.hours() {
            None => spans.extend(offsets.whole_days(first, last)),
            Some(hours) => partial.push((first..=last, hours)),
        }
    }
    partial.sort_unstable_by_key(|(_, hours)| hours.start());
    let first = partial.iter().map(|(days, _)| *days.start()).min();
    let last = partial.iter().map(|(days, _)| *days.end()).max();
    let (from, to) = days_around(offsets);
    // Date by date, so that what many blocks say of one date is little before the next one is looked at.
    for day in first.map_or(to, |first| first.max(from))..=last.map_or(from, |last| last.min(to)) {
        let hours = partial.iter().filter(|(days, _)| days.contains(&day)).map(|(_, hours)| *hours);
        each_joined(hours.filter_map(|hours| span_of(offsets, day, hours)), |span| spans.push(span));
    }
    merge(&mut spans);
    spans
}

/// Hands out spans that ascend by their starts, those that overlap or touch as one.
fn each_joined(spans: impl Iterator<Item = Span>, mut found: impl FnMut(Span)) {
    let mut open: Option<Span> = None;
    for span in spans {
        match &mut open {
            Some(open) if span.start <= open.end => open.end = open.end.max(span.end),
            _ => {
                if let Some(done) = open.replace(span) {
                    found(done);
                }
            }
        }
    }
    open.into_iter().for_each(found);
}

/// The dates that may have an instant in the stretch that was looked up.
fn days_around(offsets: &Offsets) -> (i64, i64) {
    let covered = offsets.range();
    (offsets.day_of(covered.start) - 1, offsets.day_of(covered.end) + 1)
}

/// All of a holiday's date, if it lies in the stretch that was looked up.
pub(crate) fn span_of_holiday(offsets: &Offsets, holiday: &Holiday) -> Option<Span> {
    let day = day_number(holiday.date);
    offsets.whole_days(day, day)
}

/// The spans of a block's dates or hours, as far as the offsets reach.
pub(crate) fn spans_of_block(offsets: &Offsets, block: &Block) -> Vec<Span> {
    let (first, last) = (day_number(block.first()), day_number(block.last()));
    match block.hours() {
        None => offsets.whole_days(first, last).into_iter().collect(),
        Some(hours) => {
            let (from, to) = days_around(offsets);
            (first.max(from)..=last.min(to)).filter_map(|day| span_of(offsets, day, hours)).collect()
        }
    }
}

fn span_of(offsets: &Offsets, day: i64, window: Window) -> Option<Span> {
    offsets.span(day, window.start().seconds(), window.end().seconds())
}

/// The host dates of the period that a date belongs to.
fn period_of(period: LimitPeriod, day: i64) -> std::ops::RangeInclusive<i64> {
    match period {
        LimitPeriod::Day => day..=day,
        LimitPeriod::Week => {
            // Day 0, 1970-01-01, was a Thursday.
            let monday = day - (day + 3).rem_euclid(7);
            monday..=monday + 6
        }
        LimitPeriod::Month => {
            let date = date_of_day(day);
            day_number(date.first_of_month())..=day_number(date.last_of_month())
        }
    }
}
