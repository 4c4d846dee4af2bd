//! How everything is written: what two processes that share nothing but the database owe to its locks and keys, and what
//! the changelog keeps.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod support;

use std::sync::Arc;

use jiff::SignedDuration;
use scheduling_core::{BookingId, HostProfile, LimitPeriod, LimitScope, Limits, SettingOverrides};
use scheduling_engine::{
    Book, BookRefusal, CancelBooking, CancelByInvitee, Engine, EngineParts, Failure, FutureBookings, Issuers, NewHost,
    ReplaceHost, Rule, SystemIds, TokenKeys, Writing,
};
use scheduling_store::{PageRequest, Store, StoreOptions};
use scheduling_testkit::{
    World,
    world::{details, instant},
};

use crate::support::{keyed, logged, superuser, warm_up};

const MONDAY_10: &str = "2026-03-09T14:00:00Z";

/// Another process on the world's database, without leases: it has its own pool and its own queues.
async fn another_process(world: &World) -> Engine {
    Engine::new(EngineParts {
        store: Store::connect(StoreOptions::new(world.db.app_url())).await.unwrap(),
        lock: None,
        clock: world.clock.clone(),
        ids: Arc::new(SystemIds),
        tokens: TokenKeys::written("test", [7; 32]).parse().unwrap(),
        platform_keys: Vec::new(),
        issuers: Issuers::default(),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_free_slots_of_a_day_a_host_who_takes_one_booking_gives_one_away() {
    let world = World::with_lock(None).await;
    let settings =
        SettingOverrides { limits: Limits { daily: Some(1), ..Limits::default() }, ..SettingOverrides::default() };
    let profile = HostProfile { settings, ..world.host.profile.clone() };
    let limited = ReplaceHost { host: world.host.id, profile, future_bookings: FutureBookings::Refuse };
    world.engine.replace_host(&world.admin, Writing::once(limited)).await.unwrap();
    let short = world.event_type(&world.admin, &world.host, details("short", 15)).await;

    let public = world.public().await;
    let engines = [world.engine.clone(), another_process(&world).await];
    for day in [9, 10, 11, 12, 13, 16, 17, 18, 19, 20] {
        // Slots that touch and do not overlap, so that the exclusion constraint keeps none of them apart.
        let first = instant(&format!("2026-03-{day:02}T14:00:00Z"));
        let tries = (0..24).zip(engines.iter().cycle()).map(|(slot, engine)| {
            let (engine, public) = (engine.clone(), public.clone());
            let start = first + SignedDuration::from_mins(15 * slot);
            let command = Book { event_type: short.id, start, ..world.book(MONDAY_10) };
            tokio::spawn(async move { engine.book(&public, Writing::once(command)).await })
        });
        let mut winners = 0;
        for answer in tries.collect::<Vec<_>>() {
            match answer.await.unwrap() {
                Ok(_) => winners += 1,
                Err(Failure::Refused(BookRefusal::Slot(slot))) => {
                    let limit = Rule::LimitReached { period: LimitPeriod::Day, scope: LimitScope::Host, max: 1 };
                    assert_eq!(slot.rules().collect::<Vec<_>>(), [limit]);
                }
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(winners, 1, "{first}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_sent_to_two_processes_at_once_is_done_by_one() {
    let world = World::with_lock(None).await;
    let public = world.public().await;
    let engines = [world.engine.clone(), another_process(&world).await];
    warm_up(&world).await;
    for day in [9, 10, 11, 12, 13] {
        let start = format!("2026-03-{day:02}T14:00:00Z");
        let tries = (0..12).zip(engines.iter().cycle()).map(|(_, engine)| {
            let (engine, public) = (engine.clone(), public.clone());
            let writing = keyed(&start, 1, world.book(&start));
            tokio::spawn(async move { engine.book(&public, writing).await })
        });
        let mut answers = Vec::new();
        for answer in tries.collect::<Vec<_>>() {
            answers.push(answer.await.unwrap().unwrap());
        }
        assert_eq!(answers.iter().filter(|done| !done.replayed).count(), 1, "{start}");
        assert!(answers.iter().all(|done| done.outcome == answers[0].outcome), "{start}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_changelog_says_who_booked_and_cancelled_and_nothing_of_the_invitee() {
    let world = World::new().await;
    let public = world.public().await;
    let reason = Some("Grace has fallen ill".parse().unwrap());
    let book = |start| world.engine.book(&public, Writing::once(world.book(start)));
    let by_invitee = book(MONDAY_10).await.unwrap().outcome;
    let by_host = book("2026-03-09T15:00:00Z").await.unwrap().outcome;
    let token = world.engine.manage_token(&public, &by_invitee);
    let cancel = CancelByInvitee { booking: by_invitee.id, token, reason: reason.clone() };
    world.engine.cancel_by_invitee(&public, Writing::once(cancel)).await.unwrap();
    world.engine.cancel_booking(&world.admin, Writing::once(CancelBooking::only(by_host.id, reason))).await.unwrap();

    assert_eq!(logged(&world, "booking").await, ["created", "created", "cancelled", "cancelled"]);
    let changes = "SELECT entity_id, action, actor, details ->> 'by', details::text
        FROM scheduling_changelog WHERE entity_type = 'booking' ORDER BY entity_id, id";
    let rows = superuser(&world).await.query(changes, &[]).await.unwrap();
    let key = world.admin.who().to_string();
    let expected = [
        (by_invitee.id, "created", "invitee", None),
        (by_invitee.id, "cancelled", "invitee", Some("invitee")),
        (by_host.id, "created", "invitee", None),
        (by_host.id, "cancelled", key.as_str(), Some("host")),
    ];
    let found: Vec<_> = rows
        .iter()
        .map(|row| (BookingId::from_uuid(row.get(0)), row.get(1), row.get(2), row.get::<_, Option<&str>>(3)))
        .collect();
    assert_eq!(found, expected);
    assert!(rows.iter().all(|row| !row.get::<_, &str>(4).to_lowercase().contains("grace")));
}

/// What a table holds must not be changed: as when the disk is full in the middle of a transaction.
async fn refuse(world: &World, table: &str) {
    world.run_sql(&format!("ALTER TABLE {table} ADD CONSTRAINT refuse CHECK (false) NOT VALID")).await;
}

async fn accept(world: &World, table: &str) {
    world.run_sql(&format!("ALTER TABLE {table} DROP CONSTRAINT refuse")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_is_there_with_its_changelog_entry_and_its_key_or_not_at_all() {
    let world = World::new().await;
    let public = world.public().await;
    let book = || world.engine.book(&public, keyed("book", 1, world.book(MONDAY_10)));
    refuse(&world, "scheduling_changelog").await;
    let failed = book().await.unwrap_err();
    assert!(matches!(failed, Failure::Internal(_)), "{failed:?}");
    let left = "SELECT (SELECT count(*) FROM scheduling_bookings) + (SELECT count(*) FROM scheduling_occupancies)
        + (SELECT count(*) FROM scheduling_host_reservations) + (SELECT count(*) FROM scheduling_idempotency_keys)";
    let left: i64 = superuser(&world).await.query_one(left, &[]).await.unwrap().get(0);
    assert_eq!(left, 0);
    accept(&world, "scheduling_changelog").await;
    assert!(!book().await.unwrap().replayed);
    assert_eq!(logged(&world, "booking").await, ["created"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_is_made_with_a_schedule_or_not_at_all() {
    let world = World::new().await;
    let bob =
        HostProfile { username: "bob".parse().unwrap(), user_id: "bob".parse().unwrap(), ..world.host.profile.clone() };
    let create = || {
        let new = NewHost { profile: bob.clone(), weekly: None };
        world.engine.create_host(&world.admin, Writing::once(new))
    };
    refuse(&world, "scheduling_availability").await;
    let failed = create().await.unwrap_err();
    assert!(matches!(failed, Failure::Internal(_)), "{failed:?}");
    assert_eq!(world.engine.list_hosts(&world.admin, PageRequest::default()).await.unwrap().items.len(), 1);
    assert_eq!(logged(&world, "user").await, ["created"], "Ada alone");
    accept(&world, "scheduling_availability").await;
    let made = create().await.unwrap().outcome.host;
    world.engine.get_availability(&world.admin, made.id).await.unwrap();
}
