//! `blocked-dates`.

use actix_web::http::Method;
use serde_json::json;

use crate::support::{Api, SLOT};

#[actix_web::test]
async fn dates_are_blocked_listed_and_given_free_again() {
    let api = Api::new().await;
    let body = json!({
        "userId": api.host(), "startDate": "2026-03-16", "endDate": "2026-03-17", "reason": "Holidays"
    });
    let made = api.post("/blocked-dates", &body).await;
    assert_eq!(made.is(201)["isAllDay"], json!(true));
    let id = made.body["id"].as_str().unwrap();
    let list = api.get(format!("/blocked-dates?userId={}", api.host())).await;
    assert_eq!(list.is(200)["items"], json!([made.body]));
    let refused = api.book(SLOT).await;
    refused.is_problem(409, "blocked");
    assert!(!refused.text.contains("Holidays") && !refused.text.contains(id), "{}", refused.text);
    let path = format!("/blocked-dates/{id}");
    api.admin(Method::DELETE, &path).send().await.is(204);
    api.admin(Method::DELETE, &path).send().await.is_problem(404, "not_found");
    api.booked(SLOT).await;
}

#[actix_web::test]
async fn hours_of_dates_are_blocked_in_the_users_zone() {
    let api = Api::new().await;
    let body = json!({
        "userId": api.host(), "startDate": "2026-03-16", "endDate": "2026-03-16",
        "isAllDay": false, "startTime": "12:00", "endTime": "13:00",
    });
    let made = api.post("/blocked-dates", &body).await;
    assert_eq!((&made.is(201)["startTime"], &made.body["endTime"]), (&json!("12:00"), &json!("13:00")));
    api.book("2026-03-16T16:00:00Z").await.is_problem(409, "blocked");
    api.booked(SLOT).await;
}

#[actix_web::test]
async fn blocks_are_checked() {
    let api = Api::new().await;
    let body = |first: &str, last: &str| json!({"userId": api.host(), "startDate": first, "endDate": last});
    let reversed = api.post("/blocked-dates", &body("2026-03-17", "2026-03-16")).await;
    reversed.is_problem(422, "end_before_start");
    reversed.names(&[("/endDate", "end_before_start")]);
    let mut both = body("2026-03-17", "2026-03-16");
    both["reason"] = json!("");
    both["userId"] = json!(null);
    let all = api.post("/blocked-dates", &both).await;
    all.is_problem(422, "invalid");
    all.names(&[("/userId", "required"), ("/reason", "empty"), ("/endDate", "end_before_start")]);
    let impossible = api.post("/blocked-dates", &body("2026-02-31", "2026-03-16")).await;
    impossible.is_problem(422, "impossible_date");
    let ancient = api.post("/blocked-dates", &body("0001-01-01", "2026-03-16")).await;
    ancient.is_problem(422, "out_of_range");
    ancient.names(&[("/startDate", "out_of_range")]);
}
