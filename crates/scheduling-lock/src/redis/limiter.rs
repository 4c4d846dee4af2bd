//! Rate limits in Redis: one script for each check, on the clock of Redis, so that processes need
//! not agree on the time.

use std::sync::Arc;

use deadpool_redis::redis::Script;

use super::RedisLink;
use crate::{
    BackendError, BoxFuture, Decision, Quota, RateLimiter,
    gcra::{self, Spending},
};

/// A [`RateLimiter`] for all processes that use one Redis. A key is forgotten when it owes nothing
/// any more.
#[derive(Clone, Debug)]
pub struct RedisLimiter {
    link: RedisLink,
    spend: Arc<Script>,
}

impl RedisLimiter {
    /// A limiter over `link`.
    #[must_use]
    pub fn new(link: RedisLink) -> Self {
        Self { link, spend: Arc::new(Script::new(include_str!("limiter.lua"))) }
    }
}

impl RateLimiter for RedisLimiter {
    fn check<'a>(&'a self, key: &'a str, quota: Quota, cost: u32) -> BoxFuture<'a, Result<Decision, BackendError>> {
        Box::pin(async move {
            let mut invocation = self.spend.prepare_invoke();
            invocation
                .key(format!("scheduling:limit:{key}"))
                .arg(quota.tolerance())
                .arg(quota.price(cost).unwrap_or(0));
            let request = &invocation;
            let (spent, owed): (u8, u64) =
                self.link.call(|mut connection| async move { request.invoke_async(&mut connection).await }).await?;
            Ok(gcra::decide(quota, cost, Spending { spent: spent == 1, owed }))
        })
    }
}
