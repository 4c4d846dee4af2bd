//! What every limiter promises. The arithmetic has tests of its own next to it.

use std::{sync::Arc, time::Duration};

use scheduling_lock::{Decision, LocalLimiter, Quota, RateLimiter, Verdict};
use tokio::task::JoinSet;

use crate::{Backend, contract};

contract!(
    of_a_hundred_at_once_exactly_the_limit_pass,
    a_client_that_keeps_the_pace_is_never_refused,
    waiting_for_retry_after_is_enough_and_less_is_not,
    keys_are_independent_and_handles_are_not,
    a_cost_over_the_limit_never_passes,
    a_cost_of_nothing_tells_how_things_stand,
    a_changed_limit_applies_at_once,
    decides_as_the_arithmetic_says,
);

fn quota(limit: u32, per: Duration) -> Quota {
    Quota::new(limit, per).unwrap()
}

async fn check(limiter: &Arc<dyn RateLimiter>, key: &str, quota: Quota, cost: u32) -> Decision {
    limiter.check(key, quota, cost).await.unwrap()
}

async fn of_a_hundred_at_once_exactly_the_limit_pass(backend: impl Backend) {
    let limiters: Vec<_> = (0..4).map(|_| backend.limiter()).collect();
    let ten_an_hour = quota(10, Duration::from_hours(1));
    let mut callers = JoinSet::new();
    for limiter in limiters.iter().cycle().take(100) {
        let limiter = Arc::clone(limiter);
        callers.spawn(async move { check(&limiter, "203.0.113.7", ten_an_hour, 1).await });
    }
    let decisions = callers.join_all().await;
    let mut left: Vec<_> =
        decisions.iter().filter(|decision| decision.is_allowed()).map(|decision| decision.remaining).collect();
    left.sort_unstable();
    assert_eq!(left, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

async fn a_client_that_keeps_the_pace_is_never_refused(backend: impl Backend) {
    let limiter = backend.limiter();
    let quota = quota(10, Duration::from_millis(100));
    for request in 0..40 {
        assert!(check(&limiter, "steady", quota, 1).await.is_allowed(), "request {request}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn waiting_for_retry_after_is_enough_and_less_is_not(backend: impl Backend) {
    let limiter = backend.limiter();
    // 2 s for each: even a busy machine asks the second time before the first is paid off.
    let quota = quota(3, Duration::from_secs(6));
    assert!(check(&limiter, "key", quota, 3).await.is_allowed());
    let denied = check(&limiter, "key", quota, 1).await;
    let retry_after = denied.retry_after().expect("refused for now");
    assert!(retry_after > Duration::from_secs(1) && retry_after <= Duration::from_secs(2), "{retry_after:?}");
    assert!(denied.reset_after > Duration::from_secs(5) && denied.reset_after <= Duration::from_secs(6));
    assert_eq!(denied.remaining, 0);

    tokio::time::sleep(retry_after / 2).await;
    assert!(!check(&limiter, "key", quota, 1).await.is_allowed(), "half of Retry-After was enough");
    // The refused tries in between must not have prolonged it.
    tokio::time::sleep(retry_after / 2).await;
    assert!(check(&limiter, "key", quota, 1).await.is_allowed());
    assert!(!check(&limiter, "key", quota, 1).await.is_allowed(), "one interval pays for one request");
}

async fn keys_are_independent_and_handles_are_not(backend: impl Backend) {
    let (one, other) = (backend.limiter(), backend.limiter());
    let quota = quota(2, Duration::from_hours(1));
    assert!(check(&one, "a", quota, 1).await.is_allowed());
    assert!(check(&other, "a", quota, 1).await.is_allowed());
    assert!(!check(&one, "a", quota, 1).await.is_allowed());
    assert!(!check(&other, "a", quota, 1).await.is_allowed());
    assert_eq!(check(&one, "b", quota, 1).await.remaining, 1);
}

async fn a_cost_over_the_limit_never_passes(backend: impl Backend) {
    let limiter = backend.limiter();
    let quota = quota(10, Duration::from_hours(1));
    let decision = check(&limiter, "key", quota, 11).await;
    assert_eq!((decision.verdict, decision.remaining), (Verdict::TooCostly, 10));
    let decision = check(&limiter, "key", quota, 10).await;
    assert_eq!((decision.verdict, decision.remaining), (Verdict::Allowed, 0));
}

async fn a_cost_of_nothing_tells_how_things_stand(backend: impl Backend) {
    let limiter = backend.limiter();
    let quota = quota(2, Duration::from_hours(1));
    for spent in 0..=2 {
        for _ in 0..2 {
            let decision = check(&limiter, "key", quota, 0).await;
            assert_eq!((decision.verdict, decision.remaining), (Verdict::Allowed, 2 - spent));
            assert_eq!(decision.reset_after.is_zero(), spent == 0);
        }
        check(&limiter, "key", quota, 1).await;
    }
}

async fn a_changed_limit_applies_at_once(backend: impl Backend) {
    let limiter = backend.limiter();
    let (wide, narrow) = (quota(1_000, Duration::from_hours(1)), quota(10, Duration::from_mins(1)));
    assert!(check(&limiter, "key", wide, 1_000).await.is_allowed());
    let denied = check(&limiter, "key", narrow, 1).await;
    assert!(denied.retry_after().is_some_and(|wait| wait <= Duration::from_secs(6)), "{denied:?}");
    assert!(denied.reset_after <= Duration::from_mins(1));
}

/// Against a fresh in-process limiter, which runs the tested arithmetic: the script in Redis is a
/// second copy of it.
async fn decides_as_the_arithmetic_says(backend: impl Backend) {
    let limiter = backend.limiter();
    let reference = LocalLimiter::new();
    let mut random = 0x2545_f491_u32;
    for limit in [1, 2, 7, 10, 97, 240] {
        // An interval of hours: the microseconds between the two calls change no decision.
        let quota = quota(limit, Quota::LONGEST_PERIOD);
        let key = limit.to_string();
        for step in 0..60 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let cost = (random >> 16) % (limit / 4 + 3);
            let decision = check(&limiter, &key, quota, cost).await;
            let expected = reference.decide(&key, quota, cost);
            let context = format!("limit {limit}, step {step}, cost {cost}: {decision:?}, expected {expected:?}");
            assert_eq!(decision.is_allowed(), expected.is_allowed(), "{context}");
            assert_eq!(decision.remaining, expected.remaining, "{context}");
            assert_eq!(decision.retry_after().is_some(), expected.retry_after().is_some(), "{context}");
            let minute = Duration::from_mins(1);
            assert!(decision.reset_after.abs_diff(expected.reset_after) < minute, "{context}");
            let (wait, expected_wait) = (decision.retry_after(), expected.retry_after());
            assert!(wait.unwrap_or_default().abs_diff(expected_wait.unwrap_or_default()) < minute, "{context}");
        }
    }
}
