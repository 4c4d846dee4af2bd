//! Whether an invitee wants reminders.

use maud::html;
use scheduling_core::Booking;

use super::{Form, Frame, layout::form, meeting};

/// Whether reminders are not wanted any more.
#[derive(Clone, Copy, Debug)]
pub struct RemindersPage<'a> {
    /// Of which booking.
    pub booking: &'a Booking,
    /// What says that they are not.
    pub form: Form<'a>,
}

/// They are not sent any more.
#[derive(Clone, Copy, Debug)]
pub struct MutedPage<'a> {
    /// Of which booking.
    pub booking: &'a Booking,
}

impl RemindersPage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let fields = html! { p.actions { button type="submit" { (words.no_more_reminders) } } };
        let body = html! {
            h1 { (words.reminders_question) }
            (meeting::in_short(words, self.booking, &self.booking.invitee.zone))
            (form(&self.form, &fields))
        };
        frame.document(words.reminders_title, &body)
    }
}

impl MutedPage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let body = html! {
            h1 { (words.reminders_title) }
            p.note role="status" { (words.reminders_off) }
            (meeting::in_short(words, self.booking, &self.booking.invitee.zone))
        };
        frame.document(words.reminders_title, &body)
    }
}
