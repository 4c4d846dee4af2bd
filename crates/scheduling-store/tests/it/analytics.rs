//! What figures are made of: bookings of a stretch of time, each once, and the time that is booked, each stretch once.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{
    BookingStatus, Interval, OccupancyId, OccupiedBy,
    analytics::{Basis, Count},
};
use scheduling_store::{
    TenantScope,
    analytics::{self, Counted, Counts, Of},
    reservations::{NewOccupancy, Reserved},
};

use crate::{
    sample::{BUDGET, at, booking, event_type_id, furnished, host_id, slot},
    support::{Bed, id},
};

const ALL: Of = Of { event_type: None, host: None };

async fn book(bed: &Bed, scope: &TenantScope, number: u128, (host, start): (u128, &str)) {
    let slot = slot(host, host, start);
    let booking = booking(number, slot);
    let tx = bed.store.begin(scope, BUDGET).await.unwrap();
    let occupancy = OccupancyId::from_uuid(id(0x600 + number));
    let reserved = tx.reserve(&NewOccupancy::of(&slot, occupancy, OccupiedBy::Booking(booking.id))).await.unwrap();
    assert_eq!(reserved, Reserved::Inserted);
    tx.insert_booking(&booking, occupancy).await.unwrap();
    tx.commit().await.unwrap();
}

fn hours(from: &str, count: i64) -> Vec<Timestamp> {
    (0..=count).map(|hour| at(from) + SignedDuration::from_hours(hour)).collect()
}

fn one() -> Count {
    Count { status: BookingStatus::Confirmed, bookings: 1 }
}

#[tokio::test]
async fn bookings_are_counted_by_hour_event_type_and_host_within_the_asked_stretches() {
    let (bed, scope) = furnished().await;
    for (number, of) in [
        (1, (1, "2026-03-16T09:00:00Z")),
        (2, (1, "2026-03-16T09:45:00Z")),
        (3, (2, "2026-03-16T11:00:00Z")),
        // Before, between and after what is asked.
        (4, (1, "2026-03-16T08:00:00Z")),
        (5, (1, "2026-03-16T13:30:00Z")),
        (6, (1, "2026-03-16T15:00:00Z")),
    ] {
        book(&bed, &scope, number, of).await;
    }
    let part = |start: &str, end: &str| Interval { start: at(start), end: at(end) };
    let within = vec![
        part("2026-03-16T09:00:00Z", "2026-03-16T13:00:00Z"),
        part("2026-03-16T14:00:00Z", "2026-03-16T15:00:00Z"),
    ];
    let hours = hours("2026-03-16T09:00:00Z", 6);
    let counted = |of, by| Counted { of, by, within: within.clone(), hours: hours.clone() };
    let count = async |of, by| bed.store.read(&scope, analytics::count(counted(of, by))).await.unwrap();
    let two = Count { bookings: 2, ..one() };
    let all = Counts {
        by_hour: vec![(0, two), (2, one())],
        by_event_type: vec![
            (event_type_id(1), "Intro".parse().unwrap(), two),
            (event_type_id(2), "Intro".parse().unwrap(), one()),
        ],
        by_host: vec![(host_id(1), two), (host_id(2), one())],
    };
    assert_eq!(count(ALL, Basis::Meeting).await, all);
    // All were made on the first of March.
    assert_eq!(count(ALL, Basis::Creation).await, Counts::default());
    let of_host = count(Of { host: Some(host_id(2)), ..ALL }, Basis::Meeting).await;
    assert_eq!((of_host.by_hour, of_host.by_host), (vec![(2, one())], vec![(host_id(2), one())]));
    let of_both = Of { host: Some(host_id(2)), event_type: Some(event_type_id(1)) };
    assert_eq!(count(of_both, Basis::Meeting).await, Counts::default());
}

#[tokio::test]
async fn booked_time_counts_once_however_many_share_it_and_for_each_host() {
    let (bed, scope) = furnished().await;
    book(&bed, &scope, 1, (1, "2026-03-16T09:00:00Z")).await;
    book(&bed, &scope, 2, (1, "2026-03-16T12:00:00Z")).await;
    // A second seat of the first meeting, and a second host of the other.
    let superuser = bed.superuser().await;
    superuser
        .batch_execute(&format!(
            "INSERT INTO scheduling_bookings SELECT (jsonb_populate_record(b, jsonb_build_object('id', '{}', 'ical_uid', 'seat'))).*
            FROM scheduling_bookings b WHERE id = '{}';
            INSERT INTO scheduling_host_reservations (tenant_id, occupancy_id, host_user_id, occupied_from, occupied_until,
                event_type_id, starts_at, booking_id)
            SELECT tenant_id, occupancy_id, '{}', occupied_from, occupied_until, event_type_id, starts_at, booking_id
            FROM scheduling_host_reservations WHERE occupancy_id = '{}'",
            id(0x5ff),
            id(0x501),
            host_id(2),
            id(0x602),
        ))
        .await
        .unwrap();
    let day = Interval { start: at("2026-03-16T00:00:00Z"), end: at("2026-03-17T00:00:00Z") };
    let booked =
        async |of, within| bed.store.read(&scope, analytics::booked_seconds(of, within, day.end)).await.unwrap();
    assert_eq!(booked(ALL, day).await, HashMap::from([(host_id(1), 3600), (host_id(2), 1800)]));
    assert_eq!(booked(Of { host: Some(host_id(2)), ..ALL }, day).await, HashMap::from([(host_id(2), 1800)]));
    assert_eq!(booked(Of { event_type: Some(event_type_id(2)), ..ALL }, day).await, HashMap::new());
    // Only what lies inside.
    let partly = Interval { start: at("2026-03-16T09:20:00Z"), end: at("2026-03-16T12:10:00Z") };
    assert_eq!(booked(ALL, partly).await, HashMap::from([(host_id(1), 1200), (host_id(2), 600)]));
}
