//! The one table of problem codes: what a code is called, its status, its title and what to do about it.
//!
//! A code is part of the API: it is never renamed. `docs/errors.md` and the problems of the OpenAPI document are made
//! from this table.

use actix_web::http::StatusCode;

macro_rules! problem_codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal, $status:literal, $title:literal, $detail:literal;)+) => {
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

            /// What an end user is told where nothing more is known.
            #[must_use]
            pub const fn detail(self) -> &'static str {
                match self { $(Self::$variant => $detail),+ }
            }

            /// When it happens, and what to do: for those who write programs.
            #[must_use]
            pub const fn documentation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n"),+)),+ }
            }
        }
    };
}

problem_codes! {
    /// The body is not JSON.
    MalformedJson = "malformed_json", 400, "The body is not JSON",
        "What was sent could not be read.";
    /// A value in the path or the query is of the wrong type: text where a number is expected, not a UUID.
    MalformedParameter = "malformed_parameter", 400, "A parameter has the wrong type",
        "A part of the address is not valid.";

    /// There is no credential, or it is unknown, expired or revoked. Which of these is not told.
    Unauthenticated = "unauthenticated", 401, "A valid credential is required",
        "Sign in, or use the link that you were sent: what was presented is not valid, or not any more.";
    /// The tenant, the address or the password is wrong, or the account is closed. Which of these is not told.
    SignInFailed = "sign_in_failed", 401, "The address or the password is wrong",
        "The address or the password is wrong.";
    /// Whoever comes with the cookie of a session sends its `csrfToken` as `X-CSRF-Token` with everything that is no GET.
    CsrfFailed = "csrf_failed", 403, "The CSRF token is missing or wrong",
        "This did not come from one of our pages. Please load the page anew and try again.";
    /// The credential is valid, but lacks the scope that `detail` names.
    Forbidden = "forbidden", 403, "The credential does not allow this",
        "You are not allowed to do this.";
    /// The credential is valid, but the platform has suspended its tenant: nothing of it is served until it is resumed.
    TenantSuspended = "tenant_suspended", 403, "The tenant is suspended",
        "This account is suspended. Please contact whoever provides this service to you.";
    /// The credential is valid, but the platform has switched scheduling off for its tenant.
    SchedulingOff = "scheduling_off", 403, "Scheduling is switched off",
        "Scheduling is switched off for this account.";
    /// There is no such thing, or it belongs to somebody else. Which of these is not told.
    NotFound = "not_found", 404, "There is no such thing",
        "There is no such thing here.";
    /// The path exists, but not with this method. `Allow` lists those it has.
    MethodNotAllowed = "method_not_allowed", 405, "The method is not allowed here",
        "This cannot be done here.";
    /// The body did not arrive within ten seconds.
    RequestTimeout = "request_timeout", 408, "The body took too long",
        "The request took too long to arrive. Please try again.";

    /// Another booking or hold has the time. Offer one of `nextSlots`.
    SlotTaken = "slot_taken", 409, "The time is taken",
        "This time has just been taken. Please choose another one.";
    /// The meeting does not lie inside the host's hours.
    OutsideHours = "outside_hours", 409, "The time is outside of the host's hours",
        "This time is outside of the host's hours. Please choose another one.";
    /// The start is inside the host's hours, but not one of the starts on offer.
    OffGrid = "off_grid", 409, "The time is not one of the offered starts",
        "A meeting cannot start at this time. Please choose one of the offered times.";
    /// The start is closer than the minimum notice, or in the past.
    TooSoon = "too_soon", 409, "The time is too soon",
        "This time is too soon. Please choose a later one.";
    /// The start is beyond the booking window.
    TooFar = "too_far", 409, "The time is too far ahead",
        "This time is too far ahead. Please choose an earlier one.";
    /// The host, or the event type, has as many bookings in the period as allowed.
    LimitReached = "limit_reached", 409, "No more bookings are taken in this period",
        "The host takes no more bookings on this day, in this week or in this month. Please choose another time.";
    /// The host has taken the time off.
    Blocked = "blocked", 409, "The host is away",
        "The host is away at this time. Please choose another one.";
    /// The hold that the request names is over, is for another time, or its token is wrong.
    HoldExpired = "hold_expired", 409, "The hold is over",
        "This time is no longer kept for you. Please choose a time again.";
    /// Too many holds are live for this address or this host. Book one or give one up.
    TooManyHolds = "too_many_holds", 409, "Too many holds",
        "Too many times are being kept at once. Please book one of them, or wait a few minutes.";
    /// The booking was cancelled before.
    AlreadyCancelled = "already_cancelled", 409, "The booking is already cancelled",
        "This booking is already cancelled.";
    /// The booking was moved; its successor can be changed.
    BookingRescheduled = "booking_rescheduled", 409, "The booking was moved",
        "This booking was moved to another time.";
    /// The booking was declined by the host.
    BookingDeclined = "booking_declined", 409, "The booking was declined",
        "This booking was declined by the host.";
    /// Nobody approved the booking within 48 hours or before its start; or its invitee did not confirm the address within an
    /// hour or before its start.
    ApprovalExpired = "approval_expired", 409, "The booking was not confirmed in time",
        "This booking was not confirmed in time. Please book again.";
    /// The invitee has not confirmed the address, so that the booking does not count yet. It can be declined or cancelled.
    AddressNotConfirmed = "address_not_confirmed", 409, "The invitee has not confirmed the address",
        "Whoever booked has still to confirm the e-mail address. Until then this booking cannot be approved.";
    /// The booking was approved before, or needed no approval. Cancel it instead of declining it.
    AlreadyConfirmed = "already_confirmed", 409, "The booking is already confirmed",
        "This booking is confirmed already.";
    /// The booking waits for the host's approval, or for its invitee to confirm the address.
    BookingPending = "booking_pending", 409, "The booking waits for approval",
        "This booking still waits for the host's approval.";
    /// Whether the invitee comes is known from the start of the meeting on.
    NotStarted = "not_started", 409, "The meeting has not started",
        "This meeting has not started yet.";
    /// It was noted before that the invitee did not come.
    AlreadyNoShow = "already_no_show", 409, "The booking is a no-show already",
        "It was noted before that the invitee did not come.";
    /// The meeting is to be moved to the time at which it is.
    SameTime = "same_time", 409, "The meeting is at that time already",
        "The meeting is at that time already.";
    /// The meeting is to be given to the user who has it.
    SameHost = "same_host", 409, "The user has the meeting already",
        "This host has the meeting already.";
    /// All hosts of the team's event type take the meeting together: it cannot be given to one of them.
    CollectiveMeeting = "collective_meeting", 409, "All hosts take the meeting",
        "All hosts of the team take this meeting together.";
    /// It is closer to the start than the event type lets an invitee change the booking.
    CutoffPassed = "cutoff_passed", 409, "It is too late to change the booking",
        "It is too late to change this booking. Please contact the host.";
    /// Another user of the tenant has this username.
    UsernameTaken = "username_taken", 409, "The username is taken",
        "This username is taken. Please choose another one.";
    /// Another user of the tenant stands for this person of the embedding platform.
    UserIdTaken = "user_id_taken", 409, "The user exists already",
        "This user exists already.";
    /// Another event type of the owner, or another team, not archived, has this slug; or another tenant, when tenants are
    /// made.
    SlugTaken = "slug_taken", 409, "The slug is taken",
        "This name in the address is taken. Please choose another one.";
    /// Another schedule of the user has this name.
    ScheduleNameTaken = "schedule_name_taken", 409, "The name is taken",
        "Another schedule has this name. Please choose another one.";
    /// An event type uses the schedule, or it is the default one.
    ScheduleInUse = "schedule_in_use", 409, "The schedule is in use",
        "This schedule is in use and cannot be deleted.";
    /// The user is a member of the team already.
    AlreadyMember = "already_member", 409, "The user is in the team already",
        "This user is in the team already.";
    /// The user takes meetings of an event type of the team that is not archived. Take them out of its hosts first.
    MemberTakesMeetings = "member_takes_meetings", 409, "The member takes meetings of the team",
        "This member still takes meetings of the team.";
    /// All hosts of the archived event type have left the team. Replace its hosts first.
    NoHosts = "no_hosts", 409, "The event type has no hosts",
        "Nobody takes these meetings any more. Choose who does first.";
    /// The tenant has as many of these as the platform lets it have; `detail` says how many.
    QuotaReached = "quota_reached", 409, "The tenant can have no more of these",
        "There can be no more of these in this account.";
    /// Only a suspended tenant can be erased: suspend it first, and look whether anybody misses it.
    TenantNotSuspended = "tenant_not_suspended", 409, "The tenant is not suspended",
        "Only a suspended account can be erased.";
    /// The user still has bookings ahead, and is to be deactivated. Repeat with `keep`, or with `reassignTo` for up to 100 of
    /// them.
    FutureBookings = "future_bookings", 409, "The user has future bookings",
        "This user still has bookings to come.";
    /// The user named by `reassignTo` cannot take these bookings over. `refusedBookings` names them with the reasons: rules
    /// that take the time away there, `same_host` where the user takes the meeting already, or `not_member` where the team of
    /// the meeting is not the user's. Nothing was changed: move or cancel these first, or name somebody else.
    BookingsNotTakenOver = "bookings_not_taken_over", 409, "Some bookings cannot be taken over",
        "Some of these bookings cannot be taken over.";
    /// The user has as many blocks, schedules or overrides as there may be, the team as many members, or the tenant as many
    /// webhooks.
    TooManyItems = "too_many_items", 409, "There are too many of these",
        "There are too many of these. Please delete some first.";
    /// The API key is revoked or has expired; make another one.
    ApiKeyInactive = "api_key_inactive", 409, "The API key is not valid any more",
        "This API key is not valid any more.";
    /// The webhook is switched off: nothing is sent to it, a test neither. Switch it on first.
    WebhookInactive = "webhook_inactive", 409, "The webhook is switched off",
        "Nothing is sent there: it is switched off.";
    /// The delivery was delivered, given up or cancelled before, so that there is nothing to be cancelled.
    DeliveryFinished = "delivery_finished", 409, "The delivery is finished",
        "This has been sent, given up or cancelled already.";
    /// The delivery is still to be sent, or is being sent, so that it cannot be sent again.
    DeliveryUnfinished = "delivery_unfinished", 409, "The delivery is not finished",
        "This is still to be sent, or is just being sent.";
    /// The booking has changed since, so that the mail would say what is not so any more; or a later reminder is due.
    DeliveryOutdated = "delivery_outdated", 409, "The mail is out of date",
        "This mail says what is not so any more.";
    /// What was known of the invitee is forgotten: no mail about the booking is sent again.
    InviteeForgotten = "invitee_forgotten", 409, "The invitee is forgotten",
        "What was known of the invitee is deleted.";
    /// An account of the tenant has this e-mail address.
    EmailTaken = "email_taken", 409, "The e-mail address is taken",
        "Somebody has an account with this e-mail address.";
    /// The tenant has an owner, who invites further ones.
    OwnerExists = "owner_exists", 409, "The tenant has an owner",
        "There is an owner, who can invite further ones.";
    /// A tenant keeps at least one owner who can sign in. Make another one first.
    LastOwner = "last_owner", 409, "The last owner stays",
        "This is the last owner. Please make somebody else an owner first.";

    /// The meeting is over; its link does not work any more, and no mail about it is sent again.
    MeetingOver = "meeting_over", 410, "The meeting is over",
        "This meeting is over.";
    /// The link was used or withdrawn, has expired, or never was one. Which of these is not told.
    LinkInvalid = "link_invalid", 410, "The link does not work any more",
        "This link does not work any more. Please ask for another one.";
    /// The body is larger than 64 KiB.
    PayloadTooLarge = "payload_too_large", 413, "The body is too large",
        "This is too much to be sent at once.";
    /// The body is not declared as `application/json`, or it is compressed.
    UnsupportedMediaType = "unsupported_media_type", 415, "The content type is not supported",
        "What was sent is in a form that cannot be read.";

    /// Several things are wrong; `errors` names each. With one kind of error, that error's code is the problem's.
    Invalid = "invalid", 422, "The request is not valid",
        "Some of what was entered is not valid.";
    /// A required field is missing.
    Required = "required", 422, "A required field is missing",
        "Something that is needed is missing.";
    /// A field has a value of another JSON type than documented.
    WrongType = "wrong_type", 422, "A field has the wrong type",
        "Something that was entered has the wrong form.";
    /// There is no such field or parameter.
    UnknownField = "unknown_field", 422, "There is no such field",
        "Something was sent that is not known here.";
    /// An object has the same key twice, or a parameter is given twice.
    DuplicateKey = "duplicate_key", 422, "A key is given twice",
        "Something was sent twice.";
    /// A text has nothing but white space.
    Empty = "empty", 422, "A text is empty",
        "A text is empty.";
    /// A text has more characters than allowed.
    TooLong = "too_long", 422, "A text is too long",
        "A text is too long.";
    /// A text has fewer characters than it must have.
    TooShort = "too_short", 422, "A text is too short",
        "A text is too short.";
    /// A text has NUL or another control character.
    ControlCharacter = "control_character", 422, "A text has control characters",
        "A text has characters that cannot be shown.";
    /// A text has a character outside of the allowed ones.
    InvalidCharacter = "invalid_character", 422, "A text has characters that are not allowed",
        "A text has characters that are not allowed.";
    /// Not an e-mail address.
    InvalidEmail = "invalid_email", 422, "Not an e-mail address",
        "This is not an e-mail address.";
    /// Not a web address, or not one with `https` or `http`.
    InvalidUrl = "invalid_url", 422, "Not a web address",
        "This is not a web address.";
    /// The installation sends nothing to this address; `errors` says why.
    UrlNotAllowed = "url_not_allowed", 422, "The address cannot be called",
        "Nothing can be sent to this address.";
    /// Not a telephone number.
    InvalidPhone = "invalid_phone", 422, "Not a telephone number",
        "This is not a telephone number.";
    /// Not a UUID.
    InvalidId = "invalid_id", 422, "Not an id",
        "This is not an id.";
    /// Not a colour of the form `#rrggbb`.
    InvalidColor = "invalid_color", 422, "Not a colour",
        "This is not a colour.";
    /// Parts of a mail template are not in the template language, ask for what mails do not have, do too much or say nothing.
    /// `errors` names each with its line.
    InvalidTemplate = "invalid_template", 422, "The template cannot be used",
        "There is a mistake in this template.";
    /// The bundled IANA database has no such zone.
    UnknownTimeZone = "unknown_time_zone", 422, "There is no such time zone",
        "There is no such time zone.";
    /// A date or an instant is not written as RFC 3339 demands.
    InvalidTime = "invalid_time", 422, "Not a date or time",
        "This is not a date or a time.";
    /// A date that no calendar has, such as the 31st of February.
    ImpossibleDate = "impossible_date", 422, "There is no such date",
        "There is no such date.";
    /// A window, a block or a range ends before, or as soon as, it starts.
    EndBeforeStart = "end_before_start", 422, "The end is not after the start",
        "The end must be after the start.";
    /// The range covers more days than one question may.
    RangeTooLong = "range_too_long", 422, "The range is too long",
        "This is too long a time to be looked at at once.";
    /// A number, a date or an instant is outside of its bounds.
    OutOfRange = "out_of_range", 422, "A value is out of range",
        "A number or a date is too small or too large.";
    /// A list has more entries than allowed.
    TooManyEntries = "too_many_entries", 422, "A list is too long",
        "A list is too long.";
    /// An entry of a list is there twice, and must not be.
    Repeated = "repeated", 422, "An entry is there twice",
        "Something is there twice.";
    /// Not one of the documented values.
    NotAllowed = "not_allowed", 422, "Not one of the allowed values",
        "This is not one of the choices.";
    /// A required question has no answer.
    AnswerRequired = "answer_required", 422, "An answer is required",
        "A question that must be answered has no answer.";
    /// An answer to a question that the event type does not ask.
    UnknownQuestion = "unknown_question", 422, "There is no such question",
        "There is no such question.";
    /// The field refers to something that is not there, or not the caller's.
    UnknownReference = "unknown_reference", 422, "A field refers to nothing",
        "Something that was chosen is not there.";
    /// Fields that belong together contradict each other; `detail` says how.
    Inconsistent = "inconsistent", 422, "Fields contradict each other",
        "Some of what was entered does not fit together.";
    /// The `Idempotency-Key` has fewer than 16 or more than 255 characters, or others than visible ASCII.
    InvalidIdempotencyKey = "invalid_idempotency_key", 422, "The idempotency key is not valid",
        "The request is not valid.";
    /// The `Idempotency-Key` was used for another request.
    IdempotencyKeyReused = "idempotency_key_reused", 422, "The idempotency key was used before",
        "This was sent before with other content. Please start again.";

    /// Too many requests from this address. `Retry-After` tells when to come back, `RateLimit` and `RateLimit-Policy` which
    /// limit it is: `bookings`, `holds`, `reads` or `changes` of the tenant, as its settings say; or `tenants` or
    /// `credentials`, the 60 times a minute that an address may ask for a tenant that is not there, or present an API key
    /// or a platform key that nobody has. Those two refuse only what misses: whoever names what is there is served.
    RateLimited = "rate_limited", 429, "Too many requests",
        "Too many requests. Please wait a moment and try again.";

    /// A mistake of the server. Report it with the request's id.
    Internal = "internal", 500, "An internal error",
        "Something went wrong on our side. Please try again later.";
    /// Too many others want the same host's time at this moment. Nothing was done; try again.
    Busy = "busy", 503, "Too busy",
        "Many people are booking at this moment. Please try again.";
    /// A part of the server is away. Try again with the same `Idempotency-Key`.
    Unavailable = "unavailable", 503, "Temporarily unavailable",
        "This is not available at the moment. Please try again soon.";
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
         have one code, it is the problem's `code` too, else that is `invalid`. What depends on other things than the \
         request itself, such as answers to an event type's questions, is looked at once the request is valid.\n",
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
        for code in Code::ALL {
            assert!(
                code.detail().ends_with('.') && !code.detail().contains('`'),
                "{code:?} is not fit for an end user"
            );
        }
        assert!(page.contains("## 409 Conflict\n\n### slot_taken\n\nThe time is taken. Another booking"));
        let statuses: Vec<u16> = Code::ALL.iter().map(|code| code.status().as_u16()).collect();
        assert!(statuses.is_sorted(), "each status has one heading");
    }
}
