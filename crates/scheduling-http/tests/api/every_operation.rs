//! What holds for every operation of the OpenAPI document, whatever it does: how its body and its page are read, and that
//! it is not there when what it is about is closed.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::{
    isolation::{Call, Operation, Things, expect, operations, rightly},
    support::{Api, Reply},
};

/// What anybody may call, and how; calling a meeting off is last, since nothing can be done with it afterwards.
pub(crate) fn public_operations(things: &Things) -> Vec<(Operation, Call)> {
    let calls = operations().into_iter().map(|operation| {
        let call = expect(&operation, things);
        (operation, call)
    });
    let mut public: Vec<_> = calls.filter(|(_, call)| call.path.starts_with("/api/public")).collect();
    public.sort_by_key(|(operation, _)| operation.id == "cancelBookingByToken");
    assert!(public.len() >= 16, "{} are public", public.len());
    public
}

/// What the public cannot have any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closed {
    /// Nothing is closed.
    Nothing,
    /// The tenant is suspended.
    Tenant,
    /// The tenant has no scheduling.
    Scheduling,
    /// The host, who is the only one of the team's event type, too, takes no meetings.
    Host,
    /// The event types are archived.
    Archived,
    /// The event types are switched off.
    SwitchedOff,
}

impl Closed {
    async fn close(self, api: &Api, things: &Things) {
        let Things { host, event_type, tenant, team, team_type, .. } = things;
        let paths = [format!("/event-types/{event_type}"), format!("/teams/{team}/event-types/{team_type}")];
        match self {
            Self::Nothing => {}
            Self::Tenant => {
                api.platform(Method::POST, format!("/tenants/{tenant}/suspend")).send().await.is(200);
            }
            Self::Scheduling => {
                let features = api.platform(Method::PUT, format!("/tenants/{tenant}/features"));
                features.json(&json!({"scheduling": false})).send().await.is(200);
            }
            Self::Host => {
                let body = json!({
                    "userId": "ada", "username": "ada", "displayName": "ada", "email": "ada@example.org",
                    "isActive": false,
                });
                api.put(format!("/users/{host}?keep=true"), &body).await.is(200);
            }
            Self::Archived => {
                for path in paths {
                    api.admin(Method::DELETE, path).send().await.is(200);
                }
            }
            Self::SwitchedOff => {
                let intro = json!({"name": "intro", "slug": "intro", "duration": 30, "isActive": false});
                api.put(&paths[0], &intro).await.is(200);
                let of_team = json!({
                    "name": "round-robin", "slug": "round-robin", "duration": 30, "isActive": false,
                    "schedulingType": "round_robin", "hosts": [{"userId": host}],
                });
                api.put(&paths[1], &of_team).await.is(200);
            }
        }
    }

    /// Whether an operation is answered as it must be.
    fn check(self, operation: &str, reply: &Reply) {
        let at = format!("{self:?} {operation}: {}", reply.text);
        let status = match (self, operation) {
            // What is done is no longer free to be done again, but everything is there.
            (Self::Nothing, _) => {
                assert!(![401, 404].contains(&reply.status.as_u16()), "{at}");
                return assert_ne!(reply.body["eventTypes"], json!([]), "{at}");
            }
            (Self::Tenant | Self::Scheduling, _) | (Self::Host, "getProfile") => 404,
            (_, "getProfile" | "getTeamProfile") => {
                assert_eq!(reply.body["eventTypes"], json!([]), "{at}");
                200
            }
            // Whoever has a meeting sees it and can call it off, whatever has become of what it was booked by.
            // So does whoever takes it: a host who takes no more meetings may still have some.
            (
                _,
                "getBookingByToken"
                | "getCalendarFileByToken"
                | "getCalendar"
                | "cancelBookingByToken"
                | "confirmBookingAddressByToken",
            ) => 200,
            (_, "deleteHold") => 204,
            _ => 404,
        };
        assert_eq!(reply.status, status, "{at}");
        if status == 404 {
            reply.is_problem(404, "not_found");
        }
    }
}

#[actix_web::test]
async fn what_is_closed_is_closed_on_every_public_route() {
    use Closed::{Archived, Host, Nothing, Scheduling, SwitchedOff, Tenant};
    for closed in [Nothing, Tenant, Scheduling, Host, Archived, SwitchedOff] {
        let api = Api::new().await;
        let things = Things::of(&api).await;
        closed.close(&api, &things).await;
        for (operation, call) in public_operations(&things) {
            closed.check(&operation.id, &rightly(&api, &operation, &call, &things).send().await);
        }
    }
}

fn reads(operation: &Operation, parameter: &str) -> bool {
    let parameters = operation.described["parameters"].as_array();
    parameters.is_some_and(|all| all.iter().any(|one| one["in"] == "query" && one["name"] == parameter))
}

#[actix_web::test]
async fn pages_have_bounds_everywhere() {
    let api = Api::new().await;
    let things = Things::of(&api).await;
    let mut pages = 0;
    for operation in operations() {
        if operation.method != Method::GET || !reads(&operation, "limit") {
            continue;
        }
        pages += 1;
        let ask = async |query: &str| {
            let mut call = expect(&operation, &things);
            call.path.push(if call.path.contains('?') { '&' } else { '?' });
            call.path.push_str(query);
            rightly(&api, &operation, &call, &things).send().await
        };
        let is = async |query: &str, status: u16, code: &str| {
            let reply = ask(query).await;
            assert_eq!(
                (reply.status.as_u16(), &reply.body["code"]),
                (status, &json!(code)),
                "{} {query}",
                operation.id
            );
        };
        for bound in ["limit=1", "limit=100"] {
            assert_eq!(ask(bound).await.status, 200, "{} {bound}", operation.id);
        }
        for beyond in ["limit=0", "limit=101", "limit=-1"] {
            is(beyond, 422, "out_of_range").await;
        }
        is("limit=ten", 400, "malformed_parameter").await;
        is("page=-1", 422, "unknown_field").await;
        if reads(&operation, "cursor") {
            is("cursor=nonsense", 400, "malformed_parameter").await;
        }
    }
    assert!(pages >= 11, "{pages} have pages");
}

#[actix_web::test]
async fn bodies_are_read_strictly_everywhere() {
    let api = Api::new().await;
    let things = Things::of(&api).await;
    let large = json!({"nonsense": "x".repeat(64 * 1024)}).to_string();
    let mut bodies = 0;
    for operation in operations().iter().filter(|operation| operation.described.get("requestBody").is_some()) {
        bodies += 1;
        let mut call = expect(operation, &things);
        call.body = None;
        let ask = async |kind: &str, body: &str| rightly(&api, operation, &call, &things).text(kind, body).send().await;
        for (kind, body, status, code) in [
            ("application/json", "{", 400, "malformed_json"),
            ("application/json", "[]", 422, "wrong_type"),
            ("application/json", &large, 413, "payload_too_large"),
            ("text/plain", "{}", 415, "unsupported_media_type"),
        ] {
            let reply = ask(kind, body).await;
            let found = (reply.status.as_u16(), &reply.body["code"]);
            assert_eq!(found, (status, &json!(code)), "{}: {}", operation.id, reply.text);
        }
        let stray = ask("application/json", r#"{"nonsense":1}"#).await;
        assert_eq!(stray.status, 422, "{}: {}", operation.id, stray.text);
        let named = |error: &Value| error["pointer"] == "/nonsense" && error["code"] == "unknown_field";
        assert!(stray.body["errors"].as_array().unwrap().iter().any(named), "{}: {}", operation.id, stray.text);
    }
    assert!(bodies >= 40, "{bodies} have bodies");
}
