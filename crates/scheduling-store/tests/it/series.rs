//! Series: what is stored is read, and their bookings are found by them.

use scheduling_core::{Frequency, Recurrence, Series, SeriesId, SeriesPlace};
use scheduling_store::{
    PageRequest, TenantScope,
    bookings::{self, BookingFilter, StateChange},
    idempotency::{Claim, IdempotencyKey},
    invitees::Whose,
    reservations::{NewOccupancy, Reserved},
    series,
};

use crate::{
    sample::{BUDGET, at, booking, event_type_id, furnished, now, slot},
    support::{Bed, connect, id},
};

fn weekly() -> Series {
    Series {
        id: SeriesId::from_uuid(id(0x900)),
        event_type: event_type_id(1),
        recurrence: Recurrence { frequency: Frequency::Weekly, interval: 2, count: 3 },
        zone: "America/New_York".parse().unwrap(),
        start: at("2026-03-16T13:00:00Z"),
        created_at: now(),
    }
}

/// A series with three bookings and a booking of its own between them.
async fn booked(bed: &Bed, scope: &TenantScope) {
    let tx = bed.store.begin(scope, BUDGET).await.unwrap();
    tx.insert_series(&weekly()).await.unwrap();
    let days = [("2026-03-16", 1), ("2026-03-30", 2), ("2026-03-23", 0), ("2026-04-13", 3)];
    for (number, (day, position)) in (1..).zip(days) {
        let mut new = booking(number, slot(1, 1, &format!("{day}T13:00:00Z")));
        new.series = (position > 0).then(|| SeriesPlace { series: weekly().id, position });
        let occupancy = scheduling_core::OccupancyId::from_uuid(id(0x700 + number));
        let wanted = NewOccupancy::of(&new.slot, occupancy, new.occupied_by());
        assert_eq!(tx.reserve(&wanted).await.unwrap(), Reserved::Inserted);
        tx.insert_booking(&new, occupancy).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_series_is_read_as_it_was_written() {
    let (bed, scope) = furnished().await;
    booked(&bed, &scope).await;
    assert_eq!(bed.store.read(&scope, series::find(weekly().id)).await.unwrap(), Some(weekly()));
    assert_eq!(bed.store.read(&scope, series::find(SeriesId::from_uuid(id(0x901)))).await.unwrap(), None);
}

#[tokio::test]
async fn the_bookings_of_a_series_are_listed_and_those_ahead_are_found() {
    let (bed, scope) = furnished().await;
    booked(&bed, &scope).await;
    let filter = BookingFilter { series: Some(weekly().id), ..BookingFilter::default() };
    let listed = bed.store.read(&scope, bookings::list(filter, PageRequest::default(), now())).await.unwrap().items;
    let positions: Vec<_> = listed.iter().map(|booking| booking.series.map(|place| place.position)).collect();
    assert_eq!(positions, [Some(1), Some(2), Some(3)]);

    let ahead = bookings::list_ahead_in_series(weekly().id, at("2026-03-30T13:00:00Z"));
    assert_eq!(bed.store.read(&scope, ahead).await.unwrap(), listed[1..]);
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    let change = StateChange {
        booking: &listed[2],
        to: &scheduling_core::BookingState::Cancelled(scheduling_core::Cancellation {
            by: scheduling_core::Party::Host,
            at: now(),
            reason: None,
        }),
        at: now(),
    };
    assert!(tx.update_booking_state(&change).await.unwrap());
    let locked = tx.lock_ahead_in_series(weekly().id, at("2026-03-16T13:00:01Z")).await.unwrap();
    assert_eq!(locked, listed[1..2], "what was called off is not ahead");
}

#[tokio::test]
async fn reads_of_one_kind_are_run_together_and_answered_in_their_order() {
    let (bed, scope) = furnished().await;
    booked(&bed, &scope).await;
    let ids = [0x901, 0x900, 0x902].map(|number| SeriesId::from_uuid(id(number)));
    let found = bed.store.read(&scope, scheduling_store::Read::all(ids.map(series::find))).await.unwrap();
    assert_eq!(found, [None, Some(weekly()), None]);
    let nothing = scheduling_store::Read::all([0; 0].map(|_: i32| series::find(weekly().id)));
    assert_eq!(bed.store.read(&scope, nothing).await.unwrap(), []);
}

#[tokio::test]
async fn a_series_is_never_changed() {
    let (bed, scope) = furnished().await;
    booked(&bed, &scope).await;
    let app = connect(&bed.db.app_url()).await;
    for sql in ["UPDATE scheduling_series SET every = 1", "DELETE FROM scheduling_series"] {
        let refused = app.batch_execute(sql).await.unwrap_err();
        assert_eq!(refused.code(), Some(&tokio_postgres::error::SqlState::INSUFFICIENT_PRIVILEGE), "{sql}");
    }
}

#[tokio::test]
async fn what_a_key_remembers_of_a_series_goes_with_the_invitee_of_one_of_its_bookings() {
    let (bed, scope) = furnished().await;
    booked(&bed, &scope).await;
    let remember = async |key: &str, bookings: [u128; 2]| {
        let key = IdempotencyKey::new("invitee", key, [1; 32]).unwrap();
        let ids = bookings.map(|number| format!("{{\"id\": \"{}\"}}", id(0x500 + number))).join(", ");
        let outcome = format!("{{\"outcome\": {{\"id\": \"{}\", \"bookings\": [{ids}]}}}}", id(0x900));
        let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
        assert_eq!(tx.claim_key(&key, now()).await.unwrap(), Claim::Claimed);
        tx.store_outcome(&key, &outcome.parse().unwrap()).await.unwrap();
        tx.commit().await.unwrap();
    };
    remember("0123456789abcdef", [1, 4]).await;
    remember("fedcba9876543210", [2, 4]).await;
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    let ended = Whose::EndedBy(at("2026-03-16T13:30:00Z"));
    let blanked = tx.blank_invitees(&ended, now(), 10).await.unwrap();
    assert_eq!((blanked.bookings, blanked.outcomes), (1, 1), "the first booking, and what tells of it");
    let place = SeriesPlace { series: weekly().id, position: 1 };
    let first = tx.read(bookings::list_ahead_in_series(weekly().id, at("2026-03-16T13:00:00Z"))).await.unwrap();
    assert_eq!((first[0].series, first[0].invitee.name.as_str()), (Some(place), "[erased]"));
}
