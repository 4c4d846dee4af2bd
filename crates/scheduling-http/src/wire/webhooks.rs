//! Webhooks: what is asked for, and what is known of them.

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{DeliveryId, EndpointId, EventKind, ShortText, WebhookUrl};
use scheduling_engine::{
    IssuedWebhook, LONGEST_SECRET_OVERLAP, ReplaceWebhook, RotateWebhookSecret, Webhook, WebhookDetails,
};

use super::pages::page_of;
use crate::json::{Distinct, Int, answer, body};

/// Hours for which an old secret signs beside its successor.
type Overlap = Int<0, 168>;
/// The overlap when nothing is said.
const USUAL_OVERLAP: u32 = 24;

const _: () = assert!(LONGEST_SECRET_OVERLAP.as_hours() == 168, "the longest overlap is that of the engine");

body! {
    /// A webhook as it is to be.
    WebhookInput {
        /// Where it is: `https`, with a host, without a user and a fragment. What the installation lets be called is told by
        /// `url_not_allowed`.
        url: WebhookUrl = "https://hooks.example.org/scheduling";
        /// What it is for.
        description: Option<ShortText> = "CRM";
        /// Of which kinds of events it is told; absent or empty, of all, also of those that later versions have.
        events: Option<Distinct<EventKind, { EventKind::ALL.len() }>> = ["booking.created", "booking.cancelled"];
        /// Whether anything is sent there; true if absent. What is owed to one that is switched off is not sent.
        is_active: Option<bool> = true;
    }
}

impl From<WebhookInput> for WebhookDetails {
    fn from(input: WebhookInput) -> Self {
        let WebhookInput { url, description, events, is_active } = input;
        Self { url, description, events: events.unwrap_or_default().0, is_active: is_active.unwrap_or(true) }
    }
}

impl WebhookInput {
    pub(crate) fn replacing(self, webhook: EndpointId) -> ReplaceWebhook {
        ReplaceWebhook { webhook, details: self.into() }
    }
}

body! {
    /// How a secret is replaced.
    RotateSecretInput {
        /// For how many hours the old secret signs beside the new one; 24 if absent. With 0 it ends at once.
        overlap_hours: Option<Overlap> = 24;
    }
}

impl RotateSecretInput {
    pub(crate) fn rotating(self, webhook: EndpointId) -> RotateWebhookSecret {
        let hours = self.overlap_hours.map_or(USUAL_OVERLAP, |hours| hours.0);
        RotateWebhookSecret { webhook, overlap: SignedDuration::from_hours(hours.into()) }
    }
}

answer! {
    /// What is known of a webhook.
    WebhookAnswer {
        /// Its id.
        id: EndpointId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e8";
        /// Where it is.
        url: String = "https://hooks.example.org/scheduling";
        /// What it is for.
        description: Option<ShortText> = "CRM";
        /// Of which kinds of events it is told; of all if there are none.
        events: Vec<EventKind> = ["booking.created", "booking.cancelled"];
        /// Whether anything is sent there.
        is_active: bool = true;
        /// Since when nothing is sent there because it answered that it is gone (410); null once somebody has switched it on
        /// again.
        disabled_at: Option<Timestamp> = ();
        /// Until when the secret before the present one signs as well; null if it does not.
        previous_secret_until: Option<Timestamp> = ();
        /// When it was made.
        created_at: Timestamp = "2026-03-02T12:00:00Z";
        /// When it was last changed.
        updated_at: Timestamp = "2026-03-02T12:00:00Z";
    }
}

answer! {
    /// A webhook with a new secret.
    NewWebhookAnswer {
        /// The secret, shown this once: `whsec_` and base64 of 32 bytes, as libraries of Standard Webhooks take it. A
        /// repetition of the request gets null.
        secret: Option<String> = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";
        /// Whether it was shown before, in the answer to the first request under the same `Idempotency-Key`.
        secret_shown: bool = false;
        /// What is known of the webhook from now on.
        webhook: WebhookAnswer = ();
    }
}

answer! {
    /// A test that is under way.
    WebhookTestAnswer {
        /// The delivery that shows what comes of it; also the `webhook-id` of the call.
        delivery_id: DeliveryId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e9";
    }
}

page_of! {
    /// Some of the webhooks.
    WebhookPage of WebhookAnswer
}

impl From<Webhook> for WebhookAnswer {
    fn from(webhook: Webhook) -> Self {
        let Webhook { id, details, disabled_at, secret, created_at, updated_at } = webhook;
        let WebhookDetails { url, description, events, is_active } = details;
        let (url, previous_secret_until) = (url.to_string(), secret.previous.map(|(_, until)| until));
        Self { id, url, description, events, is_active, disabled_at, previous_secret_until, created_at, updated_at }
    }
}

impl From<IssuedWebhook> for NewWebhookAnswer {
    fn from(issued: IssuedWebhook) -> Self {
        let IssuedWebhook { webhook, secret } = issued;
        Self { secret_shown: secret.is_none(), secret, webhook: webhook.into() }
    }
}

impl From<DeliveryId> for WebhookTestAnswer {
    fn from(delivery_id: DeliveryId) -> Self {
        Self { delivery_id }
    }
}
