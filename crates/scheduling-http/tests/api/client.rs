//! The Rust client against the server, over TCP.

use std::net::SocketAddr;

use futures_util::future::join;
use scheduling_client::{
    BookingForInvitee, BookingInput, BookingStatus, CancelInput, Client, Code, Error, InviteeInput, ListBookingsQuery,
    ListSlotsQuery, RescheduleInput,
};
use scheduling_http::Server;
use tokio::sync::oneshot;

use crate::support::{Api, SLOT};

/// Serves a world for as long as the calls take.
async fn served(calls: impl AsyncFnOnce(&Api, Client)) {
    let api = Api::new().await;
    let server = Server::bind(api.state.clone(), SocketAddr::from(([127, 0, 0, 1], 0)), 1).unwrap();
    let client = Client::new(&format!("http://{}", server.addr())).unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let calling = async {
        calls(&api, client).await;
        stop.send(()).unwrap();
    };
    // A dropped sender, after a failed assertion, stops it too.
    let stopping = async move { drop(stopped.await) };
    let (outcome, ()) = join(server.run(stopping), calling).await;
    outcome.unwrap();
}

fn wish(api: &Api, start: &str) -> BookingInput {
    let (name, email) = ("Grace Hopper".to_owned(), "grace@example.org".to_owned());
    BookingInput {
        event_type_id: api.world.event_type.id.as_uuid(),
        start_time: start.parse().unwrap(),
        timezone: "Europe/Berlin".to_owned(),
        host_username: None,
        invitee: InviteeInput { name, email, phone: None, notes: None, responses: None, locale: None },
        guests: None,
        hold_id: None,
        hold_token: None,
        campaign: None,
    }
}

async fn cancel(guest: &Client, booking: &BookingForInvitee) -> Result<BookingForInvitee, Error> {
    let invitee = guest.with_token(booking.manage_token.as_deref().unwrap());
    let body = CancelInput { reason: Some("I have fallen ill.".to_owned()) };
    invitee.cancel_booking_by_token("acme", booking.id, &body).await
}

async fn reschedule(guest: &Client, booking: &BookingForInvitee, start: &str) -> Result<BookingForInvitee, Error> {
    let invitee = guest.with_token(booking.manage_token.as_deref().unwrap());
    let (start_time, timezone) = (start.parse().unwrap(), Some("Europe/Berlin".to_owned()));
    let body = RescheduleInput { start_time, timezone, reason: None, hold_id: None, hold_token: None };
    invitee.reschedule_booking_by_token("acme", booking.id, &body).await
}

#[actix_web::test]
async fn a_slot_is_listed_booked_and_cancelled_once() {
    served(async |api, guest| {
        let (from, to) = (Some("2026-03-16".parse().unwrap()), Some("2026-03-16".parse().unwrap()));
        let query = ListSlotsQuery { timezone: "Europe/Berlin".to_owned(), date: None, from, to };
        let slots = guest.list_slots("acme", "ada", "intro", &query).await.unwrap();
        assert_eq!(slots.days[0].slots[0].start_time.to_string(), SLOT);

        let booking = guest.create_booking("acme", &wish(api, SLOT)).await.unwrap();
        assert_eq!((booking.status, booking.start_time.to_string().as_str()), (BookingStatus::Confirmed, SLOT));
        let cancelled = cancel(&guest, &booking).await.unwrap();
        assert_eq!(cancelled.status, BookingStatus::Cancelled);
        assert_eq!(cancelled.cancel_reason.as_deref(), Some("I have fallen ill."));
        let again = cancel(&guest, &booking).await.unwrap_err();
        assert_eq!((again.status(), again.code()), (Some(409), Some(Code::AlreadyCancelled)));
    })
    .await;
}

#[actix_web::test]
async fn a_booking_is_moved_and_its_old_link_tells_where_to() {
    served(async |api, guest| {
        let later = "2026-03-16T15:00:00Z";
        let booking = guest.create_booking("acme", &wish(api, SLOT)).await.unwrap();
        let moved = reschedule(&guest, &booking, later).await.unwrap();
        assert_eq!((moved.start_time.to_string().as_str(), moved.rescheduled_from), (later, Some(booking.id)));
        let invitee = guest.with_token(booking.manage_token.as_deref().unwrap());
        let left = invitee.get_booking_by_token("acme", booking.id).await.unwrap();
        assert_eq!((left.status, left.rescheduled_to), (BookingStatus::Rescheduled, Some(moved.id)));

        guest.create_booking("acme", &wish(api, SLOT)).await.unwrap();
        let taken = reschedule(&guest, &moved, SLOT).await.unwrap_err();
        assert_eq!((taken.status(), taken.code()), (Some(409), Some(Code::SlotTaken)));
    })
    .await;
}

#[actix_web::test]
async fn problems_are_typed_and_name_what_else_is_free_or_wrong() {
    served(async |api, guest| {
        guest.create_booking("acme", &wish(api, SLOT)).await.unwrap();
        let taken = guest.create_booking("acme", &wish(api, SLOT)).await.unwrap_err();
        assert_eq!((taken.status(), taken.code()), (Some(409), Some(Code::SlotTaken)));
        assert!(taken.next_slots()[0].start_time > SLOT.parse().unwrap());

        let mut nobody = wish(api, SLOT);
        nobody.invitee.email = "nobody".to_owned();
        let invalid = guest.create_booking("acme", &nobody).await.unwrap_err();
        assert_eq!((invalid.status(), invalid.code()), (Some(422), Some(Code::InvalidEmail)));
        assert_eq!(invalid.errors()[0].pointer, "/invitee/email");
        let refused = guest.get_settings().await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::Unauthenticated));
    })
    .await;
}

#[actix_web::test]
async fn a_write_under_one_key_is_done_once() {
    served(async |api, guest| {
        let keyed = guest.with_idempotency_key("a-key-that-nobody-guesses");
        let first = keyed.create_booking("acme", &wish(api, SLOT)).await.unwrap();
        assert_eq!(keyed.create_booking("acme", &wish(api, SLOT)).await.unwrap(), first);
    })
    .await;
}

#[actix_web::test]
async fn a_list_is_read_page_by_page() {
    served(async |api, guest| {
        let mut booked = Vec::new();
        for start in [SLOT, "2026-03-16T14:00:00Z", "2026-03-16T15:00:00Z"] {
            booked.push(guest.create_booking("acme", &wish(api, start)).await.unwrap().id);
        }
        let admin = guest.with_token(&api.world.api_key);
        let query = ListBookingsQuery { limit: Some(2), search: Some("Grace & co?".to_owned()), ..Default::default() };
        assert_eq!(admin.all_bookings(&query).next().await.unwrap(), None);

        let mut bookings = admin.all_bookings(&ListBookingsQuery { search: Some("grace".to_owned()), ..query });
        let mut read = Vec::new();
        while let Some(booking) = bookings.next().await.unwrap() {
            read.push(booking.id);
        }
        read.sort();
        booked.sort();
        assert_eq!(read, booked);
    })
    .await;
}
