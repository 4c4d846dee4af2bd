//! `slots/next`.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Api, Reply};

async fn next(api: &Api, query: &str) -> Reply {
    api.public(Method::GET, format!("/users/ada/intro/slots/next?{query}")).send().await
}

/// The starts of all dates of an answer.
fn starts(reply: &Reply) -> Vec<String> {
    let days = reply.is(200)["days"].as_array().unwrap();
    let slots = days.iter().flat_map(|day| day["slots"].as_array().unwrap());
    slots.map(|slot| slot["startTime"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn the_next_slots_are_found_whatever_their_date() {
    let api = Api::new().await;
    // It is Monday, 07:00 in New York; the host is away until the 25th, whose hours have begun with a booking.
    let away = json!({"userId": api.host(), "startDate": "2026-03-02", "endDate": "2026-03-24"});
    api.post("/blocked-dates", &away).await.is(201);
    api.booked("2026-03-25T13:00:00Z").await;
    let found = next(&api, "timezone=Asia/Tokyo&limit=29").await;
    let found_starts = starts(&found);
    assert_eq!(found_starts.len(), 29);
    assert_eq!(found_starts[..2], ["2026-03-25T13:30:00Z", "2026-03-25T13:45:00Z"]);
    // The last one is on Thursday; by Tokyo's calendar the first date ends at 15:00 UTC.
    assert_eq!(found_starts[28], "2026-03-25T20:30:00Z");
    assert_eq!(found.body["timezone"], json!("Asia/Tokyo"));
    let dates: Vec<&str> =
        found.body["days"].as_array().unwrap().iter().map(|day| day["date"].as_str().unwrap()).collect();
    assert_eq!(dates, ["2026-03-25", "2026-03-26"]);

    // They are the first of what the list has.
    let listed = api.public(Method::GET, "/users/ada/intro/slots?timezone=Asia/Tokyo&from=2026-03-02&to=2026-04-30");
    let listed = listed.send().await;
    assert_eq!(starts(&listed)[..29], found_starts);
    assert_eq!(found.body["eventType"], listed.body["eventType"]);
    assert_eq!(starts(&next(&api, "timezone=UTC").await).len(), 10, "if nothing is said");
}

#[actix_web::test]
async fn slots_that_are_months_apart_are_all_shown() {
    let api = Api::new().await;
    // Half an hour on the first of each month of a year.
    let firsts = ["04", "05", "06", "07", "08", "09", "10", "11", "12"].map(|month| format!("2026-{month}-01"));
    let open = json!([{"start": "09:00", "end": "09:30"}]);
    let overrides: Vec<Value> = firsts.iter().map(|date| json!({"date": date, "windows": open})).collect();
    let rare =
        json!({"userId": api.host(), "timezone": "America/New_York", "weeklySchedule": {}, "overrides": overrides});
    api.put("/availability", &rare).await.is(200);
    let far = json!({
        "userId": api.host(), "name": "Intro", "slug": "intro", "duration": 30,
        "settingOverrides": {"minimumNoticeHours": 0, "bookingWindowDays": 365},
    });
    api.put(format!("/event-types/{}", api.event_type()), &far).await.is(200);
    let found = next(&api, "timezone=America/New_York&limit=9").await;
    let days = found.is(200)["days"].as_array().unwrap();
    let dates: Vec<&str> = days.iter().map(|day| day["date"].as_str().unwrap()).collect();
    assert_eq!(dates, firsts);
    assert_eq!(starts(&found).len(), 9);
}

#[actix_web::test]
async fn nothing_is_found_beyond_the_booking_window() {
    let api = Api::new().await;
    let away = json!({"userId": api.host(), "startDate": "2026-03-02", "endDate": "2026-04-29"});
    api.post("/blocked-dates", &away).await.is(201);
    // 60 dates ahead of 2 March is 1 May.
    let found = starts(&next(&api, "timezone=America/New_York&limit=100").await);
    assert_eq!((found.len(), found[0].as_str()), (62, "2026-04-30T13:00:00Z"));
    assert_eq!(found[61], "2026-05-01T20:30:00Z");
    let away = json!({"userId": api.host(), "startDate": "2026-04-30", "endDate": "2026-12-31"});
    api.post("/blocked-dates", &away).await.is(201);
    let none = next(&api, "timezone=America/New_York").await;
    assert_eq!(none.is(200)["days"], json!([]));
}

#[actix_web::test]
async fn an_unchanged_list_is_not_sent_again() {
    let api = Api::new().await;
    let first = next(&api, "timezone=UTC&limit=3").await;
    let etag = first.header("etag").to_owned();
    let again = |query: &str| {
        let path = format!("/users/ada/intro/slots/next?{query}");
        api.public(Method::GET, path).header("if-none-match", &etag).send()
    };
    let unchanged = again("timezone=UTC&limit=3").await;
    assert_eq!((unchanged.status.as_u16(), unchanged.text.as_str()), (304, ""));
    again("timezone=UTC&limit=4").await.is(200);
    again("timezone=Asia/Tokyo&limit=3").await.is(200);
    api.booked(&starts(&first)[0]).await;
    let changed = again("timezone=UTC&limit=3").await;
    assert_ne!(changed.is(200), &Value::Null);
    assert_ne!(changed.header("etag"), etag);
}

#[actix_web::test]
async fn what_cannot_be_asked_is_refused_and_what_is_closed_is_not_there() {
    let api = Api::new().await;
    for (query, status, code) in [
        ("", 422, "required"),
        ("timezone=x", 422, "unknown_time_zone"),
        ("timezone=UTC&limit=0", 422, "out_of_range"),
        ("timezone=UTC&limit=101", 422, "out_of_range"),
        ("timezone=UTC&limit=ten", 400, "malformed_parameter"),
    ] {
        next(&api, query).await.is_problem(status, code);
    }
    api.admin(Method::DELETE, format!("/event-types/{}", api.event_type())).send().await.is(200);
    next(&api, "timezone=UTC").await.is_problem(404, "not_found");
}
