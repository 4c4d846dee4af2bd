//! Who gets in, and how far: API keys, platform keys, scopes, keys bound to a host, other tenants, and new tenants.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod support;

use std::{sync::Arc, time::Duration};

use jiff::SignedDuration;
use scheduling_core::{
    BlockId, DateOverrides, EventTypeDetails, Host, Minutes, ScheduleId, Tenant, TenantId, TenantSettings,
    WeeklySchedule,
};
use scheduling_engine::{
    ApiKeyRefusal, CheckState, Done, EventTypesQuery, Failure, FutureBookings, IssuedKey, NamedHours, NewApiKey,
    NewBlock, NewEventType, NewHost, NewSchedule, NewTenant, Principal, ReplaceEventType, ReplaceHost, ReplaceSchedule,
    RotateApiKey, Scope, SetAvailability, TenantRefusal, What, Writing,
};
use scheduling_lock::{LocalLock, RedisLink, RedisLock, WithFallback};
use scheduling_store::{PageRequest, PlatformScope, api_keys};
use scheduling_testkit::{
    World,
    redis::TestRedis,
    world::{PLATFORM_KEY, details},
};

use crate::support::{keyed, logged, superuser, warm_up};

fn new_key(scopes: &[Scope], host: Option<&Host>) -> NewApiKey {
    let host = host.map(|host| host.id);
    NewApiKey { name: "key".parse().unwrap(), scopes: scopes.to_vec(), host, expires_at: None }
}

async fn principal(world: &World, new: NewApiKey) -> Principal {
    let issued = world.engine.create_api_key(&world.admin, Writing::once(new)).await.unwrap().outcome;
    world.engine.authenticate(&issued.secret.unwrap()).await.unwrap()
}

async fn opens(world: &World, key: &str) -> bool {
    match world.engine.authenticate(key).await {
        Ok(_) => true,
        Err(Failure::Refused(_)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_key_opens_its_tenant_until_it_expires_or_is_revoked() {
    let world = World::new().await;
    assert_eq!(world.engine.authenticate(&world.api_key).await.unwrap().tenant().slug.as_str(), "acme");
    let mut mistyped = world.api_key.clone();
    mistyped.replace_range(10..11, if &mistyped[10..11] == "x" { "y" } else { "x" });
    assert!(!opens(&world, &mistyped).await);

    let expires_at = Some(world.engine.now() + SignedDuration::from_hours(1));
    let short = NewApiKey { expires_at, ..new_key(&[Scope::Read], None) };
    let issued = world.engine.create_api_key(&world.admin, Writing::once(short)).await.unwrap().outcome;
    let secret = issued.secret.unwrap();
    assert!(secret.starts_with(&issued.key.prefix));
    world.clock.advance(SignedDuration::from_secs(3599));
    assert!(opens(&world, &secret).await);
    world.clock.advance(SignedDuration::from_secs(1));
    assert!(!opens(&world, &secret).await, "the expiry is the first instant at which it is not valid");
    assert!(opens(&world, &world.api_key).await);

    let sql = superuser(&world).await;
    sql.execute("UPDATE scheduling_api_keys SET revoked_at = now() WHERE expires_at IS NULL", &[]).await.unwrap();
    assert!(!opens(&world, &world.api_key).await);
}

#[tokio::test]
async fn a_key_that_one_server_revokes_or_replaces_is_refused_by_the_next_request_to_another() {
    let world = World::new().await;
    let other = world.another_engine().await;
    let issue = async || {
        let new = new_key(&[Scope::Read], None);
        world.engine.create_api_key(&world.admin, Writing::once(new)).await.unwrap().outcome
    };
    let refused = async |secret: &str| matches!(other.authenticate(secret).await, Err(Failure::Refused(_)));
    let (revoked, replaced) = (issue().await, issue().await);
    let secrets = [revoked.secret.unwrap(), replaced.secret.unwrap()];
    for secret in &secrets {
        assert!(!refused(secret).await);
    }
    world.engine.revoke_api_key(&world.admin, Writing::once(revoked.key.id)).await.unwrap();
    assert!(refused(&secrets[0]).await);
    let rotate = RotateApiKey { key: replaced.key.id, overlap: Minutes(0), expires_at: None };
    let new = world.engine.rotate_api_key(&world.admin, Writing::once(rotate)).await.unwrap().outcome;
    assert!(refused(&secrets[1]).await && !refused(&new.secret.unwrap()).await);
    assert_eq!(
        logged(&world, "api_key").await,
        ["created", "created", "created", "deleted", "updated", "created"],
        "the world's own key comes first"
    );
}

#[tokio::test]
async fn the_last_use_of_a_key_is_remembered_to_the_minute() {
    let world = World::new().await;
    let scope = scheduling_store::TenantScope::of(world.admin.tenant().id);
    let options = scheduling_store::StoreOptions::new(world.db.app_url());
    let store = scheduling_store::Store::connect(options).await.unwrap();
    let page = PageRequest::default();
    let used_at = async || store.read(&scope, api_keys::list(page)).await.unwrap().items[0].last_used_at;
    let seen = async |expected| {
        let waiting = async {
            while used_at().await != Some(expected) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), waiting).await.unwrap();
    };
    let first = world.engine.now();
    // The world was made by this key.
    seen(first).await;
    world.clock.advance(SignedDuration::from_secs(59));
    assert!(opens(&world, &world.api_key).await);
    world.clock.advance(SignedDuration::from_secs(1));
    let second = world.engine.now();
    assert!(opens(&world, &world.api_key).await);
    seen(second).await;
}

#[tokio::test]
async fn a_platform_key_is_one_of_the_configured_ones() {
    let world = World::new().await;
    let platform = world.engine.check_platform_key(PLATFORM_KEY).unwrap();
    for wrong in ["", "pk_worl", "pk_world ", &world.api_key] {
        assert!(matches!(world.engine.check_platform_key(wrong), Err(Failure::Refused(_))), "{wrong:?}");
    }
    world.clock.advance(SignedDuration::from_secs(1));
    world.tenant("other").await;
    let page = world.engine.list_tenants(&platform, PageRequest::default()).await.unwrap();
    let slugs: Vec<&str> = page.items.iter().map(|tenant| tenant.slug.as_str()).collect();
    assert_eq!(slugs, ["acme", "other"]);
}

#[tokio::test]
async fn an_api_key_is_shown_once() {
    let world = World::new().await;
    let create = |new| world.engine.create_api_key(&world.admin, keyed("key", 1, new));
    let first = create(new_key(&[Scope::Read], None)).await.unwrap();
    assert!(!format!("{first:?}").contains(first.outcome.secret.as_ref().unwrap()));
    let again = create(new_key(&[Scope::Read], None)).await.unwrap();
    let without = IssuedKey { key: first.outcome.key, secret: None };
    assert_eq!(again, Done { outcome: without, replayed: true });

    let sql = superuser(&world).await;
    let secret = first.outcome.secret.unwrap();
    let stored = "SELECT count(*) FROM scheduling_idempotency_keys i, scheduling_changelog c
        WHERE i.outcome::text LIKE '%' || $1 || '%' OR c.details::text LIKE '%' || $1 || '%'";
    assert_eq!(sql.query_one(stored, &[&secret]).await.unwrap().get::<_, i64>(0), 0);

    let refused = async |new| match world.engine.create_api_key(&world.admin, Writing::once(new)).await {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    let (foreign, _) = world.tenant("other").await;
    let foreign = world.host(&foreign, "eve").await;
    assert_eq!(refused(new_key(&[], None)).await, ApiKeyRefusal::NoScopes);
    assert_eq!(refused(new_key(&[Scope::Read], Some(&foreign))).await, ApiKeyRefusal::UnknownHost);
    let expired = NewApiKey { expires_at: Some(world.engine.now()), ..new_key(&[Scope::Read], None) };
    assert_eq!(refused(expired).await, ApiKeyRefusal::Expired);

    let nobody = TenantId::from_uuid(uuid::Uuid::max());
    let platform = PlatformScope::authenticated();
    let writing = keyed("key", 1, new_key(&[Scope::Admin], None));
    let absent = world.engine.create_tenant_api_key(&platform, nobody, writing).await;
    assert!(matches!(absent, Err(Failure::NotFound(What::Tenant))), "{absent:?}");
}

/// What belongs to one host.
struct Things {
    host: Host,
    event_type: scheduling_core::EventTypeId,
    schedule: ScheduleId,
    block: BlockId,
}

impl Things {
    async fn of(world: &World, admin: &Principal, host: Host, event_type: scheduling_core::EventTypeId) -> Self {
        let engine = &world.engine;
        let schedule = engine.create_schedule(admin, Writing::once(schedule(&host, "spare"))).await.unwrap().outcome.id;
        let block = engine.create_block(admin, Writing::once(block(&host))).await.unwrap().outcome.block.id();
        Self { host, event_type, schedule, block }
    }
}

fn hours(name: &str) -> NamedHours {
    let weekly = WeeklySchedule::office_hours();
    NamedHours { name: name.parse().unwrap(), weekly, overrides: DateOverrides::default() }
}

fn schedule(host: &Host, name: &str) -> NewSchedule {
    NewSchedule { host: host.id, hours: hours(name) }
}

fn block(host: &Host) -> NewBlock {
    let day = jiff::civil::date(2026, 5, 1);
    NewBlock { host: host.id, first: day, last: day, hours: None, reason: None }
}

fn said<T, E: std::fmt::Debug>(answer: Result<T, Failure<E>>) -> String {
    match answer {
        Ok(_) => "ok".to_owned(),
        Err(Failure::Forbidden(scope)) => format!("needs {scope}"),
        Err(Failure::NotFound(what)) => format!("no {what}"),
        Err(other) => format!("{other:?}"),
    }
}

/// What everything that only reads says, with what is absent if the host is out of reach.
async fn reads(world: &World, who: &Principal, things: &Things) -> Vec<(String, &'static str)> {
    let (engine, host) = (&world.engine, things.host.id);
    let types = EventTypesQuery { host: Some(host), ..EventTypesQuery::default() };
    vec![
        (said(engine.get_host(who, host).await), "no user"),
        (said(engine.get_event_type(who, things.event_type).await), "no event type"),
        (said(engine.list_event_types(who, types).await), "no user"),
        (said(engine.get_availability(who, host).await), "no user"),
        (said(engine.list_schedules(who, host).await), "no user"),
        (said(engine.get_schedule(who, things.schedule).await), "no schedule"),
        (said(engine.list_blocks(who, host).await), "no user"),
    ]
}

/// The same of everything that writes.
async fn writes(world: &World, who: &Principal, things: &Things) -> Vec<(String, &'static str)> {
    let (engine, host) = (&world.engine, &things.host);
    let (id, schedule_id, block_id) = (things.event_type, things.schedule, things.block);
    let profile = scheduling_core::HostProfile { display_name: "Changed".parse().unwrap(), ..host.profile.clone() };
    let changed = ReplaceHost { host: host.id, profile, future_bookings: FutureBookings::Refuse };
    let zone = "Europe/Paris".parse().unwrap();
    let (weekly, overrides) = (WeeklySchedule::default(), DateOverrides::default());
    let set = SetAvailability { host: host.id, zone, weekly, overrides };
    let new_type = NewEventType { host: host.id, details: details("new", 15) };
    let changed_type = EventTypeDetails { is_active: false, ..details("changed", 45) };
    let changed_type = ReplaceEventType { event_type: id, host: None, details: changed_type };
    let changed_hours = ReplaceSchedule { schedule: schedule_id, host: None, hours: hours("changed") };
    vec![
        (said(engine.replace_host(who, Writing::once(changed)).await), "no user"),
        (said(engine.put_availability(who, Writing::once(set)).await), "no user"),
        (said(engine.create_event_type(who, Writing::once(new_type)).await), "no user"),
        (said(engine.replace_event_type(who, Writing::once(changed_type)).await), "no event type"),
        (said(engine.archive_event_type(who, Writing::once(id)).await), "no event type"),
        (said(engine.restore_event_type(who, Writing::once(id)).await), "no event type"),
        (said(engine.create_schedule(who, Writing::once(schedule(host, "new"))).await), "no user"),
        (said(engine.replace_schedule(who, Writing::once(changed_hours)).await), "no schedule"),
        (said(engine.delete_schedule(who, Writing::once(schedule_id)).await), "no schedule"),
        (said(engine.create_block(who, Writing::once(block(host))).await), "no user"),
        (said(engine.delete_block(who, Writing::once(block_id)).await), "no blocked date"),
    ]
}

/// What is written about no host in particular.
async fn tenant_wide(world: &World, who: &Principal, host: &Host) -> [String; 3] {
    let mut profile = host.profile.clone();
    (profile.username, profile.user_id) = ("new".parse().unwrap(), "new".parse().unwrap());
    let mut settings = TenantSettings::default();
    settings.defaults.booking_window_days = 30;
    let new = NewHost { profile, weekly: None };
    [
        said(world.engine.create_host(who, Writing::once(new)).await),
        said(world.engine.replace_settings(who, Writing::once(settings)).await),
        said(world.engine.create_api_key(who, Writing::once(new_key(&[Scope::Read], None))).await),
    ]
}

fn all_say(said: &[(String, &'static str)], expected: &str) {
    for (at, (said, _)) in said.iter().enumerate() {
        assert_eq!(said, expected, "number {at}");
    }
}

fn all_absent(said: &[(String, &'static str)]) {
    for (at, (said, absent)) in said.iter().enumerate() {
        assert_eq!(said, absent, "number {at}");
    }
}

async fn changes(world: &World) -> i64 {
    superuser(world).await.query_one("SELECT count(*) FROM scheduling_changelog", &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn a_key_does_what_its_scopes_allow_and_nothing_else() {
    let world = World::new().await;
    let things = Things::of(&world, &world.admin, world.host.clone(), world.event_type.id).await;
    let reader = principal(&world, new_key(&[Scope::Read], None)).await;
    let booker = principal(&world, new_key(&[Scope::BookingsWrite], None)).await;
    let writer = principal(&world, new_key(&[Scope::ConfigWrite], None)).await;
    let before = changes(&world).await;
    for who in [&reader, &booker] {
        all_say(&reads(&world, who, &things).await, "ok");
        all_say(&writes(&world, who, &things).await, "needs config:write");
        let wide = tenant_wide(&world, who, &world.host).await;
        assert_eq!(wide, ["needs config:write", "needs config:write", "needs admin"]);
        assert_eq!(said(world.engine.get_tenant(who).await), "ok");
        assert_eq!(said(world.engine.list_hosts(who, PageRequest::default()).await), "ok");
    }
    assert_eq!(changes(&world).await, before);

    all_say(&reads(&world, &writer, &things).await, "ok");
    all_say(&writes(&world, &writer, &things).await, "ok");
    assert_eq!(tenant_wide(&world, &writer, &world.host).await, ["ok", "ok", "needs admin"]);
}

#[tokio::test]
async fn a_key_bound_to_a_host_reaches_that_host_only() {
    let world = World::new().await;
    let bob = world.host(&world.admin, "bob").await;
    let of_bob = world.event_type(&world.admin, &bob, details("intro", 30)).await;
    let adas = Things::of(&world, &world.admin, world.host.clone(), world.event_type.id).await;
    let bobs = Things::of(&world, &world.admin, bob.clone(), of_bob.id).await;
    let bound = principal(&world, new_key(&[Scope::ConfigWrite], Some(&bob))).await;

    let before = changes(&world).await;
    all_absent(&reads(&world, &bound, &adas).await);
    all_absent(&writes(&world, &bound, &adas).await);
    assert_eq!(tenant_wide(&world, &bound, &bob).await, ["needs admin", "needs admin", "needs admin"]);
    assert_eq!(changes(&world).await, before);

    let hosts = world.engine.list_hosts(&bound, PageRequest::default()).await.unwrap();
    assert_eq!((hosts.items, hosts.next), (vec![bob.clone()], None));
    let types = world.engine.list_event_types(&bound, EventTypesQuery::default()).await.unwrap();
    assert_eq!(types.items, [of_bob]);
    all_say(&reads(&world, &bound, &bobs).await, "ok");
    all_say(&writes(&world, &bound, &bobs).await, "ok");

    let admin = principal(&world, new_key(&[Scope::Admin], Some(&bob))).await;
    all_say(&reads(&world, &admin, &adas).await, "ok");
    assert_eq!(world.engine.list_hosts(&admin, PageRequest::default()).await.unwrap().items.len(), 2);
}

#[tokio::test]
async fn the_things_of_another_tenant_are_not_there() {
    let world = World::new().await;
    let things = Things::of(&world, &world.admin, world.host.clone(), world.event_type.id).await;
    let (other, _) = world.tenant("other").await;
    let before = changes(&world).await;
    all_absent(&reads(&world, &other, &things).await);
    all_absent(&writes(&world, &other, &things).await);
    assert_eq!(world.engine.list_hosts(&other, PageRequest::default()).await.unwrap().items, []);
    assert_eq!(changes(&world).await, before);

    let theirs = world.host(&other, "ada").await;
    let mut details = details("intro", 30);
    details.schedule = Some(things.schedule);
    let foreign = NewEventType { host: theirs.id, details };
    let refused = world.engine.create_event_type(&other, Writing::once(foreign)).await;
    let unknown = scheduling_engine::EventTypeRefusal::UnknownSchedule;
    assert!(matches!(refused, Err(Failure::Refused(ref why)) if *why == unknown), "{refused:?}");
}

async fn create_tenant(world: &World, fingerprint: u8, slug: &str) -> Result<Done<Tenant>, Failure<TenantRefusal>> {
    let new = NewTenant { slug: slug.parse().unwrap(), name: slug.parse().unwrap() };
    world.engine.create_tenant(&PlatformScope::authenticated(), keyed("tenant", fingerprint, new)).await
}

#[tokio::test]
async fn a_tenant_is_made_once_for_each_key() {
    let world = World::new().await;
    let first = create_tenant(&world, 1, "fresh").await.unwrap();
    let again = create_tenant(&world, 1, "fresh").await.unwrap();
    assert_eq!((first.replayed, again.replayed), (false, true));
    assert_eq!(again.outcome, first.outcome);
    assert_eq!(first.outcome.settings, TenantSettings::default());
    for (fingerprint, slug) in [(2, "fresh"), (2, "second"), (1, "second")] {
        let other = create_tenant(&world, fingerprint, slug).await;
        assert!(matches!(other, Err(Failure::KeyReused)), "{other:?}");
    }
    let taken = NewTenant { slug: "fresh".parse().unwrap(), name: "Fresh".parse().unwrap() };
    for writing in [Writing::once(taken.clone()), keyed("another", 1, taken)] {
        let refused = world.engine.create_tenant(&PlatformScope::authenticated(), writing).await;
        assert!(matches!(refused, Err(Failure::Refused(TenantRefusal::SlugTaken))), "{refused:?}");
    }
    assert_eq!(logged(&world, "tenant").await.len(), 2, "acme and fresh");
}

#[tokio::test]
async fn a_tenant_asked_for_many_times_at_once_is_made_once() {
    let world = Arc::new(World::new().await);
    warm_up(&world).await;
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let world = Arc::clone(&world);
        asking.spawn(async move { create_tenant(&world, 1, "fresh").await.unwrap() });
    }
    let answers = asking.join_all().await;
    assert_eq!(answers.iter().filter(|done| !done.replayed).count(), 1);
    assert!(answers.iter().all(|done| done.outcome == answers[0].outcome));
    assert_eq!(logged(&world, "tenant").await.len(), 2, "acme and fresh");
}

#[tokio::test]
async fn a_tenant_that_a_killed_server_left_unfinished_is_finished_by_the_repetition() {
    let world = World::new().await;
    let first = create_tenant(&world, 1, "fresh").await.unwrap().outcome;
    // What a server leaves that is killed after the tenant and before what is written inside of it.
    let sql = superuser(&world).await;
    for table in ["scheduling_idempotency_keys", "scheduling_changelog"] {
        sql.execute(&format!("DELETE FROM {table} WHERE tenant_id = $1"), &[&first.id.as_uuid()]).await.unwrap();
    }
    let again = create_tenant(&world, 1, "fresh").await.unwrap();
    assert_eq!((again.outcome, again.replayed), (first, false));
    assert!(create_tenant(&world, 1, "fresh").await.unwrap().replayed);
    assert_eq!(logged(&world, "tenant").await.len(), 2, "acme and fresh");

    world.clock.advance(SignedDuration::from_hours(24));
    let late = create_tenant(&world, 1, "fresh").await;
    assert!(matches!(late, Err(Failure::Refused(TenantRefusal::SlugTaken))), "the key is forgotten: {late:?}");
}

#[tokio::test]
async fn health_tells_what_is_missing_and_whether_it_matters() {
    let world = World::new().await;
    let health = world.engine.health().await;
    assert!(health.is_ready() && health.time_zones.is_some(), "{health:?}");
    assert!(health.checks.iter().all(|check| check.state == CheckState::Passing), "{health:?}");

    // Nothing listens on port 1.
    let lock = RedisLock::new(RedisLink::from_url("redis://127.0.0.1:1").unwrap());
    let world = World::with_lock(Some(Arc::new(lock))).await;
    let health = world.engine.health().await;
    assert!(health.is_ready(), "bookings are as right without leases");
    let states: Vec<_> = health.checks.iter().map(|check| (check.name, check.state)).collect();
    assert_eq!(states, [("database", CheckState::Passing), ("leases", CheckState::Degraded)]);

    let sql = superuser(&world).await;
    let name = world.db.name();
    // The roles may come back only after the test.
    sql.batch_execute(&format!("REVOKE CONNECT ON DATABASE {name} FROM PUBLIC, scheduling_app")).await.unwrap();
    let others =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()";
    sql.execute(others, &[&name]).await.unwrap();
    let health = world.engine.health().await;
    assert!(!health.is_ready(), "{health:?}");
    assert_eq!(health.checks[0].state, CheckState::Failing);
}

#[tokio::test]
async fn health_tells_that_redis_is_away_while_its_fallback_lets_bookings_go_on() {
    let mut redis = TestRedis::start();
    // Longer than a busy machine needs: here Redis is there, or refuses.
    let link = RedisLink::from_url(&redis.url()).unwrap().with_call_timeout(Duration::from_secs(30));
    let lock = WithFallback::new(RedisLock::new(link), LocalLock::new());
    let world = World::with_lock(Some(Arc::new(lock))).await;
    let public = world.public().await;
    let leases = async || world.engine.health().await.checks.into_iter().find(|check| check.name == "leases").unwrap();
    assert_eq!(leases().await.state, CheckState::Passing);

    redis.stop();
    for start in ["2026-03-09T14:00:00Z", "2026-03-09T15:00:00Z", "2026-03-09T16:00:00Z"] {
        world.engine.book(&public, Writing::once(world.book(start))).await.unwrap();
        let away = leases().await;
        assert_eq!((away.state, away.detail.as_deref()), (CheckState::Degraded, Some("no connection to Redis")));
    }
    assert!(world.engine.health().await.is_ready(), "bookings go on");

    redis.restart();
    assert_eq!(leases().await.state, CheckState::Passing);
}
