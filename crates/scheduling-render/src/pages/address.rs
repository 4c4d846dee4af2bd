//! Whether the address with which somebody booked is theirs, and that it is.

use maud::html;
use scheduling_core::Booking;

use super::{Form, Frame, layout::form, meeting};

/// Whether somebody wants what was booked with their address.
#[derive(Clone, Copy, Debug)]
pub struct ConfirmAddressPage<'a> {
    /// What was booked.
    pub booking: &'a Booking,
    /// What says that they do.
    pub form: Form<'a>,
}

/// It counts.
#[derive(Clone, Copy, Debug)]
pub struct AddressConfirmedPage<'a> {
    /// What was booked.
    pub booking: &'a Booking,
}

impl ConfirmAddressPage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let fields = html! { p.actions { button type="submit" { (words.confirm_address) } } };
        let body = html! {
            h1 { (words.address_question) }
            (meeting::for_invitee(words, self.booking, &[]))
            p { (words.address_explained) }
            @if self.booking.series.is_some() { p { (words.address_of_series) } }
            (form(&self.form, &fields))
        };
        frame.document(words.address_title, &body)
    }
}

impl AddressConfirmedPage<'_> {
    /// The document.
    #[must_use]
    pub fn render(&self, frame: &Frame<'_>) -> String {
        let words = frame.words();
        let body = html! {
            h1 { (words.address_title) }
            p.note role="status" { (words.address_confirmed) }
            (meeting::for_invitee(words, self.booking, &[]))
        };
        frame.document(words.address_title, &body)
    }
}
