//! What processes share for a moment: leases on a host's calendar, and rate limits.
//!
//! Neither decides an answer. A lease makes contention for one host cheap, and the database makes
//! double booking impossible; a rate limit is a courtesy that must hold as well as it can. So
//! nothing here may delay a caller for long or fail a request: every call to Redis is cut off after
//! [`CALL_TIMEOUT`], a circuit breaker rests for a second after three failures, and
//! [`WithFallback`] answers from the process's own memory meanwhile.
//!
//! | | shared by all processes | this process alone | both |
//! |---|---|---|---|
//! | [`SlotLock`] | [`RedisLock`] | [`LocalLock`] | [`WithFallback`] |
//! | [`RateLimiter`] | [`RedisLimiter`] | [`LocalLimiter`] | [`WithFallback`] |
//!
//! ```
//! use std::{num::NonZeroU32, sync::Arc, time::Duration};
//! use scheduling_lock::{
//!     Acquire, Acquired, BackendError, LeaseKey, LocalLimiter, LocalLock, Quota, RateLimiter, RedisLimiter, RedisLink, RedisLock,
//!     SlotLock, WithFallback,
//! };
//! use uuid::Uuid;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let link = RedisLink::from_url("redis://127.0.0.1:6379")?; // connects at the first call
//! let lock: Arc<dyn SlotLock> = Arc::new(WithFallback::new(RedisLock::new(link.clone()), LocalLock::new()));
//! let limiter: Arc<dyn RateLimiter> = Arc::new(WithFallback::new(RedisLimiter::new(link), LocalLimiter::new()));
//! # Ok(()) }
//!
//! async fn book(lock: &dyn SlotLock, tenant: Uuid, host: Uuid) -> Result<(), BackendError> {
//!     let acquire = Acquire {
//!         key: LeaseKey { tenant, host },
//!         ttl: Duration::from_secs(2),
//!         wait_at_most: Duration::from_millis(500),
//!     };
//!     let lease = match lock.acquire(acquire).await? {
//!         Acquired::Granted(lease) => Some(lease),
//!         Acquired::Busy => None, // go on without: the database decides
//!     };
//!     // … the transaction …
//!     if let Some(lease) = lease {
//!         lease.release().await?;
//!     }
//!     Ok(())
//! }
//!
//! async fn admit(limiter: &dyn RateLimiter, address: &str) -> Result<bool, BackendError> {
//!     let quota = Quota::per_minute(const { NonZeroU32::new(10).unwrap() });
//!     Ok(limiter.check(address, quota, 1).await?.is_allowed())
//! }
//! ```
//!
//! This crate knows tenants and hosts as UUIDs only, and must never learn of bookings, PostgreSQL
//! or HTTP.

mod error;
mod fallback;
mod gcra;
mod lease;
mod limit;
mod local;
mod redis;

use std::{
    pin::Pin,
    sync::{Mutex, MutexGuard, PoisonError},
};

pub use error::{BackendError, QuotaError};
pub use fallback::WithFallback;
pub use lease::{Acquire, Acquired, Held, Lease, LeaseKey, Release, SlotLock};
pub use limit::{Decision, Quota, RateLimiter, Verdict};
pub use local::{LocalLimiter, LocalLock};
pub use redis::{CALL_TIMEOUT, RedisLimiter, RedisLink, RedisLock};

/// A future in a box, so that [`SlotLock`] and [`RateLimiter`] can be used as trait objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// No code in this crate panics between two writes under a mutex, so a poisoned one holds what it
/// should.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
