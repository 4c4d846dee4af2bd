//! No more reminders: said on a page, or by a mail program.

use actix_web::test::TestRequest;
use jiff::SignedDuration;
use scheduling_core::{EventTypeDetails, NotificationKind, ReminderTiming, Reminders};
use scheduling_engine::{Book, NewTime, RescheduleByHost, Writing};
use scheduling_testkit::world::{details, instant};

use crate::site::{LATER, SLOT, Site};

/// A booking of which its invitee is reminded three times, and its host once.
async fn reminded(site: &Site) -> scheduling_core::Booking {
    let reminders = Reminders {
        enabled: true,
        invitee: vec![ReminderTiming::Hours24, ReminderTiming::Hours2, ReminderTiming::Minutes15],
        host: vec![ReminderTiming::Hours2],
    };
    let kind = EventTypeDetails { reminders, ..details("reminded", 30) };
    let kind = site.world.event_type(&site.world.admin, &site.world.host, kind).await;
    site.book_as(Book { event_type: kind.id, ..site.world.book(SLOT) }).await
}

/// Who is reminded until the meeting.
async fn who_is_reminded(site: &Site, start: &str) -> Vec<String> {
    let mut reminded = Vec::new();
    while site.world.engine.now() < instant(start) {
        let mails = site.mails().await;
        let reminders = mails.iter().filter(|mail| mail.kind == NotificationKind::Reminder);
        reminded.extend(reminders.map(|mail| mail.to.email.to_string()));
        site.world.clock.advance(SignedDuration::from_mins(15));
    }
    reminded
}

#[actix_web::test]
async fn an_invitee_asks_for_no_more_reminders_and_the_host_gets_them_as_before() {
    let site = Site::new().await;
    let booking = reminded(&site).await;
    let link = site.link_in_reminder(&booking).await;
    let page = site.get(&link).await.page(200);
    assert_eq!(page.heading(), "Get no more reminders of this meeting?");
    assert!(!site.stored(&booking).await.is_muted, "looking changes nothing");
    for _ in 0..2 {
        let done = site.submit(&page, &[]).await.page(200);
        assert!(done.text().contains("You get no more reminders"), "{}", done.text());
    }
    let stored = site.stored(&booking).await;
    assert!(stored.is_muted);
    assert_eq!((stored.state, stored.sequence), (booking.state, booking.sequence), "the meeting is as it was");
    let page = site.get(&link).await.page(200);
    assert!(page.text().contains("You get no more reminders") && page.all("form").count() == 0);
    assert_eq!(who_is_reminded(&site, SLOT).await, ["ada@example.org"]);
}

#[actix_web::test]
async fn a_mail_program_asks_for_no_more_reminders_in_one_request() {
    const FORM: &str = "application/x-www-form-urlencoded";
    const PARTS: &str = "multipart/form-data; boundary=b";
    const PART: &str = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
    for (kind, body) in [(FORM, "List-Unsubscribe=One-Click"), (PARTS, PART)] {
        let site = Site::new().await;
        let booking = reminded(&site).await;
        let link = site.link_in_reminder(&booking).await;
        let request = TestRequest::post().uri(&link).insert_header(("content-type", kind)).set_payload(body);
        let reply = site.send(request).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        assert!(site.stored(&booking).await.is_muted, "{kind}");
        assert_eq!(who_is_reminded(&site, SLOT).await, ["ada@example.org"], "{kind}");
    }
}

#[actix_web::test]
async fn whoever_wants_no_reminders_gets_none_after_a_move_either() {
    let site = Site::new().await;
    let booking = reminded(&site).await;
    let link = site.link_in_reminder(&booking).await;
    let moved = async |start: &str, booking: &scheduling_core::Booking| {
        let to = NewTime { start: instant(start), zone: None, reason: None };
        let wish = RescheduleByHost { booking: booking.id, to, overridden: None };
        site.world.engine.reschedule_booking(&site.world.admin, Writing::once(wish)).await.unwrap().outcome
    };
    // The link of the old booking is about the one that took its place, too.
    let second = moved(LATER, &booking).await;
    site.post(&link, &[("List-Unsubscribe", "One-Click")]).await.page(200);
    assert!(site.stored(&second).await.is_muted);
    let third = moved("2026-03-18T14:00:00Z", &second).await;
    assert!(site.stored(&third).await.is_muted, "a move carries it over");
    assert_eq!(who_is_reminded(&site, "2026-03-18T14:00:00Z").await, ["ada@example.org"]);
}

#[actix_web::test]
async fn a_link_of_reminders_does_nothing_else() {
    let site = Site::new().await;
    let booking = reminded(&site).await;
    let link = site.link_in_reminder(&booking).await;
    for page in ["", "/cancel", "/reschedule", "/approve", "/decline"] {
        site.get(&link.replace("/reminders", page)).await.page(404);
    }
    let manage = site.page_of(&booking, "/reminders").await;
    site.get(&manage).await.page(404);
    site.post(&manage, &[]).await.page(404);
    assert!(!site.stored(&booking).await.is_muted);
}
