//! `api-keys`: made, listed, replaced and revoked by admins.

use actix_web::{delete, get, post, web::Data};
use scheduling_core::ApiKeyId;
use scheduling_engine::NewApiKey;

use super::{
    answer::{Answer, created_only, gone, ok},
    auth::Admin,
    extract::{NoBody, PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        api_keys::{ApiKeyAnswer, ApiKeyInput, ApiKeyPage, NewApiKeyAnswer, RotateApiKeyInput},
        pages::PageQuery,
    },
};

/// Lists the API keys, oldest first, also those that are revoked or have expired.
#[utoipa::path(
    tag = "API keys", operation_id = "listApiKeys", params(PageQuery),
    responses((status = 200, description = "Some of the API keys", body = ApiKeyPage)),
)]
#[get("/api-keys")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<PageQuery>) -> Answer {
    let page = state.engine().list_api_keys(&admin.0, query.0.request()).await?;
    Ok(ok(&ApiKeyPage::of(page, ApiKeyAnswer::from)))
}

/// Makes an API key, and shows it this once.
#[utoipa::path(
    tag = "API keys", operation_id = "createApiKey", request_body = ApiKeyInput,
    responses((status = 201, description = "The API key", body = NewApiKeyAnswer)),
)]
#[post("/api-keys")]
pub(super) async fn create(state: Data<AppState>, admin: Admin, write: Write<ApiKeyInput>) -> Answer {
    let made = state.engine().create_api_key(&admin.0, write.writing(NewApiKey::from)).await?;
    Ok(created_only(&made.map(NewApiKeyAnswer::from)))
}

/// Revokes an API key: the next request with it is refused.
#[utoipa::path(
    tag = "API keys", operation_id = "revokeApiKey", params(("id" = Uuid, Path, description = "The API key")),
    responses((status = 204, description = "It opens nothing any more")),
)]
#[delete("/api-keys/{id}")]
pub(super) async fn revoke(state: Data<AppState>, admin: Admin, id: PathId<ApiKeyId>, write: Write<NoBody>) -> Answer {
    Ok(gone(state.engine().revoke_api_key(&admin.0, write.writing(|_| id.0)).await?.replayed))
}

/// Replaces an API key by one with another secret, and shows it this once.
///
/// The new key has the name, the scopes and the user of the old one, which stays valid as long as asked for.
#[utoipa::path(
    tag = "API keys", operation_id = "rotateApiKey", request_body = RotateApiKeyInput,
    params(("id" = Uuid, Path, description = "The API key")),
    responses((status = 201, description = "The new API key", body = NewApiKeyAnswer)),
    extensions(("x-problems" = json!(["api_key_inactive"]))),
)]
#[post("/api-keys/{id}/rotate")]
pub(super) async fn rotate(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<ApiKeyId>,
    write: Write<RotateApiKeyInput>,
) -> Answer {
    let made = state.engine().rotate_api_key(&admin.0, write.writing(|body| body.rotating(id.0))).await?;
    Ok(created_only(&made.map(NewApiKeyAnswer::from)))
}
