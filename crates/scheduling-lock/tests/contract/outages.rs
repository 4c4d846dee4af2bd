//! Redis stopped, paused, flushed and restarted: nobody waits long, nobody gets an error, and it is
//! used again when it is back.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use deadpool_redis::redis::{AsyncConnectionConfig, Client, Cmd, Value};
use scheduling_lock::{
    Acquire, Acquired, BackendError, CALL_TIMEOUT, LocalLimiter, LocalLock, Quota, RateLimiter, RedisLimiter,
    RedisLink, RedisLock, Release, SlotLock, WithFallback,
};
use tokio::task::JoinSet;

use crate::{LONG, TestRedis, host, link, try_take};

fn with_fallback(link: &RedisLink) -> (Arc<dyn SlotLock>, Arc<dyn RateLimiter>) {
    let lock = WithFallback::new(RedisLock::new(link.clone()), LocalLock::new());
    let limiter = WithFallback::new(RedisLimiter::new(link.clone()), LocalLimiter::new());
    (Arc::new(lock), Arc::new(limiter))
}

/// For tests in which Redis hangs: longer than the default, so that a busy machine is not taken for
/// a hanging Redis.
const HASTE: Duration = Duration::from_millis(300);

fn hasty_link(redis: &TestRedis) -> RedisLink {
    link(redis).with_call_timeout(HASTE)
}

fn ten_an_hour() -> Quota {
    Quota::new(10, Duration::from_hours(1)).unwrap()
}

/// Polls until the breaker has let a probe through and Redis has answered it; charges nothing.
async fn wait_until_it_answers(link: &RedisLink) {
    let limiter = RedisLimiter::new(link.clone());
    let deadline = Instant::now() + Duration::from_secs(20);
    while let Err(error) = limiter.check("awaited", ten_an_hour(), 0).await {
        assert!(Instant::now() < deadline, "{error:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn allowed_of(limiter: &Arc<dyn RateLimiter>, key: &str, calls: u32) -> usize {
    let mut allowed = 0;
    for _ in 0..calls {
        allowed += usize::from(limiter.check(key, ten_an_hour(), 1).await.unwrap().is_allowed());
    }
    allowed
}

/// Leases are still exclusive and the limit still holds, within this process.
async fn assert_this_process_goes_on(lock: &Arc<dyn SlotLock>, limiter: &Arc<dyn RateLimiter>) {
    let lease = try_take(lock, host(7)).await.expect("granted without Redis");
    assert!(try_take(lock, host(7)).await.is_none());
    assert_eq!(lease.release().await.unwrap(), Release::Freed);
    assert_eq!(allowed_of(limiter, "while away", 20).await, 10);
}

#[tokio::test]
async fn with_redis_stopped_the_process_goes_on_alone_and_returns_after_a_restart() {
    let mut redis = TestRedis::start();
    let link = link(&redis);
    let (lock, limiter) = with_fallback(&link);
    assert_eq!(allowed_of(&limiter, "before", 1).await, 1);
    redis.stop();
    assert_this_process_goes_on(&lock, &limiter).await;

    redis.restart();
    wait_until_it_answers(&link).await;
    let lease = try_take(&lock, host(1)).await.unwrap();
    let elsewhere: Arc<dyn SlotLock> = Arc::new(RedisLock::new(self::link(&redis)));
    assert!(try_take(&elsewhere, host(1)).await.is_none(), "the lease is not in Redis");
    // The restart has lost the scripts, too.
    assert_eq!(lease.release().await.unwrap(), Release::Freed);
    let elsewhere: Arc<dyn RateLimiter> = Arc::new(RedisLimiter::new(self::link(&redis)));
    assert_eq!(allowed_of(&limiter, "after", 6).await, 6);
    assert_eq!(allowed_of(&elsewhere, "after", 6).await, 4);
}

#[tokio::test]
async fn a_redis_that_was_never_there_is_no_obstacle() {
    let mut redis = TestRedis::start();
    redis.stop();
    let (lock, limiter) = with_fallback(&link(&redis));
    assert_this_process_goes_on(&lock, &limiter).await;
}

/// As one that is full, or a replica, does: it answers, and what it answers is a refusal.
#[tokio::test]
async fn a_redis_that_refuses_to_write_is_no_obstacle() {
    let redis = TestRedis::start();
    let link = link(&redis);
    let (lock, limiter) = with_fallback(&link);
    assert_eq!(allowed_of(&limiter, "before", 1).await, 1);
    set_memory(&redis, "1").await;
    let refused = RedisLimiter::new(link.clone()).check("key", ten_an_hour(), 1).await.unwrap_err();
    assert!(!matches!(refused, BackendError::TimedOut { .. } | BackendError::Connect(_)), "{refused:?}");
    assert_this_process_goes_on(&lock, &limiter).await;

    set_memory(&redis, "0").await;
    wait_until_it_answers(&link).await;
    let _lease = try_take(&lock, host(1)).await.unwrap();
    let elsewhere: Arc<dyn SlotLock> = Arc::new(RedisLock::new(self::link(&redis)));
    assert!(try_take(&elsewhere, host(1)).await.is_none(), "the lease is not in Redis");
}

/// How many bytes Redis may keep; 0 is as many as there are.
async fn set_memory(redis: &TestRedis, bytes: &str) {
    redis_answers(redis, &["CONFIG", "SET", "maxmemory", bytes]).await;
}

#[tokio::test]
async fn a_paused_redis_costs_three_time_outs_and_then_one_a_second() {
    let redis = TestRedis::start();
    let link = hasty_link(&redis);
    let (lock, limiter) = with_fallback(&link);
    assert_eq!(allowed_of(&limiter, "before", 1).await, 1);
    redis.pause();
    let started = Instant::now();
    assert_this_process_goes_on(&lock, &limiter).await;
    // 22 calls; without the breaker each of them would take the whole time-out.
    assert!(started.elapsed() < 15 * HASTE, "{:?}", started.elapsed());

    redis.resume();
    wait_until_it_answers(&link).await;
}

#[tokio::test]
async fn callers_that_meet_a_hanging_redis_together_wait_one_time_out_together() {
    let redis = TestRedis::start();
    let link = hasty_link(&redis);
    let (_, limiter) = with_fallback(&link);
    redis.pause();
    for connected in [false, true] {
        if connected {
            redis.resume();
            wait_until_it_answers(&link).await;
            redis.pause();
        }
        let started = Instant::now();
        let mut callers = JoinSet::new();
        for _ in 0..200 {
            let limiter = Arc::clone(&limiter);
            callers.spawn(async move { limiter.check("key", ten_an_hour(), 1).await.unwrap() });
        }
        callers.join_all().await;
        assert!(started.elapsed() < 8 * HASTE, "connected {connected}: {:?}", started.elapsed());
    }
}

#[tokio::test]
async fn all_callers_share_one_connection_from_the_first_call_on() {
    let redis = TestRedis::start();
    let link = link(&redis);
    let before = connections_received(&redis).await;
    let mut callers = JoinSet::new();
    for _ in 0..100 {
        let link = link.clone();
        callers.spawn(async move { link.ping().await.unwrap() });
    }
    callers.join_all().await;
    // The observer's own is the other one.
    assert_eq!(connections_received(&redis).await - before, 2);
}

#[tokio::test]
async fn a_hanging_redis_is_not_stormed_with_connections() {
    let redis = TestRedis::start();
    let link = hasty_link(&redis);
    let (_, limiter) = with_fallback(&link);
    link.ping().await.unwrap();
    let before = connections_received(&redis).await;
    redis.pause();
    for _ in 0..5 {
        let mut callers = JoinSet::new();
        for _ in 0..100 {
            let limiter = Arc::clone(&limiter);
            callers.spawn(async move { limiter.check("key", ten_an_hour(), 1).await.unwrap() });
        }
        callers.join_all().await;
    }
    redis.resume();
    wait_until_it_answers(&link).await;
    let received = connections_received(&redis).await - before;
    // The observer's own is one; the first callers share the kept one, and after that probes dial one
    // by one.
    assert!(received <= 8, "{received} connections for 500 calls");
}

#[tokio::test]
async fn a_call_is_cut_off_after_50_ms_unless_configured_otherwise() {
    let redis = TestRedis::start();
    let link = RedisLink::from_url(&redis.url()).unwrap();
    redis.pause();
    let error = link.ping().await.unwrap_err();
    assert!(matches!(error, BackendError::TimedOut { after: CALL_TIMEOUT }), "{error:?}");
    assert_eq!(CALL_TIMEOUT, Duration::from_millis(50));
}

#[tokio::test]
async fn without_a_fallback_the_caller_learns_what_happened() {
    let mut redis = TestRedis::start();
    let link = hasty_link(&redis);
    let lock = RedisLock::new(link.clone());
    let acquire = Acquire { key: host(1), ttl: LONG, wait_at_most: Duration::from_millis(500) };
    let Ok(Acquired::Granted(lease)) = lock.acquire(acquire).await else { panic!("not granted") };
    redis.pause();
    assert!(matches!(lease.release().await, Err(BackendError::TimedOut { after: HASTE })));
    redis.stop();
    assert!(matches!(lock.acquire(acquire).await, Err(BackendError::Connect(_))));
    assert!(matches!(lock.acquire(acquire).await, Err(BackendError::Connect(_))));
    assert!(matches!(lock.acquire(acquire).await, Err(BackendError::Resting)));
}

/// Both answer for Redis: alone, and as the server is built.
fn locks_over(link: &RedisLink) -> [Arc<dyn SlotLock>; 2] {
    let alone: Arc<dyn SlotLock> = Arc::new(RedisLock::new(link.clone()));
    [alone, with_fallback(link).0]
}

/// Makes three calls that fail.
async fn open_the_breaker(link: &RedisLink) {
    let limiter = RedisLimiter::new(link.clone());
    for _ in 0..3 {
        let error = limiter.check("key", ten_an_hour(), 1).await.unwrap_err();
        assert!(!matches!(error, BackendError::Resting), "open too early");
    }
}

#[tokio::test]
async fn a_ping_tells_that_redis_is_stopped_and_back() {
    let mut redis = TestRedis::start();
    let link = link(&redis);
    let locks = locks_over(&link);
    for lock in &locks {
        lock.ping().await.unwrap();
    }
    redis.stop();
    for _ in 0..5 {
        for lock in &locks {
            let error = lock.ping().await.unwrap_err();
            assert!(matches!(error, BackendError::Connect(_)), "{error:?}");
        }
    }
    // Ten pings have failed, which has not counted against Redis: all three calls still ask it.
    open_the_breaker(&link).await;
    for lock in &locks {
        let error = lock.ping().await.unwrap_err();
        assert!(matches!(error, BackendError::Connect(_)), "while other calls rest: {error:?}");
    }
    redis.restart();
    for lock in &locks {
        lock.ping().await.unwrap();
    }
}

#[tokio::test]
async fn a_ping_tells_that_redis_hangs_and_is_back() {
    let redis = TestRedis::start();
    let link = hasty_link(&redis);
    let locks = locks_over(&link);
    for connected in [false, true] {
        if connected {
            wait_until_it_answers(&link).await;
        }
        redis.pause();
        for lock in &locks {
            let started = Instant::now();
            let error = lock.ping().await.unwrap_err();
            assert!(matches!(error, BackendError::TimedOut { after: HASTE }), "connected {connected}: {error:?}");
            assert!(started.elapsed() < 8 * HASTE, "connected {connected}: {:?}", started.elapsed());
        }
        open_the_breaker(&link).await;
        redis.resume();
        for lock in &locks {
            let deadline = Instant::now() + Duration::from_secs(20);
            // A busy machine may need more than one time-out, but nothing rests.
            while let Err(error) = lock.ping().await {
                assert!(matches!(error, BackendError::TimedOut { .. }), "connected {connected}: {error:?}");
                assert!(Instant::now() < deadline, "connected {connected}: {error:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_flushed_redis_forgets_leases_but_confuses_nobody() {
    let redis = TestRedis::start();
    let (lock, limiter) = with_fallback(&link(&redis));
    let forgotten = try_take(&lock, host(1)).await.unwrap();
    assert_eq!(allowed_of(&limiter, "key", 20).await, 10);
    redis.flush();
    let current = try_take(&lock, host(1)).await.expect("forgotten by Redis");
    assert_eq!(forgotten.release().await.unwrap(), Release::Lost);
    assert!(try_take(&lock, host(1)).await.is_none(), "the forgotten holder freed the current one's lease");
    assert_eq!(current.release().await.unwrap(), Release::Freed);
    assert_eq!(allowed_of(&limiter, "key", 20).await, 10);
}

#[tokio::test]
async fn redis_remembers_no_key_that_owes_nothing() {
    let redis = TestRedis::start();
    let limiter = RedisLimiter::new(link(&redis));
    let quota = Quota::new(10, Duration::from_millis(500)).unwrap();
    for number in 0..500 {
        assert!(limiter.check(&format!("invented {number}"), quota, 1).await.unwrap().is_allowed());
        assert!(limiter.check(&format!("only asked about {number}"), quota, 0).await.unwrap().is_allowed());
    }
    let deadline = Instant::now() + Duration::from_secs(20);
    while redis_answers(&redis, &["DBSIZE"]).await != "int(0)" {
        assert!(Instant::now() < deadline, "keys stay in Redis");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[test]
fn an_address_that_cannot_be_served_is_refused_at_once() {
    for url in ["rediss://127.0.0.1:6379", "http://127.0.0.1", "", "redis://"] {
        assert!(RedisLink::from_url(url).is_err(), "{url:?}");
    }
}

#[test]
fn a_password_is_not_shown_in_debug_output() {
    let link = RedisLink::from_url("redis://user:opensesame@127.0.0.1:6379").unwrap();
    assert!(!format!("{link:?}").contains("opensesame"));
}

async fn connections_received(redis: &TestRedis) -> u64 {
    let stats = redis_answers(redis, &["INFO", "stats"]).await;
    let (_, rest) = stats.split_once("total_connections_received:").unwrap();
    rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

/// Asks over a connection of its own; the answer as the driver shows it.
async fn redis_answers(redis: &TestRedis, words: &[&str]) -> String {
    let client = Client::open(redis.url()).unwrap();
    let patient = AsyncConnectionConfig::new().set_response_timeout(None).set_connection_timeout(None);
    let mut connection = client.get_multiplexed_async_connection_with_config(&patient).await.unwrap();
    let mut command = Cmd::new();
    command.arg(words);
    let answer: Value = command.query_async(&mut connection).await.unwrap();
    format!("{answer:?}")
}
