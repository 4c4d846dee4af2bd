//! The list of bookings.

use actix_web::http::StatusCode;
use jiff::{Timestamp, civil::Date};
use scheduling_core::{BookingStatus, EventTypeId, Zone};
use scheduling_engine::BookingsQuery;
use scheduling_render::pages::admin::{BookingsPage, Listed, Section, View};
use scheduling_store::bookings::BookingFilter;

use super::desk::{Desk, address};
use crate::routes::answer::Answer;

/// How long a search may be.
const LONGEST_SEARCH: usize = 200;

/// Lists bookings.
pub(super) async fn list(desk: Desk) -> Answer {
    let zone = desk.zone().await?;
    let (engine, principal, now) = (desk.engine(), &desk.principal, desk.engine().now());
    let view = View::ALL.iter().copied().find(|view| view.word() == desk.asked("view")).unwrap_or_default();
    let search: String = desk.asked("search").trim().chars().take(LONGEST_SEARCH).collect();
    let (from, to) = (desk.asked_as::<Date>("from"), desk.asked_as::<Date>("to"));
    let event_type = desk.asked_as::<EventTypeId>("eventType");
    let asked = BookingFilter {
        event_type,
        search: Some(search.clone()).filter(|search| !search.is_empty()),
        from: from.and_then(|date| zone.start_of(date)),
        to: to.and_then(|date| date.tomorrow().ok()).and_then(|date| zone.start_of(date)),
        ..of(view, now)
    };
    let filter = within(&of(view, now), asked);
    let found = engine.bookings(principal, BookingsQuery { filter, page: desk.page() }).await?;
    // What took place is shown so, also if nobody has written it down yet.
    let items: Vec<_> = found.items.into_iter().map(|booking| booking.settled(now)).collect();
    let types = desk.event_types().await?;
    let event_type = event_type.map(|id| id.to_string()).unwrap_or_default();
    let dates = [from, to].map(|date| date.map(|date| date.to_string()).unwrap_or_default());
    let here = |after: &str| {
        let [from, to] = &dates;
        let narrowed = [("search", search.as_str()), ("from", from), ("to", to), ("eventType", &event_type)];
        let place = [("view", view.word()), ("after", after)];
        address(Section::Bookings.path(), &[&place[..], &narrowed[..]].concat())
    };
    let (next, first) = (found.next.map(|cursor| here(&cursor.to_string())), here(""));
    let bookings: Vec<Listed<'_>> = items.iter().map(|booking| Listed { booking, zone: &zone }).collect();
    let page = BookingsPage {
        view,
        search: &search,
        from,
        to,
        event_types: &types,
        event_type: &event_type,
        bookings: &bookings,
        zone: zone.name(),
        next: next.as_deref(),
        first: desk.page().after.map(|_| first.as_str()),
        export: &export(view, &search, &event_type, [from, to].map(|date| date.zip(Some(&zone)))),
    };
    Ok(desk.show((StatusCode::OK, Section::Bookings), |shell, frame| page.render(shell, frame)))
}

/// Which bookings a view has.
fn of(view: View, now: Timestamp) -> BookingFilter {
    let any = BookingFilter::default();
    match view {
        View::Upcoming => BookingFilter { status: Some(BookingStatus::Confirmed), from: Some(now), ..any },
        View::Pending => BookingFilter { status: Some(BookingStatus::Pending), ..any },
        View::Past => BookingFilter { to: Some(now), latest_first: true, ..any },
        View::Cancelled => BookingFilter { status: Some(BookingStatus::Cancelled), latest_first: true, ..any },
        View::All => BookingFilter { latest_first: true, ..any },
    }
}

/// What is asked for within a view: the later beginning and the earlier end count.
fn within(view: &BookingFilter, asked: BookingFilter) -> BookingFilter {
    let from = view.from.into_iter().chain(asked.from).max();
    let to = view.to.into_iter().chain(asked.to).min();
    BookingFilter { from, to, ..asked }
}

/// Where the file of these bookings is. Its dates are those of UTC, so it has what is on the dates next to them, too.
fn export(view: View, search: &str, event_type: &str, [from, to]: [Option<(Date, &Zone)>; 2]) -> String {
    let status = match view {
        View::Upcoming => BookingStatus::Confirmed.as_str(),
        View::Pending => BookingStatus::Pending.as_str(),
        View::Cancelled => BookingStatus::Cancelled.as_str(),
        View::Past | View::All => "",
    };
    let utc = |at: Option<Timestamp>| at.map(|at| Zone::UTC.date_of(at).to_string()).unwrap_or_default();
    let from = utc(from.and_then(|(date, zone)| zone.start_of(date)));
    let to = utc(to.and_then(|(date, zone)| zone.start_of(date.tomorrow().ok()?)));
    address(
        "/api/admin/scheduling/bookings/export.csv",
        &[("status", status), ("search", search), ("eventTypeId", event_type), ("dateFrom", &from), ("dateTo", &to)],
    )
}
