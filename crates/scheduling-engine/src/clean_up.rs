//! Removes what has served its time: holds that expired, and idempotency keys that are older than a day.
//!
//! Neither waits for this to stop counting: both are judged by their times wherever they are met.

use scheduling_store::{PageRequest, PlatformScope, TenantScope};

use crate::{
    Engine,
    clock::stored,
    failure::{Failure, Nothing},
    writing::BUDGET,
};

/// How much was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Holds.
    pub holds: u64,
    /// Idempotency keys.
    pub keys: u64,
}

impl Engine {
    /// Cleans up in every tenant, one after the other. Several servers may do so at once.
    ///
    /// # Errors
    /// The store failed; what was removed stays removed.
    pub async fn clean_up(&self, platform: &PlatformScope) -> Result<Cleaned, Failure<Nothing>> {
        let mut cleaned = Cleaned::default();
        let mut page = PageRequest::default();
        loop {
            let tenants = self.parts.store.list_tenants(platform, page).await?;
            for tenant in &tenants.items {
                let tx = self.parts.store.begin(&TenantScope::of(tenant.id), BUDGET).await?;
                let now = stored(self.now());
                cleaned.holds += tx.delete_all_expired_holds(now).await?;
                cleaned.keys += tx.purge_keys(now).await?;
                tx.commit().await?;
            }
            match tenants.next {
                Some(next) => page.after = Some(next),
                None => return Ok(cleaned),
            }
        }
    }
}
