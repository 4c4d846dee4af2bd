//! Those who take meetings.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, http::StatusCode};
use scheduling_core::{Host, HostId};
use scheduling_engine::{FutureBookings, NewHost, ReplaceHost, Writing};
use scheduling_render::pages::admin::{Entered, HostPage, HostRow, HostsPage, Section};

use super::{hosts, is_theirs};
use crate::{
    problem::{Code, Problem},
    routes::{
        answer::Answer,
        extract::PathId,
        pages::admin::{
            desk::{Desk, address, see_other},
            filled::{Filled, entered_of},
        },
    },
    wire::users::{UserAnswer, UserInput},
};

const NEW: &str = "/admin/hosts/new";

/// Lists the hosts.
pub(in super::super) async fn list(desk: Desk) -> Answer {
    let found = desk.engine().list_hosts(&desk.principal, desk.page()).await?;
    let rows: Vec<HostRow> = found.items.into_iter().map(row).collect();
    let next = found.next.map(|cursor| address("/admin/hosts", &[("after", &cursor.to_string())]));
    let page = HostsPage { hosts: &rows, next: next.as_deref() };
    Ok(desk.show((StatusCode::OK, Section::Settings), |shell, frame| page.render(shell, frame)))
}

fn row(host: Host) -> HostRow {
    let profile = host.profile;
    HostRow {
        path: format!("/admin/hosts/{}", host.id),
        name: profile.display_name.to_string(),
        username: profile.username.to_string(),
        email: profile.email.to_string(),
        zone: profile.zone.name().to_owned(),
        is_active: profile.is_active,
    }
}

/// Asks for a host to be.
pub(in super::super) async fn ask(desk: Desk) -> Answer {
    let usual = [("timezone", desk.zone().await?.name().to_owned()), ("isActive", "true".to_owned())];
    let values: BTreeMap<_, _> = usual.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Ok(page(&desk, StatusCode::OK, &new(&Entered { values, ..Entered::default() })))
}

fn new(entered: &Entered) -> HostPage<'_> {
    HostPage { entered, action: NEW, title: "New host", others: None, in_settings: true }
}

/// Makes a host, with hours from Monday to Friday.
pub(in super::super) async fn create(filled: Filled) -> Answer {
    match created(&filled).await {
        Ok(id) => Ok(see_other(&format!("/admin/hosts/{id}?done=made"))),
        Err(problem) if is_theirs(&problem) => {
            Ok(page(&filled.desk, problem.code().status(), &new(&filled.form.again(&problem))))
        }
        Err(problem) => Err(problem),
    }
}

async fn created(filled: &Filled) -> Result<HostId, Problem> {
    let new = NewHost { profile: filled.form.read::<UserInput>()?.into_profile(), weekly: None };
    let made = filled.desk.engine().create_host(&filled.desk.principal, filled.writing(new)).await?;
    Ok(made.outcome.host.id)
}

/// Leads to what somebody sets of themselves.
pub(in super::super) async fn profile(desk: Desk) -> Answer {
    match desk.principal.host() {
        Some(own) => Ok(see_other(&format!("/admin/hosts/{own}"))),
        None if desk.is_admin() => Ok(see_other("/admin/hosts")),
        None => Err(Problem::new(Code::Forbidden)),
    }
}

/// Shows a host.
pub(in super::super) async fn show(desk: Desk, id: PathId<HostId>) -> Answer {
    let host = desk.engine().get_host(&desk.principal, id.0).await?;
    let answer = UserAnswer::of(host, &desk.principal.tenant().settings.defaults);
    let mut entered = entered_of(&answer)?;
    // What the tenant sets is none of the form's.
    entered.values.retain(|name, _| !name.starts_with("effective/"));
    Ok(shown(&desk, id.0, (StatusCode::OK, &entered), None))
}

/// Changes a host.
pub(in super::super) async fn replace(filled: Filled, id: PathId<HostId>) -> Answer {
    match replaced(&filled, id.0).await {
        Ok(()) => Ok(see_other(&format!("/admin/hosts/{}?done=saved", id.0))),
        Err(problem) if is_theirs(&problem) => {
            let asks = matches!(problem.code(), Code::FutureBookings | Code::BookingsNotTakenOver);
            let mut others = if asks { Some(hosts(&filled.desk).await?) } else { None };
            if let Some(others) = &mut others {
                others.retain(|(other, _)| *other != id.0.to_string());
            }
            let entered = filled.form.again(&problem);
            Ok(shown(&filled.desk, id.0, (problem.code().status(), &entered), others.as_deref()))
        }
        Err(problem) => Err(problem),
    }
}

async fn replaced(filled: &Filled, host: HostId) -> Result<(), Problem> {
    let future_bookings = match (filled.form.own("_reassignTo").parse(), filled.form.own("_keep")) {
        (Ok(to), _) => FutureBookings::Reassign { to },
        (Err(_), "true") => FutureBookings::Keep,
        (Err(_), _) => FutureBookings::Refuse,
    };
    let profile = filled.form.read::<UserInput>()?.into_profile();
    let command = Writing::once(ReplaceHost { host, profile, future_bookings });
    filled.desk.engine().replace_host(&filled.desk.principal, command).await?;
    Ok(())
}

fn shown(
    desk: &Desk,
    id: HostId,
    (status, entered): (StatusCode, &Entered),
    others: Option<&[(String, String)]>,
) -> HttpResponse {
    let (action, name) = (format!("/admin/hosts/{id}"), entered.value("displayName"));
    let title = if name.trim().is_empty() { "Host" } else { name };
    page(desk, status, &HostPage { entered, action: &action, title, others, in_settings: desk.is_admin() })
}

fn page(desk: &Desk, status: StatusCode, page: &HostPage<'_>) -> HttpResponse {
    let section = if desk.is_admin() { Section::Settings } else { Section::Profile };
    desk.show((status, section), |shell, frame| page.render(shell, frame))
}
