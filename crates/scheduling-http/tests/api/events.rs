//! `events`.

use actix_web::http::Method;
use jiff::SignedDuration;
use scheduling_engine::Scope;
use scheduling_store::PlatformScope;
use serde_json::{Value, json};

use crate::{
    support::{Api, Reply, SLOT},
    taker::Taker,
};

const LATER: &str = "2026-03-17T13:00:00Z";

fn kinds(reply: &Reply) -> Vec<&str> {
    reply.is(200)["events"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn the_feed_tells_what_happened_to_a_booking() {
    let (api, taker) = (Api::new().await, Taker::default());
    let (old, _) = api.booked(SLOT).await;
    let to = json!({"startTime": LATER});
    let moved = api.post(format!("/bookings/{old}/reschedule"), &to).await;
    let new = moved.is(201)["id"].as_str().unwrap().to_owned();
    let grace = api.world.host(&api.world.admin, "grace").await;
    api.post(format!("/bookings/{new}/reassign"), &json!({"hostUserId": grace.id})).await.is(200);
    taker.bring(&api).await;
    let feed = api.get("/events").await;
    assert_eq!(kinds(&feed), ["booking.created", "booking.rescheduled", "booking.reassigned"]);
    let [created, rescheduled, reassigned] = &feed.body["events"].as_array().unwrap()[..] else { unreachable!() };
    assert_eq!((&created["place"], &reassigned["place"], &feed.body["next"]), (&json!(1), &json!(3), &json!(3)));
    let booking = api.get(format!("/bookings/{new}")).await;
    for event in [rescheduled, reassigned] {
        assert_eq!(&event["data"]["booking"], booking.is(200), "as it is now");
    }
    assert_eq!(created["data"]["booking"]["status"], json!("rescheduled"));
    assert_eq!((&created["data"]["bookingSequence"], &rescheduled["data"]["bookingSequence"]), (&json!(0), &json!(1)));
    let previous = json!({"bookingId": old, "startTime": SLOT, "endTime": "2026-03-16T13:30:00Z"});
    assert_eq!(rescheduled["data"]["previous"], previous);
    assert_eq!(reassigned["data"]["fromUserId"], json!(api.host()));
    assert_eq!(reassigned["data"]["toUserId"], json!(grace.id));
    for (event, members) in [(created, 2), (rescheduled, 3), (reassigned, 4)] {
        let said = event["data"].as_object().unwrap().values().filter(|value| !value.is_null()).count();
        assert_eq!(said, members, "what does not belong to it is null: {event}");
    }
}

#[actix_web::test]
async fn the_feed_tells_of_holds_that_nobody_used() {
    let (api, taker) = (Api::new().await, Taker::default());
    let body = json!({"eventTypeId": api.event_type(), "startTime": SLOT});
    let hold = api.public(Method::POST, "/holds").json(&body).send().await;
    api.world.clock.advance(SignedDuration::from_mins(6));
    api.world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    taker.bring(&api).await;
    let feed = api.get("/events").await;
    assert_eq!(kinds(&feed), ["hold.expired"]);
    let expected = json!({
        "id": hold.is(201)["id"], "eventTypeId": api.event_type(), "hostUserId": api.host(), "startTime": SLOT,
        "endTime": "2026-03-16T13:30:00Z",
    });
    let data = &feed.body["events"][0]["data"];
    assert_eq!((&data["hold"], &data["booking"], &data["bookingSequence"]), (&expected, &Value::Null, &Value::Null));
}

#[actix_web::test]
async fn the_feed_is_read_in_parts_and_by_kind() {
    let (api, taker) = (Api::new().await, Taker::default());
    for start in [SLOT, LATER] {
        let (booking, _) = api.booked(start).await;
        api.post(format!("/bookings/{booking}/cancel"), &json!({})).await.is(200);
    }
    taker.bring(&api).await;
    let part = async |query: &str| api.get(format!("/events?{query}")).await;
    let first = part("limit=3").await;
    assert_eq!(kinds(&first), ["booking.created", "booking.cancelled", "booking.created"]);
    let rest = part(&format!("limit=3&after={}", first.body["next"])).await;
    assert_eq!((kinds(&rest), &rest.body["next"]), (vec!["booking.cancelled"], &json!(4)));
    let cancelled = part("types=booking.cancelled,hold.expired&limit=2").await;
    assert_eq!((kinds(&cancelled), &cancelled.body["next"]), (vec!["booking.cancelled"; 2], &json!(4)));
    let none = part("after=9007199254740991").await;
    assert_eq!((kinds(&none), &none.body["next"]), (vec![], &json!(9_007_199_254_740_991_u64)));
    part("after=9007199254740992").await.names(&[("/after", "out_of_range")]);
    part("after=-1").await.names(&[("/after", "out_of_range")]);
    part("wait=26").await.names(&[("/wait", "out_of_range")]);
    part("types=booking.created,nonsense").await.names(&[("/types", "not_allowed")]);
    part("types=hold.expired,hold.expired").await.names(&[("/types", "repeated")]);
    part("after=x").await.is_problem(400, "malformed_parameter");
}

#[actix_web::test]
async fn whoever_waits_gets_what_comes() {
    let (api, taker) = (Api::new().await, Taker::default());
    let happens = async {
        api.booked(SLOT).await;
        taker.bring(&api).await;
    };
    let (feed, ()) = futures_util::future::join(api.get("/events?wait=20"), happens).await;
    assert_eq!(kinds(&feed), ["booking.created"]);
    let nothing = api.get("/events?wait=1&after=1").await;
    assert_eq!((kinds(&nothing), &nothing.body["next"]), (vec![], &json!(1)));
}

#[actix_web::test]
async fn the_feed_is_the_whole_tenants() {
    let api = Api::new().await;
    let (_, other) = api.world.tenant("globex").await;
    let taker = Taker::default();
    api.booked(SLOT).await;
    taker.bring(&api).await;
    let foreign = api.admin(Method::GET, "/events").bearer(&other).send().await;
    assert_eq!((kinds(&foreign), &foreign.body["next"]), (vec![], &json!(0)));
    let own = api.key(&[Scope::ConfigWrite], Some(api.world.host.id)).await;
    api.admin(Method::GET, "/events").bearer(&own).send().await.is_problem(403, "forbidden");
}
