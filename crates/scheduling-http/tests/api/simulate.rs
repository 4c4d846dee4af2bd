//! `event-types/{id}/simulate`.

use actix_web::http::Method;
use jiff::SignedDuration;
use scheduling_core::{EventTypeId, SchedulingKind};
use scheduling_engine::Scope;
use serde_json::{Value, json};

use crate::{
    lifecycle::{careful, pending},
    support::{Api, Reply, SLOT},
};

/// The week of `SLOT`, with a change.
fn week(change: &Value) -> Value {
    let mut body = json!({"timezone": "America/New_York", "from": "2026-03-16", "to": "2026-03-22"});
    body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    body
}

async fn simulate(api: &Api, change: Value) -> Reply {
    api.post(format!("/event-types/{}/simulate", api.event_type()), &week(&change)).await
}

fn starts(reply: &Reply, field: &str) -> Vec<String> {
    let slots = reply.is(200)[field].as_array().unwrap();
    slots.iter().map(|slot| slot["startTime"].as_str().unwrap().to_owned()).collect()
}

fn outside(reply: &Reply) -> Vec<(String, String)> {
    let text = |booking: &Value, field: &str| booking[field].as_str().unwrap().to_owned();
    let bookings = reply.is(200)["bookingsOutside"].as_array().unwrap().iter();
    bookings.map(|booking| (text(booking, "bookingId"), text(booking, "reason"))).collect()
}

fn every_day(windows: &Value) -> Value {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    days.into_iter().map(|day| (day.to_owned(), windows.clone())).collect::<serde_json::Map<_, _>>().into()
}

#[actix_web::test]
async fn other_hours_gain_and_lose_slots_and_displace_bookings() {
    let api = Api::new().await;
    let (early, _) = api.booked(SLOT).await;
    let (_late, _) = api.booked("2026-03-16T20:00:00Z").await;
    // From 10:00 to 18:00 instead of 09:00 to 17:00.
    let later = every_day(&json!([{"start": "10:00", "end": "18:00"}]));
    let simulated = simulate(&api, json!({"weeklySchedule": later})).await;
    let (gained, lost) = (starts(&simulated, "gained"), starts(&simulated, "lost"));
    // An hour of four starts a day at either end; on Monday two of the lost ones are booked, as are two around the other booking.
    assert_eq!((gained.len(), lost.len()), (5 * 4, 5 * 4 - 2));
    assert_eq!((gained[0].as_str(), lost[0].as_str()), ("2026-03-16T20:45:00Z", "2026-03-16T13:30:00Z"));
    assert_eq!(outside(&simulated), [(early.clone(), "outside_hours".to_owned())]);
    assert_eq!(simulated.body["bookingsOutside"][0]["startTime"], json!(SLOT));
    assert_eq!(simulated.body["bookingsOutside"][0]["endTime"], json!("2026-03-16T13:30:00Z"));

    // The very same change, when it is made.
    let before = api.public(Method::GET, LIST).send().await.body;
    let body = json!({"userId": api.host(), "timezone": "America/New_York", "weeklySchedule": later});
    api.put("/availability", &body).await.is(200);
    let after = api.public(Method::GET, LIST).send().await.body;
    let (before, after) = (listed(&before), listed(&after));
    assert_eq!(
        after.iter().filter(|slot| !before.contains(slot)).collect::<Vec<_>>(),
        gained.iter().collect::<Vec<_>>()
    );
    assert_eq!(before.iter().filter(|slot| !after.contains(slot)).collect::<Vec<_>>(), lost.iter().collect::<Vec<_>>());
    // What is outside already is not displaced by a change.
    let same = simulate(&api, json!({"weeklySchedule": later})).await;
    assert_eq!(same.is(200), &json!({"gained": [], "lost": [], "bookingsOutside": []}));
}

const LIST: &str = "/users/ada/intro/slots?timezone=America/New_York&from=2026-03-16&to=2026-03-22";

fn listed(slots: &Value) -> Vec<String> {
    let days = slots["days"].as_array().unwrap().iter();
    let slots = days.flat_map(|day| day["slots"].as_array().unwrap());
    slots.map(|slot| slot["startTime"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn blocks_displace_bookings_of_all_event_types_and_hours_those_of_the_schedule() {
    let api = Api::new().await;
    let (of_intro, _) = api.booked(SLOT).await;
    let evenings = json!({"userId": api.host(), "name": "Evenings", "weeklySchedule": {
        "monday": [{"start": "18:00", "end": "20:00"}],
    }});
    let evenings = api.post("/availability/schedules", &evenings).await;
    let late = json!({"userId": api.host(), "name": "Late", "slug": "late", "duration": 30,
        "scheduleId": evenings.is(201)["id"]});
    let late = api.post("/event-types", &late).await;
    let mut booking = api.booking("2026-03-16T22:00:00Z");
    booking["eventTypeId"] = late.is(201)["id"].clone();
    let booked = api.public(Method::POST, "/bookings").json(&booking).send().await;
    let of_late = booked.is(201)["id"].as_str().unwrap().to_owned();

    let closed = simulate(&api, json!({"weeklySchedule": {}})).await;
    assert_eq!(
        outside(&closed),
        [(of_intro.clone(), "outside_hours".to_owned())],
        "the other one has hours of its own"
    );
    let off = simulate(&api, json!({"blockedDates": [{"startDate": "2026-03-16", "endDate": "2026-03-16"}]})).await;
    let blocked = "blocked".to_owned();
    assert_eq!(outside(&off), [(of_intro.clone(), blocked.clone()), (of_late, blocked.clone())]);
    assert!(starts(&off, "lost").iter().all(|start| start.starts_with("2026-03-16")));
    let hour = json!({"startDate": "2026-03-16", "endDate": "2026-03-20", "startTime": "09:00", "endTime": "09:15"});
    let partly = simulate(&api, json!({"blockedDates": [hour]})).await;
    assert_eq!(outside(&partly), [(of_intro.clone(), blocked)]);
    assert_eq!(starts(&partly, "lost").len(), 4, "09:00 from Tuesday to Friday; Monday's is booked");

    // What is cancelled, or over, is in nobody's way.
    api.post(format!("/bookings/{of_intro}/cancel"), &json!({})).await.is(200);
    assert_eq!(outside(&simulate(&api, json!({"weeklySchedule": {}})).await), []);
    api.world.clock.advance(SignedDuration::from_hours(24 * 30));
    let over = simulate(&api, json!({"blockedDates": [{"startDate": "2026-03-16", "endDate": "2026-03-16"}]})).await;
    assert_eq!(outside(&over), []);
}

#[actix_web::test]
async fn what_waits_for_approval_is_displaced_while_it_waits_and_what_was_moved_where_it_is() {
    let api = Api::new().await;
    let careful = careful(&api).await;
    let (waiting, _) = pending(&api, &careful, SLOT).await;
    let off = || simulate(&api, json!({"blockedDates": [{"startDate": "2026-03-16", "endDate": "2026-03-16"}]}));
    let blocked = |id: &str| vec![(id.to_owned(), "blocked".to_owned())];
    assert_eq!(outside(&off().await), blocked(&waiting));
    // Nobody approves it, and nobody writes that down.
    api.world.clock.advance(SignedDuration::from_hours(48));
    assert_eq!(outside(&off().await), []);

    let (old, _) = api.booked("2026-03-17T13:00:00Z").await;
    let moved = api.post(format!("/bookings/{old}/reschedule"), &json!({"startTime": SLOT})).await;
    assert_eq!(outside(&off().await), blocked(moved.is(201)["id"].as_str().unwrap()));
    let away = simulate(&api, json!({"blockedDates": [{"startDate": "2026-03-17", "endDate": "2026-03-17"}]})).await;
    assert_eq!(outside(&away), [], "it is not there any more");
}

#[actix_web::test]
async fn settings_and_overrides_are_tried_too() {
    let api = Api::new().await;
    api.booked(SLOT).await;
    let limited = simulate(&api, json!({"settingOverrides": {"dailyLimit": 1, "minimumNoticeHours": 0}})).await;
    assert!(starts(&limited, "lost").iter().all(|start| start.starts_with("2026-03-16")));
    assert_eq!(starts(&limited, "lost").len(), 29, "all that Monday has left");
    assert_eq!(outside(&limited), [], "rules do not displace what is booked");
    // The event type sets its own notice, so that its user's does not matter.
    let distant = simulate(&api, json!({"userSettings": {"minimumNoticeHours": 8000}})).await;
    assert_eq!(starts(&distant, "lost"), [""; 0]);
    let saturday = json!([{"date": "2026-03-21", "windows": [{"start": "09:00", "end": "10:00"}]}]);
    let open = simulate(&api, json!({"overrides": saturday})).await;
    assert_eq!(starts(&open, "gained"), ["2026-03-21T13:00:00Z", "2026-03-21T13:15:00Z", "2026-03-21T13:30:00Z"]);
    let nothing = simulate(&api, json!({})).await;
    assert_eq!(nothing.is(200), &json!({"gained": [], "lost": [], "bookingsOutside": []}));
}

#[actix_web::test]
async fn a_limit_of_a_month_or_a_week_counts_what_is_booked_long_before_the_dates_that_are_asked_about() {
    let api = Api::new().await;
    api.booked("2026-03-02T15:00:00Z").await;
    let before = listed(&api.public(Method::GET, LIST).send().await.body);
    let monthly = json!({"settingOverrides": {"monthlyLimit": 1, "minimumNoticeHours": 0}});
    assert_eq!(starts(&simulate(&api, monthly.clone()).await, "lost"), before, "all of them");
    let of_user = simulate(&api, json!({"userSettings": {"monthlyLimit": 1}})).await;
    assert_eq!(starts(&of_user, "lost"), before);
    // The very same change, when it is made.
    let mut made = json!({"userId": api.host(), "name": "Intro", "slug": "intro", "duration": 30});
    made.as_object_mut().unwrap().extend(monthly.as_object().unwrap().clone());
    api.put(format!("/event-types/{}", api.event_type()), &made).await.is(200);
    assert_eq!(listed(&api.public(Method::GET, LIST).send().await.body), [""; 0]);
}

#[actix_web::test]
async fn a_meeting_that_was_given_to_the_host_keeps_to_the_hosts_own_hours() {
    let api = Api::new().await;
    let bob = api.world.host(&api.world.admin, "bob").await;
    let mornings = json!({"userId": bob.id, "name": "Mornings", "weeklySchedule": {
        "monday": [{"start": "09:00", "end": "12:00"}],
    }});
    let mornings = api.post("/availability/schedules", &mornings).await;
    let early = json!({"userId": bob.id, "name": "Early", "slug": "early", "duration": 30,
        "scheduleId": mornings.is(201)["id"]});
    let mut booking = api.booking(SLOT);
    booking["eventTypeId"] = api.post("/event-types", &early).await.is(201)["id"].clone();
    let booked = api.public(Method::POST, "/bookings").json(&booking).send().await;
    let id = booked.is(201)["id"].as_str().unwrap().to_owned();
    api.post(format!("/bookings/{id}/reassign"), &json!({"hostUserId": api.host()})).await.is(200);
    let closed = simulate(&api, json!({"weeklySchedule": {}})).await;
    assert_eq!(outside(&closed), [(id, "outside_hours".to_owned())]);
}

#[actix_web::test]
async fn what_could_not_be_changed_cannot_be_tried() {
    let api = Api::new().await;
    for (change, status, pointer, code) in [
        (json!({"to": "2026-03-15"}), 422, "/to", "end_before_start"),
        (json!({"to": "2026-06-16"}), 422, "/to", "range_too_long"),
        (json!({"timezone": "x"}), 422, "/timezone", "unknown_time_zone"),
        (
            json!({"settingOverrides": {"bookingWindowDays": 731}}),
            422,
            "/settingOverrides/bookingWindowDays",
            "out_of_range",
        ),
        (
            json!({"overrides": [{"date": "2026-03-21", "windows": []}, {"date": "2026-03-21", "windows": []}]}),
            422,
            "/overrides/1/date",
            "repeated",
        ),
        (
            json!({"blockedDates": [{"startDate": "2026-03-21", "endDate": "2026-03-20"}]}),
            422,
            "/blockedDates/0/endDate",
            "end_before_start",
        ),
        (
            json!({"blockedDates": [{"startDate": "2026-03-21", "endDate": "2026-03-21", "startTime": "09:00"}]}),
            422,
            "/blockedDates/0/endTime",
            "required",
        ),
        (
            json!({"blockedDates": [{"startDate": "1800-03-21", "endDate": "2026-03-21"}]}),
            422,
            "/blockedDates/0/startDate",
            "out_of_range",
        ),
        (json!({"duration": 5}), 422, "/duration", "unknown_field"),
    ] {
        let refused = simulate(&api, change).await;
        refused.is_problem(status, code);
        refused.names(&[(pointer, code)]);
    }
    // A thousand blocks are the most that a user may have, whenever they are.
    let sql = format!(
        "INSERT INTO scheduling_blocked_dates (tenant_id, id, host_user_id, start_date, end_date, created_at)
        SELECT '{}', gen_random_uuid(), '{}', '2027-03-18', '2027-03-18', now() FROM generate_series(1, 1000)",
        api.world.admin.tenant().id,
        api.host(),
    );
    api.world.run_sql(&sql).await;
    simulate(&api, json!({})).await.is(200);
    let one_more =
        simulate(&api, json!({"blockedDates": [{"startDate": "2026-03-18", "endDate": "2026-03-18"}]})).await;
    one_more.is_problem(409, "too_many_items");
}

#[actix_web::test]
async fn a_key_of_another_host_or_with_less_than_the_scope_of_the_change_cannot_try_it() {
    let api = Api::new().await;
    let bob = api.world.host(&api.world.admin, "bob").await;
    let ask = |key: String| {
        let path = format!("/event-types/{}/simulate", api.event_type());
        api.admin(Method::POST, path).bearer(&key).json(&week(&json!({}))).send()
    };
    ask(api.key(&[Scope::ConfigWrite], Some(bob.id)).await).await.is_problem(404, "not_found");
    ask(api.key(&[Scope::ConfigWrite], Some(api.world.host.id)).await).await.is(200);
    ask(api.key(&[Scope::Read, Scope::BookingsWrite], None).await).await.is_problem(403, "forbidden");
}

#[actix_web::test]
async fn of_a_team_the_slots_of_all_are_compared_and_the_bookings_of_the_user_who_changes() {
    let api = Api::new().await;
    let world = &api.world;
    let bob = world.host(&world.admin, "bob").await;
    let team = world.team("sales", &[&world.host, &bob]).await;
    let together = world.team_type(&team, SchedulingKind::Collective, &[&world.host, &bob]).await.event_type.id;
    let in_turn = world.team_type(&team, SchedulingKind::RoundRobin, &[&world.host, &bob]).await.event_type.id;
    let (own, _) = api.booked(SLOT).await;
    let mut booking = api.booking("2026-03-16T20:00:00Z");
    booking["eventTypeId"] = json!(together);
    let of_both = api.public(Method::POST, "/bookings").json(&booking).send().await;
    let of_both = of_both.is(201)["id"].as_str().unwrap().to_owned();
    let simulate = async |event_type: &EventTypeId, change: Value| {
        api.post(format!("/event-types/{event_type}/simulate"), &week(&change)).await
    };
    let monday = json!([{"startDate": "2026-03-16", "endDate": "2026-03-16"}]);

    let off = simulate(&together, json!({"userId": bob.id, "blockedDates": monday})).await;
    assert_eq!(outside(&off), [(of_both.clone(), "blocked".to_owned())], "not what Ada has alone");
    let lost = starts(&off, "lost");
    assert!(!lost.is_empty() && lost.iter().all(|start| start.starts_with("2026-03-16")), "{lost:?}");
    // Ada stays free for a meeting in turn, but where she has one already.
    let off = simulate(&in_turn, json!({"userId": bob.id, "blockedDates": monday})).await;
    assert_eq!(starts(&off, "lost"), [SLOT, "2026-03-16T13:15:00Z"]);
    let off = simulate(&in_turn, json!({"userId": api.host(), "weeklySchedule": {}})).await;
    let reason = "outside_hours".to_owned();
    assert_eq!(outside(&off), [(own, reason.clone()), (of_both, reason)], "both follow the schedule of everyday");
    assert_eq!((starts(&off, "gained"), starts(&off, "lost")), (vec![], vec![]), "Bob is there");
    // What is of the event type alone is of nobody.
    let later = simulate(&together, json!({"settingOverrides": {"minimumNoticeHours": 8000}})).await;
    assert_eq!((starts(&later, "lost").is_empty(), outside(&later)), (false, vec![]));

    let missing = simulate(&together, json!({"blockedDates": monday})).await;
    missing.is_problem(422, "required");
    missing.names(&[("/userId", "required")]);
    let eve = world.host(&world.admin, "eve").await;
    for (event_type, user) in [(&together, eve.id), (&world.event_type.id, bob.id)] {
        let other = simulate(event_type, json!({"userId": user, "blockedDates": monday})).await;
        other.is_problem(422, "unknown_reference");
        other.names(&[("/userId", "unknown_reference")]);
    }
    // Who administers the team tries changes of their own time.
    let key = api.key(&[Scope::ConfigWrite], Some(world.host.id)).await;
    for (user, status) in [(world.host.id, 200), (bob.id, 404)] {
        let change = week(&json!({"userId": user, "blockedDates": monday}));
        let path = format!("/event-types/{together}/simulate");
        api.admin(Method::POST, path).bearer(&key).json(&change).send().await.is(status);
    }
    // A collective event type without one of its users offers nothing, and so loses nothing.
    let left = json!({"userId": "bob", "username": "bob", "displayName": "Bob", "email": "bob@example.org", "isActive": false});
    api.put(format!("/users/{}?keep=true", bob.id), &left).await.is(200);
    let off = simulate(&together, json!({"userId": bob.id, "blockedDates": monday})).await;
    assert_eq!(starts(&off, "lost"), [""; 0]);
}
