//! Rate limits: the question, the answer, and what a limit may be. No backend here.

use std::{fmt, num::NonZeroU32, time::Duration};

use crate::{BackendError, BoxFuture, QuotaError};

/// Counts requests by key and says which ones are too many.
///
/// The rule is GCRA (the "virtual scheduling algorithm" of ITU-T I.371), a token bucket without a
/// timer: a key that was idle may spend its whole limit at once, and regains one request every `per
/// / limit`. So a steady client at that pace is never refused, and no window's edge doubles the
/// limit; a burst followed by a steady pace can reach twice the limit within one period.
pub trait RateLimiter: Send + Sync + fmt::Debug {
    /// Spends `cost` of the quota of `key`, if there is so much left. A cost of 0 spends nothing
    /// and tells how things stand.
    ///
    /// Atomic: however many callers ask at once, no more than the limit pass. A refused request
    /// spends nothing. The quota may differ from call to call, as when a tenant's limits are
    /// changed.
    ///
    /// # Errors
    ///
    /// [`BackendError`] when the backend cannot answer; whether the cost was spent is then unknown.
    fn check<'a>(&'a self, key: &'a str, quota: Quota, cost: u32) -> BoxFuture<'a, Result<Decision, BackendError>>;
}

/// A limit: so many requests in such a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quota {
    limit: NonZeroU32,
    per_micros: u64,
}

impl Quota {
    /// The longest period.
    pub const LONGEST_PERIOD: Duration = Duration::from_hours(31 * 24);

    /// A limit of `limit` requests in each `per`. Parts of a microsecond are cut.
    ///
    /// # Errors
    ///
    /// [`QuotaError`] for a limit of 0, a period over [`Quota::LONGEST_PERIOD`], and more than one
    /// request a microsecond, which is the resolution of the arithmetic.
    pub fn new(limit: u32, per: Duration) -> Result<Self, QuotaError> {
        let limit = NonZeroU32::new(limit).ok_or(QuotaError::ZeroLimit)?;
        if per > Self::LONGEST_PERIOD {
            return Err(QuotaError::PeriodTooLong);
        }
        let per_micros = u64::try_from(per.as_micros()).map_err(|_| QuotaError::PeriodTooLong)?;
        if per_micros < u64::from(limit.get()) {
            return Err(QuotaError::TooFast);
        }
        Ok(Self { limit, per_micros })
    }

    /// A limit of `limit` requests a minute, and never more than 60 million.
    #[must_use]
    pub const fn per_minute(limit: NonZeroU32) -> Self {
        const MINUTE: u32 = 60_000_000;
        const FASTEST: NonZeroU32 = NonZeroU32::MIN.saturating_add(MINUTE - 1);
        let limit = if limit.get() > MINUTE { FASTEST } else { limit };
        Self { limit, per_micros: MINUTE as u64 }
    }

    /// How many requests.
    #[must_use]
    pub const fn limit(self) -> u32 {
        self.limit.get()
    }

    /// In which time.
    #[must_use]
    pub const fn per(self) -> Duration {
        Duration::from_micros(self.per_micros)
    }

    pub(crate) const fn per_micros(self) -> u64 {
        self.per_micros
    }
}

/// The answer to [`RateLimiter::check`], with what the headers `RateLimit`, `RateLimit-Policy` and
/// `Retry-After` need.
///
/// Durations are exact to the microsecond. Headers have whole seconds: round up, or the client
/// comes back too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decision {
    /// Whether the request may go on.
    pub verdict: Verdict,
    /// The limit that was applied.
    pub quota: Quota,
    /// How many requests of cost 1 would pass now, after this one.
    pub remaining: u32,
    /// When the whole limit is there again, if nothing is spent until then.
    pub reset_after: Duration,
}

/// Whether a request may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may, and its cost is spent.
    Allowed,
    /// It may not now.
    Denied {
        /// The same request passes after this time, if nothing else is spent until then.
        retry_after: Duration,
    },
    /// It costs more than the whole limit and never passes.
    TooCostly,
}

impl Decision {
    /// Whether the request may go on.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.verdict == Verdict::Allowed
    }

    /// When to ask again; `None` when the request was allowed, or never will be.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self.verdict {
            Verdict::Denied { retry_after } => Some(retry_after),
            Verdict::Allowed | Verdict::TooCostly => None,
        }
    }
}
