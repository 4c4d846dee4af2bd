//! Goes on in this process when the shared backend cannot answer. Decides nothing else.

use std::{error::Error, fmt::Debug};

use tokio::time::Instant;

use crate::{Acquire, Acquired, BackendError, BoxFuture, Decision, Quota, RateLimiter, SlotLock};

/// A shared backend, and the one that answers when it cannot.
///
/// For a lock this means that leases hold within each process only; for a limiter, that each
/// process keeps the limit for itself, and N processes together let N times as much through. With a
/// local fallback it never returns an error, but to [`SlotLock::ping`], which tells of the shared
/// backend alone: nothing else would show that it is away.
#[derive(Clone, Debug)]
pub struct WithFallback<S, F> {
    shared: S,
    fallback: F,
}

impl<S, F> WithFallback<S, F> {
    /// Asks `shared`, and `fallback` when that fails.
    pub fn new(shared: S, fallback: F) -> Self {
        Self { shared, fallback }
    }
}

impl<S: SlotLock, F: SlotLock> SlotLock for WithFallback<S, F> {
    fn acquire(&self, acquire: Acquire) -> BoxFuture<'_, Result<Acquired, BackendError>> {
        Box::pin(async move {
            let started = Instant::now();
            match self.shared.acquire(acquire).await {
                Ok(acquired) => Ok(acquired),
                Err(error) => {
                    report(&error, "lease");
                    let wait_at_most = acquire.wait_at_most.saturating_sub(started.elapsed());
                    self.fallback.acquire(Acquire { wait_at_most, ..acquire }).await
                }
            }
        })
    }

    fn ping(&self) -> BoxFuture<'_, Result<(), BackendError>> {
        self.shared.ping()
    }
}

impl<S: RateLimiter, F: RateLimiter> RateLimiter for WithFallback<S, F> {
    fn check<'a>(&'a self, key: &'a str, quota: Quota, cost: u32) -> BoxFuture<'a, Result<Decision, BackendError>> {
        Box::pin(async move {
            match self.shared.check(key, quota, cost).await {
                Ok(decision) => Ok(decision),
                Err(error) => {
                    report(&error, "rate limit");
                    self.fallback.check(key, quota, cost).await
                }
            }
        })
    }
}

/// The caller never sees the error, so it is logged here; not while the breaker rests, which has
/// its own line.
fn report(error: &BackendError, what: &str) {
    if !matches!(error, BackendError::Resting) {
        tracing::warn!(error = error as &dyn Error, "{what}: the shared backend failed, this process answers alone");
    }
}
