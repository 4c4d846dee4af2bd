//! `tenants`, for the platform.

use actix_web::{HttpRequest, get, post, put, web::Data};
use scheduling_core::{TenantId, TenantStatus};
use scheduling_engine::{EraseTenant, Features, NewTenant};

use super::{
    answer::{Answer, created, created_only, done, lines, ok},
    auth::Platform,
    extract::{NoBody, PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        accounts::{NewLinkAnswer, OwnerInvitationInput},
        pages::PageQuery,
        tenants::{EraseInput, ErasureAnswer, FeaturesInput, QuotasInput, TenantAnswer, TenantInput, TenantPage},
    },
};

/// Lists the tenants, oldest first.
#[utoipa::path(
    tag = "Platform", operation_id = "listTenants", params(PageQuery),
    responses((status = 200, description = "Some of the tenants", body = TenantPage)),
)]
#[get("/tenants")]
pub(super) async fn list(state: Data<AppState>, platform: Platform, query: Query<PageQuery>) -> Answer {
    let page = state.engine().list_tenants(&platform.0, query.0.request()).await?;
    Ok(ok(&TenantPage::of(page, TenantAnswer::from)))
}

/// Makes a tenant, which is served from now on.
#[utoipa::path(
    tag = "Platform", operation_id = "createTenant",
    request_body(content = TenantInput, example = json!({"slug": "globex", "name": "Globex"})),
    responses((status = 201, description = "The tenant", body = TenantAnswer, headers(("Location" = String, description = "Where it is")))),
    extensions(("x-problems" = json!(["slug_taken"]))),
)]
#[post("/tenants")]
pub(super) async fn create(
    state: Data<AppState>,
    platform: Platform,
    request: HttpRequest,
    write: Write<TenantInput>,
) -> Answer {
    let command = write.writing(|body| NewTenant { slug: body.slug, name: body.name });
    let made = state.engine().create_tenant(&platform.0, command).await?;
    Ok(created(&request, made.outcome.id, &made.map(TenantAnswer::from)))
}

/// Shows a tenant, served or not.
#[utoipa::path(
    tag = "Platform", operation_id = "getTenant", params(("id" = Uuid, Path, description = "The tenant")),
    responses((status = 200, description = "The tenant", body = TenantAnswer)),
)]
#[get("/tenants/{id}")]
pub(super) async fn show(state: Data<AppState>, platform: Platform, id: PathId<TenantId>) -> Answer {
    Ok(ok(&TenantAnswer::from(state.engine().tenant(&platform.0, id.0).await?)))
}

/// Suspends a tenant, from the next request on.
///
/// Its public routes are not there any more, and its credentials open nothing. Nothing is lost.
#[utoipa::path(
    tag = "Platform", operation_id = "suspendTenant", params(("id" = Uuid, Path, description = "The tenant")),
    responses((status = 200, description = "The tenant", body = TenantAnswer, example = json!({"status": "suspended"}))),
)]
#[post("/tenants/{id}/suspend")]
pub(super) async fn suspend(
    state: Data<AppState>,
    platform: Platform,
    id: PathId<TenantId>,
    write: Write<NoBody>,
) -> Answer {
    let command = write.writing(|_| (id.0, TenantStatus::Suspended));
    let suspended = state.engine().set_tenant_status(&platform.0, command).await?;
    Ok(done(&suspended.map(TenantAnswer::from)))
}

/// Serves a tenant again.
#[utoipa::path(
    tag = "Platform", operation_id = "resumeTenant", params(("id" = Uuid, Path, description = "The tenant")),
    responses((status = 200, description = "The tenant", body = TenantAnswer)),
)]
#[post("/tenants/{id}/resume")]
pub(super) async fn resume(
    state: Data<AppState>,
    platform: Platform,
    id: PathId<TenantId>,
    write: Write<NoBody>,
) -> Answer {
    let command = write.writing(|_| (id.0, TenantStatus::Active));
    let resumed = state.engine().set_tenant_status(&platform.0, command).await?;
    Ok(done(&resumed.map(TenantAnswer::from)))
}

/// Switches on or off what a tenant has, from the next request on.
#[utoipa::path(
    tag = "Platform", operation_id = "replaceTenantFeatures", request_body = FeaturesInput,
    params(("id" = Uuid, Path, description = "The tenant")),
    responses((status = 200, description = "The tenant", body = TenantAnswer)),
)]
#[put("/tenants/{id}/features")]
pub(super) async fn replace_features(
    state: Data<AppState>,
    platform: Platform,
    id: PathId<TenantId>,
    write: Write<FeaturesInput>,
) -> Answer {
    let command = write.writing(|body| (id.0, Features { scheduling: body.scheduling }));
    let replaced = state.engine().set_tenant_features(&platform.0, command).await?;
    Ok(done(&replaced.map(TenantAnswer::from)))
}

/// Sets how much a tenant can have. What is there already stays, also if it is more.
#[utoipa::path(
    tag = "Platform", operation_id = "replaceTenantQuotas", request_body = QuotasInput,
    params(("id" = Uuid, Path, description = "The tenant")),
    responses((status = 200, description = "The tenant", body = TenantAnswer)),
)]
#[put("/tenants/{id}/quotas")]
pub(super) async fn replace_quotas(
    state: Data<AppState>,
    platform: Platform,
    id: PathId<TenantId>,
    write: Write<QuotasInput>,
) -> Answer {
    let command = write.writing(|body| (id.0, body.into_core()));
    let replaced = state.engine().set_tenant_quotas(&platform.0, command).await?;
    Ok(done(&replaced.map(TenantAnswer::from)))
}

/// Writes all that there is of a tenant, served or not, as one archive.
///
/// JSON Lines: what it is, then a line for each row, then the number of rows of each table and the SHA-256 of the lines
/// before. Without that last line the archive is not whole. Secrets are not in it. `scheduling-http tenant import` makes a
/// tenant from it.
#[utoipa::path(
    tag = "Platform", operation_id = "exportTenant", params(("id" = Uuid, Path, description = "The tenant")),
    responses((status = 200, description = "The archive", content_type = "application/x-ndjson", body = String, example = json!(
        "{\"format\":\"scheduling-tenant\",\"version\":1,\"schema\":12,\"exportedAt\":\"2026-03-02T12:00:00Z\",\"tenant\":{\"slug\":\"acme\"}}\n{\"table\":\"scheduling_users\",\"row\":{\"username\":\"ada\"}}\n{\"end\":{\"rows\":{\"scheduling_users\":1},\"sha256\":\"…\"}}\n"
    ))),
)]
#[get("/tenants/{id}/export")]
pub(super) async fn export(state: Data<AppState>, platform: Platform, id: PathId<TenantId>) -> Answer {
    Ok(lines(state.engine().export_tenant(&platform.0, id.0).await?))
}

/// Erases a suspended tenant with all that there is of it, and answers with a receipt.
///
/// Repeated, also without an `Idempotency-Key`, it answers with the same receipt. It takes up to ten minutes and goes on if
/// the caller does not wait.
#[utoipa::path(
    tag = "Platform", operation_id = "eraseTenant", request_body = EraseInput,
    params(("id" = Uuid, Path, description = "The tenant")),
    responses((status = 200, description = "The receipt", body = ErasureAnswer)),
    extensions(("x-problems" = json!(["tenant_not_suspended"]))),
)]
#[post("/tenants/{id}/erase")]
pub(super) async fn erase(
    state: Data<AppState>,
    platform: Platform,
    id: PathId<TenantId>,
    write: Write<EraseInput>,
) -> Answer {
    let command = write.writing(|body| EraseTenant { tenant: id.0, slug: body.slug }).command;
    Ok(done(&state.engine().erase_tenant(&platform.0, command).await?.map(ErasureAnswer::from)))
}

/// Invites somebody to be the first owner of a tenant, and shows the invitation's token this once.
///
/// Of several who are invited, the first to accept is the owner.
#[utoipa::path(
    tag = "Platform", operation_id = "inviteOwner", request_body = OwnerInvitationInput,
    params(("id" = Uuid, Path, description = "The tenant")),
    responses((status = 201, description = "The invitation", body = NewLinkAnswer)),
    extensions(("x-problems" = json!(["owner_exists", "email_taken"]))),
)]
#[post("/tenants/{id}/owner-invitations")]
pub(super) async fn invite_owner(
    state: Data<AppState>,
    platform: Platform,
    id: PathId<TenantId>,
    write: Write<OwnerInvitationInput>,
) -> Answer {
    let made = state.engine().invite_owner(&platform.0, id.0, write.writing(|body| body.email)).await?;
    Ok(created_only(&made.map(NewLinkAnswer::from)))
}
