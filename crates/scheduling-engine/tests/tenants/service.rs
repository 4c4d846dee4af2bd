//! Whether a tenant is served: suspended and resumed, with scheduling and without.

use scheduling_core::{
    EventTypeId, Quotas, SchedulingKind, Slug, TeamTypeHost, TenantStatus, Username, Weight, slots::SlotQuery,
};
use scheduling_engine::{
    Book, CancelByInvitee, CreateHold, Engine, Failure, Features, Invite, ListSlots, ListTeamSlots, NewEventType,
    NewTeamEventType, NewTime, NextTeamSlots, PublicTenant, RescheduleByInvitee, Role, TeamTypeSettings, What, Writing,
};
use scheduling_store::PlatformScope;
use scheduling_testkit::{
    World,
    issuer::{claims, token},
    world::{details, instant},
};

use crate::support::{keyed, logged};

const SLOT: &str = "2026-03-16T13:00:00Z";
const PLATFORM: PlatformScope = PlatformScope::authenticated();

async fn set_status(engine: &Engine, world: &World, status: TenantStatus) {
    let change = Writing::once((world.admin.tenant().id, status));
    assert_eq!(engine.set_tenant_status(&PLATFORM, change).await.unwrap().outcome.status, status);
}

async fn set_scheduling(engine: &Engine, world: &World, scheduling: bool) {
    let change = Writing::once((world.admin.tenant().id, Features { scheduling }));
    let changed = engine.set_tenant_features(&PLATFORM, change).await.unwrap();
    assert_eq!(changed.outcome.scheduling_enabled, scheduling);
}

/// An event type of a team.
async fn team_type(world: &World) -> EventTypeId {
    let team = world.team("sales", &[&world.host]).await;
    world.team_type(&team, SchedulingKind::RoundRobin, &[&world.host]).await.event_type.id
}

/// What the public asks of a tenant that was found when it was open, also of its team, and what it is told.
async fn refusals(world: &World, tenant: &PublicTenant, event_type: EventTypeId) -> Vec<What> {
    fn what<T, E: std::fmt::Debug>(answer: Result<T, Failure<E>>) -> What {
        match answer.map(|_| ()).unwrap_err() {
            Failure::NotFound(what) => what,
            other => panic!("{other:?}"),
        }
    }
    let (engine, ada, intro) = (&world.engine, "ada".parse::<Username>().unwrap(), "intro".parse().unwrap());
    let date = "2026-03-16".parse().unwrap();
    let query = SlotQuery::dates("UTC".parse().unwrap(), date, date).unwrap();
    let (sales, kind): (Slug, Slug) = ("sales".parse().unwrap(), "round-robin".parse().unwrap());
    let of_team = ListTeamSlots { team: sales.clone(), slug: kind.clone(), query: query.clone() };
    let hold = scheduling_core::HoldId::from_uuid(uuid::Uuid::from_u128(1));
    let list = ListSlots { username: ada.clone(), slug: "intro".parse().unwrap(), query };
    let booking = scheduling_core::BookingId::from_uuid(uuid::Uuid::from_u128(1));
    let token = scheduling_engine::ManageToken::presented("k1.x");
    let to = NewTime { start: instant(SLOT), zone: None, reason: None };
    vec![
        what(engine.public_profile(tenant, &ada).await),
        what(engine.public_event_type(tenant, &ada, &intro).await),
        what(engine.list_slots(tenant, list).await),
        what(engine.book(tenant, keyed("book", 1, world.book(SLOT))).await),
        what(engine.hold(tenant, Writing::once(world.hold(SLOT))).await),
        what(engine.booking_by_token(tenant, booking, &token).await),
        what(
            engine
                .cancel_by_invitee(
                    tenant,
                    Writing::once(CancelByInvitee { booking, token: token.clone(), reason: None }),
                )
                .await,
        ),
        what(
            engine
                .reschedule_by_invitee(tenant, Writing::once(RescheduleByInvitee { booking, token, to, hold: None }))
                .await,
        ),
        what(engine.release_hold(tenant, Writing::once((hold, engine.hold_token(tenant, hold)))).await),
        what(engine.public_team(tenant, &sales).await),
        what(engine.public_team_type(tenant, &sales, &kind).await),
        what(engine.list_team_slots(tenant, of_team).await),
        what(engine.next_team_slots(tenant, NextTeamSlots { team: sales, slug: kind, host: None, count: 1 }).await),
        what(engine.book(tenant, Writing::once(Book { event_type, ..world.book(SLOT) })).await),
        what(engine.hold(tenant, Writing::once(CreateHold { event_type, ..world.hold(SLOT) })).await),
    ]
}

#[tokio::test]
async fn a_suspended_tenant_gets_in_nowhere_from_the_next_request_on() {
    let world = World::new().await;
    let tenant = world.public().await;
    let of_team = team_type(&world).await;
    world.engine.book(&tenant, keyed("book", 1, world.book(SLOT))).await.unwrap();
    world.account("grace", Role::Admin, None).await;
    let session = world.sign_in("grace").await;
    let invite = Invite { email: "eve@example.org".parse().unwrap(), role: Role::Member, host: None };
    let link = world.engine.invite(&world.admin, Writing::once(invite)).await.unwrap().outcome.token.unwrap();
    let by_platform = token(&claims("ada", "admin"));
    // By another server: this one has found the tenant less than a second ago.
    let elsewhere = world.another_engine().await;
    set_status(&elsewhere, &world, TenantStatus::Suspended).await;
    assert!(matches!(world.engine.authenticate(&world.api_key).await, Err(Failure::Suspended)));
    assert!(matches!(world.engine.authenticate(&by_platform).await, Err(Failure::Suspended)));
    assert!(matches!(world.engine.authenticate_session(&session).await, Err(Failure::Suspended)));
    assert!(matches!(world.accept(&link, "eve").await, Err(Failure::Suspended)));
    let refused = refusals(&world, &tenant, of_team).await;
    assert!(refused.iter().all(|what| matches!(what, What::Tenant | What::EventType)), "{refused:?}");
    assert!(matches!(
        world.another_engine().await.public_tenant(&"acme".parse().unwrap()).await,
        Err(Failure::NotFound(What::Tenant))
    ));

    set_status(&elsewhere, &world, TenantStatus::Active).await;
    assert!(world.engine.authenticate(&world.api_key).await.is_ok());
    assert!(world.engine.authenticate(&by_platform).await.is_ok());
    assert!(world.engine.authenticate_session(&session).await.is_ok());
    assert!(world.accept(&link, "eve").await.is_ok(), "the link was not used up");
    let again = world.engine.book(&tenant, keyed("book", 1, world.book(SLOT))).await.unwrap();
    assert!(again.replayed, "nothing was lost");
}

#[tokio::test]
async fn without_scheduling_the_public_finds_nothing_and_the_admin_is_told_why() {
    let world = World::new().await;
    let tenant = world.public().await;
    let of_team = team_type(&world).await;
    set_scheduling(&world.another_engine().await, &world, false).await;
    assert!(matches!(world.engine.authenticate(&world.api_key).await, Err(Failure::SchedulingOff)));
    assert_eq!(refusals(&world, &tenant, of_team).await.len(), 15);
    set_scheduling(&world.engine, &world, true).await;
    assert!(world.engine.authenticate(&world.api_key).await.is_ok());
}

#[tokio::test]
async fn a_change_of_the_service_is_logged_once_and_done_once_for_a_key() {
    let world = World::new().await;
    let id = world.admin.tenant().id;
    let suspend = || keyed("suspend", 1, (id, TenantStatus::Suspended));
    let first = world.engine.set_tenant_status(&PLATFORM, suspend()).await.unwrap();
    assert!(!first.replayed);
    set_status(&world.engine, &world, TenantStatus::Active).await;
    let second = world.engine.set_tenant_status(&PLATFORM, suspend()).await.unwrap();
    assert_eq!((second.replayed, second.outcome.status), (true, TenantStatus::Suspended));
    set_status(&world.engine, &world, TenantStatus::Active).await;
    assert_eq!(logged(&world, "tenant").await, ["created", "updated", "updated"]);
    let nobody = scheduling_core::TenantId::from_uuid(uuid::Uuid::from_u128(404));
    let unknown = world.engine.set_tenant_status(&PLATFORM, keyed("nobody", 1, (nobody, TenantStatus::Active))).await;
    assert!(matches!(unknown, Err(Failure::NotFound(What::Tenant))));
    assert!(matches!(world.engine.tenant(&PLATFORM, nobody).await, Err(Failure::NotFound(What::Tenant))));
}

#[tokio::test]
async fn a_suspended_key_and_a_wrong_one_are_told_apart_only_by_who_has_the_right_one() {
    let world = World::new().await;
    set_status(&world.engine, &world, TenantStatus::Suspended).await;
    let mut mistyped = world.api_key.clone();
    mistyped.replace_range(10..11, if &mistyped[10..11] == "x" { "y" } else { "x" });
    assert!(matches!(world.engine.authenticate(&mistyped).await, Err(Failure::Refused(_))));
}

#[tokio::test]
async fn event_types_of_teams_count_like_those_of_users() {
    let world = World::new().await;
    team_type(&world).await;
    let team = world.team("support", &[&world.host]).await;
    let quotas = Quotas { event_types: Some(2), ..Quotas::default() };
    world.engine.set_tenant_quotas(&PLATFORM, Writing::once((world.admin.tenant().id, quotas))).await.unwrap();
    let hosts = vec![TeamTypeHost { host: world.host.id, weight: Weight::ONE, priority: 0 }];
    let settings = TeamTypeSettings { details: details("demo", 30), kind: None, zone: None, hosts };
    let new = NewTeamEventType { team: team.id, settings };
    let refused = world.engine.create_team_event_type(&world.admin, Writing::once(new)).await;
    assert!(matches!(refused, Err(Failure::QuotaReached { most: 2, .. })), "{refused:?}");
}

#[tokio::test]
async fn of_many_at_once_as_many_are_made_as_the_quota_leaves_room_for() {
    let world = World::new().await;
    let quotas = Quotas { event_types: Some(4), ..Quotas::default() };
    world.engine.set_tenant_quotas(&PLATFORM, Writing::once((world.admin.tenant().id, quotas))).await.unwrap();
    let mut hosts = Vec::new();
    for name in ["b", "c", "d", "e", "f", "g", "h", "i"] {
        hosts.push(world.host(&world.admin, name).await);
    }
    let mut making = tokio::task::JoinSet::new();
    for host in hosts {
        let (engine, admin) = (world.engine.clone(), world.admin.clone());
        let new = NewEventType { host: host.id, details: details("intro", 30) };
        making.spawn(async move { engine.create_event_type(&admin, Writing::once(new)).await });
    }
    let answers = making.join_all().await;
    // One was there.
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 3);
    let refused = |answer: &Result<_, _>| matches!(answer, Err(Failure::QuotaReached { most: 4, .. }));
    assert_eq!(answers.iter().filter(|answer| refused(answer)).count(), 5, "{answers:?}");
}
