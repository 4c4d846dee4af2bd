//! What every lock promises.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use scheduling_lock::{Acquire, LeaseKey, Release};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::{Backend, LONG, contract, host, take, try_take};

contract!(
    a_lease_is_exclusive_across_handles_until_it_is_released,
    hosts_and_tenants_are_independent,
    eight_clients_never_hold_one_lease_together,
    of_eight_that_do_not_wait_exactly_one_is_granted,
    a_lease_that_is_not_released_ends_with_its_ttl,
    a_stale_release_leaves_the_next_holder_alone,
    a_waiter_gets_the_lease_soon_after_the_release,
    waiting_ends_in_time,
    a_ping_is_answered_and_takes_or_frees_nothing,
);

async fn a_lease_is_exclusive_across_handles_until_it_is_released(backend: impl Backend) {
    let (one, other) = (backend.lock(), backend.lock());
    let lease = try_take(&one, host(1)).await.expect("a free host");
    assert!(try_take(&one, host(1)).await.is_none());
    assert!(try_take(&other, host(1)).await.is_none());
    assert_eq!(lease.release().await.unwrap(), Release::Freed);
    assert!(try_take(&other, host(1)).await.is_some());
}

async fn hosts_and_tenants_are_independent(backend: impl Backend) {
    let lock = backend.lock();
    let _held = try_take(&lock, host(1)).await.unwrap();
    assert!(try_take(&lock, host(2)).await.is_some());
    assert!(try_take(&lock, LeaseKey { tenant: Uuid::from_u128(2), ..host(1) }).await.is_some());
}

async fn eight_clients_never_hold_one_lease_together(backend: impl Backend) {
    let locks: Vec<_> = (0..8).map(|_| backend.lock()).collect();
    let holders = Arc::new(AtomicU32::new(0));
    for round in 0..200 {
        let mut clients = JoinSet::new();
        for lock in &locks {
            let (lock, holders) = (Arc::clone(lock), Arc::clone(&holders));
            clients.spawn(async move {
                let acquire = Acquire { key: host(1), ttl: LONG, wait_at_most: LONG };
                let lease = take(&lock, acquire).await.expect("everybody's turn comes");
                let others = holders.fetch_add(1, Ordering::SeqCst);
                tokio::task::yield_now().await;
                holders.fetch_sub(1, Ordering::SeqCst);
                assert_eq!(lease.release().await.unwrap(), Release::Freed);
                others
            });
        }
        let others = clients.join_all().await;
        assert_eq!(others, [0; 8], "round {round}: holders met by each client");
    }
}

async fn of_eight_that_do_not_wait_exactly_one_is_granted(backend: impl Backend) {
    let locks: Vec<_> = (0..8).map(|_| backend.lock()).collect();
    for round in 0..200 {
        let mut clients = JoinSet::new();
        for lock in &locks {
            let lock = Arc::clone(lock);
            clients.spawn(async move { try_take(&lock, host(round)).await });
        }
        let leases = clients.join_all().await;
        assert_eq!(leases.iter().flatten().count(), 1, "round {round}");
    }
}

async fn a_lease_that_is_not_released_ends_with_its_ttl(backend: impl Backend) {
    let lock = backend.lock();
    let ttl = Duration::from_millis(200);
    let started = Instant::now();
    let _never_released = take(&lock, Acquire { key: host(1), ttl, wait_at_most: Duration::ZERO }).await.unwrap();
    let next = take(&lock, Acquire { key: host(1), ttl: LONG, wait_at_most: LONG }).await;
    assert!(next.is_some());
    assert!(started.elapsed() >= ttl, "granted while it was held");
}

async fn a_stale_release_leaves_the_next_holder_alone(backend: impl Backend) {
    let lock = backend.lock();
    let short = Acquire { key: host(1), ttl: Duration::from_millis(50), wait_at_most: Duration::ZERO };
    let stale = take(&lock, short).await.unwrap();
    let current = take(&lock, Acquire { ttl: LONG, wait_at_most: LONG, ..short }).await.unwrap();
    assert_eq!(stale.release().await.unwrap(), Release::Lost);
    assert!(try_take(&lock, host(1)).await.is_none(), "the stale holder freed the current one's lease");
    assert_eq!(current.release().await.unwrap(), Release::Freed);
}

async fn a_waiter_gets_the_lease_soon_after_the_release(backend: impl Backend) {
    let (holder, waiter) = (backend.lock(), backend.lock());
    let lease = try_take(&holder, host(1)).await.unwrap();
    let mut waiting =
        tokio::spawn(async move { take(&waiter, Acquire { key: host(1), ttl: LONG, wait_at_most: LONG }).await });
    let early = tokio::time::timeout(Duration::from_millis(100), &mut waiting).await;
    assert!(early.is_err(), "granted while it was held");
    let released = Instant::now();
    lease.release().await.unwrap();
    assert!(waiting.await.unwrap().is_some());
    // Pauses between tries are at most 20 ms; the rest is for a busy machine, and far below the 30 s to
    // wait at most.
    assert!(released.elapsed() < Duration::from_secs(5), "after {:?}", released.elapsed());
}

async fn waiting_ends_in_time(backend: impl Backend) {
    let lock = backend.lock();
    let _held = try_take(&lock, host(1)).await.unwrap();
    let wait_at_most = Duration::from_millis(150);
    let started = Instant::now();
    assert!(take(&lock, Acquire { key: host(1), ttl: LONG, wait_at_most }).await.is_none());
    let waited = started.elapsed();
    assert!(waited >= wait_at_most, "gave up after {waited:?}");
    assert!(waited < Duration::from_secs(5), "waited {waited:?}");
}

async fn a_ping_is_answered_and_takes_or_frees_nothing(backend: impl Backend) {
    let (one, other) = (backend.lock(), backend.lock());
    one.ping().await.unwrap();
    let lease = try_take(&other, host(1)).await.expect("a free host");
    one.ping().await.unwrap();
    other.ping().await.unwrap();
    assert!(try_take(&one, host(1)).await.is_none());
    assert_eq!(lease.release().await.unwrap(), Release::Freed);
}
