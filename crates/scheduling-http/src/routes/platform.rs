//! `tenants`, for the platform.

use actix_web::{get, post, web::Data};
use scheduling_engine::NewTenant;

use super::{
    answer::{Answer, created_only, ok},
    auth::Platform,
    extract::{Query, Write},
};
use crate::{
    AppState,
    wire::{
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
