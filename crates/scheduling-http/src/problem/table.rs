//! The one table of problem codes: what a code is called, its status, its title and what to do about it.
//!
//! A code is part of the API: it is never renamed. `docs/errors.md` and the problems of the OpenAPI document are made
//! from this table.

use actix_web::http::StatusCode;

macro_rules! problem_codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal, $status:literal, $title:literal;)+) => {
        /// What went wrong, as a word that programs can rely on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// All of them, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The status of an answer with this code.
            #[must_use]
            pub fn status(self) -> StatusCode {
                let status = match self { $(Self::$variant => $status),+ };
                StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }

            /// A line for people that is the same for every occurrence.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),+ }
            }

            /// When it happens, and what to do.
            #[must_use]
            pub const fn documentation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n"),+)),+ }
            }
        }
    };
}

problem_codes! {
    /// The body is not JSON.
    MalformedJson = "malformed_json", 400, "The body is not JSON";
    /// A value in the path or the query is of the wrong type: text where a number is expected, not a UUID.
    MalformedParameter = "malformed_parameter", 400, "A parameter has the wrong type";

    /// There is no credential, or it is unknown, expired or revoked. Which of these is not told.
    Unauthenticated = "unauthenticated", 401, "A valid credential is required";
    /// The credential is valid, but lacks the scope that `detail` names.
    Forbidden = "forbidden", 403, "The credential does not allow this";
    /// There is no such thing, or it belongs to somebody else. Which of these is not told.
    NotFound = "not_found", 404, "There is no such thing";
    /// The path exists, but not with this method. `Allow` lists those it has.
    MethodNotAllowed = "method_not_allowed", 405, "The method is not allowed here";
    /// The body did not arrive within ten seconds.
    RequestTimeout = "request_timeout", 408, "The body took too long";

    /// Another booking or hold has the time. Offer one of `nextSlots`.
    SlotTaken = "slot_taken", 409, "The time is taken";
    /// The meeting does not lie inside the host's hours.
    OutsideHours = "outside_hours", 409, "The time is outside of the host's hours";
    /// The start is inside the host's hours, but not one of the starts on offer.
    OffGrid = "off_grid", 409, "The time is not one of the offered starts";
    /// The start is closer than the minimum notice, or in the past.
    TooSoon = "too_soon", 409, "The time is too soon";
    /// The start is beyond the booking window.
    TooFar = "too_far", 409, "The time is too far ahead";
    /// The host, or the event type, has as many bookings in the period as allowed.
    LimitReached = "limit_reached", 409, "No more bookings are taken in this period";
    /// The host has taken the time off.
    Blocked = "blocked", 409, "The host is away";
    /// The hold that the request names is over, is for another time, or its token is wrong.
    HoldExpired = "hold_expired", 409, "The hold is over";
    /// Too many holds are live for this address or this host. Book one or give one up.
    TooManyHolds = "too_many_holds", 409, "Too many holds";
    /// The booking was cancelled before.
    AlreadyCancelled = "already_cancelled", 409, "The booking is already cancelled";
    /// The booking was moved; its successor can be changed.
    BookingRescheduled = "booking_rescheduled", 409, "The booking was moved";
    /// The booking was declined by the host.
    BookingDeclined = "booking_declined", 409, "The booking was declined";
    /// It is closer to the start than the event type lets an invitee change the booking.
    CutoffPassed = "cutoff_passed", 409, "It is too late to change the booking";
    /// Another user of the tenant has this username.
    UsernameTaken = "username_taken", 409, "The username is taken";
    /// Another user of the tenant stands for this person of the embedding platform.
    UserIdTaken = "user_id_taken", 409, "The user exists already";
    /// Another event type of the owner, or another team, not archived, has this slug; or another tenant, when tenants are
    /// made.
    SlugTaken = "slug_taken", 409, "The slug is taken";
    /// Another schedule of the user has this name.
    ScheduleNameTaken = "schedule_name_taken", 409, "The name is taken";
    /// An event type uses the schedule, or it is the default one.
    ScheduleInUse = "schedule_in_use", 409, "The schedule is in use";
    /// The user is a member of the team already.
    AlreadyMember = "already_member", 409, "The user is in the team already";
    /// The user takes meetings of an event type of the team that is not archived. Take them out of its hosts first.
    MemberTakesMeetings = "member_takes_meetings", 409, "The member takes meetings of the team";
    /// The user still has bookings ahead, and is to be deactivated. Repeat with `keep` or `reassignTo`.
    FutureBookings = "future_bookings", 409, "The user has future bookings";
    /// The user has as many blocks, schedules or overrides as there may be, or the team as many members.
    TooManyItems = "too_many_items", 409, "There are too many of these";

    /// The meeting is over; its link does not work any more.
    MeetingOver = "meeting_over", 410, "The meeting is over";
    /// The body is larger than 64 KiB.
    PayloadTooLarge = "payload_too_large", 413, "The body is too large";
    /// The body is not declared as `application/json`.
    UnsupportedMediaType = "unsupported_media_type", 415, "The content type is not supported";

    /// Several things are wrong; `errors` names each. With one kind of error, that error's code is the problem's.
    Invalid = "invalid", 422, "The request is not valid";
    /// A required field is missing.
    Required = "required", 422, "A required field is missing";
    /// A field has a value of another JSON type than documented.
    WrongType = "wrong_type", 422, "A field has the wrong type";
    /// There is no such field or parameter.
    UnknownField = "unknown_field", 422, "There is no such field";
    /// An object has the same key twice, or a parameter is given twice.
    DuplicateKey = "duplicate_key", 422, "A key is given twice";
    /// A text has nothing but white space.
    Empty = "empty", 422, "A text is empty";
    /// A text has more characters than allowed.
    TooLong = "too_long", 422, "A text is too long";
    /// A text has NUL or another control character.
    ControlCharacter = "control_character", 422, "A text has control characters";
    /// A text has a character outside of the allowed ones.
    InvalidCharacter = "invalid_character", 422, "A text has characters that are not allowed";
    /// Not an e-mail address.
    InvalidEmail = "invalid_email", 422, "Not an e-mail address";
    /// Not a web address, or not one with `https` or `http`.
    InvalidUrl = "invalid_url", 422, "Not a web address";
    /// Not a telephone number.
    InvalidPhone = "invalid_phone", 422, "Not a telephone number";
    /// Not a UUID.
    InvalidId = "invalid_id", 422, "Not an id";
    /// Not a colour of the form `#rrggbb`.
    InvalidColor = "invalid_color", 422, "Not a colour";
    /// The bundled IANA database has no such zone.
    UnknownTimeZone = "unknown_time_zone", 422, "There is no such time zone";
    /// A date or an instant is not written as RFC 3339 demands.
    InvalidTime = "invalid_time", 422, "Not a date or time";
    /// A date that no calendar has, such as the 31st of February.
    ImpossibleDate = "impossible_date", 422, "There is no such date";
    /// A window, a block or a range ends before, or as soon as, it starts.
    EndBeforeStart = "end_before_start", 422, "The end is not after the start";
    /// The range covers more days than one question may.
    RangeTooLong = "range_too_long", 422, "The range is too long";
    /// A number is outside of its bounds.
    OutOfRange = "out_of_range", 422, "A number is out of range";
    /// A list has more entries than allowed.
    TooManyEntries = "too_many_entries", 422, "A list is too long";
    /// An entry of a list is there twice, and must not be.
    Repeated = "repeated", 422, "An entry is there twice";
    /// Not one of the documented values.
    NotAllowed = "not_allowed", 422, "Not one of the allowed values";
    /// A required question has no answer.
    AnswerRequired = "answer_required", 422, "An answer is required";
    /// An answer to a question that the event type does not ask.
    UnknownQuestion = "unknown_question", 422, "There is no such question";
    /// The field refers to something that is not there, or not the caller's.
    UnknownReference = "unknown_reference", 422, "A field refers to nothing";
    /// Fields that belong together contradict each other; `detail` says how.
    Inconsistent = "inconsistent", 422, "Fields contradict each other";
    /// The `Idempotency-Key` has fewer than 16 or more than 255 characters, or others than visible ASCII.
    InvalidIdempotencyKey = "invalid_idempotency_key", 422, "The idempotency key is not valid";
    /// The `Idempotency-Key` was used for another request.
    IdempotencyKeyReused = "idempotency_key_reused", 422, "The idempotency key was used before";

    /// Too many requests from this address. `Retry-After` tells when to come back.
    RateLimited = "rate_limited", 429, "Too many requests";

    /// A mistake of the server. Report it with the request's id.
    Internal = "internal", 500, "An internal error";
    /// Too many others want the same host's time at this moment. Nothing was done; try again.
    Busy = "busy", 503, "Too busy";
    /// A part of the server is away. Try again with the same `Idempotency-Key`.
    Unavailable = "unavailable", 503, "Temporarily unavailable";
}

impl Code {
    /// The stable URI of the problem's type (RFC 9457, section 3.1.1): where it is documented.
    #[must_use]
    pub fn type_uri(self) -> String {
        format!("https://github.com/scheduling-rs/scheduling/blob/main/docs/errors.md#{}", self.as_str())
    }
}

/// The documentation of all problems: what `docs/errors.md` holds.
#[must_use]
pub fn errors_markdown() -> String {
    let mut page = vec![String::from(
        "# Problems\n\nGenerated by `cargo xtask openapi` from the code table in `scheduling-http`. Do not edit.\n\n\
         Every error is an `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `detail`, `code` and \
         `instance`, the request's id. Programs rely on `code`. A 422, and a 400 for parameters, lists every wrong field \
         in `errors`: `in` (body, query, path or header), `pointer` (RFC 6901), `code` and `detail`. When all of them \
         have one code, it is the problem's `code` too, else that is `invalid`.\n",
    )];
    let mut last_status = None;
    for code in Code::ALL {
        let status = code.status();
        if last_status.replace(status) != Some(status) {
            let reason = status.canonical_reason().unwrap_or_default();
            page.push(format!("\n## {} {reason}\n", status.as_u16()));
        }
        let documentation = code.documentation().lines().map(str::trim).collect::<Vec<_>>().join("\n");
        page.push(format!("\n### {}\n\n{}. {documentation}\n", code.as_str(), code.title()));
    }
    page.concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_is_one_of_a_kind_and_an_error() {
        let words: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(words.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!(code.status().is_client_error() || code.status().is_server_error(), "{code:?}");
            assert!(code.as_str().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{code:?}");
        }
    }

    #[test]
    fn the_documentation_names_every_code_under_its_status() {
        let page = errors_markdown();
        for code in Code::ALL {
            assert!(page.contains(&format!("\n### {}\n", code.as_str())), "{code:?}");
        }
        assert!(page.contains("## 409 Conflict\n\n### slot_taken\n\nThe time is taken. Another booking"));
        let statuses: Vec<u16> = Code::ALL.iter().map(|code| code.status().as_u16()).collect();
        assert!(statuses.is_sorted(), "each status has one heading");
    }
}
