//! `cargo run` for a new user, and for one who comes back.

use serde_json::{Value, json};

use crate::{
    http::Client,
    process::{Home, Server},
};

/// The commands that a server printed, taken apart.
pub(crate) struct Walk {
    slots: String,
    /// Address and body of the two requests for a booking.
    pub(crate) bookings: Vec<(String, Value)>,
    admin: String,
}

impl Walk {
    pub(crate) fn printed_by(server: &Server) -> Self {
        let text = &server.stdout;
        let between = |text: &str, begin: &str, end: &str| {
            let (_, rest) = text.split_once(begin).unwrap_or_else(|| panic!("no {begin:?} in {text}"));
            rest.split_once(end).unwrap().0.to_owned()
        };
        let slots = between(text, "curl -s -w '\\n' '", "'");
        let bookings = text.split("-X POST '").skip(1).filter(|command| command.contains("startTime")).map(|command| {
            let body = between(command, "-d '", "}}'") + "}}";
            (command.split_once('\'').unwrap().0.to_owned(), serde_json::from_str(&body).unwrap())
        });
        let bookings = bookings.collect();
        let admin = between(text, "all bookings of the tenant.\ncurl -s -w '\\n' '", "'");
        Self { slots, bookings, admin }
    }
}

fn starts(slots: &Value) -> Vec<Value> {
    let days = slots["days"].as_array().unwrap().iter();
    days.flat_map(|day| day["slots"].as_array().unwrap()).map(|slot| slot["startTime"].clone()).collect()
}

fn items(client: &Client, path: &str) -> Vec<Value> {
    client.get(&format!("/api/admin/scheduling/{path}"))["items"].as_array().unwrap().clone()
}

#[test]
fn a_new_user_gets_a_walk_that_works() {
    let home = Home::new();
    let server = home.demo();

    let mut members: Vec<&String> = server.ready.as_object().unwrap().keys().collect();
    members.sort();
    assert_eq!(members, ["apiKey", "baseUrl", "eventSlug", "platformKey", "tenant", "username"]);
    assert!(server.base_url().starts_with("http://127.0.0.1:"), "{}", server.ready);
    assert_eq!([server.ready("tenant"), server.ready("username"), server.ready("eventSlug")], ["demo", "ada", "intro"]);
    for printed in ["baseUrl", "apiKey", "platformKey"] {
        assert!(server.stdout.contains(server.ready(printed)), "{printed}: {}", server.stdout);
    }
    assert!(server.stderr.contains("applied migration 0001"), "{}", server.stderr);
    assert!(!server.stderr.contains('\u{1b}'), "colours in a file: {}", server.stderr);

    let walk = Walk::printed_by(&server);
    let anybody = Client::new(server.base_url(), "");
    let [(bookings, first), (_, second)] = walk.bookings.as_slice() else { panic!("{}", server.stdout) };
    assert!(starts(&anybody.get(&walk.slots)).contains(&first["startTime"]));
    let booked = anybody.send("POST", bookings, Some(first));
    assert_eq!(booked.status, 201, "{}", booked.body);
    let refused = anybody.send("POST", bookings, Some(second));
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("slot_taken")), "{}", refused.body);
    let token = Client::new(server.base_url(), booked.body["manageToken"].as_str().unwrap());
    let cancel = format!("{bookings}/{}/cancel", booked.body["id"].as_str().unwrap());
    let cancelled = token.send("POST", &cancel, Some(&json!({})));
    assert_eq!((cancelled.status, &cancelled.body["status"]), (200, &json!("cancelled")), "{}", cancelled.body);
    assert_eq!(server.client().get(&walk.admin)["items"].as_array().unwrap().len(), 1);
    let platform = Client::new(server.base_url(), server.ready("platformKey"));
    assert_eq!(platform.get("/api/platform/tenants")["items"][0]["slug"], json!("demo"));

    server.stop();
    assert!(!home.ready_file().exists() && !home.has_postgres());
}

/// What people do to a demo: each of these once made the next start fail, or was undone by it.
#[test]
fn a_demo_that_was_changed_is_left_as_it_is() {
    let home = Home::new();
    let server = home.demo();
    let client = server.client();
    let key = server.ready("apiKey").to_owned();
    let user =
        |id: &str| json!({"userId": id, "username": id, "displayName": id, "email": format!("{id}@example.org")});

    let users = items(&client, "users");
    let id_of = |at: usize| users[at]["id"].as_str().unwrap();
    let mut countess = user("ada");
    countess["username"] = json!("countess");
    client.change("PUT", &format!("users/{}", id_of(0)), &countess);
    let mut away = user("grace");
    away["isActive"] = json!(false);
    client.change("PUT", &format!("users/{}", id_of(1)), &away);
    let types = items(&client, &format!("event-types?userId={}", id_of(0)));
    let intro = types.iter().find(|found| found["slug"] == json!("intro")).unwrap()["id"].as_str().unwrap();
    assert_eq!(client.send("DELETE", &format!("/api/admin/scheduling/event-types/{intro}"), None).status / 100, 2);
    let limits = json!({"bookings": 500, "holds": 500, "reads": 5000, "changes": 500});
    client.change("PUT", "settings", &json!({"rateLimits": limits}));
    server.stop();

    let server = home.demo();
    let client = server.client();
    assert_eq!(server.ready("apiKey"), key);
    assert_eq!(server.ready("username"), "countess");
    assert!(["deep-dive", "quick-call"].contains(&server.ready("eventSlug")), "{}", server.ready);
    let walk = Walk::printed_by(&server);
    assert_eq!(client.send("POST", &walk.bookings[0].0, Some(&walk.bookings[0].1)).status, 201);
    assert_eq!(client.get("/api/admin/scheduling/settings")["rateLimits"], limits);
    assert_eq!(items(&client, &format!("event-types?userId={}", id_of(0))).len(), 2, "archived types stay archived");
    assert_eq!(items(&client, "users").len(), 2);
    let (_, days) = walk.slots.split_once("from=").unwrap();
    let (first, last) = days.split_once("&to=").unwrap();
    client.change("POST", "blocked-dates", &json!({"userId": id_of(0), "startDate": first, "endDate": last}));
    server.stop();

    let server = home.demo();
    assert_eq!(server.ready("username"), "countess");
    assert!(server.stdout.contains("There are none until"), "{}", server.stdout);
    assert!(!server.stdout.contains("startTime"), "{}", server.stdout);
    countess["isActive"] = json!(false);
    server.client().change("PUT", &format!("users/{}?keep=true", id_of(0)), &countess);
    server.stop();

    let server = home.demo();
    assert!(server.stdout.contains("Nothing of the demo can be booked now"), "{}", server.stdout);
    assert_eq!((&server.ready["username"], &server.ready["eventSlug"]), (&Value::Null, &Value::Null));
    assert_eq!(server.ready("apiKey"), key);
    server.stop();
}

/// A start that was killed before the demo was whole left no file with a key behind.
#[test]
fn a_demo_that_was_not_finished_is_finished_by_the_next_start() {
    let home = Home::new();
    let server = home.demo();
    let key = server.ready("apiKey").to_owned();
    server.stop();
    std::fs::remove_file(home.path().join(".dev/demo.json")).unwrap();

    let server = home.demo();
    assert_ne!(server.ready("apiKey"), key);
    assert_eq!([server.ready("username"), server.ready("eventSlug")], ["ada", "intro"]);
    assert_eq!(items(&server.client(), "users").len(), 2);
    assert_eq!(items(&server.client(), "event-types").len(), 6);
    server.stop();
}
