//! The pages on which somebody finds a time and books it. Nobody is known here: what a visitor has said so far is in the
//! address, or in the form that is sent.

mod campaign;
mod details;
mod directory;
mod live;
mod times;
mod visit;

use actix_web::web;

use super::{nothing_here, reads_of, writes_of};

/// Where they are.
pub(in crate::routes) const BOOK: &str = "/book/{tenantSlug}";

/// The pages of a tenant. A host whose name in addresses is `team` is shadowed by the teams.
pub(in crate::routes) fn book(config: &mut web::ServiceConfig) {
    config
        .service(reads_of("").route(web::get().to(directory::tenant)))
        .service(reads_of("/team/{team}").route(web::get().to(directory::team)));
    for event in ["/team/{team}/{event}", "/{username}/{event}"] {
        config
            .service(writes_of(&format!("{event}/holds")).route(web::post().to(times::hold)))
            .service(
                writes_of(&format!("{event}/times"))
                    .route(web::get().to(times::afresh))
                    .route(web::post().to(times::choose_another)),
            )
            .service(
                writes_of(&format!("{event}/bookings"))
                    .route(web::get().to(details::ask))
                    .route(web::post().to(details::book)),
            )
            .service(reads_of(&format!("{event}/live")).route(web::get().to(live::watch)))
            .service(reads_of(event).route(web::get().to(times::show)));
    }
    config
        .service(reads_of("/{username}").route(web::get().to(directory::host)))
        .default_service(web::to(nothing_here));
}
