//! `booking-series`: meetings that repeat, booked all or none, by invitees and by the host's side.

use actix_web::{post, web::Data};

use super::{
    answer::{Answer, created_only},
    auth::Admin,
    extract::Write,
};
use crate::{
    AppState,
    edge::OpenTenant,
    wire::series::{HostSeriesInput, SeriesAnswer, SeriesForInvitee, SeriesInput},
};

/// Books a meeting that repeats: all of its occurrences, or none.
///
/// Each occurrence is a booking of its own, which is moved and cancelled by its own `manageToken`. They have the same local
/// time of the host (of a team: of the event type's zone) on each date; months without the day of the first one, and dates on
/// which clocks skip its time, are left out and not counted (RFC 5545, section 3.3.10). If an occurrence cannot be had nothing
/// is booked: the 409 has the code of the first refused one, and lists in `occurrences` all that are refused.
#[utoipa::path(
    tag = "Public", operation_id = "createBookingSeries", request_body = SeriesInput,
    params(("tenantSlug" = String, Path, description = "The tenant")),
    responses((status = 201, description = "The series with its bookings", body = SeriesForInvitee)),
    extensions(("x-problems" = json!([
        "slot_taken", "outside_hours", "off_grid", "too_soon", "too_far", "limit_reached", "blocked", "answer_required",
        "unknown_question", "unknown_reference", "not_found"
    ]))),
)]
#[post("/booking-series")]
pub(super) async fn book(state: Data<AppState>, tenant: OpenTenant, write: Write<SeriesInput>) -> Answer {
    let engine = state.engine();
    let booked = engine.book_series(&tenant.0, write.writing(SeriesInput::into_command)).await?;
    let token = |booking: &_| engine.manage_token(&tenant.0, booking);
    Ok(created_only(&booked.map(|series| SeriesForInvitee::of(series, token))))
}

/// Books a meeting that repeats for an invitee: all of its occurrences, or none. They are confirmed at once.
///
/// What is set aside of the rules is so for every occurrence; somebody else's time is never taken.
#[utoipa::path(
    tag = "Bookings", operation_id = "createBookingSeriesForInvitee", request_body = HostSeriesInput,
    responses((status = 201, description = "The series with its bookings", body = SeriesAnswer)),
    extensions(("x-problems" = json!([
        "slot_taken", "outside_hours", "off_grid", "too_soon", "too_far", "limit_reached", "blocked", "answer_required",
        "unknown_question", "unknown_reference", "not_found"
    ]))),
)]
#[post("/booking-series")]
pub(super) async fn create(state: Data<AppState>, admin: Admin, write: Write<HostSeriesInput>) -> Answer {
    let command = write.writing(HostSeriesInput::into_command);
    let booked = state.engine().book_series_for_invitee(&admin.0, command).await?;
    Ok(created_only(&booked.map(SeriesAnswer::from)))
}
