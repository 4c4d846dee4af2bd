//! Teams and their members: made, read, replaced and archived. A member who takes meetings of a team does not leave it.

use scheduling_core::{Host, HostId, Scope, Team, TeamDetails, TeamId, TeamMember, slots::MAX_TEAM_HOSTS};
use scheduling_store::{
    Conflict, Page, PageRequest, StoreError,
    changelog::Entity,
    hosts, team_types,
    teams::{self, Archived, TeamFilter},
};
use serde::{Deserialize, Serialize};

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    principal::Principal,
    writing::{Done, Order, Prepared, UseCase, Work, Writing},
};

/// Which teams to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct TeamsQuery {
    /// Whether archived ones are listed too.
    pub archived: Archived,
    /// Which page of them.
    pub page: PageRequest,
}

/// A member to be, or how a member shall be.
#[derive(Clone, Copy, Debug)]
pub struct NewMember {
    /// Of which team.
    pub team: TeamId,
    /// Who.
    pub host: HostId,
    /// Whether the member administers the team.
    pub is_admin: bool,
}

/// A member with who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamMemberProfile {
    /// The place in the team.
    pub member: TeamMember,
    /// Who it is.
    pub host: Host,
}

/// Why nothing was changed of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TeamRefusal {
    /// Another team, not archived, has this slug.
    #[error("another team has this slug")]
    SlugTaken,
    /// The host is a member already.
    #[error("the host is a member of the team already")]
    AlreadyMember,
    /// The member takes meetings of event types that are not archived.
    #[error("the member takes meetings of the team")]
    TakesMeetings,
    /// The team has as many members as there may be.
    #[error("a team has at most {MAX_TEAM_HOSTS} members")]
    TooMany,
}

impl Engine {
    /// Makes a team without members.
    ///
    /// # Errors
    /// The slug is taken; the key may not; the store failed.
    pub async fn create_team(
        &self,
        principal: &Principal,
        writing: Writing<TeamDetails>,
    ) -> Result<Done<Team>, Failure<TeamRefusal>> {
        principal.require(Scope::ConfigWrite)?;
        principal.reach_tenant()?;
        self.configure(principal, writing.map(Create)).await
    }

    /// One team, archived or not.
    ///
    /// # Errors
    /// There is none for this principal; the store failed.
    pub async fn get_team(&self, principal: &Principal, id: TeamId) -> Result<Team, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        self.reach_team(principal, id, What::Team).await?;
        self.parts.store.read(&principal.scope(), teams::find(id)).await?.ok_or(Failure::NotFound(What::Team))
    }

    /// The teams that the principal reaches, oldest first.
    ///
    /// # Errors
    /// The scope is missing; the store failed.
    pub async fn list_teams(&self, principal: &Principal, query: TeamsQuery) -> Result<Page<Team>, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        let filter = TeamFilter { administered_by: principal.only(), archived: query.archived };
        Ok(self.parts.store.read(&principal.scope(), teams::list(filter, query.page)).await?)
    }

    /// Replaces everything that can be changed of a team. Where nothing is different, nothing is written.
    ///
    /// # Errors
    /// The slug is taken; there is no such team for this principal; the store failed.
    pub async fn replace_team(
        &self,
        principal: &Principal,
        id: TeamId,
        writing: Writing<TeamDetails>,
    ) -> Result<Done<Team>, Failure<TeamRefusal>> {
        self.configure_team(principal, id, writing.map(|details| Replace { id, details })).await
    }

    /// Makes a team history: nobody can book it, its bookings stay, and its slug is free again. Archiving what is archived
    /// changes nothing.
    ///
    /// # Errors
    /// There is no such team for this principal; the store failed.
    pub async fn archive_team(
        &self,
        principal: &Principal,
        writing: Writing<TeamId>,
    ) -> Result<Done<Team>, Failure<TeamRefusal>> {
        principal.require(Scope::ConfigWrite)?;
        let Writing { command: id, idempotency } = writing;
        let scope = principal.scope();
        let read = teams::find(id).and(team_types::list_all_hosts(id));
        let (team, hosts) = match self.prepare(scope, idempotency.as_ref(), read).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(found) => found,
        };
        team.ok_or(Failure::NotFound(What::Team))?;
        self.reach_team(principal, id, What::Team).await?;
        // Whoever is booked at this moment is done before, and whoever comes later sees the change.
        self.write(Order { scope, actor: principal.actor(), hosts, idempotency, case: Archive(id) }).await
    }

    /// All members of a team, the first one first.
    ///
    /// # Errors
    /// There is no such team for this principal; the store failed.
    pub async fn team_members(
        &self,
        principal: &Principal,
        team: TeamId,
    ) -> Result<Vec<TeamMemberProfile>, Failure<Nothing>> {
        self.get_team(principal, team).await?;
        let members = self.parts.store.read(&principal.scope(), teams::list_members(team)).await?;
        Ok(members.into_iter().map(|(member, host)| TeamMemberProfile { member, host }).collect())
    }

    /// Takes a host into a team.
    ///
    /// # Errors
    /// The host is a member, or the team is full; there is no such team or host for this principal; the store failed.
    pub async fn add_team_member(
        &self,
        principal: &Principal,
        writing: Writing<NewMember>,
    ) -> Result<Done<TeamMemberProfile>, Failure<TeamRefusal>> {
        self.configure_team(principal, writing.command.team, writing.map(AddMember)).await
    }

    /// Writes whether a member administers the team. Where nothing is different, nothing is written.
    ///
    /// # Errors
    /// There is no such team or member for this principal; the store failed.
    pub async fn replace_team_member(
        &self,
        principal: &Principal,
        writing: Writing<NewMember>,
    ) -> Result<Done<TeamMemberProfile>, Failure<TeamRefusal>> {
        self.configure_team(principal, writing.command.team, writing.map(ReplaceMember)).await
    }

    /// Takes a member out of a team, and out of the hosts of its archived event types.
    ///
    /// # Errors
    /// The member takes meetings of an event type that is not archived; there is no such team or member for this
    /// principal; the store failed.
    pub async fn remove_team_member(
        &self,
        principal: &Principal,
        writing: Writing<(TeamId, HostId)>,
    ) -> Result<Done<()>, Failure<TeamRefusal>> {
        self.configure_team(principal, writing.command.0, writing.map(RemoveMember)).await
    }

    /// A key bound to a host, without the scope `admin`, reaches the teams that the host administers; others are not
    /// there for it.
    pub(crate) async fn reach_team<E>(
        &self,
        principal: &Principal,
        team: TeamId,
        what: What,
    ) -> Result<(), Failure<E>> {
        let Some(own) = principal.only() else { return Ok(()) };
        let member = self.parts.store.read(&principal.scope(), teams::find_member(team, own)).await?;
        if member.is_some_and(|member| member.is_admin) { Ok(()) } else { Err(Failure::NotFound(what)) }
    }

    /// Runs a use case that changes a team without touching anybody's time.
    async fn configure_team<C: UseCase>(
        &self,
        principal: &Principal,
        team: TeamId,
        writing: Writing<C>,
    ) -> Result<Done<C::Outcome>, Failure<C::Refusal>> {
        principal.require(Scope::ConfigWrite)?;
        let Writing { command: case, idempotency } = writing;
        let scope = principal.scope();
        let found = match self.prepare(scope, idempotency.as_ref(), teams::find(team)).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(found) => found,
        };
        found.ok_or(Failure::NotFound(What::Team))?;
        self.reach_team(principal, team, What::Team).await?;
        self.write(Order { scope, actor: principal.actor(), hosts: Vec::new(), idempotency, case }).await
    }
}

struct Create(TeamDetails);

impl UseCase for Create {
    type Outcome = Team;
    type Refusal = TeamRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Team, Failure<TeamRefusal>> {
        let id = TeamId::from_uuid(work.id());
        let details = self.0.clone();
        let team = Team { id, details, archived_at: None, created_at: work.now, updated_at: work.now };
        work.tx.insert_team(&team).await.map_err(refusal)?;
        work.log_created((Entity::Team, id.as_uuid()), &team).await?;
        Ok(team)
    }
}

struct Replace {
    id: TeamId,
    details: TeamDetails,
}

impl UseCase for Replace {
    type Outcome = Team;
    type Refusal = TeamRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Team, Failure<TeamRefusal>> {
        let old = locked(work, self.id).await?;
        if old.details == self.details {
            return Ok(old);
        }
        work.tx.update_team(self.id, &self.details, work.now).await.map_err(refusal)?;
        work.log_updated((Entity::Team, self.id.as_uuid()), &old.details, &self.details).await?;
        Ok(Team { details: self.details.clone(), updated_at: work.now, ..old })
    }
}

struct Archive(TeamId);

impl UseCase for Archive {
    type Outcome = Team;
    type Refusal = TeamRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Team, Failure<TeamRefusal>> {
        let old = locked(work, self.0).await?;
        // Somebody has come to take meetings since the hosts were looked up, and their time is not locked.
        let hosts = work.tx.read(team_types::list_all_hosts(self.0)).await?;
        if !hosts.iter().all(|host| work.hosts.contains(host)) {
            return Err(Failure::Busy);
        }
        if !work.tx.archive_team(self.0, work.now).await? {
            return Ok(old);
        }
        work.log_archived((Entity::Team, self.0.as_uuid()), &old).await?;
        Ok(Team { archived_at: Some(work.now), updated_at: work.now, ..old })
    }
}

struct AddMember(NewMember);

impl UseCase for AddMember {
    type Outcome = TeamMemberProfile;
    type Refusal = TeamRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<TeamMemberProfile, Failure<TeamRefusal>> {
        let NewMember { team, host, is_admin } = self.0;
        locked(work, team).await?;
        let (found, count) = work.tx.read(hosts::find(host).and(teams::count_members(team))).await?;
        let found = found.ok_or(Failure::NotFound(What::Host))?;
        if count >= MAX_TEAM_HOSTS as u64 {
            return Err(Failure::Refused(TeamRefusal::TooMany));
        }
        let member = TeamMember { team, host, is_admin, created_at: work.now };
        work.tx.insert_team_member(&member).await.map_err(refusal)?;
        work.log_updated((Entity::Team, team.as_uuid()), &None, &Some(member)).await?;
        Ok(TeamMemberProfile { member, host: found })
    }
}

struct ReplaceMember(NewMember);

impl UseCase for ReplaceMember {
    type Outcome = TeamMemberProfile;
    type Refusal = TeamRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<TeamMemberProfile, Failure<TeamRefusal>> {
        let NewMember { team, host, is_admin } = self.0;
        locked(work, team).await?;
        let (old, found) = work.tx.read(teams::find_member(team, host).and(hosts::find(host))).await?;
        let (old, found) = old.zip(found).ok_or(Failure::NotFound(What::Member))?;
        let member = TeamMember { is_admin, ..old };
        if member != old {
            work.tx.update_team_member(&member).await?;
            work.log_updated((Entity::Team, team.as_uuid()), &Some(old), &Some(member)).await?;
        }
        Ok(TeamMemberProfile { member, host: found })
    }
}

struct RemoveMember((TeamId, HostId));

impl UseCase for RemoveMember {
    type Outcome = ();
    type Refusal = TeamRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<(), Failure<TeamRefusal>> {
        let (team, host) = self.0;
        locked(work, team).await?;
        let old = work.tx.read(teams::find_member(team, host)).await?.ok_or(Failure::NotFound(What::Member))?;
        if !work.tx.delete_team_member(team, host).await.map_err(refusal)? {
            return Err(Failure::NotFound(What::Member));
        }
        work.log_updated((Entity::Team, team.as_uuid()), &Some(old), &None).await?;
        Ok(())
    }
}

/// The team, which nobody else changes until the end of the transaction.
async fn locked(work: &Work<'_>, id: TeamId) -> Result<Team, Failure<TeamRefusal>> {
    work.tx.lock_team(id).await?.ok_or(Failure::NotFound(What::Team))
}

fn refusal(error: StoreError) -> Failure<TeamRefusal> {
    match error {
        StoreError::Conflict(Conflict::TeamSlugTaken) => Failure::Refused(TeamRefusal::SlugTaken),
        StoreError::Conflict(Conflict::AlreadyMember) => Failure::Refused(TeamRefusal::AlreadyMember),
        StoreError::Conflict(Conflict::NotMember) => Failure::Refused(TeamRefusal::TakesMeetings),
        StoreError::Conflict(Conflict::UnknownHost) => Failure::NotFound(What::Host),
        other => other.into(),
    }
}
