//! The address at which a host's calendar can be subscribed to.

use scheduling_core::ShortText;

use crate::json::{answer, query};

answer! {
    /// Whether a user's calendar can be subscribed to.
    CalendarFeedAnswer {
        /// Whether it can.
        enabled: bool = true;
        /// Where. Whoever knows the address reads the calendar: it is a secret until a new one is made.
        url: Option<String> =
            "https://book.example.org/api/public/scheduling/acme/calendars/0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4.ics?token=k1.5Zq0w2c6S7m1r8v9x0y1z2a3b4c5d6e7f8g9h0i1j2k";
    }
}

query! {
    /// The secret of an address.
    CalendarQuery {
        /// The secret part of the address.
        token: ShortText = "k1.5Zq0w2c6S7m1r8v9x0y1z2a3b4c5d6e7f8g9h0i1j2k";
    }
}
