//! Links of invitees: revoked one booking at a time.

use scheduling_engine::{
    CancelByInvitee, CancelRefusal, Failure, NewTime, RescheduleByInvitee, RescheduleRefusal, What, Writing,
};
use scheduling_testkit::{World, world::instant};

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
