//! What is set for the whole tenant, and what somebody sets of themselves.

mod accounts;
mod api_keys;
mod hosts;
mod mails;
mod organisation;
mod webhooks;

use actix_web::{HttpResponse, http::StatusCode, web};
use scheduling_engine::{Failure, Nothing};
use scheduling_render::pages::admin::{IssuedPage, Section};

use super::{desk::Desk, sends};
use crate::{
    problem::{Code, Problem},
    routes::pages::{reads_of, writes_of},
};

/// The pages of this section.
pub(super) fn settings(config: &mut web::ServiceConfig) {
    config
        .service(
            writes_of("/settings")
                .route(web::get().to(organisation::show))
                .route(web::post().to(organisation::replace)),
        )
        .service(reads_of("/profile").route(web::get().to(hosts::profile)))
        .service(reads_of("/hosts").route(web::get().to(hosts::list)))
        .service(writes_of("/hosts/new").route(web::get().to(hosts::ask)).route(web::post().to(hosts::create)))
        .service(writes_of("/hosts/{id}").route(web::get().to(hosts::show)).route(web::post().to(hosts::replace)))
        .service(writes_of("/accounts").route(web::get().to(accounts::list)).route(web::post().to(accounts::invite)))
        .service(
            writes_of("/accounts/{id}").route(web::get().to(accounts::show)).route(web::post().to(accounts::replace)),
        )
        .service(sends("/accounts/{id}/password-reset").route(web::post().to(accounts::offer_password_reset)))
        .service(sends("/invitations/{id}/withdraw").route(web::post().to(accounts::withdraw)))
        .service(reads_of("/mails").route(web::get().to(mails::list)))
        .service(
            writes_of("/mails/{kind}/{audience}").route(web::get().to(mails::show)).route(web::post().to(mails::put)),
        )
        .service(sends("/mails/{kind}/{audience}/delete").route(web::post().to(mails::delete)))
        .service(writes_of("/api-keys").route(web::get().to(api_keys::list)).route(web::post().to(api_keys::create)))
        .service(sends("/api-keys/{id}/revoke").route(web::post().to(api_keys::revoke)))
        .service(sends("/api-keys/{id}/rotate").route(web::post().to(api_keys::rotate)))
        .service(writes_of("/webhooks").route(web::get().to(webhooks::list)).route(web::post().to(webhooks::create)))
        .service(
            writes_of("/webhooks/{id}").route(web::get().to(webhooks::show)).route(web::post().to(webhooks::replace)),
        )
        .service(sends("/webhooks/{id}/{action}").route(web::post().to(webhooks::act)));
}

/// The hosts among whom somebody chooses: id and name.
pub(super) async fn hosts(desk: &Desk) -> Result<Vec<(String, String)>, Failure<Nothing>> {
    Ok(desk
        .hosts()
        .await?
        .into_iter()
        .map(|host| (host.id.to_string(), host.profile.display_name.to_string()))
        .collect())
}

/// A secret, this once.
fn issued(desk: &Desk, page: &IssuedPage<'_>) -> HttpResponse {
    desk.show((StatusCode::OK, Section::Settings), |shell, frame| page.render(shell, frame))
}

/// Whether somebody can do something about what is wrong: it is shown with the form again.
pub(super) fn is_theirs(problem: &Problem) -> bool {
    let status = problem.code().status();
    status.is_client_error() && !matches!(problem.code(), Code::NotFound | Code::Forbidden)
}
