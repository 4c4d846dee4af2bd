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
mod explain;
mod filled;
mod moment;
mod people;
mod settings;
mod sign_in;

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
        .service(reads_of("/analytics").route(web::get().to(analytics::show)))
        .service(reads_of("/explain").route(web::get().to(explain::show)))
        .configure(availability::availability)
        .service(reads_of("/changes").route(web::get().to(changes::list)))
        .configure(settings::settings)
        .default_service(web::to(nothing_here));
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

/// Whether the browser says that another site has made it send this.
fn is_cross_site(request: &ServiceRequest) -> bool {
    let site = request.headers().get("sec-fetch-site").map(header::HeaderValue::as_bytes);
    site.is_some_and(|site| !matches!(site, b"same-origin" | b"none"))
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
