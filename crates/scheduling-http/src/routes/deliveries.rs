//! `deliveries`: what is owed to somebody, sent again or not at all.

use actix_web::{get, post, web::Data};
use scheduling_core::DeliveryId;
use scheduling_engine::DeliveriesQuery as Wanted;

use super::{
    answer::{Answer, done, ok},
    auth::Admin,
    extract::{NoBody, PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        deliveries::{DeliveriesQuery, DeliveryAnswer, DeliveryDetails, DeliveryPage},
        pages::page,
    },
};

/// Lists mails and calls of webhooks, newest first.
///
/// What was finished 60 days ago is not kept. It needs the scope `admin`.
#[utoipa::path(
    tag = "Webhooks", operation_id = "listDeliveries", params(DeliveriesQuery),
    responses((status = 200, description = "Some of the deliveries", body = DeliveryPage)),
)]
#[get("/deliveries")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<DeliveriesQuery>) -> Answer {
    let wanted = Wanted { filter: query.0.filter(), page: page(query.0.limit, query.0.cursor) };
    let page = state.engine().deliveries(&admin.0, wanted).await?;
    Ok(ok(&DeliveryPage::of(page, DeliveryAnswer::from)))
}

/// Shows a delivery with each time that it was tried, and with what was sent.
#[utoipa::path(
    tag = "Webhooks", operation_id = "getDelivery", params(("id" = Uuid, Path, description = "The delivery")),
    responses((status = 200, description = "The delivery", body = DeliveryDetails)),
)]
#[get("/deliveries/{id}")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, id: PathId<DeliveryId>) -> Answer {
    Ok(ok(&DeliveryDetails::from(state.engine().delivery(&admin.0, id.0).await?)))
}

/// Sends a delivery again that is finished, also one that was cancelled.
///
/// It has the same id and, of a call, the same body, and all its attempts anew. A mail is not sent again that would say what
/// is not so any more.
#[utoipa::path(
    tag = "Webhooks", operation_id = "resendDelivery", params(("id" = Uuid, Path, description = "The delivery")),
    responses((status = 200, description = "The delivery", body = DeliveryAnswer)),
    extensions(("x-problems" = json!([
        "delivery_unfinished", "webhook_inactive", "invitee_forgotten", "meeting_over", "delivery_outdated",
    ]))),
)]
#[post("/deliveries/{id}/resend")]
pub(super) async fn resend(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<DeliveryId>,
    write: Write<NoBody>,
) -> Answer {
    let sent = state.engine().resend_delivery(&admin.0, write.writing(|_| id.0)).await?;
    Ok(done(&sent.map(DeliveryAnswer::from)))
}

/// Sends a delivery no more.
///
/// One that is being sent is not tried again; nothing of it begins after the answer.
#[utoipa::path(
    tag = "Webhooks", operation_id = "cancelDelivery", params(("id" = Uuid, Path, description = "The delivery")),
    responses((
        status = 200, description = "The delivery", body = DeliveryAnswer,
        example = json!({
            "state": "cancelled", "isVoid": true, "nextAttemptAt": null, "finishedAt": "2026-03-02T12:00:00Z",
        }),
    )),
    extensions(("x-problems" = json!(["delivery_finished"]))),
)]
#[post("/deliveries/{id}/cancel")]
pub(super) async fn cancel(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<DeliveryId>,
    write: Write<NoBody>,
) -> Answer {
    let cancelled = state.engine().cancel_delivery(&admin.0, write.writing(|_| id.0)).await?;
    Ok(done(&cancelled.map(DeliveryAnswer::from)))
}
