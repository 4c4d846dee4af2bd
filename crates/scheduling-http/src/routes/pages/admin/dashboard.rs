//! The overview.

use actix_web::http::StatusCode;
use scheduling_core::{BookingStatus, analytics::Basis};
use scheduling_engine::{AnalyticsQuery, AskedPeriod, BookingsQuery, EventTypesQuery};
use scheduling_render::pages::admin::{Dashboard, Figure, Listed, Section};
use scheduling_store::{PageRequest, bookings::BookingFilter};

use super::desk::Desk;
use crate::routes::answer::Answer;

/// How many meetings are shown, and up to how many requests are counted.
const SHOWN: u32 = 8;
const COUNTED: u32 = 100;

/// Shows what is going on.
pub(super) async fn show(desk: Desk) -> Answer {
    let zone = desk.zone().await?;
    let (engine, principal, now) = (desk.engine(), &desk.principal, desk.engine().now());
    let ahead = |status, limit| BookingsQuery {
        filter: BookingFilter {
            status: Some(status),
            from: Some(now),
            host: principal.host(),
            ..BookingFilter::default()
        },
        page: PageRequest { after: None, limit },
    };
    let next = engine.bookings(principal, ahead(BookingStatus::Confirmed, SHOWN)).await?.items;
    let waiting = engine.bookings(principal, ahead(BookingStatus::Pending, COUNTED)).await?.items;
    let last = AnalyticsQuery {
        period: AskedPeriod::LastDays { zone: zone.clone(), days: 30 },
        by: Basis::Creation,
        event_type: None,
        host: None,
    };
    let last = engine.analytics(principal, last).await?;
    let types = engine.list_event_types(principal, EventTypesQuery::default()).await?;
    let figures = figures(&last.spread.all, types.items.len(), types.next.is_some());
    let next: Vec<Listed<'_>> = next.iter().map(|booking| Listed { booking, zone: &zone }).collect();
    let page = Dashboard {
        figures: &figures,
        next: &next,
        waiting: waiting.len(),
        zone: zone.name(),
        has_event_types: !types.items.is_empty(),
    };
    Ok(desk.show((StatusCode::OK, Section::Dashboard), |shell, frame| page.render(shell, frame)))
}

fn figures(last: &scheduling_core::analytics::Tally, types: usize, more: bool) -> Vec<Figure<'static>> {
    let rate = last.cancel_rate().value().map_or_else(|| "–".to_owned(), |rate| format!("{:.0} %", rate * 100.0));
    vec![
        Figure {
            name: "Booked",
            value: last.total.to_string(),
            note: "within 30 days",
            more: Some("/admin/analytics?by=creation"),
        },
        Figure { name: "Cancelled", value: rate, note: "of these", more: None },
        Figure {
            name: "Event types",
            value: format!("{types}{}", if more { "+" } else { "" }),
            note: "that can be booked",
            more: None,
        },
    ]
}
