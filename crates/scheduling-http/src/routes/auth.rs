//! Who is calling: API keys, tokens and sessions for the admin's routes, platform keys for the platform's, and the tokens of invitees.
//!
//! The gates run before a route is looked for, so that nobody without a credential learns what there is.

use actix_web::{
    Error, FromRequest, HttpMessage as _, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::header,
    middleware::Next,
    web,
};
use scheduling_core::ShortText;
use scheduling_engine::{Failure, Principal, Unauthenticated};
use scheduling_store::PlatformScope;

use super::session;
use crate::{
    AppState,
    edge::{Miss, Refused, missed},
    problem::{Code, Problem},
};

/// Whose idempotency keys a request uses.
#[derive(Clone, Debug)]
pub(crate) struct Caller(pub(crate) String);

/// Who may act in a tenant, or whom the embedding program vouches for.
#[derive(Clone, Debug)]
pub(crate) struct Admin(pub(crate) Principal);

/// The holder of the platform's key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Platform(pub(crate) PlatformScope);

/// The middleware around the admin's routes. A principal whom the embedding program has put into the request needs no key.
pub(crate) async fn admin_gate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let trusted = request.extensions().get::<Principal>().cloned();
    let principal = match trusted {
        Some(principal) => Ok(principal),
        None => admin(&request).await,
    };
    match principal {
        Ok(principal) => {
            request.extensions_mut().insert(Caller(principal.who().to_string()));
            request.extensions_mut().insert(Admin(principal));
            Ok(next.call(request).await?.map_into_boxed_body())
        }
        Err(refused) => Ok(refused.answer(request)),
    }
}

/// The middleware around the platform's routes.
pub(crate) async fn platform_gate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match platform(&request).await {
        Ok(scope) => {
            request.extensions_mut().insert(Caller("platform".to_owned()));
            request.extensions_mut().insert(Platform(scope));
            Ok(next.call(request).await?.map_into_boxed_body())
        }
        Err(refused) => Ok(refused.answer(request)),
    }
}

async fn admin(request: &ServiceRequest) -> Result<Principal, Refused> {
    let state = state(request)?;
    // A credential that was sent on purpose counts, also beside a cookie that the browser has added.
    if !request.headers().contains_key(header::AUTHORIZATION)
        && let Some(secret) = session::presented(&state, request.request())
    {
        return session::signed_in(&state, request.request(), &secret).await;
    }
    let key = bearer(request.request())?;
    let found = state.engine().authenticate(&key).await;
    counted(&state, request.request(), found).await
}

async fn platform(request: &ServiceRequest) -> Result<PlatformScope, Refused> {
    let key = bearer(request.request())?;
    let state = state(request)?;
    let found = state.engine().check_platform_key(&key);
    counted(&state, request.request(), found).await
}

/// Counts a credential that nobody has: whoever guesses too often learns no more.
pub(super) async fn counted<T>(
    state: &AppState,
    request: &HttpRequest,
    found: Result<T, Failure<Unauthenticated>>,
) -> Result<T, Refused> {
    match found {
        Ok(found) => Ok(found),
        Err(Failure::Refused(refusal)) => Err(missed(state, request, (Miss::Credential, refusal.into())).await),
        Err(failure) => Err(Problem::from(failure).into()),
    }
}

fn state(request: &ServiceRequest) -> Result<web::Data<AppState>, Problem> {
    let state = request.app_data::<web::Data<AppState>>().cloned();
    state.ok_or_else(|| Problem::new(Code::Internal).caused_by("a route outside of `configure` has no state"))
}

/// What follows `Bearer` in the header `Authorization` (RFC 6750, section 2.1).
fn bearer(request: &HttpRequest) -> Result<String, Problem> {
    let mut values = request.headers().get_all(header::AUTHORIZATION);
    let credential = values.next().and_then(|value| value.to_str().ok()).and_then(|value| value.split_once(' '));
    match (credential, values.next()) {
        (Some((scheme, token)), None) if scheme.eq_ignore_ascii_case("bearer") => Ok(token.trim().to_owned()),
        _ => Err(Problem::new(Code::Unauthenticated)),
    }
}

/// The token of an invitee, in the header or in a link. Whoever presents two different ones has none (RFC 6750, section 2).
pub(super) fn token_in_link(request: &HttpRequest, link: Option<ShortText>) -> Result<String, Problem> {
    let sent = request.headers().contains_key(header::AUTHORIZATION).then(|| bearer(request)).transpose()?;
    match (sent, link.map(String::from)) {
        (Some(sent), None) => Ok(sent),
        (None, Some(link)) => Ok(link),
        (Some(sent), Some(link)) if sent == link => Ok(sent),
        (Some(_), Some(_)) | (None, None) => Err(Problem::new(Code::Unauthenticated)),
    }
}

/// The token of an invitee, as it was presented.
pub(crate) struct Bearer(pub(crate) String);

impl FromRequest for Bearer {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(bearer(request).map(Self))
    }
}

impl FromRequest for Admin {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(passed(request))
    }
}

impl FromRequest for Platform {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(passed(request))
    }
}

/// What a gate has found. Without a gate there is nothing, and nobody comes in.
fn passed<T: Clone + 'static>(request: &HttpRequest) -> Result<T, Problem> {
    request.extensions().get::<T>().cloned().ok_or_else(|| Problem::new(Code::Unauthenticated))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_credential_is_one_bearer_token() {
        let with = |value: &str| bearer(&TestRequest::get().insert_header(("authorization", value)).to_http_request());
        assert_eq!(with("Bearer abc").unwrap(), "abc");
        assert_eq!(with("bearer abc").unwrap(), "abc");
        for bad in ["", "abc", "Basic abc", "Bearer"] {
            assert_eq!(with(bad).unwrap_err().code(), Code::Unauthenticated, "{bad}");
        }
        let twice = TestRequest::get()
            .append_header(("authorization", "Bearer a"))
            .append_header(("authorization", "Bearer b"))
            .to_http_request();
        assert!(bearer(&twice).is_err());
    }

    #[test]
    fn a_link_has_its_token_in_the_query_or_in_the_header() {
        let request = |sent: Option<&str>| {
            let request = TestRequest::get();
            sent.map_or(TestRequest::get(), |value| request.insert_header(("authorization", value))).to_http_request()
        };
        let presented = |sent, link: Option<&str>| {
            token_in_link(&request(sent), link.map(|link| link.parse().unwrap())).map_err(|problem| problem.code())
        };
        let wrong = Err(Code::Unauthenticated);
        assert_eq!(presented(Some("Bearer a"), None), Ok("a".to_owned()));
        assert_eq!(presented(None, Some("a")), Ok("a".to_owned()));
        assert_eq!(presented(Some("Bearer a"), Some("a")), Ok("a".to_owned()));
        assert_eq!(presented(Some("Bearer a"), Some("b")), wrong);
        assert_eq!(presented(Some("Basic a"), Some("a")), wrong, "a header that was sent counts");
        assert_eq!(presented(None, None), wrong);
    }
}
