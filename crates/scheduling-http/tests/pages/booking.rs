//! What is booked, and calling it off.

use jiff::SignedDuration;
use scheduling_core::{
    BookingState, BookingStatus, Branding, Location, LocationKind, LongText, Minutes, Party, SchedulingKind,
};
use scheduling_engine::{Book, NewTime, RescheduleByHost, Writing};
use scheduling_testkit::world::{details, instant};

use crate::site::{LATER, SLOT, Site};

#[actix_web::test]
async fn the_page_of_a_booking_says_what_is_booked_and_leads_where_something_can_be_done() {
    let site = Site::new().await;
    let booking = site.book(SLOT).await;
    let page = site.get(&site.manage(&booking).await).await.page(200);
    assert_eq!(page.heading(), "Your meeting");
    assert_eq!(page.one("html").get("lang"), "en");
    for part in ["intro", "ada", "Monday, 16 March 2026, 14:00 – 14:30", "(Europe/Berlin, UTC+1)", "Confirmed"] {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }
    let times: Vec<&str> = page.all("time").map(|time| time.get("datetime")).collect();
    assert_eq!(times, [SLOT, "2026-03-16T13:30:00Z"]);
    for (text, content) in [
        ("Add to calendar", "text/calendar; charset=utf-8; method=PUBLISH"),
        ("Cancel the meeting", "text/html; charset=utf-8"),
        ("Choose another time", "text/html; charset=utf-8"),
    ] {
        let reply = site.get(page.link(text).unwrap()).await;
        assert_eq!((reply.status.as_u16(), reply.header("content-type")), (200, content), "{text}");
    }
}

#[actix_web::test]
async fn whoever_takes_a_meeting_together_is_named() {
    let site = Site::new().await;
    let world = &site.world;
    let bob = world.host(&world.admin, "bob").await;
    let all = [&world.host, &bob];
    let team = world.team("sales", &all).await;
    let together = world.team_type(&team, SchedulingKind::Collective, &all).await;
    let booking = site.book_as(Book { event_type: together.event_type.id, ..world.book(SLOT) }).await;
    for path in ["", "/cancel"] {
        let page = site.get(&site.page_of(&booking, path).await).await.page(200);
        assert!(page.text().contains("ada") && page.text().contains("bob"), "{}", page.text());
    }
    let page = site.get(&site.manage(&booking).await).await.page(200);
    let file = site.get(page.link("Add to calendar").unwrap()).await.text;
    let line = file.lines().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
    assert!(line.contains("ada") && line.contains("bob") && !file.contains("ATTENDEE"), "{file}");
}

#[actix_web::test]
async fn a_booking_is_called_off_with_a_reason_or_without() {
    let site = Site::new().await;
    for (start, given, kept) in
        [(SLOT, "", None), (LATER, "I have fallen ill.\r\nSorry!", Some("I have fallen ill.\nSorry!"))]
    {
        let booking = site.book(start).await;
        let manage = site.manage(&booking).await;
        let page = site.get(&site.page_of(&booking, "/cancel").await).await.page(200);
        assert_eq!(page.link("Keep it"), Some(manage.as_str()));
        let sent = site.submit(&page, &[("reason", given)]).await;
        assert_eq!(sent.leads_to(), manage);
        let BookingState::Cancelled(cancellation) = site.stored(&booking).await.state else { panic!("not cancelled") };
        assert_eq!((cancellation.by, cancellation.reason.as_ref().map(LongText::as_str)), (Party::Invitee, kept));
        let again = site.submit(&page, &[("reason", given)]).await;
        assert_eq!(again.leads_to(), manage, "a form that is sent twice is one");
        let shown = site.get(&manage).await.page(200);
        assert!(shown.text().contains("Cancelled") && shown.one("s").text.contains("March 2026"), "{}", shown.text());
        assert_eq!(shown.all("nav").count(), 0, "nothing is left to be done");
        assert!(kept.is_none_or(|kept| shown.text().contains(kept)), "{}", shown.text());
    }
}

#[actix_web::test]
async fn a_reason_that_cannot_be_read_changes_nothing_and_is_not_lost() {
    let site = Site::new().await;
    let booking = site.book(SLOT).await;
    let page = site.get(&site.page_of(&booking, "/cancel").await).await.page(200);
    for reason in [format!("\nlong{}", "x".repeat(5000)), "be\u{7}ll".to_owned()] {
        let again = site.submit(&page, &[("reason", &reason)]).await.page(422);
        assert!(again.text().contains("could not be read"), "{}", again.text());
        assert_eq!(again.one("textarea").text, reason);
    }
    assert_eq!(site.stored(&booking).await.state, BookingState::Confirmed);
    site.submit(&page, &[("reason", "short")]).await.leads_to();
}

#[actix_web::test]
async fn what_cannot_be_called_off_says_why() {
    let site = Site::new().await;
    let cancelled = site.book(SLOT).await;
    site.cancel(&cancelled).await;
    let path = site.page_of(&cancelled, "/cancel").await;
    let manage = site.manage(&cancelled).await;
    let token = manage.split_once("token=").unwrap().1;
    for reply in [site.get(&path).await, site.post(&path, &[("token", token)]).await] {
        let page = reply.page(409);
        assert_eq!(page.heading(), "The meeting is cancelled already");
        assert_eq!(page.link("Back to the meeting"), Some(manage.as_str()));
    }

    let mut rushed = details("rushed", 30);
    rushed.cancel_cutoff = Minutes(60);
    rushed.reschedule_cutoff = Minutes(60);
    let rushed = site.world.event_type(&site.world.admin, &site.world.host, rushed).await;
    let booking = site.book_as(scheduling_engine::Book { event_type: rushed.id, ..site.world.book(SLOT) }).await;
    let early = site.get(&site.page_of(&booking, "/cancel").await).await.page(200);
    site.world.clock.advance(instant(SLOT).duration_since(site.world.engine.now()) - SignedDuration::from_mins(59));
    for page in ["/cancel", "/reschedule"] {
        let late = site.get(&site.page_of(&booking, page).await).await.page(409);
        assert_eq!(late.heading(), "It is too late for that");
    }
    assert_eq!(site.submit(&early, &[]).await.page(409).heading(), "It is too late for that");
    let shown = site.get(&site.manage(&booking).await).await.page(200);
    assert!(shown.link("Cancel the meeting").is_none() && shown.link("Choose another time").is_none());
    assert!(shown.link("Add to calendar").is_some());
    assert_eq!(site.stored(&booking).await.state.status(), BookingStatus::Confirmed);
}

#[actix_web::test]
async fn a_link_is_over_with_its_meeting() {
    let site = Site::new().await;
    let booking = site.book(SLOT).await;
    site.world.clock.advance(booking.meeting.end.duration_since(site.world.engine.now()));
    for page in ["", "/cancel", "/reschedule"] {
        let over = site.get(&site.page_of(&booking, page).await).await.page(410);
        assert_eq!(over.heading(), "The meeting is over");
        assert_eq!(over.all("a").count(), 0, "there is nothing to go back to");
    }
}

#[actix_web::test]
async fn a_booking_that_was_moved_leads_nowhere() {
    let site = Site::new().await;
    let booking = site.book(SLOT).await;
    let to = NewTime { start: instant(LATER), zone: None, reason: Some("A <b>fire</b> drill".parse().unwrap()) };
    let wish = RescheduleByHost { booking: booking.id, to, overridden: None };
    site.world.engine.reschedule_booking(&site.world.admin, Writing::once(wish)).await.unwrap();
    let page = site.get(&site.manage(&booking).await).await.page(200);
    assert!(page.text().contains("was moved to another time"), "{}", page.text());
    assert!(page.text().contains("A <b>fire</b> drill"), "{}", page.text());
    assert_eq!(page.all("a").count(), 0);
    for page in ["/cancel", "/reschedule"] {
        let moved = site.get(&site.page_of(&booking, page).await).await.page(409);
        assert_eq!(moved.heading(), "The meeting was moved");
    }
}

/// A site of a tenant with a look of its own.
async fn branded(logo: &str) -> Site {
    let site = Site::new().await;
    let mut settings = site.world.admin.tenant().settings.clone();
    settings.branding = Branding {
        display_name: Some("Acme & Sons".parse().unwrap()),
        logo_url: Some(logo.parse().unwrap()),
        accent_color: Some("#0A7CFF".parse().unwrap()),
        locale: None,
    };
    site.world.engine.replace_settings(&site.world.admin, Writing::once(settings)).await.unwrap();
    site
}

#[actix_web::test]
async fn a_page_looks_as_its_tenant_wishes() {
    let site = branded("https://cdn.example.org/logo.png").await;
    let booking = site.book(SLOT).await;
    let reply = site.get(&site.manage(&booking).await).await;
    let page = reply.page(200);
    assert_eq!(
        (page.one("header").text.as_str(), page.one("title").text.as_str()),
        ("Acme & Sons", "Your meeting · Acme & Sons")
    );
    assert_eq!(page.one("img").get("src"), "https://cdn.example.org/logo.png");
    assert!(reply.header("content-security-policy").contains("img-src 'self' data: https://cdn.example.org;"));
    let styles: Vec<&str> = page.all("style").map(|style| style.text.as_str()).collect();
    assert!(styles.len() == 2 && styles[1].contains("--accent:#0a7cff"), "{styles:?}");

    // A picture that the policy would not let in is not asked for.
    let site = branded("http://cdn.example.org/logo.png").await;
    let booking = site.book(SLOT).await;
    let reply = site.get(&site.manage(&booking).await).await;
    assert_eq!(reply.page(200).all("img").count(), 0);
    assert!(reply.header("content-security-policy").contains("img-src 'self' data:;"));
}

#[actix_web::test]
async fn a_place_is_a_link_if_it_is_one() {
    let site = Site::new().await;
    for (value, is_link) in [("https://meet.example/a?b=1&c", true), ("javascript:alert(1)", false), ("+1 555", false)]
    {
        let mut kind = details(&format!("at-{}", value.len()), 30);
        kind.location = Location {
            kind: LocationKind::Custom,
            value: Some(value.parse().unwrap()),
            display_name: Some("The \"place\"".parse().unwrap()),
        };
        let kind = site.world.event_type(&site.world.admin, &site.world.host, kind).await;
        let booking = site.book_as(scheduling_engine::Book { event_type: kind.id, ..site.world.book(SLOT) }).await;
        let page = site.get(&site.manage(&booking).await).await.page(200);
        assert!(page.text().contains(&format!("The \"place\", {value}")), "{}", page.text());
        assert_eq!(page.all("a").any(|link| link.get("href") == value), is_link, "{value}");
        site.cancel(&booking).await;
    }
}
