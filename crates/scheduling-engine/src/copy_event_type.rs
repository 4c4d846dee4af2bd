//! Copies event types: of a host for the same or another host, and of a team for the same team. A copy is a new event type
//! with everything that can be set of the old one; nothing ties it to that one afterwards.

use scheduling_core::{
    EventType, EventTypeDetails, EventTypeId, HostId, Name, Owner, Scope, Slug, TeamEventType, TeamId,
};
use scheduling_store::event_types;

use crate::{
    Engine,
    event_types::{EventTypeRefusal, NewEventType, find, owner},
    failure::{Failure, What},
    principal::Principal,
    team_event_types::{self, Create, TeamEventTypeRefusal, TeamTypeSettings},
    writing::{Done, Prepared, UseCase, Work, Writing},
};

/// What is different in a copy.
#[derive(Clone, Debug, Default)]
pub struct CopyAs {
    /// What invitees see; `None` is the same.
    pub name: Option<Name>,
    /// The name in addresses; `None` is one that is free, made of the old one.
    pub slug: Option<Slug>,
    /// Whether it can be booked at once.
    pub is_active: bool,
}

/// An event type of a host, to be copied.
#[derive(Clone, Debug)]
pub struct CopyEventType {
    /// Which one, archived or not.
    pub event_type: EventTypeId,
    /// For whom; `None` is its host.
    pub host: Option<HostId>,
    /// What is different.
    pub copy: CopyAs,
}

impl Engine {
    /// Copies an event type of a host. For another host it follows that one's default schedule.
    ///
    /// # Errors
    /// The slug is taken, or there are too many; there is no such event type, or no such host, for this principal; the store
    /// failed.
    pub async fn copy_event_type(
        &self,
        principal: &Principal,
        writing: Writing<CopyEventType>,
    ) -> Result<Done<EventType>, Failure<EventTypeRefusal>> {
        principal.require(Scope::ConfigWrite)?;
        let owner = owner(writing.command.event_type);
        let from = match self.prepare(principal.scope(), writing.idempotency.as_ref(), owner).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(owner) => owner.ok_or(Failure::NotFound(What::EventType))?,
        };
        principal.reach(from, What::EventType)?;
        let to = writing.command.host.unwrap_or(from);
        principal.reach(to, What::Host)?;
        self.configuring(
            principal,
            vec![to],
            writing.map(|CopyEventType { event_type, copy, .. }| Copy { event_type, to, different: copy }),
        )
        .await
    }

    /// Copies an event type of a team, with those of its hosts who are still in the team.
    ///
    /// # Errors
    /// The slug is taken, all hosts have left, or there are too many; there is no such event type for this principal; the store
    /// failed.
    pub async fn copy_team_event_type(
        &self,
        principal: &Principal,
        (team, id): (TeamId, EventTypeId),
        writing: Writing<CopyAs>,
    ) -> Result<Done<TeamEventType>, Failure<TeamEventTypeRefusal>> {
        let case = writing.map(|different| CopyOfTeam { team, id, different });
        let hosts = |found: Option<TeamEventType>| found.map(|found| found.hosts());
        self.configure_team_type(principal, (team, scheduling_store::team_types::find(id)), case, hosts).await
    }
}

struct Copy {
    event_type: EventTypeId,
    to: HostId,
    different: CopyAs,
}

impl UseCase for Copy {
    type Outcome = EventType;
    type Refusal = EventTypeRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<EventType, Failure<EventTypeRefusal>> {
        let old = find(work, self.event_type).await?;
        let to = Owner::Host(self.to);
        let mut details = self.different.of(&old.details, to, work).await?;
        if old.owner != to {
            // A schedule is its host's.
            details.schedule = None;
        }
        NewEventType { host: self.to, details }.run(work).await
    }
}

struct CopyOfTeam {
    team: TeamId,
    id: EventTypeId,
    different: CopyAs,
}

impl UseCase for CopyOfTeam {
    type Outcome = TeamEventType;
    type Refusal = TeamEventTypeRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<TeamEventType, Failure<TeamEventTypeRefusal>> {
        let (_, old) = team_event_types::find(work, self.team, self.id).await?;
        let TeamEventType { event_type, scheduling } = old;
        if scheduling.hosts.is_empty() {
            return Err(Failure::Refused(TeamEventTypeRefusal::NoHosts));
        }
        let details = self.different.of(&event_type.details, Owner::Team(self.team), work).await?;
        let (kind, zone) = (Some(scheduling.kind), Some(scheduling.zone));
        let settings = TeamTypeSettings { details, kind, zone, hosts: scheduling.hosts };
        Create { team: self.team, settings, creator: None }.run(work).await
    }
}

impl CopyAs {
    /// The copy's details. Should somebody else take the free name before they are written, that is a taken one.
    async fn of<E>(
        &self,
        old: &EventTypeDetails,
        owner: Owner,
        work: &Work<'_>,
    ) -> Result<EventTypeDetails, Failure<E>> {
        let slug = if let Some(slug) = &self.slug {
            slug.clone()
        } else {
            let taken = work.tx.read(event_types::list_slugs(owner)).await?;
            old.slug.of_copy(|name| taken.contains(name))
        };
        let name = self.name.clone().unwrap_or_else(|| old.name.clone());
        Ok(EventTypeDetails { name, slug, is_active: self.is_active, ..old.clone() })
    }
}
