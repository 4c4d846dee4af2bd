//! What can go wrong. A busy host and an exhausted limit are answers, not errors.

use std::{io, time::Duration};

use deadpool_redis::{PoolError, redis::RedisError};

/// The backend could not answer. The caller goes on without it;
/// [`WithFallback`](crate::WithFallback) does so by itself.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackendError {
    /// No answer in time. Whether Redis did what it was asked is unknown.
    #[error("Redis gave no answer within {} ms", .after.as_millis())]
    TimedOut {
        /// The time-out that passed.
        after: Duration,
    },
    /// No connection could be made.
    #[error("no connection to Redis")]
    Connect(#[source] PoolError),
    /// Redis answered with an error, or the connection broke.
    #[error("a call to Redis failed")]
    Call(#[source] RedisError),
    /// Redis failed repeatedly and is not asked for the moment.
    #[error("Redis failed repeatedly and is not asked for the moment")]
    Resting,
    /// The operating system has no random bytes for a lease's token.
    #[error("no random bytes for a lease's token")]
    Random(#[source] io::Error),
}

/// A [`Quota`](crate::Quota) that cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuotaError {
    /// A limit of nothing: whoever wants to forbid something does not need a limiter.
    #[error("a limit is at least 1")]
    ZeroLimit,
    /// The period is longer than [`Quota::LONGEST_PERIOD`](crate::Quota::LONGEST_PERIOD).
    #[error("a limit's period is at most 31 days")]
    PeriodTooLong,
    /// More than one request a microsecond.
    #[error("a limit is at most one a microsecond")]
    TooFast,
}
