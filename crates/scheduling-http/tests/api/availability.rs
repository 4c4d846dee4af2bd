//! `availability` and `availability/schedules`.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::Api;

fn monday(start: &str, end: &str) -> Value {
    json!({"monday": [{"start": start, "end": end}]})
}

#[actix_web::test]
async fn the_default_schedule_is_shown_and_replaced_with_the_zone() {
    let api = Api::new().await;
    let path = format!("/availability?userId={}", api.host());
    let shown = api.get(&path).await;
    assert_eq!(shown.is(200)["weeklySchedule"]["friday"], json!([{"start": "09:00", "end": "17:00"}]));
    let body = json!({
        "userId": api.host(), "timezone": "Europe/London", "weeklySchedule": monday("10:00", "24:00"),
        "overrides": [{"date": "2026-12-24", "windows": []}],
    });
    let replaced = api.put("/availability", &body).await;
    assert_eq!(replaced.is(200)["timezone"], json!("Europe/London"));
    assert_eq!(replaced.body["overrides"], body["overrides"]);
    assert_eq!(replaced.body["weeklySchedule"]["tuesday"], json!([]));
    assert_eq!(api.get(&path).await.body, replaced.body);
    assert_eq!(api.get(format!("/users/{}", api.host())).await.body["timezone"], json!("Europe/London"));
}

#[actix_web::test]
async fn a_window_with_end_before_start_and_a_date_that_does_not_exist_have_their_own_codes() {
    let api = Api::new().await;
    let body = json!({
        "userId": api.host(), "timezone": "Europe/London", "weeklySchedule": monday("22:00", "02:00")
    });
    let reply = api.put("/availability", &body).await;
    reply.is_problem(422, "end_before_start");
    reply.names(&[("/weeklySchedule/monday/0/end", "end_before_start")]);
    let body = json!({
        "userId": api.host(), "timezone": "Mars/Phobos", "weeklySchedule": {},
        "overrides": [{"date": "2026-02-31", "windows": []}],
    });
    let reply = api.put("/availability", &body).await;
    reply.is_problem(422, "invalid");
    reply.names(&[("/timezone", "unknown_time_zone"), ("/overrides/0/date", "impossible_date")]);
}

#[actix_web::test]
async fn everything_wrong_with_a_schedule_is_named_at_once() {
    let api = Api::new().await;
    let body = json!({
        "timezone": "Europe/London", "weeklySchedule": monday("22:00", "02:00"),
        "overrides": [
            {"date": "2026-12-24", "windows": []}, {"date": "2026-12-24", "windows": []},
            {"date": "1969-12-24", "windows": []},
        ],
    });
    let reply = api.put("/availability", &body).await;
    reply.is_problem(422, "invalid");
    reply.names(&[
        ("/userId", "required"),
        ("/weeklySchedule/monday/0/end", "end_before_start"),
        ("/overrides/1/date", "repeated"),
        ("/overrides/2/date", "out_of_range"),
    ]);
}

#[actix_web::test]
async fn a_schedule_is_not_given_away() {
    let api = Api::new().await;
    let bob = api.world.host(&api.world.admin, "bob").await;
    let mut body = json!({"userId": api.host(), "name": "Summer", "weeklySchedule": {}});
    let made = api.post("/availability/schedules", &body).await;
    body["userId"] = json!(bob.id);
    let path = format!("/availability/schedules/{}", made.is(201)["id"].as_str().unwrap());
    let reply = api.put(path, &body).await;
    reply.is_problem(422, "inconsistent");
    reply.names(&[("/userId", "inconsistent")]);
}

#[actix_web::test]
async fn named_schedules_are_made_shown_replaced_and_deleted() {
    let api = Api::new().await;
    let mut body = json!({"userId": api.host(), "name": "Summer", "weeklySchedule": monday("08:00", "12:00")});
    let made = api.post("/availability/schedules", &body).await;
    let path = format!("/availability/schedules/{}", made.is(201)["id"].as_str().unwrap());
    assert_eq!(made.header("location"), format!("/api/admin/scheduling{path}"));
    assert_eq!(made.body["isDefault"], json!(false));
    api.post("/availability/schedules", &body).await.is_problem(409, "schedule_name_taken");
    body["name"] = json!("Late summer");
    assert_eq!(api.put(&path, &body).await.is(200)["name"], json!("Late summer"));
    assert_eq!(api.get(&path).await.is(200)["name"], json!("Late summer"));
    let all = api.get(format!("/availability/schedules?userId={}", api.host())).await;
    let default = &all.is(200)["items"][0];
    assert_eq!((all.body["items"].as_array().unwrap().len(), &default["isDefault"]), (2, &json!(true)));
    let default = format!("/availability/schedules/{}", default["id"].as_str().unwrap());
    api.admin(Method::DELETE, default).send().await.is_problem(409, "schedule_in_use");
    api.admin(Method::DELETE, &path).send().await.is(204);
    api.get(&path).await.is_problem(404, "not_found");
}

#[actix_web::test]
async fn a_schedule_that_an_event_type_names_stays() {
    let api = Api::new().await;
    let body = json!({"userId": api.host(), "name": "Summer", "weeklySchedule": monday("08:00", "12:00")});
    let made = api.post("/availability/schedules", &body).await;
    let id = &made.is(201)["id"];
    let event_type = json!({
        "userId": api.host(), "name": "Summer", "slug": "summer", "duration": 30, "scheduleId": id
    });
    api.post("/event-types", &event_type).await.is(201);
    let path = format!("/availability/schedules/{}", id.as_str().unwrap());
    api.admin(Method::DELETE, path).send().await.is_problem(409, "schedule_in_use");
}

#[actix_web::test]
async fn a_user_has_so_many_schedules_and_no_more() {
    let api = Api::new().await;
    for at in 0..1000 {
        let body = json!({"userId": api.host(), "name": format!("{at}"), "weeklySchedule": {}});
        let reply = api.post("/availability/schedules", &body).await;
        if reply.status == 409 {
            reply.is_problem(409, "too_many_items");
            return;
        }
        reply.is(201);
    }
    panic!("a thousand schedules were made");
}
