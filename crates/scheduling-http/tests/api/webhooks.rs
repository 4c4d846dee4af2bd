//! `webhooks`.

use actix_web::http::Method;
use scheduling_http::{AppOptions, UrlCheck};
use serde_json::{Value, json};

use crate::{
    support::{Api, Reply, SLOT},
    taker::Taker,
};

const KEY: &str = "5f0c9d0e-7a57-4d55-9a0e-2f1d8f6a3c11";

fn input() -> Value {
    json!({"url": "https://hooks.example.org/a", "description": "CRM", "events": ["booking.created"]})
}

async fn made(api: &Api) -> (String, String) {
    let reply = api.post("/webhooks", &input()).await;
    (reply.is(201)["webhook"]["id"].as_str().unwrap().to_owned(), secret(&reply))
}

fn secret(reply: &Reply) -> String {
    reply.body["secret"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_webhook_is_made_and_shows_its_secret_once() {
    let api = Api::new().await;
    let create = || api.admin(Method::POST, "/webhooks").key(KEY).json(&input()).send();
    let first = create().await;
    let webhook = &first.is(201)["webhook"];
    let path = format!("/webhooks/{}", webhook["id"].as_str().unwrap());
    assert_eq!(first.header("location"), format!("/api/admin/scheduling{path}"));
    assert!(secret(&first).starts_with("whsec_") && secret(&first).len() == 50, "{}", first.text);
    assert_eq!(first.body["secretShown"], json!(false));
    assert_eq!((&webhook["isActive"], &webhook["events"]), (&json!(true), &json!(["booking.created"])));
    let again = create().await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!((&again.is(201)["secret"], &again.body["secretShown"]), (&Value::Null, &json!(true)));
    assert_eq!(&again.body["webhook"], webhook);
    let shown = api.get(&path).await;
    assert_eq!(shown.is(200), webhook);
    let list = api.get("/webhooks").await;
    assert_eq!(list.is(200)["items"], json!([webhook]));
    assert!(!list.text.contains("whsec_") && !shown.text.contains("whsec_"));
    api.admin(Method::DELETE, &path).send().await.is(204);
    api.get(&path).await.is_problem(404, "not_found");
    assert_eq!(api.get("/webhooks").await.is(200)["items"], json!([]));
}

#[actix_web::test]
async fn a_webhook_is_replaced_as_a_whole() {
    let api = Api::new().await;
    let (id, _) = made(&api).await;
    let (bare, full) = (
        json!({"url": "https://hooks.example.org/b"}),
        json!({
            "url": "https://hooks.example.org/b", "description": "Another", "events": ["hold.expired"], "isActive": false,
        }),
    );
    api.clears(&format!("/webhooks/{id}"), &bare, &full, &["/disabledAt", "/previousSecretUntil"]).await;
}

#[actix_web::test]
async fn an_address_is_encrypted_and_has_no_secrets_that_are_shown() {
    let api = Api::new().await;
    let at = async |url: &str| api.post("/webhooks", &json!({"url": url})).await;
    for (url, code) in [
        ("", "empty"),
        ("hooks.example.org", "invalid_url"),
        ("ftp://hooks.example.org", "invalid_url"),
        ("https://ada:secret@hooks.example.org", "invalid_url"),
        ("https://hooks.example.org/#top", "invalid_url"),
        ("https:///a", "invalid_url"),
        ("https://a.example/\u{0}", "control_character"),
    ] {
        at(url).await.names(&[("/url", code)]);
    }
    at(&format!("https://a.example/{}", "x".repeat(500))).await.names(&[("/url", "too_long")]);
    let plain = at("http://hooks.example.org/").await;
    plain.is_problem(422, "url_not_allowed");
    plain.names(&[("/url", "url_not_allowed")]);
    api.post("/webhooks", &json!({"url": "https://a.example", "events": ["booking.created", "booking.created"]}))
        .await
        .names(&[("/events/1", "repeated")]);
    api.post("/webhooks", &json!({"url": "https://a.example", "events": ["webhook.test"]}))
        .await
        .names(&[("/events/0", "not_allowed")]);
}

#[actix_web::test]
async fn the_installation_says_what_may_be_called() {
    let mut options = AppOptions::default();
    options.webhook_urls = UrlCheck::new(|url| match url {
        "http://10.0.0.1/hook" => Ok(()),
        _ => Err("must not have this address".to_owned()),
    });
    let api = Api::with(options).await;
    let allowed = api.post("/webhooks", &json!({"url": "http://10.0.0.1/hook"})).await;
    let path = format!("/webhooks/{}", allowed.is(201)["webhook"]["id"].as_str().unwrap());
    for refused in [api.post("/webhooks", &input()).await, api.put(&path, &input()).await] {
        refused.is_problem(422, "url_not_allowed");
        assert_eq!(refused.body["errors"][0]["detail"], json!("must not have this address"));
    }
}

#[actix_web::test]
async fn a_secret_is_replaced_while_the_old_one_signs_beside_it() {
    let api = Api::new().await;
    let (id, first) = made(&api).await;
    let path = format!("/webhooks/{id}/rotate-secret");
    let rotate = async |body: Value| api.post(&path, &body).await;
    let usual = rotate(json!({})).await;
    assert_eq!(usual.is(200)["webhook"]["previousSecretUntil"], json!("2026-03-03T12:00:00Z"));
    assert_ne!(secret(&usual), first);
    let longest = rotate(json!({"overlapHours": 168})).await;
    assert_eq!(longest.is(200)["webhook"]["previousSecretUntil"], json!("2026-03-09T12:00:00Z"));
    assert_eq!(rotate(json!({"overlapHours": 0})).await.is(200)["webhook"]["previousSecretUntil"], Value::Null);
    rotate(json!({"overlapHours": 169})).await.names(&[("/overlapHours", "out_of_range")]);
    let keyed = || api.admin(Method::POST, &path).key(KEY).json(&json!({})).send();
    let (shown, again) = (keyed().await, keyed().await);
    assert_eq!((&again.is(200)["secret"], &again.body["secretShown"]), (&Value::Null, &json!(true)));
    assert_eq!(again.body["webhook"], shown.body["webhook"]);
}

#[actix_web::test]
async fn a_test_is_told_like_an_event() {
    let (api, taker) = (Api::new().await, Taker::default());
    let (id, _) = made(&api).await;
    let path = format!("/webhooks/{id}");
    let test = api.post(format!("{path}/test"), &json!({})).await;
    let delivery = test.is(202)["deliveryId"].as_str().unwrap().to_owned();
    taker.bring(&api).await;
    let call = taker.calls().remove(0);
    assert_eq!(call.event.to_string(), delivery);
    let body: Value = serde_json::from_str(&call.body).unwrap();
    let nothing = json!({
        "bookingSequence": null, "booking": null, "hold": null, "previous": null, "fromUserId": null, "toUserId": null,
    });
    let expected = json!({
        "id": delivery, "place": 0, "type": "webhook.test", "timestamp": "2026-03-02T12:00:00Z", "data": nothing,
    });
    assert_eq!(body, expected);
    api.put(&path, &json!({"url": "https://hooks.example.org/a", "isActive": false})).await.is(200);
    api.post(format!("{path}/test"), &json!({})).await.is_problem(409, "webhook_inactive");
}

#[actix_web::test]
async fn a_webhook_is_told_what_the_feed_tells() {
    let (api, taker) = (Api::new().await, Taker::default());
    made(&api).await;
    api.booked(SLOT).await;
    taker.bring(&api).await;
    let call = taker.calls().remove(0);
    let feed = api.get("/events").await;
    assert_eq!(serde_json::from_str::<Value>(&call.body).unwrap(), feed.is(200)["events"][0]);
    assert_eq!(json!(call.event.to_string()), feed.body["events"][0]["id"]);
}

#[actix_web::test]
async fn a_booking_with_very_long_texts_fits_into_a_call() {
    let (api, taker) = (Api::new().await, Taker::default());
    made(&api).await;
    let questions: Vec<Value> =
        (0..3).map(|number| json!({"id": format!("q-{number}"), "label": "Why?", "type": "textarea"})).collect();
    let body = json!({"name": "intro", "slug": "intro", "duration": 30, "customQuestions": questions});
    api.put(format!("/event-types/{}", api.event_type()), &body).await.is(200);
    let long = "𝔸".repeat(3500);
    let mut booking = api.booking(SLOT);
    booking["invitee"]["notes"] = json!(long);
    booking["invitee"]["responses"] = json!({"q-0": long, "q-1": long, "q-2": long});
    let booked = api.public(Method::POST, "/bookings").json(&booking).send().await;
    let path = format!("/bookings/{}/cancel", booked.is(201)["id"].as_str().unwrap());
    api.post(path, &json!({"reason": long})).await.is(200);
    taker.bring(&api).await;
    let call = taker.calls().remove(0);
    assert!(call.body.len() <= 64 * 1024, "{}", call.body.len());
    let told: Value = serde_json::from_str(&call.body).unwrap();
    let invitee = &told["data"]["booking"]["invitee"];
    assert_eq!((&invitee["notes"], &invitee["responses"]), (&Value::Null, &json!([])));
    assert_eq!(invitee["email"], json!("grace@example.org"));
    let feed = api.get("/events").await;
    assert_eq!(feed.is(200)["events"][0]["data"]["booking"]["invitee"]["notes"], json!(long), "the feed has it all");
}

#[actix_web::test]
async fn there_are_fifty_at_the_most() {
    let api = Api::new().await;
    for _ in 0..50 {
        made(&api).await;
    }
    api.post("/webhooks", &input()).await.is_problem(409, "too_many_items");
}
