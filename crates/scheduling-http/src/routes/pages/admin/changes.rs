//! The audit log.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use jiff::civil::Date;
use scheduling_core::change::Entity;
use scheduling_engine::ChangelogQuery;
use scheduling_render::pages::admin::{Changed, ChangesPage, Section};
use scheduling_store::changelog::{Change, ChangeFilter};
use serde_json::Value;

use super::{
    booking::capital,
    desk::{Desk, address},
    filled::flatten,
    people::People,
};
use crate::routes::answer::Answer;

/// How long a value may be before it is cut.
const LONGEST: usize = 300;

/// Lists who changed what.
pub(super) async fn list(desk: Desk) -> Answer {
    let zone = desk.zone().await?;
    let (from, to) = (desk.asked_as::<Date>("from"), desk.asked_as::<Date>("to"));
    let filter = ChangeFilter {
        entity: desk.asked_as::<Entity>("kind"),
        from: from.and_then(|date| zone.start_of(date)),
        to: to.and_then(|date| date.tomorrow().ok()).and_then(|date| zone.start_of(date)),
        ..ChangeFilter::default()
    };
    let found = desk.engine().changelog(&desk.principal, ChangelogQuery { filter, page: desk.page() }).await?;
    let people = People::of(&desk).await?;
    let changes: Vec<Changed> = found.items.iter().map(|change| changed(change, &people)).collect();
    let kinds: Vec<_> =
        Entity::ALL.iter().map(|kind| (kind.as_str(), capital(&kind.as_str().replace('_', " ")))).collect();
    let dates = [from, to].map(|date| date.map(|date| date.to_string()).unwrap_or_default());
    let [from, to] = &dates;
    let here = |after: &str| {
        let kind = desk.asked("kind");
        address(Section::Changes.path(), &[("kind", kind), ("from", from), ("to", to), ("after", after)])
    };
    let (next, first) = (found.next.map(|cursor| here(&cursor.to_string())), here(""));
    let page = ChangesPage {
        kinds: &kinds,
        kind: desk.asked("kind"),
        from,
        to,
        changes: &changes,
        zone: &zone,
        next: next.as_deref(),
        first: desk.page().after.map(|_| first.as_str()),
    };
    Ok(desk.show((StatusCode::OK, Section::Changes), |shell, frame| page.render(shell, frame)))
}

fn changed(change: &Change, people: &People) -> Changed {
    let (entity, action) = (change.entity.as_str(), change.action.as_str());
    let link = (change.entity == Entity::Booking).then(|| format!("/admin/bookings/{}", change.entity_id));
    Changed {
        at: change.at,
        what: capital(&format!("{entity} {action}").replace('_', " ")),
        who: people.name(&change.actor),
        link,
        details: differences(change.details.as_str()),
    }
}

/// What a record of before and after differs in, by field.
fn differences(recorded: &str) -> Vec<(String, String, String)> {
    let recorded: Value = serde_json::from_str(recorded).unwrap_or_default();
    let texts = |member: &str| {
        let mut texts = BTreeMap::new();
        flatten(recorded.get(member).unwrap_or(&Value::Null), String::new(), &mut texts);
        texts
    };
    let (before, after) = (texts("before"), texts("after"));
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let short = |texts: &BTreeMap<String, String>, name: &String| {
        texts.get(name).map(|text| text.chars().take(LONGEST).collect::<String>()).unwrap_or_default()
    };
    let differs = names.into_iter().filter(|name| before.get(*name) != after.get(*name));
    let words = |name: &String| if name.is_empty() { "state".to_owned() } else { name.replace(['_', '/'], " ") };
    differs.map(|name| (words(name), short(&before, name), short(&after, name))).collect()
}
