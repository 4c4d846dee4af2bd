//! The types and operations of the API. Made by `cargo xtask sdk` from docs/openapi.json; it has no logic.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use reqwest::Method;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Client, Error, Pages};

crate::codes! {
MalformedJson = "malformed_json",
MalformedParameter = "malformed_parameter",
Unauthenticated = "unauthenticated",
SignInFailed = "sign_in_failed",
CsrfFailed = "csrf_failed",
Forbidden = "forbidden",
TenantSuspended = "tenant_suspended",
SchedulingOff = "scheduling_off",
NotFound = "not_found",
MethodNotAllowed = "method_not_allowed",
RequestTimeout = "request_timeout",
SlotTaken = "slot_taken",
OutsideHours = "outside_hours",
OffGrid = "off_grid",
TooSoon = "too_soon",
TooFar = "too_far",
LimitReached = "limit_reached",
Blocked = "blocked",
HoldExpired = "hold_expired",
TooManyHolds = "too_many_holds",
AlreadyCancelled = "already_cancelled",
BookingRescheduled = "booking_rescheduled",
BookingDeclined = "booking_declined",
ApprovalExpired = "approval_expired",
AddressNotConfirmed = "address_not_confirmed",
AlreadyConfirmed = "already_confirmed",
BookingPending = "booking_pending",
NotStarted = "not_started",
AlreadyNoShow = "already_no_show",
SameTime = "same_time",
SameHost = "same_host",
CollectiveMeeting = "collective_meeting",
CutoffPassed = "cutoff_passed",
UsernameTaken = "username_taken",
UserIdTaken = "user_id_taken",
SlugTaken = "slug_taken",
ScheduleNameTaken = "schedule_name_taken",
ScheduleInUse = "schedule_in_use",
AlreadyMember = "already_member",
MemberTakesMeetings = "member_takes_meetings",
NoHosts = "no_hosts",
QuotaReached = "quota_reached",
TenantNotSuspended = "tenant_not_suspended",
FutureBookings = "future_bookings",
BookingsNotTakenOver = "bookings_not_taken_over",
TooManyItems = "too_many_items",
ApiKeyInactive = "api_key_inactive",
WebhookInactive = "webhook_inactive",
DeliveryFinished = "delivery_finished",
DeliveryUnfinished = "delivery_unfinished",
DeliveryOutdated = "delivery_outdated",
InviteeForgotten = "invitee_forgotten",
EmailTaken = "email_taken",
OwnerExists = "owner_exists",
LastOwner = "last_owner",
MeetingOver = "meeting_over",
LinkInvalid = "link_invalid",
PayloadTooLarge = "payload_too_large",
UnsupportedMediaType = "unsupported_media_type",
Invalid = "invalid",
Required = "required",
WrongType = "wrong_type",
UnknownField = "unknown_field",
DuplicateKey = "duplicate_key",
Empty = "empty",
TooLong = "too_long",
TooShort = "too_short",
ControlCharacter = "control_character",
InvalidCharacter = "invalid_character",
InvalidEmail = "invalid_email",
InvalidUrl = "invalid_url",
UrlNotAllowed = "url_not_allowed",
InvalidPhone = "invalid_phone",
InvalidId = "invalid_id",
InvalidColor = "invalid_color",
InvalidTemplate = "invalid_template",
UnknownTimeZone = "unknown_time_zone",
InvalidTime = "invalid_time",
ImpossibleDate = "impossible_date",
EndBeforeStart = "end_before_start",
RangeTooLong = "range_too_long",
OutOfRange = "out_of_range",
TooManyEntries = "too_many_entries",
Repeated = "repeated",
NotAllowed = "not_allowed",
AnswerRequired = "answer_required",
UnknownQuestion = "unknown_question",
UnknownReference = "unknown_reference",
Inconsistent = "inconsistent",
InvalidIdempotencyKey = "invalid_idempotency_key",
IdempotencyKeyReused = "idempotency_key_reused",
RateLimited = "rate_limited",
Internal = "internal",
Busy = "busy",
Unavailable = "unavailable",
}

/// Somebody who takes an invitation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AcceptInvitationInput {
    /// What others call the person.
    pub display_name: String,
    /// The password of the account: 12 characters or more, of any kind.
    pub password: String,
    /// The token of the invitation.
    pub token: String,
}

/// A person who signs in to the tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountAnswer {
    /// When it was made.
    pub created_at: Timestamp,
    /// What others call the person.
    pub display_name: String,
    /// By which the person signs in.
    pub email: String,
    /// The account's id.
    pub id: Uuid,
    /// Whether the person may sign in.
    pub is_active: bool,
    /// What the person is in the tenant.
    pub role: AccountRole,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The user whom the person is.
    pub user_id: Option<Uuid>,
}

/// An account as it shall be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountInput {
    /// What others call the person.
    pub display_name: String,
    /// Whether the person may sign in; true if absent. Who may not is signed out everywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// What the person is in the tenant.
    pub role: AccountRole,
    /// The user whom the person is. A member without one may do nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
}

/// Some of the accounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountPage {
    /// The items, in order.
    pub items: Vec<AccountAnswer>,
    /// Where the next page begins; null after the last item.
    pub next_cursor: Option<String>,
}

crate::page! { AccountPage of AccountAnswer }

/// That the process lives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Alive {
    /// Always `ok`.
    pub status: String,
}

/// Figures about a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnalyticsAnswer {
    /// What bookings were counted by.
    pub by: AnalyticsBy,
    /// The bookings of each weekday: seven numbers, Monday's first.
    pub by_day_of_week: Vec<i64>,
    /// The event types that have bookings, the most booked ones first.
    pub by_event_type: Vec<EventTypeAnalytics>,
    /// The bookings of each hour that the clock shows: 24 numbers, that from midnight first.
    pub by_hour_of_day: Vec<i64>,
    /// The active users, and those who have bookings, by name.
    pub by_member: Vec<MemberAnalytics>,
    /// The first date.
    pub from: Date,
    /// The figures of all.
    pub summary: AnalyticsSummary,
    /// The IANA zone whose dates, weekdays and hours are meant.
    pub timezone: String,
    /// The last date.
    pub to: Date,
    /// The bookings of each date, all dates of the period.
    pub trend: Vec<DayAnalytics>,
}

/// The figures of all bookings of a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnalyticsSummary {
    /// All, divided by the weeks of the period.
    pub avg_bookings_per_week: Option<f64>,
    /// The part of all that was called off, from 0 to 1; null if there are none.
    pub cancel_rate: Option<f64>,
    /// Those that were called off.
    pub cancelled_bookings: i64,
    /// Those that take or took place, or to which nobody came.
    pub confirmed_bookings: i64,
    /// All of them; one that was moved counts once.
    pub total_bookings: i64,
    /// The booked part of the hours of all users; null if they have none. Above 1 if more is booked than they work.
    pub utilisation: Option<f64>,
}

/// What is known of an API key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiKeyAnswer {
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stops to work; null is never.
    pub expires_at: Option<Timestamp>,
    /// Its id.
    pub id: Uuid,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// What it is for.
    pub name: String,
    /// Its first characters, by which people tell their keys apart.
    pub prefix: String,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// What it allows.
    pub scopes: Vec<ApiKeyScopes>,
    /// The user whom it acts for; null acts for the tenant.
    pub user_id: Option<Uuid>,
}

/// An API key to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiKeyInput {
    /// When it stops to work; absent, never.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// What the key is for.
    pub name: String,
    /// What it allows, at least one: `read` to see; `bookings:write` to change bookings; `config:write` to change
    ///  users, event types and availability; `admin` for everything.
    pub scopes: Vec<ApiKeyScopes>,
    /// The user whom the key acts for, and whose things alone it reaches; absent, it reaches all of the tenant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
}

/// Some of the API keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiKeyPage {
    /// The items, in order.
    pub items: Vec<ApiKeyAnswer>,
    /// Where the next page begins; null after the last item.
    pub next_cursor: Option<String>,
}

crate::page! { ApiKeyPage of ApiKeyAnswer }

/// Who was chosen for a booking, by what and from what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignmentAnswer {
    /// All who were free, in the order of the rotation; none if the host's side gave the meeting to the user.
    pub candidates: Vec<CandidateAnswer>,
    /// By what: the first thing in which the user went before all others; or the hold that was used, the invitee who
    ///  named the user, the meeting that was moved and `kept` its user, or the host's side that `reassigned` it.
    pub chosen_by: AssignmentChosenBy,
    /// When.
    pub created_at: Timestamp,
    /// Who.
    pub user_id: Uuid,
}

/// Who was chosen for a booking, and to whom it was given since, the first one first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignmentList {
    /// The assignments.
    pub items: Vec<AssignmentAnswer>,
}

/// One time that something was tried.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttemptAnswer {
    /// What went wrong; null if nothing did. Of a mail that was delivered nonetheless: that a template failed, and why.
    pub error: Option<String>,
    /// When it ended; null while it lasts, and if its server was stopped meanwhile.
    pub finished_at: Option<Timestamp>,
    /// Which, counted from 1.
    pub number: i64,
    /// What the other side said: the status of HTTP, or the code of SMTP.
    pub response_code: Option<i64>,
    /// The first 4 096 characters of what it said.
    pub response_text: Option<String>,
    /// When it began.
    pub started_at: Timestamp,
}

/// A user's default schedule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AvailabilityAnswer {
    /// The dates with other hours, ascending.
    pub overrides: Vec<OverrideAnswer>,
    /// The user's IANA zone, in which all hours and dates are.
    pub timezone: String,
    /// Whose.
    pub user_id: Uuid,
    /// The hours of each weekday.
    pub weekly_schedule: WeeklyAnswer,
}

/// What takes the place of a user's default schedule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AvailabilityInput {
    /// The dates with other hours; none if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overrides: Option<Vec<OverrideInput>>,
    /// The user's IANA zone, in which all hours and dates are.
    pub timezone: String,
    /// Whose; absent, the user that the API key is bound to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
    /// The hours of each weekday.
    pub weekly_schedule: WeeklyInput,
}

/// Blocked dates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockedDate {
    /// When they were blocked.
    pub created_at: Timestamp,
    /// The last date, itself blocked.
    pub end_date: Date,
    /// The first minute after the block on each date.
    pub end_time: Option<String>,
    /// Their id.
    pub id: Uuid,
    /// Whether the dates are blocked as a whole.
    pub is_all_day: bool,
    /// Why.
    pub reason: Option<String>,
    /// The first date.
    pub start_date: Date,
    /// The first blocked minute of each date.
    pub start_time: Option<String>,
    /// Whose.
    pub user_id: Uuid,
}

/// Dates to be blocked: whole ones, or the same hours on each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockedDateInput {
    /// The last date, itself blocked.
    pub end_date: Date,
    /// The first minute after the block on each date; not with `isAllDay`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    /// Whether the dates are blocked as a whole; absent, they are when no hours are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_all_day: Option<bool>,
    /// Why; invitees do not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The first date.
    pub start_date: Date,
    /// The first blocked minute of each date; not with `isAllDay`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    /// Whose; absent, the user that the API key is bound to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
}

/// All blocked dates of a user, ascending.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockedDateList {
    /// The blocked dates.
    pub items: Vec<BlockedDate>,
}

/// A booking as the host's side sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BookingAnswer {
    /// Whether it waits for the invitee to confirm the address. It keeps its time, but does not count, and cannot be approved.
    pub awaits_address: bool,
    /// What led the invitee to the page on which they booked; null if nothing is known of it.
    pub campaign: Option<CampaignAnswer>,
    /// What they gave as the reason.
    pub cancel_reason: Option<String>,
    /// When it was called off.
    pub cancelled_at: Option<Timestamp>,
    /// Who called it off.
    pub cancelled_by: Option<BookingCancelledBy>,
    /// The other users of a collective meeting.
    pub co_host_user_ids: Vec<Uuid>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Why it was not approved: the host said no, or nobody decided, or confirmed the address, in time.
    pub decline_cause: Option<BookingDeclineCause>,
    /// What the host gave as the reason.
    pub decline_reason: Option<String>,
    /// When it was declined, or expired.
    pub declined_at: Option<Timestamp>,
    /// When it ends.
    pub end_time: Timestamp,
    /// What was booked.
    pub event_type_id: Uuid,
    /// Its name when it was booked.
    pub event_type_name: String,
    /// Until when it waits for approval, or for the invitee to confirm the address; it is declined then.
    pub expires_at: Option<Timestamp>,
    /// The host's address when it was booked.
    pub host_email: String,
    /// The host's name when it was booked.
    pub host_name: String,
    /// Who was booked; of a collective meeting, the first of the users.
    pub host_user_id: Uuid,
    /// The UID of its calendar entries.
    pub ical_uid: String,
    /// Its id.
    pub id: Uuid,
    /// Who booked.
    pub invitee: InviteeAnswer,
    /// Where the meeting takes place.
    pub location: LocationAnswer,
    /// Opens the booking to its invitee, for whoever sends the invitee a link by own means; null unless the booking has
    ///  just been made.
    pub manage_token: Option<String>,
    /// The rules that were set aside when it was made.
    pub overrides: Option<RuleOverrideAnswer>,
    /// What they gave as the reason.
    pub reschedule_reason: Option<String>,
    /// Who moved it there.
    pub rescheduled_by: Option<BookingCancelledBy>,
    /// The booking whose place it took.
    pub rescheduled_from: Option<Uuid>,
    /// The booking that took its place.
    pub rescheduled_to: Option<Uuid>,
    /// Rises with every change that calendars must see.
    pub sequence: i64,
    /// The series that it was booked as a part of.
    pub series_id: Option<Uuid>,
    /// Which meeting of the series it is, counted from 1.
    pub series_position: Option<i64>,
    /// When the meeting starts.
    pub start_time: Timestamp,
    /// Where it is in its life.
    pub status: BookingStatus,
    /// The team whose event type was booked; null of a user's own.
    pub team_id: Option<Uuid>,
    /// The IANA zone in which the invitee sees the meeting.
    pub timezone: String,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A booking as its invitee sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BookingForInvitee {
    /// Whether it waits for the invitee to confirm the address, by the link in the mail that went there. It does not count before that.
    pub awaits_address: bool,
    /// What they gave as the reason.
    pub cancel_reason: Option<String>,
    /// Who called it off.
    pub cancelled_by: Option<BookingCancelledBy>,
    /// Why it was not approved: the host said no, or nobody decided, or confirmed the address, in time.
    pub decline_cause: Option<BookingDeclineCause>,
    /// What the host gave as the reason.
    pub decline_reason: Option<String>,
    /// When it ends.
    pub end_time: Timestamp,
    /// What was booked.
    pub event_type_id: Uuid,
    /// Its name when it was booked.
    pub event_type_name: String,
    /// Until when it waits for the host's approval, or for the invitee to confirm the address.
    pub expires_at: Option<Timestamp>,
    /// The host's name when it was booked.
    pub host_name: String,
    /// Its id.
    pub id: Uuid,
    /// Who booked.
    pub invitee: InviteeAnswer,
    /// Where the meeting takes place.
    pub location: LocationAnswer,
    /// Opens the booking to its invitee; null unless it has just been made.
    pub manage_token: Option<String>,
    /// What they gave as the reason.
    pub reschedule_reason: Option<String>,
    /// Who moved it there.
    pub rescheduled_by: Option<BookingCancelledBy>,
    /// The booking whose place it took.
    pub rescheduled_from: Option<Uuid>,
    /// The booking that took its place.
    pub rescheduled_to: Option<Uuid>,
    /// The series that it was booked as a part of.
    pub series_id: Option<Uuid>,
    /// Which meeting of the series it is, counted from 1.
    pub series_position: Option<i64>,
    /// When the meeting starts.
    pub start_time: Timestamp,
    /// Where it is in its life.
    pub status: BookingStatus,
    /// The IANA zone in which the invitee sees the meeting.
    pub timezone: String,
}

/// What an invitee books.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BookingInput {
    /// What led the invitee here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<CampaignInput>,
    /// What is booked.
    pub event_type_id: Uuid,
    /// The addresses of those whom the invitee brings along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guests: Option<Vec<String>>,
    /// The hold that keeps the slot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_id: Option<Uuid>,
    /// The hold's token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_token: Option<String>,
    /// The user who is to be met: refused unless they offer the event type. Required for an `individual` one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host_username: Option<String>,
    /// Who books.
    pub invitee: InviteeInput,
    /// When it starts: one of the offered slots.
    pub start_time: Timestamp,
    /// The IANA zone in which the invitee sees the meeting.
    pub timezone: String,
}

/// The way to a booking for its invitee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BookingLink {
    /// The booking.
    pub booking_id: Uuid,
    /// The token by which the invitee manages it. Those that there were before open nothing any more.
    pub manage_token: String,
}

/// A booking that would fall outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BookingOutside {
    /// Which.
    pub booking_id: Uuid,
    /// When it ends.
    pub end_time: Timestamp,
    /// What was booked.
    pub event_type_id: Uuid,
    /// What it would fall outside of: `outside_hours` or `blocked`.
    pub reason: BookingOutsideReason,
    /// When the meeting starts.
    pub start_time: Timestamp,
}

/// Some of the bookings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BookingPage {
    /// The items, in order.
    pub items: Vec<BookingAnswer>,
    /// Where the next page begins; null after the last item.
    pub next_cursor: Option<String>,
}

crate::page! { BookingPage of BookingAnswer }

/// How a tenant's pages and mails look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BrandingAnswer {
    /// An accent colour.
    pub accent_color: Option<String>,
    /// The name above the pages; null is the tenant's.
    pub display_name: Option<String>,
    /// The language of those who have not chosen one; null is English.
    pub locale: Option<BrandingLocale>,
    /// A picture.
    pub logo_url: Option<String>,
}

/// How a tenant's pages and mails look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BrandingInput {
    /// An accent colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent_color: Option<String>,
    /// The name above the pages; null is the tenant's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The language of those who have not chosen one; English if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<BrandingLocale>,
    /// A picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_url: Option<String>,
}

/// A booking of somebody else to which the invitee was brought along. Of the others it says nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BroughtAlong {
    /// The first instant after it.
    pub end_time: Timestamp,
    /// What the event type was called when it was booked.
    pub event_type_name: String,
    /// What the host was called then.
    pub host_name: String,
    /// The booking.
    pub id: Uuid,
    /// The first instant.
    pub start_time: Timestamp,
    /// How it stands.
    pub status: BookingStatus,
}

/// Whether a user's calendar can be subscribed to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CalendarFeedAnswer {
    /// Whether it can.
    pub enabled: bool,
    /// Where. Whoever knows the address reads the calendar: it is a secret until a new one is made.
    pub url: Option<String>,
}

/// What led an invitee to book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CampaignAnswer {
    /// For what it was put there: `utm_campaign`.
    pub campaign: Option<String>,
    /// Which of several links it was: `utm_content`.
    pub content: Option<String>,
    /// By what means it came there: `utm_medium`.
    pub medium: Option<String>,
    /// Where the link was: `utm_source`.
    pub source: Option<String>,
    /// What was searched for: `utm_term`.
    pub term: Option<String>,
}

/// What led an invitee to book, as the link that they followed says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CampaignInput {
    /// For what it was put there: `utm_campaign`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// Which of several links it was: `utm_content`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// By what means it came there: `utm_medium`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medium: Option<String>,
    /// Where the link was: `utm_source`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What was searched for: `utm_term`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
}

/// Why a booking is cancelled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CancelInput {
    /// What the other side is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A user who was free, with what the choice was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CandidateAnswer {
    /// The user's bookings of the event type in the calendar month of the meeting.
    pub bookings: i64,
    /// When the last one was made; null if there is none.
    pub last_booked_at: Option<Timestamp>,
    /// Whoever has the highest goes first.
    pub priority: i64,
    /// Who.
    pub user_id: Uuid,
    /// What share of the meetings the user takes, compared with the others.
    pub weight: i64,
}

/// Something that was changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeAnswer {
    /// What was done to it.
    pub action: ChangeAction,
    /// Who did it: `key:`, `account:` or `link:` with the id of an API key, an account or the link of an invitation;
    ///  `jwt:` or `user:` with the id that an embedding platform or program gives its user; `mail:` with the id of a
    ///  booking, of its host who decided by the link in a mail; `invitee`, `platform`, or `system` for what time has done. Never a name or an address.
    pub actor: String,
    /// What was there afterwards, likewise.
    pub after: serde_json::Value,
    /// What was there before, as it was recorded then; null if nothing was, or nothing is told. The form of records
    ///  is that of the program, not of this API, and gains members with its versions.
    pub before: serde_json::Value,
    /// When.
    pub created_at: Timestamp,
    /// What else was recorded: of a new booking, its start, event type and host; nothing of the invitee.
    pub details: serde_json::Value,
    /// Which one.
    pub entity_id: Uuid,
    /// What kind of thing was changed.
    pub entity_type: ChangeEntityType,
    /// The entry's id.
    pub id: Uuid,
}

/// Some of the changes, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangePage {
    /// The items, in order.
    pub items: Vec<ChangeAnswer>,
    /// Where the next page begins; null after the last item.
    pub next_cursor: Option<String>,
}

crate::page! { ChangePage of ChangeAnswer }

/// Something that the server depends on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckAnswer {
    /// What is wrong.
    pub detail: Option<String>,
    /// What it is.
    pub name: String,
    /// `passing`; `degraded` when everything works without it, only slower; or `failing`.
    pub state: String,
}

/// The holidays of a country, and of its parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CountryAnswer {
    /// The country's code (ISO 3166-1 alpha-2), which names its set.
    pub code: String,
    /// The first date of which all holidays are known.
    pub covered_from: Date,
    /// The last date of which all holidays are known: after it, some or all are missing.
    pub covered_until: Date,
    /// What it is called.
    pub name: String,
    /// Its parts that have sets of their own.
    pub subdivisions: Vec<SubdivisionAnswer>,
}

/// The bookings of a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DayAnalytics {
    /// Those that were called off.
    pub cancelled_bookings: i64,
    /// Those that take or took place, or to which nobody came.
    pub confirmed_bookings: i64,
    /// The date.
    pub date: Date,
    /// All bookings.
    pub total_bookings: i64,
}

/// Why a booking is declined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeclineInput {
    /// What the invitee is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What users follow where they set nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DefaultsAnswer {
    /// How many days ahead can be booked.
    pub booking_window_days: i64,
    /// Minutes kept free after each meeting.
    pub buffer_after_mins: i64,
    /// Minutes kept free before each meeting.
    pub buffer_before_mins: i64,
    /// The public holidays on which users cannot be booked.
    pub holidays: HolidaysAnswer,
    /// How many hours before its start a slot can still be booked.
    pub minimum_notice_hours: f64,
}

/// What users follow where they set nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DefaultsInput {
    /// How many days ahead can be booked.
    pub booking_window_days: i64,
    /// Minutes kept free after each meeting.
    pub buffer_after_mins: i64,
    /// Minutes kept free before each meeting.
    pub buffer_before_mins: i64,
    /// The public holidays on which users cannot be booked; absent or null, none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holidays: Option<HolidaysInput>,
    /// How many hours before its start a slot can still be booked.
    pub minimum_notice_hours: f64,
}

/// Something that is owed to somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryAnswer {
    /// How often it was tried.
    pub attempt_count: i64,
    /// Of a reminder: how many minutes before the start.
    pub before_minutes: Option<i64>,
    /// The booking that it is about.
    pub booking_id: Option<Uuid>,
    /// The version of the booking of which it tells.
    pub booking_sequence: Option<i64>,
    /// By which way it is brought.
    pub channel: DeliveryChannel,
    /// When it came to be.
    pub created_at: Timestamp,
    /// The event because of which it is owed; null of a test.
    pub event_id: Option<Uuid>,
    /// When it was delivered, given up or cancelled.
    pub finished_at: Option<Timestamp>,
    /// Its id.
    pub id: Uuid,
    /// Whether it is not wanted any more: what it says is out of date, or somebody cancelled it. What is being sent
    ///  then is not tried again.
    pub is_void: bool,
    /// Of a call, the `type` of the event, or `webhook.test`; of a mail, which it is, such as `confirmation` or
    ///  `reminder`.
    pub kind: String,
    /// When it was tried last.
    pub last_attempt_at: Option<Timestamp>,
    /// What went wrong then, or why it waits, or why it was not sent. Of a mail that was delivered: that a template
    ///  failed, so that the product's text was sent in its place.
    pub last_error: Option<String>,
    /// When it is tried next: of what is being sent, if nobody has said by then what came of it. Null once it is
    ///  finished.
    pub next_attempt_at: Option<Timestamp>,
    /// When it is to be sent at first.
    pub planned_for: Timestamp,
    /// To whom.
    pub recipient: RecipientAnswer,
    /// How far it is.
    pub state: DeliveryState,
}

/// Something that is owed to somebody, with all that was done about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryDetails {
    /// How often it was tried.
    pub attempt_count: i64,
    /// Each time that it was tried, in order.
    pub attempts: Vec<AttemptAnswer>,
    /// Of a reminder: how many minutes before the start.
    pub before_minutes: Option<i64>,
    /// What was sent, of a call, exactly; null before the first attempt, and once what is known of the invitee was
    ///  forgotten.
    pub body: Option<String>,
    /// The booking that it is about.
    pub booking_id: Option<Uuid>,
    /// The version of the booking of which it tells.
    pub booking_sequence: Option<i64>,
    /// By which way it is brought.
    pub channel: DeliveryChannel,
    /// When it came to be.
    pub created_at: Timestamp,
    /// The event because of which it is owed; null of a test.
    pub event_id: Option<Uuid>,
    /// When it was delivered, given up or cancelled.
    pub finished_at: Option<Timestamp>,
    /// Its id.
    pub id: Uuid,
    /// Whether it is not wanted any more: what it says is out of date, or somebody cancelled it. What is being sent
    ///  then is not tried again.
    pub is_void: bool,
    /// Of a call, the `type` of the event, or `webhook.test`; of a mail, which it is, such as `confirmation` or
    ///  `reminder`.
    pub kind: String,
    /// When it was tried last.
    pub last_attempt_at: Option<Timestamp>,
    /// What went wrong then, or why it waits, or why it was not sent. Of a mail that was delivered: that a template
    ///  failed, so that the product's text was sent in its place.
    pub last_error: Option<String>,
    /// When it is tried next: of what is being sent, if nobody has said by then what came of it. Null once it is
    ///  finished.
    pub next_attempt_at: Option<Timestamp>,
    /// When it is to be sent at first.
    pub planned_for: Timestamp,
    /// To whom.
    pub recipient: RecipientAnswer,
    /// How far it is.
    pub state: DeliveryState,
}

/// Some of the deliveries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryPage {
    /// The items, in order.
    pub items: Vec<DeliveryAnswer>,
    /// Where the next page begins; null after the last item.
    pub next_cursor: Option<String>,
}

crate::page! { DeliveryPage of DeliveryAnswer }

/// The rules that hold for a user: the user's own, else the tenant's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EffectiveSettings {
    /// How many days ahead can be booked.
    pub booking_window_days: i64,
    /// Minutes kept free after each meeting.
    pub buffer_after_mins: i64,
    /// Minutes kept free before each meeting.
    pub buffer_before_mins: i64,
    /// The public holidays on which the user cannot be booked.
    pub holidays: HolidaysAnswer,
    /// How many hours before its start a slot can still be booked.
    pub minimum_notice_hours: f64,
}

/// Which tenant is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EraseInput {
    /// Its name in addresses, so that nobody erases another one by a slip.
    pub slug: String,
}

/// How much of a table was erased.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ErasedTable {
    /// How many rows.
    pub rows: i64,
    /// The table.
    pub table: String,
}

/// That a tenant was erased. All that is left of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ErasureAnswer {
    /// When.
    pub erased_at: Timestamp,
    /// By whom.
    pub erased_by: String,
    /// The receipt's id.
    pub id: Uuid,
    /// How much it was.
    pub tables: Vec<ErasedTable>,
    /// The tenant that is gone.
    pub tenant_id: Uuid,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventAnswer {
    /// What it happened to.
    pub data: EventData,
    /// Its id, in the feed and as the `webhook-id` of calls.
    pub id: Uuid,
    /// Its place in the feed: the first is 1, and there are no gaps. 0 of a test, which is in no feed.
    pub place: i64,
    /// When.
    pub timestamp: Timestamp,
    /// What happened: `booking.created`, `booking.confirmed`, `booking.declined`, `booking.cancelled`,
    ///  `booking.rescheduled`, `booking.completed`, `booking.no_show`, `booking.reassigned` or `hold.expired`; of a test,
    ///  `webhook.test`. Later versions may have more.
    pub r#type: String,
}

/// What an event is about; what does not belong to its kind is null.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventData {
    /// Of `booking.…`: the booking. Not as it was then, but as it is when this is told: in the feed now, in a call when it
    ///  was sent first.
    pub booking: Option<BookingAnswer>,
    /// The version of the booking after what happened, as its `sequence` counts: by it events of one booking that come in
    ///  another order are told apart.
    pub booking_sequence: Option<i64>,
    /// Of `booking.reassigned`: the user who had the meeting before.
    pub from_user_id: Option<Uuid>,
    /// Of `hold.expired`: the hold.
    pub hold: Option<ExpiredHold>,
    /// Of `booking.rescheduled`: the booking whose place this one took.
    pub previous: Option<PreviousMeeting>,
    /// Of `booking.reassigned`: the user who got it.
    pub to_user_id: Option<Uuid>,
}

/// The figures of an event type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventTypeAnalytics {
    /// The part of all that was called off; null if there are none.
    pub cancel_rate: Option<f64>,
    /// Those that were called off.
    pub cancelled_bookings: i64,
    /// Those that take or took place, or to which nobody came.
    pub confirmed_bookings: i64,
    /// Which.
    pub event_type_id: Uuid,
    /// Its name of today.
    pub name: String,
    /// All bookings.
    pub total_bookings: i64,
}

/// A kind of meeting that can be booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventTypeAnswer {
    /// When it was archived.
    pub archived_at: Option<Timestamp>,
    /// Up to how many minutes before the start an invitee can cancel.
    pub cancel_cutoff_minutes: i64,
    /// The colour in calendars.
    pub color: EventTypeColor,
    /// Whether a booking counts only once its invitee has confirmed the address.
    pub confirms_address: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// What the invitee is asked.
    pub custom_questions: Vec<QuestionAnswer>,
    /// What it is about.
    pub description: Option<String>,
    /// How many minutes a meeting lasts.
    pub duration: i64,
    /// Who takes the team's meetings; null of a user's.
    pub hosts: Option<Vec<TypeHostAnswer>>,
    /// Its id.
    pub id: Uuid,
    /// Whether it can be booked.
    pub is_active: bool,
    /// Where the meeting takes place.
    pub location: LocationAnswer,
    /// How many meetings a series of it can have; 1 allows no series.
    pub max_occurrences: i64,
    /// What invitees see.
    pub name: String,
    /// Who is reminded, and when.
    pub reminder_settings: ReminderAnswer,
    /// Whether a booking waits for the host's approval.
    pub requires_approval: bool,
    /// Up to how many minutes before the start an invitee can move the meeting.
    pub reschedule_cutoff_minutes: i64,
    /// A named schedule of the user; null is the default one.
    pub schedule_id: Option<Uuid>,
    /// How the team's users take its meetings; null of a user's.
    pub scheduling_type: Option<EventTypeSchedulingType>,
    /// How many can book the same meeting.
    pub seats: i64,
    /// The event type's own rules.
    pub setting_overrides: OverridesAnswer,
    /// The name in addresses.
    pub slug: String,
    /// How many minutes lie between two possible starts; null is 15.
    pub step_minutes: Option<i64>,
    /// The team whose it is; null of a user's.
    pub team_id: Option<Uuid>,
    /// The IANA zone whose midnights cut the users' common hours, and whose months the round robin counts by; null of a
    ///  user's.
    pub timezone: Option<String>,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Whose it is; null of a team's.
    pub user_id: Option<Uuid>,
}

/// What is different in a copy of a user's event type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventTypeCopyInput {
    /// Whether it can be booked at once; false if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// What invitees see; the same if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name in addresses; if absent one that is free, such as `intro-copy`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Who gets the copy; absent, the user whose event type it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
}

/// An event type to be made, or what takes the place of one. Optional fields that are absent or null get their
///  default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventTypeInput {
    /// Up to how many minutes before the start an invitee can cancel; 0 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_cutoff_minutes: Option<i64>,
    /// The colour in calendars; blue if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<EventTypeColor>,
    /// Whether a booking counts only once its invitee has confirmed the address by the link in a mail; false if absent. It keeps its time for an hour until then, and nobody is told of it. Who is booked for by the host's side is not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirms_address: Option<bool>,
    /// What the invitee is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_questions: Option<Vec<QuestionInput>>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How many minutes a meeting lasts.
    pub duration: i64,
    /// Whether it can be booked; true if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// Where the meeting takes place; Google Meet if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationInput>,
    /// How many meetings a series of it can have: 1 allows no series, and is what it is if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_occurrences: Option<i64>,
    /// What invitees see.
    pub name: String,
    /// Who is reminded, and when; host and invitee 24 hours before if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminder_settings: Option<ReminderInput>,
    /// Whether a booking waits for the host's approval; false if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires_approval: Option<bool>,
    /// Up to how many minutes before the start an invitee can move the meeting; 0 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reschedule_cutoff_minutes: Option<i64>,
    /// A named schedule of the user; absent, the user's default one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_id: Option<Uuid>,
    /// How many can book the same meeting, each with a booking and a token of their own; 1 if absent. A change leaves
    ///  meetings alone that somebody has booked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats: Option<i64>,
    /// The event type's own rules; the user's hold where it sets none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting_overrides: Option<OverridesInput>,
    /// The name in addresses; unique among the user's event types that are not archived.
    pub slug: String,
    /// How many minutes lie between two possible starts; 15 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_minutes: Option<i64>,
    /// Whose event type it is; absent, the user that the API key is bound to. It cannot be changed later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
}

/// Some of the event types.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventTypePage {
    /// The items, in order.
    pub items: Vec<EventTypeAnswer>,
    /// Where the next page begins; null after the last item.
    pub next_cursor: Option<String>,
}

crate::page! { EventTypePage of EventTypeAnswer }

/// A hold that nobody used in time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpiredHold {
    /// When it would have ended.
    pub end_time: Timestamp,
    /// What it was for.
    pub event_type_id: Uuid,
    /// With whom; of several users the first.
    pub host_user_id: Uuid,
    /// Its id.
    pub id: Uuid,
    /// When the meeting would have started.
    pub start_time: Timestamp,
}

/// What the rules say of one start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplanationAnswer {
    /// Whether the start can be booked at this moment.
    pub available: bool,
    /// Whether the public can book the event type at all: tenant, user and event type are active.
    pub bookable: bool,
    /// Of a team, what the rules say at each host; null of a user's event type.
    pub hosts: Option<Vec<HostExplanationAnswer>>,
    /// Every rule that takes the start away, in the order of the rules. Of a team, those of all hosts where all are
    ///  needed, else those of the active host who comes closest to taking it.
    pub reasons: Vec<ReasonAnswer>,
    /// The start.
    pub start_time: Timestamp,
}

/// What is switched on for a tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Features {
    /// Scheduling itself.
    pub scheduling: bool,
}

/// What is switched on for a tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeaturesInput {
    /// Scheduling itself. Without it the public routes are not there, and the admin's answer `scheduling_off`.
    pub scheduling: bool,
}

/// A part of the feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeedAnswer {
    /// The events, in the order of the feed. None if nothing has happened after the place that was asked for.
    pub events: Vec<EventAnswer>,
    /// What to ask for as `after` next time.
    pub next: i64,
}

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldError {
    /// What is wrong with it, as a word.
    pub code: String,
    /// What is wrong with it, for people.
    pub detail: String,
    /// Where it is.
    pub r#in: String,
    /// Which value, as a JSON pointer (RFC 6901).
    pub pointer: String,
}

/// A slot that is kept while the invitee fills in the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hold {
    /// When it would end.
    pub end_time: Timestamp,
    /// From when on the slot is not kept any more.
    pub expires_at: Timestamp,
    /// Its id.
    pub id: Uuid,
    /// When the meeting would start.
    pub start_time: Timestamp,
    /// Books or gives up the slot; shown once.
    pub token: String,
}

/// A slot to be kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HoldInput {
    /// What is going to be booked.
    pub event_type_id: Uuid,
    /// The user who is to be met: refused unless they offer the event type. Required for an `individual` one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host_username: Option<String>,
    /// When it would start.
    pub start_time: Timestamp,
}

/// A slot to be kept to which an invitee is going to move a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HoldToMoveInput {
    /// When it would start then.
    pub start_time: Timestamp,
}

/// A public holiday.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HolidayAnswer {
    /// The date.
    pub date: Date,
    /// Whether the date was calculated before its announcement and may still move.
    pub estimated: bool,
    /// What it is called, in English.
    pub name: String,
}

/// A set of holidays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HolidaySetAnswer {
    /// Its code.
    pub code: String,
    /// The first date of which all holidays are known.
    pub covered_from: Date,
    /// The last date of which all holidays are known: after it, some or all are missing.
    pub covered_until: Date,
    /// The holidays on the asked dates, ascending.
    pub holidays: Vec<HolidayAnswer>,
    /// What the country, or the part of it, is called.
    pub name: String,
}

/// All sets of holidays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HolidaySetList {
    /// The countries, by their codes.
    pub items: Vec<CountryAnswer>,
}

/// The public holidays on which nobody can be booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HolidaysAnswer {
    /// The sets, by their codes.
    pub sets: Vec<String>,
    /// The holidays of these sets that are working days all the same.
    pub worked: Vec<String>,
}

/// The public holidays on which nobody can be booked. A date with hours of its own is no day off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HolidaysInput {
    /// The sets, by their codes.
    pub sets: Vec<String>,
    /// The holidays of these sets that are working days all the same, by their names; of every year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worked: Option<Vec<String>>,
}

/// What the host's side books for an invitee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HostBookingInput {
    /// What is booked.
    pub event_type_id: Uuid,
    /// The addresses of those whom the invitee brings along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guests: Option<Vec<String>>,
    /// The user who takes the meeting: refused unless they offer the event type. Required for an `individual` one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host_username: Option<String>,
    /// Who is invited.
    pub invitee: InviteeInput,
    /// The rules that are set aside for it; none if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overrides: Option<RuleOverrideInput>,
    /// When it starts.
    pub start_time: Timestamp,
    /// The IANA zone in which the invitee sees the meeting.
    pub timezone: String,
}

/// Why the host's side cancels a booking, and how much of its series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HostCancelInput {
    /// What the other side is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of a booking of a series, `following` cancels with it all that are to take place at its time or later, as far as
    ///  the credential reaches them: all of these or none. `this`, and nothing else is cancelled, if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<HostCancelSeries>,
}

/// What the rules say of one start at one host of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HostExplanationAnswer {
    /// Whether the user takes meetings. One who is inactive takes none, whatever the rules say.
    pub is_active: bool,
    /// Every rule that takes the start away there; none if the host could take it.
    pub reasons: Vec<ReasonAnswer>,
    /// Who.
    pub user_id: Uuid,
    /// The user's name in addresses.
    pub username: String,
}

/// Where the host's side moves a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HostRescheduleInput {
    /// The rules that are set aside for it; none if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overrides: Option<RuleOverrideInput>,
    /// What the other side is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it starts then.
    pub start_time: Timestamp,
    /// The IANA zone in which the invitee sees the meeting; as before if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// What the host's side books for an invitee as a meeting that repeats.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HostSeriesInput {
    /// What is booked. Its `maxOccurrences` says how often it can repeat.
    pub event_type_id: Uuid,
    /// The addresses of those whom the invitee brings along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guests: Option<Vec<String>>,
    /// The user who takes the meetings: refused unless they offer the event type. Required for an `individual` one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host_username: Option<String>,
    /// Who is invited.
    pub invitee: InviteeInput,
    /// The rules that are set aside for every one of the meetings; none if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overrides: Option<RuleOverrideInput>,
    /// How it repeats.
    pub recurrence: RecurrenceInput,
    /// When the first meeting starts. The others start at the same local time of the host (of a team: of the event type's
    ///  zone).
    pub start_time: Timestamp,
    /// The IANA zone in which the invitee sees the meetings.
    pub timezone: String,
}

/// An invitation to have an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InvitationAnswer {
    /// When it was made.
    pub created_at: Timestamp,
    /// The account's address.
    pub email: Option<String>,
    /// When it stops to work.
    pub expires_at: Timestamp,
    /// The invitation's id.
    pub id: Uuid,
    /// What the person will be in the tenant.
    pub role: Option<AccountRole>,
    /// The user whom the person will be.
    pub user_id: Option<Uuid>,
}

/// An account that somebody is invited to have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InvitationInput {
    /// Its address.
    pub email: String,
    /// What the person will be in the tenant.
    pub role: AccountRole,
    /// The user whom the person is. A member without one may do nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
}

/// Some of the invitations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InvitationPage {
    /// The items, in order.
    pub items: Vec<InvitationAnswer>,
    /// Where the next page begins; null after the last item.
    pub next_cursor: Option<String>,
}

crate::page! { InvitationPage of InvitationAnswer }

/// Whom it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InviteeAddressInput {
    /// The address with which they have booked, or were brought along; upper and lower case are the same.
    pub email: String,
}

/// Who booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InviteeAnswer {
    /// The address.
    pub email: String,
    /// Whom they bring along.
    pub guests: Vec<String>,
    /// The language in which they get mails; null follows the tenant's branding.
    pub locale: Option<BrandingLocale>,
    /// The name.
    pub name: String,
    /// What they wrote.
    pub notes: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// Their answers, in the order of the questions.
    pub responses: Vec<ResponseAnswer>,
}

/// All that is known of an invitee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InviteeExport {
    /// What they have booked, by its start.
    pub bookings: Vec<BookingAnswer>,
    /// The bookings of others to which they were brought along.
    pub brought_along: Vec<BroughtAlong>,
    /// The address.
    pub email: String,
    /// When it was looked up.
    pub exported_at: Timestamp,
}

/// Who books.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InviteeInput {
    /// The address that gets the confirmation.
    pub email: String,
    /// The language in which they get mails; null follows the tenant's branding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<BrandingLocale>,
    /// The name.
    pub name: String,
    /// What the host should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// A telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The answers to the event type's questions, by the id of the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responses: Option<BTreeMap<String, serde_json::Value>>,
}

/// That an invitee was forgotten. It does not name them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InviteeReceiptAnswer {
    /// In how many bookings they were blanked.
    pub bookings: i64,
    /// How many entries of the changelog were blanked.
    pub changelog_entries: i64,
    /// When.
    pub erased_at: Timestamp,
    /// At whose request.
    pub erased_by: String,
    /// From how many bookings of others they were removed as a guest.
    pub guest_lists: i64,
    /// Its id, under which the changelog has it.
    pub id: Uuid,
    /// How many answers that were kept for repetitions of requests are gone.
    pub stored_answers: i64,
}

/// A time that can be booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedSlot {
    /// When it ends.
    pub end_time: Timestamp,
    /// How many can still book this meeting; absent where event types have one seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats_left: Option<i64>,
    /// When the meeting starts.
    pub start_time: Timestamp,
}

/// Where a meeting takes place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LocationAnswer {
    /// What people call the place.
    pub display_name: Option<String>,
    /// What kind of place.
    pub r#type: LocationType,
    /// The address, number or link.
    pub value: Option<String>,
}

/// Where a meeting takes place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LocationInput {
    /// What people call the place; shown to everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// What kind of place.
    pub r#type: LocationType,
    /// The address, number or link; shown to those who have booked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// How a mail looks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MailPreviewAnswer {
    /// Its HTML, a whole document. It is made by a template: show it in a frame with the attribute `sandbox`.
    pub html: String,
    /// Its language.
    pub locale: BrandingLocale,
    /// What is wrong with the template, at most one thing a part: it would not be kept. What cannot be written by it is the
    ///  product's text.
    pub refused: Vec<RefusedPartAnswer>,
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// By what it was written: `given`, by the template of the request; `stored`, by the one that is kept; `product`.
    pub written_by: String,
}

/// Which mail to show, and by which template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MailPreviewInput {
    /// As what.
    pub audience: MailPreviewAudience,
    /// Why somebody gets it.
    pub kind: MailPreviewKind,
    /// In which language; if absent, in the tenant's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<BrandingLocale>,
    /// The template; if absent, the one that is kept for such mails, else the product's texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<MailTemplateInput>,
}

/// What mails say in the place of the product's texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MailTemplateAnswer {
    /// As what they get them.
    pub audience: MailPreviewAudience,
    /// What stands in the body of the HTML; null is the product's.
    pub html: Option<String>,
    /// Which mails: why somebody gets them.
    pub kind: MailPreviewKind,
    /// In which language; null, in every language that has no template of its own.
    pub locale: Option<BrandingLocale>,
    /// The subject; null is the product's.
    pub subject: Option<String>,
    /// The plain text; null is the product's.
    pub text: Option<String>,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What mails say. Parts that are absent or null stay the product's; one at least is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MailTemplateInput {
    /// What stands in the body of the HTML, below the tenant's name or logo. Values are escaped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// The subject: one line, which is cut at 200 characters when it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The templates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MailTemplateList {
    /// All of them, by kind, audience and language.
    pub items: Vec<MailTemplateSummary>,
}

/// That there is a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MailTemplateSummary {
    /// As what they get them.
    pub audience: MailPreviewAudience,
    /// Which mails it is for: why somebody gets them.
    pub kind: MailPreviewKind,
    /// In which language; null, in every language that has no template of its own.
    pub locale: Option<BrandingLocale>,
    /// The parts for which it has a text.
    pub parts: Vec<MailTemplateParts>,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// The figures of a user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberAnalytics {
    /// The minutes of the period that the user works and has not blocked; 0 for an inactive user.
    pub available_minutes: i64,
    /// The minutes of the period that are booked, buffers left out, whatever bookings are counted by.
    pub booked_minutes: i64,
    /// The part of all that was called off; null if there are none.
    pub cancel_rate: Option<f64>,
    /// Those that were called off.
    pub cancelled_bookings: i64,
    /// Those that take or took place, or to which nobody came.
    pub confirmed_bookings: i64,
    /// Who.
    pub host_user_id: Uuid,
    /// What they are called.
    pub name: String,
    /// All bookings.
    pub total_bookings: i64,
    /// Their quotient; null if there is nothing to be booked.
    pub utilisation: Option<f64>,
}

/// A member of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberAnswer {
    /// When the user joined.
    pub created_at: Timestamp,
    /// The name that invitees see.
    pub display_name: String,
    /// Whether the user can be booked.
    pub is_active: bool,
    /// Whether the member administers the team.
    pub is_admin: bool,
    /// Who.
    pub user_id: Uuid,
    /// The user's name in addresses.
    pub username: String,
}

/// How a member is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberChange {
    /// Whether the member administers the team.
    pub is_admin: bool,
}

/// A user who joins the team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberInput {
    /// Whether the member administers the team; false if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_admin: Option<bool>,
    /// Who.
    pub user_id: Uuid,
}

/// All members of a team, the first one first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberList {
    /// The members.
    pub items: Vec<MemberAnswer>,
}

/// A new API key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewApiKeyAnswer {
    /// What is known of it from now on.
    pub api_key: ApiKeyAnswer,
    /// The key itself, shown this once. A repetition of the request gets null: it is stored nowhere.
    pub secret: Option<String>,
    /// Whether it was shown before, in the answer to the first request under the same `Idempotency-Key`.
    pub secret_shown: bool,
}

/// What makes somebody the one whom a link is for. Hand it to nobody else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewLinkAnswer {
    /// When it stops to work.
    pub expires_at: Timestamp,
    /// The link's id.
    pub id: Uuid,
    /// Whether it was shown before, in the answer to the first request under the same `Idempotency-Key`.
    pub secret_shown: bool,
    /// The token of the link, shown this once. A repetition of the request gets null: it is stored nowhere.
    pub token: Option<String>,
}

/// A webhook with a new secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewWebhookAnswer {
    /// The secret, shown this once: `whsec_` and base64 of 32 bytes, as libraries of Standard Webhooks take it. A
    ///  repetition of the request gets null.
    pub secret: Option<String>,
    /// Whether it was shown before, in the answer to the first request under the same `Idempotency-Key`.
    pub secret_shown: bool,
    /// What is known of the webhook from now on.
    pub webhook: WebhookAnswer,
}

/// A kind of meeting with everything that its invitees must know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// How the tenant's pages look.
    pub branding: PublicBranding,
    /// Up to how many minutes before the start the invitee can cancel.
    pub cancel_cutoff_minutes: i64,
    /// Its colour.
    pub color: EventTypeColor,
    /// Whether a booking counts only once its invitee has confirmed the address, by the link in a mail that comes at once.
    pub confirms_address: bool,
    /// What it is about.
    pub description: Option<String>,
    /// How many minutes a meeting lasts.
    pub duration: i64,
    /// Whom the meeting is with.
    pub host: PublicHost,
    /// Its id.
    pub id: Uuid,
    /// Where the meeting takes place.
    pub location: PublicLocation,
    /// How many meetings a series of it can have; 1 allows no series.
    pub max_occurrences: i64,
    /// What it is called.
    pub name: String,
    /// What the invitee is asked.
    pub questions: Vec<QuestionAnswer>,
    /// Whether a booking waits for the host's approval.
    pub requires_approval: bool,
    /// Up to how many minutes before the start the invitee can move the meeting.
    pub reschedule_cutoff_minutes: i64,
    /// How many can book the same meeting.
    pub seats: i64,
    /// The name in addresses.
    pub slug: String,
}

/// A kind of meeting that can be booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfferSummary {
    /// Its colour.
    pub color: EventTypeColor,
    /// What it is about.
    pub description: Option<String>,
    /// How many minutes a meeting lasts.
    pub duration: i64,
    /// Its id.
    pub id: Uuid,
    /// Where the meeting takes place.
    pub location: PublicLocation,
    /// What it is called.
    pub name: String,
    /// The name in addresses.
    pub slug: String,
}

/// A date with other hours than its weekday.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OverrideAnswer {
    /// The date.
    pub date: Date,
    /// Its hours; none is a day off.
    pub windows: Vec<WindowAnswer>,
}

/// A date with other hours than its weekday.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OverrideInput {
    /// The date.
    pub date: Date,
    /// Its hours; none is a day off.
    pub windows: Vec<Window>,
}

/// Rules of an event type; null follows the user's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OverridesAnswer {
    /// How many days ahead can be booked.
    pub booking_window_days: Option<i64>,
    /// Minutes kept free after each meeting.
    pub buffer_after_mins: Option<i64>,
    /// Minutes kept free before each meeting.
    pub buffer_before_mins: Option<i64>,
    /// How many meetings of the type may start on one date.
    pub daily_limit: Option<i64>,
    /// How many hours before its start a slot can still be booked.
    pub minimum_notice_hours: Option<f64>,
    /// How many meetings of the type may start in one month.
    pub monthly_limit: Option<i64>,
    /// How many meetings of the type may start in one week, from Monday.
    pub weekly_limit: Option<i64>,
}

/// Rules of an event type; null follows the user's. Limits count the bookings of the event type only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OverridesInput {
    /// How many days ahead can be booked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub booking_window_days: Option<i64>,
    /// Minutes kept free after each meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buffer_after_mins: Option<i64>,
    /// Minutes kept free before each meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buffer_before_mins: Option<i64>,
    /// How many meetings may start on one date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily_limit: Option<i64>,
    /// How many hours before its start a slot can still be booked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_notice_hours: Option<f64>,
    /// How many meetings may start in one month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_limit: Option<i64>,
    /// How many meetings may start in one week, from Monday.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekly_limit: Option<i64>,
}

/// Who is to be the first owner of a tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnerInvitationInput {
    /// Their address.
    pub email: String,
}

/// A meeting before it was moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PreviousMeeting {
    /// The booking that it was.
    pub booking_id: Uuid,
    /// When it would have ended.
    pub end_time: Timestamp,
    /// When it would have started.
    pub start_time: Timestamp,
}

/// An error as RFC 9457 writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// The kind of problem as a word that programs rely on.
    pub code: String,
    /// What is wrong, fit for an end user.
    pub detail: String,
    /// Everything that is wrong with the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<FieldError>>,
    /// Of a user who cannot be deactivated: how many bookings lie ahead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub future_bookings: Option<i64>,
    /// The request's id, also in the header `X-Request-Id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Of a time that cannot be had: the next free ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_slots: Option<Vec<SlotTimes>>,
    /// Of a series: which of its meetings cannot be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurrences: Option<Vec<RefusedOccurrence>>,
    /// Of a time that cannot be had: every rule that takes it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Vec<ProblemReasons>>,
    /// Of a user who was to take bookings over: those that cannot be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused_bookings: Option<Vec<RefusedBooking>>,
    /// The HTTP status.
    pub status: i64,
    /// The kind of problem in a few words.
    pub title: String,
    /// Where this kind of problem is documented.
    pub r#type: String,
}

/// A user with everything that can be booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// A picture.
    pub avatar_url: Option<String>,
    /// How the tenant's pages look.
    pub branding: PublicBranding,
    /// The name that people see.
    pub display_name: String,
    /// What can be booked.
    pub event_types: Vec<OfferSummary>,
    /// The user's IANA zone.
    pub timezone: String,
    /// The name in addresses.
    pub username: String,
}

/// How the pages of a tenant look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicBranding {
    /// An accent colour.
    pub accent_color: Option<String>,
    /// The name above the pages.
    pub display_name: String,
    /// A picture.
    pub logo_url: Option<String>,
}

/// Whom a meeting is with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicHost {
    /// A picture.
    pub avatar_url: Option<String>,
    /// The name that people see.
    pub display_name: String,
    /// The host's IANA zone.
    pub timezone: String,
    /// The name in addresses.
    pub username: String,
}

/// Where a meeting takes place; the address, number or link is for those who have booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicLocation {
    /// What people call the place.
    pub display_name: Option<String>,
    /// What kind of place.
    pub r#type: LocationType,
}

/// A team by its names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicTeamName {
    /// What the team is called.
    pub name: String,
    /// The name in addresses.
    pub slug: String,
}

/// A question to the invitee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QuestionAnswer {
    /// By which answers refer to it.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// What can be chosen; of a select only.
    pub options: Vec<String>,
    /// A hint in the empty field.
    pub placeholder: Option<String>,
    /// Whether it must be answered.
    pub required: bool,
    /// How it is answered.
    pub r#type: QuestionType,
}

/// A question to the invitee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QuestionInput {
    /// By which answers refer to it; unique in the event type.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// What can be chosen; of a select only, where there must be at least one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<String>>,
    /// A hint in the empty field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<String>,
    /// Whether it must be answered; false if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// How it is answered.
    pub r#type: QuestionType,
}

/// How much a tenant can have; null is no limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QuotasAnswer {
    /// Event types that are not archived.
    pub event_types: Option<i64>,
    /// Active users.
    pub users: Option<i64>,
}

/// How much a tenant can have; null is no limit. What is there already stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QuotasInput {
    /// Event types that are not archived.
    pub event_types: Option<i64>,
    /// Active users.
    pub users: Option<i64>,
}

/// How many requests a minute one client address may make; null is no limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RateLimitsAnswer {
    /// Booking attempts.
    pub bookings: Option<i64>,
    /// Cancellations, holds that are given up, and other changes by invitees.
    pub changes: Option<i64>,
    /// Holds that are made.
    pub holds: Option<i64>,
    /// Lists of slots, and other public reads.
    pub reads: Option<i64>,
}

/// How many requests a minute one client address may make; null is no limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RateLimitsInput {
    /// Booking attempts.
    pub bookings: Option<i64>,
    /// Cancellations, holds that are given up, and other changes by invitees.
    pub changes: Option<i64>,
    /// Holds that are made.
    pub holds: Option<i64>,
    /// Lists of slots, and other public reads.
    pub reads: Option<i64>,
}

/// Whether the server can serve, and on what that depends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Readiness {
    /// What was looked at.
    pub checks: Vec<CheckAnswer>,
    /// `ready`, or `failing` when something is away without which nothing works.
    pub status: String,
    /// The release of the IANA time zone database in the program.
    pub time_zone_database: Option<String>,
}

/// A rule that takes a start away, with what does it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReasonAnswer {
    /// Of `busy` by a booking: whether its invitee has still to confirm the address. It keeps the time until then, or until it expires.
    pub awaits_address: Option<bool>,
    /// Of `blocked`: the blocked dates.
    pub blocked_date_id: Option<Uuid>,
    /// Of `busy`: the booking that has the time.
    pub booking_id: Option<Uuid>,
    /// Of `busy` in another calendar: when that begins.
    pub busy_from: Option<Timestamp>,
    /// Of `busy` in another calendar: when that ends.
    pub busy_until: Option<Timestamp>,
    /// Of `limit`: how many there are.
    pub count: Option<i64>,
    /// Of `limit`: whose bookings are counted.
    pub counts: Option<ReasonCounts>,
    /// Of `busy`: the hold that keeps the time.
    pub hold_id: Option<Uuid>,
    /// Of `blocked` by a public holiday: what it is called.
    pub holiday: Option<String>,
    /// Of `window`: the last date of the user that can be booked.
    pub last_date: Option<Date>,
    /// Of `limit`: how many there may be.
    pub max: Option<i64>,
    /// Of `limit`: the period that is full.
    pub period: Option<ReasonPeriod>,
    /// The rule: `outside_hours`, `off_grid`, `notice`, `window`, `limit`, `blocked` or `busy`.
    pub rule: String,
    /// Of `notice`: the first instant that is not too soon.
    pub until: Option<Timestamp>,
}

/// Who takes a meeting over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReassignInput {
    /// The user.
    pub host_user_id: Uuid,
}

/// To whom something is owed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecipientAnswer {
    /// `invitee`, `guest`, `host` or `webhook`.
    pub kind: String,
    /// Of a guest: the place in the booking's list of guests, counted from 0.
    pub place: Option<i64>,
    /// Of a host: which.
    pub user_id: Option<Uuid>,
    /// Of a webhook: which.
    pub webhook_id: Option<Uuid>,
}

/// How a meeting repeats, in the terms of RFC 5545.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecurrenceAnswer {
    /// How many meetings there were when it was booked.
    pub count: i64,
    /// In days, in weeks on its weekday, or in months on its day of the month.
    pub frequency: RecurrenceFrequency,
    /// How many of these lie between two meetings.
    pub interval: i64,
    /// The IANA zone whose local time the meetings keep: the host's, or that of the team's event type.
    pub timezone: String,
}

/// How a meeting repeats, in the terms of RFC 5545. Months without the day of the first meeting, and dates on which
///  clocks skip its local time, are left out and not counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecurrenceInput {
    /// How many meetings there are, with the first one.
    pub count: i64,
    /// In days, in weeks on its weekday, or in months on its day of the month.
    pub frequency: RecurrenceFrequency,
    /// How many of these lie between two meetings; 1 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<i64>,
}

/// A booking that a user cannot take over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefusedBooking {
    /// Which.
    pub booking_id: Uuid,
    /// What stands against it.
    pub reasons: Vec<RefusedBookingReasons>,
}

/// A meeting of a series that cannot be had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefusedOccurrence {
    /// The first rule that takes it away, as a word.
    pub code: String,
    /// When it would start.
    pub start_time: Timestamp,
}

/// What is wrong with a part of a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefusedPartAnswer {
    /// On which line, counted from 1; null if it is on none.
    pub line: Option<i64>,
    /// Which part.
    pub part: MailTemplateParts,
    /// What it is.
    pub problem: String,
}

/// Who is reminded of a meeting, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReminderAnswer {
    /// Whether reminders are sent.
    pub enabled: bool,
    /// How long before the start the host is reminded.
    pub host: Vec<ReminderHost>,
    /// How long before the start the invitee is reminded.
    pub invitee: Vec<ReminderHost>,
}

/// Who is reminded of a meeting, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReminderInput {
    /// Whether reminders are sent.
    pub enabled: bool,
    /// How long before the start the host is reminded; 24h if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<Vec<ReminderHost>>,
    /// How long before the start the invitee is reminded; 24h if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invitee: Option<Vec<ReminderHost>>,
}

/// Where an invitee moves a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RescheduleInput {
    /// The hold that keeps the new slot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_id: Option<Uuid>,
    /// The hold's token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_token: Option<String>,
    /// What the other side is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it starts then: one of the offered slots.
    pub start_time: Timestamp,
    /// The IANA zone in which the invitee sees the meeting; as before if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// Somebody who sets another password.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResetPasswordInput {
    /// The password from now on: 12 characters or more, of any kind.
    pub password: String,
    /// The token that an admin has handed on.
    pub token: String,
}

/// An answer of the invitee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResponseAnswer {
    /// The question's text when it was answered.
    pub label: String,
    /// The question's id.
    pub question_id: String,
    /// What was answered.
    pub value: serde_json::Value,
}

/// How an API key is replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RotateApiKeyInput {
    /// When the new key stops to work; absent, when the old one would have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// For how many minutes the old key stays valid beside the new one; absent, it ends at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlap_minutes: Option<i64>,
}

/// How a secret is replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RotateSecretInput {
    /// For how many hours the old secret signs beside the new one; 24 if absent. With 0 it ends at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlap_hours: Option<i64>,
}

/// Rules that were set aside for a booking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleOverrideAnswer {
    /// Why.
    pub reason: String,
    /// Which ones.
    pub rules: Vec<RuleOverrideRules>,
}

/// Rules to be set aside for one booking. Other bookings, holds and busy time always count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleOverrideInput {
    /// Why; kept with the booking and in the changelog.
    pub reason: String,
    /// Which ones, by the codes with which they refuse a start.
    pub rules: Vec<RuleOverrideRules>,
}

/// A named schedule of a user. Its hours are in the user's zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleAnswer {
    /// When it was made.
    pub created_at: Timestamp,
    /// Its id.
    pub id: Uuid,
    /// Whether it holds for the event types that name none.
    pub is_default: bool,
    /// What people call it.
    pub name: String,
    /// The dates with other hours, ascending.
    pub overrides: Vec<OverrideAnswer>,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Whose.
    pub user_id: Uuid,
    /// The hours of each weekday.
    pub weekly_schedule: WeeklyAnswer,
}

/// A named schedule to be made, or what takes the place of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleInput {
    /// What people call it; unique among the user's.
    pub name: String,
    /// The dates with other hours; none if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overrides: Option<Vec<OverrideInput>>,
    /// Whose; absent, the user that the API key is bound to. It cannot be changed later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
    /// The hours of each weekday.
    pub weekly_schedule: WeeklyInput,
}

/// All schedules of a user, the default one first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Schedules {
    /// The schedules.
    pub items: Vec<ScheduleAnswer>,
}

/// A series as the host's side sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SeriesAnswer {
    /// A booking for each meeting, in their order.
    pub bookings: Vec<BookingAnswer>,
    /// Its id, which its bookings have as `seriesId`.
    pub id: Uuid,
    /// How it repeats.
    pub recurrence: RecurrenceAnswer,
}

/// A series as its invitee sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SeriesForInvitee {
    /// A booking for each meeting, in their order, each with a `manageToken` of its own.
    pub bookings: Vec<BookingForInvitee>,
    /// Its id, which its bookings have as `seriesId`.
    pub id: Uuid,
    /// How it repeats.
    pub recurrence: RecurrenceAnswer,
}

/// What an invitee books as a meeting that repeats.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SeriesInput {
    /// What led the invitee here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<CampaignInput>,
    /// What is booked. Its `maxOccurrences` says how often it can repeat.
    pub event_type_id: Uuid,
    /// The addresses of those whom the invitee brings along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guests: Option<Vec<String>>,
    /// The user who is to be met: refused unless they offer the event type. Required for an `individual` one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host_username: Option<String>,
    /// Who books.
    pub invitee: InviteeInput,
    /// How it repeats.
    pub recurrence: RecurrenceInput,
    /// When the first meeting starts: one of the offered slots. The others start at the same local time of the host (of a
    ///  team: of the event type's zone).
    pub start_time: Timestamp,
    /// The IANA zone in which the invitee sees the meetings.
    pub timezone: String,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionAnswer {
    /// Whose session it is.
    pub account: AccountAnswer,
    /// What to send as `X-CSRF-Token` with everything that is no GET.
    pub csrf_token: String,
    /// When the session ends, however much it is used. One that is not used for 24 hours ends earlier.
    pub expires_at: Timestamp,
    /// The name of the tenant in addresses.
    pub tenant: String,
}

/// The settings of a tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// The web origins that may write through the public API and frame the booking pages.
    pub allowed_origins: Vec<String>,
    /// How pages and mails look.
    pub branding: BrandingAnswer,
    /// What users follow where they set nothing.
    pub defaults: DefaultsAnswer,
    /// How many requests a minute one client address may make.
    pub rate_limits: RateLimitsAnswer,
    /// After how many days the personal data of past invitees is blanked; null is never.
    pub retention_days: Option<i64>,
}

/// What takes the place of a tenant's settings. Parts that are absent or null get their default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SettingsInput {
    /// The web origins that may write through the public API and frame the booking pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_origins: Option<Vec<String>>,
    /// How pages and mails look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branding: Option<BrandingInput>,
    /// What users follow where they set nothing; 24 h, 60 days, 0 and 15 minutes if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defaults: Option<DefaultsInput>,
    /// How many requests a minute one client address may make; 10, 20, 240 and 20 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_limits: Option<RateLimitsInput>,
    /// After how many days the personal data of past invitees is blanked; null is never.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention_days: Option<i64>,
}

/// Somebody who wants to sign in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignInInput {
    /// The account's address.
    pub email: String,
    /// Its password.
    pub password: String,
    /// The name of the tenant in addresses.
    pub tenant: String,
}

/// Dates that would be blocked: whole ones, or the same hours on each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SimulatedBlockInput {
    /// The last date, itself blocked.
    pub end_date: Date,
    /// The first minute after the block on each date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    /// The first date.
    pub start_date: Date,
    /// The first blocked minute of each date; absent with `endTime`, whole dates are blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
}

/// What a change would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SimulationAnswer {
    /// The user's coming bookings that would fall outside, by their start. The change itself would cancel none of them.
    pub bookings_outside: Vec<BookingOutside>,
    /// The slots that there would be and are not, ascending.
    pub gained: Vec<SlotTimes>,
    /// The slots that there are and would not be, ascending.
    pub lost: Vec<SlotTimes>,
}

/// A change to be tried. What is absent stays as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SimulationInput {
    /// Blocked dates that the user adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocked_dates: Option<Vec<SimulatedBlockInput>>,
    /// The first date on which slots are compared; at most 62.
    pub from: Date,
    /// What takes the place of that schedule's dates with other hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overrides: Option<Vec<OverrideInput>>,
    /// What takes the place of the event type's own rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting_overrides: Option<OverridesInput>,
    /// The IANA zone whose dates are meant.
    pub timezone: String,
    /// The last of them, itself included.
    pub to: Date,
    /// Whose hours, rules and blocked dates would be different. Needed for these where the event type is a team's; a user's
    ///  own has nobody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
    /// What takes the place of the rules of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_settings: Option<OverridesInput>,
    /// What takes the place of the weekly hours of the schedule that the event type follows with this user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekly_schedule: Option<WeeklyInput>,
}

/// A time that can be booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SlotTimes {
    /// When it ends.
    pub end_time: Timestamp,
    /// When the meeting starts.
    pub start_time: Timestamp,
}

/// Free slots by date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SlotsAnswer {
    /// The dates, ascending: all that were asked for, or those of the next slots.
    pub days: Vec<SlotsDay>,
    /// What can be booked.
    pub event_type: SlotsEventType,
    /// The IANA zone whose dates are meant.
    pub timezone: String,
}

/// The slots of a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SlotsDay {
    /// The date in the asked zone.
    pub date: Date,
    /// Its slots, ascending; none on a date without.
    pub slots: Vec<ListedSlot>,
}

/// What can be booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SlotsEventType {
    /// How many minutes a meeting lasts.
    pub duration: i64,
    /// Its id.
    pub id: Uuid,
    /// The name in addresses.
    pub slug: String,
}

/// A part of a country.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubdivisionAnswer {
    /// Its code (ISO 3166-2), which names its set. The set has the country's holidays as well.
    pub code: String,
    /// What it is called.
    pub name: String,
}

/// Users who take meetings together or in turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamAnswer {
    /// When it was archived.
    pub archived_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// What it is about.
    pub description: Option<String>,
    /// Its id.
    pub id: Uuid,
    /// What invitees see.
    pub name: String,
    /// How it is shown, and what its event types begin with.
    pub settings: TeamSettingsAnswer,
    /// The name in addresses.
    pub slug: String,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What is different in a copy of a team's event type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamEventTypeCopyInput {
    /// Whether it can be booked at once; false if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// What invitees see; the same if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name in addresses; if absent one that is free, such as `demo-copy`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
}

/// An event type of a team to be made, or what takes the place of one. Optional fields that are absent or null get
///  their default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamEventTypeInput {
    /// Up to how many minutes before the start an invitee can cancel; 0 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_cutoff_minutes: Option<i64>,
    /// The colour in calendars; blue if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<EventTypeColor>,
    /// Whether a booking counts only once its invitee has confirmed the address by the link in a mail; false if absent. It keeps its time for an hour until then, and nobody is told of it. Who is booked for by the hosts' side is not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirms_address: Option<bool>,
    /// What the invitee is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_questions: Option<Vec<QuestionInput>>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How many minutes a meeting lasts.
    pub duration: i64,
    /// Who takes the meetings: members of the team, at least one.
    pub hosts: Vec<TypeHostInput>,
    /// Whether it can be booked; true if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// Where the meeting takes place; Google Meet if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationInput>,
    /// How many meetings a series of it can have: 1 allows no series, and is what it is if absent. A round robin allows none: a series keeps its hosts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_occurrences: Option<i64>,
    /// What invitees see.
    pub name: String,
    /// Who is reminded, and when; host and invitee 24 hours before if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminder_settings: Option<ReminderInput>,
    /// Whether a booking waits for approval by a host; false if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires_approval: Option<bool>,
    /// Up to how many minutes before the start an invitee can move the meeting; 0 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reschedule_cutoff_minutes: Option<i64>,
    /// How the hosts take the meetings; absent, as the team's settings say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduling_type: Option<EventTypeSchedulingType>,
    /// How many can book the same meeting, each with a booking and a token of their own; 1 if absent, and always of a
    ///  round robin. A change leaves meetings alone that somebody has booked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats: Option<i64>,
    /// The event type's own rules; each host's hold where it sets none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting_overrides: Option<OverridesInput>,
    /// The name in addresses; unique among the team's event types that are not archived.
    pub slug: String,
    /// How many minutes lie between two possible starts; 15 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_minutes: Option<i64>,
    /// The IANA zone whose midnights cut the hosts' common hours, and whose months the round robin counts by; absent,
    ///  the zone of the user that the API key is bound to, else that of the first host. A change keeps it if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// A team to be made, or what takes the place of one. Optional fields that are absent or null get their default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamInput {
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What invitees see.
    pub name: String,
    /// How it is shown, and what its event types begin with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<TeamSettingsInput>,
    /// The name in addresses; unique among the tenant's teams that are not archived.
    pub slug: String,
}

/// A kind of meeting with a team, with everything that its invitees must know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamOffer {
    /// How the tenant's pages look.
    pub branding: PublicBranding,
    /// Up to how many minutes before the start the invitee can cancel.
    pub cancel_cutoff_minutes: i64,
    /// Its colour.
    pub color: EventTypeColor,
    /// Whether a booking counts only once its invitee has confirmed the address, by the link in a mail that comes at once.
    pub confirms_address: bool,
    /// What it is about.
    pub description: Option<String>,
    /// How many minutes a meeting lasts.
    pub duration: i64,
    /// Who takes the meetings; none unless the team shows its members or the invitee has to choose one.
    pub hosts: Vec<PublicHost>,
    /// Its id.
    pub id: Uuid,
    /// Where the meeting takes place.
    pub location: PublicLocation,
    /// How many meetings a series of it can have; 1 allows no series.
    pub max_occurrences: i64,
    /// What it is called.
    pub name: String,
    /// What the invitee is asked.
    pub questions: Vec<QuestionAnswer>,
    /// Whether a booking waits for approval.
    pub requires_approval: bool,
    /// Up to how many minutes before the start the invitee can move the meeting.
    pub reschedule_cutoff_minutes: i64,
    /// How the team's users take the meetings. Of an `individual` one, a booking names its `hostUsername`.
    pub scheduling_type: EventTypeSchedulingType,
    /// How many can book the same meeting.
    pub seats: i64,
    /// The name in addresses.
    pub slug: String,
    /// The team.
    pub team: PublicTeamName,
}

/// A kind of meeting with a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamOfferSummary {
    /// Its colour.
    pub color: EventTypeColor,
    /// What it is about.
    pub description: Option<String>,
    /// How many minutes a meeting lasts.
    pub duration: i64,
    /// Its id.
    pub id: Uuid,
    /// Where the meeting takes place.
    pub location: PublicLocation,
    /// What it is called.
    pub name: String,
    /// How the team's users take the meetings.
    pub scheduling_type: EventTypeSchedulingType,
    /// The name in addresses.
    pub slug: String,
}

/// Some of the teams.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamPage {
    /// The items, in order.
    pub items: Vec<TeamAnswer>,
    /// Where the next page begins; null after the last item.
    pub next_cursor: Option<String>,
}

crate::page! { TeamPage of TeamAnswer }

/// A team with everything that can be booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamProfile {
    /// How the tenant's pages look.
    pub branding: PublicBranding,
    /// What it is about.
    pub description: Option<String>,
    /// What can be booked.
    pub event_types: Vec<TeamOfferSummary>,
    /// Its members; none unless the team shows them.
    pub members: Vec<PublicHost>,
    /// What the team is called.
    pub name: String,
    /// The name in addresses.
    pub slug: String,
}

/// How a team is shown, and what its event types begin with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamSettingsAnswer {
    /// Whether an event type that says nothing is `round_robin`; else it is `collective`.
    pub round_robin: bool,
    /// Whether the public page of the team names its members.
    pub show_member_profiles: bool,
}

/// How a team is shown, and what its event types begin with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamSettingsInput {
    /// Whether an event type that says nothing is `round_robin`; else it is `collective`. False if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round_robin: Option<bool>,
    /// Whether the public page of the team names its members; false if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_member_profiles: Option<bool>,
}

/// A time that can be booked of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamSlotTimes {
    /// When it ends.
    pub end_time: Timestamp,
    /// The names of those who can take it: all of them together, or one of them.
    pub hosts: Vec<String>,
    /// How many can still book this meeting, where one of several hosts takes it with the host who has most seats left; absent where event types have one seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats_left: Option<i64>,
    /// When the meeting starts.
    pub start_time: Timestamp,
}

/// Free slots of a team by date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamSlotsAnswer {
    /// The dates, ascending: all that were asked for, or those of the next slots.
    pub days: Vec<TeamSlotsDay>,
    /// What can be booked.
    pub event_type: SlotsEventType,
    /// The IANA zone whose dates are meant.
    pub timezone: String,
}

/// The slots of a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamSlotsDay {
    /// The date in the asked zone.
    pub date: Date,
    /// Its slots, ascending; none on a date without.
    pub slots: Vec<TeamSlotTimes>,
}

/// A tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TenantAnswer {
    /// When it was made.
    pub created_at: Timestamp,
    /// What is switched on.
    pub features: Features,
    /// Its id.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// How much it can have.
    pub quotas: QuotasAnswer,
    /// What its admins have set.
    pub settings: Settings,
    /// The name in addresses.
    pub slug: String,
    /// Whether it is served.
    pub status: TenantStatus,
}

/// A tenant to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TenantInput {
    /// What people call it.
    pub name: String,
    /// The name in addresses; unique in the installation.
    pub slug: String,
}

/// Some of the tenants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TenantPage {
    /// The items, in order.
    pub items: Vec<TenantAnswer>,
    /// Where the next page begins; null after the last item.
    pub next_cursor: Option<String>,
}

crate::page! { TenantPage of TenantAnswer }

/// A user who takes meetings of the team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeHostAnswer {
    /// Whoever is free and has the highest is chosen first.
    pub priority: i64,
    /// Who.
    pub user_id: Uuid,
    /// What share of the meetings the user takes, compared with the others.
    pub weight: i64,
}

/// A user who takes meetings of the team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeHostInput {
    /// Whoever is free and has the highest is chosen first; 0 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<i64>,
    /// Who: a member of the team.
    pub user_id: Uuid,
    /// What share of the meetings the user takes, compared with the others; 1 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<i64>,
}

/// A user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserAnswer {
    /// A picture.
    pub avatar_url: Option<String>,
    /// How many days ahead can be booked; null follows the tenant's default.
    pub booking_window_days: Option<i64>,
    /// Minutes kept free after each meeting; null follows the tenant's default.
    pub buffer_after_mins: Option<i64>,
    /// Minutes kept free before each meeting; null follows the tenant's default.
    pub buffer_before_mins: Option<i64>,
    /// When the user was made.
    pub created_at: Timestamp,
    /// How many meetings may start on one date; null is no limit.
    pub daily_limit: Option<i64>,
    /// What a new event type of the user lasts, in minutes.
    pub default_duration: i64,
    /// The name that invitees see.
    pub display_name: String,
    /// The rules that hold for the user, the tenant's defaults included.
    pub effective: EffectiveSettings,
    /// Where the user gets mail.
    pub email: String,
    /// The public holidays on which the user cannot be booked; null follows the tenant's default.
    pub holidays: Option<HolidaysAnswer>,
    /// The user's id.
    pub id: Uuid,
    /// Whether the user can be booked.
    pub is_active: bool,
    /// The language in which the user gets mails; null follows the tenant's branding.
    pub locale: Option<BrandingLocale>,
    /// How many hours before its start a slot can still be booked; null follows the tenant's default.
    pub minimum_notice_hours: Option<f64>,
    /// How many meetings may start in one month; null is no limit.
    pub monthly_limit: Option<i64>,
    /// The IANA zone of schedules, blocked dates and limits.
    pub timezone: String,
    /// When the user was last changed.
    pub updated_at: Timestamp,
    /// The id of the person in the embedding platform.
    pub user_id: String,
    /// The name in addresses.
    pub username: String,
    /// How many meetings may start in one week, from Monday; null is no limit.
    pub weekly_limit: Option<i64>,
}

/// A user to be made, or what takes the place of one. Optional fields that are absent or null get their default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserInput {
    /// A picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
    /// How many days ahead can be booked; null follows the tenant's default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub booking_window_days: Option<i64>,
    /// Minutes kept free after each meeting; null follows the tenant's default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buffer_after_mins: Option<i64>,
    /// Minutes kept free before each meeting; null follows the tenant's default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buffer_before_mins: Option<i64>,
    /// How many meetings may start on one date; null is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily_limit: Option<i64>,
    /// What a new event type of the user lasts, in minutes; 30 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_duration: Option<i64>,
    /// The name that invitees see.
    pub display_name: String,
    /// Where the user gets mail.
    pub email: String,
    /// The public holidays on which the user cannot be booked; null follows the tenant's default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holidays: Option<HolidaysInput>,
    /// Whether the user can be booked; true if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// The language in which the user gets mails; null follows the tenant's branding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<BrandingLocale>,
    /// How many hours before its start a slot can still be booked; null follows the tenant's default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_notice_hours: Option<f64>,
    /// How many meetings may start in one month; null is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_limit: Option<i64>,
    /// The IANA zone of schedules, blocked dates and limits; `America/New_York` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// The id of the person in the embedding platform; unique in the tenant.
    pub user_id: String,
    /// The name in addresses; unique in the tenant.
    pub username: String,
    /// How many meetings may start in one week, from Monday; null is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekly_limit: Option<i64>,
}

/// Some of the users.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserPage {
    /// The items, in order.
    pub items: Vec<UserAnswer>,
    /// Where the next page begins; null after the last item.
    pub next_cursor: Option<String>,
}

crate::page! { UserPage of UserAnswer }

/// What is known of a webhook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookAnswer {
    /// When it was made.
    pub created_at: Timestamp,
    /// What it is for.
    pub description: Option<String>,
    /// Since when nothing is sent there because it answered that it is gone (410); null once somebody has switched it on
    ///  again.
    pub disabled_at: Option<Timestamp>,
    /// Of which kinds of events it is told; of all if there are none.
    pub events: Vec<WebhookEvents>,
    /// Its id.
    pub id: Uuid,
    /// Whether anything is sent there.
    pub is_active: bool,
    /// Until when the secret before the present one signs as well; null if it does not.
    pub previous_secret_until: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Where it is.
    pub url: String,
}

/// A webhook as it is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookInput {
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Of which kinds of events it is told; absent or empty, of all, also of those that later versions have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<WebhookEvents>>,
    /// Whether anything is sent there; true if absent. What is owed to one that is switched off is not sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// Where it is: `https`, with a host, without a user and a fragment. What the installation lets be called is told by
    ///  `url_not_allowed`.
    pub url: String,
}

/// Some of the webhooks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookPage {
    /// The items, in order.
    pub items: Vec<WebhookAnswer>,
    /// Where the next page begins; null after the last item.
    pub next_cursor: Option<String>,
}

crate::page! { WebhookPage of WebhookAnswer }

/// A test that is under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookTestAnswer {
    /// The delivery that shows what comes of it; also the `webhook-id` of the call.
    pub delivery_id: Uuid,
}

/// The hours of each weekday.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WeeklyAnswer {
    /// Friday's hours.
    pub friday: Vec<WindowAnswer>,
    /// Monday's hours.
    pub monday: Vec<WindowAnswer>,
    /// Saturday's hours.
    pub saturday: Vec<WindowAnswer>,
    /// Sunday's hours.
    pub sunday: Vec<WindowAnswer>,
    /// Thursday's hours.
    pub thursday: Vec<WindowAnswer>,
    /// Tuesday's hours.
    pub tuesday: Vec<WindowAnswer>,
    /// Wednesday's hours.
    pub wednesday: Vec<WindowAnswer>,
}

/// The hours of each weekday. A day without windows is a day off; a day that is absent has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WeeklyInput {
    /// Friday's hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub friday: Option<Vec<Window>>,
    /// Monday's hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monday: Option<Vec<Window>>,
    /// Saturday's hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saturday: Option<Vec<Window>>,
    /// Sunday's hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sunday: Option<Vec<Window>>,
    /// Thursday's hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thursday: Option<Vec<Window>>,
    /// Tuesday's hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tuesday: Option<Vec<Window>>,
    /// Wednesday's hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wednesday: Option<Vec<Window>>,
}

/// Local hours of one date: from `start`, included, to `end`, excluded. `24:00` is the end of the date. Hours over
///  midnight are two windows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Window {
    /// The first minute outside; after `start`.
    pub end: String,
    /// The first minute inside.
    pub start: String,
}

/// Local hours of one date: from `start`, included, to `end`, excluded. `24:00` is the end of the date. Hours over
///  midnight are two windows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WindowAnswer {
    /// The first minute outside; after `start`.
    pub end: String,
    /// The first minute inside.
    pub start: String,
}

crate::words! { ReminderHost {
In48h = "48h",
In24h = "24h",
In2h = "2h",
In1h = "1h",
In30m = "30m",
In15m = "15m",
} }

crate::words! { TenantStatus {
Active = "active",
Suspended = "suspended",
} }

crate::words! { WebhookEvents {
BookingCreated = "booking.created",
BookingConfirmed = "booking.confirmed",
BookingDeclined = "booking.declined",
BookingCancelled = "booking.cancelled",
BookingRescheduled = "booking.rescheduled",
BookingCompleted = "booking.completed",
BookingNoShow = "booking.no_show",
BookingReassigned = "booking.reassigned",
HoldExpired = "hold.expired",
} }

crate::words! { MailPreviewKind {
Confirmation = "confirmation",
RequestReceived = "request_received",
ApprovalRequest = "approval_request",
AddressConfirmation = "address_confirmation",
Cancellation = "cancellation",
Decline = "decline",
Reschedule = "reschedule",
Reassignment = "reassignment",
HandedOver = "handed_over",
Reminder = "reminder",
} }

crate::words! { ChangeAction {
Created = "created",
Updated = "updated",
Cancelled = "cancelled",
Rescheduled = "rescheduled",
Confirmed = "confirmed",
Declined = "declined",
Completed = "completed",
NoShow = "no_show",
Reassigned = "reassigned",
Resent = "resent",
Archived = "archived",
Deleted = "deleted",
} }

crate::words! { RecurrenceFrequency {
Daily = "daily",
Weekly = "weekly",
Monthly = "monthly",
} }

crate::words! { ReasonPeriod {
Day = "day",
Week = "week",
Month = "month",
} }

crate::words! { BrandingLocale {
En = "en",
De = "de",
Fr = "fr",
Es = "es",
PtBR = "pt-BR",
} }

crate::words! { LocationType {
GoogleMeet = "google_meet",
Zoom = "zoom",
Phone = "phone",
InPerson = "in_person",
Custom = "custom",
} }

crate::words! { EventTypeColor {
Green = "green",
Mint = "mint",
Blue = "blue",
Purple = "purple",
Orange = "orange",
Red = "red",
Gray = "gray",
} }

crate::words! { BookingDeclineCause {
Host = "host",
Expired = "expired",
} }

crate::words! { BookingCancelledBy {
Host = "host",
Invitee = "invitee",
} }

crate::words! { MailPreviewAudience {
Invitee = "invitee",
Guest = "guest",
Host = "host",
} }

crate::words! { DeliveryChannel {
Mail = "mail",
Webhook = "webhook",
} }

crate::words! { AnalyticsBy {
Meeting = "meeting",
Creation = "creation",
} }

crate::words! { AssignmentChosenBy {
OnlyFree = "only_free",
Priority = "priority",
Load = "load",
Waiting = "waiting",
Id = "id",
Hold = "hold",
Invitee = "invitee",
Kept = "kept",
Reassigned = "reassigned",
} }

crate::words! { BookingOutsideReason {
OutsideHours = "outside_hours",
Blocked = "blocked",
} }

crate::words! { RuleOverrideRules {
OutsideHours = "outside_hours",
OffGrid = "off_grid",
TooSoon = "too_soon",
TooFar = "too_far",
LimitReached = "limit_reached",
Blocked = "blocked",
} }

crate::words! { ProblemReasons {
OutsideHours = "outside_hours",
OffGrid = "off_grid",
TooSoon = "too_soon",
TooFar = "too_far",
LimitReached = "limit_reached",
Blocked = "blocked",
SlotTaken = "slot_taken",
} }

crate::words! { RefusedBookingReasons {
OutsideHours = "outside_hours",
OffGrid = "off_grid",
TooSoon = "too_soon",
TooFar = "too_far",
LimitReached = "limit_reached",
Blocked = "blocked",
SlotTaken = "slot_taken",
SameHost = "same_host",
NotMember = "not_member",
} }

crate::words! { AccountRole {
Owner = "owner",
Admin = "admin",
Member = "member",
} }

crate::words! { BookingStatus {
Pending = "pending",
Confirmed = "confirmed",
Declined = "declined",
Cancelled = "cancelled",
Rescheduled = "rescheduled",
Completed = "completed",
NoShow = "no_show",
} }

crate::words! { ApiKeyScopes {
Read = "read",
BookingsWrite = "bookings:write",
ConfigWrite = "config:write",
Admin = "admin",
} }

crate::words! { EventTypeSchedulingType {
RoundRobin = "round_robin",
Collective = "collective",
Individual = "individual",
} }

crate::words! { MailTemplateParts {
Subject = "subject",
Text = "text",
Html = "html",
} }

crate::words! { ChangeEntityType {
Tenant = "tenant",
User = "user",
EventType = "event_type",
Availability = "availability",
BlockedDate = "blocked_date",
Booking = "booking",
ApiKey = "api_key",
Team = "team",
Account = "account",
AccountLink = "account_link",
Invitee = "invitee",
Webhook = "webhook",
Delivery = "delivery",
MailTemplate = "mail_template",
} }

crate::words! { QuestionType {
Text = "text",
Textarea = "textarea",
Select = "select",
Phone = "phone",
Checkbox = "checkbox",
} }

crate::words! { HostCancelSeries {
This = "this",
Following = "following",
} }

crate::words! { ReasonCounts {
User = "user",
EventType = "event_type",
} }

crate::words! { DeliveryState {
Waiting = "waiting",
Sending = "sending",
Delivered = "delivered",
Failed = "failed",
Cancelled = "cancelled",
} }

/// What [`Client::list_accounts`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListAccountsQuery {
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// What [`Client::get_analytics`] may be asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetAnalyticsQuery {
    /// Whether bookings count when the meeting starts or when it was booked; `meeting` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<AnalyticsBy>,
    /// So many dates up to today; at most 366.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// Only bookings of this event type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_type_id: Option<Uuid>,
    /// The first of several dates; at most 366.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Only this user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host_user_id: Option<Uuid>,
    /// The IANA zone whose dates, weekdays and hours are meant.
    pub timezone: String,
    /// The last of them, itself included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// What [`Client::list_api_keys`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListApiKeysQuery {
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// What [`Client::get_availability`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetAvailabilityQuery {
    /// The user; absent, the one that the API key is bound to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
}

/// What [`Client::list_schedules`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListSchedulesQuery {
    /// The user; absent, the one that the API key is bound to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
}

/// What [`Client::list_blocked_dates`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListBlockedDatesQuery {
    /// The user; absent, the one that the API key is bound to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
}

/// What [`Client::list_bookings`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListBookingsQuery {
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Those that start on this date (UTC) or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_from: Option<Date>,
    /// Those that start on this date (UTC) or earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_to: Option<Date>,
    /// Those of this event type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_type_id: Option<Uuid>,
    /// Those of this user, alone or with others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host_user_id: Option<Uuid>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// Those whose invitee's name or address contains this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Those of this series.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series_id: Option<Uuid>,
    /// Those in this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<BookingStatus>,
    /// Those of this team's event types.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team_id: Option<Uuid>,
}

/// What [`Client::list_changes`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListChangesQuery {
    /// Those in which this was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<ChangeAction>,
    /// Those that somebody made, as `actor` of an entry names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Those of this thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity_id: Option<Uuid>,
    /// Those of this kind of thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity_type: Option<ChangeEntityType>,
    /// Those at this instant or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// Those before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Timestamp>,
}

/// What [`Client::list_deliveries`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListDeliveriesQuery {
    /// Those about this booking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub booking_id: Option<Uuid>,
    /// Those that go this way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<DeliveryChannel>,
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// Those in this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<DeliveryState>,
    /// Those to this webhook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub webhook_id: Option<Uuid>,
}

/// What [`Client::list_event_types`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListEventTypesQuery {
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Whether those that are switched off or archived are listed too; false if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_inactive: Option<bool>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// Those of this user; absent, of all that the API key reaches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
}

/// What [`Client::explain_start`] may be asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplainStartQuery {
    /// The start that is asked about.
    pub start: Timestamp,
}

/// What [`Client::list_events`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListEventsQuery {
    /// Those after this place: the `next` of the answer before. The feed begins after 0, which is meant if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<i64>,
    /// How many at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// Those of these kinds, with commas between them; all if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub types: Option<String>,
    /// How many seconds to wait for something to happen if there is nothing yet. When very many wait already, the answer
    ///  comes at once, as it does if this is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait: Option<i64>,
}

/// What [`Client::get_holiday_set`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetHolidaySetQuery {
    /// The first date; absent, the first that is covered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last date, itself included; absent, the last that is covered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// What [`Client::list_invitations`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListInvitationsQuery {
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// What [`Client::get_mail_template`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetMailTemplateQuery {
    /// The language; absent, every language that has no template of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<BrandingLocale>,
}

/// What [`Client::put_mail_template`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PutMailTemplateQuery {
    /// The language; absent, every language that has no template of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<BrandingLocale>,
}

/// What [`Client::delete_mail_template`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeleteMailTemplateQuery {
    /// The language; absent, every language that has no template of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<BrandingLocale>,
}

/// What [`Client::list_teams`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListTeamsQuery {
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Whether archived ones are listed too; false if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_archived: Option<bool>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// What [`Client::list_team_event_types`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListTeamEventTypesQuery {
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Whether those that are switched off or archived are listed too; false if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_inactive: Option<bool>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// What [`Client::list_users`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListUsersQuery {
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// What [`Client::replace_user`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReplaceUserQuery {
    /// Lets the bookings of a user who is deactivated take place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<bool>,
    /// Who takes the bookings to come of a user who is not active any more, also of one who was not before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reassign_to: Option<Uuid>,
}

/// What [`Client::list_webhooks`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListWebhooksQuery {
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// What [`Client::list_tenants`] may be asked for.
#[derive(Default, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListTenantsQuery {
    /// The `nextCursor` of the page before; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many items at most; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// What [`Client::list_slots_to_move_by_token`] may be asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListSlotsToMoveByTokenQuery {
    /// One date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The first of several dates; at most 62.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The IANA zone whose dates are meant; the answer groups by them.
    pub timezone: String,
    /// The last of them, itself included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// What [`Client::list_team_slots`] may be asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListTeamSlotsQuery {
    /// One date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The first of several dates; at most 62.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The IANA zone whose dates are meant; the answer groups by them.
    pub timezone: String,
    /// The last of them, itself included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// What [`Client::list_next_team_slots`] may be asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListNextTeamSlotsQuery {
    /// How many slots at most; 10 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// The IANA zone whose dates are meant; the answer groups by them.
    pub timezone: String,
}

/// What [`Client::list_slots`] may be asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListSlotsQuery {
    /// One date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The first of several dates; at most 62.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The IANA zone whose dates are meant; the answer groups by them.
    pub timezone: String,
    /// The last of them, itself included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// What [`Client::list_next_slots`] may be asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListNextSlotsQuery {
    /// How many slots at most; 10 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// The IANA zone whose dates are meant; the answer groups by them.
    pub timezone: String,
}

impl Client {
    /// Takes an invitation: makes the account. It works once.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn accept_invitation(&self, body: &AcceptInvitationInput) -> Result<AccountAnswer, Error> {
        self.request(Method::POST, &["api", "account", "invitations", "accept"]).body(body).send().await
    }

    /// Sets another password, and signs the account out everywhere. It works once.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn reset_password(&self, body: &ResetPasswordInput) -> Result<AccountAnswer, Error> {
        self.request(Method::POST, &["api", "account", "password-reset"]).body(body).send().await
    }

    /// Says who is signed in.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_session(&self) -> Result<SessionAnswer, Error> {
        self.request(Method::GET, &["api", "account", "session"]).send().await
    }

    /// Signs in, and sets the cookie of a session.
    ///
    /// Attempts are limited for each address of an account and for each network address.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn sign_in(&self, body: &SignInInput) -> Result<SessionAnswer, Error> {
        self.request(Method::POST, &["api", "account", "session"]).body(body).send().await
    }

    /// Signs out.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn sign_out(&self) -> Result<(), Error> {
        self.request(Method::DELETE, &["api", "account", "session"]).send().await
    }

    /// Signs out everywhere else.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn sign_out_others(&self) -> Result<(), Error> {
        self.request(Method::POST, &["api", "account", "session", "sign-out-others"]).send().await
    }

    /// Lists the accounts, oldest first.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_accounts(&self, query: &ListAccountsQuery) -> Result<AccountPage, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "accounts"]).query(query).send().await
    }

    /// [`list_accounts`](Self::list_accounts), page by page.
    #[must_use]
    pub fn all_accounts(&self, query: &ListAccountsQuery) -> Pages<AccountPage> {
        Pages::of(self.request(Method::GET, &["api", "admin", "scheduling", "accounts"]).query(query))
    }

    /// Shows an account.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_account(&self, id: Uuid) -> Result<AccountAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "accounts", &id.to_string()]).send().await
    }

    /// Replaces what can be changed of an account. It holds from the next request on.
    ///
    /// Only an owner makes and unmakes owners, and the last one stays.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_account(&self, id: Uuid, body: &AccountInput) -> Result<AccountAnswer, Error> {
        self.request(Method::PUT, &["api", "admin", "scheduling", "accounts", &id.to_string()]).body(body).send().await
    }

    /// Makes a link by which the holder of an account sets another password, and shows its token this once.
    ///
    /// Hand it to the holder of the account; an earlier one stops to work.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn offer_password_reset(&self, id: Uuid) -> Result<NewLinkAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "accounts", &id.to_string(), "password-reset"])
            .send()
            .await
    }

    /// Shows figures about a period.
    ///
    /// Bookings are counted by the dates, weekdays and hours of a zone, by event type and by user. A credential that reaches one
    /// user sees that user's.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_analytics(&self, query: &GetAnalyticsQuery) -> Result<AnalyticsAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "analytics"]).query(query).send().await
    }

    /// Lists the API keys, oldest first, also those that are revoked or have expired.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_api_keys(&self, query: &ListApiKeysQuery) -> Result<ApiKeyPage, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "api-keys"]).query(query).send().await
    }

    /// [`list_api_keys`](Self::list_api_keys), page by page.
    #[must_use]
    pub fn all_api_keys(&self, query: &ListApiKeysQuery) -> Pages<ApiKeyPage> {
        Pages::of(self.request(Method::GET, &["api", "admin", "scheduling", "api-keys"]).query(query))
    }

    /// Makes an API key, and shows it this once.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_api_key(&self, body: &ApiKeyInput) -> Result<NewApiKeyAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "api-keys"]).body(body).send().await
    }

    /// Revokes an API key: the next request with it is refused.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn revoke_api_key(&self, id: Uuid) -> Result<(), Error> {
        self.request(Method::DELETE, &["api", "admin", "scheduling", "api-keys", &id.to_string()]).send().await
    }

    /// Replaces an API key by one with another secret, and shows it this once.
    ///
    /// The new key has the name, the scopes and the user of the old one, which stays valid as long as asked for.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn rotate_api_key(&self, id: Uuid, body: &RotateApiKeyInput) -> Result<NewApiKeyAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "api-keys", &id.to_string(), "rotate"])
            .body(body)
            .send()
            .await
    }

    /// Shows a user's default schedule.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_availability(&self, query: &GetAvailabilityQuery) -> Result<AvailabilityAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "availability"]).query(query).send().await
    }

    /// Replaces a user's default schedule and time zone.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_availability(&self, body: &AvailabilityInput) -> Result<AvailabilityAnswer, Error> {
        self.request(Method::PUT, &["api", "admin", "scheduling", "availability"]).body(body).send().await
    }

    /// Lists a user's schedules, the default one first.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_schedules(&self, query: &ListSchedulesQuery) -> Result<Schedules, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "availability", "schedules"])
            .query(query)
            .send()
            .await
    }

    /// Makes a schedule, which event types may name.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_schedule(&self, body: &ScheduleInput) -> Result<ScheduleAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "availability", "schedules"]).body(body).send().await
    }

    /// Shows a schedule.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_schedule(&self, id: Uuid) -> Result<ScheduleAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "availability", "schedules", &id.to_string()])
            .send()
            .await
    }

    /// Replaces a schedule's name and hours wholly. Its user stays: another one is refused.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_schedule(&self, id: Uuid, body: &ScheduleInput) -> Result<ScheduleAnswer, Error> {
        self.request(Method::PUT, &["api", "admin", "scheduling", "availability", "schedules", &id.to_string()])
            .body(body)
            .send()
            .await
    }

    /// Deletes a schedule that no event type names and that is not the default one.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn delete_schedule(&self, id: Uuid) -> Result<(), Error> {
        self.request(Method::DELETE, &["api", "admin", "scheduling", "availability", "schedules", &id.to_string()])
            .send()
            .await
    }

    /// Lists a user's blocked dates, ascending.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_blocked_dates(&self, query: &ListBlockedDatesQuery) -> Result<BlockedDateList, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "blocked-dates"]).query(query).send().await
    }

    /// Blocks dates, or hours of dates.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_blocked_date(&self, body: &BlockedDateInput) -> Result<BlockedDate, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "blocked-dates"]).body(body).send().await
    }

    /// Gives blocked dates free again.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn delete_blocked_date(&self, id: Uuid) -> Result<(), Error> {
        self.request(Method::DELETE, &["api", "admin", "scheduling", "blocked-dates", &id.to_string()]).send().await
    }

    /// Books a meeting that repeats for an invitee: all of its occurrences, or none. They are confirmed at once.
    ///
    /// What is set aside of the rules is so for every occurrence; somebody else's time is never taken.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_booking_series_for_invitee(&self, body: &HostSeriesInput) -> Result<SeriesAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "booking-series"]).body(body).send().await
    }

    /// Lists the bookings that the API key reaches.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_bookings(&self, query: &ListBookingsQuery) -> Result<BookingPage, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "bookings"]).query(query).send().await
    }

    /// [`list_bookings`](Self::list_bookings), page by page.
    #[must_use]
    pub fn all_bookings(&self, query: &ListBookingsQuery) -> Pages<BookingPage> {
        Pages::of(self.request(Method::GET, &["api", "admin", "scheduling", "bookings"]).query(query))
    }

    /// Books for an invitee. It is confirmed at once.
    ///
    /// The rules of the event type hold unless some are set aside with a reason; somebody else's time is never taken. The answer
    /// has the invitee's `manageToken`, which is shown here only: with it the invitee cancels and moves the meeting.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_booking_for_invitee(&self, body: &HostBookingInput) -> Result<BookingAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "bookings"]).body(body).send().await
    }

    /// Shows a booking.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_booking(&self, id: Uuid) -> Result<BookingAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "bookings", &id.to_string()]).send().await
    }

    /// Lists who was chosen for a booking of a team, by what and from what, and to whom it was given since: the first one
    /// first. Empty for a collective meeting, and for one of no team.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_booking_assignments(&self, id: Uuid) -> Result<AssignmentList, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "bookings", &id.to_string(), "assignments"])
            .send()
            .await
    }

    /// Calls a meeting off for the host, and the rest of its series if that is wished.
    ///
    /// The others of the series can be listed by `seriesId`.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn cancel_booking(&self, id: Uuid, body: &HostCancelInput) -> Result<BookingAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "bookings", &id.to_string(), "cancel"])
            .body(body)
            .send()
            .await
    }

    /// Approves a booking that waits for it. One whose invitee has still to confirm the address cannot be approved.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn confirm_booking(&self, id: Uuid) -> Result<BookingAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "bookings", &id.to_string(), "confirm"]).send().await
    }

    /// Turns a booking down that waits for approval. Its time is free again.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn decline_booking(&self, id: Uuid, body: &DeclineInput) -> Result<BookingAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "bookings", &id.to_string(), "decline"])
            .body(body)
            .send()
            .await
    }

    /// Notes that the invitee did not come: from the start of the meeting on.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn mark_no_show(&self, id: Uuid) -> Result<BookingAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "bookings", &id.to_string(), "no-show"]).send().await
    }

    /// Gives a meeting to another user, at the time at which it is.
    ///
    /// The new host must be free then; their hours, limits and blocks count. The invitee's link stays alive. A meeting of a
    /// team stays in the team, and one that all its hosts take stays with all of them.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn reassign_booking(&self, id: Uuid, body: &ReassignInput) -> Result<BookingAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "bookings", &id.to_string(), "reassign"])
            .body(body)
            .send()
            .await
    }

    /// Moves a meeting for the host.
    ///
    /// The answer is a new booking, which takes the old one's place and is confirmed, unless its invitee has still to confirm the address; it has a `manageToken` of its own. Rules can be set aside; somebody else's
    /// time cannot.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn reschedule_booking(&self, id: Uuid, body: &HostRescheduleInput) -> Result<BookingAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "bookings", &id.to_string(), "reschedule"])
            .body(body)
            .send()
            .await
    }

    /// Revokes the links that the invitee has been given, because somebody has one who should not.
    ///
    /// They open nothing any more. The answer has the token of a new link, for the invitee.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn revoke_booking_link(&self, id: Uuid) -> Result<BookingLink, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "bookings", &id.to_string(), "revoke-link"])
            .send()
            .await
    }

    /// Lists who changed what, newest first.
    ///
    /// It needs the scope `admin`, also for what a user changed of their own.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_changes(&self, query: &ListChangesQuery) -> Result<ChangePage, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "changelog"]).query(query).send().await
    }

    /// [`list_changes`](Self::list_changes), page by page.
    #[must_use]
    pub fn all_changes(&self, query: &ListChangesQuery) -> Pages<ChangePage> {
        Pages::of(self.request(Method::GET, &["api", "admin", "scheduling", "changelog"]).query(query))
    }

    /// Lists mails and calls of webhooks, newest first.
    ///
    /// What was finished 60 days ago is not kept. It needs the scope `admin`.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_deliveries(&self, query: &ListDeliveriesQuery) -> Result<DeliveryPage, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "deliveries"]).query(query).send().await
    }

    /// [`list_deliveries`](Self::list_deliveries), page by page.
    #[must_use]
    pub fn all_deliveries(&self, query: &ListDeliveriesQuery) -> Pages<DeliveryPage> {
        Pages::of(self.request(Method::GET, &["api", "admin", "scheduling", "deliveries"]).query(query))
    }

    /// Shows a delivery with each time that it was tried, and with what was sent.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_delivery(&self, id: Uuid) -> Result<DeliveryDetails, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "deliveries", &id.to_string()]).send().await
    }

    /// Sends a delivery no more.
    ///
    /// One that is being sent is not tried again; nothing of it begins after the answer.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn cancel_delivery(&self, id: Uuid) -> Result<DeliveryAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "deliveries", &id.to_string(), "cancel"])
            .send()
            .await
    }

    /// Sends a delivery again that is finished, also one that was cancelled.
    ///
    /// It has the same id and, of a call, the same body, and all its attempts anew. A mail is not sent again that would say what
    /// is not so any more.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn resend_delivery(&self, id: Uuid) -> Result<DeliveryAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "deliveries", &id.to_string(), "resend"])
            .send()
            .await
    }

    /// Lists the event types that the API key reaches, oldest first.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_event_types(&self, query: &ListEventTypesQuery) -> Result<EventTypePage, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "event-types"]).query(query).send().await
    }

    /// [`list_event_types`](Self::list_event_types), page by page.
    #[must_use]
    pub fn all_event_types(&self, query: &ListEventTypesQuery) -> Pages<EventTypePage> {
        Pages::of(self.request(Method::GET, &["api", "admin", "scheduling", "event-types"]).query(query))
    }

    /// Makes an event type.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_event_type(&self, body: &EventTypeInput) -> Result<EventTypeAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "event-types"]).body(body).send().await
    }

    /// Shows an event type, archived or not.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_event_type(&self, id: Uuid) -> Result<EventTypeAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "event-types", &id.to_string()]).send().await
    }

    /// Replaces an event type wholly: what is absent gets its default. Its user stays: another one is refused.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_event_type(&self, id: Uuid, body: &EventTypeInput) -> Result<EventTypeAnswer, Error> {
        self.request(Method::PUT, &["api", "admin", "scheduling", "event-types", &id.to_string()])
            .body(body)
            .send()
            .await
    }

    /// Archives an event type: it cannot be booked any more, its bookings stay, and its slug is free again.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn archive_event_type(&self, id: Uuid) -> Result<EventTypeAnswer, Error> {
        self.request(Method::DELETE, &["api", "admin", "scheduling", "event-types", &id.to_string()]).send().await
    }

    /// Copies an event type, archived or not, with everything that can be set of it: questions, rules and reminders too.
    ///
    /// Unless the body says otherwise the copy is of the same user, has a free name in addresses, and is switched off until it is
    /// replaced. For another user it follows that one's default schedule.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn copy_event_type(&self, id: Uuid, body: &EventTypeCopyInput) -> Result<EventTypeAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "event-types", &id.to_string(), "copy"])
            .body(body)
            .send()
            .await
    }

    /// Explains why a start is offered or not.
    ///
    /// Names every rule that takes the start away, in order, with the booking, block or limit that does it.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn explain_start(&self, id: Uuid, query: &ExplainStartQuery) -> Result<ExplanationAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "event-types", &id.to_string(), "explain"])
            .query(query)
            .send()
            .await
    }

    /// Takes an event type out of the archive.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn restore_event_type(&self, id: Uuid) -> Result<EventTypeAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "event-types", &id.to_string(), "restore"])
            .send()
            .await
    }

    /// Shows what a change would do, without making it.
    ///
    /// The slots of the event type, a user's or a team's, are compared as they are and as they would be, and the coming bookings of
    /// the user that would fall outside are named. Nothing is written; it needs the scope of the change itself.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn simulate_change(&self, id: Uuid, body: &SimulationInput) -> Result<SimulationAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "event-types", &id.to_string(), "simulate"])
            .body(body)
            .send()
            .await
    }

    /// Reads the feed of events from a place on, and waits for something to happen if asked to.
    ///
    /// Events are in the order in which they are told, with places that have no gaps; those of one booking are in the order in
    /// which they happened. It can be read again from any place on. It needs the scope `admin`: it is the whole tenant's.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_events(&self, query: &ListEventsQuery) -> Result<FeedAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "events"]).query(query).send().await
    }

    /// Lists the countries, and their parts, whose public holidays are known.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_holiday_sets(&self) -> Result<HolidaySetList, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "holiday-sets"]).send().await
    }

    /// Shows the public holidays of a country, or of a part of one.
    ///
    /// They are known from `coveredFrom` to `coveredUntil`; later ones come with a new release.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_holiday_set(&self, code: &str, query: &GetHolidaySetQuery) -> Result<HolidaySetAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "holiday-sets", code]).query(query).send().await
    }

    /// Lists the invitations that can be accepted, oldest first.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_invitations(&self, query: &ListInvitationsQuery) -> Result<InvitationPage, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "invitations"]).query(query).send().await
    }

    /// [`list_invitations`](Self::list_invitations), page by page.
    #[must_use]
    pub fn all_invitations(&self, query: &ListInvitationsQuery) -> Pages<InvitationPage> {
        Pages::of(self.request(Method::GET, &["api", "admin", "scheduling", "invitations"]).query(query))
    }

    /// Invites somebody to have an account, and shows the invitation's token this once.
    ///
    /// Hand it to whom it is for; an earlier invitation to the same address stops to work.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_invitation(&self, body: &InvitationInput) -> Result<NewLinkAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "invitations"]).body(body).send().await
    }

    /// Withdraws an invitation.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn delete_invitation(&self, id: Uuid) -> Result<(), Error> {
        self.request(Method::DELETE, &["api", "admin", "scheduling", "invitations", &id.to_string()]).send().await
    }

    /// Forgets an invitee: name, address, telephone, notes, answers, guests, and the reasons that were given.
    ///
    /// The bookings stay, with their times and states, so that counts stay right. Bookings ahead keep their time: cancel them
    /// first if it is to be free.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn erase_invitee(&self, body: &InviteeAddressInput) -> Result<InviteeReceiptAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "invitees", "erase"]).body(body).send().await
    }

    /// Shows all that is known of an invitee. It changes nothing.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn export_invitee(&self, body: &InviteeAddressInput) -> Result<InviteeExport, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "invitees", "export"]).body(body).send().await
    }

    /// Lists the templates of mails, without their texts.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_mail_templates(&self) -> Result<MailTemplateList, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "mail-templates"]).send().await
    }

    /// Shows how a mail looks, with people that nobody knows and the tenant's own name and branding.
    ///
    /// Nothing is kept, and nobody is sent anything. What would be refused of a template that is given stands in `refused`.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn preview_mail_template(&self, body: &MailPreviewInput) -> Result<MailPreviewAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "mail-templates", "preview"]).body(body).send().await
    }

    /// Shows the template for mails of a kind to an audience: the one for exactly this language, or for every language.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_mail_template(
        &self,
        kind: MailPreviewKind,
        audience: MailPreviewAudience,
        query: &GetMailTemplateQuery,
    ) -> Result<MailTemplateAnswer, Error> {
        self.request(
            Method::GET,
            &["api", "admin", "scheduling", "mail-templates", &kind.to_string(), &audience.to_string()],
        )
        .query(query)
        .send()
        .await
    }

    /// Sets what mails of a kind say to an audience, in one language or in every one that has no template of its own.
    ///
    /// It takes the place of the whole template for these mails. It is checked first: each part is written for everybody who gets
    /// such a mail, in every language, and what is wrong is told for each part with its line (`invalid_template`).
    ///
    /// The language is that of [minijinja](https://docs.rs/minijinja): `{{ variable }}`, `{% if %}`, `{% for %}`, `{% set %}` and
    /// the filters `upper`, `lower`, `trim`, `default`, `join` and `length`. The variables are `tenant_name`, `audience`, `locale`,
    /// `recipient_name`, `event_name`, `host_name`, `invitee_name`, `when`, `meetings`, `start_date`, `start_time`, `end_date`,
    /// `end_time`, `timezone`, `starts_in`, `old_when`, `old_start`, `location`, `location_link`, `reason`, `cancelled_by`,
    /// `moved_by`, `participants`, `guests`, `invitee_email`, `invitee_phone`, `notes`, `answers` (each with `question` and `answer`), `links.manage`, `links.cancel`,
    /// `links.reschedule`, `links.approve`, `links.decline`, `links.confirm_address` and `links.unsubscribe`;
    /// [docs/mail.md](https://github.com/scheduling-rs/scheduling/blob/main/docs/mail.md) says what each holds.
    ///
    /// A template that fails when a mail is sent does not lose it: the product's text is sent, and the delivery says so.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn put_mail_template(
        &self,
        kind: MailPreviewKind,
        audience: MailPreviewAudience,
        query: &PutMailTemplateQuery,
        body: &MailTemplateInput,
    ) -> Result<MailTemplateAnswer, Error> {
        self.request(
            Method::PUT,
            &["api", "admin", "scheduling", "mail-templates", &kind.to_string(), &audience.to_string()],
        )
        .query(query)
        .body(body)
        .send()
        .await
    }

    /// Deletes a template: such mails say what the template for every language says, or else the product.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn delete_mail_template(
        &self,
        kind: MailPreviewKind,
        audience: MailPreviewAudience,
        query: &DeleteMailTemplateQuery,
    ) -> Result<(), Error> {
        self.request(
            Method::DELETE,
            &["api", "admin", "scheduling", "mail-templates", &kind.to_string(), &audience.to_string()],
        )
        .query(query)
        .send()
        .await
    }

    /// Shows the tenant's settings.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_settings(&self) -> Result<Settings, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "settings"]).send().await
    }

    /// Replaces the tenant's settings wholly: parts that are absent get their default.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_settings(&self, body: &SettingsInput) -> Result<Settings, Error> {
        self.request(Method::PUT, &["api", "admin", "scheduling", "settings"]).body(body).send().await
    }

    /// Lists the teams that the API key reaches, oldest first.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_teams(&self, query: &ListTeamsQuery) -> Result<TeamPage, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "teams"]).query(query).send().await
    }

    /// [`list_teams`](Self::list_teams), page by page.
    #[must_use]
    pub fn all_teams(&self, query: &ListTeamsQuery) -> Pages<TeamPage> {
        Pages::of(self.request(Method::GET, &["api", "admin", "scheduling", "teams"]).query(query))
    }

    /// Makes a team without members.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_team(&self, body: &TeamInput) -> Result<TeamAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "teams"]).body(body).send().await
    }

    /// Shows a team, archived or not.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_team(&self, id: Uuid) -> Result<TeamAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "teams", &id.to_string()]).send().await
    }

    /// Replaces a team wholly: what is absent gets its default. Members and event types stay.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_team(&self, id: Uuid, body: &TeamInput) -> Result<TeamAnswer, Error> {
        self.request(Method::PUT, &["api", "admin", "scheduling", "teams", &id.to_string()]).body(body).send().await
    }

    /// Archives a team: it cannot be booked any more, its bookings stay, and its slug is free again.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn archive_team(&self, id: Uuid) -> Result<TeamAnswer, Error> {
        self.request(Method::DELETE, &["api", "admin", "scheduling", "teams", &id.to_string()]).send().await
    }

    /// Lists the event types of a team, oldest first.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_team_event_types(
        &self,
        id: Uuid,
        query: &ListTeamEventTypesQuery,
    ) -> Result<EventTypePage, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "teams", &id.to_string(), "event-types"])
            .query(query)
            .send()
            .await
    }

    /// [`list_team_event_types`](Self::list_team_event_types), page by page.
    #[must_use]
    pub fn all_team_event_types(&self, id: Uuid, query: &ListTeamEventTypesQuery) -> Pages<EventTypePage> {
        Pages::of(
            self.request(Method::GET, &["api", "admin", "scheduling", "teams", &id.to_string(), "event-types"])
                .query(query),
        )
    }

    /// Makes an event type of a team.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_team_event_type(&self, id: Uuid, body: &TeamEventTypeInput) -> Result<EventTypeAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "teams", &id.to_string(), "event-types"])
            .body(body)
            .send()
            .await
    }

    /// Shows an event type of a team, archived or not.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_team_event_type(&self, id: Uuid, event_type_id: Uuid) -> Result<EventTypeAnswer, Error> {
        self.request(
            Method::GET,
            &["api", "admin", "scheduling", "teams", &id.to_string(), "event-types", &event_type_id.to_string()],
        )
        .send()
        .await
    }

    /// Replaces an event type of a team wholly, its hosts included: what is absent gets its default, but for the time zone,
    /// which stays.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_team_event_type(
        &self,
        id: Uuid,
        event_type_id: Uuid,
        body: &TeamEventTypeInput,
    ) -> Result<EventTypeAnswer, Error> {
        self.request(
            Method::PUT,
            &["api", "admin", "scheduling", "teams", &id.to_string(), "event-types", &event_type_id.to_string()],
        )
        .body(body)
        .send()
        .await
    }

    /// Archives an event type of a team: it cannot be booked any more, its bookings stay, and its slug is free again.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn archive_team_event_type(&self, id: Uuid, event_type_id: Uuid) -> Result<EventTypeAnswer, Error> {
        self.request(
            Method::DELETE,
            &["api", "admin", "scheduling", "teams", &id.to_string(), "event-types", &event_type_id.to_string()],
        )
        .send()
        .await
    }

    /// Copies an event type of a team, archived or not, with everything that can be set of it, its hosts included.
    ///
    /// Unless the body says otherwise the copy has a free name in addresses, and is switched off until it is replaced.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn copy_team_event_type(
        &self,
        id: Uuid,
        event_type_id: Uuid,
        body: &TeamEventTypeCopyInput,
    ) -> Result<EventTypeAnswer, Error> {
        self.request(
            Method::POST,
            &[
                "api",
                "admin",
                "scheduling",
                "teams",
                &id.to_string(),
                "event-types",
                &event_type_id.to_string(),
                "copy",
            ],
        )
        .body(body)
        .send()
        .await
    }

    /// Takes an event type of a team out of the archive, with the hosts that it had.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn restore_team_event_type(&self, id: Uuid, event_type_id: Uuid) -> Result<EventTypeAnswer, Error> {
        self.request(
            Method::POST,
            &[
                "api",
                "admin",
                "scheduling",
                "teams",
                &id.to_string(),
                "event-types",
                &event_type_id.to_string(),
                "restore",
            ],
        )
        .send()
        .await
    }

    /// Lists all members of a team, the first one first.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_team_members(&self, id: Uuid) -> Result<MemberList, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "teams", &id.to_string(), "members"]).send().await
    }

    /// Takes a user into a team.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn add_team_member(&self, id: Uuid, body: &MemberInput) -> Result<MemberAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "teams", &id.to_string(), "members"])
            .body(body)
            .send()
            .await
    }

    /// Says whether a member administers the team.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_team_member(
        &self,
        id: Uuid,
        user_id: Uuid,
        body: &MemberChange,
    ) -> Result<MemberAnswer, Error> {
        self.request(
            Method::PUT,
            &["api", "admin", "scheduling", "teams", &id.to_string(), "members", &user_id.to_string()],
        )
        .body(body)
        .send()
        .await
    }

    /// Takes a member out of a team.
    ///
    /// A member who takes meetings of an event type that is not archived stays: take the user out of its hosts first.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn remove_team_member(&self, id: Uuid, user_id: Uuid) -> Result<(), Error> {
        self.request(
            Method::DELETE,
            &["api", "admin", "scheduling", "teams", &id.to_string(), "members", &user_id.to_string()],
        )
        .send()
        .await
    }

    /// Lists the users that the API key reaches, oldest first.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_users(&self, query: &ListUsersQuery) -> Result<UserPage, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "users"]).query(query).send().await
    }

    /// [`list_users`](Self::list_users), page by page.
    #[must_use]
    pub fn all_users(&self, query: &ListUsersQuery) -> Pages<UserPage> {
        Pages::of(self.request(Method::GET, &["api", "admin", "scheduling", "users"]).query(query))
    }

    /// Makes a user, with a schedule from Monday to Friday, 09:00 to 17:00.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_user(&self, body: &UserInput) -> Result<UserAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "users"]).body(body).send().await
    }

    /// Shows a user.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_user(&self, id: Uuid) -> Result<UserAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "users", &id.to_string()]).send().await
    }

    /// Replaces a user wholly: what is absent gets its default.
    ///
    /// A user with bookings to come is deactivated with `keep=true`, which lets them take place, or with `reassignTo` only: that
    /// user takes all of them at their times, or nothing is changed. Each is judged as `POST bookings/{id}/reassign` judges it; in
    /// a collective meeting the other user takes the place of this one, and the further hosts stay. At most 100 are given away at
    /// once, which needs the scope `bookings:write` too.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_user(
        &self,
        id: Uuid,
        query: &ReplaceUserQuery,
        body: &UserInput,
    ) -> Result<UserAnswer, Error> {
        self.request(Method::PUT, &["api", "admin", "scheduling", "users", &id.to_string()])
            .query(query)
            .body(body)
            .send()
            .await
    }

    /// Shows whether a user's calendar can be subscribed to, and where.
    ///
    /// The address is a secret that outlives the credential by which it was shown, so this needs `config:write`.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_calendar_feed(&self, id: Uuid) -> Result<CalendarFeedAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "users", &id.to_string(), "calendar-feed"])
            .send()
            .await
    }

    /// Makes a new address at which a user's calendar can be subscribed to. The one before works no more.
    ///
    /// It is for calendar programs, which ask for it again from time to time; `webcal` in the place of `https` opens them.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_calendar_feed(&self, id: Uuid) -> Result<CalendarFeedAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "users", &id.to_string(), "calendar-feed"])
            .send()
            .await
    }

    /// Takes away the address at which a user's calendar can be subscribed to.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn delete_calendar_feed(&self, id: Uuid) -> Result<(), Error> {
        self.request(Method::DELETE, &["api", "admin", "scheduling", "users", &id.to_string(), "calendar-feed"])
            .send()
            .await
    }

    /// Lists the webhooks, oldest first.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_webhooks(&self, query: &ListWebhooksQuery) -> Result<WebhookPage, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "webhooks"]).query(query).send().await
    }

    /// [`list_webhooks`](Self::list_webhooks), page by page.
    #[must_use]
    pub fn all_webhooks(&self, query: &ListWebhooksQuery) -> Pages<WebhookPage> {
        Pages::of(self.request(Method::GET, &["api", "admin", "scheduling", "webhooks"]).query(query))
    }

    /// Makes a webhook, and shows its secret this once.
    ///
    /// It is told of what happens from now on. There can be 50 of them.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_webhook(&self, body: &WebhookInput) -> Result<NewWebhookAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "webhooks"]).body(body).send().await
    }

    /// Shows a webhook.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_webhook(&self, id: Uuid) -> Result<WebhookAnswer, Error> {
        self.request(Method::GET, &["api", "admin", "scheduling", "webhooks", &id.to_string()]).send().await
    }

    /// Replaces what is set of a webhook. Its secret stays.
    ///
    /// One that was disabled is not any more once it is active.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_webhook(&self, id: Uuid, body: &WebhookInput) -> Result<WebhookAnswer, Error> {
        self.request(Method::PUT, &["api", "admin", "scheduling", "webhooks", &id.to_string()]).body(body).send().await
    }

    /// Deletes a webhook, with what is owed to it and the log of what was sent there.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn delete_webhook(&self, id: Uuid) -> Result<(), Error> {
        self.request(Method::DELETE, &["api", "admin", "scheduling", "webhooks", &id.to_string()]).send().await
    }

    /// Gives a webhook another secret, and shows it this once.
    ///
    /// The old secret signs beside the new one for as long as asked for. Of two that are rotated within that time, the older
    /// one ends at once.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn rotate_webhook_secret(&self, id: Uuid, body: &RotateSecretInput) -> Result<NewWebhookAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "webhooks", &id.to_string(), "rotate-secret"])
            .body(body)
            .send()
            .await
    }

    /// Sends a `webhook.test` to a webhook, whatever kinds of events it wants.
    ///
    /// It is brought, signed and tried again like an event; the delivery shows what comes of it.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn test_webhook(&self, id: Uuid) -> Result<WebhookTestAnswer, Error> {
        self.request(Method::POST, &["api", "admin", "scheduling", "webhooks", &id.to_string(), "test"]).send().await
    }

    /// Lists the tenants, oldest first.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_tenants(&self, query: &ListTenantsQuery) -> Result<TenantPage, Error> {
        self.request(Method::GET, &["api", "platform", "tenants"]).query(query).send().await
    }

    /// [`list_tenants`](Self::list_tenants), page by page.
    #[must_use]
    pub fn all_tenants(&self, query: &ListTenantsQuery) -> Pages<TenantPage> {
        Pages::of(self.request(Method::GET, &["api", "platform", "tenants"]).query(query))
    }

    /// Makes a tenant, which is served from now on.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_tenant(&self, body: &TenantInput) -> Result<TenantAnswer, Error> {
        self.request(Method::POST, &["api", "platform", "tenants"]).body(body).send().await
    }

    /// Shows a tenant, served or not.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_tenant(&self, id: Uuid) -> Result<TenantAnswer, Error> {
        self.request(Method::GET, &["api", "platform", "tenants", &id.to_string()]).send().await
    }

    /// Erases a suspended tenant with all that there is of it, and answers with a receipt.
    ///
    /// Repeated, also without an `Idempotency-Key`, it answers with the same receipt. It takes up to ten minutes and goes on if
    /// the caller does not wait.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn erase_tenant(&self, id: Uuid, body: &EraseInput) -> Result<ErasureAnswer, Error> {
        self.request(Method::POST, &["api", "platform", "tenants", &id.to_string(), "erase"]).body(body).send().await
    }

    /// Switches on or off what a tenant has, from the next request on.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_tenant_features(&self, id: Uuid, body: &FeaturesInput) -> Result<TenantAnswer, Error> {
        self.request(Method::PUT, &["api", "platform", "tenants", &id.to_string(), "features"]).body(body).send().await
    }

    /// Invites somebody to be the first owner of a tenant, and shows the invitation's token this once.
    ///
    /// Of several who are invited, the first to accept is the owner.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn invite_owner(&self, id: Uuid, body: &OwnerInvitationInput) -> Result<NewLinkAnswer, Error> {
        self.request(Method::POST, &["api", "platform", "tenants", &id.to_string(), "owner-invitations"])
            .body(body)
            .send()
            .await
    }

    /// Sets how much a tenant can have. What is there already stays, also if it is more.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn replace_tenant_quotas(&self, id: Uuid, body: &QuotasInput) -> Result<TenantAnswer, Error> {
        self.request(Method::PUT, &["api", "platform", "tenants", &id.to_string(), "quotas"]).body(body).send().await
    }

    /// Serves a tenant again.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn resume_tenant(&self, id: Uuid) -> Result<TenantAnswer, Error> {
        self.request(Method::POST, &["api", "platform", "tenants", &id.to_string(), "resume"]).send().await
    }

    /// Suspends a tenant, from the next request on.
    ///
    /// Its public routes are not there any more, and its credentials open nothing. Nothing is lost.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn suspend_tenant(&self, id: Uuid) -> Result<TenantAnswer, Error> {
        self.request(Method::POST, &["api", "platform", "tenants", &id.to_string(), "suspend"]).send().await
    }

    /// Books a meeting that repeats: all of its occurrences, or none.
    ///
    /// Each occurrence is a booking of its own, which is moved and cancelled by its own `manageToken`. They have the same local
    /// time of the host (of a team: of the event type's zone) on each date; months without the day of the first one, and dates on
    /// which clocks skip its time, are left out and not counted (RFC 5545, section 3.3.10). If an occurrence cannot be had nothing
    /// is booked: the 409 has the code of the first refused one, and lists in `occurrences` all that are refused.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_booking_series(
        &self,
        tenant_slug: &str,
        body: &SeriesInput,
    ) -> Result<SeriesForInvitee, Error> {
        self.request(Method::POST, &["api", "public", "scheduling", tenant_slug, "booking-series"])
            .body(body)
            .send()
            .await
    }

    /// Books a slot.
    ///
    /// Exactly one of those who want a time gets it; the others get a 409 with the next free slots.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_booking(&self, tenant_slug: &str, body: &BookingInput) -> Result<BookingForInvitee, Error> {
        self.request(Method::POST, &["api", "public", "scheduling", tenant_slug, "bookings"]).body(body).send().await
    }

    /// Shows a booking to its invitee. The booking's `manageToken` is the credential.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_booking_by_token(&self, tenant_slug: &str, id: Uuid) -> Result<BookingForInvitee, Error> {
        self.request(Method::GET, &["api", "public", "scheduling", tenant_slug, "bookings", &id.to_string()])
            .send()
            .await
    }

    /// Calls a meeting off for its invitee. The booking's `manageToken` is the credential.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn cancel_booking_by_token(
        &self,
        tenant_slug: &str,
        id: Uuid,
        body: &CancelInput,
    ) -> Result<BookingForInvitee, Error> {
        self.request(Method::POST, &["api", "public", "scheduling", tenant_slug, "bookings", &id.to_string(), "cancel"])
            .body(body)
            .send()
            .await
    }

    /// Confirms that the address with which somebody booked is theirs. The token of the link in the mail that went there is the
    /// credential: the booking's `manageToken` is not.
    ///
    /// From then on the booking counts: it is confirmed, or waits for approval. So do the others of its series that still wait.
    /// Confirming it again changes nothing, and answers the same.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn confirm_booking_address_by_token(
        &self,
        tenant_slug: &str,
        id: Uuid,
    ) -> Result<BookingForInvitee, Error> {
        self.request(
            Method::POST,
            &["api", "public", "scheduling", tenant_slug, "bookings", &id.to_string(), "confirm-address"],
        )
        .send()
        .await
    }

    /// Keeps a slot for five minutes to which an invitee is going to move a meeting. The booking's `manageToken` is the credential.
    ///
    /// It is kept with whoever has the meeting by then, or in a team with those who would take it. Time that the meeting itself
    /// takes cannot be kept: it can be moved there without a hold.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_hold_to_move_by_token(
        &self,
        tenant_slug: &str,
        id: Uuid,
        body: &HoldToMoveInput,
    ) -> Result<Hold, Error> {
        self.request(Method::POST, &["api", "public", "scheduling", tenant_slug, "bookings", &id.to_string(), "holds"])
            .body(body)
            .send()
            .await
    }

    /// Moves a meeting for its invitee. The booking's `manageToken` is the credential.
    ///
    /// The answer is a new booking with a token of its own, which takes the old one's place; the old one only reads from then
    /// on. Whoever loses the new time keeps the old one. An event type with approval asks for it again. While the address is to be
    /// confirmed, so it is of the new booking: a mail about that goes out again, and the time for it is not longer.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn reschedule_booking_by_token(
        &self,
        tenant_slug: &str,
        id: Uuid,
        body: &RescheduleInput,
    ) -> Result<BookingForInvitee, Error> {
        self.request(
            Method::POST,
            &["api", "public", "scheduling", tenant_slug, "bookings", &id.to_string(), "reschedule"],
        )
        .body(body)
        .send()
        .await
    }

    /// Lists the free slots to which an invitee can move a meeting, by date of the invitee. The booking's `manageToken` is the
    /// credential.
    ///
    /// They are those of whoever has the meeting by then, also where it was given to another host, and in a team those of the hosts
    /// who would take it. The meeting itself is not in the way, and its own start is not listed.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_slots_to_move_by_token(
        &self,
        tenant_slug: &str,
        id: Uuid,
        query: &ListSlotsToMoveByTokenQuery,
    ) -> Result<SlotsAnswer, Error> {
        self.request(Method::GET, &["api", "public", "scheduling", tenant_slug, "bookings", &id.to_string(), "slots"])
            .query(query)
            .send()
            .await
    }

    /// Keeps a slot for five minutes, while the invitee fills in the form.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn create_hold(&self, tenant_slug: &str, body: &HoldInput) -> Result<Hold, Error> {
        self.request(Method::POST, &["api", "public", "scheduling", tenant_slug, "holds"]).body(body).send().await
    }

    /// Gives a held slot up. The hold's token is the credential.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn delete_hold(&self, tenant_slug: &str, id: Uuid) -> Result<(), Error> {
        self.request(Method::DELETE, &["api", "public", "scheduling", tenant_slug, "holds", &id.to_string()])
            .send()
            .await
    }

    /// Shows a team with everything that can be booked.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_team_profile(&self, tenant_slug: &str, team_slug: &str) -> Result<TeamProfile, Error> {
        self.request(Method::GET, &["api", "public", "scheduling", tenant_slug, "teams", team_slug]).send().await
    }

    /// Shows an event type of a team with its questions.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_team_offer(
        &self,
        tenant_slug: &str,
        team_slug: &str,
        event_slug: &str,
    ) -> Result<TeamOffer, Error> {
        self.request(Method::GET, &["api", "public", "scheduling", tenant_slug, "teams", team_slug, event_slug])
            .send()
            .await
    }

    /// Lists the free slots of an event type of a team by date of the invitee, each with those who can take it.
    ///
    /// The answer has an `ETag`; asked again with `If-None-Match`, an unchanged list is a 304.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_team_slots(
        &self,
        tenant_slug: &str,
        team_slug: &str,
        event_slug: &str,
        query: &ListTeamSlotsQuery,
    ) -> Result<TeamSlotsAnswer, Error> {
        self.request(
            Method::GET,
            &["api", "public", "scheduling", tenant_slug, "teams", team_slug, event_slug, "slots"],
        )
        .query(query)
        .send()
        .await
    }

    /// Lists the next free slots of an event type of a team, whatever their date, each with those who can take it.
    ///
    /// They are looked for up to the end of the longest booking window of the hosts. The answer has the form of the list of slots,
    /// with those dates only on which some of them are, and an `ETag` likewise.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_next_team_slots(
        &self,
        tenant_slug: &str,
        team_slug: &str,
        event_slug: &str,
        query: &ListNextTeamSlotsQuery,
    ) -> Result<TeamSlotsAnswer, Error> {
        self.request(
            Method::GET,
            &["api", "public", "scheduling", tenant_slug, "teams", team_slug, event_slug, "slots", "next"],
        )
        .query(query)
        .send()
        .await
    }

    /// Shows a user with everything that can be booked.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_profile(&self, tenant_slug: &str, username: &str) -> Result<Profile, Error> {
        self.request(Method::GET, &["api", "public", "scheduling", tenant_slug, "users", username]).send().await
    }

    /// Shows an event type with its questions.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn get_offer(&self, tenant_slug: &str, username: &str, event_slug: &str) -> Result<Offer, Error> {
        self.request(Method::GET, &["api", "public", "scheduling", tenant_slug, "users", username, event_slug])
            .send()
            .await
    }

    /// Lists the free slots of an event type by date of the invitee.
    ///
    /// The answer has an `ETag`; asked again with `If-None-Match`, an unchanged list is a 304.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_slots(
        &self,
        tenant_slug: &str,
        username: &str,
        event_slug: &str,
        query: &ListSlotsQuery,
    ) -> Result<SlotsAnswer, Error> {
        self.request(Method::GET, &["api", "public", "scheduling", tenant_slug, "users", username, event_slug, "slots"])
            .query(query)
            .send()
            .await
    }

    /// Lists the next free slots of an event type, whatever their date.
    ///
    /// They are looked for up to the end of the booking window. The answer has the form of the list of slots, with those dates only
    /// on which some of them are, and an `ETag` likewise.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn list_next_slots(
        &self,
        tenant_slug: &str,
        username: &str,
        event_slug: &str,
        query: &ListNextSlotsQuery,
    ) -> Result<SlotsAnswer, Error> {
        self.request(
            Method::GET,
            &["api", "public", "scheduling", tenant_slug, "users", username, event_slug, "slots", "next"],
        )
        .query(query)
        .send()
        .await
    }

    /// Tells that the process lives.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn is_alive(&self) -> Result<Alive, Error> {
        self.request(Method::GET, &["health", "live"]).send().await
    }

    /// Tells whether the server can serve, and what is away if it cannot.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub async fn is_ready(&self) -> Result<Readiness, Error> {
        self.request(Method::GET, &["health", "ready"]).send().await
    }
}
