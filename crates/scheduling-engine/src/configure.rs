//! What the use cases have in common by which a key changes the configuration: who may, in which order, and what the
//! changelog keeps.

use scheduling_core::{HostId, Scope};
use scheduling_store::{
    Read,
    changelog::{Action, Entity},
};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Engine,
    failure::{Failure, What},
    principal::Principal,
    writing::{Done, Order, Prepared, UseCase, Work, Writing, details},
};

type Wrote<C> = Result<Done<<C as UseCase>::Outcome>, Failure<<C as UseCase>::Refusal>>;

/// A thing of the configuration, for the changelog.
pub(crate) type Thing = (Entity, Uuid);

impl Engine {
    /// Runs a use case that changes the configuration.
    pub(crate) async fn configure<C: UseCase>(&self, principal: &Principal, writing: Writing<C>) -> Wrote<C> {
        self.configuring(principal, Vec::new(), writing).await
    }

    /// Runs a use case that changes what belongs to a host. Those of one host take turns, with each other and with
    /// bookings, so that what they read stays as it is until they have written.
    pub(crate) async fn configure_host<C: UseCase>(
        &self,
        principal: &Principal,
        host: HostId,
        writing: Writing<C>,
    ) -> Wrote<C> {
        principal.require(Scope::ConfigWrite)?;
        principal.reach(host, What::Host)?;
        self.configuring(principal, vec![host], writing).await
    }

    /// The same for what is named by an id of its own: `owner` finds whose it is. What belongs to a host that the
    /// principal does not reach is as absent as what never was.
    pub(crate) async fn configure_owned<C: UseCase>(
        &self,
        principal: &Principal,
        (what, owner): (What, Read<Option<HostId>>),
        writing: Writing<C>,
    ) -> Wrote<C> {
        principal.require(Scope::ConfigWrite)?;
        let host = match self.prepare(principal.scope(), writing.idempotency.as_ref(), owner).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(owner) => owner.ok_or(Failure::NotFound(what))?,
        };
        principal.reach(host, what)?;
        self.configuring(principal, vec![host], writing).await
    }

    /// The same for what is about several hosts, all of whom the principal reaches.
    pub(crate) async fn configuring<C: UseCase>(
        &self,
        principal: &Principal,
        hosts: Vec<HostId>,
        writing: Writing<C>,
    ) -> Wrote<C> {
        principal.require(Scope::ConfigWrite)?;
        let Writing { command: case, idempotency } = writing;
        let (scope, actor) = (principal.scope(), principal.actor());
        self.write(Order { scope, actor, hosts, idempotency, case }).await
    }
}

impl<T> Writing<T> {
    /// The same request, with what is made of its command.
    pub(crate) fn map<U>(self, then: impl FnOnce(T) -> U) -> Writing<U> {
        Writing { command: then(self.command), idempotency: self.idempotency }
    }
}

impl Principal {
    /// What belongs to no host is changed by keys only that are bound to none.
    pub(crate) fn reach_tenant<E>(&self) -> Result<(), Failure<E>> {
        if self.only().is_some() { Err(Failure::Forbidden(Scope::Admin)) } else { Ok(()) }
    }
}

#[derive(Serialize)]
struct Change<'a, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a T>,
}

impl Work<'_> {
    /// Logs that a thing was made.
    pub(crate) async fn log_created<T: Serialize + Sync, E>(&self, what: Thing, after: &T) -> Result<(), Failure<E>> {
        let change = Change { before: None, after: Some(after) };
        Ok(self.log(Action::Created, what, details(&change)?).await?)
    }

    /// Logs that a thing was changed.
    pub(crate) async fn log_updated<T: Serialize + Sync, E>(
        &self,
        what: Thing,
        before: &T,
        after: &T,
    ) -> Result<(), Failure<E>> {
        let change = Change { before: Some(before), after: Some(after) };
        Ok(self.log(Action::Updated, what, details(&change)?).await?)
    }

    /// Logs that a thing was made history.
    pub(crate) async fn log_archived<T: Serialize + Sync, E>(&self, what: Thing, before: &T) -> Result<(), Failure<E>> {
        let change = Change { before: Some(before), after: None };
        Ok(self.log(Action::Archived, what, details(&change)?).await?)
    }

    /// Logs that a thing was taken away.
    pub(crate) async fn log_deleted<T: Serialize + Sync, E>(&self, what: Thing, before: &T) -> Result<(), Failure<E>> {
        let change = Change { before: Some(before), after: None };
        Ok(self.log(Action::Deleted, what, details(&change)?).await?)
    }
}
