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
    json::Place,
    wire::availability::{AvailabilityAnswer, AvailabilityInput, UserQuery, overrides},
};

/// Shows a user's default schedule.
#[utoipa::path(
    tag = "Availability", operation_id = "getAvailability", params(UserQuery),
    responses((status = 200, description = "The default schedule", body = AvailabilityAnswer)),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[get("/availability")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, query: Query<UserQuery>) -> Answer {
    let user = admin.user(query.0.user_id, Place::Query)?;
    Ok(ok(&AvailabilityAnswer::from(state.engine().get_availability(&admin.0, user).await?)))
}

/// Replaces a user's default schedule and time zone.
#[utoipa::path(
    tag = "Availability", operation_id = "replaceAvailability", request_body = AvailabilityInput,
    responses((status = 200, description = "The default schedule", body = AvailabilityAnswer)),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[put("/availability")]
pub(super) async fn replace(state: Data<AppState>, admin: Admin, write: Write<AvailabilityInput>) -> Answer {
    let command = write.try_writing(|body| {
        Ok(SetAvailability {
            host: admin.user(body.user_id, Place::Body)?,
            zone: body.timezone,
            weekly: body.weekly_schedule.into_core(),
            overrides: overrides(body.overrides),
        })
    })?;
    let replaced = state.engine().put_availability(&admin.0, command).await?;
    Ok(done(&replaced.map(AvailabilityAnswer::from)))
}
