//! The list of event types.

use actix_web::http::StatusCode;
use scheduling_core::{EventType, HostId, Owner, Team};
use scheduling_engine::EventTypesQuery;
use scheduling_render::pages::admin::{EventTypesPage, ListedType, Section, TypeView};
use scheduling_store::{Cursor, PageRequest, event_types::Inactive};

use super::{
    super::{
        desk::{Desk, address},
        owners::{self, Owners, page_of_host, page_of_team},
    },
    subject::at,
};
use crate::{problem::Problem, routes::answer::Answer};

/// Lists event types: those of hosts in pages, and before them, on the first, those of teams.
pub(in super::super) async fn list(desk: Desk) -> Answer {
    let owners = Owners::of(&desk).await?;
    let view = TypeView::ALL.into_iter().find(|view| view.word() == desk.asked("view")).unwrap_or_default();
    let of = owners::owner(desk.asked("of"));
    let teams = of_teams(&desk, &owners, (view, of)).await?;
    let (hosts, next) = match of {
        Some(Owner::Team(_)) => (Vec::new(), None),
        _ => of_hosts(&desk, (view, of.and_then(Owner::host))).await?,
    };
    let mut types: Vec<ListedType<'_>> = Vec::new();
    for (team, found) in &teams {
        let page = page_of_team(&desk, &team.details.slug);
        let listed = |one| listed(&desk, one, (team.details.name.as_str(), &page));
        types.extend(found.iter().map(|one| ListedType { kind: Some(one.scheduling.kind), ..listed(&one.event_type) }));
    }
    for one in &hosts {
        let host = one.owner.host().and_then(|host| owners.host(host));
        if let Some(host) = host {
            types.push(listed(&desk, one, (host.profile.display_name.as_str(), &page_of_host(&desk, host))));
        }
    }
    let of = of.map(owners::word).unwrap_or_default();
    let here =
        |after: &str| address(Section::EventTypes.path(), &[("view", view.word()), ("of", &of), ("after", after)]);
    let (next, first) = (next.map(|cursor| here(&cursor.to_string())), here(""));
    let page = EventTypesPage {
        view,
        of: &of,
        owners: &owners.choices(),
        types: &types,
        next: next.as_deref(),
        first: desk.page().after.map(|_| first.as_str()),
    };
    Ok(desk.show((StatusCode::OK, Section::EventTypes), |shell, frame| page.render(shell, frame)))
}

/// Those of hosts, and where they go on. Which of the others are archived is known only afterwards: so it is looked further while
/// none is found.
async fn of_hosts(
    desk: &Desk,
    (view, host): (TypeView, Option<HostId>),
) -> Result<(Vec<EventType>, Option<Cursor>), Problem> {
    let inactive = inactive(view);
    let limit = if view == TypeView::Active { desk.page().limit } else { PageRequest::default().limit };
    let mut page = PageRequest { limit, ..desk.page() };
    loop {
        let found = desk.engine().list_event_types(&desk.principal, EventTypesQuery { host, inactive, page }).await?;
        let types: Vec<EventType> = found.items.into_iter().filter(|one| is_in(view, one)).collect();
        page.after = found.next;
        if !types.is_empty() || page.after.is_none() {
            return Ok((types, page.after));
        }
    }
}

type OfTeam<'a> = (&'a Team, Vec<scheduling_core::TeamEventType>);

async fn of_teams<'a>(
    desk: &Desk,
    owners: &'a Owners,
    (view, of): (TypeView, Option<Owner>),
) -> Result<Vec<OfTeam<'a>>, Problem> {
    let mut all = Vec::new();
    let is_meant = |team: &&Team| of.is_none_or(|of| of == Owner::Team(team.id)) && desk.page().after.is_none();
    for team in owners.teams.iter().filter(is_meant) {
        let mut found = desk.types_of_team(team.id, inactive(view)).await?;
        found.retain(|one| is_in(view, &one.event_type));
        all.push((team, found));
    }
    Ok(all)
}

const fn inactive(view: TypeView) -> Inactive {
    match view {
        TypeView::Active => Inactive::Hidden,
        TypeView::Inactive | TypeView::Archived => Inactive::Included,
    }
}

const fn is_in(view: TypeView, event_type: &EventType) -> bool {
    match view {
        TypeView::Active => event_type.archived_at.is_none() && event_type.details.is_active,
        TypeView::Inactive => event_type.archived_at.is_none() && !event_type.details.is_active,
        TypeView::Archived => event_type.archived_at.is_some(),
    }
}

fn listed<'a>(desk: &Desk, event_type: &'a EventType, (owner, page): (&'a str, &str)) -> ListedType<'a> {
    let page = format!("{page}/{}", event_type.details.slug);
    ListedType {
        details: &event_type.details,
        kind: None,
        owner,
        here: at(event_type.owner, event_type.id),
        address: owners::address(desk, &page),
        page,
    }
}
