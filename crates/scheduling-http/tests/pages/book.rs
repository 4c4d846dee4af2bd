//! A time is found and booked, step by step.

use std::sync::Arc;

use jiff::SignedDuration;
use scheduling_core::{BookingStatus, EventTypeDetails, Question, QuestionKind, SchedulingKind};
use scheduling_engine::{BookingFilter, BookingsQuery, PageRequest, Writing};
use scheduling_http::{AppOptions, Limiters, RateLimiting};
use scheduling_lock::LocalLimiter;
use scheduling_testkit::world::details;

use crate::{
    html::Page,
    site::{Reply, SLOT, Site},
};

pub(crate) const INTRO: &str = "/book/acme/ada/intro";

/// The dates of the grid that can be chosen, and where they lead.
fn free(page: &Page) -> Vec<(&str, &str)> {
    let dates =
        page.all("a").filter(|link| link.attributes.contains_key("aria-label") && link.get("href").contains("#times"));
    dates.map(|link| (link.text.as_str(), link.get("href"))).collect()
}

/// The times of the chosen date: what is shown, and what is sent.
pub(crate) fn times(page: &Page) -> Vec<(&str, &str)> {
    let buttons = page.all("button").filter(|button| button.attributes.get("name").is_some_and(|name| name == "start"));
    buttons.map(|button| (button.text.as_str(), button.get("value"))).collect()
}

fn path(href: &str) -> &str {
    href.split('#').next().unwrap()
}

pub(crate) async fn chosen(site: &Site, start: &str) -> Reply {
    let date = start.get(..10).unwrap();
    let page = site.get(&format!("{INTRO}?date={date}&timezone=Europe/Berlin")).await.page(200);
    site.send_form(&page, "/holds", &[("start", start)]).await
}

fn all() -> BookingsQuery {
    BookingsQuery { filter: BookingFilter::default(), page: PageRequest::default() }
}

pub(crate) async fn bookings(site: &Site) -> usize {
    site.world.engine.bookings(&site.world.admin, all()).await.unwrap().items.len()
}

#[actix_web::test]
async fn somebody_finds_a_time_and_books_it() {
    let site = Site::new().await;
    let page = site.get("/book/acme").await.page(200);
    let page = site.get(page.link("ada").unwrap()).await.page(200);
    assert_eq!(page.heading(), "ada");
    let page = site.get(page.link("intro").unwrap()).await.page(200);
    assert_eq!((page.heading(), page.one("h3").text.as_str()), ("intro", "March 2026"));
    assert!(page.text().contains("America/New York, UTC−5"), "the host's zone: {}", page.text());
    // Clocks go forward there on the 8th. The host works on weekdays, and today is a Monday at seven in the morning.
    let dates: Vec<&str> = free(&page).iter().map(|(date, _)| *date).collect();
    assert_eq!(dates[..6], ["2", "3", "4", "5", "6", "9"]);
    let (_, sixteenth) = free(&page).into_iter().find(|(date, _)| *date == "16").unwrap();
    let page = site.get(path(sixteenth)).await.page(200);
    assert_eq!(times(&page).first(), Some(&("09:00", SLOT)));
    let reply = site.send_form(&page, "/holds", &[("start", SLOT)]).await;
    let page = site.get(reply.leads_to()).await.page(200);
    assert!(page.text().contains("Monday, 16 March 2026, 09:00 – 09:30"), "{}", page.text());
    assert!(page.text().contains("kept for you for 5 minutes"), "{}", page.text());
    // Nobody else gets it meanwhile.
    site.world.engine.book(&site.world.public().await, Writing::once(site.world.book(SLOT))).await.unwrap_err();
    let said = [("name", "Grace Hopper"), ("email", "grace@example.org"), ("notes", "about\r\ncompilers")];
    let reply = site.send_form(&page, "/bookings", &said).await;
    let page = site.get(reply.leads_to()).await.page(200);
    assert!(page.text().contains("Monday, 16 March 2026"), "{}", page.text());
    let booked = site.world.engine.bookings(&site.world.admin, all()).await.unwrap().items;
    let booking = booked.first().unwrap();
    assert_eq!((booking.meeting.start.to_string().as_str(), booking.state.status()), (SLOT, BookingStatus::Confirmed));
    assert_eq!(booking.invitee.notes.as_ref().unwrap().as_str(), "about\ncompilers");
    assert_eq!(booking.invitee.zone.name(), "America/New_York");
}

#[actix_web::test]
async fn a_form_that_is_sent_twice_books_once() {
    let site = Site::new().await;
    let reply = chosen(&site, SLOT).await;
    let page = site.get(reply.leads_to()).await.page(200);
    let said = [("name", "Grace"), ("email", "grace@example.org")];
    let first = site.send_form(&page, "/bookings", &said).await;
    let again = site.send_form(&page, "/bookings", &said).await;
    assert_eq!(first.leads_to(), again.leads_to());
    assert_eq!(bookings(&site).await, 1);
}

#[actix_web::test]
async fn times_are_those_of_the_visitor() {
    let site = Site::new().await;
    let shown = async |query: &str| {
        let page = site.get(&format!("{INTRO}?date=2026-03-16&{query}")).await.page(200);
        let first = times(&page).first().map(|(shown, _)| (*shown).to_owned()).unwrap();
        let kept: Vec<String> = page
            .all("input")
            .filter(|input| input.get("type") == "hidden")
            .map(|input| input.get("name").to_owned())
            .collect();
        (first, kept)
    };
    assert_eq!(shown("timezone=Europe/Berlin").await.0, "14:00");
    assert_eq!(shown("timezone=Europe%2FBerlin&clock=12h").await.0, "2:00 pm");
    assert_eq!(shown("timezone=America/New+York").await.0, "09:00", "as it is shown");
    assert_eq!(shown("timezone=nonsense").await.0, "09:00", "the host's");
    let (_, kept) = shown("timezone=Asia/Tokyo&email=g@example.org&q-topic=x&utm_source=y&other=z").await;
    for name in ["timezone", "email", "q-topic", "utm_source"] {
        assert!(kept.iter().any(|kept| kept == name), "{name} of {kept:?}");
    }
    assert!(!kept.iter().any(|name| name == "other"));
    // In Tokyo it is another date.
    let page = site.get(&format!("{INTRO}?date=2026-03-17&timezone=Asia/Tokyo")).await.page(200);
    assert_eq!(times(&page).first().unwrap().0, "00:00");
}

/// What the script of the page is told, if it has one.
pub(crate) fn told<'a>(page: &'a Page, what: &str) -> Option<&'a str> {
    let mut scripts = page.all("script");
    scripts.find_map(|script| script.attributes.get(&format!("data-{what}"))).map(String::as_str)
}

#[actix_web::test]
async fn only_who_has_named_no_zone_is_led_to_their_own() {
    let site = Site::new().await;
    let page = site.get(INTRO).await.page(200);
    assert_eq!((told(&page, "zone"), told(&page, "own")), (Some("America/New_York"), Some("wanted")));
    // Where the script leads, it leads no further: neither with a zone that is known, nor with one that is not.
    for named in ["Europe/Berlin", "America/New_York", "Mars/Olympus"] {
        let page = site.get(&format!("{INTRO}?timezone={named}")).await.page(200);
        assert_eq!((page.all("script").count(), told(&page, "own")), (1, None), "{named}");
    }
    // What answers a form cannot be asked for.
    let reply = site.post(&format!("{INTRO}/holds"), &[]).await;
    assert_eq!(told(&reply.page(422), "own"), None);
    for path in ["/book/acme", "/book/acme/ada", &format!("{INTRO}/bookings?start={SLOT}")] {
        assert_eq!(site.get(path).await.page(200).all("script").count(), 0, "{path}");
    }
}

#[actix_web::test]
async fn how_long_a_time_is_kept_is_counted_down() {
    let site = Site::new().await;
    let form = chosen(&site, SLOT).await.leads_to().to_owned();
    site.world.clock.advance(SignedDuration::from_secs(28));
    let page = site.get(&form).await.page(200);
    let kept = page.0.iter().find(|element| element.attributes.get("id").is_some_and(|id| id == "kept")).unwrap();
    assert_eq!((kept.get("data-left"), kept.get("aria-live")), ("272", "off"));
    assert!(kept.get("data-running").contains("kept for you for {}") && kept.get("data-over").contains("still try"));
    assert_eq!(page.all("script").count(), 1);
    site.world.clock.advance(SignedDuration::from_mins(5));
    assert_eq!(site.get(&form).await.page(200).all("script").count(), 0, "nothing is kept");
}

#[actix_web::test]
async fn months_lead_to_each_other_and_to_what_is_free() {
    let site = Site::new().await;
    let month = async |path: &str| site.get(path).await.page(200);
    let march = month(INTRO).await;
    let rel = |page: &Page, rel: &str| {
        page.all("a")
            .find(|link| link.attributes.get("rel").is_some_and(|known| known == rel))
            .map(|link| link.get("href").to_owned())
    };
    assert_eq!(rel(&march, "prev"), None, "nothing is free before today");
    let april = month(&rel(&march, "next").unwrap()).await;
    assert_eq!(april.one("h3").text, "April 2026");
    assert_eq!(month(&rel(&april, "prev").unwrap()).await.one("h3").text, "March 2026");
    // The booking window ends in May.
    let june = month(&format!("{INTRO}?month=2026-06")).await;
    assert!(june.text().contains("Nothing is free this month"), "{}", june.text());
    let next = june.link("Next free date").unwrap();
    assert_eq!(month(path(next)).await.one("h3").text, "March 2026");
    // Also on a date that somebody was sent: there is a way on.
    let june = month(&format!("{INTRO}?date=2026-06-10")).await;
    assert!(june.link("Next free date").is_some(), "{}", june.text());
    for odd in ["month=0000-99", "month=9999-12", "month=1999-01", "date=2026-02-30", "date=x&month=", "start=x"] {
        month(&format!("{INTRO}?{odd}")).await;
    }
}

#[actix_web::test]
async fn what_no_calendar_has_is_no_time() {
    let site = Site::new().await;
    for start in ["9999-12-30T22:00:00Z", "-009000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "x", ""] {
        let ask = format!("{INTRO}/bookings?start={start}");
        assert_eq!(site.get(&ask).await.leads_to(), INTRO, "{start}");
        assert_eq!(site.post(&format!("{INTRO}/holds"), &[("start", start)]).await.status, 422, "{start}");
        let said = [("start", start), ("name", "Grace"), ("email", "grace@example.org")];
        let sent = site.post(&format!("{INTRO}/bookings"), &said).await;
        assert!(sent.leads_to().starts_with(INTRO), "{start}: {}", sent.text);
    }
}

#[actix_web::test]
async fn forms_without_a_key_of_ours_share_none() {
    let site = Site::new().await;
    let hold = async || site.post(&format!("{INTRO}/holds"), &[("start", SLOT)]).await;
    assert!(hold().await.leads_to().contains("hold="));
    assert_eq!(hold().await.status, 409, "it is somebody else's");
}

#[actix_web::test]
async fn who_comes_too_late_is_offered_what_is_free_and_loses_nothing() {
    let site = Site::new().await;
    let reply = chosen(&site, SLOT).await;
    let page = site.get(reply.leads_to()).await.page(200);
    site.world.clock.advance(SignedDuration::from_mins(6));
    site.book(SLOT).await;
    let said = [("name", "Alan"), ("email", "alan@example.org"), ("notes", "my notes")];
    let reply = site.send_form(&page, "/bookings", &said).await;
    let page = reply.page(409);
    assert!(page.text().contains("That time cannot be had any more"), "{}", page.text());
    assert_eq!((page.field("name"), page.field("email")), ("Alan", "alan@example.org"));
    let free = page.choices("start");
    assert!(free.len() == 5 && !free.contains(&SLOT), "{free:?}");
    let other = free[0].to_owned();
    let reply = site.send_form(&page, "/bookings", &[&said[..], &[("start", &other)]].concat()).await;
    site.get(reply.leads_to()).await.page(200);
    assert_eq!(bookings(&site).await, 2);
}

#[actix_web::test]
async fn a_time_that_was_kept_too_long_is_booked_if_nobody_took_it() {
    let site = Site::new().await;
    let reply = chosen(&site, SLOT).await;
    let page = site.get(reply.leads_to()).await.page(200);
    site.world.clock.advance(SignedDuration::from_mins(6));
    let said = [("name", "Alan"), ("email", "alan@example.org")];
    let reply = site.send_form(&page, "/bookings", &said).await;
    site.get(reply.leads_to()).await.page(200);
    let again = site.send_form(&page, "/bookings", &said).await;
    assert_eq!(again.leads_to(), reply.leads_to(), "once");
}

#[actix_web::test]
async fn a_time_that_is_taken_cannot_be_kept() {
    let site = Site::new().await;
    let page = site.get(&format!("{INTRO}?date=2026-03-16")).await.page(200);
    site.book(SLOT).await;
    let reply = site.send_form(&page, "/holds", &[("start", SLOT)]).await;
    let page = reply.page(409);
    assert!(page.text().contains("That time cannot be had any more"), "{}", page.text());
    assert!(times(&page).len() > 3 && times(&page).iter().all(|(_, start)| *start != SLOT));
    let reply = site.post(&format!("{INTRO}/holds"), &[]).await;
    assert!(reply.page(422).text().contains("No time was chosen"));
}

#[actix_web::test]
async fn what_is_wrong_is_marked_and_the_rest_stays() {
    let site = Site::new().await;
    let question = |id: &str, kind, options: &[&str]| Question {
        id: id.parse().unwrap(),
        label: format!("About {id}").parse().unwrap(),
        kind,
        required: true,
        options: options.iter().map(|option| option.parse().unwrap()).collect(),
        placeholder: None,
    };
    let mut kind = details("asked", 30);
    kind.questions = vec![
        question("size", QuestionKind::Select, &["small", "large"]),
        question("terms", QuestionKind::Checkbox, &[]),
        question("topic", QuestionKind::Text, &[]),
    ];
    site.world.event_type(&site.world.admin, &site.world.host, kind).await;
    let form = format!("/book/acme/ada/asked/bookings?start={SLOT}&name=Grace&q-topic=maths&email=nobody");
    let page = site.get(&form).await.page(200);
    assert_eq!((page.field("name"), page.field("q-topic")), ("Grace", "maths"), "filled in by the address");
    let typed = [
        ("name", "Grace"),
        ("email", "nobody"),
        ("q-size", "huge"),
        ("q-topic", "maths"),
        ("guests", "a@b.example, c"),
    ];
    let page = site.send_form(&page, "/bookings", &typed).await.page(422);
    let wrong: Vec<&str> =
        page.0.iter().filter_map(|element| element.attributes.get("id")?.strip_suffix("-wrong")).collect();
    assert_eq!(wrong, ["field-email", "field-guests"], "{}", page.text());
    let typed = [
        ("name", "Grace"),
        ("email", "g@example.org"),
        ("q-size", "huge"),
        ("q-topic", "maths"),
        ("guests", "a@b.example"),
    ];
    let page = site.send_form(&page, "/bookings", &typed).await.page(422);
    let wrong: Vec<&str> =
        page.0.iter().filter_map(|element| element.attributes.get("id")?.strip_suffix("-wrong")).collect();
    assert_eq!(wrong, ["field-q-size", "field-q-terms"], "{}", page.text());
    assert_eq!(page.field("q-topic"), "maths");
    let typed =
        [&typed[..2], &[("q-size", "large"), ("q-terms", "yes"), ("q-topic", "maths"), ("guests", "a@b.example")]]
            .concat();
    let reply = site.send_form(&page, "/bookings", &typed).await;
    site.get(reply.leads_to()).await.page(200);
    assert_eq!(bookings(&site).await, 1);
}

#[actix_web::test]
async fn teams_are_booked_in_their_ways() {
    let site = Site::new().await;
    let grace = site.world.host(&site.world.admin, "grace").await;
    let team = site.world.team("sales", &[&site.world.host, &grace]).await;
    for kind in [SchedulingKind::RoundRobin, SchedulingKind::Collective, SchedulingKind::Individual] {
        site.world.team_type(&team, kind, &[&site.world.host, &grace]).await;
    }
    let page = site.get("/book/acme").await.page(200);
    let page = site.get(page.link("sales").unwrap()).await.page(200);
    for (at, slug) in ["round-robin", "collective", "individual"].into_iter().enumerate() {
        let mut page = site.get(page.link(slug).unwrap()).await.page(200);
        if slug == "individual" {
            assert!(page.text().contains("Whom would you like to meet?"), "{}", page.text());
            page = site.get(page.link("grace").or_else(|| page.link("Grace")).unwrap()).await.page(200);
        }
        let (_, date) = free(&page)[3];
        let page = site.get(path(date)).await.page(200);
        let start = times(&page)[at * 3].1.to_owned();
        let reply = site.send_form(&page, "/holds", &[("start", &start)]).await;
        let page = site.get(reply.leads_to()).await.page(200);
        let reply = site.send_form(&page, "/bookings", &[("name", "Alan"), ("email", "alan@example.org")]).await;
        site.get(reply.leads_to()).await.page(200);
        assert_eq!(bookings(&site).await, at + 1, "{slug}");
    }
}

#[actix_web::test]
async fn the_next_free_date_is_that_of_the_chosen_host() {
    let site = Site::new().await;
    let grace = site.world.host(&site.world.admin, "grace").await;
    let team = site.world.team("sales", &[&site.world.host, &grace]).await;
    site.world.team_type(&team, SchedulingKind::Individual, &[&site.world.host, &grace]).await;
    let (tenant, host) = (site.world.admin.tenant().id, grace.id);
    let away = format!(
        "INSERT INTO scheduling_blocked_dates (tenant_id, id, host_user_id, start_date, end_date, created_at)
         VALUES ('{tenant}', gen_random_uuid(), '{host}', '2026-03-01', '2026-04-02', now())"
    );
    site.world.run_sql(&away).await;
    let page = site.get("/book/acme/team/sales/individual?host=grace").await.page(200);
    assert!(page.link("Next free date: Friday, 3 April 2026").is_some(), "{}", page.text());
    let page = site.get("/book/acme/team/sales/individual?host=ada").await.page(200);
    assert!(!times(&page).is_empty(), "{}", page.text());
}

#[actix_web::test]
async fn what_is_not_offered_is_not_there() {
    let site = Site::new().await;
    let hidden = EventTypeDetails { is_active: false, ..details("hidden", 30) };
    site.world.event_type(&site.world.admin, &site.world.host, hidden).await;
    site.world.tenant("globex").await;
    for path in [
        "/book/nobody",
        "/book/acme/nobody",
        "/book/acme/ada/nothing",
        "/book/acme/ada/hidden",
        "/book/acme/team/nobody",
        "/book/acme/team/nobody/x",
        "/book/globex/ada",
        "/book/globex/ada/intro",
        "/book/acme/ada/hidden/bookings?start=2026-03-16T13:00:00Z",
        "/book/acme/ada/intro/other",
        "/book/acme/ada/intro/bookings/x",
    ] {
        assert_eq!(site.get(path).await.page(404).heading(), "There is nothing here", "{path}");
    }
    assert!(site.get("/book/globex").await.page(200).text().contains("Nothing can be booked here"));
    let reply = site.get(&format!("{INTRO}/bookings")).await;
    assert!(reply.leads_to().starts_with(INTRO), "without a time one is chosen");
}

#[actix_web::test]
async fn whoever_keeps_too_much_books_without() {
    let limiter = || Arc::new(LocalLimiter::new());
    let rate_limiting = RateLimiting::On(Limiters { reads: limiter(), writes: limiter() });
    let mut options = AppOptions::default();
    options.rate_limiting = rate_limiting;
    let site = Site::with(options).await;
    for hour in 13..17 {
        let start = format!("2026-03-16T{hour}:00:00Z");
        let reply = chosen(&site, &start).await;
        assert_eq!(reply.leads_to().contains("hold="), hour < 16, "{hour}");
        site.get(reply.leads_to()).await.page(200);
    }
}
