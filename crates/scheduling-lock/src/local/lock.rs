//! Leases in this process, handed from holder to waiter in the order of asking.

use std::{
    collections::{HashMap, VecDeque, hash_map::Entry},
    future,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    sync::oneshot,
    time::{Instant, timeout_at},
};

use crate::{
    Acquire, Acquired, BackendError, BoxFuture, Held, Lease, LeaseKey, Release, SlotLock, lease::FOREVER, locked,
};

/// A [`SlotLock`] for this process. Clones share the leases; it never fails.
#[derive(Clone, Debug, Default)]
pub struct LocalLock {
    table: Arc<Mutex<Table>>,
}

#[derive(Debug, Default)]
struct Table {
    holders: HashMap<LeaseKey, Holder>,
    /// Tells the leases of one key apart.
    last_token: u64,
}

#[derive(Debug)]
struct Holder {
    token: u64,
    ends: Instant,
    queue: VecDeque<Waiter>,
}

#[derive(Debug)]
struct Waiter {
    ttl: Duration,
    hand_over: oneshot::Sender<LocalHeld>,
}

/// Ends its lease when it is dropped, also when that happens between a hand-over and the waiter's
/// waking up.
#[derive(Debug)]
struct LocalHeld {
    key: LeaseKey,
    token: u64,
    table: Option<Arc<Mutex<Table>>>,
}

/// What one look at the table led to.
enum Look {
    Taken(LocalHeld),
    /// Held by another until the instant at most; the receiver gets the lease if it is released
    /// before.
    Queued(Instant, oneshot::Receiver<LocalHeld>),
    Busy,
}

impl LocalLock {
    /// A lock on which nothing is held.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn look(&self, acquire: &Acquire, deadline: Instant) -> Look {
        let now = Instant::now();
        let ends = end_of(acquire.ttl, now);
        let mut guard = locked(&self.table);
        let table = &mut *guard;
        let mut take = || {
            table.last_token += 1;
            LocalHeld { key: acquire.key, token: table.last_token, table: Some(Arc::clone(&self.table)) }
        };
        match table.holders.entry(acquire.key) {
            Entry::Vacant(vacant) => {
                let held = take();
                vacant.insert(Holder { token: held.token, ends, queue: VecDeque::new() });
                Look::Taken(held)
            }
            Entry::Occupied(occupied) => {
                let holder = occupied.into_mut();
                if holder.ends <= now {
                    let held = take();
                    holder.token = held.token;
                    holder.ends = ends;
                    holder.queue.retain(|waiter| !waiter.hand_over.is_closed());
                    return Look::Taken(held);
                }
                if deadline <= now {
                    return Look::Busy;
                }
                let (hand_over, handed_over) = oneshot::channel();
                holder.queue.push_back(Waiter { ttl: acquire.ttl, hand_over });
                Look::Queued(holder.ends, handed_over)
            }
        }
    }
}

impl SlotLock for LocalLock {
    fn acquire(&self, acquire: Acquire) -> BoxFuture<'_, Result<Acquired, BackendError>> {
        Box::pin(async move {
            let deadline = end_of(acquire.wait_at_most, Instant::now());
            loop {
                match self.look(&acquire, deadline) {
                    Look::Taken(held) => return Ok(Acquired::Granted(Lease::new(held))),
                    Look::Busy => return Ok(Acquired::Busy),
                    Look::Queued(ends, handed_over) => {
                        if let Ok(Ok(held)) = timeout_at(ends.min(deadline), handed_over).await {
                            return Ok(Acquired::Granted(Lease::new(held)));
                        }
                    }
                }
            }
        })
    }

    fn ping(&self) -> BoxFuture<'_, Result<(), BackendError>> {
        Box::pin(future::ready(Ok(())))
    }
}

impl LocalHeld {
    fn end(&mut self) -> Release {
        let Some(shared) = self.table.take() else { return Release::Lost };
        let mut guard = locked(&shared);
        let table = &mut *guard;
        let Some(holder) = table.holders.get_mut(&self.key).filter(|holder| holder.token == self.token) else {
            return Release::Lost;
        };
        let now = Instant::now();
        let release = if holder.ends <= now { Release::Lost } else { Release::Freed };
        while let Some(waiter) = holder.queue.pop_front() {
            table.last_token += 1;
            let held = Self { key: self.key, token: table.last_token, table: Some(Arc::clone(&shared)) };
            match waiter.hand_over.send(held) {
                Ok(()) => {
                    holder.token = table.last_token;
                    holder.ends = end_of(waiter.ttl, now);
                    return release;
                }
                // The waiter has gone. What it did not take must not end itself: the table is locked here.
                Err(mut refused) => refused.table = None,
            }
        }
        table.holders.remove(&self.key);
        release
    }
}

impl Drop for LocalHeld {
    fn drop(&mut self) {
        self.end();
    }
}

impl Held for LocalHeld {
    fn release(mut self: Box<Self>) -> BoxFuture<'static, Result<Release, BackendError>> {
        Box::pin(async move { Ok(self.end()) })
    }
}

/// `now + time`, without overflow.
fn end_of(time: Duration, now: Instant) -> Instant {
    now + time.min(FOREVER)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const KEY: LeaseKey = LeaseKey { tenant: Uuid::nil(), host: Uuid::max() };
    const TTL: Duration = Duration::from_secs(30);

    async fn acquire(lock: &LocalLock, ttl: Duration, wait_at_most: Duration) -> Option<Lease> {
        match lock.acquire(Acquire { key: KEY, ttl, wait_at_most }).await.unwrap() {
            Acquired::Granted(lease) => Some(lease),
            Acquired::Busy => None,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_lease_ends_exactly_with_its_ttl() {
        let lock = LocalLock::new();
        let first = acquire(&lock, TTL, Duration::ZERO).await.unwrap();
        tokio::time::advance(Duration::from_millis(29_999)).await;
        assert!(acquire(&lock, TTL, Duration::ZERO).await.is_none());
        tokio::time::advance(Duration::from_millis(1)).await;
        let second = acquire(&lock, TTL, Duration::ZERO).await.unwrap();
        assert_eq!(first.release().await.unwrap(), Release::Lost);
        assert!(acquire(&lock, TTL, Duration::ZERO).await.is_none(), "the first holder freed the second one's lease");
        assert_eq!(second.release().await.unwrap(), Release::Freed);
    }

    #[tokio::test(start_paused = true)]
    async fn waiters_are_served_in_the_order_of_asking() {
        let lock = LocalLock::new();
        let first = acquire(&lock, TTL, Duration::ZERO).await.unwrap();
        let served = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = Vec::new();
        for number in 0..4 {
            let (lock, served) = (lock.clone(), Arc::clone(&served));
            tasks.push(tokio::spawn(async move {
                let lease = acquire(&lock, TTL, TTL).await.unwrap();
                locked(&served).push(number);
                lease.release().await.unwrap();
            }));
            tokio::task::yield_now().await;
        }
        first.release().await.unwrap();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*locked(&served), [0, 1, 2, 3]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_waiter_that_goes_away_passes_the_lease_on() {
        let lock = LocalLock::new();
        let first = acquire(&lock, TTL, Duration::ZERO).await.unwrap();
        let (gone, stays) = (lock.clone(), lock.clone());
        let gone = tokio::spawn(async move { acquire(&gone, TTL, TTL).await });
        tokio::task::yield_now().await;
        let stays = tokio::spawn(async move { acquire(&stays, TTL, TTL).await });
        tokio::task::yield_now().await;
        // Handed over, but its task never runs again to take it.
        first.release().await.unwrap();
        gone.abort();
        assert!(stays.await.unwrap().is_some());
        assert!(gone.await.unwrap_err().is_cancelled());
        assert!(locked(&lock.table).holders.is_empty(), "a lease outlived its holder");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn no_lease_is_stranded_when_hand_overs_race_with_waiters_giving_up() {
        let lock = LocalLock::new();
        let mut tasks = Vec::new();
        for number in 0..8 {
            let lock = lock.clone();
            tasks.push(tokio::spawn(async move {
                for round in 0..300 {
                    let patience = Duration::from_millis((number + round) % 3);
                    if let Some(lease) = acquire(&lock, TTL, patience).await {
                        tokio::time::sleep(Duration::from_millis(round % 2)).await;
                        assert_eq!(lease.release().await.unwrap(), Release::Freed);
                    }
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        assert!(locked(&lock.table).holders.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_is_remembered_of_a_host_that_is_free() {
        let lock = LocalLock::new();
        let held = acquire(&lock, TTL, Duration::ZERO).await.unwrap();
        assert!(acquire(&lock, TTL, Duration::from_millis(5)).await.is_none());
        drop(held);
        assert!(locked(&lock.table).holders.is_empty());
    }
}
