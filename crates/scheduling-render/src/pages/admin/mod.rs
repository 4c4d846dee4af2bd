//! The pages of a tenant's own people: what is booked, what can be booked, and how it all is set.
//!
//! Whoever signs in sees the same things as through the API, and changes them by forms: each is sent to the address of its page, and
//! its fields are named by where their values stand in the body of the API's request (`location/kind`). So what is
//! wrong with a field is found by that name, and nothing is checked here.

mod analytics;
mod availability;
mod booking;
mod bookings;
mod changes;
mod charts;
mod dashboard;
mod event_types;
mod explain;
mod form;
mod inputs;
mod moment;
mod settings;
mod sign_in;
mod teams;

use maud::{Markup, html};
use scheduling_core::Role;

pub use self::{
    analytics::{AnalyticsPage, Row},
    availability::{
        BlockedPage, HolidayOfYears, HolidaysPage, Impact, NobodysTimePage, Outside, SchedulePage, SetChoice, TimeOff,
        TimePart, Tried, WEEK, WhichSchedule, WhoseTime,
    },
    booking::{BookingPage, Told},
    bookings::{BookingsPage, Listed, View},
    changes::{Changed, ChangesPage},
    charts::Bar,
    dashboard::{Dashboard, Figure},
    event_types::{EventTypePage, EventTypesPage, ListedType, NewEventTypePage, OwnerChoice, TakenBy, TypeView},
    explain::{ExplainPage, Stretch},
    form::Entered,
    moment::{BookForPage, Moment, MoveBookingPage},
    settings::{
        AccountPage, AccountRow, AccountsPage, ApiKeysPage, HostPage, HostRow, HostsPage, InvitationRow, IssuedPage,
        KeyRow, MailPage, MailRow, MailsPage, OrganisationPage, WebhookPage, WebhookRow, WebhooksPage,
    },
    sign_in::{NewPasswordPage, SignInPage},
    teams::{ListedTeam, Member, TeamPage, TeamPeople, TeamsPage},
};
use super::Frame;

/// The style of these pages, besides that of all.
pub const ADMIN_STYLE: &str = concat!(include_str!("style.css"), "\n", include_str!("availability/style.css"));

/// What stands around every page of somebody who has signed in.
#[derive(Clone, Copy, Debug)]
pub struct Shell<'a> {
    /// What the tenant is called.
    pub tenant: &'a str,
    /// Where its booking pages are.
    pub booking_pages: &'a str,
    /// What the person is called.
    pub person: &'a str,
    /// What the person is; what a member cannot reach is not shown to one.
    pub role: Role,
    /// Where in the pages this is.
    pub section: Section,
    /// Without which no form does anything.
    pub csrf: &'a str,
    /// By which a form is recognised that is sent twice.
    pub key: &'a str,
    /// What was just done, if anything was.
    pub done: Option<&'a str>,
}

macro_rules! sections {
    ($($(#[doc = $doc:literal])+ $name:ident = $path:literal, $title:literal, $who:ident;)+) => {
        /// A part of the pages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Section { $($(#[doc = $doc])+ $name,)+ }

        impl Section {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Where it begins.
            #[must_use]
            pub const fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)+ }
            }

            /// What it is called.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            const fn is_for(self, role: Role) -> bool {
                match self { $(Self::$name => Audience::$who.has(role),)+ }
            }
        }
    };
}

/// Whom a section is for.
#[derive(Clone, Copy)]
enum Audience {
    All,
    Admins,
}

impl Audience {
    const fn has(self, role: Role) -> bool {
        matches!((self, role), (Self::All, _) | (Self::Admins, Role::Owner | Role::Admin))
    }
}

sections! {
    /// What is going on.
    Dashboard = "/admin", "Overview", All;
    /// What is booked.
    Bookings = "/admin/bookings", "Bookings", All;
    /// What can be booked.
    EventTypes = "/admin/event-types", "Event types", All;
    /// When hosts can be booked.
    Availability = "/admin/availability", "Availability", All;
    /// Who takes meetings together.
    Teams = "/admin/teams", "Teams", All;
    /// Figures about a period.
    Analytics = "/admin/analytics", "Analytics", All;
    /// Why times are free or not.
    Explain = "/admin/explain", "Why not free?", All;
    /// What somebody is as a host.
    Profile = "/admin/profile", "Profile", All;
    /// What is set for the whole tenant.
    Settings = "/admin/settings", "Settings", Admins;
    /// Who changed what.
    Changes = "/admin/changes", "Audit log", Admins;
}

/// What was done, by the word for it in an address.
fn done_in_words(word: &str) -> Option<&'static str> {
    Some(match word {
        "saved" => "Saved.",
        "made" => "Made.",
        "removed" => "Removed.",
        "copied" => "Here is the copy. It is switched off until you say that it can be booked.",
        "archived" => "Archived: it cannot be booked any more, and its bookings stay.",
        "restored" => "Restored.",
        "blocked" => "The time is off. Meetings that were booked before stay.",
        "cancelled" => "The meeting is cancelled, and those concerned are told.",
        "approved" => "The booking is approved, and its invitee is told.",
        "declined" => "The booking is declined, and its invitee is told.",
        "moved" => "The meeting is moved, and those concerned are told. This is the booking that took its place.",
        "booked" => "The meeting is booked, and those concerned are told.",
        "missed" => "Noted that the invitee did not come.",
        "revoked" => "The links in earlier messages work no more.",
        "sent-again" => "It is sent again.",
        "test-sent" => "A test is on its way; its delivery is shown below.",
        "account-made" => "Your account is made. Please sign in.",
        "password-set" => "Your password is set. Please sign in.",
        "out" => "You are signed out.",
        _ => return None,
    })
}

impl Shell<'_> {
    /// The whole document.
    pub(super) fn document(&self, frame: &Frame<'_>, title: &str, body: &Markup) -> String {
        let heading = html! {
            div.heading { h1 { (title) } }
        };
        self.with_heading(frame, title, &heading, body)
    }

    /// The same with something beside the heading, such as what can be done.
    pub(super) fn with_heading(&self, frame: &Frame<'_>, title: &str, heading: &Markup, body: &Markup) -> String {
        let page = html! {
            a.skip href="#content" { "Skip to the content" }
            div.side {
                p.tenant { bdi { (self.tenant) } }
                nav aria-label="Sections" {
                    ul {
                        @for section in Section::ALL.iter().filter(|section| section.is_for(self.role)) {
                            li {
                                a href=(section.path()) aria-current=[(*section == self.section).then_some("page")] {
                                    (section.title())
                                }
                            }
                        }
                    }
                }
                div.person {
                    a href=(self.booking_pages) { "Booking pages" }
                    p { bdi { (self.person) } " " span.quiet { (role_name(self.role)) } }
                    (self.form("/admin/sign-out", &html! { button.link { "Sign out" } }))
                }
            }
            main #content tabindex="-1" {
                @if let Some(done) = self.done.and_then(done_in_words) { p.done role="status" { (done) } }
                (heading)
                (body)
            }
        };
        frame.bare(title, "admin", &page)
    }

    /// A form, with what keeps pages of others from sending it in somebody's name, and what tells it from another.
    pub(super) fn form(&self, action: &str, fields: &Markup) -> Markup {
        html! {
            form method="post" action=(action) {
                input type="hidden" name="_csrf" value=(self.csrf);
                input type="hidden" name="_key" value=(self.key);
                (fields)
            }
        }
    }
}

const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Owner => "Owner",
        Role::Admin => "Admin",
        Role::Member => "Member",
    }
}

/// Something that cannot be shown or done, to somebody who has signed in.
#[derive(Clone, Copy, Debug)]
pub struct ProblemPage<'a> {
    /// What is wrong.
    pub title: &'a str,
    /// What can be done about it.
    pub detail: &'a str,
}

impl ProblemPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let body = html! {
            h1 { (self.title) }
            p { (self.detail) }
            p.actions { a.button href="/admin" { "To the overview" } }
        };
        frame.document(self.title, &body)
    }
}
