//! Meetings with several seats, as clients see them.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Api, Reply, SLOT};

const SLOTS: &str = "/users/ada/class/slots?timezone=America/New_York&date=2026-03-16";

/// What makes an event type with so many seats.
fn class(api: &Api, seats: u32) -> Value {
    json!({
        "userId": api.host(), "name": "Class", "slug": "class", "duration": 30, "stepMinutes": 30, "seats": seats,
        "settingOverrides": {"minimumNoticeHours": 0, "bufferAfterMins": 0},
    })
}

async fn offered(api: &Api, seats: u32) -> String {
    let made = api.post("/event-types", &class(api, seats)).await;
    assert_eq!(made.is(201)["seats"], json!(seats));
    made.body["id"].as_str().unwrap().to_owned()
}

async fn book(api: &Api, id: &str) -> Reply {
    let mut body = api.booking(SLOT);
    body["eventTypeId"] = json!(id);
    api.public(Method::POST, "/bookings").json(&body).send().await
}

/// The slot of an answer that starts at [`SLOT`].
fn slot(listed: &Reply) -> Option<Value> {
    let slots = listed.is(200)["days"][0]["slots"].as_array().unwrap();
    slots.iter().find(|slot| slot["startTime"] == json!(SLOT)).cloned()
}

#[actix_web::test]
async fn each_seat_has_a_booking_and_a_token_until_the_meeting_is_full() {
    let api = Api::new().await;
    let id = offered(&api, 3).await;
    let offer = api.public(Method::GET, "/users/ada/class").send().await;
    assert_eq!(offer.is(200)["seats"], json!(3));
    let list = async || api.public(Method::GET, SLOTS).send().await;
    assert_eq!(slot(&list().await).unwrap()["seatsLeft"], json!(3));
    let mut made = Vec::new();
    for left in [Some(2), Some(1), None] {
        made.push(book(&api, &id).await.is(201).clone());
        let left = left.map(|left| json!({"startTime": SLOT, "endTime": "2026-03-16T13:30:00Z", "seatsLeft": left}));
        assert_eq!(slot(&list().await), left);
    }
    for field in ["id", "manageToken"] {
        assert!(made[0][field] != made[1][field] && made[1][field] != made[2][field], "{field}");
    }
    let full = book(&api, &id).await;
    full.is_problem(409, "slot_taken");
    assert_eq!(full.body["nextSlots"][0]["startTime"], json!("2026-03-16T13:30:00Z"));
    let held = api.public(Method::POST, "/holds").json(&json!({"eventTypeId": id, "startTime": SLOT})).send().await;
    held.is_problem(409, "slot_taken");

    // One goes; the others stay.
    let (first, token) = (made[0]["id"].as_str().unwrap(), made[0]["manageToken"].as_str().unwrap());
    let cancel = format!("/bookings/{first}/cancel");
    api.public(Method::POST, &cancel).bearer(token).json(&json!({})).send().await.is(200);
    assert_eq!(slot(&list().await).unwrap()["seatsLeft"], json!(1));
    let listed = api.get(format!("/bookings?eventTypeId={id}&status=confirmed")).await;
    assert_eq!(listed.is(200)["items"].as_array().unwrap().len(), 2);
    let csv = api.get(format!("/bookings/export.csv?eventTypeId={id}")).await;
    assert_eq!((csv.status.as_u16(), csv.text.lines().count()), (200, 4));
    let explained = api.get(format!("/event-types/{id}/explain?start={SLOT}")).await;
    assert_eq!(explained.is(200)["reasons"], json!([]));
}

#[actix_web::test]
async fn a_list_changes_with_the_seats_that_are_left() {
    let api = Api::new().await;
    let id = offered(&api, 5).await;
    let before = api.public(Method::GET, SLOTS).send().await;
    let tag = before.header("etag").to_owned();
    let again = async || api.public(Method::GET, SLOTS).header("if-none-match", &tag).send().await;
    assert_eq!(again().await.status, 304);
    book(&api, &id).await.is(201);
    assert_eq!(slot(&again().await).unwrap()["seatsLeft"], json!(4));
    let next = api.public(Method::GET, "/users/ada/class/slots/next?timezone=UTC&limit=1").send().await;
    assert_eq!(next.is(200)["days"][0]["slots"][0]["seatsLeft"], json!(5));
    // Where there is one seat, nothing is said of it.
    let one = "/users/ada/intro/slots?timezone=UTC&date=2026-03-17";
    let one = api.public(Method::GET, one).send().await;
    assert_eq!(one.is(200)["days"][0]["slots"][0].as_object().unwrap().len(), 2);
}

#[actix_web::test]
async fn seats_have_bounds_a_default_and_hold_for_meetings_to_come() {
    let api = Api::new().await;
    for seats in [0, 1001] {
        let refused = api.post("/event-types", &class(&api, seats)).await;
        refused.is_problem(422, "out_of_range");
        refused.names(&[("/seats", "out_of_range")]);
    }
    let intro = api.get(format!("/event-types/{}", api.event_type())).await;
    assert_eq!(intro.is(200)["seats"], json!(1));
    let id = offered(&api, 1000).await;
    book(&api, &id).await.is(201);
    let changed = api.put(format!("/event-types/{id}"), &class(&api, 2)).await;
    assert_eq!(changed.is(200)["seats"], json!(2));
    let listed = api.public(Method::GET, SLOTS).send().await;
    assert_eq!(slot(&listed).unwrap()["seatsLeft"], json!(999));
    assert_eq!(listed.body["days"][0]["slots"][1]["seatsLeft"], json!(2));
}

#[actix_web::test]
async fn teams_share_their_meetings_but_not_in_turn() {
    let api = Api::new().await;
    let bob = api.world.host(&api.world.admin, "bob").await;
    let made = api.post("/teams", &json!({"name": "Sales", "slug": "sales"})).await;
    let team = format!("/teams/{}", made.is(201)["id"].as_str().unwrap());
    for host in [api.host(), bob.id.to_string()] {
        api.post(format!("{team}/members"), &json!({"userId": host})).await.is(201);
    }
    let demo = |kind: &str, seats: u32| {
        json!({
            "name": "Demo", "slug": "demo", "duration": 30, "schedulingType": kind, "seats": seats,
            "hosts": [{"userId": api.host()}, {"userId": bob.id}],
            "settingOverrides": {"minimumNoticeHours": 0, "bufferAfterMins": 0},
        })
    };
    let refused = api.post(format!("{team}/event-types"), &demo("round_robin", 2)).await;
    refused.is_problem(422, "inconsistent");
    refused.names(&[("/seats", "inconsistent")]);
    assert_eq!(refused.body["errors"][0]["detail"], json!("must be 1 for a round robin"));
    let made = api.post(format!("{team}/event-types"), &demo("collective", 2)).await;
    assert_eq!(made.is(201)["seats"], json!(2));
    let id = made.body["id"].as_str().unwrap();
    let turned = api.put(format!("{team}/event-types/{id}"), &demo("round_robin", 2)).await;
    turned.names(&[("/seats", "inconsistent")]);

    assert_eq!(api.public(Method::GET, "/teams/sales/demo").send().await.is(200)["seats"], json!(2));
    book(&api, id).await.is(201);
    let path = "/teams/sales/demo/slots?timezone=America/New_York&date=2026-03-16";
    let listed = api.public(Method::GET, path).send().await;
    let (hosts, end) = (["ada", "bob"], "2026-03-16T13:30:00Z");
    let left = json!({"startTime": SLOT, "endTime": end, "hosts": hosts, "seatsLeft": 1});
    assert_eq!(slot(&listed), Some(left));
    book(&api, id).await.is(201);
    assert_eq!(slot(&api.public(Method::GET, path).send().await), None);
    book(&api, id).await.is_problem(409, "slot_taken");
}
