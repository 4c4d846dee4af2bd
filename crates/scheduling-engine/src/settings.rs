//! A tenant's own settings: what hosts and event types follow where they set nothing, and the limits of its public
//! pages.

use scheduling_core::{Scope, Tenant, TenantSettings};
use scheduling_store::{changelog::Entity, tenants};

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    fields::{InvalidFields, check_settings},
    principal::Principal,
    writing::{Done, UseCase, Work, Writing},
};

impl Engine {
    /// The principal's tenant, read anew.
    ///
    /// # Errors
    /// The scope is missing; the store failed.
    pub async fn get_tenant(&self, principal: &Principal) -> Result<Tenant, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        Ok(self.parts.store.read(&principal.scope(), tenants::get()).await?)
    }

    /// Replaces the tenant's settings. Where nothing is different, nothing is written.
    ///
    /// # Errors
    /// Fields are invalid; the key may not; the store failed.
    pub async fn replace_settings(
        &self,
        principal: &Principal,
        writing: Writing<TenantSettings>,
    ) -> Result<Done<Tenant>, Failure<InvalidFields>> {
        principal.require(Scope::ConfigWrite)?;
        principal.reach_tenant()?;
        self.configure(principal, writing.map(Replace)).await
    }
}

struct Replace(TenantSettings);

impl UseCase for Replace {
    type Outcome = Tenant;
    type Refusal = InvalidFields;

    async fn run(&self, work: &Work<'_>) -> Result<Tenant, Failure<InvalidFields>> {
        let Self(settings) = self;
        check_settings(settings).map_err(Failure::Refused)?;
        let old = work.tx.lock_tenant().await?.ok_or(Failure::NotFound(What::Tenant))?;
        if old.settings == *settings {
            return Ok(old);
        }
        work.tx.update_tenant_settings(settings, work.now).await?;
        work.log_updated((Entity::Tenant, old.id.as_uuid()), &old.settings, settings).await?;
        Ok(Tenant { settings: settings.clone(), ..old })
    }
}
