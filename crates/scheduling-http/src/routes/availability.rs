//! `availability`: a user's default schedule.

use actix_web::{get, put, web::Data};
use scheduling_engine::SetAvailability;

use super::{
    answer::{Answer, done, ok},
    auth::Admin,
    extract::{Query, Write},
};
use crate::{
    AppState,
    wire::{
        availability::{AvailabilityAnswer, AvailabilityInput, UserQuery, overrides},
        of_user::OfUser,
    },
};

/// Shows a user's default schedule.
#[utoipa::path(
    tag = "Availability", operation_id = "getAvailability", params(UserQuery),
    responses((status = 200, description = "The default schedule", body = AvailabilityAnswer)),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[get("/availability")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, query: Query<OfUser<UserQuery>>) -> Answer {
    Ok(ok(&AvailabilityAnswer::from(state.engine().get_availability(&admin.0, query.0.host).await?)))
}

/// Replaces a user's default schedule and time zone.
#[utoipa::path(
    tag = "Availability", operation_id = "replaceAvailability", request_body = AvailabilityInput,
    responses((status = 200, description = "The default schedule", body = AvailabilityAnswer)),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[put("/availability")]
pub(super) async fn replace(state: Data<AppState>, admin: Admin, write: Write<OfUser<AvailabilityInput>>) -> Answer {
    let command = write.writing(|OfUser { host, asked }| SetAvailability {
        host,
        zone: asked.timezone,
        weekly: asked.weekly_schedule.into_core(),
        overrides: overrides(asked.overrides),
    });
    let replaced = state.engine().put_availability(&admin.0, command).await?;
    Ok(done(&replaced.map(AvailabilityAnswer::from)))
}
