//! What holds for all pages.

use std::sync::Arc;

use actix_web::{http::Method, test::TestRequest};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use scheduling_core::NotificationKind;
use scheduling_http::{AppOptions, Limiters, RateLimiting};
use scheduling_lock::LocalLimiter;
use scheduling_testkit::db::TestDb;
use sha2::{Digest as _, Sha256};

use crate::site::{METHODS, SLOT, Site, path};

/// All pages of a booking that waits for approval, with what opens them.
async fn all_pages(site: &Site) -> Vec<String> {
    let booking = site.ask_for(None).await;
    let links = site.links(NotificationKind::ApprovalRequest).await;
    let reminded = site.book("2026-03-03T14:00:00Z").await;
    // It moves the clock, and an address is asked for only for a while.
    let last = site.link_in_reminder(&reminded).await;
    let (_, asked) = site.ask_for_address().await;
    vec![
        site.manage(&booking).await,
        site.page_of(&booking, "/cancel").await,
        site.page_of(&booking, "/reschedule").await,
        path(&links.approve.unwrap()),
        path(&links.decline.unwrap()),
        asked,
        last,
    ]
}

/// Calendars on the web, into which a meeting is put by a link.
const CALENDARS: [&str; 2] = ["https://calendar.google.com/calendar/render?", "https://outlook.live.com/calendar/0/"];

/// Where somebody looks who knows nothing but an address.
const OPEN_PAGES: [&str; 5] = [
    "/book/acme",
    "/book/acme/ada",
    "/book/acme/ada/intro",
    "/book/acme/ada/intro?month=2026-04&date=2026-04-01&timezone=Asia/Kolkata&clock=12h&name=Grace&utm_source=mail",
    "/book/acme/ada/intro/bookings?start=2026-03-16T13:00:00Z",
];

/// Everything that is stored, but for what was only read.
async fn stored(site: &Site) -> String {
    let (client, connection) =
        tokio_postgres::connect(&site.world.db.superuser_url(), tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let sql = "SELECT concat(
        (SELECT json_agg(b ORDER BY id) FROM scheduling_bookings b), (SELECT json_agg(c ORDER BY id) FROM scheduling_changelog c),
        (SELECT json_agg(d ORDER BY id) FROM scheduling_deliveries d), (SELECT json_agg(e ORDER BY id) FROM scheduling_events e),
        (SELECT json_agg(r ORDER BY occupancy_id) FROM scheduling_host_reservations r)) AS all";
    let all = client.query_one(sql, &[]).await.unwrap().get("all");
    drop(client);
    connection.await.unwrap().unwrap();
    all
}

#[actix_web::test]
async fn looking_changes_nothing() {
    let site = Site::new().await;
    let mut pages = all_pages(&site).await;
    pages.extend(OPEN_PAGES.map(str::to_owned));
    let before = stored(&site).await;
    for page in &pages {
        for method in [Method::GET, Method::HEAD] {
            // As the scanners of mail servers do, which add what they like.
            let path = format!("{page}{}utm_source=mail", if page.contains('?') { '&' } else { '?' });
            let reply = site.send(TestRequest::default().method(method.clone()).uri(&path)).await;
            assert_eq!(reply.status, 200, "{method} {path}: {}", reply.text);
        }
    }
    assert_eq!(stored(&site).await, before);
}

#[actix_web::test]
async fn every_page_has_a_strict_policy_and_nothing_from_elsewhere() {
    let site = Site::new().await;
    let mut pages = all_pages(&site).await;
    pages.push("/booking/acme/nothing?token=x".to_owned());
    pages.extend(OPEN_PAGES.map(str::to_owned));
    for path in pages {
        let reply = site.get(&path).await;
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("content-type", "text/html; charset=utf-8"),
        ] {
            assert_eq!(reply.header(name), value, "{path}");
        }
        assert!(!reply.headers.contains_key("set-cookie") && reply.header("x-request-id").len() == 36);
        let page = reply.page(reply.status.as_u16());
        assert_eq!((page.one("html").get("lang"), page.all("h1").count(), page.all("main").count()), ("en", 1, 1));
        let hashes = |name| {
            let all = page.all(name).map(|one| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(&one.text))));
            all.collect::<String>()
        };
        let scripts = hashes("script");
        let mut scripts = if scripts.is_empty() { scripts } else { format!(" script-src{scripts};") };
        if page.all("script").any(|script| script.attributes.contains_key("data-live")) {
            scripts.push_str(" connect-src 'self';");
        }
        let policy = format!(
            "default-src 'none';{scripts} style-src{}; img-src 'self' data:; form-action 'self'; \
             frame-ancestors 'none'; base-uri 'none'",
            hashes("style")
        );
        assert_eq!(reply.header("content-security-policy"), policy, "{path}");
        // Nothing that is wanted before the page can be used comes in a second request, and all of it is small.
        assert!(reply.text.len() < 60 * 1024, "{path}: {}", reply.text.len());
        assert!(page.all("script").map(|script| script.text.len()).sum::<usize>() < 6 * 1024, "{path}");
        for element in &page.0 {
            assert!(element.name != "script" || !element.attributes.contains_key("src"), "{element:?}");
            for (name, value) in &element.attributes {
                assert!(name != "style" && !name.starts_with("on"), "{element:?}");
                let leads = ["href", "src", "action"].contains(&name.as_str());
                assert!(
                    !leads
                        || value.starts_with('/') && !value.starts_with("//")
                        || value == "data:,"
                        || element.name == "a" && CALENDARS.iter().any(|calendar| value.starts_with(calendar)),
                    "{element:?}"
                );
            }
        }
        for form in page.all("form") {
            assert!(!form.get("action").contains("token"), "the token is a field: {form:?}");
        }
        for label in page.all("label").filter(|label| label.attributes.contains_key("for")) {
            assert!(page.0.iter().any(|element| element.attributes.get("id").is_some_and(|id| id == label.get("for"))));
        }
    }
}

#[actix_web::test]
async fn whatever_is_not_there_is_told_alike() {
    let site = Site::new().await;
    site.world.tenant("globex").await;
    let pages = all_pages(&site).await;
    let mut told = std::collections::BTreeSet::new();
    for page in &pages {
        let (address, token) = page.split_once("?token=").unwrap();
        let segments: Vec<&str> = address.split('/').collect();
        let with = |at: usize, segment: &str| {
            let mut changed = segments.clone();
            changed[at] = segment;
            format!("{}?token={token}", changed.join("/"))
        };
        for wrong in [
            format!("{address}?token={token}x"),
            format!("{address}?token="),
            format!("{address}?token=%FF%00"),
            address.to_owned(),
            with(2, "globex"),
            with(2, "nobody"),
            with(2, "No%20Slug"),
            with(3, "00000000-0000-0000-0000-00000000ffff"),
            with(3, "nonsense"),
            format!("{address}/further?token={token}"),
        ] {
            let reply = site.get(&wrong).await;
            assert_eq!(reply.status, 404, "{wrong}: {}", reply.text);
            told.insert(reply.text);
            if segments.len() > 4 {
                let query = wrong.split_once("?token=").map_or("", |(_, token)| token);
                let sent = site.post(wrong.split('?').next().unwrap(), &[("token", query)]).await;
                assert_eq!(sent.status, 404, "{wrong}: {}", sent.text);
                told.insert(sent.text);
            }
        }
    }
    assert_eq!(told.len(), 1, "{told:?}");
    let page = crate::html::Page::read(told.first().unwrap());
    assert!(page.all("header").next().is_none() && page.text().contains("There is nothing here"), "{}", page.text());
}

#[actix_web::test]
async fn a_page_has_the_methods_that_it_has() {
    let site = Site::new().await;
    let pages = all_pages(&site).await;
    for (at, page) in pages.iter().enumerate() {
        let allowed = if at == 0 { "GET, HEAD" } else { "GET, HEAD, POST" };
        let post = (at == 0).then_some(Method::POST);
        for method in METHODS.into_iter().chain(post) {
            let reply = site.send(TestRequest::default().method(method.clone()).uri(page)).await;
            assert_eq!((reply.status.as_u16(), reply.header("allow")), (405, allowed), "{method} {page}");
            assert_eq!(reply.page(405).heading(), "That is not possible");
        }
    }
}

#[actix_web::test]
async fn a_body_that_is_too_large_or_no_form_does_nothing() {
    let site = Site::new().await;
    let booking = site.book(SLOT).await;
    let cancel = site.page_of(&booking, "/cancel").await;
    let address = cancel.split('?').next().unwrap();
    let (_, token) = cancel.split_once("token=").unwrap();
    let large = format!("token={token}&reason={}", "x".repeat(64 * 1024));
    let form = "application/x-www-form-urlencoded";
    let sent = |kind: &str, body: String| {
        site.send(TestRequest::post().uri(address).insert_header(("content-type", kind)).set_payload(body))
    };
    let too_long = sent(form, large).await.page(413);
    assert_eq!(too_long.heading(), "That is too long");
    assert!(too_long.text().contains("shorten what you have written"), "{}", too_long.text());
    sent("text/plain", format!("token={token}")).await.page(404);
    sent(form, "%FF=%FF".to_owned()).await.page(404);
    assert_eq!(site.stored(&booking).await.state, booking.state);
}

#[actix_web::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let mut options = AppOptions::default();
    let limiter = || Arc::new(LocalLimiter::new());
    options.rate_limiting = RateLimiting::On(Limiters { reads: limiter(), writes: limiter() });
    let site = Site::with(options).await;
    let booking = site.book(SLOT).await;
    let cancel = site.page_of(&booking, "/cancel").await;
    let post = || {
        let request = TestRequest::post().uri(&cancel).peer_addr("203.0.113.7:1".parse().unwrap());
        site.send(request.set_form([("token", "wrong")]))
    };
    for _ in 0..20 {
        let reply = post().await;
        assert!(reply.status == 404 && reply.header("ratelimit").starts_with("\"changes\""), "{}", reply.text);
    }
    let refused = post().await;
    assert_eq!(refused.page(429).heading(), "That was too often");
    assert!(refused.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0));
    assert!(refused.header("ratelimit").starts_with("\"changes\";r=0"));
    let read = site.send(TestRequest::get().uri(&cancel).peer_addr("203.0.113.7:1".parse().unwrap())).await;
    assert!(read.status == 200 && read.header("ratelimit").starts_with("\"reads\""), "{:?}", read.headers);
}

#[actix_web::test]
async fn without_its_database_a_page_says_so() {
    let mut site = Site::new().await;
    let pages = all_pages(&site).await;
    drop(std::mem::replace(&mut site.world.db, TestDb::create().await));
    for page in pages {
        let reply = site.get(&page).await;
        assert_eq!(reply.page(503).heading(), "Something went wrong");
        assert!(reply.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0));
    }
}

#[actix_web::test]
async fn a_suspended_tenant_has_no_pages() {
    let site = Site::new().await;
    let pages = all_pages(&site).await;
    site.world.run_sql("UPDATE tenants SET status = 'suspended'").await;
    for page in pages {
        site.get(&page).await.page(404);
    }
}
