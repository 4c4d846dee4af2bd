//! Finds out who is asking: the holder of an API key, or of a platform key. Every refusal is the same.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{ApiKeyId, Tenant, TenantStatus};
use scheduling_store::{PlatformScope, StoreError, TenantScope, api_keys::ApiKey};
use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

use crate::{
    Engine,
    api_keys::Secret,
    failure::Failure,
    principal::{Principal, Who},
};

/// How exactly the last use of a key is remembered.
const USE_KNOWN_TO: SignedDuration = SignedDuration::from_secs(60);
/// The time for remembering it; nobody waits for that.
const USE_DEADLINE: Duration = Duration::from_secs(1);

/// The credential opens nothing. It says no more, so that nobody learns why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the credential is not valid")]
pub struct Unauthenticated;

impl Engine {
    /// The holder of an API key.
    ///
    /// # Errors
    /// The key is mistyped, unknown, expired or revoked, or its tenant is suspended; the store failed.
    pub async fn authenticate(&self, api_key: &str) -> Result<Principal, Failure<Unauthenticated>> {
        let secret = Secret::presented(api_key).ok_or(Failure::Refused(Unauthenticated))?;
        let found = self.parts.store.find_api_key(&secret.hash()).await?;
        let now = self.now();
        let (tenant, key) = found.filter(|found| opens(found, now)).ok_or(Failure::Refused(Unauthenticated))?;
        self.remember_use(TenantScope::of(tenant.id), &key, now);
        Ok(Principal { tenant, who: Who::Key(key.id), scopes: key.scopes, host: key.host })
    }

    /// The holder of a platform key.
    ///
    /// # Errors
    /// It is not one of the configured ones.
    pub fn check_platform_key(&self, key: &str) -> Result<PlatformScope, Failure<Unauthenticated>> {
        let hash: [u8; 32] = Sha256::digest(key).into();
        // All of them are compared, whichever it is.
        let keys = self.parts.platform_keys.iter();
        let known = keys.fold(Choice::from(0), |known, platform_key| known | platform_key.ct_eq(&hash));
        if known.into() { Ok(PlatformScope::authenticated()) } else { Err(Failure::Refused(Unauthenticated)) }
    }

    /// At most once a minute, and without the request waiting for it or failing with it.
    fn remember_use(&self, scope: TenantScope, key: &ApiKey, now: Timestamp) {
        if key.last_used_at.is_some_and(|last| now.duration_since(last) < USE_KNOWN_TO) {
            return;
        }
        let (engine, id) = (self.clone(), key.id);
        tokio::spawn(async move {
            if let Err(error) = engine.touch(scope, id, now).await {
                tracing::warn!(key = %id, %error, "the last use of the key {id} was not remembered");
            }
        });
    }

    async fn touch(&self, scope: TenantScope, id: ApiKeyId, now: Timestamp) -> Result<(), StoreError> {
        let tx = self.parts.store.begin(&scope, USE_DEADLINE).await?;
        tx.touch_api_key(id, now).await?;
        tx.commit().await
    }
}

fn opens((tenant, key): &(Tenant, ApiKey), now: Timestamp) -> bool {
    let expired = key.expires_at.is_some_and(|expiry| expiry <= now);
    tenant.status == TenantStatus::Active && key.revoked_at.is_none() && !expired
}
