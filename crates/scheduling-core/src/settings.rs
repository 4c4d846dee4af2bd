//! The rules that a tenant, a host and an event type set, and the effective ones of a slot question.
//!
//! A level that says nothing follows the level above it: event type, else host, else tenant.

use crate::{holidays::KeptHolidays, ids::EventTypeId};

/// A length of time in whole minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Minutes(pub u32);

impl Minutes {
    /// So many hours.
    #[must_use]
    pub const fn from_hours(hours: u32) -> Self {
        Self(hours.saturating_mul(60))
    }

    pub(crate) fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }
}

/// The longest duration and step that [`SlotRules`] accepts: a week. The HTTP API allows a day.
pub const MAX_DURATION: Minutes = Minutes(10_080);
/// The longest buffer.
pub const MAX_BUFFER: Minutes = Minutes(1440);
/// The longest notice: 366 days.
pub const MAX_NOTICE: Minutes = Minutes(366 * 1440);
/// The farthest booking window, in days.
pub const MAX_WINDOW_DAYS: u16 = 730;
/// The most seats of one meeting.
pub const MAX_SEATS: u32 = 1000;
/// The step of an event type that sets none.
pub const DEFAULT_STEP: Minutes = Minutes(15);

/// How many live bookings may start in a period; `None` is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Limits {
    /// On one host date.
    pub daily: Option<u32>,
    /// In one week of the host, from Monday.
    pub weekly: Option<u32>,
    /// In one calendar month of the host.
    pub monthly: Option<u32>,
}

/// A tenant's defaults: a value for everything.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DefaultSettings {
    /// How long before its start a slot can still be booked.
    pub minimum_notice: Minutes,
    /// How many host dates ahead of today can be booked.
    pub booking_window_days: u16,
    /// Kept free before each meeting.
    pub buffer_before: Minutes,
    /// Kept free after each meeting.
    pub buffer_after: Minutes,
    /// The public holidays on which hosts do not work.
    #[cfg_attr(feature = "serde", serde(default))]
    pub holidays: KeptHolidays,
}

impl Default for DefaultSettings {
    fn default() -> Self {
        Self {
            minimum_notice: Minutes::from_hours(24),
            booking_window_days: 60,
            buffer_before: Minutes(0),
            buffer_after: Minutes(15),
            holidays: KeptHolidays::default(),
        }
    }
}

/// What a host or an event type sets for itself; `None` follows the level above.
///
/// A limit of a host counts all of the host's bookings. A limit of an event type stands in its place and counts the
/// bookings of that type only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SettingOverrides {
    /// See [`DefaultSettings::minimum_notice`].
    pub minimum_notice: Option<Minutes>,
    /// See [`DefaultSettings::booking_window_days`].
    pub booking_window_days: Option<u16>,
    /// See [`DefaultSettings::buffer_before`].
    pub buffer_before: Option<Minutes>,
    /// See [`DefaultSettings::buffer_after`].
    pub buffer_after: Option<Minutes>,
    /// How many bookings may start in a period.
    pub limits: Limits,
}

/// Whose bookings a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LimitScope {
    /// All bookings of the host.
    Host,
    /// The host's bookings of the event type that sets the limit.
    EventType,
}

/// The period in which a limit counts, by the host's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LimitPeriod {
    /// A date.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
}

/// At most `max` live bookings of `scope` start in one `period`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The period that it counts in.
    pub period: LimitPeriod,
    /// The bookings that it counts.
    pub scope: LimitScope,
    /// How many there may be.
    pub max: u32,
}

/// The effective rules under which an event type is offered by one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotRules {
    /// The event type, for limits that count its bookings only.
    pub event_type: EventTypeId,
    /// How long the meeting lasts.
    pub duration: Minutes,
    /// The distance of two possible starts.
    pub step: Minutes,
    /// How many can book the same meeting; each has a booking of its own.
    pub seats: u32,
    /// Kept free before the meeting.
    pub buffer_before: Minutes,
    /// Kept free after the meeting.
    pub buffer_after: Minutes,
    /// How long before its start a slot can still be booked.
    pub minimum_notice: Minutes,
    /// How many host dates ahead of today can be booked; `None` is no bound.
    pub booking_window_days: Option<u16>,
    /// The limits in force, at most one a period.
    pub limits: Vec<Limit>,
}

/// A rule outside of its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} must be from {min} to {max}, not {value}")]
pub struct InvalidRule {
    /// Which field of [`SlotRules`].
    pub field: &'static str,
    /// What it is.
    pub value: u32,
    /// The least it may be.
    pub min: u32,
    /// The most it may be.
    pub max: u32,
}

/// What [`SlotRules::effective`] puts together.
#[derive(Clone, Copy, Debug)]
pub struct EventTypeRules {
    /// The event type.
    pub id: EventTypeId,
    /// How long its meetings last.
    pub duration: Minutes,
    /// Its step; `None` is [`DEFAULT_STEP`].
    pub step: Option<Minutes>,
    /// How many seats its meetings have.
    pub seats: u32,
    /// What it sets for itself.
    pub overrides: SettingOverrides,
}

impl SlotRules {
    /// The rules of an event type at a host of a tenant: event type, else host, else tenant.
    #[must_use]
    pub fn effective(event_type: &EventTypeRules, host: &SettingOverrides, tenant: &DefaultSettings) -> Self {
        let own = &event_type.overrides;
        let limit = |period, of: fn(&Limits) -> Option<u32>| {
            let typed = of(&own.limits).map(|max| Limit { period, scope: LimitScope::EventType, max });
            typed.or(of(&host.limits).map(|max| Limit { period, scope: LimitScope::Host, max }))
        };
        let limits = [
            limit(LimitPeriod::Day, |limits| limits.daily),
            limit(LimitPeriod::Week, |limits| limits.weekly),
            limit(LimitPeriod::Month, |limits| limits.monthly),
        ];
        Self {
            event_type: event_type.id,
            duration: event_type.duration,
            step: event_type.step.unwrap_or(DEFAULT_STEP),
            seats: event_type.seats,
            buffer_before: own.buffer_before.or(host.buffer_before).unwrap_or(tenant.buffer_before),
            buffer_after: own.buffer_after.or(host.buffer_after).unwrap_or(tenant.buffer_after),
            minimum_notice: own.minimum_notice.or(host.minimum_notice).unwrap_or(tenant.minimum_notice),
            booking_window_days: Some(
                own.booking_window_days.or(host.booking_window_days).unwrap_or(tenant.booking_window_days),
            ),
            limits: limits.into_iter().flatten().collect(),
        }
    }

    /// Checks every rule against its bounds.
    ///
    /// # Errors
    /// The first rule that is out of bounds.
    pub fn check(&self) -> Result<(), InvalidRule> {
        in_bounds("duration", self.duration.0, 1, MAX_DURATION.0)?;
        in_bounds("step", self.step.0, 1, MAX_DURATION.0)?;
        in_bounds("seats", self.seats, 1, MAX_SEATS)?;
        in_bounds("buffer_before", self.buffer_before.0, 0, MAX_BUFFER.0)?;
        in_bounds("buffer_after", self.buffer_after.0, 0, MAX_BUFFER.0)?;
        in_bounds("minimum_notice", self.minimum_notice.0, 0, MAX_NOTICE.0)?;
        in_bounds("booking_window_days", self.booking_window_days.unwrap_or(0).into(), 0, MAX_WINDOW_DAYS.into())
    }
}

fn in_bounds(field: &'static str, value: u32, min: u32, max: u32) -> Result<(), InvalidRule> {
    if (min..=max).contains(&value) { Ok(()) } else { Err(InvalidRule { field, value, min, max }) }
}
