//! Time off and public holidays.

use scheduling_core::{HostProfile, KeptHolidays};
use scheduling_engine::{FutureBookings, NewBlock, ReplaceHost, Writing};

use crate::{desk::Desk, site::SLOT};

const BLOCKED: &str = "/admin/availability/blocked-dates";
const HOLIDAYS: &str = "/admin/availability/holidays";

fn at(desk: &Desk, path: &str) -> String {
    format!("{path}?host={}", desk.site.world.host.id)
}

async fn blocks(desk: &Desk) -> Vec<(String, Option<String>)> {
    let world = &desk.site.world;
    let found = world.engine.list_blocks(&world.admin, world.host.id).await.unwrap();
    let hours = |hours: scheduling_core::Window| format!("{}-{}", hours.start(), hours.end());
    let told = |block: &scheduling_core::Block| format!("{} {}", block.first(), block.last());
    found.iter().map(|blocked| (told(&blocked.block), blocked.block.hours().map(hours))).collect()
}

async fn kept(desk: &Desk) -> Option<KeptHolidays> {
    let world = &desk.site.world;
    world.engine.get_host(&world.admin, world.host.id).await.unwrap().profile.holidays
}

#[actix_web::test]
async fn dates_and_hours_are_taken_off_and_given_free() {
    let desk = Desk::owner().await;
    let form = at(&desk, BLOCKED);
    let page = desk.page(BLOCKED).await;
    let whole = [("startDate", "2026-08-03"), ("endDate", "2026-08-14"), ("reason", "Sea\r\nand sun")];
    let reply = desk.send(&page, &form, &whole).await;
    assert_eq!(reply.leads_to(), format!("{form}&done=blocked"));
    // One date needs no second one, and 00:00 is where it ends.
    let page = desk.page(BLOCKED).await;
    let evening = [("startDate", "2026-07-01"), ("startTime", "18:00"), ("endTime", "00:00")];
    desk.send(&page, &form, &evening).await.leads_to();
    let evening = ("2026-07-01 2026-07-01".to_owned(), Some("18:00-24:00".to_owned()));
    assert_eq!(blocks(&desk).await, [evening.clone(), ("2026-08-03 2026-08-14".to_owned(), None)]);
    let page = desk.page(BLOCKED).await;
    let text = page.text();
    assert!(text.contains("Mon, 3 Aug 2026 – Fri, 14 Aug 2026") && text.contains("Sea\nand sun"), "{text}");
    assert!(text.contains("Wed, 1 Jul 2026") && text.contains("18:00–24:00"), "{text}");
    let removals: Vec<&str> =
        page.all("form").map(|form| form.get("action")).filter(|action| action.contains("/remove")).collect();
    assert!(desk.send(&page, removals[1], &[]).await.leads_to().ends_with("&done=removed"));
    assert_eq!(blocks(&desk).await, [evening]);
}

#[actix_web::test]
async fn what_is_wrong_with_time_off_is_told_at_its_field() {
    let desk = Desk::owner().await;
    let form = at(&desk, BLOCKED);
    let page = desk.page(BLOCKED).await;
    let send = async |fields: &[(&str, &str)]| {
        let page = desk.send(&page, &form, fields).await.page(422);
        let wrong = page.all("input").filter(|field| field.attributes.contains_key("aria-invalid"));
        (wrong.map(|field| field.get("name").to_owned()).collect::<Vec<_>>(), page)
    };
    let (wrong, shown) = send(&[("startDate", "2026-08-03"), ("endDate", "2026-08-01"), ("reason", "Sea")]).await;
    assert_eq!(wrong, ["endDate"]);
    assert!(shown.text().contains("Until must not be before the first date."), "{}", shown.text());
    assert_eq!(shown.field("endDate"), "2026-08-01");
    assert_eq!(shown.one("textarea").text.trim(), "Sea");
    let day = ("startDate", "2026-08-03");
    assert_eq!(send(&[day, ("startTime", "12:00"), ("endTime", "11:00")]).await.0, ["endTime"]);
    assert_eq!(send(&[day, ("startTime", "12:00")]).await.0, ["endTime"]);
    assert_eq!(send(&[]).await.0, ["startDate", "endDate"]);
    assert!(blocks(&desk).await.is_empty());
}

#[actix_web::test]
async fn time_off_is_tried_before_it_is_taken() {
    let desk = Desk::owner().await;
    desk.site.book(SLOT).await;
    let form = at(&desk, BLOCKED);
    let fields = [("startDate", "2026-03-16"), ("endDate", "2026-03-17"), ("_do", "simulate")];
    let page = desk.send(&desk.page(BLOCKED).await, &form, &fields).await.page(200);
    assert!(page.text().contains("with Grace in time off"), "{}", page.text());
    assert!(page.text().contains("Free times that come0") && !page.text().contains("Free times that go0"));
    assert!(blocks(&desk).await.is_empty());
    assert_eq!(page.field("endDate"), "2026-03-17");
    desk.send(&page, &form, &[]).await.leads_to();
    assert_eq!(blocks(&desk).await.len(), 1);
}

#[actix_web::test]
async fn time_off_of_others_cannot_be_removed() {
    let desk = Desk::member().await;
    let world = &desk.site.world;
    let bob = world.host(&world.admin, "bob").await;
    let day = "2026-08-03".parse().unwrap();
    let block = NewBlock { host: bob.id, first: day, last: day, hours: None, reason: None };
    let block = world.engine.create_block(&world.admin, Writing::once(block)).await.unwrap().outcome.block.id();
    let page = desk.page(BLOCKED).await;
    let csrf = [("_csrf", page.field("_csrf"))];
    desk.post(&format!("{BLOCKED}/{block}/remove"), &csrf).await.page(404);
    assert_eq!(world.engine.list_blocks(&world.admin, bob.id).await.unwrap().len(), 1);
    assert_eq!(desk.get(&format!("{BLOCKED}/{block}/remove")).await.header("allow"), "POST");
}

#[actix_web::test]
async fn holidays_are_looked_at_kept_and_worked() {
    let desk = Desk::owner().await;
    let form = at(&desk, HOLIDAYS);
    let page = desk.page(HOLIDAYS).await;
    assert!(page.text().contains("Those of the organisation: none"), "{}", page.text());
    let page = desk.send(&page, &form, &[("_add", "DE-BY"), ("_do", "look")]).await.page(200);
    assert!(page.text().contains("Germany: Bayern") && page.text().contains("Epiphany"), "{}", page.text());
    assert!(page.text().contains("Holidays of 2026 and 2027") && page.text().contains("Fri, 3 Apr"), "{}", page.text());
    assert_eq!(kept(&desk).await, None, "nothing is saved");
    let box_of = |page: &crate::html::Page, name: &str| {
        let found = page.all("input").find(|input| input.attributes.get("value").is_some_and(|value| value == name));
        found.unwrap().get("name").to_owned()
    };
    let friday = box_of(&page, "Good Friday");
    desk.send(&page, &form, &[(&friday, "Good Friday")]).await.leads_to();
    let stored = kept(&desk).await.unwrap();
    assert_eq!(stored.worked.iter().map(scheduling_core::Name::as_str).collect::<Vec<_>>(), ["Good Friday"]);
    // As it is, it changes nothing.
    let page = desk.page(HOLIDAYS).await;
    desk.send(&page, &form, &[]).await.leads_to();
    assert_eq!(kept(&desk).await.unwrap(), stored);
    // A set that is given up takes along what is worked of it.
    let fields = [("sets/0", ""), ("_add", "US")];
    desk.send(&page, &form, &fields).await.leads_to();
    let stored = kept(&desk).await.unwrap();
    assert_eq!((stored.sets[0].as_str(), stored.worked.len()), ("US", 0));
    desk.send(&desk.page(HOLIDAYS).await, &form, &[("_whose", "tenant")]).await.leads_to();
    assert_eq!(kept(&desk).await, None);
}

#[actix_web::test]
async fn a_set_that_there_is_not_is_refused() {
    let desk = Desk::owner().await;
    let page = desk.page(HOLIDAYS).await;
    for code in ["ZZ", "Bavaria"] {
        let refused = desk.send(&page, &at(&desk, HOLIDAYS), &[("_add", code)]).await.page(422);
        assert!(refused.text().contains("Nothing was changed yet"), "{code}: {}", refused.text());
    }
    assert_eq!(kept(&desk).await, None);
}

/// Keeps these holidays, as if it had been done before.
async fn keep(desk: &Desk, sets: &[&str], worked: &[&str]) -> KeptHolidays {
    let (world, sets) = (&desk.site.world, sets.iter().map(|code| code.parse().unwrap()).collect());
    let kept = KeptHolidays { sets, worked: worked.iter().map(|name| name.parse().unwrap()).collect() };
    let profile = HostProfile { holidays: Some(kept.clone()), ..world.host.profile.clone() };
    let command = ReplaceHost { host: world.host.id, profile, future_bookings: FutureBookings::Refuse };
    world.engine.replace_host(&world.admin, Writing::once(command)).await.unwrap();
    kept
}

#[actix_web::test]
async fn a_holiday_without_a_date_in_the_years_that_are_shown_stays_worked() {
    let desk = Desk::owner().await;
    // Every fourth year: not in 2026, nor in 2027.
    let before = keep(&desk, &["US-DC"], &["Inauguration Day"]).await;
    let form = at(&desk, HOLIDAYS);
    desk.send(&desk.page(HOLIDAYS).await, &form, &[]).await.leads_to();
    assert_eq!(kept(&desk).await, Some(before));
    desk.send(&desk.page(HOLIDAYS).await, &form, &[("sets/0", ""), ("_add", "DE")]).await.leads_to();
    assert!(kept(&desk).await.unwrap().worked.is_empty(), "of a set that is given up nothing is");
}

#[actix_web::test]
async fn what_cannot_be_kept_changes_nothing_and_hides_nothing() {
    let desk = Desk::owner().await;
    let sets = ["AT", "BE", "CH", "DE", "DK", "ES", "FR", "GB", "IT", "NL"];
    let before = keep(&desk, &sets, &[]).await;
    let form = at(&desk, HOLIDAYS);
    let refused = desk.send(&desk.page(HOLIDAYS).await, &form, &[("_add", "US")]).await.page(422);
    assert_eq!(kept(&desk).await, Some(before.clone()));
    desk.send(&refused, &form, &[("_add", "")]).await.leads_to();
    assert_eq!(kept(&desk).await, Some(before), "the page that was shown again has them all");
}
