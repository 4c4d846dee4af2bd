//! The free times of a month as they change, for a page that is open: server-sent events, each with all of them.

use std::{convert::Infallible, ops::RangeInclusive, sync::Arc, time::Duration};

use actix_web::{HttpResponse, web::Bytes};
use futures_util::{StreamExt as _, stream};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use scheduling_core::{MAX_WINDOW_DAYS, Zone, slots::SlotQuery};
use scheduling_engine::{Engine, Failure, Nothing};
use tokio::time::{Instant, sleep, sleep_until};

use super::{times::month_of, visit::Visit};
use crate::{
    live::Watcher,
    problem::{Code, Problem},
    routes::answer::Answer,
};

/// How long a stream lasts: whoever still watches comes again, and is counted again.
const LONGEST: Duration = Duration::from_mins(10);
/// After how long a stream that says nothing shows that it is there, to proxies, and learns whether somebody still reads.
const QUIET: Duration = Duration::from_secs(15);
/// What a browser does whose stream has ended: it comes again after so many milliseconds.
const BEGIN: &str = "retry: 5000\n\n";

/// The free times of a month in a zone. If too many watch, nothing: a browser then does not ask again.
pub(super) async fn watch(visit: Visit) -> Answer {
    let zone = visit.zone(&visit.found().await?);
    let today = zone.date_of(visit.engine().now());
    let farthest = today.saturating_add(i64::from(MAX_WINDOW_DAYS).days());
    let month = month_of(visit.said("month")).filter(|month| (today.first_of_month()..=farthest).contains(month));
    let month = month.ok_or_else(|| Problem::new(Code::NotFound))?;
    let dates = month.first_of_month()..=month.last_of_month();
    let host = visit.host().map(|host| host.to_string()).unwrap_or_default();
    let thing = format!("{} {} {host} {month}", visit.tenant().tenant().id, visit.path());
    let (live, client, engine) = (visit.live().clone(), visit.client(), visit.engine().clone());
    let visit = Arc::new(visit);
    let look = move || {
        let visit = visit.clone();
        async move { free(&visit, month).await }
    };
    let Some(watcher) = live.watch(thing, client, look) else { return Ok(HttpResponse::NoContent().finish()) };
    let events = stream::iter([BEGIN.to_owned()]).chain(events(engine, watcher, (zone, dates)));
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("x-accel-buffering", "no"))
        .streaming(events.map(|text| Ok::<_, Infallible>(Bytes::from(text)))))
}

/// The free times of a month, wherever it is that month: one look serves the visitors of all zones.
async fn free(visit: &Visit, month: Date) -> Result<Vec<Timestamp>, Failure<Nothing>> {
    let engine = visit.engine();
    // It may have been closed, or set up in another way.
    let tenant = engine.public_tenant(&visit.tenant().tenant().slug).await?;
    let yesterday = Zone::UTC.date_of(engine.now()).saturating_sub(1.day());
    let first = month.first_of_month().saturating_sub(1.day()).max(yesterday);
    let last = month.last_of_month().saturating_add(1.day());
    // A month that is over has no times.
    let Ok(query) = SlotQuery::dates(Zone::UTC, first, last) else { return Ok(Vec::new()) };
    Ok(visit.slots_of(&tenant, query).await?.iter().map(|slot| slot.start()).collect())
}

/// What is told, until it has lasted long enough or the server stops.
fn events(
    engine: Engine,
    watcher: Watcher,
    (zone, dates): (Zone, RangeInclusive<Date>),
) -> impl stream::Stream<Item = String> {
    let ends = Instant::now() + LONGEST;
    let tell = move |seen: &[Timestamp]| {
        let of_month = seen.iter().filter(|start| dates.contains(&zone.date_of(**start)));
        let starts: Vec<String> = of_month.map(|start| format!("\"{start}\"")).collect();
        format!("data: [{}]\n\n", starts.join(","))
    };
    stream::unfold((engine, watcher, tell), move |(engine, mut watcher, tell)| async move {
        let told = tokio::select! {
            biased;
            () = engine.waits_ended() => return None,
            () = sleep_until(ends) => return None,
            seen = watcher.next() => tell(&seen?),
            () = sleep(QUIET) => ":\n\n".to_owned(),
        };
        Some((told, (engine, watcher, tell)))
    })
}
