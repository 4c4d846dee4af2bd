//! What the worker hands to whoever brings it to the outside. The traits are made twice at least: by `scheduling-connect`,
//! and by tests.

use std::{fmt, future::Future, pin::Pin};

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{DeliveryId, EventId, Notification};

/// An answer that takes a while.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Brings what is owed to whom it is owed. Cheap to share: one is used for everything.
///
/// In two steps: what takes long and tells nobody anything comes first, so that the second begins at once when it is
/// allowed. Neither waits for ever: each ends by itself, within a minute.
pub trait Deliver: fmt::Debug + Send + Sync + 'static {
    /// Opens the way: connects, and proves who it is.
    fn open(&self, route: Route) -> Pending<'_, Result<Box<dyn Opened>, Undelivered>>;
}

/// A way that is open, for one thing.
pub trait Opened: Send {
    /// Sends it. The other side may have it although this fails: it is sent again then, under the same id.
    fn send(self: Box<Self>, parcel: Parcel) -> Pending<'static, Result<Delivered, Undelivered>>;
}

/// By which way something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// By mail.
    Mail,
    /// By a call of a webhook.
    Webhook,
}

/// What is to be brought.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// The same each time that it is tried: a mail's `Message-ID` is made of it.
    pub delivery: DeliveryId,
    /// When it is sent.
    pub at: Timestamp,
    /// What it is.
    pub content: Content,
}

/// What is brought.
#[derive(Clone, Debug)]
pub enum Content {
    /// A mail.
    Mail(Box<Notification>),
    /// A call of a webhook.
    Webhook(WebhookCall),
}

/// A call of a webhook.
#[derive(Clone)]
pub struct WebhookCall {
    /// Whom.
    pub url: String,
    /// The `webhook-id`.
    pub event: EventId,
    /// The keys that sign it; two while they are rotated. The newest is the first.
    pub secrets: Vec<[u8; 32]>,
    /// JSON.
    pub body: String,
}

impl fmt::Debug for WebhookCall {
    /// Leaves the secrets out, the address (it may hold one) and the body.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookCall").field("event", &self.event).finish_non_exhaustive()
    }
}

/// What the other side said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status of HTTP, or the code of SMTP.
    pub code: u16,
    /// The first part of what it said, fit for a person; at most [`Response::KEPT`] characters.
    pub text: String,
}

impl Response {
    /// How much of it is kept.
    pub const KEPT: usize = 4096;
}

/// That it was brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// What was said to it.
    pub response: Option<Response>,
    /// What was not as it should be although it was brought, fit for the tenant's admins: a template that failed.
    pub remark: Option<String>,
}

/// Why it was not brought, as far as anybody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// What follows from it.
    pub then: Then,
    /// What went wrong, fit for the tenant's admins: no secret, nothing of other tenants.
    pub error: String,
    /// What was said to it.
    pub response: Option<Response>,
}

/// What follows from a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It is tried again, not earlier than after this.
    Retry(Option<SignedDuration>),
    /// It never works.
    GiveUp,
    /// Nobody wants anything there any more: a webhook that answered 410.
    Disable,
}
