//! What becomes of meetings that took place.

use jiff::SignedDuration;
use scheduling_core::{Booking, BookingState, BookingStatus, CannotChange, Limits};
use scheduling_engine::{Book, BookRefusal, CancelBooking, CancelRefusal, Cleaned, Failure, Writing};
use scheduling_store::PlatformScope;
use scheduling_testkit::{
    World,
    world::{details, instant},
};

use crate::{MONDAY_10, MONDAY_11, TUESDAY_10, booked, read, support::logged};

async fn no_show(world: &World, booking: &Booking) -> Result<Booking, CannotChange> {
    match world.engine.mark_no_show(&world.admin, Writing::once(booking.id)).await {
        Ok(done) => Ok(done.outcome),
        Err(Failure::Refused(why)) => Err(why),
        Err(other) => panic!("{other:?}"),
    }
}

fn go_to(world: &World, instant_text: &str) {
    world.clock.advance(instant(instant_text).duration_since(world.engine.now()));
}

#[tokio::test(flavor = "multi_thread")]
async fn cleaning_up_completes_what_has_ended_in_every_tenant() {
    let world = World::new().await;
    let platform = PlatformScope::authenticated();
    let ((over, _), (ahead, _), (cancelled, _)) =
        (booked(&world, MONDAY_10).await, booked(&world, TUESDAY_10).await, booked(&world, MONDAY_11).await);
    world.engine.cancel_booking(&world.admin, Writing::once(CancelBooking::only(cancelled.id, None))).await.unwrap();
    go_to(&world, "2026-03-09T14:29:59Z");
    assert_eq!(world.engine.clean_up(&platform).await.unwrap().completed, 0);
    world.clock.advance(SignedDuration::from_hours(3));
    assert_eq!(world.engine.clean_up(&platform).await.unwrap(), Cleaned { completed: 1, ..Cleaned::default() });
    let completed = read(&world, &over).await;
    assert_eq!((&completed.state, completed.sequence), (&BookingState::Completed, 0));
    assert_eq!(completed.occupancy, over.occupancy, "it still counts");
    assert_eq!(read(&world, &ahead).await, ahead);
    assert_eq!(read(&world, &cancelled).await.state.status(), BookingStatus::Cancelled);
    assert_eq!(world.engine.clean_up(&platform).await.unwrap(), Cleaned::default());
    let expected = ["created", "created", "created", "cancelled", "completed"];
    assert_eq!(logged(&world, "booking").await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_bookings_are_completed_batch_by_batch() {
    let world = World::new().await;
    let public = world.public().await;
    let short = world.event_type(&world.admin, &world.host, details("short", 1)).await;
    let start = instant("2026-03-03T14:00:00Z");
    // Four days of eight hours, one every quarter of an hour.
    for number in 0..4 * 32 {
        let after = SignedDuration::from_hours(24 * (number / 32)) + SignedDuration::from_mins(15 * (number % 32));
        let wish = Book { event_type: short.id, start: start + after, ..world.book(MONDAY_10) };
        world.engine.book(&public, Writing::once(wish)).await.unwrap();
    }
    world.clock.advance(SignedDuration::from_hours(24 * 7));
    let cleaned = world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    assert_eq!(cleaned.completed, 4 * 32);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_show_is_noted_from_the_start_on_and_once() {
    let world = World::new().await;
    let (booking, token) = booked(&world, MONDAY_10).await;
    go_to(&world, "2026-03-09T13:59:59Z");
    assert_eq!(no_show(&world, &booking).await, Err(CannotChange::NotStarted));
    go_to(&world, MONDAY_10);
    let missed = no_show(&world, &booking).await.unwrap();
    assert_eq!((&missed.state, missed.occupancy), (&BookingState::NoShow, booking.occupancy));
    assert_eq!(read(&world, &booking).await, missed);
    assert_eq!(no_show(&world, &booking).await, Err(CannotChange::AlreadyNoShow));
    // Time does not complete it.
    world.clock.advance(SignedDuration::from_hours(1));
    let cleaned = world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    assert_eq!(cleaned.completed, 0);
    assert_eq!(logged(&world, "booking").await, ["created", "no_show"]);
    let over = world.engine.booking_by_token(&world.public().await, booking.id, &token).await.unwrap_err();
    assert!(matches!(over, Failure::Refused(CancelRefusal::Cannot(CannotChange::Over))), "{over:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_completed_can_still_become_a_no_show_and_counts_for_limits() {
    let world = World::new().await;
    let public = world.public().await;
    let mut rare = details("rare", 30);
    rare.overrides.limits = Limits { daily: Some(1), ..Limits::default() };
    let rare = world.event_type(&world.admin, &world.host, rare).await;
    let wish = |start: &str| Book { event_type: rare.id, ..world.book(start) };
    let booking = world.engine.book(&public, Writing::once(wish(MONDAY_10))).await.unwrap().outcome;
    go_to(&world, "2026-03-09T15:00:00Z");
    let full = async || {
        let refused = world.engine.book(&public, Writing::once(wish("2026-03-09T18:00:00Z"))).await.unwrap_err();
        matches!(refused, Failure::Refused(BookRefusal::Slot(slot)) if slot.rule().code() == "limit_reached")
    };
    let cleaned = world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    assert_eq!(cleaned.completed, 1);
    assert!(full().await, "a completed booking counts");
    no_show(&world, &booking).await.unwrap();
    assert!(full().await, "a no-show counts");
}
