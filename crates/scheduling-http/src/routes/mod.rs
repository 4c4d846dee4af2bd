//! Which routes there are, and what stands in front of them. A handler extracts, makes one call and converts.
//!
//! To add one, see `docs/adding-an-endpoint.md`.

mod account;
mod accounts;
mod analytics;
mod answer;
mod api_keys;
mod auth;
mod availability;
mod blocked_dates;
mod bookings;
mod calendar;
mod calendar_feeds;
mod changelog;
mod deliveries;
mod embed;
mod event_types;
mod events;
mod export;
mod extract;
mod holidays;
mod invitees;
mod mail_templates;
mod operations;
mod pages;
mod platform;
mod public;
mod public_teams;
mod schedules;
mod series;
mod session;
mod settings;
mod team_event_types;
mod teams;
mod users;
mod webhooks;

use actix_web::{
    HttpRequest, HttpResponse,
    http::Method,
    middleware::from_fn,
    web::{self, Data},
};
use utoipa_actix_web::service_config::ServiceConfig;

use self::extract::refuse_stray_queries;
use crate::{
    AppState,
    edge::{frame, public_gate},
    metrics::measure,
    openapi,
    problem::{Code, Problem},
};

pub(crate) const ADMIN: &str = "/api/admin/scheduling";
pub(crate) const PUBLIC: &str = "/api/public/scheduling/{tenantSlug}";
pub(crate) const PLATFORM: &str = "/api/platform";
pub(crate) const ACCOUNT: &str = "/api/account";
pub(crate) const HEALTH: &str = "/health";
pub(crate) const METRICS: &str = "/metrics";

/// Mounts the whole API in an actix application, with everything that stands in front of it: authentication, limits,
/// problems, security headers.
///
/// The paths are absolute, so mount it at the application's root.
///
/// A program that knows its users by itself puts a [`Principal`](scheduling_engine::Principal) into the extensions of the
/// admin's requests, in a middleware of its own. Requests without one need an API key.
///
/// ```no_run
/// use actix_web::{App, HttpServer, web};
/// use scheduling_engine::Engine;
/// use scheduling_http::{AppOptions, AppState, configure};
///
/// async fn serve(engine: Engine) -> std::io::Result<()> {
///     let state = AppState::new(engine, AppOptions::default());
///     HttpServer::new(move || {
///         App::new()
///             .configure(configure(state.clone()))
///             .route("/", web::get().to(|| async { "the embedding program" }))
///     })
///     .bind(("127.0.0.1", 8080))?
///     .run()
///     .await
/// }
/// ```
pub fn configure(state: AppState) -> impl FnOnce(&mut web::ServiceConfig) {
    let state = Data::new(state);
    move |config| {
        let scope = |path| web::scope(path).app_data(state.clone()).default_service(web::to(nowhere));
        config
            .service(
                scope(ADMIN)
                    .configure(|config| admin(&mut ServiceConfig::new(config)))
                    .wrap(from_fn(refuse_stray_queries))
                    .wrap(from_fn(auth::admin_gate))
                    .wrap(from_fn(frame))
                    .wrap(from_fn(measure)),
            )
            .service(
                scope(PUBLIC)
                    .configure(|config| public(&mut ServiceConfig::new(config)))
                    .wrap(from_fn(refuse_stray_queries))
                    .wrap(from_fn(public_gate))
                    .wrap(from_fn(frame))
                    .wrap(from_fn(measure)),
            )
            .service(
                scope(PLATFORM)
                    .configure(|config| platform(&mut ServiceConfig::new(config)))
                    .wrap(from_fn(refuse_stray_queries))
                    .wrap(from_fn(auth::platform_gate))
                    .wrap(from_fn(frame))
                    .wrap(from_fn(measure)),
            )
            .service(
                scope(ACCOUNT)
                    .configure(|config| account(&mut ServiceConfig::new(config)))
                    .wrap(from_fn(refuse_stray_queries))
                    .wrap(from_fn(frame))
                    .wrap(from_fn(measure)),
            )
            .service(
                scope(HEALTH)
                    .configure(|config| health(&mut ServiceConfig::new(config)))
                    .wrap(from_fn(refuse_stray_queries))
                    .wrap(from_fn(frame))
                    .wrap(from_fn(measure)),
            )
            .service(
                scope(METRICS)
                    .configure(|config| metrics(&mut ServiceConfig::new(config)))
                    .wrap(from_fn(refuse_stray_queries))
                    .wrap(from_fn(frame)),
            )
            .service(
                web::scope(pages::BOOKING)
                    .app_data(state.clone())
                    .configure(pages::booking)
                    .wrap(from_fn(public_gate))
                    .wrap(from_fn(pages::as_pages))
                    .wrap(from_fn(frame))
                    .wrap(from_fn(measure)),
            )
            .service(
                web::scope(pages::BOOK)
                    .app_data(state.clone())
                    .configure(pages::book)
                    .wrap(from_fn(public_gate))
                    .wrap(from_fn(pages::as_pages))
                    .wrap(from_fn(frame))
                    .wrap(from_fn(measure)),
            )
            .service(
                web::scope(pages::ADMIN_PAGES)
                    .app_data(state.clone())
                    .configure(pages::admin)
                    .wrap(from_fn(pages::as_admin_pages))
                    .wrap(from_fn(frame))
                    .wrap(from_fn(measure)),
            )
            .service(scope(embed::SERVED_AT).configure(embed::embed).wrap(from_fn(frame)))
            .service(scope(openapi::SERVED_AT).route("", web::get().to(openapi::serve)).wrap(from_fn(frame)))
            .service(scope("/api/docs").configure(openapi::browser).wrap(from_fn(frame)));
    }
}

/// Answers what no other route does, as problems. For a server that has no routes of its own; mount it last.
pub(crate) fn catch_all(state: AppState) -> impl FnOnce(&mut web::ServiceConfig) {
    move |config| {
        let nothing_here = web::scope("").app_data(Data::new(state)).default_service(web::to(nowhere));
        config.service(nothing_here.wrap(from_fn(frame)));
    }
}

pub(crate) fn admin(config: &mut ServiceConfig<'_>) {
    config
        .service(users::list)
        .service(users::create)
        .service(users::show)
        .service(users::replace)
        .service(calendar_feeds::show)
        .service(calendar_feeds::create)
        .service(calendar_feeds::delete)
        .service(event_types::list)
        .service(event_types::create)
        .service(event_types::show)
        .service(event_types::replace)
        .service(event_types::archive)
        .service(event_types::restore)
        .service(event_types::copy)
        .service(event_types::explain)
        .service(event_types::simulate)
        .service(teams::list)
        .service(teams::create)
        .service(teams::show)
        .service(teams::replace)
        .service(teams::archive)
        .service(teams::members)
        .service(teams::add_member)
        .service(teams::replace_member)
        .service(teams::remove_member)
        .service(team_event_types::list)
        .service(team_event_types::create)
        .service(team_event_types::show)
        .service(team_event_types::replace)
        .service(team_event_types::archive)
        .service(team_event_types::restore)
        .service(team_event_types::copy)
        .service(availability::show)
        .service(availability::replace)
        .service(schedules::list)
        .service(schedules::create)
        .service(schedules::show)
        .service(schedules::replace)
        .service(schedules::delete)
        .service(blocked_dates::list)
        .service(blocked_dates::create)
        .service(blocked_dates::delete)
        .service(holidays::list)
        .service(holidays::show)
        .service(bookings::list)
        .service(bookings::create)
        .service(series::create)
        .service(export::download)
        .service(bookings::show)
        .service(bookings::assignments)
        .service(bookings::cancel)
        .service(bookings::reschedule)
        .service(bookings::confirm)
        .service(bookings::decline)
        .service(bookings::no_show)
        .service(bookings::reassign)
        .service(bookings::revoke_link)
        .service(invitees::export)
        .service(invitees::erase)
        .service(analytics::show)
        .service(changelog::list)
        .service(settings::show)
        .service(settings::replace)
        .service(mail_templates::list)
        .service(mail_templates::show)
        .service(mail_templates::put)
        .service(mail_templates::delete)
        .service(mail_templates::preview)
        .service(api_keys::list)
        .service(api_keys::create)
        .service(api_keys::revoke)
        .service(api_keys::rotate)
        .service(webhooks::list)
        .service(webhooks::create)
        .service(webhooks::show)
        .service(webhooks::replace)
        .service(webhooks::delete)
        .service(webhooks::rotate)
        .service(webhooks::test)
        .service(events::list)
        .service(deliveries::list)
        .service(deliveries::show)
        .service(deliveries::resend)
        .service(deliveries::cancel)
        .service(accounts::list)
        .service(accounts::show)
        .service(accounts::replace)
        .service(accounts::offer_password_reset)
        .service(accounts::invitations)
        .service(accounts::invite)
        .service(accounts::withdraw);
}

pub(crate) fn public(config: &mut ServiceConfig<'_>) {
    config
        .service(public::profile)
        .service(public::offer)
        .service(public::list_slots)
        .service(public::list_next_slots)
        .service(public_teams::profile)
        .service(public_teams::offer)
        .service(public_teams::list_slots)
        .service(public_teams::list_next_slots)
        .service(public::hold)
        .service(public::release)
        .service(public::book)
        .service(series::book)
        .service(public::show)
        .service(public::cancel)
        .service(public::reschedule)
        .service(public::confirm_address)
        .service(public::slots_to_move)
        .service(public::hold_to_move)
        .service(calendar::download)
        .service(calendar_feeds::download);
}

pub(crate) fn platform(config: &mut ServiceConfig<'_>) {
    config
        .service(platform::list)
        .service(platform::create)
        .service(platform::show)
        .service(platform::suspend)
        .service(platform::resume)
        .service(platform::replace_features)
        .service(platform::replace_quotas)
        .service(platform::export)
        .service(platform::erase)
        .service(platform::invite_owner);
}

pub(crate) fn account(config: &mut ServiceConfig<'_>) {
    config
        .service(account::sign_in)
        .service(account::show)
        .service(account::sign_out)
        .service(account::sign_out_others)
        .service(account::accept)
        .service(account::reset_password);
}

pub(crate) fn health(config: &mut ServiceConfig<'_>) {
    config.service(operations::live).service(operations::ready);
}

pub(crate) fn metrics(config: &mut ServiceConfig<'_>) {
    config.service(operations::show_metrics);
}

/// A path that is not there, or that has other methods.
async fn nowhere(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let methods = openapi::methods_of(request.path());
    if methods.is_empty() {
        return Err(Problem::new(Code::NotFound));
    }
    let allow = methods.join(", ");
    if request.method() == Method::OPTIONS {
        return Ok(HttpResponse::NoContent().insert_header(("allow", allow)).finish());
    }
    Err(Problem::new(Code::MethodNotAllowed).with_allow(allow))
}
