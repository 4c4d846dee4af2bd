//! `teams/{id}/event-types`: kinds of meetings with a team.

use actix_web::{HttpRequest, delete, get, post, put, web::Data};
use scheduling_core::TeamId;
use scheduling_engine::{NewTeamEventType, TeamTypesQuery};
use scheduling_store::event_types::Inactive;

use super::{
    answer::{Answer, created, done, ok, replaced},
    auth::Admin,
    extract::{NoBody, PathId, PathTeamType, Query, Write},
};
use crate::{
    AppState,
    wire::{
        event_types::{EventTypeAnswer, EventTypePage, TeamEventTypeCopyInput},
        pages::page,
        team_event_types::{TeamEventTypeInput, TeamEventTypesQuery},
    },
};

/// Lists the event types of a team, oldest first.
#[utoipa::path(
    tag = "Teams", operation_id = "listTeamEventTypes",
    params(("id" = Uuid, Path, description = "The team"), TeamEventTypesQuery),
    responses((status = 200, description = "Some of the event types", body = EventTypePage)),
)]
#[get("/teams/{id}/event-types")]
pub(super) async fn list(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<TeamId>,
    query: Query<TeamEventTypesQuery>,
) -> Answer {
    let TeamEventTypesQuery { include_inactive, limit, cursor } = query.0;
    let inactive = if include_inactive == Some(true) { Inactive::Included } else { Inactive::Hidden };
    let wanted = TeamTypesQuery { team: id.0, inactive, page: page(limit, cursor) };
    let found = state.engine().list_team_event_types(&admin.0, wanted).await?;
    Ok(ok(&EventTypePage::of(found, EventTypeAnswer::from)))
}

/// Makes an event type of a team.
#[utoipa::path(
    tag = "Teams", operation_id = "createTeamEventType", request_body = TeamEventTypeInput,
    params(("id" = Uuid, Path, description = "The team")),
    responses((status = 201, description = "The event type", body = EventTypeAnswer, headers(("Location" = String, description = "Where it is")))),
    extensions(("x-problems" = json!(["slug_taken", "unknown_reference", "too_many_items", "quota_reached"]))),
)]
#[post("/teams/{id}/event-types")]
pub(super) async fn create(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<TeamId>,
    request: HttpRequest,
    write: Write<TeamEventTypeInput>,
) -> Answer {
    let command = write.writing(|body| NewTeamEventType { team: id.0, settings: body.into_settings() });
    let made = state.engine().create_team_event_type(&admin.0, command).await?;
    Ok(created(&request, made.outcome.event_type.id, &made.map(EventTypeAnswer::from)))
}

/// Shows an event type of a team, archived or not.
#[utoipa::path(
    tag = "Teams", operation_id = "getTeamEventType",
    params(("id" = Uuid, Path, description = "The team"), ("eventTypeId" = Uuid, Path, description = "The event type")),
    responses((status = 200, description = "The event type", body = EventTypeAnswer)),
)]
#[get("/teams/{id}/event-types/{eventTypeId}")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, path: PathTeamType) -> Answer {
    Ok(ok(&EventTypeAnswer::from(state.engine().get_team_event_type(&admin.0, path.0, path.1).await?)))
}

/// Replaces an event type of a team wholly, its hosts included: what is absent gets its default, but for the time zone,
/// which stays.
#[utoipa::path(
    tag = "Teams", operation_id = "replaceTeamEventType", request_body = TeamEventTypeInput,
    params(("id" = Uuid, Path, description = "The team"), ("eventTypeId" = Uuid, Path, description = "The event type")),
    responses((status = 200, description = "The event type", body = EventTypeAnswer)),
    extensions(("x-problems" = json!(["slug_taken", "unknown_reference"]))),
)]
#[put("/teams/{id}/event-types/{eventTypeId}")]
pub(super) async fn replace(
    state: Data<AppState>,
    admin: Admin,
    path: PathTeamType,
    write: Write<TeamEventTypeInput>,
) -> Answer {
    let command = write.writing(TeamEventTypeInput::into_settings);
    let replaced = state.engine().replace_team_event_type(&admin.0, (path.0, path.1), command).await?;
    Ok(done(&replaced.map(EventTypeAnswer::from)))
}

/// Archives an event type of a team: it cannot be booked any more, its bookings stay, and its slug is free again.
#[utoipa::path(
    tag = "Teams", operation_id = "archiveTeamEventType",
    params(("id" = Uuid, Path, description = "The team"), ("eventTypeId" = Uuid, Path, description = "The event type")),
    responses((status = 200, description = "The archived event type", body = EventTypeAnswer)),
)]
#[delete("/teams/{id}/event-types/{eventTypeId}")]
pub(super) async fn archive(state: Data<AppState>, admin: Admin, path: PathTeamType, write: Write<NoBody>) -> Answer {
    let archived = state.engine().archive_team_event_type(&admin.0, write.writing(|_| (path.0, path.1))).await?;
    Ok(done(&archived.map(EventTypeAnswer::from)))
}

/// Takes an event type of a team out of the archive, with the hosts that it had.
#[utoipa::path(
    tag = "Teams", operation_id = "restoreTeamEventType",
    params(("id" = Uuid, Path, description = "The team"), ("eventTypeId" = Uuid, Path, description = "The event type")),
    responses((status = 200, description = "The event type", body = EventTypeAnswer)),
    extensions(("x-problems" = json!(["slug_taken", "no_hosts", "too_many_items", "quota_reached"]))),
)]
#[post("/teams/{id}/event-types/{eventTypeId}/restore")]
pub(super) async fn restore(state: Data<AppState>, admin: Admin, path: PathTeamType, write: Write<NoBody>) -> Answer {
    let restored = state.engine().restore_team_event_type(&admin.0, write.writing(|_| (path.0, path.1))).await?;
    Ok(done(&restored.map(EventTypeAnswer::from)))
}

/// Copies an event type of a team, archived or not, with everything that can be set of it, its hosts included.
///
/// Unless the body says otherwise the copy has a free name in addresses, and is switched off until it is replaced.
#[utoipa::path(
    tag = "Teams", operation_id = "copyTeamEventType", request_body(content = Option<TeamEventTypeCopyInput>),
    params(("id" = Uuid, Path, description = "The team"), ("eventTypeId" = Uuid, Path, description = "The event type")),
    responses((status = 201, description = "The copy", body = EventTypeAnswer,
        headers(("Location" = String, description = "Where it is")),
        example = json!({"name": "Demo in the evening", "slug": "demo-evening", "isActive": false}))),
    extensions(("x-problems" = json!(["slug_taken", "no_hosts", "too_many_items", "quota_reached"]))),
)]
#[post("/teams/{id}/event-types/{eventTypeId}/copy")]
pub(super) async fn copy(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    path: PathTeamType,
    write: Write<Option<TeamEventTypeCopyInput>>,
) -> Answer {
    let command = write.writing(|body| body.map(TeamEventTypeCopyInput::into_command).unwrap_or_default());
    let made = state.engine().copy_team_event_type(&admin.0, (path.0, path.1), command).await?;
    Ok(replaced(&request, made.outcome.event_type.id, &made.map(EventTypeAnswer::from)))
}
