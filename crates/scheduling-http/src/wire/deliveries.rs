//! Deliveries: what is owed to somebody, and what was said to it.

use jiff::Timestamp;
use scheduling_core::{BookingId, Channel, DeliveryId, DeliveryState, EndpointId, EventId, HostId, Recipient};
use scheduling_engine::{Attempt, Delivery, DeliveryFilter};
use scheduling_store::Cursor;

use super::pages::{PageLimit, page_of};
use crate::json::{answer, query};

query! {
    /// Which deliveries.
    DeliveriesQuery {
        /// Those in this state.
        state: Option<DeliveryState> = "waiting";
        /// Those that go this way.
        channel: Option<Channel> = "webhook";
        /// Those about this booking.
        booking_id: Option<BookingId> = ();
        /// Those to this webhook.
        webhook_id: Option<EndpointId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e8";
        /// How many items at most; 50 if absent.
        limit: Option<PageLimit> = 50;
        /// The `nextCursor` of the page before; absent for the first one.
        cursor: Option<Cursor> = ();
    }
}

impl DeliveriesQuery {
    pub(crate) const fn filter(&self) -> DeliveryFilter {
        DeliveryFilter { state: self.state, channel: self.channel, booking: self.booking_id, webhook: self.webhook_id }
    }
}

/// Declares a delivery with further members.
macro_rules! delivery {
    ($(#[doc = $doc:literal])+ $name:ident { $($further:tt)* }) => {
        answer! {
            $(#[doc = $doc])+
            $name {
                /// Its id.
                id: DeliveryId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e9";
                /// By which way it is brought.
                channel: Channel = "webhook";
                /// Of a call, the `type` of the event, or `webhook.test`; of a mail, which it is, such as `confirmation` or
                /// `reminder`.
                kind: String = "webhook.test";
                /// Of a reminder: how many minutes before the start.
                before_minutes: Option<u32> = ();
                /// To whom.
                recipient: RecipientAnswer = ();
                /// The event because of which it is owed; null of a test.
                event_id: Option<EventId> = ();
                /// The booking that it is about.
                booking_id: Option<BookingId> = ();
                /// The version of the booking of which it tells.
                booking_sequence: Option<u32> = ();
                /// How far it is.
                state: DeliveryState = "waiting";
                /// Whether it is not wanted any more: what it says is out of date, or somebody cancelled it. What is being sent
                /// then is not tried again.
                is_void: bool = false;
                /// How often it was tried.
                attempt_count: u32 = 0;
                /// When it is to be sent at first.
                planned_for: Timestamp = "2026-03-02T12:00:00Z";
                /// When it is tried next: of what is being sent, if nobody has said by then what came of it. Null once it is
                /// finished.
                next_attempt_at: Option<Timestamp> = "2026-03-02T12:00:00Z";
                /// When it was tried last.
                last_attempt_at: Option<Timestamp> = ();
                /// What went wrong then, or why it waits, or why it was not sent. Of a mail that was delivered: that a template
                /// failed, so that the product's text was sent in its place.
                last_error: Option<String> = ();
                /// When it came to be.
                created_at: Timestamp = "2026-03-02T12:00:00Z";
                /// When it was delivered, given up or cancelled.
                finished_at: Option<Timestamp> = ();
                $($further)*
            }
        }
    };
}

delivery! {
    /// Something that is owed to somebody.
    DeliveryAnswer {}
}

delivery! {
    /// Something that is owed to somebody, with all that was done about it.
    DeliveryDetails {
        /// Each time that it was tried, in order.
        attempts: Vec<AttemptAnswer> = serde_json::json!([]);
        /// What was sent, of a call, exactly; null before the first attempt, and once what is known of the invitee was
        /// forgotten.
        body: Option<String> = ();
    }
}

answer! {
    /// To whom something is owed.
    RecipientAnswer {
        /// `invitee`, `guest`, `host` or `webhook`.
        kind: String = "webhook";
        /// Of a host: which.
        user_id: Option<HostId> = ();
        /// Of a webhook: which.
        webhook_id: Option<EndpointId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e8";
        /// Of a guest: the place in the booking's list of guests, counted from 0.
        place: Option<u32> = ();
    }
}

answer! {
    /// One time that something was tried.
    AttemptAnswer {
        /// Which, counted from 1.
        number: u32 = 1;
        /// When it began.
        started_at: Timestamp = "2026-03-02T12:00:00Z";
        /// When it ended; null while it lasts, and if its server was stopped meanwhile.
        finished_at: Option<Timestamp> = "2026-03-02T12:00:01Z";
        /// What went wrong; null if nothing did. Of a mail that was delivered nonetheless: that a template failed, and why.
        error: Option<String> = "the endpoint answered 500";
        /// What the other side said: the status of HTTP, or the code of SMTP.
        response_code: Option<u32> = 500;
        /// The first 4 096 characters of what it said.
        response_text: Option<String> = "Internal Server Error";
    }
}

page_of! {
    /// Some of the deliveries.
    DeliveryPage of DeliveryAnswer
}

impl From<Recipient> for RecipientAnswer {
    fn from(recipient: Recipient) -> Self {
        let of = |kind: &str| Self { kind: kind.to_owned(), user_id: None, webhook_id: None, place: None };
        match recipient {
            Recipient::Invitee => of("invitee"),
            Recipient::Guest(place) => Self { place: Some(place.into()), ..of("guest") },
            Recipient::Host(host) => Self { user_id: Some(host), ..of("host") },
            Recipient::Webhook(webhook) => Self { webhook_id: Some(webhook), ..of("webhook") },
        }
    }
}

impl From<Attempt> for AttemptAnswer {
    fn from(attempt: Attempt) -> Self {
        let Attempt { number, started_at, finished_at, error, response } = attempt;
        let (code, response_text) = response.unzip();
        Self { number, started_at, finished_at, error, response_code: code.map(u32::from), response_text }
    }
}

/// Writes what all forms of a delivery have.
macro_rules! written {
    ($name:ident, $delivery:ident $(, $further:ident)*) => {{
        let channel = $delivery.channel();
        let (booking_id, booking_sequence) = $delivery.booking.unzip();
        $name {
            id: $delivery.id,
            channel,
            kind: $delivery.kind,
            before_minutes: Some($delivery.before_minutes).filter(|minutes| *minutes > 0),
            recipient: $delivery.recipient.into(),
            event_id: $delivery.event,
            booking_id,
            booking_sequence,
            state: $delivery.state,
            is_void: $delivery.is_void,
            attempt_count: $delivery.attempts,
            planned_for: $delivery.planned_for,
            next_attempt_at: $delivery.next_attempt_at,
            last_attempt_at: $delivery.last_attempt_at,
            last_error: $delivery.last_error,
            created_at: $delivery.created_at,
            finished_at: $delivery.finished_at,
            $($further,)*
        }
    }};
}

impl From<Delivery> for DeliveryAnswer {
    fn from(delivery: Delivery) -> Self {
        written!(DeliveryAnswer, delivery)
    }
}

impl From<(Delivery, Vec<Attempt>)> for DeliveryDetails {
    fn from((mut delivery, attempts): (Delivery, Vec<Attempt>)) -> Self {
        let (attempts, body) = (attempts.into_iter().map(AttemptAnswer::from).collect(), delivery.body.take());
        written!(DeliveryDetails, delivery, attempts, body)
    }
}
