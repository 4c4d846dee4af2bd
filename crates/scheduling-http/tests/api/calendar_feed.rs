//! A user's calendar, which programs subscribe to at a secret address.

use actix_web::http::Method;
use jiff::SignedDuration;
use scheduling_engine::Scope;
use scheduling_http::AppOptions;
use serde_json::{Value, json};

use crate::{
    lifecycle::careful,
    support::{Api, Reply, SLOT},
};

const LATER: &str = "2026-03-17T13:00:00Z";

/// Lets the calendar be subscribed to. Gives the path.
async fn opened(api: &Api) -> String {
    let feed = api.post(format!("/users/{}/calendar-feed", api.host()), &json!({})).await;
    path(feed.is(200))
}

fn path(feed: &Value) -> String {
    assert_eq!(feed["enabled"], json!(true));
    let (_, path) = feed["url"].as_str().unwrap().split_once("/api/public/scheduling/acme").unwrap();
    path.to_owned()
}

async fn fetch(api: &Api, path: &str) -> Reply {
    api.public(Method::GET, path).send().await
}

/// The events of a calendar, unfolded.
fn events(calendar: &Reply) -> Vec<String> {
    assert_eq!(calendar.status, 200, "{}", calendar.text);
    let text = calendar.text.replace("\r\n ", "");
    text.split("BEGIN:VEVENT\r\n").skip(1).map(str::to_owned).collect()
}

#[actix_web::test]
async fn a_calendar_has_what_takes_the_users_time() {
    let api = Api::new().await;
    let careful = careful(&api).await;
    let (cancelled, moved) = (api.booked(SLOT).await, api.booked("2026-03-16T14:00:00Z").await);
    api.public(Method::POST, format!("/bookings/{}/cancel", cancelled.0)).bearer(&cancelled.1).send().await.is(200);
    let to = json!({"startTime": LATER});
    let move_it = api.public(Method::POST, format!("/bookings/{}/reschedule", moved.0)).bearer(&moved.1);
    move_it.json(&to).send().await.is(201);
    let mut waits = api.booking(SLOT);
    waits["eventTypeId"] = json!(careful);
    api.public(Method::POST, "/bookings").json(&waits).send().await.is(201);
    let calendar = fetch(&api, &opened(&api).await).await;
    for (name, value) in [
        ("content-type", "text/calendar; charset=utf-8; method=PUBLISH"),
        ("cache-control", "private, max-age=300"),
        ("referrer-policy", "no-referrer"),
    ] {
        assert_eq!(calendar.header(name), value, "{name}");
    }
    for line in ["METHOD:PUBLISH", "NAME:ada – acme", "X-WR-CALNAME:ada – acme", "X-PUBLISHED-TTL:PT60M"] {
        assert!(calendar.text.contains(&format!("\r\n{line}\r\n")), "{line}: {}", calendar.text);
    }
    let events = events(&calendar);
    assert_eq!(events.len(), 2, "{events:?}");
    for (event, start, status) in
        [(&events[0], "20260316T130000Z", "TENTATIVE"), (&events[1], "20260317T130000Z", "CONFIRMED")]
    {
        for line in [format!("DTSTART:{start}"), format!("STATUS:{status}")] {
            assert!(event.contains(&format!("{line}\r\n")), "{line}: {event}");
        }
        assert!(event.contains("– Grace Hopper\r\n"), "the host's title names the invitee: {event}");
        assert!(event.contains("BEGIN:VALARM") && event.contains("TRIGGER:-PT1440M"), "as hosts are reminded: {event}");
    }
    // Nobody approves it in time: it takes no time from then on, whether or not that is written down.
    api.world.clock.advance(SignedDuration::from_hours(48));
    let calendar = fetch(&api, &opened(&api).await).await;
    assert_eq!(self::events(&calendar).len(), 1);
}

#[actix_web::test]
async fn a_calendar_goes_from_a_month_ago_to_a_year_ahead() {
    let api = Api::new().await;
    api.booked(SLOT).await;
    let path = opened(&api).await;
    let at = async |days: i64| {
        let (now, then) = (api.world.engine.now(), SLOT.parse::<jiff::Timestamp>().unwrap());
        api.world.clock.advance(then.duration_since(now) + SignedDuration::from_hours(24 * days));
        events(&fetch(&api, &path).await).len()
    };
    assert_eq!(at(1).await, 1, "what has taken place stays");
    assert_eq!(at(30).await, 1);
    assert_eq!(at(31).await, 0);
    let sql = "INSERT INTO scheduling_bookings SELECT (jsonb_populate_record(b, jsonb_build_object(
            'id', gen_random_uuid(), 'ical_uid', n, 'start_time', b.start_time + make_interval(hours => n),
            'end_time', b.end_time + make_interval(hours => n)))).*
        FROM scheduling_bookings b, generate_series(1, 24 * 440) n";
    api.world.run_sql(sql).await;
    let found = events(&fetch(&api, &path).await);
    assert_eq!(found.len(), 2000, "no more than so many");
    assert!(found[0].contains("DTSTART:20260317T130000Z"), "the earliest: {}", found[0]);
}

#[actix_web::test]
async fn an_unchanged_calendar_is_not_sent_again() {
    let api = Api::new().await;
    let (id, token) = api.booked(SLOT).await;
    let path = opened(&api).await;
    let first = fetch(&api, &path).await;
    let etag = first.header("etag").to_owned();
    let again = async || api.public(Method::GET, &path).header("if-none-match", &etag).send().await;
    api.world.clock.advance(SignedDuration::from_mins(5));
    let unchanged = again().await;
    assert_eq!((unchanged.status.as_u16(), unchanged.text.as_str()), (304, ""));
    assert_eq!(unchanged.header("etag"), etag);
    assert_eq!(unchanged.header("cache-control"), "private, max-age=300");
    api.public(Method::POST, format!("/bookings/{id}/cancel")).bearer(&token).send().await.is(200);
    assert!(again().await.text.starts_with("BEGIN:VCALENDAR"));
}

#[actix_web::test]
async fn an_address_is_secret_and_works_until_there_is_another() {
    let api = Api::new().await;
    let feed = format!("/users/{}/calendar-feed", api.host());
    assert_eq!(api.get(&feed).await.is(200), &json!({"enabled": false, "url": null}));
    let first = opened(&api).await;
    assert_eq!(path(api.get(&feed).await.is(200)), first, "it is shown again");
    fetch(&api, &first).await.is(200);
    let second = opened(&api).await;
    assert_ne!(first, second);
    fetch(&api, &first).await.is_problem(404, "not_found");
    fetch(&api, &second).await.is(200);
    api.admin(Method::DELETE, &feed).send().await.is(204);
    fetch(&api, &second).await.is_problem(404, "not_found");
    assert_eq!(api.get(&feed).await.is(200), &json!({"enabled": false, "url": null}));
    api.admin(Method::DELETE, &feed).send().await.is(204);
    let third = opened(&api).await;
    assert!(third != first && third != second, "what was revoked stays so");
    let (address, token) = third.split_once("?token=").unwrap();
    for wrong in [format!("{token}x"), token[1..].to_owned(), "test.".to_owned(), "x".repeat(300)] {
        fetch(&api, &format!("{address}?token={wrong}")).await.is_problem(404, "not_found");
    }
    fetch(&api, &second).await.is_problem(404, "not_found");
    fetch(&api, address).await.is_problem(422, "required");
    let other = api.world.host(&api.world.admin, "grace").await;
    fetch(&api, &third.replace(&api.host(), &other.id.to_string())).await.is_problem(404, "not_found");
    // A token of a booking opens no calendar.
    let (_, of_booking) = api.booked(SLOT).await;
    fetch(&api, &format!("{address}?token={of_booking}")).await.is_problem(404, "not_found");
    let changes = api.get(format!("/changelog?entityId={}", api.host())).await;
    let said: Vec<_> =
        changes.is(200)["items"].as_array().unwrap().iter().map(|entry| &entry["details"]["calendarFeed"]).collect();
    assert_eq!(said[..4], [&json!("opened"), &json!("closed"), &json!("opened"), &json!("opened")]);
    assert!(!changes.text.contains(token), "the changelog has no secret");
}

#[actix_web::test]
async fn a_repetition_gets_the_same_address_and_the_address_is_where_the_outside_reaches_it() {
    let mut options = AppOptions::default();
    options.public_url = Some("https://book.example.org/".to_owned());
    let api = Api::with(options).await;
    let feed = format!("/users/{}/calendar-feed", api.host());
    let make = || api.admin(Method::POST, &feed).key("a key of a caller").send();
    let (first, again) = (make().await, make().await);
    assert_eq!(first.is(200), again.is(200));
    assert_eq!(again.header("idempotency-replayed"), "true");
    let expected =
        format!("https://book.example.org/api/public/scheduling/acme/calendars/{}.ics?token=test.", api.host());
    assert!(first.body["url"].as_str().unwrap().starts_with(&expected), "{}", first.text);
}

#[actix_web::test]
async fn a_member_has_an_own_calendar_and_whoever_only_reads_sees_no_address() {
    let api = Api::new().await;
    let feed = format!("/users/{}/calendar-feed", api.host());
    let own = api.key(&[Scope::ConfigWrite], Some(api.world.host.id)).await;
    path(api.admin(Method::POST, &feed).bearer(&own).send().await.is(200));
    let other = api.world.host(&api.world.admin, "grace").await;
    let of_other = format!("/users/{}/calendar-feed", other.id);
    for method in [Method::GET, Method::POST, Method::DELETE] {
        api.admin(method, &of_other).bearer(&own).send().await.is_problem(404, "not_found");
    }
    let reader = api.key(&[Scope::Read], None).await;
    api.admin(Method::GET, &feed).bearer(&reader).send().await.is_problem(403, "forbidden");
}
