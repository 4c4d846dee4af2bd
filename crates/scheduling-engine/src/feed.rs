//! The feed of events: what happened in a tenant, in one order without gaps, to be read from any place on.
//!
//! Whoever has read it to its end may wait for what comes. Nobody who waits keeps a connection to the database.

use std::{fmt, sync::Arc, time::Duration};

use scheduling_core::Scope;
use scheduling_store::events::{self, FeedQuery, FiledEvent};
use tokio::{
    sync::{Semaphore, watch},
    time::{Instant, timeout},
};

use crate::{
    Engine,
    failure::{Failure, Nothing},
    principal::Principal,
};

/// The longest wait for something to happen.
pub const LONGEST_WAIT: Duration = Duration::from_secs(25);
/// How often whoever waits looks: other processes file events too.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How many may wait at a time in one process. Who comes then is told at once what there is.
const WAITING: usize = 200;

/// Which part of the feed is asked for.
#[derive(Clone, Debug, Default)]
pub struct ReadFeed {
    /// From where on, and what of it.
    pub query: FeedQuery,
    /// How long to wait if there is nothing; at most [`LONGEST_WAIT`].
    pub wait: Duration,
}

/// A part of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The events, in the order of the feed, with their bookings as they are now.
    pub events: Vec<FiledEvent>,
    /// The place after which the next part begins. Events of kinds that were not asked for are behind it as well.
    pub next: u64,
}

/// Who waits for something to happen.
#[derive(Clone)]
pub(crate) struct Waiting(Arc<Places>);

struct Places {
    free: Semaphore,
    is_over: watch::Sender<bool>,
}

impl Default for Waiting {
    fn default() -> Self {
        Self(Arc::new(Places { free: Semaphore::new(WAITING), is_over: watch::Sender::new(false) }))
    }
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting").field("free", &self.0.free.available_permits()).finish_non_exhaustive()
    }
}

impl Engine {
    /// A part of the feed of events. If there is nothing in it yet, waits for something as long as asked for.
    ///
    /// It is for the scope `admin` alone: it is the tenant's, and has no places left out.
    ///
    /// # Errors
    /// The scope is missing; the store failed.
    pub async fn feed(&self, principal: &Principal, read: ReadFeed) -> Result<Feed, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        let ReadFeed { mut query, wait } = read;
        let ends = Instant::now() + wait.min(LONGEST_WAIT);
        let mut feed = self.look_at_feed(principal, &query).await?;
        let mut is_over = self.waiting.0.is_over.subscribe();
        let Ok(_place) = self.waiting.0.free.try_acquire() else { return Ok(feed) };
        loop {
            let left = ends.saturating_duration_since(Instant::now());
            if !feed.events.is_empty() || left.is_zero() || *is_over.borrow() {
                return Ok(feed);
            }
            // It ends early only if nobody is to wait any more.
            drop(timeout(left.min(LOOK_EVERY), is_over.wait_for(|is_over| *is_over)).await);
            query.after = feed.next;
            feed = self.look_at_feed(principal, &query).await?;
        }
    }

    /// Answers all who wait for something to happen, and lets nobody wait any more. For a server that is about to stop.
    pub fn end_waits(&self) {
        self.waiting.0.is_over.send_replace(true);
    }

    /// Is ready once nobody is to wait any more, for those who wait for something else.
    pub async fn waits_ended(&self) {
        // The other end is this engine's own.
        drop(self.waiting.0.is_over.subscribe().wait_for(|is_over| *is_over).await);
    }

    async fn look_at_feed(&self, principal: &Principal, query: &FeedQuery) -> Result<Feed, Failure<Nothing>> {
        // How far it goes is read first: what is filed after that is no gap.
        let read = events::last_place().and(events::list(query));
        let (last, mut events) = self.parts.store.read(&principal.scope(), read).await?;
        let now = self.now();
        for event in &mut events {
            event.booking = event.booking.take().map(|booking| booking.as_of(now));
        }
        let is_all = u32::try_from(events.len()).is_ok_and(|count| count < query.limit);
        let seen = events.last().map_or(query.after, |event| event.place);
        Ok(Feed { next: if is_all { seen.max(last) } else { seen }, events })
    }
}
