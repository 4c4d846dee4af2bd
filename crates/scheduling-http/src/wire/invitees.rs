//! What is known of an invitee, and the receipt when it is not any more.

use jiff::Timestamp;
use scheduling_core::{Booking, BookingId, BookingStatus, EmailAddress, Name};
use scheduling_engine::{InviteeData, InviteeReceipt};
use uuid::Uuid;

use super::bookings::BookingAnswer;
use crate::json::{answer, body};

body! {
    /// Whom it is about.
    InviteeAddressInput {
        /// The address with which they have booked, or were brought along; upper and lower case are the same.
        email: EmailAddress = "grace@example.org";
    }
}

answer! {
    /// All that is known of an invitee.
    InviteeExport {
        /// The address.
        email: EmailAddress = "grace@example.org";
        /// When it was looked up.
        exported_at: Timestamp = "2026-03-02T12:00:00Z";
        /// What they have booked, by its start.
        bookings: Vec<BookingAnswer> = [(); 0];
        /// The bookings of others to which they were brought along.
        brought_along: Vec<BroughtAlong> = [(); 0];
    }
}

answer! {
    /// A booking of somebody else to which the invitee was brought along. Of the others it says nothing.
    BroughtAlong {
        /// The booking.
        id: BookingId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d9";
        /// How it stands.
        status: BookingStatus = "confirmed";
        /// What the event type was called when it was booked.
        event_type_name: Name = "Intro call";
        /// What the host was called then.
        host_name: Name = "Ada Lovelace";
        /// The first instant.
        start_time: Timestamp = "2026-03-16T13:00:00Z";
        /// The first instant after it.
        end_time: Timestamp = "2026-03-16T13:30:00Z";
    }
}

impl From<Booking> for BroughtAlong {
    fn from(booking: Booking) -> Self {
        let BookingAnswer { id, status, event_type_name, host_name, start_time, end_time, .. } = booking.into();
        Self { id, status, event_type_name, host_name, start_time, end_time }
    }
}

answer! {
    /// That an invitee was forgotten. It does not name them.
    InviteeReceiptAnswer {
        /// Its id, under which the changelog has it.
        id: Uuid = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e0";
        /// When.
        erased_at: Timestamp = "2026-03-02T12:00:00Z";
        /// At whose request.
        erased_by: String = "key:0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e1";
        /// In how many bookings they were blanked.
        bookings: u64 = 2;
        /// From how many bookings of others they were removed as a guest.
        guest_lists: u64 = 0;
        /// How many entries of the changelog were blanked.
        changelog_entries: u64 = 2;
        /// How many answers that were kept for repetitions of requests are gone.
        stored_answers: u64 = 1;
    }
}

impl From<InviteeData> for InviteeExport {
    fn from(data: InviteeData) -> Self {
        let InviteeData { email, exported_at, bookings, brought_along } = data;
        let bookings = bookings.into_iter().map(BookingAnswer::from).collect();
        let brought_along = brought_along.into_iter().map(BroughtAlong::from).collect();
        Self { email, exported_at, bookings, brought_along }
    }
}

impl From<InviteeReceipt> for InviteeReceiptAnswer {
    fn from(receipt: InviteeReceipt) -> Self {
        let InviteeReceipt { id, erased_at, erased_by, bookings, guest_lists, changes, outcomes } = receipt;
        Self { id, erased_at, erased_by, bookings, guest_lists, changelog_entries: changes, stored_answers: outcomes }
    }
}
