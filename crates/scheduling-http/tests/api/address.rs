//! Bookings that count only once their invitees have confirmed their addresses.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Api, SLOT};

/// An event type that asks for the address.
async fn asking(api: &Api) -> Value {
    let body = json!({
        "userId": api.host(), "name": "Asking", "slug": "asking", "duration": 30, "confirmsAddress": true,
        "settingOverrides": {"minimumNoticeHours": 0, "bufferBeforeMins": 0, "bufferAfterMins": 0},
    });
    api.post("/event-types", &body).await.is(201).clone()
}

#[actix_web::test]
async fn an_event_type_says_that_it_asks_for_the_address() {
    let api = Api::new().await;
    let asking = asking(&api).await;
    assert_eq!(asking["confirmsAddress"], json!(true));
    let at = format!("/event-types/{}", asking["id"].as_str().unwrap());
    assert_eq!(api.get(&at).await.is(200)["confirmsAddress"], json!(true));
    let offer = api.public(Method::GET, "/users/ada/asking").send().await;
    assert_eq!(offer.is(200)["confirmsAddress"], json!(true));
    let copied = api.post(format!("{at}/copy"), &json!({})).await;
    assert_eq!(copied.is(201)["confirmsAddress"], json!(true));
    let body = json!({"userId": api.host(), "name": "Asking", "slug": "asking", "duration": 30});
    assert_eq!(api.put(&at, &body).await.is(200)["confirmsAddress"], json!(false), "absent is false");

    let team = api.post("/teams", &json!({"name": "Sales", "slug": "sales"})).await.is(201)["id"].clone();
    let team = format!("/teams/{}", team.as_str().unwrap());
    api.post(format!("{team}/members"), &json!({"userId": api.host()})).await.is(201);
    let demo = json!({
        "name": "Demo", "slug": "demo", "duration": 30, "hosts": [{"userId": api.host()}], "confirmsAddress": true,
    });
    let made = api.post(format!("{team}/event-types"), &demo).await;
    assert_eq!(made.is(201)["confirmsAddress"], json!(true));
    let offer = api.public(Method::GET, "/teams/sales/demo").send().await;
    assert_eq!(offer.is(200)["confirmsAddress"], json!(true));
}

#[actix_web::test]
async fn a_booking_says_that_it_waits_and_until_when() {
    let api = Api::new().await;
    let asking = asking(&api).await;
    let mut wish = api.booking(SLOT);
    wish["eventTypeId"] = asking["id"].clone();
    let booked = api.public(Method::POST, "/bookings").json(&wish).send().await;
    let waits = [json!("pending"), json!(true), json!("2026-03-02T13:00:00Z")];
    let said = |booking: &Value| ["status", "awaitsAddress", "expiresAt"].map(|name| booking[name].clone());
    assert_eq!(said(booked.is(201)), waits);
    let id = booked.body["id"].as_str().unwrap();
    assert_eq!(said(api.get(format!("/bookings/{id}")).await.is(200)), waits);
    let kind = asking["id"].as_str().unwrap();
    let explained = api.get(format!("/event-types/{kind}/explain?start={SLOT}")).await;
    let reason = &explained.is(200)["reasons"][0];
    assert_eq!((&reason["bookingId"], &reason["awaitsAddress"]), (&json!(id), &json!(true)));
    api.post(format!("/bookings/{id}/confirm"), &json!({})).await.is_problem(409, "address_not_confirmed");
    let mails = api.world.mails().await;
    let [mail] = &mails[..] else { panic!("{mails:?}") };
    let token = mail.links.confirm_address.as_deref().unwrap().split_once("token=").unwrap().1;
    let path = format!("/bookings/{id}/confirm-address");
    // What the booking's answer told is not what only the mail tells.
    let manage = booked.body["manageToken"].as_str().unwrap();
    api.public(Method::POST, &path).bearer(manage).send().await.is_problem(401, "unauthenticated");
    for _ in 0..2 {
        let confirmed = api.public(Method::POST, &path).bearer(token).send().await;
        assert_eq!(said(confirmed.is(200)), [json!("confirmed"), json!(false), Value::Null]);
        assert_eq!(confirmed.body["manageToken"], Value::Null);
    }
    let events = api.get("/events?after=0").await;
    api.world.mails().await;
    assert_eq!(events.is(200)["events"].as_array().unwrap().len(), 0, "nothing was told before");
    let events = api.get("/events?after=0").await;
    assert_eq!(events.is(200)["events"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn what_was_not_confirmed_in_time_is_over_and_counts_nowhere() {
    let api = Api::new().await;
    let (id, token) = api.awaiting(SLOT).await;
    let figures = async || {
        let figures = api.get("/analytics?timezone=UTC&from=2026-03-01&to=2026-03-31").await;
        figures.is(200)["summary"].clone()
    };
    let nothing = figures().await;
    assert_eq!((&nothing["totalBookings"], &nothing["utilisation"]), (&json!(0), &json!(0.0)), "not while it waits");
    api.world.clock.advance(jiff::SignedDuration::from_hours(1));
    let path = format!("/bookings/{id}/confirm-address");
    api.public(Method::POST, &path).bearer(&token).send().await.is_problem(409, "approval_expired");
    let lapsed = api.get(format!("/bookings/{id}")).await;
    assert_eq!((&lapsed.is(200)["declineCause"], &lapsed.body["awaitsAddress"]), (&json!("expired"), &json!(false)));
    let platform = scheduling_store::PlatformScope::authenticated();
    api.world.engine.clean_up(&platform).await.unwrap();
    assert_eq!(figures().await, nothing);
}
