//! A fault of each kind, for the documentation.

use super::Code;
use crate::json::{Fault, Place};

/// What can be wrong with a request so that it gets this code; nothing for problems of another kind.
pub(super) fn fault(code: Code) -> Option<Fault> {
    let (place, pointer, detail) = match code {
        Code::MalformedParameter => (Place::Path, "/id", "must be a UUID"),
        Code::Required => (Place::Body, "/invitee/name", "is required"),
        Code::WrongType => (Place::Body, "/duration", "must be a whole number"),
        Code::UnknownField => (Place::Query, "/page", "there is no such field"),
        Code::DuplicateKey => (Place::Body, "/timezone", "the key is given twice"),
        Code::Empty => (Place::Body, "/invitee/name", "must not be empty"),
        Code::TooLong => (Place::Body, "/invitee/name", "must have at most 200 characters"),
        Code::ControlCharacter => (Place::Body, "/invitee/name", "must not contain control characters"),
        Code::InvalidCharacter => (Place::Body, "/slug", "may contain only the letters a-z, digits and hyphens"),
        Code::InvalidEmail => (Place::Body, "/invitee/email", "must be an e-mail address"),
        Code::InvalidUrl => (Place::Body, "/avatarUrl", "must be a web address that starts with https:// or http://"),
        Code::UrlNotAllowed => (Place::Body, "/url", "must begin with https://"),
        Code::InvalidPhone => (Place::Body, "/invitee/phone", "must be a telephone number"),
        Code::InvalidId => (Place::Body, "/eventTypeId", "must be a UUID"),
        Code::InvalidColor => (Place::Body, "/branding/accentColor", "must be a colour of the form #rrggbb"),
        Code::InvalidTemplate => (Place::Body, "/html", "line 3: there is no variable `nme`"),
        Code::UnknownTimeZone => (Place::Query, "/timezone", "there is no such time zone"),
        Code::InvalidTime => (Place::Body, "/startDate", "must be a date of the form YYYY-MM-DD"),
        Code::ImpossibleDate => (Place::Query, "/date", "there is no such date"),
        Code::EndBeforeStart => (Place::Query, "/to", "must not be before from"),
        Code::RangeTooLong => (Place::Query, "/to", "must be at most 62 dates with from"),
        Code::OutOfRange => (Place::Body, "/duration", "must be from 1 to 1440"),
        Code::TooManyEntries => (Place::Body, "/guests", "must have at most 10 entries"),
        Code::Repeated => (Place::Body, "/customQuestions/1/id", "must not be there twice"),
        Code::NotAllowed => (Place::Query, "/status", "must be one of the documented words"),
        Code::AnswerRequired => (Place::Body, "/invitee/responses/topic", "must be answered"),
        Code::UnknownQuestion => (Place::Body, "/invitee/responses/size", "is not asked"),
        Code::UnknownReference => (Place::Body, "/hostUsername", "this user does not offer the event type"),
        Code::Inconsistent => (Place::Body, "/isAllDay", "a block of whole dates has no hours"),
        Code::InvalidIdempotencyKey => {
            (Place::Header, "/Idempotency-Key", "must have 16 to 255 visible ASCII characters")
        }
        _ => return None,
    };
    Some(Fault { place, pointer: pointer.to_owned(), code, detail: detail.to_owned() })
}
