//! The overview, the list of bookings, a booking and the audit log.

use jiff::SignedDuration;
use scheduling_core::{BookingStatus, Question, QuestionKind, Role};
use scheduling_testkit::world::details;

use crate::{
    desk::Desk,
    site::{LATER, SLOT, Site},
};

#[actix_web::test]
async fn the_overview_says_what_is_going_on() {
    let desk = Desk::owner().await;
    let empty = desk.page("/admin").await;
    assert!(empty.text().contains("Nothing is booked yet"), "{}", empty.text());
    desk.site.book(LATER).await;
    desk.site.ask_for(None).await;
    let page = desk.page("/admin").await;
    assert!(page.text().contains("One request waits for a decision"), "{}", page.text());
    assert!(page.text().contains("Booked2within 30 days"), "{}", page.text());
    // In the host's zone, which is named.
    assert!(page.text().contains("10:00–10:30") && page.text().contains("America/New York"), "{}", page.text());
}

#[actix_web::test]
async fn bookings_are_found_by_what_is_known_of_them() {
    let desk = Desk::owner().await;
    let first = desk.site.book(SLOT).await;
    let second = desk.site.book(LATER).await;
    desk.site.cancel(&second).await;
    let ids = async |query: &str| {
        let page = desk.page(&format!("/admin/bookings?{query}")).await;
        let rows = page.all("a").filter_map(|link| link.get("href").strip_prefix("/admin/bookings/"));
        let rows = rows.filter(|id| *id != "new");
        rows.map(str::to_owned).collect::<Vec<_>>()
    };
    let (first, second) = (first.id.to_string(), second.id.to_string());
    assert_eq!(ids("").await, [first.as_str()]);
    assert_eq!(ids("view=cancelled").await, [second.as_str()]);
    assert_eq!(ids("view=all").await, [second.as_str(), first.as_str()], "the latest first");
    assert_eq!(ids("view=all&search=GRACE").await.len(), 2);
    assert!(ids("view=all&search=nobody").await.is_empty());
    assert_eq!(ids("view=all&from=2026-03-17").await, [second.as_str()]);
    assert_eq!(ids("view=all&to=2026-03-16&from=").await, [first.as_str()]);
    assert!(ids("view=past").await.is_empty());
    // What cannot be read excludes nothing.
    assert_eq!(ids("view=nonsense&from=yesterday&after=x&eventType=1").await, [first.as_str()]);
    desk.site.world.clock.advance(SignedDuration::from_hours(24 * 20));
    let desk = Desk::of(desk.site, "grace").await;
    let page = desk.page("/admin/bookings?view=past").await;
    assert!(page.link("09:00").unwrap().ends_with(&first) && page.text().contains("Took place"), "{}", page.text());
}

#[actix_web::test]
async fn a_long_list_has_pages() {
    let desk = Desk::owner().await;
    let day = |at: u32| format!("2026-03-{:02}T{:02}:00:00Z", 16 + at / 6 % 5, 13 + at % 6);
    for at in 0..27 {
        desk.site.book(&day(at)).await;
    }
    for view in ["upcoming", "all"] {
        let page = desk.page(&format!("/admin/bookings?view={view}")).await;
        assert_eq!(page.all("tr").count(), 26, "a head and 25 rows");
        let rest = desk.page(page.link("Next").unwrap()).await;
        assert_eq!((rest.all("tr").count(), rest.link("Next")), (3, None), "{view}");
        assert_eq!(rest.link("To the beginning").unwrap(), format!("/admin/bookings?view={view}"));
    }
}

#[actix_web::test]
async fn a_booking_is_decided_cancelled_and_its_messages_sent_again() {
    let desk = Desk::owner().await;
    let booking = desk.site.ask_for(None).await;
    let path = format!("/admin/bookings/{}", booking.id);
    let reply = desk.send(&desk.page(&path).await, "/approve", &[]).await;
    assert_eq!(reply.leads_to(), format!("{path}?done=approved"));
    let page = desk.page(reply.leads_to()).await;
    assert!(page.text().contains("The booking is approved, and its invitee is told."), "{}", page.text());
    desk.site.mails().await;
    let page = desk.page(&path).await;
    let again =
        page.all("form").map(|form| form.get("action")).filter(|action| action.contains("/send-again?delivery="));
    let again: Vec<&str> = again.collect();
    assert!(again.len() >= 2, "{}", page.text());
    for form in again {
        assert_eq!(desk.send(&page, form, &[]).await.leads_to(), format!("{path}?done=sent-again"));
        assert_eq!(desk.site.mails().await.len(), 1, "each is sent again from the same page");
    }
    let reply = desk.send(&page, "/cancel", &[("reason", "Ill.\r\nSorry.")]).await;
    let page = desk.page(reply.leads_to()).await;
    assert_eq!(desk.site.stored(&booking).await.state.status(), BookingStatus::Cancelled);
    assert!(
        page.text().contains("Cancelled by grace") && page.text().contains("Nothing is left to be done"),
        "{}",
        page.text()
    );
    // It was decided meanwhile, by somebody else.
    let late = desk.post(&format!("{path}/cancel"), &[("_csrf", page.field("_csrf")), ("reason", "Ill again.")]).await;
    assert!(
        late.page(409).all("div").any(|part| part.attributes.get("role").is_some_and(|role| role == "alert")),
        "{}",
        late.text
    );
}

#[actix_web::test]
async fn what_is_wrong_with_a_reason_is_told_where_it_stands() {
    let desk = Desk::owner().await;
    let booking = desk.site.book(SLOT).await;
    let path = format!("/admin/bookings/{}", booking.id);
    let long = "x".repeat(5001);
    let page = desk.send(&desk.page(&path).await, "/cancel", &[("reason", &long)]).await.page(422);
    let field = page.all("textarea").find(|field| field.get("name") == "reason").unwrap();
    assert_eq!((field.get("aria-invalid"), field.text.trim().len()), ("true", 5001), "what was typed is kept");
    assert_eq!(desk.site.stored(&booking).await.state, booking.state);
}

#[actix_web::test]
async fn a_booking_says_what_led_to_it() {
    let desk = Desk::owner().await;
    let plain = desk.site.book(LATER).await;
    let mut wish = desk.site.world.book(SLOT);
    wish.invitee.campaign.source = "<b>mail".parse().ok();
    wish.invitee.campaign.term = "compilers".parse().ok();
    let booking = desk.site.book_as(wish).await;
    let page = desk.page(&format!("/admin/bookings/{}", booking.id)).await;
    assert!(page.text().contains("Came bysource: <b>mailterm: compilers"), "{}", page.text());
    let page = desk.page(&format!("/admin/bookings/{}", plain.id)).await;
    assert!(!page.text().contains("Came by"), "{}", page.text());
}

#[actix_web::test]
async fn a_member_sees_their_own_and_no_log() {
    let desk = Desk::member().await;
    let booking = desk.site.book(SLOT).await;
    let page = desk.page(&format!("/admin/bookings/{}", booking.id)).await;
    assert!(!page.text().contains("History") && page.link("Audit log").is_none());
    assert_eq!(desk.get("/admin/changes").await.page(403).heading(), "Not for you");
}

#[actix_web::test]
async fn the_log_says_who_changed_what() {
    let desk = Desk::owner().await;
    let booking = desk.site.book(SLOT).await;
    let page = desk.page(&format!("/admin/bookings/{}", booking.id)).await;
    desk.send(&page, "/cancel", &[]).await.leads_to();
    let page = desk.page("/admin/changes?kind=booking").await;
    assert!(page.text().contains("Booking cancelled by grace"), "{}", page.text());
    assert!(page.link("Booking created").unwrap().ends_with(&booking.id.to_string()));
    assert!(desk.page("/admin/changes?kind=webhook").await.text().contains("No change is like that"));
}

#[actix_web::test]
async fn tenants_never_see_each_other() {
    let site = Site::new().await;
    site.world.account("grace", Role::Owner, None).await;
    let booking = site.book(SLOT).await;
    let (other, _) = site.world.tenant("globex").await;
    let host = site.world.host(&other, "eve").await;
    let types = site.world.event_type(&other, &host, scheduling_testkit::world::details("x", 30)).await;
    let desk = Desk::of(site, "grace").await;
    desk.page(&format!("/admin/bookings/{}", booking.id)).await;
    for path in [format!("/admin/bookings/{}", types.id), format!("/admin/bookings/{}", host.id)] {
        desk.get(&path).await.page(404);
    }
    let page = desk.page("/admin/changes?kind=user").await;
    assert!(page.text().contains("ada") && !page.text().contains("eve"), "{}", page.text());
}

#[actix_web::test]
async fn a_meeting_is_moved_and_rules_are_set_aside_with_a_reason() {
    let desk = Desk::owner().await;
    let booking = desk.site.book(SLOT).await;
    desk.site.book(LATER).await;
    let path = format!("/admin/bookings/{}/move", booking.id);
    let page = desk.page(&path).await;
    // Ten o'clock in New York is taken.
    let taken = desk.send(&page, "/move", &[("_date", "2026-03-17"), ("_time", "10:00")]).await.page(409);
    let free: Vec<_> = taken.all("button").filter(|button| button.attributes.contains_key("value")).collect();
    assert!(!free.is_empty() && taken.field("_time") == "10:00", "{}", taken.text());
    let night = [("_date", "2026-03-18"), ("_time", "03:00"), ("reason", "The room is taken.")];
    let refused = desk.send(&taken, "/move", &night).await.page(409);
    assert!(refused.text().contains("outside") || refused.text().contains("hours"), "{}", refused.text());
    let empty = desk.send(&taken, "/move", &[("_date", ""), ("_time", "10:00")]).await.page(422);
    assert!(empty.text().contains("Date is required."), "{}", empty.text());
    let rules = [("overrides/rules/*", "outside_hours"), ("overrides/rules/*", "off_grid")];
    let aside = [&night[..], &rules[..]].concat();
    let unsaid = desk.send(&taken, "/move", &aside).await.page(422);
    assert!(unsaid.text().contains("Why is required."), "{}", unsaid.text());
    let moved = desk.send(&taken, "/move", &[&aside[..], &[("overrides/reason", "A favour.")]].concat()).await;
    let shown = desk.page(moved.leads_to()).await;
    assert!(shown.text().contains("03:00") && shown.text().contains("A favour."), "{}", shown.text());
    assert_eq!(desk.site.stored(&booking).await.state.status(), BookingStatus::Rescheduled);
}

#[actix_web::test]
async fn a_free_time_that_is_offered_instead_is_taken_with_one_click() {
    let desk = Desk::owner().await;
    let booking = desk.site.book(SLOT).await;
    desk.site.book(LATER).await;
    let page = desk.page(&format!("/admin/bookings/{}/move", booking.id)).await;
    let when = [("_date", "2026-03-17"), ("_time", "10:00")];
    let taken = desk.send(&page, "/move", &when).await.page(409);
    let free = taken.all("button").find(|button| button.attributes.contains_key("value")).unwrap().get("value");
    let reply = desk.send(&taken, "/move", &[("startTime", free)]).await;
    assert!(desk.page(reply.leads_to()).await.text().contains("is moved"));
}

#[actix_web::test]
async fn somebody_is_booked_for() {
    let desk = Desk::owner().await;
    let page = desk.page("/admin/bookings/new").await;
    let who = [("invitee/name", "Alan"), ("invitee/email", "alan@example.org"), ("timezone", "Asia/Kolkata")];
    let when = [("_date", "2026-03-16"), ("_time", "09:00")];
    let wrong = desk.send(&page, "/new", &[&when[..], &[("invitee/email", "x")]].concat()).await.page(422);
    assert!(wrong.text().contains("Name is required.") && wrong.field("_time") == "09:00", "{}", wrong.text());
    let reply = desk.send(&wrong, "/new", &[&when[..], &who[..]].concat()).await;
    let page = desk.page(reply.leads_to()).await;
    assert!(page.text().contains("18:30 (Asia/Kolkata)"), "{}", page.text());
}

#[actix_web::test]
async fn what_an_event_type_asks_is_answered_for_somebody() {
    let desk = Desk::owner().await;
    let question = |id: &str, kind, options: &[&str]| Question {
        id: id.parse().unwrap(),
        label: format!("Question {id}").parse().unwrap(),
        kind,
        required: kind != QuestionKind::Checkbox,
        options: options.iter().map(|option| option.parse().unwrap()).collect(),
        placeholder: None,
    };
    let mut asking = details("asking", 30);
    asking.questions = vec![
        question("1", QuestionKind::Checkbox, &[]),
        question("2", QuestionKind::Text, &[]),
        question("3", QuestionKind::Select, &["true", "false"]),
    ];
    let world = &desk.site.world;
    let asking = world.event_type(&world.admin, &world.host, asking).await.id;
    let page = desk.page(&format!("/admin/bookings/new?eventType={asking}")).await;
    let known = [
        ("_date", "2026-03-16"),
        ("_time", "09:00"),
        ("invitee/name", "Alan"),
        ("invitee/email", "alan@example.org"),
        ("_answers/1", "true"),
        ("_answers/3", "true"),
    ];
    let wrong = desk.send(&page, "/new", &known).await.page(422);
    assert!(wrong.link("Question 2").is_some(), "{}", wrong.text());
    let ticked = wrong.all("input").find(|field| field.attributes.get("name").is_some_and(|name| name == "_answers/1"));
    assert!(ticked.unwrap().attributes.contains_key("checked"), "what was said is kept");
    let reply = desk.send(&wrong, "/new", &[&known[..], &[("_answers/2", "true")]].concat()).await;
    let page = desk.page(reply.leads_to()).await;
    for said in ["Question 1Yes", "Question 2true", "Question 3true"] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
}
