//! Leases in Redis: `SET NX PX` with a random token, released by a script that compares the token
//! first.

use std::{sync::Arc, time::Duration};

use deadpool_redis::redis::{Script, pipe};
use tokio::time::{Instant, sleep};

use super::RedisLink;
use crate::{Acquire, Acquired, BackendError, BoxFuture, Held, Lease, LeaseKey, Release, SlotLock, lease::FOREVER};

/// The pauses between two tries grow to this one. Polling, because a notification for each release
/// costs more than it saves.
const LONGEST_PAUSE: Duration = Duration::from_millis(20);

/// A [`SlotLock`] for all processes that use one Redis.
#[derive(Clone, Debug)]
pub struct RedisLock {
    link: RedisLink,
    release: Arc<Script>,
}

#[derive(Debug)]
struct RedisHeld {
    key: String,
    token: Token,
    lock: RedisLock,
}

/// 128 random bits: tells this holder from every other one, in this process or elsewhere.
#[derive(Clone, Debug)]
struct Token([u8; 16]);

impl RedisLock {
    /// A lock over `link`.
    #[must_use]
    pub fn new(link: RedisLink) -> Self {
        let release = Script::new("return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0");
        Self { link, release: Arc::new(release) }
    }

    /// Whether the key carries our token now. Asked twice, it answers the same.
    async fn try_take(&self, key: &str, token: &Token, ttl: Duration) -> Result<bool, BackendError> {
        let ttl = ttl.min(FOREVER);
        let millis = (ttl.as_secs() * 1_000 + u64::from(ttl.subsec_nanos().div_ceil(1_000_000))).max(1);
        let mut set_and_get = pipe();
        set_and_get.cmd("SET").arg(key).arg(&token.0).arg("NX").arg("PX").arg(millis).ignore();
        set_and_get.cmd("GET").arg(key);
        let request = &set_and_get;
        let (holder,): (Option<Vec<u8>>,) =
            self.link.call(|mut connection| async move { request.query_async(&mut connection).await }).await?;
        Ok(holder.as_deref() == Some(&token.0))
    }
}

impl SlotLock for RedisLock {
    fn acquire(&self, acquire: Acquire) -> BoxFuture<'_, Result<Acquired, BackendError>> {
        Box::pin(async move {
            let started = Instant::now();
            let key = redis_key(acquire.key);
            let token = Token::random()?;
            let mut pauses = token.pauses();
            loop {
                if self.try_take(&key, &token, acquire.ttl).await? {
                    return Ok(Acquired::Granted(Lease::new(RedisHeld { key, token, lock: self.clone() })));
                }
                let left = acquire.wait_at_most.saturating_sub(started.elapsed());
                if left.is_zero() {
                    return Ok(Acquired::Busy);
                }
                sleep(pauses.next().unwrap_or(LONGEST_PAUSE).min(left)).await;
            }
        })
    }

    fn ping(&self) -> BoxFuture<'_, Result<(), BackendError>> {
        Box::pin(self.link.ping())
    }
}

impl Held for RedisHeld {
    fn release(self: Box<Self>) -> BoxFuture<'static, Result<Release, BackendError>> {
        Box::pin(async move {
            let mut invocation = self.lock.release.prepare_invoke();
            invocation.key(&self.key).arg(&self.token.0);
            let request = &invocation;
            let deleted: u32 = self
                .lock
                .link
                .call(|mut connection| async move { request.invoke_async(&mut connection).await })
                .await?;
            Ok(if deleted == 0 { Release::Lost } else { Release::Freed })
        })
    }
}

impl Token {
    fn random() -> Result<Self, BackendError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| BackendError::Random(error.into()))?;
        Ok(Self(bytes))
    }

    /// 1 ms, 2 ms, 4 ms … up to [`LONGEST_PAUSE`], each between a half and the whole of it by a
    /// byte of the token, so that the waiters of one host do not come back together.
    fn pauses(&self) -> impl Iterator<Item = Duration> + Send + use<> {
        let doubling =
            std::iter::successors(Some(Duration::from_millis(1)), |pause| Some((*pause * 2).min(LONGEST_PAUSE)));
        let jitter = self.0.into_iter().cycle();
        doubling.zip(jitter).map(|(pause, byte)| pause * (256 + u32::from(byte)) / 512)
    }
}

fn redis_key(key: LeaseKey) -> String {
    format!("scheduling:lease:{}:{}", key.tenant, key.host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_with_jitter_and_stay_bounded() {
        let slowest: Vec<_> = Token([255; 16]).pauses().take(40).collect();
        assert!(slowest.is_sorted() && slowest.iter().all(|pause| *pause <= LONGEST_PAUSE));
        let fastest: Vec<_> = Token([0; 16]).pauses().take(40).collect();
        assert_eq!(fastest[0], Duration::from_micros(500));
        assert_eq!(fastest[39], LONGEST_PAUSE / 2);
        assert_ne!(Token::random().unwrap().0, Token::random().unwrap().0);
    }
}
