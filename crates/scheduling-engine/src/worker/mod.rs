//! Does afterwards what was promised: files events, and brings what is owed because of them. Any number of workers may do
//! so at the same time, in as many processes.
//!
//! Whatever is to be done is a row that was committed with its cause. A worker takes it for a while, does it, and writes down
//! how that ended; what it cannot finish, because it is killed, another one takes up again later.

mod filing;
mod lanes;
mod letters;
mod sending;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{EventId, RetrySchedule, TenantId};
use scheduling_store::{
    PlatformScope,
    due::{Claim, ClaimedLanes},
    events::FiledEvent,
};
use tokio::{
    sync::Semaphore,
    task::JoinSet,
    time::{Instant, sleep, timeout},
};

use crate::{
    Engine,
    clock::stored,
    deliver::Deliver,
    failure::{Failure, Nothing},
    webhooks::TEST,
};

use self::lanes::Lanes;

/// How long after it was said that something may be sent it is begun at the latest. Whoever makes it void waits so long.
pub(crate) const START_WITHIN: Duration = Duration::from_millis(250);

/// What a webhook is told.
#[derive(Clone, Copy, Debug)]
pub enum Announcement<'a> {
    /// Something happened.
    Event(&'a FiledEvent),
    /// Somebody wants to see whether it arrives.
    Test {
        /// By which the call is known.
        id: EventId,
        /// When somebody asked for it.
        at: Timestamp,
    },
}

impl Announcement<'_> {
    /// What kind of thing it is.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Event(filed) => filed.event.what.kind().as_str(),
            Self::Test { .. } => TEST,
        }
    }
}

/// Writes what a webhook is told as JSON.
pub type EventBody = fn(&Announcement<'_>) -> String;

/// What a worker is made of.
#[derive(Clone)]
pub struct WorkerParts {
    /// Whose work it does.
    pub engine: Engine,
    /// Who brings things.
    pub deliver: Arc<dyn Deliver>,
    /// How it is written what webhooks are told.
    pub event_body: EventBody,
    /// Where the pages are that mails lead to, such as `https://book.example.org`.
    pub public_url: String,
    /// How fast it works.
    pub options: WorkerOptions,
}

impl fmt::Debug for WorkerParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkerParts").field("options", &self.options).finish_non_exhaustive()
    }
}

/// How fast a worker works.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WorkerOptions {
    /// How much is brought at a time.
    pub at_once: u32,
    /// How much of it to one webhook, or for one tenant by mail.
    pub per_lane: u32,
    /// How many connections to the database it takes at a time at the most.
    pub connections: usize,
    /// How long one attempt may take. Another worker takes up what has not ended a little after that.
    pub attempt_within: Duration,
    /// How often it looks for work of other processes.
    pub look_every: Duration,
    /// When a mail is tried again.
    pub mails: RetrySchedule,
    /// When a call of a webhook is tried again.
    pub webhooks: RetrySchedule,
}

impl Default for WorkerOptions {
    /// 64 at a time, 8 of them in one lane, over 6 connections; 160 s for an attempt (a mail server may think about a mail for two
    /// minutes), a look every half second.
    fn default() -> Self {
        Self {
            at_once: 64,
            per_lane: 8,
            connections: 6,
            attempt_within: Duration::from_secs(160),
            look_every: Duration::from_millis(500),
            mails: RetrySchedule::of_mails(),
            webhooks: RetrySchedule::of_webhooks(),
        }
    }
}

/// The time after an attempt until another worker takes it up.
const MARGIN: Duration = Duration::from_secs(10);
/// How many tenants' events are filed in one look.
const TENANTS: u32 = 32;
/// How long what is being sent may take to end when the worker is told to stop.
const LAST_WAIT: Duration = Duration::from_secs(10);
/// How long a tenant waits whose events could not be filed.
const REST: Duration = Duration::from_secs(5);
/// The wait after the store has failed.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Files events, and brings what is owed.
#[derive(Clone, Debug)]
pub struct Worker {
    parts: Arc<WorkerParts>,
    database: Arc<Semaphore>,
    lanes: Lanes,
    resting: Arc<Mutex<HashMap<TenantId, Instant>>>,
}

impl Worker {
    /// Puts a worker together.
    #[must_use]
    pub fn new(parts: WorkerParts) -> Self {
        let database = Arc::new(Semaphore::new(parts.options.connections.max(1)));
        let lanes = Lanes::new(&parts.options);
        Self { parts: Arc::new(parts), database, lanes, resting: Arc::default() }
    }

    /// Works until it is told to stop, and then ends what it has begun.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut running = JoinSet::new();
        let mut stop = std::pin::pin!(stop);
        loop {
            // Never dropped half-way: what is claimed is sent.
            let wait = match self.look(&mut running).await {
                Ok(0) => self.parts.options.look_every,
                Ok(_) => Duration::ZERO,
                Err(error) => {
                    tracing::warn!(%error, "the worker could not look for work; it tries again");
                    AFTER_FAILURE
                }
            };
            tokio::select! {
                biased;
                () = &mut stop => break,
                () = self.parts.engine.wake.notified() => {}
                Some(_) = running.join_next() => {}
                () = sleep(wait) => {}
            }
        }
        let ended = async { while running.join_next().await.is_some() {} };
        if timeout(LAST_WAIT, ended).await.is_err() {
            tracing::warn!(left = running.len(), "the worker stops while something is being sent; it is tried again");
        }
    }

    /// Does all that is due by the engine's clock, and returns when it is done or waits for another time. For tests and for
    /// embedders that run it from time to time.
    ///
    /// # Errors
    /// The store failed.
    pub async fn drain(&self) -> Result<(), Failure<Nothing>> {
        let mut running = JoinSet::new();
        loop {
            let found = self.look(&mut running).await?;
            let ended = running.join_next().await;
            if found == 0 && ended.is_none() {
                return Ok(());
            }
        }
    }

    /// Looks for work, and begins it. Returns how much there was.
    async fn look(&self, running: &mut JoinSet<()>) -> Result<usize, Failure<Nothing>> {
        while running.try_join_next().is_some() {}
        let filed = self.file_all().await?;
        let found = self.claim(running).await?;
        Ok(filed + found)
    }

    async fn file_all(&self) -> Result<usize, Failure<Nothing>> {
        let engine = &self.parts.engine;
        let (platform, now) = (PlatformScope::authenticated(), stored(engine.now()));
        let mut filed = 0;
        let resting = self.resting();
        for scope in engine.parts.store.list_tenants_to_file(&platform, (now, TENANTS), &resting).await? {
            match self.file(scope).await {
                Ok(of_tenant) => filed += of_tenant,
                Err(error) => {
                    // The others have their turn first.
                    self.resting.lock().unwrap_or_else(PoisonError::into_inner).insert(scope.tenant(), Instant::now());
                    tracing::warn!(tenant = %scope.tenant(), %error, "the tenant's events were not filed");
                }
            }
        }
        Ok(filed)
    }

    /// Whose events could not be filed a moment ago.
    fn resting(&self) -> Vec<TenantId> {
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting.retain(|_, since| since.elapsed() < REST);
        resting.keys().copied().collect()
    }

    async fn claim(&self, running: &mut JoinSet<()>) -> Result<usize, Failure<Nothing>> {
        let Some(room) = self.lanes.room() else { return Ok(0) };
        let quick = (ClaimedLanes::Without(room.without), room.per_lane, room.at_most);
        let mut found = self.claim_of(quick, running).await?;
        // Claimed apart, so that a pile of theirs hides nothing of the others.
        if let Some(room) = self.lanes.room().filter(|room| !room.slow.is_empty() && room.slow_at_most > 0) {
            found += self.claim_of((ClaimedLanes::Only(room.slow), 1, room.slow_at_most), running).await?;
        }
        Ok(found)
    }

    async fn claim_of(
        &self,
        (lanes, per_lane, at_most): (ClaimedLanes, u32, u32),
        running: &mut JoinSet<()>,
    ) -> Result<usize, Failure<Nothing>> {
        let engine = &self.parts.engine;
        let now = stored(engine.now());
        let until =
            now + SignedDuration::try_from(self.parts.options.attempt_within + MARGIN).map_err(Failure::internal)?;
        let claim = Claim { lanes, per_lane, at_most, now, until };
        let claimed = engine.parts.store.claim_deliveries(&PlatformScope::authenticated(), claim).await?;
        let found = claimed.len();
        for claimed in claimed {
            let (worker, taken) = (self.clone(), self.lanes.enter(claimed.lane));
            running.spawn(async move { worker.send(claimed, taken).await });
        }
        Ok(found)
    }
}
