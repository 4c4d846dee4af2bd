//! `/api/platform`.

use actix_web::http::Method;
use serde_json::json;

use crate::support::Api;

#[actix_web::test]
async fn tenants_are_made_and_listed() {
    let api = Api::new().await;
    let body = json!({"slug": "globex", "name": "Globex"});
    let made = api.platform(Method::POST, "/tenants").json(&body).send().await;
    assert_eq!(made.is(201)["features"], json!({"scheduling": true}));
    assert_eq!(made.header("location"), "", "no route shows one tenant");
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
