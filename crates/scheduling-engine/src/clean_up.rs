//! Removes what has served its time: holds that expired, and idempotency keys that are older than a day.
//!
//! Neither waits for this to stop counting: both are judged by their times wherever they are met.

use scheduling_store::{PageRequest, PlatformScope, StoreError, TenantScope};

use crate::{
    Engine,
    clock::stored,
    failure::{Failure, Nothing},
    writing::{BUDGET, RETRIES},
};

/// How much was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Holds.
    pub holds: u64,
    /// Idempotency keys.
    pub keys: u64,
}

/// How much of either is removed in one transaction: little enough for its budget on a slow and busy server.
const BATCH: u32 = 1_000;

impl Engine {
    /// Cleans up in every tenant, one after the other, in short transactions. Several servers may do so at once.
    ///
    /// # Errors
    /// The store failed in at least one tenant: the first of the failures, after the others had their turn. What was
    /// removed stays removed.
    pub async fn clean_up(&self, platform: &PlatformScope) -> Result<Cleaned, Failure<Nothing>> {
        let mut cleaned = Cleaned::default();
        let mut first_failure = None;
        let mut page = PageRequest::default();
        loop {
            let tenants = self.parts.store.list_tenants(platform, page).await?;
            for tenant in &tenants.items {
                if let Err(error) = self.remove(TenantScope::of(tenant.id), &mut cleaned).await {
                    tracing::warn!(tenant = %tenant.id, error = ?error, "a tenant was not cleaned up");
                    first_failure.get_or_insert(error);
                }
            }
            match tenants.next {
                Some(next) => page.after = Some(next),
                None => return first_failure.map_or(Ok(cleaned), |error| Err(error.into())),
            }
        }
    }

    /// Removes all that has served its time in one tenant, batch by batch, and counts it.
    async fn remove(&self, scope: TenantScope, cleaned: &mut Cleaned) -> Result<(), StoreError> {
        let mut collisions = 0;
        loop {
            let batch = match self.remove_batch(scope).await {
                Err(error) if error.is_retryable() && collisions < RETRIES => {
                    collisions += 1;
                    continue;
                }
                batch => batch?,
            };
            cleaned.holds += batch.holds;
            cleaned.keys += batch.keys;
            if batch.holds.max(batch.keys) < u64::from(BATCH) {
                return Ok(());
            }
        }
    }

    async fn remove_batch(&self, scope: TenantScope) -> Result<Cleaned, StoreError> {
        let tx = self.parts.store.begin(&scope, BUDGET).await?;
        let now = stored(self.now());
        let holds = tx.delete_all_expired_holds(now, BATCH).await?;
        let keys = tx.purge_keys(now, BATCH).await?;
        tx.commit().await?;
        Ok(Cleaned { holds, keys })
    }
}
