//! Webhooks: addresses of a tenant that are told of events. They are for the scope `admin` alone: what is told there is about
//! everybody in the tenant.

use std::{fmt, sync::atomic::Ordering};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::SignedDuration;
use scheduling_core::{DeliveryId, EndpointId, EventKind, Recipient, Scope, ShortText, TenantId, WebhookUrl};
use scheduling_store::{
    Page, PageRequest,
    changelog::Entity,
    deliveries::NewDelivery,
    webhooks::{self, Webhook, WebhookDetails, WebhookSecret},
};
use serde::Serialize;

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    principal::Principal,
    tokens::TokenKeys,
    writing::{Done, Order, UseCase, Work, Writing},
};

/// The most webhooks of a tenant: each event is owed to all of them.
pub const MOST_WEBHOOKS: u32 = 50;
/// The longest that an old secret signs beside the new one: a week.
pub const LONGEST_SECRET_OVERLAP: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The kind of a call that somebody asked for to see whether it arrives.
pub(crate) const TEST: &str = "webhook.test";

/// A webhook that is to be as these details say.
#[derive(Clone, Debug)]
pub struct ReplaceWebhook {
    /// Which one.
    pub webhook: EndpointId,
    /// How it is to be. A webhook that is switched on again is not disabled any more.
    pub details: WebhookDetails,
}

/// A webhook that is to get another secret.
#[derive(Clone, Copy, Debug)]
pub struct RotateWebhookSecret {
    /// Which one.
    pub webhook: EndpointId,
    /// For how long the old secret signs beside the new one, up to [`LONGEST_SECRET_OVERLAP`]; with 0 it ends at once.
    pub overlap: SignedDuration,
}

/// A webhook with a new secret.
#[derive(Clone, PartialEq, Eq)]
pub struct IssuedWebhook {
    /// What is known of it.
    pub webhook: Webhook,
    /// The secret, to be shown once. A repetition of the request has none.
    pub secret: Option<String>,
}

impl fmt::Debug for IssuedWebhook {
    /// Leaves the secret out of logs, and the address, which may hold one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuedWebhook").field("id", &self.webhook.id).finish_non_exhaustive()
    }
}

/// Why something was not done with a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookRefusal {
    /// The tenant has as many as there may be.
    #[error("there can be at most {MOST_WEBHOOKS} webhooks")]
    TooMany,
    /// Nothing is sent to it.
    #[error("the webhook is switched off")]
    SwitchedOff,
    /// The program has no keys from which secrets are derived.
    #[error("there is no key for secrets")]
    NoKeys,
}

impl Engine {
    /// The webhooks of the principal's tenant, oldest first.
    ///
    /// # Errors
    /// The scope `admin` is missing; the store failed.
    pub async fn list_webhooks(
        &self,
        principal: &Principal,
        page: PageRequest,
    ) -> Result<Page<Webhook>, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        Ok(self.parts.store.read(&principal.scope(), webhooks::list(page)).await?)
    }

    /// One webhook.
    ///
    /// # Errors
    /// There is none with this id; the scope `admin` is missing; the store failed.
    pub async fn webhook(&self, principal: &Principal, id: EndpointId) -> Result<Webhook, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        let found = self.parts.store.read(&principal.scope(), webhooks::find(id)).await?;
        found.ok_or(Failure::NotFound(What::Webhook))
    }

    /// Makes a webhook, which is told of what happens from now on.
    ///
    /// # Errors
    /// There are too many; the scope `admin` is missing; the store failed.
    pub async fn create_webhook(
        &self,
        principal: &Principal,
        writing: Writing<WebhookDetails>,
    ) -> Result<Done<IssuedWebhook>, Failure<WebhookRefusal>> {
        let done = self.change_webhooks(principal, writing.map(Create)).await?;
        self.issued(principal.scope().tenant(), done)
    }

    /// Replaces what the owners of a webhook set.
    ///
    /// # Errors
    /// There is no such webhook; the scope `admin` is missing; the store failed.
    pub async fn replace_webhook(
        &self,
        principal: &Principal,
        writing: Writing<ReplaceWebhook>,
    ) -> Result<Done<Webhook>, Failure<WebhookRefusal>> {
        self.change_webhooks(principal, writing.map(Replace)).await
    }

    /// Removes a webhook: nothing is sent to it any more. The log of what was sent goes with the next clean-up.
    ///
    /// # Errors
    /// There is no such webhook; the scope `admin` is missing; the store failed.
    pub async fn delete_webhook(
        &self,
        principal: &Principal,
        writing: Writing<EndpointId>,
    ) -> Result<Done<()>, Failure<WebhookRefusal>> {
        self.change_webhooks(principal, writing.map(Delete)).await
    }

    /// Gives a webhook another secret. The old one signs beside it for a while; the one before that ends at once.
    ///
    /// # Errors
    /// There is no such webhook; the scope `admin` is missing; the store failed.
    pub async fn rotate_webhook_secret(
        &self,
        principal: &Principal,
        writing: Writing<RotateWebhookSecret>,
    ) -> Result<Done<IssuedWebhook>, Failure<WebhookRefusal>> {
        let done = self.change_webhooks(principal, writing.map(Rotate)).await?;
        self.issued(principal.scope().tenant(), done)
    }

    /// Sends a webhook something that is no event. Gives the delivery, which the worker brings like any other.
    ///
    /// # Errors
    /// There is no such webhook, or it is switched off; the scope `admin` is missing; the store failed.
    pub async fn test_webhook(
        &self,
        principal: &Principal,
        writing: Writing<EndpointId>,
    ) -> Result<Done<DeliveryId>, Failure<WebhookRefusal>> {
        self.change_webhooks(principal, writing.map(Test)).await
    }

    async fn change_webhooks<C: UseCase<Refusal = WebhookRefusal>>(
        &self,
        principal: &Principal,
        writing: Writing<C>,
    ) -> Result<Done<C::Outcome>, Failure<WebhookRefusal>> {
        principal.require(Scope::Admin)?;
        let Writing { command: case, idempotency } = writing;
        let (scope, actor) = (principal.scope(), principal.actor());
        self.write(Order { scope, actor, hosts: Vec::new(), idempotency, case }).await
    }

    /// Shows the secret, unless it was shown before.
    fn issued(&self, tenant: TenantId, done: Done<Webhook>) -> Result<Done<IssuedWebhook>, Failure<WebhookRefusal>> {
        let Done { outcome: webhook, replayed } = done;
        let secret = if replayed { None } else { Some(secret(&self.parts.tokens, tenant, &webhook)?) };
        Ok(Done { outcome: IssuedWebhook { webhook, secret }, replayed })
    }
}

/// The secret of a webhook as Standard Webhooks writes it.
fn secret(keys: &TokenKeys, tenant: TenantId, webhook: &Webhook) -> Result<String, Failure<WebhookRefusal>> {
    let WebhookSecret { generation, key, .. } = &webhook.secret;
    let bytes = keys.webhook_secret(key, tenant, (webhook.id, *generation));
    let bytes = bytes.ok_or(Failure::Refused(WebhookRefusal::NoKeys))?;
    Ok(format!("whsec_{}", STANDARD.encode(bytes)))
}

fn newest_key(work: &Work<'_>) -> Result<String, Failure<WebhookRefusal>> {
    let key = work.engine.parts.tokens.newest().map(str::to_owned);
    key.ok_or(Failure::Refused(WebhookRefusal::NoKeys))
}

struct Create(WebhookDetails);

impl UseCase for Create {
    type Outcome = Webhook;
    type Refusal = WebhookRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Webhook, Failure<WebhookRefusal>> {
        // From here to the commit nobody else makes one. Bookings do not wait for this.
        work.tx.lock_tenant().await?.ok_or(Failure::NotFound(What::Tenant))?;
        if work.tx.read(webhooks::count()).await? >= u64::from(MOST_WEBHOOKS) {
            return Err(Failure::Refused(WebhookRefusal::TooMany));
        }
        let webhook = Webhook {
            id: EndpointId::from_uuid(work.id()),
            details: self.0.clone(),
            disabled_at: None,
            secret: WebhookSecret { generation: 0, key: newest_key(work)?, previous: None },
            created_at: work.now,
            updated_at: work.now,
        };
        work.tx.insert_webhook(&webhook).await?;
        work.log_created((Entity::Webhook, webhook.id.as_uuid()), &Logged::from(&webhook)).await?;
        Ok(webhook)
    }
}

struct Replace(ReplaceWebhook);

impl UseCase for Replace {
    type Outcome = Webhook;
    type Refusal = WebhookRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Webhook, Failure<WebhookRefusal>> {
        let ReplaceWebhook { webhook: id, details } = &self.0;
        let old = work.tx.lock_webhook(*id).await?.ok_or(Failure::NotFound(What::Webhook))?;
        let disabled_at = old.disabled_at.filter(|_| !details.is_active);
        let new = Webhook { details: details.clone(), disabled_at, ..old.clone() };
        work.changed_webhook(old, new).await
    }
}

struct Rotate(RotateWebhookSecret);

impl UseCase for Rotate {
    type Outcome = Webhook;
    type Refusal = WebhookRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Webhook, Failure<WebhookRefusal>> {
        let RotateWebhookSecret { webhook: id, overlap } = self.0;
        let old = work.tx.lock_webhook(id).await?.ok_or(Failure::NotFound(What::Webhook))?;
        let overlap = overlap.min(LONGEST_SECRET_OVERLAP);
        let previous = overlap.is_positive().then(|| (old.secret.key.clone(), work.now + overlap));
        let secret = WebhookSecret { generation: old.secret.generation + 1, key: newest_key(work)?, previous };
        let new = Webhook { secret, ..old.clone() };
        work.changed_webhook(old, new).await
    }
}

struct Delete(EndpointId);

impl UseCase for Delete {
    type Outcome = ();
    type Refusal = WebhookRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<(), Failure<WebhookRefusal>> {
        let old = work.tx.lock_webhook(self.0).await?.ok_or(Failure::NotFound(What::Webhook))?;
        work.tx.delete_webhook(old.id, work.now).await?;
        work.log_deleted((Entity::Webhook, old.id.as_uuid()), &Logged::from(&old)).await
    }
}

struct Test(EndpointId);

impl UseCase for Test {
    type Outcome = DeliveryId;
    type Refusal = WebhookRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<DeliveryId, Failure<WebhookRefusal>> {
        let webhook = work.tx.read(webhooks::find(self.0)).await?.ok_or(Failure::NotFound(What::Webhook))?;
        if !webhook.details.is_active {
            return Err(Failure::Refused(WebhookRefusal::SwitchedOff));
        }
        let id = DeliveryId::from_uuid(work.id());
        let test = NewDelivery {
            id,
            event: None,
            booking: None,
            kind: TEST,
            before_minutes: 0,
            recipient: Recipient::Webhook(webhook.id),
            planned_for: work.now,
        };
        work.tx.insert_deliveries(&[test], work.now).await?;
        work.told.something.store(true, Ordering::Relaxed);
        Ok(id)
    }
}

impl Work<'_> {
    /// Writes down what a webhook has become, if that is something else.
    async fn changed_webhook(&self, old: Webhook, new: Webhook) -> Result<Webhook, Failure<WebhookRefusal>> {
        if new == old {
            return Ok(old);
        }
        let new = Webhook { updated_at: self.now, ..new };
        self.tx.update_webhook(&new).await?;
        let what = (Entity::Webhook, new.id.as_uuid());
        self.log_updated(what, &Logged::from(&old), &Logged::from(&new)).await?;
        Ok(new)
    }
}

/// What the changelog keeps of a webhook.
#[derive(Serialize)]
struct Logged<'a> {
    url: &'a WebhookUrl,
    description: Option<&'a ShortText>,
    events: &'a [EventKind],
    is_active: bool,
    /// Counts up with each new secret.
    secret_generation: u32,
}

impl<'a> From<&'a Webhook> for Logged<'a> {
    fn from(webhook: &'a Webhook) -> Self {
        let WebhookDetails { url, description, events, is_active } = &webhook.details;
        let (description, secret_generation) = (description.as_ref(), webhook.secret.generation);
        Self { url, description, events, is_active: *is_active, secret_generation }
    }
}
