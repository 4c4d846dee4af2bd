//! Use cases while the database neither answers nor hangs up.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking; its helpers too")]

#[path = "../../scheduling-store/tests/it/proxy.rs"]
#[expect(dead_code, reason = "the store's tests use more of it")]
mod proxy;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use scheduling_engine::{Engine, EngineParts, Failure, IdempotencyKey, Issuers, SystemIds, TokenKeys, Writing};
use scheduling_lock::LocalLock;
use scheduling_store::{Store, StoreError, StoreOptions};
use scheduling_testkit::World;

use crate::proxy::Proxy;

const MONDAY_10: &str = "2026-03-09T14:00:00Z";

/// The world's use cases, over a store of their own.
fn over(world: &World, store: Store) -> Engine {
    Engine::new(EngineParts {
        store,
        lock: Some(Arc::new(LocalLock::new())),
        clock: world.clock.clone(),
        ids: Arc::new(SystemIds),
        tokens: TokenKeys::written("test", [7; 32]).parse().unwrap(),
        platform_keys: Vec::new(),
        issuers: Issuers::default(),
    })
}

/// No answer within the time for a write, and no connection of the pool left to somebody else's answer.
async fn gives_up<T: std::fmt::Debug, E: std::fmt::Debug>(
    engine: &Engine,
    store: &Store,
    asked: impl Future<Output = Result<T, Failure<E>>>,
) {
    let began = Instant::now();
    let failed = asked.await.unwrap_err();
    assert!(began.elapsed() < Duration::from_secs(3), "answered after {:?}", began.elapsed());
    assert!(matches!(failed, Failure::Unavailable(StoreError::Unavailable(_))), "{failed:?}");
    assert_eq!(store.pool_status().size, 0, "a connection without an answer was kept");
    assert!(!engine.health().await.is_ready());
    assert_eq!(store.pool_status().size, 0, "a connection without an answer was kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_before_a_write_has_no_more_time_than_the_write() {
    let world = World::new().await;
    let proxy = Proxy::start(&world.db.app_url());
    let mut options = StoreOptions::new(proxy.url());
    options.max_connections = 1;
    let store = Store::connect(options).await.unwrap();
    let engine = over(&world, store.clone());
    let public = world.public().await;

    proxy.freeze();
    gives_up(&engine, &store, engine.public_tenant(&"acme".parse().unwrap())).await;
    gives_up(&engine, &store, engine.authenticate(&world.api_key)).await;
    gives_up(&engine, &store, engine.book(&public, Writing::once(world.book(MONDAY_10)))).await;
    proxy.thaw();
    assert!(engine.health().await.is_ready());
    engine.book(&public, Writing::once(world.book(MONDAY_10))).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_whose_commit_got_no_answer_is_found_by_its_key() {
    let world = World::new().await;
    let public = world.public().await;
    let proxy = Proxy::start(&world.db.app_url());
    let engine = over(&world, Store::connect(StoreOptions::new(proxy.url())).await.unwrap());
    let key = IdempotencyKey::new("anonymous", "0123456789abcdef", [1; 32]).unwrap();
    let writing = || Writing { command: world.book(MONDAY_10), idempotency: Some(key.clone()) };

    proxy.freeze_after_commit();
    let began = Instant::now();
    let lost = engine.book(&public, writing()).await.unwrap_err();
    assert!(began.elapsed() < Duration::from_secs(4), "answered after {:?}", began.elapsed());
    // Not "busy", which would say that nothing was done.
    assert!(matches!(lost, Failure::Unavailable(StoreError::UnknownOutcome(_))), "{lost:?}");

    proxy.thaw();
    assert!(engine.book(&public, writing()).await.unwrap().replayed);
}
