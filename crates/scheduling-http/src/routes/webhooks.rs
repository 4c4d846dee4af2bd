//! `webhooks`: made, tried out and given other secrets by admins.

use actix_web::{HttpRequest, delete, get, post, put, web::Data};
use scheduling_core::EndpointId;
use scheduling_engine::WebhookDetails;

use super::{
    answer::{Answer, accepted, created, done, gone, ok},
    auth::Admin,
    extract::{NoBody, PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        pages::PageQuery,
        webhooks::{NewWebhookAnswer, RotateSecretInput, WebhookAnswer, WebhookInput, WebhookPage, WebhookTestAnswer},
    },
};

/// Lists the webhooks, oldest first.
#[utoipa::path(
    tag = "Webhooks", operation_id = "listWebhooks", params(PageQuery),
    responses((status = 200, description = "Some of the webhooks", body = WebhookPage)),
)]
#[get("/webhooks")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<PageQuery>) -> Answer {
    let page = state.engine().list_webhooks(&admin.0, query.0.request()).await?;
    Ok(ok(&WebhookPage::of(page, WebhookAnswer::from)))
}

/// Makes a webhook, and shows its secret this once.
///
/// It is told of what happens from now on. There can be 50 of them.
#[utoipa::path(
    tag = "Webhooks", operation_id = "createWebhook", request_body = WebhookInput,
    responses((status = 201, description = "The webhook", body = NewWebhookAnswer)),
    extensions(("x-problems" = json!(["too_many_items", "url_not_allowed"]))),
)]
#[post("/webhooks")]
pub(super) async fn create(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    write: Write<WebhookInput>,
) -> Answer {
    state.check_webhook_url(&write.body().url)?;
    let made = state.engine().create_webhook(&admin.0, write.writing(WebhookDetails::from)).await?;
    Ok(created(&request, made.outcome.webhook.id, &made.map(NewWebhookAnswer::from)))
}

/// Shows a webhook.
#[utoipa::path(
    tag = "Webhooks", operation_id = "getWebhook", params(("id" = Uuid, Path, description = "The webhook")),
    responses((status = 200, description = "The webhook", body = WebhookAnswer)),
)]
#[get("/webhooks/{id}")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, id: PathId<EndpointId>) -> Answer {
    Ok(ok(&WebhookAnswer::from(state.engine().webhook(&admin.0, id.0).await?)))
}

/// Replaces what is set of a webhook. Its secret stays.
///
/// One that was disabled is not any more once it is active.
#[utoipa::path(
    tag = "Webhooks", operation_id = "replaceWebhook", request_body = WebhookInput,
    params(("id" = Uuid, Path, description = "The webhook")),
    responses((status = 200, description = "The webhook", body = WebhookAnswer)),
    extensions(("x-problems" = json!(["url_not_allowed"]))),
)]
#[put("/webhooks/{id}")]
pub(super) async fn replace(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<EndpointId>,
    write: Write<WebhookInput>,
) -> Answer {
    state.check_webhook_url(&write.body().url)?;
    let written = state.engine().replace_webhook(&admin.0, write.writing(|body| body.replacing(id.0))).await?;
    Ok(done(&written.map(WebhookAnswer::from)))
}

/// Deletes a webhook, with what is owed to it and the log of what was sent there.
#[utoipa::path(
    tag = "Webhooks", operation_id = "deleteWebhook", params(("id" = Uuid, Path, description = "The webhook")),
    responses((status = 204, description = "It is told of nothing any more")),
)]
#[delete("/webhooks/{id}")]
pub(super) async fn delete(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<EndpointId>,
    write: Write<NoBody>,
) -> Answer {
    Ok(gone(state.engine().delete_webhook(&admin.0, write.writing(|_| id.0)).await?.replayed))
}

/// Gives a webhook another secret, and shows it this once.
///
/// The old secret signs beside the new one for as long as asked for. Of two that are rotated within that time, the older
/// one ends at once.
#[utoipa::path(
    tag = "Webhooks", operation_id = "rotateWebhookSecret", request_body = RotateSecretInput,
    params(("id" = Uuid, Path, description = "The webhook")),
    responses((
        status = 200, description = "The webhook", body = NewWebhookAnswer,
        example = json!({"webhook": {"previousSecretUntil": "2026-03-03T12:00:00Z"}}),
    )),
)]
#[post("/webhooks/{id}/rotate-secret")]
pub(super) async fn rotate(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<EndpointId>,
    write: Write<RotateSecretInput>,
) -> Answer {
    let rotated = state.engine().rotate_webhook_secret(&admin.0, write.writing(|body| body.rotating(id.0))).await?;
    Ok(done(&rotated.map(NewWebhookAnswer::from)))
}

/// Sends a `webhook.test` to a webhook, whatever kinds of events it wants.
///
/// It is brought, signed and tried again like an event; the delivery shows what comes of it.
#[utoipa::path(
    tag = "Webhooks", operation_id = "testWebhook", params(("id" = Uuid, Path, description = "The webhook")),
    responses((status = 202, description = "It is sent as soon as may be", body = WebhookTestAnswer)),
    extensions(("x-problems" = json!(["webhook_inactive"]))),
)]
#[post("/webhooks/{id}/test")]
pub(super) async fn test(state: Data<AppState>, admin: Admin, id: PathId<EndpointId>, write: Write<NoBody>) -> Answer {
    let test = state.engine().test_webhook(&admin.0, write.writing(|_| id.0)).await?;
    Ok(accepted(&test.map(WebhookTestAnswer::from)))
}
