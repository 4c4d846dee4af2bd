//! `changelog`.

use actix_web::http::Method;
use jiff::SignedDuration;
use scheduling_engine::Scope;
use scheduling_store::PlatformScope;
use serde_json::{Value, json};

use crate::{
    lifecycle::{careful, pending},
    support::{Api, Reply, SLOT},
};

fn told<'a>(reply: &'a Reply, field: &str) -> Vec<&'a str> {
    let items = reply.is(200)["items"].as_array().unwrap();
    items.iter().map(|item| item[field].as_str().unwrap_or("null")).collect()
}

#[actix_web::test]
async fn it_tells_who_did_what_and_what_was_there_before_and_after() {
    let api = Api::new().await;
    let body = json!({"name": "Deep", "slug": "deep", "duration": 60});
    api.put(format!("/event-types/{}", api.event_type()), &body).await.is(200);
    let (booking, token) = api.booked(SLOT).await;
    let cancel = api.public(Method::POST, format!("/bookings/{booking}/cancel")).bearer(&token);
    cancel.json(&json!({"reason": "I have fallen ill."})).send().await.is(200);

    let changes = api.get("/changelog").await;
    assert_eq!(told(&changes, "action")[..3], ["cancelled", "created", "updated"], "newest first");
    assert_eq!(told(&changes, "entityType")[..3], ["booking", "booking", "event_type"]);
    let [cancelled, booked, updated] = &changes.body["items"].as_array().unwrap()[..3] else { unreachable!() };
    assert_eq!(updated["actor"], json!(api.world.admin.who().to_string()));
    assert_eq!((&updated["before"]["name"], &updated["after"]["name"]), (&json!("intro"), &json!("Deep")));
    assert_eq!(updated["after"]["cancelCutoff"], json!(0), "spelt as the API spells");
    assert_eq!(
        (&booked["actor"], &booked["before"], &booked["after"]),
        (&json!("invitee"), &Value::Null, &Value::Null)
    );
    assert_eq!(booked["details"]["start"], json!(SLOT));
    assert_eq!((&cancelled["before"], &cancelled["after"]), (&json!("confirmed"), &json!("cancelled")));
    assert_eq!(cancelled["details"], json!({"by": "invitee"}));
    for personal in ["Grace", "grace@example.org", "fallen ill"] {
        assert!(!changes.text.contains(personal), "{}", changes.text);
    }
}

#[actix_web::test]
async fn it_has_the_whole_life_of_a_booking_also_what_time_has_done() {
    let api = Api::new().await;
    let careful = careful(&api).await;
    let act = async |id: &str, action: &str, body: Value| api.post(format!("/bookings/{id}/{action}"), &body).await;
    let (confirmed, _) = pending(&api, &careful, SLOT).await;
    act(&confirmed, "confirm", json!({})).await.is(200);
    let bob = api.world.host(&api.world.admin, "bob").await;
    act(&confirmed, "reassign", json!({"hostUserId": bob.id})).await.is(200);
    let (old, _) = api.booked("2026-03-17T13:00:00Z").await;
    let moved = act(&old, "reschedule", json!({"startTime": "2026-03-17T15:00:00Z", "reason": "I am ill."})).await;
    let new = moved.is(201)["id"].as_str().unwrap().to_owned();
    let (expired, _) = pending(&api, &careful, "2026-03-18T13:00:00Z").await;
    api.world.clock.advance(SignedDuration::from_hours(20 * 24));
    act(&new, "no-show", json!({})).await.is(200);
    api.world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();

    let of = |id: &str| api.get(format!("/changelog?entityId={id}"));
    let key = api.world.admin.who().to_string();
    for (id, actions, actors) in [
        (&confirmed, vec!["completed", "reassigned", "confirmed", "created"], vec!["system", &key, &key, "invitee"]),
        (&old, vec!["rescheduled", "created"], vec![&key, "invitee"]),
        (&new, vec!["no_show", "created"], vec![&key, &key]),
        (&expired, vec!["declined", "created"], vec!["system", "invitee"]),
    ] {
        let changes = of(id).await;
        assert_eq!((told(&changes, "action"), told(&changes, "actor")), (actions, actors), "{}", changes.text);
    }
    let missed = api.get("/changelog?action=no_show").await;
    assert_eq!(told(&missed, "entityId"), [&new].map(String::as_str));
    let moved = of(&old).await;
    assert_eq!(moved.body["items"][0]["details"]["to"], json!(new));
    assert!(!moved.text.contains("ill"), "{}", moved.text);
}

#[actix_web::test]
async fn it_is_filtered_and_comes_in_pages() {
    let api = Api::new().await;
    let (booking, _) = api.booked(SLOT).await;
    api.world.clock.advance(SignedDuration::from_hours(1));
    api.post(format!("/bookings/{booking}/cancel"), &json!({})).await.is(200);
    let key = api.world.admin.who().to_string();
    for (query, expected) in [
        ("entityType=booking".to_owned(), &["cancelled", "created"][..]),
        (format!("entityId={booking}&action=created"), &["created"]),
        (format!("entityType=booking&actor={key}"), &["cancelled"]),
        ("actor=invitee".to_owned(), &["created"]),
        ("entityType=booking&from=2026-03-02T13:00:00Z".to_owned(), &["cancelled"]),
        ("entityType=booking&to=2026-03-02T13:00:00Z".to_owned(), &["created"]),
        ("action=deleted".to_owned(), &[]),
    ] {
        assert_eq!(told(&api.get(format!("/changelog?{query}")).await, "action"), expected, "{query}");
    }

    let all = api.get("/changelog").await;
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = api.get(format!("/changelog?limit=2{cursor}")).await;
        paged.extend(told(&page, "id").into_iter().map(str::to_owned));
        let Some(next) = page.body["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(paged, told(&all, "id"));
    assert!(paged.len() > 4, "there was more than one page");
}

#[actix_web::test]
async fn what_cannot_be_filtered_by_is_refused() {
    let api = Api::new().await;
    for (query, status, code) in [
        ("entityType=users", 422, "not_allowed"),
        ("entityId=x", 400, "malformed_parameter"),
        ("from=2026-03-02T13:00:00Z&to=2026-03-02T13:00:00Z", 422, "end_before_start"),
        ("limit=101", 422, "out_of_range"),
        ("actor=%00", 422, "control_character"),
    ] {
        api.get(format!("/changelog?{query}")).await.is_problem(status, code);
    }
}

#[actix_web::test]
async fn it_needs_the_scope_admin() {
    let api = Api::new().await;
    let all = [Scope::Read, Scope::BookingsWrite, Scope::ConfigWrite];
    for key in [api.key(&all, None).await, api.key(&all, Some(api.world.host.id)).await] {
        let reply = api.admin(Method::GET, "/changelog").bearer(&key).send().await;
        reply.is_problem(403, "forbidden");
    }
}
