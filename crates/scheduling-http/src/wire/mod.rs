//! What goes over the wire: the bodies of requests and answers, and how they become commands and come from results.
//!
//! Translation only. A JSON name here can change without touching a table, and the other way round.

pub(crate) mod accounts;
pub(crate) mod analytics;
pub(crate) mod api_keys;
pub(crate) mod assignments;
pub(crate) mod availability;
pub(crate) mod blocked_dates;
pub(crate) mod bookings;
pub(crate) mod calendar_feeds;
mod campaign;
pub(crate) mod changelog;
pub(crate) mod deliveries;
pub(crate) mod event_types;
pub(crate) mod events;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod holidays;
pub(crate) mod invitees;
mod leaves;
pub(crate) mod lifecycle;
pub(crate) mod mail_templates;
pub(crate) mod of_user;
pub(crate) mod pages;
pub(crate) mod public;
pub(crate) mod series;
pub(crate) mod settings;
pub(crate) mod simulate;
pub(crate) mod slots_json;
pub(crate) mod team_event_types;
pub(crate) mod teams;
pub(crate) mod tenants;
pub(crate) mod users;
pub(crate) mod webhooks;

use jiff::Timestamp;
use scheduling_core::{Minutes, slots::Slot};

use crate::json::{Int, answer};

/// Minutes of a buffer.
pub(crate) type Buffer = Int<0, 1440>;
/// Minutes of a meeting or a step.
pub(crate) type Length = Int<1, 1440>;
/// Seats of a meeting.
pub(crate) type Seats = Int<1, 1000>;
/// Days of a booking window.
pub(crate) type WindowDays = Int<0, 730>;
/// Bookings in a period: at most one each minute of a month.
pub(crate) type Limit = Int<0, 44_640>;
/// Meetings of a series.
pub(crate) type Occurrences = Int<1, 52>;
/// Minutes of a cut-off.
pub(crate) type Cutoff = Int<0, 527_040>;

answer! {
    /// A time that can be booked.
    SlotTimes {
        /// When the meeting starts.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// When it ends.
        end_time: Timestamp = "2026-03-16T13:30:00Z";
    }
}

impl From<Slot> for SlotTimes {
    fn from(slot: Slot) -> Self {
        Self { start_time: slot.start(), end_time: slot.end() }
    }
}

/// Minutes as the engine takes them.
pub(crate) fn minutes<const MIN: u32, const MAX: u32>(value: Int<MIN, MAX>) -> Minutes {
    Minutes(value.0)
}

/// Minutes as they are written.
pub(crate) fn written<const MIN: u32, const MAX: u32>(value: Minutes) -> Int<MIN, MAX> {
    Int(value.0)
}

/// Days as the engine takes them.
pub(crate) fn days(value: WindowDays) -> u16 {
    u16::try_from(value.0).unwrap_or(scheduling_core::MAX_WINDOW_DAYS)
}
