//! `teams` with their members and event types, and their public routes.

use actix_web::http::Method;
use scheduling_core::Host;
use scheduling_engine::Scope;
use serde_json::{Value, json};

use crate::{
    event_types::with_everything,
    support::{Api, Reply, SLOT},
};

/// A tenant with the hosts ada and bob.
struct Crew {
    api: Api,
    bob: Host,
}

impl Crew {
    async fn new() -> Self {
        let api = Api::new().await;
        let bob = api.world.host(&api.world.admin, "bob").await;
        Self { api, bob }
    }

    /// The team `sales` of both, with an event type `demo`: its paths, and the id of the type.
    async fn with_demo(&self, kind: &str) -> (String, String, String) {
        let made = self.api.post("/teams", &json!({"name": "Sales", "slug": "sales"})).await;
        let team = format!("/teams/{}", made.is(201)["id"].as_str().unwrap());
        for host in [self.api.host(), self.bob.id.to_string()] {
            self.api.post(format!("{team}/members"), &json!({"userId": host})).await.is(201);
        }
        let made = self.api.post(format!("{team}/event-types"), &self.demo(kind)).await;
        let id = made.is(201)["id"].as_str().unwrap().to_owned();
        (team.clone(), format!("{team}/event-types/{id}"), id)
    }

    fn demo(&self, kind: &str) -> Value {
        json!({
            "name": "Demo", "slug": "demo", "duration": 30, "schedulingType": kind,
            "hosts": [{"userId": self.api.host(), "priority": 2}, {"userId": self.bob.id, "weight": 3}],
            "settingOverrides": {"minimumNoticeHours": 0, "bufferAfterMins": 0},
        })
    }

    async fn book(&self, wish: &Value) -> Reply {
        self.api.public(Method::POST, "/bookings").json(wish).send().await
    }

    async fn slots(&self) -> Reply {
        let path = "/teams/sales/demo/slots?timezone=America/New_York&date=2026-03-16";
        self.api.public(Method::GET, path).send().await
    }
}

fn wish(id: &str, start: &str) -> Value {
    let invitee = json!({"name": "Grace Hopper", "email": "grace@example.org"});
    json!({"eventTypeId": id, "startTime": start, "timezone": "Europe/Berlin", "invitee": invitee})
}

#[actix_web::test]
async fn a_team_is_made_shown_listed_replaced_and_archived() {
    let Crew { api, .. } = &Crew::new().await;
    let settings = json!({"roundRobin": true});
    let body = json!({"name": "Sales", "slug": "sales", "description": "Who sells", "settings": settings});
    let made = api.post("/teams", &body).await;
    let path = format!("/teams/{}", made.is(201)["id"].as_str().unwrap());
    assert_eq!(made.header("location"), format!("/api/admin/scheduling{path}"));
    assert_eq!(made.body["settings"], json!({"roundRobin": true, "showMemberProfiles": false}));
    assert_eq!(api.get(&path).await.is(200), &made.body);
    api.post("/teams", &body).await.is_problem(409, "slug_taken");

    let replaced = api.put(&path, &json!({"name": "Sellers", "slug": "sales"})).await;
    assert_eq!(replaced.is(200)["description"], Value::Null, "what is absent is cleared");
    assert_eq!(replaced.body["settings"]["roundRobin"], json!(false));
    let archived = api.admin(Method::DELETE, &path).send().await;
    assert_ne!(archived.is(200)["archivedAt"], Value::Null);
    let listed = async |query: &str| api.get(format!("/teams{query}")).await.is(200)["items"].as_array().unwrap().len();
    assert_eq!((listed("").await, listed("?includeArchived=true").await), (0, 1));
    api.post("/teams", &body).await.is(201);
    api.get("/teams/00000000-0000-0000-0000-00000000ffff").await.is_problem(404, "not_found");
    api.post("/teams", &json!({"slug": "a b", "settings": {"x": 1}})).await.names(&[
        ("/name", "required"),
        ("/slug", "invalid_character"),
        ("/settings/x", "unknown_field"),
    ]);
}

#[actix_web::test]
async fn what_a_replacement_leaves_out_is_gone() {
    let crew = Crew::new().await;
    let (team, event_type, _) = crew.with_demo("round_robin").await;
    let bare = json!({"name": "Sales", "slug": "sales"});
    let mut full = bare.clone();
    full["description"] = json!("Who sells");
    full["settings"] = json!({"roundRobin": true, "showMemberProfiles": true});
    crew.api.clears(&team, &bare, &full, &["/archivedAt"]).await;

    // The time zone stays where a replacement names none.
    let hosts = json!([{"userId": crew.api.host()}]);
    let bare = json!({"name": "Demo", "slug": "demo", "duration": 30, "timezone": "Asia/Tokyo", "hosts": hosts});
    let mut full = with_everything(&bare);
    full["schedulingType"] = json!("individual");
    crew.api.clears(&event_type, &bare, &full, &["/userId", "/scheduleId", "/archivedAt"]).await;
}

#[actix_web::test]
async fn members_join_administer_and_leave_unless_they_take_meetings() {
    let crew = Crew::new().await;
    let (team, event_type, _) = crew.with_demo("round_robin").await;
    let (api, bob) = (&crew.api, crew.bob.id);
    let members = api.get(format!("{team}/members")).await;
    let names = members.is(200)["items"].as_array().unwrap().iter().map(|member| member["username"].clone());
    assert_eq!(names.collect::<Vec<_>>(), [json!("ada"), json!("bob")]);
    api.post(format!("{team}/members"), &json!({"userId": bob})).await.is_problem(409, "already_member");
    let nobody = json!({"userId": "00000000-0000-0000-0000-00000000ffff"});
    api.post(format!("{team}/members"), &nobody).await.is_problem(404, "not_found");

    let own = api.key(&[Scope::ConfigWrite, Scope::Read], Some(bob)).await;
    let as_bob = async |path: &str| api.admin(Method::GET, path).bearer(&own).send().await;
    as_bob(&team).await.is_problem(404, "not_found");
    let member = format!("{team}/members/{bob}");
    assert_eq!(api.put(&member, &json!({"isAdmin": true})).await.is(200)["isAdmin"], json!(true));
    as_bob(&team).await.is(200);
    as_bob(&event_type).await.is(200);
    assert_eq!(as_bob("/teams").await.is(200)["items"].as_array().unwrap().len(), 1);

    api.admin(Method::DELETE, &member).send().await.is_problem(409, "member_takes_meetings");
    let mut demo = crew.demo("round_robin");
    demo["hosts"] = json!([{"userId": api.host()}]);
    api.put(&event_type, &demo).await.is(200);
    assert_eq!(api.admin(Method::DELETE, &member).send().await.status, 204);
    api.admin(Method::DELETE, &member).send().await.is_problem(404, "not_found");
    api.admin(Method::DELETE, format!("{team}/members/current")).send().await.is_problem(400, "malformed_parameter");
}

#[actix_web::test]
async fn an_event_type_of_a_team_is_made_shown_listed_replaced_and_archived() {
    let crew = Crew::new().await;
    let (team, event_type, id) = crew.with_demo("collective").await;
    let api = &crew.api;
    let shown = api.get(&event_type).await;
    assert_eq!(shown.is(200)["schedulingType"], json!("collective"));
    assert_eq!(shown.body["timezone"], json!("America/New_York"), "that of the first host");
    assert_eq!((&shown.body["userId"], &shown.body["teamId"]), (&Value::Null, &json!(team.replace("/teams/", ""))));
    let shares = json!([
        {"userId": api.host(), "weight": 1, "priority": 2}, {"userId": crew.bob.id, "weight": 3, "priority": 0}
    ]);
    assert_eq!(shown.body["hosts"], shares);
    assert_eq!(api.get(format!("/event-types/{id}")).await.status, 404, "no user's");
    assert_eq!(api.get("/event-types").await.is(200)["items"].as_array().unwrap().len(), 1);

    let types = format!("{team}/event-types");
    api.post(&types, &crew.demo("collective")).await.is_problem(409, "slug_taken");
    let with_hosts = |hosts: Value| {
        let mut demo = crew.demo("collective");
        (demo["slug"], demo["hosts"]) = (json!("other"), hosts);
        demo
    };
    api.post(&types, &with_hosts(json!([]))).await.names(&[("/hosts", "inconsistent")]);
    let stranger = api.world.host(&api.world.admin, "mallory").await;
    api.post(&types, &with_hosts(json!([{"userId": stranger.id}]))).await.names(&[("/hosts", "unknown_reference")]);
    api.post(&types, &with_hosts(json!([{"userId": stranger.id, "weight": 101}])))
        .await
        .names(&[("/hosts/0/weight", "out_of_range")]);
    let mut demo = crew.demo("pool");
    demo["scheduleId"] = json!(api.host());
    api.post(&types, &demo).await.names(&[("/schedulingType", "not_allowed"), ("/scheduleId", "unknown_field")]);

    let mut demo = crew.demo("individual");
    demo["timezone"] = json!("Asia/Tokyo");
    assert_eq!(api.put(&event_type, &demo).await.is(200)["timezone"], json!("Asia/Tokyo"));
    assert_eq!(api.put(&event_type, &crew.demo("individual")).await.is(200)["timezone"], json!("Asia/Tokyo"));
    let archived = api.admin(Method::DELETE, &event_type).send().await;
    assert_ne!(archived.is(200)["archivedAt"], Value::Null);
    let listed =
        async |query: &str| api.get(format!("{types}{query}")).await.is(200)["items"].as_array().unwrap().len();
    assert_eq!((listed("").await, listed("?includeInactive=true").await), (0, 1));
    crew.slots().await.is_problem(404, "not_found");

    let restore = async || api.admin(Method::POST, format!("{event_type}/restore")).send().await;
    assert_eq!(restore().await.is(200)["archivedAt"], Value::Null);
    crew.slots().await.is(200);
    api.admin(Method::DELETE, &event_type).send().await.is(200);
    api.post(&types, &crew.demo("collective")).await.is(201);
    restore().await.is_problem(409, "slug_taken");
}

#[actix_web::test]
async fn an_event_type_of_a_team_is_copied_with_its_hosts() {
    let crew = Crew::new().await;
    let (team, event_type, _) = crew.with_demo("individual").await;
    let api = &crew.api;
    let original = api.get(&event_type).await.is(200).clone();
    let copied = api.admin(Method::POST, format!("{event_type}/copy")).send().await;
    let mut expected = original;
    expected["id"] = copied.is(201)["id"].clone();
    (expected["slug"], expected["isActive"]) = (json!("demo-copy"), json!(false));
    assert_eq!(copied.body, expected, "hosts with their weights and priorities, the kind and the zone too");
    let path = format!("{team}/event-types/{}", copied.body["id"].as_str().unwrap());
    assert_eq!(copied.header("location"), format!("/api/admin/scheduling{path}"));
    let taken = api.post(format!("{event_type}/copy"), &json!({"slug": "demo"})).await;
    taken.is_problem(409, "slug_taken");
    let open = api.post(format!("{event_type}/copy"), &json!({"name": "Late", "slug": "late", "isActive": true})).await;
    assert_eq!(open.is(201)["name"], json!("Late"));
    api.public(Method::GET, "/teams/sales/late").send().await.is(200);
    api.public(Method::GET, "/teams/sales/demo-copy").send().await.is_problem(404, "not_found");
}

#[actix_web::test]
async fn an_event_type_whose_hosts_have_left_is_not_restored() {
    let crew = Crew::new().await;
    let (team, event_type, _) = crew.with_demo("collective").await;
    let api = &crew.api;
    api.admin(Method::DELETE, &event_type).send().await.is(200);
    for member in [api.host(), crew.bob.id.to_string()] {
        assert_eq!(api.admin(Method::DELETE, format!("{team}/members/{member}")).send().await.status, 204);
    }
    let restored = api.admin(Method::POST, format!("{event_type}/restore")).send().await;
    restored.is_problem(409, "no_hosts");
    let copied = api.admin(Method::POST, format!("{event_type}/copy")).send().await;
    copied.is_problem(409, "no_hosts");
}

#[actix_web::test]
async fn the_public_sees_the_team_its_event_types_and_slots_with_their_hosts() {
    let crew = Crew::new().await;
    let (team, ..) = crew.with_demo("round_robin").await;
    let api = &crew.api;
    let public = async |path: &str| api.public(Method::GET, path).send().await;
    let profile = public("/teams/sales").await;
    assert_eq!(profile.is(200)["eventTypes"][0]["schedulingType"], json!("round_robin"));
    assert_eq!(profile.body["members"], json!([]), "the team does not show them");
    assert_eq!(public("/teams/sales/demo").await.is(200)["hosts"], json!([]));
    let shown = json!({"name": "Sales", "slug": "sales", "settings": {"showMemberProfiles": true}});
    api.put(&team, &shown).await.is(200);
    assert_eq!(public("/teams/sales").await.is(200)["members"][1]["username"], json!("bob"));
    let offer = public("/teams/sales/demo").await;
    assert_eq!(offer.is(200)["team"], json!({"slug": "sales", "name": "Sales"}));
    assert_eq!(offer.body["hosts"].as_array().unwrap().len(), 2);

    api.booked(SLOT).await;
    let slots = crew.slots().await;
    let first = json!({"startTime": SLOT, "endTime": "2026-03-16T13:30:00Z", "hosts": ["bob"]});
    let listed = slots.is(200)["days"][0]["slots"].as_array().unwrap().clone();
    assert_eq!((slots.body["days"][0]["date"].clone(), listed.len()), (json!("2026-03-16"), 31));
    assert_eq!(listed[0], first, "ada is busy");
    assert_eq!(listed[4]["hosts"], json!(["ada", "bob"]));
    let etag = slots.header("etag").to_owned();
    let path = "/teams/sales/demo/slots?timezone=America/New_York&date=2026-03-16";
    let again = api.public(Method::GET, path).header("if-none-match", &etag).send().await;
    assert_eq!(again.status, 304);
    for absent in ["/teams/other", "/teams/sales/other", "/teams/sales/other/slots?timezone=UTC&date=2026-03-16"] {
        public(absent).await.is_problem(404, "not_found");
    }
    public("/teams/sales/demo/slots?date=2026-03-16").await.is_problem(422, "required");
}

#[actix_web::test]
async fn the_next_slots_of_a_team_are_found_whatever_their_date_with_those_who_can_take_them() {
    let crew = Crew::new().await;
    crew.with_demo("round_robin").await;
    let api = &crew.api;
    let next =
        async |query: &str| api.public(Method::GET, format!("/teams/sales/demo/slots/next?{query}")).send().await;
    let away = async |host: &str, last: &str| {
        let away = json!({"userId": host, "startDate": "2026-03-02", "endDate": last});
        api.post("/blocked-dates", &away).await.is(201);
    };
    // It is Monday, 07:00 in New York. Ada is away until the 25th, bob until the 24th.
    away(&api.host(), "2026-03-25").await;
    away(&crew.bob.id.to_string(), "2026-03-24").await;
    let found = next("timezone=America/New_York&limit=32").await;
    let days = found.is(200)["days"].as_array().unwrap();
    let starts = |at: usize| days[at]["slots"].as_array().unwrap().clone();
    assert_eq!((days.len(), days[0]["date"].clone(), starts(0).len()), (2, json!("2026-03-25"), 31));
    let first = json!({"startTime": "2026-03-25T13:00:00Z", "endTime": "2026-03-25T13:30:00Z", "hosts": ["bob"]});
    assert_eq!(starts(0)[0], first);
    assert_eq!((starts(1).len(), starts(1)[0]["hosts"].clone()), (1, json!(["ada", "bob"])));
    let listed = "/teams/sales/demo/slots?timezone=America/New_York&from=2026-03-25&to=2026-03-26";
    let listed = api.public(Method::GET, listed).send().await;
    assert_eq!(listed.is(200)["days"][0], days[0], "they are the first of what the list has");
    assert_eq!(listed.body["eventType"], found.body["eventType"]);

    let path = "/teams/sales/demo/slots/next?timezone=America/New_York&limit=32";
    let etag = found.header("etag").to_owned();
    let again = api.public(Method::GET, path).header("if-none-match", &etag).send().await;
    assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""));
    for (query, status, code) in [
        ("", 422, "required"),
        ("timezone=UTC&limit=0", 422, "out_of_range"),
        ("timezone=UTC&limit=101", 422, "out_of_range"),
    ] {
        next(query).await.is_problem(status, code);
    }
    // Nobody has time up to the end of the booking window.
    away(&api.host(), "2027-03-25").await;
    away(&crew.bob.id.to_string(), "2027-03-24").await;
    assert_eq!(next("timezone=UTC").await.is(200)["days"], json!([]));
    let other = api.public(Method::GET, "/teams/sales/other/slots/next?timezone=UTC").send().await;
    other.is_problem(404, "not_found");
}

#[actix_web::test]
async fn a_collective_booking_names_all_its_hosts_and_cancelling_it_frees_them() {
    let crew = Crew::new().await;
    let (team, _, id) = crew.with_demo("collective").await;
    let api = &crew.api;
    let booked = crew.book(&wish(&id, SLOT)).await;
    let (booking, token) = (booked.is(201)["id"].as_str().unwrap(), booked.body["manageToken"].as_str().unwrap());
    assert_eq!(booked.body["hostName"], json!("ada"), "who has the highest priority");
    let shown = api.get(format!("/bookings/{booking}")).await;
    assert_eq!(shown.is(200)["coHostUserIds"], json!([crew.bob.id]));
    let listed = api.get(format!("/bookings?teamId={}", team.replace("/teams/", ""))).await;
    assert_eq!(listed.is(200)["items"].as_array().unwrap().len(), 1);
    let listed = api.get(format!("/bookings?hostUserId={}", crew.bob.id)).await;
    assert_eq!(listed.is(200)["items"].as_array().unwrap().len(), 1);

    let lost = crew.book(&wish(&id, SLOT)).await;
    lost.is_problem(409, "slot_taken");
    assert_eq!(lost.body["nextSlots"][0]["startTime"], json!("2026-03-16T13:30:00Z"));
    api.book(SLOT).await.is_problem(409, "slot_taken");
    let explained = api.get(format!("/event-types/{id}/explain?start={SLOT}")).await;
    assert_eq!(explained.is(200)["reasons"][0]["bookingId"], json!(booking));
    let hosts = explained.body["hosts"].as_array().unwrap().iter();
    assert_eq!(
        hosts.map(|host| host["reasons"][0]["rule"].clone()).collect::<Vec<_>>(),
        [json!("busy"), json!("busy")]
    );
    assert_eq!(explained.body["hosts"][1]["isActive"], json!(true));

    api.public(Method::POST, format!("/bookings/{booking}/cancel")).bearer(token).send().await.is(200);
    crew.book(&wish(&id, SLOT)).await.is(201);
}

#[actix_web::test]
async fn an_individual_booking_names_its_host() {
    let crew = Crew::new().await;
    let (_, _, id) = crew.with_demo("individual").await;
    let mut wish = wish(&id, SLOT);
    crew.book(&wish).await.names(&[("/hostUsername", "required")]);
    let hold = async |host: Option<&str>| {
        let body = json!({"eventTypeId": id, "startTime": SLOT, "hostUsername": host});
        crew.api.public(Method::POST, "/holds").json(&body).send().await
    };
    hold(None).await.names(&[("/hostUsername", "required")]);
    hold(Some("mallory")).await.names(&[("/hostUsername", "unknown_reference")]);
    wish["hostUsername"] = json!("mallory");
    crew.book(&wish).await.names(&[("/hostUsername", "unknown_reference")]);
    wish["hostUsername"] = json!("bob");
    assert_eq!(crew.book(&wish).await.is(201)["hostName"], json!("bob"));
    crew.book(&wish).await.is_problem(409, "slot_taken");
    hold(Some("bob")).await.is_problem(409, "slot_taken");
    hold(Some("ada")).await.is(201);
}

#[actix_web::test]
async fn a_meeting_of_a_team_is_moved_given_to_a_member_and_the_ledger_says_why() {
    let crew = Crew::new().await;
    let (_, _, id) = crew.with_demo("round_robin").await;
    let api = &crew.api;
    let booked = crew.book(&wish(&id, SLOT)).await;
    let path = format!("/bookings/{}", booked.is(201)["id"].as_str().unwrap());
    let next = json!({"startTime": "2026-03-17T13:00:00Z"});
    let moved = api.post(format!("{path}/reschedule"), &next).await;
    assert_eq!(moved.is(201)["hostUserId"], json!(api.host()), "ada, of the highest priority, keeps it");
    let path = format!("/bookings/{}", moved.body["id"].as_str().unwrap());
    let stranger = api.world.host(&api.world.admin, "mallory").await;
    let reassign = async |host: String| api.post(format!("{path}/reassign"), &json!({"hostUserId": host})).await;
    reassign(stranger.id.to_string()).await.names(&[("/hostUserId", "unknown_reference")]);
    reassign(api.host()).await.is_problem(409, "same_host");
    assert_eq!(reassign(crew.bob.id.to_string()).await.is(200)["hostUserId"], json!(crew.bob.id));
    let ledger = api.get(format!("{path}/assignments")).await;
    let items = ledger.is(200)["items"].as_array().unwrap();
    let by: Vec<_> = items.iter().map(|item| (&item["userId"], &item["chosenBy"])).collect();
    assert_eq!(by, [(&json!(api.host()), &json!("kept")), (&json!(crew.bob.id), &json!("reassigned"))]);
    let first = json!({"userId": api.host(), "priority": 2, "weight": 1, "bookings": 0, "lastBookedAt": null});
    assert_eq!((&items[0]["candidates"][0], &items[1]["candidates"]), (&first, &json!([])));
}

#[actix_web::test]
async fn a_collective_meeting_is_approved_moved_and_kept_by_all_its_hosts() {
    let crew = Crew::new().await;
    let (_, event_type, id) = crew.with_demo("collective").await;
    let api = &crew.api;
    let mut careful = crew.demo("collective");
    careful["requiresApproval"] = json!(true);
    assert_eq!(api.put(&event_type, &careful).await.is(200)["requiresApproval"], json!(true));
    let booked = crew.book(&wish(&id, SLOT)).await;
    assert_eq!(booked.is(201)["status"], json!("pending"));
    let path = format!("/bookings/{}", booked.body["id"].as_str().unwrap());
    api.book(SLOT).await.is_problem(409, "slot_taken");
    let confirmed = api.admin(Method::POST, format!("{path}/confirm")).send().await;
    assert_eq!(confirmed.is(200)["coHostUserIds"], json!([crew.bob.id]));
    let given = api.post(format!("{path}/reassign"), &json!({"hostUserId": crew.bob.id})).await;
    given.is_problem(409, "collective_meeting");
    let moved = api.post(format!("{path}/reschedule"), &json!({"startTime": "2026-03-17T13:00:00Z"})).await;
    assert_eq!(moved.is(201)["coHostUserIds"], json!([crew.bob.id]));
    api.book("2026-03-17T13:00:00Z").await.is_problem(409, "slot_taken");
    api.book(SLOT).await.is(201);
}

#[actix_web::test]
async fn the_hosts_side_names_the_host_of_an_individual_booking() {
    let crew = Crew::new().await;
    let (_, _, id) = crew.with_demo("individual").await;
    let mut invitation = wish(&id, SLOT);
    crew.api.post("/bookings", &invitation).await.names(&[("/hostUsername", "required")]);
    invitation["hostUsername"] = json!("mallory");
    crew.api.post("/bookings", &invitation).await.names(&[("/hostUsername", "unknown_reference")]);
    invitation["hostUsername"] = json!("bob");
    assert_eq!(crew.api.post("/bookings", &invitation).await.is(201)["hostUserId"], json!(crew.bob.id));
}
