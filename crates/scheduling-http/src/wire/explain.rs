//! Why a start is not offered, for the host's side.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use scheduling_core::{BlockId, BookingId, HoldId, HostId, Username, slots::Reason};
use scheduling_engine::{Explanation, HostExplanation};

use super::leaves::{LimitCounts, Period};
use crate::json::{answer, query};

query! {
    /// Which start.
    ExplainQuery {
        /// The start that is asked about.
        start: Timestamp = "2026-03-16T13:00:00Z";
    }
}

answer! {
    /// What the rules say of one start.
    ExplanationAnswer {
        /// The start.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// Whether the start can be booked at this moment.
        available: bool = false;
        /// Whether the public can book the event type at all: tenant, user and event type are active.
        bookable: bool = true;
        /// Every rule that takes the start away, in the order of the rules. Of a team, those of all hosts where all are
        /// needed, else those of the active host who comes closest to taking it.
        reasons: Vec<ReasonAnswer> = [(); 0];
        /// Of a team, what the rules say at each host; null of a user's event type.
        hosts: Option<Vec<HostExplanationAnswer>> = serde_json::Value::Null;
    }
}

answer! {
    /// What the rules say of one start at one host of a team.
    HostExplanationAnswer {
        /// Who.
        user_id: HostId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// The user's name in addresses.
        username: Username = "ada";
        /// Whether the user takes meetings. One who is inactive takes none, whatever the rules say.
        is_active: bool = true;
        /// Every rule that takes the start away there; none if the host could take it.
        reasons: Vec<ReasonAnswer> = [(); 0];
    }
}

answer! {
    /// A rule that takes a start away, with what does it.
    ReasonAnswer {
        /// The rule: `outside_hours`, `off_grid`, `notice`, `window`, `limit`, `blocked` or `busy`.
        rule: String = "busy";
        /// Of `notice`: the first instant that is not too soon.
        until: Option<Timestamp> = ();
        /// Of `window`: the last date of the user that can be booked.
        last_date: Option<Date> = ();
        /// Of `limit`: the period that is full.
        period: Option<Period> = ();
        /// Of `limit`: whose bookings are counted.
        counts: Option<LimitCounts> = ();
        /// Of `limit`: how many there are.
        count: Option<u32> = ();
        /// Of `limit`: how many there may be.
        max: Option<u32> = ();
        /// Of `blocked`: the blocked dates.
        blocked_date_id: Option<BlockId> = ();
        /// Of `blocked` by a public holiday: what it is called.
        holiday: Option<String> = ();
        /// Of `busy`: the booking that has the time.
        booking_id: Option<BookingId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d9";
        /// Of `busy` by a booking: whether its invitee has still to confirm the address. It keeps the time until then, or until it expires.
        awaits_address: Option<bool> = ();
        /// Of `busy`: the hold that keeps the time.
        hold_id: Option<HoldId> = ();
        /// Of `busy` in another calendar: when that begins.
        busy_from: Option<Timestamp> = ();
        /// Of `busy` in another calendar: when that ends.
        busy_until: Option<Timestamp> = ();
    }
}

impl From<Explanation> for ExplanationAnswer {
    fn from(explanation: Explanation) -> Self {
        let awaiting = explanation.awaiting_address;
        let reasons: Vec<_> = explanation.reasons.iter().map(|reason| ReasonAnswer::of(reason, &awaiting)).collect();
        let available = explanation.is_open && reasons.is_empty();
        let hosts = explanation
            .hosts
            .map(|hosts| hosts.into_iter().map(|of| HostExplanationAnswer::of(of, &awaiting)).collect());
        Self { start_time: explanation.start, available, bookable: explanation.is_open, reasons, hosts }
    }
}

impl HostExplanationAnswer {
    fn of(HostExplanation { host, reasons }: HostExplanation, awaiting: &BTreeSet<BookingId>) -> Self {
        let reasons = reasons.iter().map(|reason| ReasonAnswer::of(reason, awaiting)).collect();
        let (is_active, username) = (host.profile.is_active, host.profile.username);
        Self { user_id: host.id, username, is_active, reasons }
    }
}

impl ReasonAnswer {
    fn of(reason: &Reason, awaiting: &BTreeSet<BookingId>) -> Self {
        let plain = Self {
            rule: reason.code().to_owned(),
            until: None,
            last_date: None,
            period: None,
            counts: None,
            count: None,
            max: None,
            blocked_date_id: None,
            holiday: None,
            booking_id: None,
            awaits_address: None,
            hold_id: None,
            busy_from: None,
            busy_until: None,
        };
        match *reason {
            Reason::OutsideHours | Reason::OffGrid => plain,
            Reason::Notice { until } => Self { until: Some(until), ..plain },
            Reason::Window { last_date } => Self { last_date: Some(last_date), ..plain },
            Reason::Limit { period, scope, count, max } => Self {
                period: Some(period.into()),
                counts: Some(scope.into()),
                count: Some(count),
                max: Some(max),
                ..plain
            },
            Reason::Blocked { block } => Self { blocked_date_id: Some(block), ..plain },
            Reason::Holiday { holiday } => Self { holiday: Some(holiday.name.to_owned()), ..plain },
            Reason::Booked { booking } => {
                Self { booking_id: Some(booking), awaits_address: Some(awaiting.contains(&booking)), ..plain }
            }
            Reason::Held { hold } => Self { hold_id: Some(hold), ..plain },
            Reason::Busy { interval } => {
                Self { busy_from: Some(interval.start), busy_until: Some(interval.end), ..plain }
            }
        }
    }
}
