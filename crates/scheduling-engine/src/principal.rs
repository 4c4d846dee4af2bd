//! Who is asking, and what they may do.

use scheduling_core::{ApiKeyId, HostId, Scope, Tenant};
use scheduling_store::TenantScope;

use crate::failure::{Failure, What};

/// The holder of an API key. Only [`Engine::authenticate`](crate::Engine::authenticate) makes one.
#[derive(Clone, Debug)]
pub struct Principal {
    pub(crate) tenant: Tenant,
    pub(crate) key: ApiKeyId,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) host: Option<HostId>,
}

impl Principal {
    /// The tenant whose key it is.
    #[must_use]
    pub const fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// The key.
    #[must_use]
    pub const fn key(&self) -> ApiKeyId {
        self.key
    }

    /// The host whom the key acts for, if it is bound to one.
    #[must_use]
    pub const fn host(&self) -> Option<HostId> {
        self.host
    }

    /// Whether the key has a scope.
    #[must_use]
    pub fn has(&self, needed: Scope) -> bool {
        self.scopes.iter().any(|scope| scope.covers(needed))
    }

    pub(crate) const fn scope(&self) -> TenantScope {
        TenantScope::of(self.tenant.id)
    }

    pub(crate) fn require<E>(&self, needed: Scope) -> Result<(), Failure<E>> {
        if self.has(needed) { Ok(()) } else { Err(Failure::Forbidden(needed)) }
    }

    /// A key bound to a host, without the scope `admin`, reaches that host's things only; others are not there for it.
    pub(crate) fn reach<E>(&self, host: HostId, what: What) -> Result<(), Failure<E>> {
        match self.only() {
            Some(own) if own != host => Err(Failure::NotFound(what)),
            _ => Ok(()),
        }
    }

    /// The only host that the key reaches; none if it reaches all.
    pub(crate) fn only(&self) -> Option<HostId> {
        self.host.filter(|_| !self.has(Scope::Admin))
    }
}

/// A tenant whose public pages are open. Only [`Engine::public_tenant`](crate::Engine::public_tenant) makes one.
#[derive(Clone, Debug)]
pub struct PublicTenant(pub(crate) std::sync::Arc<Tenant>);

impl PublicTenant {
    /// The tenant, as it was up to a second ago. What decides is read again.
    #[must_use]
    pub fn tenant(&self) -> &Tenant {
        &self.0
    }

    pub(crate) fn scope(&self) -> TenantScope {
        TenantScope::of(self.0.id)
    }
}

/// Who did something, for the changelog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Actor {
    Key(ApiKeyId),
    Invitee,
    Platform,
    /// The passing of time.
    System,
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Key(key) => write!(f, "key:{key}"),
            Self::Invitee => f.write_str("invitee"),
            Self::Platform => f.write_str("platform"),
            Self::System => f.write_str("system"),
        }
    }
}
