//! The pages on which somebody finds a time and books it: who can be booked, for what, when, and what is asked.
//!
//! Every step is a link or a form of its own, so that all of it works without a script.

mod details;
mod directory;
mod times;

use maud::{Markup, html};
use scheduling_core::{Location, Minutes};

pub use self::{
    details::{DetailsPage, Field, FieldKind, FieldProblem, Times},
    directory::{Directory, HostsPage, Offered, PersonLink},
    times::{Month, TimesPage, Way},
};
use super::{meeting, words::Words};

/// How the time of day is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// From 0:00 to 23:59.
    #[default]
    Hours24,
    /// From 12:00 am to 11:59 pm.
    Hours12,
}

impl Clock {
    /// Its word in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hours24 => "24h",
            Self::Hours12 => "12h",
        }
    }

    /// The clock with this word in addresses; of any other, the usual one.
    #[must_use]
    pub fn of(word: &str) -> Self {
        if word == Self::Hours12.as_str() { Self::Hours12 } else { Self::Hours24 }
    }
}

/// What can be booked, as an invitee reads it.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// What it is called.
    pub name: &'a str,
    /// With whom.
    pub with: &'a str,
    /// What it is about.
    pub description: Option<&'a str>,
    /// How long it lasts.
    pub duration: Minutes,
    /// Where it takes place.
    pub location: &'a Location,
    /// Whether the host approves it before it takes place.
    pub requires_approval: bool,
    /// Whether the invitee shows first that the address is theirs.
    pub confirms_address: bool,
    /// Where everything is that can be booked with them.
    pub all: &'a str,
}

/// A form that is sent, and what goes with it unseen.
#[derive(Clone, Copy, Debug)]
pub struct Submit<'a> {
    /// Where it is sent: a path of this server.
    pub action: &'a str,
    /// By which it is recognised if it is sent twice.
    pub key: &'a str,
    /// What is known already.
    pub hidden: &'a [(String, String)],
}

impl Submit<'_> {
    fn fields(&self) -> Markup {
        html! {
            input type="hidden" name="key" value=(self.key);
            (hidden(self.hidden))
        }
    }
}

fn hidden(fields: &[(String, String)]) -> Markup {
    html! {
        @for (name, value) in fields {
            input type="hidden" name=(name) value=(value);
        }
    }
}

impl Offer<'_> {
    /// What it is, beside the times and the form.
    fn summary(&self, words: &Words, when: Option<&Markup>) -> Markup {
        html! {
            section.offer {
                p.with { a href=(self.all) dir="auto" { (self.with) } }
                h1 dir="auto" { (self.name) }
                dl {
                    dt { (words.duration) }
                    dd { ((words.lasts)(self.duration)) }
                    (meeting::place(words, self.location))
                    @if let Some(when) = when { (when) }
                }
                @if let Some(description) = self.description { p.text dir="auto" { (description) } }
                @if self.confirms_address { p.quiet { (words.needs_address) } }
                @if self.requires_approval { p.quiet { (words.needs_approval) } }
            }
        }
    }
}
