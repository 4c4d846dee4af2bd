//! A booking as a file for calendar programs.

use actix_web::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{
    lifecycle::careful,
    support::{Api, Reply, SLOT},
};

/// The file of a booking, by a link that somebody clicks.
async fn file(api: &Api, (id, token): &(String, String)) -> Reply {
    api.public(Method::GET, format!("/bookings/{id}/calendar.ics?token={token}")).send().await
}

/// Its lines, unfolded.
fn lines(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert!(reply.text.ends_with("END:VCALENDAR\r\n"), "{}", reply.text);
    reply.text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// The value of a property without parameters, which is there once.
fn only(reply: &Reply, name: &str) -> String {
    let lines = lines(reply);
    let mut found = lines.iter().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let value = found.next().unwrap_or_else(|| panic!("no {name}: {}", reply.text)).to_owned();
    assert_eq!(found.next(), None, "{name} twice: {}", reply.text);
    value
}

fn made(reply: &Reply) -> (String, String) {
    let text = |field: &str| reply.is(201)[field].as_str().unwrap().to_owned();
    (text("id"), text("manageToken"))
}

#[actix_web::test]
async fn an_invitee_fetches_the_meeting_by_a_link_or_with_the_token_in_the_header() {
    let api = Api::new().await;
    let booking = api.booked(SLOT).await;
    let by_link = file(&api, &booking).await;
    let path = format!("/bookings/{}/calendar.ics", booking.0);
    let by_header = api.public(Method::GET, &path).bearer(&booking.1).send().await;
    assert_eq!(by_link.is(200), by_header.is(200));
    assert_eq!(by_link.text, by_header.text);
    for (name, value) in [
        ("content-type", "text/calendar; charset=utf-8; method=PUBLISH"),
        ("content-disposition", "attachment; filename=\"meeting.ics\""),
        ("cache-control", "private, no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(by_link.header(name), value, "{name}");
    }
    let shown = api.get(format!("/bookings/{}", booking.0)).await;
    for (name, value) in [
        ("METHOD", "PUBLISH"),
        ("UID", shown.is(200)["icalUid"].as_str().unwrap()),
        ("SEQUENCE", "0"),
        ("DTSTAMP", "20260302T120000Z"),
        ("DTSTART", "20260316T130000Z"),
        ("DTEND", "20260316T133000Z"),
        ("STATUS", "CONFIRMED"),
        ("ORGANIZER;CN=ada", "mailto:ada@example.org"),
    ] {
        assert_eq!(only(&by_link, name), value, "{name}");
    }
    assert!(!by_link.text.contains("ATTENDEE") && !by_link.text.contains(&booking.1), "{}", by_link.text);
}

#[actix_web::test]
async fn a_meeting_that_was_called_off_or_moved_is_taken_out_of_the_calendar() {
    let api = Api::new().await;
    let (cancelled, moved) = (api.booked(SLOT).await, api.booked("2026-03-16T14:00:00Z").await);
    let (uid, moved_uid) = (only(&file(&api, &cancelled).await, "UID"), only(&file(&api, &moved).await, "UID"));
    assert_ne!(uid, moved_uid);
    api.public(Method::POST, format!("/bookings/{}/cancel", cancelled.0)).bearer(&cancelled.1).send().await.is(200);
    let gone = file(&api, &cancelled).await;
    assert_eq!(gone.header("content-type"), "text/calendar; charset=utf-8; method=CANCEL");
    for (name, value) in [("METHOD", "CANCEL"), ("STATUS", "CANCELLED"), ("UID", &uid), ("SEQUENCE", "1")] {
        assert_eq!(only(&gone, name), value, "{name}");
    }
    assert_eq!(only(&gone, "ATTENDEE;CN=Grace Hopper"), "mailto:grace@example.org");

    let body = json!({"startTime": "2026-03-17T13:00:00Z"});
    let path = format!("/bookings/{}/reschedule", moved.0);
    let new = made(&api.public(Method::POST, path).bearer(&moved.1).json(&body).send().await);
    let (old, new) = (file(&api, &moved).await, file(&api, &new).await);
    for (name, of_old, of_new) in [
        ("METHOD", "CANCEL", "PUBLISH"),
        ("UID", moved_uid.as_str(), moved_uid.as_str()),
        ("SEQUENCE", "0", "1"),
        ("DTSTART", "20260316T140000Z", "20260317T130000Z"),
    ] {
        assert_eq!((only(&old, name).as_str(), only(&new, name).as_str()), (of_old, of_new), "{name}");
    }
}

#[actix_web::test]
async fn a_meeting_that_waits_for_approval_is_tentative() {
    let api = Api::new().await;
    let mut body = api.booking(SLOT);
    body["eventTypeId"] = json!(careful(&api).await);
    let booking = made(&api.public(Method::POST, "/bookings").json(&body).send().await);
    let waiting = file(&api, &booking).await;
    assert_eq!((only(&waiting, "STATUS"), only(&waiting, "SEQUENCE")), ("TENTATIVE".to_owned(), "0".to_owned()));
    api.post(format!("/bookings/{}/confirm", booking.0), &json!({})).await.is(200);
    let agreed = file(&api, &booking).await;
    assert_eq!((only(&agreed, "STATUS"), only(&agreed, "SEQUENCE")), ("CONFIRMED".to_owned(), "1".to_owned()));
    body["startTime"] = json!("2026-03-16T15:00:00Z");
    let booking = made(&api.public(Method::POST, "/bookings").json(&body).send().await);
    api.post(format!("/bookings/{}/decline", booking.0), &json!({})).await.is(200);
    assert_eq!(only(&file(&api, &booking).await, "METHOD"), "CANCEL");
}

#[actix_web::test]
async fn what_a_stranger_writes_adds_nothing_to_the_file() {
    let api = Api::new().await;
    let mut body = api.booking(SLOT);
    body["invitee"]["name"] = json!("Grace \"X\", Hopper; mailto:evil@example.org");
    body["invitee"]["notes"] = json!("one\nEND:VEVENT\nBEGIN:VEVENT\nATTENDEE:mailto:evil@example.org, two;\\n");
    let booking = made(&api.public(Method::POST, "/bookings").json(&body).send().await);
    let kept = file(&api, &booking).await;
    let notes = "one\\nEND:VEVENT\\nBEGIN:VEVENT\\nATTENDEE:mailto:evil@example.org\\, two\\;\\\\n";
    assert_eq!(only(&kept, "DESCRIPTION"), notes);
    api.public(Method::POST, format!("/bookings/{}/cancel", booking.0)).bearer(&booking.1).send().await.is(200);
    let gone = lines(&file(&api, &booking).await);
    let attendees: Vec<&String> = gone.iter().filter(|line| line.starts_with("ATTENDEE")).collect();
    let expected = "ATTENDEE;CN=\"Grace ^'X^', Hopper; mailto:evil@example.org\":mailto:grace@example.org";
    assert_eq!(attendees, [expected]);
    assert_eq!(gone.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 1);
}

#[actix_web::test]
async fn a_link_opens_its_own_booking_until_the_meeting_is_over() {
    let api = Api::new().await;
    let booking = api.booked(SLOT).await;
    let other = api.booked("2026-03-16T14:00:00Z").await;
    let absent = "00000000-0000-0000-0000-00000000ffff".to_owned();
    let mut told = Vec::new();
    for wrong in [(booking.0.clone(), other.1.clone()), (absent, other.1.clone()), (booking.0.clone(), "x".to_owned())]
    {
        let reply = file(&api, &wrong).await;
        reply.is_problem(401, "unauthenticated");
        let mut body = reply.body.clone();
        body["instance"] = Value::Null;
        told.push(body);
    }
    told.dedup();
    assert_eq!(told.len(), 1, "the answers tell existing bookings from absent ones");
    let path = format!("/bookings/{}/calendar.ics", booking.0);
    api.public(Method::GET, &path).send().await.is_problem(401, "unauthenticated");
    let both = api.public(Method::GET, format!("{path}?token={}", other.1)).bearer(&booking.1).send().await;
    both.is_problem(401, "unauthenticated");
    let empty = api.public(Method::GET, format!("{path}?token=")).send().await;
    empty.is_problem(422, "empty");
    api.world.clock.advance(SignedDuration::from_hours(24 * 15));
    file(&api, &booking).await.is_problem(410, "meeting_over");
}
