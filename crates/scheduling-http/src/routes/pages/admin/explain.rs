//! Why times are free or not.

use actix_web::http::StatusCode;
use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Date};
use scheduling_core::{EventTypeId, Zone, slots::Reason};
use scheduling_engine::Explanation;
use scheduling_render::pages::admin::{ExplainPage, Section, Stretch};

use super::desk::{Desk, address};
use crate::{problem::Problem, routes::answer::Answer};

/// How far starts are from each other that are asked about.
const STEP: SignedDuration = SignedDuration::from_mins(15);
/// How many dates are shown.
const DAYS: i64 = 7;

/// Explains a week.
pub(super) async fn show(desk: Desk) -> Answer {
    let zone = desk.zone().await?;
    let types = desk.event_types().await?;
    let asked = desk.asked("eventType");
    let chosen = types.iter().find(|(id, _)| id == asked).or(types.first()).map(|(id, _)| id.as_str());
    let today = zone.date_of(desk.engine().now());
    // A date of another age has nothing to be explained.
    let near = |date: &Date| (today - *date).get_days().abs() <= 10_000;
    let first = desk.asked_as::<Date>("date").filter(near).unwrap_or(today);
    let mut days = Vec::new();
    let mut is_open = true;
    if let Some(event_type) = chosen.and_then(|id| id.parse::<EventTypeId>().ok()) {
        for day in 0..DAYS {
            let date = first.saturating_add(day.days());
            let explained = explained(&desk, event_type, &starts_of(date, &zone)).await?;
            is_open = explained.first().is_none_or(|start| start.is_open);
            days.push((date, stretches(explained)));
        }
    }
    let week = |days: i64| {
        let date = first.saturating_add(days.days()).to_string();
        address(Section::Explain.path(), &[("eventType", chosen.unwrap_or_default()), ("date", &date)])
    };
    let page = ExplainPage {
        event_types: &types,
        event_type: chosen.unwrap_or_default(),
        is_open,
        days: &days,
        zone: &zone,
        weeks: (&week(-DAYS), &week(DAYS)),
    };
    Ok(desk.show((StatusCode::OK, Section::Explain), |shell, frame| page.render(shell, frame)))
}

async fn explained(desk: &Desk, event_type: EventTypeId, starts: &[Timestamp]) -> Result<Vec<Explanation>, Problem> {
    match starts.first() {
        Some(first) => Ok(desk.engine().explain_from(&desk.principal, event_type, (*first, starts)).await?),
        None => Ok(Vec::new()),
    }
}

/// The starts of a date, which may have 23 or 25 hours.
fn starts_of(date: Date, zone: &Zone) -> Vec<Timestamp> {
    let end = date.tomorrow().ok().and_then(|next| zone.start_of(next));
    let Some((first, end)) = zone.start_of(date).zip(end) else { return Vec::new() };
    let next = |start: &Timestamp| start.checked_add(STEP).ok();
    std::iter::successors(Some(first), next).take_while(|start| *start < end).collect()
}

/// What is said alike of starts one after the other, said once. A start that is only off the grid is none that anybody would
/// look for.
fn stretches(explained: Vec<Explanation>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for Explanation { start, reasons, hosts, .. } in explained {
        if reasons == [Reason::OffGrid] {
            continue;
        }
        let named = hosts.into_iter().flatten();
        let hosts: Vec<_> = named.map(|of| (of.host.profile.display_name.to_string(), of.reasons)).collect();
        match stretches.last_mut() {
            Some(stretch) if stretch.reasons == reasons && stretch.hosts == hosts => {
                stretch.last = start;
                stretch.count += 1;
            }
            _ => stretches.push(Stretch { first: start, last: start, count: 1, reasons, hosts }),
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_as_many_hours_as_its_clocks_show() {
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        for (date, quarters) in [("2026-03-28", 96), ("2026-03-29", 92), ("2026-10-25", 100)] {
            assert_eq!(starts_of(date.parse().unwrap(), &berlin).len(), quarters, "{date}");
        }
    }
}
