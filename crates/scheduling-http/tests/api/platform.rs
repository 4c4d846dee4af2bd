//! `/api/platform`.

use actix_web::http::Method;
use scheduling_testkit::world::PLATFORM_KEY;
use serde_json::{Value, json};

use crate::support::{Api, SLOT};

#[actix_web::test]
async fn tenants_are_made_and_listed() {
    let api = Api::new().await;
    let body = json!({"slug": "globex", "name": "Globex"});
    let made = api.platform(Method::POST, "/tenants").json(&body).send().await;
    assert_eq!(made.is(201)["features"], json!({"scheduling": true}));
    let shown = api.ask(Method::GET, made.header("location")).bearer(PLATFORM_KEY).send().await;
    assert_eq!(shown.is(200), &made.body);
    let list = api.platform(Method::GET, "/tenants").send().await;
    let slugs: Vec<_> = list.is(200)["items"].as_array().unwrap().iter().map(|tenant| tenant["slug"].clone()).collect();
    assert_eq!(slugs, ["acme", "globex"]);
    let again = api.platform(Method::POST, "/tenants").json(&body).send().await;
    again.is_problem(409, "slug_taken");
}

#[actix_web::test]
async fn the_platform_takes_its_own_key_only() {
    let api = Api::new().await;
    let list = |key: &str| api.platform(Method::GET, "/tenants").bearer(key).send();
    list(&api.world.api_key).await.is_problem(401, "unauthenticated");
    list("pk_other").await.is_problem(401, "unauthenticated");
    api.ask(Method::GET, "/api/platform/tenants").send().await.is_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn a_suspended_tenant_is_not_served_until_it_is_resumed() {
    let api = Api::new().await;
    let (booking, token) = api.booked(SLOT).await;
    let set = |what: &str| {
        api.platform(Method::POST, format!("/tenants/{}/{what}", api.tenant())).key("0123456789abcdef").send()
    };
    assert_eq!(set("suspend").await.is(200)["status"], json!("suspended"));
    let public = || api.public(Method::GET, "/users/ada").send();
    public().await.is_problem(404, "not_found");
    let slots = api.public(Method::GET, "/users/ada/intro/slots?timezone=UTC&date=2026-03-16").send().await;
    slots.is_problem(404, "not_found");
    let mine = || api.public(Method::GET, format!("/bookings/{booking}")).bearer(&token).send();
    mine().await.is_problem(404, "not_found");
    api.book("2026-03-17T13:00:00Z").await.is_problem(404, "not_found");
    api.get("/users").await.is_problem(403, "tenant_suspended");
    // Who has no key of it learns nothing.
    api.admin(Method::GET, "/users").bearer("sk_wrong").send().await.is_problem(401, "unauthenticated");
    // The same key for another wish.
    set("resume").await.is_problem(422, "idempotency_key_reused");
    let path = format!("/tenants/{}/resume", api.tenant());
    assert_eq!(api.platform(Method::POST, path).send().await.is(200)["status"], json!("active"));
    public().await.is(200);
    assert_eq!(mine().await.is(200)["status"], json!("confirmed"));
    let nobody = api.platform(Method::POST, "/tenants/00000000-0000-0000-0000-00000000ffff/suspend").send().await;
    nobody.is_problem(404, "not_found");
}

#[actix_web::test]
async fn scheduling_is_switched_off_and_on() {
    let api = Api::new().await;
    let switch = |scheduling: bool| {
        let path = format!("/tenants/{}/features", api.tenant());
        api.platform(Method::PUT, path).json(&json!({"scheduling": scheduling})).send()
    };
    assert_eq!(switch(false).await.is(200)["features"], json!({"scheduling": false}));
    api.public(Method::GET, "/users/ada").send().await.is_problem(404, "not_found");
    api.get("/users").await.is_problem(403, "scheduling_off");
    switch(true).await.is(200);
    api.get("/users").await.is(200);
}

#[actix_web::test]
async fn a_tenant_is_exported_in_lines() {
    let api = Api::new().await;
    api.booked(SLOT).await;
    let export = |tenant: &str| api.platform(Method::GET, format!("/tenants/{tenant}/export")).send();
    let archive = export(&api.tenant()).await;
    assert_eq!((archive.status.as_u16(), archive.header("content-type")), (200, "application/x-ndjson"));
    let lines: Vec<Value> = archive.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["tenant"]["slug"], json!("acme"));
    assert_eq!(lines.last().unwrap()["end"]["rows"]["scheduling_bookings"], json!(1));
    assert!(!archive.text.contains("key_hash"));
    export("00000000-0000-0000-0000-00000000ffff").await.is_problem(404, "not_found");
}

#[actix_web::test]
async fn a_suspended_tenant_is_erased_with_a_receipt() {
    let api = Api::new().await;
    let (booking, token) = api.booked(SLOT).await;
    let path = format!("/tenants/{}/erase", api.tenant());
    let erase = |slug: &str| api.platform(Method::POST, &path).json(&json!({"slug": slug})).send();
    erase("acme").await.is_problem(409, "tenant_not_suspended");
    api.platform(Method::POST, format!("/tenants/{}/suspend", api.tenant())).send().await.is(200);
    let other = erase("globex").await;
    other.is_problem(422, "inconsistent");
    other.names(&[("/slug", "inconsistent")]);
    let receipt = erase("acme").await;
    assert_eq!(receipt.is(200)["tenantId"], json!(api.tenant()));
    assert!(receipt.body["tables"].as_array().unwrap().contains(&json!({"table": "scheduling_bookings", "rows": 1})));
    let again = erase("acme").await;
    assert_eq!((again.is(200), again.header("idempotency-replayed")), (&receipt.body, "true"));
    api.get("/users").await.is_problem(401, "unauthenticated");
    let mine = api.public(Method::GET, format!("/bookings/{booking}")).bearer(&token).send().await;
    mine.is_problem(404, "not_found");
    api.platform(Method::GET, format!("/tenants/{}", api.tenant())).send().await.is_problem(404, "not_found");
}

#[actix_web::test]
async fn a_tenant_has_no_more_than_its_quotas_let_it() {
    let api = Api::new().await;
    let set = |users: Value, types: Value| {
        let path = format!("/tenants/{}/quotas", api.tenant());
        api.platform(Method::PUT, path).json(&json!({"users": users, "eventTypes": types})).send()
    };
    assert_eq!(set(json!(1), json!(1)).await.is(200)["quotas"], json!({"users": 1, "eventTypes": 1}));
    let user = |name: &str, is_active: bool| json!({"userId": name, "username": name, "displayName": name, "email": "a@example.org", "isActive": is_active});
    let refused = api.post("/users", &user("grace", true)).await;
    refused.is_problem(409, "quota_reached");
    assert_eq!(refused.body["detail"], json!("There can be at most 1 active users in this account."));
    // One who takes no meetings does not count, until they do.
    let grace = api.post("/users", &user("grace", false)).await.is(201)["id"].as_str().unwrap().to_owned();
    let activate = || api.admin(Method::PUT, format!("/users/{grace}")).json(&user("grace", true)).send();
    activate().await.is_problem(409, "quota_reached");
    let kind = |slug: &str| json!({"userId": api.host(), "name": slug, "slug": slug, "duration": 30});
    api.post("/event-types", &kind("deep")).await.is_problem(409, "quota_reached");
    let intro = format!("/event-types/{}", api.event_type());
    api.admin(Method::DELETE, &intro).send().await.is(200);
    api.post("/event-types", &kind("deep")).await.is(201);
    api.admin(Method::POST, format!("{intro}/restore")).send().await.is_problem(409, "quota_reached");
    set(json!(2), Value::Null).await.is(200);
    activate().await.is(200);
    api.admin(Method::POST, format!("{intro}/restore")).send().await.is(200);
    set(json!(-1), json!(0)).await.names(&[("/users", "out_of_range")]);
}
