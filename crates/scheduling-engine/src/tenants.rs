//! Tenants, as the platform sees them: made and listed.

use scheduling_core::{Name, Quotas, Slug, Tenant, TenantId, TenantSettings, TenantStatus};
use scheduling_store::{
    Conflict, Page, PageRequest, PlatformScope, StoreError, TenantScope,
    changelog::Entity,
    idempotency::{IdempotencyKey, KEPT_FOR},
    tenants,
};
use sha2::{Digest, Sha256};
use tracing::Instrument as _;

use crate::{
    Engine,
    clock::stored,
    failure::{Failure, Nothing},
    principal::Actor,
    writing::{Done, Order, UseCase, Work, Writing},
};

/// A tenant to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTenant {
    /// Its name in URLs; unique in the installation.
    pub slug: Slug,
    /// What people call it.
    pub name: Name,
}

/// Why no tenant was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TenantRefusal {
    /// Another tenant has this slug.
    #[error("another tenant has this slug")]
    SlugTaken,
}

impl Engine {
    /// Makes a tenant, served from now on and with the product's settings.
    ///
    /// Keys are remembered inside of a tenant, and here there is none yet. So the key itself names the tenant that it
    /// makes: whoever repeats the request meets that tenant, and in it what the first one was told. This also finishes
    /// what a killed server had begun. For the same reason such a key never expires: after a day, when other keys are
    /// forgotten, it still names the tenant that it made, and another request under it is refused.
    ///
    /// # Errors
    /// The slug is taken; the store failed.
    pub async fn create_tenant(
        &self,
        platform: &PlatformScope,
        writing: Writing<NewTenant>,
    ) -> Result<Done<Tenant>, Failure<TenantRefusal>> {
        let (engine, platform) = (self.clone(), *platform);
        let task = tokio::spawn(async move { engine.make_tenant(&platform, writing).await }.in_current_span());
        task.await.unwrap_or_else(|panicked| Err(Failure::internal(panicked)))
    }

    /// All tenants, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn list_tenants(
        &self,
        platform: &PlatformScope,
        page: PageRequest,
    ) -> Result<Page<Tenant>, Failure<Nothing>> {
        Ok(self.parts.store.list_tenants(platform, page).await?)
    }

    async fn make_tenant(
        &self,
        platform: &PlatformScope,
        writing: Writing<NewTenant>,
    ) -> Result<Done<Tenant>, Failure<TenantRefusal>> {
        let Writing { command: new, idempotency } = writing;
        let id = idempotency.as_ref().map_or_else(|| TenantId::from_uuid(self.parts.ids.uuid()), named_by);
        let tenant = match self.made_before(id, &new).await? {
            Some(tenant) => tenant,
            // What the key named is gone for good, and its receipt says so.
            None if self.parts.store.find_erasure(platform, id).await?.is_some() => return Err(Failure::KeyReused),
            None => self.insert_tenant(platform, id, &new).await?,
        };
        let scope = TenantScope::of(id);
        self.write(Order { scope, actor: Actor::Platform, hosts: Vec::new(), idempotency, case: Made(tenant) }).await
    }

    async fn insert_tenant(
        &self,
        platform: &PlatformScope,
        id: TenantId,
        new: &NewTenant,
    ) -> Result<Tenant, Failure<TenantRefusal>> {
        let tenant = Tenant {
            id,
            slug: new.slug.clone(),
            name: new.name.clone(),
            status: TenantStatus::Active,
            scheduling_enabled: true,
            quotas: Quotas::default(),
            settings: TenantSettings::default(),
            created_at: stored(self.now()),
        };
        match self.parts.store.insert_tenant(platform, &tenant).await {
            Ok(()) => Ok(tenant),
            // It may have been another request under the same key that was first.
            Err(error) => self.made_before(id, new).await?.ok_or_else(|| refusal(error)),
        }
    }

    /// The tenant that was made under the same key, by this request or by one like it.
    async fn made_before(&self, id: TenantId, new: &NewTenant) -> Result<Option<Tenant>, Failure<TenantRefusal>> {
        let tenant = match self.parts.store.read(&TenantScope::of(id), tenants::get()).await {
            Ok(tenant) => tenant,
            Err(StoreError::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        if (&tenant.slug, &tenant.name) != (&new.slug, &new.name) {
            return Err(Failure::KeyReused);
        }
        // By then the key is forgotten.
        if tenant.created_at <= self.now() - KEPT_FOR {
            return Err(Failure::Refused(TenantRefusal::SlugTaken));
        }
        Ok(Some(tenant))
    }
}

/// What is written inside of the new tenant.
struct Made(Tenant);

impl UseCase for Made {
    type Outcome = Tenant;
    type Refusal = TenantRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Tenant, Failure<TenantRefusal>> {
        let Self(tenant) = self;
        work.log_created((Entity::Tenant, tenant.id.as_uuid()), tenant).await?;
        Ok(tenant.clone())
    }
}

/// The id of the tenant that is made under a key (`UUIDv8`, RFC 9562, section 5.8).
fn named_by(idempotency: &IdempotencyKey) -> TenantId {
    let mut hash = Sha256::new();
    // Of fixed length, so that no other pair runs into the same text.
    hash.update(Sha256::digest(idempotency.principal()));
    hash.update(idempotency.key());
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(hash.finalize()) {
        *byte = hashed;
    }
    TenantId::from_uuid(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

fn refusal(error: StoreError) -> Failure<TenantRefusal> {
    match error {
        StoreError::Conflict(Conflict::TenantSlugTaken) => Failure::Refused(TenantRefusal::SlugTaken),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_one_tenant_and_another_key_another() {
        let id = |principal: &str, key: &str| named_by(&IdempotencyKey::new(principal, key, [0; 32]).unwrap());
        assert_eq!(id("platform", "0123456789abcdef"), id("platform", "0123456789abcdef"));
        assert_ne!(id("platform", "0123456789abcdef"), id("platform", "0123456789abcdee"));
        assert_ne!(id("platform0", "123456789abcdefg"), id("platform", "0123456789abcdefg"));
        assert_eq!(id("platform", "0123456789abcdef").as_uuid().get_version_num(), 8);
    }
}
