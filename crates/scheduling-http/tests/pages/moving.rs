//! Choosing another time.

use scheduling_core::{BookingState, BookingStatus, EventTypeDetails};
use scheduling_engine::{Book, ReplaceEventType, Writing};
use scheduling_testkit::world::{details, instant};

use crate::site::{LATER, SLOT, Site};

/// How many starts a working day has, every quarter of an hour.
const STARTS: usize = 31;

#[actix_web::test]
async fn a_meeting_is_moved_to_one_of_the_next_free_times() {
    let site = Site::new().await;
    let booking = site.book(SLOT).await;
    let page = site.get(&site.page_of(&booking, "/reschedule").await).await.page(200);
    // It is Monday, 2 March, 13:00 in Berlin, where New York's office hours are from 15:00 to 23:00, from the 9th on to 22:00.
    let dates: Vec<&str> = page.all("legend").map(|legend| legend.text.as_str()).collect();
    assert_eq!(
        dates,
        [
            "Monday, 2 March 2026",
            "Tuesday, 3 March 2026",
            "Wednesday, 4 March 2026",
            "Thursday, 5 March 2026",
            "Friday, 6 March 2026",
            "Monday, 9 March 2026",
            "Tuesday, 10 March 2026",
        ]
    );
    let choices = page.choices("start");
    assert_eq!((choices[0], choices.len()), ("2026-03-02T14:00:00Z", 7 * STARTS));
    let labels: Vec<&str> = page.all("span").map(|span| span.text.as_str()).filter(|text| text.len() == 5).collect();
    assert_eq!((labels[0], labels[STARTS - 1], labels[5 * STARTS]), ("15:00", "22:30", "14:00"));
    assert!(page.link("Earlier").is_none());

    let later = site.get(page.link("Later").unwrap()).await.page(200);
    assert_eq!(later.all("legend").next().unwrap().text, "Wednesday, 11 March 2026");
    let choices = later.choices("start");
    assert!(!choices.contains(&SLOT), "its own time is none to choose");
    assert!(choices.contains(&LATER) && later.link("Earlier").is_some());
    let earlier = site.get(later.link("Earlier").unwrap()).await.page(200);
    assert_eq!(earlier.all("legend").next().unwrap().text, "Wednesday, 4 March 2026");

    let sent = site.submit(&later, &[("start", LATER), ("reason", "A train is late.")]).await;
    let BookingState::Rescheduled(moved) = site.stored(&booking).await.state else { panic!("not moved") };
    assert_eq!(moved.reason.unwrap().as_str(), "A train is late.");
    let new = site.world.engine.booking(&site.world.admin, moved.to).await.unwrap();
    assert_eq!(sent.leads_to(), site.manage(&new).await);
    assert_eq!((new.meeting.start, new.invitee.zone.name()), (instant(LATER), "Europe/Berlin"));
    let shown = site.get(sent.leads_to()).await.page(200);
    assert!(shown.text().contains("Tuesday, 17 March 2026, 15:00"), "{}", shown.text());

    let again = site.submit(&later, &[("start", LATER), ("reason", "A train is late.")]).await;
    assert_eq!(again.leads_to(), sent.leads_to(), "a form that is sent twice is one");
    let other = site.submit(&later, &[("start", "2026-03-12T14:00:00Z")]).await.page(422);
    assert_eq!(other.heading(), "This was sent before");
}

#[actix_web::test]
async fn whoever_loses_a_time_keeps_the_meeting_and_sees_what_is_left() {
    let site = Site::new().await;
    let booking = site.book(SLOT).await;
    let page = site.get(&site.page_of(&booking, "/reschedule").await).await.page(200);
    site.book(LATER).await;
    let lost = site.submit(&page, &[("start", LATER), ("reason", "A <train>")]).await.page(409);
    assert!(lost.text().contains("That time has just been taken"), "{}", lost.text());
    assert_eq!(lost.one("textarea").text, "A <train>", "what was written is not lost");
    let choices = lost.choices("start");
    assert!(!choices.contains(&LATER) && choices[0].starts_with("2026-03-17"), "{choices:?}");
    assert_eq!(site.stored(&booking).await.state, BookingState::Confirmed);
    site.submit(&lost, &[("start", choices[0])]).await.leads_to();
    assert_eq!(site.stored(&booking).await.state.status(), BookingStatus::Rescheduled);
}

#[actix_web::test]
async fn of_two_who_choose_the_same_time_one_gets_it() {
    let site = Site::new().await;
    let (one, other) = (site.book(SLOT).await, site.book("2026-03-16T15:00:00Z").await);
    let mut pages = Vec::new();
    for booking in [&one, &other] {
        pages.push(site.get(&site.page_of(booking, "/reschedule").await).await.page(200));
    }
    let fields = [("start", LATER)];
    let (first, second) =
        futures_util::future::join(site.submit(&pages[0], &fields), site.submit(&pages[1], &fields)).await;
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
}

#[actix_web::test]
async fn what_is_no_choice_is_said_above_the_times() {
    let site = Site::new().await;
    let booking = site.book(SLOT).await;
    let page = site.get(&site.page_of(&booking, "/reschedule").await).await.page(200);
    for fields in [&[][..], &[("start", "")], &[("start", "tomorrow")]] {
        let again = site.submit(&page, fields).await.page(422);
        assert!(again.text().contains("No time was chosen") && !again.choices("start").is_empty());
    }
    let same = site.submit(&page, &[("start", SLOT)]).await.page(409);
    assert!(same.text().contains("at that time already"), "{}", same.text());
    let reason = "x".repeat(5001);
    let unreadable = site.submit(&page, &[("start", LATER), ("reason", &reason)]).await.page(422);
    assert_eq!(unreadable.one("textarea").text, reason);
    site.submit(&page, &[("start", "2026-03-15T14:00:00Z")]).await.page(409);
    for of_another_age in ["1996-03-15T14:00:00Z", "9999-12-30T22:00:00Z", "-009000-01-01T00:00:00Z"] {
        site.submit(&page, &[("start", of_another_age)]).await.page(422);
    }
    assert_eq!(site.stored(&booking).await.state, BookingState::Confirmed);
}

#[actix_web::test]
async fn pages_of_times_end_where_the_times_end() {
    let site = Site::new().await;
    let booking = site.book(SLOT).await;
    let start = site.page_of(&booking, "/reschedule").await;
    let mut page = site.get(&start).await.page(200);
    let mut pages = 1;
    while let Some(later) = page.link("Later").map(str::to_owned) {
        page = site.get(&later).await.page(200);
        pages += 1;
    }
    // 60 days: 44 working days, without the time of the meeting itself none is full.
    assert_eq!(pages, 7, "{}", page.text());
    assert!(!page.choices("start").is_empty(), "the last page is not empty");
    for from in ["1999-01-01", "0000-00-00", "9999-12-31", "nonsense", "-009999-01-01"] {
        let page = site.get(&format!("{start}&from={from}")).await.page(200);
        let is_empty = from.starts_with("9999");
        assert_eq!(page.text().contains("There are no free times here."), is_empty, "{from}");
    }
}

#[actix_web::test]
async fn where_clocks_go_back_each_time_is_told_from_the_other() {
    let site = Site::new().await;
    // The second half of October, when Berlin's clocks go back on the 25th; New York's on the 1st of November.
    let to: jiff::Timestamp = "2026-10-20T12:00:00Z".parse().unwrap();
    let round = EventTypeDetails { step: None, ..details("night", 60) };
    let night = site.world.event_type(&site.world.admin, &site.world.host, round).await;
    site.world.clock.advance(to.duration_since(site.world.engine.now()));
    let evening = "UPDATE scheduling_availability
        SET weekly_schedule = jsonb_set(weekly_schedule, '{5}', '[[\"18:00\", \"23:00\"]]')";
    site.world.run_sql(evening).await;
    let booking = site.book_as(Book { event_type: night.id, ..site.world.book("2026-10-24T22:00:00Z") }).await;
    let page = site.get(&site.page_of(&booking, "/reschedule").await).await.page(200);
    let labels: Vec<&str> = page.all("span").map(|span| span.text.as_str()).collect();
    assert!(labels.contains(&"02:00 (UTC+2)") && labels.contains(&"02:00 (UTC+1)"), "{labels:?}");
}

#[actix_web::test]
async fn what_is_not_offered_any_more_stays_where_it_is() {
    let site = Site::new().await;
    let booking = site.book(SLOT).await;
    let page = site.get(&site.page_of(&booking, "/reschedule").await).await.page(200);
    let details = EventTypeDetails { is_active: false, ..site.world.event_type.details.clone() };
    let off = ReplaceEventType { event_type: site.world.event_type.id, host: None, details };
    site.world.engine.replace_event_type(&site.world.admin, Writing::once(off)).await.unwrap();
    for reply in
        [site.get(&site.page_of(&booking, "/reschedule").await).await, site.submit(&page, &[("start", LATER)]).await]
    {
        assert_eq!(reply.page(409).heading(), "No other time can be chosen");
    }
    let shown = site.get(&site.manage(&booking).await).await.page(200);
    assert!(shown.link("Choose another time").is_none() && shown.link("Cancel the meeting").is_some());
}
