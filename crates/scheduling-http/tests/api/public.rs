//! The public routes: what anybody sees, slots and holds.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Api, SLOT};

#[actix_web::test]
async fn a_profile_lists_what_can_be_booked_and_nothing_else() {
    let api = Api::new().await;
    let profile = api.public(Method::GET, "/users/ada").send().await;
    assert_eq!(profile.is(200)["eventTypes"][0]["slug"], json!("intro"));
    assert!(!profile.text.contains("ada@example.org"), "{}", profile.text);
    let offer = api.public(Method::GET, "/users/ada/intro").send().await;
    assert_eq!(offer.is(200)["host"]["username"], json!("ada"));
    assert_eq!(offer.body["questions"], json!([]));
    for path in ["/users/grace", "/users/ADA", "/users/ada/nothing", "/users/ada/In tro"] {
        let path = path.replace(' ', "%20");
        api.public(Method::GET, path).send().await.is_problem(404, "not_found");
    }
    let elsewhere = api.ask(Method::GET, "/api/public/scheduling/globex/users/ada").send().await;
    elsewhere.is_problem(404, "not_found");
}

#[actix_web::test]
async fn the_address_of_a_meeting_is_for_those_who_have_booked() {
    let api = Api::new().await;
    let body = json!({
        "name": "Intro", "slug": "intro", "duration": 30,
        "location": {"type": "custom", "value": "https://meet.example.org/secret", "displayName": "Our room"},
    });
    api.put(format!("/event-types/{}", api.event_type()), &body).await.is(200);
    let offer = api.public(Method::GET, "/users/ada/intro").send().await;
    assert_eq!(offer.is(200)["location"], json!({"type": "custom", "displayName": "Our room"}));
    let profile = api.public(Method::GET, "/users/ada").send().await;
    assert!(!profile.text.contains("secret"), "{}", profile.text);
}

#[actix_web::test]
async fn slots_are_grouped_by_the_dates_of_the_invitee() {
    let api = Api::new().await;
    // New York's 09:00–17:00 of 16 March is Tokyo's 22:00 of the same date to 06:00 of the next.
    let path = "/users/ada/intro/slots?timezone=Asia/Tokyo&from=2026-03-15&to=2026-03-17";
    let slots = api.public(Method::GET, path).send().await;
    assert_eq!(slots.is(200)["timezone"], json!("Asia/Tokyo"));
    assert_eq!(slots.body["eventType"], json!({"id": api.event_type(), "slug": "intro", "duration": 30}));
    let days = slots.body["days"].as_array().unwrap();
    let count = |at: usize| days[at]["slots"].as_array().unwrap().len();
    assert_eq!((days.len(), count(0), count(1), count(2)), (3, 0, 8, 31));
    let first = json!({"startTime": SLOT, "endTime": "2026-03-16T13:30:00Z"});
    assert_eq!(days[1]["slots"][0], first);
}

#[actix_web::test]
async fn one_date_is_asked_for_by_itself() {
    let api = Api::new().await;
    let path = "/users/ada/intro/slots?timezone=America/New_York&date=2026-03-16";
    let slots = api.public(Method::GET, path).send().await;
    assert_eq!(slots.is(200)["days"].as_array().unwrap().len(), 1);
    assert_eq!(slots.body["days"][0]["slots"].as_array().unwrap().len(), 31);
    api.booked(SLOT).await;
    let fewer = api.public(Method::GET, path).send().await;
    assert_eq!(fewer.is(200)["days"][0]["slots"].as_array().unwrap().len(), 29);
}

#[actix_web::test]
async fn an_unchanged_list_of_slots_is_not_sent_again() {
    let api = Api::new().await;
    let path = "/users/ada/intro/slots?timezone=UTC&date=2026-03-16";
    let slots = api.public(Method::GET, path).send().await;
    let etag = slots.header("etag").to_owned();
    assert!(etag.starts_with('"'), "{etag}");
    for known in [etag.clone(), format!("\"x\", W/{etag}"), "*".to_owned()] {
        let unchanged = api.public(Method::GET, path).header("if-none-match", &known).send().await;
        unchanged.is(304);
        assert_eq!((unchanged.header("etag"), unchanged.text.as_str()), (etag.as_str(), ""));
    }
    api.booked(SLOT).await;
    let changed = api.public(Method::GET, path).header("if-none-match", &etag).send().await;
    changed.is(200);
    assert_ne!(changed.header("etag"), etag);
}

#[actix_web::test]
async fn what_is_asked_wrongly_about_slots_is_never_an_empty_list() {
    let api = Api::new().await;
    for (query, status, code) in [
        ("date=2026-03-16", 422, "required"),
        ("timezone=Mars/Phobos&date=2026-03-16", 422, "unknown_time_zone"),
        ("timezone=UTC", 422, "required"),
        ("timezone=UTC&date=2026-02-31", 422, "impossible_date"),
        ("timezone=UTC&date=tomorrow", 400, "malformed_parameter"),
        ("timezone=UTC&from=2026-03-17&to=2026-03-16", 422, "end_before_start"),
        ("timezone=UTC&from=2026-03-01&to=2026-05-02", 422, "range_too_long"),
        ("timezone=UTC&date=2026-03-16&timezone=UTC", 422, "duplicate_key"),
        ("timezone=UTC&date=2026-03-16&dates=1", 422, "unknown_field"),
        ("timezone=UTC&date=2026-03-16&from=2026-03-16&to=2026-03-17", 422, "inconsistent"),
        ("timezone=UTC&date=%00", 400, "malformed_parameter"),
    ] {
        let reply = api.public(Method::GET, format!("/users/ada/intro/slots?{query}")).send().await;
        reply.is_problem(status, code);
    }
}

#[actix_web::test]
async fn everything_wrong_about_slots_is_named_at_once() {
    let api = Api::new().await;
    let path = "/users/ada/intro/slots?timezone=Mars&from=2026-03-27&to=2026-03-26&page=1";
    let reply = api.public(Method::GET, path).send().await;
    reply.is_problem(422, "invalid");
    reply.names(&[("/timezone", "unknown_time_zone"), ("/page", "unknown_field"), ("/to", "end_before_start")]);
}

#[actix_web::test]
async fn a_hold_keeps_a_slot_until_it_is_booked_or_given_up() {
    let api = Api::new().await;
    let body = json!({"eventTypeId": api.event_type(), "startTime": SLOT});
    let hold = || api.public(Method::POST, "/holds").json(&body).send();
    let held = hold().await;
    assert_eq!(held.is(201)["endTime"], json!("2026-03-16T13:30:00Z"));
    assert_eq!(held.body["expiresAt"], json!("2026-03-02T12:05:00Z"));
    let (id, token) = (held.body["id"].as_str().unwrap(), held.body["token"].as_str().unwrap());
    assert!(held.header("location").ends_with(&format!("/holds/{id}")));
    api.book(SLOT).await.is_problem(409, "slot_taken");
    hold().await.is_problem(409, "slot_taken");

    let release = |token: &str| api.public(Method::DELETE, format!("/holds/{id}")).bearer(token).send();
    release("wrong").await.is_problem(404, "not_found");
    api.public(Method::DELETE, format!("/holds/{id}")).send().await.is_problem(401, "unauthenticated");
    release(token).await.is(204);
    release(token).await.is_problem(404, "not_found");
    api.booked(SLOT).await;
}

#[actix_web::test]
async fn the_holder_books_the_held_slot() {
    let api = Api::new().await;
    let held = api.public(Method::POST, "/holds").json(&json!({"eventTypeId": api.event_type(), "startTime": SLOT}));
    let held = held.send().await.is(201).clone();
    let book = |id: Value, token: Value| {
        let mut body = api.booking(SLOT);
        body["holdId"] = id;
        body["holdToken"] = token;
        let api = &api;
        async move { api.public(Method::POST, "/bookings").json(&body).send().await }
    };
    book(held["id"].clone(), json!("wrong")).await.is_problem(409, "hold_expired");
    let half = book(held["id"].clone(), Value::Null).await;
    half.is_problem(422, "required");
    half.names(&[("/holdToken", "required")]);
    book(held["id"].clone(), held["token"].clone()).await.is(201);
    book(held["id"].clone(), held["token"].clone()).await.is_problem(409, "hold_expired");
}

#[actix_web::test]
async fn too_much_is_not_held() {
    let api = Api::new().await;
    // A tenth of the week's 40 hours are eight slots.
    for hour in 13..21 {
        let body = json!({"eventTypeId": api.event_type(), "startTime": format!("2026-03-18T{hour}:00:00Z")});
        api.public(Method::POST, "/holds").json(&body).send().await.is(201);
    }
    let body = json!({"eventTypeId": api.event_type(), "startTime": "2026-03-18T13:30:00Z"});
    api.public(Method::POST, "/holds").json(&body).send().await.is_problem(409, "too_many_holds");
}
