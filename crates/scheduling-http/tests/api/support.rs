//! A world behind the API, and requests to it.

use actix_web::{
    App,
    dev::Payload,
    http::{Method, StatusCode, header::HeaderMap},
    test::{self, TestRequest},
};
use futures_util::future::join_all;
use scheduling_core::HostId;
use scheduling_engine::{NewApiKey, Scope, SessionSecret, Writing};
use scheduling_http::{AppOptions, AppState, configure};
use scheduling_testkit::{World, world::PLATFORM_KEY};
use serde_json::{Value, json};

pub(crate) const ADMIN: &str = "/api/admin/scheduling";
pub(crate) const PUBLIC: &str = "/api/public/scheduling/acme";
/// A free slot of the world's event type: Monday, 16 March 2026, 09:00 in New York.
pub(crate) const SLOT: &str = "2026-03-16T13:00:00Z";

pub(crate) struct Api {
    pub(crate) world: World,
    pub(crate) state: AppState,
}

/// What the API answered.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
    pub(crate) text: String,
}

impl Api {
    pub(crate) async fn new() -> Self {
        Self::with(AppOptions::default()).await
    }

    pub(crate) async fn with(options: AppOptions) -> Self {
        let world = World::new().await;
        let state = AppState::new(world.engine.clone(), options);
        Self { world, state }
    }

    /// A request without a credential.
    pub(crate) fn ask(&self, method: Method, path: impl AsRef<str>) -> Ask<'_> {
        Ask { api: self, request: TestRequest::default().method(method).uri(path.as_ref()), payload: None }
    }

    /// A request of the admin.
    pub(crate) fn admin(&self, method: Method, path: impl AsRef<str>) -> Ask<'_> {
        self.ask(method, format!("{ADMIN}{}", path.as_ref())).bearer(&self.world.api_key)
    }

    pub(crate) fn public(&self, method: Method, path: impl AsRef<str>) -> Ask<'_> {
        self.ask(method, format!("{PUBLIC}{}", path.as_ref()))
    }

    pub(crate) fn platform(&self, method: Method, path: impl AsRef<str>) -> Ask<'_> {
        self.ask(method, format!("/api/platform{}", path.as_ref())).bearer(PLATFORM_KEY)
    }

    pub(crate) async fn get(&self, path: impl AsRef<str>) -> Reply {
        self.admin(Method::GET, path).send().await
    }

    pub(crate) async fn post(&self, path: impl AsRef<str>, body: &Value) -> Reply {
        self.admin(Method::POST, path).json(body).send().await
    }

    pub(crate) async fn put(&self, path: impl AsRef<str>, body: &Value) -> Reply {
        self.admin(Method::PUT, path).json(body).send().await
    }

    /// Another key of the tenant.
    pub(crate) async fn key(&self, scopes: &[Scope], host: Option<HostId>) -> String {
        let name = "another".parse().unwrap();
        let key = NewApiKey { name, scopes: scopes.to_vec(), host, expires_at: None };
        let issued = self.world.engine.create_api_key(&self.world.admin, Writing::once(key)).await.unwrap();
        issued.outcome.secret.unwrap()
    }

    pub(crate) fn host(&self) -> String {
        self.world.host.id.to_string()
    }

    pub(crate) fn tenant(&self) -> String {
        self.world.admin.tenant().id.to_string()
    }

    pub(crate) fn event_type(&self) -> String {
        self.world.event_type.id.to_string()
    }

    /// What books the world's event type.
    pub(crate) fn booking(&self, start: &str) -> Value {
        json!({
            "eventTypeId": self.event_type(),
            "startTime": start,
            "timezone": "Europe/Berlin",
            "invitee": {"name": "Grace Hopper", "email": "grace@example.org"},
        })
    }

    /// A booking whose invitee has still to confirm the address, and the token of the link by which they do. Others are not
    /// asked.
    pub(crate) async fn awaiting(&self, start: &str) -> (String, String) {
        self.world.run_sql("UPDATE scheduling_event_types SET confirms_address = true").await;
        // From elsewhere: it is no booking of those who are counted.
        let book = self.public(Method::POST, "/bookings").json(&self.booking(start));
        let booked = book.sent_from("198.51.100.1:1").send().await;
        let id = booked.is(201)["id"].as_str().unwrap().to_owned();
        self.world.run_sql("UPDATE scheduling_event_types SET confirms_address = false").await;
        let mails = self.world.mails().await;
        let link = mails.iter().find_map(|mail| mail.links.confirm_address.as_deref()).unwrap();
        (id, link.split_once("token=").unwrap().1.to_owned())
    }

    /// Lets the world's event type be booked as a series of so many.
    pub(crate) async fn allow_series(&self, most: u32) {
        let body = json!({
            "name": "intro", "slug": "intro", "duration": 30, "maxOccurrences": most,
            "settingOverrides": {"minimumNoticeHours": 0, "bufferBeforeMins": 0, "bufferAfterMins": 0},
        });
        let changed = self.put(format!("/event-types/{}", self.event_type()), &body).await;
        assert_eq!(changed.is(200)["maxOccurrences"], json!(most));
    }

    /// Sends all at the same moment, to one server: to make one for each takes longer than a request may.
    pub(crate) async fn send_all(&self, asks: Vec<Ask<'_>>) -> Vec<Reply> {
        let app = &test::init_service(App::new().configure(configure(self.state.clone()))).await;
        let send = async |ask: Ask<'_>| {
            let request = ask.request.to_request();
            let request = match ask.payload {
                Some(payload) => request.replace_payload(payload).0,
                None => request,
            };
            let response = test::call_service(app, request).await;
            let (status, headers) = (response.status(), response.headers().clone());
            let text = String::from_utf8(test::read_body(response).await.to_vec()).unwrap();
            Reply { status, headers, body: serde_json::from_str(&text).unwrap_or(Value::Null), text }
        };
        join_all(asks.into_iter().map(send)).await
    }

    /// What a replacement leaves out is gone, and so is what it says is null. `bare` is what must be said; `full` says all
    /// else: every null of the answer to `bare` must be something in the answer to it, but for these pointers.
    pub(crate) async fn clears(&self, path: &str, bare: &Value, full: &Value, always_null: &[&str]) {
        // The answer is made of the request, and only what is shown then of what was stored.
        let put = async |body: &Value| {
            let answer = self.put(path, body).await;
            assert_eq!(self.get(path).await.is(200), answer.is(200), "what is shown is what was answered");
            without_time(&answer.body)
        };
        let first = put(bare).await;
        let said = put(full).await;
        for pointer in nulls(&first, "") {
            let tried = said.pointer(&pointer).is_some_and(|value| !value.is_null());
            assert!(tried != always_null.contains(&pointer.as_str()), "{pointer}: {said}");
        }
        let mut with_nulls = bare.clone();
        for key in full.as_object().unwrap().keys().filter(|key| bare.get(key).is_none()) {
            assert_ne!(said[key], first[key], "{key} says what holds without it");
            with_nulls[key] = Value::Null;
        }
        assert_eq!(put(bare).await, first, "what is absent is cleared");
        assert_eq!(put(full).await, said);
        assert_eq!(put(&with_nulls).await, first, "what is null is cleared");
    }

    pub(crate) async fn book(&self, start: &str) -> Reply {
        self.public(Method::POST, "/bookings").json(&self.booking(start)).send().await
    }

    /// A booking that must succeed: its id and its token.
    pub(crate) async fn booked(&self, start: &str) -> (String, String) {
        let reply = self.book(start).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        let text = |field: &str| reply.body[field].as_str().unwrap().to_owned();
        (text("id"), text("manageToken"))
    }
}

/// An answer without the time of the change.
fn without_time(answer: &Value) -> Value {
    let mut answer = answer.clone();
    answer.as_object_mut().unwrap().remove("updatedAt");
    answer
}

/// Where a value has nulls.
fn nulls(value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Null => vec![at.to_owned()],
        Value::Object(members) => {
            members.iter().flat_map(|(name, member)| nulls(member, &format!("{at}/{name}"))).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(index, item)| nulls(item, &format!("{at}/{index}"))).collect()
        }
        _ => Vec::new(),
    }
}

pub(crate) struct Ask<'a> {
    api: &'a Api,
    request: TestRequest,
    payload: Option<Payload>,
}

impl Ask<'_> {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.insert_header((name, value));
        self
    }

    pub(crate) fn bearer(self, credential: &str) -> Self {
        self.header("authorization", &format!("Bearer {credential}"))
    }

    /// With the cookie of a session, and the token that goes with it.
    pub(crate) fn session(self, secret: &SessionSecret) -> Self {
        self.cookie(secret).header("x-csrf-token", &secret.csrf_token())
    }

    /// With the cookie of a session alone.
    pub(crate) fn cookie(self, secret: &SessionSecret) -> Self {
        self.header("cookie", &format!("scheduling_session={}", secret.reveal()))
    }

    pub(crate) fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    pub(crate) fn sent_from(mut self, address: &str) -> Self {
        self.request = self.request.peer_addr(address.parse().unwrap());
        self
    }

    pub(crate) fn json(mut self, body: &Value) -> Self {
        self.request = self.request.set_json(body);
        self
    }

    pub(crate) fn text(mut self, content_type: &str, body: &str) -> Self {
        self.request = self.request.insert_header(("content-type", content_type)).set_payload(body.to_owned());
        self
    }

    /// A body that never arrives.
    pub(crate) fn endless(mut self) -> Self {
        self.payload = Some(Payload::Stream { payload: Box::pin(futures_util::stream::pending()) });
        self
    }

    pub(crate) async fn send(self) -> Reply {
        self.api.send_all(vec![self]).await.remove(0)
    }
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The answer was this problem.
    #[track_caller]
    pub(crate) fn is_problem(&self, status: u16, code: &str) {
        assert_eq!((self.status.as_u16(), self.body["code"].as_str()), (status, Some(code)), "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.body["status"], json!(status));
        assert!(self.body["type"].as_str().unwrap().ends_with(&format!("#{code}")), "{}", self.text);
        assert_eq!(self.body["instance"].as_str(), Some(self.header("x-request-id")), "{}", self.text);
    }

    /// The answer names these fields, in this order, with these codes.
    #[track_caller]
    pub(crate) fn names(&self, expected: &[(&str, &str)]) {
        let errors = self.body["errors"].as_array().unwrap_or_else(|| panic!("no errors: {}", self.text));
        let text = |error: &Value, field: &str| error[field].as_str().unwrap_or_default().to_owned();
        let found: Vec<_> = errors.iter().map(|error| (text(error, "pointer"), text(error, "code"))).collect();
        let expected: Vec<_> =
            expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned())).collect();
        assert_eq!(found, expected, "{}", self.text);
    }

    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        &self.body
    }
}
