//! When hosts can be booked: their weekly hours, the dates with other hours, time off and public holidays.

mod blocked;
mod holidays;
mod impact;
mod rows;
mod schedule;

use actix_web::{HttpResponse, http::StatusCode, web};
use scheduling_core::{Host, HostId, Name, Zone};
use scheduling_render::pages::admin::{NobodysTimePage, Section, WhoseTime};

use super::{
    desk::{Desk, see_other},
    sends,
    settings::{hosts, is_theirs},
};
use crate::{
    problem::{Code, Problem},
    routes::pages::writes_of,
};

/// The pages about the time of hosts.
pub(super) fn availability(config: &mut web::ServiceConfig) {
    let shows = |path: &str| writes_of(&format!("/availability{path}"));
    config
        .service(shows("").route(web::get().to(schedule::show)).route(web::post().to(schedule::replace)))
        .service(
            shows("/schedules/new").route(web::get().to(schedule::ask_for_new)).route(web::post().to(schedule::make)),
        )
        .service(
            shows("/schedules/{id}")
                .route(web::get().to(schedule::show_named))
                .route(web::post().to(schedule::replace_named)),
        )
        .service(sends("/availability/schedules/{id}/remove").route(web::post().to(schedule::remove)))
        .service(shows("/blocked-dates").route(web::get().to(blocked::show)).route(web::post().to(blocked::add)))
        .service(sends("/availability/blocked-dates/{id}/remove").route(web::post().to(blocked::remove)))
        .service(shows("/holidays").route(web::get().to(holidays::show)).route(web::post().to(holidays::keep)));
}

/// Whose time a page is about, and among whom one can choose.
struct Whose {
    host: Host,
    hosts: Vec<(String, String)>,
    id: String,
}

impl Whose {
    /// Whom the address names; else the host whom they are, or else the tenant's first one. None if there is nobody.
    async fn of(desk: &Desk) -> Result<Option<Self>, Problem> {
        let named = desk.asked_as::<HostId>("host").or(desk.principal.host());
        let hosts = choices(desk).await?;
        let first = || hosts.first().and_then(|(id, _)| id.parse().ok());
        let Some(id) = named.or_else(first) else { return Ok(None) };
        Self::among(desk, id, hosts).await.map(Some)
    }

    /// The same of a form: without anybody there is nothing that it could be about.
    async fn of_form(desk: &Desk) -> Result<Self, Problem> {
        Self::of(desk).await?.ok_or_else(|| Problem::new(Code::NotFound))
    }

    /// This host.
    async fn named(desk: &Desk, id: HostId) -> Result<Self, Problem> {
        Self::among(desk, id, choices(desk).await?).await
    }

    async fn among(desk: &Desk, id: HostId, mut hosts: Vec<(String, String)>) -> Result<Self, Problem> {
        let host = desk.engine().get_host(&desk.principal, id).await?;
        let id = id.to_string();
        // Of very many hosts not all are listed.
        if !hosts.is_empty() && hosts.iter().all(|(known, _)| *known != id) {
            hosts.push((id.clone(), host.profile.display_name.to_string()));
        }
        Ok(Self { host, hosts, id })
    }

    fn shown(&self) -> WhoseTime<'_> {
        WhoseTime { id: &self.id, name: self.name().as_str(), hosts: &self.hosts }
    }

    const fn name(&self) -> &Name {
        &self.host.profile.display_name
    }

    const fn zone(&self) -> &Zone {
        &self.host.profile.zone
    }

    /// Leads to a page about this host, which says what was done.
    fn see(&self, path: &str, done: &str) -> HttpResponse {
        let at = self.shown().at(path);
        let join = if at.contains('?') { '&' } else { '?' };
        see_other(&format!("{at}{join}done={done}"))
    }
}

/// The hosts among whom one is chosen: none for whoever reaches one only.
async fn choices(desk: &Desk) -> Result<Vec<(String, String)>, Problem> {
    if desk.is_admin() { Ok(hosts(desk).await?) } else { Ok(Vec::new()) }
}

fn nobody(desk: &Desk) -> HttpResponse {
    desk.show((StatusCode::OK, Section::Availability), |shell, frame| NobodysTimePage.render(shell, frame))
}
