//! Leases: who works on a host's calendar at the moment. No backend here.

use std::{fmt, time::Duration};

use uuid::Uuid;

use crate::{BackendError, BoxFuture};

/// Grants leases on hosts: at most one at a time for each [`LeaseKey`], as long as its backend
/// keeps its memory.
///
/// A lease is advice. It runs out while its holder still works, it is forgotten when Redis is
/// flushed, and two processes that have lost Redis both grant it. Correctness must not depend on
/// it.
pub trait SlotLock: Send + Sync + fmt::Debug {
    /// Takes the lease, waiting for it if it is held.
    ///
    /// Returns at the latest when `wait_at_most` has passed, plus one
    /// [`CALL_TIMEOUT`](crate::CALL_TIMEOUT) when Redis hangs. If the future is dropped, a
    /// lease that Redis has just granted stays until its `ttl` ends.
    ///
    /// # Errors
    ///
    /// [`BackendError`] when the backend cannot answer; whether the lease was taken is then
    /// unknown, and its `ttl` ends it.
    fn acquire(&self, acquire: Acquire) -> BoxFuture<'_, Result<Acquired, BackendError>>;

    /// Whether the backend can be reached, for health checks; the one in-process always can.
    ///
    /// # Errors
    ///
    /// [`BackendError`] when it cannot, at the latest after one
    /// [`CALL_TIMEOUT`](crate::CALL_TIMEOUT).
    fn ping(&self) -> BoxFuture<'_, Result<(), BackendError>>;
}

/// Longer than any process lives. Times beyond it are cut, so that adding them to an instant cannot
/// overflow.
pub(crate) const FOREVER: Duration = Duration::from_hours(10 * 365 * 24);

/// What a lease is taken on: a host of a tenant, whatever the event type, the team or the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LeaseKey {
    /// The tenant's id.
    pub tenant: Uuid,
    /// The host's user id.
    pub host: Uuid,
}

/// Asks for a lease.
#[derive(Clone, Copy, Debug)]
pub struct Acquire {
    /// On what.
    pub key: LeaseKey,
    /// After this time the lease ends by itself. Rounded up to milliseconds.
    pub ttl: Duration,
    /// How long to wait for another holder; zero tries once.
    pub wait_at_most: Duration,
}

/// The answer to [`SlotLock::acquire`].
#[must_use = "a granted lease that is dropped protects nothing"]
#[derive(Debug)]
pub enum Acquired {
    /// The lease is the caller's.
    Granted(Lease),
    /// Somebody else held it all the time.
    Busy,
}

/// A granted lease. Release it; one that is dropped ends at once in-process, and at the end of its
/// `ttl` in Redis.
#[must_use = "a lease that is dropped protects nothing"]
#[derive(Debug)]
pub struct Lease {
    held: Box<dyn Held>,
}

impl Lease {
    /// Wraps what a [`SlotLock`] holds for the caller.
    pub fn new(held: impl Held + 'static) -> Self {
        Self { held: Box::new(held) }
    }

    /// Gives the lease back.
    ///
    /// # Errors
    ///
    /// [`BackendError`] when the backend cannot answer; the lease's `ttl` then ends it.
    pub async fn release(self) -> Result<Release, BackendError> {
        self.held.release().await
    }
}

/// A backend's side of a [`Lease`]. Dropping it must be harmless.
pub trait Held: Send + Sync + fmt::Debug {
    /// Ends the lease if it is still this holder's, and touches nothing if it is not.
    fn release(self: Box<Self>) -> BoxFuture<'static, Result<Release, BackendError>>;
}

/// What a release found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// The lease was held until now.
    Freed,
    /// It had ended before, by its `ttl` or because the backend lost its memory: the work was not
    /// protected to its end.
    Lost,
}
