//! Limits a day, a week and a month, of a user and of an event type, as invitees meet them.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Api, Reply, SLOT};

/// A limit, a start of the same period as [`SLOT`], and one of the next period.
const PERIODS: [(&str, &str, &str); 3] = [
    ("dailyLimit", "2026-03-16T17:00:00Z", "2026-03-17T13:00:00Z"),
    ("weeklyLimit", "2026-03-20T13:00:00Z", "2026-03-23T13:00:00Z"),
    ("monthlyLimit", "2026-03-31T13:00:00Z", "2026-04-01T13:00:00Z"),
];

/// An event type with a limit of one, in the fields of its own rules.
async fn limited(api: &Api, limit: &str) -> String {
    let mut overrides = json!({"minimumNoticeHours": 0, "bufferAfterMins": 0});
    overrides[limit] = json!(1);
    let body = json!({
        "userId": api.host(), "name": "Rare", "slug": "rare", "duration": 30, "settingOverrides": overrides,
    });
    api.post("/event-types", &body).await.is(201)["id"].as_str().unwrap().to_owned()
}

async fn book(api: &Api, event_type: &str, start: &str) -> Reply {
    let mut body = api.booking(start);
    body["eventTypeId"] = json!(event_type);
    api.public(Method::POST, "/bookings").json(&body).send().await
}

async fn user_with(api: &Api, limit: &str, max: Value) {
    let mut body = json!({"userId": "ada", "username": "ada", "displayName": "ada", "email": "ada@example.org"});
    body[limit] = max;
    api.put(format!("/users/{}", api.host()), &body).await.is(200);
}

#[actix_web::test]
async fn a_limit_of_a_user_counts_all_meetings_of_the_period_and_null_lifts_it() {
    for (limit, same, next) in PERIODS {
        let api = Api::new().await;
        user_with(&api, limit, json!(1)).await;
        api.booked(SLOT).await;
        let refused = api.book(same).await;
        refused.is_problem(409, "limit_reached");
        let explain = format!("/event-types/{}/explain?start={same}", api.event_type());
        let explained = api.get(&explain).await;
        let reason = &explained.is(200)["reasons"][0];
        assert_eq!((&reason["rule"], &reason["counts"]), (&json!("limit"), &json!("user")), "{limit}");
        assert_eq!((&reason["count"], &reason["max"]), (&json!(1), &json!(1)), "{limit}");
        api.booked(next).await;
        user_with(&api, limit, Value::Null).await;
        api.booked(same).await;
    }
}

#[actix_web::test]
async fn a_limit_of_an_event_type_counts_its_own_meetings_and_stands_in_place_of_the_users() {
    for (limit, same, next) in PERIODS {
        let api = Api::new().await;
        user_with(&api, limit, json!(0)).await;
        let rare = limited(&api, limit).await;
        api.book(SLOT).await.is_problem(409, "limit_reached");
        user_with(&api, limit, Value::Null).await;
        // Meetings of another type do not count.
        api.booked(SLOT).await;
        user_with(&api, limit, json!(0)).await;
        book(&api, &rare, "2026-03-16T14:00:00Z").await.is(201);
        book(&api, &rare, same).await.is_problem(409, "limit_reached");
        book(&api, &rare, next).await.is(201);
    }
}

#[actix_web::test]
async fn a_full_day_is_listed_like_any_other_without_slots() {
    let api = Api::new().await;
    user_with(&api, "dailyLimit", json!(1)).await;
    let slots = "/users/ada/intro/slots?timezone=America/New_York&from=2026-03-16&to=2026-03-17";
    let before = api.public(Method::GET, slots).send().await;
    assert_ne!(before.is(200)["days"][0]["slots"], json!([]));
    api.booked(SLOT).await;
    let listed = api.public(Method::GET, slots).send().await;
    assert_eq!(listed.is(200)["days"][0], json!({"date": "2026-03-16", "slots": []}));
    assert_eq!(listed.body["days"][1]["date"], json!("2026-03-17"));
    assert_ne!(listed.body["days"][1]["slots"], json!([]));
    // Whoever looks is not told why, as they would be by a mark of their own for full days.
    assert!(!listed.text.to_lowercase().contains("available"), "{}", listed.text);

    let next = "/users/ada/intro/slots/next?timezone=America/New_York&limit=100";
    // More than there are on all days up to then, so that the full day would be among them.
    api.post("/blocked-dates", &json!({"userId": api.host(), "startDate": "2026-03-02", "endDate": "2026-03-15"}))
        .await
        .is(201);
    let next = api.public(Method::GET, next).send().await;
    assert_eq!(next.is(200)["days"][0]["date"], json!("2026-03-17"));
    assert!(!next.text.contains("2026-03-16"), "{}", next.text);
}
