//! Finds out who is asking: the holder of an API key or of a platform key, or a user of an embedding platform. Every refusal is the same.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{ApiKeyId, SessionId, Tenant};
use scheduling_store::{PlatformScope, StoreError, TenantScope, api_keys::ApiKey, hosts};
use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};
use tracing::Instrument as _;

use crate::{
    Engine,
    failure::Failure,
    principal::{Principal, Who, served},
    secret::{Purpose, Secret},
    writing::BUDGET,
};

/// How exactly the last use of a key or a session is remembered.
const USE_KNOWN_TO: SignedDuration = SignedDuration::from_secs(60);
/// The time for remembering it; nobody waits for that.
const USE_DEADLINE: Duration = Duration::from_secs(1);
/// Of how many of them the last use is known without asking the database.
const CAPACITY: usize = 10_000;

/// The credential opens nothing. It says no more, so that nobody learns why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the credential is not valid")]
pub struct Unauthenticated;

/// What is used again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Used {
    Key(ApiKeyId),
    Session(SessionId),
}

impl fmt::Display for Used {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(id) => write!(f, "key {id}"),
            Self::Session(id) => write!(f, "session {id}"),
        }
    }
}

/// When uses were last written, or begun to be, so that of many at once one is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Uses(Arc<Mutex<HashMap<Used, Timestamp>>>);

impl Uses {
    /// Whether a use is to be written now; who is told so writes it.
    fn are_to_be_written(&self, (used, last): (Used, Option<Timestamp>), now: Timestamp) -> bool {
        let is_fresh = |last: Timestamp| now.duration_since(last) < USE_KNOWN_TO;
        if last.is_some_and(is_fresh) {
            return false;
        }
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if written.get(&used).copied().is_some_and(is_fresh) {
            return false;
        }
        if written.len() >= CAPACITY {
            written.retain(|_, last| is_fresh(*last));
        }
        if written.len() < CAPACITY {
            written.insert(used, now);
        }
        true
    }
}

impl Engine {
    /// Who has presented an API key, or a token of an embedding platform. Nothing of it is remembered until the next
    /// time, so that what is revoked is refused from then on.
    ///
    /// # Errors
    /// The key is mistyped, unknown, expired or revoked; the token is not valid; the tenant is not there, or it is
    /// suspended, or scheduling is switched off for it; the store failed.
    pub async fn authenticate(&self, credential: &str) -> Result<Principal, Failure<Unauthenticated>> {
        match Secret::presented(Purpose::ApiKey, credential) {
            Some(secret) => self.holder(&secret).await,
            None => self.user(credential).await,
        }
    }

    async fn user(&self, token: &str) -> Result<Principal, Failure<Unauthenticated>> {
        let vouched = self.parts.issuers.verify(token, self.now()).ok_or(Failure::Refused(Unauthenticated))?;
        let store = self.parts.store.within(BUDGET);
        let tenant = store.find_tenant_by_slug(&vouched.tenant).await?;
        let tenant = tenant.ok_or(Failure::Refused(Unauthenticated))?;
        served(&tenant)?;
        let host = hosts::find_by_user_id(&vouched.subject);
        let host = store.read(&TenantScope::of(tenant.id), host).await?.map(|host| host.id);
        Ok(Principal::person(tenant, Who::User(vouched.subject), vouched.role, host))
    }

    async fn holder(&self, secret: &Secret) -> Result<Principal, Failure<Unauthenticated>> {
        // Writes come through here, too, and have less time than other reads.
        let found = self.parts.store.within(BUDGET).find_api_key(&secret.hash()).await?;
        let now = self.now();
        let (tenant, key) = found.filter(|found| opens(found, now)).ok_or(Failure::Refused(Unauthenticated))?;
        // Whoever has the right key may know why it opens nothing.
        served(&tenant)?;
        self.remember_use(TenantScope::of(tenant.id), (Used::Key(key.id), key.last_used_at), now);
        Ok(Principal::key(tenant, key.id, key.scopes, key.host))
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
    pub(crate) fn remember_use(&self, scope: TenantScope, used: (Used, Option<Timestamp>), now: Timestamp) {
        if !self.uses.are_to_be_written(used, now) {
            return;
        }
        let (engine, (used, _)) = (self.clone(), used);
        let remember = async move {
            if let Err(error) = engine.touch(scope, used, now).await {
                tracing::warn!(%used, %error, "the last use of the {used} was not remembered");
            }
        };
        tokio::spawn(remember.in_current_span());
    }

    async fn touch(&self, scope: TenantScope, used: Used, now: Timestamp) -> Result<(), StoreError> {
        let tx = self.parts.store.begin(&scope, USE_DEADLINE).await?;
        match used {
            Used::Key(id) => tx.touch_api_key(id, now).await?,
            Used::Session(id) => tx.touch_session(id, now).await?,
        }
        tx.commit().await
    }
}

fn opens((_, key): &(Tenant, ApiKey), now: Timestamp) -> bool {
    let expired = key.expires_at.is_some_and(|expiry| expiry <= now);
    key.revoked_at.is_none() && !expired
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn key(number: u128, last_used_at: Option<Timestamp>) -> (Used, Option<Timestamp>) {
        (Used::Key(ApiKeyId::from_uuid(Uuid::from_u128(number))), last_used_at)
    }

    #[test]
    fn of_many_uses_of_a_key_one_a_minute_is_written() {
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1);
        let uses = Uses::default();
        let idle = key(1, None);
        // All of them found the key as it was before the first was written.
        assert_eq!((0..200).filter(|_| uses.are_to_be_written(idle, now)).count(), 1);
        assert!(uses.are_to_be_written(key(2, None), now), "another key");
        let session = Used::Session(SessionId::from_uuid(Uuid::from_u128(1)));
        assert!(uses.are_to_be_written((session, None), now), "a session");
        assert!(!uses.are_to_be_written(idle, now + SignedDuration::from_secs(59)));
        assert!(uses.are_to_be_written(idle, now + USE_KNOWN_TO));
        // Written by another server.
        assert!(!uses.are_to_be_written(key(3, Some(now)), now));
    }

    #[test]
    fn what_is_remembered_of_keys_does_not_grow_for_ever() {
        let uses = Uses::default();
        for number in 0..2 * CAPACITY as u128 {
            assert!(uses.are_to_be_written(key(number, None), Timestamp::UNIX_EPOCH));
        }
        assert_eq!(uses.0.lock().unwrap().len(), CAPACITY);
        assert!(uses.are_to_be_written(key(0, None), Timestamp::UNIX_EPOCH + USE_KNOWN_TO));
        assert_eq!(uses.0.lock().unwrap().len(), 1);
    }
}
