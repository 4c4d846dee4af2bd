//! The life of a booking after it was made, on real PostgreSQL, with the clock standing still.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod after_the_end;
mod approval;
mod hand_over;
mod links;
mod on_behalf;
mod reassign;
mod reschedule;
mod seats;
#[path = "../support/mod.rs"]
mod support;
mod versions;

use scheduling_core::{Booking, slots::Reason};
use scheduling_engine::{ManageToken, Writing};
use scheduling_testkit::{World, world::instant};

const MONDAY_10: &str = "2026-03-09T14:00:00Z";
const MONDAY_11: &str = "2026-03-09T15:00:00Z";
const TUESDAY_10: &str = "2026-03-10T14:00:00Z";

/// A booking of the world's event type, with its token.
async fn booked(world: &World, start: &str) -> (Booking, ManageToken) {
    let public = world.public().await;
    let booking = world.engine.book(&public, Writing::once(world.book(start))).await.unwrap().outcome;
    let token = world.engine.manage_token(&public, &booking);
    (booking, token)
}

async fn read(world: &World, booking: &Booking) -> Booking {
    world.engine.booking(&world.admin, booking.id).await.unwrap()
}

/// What takes the host's time at a start.
async fn taken(world: &World, start: &str) -> Vec<Reason> {
    world.engine.explain(&world.admin, world.event_type.id, instant(start)).await.unwrap().reasons
}
