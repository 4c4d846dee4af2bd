//! Webhooks: addresses of a tenant that are told of events.

use jiff::Timestamp;
use scheduling_core::{EndpointId, EventKind, ShortText, WebhookUrl};
use serde::{Deserialize, Serialize};
use tokio_postgres::Row;

use crate::{
    error::{RowError, StoreError},
    page::{Page, PageRequest},
    read::{Read, params},
    row::{Columns, all, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_webhooks";

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Its id.
    pub id: EndpointId,
    /// What its owners set.
    pub details: WebhookDetails,
    /// Since when nothing is sent there because it answered that it is gone.
    pub disabled_at: Option<Timestamp>,
    /// Which secret is valid.
    pub secret: WebhookSecret,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What the owners of a webhook set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookDetails {
    /// Where it is.
    pub url: WebhookUrl,
    /// What it is for.
    pub description: Option<ShortText>,
    /// Of which kinds of events it is told; of all if there are none.
    pub events: Vec<EventKind>,
    /// Whether anything is sent there.
    pub is_active: bool,
}

/// Which secret of a webhook is valid. It is derived from a key of the server, and stored nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookSecret {
    /// Counts up with each new one.
    pub generation: u32,
    /// The key that it is derived from.
    pub key: String,
    /// The key of the generation before, and until when that signs as well.
    pub previous: Option<(String, Timestamp)>,
}

macro_rules! columns {
    () => {
        "id, url, description, events, is_active, disabled_at, secret_generation, secret_key, previous_key, previous_until,
        created_at, updated_at"
    };
}

statements! {
    FIND = concat!("SELECT ", columns!(), " FROM scheduling_webhooks WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL");
    LIST = concat!("SELECT ", columns!(), " FROM scheduling_webhooks
        WHERE tenant_id = $1 AND deleted_at IS NULL AND ($2::timestamptz IS NULL OR (created_at, id) > ($2, $3::uuid))
        ORDER BY created_at, id LIMIT $4");
    LIST_ACTIVE = concat!("SELECT ", columns!(), " FROM scheduling_webhooks
        WHERE tenant_id = $1 AND is_active ORDER BY created_at, id");
    LOCK = concat!("SELECT ", columns!(), " FROM scheduling_webhooks WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL
        FOR UPDATE");
    COUNT = "SELECT count(*) AS count FROM scheduling_webhooks WHERE tenant_id = $1 AND deleted_at IS NULL";
    INSERT = "INSERT INTO scheduling_webhooks (tenant_id, id, url, description, events, is_active, secret_generation,
            secret_key, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)";
    UPDATE = "UPDATE scheduling_webhooks SET url = $3, description = $4, events = $5, is_active = $6, disabled_at = $7,
            secret_generation = $8, secret_key = $9, previous_key = $10, previous_until = $11, updated_at = $12
        WHERE tenant_id = $1 AND id = $2";
    DELETE = "UPDATE scheduling_webhooks SET is_active = false, deleted_at = $3, updated_at = $3
        WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL";
    // Its deliveries first, some at a time: there may be many.
    PURGE_DELIVERIES = "WITH doomed AS (
            SELECT d.id FROM scheduling_deliveries d
            JOIN scheduling_webhooks w ON w.tenant_id = d.tenant_id AND w.id = d.webhook_id
            WHERE w.tenant_id = $1 AND w.deleted_at IS NOT NULL LIMIT $2 FOR UPDATE OF d SKIP LOCKED
        ), undue AS (
            DELETE FROM due u USING doomed WHERE u.tenant_id = $1 AND u.id = doomed.id
        )
        DELETE FROM scheduling_deliveries d USING doomed WHERE d.tenant_id = $1 AND d.id = doomed.id";
    PURGE = "DELETE FROM scheduling_webhooks w WHERE w.tenant_id = $1 AND w.deleted_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM scheduling_deliveries d WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.id)";
    DISABLE = "UPDATE scheduling_webhooks SET is_active = false, disabled_at = $3, updated_at = $3
        WHERE tenant_id = $1 AND id = $2 AND url = $4 AND is_active";
}

/// The webhook with this id.
pub fn find(id: EndpointId) -> Read<Option<Webhook>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, webhook))
}

/// The tenant's webhooks, oldest first.
pub fn list(page: PageRequest) -> Read<Page<Webhook>> {
    let values = params![page.after_at(), page.after_id(), page.fetch()];
    Read::new(LIST, values, move |rows| page.of(&rows, webhook, |webhook| (webhook.created_at, webhook.id.as_uuid())))
}

/// Those of the tenant's webhooks to which something is sent.
pub fn list_active() -> Read<Vec<Webhook>> {
    Read::new(LIST_ACTIVE, Vec::new(), |rows| all(&rows, webhook))
}

/// How many webhooks the tenant has.
pub fn count() -> Read<u64> {
    Read::new(COUNT, Vec::new(), |rows| crate::row::count(&rows))
}

impl TenantTx {
    /// The webhook with this id; nobody else changes it until the end of this transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_webhook(&self, id: EndpointId) -> Result<Option<Webhook>, StoreError> {
        first(&self.query(LOCK, params![id.as_uuid()]).await?, webhook)
    }

    /// Makes a webhook.
    ///
    /// # Errors
    /// The database failed.
    pub async fn insert_webhook(&self, webhook: &Webhook) -> Result<(), StoreError> {
        let Webhook { id, details, secret, created_at, .. } = webhook;
        let values = params![
            id.as_uuid(),
            details.url.to_string(),
            details.description.as_ref().map(ToString::to_string),
            kinds(&details.events),
            details.is_active,
            generation(secret),
            secret.key.clone(),
            *created_at,
        ];
        self.execute(INSERT, values).await?;
        Ok(())
    }

    /// Replaces a webhook by what it has become.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn update_webhook(&self, webhook: &Webhook) -> Result<(), StoreError> {
        let Webhook { id, details, secret, disabled_at, updated_at, .. } = webhook;
        let previous = secret.previous.as_ref();
        let values = params![
            id.as_uuid(),
            details.url.to_string(),
            details.description.as_ref().map(ToString::to_string),
            kinds(&details.events),
            details.is_active,
            *disabled_at,
            generation(secret),
            secret.key.clone(),
            previous.map(|(key, _)| key.clone()),
            previous.map(|(_, until)| *until),
            *updated_at,
        ];
        self.execute_on("webhook", UPDATE, values).await
    }

    /// Removes a webhook: from now on it is there for nobody, and nothing is sent to it.
    /// [`purge_webhooks`](Self::purge_webhooks) takes away what was owed to it and the log of what was sent there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn delete_webhook(&self, id: EndpointId, now: Timestamp) -> Result<(), StoreError> {
        self.execute_on("webhook", DELETE, params![id.as_uuid(), now]).await
    }

    /// Takes away at most so many deliveries of webhooks that were removed, and those webhooks that have none left. Returns how
    /// many deliveries.
    ///
    /// # Errors
    /// The database failed.
    pub async fn purge_webhooks(&self, at_most: u32) -> Result<u64, StoreError> {
        let purged = self.execute(PURGE_DELIVERIES, params![i64::from(at_most)]).await?;
        self.execute(PURGE, params![]).await?;
        Ok(purged)
    }

    /// Sends nothing to a webhook any more, which has answered at this address that it is gone.
    ///
    /// # Errors
    /// The database failed.
    pub async fn disable_webhook(&self, id: EndpointId, url: &str, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.execute(DISABLE, params![id.as_uuid(), now, url.to_owned()]).await? > 0)
    }
}

fn kinds(events: &[EventKind]) -> Vec<&'static str> {
    events.iter().map(|kind| kind.as_str()).collect()
}

fn generation(secret: &WebhookSecret) -> i32 {
    i32::try_from(secret.generation).unwrap_or(i32::MAX)
}

fn webhook(row: &Row) -> Result<Webhook, RowError> {
    let columns = Columns::of(TABLE, row);
    let events = columns.get::<Vec<&str>>("events")?.into_iter().map(str::parse);
    let previous = columns.get::<Option<String>>("previous_key")?.zip(columns.get("previous_until")?);
    Ok(Webhook {
        id: EndpointId::from_uuid(columns.get("id")?),
        details: WebhookDetails {
            url: columns.parse("url")?,
            description: columns.parse_if_any("description")?,
            events: events.collect::<Result<_, _>>().map_err(|why| columns.wrong("events", why))?,
            is_active: columns.get("is_active")?,
        },
        disabled_at: columns.get("disabled_at")?,
        secret: WebhookSecret {
            generation: columns.number("secret_generation")?,
            key: columns.get("secret_key")?,
            previous,
        },
        created_at: columns.get("created_at")?,
        updated_at: columns.get("updated_at")?,
    })
}
