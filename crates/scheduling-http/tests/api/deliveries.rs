//! `deliveries`.

use jiff::SignedDuration;
use scheduling_engine::Then;
use serde_json::{Value, json};

use crate::{
    support::{Api, Reply, SLOT},
    taker::Taker,
};

fn items(reply: &Reply) -> &[Value] {
    reply.is(200)["items"].as_array().unwrap()
}

fn id(of: &Value) -> &str {
    of["id"].as_str().unwrap()
}

async fn webhook(api: &Api) -> String {
    let made = api.post("/webhooks", &json!({"url": "https://hooks.example.org"})).await;
    id(&made.is(201)["webhook"]).to_owned()
}

async fn test_of(api: &Api, webhook: &str) -> String {
    let test = api.post(format!("/webhooks/{webhook}/test"), &json!({})).await;
    test.is(202)["deliveryId"].as_str().unwrap().to_owned()
}

/// The mail of this kind to the invitee.
async fn to_invitee(api: &Api, kind: &str) -> String {
    let list = api.get("/deliveries?channel=mail").await;
    let is_it = |item: &&Value| item["kind"] == json!(kind) && item["recipient"]["kind"] == json!("invitee");
    id(items(&list).iter().find(is_it).unwrap()).to_owned()
}

async fn resend(api: &Api, delivery: &str) -> Reply {
    api.post(format!("/deliveries/{delivery}/resend"), &json!({})).await
}

async fn cancel(api: &Api, delivery: &str) -> Reply {
    api.post(format!("/deliveries/{delivery}/cancel"), &json!({})).await
}

#[actix_web::test]
async fn it_is_seen_what_was_sent_to_whom() {
    let (api, taker) = (Api::new().await, Taker::default());
    let webhook = webhook(&api).await;
    let mut body = api.booking(SLOT);
    body["guests"] = json!(["eve@example.org"]);
    let booked = api.public(actix_web::http::Method::POST, "/bookings").json(&body).send().await;
    let booking = id(booked.is(201)).to_owned();
    taker.bring(&api).await;
    let of_booking = api.get(format!("/deliveries?bookingId={booking}&state=delivered")).await;
    let mut recipients: Vec<Value> = items(&of_booking).iter().map(|item| item["recipient"].clone()).collect();
    recipients.sort_by_key(Value::to_string);
    let recipient = |kind: &str, member: &str, value: Value| {
        let mut recipient = json!({"kind": kind, "userId": null, "webhookId": null, "place": null});
        recipient[member] = value;
        recipient
    };
    let expected = [
        recipient("guest", "place", json!(0)),
        recipient("host", "userId", json!(api.host())),
        recipient("invitee", "kind", json!("invitee")),
        recipient("webhook", "webhookId", json!(webhook)),
    ];
    assert_eq!(recipients, expected);
    let reminders = api.get("/deliveries?channel=mail&state=waiting").await;
    for reminder in items(&reminders) {
        assert_eq!((&reminder["kind"], &reminder["beforeMinutes"]), (&json!("reminder"), &json!(1440)));
        assert_eq!(reminder["nextAttemptAt"], json!("2026-03-15T13:00:00Z"));
    }
    assert_eq!(items(&reminders).len(), 2);
    let pages = api.get("/deliveries?limit=4").await;
    assert_eq!(items(&pages).len(), 4);
    let next = pages.body["nextCursor"].as_str().unwrap();
    assert_eq!(items(&api.get(format!("/deliveries?limit=4&cursor={next}")).await).len(), 2);
    let nonsense = api.get("/deliveries?state=lost&channel=pigeon").await;
    nonsense.names(&[("/state", "not_allowed"), ("/channel", "not_allowed")]);
}

#[actix_web::test]
async fn it_is_seen_what_was_answered() {
    let (api, taker) = (Api::new().await, Taker::default());
    let test = test_of(&api, &webhook(&api).await).await;
    taker.refuse(Then::Retry(None), 500);
    taker.bring(&api).await;
    let shown = api.get(format!("/deliveries/{test}")).await;
    let body = shown.is(200);
    assert_eq!((&body["state"], &body["attemptCount"]), (&json!("waiting"), &json!(1)));
    assert_eq!(body["lastError"], json!("the endpoint answered 500"));
    let attempt = json!({
        "number": 1, "startedAt": "2026-03-02T12:00:00Z", "finishedAt": "2026-03-02T12:00:00Z",
        "error": "the endpoint answered 500", "responseCode": 500, "responseText": "no",
    });
    assert_eq!(body["attempts"], json!([attempt]));
    assert_eq!(body["body"], json!(taker.calls().remove(0).body));
    api.get(format!("/deliveries/{}", api.host())).await.is_problem(404, "not_found");
}

#[actix_web::test]
async fn what_is_cancelled_is_finished_and_is_sent_when_somebody_wants_it_again() {
    let (api, taker) = (Api::new().await, Taker::default());
    let webhook = webhook(&api).await;
    let test = test_of(&api, &webhook).await;
    resend(&api, &test).await.is_problem(409, "delivery_unfinished");
    let cancelled = cancel(&api, &test).await;
    let body = cancelled.is(200);
    assert_eq!(
        (&body["state"], &body["isVoid"], &body["nextAttemptAt"]),
        (&json!("cancelled"), &json!(true), &Value::Null)
    );
    taker.bring(&api).await;
    assert!(taker.calls().is_empty());
    cancel(&api, &test).await.is_problem(409, "delivery_finished");
    let again = resend(&api, &test).await;
    assert_eq!((&again.is(200)["state"], &again.body["isVoid"]), (&json!("waiting"), &json!(false)));
    taker.bring(&api).await;
    assert_eq!(taker.calls().len(), 1);
    let off = json!({"url": "https://hooks.example.org", "isActive": false});
    api.put(format!("/webhooks/{webhook}"), &off).await.is(200);
    resend(&api, &test).await.is_problem(409, "webhook_inactive");
}

#[actix_web::test]
async fn a_mail_is_sent_again_while_it_is_true() {
    let (api, taker) = (Api::new().await, Taker::default());
    let (booking, _) = api.booked(SLOT).await;
    taker.bring(&api).await;
    let confirmation = to_invitee(&api, "confirmation").await;
    resend(&api, &confirmation).await.is(200);
    taker.bring(&api).await;
    api.post(format!("/bookings/{booking}/cancel"), &json!({})).await.is(200);
    resend(&api, &confirmation).await.is_problem(409, "delivery_outdated");
    taker.bring(&api).await;
    let cancellation = to_invitee(&api, "cancellation").await;
    resend(&api, &cancellation).await.is(200);
    taker.bring(&api).await;
    api.world.clock.advance(SignedDuration::from_hours(15 * 24));
    resend(&api, &cancellation).await.is_problem(410, "meeting_over");
}

#[actix_web::test]
async fn nobody_writes_to_who_was_forgotten() {
    let (api, taker) = (Api::new().await, Taker::default());
    api.booked(SLOT).await;
    taker.bring(&api).await;
    let confirmation = to_invitee(&api, "confirmation").await;
    api.post("/invitees/erase", &json!({"email": "grace@example.org"})).await.is(200);
    resend(&api, &confirmation).await.is_problem(409, "invitee_forgotten");
}
