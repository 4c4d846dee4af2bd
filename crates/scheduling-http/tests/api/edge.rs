//! What surrounds every route: bodies, methods, headers, cross-origin rules and limits.

use std::{sync::Arc, time::Instant};

use actix_web::http::Method;
use scheduling_http::{AppOptions, Limiters, RateLimiting};
use scheduling_lock::LocalLimiter;
use serde_json::json;

use crate::{
    every_operation::public_operations,
    isolation::{Things, rightly},
    support::{Api, Reply, SLOT},
};

fn limited(trusted_proxies: usize) -> AppOptions {
    let mut options = AppOptions::default();
    options.rate_limiting =
        RateLimiting::On(Limiters { reads: Arc::new(LocalLimiter::new()), writes: Arc::new(LocalLimiter::new()) });
    options.trusted_proxies = trusted_proxies;
    options
}

#[actix_web::test]
async fn bodies_are_read_strictly() {
    let api = Api::new().await;
    let post = |kind: &str, body: &str| api.public(Method::POST, "/bookings").text(kind, body).send();
    post("application/json", "{").await.is_problem(400, "malformed_json");
    post("application/json", "").await.is_problem(400, "malformed_json");
    post("application/json", "{} {}").await.is_problem(400, "malformed_json");
    post("text/plain", "{}").await.is_problem(415, "unsupported_media_type");
    post("application/json", "[]").await.is_problem(422, "wrong_type");
    let twice =
        post("application/json", &api.booking(SLOT).to_string().replacen('{', r#"{"timezone":"UTC","#, 1)).await;
    twice.is_problem(422, "duplicate_key");
    twice.names(&[("/timezone", "duplicate_key")]);
    let packed = api.public(Method::POST, "/bookings").header("content-encoding", "gzip");
    packed.text("application/json", "{}").send().await.is_problem(415, "unsupported_media_type");
    let large = format!(r#"{{"notes":"{}"}}"#, "x".repeat(64 * 1024));
    post("application/json", &large).await.is_problem(413, "payload_too_large");
}

#[actix_web::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let api = Api::new().await;
    let wrong = api.admin(Method::DELETE, "/users").send().await;
    wrong.is_problem(405, "method_not_allowed");
    assert_eq!(wrong.header("allow"), "GET, HEAD, POST, OPTIONS");
    api.admin(Method::GET, "/nothing").send().await.is_problem(404, "not_found");
    api.public(Method::GET, "/nothing").send().await.is_problem(404, "not_found");
    api.ask(Method::GET, "/health/nothing").send().await.is_problem(404, "not_found");
    let options = api.public(Method::OPTIONS, "/bookings").send().await;
    assert_eq!((options.status.as_u16(), options.header("allow")), (204, "POST, OPTIONS"));
    api.public(Method::HEAD, "/users/ada").send().await.is(200);
    for path in ["/api/openapi.json", "/api/docs", "/api/docs/", "/api/docs/swagger-ui.css"] {
        let wrong = api.ask(Method::POST, path).send().await;
        wrong.is_problem(405, "method_not_allowed");
        assert!(wrong.header("allow").starts_with("GET, HEAD"), "{path}");
    }
    api.ask(Method::GET, "/api/docs/nothing.js").send().await.is_problem(404, "not_found");
}

#[actix_web::test]
async fn every_answer_has_security_headers_and_an_id() {
    let api = Api::new().await;
    for path in
        ["/api/public/scheduling/acme/users/ada", "/api/admin/scheduling/users", "/health/live", "/api/openapi.json"]
    {
        let reply = api.ask(Method::GET, path).send().await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
        assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(reply.header("x-request-id").len(), 36, "{path}");
        assert!(!reply.header("cache-control").is_empty(), "{path}");
    }
}

#[actix_web::test]
async fn pages_of_any_origin_read_and_those_of_the_tenant_write() {
    let api = Api::new().await;
    api.put("/settings", &json!({"allowedOrigins": ["https://www.example.org"]})).await.is(200);
    let preflight = |path: &str, origin: &str, method: &str| {
        api.ask(Method::OPTIONS, path)
            .header("origin", origin)
            .header("access-control-request-method", method)
            .header("access-control-request-headers", "content-type, idempotency-key")
            .send()
    };
    let (own, foreign) = ("https://www.example.org", "https://evil.example");
    let bookings = "/api/public/scheduling/acme/bookings";
    let allowed = preflight(bookings, own, "POST").await;
    assert_eq!(allowed.header("access-control-allow-origin"), own);
    assert!(allowed.header("access-control-allow-headers").contains("idempotency-key"));
    assert_eq!(preflight(bookings, foreign, "POST").await.header("access-control-allow-origin"), "");
    let read = preflight("/api/public/scheduling/acme/users/ada", foreign, "GET").await;
    assert!(!read.header("access-control-allow-origin").is_empty());
    let admin = preflight("/api/admin/scheduling/users", own, "GET").await;
    assert_eq!(admin.header("access-control-allow-origin"), "");

    let profile = api.public(Method::GET, "/users/ada").header("origin", foreign).send().await;
    assert!(!profile.header("access-control-allow-origin").is_empty());
    let book = |origin: &str, start: &str| {
        let body = api.booking(start);
        let ask = api.public(Method::POST, "/bookings").header("origin", origin).json(&body);
        ask.send()
    };
    assert_eq!(book(own, SLOT).await.header("access-control-allow-origin"), own);
    assert_eq!(book(foreign, "2026-03-16T14:00:00Z").await.header("access-control-allow-origin"), "");
    let users = api.admin(Method::GET, "/users").header("origin", own).send().await;
    assert_eq!(users.header("access-control-allow-origin"), "");
}

#[actix_web::test]
async fn ten_booking_attempts_a_minute_pass_and_the_headers_tell_the_truth() {
    let api = Api::with(limited(0)).await;
    let attempt = |address: &str| {
        // A header that anybody can send does not make another client.
        let body = api.booking("2026-03-16T12:00:00Z");
        api.public(Method::POST, "/bookings")
            .sent_from(address)
            .header("x-forwarded-for", "198.51.100.7")
            .json(&body)
            .send()
    };
    for left in (0..10).rev() {
        let reply = attempt("203.0.113.9:1000").await;
        reply.is_problem(409, "outside_hours");
        assert!(
            reply.header("ratelimit").starts_with(&format!("\"bookings\";r={left};t=")),
            "{}",
            reply.header("ratelimit")
        );
        assert_eq!(reply.header("ratelimit-policy"), "\"bookings\";q=10;w=60");
    }
    let refused = attempt("203.0.113.9:2000").await;
    refused.is_problem(429, "rate_limited");
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=6).contains(&wait), "one attempt comes back in six seconds, not in {wait}");
    assert!(refused.header("ratelimit").starts_with("\"bookings\";r=0;"));
    attempt("203.0.113.10:1000").await.is_problem(409, "outside_hours");
    // Other classes have limits of their own.
    api.public(Method::GET, "/users/ada").sent_from("203.0.113.9:1000").send().await.is(200);
}

#[actix_web::test]
async fn of_attempts_at_the_same_moment_no_more_pass_than_of_those_one_after_another() {
    let api = Api::with(limited(0)).await;
    let body = api.booking("2026-03-16T12:00:00Z");
    let attempt = |_| api.public(Method::POST, "/bookings").sent_from("203.0.113.9:1000").json(&body);
    // From now on the gate knows the tenant, and only what passes asks the database.
    api.public(Method::GET, "/users/ada").send().await.is(200);
    let begun = Instant::now();
    let replies = api.send_all((0..100).map(attempt).collect()).await;
    // One comes back every six seconds, which is how long a slow machine may take for a hundred.
    let most = 10 + usize::try_from(begun.elapsed().as_secs() / 6).unwrap();
    let (refused, passed): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 429);
    assert!((10..=most).contains(&passed.len()), "{} passed", passed.len());
    for reply in refused {
        reply.is_problem(429, "rate_limited");
    }
    for reply in passed {
        reply.is_problem(409, "outside_hours");
    }
}

#[actix_web::test]
async fn every_public_route_is_limited() {
    let api = Api::with(limited(0)).await;
    // Before anybody calls: the gate remembers a tenant for a second.
    let body = json!({"rateLimits": {"bookings": 1, "holds": 1, "reads": 1, "changes": 1}});
    api.put("/settings", &body).await.is(200);
    let things = Things::of(&api).await;
    for (at, (operation, call)) in public_operations(&things).iter().enumerate() {
        let ask = || rightly(&api, operation, call, &things).sent_from(&format!("203.0.113.{at}:1")).send();
        let first = ask().await;
        assert_ne!(first.status, 429, "{}: {}", operation.id, first.text);
        let second = ask().await;
        assert_eq!(second.status, 429, "{}: {}", operation.id, second.text);
        second.is_problem(429, "rate_limited");
        let wait: u32 = second.header("retry-after").parse().unwrap();
        assert!((1..=60).contains(&wait), "{}: {wait}", operation.id);
    }
}

/// How often an address may miss in a minute.
const MISSES: usize = 60;

/// Asks until too much was asked: a machine that is slow gives a few misses back meanwhile. None of the first is refused.
async fn until_too_often<F: Future<Output = Reply>>(ask: impl Fn(usize) -> F) -> Reply {
    for at in 1..10 * MISSES {
        let reply = ask(at).await;
        if reply.status == 429 {
            assert!(at >= MISSES, "refused after {at}");
            return reply;
        }
    }
    panic!("nothing was refused");
}

#[actix_web::test]
async fn whoever_asks_for_tenants_that_are_not_there_is_refused_and_nobody_else() {
    let api = Api::with(limited(0)).await;
    let miss = |at: usize| {
        let path = format!("/api/public/scheduling/nobody-{at}/users/ada");
        api.ask(Method::GET, path).sent_from("203.0.113.9:1").send()
    };
    let first = miss(0).await;
    first.is_problem(404, "not_found");
    assert!(first.header("ratelimit").starts_with("\"tenants\";r=59;t="), "{}", first.header("ratelimit"));
    assert_eq!(first.header("ratelimit-policy"), "\"tenants\";q=60;w=60");
    let last = until_too_often(miss).await;
    last.is_problem(429, "rate_limited");
    assert!((1..=60).contains(&last.header("retry-after").parse::<u32>().unwrap()));
    // The neighbours behind the same address: they name what is there.
    api.public(Method::GET, "/users/ada").sent_from("203.0.113.9:2").send().await.is(200);
    api.admin(Method::GET, "/settings").sent_from("203.0.113.9:2").send().await.is(200);
    let wrong = api.admin(Method::GET, "/settings").bearer("sk_wrong").sent_from("203.0.113.9:2").send().await;
    wrong.is_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn whoever_guesses_credentials_is_refused_and_the_right_ones_come_in() {
    let api = Api::with(limited(0)).await;
    let guess = |at: usize| {
        let ask =
            if at.is_multiple_of(2) { api.admin(Method::GET, "/users") } else { api.platform(Method::GET, "/tenants") };
        ask.bearer(&format!("sk_{at}")).sent_from("203.0.113.9:1").send()
    };
    let first = guess(0).await;
    first.is_problem(401, "unauthenticated");
    assert!(first.header("ratelimit").starts_with("\"credentials\";r=59;t="), "{}", first.header("ratelimit"));
    let last = until_too_often(guess).await;
    last.is_problem(429, "rate_limited");
    assert!(last.header("ratelimit").starts_with("\"credentials\";r=0;t="), "{}", last.header("ratelimit"));
    api.admin(Method::GET, "/settings").sent_from("203.0.113.9:1").send().await.is(200);
    api.platform(Method::GET, "/tenants").sent_from("203.0.113.9:1").send().await.is(200);
}

#[actix_web::test]
async fn a_body_that_does_not_arrive_is_not_waited_for() {
    let api = Api::new().await;
    let ask = api.platform(Method::POST, "/tenants").header("content-type", "application/json");
    tokio::time::pause();
    ask.endless().send().await.is_problem(408, "request_timeout");
}

#[actix_web::test]
async fn behind_a_trusted_proxy_the_client_is_whom_the_proxy_saw() {
    let api = Api::with(limited(1)).await;
    api.put("/settings", &json!({"rateLimits": {"bookings": 1, "holds": 1, "reads": 1, "changes": 1}})).await.is(200);
    let read = |forwarded: &str| {
        api.public(Method::GET, "/users/ada").sent_from("10.0.0.1:1").header("x-forwarded-for", forwarded).send()
    };
    read("1.1.1.1, 203.0.113.9").await.is(200);
    read("2.2.2.2, 203.0.113.9").await.is_problem(429, "rate_limited");
    read("203.0.113.10").await.is(200);
    read("2001:db8:1:2::1").await.is(200);
    read("2001:db8:1:2:ffff::9").await.is_problem(429, "rate_limited");
    read("2001:db8:1:3::1").await.is(200);
}

#[actix_web::test]
async fn one_address_holds_three_slots_at_a_time() {
    let api = Api::with(limited(0)).await;
    let hold = |address: &str, hour: u32| {
        let body = json!({"eventTypeId": api.event_type(), "startTime": format!("2026-03-16T{hour}:00:00Z")});
        api.public(Method::POST, "/holds").sent_from(address).json(&body).send()
    };
    for hour in 13..16 {
        hold("203.0.113.9:1", hour).await.is(201);
    }
    hold("203.0.113.9:2", 16).await.is_problem(409, "too_many_holds");
    hold("203.0.113.10:1", 16).await.is(201);
}

#[actix_web::test]
async fn a_tenant_may_lift_a_limit() {
    let api = Api::with(limited(0)).await;
    let body = json!({"rateLimits": {"bookings": null, "holds": 1, "reads": 1, "changes": 1}});
    api.put("/settings", &body).await.is(200);
    for _ in 0..12 {
        api.book("2026-03-16T12:00:00Z").await.is_problem(409, "outside_hours");
    }
}

#[actix_web::test]
async fn the_server_tells_how_it_does() {
    let api = Api::new().await;
    assert_eq!(api.ask(Method::GET, "/health/live").send().await.is(200), &json!({"status": "ok"}));
    let ready = api.ask(Method::GET, "/health/ready").send().await;
    assert_eq!(ready.is(200)["status"], json!("ready"));
    assert_eq!(ready.body["checks"][0], json!({"name": "database", "state": "passing", "detail": null}));
    assert!(ready.body["timeZoneDatabase"].is_string());
}
