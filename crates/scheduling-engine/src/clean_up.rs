//! Removes what has served its time: holds that expired, and idempotency keys that are older than a day. And writes down
//! what time has done to bookings: those that nobody approved are declined, those that took place are completed.
//!
//! Nothing that expires waits for this to stop counting: it is judged by its time wherever it is met.

use jiff::Timestamp;
use scheduling_store::{PageRequest, PlatformScope, TenantScope, TenantTx, bookings::Lapse};

use crate::{
    Engine,
    clock::stored,
    failure::{Failure, Nothing},
    principal::Actor,
    writing::{BUDGET, Work},
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

/// How much is removed in one transaction: little enough for its budget on a slow and busy server.
const BATCH: u32 = 1_000;
/// The same for bookings, of which each takes a few statements.
const BOOKINGS: u32 = 100;

#[derive(Clone, Copy, Debug)]
enum Kind {
    Holds,
    Keys,
    Bookings(Lapse),
}

impl Kind {
    const fn batch(self) -> u32 {
        match self {
            Self::Holds | Self::Keys => BATCH,
            Self::Bookings(_) => BOOKINGS,
        }
    }
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
                for (kind, count) in [
                    (Kind::Holds, &mut cleaned.holds),
                    (Kind::Keys, &mut cleaned.keys),
                    (Kind::Bookings(Lapse::Expired), &mut cleaned.expired),
                    (Kind::Bookings(Lapse::Ended), &mut cleaned.completed),
                ] {
                    if let Err(error) = self.clean(TenantScope::of(tenant.id), kind, count).await {
                        tracing::warn!(tenant = %tenant.id, ?kind, error = ?error, "a tenant was not cleaned up");
                        first_failure.get_or_insert(error);
                    }
                }
            }
            match tenants.next {
                Some(next) => page.after = Some(next),
                None => return first_failure.map_or(Ok(cleaned), Err),
            }
        }
    }

    /// Does away with all that has served its time in one tenant, batch by batch, and counts it.
    async fn clean(&self, scope: TenantScope, kind: Kind, count: &mut u64) -> Result<(), Failure<Nothing>> {
        loop {
            let tx = self.parts.store.begin(&scope, BUDGET).await?;
            let now = stored(self.now());
            let batch = match kind {
                Kind::Holds => tx.delete_all_expired_holds(now, kind.batch()).await?,
                Kind::Keys => tx.purge_keys(now, kind.batch()).await?,
                Kind::Bookings(lapse) => self.settle(&tx, lapse, now).await?,
            };
            tx.commit().await?;
            *count += batch;
            if batch < u64::from(kind.batch()) {
                return Ok(());
            }
        }
    }

    /// Writes down what has become of some bookings.
    async fn settle(&self, tx: &TenantTx, lapse: Lapse, now: Timestamp) -> Result<u64, Failure<Nothing>> {
        let work = Work { engine: self, tx, now, actor: Actor::System, hosts: &[] };
        let mut count = 0;
        for booking in tx.lock_lapsed_bookings(lapse, now, BOOKINGS).await? {
            let settled = booking.clone().settled(now);
            work.settle(&booking, &settled).await?;
            count += 1;
        }
        Ok(count)
    }
}
