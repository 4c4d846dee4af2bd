//! Event types whose bookings wait for the host's approval.

use jiff::SignedDuration;
use scheduling_core::{
    Booking, BookingState, BookingStatus, CannotChange, Decline, DeclineCause, EventType, slots::Reason,
};
use scheduling_engine::{
    Book, CancelByInvitee, CancelRefusal, Cleaned, CreateHold, Engine, Failure, FutureBookings, HoldRefusal,
    HostRefusal, NewTime, ReplaceHost, RescheduleByHost, RescheduleByInvitee, Writing,
};
use scheduling_store::{PageRequest, PlatformScope, bookings::BookingFilter};
use scheduling_testkit::{
    World,
    world::{details, instant},
};

use crate::{
    MONDAY_10, MONDAY_11, TUESDAY_10, booked, read,
    support::{keyed, logged, superuser, warm_up},
    taken,
};

/// When a booking expires that is made now.
const EXPIRY: &str = "2026-03-04T12:00:00Z";

async fn careful(world: &World) -> EventType {
    let mut careful = details("careful", 30);
    careful.requires_approval = true;
    world.event_type(&world.admin, &world.host, careful).await
}

/// A booking that waits for approval.
async fn pending(world: &World, event_type: &EventType, start: &str) -> Booking {
    let wish = Book { event_type: event_type.id, ..world.book(start) };
    world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap().outcome
}

async fn confirm(engine: &Engine, world: &World, booking: &Booking) -> Result<Booking, CannotChange> {
    match engine.confirm_booking(&world.admin, Writing::once(booking.id)).await {
        Ok(done) => Ok(done.outcome),
        Err(Failure::Refused(why)) => Err(why),
        Err(other) => panic!("{other:?}"),
    }
}

async fn decline(engine: &Engine, world: &World, booking: &Booking) -> Result<Booking, CannotChange> {
    let reason = Some("That week is full".parse().unwrap());
    match engine.decline_booking(&world.admin, Writing::once((booking.id, reason))).await {
        Ok(done) => Ok(done.outcome),
        Err(Failure::Refused(why)) => Err(why),
        Err(other) => panic!("{other:?}"),
    }
}

fn expired() -> BookingState {
    BookingState::Declined(Decline { cause: DeclineCause::Expired, at: instant(EXPIRY), reason: None })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pending_booking_takes_its_time_and_is_confirmed_once() {
    let world = World::new().await;
    let careful = careful(&world).await;
    let booking = pending(&world, &careful, MONDAY_10).await;
    assert_eq!(booking.state, BookingState::Pending { expires_at: instant(EXPIRY) });
    assert_eq!(read(&world, &booking).await, booking, "what was answered is what is stored");
    assert_eq!(taken(&world, MONDAY_10).await, [Reason::Booked { booking: booking.id }]);

    let confirmed = confirm(&world.engine, &world, &booking).await.unwrap();
    assert_eq!((&confirmed.state, confirmed.sequence), (&BookingState::Confirmed, 1));
    assert_eq!(read(&world, &booking).await, confirmed);
    assert_eq!(confirm(&world.engine, &world, &booking).await, Err(CannotChange::AlreadyConfirmed));
    assert_eq!(decline(&world.engine, &world, &booking).await, Err(CannotChange::AlreadyConfirmed));
    assert_eq!(logged(&world, "booking").await, ["created", "confirmed"]);
    // It does not expire any more.
    world.clock.advance(SignedDuration::from_hours(49));
    assert_eq!(taken(&world, MONDAY_10).await, [Reason::Booked { booking: booking.id }]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_booking_gives_its_time_back() {
    let world = World::new().await;
    let booking = pending(&world, &careful(&world).await, MONDAY_10).await;
    let declined = decline(&world.engine, &world, &booking).await.unwrap();
    let reason = Some("That week is full".parse().unwrap());
    let decline_of = |cause| Decline { cause, at: world.engine.now(), reason };
    assert_eq!(declined.state, BookingState::Declined(decline_of(DeclineCause::Host)));
    assert_eq!(read(&world, &booking).await, declined);
    assert_eq!(taken(&world, MONDAY_10).await, []);
    assert_eq!(decline(&world.engine, &world, &booking).await, Err(CannotChange::Declined));
    assert_eq!(confirm(&world.engine, &world, &booking).await, Err(CannotChange::Declined));
    booked(&world, MONDAY_10).await;
    assert_eq!(logged(&world, "booking").await, ["created", "declined", "created"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_approves_is_declined_after_48_hours_and_in_nobodys_way() {
    let world = World::new().await;
    let public = world.public().await;
    let booking = pending(&world, &careful(&world).await, MONDAY_10).await;
    let token = world.engine.manage_token(&public, &booking);
    world.clock.advance(SignedDuration::from_hours(48) - SignedDuration::from_secs(1));
    assert_eq!(taken(&world, MONDAY_10).await, [Reason::Booked { booking: booking.id }]);
    let held = world.engine.hold(&public, Writing::once(world.hold(MONDAY_10))).await.unwrap_err();
    assert!(matches!(held, Failure::Refused(HoldRefusal::Slot(_))), "{held:?}");

    // From the very instant on, before anybody has written it down.
    world.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(taken(&world, MONDAY_10).await, []);
    let seen = world.engine.booking_by_token(&public, booking.id, &token).await.unwrap();
    assert_eq!((&seen.state, seen.updated_at, seen.sequence), (&expired(), instant(EXPIRY), 1));
    assert_eq!(confirm(&world.engine, &world, &booking).await, Err(CannotChange::Expired));
    assert_eq!(decline(&world.engine, &world, &booking).await, Err(CannotChange::Expired));
    let cancel = CancelByInvitee { booking: booking.id, token, reason: None };
    let refused = world.engine.cancel_by_invitee(&public, Writing::once(cancel)).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(CancelRefusal::Cannot(CannotChange::Expired))), "{refused:?}");
    let listed = async |status| {
        let filter = BookingFilter { status: Some(status), ..BookingFilter::default() };
        let query = scheduling_engine::BookingsQuery { filter, page: PageRequest::default() };
        world.engine.bookings(&world.admin, query).await.unwrap().items
    };
    assert_eq!(listed(BookingStatus::Declined).await, std::slice::from_ref(&seen));
    assert_eq!(listed(BookingStatus::Pending).await, []);

    // Whoever books the time writes it down, and it reads the same afterwards.
    let (other, _) = booked(&world, "2026-03-09T14:15:00Z").await;
    assert_eq!(read(&world, &booking).await, seen);
    assert_eq!(taken(&world, MONDAY_10).await, [Reason::Booked { booking: other.id }]);
    assert_eq!(logged(&world, "booking").await, ["created", "declined", "created"]);
    let cleaned = world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    assert_eq!(cleaned, Cleaned::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_too_finds_the_time_of_an_expired_booking_free() {
    let world = World::new().await;
    let booking = pending(&world, &careful(&world).await, MONDAY_10).await;
    world.clock.advance(SignedDuration::from_hours(48));
    world.engine.hold(&world.public().await, Writing::once(world.hold(MONDAY_10))).await.unwrap();
    assert_eq!(read(&world, &booking).await.state, expired());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_expired_is_locked_in_the_order_of_ids_whoever_comes() {
    let world = World::new().await;
    let careful = careful(&world).await;
    // The one that was made first is met second.
    let first = pending(&world, &careful, "2026-03-09T14:30:00Z").await;
    let second = pending(&world, &careful, MONDAY_10).await;
    let long = world.event_type(&world.admin, &world.host, details("long", 60)).await;
    let public = world.public().await;
    let hold = |start| CreateHold { event_type: long.id, ..world.hold(start) };
    world.clock.advance(SignedDuration::from_hours(48));
    let superuser = superuser(&world).await;
    let lock = "SELECT id FROM scheduling_bookings WHERE id = $1 FOR UPDATE SKIP LOCKED";
    superuser.batch_execute("BEGIN").await.unwrap();
    assert_eq!(superuser.query(lock, &[&first.id.as_uuid()]).await.unwrap().len(), 1);
    let holding = tokio::spawn({
        let (engine, hold) = (world.engine.clone(), hold(MONDAY_10));
        async move { engine.hold(&public, Writing::once(hold)).await }
    });
    let waiting = "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE NOT l.granted AND a.datname = current_database()";
    while superuser.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
        tokio::task::yield_now().await;
    }
    let free = superuser.query(lock, &[&second.id.as_uuid()]).await.unwrap().len();
    superuser.batch_execute("ROLLBACK").await.unwrap();
    assert_eq!(free, 1, "whoever waits for the first one has not got the second");
    holding.await.unwrap().unwrap();
    assert_eq!((read(&world, &first).await.state, read(&world, &second).await.state), (expired(), expired()));
}

#[tokio::test(flavor = "multi_thread")]
async fn cleaning_up_declines_what_nobody_approved() {
    let world = World::new().await;
    let careful = careful(&world).await;
    let kept = pending(&world, &careful, TUESDAY_10).await;
    confirm(&world.engine, &world, &kept).await.unwrap();
    let booking = pending(&world, &careful, MONDAY_10).await;
    world.clock.advance(SignedDuration::from_hours(48));
    let before = read(&world, &booking).await;
    let platform = PlatformScope::authenticated();
    assert_eq!(world.engine.clean_up(&platform).await.unwrap(), Cleaned { expired: 1, ..Cleaned::default() });
    assert_eq!(read(&world, &booking).await, before, "it reads as it did");
    assert_eq!(before.state, expired());
    assert_eq!(world.engine.clean_up(&platform).await.unwrap(), Cleaned::default());
    assert_eq!(logged(&world, "booking").await, ["created", "confirmed", "created", "declined"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_that_starts_sooner_expires_at_its_start() {
    let world = World::new().await;
    let start = "2026-03-03T15:00:00Z";
    let booking = pending(&world, &careful(&world).await, start).await;
    assert_eq!(booking.state, BookingState::Pending { expires_at: instant(start) });
    world.clock.advance(instant(start).duration_since(world.engine.now()));
    assert_eq!(confirm(&world.engine, &world, &booking).await, Err(CannotChange::Expired));
}

#[tokio::test(flavor = "multi_thread")]
async fn expired_bookings_do_not_keep_a_host_from_being_deactivated() {
    let world = World::new().await;
    pending(&world, &careful(&world).await, MONDAY_10).await;
    let mut profile = world.host.profile.clone();
    profile.is_active = false;
    let replace = || {
        let command =
            ReplaceHost { host: world.host.id, profile: profile.clone(), future_bookings: FutureBookings::Refuse };
        world.engine.replace_host(&world.admin, Writing::once(command))
    };
    let refused = replace().await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(HostRefusal::FutureBookings { count: 1 })), "{refused:?}");
    world.clock.advance(SignedDuration::from_hours(48));
    replace().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitee_who_moves_a_meeting_asks_for_approval_again_and_a_host_does_not() {
    let world = World::new().await;
    let public = world.public().await;
    let booking = pending(&world, &careful(&world).await, MONDAY_10).await;
    confirm(&world.engine, &world, &booking).await.unwrap();
    world.clock.advance(SignedDuration::from_hours(24));
    let to = |start| NewTime { start: instant(start), zone: None, reason: None };
    let token = world.engine.manage_token(&public, &booking);
    let command = RescheduleByInvitee { booking: booking.id, token, to: to(MONDAY_11), hold: None };
    let moved = world.engine.reschedule_by_invitee(&public, Writing::once(command)).await.unwrap().outcome;
    assert_eq!(moved.state, BookingState::Pending { expires_at: instant("2026-03-05T12:00:00Z") });
    assert_eq!(taken(&world, MONDAY_10).await, []);
    let command = RescheduleByHost { booking: moved.id, to: to(TUESDAY_10), overridden: None };
    let moved = world.engine.reschedule_booking(&world.admin, Writing::once(command)).await.unwrap().outcome;
    assert_eq!(moved.state, BookingState::Confirmed, "what the host moves is approved by that");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_confirms_once() {
    let world = World::new().await;
    let booking = pending(&world, &careful(&world).await, MONDAY_10).await;
    let first = world.engine.confirm_booking(&world.admin, keyed("confirm", 1, booking.id)).await.unwrap();
    let again = world.engine.confirm_booking(&world.admin, keyed("confirm", 1, booking.id)).await.unwrap();
    assert_eq!((first.replayed, again.replayed, again.outcome), (false, true, first.outcome));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_those_who_decide_at_once_exactly_one_does() {
    let world = World::with_lock(None).await;
    let (careful, other_server) = (careful(&world).await, world.another_engine().await);
    warm_up(&world).await;
    for round in 0..12 {
        let booking =
            pending(&world, &careful, &format!("2026-03-{:02}T14:00:00Z", 9 + round % 5 + 7 * (round / 5))).await;
        let (first, second, third) = tokio::join!(
            confirm(&world.engine, &world, &booking),
            confirm(&other_server, &world, &booking),
            decline(if round % 2 == 0 { &world.engine } else { &other_server }, &world, &booking),
        );
        let done: Vec<_> = [&first, &second, &third].into_iter().filter_map(|answer| answer.as_ref().ok()).collect();
        let [done] = done[..] else { panic!("round {round}: {first:?} {second:?} {third:?}") };
        assert_eq!(&read(&world, &booking).await, done);
        let why =
            if done.state == BookingState::Confirmed { CannotChange::AlreadyConfirmed } else { CannotChange::Declined };
        let refused = [first, second, third].into_iter().filter_map(Result::err);
        assert_eq!(refused.collect::<Vec<_>>(), [why, why]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cleaning_up_and_booking_at_once_write_an_expiry_down_once() {
    let world = World::with_lock(None).await;
    let (careful, other_server) = (careful(&world).await, world.another_engine().await);
    let (public, platform) = (world.public().await, PlatformScope::authenticated());
    warm_up(&world).await;
    for round in 0..10 {
        let start = format!("2026-03-27T{}:{:02}:00Z", 13 + round / 2, 30 * (round % 2));
        let booking = pending(&world, &careful, &start).await;
        world.clock.advance(SignedDuration::from_hours(48));
        let before = read(&world, &booking).await;
        let (cleaned, booked) = tokio::join!(
            other_server.clean_up(&platform),
            world.engine.book(&public, Writing::once(world.book(&start))),
        );
        cleaned.unwrap();
        assert_eq!(booked.unwrap().outcome.state, BookingState::Confirmed);
        assert_eq!(read(&world, &booking).await, before);
    }
    let declined = logged(&world, "booking").await.into_iter().filter(|action| action == "declined");
    assert_eq!(declined.count(), 10);
}
