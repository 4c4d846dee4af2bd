//! Teams and their members.

use scheduling_core::{Role, SchedulingKind, TeamId, TeamMember};
use scheduling_engine::{TeamMemberProfile, Writing};

use crate::{desk::Desk, site::Site};

const LIST: &str = "/admin/teams";

async fn members(desk: &Desk, team: TeamId) -> Vec<TeamMember> {
    let world = &desk.site.world;
    let members = world.engine.team_members(&world.admin, team).await.unwrap();
    members.into_iter().map(|TeamMemberProfile { member, .. }| member).collect()
}

#[actix_web::test]
async fn a_team_is_made_changed_and_archived() {
    let desk = Desk::owner().await;
    let page = desk.page(LIST).await;
    assert!(page.text().contains("There is no team yet"), "{}", page.text());
    let new = page.link("New team").unwrap();
    let reply = desk.send(&desk.page(new).await, new, &[("name", "Sales & more")]).await;
    let path = reply.leads_to().strip_suffix("?done=made").unwrap().to_owned();
    let page = desk.page(&path).await;
    assert_eq!((page.heading(), page.field("slug")), ("Sales & more", "sales-more"));
    let typed =
        [("description", "Two\r\nlines"), ("settings/roundRobin", "true"), ("settings/showMemberProfiles", "true")];
    desk.send(&page, &path, &typed).await.leads_to();
    let id: TeamId = path.strip_prefix("/admin/teams/").unwrap().parse().unwrap();
    let world = &desk.site.world;
    let stored = world.engine.get_team(&world.admin, id).await.unwrap();
    let details = stored.details.clone();
    assert_eq!(details.description.as_ref().unwrap().as_str(), "Two\nlines");
    assert!(details.settings.round_robin && details.settings.show_member_profiles);
    // Sent as it is, nothing changes.
    desk.send(&desk.page(&path).await, &path, &[]).await.leads_to();
    assert_eq!(world.engine.get_team(&world.admin, id).await.unwrap(), stored);
    assert_eq!(desk.page(LIST).await.link("Preview").unwrap(), "/book/acme/team/sales-more");
    desk.send(&desk.page(&path).await, "/archive", &[]).await.leads_to();
    assert!(desk.page(LIST).await.text().contains("There is no team yet"));
    let page = desk.page("/admin/teams?view=archived").await;
    let page = desk.page(page.link("Sales").unwrap()).await;
    assert!(page.text().contains("This team is archived") && page.link("Preview").is_none(), "{}", page.text());
}

#[actix_web::test]
async fn what_is_wrong_is_told_at_its_field_with_what_was_typed() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    world.team("sales", &[]).await;
    let support = world.team("support", &[]).await;
    let path = format!("{LIST}/{}", support.id);
    for (to, status, slug) in [("/admin/teams/new", 409, "sales"), (&path, 409, "sales"), (&path, 422, "No slug")] {
        let typed = [("name", "Typed"), ("slug", slug), ("description", "Kept")];
        let page = desk.send(&desk.page(to).await, to, &typed).await.page(status);
        let field =
            page.all("input").find(|field| field.attributes.get("name").is_some_and(|name| name == "slug")).unwrap();
        assert_eq!(
            (field.get("aria-invalid"), field.get("value"), page.field("name")),
            ("true", slug, "Typed"),
            "{to}"
        );
        assert!(page.text().contains("Kept"));
    }
    assert_eq!(world.engine.get_team(&world.admin, support.id).await.unwrap(), support);
}

#[actix_web::test]
async fn members_join_administer_and_leave() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let bob = world.host(&world.admin, "bob").await;
    let team = world.team("sales", &[&world.host]).await;
    let path = format!("{LIST}/{}", team.id);
    let (ada, bob_id) = (world.host.id.to_string(), bob.id.to_string());
    let page = desk.page(&path).await;
    assert_eq!(
        page.form("/members").fields.iter().find(|(name, _)| name == "userId").unwrap().1,
        bob_id,
        "who is no member"
    );
    desk.send(&page, "/members", &[]).await.leads_to();
    assert_eq!(members(&desk, team.id).await.iter().map(|one| one.is_admin).collect::<Vec<_>>(), [true, false]);
    let page = desk.page(&path).await;
    assert!(
        page.0.iter().all(|element| element.name != "form" || !element.get("action").ends_with("/members")),
        "all are in it"
    );
    desk.send(&page, &bob_id, &[]).await.leads_to();
    desk.send(&page, &ada, &[]).await.leads_to();
    assert_eq!(members(&desk, team.id).await.iter().map(|one| one.is_admin).collect::<Vec<_>>(), [false, true]);
    // Somebody else has added them meanwhile.
    let late = [("_csrf", page.field("_csrf")), ("userId", &bob_id)];
    let told = desk.post(&format!("{path}/members"), &late).await.page(409);
    assert!(told.text().contains("member") && told.field("name") == "sales", "{}", told.text());
    world.team_type(&team, SchedulingKind::Collective, &[&bob]).await;
    let page = desk.page(&path).await;
    let told = desk.send(&page, &format!("{bob_id}/remove"), &[]).await.page(409);
    assert!(told.all("div").any(|element| element.attributes.get("role").is_some_and(|role| role == "alert")));
    desk.send(&page, &format!("{ada}/remove"), &[]).await.leads_to();
    assert_eq!(members(&desk, team.id).await.iter().map(|one| one.host).collect::<Vec<_>>(), [bob.id]);
    assert!(page.link("collective").unwrap().starts_with(&path), "its event types are there");
}

#[actix_web::test]
async fn a_member_reaches_the_teams_that_they_administer() {
    let site = Site::new().await;
    let world = &site.world;
    world.account("grace", Role::Owner, None).await;
    world.account("ada", Role::Member, Some(world.host.id)).await;
    let bob = world.host(&world.admin, "bob").await;
    let (own, other) = (world.team("own", &[&world.host, &bob]).await, world.team("other", &[&bob, &world.host]).await);
    let desk = Desk::of(site, "ada").await;
    let page = desk.page(LIST).await;
    assert!(page.link("own").is_some() && page.link("other").is_none() && page.link("New team").is_none());
    desk.get("/admin/teams/new").await.page(403);
    let path = format!("{LIST}/{}", own.id);
    let page = desk.page(&path).await;
    desk.send(&page, &path, &[("name", "Ours")]).await.leads_to();
    desk.page(&format!("{path}/event-types/new")).await;
    let csrf = page.field("_csrf");
    desk.post("/admin/teams/new", &[("_csrf", csrf), ("name", "Mine")]).await.page(403);
    desk.get(&format!("{LIST}/{}", other.id)).await.page(404);
    for end in ["", "/archive", "/event-types/new"] {
        let typed = [("_csrf", csrf), ("name", "Stolen"), ("duration", "30")];
        desk.post(&format!("{LIST}/{}{end}", other.id), &typed).await.page(404);
    }
    // Whoever gives the administration away is out of it.
    let ada = desk.site.world.host.id.to_string();
    assert_eq!(desk.send(&page, &ada, &[]).await.leads_to(), "/admin/teams?done=saved");
    desk.get(&path).await.page(404);
}

#[actix_web::test]
async fn tenants_never_see_each_other() {
    let desk = Desk::owner().await;
    let world = &desk.site.world;
    let (globex, _) = world.tenant("globex").await;
    let eve = world.host(&globex, "eve").await;
    let details = scheduling_core::TeamDetails {
        name: "theirs".parse().unwrap(),
        slug: "theirs".parse().unwrap(),
        description: None,
        settings: scheduling_core::TeamSettings::default(),
    };
    let theirs = world.engine.create_team(&globex, Writing::once(details)).await.unwrap().outcome;
    let ours = world.team("ours", &[]).await;
    let csrf = desk.page("/admin").await.field("_csrf").to_owned();
    let (path, eve) = (format!("{LIST}/{}", theirs.id), eve.id.to_string());
    desk.get(&path).await.page(404);
    desk.get(&format!("{path}/event-types/new")).await.page(404);
    let typed = [("_csrf", csrf.as_str()), ("name", "Stolen"), ("userId", &eve), ("isAdmin", "true")];
    for end in ["", "/archive", "/members"] {
        let fields: Vec<_> = typed
            .iter()
            .copied()
            .filter(|(name, _)| !end.is_empty() || !name.starts_with("userId") && *name != "isAdmin")
            .collect();
        desk.post(&format!("{path}{end}"), &fields).await.page(404);
    }
    desk.post(&format!("{LIST}/{}/members", ours.id), &[typed[0], typed[2]]).await.page(404);
    assert!(!desk.page(LIST).await.text().contains("theirs"));
    assert_eq!(world.engine.get_team(&globex, theirs.id).await.unwrap(), theirs);
}
