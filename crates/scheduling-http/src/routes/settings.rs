//! `settings` of the tenant.

use actix_web::{get, put, web::Data};

use super::{
    answer::{Answer, done, ok},
    auth::Admin,
    extract::Write,
};
use crate::{
    AppState,
    wire::settings::{Settings, SettingsInput},
};

/// Shows the tenant's settings.
#[utoipa::path(
    tag = "Settings", operation_id = "getSettings",
    responses((status = 200, description = "The settings", body = Settings)),
)]
#[get("/settings")]
pub(super) async fn show(state: Data<AppState>, admin: Admin) -> Answer {
    Ok(ok(&Settings::from(state.engine().get_tenant(&admin.0).await?.settings)))
}

/// Replaces the tenant's settings wholly: parts that are absent get their default.
#[utoipa::path(
    tag = "Settings", operation_id = "replaceSettings", request_body = SettingsInput,
    responses((status = 200, description = "The settings", body = Settings)),
)]
#[put("/settings")]
pub(super) async fn replace(state: Data<AppState>, admin: Admin, write: Write<SettingsInput>) -> Answer {
    let command = write.writing(SettingsInput::into_settings);
    let replaced = state.engine().replace_settings(&admin.0, command).await?;
    Ok(done(&replaced.map(|tenant| Settings::from(tenant.settings))))
}
