//! Why a start is not offered: every rule that takes it away, with its data, in the order of the rules.

use jiff::{Timestamp, civil::Date};

use super::{
    Attempt,
    plan::{Plan, Reach, span_of_holiday},
    plan_for,
    query::{date_of_day, timestamp},
};
use crate::{
    facts::{HostCalendar, Occupancy, OccupiedBy},
    holidays::Holiday,
    ids::{BlockId, BookingId, HoldId},
    interval::{Interval, Seconds, Span, floor},
    settings::{InvalidRule, LimitPeriod, LimitScope, SlotRules},
};

/// A rule that takes a start away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The meeting does not lie inside the host's hours.
    OutsideHours,
    /// The start is inside the hours but not on the grid.
    OffGrid,
    /// Too soon.
    Notice {
        /// The first instant that is not too soon.
        until: Timestamp,
    },
    /// Too far ahead.
    Window {
        /// The last host date that can be booked.
        last_date: Date,
    },
    /// The host, or the event type, has as many bookings as allowed.
    Limit {
        /// The period that is full.
        period: LimitPeriod,
        /// Whose bookings are counted.
        scope: LimitScope,
        /// How many there are.
        count: u32,
        /// How many there may be.
        max: u32,
    },
    /// Time off.
    Blocked {
        /// The block.
        block: BlockId,
    },
    /// A public holiday.
    Holiday {
        /// The holiday.
        holiday: Holiday,
    },
    /// A live booking, or a group meeting without a seat that could be had.
    Booked {
        /// The booking; of a group meeting one of those that have a seat.
        booking: BookingId,
    },
    /// A slot kept for somebody else.
    Held {
        /// The hold.
        hold: HoldId,
    },
    /// Busy in another calendar.
    Busy {
        /// The busy time there.
        interval: Interval,
    },
}

impl Reason {
    /// The rule's name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutsideHours => "outside_hours",
            Self::OffGrid => "off_grid",
            Self::Notice { .. } => "notice",
            Self::Window { .. } => "window",
            Self::Limit { .. } => "limit",
            Self::Blocked { .. } | Self::Holiday { .. } => "blocked",
            Self::Booked { .. } | Self::Held { .. } | Self::Busy { .. } => "busy",
        }
    }

    /// Its place in the order of the rules.
    pub(super) const fn place(&self) -> usize {
        match self {
            Self::OutsideHours => 0,
            Self::OffGrid => 1,
            Self::Notice { .. } => 2,
            Self::Window { .. } => 3,
            Self::Limit { .. } => 4,
            Self::Blocked { .. } | Self::Holiday { .. } => 5,
            Self::Booked { .. } | Self::Held { .. } | Self::Busy { .. } => 6,
        }
    }
}

/// Every rule that takes a start away; none if it can be booked.
///
/// # Errors
/// A rule is outside of its bounds.
pub fn explain(
    calendar: &HostCalendar,
    rules: &SlotRules,
    attempt: Attempt,
    now: Timestamp,
) -> Result<Vec<Reason>, InvalidRule> {
    rules.check()?;
    Ok(reasons(&plan_for(calendar, rules, attempt, now), attempt))
}

pub(super) fn reasons(plan: &Plan<'_>, attempt: Attempt) -> Vec<Reason> {
    let start = floor(attempt.start);
    let mut reasons = Vec::new();
    reasons.extend(hours(plan, attempt));
    if start < plan.earliest {
        reasons.push(Reason::Notice { until: timestamp(plan.earliest) });
    }
    let day = plan.offsets.day_of(start);
    if let Some(last_day) = plan.last_day.filter(|last_day| *last_day < day) {
        reasons.push(Reason::Window { last_date: date_of_day(last_day) });
    }
    // Whoever joins a meeting is counted with it, not once more.
    let counted = u32::from(plan.joined(start).is_some());
    for limit in &plan.rules.limits {
        let count = plan.count(*limit, day) - counted;
        if count >= limit.max {
            reasons.push(Reason::Limit { period: limit.period, scope: limit.scope, count, max: limit.max });
        }
    }
    reasons.extend(blocks(plan, start));
    reasons.extend(busy(plan, start));
    reasons
}

fn hours(plan: &Plan<'_>, attempt: Attempt) -> Option<Reason> {
    let start = floor(attempt.start);
    let fits = plan.fits(start);
    let on_grid = attempt.start == timestamp(start) && plan.is_on_grid(start);
    match (fits, on_grid) {
        (false, _) => Some(Reason::OutsideHours),
        (true, false) => Some(Reason::OffGrid),
        (true, true) => None,
    }
}

fn blocks(plan: &Plan<'_>, start: Seconds) -> impl Iterator<Item = Reason> {
    let reach = Reach::of_meeting(plan.rules);
    let takes = move |span: &Span| takes(reach, *span, start);
    let facts = plan.calendar.facts();
    let blocks = facts.blocks.iter().filter(move |block| plan.spans_of_block(block).iter().any(takes));
    let days_off = facts.days_off().filter(move |holiday| span_of_holiday(&plan.offsets, holiday).iter().any(takes));
    blocks
        .map(|block| Reason::Blocked { block: block.id() })
        .chain(days_off.map(|holiday| Reason::Holiday { holiday: *holiday }))
}

fn busy(plan: &Plan<'_>, start: Seconds) -> impl Iterator<Item = Reason> {
    let facts = plan.calendar.facts();
    let reach = Reach::of_occupied(plan.rules);
    let takes = move |interval: Interval| !interval.is_empty() && takes(reach, interval.touched(), start);
    let (now, released) = (plan.asked.now, plan.asked.released);
    let joined = plan.joined(start).map(|join| join.occupancy);
    let counts = move |occupancy: &&Occupancy| occupancy.counts(now, released) && Some(occupancy.id) != joined;
    let here = facts.occupancies.iter().filter(counts).filter(move |occupancy| takes(occupancy.occupied));
    let elsewhere = facts.external_busy.iter().copied().filter(move |interval| takes(*interval));
    here.map(move |occupancy| match occupancy.holder(now, released) {
        OccupiedBy::Booking(booking) | OccupiedBy::Pending { booking, .. } => Reason::Booked { booking },
        OccupiedBy::Hold { id: hold, .. } => Reason::Held { hold },
    })
    .chain(elsewhere.map(|interval| Reason::Busy { interval }))
}

fn takes(reach: Reach, span: Span, start: Seconds) -> bool {
    reach.around(span).contains(start)
}
