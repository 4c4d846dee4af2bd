//! `event-types`.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Api, SLOT};

fn body(api: &Api, slug: &str) -> Value {
    json!({"userId": api.host(), "name": "Deep dive", "slug": slug, "duration": 60})
}

/// With everything that an event type of a user and one of a team can say.
pub(crate) fn with_everything(bare: &Value) -> Value {
    let mut full = bare.clone();
    for (field, value) in [
        ("description", json!("An hour in depth.")),
        ("stepMinutes", json!(15)),
        ("seats", json!(3)),
        ("color", json!("red")),
        ("location", json!({"type": "in_person", "value": "12 St James's Square", "displayName": "At ours"})),
        ("customQuestions", json!([{"id": "topic", "label": "What?", "type": "text", "required": true}])),
        ("reminderSettings", json!({"enabled": true, "host": ["1h"], "invitee": ["2h", "15m"]})),
        (
            "settingOverrides",
            json!({
                "minimumNoticeHours": 4.5, "bookingWindowDays": 30, "bufferBeforeMins": 5, "bufferAfterMins": 10,
                "dailyLimit": 3, "weeklyLimit": 9, "monthlyLimit": 20,
            }),
        ),
        ("cancelCutoffMinutes", json!(60)),
        ("rescheduleCutoffMinutes", json!(120)),
        ("maxOccurrences", json!(4)),
        ("requiresApproval", json!(true)),
        ("isActive", json!(false)),
    ] {
        full[field] = value;
    }
    full
}

#[actix_web::test]
async fn an_event_type_is_made_shown_listed_replaced_archived_and_restored() {
    let api = Api::new().await;
    let mut deep = body(&api, "deep");
    deep["settingOverrides"] = json!({"dailyLimit": 1});
    let made = api.post("/event-types", &deep).await;
    let id = made.is(201)["id"].as_str().unwrap().to_owned();
    let path = format!("/event-types/{id}");
    assert_eq!(made.header("location"), format!("/api/admin/scheduling{path}"));
    assert_eq!(made.body["color"], json!("blue"));
    assert_eq!(made.body["reminderSettings"], json!({"enabled": true, "host": ["24h"], "invitee": ["24h"]}));
    assert_eq!(api.get(&path).await.is(200), &made.body);

    deep["settingOverrides"] = Value::Null;
    deep["name"] = json!("Deeper dive");
    let replaced = api.put(&path, &deep).await;
    assert_eq!(replaced.is(200)["settingOverrides"]["dailyLimit"], Value::Null);
    assert_eq!(replaced.body["name"], json!("Deeper dive"));

    let archived = api.admin(Method::DELETE, &path).send().await;
    assert_ne!(archived.is(200)["archivedAt"], Value::Null);
    let listed = |query: &str| {
        let path = format!("/event-types?userId={}{query}", api.host());
        let api = &api;
        async move { api.get(path).await.is(200)["items"].as_array().unwrap().len() }
    };
    assert_eq!((listed("").await, listed("&includeInactive=true").await), (1, 2));
    let restored = api.admin(Method::POST, format!("{path}/restore")).send().await;
    assert_eq!(restored.is(200)["archivedAt"], Value::Null);
}

#[actix_web::test]
async fn what_a_replacement_leaves_out_is_gone() {
    let api = Api::new().await;
    let schedule = json!({"userId": api.host(), "name": "Winter", "weeklySchedule": {}});
    let schedule = api.post("/availability/schedules", &schedule).await.is(201)["id"].clone();
    let bare = body(&api, "deep");
    let path = format!("/event-types/{}", api.post("/event-types", &bare).await.is(201)["id"].as_str().unwrap());
    let mut full = with_everything(&bare);
    full["scheduleId"] = schedule;
    api.clears(&path, &bare, &full, &["/teamId", "/schedulingType", "/timezone", "/hosts", "/archivedAt"]).await;
}

#[actix_web::test]
async fn a_copy_has_everything_of_its_event_type_and_goes_its_own_way() {
    let api = Api::new().await;
    let schedule = json!({"userId": api.host(), "name": "Winter", "weeklySchedule": {}});
    let schedule = api.post("/availability/schedules", &schedule).await.is(201)["id"].clone();
    let mut deep = body(&api, "deep");
    deep["scheduleId"] = schedule.clone();
    deep["settingOverrides"] = json!({"dailyLimit": 1});
    deep["customQuestions"] = json!([{"id": "topic", "label": "What?", "type": "text", "required": true}]);
    let made = api.post("/event-types", &deep).await.is(201).clone();
    let path = format!("/event-types/{}", made["id"].as_str().unwrap());
    let copy = async |wish: &Value| api.post(format!("{path}/copy"), wish).await;

    let plain = api.admin(Method::POST, format!("{path}/copy")).send().await;
    let mut expected = made.clone();
    for changed in ["id", "createdAt", "updatedAt"] {
        expected[changed] = plain.is(201)[changed].clone();
    }
    (expected["slug"], expected["isActive"]) = (json!("deep-copy"), json!(false));
    assert_eq!(plain.body, expected);
    let id = plain.body["id"].as_str().unwrap();
    assert_eq!(plain.header("location"), format!("/api/admin/scheduling/event-types/{id}"));
    assert_eq!(api.get(format!("/event-types/{id}")).await.is(200), &expected);
    assert_eq!(copy(&json!({})).await.is(201)["slug"], json!("deep-copy-2"));
    copy(&json!({"slug": "intro"})).await.is_problem(409, "slug_taken");

    // What is archived can be copied, and is then changed alone.
    api.admin(Method::DELETE, &path).send().await.is(200);
    let open = copy(&json!({"name": "Evening", "slug": "deep", "isActive": true})).await;
    assert_eq!((&open.is(201)["name"], &open.body["isActive"]), (&json!("Evening"), &json!(true)));
    assert_eq!((&open.body["archivedAt"], &open.body["scheduleId"]), (&Value::Null, &schedule));
    assert_eq!(api.get(&path).await.is(200)["name"], json!("Deep dive"));
}

#[actix_web::test]
async fn a_copy_for_another_user_follows_that_ones_schedule_and_is_made_by_who_reaches_both() {
    let api = Api::new().await;
    let bob = api.world.host(&api.world.admin, "bob").await.id;
    let schedule = json!({"userId": api.host(), "name": "Winter", "weeklySchedule": {}});
    let mut deep = body(&api, "intro-2");
    deep["scheduleId"] = api.post("/availability/schedules", &schedule).await.is(201)["id"].clone();
    let made = api.post("/event-types", &deep).await;
    let path = format!("/event-types/{}/copy", made.is(201)["id"].as_str().unwrap());
    let copied = api.post(&path, &json!({"userId": bob, "isActive": true})).await;
    assert_eq!((&copied.is(201)["userId"], &copied.body["scheduleId"]), (&json!(bob), &Value::Null));
    assert_eq!(copied.body["slug"], json!("intro-2-copy"));
    let offer = api.public(Method::GET, "/users/bob/intro-2-copy").send().await;
    assert_eq!(offer.is(200)["duration"], json!(60));

    let scopes = [scheduling_engine::Scope::ConfigWrite];
    let (own, bobs) = (api.key(&scopes, Some(api.world.host.id)).await, api.key(&scopes, Some(bob)).await);
    let ask = async |key: &str, wish: &Value| api.admin(Method::POST, &path).bearer(key).json(wish).send().await;
    ask(&own, &json!({"userId": bob})).await.is_problem(404, "not_found");
    ask(&bobs, &json!({"userId": bob})).await.is_problem(404, "not_found");
    ask(&own, &json!({})).await.is(201);
    let nobody = json!({"userId": "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3ff"});
    api.post(&path, &nobody).await.is_problem(404, "not_found");
}

#[actix_web::test]
async fn a_slug_is_taken_until_its_event_type_is_archived() {
    let api = Api::new().await;
    api.post("/event-types", &body(&api, "intro")).await.is_problem(409, "slug_taken");
    api.admin(Method::DELETE, format!("/event-types/{}", api.event_type())).send().await.is(200);
    api.post("/event-types", &body(&api, "intro")).await.is(201);
    let back = api.admin(Method::POST, format!("/event-types/{}/restore", api.event_type())).send().await;
    back.is_problem(409, "slug_taken");
}

#[actix_web::test]
async fn everything_wrong_is_named_at_once() {
    let api = Api::new().await;
    let body = json!({
        "userId": api.host(), "slug": "in tro", "duration": -30, "color": "pink",
        "customQuestions": [{"id": "a", "label": "", "type": "radio"}],
        "reminderSettings": {"enabled": true, "host": ["3h"]},
    });
    let reply = api.post("/event-types", &body).await;
    reply.is_problem(422, "invalid");
    reply.names(&[
        ("/name", "required"),
        ("/slug", "invalid_character"),
        ("/duration", "out_of_range"),
        ("/color", "not_allowed"),
        ("/customQuestions/0/label", "empty"),
        ("/customQuestions/0/type", "not_allowed"),
        ("/reminderSettings/host/0", "not_allowed"),
    ]);
}

#[actix_web::test]
async fn what_fields_say_together_is_named_with_what_is_wrong_in_each() {
    let api = Api::new().await;
    let body = json!({
        "name": "Deep dive", "slug": "deep", "duration": 60, "cancelCutoffMinutes": -1,
        "customQuestions": [
            {"id": "a", "label": "A?", "type": "select"},
            {"id": "a", "label": "B?", "type": "select", "options": ["x", "y", "x"]},
        ],
        "reminderSettings": {"enabled": true, "invitee": ["1h", "1h"]},
    });
    let reply = api.post("/event-types", &body).await;
    reply.is_problem(422, "invalid");
    reply.names(&[
        ("/userId", "required"),
        ("/customQuestions/0/options", "required"),
        ("/customQuestions/1/id", "repeated"),
        ("/customQuestions/1/options/2", "repeated"),
        ("/reminderSettings/invitee/1", "repeated"),
        ("/cancelCutoffMinutes", "out_of_range"),
    ]);
}

#[actix_web::test]
async fn an_event_type_is_not_given_away() {
    let api = Api::new().await;
    let bob = api.world.host(&api.world.admin, "bob").await;
    let mut intro = body(&api, "intro");
    intro["userId"] = json!(bob.id);
    let reply = api.put(format!("/event-types/{}", api.event_type()), &intro).await;
    reply.is_problem(422, "inconsistent");
    reply.names(&[("/userId", "inconsistent")]);
    intro["userId"] = json!(api.host());
    assert_eq!(api.put(format!("/event-types/{}", api.event_type()), &intro).await.is(200)["userId"], intro["userId"]);
}

#[actix_web::test]
async fn questions_are_consistent() {
    let api = Api::new().await;
    let mut body = body(&api, "deep");
    body["customQuestions"] = json!([
        {"id": "a", "label": "A?", "type": "select"},
        {"id": "a", "label": "B?", "type": "text", "options": ["x"]},
    ]);
    let reply = api.post("/event-types", &body).await;
    reply.is_problem(422, "invalid");
    reply.names(&[
        ("/customQuestions/0/options", "required"),
        ("/customQuestions/1/id", "repeated"),
        ("/customQuestions/1/options", "inconsistent"),
    ]);
}

#[actix_web::test]
async fn a_schedule_is_one_of_the_users_own() {
    let api = Api::new().await;
    let mut body = body(&api, "deep");
    body["scheduleId"] = json!("00000000-0000-0000-0000-00000000ffff");
    let reply = api.post("/event-types", &body).await;
    reply.is_problem(422, "unknown_reference");
    reply.names(&[("/scheduleId", "unknown_reference")]);
}

#[actix_web::test]
async fn explain_names_every_rule_with_what_does_it() {
    let api = Api::new().await;
    let explain = |start: &str| api.get(format!("/event-types/{}/explain?start={start}", api.event_type()));
    let free = explain(SLOT).await;
    assert_eq!((&free.is(200)["available"], &free.body["reasons"]), (&json!(true), &json!([])));
    let (booking, _) = api.booked(SLOT).await;
    let taken = explain(SLOT).await;
    assert_eq!(taken.is(200)["available"], json!(false));
    assert_eq!(taken.body["reasons"][0]["rule"], json!("busy"));
    assert_eq!(taken.body["reasons"][0]["bookingId"], json!(booking));
    let past = explain("2026-03-01T13:00:00Z").await;
    let rules: Vec<&str> =
        past.is(200)["reasons"].as_array().unwrap().iter().map(|reason| reason["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["outside_hours", "notice"]);
    explain("tomorrow").await.is_problem(400, "malformed_parameter");
    explain("2026-02-31T13:00:00Z").await.is_problem(422, "impossible_date");
}
