//! Keeps what is slow from slowing the rest: of each lane (a webhook, or the mails of a tenant) only so much is brought at a
//! time, and all the lanes that were slow lately share half of the places.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;
use uuid::Uuid;

use super::WorkerOptions;

/// What takes longer is slow.
const SLOW: Duration = Duration::from_secs(2);
/// How many lanes are remembered of which nothing is on its way.
const REMEMBERED: usize = 10_000;

/// How much is on its way, in which lane.
#[derive(Clone, Debug)]
pub(super) struct Lanes {
    state: Arc<Mutex<HashMap<Uuid, Lane>>>,
    at_once: u32,
    per_lane: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Lane {
    on_its_way: u32,
    is_slow: bool,
}

/// What may be begun now.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Room {
    /// In all lanes but these: they are full, or slow.
    pub(super) without: Vec<Uuid>,
    pub(super) per_lane: u32,
    pub(super) at_most: u32,
    /// One in each of these, which are slow and have nothing on its way.
    pub(super) slow: Vec<Uuid>,
    pub(super) slow_at_most: u32,
}

/// A place in a lane, until it is dropped.
#[derive(Debug)]
pub(super) struct Taken {
    lanes: Lanes,
    lane: Uuid,
    since: Instant,
}

impl Lanes {
    pub(super) fn new(options: &WorkerOptions) -> Self {
        let at_once = options.at_once.max(2);
        Self { state: Arc::default(), at_once, per_lane: options.per_lane.clamp(1, at_once / 2) }
    }

    /// What may be begun now; none if there is no place at all.
    pub(super) fn room(&self) -> Option<Room> {
        let state = self.state();
        let sum = |slow_only: bool| -> u32 {
            state.values().filter(|lane| lane.is_slow || !slow_only).map(|lane| lane.on_its_way).sum()
        };
        let at_most = self.at_once.saturating_sub(sum(false));
        let is_left_out = |lane: &Lane| lane.is_slow || lane.on_its_way >= self.per_lane;
        let without = state.iter().filter(|(_, lane)| is_left_out(lane)).map(|(id, _)| *id).collect();
        let busiest = state.values().filter(|lane| !is_left_out(lane)).map(|lane| lane.on_its_way).max().unwrap_or(0);
        let per_lane = self.per_lane - busiest.min(self.per_lane - 1);
        // Of a slow lane one at a time: if that one ends well, it is not slow any more.
        let slow = state.iter().filter(|(_, lane)| lane.is_slow && lane.on_its_way == 0).map(|(id, _)| *id).collect();
        let slow_at_most = (self.at_once / 2).saturating_sub(sum(true)).min(at_most);
        (at_most > 0).then_some(Room { without, per_lane, at_most, slow, slow_at_most })
    }

    /// Takes a place.
    pub(super) fn enter(&self, lane: Uuid) -> Taken {
        let mut state = self.state();
        if state.len() >= REMEMBERED {
            state.retain(|_, lane| lane.on_its_way > 0);
        }
        state.entry(lane).or_default().on_its_way += 1;
        Taken { lanes: self.clone(), lane, since: Instant::now() }
    }

    fn state(&self) -> MutexGuard<'_, HashMap<Uuid, Lane>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let is_slow = self.since.elapsed() >= SLOW;
        let mut state = self.lanes.state();
        if let Some(lane) = state.get_mut(&self.lane) {
            lane.on_its_way = lane.on_its_way.saturating_sub(1);
            lane.is_slow = is_slow;
            if lane.on_its_way == 0 && !is_slow {
                state.remove(&self.lane);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanes() -> Lanes {
        Lanes::new(&WorkerOptions { at_once: 8, per_lane: 3, ..WorkerOptions::default() })
    }

    /// What may be begun in lanes that are not slow: all but how many lanes, how much in each, how much in all.
    fn quick(lanes: &Lanes) -> Option<(usize, u32, u32)> {
        lanes.room().map(|room| (room.without.len(), room.per_lane, room.at_most))
    }

    #[test]
    fn a_full_lane_is_left_alone_and_the_others_are_not() {
        let (lanes, [one, other]) = (lanes(), [Uuid::from_u128(1), Uuid::from_u128(2)]);
        assert_eq!(quick(&lanes), Some((0, 3, 8)));
        let first = lanes.enter(one);
        // Nobody gets more than three, whoever has one already.
        assert_eq!(quick(&lanes), Some((0, 2, 7)));
        let (_second, _third) = (lanes.enter(one), lanes.enter(one));
        assert_eq!(quick(&lanes), Some((1, 3, 5)));
        let places: Vec<Taken> = (0..5).map(|_| lanes.enter(other)).collect();
        assert_eq!(quick(&lanes), None);
        drop((first, places));
        assert_eq!(quick(&lanes), Some((0, 1, 6)));
    }

    #[tokio::test(start_paused = true)]
    async fn slow_lanes_share_half_of_the_places_and_have_one_each() {
        let lanes = lanes();
        let ids: Vec<Uuid> = (0..6).map(Uuid::from_u128).collect();
        let slow: Vec<Taken> = ids.iter().map(|id| lanes.enter(*id)).collect();
        tokio::time::advance(SLOW).await;
        drop(slow);
        let room = lanes.room().unwrap();
        assert_eq!((room.without.len(), room.at_most), (6, 8), "they take no place of the others");
        assert_eq!((room.slow.len(), room.slow_at_most), (6, 4));
        let mut taken: Vec<Taken> = ids.iter().take(4).map(|id| lanes.enter(*id)).collect();
        let room = lanes.room().unwrap();
        assert_eq!((room.slow.len(), room.slow_at_most, room.at_most), (2, 0, 4), "half of the places, and no more");
        // One has answered in time: it is like any other.
        taken.pop();
        let room = lanes.room().unwrap();
        assert_eq!((room.without.len(), room.slow_at_most), (5, 1));
    }
}
