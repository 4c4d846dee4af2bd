//! `events`: the feed.

use actix_web::{get, web::Data};

use super::{
    answer::{Answer, ok},
    auth::Admin,
    extract::Query,
};
use crate::{
    AppState,
    wire::events::{FeedAnswer, FeedParameters},
};

/// Reads the feed of events from a place on, and waits for something to happen if asked to.
///
/// Events are in the order in which they are told, with places that have no gaps; those of one booking are in the order in
/// which they happened. It can be read again from any place on. It needs the scope `admin`: it is the whole tenant's.
#[utoipa::path(
    tag = "Webhooks", operation_id = "listEvents", params(FeedParameters),
    responses((status = 200, description = "A part of the feed", body = FeedAnswer)),
)]
#[get("/events")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<FeedParameters>) -> Answer {
    Ok(ok(&FeedAnswer::from(state.engine().feed(&admin.0, query.0.reading()).await?)))
}
