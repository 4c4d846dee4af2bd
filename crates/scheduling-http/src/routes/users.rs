//! `users`: the hosts of a tenant.

use actix_web::{HttpRequest, get, post, put, web::Data};
use scheduling_core::HostId;
use scheduling_engine::{NewHost, ReplaceHost};

use super::{
    answer::{Answer, created, done, ok},
    auth::Admin,
    extract::{PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        pages::PageQuery,
        users::{ReplaceUserQuery, UserAnswer, UserInput, UserPage},
    },
};

/// Lists the users that the API key reaches, oldest first.
#[utoipa::path(
    tag = "Users", operation_id = "listUsers", params(PageQuery),
    responses((status = 200, description = "Some of the users", body = UserPage)),
)]
#[get("/users")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<PageQuery>) -> Answer {
    let page = state.engine().list_hosts(&admin.0, query.0.request()).await?;
    let defaults = &admin.0.tenant().settings.defaults;
    Ok(ok(&UserPage::of(page, |host| UserAnswer::of(host, defaults))))
}

/// Makes a user, with a schedule from Monday to Friday, 09:00 to 17:00.
#[utoipa::path(
    tag = "Users", operation_id = "createUser",
    request_body(content = UserInput, example = json!({
        "userId": "usr_43", "username": "grace", "displayName": "Grace Hopper", "email": "grace@example.org"
    })),
    responses((status = 201, description = "The user", body = UserAnswer, headers(("Location" = String, description = "Where it is")))),
    extensions(("x-problems" = json!(["username_taken", "user_id_taken", "quota_reached"]))),
)]
#[post("/users")]
pub(super) async fn create(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    write: Write<UserInput>,
) -> Answer {
    let command = write.writing(|body| NewHost { profile: body.into_profile(), weekly: None });
    let made = state.engine().create_host(&admin.0, command).await?;
    let today = &admin.0.tenant().settings.defaults;
    Ok(created(&request, made.outcome.host.id, &made.map(|written| UserAnswer::written(written, today))))
}

/// Shows a user.
#[utoipa::path(
    tag = "Users", operation_id = "getUser", params(("id" = Uuid, Path, description = "The user")),
    responses((status = 200, description = "The user", body = UserAnswer)),
)]
#[get("/users/{id}")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, id: PathId<HostId>) -> Answer {
    let host = state.engine().get_host(&admin.0, id.0).await?;
    Ok(ok(&UserAnswer::of(host, &admin.0.tenant().settings.defaults)))
}

/// Replaces a user wholly: what is absent gets its default.
///
/// A user with bookings to come is deactivated with `keep=true`, which lets them take place, or with `reassignTo` only: that
/// user takes all of them at their times, or nothing is changed. Each is judged as `POST bookings/{id}/reassign` judges it; in
/// a collective meeting the other user takes the place of this one, and the further hosts stay. At most 100 are given away at
/// once, which needs the scope `bookings:write` too.
#[utoipa::path(
    tag = "Users", operation_id = "replaceUser", request_body = UserInput,
    params(("id" = Uuid, Path, description = "The user"), ReplaceUserQuery),
    responses((status = 200, description = "The user", body = UserAnswer)),
    extensions(("x-problems" = json!(["username_taken", "user_id_taken", "future_bookings",
        "bookings_not_taken_over", "quota_reached"
    ]))),
)]
#[put("/users/{id}")]
pub(super) async fn replace(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<HostId>,
    query: Query<ReplaceUserQuery>,
    write: Write<UserInput>,
) -> Answer {
    let future_bookings = query.0.future_bookings();
    let command = write.writing(|body| ReplaceHost { host: id.0, profile: body.into_profile(), future_bookings });
    let replaced = state.engine().replace_host(&admin.0, command).await?;
    let today = &admin.0.tenant().settings.defaults;
    Ok(done(&replaced.map(|written| UserAnswer::written(written, today))))
}
