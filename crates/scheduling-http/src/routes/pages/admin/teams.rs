//! Teams: the list, one with its members, and what is done about it.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
use scheduling_core::{EventType, HostId, Slug, TeamId};
use scheduling_engine::{NewMember, TeamMemberProfile, TeamsQuery};
use scheduling_render::pages::admin::{Entered, ListedTeam, Member, Section, TeamPage, TeamPeople, TeamsPage};
use scheduling_store::{event_types::Inactive, teams::Archived};

use super::{
    desk::{Desk, address, see_other},
    event_types::name_in_addresses,
    filled::{Filled, entered_of},
    owners::{self, Owners, page_of_team},
    settings::is_theirs,
};
use crate::{
    problem::{Code, Problem},
    routes::{answer::Answer, extract::path_name},
    wire::teams::{MemberChange, MemberInput, TeamAnswer, TeamInput},
};

/// Lists teams. Which are archived is known only afterwards: so it is looked further while none is found.
pub(super) async fn list(desk: Desk) -> Answer {
    let is_archived = desk.asked("view") == "archived";
    let archived = if is_archived { Archived::Included } else { Archived::Hidden };
    let mut page = desk.page();
    let teams = loop {
        let mut found = desk.engine().list_teams(&desk.principal, TeamsQuery { archived, page }).await?;
        found.items.retain(|team| team.archived_at.is_some() == is_archived);
        page.after = found.next;
        if !found.items.is_empty() || page.after.is_none() {
            break found.items;
        }
    };
    let listed = |team| {
        let page = page_of_team(&desk, slug(team));
        ListedTeam { team, address: owners::address(&desk, &page), page }
    };
    let teams: Vec<_> = teams.iter().map(listed).collect();
    let view = if is_archived { "archived" } else { "" };
    let here = |after: &str| address(Section::Teams.path(), &[("view", view), ("after", after)]);
    let (next, first) = (page.after.map(|cursor| here(&cursor.to_string())), here(""));
    let page = TeamsPage {
        archived: is_archived,
        teams: &teams,
        next: next.as_deref(),
        first: desk.page().after.map(|_| first.as_str()),
    };
    Ok(desk.show((StatusCode::OK, Section::Teams), |shell, frame| page.render(shell, frame)))
}

const fn slug(team: &scheduling_core::Team) -> &Slug {
    &team.details.slug
}

/// Shows the form of a new team.
pub(super) async fn new(desk: Desk) -> Answer {
    if !desk.is_admin() {
        return Err(Problem::new(Code::Forbidden));
    }
    Ok(shown_new(&desk, (StatusCode::OK, &Entered::default())))
}

/// Makes a team.
pub(super) async fn make(mut filled: Filled) -> Answer {
    complete(&mut filled);
    let (engine, principal) = (filled.desk.engine(), &filled.desk.principal);
    let made = async {
        let details = filled.form.read::<TeamInput>()?.into_details();
        Ok::<_, Problem>(engine.create_team(principal, filled.writing(details)).await?.outcome.id)
    };
    match made.await {
        Ok(id) => Ok(see_other(&format!("/admin/teams/{id}?done=made"))),
        Err(problem) if is_theirs(&problem) => {
            Ok(shown_new(&filled.desk, (problem.code().status(), &filled.form.again(&problem))))
        }
        Err(problem) => Err(problem),
    }
}

/// Shows a team.
pub(super) async fn show(desk: Desk, request: HttpRequest) -> Answer {
    shown(&desk, path_name(&request, "team")?, (StatusCode::OK, None)).await
}

/// Replaces what is set of a team.
pub(super) async fn save(mut filled: Filled, request: HttpRequest) -> Answer {
    complete(&mut filled);
    let team: TeamId = path_name(&request, "team")?;
    let (engine, principal) = (filled.desk.engine(), &filled.desk.principal);
    let saved = async {
        let details = filled.form.read::<TeamInput>()?.into_details();
        engine.replace_team(principal, team, filled.writing(details)).await?;
        Ok(())
    };
    match saved.await {
        Ok(()) => Ok(see_other(&format!("/admin/teams/{team}?done=saved"))),
        Err(problem) if is_theirs(&problem) => {
            let entered = filled.form.again(&problem);
            shown(&filled.desk, team, (problem.code().status(), Some(entered))).await
        }
        Err(problem) => Err(problem),
    }
}

/// Archives a team.
pub(super) async fn archive(filled: Filled, request: HttpRequest) -> Answer {
    let team: TeamId = path_name(&request, "team")?;
    let (engine, principal) = (filled.desk.engine(), &filled.desk.principal);
    engine.archive_team(principal, filled.writing(team)).await?;
    Ok(see_other("/admin/teams?done=archived"))
}

/// Takes somebody into a team.
pub(super) async fn join(filled: Filled, request: HttpRequest) -> Answer {
    let team: TeamId = path_name(&request, "team")?;
    let (engine, principal) = (filled.desk.engine(), &filled.desk.principal);
    let joined = async {
        let MemberInput { user_id, is_admin } = filled.form.read()?;
        let member = NewMember { team, host: user_id, is_admin: is_admin.unwrap_or(false) };
        engine.add_team_member(principal, filled.writing(member)).await?;
        Ok(())
    };
    members_changed(&filled, team, joined.await).await
}

/// Says whether a member administers a team.
pub(super) async fn change_member(filled: Filled, request: HttpRequest) -> Answer {
    let (team, host): (TeamId, HostId) = (path_name(&request, "team")?, path_name(&request, "user")?);
    let (engine, principal) = (filled.desk.engine(), &filled.desk.principal);
    let changed = async {
        let MemberChange { is_admin } = filled.form.read()?;
        engine.replace_team_member(principal, filled.writing(NewMember { team, host, is_admin })).await?;
        Ok(())
    };
    members_changed(&filled, team, changed.await).await
}

/// Takes a member out of a team.
pub(super) async fn remove_member(filled: Filled, request: HttpRequest) -> Answer {
    let (team, host): (TeamId, HostId) = (path_name(&request, "team")?, path_name(&request, "user")?);
    let (engine, principal) = (filled.desk.engine(), &filled.desk.principal);
    let removed = engine.remove_team_member(principal, filled.writing((team, host))).await;
    members_changed(&filled, team, removed.map(drop).map_err(Problem::from)).await
}

/// Shows the team anew, or what stands in the way.
async fn members_changed(filled: &Filled, team: TeamId, done: Result<(), Problem>) -> Answer {
    match done {
        // Whoever has taken the administration away from themselves is not let in there any more.
        Ok(()) if filled.desk.engine().get_team(&filled.desk.principal, team).await.is_err() => {
            Ok(see_other("/admin/teams?done=saved"))
        }
        Ok(()) => Ok(see_other(&format!("/admin/teams/{team}?done=saved#members"))),
        Err(problem) if is_theirs(&problem) => {
            let told = filled.form.again(&problem);
            let mut entered = values(&filled.desk, team).await?;
            entered.values.extend(told.values);
            let entered = Entered { values: entered.values, ..told };
            shown(&filled.desk, team, (problem.code().status(), Some(entered))).await
        }
        Err(problem) => Err(problem),
    }
}

fn complete(filled: &mut Filled) {
    if let Some(members) = filled.form.json.as_object_mut() {
        name_in_addresses(members);
    }
}

/// What the form of a team begins with.
async fn values(desk: &Desk, team: TeamId) -> Result<Entered, Problem> {
    let team = desk.engine().get_team(&desk.principal, team).await?;
    entered_of(&TeamAnswer::from(team))
}

fn shown_new(desk: &Desk, (status, entered): (StatusCode, &Entered)) -> HttpResponse {
    let prefix = prefix(desk);
    let page = TeamPage { entered, here: "/admin/teams/new", name: None, prefix: &prefix, people: None };
    desk.show((status, Section::Teams), |shell, frame| page.render(shell, frame))
}

fn prefix(desk: &Desk) -> String {
    format!("/book/{}/team/", desk.signed_in.tenant.slug)
}

async fn shown(desk: &Desk, id: TeamId, (status, entered): (StatusCode, Option<Entered>)) -> Answer {
    let (engine, principal) = (desk.engine(), &desk.principal);
    let team = engine.get_team(principal, id).await?;
    let profiles = engine.team_members(principal, id).await?;
    let types = desk.types_of_team(id, Inactive::Included).await?.into_iter().map(|one| one.event_type);
    let types: Vec<EventType> = types.filter(|one| one.archived_at.is_none()).collect();
    let is_member = |id| profiles.iter().any(|profile| profile.host.id == id);
    let others: Vec<_> = Owners::of(desk)
        .await?
        .hosts
        .into_iter()
        .filter(|host| !is_member(host.id))
        .map(|host| (host.id.to_string(), host.profile.display_name.to_string()))
        .collect();
    let entered = match entered {
        Some(entered) => entered,
        None => values(desk, id).await?,
    };
    let page = page_of_team(desk, slug(&team));
    let people = TeamPeople {
        members: &profiles.iter().map(member).collect::<Vec<_>>(),
        others: &others,
        event_types: &types,
        page: (&page, &owners::address(desk, &page)),
        is_archived: team.archived_at.is_some(),
    };
    let page = TeamPage {
        entered: &entered,
        here: &format!("/admin/teams/{id}"),
        name: Some(team.details.name.as_str()),
        prefix: &prefix(desk),
        people: Some(people),
    };
    Ok(desk.show((status, Section::Teams), |shell, frame| page.render(shell, frame)))
}

fn member(TeamMemberProfile { member, host }: &TeamMemberProfile) -> Member<'_> {
    Member {
        id: host.id.to_string(),
        name: host.profile.display_name.as_str(),
        is_active: host.profile.is_active,
        is_admin: member.is_admin,
    }
}
