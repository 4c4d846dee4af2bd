//! Rules set aside for one booking by somebody who may: all but those that keep a host from being in two places at once.

use jiff::Timestamp;

use super::{Attempt, Reason, SlotRejection, VerifiedSlot, explain, plan::Plan, plan_for};
use crate::{
    event_type::closed_words,
    facts::HostCalendar,
    settings::{Minutes, SlotRules},
    values::LongText,
};

closed_words! {
    /// A rule that can be set aside, by the word with which it refuses a start.
    OverridableRule {
        /// The host's hours (rules 1, 2 and 4 of `docs/slots.md`).
        OutsideHours = "outside_hours",
        /// The grid (rule 3).
        OffGrid = "off_grid",
        /// The minimum notice (rule 6); a start in the past stays refused.
        TooSoon = "too_soon",
        /// The booking window (rule 7).
        TooFar = "too_far",
        /// The limits (rule 8).
        LimitReached = "limit_reached",
        /// The blocks and holidays (rule 9).
        Blocked = "blocked",
    }
}

impl OverridableRule {
    /// What does not count of the rules of a host who is given a meeting at the time at which it is: the invitee has had
    /// that time for long.
    pub const AGREED: [Self; 3] = [Self::OffGrid, Self::TooSoon, Self::TooFar];
}

/// Rules that are set aside for one booking.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RuleOverride {
    /// Which ones.
    pub rules: Vec<OverridableRule>,
    /// Why.
    pub reason: LongText,
}

/// A wish for one start for which rules are set aside.
#[derive(Clone, Copy, Debug)]
pub struct Exception<'a> {
    /// The start.
    pub attempt: Attempt,
    /// The rules that do not count.
    pub without: &'a [OverridableRule],
}

/// Checks one start against every rule but those that are set aside. Other bookings, holds and busy time always count.
///
/// # Errors
/// As [`verify`](super::verify).
pub fn verify_overriding(
    calendar: &HostCalendar,
    rules: &SlotRules,
    exception: Exception<'_>,
    now: Timestamp,
) -> Result<VerifiedSlot, SlotRejection> {
    let Exception { attempt, without } = exception;
    let relaxed = relaxed(rules, without);
    relaxed.check()?;
    let plan = plan_for(calendar, &relaxed, attempt, now);
    let mut reasons = explain::reasons(&plan, attempt);
    set_aside(&plan, exception, &mut reasons);
    if reasons.is_empty() { Ok(VerifiedSlot::of(&plan)) } else { Err(SlotRejection::Taken(reasons)) }
}

/// Takes those reasons away that do not count.
pub(super) fn set_aside(plan: &Plan<'_>, Exception { attempt, without }: Exception<'_>, reasons: &mut Vec<Reason>) {
    // A start between two seconds is refused for its hours or its grid, and no exception makes it a whole one.
    // Nor does one make a meeting that ends with time itself.
    if plan.is_whole(attempt) && plan.ends_in_time(attempt) {
        reasons.retain(|reason| !sets_aside(without, reason));
    }
}

/// The rules that are numbers, without those that are set aside.
pub(super) fn relaxed(rules: &SlotRules, without: &[OverridableRule]) -> SlotRules {
    let mut relaxed = rules.clone();
    for rule in without {
        match rule {
            OverridableRule::TooSoon => relaxed.minimum_notice = Minutes(0),
            OverridableRule::TooFar => relaxed.booking_window_days = None,
            OverridableRule::LimitReached => relaxed.limits.clear(),
            OverridableRule::OutsideHours | OverridableRule::OffGrid | OverridableRule::Blocked => {}
        }
    }
    relaxed
}

/// Whether a reason that is a place in the calendar does not count.
fn sets_aside(without: &[OverridableRule], reason: &Reason) -> bool {
    let rule = match reason {
        Reason::OutsideHours => OverridableRule::OutsideHours,
        Reason::OffGrid => OverridableRule::OffGrid,
        Reason::Blocked { .. } | Reason::Holiday { .. } => OverridableRule::Blocked,
        // Whatever is left of these is a start in the past, or somebody else's time.
        Reason::Notice { .. }
        | Reason::Window { .. }
        | Reason::Limit { .. }
        | Reason::Booked { .. }
        | Reason::Held { .. }
        | Reason::Busy { .. } => return false,
    };
    without.contains(&rule)
}
