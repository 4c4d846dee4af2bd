//! The changelog: who changed what. It only grows; append only when something has changed.

use jiff::Timestamp;
use scheduling_core::ChangeId;
use uuid::Uuid;

use crate::{document::JsonObject, error::StoreError, read::params, statement::statements, tx::TenantTx};

/// Something that was changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// The entry's id.
    pub id: ChangeId,
    /// What kind of thing was changed.
    pub entity: Entity,
    /// Which one.
    pub entity_id: Uuid,
    /// What was done to it.
    pub action: Action,
    /// Who did it, such as `key:…` with an id, `invitee` or `system`; never a name or an address.
    pub actor: String,
    /// What else is worth knowing.
    pub details: JsonObject,
    /// When.
    pub at: Timestamp,
}

/// What can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// The tenant's settings.
    Tenant,
    /// A host.
    Host,
    /// An event type.
    EventType,
    /// A schedule.
    Schedule,
    /// Blocked dates.
    Block,
    /// A booking.
    Booking,
    /// An API key.
    ApiKey,
    /// A team, with its members.
    Team,
}

/// What can be done to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It was made.
    Created,
    /// It was changed.
    Updated,
    /// It was called off.
    Cancelled,
    /// It was moved.
    Rescheduled,
    /// It was approved.
    Confirmed,
    /// It was not approved.
    Declined,
    /// It took place.
    Completed,
    /// The invitee did not come.
    NoShow,
    /// It was given to another host.
    Reassigned,
    /// It was archived.
    Archived,
    /// It was removed.
    Deleted,
}

impl Entity {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::Host => "user",
            Self::EventType => "event_type",
            Self::Schedule => "availability",
            Self::Block => "blocked_date",
            Self::Booking => "booking",
            Self::ApiKey => "api_key",
            Self::Team => "team",
        }
    }
}

impl Action {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Cancelled => "cancelled",
            Self::Rescheduled => "rescheduled",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::Completed => "completed",
            Self::NoShow => "no_show",
            Self::Reassigned => "reassigned",
            Self::Archived => "archived",
            Self::Deleted => "deleted",
        }
    }
}

statements! {
    APPEND = "INSERT INTO scheduling_changelog
        (tenant_id, id, entity_type, entity_id, action, actor, details, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8)";
}

impl TenantTx {
    /// Appends a change that this transaction makes.
    ///
    /// # Errors
    /// The database failed.
    pub async fn append_change(&self, change: &Change) -> Result<(), StoreError> {
        let values = params![
            change.id.as_uuid(),
            change.entity.as_str(),
            change.entity_id,
            change.action.as_str(),
            change.actor.clone(),
            change.details.as_str().to_owned(),
            change.at,
        ];
        self.execute(APPEND, values).await?;
        Ok(())
    }
}
