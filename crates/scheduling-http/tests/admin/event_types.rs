//! Event types: the list, and the form with all that can be set of one.

use scheduling_core::{
    EventType, EventTypeDetails, Limits, LocationKind, Minutes, Question, QuestionKind, ReminderTiming, Reminders,
    Role, SchedulingKind, TeamEventType, TeamTypeHost,
};
use scheduling_engine::{EventTypesQuery, ReplaceEventType, TeamTypeSettings, Writing};
use scheduling_http::AppOptions;
use scheduling_store::event_types::Inactive;
use scheduling_testkit::world::details;

use crate::{desk::Desk, html::Page, site::Site};

const LIST: &str = "/admin/event-types";

/// Something in every field.
fn full(slug: &str) -> EventTypeDetails {
    let question = |id: &str, kind, options: &[&str]| Question {
        id: id.parse().unwrap(),
        label: format!("Which {id}?").parse().unwrap(),
        kind,
        required: kind != QuestionKind::Phone,
        options: options.iter().map(|option| option.parse().unwrap()).collect(),
        placeholder: (kind == QuestionKind::Text).then(|| "Such as 5".parse().unwrap()),
    };
    let mut full = EventTypeDetails {
        name: "Deep dive".parse().unwrap(),
        description: Some("\nFirst line\n\n  third line".parse().unwrap()),
        step: Some(Minutes(20)),
        seats: 12,
        color: scheduling_core::Color::Purple,
        questions: vec![
            question("size", QuestionKind::Text, &[]),
            question("ship", QuestionKind::Select, &["Big, red", "Small"]),
            question("number", QuestionKind::Phone, &[]),
            question("more", QuestionKind::Textarea, &[]),
            question("terms", QuestionKind::Checkbox, &[]),
        ],
        reminders: Reminders {
            enabled: false,
            host: Vec::new(),
            invitee: vec![ReminderTiming::Hours48, ReminderTiming::Minutes15],
        },
        cancel_cutoff: Minutes(60),
        reschedule_cutoff: Minutes(90),
        max_occurrences: 5,
        requires_approval: true,
        confirms_address: true,
        is_active: false,
        ..details(slug, 45)
    };
    full.location.kind = LocationKind::InPerson;
    full.location.value = Some("Main street 1".parse().unwrap());
    full.location.display_name = Some("Our office".parse().unwrap());
    full.overrides.minimum_notice = Some(Minutes(45));
    full.overrides.booking_window_days = Some(0);
    full.overrides.limits = Limits { daily: Some(1), weekly: Some(2), monthly: Some(3) };
    full
}

async fn all(desk: &Desk) -> Vec<EventType> {
    let query = EventTypesQuery { inactive: Inactive::Included, ..EventTypesQuery::default() };
    desk.site.world.engine.list_event_types(&desk.site.world.admin, query).await.unwrap().items
}

async fn stored(desk: &Desk, path: &str) -> EventTypeDetails {
    let id = path.strip_prefix("/admin/event-types/").unwrap().split('?').next().unwrap().to_owned();
    all(desk).await.into_iter().find(|one| one.id.to_string() == id).unwrap().details
}

/// The names of the fields at which something is told.
fn wrong(page: &Page) -> Vec<&str> {
    let is_wrong = |field: &&crate::html::Element| field.attributes.contains_key("aria-invalid");
    page.0.iter().filter(is_wrong).map(|field| field.get("name")).collect()
}

#[actix_web::test]
async fn an_event_type_is_made_with_what_somebody_types() {
    let desk = Desk::owner().await;
    // There is one host and no team, so that nobody has to choose.
    let new = desk.get(desk.page(LIST).await.link("New event type").unwrap()).await.leads_to().to_owned();
    let page = desk.page(&new).await;
    let typed = [
        ("name", "Intro call (30')"),
        ("customQuestions/0/label", "What shall we talk about?"),
        ("customQuestions/0/type", "select"),
        ("customQuestions/0/options/*", "Compilers\r\n\r\n Ships \r\n"),
    ];
    let reply = desk.send(&page, &new, &typed).await;
    let path = reply.leads_to().strip_suffix("?done=made").unwrap();
    let page = desk.page(reply.leads_to()).await;
    assert_eq!((page.heading(), page.field("slug")), ("Intro call (30')", "intro-call-30"));
    assert!(page.text().contains("Made."), "{}", page.text());
    let made = stored(&desk, path).await;
    let question = &made.questions[0];
    let options: Vec<_> = question.options.iter().map(scheduling_core::ShortText::as_str).collect();
    assert_eq!((question.id.as_str(), &options[..]), ("what-shall-we-talk-about", &["Compilers", "Ships"][..]));
    // What was not touched is what the API has if nothing is said.
    let slug = "intro-call-30".parse().unwrap();
    let usual = EventTypeDetails {
        questions: made.questions.clone(),
        ..EventTypeDetails::new(made.name.clone(), slug, Minutes(30))
    };
    assert_eq!(made, usual);
    assert!(desk.page(LIST).await.text().contains("Intro call"));
}

#[actix_web::test]
async fn every_field_comes_back_as_it_was() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let plain = EventTypeDetails::new("Plain".parse().unwrap(), "plain".parse().unwrap(), Minutes(30));
    for details in [full("full"), plain] {
        let made = world.event_type(&world.admin, &world.host, details.clone()).await;
        let path = format!("{LIST}/{}", made.id);
        let reply = desk.send(&desk.page(&path).await, &path, &[]).await;
        assert_eq!(reply.leads_to(), format!("{path}?done=saved"));
        assert_eq!(stored(&desk, &path).await, details);
    }
}

#[actix_web::test]
async fn what_is_changed_is_kept_and_the_rest_stays() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let made = world.event_type(&world.admin, &world.host, full("full")).await;
    let path = format!("{LIST}/{}", made.id);
    let changed = [
        ("duration", "60"),
        ("isActive", "true"),
        ("settingOverrides/minimumNoticeHours", "1.5"),
        ("settingOverrides/dailyLimit", ""),
        ("reminderSettings/host/*", "1h"),
        ("seats", ""),
    ];
    desk.send(&desk.page(&path).await, &path, &changed).await.leads_to();
    let mut wanted = full("full");
    wanted.duration = Minutes(60);
    wanted.is_active = true;
    wanted.overrides.minimum_notice = Some(Minutes(90));
    wanted.overrides.limits.daily = None;
    wanted.reminders.host = vec![ReminderTiming::Hours1];
    wanted.seats = 1;
    assert_eq!(stored(&desk, &path).await, wanted);
}

#[actix_web::test]
async fn questions_are_added_moved_and_removed_and_nothing_typed_is_lost() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let path = format!("{LIST}/{}", world.event_type(&world.admin, &world.host, full("full")).await.id);
    let page = desk.page(&path).await;
    let page = desk.send(&page, &path, &[("name", "Typed"), ("duration", "soon"), ("_do", "more")]).await.page(200);
    assert_eq!((page.field("name"), page.field("duration")), ("Typed", "soon"));
    let rows = |page: &Page| page.all("details").count();
    assert_eq!(rows(&page), 5 + 3);
    let labels = |page: &Page| -> Vec<String> {
        let named =
            page.all("input").filter(|field| field.attributes.get("name").is_some_and(|name| name.ends_with("/label")));
        named.map(|field| field.attributes.get("value").cloned().unwrap_or_default()).collect()
    };
    let page = desk
        .send(&page, &path, &[("customQuestions/6/label", "New?"), ("_do", "up customQuestions/1")])
        .await
        .page(200);
    let expected = ["Which ship?", "Which size?", "Which number?", "Which more?", "Which terms?", "New?", ""];
    assert_eq!(labels(&page), expected);
    let page = desk.send(&page, &path, &[("_do", "remove customQuestions/1")]).await.page(200);
    assert_eq!(labels(&page), ["Which ship?", "Which number?", "Which more?", "Which terms?", "New?", ""]);
    assert_eq!(stored(&desk, &path).await, full("full"), "nothing is done yet");
    desk.send(&page, &path, &[("name", "Deep dive"), ("duration", "45")]).await.leads_to();
    let questions = stored(&desk, &path).await.questions;
    let ids: Vec<_> = questions.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(ids, ["ship", "number", "more", "terms", "new"]);
    assert_eq!((questions[4].kind, questions[4].required, questions[0].options.len()), (QuestionKind::Text, false, 2));
}

#[actix_web::test]
async fn what_is_wrong_is_told_at_its_field_with_what_was_typed() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let path = format!("{LIST}/{}", world.event_type(&world.admin, &world.host, full("full")).await.id);
    let page = desk.page(&path).await;
    let typed = [
        ("duration", "1441"),
        ("slug", "No slug"),
        ("settingOverrides/weeklyLimit", "-1"),
        ("customQuestions/1/options/*", "A\nA"),
        ("customQuestions/5/placeholder", "Only this"),
    ];
    let page = desk.send(&page, &path, &typed).await.page(422);
    let names =
        ["slug", "duration", "settingOverrides/weeklyLimit", "customQuestions/1/options/*", "customQuestions/5/label"];
    assert_eq!(wrong(&page), names);
    assert_eq!((page.field("duration"), page.field("slug")), ("1441", "No slug"));
    assert!(page.text().contains("Choices (line 2) must not be there twice."), "{}", page.text());
    let open = page.all("details").filter(|row| row.attributes.contains_key("open")).count();
    assert_eq!(open, 2, "the wrong ones");
    for field in names {
        let id = field.trim_end_matches("/*").replace('/', "-");
        assert!(page.all("a").any(|link| link.get("href") == format!("#f-{id}")), "{field}");
    }
    assert_eq!(stored(&desk, &path).await, full("full"));
    let page = desk.send(&desk.page(&path).await, &path, &[("slug", "intro")]).await.page(409);
    assert_eq!((wrong(&page), page.field("slug")), (vec!["slug"], "intro"));
    assert!(page.text().contains("Name in addresses is taken already"), "{}", page.text());
}

#[actix_web::test]
async fn the_list_has_what_is_active_switched_off_and_archived() {
    let mut options = AppOptions::default();
    options.public_url = Some("http://book.example.org/".to_owned());
    let site = Site::with(options).await;
    site.world.account("grace", Role::Owner, None).await;
    let desk = Desk::of(site, "grace").await;
    let world = &desk.site.world;
    let off = world.event_type(&world.admin, &world.host, full("off")).await;
    let page = desk.page(LIST).await;
    assert_eq!(page.link("Preview").unwrap(), "/book/acme/ada/intro");
    let shared = page.all("input").find(|input| input.attributes.contains_key("readonly")).unwrap();
    assert_eq!(shared.get("value"), "http://book.example.org/book/acme/ada/intro");
    assert!(!page.text().contains("Deep dive"));
    let page = desk.page("/admin/event-types?view=inactive").await;
    assert!(page.text().contains("Deep dive") && page.text().contains("12 seats"));
    let reply = desk.send(&page, &format!("{}/archive", off.id), &[]).await;
    assert_eq!(reply.leads_to(), "/admin/event-types?done=archived");
    assert!(desk.page("/admin/event-types?view=inactive").await.text().contains("No event type is switched off"));
    let page = desk.page("/admin/event-types?view=archived").await;
    // Its name in addresses was given to another one meanwhile.
    world.event_type(&world.admin, &world.host, details("off", 10)).await;
    let page = desk.send(&page, "/restore", &[]).await.page(409);
    assert_eq!((page.heading(), wrong(&page)), ("Deep dive", vec!["slug"]));
    let path = format!("{LIST}/{}", off.id);
    desk.send(&page, &path, &[("slug", "off-2")]).await.leads_to();
    let reply = desk.send(&desk.page(&path).await, "/restore", &[]).await;
    assert_eq!(reply.leads_to(), format!("{path}?done=restored"));
    assert!(desk.page("/admin/event-types?view=inactive").await.text().contains("Deep dive"));
}

#[actix_web::test]
async fn a_copy_is_made_to_be_changed() {
    let desk = Desk::owner().await;
    let page = desk.page(LIST).await;
    let reply = desk.send(&page, "/copy", &[]).await;
    assert!(reply.leads_to().ends_with("?done=copied"));
    let copy = stored(&desk, reply.leads_to()).await;
    assert_eq!((copy.slug.as_str(), copy.is_active), ("intro-copy", false));
    assert_eq!(desk.page(reply.leads_to()).await.field("slug"), "intro-copy");
    // Sent twice, it is made once.
    assert_eq!(desk.send(&page, "/copy", &[]).await.leads_to(), reply.leads_to());
    assert_eq!(all(&desk).await.len(), 2);
}

#[actix_web::test]
async fn a_long_list_has_pages() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    for at in 0..27 {
        world.event_type(&world.admin, &world.host, details(&format!("t-{at}"), 30)).await;
    }
    let page = desk.page(LIST).await;
    let rest = desk.page(page.link("Next").unwrap()).await;
    assert_eq!((page.all("h2").count(), rest.all("h2").count(), rest.link("Next")), (25, 3, None));
    assert_eq!(rest.link("To the beginning").unwrap(), "/admin/event-types?view=active");
}

async fn stored_of_team(desk: &Desk, made: &TeamEventType) -> TeamEventType {
    let (world, team) = (&desk.site.world, made.event_type.owner.team().unwrap());
    world.engine.get_team_event_type(&world.admin, team, made.event_type.id).await.unwrap()
}

#[actix_web::test]
async fn an_event_type_of_a_team_says_who_takes_it() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let bob = world.host(&world.admin, "bob").await;
    let team = world.team("sales", &[&world.host, &bob]).await;
    let choose = desk.page("/admin/event-types/new").await;
    let of = format!("team:{}", team.id);
    assert!(choose.all("option").any(|option| option.get("value") == of), "{}", choose.text());
    let new = desk.get(&format!("/admin/event-types/new?of={of}")).await.leads_to().to_owned();
    let page = desk.page(&new).await;
    assert_eq!(
        page.all("input")
            .filter(|field| field.get("type") == "checkbox" && field.get("name").starts_with("hosts/"))
            .count(),
        2
    );
    // Nobody takes its meetings yet.
    let page = desk.send(&page, &new, &[("name", "Demo")]).await.page(422);
    assert!(page.text().contains("The list of hosts is required"), "{}", page.text());
    let bob_id = bob.id.to_string();
    let typed = [
        ("hosts/1/userId", bob_id.as_str()),
        ("hosts/1/weight", "3"),
        ("hosts/1/priority", "101"),
        ("schedulingType", "round_robin"),
    ];
    let page = desk.send(&page, &new, &typed).await.page(422);
    assert_eq!(wrong(&page), ["hosts/0/priority"], "whoever takes meetings stands first");
    let reply = desk.send(&page, &new, &[("hosts/0/priority", "7")]).await;
    let path = reply.leads_to().strip_suffix("?done=made").unwrap().to_owned();
    let types = scheduling_engine::TeamTypesQuery {
        team: team.id,
        inactive: Inactive::Included,
        page: scheduling_store::PageRequest::default(),
    };
    let made = world.engine.list_team_event_types(&world.admin, types).await.unwrap().items.remove(0);
    let host = TeamTypeHost { host: bob.id, weight: 3.try_into().unwrap(), priority: 7 };
    assert_eq!((made.scheduling.kind, &made.scheduling.hosts[..]), (SchedulingKind::RoundRobin, &[host][..]));
    assert!(path.ends_with(&made.event_type.id.to_string()));
    assert!(desk.page(LIST).await.text().contains("Round robin"));
}

#[actix_web::test]
async fn every_field_of_a_team_comes_back_as_it_was() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let bob = world.host(&world.admin, "bob").await;
    let team = world.team("sales", &[&world.host, &bob]).await;
    let made = world.team_type(&team, SchedulingKind::Collective, &[&bob]).await;
    let share = |host| TeamTypeHost { host, weight: 5.try_into().unwrap(), priority: 9 };
    let settings = TeamTypeSettings {
        details: full("full"),
        kind: Some(SchedulingKind::Individual),
        zone: Some("Asia/Kathmandu".parse().unwrap()),
        hosts: vec![share(bob.id)],
    };
    let ids = (team.id, made.event_type.id);
    world.engine.replace_team_event_type(&world.admin, ids, Writing::once(settings)).await.unwrap();
    let before = stored_of_team(&desk, &made).await;
    let path = format!("/admin/teams/{}/event-types/{}", team.id, made.event_type.id);
    desk.send(&desk.page(&path).await, &path, &[]).await.leads_to();
    assert_eq!(stored_of_team(&desk, &made).await, before);
    for action in ["archive", "restore", "copy"] {
        desk.send(&desk.page(&path).await, &format!("/{action}"), &[]).await.leads_to();
    }
    assert_eq!(stored_of_team(&desk, &made).await.event_type.archived_at, None);
    assert!(desk.page("/admin/event-types?view=inactive").await.all("h2").count() == 2, "with the copy");
}

#[actix_web::test]
async fn a_schedule_is_one_of_the_host_s() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let path = format!("{LIST}/{}", world.event_type.id);
    let schedules = world.engine.list_schedules(&world.admin, world.host.id).await.unwrap();
    let first = schedules[0].id.to_string();
    desk.send(&desk.page(&path).await, &path, &[("scheduleId", &first)]).await.leads_to();
    assert_eq!(stored(&desk, &path).await.schedule, Some(schedules[0].id));
    desk.send(&desk.page(&path).await, &path, &[("duration", "25")]).await.leads_to();
    assert_eq!(stored(&desk, &path).await.schedule, Some(schedules[0].id), "it stays");
    let other = world.event_type.id.to_string();
    let page = desk.send(&desk.page(&path).await, &path, &[("scheduleId", &other)]).await.page(422);
    assert_eq!(wrong(&page), ["scheduleId"]);
}

#[actix_web::test]
async fn a_member_reaches_their_own_alone() {
    let desk = Desk::member().await;
    let world = &desk.site.world;
    let bob = world.host(&world.admin, "bob").await;
    let other = world.event_type(&world.admin, &bob, details("other", 30)).await;
    let page = desk.page(LIST).await;
    assert_eq!(page.all("h2").count(), 1, "{}", page.text());
    assert!(page.all("select").next().is_none(), "there is nobody to choose");
    let own = format!("{LIST}/{}", world.event_type.id);
    let form = desk.page(&own).await;
    desk.send(&form, &own, &[("name", "Mine")]).await.leads_to();
    let csrf = form.field("_csrf");
    for path in [format!("{LIST}/{}", other.id), format!("{LIST}/new?of={}", bob.id), format!("{LIST}?of={}", bob.id)] {
        desk.get(&path).await.page(404);
    }
    for path in
        [format!("{LIST}/{}", other.id), format!("{LIST}/{}/archive", other.id), format!("{LIST}/new?of={}", bob.id)]
    {
        desk.post(&path, &[("_csrf", csrf), ("name", "Stolen"), ("duration", "30")]).await.page(404);
    }
    let now = all(&desk).await.into_iter().find(|one| one.id == other.id).unwrap();
    assert_eq!(now, other);
}

#[actix_web::test]
async fn tenants_never_see_each_other() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let (globex, _) = world.tenant("globex").await;
    let eve = world.host(&globex, "eve").await;
    let theirs = world.event_type(&globex, &eve, details("theirs", 30)).await;
    let csrf = desk.page("/admin").await.field("_csrf").to_owned();
    for path in [format!("{LIST}/{}", theirs.id), format!("{LIST}/new?of={}", eve.id)] {
        desk.get(&path).await.page(404);
        desk.post(&path, &[("_csrf", &csrf), ("name", "Stolen"), ("duration", "30")]).await.page(404);
    }
    for action in ["copy", "archive", "restore"] {
        desk.post(&format!("{LIST}/{}/{action}", theirs.id), &[("_csrf", &csrf)]).await.page(404);
    }
    let own = desk.page(&format!("{LIST}/{}", world.event_type.id)).await;
    let nothing = format!("{LIST}/{}/nothing", world.event_type.id);
    desk.post(&nothing, &[("_csrf", own.field("_csrf"))]).await.page(404);
    assert!(!desk.page(LIST).await.text().contains("theirs"));
    // Replacing it with what it is changes nothing, so that it is the same as before.
    let same = ReplaceEventType { event_type: theirs.id, host: None, details: theirs.details.clone() };
    assert_eq!(world.engine.replace_event_type(&globex, Writing::once(same)).await.unwrap().outcome, theirs);
}
