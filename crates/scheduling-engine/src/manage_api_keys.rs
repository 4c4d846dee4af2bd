//! What becomes of API keys: listed, revoked, and replaced by new ones.

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{ApiKeyId, Minutes, Scope};
use scheduling_store::{Page, PageRequest, api_keys, api_keys::ApiKey, changelog::Entity};

use crate::{
    Engine,
    api_keys::{ApiKeyRefusal, IssuedKey, Logged, refusal},
    clock::stored,
    failure::{Failure, Nothing, What},
    principal::Principal,
    secret::Purpose,
    writing::{Done, Order, UseCase, Work, Writing},
};

/// The longest that a key and the one that replaces it are both valid: a week.
pub const LONGEST_OVERLAP: Minutes = Minutes(7 * 24 * 60);

/// A key that is to be replaced by one with another secret.
#[derive(Clone, Debug)]
pub struct RotateApiKey {
    /// Which one.
    pub key: ApiKeyId,
    /// For how long it stays valid beside the new one, up to [`LONGEST_OVERLAP`]; with 0 it ends at once.
    pub overlap: Minutes,
    /// When the new key expires; `None` is when the old one would have.
    pub expires_at: Option<Timestamp>,
}

impl Engine {
    /// The keys of the principal's tenant, oldest first, also those that open nothing any more.
    ///
    /// # Errors
    /// The scope `admin` is missing; the store failed.
    pub async fn list_api_keys(
        &self,
        principal: &Principal,
        page: PageRequest,
    ) -> Result<Page<ApiKey>, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        Ok(self.parts.store.read(&principal.scope(), api_keys::list(page)).await?)
    }

    /// Revokes a key: the next request with it is refused. One that is revoked already stays so.
    ///
    /// # Errors
    /// There is no such key; the scope `admin` is missing; the store failed.
    pub async fn revoke_api_key(
        &self,
        principal: &Principal,
        writing: Writing<ApiKeyId>,
    ) -> Result<Done<()>, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        let Writing { command: key, idempotency } = writing;
        let (scope, actor) = (principal.scope(), principal.actor());
        self.write(Order { scope, actor, hosts: Vec::new(), idempotency, case: Revoke(key) }).await
    }

    /// Replaces a key by one with another secret and the same name, scopes and host.
    ///
    /// # Errors
    /// There is no such key, or it is not valid any more; the new one would have expired already; the scope `admin` is
    /// missing; the store failed.
    pub async fn rotate_api_key(
        &self,
        principal: &Principal,
        writing: Writing<RotateApiKey>,
    ) -> Result<Done<IssuedKey>, Failure<ApiKeyRefusal>> {
        principal.require(Scope::Admin)?;
        let secret = self.new_secret(Purpose::ApiKey)?;
        let Writing { command, idempotency } = writing;
        let case = Rotate { command, prefix: secret.prefix(), hash: secret.hash() };
        let (scope, actor) = (principal.scope(), principal.actor());
        let done = self.write(Order { scope, actor, hosts: Vec::new(), idempotency, case }).await?;
        let secret = (!done.replayed).then(|| secret.reveal());
        Ok(done.map(|key| IssuedKey { key, secret }))
    }
}

struct Revoke(ApiKeyId);

impl UseCase for Revoke {
    type Outcome = ();
    type Refusal = Nothing;

    async fn run(&self, work: &Work<'_>) -> Result<(), Failure<Nothing>> {
        let key = work.tx.read(api_keys::find(self.0)).await?.ok_or(Failure::NotFound(What::ApiKey))?;
        if work.tx.revoke_api_key(key.id, work.now).await? {
            work.log_deleted((Entity::ApiKey, key.id.as_uuid()), &Logged::from(&key)).await?;
        }
        Ok(())
    }
}

struct Rotate {
    command: RotateApiKey,
    prefix: String,
    hash: [u8; 32],
}

impl UseCase for Rotate {
    type Outcome = ApiKey;
    type Refusal = ApiKeyRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<ApiKey, Failure<ApiKeyRefusal>> {
        let RotateApiKey { key, overlap, expires_at } = self.command;
        let end = work.now + SignedDuration::from_mins(overlap.min(LONGEST_OVERLAP).0.into());
        let old = work.tx.read(api_keys::find(key)).await?.ok_or(Failure::NotFound(What::ApiKey))?;
        if !work.tx.retire_api_key(key, work.now, end).await? {
            return Err(Failure::Refused(ApiKeyRefusal::Inactive));
        }
        let expires_at = expires_at.map(stored).or(old.expires_at);
        if expires_at.is_some_and(|expiry| expiry <= work.now) {
            return Err(Failure::Refused(ApiKeyRefusal::Expired));
        }
        let new = ApiKey {
            id: ApiKeyId::from_uuid(work.id()),
            name: old.name.clone(),
            prefix: self.prefix.clone(),
            scopes: old.scopes.clone(),
            host: old.host,
            expires_at,
            revoked_at: None,
            last_used_at: None,
            created_at: work.now,
        };
        work.tx.insert_api_key(&new, &self.hash).await.map_err(refusal)?;
        let retired = ApiKey { expires_at: Some(old.expires_at.map_or(end, |expiry| expiry.min(end))), ..old.clone() };
        work.log_updated((Entity::ApiKey, key.as_uuid()), &Logged::from(&old), &Logged::from(&retired)).await?;
        work.log_created((Entity::ApiKey, new.id.as_uuid()), &Logged::from(&new)).await?;
        Ok(new)
    }
}
