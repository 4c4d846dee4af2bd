//! `bookings`, for the host's side.

use actix_web::{get, post, web::Data};
use scheduling_core::BookingId;
use scheduling_engine::BookingsQuery as Wanted;

use super::{
    answer::{Answer, done, ok},
    auth::Admin,
    extract::{PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        bookings::{BookingAnswer, BookingPage, BookingsQuery, CancelInput},
        pages::page,
    },
};

/// Lists the bookings that the API key reaches.
#[utoipa::path(
    tag = "Bookings", operation_id = "listBookings", params(BookingsQuery),
    responses((status = 200, description = "Some of the bookings", body = BookingPage)),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[get("/bookings")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<BookingsQuery>) -> Answer {
    let wanted = Wanted { filter: query.0.filter(), page: page(query.0.limit, query.0.cursor) };
    let found = state.engine().bookings(&admin.0, wanted).await?;
    Ok(ok(&BookingPage::of(found, BookingAnswer::from)))
}

/// Shows a booking.
#[utoipa::path(
    tag = "Bookings", operation_id = "getBooking", params(("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The booking", body = BookingAnswer)),
)]
#[get("/bookings/{id}")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, id: PathId<BookingId>) -> Answer {
    Ok(ok(&BookingAnswer::from(state.engine().booking(&admin.0, id.0).await?)))
}

/// Calls a meeting off for the host.
#[utoipa::path(
    tag = "Bookings", operation_id = "cancelBooking", request_body(content = Option<CancelInput>),
    params(("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The cancelled booking", body = BookingAnswer, example = json!({
        "status": "cancelled", "cancelledBy": "host", "cancelReason": "I have fallen ill.",
        "cancelledAt": "2026-03-02T12:00:00Z", "sequence": 1
    }))),
    extensions(("x-problems" = json!([
        "already_cancelled", "booking_rescheduled", "booking_declined", "cutoff_passed", "meeting_over"
    ]))),
)]
#[post("/bookings/{id}/cancel")]
pub(super) async fn cancel(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<BookingId>,
    write: Write<Option<CancelInput>>,
) -> Answer {
    let command = write.writing(|body| (id.0, body.and_then(|body| body.reason)));
    let cancelled = state.engine().cancel_booking(&admin.0, command).await?;
    Ok(done(&cancelled.map(BookingAnswer::from)))
}
