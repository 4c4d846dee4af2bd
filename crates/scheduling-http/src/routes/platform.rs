//! `tenants`, for the platform.

use actix_web::{get, post, web::Data};
use scheduling_core::TenantId;
use scheduling_engine::NewTenant;

use super::{
    answer::{Answer, created_only, ok},
    auth::Platform,
    extract::{PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        accounts::{NewLinkAnswer, OwnerInvitationInput},
        pages::PageQuery,
        tenants::{TenantAnswer, TenantInput, TenantPage},
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
    responses((status = 201, description = "The tenant", body = TenantAnswer)),
    extensions(("x-problems" = json!(["slug_taken"]))),
)]
#[post("/tenants")]
pub(super) async fn create(state: Data<AppState>, platform: Platform, write: Write<TenantInput>) -> Answer {
    let command = write.writing(|body| NewTenant { slug: body.slug, name: body.name });
    let made = state.engine().create_tenant(&platform.0, command).await?;
    Ok(created_only(&made.map(TenantAnswer::from)))
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
