//! Which routes there are, and what stands in front of them. A handler extracts, makes one call and converts.
//!
//! To add one, see `docs/adding-an-endpoint.md`.

mod answer;
mod auth;
mod availability;
mod blocked_dates;
mod bookings;
mod event_types;
mod extract;
mod holidays;
mod operations;
mod platform;
mod public;
mod schedules;
mod settings;
mod users;

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
pub(crate) const HEALTH: &str = "/health";
pub(crate) const METRICS: &str = "/metrics";

/// Mounts the whole API in an actix application, with everything that stands in front of it: authentication, limits,
/// problems, security headers.
///
/// The paths are absolute, so mount it at the application's root.
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
        .service(event_types::list)
        .service(event_types::create)
        .service(event_types::show)
        .service(event_types::replace)
        .service(event_types::archive)
        .service(event_types::restore)
        .service(event_types::explain)
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
        .service(bookings::show)
        .service(bookings::cancel)
        .service(bookings::reschedule)
        .service(bookings::confirm)
        .service(bookings::decline)
        .service(bookings::no_show)
        .service(bookings::reassign)
        .service(settings::show)
        .service(settings::replace);
}

pub(crate) fn public(config: &mut ServiceConfig<'_>) {
    config
        .service(public::profile)
        .service(public::offer)
        .service(public::list_slots)
        .service(public::hold)
        .service(public::release)
        .service(public::book)
        .service(public::show)
        .service(public::cancel)
        .service(public::reschedule);
}

pub(crate) fn platform(config: &mut ServiceConfig<'_>) {
    config.service(platform::list).service(platform::create);
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
