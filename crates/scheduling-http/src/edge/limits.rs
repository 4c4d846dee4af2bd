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
    pub(super) fn of(request: &HttpRequest) -> Option<Self> {
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

/// The middleware around the public routes of a tenant, whose path has `{tenantSlug}`.
pub(crate) async fn public_gate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    // What is left of the path is decoded, as the router sees it: another spelling is no other class.
    let class = class_of(request.method(), request.match_info().unprocessed());
    let (tenant, decision) = match admit(&request, class).await {
        Ok(admitted) => admitted,
        Err(problem) => return Ok(request.error_response(problem)),
    };
    request.extensions_mut().insert(OpenTenant(tenant));
    let mut response = match &decision {
        Some(decision) if !decision.is_allowed() => {
            let wait = decision.retry_after().unwrap_or(Duration::from_mins(1));
            request.error_response(Problem::new(Code::RateLimited).with_retry_after(wait))
        }
        _ => next.call(request).await?.map_into_boxed_body(),
    };
    if let Some(decision) = decision {
        tell(response.headers_mut(), class, &decision);
    }
    Ok(response)
}

/// The tenant that the path names, and what its limits say.
async fn admit(request: &ServiceRequest, class: Class) -> Result<(PublicTenant, Option<Decision>), Problem> {
    let state = request.app_data::<web::Data<AppState>>().ok_or_else(|| Problem::new(Code::Internal))?;
    let slug = request.match_info().get("tenantSlug").and_then(|slug| slug.parse::<Slug>().ok());
    let slug = slug.ok_or_else(|| Problem::new(Code::NotFound))?;
    may_guess(state, request.request()).await?;
    let tenant = match state.engine().public_tenant(&slug).await {
        Err(Failure::NotFound(what)) => {
            missed(state, request.request()).await?;
            return Err(Failure::<Nothing>::NotFound(what).into());
        }
        found => found?,
    };
    let decision = decide(state, &tenant, class, request.request()).await?;
    Ok((tenant, decision))
}

/// How many tenants that are not there, and credentials that nobody has, one address may ask for in a minute: each costs
/// a look-up, and nobody who means well needs many.
const MISSES: NonZeroU32 = NonZeroU32::new(60).unwrap();

/// Refuses an address that has guessed too often.
pub(crate) async fn may_guess(state: &AppState, request: &HttpRequest) -> Result<(), Problem> {
    match misses(state, request, 0).await? {
        Some(decision) if decision.remaining == 0 => {
            Err(Problem::new(Code::RateLimited).with_retry_after(Quota::per_minute(MISSES).per() / MISSES.get()))
        }
        _ => Ok(()),
    }
}

/// Remembers that an address has guessed wrong.
pub(crate) async fn missed(state: &AppState, request: &HttpRequest) -> Result<(), Problem> {
    misses(state, request, 1).await.map(|_| ())
}

/// How often somebody may try to sign in to one account, whether or not it is there.
const ACCOUNT_ATTEMPTS: (NonZeroU32, Duration) = (NonZeroU32::new(10).unwrap(), Duration::from_mins(15));
/// How often one address may try to sign in, to whatever accounts.
const ADDRESS_ATTEMPTS: (NonZeroU32, Duration) = (NonZeroU32::new(30).unwrap(), Duration::from_mins(15));

/// Counts an attempt to sign in, and refuses one too many before any password is looked at.
pub(crate) async fn may_sign_in(state: &AppState, request: &HttpRequest, attempt: &SignIn) -> Result<(), Problem> {
    let RateLimiting::On(limiters) = &state.options().rate_limiting else { return Ok(()) };
    // A hash, so that the limiter's store holds no addresses of people.
    let account = Sha256::digest(format!("{} {}", attempt.tenant, attempt.email.normalised()));
    let address = client_address(request, state.options().trusted_proxies);
    let limits = [
        (format!("sign-in:address:{address}"), ADDRESS_ATTEMPTS),
        (format!("sign-in:account:{account:x}"), ACCOUNT_ATTEMPTS),
    ];
    for (key, (attempts, per)) in limits {
        let quota = Quota::new(attempts.get(), per).map_err(|error| Problem::new(Code::Internal).caused_by(error))?;
        let decision = limiters.writes.check(&key, quota, 1).await;
        let decision = decision.map_err(|error| Problem::new(Code::Unavailable).caused_by(error))?;
        if !decision.is_allowed() {
            let wait = decision.retry_after().unwrap_or(per);
            return Err(Problem::new(Code::RateLimited).with_retry_after(wait));
        }
    }
    Ok(())
}

async fn misses(state: &AppState, request: &HttpRequest, cost: u32) -> Result<Option<Decision>, Problem> {
    let RateLimiting::On(limiters) = &state.options().rate_limiting else { return Ok(None) };
    let key = format!("misses:{}", client_address(request, state.options().trusted_proxies));
    let decision = limiters.reads.check(&key, Quota::per_minute(MISSES), cost).await;
    decision.map(Some).map_err(|error| Problem::new(Code::Unavailable).caused_by(error))
}

/// Who may make how many holds at once: the same address that is limited, unless nobody is.
pub(crate) fn holder(state: &AppState, request: &HttpRequest) -> Option<String> {
    match state.options().rate_limiting {
        RateLimiting::Off => None,
        RateLimiting::On(_) => Some(client_address(request, state.options().trusted_proxies)),
    }
}

fn class_of(method: &Method, path: &str) -> Class {
    let mut segments = path.trim_end_matches('/').rsplit('/');
    if method == Method::GET || method == Method::HEAD {
        return Class::Reads;
    }
    match segments.next() {
        Some("bookings") => Class::Bookings,
        Some("holds") => Class::Holds,
        _ => Class::Changes,
    }
}

async fn decide(
    state: &AppState,
    tenant: &PublicTenant,
    class: Class,
    request: &HttpRequest,
) -> Result<Option<Decision>, Problem> {
    let RateLimiting::On(limiters) = &state.options().rate_limiting else { return Ok(None) };
    let tenant = tenant.tenant();
    let Some(limit) = class.limit(&tenant.settings.rate_limits).and_then(NonZeroU32::new) else { return Ok(None) };
    let limiter: &dyn RateLimiter = match class {
        Class::Reads => &*limiters.reads,
        Class::Holds | Class::Bookings | Class::Changes => &*limiters.writes,
    };
    let client = client_address(request, state.options().trusted_proxies);
    let key = format!("{}:{}:{client}", tenant.id, class.name());
    match limiter.check(&key, Quota::per_minute(limit), 1).await {
        Ok(decision) => Ok(Some(decision)),
        Err(error) => Err(Problem::new(Code::Unavailable).caused_by(error)),
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

/// Says how things stand, as draft-ietf-httpapi-ratelimit-headers has it: `"bookings";r=9;t=6`.
fn tell(headers: &mut HeaderMap, class: Class, decision: &Decision) {
    let Decision { quota, remaining, reset_after, .. } = *decision;
    let reset = match decision.verdict {
        Verdict::Denied { retry_after } => retry_after,
        Verdict::Allowed | Verdict::TooCostly => reset_after,
    };
    let (name, reset) = (class.name(), whole_seconds(reset));
    let policy = format!("\"{name}\";q={};w={}", quota.limit(), whole_seconds(quota.per()));
    for (header, value) in [("ratelimit", format!("\"{name}\";r={remaining};t={reset}")), ("ratelimit-policy", policy)]
    {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(header), value);
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
            (Method::POST, "/holds", Class::Holds),
            (Method::DELETE, "/holds/1", Class::Changes),
            (Method::POST, "/bookings/1/cancel", Class::Changes),
        ] {
            assert_eq!(class_of(&method, path), class, "{method} {path}");
        }
    }
}
