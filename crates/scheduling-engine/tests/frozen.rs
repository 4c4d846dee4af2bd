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

/// The world's use cases, over a relay.
async fn relayed(world: &World, proxy: &Proxy) -> Engine {
    Engine::new(EngineParts {
        store: Store::connect(StoreOptions::new(proxy.url())).await.unwrap(),
        lock: Some(Arc::new(LocalLock::new())),
        clock: world.clock.clone(),
        ids: Arc::new(SystemIds),
        tokens: TokenKeys::written("test", [7; 32]).parse().unwrap(),
        platform_keys: Vec::new(),
        issuers: Issuers::default(),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_whose_commit_got_no_answer_is_found_by_its_key() {
    let world = World::new().await;
    let public = world.public().await;
    let proxy = Proxy::start(&world.db.app_url());
    let engine = relayed(&world, &proxy).await;
    let key = IdempotencyKey { principal: "anonymous".into(), key: "0123456789abcdef".into(), fingerprint: [1; 32] };
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
