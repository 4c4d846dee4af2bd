//! `blocked-dates`: time that a user has taken off.

use actix_web::{HttpRequest, delete, get, post, web::Data};
use scheduling_core::BlockId;
use scheduling_engine::NewBlock;

use super::{
    answer::{Answer, created, gone, ok},
    auth::Admin,
    extract::{NoBody, PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        availability::UserQuery,
        blocked_dates::{BlockedDate, BlockedDateInput, BlockedDateList},
        of_user::OfUser,
    },
};

/// Lists a user's blocked dates, ascending.
#[utoipa::path(
    tag = "Blocked dates", operation_id = "listBlockedDates", params(UserQuery),
    responses((status = 200, description = "The blocked dates", body = BlockedDateList)),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[get("/blocked-dates")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<OfUser<UserQuery>>) -> Answer {
    let blocks = state.engine().list_blocks(&admin.0, query.0.host).await?;
    Ok(ok(&BlockedDateList { items: blocks.into_iter().map(BlockedDate::from).collect() }))
}

/// Blocks dates, or hours of dates.
#[utoipa::path(
    tag = "Blocked dates", operation_id = "createBlockedDate", request_body = BlockedDateInput,
    responses((status = 201, description = "The blocked dates", body = BlockedDate, headers(("Location" = String, description = "Where they are")))),
    extensions(("x-problems" = json!(["too_many_items", "not_found"]))),
)]
#[post("/blocked-dates")]
pub(super) async fn create(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    write: Write<OfUser<BlockedDateInput>>,
) -> Answer {
    let command = write.writing(|OfUser { host, asked }| NewBlock {
        host,
        first: asked.start_date.0,
        last: asked.end_date.0,
        hours: asked.hours(),
        reason: asked.reason,
    });
    let made = state.engine().create_block(&admin.0, command).await?;
    let id = made.outcome.block.id();
    Ok(created(&request, id, &made.map(BlockedDate::from)))
}

/// Gives blocked dates free again.
#[utoipa::path(
    tag = "Blocked dates", operation_id = "deleteBlockedDate",
    params(("id" = Uuid, Path, description = "The blocked dates")),
    responses((status = 204, description = "They are free again")),
)]
#[delete("/blocked-dates/{id}")]
pub(super) async fn delete(state: Data<AppState>, admin: Admin, id: PathId<BlockId>, write: Write<NoBody>) -> Answer {
    Ok(gone(state.engine().delete_block(&admin.0, write.writing(|_| id.0)).await?.replayed))
}
