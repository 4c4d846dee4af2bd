//! The pages in frames of a tenant's own sites, and of nobody else's.

use actix_web::{http::Method, test::TestRequest};
use scheduling_core::{NotificationKind, ShortText};
use scheduling_engine::Writing;

use crate::{
    book::told,
    html::Page,
    site::{Reply, SLOT, Site, path},
};

const OWN: &str = "https://www.acme.example";
const EMBEDDED: &str = "embed=1&embed_origin=https%3A%2F%2Fwww.acme.example";

/// A site whose tenant has named where its pages may be.
async fn framed() -> Site {
    let site = Site::new().await;
    allow(&site, &[OWN, "http://localhost:3000"]).await;
    site
}

async fn allow(site: &Site, origins: &[&str]) {
    let admin = &site.world.admin;
    let mut settings = admin.tenant().settings.clone();
    settings.allowed_origins = origins.iter().map(|origin| origin.parse::<ShortText>().unwrap()).collect();
    site.world.engine.replace_settings(admin, Writing::once(settings)).await.unwrap();
}

/// Who may frame it, and whether an older header forbids that to all.
fn frames(reply: &Reply) -> (&str, &str) {
    let policy = reply.header("content-security-policy");
    let named = policy.split("frame-ancestors ").nth(1).unwrap().split(';').next().unwrap();
    (named, reply.header("x-frame-options"))
}

#[track_caller]
fn is_laid_out_for_a_frame(page: &Page) {
    assert!(page.one("body").get("class").contains("embedded") && page.all("header").count() == 0);
    assert_eq!(told(page, "origin"), Some(OWN));
}

/// The pages that may be framed, and those that never are.
async fn pages(site: &Site) -> (Vec<String>, Vec<String>) {
    let booking = site.ask_for(None).await;
    let links = site.links(NotificationKind::ApprovalRequest).await;
    let (_, asked) = site.ask_for_address().await;
    let framed = vec![
        "/book/acme".to_owned(),
        "/book/acme/ada".to_owned(),
        "/book/acme/ada/intro".to_owned(),
        format!("/book/acme/ada/intro/bookings?start={SLOT}"),
        site.manage(&booking).await,
        site.page_of(&booking, "/cancel").await,
        site.page_of(&booking, "/reschedule").await,
    ];
    let never = vec![
        path(&links.approve.unwrap()),
        path(&links.decline.unwrap()),
        asked,
        "/book/acme/nobody".to_owned(),
        "/booking/acme/nothing?token=x".to_owned(),
        "/api/public/scheduling/acme/users/ada".to_owned(),
    ];
    (framed, never)
}

#[actix_web::test]
async fn without_sites_of_the_tenant_nobody_frames_anything() {
    let site = Site::new().await;
    let (framed, never) = pages(&site).await;
    for page in framed.iter().chain(&never) {
        assert_eq!(frames(&site.get(page).await), ("'none'", "DENY"), "{page}");
    }
}

#[actix_web::test]
async fn only_the_sites_of_the_tenant_frame_its_pages_and_nobody_a_decision() {
    let site = framed().await;
    let (framed, never) = pages(&site).await;
    for page in &framed {
        assert_eq!(frames(&site.get(page).await), ("https://www.acme.example http://localhost:3000", ""), "{page}");
    }
    // Also what has gone wrong is seen there.
    let wrong = site.post(framed[5].split('?').next().unwrap(), &[("token", "x")]).await;
    assert_eq!((wrong.status.as_u16(), frames(&wrong)), (404, ("'none'", "DENY")));
    let wrong = site.send(TestRequest::default().method(Method::PUT).uri(&framed[2])).await;
    assert_eq!((wrong.status.as_u16(), frames(&wrong).1), (405, ""));
    for page in &never {
        let embedded = format!("{page}{}{EMBEDDED}", if page.contains('?') { '&' } else { '?' });
        for page in [page, &embedded] {
            let reply = site.get(page).await;
            assert_eq!(frames(&reply), ("'none'", "DENY"), "{page}");
            assert!(!reply.text.contains("<body class"), "{}", reply.text);
        }
    }
}

#[actix_web::test]
async fn whoever_books_in_a_frame_stays_in_it_and_its_site_is_told() {
    let site = framed().await;
    let page = site.get(&format!("/book/acme/ada?{EMBEDDED}")).await.page(200);
    is_laid_out_for_a_frame(&page);
    let page = site.get(page.link("intro").unwrap()).await.page(200);
    is_laid_out_for_a_frame(&page);
    assert_eq!(page.one("body").get("class"), "wide embedded");
    assert!(page.all("a").all(|link| link.get("href").contains(EMBEDDED)), "{:?}", page.all("a").collect::<Vec<_>>());
    let reply = site.send_form(&page, "/holds", &[("start", SLOT)]).await;
    let form = site.get(reply.leads_to()).await.page(200);
    is_laid_out_for_a_frame(&form);
    // Also with what was typed, and with what is wrong.
    let other = site.send_form(&form, "/bookings", &[("name", "Grace")]).await.page(422);
    is_laid_out_for_a_frame(&other);
    let said = [("name", "Grace"), ("email", "grace@example.org")];
    let booked = site.send_form(&form, "/bookings", &said).await;
    let manage = booked.leads_to();
    assert!(manage.ends_with(&format!("&booked=now&{EMBEDDED}")), "{manage}");
    let reply = site.get(manage).await;
    let page = reply.page(200);
    is_laid_out_for_a_frame(&page);
    let id = manage.split(['/', '?']).nth(3).unwrap();
    assert_eq!(
        (told(&page, "booking"), told(&page, "start"), told(&page, "end")),
        (Some(id), Some(SLOT), Some("2026-03-16T13:30:00Z"))
    );
    let token = manage.split("token=").nth(1).unwrap().split('&').next().unwrap();
    let script = page.all("script").find(|script| script.attributes.contains_key("data-booking")).unwrap();
    assert!(!format!("{script:?}").contains(token), "by that somebody could call it off");
    let later = site.get(&manage.replace("&booked=now", "")).await.page(200);
    assert_eq!((told(&later, "origin"), told(&later, "booking")), (Some(OWN), None), "it was not booked just now");
    // What is done with it is done in the frame.
    let page = site.get(later.link("Cancel").unwrap()).await.page(200);
    is_laid_out_for_a_frame(&page);
    let done = site.submit(&page, &[]).await;
    is_laid_out_for_a_frame(&site.get(done.leads_to()).await.page(200));
}

#[actix_web::test]
async fn a_site_that_is_not_the_tenants_is_told_nothing() {
    let site = framed().await;
    for origin in [
        "https://evil.example",
        "https://www.acme.example.evil.example",
        "https://www.acme.example/",
        "HTTPS://WWW.ACME.EXAMPLE",
        "*",
        "null",
        "\"><script>alert(1)</script>",
        "",
    ] {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("embed", "1").append_pair("embed_origin", origin);
        let reply = site.get(&format!("/book/acme/ada/intro?{}", query.finish())).await;
        let page = reply.page(200);
        assert!(told(&page, "origin").is_none() && page.all("script").count() == 1, "{origin}");
        assert!(!reply.text.contains("postMessage"), "{origin}");
        assert_eq!(frames(&reply), ("https://www.acme.example http://localhost:3000", ""), "{origin}");
        assert!(page.one("body").get("class").contains("embedded"));
    }
    // Who does not say that the page is in a frame gets the page as it is.
    let page = site.get(&format!("/book/acme/ada/intro?embed_origin={OWN}")).await.page(200);
    assert!(told(&page, "origin").is_none() && page.all("header").count() == 1);
}

#[actix_web::test]
async fn the_script_of_the_element_is_served_to_everybody_and_kept() {
    let site = Site::new().await;
    let reply = site.get("/embed.js").await;
    assert_eq!(reply.status, 200);
    for (name, value) in [
        ("content-type", "text/javascript; charset=utf-8"),
        ("cache-control", "public, max-age=3600"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(reply.header(name), value);
    }
    assert!(reply.text.contains("customElements.define('scheduling-booking'") && reply.text.len() < 8 * 1024);
    let tag = reply.header("etag").to_owned();
    let known = site.send(TestRequest::get().uri("/embed.js").insert_header(("if-none-match", tag.clone()))).await;
    assert_eq!((known.status.as_u16(), known.header("etag"), known.text.as_str()), (304, &*tag, ""));
    let wrong = site.send(TestRequest::post().uri("/embed.js")).await;
    assert_eq!((wrong.status.as_u16(), wrong.header("allow")), (405, "GET, HEAD"));
}
