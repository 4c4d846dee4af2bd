//! One suite for every implementation of the lock and of the limiter, and what happens when Redis
//! fails. Reaches the crate through its public interface only.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "all of this is test code")]

mod limiter;
mod lock;
mod outages;

#[expect(unreachable_pub, reason = "the file is the test kit's, which depends on this crate")]
#[path = "../../../scheduling-testkit/src/redis.rs"]
mod redis;

use std::{sync::Arc, time::Duration};

use redis::TestRedis;
use scheduling_lock::{
    Acquire, Acquired, Lease, LeaseKey, LocalLimiter, LocalLock, RateLimiter, RedisLimiter, RedisLink, RedisLock,
    SlotLock, WithFallback,
};
use uuid::Uuid;

/// An implementation of both traits, and what has to run for it.
trait Backend: Send + Sync {
    fn start() -> Self;
    /// A handle as another part of the program, or another process, would build it.
    fn lock(&self) -> Arc<dyn SlotLock>;
    fn limiter(&self) -> Arc<dyn RateLimiter>;
}

/// In the memory of this process.
#[derive(Default)]
struct InProcess {
    lock: LocalLock,
    limiter: LocalLimiter,
}

impl Backend for InProcess {
    fn start() -> Self {
        Self::default()
    }

    fn lock(&self) -> Arc<dyn SlotLock> {
        Arc::new(self.lock.clone())
    }

    fn limiter(&self) -> Arc<dyn RateLimiter> {
        Arc::new(self.limiter.clone())
    }
}

/// In Redis; each handle has a connection of its own, as in another process.
struct InRedis(TestRedis);

impl Backend for InRedis {
    fn start() -> Self {
        Self(TestRedis::start())
    }

    fn lock(&self) -> Arc<dyn SlotLock> {
        Arc::new(RedisLock::new(link(&self.0)))
    }

    fn limiter(&self) -> Arc<dyn RateLimiter> {
        Arc::new(RedisLimiter::new(link(&self.0)))
    }
}

/// As the server is built: Redis, with an unshared memory behind it that must not be asked while
/// Redis answers.
struct InRedisWithFallback(TestRedis);

impl Backend for InRedisWithFallback {
    fn start() -> Self {
        Self(TestRedis::start())
    }

    fn lock(&self) -> Arc<dyn SlotLock> {
        Arc::new(WithFallback::new(RedisLock::new(link(&self.0)), LocalLock::new()))
    }

    fn limiter(&self) -> Arc<dyn RateLimiter> {
        Arc::new(WithFallback::new(RedisLimiter::new(link(&self.0)), LocalLimiter::new()))
    }
}

/// Runs every named property against every backend.
macro_rules! contract {
    ($($property:ident),+ $(,)?) => {
        contract!(@for in_process, crate::InProcess, $($property),+);
        contract!(@for in_redis, crate::InRedis, $($property),+);
        contract!(@for in_redis_with_fallback, crate::InRedisWithFallback, $($property),+);
    };
    (@for $module:ident, $backend:ty, $($property:ident),+) => {
        mod $module {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $property() {
                    super::$property(<$backend as crate::Backend>::start()).await;
                }
            )+
        }
    };
}
use contract;

/// With a time-out that no busy machine exceeds, for tests that are not about it.
fn link(redis: &TestRedis) -> RedisLink {
    RedisLink::from_url(&redis.url()).unwrap().with_call_timeout(LONG)
}

fn host(number: u128) -> LeaseKey {
    LeaseKey { tenant: Uuid::from_u128(1), host: Uuid::from_u128(number) }
}

const LONG: Duration = Duration::from_secs(30);

/// One try, for a lease that outlives the test.
async fn try_take(lock: &Arc<dyn SlotLock>, key: LeaseKey) -> Option<Lease> {
    take(lock, Acquire { key, ttl: LONG, wait_at_most: Duration::ZERO }).await
}

async fn take(lock: &Arc<dyn SlotLock>, acquire: Acquire) -> Option<Lease> {
    match lock.acquire(acquire).await.unwrap() {
        Acquired::Granted(lease) => Some(lease),
        Acquired::Busy => None,
    }
}
