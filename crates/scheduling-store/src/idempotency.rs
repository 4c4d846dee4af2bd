//! Idempotency keys: the first answer under a key, for a day. The key is written first in the transaction of the use
//! case, its outcome last, so that whoever comes second waits here and then reads what the first one was told.

use jiff::{SignedDuration, Timestamp};
use tokio_postgres::Row;

use crate::{
    document::JsonObject,
    error::{RowError, StoreError},
    read::{Param, Read, params},
    row::{Columns, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_idempotency_keys";
/// How long an outcome is kept.
pub const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

/// A key of a caller, for one request.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    /// Whose key it is: callers share no keys, but anonymous ones do with each other.
    pub principal: String,
    /// The key, 16 to 255 characters.
    pub key: String,
    /// A SHA-256 hash of the request, by which another request under the same key is told apart.
    pub fingerprint: [u8; 32],
}

/// What the first request under a key was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOutcome {
    /// The hash of that request.
    pub fingerprint: [u8; 32],
    /// What came of it.
    pub outcome: JsonObject,
}

/// Whether a key is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is, and belongs to this transaction now, which stores the outcome before it commits.
    Claimed,
    /// It is not.
    Known(StoredOutcome),
}

statements! {
    // Waits for a transaction that has claimed the key and not ended. A key that is older than a day is as good as new.
    CLAIM = "INSERT INTO scheduling_idempotency_keys AS k (tenant_id, principal, key, fingerprint, created_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (tenant_id, principal, key) DO UPDATE
            SET fingerprint = EXCLUDED.fingerprint, outcome = NULL, created_at = EXCLUDED.created_at
            WHERE k.created_at <= $6";
    FIND = "SELECT fingerprint, outcome::text AS outcome FROM scheduling_idempotency_keys
        WHERE tenant_id = $1 AND principal = $2 AND key = $3 AND created_at > $4";
    STORE_OUTCOME = "UPDATE scheduling_idempotency_keys SET outcome = $4::text::jsonb
        WHERE tenant_id = $1 AND principal = $2 AND key = $3";
    // Materialised, so that the limit holds whatever the plan is. A key that is being claimed anew is left alone.
    PURGE = "WITH old AS MATERIALIZED (
            SELECT principal, key FROM scheduling_idempotency_keys WHERE tenant_id = $1 AND created_at <= $2
            ORDER BY created_at LIMIT $3 FOR UPDATE SKIP LOCKED
        )
        DELETE FROM scheduling_idempotency_keys k USING old
        WHERE k.tenant_id = $1 AND k.principal = old.principal AND k.key = old.key";
}

/// What the first request under this key was told, if there was one in the last day. For asking after a connection was
/// lost during COMMIT.
pub fn find(key: &IdempotencyKey, now: Timestamp) -> Read<Option<StoredOutcome>> {
    Read::new(FIND, key_params(key, now - KEPT_FOR), |rows| first(&rows, stored))
}

impl TenantTx {
    /// Claims a key before anything else is written; waits while another transaction has it.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if the budget passes.
    pub async fn claim_key(&self, key: &IdempotencyKey, now: Timestamp) -> Result<Claim, StoreError> {
        let mut values = params![key.principal.clone(), key.key.clone(), key.fingerprint.to_vec()];
        values.extend(params![now, now - KEPT_FOR]);
        if self.execute(CLAIM, values).await? > 0 {
            return Ok(Claim::Claimed);
        }
        let known = self.read(find(key, now)).await?;
        known.map(Claim::Known).ok_or_else(|| RowError::on(TABLE).column("created_at").into())
    }

    /// Stores what came of the request, before the commit.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the key was not claimed.
    pub async fn store_outcome(&self, key: &IdempotencyKey, outcome: &JsonObject) -> Result<(), StoreError> {
        let values = key_params(key, outcome.as_str().to_owned());
        self.execute_on("idempotency key", STORE_OUTCOME, values).await
    }

    /// Removes keys of the tenant that are older than a day, the oldest first, at most this many, and none that another
    /// transaction works on. Returns how many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn purge_keys(&self, now: Timestamp, at_most: u32) -> Result<u64, StoreError> {
        self.execute(PURGE, params![now - KEPT_FOR, i64::from(at_most)]).await
    }
}

fn key_params<T>(key: &IdempotencyKey, more: T) -> Vec<Param>
where
    T: tokio_postgres::types::ToSql + Send + Sync + 'static,
{
    params![key.principal.clone(), key.key.clone(), more]
}

fn stored(row: &Row) -> Result<StoredOutcome, RowError> {
    let columns = Columns::of(TABLE, row);
    Ok(StoredOutcome { fingerprint: columns.hash("fingerprint")?, outcome: columns.parse("outcome")? })
}
