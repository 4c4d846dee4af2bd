//! `availability/schedules`: a user's named schedules.

use actix_web::{HttpRequest, delete, get, post, put, web::Data};
use scheduling_core::ScheduleId;
use scheduling_engine::{NamedHours, NewSchedule, ReplaceSchedule};

use super::{
    answer::{Answer, created, done, gone, ok},
    auth::Admin,
    extract::{NoBody, PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        availability::{ScheduleAnswer, ScheduleInput, Schedules, UserQuery, overrides},
        of_user::{NamesUser as _, OfUser},
    },
};

/// Lists a user's schedules, the default one first.
#[utoipa::path(
    tag = "Availability", operation_id = "listSchedules", params(UserQuery),
    responses((status = 200, description = "The schedules", body = Schedules)),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[get("/availability/schedules")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<OfUser<UserQuery>>) -> Answer {
    let schedules = state.engine().list_schedules(&admin.0, query.0.host).await?;
    Ok(ok(&Schedules { items: schedules.into_iter().map(ScheduleAnswer::from).collect() }))
}

/// Makes a schedule, which event types may name.
#[utoipa::path(
    tag = "Availability", operation_id = "createSchedule",
    request_body(content = ScheduleInput, example = json!({"name": "Autumn"})),
    responses((status = 201, description = "The schedule", body = ScheduleAnswer, headers(("Location" = String, description = "Where it is")))),
    extensions(("x-problems" = json!(["schedule_name_taken", "too_many_items", "not_found"]))),
)]
#[post("/availability/schedules")]
pub(super) async fn create(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    write: Write<OfUser<ScheduleInput>>,
) -> Answer {
    let command = write.writing(|OfUser { host, asked }| NewSchedule { host, hours: hours(asked) });
    let made = state.engine().create_schedule(&admin.0, command).await?;
    Ok(created(&request, made.outcome.id, &made.map(ScheduleAnswer::from)))
}

/// Shows a schedule.
#[utoipa::path(
    tag = "Availability", operation_id = "getSchedule", params(("id" = Uuid, Path, description = "The schedule")),
    responses((status = 200, description = "The schedule", body = ScheduleAnswer)),
)]
#[get("/availability/schedules/{id}")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, id: PathId<ScheduleId>) -> Answer {
    Ok(ok(&ScheduleAnswer::from(state.engine().get_schedule(&admin.0, id.0).await?)))
}

/// Replaces a schedule's name and hours wholly. Its user stays: another one is refused.
#[utoipa::path(
    tag = "Availability", operation_id = "replaceSchedule", request_body = ScheduleInput,
    params(("id" = Uuid, Path, description = "The schedule")),
    responses((status = 200, description = "The schedule", body = ScheduleAnswer)),
    extensions(("x-problems" = json!(["schedule_name_taken", "inconsistent"]))),
)]
#[put("/availability/schedules/{id}")]
pub(super) async fn replace(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<ScheduleId>,
    write: Write<ScheduleInput>,
) -> Answer {
    let command = write.writing(|body| ReplaceSchedule { schedule: id.0, host: body.named(), hours: hours(body) });
    let replaced = state.engine().replace_schedule(&admin.0, command).await?;
    Ok(done(&replaced.map(ScheduleAnswer::from)))
}

/// Deletes a schedule that no event type names and that is not the default one.
#[utoipa::path(
    tag = "Availability", operation_id = "deleteSchedule", params(("id" = Uuid, Path, description = "The schedule")),
    responses((status = 204, description = "It is gone")),
    extensions(("x-problems" = json!(["schedule_in_use"]))),
)]
#[delete("/availability/schedules/{id}")]
pub(super) async fn delete(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<ScheduleId>,
    write: Write<NoBody>,
) -> Answer {
    Ok(gone(state.engine().delete_schedule(&admin.0, write.writing(|_| id.0)).await?.replayed))
}

fn hours(body: ScheduleInput) -> NamedHours {
    let ScheduleInput { name, weekly_schedule, overrides: dates, .. } = body;
    NamedHours { name, weekly: weekly_schedule.into_core(), overrides: overrides(dates) }
}
