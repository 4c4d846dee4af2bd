//! The pages of a tenant's own people. A handler reads a form as the body of the API's request (`filled`), makes the call of
//! the engine that the API's route makes, and shows what came of it: nothing is decided here, and nothing can be done here
//! that the API cannot do.
//!
//! The session's cookie is the credential. So each form has a token that only our own pages know, and what a
//! browser says to come from another site is refused, also before anybody has signed in.

mod analytics;
mod availability;
mod booking;
mod bookings;
mod changes;
mod dashboard;
mod desk;
mod event_types;
mod explain;
mod filled;
mod moment;
mod owners;
mod people;
mod settings;
mod sign_in;
mod teams;

use actix_web::{
    Error, HttpMessage as _, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web,
};
use scheduling_render::pages::admin::{ADMIN_STYLE, ProblemPage};

use self::desk::see_other;
use super::{nothing_here, reads_of, styled, writes_of};
use crate::{
    AppState,
    edge::{RequestId, log_failure, problem_of},
    problem::{Code, Problem},
};

/// Where these pages are.
pub(in crate::routes) const ADMIN: &str = "/admin";

/// The pages of a tenant's own people.
pub(in crate::routes) fn admin(config: &mut web::ServiceConfig) {
    config
        .service(reads_of("").route(web::get().to(dashboard::show)))
        .service(writes_of("/sign-in").route(web::get().to(sign_in::ask)).route(web::post().to(sign_in::sign_in)))
        .service(
            writes_of(sign_in::INVITATION.trim_start_matches(ADMIN))
                .route(web::get().to(sign_in::ask_to_accept))
                .route(web::post().to(sign_in::accept)),
        )
        .service(
            writes_of(sign_in::PASSWORD_RESET.trim_start_matches(ADMIN))
                .route(web::get().to(sign_in::ask_for_password))
                .route(web::post().to(sign_in::reset_password)),
        )
        .service(sends("/sign-out").route(web::post().to(sign_in::sign_out)))
        .service(reads_of("/bookings").route(web::get().to(bookings::list)))
        .service(
            writes_of("/bookings/new").route(web::get().to(moment::ask_to_book)).route(web::post().to(moment::book)),
        )
        .service(
            writes_of("/bookings/{id}/move")
                .route(web::get().to(moment::ask_to_move))
                .route(web::post().to(moment::move_booking)),
        )
        .service(reads_of("/bookings/{id}").route(web::get().to(booking::show)))
        .service(sends("/bookings/{id}/{action}").route(web::post().to(booking::act)))
        .configure(event_types)
        .configure(teams)
        .service(reads_of("/analytics").route(web::get().to(analytics::show)))
        .service(reads_of("/explain").route(web::get().to(explain::show)))
        .configure(availability::availability)
        .service(reads_of("/changes").route(web::get().to(changes::list)))
        .configure(settings::settings)
        .default_service(web::to(nothing_here));
}

fn event_types(config: &mut web::ServiceConfig) {
    let edit = || web::get().to(event_types::edit);
    let (make, save, act) = (
        || web::post().to(event_types::make),
        || web::post().to(event_types::save),
        || web::post().to(event_types::act),
    );
    let of_team = "/teams/{team}/event-types";
    config
        .service(reads_of("/event-types").route(web::get().to(event_types::list)))
        .service(writes_of("/event-types/new").route(web::get().to(event_types::new)).route(make()))
        .service(writes_of("/event-types/{id}").route(edit()).route(save()))
        .service(sends("/event-types/{id}/{action}").route(act()))
        .service(writes_of(&format!("{of_team}/new")).route(edit()).route(make()))
        .service(writes_of(&format!("{of_team}/{{id}}")).route(edit()).route(save()))
        .service(sends(&format!("{of_team}/{{id}}/{{action}}")).route(act()));
}

fn teams(config: &mut web::ServiceConfig) {
    config
        .service(reads_of("/teams").route(web::get().to(teams::list)))
        .service(writes_of("/teams/new").route(web::get().to(teams::new)).route(web::post().to(teams::make)))
        .service(writes_of("/teams/{team}").route(web::get().to(teams::show)).route(web::post().to(teams::save)))
        .service(sends("/teams/{team}/archive").route(web::post().to(teams::archive)))
        .service(sends("/teams/{team}/members").route(web::post().to(teams::join)))
        .service(sends("/teams/{team}/members/{user}").route(web::post().to(teams::change_member)))
        .service(sends("/teams/{team}/members/{user}/remove").route(web::post().to(teams::remove_member)));
}

/// What a form is sent to that is on another page.
fn sends(path: &str) -> actix_web::Resource {
    web::resource(path).default_service(web::to(|| super::not_allowed("POST")))
}

/// The middleware around these pages: what is wrong is told on a page, and whoever has to sign in is led there.
pub(in crate::routes) async fn as_admin_pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = request.extensions().get::<RequestId>().cloned();
    let asked = request.uri().to_string();
    let is_from_elsewhere = *request.method() != Method::GET && is_cross_site(&request);
    let response = if is_from_elsewhere {
        request.error_response(Problem::new(Code::CsrfFailed))
    } else {
        next.call(request).await?.map_into_boxed_body()
    };
    let Some(error) = response.response().error() else { return Ok(response) };
    let other;
    let problem = if let Some(problem) = error.as_error::<Problem>() {
        problem
    } else {
        other = problem_of(error);
        &other
    };
    log_failure(problem, id.as_ref());
    let page = if problem.code() == Code::Unauthenticated && *response.request().method() == Method::GET {
        see_other(&sign_in::leading_to(&asked))
    } else {
        told(problem)
    };
    Ok(response.into_response(page))
}

/// Whether the browser says that another site has made it send this. It says less where the page did not come over https:
/// there, whether the origin is the host that is asked, here or at the proxy in front.
fn is_cross_site(request: &ServiceRequest) -> bool {
    let said = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = said("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = said("origin") else { return false };
    let host = origin.split_once("://").map(|(_, host)| host);
    let is_here = host.is_some() && (host == said("host") || host == Some(request.connection_info().host()));
    let public = request.app_data::<web::Data<AppState>>().and_then(|state| state.options().public_url.clone());
    !is_here && public.is_none_or(|public| public.trim_end_matches('/') != origin)
}

/// A page that says what is wrong.
fn told(problem: &Problem) -> HttpResponse {
    let (title, detail) = match problem.code() {
        Code::Unauthenticated => {
            ("You are signed out", "Your session has ended. Please sign in again; what was sent was not done.")
        }
        Code::CsrfFailed => (
            "This page is too old",
            "It is from another session, or was not sent from here. Nothing was done. Please go back, reload the page and try again.",
        ),
        Code::Forbidden => ("Not for you", "Your role does not allow this. Please ask an admin of your organisation."),
        code => (code.title(), problem.detail()),
    };
    let page = ProblemPage { title, detail };
    let mut response = styled(problem.code().status(), None, Some(ADMIN_STYLE), |frame| page.render(frame));
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = problem.render(None).headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}
