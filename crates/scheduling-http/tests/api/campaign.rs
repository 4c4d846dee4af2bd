//! What led an invitee to book: kept with the booking, and told to the host's side.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Api, Reply, SLOT};

async fn book(api: &Api, campaign: &Value) -> Reply {
    let mut body = api.booking(SLOT);
    body["campaign"] = campaign.clone();
    api.public(Method::POST, "/bookings").json(&body).send().await
}

async fn shown(api: &Api, id: &Value) -> Value {
    api.get(format!("/bookings/{}", id.as_str().unwrap())).await.is(200)["campaign"].clone()
}

#[actix_web::test]
async fn what_led_to_a_booking_is_told_to_the_hosts_side_and_goes_with_a_move() {
    let api = Api::new().await;
    let made = book(&api, &json!({"source": "=mail", "campaign": "spring"})).await;
    assert_eq!(made.is(201).get("campaign"), None, "the invitee is not told");
    let kept = json!({"source": "=mail", "medium": null, "campaign": "spring", "term": null, "content": null});
    assert_eq!(shown(&api, &made.body["id"]).await, kept);
    assert_eq!(api.get("/bookings").await.is(200)["items"][0]["campaign"], kept);
    let csv = api.get("/bookings/export.csv").await;
    assert!(csv.text.contains(",campaignSource,campaignMedium,campaignCampaign,campaignTerm,campaignContent\r\n"));
    assert!(csv.text.ends_with(",false,'=mail,,spring,,\r\n"), "{}", csv.text);
    api.world.worker().drain().await.unwrap();
    assert_eq!(api.get("/events").await.is(200)["events"][0]["data"]["booking"]["campaign"], kept);
    let path = format!("/bookings/{}/reschedule", made.body["id"].as_str().unwrap());
    let moved = api.post(path, &json!({"startTime": "2026-03-16T15:00:00Z"})).await;
    assert_eq!(shown(&api, &moved.is(201)["id"]).await, kept);
}

#[actix_web::test]
async fn each_meeting_of_a_series_has_what_led_to_it() {
    let api = Api::new().await;
    api.allow_series(2).await;
    let mut body = api.booking(SLOT);
    body["recurrence"] = json!({"frequency": "weekly", "count": 2});
    body["campaign"] = json!({"term": "compilers"});
    let made = api.public(Method::POST, "/booking-series").json(&body).send().await;
    for booking in made.is(201)["bookings"].as_array().unwrap() {
        assert_eq!(shown(&api, &booking["id"]).await["term"], json!("compilers"));
    }
}

#[actix_web::test]
async fn nothing_known_is_null_and_what_cannot_be_kept_is_refused_by_its_name() {
    let api = Api::new().await;
    let parts = json!({
        "source": "a".repeat(256), "medium": "a\nb", "campaign": " ", "term": 1, "utm_content": "footer",
        "content": "a".repeat(255),
    });
    let refused = book(&api, &parts).await;
    refused.is(422);
    refused.names(&[
        ("/campaign/source", "too_long"),
        ("/campaign/medium", "control_character"),
        ("/campaign/campaign", "empty"),
        ("/campaign/term", "wrong_type"),
        ("/campaign/utm_content", "unknown_field"),
    ]);
    let made = book(&api, &json!({})).await;
    assert_eq!(shown(&api, &made.is(201)["id"]).await, Value::Null);
}
