//! Bookings after they were made: moved by their invitees and by the host's side.

use actix_web::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Api, Reply, SLOT};

const TUESDAY: &str = "2026-03-17T13:00:00Z";

async fn by_token(api: &Api, (id, token): &(String, String), action: &str, body: &Value) -> Reply {
    api.public(Method::POST, format!("/bookings/{id}/{action}")).bearer(token).json(body).send().await
}

#[actix_web::test]
async fn an_invitee_moves_a_meeting() {
    let api = Api::new().await;
    let old = api.booked(SLOT).await;
    let body = json!({"startTime": TUESDAY, "timezone": "Asia/Tokyo", "reason": "I have to see a doctor."});
    let moved = by_token(&api, &old, "reschedule", &body).await;
    let id = moved.is(201)["id"].as_str().unwrap().to_owned();
    assert_eq!(moved.header("location"), format!("/api/public/scheduling/acme/bookings/{id}"));
    for (field, expected) in [
        ("status", json!("confirmed")),
        ("startTime", json!(TUESDAY)),
        ("timezone", json!("Asia/Tokyo")),
        ("rescheduledFrom", json!(old.0)),
        ("rescheduledTo", Value::Null),
    ] {
        assert_eq!(moved.body[field], expected, "{field}");
    }
    let token = moved.body["manageToken"].as_str().unwrap();
    api.public(Method::GET, format!("/bookings/{id}")).bearer(token).send().await.is(200);

    let seen = api.public(Method::GET, format!("/bookings/{}", old.0)).bearer(&old.1).send().await;
    for (field, expected) in [
        ("status", json!("rescheduled")),
        ("startTime", json!(SLOT)),
        ("rescheduledTo", json!(id)),
        ("rescheduledBy", json!("invitee")),
        ("rescheduleReason", json!("I have to see a doctor.")),
    ] {
        assert_eq!(seen.is(200)[field], expected, "{field}");
    }
    by_token(&api, &old, "cancel", &json!({})).await.is_problem(409, "booking_rescheduled");
    by_token(&api, &old, "reschedule", &json!({"startTime": SLOT})).await.is_problem(409, "booking_rescheduled");
    api.booked(SLOT).await;
}

#[actix_web::test]
async fn a_move_is_refused_with_its_rule_and_keeps_the_old_time() {
    let api = Api::new().await;
    let old = api.booked(SLOT).await;
    api.booked(TUESDAY).await;
    for (start, code) in [
        (TUESDAY, "slot_taken"),
        ("2026-03-17T14:05:00Z", "off_grid"),
        ("2026-03-15T13:00:00Z", "outside_hours"),
        ("2026-06-16T14:00:00Z", "too_far"),
        (SLOT, "same_time"),
    ] {
        by_token(&api, &old, "reschedule", &json!({"startTime": start})).await.is_problem(409, code);
    }
    let taken = by_token(&api, &old, "reschedule", &json!({"startTime": TUESDAY})).await;
    assert_eq!(taken.body["nextSlots"][0]["startTime"], json!("2026-03-17T13:30:00Z"));
    let reply = by_token(&api, &old, "reschedule", &json!({"startTime": TUESDAY, "holdId": old.0})).await;
    reply.is_problem(422, "required");
    let hold = json!({"startTime": "2026-03-17T15:00:00Z", "holdId": old.0, "holdToken": "k.x"});
    by_token(&api, &old, "reschedule", &hold).await.is_problem(409, "hold_expired");
    let wrong = (old.0.clone(), "x".to_owned());
    by_token(&api, &wrong, "reschedule", &json!({"startTime": TUESDAY})).await.is_problem(401, "unauthenticated");
    assert_eq!(api.get(format!("/bookings/{}", old.0)).await.is(200)["status"], json!("confirmed"));

    api.world.clock.advance(SignedDuration::from_hours(14 * 24 + 1) + SignedDuration::from_secs(1));
    let late = by_token(&api, &old, "reschedule", &json!({"startTime": "2026-03-17T15:00:00Z"})).await;
    late.is_problem(409, "cutoff_passed");
    api.world.clock.advance(SignedDuration::from_mins(30));
    let over = by_token(&api, &old, "reschedule", &json!({"startTime": "2026-03-17T15:00:00Z"})).await;
    over.is_problem(410, "meeting_over");
}

#[actix_web::test]
async fn the_host_moves_a_meeting_and_may_set_rules_aside_with_a_reason() {
    let api = Api::new().await;
    let (old, _) = api.booked(SLOT).await;
    let path = format!("/bookings/{old}/reschedule");
    let sunday = "2026-03-15T13:00:00Z";
    api.post(&path, &json!({"startTime": sunday})).await.is_problem(409, "outside_hours");
    for (overrides, pointer, code) in [
        (json!({"rules": ["outside_hours"]}), "/overrides/reason", "required"),
        (json!({"rules": [], "reason": "A favour"}), "/overrides/rules", "required"),
        (json!({"rules": ["slot_taken"], "reason": "A favour"}), "/overrides/rules/0", "not_allowed"),
    ] {
        let refused = api.post(&path, &json!({"startTime": sunday, "overrides": overrides})).await;
        refused.is_problem(422, code);
        refused.names(&[(pointer, code)]);
    }
    let overrides = json!({"rules": ["outside_hours"], "reason": "A favour"});
    let moved = api.post(&path, &json!({"startTime": sunday, "overrides": overrides})).await;
    assert_eq!(moved.is(201)["overrides"], overrides);
    assert_eq!(moved.body["rescheduledFrom"], json!(old));
    let id = moved.body["id"].as_str().unwrap();
    assert_eq!(moved.header("location"), format!("/api/admin/scheduling/bookings/{id}"));
    let seen = api.get(format!("/bookings/{old}")).await;
    assert_eq!((&seen.is(200)["rescheduledTo"], &seen.body["rescheduledBy"]), (&json!(id), &json!("host")));
    assert_eq!(moved.body["icalUid"], seen.body["icalUid"]);
}

#[actix_web::test]
async fn a_key_moves_a_meeting_once() {
    let api = Api::new().await;
    let (id, token) = api.booked(SLOT).await;
    let ask = || {
        let ask = api.public(Method::POST, format!("/bookings/{id}/reschedule")).bearer(&token);
        ask.key("0123456789abcdef").json(&json!({"startTime": TUESDAY})).send()
    };
    let (first, again) = (ask().await, ask().await);
    assert_eq!(first.is(201), again.is(201), "with the same token of the new booking");
    assert_eq!(again.header("idempotency-replayed"), "true");
}
