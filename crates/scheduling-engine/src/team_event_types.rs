//! Event types of teams: made with their hosts, read, replaced and archived; never deleted.

use std::collections::BTreeSet;

use scheduling_core::{
    EventType, EventTypeDetails, EventTypeId, HostId, Owner, SchedulingKind, Scope, Team, TeamEventType, TeamId,
    TeamScheduling, TeamTypeHost, Zone,
};
use scheduling_store::{
    Conflict, Page, PageRequest, Read, StoreError,
    changelog::Entity,
    event_types::Inactive,
    hosts,
    team_types::{self, TeamTypeFilter},
    teams,
};

use crate::{
    Engine,
    failure::{Counted, Failure, Nothing, What},
    fields::{InvalidFields, check_event_type, check_seats},
    principal::Principal,
    writing::{Done, Order, Prepared, UseCase, Work, Writing},
};

/// The most event types of a team that are not archived: as many as its public page shows.
const MAX_EVENT_TYPES: u64 = 100;

/// An event type of a team to be.
#[derive(Clone, Debug)]
pub struct NewTeamEventType {
    /// Whose.
    pub team: TeamId,
    /// What it is, and how it is taken.
    pub settings: TeamTypeSettings,
}

/// Everything that can be set of an event type of a team.
#[derive(Clone, Debug)]
pub struct TeamTypeSettings {
    /// What it is. It names no schedule: each host has the default one.
    pub details: EventTypeDetails,
    /// How its meetings are taken; `None` is as the team's settings say.
    pub kind: Option<SchedulingKind>,
    /// Whose midnights cut common hours, and whose months the rotation counts by; `None` is the zone of the host that
    /// the key is bound to, else that of the first of the hosts; a change keeps the zone that is there.
    pub zone: Option<Zone>,
    /// Who takes the meetings.
    pub hosts: Vec<TeamTypeHost>,
}

/// Which event types of a team to list.
#[derive(Clone, Copy, Debug)]
pub struct TeamTypesQuery {
    /// Whose.
    pub team: TeamId,
    /// Whether those that cannot be booked, and the archived ones, are listed too.
    pub inactive: Inactive,
    /// Which page of them.
    pub page: PageRequest,
}

/// Why an event type of a team was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TeamEventTypeRefusal {
    /// Fields that cannot hold what they were given.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Another event type of the team, not archived, has this slug.
    #[error("another event type of the team has this slug")]
    SlugTaken,
    /// None, too many, or one twice.
    #[error("an event type has from 1 to 100 hosts, each once")]
    Hosts,
    /// The team has as many as there may be, archived ones not counted.
    #[error("a team has at most {MAX_EVENT_TYPES} event types that are not archived")]
    TooMany,
    /// It was archived, and all its hosts have left the team since.
    #[error("all its hosts have left the team")]
    NoHosts,
    /// A host is no member of the team.
    #[error("every host is a member of the team")]
    NotMember,
    /// It allows a series, whose hosts would be others each time.
    #[error("a round robin is not booked as a series, which keeps its host")]
    Series,
    /// It names a schedule.
    #[error("an event type of a team has no schedule of its own")]
    Schedule,
}

impl Engine {
    /// Makes an event type of a team.
    ///
    /// # Errors
    /// A field is invalid, the slug is taken, a host is no member, or there are too many; there is no such team for this
    /// principal; the store failed.
    pub async fn create_team_event_type(
        &self,
        principal: &Principal,
        writing: Writing<NewTeamEventType>,
    ) -> Result<Done<TeamEventType>, Failure<TeamEventTypeRefusal>> {
        let team = writing.command.team;
        let hosts = writing.command.settings.hosts();
        let creator = principal.host();
        let read = teams::find(team);
        let case = writing.map(|NewTeamEventType { team, settings }| Create { team, settings, creator });
        self.configure_team_type(principal, (team, read), case, |team| team.map(|_| hosts)).await
    }

    /// One event type of a team, archived or not.
    ///
    /// # Errors
    /// There is none for this principal; the store failed.
    pub async fn get_team_event_type(
        &self,
        principal: &Principal,
        team: TeamId,
        id: EventTypeId,
    ) -> Result<TeamEventType, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        self.reach_team(principal, team, What::EventType).await?;
        let found = self.parts.store.read(&principal.scope(), team_types::find(id)).await?;
        found.filter(|found| found.event_type.owner == Owner::Team(team)).ok_or(Failure::NotFound(What::EventType))
    }

    /// Lists event types of a team, oldest first.
    ///
    /// # Errors
    /// There is no such team for this principal; the store failed.
    pub async fn list_team_event_types(
        &self,
        principal: &Principal,
        query: TeamTypesQuery,
    ) -> Result<Page<TeamEventType>, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        let TeamTypesQuery { team, inactive, page } = query;
        self.reach_team(principal, team, What::Team).await?;
        let read = teams::find(team).and(team_types::list(TeamTypeFilter { team, inactive }, page));
        let (team, found) = self.parts.store.read(&principal.scope(), read).await?;
        if team.is_some() { Ok(found) } else { Err(Failure::NotFound(What::Team)) }
    }

    /// Replaces everything that can be changed of an event type of a team. Where nothing is different, nothing is written.
    ///
    /// # Errors
    /// As [`create_team_event_type`](Self::create_team_event_type); there is no such type for this principal.
    pub async fn replace_team_event_type(
        &self,
        principal: &Principal,
        (team, id): (TeamId, EventTypeId),
        writing: Writing<TeamTypeSettings>,
    ) -> Result<Done<TeamEventType>, Failure<TeamEventTypeRefusal>> {
        let new_hosts = writing.command.hosts();
        let case = writing.map(|settings| Replace { team, id, settings });
        // Whoever is booked at this moment is done before, and whoever comes later sees the change.
        let hosts = |found: Option<TeamEventType>| found.map(|found| [found.hosts(), new_hosts].concat());
        self.configure_team_type(principal, (team, team_types::find(id)), case, hosts).await
    }

    /// Makes an event type of a team history. Archiving what is archived changes nothing.
    ///
    /// # Errors
    /// There is no such type for this principal; the store failed.
    pub async fn archive_team_event_type(
        &self,
        principal: &Principal,
        writing: Writing<(TeamId, EventTypeId)>,
    ) -> Result<Done<TeamEventType>, Failure<TeamEventTypeRefusal>> {
        let (team, id) = writing.command;
        let case = writing.map(|(team, id)| Archive { team, id });
        let hosts = |found: Option<TeamEventType>| found.map(|found| found.hosts());
        self.configure_team_type(principal, (team, team_types::find(id)), case, hosts).await
    }

    /// Takes an event type of a team back out of the archive, with the hosts that are still in the team. Restoring what is
    /// not archived changes nothing.
    ///
    /// # Errors
    /// Another type of the team has taken the slug since, all its hosts have left, or there are too many; there is no such
    /// type for this principal; the store failed.
    pub async fn restore_team_event_type(
        &self,
        principal: &Principal,
        writing: Writing<(TeamId, EventTypeId)>,
    ) -> Result<Done<TeamEventType>, Failure<TeamEventTypeRefusal>> {
        let (team, id) = writing.command;
        let case = writing.map(|(team, id)| Restore { team, id });
        let hosts = |found: Option<TeamEventType>| found.map(|found| found.hosts());
        self.configure_team_type(principal, (team, team_types::find(id)), case, hosts).await
    }

    /// Runs a use case that changes an event type of a team, with the time of all hosts locked that it is about.
    pub(crate) async fn configure_team_type<C: UseCase, T: Send + 'static>(
        &self,
        principal: &Principal,
        (team, about): (TeamId, Read<Option<T>>),
        writing: Writing<C>,
        hosts: impl FnOnce(Option<T>) -> Option<Vec<HostId>>,
    ) -> Result<Done<C::Outcome>, Failure<C::Refusal>> {
        principal.require(Scope::ConfigWrite)?;
        let Writing { command: case, idempotency } = writing;
        let scope = principal.scope();
        let read = teams::find(team).and(about);
        let (found, about) = match self.prepare(scope, idempotency.as_ref(), read).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(found) => found,
        };
        found.ok_or(Failure::NotFound(What::Team))?;
        self.reach_team(principal, team, What::Team).await?;
        let hosts = hosts(about).ok_or(Failure::NotFound(What::EventType))?;
        self.write(Order { scope, actor: principal.actor(), hosts, idempotency, case }).await
    }
}

impl TeamTypeSettings {
    fn hosts(&self) -> Vec<HostId> {
        self.hosts.iter().map(|host| host.host).collect()
    }

    /// What is to be stored, in the order in which it is read.
    fn scheduling(&self, team: &Team, zone: Zone) -> Result<TeamScheduling, Failure<TeamEventTypeRefusal>> {
        let usual =
            if team.details.settings.round_robin { SchedulingKind::RoundRobin } else { SchedulingKind::Collective };
        let mut hosts = self.hosts.clone();
        hosts.sort_by_key(|host| host.host);
        let kind = self.kind.unwrap_or(usual);
        check_seats(self.details.seats, kind).map_err(|fields| Failure::Refused(fields.into()))?;
        Ok(TeamScheduling { kind, zone, hosts })
    }

    fn check(&self) -> Result<(), Failure<TeamEventTypeRefusal>> {
        check_event_type(&self.details).map_err(|fields| Failure::Refused(fields.into()))?;
        if self.details.schedule.is_some() {
            return Err(Failure::Refused(TeamEventTypeRefusal::Schedule));
        }
        let different: BTreeSet<HostId> = self.hosts.iter().map(|host| host.host).collect();
        let fits = (1..=scheduling_core::slots::MAX_TEAM_HOSTS).contains(&self.hosts.len());
        if fits && different.len() == self.hosts.len() {
            Ok(())
        } else {
            Err(Failure::Refused(TeamEventTypeRefusal::Hosts))
        }
    }
}

pub(crate) struct Create {
    pub(crate) team: TeamId,
    pub(crate) settings: TeamTypeSettings,
    /// Whose zone it gets if none is set.
    pub(crate) creator: Option<HostId>,
}

impl UseCase for Create {
    type Outcome = TeamEventType;
    type Refusal = TeamEventTypeRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<TeamEventType, Failure<TeamEventTypeRefusal>> {
        self.settings.check()?;
        let first = self.settings.hosts.first().map(|host| host.host);
        let of_zone = self.creator.or(first).ok_or(Failure::Refused(TeamEventTypeRefusal::Hosts))?;
        let team = room_in(self.team, work).await?;
        let host = work.tx.read(hosts::find(of_zone)).await?;
        let usual = host.map(|host| host.profile.zone);
        let zone = self.settings.zone.clone().or(usual).ok_or(Failure::Refused(TeamEventTypeRefusal::NotMember))?;
        let event_type = EventType {
            id: EventTypeId::from_uuid(work.id()),
            owner: Owner::Team(self.team),
            details: self.settings.details.clone(),
            archived_at: None,
            created_at: work.now,
            updated_at: work.now,
        };
        let made = TeamEventType { event_type, scheduling: self.settings.scheduling(&team, zone)? };
        check_series(&made)?;
        work.tx.insert_team_event_type(self.team, &made).await.map_err(refusal)?;
        work.log_created((Entity::EventType, made.event_type.id.as_uuid()), &made).await?;
        Ok(made)
    }
}

struct Replace {
    team: TeamId,
    id: EventTypeId,
    settings: TeamTypeSettings,
}

impl UseCase for Replace {
    type Outcome = TeamEventType;
    type Refusal = TeamEventTypeRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<TeamEventType, Failure<TeamEventTypeRefusal>> {
        let (team, old) = find(work, self.team, self.id).await?;
        self.settings.check()?;
        let zone = self.settings.zone.clone().unwrap_or_else(|| old.scheduling.zone.clone());
        let scheduling = self.settings.scheduling(&team, zone)?;
        let details = self.settings.details.clone();
        if old.event_type.details == details && old.scheduling == scheduling {
            return Ok(old);
        }
        let event_type = EventType { details, updated_at: work.now, ..old.event_type.clone() };
        let changed = TeamEventType { event_type, scheduling };
        check_series(&changed)?;
        work.tx.update_team_event_type(self.team, &changed, work.now).await.map_err(refusal)?;
        work.log_updated((Entity::EventType, self.id.as_uuid()), &old, &changed).await?;
        Ok(changed)
    }
}

struct Archive {
    team: TeamId,
    id: EventTypeId,
}

impl UseCase for Archive {
    type Outcome = TeamEventType;
    type Refusal = TeamEventTypeRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<TeamEventType, Failure<TeamEventTypeRefusal>> {
        let (_, old) = find(work, self.team, self.id).await?;
        if !work.tx.archive_event_type(self.id, work.now).await? {
            return Ok(old);
        }
        work.log_archived((Entity::EventType, self.id.as_uuid()), &old).await?;
        let event_type = EventType { archived_at: Some(work.now), updated_at: work.now, ..old.event_type };
        Ok(TeamEventType { event_type, ..old })
    }
}

struct Restore {
    team: TeamId,
    id: EventTypeId,
}

impl UseCase for Restore {
    type Outcome = TeamEventType;
    type Refusal = TeamEventTypeRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<TeamEventType, Failure<TeamEventTypeRefusal>> {
        // Before its hosts are looked at: nobody leaves the team meanwhile.
        work.tx.lock_team(self.team).await?;
        let (_, old) = find(work, self.team, self.id).await?;
        if old.scheduling.hosts.is_empty() {
            return Err(Failure::Refused(TeamEventTypeRefusal::NoHosts));
        }
        if old.event_type.archived_at.is_some() {
            room_in(self.team, work).await?;
        }
        if !work.tx.restore_event_type(self.id, work.now).await.map_err(refusal)? {
            return Ok(old);
        }
        let event_type = EventType { archived_at: None, updated_at: work.now, ..old.event_type.clone() };
        let restored = TeamEventType { event_type, ..old.clone() };
        work.log_updated((Entity::EventType, self.id.as_uuid()), &old, &restored).await?;
        Ok(restored)
    }
}

/// Whether it allows no more occurrences than it can have.
fn check_series(team_type: &TeamEventType) -> Result<(), Failure<TeamEventTypeRefusal>> {
    let fits = team_type.event_type.details.max_occurrences <= team_type.max_occurrences();
    if fits { Ok(()) } else { Err(Failure::Refused(TeamEventTypeRefusal::Series)) }
}

/// The team, if it and the tenant may have one more event type. Nobody else makes one before the transaction ends.
async fn room_in(team: TeamId, work: &Work<'_>) -> Result<Team, Failure<TeamEventTypeRefusal>> {
    let found = work.tx.lock_team(team).await?.ok_or(Failure::NotFound(What::Team))?;
    let live = work.tx.read(team_types::count_of(team)).await?;
    if live >= MAX_EVENT_TYPES {
        return Err(Failure::Refused(TeamEventTypeRefusal::TooMany));
    }
    work.check_quota(Counted::EventTypes).await?;
    Ok(found)
}

pub(crate) async fn find(
    work: &Work<'_>,
    team: TeamId,
    id: EventTypeId,
) -> Result<(Team, TeamEventType), Failure<TeamEventTypeRefusal>> {
    let (owner, found) = work.tx.read(teams::find(team).and(team_types::find(id))).await?;
    let found = found.filter(|found| found.event_type.owner == Owner::Team(team));
    owner.zip(found).ok_or(Failure::NotFound(What::EventType))
}

fn refusal(error: StoreError) -> Failure<TeamEventTypeRefusal> {
    match error {
        StoreError::Conflict(Conflict::SlugTaken) => Failure::Refused(TeamEventTypeRefusal::SlugTaken),
        StoreError::Conflict(Conflict::NotMember) => Failure::Refused(TeamEventTypeRefusal::NotMember),
        other => other.into(),
    }
}
