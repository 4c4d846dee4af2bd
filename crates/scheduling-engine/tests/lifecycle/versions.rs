//! While servers are replaced one by one, the version before works on what this one has made, and the other way round.

use scheduling_core::BookingStatus;
use scheduling_engine::{Book, Writing};
use scheduling_testkit::{World, world::details};

use crate::{
    MONDAY_10, booked, read,
    support::{keyed, superuser},
    taken,
};

#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_that_the_version_before_stored_is_answered() {
    let world = World::new().await;
    let public = world.public().await;
    let first = world.engine.book(&public, keyed("book", 1, world.book(MONDAY_10))).await.unwrap();
    let older = "UPDATE scheduling_idempotency_keys SET outcome = outcome #- '{outcome,overridden}'
        WHERE outcome -> 'outcome' ? 'overridden'";
    assert_eq!(superuser(&world).await.execute(older, &[]).await.unwrap(), 1);
    let again = world.engine.book(&public, keyed("book", 1, world.book(MONDAY_10))).await.unwrap();
    assert_eq!((again.replayed, again.outcome), (true, first.outcome));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_version_before_cancels_what_waits_for_approval() {
    let world = World::new().await;
    let mut careful = details("careful", 30);
    careful.requires_approval = true;
    let careful = world.event_type(&world.admin, &world.host, careful).await;
    let wish = Book { event_type: careful.id, ..world.book(MONDAY_10) };
    let booking = world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap().outcome;
    // Its statements, without the columns that it does not know.
    let superuser = superuser(&world).await;
    let cancel = "UPDATE scheduling_bookings SET status = 'cancelled', occupancy_id = NULL, rescheduled_to = NULL,
        cancelled_by = 'host', cancel_reason = NULL, cancelled_at = $2, sequence = sequence + 1, updated_at = $2
        WHERE id = $1 AND status = 'pending'";
    let (id, now) = (booking.id.as_uuid(), world.engine.now());
    assert_eq!(superuser.execute(cancel, &[&id, &now]).await.unwrap(), 1);
    let release = "DELETE FROM scheduling_occupancies WHERE id = $1";
    superuser.execute(release, &[&booking.occupancy.unwrap().as_uuid()]).await.unwrap();
    assert_eq!(read(&world, &booking).await.state.status(), BookingStatus::Cancelled);
    assert_eq!(taken(&world, MONDAY_10).await, []);
    booked(&world, MONDAY_10).await;
}
