//! The fields of a command that can hold something wrong, and what is wrong with them. All of them are named at once.

mod checks;

use std::fmt;

use jiff::civil::Date;

pub(crate) use self::checks::{
    check_block, check_event_type, check_exception, check_guests, check_host, check_overrides, check_seats,
    check_settings,
};

/// A field of a command. Positions in lists count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// How long a meeting lasts.
    Duration,
    /// The distance of two possible starts.
    Step,
    /// How many can book the same meeting.
    Seats,
    /// What a new event type of the host lasts.
    DefaultDuration,
    /// How long before its start a slot can be booked.
    MinimumNotice,
    /// How many days ahead can be booked.
    BookingWindow,
    /// Kept free before each meeting.
    BufferBefore,
    /// Kept free after each meeting.
    BufferAfter,
    /// Bookings a day.
    DailyLimit,
    /// Bookings a week.
    WeeklyLimit,
    /// Bookings a month.
    MonthlyLimit,
    /// How long before the start an invitee can still cancel.
    CancelCutoff,
    /// How long before the start an invitee can still move the meeting.
    RescheduleCutoff,
    /// How many occurrences a series can have.
    MaxOccurrences,
    /// The list of questions.
    Questions,
    /// The id of a question.
    QuestionId(usize),
    /// The options of a question.
    QuestionOptions(usize),
    /// When the host is reminded.
    HostReminders,
    /// When the invitee is reminded.
    InviteeReminders,
    /// The picture of a host.
    AvatarUrl,
    /// The picture of a tenant.
    LogoUrl,
    /// The accent colour of a tenant.
    AccentColor,
    /// The list of web origins.
    AllowedOrigins,
    /// A web origin.
    AllowedOrigin(usize),
    /// How many booking attempts an address may make.
    BookingsRate,
    /// How many holds an address may make.
    HoldsRate,
    /// How often an address may read.
    ReadsRate,
    /// How many changes an address may make.
    ChangesRate,
    /// How long personal data are kept.
    RetentionDays,
    /// A date override of a schedule.
    OverrideDate(Date),
    /// The first date of a block.
    FirstDate,
    /// The last date of a block.
    LastDate,
    /// Whom an invitee brings along.
    Guests,
    /// The rules that are set aside for a booking.
    OverriddenRules,
    /// The sets of holidays that are kept.
    HolidaySets,
    /// A set of holidays.
    HolidaySet(usize),
    /// The holidays of these sets that are working days.
    WorkedHolidays,
    /// One of them.
    WorkedHoliday(usize),
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::QuestionId(at) => write!(f, "questions[{at}].id"),
            Self::QuestionOptions(at) => write!(f, "questions[{at}].options"),
            Self::AllowedOrigin(at) => write!(f, "allowed_origins[{at}]"),
            Self::OverrideDate(date) => write!(f, "overrides[{date}]"),
            Self::HolidaySet(at) => write!(f, "holidays.sets[{at}]"),
            Self::WorkedHoliday(at) => write!(f, "holidays.worked[{at}]"),
            other => f.write_str(other.name()),
        }
    }
}

impl Field {
    const fn name(self) -> &'static str {
        match self {
            Self::Duration => "duration",
            Self::Step => "step",
            Self::Seats => "seats",
            Self::DefaultDuration => "default_duration",
            Self::MinimumNotice => "minimum_notice",
            Self::BookingWindow => "booking_window_days",
            Self::BufferBefore => "buffer_before",
            Self::BufferAfter => "buffer_after",
            Self::DailyLimit => "limits.daily",
            Self::WeeklyLimit => "limits.weekly",
            Self::MonthlyLimit => "limits.monthly",
            Self::CancelCutoff => "cancel_cutoff",
            Self::RescheduleCutoff => "reschedule_cutoff",
            Self::MaxOccurrences => "max_occurrences",
            Self::Questions | Self::QuestionId(_) | Self::QuestionOptions(_) => "questions",
            Self::HostReminders => "reminders.host",
            Self::InviteeReminders => "reminders.invitee",
            Self::AvatarUrl => "avatar_url",
            Self::LogoUrl => "branding.logo_url",
            Self::AccentColor => "branding.accent_color",
            Self::AllowedOrigins | Self::AllowedOrigin(_) => "allowed_origins",
            Self::BookingsRate => "rate_limits.bookings",
            Self::HoldsRate => "rate_limits.holds",
            Self::ReadsRate => "rate_limits.reads",
            Self::ChangesRate => "rate_limits.changes",
            Self::RetentionDays => "retention_days",
            Self::OverrideDate(_) => "overrides",
            Self::FirstDate => "first",
            Self::LastDate => "last",
            Self::Guests => "guests",
            Self::OverriddenRules => "overridden.rules",
            Self::HolidaySets | Self::HolidaySet(_) => "holidays.sets",
            Self::WorkedHolidays | Self::WorkedHoliday(_) => "holidays.worked",
        }
    }
}

/// What is wrong with a field. The message is fit for the person who wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidValue {
    /// A number outside of its bounds.
    #[error("must be from {min} to {max}")]
    OutOfBounds {
        /// The least it may be.
        min: u32,
        /// The most it may be.
        max: u32,
    },
    /// A list that is too long.
    #[error("must have at most {max} entries")]
    TooMany {
        /// How many there may be.
        max: usize,
    },
    /// The same as another of the list.
    #[error("must not be there twice")]
    Repeated,
    /// A list without entries that needs one, such as the options of a select.
    #[error("must have at least one entry")]
    Empty,
    /// Options of a question that is no select.
    #[error("is allowed for questions of the kind select only")]
    NotASelect,
    /// Several seats of a meeting for which each invitee gets the next host.
    #[error("must be 1 for a round robin")]
    SharedRoundRobin,
    /// Not an address of the web.
    #[error("must be a web address such as https://example.org/picture.png")]
    NotAUrl,
    /// Not a web origin.
    #[error("must be a web origin such as https://www.example.org, without a path")]
    NotAnOrigin,
    /// Not a colour.
    #[error("must be a colour of the form #rrggbb")]
    NotAColor,
    /// A date that no calendar of the product shows.
    #[error("must be a date of the years 1970 to 9999")]
    FarAway,
    /// Before the first date.
    #[error("must not be before the first date")]
    BeforeFirst,
    /// No set of holidays has this code.
    #[error("must be one of the sets of holidays")]
    UnknownHolidaySet,
    /// No holiday of the chosen sets has this name.
    #[error("must be the name of a holiday of the chosen sets")]
    UnknownHoliday,
}

/// A field that cannot hold what it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} {problem}")]
pub struct InvalidField {
    /// Which one.
    pub field: Field,
    /// What is wrong with it.
    pub problem: InvalidValue,
}

/// All invalid fields of a command; at least one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct InvalidFields(pub Vec<InvalidField>);

impl fmt::Display for InvalidFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, invalid) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            write!(f, "{separator}{invalid}")?;
        }
        Ok(())
    }
}
