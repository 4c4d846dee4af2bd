//! Seats: several bookings and holds in one occupancy, never more than it has, and none lost to whoever cleans up.

use jiff::SignedDuration;
use scheduling_core::{
    BookingId, BookingStatus, Group, HoldId, Interval, Occupancy, OccupancyId, OccupiedBy,
    analytics::{Basis, Count},
    slots::FactsRange,
};
use scheduling_store::{
    TenantTx,
    analytics::{self, Counted, Of},
    facts::{self, Target},
    holds::Hold,
    reservations::{NewOccupancy, Reserved},
};

use crate::{
    sample::{BUDGET, TENANT, at, booking, event_type_id, furnished, host_id, now, slot},
    support::{Bed, id, scope, waits_for_a_lock},
};

const START: &str = "2026-03-16T13:00:00Z";
const LATER: &str = "2026-03-01T00:05:00Z";

fn occupancy_id(number: u128) -> OccupancyId {
    OccupancyId::from_uuid(id(0x600 + number))
}

fn booking_id(number: u128) -> BookingId {
    BookingId::from_uuid(id(0x500 + number))
}

fn hold_id(number: u128) -> HoldId {
    HoldId::from_uuid(id(0x700 + number))
}

async fn begin(bed: &Bed) -> TenantTx {
    bed.store.begin(&scope(TENANT), BUDGET).await.unwrap()
}

/// One of two seats of the first host's meeting, which is made with it or joined.
fn seat(by: OccupiedBy, joins: Option<OccupancyId>) -> NewOccupancy {
    NewOccupancy { seats: 2, joins, ..NewOccupancy::of(&slot(1, 1, START), occupancy_id(1), by) }
}

async fn book(tx: &TenantTx, number: u128, joins: Option<OccupancyId>) -> Reserved {
    let reserved = tx.reserve(&seat(OccupiedBy::Booking(booking_id(number)), joins)).await.unwrap();
    if reserved != Reserved::Taken {
        tx.insert_booking(&booking(number, slot(1, 1, START)), occupancy_id(1)).await.unwrap();
    }
    reserved
}

async fn keep(tx: &TenantTx, number: u128, joins: Option<OccupancyId>) -> Reserved {
    let (id, expires_at) = (hold_id(number), at(LATER));
    let reserved = tx.reserve(&seat(OccupiedBy::Hold { id, expires_at }, joins)).await.unwrap();
    if reserved != Reserved::Taken {
        let (occupancy, client_hash, created_at) = (occupancy_id(1), None, now());
        let (event_type, host, meeting) = (event_type_id(1), host_id(1), slot(1, 1, START).meeting());
        let hold = Hold {
            id,
            event_type,
            host,
            occupancy,
            meeting,
            client_hash,
            expires_at,
            created_at,
            candidates: Vec::new(),
        };
        tx.insert_hold(&hold).await.unwrap();
    }
    reserved
}

async fn committed(bed: &Bed, what: impl AsyncFnOnce(&TenantTx) -> Reserved) -> Reserved {
    let tx = begin(bed).await;
    let reserved = what(&tx).await;
    tx.commit().await.unwrap();
    reserved
}

/// What takes the first host's time.
async fn seen(bed: &Bed) -> Vec<Occupancy> {
    let read = facts::find(&Target::EventType(event_type_id(1)), &FactsRange::of_start(at(START)));
    bed.store.read(&scope(TENANT), read).await.unwrap().unwrap().facts.occupancies
}

const JOINED: Option<OccupancyId> = Some(OccupancyId::from_uuid(id(0x601)));

#[tokio::test]
async fn a_meeting_is_seen_with_its_seats_and_joined_while_there_are_any() {
    let (bed, _) = furnished().await;
    // The first seat is a hold's.
    assert_eq!(committed(&bed, async |tx| keep(tx, 1, None).await).await, Reserved::Inserted);
    let kept = OccupiedBy::Hold { id: hold_id(1), expires_at: at(LATER) };
    let end = at("2026-03-16T13:30:00Z");
    let group = |kept, expiring| Some(Box::new(Group { end, capacity: 2, hosts: 1, kept, expiring }));
    let [meeting] = &seen(&bed).await[..] else { panic!("one meeting") };
    assert_eq!((meeting.id, meeting.by, &meeting.group), (occupancy_id(1), kept, &group(0, vec![kept])));

    assert_eq!(committed(&bed, async |tx| book(tx, 2, JOINED).await).await, Reserved::Joined(occupancy_id(1)));
    assert_eq!(committed(&bed, async |tx| book(tx, 3, JOINED).await).await, Reserved::Taken);
    let [meeting] = &seen(&bed).await[..] else { panic!("one meeting") };
    assert_eq!((meeting.by, &meeting.group), (OccupiedBy::Booking(booking_id(2)), &group(1, vec![kept])));
    // A hold that is given back leaves the others, and its seat.
    let tx = begin(&bed).await;
    assert!(tx.delete_hold(hold_id(1)).await.unwrap());
    assert_eq!(book(&tx, 3, JOINED).await, Reserved::Joined(occupancy_id(1)));
    tx.commit().await.unwrap();
    assert_eq!(seen(&bed).await[0].group, group(2, Vec::new()));
    // Nobody can join what is not there.
    let gone = Some(occupancy_id(9));
    assert_eq!(committed(&bed, async |tx| book(tx, 4, gone).await).await, Reserved::Taken);
}

#[tokio::test]
async fn the_server_before_finds_the_time_taken_for_as_long_as_anybody_may_be_in_it() {
    let (bed, _) = furnished().await;
    assert_eq!(committed(&bed, async |tx| keep(tx, 1, None).await).await, Reserved::Inserted);
    let sql = "SELECT held_until = '2026-03-16T13:30:00Z' FROM scheduling_host_reservations";
    assert!(bed.superuser().await.query_one(sql, &[]).await.unwrap().get::<_, bool>(0));
}

#[tokio::test]
async fn two_who_take_the_last_seat_at_once_are_told_apart_without_the_lock_of_the_host() {
    let (bed, _) = furnished().await;
    assert_eq!(committed(&bed, async |tx| book(tx, 1, None).await).await, Reserved::Inserted);
    let (first, second) = (begin(&bed).await, begin(&bed).await);
    assert_eq!(book(&first, 2, JOINED).await, Reserved::Joined(occupancy_id(1)));
    let waiting = tokio::spawn(async move {
        let reserved = book(&second, 3, JOINED).await;
        second.commit().await.unwrap();
        reserved
    });
    waits_for_a_lock(&bed.superuser().await).await;
    first.commit().await.unwrap();
    assert_eq!(waiting.await.unwrap(), Reserved::Taken);
}

#[tokio::test]
async fn whoever_leaves_as_the_last_one_waits_for_those_who_are_coming_in() {
    let (bed, _) = furnished().await;
    assert_eq!(committed(&bed, async |tx| keep(tx, 1, None).await).await, Reserved::Inserted);
    let (coming, leaving) = (begin(&bed).await, begin(&bed).await);
    assert_eq!(keep(&coming, 2, JOINED).await, Reserved::Joined(occupancy_id(1)));
    // The cleaning leaves what somebody works on.
    assert_eq!(leaving.delete_all_expired_holds(at(LATER), 10).await.unwrap(), 0);
    let waiting = tokio::spawn(async move {
        let deleted = leaving.delete_hold(hold_id(1)).await.unwrap();
        leaving.release_occupancies(&[occupancy_id(1)]).await.unwrap();
        leaving.commit().await.unwrap();
        deleted
    });
    waits_for_a_lock(&bed.superuser().await).await;
    coming.commit().await.unwrap();
    assert!(waiting.await.unwrap());
    let [meeting] = &seen(&bed).await[..] else { panic!("the meeting is still there") };
    assert_eq!(meeting.by, OccupiedBy::Hold { id: hold_id(2), expires_at: at(LATER) });
    // With the last one it goes.
    let tx = begin(&bed).await;
    assert_eq!(tx.delete_all_expired_holds(at(LATER), 10).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(seen(&bed).await, []);
}

#[tokio::test]
async fn seats_count_each_as_a_booking_and_together_as_one_stretch_of_time() {
    let (bed, scope) = furnished().await;
    assert_eq!(committed(&bed, async |tx| book(tx, 1, None).await).await, Reserved::Inserted);
    assert_eq!(committed(&bed, async |tx| book(tx, 2, JOINED).await).await, Reserved::Joined(occupancy_id(1)));
    let day = Interval { start: at("2026-03-16T00:00:00Z"), end: at("2026-03-17T00:00:00Z") };
    let of = Of { event_type: None, host: None };
    let hours = (0..=24).map(|hour| day.start + SignedDuration::from_hours(hour)).collect();
    let counted = Counted { of, by: Basis::Meeting, within: vec![day], hours };
    let counts = bed.store.read(&scope, analytics::count(counted)).await.unwrap();
    assert_eq!(counts.by_host, [(host_id(1), Count { status: BookingStatus::Confirmed, bookings: 2 })]);
    let booked = bed.store.read(&scope, analytics::booked_seconds(of, day, day.end)).await.unwrap();
    assert_eq!(booked, [(host_id(1), 1800)].into());
}
