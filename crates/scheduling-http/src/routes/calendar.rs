//! `bookings/{id}/calendar.ics`: a booking as a file for calendar programs. `scheduling-render` writes it.

use actix_web::{HttpRequest, HttpResponse, get, http::header, web::Data};
use scheduling_core::BookingId;
use scheduling_engine::{ManageToken, ManagedBooking};
use scheduling_render::icalendar::{Message, Person, Purpose, Reader};

use super::{
    answer::Answer,
    auth::token_in_link,
    extract::{PathId, Query},
};
use crate::{
    AppState,
    edge::OpenTenant,
    problem::{Code, Problem},
    wire::public::LinkQuery,
};

/// Hands a booking to its invitee as a file for calendar programs (RFC 5545). The booking's `manageToken` is the credential.
///
/// It is sent in `Authorization`, or as `token` in a link. The event keeps its `UID` when the meeting is moved, and its
/// `SEQUENCE` rises with every change, so that a program that gets a newer file brings the event up to date. Its method is
/// `PUBLISH`, and `CANCEL` if there is no meeting at this time: it was cancelled, declined, or moved. The file of the booking that
/// took its place has the new time.
#[utoipa::path(
    tag = "Public", operation_id = "getCalendarFileByToken",
    params(
        ("tenantSlug" = String, Path, description = "The tenant"),
        ("id" = Uuid, Path, description = "The booking"),
        LinkQuery,
    ),
    responses((status = 200, description = "The file; the parameter `method` of its media type is the method of the event",
        body = String, content_type = "text/calendar",
        headers(("Content-Disposition" = String, description = "A name for the file")),
        example = json!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR\r\n"))),
    extensions(("x-problems" = json!(["meeting_over"]))),
)]
#[get("/bookings/{id}/calendar.ics")]
pub(super) async fn download(
    state: Data<AppState>,
    (tenant, request): (OpenTenant, HttpRequest),
    id: PathId<BookingId>,
    query: Query<LinkQuery>,
) -> Answer {
    let token = ManageToken::presented(&token_in_link(&request, query.0.token)?);
    let ManagedBooking { booking, co_hosts, .. } = state.engine().managed_booking(&tenant.0, id.0, &token).await?;
    let co_hosts = co_hosts.into_iter().map(|host| host.profile);
    let co_hosts = co_hosts.map(|host| Person { name: host.display_name.to_string(), email: host.email });
    let message = Message::of(&booking, Reader::Invitee, Purpose::Keeping, state.engine().now());
    let message = message.with_co_hosts(Reader::Invitee, co_hosts);
    let file = message.to_ics().map_err(|error| Problem::new(Code::Internal).caused_by(error))?;
    Ok(HttpResponse::Ok()
        .content_type(format!("text/calendar; charset=utf-8; method={}", message.method.as_str()))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"meeting.ics\""))
        // The address may hold a credential, and the file names people: no cache keeps either.
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .body(file))
}
