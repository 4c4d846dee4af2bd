//! When hosts can be booked: their weekly hours, the dates with other hours, time off and public holidays.

mod blocked;
mod holidays;
mod hours;
mod impact;
mod schedule;

use maud::{Markup, html};

use super::{Section, Shell};
use crate::pages::Frame;

pub use self::{
    blocked::{BlockedPage, TimeOff},
    holidays::{HolidayOfYears, HolidaysPage, SetChoice},
    hours::WEEK,
    impact::{Impact, Outside, Tried},
    schedule::{SchedulePage, WhichSchedule},
};

macro_rules! parts {
    ($($(#[doc = $doc:literal])+ $name:ident = $path:literal, $title:literal;)+) => {
        /// A page about somebody's time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum TimePart { $($(#[doc = $doc])+ $name,)+ }

        impl TimePart {
            const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Where it is.
            #[must_use]
            pub const fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)+ }
            }

            const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }
        }
    };
}

parts! {
    /// Weekly hours, and dates with others.
    Hours = "/admin/availability", "Hours";
    /// Time off.
    Blocked = "/admin/availability/blocked-dates", "Time off";
    /// Public holidays.
    Holidays = "/admin/availability/holidays", "Holidays";
}

/// Whose time it is.
#[derive(Clone, Copy, Debug)]
pub struct WhoseTime<'a> {
    /// The host's id.
    pub id: &'a str,
    /// What the host is called.
    pub name: &'a str,
    /// The hosts among whom one is chosen, ids with names; none for whoever reaches one only.
    pub hosts: &'a [(String, String)],
}

impl WhoseTime<'_> {
    /// An address about this host.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        if self.hosts.is_empty() { path.to_owned() } else { format!("{path}?host={}", self.id) }
    }

    /// The whole document.
    fn page(&self, (part, shell): (TimePart, &Shell<'_>), frame: &Frame<'_>, body: &Markup) -> String {
        let heading = html! {
            div.heading {
                h1 { (Section::Availability.title()) }
                @if !self.hosts.is_empty() { (self.chooser(part)) }
            }
        };
        let body = html! {
            nav.tabs aria-label="Parts of the availability" {
                ul {
                    @for other in TimePart::ALL {
                        li {
                            a href=(self.at(other.path())) aria-current=[(*other == part).then_some("page")] {
                                (other.title())
                            }
                        }
                    }
                }
            }
            (body)
        };
        shell.with_heading(frame, &format!("{} of {}", part.title(), self.name), &heading, &body)
    }

    fn chooser(&self, part: TimePart) -> Markup {
        html! {
            form.chooser method="get" action=(part.path()) {
                label for="host" { "Host" }
                select #host name="host" {
                    @for (id, name) in self.hosts {
                        option value=(id) selected[id == self.id] { (name) }
                    }
                }
                button.quiet { "Show" }
            }
        }
    }
}

/// Said where there is nobody yet whose time it could be.
#[derive(Clone, Copy, Debug)]
pub struct NobodysTimePage;

impl NobodysTimePage {
    /// The whole document.
    #[must_use]
    pub fn render(self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let body = html! {
            div.empty { p { "There is no host whose time you could set." } }
        };
        shell.document(frame, Section::Availability.title(), &body)
    }
}

/// What Enter in a field does. The first button of a form is taken, and none that removes something may be that.
fn enter_saves() -> Markup {
    html! { button.unseen name="_do" value="save" tabindex="-1" aria-hidden="true" { "Save" } }
}
