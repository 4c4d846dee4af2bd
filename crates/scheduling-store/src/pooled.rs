//! A connection of the pool, waited for only until a deadline. What gave no answer by then never serves again: it may
//! still answer, and nobody could tell to what.
//!
//! It knows no statement and no transaction. The server's own limits are set by [`scope`](crate::scope); they speak only
//! as long as the server does.

use std::{
    ops::Deref,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use deadpool_postgres::{ClientWrapper, Object};
use tokio::time::{Instant, timeout_at};

use crate::error::DriverError;

/// How much longer than the server is the program patient: a server that lives says itself what took so long.
pub(crate) const SLACK: Duration = Duration::from_millis(200);
/// A longer limit than this would be none, and could not be added to every clock.
const LONGEST: Duration = Duration::from_hours(24);

/// The moment at which a limit that begins now has passed, for the server and for a little more.
pub(crate) fn deadline(limit: Duration) -> Instant {
    Instant::now() + limit.min(LONGEST) + SLACK
}

/// A connection on loan until a deadline.
#[derive(Debug)]
pub(crate) struct Pooled {
    /// `None` only while it is dropped.
    object: Option<Object>,
    deadline: Instant,
    silent: AtomicBool,
}

impl Pooled {
    pub(crate) const fn until(deadline: Instant, object: Object) -> Self {
        Self { object: Some(object), deadline, silent: AtomicBool::new(false) }
    }

    /// The same connection, for as long as this limit says.
    pub(crate) fn extended(mut self, limit: Duration) -> Self {
        self.deadline = deadline(limit);
        self
    }

    /// Waits for an answer, but not beyond the deadline.
    pub(crate) async fn within<T>(&self, work: impl Future<Output = T> + Send) -> Result<T, DriverError> {
        timeout_at(self.deadline, work).await.map_err(|_| {
            self.give_up();
            DriverError::new("the server gave no answer in time")
        })
    }

    /// Lets nobody have the connection again: the server said that it goes away, and the driver may not know yet.
    pub(crate) fn give_up(&self) {
        self.silent.store(true, Ordering::Relaxed);
    }

    /// Whether the limit has passed: what is left is for an answer that is on its way.
    pub(crate) fn is_late(&self) -> bool {
        Instant::now() + SLACK >= self.deadline
    }

    /// Whether nothing more can be said to it, because an answer has not come in time or none will.
    pub(crate) fn is_silent(&self) -> bool {
        self.silent.load(Ordering::Relaxed)
    }
}

impl Deref for Pooled {
    type Target = ClientWrapper;

    #[expect(clippy::expect_used, reason = "the message states the invariant")]
    fn deref(&self) -> &ClientWrapper {
        self.object.as_deref().expect("only its drop takes the connection out")
    }
}

impl Drop for Pooled {
    fn drop(&mut self) {
        if self.is_silent()
            && let Some(object) = self.object.take()
        {
            // Out of the pool, and closed: the server rolls back what it has not been told to commit.
            drop(Object::take(object));
        }
    }
}
