//! What holds for all of these pages.

use actix_web::{http::Method, test::TestRequest};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use scheduling_core::{EventTypeDetails, HostProfile, Question, QuestionKind, Role, SchedulingKind};
use scheduling_engine::{FutureBookings, NamedHours, NewBlock, NewSchedule, ReplaceHost, WebhookDetails, Writing};
use scheduling_testkit::world::details;
use sha2::{Digest as _, Sha256};

use crate::{desk::Desk, html::Page, site::SLOT};

const HOSTILE: &str = r#""><script>alert(1)</script><img src=x onerror=alert(2)>'</textarea></title>&lt;{{7*7}}<!--"#;

/// All pages, of a tenant in which everything has a name that is markup.
async fn all_pages(desk: &Desk) -> Vec<String> {
    let mut wish = desk.site.world.book(SLOT);
    wish.invitee.name = HOSTILE.parse().unwrap();
    wish.invitee.notes = Some(HOSTILE.parse().unwrap());
    let booking = desk.site.book_as(wish).await;
    let world = &desk.site.world;
    let profile = HostProfile { display_name: HOSTILE.parse().unwrap(), ..world.host.profile.clone() };
    let host = ReplaceHost { host: world.host.id, profile, future_bookings: FutureBookings::Refuse };
    world.engine.replace_host(&world.admin, Writing::once(host)).await.unwrap();
    let account = world.account("eve", Role::Admin, None).await;
    let hook = WebhookDetails {
        url: "https://hooks.example.org/x".parse().unwrap(),
        description: Some(HOSTILE.parse().unwrap()),
        events: Vec::new(),
        is_active: true,
    };
    let hook = world.engine.create_webhook(&world.admin, Writing::once(hook)).await.unwrap().outcome.webhook;
    let pages = [
        "/admin",
        "/admin/bookings",
        "/admin/bookings?view=all&search=%3Cscript%3E",
        "/admin/bookings/new",
        "/admin/changes",
        "/admin/analytics?from=2026-03-16&to=2026-03-20",
        "/admin/explain?date=2026-03-16",
        "/admin/settings",
        "/admin/hosts",
        "/admin/hosts/new",
        "/admin/accounts",
        "/admin/mails",
        "/admin/mails/confirmation/invitee",
        "/admin/api-keys",
        "/admin/webhooks",
    ];
    let mut pages: Vec<String> = pages.map(str::to_owned).into();
    pages.push(format!("/admin/bookings/{}", booking.id));
    pages.push(format!("/admin/bookings/{}/move", booking.id));
    pages.push(format!("/admin/hosts/{}", world.host.id));
    pages.push(format!("/admin/accounts/{}", account.id));
    pages.push(format!("/admin/webhooks/{}", hook.id));
    pages.extend(event_type_pages(desk).await);
    pages.extend(pages_of_time(desk).await);
    pages
}

/// The pages of event types and teams.
async fn event_type_pages(desk: &Desk) -> Vec<String> {
    let world = &desk.site.world;
    let mut hostile = details("hostile", 30);
    hostile.name = HOSTILE.parse().unwrap();
    hostile.description = Some(HOSTILE.parse().unwrap());
    hostile.location.value = Some(HOSTILE.parse().unwrap());
    hostile.location.display_name = Some(HOSTILE.parse().unwrap());
    hostile.questions = vec![Question {
        id: "q".parse().unwrap(),
        label: HOSTILE.parse().unwrap(),
        kind: QuestionKind::Select,
        required: true,
        options: vec![HOSTILE.parse().unwrap()],
        placeholder: Some(HOSTILE.parse().unwrap()),
    }];
    let mut named = scheduling_core::TeamDetails {
        name: HOSTILE.parse().unwrap(),
        slug: "team".parse().unwrap(),
        description: Some(HOSTILE.parse().unwrap()),
        settings: scheduling_core::TeamSettings::default(),
    };
    let team = world.team("hostile", &[&world.host]).await;
    let of_team = world.team_type(&team, SchedulingKind::RoundRobin, &[&world.host]).await.event_type;
    world.engine.replace_team(&world.admin, team.id, Writing::once(named.clone())).await.unwrap();
    named.slug = "archived".parse().unwrap();
    let archived = world.engine.create_team(&world.admin, Writing::once(named)).await.unwrap().outcome.id;
    world.engine.archive_team(&world.admin, Writing::once(archived)).await.unwrap();
    let of_host = world.event_type(&world.admin, &world.host, hostile).await;
    let gone = world
        .event_type(
            &world.admin,
            &world.host,
            EventTypeDetails { slug: "gone".parse().unwrap(), ..of_host.details.clone() },
        )
        .await;
    world.engine.archive_event_type(&world.admin, Writing::once(gone.id)).await.unwrap();
    let (types, teams) = ("/admin/event-types", "/admin/teams");
    vec![
        types.to_owned(),
        format!("{types}?view=inactive"),
        format!("{types}?view=archived"),
        format!("{types}/new"),
        format!("{types}/new?of={}", world.host.id),
        format!("{types}/{}", of_host.id),
        format!("{types}/{}", gone.id),
        teams.to_owned(),
        format!("{teams}?view=archived"),
        format!("{teams}/new"),
        format!("{teams}/{}", team.id),
        format!("{teams}/{archived}"),
        format!("{teams}/{}/event-types/new", team.id),
        format!("{teams}/{}/event-types/{}", team.id, of_team.id),
    ]
}

/// The pages about the time of hosts.
async fn pages_of_time(desk: &Desk) -> Vec<String> {
    let world = &desk.site.world;
    let [default] = &world.engine.list_schedules(&world.admin, world.host.id).await.unwrap()[..] else {
        panic!("more than one schedule")
    };
    let (weekly, overrides) = (default.weekly.clone(), default.overrides.clone());
    let hours = NamedHours { name: HOSTILE.parse().unwrap(), weekly, overrides };
    let schedule = NewSchedule { host: world.host.id, hours };
    let schedule = world.engine.create_schedule(&world.admin, Writing::once(schedule)).await.unwrap().outcome;
    let day = "2026-08-03".parse().unwrap();
    let block =
        NewBlock { host: world.host.id, first: day, last: day, hours: None, reason: Some(HOSTILE.parse().unwrap()) };
    world.engine.create_block(&world.admin, Writing::once(block)).await.unwrap();
    let pages = ["", "/schedules/new", "/blocked-dates", "/holidays", &format!("/schedules/{}", schedule.id)];
    pages.map(|path| format!("/admin/availability{path}")).to_vec()
}

fn is_inert(page: &Page, hashes: &str) {
    for element in &page.0 {
        if element.name == "script" || element.name == "style" {
            let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(&element.text)));
            assert!(hashes.contains(&hash), "{element:?}");
        }
        for (name, value) in &element.attributes {
            assert!(name != "style" && !name.starts_with("on"), "{element:?}");
            let leads = ["href", "src", "action", "formaction"].contains(&name.as_str());
            let ours =
                value.starts_with('/') && !value.starts_with("//") || value.starts_with('#') || value == "data:,";
            assert!(!leads || ours, "{element:?}");
        }
    }
}

#[actix_web::test]
async fn every_page_has_a_strict_policy_and_nothing_of_it_is_markup_of_others() {
    let desk = Desk::owner().await;
    for path in all_pages(&desk).await {
        let reply = desk.get(&path).await;
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(reply.header(name), value, "{path}");
        }
        let policy = reply.header("content-security-policy").to_owned();
        assert!(policy.starts_with("default-src 'none';") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe") && policy.contains("form-action 'self'"), "{policy}");
        let page = reply.page(200);
        assert_eq!((page.one("html").get("lang"), page.all("h1").count(), page.all("main").count()), ("en", 1, 1));
        is_inert(&page, &policy);
        let ids: Vec<&str> =
            page.0.iter().filter_map(|element| element.attributes.get("id")).map(String::as_str).collect();
        let mut distinct = ids.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(ids.len(), distinct.len(), "{path}: {ids:?}");
        for label in page.all("label").filter_map(|label| label.attributes.get("for")) {
            assert!(ids.contains(&label.as_str()), "{path}: {label}");
        }
        for form in page.all("form").filter(|form| form.get("method") == "post") {
            assert!(page.form(form.get("action")).fields.iter().any(|(name, _)| name == "_csrf"), "{path}: {form:?}");
        }
    }
}

#[actix_web::test]
async fn nobody_sees_a_page_without_signing_in() {
    let desk = Desk::owner().await;
    for path in all_pages(&desk).await {
        assert!(desk.site.get(&path).await.leads_to().starts_with("/admin/sign-in?next=%2Fadmin"), "{path}");
        let wrong = TestRequest::get().uri(&path).insert_header(("cookie", "scheduling_session=ss_nonsense"));
        assert!(desk.site.send(wrong).await.leads_to().starts_with("/admin/sign-in"), "{path}");
    }
}

#[actix_web::test]
async fn a_page_has_the_methods_that_it_has() {
    let desk = Desk::owner().await;
    for path in all_pages(&desk).await {
        for method in [Method::PUT, Method::DELETE, Method::PATCH] {
            let request = TestRequest::default().method(method.clone()).uri(&path);
            let reply = desk.site.send(desk.with_cookie(request)).await;
            assert!(reply.status == 405 && reply.header("allow").starts_with("GET, HEAD"), "{method} {path}");
        }
    }
    desk.get("/admin/nothing").await.page(404);
    assert_eq!(desk.get("/admin/sign-out").await.header("allow"), "POST");
}
