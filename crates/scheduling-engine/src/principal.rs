//! Who is asking, and what they may do.

use std::fmt;

use scheduling_core::{
    AccountId, ApiKeyId, BookingId, HostId, LinkId, Role, Scope, SessionId, ShortText, Tenant, TenantStatus,
};
use scheduling_store::TenantScope;

use crate::failure::{Failure, What};

/// Somebody who may act in a tenant: the holder of an API key, or a person with a role. [`Engine::authenticate`] and its
/// siblings make one, and [`Principal::trusted`] of somebody whom the embedding program knows.
///
/// [`Engine::authenticate`]: crate::Engine::authenticate
#[derive(Clone, Debug)]
pub struct Principal {
    pub(crate) tenant: Tenant,
    pub(crate) who: Who,
    /// What a person is; who is not governed by roles has none.
    pub(crate) role: Option<Role>,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) host: Option<HostId>,
}

/// Who somebody is, as the changelog names them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Who {
    /// The holder of an API key.
    Key(ApiKeyId),
    /// A person who has signed in.
    Account(AccountId, SessionId),
    /// A user of an embedding platform, by the platform's id.
    User(ShortText),
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
        Self { tenant, who: Who::Trusted(user), role: None, scopes, host }
    }

    /// The holder of a key. One that is bound to a host, without the scope `admin`, reaches that host's things only.
    pub(crate) fn key(tenant: Tenant, key: ApiKeyId, scopes: Vec<Scope>, host: Option<HostId>) -> Self {
        Self { tenant, who: Who::Key(key), role: None, scopes, host }
    }

    /// A person. A member reaches the things of the host whom they are, and without one nothing at all.
    pub(crate) fn person(tenant: Tenant, who: Who, role: Role, host: Option<HostId>) -> Self {
        let scopes = if role == Role::Member && host.is_none() { Vec::new() } else { role.scopes().to_vec() };
        Self { tenant, who, role: Some(role), scopes, host }
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

    /// What a person is in the tenant; none for an API key and for a user of the embedding program.
    #[must_use]
    pub const fn role(&self) -> Option<Role> {
        self.role
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

    /// Whose things they do not reach, those are not there for them. This is the one place that says whose they reach.
    pub(crate) fn reach<E>(&self, host: HostId, what: What) -> Result<(), Failure<E>> {
        match self.only() {
            Some(own) if own != host => Err(Failure::NotFound(what)),
            _ => Ok(()),
        }
    }

    /// The only host whom they reach; none if they reach all. Who reaches nobody at all has no scopes.
    pub(crate) fn only(&self) -> Option<HostId> {
        self.host.filter(|_| !self.has(Scope::Admin))
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(f, "key:{key}"),
            Self::Account(account, _) => write!(f, "account:{account}"),
            Self::User(subject) => write!(f, "jwt:{subject}"),
            Self::Trusted(user) => write!(f, "user:{user}"),
        }
    }
}

/// Whether somebody who has shown who they are is served in their tenant.
pub(crate) fn served<E>(tenant: &Tenant) -> Result<(), Failure<E>> {
    match tenant.status {
        TenantStatus::Suspended => Err(Failure::Suspended),
        TenantStatus::Active if !tenant.scheduling_enabled => Err(Failure::SchedulingOff),
        TenantStatus::Active => Ok(()),
    }
}

/// A tenant whose public pages are open. Only [`Engine::public_tenant`](crate::Engine::public_tenant) makes one.
#[derive(Clone, Debug)]
pub struct PublicTenant(pub(crate) std::sync::Arc<Tenant>);

impl PublicTenant {
    /// The tenant, as it was up to a second ago. What decides is read again, also whether its pages are open.
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
    /// Whoever has a link.
    Link(LinkId),
    /// A host of this booking, by the link in the mail about it: all of its hosts have the same one.
    Mail(BookingId),
    Platform,
    /// The passing of time.
    System,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Principal(who) => who.fmt(f),
            Self::Invitee => f.write_str("invitee"),
            Self::Link(link) => write!(f, "link:{link}"),
            Self::Mail(booking) => write!(f, "mail:{booking}"),
            Self::Platform => f.write_str("platform"),
            Self::System => f.write_str("system"),
        }
    }
}
