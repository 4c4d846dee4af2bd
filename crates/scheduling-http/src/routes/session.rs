//! The cookie of a session, and who has presented one.

use std::{future::Future, pin::Pin};

use actix_web::{
    FromRequest, HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
    dev::Payload,
    http::Method,
    web,
};
use scheduling_engine::{Principal, SessionSecret};

use super::auth::counted;
use crate::{
    AppState,
    edge::Refused,
    problem::{Code, Problem},
};

const CSRF_TOKEN: &str = "x-csrf-token";

/// Somebody who is signed in, with the secret of the session.
pub(crate) struct Session {
    pub(crate) principal: Principal,
    pub(crate) secret: SessionSecret,
}

impl FromRequest for Session {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let state = request.app_data::<web::Data<AppState>>().ok_or_else(|| Problem::new(Code::Internal))?;
            let secret = presented(state, &request).ok_or_else(|| Problem::new(Code::Unauthenticated))?;
            Ok(Self { principal: signed_in(state, &request, &secret).await?, secret })
        })
    }
}

/// The secret in the request's cookie.
pub(super) fn presented(state: &AppState, request: &HttpRequest) -> Option<SessionSecret> {
    request.cookie(name(state)).map(|cookie| SessionSecret::presented(cookie.value()))
}

/// Whose session it is. A browser sends the cookie with what other sites make it send, too, so whatever may change
/// something also needs the token that only our own pages know.
pub(super) async fn signed_in(
    state: &AppState,
    request: &HttpRequest,
    secret: &SessionSecret,
) -> Result<Principal, Refused> {
    let found = state.engine().authenticate_session(secret).await;
    let principal = counted(state, request, found).await?;
    let only_reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let token = request.headers().get(CSRF_TOKEN).and_then(|token| token.to_str().ok());
    if only_reads || token.is_some_and(|token| secret.is_csrf_token(token)) {
        Ok(principal)
    } else {
        Err(Problem::new(Code::CsrfFailed).into())
    }
}

/// The cookie that begins a session. It ends with the browser, or with the session.
pub(super) fn cookie(state: &AppState, secret: &SessionSecret) -> Cookie<'static> {
    let cookie = Cookie::build(name(state), secret.reveal().to_owned()).path("/").http_only(true);
    cookie.same_site(SameSite::Lax).secure(is_secure(state)).finish()
}

/// The cookie that takes it away.
pub(super) fn no_cookie(state: &AppState) -> Cookie<'static> {
    let cookie = Cookie::build(name(state), "").path("/").http_only(true).max_age(Duration::ZERO);
    cookie.same_site(SameSite::Lax).secure(is_secure(state)).finish()
}

/// A name with this prefix is taken by browsers from this very host over https only (RFC 6265bis, section 4.1.3.2).
fn name(state: &AppState) -> &'static str {
    if is_secure(state) { "__Host-scheduling_session" } else { "scheduling_session" }
}

fn is_secure(state: &AppState) -> bool {
    state.options().public_url.as_ref().is_some_and(|url| url.starts_with("https://"))
}
