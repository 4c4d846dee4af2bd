//! `teams` with their members.

use actix_web::{HttpRequest, delete, get, post, put, web::Data};
use scheduling_core::TeamId;
use scheduling_engine::{NewMember, TeamsQuery as Wanted};
use scheduling_store::teams::Archived;

use super::{
    answer::{Answer, created, done, gone, ok},
    auth::Admin,
    extract::{NoBody, PathId, PathMember, Query, Write},
};
use crate::{
    AppState,
    wire::{
        pages::page,
        teams::{MemberAnswer, MemberChange, MemberInput, MemberList, TeamAnswer, TeamInput, TeamPage, TeamsQuery},
    },
};

/// Lists the teams that the API key reaches, oldest first.
#[utoipa::path(
    tag = "Teams", operation_id = "listTeams", params(TeamsQuery),
    responses((status = 200, description = "Some of the teams", body = TeamPage)),
)]
#[get("/teams")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<TeamsQuery>) -> Answer {
    let TeamsQuery { include_archived, limit, cursor } = query.0;
    let archived = if include_archived == Some(true) { Archived::Included } else { Archived::Hidden };
    let found = state.engine().list_teams(&admin.0, Wanted { archived, page: page(limit, cursor) }).await?;
    Ok(ok(&TeamPage::of(found, TeamAnswer::from)))
}

/// Makes a team without members.
#[utoipa::path(
    tag = "Teams", operation_id = "createTeam", request_body = TeamInput,
    responses((status = 201, description = "The team", body = TeamAnswer, headers(("Location" = String, description = "Where it is")))),
    extensions(("x-problems" = json!(["slug_taken"]))),
)]
#[post("/teams")]
pub(super) async fn create(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    write: Write<TeamInput>,
) -> Answer {
    let made = state.engine().create_team(&admin.0, write.writing(TeamInput::into_details)).await?;
    Ok(created(&request, made.outcome.id, &made.map(TeamAnswer::from)))
}

/// Shows a team, archived or not.
#[utoipa::path(
    tag = "Teams", operation_id = "getTeam", params(("id" = Uuid, Path, description = "The team")),
    responses((status = 200, description = "The team", body = TeamAnswer)),
)]
#[get("/teams/{id}")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, id: PathId<TeamId>) -> Answer {
    Ok(ok(&TeamAnswer::from(state.engine().get_team(&admin.0, id.0).await?)))
}

/// Replaces a team wholly: what is absent gets its default. Members and event types stay.
#[utoipa::path(
    tag = "Teams", operation_id = "replaceTeam", request_body = TeamInput,
    params(("id" = Uuid, Path, description = "The team")),
    responses((status = 200, description = "The team", body = TeamAnswer)),
    extensions(("x-problems" = json!(["slug_taken"]))),
)]
#[put("/teams/{id}")]
pub(super) async fn replace(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<TeamId>,
    write: Write<TeamInput>,
) -> Answer {
    let replaced = state.engine().replace_team(&admin.0, id.0, write.writing(TeamInput::into_details)).await?;
    Ok(done(&replaced.map(TeamAnswer::from)))
}

/// Archives a team: it cannot be booked any more, its bookings stay, and its slug is free again.
#[utoipa::path(
    tag = "Teams", operation_id = "archiveTeam", params(("id" = Uuid, Path, description = "The team")),
    responses((status = 200, description = "The archived team", body = TeamAnswer)),
)]
#[delete("/teams/{id}")]
pub(super) async fn archive(state: Data<AppState>, admin: Admin, id: PathId<TeamId>, write: Write<NoBody>) -> Answer {
    let archived = state.engine().archive_team(&admin.0, write.writing(|_| id.0)).await?;
    Ok(done(&archived.map(TeamAnswer::from)))
}

/// Lists all members of a team, the first one first.
#[utoipa::path(
    tag = "Teams", operation_id = "listTeamMembers", params(("id" = Uuid, Path, description = "The team")),
    responses((status = 200, description = "The members", body = MemberList)),
)]
#[get("/teams/{id}/members")]
pub(super) async fn members(state: Data<AppState>, admin: Admin, id: PathId<TeamId>) -> Answer {
    let members = state.engine().team_members(&admin.0, id.0).await?;
    Ok(ok(&MemberList { items: members.into_iter().map(MemberAnswer::from).collect() }))
}

/// Takes a user into a team.
#[utoipa::path(
    tag = "Teams", operation_id = "addTeamMember", request_body = MemberInput,
    params(("id" = Uuid, Path, description = "The team")),
    responses((status = 201, description = "The member", body = MemberAnswer, headers(("Location" = String, description = "Where it is")))),
    extensions(("x-problems" = json!(["already_member", "too_many_items", "not_found"]))),
)]
#[post("/teams/{id}/members")]
pub(super) async fn add_member(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<TeamId>,
    request: HttpRequest,
    write: Write<MemberInput>,
) -> Answer {
    let command = write.writing(|body| {
        let MemberInput { user_id, is_admin } = body;
        NewMember { team: id.0, host: user_id, is_admin: is_admin.unwrap_or(false) }
    });
    let added = state.engine().add_team_member(&admin.0, command).await?;
    Ok(created(&request, added.outcome.member.host, &added.map(MemberAnswer::from)))
}

/// Says whether a member administers the team.
#[utoipa::path(
    tag = "Teams", operation_id = "replaceTeamMember", request_body = MemberChange,
    params(("id" = Uuid, Path, description = "The team"), ("userId" = Uuid, Path, description = "The member")),
    responses((status = 200, description = "The member", body = MemberAnswer)),
)]
#[put("/teams/{id}/members/{userId}")]
pub(super) async fn replace_member(
    state: Data<AppState>,
    admin: Admin,
    path: PathMember,
    write: Write<MemberChange>,
) -> Answer {
    let PathMember(team, host) = path;
    let command = write.writing(|body| NewMember { team, host, is_admin: body.is_admin });
    Ok(done(&state.engine().replace_team_member(&admin.0, command).await?.map(MemberAnswer::from)))
}

/// Takes a member out of a team.
///
/// A member who takes meetings of an event type that is not archived stays: take the user out of its hosts first.
#[utoipa::path(
    tag = "Teams", operation_id = "removeTeamMember",
    params(("id" = Uuid, Path, description = "The team"), ("userId" = Uuid, Path, description = "The member")),
    responses((status = 204, description = "The user is no member any more")),
    extensions(("x-problems" = json!(["member_takes_meetings"]))),
)]
#[delete("/teams/{id}/members/{userId}")]
pub(super) async fn remove_member(
    state: Data<AppState>,
    admin: Admin,
    path: PathMember,
    write: Write<NoBody>,
) -> Answer {
    let command = write.writing(|_| (path.0, path.1));
    Ok(gone(state.engine().remove_team_member(&admin.0, command).await?.replayed))
}
