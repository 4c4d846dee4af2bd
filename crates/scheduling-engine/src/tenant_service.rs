//! Whether a tenant is served, and with what: set by the platform. The next request of anybody finds it so, in whichever
//! process.

use scheduling_core::{Tenant, TenantId, TenantStatus};
use scheduling_store::{PlatformScope, TenantScope, changelog::Entity, tenants};
use serde::Serialize;

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    principal::Actor,
    writing::{Done, Order, Prepared, UseCase, Work, Writing},
};

/// What is switched on for a tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// Scheduling itself. Without it the public routes are not there, and the admin's say why they refuse.
    pub scheduling: bool,
}

impl Engine {
    /// One tenant, served or not.
    ///
    /// # Errors
    /// There is none with this id; the store failed.
    pub async fn tenant(&self, _platform: &PlatformScope, id: TenantId) -> Result<Tenant, Failure<Nothing>> {
        let found = self.parts.store.read(&TenantScope::of(id), tenants::find()).await?;
        found.ok_or(Failure::NotFound(What::Tenant))
    }

    /// Suspends a tenant, or resumes it. A suspended one is not there for the public, and its credentials open nothing;
    /// nothing of it is lost. Where it is so already, nothing is written.
    ///
    /// # Errors
    /// There is no such tenant; the store failed.
    pub async fn set_tenant_status(
        &self,
        platform: &PlatformScope,
        writing: Writing<(TenantId, TenantStatus)>,
    ) -> Result<Done<Tenant>, Failure<Nothing>> {
        let (tenant, status) = writing.command;
        self.change_tenant(platform, tenant, writing.map(|_| Change::Status(status))).await
    }

    /// Switches on or off what a tenant has. Where it is so already, nothing is written.
    ///
    /// # Errors
    /// There is no such tenant; the store failed.
    pub async fn set_tenant_features(
        &self,
        platform: &PlatformScope,
        writing: Writing<(TenantId, Features)>,
    ) -> Result<Done<Tenant>, Failure<Nothing>> {
        let (tenant, features) = writing.command;
        self.change_tenant(platform, tenant, writing.map(|_| Change::Features(features))).await
    }

    /// The scope of a tenant that is there.
    pub(crate) async fn existing<E>(&self, tenant: TenantId) -> Result<TenantScope, Failure<E>> {
        let scope = TenantScope::of(tenant);
        let found = self.parts.store.read(&scope, tenants::find()).await?;
        found.map(|_| scope).ok_or(Failure::NotFound(What::Tenant))
    }

    /// Runs a use case by which the platform changes a tenant that is there.
    pub(crate) async fn change_tenant<C: UseCase<Outcome = Tenant, Refusal = Nothing>>(
        &self,
        _platform: &PlatformScope,
        tenant: TenantId,
        writing: Writing<C>,
    ) -> Result<Done<Tenant>, Failure<Nothing>> {
        let (scope, Writing { command: case, idempotency }) = (TenantScope::of(tenant), writing);
        match self.prepare(scope, idempotency.as_ref(), tenants::find()).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(found) => found.ok_or(Failure::NotFound(What::Tenant))?,
        };
        self.write(Order { scope, actor: Actor::Platform, hosts: Vec::new(), idempotency, case }).await
    }
}

#[derive(Clone, Copy)]
enum Change {
    Status(TenantStatus),
    Features(Features),
}

impl UseCase for Change {
    type Outcome = Tenant;
    type Refusal = Nothing;

    async fn run(&self, work: &Work<'_>) -> Result<Tenant, Failure<Nothing>> {
        // Locked: of two changes at once, neither is undone by the other.
        let old = work.tx.lock_tenant().await?.ok_or(Failure::NotFound(What::Tenant))?;
        let new = match *self {
            Self::Status(status) => Tenant { status, ..old.clone() },
            Self::Features(Features { scheduling }) => Tenant { scheduling_enabled: scheduling, ..old.clone() },
        };
        if new != old {
            work.tx.update_tenant_service(new.status, new.scheduling_enabled, work.now).await?;
            let what = (Entity::Tenant, old.id.as_uuid());
            work.log_updated(what, &Service::of(&old), &Service::of(&new)).await?;
        }
        Ok(new)
    }
}

/// What the changelog keeps.
#[derive(Serialize)]
struct Service {
    status: TenantStatus,
    scheduling_enabled: bool,
}

impl Service {
    const fn of(tenant: &Tenant) -> Self {
        Self { status: tenant.status, scheduling_enabled: tenant.scheduling_enabled }
    }
}
