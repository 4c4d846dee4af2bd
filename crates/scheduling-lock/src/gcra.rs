//! The arithmetic of rate limits, in whole microseconds, without clock or storage.
//! `redis/limiter.lua` repeats [`spend`], because it must run inside Redis to be atomic; all else
//! is computed here for both.
//!
//! The only thing to remember about a key is what it *owes*: the time until its whole limit is
//! there again. Every request adds one interval to it, time pays it off, and it never exceeds the
//! tolerance. A key that owes nothing is one never seen.

use std::time::Duration;

use crate::{Decision, Quota, Verdict};

/// What asking for a cost led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spending {
    pub(crate) spent: bool,
    /// What the key owes afterwards.
    pub(crate) owed: u64,
}

impl Quota {
    /// The time that pays for one request. Rounded down: a client that keeps to `per / limit` must
    /// never owe more and more.
    fn interval(self) -> u64 {
        self.per_micros() / u64::from(self.limit())
    }

    /// The most that a key can owe: the price of the whole limit.
    pub(crate) fn tolerance(self) -> u64 {
        self.interval() * u64::from(self.limit())
    }

    /// What a request adds to what its key owes; `None` if that is more than the tolerance.
    pub(crate) fn price(self, cost: u32) -> Option<u64> {
        (cost <= self.limit()).then(|| self.interval() * u64::from(cost))
    }
}

/// Adds `price` to what is owed, unless that goes beyond the tolerance.
///
/// More than the tolerance is owed only if the limit was lowered or the clock was set back; then
/// the excess is waived, so that neither shuts a client out for longer than one period.
pub(crate) fn spend(owed: u64, tolerance: u64, price: u64) -> Spending {
    let owed = owed.min(tolerance);
    let spent = owed + price <= tolerance;
    Spending { spent, owed: if spent { owed + price } else { owed } }
}

/// Asks for `cost` where a backend's `spend(tolerance, price)` is the one above. A cost over the
/// limit asks for nothing.
pub(crate) fn decide(quota: Quota, cost: u32, after: Spending) -> Decision {
    let tolerance = quota.tolerance();
    let verdict = match quota.price(cost) {
        None => Verdict::TooCostly,
        Some(_) if after.spent => Verdict::Allowed,
        Some(price) => Verdict::Denied { retry_after: Duration::from_micros(after.owed + price - tolerance) },
    };
    let remaining = tolerance.saturating_sub(after.owed) / quota.interval();
    Decision {
        verdict,
        quota,
        remaining: u32::try_from(remaining).unwrap_or(u32::MAX),
        reset_after: Duration::from_micros(after.owed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quota(limit: u32, micros: u64) -> Quota {
        Quota::new(limit, Duration::from_micros(micros)).unwrap()
    }

    fn ask(owed: u64, quota: Quota, cost: u32) -> Decision {
        decide(quota, cost, spend(owed, quota.tolerance(), quota.price(cost).unwrap_or(0)))
    }

    #[test]
    fn an_idle_key_may_spend_its_whole_limit_and_no_more() {
        let quota = quota(10, 60_000_000);
        let full = ask(0, quota, 10);
        assert_eq!((full.verdict, full.remaining), (Verdict::Allowed, 0));
        assert_eq!(full.reset_after, Duration::from_mins(1));

        let next = ask(60_000_000, quota, 1);
        assert_eq!(next.verdict, Verdict::Denied { retry_after: Duration::from_secs(6) });
        assert_eq!((next.remaining, next.reset_after), (0, Duration::from_mins(1)));
    }

    #[test]
    fn retry_after_is_the_first_microsecond_at_which_the_request_passes() {
        for (limit, micros) in [(1, 1), (3, 1_000_000), (7, 60_000_000), (10, 60_000_000), (999, 1_000)] {
            let quota = quota(limit, micros);
            for cost in [1, limit.div_ceil(2), limit] {
                for owed in (0..=quota.tolerance()).step_by(usize::try_from(quota.tolerance() / 97 + 1).unwrap()) {
                    let Some(retry_after) = ask(owed, quota, cost).retry_after() else { continue };
                    let wait = u64::try_from(retry_after.as_micros()).unwrap();
                    assert!(wait > 0);
                    assert!(ask(owed - wait, quota, cost).is_allowed(), "{limit}/{micros} cost {cost} owed {owed}");
                    assert!(
                        !ask(owed - wait + 1, quota, cost).is_allowed(),
                        "{limit}/{micros} cost {cost} owed {owed}"
                    );
                }
            }
        }
    }

    #[test]
    fn remaining_is_how_many_more_pass_at_once() {
        let quota = quota(7, 1_000_003);
        for owed in (0..=quota.tolerance()).step_by(1009) {
            let mut passed = 0;
            let mut now = owed;
            while let after @ Spending { spent: true, owed } = spend(now, quota.tolerance(), quota.price(1).unwrap()) {
                assert_eq!(decide(quota, 1, after).verdict, Verdict::Allowed);
                now = owed;
                passed += 1;
            }
            assert_eq!(ask(owed, quota, 0).remaining, passed, "owed {owed}");
        }
    }

    /// Also where the interval is not a whole number of microseconds.
    #[test]
    fn a_client_that_keeps_the_pace_is_never_refused() {
        for (limit, per) in [(1, 1_000), (3, 1_000), (7, 60_000_000), (10, 60_000_000), (999, 1_000_000)] {
            let quota = quota(limit, per);
            let (mut owed, mut last) = (0_u64, 0_u64);
            for request in 0..200_000 {
                let at = request * per / u64::from(limit);
                owed = owed.saturating_sub(at - last);
                last = at;
                let after = spend(owed, quota.tolerance(), quota.price(1).unwrap());
                assert!(after.spent, "{limit}/{per}: request {request}");
                owed = after.owed;
            }
        }
    }

    #[test]
    fn a_cost_over_the_limit_never_passes_and_spends_nothing() {
        let decision = ask(0, quota(10, 60_000_000), 11);
        assert_eq!(decision.verdict, Verdict::TooCostly);
        assert_eq!((decision.remaining, decision.reset_after, decision.retry_after()), (10, Duration::ZERO, None));
    }

    #[test]
    fn a_lowered_limit_shuts_nobody_out_for_longer_than_its_period() {
        let decision = ask(3_600_000_000, quota(10, 60_000_000), 1);
        assert_eq!(decision.retry_after(), Some(Duration::from_secs(6)));
    }

    #[test]
    fn quotas_that_cannot_be_kept_are_refused() {
        use crate::QuotaError::{PeriodTooLong, TooFast, ZeroLimit};
        assert_eq!(Quota::new(0, Duration::from_secs(1)), Err(ZeroLimit));
        assert_eq!(Quota::new(1, Duration::ZERO), Err(TooFast));
        assert_eq!(Quota::new(1_001, Duration::from_millis(1)), Err(TooFast));
        assert_eq!(Quota::new(1, Quota::LONGEST_PERIOD + Duration::from_nanos(1)), Err(PeriodTooLong));
        assert!(Quota::new(1_000, Duration::from_millis(1)).is_ok());
        assert!(Quota::new(1, Quota::LONGEST_PERIOD).is_ok());
    }
}
