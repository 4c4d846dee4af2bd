//! The scripts of pages. Every page works without its own, which only makes it quicker; each is a file that a browser reads as it
//! is, and stands in the page like the style, so that the policy can allow it by its hash.

use jiff::Timestamp;
use maud::{Markup, PreEscaped, html};
use scheduling_core::BookingId;

/// The script that sites load which show the pages in a frame: it defines an element.
pub const EMBED: &str = include_str!("script/embed.js");

/// A script at the head of a page, and what it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script<'a> {
    /// Of the page with the times.
    Times {
        /// The zone that is shown.
        zone: &'a str,
        /// Whether the visitor's own is to take its place.
        is_own_wanted: bool,
        /// Where it is told which times are free.
        live: &'a str,
    },
    /// Of the form.
    Details,
    /// Of any page in a frame.
    Embedded {
        /// The only origin that is told anything.
        origin: &'a str,
        /// What it is told was booked.
        booked: Option<Booked>,
    },
}

/// What a site may know of a booking that was made in its frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booked {
    /// The booking.
    pub id: BookingId,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
}

impl Script<'_> {
    /// What stands in the page, to the byte.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::Times { .. } => include_str!("script/times.js"),
            Self::Details => include_str!("script/details.js"),
            Self::Embedded { .. } => include_str!("script/embedded.js"),
        }
    }

    /// Whether it asks the server for something.
    #[must_use]
    pub const fn asks(self) -> bool {
        matches!(self, Self::Times { .. })
    }

    pub(super) fn element(self) -> Markup {
        let source = PreEscaped(self.source());
        match self {
            Self::Times { zone, is_own_wanted, live } => {
                html! { script data-zone=(zone) data-own=[is_own_wanted.then_some("wanted")] data-live=(live) { (source) } }
            }
            Self::Details => html! { script { (source) } },
            Self::Embedded { origin, booked: None } => html! { script data-origin=(origin) { (source) } },
            Self::Embedded { origin, booked: Some(Booked { id, start, end }) } => html! {
                script data-origin=(origin) data-booking=(id) data-start=(start) data-end=(end) { (source) }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_small_and_end_where_their_element_does() {
        let times = Script::Times { zone: "UTC", is_own_wanted: true, live: "/" };
        let embedded = Script::Embedded { origin: "https://example.org", booked: None };
        for script in [times, Script::Details, embedded] {
            let source = script.source();
            assert!(source.len() < 6 * 1024, "{}", source.len());
            assert!(!source.contains("</") && !source.contains("<!--"), "{source}");
        }
        assert!(EMBED.len() < 8 * 1024, "{}", EMBED.len());
    }
}
