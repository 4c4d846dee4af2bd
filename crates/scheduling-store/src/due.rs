//! What is to be done next, over all tenants: ids, and nothing of a person. Whose work it is opens that tenant's scope.

use jiff::Timestamp;
use scheduling_core::{DeliveryId, TenantId};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    error::{RowError, StoreError},
    read::{Read, params},
    row::{Columns, all, first},
    scope::{Mode, PlatformScope, TenantScope},
    statement::statements,
    store::Store,
};

const TABLE: &str = "due";

/// A delivery that nobody else works on for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Whose it is.
    pub scope: TenantScope,
    /// Which.
    pub delivery: DeliveryId,
    /// Of what no more than a few are done at a time: a webhook, or the mails of a tenant.
    pub lane: Uuid,
    /// When somebody else may take it.
    pub until: Timestamp,
}

/// How much is claimed.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Of which lanes.
    pub lanes: ClaimedLanes,
    /// At most this many of each.
    pub per_lane: u32,
    /// At most this many in all.
    pub at_most: u32,
    /// The present.
    pub now: Timestamp,
    /// When somebody else may take what has not been finished by then.
    pub until: Timestamp,
}

/// Of which lanes something is claimed.
#[derive(Clone, Debug)]
pub enum ClaimedLanes {
    /// Of these.
    Only(Vec<Uuid>),
    /// Of all but these.
    Without(Vec<Uuid>),
}

/// More is not counted of what is overdue.
const MOST_COUNTED: u32 = 10_000;

/// What is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// How much; 10 000 and more are not told apart.
    pub count: u32,
    /// Since when the first of it is.
    pub since: Timestamp,
}

statements! {
    LIST_TO_FILE = "SELECT tenant_id FROM due WHERE work = 'event' AND due_at <= $1 AND tenant_id <> ALL ($3::uuid[])
        GROUP BY tenant_id ORDER BY min(due_at) LIMIT $2";
    // What waits for a worker, and not for an endpoint that is slow or tried again.
    OVERDUE = "SELECT count(*)::integer AS count, min(due_at) AS since FROM (
            SELECT due_at FROM due
            WHERE due_at <= $1 AND (work = 'event' OR lane = tenant_id) ORDER BY due_at LIMIT $2
        ) AS overdue";
    // The candidates are read without a lock, so that a full lane in front hides no other.
    CLAIM = "WITH candidates AS MATERIALIZED (
            SELECT tenant_id, id, lane, due_at FROM due
            WHERE work = 'delivery' AND due_at <= $1 AND (lane = ANY ($2::uuid[])) = $6
            ORDER BY due_at LIMIT 1000
        ), ranked AS MATERIALIZED (
            SELECT tenant_id, id, due_at, row_number() OVER (PARTITION BY lane ORDER BY due_at, id) AS place FROM candidates
        ), claimed AS MATERIALIZED (
            SELECT d.tenant_id, d.id FROM due d JOIN ranked r ON r.tenant_id = d.tenant_id AND r.id = d.id
            WHERE r.place <= $3 AND d.due_at <= $1 ORDER BY r.due_at LIMIT $4 FOR UPDATE OF d SKIP LOCKED
        )
        UPDATE due d SET due_at = $5 FROM claimed c WHERE d.tenant_id = c.tenant_id AND d.id = c.id
        RETURNING d.tenant_id, d.id, d.lane";
}

impl Store {
    /// The tenants that have events to be filed, at most so many, those that have waited longest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn list_tenants_to_file(
        &self,
        _platform: &PlatformScope,
        (now, at_most): (Timestamp, u32),
        without: &[TenantId],
    ) -> Result<Vec<TenantScope>, StoreError> {
        let without: Vec<Uuid> = without.iter().map(|tenant| tenant.as_uuid()).collect();
        let read = Read::new(LIST_TO_FILE, params![now, i64::from(at_most), without], |rows| all(&rows, scope));
        self.as_platform(Mode::Read, read).await
    }

    /// What was due at an instant that is some time ago: events that are not filed and mails that nobody sends. None if there
    /// is nothing.
    ///
    /// # Errors
    /// The database failed.
    pub async fn overdue(&self, _platform: &PlatformScope, at: Timestamp) -> Result<Option<Overdue>, StoreError> {
        let read = Read::new(OVERDUE, params![at, i64::from(MOST_COUNTED)], |rows| first(&rows, overdue));
        Ok(self.as_platform(Mode::Read, read).await?.flatten())
    }

    /// Takes deliveries whose time has come. Nobody else gets one of them before the claim ends.
    ///
    /// # Errors
    /// The database failed; what was claimed is free again when the claim ends.
    pub async fn claim_deliveries(&self, _platform: &PlatformScope, claim: Claim) -> Result<Vec<Claimed>, StoreError> {
        let Claim { lanes, per_lane, at_most, now, until } = claim;
        let (lanes, is_only) = match lanes {
            ClaimedLanes::Only(lanes) => (lanes, true),
            ClaimedLanes::Without(lanes) => (lanes, false),
        };
        let values = params![now, lanes, i64::from(per_lane), i64::from(at_most), until, is_only];
        let read = Read::new(CLAIM, values, move |rows| all(&rows, |row| claimed(row, until)));
        self.as_platform(Mode::Write, read).await
    }
}

fn overdue(row: &Row) -> Result<Option<Overdue>, RowError> {
    let columns = Columns::of(TABLE, row);
    let since: Option<Timestamp> = columns.get("since")?;
    let count = columns.number("count")?;
    Ok(since.map(|since| Overdue { count, since }))
}

fn scope(row: &Row) -> Result<TenantScope, RowError> {
    Ok(TenantScope::of(TenantId::from_uuid(Columns::of(TABLE, row).get("tenant_id")?)))
}

fn claimed(row: &Row, until: Timestamp) -> Result<Claimed, RowError> {
    let columns = Columns::of(TABLE, row);
    Ok(Claimed {
        scope: scope(row)?,
        delivery: DeliveryId::from_uuid(columns.get("id")?),
        lane: columns.get("lane")?,
        until,
    })
}
