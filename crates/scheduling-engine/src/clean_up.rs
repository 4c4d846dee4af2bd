//! Removes what has served its time: holds, sessions and links that expired, idempotency keys that are older than a day,
//! the log of what was sent, and webhooks that were removed. And writes down what time has done to bookings: those that nobody approved are declined, those that took place
//! are completed.
//!
//! Of invitees whose meetings were long ago, as the tenant sets it, what was known is forgotten (`invitees.rs`).
//!
//! Nothing that expires waits for this to stop counting: it is judged by its time wherever it is met.

use jiff::SignedDuration;
use scheduling_core::Tenant;
use scheduling_store::{PageRequest, PlatformScope, TenantScope, bookings::Lapse};

use crate::{
    Engine,
    clock::stored,
    failure::{Failure, Nothing},
    invitees,
    principal::Actor,
    sessions,
    writing::{BUDGET, RETRIES, Told, Work},
};

/// How long it is known what was sent, and what was said to it: 60 days.
const DELIVERIES_KEPT: SignedDuration = SignedDuration::from_hours(60 * 24);

/// How much was removed, and how many bookings have got another state.
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
    /// Bookings that nobody approved in time.
    pub expired: u64,
    /// Bookings that took place.
    pub completed: u64,
    /// Bookings whose invitees were forgotten, because the tenant keeps what it knows of them no longer.
    pub forgotten: u64,
    /// Deliveries that were finished long ago, or whose webhooks were removed.
    pub deliveries: u64,
}

/// What is done to one tenant apart from the rest, so that one that fails does not keep the others from their turn.
#[derive(Clone, Copy, Debug)]
enum Chore {
    Settle(Lapse),
    Holds,
    Keys,
    Sessions,
    Links,
    Invitees,
    Deliveries,
    Webhooks,
}

impl Chore {
    const ALL: [Self; 9] = [
        Self::Settle(Lapse::Expired),
        Self::Settle(Lapse::Ended),
        Self::Holds,
        Self::Keys,
        Self::Sessions,
        Self::Links,
        Self::Invitees,
        Self::Deliveries,
        Self::Webhooks,
    ];

    /// How much is done in one transaction: little enough for its budget on a slow and busy server.
    fn batch(self) -> u32 {
        match self {
            // Each booking takes a few statements.
            Self::Settle(_) | Self::Invitees => 100,
            Self::Holds | Self::Keys | Self::Sessions | Self::Links | Self::Deliveries | Self::Webhooks => 1_000,
        }
    }

    fn count(self, cleaned: &mut Cleaned) -> &mut u64 {
        match self {
            Self::Settle(Lapse::Expired) => &mut cleaned.expired,
            Self::Settle(Lapse::Ended) => &mut cleaned.completed,
            Self::Holds => &mut cleaned.holds,
            Self::Keys => &mut cleaned.keys,
            Self::Sessions => &mut cleaned.sessions,
            Self::Links => &mut cleaned.links,
            Self::Invitees => &mut cleaned.forgotten,
            Self::Deliveries | Self::Webhooks => &mut cleaned.deliveries,
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
                for chore in Chore::ALL {
                    if let Err(error) = self.finish(tenant, chore, chore.count(&mut cleaned)).await {
                        tracing::warn!(tenant = %tenant.id, ?chore, ?error, "a tenant was not cleaned up");
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

    /// Does all that there is of one chore in one tenant, batch by batch, and counts it.
    async fn finish(&self, tenant: &Tenant, chore: Chore, count: &mut u64) -> Result<(), Failure<Nothing>> {
        let mut collisions = 0;
        loop {
            let batch = match self.finish_batch(tenant, chore).await {
                Err(Failure::Unavailable(error)) if error.is_retryable() && collisions < RETRIES => {
                    collisions += 1;
                    continue;
                }
                batch => batch?,
            };
            *count += batch;
            if batch < u64::from(chore.batch()) {
                return Ok(());
            }
        }
    }

    async fn finish_batch(&self, tenant: &Tenant, chore: Chore) -> Result<u64, Failure<Nothing>> {
        let tx = self.parts.store.begin(&TenantScope::of(tenant.id), BUDGET).await?;
        let (now, most) = (stored(self.now()), chore.batch());
        let told = Told::default();
        let work = Work { engine: self, tx: &tx, now, actor: &Actor::System, hosts: &[], told: &told };
        let count = match chore {
            Chore::Settle(lapse) => {
                let mut count = 0;
                for booking in tx.lock_lapsed_bookings(lapse, now, most).await? {
                    let settled = booking.clone().settled(now);
                    work.settle(&booking, &settled).await?;
                    count += 1;
                }
                count
            }
            Chore::Holds => tx.delete_all_expired_holds(now, most).await?,
            Chore::Keys => tx.purge_keys(now, most).await?,
            Chore::Sessions => tx.purge_sessions(now, now - sessions::IDLE, most).await?,
            Chore::Links => tx.purge_account_links(now, most).await?,
            Chore::Invitees => invitees::forget(&work, tenant.settings.retention_days, most).await?,
            Chore::Deliveries => tx.purge_deliveries(now - DELIVERIES_KEPT, most).await?,
            Chore::Webhooks => tx.purge_webhooks(most).await?,
        };
        tx.commit().await?;
        self.wake.notify_one();
        Ok(count)
    }
}
