//! An invitee confirms the address by the link in the mail that went there.

use jiff::SignedDuration;
use scheduling_core::BookingState;

use crate::site::Site;

#[actix_web::test]
async fn an_invitee_confirms_the_address_with_a_button_and_once() {
    let site = Site::new().await;
    let (booking, link) = site.ask_for_address().await;
    let manage = site.manage(&booking).await;
    let waiting = site.get(&manage).await.page(200);
    for said in ["does not count yet", "Waits for your e-mail address", "Confirm by", "Monday, 2 March 2026, 14:00"] {
        assert!(waiting.text().contains(said), "{said}: {}", waiting.text());
    }
    assert!(waiting.all("a").all(|link| !link.get("href").contains("calendar.ics")), "nothing for a calendar");
    let page = site.get(&link).await.page(200);
    assert_eq!(page.heading(), "Confirm your e-mail address?");
    assert!(page.text().contains("asking") && page.text().contains("Waits for your e-mail address"));
    assert!(site.stored(&booking).await.awaits_address, "looking changes nothing");
    for _ in 0..2 {
        let done = site.submit(&page, &[]).await.page(200);
        assert!(done.text().contains("Your e-mail address is confirmed."), "{}", done.text());
        assert!(done.text().contains("Confirmed"), "{}", done.text());
    }
    assert_eq!(site.stored(&booking).await.state, BookingState::Confirmed);
    let again = site.get(&link).await.page(200);
    assert!(again.text().contains("Your e-mail address is confirmed.") && again.all("form").count() == 0);
    let confirmed = site.get(&manage).await.page(200);
    assert!(!confirmed.text().contains("does not count yet"), "{}", confirmed.text());
    assert!(confirmed.all("a").any(|link| link.get("href").contains("calendar.ics")));
}

#[actix_web::test]
async fn who_comes_too_late_is_told_and_who_has_another_link_is_told_nothing() {
    let site = Site::new().await;
    let (booking, link) = site.ask_for_address().await;
    let page = site.get(&link).await.page(200);
    let manage = site.page_of(&booking, "/confirm-address").await;
    assert_eq!(site.get(&manage).await.status, 404, "the manage token is not it");
    let address = manage.split('?').next().unwrap();
    let token = manage.split_once("token=").unwrap().1;
    assert_eq!(site.post(address, &[("token", token)]).await.status, 404);
    site.world.clock.advance(SignedDuration::from_hours(1));
    for reply in [site.get(&link).await, site.submit(&page, &[]).await] {
        let page = reply.page(409);
        assert_eq!(page.heading(), "The booking was not confirmed in time");
        assert_eq!(page.all("a").count(), 0, "this link opens nothing else");
    }
    let lapsed = site.get(&site.manage(&booking).await).await.page(200);
    assert!(lapsed.text().contains("The e-mail address was not confirmed in time"), "{}", lapsed.text());
    let (booking, link) = {
        let site = &site;
        let wish =
            scheduling_engine::Book { event_type: booking.event_type, ..site.world.book("2026-03-18T13:00:00Z") };
        let booking = site.book_as(wish).await;
        let links = site.links(scheduling_core::NotificationKind::AddressConfirmation).await;
        (booking, crate::site::path(&links.confirm_address.unwrap()))
    };
    site.cancel(&booking).await;
    assert_eq!(site.get(&link).await.page(409).heading(), "The meeting is cancelled already");
}
