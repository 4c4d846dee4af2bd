//! A short queue in front of each host, so that one sought-after host cannot take all connections of the pool.
//!
//! It decides nothing: who has waited for too long is told that the host is busy.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use scheduling_core::{HostId, TenantId};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout_at},
};

type Key = (TenantId, HostId);

/// The queues of all hosts that somebody waits for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gate {
    queues: Arc<Mutex<HashMap<Key, Arc<Semaphore>>>>,
}

/// A turn at a host's calendar; the next one's begins when it is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    gate: Gate,
    key: Key,
    permit: Option<OwnedSemaphorePermit>,
    /// Whether somebody else was there before.
    pub(crate) waited: bool,
}

impl Gate {
    /// Waits for a turn; none if the deadline comes first.
    pub(crate) async fn enter(&self, tenant: TenantId, host: HostId, deadline: Instant) -> Option<Turn> {
        let key = (tenant, host);
        let queue = {
            let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(queues.entry(key).or_insert_with(|| Arc::new(Semaphore::new(1))))
        };
        // Made before the wait: if this future is dropped, the empty queue is removed all the same.
        let mut turn = Turn { gate: self.clone(), key, permit: None, waited: queue.available_permits() == 0 };
        let permit = timeout_at(deadline, queue.acquire_owned()).await.ok()?.ok()?;
        turn.permit = Some(permit);
        Some(turn)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.permit = None;
        let mut queues = self.gate.queues.lock().unwrap_or_else(PoisonError::into_inner);
        // Everybody who waits or works holds a reference of their own.
        if queues.get(&self.key).is_some_and(|queue| Arc::strong_count(queue) == 1) {
            queues.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use uuid::Uuid;

    use super::*;

    fn ids() -> (TenantId, HostId) {
        (TenantId::from_uuid(Uuid::from_u128(1)), HostId::from_uuid(Uuid::from_u128(2)))
    }

    #[tokio::test(start_paused = true)]
    async fn turns_are_taken_one_by_one_and_queues_do_not_pile_up() {
        let gate = Gate::default();
        let (tenant, host) = ids();
        let soon = Instant::now() + Duration::from_millis(100);
        let first = gate.enter(tenant, host, soon).await.unwrap();
        assert!(!first.waited);
        assert!(gate.enter(tenant, host, soon).await.is_none(), "two turns at once");
        let other = HostId::from_uuid(Uuid::from_u128(3));
        assert!(gate.enter(tenant, other, soon).await.is_some(), "another host waits for nobody");
        drop(first);
        assert!(gate.queues.lock().unwrap().is_empty());
        assert!(gate.enter(tenant, host, Instant::now() + Duration::from_millis(1)).await.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_gets_the_next_turn() {
        let gate = Gate::default();
        let (tenant, host) = ids();
        let late = Instant::now() + Duration::from_secs(1);
        let first = gate.enter(tenant, host, late).await.unwrap();
        let waiting = tokio::spawn({
            let gate = gate.clone();
            async move { gate.enter(tenant, host, late).await.map(|turn| turn.waited) }
        });
        tokio::task::yield_now().await;
        drop(first);
        assert_eq!(waiting.await.unwrap(), Some(true));
        assert!(gate.queues.lock().unwrap().is_empty());
    }
}
