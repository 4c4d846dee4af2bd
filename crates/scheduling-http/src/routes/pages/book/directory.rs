//! Who and what can be booked.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use scheduling_core::{EventType, LongText, Slug, Username};
use scheduling_render::pages::{Directory, Offered, PersonLink};

use super::campaign::going_on;
use crate::{
    AppState,
    edge::OpenTenant,
    problem::{Code, Problem},
    routes::{
        answer::Answer,
        pages::{Manner, embedding::Embedding, form::Fields, shown},
    },
};

/// Everybody who can be booked.
pub(super) async fn tenant(state: Data<AppState>, tenant: OpenTenant, request: HttpRequest) -> Answer {
    let listed = state.engine().public_directory(&tenant.0).await?;
    let slug = &tenant.0.tenant().slug;
    let embedding = embedding(&tenant, &request);
    let stay = stay(&embedding, &request);
    let people: Vec<_> = listed
        .hosts
        .iter()
        .map(|host| PersonLink {
            name: host.profile.display_name.as_str(),
            href: format!("/book/{slug}/{}{stay}", host.profile.username),
        })
        .collect();
    let teams: Vec<_> = listed
        .teams
        .iter()
        .map(|team| PersonLink {
            name: team.details.name.as_str(),
            href: format!("/book/{slug}/team/{}{stay}", team.details.slug),
        })
        .collect();
    let branding = &tenant.0.tenant().settings.branding;
    let name = branding.display_name.as_ref().unwrap_or(&tenant.0.tenant().name);
    Ok(show(&tenant, embedding, Directory { name: name.as_str(), offered: &[], teams: &teams, people: &people }))
}

/// What can be booked with a host.
pub(super) async fn host(state: Data<AppState>, tenant: OpenTenant, request: HttpRequest) -> Answer {
    let username: Username = named(&request, "username")?;
    let found = state.engine().public_profile(&tenant.0, &username).await?;
    let path = format!("/book/{}/{username}", tenant.0.tenant().slug);
    let embedding = embedding(&tenant, &request);
    let stay = stay(&embedding, &request);
    let offered: Vec<_> = found.event_types.iter().map(|kind| offered(kind, &path, &stay)).collect();
    let name = found.host.profile.display_name.as_str();
    Ok(show(&tenant, embedding, Directory { name, offered: &offered, teams: &[], people: &[] }))
}

/// What can be booked with a team, and who is in it.
pub(super) async fn team(state: Data<AppState>, tenant: OpenTenant, request: HttpRequest) -> Answer {
    let slug: Slug = named(&request, "team")?;
    let found = state.engine().public_team(&tenant.0, &slug).await?;
    let tenant_path = format!("/book/{}", tenant.0.tenant().slug);
    let path = format!("{tenant_path}/team/{slug}");
    let embedding = embedding(&tenant, &request);
    let stay = stay(&embedding, &request);
    let offered: Vec<_> = found.event_types.iter().map(|kind| offered(&kind.event_type, &path, &stay)).collect();
    let people: Vec<_> = found
        .members
        .iter()
        .map(|host| PersonLink {
            name: host.profile.display_name.as_str(),
            href: format!("{tenant_path}/{}{stay}", host.profile.username),
        })
        .collect();
    let name = found.team.details.name.as_str();
    Ok(show(&tenant, embedding, Directory { name, offered: &offered, teams: &[], people: &people }))
}

fn offered<'a>(kind: &'a EventType, path: &str, stay: &str) -> Offered<'a> {
    let details = &kind.details;
    Offered {
        name: details.name.as_str(),
        description: details.description.as_ref().map(LongText::as_str),
        duration: details.duration,
        href: format!("{path}/{}{stay}", details.slug),
    }
}

fn named<T: std::str::FromStr>(request: &HttpRequest, name: &str) -> Result<T, Problem> {
    let named = request.match_info().get(name).and_then(|name| name.parse().ok());
    named.ok_or_else(|| Problem::new(Code::NotFound))
}

fn embedding(tenant: &OpenTenant, request: &HttpRequest) -> Embedding {
    Embedding::of(request, &said(request), tenant.0.tenant())
}

/// What goes with the visitor.
fn stay(embedding: &Embedding, request: &HttpRequest) -> String {
    going_on(embedding, &said(request))
}

fn said(request: &HttpRequest) -> Fields {
    Fields::read(request.query_string()).unwrap_or_default()
}

fn show(tenant: &OpenTenant, embedding: Embedding, page: Directory<'_>) -> HttpResponse {
    let manner = Manner { status: StatusCode::OK, scripts: Vec::new(), embedding };
    shown(manner, Some(tenant.0.tenant()), |frame| page.render(frame))
}
