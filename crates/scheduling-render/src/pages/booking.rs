//! The invitee's pages of a booking: what is booked, and whether it is to be called off.

use maud::html;
use scheduling_core::{Booking, BookingStatus, Host};

use super::{
    Form, Frame, Obstacle, calendars,
    layout::{form, reason},
    meeting, notice,
};

/// What is booked. It leads only where something can be done.
#[derive(Clone, Copy, Debug)]
pub struct ManagePage<'a> {
    /// The booking.
    pub booking: &'a Booking,
    /// The other hosts of a collective meeting.
    pub co_hosts: &'a [Host],
    /// Whether it was booked just now.
    pub is_new: bool,
    /// Where its calendar file is.
    pub calendar: Option<&'a str>,
    /// Where it is called off.
    pub cancel: Option<&'a str>,
    /// Where it is moved.
    pub reschedule: Option<&'a str>,
}

/// Whether a booking is to be called off.
#[derive(Clone, Copy, Debug)]
pub struct CancelPage<'a> {
    /// The booking.
    pub booking: &'a Booking,
    /// The other hosts of a collective meeting.
    pub co_hosts: &'a [Host],
    /// What calls it off.
    pub form: Form<'a>,
    /// Where it stays as it is.
    pub manage: &'a str,
    /// Why it was not called off before.
    pub obstacle: Option<Obstacle>,
    /// The reason that was given then.
    pub reason: Option<&'a str>,
}

impl ManagePage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let body = html! {
            @let awaits = meeting::awaits_address(self.booking).is_some();
            @let done = Some(self.booking.state.status()).filter(|status| self.is_new && !awaits && status.is_live());
            h1 { @if let Some(status) = done { ((words.booked)(status)) } @else { (words.your_meeting) } }
            @if done.is_some() { p role="status" { (words.mail_follows) " " bdi { (self.booking.invitee.email.as_str()) } "." } }
            @if self.booking.state.status() == BookingStatus::Rescheduled {
                p.note role="status" { (words.moved) }
            }
            @if awaits {
                p.note role="status" { (words.address_awaited) }
            }
            (meeting::for_invitee(words, self.booking, self.co_hosts))
            @let links = [(self.calendar, words.add_to_calendar), (self.reschedule, words.move_meeting),
                (self.cancel, words.cancel_meeting)];
            @if links.iter().any(|(link, _)| link.is_some()) {
                nav {
                    ul {
                        @for (link, text) in links {
                            @if let Some(link) = link { li { a.button href=(link) { (text) } } }
                        }
                        @if self.calendar.is_some() {
                            @for (name, link) in calendars::links(self.booking) {
                                li { a.button href=(link) target="_blank" rel="noreferrer noopener" { (words.add_to) " " (name) } }
                            }
                        }
                    }
                }
            }
        };
        frame.document(words.your_meeting, &body)
    }
}

impl CancelPage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let fields = html! {
            (reason(words, self.reason))
            p.actions {
                button.danger type="submit" { (words.cancel_meeting) }
                a.button href=(self.manage) { (words.keep_meeting) }
            }
        };
        let body = html! {
            h1 { (words.cancel_question) }
            (notice::said(words, self.obstacle))
            (meeting::for_invitee(words, self.booking, self.co_hosts))
            p { (words.cancel_explained) }
            (form(&self.form, &fields))
        };
        frame.document(words.cancel_question, &body)
    }
}
