//! Who is asking, and what they may do.

use std::fmt;

use scheduling_core::{ApiKeyId, HostId, Scope, ShortText, Tenant};
use scheduling_store::TenantScope;

use crate::failure::{Failure, What};

/// Somebody who may do something in a tenant: [`Engine::authenticate`](crate::Engine::authenticate) makes one of an API key,
/// [`Principal::trusted`] of somebody whom the embedding program knows.
#[derive(Clone, Debug)]
pub struct Principal {
    pub(crate) tenant: Tenant,
    pub(crate) who: Who,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) host: Option<HostId>,
}

/// Who somebody is, as the changelog names them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Who {
    /// The holder of an API key.
    Key(ApiKeyId),
    /// A user of the embedding program, by that program's id.
    Trusted(ShortText),
}

impl Principal {
    /// A user of the embedding program, whom it calls `user`: the changelog and idempotency keys know them by that name, so
    /// no two users may share one. With a `host`, and without [`Scope::Admin`], they reach that host's things only.
    ///
    /// Make one only after authentication: every use case takes its word for who is asking and what they may do.
    #[must_use]
    pub const fn trusted(tenant: Tenant, user: ShortText, scopes: Vec<Scope>, host: Option<HostId>) -> Self {
        Self { tenant, who: Who::Trusted(user), scopes, host }
    }

    /// The tenant in which they act.
    #[must_use]
    pub const fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// Who they are. Its text is never the same for two of them in one tenant.
    #[must_use]
    pub const fn who(&self) -> &Who {
        &self.who
    }

    /// The host as whom they act, if there is one.
    #[must_use]
    pub const fn host(&self) -> Option<HostId> {
        self.host
    }

    /// Whether they may do what a scope stands for.
    #[must_use]
    pub fn has(&self, needed: Scope) -> bool {
        self.scopes.iter().any(|scope| scope.covers(needed))
    }

    pub(crate) const fn scope(&self) -> TenantScope {
        TenantScope::of(self.tenant.id)
    }

    /// As whom the changelog names them.
    pub(crate) fn actor(&self) -> Actor {
        Actor::Principal(self.who.clone())
    }

    pub(crate) fn require<E>(&self, needed: Scope) -> Result<(), Failure<E>> {
        if self.has(needed) { Ok(()) } else { Err(Failure::Forbidden(needed)) }
    }

    /// Whoever acts as a host, without the scope `admin`, reaches that host's things only; others are not there for them.
    pub(crate) fn reach<E>(&self, host: HostId, what: What) -> Result<(), Failure<E>> {
        match self.only() {
            Some(own) if own != host => Err(Failure::NotFound(what)),
            _ => Ok(()),
        }
    }

    /// The only host whom they reach; none if they reach all.
    pub(crate) fn only(&self) -> Option<HostId> {
        self.host.filter(|_| !self.has(Scope::Admin))
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(f, "key:{key}"),
            Self::Trusted(user) => write!(f, "user:{user}"),
        }
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Actor {
    Principal(Who),
    Invitee,
    Platform,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Principal(who) => who.fmt(f),
            Self::Invitee => f.write_str("invitee"),
            Self::Platform => f.write_str("platform"),
        }
    }
}
