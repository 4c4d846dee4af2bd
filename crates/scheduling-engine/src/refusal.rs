//! Why a start cannot be had, as the invitee may see it: rules only, never other people's bookings.

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    Booking, HostCalendar, LimitPeriod, LimitScope, SlotRules,
    slots::{self, LOOK_AHEAD, Reason, Slot, SlotQuery, SlotRejection},
};

use crate::failure::Failure;

/// How many free starts a refusal offers instead.
const OFFERED: usize = 5;

/// A rule that takes a start away, without whose booking it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The meeting does not lie inside the host's hours.
    OutsideHours,
    /// The start is not on the grid.
    OffGrid,
    /// Too soon.
    TooSoon {
        /// The first instant that is not.
        until: Timestamp,
    },
    /// Too far ahead.
    TooFar {
        /// The last date of the host that can be booked.
        last_date: Date,
    },
    /// As many bookings as allowed.
    LimitReached {
        /// The period that is full.
        period: LimitPeriod,
        /// Whose bookings are counted.
        scope: LimitScope,
        /// How many there may be.
        max: u32,
    },
    /// Time off, or a public holiday.
    Blocked,
    /// Somebody else has the time.
    SlotTaken,
}

impl Rule {
    /// The rule's name in answers.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutsideHours => "outside_hours",
            Self::OffGrid => "off_grid",
            Self::TooSoon { .. } => "too_soon",
            Self::TooFar { .. } => "too_far",
            Self::LimitReached { .. } => "limit_reached",
            Self::Blocked => "blocked",
            Self::SlotTaken => "slot_taken",
        }
    }

    fn of(reason: &Reason) -> Self {
        match *reason {
            Reason::OutsideHours => Self::OutsideHours,
            Reason::OffGrid => Self::OffGrid,
            Reason::Notice { until } => Self::TooSoon { until },
            Reason::Window { last_date } => Self::TooFar { last_date },
            Reason::Limit { period, scope, max, .. } => Self::LimitReached { period, scope, max },
            Reason::Blocked { .. } | Reason::Holiday { .. } => Self::Blocked,
            Reason::Booked { .. } | Reason::Held { .. } | Reason::Busy { .. } => Self::SlotTaken,
        }
    }
}

/// A start that cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the time is not available: {}", self.rule().code())]
pub struct SlotRefusal {
    first: Rule,
    /// The further rules that take it away.
    more: Vec<Rule>,
    /// The next free slots of the same event type, within a week of the wanted start; at most five.
    pub next: Vec<Slot>,
}

impl SlotRefusal {
    /// The first rule that takes the start away.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.first
    }

    /// All of them, in the order of the rules.
    pub fn rules(&self) -> impl Iterator<Item = Rule> {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }

    /// Somebody was faster.
    pub(crate) fn taken(wanted: &Wanted<'_>) -> Self {
        Self::taken_instead(wanted.next())
    }

    /// The same, with what can be had instead.
    pub(crate) fn taken_instead(next: Vec<Slot>) -> Self {
        Self { first: Rule::SlotTaken, more: Vec::new(), next }
    }

    /// What the rules say.
    pub(crate) fn by_rules<E>(rejection: SlotRejection, wanted: &Wanted<'_>, refuse: fn(Self) -> E) -> Failure<E> {
        let SlotRejection::Taken(reasons) = rejection else { return Failure::internal(rejection) };
        Self::of(&reasons, wanted.next()).map_or_else(
            || Failure::internal("a start was refused without a reason"),
            |refusal| Failure::Refused(refuse(refusal)),
        )
    }

    /// What these reasons come to for an invitee; none if there is no reason.
    pub(crate) fn of(reasons: &[Reason], next: Vec<Slot>) -> Option<Self> {
        let mut rules = reasons.iter().map(Rule::of);
        let first = rules.next()?;
        let mut more: Vec<Rule> = rules.collect();
        more.dedup();
        more.retain(|rule| *rule != first);
        Some(Self { first, more, next })
    }
}

/// A start that somebody wanted, with what is known around it.
pub(crate) struct Wanted<'a> {
    pub(crate) calendar: &'a HostCalendar,
    pub(crate) rules: &'a SlotRules,
    pub(crate) start: Timestamp,
    pub(crate) now: Timestamp,
    /// The booking that is moved there.
    pub(crate) moved: Option<&'a Booking>,
}

impl Wanted<'_> {
    /// The next free slots. A courtesy: where they cannot be told, none are offered.
    fn next(&self) -> Vec<Slot> {
        let free = || {
            let query = self.instead().query(self.now)?;
            slots::generate(self.calendar, self.rules, &query, self.now).ok()
        };
        self.instead().offered(free().unwrap_or_else(Vec::new))
    }

    fn instead(&self) -> Instead<'_> {
        Instead { of: self.start, moved: self.moved }
    }
}

/// What is offered instead of a start.
#[derive(Clone, Copy)]
pub(crate) struct Instead<'a> {
    pub(crate) of: Timestamp,
    /// The booking that is moved: it is in its own way nowhere, and stays nowhere.
    pub(crate) moved: Option<&'a Booking>,
}

impl Instead<'_> {
    /// The starts that are looked at; none at the end of time.
    pub(crate) fn query(self, now: Timestamp) -> Option<SlotQuery> {
        let end = self.of.checked_add(LOOK_AHEAD).ok()?;
        let query = SlotQuery::instants(self.of.max(now).min(end), end).ok()?;
        Some(match self.moved {
            Some(moved) => query.moving(moved.seat()),
            None => query,
        })
    }

    /// As many of the free slots as are offered.
    pub(crate) fn offered(self, mut free: Vec<Slot>) -> Vec<Slot> {
        let is_now = |start| self.moved.is_some_and(|moved| moved.meeting.start == start);
        free.retain(|slot| slot.start() != self.of && !is_now(slot.start()));
        free.truncate(OFFERED);
        free
    }
}
