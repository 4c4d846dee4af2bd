//! The OpenAPI document is complete, and the browser shows it without anything from elsewhere.

use actix_web::http::Method;
use jiff::SignedDuration;
use scheduling_engine::{Role, SessionSecret};
use scheduling_testkit::world::PLATFORM_KEY;
use serde_json::{Map, Value, json};

use crate::support::{Api, Reply, SLOT};

fn document() -> Value {
    serde_json::from_str(&scheduling_http::openapi_json()).unwrap()
}

fn each_operation<'a>(document: &'a Value, mut check: impl FnMut(&'a str, &'a str, &'a Map<String, Value>)) {
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            check(path, method, operation.as_object().unwrap());
        }
    }
}

#[test]
fn the_document_is_openapi_3_1_and_the_same_every_time() {
    assert_eq!(document()["openapi"], json!("3.1.0"));
    assert_eq!(scheduling_http::openapi_json(), scheduling_http::openapi_json());
}

#[test]
fn every_operation_is_described() {
    let document = document();
    let mut ids = Vec::new();
    let tags: Vec<&Value> = document["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
    each_operation(&document, |path, method, operation| {
        let at = format!("{method} {path}");
        assert!(operation["summary"].as_str().is_some_and(|summary| summary.ends_with('.')), "{at}");
        assert!(tags.contains(&&operation["tags"][0]), "{at}");
        ids.push(operation["operationId"].clone());
        for (status, response) in operation["responses"].as_object().unwrap() {
            let shared = response["$ref"].as_str().and_then(|reference| document.pointer(reference.strip_prefix('#')?));
            let response = shared.unwrap_or(response);
            assert!(response["description"].as_str().is_some_and(|text| !text.is_empty()), "{at} {status}");
            for content in response["content"].as_object().into_iter().flat_map(Map::values) {
                let shown = content.get("example").or(content.get("examples"));
                assert!(shown.is_some(), "{at} {status} has no example");
            }
        }
        for parameter in operation.get("parameters").and_then(Value::as_array).into_iter().flatten() {
            assert!(parameter["description"].as_str().is_some_and(|text| !text.is_empty()), "{at} {parameter}");
            assert!(!parameter["schema"].is_null(), "{at} {parameter}");
            assert!(parameter["in"] != json!("path") || parameter["example"].is_string(), "{at} {parameter}");
        }
        if let Some(body) = operation.get("requestBody") {
            assert!(body["content"]["application/json"]["example"].is_object(), "{at}: {body}");
        }
        if path.starts_with("/api/") {
            assert!(operation["responses"].get("500").is_some() && operation["responses"].get("503").is_some(), "{at}");
            let keyed = operation.get("parameters").is_some_and(|all| all.to_string().contains("Idempotency-Key"));
            // What is sent there has a password in it, or ends a session.
            let asks = ["simulateChange", "previewMailTemplate"].map(|id| json!(id));
            let has_no_key = path.starts_with("/api/account/") || asks.contains(&operation["operationId"]);
            assert_eq!(keyed, method != "get" && !has_no_key, "{at}");
        }
    });
    let count = ids.len();
    ids.sort_by_key(Value::to_string);
    ids.dedup();
    assert_eq!(ids.len(), count, "an operationId is there twice");
}

#[test]
fn every_reference_leads_somewhere() {
    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str));
                members.values().for_each(|member| references(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 100);
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

#[test]
fn every_code_of_an_operation_is_one_of_the_table() {
    let document = document();
    let known: Vec<&str> = scheduling_http::Code::ALL.iter().map(|code| code.as_str()).collect();
    each_operation(&document, |path, method, operation| {
        for code in operation["x-problems"].as_array().unwrap() {
            let code = code.as_str().unwrap();
            assert!(known.contains(&code), "{method} {path}: {code}");
            let example = document.pointer(&format!("/components/examples/{code}/value")).expect(code);
            let status = example["status"].to_string();
            assert!(operation["responses"].get(&status).is_some(), "{method} {path}: {code}");
        }
    });
}

#[test]
fn bodies_of_requests_are_closed_and_their_texts_bounded() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let inputs: Vec<_> = schemas.iter().filter(|(name, _)| name.ends_with("Input")).collect();
    assert!(inputs.len() > 15);
    for (name, schema) in inputs {
        assert_eq!(schema["additionalProperties"], json!(false), "{name}");
        for (field, property) in schema["properties"].as_object().unwrap() {
            assert!(property["description"].is_string() || property["$ref"].is_string(), "{name}.{field}");
            let text = property["type"] == json!("string") || property["type"] == json!(["string", "null"]);
            let bounded = ["maxLength", "format", "enum", "pattern"].iter().any(|limit| property.get(limit).is_some());
            assert!(!text || bounded, "{name}.{field} has no bound");
        }
    }
}

/// What the document's examples name, made in a world: the ids in the examples, and those that they stand for.
struct Fixture {
    api: Api,
    stands_for: Vec<(String, String)>,
    token: String,
    session: Option<SessionSecret>,
}

impl Fixture {
    /// A world with all that this text names.
    async fn of(text: &str) -> Self {
        let api = Api::new().await;
        let (host, event_type) = (api.host(), api.event_type());
        let mut fixture = Self { api, stands_for: Vec::new(), token: String::new(), session: None };
        fixture.name("d4", host.clone());
        fixture.name("d6", event_type.clone());
        let names = |end: &str| text.contains(&example_id(end));
        // Who moves the booking has the hold where it is to be.
        let moves = text.contains("/reschedule");
        let made = |reply: &Reply| reply.is(201)["id"].as_str().unwrap().to_owned();
        if text.contains("/booking-series") {
            fixture.api.allow_series(12).await;
        }
        if names("d5") {
            let body = json!({"userId": host, "name": "Winter", "weeklySchedule": {}});
            let id = made(&fixture.api.post("/availability/schedules", &body).await);
            fixture.name("d5", id);
        }
        if names("d7") {
            let body = json!({"userId": host, "startDate": "2026-12-24", "endDate": "2026-12-24"});
            let id = made(&fixture.api.post("/blocked-dates", &body).await);
            fixture.name("d7", id);
        }
        if names("d8") {
            let body = json!({"eventTypeId": event_type, "startTime": if moves { NEXT_DAY } else { SLOT }});
            let hold = fixture.api.public(Method::POST, "/holds").json(&body).send().await;
            fixture.name("d8", made(&hold));
            hold.body["token"].as_str().unwrap().clone_into(&mut fixture.token);
            fixture.stands_for.push((TOKEN.to_owned(), fixture.token.clone()));
        }
        if text.contains("/confirm-address") {
            let (id, token) = fixture.api.awaiting(NEXT_DAY).await;
            fixture.name("d9", id);
            fixture.token = token;
        } else if names("d9") {
            let mut body = fixture.api.booking(if moves { SLOT } else { NEXT_DAY });
            if text.contains("/confirm") || text.contains("/decline") {
                let careful = json!({
                    "userId": host, "name": "Careful", "slug": "careful", "duration": 30, "requiresApproval": true,
                });
                body["eventTypeId"] = json!(made(&fixture.api.post("/event-types", &careful).await));
            }
            let booked = fixture.api.public(Method::POST, "/bookings").json(&body).send().await;
            fixture.name("d9", made(&booked));
            booked.body["manageToken"].as_str().unwrap().clone_into(&mut fixture.token);
            fixture.stands_for.push((TOKEN.to_owned(), fixture.token.clone()));
        }
        if names("a0") || text.contains("/teams/sales") {
            let team = made(&fixture.api.post("/teams", &json!({"name": "Sales", "slug": "sales"})).await);
            fixture.api.post(format!("/teams/{team}/members"), &json!({"userId": host})).await.is(201);
            if names("a1") || text.contains("/teams/sales") {
                let demo = json!({"name": "Demo", "slug": "demo", "duration": 30, "hosts": [{"userId": host}]});
                let made = made(&fixture.api.post(format!("/teams/{team}/event-types"), &demo).await);
                fixture.name("a1", made);
            }
            fixture.name("a0", team);
        }
        if text.contains("/calendars/") {
            let feed = fixture.api.post(format!("/users/{host}/calendar-feed"), &json!({})).await;
            let (_, token) = feed.is(200)["url"].as_str().unwrap().split_once("token=").unwrap();
            fixture.stands_for.push((TOKEN.to_owned(), token.to_owned()));
        }
        if text.contains("/mail-templates/") {
            let template = json!({"subject": "Until then"});
            fixture.api.put("/mail-templates/confirmation/invitee", &template).await.is(200);
        }
        if names("dc") {
            let other = fixture.api.world.host(&fixture.api.world.admin, "grace").await;
            fixture.name("dc", other.id.to_string());
        }
        if names("e8") || names("e9") {
            let webhook = fixture.api.post("/webhooks", &json!({"url": "https://hooks.example.org"})).await;
            let id = webhook.is(201)["webhook"]["id"].as_str().unwrap().to_owned();
            let tried = fixture.api.post(format!("/webhooks/{id}/test"), &json!({})).await;
            let delivery = tried.is(202)["deliveryId"].as_str().unwrap().to_owned();
            if text.contains("/resend") {
                fixture.api.post(format!("/deliveries/{delivery}/cancel"), &json!({})).await.is(200);
            }
            fixture.name("e8", id);
            fixture.name("e9", delivery);
        }
        if text.contains("/tenants/") && text.contains("/erase") {
            let path = format!("/tenants/{}/suspend", fixture.api.tenant());
            fixture.api.platform(Method::POST, path).send().await.is(200);
        }
        fixture.name_people(text).await;
        if text.contains("/no-show") {
            fixture.api.world.clock.advance(SignedDuration::from_hours(15 * 24 + 1));
        }
        fixture
    }

    /// The same for accounts, links and API keys.
    async fn name_people(&mut self, text: &str) {
        let names = |end: &str| text.contains(&example_id(end));
        let made =
            |reply: &Reply, pointer: &str| reply.is(201).pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
        if names("d0") {
            self.name("d0", self.api.tenant());
        }
        if names("e1") {
            let key = self.api.post("/api-keys", &json!({"name": "Website", "scopes": ["read"]})).await;
            self.name("e1", made(&key, "/apiKey/id"));
        }
        if names("f2") || text.contains("/accept") {
            let invitation =
                self.api.post("/invitations", &json!({"email": "eve@example.org", "role": "member"})).await;
            self.name("f2", made(&invitation, "/id"));
            self.stands_for.push((LINK.to_owned(), made(&invitation, "/token")));
        }
        if names("f1") || text.contains("/api/account/") {
            let account = self.api.world.account("ada", Role::Member, None).await;
            self.name("f1", account.id.to_string());
            self.session = Some(self.api.world.sign_in("ada").await);
            if text.contains("/password-reset") {
                let link =
                    self.api.admin(Method::POST, format!("/accounts/{}/password-reset", account.id)).send().await;
                self.stands_for.push((LINK.to_owned(), made(&link, "/token")));
            }
        }
    }

    fn name(&mut self, end: &str, id: String) {
        self.stands_for.push((example_id(end), id));
    }

    fn meant(&self, text: &str) -> String {
        self.stands_for.iter().fold(text.to_owned(), |text, (example, real)| text.replace(example, real))
    }
}

const NEXT_DAY: &str = "2026-03-17T13:00:00Z";
const TOKEN: &str = "k1.5Zq0w2c6S7m1r8v9x0y1z2a3b4c5d6e7f8g9h0i1j2k";

const LINK: &str = "sl_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc3Ev4DH";

fn example_id(end: &str) -> String {
    format!("0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3{end}")
}

/// The path of an operation with the examples of its parameters.
fn example_path(path: &str, operation: &Map<String, Value>) -> String {
    let (mut path, mut query) = (path.to_owned(), Vec::new());
    for parameter in operation.get("parameters").and_then(Value::as_array).into_iter().flatten() {
        let (name, example) = (parameter["name"].as_str().unwrap(), &parameter["example"]);
        let text = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        match parameter["in"].as_str().unwrap() {
            "path" => path = path.replace(&format!("{{{name}}}"), &text),
            "query" if !example.is_null() => query.push(format!("{name}={text}")),
            _ => {}
        }
    }
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

fn names_of(value: &Value) -> Vec<&String> {
    value.as_object().into_iter().flat_map(Map::keys).collect()
}

#[actix_web::test]
async fn the_examples_of_every_operation_work_and_its_answers_are_like_their_examples() {
    let document = document();
    let mut calls = Vec::new();
    each_operation(&document, |path, method, operation| {
        let body = operation.get("requestBody").map(|body| &body["content"]["application/json"]["example"]);
        let scheme = operation.get("security").and_then(|all| names_of(&all[0]).first().map(|name| name.as_str()));
        calls.push((method.to_uppercase(), example_path(path, operation), body, scheme, &operation["responses"]));
    });
    assert!(calls.len() >= 35, "{}", calls.len());
    for (method, path, body, scheme, responses) in calls {
        let fixture = Fixture::of(&format!("{path} {}", body.unwrap_or(&Value::Null))).await;
        let ask = fixture.api.ask(method.parse::<Method>().unwrap(), fixture.meant(&path));
        let ask = match scheme {
            Some("apiKey") => ask.bearer(&fixture.api.world.api_key),
            Some("platformKey") => ask.bearer(PLATFORM_KEY),
            Some("session") => ask.session(fixture.session.as_ref().unwrap()),
            Some(_) => ask.bearer(&fixture.token),
            None => ask,
        };
        let ask = match body {
            Some(body) => ask.text("application/json", &fixture.meant(&body.to_string())),
            None => ask,
        };
        let reply = ask.send().await;
        let at = format!("{method} {path}: {}", reply.text);
        assert!(reply.status.is_success(), "{at}");
        let promised = responses.get(reply.status.as_str()).unwrap_or_else(|| panic!("{} in {at}", reply.status));
        let example = &promised["content"]["application/json"]["example"];
        assert_eq!(names_of(&reply.body), names_of(example), "{at}");
    }
}

#[test]
fn examples_of_answers_contradict_neither_themselves_nor_the_codes() {
    let document = document();
    let answer = |path: &str, method: &str, status: &str| {
        let pointer = path.replace('/', "~1");
        let at = format!("/paths/{pointer}/{method}/responses/{status}/content/application~1json/example");
        document.pointer(&at).unwrap_or_else(|| panic!("{at}")).clone()
    };
    let booking = answer("/api/admin/scheduling/bookings/{id}", "get", "200");
    assert_eq!((&booking["status"], &booking["cancelledBy"]), (&json!("confirmed"), &Value::Null));
    let cancelled = answer("/api/admin/scheduling/bookings/{id}/cancel", "post", "200");
    assert_eq!((&cancelled["status"], &cancelled["cancelledBy"]), (&json!("cancelled"), &json!("host")));
    let reason = &answer("/api/admin/scheduling/event-types/{id}/explain", "get", "200")["reasons"][0];
    let said = reason.as_object().unwrap().iter().filter(|(_, value)| !value.is_null());
    assert_eq!(said.map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["bookingId", "rule"]);
    let problem = |code: &str| document.pointer(&format!("/components/examples/{code}/value")).unwrap().clone();
    assert_eq!(problem("slot_taken")["reasons"], json!(["slot_taken"]));
    assert!(problem("slot_taken")["nextSlots"][0]["startTime"].is_string());
    assert_eq!(problem("invalid")["errors"].as_array().unwrap().len(), 2);
    assert_eq!(problem("future_bookings")["futureBookings"], json!(3));
    assert_eq!(problem("bookings_not_taken_over")["refusedBookings"][0]["reasons"], json!(["slot_taken"]));
    for code in scheduling_http::Code::ALL {
        let Some(example) = document.pointer(&format!("/components/examples/{}/value", code.as_str())) else {
            continue;
        };
        assert_eq!(example["code"], json!(code.as_str()), "an example is of its own code");
        let listed = code.status() == 422 && *code != scheduling_http::Code::IdempotencyKeyReused;
        assert!(!listed || example["errors"].is_array(), "{example}");
    }
}

#[actix_web::test]
async fn the_document_and_its_browser_are_served_from_the_program_alone() {
    let api = Api::new().await;
    let served = api.ask(Method::GET, "/api/openapi.json").send().await;
    assert_eq!(served.is(200), &document());
    api.ask(Method::GET, "/api/docs").send().await.is(308);
    let page = api.ask(Method::GET, "/api/docs/").send().await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
    assert!(!page.text.contains("http://") && !page.text.contains("https://"), "{}", page.text);
    for part in ["swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "swagger-initializer.js"]
    {
        assert_eq!(api.ask(Method::GET, format!("/api/docs/{part}")).send().await.status, 200, "{part}");
    }
    let initializer = api.ask(Method::GET, "/api/docs/swagger-initializer.js").send().await;
    assert!(initializer.text.contains("/api/openapi.json"), "{}", initializer.text);
}

#[test]
fn the_problems_are_documented() {
    let page = scheduling_http::errors_markdown();
    assert!(page.starts_with("# Problems\n"));
    assert_eq!(page.matches("\n### ").count(), scheduling_http::Code::ALL.len());
}

/// Where tests say which problem they expect.
const TESTS: [&str; 24] = [
    include_str!("accounts.rs"),
    include_str!("address.rs"),
    include_str!("api_keys.rs"),
    include_str!("availability.rs"),
    include_str!("blocked_dates.rs"),
    include_str!("bookings.rs"),
    include_str!("calendar.rs"),
    include_str!("deliveries.rs"),
    include_str!("edge.rs"),
    include_str!("event_types.rs"),
    include_str!("events.rs"),
    include_str!("idempotency.rs"),
    include_str!("invitees.rs"),
    include_str!("isolation.rs"),
    include_str!("lifecycle.rs"),
    include_str!("mail_templates.rs"),
    include_str!("outage.rs"),
    include_str!("platform.rs"),
    include_str!("public.rs"),
    include_str!("server.rs"),
    include_str!("settings.rs"),
    include_str!("teams.rs"),
    include_str!("users.rs"),
    include_str!("webhooks.rs"),
];

/// The codes that no request can bring about at will, and why.
const UNEXPECTED: [(&str, &str); 2] = [
    ("busy", "needs others at the same moment; the engine's tests and the races have it"),
    ("internal", "a mistake of the server, and none is known"),
];

#[test]
fn every_code_is_expected_by_a_test_or_cannot_be() {
    for code in scheduling_http::Code::ALL {
        // As an argument after the status or the pointer: a word alone may be something else, as `busy` is.
        let quoted = format!(", \"{}\"", code.as_str());
        let expected = TESTS.iter().any(|test| test.contains(&quoted));
        let excused = UNEXPECTED.iter().any(|(word, _)| *word == code.as_str());
        assert!(expected != excused, "{}: expected by a test: {expected}, excused: {excused}", code.as_str());
    }
}
