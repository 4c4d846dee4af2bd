//! The frame of every answer: its id, problems rendered as RFC 9457 says, security headers, and one line in the log for
//! each failure of the server.

use std::{error::Error, fmt, time::Instant};

use actix_web::{
    Error as ActixError, HttpMessage as _, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::ErrorInternalServerError,
    http::{
        Method, StatusCode,
        header::{HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};

use super::cors;
use crate::{
    AppState,
    problem::{Code, Problem},
};

/// The id of a request: in `X-Request-Id`, in the log, and the `instance` of a problem.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(String);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The middleware around all routes.
pub(crate) async fn frame(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let Some(state) = request.app_data::<web::Data<AppState>>().cloned() else {
        return Err(ErrorInternalServerError(""));
    };
    let id = RequestId(state.engine().ids().uuid().to_string());
    request.extensions_mut().insert(id.clone());
    let (started, method, path) = (Instant::now(), request.method().clone(), request.path().to_owned());
    let mut response = if cors::is_preflight(&request) {
        let answer = cors::preflight(&state, &request).await;
        request.into_response(answer)
    } else {
        if method == Method::HEAD {
            // Whoever answers GET answers HEAD; the server leaves the body out.
            request.head_mut().method = Method::GET;
        }
        framed(next.call(request).await?, &id)
    };
    let open = cors::allowed(response.request());
    cors::allow(response.headers_mut(), open);
    secure(response.headers_mut(), &id);
    let (status, micros) = (response.status().as_u16(), started.elapsed().as_micros());
    tracing::debug!(request = %id, %method, path, status, micros, "answered {id}");
    Ok(response)
}

fn framed(response: ServiceResponse<impl MessageBody + 'static>, id: &RequestId) -> ServiceResponse<BoxBody> {
    let problem = response.response().error().map(|error| rendered(error, id));
    match problem {
        Some(mut problem) => {
            // What the limits have said holds for problems too.
            for (name, value) in response.headers().iter().filter(|(name, _)| name.as_str().starts_with("ratelimit")) {
                problem.headers_mut().insert(name.clone(), value.clone());
            }
            response.into_response(problem)
        }
        None => response.map_into_boxed_body(),
    }
}

/// Renders an error, and logs it if it is the server's own.
fn rendered(error: &ActixError, id: &RequestId) -> HttpResponse {
    let Some(problem) = error.as_error::<Problem>() else { return problem_of(error).render(Some(&id.0)) };
    log_failure(problem, Some(id));
    problem.render(Some(&id.0))
}

/// Logs a failure of the server's own, once: here, or where a body breaks off after its head was sent.
pub(crate) fn log_failure(problem: &Problem, id: Option<&RequestId>) {
    if problem.code() == Code::Internal || problem.code() == Code::Unavailable {
        let (id, failure) = (id.map_or("", |id| &id.0), chain(problem));
        tracing::error!(request = %id, failure, "request {id} failed: {failure}");
    }
}

/// The problem that an error of the framework is.
pub(crate) fn problem_of(error: &ActixError) -> Problem {
    let code = match error.as_response_error().status_code() {
        StatusCode::NOT_FOUND => Code::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::PayloadTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedMediaType,
        status if status.is_client_error() => Code::MalformedParameter,
        _ => Code::Internal,
    };
    Problem::new(code)
}

fn secure(headers: &mut HeaderMap, id: &RequestId) {
    if let Ok(id) = HeaderValue::from_str(&id.0) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    // Who may frame a page is what its policy says. This older header knows no names: it would forbid it to them as well.
    let policy = headers.get("content-security-policy").map_or(&b""[..], HeaderValue::as_bytes);
    let named = str::from_utf8(policy).ok().and_then(|policy| policy.split("frame-ancestors ").nth(1));
    let is_framed = named.is_some_and(|named| !named.starts_with("'none'"));
    // A route that needs another value, as the documentation's page does, has set it.
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "geolocation=(), camera=(), microphone=()"),
        ("cache-control", "no-store"),
    ] {
        if !(headers.contains_key(name) || is_framed && name == "x-frame-options") {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
    }
}

fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text}: {inner}");
        source = inner.source();
    }
    text
}
