//! What anybody may see of a team: who it is, what can be booked, and when.

use scheduling_core::{
    EventTypeId, Host, Minutes, SchedulingKind, Slug, Team, TeamEventType, TeamTypeHost, Username,
    slots::{FactsRange, SlotQuery, TeamSlot},
};
use scheduling_store::{
    PageRequest,
    event_types::Inactive,
    team_facts::{self, TeamTarget},
    team_types::{self, TeamTypeFilter},
    teams, tenants,
};

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    principal::PublicTenant,
    public::still_open,
    team_offer::{OpenTeam, is_offered},
};

/// A team as the public sees it.
#[derive(Clone, Debug)]
pub struct PublicTeam {
    /// The team.
    pub team: Team,
    /// Its active members, if the team shows them.
    pub members: Vec<Host>,
    /// The types that can be booked, as many as a page holds.
    pub event_types: Vec<TeamEventType>,
}

/// An event type of a team as the public sees it.
#[derive(Clone, Debug)]
pub struct PublicTeamType {
    /// The team.
    pub team: Team,
    /// The event type.
    pub team_type: TeamEventType,
    /// Its active hosts, if the team shows its members or the invitee has to choose one of them.
    pub hosts: Vec<Host>,
}

/// Which team's slots, and which.
#[derive(Clone, Debug)]
pub struct ListTeamSlots {
    /// The team.
    pub team: Slug,
    /// The event type.
    pub slug: Slug,
    /// The starts that are asked for.
    pub query: SlotQuery,
}

/// Which team's next slots, and how many.
#[derive(Clone, Debug)]
pub struct NextTeamSlots {
    /// The team.
    pub team: Slug,
    /// The event type.
    pub slug: Slug,
    /// Only those that this host can take.
    pub host: Option<Username>,
    /// How many at most.
    pub count: usize,
}

/// The free slots of an event type of a team.
#[derive(Clone, Debug)]
pub struct TeamSlotList {
    /// The event type.
    pub event_type: EventTypeId,
    /// How long a meeting lasts.
    pub duration: Minutes,
    /// How many seats it has.
    pub seats: u32,
    /// Who takes the meetings, in the order that the slots refer to.
    pub hosts: Vec<Username>,
    /// The slots, ascending, each with the hosts who can take it.
    pub slots: Vec<TeamSlot>,
}

impl Engine {
    /// A team with the event types that can be booked.
    ///
    /// # Errors
    /// There is no such team; the store failed.
    pub async fn public_team(&self, tenant: &PublicTenant, slug: &Slug) -> Result<PublicTeam, Failure<Nothing>> {
        let (now, team) =
            self.parts.store.read(&tenant.scope(), tenants::find().and(teams::find_by_slug(slug))).await?;
        still_open(now)?;
        let team = team.ok_or(Failure::NotFound(What::Team))?;
        let offered = TeamTypeFilter { team: team.id, inactive: Inactive::Hidden };
        let read = teams::list_members(team.id).and(team_types::list(offered, PageRequest::default()));
        let (members, event_types) = self.parts.store.read(&tenant.scope(), read).await?;
        let mut members: Vec<Host> = members.into_iter().map(|(_, host)| host).collect();
        members.retain(|host| host.profile.is_active);
        let event_types = event_types.items.into_iter().filter(|offered| has_hosts(offered, &members)).collect();
        members.retain(|_| team.details.settings.show_member_profiles);
        Ok(PublicTeam { team, members, event_types })
    }

    /// An event type of a team that can be booked.
    ///
    /// # Errors
    /// There is none; the store failed.
    pub async fn public_team_type(
        &self,
        tenant: &PublicTenant,
        team: &Slug,
        slug: &Slug,
    ) -> Result<PublicTeamType, Failure<Nothing>> {
        let (now, team) =
            self.parts.store.read(&tenant.scope(), tenants::find().and(teams::find_by_slug(team))).await?;
        let now = still_open(now)?;
        let team = team.ok_or(Failure::NotFound(What::EventType))?;
        let read = team_types::find_offered(team.id, slug).and(teams::list_members(team.id));
        let (found, members) = self.parts.store.read(&tenant.scope(), read).await?;
        let mut members: Vec<Host> = members.into_iter().map(|(_, host)| host).collect();
        members.retain(|host| host.profile.is_active);
        let found = found.filter(|found| is_offered(&now, &team, found) && has_hosts(found, &members));
        let team_type = found.ok_or(Failure::NotFound(What::EventType))?;
        let is_chosen = team_type.scheduling.kind == SchedulingKind::Individual;
        let is_shown = is_chosen || team.details.settings.show_member_profiles;
        let takes = |host: &Host| team_type.scheduling.hosts.iter().any(|taking| taking.host == host.id);
        let hosts = members.into_iter().filter(|host| is_shown && takes(host)).collect();
        Ok(PublicTeamType { team, team_type, hosts })
    }

    /// Lists the free slots of an event type of a team: one round trip to the database, whatever the number of hosts.
    ///
    /// # Errors
    /// There is no such event type, or it cannot be booked; the store failed.
    pub async fn list_team_slots(
        &self,
        tenant: &PublicTenant,
        asked: ListTeamSlots,
    ) -> Result<TeamSlotList, Failure<Nothing>> {
        let ListTeamSlots { team, slug, query } = asked;
        let read = team_facts::find(&TeamTarget::Names { team, slug }, &FactsRange::of_query(&query));
        let offer = self.parts.store.read(&tenant.scope(), read).await?;
        // Read after the facts: a hold that is gone by now is not in the way.
        let now = self.now();
        let team = OpenTeam::to_public(offer)?;
        let slots = team.generate(&query, now)?;
        Ok(TeamSlotList::of(&team, slots))
    }

    /// Lists the next free slots of an event type of a team, whatever their date, up to the end of the longest booking
    /// window of its hosts: one round trip to the database, like [`list_team_slots`](Self::list_team_slots).
    ///
    /// # Errors
    /// There is no such event type, or it cannot be booked; the store failed.
    pub async fn next_team_slots(
        &self,
        tenant: &PublicTenant,
        asked: NextTeamSlots,
    ) -> Result<TeamSlotList, Failure<Nothing>> {
        let NextTeamSlots { team, slug, host, count } = asked;
        // The booking windows are among what is read, so as much is read as the longest one may need.
        let read = team_facts::find(&TeamTarget::Names { team, slug }, &FactsRange::ahead(self.now()));
        let offer = self.parts.store.read(&tenant.scope(), read).await?;
        // Read after the facts: a hold that is gone by now is not in the way.
        let now = self.now();
        let mut team = OpenTeam::to_public(offer)?;
        if host.is_some() && team.name(host.as_ref()).is_err() {
            return Ok(TeamSlotList::of(&team, Vec::new()));
        }
        let slots = team.next(count, now)?;
        Ok(TeamSlotList::of(&team, slots))
    }
}

impl TeamSlotList {
    fn of(team: &OpenTeam, slots: Vec<TeamSlot>) -> Self {
        let event_type = &team.team_type.event_type;
        let (event_type, duration, seats) = (event_type.id, event_type.details.duration, event_type.details.seats);
        let hosts = team.hosts.iter().map(|(host, _)| host.profile.username.clone()).collect();
        Self { event_type, duration, seats, hosts, slots }
    }
}

/// Whether those are active who are needed for a meeting: what cannot be booked is not shown either.
fn has_hosts(team_type: &TeamEventType, active: &[Host]) -> bool {
    let is_active = |taking: &TeamTypeHost| active.iter().any(|host| host.id == taking.host);
    team_type.scheduling.kind.can_meet(team_type.scheduling.hosts.iter().map(is_active))
}
