//! What is true in scheduling: types, rules and the slot algorithm. Pure: no clock, no randomness, no I/O.
//!
//! The heart is [`slots`]: [`slots::generate`] lists the free slots of a host, [`slots::verify`] checks one start and
//! hands out the proof without which nothing can be booked, [`slots::explain`] says which rules take a start away.
//! All of them take what is known as plain data ([`HostFacts`], indexed once as a [`HostCalendar`]), the effective
//! rules ([`SlotRules`]) and `now`, and give the same answer on every machine.

mod facts;
mod ids;
mod interval;
mod schedule;
mod settings;
pub mod slots;
mod zone;

pub use self::{
    facts::{HostCalendar, HostFacts, Occupancy, OccupiedBy, Released},
    ids::{ApiKeyId, BlockId, BookingId, ChangeId, EventTypeId, HoldId, HostId, OccupancyId, ScheduleId, TenantId},
    interval::Interval,
    schedule::{
        Block, DateOverrides, DayWindows, InvalidBlock, InvalidLocalTime, InvalidWindow, LocalTime, MAX_BLOCKS,
        MAX_OVERRIDES, MAX_WINDOWS, TooMany, WeeklySchedule, Window,
    },
    settings::{
        DEFAULT_STEP, DefaultSettings, EventTypeRules, InvalidRule, Limit, LimitPeriod, LimitScope, Limits, MAX_BUFFER,
        MAX_DURATION, MAX_NOTICE, MAX_WINDOW_DAYS, Minutes, SettingOverrides, SlotRules,
    },
    zone::{InvalidZone, Zone},
};
