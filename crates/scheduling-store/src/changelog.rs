//! The changelog: who changed what. It only grows; append only when something has changed.

use jiff::Timestamp;
use scheduling_core::ChangeId;
pub use scheduling_core::change::{Action, Entity};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    document::JsonObject,
    error::{RowError, StoreError},
    page::{Page, PageRequest},
    read::{Read, params},
    row::Columns,
    statement::statements,
    tx::TenantTx,
};

/// Something that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The entry's id.
    pub id: ChangeId,
    /// What kind of thing was changed.
    pub entity: Entity,
    /// Which one.
    pub entity_id: Uuid,
    /// What was done to it.
    pub action: Action,
    /// Who did it, such as `key:…` or `mail:…` with an id, `invitee` or `system`; never a name or an address.
    pub actor: String,
    /// What else is worth knowing.
    pub details: JsonObject,
    /// When.
    pub at: Timestamp,
}

/// Which changes are listed; what is `None` excludes nothing.
#[derive(Clone, Debug, Default)]
pub struct ChangeFilter {
    /// Those of things of this kind.
    pub entity: Option<Entity>,
    /// Those of this thing.
    pub entity_id: Option<Uuid>,
    /// Those that somebody made.
    pub actor: Option<String>,
    /// Those in which this was done.
    pub action: Option<Action>,
    /// Those at this instant or later.
    pub from: Option<Timestamp>,
    /// Those before this instant.
    pub to: Option<Timestamp>,
}

statements! {
    APPEND = "INSERT INTO scheduling_changelog
        (tenant_id, id, entity_type, entity_id, action, actor, details, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8)";
    // The bounds are such that also a plan for any values begins where the page does.
    LIST = "SELECT id, entity_type, entity_id, action, actor, details::text AS details, created_at
        FROM scheduling_changelog
        WHERE tenant_id = $1
            AND ($2::text IS NULL OR entity_type = $2)
            AND ($3::uuid IS NULL OR entity_id = $3)
            AND ($4::text IS NULL OR actor = $4)
            AND ($5::text IS NULL OR action = $5)
            AND created_at >= COALESCE($6::timestamptz, '-infinity')
            AND created_at < COALESCE($7::timestamptz, 'infinity')
            AND created_at <= COALESCE($8::timestamptz, 'infinity')
            AND ($8::timestamptz IS NULL OR (created_at, id) < ($8, $9::uuid))
        ORDER BY created_at DESC, id DESC LIMIT $10";
}

/// The tenant's changes, newest first.
pub fn list(filter: ChangeFilter, page: PageRequest) -> Read<Page<Change>> {
    let values = params![
        filter.entity.map(Entity::as_str),
        filter.entity_id,
        filter.actor,
        filter.action.map(Action::as_str),
        filter.from,
        filter.to,
        page.after_at(),
        page.after_id(),
        page.fetch(),
    ];
    Read::new(LIST, values, move |rows| page.of(&rows, change, |change| (change.at, change.id.as_uuid())))
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

fn change(row: &Row) -> Result<Change, RowError> {
    let columns = Columns::of("scheduling_changelog", row);
    Ok(Change {
        id: ChangeId::from_uuid(columns.get("id")?),
        entity: columns.parse("entity_type")?,
        entity_id: columns.get("entity_id")?,
        action: columns.parse("action")?,
        actor: columns.get("actor")?,
        details: columns.parse("details")?,
        at: columns.get("created_at")?,
    })
}
