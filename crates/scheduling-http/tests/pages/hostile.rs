//! Whatever people call themselves and write, it is text.

use std::collections::BTreeSet;

use scheduling_core::{
    AnswerValue, Branding, EventTypeDetails, HostProfile, NotificationKind, Question, QuestionKind, RawAnswer,
};
use scheduling_engine::{Book, FutureBookings, ReplaceHost, Writing};
use scheduling_testkit::world::details;

use crate::{
    html::Page,
    site::{SLOT, Site, path},
};

const HOSTILE: &str = r#""><script>alert(1)</script><img src=x onerror=alert(2)>'</textarea></title>&lt;{{7*7}}<!--"#;

/// Nothing of a text became markup.
fn is_inert(page: &Page) {
    let allowed: BTreeSet<&str> = [
        "html", "head", "meta", "title", "link", "body", "header", "p", "bdi", "main", "h1", "dl", "dt", "dd", "s",
        "time", "span", "nav", "ul", "li", "a", "form", "input", "label", "textarea", "button", "div", "strong",
        "fieldset", "legend", "style", "script", "section", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td",
        "details", "summary", "select", "option",
    ]
    .into();
    let ours = |source: &str| source.starts_with("\n// ") || source.starts_with("// ");
    for element in &page.0 {
        assert!(element.name != "script" || ours(&element.text) && !element.text.contains("alert"), "{element:?}");
        assert!(allowed.contains(element.name.as_str()), "{element:?}");
        let handlers = element.attributes.keys().any(|name| name.starts_with("on") || name == "style");
        assert!(!handlers, "{element:?}");
    }
}

#[actix_web::test]
async fn hostile_texts_are_texts_on_every_page() {
    let site = Site::new().await;
    let (engine, admin) = (&site.world.engine, &site.world.admin);
    let mut settings = admin.tenant().settings.clone();
    settings.branding = Branding { display_name: Some(HOSTILE.parse().unwrap()), ..Branding::default() };
    engine.replace_settings(admin, Writing::once(settings)).await.unwrap();
    let profile = HostProfile { display_name: HOSTILE.parse().unwrap(), ..site.world.host.profile.clone() };
    let host = ReplaceHost { host: site.world.host.id, profile, future_bookings: FutureBookings::Refuse };
    engine.replace_host(admin, Writing::once(host)).await.unwrap();
    let mut kind = EventTypeDetails { requires_approval: true, ..details("hostile", 30) };
    kind.name = HOSTILE.parse().unwrap();
    kind.location.value = Some(format!("https://x.example/{HOSTILE}").parse().unwrap());
    kind.location.display_name = Some(HOSTILE.parse().unwrap());
    kind.questions = vec![Question {
        id: "q".parse().unwrap(),
        label: HOSTILE.parse().unwrap(),
        kind: QuestionKind::Text,
        required: false,
        options: Vec::new(),
        placeholder: None,
    }];
    let kind = site.world.event_type(admin, &site.world.host, kind).await;
    let mut wish = Book { event_type: kind.id, ..site.world.book(SLOT) };
    wish.invitee.name = HOSTILE.parse().unwrap();
    wish.invitee.notes = Some(format!("{HOSTILE}\n{HOSTILE}").parse().unwrap());
    wish.invitee.answers = [("q".to_owned(), RawAnswer::Text(HOSTILE.to_owned()))].into();
    let booking = site.book_as(wish).await;
    assert!(matches!(&booking.invitee.answers[0].value, AnswerValue::Text(text) if text.as_str() == HOSTILE));
    let links = site.links(NotificationKind::ApprovalRequest).await;
    let (approve, decline) = (path(&links.approve.unwrap()), path(&links.decline.unwrap()));
    let manage = site.manage(&booking).await;
    let (cancel, reschedule) = (site.page_of(&booking, "/cancel").await, site.page_of(&booking, "/reschedule").await);
    for (path, times) in [(&approve, 8), (&decline, 8), (&manage, 4), (&cancel, 4)] {
        let page = site.get(path).await.page(200);
        is_inert(&page);
        assert_eq!(page.text().matches(HOSTILE).count(), times, "{path}: {}", page.text());
        assert!(page.one("title").text.ends_with(HOSTILE) && page.one("header").text == HOSTILE);
    }
    is_inert(&site.get(&reschedule).await.page(200));
    let page = site.get(&cancel).await.page(200);
    let unreadable = format!("{HOSTILE}\u{1}");
    let again = site.submit(&page, &[("reason", &unreadable)]).await.page(422);
    is_inert(&again);
    assert_eq!(again.one("textarea").text, unreadable);
    // Also what comes with the address, which anybody makes up.
    for path in [
        "/booking/acme/%22%3E%3Cscript%3E?token=%22%3E%3Cscript%3E".to_owned(),
        format!("{reschedule}&from=%22%3E%3Cscript%3E"),
        format!("{cancel}&token=%22%3E%3Cscript%3E"),
    ] {
        let reply = site.get(&path).await;
        is_inert(&Page::read(&reply.text));
        assert!(!reply.text.contains("<script"), "{}", reply.text);
    }
    site.submit(&page, &[("reason", HOSTILE)]).await.leads_to();
    is_inert(&site.get(&manage).await.page(200));
    is_inert(&site.get(&approve).await.page(200));
}

#[actix_web::test]
async fn hostile_texts_are_texts_where_somebody_books() {
    let site = Site::new().await;
    let admin = &site.world.admin;
    let profile = HostProfile { display_name: HOSTILE.parse().unwrap(), ..site.world.host.profile.clone() };
    let host = ReplaceHost { host: site.world.host.id, profile, future_bookings: FutureBookings::Refuse };
    site.world.engine.replace_host(admin, Writing::once(host)).await.unwrap();
    let mut kind = details("hostile", 30);
    kind.name = HOSTILE.parse().unwrap();
    kind.description = Some(HOSTILE.parse().unwrap());
    site.world.event_type(admin, &site.world.host, kind).await;
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in
        ["timezone", "clock", "month", "date", "name", "email", "notes", "q-x", "utm_term", "embed_origin", "host"]
    {
        query.append_pair(name, HOSTILE);
    }
    let query = query.finish();
    let event = "/book/acme/ada/hostile";
    for path in ["/book/acme", "/book/acme/ada", event, &format!("{event}/bookings?start={SLOT}&{query}")] {
        let page = site.get(path).await.page(200);
        is_inert(&page);
        assert!(page.text().contains(HOSTILE), "{path}: {}", page.text());
    }
    let embedded = site.get(&format!("{event}?embed=1&{query}")).await.page(200);
    is_inert(&embedded);
    assert_eq!(embedded.all("script").count(), 1, "whoever is named so is told nothing");
    assert!(!crate::book::told(&embedded, "live").unwrap().contains("script"), "only what the page shows");
    // What was typed goes with every form, and stays what it is.
    let typed = [("name", HOSTILE), ("notes", HOSTILE), ("typed", HOSTILE), ("start", SLOT), ("timezone", HOSTILE)];
    let page = site.post(&format!("{event}/times"), &typed).await.page(200);
    is_inert(&page);
    assert_eq!((page.field("name"), page.field("notes")), (HOSTILE, HOSTILE));
    let form = site.send_form(&page, "/holds", &[("start", SLOT)]).await.page(200);
    is_inert(&form);
    assert_eq!(form.field("name"), HOSTILE);
}
