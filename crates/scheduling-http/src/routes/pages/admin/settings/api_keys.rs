//! API keys.

use actix_web::{HttpResponse, http::StatusCode};
use scheduling_core::ApiKeyId;
use scheduling_engine::{IssuedKey, NewApiKey};
use scheduling_render::pages::admin::{ApiKeysPage, Entered, IssuedPage, KeyRow, Section};
use scheduling_store::{PageRequest, api_keys::ApiKey};

use super::{hosts, is_theirs, issued};
use crate::{
    problem::Problem,
    routes::{
        answer::Answer,
        extract::PathId,
        pages::admin::{
            desk::{Desk, see_other},
            filled::Filled,
        },
    },
    wire::api_keys::{ApiKeyInput, RotateApiKeyInput},
};

const KEYS: &str = "/admin/api-keys";

/// Lists the keys.
pub(in super::super) async fn list(desk: Desk) -> Answer {
    page(&desk, (StatusCode::OK, &Entered::default())).await
}

async fn page(desk: &Desk, (status, entered): (StatusCode, &Entered)) -> Result<HttpResponse, Problem> {
    let (zone, now) = (desk.zone().await?, desk.engine().now());
    let keys = desk.engine().list_api_keys(&desk.principal, PageRequest::default()).await?.items;
    let row = |key: ApiKey| KeyRow {
        path: format!("{KEYS}/{}", key.id),
        name: key.name.to_string(),
        prefix: key.prefix,
        scopes: key.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(", "),
        works: key.revoked_at.is_none_or(|at| now < at) && key.expires_at.is_none_or(|at| now < at),
        last_used_at: key.last_used_at,
    };
    let keys: Vec<KeyRow> = keys.into_iter().map(row).collect();
    let page = ApiKeysPage { keys: &keys, hosts: &hosts(desk).await?, entered, zone: &zone };
    Ok(desk.show((status, Section::Settings), |shell, frame| page.render(shell, frame)))
}

/// Makes a key, and shows it this once.
pub(in super::super) async fn create(filled: Filled) -> Answer {
    match created(&filled).await {
        Ok(made) => Ok(shown(&filled.desk, &made)),
        Err(problem) if is_theirs(&problem) => {
            page(&filled.desk, (problem.code().status(), &filled.form.again(&problem))).await
        }
        Err(problem) => Err(problem),
    }
}

async fn created(filled: &Filled) -> Result<IssuedKey, Problem> {
    let new = NewApiKey::from(filled.form.read::<ApiKeyInput>()?);
    Ok(filled.desk.engine().create_api_key(&filled.desk.principal, filled.writing(new)).await?.outcome)
}

fn shown(desk: &Desk, made: &IssuedKey) -> HttpResponse {
    let hint = "Programs send it as “Authorization: Bearer …”. Keep it where nobody else sees it.";
    issued(desk, &IssuedPage { title: "A new key", hint, secret: made.secret.as_deref(), back: KEYS })
}

/// Ends a key.
pub(in super::super) async fn revoke(filled: Filled, id: PathId<ApiKeyId>) -> Answer {
    filled.desk.engine().revoke_api_key(&filled.desk.principal, filled.writing(id.0)).await?;
    Ok(see_other(&format!("{KEYS}?done=removed")))
}

/// Replaces a key, and shows the new one this once.
pub(in super::super) async fn rotate(filled: Filled, id: PathId<ApiKeyId>) -> Answer {
    let command = filled.writing(filled.form.read::<RotateApiKeyInput>()?.rotating(id.0));
    let made = filled.desk.engine().rotate_api_key(&filled.desk.principal, command).await?;
    Ok(shown(&filled.desk, &made.outcome))
}
