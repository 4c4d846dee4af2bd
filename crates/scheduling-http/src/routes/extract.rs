//! What handlers take out of requests. Whatever cannot be taken is a problem that names everything wrong.

use std::{future::Future, pin::Pin, str::FromStr, time::Duration};

use actix_web::{
    Error, FromRequest, HttpMessage as _, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap},
    middleware::Next,
    rt::time::timeout,
    web,
};
use scheduling_core::{Audience, EventTypeId, HostId, NotificationKind, TeamId};
use scheduling_engine::{IdempotencyKey, Writing};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::auth::{Admin, Caller};
use crate::{
    json::{Faults, FromJson, Object, Place, parse},
    openapi,
    problem::{Code, Problem},
};

/// The largest body.
pub(crate) const BODY_LIMIT: usize = 64 * 1024;
/// How long a client may take to send a body.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// The parameters of the query.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: FromJson> FromRequest for Query<T> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(query(request.query_string(), faults(request, Place::Query)).map(Self))
    }
}

/// Nothing is wrong yet with this part of a request.
fn faults(request: &HttpRequest, place: Place) -> Faults {
    let user = request.extensions().get::<Admin>().and_then(|admin| admin.0.host());
    Faults::of(place).asked_by(user)
}

fn query<T: FromJson>(text: &str, mut faults: Faults) -> Result<T, Problem> {
    if !is_utf8(text) {
        return Err(Problem::new(Code::MalformedParameter).with_detail("The query is not UTF-8."));
    }
    let pairs = web::Query::<Vec<(String, String)>>::from_query(text)
        .map_err(|error| Problem::new(Code::MalformedParameter).caused_by(error.to_string()))?;
    let mut members = Map::new();
    for (name, value) in pairs.into_inner() {
        if members.contains_key(&name) {
            faults.inside(&name, |faults| faults.add::<()>(Code::DuplicateKey, "is given twice"));
        }
        members.insert(name, Value::String(value));
    }
    let decoded = T::from_json(Value::Object(members), &mut faults);
    faults.finish(decoded)
}

/// The middleware around routes: those that read no query refuse one, which would else be silently without effect.
pub(super) async fn refuse_stray_queries(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let text = request.query_string();
    if !text.is_empty() && openapi::reads_no_query(request.method(), request.path()) {
        let refused = query::<NoBody>(text, Faults::of(Place::Query)).err();
        return Ok(request.error_response(refused.unwrap_or_else(|| Problem::new(Code::UnknownField))));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Whether the percent-encoded bytes of a query make a text. The decoder would put a replacement character for others.
fn is_utf8(query: &str) -> bool {
    let mut bytes = Vec::with_capacity(query.len());
    let mut rest = query.as_bytes();
    while let [byte, tail @ ..] = rest {
        let escaped = tail.get(..2).filter(|_| *byte == b'%').and_then(|digits| str::from_utf8(digits).ok());
        let (decoded, tail) = match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) => (decoded, tail.get(2..).unwrap_or_default()),
            None => (*byte, tail),
        };
        bytes.push(decoded);
        rest = tail;
    }
    str::from_utf8(&bytes).is_ok()
}

/// The id in the path, as `{id}`.
pub(crate) struct PathId<T>(pub(crate) T);

impl<T: FromJson> FromRequest for PathId<T> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut faults = Faults::of(Place::Path);
        let id = id_in_path(request, "id", &mut faults);
        std::future::ready(faults.finish(id).map(Self))
    }
}

/// The user in the path, as `{userId}`.
pub(crate) struct PathUser(pub(crate) HostId);

impl FromRequest for PathUser {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut faults = Faults::of(Place::Path);
        let id = id_in_path(request, "userId", &mut faults);
        std::future::ready(faults.finish(id).map(Self))
    }
}

/// The ids in the path of what belongs to a team.
macro_rules! ids_in_team {
    ($($(#[doc = $doc:literal])+ $name:ident($id:ty as $segment:literal);)+) => {$(
        $(#[doc = $doc])+
        pub(crate) struct $name(pub(crate) TeamId, pub(crate) $id);

        impl FromRequest for $name {
            type Error = Problem;
            type Future = std::future::Ready<Result<Self, Problem>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let mut faults = Faults::of(Place::Path);
                let team = id_in_path::<TeamId>(request, "id", &mut faults);
                let id = id_in_path::<$id>(request, $segment, &mut faults);
                std::future::ready(faults.finish(team.zip(id)).map(|(team, id)| Self(team, id)))
            }
        }
    )+};
}

ids_in_team! {
    /// A member of a team, as `{id}` and `{userId}`.
    PathMember(HostId as "userId");
    /// An event type of a team, as `{id}` and `{eventTypeId}`.
    PathTeamType(EventTypeId as "eventTypeId");
}

/// Mails of a kind to an audience, as `{kind}` and `{audience}`.
pub(crate) struct PathMail(pub(crate) NotificationKind, pub(crate) Audience);

impl FromRequest for PathMail {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut faults = Faults::of(Place::Path);
        let kind = id_in_path(request, "kind", &mut faults);
        let audience = id_in_path(request, "audience", &mut faults);
        std::future::ready(faults.finish(kind.zip(audience)).map(|(kind, audience)| Self(kind, audience)))
    }
}

fn id_in_path<T: FromJson>(request: &HttpRequest, segment: &str, faults: &mut Faults) -> Option<T> {
    let text = request.match_info().get(segment).unwrap_or_default();
    faults.inside(segment, |faults| T::from_json(Value::String(text.to_owned()), faults))
}

/// A name in the path. What cannot be a name names nothing: 404, as for a name that nobody has.
pub(super) fn path_name<T: FromStr>(request: &HttpRequest, segment: &str) -> Result<T, Problem> {
    let name = request.match_info().get(segment).and_then(|text| text.parse().ok());
    name.ok_or_else(|| Problem::new(Code::NotFound))
}

/// What a write is asked to do, and the key under which it is done only once.
pub(crate) struct Write<T> {
    body: T,
    idempotency: Option<IdempotencyKey>,
}

impl<T> Write<T> {
    /// What was sent.
    pub(crate) const fn body(&self) -> &T {
        &self.body
    }

    /// The command that the body stands for.
    pub(crate) fn writing<C>(self, command: impl FnOnce(T) -> C) -> Writing<C> {
        Writing { command: command(self.body), idempotency: self.idempotency }
    }
}

/// A write that needs no body. An empty object is as good as none.
pub(crate) struct NoBody;

impl crate::json::Documented for NoBody {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        crate::json::plain(utoipa::openapi::Type::Object).into()
    }
}

impl FromJson for NoBody {
    fn absent() -> Option<Self> {
        Some(Self)
    }

    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        Object::open(json, faults)?.close(faults);
        Some(Self)
    }
}

impl<T: FromJson + 'static> FromRequest for Write<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), web::Payload::from_request(request, payload));
        Box::pin(async move {
            let (body, canonical) = read(&request, payload).await?;
            let idempotency = idempotency(&request, &canonical)?;
            Ok(Self { body, idempotency })
        })
    }
}

/// The body of what is not repeated under a key: it has a secret, or is a question too long for a query.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: FromJson + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), web::Payload::from_request(request, payload));
        Box::pin(async move { read(&request, payload).await.map(|(body, _)| Self(body)) })
    }
}

/// The body, and its canonical form.
async fn read<T: FromJson>(
    request: &HttpRequest,
    payload: impl Future<Output = Result<web::Payload, actix_web::Error>>,
) -> Result<(T, String), Problem> {
    let bytes = received(payload).await?;
    decode(request.headers(), &bytes, faults(request, Place::Body))
}

/// The body as it came in, within its limits.
pub(super) async fn received(
    payload: impl Future<Output = Result<web::Payload, actix_web::Error>>,
) -> Result<web::Bytes, Problem> {
    let payload = payload.await.map_err(|error| Problem::new(Code::MalformedJson).caused_by(error.to_string()))?;
    match timeout(BODY_TIMEOUT, payload.to_bytes_limited(BODY_LIMIT)).await {
        Err(_) => Err(Problem::new(Code::RequestTimeout)),
        Ok(Ok(Ok(bytes))) => Ok(bytes),
        // The connection broke, or the body is not framed as it says.
        Ok(Ok(Err(error))) => Err(Problem::new(Code::MalformedJson).caused_by(error.to_string())),
        Ok(Err(_)) => Err(Problem::new(Code::PayloadTooLarge)),
    }
}

/// The body, and its canonical form: white space and the order of members do not make another request.
fn decode<T: FromJson>(headers: &HeaderMap, bytes: &[u8], mut faults: Faults) -> Result<(T, String), Problem> {
    if bytes.is_empty()
        && let Some(absent) = T::absent()
    {
        return Ok((absent, String::new()));
    }
    if !is_json(headers) {
        return Err(Problem::new(Code::UnsupportedMediaType));
    }
    if headers.get(header::CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
        return Err(Problem::new(Code::UnsupportedMediaType).with_detail("The body must not be compressed."));
    }
    let json = parse(bytes, &mut faults)?;
    let canonical = canonical(&json);
    let decoded = T::from_json(json, &mut faults);
    Ok((faults.finish(decoded)?, canonical))
}

fn is_json(headers: &HeaderMap) -> bool {
    let declared = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = declared.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn canonical(json: &Value) -> String {
    match json {
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            let write =
                |(name, value): (&String, &Value)| format!("{}:{}", Value::from(name.as_str()), canonical(value));
            format!("{{{}}}", members.into_iter().map(write).collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        plain => plain.to_string(),
    }
}

fn idempotency(request: &HttpRequest, canonical: &str) -> Result<Option<IdempotencyKey>, Problem> {
    let mut values = request.headers().get_all(IDEMPOTENCY_KEY);
    let Some(value) = values.next() else { return Ok(None) };
    // Of two keys nobody can say which is meant.
    let only = Some(value).filter(|_| values.next().is_none());
    let key = only.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [request.method().as_str(), request.path(), request.query_string(), canonical] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let principal = request.extensions().get::<Caller>().map_or("anonymous".to_owned(), |caller| caller.0.clone());
    let mut faults = Faults::of(Place::Header);
    let key = faults.inside("Idempotency-Key", |faults| {
        let key = IdempotencyKey::new(principal, key, hash.finalize().into());
        key.map_err(|why| faults.add::<()>(Code::InvalidIdempotencyKey, why)).ok()
    });
    faults.finish(key.map(Some))
}

#[cfg(test)]
mod tests {
    use actix_web::{http::header::HeaderValue, test::TestRequest};
    use scheduling_core::{BookingStatus, Name};

    use super::*;
    use crate::{json::Int, wire::pages::PageQuery};

    fn refusal<T>(result: Result<T, Problem>) -> Code {
        result.err().map(|problem| problem.code()).expect("a refusal")
    }

    crate::json::query! {
        /// A query.
        Asked {
            /// A number.
            limit: Option<Int<1, 100>> = 1;
            /// A word.
            status: Option<BookingStatus> = "pending";
        }
    }

    fn queried<T: FromJson>(text: &str) -> Result<T, Problem> {
        query(text, Faults::of(Place::Query))
    }

    #[test]
    fn a_query_is_read_strictly() {
        let asked: Asked = queried("limit=5&status=no_show").unwrap();
        assert_eq!((asked.limit, asked.status), (Some(Int(5)), Some(BookingStatus::NoShow)));
        for (text, code) in [
            ("limit=abc", Code::MalformedParameter),
            ("limit=-1", Code::OutOfRange),
            ("limit=101", Code::OutOfRange),
            ("limit=1&limit=2", Code::DuplicateKey),
            ("page=-1", Code::UnknownField),
            ("status=x'%20OR%20'1'='1", Code::NotAllowed),
            ("limit=abc&page=1", Code::MalformedParameter),
            ("status=%FF", Code::MalformedParameter),
            ("status=%ZZ", Code::NotAllowed),
        ] {
            assert_eq!(refusal(queried::<Asked>(text)), code, "{text}");
        }
        assert_eq!(refusal(queried::<PageQuery>("cursor=nonsense")), Code::MalformedParameter);
    }

    fn body<T: FromJson>(content_type: &str, bytes: &[u8]) -> Result<T, Problem> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(content_type).unwrap());
        decode(&headers, bytes, Faults::of(Place::Body)).map(|(body, _)| body)
    }

    #[test]
    fn a_body_is_declared_json() {
        assert!(body::<Name>("application/json; charset=utf-8", b"\"Ada\"").is_ok());
        assert_eq!(refusal(body::<Name>("text/plain", b"\"Ada\"")), Code::UnsupportedMediaType);
        assert_eq!(refusal(body::<Name>("application/json", b"")), Code::MalformedJson);
        assert!(body::<NoBody>("text/plain", b"").is_ok());
        assert_eq!(refusal(body::<NoBody>("application/json", b"{\"a\":1}")), Code::UnknownField);
    }

    #[test]
    fn spelling_does_not_make_another_request() {
        let canonical = |text: &str| canonical(&serde_json::from_str(text).unwrap());
        assert_eq!(
            canonical(r#"{"b":[1,{"d":2,"c":3}],"a":"x"}"#),
            canonical(r#" {"a":"\u0078", "b":[1,{"c":3,"d":2}]}"#)
        );
        assert_ne!(canonical(r#"{"a":[1,2]}"#), canonical(r#"{"a":[2,1]}"#));
        assert_ne!(canonical(r#"{"a":"1"}"#), canonical(r#"{"a":1}"#));
    }

    #[test]
    fn an_idempotency_key_has_16_to_255_characters_and_belongs_to_a_caller() {
        let keyed = |key: &str| TestRequest::post().uri("/x").insert_header((IDEMPOTENCY_KEY, key)).to_http_request();
        assert!(idempotency(&TestRequest::post().to_http_request(), "").unwrap().is_none());
        for bad in [String::new(), "a".repeat(15), "a".repeat(256)] {
            assert_eq!(refusal(idempotency(&keyed(&bad), "")), Code::InvalidIdempotencyKey, "{}", bad.len());
        }
        let request = keyed(&"a".repeat(16));
        let anonymous = idempotency(&request, "{}").unwrap().unwrap();
        assert_eq!(anonymous.principal(), "anonymous");
        request.extensions_mut().insert(Caller("key:1".to_owned()));
        let owned = idempotency(&request, "[]").unwrap().unwrap();
        assert_eq!(owned.principal(), "key:1");
        assert_ne!(owned.fingerprint(), anonymous.fingerprint(), "the body is part of the request");
    }
}
