//! `analytics`.

use actix_web::http::Method;
use jiff::SignedDuration;
use scheduling_engine::Scope;
use scheduling_store::PlatformScope;
use serde_json::{Value, json};

use crate::{
    lifecycle::{careful, pending},
    support::{Api, Reply},
};

/// The week of `SLOT`, in which the clocks have just been changed in New York.
const WEEK: &str = "timezone=America/New_York&from=2026-03-16&to=2026-03-22";

async fn figures(api: &Api, query: &str) -> Reply {
    let reply = api.get(format!("/analytics?{query}")).await;
    reply.is(200);
    reply
}

fn numbers(value: &Value) -> Vec<u64> {
    value.as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect()
}

#[actix_web::test]
async fn a_week_is_counted_by_date_weekday_hour_event_type_and_member() {
    let api = Api::new().await;
    // Monday 09:00 and 16:30 in New York, and Tuesday 10:00, which is cancelled.
    let (_, _) = (api.booked("2026-03-16T13:00:00Z").await, api.booked("2026-03-16T20:30:00Z").await);
    let (cancelled, _) = api.booked("2026-03-17T14:00:00Z").await;
    api.post(format!("/bookings/{cancelled}/cancel"), &json!({})).await.is(200);
    api.world.host(&api.world.admin, "bob").await;

    let week = figures(&api, WEEK).await.body;
    let utilisation = 60.0 / (40.0 * 60.0);
    assert_eq!(
        week["summary"],
        json!({
            "totalBookings": 3, "confirmedBookings": 2, "cancelledBookings": 1, "cancelRate": 1.0 / 3.0,
            "avgBookingsPerWeek": 3.0, "utilisation": utilisation / 2.0,
        })
    );
    assert_eq!(numbers(&week["byDayOfWeek"]), [2, 1, 0, 0, 0, 0, 0]);
    let hours = numbers(&week["byHourOfDay"]);
    assert_eq!((hours.len(), hours[9], hours[10], hours[16], hours.iter().sum::<u64>()), (24, 1, 1, 1, 3));
    let day = |date: &str, total, confirmed, cancelled| json!({"date": date, "totalBookings": total, "confirmedBookings": confirmed, "cancelledBookings": cancelled});
    let trend = week["trend"].as_array().unwrap();
    assert_eq!(trend[..3], [day("2026-03-16", 2, 2, 0), day("2026-03-17", 1, 0, 1), day("2026-03-18", 0, 0, 0)]);
    assert_eq!(trend.len(), 7);
    assert_eq!(
        week["byEventType"],
        json!([{
            "eventTypeId": api.event_type(), "name": "intro", "totalBookings": 3, "confirmedBookings": 2,
            "cancelledBookings": 1, "cancelRate": 1.0 / 3.0,
        }])
    );
    let [ada, bob] = &week["byMember"].as_array().unwrap()[..] else { panic!("{week}") };
    assert_eq!(
        *ada,
        json!({
            "hostUserId": api.host(), "name": "ada", "totalBookings": 3, "confirmedBookings": 2, "cancelledBookings": 1,
            "cancelRate": 1.0 / 3.0, "bookedMinutes": 60, "availableMinutes": 2400, "utilisation": utilisation,
        })
    );
    assert_eq!(
        (&bob["totalBookings"], &bob["cancelRate"], &bob["utilisation"]),
        (&json!(0), &Value::Null, &json!(0.0))
    );
}

#[actix_web::test]
async fn the_zone_decides_which_day_it_is() {
    let api = Api::new().await;
    // Monday 16:30 in New York is Tuesday in Tokyo.
    api.booked("2026-03-16T20:30:00Z").await;
    let tokyo = figures(&api, "timezone=Asia/Tokyo&from=2026-03-16&to=2026-03-22").await.body;
    assert_eq!(numbers(&tokyo["byDayOfWeek"]), [0, 1, 0, 0, 0, 0, 0]);
    assert_eq!(numbers(&tokyo["byHourOfDay"])[5], 1);
    assert_eq!(tokyo["timezone"], json!("Asia/Tokyo"));
    let monday = figures(&api, "timezone=Asia/Tokyo&from=2026-03-16&to=2026-03-16").await.body;
    assert_eq!(monday["summary"]["totalBookings"], json!(0));
}

#[actix_web::test]
async fn bookings_count_when_they_take_place_or_when_they_were_made() {
    let api = Api::new().await;
    api.booked("2026-03-16T13:00:00Z").await;
    // It is 07:00 on Monday, 2 March in New York.
    let made = figures(&api, "timezone=America/New_York&days=7&by=creation").await.body;
    assert_eq!((&made["from"], &made["to"]), (&json!("2026-02-24"), &json!("2026-03-02")));
    assert_eq!((&made["by"], &made["summary"]["totalBookings"]), (&json!("creation"), &json!(1)));
    assert_eq!(numbers(&made["byHourOfDay"])[7], 1);
    assert_eq!(numbers(&made["byDayOfWeek"]), [1, 0, 0, 0, 0, 0, 0]);
    let taking_place = figures(&api, "timezone=America/New_York&days=7").await.body;
    assert_eq!((&taking_place["by"], &taking_place["summary"]["totalBookings"]), (&json!("meeting"), &json!(0)));
    // Booked time is that of the meetings in the period, whatever bookings are counted by.
    let week = figures(&api, &format!("{WEEK}&by=creation")).await.body;
    assert_eq!((&week["summary"]["totalBookings"], &week["byMember"][0]["bookedMinutes"]), (&json!(0), &json!(30)));
}

#[actix_web::test]
async fn whoever_has_bookings_of_an_event_type_is_among_its_members() {
    let api = Api::new().await;
    let (given, _) = api.booked("2026-03-16T13:00:00Z").await;
    let bob = api.world.host(&api.world.admin, "bob").await;
    api.world.host(&api.world.admin, "eve").await;
    api.post(format!("/bookings/{given}/reassign"), &json!({"hostUserId": bob.id})).await.is(200);
    let members = async |query: &str| {
        let found = figures(&api, &format!("{query}&eventTypeId={}", api.event_type())).await.body;
        let member = |member: &Value| {
            let number = |name: &str| member[name].as_u64().unwrap();
            (member["name"].as_str().unwrap().to_owned(), number("totalBookings"), number("bookedMinutes"))
        };
        found["byMember"].as_array().unwrap().iter().map(member).collect::<Vec<_>>()
    };
    let of = |name: &str, bookings: u64, minutes: u64| (name.to_owned(), bookings, minutes);
    assert_eq!(members(WEEK).await, [of("ada", 0, 0), of("bob", 1, 30)]);
    assert_eq!(members(&format!("{WEEK}&by=creation")).await, [of("ada", 0, 0), of("bob", 0, 30)]);
    let today = "timezone=America/New_York&from=2026-03-02&to=2026-03-02";
    assert_eq!(members(&format!("{today}&by=creation")).await, [of("ada", 0, 0), of("bob", 1, 0)]);
    assert_eq!(members(today).await, [of("ada", 0, 0)]);
}

#[actix_web::test]
async fn nothing_is_divided_by_nothing() {
    let api = Api::new().await;
    let weekend = figures(&api, "timezone=America/New_York&from=2026-03-21&to=2026-03-22").await.body;
    let none = json!({
        "totalBookings": 0, "confirmedBookings": 0, "cancelledBookings": 0, "cancelRate": null,
        "avgBookingsPerWeek": 0.0, "utilisation": null,
    });
    assert_eq!(weekend["summary"], none);
    assert_eq!((&weekend["byEventType"], &weekend["byMember"][0]["availableMinutes"]), (&json!([]), &json!(0)));
    assert_eq!(weekend["byMember"][0]["utilisation"], Value::Null);
}

#[actix_web::test]
async fn time_that_can_be_booked_is_what_overrides_and_blocks_leave() {
    let api = Api::new().await;
    let hours = json!([{"start": "09:00", "end": "17:00"}]);
    let weekly = json!({"monday": hours, "tuesday": hours, "wednesday": hours, "thursday": hours, "friday": hours});
    let availability = json!({
        "userId": api.host(), "timezone": "America/New_York", "weeklySchedule": weekly,
        "overrides": [{"date": "2026-03-17", "windows": [{"start": "10:00", "end": "11:00"}]}],
    });
    api.put("/availability", &availability).await.is(200);
    let block = |first: &str, last: &str| json!({"userId": api.host(), "startDate": first, "endDate": last});
    api.post("/blocked-dates", &block("2026-03-18", "2026-03-18")).await.is(201);
    let mut lunch = block("2026-03-19", "2026-04-30");
    lunch["startTime"] = json!("12:00");
    lunch["endTime"] = json!("13:00");
    api.post("/blocked-dates", &lunch).await.is(201);
    let minutes = async |query: &str| figures(&api, query).await.body["byMember"][0]["availableMinutes"].clone();
    assert_eq!(minutes(WEEK).await, json!(480 + 60 + 2 * 420));

    // An event type may follow a schedule of its own.
    let evenings = json!({"userId": api.host(), "name": "Evenings", "weeklySchedule": {
        "monday": [{"start": "18:00", "end": "20:00"}],
    }});
    let evenings = api.post("/availability/schedules", &evenings).await;
    let late = json!({"userId": api.host(), "name": "Late", "slug": "late", "duration": 30,
        "scheduleId": evenings.is(201)["id"]});
    let late = api.post("/event-types", &late).await;
    let id = late.is(201)["id"].as_str().unwrap();
    assert_eq!(minutes(&format!("{WEEK}&eventTypeId={id}")).await, json!(120));
    assert_eq!(minutes(&format!("{WEEK}&eventTypeId={}", api.event_type())).await, json!(480 + 60 + 2 * 420));
}

#[actix_web::test]
async fn a_booking_counts_once_by_what_has_become_of_it() {
    let api = Api::new().await;
    let careful = careful(&api).await;
    let act = async |id: &str, action: &str, body: Value| api.post(format!("/bookings/{id}/{action}"), &body).await;
    let (first, _) = api.booked("2026-03-16T13:00:00Z").await;
    let second = act(&first, "reschedule", json!({"startTime": "2026-03-17T13:00:00Z"})).await;
    let second = second.is(201)["id"].as_str().unwrap();
    act(second, "reschedule", json!({"startTime": "2026-03-18T13:00:00Z"})).await.is(201);
    pending(&api, &careful, "2026-03-16T14:00:00Z").await;
    let (declined, _) = pending(&api, &careful, "2026-03-16T15:00:00Z").await;
    act(&declined, "decline", json!({})).await.is(200);
    let (by_host, _) = api.booked("2026-03-16T16:00:00Z").await;
    act(&by_host, "cancel", json!({})).await.is(200);
    let (by_invitee, token) = api.booked("2026-03-16T17:00:00Z").await;
    let cancel = api.public(Method::POST, format!("/bookings/{by_invitee}/cancel")).bearer(&token);
    cancel.json(&json!({})).send().await.is(200);
    let (missed, _) = api.booked("2026-03-17T14:00:00Z").await;
    let (given, _) = api.booked("2026-03-17T15:00:00Z").await;
    let bob = api.world.host(&api.world.admin, "bob").await;
    act(&given, "reassign", json!({"hostUserId": bob.id})).await.is(200);

    let counted = async |booked_minutes: u64| {
        let week = figures(&api, WEEK).await.body;
        let [ada, bob] = &week["byMember"].as_array().unwrap()[..] else { panic!("{week}") };
        let numbers_of = |figures: &Value| {
            ["totalBookings", "confirmedBookings", "cancelledBookings"].map(|name| figures[name].as_u64().unwrap())
        };
        assert_eq!(numbers_of(&week["summary"]), [7, 3, 2], "{week}");
        assert_eq!((numbers_of(ada), numbers_of(bob)), ([6, 2, 2], [1, 1, 0]), "{week}");
        assert_eq!((&ada["bookedMinutes"], &bob["bookedMinutes"]), (&json!(booked_minutes), &json!(30)), "{week}");
        assert_eq!(numbers(&week["byDayOfWeek"]), [4, 2, 1, 0, 0, 0, 0]);
    };
    counted(90).await;
    // Nobody approves in time: it keeps no time, whether that is written down or not.
    api.world.clock.advance(SignedDuration::from_hours(48));
    counted(60).await;
    let platform = PlatformScope::authenticated();
    assert_eq!(api.world.engine.clean_up(&platform).await.unwrap().expired, 1);
    counted(60).await;
    // After the week.
    api.world.clock.advance(SignedDuration::from_hours(15 * 24));
    act(&missed, "no-show", json!({})).await.is(200);
    counted(60).await;
    assert_eq!(api.world.engine.clean_up(&platform).await.unwrap().completed, 2);
    counted(60).await;
}

#[actix_web::test]
async fn a_key_of_one_host_sees_that_hosts_figures() {
    let api = Api::new().await;
    api.booked("2026-03-16T13:00:00Z").await;
    let bob = api.world.host(&api.world.admin, "bob").await;
    let (ada, bob_key) =
        (api.key(&[Scope::Read], Some(api.world.host.id)).await, api.key(&[Scope::Read], Some(bob.id)).await);
    let ask = |key: &str, query: &str| api.admin(Method::GET, format!("/analytics?{WEEK}{query}")).bearer(key).send();
    for (key, name, total) in [(&ada, "ada", 1), (&bob_key, "bob", 0)] {
        let figures = ask(key, "").await;
        assert_eq!(figures.is(200)["summary"]["totalBookings"], json!(total));
        let members = figures.body["byMember"].as_array().unwrap();
        assert_eq!((members.len(), &members[0]["name"]), (1, &json!(name)));
    }
    ask(&bob_key, &format!("&hostUserId={}", api.host())).await.is_problem(404, "not_found");
    ask(&bob_key, &format!("&eventTypeId={}", api.event_type())).await.is_problem(404, "not_found");
    let only_bob = figures(&api, &format!("{WEEK}&hostUserId={}", bob.id)).await.body;
    assert_eq!((&only_bob["summary"]["totalBookings"], only_bob["byMember"].as_array().unwrap().len()), (&json!(0), 1));
}

#[actix_web::test]
async fn an_inactive_user_has_no_time_and_keeps_the_bookings() {
    let api = Api::new().await;
    api.booked("2026-03-16T13:00:00Z").await;
    api.world.host(&api.world.admin, "bob").await;
    api.world.run_sql("UPDATE scheduling_users SET is_active = false").await;
    let week = figures(&api, WEEK).await.body;
    let [ada] = &week["byMember"].as_array().unwrap()[..] else { panic!("bob has nothing to show: {week}") };
    assert_eq!(
        (&ada["totalBookings"], &ada["bookedMinutes"], &ada["availableMinutes"]),
        (&json!(1), &json!(30), &json!(0))
    );
    assert_eq!((&ada["utilisation"], &week["summary"]["utilisation"]), (&Value::Null, &Value::Null));
}

#[actix_web::test]
async fn what_is_no_period_is_refused() {
    let api = Api::new().await;
    for (query, status, code) in [
        ("days=7", 422, "required"),
        ("timezone=Mars/Phobos&days=7", 422, "unknown_time_zone"),
        ("timezone=UTC", 422, "required"),
        ("timezone=UTC&days=abc", 400, "malformed_parameter"),
        ("timezone=UTC&days=0", 422, "out_of_range"),
        ("timezone=UTC&days=367", 422, "out_of_range"),
        ("timezone=UTC&days=7&to=2026-03-02", 422, "inconsistent"),
        ("timezone=UTC&from=2026-03-02", 422, "required"),
        ("timezone=UTC&from=2026-03-02&to=2026-03-01", 422, "end_before_start"),
        ("timezone=UTC&from=2025-01-01&to=2026-01-02", 422, "range_too_long"),
        ("timezone=UTC&days=7&by=time", 422, "not_allowed"),
    ] {
        api.get(format!("/analytics?{query}")).await.is_problem(status, code);
    }
    // The farthest dates that can be written.
    for query in ["from=0000-01-01&to=0000-12-31", "from=9999-01-01&to=9999-12-31", "from=9999-12-31&to=9999-12-31"] {
        for zone in ["UTC", "Pacific/Kiritimati", "Etc/GMT%2B12"] {
            figures(&api, &format!("timezone={zone}&{query}")).await;
        }
    }
}
