//! A booking with all that is known about it, and what can be done.

use jiff::Timestamp;
use maud::{Markup, html};
use scheduling_core::{Booking, BookingStatus, Campaign, Zone};

use super::{Entered, Section, Shell, bookings::state, form::Control};
use crate::pages::{
    Frame, meeting,
    words::{Words, date, time},
};

/// Something that happened, or is to happen.
#[derive(Clone, Debug)]
pub struct Told {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: String,
    /// By whom, or to whom.
    pub who: String,
    /// What else is to be said.
    pub more: Option<String>,
    /// Where a form goes that does it again.
    pub again: Option<String>,
}

/// A booking.
#[derive(Clone, Copy, Debug)]
pub struct BookingPage<'a> {
    /// The booking.
    pub booking: &'a Booking,
    /// What time it is.
    pub now: Timestamp,
    /// In which zone times are shown.
    pub zone: &'a Zone,
    /// What was entered in the form that was sent, and why it was not done.
    pub entered: &'a Entered,
    /// What was done about it; none for whoever may not see that.
    pub history: Option<&'a [Told]>,
    /// What was and is to be sent about it; none for whoever may not see that.
    pub deliveries: Option<&'a [Told]>,
}

impl BookingPage<'_> {
    /// The whole document.
    #[must_use]
    pub fn render(&self, shell: &Shell<'_>, frame: &Frame<'_>) -> String {
        let booking = self.booking;
        let title = format!("{} with {}", booking.snapshot.event_type_name, booking.invitee.name);
        let heading = html! {
            p { a href=(Section::Bookings.path()) { "Bookings" } }
            div.heading { h1 dir="auto" { (title) } (state(booking)) }
        };
        let words = Words::of(scheduling_core::Locale::En);
        let body = html! {
            (self.entered.summary())
            div.columns {
                section {
                    h2 { "Details" }
                    (meeting::for_host(words, booking, self.zone))
                    dl {
                        dt { "Host" } dd dir="auto" { (booking.snapshot.host_name) }
                        dt { "In the invitee's zone" }
                        dd { (date(booking.meeting.start, &booking.invitee.zone)) ", " (time(booking.meeting.start, &booking.invitee.zone)) " " span.zone { "(" (booking.invitee.zone.name()) ")" } }
                        dt { "Booked" } dd { (moment(booking.created_at, self.zone)) }
                        (came_by(&booking.invitee.campaign))
                        @if let Some(overridden) = &booking.overridden {
                            dt { "Rules set aside" }
                            dd dir="auto" {
                                (overridden.rules.iter().map(|rule| rule.as_str().replace('_', " ")).collect::<Vec<_>>().join(", "))
                                ": " (overridden.reason)
                            }
                        }
                        @if let Some(old) = booking.rescheduled_from {
                            dt { "Moved from" } dd { a href={ "/admin/bookings/" (old) } { "The booking before" } }
                        }
                        @if let scheduling_core::BookingState::Rescheduled(moved) = &booking.state {
                            dt { "Moved to" } dd { a href={ "/admin/bookings/" (moved.to) } { "The booking that took its place" } }
                        }
                    }
                }
                section {
                    h2 { "What can be done" }
                    (self.actions(shell))
                }
            }
            @if let Some(history) = self.history { (told_list("History", history, shell, self.zone)) }
            @if let Some(deliveries) = self.deliveries { (told_list("Messages", deliveries, shell, self.zone)) }
        };
        shell.with_heading(frame, &title, &heading, &body)
    }

    fn actions(&self, shell: &Shell<'_>) -> Markup {
        let at = |action: &str| format!("/admin/bookings/{}/{action}", self.booking.id);
        let reason = |label: &'static str| self.entered.lines(Control::new("reason", label), 2);
        let is_over = self.booking.is_over(self.now);
        let has_begun = self.booking.meeting.start <= self.now;
        match self.booking.state.status() {
            BookingStatus::Pending if self.booking.awaits_address => html! {
                p { "It waits for the invitee to confirm the address, and nobody was told of it yet." }
                (shell.form(&at("cancel"), &html! { p.actions { button.danger { "Call it off" } } }))
            },
            BookingStatus::Pending => html! {
                (shell.form(&at("approve"), &html! { p.actions { button { "Approve" } } }))
                (shell.form(&at("decline"), &html! {
                    (reason("What the invitee is told"))
                    p.actions { button.danger { "Decline" } }
                }))
            },
            BookingStatus::Confirmed if !is_over => html! {
                @if has_begun {
                    (shell.form(&at("no-show"), &html! { p.actions { button.quiet { "The invitee did not come" } } }))
                }
                p.actions { a.button href=(at("move")) { "Move the meeting" } }
                (shell.form(&at("cancel"), &html! {
                    (reason("What the invitee is told"))
                    @if self.booking.series.is_some() {
                        (self.entered.choice(
                            Control::new("series", "Which meetings of the series").required(),
                            &[("this", "Only this one"), ("following", "This one and all after it")],
                        ))
                    }
                    p.actions { button.danger { "Cancel the meeting" } }
                }))
                (shell.form(&at("revoke-link"), &html! {
                    p.hint { "If a message came into wrong hands: its links work no more, and the invitee gets new ones with the next message." }
                    p.actions { button.quiet { "Make earlier links useless" } }
                }))
            },
            BookingStatus::Confirmed | BookingStatus::Completed => html! {
                (shell.form(&at("no-show"), &html! { p.actions { button.quiet { "The invitee did not come" } } }))
            },
            BookingStatus::Declined | BookingStatus::Cancelled | BookingStatus::Rescheduled | BookingStatus::NoShow => {
                html! { p.quiet { "Nothing is left to be done." } }
            }
        }
    }
}

/// What happened, or is to happen.
pub(super) fn told_list(title: &str, told: &[Told], shell: &Shell<'_>, zone: &Zone) -> Markup {
    html! {
        section {
            h2 { (title) }
            @if told.is_empty() { p.quiet { "Nothing yet." } } @else {
                ol.told {
                    @for told in told {
                        li {
                            p { strong { (told.what) } " " span.quiet { bdi { (told.who) } } }
                            p.quiet { (moment(told.at, zone)) }
                            @if let Some(more) = &told.more { p dir="auto" { (more) } }
                            @if let Some(again) = &told.again {
                                (shell.form(again, &html! { button.link { "Send again" } }))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What led the invitee to the page, if anything is known of it.
fn came_by(campaign: &Campaign) -> Markup {
    let known = Campaign::NAMES.into_iter().zip(campaign.parts());
    html! {
        @if !campaign.is_empty() {
            dt { "Came by" }
            @for (name, part) in known.filter_map(|(name, part)| Some((name, part?))) {
                dd { span.quiet { (name) ": " } bdi { (part.as_str()) } }
            }
        }
    }
}

fn moment(at: Timestamp, zone: &Zone) -> Markup {
    html! { time datetime=(at) { (date(at, zone)) ", " (time(at, zone)) } }
}
