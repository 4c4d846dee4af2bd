//! A change to be tried, and what it would do.

use jiff::{Timestamp, civil::Date};
use scheduling_core::{BookingId, EventTypeId, HostId, LocalTime, Window, Zone};
use scheduling_engine::{Displaced, Simulate, SimulatedBlock, SimulatedChange, Simulation, WhyDisplaced};
use utoipa::openapi::{RefOr, Schema, Type};

use super::{
    SlotTimes,
    availability::{Overrides, WeeklyInput, overrides},
    blocked_dates::{Hour, dates_in_order, hours_fit, hours_in_order},
    event_types::OverridesInput,
    public::is_a_range,
};
use crate::{
    json::{AtMost, Day, Documented, Faults, answer, body, plain},
    problem::{Code, Problem},
};

/// The most blocks of one simulation.
const MOST_BLOCKS: usize = 20;

body! {
    /// A change to be tried. What is absent stays as it is.
    #[rule(dates: from, to)]
    SimulationInput {
        /// The IANA zone whose dates are meant.
        timezone: Zone = "Europe/Berlin";
        /// The first date on which slots are compared; at most 62.
        from: Date = "2026-03-16";
        /// The last of them, itself included.
        to: Date = "2026-03-22";
        /// Whose hours, rules and blocked dates would be different. Needed for these where the event type is a team's; a user's
        /// own has nobody else.
        user_id: Option<HostId> = ();
        /// What takes the place of the weekly hours of the schedule that the event type follows with this user.
        weekly_schedule: Option<WeeklyInput> = ();
        /// What takes the place of that schedule's dates with other hours.
        overrides: Option<Overrides> = [(); 0];
        /// What takes the place of the event type's own rules.
        setting_overrides: Option<OverridesInput> = ();
        /// What takes the place of the rules of the user.
        user_settings: Option<OverridesInput> = ();
        /// Blocked dates that the user adds.
        blocked_dates: Option<AtMost<SimulatedBlockInput, MOST_BLOCKS>> = [(); 0];
    }
}

body! {
    /// Dates that would be blocked: whole ones, or the same hours on each.
    #[rule(dates_in_order: start_date, end_date)]
    #[rule(both_hours: start_time, end_time)]
    #[rule(hours_in_order: start_time, end_time)]
    SimulatedBlockInput {
        /// The first date.
        start_date: Day = "2026-03-17";
        /// The last date, itself blocked.
        end_date: Day = "2026-03-18";
        /// The first blocked minute of each date; absent with `endTime`, whole dates are blocked.
        start_time: Option<LocalTime> = "12:00";
        /// The first minute after the block on each date.
        end_time: Option<LocalTime> = "13:00";
    }
}

fn dates(faults: &mut Faults, (from, to): (&Date, &Date)) {
    is_a_range(faults, (&Some(*from), &Some(*to)));
}

fn both_hours(faults: &mut Faults, (start, end): (&Hour, &Hour)) {
    hours_fit(faults, (&None, start, end));
}

impl SimulationInput {
    pub(crate) fn into_command(self, event_type: EventTypeId) -> Result<Simulate, Problem> {
        let query = scheduling_core::slots::SlotQuery::dates(self.timezone, self.from, self.to);
        // What is refused here was refused with its field when the body was decoded.
        let query = query.map_err(|_| Problem::new(Code::Invalid))?;
        let change = SimulatedChange {
            weekly: self.weekly_schedule.map(WeeklyInput::into_core),
            overrides: self.overrides.map(|dates| overrides(Some(dates))),
            event_type_settings: self.setting_overrides.map(OverridesInput::into_core),
            host_settings: self.user_settings.map(OverridesInput::into_core),
            blocks: self.blocked_dates.unwrap_or_default().0.into_iter().map(SimulatedBlockInput::into_core).collect(),
        };
        Ok(Simulate { event_type, host: self.user_id, query, change })
    }
}

impl SimulatedBlockInput {
    fn into_core(self) -> SimulatedBlock {
        let hours = self.start_time.zip(self.end_time).and_then(|(start, end)| Window::new(start, end).ok());
        SimulatedBlock { first: self.start_date.0, last: self.end_date.0, hours }
    }
}

answer! {
    /// What a change would do.
    SimulationAnswer {
        /// The slots that there would be and are not, ascending.
        gained: Vec<SlotTimes> = [(); 0];
        /// The slots that there are and would not be, ascending.
        lost: Vec<SlotTimes> = [(); 0];
        /// The user's coming bookings that would fall outside, by their start. The change itself would cancel none of them.
        bookings_outside: Vec<BookingOutside> = [(); 0];
    }
}

answer! {
    /// A booking that would fall outside.
    BookingOutside {
        /// Which.
        booking_id: BookingId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d9";
        /// What was booked.
        event_type_id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// When the meeting starts.
        start_time: Timestamp = "2026-03-17T12:00:00Z";
        /// When it ends.
        end_time: Timestamp = "2026-03-17T12:30:00Z";
        /// What it would fall outside of: `outside_hours` or `blocked`.
        reason: OutsideReason = "blocked";
    }
}

/// Why a booking would fall outside.
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OutsideReason {
    OutsideHours,
    Blocked,
}

impl Documented for OutsideReason {
    fn schema() -> RefOr<Schema> {
        plain(Type::String).enum_values(Some(["outside_hours", "blocked"])).into()
    }
}

impl From<Simulation> for SimulationAnswer {
    fn from(Simulation { slots, displaced }: Simulation) -> Self {
        Self {
            gained: slots.gained.into_iter().map(SlotTimes::from).collect(),
            lost: slots.lost.into_iter().map(SlotTimes::from).collect(),
            bookings_outside: displaced.into_iter().map(BookingOutside::from).collect(),
        }
    }
}

impl From<Displaced> for BookingOutside {
    fn from(Displaced { booking, event_type, meeting, why }: Displaced) -> Self {
        Self {
            booking_id: booking,
            event_type_id: event_type,
            start_time: meeting.start,
            end_time: meeting.end,
            reason: match why {
                WhyDisplaced::OutsideHours => OutsideReason::OutsideHours,
                WhyDisplaced::Blocked => OutsideReason::Blocked,
            },
        }
    }
}
