//! Bookings after they were made: moved, approved, declined, missed, given to others; and those that the host makes.

use actix_web::http::Method;
use jiff::SignedDuration;
use scheduling_engine::Scope;
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

/// An event type of the world's user, whose bookings wait for approval.
pub(crate) async fn careful(api: &Api) -> String {
    let body = json!({
        "userId": api.host(), "name": "Careful", "slug": "careful", "duration": 30, "requiresApproval": true,
    });
    let made = api.post("/event-types", &body).await;
    assert_eq!(made.is(201)["requiresApproval"], json!(true));
    made.body["id"].as_str().unwrap().to_owned()
}

/// A booking that waits for approval, with its token.
pub(crate) async fn pending(api: &Api, event_type: &str, start: &str) -> (String, String) {
    let mut body = api.booking(start);
    body["eventTypeId"] = json!(event_type);
    let reply = api.public(Method::POST, "/bookings").json(&body).send().await;
    assert_eq!(reply.is(201)["status"], json!("pending"));
    let text = |field: &str| reply.body[field].as_str().unwrap().to_owned();
    (text("id"), text("manageToken"))
}

#[actix_web::test]
async fn a_booking_waits_for_approval_and_is_confirmed() {
    let api = Api::new().await;
    let careful = careful(&api).await;
    let offer = api.public(Method::GET, "/users/ada/careful").send().await;
    assert_eq!(offer.is(200)["requiresApproval"], json!(true));
    let (id, token) = pending(&api, &careful, SLOT).await;
    api.book(SLOT).await.is_problem(409, "slot_taken");
    let seen = api.public(Method::GET, format!("/bookings/{id}")).bearer(&token).send().await;
    assert_eq!(seen.is(200)["expiresAt"], json!("2026-03-04T12:00:00Z"));
    let path = |action: &str| format!("/bookings/{id}/{action}");
    api.post(path("no-show"), &json!({})).await.is_problem(409, "booking_pending");
    let confirmed = api.post(path("confirm"), &json!({})).await;
    assert_eq!((&confirmed.is(200)["status"], &confirmed.body["expiresAt"]), (&json!("confirmed"), &Value::Null));
    for action in ["confirm", "decline"] {
        api.post(path(action), &json!({})).await.is_problem(409, "already_confirmed");
    }
    api.post(path("cancel"), &json!({})).await.is(200);
    api.post(path("confirm"), &json!({})).await.is_problem(409, "already_cancelled");
}

#[actix_web::test]
async fn a_booking_is_declined_with_a_reason_that_its_invitee_sees() {
    let api = Api::new().await;
    let careful = careful(&api).await;
    let (id, token) = pending(&api, &careful, SLOT).await;
    let path = |action: &str| format!("/bookings/{id}/{action}");
    let declined = api.post(path("decline"), &json!({"reason": "That week is full."})).await;
    for (field, expected) in [
        ("status", json!("declined")),
        ("declineCause", json!("host")),
        ("declineReason", json!("That week is full.")),
        ("declinedAt", json!("2026-03-02T12:00:00Z")),
    ] {
        assert_eq!(declined.is(200)[field], expected, "{field}");
    }
    let seen = api.public(Method::GET, format!("/bookings/{id}")).bearer(&token).send().await;
    assert_eq!(seen.is(200)["declineReason"], json!("That week is full."));
    for action in ["confirm", "decline", "cancel", "no-show"] {
        api.post(path(action), &json!({})).await.is_problem(409, "booking_declined");
    }
    api.booked(SLOT).await;
}

#[actix_web::test]
async fn what_nobody_approves_in_time_reads_as_declined() {
    let api = Api::new().await;
    let careful = careful(&api).await;
    let (id, token) = pending(&api, &careful, SLOT).await;
    api.world.clock.advance(SignedDuration::from_hours(48));
    let seen = api.public(Method::GET, format!("/bookings/{id}")).bearer(&token).send().await;
    assert_eq!((&seen.is(200)["status"], &seen.body["declineCause"]), (&json!("declined"), &json!("expired")));
    for action in ["confirm", "decline", "cancel"] {
        api.post(format!("/bookings/{id}/{action}"), &json!({})).await.is_problem(409, "approval_expired");
    }
    let listed = |status: &str| api.get(format!("/bookings?status={status}"));
    assert_eq!(listed("declined").await.is(200)["items"][0]["id"], json!(id));
    assert_eq!(listed("pending").await.is(200)["items"], json!([]));
    api.booked(SLOT).await;
}

#[actix_web::test]
async fn the_host_books_for_an_invitee() {
    let api = Api::new().await;
    let booked = api.post("/bookings", &api.booking(SLOT)).await;
    let id = booked.is(201)["id"].as_str().unwrap();
    assert_eq!(booked.header("location"), format!("/api/admin/scheduling/bookings/{id}"));
    assert_eq!((&booked.body["status"], &booked.body["overrides"]), (&json!("confirmed"), &Value::Null));
    // The invitee's token is shown to who has just booked for them, and not again.
    let mut without = booked.body.clone();
    assert!(without["manageToken"].take().is_string());
    assert_eq!(api.get(format!("/bookings/{id}")).await.is(200), &without);
    api.post("/bookings", &api.booking(SLOT)).await.is_problem(409, "slot_taken");
    let mut night = api.booking("2026-03-17T02:00:00Z");
    let refused = api.post("/bookings", &night).await;
    refused.is_problem(409, "outside_hours");
    // What a refusal names can be handed back as it is.
    night["overrides"] = json!({"rules": refused.body["reasons"], "reason": "A favour to a customer."});
    assert_eq!(api.post("/bookings", &night).await.is(201)["overrides"], night["overrides"]);
    let mut wrong = api.booking("2026-03-17T14:00:00Z");
    wrong["invitee"]["responses"] = json!({"size": true});
    let refused = api.post("/bookings", &wrong).await;
    refused.is_problem(422, "unknown_question");
    refused.names(&[("/invitee/responses/size", "unknown_question")]);
}

#[actix_web::test]
async fn what_the_hosts_side_makes_opens_to_its_invitee_by_a_token_that_is_shown_then_only() {
    let api = Api::new().await;
    let by_host = async |path: &str, body: &Value| {
        let ask = || api.admin(Method::POST, path).key(&format!("{path:0<32}").replace('/', "-")).json(body).send();
        let (first, again) = (ask().await, ask().await);
        assert_eq!(first.is(201), again.is(201), "a repetition has the token too");
        let text = |field: &str| first.body[field].as_str().unwrap().to_owned();
        (text("id"), text("manageToken"))
    };
    let made = by_host("/bookings", &api.booking(SLOT)).await;
    let seen = api.public(Method::GET, format!("/bookings/{}", made.0)).bearer(&made.1).send().await;
    assert_eq!((&seen.is(200)["id"], &seen.body["manageToken"]), (&json!(made.0), &Value::Null));
    assert_eq!(api.get(format!("/bookings/{}", made.0)).await.is(200)["manageToken"], Value::Null);
    assert_eq!(api.get("/bookings").await.is(200)["items"][0]["manageToken"], Value::Null);

    let moved = by_host(&format!("/bookings/{}/reschedule", made.0), &json!({"startTime": TUESDAY})).await;
    assert_ne!(moved.1, made.1);
    let foreign = (moved.0.clone(), made.1.clone());
    by_token(&api, &foreign, "cancel", &json!({})).await.is_problem(401, "unauthenticated");
    assert_eq!(by_token(&api, &moved, "cancel", &json!({})).await.is(200)["cancelledBy"], json!("invitee"));
}

#[actix_web::test]
async fn who_did_not_come_is_noted_from_the_start_on() {
    let api = Api::new().await;
    let (id, _) = api.booked(SLOT).await;
    let no_show = || async { api.post(format!("/bookings/{id}/no-show"), &json!({})).await };
    no_show().await.is_problem(409, "not_started");
    api.world.clock.advance(SignedDuration::from_hours(14 * 24 + 1));
    assert_eq!(no_show().await.is(200)["status"], json!("no_show"));
    no_show().await.is_problem(409, "already_no_show");
    api.post(format!("/bookings/{id}/cancel"), &json!({})).await.is_problem(410, "meeting_over");
}

#[actix_web::test]
async fn a_meeting_is_given_to_another_user() {
    let api = Api::new().await;
    let grace = api.world.host(&api.world.admin, "grace").await;
    let (id, token) = api.booked(SLOT).await;
    let path = format!("/bookings/{id}/reassign");
    let to = |host: &str| json!({"hostUserId": host});
    let given = api.post(&path, &to(&grace.id.to_string())).await;
    assert_eq!(
        (&given.is(200)["hostUserId"], &given.body["hostName"]),
        (&json!(grace.id.to_string()), &json!("grace"))
    );
    assert_eq!((&given.body["startTime"], &given.body["sequence"]), (&json!(SLOT), &json!(1)));
    let seen = api.public(Method::GET, format!("/bookings/{id}")).bearer(&token).send().await;
    assert_eq!(seen.is(200)["hostName"], json!("grace"));
    api.post(&path, &to(&grace.id.to_string())).await.is_problem(409, "same_host");
    api.booked(SLOT).await;
    api.post(&path, &to(&api.host())).await.is_problem(409, "slot_taken");
    api.post(&path, &to("00000000-0000-0000-0000-00000000ffff")).await.is_problem(404, "not_found");
    api.post(&path, &json!({})).await.is_problem(422, "required");
    // A key that reaches one user gives nothing to another.
    let bound = api.key(&[Scope::BookingsWrite], Some(grace.id)).await;
    let refused = api.admin(Method::POST, &path).bearer(&bound).json(&to(&api.host())).send().await;
    refused.is_problem(404, "not_found");
}

#[actix_web::test]
async fn an_invitee_lists_and_holds_times_of_the_user_to_whom_a_meeting_was_given() {
    let api = Api::new().await;
    let grace = api.world.host(&api.world.admin, "grace").await;
    let (id, token) = api.booked(SLOT).await;
    api.booked(TUESDAY).await;
    let list = async || {
        let path = format!("/bookings/{id}/slots?timezone=UTC&from=2026-03-16&to=2026-03-17");
        api.public(Method::GET, path).bearer(&token).send().await
    };
    let has = |reply: &Reply, day: usize, start: &str| {
        let slots = reply.is(200)["days"][day]["slots"].as_array().unwrap();
        slots.iter().any(|slot| slot["startTime"] == json!(start))
    };
    let hold =
        async |start: &str| by_token(&api, &(id.clone(), token.clone()), "holds", &json!({"startTime": start})).await;
    let his = list().await;
    assert!(!has(&his, 0, SLOT) && !has(&his, 1, TUESDAY));
    assert_eq!(his.body["eventType"], json!({"id": api.event_type(), "slug": "intro", "duration": 30}));
    hold(TUESDAY).await.is_problem(409, "slot_taken");

    api.post(format!("/bookings/{id}/reassign"), &json!({"hostUserId": grace.id.to_string()})).await.is(200);
    let hers = list().await;
    assert!(!has(&hers, 0, SLOT) && has(&hers, 1, TUESDAY));
    let known = hers.header("etag");
    let path = format!("/bookings/{id}/slots?timezone=UTC&from=2026-03-16&to=2026-03-17");
    let again = api.public(Method::GET, path).bearer(&token).header("if-none-match", known).send().await;
    assert_eq!(again.status, 304);
    let kept = hold(TUESDAY).await;
    let (hold_id, hold_token) = (&kept.is(201)["id"], &kept.body["token"]);
    assert!(!has(&list().await, 1, TUESDAY), "it is held");
    let to = json!({"startTime": TUESDAY, "holdId": hold_id, "holdToken": hold_token});
    let moved = by_token(&api, &(id.clone(), token.clone()), "reschedule", &to).await;
    assert_eq!(moved.is(201)["hostName"], json!("grace"));
    list().await.is_problem(409, "booking_rescheduled");
    hold(SLOT).await.is_problem(409, "booking_rescheduled");
    api.world.clock.advance(SignedDuration::from_hours(24 * 15));
    list().await.is_problem(410, "meeting_over");
    hold("2026-03-18T13:00:00Z").await.is_problem(410, "meeting_over");
}

#[actix_web::test]
async fn a_link_that_is_revoked_opens_nothing_and_the_new_one_does() {
    let api = Api::new().await;
    let (id, old) = api.booked(SLOT).await;
    let revoked = api.post(format!("/bookings/{id}/revoke-link"), &json!({})).await;
    assert_eq!(revoked.is(200)["bookingId"], json!(id));
    let new = revoked.body["manageToken"].as_str().unwrap();
    let show = |token: &str| api.public(Method::GET, format!("/bookings/{id}")).bearer(token).send();
    show(&old).await.is_problem(401, "unauthenticated");
    assert_eq!(show(new).await.is(200)["id"], json!(id));
}
