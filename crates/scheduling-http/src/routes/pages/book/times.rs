//! The free times of an event type, by month; and keeping one of them.

use actix_web::http::StatusCode;
use jiff::{Timestamp, ToSpan as _, civil::Date};
use scheduling_core::{
    Host, MAX_WINDOW_DAYS, Zone,
    slots::{SlotQuery, by_date},
};
use scheduling_engine::{CreateHold, Failure, HOLD_KEPT, HoldRefusal, Writing};
use scheduling_render::pages::{HostsPage, Month, Obstacle, PersonLink, Script, Submit, TimesPage, Way};

use super::{
    details,
    visit::{Found, Sent, TYPED, Visit, is_of_nobody, see_other},
};
use crate::{
    problem::{Code, Problem},
    routes::answer::Answer,
};

/// The free times of a month.
pub(super) async fn show(visit: Visit) -> Answer {
    times(&visit, None).await
}

/// The same for whoever comes back to where a form was sent: what was typed is in no address.
pub(super) async fn afresh(visit: Visit) -> Answer {
    Ok(see_other(visit.page("", &[])))
}

/// The free times once more, for whoever has chosen one already: that one is given up. All that was typed goes with the forms of
/// the page; where nothing was, the page has an address again.
pub(super) async fn choose_another(sent: Sent) -> Answer {
    let visit = &sent.0;
    if let Some(hold) = visit.hold() {
        match visit.engine().release_hold(visit.tenant(), Writing::once(hold)).await {
            // It has expired, or is not there for another reason.
            Ok(_) | Err(Failure::NotFound(_)) => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    if !visit.kept().iter().all(|(name, _)| name == TYPED || is_of_nobody(name)) {
        return times(visit, None).await;
    }
    let zone = visit.zone(&visit.found().await?);
    let date = visit.start().map(|start| zone.date_of(start).to_string());
    Ok(see_other(visit.page("", &date.as_deref().map(|date| ("date", date)).into_iter().collect::<Vec<_>>())))
}

/// Keeps a time while the form is filled in, and leads to the form. Whoever keeps too much already gets there without it.
pub(super) async fn hold(sent: Sent) -> Answer {
    let visit = &sent.0;
    let Some(start) = visit.start() else {
        return times(visit, Some((StatusCode::UNPROCESSABLE_ENTITY, Obstacle::NothingChosen))).await;
    };
    let found = visit.found().await?;
    let (event_type, host, client) = (found.id, visit.host(), visit.client());
    let start_text = start.to_string();
    // One form has many times.
    let wish = visit.writing(CreateHold { event_type, start, host, client }, &start_text);
    match visit.engine().hold(visit.tenant(), wish).await {
        Ok(kept) => {
            let token = visit.engine().hold_token(visit.tenant(), kept.outcome.id);
            let (id, until) = (kept.outcome.id.to_string(), kept.outcome.expires_at.to_string());
            let held = [("hold", &*id), ("hold_token", token.reveal()), ("until", &until)];
            let more = [&[("start", &*start_text)], &held[..]].concat();
            Ok(details::after_choosing(sent.0, &found, &more))
        }
        Err(Failure::Refused(HoldRefusal::TooMany | HoldRefusal::TooMuch(_))) => {
            Ok(details::after_choosing(sent.0, &found, &[("start", &start_text)]))
        }
        Err(Failure::Refused(HoldRefusal::Slot(_))) => {
            times(visit, Some((StatusCode::CONFLICT, Obstacle::TimeGone))).await
        }
        // Nobody, or nobody of them, was chosen: they are shown.
        Err(Failure::Refused(HoldRefusal::HostRequired | HoldRefusal::OtherHost)) if !found.to_choose.is_empty() => {
            Ok(hosts(visit, &found))
        }
        Err(Failure::Refused(HoldRefusal::HostRequired | HoldRefusal::OtherHost)) => Ok(see_other(visit.path())),
        Err(failure) => Err(Problem::from(failure)),
    }
}

/// Which dates are shown.
struct Wanted {
    today: Date,
    farthest: Date,
    /// The one that was asked for, in whatever month it is.
    asked: Option<Date>,
    /// Of the month.
    first: Date,
    last: Date,
}

impl Wanted {
    fn of(visit: &Visit, zone: &Zone) -> Self {
        let today = zone.date_of(visit.engine().now());
        let farthest = today.saturating_add(i64::from(MAX_WINDOW_DAYS).days());
        let asked = visit.said("date").parse().ok().or_else(|| visit.start().map(|start| zone.date_of(start)));
        let month = month_of(visit.said("month")).or(asked).unwrap_or(today).clamp(today, farthest);
        Self { today, farthest, asked, first: month.first_of_month(), last: month.last_of_month() }
    }
}

async fn times(visit: &Visit, because: Option<(StatusCode, Obstacle)>) -> Answer {
    let found = visit.found().await?;
    let is_one = |host: &Host| visit.host().is_some_and(|name| host.profile.username == name);
    if !found.to_choose.is_empty() && !found.to_choose.iter().any(is_one) {
        return Ok(hosts(visit, &found));
    }
    let zone = visit.zone(&found);
    let Wanted { today, farthest, asked, first, last } = Wanted::of(visit, &zone);
    let Ok(query) = SlotQuery::dates(zone.clone(), first.max(today), last) else {
        return Err(Problem::new(Code::Internal).caused_by("a month is longer than a question may be"));
    };
    let mut slots = visit.slots(query).await?;
    let days = by_date(&mut slots, &zone, first, last);
    let at_date = |date: Date| {
        let (month, date) = (date.strftime("%Y-%m").to_string(), date.to_string());
        visit.page("", &[("month", &month), ("date", &date)])
    };
    let at_month = |first: Date| visit.page("", &[("month", &first.strftime("%Y-%m").to_string())]);
    let free: Vec<_> = days
        .iter()
        .filter(|day| !day.slots.is_empty())
        .map(|day| (day.date, day.slots.len(), at_date(day.date)))
        .collect();
    let asked = asked.filter(|date| (first..=last).contains(date));
    let date = asked.or_else(|| free.first().map(|(date, _, _)| *date));
    let chosen = date.and_then(|date| days.iter().find(|day| day.date == date)).map(|day| (day.date, day.slots));
    let next = if free.is_empty() { next_date(visit, &zone).await?.map(|date| (date, at_date(date))) } else { None };
    let month_from = |first: Date| (first, at_month(first));
    let earlier = (first > today).then(|| month_from(first.saturating_sub(1.month())));
    let later = (last < farthest).then(|| month_from(first.saturating_add(1.month())));
    let (here, key, all, action) = (visit.path(), visit.key(), visit.owner_page(), format!("{}/holds", visit.path()));
    let besides = besides(visit, first, asked);
    let (typed, again) = (visit.kept(), format!("{here}/times"));
    let way = if visit.is_typed() { Way::Forms { action: &again, hidden: &typed } } else { Way::Links(&here) };
    let named = ("timezone".to_owned(), zone.name().to_owned());
    let hidden: Vec<_> = visit.kept_but(|name| name == "timezone").into_iter().chain([named]).collect();
    let page = TimesPage {
        offer: found.offer(&all),
        zone: &zone,
        clock: visit.clock(),
        month: Month {
            first,
            today,
            free: &free,
            earlier: as_link(earlier.as_ref()),
            later: as_link(later.as_ref()),
            next: as_link(next.as_ref()),
        },
        chosen: chosen.filter(|(_, slots)| !slots.is_empty() || asked.is_some() && !free.is_empty()),
        hold: Submit { action: &action, key: &key, hidden: &hidden },
        way,
        besides: &besides,
        obstacle: because.map(|(_, obstacle)| obstacle),
    };
    let status = because.map_or(StatusCode::OK, |(status, _)| status);
    // The page that answers a form is nowhere else.
    let is_asked_for = because.is_none() && !visit.is_typed() && visit.said("timezone").is_empty();
    let live = visit.live_page(first, &zone);
    let script = Script::Times { zone: zone.name(), is_own_wanted: is_asked_for, live: &live };
    Ok(visit.show_with(status, &[script], |frame| page.render(frame)))
}

fn as_link(to: Option<&(Date, String)>) -> Option<(Date, &str)> {
    to.map(|(date, href)| (*date, href.as_str()))
}

/// What the form for the zone and the clock keeps.
fn besides(visit: &Visit, first: Date, asked: Option<Date>) -> Vec<(String, String)> {
    let mut besides = visit.kept_but(|name| matches!(name, "timezone" | "clock"));
    besides.push(("month".to_owned(), first.strftime("%Y-%m").to_string()));
    besides.extend(asked.map(|date| ("date".to_owned(), date.to_string())));
    besides
}

/// The month that is written `2026-03`.
pub(super) fn month_of(text: &str) -> Option<Date> {
    format!("{text}-01").parse().ok()
}

async fn next_date(visit: &Visit, zone: &Zone) -> Result<Option<Date>, Problem> {
    Ok(visit.next().await?.map(|slot| zone.date_of(slot.start())))
}

/// Who can be chosen to take it.
fn hosts(visit: &Visit, found: &Found) -> actix_web::HttpResponse {
    let link = |host: &'_ Host| visit.page("", &[("host", host.profile.username.as_str())]);
    let hosts: Vec<_> = found
        .to_choose
        .iter()
        .map(|host| PersonLink { name: host.profile.display_name.as_str(), href: link(host) })
        .collect();
    let page = HostsPage { name: found.details.name.as_str(), hosts: &hosts };
    visit.show(StatusCode::OK, |frame| page.render(frame))
}

/// What is left of the time for which something is kept.
pub(super) fn left(until: &str, now: Timestamp) -> Option<jiff::SignedDuration> {
    let until: Timestamp = until.parse().ok()?;
    // More was never promised, whatever the address says.
    Some(until.duration_since(now)).filter(|left| left.is_positive() && *left <= HOLD_KEPT)
}
