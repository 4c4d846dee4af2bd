//! `event-types`: kinds of meetings that can be booked.

use actix_web::{HttpRequest, delete, get, post, put, web::Data};
use scheduling_core::EventTypeId;
use scheduling_engine::{EventTypesQuery as Wanted, NewEventType, ReplaceEventType};
use scheduling_store::event_types::Inactive;

use super::{
    answer::{Answer, created, done, ok, replaced},
    auth::Admin,
    extract::{Body, NoBody, PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        event_types::{EventTypeAnswer, EventTypeCopyInput, EventTypeInput, EventTypePage, EventTypesQuery},
        explain::{ExplainQuery, ExplanationAnswer},
        of_user::{NamesUser as _, OfUser},
        pages::page,
        simulate::{SimulationAnswer, SimulationInput},
    },
};

/// Lists the event types that the API key reaches, oldest first.
#[utoipa::path(
    tag = "Event types", operation_id = "listEventTypes", params(EventTypesQuery),
    responses((status = 200, description = "Some of the event types", body = EventTypePage)),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[get("/event-types")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<EventTypesQuery>) -> Answer {
    let EventTypesQuery { user_id, include_inactive, limit, cursor } = query.0;
    let inactive = if include_inactive == Some(true) { Inactive::Included } else { Inactive::Hidden };
    let wanted = Wanted { host: user_id, inactive, page: page(limit, cursor) };
    let found = state.engine().list_event_types(&admin.0, wanted).await?;
    Ok(ok(&EventTypePage::of(found, EventTypeAnswer::from)))
}

/// Makes an event type.
#[utoipa::path(
    tag = "Event types", operation_id = "createEventType",
    request_body(content = EventTypeInput, example = json!({"name": "Deep dive", "slug": "deep-dive"})),
    responses((status = 201, description = "The event type", body = EventTypeAnswer, headers(("Location" = String, description = "Where it is")))),
    extensions(("x-problems" = json!(["slug_taken", "too_many_items", "quota_reached", "not_found", "unknown_reference"]))),
)]
#[post("/event-types")]
pub(super) async fn create(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    write: Write<OfUser<EventTypeInput>>,
) -> Answer {
    let command = write.writing(|OfUser { host, asked }| NewEventType { host, details: asked.into_details() });
    let made = state.engine().create_event_type(&admin.0, command).await?;
    Ok(created(&request, made.outcome.id, &made.map(EventTypeAnswer::from)))
}

/// Shows an event type, archived or not.
#[utoipa::path(
    tag = "Event types", operation_id = "getEventType", params(("id" = Uuid, Path, description = "The event type")),
    responses((status = 200, description = "The event type", body = EventTypeAnswer)),
)]
#[get("/event-types/{id}")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, id: PathId<EventTypeId>) -> Answer {
    Ok(ok(&EventTypeAnswer::from(state.engine().get_event_type(&admin.0, id.0).await?)))
}

/// Replaces an event type wholly: what is absent gets its default. Its user stays: another one is refused.
#[utoipa::path(
    tag = "Event types", operation_id = "replaceEventType", request_body = EventTypeInput,
    params(("id" = Uuid, Path, description = "The event type")),
    responses((status = 200, description = "The event type", body = EventTypeAnswer)),
    extensions(("x-problems" = json!(["slug_taken", "unknown_reference", "inconsistent"]))),
)]
#[put("/event-types/{id}")]
pub(super) async fn replace(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<EventTypeId>,
    write: Write<EventTypeInput>,
) -> Answer {
    let command =
        write.writing(|body| ReplaceEventType { event_type: id.0, host: body.named(), details: body.into_details() });
    let replaced = state.engine().replace_event_type(&admin.0, command).await?;
    Ok(done(&replaced.map(EventTypeAnswer::from)))
}

/// Archives an event type: it cannot be booked any more, its bookings stay, and its slug is free again.
#[utoipa::path(
    tag = "Event types", operation_id = "archiveEventType",
    params(("id" = Uuid, Path, description = "The event type")),
    responses((status = 200, description = "The archived event type", body = EventTypeAnswer,
        example = json!({"archivedAt": "2026-03-02T12:00:00Z"}))),
)]
#[delete("/event-types/{id}")]
pub(super) async fn archive(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<EventTypeId>,
    write: Write<NoBody>,
) -> Answer {
    let archived = state.engine().archive_event_type(&admin.0, write.writing(|_| id.0)).await?;
    Ok(done(&archived.map(EventTypeAnswer::from)))
}

/// Takes an event type out of the archive.
#[utoipa::path(
    tag = "Event types", operation_id = "restoreEventType",
    params(("id" = Uuid, Path, description = "The event type")),
    responses((status = 200, description = "The event type", body = EventTypeAnswer)),
    extensions(("x-problems" = json!(["slug_taken", "too_many_items", "quota_reached"]))),
)]
#[post("/event-types/{id}/restore")]
pub(super) async fn restore(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<EventTypeId>,
    write: Write<NoBody>,
) -> Answer {
    let restored = state.engine().restore_event_type(&admin.0, write.writing(|_| id.0)).await?;
    Ok(done(&restored.map(EventTypeAnswer::from)))
}

/// Copies an event type, archived or not, with everything that can be set of it: questions, rules and reminders too.
///
/// Unless the body says otherwise the copy is of the same user, has a free name in addresses, and is switched off until it is
/// replaced. For another user it follows that one's default schedule.
#[utoipa::path(
    tag = "Event types", operation_id = "copyEventType", request_body(content = Option<EventTypeCopyInput>),
    params(("id" = Uuid, Path, description = "The event type")),
    responses((status = 201, description = "The copy", body = EventTypeAnswer,
        headers(("Location" = String, description = "Where it is")),
        example = json!({"name": "Intro call in the evening", "slug": "intro-evening", "isActive": false}))),
    extensions(("x-problems" = json!(["slug_taken", "too_many_items", "quota_reached"]))),
)]
#[post("/event-types/{id}/copy")]
pub(super) async fn copy(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    id: PathId<EventTypeId>,
    write: Write<Option<EventTypeCopyInput>>,
) -> Answer {
    let command = write.writing(|body| EventTypeCopyInput::into_command(body, id.0));
    let made = state.engine().copy_event_type(&admin.0, command).await?;
    Ok(replaced(&request, made.outcome.id, &made.map(EventTypeAnswer::from)))
}

/// Shows what a change would do, without making it.
///
/// The slots of the event type, a user's or a team's, are compared as they are and as they would be, and the coming bookings of
/// the user that would fall outside are named. Nothing is written; it needs the scope of the change itself.
#[utoipa::path(
    tag = "Event types", operation_id = "simulateChange", request_body = SimulationInput,
    params(("id" = Uuid, Path, description = "The event type")),
    responses((status = 200, description = "What the change would do", body = SimulationAnswer)),
    extensions(("x-problems" = json!(["request_timeout", "too_many_items"]))),
)]
#[post("/event-types/{id}/simulate")]
pub(super) async fn simulate(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<EventTypeId>,
    body: Body<SimulationInput>,
) -> Answer {
    let simulation = state.engine().simulate(&admin.0, body.0.into_command(id.0)?).await?;
    Ok(ok(&SimulationAnswer::from(simulation)))
}

/// Explains why a start is offered or not.
///
/// Names every rule that takes the start away, in order, with the booking, block or limit that does it.
#[utoipa::path(
    tag = "Event types", operation_id = "explainStart",
    params(("id" = Uuid, Path, description = "The event type"), ExplainQuery),
    responses((status = 200, description = "What the rules say of the start", body = ExplanationAnswer)),
)]
#[get("/event-types/{id}/explain")]
pub(super) async fn explain(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<EventTypeId>,
    query: Query<ExplainQuery>,
) -> Answer {
    let explanation = state.engine().explain(&admin.0, id.0, query.0.start).await?;
    Ok(ok(&ExplanationAnswer::from(explanation)))
}
