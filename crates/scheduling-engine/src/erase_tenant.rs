//! Erases a tenant, and leaves a receipt. Nothing else of it stays: no row of any table names it any more.

use std::time::Duration;

use scheduling_core::{Slug, TenantId};
use scheduling_store::{PlatformScope, StoreError, TenantScope, erasures::Erasure, tenant_tables::LockedTenant};
use tracing::Instrument as _;

use crate::{
    Engine,
    clock::stored,
    failure::{Failure, What},
    principal::Actor,
    writing::{Done, RETRIES},
};

/// The longest that it may take: it is one transaction, so that there is all of a tenant or nothing.
const BUDGET: Duration = Duration::from_mins(10);

/// Which tenant is to be erased.
#[derive(Clone, Debug)]
pub struct EraseTenant {
    /// The tenant.
    pub tenant: TenantId,
    /// Its name in URLs, so that nobody erases another one by a slip.
    pub slug: Slug,
}

/// Why nothing was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EraseRefusal {
    /// It is still served.
    #[error("only a suspended tenant can be erased")]
    NotSuspended,
    /// The tenant has another slug.
    #[error("the tenant has another slug")]
    OtherSlug,
}

impl Engine {
    /// Erases a suspended tenant with all that there is of it. Repeated, it answers with the receipt of the first time.
    ///
    /// # Errors
    /// The tenant is not suspended, or has another slug; there is none, and never was; the store failed, and then nothing
    /// was erased.
    pub async fn erase_tenant(
        &self,
        platform: &PlatformScope,
        command: EraseTenant,
    ) -> Result<Done<Erasure>, Failure<EraseRefusal>> {
        let (engine, platform) = (self.clone(), *platform);
        let erase = async move {
            let mut collisions = 0;
            loop {
                match engine.erase_once(&platform, &command).await {
                    // What it collided with has ended: a suspended tenant has no new requests.
                    Err(Failure::Unavailable(error)) if error.is_retryable() && collisions < RETRIES => collisions += 1,
                    // It was erased, or it was not: the next look tells.
                    Err(Failure::Unavailable(StoreError::UnknownOutcome(_))) if collisions < RETRIES => collisions += 1,
                    done => return done,
                }
            }
        };
        let task = tokio::spawn(erase.in_current_span());
        task.await.unwrap_or_else(|panicked| Err(Failure::internal(panicked)))
    }

    async fn erase_once(
        &self,
        platform: &PlatformScope,
        command: &EraseTenant,
    ) -> Result<Done<Erasure>, Failure<EraseRefusal>> {
        let scope = TenantScope::of(command.tenant);
        let tx = self.parts.store.begin_as_platform(platform, &scope, BUDGET).await?;
        let Some(LockedTenant { slug, is_suspended }) = tx.lock_tenant_for_erasure().await? else {
            // Erased before, or by somebody for whom this one waited. Only what is gone has a receipt to show.
            let before = self.parts.store.find_erasure(platform, command.tenant).await?;
            let outcome = before.ok_or(Failure::NotFound(What::Tenant))?;
            return Ok(Done { outcome, replayed: true });
        };
        if slug != command.slug {
            return Err(Failure::Refused(EraseRefusal::OtherSlug));
        }
        if !is_suspended {
            return Err(Failure::Refused(EraseRefusal::NotSuspended));
        }
        let rows = tx.erase_tenant().await?;
        let (id, at, by) = (self.parts.ids.uuid(), stored(self.now()), Actor::Platform.to_string());
        let erasure = Erasure { id, tenant: command.tenant, at, by, rows };
        tx.insert_erasure(&erasure).await?;
        tx.commit().await?;
        tracing::info!(tenant = %command.tenant, receipt = %id, "the tenant {} was erased", command.tenant);
        Ok(Done { outcome: erasure, replayed: false })
    }
}
