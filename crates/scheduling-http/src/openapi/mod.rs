//! The OpenAPI document: collected from the routes, completed with what all of them have in common, served, and shown
//! in the browser without anything from elsewhere.

mod examples;
mod headers;
mod parameters;
mod problems;
mod webhooks;

use std::sync::LazyLock;

use actix_web::{
    App, HttpResponse,
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::{Next, from_fn},
    web,
};
use utoipa::{
    OpenApi,
    openapi::{
        HttpMethod, OpenApi as Document, PathItem,
        path::{Operation, ParameterIn},
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_actix_web::{AppExt as _, scope};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::{
    problem::{Code, Problem, ProblemBody},
    routes,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Scheduling",
        description = "Event types, free slots, holds and bookings of many tenants.\n\nInstants are RFC 3339 in UTC, dates \
                       `YYYY-MM-DD`, local times `HH:MM`, zones IANA names. Errors are `application/problem+json`; each \
                       operation lists the codes that it can answer. Writes take an optional `Idempotency-Key`.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "Public", description = "For everybody who wants to book; no credential, rate limited."),
        (name = "Users", description = "The hosts of a tenant."),
        (name = "Event types", description = "Kinds of meetings that can be booked."),
        (name = "Teams", description = "Users who take meetings together or in turn."),
        (name = "Availability", description = "When users work."),
        (name = "Blocked dates", description = "When they do not."),
        (name = "Holidays", description = "The public holidays of countries and of parts of them."),
        (name = "Bookings", description = "What was booked, for the host's side."),
        (name = "Invitees", description = "What is known of those who have booked, and forgetting it."),
        (name = "Reports", description = "What happened: figures, and who changed what."),
        (name = "Settings", description = "Of the tenant."),
        (name = "API keys", description = "Credentials of programs that act in the tenant."),
        (name = "Webhooks", description = "What leaves the system: the feed of events, calls of webhooks and mails."),
        (name = "Signing in", description = "For people with an account: sessions in a browser, invitations, forgotten passwords."),
        (name = "Accounts", description = "Who signs in to the tenant, and as what."),
        (name = "Platform", description = "For those who run the installation for many tenants."),
        (name = "Operations", description = "For those who run the server."),
    ),
    components(schemas(ProblemBody)),
)]
struct Head;

/// Where the document is served, and where it is shown.
pub(crate) const SERVED_AT: &str = "/api/openapi.json";
const BROWSED_AT: &str = "/api/docs/";

static DOCUMENT: LazyLock<Document> = LazyLock::new(document);
static TEXT: LazyLock<String> = LazyLock::new(|| {
    DOCUMENT.to_pretty_json().unwrap_or_else(|error| format!("{{\"error\": {:?}}}", error.to_string()))
});

/// The OpenAPI 3.1 document of the API, as JSON for people and for comparison.
#[must_use]
pub fn openapi_json() -> String {
    format!("{}\n", *TEXT)
}

fn document() -> Document {
    let (_, mut document) = App::new()
        .into_utoipa_app()
        .openapi(Head::openapi())
        .service(scope::scope(routes::PUBLIC).configure(routes::public))
        .service(scope::scope(routes::ADMIN).configure(routes::admin))
        .service(scope::scope(routes::PLATFORM).configure(routes::platform))
        .service(scope::scope(routes::ACCOUNT).configure(routes::account))
        .service(scope::scope(routes::HEALTH).configure(routes::health))
        .service(scope::scope(routes::METRICS).configure(routes::metrics))
        .split_for_parts();
    let components = document.components.get_or_insert_default();
    for (name, about) in [
        ("apiKey", "An API key of a tenant, `sk_…`."),
        ("userToken", "A JWT by which an embedding platform vouches for one of its users."),
        ("platformKey", "The key of the platform."),
        ("inviteeToken", "The token of a booking (`manageToken`) or of a hold (`token`)."),
    ] {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(about)).build();
        components.security_schemes.insert(name.to_owned(), SecurityScheme::Http(scheme).into());
    }
    let about = "The session of an account. What is no GET also needs its `csrfToken` as `X-CSRF-Token`.";
    let cookie = ApiKey::Cookie(ApiKeyValue::with_description("scheduling_session", about));
    components.security_schemes.insert("session".to_owned(), SecurityScheme::ApiKey(cookie).into());
    parameters::add(&mut document);
    headers::add(&mut document);
    problems::add(&mut document);
    webhooks::add(&mut document);
    examples::add(&mut document);
    document
}

/// The operations of a path with their methods.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (HttpMethod, &mut Operation)> {
    let PathItem { get, put, post, delete, .. } = item;
    let all = [(HttpMethod::Get, get), (HttpMethod::Put, put), (HttpMethod::Post, post), (HttpMethod::Delete, delete)];
    all.into_iter().filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}

/// Which methods a path has; none if there is no such path.
pub(crate) fn methods_of(path: &str) -> Vec<&'static str> {
    if path == SERVED_AT || path == BROWSED_AT {
        return vec!["GET", "HEAD", "OPTIONS"];
    }
    let Some(item) = item_of(path) else { return Vec::new() };
    let mut methods = Vec::new();
    if item.get.is_some() {
        methods.extend(["GET", "HEAD"]);
    }
    let others = [("POST", &item.post), ("PUT", &item.put), ("DELETE", &item.delete)];
    methods.extend(others.into_iter().filter(|(_, operation)| operation.is_some()).map(|(method, _)| method));
    methods.push("OPTIONS");
    methods
}

/// Whether there is such an operation, and it has no parameters in the query.
pub(crate) fn reads_no_query(method: &Method, path: &str) -> bool {
    let operation = item_of(path).and_then(|item| match *method {
        Method::GET => item.get.as_ref(),
        Method::POST => item.post.as_ref(),
        Method::PUT => item.put.as_ref(),
        Method::DELETE => item.delete.as_ref(),
        _ => None,
    });
    operation.is_some_and(|operation| !problems::has_parameters(operation, &ParameterIn::Query))
}

fn item_of(path: &str) -> Option<&'static PathItem> {
    DOCUMENT.paths.paths.iter().find(|(template, _)| fits(template, path)).map(|(_, item)| item)
}

fn fits(template: &str, path: &str) -> bool {
    let mut segments = path.split('/');
    let each = template.split('/').all(|expected| {
        segments.next().is_some_and(|segment| {
            let named = expected.starts_with('{') && !segment.is_empty();
            named || segment == expected
        })
    });
    each && segments.next().is_none()
}

/// `GET /api/openapi.json`.
pub(crate) async fn serve() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .content_type("application/json")
        .body(TEXT.as_str())
}

/// `GET /api/docs/`: the document in the browser. Its scripts are in the program; its style sheets have inline parts.
pub(crate) fn browser(config: &mut web::ServiceConfig) {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                          font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    let page = SwaggerUi::new("/{_:.*}")
        .config(Config::new([SERVED_AT]).validator_url("none").with_credentials(false).try_it_out_enabled(true));
    let with_policy = from_fn(|request: ServiceRequest, next: Next<actix_web::body::BoxBody>| async move {
        let reads = request.method() == Method::GET;
        let mut response = next.call(request).await?.map_into_boxed_body();
        if response.status().is_client_error() {
            let problem = if reads {
                Problem::new(Code::NotFound)
            } else {
                Problem::new(Code::MethodNotAllowed).with_allow("GET, HEAD".to_owned())
            };
            return Ok(ServiceResponse::from_err(problem, response.into_parts().0));
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(POLICY));
        headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("public, max-age=300"));
        Ok::<ServiceResponse, actix_web::Error>(response)
    });
    let to_page = || async { HttpResponse::PermanentRedirect().insert_header((header::LOCATION, BROWSED_AT)).finish() };
    config.route("", web::get().to(to_page)).service(web::scope("").wrap(with_policy).service(page));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_the_methods_of_its_template() {
        assert_eq!(methods_of("/api/admin/scheduling/users"), ["GET", "HEAD", "POST", "OPTIONS"]);
        assert_eq!(methods_of("/api/public/scheduling/acme/bookings"), ["POST", "OPTIONS"]);
        assert_eq!(methods_of("/api/public/scheduling/acme/holds/1"), ["DELETE", "OPTIONS"]);
        for path in ["/", "/api/admin/scheduling", "/api/admin/scheduling/users/", "/api/admin/scheduling/users/1/2"] {
            assert!(methods_of(path).is_empty(), "{path}");
        }
    }
}
