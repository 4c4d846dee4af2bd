//! `api-keys`.

use actix_web::http::Method;
use scheduling_engine::Scope;
use serde_json::{Value, json};

use crate::support::{Api, Reply};

const KEY: &str = "5f0c9d0e-7a57-4d55-9a0e-2f1d8f6a3c11";

fn secret(reply: &Reply) -> String {
    reply.is(201)["secret"].as_str().unwrap().to_owned()
}

async fn opens(api: &Api, key: &str) -> bool {
    let reply = api.ask(Method::GET, "/api/admin/scheduling/settings").bearer(key).send().await;
    if reply.status != 200 {
        reply.is_problem(401, "unauthenticated");
    }
    reply.status == 200
}

fn website() -> Value {
    json!({"name": "Website", "scopes": ["bookings:write", "read"], "expiresAt": "2026-04-01T00:00:00Z"})
}

#[actix_web::test]
async fn a_key_is_shown_once_and_listed_without_its_secret() {
    let api = Api::new().await;
    let create = || api.admin(Method::POST, "/api-keys").key(KEY).json(&website()).send();
    let made = create().await;
    let secret = secret(&made);
    assert!(opens(&api, &secret).await);
    assert_eq!(made.body["secretShown"], json!(false));
    assert_eq!(made.body["apiKey"]["scopes"], json!(["read", "bookings:write"]));
    assert!(secret.starts_with(made.body["apiKey"]["prefix"].as_str().unwrap()));
    let again = create().await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!((&again.body["secret"], &again.body["secretShown"]), (&Value::Null, &json!(true)));
    assert_eq!(again.is(201)["apiKey"], made.body["apiKey"]);

    let list = api.get("/api-keys").await;
    let keys = list.is(200)["items"].as_array().unwrap();
    assert_eq!(keys.len(), 2);
    assert_eq!((&keys[1]["name"], &keys[1]["expiresAt"]), (&json!("Website"), &json!("2026-04-01T00:00:00Z")));
    assert!(!list.text.contains(&secret), "{}", list.text);
}

#[actix_web::test]
async fn a_revoked_key_is_refused_by_the_next_request() {
    let api = Api::new().await;
    let made = api.post("/api-keys", &website()).await;
    let (secret, id) = (secret(&made), made.body["apiKey"]["id"].as_str().unwrap());
    assert!(opens(&api, &secret).await);
    let path = format!("/api-keys/{id}");
    api.admin(Method::DELETE, &path).send().await.is(204);
    assert!(!opens(&api, &secret).await);
    api.admin(Method::DELETE, &path).send().await.is(204);
    assert_eq!(api.get("/api-keys").await.is(200)["items"][1]["revokedAt"], json!("2026-03-02T12:00:00Z"));
    api.admin(Method::POST, format!("{path}/rotate")).json(&json!({})).send().await.is_problem(409, "api_key_inactive");
    let absent = format!("/api-keys/{}", api.host());
    api.admin(Method::DELETE, &absent).send().await.is_problem(404, "not_found");
}

#[actix_web::test]
async fn a_key_is_replaced_at_once_or_after_an_overlap() {
    let api = Api::new().await;
    let made = api.post("/api-keys", &website()).await;
    let rotate = async |of: &Reply, body: Value| {
        let id = of.body["apiKey"]["id"].as_str().unwrap();
        api.post(format!("/api-keys/{id}/rotate"), &body).await
    };
    let first = secret(&made);
    let second = rotate(&made, json!({"overlapMinutes": 10})).await;
    assert!(opens(&api, &first).await && opens(&api, &secret(&second)).await);
    assert_eq!(second.body["apiKey"]["expiresAt"], json!("2026-04-01T00:00:00Z"), "as the old one would have");
    assert_eq!(second.body["apiKey"]["scopes"], made.body["apiKey"]["scopes"]);
    api.world.clock.advance(jiff::SignedDuration::from_mins(10));
    assert!(!opens(&api, &first).await && opens(&api, &secret(&second)).await);

    let third = rotate(&second, json!({"expiresAt": "2027-01-01T00:00:00Z"})).await;
    assert!(!opens(&api, &secret(&second)).await && opens(&api, &secret(&third)).await);
    assert_eq!(third.body["apiKey"]["expiresAt"], json!("2027-01-01T00:00:00Z"));
    rotate(&second, json!({})).await.is_problem(409, "api_key_inactive");

    let early = rotate(&third, json!({"expiresAt": "2026-01-01T00:00:00Z"})).await;
    early.is_problem(422, "out_of_range");
    early.names(&[("/expiresAt", "out_of_range")]);
    assert!(opens(&api, &secret(&third)).await, "what was refused changed nothing");
    rotate(&third, json!({"overlapMinutes": 10_081})).await.names(&[("/overlapMinutes", "out_of_range")]);
}

#[actix_web::test]
async fn a_key_that_cannot_be_as_asked_is_not_made() {
    let api = Api::new().await;
    let refused = async |change: Value| {
        let mut body = website();
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        api.post("/api-keys", &body).await
    };
    refused(json!({"scopes": []})).await.names(&[("/scopes", "required")]);
    refused(json!({"scopes": ["root"]})).await.names(&[("/scopes/0", "not_allowed")]);
    refused(json!({"expiresAt": "2026-03-02T12:00:00Z"})).await.names(&[("/expiresAt", "out_of_range")]);
    let (globex, _) = api.world.tenant("globex").await;
    let foreign = api.world.host(&globex, "eve").await;
    refused(json!({"userId": foreign.id})).await.names(&[("/userId", "unknown_reference")]);
    assert_eq!(api.get("/api-keys").await.is(200)["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn a_key_of_a_user_acts_for_that_user_alone() {
    let api = Api::new().await;
    let grace = api.world.host(&api.world.admin, "grace").await;
    let own = api.key(&[Scope::ConfigWrite], Some(grace.id)).await;
    let types = api.admin(Method::GET, "/event-types").bearer(&own).send().await;
    assert_eq!(types.is(200)["items"], json!([]), "its own, without naming the user");
    let other = api.admin(Method::GET, format!("/event-types?userId={}", api.host())).bearer(&own).send().await;
    other.is_problem(404, "not_found");
    api.admin(Method::GET, "/api-keys").bearer(&own).send().await.is_problem(403, "forbidden");
}
