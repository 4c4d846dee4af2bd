//! The clocks of the machines that the server and the database run on mean nothing.

use scheduling_testkit::db::TestDb;
use serde_json::{Value, json};
use tokio_postgres::NoTls;

use crate::{
    http::Client,
    process::{Home, Server, TOKEN_KEYS},
};

const HOSTS: [&str; 4] = ["America/Los_Angeles", "Pacific/Honolulu", "Australia/Sydney", "Pacific/Auckland"];
const ADMIN: &str = "/api/admin/scheduling";
const PUBLIC: &str = "/api/public/scheduling/acme";

/// Half an hour every quarter of an hour, from 09:00 to 17:00.
const A_DAY: usize = 31;

fn slots(day: &Value) -> &Vec<Value> {
    day["slots"].as_array().unwrap()
}

/// A host in a zone, whose days are blocked, listed, booked up and counted.
fn a_host_in(zone: &str, name: &str, (admin, anybody): (&Client, &Client)) {
    let user = json!({"userId": name, "username": name, "displayName": name, "email": "a@example.org",
        "timezone": zone, "minimumNoticeHours": 0});
    let user = admin.change("POST", "users", &user)["id"].clone();
    let intro = json!({"userId": user, "name": "Intro", "slug": "intro", "duration": 30});
    let intro = admin.change("POST", "event-types", &intro)["id"].clone();
    let offer = format!("{PUBLIC}/users/{name}/intro");
    let next = anybody.get(&format!("{offer}/slots/next?timezone={zone}&limit=100"));
    // The first day may have begun.
    let days = &next["days"].as_array().unwrap()[1..3];
    assert_eq!(days.iter().map(|day| slots(day).len()).collect::<Vec<_>>(), [A_DAY; 2], "{zone}: {next}");
    let [full, blocked] = [&days[0], &days[1]].map(|day| day["date"].as_str().unwrap());
    let of_date = |date: &str| anybody.get(&format!("{offer}/slots?timezone={zone}&from={date}&to={date}"));

    // Five starts would overlap the host's noon; the evening takes nothing that is on offer.
    for (start, end) in [("12:00", "13:00"), ("18:00", "20:00")] {
        let block =
            json!({"userId": user, "startDate": blocked, "endDate": blocked, "startTime": start, "endTime": end});
        admin.change("POST", "blocked-dates", &block);
        let left = of_date(blocked);
        assert_eq!(slots(&left["days"][0]).len(), A_DAY - 5, "{zone}: {left}");
    }
    // With the quarter of an hour after each meeting every third start can be had.
    let wanted: Vec<_> = slots(&days[0]).iter().step_by(3).collect();
    for slot in &wanted {
        let booking = json!({"eventTypeId": intro, "startTime": slot["startTime"], "timezone": "Europe/London",
            "invitee": {"name": "Grace", "email": "grace@example.org"}});
        let booked = anybody.send("POST", &format!("{PUBLIC}/bookings"), Some(&booking));
        assert_eq!(booked.status, 201, "{zone}: {booking}: {}", booked.body);
    }
    assert!(slots(&of_date(full)["days"][0]).is_empty(), "{zone}");
    let user = user.as_str().unwrap();
    let counted = admin.get(&format!("{ADMIN}/analytics?timezone={zone}&from={full}&to={full}&hostUserId={user}"));
    assert_eq!(counted["summary"]["totalBookings"], json!(wanted.len()), "{zone}: {counted}");
}

#[tokio::test]
async fn what_is_listed_can_be_booked_whatever_the_zones_of_server_and_database() {
    let (home, database) = (Home::new(), TestDb::create().await);
    let url = database.app_url();
    let environment =
        [("DATABASE_URL", url.as_str()), ("SCHEDULING_TOKEN_KEYS", TOKEN_KEYS), ("SCHEDULING_RATE_LIMITS", "off")];
    home.run(&["tenant", "create", "--slug", "acme", "--name", "Acme"], &environment).success();
    let key = home.run(&["key", "create", "--tenant", "acme", "--name", "all"], &environment).success();
    let (sql, connection) = tokio_postgres::connect(&database.superuser_url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    for (at, (of_server, of_database)) in
        [("UTC", "UTC"), ("America/New_York", "Pacific/Auckland"), ("Pacific/Kiritimati", "America/Los_Angeles")]
            .into_iter()
            .enumerate()
    {
        let name: String = sql.query_one("SELECT current_database()::text", &[]).await.unwrap().get(0);
        sql.batch_execute(&format!("ALTER DATABASE \"{name}\" SET timezone = '{of_database}'")).await.unwrap();
        let server: Server = home.serve(&["serve"], &[&environment[..], &[("TZ", of_server)]].concat());
        let clients = (Client::new(server.base_url(), key.trim()), Client::new(server.base_url(), ""));
        for zone in HOSTS {
            let city = zone.split_once('/').unwrap().1.to_lowercase().replace('_', "-");
            a_host_in(zone, &format!("{city}-{at}"), (&clients.0, &clients.1));
        }
        server.stop();
    }
}
