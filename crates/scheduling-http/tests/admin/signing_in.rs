//! Signing in and out, and who sends a form.

use actix_web::test::TestRequest;
use scheduling_core::Role;
use scheduling_testkit::people::PASSWORD;

use crate::{desk::Desk, site::Site};

const SIGN_IN: &str = "/admin/sign-in";

#[actix_web::test]
async fn whoever_has_to_sign_in_gets_to_what_was_asked_for() {
    let site = Site::new().await;
    site.world.account("grace", Role::Owner, None).await;
    let asked = "/admin/bookings?view=past&search=a%26b";
    let sign_in = site.get(asked).await.leads_to().to_owned();
    assert!(sign_in.starts_with("/admin/sign-in?next="), "{sign_in}");
    let page = site.get(&sign_in).await.page(200);
    let fields =
        [("_next", page.field("_next")), ("tenant", "acme"), ("email", "Grace@example.org"), ("password", PASSWORD)];
    let reply = site.post(SIGN_IN, &fields).await;
    assert_eq!(reply.leads_to(), asked);
    assert!(reply.header("set-cookie").starts_with("scheduling_session=ss_"), "{reply:?}");
    let reply = site.post(SIGN_IN, &[("_next", "https://example.org"), fields[1], fields[2], fields[3]]).await;
    assert_eq!(reply.leads_to(), "/admin", "nobody is led elsewhere");
}

#[actix_web::test]
async fn what_is_wrong_is_told_and_no_password_is_shown_again() {
    let site = Site::new().await;
    site.world.account("grace", Role::Owner, None).await;
    let wrong = [("tenant", "acme"), ("email", "grace@example.org"), ("password", "not the password")];
    let reply = site.post(SIGN_IN, &wrong).await;
    assert!(!reply.text.contains("not the password"));
    let page = reply.page(401);
    assert_eq!((page.field("tenant"), page.field("email")), ("acme", "grace@example.org"));
    assert!(page.text().contains("address or the password"), "{}", page.text());
    let page = site.post(SIGN_IN, &[("tenant", "No Slug"), ("email", "x")]).await.page(422);
    let wrong: Vec<&str> = page
        .all("input")
        .filter(|field| field.attributes.contains_key("aria-invalid"))
        .map(|field| field.get("name"))
        .collect();
    assert_eq!(wrong, ["tenant", "email", "password"]);
}

#[actix_web::test]
async fn signing_out_ends_the_session() {
    let desk = Desk::owner().await;
    let page = desk.page("/admin").await;
    let reply = desk.send(&page, "/sign-out", &[]).await;
    assert!(reply.leads_to().starts_with("/admin/sign-in?done=out"), "{}", reply.leads_to());
    assert!(reply.header("set-cookie").contains("Max-Age=0"));
    assert!(desk.get("/admin").await.leads_to().starts_with(SIGN_IN));
    let late = desk.post("/admin/sign-out", &[]).await.page(401);
    assert!(late.text().contains("Your session has ended"), "{}", late.text());
}

#[actix_web::test]
async fn no_page_of_somebody_else_sends_anything() {
    let desk = Desk::owner().await;
    let booking = desk.site.book(crate::site::SLOT).await;
    let page = desk.page(&format!("/admin/bookings/{}", booking.id)).await;
    let form = page.form("/cancel");
    let csrf = page.field("_csrf");
    let send = |site: &'static str, csrf: &str| {
        let request = TestRequest::post().uri(&form.action).set_form([("_csrf", csrf)]);
        desk.site.send(desk.with_cookie(request).insert_header(("sec-fetch-site", site)))
    };
    for (site, token) in [("same-origin", ""), ("same-origin", "x"), ("cross-site", csrf), ("same-site", csrf)] {
        let page = send(site, token).await.page(403);
        assert_eq!(page.heading(), "This page is too old", "{site}");
    }
    let sign_in = TestRequest::post().uri(SIGN_IN).insert_header(("sec-fetch-site", "cross-site"));
    let strangers = [("tenant", "acme"), ("email", "grace@example.org"), ("password", PASSWORD)];
    let reply = desk.site.send(sign_in.set_form(strangers)).await;
    assert!(reply.status == 403 && reply.header("set-cookie").is_empty(), "nobody is signed in by another site");
    let from = async |origin: &'static str| {
        let request = TestRequest::post().uri(&form.action).set_form([("_csrf", "x")]);
        let request = request.insert_header(("origin", origin)).insert_header(("host", "book.example.org"));
        desk.site.send(request).await.status.as_u16()
    };
    // Of a browser that says no more, what it has to sign in for is told apart from what is refused before.
    assert_eq!(
        (from("http://book.example.org").await, from("http://evil.example").await, from("null").await),
        (401, 403, 403)
    );
    assert_eq!(desk.site.stored(&booking).await.state, booking.state);
    send("same-origin", csrf).await.leads_to();
}
