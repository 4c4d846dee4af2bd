//! How the engine's refusals and failures are told to clients. One exhaustive translation for each, so that a new way
//! to fail does not compile before it has a code.

use std::{fmt::Display, time::Duration};

use scheduling_core::{CannotChange, CannotSendAgain, InvalidAnswer, InvalidRecurrence, analytics::InvalidPeriod};
use scheduling_engine::{
    AccountRefusal, AnalyticsRefusal, ApiKeyRefusal, BlockRefusal, BookRefusal, CancelRefusal, DeliveryRefusal,
    EraseRefusal, EventTypeRefusal, Failure, Field, HoldRefusal, HostRefusal, InvalidFields, InvalidValue,
    MailTemplateRefusal, NotTakenOver, Nothing, ReassignRefusal, RescheduleRefusal, Rule, ScheduleRefusal,
    SeriesRefusal, SimulateRefusal, SlotRefusal, TeamEventTypeRefusal, TeamRefusal, TenantRefusal, Unauthenticated,
    WebhookRefusal, WrongPassword, WrongTemplate,
};

use super::{Code, Problem, RefusedBooking, RefusedOccurrence, SlotConflict};
use crate::json::{Fault, Place, code_of};

/// When to come back after a 503.
const SOON: Duration = Duration::from_secs(1);

impl<E> From<Failure<E>> for Problem
where
    Self: From<E>,
{
    fn from(failure: Failure<E>) -> Self {
        match failure {
            Failure::Refused(refusal) => refusal.into(),
            Failure::NotFound(what) => Self::new(Code::NotFound).with_detail(format!("There is no such {what}.")),
            Failure::Forbidden(scope) => {
                Self::new(Code::Forbidden).with_detail(format!("This needs a credential with the scope {scope}."))
            }
            Failure::Suspended => Self::new(Code::TenantSuspended),
            Failure::SchedulingOff => Self::new(Code::SchedulingOff),
            Failure::QuotaReached { most, what } => Self::new(Code::QuotaReached)
                .with_detail(format!("There can be at most {most} {what} in this account.")),
            Failure::KeyReused => Self::new(Code::IdempotencyKeyReused),
            Failure::Busy => Self::new(Code::Busy).with_retry_after(SOON),
            Failure::Unavailable(error) => Self::new(Code::Unavailable).with_retry_after(SOON).caused_by(error),
            Failure::Internal(error) => Self::new(Code::Internal).caused_by(error),
        }
    }
}

impl From<AnalyticsRefusal> for Problem {
    fn from(refusal: AnalyticsRefusal) -> Self {
        match refusal {
            AnalyticsRefusal::Period(InvalidPeriod::Reversed) => Self::new(Code::EndBeforeStart),
            AnalyticsRefusal::Period(InvalidPeriod::TooLong) => Self::new(Code::RangeTooLong),
        }
    }
}

impl From<Nothing> for Problem {
    fn from(nothing: Nothing) -> Self {
        match nothing {}
    }
}

impl From<Unauthenticated> for Problem {
    fn from(_: Unauthenticated) -> Self {
        Self::new(Code::Unauthenticated)
    }
}

impl From<BookRefusal> for Problem {
    fn from(refusal: BookRefusal) -> Self {
        match refusal {
            BookRefusal::Slot(refusal) => refusal.into(),
            BookRefusal::Invalid(fields) => invalid_fields(fields, ""),
            BookRefusal::Answers(wrong) => Self::invalid(wrong.into_iter().map(wrong_answer).collect()),
            BookRefusal::HoldGone => Self::new(Code::HoldExpired),
            BookRefusal::OtherHost => unknown_reference("/hostUsername", "this user does not offer the event type"),
            BookRefusal::HostRequired => host_required(),
        }
    }
}

impl From<SeriesRefusal> for Problem {
    fn from(refusal: SeriesRefusal) -> Self {
        let invalid = |code, pointer, why: InvalidRecurrence| in_body(code, pointer, &why.to_string());
        match refusal {
            SeriesRefusal::Booking(refusal) => refusal.into(),
            SeriesRefusal::Recurrence(why) => match why {
                InvalidRecurrence::NoSeries => invalid(Code::Inconsistent, "/recurrence", why),
                InvalidRecurrence::Interval => invalid(Code::OutOfRange, "/recurrence/interval", why),
                InvalidRecurrence::Count { .. } | InvalidRecurrence::EndOfTime => {
                    invalid(Code::OutOfRange, "/recurrence/count", why)
                }
            },
            SeriesRefusal::Occurrences(refused) => {
                let each =
                    refused.iter().map(|(start, why)| RefusedOccurrence::new(*start, why.rule().code())).collect();
                Self::from(refused.first.1).with_occurrences(each)
            }
        }
    }
}

impl From<HoldRefusal> for Problem {
    fn from(refusal: HoldRefusal) -> Self {
        match refusal {
            HoldRefusal::Slot(refusal) => refusal.into(),
            HoldRefusal::TooMany | HoldRefusal::TooMuch(_) => {
                Self::new(Code::TooManyHolds).with_detail(sentence(&refusal))
            }
            HoldRefusal::OtherHost => unknown_reference("/hostUsername", "this user does not offer the event type"),
            HoldRefusal::HostRequired => host_required(),
            HoldRefusal::Cannot(why) => why.into(),
            HoldRefusal::WrongToken => Self::new(Code::Unauthenticated),
        }
    }
}

impl From<SlotRefusal> for Problem {
    fn from(refusal: SlotRefusal) -> Self {
        let code = match refusal.rule() {
            Rule::OutsideHours => Code::OutsideHours,
            Rule::OffGrid => Code::OffGrid,
            Rule::TooSoon { .. } => Code::TooSoon,
            Rule::TooFar { .. } => Code::TooFar,
            Rule::LimitReached { .. } => Code::LimitReached,
            Rule::Blocked => Code::Blocked,
            Rule::SlotTaken => Code::SlotTaken,
        };
        let reasons = refusal.rules().map(|rule| rule.code()).collect();
        Self::new(code).with_conflict(SlotConflict { reasons, next: refusal.next })
    }
}

impl From<CancelRefusal> for Problem {
    fn from(refusal: CancelRefusal) -> Self {
        match refusal {
            CancelRefusal::WrongToken => Self::new(Code::Unauthenticated),
            CancelRefusal::Cannot(why) => why.into(),
        }
    }
}

impl From<RescheduleRefusal> for Problem {
    fn from(refusal: RescheduleRefusal) -> Self {
        match refusal {
            RescheduleRefusal::WrongToken => Self::new(Code::Unauthenticated),
            RescheduleRefusal::Cannot(why) => why.into(),
            RescheduleRefusal::Invalid(fields) => invalid_fields(fields, ""),
            RescheduleRefusal::Slot(refusal) => refusal.into(),
            RescheduleRefusal::HoldGone => Self::new(Code::HoldExpired),
            RescheduleRefusal::SameTime => Self::new(Code::SameTime),
        }
    }
}

impl From<ReassignRefusal> for Problem {
    fn from(refusal: ReassignRefusal) -> Self {
        match refusal {
            ReassignRefusal::Cannot(why) => why.into(),
            ReassignRefusal::Slot(refusal) => refusal.into(),
            ReassignRefusal::SameHost => Self::new(Code::SameHost),
            ReassignRefusal::Collective => Self::new(Code::CollectiveMeeting),
            ReassignRefusal::NotMember => unknown_reference("/hostUserId", "this user is no member of the team"),
        }
    }
}

impl From<CannotChange> for Problem {
    fn from(why: CannotChange) -> Self {
        match why {
            CannotChange::AlreadyCancelled => Self::new(Code::AlreadyCancelled),
            CannotChange::Rescheduled { .. } => Self::new(Code::BookingRescheduled),
            CannotChange::Declined => Self::new(Code::BookingDeclined),
            CannotChange::Expired => Self::new(Code::ApprovalExpired),
            CannotChange::Pending => Self::new(Code::BookingPending),
            CannotChange::AddressUnconfirmed => Self::new(Code::AddressNotConfirmed),
            CannotChange::AlreadyConfirmed => Self::new(Code::AlreadyConfirmed),
            CannotChange::NotStarted => Self::new(Code::NotStarted),
            CannotChange::AlreadyNoShow => Self::new(Code::AlreadyNoShow),
            CannotChange::Over => Self::new(Code::MeetingOver),
            CannotChange::CutoffPassed { .. } => Self::new(Code::CutoffPassed).with_detail(sentence(&why)),
        }
    }
}

impl From<HostRefusal> for Problem {
    fn from(refusal: HostRefusal) -> Self {
        match refusal {
            HostRefusal::Invalid(fields) => invalid_fields(fields, ""),
            HostRefusal::UsernameTaken => Self::new(Code::UsernameTaken),
            HostRefusal::UserIdTaken => Self::new(Code::UserIdTaken),
            HostRefusal::FutureBookings { count } => Self::new(Code::FutureBookings).with_future_bookings(count),
            HostRefusal::TooManyBookings { count, .. } => {
                Self::new(Code::FutureBookings).with_future_bookings(count).with_detail(sentence(&refusal))
            }
            HostRefusal::UnknownSuccessor => {
                let (place, pointer) = (Place::Query, "/reassignTo".to_owned());
                let detail = "there is no such other active user".to_owned();
                Self::invalid(vec![Fault { place, pointer, code: Code::UnknownReference, detail }])
            }
            HostRefusal::NotTakenOver(refused) => Self::new(Code::BookingsNotTakenOver)
                .with_refused_bookings(refused.into_iter().map(RefusedBooking::of).collect()),
        }
    }
}

impl RefusedBooking {
    fn of(refused: NotTakenOver) -> Self {
        let reasons = match refused.why {
            ReassignRefusal::Slot(slot) => slot.rules().map(|rule| rule.code()).collect(),
            ReassignRefusal::NotMember => vec![Self::NOT_MEMBER],
            ReassignRefusal::SameHost => vec![Self::SAME_HOST],
            // Not of bookings that are still to come, whose hosts are all locked; and in a collective meeting one host takes
            // the place of another here.
            ReassignRefusal::Cannot(_) | ReassignRefusal::Collective => Vec::new(),
        };
        Self { booking_id: refused.booking, reasons }
    }
}

impl From<EventTypeRefusal> for Problem {
    fn from(refusal: EventTypeRefusal) -> Self {
        match refusal {
            EventTypeRefusal::Invalid(fields) => invalid_fields(fields, "/settingOverrides"),
            EventTypeRefusal::OtherHost => other_user("the event type belongs to another user"),
            EventTypeRefusal::SlugTaken => Self::new(Code::SlugTaken),
            EventTypeRefusal::TooMany { .. } => Self::new(Code::TooManyItems).with_detail(sentence(&refusal)),
            EventTypeRefusal::UnknownSchedule => unknown_reference("/scheduleId", "the user has no such schedule"),
        }
    }
}

impl From<TeamRefusal> for Problem {
    fn from(refusal: TeamRefusal) -> Self {
        match refusal {
            TeamRefusal::SlugTaken => Self::new(Code::SlugTaken),
            TeamRefusal::AlreadyMember => Self::new(Code::AlreadyMember),
            TeamRefusal::TakesMeetings => Self::new(Code::MemberTakesMeetings),
            TeamRefusal::TooMany => Self::new(Code::TooManyItems).with_detail(sentence(&refusal)),
        }
    }
}

impl From<TeamEventTypeRefusal> for Problem {
    fn from(refusal: TeamEventTypeRefusal) -> Self {
        let at = |pointer: &str, code| {
            let (pointer, detail) = (pointer.to_owned(), refusal.to_string());
            Self::invalid(vec![Fault { place: Place::Body, pointer, code, detail }])
        };
        match &refusal {
            TeamEventTypeRefusal::Invalid(fields) => invalid_fields(fields.clone(), "/settingOverrides"),
            TeamEventTypeRefusal::SlugTaken => Self::new(Code::SlugTaken),
            TeamEventTypeRefusal::TooMany => Self::new(Code::TooManyItems).with_detail(sentence(&refusal)),
            TeamEventTypeRefusal::NoHosts => Self::new(Code::NoHosts),
            TeamEventTypeRefusal::Hosts => at("/hosts", Code::Inconsistent),
            TeamEventTypeRefusal::NotMember => at("/hosts", Code::UnknownReference),
            TeamEventTypeRefusal::Series => at("/maxOccurrences", Code::Inconsistent),
            TeamEventTypeRefusal::Schedule => at("/scheduleId", Code::Inconsistent),
        }
    }
}

impl From<ScheduleRefusal> for Problem {
    fn from(refusal: ScheduleRefusal) -> Self {
        match refusal {
            ScheduleRefusal::Invalid(fields) => invalid_fields(fields, ""),
            ScheduleRefusal::OtherHost => other_user("the schedule belongs to another user"),
            ScheduleRefusal::NameTaken => Self::new(Code::ScheduleNameTaken),
            ScheduleRefusal::TooMany { .. } => Self::new(Code::TooManyItems).with_detail(sentence(&refusal)),
            ScheduleRefusal::InUse | ScheduleRefusal::IsDefault => {
                Self::new(Code::ScheduleInUse).with_detail(sentence(&refusal))
            }
        }
    }
}

impl From<BlockRefusal> for Problem {
    fn from(refusal: BlockRefusal) -> Self {
        match refusal {
            BlockRefusal::Invalid(fields) => invalid_fields(fields, ""),
            BlockRefusal::TooMany { .. } => Self::new(Code::TooManyItems).with_detail(sentence(&refusal)),
        }
    }
}

impl From<SimulateRefusal> for Problem {
    fn from(refusal: SimulateRefusal) -> Self {
        match refusal {
            SimulateRefusal::HostRequired => {
                in_body(Code::Required, "/userId", "must name one of the users of the team")
            }
            SimulateRefusal::OtherHost => {
                unknown_reference("/userId", "the user does not take meetings of this event type")
            }
            SimulateRefusal::EventType(fields) => invalid_fields(fields, "/settingOverrides"),
            SimulateRefusal::Host(fields) => invalid_fields(fields, "/userSettings"),
            SimulateRefusal::Schedule(fields) => invalid_fields(fields, ""),
            SimulateRefusal::Block { at, fields } => {
                let faults = faults(fields, "");
                let within = |fault: Fault| Fault { pointer: format!("/blockedDates/{at}{}", fault.pointer), ..fault };
                Self::invalid(faults.into_iter().map(within).collect())
            }
            SimulateRefusal::TooManyBlocks { .. } => Self::new(Code::TooManyItems).with_detail(format!("{refusal}.")),
        }
    }
}

impl From<InvalidFields> for Problem {
    /// The fields of a tenant's settings.
    fn from(fields: InvalidFields) -> Self {
        invalid_fields(fields, "/defaults")
    }
}

impl From<ApiKeyRefusal> for Problem {
    fn from(refusal: ApiKeyRefusal) -> Self {
        match refusal {
            ApiKeyRefusal::NoScopes => in_body(Code::Required, "/scopes", "needs at least one"),
            ApiKeyRefusal::Expired => in_body(Code::OutOfRange, "/expiresAt", "must be in the future"),
            ApiKeyRefusal::UnknownHost => unknown_reference("/userId", "the tenant has no such user"),
            ApiKeyRefusal::Inactive => Self::new(Code::ApiKeyInactive),
        }
    }
}

impl From<WebhookRefusal> for Problem {
    fn from(refusal: WebhookRefusal) -> Self {
        match refusal {
            WebhookRefusal::TooMany => Self::new(Code::TooManyItems).with_detail(sentence(&refusal)),
            WebhookRefusal::SwitchedOff => Self::new(Code::WebhookInactive),
            WebhookRefusal::NoKeys => Self::new(Code::Internal).caused_by(refusal),
        }
    }
}

impl From<MailTemplateRefusal> for Problem {
    fn from(refusal: MailTemplateRefusal) -> Self {
        match refusal {
            MailTemplateRefusal::NoSuchMail { .. } => {
                let (place, pointer) = (Place::Path, "/audience".to_owned());
                Self::invalid(vec![Fault { place, pointer, code: Code::Inconsistent, detail: refusal.to_string() }])
            }
            MailTemplateRefusal::Nothing => in_body(Code::Required, "", &refusal.to_string()),
            MailTemplateRefusal::Wrong(parts) => Self::invalid(parts.into_iter().map(wrong_template).collect()),
        }
    }
}

impl From<DeliveryRefusal> for Problem {
    fn from(refusal: DeliveryRefusal) -> Self {
        Self::new(match refusal {
            DeliveryRefusal::Finished => Code::DeliveryFinished,
            DeliveryRefusal::NotAgain(why) => match why {
                CannotSendAgain::Unfinished => Code::DeliveryUnfinished,
                CannotSendAgain::SwitchedOff => Code::WebhookInactive,
                CannotSendAgain::Forgotten => Code::InviteeForgotten,
                CannotSendAgain::Over => Code::MeetingOver,
                CannotSendAgain::OutOfDate => Code::DeliveryOutdated,
            },
        })
    }
}

impl From<AccountRefusal> for Problem {
    fn from(refusal: AccountRefusal) -> Self {
        match refusal {
            AccountRefusal::OwnersOnly => Self::new(Code::Forbidden).with_detail("Only an owner may do this."),
            AccountRefusal::LastOwner => Self::new(Code::LastOwner),
            AccountRefusal::OwnerExists => Self::new(Code::OwnerExists),
            AccountRefusal::UnknownHost => unknown_reference("/userId", "the tenant has no such user"),
            AccountRefusal::EmailTaken => Self::new(Code::EmailTaken),
            AccountRefusal::LinkGone => Self::new(Code::LinkInvalid),
        }
    }
}

impl From<WrongPassword> for Problem {
    fn from(_: WrongPassword) -> Self {
        Self::new(Code::SignInFailed)
    }
}

impl From<TenantRefusal> for Problem {
    fn from(refusal: TenantRefusal) -> Self {
        match refusal {
            TenantRefusal::SlugTaken => Self::new(Code::SlugTaken),
        }
    }
}

impl From<EraseRefusal> for Problem {
    fn from(refusal: EraseRefusal) -> Self {
        match refusal {
            EraseRefusal::NotSuspended => Self::new(Code::TenantNotSuspended),
            EraseRefusal::OtherSlug => in_body(Code::Inconsistent, "/slug", "the tenant has another slug"),
        }
    }
}

fn wrong_answer((question, why): (String, InvalidAnswer)) -> Fault {
    let code = match &why {
        InvalidAnswer::Required => Code::AnswerRequired,
        InvalidAnswer::Unknown => Code::UnknownQuestion,
        InvalidAnswer::WrongKind { .. } => Code::WrongType,
        InvalidAnswer::NotAnOption => Code::NotAllowed,
        InvalidAnswer::Text(why) => code_of(*why),
    };
    let question = question.replace('~', "~0").replace('/', "~1");
    Fault { place: Place::Body, pointer: format!("/invitee/responses/{question}"), code, detail: why.to_string() }
}

fn wrong_template(WrongTemplate { field, line, problem }: WrongTemplate) -> Fault {
    let pointer = format!("/{}", field.as_str());
    let detail = line.map_or_else(|| problem.clone(), |line| format!("line {line}: {problem}"));
    Fault { place: Place::Body, pointer, code: Code::InvalidTemplate, detail }
}

fn host_required() -> Problem {
    let (pointer, detail) = ("/hostUsername".to_owned(), "is required: the invitee chooses the host".to_owned());
    Problem::invalid(vec![Fault { place: Place::Body, pointer, code: Code::Required, detail }])
}

fn unknown_reference(pointer: &str, detail: &str) -> Problem {
    in_body(Code::UnknownReference, pointer, detail)
}

fn other_user(detail: &str) -> Problem {
    in_body(Code::Inconsistent, "/userId", detail)
}

fn in_body(code: Code, pointer: &str, detail: &str) -> Problem {
    let (pointer, detail) = (pointer.to_owned(), detail.to_owned());
    Problem::invalid(vec![Fault { place: Place::Body, pointer, code, detail }])
}

/// A message of the engine as people write sentences.
fn sentence(message: &impl Display) -> String {
    let message = message.to_string();
    let mut rest = message.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).chain(['.']).collect()
}

/// The engine's fields by their names in JSON; `rules` is where the body has its notice, window, buffers and limits.
fn invalid_fields(fields: InvalidFields, rules: &str) -> Problem {
    Problem::invalid(faults(fields, rules))
}

fn faults(fields: InvalidFields, rules: &str) -> Vec<Fault> {
    let fault = |invalid: scheduling_engine::InvalidField| Fault {
        place: Place::Body,
        pointer: pointer(invalid.field, rules),
        code: code_of_value(invalid.problem),
        detail: invalid.problem.to_string(),
    };
    fields.0.into_iter().map(fault).collect()
}

fn code_of_value(problem: InvalidValue) -> Code {
    match problem {
        InvalidValue::OutOfBounds { .. } | InvalidValue::FarAway => Code::OutOfRange,
        InvalidValue::TooMany { .. } => Code::TooManyEntries,
        InvalidValue::Repeated => Code::Repeated,
        InvalidValue::Empty => Code::Required,
        InvalidValue::NotASelect | InvalidValue::SharedRoundRobin => Code::Inconsistent,
        InvalidValue::NotAUrl | InvalidValue::NotAnOrigin => Code::InvalidUrl,
        InvalidValue::NotAColor => Code::InvalidColor,
        InvalidValue::BeforeFirst => Code::EndBeforeStart,
        InvalidValue::UnknownHolidaySet | InvalidValue::UnknownHoliday => Code::UnknownReference,
    }
}

fn pointer(field: Field, rules: &str) -> String {
    match field {
        Field::Duration => "/duration".to_owned(),
        Field::Step => "/stepMinutes".to_owned(),
        Field::Seats => "/seats".to_owned(),
        Field::DefaultDuration => "/defaultDuration".to_owned(),
        Field::MinimumNotice => format!("{rules}/minimumNoticeHours"),
        Field::BookingWindow => format!("{rules}/bookingWindowDays"),
        Field::BufferBefore => format!("{rules}/bufferBeforeMins"),
        Field::BufferAfter => format!("{rules}/bufferAfterMins"),
        Field::DailyLimit => format!("{rules}/dailyLimit"),
        Field::WeeklyLimit => format!("{rules}/weeklyLimit"),
        Field::MonthlyLimit => format!("{rules}/monthlyLimit"),
        Field::CancelCutoff => "/cancelCutoffMinutes".to_owned(),
        Field::RescheduleCutoff => "/rescheduleCutoffMinutes".to_owned(),
        Field::MaxOccurrences => "/maxOccurrences".to_owned(),
        Field::Questions => "/customQuestions".to_owned(),
        Field::QuestionId(at) => format!("/customQuestions/{at}/id"),
        Field::QuestionOptions(at) => format!("/customQuestions/{at}/options"),
        Field::HostReminders => "/reminderSettings/host".to_owned(),
        Field::InviteeReminders => "/reminderSettings/invitee".to_owned(),
        Field::AvatarUrl => "/avatarUrl".to_owned(),
        Field::LogoUrl => "/branding/logoUrl".to_owned(),
        Field::AccentColor => "/branding/accentColor".to_owned(),
        Field::AllowedOrigins => "/allowedOrigins".to_owned(),
        Field::AllowedOrigin(at) => format!("/allowedOrigins/{at}"),
        Field::BookingsRate => "/rateLimits/bookings".to_owned(),
        Field::HoldsRate => "/rateLimits/holds".to_owned(),
        Field::ReadsRate => "/rateLimits/reads".to_owned(),
        Field::ChangesRate => "/rateLimits/changes".to_owned(),
        Field::RetentionDays => "/retentionDays".to_owned(),
        // Which of them is told by the detail: overrides are written in the order of their dates, not of the request.
        Field::OverrideDate(_) => "/overrides".to_owned(),
        Field::FirstDate => "/startDate".to_owned(),
        Field::LastDate => "/endDate".to_owned(),
        Field::Guests => "/guests".to_owned(),
        Field::OverriddenRules => "/overrides/rules".to_owned(),
        Field::HolidaySets => format!("{rules}/holidays/sets"),
        Field::HolidaySet(at) => format!("{rules}/holidays/sets/{at}"),
        Field::WorkedHolidays => format!("{rules}/holidays/worked"),
        Field::WorkedHoliday(at) => format!("{rules}/holidays/worked/{at}"),
    }
}
