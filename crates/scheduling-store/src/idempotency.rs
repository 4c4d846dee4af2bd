//! Idempotency keys: the first answer under a key, for a day. The key is written first in the transaction of the use
//! case, its outcome last, so that whoever comes second waits here and then reads what the first one was told.

use std::ops::RangeInclusive;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
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
    principal: String,
    key: String,
    fingerprint: [u8; 32],
}

/// Not a key that can be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must have 16 to 255 visible ASCII characters")]
pub struct InvalidKey;

impl IdempotencyKey {
    /// A key of `principal`, whose name no other caller has; those without a name share their keys. A name that is too long
    /// or not visible ASCII is kept as its hash. The fingerprint is a SHA-256 hash of the request, by which another request
    /// under the same key is told apart.
    ///
    /// # Errors
    /// Not 16 to 255 visible ASCII characters, spaces included.
    pub fn new(
        principal: impl Into<String>,
        key: impl Into<String>,
        fingerprint: [u8; 32],
    ) -> Result<Self, InvalidKey> {
        let (principal, key) = (principal.into(), key.into());
        let fits = |text: &str, length: RangeInclusive<usize>| {
            length.contains(&text.len()) && text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
        };
        if !fits(&key, 16..=255) {
            return Err(InvalidKey);
        }
        let principal = if fits(&principal, 1..=200) { principal } else { hashed(&principal) };
        Ok(Self { principal, key, fingerprint })
    }

    /// Whose key it is.
    #[must_use]
    pub fn principal(&self) -> &str {
        &self.principal
    }

    /// The key as the caller chose it.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The hash of the request.
    #[must_use]
    pub const fn fingerprint(&self) -> &[u8; 32] {
        &self.fingerprint
    }
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

fn hashed(principal: &str) -> String {
    format!("sha256:{:x}", Sha256::digest(principal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_database_would_refuse_is_no_key() {
        let new = |principal: &str, key: &str| IdempotencyKey::new(principal, key, [0; 32]).map(|_| ());
        for good in [16, 255] {
            assert_eq!(new(&"p".repeat(200), &"k".repeat(good)), Ok(()));
        }
        for bad in
            ["", "0123456789abcde", &"k".repeat(256), "0123456789abcde\0", "0123456789abcde\t", "0123456789abcdé"]
        {
            assert_eq!(new("p", bad), Err(InvalidKey), "{bad:?}");
        }
    }

    #[test]
    fn every_name_of_a_caller_can_be_stored_and_two_stay_two() {
        let stored =
            |name: &str| IdempotencyKey::new(name, "0123456789abcdef", [0; 32]).unwrap().principal().to_owned();
        assert_eq!(stored("jwt:ada"), "jwt:ada");
        let long = format!("user:{}", "ü".repeat(500));
        for name in ["", "jwt:jürgen", "\0", &long] {
            let kept = stored(name);
            assert!((1..=200).contains(&kept.len()) && kept.is_ascii(), "{kept}");
            assert_eq!(kept, stored(name));
        }
        assert_ne!(stored("jwt:jürgen"), stored("jwt:jurgen"));
        assert_ne!(stored(&long), stored(&format!("{long}ü")));
    }
}
