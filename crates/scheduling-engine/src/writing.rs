//! How everything is written: in a task of its own, under one deadline, in one transaction, once for each key.
//!
//! The order is always the same: replay of the idempotency key; turns at the hosts and a lease on a single one (advice:
//! neither decides an answer); one transaction that claims the key, locks the hosts, reads the clock and then runs the use case.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use jiff::Timestamp;
use scheduling_core::{ChangeId, HostId};
use scheduling_lock::{Acquire, Acquired, Lease, LeaseKey};
use scheduling_store::{
    JsonObject, Read, Store, StoreError, TenantScope, TenantTx,
    changelog::{Action, Change, Entity},
    idempotency::{self, Claim, IdempotencyKey, StoredOutcome},
    tenants,
};
use serde::Serialize;
use tokio::time::{Instant, sleep};
use tracing::Instrument as _;
use uuid::Uuid;

use crate::{
    Engine,
    clock::stored,
    failure::Failure,
    gate::Turn,
    outcomes::{self, Repeatable},
    principal::{Actor, PublicTenant},
    public::still_open,
    worker::START_WITHIN,
};

/// The time for lease, locks and retries together; who is not served by then is told to come back.
pub(crate) const BUDGET: Duration = Duration::from_millis(1800);
/// The longest wait for a lease. Without one the work goes on.
const LEASE_WAIT: Duration = Duration::from_millis(500);
/// How often a transaction that collided is begun anew.
pub(crate) const RETRIES: u32 = 3;

/// A command, and the key under which it is done only once.
#[derive(Clone, Debug)]
pub struct Writing<T> {
    /// What to do.
    pub command: T,
    /// By which a repetition is recognised.
    pub idempotency: Option<IdempotencyKey>,
}

impl<T> Writing<T> {
    /// A command without a key: a repetition does it again.
    pub const fn once(command: T) -> Self {
        Self { command, idempotency: None }
    }
}

/// What a command did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done<T> {
    /// The outcome; of a repetition, that of the first time.
    pub outcome: T,
    /// Whether it had been done before under the same key.
    pub replayed: bool,
}

impl<T> Done<T> {
    /// The same, with something else as the outcome.
    pub fn map<U>(self, then: impl FnOnce(T) -> U) -> Done<U> {
        Done { outcome: then(self.outcome), replayed: self.replayed }
    }
}

/// A use case that writes. It may run more than once, each time in a new transaction.
pub(crate) trait UseCase: Send + Sync + 'static {
    /// What it does. It is stored under the key, so it holds no secret.
    type Outcome: Repeatable;
    /// What it may refuse.
    type Refusal: Send + 'static;
    /// How long it may take, with all its waits and repetitions.
    const BUDGET: Duration = BUDGET;

    fn run(&self, work: &Work<'_>) -> impl Future<Output = Result<Self::Outcome, Failure<Self::Refusal>>> + Send;

    /// Refuses early what is hopeless, after a wait for others: reads only, from a store that keeps the deadline, and
    /// never accepts.
    fn look(
        &self,
        _: &Engine,
        _: &Store,
        _: TenantScope,
    ) -> impl Future<Output = Result<(), Failure<Self::Refusal>>> + Send {
        std::future::ready(Ok(()))
    }
}

/// What a use case works with.
pub(crate) struct Work<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) tx: &'a TenantTx,
    /// Read after the hosts were locked.
    pub(crate) now: Timestamp,
    pub(crate) actor: &'a Actor,
    /// Whose time is locked.
    pub(crate) hosts: &'a [HostId],
    /// What it does to what leaves the system.
    pub(crate) told: &'a Told,
}

/// What a transaction does to what leaves the system.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// There is something to be told.
    pub(crate) something: AtomicBool,
    /// A mail is out of date that is just being sent.
    pub(crate) being_sent: AtomicBool,
}

impl Work<'_> {
    /// A new id.
    pub(crate) fn id(&self) -> Uuid {
        self.engine.parts.ids.uuid()
    }

    /// Appends to the changelog what has been changed.
    pub(crate) async fn log(
        &self,
        action: Action,
        what: (Entity, Uuid),
        details: JsonObject,
    ) -> Result<(), StoreError> {
        self.log_as(self.actor, action, what, details).await
    }

    /// The same for what somebody else has done.
    pub(crate) async fn log_as(
        &self,
        actor: &Actor,
        action: Action,
        what: (Entity, Uuid),
        details: JsonObject,
    ) -> Result<(), StoreError> {
        let (entity, entity_id) = what;
        let id = ChangeId::from_uuid(self.id());
        let actor = actor.to_string();
        self.tx.append_change(&Change { id, entity, entity_id, action, actor, details, at: self.now }).await
    }
}

/// A use case with all that it takes to run it.
pub(crate) struct Order<C> {
    pub(crate) scope: TenantScope,
    pub(crate) actor: Actor,
    /// Whose time it touches.
    pub(crate) hosts: Vec<HostId>,
    pub(crate) idempotency: Option<IdempotencyKey>,
    pub(crate) case: C,
}

type Outcome<C> = Result<Done<<C as UseCase>::Outcome>, Failure<<C as UseCase>::Refusal>>;

impl Engine {
    /// Runs a use case to its end, whether or not the caller still waits for it.
    pub(crate) async fn write<C: UseCase>(&self, order: Order<C>) -> Outcome<C> {
        let engine = self.clone();
        let task = tokio::spawn(async move { engine.perform(order).await }.in_current_span());
        task.await.unwrap_or_else(|panicked| Err(Failure::internal(panicked)))
    }

    /// Reads what a command needs to know beforehand, together with what was done under its key.
    pub(crate) async fn prepare<T: Repeatable, X: Send + 'static, E>(
        &self,
        scope: TenantScope,
        idempotency: Option<&IdempotencyKey>,
        needed: Read<X>,
    ) -> Result<Prepared<T, X>, Failure<E>> {
        let (known, needed) = self.look_up(scope, idempotency, needed).await?;
        Ok(known.map_or(Prepared::New(needed), Prepared::Known))
    }

    /// The same for what an invitee asks for, who is not served if the tenant has been closed since it was found.
    pub(crate) async fn prepare_public<T: Repeatable, X: Send + 'static, E>(
        &self,
        tenant: &PublicTenant,
        idempotency: Option<&IdempotencyKey>,
        needed: Read<X>,
    ) -> Result<Prepared<T, X>, Failure<E>> {
        let (known, (now, needed)) = self.look_up(tenant.scope(), idempotency, tenants::find().and(needed)).await?;
        still_open::<E>(now)?;
        Ok(known.map_or(Prepared::New(needed), Prepared::Known))
    }

    async fn look_up<T: Repeatable, X: Send + 'static, E>(
        &self,
        scope: TenantScope,
        idempotency: Option<&IdempotencyKey>,
        needed: Read<X>,
    ) -> Result<(Option<Done<T>>, X), Failure<E>> {
        let store = self.parts.store.within(BUDGET);
        let Some(key) = idempotency else { return Ok((None, store.read(&scope, needed).await?)) };
        let (known, needed) = store.read(&scope, idempotency::find(key, self.now()).and(needed)).await?;
        Ok((known.map(|known| replay(key, &known)).transpose()?, needed))
    }

    async fn perform<C: UseCase>(&self, order: Order<C>) -> Outcome<C> {
        let deadline = Instant::now() + C::BUDGET;
        let turns = self.turns(&order, deadline).await?;
        if turns.iter().any(|turn| turn.waited)
            && let Some(answer) = self.early(&order, deadline).await
        {
            return answer;
        }
        let lease = self.lease(&order, deadline).await;
        let told = Told::default();
        let done = self.attempts(&order, deadline, &told).await;
        if let Some(lease) = lease
            && let Err(error) = lease.release().await
        {
            tracing::debug!(%error, "a lease was left to its time to live");
        }
        drop(turns);
        if done.is_ok() {
            self.after(&told).await;
        }
        done
    }

    /// What is to be done once something is committed, and before that is answered.
    async fn after(&self, told: &Told) {
        if told.something.load(Ordering::Relaxed) {
            self.wake.notify_one();
        }
        // Whoever began to send it before does so by then, or never.
        if told.being_sent.load(Ordering::Relaxed) {
            sleep(START_WITHIN).await;
        }
    }

    /// The answer to what is hopeless after a wait.
    async fn early<C: UseCase>(&self, order: &Order<C>, deadline: Instant) -> Option<Outcome<C>> {
        let in_time = || self.parts.store.within(deadline.saturating_duration_since(Instant::now()));
        let refused = order.case.look(self, &in_time(), order.scope).await.err()?;
        // What stands against it may be its own first time: asked after the look, so that both are seen or neither.
        Some(self.known(order, &in_time()).await.and_then(|known| known.ok_or(refused)))
    }

    async fn known<C: UseCase>(
        &self,
        order: &Order<C>,
        store: &Store,
    ) -> Result<Option<Done<C::Outcome>>, Failure<C::Refusal>> {
        let Some(key) = &order.idempotency else { return Ok(None) };
        let known = store.read(&order.scope, idempotency::find(key, self.now())).await?;
        known.map(|known| replay(key, &known)).transpose()
    }

    async fn attempts<C: UseCase>(&self, order: &Order<C>, deadline: Instant, told: &Told) -> Outcome<C> {
        let (mut collisions, mut lost) = (0, None);
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let done = if left.is_zero() { Err(Failure::Busy) } else { self.attempt(order, left, told).await };
            match done {
                Err(Failure::Unavailable(error)) if collisions < RETRIES && may_repeat(&error, order) => {
                    collisions += 1;
                    tracing::debug!(%error, collisions, "the transaction is begun anew");
                    if matches!(error, StoreError::UnknownOutcome(_)) {
                        lost = Some(error);
                    }
                    sleep(self.jitter(collisions)).await;
                }
                // Busy says that nothing was done, which nobody knows after a lost COMMIT.
                Err(Failure::Busy) => return Err(lost.map_or(Failure::Busy, Failure::Unavailable)),
                other => return other,
            }
        }
    }

    async fn attempt<C: UseCase>(&self, order: &Order<C>, left: Duration, told: &Told) -> Outcome<C> {
        let tx = self.parts.store.begin(&order.scope, left).await?;
        if let Some(key) = &order.idempotency
            && let Claim::Known(known) = tx.claim_key(key, stored(self.now())).await?
        {
            return replay(key, &known);
        }
        if !order.hosts.is_empty() {
            tx.lock_hosts(&order.hosts).await?;
        }
        let now = stored(self.now());
        let work = Work { engine: self, tx: &tx, now, actor: &order.actor, hosts: &order.hosts, told };
        let outcome = order.case.run(&work).await?;
        if let Some(key) = &order.idempotency {
            tx.store_outcome(key, &outcomes::written(&outcome)?).await?;
        }
        tx.commit().await?;
        Ok(Done { outcome, replayed: false })
    }

    /// Turns at all hosts, which everybody takes in the order of their ids, so that nobody waits in a circle.
    async fn turns<C: UseCase>(&self, order: &Order<C>, deadline: Instant) -> Result<Vec<Turn>, Failure<C::Refusal>> {
        let hosts: BTreeSet<HostId> = order.hosts.iter().copied().collect();
        let mut turns = Vec::with_capacity(hosts.len());
        for host in hosts {
            turns.push(self.gate.enter(order.scope.tenant(), host, deadline).await.ok_or(Failure::Busy)?);
        }
        Ok(turns)
    }

    /// A lease on the host. Of several hosts none is taken: leases make contention cheap, and one for each would cost as
    /// many round trips; the locks of the database keep them apart.
    async fn lease<C: UseCase>(&self, order: &Order<C>, deadline: Instant) -> Option<Lease> {
        let lock = self.parts.lock.as_ref()?;
        let [host] = *order.hosts else { return None };
        let key = LeaseKey { tenant: order.scope.tenant().as_uuid(), host: host.as_uuid() };
        let left = deadline.saturating_duration_since(Instant::now());
        let acquire = Acquire { key, ttl: BUDGET * 2, wait_at_most: LEASE_WAIT.min(left) };
        match lock.acquire(acquire).await {
            Ok(Acquired::Granted(lease)) => Some(lease),
            Ok(Acquired::Busy) => {
                tracing::debug!(%host, "no lease in time; going on without");
                None
            }
            Err(error) => {
                tracing::warn!(%host, %error, "leases are unavailable; going on without");
                None
            }
        }
    }

    /// A short wait of a length that nobody else is likely to choose.
    fn jitter(&self, collisions: u32) -> Duration {
        let [.., random] = *self.parts.ids.uuid().as_bytes();
        Duration::from_millis(u64::from(collisions) * (2 + u64::from(random) / 16))
    }
}

/// What [`Engine::prepare`] found.
pub(crate) enum Prepared<T, X> {
    /// The command was done before.
    Known(Done<T>),
    /// It was not; here is what was asked for.
    New(X),
}

/// A collision did nothing. After a lost COMMIT only the key can tell what happened.
fn may_repeat<C>(error: &StoreError, order: &Order<C>) -> bool {
    match error {
        StoreError::UnknownOutcome(_) => order.idempotency.is_some(),
        other => other.is_retryable(),
    }
}

fn replay<T: Repeatable, E>(asked: &IdempotencyKey, known: &StoredOutcome) -> Result<Done<T>, Failure<E>> {
    if known.fingerprint != *asked.fingerprint() {
        return Err(Failure::KeyReused);
    }
    let outcome = outcomes::read(&known.outcome).map_err(Failure::internal)?;
    Ok(Done { outcome, replayed: true })
}

/// A JSON object for storage.
pub(crate) fn details<T: Serialize, E>(value: &T) -> Result<JsonObject, Failure<E>> {
    let text = serde_json::to_string(value).map_err(Failure::internal)?;
    text.parse().map_err(Failure::internal)
}
