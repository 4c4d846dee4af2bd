//! `Idempotency-Key`: the same request is done once and answered alike.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Api, SLOT};

const KEY: &str = "5f0c9d0e-7a57-4d55-9a0e-2f1d8f6a3c11";

#[actix_web::test]
async fn a_repeated_booking_gets_the_first_answer_with_its_token() {
    let api = Api::new().await;
    let body = api.booking(SLOT);
    let book = || api.public(Method::POST, "/bookings").key(KEY).json(&body).send();
    let first = book().await;
    first.is(201);
    let again = book().await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), ("", "true"));
    let bookings = api.get("/bookings").await;
    assert_eq!(bookings.is(200)["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn two_at_once_are_one() {
    let api = Api::new().await;
    let body = api.booking(SLOT);
    let book = || api.public(Method::POST, "/bookings").key(KEY).json(&body).send();
    let (one, other) = futures_util::future::join(book(), book()).await;
    assert_eq!(one.is(201), other.is(201));
}

#[actix_web::test]
async fn spelling_does_not_matter_and_meaning_does() {
    let api = Api::new().await;
    let body = api.booking(SLOT);
    let send = |text: String| api.public(Method::POST, "/bookings").key(KEY).text("application/json", &text).send();
    send(body.to_string()).await.is(201);
    send(serde_json::to_string_pretty(&body).unwrap()).await.is(201);
    let mut other = body.clone();
    other["invitee"]["name"] = json!("Somebody else");
    send(other.to_string()).await.is_problem(422, "idempotency_key_reused");
}

#[actix_web::test]
async fn every_write_takes_a_key() {
    let api = Api::new().await;
    let body = json!({"userId": "usr_7", "username": "grace", "displayName": "Grace", "email": "grace@example.org"});
    let create = || api.admin(Method::POST, "/users").key(KEY).json(&body).send();
    let first = create().await;
    assert_eq!(first.is(201), create().await.is(201));
    let path = format!("/event-types/{}", api.event_type());
    let archive = || api.admin(Method::DELETE, &path).key("another key, 16+").send();
    let first = archive().await;
    assert_eq!(first.is(200), archive().await.is(200));
    let (id, token) = {
        let restored = api.admin(Method::POST, format!("{path}/restore")).send().await;
        restored.is(200);
        api.booked(SLOT).await
    };
    let cancel = || {
        let path = format!("/bookings/{id}/cancel");
        api.public(Method::POST, path).bearer(&token).key("a third key, 16+").send()
    };
    let first = cancel().await;
    assert_eq!(first.is(200), cancel().await.is(200));
    let hold = || {
        let body = json!({"eventTypeId": api.event_type(), "startTime": SLOT});
        api.public(Method::POST, "/holds").key("a fourth key, 16").json(&body).send()
    };
    let first: Value = hold().await.is(201).clone();
    assert_eq!(&first, hold().await.is(201));
    let release = || {
        let (id, token) = (first["id"].as_str().unwrap(), first["token"].as_str().unwrap());
        api.public(Method::DELETE, format!("/holds/{id}")).bearer(token).key("a fifth key, 16+").send()
    };
    release().await.is(204);
    release().await.is(204);
    let tenant = || {
        let body = json!({"slug": "globex", "name": "Globex"});
        api.platform(Method::POST, "/tenants").key(KEY).json(&body).send()
    };
    let first = tenant().await;
    assert_eq!(first.is(201), tenant().await.is(201));
}

#[actix_web::test]
async fn a_repeated_answer_is_the_first_one_whatever_has_changed_since() {
    let api = Api::new().await;
    let body = json!({"userId": "usr_7", "username": "grace", "displayName": "Grace", "email": "grace@example.org"});
    let create = || api.admin(Method::POST, "/users").key(KEY).json(&body).send();
    let first = create().await;
    let defaults = json!({
        "minimumNoticeHours": 1, "bookingWindowDays": 7, "bufferBeforeMins": 1, "bufferAfterMins": 1,
        "holidays": {"sets": ["DE"], "worked": []},
    });
    api.put("/settings", &json!({"defaults": defaults})).await.is(200);
    let again = create().await;
    assert_eq!((again.header("idempotency-replayed"), again.is(201)), ("true", first.is(201)));
    let path = format!("/users/{}", first.body["id"].as_str().unwrap());
    assert_eq!(api.get(path).await.is(200)["effective"], defaults);
}

#[actix_web::test]
async fn a_refused_request_does_not_use_its_key_up() {
    let api = Api::new().await;
    let (id, token) = api.booked(SLOT).await;
    let body = api.booking(SLOT);
    let book = || api.public(Method::POST, "/bookings").key(KEY).json(&body).send();
    book().await.is_problem(409, "slot_taken");
    api.public(Method::POST, format!("/bookings/{id}/cancel")).bearer(&token).send().await.is(200);
    book().await.is(201);
}

#[actix_web::test]
async fn a_key_is_neither_guessable_nor_endless() {
    let api = Api::new().await;
    for bad in ["", "short", &"k".repeat(256)] {
        let reply = api.public(Method::POST, "/bookings").key(bad).json(&api.booking(SLOT)).send().await;
        reply.is_problem(422, "invalid_idempotency_key");
        reply.names(&[("/Idempotency-Key", "invalid_idempotency_key")]);
        assert_eq!(reply.body["errors"][0]["in"], json!("header"));
    }
}

#[actix_web::test]
async fn callers_share_no_keys() {
    let api = Api::new().await;
    let (_, other) = api.world.tenant("globex").await;
    let body = json!({"userId": "usr_7", "username": "grace", "displayName": "Grace", "email": "grace@example.org"});
    let own = api.admin(Method::POST, "/users").key(KEY).json(&body).send().await;
    let theirs = api.admin(Method::POST, "/users").bearer(&other).key(KEY).json(&body).send().await;
    assert_ne!(own.is(201)["id"], theirs.is(201)["id"]);
}
