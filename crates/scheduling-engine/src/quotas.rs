//! How much the platform lets a tenant have: set by the platform, and asked before something is added.

use scheduling_core::{Quotas, Tenant, TenantId};
use scheduling_store::{PlatformScope, changelog::Entity, event_types, hosts, tenants};

use crate::{
    Engine,
    failure::{Counted, Failure, Nothing, What},
    writing::{Done, UseCase, Work, Writing},
};

impl Engine {
    /// Sets how much a tenant can have. What is there already stays, also if it is more.
    ///
    /// # Errors
    /// There is no such tenant; the store failed.
    pub async fn set_tenant_quotas(
        &self,
        platform: &PlatformScope,
        writing: Writing<(TenantId, Quotas)>,
    ) -> Result<Done<Tenant>, Failure<Nothing>> {
        let (tenant, quotas) = writing.command;
        self.change_tenant(platform, tenant, writing.map(|_| Replace(quotas))).await
    }
}

struct Replace(Quotas);

impl UseCase for Replace {
    type Outcome = Tenant;
    type Refusal = Nothing;

    async fn run(&self, work: &Work<'_>) -> Result<Tenant, Failure<Nothing>> {
        let old = work.tx.lock_tenant().await?.ok_or(Failure::NotFound(What::Tenant))?;
        let new = Tenant { quotas: self.0, ..old.clone() };
        if new != old {
            work.tx.update_tenant_quotas(new.quotas, work.now).await?;
            work.log_updated((Entity::Tenant, old.id.as_uuid()), &old.quotas, &new.quotas).await?;
        }
        Ok(new)
    }
}

impl Work<'_> {
    /// Whether the tenant may have one more.
    pub(crate) async fn check_quota<E>(&self, what: Counted) -> Result<(), Failure<E>> {
        let quota = |tenant: &Tenant| match what {
            Counted::Hosts => tenant.quotas.hosts,
            Counted::EventTypes => tenant.quotas.event_types,
        };
        if quota(&self.tx.read(tenants::get()).await?).is_none() {
            return Ok(());
        }
        // From here to the commit nobody else adds one. Bookings do not wait for this.
        let tenant = self.tx.lock_tenant().await?.ok_or(Failure::NotFound(What::Tenant))?;
        let Some(most) = quota(&tenant) else { return Ok(()) };
        let there = match what {
            Counted::Hosts => hosts::count_active(),
            Counted::EventTypes => event_types::count_live(),
        };
        if self.tx.read(there).await? < u64::from(most) { Ok(()) } else { Err(Failure::QuotaReached { most, what }) }
    }
}
