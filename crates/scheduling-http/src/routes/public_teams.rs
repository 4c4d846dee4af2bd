//! The public routes of teams: the team, its event types, their slots.

use actix_web::{HttpRequest, get, web::Data};
use scheduling_core::{
    Slug,
    slots::{by_date, by_dates_of},
};
use scheduling_engine::{ListTeamSlots, NextTeamSlots};

use super::{
    answer::{Answer, ok},
    extract::{Query, path_name},
    public::unless_known,
};
use crate::{
    AppState,
    edge::OpenTenant,
    wire::{
        public::{NextSlotsQuery, SlotsQuery, TeamSlotsAnswer},
        slots_json::SlotsBody,
        teams::{TeamOffer, TeamProfile},
    },
};

/// Shows a team with everything that can be booked.
#[utoipa::path(
    tag = "Public", operation_id = "getTeamProfile",
    params(("tenantSlug" = String, Path, description = "The tenant"), ("teamSlug" = String, Path, description = "The team")),
    responses((status = 200, description = "The team", body = TeamProfile)),
)]
#[get("/teams/{teamSlug}")]
pub(super) async fn profile(state: Data<AppState>, tenant: OpenTenant, request: HttpRequest) -> Answer {
    let team = path_name(&request, "teamSlug")?;
    let found = state.engine().public_team(&tenant.0, &team).await?;
    Ok(ok(&TeamProfile::of(tenant.0.tenant(), found)))
}

/// Shows an event type of a team with its questions.
#[utoipa::path(
    tag = "Public", operation_id = "getTeamOffer",
    params(
        ("tenantSlug" = String, Path, description = "The tenant"),
        ("teamSlug" = String, Path, description = "The team"),
        ("eventSlug" = String, Path, description = "The event type"),
    ),
    responses((status = 200, description = "The event type", body = TeamOffer)),
)]
#[get("/teams/{teamSlug}/{eventSlug}")]
pub(super) async fn offer(state: Data<AppState>, tenant: OpenTenant, request: HttpRequest) -> Answer {
    let (team, slug) = (path_name(&request, "teamSlug")?, path_name(&request, "eventSlug")?);
    let found = state.engine().public_team_type(&tenant.0, &team, &slug).await?;
    Ok(ok(&TeamOffer::of(tenant.0.tenant(), found)))
}

/// Lists the free slots of an event type of a team by date of the invitee, each with those who can take it.
///
/// The answer has an `ETag`; asked again with `If-None-Match`, an unchanged list is a 304.
#[utoipa::path(
    tag = "Public", operation_id = "listTeamSlots",
    params(
        ("tenantSlug" = String, Path, description = "The tenant"),
        ("teamSlug" = String, Path, description = "The team"),
        ("eventSlug" = String, Path, description = "The event type"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of a list that is at hand"),
        SlotsQuery,
    ),
    responses(
        (status = 200, description = "The free slots", body = TeamSlotsAnswer,
            headers(("ETag" = String, description = "Changes with the list"))),
        (status = 304, description = "The list has not changed"),
    ),
)]
#[get("/teams/{teamSlug}/{eventSlug}/slots")]
pub(super) async fn list_slots(
    state: Data<AppState>,
    tenant: OpenTenant,
    request: HttpRequest,
    query: Query<SlotsQuery>,
) -> Answer {
    let (team, slug) = (path_name(&request, "teamSlug")?, path_name::<Slug>(&request, "eventSlug")?);
    let asked = query.0.into_asked()?;
    let wanted = ListTeamSlots { team, slug: slug.clone(), query: asked.query };
    let mut list = state.engine().list_team_slots(&tenant.0, wanted).await?;
    let days = by_date(&mut list.slots, &asked.zone, asked.first, asked.last);
    let (event_type, duration, seats, hosts) = (list.event_type, list.duration, list.seats, &*list.hosts);
    let body = SlotsBody { zone: &asked.zone, event_type, slug: &slug, duration, seats, days: &days, hosts };
    Ok(unless_known(request.headers(), &body))
}

/// Lists the next free slots of an event type of a team, whatever their date, each with those who can take it.
///
/// They are looked for up to the end of the longest booking window of the hosts. The answer has the form of the list of slots,
/// with those dates only on which some of them are, and an `ETag` likewise.
#[utoipa::path(
    tag = "Public", operation_id = "listNextTeamSlots",
    params(
        ("tenantSlug" = String, Path, description = "The tenant"),
        ("teamSlug" = String, Path, description = "The team"),
        ("eventSlug" = String, Path, description = "The event type"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of a list that is at hand"),
        NextSlotsQuery,
    ),
    responses(
        (status = 200, description = "The next free slots", body = TeamSlotsAnswer,
            headers(("ETag" = String, description = "Changes with the list"))),
        (status = 304, description = "The list has not changed"),
    ),
)]
#[get("/teams/{teamSlug}/{eventSlug}/slots/next")]
pub(super) async fn list_next_slots(
    state: Data<AppState>,
    tenant: OpenTenant,
    request: HttpRequest,
    query: Query<NextSlotsQuery>,
) -> Answer {
    let (team, slug) = (path_name(&request, "teamSlug")?, path_name::<Slug>(&request, "eventSlug")?);
    let wanted = NextTeamSlots { team, slug: slug.clone(), host: None, count: query.0.count() };
    let mut list = state.engine().next_team_slots(&tenant.0, wanted).await?;
    let (zone, event_type, duration, seats) = (&query.0.timezone, list.event_type, list.duration, list.seats);
    let days = by_dates_of(&mut list.slots, zone);
    let body = SlotsBody { zone, event_type, slug: &slug, duration, seats, days: &days, hosts: &list.hosts };
    Ok(unless_known(request.headers(), &body))
}
