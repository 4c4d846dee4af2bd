//! Removes what has served its time: holds that expired, and idempotency keys that are older than a day. And writes down
//! what time has done to bookings: those that nobody approved are declined, those that took place are completed.
//!
//! Nothing that expires waits for this to stop counting: it is judged by its time wherever it is met.

use scheduling_store::{PageRequest, PlatformScope, StoreError, TenantScope, bookings::Lapse};

use crate::{
    Engine,
    clock::stored,
    failure::{Failure, Nothing},
    principal::Actor,
    writing::{BUDGET, RETRIES, Work},
};

/// How much was removed, and how many bookings have got another state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Holds.
    pub holds: u64,
    /// Idempotency keys.
    pub keys: u64,
    /// Bookings that nobody approved in time.
    pub expired: u64,
    /// Bookings that took place.
    pub completed: u64,
}

/// How much of either is removed in one transaction: little enough for its budget on a slow and busy server.
const BATCH: u32 = 1_000;
/// The same for bookings, of which each takes a few statements.
const BOOKINGS: u32 = 100;

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
                if let Err(error) = self.settle_all(TenantScope::of(tenant.id), &mut cleaned).await {
                    tracing::warn!(tenant = %tenant.id, ?error, "bookings of a tenant were not settled");
                    first_failure.get_or_insert(error);
                }
                if let Err(error) = self.remove(TenantScope::of(tenant.id), &mut cleaned).await {
                    tracing::warn!(tenant = %tenant.id, ?error, "a tenant was not cleaned up");
                    first_failure.get_or_insert(error.into());
                }
            }
            match tenants.next {
                Some(next) => page.after = Some(next),
                None => return first_failure.map_or(Ok(cleaned), Err),
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
        Ok(Cleaned { holds, keys, ..Cleaned::default() })
    }

    /// Writes down what has become of the bookings of one tenant without anybody's doing, batch by batch, and counts them.
    async fn settle_all(&self, scope: TenantScope, cleaned: &mut Cleaned) -> Result<(), Failure<Nothing>> {
        for (lapse, count) in [(Lapse::Expired, &mut cleaned.expired), (Lapse::Ended, &mut cleaned.completed)] {
            let mut collisions = 0;
            loop {
                let batch = match self.settle_batch(scope, lapse).await {
                    Err(Failure::Unavailable(error)) if error.is_retryable() && collisions < RETRIES => {
                        collisions += 1;
                        continue;
                    }
                    batch => batch?,
                };
                *count += batch;
                if batch < u64::from(BOOKINGS) {
                    break;
                }
            }
        }
        Ok(())
    }

    async fn settle_batch(&self, scope: TenantScope, lapse: Lapse) -> Result<u64, Failure<Nothing>> {
        let tx = self.parts.store.begin(&scope, BUDGET).await?;
        let now = stored(self.now());
        let work = Work { engine: self, tx: &tx, now, actor: Actor::System, hosts: &[] };
        let mut count = 0;
        for booking in tx.lock_lapsed_bookings(lapse, now, BOOKINGS).await? {
            let settled = booking.clone().settled(now);
            work.settle(&booking, &settled).await?;
            count += 1;
        }
        tx.commit().await?;
        Ok(count)
    }
}
