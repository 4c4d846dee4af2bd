//! The gate of the public routes: finds the tenant, and limits how often one address may call.

use std::{num::NonZeroU32, time::Duration};

use actix_web::{
    Error as ActixError, FromRequest, HttpMessage as _, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};
use scheduling_core::{RateLimits, Slug};
use scheduling_engine::{Failure, Nothing, PublicTenant, SignIn};
use scheduling_lock::{Decision, Quota, RateLimiter, Verdict};
use sha2::{Digest as _, Sha256};

use super::client_address;
use crate::{
    AppState,
    problem::{Code, Problem, whole_seconds},
    state::RateLimiting,
};

/// The tenant of a public route, found by the gate.
#[derive(Clone, Debug)]
pub(crate) struct OpenTenant(pub(crate) PublicTenant);

impl OpenTenant {
    pub(crate) fn of(request: &HttpRequest) -> Option<Self> {
        request.extensions().get::<Self>().cloned()
    }
}

impl FromRequest for OpenTenant {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // Without the gate there is no tenant: the route is not where it belongs.
        std::future::ready(Self::of(request).ok_or_else(|| Problem::new(Code::NotFound)))
    }
}

/// What is counted separately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Reads,
    Holds,
    Bookings,
    Changes,
}

/// How things stand for a caller with one of the limits.
pub(crate) struct Standing {
    limit: &'static str,
    decision: Decision,
}

/// A request that does not come through a gate.
pub(crate) struct Refused {
    problem: Problem,
    standing: Option<Standing>,
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self { problem, standing: None }
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        refused.problem
    }
}

impl Refused {
    /// The answer.
    pub(crate) fn answer(self, request: ServiceRequest) -> ServiceResponse<BoxBody> {
        let mut response = request.error_response(self.problem);
        if let Some(standing) = self.standing {
            standing.tell(response.headers_mut());
        }
        response
    }
}

/// The middleware around the public routes of a tenant, whose path has `{tenantSlug}`.
pub(crate) async fn public_gate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    // What is left of the path is decoded, as the router sees it: another spelling is no other class.
    let class = class_of(request.method(), request.match_info().unprocessed());
    let standing = match admit(&request, class).await {
        Ok(standing) => standing,
        Err(refused) => return Ok(refused.answer(request)),
    };
    let mut response = next.call(request).await?.map_into_boxed_body();
    if let Some(standing) = standing {
        standing.tell(response.headers_mut());
    }
    Ok(response)
}

/// Finds the tenant that the path names, and how its limits stand.
async fn admit(request: &ServiceRequest, class: Class) -> Result<Option<Standing>, Refused> {
    let state = request.app_data::<web::Data<AppState>>().ok_or_else(|| Problem::new(Code::Internal))?;
    let slug = request.match_info().get("tenantSlug").and_then(|slug| slug.parse::<Slug>().ok());
    let slug = slug.ok_or_else(|| Problem::new(Code::NotFound))?;
    let tenant = match state.engine().public_tenant(&slug).await {
        Ok(tenant) => tenant,
        Err(Failure::NotFound(what)) => {
            let problem = Failure::<Nothing>::NotFound(what).into();
            return Err(missed(state, request.request(), (Miss::Tenant, problem)).await);
        }
        Err(failure) => return Err(Problem::from(failure).into()),
    };
    // Also who is refused may be told so: the tenant says which pages see the answer.
    request.extensions_mut().insert(OpenTenant(tenant.clone()));
    decide(state, &tenant, class, request.request()).await
}

/// What an address can ask for in vain. Each kind has its own budget, and only what misses is ever refused: whoever names
/// what is there comes in, whatever others have tried from the same address.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Miss {
    /// A tenant that is not there.
    Tenant,
    /// An API key, a token, a session or a platform key that nobody has.
    Credential,
}

/// How often in a minute.
const MISSES: NonZeroU32 = NonZeroU32::new(60).unwrap();

/// Counts a miss: the answer is its problem, or that there were too many.
pub(crate) async fn missed(state: &AppState, request: &HttpRequest, miss: (Miss, Problem)) -> Refused {
    let (miss, problem) = miss;
    let RateLimiting::On(limiters) = &state.options().rate_limiting else { return problem.into() };
    let limit = match miss {
        Miss::Tenant => "tenants",
        Miss::Credential => "credentials",
    };
    let key = format!("{limit}:{}", client_address(request, state.options().trusted_proxies));
    match limiters.reads.check(&key, Quota::per_minute(MISSES), 1).await {
        Ok(decision) => {
            let problem = too_many(&decision).unwrap_or(problem);
            Refused { problem, standing: Some(Standing { limit, decision }) }
        }
        Err(error) => Problem::new(Code::Unavailable).caused_by(error).into(),
    }
}

/// How often somebody may try to sign in to one account, whether or not it is there.
const ACCOUNT_ATTEMPTS: (u32, Duration) = (10, Duration::from_mins(15));
/// How often one address may try to sign in, to whatever accounts.
const ADDRESS_ATTEMPTS: (u32, Duration) = (30, Duration::from_mins(15));
/// How often one address may try to use links of accounts, whatever links.
const LINK_ATTEMPTS: (u32, Duration) = (30, Duration::from_mins(15));

/// Counts an attempt to sign in, and refuses one too many before any password is looked at.
pub(crate) async fn may_sign_in(state: &AppState, request: &HttpRequest, attempt: &SignIn) -> Result<(), Problem> {
    let address = client_address(request, state.options().trusted_proxies);
    attempt_of(state, (&format!("sign-in:address:{address}"), ADDRESS_ATTEMPTS)).await?;
    // A hash, so that the limiter's store holds no addresses of people.
    let account = Sha256::digest(format!("{} {}", attempt.tenant, attempt.email.normalised()));
    attempt_of(state, (&format!("sign-in:account:{account:x}"), ACCOUNT_ATTEMPTS)).await
}

/// Counts an attempt to use a link of an account, and refuses one too many before any password is hashed.
pub(crate) async fn may_use_link(state: &AppState, request: &HttpRequest) -> Result<(), Problem> {
    let address = client_address(request, state.options().trusted_proxies);
    attempt_of(state, (&format!("links:address:{address}"), LINK_ATTEMPTS)).await
}

async fn attempt_of(state: &AppState, (key, (attempts, per)): (&str, (u32, Duration))) -> Result<(), Problem> {
    let Some(limiter) = state.attempts() else { return Ok(()) };
    let quota = Quota::new(attempts, per).map_err(|error| Problem::new(Code::Internal).caused_by(error))?;
    let decision = limiter.check(key, quota, 1).await;
    let decision = decision.map_err(|error| Problem::new(Code::Unavailable).caused_by(error))?;
    too_many(&decision).map_or(Ok(()), Err)
}

fn too_many(decision: &Decision) -> Option<Problem> {
    let wait = || decision.retry_after().unwrap_or(decision.quota.per());
    (!decision.is_allowed()).then(|| Problem::new(Code::RateLimited).with_retry_after(wait()))
}

/// Who may make how many holds at once: the same address that is limited, unless nobody is.
pub(crate) fn holder(state: &AppState, request: &HttpRequest) -> Option<String> {
    match state.options().rate_limiting {
        RateLimiting::Off | RateLimiting::Attempts => None,
        RateLimiting::On(_) => Some(client_address(request, state.options().trusted_proxies)),
    }
}

fn class_of(method: &Method, path: &str) -> Class {
    let mut segments = path.trim_end_matches('/').rsplit('/');
    if method == Method::GET || method == Method::HEAD {
        return Class::Reads;
    }
    match segments.next() {
        Some("bookings" | "booking-series") => Class::Bookings,
        Some("holds") => Class::Holds,
        // They are looked at by a form where what was typed goes with it.
        Some("times") => Class::Reads,
        _ => Class::Changes,
    }
}

async fn decide(
    state: &AppState,
    tenant: &PublicTenant,
    class: Class,
    request: &HttpRequest,
) -> Result<Option<Standing>, Refused> {
    let RateLimiting::On(limiters) = &state.options().rate_limiting else { return Ok(None) };
    let tenant = tenant.tenant();
    let Some(limit) = class.limit(&tenant.settings.rate_limits).and_then(NonZeroU32::new) else { return Ok(None) };
    let limiter: &dyn RateLimiter = match class {
        Class::Reads => &*limiters.reads,
        Class::Holds | Class::Bookings | Class::Changes => &*limiters.writes,
    };
    let client = client_address(request, state.options().trusted_proxies);
    let key = format!("{}:{}:{client}", tenant.id, class.name());
    let decision = limiter.check(&key, Quota::per_minute(limit), 1).await;
    let decision = decision.map_err(|error| Problem::new(Code::Unavailable).caused_by(error))?;
    let standing = Some(Standing { limit: class.name(), decision });
    match too_many(&decision) {
        Some(problem) => Err(Refused { problem, standing }),
        None => Ok(standing),
    }
}

impl Class {
    const fn name(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Holds => "holds",
            Self::Bookings => "bookings",
            Self::Changes => "changes",
        }
    }

    const fn limit(self, limits: &RateLimits) -> Option<u32> {
        match self {
            Self::Reads => limits.reads,
            Self::Holds => limits.holds,
            Self::Bookings => limits.bookings,
            Self::Changes => limits.changes,
        }
    }
}

impl Standing {
    /// Says so, as draft-ietf-httpapi-ratelimit-headers has it: `"bookings";r=9;t=6`.
    fn tell(&self, headers: &mut HeaderMap) {
        let Self { limit, decision: Decision { quota, remaining, reset_after, verdict, .. } } = *self;
        let reset = match verdict {
            Verdict::Denied { retry_after } => retry_after,
            Verdict::Allowed | Verdict::TooCostly => reset_after,
        };
        let standing = format!("\"{limit}\";r={remaining};t={}", whole_seconds(reset));
        let policy = format!("\"{limit}\";q={};w={}", quota.limit(), whole_seconds(quota.per()));
        for (header, value) in [("ratelimit", standing), ("ratelimit-policy", policy)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(header), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_writes_is_counted_by_what_it_does() {
        for (method, path, class) in [
            (Method::GET, "/users/ada/intro/slots", Class::Reads),
            (Method::HEAD, "/users/ada", Class::Reads),
            (Method::POST, "/bookings", Class::Bookings),
            (Method::POST, "/bookings/", Class::Bookings),
            (Method::POST, "/booking-series", Class::Bookings),
            (Method::POST, "/holds", Class::Holds),
            (Method::POST, "/ada/intro/times", Class::Reads),
            (Method::DELETE, "/holds/1", Class::Changes),
            (Method::POST, "/bookings/1/cancel", Class::Changes),
        ] {
            assert_eq!(class_of(&method, path), class, "{method} {path}");
        }
    }
}
