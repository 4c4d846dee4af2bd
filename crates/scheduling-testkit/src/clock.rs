//! A clock that stands still and ids that count up, so that whole answers can be compared.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use jiff::{SignedDuration, Timestamp};
use scheduling_engine::{Clock, IdSource, NoRandomness};
use uuid::Uuid;

/// A clock that shows what it was set to.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock that shows an instant, written as RFC 3339.
    ///
    /// # Panics
    /// The text is no instant.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test with a wrong instant must fail")]
    pub fn at(instant: &str) -> Self {
        Self(Mutex::new(instant.parse().expect("an RFC 3339 instant")))
    }

    /// Moves the clock on.
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ids 1, 2, 3 and so on, and secrets of the same kind.
#[derive(Debug, Default)]
pub struct SequentialIds(AtomicU64);

impl SequentialIds {
    fn next(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed) + 1
    }
}

impl IdSource for SequentialIds {
    fn uuid(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.next()))
    }

    fn secret(&self) -> Result<[u8; 32], NoRandomness> {
        let mut secret = [0; 32];
        let (_, tail) = secret.split_at_mut(24);
        tail.copy_from_slice(&self.next().to_be_bytes());
        Ok(secret)
    }
}
