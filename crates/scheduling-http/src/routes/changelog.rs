//! `changelog`.

use actix_web::{get, web::Data};
use scheduling_engine::ChangelogQuery as Wanted;

use super::{
    answer::{Answer, ok},
    auth::Admin,
    extract::Query,
};
use crate::{
    AppState,
    wire::{
        changelog::{ChangePage, ChangelogQuery},
        pages::page,
    },
};

/// Lists who changed what, newest first.
///
/// It needs the scope `admin`, also for what a user changed of their own.
#[utoipa::path(
    tag = "Reports", operation_id = "listChanges", params(ChangelogQuery),
    responses((status = 200, description = "Some of the changes", body = ChangePage)),
)]
#[get("/changelog")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<ChangelogQuery>) -> Answer {
    let wanted = Wanted { filter: query.0.filter(), page: page(query.0.limit, query.0.cursor) };
    Ok(ok(&ChangePage::read(state.engine().changelog(&admin.0, wanted).await?)?))
}
