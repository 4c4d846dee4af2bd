//! The rest of a series is called off from one of its bookings on.

use jiff::SignedDuration;
use scheduling_core::{BookingStatus, SeriesExtent};
use scheduling_engine::{
    CancelBooking, CancelByInvitee, NewApiKey, NewTime, Principal, Reassign, RescheduleByHost, Scope,
};

use super::*;
use crate::support::logged;

fn following(booking: &Booking) -> CancelBooking {
    CancelBooking { extent: SeriesExtent::Following, ..CancelBooking::only(booking.id, None) }
}

async fn statuses(stage: &Stage, series: SeriesId) -> Vec<BookingStatus> {
    stage.stored(Some(series)).await.iter().map(|booking| booking.state.status()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_and_all_later_ones_of_its_series_are_called_off_at_once() {
    use BookingStatus::{Cancelled, Confirmed, Rescheduled};
    let stage = Stage::new().await;
    let (made, other) = (stage.book(MONDAY_10, weekly(5)).await.unwrap(), stage.single("2026-03-24T14:00:00Z").await);
    let token = stage.world.engine.manage_token(&stage.public, &made.bookings[3]);
    let by_invitee = CancelByInvitee { booking: made.bookings[3].id, token, reason: None };
    stage.world.engine.cancel_by_invitee(&stage.public, Writing::once(by_invitee)).await.unwrap();
    // The first one is moved behind the last one, and so is one of the later ones.
    let to = NewTime { start: instant("2026-04-13T15:00:00Z"), zone: None, reason: None };
    let wish = RescheduleByHost { booking: made.bookings[0].id, to, overridden: None };
    stage.world.engine.reschedule_booking(&stage.world.admin, Writing::once(wish)).await.unwrap();
    let before = [Rescheduled, Confirmed, Confirmed, Cancelled, Confirmed, Confirmed];
    assert_eq!(statuses(&stage, made.id).await, before);

    let wish = Writing::once(following(&made.bookings[2]));
    let called_off = stage.world.engine.cancel_booking(&stage.world.admin, wish).await.unwrap().outcome;
    assert_eq!((called_off.id, called_off.state.status()), (made.bookings[2].id, Cancelled));
    assert_eq!(statuses(&stage, made.id).await, [Rescheduled, Confirmed, Cancelled, Cancelled, Cancelled, Cancelled]);
    let kept = stage.world.engine.booking(&stage.world.admin, other.id).await.unwrap();
    assert_eq!(kept, other, "a booking of its own is left alone");
    let cancellations = logged(&stage.world, "booking").await.iter().filter(|action| *action == "cancelled").count();
    assert_eq!(cancellations, 4, "each of them once");
    // Their time is free again.
    assert!(stage.book(LAST_MONDAY_10, weekly(3)).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_booking_of_its_own_nothing_follows() {
    let stage = Stage::new().await;
    let (one, other) = (stage.single(MONDAY_10).await, stage.single(NEXT_MONDAY_10).await);
    stage.world.engine.cancel_booking(&stage.world.admin, Writing::once(following(&one))).await.unwrap();
    assert_eq!(stage.world.engine.booking(&stage.world.admin, other.id).await.unwrap(), other);
}

#[tokio::test(flavor = "multi_thread")]
async fn if_the_first_cannot_be_called_off_nothing_is() {
    use BookingStatus::Confirmed;
    let stage = Stage::new().await;
    let made = stage.book("2026-03-02T15:00:00Z", weekly(2)).await.unwrap();
    stage.world.clock.advance(SignedDuration::from_hours(4));
    let late = stage.world.engine.cancel_booking(&stage.world.admin, Writing::once(following(&made.bookings[0]))).await;
    assert!(matches!(late, Err(Failure::Refused(_))), "{late:?}");
    assert_eq!(statuses(&stage, made.id).await, [Confirmed, Confirmed]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_key_does_not_reach_is_left_alone() {
    use BookingStatus::{Cancelled, Confirmed};
    let stage = Stage::new().await;
    let bob = stage.world.host(&stage.world.admin, "bob").await;
    let made = stage.book(MONDAY_10, weekly(3)).await.unwrap();
    let given = Reassign { booking: made.bookings[1].id, host: bob.id };
    stage.world.engine.reassign_booking(&stage.world.admin, Writing::once(given)).await.unwrap();
    let own = key_of(&stage, &stage.world.host).await;
    stage.world.engine.cancel_booking(&own, Writing::once(following(&made.bookings[0]))).await.unwrap();
    assert_eq!(statuses(&stage, made.id).await, [Cancelled, Confirmed, Cancelled]);
    let bobs = key_of(&stage, &bob).await;
    stage.world.engine.cancel_booking(&bobs, Writing::once(following(&made.bookings[1]))).await.unwrap();
    assert_eq!(statuses(&stage, made.id).await, [Cancelled; 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_expired_is_not_called_off() {
    let stage = Stage::with(|details| details.requires_approval = true).await;
    let made = stage.book(MONDAY_10, weekly(3)).await.unwrap();
    for booking in &made.bookings[..2] {
        stage.world.engine.confirm_booking(&stage.world.admin, Writing::once(booking.id)).await.unwrap();
    }
    stage.world.clock.advance(SignedDuration::from_hours(48));
    let wish = Writing::once(following(&made.bookings[0]));
    stage.world.engine.cancel_booking(&stage.world.admin, wish).await.unwrap();
    let expected = [BookingStatus::Cancelled, BookingStatus::Cancelled, BookingStatus::Declined];
    assert_eq!(statuses(&stage, made.id).await, expected);
}

async fn key_of(stage: &Stage, host: &scheduling_core::Host) -> Principal {
    let scopes = vec![Scope::Read, Scope::BookingsWrite];
    let key = NewApiKey { name: "own".parse().unwrap(), scopes, host: Some(host.id), expires_at: None };
    let issued = stage.world.engine.create_api_key(&stage.world.admin, Writing::once(key)).await.unwrap().outcome;
    stage.world.engine.authenticate(&issued.secret.unwrap()).await.unwrap()
}
