//! What is told while the database is away.

use scheduling_testkit::db::TestDb;
use serde_json::json;

use crate::{
    isolation::{Things, expect, operations, rightly},
    support::Api,
};

#[actix_web::test]
async fn without_its_database_the_server_says_so_and_when_to_come_back() {
    let mut api = Api::new().await;
    let things = Things::of(&api).await;
    drop(std::mem::replace(&mut api.world.db, TestDb::create().await));
    for operation in operations() {
        let reply = rightly(&api, &operation, &expect(&operation, &things), &things).send().await;
        match operation.id.as_str() {
            "isAlive" | "getMetrics" => assert_eq!(reply.status, 200, "{}", reply.text),
            "isReady" => {
                assert_eq!(reply.is(503)["status"], json!("failing"));
                let database = &reply.body["checks"][0];
                assert_eq!((&database["name"], &database["state"]), (&json!("database"), &json!("failing")));
                assert!(database["detail"].is_string(), "{}", reply.text);
                assert_eq!(reply.body["checks"][1]["state"], json!("passing"), "{}", reply.text);
            }
            _ => {
                assert_eq!(reply.status, 503, "{}: {}", operation.id, reply.text);
                reply.is_problem(503, "unavailable");
                assert!(reply.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0), "{}", reply.text);
                // Nothing about the server's inside.
                assert_eq!(reply.body["detail"], json!(scheduling_http::Code::Unavailable.detail()));
            }
        }
    }
}
