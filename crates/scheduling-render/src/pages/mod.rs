//! The pages that people see, of typed contexts: each is a function of what it shows, and ends in a whole document.
//!
//! A page has no script and no style but those at its head and nothing from elsewhere but a tenant's logo, so that a strict
//! policy can forbid all that; it works without its script. What is put into it is escaped by the templates, whoever wrote it. A page that shows something never
//! does anything: what is done is a form that is sent.
//!
//! Must not know where pages are, nor who may see them: addresses and tokens come with the contexts.

mod accent;
mod address;
pub mod admin;
mod book;
mod booking;
mod calendars;
mod decision;
mod layout;
mod meeting;
mod move_meeting;
mod notice;
mod reminders;
mod script;
mod words;

use scheduling_core::Locale;

pub use self::{
    accent::{Accent, InvalidAccent},
    address::{AddressConfirmedPage, ConfirmAddressPage},
    book::{
        Clock, DetailsPage, Directory, Field, FieldKind, FieldProblem, HostsPage, Month, Offer, Offered, PersonLink,
        Submit, Times, TimesPage, Way,
    },
    booking::{CancelPage, ManagePage},
    decision::{DecidePage, DecidedPage, Decision, JustNow},
    move_meeting::{MovePage, TimesOfDay},
    notice::NoticePage,
    reminders::{MutedPage, RemindersPage},
    script::{Booked, EMBED, Script},
};

/// The style of all pages.
pub const STYLE: &str = include_str!("style.css");

/// What surrounds every page.
#[derive(Clone, Debug, Default)]
pub struct Frame<'a> {
    /// The language.
    pub locale: Option<Locale>,
    /// Its styles, in the order in which they count: [`STYLE`], and perhaps that of an [`Accent`]. They stand in the page, which
    /// needs no second request to be seen as it is.
    pub styles: &'a [String],
    /// Its scripts.
    pub scripts: &'a [Script<'a>],
    /// Whether it is in a frame of a site that has a header of its own.
    pub is_embedded: bool,
    /// Whose page it is; nobody's if that must not be told.
    pub brand: Option<Brand<'a>>,
}

/// Whose page it is.
#[derive(Clone, Copy, Debug)]
pub struct Brand<'a> {
    /// What they are called.
    pub name: &'a str,
    /// Where their picture is.
    pub logo: Option<&'a str>,
}

/// A form that does something when it is sent.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// Where it is sent: a path of this server.
    pub action: &'a str,
    /// The credential by which whoever sends it may do so.
    pub token: &'a str,
    /// By which it is recognised if it is sent twice.
    pub key: &'a str,
}

/// What stands in the way of what somebody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// There is no such thing, or the link is not its: which of both is told to nobody.
    NotFound,
    /// The meeting is over.
    Over,
    /// It is cancelled.
    AlreadyCancelled,
    /// It was moved.
    Moved,
    /// The host said no.
    Declined,
    /// Nobody approved it in time, or confirmed its address.
    Expired,
    /// It is confirmed.
    AlreadyConfirmed,
    /// It is too close to be changed.
    CutoffPassed,
    /// What was booked is not offered any more.
    NotOffered,
    /// A time to which a meeting was to be moved cannot be had any more.
    SlotGone,
    /// A time that was to be booked cannot be had any more.
    TimeGone,
    /// Something in a form is wrong or missing.
    WrongFields,
    /// It is at that time already.
    SameTime,
    /// No time was chosen.
    NothingChosen,
    /// What was sent cannot be read.
    Unreadable,
    /// More was sent than anybody reads.
    TooLong,
    /// What was sent is another thing under the key of something that was done.
    SentBefore,
    /// Too many requests.
    TooMany,
    /// The server has too much to do.
    Busy,
    /// The page does not do that.
    NotPossible,
    /// The server failed.
    Failed,
}

impl Obstacle {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::NotFound,
        Self::Over,
        Self::AlreadyCancelled,
        Self::Moved,
        Self::Declined,
        Self::Expired,
        Self::AlreadyConfirmed,
        Self::CutoffPassed,
        Self::NotOffered,
        Self::SlotGone,
        Self::TimeGone,
        Self::WrongFields,
        Self::SameTime,
        Self::NothingChosen,
        Self::Unreadable,
        Self::TooLong,
        Self::SentBefore,
        Self::TooMany,
        Self::Busy,
        Self::NotPossible,
        Self::Failed,
    ];
}
