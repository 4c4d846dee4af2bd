//! Which web pages of other origins may call: all may read the public routes, the tenant's own origins may also write
//! there, and nobody may call the admin's.

use actix_web::{
    HttpRequest, HttpResponse,
    dev::ServiceRequest,
    http::{
        Method,
        header::{self, HeaderMap, HeaderValue},
    },
};
use scheduling_core::Slug;

use super::limits::OpenTenant;
use crate::AppState;

const PUBLIC: &str = "/api/public/scheduling/";
/// What a page may send, and may see of an answer.
const SENT: &str = "authorization, content-type, idempotency-key, if-none-match";
const SEEN: &str = "etag, idempotency-replayed, location, ratelimit, ratelimit-policy, retry-after, x-request-id";

/// Whether a browser asks on behalf of a page before it sends the request itself.
pub(super) fn is_preflight(request: &ServiceRequest) -> bool {
    request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ORIGIN)
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

/// Answers such a question. What is not allowed gets an answer without permission, which the browser understands.
pub(super) async fn preflight(state: &AppState, request: &ServiceRequest) -> HttpResponse {
    let mut answer = HttpResponse::NoContent();
    answer.insert_header((header::VARY, "Origin, Access-Control-Request-Method"));
    let headers = request.headers();
    let (Some(origin), Some(method)) =
        (headers.get(header::ORIGIN), headers.get(header::ACCESS_CONTROL_REQUEST_METHOD))
    else {
        return answer.finish();
    };
    let Some(slug) = request.path().strip_prefix(PUBLIC).and_then(|rest| rest.split('/').next()) else {
        return answer.finish();
    };
    let reads = method == "GET" || method == "HEAD";
    if reads || owns(state, slug, origin).await {
        answer.insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone()));
        answer.insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, if reads { "GET, HEAD" } else { "POST, DELETE" }));
        answer.insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, SENT));
        answer.insert_header((header::ACCESS_CONTROL_MAX_AGE, "600"));
    }
    answer.finish()
}

/// The origin of the page that called, if that page may see the answer; `None` for requests that no page has made, and
/// for routes that pages of other origins may not call.
pub(super) fn allowed(request: &HttpRequest) -> Option<(HeaderValue, bool)> {
    let origin = request.headers().get(header::ORIGIN).filter(|_| request.path().starts_with(PUBLIC))?;
    let reads = request.method() == Method::GET || request.method() == Method::HEAD;
    let may = reads || OpenTenant::of(request).is_some_and(|tenant| is_among(&tenant, origin));
    (request.method() != Method::OPTIONS).then(|| (origin.clone(), may))
}

/// Lets the page see the answer, if it may.
pub(super) fn allow(answer: &mut HeaderMap, page: Option<(HeaderValue, bool)>) {
    let Some((origin, may)) = page else { return };
    answer.append(header::VARY, HeaderValue::from_static("Origin"));
    if may {
        answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        answer.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(SEEN));
    }
}

/// A tenant that cannot be found owns nothing: the request itself will say why.
async fn owns(state: &AppState, slug: &str, origin: &HeaderValue) -> bool {
    let Ok(slug) = slug.parse::<Slug>() else { return false };
    let tenant = state.engine().public_tenant(&slug).await;
    tenant.is_ok_and(|tenant| is_among(&OpenTenant(tenant), origin))
}

fn is_among(tenant: &OpenTenant, origin: &HeaderValue) -> bool {
    tenant.0.tenant().settings.allowed_origins.iter().any(|allowed| allowed.as_str().as_bytes() == origin.as_bytes())
}
