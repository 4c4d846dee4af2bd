//! `analytics`.

use actix_web::{get, web::Data};

use super::{
    answer::{Answer, ok},
    auth::Admin,
    extract::Query,
};
use crate::{
    AppState,
    wire::analytics::{AnalyticsAnswer, AnalyticsQuery},
};

/// Shows figures about a period.
///
/// Bookings are counted by the dates, weekdays and hours of a zone, by event type and by user. A credential that reaches one
/// user sees that user's.
#[utoipa::path(
    tag = "Reports", operation_id = "getAnalytics", params(AnalyticsQuery),
    responses((status = 200, description = "The figures", body = AnalyticsAnswer)),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[get("/analytics")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, query: Query<AnalyticsQuery>) -> Answer {
    let asked = query.0.into_asked()?;
    Ok(ok(&AnalyticsAnswer::from(state.engine().analytics(&admin.0, asked).await?)))
}
