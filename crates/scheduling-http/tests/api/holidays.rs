//! `holiday-sets`, and the holidays that users and the tenant keep.

use serde_json::{Value, json};

use crate::support::{Api, SLOT};

/// Ten o'clock in New York on Easter Monday.
const EASTER_MONDAY: &str = "2026-04-06T14:00:00Z";

fn user(holidays: &Value) -> Value {
    json!({
        "userId": "ada", "username": "ada", "displayName": "ada", "email": "ada@example.org", "holidays": holidays,
    })
}

#[actix_web::test]
async fn countries_are_listed_with_their_parts_and_how_far_they_are_known() {
    let api = Api::new().await;
    let list = api.get("/holiday-sets").await;
    let countries = list.is(200)["items"].as_array().unwrap();
    assert!(countries.len() >= 240, "{}", countries.len());
    let germany = countries.iter().find(|country| country["code"] == json!("DE")).unwrap();
    assert_eq!((&germany["name"], &germany["coveredUntil"]), (&json!("Germany"), &json!("2037-12-31")));
    let parts = germany["subdivisions"].as_array().unwrap();
    assert_eq!(parts.len(), 16);
    assert!(parts.contains(&json!({"code": "DE-BY", "name": "Bayern"})), "{parts:?}");
}

#[actix_web::test]
async fn a_set_shows_its_holidays_on_the_asked_dates() {
    let api = Api::new().await;
    let january = api.get("/holiday-sets/DE-BY?from=2026-01-01&to=2026-01-06").await;
    let expected = json!([
        {"date": "2026-01-01", "name": "New Year's Day", "estimated": false},
        {"date": "2026-01-06", "name": "Epiphany", "estimated": false},
    ]);
    assert_eq!(january.is(200)["holidays"], expected);
    // Without dates, all that is known; the moon has not decided on all of it.
    let all = api.get("/holiday-sets/IR").await;
    let all = all.is(200)["holidays"].as_array().unwrap().clone();
    assert!(all.first().unwrap()["date"].as_str().unwrap().starts_with("2024-"));
    assert!(all.last().unwrap()["date"].as_str().unwrap().starts_with("2037-"));
    assert!(all.iter().any(|holiday| holiday["estimated"] == json!(true)));
    // Beyond what is known there is nothing, and the answer says why.
    let beyond = api.get("/holiday-sets/DE?from=2038-01-01&to=2038-12-31").await;
    assert_eq!((&beyond.is(200)["holidays"], &beyond.body["coveredUntil"]), (&json!([]), &json!("2037-12-31")));
    api.get("/holiday-sets/ZZ").await.is_problem(404, "not_found");
    api.get("/holiday-sets/bavaria").await.is_problem(404, "not_found");
    let reversed = api.get("/holiday-sets/DE?from=2026-02-01&to=2026-01-01").await;
    reversed.is_problem(422, "end_before_start");
    reversed.names(&[("/to", "end_before_start")]);
}

#[actix_web::test]
async fn a_user_keeps_holidays_and_explain_names_them() {
    let api = Api::new().await;
    let path = format!("/users/{}", api.host());
    let kept = json!({"sets": ["DE-BY"], "worked": ["Good Friday"]});
    let replaced = api.put(&path, &user(&kept)).await;
    assert_eq!((&replaced.is(200)["holidays"], &replaced.body["effective"]["holidays"]), (&kept, &kept));
    assert_eq!(api.get(&path).await.body["holidays"], kept);
    api.book(EASTER_MONDAY).await.is_problem(409, "blocked");
    let explain = format!("/event-types/{}/explain?start={EASTER_MONDAY}", api.event_type());
    let explained = api.get(&explain).await;
    let reason = &explained.is(200)["reasons"][0];
    assert_eq!((&reason["rule"], &reason["holiday"]), (&json!("blocked"), &json!("Easter Monday")));
    assert_eq!(reason["blockedDateId"], Value::Null);
    api.booked(SLOT).await;
    // Null follows the tenant, which keeps none.
    let follows = api.put(&path, &user(&Value::Null)).await;
    assert_eq!(follows.is(200)["holidays"], Value::Null);
    assert_eq!(follows.body["effective"]["holidays"], json!({"sets": [], "worked": []}));
    api.booked(EASTER_MONDAY).await;
}

#[actix_web::test]
async fn holidays_of_the_tenant_hold_for_users_who_set_none() {
    let api = Api::new().await;
    let defaults = json!({
        "minimumNoticeHours": 0, "bookingWindowDays": 60, "bufferBeforeMins": 0, "bufferAfterMins": 0,
        "holidays": {"sets": ["DE"]},
    });
    let replaced = api.put("/settings", &json!({"defaults": defaults})).await;
    let expected = json!({"sets": ["DE"], "worked": []});
    assert_eq!(replaced.is(200)["defaults"]["holidays"], expected);
    let user = api.get(format!("/users/{}", api.host())).await;
    assert_eq!((&user.is(200)["holidays"], &user.body["effective"]["holidays"]), (&Value::Null, &expected));
    api.book(EASTER_MONDAY).await.is_problem(409, "blocked");
}

#[actix_web::test]
async fn sets_and_holidays_that_there_are_not_are_named() {
    let api = Api::new().await;
    let path = format!("/users/{}", api.host());
    let unknown = api.put(&path, &user(&json!({"sets": ["DE", "ZZ"], "worked": ["Epiphany"]}))).await;
    unknown.is_problem(422, "unknown_reference");
    unknown.names(&[("/holidays/sets/1", "unknown_reference"), ("/holidays/worked/0", "unknown_reference")]);
    let wrong = api.put(&path, &user(&json!({"sets": ["DE", "DE", "Bavaria", 5]}))).await;
    wrong.is_problem(422, "invalid");
    wrong.names(&[
        ("/holidays/sets/1", "repeated"),
        ("/holidays/sets/2", "unknown_reference"),
        ("/holidays/sets/3", "wrong_type"),
    ]);
    let defaults = json!({
        "minimumNoticeHours": 0, "bookingWindowDays": 60, "bufferBeforeMins": 0, "bufferAfterMins": 0,
        "holidays": {"sets": ["ZZ"]},
    });
    let settings = api.put("/settings", &json!({"defaults": defaults})).await;
    settings.names(&[("/defaults/holidays/sets/0", "unknown_reference")]);
}
