//! Whose event types there can be: the hosts and teams that somebody reaches.

use scheduling_core::{Host, HostId, Name, Owner, Slug, Team, TeamId};
use scheduling_engine::{Failure, Nothing, TeamsQuery};
use scheduling_render::pages::admin::OwnerChoice;
use scheduling_store::{PageRequest, teams::Archived};

use super::desk::Desk;

/// How many of each are looked for.
const MOST: usize = 1000;

/// The hosts and teams that somebody reaches.
pub(super) struct Owners {
    pub(super) hosts: Vec<Host>,
    pub(super) teams: Vec<Team>,
}

impl Owners {
    pub(super) async fn of(desk: &Desk) -> Result<Self, Failure<Nothing>> {
        let (engine, principal) = (desk.engine(), &desk.principal);
        let (mut hosts, mut teams) = (Vec::new(), Vec::new());
        let mut page = PageRequest::default();
        loop {
            let found = engine.list_hosts(principal, page).await?;
            hosts.extend(found.items);
            page.after = found.next;
            if page.after.is_none() || hosts.len() >= MOST {
                break;
            }
        }
        page.after = None;
        loop {
            let found = engine.list_teams(principal, TeamsQuery { archived: Archived::Hidden, page }).await?;
            teams.extend(found.items);
            page.after = found.next;
            if page.after.is_none() || teams.len() >= MOST {
                break;
            }
        }
        Ok(Self { hosts, teams })
    }

    /// All of them to choose from.
    pub(super) fn choices(&self) -> Vec<OwnerChoice<'_>> {
        let hosts = self.hosts.iter().map(|host| (Owner::Host(host.id), &host.profile.display_name));
        let teams = self.teams.iter().map(|team| (Owner::Team(team.id), &team.details.name));
        let choice = |(owner, name)| OwnerChoice {
            word: word(owner),
            name: Name::as_str(name),
            is_team: owner.team().is_some(),
        };
        hosts.chain(teams).map(choice).collect()
    }

    pub(super) fn host(&self, id: HostId) -> Option<&Host> {
        self.hosts.iter().find(|host| host.id == id)
    }
}

/// What stands for it in addresses.
pub(super) fn word(owner: Owner) -> String {
    match owner {
        Owner::Host(id) => id.to_string(),
        Owner::Team(id) => format!("team:{id}"),
    }
}

/// Whom a word stands for.
pub(super) fn owner(word: &str) -> Option<Owner> {
    match word.strip_prefix("team:") {
        Some(id) => id.parse::<TeamId>().ok().map(Owner::Team),
        None => word.parse::<HostId>().ok().map(Owner::Host),
    }
}

/// Where a host is booked.
pub(super) fn page_of_host(desk: &Desk, host: &Host) -> String {
    format!("/book/{}/{}", desk.signed_in.tenant.slug, host.profile.username)
}

/// Where a team is booked.
pub(super) fn page_of_team(desk: &Desk, slug: &Slug) -> String {
    format!("/book/{}/team/{slug}", desk.signed_in.tenant.slug)
}

/// A page as others are sent it.
pub(super) fn address(desk: &Desk, page: &str) -> String {
    format!("{}{page}", desk.base_url())
}
