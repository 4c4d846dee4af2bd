//! `settings`.

use serde_json::{Value, json};

use crate::support::Api;

#[actix_web::test]
async fn settings_are_shown_and_replaced_wholly() {
    let api = Api::new().await;
    let shown = api.get("/settings").await;
    assert_eq!(shown.is(200)["rateLimits"], json!({"bookings": 10, "holds": 20, "reads": 240, "changes": 20}));
    let body = json!({
        "defaults": {
            "minimumNoticeHours": 1, "bookingWindowDays": 30, "bufferBeforeMins": 5, "bufferAfterMins": 10,
            "holidays": {"sets": ["DE-BY"], "worked": ["Epiphany"]},
        },
        "branding": {"displayName": "Acme", "accentColor": "#0a7cff"},
        "allowedOrigins": ["https://www.example.org"],
        "retentionDays": 365,
    });
    let replaced = api.put("/settings", &body).await;
    assert_eq!(replaced.is(200)["defaults"], body["defaults"]);
    assert_eq!(replaced.body["branding"]["logoUrl"], Value::Null);
    // A user that sets nothing follows the tenant.
    let user = api.get(format!("/users/{}", api.host())).await;
    assert_eq!(user.is(200)["effective"], body["defaults"]);
    assert_eq!(user.body["minimumNoticeHours"], Value::Null);
    let reset = api.put("/settings", &json!({})).await;
    assert_eq!(reset.is(200), &shown.body);
}

#[actix_web::test]
async fn wrong_settings_are_named() {
    let api = Api::new().await;
    let body = json!({
        "defaults": {"minimumNoticeHours": -1, "bookingWindowDays": 731, "bufferBeforeMins": 0},
        "branding": {"logoUrl": "//example.org/logo.png", "accentColor": "red"},
        "rateLimits": {"bookings": 0, "holds": null, "reads": 1, "changes": 1},
        "allowedOrigins": ["https://example.org/path"],
        "retentionDays": 0,
    });
    let reply = api.put("/settings", &body).await;
    reply.is_problem(422, "invalid");
    reply.names(&[
        ("/defaults/minimumNoticeHours", "out_of_range"),
        ("/defaults/bookingWindowDays", "out_of_range"),
        ("/defaults/bufferAfterMins", "required"),
        ("/branding/logoUrl", "invalid_url"),
        ("/branding/accentColor", "invalid_color"),
        ("/rateLimits/bookings", "out_of_range"),
        ("/allowedOrigins/0", "invalid_url"),
        ("/retentionDays", "out_of_range"),
    ]);
    let twice = api.put("/settings", &json!({"allowedOrigins": ["https://a.org", "https://a.org"]})).await;
    twice.is_problem(422, "repeated");
    twice.names(&[("/allowedOrigins/1", "repeated")]);
    // Browsers leave the port of the scheme out: such an origin would never be met.
    let never = api.put("/settings", &json!({"allowedOrigins": ["https://a.b:443", "http://a.b:0443"]})).await;
    never.names(&[("/allowedOrigins/0", "invalid_url"), ("/allowedOrigins/1", "invalid_url")]);
}
