//! Weekly hours and dates with others, of the default schedule and of named ones; what a change would do.

use scheduling_core::ScheduleId;
use scheduling_store::schedules::Schedule;

use crate::{
    desk::Desk,
    html::Page,
    site::{SLOT, Site},
};

const HOURS: &str = "/admin/availability";
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The schedules of the world's host, the default one first.
async fn schedules(desk: &Desk) -> Vec<Schedule> {
    desk.site.world.engine.list_schedules(&desk.site.world.admin, desk.site.world.host.id).await.unwrap()
}

/// Hours of a weekday, 0 being Monday, as `09:00-17:00` each.
async fn hours(desk: &Desk, day: usize) -> Vec<String> {
    let schedules = schedules(desk).await;
    windows(schedules[0].weekly.days()[day].as_slice())
}

fn windows(windows: &[scheduling_core::Window]) -> Vec<String> {
    windows.iter().map(|window| format!("{}-{}", window.start(), window.end())).collect()
}

fn at_hours(desk: &Desk) -> String {
    format!("{HOURS}?host={}", desk.site.world.host.id)
}

/// What stands in a field, a select too.
fn value(page: &Page, end: &str, name: &str) -> Option<String> {
    let form = page.form(end);
    form.fields.into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

#[actix_web::test]
async fn a_form_that_is_sent_as_it_is_changes_nothing() {
    let desk = Desk::owner().await;
    let before = schedules(&desk).await;
    let page = desk.page(HOURS).await;
    let at = at_hours(&desk);
    assert_eq!(desk.send(&page, &at, &[]).await.leads_to(), format!("{at}&done=saved"));
    assert_eq!(schedules(&desk).await, before);
    // One with a date, a day off and hours up to midnight is read as it was shown.
    let fields = [
        ("weeklySchedule/sunday/0/start", "20:00"),
        ("weeklySchedule/sunday/0/end", "00:00"),
        ("overrides/0/date", "2026-12-24"),
        ("overrides/1/date", "2026-12-31"),
        ("overrides/1/windows/0/start", "09:00"),
        ("overrides/1/windows/0/end", "12:00"),
    ];
    desk.send(&page, &at, &fields).await.leads_to();
    assert_eq!(hours(&desk, 6).await, ["20:00-24:00"]);
    let before = schedules(&desk).await;
    assert_eq!(before[0].overrides.iter().map(|(_, day)| day.as_slice().len()).collect::<Vec<_>>(), [0, 1]);
    let page = desk.page(HOURS).await;
    assert!(page.text().contains("Day off"), "{}", page.text());
    desk.send(&page, &at, &[]).await.leads_to();
    assert_eq!(schedules(&desk).await, before);
}

#[actix_web::test]
async fn a_day_has_several_hours_and_those_that_overlap_are_one() {
    let desk = Desk::owner().await;
    let fields = [
        ("weeklySchedule/monday/0/start", "08:00"),
        ("weeklySchedule/monday/0/end", "12:00"),
        ("weeklySchedule/monday/2/start", "13:00"),
        ("weeklySchedule/monday/2/end", "17:30"),
        ("weeklySchedule/tuesday/0/start", ""),
        ("weeklySchedule/tuesday/0/end", ""),
        ("weeklySchedule/friday/1/start", "16:00"),
        ("weeklySchedule/friday/1/end", "18:00"),
        ("timezone", "Europe/Berlin"),
    ];
    desk.send(&desk.page(HOURS).await, &at_hours(&desk), &fields).await.leads_to();
    assert_eq!(hours(&desk, 0).await, ["08:00-12:00", "13:00-17:30"]);
    assert!(hours(&desk, 1).await.is_empty(), "a day without hours is off");
    assert_eq!(hours(&desk, 4).await, ["09:00-18:00"]);
    let page = desk.page(HOURS).await;
    assert_eq!(value(&page, &at_hours(&desk), "timezone").unwrap(), "Europe/Berlin");
    // A week without any hours is one as well.
    let empty: Vec<(String, &str)> = WEEKDAYS
        .iter()
        .flat_map(|day| (0..2).map(move |at| (day, at)))
        .flat_map(|(day, at)| ["start", "end"].map(|end| (format!("weeklySchedule/{day}/{at}/{end}"), "")))
        .collect();
    let empty: Vec<(&str, &str)> = empty.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    desk.send(&page, &at_hours(&desk), &empty).await.leads_to();
    for day in 0..7 {
        assert!(hours(&desk, day).await.is_empty(), "{day}");
    }
}

#[actix_web::test]
async fn rows_are_copied_added_and_removed_and_nothing_is_saved() {
    let desk = Desk::owner().await;
    let (before, at) = (schedules(&desk).await, at_hours(&desk));
    let fields = [
        ("weeklySchedule/monday/1/start", "18:00"),
        ("weeklySchedule/monday/1/end", "20:00"),
        ("_from", "monday"),
        ("_to-tuesday", "true"),
        ("_to-sunday", "true"),
        ("_do", "copy"),
    ];
    let page = desk.send(&desk.page(HOURS).await, &at, &fields).await.page(200);
    for day in ["monday", "tuesday", "sunday"] {
        assert_eq!(page.field(&format!("weeklySchedule/{day}/0/start")), "09:00", "{day}");
        assert_eq!(page.field(&format!("weeklySchedule/{day}/1/end")), "20:00", "{day}");
    }
    // A day off is copied too.
    let page = desk.send(&page, &at, &[("_from", "saturday"), ("_to-monday", "true"), ("_do", "copy")]).await.page(200);
    assert_eq!(value(&page, &at, "weeklySchedule/monday/0/start").unwrap(), "");
    let page = desk.send(&page, &at, &[("_do", "remove weeklySchedule/tuesday/0")]).await.page(200);
    assert_eq!(page.field("weeklySchedule/tuesday/0/start"), "18:00", "the first is gone");
    // The row is meant that is seen, also if one before it was emptied.
    let emptied = [
        ("weeklySchedule/sunday/0/start", ""),
        ("weeklySchedule/sunday/0/end", ""),
        ("_do", "remove weeklySchedule/sunday/1"),
    ];
    let none = desk.send(&page, &at, &emptied).await.page(200);
    assert_eq!(value(&none, &at, "weeklySchedule/sunday/0/start").unwrap(), "");
    let nonsense = ["remove ", "remove weeklySchedule/tuesday/9", "remove timezone/0", "remove /x/y", "copy"];
    for word in nonsense {
        let page = desk.send(&page, &at, &[("_do", word), ("_from", "doomsday")]).await.page(200);
        assert_eq!(page.field("weeklySchedule/tuesday/0/start"), "18:00", "{word}");
    }
    let rows = |page: &Page| page.all("input").filter(|input| input.get("name").ends_with("/start")).count();
    let more = desk.send(&page, &at, &[("_do", "more")]).await.page(200);
    assert!(rows(&more) > rows(&page), "{} {}", rows(&more), rows(&page));
    assert_eq!(schedules(&desk).await, before);
    // What is shown is what is saved.
    desk.send(&more, &at, &[]).await.leads_to();
    assert_eq!(
        (hours(&desk, 0).await.len(), hours(&desk, 6).await),
        (0, vec!["09:00-17:00".to_owned(), "18:00-20:00".to_owned()])
    );
}

#[actix_web::test]
async fn what_is_wrong_is_told_at_its_field_and_what_was_typed_is_kept() {
    let desk = Desk::owner().await;
    let (before, at) = (schedules(&desk).await, at_hours(&desk));
    let fields = [
        ("weeklySchedule/monday/0/end", "08:00"),
        ("weeklySchedule/wednesday/1/start", "18:00"),
        ("overrides/0/windows/0/start", "10:00"),
        ("overrides/1/date", "2026-12-24"),
        ("overrides/2/date", "2026-12-24"),
        ("timezone", "Mars/Phobos"),
    ];
    let page = desk.send(&desk.page(HOURS).await, &at, &fields).await.page(422);
    let wrong: Vec<&str> = page
        .all("input")
        .filter(|field| field.attributes.contains_key("aria-invalid"))
        .map(|field| field.get("name"))
        .collect();
    let expected = [
        "weeklySchedule/monday/0/end",
        "weeklySchedule/wednesday/1/end",
        "overrides/0/date",
        "overrides/0/windows/0/end",
        "overrides/2/date",
    ];
    assert_eq!(wrong, expected);
    assert_eq!(page.field("weeklySchedule/monday/0/end"), "08:00");
    assert_eq!(page.field("overrides/0/windows/0/start"), "10:00");
    assert!(page.text().contains("The end must be after the beginning"), "{}", page.text());
    let ids: Vec<&str> = page.0.iter().filter_map(|element| element.attributes.get("id")).map(String::as_str).collect();
    let links: Vec<&str> = page.all("a").filter_map(|link| link.get("href").strip_prefix("#f-")).collect();
    assert_eq!(links.len(), 6, "the zone as well");
    for link in links {
        assert!(ids.contains(&format!("f-{link}").as_str()), "{link}");
    }
    // What is only tried is refused alike.
    let tried = desk.send(&desk.page(HOURS).await, &at, &[fields[0], ("_do", "simulate")]).await.page(422);
    assert!(tried.text().contains("must be after the beginning"), "{}", tried.text());
    assert!(!tried.text().contains("Nothing is saved yet"), "{}", tried.text());
    assert_eq!(schedules(&desk).await, before);
}

#[actix_web::test]
async fn a_change_is_tried_before_it_is_saved() {
    let desk = Desk::owner().await;
    let (before, at) = (schedules(&desk).await, at_hours(&desk));
    let booking = desk.site.book(SLOT).await;
    // Monday's meeting at 09:00 in New York.
    let fields = [("weeklySchedule/monday/0/start", "10:00"), ("_do", "simulate")];
    let page = desk.send(&desk.page(HOURS).await, &at, &fields).await.page(200);
    assert!(page.text().contains("Nothing is saved yet"), "{}", page.text());
    let text = page.text();
    assert!(text.contains("Free times that come0") && text.contains("Bookings that no longer fit1"), "{text}");
    assert!(text.contains("with Grace outside the hours"), "{text}");
    assert!(page.link("09:00–09:30").unwrap().ends_with(&booking.id.to_string()));
    assert_eq!(page.field("weeklySchedule/monday/0/start"), "10:00", "what was typed is kept");
    assert_eq!(schedules(&desk).await, before);
    assert_eq!(desk.site.stored(&booking).await.state, booking.state);
    desk.send(&page, &at, &[]).await.leads_to();
    assert_eq!(hours(&desk, 0).await, ["10:00-17:00"]);
    // Another zone is not simulated, and the page says so.
    let page = desk.page(HOURS).await;
    let page = desk.send(&page, &at, &[("timezone", "Europe/Rome"), ("_do", "simulate")]).await.page(200);
    assert!(page.text().contains("What the other time zone changes is not counted"), "{}", page.text());
}

#[actix_web::test]
async fn hours_that_the_clocks_skip_are_no_free_times() {
    let desk = Desk::owner().await;
    // New York's clocks go from 02:00 to 03:00 on that date.
    let fields = [
        ("overrides/0/date", "2026-03-08"),
        ("overrides/0/windows/0/start", "01:30"),
        ("overrides/0/windows/0/end", "03:30"),
        ("_do", "simulate"),
    ];
    let at = at_hours(&desk);
    let page = desk.send(&desk.page(HOURS).await, &at, &fields).await.page(200);
    let rows: Vec<&str> =
        page.all("td").filter(|cell| cell.get("data-label") == "Come").map(|cell| cell.text.as_str()).collect();
    assert_eq!(rows.len(), 1, "{}", page.text());
    assert!(rows[0].starts_with("01:30") && rows[0].contains("03:00") && !rows[0].contains("02:"), "{}", rows[0]);
    desk.send(&page, &at, &[]).await.leads_to();
    let stored = schedules(&desk).await;
    assert_eq!(
        stored[0].overrides.iter().flat_map(|(_, day)| windows(day.as_slice())).collect::<Vec<_>>(),
        ["01:30-03:30"]
    );
}

#[actix_web::test]
async fn a_schedule_is_made_renamed_and_removed() {
    let desk = Desk::owner().await;
    let new = format!("{HOURS}/schedules/new");
    let page = desk.page(&new).await;
    assert_eq!(page.field("weeklySchedule/monday/0/start"), "09:00", "it begins with the default one's hours");
    let end = page.form(&format!("host={}", desk.site.world.host.id)).action;
    assert!(end.starts_with(&new), "{end}");
    let nameless = desk.send(&page, &end, &[]).await.page(422);
    assert!(nameless.text().contains("The name is required"), "{}", nameless.text());
    let made = desk.send(&page, &end, &[("name", "Summer"), ("weeklySchedule/monday/0/start", "11:00")]).await;
    let path = made.leads_to().to_owned();
    let page = desk.page(&path).await;
    assert!(page.text().contains("Made.") && page.field("name") == "Summer", "{}", page.text());
    assert_eq!(hours(&desk, 0).await, ["09:00-17:00"], "the default one is as it was");
    // It is not the default one, whose zone holds for it.
    assert!(page.all("select").all(|select| select.get("name") != "timezone"));
    let here = path.split("&done").next().unwrap();
    let again = desk.send(&desk.page(&new).await, &end, &[("name", "Summer")]).await;
    assert!(again.page(409).text().contains("name"), "{}", again.text);
    desk.send(&page, here, &[("name", "Sommer")]).await.leads_to();
    assert_eq!(schedules(&desk).await[1].name.as_str(), "Sommer");
    let id = schedules(&desk).await[1].id;
    let removal = format!("/schedules/{id}/remove?host={}", desk.site.world.host.id);
    follow(&desk, id).await;
    let page = desk.page(here).await;
    let refused = desk.send(&page, &removal, &[]).await.page(409);
    assert!(refused.text().contains("schedule") && refused.field("name") == "Sommer", "{}", refused.text());
    // What follows it is what the change is tried on.
    assert!(
        value(&page, here, "_event-type").is_some()
            && value(&desk.page(HOURS).await, &at_hours(&desk), "_event-type").is_none()
    );
    unfollow(&desk).await;
    assert!(desk.send(&page, &removal, &[]).await.leads_to().ends_with("&done=removed"));
    assert_eq!(schedules(&desk).await.len(), 1);
    desk.get(here).await.page(404);
}

/// Makes the world's event type follow a schedule.
async fn follow(desk: &Desk, id: ScheduleId) {
    set(desk, Some(id)).await;
}

async fn unfollow(desk: &Desk) {
    set(desk, None).await;
}

async fn set(desk: &Desk, schedule: Option<ScheduleId>) {
    let world = &desk.site.world;
    let details = scheduling_core::EventTypeDetails { schedule, ..world.event_type.details.clone() };
    let command = scheduling_engine::ReplaceEventType { event_type: world.event_type.id, host: None, details };
    world.engine.replace_event_type(&world.admin, scheduling_engine::Writing::once(command)).await.unwrap();
}

#[actix_web::test]
async fn an_admin_chooses_the_host_and_a_member_is_the_host() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let bob = world.host(&world.admin, "bob").await;
    let page = desk.page(HOURS).await;
    assert_eq!(page.all("option").filter(|option| option.text == "ada" || option.text == "bob").count(), 2);
    let at = format!("{HOURS}?host={}", bob.id);
    let page = desk.page(&at).await;
    assert!(page.link("Time off").unwrap().ends_with(&format!("?host={}", bob.id)));
    desk.send(&page, &at, &[("weeklySchedule/monday/0/start", "12:00")]).await.leads_to();
    assert_eq!(hours(&desk, 0).await, ["09:00-17:00"], "ada's are as they were");

    let desk = Desk::member().await;
    let world = &desk.site.world;
    let bob = world.host(&world.admin, "bob").await;
    let page = desk.page(HOURS).await;
    assert!(!page.text().contains("bob") && page.all("form").all(|form| form.get("method") == "post"));
    desk.send(&page, HOURS, &[("weeklySchedule/monday/0/start", "12:00")]).await.leads_to();
    assert_eq!(hours(&desk, 0).await, ["12:00-17:00"]);
    let schedule = world.engine.list_schedules(&world.admin, bob.id).await.unwrap()[0].id;
    for path in ["", "/schedules/new", "/blocked-dates", "/holidays"] {
        desk.get(&format!("{HOURS}{path}?host={}", bob.id)).await.page(404);
    }
    desk.get(&format!("{HOURS}/schedules/{schedule}")).await.page(404);
    let csrf = page.field("_csrf");
    let form = [("_csrf", csrf), ("timezone", "UTC")];
    desk.post(&format!("{HOURS}?host={}", bob.id), &form).await.page(404);
    desk.post(&format!("{HOURS}/schedules/{schedule}"), &form).await.page(404);
    desk.post(&format!("{HOURS}/schedules/{schedule}/remove"), &form).await.page(404);
    assert_eq!(world.engine.get_host(&world.admin, bob.id).await.unwrap().profile.zone.name(), "America/New_York");
}

#[actix_web::test]
async fn another_tenant_has_nothing_here() {
    let site = Site::new().await;
    site.world.account("grace", scheduling_core::Role::Owner, None).await;
    let (other, _) = site.world.tenant("globex").await;
    let host = site.world.host(&other, "eve").await;
    let schedule = site.world.engine.list_schedules(&other, host.id).await.unwrap()[0].id;
    let desk = Desk::of(site, "grace").await;
    let page = desk.page(HOURS).await;
    let csrf = [("_csrf", page.field("_csrf"))];
    for path in ["", "/schedules/new", "/blocked-dates", "/holidays"] {
        let path = format!("{HOURS}{path}?host={}", host.id);
        desk.get(&path).await.page(404);
        desk.post(&path, &csrf).await.page(404);
    }
    desk.get(&format!("{HOURS}/schedules/{schedule}")).await.page(404);
    desk.post(&format!("{HOURS}/schedules/{schedule}/remove"), &csrf).await.page(404);
}

#[actix_web::test]
async fn whoever_reaches_no_host_is_told_so() {
    let site = Site::new().await;
    site.world.account("grace", scheduling_core::Role::Owner, None).await;
    site.world.account("eve", scheduling_core::Role::Member, None).await;
    let desk = Desk::of(site, "eve").await;
    for path in ["", "/schedules/new", "/blocked-dates", "/holidays"] {
        let page = desk.page(&format!("{HOURS}{path}")).await;
        assert!(page.text().contains("There is no host whose time you could set."), "{}", page.text());
        desk.post(&format!("{HOURS}{path}"), &[("_csrf", page.field("_csrf"))]).await.page(404);
    }
}
