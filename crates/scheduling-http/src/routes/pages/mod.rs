//! The pages that links in mails lead to. `scheduling-render` writes them; a handler extracts, calls the engine and hands
//! over what it has found.
//!
//! They are no part of the API: nobody but a person with a link calls them. The link's token is the only credential, and no
//! cookie is read or set, so that a page of somebody else can send nothing in anybody's name that it does not know by itself:
//! forms have the token as a hidden field and need no other protection. What only looks never changes anything, because the
//! scanners of mail servers follow links.

mod address;
mod admin;
mod book;
mod booking;
mod decision;
mod embedding;
mod form;
mod link;
mod reminders;

use std::future::{Ready, ready};

use actix_web::{
    Error, HttpMessage as _, HttpRequest, HttpResponse, Resource,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{self, HeaderName},
    },
    middleware::Next,
    web,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use scheduling_core::{ShortText, Tenant};
use scheduling_render::pages::{Accent, Brand, Frame, NoticePage, Obstacle, STYLE, Script};
use sha2::{Digest as _, Sha256};

pub(super) use self::{
    admin::{ADMIN as ADMIN_PAGES, admin, as_admin_pages},
    book::{BOOK, book},
};
use self::{embedding::Embedding, form::Fields};
use crate::{
    edge::{OpenTenant, RequestId, log_failure, problem_of},
    problem::{Code, Problem},
};

/// Where the pages of bookings are.
pub(super) const BOOKING: &str = "/booking/{tenantSlug}";

/// The pages of bookings.
pub(super) fn booking(config: &mut web::ServiceConfig) {
    let writes = writes_of;
    config
        .service(reads_of("/{id}").route(web::get().to(booking::manage)))
        .service(
            writes("/{id}/cancel").route(web::get().to(booking::ask_to_cancel)).route(web::post().to(booking::cancel)),
        )
        .service(
            writes("/{id}/reschedule")
                .route(web::get().to(booking::list_times))
                .route(web::post().to(booking::reschedule)),
        )
        .service(
            writes("/{id}/approve")
                .route(web::get().to(decision::ask_to_approve))
                .route(web::post().to(decision::approve)),
        )
        .service(
            writes("/{id}/decline")
                .route(web::get().to(decision::ask_to_decline))
                .route(web::post().to(decision::decline)),
        )
        .service(
            writes("/{id}/confirm-address").route(web::get().to(address::ask)).route(web::post().to(address::confirm)),
        )
        .service(writes("/{id}/reminders").route(web::get().to(reminders::ask)).route(web::post().to(reminders::mute)))
        .default_service(web::to(nothing_here));
}

/// A page that only shows something.
fn reads_of(path: &str) -> Resource {
    web::resource(path).default_service(web::to(|| not_allowed("GET, HEAD")))
}

/// A page with a form.
fn writes_of(path: &str) -> Resource {
    web::resource(path).default_service(web::to(|| not_allowed("GET, HEAD, POST")))
}

async fn nothing_here() -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::NotFound))
}

fn not_allowed(methods: &str) -> Ready<Result<HttpResponse, Problem>> {
    ready(Err(Problem::new(Code::MethodNotAllowed).with_allow(methods.to_owned())))
}

/// The middleware around pages: whatever is wrong is told on a page.
pub(super) async fn as_pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = request.extensions().get::<RequestId>().cloned();
    let response = next.call(request).await?;
    let Some(error) = response.response().error() else { return Ok(response.map_into_boxed_body()) };
    let other;
    let problem = if let Some(problem) = error.as_error::<Problem>() {
        problem
    } else {
        other = problem_of(error);
        &other
    };
    log_failure(problem, id.as_ref());
    let tenant = response.request().extensions().get::<OpenTenant>().cloned();
    let mut page = notice(problem, tenant.as_ref().map(|tenant| (tenant, response.request())), None);
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = problem.render(None).headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    let limits = ["ratelimit", "ratelimit-policy"].map(HeaderName::from_static);
    for (name, value) in limits.iter().filter_map(|name| Some((name, response.headers().get(name)?))) {
        page.headers_mut().insert(name.clone(), value.clone());
    }
    Ok(response.into_response(page))
}

/// A page that says what is wrong.
fn notice(problem: &Problem, asked: Option<(&OpenTenant, &HttpRequest)>, manage: Option<&str>) -> HttpResponse {
    let (status, obstacle) = obstacle_of(problem.code());
    // What is not there is nobody's: whether the tenant, the booking or the token is wrong is told to nobody.
    let asked = asked.filter(|_| obstacle != Obstacle::NotFound).map(|(open, request)| (open.0.tenant(), request));
    let page = NoticePage { obstacle, manage: manage.filter(|_| obstacle != Obstacle::Over) };
    let embedding = asked.map(|(tenant, request)| {
        Embedding::of(request, &Fields::read(request.query_string()).unwrap_or_default(), tenant)
    });
    let manner = Manner { status, scripts: Vec::new(), embedding: embedding.unwrap_or_default() };
    shown(manner, asked.map(|(tenant, _)| tenant), |frame| page.render(frame))
}

/// How a page is shown, whatever it says.
struct Manner<'a> {
    status: StatusCode,
    /// Those of the page itself; in a frame it has another one.
    scripts: Vec<Script<'a>>,
    embedding: Embedding,
}

/// A page of a tenant, or of nobody.
fn shown(manner: Manner<'_>, tenant: Option<&Tenant>, page: impl FnOnce(&Frame<'_>) -> String) -> HttpResponse {
    dressed(manner, tenant, None, page)
}

/// A page with a style of its own, besides that of all.
fn styled(
    status: StatusCode,
    tenant: Option<&Tenant>,
    own: Option<&str>,
    page: impl FnOnce(&Frame<'_>) -> String,
) -> HttpResponse {
    let manner = Manner { status, scripts: Vec::new(), embedding: Embedding::default() };
    dressed(manner, tenant, own, page)
}

fn dressed(
    Manner { status, mut scripts, embedding }: Manner<'_>,
    tenant: Option<&Tenant>,
    own: Option<&str>,
    page: impl FnOnce(&Frame<'_>) -> String,
) -> HttpResponse {
    let tells = scripts.iter().any(|script| matches!(script, Script::Embedded { .. }));
    scripts.extend(embedding.origin().filter(|_| !tells).map(|origin| Script::Embedded { origin, booked: None }));
    let branding = tenant.map(|tenant| &tenant.settings.branding);
    let accent = branding.and_then(|branding| branding.accent_color.as_ref()?.as_str().parse::<Accent>().ok());
    let logo = branding.and_then(|branding| branding.logo_url.as_ref()).map(ShortText::as_str);
    // A picture that no policy would let in is not asked for.
    let logo = logo.and_then(|logo| Some((logo, origin(logo)?)));
    let name = |tenant: &Tenant| tenant.settings.branding.display_name.clone().unwrap_or_else(|| tenant.name.clone());
    let name = tenant.map(name);
    let common = std::iter::once(STYLE).chain(own).map(str::to_owned);
    let styles: Vec<String> = common.chain(accent.map(Accent::style)).collect();
    let frame = Frame {
        locale: None,
        styles: &styles,
        scripts: &scripts,
        is_embedded: embedding.is_wanted(),
        brand: name.as_ref().map(|name| Brand { name: name.as_str(), logo: logo.map(|(logo, _)| logo) }),
    };
    let pictures = logo.map_or("", |(_, origin)| origin);
    let policy = format!(
        "default-src 'none';{} style-src{}; img-src 'self' data: {pictures}; form-action 'self'; \
         frame-ancestors {}; base-uri 'none'",
        policy_of(&scripts),
        hashes(styles.iter().map(String::as_str)),
        embedding.ancestors(tenant),
    );
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, policy.replace(" ;", ";")))
        // The address has a credential, and the page names people: no cache keeps it, and nobody is told where it was.
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .body(page(&frame))
}

/// What the policy allows for scripts: nothing without any.
fn policy_of(scripts: &[Script<'_>]) -> String {
    if scripts.is_empty() {
        return String::new();
    }
    let asks = if scripts.iter().any(|script| script.asks()) { " connect-src 'self';" } else { "" };
    format!(" script-src{};{asks}", hashes(scripts.iter().map(|script| script.source())))
}

/// By these a policy allows what stands in a page.
fn hashes<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let hash = |text: &str| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    texts.map(hash).collect::<Vec<_>>().concat()
}

/// The origin of a picture that pages may show: one that is fetched over https from an address without anything odd, which
/// could add something to a policy.
fn origin(url: &str) -> Option<&str> {
    const SCHEME: &str = "https://";
    let host = url.strip_prefix(SCHEME)?.split(['/', '?', '#']).next()?;
    is_plain_host(host).then(|| url.get(..SCHEME.len() + host.len())).flatten()
}

/// Whether this can be nothing in a policy but a host, perhaps with a port.
fn is_plain_host(host: &str) -> bool {
    !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':'))
}

/// How something that is wrong is told to a person.
fn obstacle_of(code: Code) -> (StatusCode, Obstacle) {
    let obstacle = match code {
        // All of them are told alike.
        Code::NotFound | Code::Unauthenticated | Code::MalformedParameter => {
            return (StatusCode::NOT_FOUND, Obstacle::NotFound);
        }
        Code::MeetingOver => Obstacle::Over,
        Code::AlreadyCancelled => Obstacle::AlreadyCancelled,
        Code::BookingRescheduled => Obstacle::Moved,
        Code::BookingDeclined => Obstacle::Declined,
        Code::ApprovalExpired => Obstacle::Expired,
        Code::AlreadyConfirmed => Obstacle::AlreadyConfirmed,
        Code::CutoffPassed => Obstacle::CutoffPassed,
        Code::SameTime => Obstacle::SameTime,
        Code::IdempotencyKeyReused => Obstacle::SentBefore,
        Code::RateLimited => Obstacle::TooMany,
        Code::Busy => Obstacle::Busy,
        code if code.status().is_server_error() => Obstacle::Failed,
        Code::PayloadTooLarge => Obstacle::TooLong,
        _ => Obstacle::NotPossible,
    };
    (code.status(), obstacle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_of_plain_https_origins_are_shown() {
        assert_eq!(origin("https://cdn.example.org:8443/a.png?x"), Some("https://cdn.example.org:8443"));
        for odd in
            ["http://example.org/a.png", "https://", "https:///a", "https://a;script-src *", "https://u@h/", "data:,"]
        {
            assert_eq!(origin(odd), None, "{odd}");
        }
    }
}
