//! Links of invitees: revoked one booking at a time.

use scheduling_core::{BookingId, CannotChange, HoldId};
use scheduling_engine::{
    CancelBooking, CancelByInvitee, CancelRefusal, Failure, HoldToken, ManageToken, NewTime, RescheduleByHost,
    RescheduleByInvitee, RescheduleRefusal, What, Writing,
};
use scheduling_testkit::{World, world::instant};
use uuid::Uuid;

use crate::{
    MONDAY_10, MONDAY_11, booked, read,
    support::{keyed, logged},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_link_opens_nothing_and_the_new_one_opens_the_booking() {
    let world = World::new().await;
    let (engine, public) = (&world.engine, world.public().await);
    let ((booking, old), (other, of_other)) = (booked(&world, MONDAY_10).await, booked(&world, MONDAY_11).await);
    let revoked = engine.revoke_link(&world.admin, keyed("revoke", 1, booking.id)).await.unwrap();
    let new = engine.new_manage_token(&world.admin, &revoked.outcome);
    assert_eq!((revoked.outcome.token_generation, &read(&world, &booking).await), (1, &revoked.outcome));

    let shown = engine.booking_by_token(&public, booking.id, &old).await.unwrap_err();
    assert!(matches!(shown, Failure::Refused(CancelRefusal::WrongToken)), "{shown:?}");
    let to = NewTime { start: instant("2026-03-10T14:00:00Z"), zone: None, reason: None };
    let moved = RescheduleByInvitee { booking: booking.id, token: old.clone(), to, hold: None };
    let moved = engine.reschedule_by_invitee(&public, Writing::once(moved)).await.unwrap_err();
    assert!(matches!(moved, Failure::Refused(RescheduleRefusal::WrongToken)), "{moved:?}");
    let cancel = CancelByInvitee { booking: booking.id, token: old, reason: None };
    let cancelled = engine.cancel_by_invitee(&public, Writing::once(cancel)).await.unwrap_err();
    assert!(matches!(cancelled, Failure::Refused(CancelRefusal::WrongToken)), "{cancelled:?}");
    assert_eq!(engine.booking_by_token(&public, booking.id, &new).await.unwrap(), revoked.outcome);
    assert_eq!(engine.booking_by_token(&public, other.id, &of_other).await.unwrap(), other);

    // Under the same key nothing is revoked again.
    let again = engine.revoke_link(&world.admin, keyed("revoke", 1, booking.id)).await.unwrap();
    assert!(again.replayed && again.outcome == revoked.outcome);
    assert_eq!(engine.new_manage_token(&world.admin, &again.outcome), new);
    assert_eq!(logged(&world, "booking").await, ["created", "created", "updated"]);
    let (stranger, _) = world.tenant("other").await;
    let absent = engine.revoke_link(&stranger, Writing::once(booking.id)).await.unwrap_err();
    assert!(matches!(absent, Failure::NotFound(What::Booking)), "{absent:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_link_does_not_repeat_what_was_done_with_it_either() {
    let world = World::new().await;
    let (engine, public) = (&world.engine, world.public().await);
    let (booking, token) = booked(&world, MONDAY_10).await;
    let cancel = || {
        let command = CancelByInvitee { booking: booking.id, token: token.clone(), reason: None };
        engine.cancel_by_invitee(&public, keyed("cancel", 1, command))
    };
    cancel().await.unwrap();
    assert!(cancel().await.unwrap().replayed);
    engine.revoke_link(&world.admin, Writing::once(booking.id)).await.unwrap();
    let refused = cancel().await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(CancelRefusal::WrongToken)), "{refused:?}");
}

/// What a link answers: where its booking is shown, called off, moved, and moved with a hold that is not there.
async fn answers(world: &World, (id, token): &(BookingId, ManageToken)) -> [Option<CannotChange>; 4] {
    let public = world.public().await;
    let shown = match world.engine.booking_by_token(&public, *id, token).await {
        Ok(_) => None,
        Err(Failure::Refused(CancelRefusal::Cannot(why))) => Some(why),
        Err(other) => panic!("{other:?}"),
    };
    let cancel = CancelByInvitee { booking: *id, token: token.clone(), reason: None };
    let cancelled = match world.engine.cancel_by_invitee(&public, Writing::once(cancel)).await {
        Err(Failure::Refused(CancelRefusal::Cannot(why))) => Some(why),
        other => panic!("{other:?}"),
    };
    let moved = async |hold| {
        let to = NewTime { start: instant("2026-03-11T14:00:00Z"), zone: None, reason: None };
        let command = RescheduleByInvitee { booking: *id, token: token.clone(), to, hold };
        match world.engine.reschedule_by_invitee(&public, Writing::once(command)).await {
            Err(Failure::Refused(RescheduleRefusal::Cannot(why))) => Some(why),
            Err(Failure::Refused(RescheduleRefusal::HoldGone)) => None,
            other => panic!("{other:?}"),
        }
    };
    let no_hold = (HoldId::from_uuid(Uuid::from_u128(1)), HoldToken::presented("x"));
    [shown, cancelled, moved(None).await, moved(Some(no_hold)).await]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_over_with_its_meeting_whatever_has_become_of_the_booking() {
    let world = World::new().await;
    let links = async |start| {
        let (booking, token) = booked(&world, start).await;
        (booking.id, token)
    };
    let cancelled = links(MONDAY_10).await;
    let cancel = CancelBooking::only(cancelled.0, None);
    world.engine.cancel_booking(&world.admin, Writing::once(cancel)).await.unwrap();
    let moved = links(MONDAY_10).await;
    let to = NewTime { start: instant("2026-03-10T14:00:00Z"), zone: None, reason: None };
    let command = RescheduleByHost { booking: moved.0, to, overridden: None };
    let to = world.engine.reschedule_booking(&world.admin, Writing::once(command)).await.unwrap().outcome.id;
    let missed = links(MONDAY_10).await;

    let until = instant(MONDAY_10);
    world.clock.advance(instant("2026-03-09T14:29:59Z").duration_since(world.engine.now()));
    world.engine.mark_no_show(&world.admin, Writing::once(missed.0)).await.unwrap();
    for (link, why) in [
        (&cancelled, CannotChange::AlreadyCancelled),
        (&moved, CannotChange::Rescheduled { to }),
        (&missed, CannotChange::CutoffPassed { until }),
    ] {
        assert_eq!(answers(&world, link).await, [None, Some(why), Some(why), None], "before the end it reads only");
    }
    world.clock.advance(jiff::SignedDuration::from_secs(1));
    for link in [&cancelled, &moved, &missed] {
        assert_eq!(answers(&world, link).await, [Some(CannotChange::Over); 4]);
    }
    // The host's side is told what has become of it.
    let again = world.engine.cancel_booking(&world.admin, Writing::once(CancelBooking::only(cancelled.0, None))).await;
    let why = CancelRefusal::Cannot(CannotChange::AlreadyCancelled);
    assert!(matches!(&again, Err(Failure::Refused(refused)) if *refused == why), "{again:?}");
}
