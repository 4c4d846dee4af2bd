//! Transactions: locks in one order, budgets, and that nobody inherits what somebody else left open.

use std::time::{Duration, Instant};

use scheduling_core::{HostId, TenantSettings, slots::FactsRange};
use scheduling_store::{
    PlatformScope, Store, StoreError, StoreOptions,
    facts::{self, Target},
};

use crate::{
    proxy::Proxy,
    sample,
    support::{Bed, id, scope, waits_for_a_lock},
};

const A: u128 = 0xa00;
const BUDGET: Duration = Duration::from_secs(10);

fn host(number: u128) -> HostId {
    HostId::from_uuid(id(number))
}

#[tokio::test]
async fn hosts_are_locked_in_one_order_whatever_the_order_they_are_named_in() {
    let bed = Bed::with_connections(8).await;
    let hosts: Vec<HostId> = (1..=6).map(host).collect();
    let mut tasks = Vec::new();
    for round in 0..40_usize {
        let (store, mut hosts) = (bed.store.clone(), hosts.clone());
        hosts.rotate_left(round % 6);
        if round % 2 == 1 {
            hosts.reverse();
        }
        tasks.push(tokio::spawn(async move {
            let tx = store.begin(&scope(A), BUDGET).await?;
            tx.lock_hosts(&hosts).await?;
            tx.commit().await
        }));
    }
    for task in tasks {
        task.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_locked_host_is_waited_for_until_the_budget_passes() {
    let bed = Bed::new().await;
    let first = bed.store.begin(&scope(A), BUDGET).await.unwrap();
    first.lock_hosts(&[host(1)]).await.unwrap();

    let second = bed.store.begin(&scope(A), Duration::from_millis(150)).await.unwrap();
    let began = Instant::now();
    let busy = second.lock_hosts(&[host(2), host(1)]).await.unwrap_err();
    assert!(matches!(busy, StoreError::Busy(_)), "{busy:?}");
    assert!(began.elapsed() >= Duration::from_millis(100));
    assert!(matches!(second.commit().await, Err(StoreError::Aborted)));

    // The same host of another tenant is another host.
    let elsewhere = bed.store.begin(&scope(A + 1), BUDGET).await.unwrap();
    elsewhere.lock_hosts(&[host(1)]).await.unwrap();

    let third = bed.store.begin(&scope(A), BUDGET).await.unwrap();
    let waiting = tokio::spawn(async move { third.lock_hosts(&[host(1)]).await });
    first.commit().await.unwrap();
    waiting.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_client_is_locked_within_its_tenant_and_apart_from_hosts() {
    let bed = Bed::new().await;
    let superuser = bed.superuser().await;
    let (client, other) = ([7; 32], [8; 32]);
    let first = bed.store.begin(&scope(A), BUDGET).await.unwrap();
    first.lock_client(&client).await.unwrap();
    // 1 is the space of one number, in which hosts are locked.
    let held = "SELECT objsubid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE l.locktype = 'advisory' AND d.datname = current_database()";
    assert_eq!(superuser.query_one(held, &[]).await.unwrap().get::<_, i16>(0), 2);

    let second = bed.store.begin(&scope(A), Duration::from_millis(150)).await.unwrap();
    second.lock_hosts(&[host(1)]).await.unwrap();
    second.lock_client(&other).await.unwrap();
    let busy = second.lock_client(&client).await.unwrap_err();
    assert!(matches!(busy, StoreError::Busy(_)), "{busy:?}");
    drop(second);
    let elsewhere = bed.store.begin(&scope(A + 1), BUDGET).await.unwrap();
    elsewhere.lock_client(&client).await.unwrap();
    drop(elsewhere);

    let third = bed.store.begin(&scope(A), BUDGET).await.unwrap();
    let waiting = tokio::spawn(async move { third.lock_client(&client).await });
    first.commit().await.unwrap();
    waiting.await.unwrap().unwrap();
}

#[tokio::test]
async fn waiting_for_a_connection_is_part_of_the_budget() {
    let bed = Bed::with_connections(1).await;
    let holding = bed.store.begin(&scope(A), BUDGET).await.unwrap();
    let refused = bed.store.begin(&scope(A), Duration::from_millis(50)).await.unwrap_err();
    assert!(matches!(refused, StoreError::Busy(_)), "{refused:?}");
    drop(holding);
    bed.store.begin(&scope(A), BUDGET).await.unwrap().commit().await.unwrap();
}

#[tokio::test]
async fn the_advisory_lock_can_be_shadowed_through_the_search_path() {
    // The negative control of the races relies on this.
    let bed = Bed::new().await;
    let superuser = bed.superuser().await;
    let name = bed.db.name();
    superuser
        .batch_execute(&format!(
            "CREATE SCHEMA shadow; GRANT USAGE ON SCHEMA shadow TO scheduling_app;
             CREATE FUNCTION shadow.pg_advisory_xact_lock(bigint) RETURNS void LANGUAGE sql AS '';
             ALTER ROLE scheduling_app IN DATABASE {name} SET search_path = shadow, pg_catalog, public"
        ))
        .await
        .unwrap();
    let shadowed = Store::connect(StoreOptions::new(bed.db.app_url())).await.unwrap();
    let first = shadowed.begin(&scope(A), BUDGET).await.unwrap();
    first.lock_hosts(&[host(1)]).await.unwrap();
    let second = shadowed.begin(&scope(A), Duration::from_millis(500)).await.unwrap();
    second.lock_hosts(&[host(1)]).await.unwrap();
}

#[tokio::test]
async fn a_lost_connection_in_commit_is_an_unknown_outcome() {
    let bed = Bed::new().await;
    let superuser = bed.superuser().await;
    let tx = bed.store.begin(&scope(A), BUDGET).await.unwrap();
    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND usename = 'scheduling_app' AND state = 'idle in transaction'";
    assert_eq!(superuser.query(kill, &[]).await.unwrap().len(), 1);
    let lost = tx.commit().await.unwrap_err();
    assert!(matches!(lost, StoreError::UnknownOutcome(_)), "{lost:?}");
    bed.store.ping().await.unwrap();
}

#[tokio::test]
async fn a_connection_that_is_lost_with_a_write_of_the_platform_has_an_unknown_outcome() {
    let bed = Bed::new().await;
    let superuser = bed.superuser().await;
    let holding = bed.superuser().await;
    let same = "BEGIN; INSERT INTO tenants (id, slug, name, created_at, updated_at)
        VALUES (gen_random_uuid(), 'lost', 'Same', now(), now())";
    holding.batch_execute(same).await.unwrap();
    let store = bed.store.clone();
    let inserting = tokio::spawn(async move {
        store.insert_tenant(&PlatformScope::authenticated(), &sample::tenant(0xb00, "lost")).await
    });
    let waiting = waits_for_a_lock(&superuser).await;
    superuser.execute("SELECT pg_terminate_backend($1)", &[&waiting]).await.unwrap();
    let lost = inserting.await.unwrap().unwrap_err();
    assert!(matches!(lost, StoreError::UnknownOutcome(_)), "{lost:?}");
    bed.store.ping().await.unwrap();
}

#[tokio::test]
async fn nobody_inherits_a_transaction_that_was_abandoned() {
    let (bed, scope) = sample::furnished().await;
    let mut options = StoreOptions::new(bed.db.app_url());
    options.max_connections = 1;
    let store = Store::connect(options).await.unwrap();
    let other_side = bed.superuser().await;
    for round in 0..100 {
        // A handler that is dropped at some point of its work.
        let abandoned = async {
            let tx = store.begin(&scope, BUDGET).await?;
            tx.lock_hosts(&[host(1)]).await?;
            tx.insert_host(&sample::host(3)).await?;
            std::future::pending::<()>().await;
            tx.commit().await
        };
        drop(tokio::time::timeout(Duration::from_micros(round * 40), abandoned).await);
        // The only connection serves on. What it acknowledges is there for everybody, and nothing else is.
        let settings = TenantSettings { retention_days: u32::try_from(round).ok(), ..TenantSettings::default() };
        let tx = store.begin(&scope, BUDGET).await.unwrap();
        tx.lock_hosts(&[host(1)]).await.unwrap();
        tx.update_tenant_settings(&settings, sample::now()).await.unwrap();
        tx.commit().await.unwrap();
        let seen = "SELECT (retention ->> 'days')::bigint, (SELECT count(*) FROM scheduling_users) FROM tenants";
        let seen = other_side.query_one(seen, &[]).await.unwrap();
        assert_eq!((seen.get::<_, i64>(0), seen.get::<_, i64>(1)), (i64::try_from(round).unwrap(), 2));
    }
}

#[tokio::test]
async fn a_transaction_that_is_dropped_gives_its_locks_back() {
    let bed = Bed::with_connections(2).await;
    let first = bed.store.begin(&scope(A), BUDGET).await.unwrap();
    first.lock_hosts(&[host(1)]).await.unwrap();
    drop(first);
    let second = bed.store.begin(&scope(A), BUDGET).await.unwrap();
    second.lock_hosts(&[host(1)]).await.unwrap();
}

#[tokio::test]
async fn a_read_takes_one_round_trip_whatever_its_number_of_statements() {
    let (bed, scope) = sample::furnished().await;
    let proxy = Proxy::start(&bed.db.app_url());
    let mut options = StoreOptions::new(proxy.url());
    options.max_connections = 1;
    let store = Store::connect(options).await.unwrap();
    let offer = || {
        let start = "2026-03-16T13:00:00Z".parse().unwrap();
        facts::find(&Target::EventType(sample::event_type_id(1)), &FactsRange::of_start(start))
    };
    // The first time prepares the statements.
    store.read(&scope, offer()).await.unwrap();
    let before = proxy.requests();
    assert!(store.read(&scope, offer()).await.unwrap().is_some());
    assert_eq!(proxy.requests() - before, 1);
    // In a writing transaction the facts take one as well.
    let tx = store.begin(&scope, BUDGET).await.unwrap();
    let before = proxy.requests();
    assert!(tx.read(offer()).await.unwrap().is_some());
    assert_eq!(proxy.requests() - before, 1);
}
