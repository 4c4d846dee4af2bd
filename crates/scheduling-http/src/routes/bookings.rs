//! `bookings`, for the host's side.

use actix_web::{HttpRequest, get, post, web::Data};
use scheduling_core::BookingId;
use scheduling_engine::{BookingsQuery as Wanted, Reassign};

use super::{
    answer::{Answer, created, done, ok, replaced},
    auth::Admin,
    extract::{NoBody, PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        assignments::{AssignmentAnswer, AssignmentList},
        bookings::{BookingAnswer, BookingPage, BookingsQuery},
        lifecycle::{BookingLink, DeclineInput, HostBookingInput, HostCancelInput, HostRescheduleInput, ReassignInput},
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

/// Books for an invitee. It is confirmed at once.
///
/// The rules of the event type hold unless some are set aside with a reason; somebody else's time is never taken. The answer
/// has the invitee's `manageToken`, which is shown here only: with it the invitee cancels and moves the meeting.
#[utoipa::path(
    tag = "Bookings", operation_id = "createBookingForInvitee", request_body = HostBookingInput,
    responses((status = 201, description = "The booking", body = BookingAnswer,
        headers(("Location" = String, description = "Where it is")),
        example = json!({"manageToken": "k1.5Zq0w2c6S7m1r8v9x0y1z2a3b4c5d6e7f8g9h0i1j2k"}))),
    extensions(("x-problems" = json!([
        "slot_taken", "outside_hours", "off_grid", "too_soon", "too_far", "limit_reached", "blocked", "answer_required",
        "unknown_question", "unknown_reference", "not_found"
    ]))),
)]
#[post("/bookings")]
pub(super) async fn create(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    write: Write<HostBookingInput>,
) -> Answer {
    let booked = state.engine().book_for_invitee(&admin.0, write.writing(HostBookingInput::into_command)).await?;
    let token = state.engine().manage_token_made_by(&admin.0, &booked.outcome);
    Ok(created(&request, booked.outcome.id, &booked.map(|booking| BookingAnswer::made(booking, &token))))
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

/// Lists who was chosen for a booking of a team, by what and from what, and to whom it was given since: the first one
/// first. Empty for a collective meeting, and for one of no team.
#[utoipa::path(
    tag = "Bookings", operation_id = "listBookingAssignments",
    params(("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The assignments", body = AssignmentList)),
)]
#[get("/bookings/{id}/assignments")]
pub(super) async fn assignments(state: Data<AppState>, admin: Admin, id: PathId<BookingId>) -> Answer {
    let assignments = state.engine().booking_assignments(&admin.0, id.0).await?;
    Ok(ok(&AssignmentList { items: assignments.into_iter().map(AssignmentAnswer::from).collect() }))
}

/// Calls a meeting off for the host, and the rest of its series if that is wished.
///
/// The others of the series can be listed by `seriesId`.
#[utoipa::path(
    tag = "Bookings", operation_id = "cancelBooking", request_body(content = Option<HostCancelInput>),
    params(("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The cancelled booking", body = BookingAnswer, example = json!({
        "status": "cancelled", "cancelledBy": "host", "cancelReason": "I have fallen ill.",
        "cancelledAt": "2026-03-02T12:00:00Z", "sequence": 1
    }))),
    extensions(("x-problems" = json!([
        "already_cancelled", "booking_rescheduled", "booking_declined", "approval_expired", "cutoff_passed", "meeting_over"
    ]))),
)]
#[post("/bookings/{id}/cancel")]
pub(super) async fn cancel(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<BookingId>,
    write: Write<Option<HostCancelInput>>,
) -> Answer {
    let command = write.writing(|body| HostCancelInput::into_command(body, id.0));
    let cancelled = state.engine().cancel_booking(&admin.0, command).await?;
    Ok(done(&cancelled.map(BookingAnswer::from)))
}

/// Moves a meeting for the host.
///
/// The answer is a new booking, which takes the old one's place and is confirmed, unless its invitee has still to confirm the address; it has a `manageToken` of its own. Rules can be set aside; somebody else's
/// time cannot.
#[utoipa::path(
    tag = "Bookings", operation_id = "rescheduleBooking", request_body = HostRescheduleInput,
    params(("id" = Uuid, Path, description = "The booking")),
    responses((status = 201, description = "The booking that took its place", body = BookingAnswer,
        headers(("Location" = String, description = "Where it is")),
        example = json!({"manageToken": "k1.5Zq0w2c6S7m1r8v9x0y1z2a3b4c5d6e7f8g9h0i1j2k"}))),
    extensions(("x-problems" = json!([
        "slot_taken", "outside_hours", "off_grid", "too_soon", "too_far", "limit_reached", "blocked", "already_cancelled",
        "booking_rescheduled", "booking_declined", "approval_expired", "same_time", "cutoff_passed", "meeting_over"
    ]))),
)]
#[post("/bookings/{id}/reschedule")]
pub(super) async fn reschedule(
    state: Data<AppState>,
    admin: Admin,
    request: HttpRequest,
    id: PathId<BookingId>,
    write: Write<HostRescheduleInput>,
) -> Answer {
    let moved = write.writing(|body| body.into_command(id.0));
    let moved = state.engine().reschedule_booking(&admin.0, moved).await?;
    let token = state.engine().manage_token_made_by(&admin.0, &moved.outcome);
    Ok(replaced(&request, moved.outcome.id, &moved.map(|booking| BookingAnswer::made(booking, &token))))
}

/// Approves a booking that waits for it. One whose invitee has still to confirm the address cannot be approved.
#[utoipa::path(
    tag = "Bookings", operation_id = "confirmBooking", params(("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The confirmed booking", body = BookingAnswer)),
    extensions(("x-problems" = json!([
        "already_confirmed", "address_not_confirmed", "approval_expired", "booking_declined", "already_cancelled", "booking_rescheduled",
        "meeting_over"
    ]))),
)]
#[post("/bookings/{id}/confirm")]
pub(super) async fn confirm(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<BookingId>,
    write: Write<NoBody>,
) -> Answer {
    let confirmed = state.engine().confirm_booking(&admin.0, write.writing(|_| id.0)).await?;
    Ok(done(&confirmed.map(BookingAnswer::from)))
}

/// Turns a booking down that waits for approval. Its time is free again.
#[utoipa::path(
    tag = "Bookings", operation_id = "declineBooking", request_body(content = Option<DeclineInput>),
    params(("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The declined booking", body = BookingAnswer)),
    extensions(("x-problems" = json!([
        "already_confirmed", "approval_expired", "booking_declined", "already_cancelled", "booking_rescheduled",
        "meeting_over"
    ]))),
)]
#[post("/bookings/{id}/decline")]
pub(super) async fn decline(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<BookingId>,
    write: Write<Option<DeclineInput>>,
) -> Answer {
    let command = write.writing(|body| (id.0, body.and_then(|body| body.reason)));
    let declined = state.engine().decline_booking(&admin.0, command).await?;
    Ok(done(&declined.map(BookingAnswer::from)))
}

/// Notes that the invitee did not come: from the start of the meeting on.
#[utoipa::path(
    tag = "Bookings", operation_id = "markNoShow", params(("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The booking", body = BookingAnswer)),
    extensions(("x-problems" = json!([
        "not_started", "already_no_show", "booking_pending", "approval_expired", "booking_declined", "already_cancelled",
        "booking_rescheduled"
    ]))),
)]
#[post("/bookings/{id}/no-show")]
pub(super) async fn no_show(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<BookingId>,
    write: Write<NoBody>,
) -> Answer {
    let marked = state.engine().mark_no_show(&admin.0, write.writing(|_| id.0)).await?;
    Ok(done(&marked.map(BookingAnswer::from)))
}

/// Gives a meeting to another user, at the time at which it is.
///
/// The new host must be free then; their hours, limits and blocks count. The invitee's link stays alive. A meeting of a
/// team stays in the team, and one that all its hosts take stays with all of them.
#[utoipa::path(
    tag = "Bookings", operation_id = "reassignBooking", request_body = ReassignInput,
    params(("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The booking with its new host", body = BookingAnswer)),
    extensions(("x-problems" = json!([
        "slot_taken", "outside_hours", "limit_reached", "blocked", "same_host", "collective_meeting", "unknown_reference",
        "already_cancelled", "booking_rescheduled", "booking_declined", "approval_expired", "cutoff_passed", "meeting_over"
    ]))),
)]
#[post("/bookings/{id}/reassign")]
pub(super) async fn reassign(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<BookingId>,
    write: Write<ReassignInput>,
) -> Answer {
    let command = write.writing(|body| Reassign { booking: id.0, host: body.host_user_id });
    let given = state.engine().reassign_booking(&admin.0, command).await?;
    Ok(done(&given.map(BookingAnswer::from)))
}

/// Revokes the links that the invitee has been given, because somebody has one who should not.
///
/// They open nothing any more. The answer has the token of a new link, for the invitee.
#[utoipa::path(
    tag = "Bookings", operation_id = "revokeBookingLink", params(("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The new link", body = BookingLink)),
)]
#[post("/bookings/{id}/revoke-link")]
pub(super) async fn revoke_link(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<BookingId>,
    write: Write<NoBody>,
) -> Answer {
    let revoked = state.engine().revoke_link(&admin.0, write.writing(|_| id.0)).await?;
    let token = state.engine().new_manage_token(&admin.0, &revoked.outcome);
    Ok(done(&revoked.map(|booking| BookingLink::of(booking.id, &token))))
}
