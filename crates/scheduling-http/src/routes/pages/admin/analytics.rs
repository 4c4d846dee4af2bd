//! Figures about a period.

use actix_web::http::StatusCode;
use jiff::{ToSpan as _, civil::Date};
use scheduling_core::{
    EventTypeId, Zone,
    analytics::{Basis, InvalidPeriod, MAX_PERIOD_DAYS, Period},
};
use scheduling_engine::{Analytics, AnalyticsQuery, AskedPeriod, Utilisation};
use scheduling_render::pages::admin::{AnalyticsPage, Bar, Figure, Row, Section};

use super::desk::Desk;
use crate::routes::answer::Answer;

/// How many dates are looked at where none are asked for.
const USUAL_DAYS: u32 = 30;
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Shows figures.
pub(super) async fn show(desk: Desk) -> Answer {
    let zone = desk.zone().await?;
    let today = zone.date_of(desk.engine().now());
    let to = desk.asked_as::<Date>("to").unwrap_or(today);
    let from = desk.asked_as::<Date>("from").unwrap_or_else(|| to.saturating_sub(i64::from(USUAL_DAYS - 1).days()));
    let (period, problem) = period(&zone, from, to);
    let by = desk.asked_as::<Basis>("by").unwrap_or(Basis::Meeting);
    let types = desk.event_types().await?;
    let event_type =
        desk.asked_as::<EventTypeId>("eventType").filter(|id| types.iter().any(|(known, _)| *known == id.to_string()));
    let query = AnalyticsQuery { period, by, event_type, host: None };
    let found = desk.engine().analytics(&desk.principal, query).await?;
    let page = AnalyticsPage {
        dates: (found.period.first(), found.period.last()),
        zone: zone.name(),
        by_creation: by == Basis::Creation,
        event_types: &types,
        event_type: &event_type.map(|id| id.to_string()).unwrap_or_default(),
        problem: problem.as_deref(),
        figures: &figures(&found),
        trend: &trend(&found),
        weekdays: &bars(&found.spread.by_day_of_week, |at| WEEKDAYS.get(at).copied().unwrap_or_default().to_owned()),
        hours: &bars(&found.spread.by_hour_of_day, |hour| format!("{hour:02}")),
        types: &found.by_event_type.iter().map(|of| row(of.name.to_string(), of.tally, None)).collect::<Vec<_>>(),
        members: &found
            .by_member
            .iter()
            .map(|of| row(of.name.to_string(), of.tally, Some(of.utilisation)))
            .collect::<Vec<_>>(),
    };
    Ok(desk.show((StatusCode::OK, Section::Analytics), |shell, frame| page.render(shell, frame)))
}

/// The period that was asked for; if it is none, the last dates, and what is wrong.
fn period(zone: &Zone, from: Date, to: Date) -> (AskedPeriod, Option<String>) {
    let problem = match Period::dates(zone.clone(), from, to) {
        Ok(period) => return (AskedPeriod::Dates(period), None),
        Err(InvalidPeriod::Reversed) => "The last date must not be before the first one.".to_owned(),
        Err(InvalidPeriod::TooLong) => format!("At most {MAX_PERIOD_DAYS} dates can be looked at."),
    };
    (AskedPeriod::LastDays { zone: zone.clone(), days: USUAL_DAYS }, Some(problem))
}

fn figures(found: &Analytics) -> Vec<Figure<'static>> {
    let all = &found.spread.all;
    let percent = |ratio: Option<f64>| ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{:.0} %", ratio * 100.0));
    let Utilisation { booked, available } = found.utilisation;
    let figure = |name, value, note| Figure { name, value, note, more: None };
    let mut figures = vec![
        figure("Bookings", all.total.to_string(), "in this time"),
        figure("Taking place", all.confirmed.to_string(), "confirmed, or held already"),
        figure("Cancelled", percent(all.cancel_rate().value()), "of all"),
    ];
    if available > 0 {
        figures.push(figure("Utilisation", percent(found.utilisation.ratio().value()), "of working hours"));
        figures.push(figure("Time booked", format!("{} h", booked / 3600), "of all members"));
    }
    figures
}

fn trend(found: &Analytics) -> Vec<Bar> {
    let bar = |(date, tally): &(Date, scheduling_core::analytics::Tally)| Bar {
        name: date.strftime("%-d %b").to_string(),
        value: tally.total,
        cancelled: Some(tally.cancelled),
    };
    found.spread.by_date.iter().map(bar).collect()
}

fn bars(values: &[u64], name: impl Fn(usize) -> String) -> Vec<Bar> {
    values.iter().enumerate().map(|(at, value)| Bar { name: name(at), value: *value, cancelled: None }).collect()
}

fn row(name: String, tally: scheduling_core::analytics::Tally, utilisation: Option<Utilisation>) -> Row {
    let utilisation = utilisation.map(|of| (of.booked, of.available));
    Row { name, total: tally.total, cancelled: tally.cancelled, utilisation }
}
