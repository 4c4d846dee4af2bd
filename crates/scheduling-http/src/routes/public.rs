//! The public routes of a tenant: profiles, event types, slots, holds, and bookings by invitees.

use actix_web::{
    HttpRequest, HttpResponse, delete, get,
    http::header::{self, HeaderMap},
    post,
    web::Data,
};
use scheduling_core::{
    BookingId, HoldId, Slug,
    slots::{by_date, by_dates_of},
};
use scheduling_engine::{
    CancelByInvitee, ConfirmAddress, HoldToken, ListSlots, MailToken, ManageToken, NextSlots, SlotsToMove,
};

use super::{
    answer::{Answer, created, created_only, done, gone, ok, replaced},
    auth::Bearer,
    extract::{NoBody, PathId, Query, Write, path_name},
};
use crate::{
    AppState,
    edge::{OpenTenant, holder},
    wire::{
        bookings::{BookingForInvitee, BookingInput, CancelInput, Hold, HoldInput},
        lifecycle::{HoldToMoveInput, RescheduleInput},
        public::{NextSlotsQuery, Offer, Profile, SlotsAnswer, SlotsQuery},
        slots_json::{SlotsBody, Written},
    },
};

/// Shows a user with everything that can be booked.
#[utoipa::path(
    tag = "Public", operation_id = "getProfile",
    params(("tenantSlug" = String, Path, description = "The tenant"), ("username" = String, Path, description = "The user")),
    responses((status = 200, description = "The profile", body = Profile)),
)]
#[get("/users/{username}")]
pub(super) async fn profile(state: Data<AppState>, tenant: OpenTenant, request: HttpRequest) -> Answer {
    let username = path_name(&request, "username")?;
    let profile = state.engine().public_profile(&tenant.0, &username).await?;
    Ok(ok(&Profile::of(tenant.0.tenant(), profile)))
}

/// Shows an event type with its questions.
#[utoipa::path(
    tag = "Public", operation_id = "getOffer",
    params(
        ("tenantSlug" = String, Path, description = "The tenant"),
        ("username" = String, Path, description = "The user"),
        ("eventSlug" = String, Path, description = "The event type"),
    ),
    responses((status = 200, description = "The event type", body = Offer)),
)]
#[get("/users/{username}/{eventSlug}")]
pub(super) async fn offer(state: Data<AppState>, tenant: OpenTenant, request: HttpRequest) -> Answer {
    let (username, slug) = (path_name(&request, "username")?, path_name(&request, "eventSlug")?);
    let found = state.engine().public_event_type(&tenant.0, &username, &slug).await?;
    Ok(ok(&Offer::of(tenant.0.tenant(), found)))
}

/// Lists the free slots of an event type by date of the invitee.
///
/// The answer has an `ETag`; asked again with `If-None-Match`, an unchanged list is a 304.
#[utoipa::path(
    tag = "Public", operation_id = "listSlots",
    params(
        ("tenantSlug" = String, Path, description = "The tenant"),
        ("username" = String, Path, description = "The user"),
        ("eventSlug" = String, Path, description = "The event type"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of a list that is at hand"),
        SlotsQuery,
    ),
    responses(
        (status = 200, description = "The free slots", body = SlotsAnswer,
            headers(("ETag" = String, description = "Changes with the list"))),
        (status = 304, description = "The list has not changed",
            headers(("ETag" = String, description = "That of the list that is at hand"))),
    ),
)]
#[get("/users/{username}/{eventSlug}/slots")]
pub(super) async fn list_slots(
    state: Data<AppState>,
    tenant: OpenTenant,
    request: HttpRequest,
    query: Query<SlotsQuery>,
) -> Answer {
    let (username, slug) = (path_name(&request, "username")?, path_name::<Slug>(&request, "eventSlug")?);
    let asked = query.0.into_asked()?;
    let wanted = ListSlots { username, slug: slug.clone(), query: asked.query };
    let mut list = state.engine().list_slots(&tenant.0, wanted).await?;
    let days = by_date(&mut list.slots, &asked.zone, asked.first, asked.last);
    let (event_type, duration, seats) = (list.event_type, list.duration, list.seats);
    let body = SlotsBody { zone: &asked.zone, event_type, slug: &slug, duration, seats, days: &days, hosts: &[] };
    Ok(unless_known(request.headers(), &body))
}

/// Lists the next free slots of an event type, whatever their date.
///
/// They are looked for up to the end of the booking window. The answer has the form of the list of slots, with those dates only
/// on which some of them are, and an `ETag` likewise.
#[utoipa::path(
    tag = "Public", operation_id = "listNextSlots",
    params(
        ("tenantSlug" = String, Path, description = "The tenant"),
        ("username" = String, Path, description = "The user"),
        ("eventSlug" = String, Path, description = "The event type"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of a list that is at hand"),
        NextSlotsQuery,
    ),
    responses(
        (status = 200, description = "The next free slots", body = SlotsAnswer,
            headers(("ETag" = String, description = "Changes with the list"))),
        (status = 304, description = "The list has not changed"),
    ),
)]
#[get("/users/{username}/{eventSlug}/slots/next")]
pub(super) async fn list_next_slots(
    state: Data<AppState>,
    tenant: OpenTenant,
    request: HttpRequest,
    query: Query<NextSlotsQuery>,
) -> Answer {
    let (username, slug) = (path_name(&request, "username")?, path_name::<Slug>(&request, "eventSlug")?);
    let wanted = NextSlots { username, slug: slug.clone(), count: query.0.count() };
    let mut list = state.engine().next_slots(&tenant.0, wanted).await?;
    let (zone, event_type, duration, seats) = (&query.0.timezone, list.event_type, list.duration, list.seats);
    let days = by_dates_of(&mut list.slots, zone);
    let body = SlotsBody { zone, event_type, slug: &slug, duration, seats, days: &days, hosts: &[] };
    Ok(unless_known(request.headers(), &body))
}

/// 304 for a client that has this very list.
pub(super) fn unless_known<T: Written>(headers: &HeaderMap, body: &SlotsBody<'_, T>) -> HttpResponse {
    let etag = body.etag();
    let matches = is_known(headers, &etag);
    let mut response = if matches { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::ETAG, etag)).insert_header((header::CACHE_CONTROL, "no-cache"));
    if matches { response.finish() } else { response.content_type("application/json").body(body.to_json()) }
}

/// Whether a client has what has this tag.
pub(super) fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
    let mut tags = known.flat_map(|line| line.split(',')).map(|tag| tag.trim().trim_start_matches("W/"));
    tags.any(|tag| tag == "*" || tag == etag)
}

/// Keeps a slot for five minutes, while the invitee fills in the form.
#[utoipa::path(
    tag = "Public", operation_id = "createHold",
    request_body(content = HoldInput, example = json!({"startTime": "2026-03-16T14:00:00Z"})),
    params(("tenantSlug" = String, Path, description = "The tenant")),
    responses((status = 201, description = "The hold", body = Hold, headers(("Location" = String, description = "Where it is")))),
    extensions(("x-problems" = json!([
        "slot_taken", "outside_hours", "off_grid", "too_soon", "too_far", "limit_reached", "blocked", "too_many_holds"
    ]))),
)]
#[post("/holds")]
pub(super) async fn hold(
    state: Data<AppState>,
    tenant: OpenTenant,
    request: HttpRequest,
    write: Write<HoldInput>,
) -> Answer {
    let client = holder(&state, &request);
    let made = state.engine().hold(&tenant.0, write.writing(|body| body.into_command(client))).await?;
    let token = state.engine().hold_token(&tenant.0, made.outcome.id);
    Ok(created(&request, made.outcome.id, &made.map(|held| Hold::of(&held, &token))))
}

/// Gives a held slot up. The hold's token is the credential.
#[utoipa::path(
    tag = "Public", operation_id = "deleteHold",
    params(("tenantSlug" = String, Path, description = "The tenant"), ("id" = Uuid, Path, description = "The hold")),
    responses((status = 204, description = "The slot is free again")),
)]
#[delete("/holds/{id}")]
pub(super) async fn release(
    state: Data<AppState>,
    tenant: OpenTenant,
    id: PathId<HoldId>,
    token: Bearer,
    write: Write<NoBody>,
) -> Answer {
    let command = write.writing(|_| (id.0, HoldToken::presented(&token.0)));
    Ok(gone(state.engine().release_hold(&tenant.0, command).await?.replayed))
}

/// Books a slot.
///
/// Exactly one of those who want a time gets it; the others get a 409 with the next free slots.
#[utoipa::path(
    tag = "Public", operation_id = "createBooking", request_body = BookingInput,
    params(("tenantSlug" = String, Path, description = "The tenant")),
    responses((status = 201, description = "The booking", body = BookingForInvitee, headers(("Location" = String, description = "Where it is")))),
    extensions(("x-problems" = json!([
        "slot_taken", "outside_hours", "off_grid", "too_soon", "too_far", "limit_reached", "blocked", "hold_expired",
        "answer_required", "unknown_question", "unknown_reference", "not_found"
    ]))),
)]
#[post("/bookings")]
pub(super) async fn book(
    state: Data<AppState>,
    tenant: OpenTenant,
    request: HttpRequest,
    write: Write<BookingInput>,
) -> Answer {
    let booked = state.engine().book(&tenant.0, write.writing(BookingInput::into_command)).await?;
    let token = state.engine().manage_token(&tenant.0, &booked.outcome);
    Ok(created(&request, booked.outcome.id, &booked.map(|booking| BookingForInvitee::of(booking, Some(&token)))))
}

/// Shows a booking to its invitee. The booking's `manageToken` is the credential.
#[utoipa::path(
    tag = "Public", operation_id = "getBookingByToken",
    params(("tenantSlug" = String, Path, description = "The tenant"), ("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The booking", body = BookingForInvitee,
        example = json!({"manageToken": null}))),
    extensions(("x-problems" = json!(["meeting_over"]))),
)]
#[get("/bookings/{id}")]
pub(super) async fn show(state: Data<AppState>, tenant: OpenTenant, id: PathId<BookingId>, token: Bearer) -> Answer {
    let booking = state.engine().booking_by_token(&tenant.0, id.0, &ManageToken::presented(&token.0)).await?;
    Ok(ok(&BookingForInvitee::of(booking, None)))
}

/// Calls a meeting off for its invitee. The booking's `manageToken` is the credential.
#[utoipa::path(
    tag = "Public", operation_id = "cancelBookingByToken", request_body(content = Option<CancelInput>),
    params(("tenantSlug" = String, Path, description = "The tenant"), ("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The cancelled booking", body = BookingForInvitee, example = json!({
        "status": "cancelled", "cancelledBy": "invitee", "cancelReason": "I have fallen ill.", "manageToken": null
    }))),
    extensions(("x-problems" = json!([
        "already_cancelled", "booking_rescheduled", "booking_declined", "approval_expired", "cutoff_passed", "meeting_over"
    ]))),
)]
#[post("/bookings/{id}/cancel")]
pub(super) async fn cancel(
    state: Data<AppState>,
    tenant: OpenTenant,
    id: PathId<BookingId>,
    token: Bearer,
    write: Write<Option<CancelInput>>,
) -> Answer {
    let token = ManageToken::presented(&token.0);
    let command = write.writing(|body| {
        let reason = body.and_then(|body| body.reason);
        CancelByInvitee { booking: id.0, token, reason }
    });
    let cancelled = state.engine().cancel_by_invitee(&tenant.0, command).await?;
    Ok(done(&cancelled.map(|booking| BookingForInvitee::of(booking, None))))
}

/// Moves a meeting for its invitee. The booking's `manageToken` is the credential.
///
/// The answer is a new booking with a token of its own, which takes the old one's place; the old one only reads from then
/// on. Whoever loses the new time keeps the old one. An event type with approval asks for it again. While the address is to be
/// confirmed, so it is of the new booking: a mail about that goes out again, and the time for it is not longer.
#[utoipa::path(
    tag = "Public", operation_id = "rescheduleBookingByToken", request_body = RescheduleInput,
    params(("tenantSlug" = String, Path, description = "The tenant"), ("id" = Uuid, Path, description = "The booking")),
    responses((status = 201, description = "The booking that took its place", body = BookingForInvitee, headers(("Location" = String, description = "Where it is")))),
    extensions(("x-problems" = json!([
        "slot_taken", "outside_hours", "off_grid", "too_soon", "too_far", "limit_reached", "blocked", "hold_expired",
        "already_cancelled", "booking_rescheduled", "booking_declined", "approval_expired", "same_time", "cutoff_passed",
        "meeting_over"
    ]))),
)]
#[post("/bookings/{id}/reschedule")]
pub(super) async fn reschedule(
    state: Data<AppState>,
    (tenant, request): (OpenTenant, HttpRequest),
    id: PathId<BookingId>,
    token: Bearer,
    write: Write<RescheduleInput>,
) -> Answer {
    let token = ManageToken::presented(&token.0);
    let moved = write.writing(|body| body.into_command(id.0, token));
    let moved = state.engine().reschedule_by_invitee(&tenant.0, moved).await?;
    let token = state.engine().manage_token(&tenant.0, &moved.outcome);
    Ok(replaced(&request, moved.outcome.id, &moved.map(|booking| BookingForInvitee::of(booking, Some(&token)))))
}

/// Confirms that the address with which somebody booked is theirs. The token of the link in the mail that went there is the
/// credential: the booking's `manageToken` is not.
///
/// From then on the booking counts: it is confirmed, or waits for approval. So do the others of its series that still wait.
/// Confirming it again changes nothing, and answers the same.
#[utoipa::path(
    tag = "Public", operation_id = "confirmBookingAddressByToken",
    params(("tenantSlug" = String, Path, description = "The tenant"), ("id" = Uuid, Path, description = "The booking")),
    responses((status = 200, description = "The booking, which counts", body = BookingForInvitee,
        example = json!({"manageToken": null}))),
    extensions(("x-problems" = json!([
        "already_cancelled", "booking_rescheduled", "booking_declined", "approval_expired", "meeting_over"
    ]))),
)]
#[post("/bookings/{id}/confirm-address")]
pub(super) async fn confirm_address(
    state: Data<AppState>,
    tenant: OpenTenant,
    id: PathId<BookingId>,
    token: Bearer,
    write: Write<NoBody>,
) -> Answer {
    let token = MailToken::presented(&token.0);
    let command = write.writing(|_| ConfirmAddress { booking: id.0, token });
    let confirmed = state.engine().confirm_address(&tenant.0, command).await?;
    Ok(done(&confirmed.map(|booking| BookingForInvitee::of(booking, None))))
}

/// Lists the free slots to which an invitee can move a meeting, by date of the invitee. The booking's `manageToken` is the
/// credential.
///
/// They are those of whoever has the meeting by then, also where it was given to another host, and in a team those of the hosts
/// who would take it. The meeting itself is not in the way, and its own start is not listed.
#[utoipa::path(
    tag = "Public", operation_id = "listSlotsToMoveByToken",
    params(
        ("tenantSlug" = String, Path, description = "The tenant"),
        ("id" = Uuid, Path, description = "The booking"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of a list that is at hand"),
        SlotsQuery,
    ),
    responses(
        (status = 200, description = "The free slots", body = SlotsAnswer,
            headers(("ETag" = String, description = "Changes with the list"))),
        (status = 304, description = "The list has not changed"),
    ),
    extensions(("x-problems" = json!([
        "already_cancelled", "booking_rescheduled", "booking_declined", "approval_expired", "cutoff_passed", "meeting_over"
    ]))),
)]
#[get("/bookings/{id}/slots")]
pub(super) async fn slots_to_move(
    state: Data<AppState>,
    (tenant, request): (OpenTenant, HttpRequest),
    id: PathId<BookingId>,
    token: Bearer,
    query: Query<SlotsQuery>,
) -> Answer {
    let (booking, token, asked) = (id.0, ManageToken::presented(&token.0), query.0.into_asked()?);
    let wanted = SlotsToMove { booking, token, query: asked.query };
    let (slug, mut list) = state.engine().slots_to_move(&tenant.0, wanted).await?;
    let days = by_date(&mut list.slots, &asked.zone, asked.first, asked.last);
    let (event_type, duration, seats) = (list.event_type, list.duration, list.seats);
    let body = SlotsBody { zone: &asked.zone, event_type, slug: &slug, duration, seats, days: &days, hosts: &[] };
    Ok(unless_known(request.headers(), &body))
}

/// Keeps a slot for five minutes to which an invitee is going to move a meeting. The booking's `manageToken` is the credential.
///
/// It is kept with whoever has the meeting by then, or in a team with those who would take it. Time that the meeting itself
/// takes cannot be kept: it can be moved there without a hold.
#[utoipa::path(
    tag = "Public", operation_id = "createHoldToMoveByToken", request_body = HoldToMoveInput,
    params(("tenantSlug" = String, Path, description = "The tenant"), ("id" = Uuid, Path, description = "The booking")),
    responses((status = 201, description = "The hold", body = Hold)),
    extensions(("x-problems" = json!([
        "slot_taken", "outside_hours", "off_grid", "too_soon", "too_far", "limit_reached", "blocked", "too_many_holds",
        "already_cancelled", "booking_rescheduled", "booking_declined", "approval_expired", "cutoff_passed", "meeting_over"
    ]))),
)]
#[post("/bookings/{id}/holds")]
pub(super) async fn hold_to_move(
    state: Data<AppState>,
    (tenant, request): (OpenTenant, HttpRequest),
    id: PathId<BookingId>,
    token: Bearer,
    write: Write<HoldToMoveInput>,
) -> Answer {
    let (client, token) = (holder(&state, &request), ManageToken::presented(&token.0));
    let wish = write.writing(|body| body.into_command(id.0, token, client));
    let made = state.engine().hold_to_move(&tenant.0, wish).await?;
    let token = state.engine().hold_token(&tenant.0, made.outcome.id);
    Ok(created_only(&made.map(|held| Hold::of(&held, &token))))
}
