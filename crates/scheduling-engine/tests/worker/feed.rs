//! The feed is read from any place on, and whoever has read all of it waits for more.

use std::time::Duration;

use scheduling_core::{BookingChange, BookingStatus, EventKind, Happening};
use scheduling_engine::{FeedQuery, FiledEvent, ReadFeed};
use scheduling_testkit::World;
use tokio::time::Instant;

use crate::{LATER, START, book, cancel, recorder::Recorder, reschedule};

fn from(after: u64, limit: u32) -> ReadFeed {
    ReadFeed { query: FeedQuery { after, kinds: Vec::new(), limit }, wait: Duration::ZERO }
}

fn of(kind: EventKind, after: u64, limit: u32) -> ReadFeed {
    ReadFeed { query: FeedQuery { after, kinds: vec![kind], limit }, wait: Duration::ZERO }
}

fn waiting(after: u64) -> ReadFeed {
    ReadFeed { wait: Duration::from_secs(20), ..from(after, 10) }
}

fn kinds(events: &[FiledEvent]) -> Vec<EventKind> {
    events.iter().map(|filed| filed.event.what.kind()).collect()
}

#[tokio::test]
async fn the_feed_is_read_in_parts_with_the_bookings_as_they_are() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let booking = book(&world, START).await;
    let moved = reschedule(&world, &booking, LATER).await;
    cancel(&world, &moved).await;
    assert_eq!(world.engine.feed(&world.admin, from(0, 10)).await.unwrap().events, [], "not filed yet");
    recorder.worker(&world).drain().await.unwrap();
    let first = world.engine.feed(&world.admin, from(0, 2)).await.unwrap();
    assert_eq!((kinds(&first.events), first.next), (vec![EventKind::BookingCreated, EventKind::BookingRescheduled], 2));
    let status = |at: usize| first.events.get(at).unwrap().booking.as_ref().unwrap().state.status();
    assert_eq!((status(0), status(1)), (BookingStatus::Rescheduled, BookingStatus::Cancelled));
    let what = first.events.get(1).unwrap().event.what.clone();
    let change = BookingChange::Rescheduled { from: booking.id, previous: booking.meeting };
    assert_eq!(what, Happening::Booking { change, booking: moved.id, sequence: moved.sequence });
    let rest = world.engine.feed(&world.admin, from(first.next, 2)).await.unwrap();
    assert_eq!((kinds(&rest.events), rest.next), (vec![EventKind::BookingCancelled], 3));
    let end = world.engine.feed(&world.admin, from(rest.next, 2)).await.unwrap();
    assert_eq!((end.events.len(), end.next), (0, 3));
}

#[tokio::test]
async fn what_nobody_asked_for_is_passed_over() {
    let (world, recorder) = (World::new().await, Recorder::default());
    for start in [START, LATER] {
        cancel(&world, &book(&world, start).await).await;
    }
    recorder.worker(&world).drain().await.unwrap();
    let part = async |after, limit| {
        let feed = world.engine.feed(&world.admin, of(EventKind::BookingCreated, after, limit)).await.unwrap();
        (feed.events.iter().map(|filed| filed.place).collect::<Vec<_>>(), feed.next)
    };
    assert_eq!(part(0, 1).await, (vec![1], 1), "there may be more");
    assert_eq!(part(1, 1).await, (vec![3], 3));
    assert_eq!(part(3, 1).await, (vec![], 4), "nothing up to the end");
    assert_eq!(part(0, 10).await, (vec![1, 3], 4));
    assert_eq!(part(1000, 10).await, (vec![], 1000));
}

#[tokio::test]
async fn whoever_waits_is_told_when_something_happens() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let engine = world.another_engine().await;
    let admin = world.admin.clone();
    let waits = tokio::spawn(async move { engine.feed(&admin, waiting(0)).await.unwrap() });
    book(&world, START).await;
    recorder.worker(&world).drain().await.unwrap();
    let asked = Instant::now();
    let feed = waits.await.unwrap();
    assert_eq!((kinds(&feed.events), feed.next), (vec![EventKind::BookingCreated], 1));
    assert!(asked.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn whoever_waits_in_vain_is_told_so_in_time() {
    let world = World::new().await;
    let asked = Instant::now();
    let read = ReadFeed { wait: Duration::from_millis(700), ..from(0, 10) };
    assert_eq!(world.engine.feed(&world.admin, read).await.unwrap().events, []);
    assert!(asked.elapsed() >= Duration::from_millis(700) && asked.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn nobody_waits_for_a_server_that_stops() {
    let world = World::new().await;
    let (engine, admin) = (world.engine.clone(), world.admin.clone());
    let asked = Instant::now();
    let waits = tokio::spawn(async move { engine.feed(&admin, waiting(0)).await.unwrap() });
    world.engine.end_waits();
    assert_eq!(waits.await.unwrap().events, []);
    assert_eq!(world.engine.feed(&world.admin, waiting(0)).await.unwrap().events, [], "nor later");
    assert!(asked.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn who_comes_when_many_wait_is_told_at_once() {
    let world = World::new().await;
    let mut waits = tokio::task::JoinSet::new();
    for _ in 0..230 {
        let (engine, admin) = (world.engine.clone(), world.admin.clone());
        waits.spawn(async move { engine.feed(&admin, waiting(0)).await.unwrap() });
    }
    for _ in 0..30 {
        assert_eq!(waits.join_next().await.unwrap().unwrap().events, [], "there is no place for them");
    }
    assert_eq!(waits.len(), 200);
    world.engine.end_waits();
    assert_eq!(waits.join_all().await.len(), 200);
}

#[tokio::test]
async fn the_feed_is_for_admins_alone() {
    let world = World::new().await;
    let scopes = vec![scheduling_engine::Scope::ConfigWrite];
    let tenant = world.admin.tenant().clone();
    let other = scheduling_engine::Principal::trusted(tenant, "ada".parse().unwrap(), scopes, None);
    let refused = world.engine.feed(&other, from(0, 10)).await.unwrap_err();
    assert!(matches!(refused, scheduling_engine::Failure::Forbidden(scheduling_engine::Scope::Admin)), "{refused:?}");
}
