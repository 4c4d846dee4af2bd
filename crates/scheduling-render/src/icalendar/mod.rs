//! A booking in the words of calendar programs: one iCalendar object (RFC 5545) with one event and a method (RFC 5546).
//!
//! Several of them, to be subscribed to, are a [`Calendar`].
//!
//! A [`Message`] can only be put together as its method allows: what is published has no attendees, what is cancelled has
//! no alarms. [`Message::of`] makes the one of a [`Booking`](scheduling_core::Booking), [`Message::to_ics`] writes it.
//!
//! Must not know how a message is delivered, and must not be asked for zones: instants are written in UTC.

mod booking;
mod text;
mod write;

use jiff::Timestamp;
use scheduling_core::{EmailAddress, Interval, Minutes, ShortText};

pub use self::{
    booking::{Purpose, Reader},
    write::published,
};

/// One event, and what is to be done with it.
///
/// Texts may hold anything, whoever wrote them: a line break or a control character in a name, a title or a note adds no
/// line to the message. Of control characters only tabulators stay, and line breaks where a text may have several lines
/// (RFC 5545, sections 3.1 and 3.3.11); a line break in a text of one line becomes a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Which event it is, the same in all messages about it (RFC 5545, section 3.8.4.7).
    pub uid: ShortText,
    /// Which version of the event: higher than in the message before whenever time, place or state differ (RFC 5546,
    /// section 2.1.4).
    pub sequence: u32,
    /// When this message was made; of two with one sequence the later counts (RFC 5546, section 2.1.5). Whole seconds: what
    /// is below is cut off.
    pub stamped_at: Timestamp,
    /// When the meeting is. Whole seconds: what is below is cut off (RFC 5545, section 3.3.5).
    pub meeting: Interval,
    /// The title, on one line (RFC 5545, section 3.8.1.12).
    pub summary: String,
    /// What it is about, on any number of lines (RFC 5545, section 3.8.1.5). An empty one is left out.
    pub description: Option<String>,
    /// Where it is, on any number of lines (RFC 5545, section 3.8.1.7). An empty one is left out.
    pub location: Option<String>,
    /// A link (RFC 5545, section 3.8.4.6). What a URI cannot have is percent-encoded (RFC 3986, section 2.1). An empty one is
    /// left out.
    pub url: Option<String>,
    /// Whose event it is (RFC 5545, section 3.8.4.3); every method needs one (RFC 5546, section 3.2).
    pub organizer: Person,
    /// What is to be done with the event, and who takes part.
    pub method: Method,
}

/// Events to be subscribed to, under a name: what programs fetch again from time to time, and show as one calendar.
///
/// Everything in it is published ([`Method::Publish`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What it is called, on one line (`NAME`, RFC 7986, section 5.1; older programs read `X-WR-CALNAME`).
    pub name: String,
    /// How long a program should wait at least until it fetches it again (`REFRESH-INTERVAL`, RFC 7986, section 5.7).
    pub refresh: Minutes,
    /// What is in it.
    pub events: Vec<Message>,
}

/// What the reader's program is to do with the event (RFC 5546, section 3.2), with what only this has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// `PUBLISH`: to keep it, for whoever wants it. Names no attendees (RFC 5546, section 3.2.1).
    Publish {
        /// Whether the meeting is agreed.
        standing: Standing,
        /// When to be reminded.
        alarms: Vec<Alarm>,
    },
    /// `REQUEST`: to enter it, or its new version, and perhaps to answer (RFC 5546, section 3.2.2).
    Request {
        /// Whether the meeting is agreed.
        standing: Standing,
        /// Who is invited, besides the organizer.
        attendees: Vec<Attendee>,
        /// When to be reminded.
        alarms: Vec<Alarm>,
    },
    /// `CANCEL`: to take it out. Its status is `CANCELLED`, and it has no alarms (RFC 5546, section 3.2.5).
    Cancel {
        /// Everybody who was invited. Nobody is asked for an answer.
        attendees: Vec<Person>,
    },
}

impl Method {
    /// The word for it, in the message and in its media type (RFC 6047, section 2.4).
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Publish { .. } => "PUBLISH",
            Self::Request { .. } => "REQUEST",
            Self::Cancel { .. } => "CANCEL",
        }
    }
}

/// Whether a meeting that is to take place is agreed (RFC 5545, section 3.8.1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// `TENTATIVE`: it waits for approval.
    Tentative,
    /// `CONFIRMED`: it takes place.
    Confirmed,
}

/// Somebody with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What they are called, on one line: the parameter `CN` (RFC 5545, section 3.2.2). Nothing but white space is left out.
    pub name: String,
    /// Where they are reached: a `mailto` (RFC 5545, section 3.3.3).
    pub email: EmailAddress,
}

/// Somebody who is invited (RFC 5545, section 3.8.4.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// Who.
    pub person: Person,
    /// What they have to do with it.
    pub part: Part,
}

/// What an attendee has to do with a meeting: the parameters `ROLE`, `PARTSTAT` and `RSVP` (RFC 5545, sections 3.2.16, 3.2.12
/// and 3.2.17).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Leads it, and has agreed to: a host.
    Leads,
    /// Takes part, and has agreed to: whoever booked.
    TakesPart,
    /// Takes part, and has not been asked yet: the answer is wanted.
    Asked,
}

/// A reminder that is shown (RFC 5545, section 3.6.6, `ACTION:DISPLAY`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// How long before the start.
    pub before: Minutes,
}

/// Why a message cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidMessage {
    /// The meeting does not end after its start, in whole seconds (RFC 5545, section 3.8.2.2).
    #[error("the meeting does not end after its start")]
    Empty,
    /// An event of a calendar is to be entered or taken out, not published: a calendar has one method for all (RFC 5545,
    /// section 3.7.2).
    #[error("an event of a calendar is not published")]
    NotPublished,
    /// An instant lies outside of the years 0 to 9999, the only ones that can be written (RFC 5545, section 3.3.4).
    #[error("an instant has a year that cannot be written")]
    Year,
}
