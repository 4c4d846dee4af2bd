//! `users/{id}/calendar-feed`, and the calendar itself, which programs subscribe to.

use actix_web::{
    HttpRequest, HttpResponse, delete, get,
    http::{header, uri::Authority},
    post,
    web::Data,
};
use scheduling_core::HostId;
use scheduling_engine::{CalendarFeed, CalendarToken, HostCalendarFeed, Principal};
use scheduling_render::icalendar::Calendar;
use sha2::{Digest as _, Sha256};

use super::{
    answer::{Answer, done, gone, ok},
    auth::Admin,
    extract::{NoBody, PathId, PathUser, Query, Write},
    public::is_known,
};
use crate::{
    AppState,
    edge::OpenTenant,
    problem::{Code, Problem},
    wire::calendar_feeds::{CalendarFeedAnswer, CalendarQuery},
};

/// Shows whether a user's calendar can be subscribed to, and where.
///
/// The address is a secret that outlives the credential by which it was shown, so this needs `config:write`.
#[utoipa::path(
    tag = "Users", operation_id = "getCalendarFeed", params(("id" = Uuid, Path, description = "The user")),
    responses((status = 200, description = "Whether it can", body = CalendarFeedAnswer)),
)]
#[get("/users/{id}/calendar-feed")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, request: HttpRequest, id: PathId<HostId>) -> Answer {
    let feed = state.engine().calendar_feed(&admin.0, id.0).await?;
    Ok(ok(&answered(&state, &request, (&admin.0, feed))))
}

/// Makes a new address at which a user's calendar can be subscribed to. The one before works no more.
///
/// It is for calendar programs, which ask for it again from time to time; `webcal` in the place of `https` opens them.
#[utoipa::path(
    tag = "Users", operation_id = "createCalendarFeed", params(("id" = Uuid, Path, description = "The user")),
    responses((status = 200, description = "The address", body = CalendarFeedAnswer)),
)]
#[post("/users/{id}/calendar-feed")]
pub(super) async fn create(
    state: Data<AppState>,
    (admin, request): (Admin, HttpRequest),
    id: PathId<HostId>,
    write: Write<NoBody>,
) -> Answer {
    let made = state.engine().open_calendar_feed(&admin.0, write.writing(|_| id.0)).await?;
    Ok(done(&made.map(|feed| answered(&state, &request, (&admin.0, feed)))))
}

/// Takes away the address at which a user's calendar can be subscribed to.
#[utoipa::path(
    tag = "Users", operation_id = "deleteCalendarFeed", params(("id" = Uuid, Path, description = "The user")),
    responses((status = 204, description = "The calendar can be subscribed to no more")),
)]
#[delete("/users/{id}/calendar-feed")]
pub(super) async fn delete(state: Data<AppState>, admin: Admin, id: PathId<HostId>, write: Write<NoBody>) -> Answer {
    Ok(gone(state.engine().close_calendar_feed(&admin.0, write.writing(|_| id.0)).await?.replayed))
}

/// Hands a user's calendar to programs that subscribe to it (RFC 5545): the bookings from 30 days ago to 400 days ahead that
/// take the user's time, at most 2000. One that waits for approval is tentative.
///
/// The secret in its address is the credential. Asked again with `If-None-Match`, an unchanged calendar is a 304.
#[utoipa::path(
    tag = "Public", operation_id = "getCalendar",
    params(
        ("tenantSlug" = String, Path, description = "The tenant"),
        ("userId" = Uuid, Path, description = "The user"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of a calendar that is at hand"),
        CalendarQuery,
    ),
    responses(
        (status = 200, description = "The calendar", body = String, content_type = "text/calendar",
            headers(("ETag" = String, description = "Changes with the calendar")),
            example = json!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR\r\n")),
        (status = 304, description = "The calendar has not changed"),
    ),
)]
#[get("/calendars/{userId}.ics")]
pub(super) async fn download(
    state: Data<AppState>,
    (tenant, request): (OpenTenant, HttpRequest),
    id: PathUser,
    query: Query<CalendarQuery>,
) -> Answer {
    let token = CalendarToken::presented(query.0.token.as_str());
    let found = state.engine().calendar_by_token(&tenant.0, id.0, &token).await?;
    let file = written(&tenant, &found).to_ics().map_err(|error| Problem::new(Code::Internal).caused_by(error))?;
    let etag = format!("\"{:x}\"", Sha256::digest(&file));
    let known = is_known(request.headers(), &etag);
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((header::ETAG, etag))
        // It names people: what others share does not keep it.
        .insert_header((header::CACHE_CONTROL, "private, max-age=300"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"));
    if known {
        return Ok(answer.finish());
    }
    Ok(answer
        .content_type("text/calendar; charset=utf-8; method=PUBLISH")
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"calendar.ics\""))
        .body(file))
}

fn written(tenant: &OpenTenant, found: &HostCalendarFeed) -> Calendar {
    let tenant = tenant.0.tenant();
    let name = tenant.settings.branding.display_name.as_ref().unwrap_or(&tenant.name);
    let alarms = |kind| found.alarms.get(&kind).map_or(&[][..], Vec::as_slice);
    let events = found.bookings.iter().map(|booking| (booking, alarms(booking.event_type)));
    Calendar::of_host(format!("{} – {name}", found.host.profile.display_name), events)
}

fn answered(state: &AppState, request: &HttpRequest, (admin, feed): (&Principal, CalendarFeed)) -> CalendarFeedAnswer {
    let token = state.engine().calendar_token(admin, &feed);
    let (base, slug, host) = (base_url(state, request), &admin.tenant().slug, feed.host);
    let url =
        token.map(|token| format!("{base}/api/public/scheduling/{slug}/calendars/{host}.ics?token={}", token.reveal()));
    CalendarFeedAnswer { enabled: feed.is_enabled, url }
}

/// How the outside reaches this server; where that is not configured, as whoever asks does, to whom alone it is told.
fn base_url(state: &AppState, request: &HttpRequest) -> String {
    let named = || {
        let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        format!("http://{}", named.or(request.uri().authority().map(Authority::as_str)).unwrap_or("localhost"))
    };
    let configured = state.options().public_url.as_deref();
    configured.map_or_else(named, |url| url.trim_end_matches('/').to_owned())
}
