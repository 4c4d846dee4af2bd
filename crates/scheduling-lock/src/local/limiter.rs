//! Rate limits in this process.
//!
//! Not on `governor`: its limiters have one quota each, while ours differ by tenant and change at
//! run time; and its `retain_recent` forgets idle keys only, so that an attacker who invents a new
//! key for each request fills the memory within one period.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    sync::{Arc, Mutex},
};

use tokio::time::Instant;

use crate::{BackendError, BoxFuture, Decision, Quota, RateLimiter, gcra, locked};

/// Enough that threads seldom meet at one mutex.
const SHARDS: usize = 16;
/// About 10 MiB with keys of 60 bytes.
const DEFAULT_CAPACITY: usize = 64 * 1024;

/// A [`RateLimiter`] for this process. Clones share the counts; it never fails.
///
/// It remembers a bounded number of keys. Those that owe nothing any more are forgotten first,
/// which nobody can notice, and then those that owe the least: a flood of invented keys does not
/// free a client that is at its limit.
#[derive(Clone, Debug)]
pub struct LocalLimiter {
    table: Arc<Table>,
}

#[derive(Debug)]
struct Table {
    /// The instant that [`Paid`] counts from.
    origin: Instant,
    shard_of: RandomState,
    shards: [Mutex<Shard>; SHARDS],
    shard_capacity: usize,
}

/// When a key has paid off what it owes, in microseconds after [`Table::origin`].
type Paid = u64;

#[derive(Debug, Default)]
struct Shard {
    paid: HashMap<Box<str>, Paid>,
    /// At this size keys that owe nothing are looked for: twice what was left the last time, so
    /// that a key costs O(1).
    sweep_at: usize,
}

impl LocalLimiter {
    /// A limiter that remembers up to 65 536 keys.
    #[must_use]
    pub fn new() -> Self {
        Self::with_capacity(DEFAULT_CAPACITY)
    }

    /// A limiter that remembers up to `keys` keys, rounded up to a multiple of 64.
    #[must_use]
    pub fn with_capacity(keys: usize) -> Self {
        Self {
            table: Arc::new(Table {
                origin: Instant::now(),
                shard_of: RandomState::new(),
                shards: Default::default(),
                shard_capacity: keys.div_ceil(SHARDS).next_multiple_of(4).max(4),
            }),
        }
    }

    /// [`RateLimiter::check`], without a future and without an error.
    #[must_use]
    pub fn decide(&self, key: &str, quota: Quota, cost: u32) -> Decision {
        let table = &*self.table;
        let now = u64::try_from(table.origin.elapsed().as_micros()).unwrap_or(u64::MAX);
        let shard = usize::try_from(table.shard_of.hash_one(key) % SHARDS as u64).unwrap_or_default();
        let mut shard = locked(table.shards.get(shard).unwrap_or(&table.shards[0]));
        let owed = shard.paid.get(key).map_or(0, |paid| paid.saturating_sub(now));
        let after = gcra::spend(owed, quota.tolerance(), quota.price(cost).unwrap_or(0));
        if after.owed > 0 {
            shard.remember(key, now + after.owed, now, table.shard_capacity);
        }
        gcra::decide(quota, cost, after)
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.table.shards.iter().map(|shard| locked(shard).paid.len()).sum()
    }
}

impl Default for LocalLimiter {
    fn default() -> Self {
        Self::new()
    }
}

impl RateLimiter for LocalLimiter {
    fn check<'a>(&'a self, key: &'a str, quota: Quota, cost: u32) -> BoxFuture<'a, Result<Decision, BackendError>> {
        Box::pin(async move { Ok(self.decide(key, quota, cost)) })
    }
}

impl Shard {
    fn remember(&mut self, key: &str, paid: Paid, now: Paid, capacity: usize) {
        if let Some(known) = self.paid.get_mut(key) {
            *known = paid;
            return;
        }
        if self.paid.len() >= self.sweep_at.min(capacity) {
            self.paid.retain(|_, paid| *paid > now);
            if self.paid.len() >= capacity {
                self.forget_least_owing_quarter();
            }
            self.sweep_at = (self.paid.len() * 2).max(64);
        }
        self.paid.insert(key.into(), paid);
    }

    /// A quarter, so that the next one is due only after as many insertions.
    fn forget_least_owing_quarter(&mut self) {
        let mut paid: Vec<Paid> = self.paid.values().copied().collect();
        let quarter = paid.len() / 4;
        let (_, &mut least, _) = paid.select_nth_unstable(quarter);
        let mut left_to_forget = quarter.max(1);
        self.paid.retain(|_, paid| {
            let keep = *paid > least || left_to_forget == 0;
            left_to_forget -= usize::from(!keep);
            keep
        });
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn one_request_in_fifty_seconds_is_never_blocked_by_ten_a_minute() {
        let limiter = LocalLimiter::new();
        let quota = Quota::new(10, Duration::from_mins(1)).unwrap();
        for request in 0..100 {
            assert!(limiter.decide("203.0.113.7", quota, 1).is_allowed(), "request {request}");
            tokio::time::advance(Duration::from_secs(50)).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_whole_limit_is_there_again_exactly_when_reset_after_says() {
        let limiter = LocalLimiter::new();
        let quota = Quota::new(10, Duration::from_mins(1)).unwrap();
        let reset_after = limiter.decide("key", quota, 4).reset_after;
        assert_eq!(reset_after, Duration::from_secs(24));
        tokio::time::advance(Duration::from_micros(23_999_999)).await;
        assert_eq!(limiter.decide("key", quota, 0).remaining, 9);
        tokio::time::advance(Duration::from_micros(1)).await;
        assert_eq!(limiter.decide("key", quota, 0).remaining, 10);
    }

    #[tokio::test(start_paused = true)]
    async fn a_flood_of_invented_keys_neither_fills_the_memory_nor_frees_who_is_at_the_limit() {
        let limiter = LocalLimiter::with_capacity(1_024);
        let quota = Quota::new(10, Duration::from_mins(1)).unwrap();
        assert!(limiter.decide("offender", quota, 10).is_allowed());
        for number in 0..100_000 {
            assert!(limiter.decide(&format!("invented {number}"), quota, 1).is_allowed());
            assert!(limiter.len() <= 1_024);
        }
        assert!(!limiter.decide("offender", quota, 1).is_allowed());
    }

    #[tokio::test(start_paused = true)]
    async fn keys_that_owe_nothing_are_forgotten_before_the_memory_is_full() {
        let limiter = LocalLimiter::new();
        let quota = Quota::new(10, Duration::from_secs(10)).unwrap();
        for number in 0..100_000 {
            assert!(limiter.decide(&number.to_string(), quota, 1).is_allowed());
            tokio::time::advance(Duration::from_millis(10)).await;
        }
        // 100 keys owe something at any time.
        assert!(limiter.len() <= SHARDS * 64, "{} keys", limiter.len());
    }
}
