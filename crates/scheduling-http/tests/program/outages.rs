//! Servers that are told to stop while they work, and servers that are killed.

use std::{fs, io::Write as _, net::TcpStream};

use scheduling_testkit::db::TestDb;
use serde_json::json;

use crate::{
    demo::Walk,
    http::{Answer, Client},
    process::{Home, TOKEN_KEYS, wait_for},
};

#[test]
fn a_server_that_is_told_to_stop_finishes_what_it_began() {
    let home = Home::new();
    let server = home.demo();
    let client = server.client();
    let printed = Walk::printed_by(&server);
    let (path, body) = (&printed.bookings[0].0, printed.bookings[0].1.to_string());

    let mut in_flight = client.begin(path, &body);
    server.terminate();
    // Both say that it takes no more requests.
    wait_for("the ready-file's end", || (!home.ready_file().exists()).then_some(()));
    let address = server.base_url().strip_prefix("http://").unwrap().to_owned();
    wait_for("the listener's end", || TcpStream::connect(&address).err());
    in_flight.write_all(body.as_bytes()).unwrap();
    let answer = Answer::read(in_flight);
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert!(server.wait().success());
    assert!(!home.has_postgres(), "the cluster is stopped after the server");

    let server = home.demo();
    let id = answer.body["id"].as_str().unwrap();
    assert_eq!(server.client().get(&format!("/api/admin/scheduling/bookings/{id}"))["status"], json!("confirmed"));
    server.stop();
}

/// Ten attempts a minute are an address's, however many threads answer.
#[tokio::test]
async fn one_limit_holds_for_all_threads_of_a_server() {
    let (home, database) = (Home::new(), TestDb::create().await);
    let url = database.app_url();
    let environment =
        [("DATABASE_URL", url.as_str()), ("SCHEDULING_TOKEN_KEYS", TOKEN_KEYS), ("SCHEDULING_WORKERS", "4")];
    home.run(&["tenant", "create", "--slug", "acme", "--name", "Acme"], &environment).success();
    let server = home.serve(&["serve"], &environment);
    let anybody = Client::new(server.base_url(), "");
    let nothing = json!({"eventTypeId": "0195a3c2-7d5e-7c6b-8f43-000000000000", "startTime": "2026-03-16T13:00:00Z",
        "timezone": "Europe/London", "invitee": {"name": "Grace", "email": "grace@example.org"}});
    let book = |_| anybody.send("POST", "/api/public/scheduling/acme/bookings", Some(&nothing)).status;
    let statuses: Vec<u16> = (0..40).map(book).collect();
    let answered = statuses.iter().filter(|status| **status == 404).count();
    assert!((10..=12).contains(&answered), "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), statuses.len() - answered, "{statuses:?}");
    server.stop();
}

#[test]
fn the_postgres_of_a_killed_server_is_taken_over() {
    let home = Home::new();
    let server = home.demo();
    let key = server.ready("apiKey").to_owned();
    let pid = |text: &str| text.split_once("(process ").map(|(_, rest)| rest.split_once(')').unwrap().0.to_owned());
    let started = pid(&server.stderr);
    server.kill_9();
    assert!(home.has_postgres() && home.ready_file().exists(), "a killed server cleans nothing up");
    // What was left must not be taken for the next server's.
    fs::write(home.ready_file(), "left behind").unwrap();

    let server = home.demo();
    assert!(server.stderr.contains("PostgreSQL runs already"), "{}", server.stderr);
    assert_eq!(pid(&server.stderr), started);
    assert_eq!(server.ready("apiKey"), key);
    assert_eq!(server.client().get("/health/ready")["status"], json!("ready"));
    server.stop();
    assert!(!home.has_postgres());
}
