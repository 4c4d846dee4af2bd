//! A host decides by the link in a mail.

use scheduling_core::{BookingState, BookingStatus, NotificationKind};
use scheduling_engine::Writing;
use scheduling_store::changelog::ChangeFilter;
use scheduling_testkit::world::instant;

use crate::site::{Site, path};

/// A site with a booking that waits, and the two links.
async fn asked() -> (Site, scheduling_core::Booking, String, String) {
    let site = Site::new().await;
    let booking = site.ask_for(Some("Bring <i>cake</i>.".parse().unwrap())).await;
    let links = site.links(NotificationKind::ApprovalRequest).await;
    let (approve, decline) = (path(&links.approve.unwrap()), path(&links.decline.unwrap()));
    (site, booking, approve, decline)
}

#[actix_web::test]
async fn a_host_sees_what_is_asked_for_and_approves_it() {
    let (site, booking, approve, _) = asked().await;
    let page = site.get(&approve).await.page(200);
    assert_eq!(page.heading(), "Approve this booking?");
    for part in [
        "careful",
        "Grace",
        "grace@example.org",
        "Bring <i>cake</i>.",
        "Monday, 16 March 2026, 09:00 – 09:30 (America/New York, UTC−4)",
    ] {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }
    let done = site.submit(&page, &[]).await.page(200);
    assert!(done.text().contains("The booking is approved.") && !done.text().contains("before"), "{}", done.text());
    assert_eq!(site.stored(&booking).await.state, BookingState::Confirmed);
    let actor = Some(format!("mail:{}", booking.id));
    let filter = ChangeFilter { actor, ..ChangeFilter::default() };
    let query =
        scheduling_engine::ChangelogQuery { filter, page: scheduling_engine::PageRequest { after: None, limit: 10 } };
    let changes = site.world.engine.changelog(&site.world.admin, query).await.unwrap();
    assert_eq!(changes.items.len(), 1, "the changelog names the link");
    // Everybody is told, as when the host's side decides otherwise.
    assert!(site.mails().await.iter().any(|mail| mail.kind == NotificationKind::Confirmation));
}

#[actix_web::test]
async fn a_host_declines_with_a_reason() {
    let (site, booking, approve, decline) = asked().await;
    let page = site.get(&approve).await.page(200);
    assert_eq!(page.link("Decline instead"), Some(decline.as_str()));
    let page = site.get(&decline).await.page(200);
    assert_eq!(page.link("Approve instead"), Some(approve.as_str()));
    let unreadable = site.submit(&page, &[("reason", "\u{1}")]).await.page(422);
    assert!(unreadable.text().contains("could not be read"), "{}", unreadable.text());
    let done = site.submit(&page, &[("reason", "I am away.")]).await.page(200);
    assert!(done.text().contains("The booking was declined."), "{}", done.text());
    let BookingState::Declined(decline) = site.stored(&booking).await.state else { panic!("not declined") };
    assert_eq!(decline.reason.unwrap().as_str(), "I am away.");
}

#[actix_web::test]
async fn what_was_decided_before_is_told_and_stays() {
    let (site, booking, approve, decline) = asked().await;
    let (to_approve, to_decline) = (site.get(&approve).await.page(200), site.get(&decline).await.page(200));
    site.submit(&to_approve, &[]).await.page(200);
    let again = site.submit(&to_approve, &[]).await.page(200);
    assert!(again.text().contains("The booking is approved."), "a form that is sent twice is one: {}", again.text());
    let late = site.submit(&to_decline, &[]).await.page(409);
    for page in [late, site.get(&approve).await.page(200), site.get(&decline).await.page(200)] {
        assert!(page.text().contains("The booking is approved."), "{}", page.text());
        assert!(page.text().contains("settled before"), "{}", page.text());
        assert_eq!(page.all("form").count(), 0);
        assert!(!page.text().contains("grace@example.org"), "nothing of the invitee is told any more");
    }
    assert_eq!(site.stored(&booking).await.state, BookingState::Confirmed);
}

#[actix_web::test]
async fn what_nobody_approved_in_time_is_told_and_what_is_over_is_over() {
    let (site, booking, approve, _) = asked().await;
    let page = site.get(&approve).await.page(200);
    let BookingState::Pending { expires_at } = booking.state else { panic!("not pending") };
    site.world.clock.advance(expires_at.duration_since(site.world.engine.now()));
    let late = site.submit(&page, &[]).await.page(409);
    assert!(late.text().contains("The booking was declined."), "{}", late.text());
    site.world.clock.advance(booking.meeting.end.duration_since(instant(&expires_at.to_string())));
    assert_eq!(site.get(&approve).await.page(410).heading(), "The meeting is over");
    assert_eq!(site.submit(&page, &[]).await.page(410).heading(), "The meeting is over");
}

#[actix_web::test]
async fn links_that_were_revoked_decide_nothing() {
    let (site, booking, approve, _) = asked().await;
    let page = site.get(&approve).await.page(200);
    site.world.engine.revoke_link(&site.world.admin, Writing::once(booking.id)).await.unwrap();
    site.get(&approve).await.page(404);
    site.submit(&page, &[]).await.page(404);
    assert_eq!(site.stored(&booking).await.state.status(), BookingStatus::Pending);
}
