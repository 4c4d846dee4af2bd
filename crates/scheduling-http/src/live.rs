//! What people watch: it is looked at every few seconds while somebody does, once however many do. Knows neither what is looked at
//! nor how it is told; how much is watched is bounded, for each client and for the process.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use jiff::Timestamp;
use scheduling_engine::{Failure, Nothing};
use tokio::{
    sync::{Semaphore, watch},
    time::{MissedTickBehavior, interval},
};

/// How often something is looked at.
const EVERY: Duration = Duration::from_secs(3);
/// How many looks are taken at once: the others who use the database come first.
const AT_ONCE: usize = 4;
/// How many things are watched in a process.
const THINGS: usize = 200;
/// How many watch in a process.
const WATCHERS: usize = 2_000;
/// How many watch from one address: a house may share it.
const FROM_ONE: usize = 20;

/// What was seen; nothing before the first look.
type Seen = Option<Arc<[Timestamp]>>;

/// All that is watched in a process.
#[derive(Clone)]
pub(crate) struct Live(Arc<Parts>);

struct Parts {
    places: Mutex<Places>,
    looks: Semaphore,
}

#[derive(Default)]
struct Places {
    /// Whoever looks holds the other end: it is gone when nobody does.
    things: HashMap<String, Weak<watch::Sender<Seen>>>,
    clients: HashMap<String, usize>,
    watchers: usize,
}

/// Somebody who watches something, as long as this is kept.
pub(crate) struct Watcher {
    seen: watch::Receiver<Seen>,
    _place: Place,
}

struct Place {
    live: Live,
    client: Option<String>,
}

impl Default for Live {
    fn default() -> Self {
        Self(Arc::new(Parts { places: Mutex::default(), looks: Semaphore::new(AT_ONCE) }))
    }
}

impl Live {
    /// Watches what has this name; `look` is called if nobody does yet. `None` if too many watch, in all or from there.
    pub(crate) fn watch<Look, Looked>(&self, thing: String, client: Option<String>, look: Look) -> Option<Watcher>
    where
        Look: Fn() -> Looked + Send + 'static,
        Looked: Future<Output = Result<Vec<Timestamp>, Failure<Nothing>>> + Send + 'static,
    {
        let mut places = self.places();
        let from_there = client.as_ref().and_then(|client| places.clients.get(client)).copied().unwrap_or_default();
        if places.watchers >= WATCHERS || from_there >= FROM_ONE {
            return None;
        }
        let seen = if let Some(sender) = places.things.get(&thing).and_then(Weak::upgrade) {
            let mut seen = sender.subscribe();
            if seen.borrow().is_some() {
                seen.mark_changed();
            }
            seen
        } else {
            places.things.retain(|_, sender| sender.strong_count() > 0);
            if places.things.len() >= THINGS {
                return None;
            }
            let (sender, seen) = watch::channel(None);
            let sender = Arc::new(sender);
            places.things.insert(thing.clone(), Arc::downgrade(&sender));
            tokio::spawn(self.clone().look_while_watched(thing, sender, look));
            seen
        };
        places.watchers += 1;
        if let Some(client) = &client {
            places.clients.insert(client.clone(), from_there + 1);
        }
        Some(Watcher { seen, _place: Place { live: self.clone(), client } })
    }

    async fn look_while_watched<Look, Looked>(self, thing: String, sender: Arc<watch::Sender<Seen>>, look: Look)
    where
        Look: Fn() -> Looked + Send + 'static,
        Looked: Future<Output = Result<Vec<Timestamp>, Failure<Nothing>>> + Send + 'static,
    {
        let mut turns = interval(EVERY);
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = turns.tick() => {}
                () = sender.closed() => {}
            }
            if self.is_given_up(&thing, &sender) {
                return;
            }
            let Ok(_turn) = self.0.looks.acquire().await else { return };
            match look().await {
                Ok(found) => {
                    sender.send_if_modified(|seen| {
                        let is_new = seen.as_deref() != Some(&*found);
                        if is_new {
                            *seen = Some(found.into());
                        }
                        is_new
                    });
                }
                // It is there no more: those who watch it are told so when they ask again.
                Err(Failure::NotFound(_)) => return,
                Err(error) => tracing::debug!(%error, "a look at what is watched failed; it is taken again"),
            }
        }
    }

    /// Whether nobody watches any more. Whoever comes now is the first to.
    fn is_given_up(&self, thing: &str, sender: &watch::Sender<Seen>) -> bool {
        let mut places = self.places();
        let is_given_up = sender.receiver_count() == 0;
        if is_given_up {
            places.things.remove(thing);
        }
        is_given_up
    }

    fn places(&self) -> MutexGuard<'_, Places> {
        // Whoever panicked with it left numbers that are off by one at most.
        self.0.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.places();
        f.debug_struct("Live").field("watchers", &places.watchers).field("things", &places.things.len()).finish()
    }
}

impl Watcher {
    /// What is seen, first of all and whenever it has changed; `None` if it is looked at no more.
    pub(crate) async fn next(&mut self) -> Option<Arc<[Timestamp]>> {
        self.seen.changed().await.ok()?;
        self.seen.borrow_and_update().clone()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.live.places();
        places.watchers = places.watchers.saturating_sub(1);
        let Some(client) = &self.client else { return };
        match places.clients.get_mut(client) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(places.clients.remove(client)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

    use scheduling_engine::What;

    use super::*;

    /// Something that is looked at: what is seen, and how often it was.
    #[derive(Clone, Default)]
    struct Thing(Arc<(AtomicI64, AtomicUsize)>);

    impl Thing {
        fn look(&self) -> impl Fn() -> std::future::Ready<Result<Vec<Timestamp>, Failure<Nothing>>> + Send + 'static {
            let thing = self.clone();
            move || {
                let (value, looks) = &*thing.0;
                looks.fetch_add(1, Ordering::SeqCst);
                std::future::ready(match value.load(Ordering::SeqCst) {
                    gone @ ..0 => Err(Failure::NotFound(if gone == -1 { What::EventType } else { What::Host })),
                    second => Ok(vec![Timestamp::from_second(second).unwrap()]),
                })
            }
        }

        fn set(&self, value: i64) {
            self.0.0.store(value, Ordering::SeqCst);
        }

        fn looks(&self) -> usize {
            self.0.1.load(Ordering::SeqCst)
        }
    }

    fn seconds(seen: Option<Arc<[Timestamp]>>) -> Option<i64> {
        seen.map(|seen| seen[0].as_second())
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_looked_at_once_however_many_watch_and_while_they_do() {
        let (live, thing) = (Live::default(), Thing::default());
        let mut watchers: Vec<_> = (0..10).map(|_| live.watch("a".to_owned(), None, thing.look()).unwrap()).collect();
        for watcher in &mut watchers {
            assert_eq!(seconds(watcher.next().await), Some(0));
        }
        assert_eq!(thing.looks(), 1);
        thing.set(7);
        let began = tokio::time::Instant::now();
        for watcher in &mut watchers {
            assert_eq!(seconds(watcher.next().await), Some(7));
        }
        assert_eq!((thing.looks(), began.elapsed()), (2, EVERY));
        // Who comes later sees at once what the others see.
        let mut late = live.watch("a".to_owned(), None, thing.look()).unwrap();
        assert_eq!((seconds(late.next().await), thing.looks()), (Some(7), 2));
        drop((watchers, late));
        tokio::time::sleep(EVERY * 5).await;
        assert_eq!(thing.looks(), 2, "nobody watches");
        let mut again = live.watch("a".to_owned(), None, thing.look()).unwrap();
        assert_eq!((seconds(again.next().await), thing.looks()), (Some(7), 3));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_there_no_more_is_watched_no_more() {
        let (live, thing) = (Live::default(), Thing::default());
        let mut watcher = live.watch("a".to_owned(), None, thing.look()).unwrap();
        assert_eq!(seconds(watcher.next().await), Some(0));
        thing.set(-1);
        assert_eq!(watcher.next().await, None);
        thing.set(5);
        let mut again = live.watch("a".to_owned(), None, thing.look()).unwrap();
        assert_eq!(seconds(again.next().await), Some(5), "whoever stays is in nobody's way");
    }

    #[tokio::test(start_paused = true)]
    async fn how_much_is_watched_is_bounded() {
        let (live, thing) = (Live::default(), Thing::default());
        let watch = |name: usize, client: usize| live.watch(name.to_string(), Some(client.to_string()), thing.look());
        let mut from_one: Vec<_> = (0..FROM_ONE).map(|_| watch(0, 0).unwrap()).collect();
        assert!(watch(0, 0).is_none() && watch(0, 1).is_some());
        drop(from_one.pop());
        assert!(watch(0, 0).is_some(), "a place that was given up is free");
        drop(from_one);
        let things: Vec<_> = (0..THINGS).map(|name| watch(name, name).unwrap()).collect();
        assert!(watch(THINGS, THINGS).is_none() && watch(0, THINGS).is_some());
        drop(things);
        tokio::time::sleep(EVERY).await;
        assert!(watch(THINGS, THINGS).is_some());
        let all: Vec<_> = (0..WATCHERS).map(|at| watch(0, at).unwrap()).collect();
        assert!(watch(0, WATCHERS).is_none());
        drop(all);
        assert!(watch(0, WATCHERS).is_some());
    }
}
