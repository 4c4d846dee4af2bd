//! Meetings that repeat: booked all or none, listed, moved and cancelled.

use actix_web::http::Method;
use scheduling_engine::Scope;
use serde_json::{Value, json};

use crate::support::{Api, Reply, SLOT};

/// What books the world's event type on so many Mondays.
fn weekly(api: &Api, count: u32) -> Value {
    let mut body = api.booking(SLOT);
    body["recurrence"] = json!({"frequency": "weekly", "count": count});
    body
}

async fn book(api: &Api, body: &Value) -> Reply {
    api.public(Method::POST, "/booking-series").json(body).send().await
}

fn each<'a>(series: &'a Value, member: &str) -> Vec<&'a Value> {
    series["bookings"].as_array().unwrap().iter().map(|booking| &booking[member]).collect()
}

async fn listed(api: &Api, filter: &str) -> Vec<Value> {
    api.get(format!("/bookings?{filter}")).await.is(200)["items"].as_array().unwrap().clone()
}

#[actix_web::test]
async fn an_invitee_books_a_series_and_each_booking_opens_by_its_own_token() {
    let api = Api::new().await;
    api.allow_series(4).await;
    let offer = api.public(Method::GET, "/users/ada/intro").send().await;
    assert_eq!(offer.is(200)["maxOccurrences"], json!(4));
    let made = book(&api, &weekly(&api, 3)).await;
    let series = made.is(201);
    assert_eq!(made.header("location"), "", "a series cannot be asked for by itself");
    let recurrence = json!({"frequency": "weekly", "interval": 1, "count": 3, "timezone": "America/New_York"});
    assert_eq!(series["recurrence"], recurrence);
    let starts = ["2026-03-16T13:00:00Z", "2026-03-23T13:00:00Z", "2026-03-30T13:00:00Z"];
    assert_eq!(each(series, "startTime"), starts);
    assert_eq!(each(series, "seriesPosition"), [1, 2, 3]);
    assert_eq!(each(series, "seriesId"), [&series["id"]; 3]);
    for booking in series["bookings"].as_array().unwrap() {
        let path = format!("/bookings/{}", booking["id"].as_str().unwrap());
        let token = booking["manageToken"].as_str().unwrap();
        let seen = api.public(Method::GET, &path).bearer(token).send().await;
        assert_eq!((&seen.is(200)["seriesId"], &seen.body["startTime"]), (&series["id"], &booking["startTime"]));
        let other = series["bookings"][0]["manageToken"].as_str().filter(|other| *other != token);
        if let Some(other) = other {
            api.public(Method::GET, &path).bearer(other).send().await.is_problem(401, "unauthenticated");
        }
    }
    let of_series = listed(&api, &format!("seriesId={}", series["id"].as_str().unwrap())).await;
    assert_eq!(of_series.iter().map(|booking| &booking["seriesPosition"]).collect::<Vec<_>>(), [1, 2, 3]);
    let csv = api.get(format!("/bookings/export.csv?seriesId={}", series["id"].as_str().unwrap())).await;
    let last = format!(",{},3,false,,,,,\r\n", series["id"].as_str().unwrap());
    assert!(csv.text.ends_with(&last) && csv.text.lines().count() == 4, "{}", csv.text);
}

#[actix_web::test]
async fn a_series_of_which_something_cannot_be_had_is_refused_as_a_whole_and_says_what() {
    let api = Api::new().await;
    api.allow_series(4).await;
    api.booked("2026-03-23T13:00:00Z").await;
    let block = json!({"userId": api.host(), "startDate": "2026-04-06", "endDate": "2026-04-06"});
    api.post("/blocked-dates", &block).await.is(201);
    for path in ["public", "admin"] {
        let refused = match path {
            "public" => book(&api, &weekly(&api, 4)).await,
            _ => api.post("/booking-series", &weekly(&api, 4)).await,
        };
        refused.is_problem(409, "slot_taken");
        let occurrences = json!([
            {"startTime": "2026-03-23T13:00:00Z", "code": "slot_taken"},
            {"startTime": "2026-04-06T13:00:00Z", "code": "blocked"},
        ]);
        assert_eq!(refused.body["occurrences"], occurrences, "{path}");
        assert_eq!(refused.body["reasons"], json!(["slot_taken"]));
    }
    assert_eq!(listed(&api, "").await.len(), 1);
    let alone = api.book("2026-03-23T13:00:00Z").await;
    alone.is_problem(409, "slot_taken");
    assert_eq!(alone.body.get("occurrences"), None, "of a series only");
}

#[actix_web::test]
async fn what_is_wrong_with_a_recurrence_is_named() {
    let api = Api::new().await;
    let refused = book(&api, &weekly(&api, 2)).await;
    refused.is_problem(422, "inconsistent");
    refused.names(&[("/recurrence", "inconsistent")]);
    api.allow_series(4).await;
    let refused = book(&api, &weekly(&api, 5)).await;
    refused.is_problem(422, "out_of_range");
    refused.names(&[("/recurrence/count", "out_of_range")]);
    let mut wrong = weekly(&api, 1);
    wrong["recurrence"] = json!({"frequency": "yearly", "interval": 0, "count": 1});
    wrong["holdId"] = json!(api.host());
    book(&api, &wrong).await.names(&[
        ("/recurrence/frequency", "not_allowed"),
        ("/recurrence/interval", "out_of_range"),
        ("/recurrence/count", "out_of_range"),
        ("/holdId", "unknown_field"),
    ]);
    let mut wrong = weekly(&api, 2);
    wrong["invitee"]["responses"] = json!({"size": true});
    book(&api, &wrong).await.names(&[("/invitee/responses/size", "unknown_question")]);
    assert_eq!(listed(&api, "").await, [Value::Null; 0]);
}

#[actix_web::test]
async fn a_key_books_a_series_once() {
    let api = Api::new().await;
    api.allow_series(4).await;
    let ask = || api.public(Method::POST, "/booking-series").key("0123456789abcdef").json(&weekly(&api, 3)).send();
    let (first, again) = (ask().await, ask().await);
    assert_eq!(first.is(201), again.is(201), "with the same tokens");
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(listed(&api, "").await.len(), 3);
}

#[actix_web::test]
async fn the_host_books_a_series_and_cancels_the_rest_of_it() {
    let api = Api::new().await;
    api.allow_series(4).await;
    let mut wish = weekly(&api, 4);
    wish["startTime"] = json!("2026-03-15T13:00:00Z");
    api.post("/booking-series", &wish).await.is_problem(409, "outside_hours");
    wish["overrides"] = json!({"rules": ["outside_hours"], "reason": "A favour to a customer."});
    let made = api.post("/booking-series", &wish).await;
    let series = made.is(201);
    assert_eq!(each(series, "overrides"), [&wish["overrides"]; 4]);
    let path =
        |at: usize, action: &str| format!("/bookings/{}/{action}", series["bookings"][at]["id"].as_str().unwrap());
    let statuses = async || -> Vec<Value> {
        let all = listed(&api, &format!("seriesId={}", series["id"].as_str().unwrap())).await;
        all.iter().map(|booking| booking["status"].clone()).collect()
    };
    api.post(path(3, "cancel"), &json!({})).await.is(200);
    assert_eq!(statuses().await, ["confirmed", "confirmed", "confirmed", "cancelled"]);
    let wrong = api.post(path(1, "cancel"), &json!({"series": "all"})).await;
    wrong.names(&[("/series", "not_allowed")]);
    // A key that reaches another user's bookings only finds none of it.
    let other = api.world.host(&api.world.admin, "grace").await;
    let bound = api.key(&[Scope::BookingsWrite], Some(other.id)).await;
    let following = json!({"series": "following", "reason": "I have fallen ill."});
    let refused = api.admin(Method::POST, path(1, "cancel")).bearer(&bound).json(&following).send().await;
    refused.is_problem(404, "not_found");
    let cancelled = api.post(path(1, "cancel"), &following).await;
    assert_eq!(cancelled.is(200)["cancelReason"], json!("I have fallen ill."));
    assert_eq!(statuses().await, ["confirmed", "cancelled", "cancelled", "cancelled"]);
    api.post(path(1, "cancel"), &following).await.is_problem(409, "already_cancelled");
    // The invitee has no way to cancel others by the token of one.
    let token = json!({"series": "following"});
    let refused = api.public(Method::POST, path(0, "cancel")).bearer("k.x").json(&token).send().await;
    refused.names(&[("/series", "unknown_field")]);
}

#[actix_web::test]
async fn a_moved_meeting_keeps_its_place_in_the_series() {
    let api = Api::new().await;
    api.allow_series(4).await;
    let made = book(&api, &weekly(&api, 2)).await;
    let last = &made.is(201)["bookings"][1];
    let ask = api.public(Method::POST, format!("/bookings/{}/reschedule", last["id"].as_str().unwrap()));
    let ask = ask.bearer(last["manageToken"].as_str().unwrap());
    let moved = ask.json(&json!({"startTime": "2026-03-24T13:00:00Z"})).send().await;
    assert_eq!((&moved.is(201)["seriesId"], &moved.body["seriesPosition"]), (&made.body["id"], &json!(2)));
}

#[actix_web::test]
async fn event_types_say_how_long_a_series_can_be() {
    let api = Api::new().await;
    let body =
        |most: u32| json!({"userId": api.host(), "name": "A", "slug": "a", "duration": 30, "maxOccurrences": most});
    for most in [0, 53] {
        let refused = api.post("/event-types", &body(most)).await;
        refused.names(&[("/maxOccurrences", "out_of_range")]);
    }
    assert_eq!(api.post("/event-types", &body(52)).await.is(201)["maxOccurrences"], json!(52));
    let team = api.world.team("sales", &[&api.world.host]).await;
    let path = format!("/teams/{}/event-types", team.id);
    let kind = |kind: &str, most: u32| {
        json!({
            "name": "Demo", "slug": "demo", "duration": 30, "schedulingType": kind, "maxOccurrences": most,
            "hosts": [{"userId": api.host()}],
        })
    };
    let refused = api.post(&path, &kind("round_robin", 2)).await;
    refused.is_problem(422, "inconsistent");
    refused.names(&[("/maxOccurrences", "inconsistent")]);
    let made = api.post(&path, &kind("collective", 2)).await;
    assert_eq!(made.is(201)["maxOccurrences"], json!(2));
    let offer = api.public(Method::GET, "/teams/sales/demo").send().await;
    assert_eq!(offer.is(200)["maxOccurrences"], json!(2));
    let path = format!("{path}/{}", made.body["id"].as_str().unwrap());
    api.put(&path, &kind("round_robin", 2)).await.is_problem(422, "inconsistent");
    assert_eq!(api.put(&path, &kind("round_robin", 1)).await.is(200)["maxOccurrences"], json!(1));
}
