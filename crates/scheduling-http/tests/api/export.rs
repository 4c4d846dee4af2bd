//! `bookings/export.csv`.

use std::net::SocketAddr;

use actix_web::http::Method;
use futures_util::future::{FutureExt as _, join};
use jiff::SignedDuration;
use scheduling_engine::Scope;
use scheduling_http::Server;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use crate::{
    lifecycle::{careful, pending},
    server::exchange_as,
    support::{Api, Reply, SLOT},
};

/// The cells of each line.
fn table(reply: &Reply) -> Vec<Vec<String>> {
    assert_eq!(reply.status, 200, "{}", reply.text);
    let mut lines = csv::ReaderBuilder::new().has_headers(false).from_reader(reply.text.as_bytes());
    lines.records().map(|line| line.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The cells of a column, its name left out.
fn column(reply: &Reply, name: &str) -> Vec<String> {
    let table = table(reply);
    let at = table[0].iter().position(|column| column == name).unwrap();
    table.into_iter().skip(1).map(|mut line| line.swap_remove(at)).collect()
}

/// So many cancelled bookings of the world's event type, one a minute from 2026-04-01T00:00Z on.
async fn fill(api: &Api, count: u32) {
    let (tenant, event_type, host) = (api.world.admin.tenant().id, api.event_type(), api.host());
    let sql = format!(
        "INSERT INTO scheduling_bookings (tenant_id, id, event_type_id, host_user_id, status, start_time, end_time,
            timezone, event_type_name, host_name, host_email, invitee_name, invitee_email, invitee_email_normalized,
            location, ical_uid, cancelled_by, cancelled_at, created_at, updated_at)
        SELECT '{tenant}', gen_random_uuid(), '{event_type}', '{host}', 'cancelled', at, at + interval '30 min', 'UTC',
            'intro', 'ada', 'ada@example.org', 'Invitee', 'i@example.org', 'i@example.org', '{{\"type\": \"phone\"}}',
            n::text, 'host', at, at, at
        FROM (SELECT n, timestamptz '2026-04-01T00:00Z' + n * interval '1 min' AS at
            FROM generate_series(0, {count} - 1) AS n) AS made"
    );
    api.world.run_sql(&sql).await;
}

#[actix_web::test]
async fn bookings_come_as_a_table_in_which_nothing_is_a_formula() {
    let api = Api::new().await;
    let mut booking = api.booking(SLOT);
    booking["invitee"] = json!({
        "name": "=HYPERLINK(\"http://x\",\"y\")", "email": "grace@example.org", "phone": "+1 555 0100",
        "notes": "-1, \"quoted\"\nand a second line",
    });
    booking["guests"] = json!(["charles@example.org", "bob@example.org"]);
    let booked = api.public(Method::POST, "/bookings").json(&booking).send().await;
    let id = booked.is(201)["id"].as_str().unwrap();

    let exported = api.get("/bookings/export.csv").await;
    assert_eq!(exported.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(exported.header("content-disposition"), "attachment; filename=\"bookings.csv\"");
    for (name, expected) in [
        ("id", id),
        ("status", "confirmed"),
        ("startTime", SLOT),
        ("endTime", "2026-03-16T13:30:00Z"),
        ("timezone", "Europe/Berlin"),
        ("inviteeName", "'=HYPERLINK(\"http://x\",\"y\")"),
        ("inviteePhone", "'+1 555 0100"),
        ("inviteeNotes", "'-1, \"quoted\"\nand a second line"),
        ("guests", "charles@example.org\nbob@example.org"),
        ("locationType", "google_meet"),
        ("responses", ""),
        ("cancelledAt", ""),
    ] {
        assert_eq!(column(&exported, name), [expected], "{name}");
    }
}

#[actix_web::test]
async fn a_line_says_what_has_become_of_its_booking() {
    let api = Api::new().await;
    let careful = careful(&api).await;
    let act = async |id: &str, action: &str, body: Value| api.post(format!("/bookings/{id}/{action}"), &body).await;
    let (old, _) = api.booked(SLOT).await;
    let overrides = json!({"rules": ["outside_hours"], "reason": "A favour"});
    let sunday = json!({"startTime": "2026-03-15T13:00:00Z", "overrides": overrides, "reason": "=1+1"});
    let moved = act(&old, "reschedule", sunday).await;
    let new = moved.is(201)["id"].as_str().unwrap();
    let (declined, _) = pending(&api, &careful, "2026-03-17T13:00:00Z").await;
    act(&declined, "decline", json!({"reason": "That week is full."})).await.is(200);
    let (cancelled, _) = api.booked("2026-03-18T13:00:00Z").await;
    act(&cancelled, "cancel", json!({"reason": "Holidays"})).await.is(200);
    let (waiting, _) = pending(&api, &careful, "2026-03-19T13:00:00Z").await;

    let exported = api.get("/bookings/export.csv").await;
    assert_eq!(column(&exported, "id"), [new, &old, &declined, &cancelled, &waiting]);
    for (name, expected) in [
        ("status", ["confirmed", "rescheduled", "declined", "cancelled", "pending"]),
        ("rescheduledFrom", [&old, "", "", "", ""]),
        ("rescheduledTo", ["", new, "", "", ""]),
        ("rescheduledBy", ["", "host", "", "", ""]),
        ("rescheduleReason", ["", "'=1+1", "", "", ""]),
        ("overrides", [r#"{"rules":["outside_hours"],"reason":"A favour"}"#, "", "", "", ""]),
        ("declineCause", ["", "", "host", "", ""]),
        ("declineReason", ["", "", "That week is full.", "", ""]),
        ("declinedAt", ["", "", "2026-03-02T12:00:00Z", "", ""]),
        ("cancelledBy", ["", "", "", "host", ""]),
        ("cancelReason", ["", "", "", "Holidays", ""]),
        ("expiresAt", ["", "", "", "", "2026-03-04T12:00:00Z"]),
    ] {
        assert_eq!(column(&exported, name), expected, "{name}");
    }
    api.world.clock.advance(SignedDuration::from_hours(48));
    let expired = api.get("/bookings/export.csv?status=declined").await;
    assert_eq!(column(&expired, "id"), [&declined, &waiting].map(String::as_str));
    assert_eq!(column(&expired, "declineCause"), ["host", "expired"]);
    assert_eq!(column(&expired, "expiresAt"), ["", ""]);
}

#[actix_web::test]
async fn it_has_all_that_the_list_has_page_by_page() {
    let api = Api::new().await;
    api.booked(SLOT).await;
    fill(&api, 250).await;
    let (mut listed, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = api.get(format!("/bookings?limit=100{cursor}")).await;
        listed.extend(
            page.is(200)["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page.body["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(listed.len(), 251);
    assert_eq!(column(&api.get("/bookings/export.csv").await, "id"), listed);
    for (query, count) in [
        ("status=confirmed", 1),
        ("status=cancelled&dateFrom=2026-04-01&dateTo=2026-04-01", 250),
        ("dateTo=2026-03-31", 1),
        ("search=hopper", 1),
        ("search=nobody", 0),
    ] {
        assert_eq!(column(&api.get(format!("/bookings/export.csv?{query}")).await, "id").len(), count, "{query}");
    }
}

#[actix_web::test]
async fn a_key_of_one_host_exports_that_hosts_bookings() {
    let api = Api::new().await;
    api.booked(SLOT).await;
    let bob = api.world.host(&api.world.admin, "bob").await;
    let (ada, bob_key) =
        (api.key(&[Scope::Read], Some(api.world.host.id)).await, api.key(&[Scope::Read], Some(bob.id)).await);
    let export =
        |key: &str, query: &str| api.admin(Method::GET, format!("/bookings/export.csv{query}")).bearer(key).send();
    assert_eq!(column(&export(&ada, "").await, "hostName"), ["ada"]);
    assert_eq!(column(&export(&bob_key, "").await, "id").len(), 0);
    export(&bob_key, &format!("?hostUserId={}", api.host())).await.is_problem(404, "not_found");
    api.get("/bookings/export.csv?limit=5").await.is_problem(422, "unknown_field");
    api.get("/bookings/export.csv?dateFrom=2026-04-02&dateTo=2026-04-01").await.is_problem(422, "end_before_start");
}

#[test]
fn the_filters_of_the_list_are_those_of_the_export() {
    let document: Value = serde_json::from_str(&scheduling_http::openapi_json()).unwrap();
    let names = |path: &str| -> Vec<String> {
        let parameters = document["paths"][path]["get"]["parameters"].as_array().unwrap();
        let names = parameters.iter().map(|parameter| parameter["name"].as_str().unwrap().to_owned());
        names.filter(|name| name != "limit" && name != "cursor").collect()
    };
    let list = names("/api/admin/scheduling/bookings");
    assert!(list.len() >= 6);
    assert_eq!(names("/api/admin/scheduling/bookings/export.csv"), list);
}

#[actix_web::test]
async fn an_export_that_fails_half_way_does_not_look_complete() {
    let api = Api::new().await;
    fill(&api, 250).await;
    let server = Server::bind(api.state.clone(), SocketAddr::from(([127, 0, 0, 1], 0)), 1).unwrap();
    let (address, key) = (server.addr(), api.world.api_key.clone());
    let (stop, stopped) = oneshot::channel::<()>();
    let request = "GET /api/admin/scheduling/bookings/export.csv".to_owned();
    let client = async {
        let header = format!("authorization: Bearer {key}");
        let whole = exchange_as(address, &request, &header).await;
        assert!(whole.starts_with("HTTP/1.1 200 OK\r\n") && whole.ends_with("\r\n0\r\n\r\n"), "{whole}");
        // The third page has a row that no booking can be.
        api.world.run_sql("UPDATE scheduling_bookings SET timezone = 'Mars/Phobos' WHERE ical_uid = '220'").await;
        let broken = exchange_as(address, &request, &header).await;
        assert!(broken.starts_with("HTTP/1.1 200 OK\r\n"), "{broken}");
        assert!(broken.contains("2026-04-01T03:19:00Z"), "two pages were sent");
        assert!(!broken.ends_with("0\r\n\r\n"), "and no last chunk, by which a client would take it for the whole");
        stop.send(()).unwrap();
    };
    let (served, ()) = join(server.run(stopped.map(drop)), client).await;
    served.unwrap();
}
