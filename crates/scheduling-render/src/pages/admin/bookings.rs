//! The list of bookings.

use jiff::civil::Date;
use maud::{Markup, html};
use scheduling_core::{Booking, BookingStatus};

use super::{Section, Shell};
use crate::pages::{
    Frame,
    words::{Words, short_date, time},
};

/// A booking in a list, with the zone in which it is told.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The booking.
    pub booking: &'a Booking,
    /// In which zone its times are shown.
    pub zone: &'a scheduling_core::Zone,
}

macro_rules! views {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal, $title:literal;)+) => {
        /// Which bookings are looked at.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum View { #[default] $($(#[doc = $doc])+ $name,)+ }

        impl View {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word for it in addresses.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }
        }
    };
}

views! {
    /// Those that are to take place.
    Upcoming = "upcoming", "Upcoming";
    /// Those that wait for a decision.
    Pending = "pending", "Waiting";
    /// Those that have begun, the latest first.
    Past = "past", "Past";
    /// Those that were called off, the latest first.
    Cancelled = "cancelled", "Cancelled";
    /// All of them, the latest first.
    All = "all", "All";
}

/// The list of bookings.
#[derive(Clone, Copy, Debug)]
pub struct BookingsPage<'a> {
    /// Which are looked at.
    pub view: View,
    /// What was searched for.
    pub search: &'a str,
    /// From which date on.
    pub from: Option<Date>,
    /// Up to which date, itself included.
    pub to: Option<Date>,
    /// The event types by which the list can be narrowed, and which was chosen.
    pub event_types: &'a [(String, String)],
    /// The chosen one.
    pub event_type: &'a str,
    /// What was found.
    pub bookings: &'a [Listed<'a>],
    /// In which zone times and dates are meant.
    pub zone: &'a str,
    /// Where the list goes on.
    pub next: Option<&'a str>,
    /// Where the list begins, if this is not there.
    pub first: Option<&'a str>,
    /// Where these bookings can be had as a file.
    pub export: &'a str,
}

impl BookingsPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let heading = html! {
            div.heading {
                h1 { (Section::Bookings.title()) }
                p.actions {
                    a.button href="/admin/bookings/new" { "Book for somebody" }
                    a.button href=(self.export) download="bookings.csv" { "Export as CSV" }
                }
            }
        };
        let body = html! {
            nav.tabs aria-label="Which bookings" {
                ul {
                    @for view in View::ALL {
                        li {
                            a href={ "/admin/bookings?view=" (view.word()) }
                                aria-current=[(*view == self.view).then_some("page")] { (view.title()) }
                        }
                    }
                }
            }
            (self.filters())
            @if self.bookings.is_empty() { (self.nothing()) } @else { (table(self.bookings, self.zone)) }
            @if self.next.is_some() || self.first.is_some() {
                nav.pages aria-label="Pages of the list" {
                    @if let Some(first) = self.first { a href=(first) { "To the beginning" } }
                    @if let Some(next) = self.next { a href=(next) { "Next" } }
                }
            }
        };
        shell.with_heading(frame, Section::Bookings.title(), &heading, &body)
    }

    fn filters(&self) -> Markup {
        html! {
            form.filters method="get" action="/admin/bookings" role="search" aria-label="Bookings" {
                input type="hidden" name="view" value=(self.view.word());
                div.field {
                    label for="search" { "Name or e-mail address" }
                    input #search type="search" name="search" value=(self.search) maxlength="200";
                }
                div.field {
                    label for="from" { "From" }
                    input #from type="date" name="from" value=[self.from];
                }
                div.field {
                    label for="to" { "To" }
                    input #to type="date" name="to" value=[self.to];
                }
                @if !self.event_types.is_empty() {
                    div.field {
                        label for="event-type" { "Event type" }
                        select #event-type name="eventType" {
                            option value="" { "All" }
                            @for (id, name) in self.event_types {
                                option value=(id) selected[id == self.event_type] { (name) }
                            }
                        }
                    }
                }
                p.actions { button.quiet { "Filter" } }
            }
        }
    }

    fn nothing(&self) -> Markup {
        let is_narrowed =
            !self.search.is_empty() || self.from.is_some() || self.to.is_some() || !self.event_type.is_empty();
        html! {
            div.empty {
                @if is_narrowed {
                    p { "No booking is like that." }
                    p.actions { a.button href={ "/admin/bookings?view=" (self.view.word()) } { "Show all of this kind" } }
                } @else {
                    p {
                        (match self.view {
                            View::Upcoming => "No meeting is to come.",
                            View::Pending => "No request waits for a decision.",
                            View::Past => "No meeting has taken place yet.",
                            View::Cancelled => "No meeting was called off.",
                            View::All => "Nothing was booked yet.",
                        })
                    }
                }
            }
        }
    }
}

/// Bookings as a table, which on a phone is a list.
pub(super) fn table(bookings: &[Listed<'_>], zone: &str) -> Markup {
    html! {
        table.list {
            caption { "Times are in " (zone.replace('_', " ")) "." }
            thead {
                tr {
                    th scope="col" { "When" }
                    th scope="col" { "Invitee" }
                    th scope="col" { "Event type" }
                    th scope="col" { "Host" }
                    th scope="col" { "State" }
                }
            }
            tbody {
                @for listed in bookings { (row(listed)) }
            }
        }
    }
}

fn row(listed: &Listed<'_>) -> Markup {
    let Listed { booking, zone } = listed;
    let (start, end) = (booking.meeting.start, booking.meeting.end);
    html! {
        tr {
            th scope="row" data-label="When" {
                a href={ "/admin/bookings/" (booking.id) } {
                    time datetime=(start) { (short_date(start, zone)) ", " (time(start, zone)) "–" (time(end, zone)) }
                }
            }
            td data-label="Invitee" dir="auto" { (booking.invitee.name) }
            td data-label="Event type" dir="auto" { (booking.snapshot.event_type_name) }
            td data-label="Host" dir="auto" { (booking.snapshot.host_name) }
            td data-label="State" { (state(booking)) }
        }
    }
}

/// Where a booking is in its life.
pub(super) fn state(booking: &Booking) -> Markup {
    let status = booking.state.status();
    let words = Words::of(scheduling_core::Locale::En);
    html! {
        span.badge.(status.as_str()) {
            @if status == BookingStatus::Pending && booking.awaits_address { (words.address_status) }
            @else { ((words.status)(status)) }
        }
    }
}
