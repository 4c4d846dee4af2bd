//! What is going on: figures of the last days, what comes next, and what is done most.

use maud::{Markup, html};

use super::{
    Section, Shell,
    bookings::{Listed, table},
};
use crate::pages::Frame;

/// A figure with what it counts.
#[derive(Clone, Debug)]
pub struct Figure<'a> {
    /// What is counted.
    pub name: &'a str,
    /// How much it is.
    pub value: String,
    /// What it is of.
    pub note: &'a str,
    /// Where there is more about it.
    pub more: Option<&'a str>,
}

/// What is going on.
#[derive(Clone, Copy, Debug)]
pub struct Dashboard<'a> {
    /// The figures.
    pub figures: &'a [Figure<'a>],
    /// The next meetings.
    pub next: &'a [Listed<'a>],
    /// How many requests wait for a decision; of more than are counted, as many as were.
    pub waiting: usize,
    /// In which zone times are shown.
    pub zone: &'a str,
    /// Whether anything can be booked yet.
    pub has_event_types: bool,
}

impl Dashboard<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let body = html! {
            @if self.waiting > 0 {
                p.note {
                    @if self.waiting == 1 { "One request waits for a decision. " }
                    @else { (self.waiting) " requests wait for a decision. " }
                    a href="/admin/bookings?view=pending" { "Look at them" }
                }
            }
            (figures(self.figures))
            section {
                h2 { "Next meetings" }
                @if self.next.is_empty() { (self.nothing_next()) } @else {
                    (table(self.next, self.zone))
                    p { a href=(Section::Bookings.path()) { "All bookings" } }
                }
            }
        };
        let heading = html! {
            div.heading {
                h1 { (Section::Dashboard.title()) }
                p.actions {
                    a.button href="/admin/bookings/new" { "Book for somebody" }
                    a.button href=(shell.booking_pages) { "Open the booking pages" }
                }
            }
        };
        shell.with_heading(frame, Section::Dashboard.title(), &heading, &body)
    }

    fn nothing_next(&self) -> Markup {
        html! {
            div.empty {
                @if self.has_event_types {
                    p { "Nothing is booked yet. Send somebody the address of your booking pages." }
                } @else {
                    p { "Nothing can be booked yet: there is no event type." }
                }
            }
        }
    }
}

/// Figures beside each other.
pub(super) fn figures(figures: &[Figure<'_>]) -> Markup {
    html! {
        dl.figures {
            @for figure in figures {
                div {
                    dt { (figure.name) }
                    dd { strong { (figure.value) } }
                    dd.quiet {
                        (figure.note)
                        @if let Some(more) = figure.more { " " a href=(more) { "Show" } }
                    }
                }
            }
        }
    }
}
