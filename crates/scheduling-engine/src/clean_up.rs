//! Removes what has served its time: holds, sessions and links that expired, and idempotency keys that are older than a
//! day.
//!
//! None waits for this to stop counting: both are judged by their times wherever they are met.

use scheduling_store::{PageRequest, PlatformScope, StoreError, TenantScope};

use crate::{
    Engine,
    clock::stored,
    failure::{Failure, Nothing},
    sessions,
    writing::BUDGET,
};

/// How much was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Holds.
    pub holds: u64,
    /// Idempotency keys.
    pub keys: u64,
    /// Sessions.
    pub sessions: u64,
    /// Invitations, and ways to set another password.
    pub links: u64,
}

/// How much is removed in one transaction: little enough for its budget on a slow and busy server.
const BATCH: u32 = 1_000;

#[derive(Clone, Copy, Debug)]
enum Kind {
    Holds,
    Keys,
    Sessions,
    Links,
}

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
                for (kind, removed) in [
                    (Kind::Holds, &mut cleaned.holds),
                    (Kind::Keys, &mut cleaned.keys),
                    (Kind::Sessions, &mut cleaned.sessions),
                    (Kind::Links, &mut cleaned.links),
                ] {
                    if let Err(error) = self.remove(TenantScope::of(tenant.id), kind, removed).await {
                        tracing::warn!(tenant = %tenant.id, ?kind, error = ?error, "a tenant was not cleaned up");
                        first_failure.get_or_insert(error);
                    }
                }
            }
            match tenants.next {
                Some(next) => page.after = Some(next),
                None => return first_failure.map_or(Ok(cleaned), |error| Err(error.into())),
            }
        }
    }

    /// Removes all that has served its time in one tenant, batch by batch, and counts it.
    async fn remove(&self, scope: TenantScope, kind: Kind, removed: &mut u64) -> Result<(), StoreError> {
        loop {
            let tx = self.parts.store.begin(&scope, BUDGET).await?;
            let now = stored(self.now());
            let batch = match kind {
                Kind::Holds => tx.delete_all_expired_holds(now, BATCH).await?,
                Kind::Keys => tx.purge_keys(now, BATCH).await?,
                Kind::Sessions => tx.purge_sessions(now, now - sessions::IDLE, BATCH).await?,
                Kind::Links => tx.purge_account_links(now, BATCH).await?,
            };
            tx.commit().await?;
            *removed += batch;
            if batch < u64::from(BATCH) {
                return Ok(());
            }
        }
    }
}
