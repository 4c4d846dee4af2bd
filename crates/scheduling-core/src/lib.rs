//! What is true in scheduling: types, rules and the slot algorithm. Pure: no clock, no randomness, no I/O.
//!
//! The heart is [`slots`]: [`slots::generate`] lists the free slots of a host, [`slots::verify`] checks one start and
//! hands out the proof without which nothing can be booked, [`slots::explain`] says which rules take a start away.
//! All of them take what is known as plain data ([`HostFacts`], indexed once as a [`HostCalendar`]), the effective
//! rules ([`SlotRules`]) and `now`, and give the same answer on every machine.

pub mod analytics;
mod answers;
mod booking;
mod campaign;
pub mod change;
mod delivery;
mod event;
mod event_type;
mod facts;
mod holidays;
mod host;
mod ids;
mod interval;
mod notification;
mod recurrence;
mod role;
mod rotation;
mod schedule;
mod scope;
mod settings;
pub mod slots;
mod team;
mod tenant;
mod values;
mod webhook;
mod zone;

#[cfg(feature = "holidays")]
pub use self::holidays::{HolidaySet, UnknownHolidaySet};
pub use self::{
    answers::{Answer, AnswerValue, InvalidAnswer, RawAnswer, check_answers},
    booking::{
        Beginning, Booking, BookingSnapshot, BookingState, BookingStatus, Cancellation, CannotChange, ChangeRequest,
        Decline, DeclineCause, Invitee, MAX_GUESTS, Move, NewBooking, Party, address_deadline, approval_deadline,
    },
    campaign::Campaign,
    delivery::{
        CannotSendAgain, Changed, Channel, DeliveryState, IsSuperseded, Owed, OwedMail, PlannedMail, Recipient,
        RetrySchedule, is_wanted, mails_of, may_send_again, overtaken_mails, still_helps,
    },
    event::{BookingChange, Event, EventKind, Happening},
    event_type::{
        Color, EventType, EventTypeDetails, Location, LocationKind, MAX_OPTIONS, MAX_QUESTIONS, Owner, Question,
        QuestionKind, ReminderTiming, Reminders,
    },
    facts::{Group, HostCalendar, HostFacts, Occupancy, OccupiedBy, Released, Seat},
    holidays::{Holiday, HolidaySetCode, InvalidHolidaySetCode, KeptHolidays, MAX_HOLIDAY_SETS, MAX_WORKED_HOLIDAYS},
    host::{Host, HostProfile},
    ids::{
        AccountId, ApiKeyId, AssignmentId, BlockId, BookingId, ChangeId, DeliveryId, EndpointId, EventId, EventTypeId,
        HoldId, HostId, LinkId, OccupancyId, ScheduleId, SeriesId, SessionId, TeamId, TenantId,
    },
    interval::Interval,
    notification::{
        Audience, Letterhead, Links, Locale, MAX_PARTICIPANTS, MailTemplate, Mailbox, Moved, Notification,
        NotificationKind, Participants, TemplateField, TemplateKey,
    },
    recurrence::{
        Frequency, InvalidRecurrence, MAX_INTERVAL, MAX_OCCURRENCES, Recurrence, Series, SeriesExtent, SeriesPlace,
    },
    role::Role,
    rotation::{Assignment, Candidate, ChosenBy, InvalidWeight, Preference, Taking, Weight, assign, rotation_month},
    schedule::{
        Block, DateOverrides, DayWindows, InvalidBlock, InvalidLocalTime, InvalidWindow, LocalTime, MAX_BLOCKS,
        MAX_OVERRIDES, MAX_WINDOWS, TooMany, WeeklySchedule, Window,
    },
    scope::Scope,
    settings::{
        DEFAULT_STEP, DefaultSettings, EventTypeRules, InvalidRule, Limit, LimitPeriod, LimitScope, Limits, MAX_BUFFER,
        MAX_DURATION, MAX_NOTICE, MAX_SEATS, MAX_WINDOW_DAYS, Minutes, SettingOverrides, SlotRules,
    },
    team::{
        MAX_PRIORITY, SchedulingKind, Team, TeamDetails, TeamEventType, TeamMember, TeamScheduling, TeamSettings,
        TeamTypeHost,
    },
    tenant::{Branding, Quotas, RateLimits, Tenant, TenantSettings, TenantStatus},
    values::{CampaignText, EmailAddress, InvalidText, LongText, Name, PhoneNumber, ShortText, Slug, Username},
    webhook::{InvalidWebhookUrl, WebhookUrl},
    zone::{InvalidZone, Zone},
};

/// A word that is none of a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not one of the allowed words")]
pub struct UnknownWord;
