//! What a client gets when something is wrong: RFC 9457 problems, made from the code table.
//!
//! Handlers return a [`Problem`] as their error. The edge renders it, because only the edge knows the request's id.
//! Nothing about a mistake of the server reaches the client: bodies of 5xx are constant.

mod engine;
mod examples;
mod table;

use std::{borrow::Cow, error::Error, fmt, time::Duration};

use actix_web::{HttpResponse, ResponseError, http::StatusCode, http::header};
use jiff::Timestamp;
use scheduling_core::BookingId;
use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::{RefOr, Schema, Type, schema::ArrayBuilder},
};

use self::examples::fault;
pub use self::table::{Code, errors_markdown};
use crate::json::Fault;

/// The media type of problems.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// An error on its way to the client.
#[derive(Debug)]
pub struct Problem(Box<Parts>);

#[derive(Debug)]
struct Parts {
    code: Code,
    detail: Option<Cow<'static, str>>,
    faults: Vec<Fault>,
    conflict: Option<SlotConflict>,
    occurrences: Vec<RefusedOccurrence>,
    future_bookings: Option<u64>,
    refused_bookings: Vec<RefusedBooking>,
    retry_after: Option<Duration>,
    allow: Option<String>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// What a client learns of a time that it cannot have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotConflict {
    /// The codes of all rules that take the start away.
    pub reasons: Vec<&'static str>,
    /// The next free starts with their ends.
    pub next: Vec<scheduling_core::slots::Slot>,
}

impl Problem {
    /// The problem of this code.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self(Box::new(Parts {
            code,
            detail: None,
            faults: Vec::new(),
            conflict: None,
            occurrences: Vec::new(),
            future_bookings: None,
            refused_bookings: Vec::new(),
            retry_after: None,
            allow: None,
            source: None,
        }))
    }

    /// Everything that is wrong with a request, at once.
    pub(crate) fn invalid(faults: Vec<Fault>) -> Self {
        let malformed = faults.iter().find(|fault| fault.code.status() == StatusCode::BAD_REQUEST);
        let first = faults.first().map_or(Code::Invalid, |fault| fault.code);
        let alike = faults.iter().all(|fault| fault.code == first);
        let code = malformed.map_or(if alike { first } else { Code::Invalid }, |fault| fault.code);
        let mut problem = Self::new(code);
        if let [only] = faults.as_slice() {
            problem.0.detail = Some(format!("{}: {}", only.subject(), only.detail).into());
        }
        problem.0.faults = faults;
        problem
    }

    /// Says more than the title does. Must be fit for an end user.
    #[must_use]
    pub(crate) fn with_detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    pub(crate) fn with_conflict(mut self, conflict: SlotConflict) -> Self {
        self.0.conflict = Some(conflict);
        self
    }

    /// Of a series, which of its meetings cannot be had. Nothing of it was booked, also where only one of them is refused.
    pub(crate) fn with_occurrences(mut self, refused: Vec<RefusedOccurrence>) -> Self {
        self.0.occurrences = refused;
        self.with_detail("Not every meeting of the series can be had, so none was booked. Please choose other times.")
    }

    pub(crate) fn with_future_bookings(mut self, count: u64) -> Self {
        self.0.future_bookings = Some(count);
        self
    }

    pub(crate) fn with_refused_bookings(mut self, refused: Vec<RefusedBooking>) -> Self {
        self.0.refused_bookings = refused;
        self
    }

    pub(crate) fn with_retry_after(mut self, after: Duration) -> Self {
        self.0.retry_after = Some(after);
        self
    }

    pub(crate) fn with_allow(mut self, methods: String) -> Self {
        self.0.allow = Some(methods);
        self
    }

    /// Keeps what happened, for the log alone.
    pub(crate) fn caused_by(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The problem as its documentation shows it: with all that an answer of this code has.
    pub(crate) fn example(code: Code) -> ProblemBody {
        let problem = match code {
            Code::Invalid => {
                Self::invalid([Code::Required, Code::InvalidEmail].into_iter().filter_map(fault).collect())
            }
            code => fault(code).map_or_else(|| Self::new(code), |fault| Self::invalid(vec![fault])),
        };
        let mut body = problem.body(Some("0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4"));
        if RULES.contains(&code) {
            let next = crate::wire::SlotTimes {
                start_time: Timestamp::constant(1_773_667_800, 0),
                end_time: Timestamp::constant(1_773_669_600, 0),
            };
            (body.reasons, body.next_slots) = (Some(vec![code.as_str()]), Some(vec![next]));
        }
        body.future_bookings = (code == Code::FutureBookings).then_some(3);
        if code == Code::BookingsNotTakenOver {
            body.refused_bookings.extend(RefusedBooking::example());
        }
        body
    }

    /// The word for it.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// What is wrong with which part of the request.
    pub(crate) fn faults(&self) -> &[Fault] {
        &self.0.faults
    }

    /// What can be done about it.
    pub(crate) fn detail(&self) -> &str {
        self.0.detail.as_deref().unwrap_or(self.0.code.detail())
    }

    /// The next free times instead of one that cannot be had.
    pub(crate) fn next_slots(&self) -> &[scheduling_core::slots::Slot] {
        self.0.conflict.as_ref().map_or(&[], |conflict| &conflict.next)
    }

    /// The answer, with the request's id as its `instance`.
    pub(crate) fn render(&self, instance: Option<&str>) -> HttpResponse {
        let parts = &*self.0;
        let mut response = HttpResponse::build(parts.code.status());
        if let Some(after) = parts.retry_after {
            response.insert_header((header::RETRY_AFTER, whole_seconds(after)));
        }
        if let Some(methods) = &parts.allow {
            response.insert_header((header::ALLOW, methods.as_str()));
        }
        if parts.code.status() == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        response.content_type(PROBLEM_JSON).json(self.body(instance))
    }

    fn body(&self, instance: Option<&str>) -> ProblemBody {
        let parts = &*self.0;
        let conflict = parts.conflict.clone();
        let (reasons, next) = conflict.map_or((None, None), |conflict| (Some(conflict.reasons), Some(conflict.next)));
        ProblemBody {
            r#type: parts.code.type_uri(),
            title: parts.code.title(),
            status: parts.code.status().as_u16(),
            detail: self.detail().to_owned(),
            code: parts.code.as_str(),
            instance: instance.map(str::to_owned),
            errors: parts.faults.iter().map(FieldError::of).collect(),
            reasons,
            next_slots: next.map(|slots| slots.into_iter().map(crate::wire::SlotTimes::from).collect()),
            occurrences: parts.occurrences.clone(),
            future_bookings: parts.future_bookings,
            refused_bookings: parts.refused_bookings.clone(),
        }
    }
}

/// Seconds for `Retry-After`, rounded up: a client that comes back then is not too early.
pub(crate) fn whole_seconds(duration: Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code.as_str())
    }
}

impl Error for Problem {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.0.code.status()
    }

    fn error_response(&self) -> HttpResponse {
        self.render(None)
    }
}

/// An error as RFC 9457 writes it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Problem)]
pub(crate) struct ProblemBody {
    /// Where this kind of problem is documented.
    #[schema(
        format = "uri",
        example = "https://github.com/scheduling-rs/scheduling/blob/main/docs/errors.md#slot_taken"
    )]
    r#type: String,
    /// The kind of problem in a few words.
    #[schema(example = "The time is taken")]
    title: &'static str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, example = 409)]
    status: u16,
    /// What is wrong, fit for an end user.
    #[schema(example = "This time has just been taken. Please choose another one.")]
    detail: String,
    /// The kind of problem as a word that programs rely on.
    #[schema(example = "slot_taken")]
    code: &'static str,
    /// The request's id, also in the header `X-Request-Id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4")]
    instance: Option<String>,
    /// Everything that is wrong with the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<FieldError>,
    /// Of a time that cannot be had: every rule that takes it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = reasons)]
    reasons: Option<Vec<&'static str>>,
    /// Of a time that cannot be had: the next free ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next_slots: Option<Vec<crate::wire::SlotTimes>>,
    /// Of a series: which of its meetings cannot be had.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    occurrences: Vec<RefusedOccurrence>,
    /// Of a user who cannot be deactivated: how many bookings lie ahead.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 3)]
    future_bookings: Option<u64>,
    /// Of a user who was to take bookings over: those that cannot be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    refused_bookings: Vec<RefusedBooking>,
}

/// A booking that a user cannot take over.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefusedBooking {
    /// Which.
    #[schema(value_type = Uuid, example = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d7")]
    pub(crate) booking_id: BookingId,
    /// What stands against it.
    #[schema(schema_with = why_refused)]
    pub(crate) reasons: Vec<&'static str>,
}

impl RefusedBooking {
    /// The user takes the meeting already.
    pub(crate) const SAME_HOST: &str = "same_host";
    /// The user is not in the team of the meeting.
    pub(crate) const NOT_MEMBER: &str = "not_member";

    fn example() -> Option<Self> {
        let booking_id = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d7".parse().ok()?;
        Some(Self { booking_id, reasons: vec![Code::SlotTaken.as_str()] })
    }
}

fn why_refused() -> RefOr<Schema> {
    let rules = RULES.iter().map(|code| code.as_str());
    let words: Vec<_> = rules.chain([RefusedBooking::SAME_HOST, RefusedBooking::NOT_MEMBER]).collect();
    let words = crate::json::plain(Type::String).enum_values(Some(words));
    let list = ArrayBuilder::new().items(words).description(Some("What stands against it."));
    RefOr::T(Schema::Array(list.examples([serde_json::json!(["slot_taken"])]).build()))
}

/// The rules that take times away.
const RULES: [Code; 7] = [
    Code::OutsideHours,
    Code::OffGrid,
    Code::TooSoon,
    Code::TooFar,
    Code::LimitReached,
    Code::Blocked,
    Code::SlotTaken,
];

fn reasons() -> RefOr<Schema> {
    let words = crate::json::plain(Type::String).enum_values(Some(RULES.map(Code::as_str)));
    let about = "Of a time that cannot be had: every rule that takes it away.";
    let list = ArrayBuilder::new().items(words).description(Some(about)).examples([serde_json::json!(["slot_taken"])]);
    RefOr::T(Schema::Array(list.build()))
}

/// A meeting of a series that cannot be had.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefusedOccurrence {
    /// When it would start.
    #[schema(value_type = String, format = DateTime, example = "2026-03-23T13:00:00Z")]
    start_time: Timestamp,
    /// The first rule that takes it away, as a word.
    #[schema(example = "slot_taken")]
    code: &'static str,
}

impl RefusedOccurrence {
    pub(crate) const fn new(start_time: Timestamp, code: &'static str) -> Self {
        Self { start_time, code }
    }
}

/// One thing that is wrong with a request.
#[derive(Serialize, ToSchema)]
pub(crate) struct FieldError {
    /// Where it is.
    #[serde(rename = "in")]
    #[schema(example = "body")]
    place: &'static str,
    /// Which value, as a JSON pointer (RFC 6901).
    #[schema(example = "/invitee/email")]
    pointer: String,
    /// What is wrong with it, as a word.
    #[schema(example = "invalid_email")]
    code: &'static str,
    /// What is wrong with it, for people.
    #[schema(example = "must be an e-mail address")]
    detail: String,
}

impl FieldError {
    fn of(fault: &Fault) -> Self {
        Self {
            place: fault.place.as_str(),
            pointer: fault.pointer.clone(),
            code: fault.code.as_str(),
            detail: fault.detail.clone(),
        }
    }
}
