//! Event types of hosts: made, read, replaced, archived and restored; never deleted, because bookings refer to them.

use scheduling_core::{EventType, EventTypeDetails, EventTypeId, HostId, Owner, Scope};
use scheduling_store::{
    Conflict, Page, PageRequest, Read, StoreError,
    changelog::Entity,
    event_types::{self, EventTypeFilter, Inactive},
    hosts,
};

use crate::{
    Engine,
    failure::{Counted, Failure, Nothing, What},
    fields::{InvalidFields, check_event_type},
    principal::Principal,
    writing::{Done, UseCase, Work, Writing},
};

/// The most event types of one host, archived ones not counted: a public profile shows them all.
const MAX_EVENT_TYPES: u64 = 200;

/// An event type to be.
#[derive(Clone, Debug)]
pub struct NewEventType {
    /// Who is booked.
    pub host: HostId,
    /// What it is.
    pub details: EventTypeDetails,
}

/// An event type as it shall be.
#[derive(Clone, Debug)]
pub struct ReplaceEventType {
    /// Which one.
    pub event_type: EventTypeId,
    /// Whose it is, if the caller says so: an event type is never given away.
    pub host: Option<HostId>,
    /// Everything that can be changed of it.
    pub details: EventTypeDetails,
}

/// Which event types to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct EventTypesQuery {
    /// Those of one host; `None` is of all that the key reaches.
    pub host: Option<HostId>,
    /// Whether those that cannot be booked, and the archived ones, are listed too.
    pub inactive: Inactive,
    /// Which page of them.
    pub page: PageRequest,
}

/// Why an event type was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventTypeRefusal {
    /// Fields that cannot hold what they were given.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Another event type of the host, not archived, has this slug.
    #[error("another event type of the host has this slug")]
    SlugTaken,
    /// The host has as many as there may be, archived ones not counted.
    #[error("a host has at most {max} event types that are not archived")]
    TooMany {
        /// How many there may be.
        max: u64,
    },
    /// It belongs to another host than was said.
    #[error("it belongs to another host")]
    OtherHost,
    /// The host has no such schedule.
    #[error("the host has no such schedule")]
    UnknownSchedule,
}

impl Engine {
    /// Makes an event type.
    ///
    /// # Errors
    /// A field is invalid, the slug is taken, the schedule is not the host's, or there are too many; there is no such host
    /// for this principal; the store failed.
    pub async fn create_event_type(
        &self,
        principal: &Principal,
        writing: Writing<NewEventType>,
    ) -> Result<Done<EventType>, Failure<EventTypeRefusal>> {
        self.configure_host(principal, writing.command.host, writing).await
    }

    /// One event type, archived or not.
    ///
    /// # Errors
    /// There is none for this principal; the store failed.
    pub async fn get_event_type(&self, principal: &Principal, id: EventTypeId) -> Result<EventType, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        let found = self.parts.store.read(&principal.scope(), event_types::find(id)).await?;
        let owned = found.and_then(|found| Some((found.owner.host()?, found)));
        let (host, event_type) = owned.ok_or(Failure::NotFound(What::EventType))?;
        principal.reach(host, What::EventType)?;
        Ok(event_type)
    }

    /// Lists event types, oldest first.
    ///
    /// # Errors
    /// There is no such host for this principal; the store failed.
    pub async fn list_event_types(
        &self,
        principal: &Principal,
        query: EventTypesQuery,
    ) -> Result<Page<EventType>, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        let EventTypesQuery { host, inactive, page } = query;
        let listed = |host| event_types::list(EventTypeFilter { host, inactive }, page);
        let Some(host) = host.or(principal.only()) else {
            return Ok(self.parts.store.read(&principal.scope(), listed(None)).await?);
        };
        principal.reach(host, What::Host)?;
        let read = hosts::find(host).and(listed(Some(host)));
        let (host, found) = self.parts.store.read(&principal.scope(), read).await?;
        if host.is_some() { Ok(found) } else { Err(Failure::NotFound(What::Host)) }
    }

    /// Replaces everything that can be changed of an event type. Where nothing is different, nothing is written.
    ///
    /// # Errors
    /// As [`create_event_type`](Self::create_event_type); it belongs to another host than was said; there is no such type
    /// for this principal.
    pub async fn replace_event_type(
        &self,
        principal: &Principal,
        writing: Writing<ReplaceEventType>,
    ) -> Result<Done<EventType>, Failure<EventTypeRefusal>> {
        let owner = owner(writing.command.event_type);
        self.configure_owned(principal, (What::EventType, owner), writing).await
    }

    /// Makes an event type history: nobody can book it, its bookings stay, and its slug is free again. Archiving what
    /// is archived changes nothing.
    ///
    /// # Errors
    /// There is no such type for this principal; the store failed.
    pub async fn archive_event_type(
        &self,
        principal: &Principal,
        writing: Writing<EventTypeId>,
    ) -> Result<Done<EventType>, Failure<EventTypeRefusal>> {
        let owner = owner(writing.command);
        self.configure_owned(principal, (What::EventType, owner), writing.map(Archive)).await
    }

    /// Takes an event type back out of the archive. Restoring what is not archived changes nothing.
    ///
    /// # Errors
    /// Another type has taken the slug since, or there are too many; there is no such type for this principal; the store
    /// failed.
    pub async fn restore_event_type(
        &self,
        principal: &Principal,
        writing: Writing<EventTypeId>,
    ) -> Result<Done<EventType>, Failure<EventTypeRefusal>> {
        let owner = owner(writing.command);
        self.configure_owned(principal, (What::EventType, owner), writing.map(Restore)).await
    }
}

impl UseCase for NewEventType {
    type Outcome = EventType;
    type Refusal = EventTypeRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<EventType, Failure<EventTypeRefusal>> {
        check(&self.details)?;
        check_room(work, self.host).await?;
        let event_type = EventType {
            id: EventTypeId::from_uuid(work.id()),
            owner: Owner::Host(self.host),
            details: self.details.clone(),
            archived_at: None,
            created_at: work.now,
            updated_at: work.now,
        };
        work.tx.insert_event_type(&event_type).await.map_err(refusal)?;
        work.log_created((Entity::EventType, event_type.id.as_uuid()), &event_type).await?;
        Ok(event_type)
    }
}

impl UseCase for ReplaceEventType {
    type Outcome = EventType;
    type Refusal = EventTypeRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<EventType, Failure<EventTypeRefusal>> {
        let old = find(work, self.event_type).await?;
        if self.host.is_some_and(|host| Owner::Host(host) != old.owner) {
            return Err(Failure::Refused(EventTypeRefusal::OtherHost));
        }
        check(&self.details)?;
        if old.details == self.details {
            return Ok(old);
        }
        work.tx.update_event_type(self.event_type, &self.details, work.now).await.map_err(refusal)?;
        work.log_updated((Entity::EventType, self.event_type.as_uuid()), &old.details, &self.details).await?;
        Ok(EventType { details: self.details.clone(), updated_at: work.now, ..old })
    }
}

struct Archive(EventTypeId);

impl UseCase for Archive {
    type Outcome = EventType;
    type Refusal = EventTypeRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<EventType, Failure<EventTypeRefusal>> {
        let old = find(work, self.0).await?;
        if !work.tx.archive_event_type(self.0, work.now).await? {
            return Ok(old);
        }
        work.log_archived((Entity::EventType, self.0.as_uuid()), &old).await?;
        Ok(EventType { archived_at: Some(work.now), updated_at: work.now, ..old })
    }
}

struct Restore(EventTypeId);

impl UseCase for Restore {
    type Outcome = EventType;
    type Refusal = EventTypeRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<EventType, Failure<EventTypeRefusal>> {
        let old = find(work, self.0).await?;
        if let (Some(_), Some(host)) = (old.archived_at, old.owner.host()) {
            check_room(work, host).await?;
        }
        if !work.tx.restore_event_type(self.0, work.now).await.map_err(refusal)? {
            return Ok(old);
        }
        let restored = EventType { archived_at: None, updated_at: work.now, ..old.clone() };
        work.log_updated((Entity::EventType, self.0.as_uuid()), &old, &restored).await?;
        Ok(restored)
    }
}

/// The host whose event type it is. One of a team is not there: see `team_event_types`.
pub(crate) fn owner(id: EventTypeId) -> Read<Option<HostId>> {
    event_types::find(id).map(|found| found.and_then(|event_type| event_type.owner.host()))
}

pub(crate) async fn find(work: &Work<'_>, id: EventTypeId) -> Result<EventType, Failure<EventTypeRefusal>> {
    work.tx.read(event_types::find(id)).await?.ok_or(Failure::NotFound(What::EventType))
}

fn check(details: &EventTypeDetails) -> Result<(), Failure<EventTypeRefusal>> {
    check_event_type(details).map_err(|fields| Failure::Refused(fields.into()))
}

/// Whether the host, and the tenant, may have one more. The host's turn is ours, so that nobody adds one meanwhile.
async fn check_room(work: &Work<'_>, host: HostId) -> Result<(), Failure<EventTypeRefusal>> {
    let live = work.tx.read(event_types::count_of(host)).await?;
    if live >= MAX_EVENT_TYPES {
        return Err(Failure::Refused(EventTypeRefusal::TooMany { max: MAX_EVENT_TYPES }));
    }
    work.check_quota(Counted::EventTypes).await
}

fn refusal(error: StoreError) -> Failure<EventTypeRefusal> {
    match error {
        StoreError::Conflict(Conflict::SlugTaken) => Failure::Refused(EventTypeRefusal::SlugTaken),
        StoreError::Conflict(Conflict::UnknownSchedule) => Failure::Refused(EventTypeRefusal::UnknownSchedule),
        StoreError::Conflict(Conflict::UnknownHost) => Failure::NotFound(What::Host),
        other => other.into(),
    }
}
