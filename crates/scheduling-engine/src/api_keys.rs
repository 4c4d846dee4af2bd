//! API keys are made here and shown once.

use jiff::Timestamp;
use scheduling_core::{ApiKeyId, HostId, Name, Scope, TenantId};
use scheduling_store::{Conflict, PlatformScope, StoreError, TenantScope, api_keys::ApiKey, changelog::Entity};
use serde::{Deserialize, Serialize};

use crate::{
    Engine,
    clock::stored,
    failure::Failure,
    principal::{Actor, Principal},
    secret::{Purpose, Secret},
    writing::{Done, Order, UseCase, Work, Writing},
};

/// An API key to be.
#[derive(Clone, Debug)]
pub struct NewApiKey {
    /// What people call it.
    pub name: Name,
    /// What it allows; at least one.
    pub scopes: Vec<Scope>,
    /// The host whom it acts for, and whose things alone it reaches; `None` reaches all of the tenant.
    pub host: Option<HostId>,
    /// The first instant at which it is not valid any more.
    pub expires_at: Option<Timestamp>,
}

/// A new API key.
#[derive(Clone, PartialEq, Eq)]
pub struct IssuedKey {
    /// What is known of it from now on.
    pub key: ApiKey,
    /// The key itself, to be shown once. A repetition of the request has none: it is stored nowhere.
    pub secret: Option<String>,
}

impl std::fmt::Debug for IssuedKey {
    /// Leaves the secret out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IssuedKey").field("key", &self.key).finish_non_exhaustive()
    }
}

/// Why no key was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiKeyRefusal {
    /// A key without a scope opens nothing.
    #[error("a key needs at least one scope")]
    NoScopes,
    /// It would have expired before it was made.
    #[error("a key must expire in the future")]
    Expired,
    /// The tenant has no such host.
    #[error("the tenant has no such host")]
    UnknownHost,
    /// A key that is revoked or has expired is not replaced by another.
    #[error("the key is not valid any more")]
    Inactive,
}

impl Engine {
    /// Makes an API key for the principal's tenant.
    ///
    /// # Errors
    /// The key cannot be as asked; the scope `admin` is missing; the store failed.
    pub async fn create_api_key(
        &self,
        principal: &Principal,
        writing: Writing<NewApiKey>,
    ) -> Result<Done<IssuedKey>, Failure<ApiKeyRefusal>> {
        principal.require(Scope::Admin)?;
        self.issue(principal.scope(), principal.actor(), writing).await
    }

    /// Makes an API key for any tenant: its first one.
    ///
    /// # Errors
    /// The key cannot be as asked; there is no such tenant; the store failed.
    pub async fn create_tenant_api_key(
        &self,
        _platform: &PlatformScope,
        tenant: TenantId,
        writing: Writing<NewApiKey>,
    ) -> Result<Done<IssuedKey>, Failure<ApiKeyRefusal>> {
        let scope = self.existing(tenant).await?;
        self.issue(scope, Actor::Platform, writing).await
    }

    /// A new secret, which nobody else will ever have.
    pub(crate) fn new_secret<E>(&self, purpose: Purpose) -> Result<Secret, Failure<E>> {
        Ok(Secret::new(purpose, &self.parts.ids.secret().map_err(Failure::internal)?))
    }

    async fn issue(
        &self,
        scope: TenantScope,
        actor: Actor,
        writing: Writing<NewApiKey>,
    ) -> Result<Done<IssuedKey>, Failure<ApiKeyRefusal>> {
        let secret = self.new_secret(Purpose::ApiKey)?;
        let Writing { command: new, idempotency } = writing;
        let case = Issue { new: new.clone(), prefix: secret.prefix(), hash: secret.hash() };
        let Done { outcome, replayed } =
            self.write(Order { scope, actor, hosts: Vec::new(), idempotency, case }).await?;
        let secret = (!replayed).then(|| secret.reveal());
        Ok(Done { outcome: IssuedKey { key: outcome.key(new), secret }, replayed })
    }
}

struct Issue {
    new: NewApiKey,
    prefix: String,
    hash: [u8; 32],
}

/// What of a key the request does not say. A repetition says the rest again, or it is refused.
#[derive(Serialize, Deserialize)]
pub(crate) struct Issued {
    id: ApiKeyId,
    prefix: String,
    created_at: Timestamp,
}

impl Issued {
    fn key(&self, new: NewApiKey) -> ApiKey {
        let NewApiKey { name, scopes, host, expires_at } = new;
        ApiKey {
            id: self.id,
            name,
            prefix: self.prefix.clone(),
            scopes: Scope::ALL.iter().copied().filter(|scope| scopes.contains(scope)).collect(),
            host,
            expires_at: expires_at.map(stored),
            revoked_at: None,
            last_used_at: None,
            created_at: self.created_at,
        }
    }
}

impl UseCase for Issue {
    type Outcome = Issued;
    type Refusal = ApiKeyRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Issued, Failure<ApiKeyRefusal>> {
        if self.new.scopes.is_empty() {
            return Err(Failure::Refused(ApiKeyRefusal::NoScopes));
        }
        if self.new.expires_at.is_some_and(|expiry| expiry <= work.now) {
            return Err(Failure::Refused(ApiKeyRefusal::Expired));
        }
        let id = ApiKeyId::from_uuid(work.id());
        let issued = Issued { id, prefix: self.prefix.clone(), created_at: work.now };
        let key = issued.key(self.new.clone());
        work.tx.insert_api_key(&key, &self.hash).await.map_err(refusal)?;
        work.log_created((Entity::ApiKey, id.as_uuid()), &Logged::from(&key)).await?;
        Ok(issued)
    }
}

/// What the changelog keeps of a key.
#[derive(Serialize)]
pub(crate) struct Logged<'a> {
    name: &'a Name,
    prefix: &'a str,
    scopes: Vec<&'static str>,
    host: Option<HostId>,
    expires_at: Option<Timestamp>,
}

impl<'a> From<&'a ApiKey> for Logged<'a> {
    fn from(key: &'a ApiKey) -> Self {
        let scopes = key.scopes.iter().map(|scope| scope.as_str()).collect();
        Self { name: &key.name, prefix: &key.prefix, scopes, host: key.host, expires_at: key.expires_at }
    }
}

pub(crate) fn refusal(error: StoreError) -> Failure<ApiKeyRefusal> {
    match error {
        StoreError::Conflict(Conflict::UnknownHost) => Failure::Refused(ApiKeyRefusal::UnknownHost),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_keeps_each_scope_once_and_debug_shows_no_secret() {
        let secret = Secret::new(Purpose::ApiKey, &[7; 32]);
        let issued = Issued {
            id: ApiKeyId::from_uuid(uuid::Uuid::nil()),
            prefix: secret.prefix(),
            created_at: Timestamp::UNIX_EPOCH,
        };
        let scopes = vec![Scope::Admin, Scope::Read, Scope::Admin];
        let key = issued.key(NewApiKey { name: "CI".parse().unwrap(), scopes, host: None, expires_at: None });
        assert_eq!(key.scopes, [Scope::Read, Scope::Admin]);
        let text = secret.reveal();
        let shown = format!("{:?}", IssuedKey { key, secret: Some(text.clone()) });
        assert!(!shown.contains(&text), "{shown}");
    }
}
