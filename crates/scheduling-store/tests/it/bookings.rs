//! Reservations, holds and bookings: time is taken once, given back when it is not needed, and history stays.

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{
    Answer, AnswerValue, Booking, BookingId, BookingState, BookingStatus, Cancellation, HoldId, HostId, Interval, Move,
    NewBooking, OccupancyId, OccupiedBy, Party,
    slots::{FactsRange, OverridableRule, RuleOverride, VerifiedSlot},
};
use scheduling_store::{
    Conflict, Page, PageRequest, StoreError, TenantTx,
    bookings::{self, BookingFilter, Lapse, StateChange},
    facts::{self, Target},
    holds::{self, Hold},
    reservations::{NewOccupancy, Reserved},
};
use tokio_postgres::Client;

use crate::{
    sample::{BUDGET, TENANT, at, booking, event_type_id, furnished, host_id, interval, now, slot},
    support::{Bed, id, scope, waits_for_a_lock},
};

fn occupancy_id(number: u128) -> OccupancyId {
    OccupancyId::from_uuid(id(0x600 + number))
}

fn booking_id(number: u128) -> BookingId {
    BookingId::from_uuid(id(0x500 + number))
}

fn of_booking(number: u128, slot: &VerifiedSlot) -> NewOccupancy {
    NewOccupancy::of(slot, occupancy_id(number), OccupiedBy::Booking(booking_id(number)))
}

async fn begin(bed: &Bed) -> TenantTx {
    bed.store.begin(&scope(TENANT), BUDGET).await.unwrap()
}

async fn reserve(tx: &TenantTx, number: u128, slot: &VerifiedSlot) -> Reserved {
    tx.reserve(&of_booking(number, slot)).await.unwrap()
}

async fn book(bed: &Bed, number: u128, slot: VerifiedSlot) -> Reserved {
    let tx = begin(bed).await;
    tx.lock_hosts(&[slot.host()]).await.unwrap();
    let reserved = reserve(&tx, number, &slot).await;
    if reserved == Reserved::Inserted {
        tx.insert_booking(&booking(number, slot), occupancy_id(number)).await.unwrap();
    }
    tx.commit().await.unwrap();
    reserved
}

async fn booked(bed: &Bed, number: u128, slot: VerifiedSlot) {
    assert_eq!(book(bed, number, slot).await, Reserved::Inserted);
}

async fn stored(bed: &Bed, number: u128) -> Booking {
    let find = bookings::find(booking_id(number));
    bed.store.read(&scope(TENANT), find).await.unwrap().unwrap()
}

async fn rows(superuser: &Client, table: &str) -> i64 {
    superuser.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap().get(0)
}

fn hold(number: u128, slot: &VerifiedSlot, expires_at: &str) -> Hold {
    Hold {
        id: HoldId::from_uuid(id(0x700 + number)),
        event_type: slot.event_type(),
        host: slot.host(),
        occupancy: occupancy_id(number),
        meeting: slot.meeting(),
        client_hash: Some([1; 32]),
        expires_at: at(expires_at),
        created_at: now(),
        candidates: Vec::new(),
    }
}

async fn keep(bed: &Bed, number: u128, slot: VerifiedSlot, expires_at: &str) -> Hold {
    let tx = begin(bed).await;
    let hold = hold(number, &slot, expires_at);
    let occupancy =
        NewOccupancy::of(&slot, hold.occupancy, OccupiedBy::Hold { id: hold.id, expires_at: hold.expires_at });
    assert_eq!(tx.reserve(&occupancy).await.unwrap(), Reserved::Inserted);
    tx.insert_hold(&hold).await.unwrap();
    tx.commit().await.unwrap();
    hold
}

#[tokio::test]
async fn time_is_taken_once_with_the_buffers_of_each_meeting() {
    let (bed, _) = furnished().await;
    // Half an hour and 15 minutes after it.
    assert_eq!(book(&bed, 1, slot(1, 1, "2026-03-16T13:00:00Z")).await, Reserved::Inserted);
    for taken in ["2026-03-16T12:30:00Z", "2026-03-16T13:00:00Z", "2026-03-16T13:30:00Z"] {
        assert_eq!(book(&bed, 2, slot(1, 1, taken)).await, Reserved::Taken, "{taken}");
    }
    assert_eq!(book(&bed, 2, slot(1, 1, "2026-03-16T13:45:00Z")).await, Reserved::Inserted);
    assert_eq!(book(&bed, 3, slot(1, 1, "2026-03-16T12:15:00Z")).await, Reserved::Inserted);
    // Another host's time is another time.
    assert_eq!(book(&bed, 4, slot(2, 2, "2026-03-16T13:00:00Z")).await, Reserved::Inserted);
    // What was refused left nothing behind.
    let superuser = bed.superuser().await;
    assert_eq!(rows(&superuser, "scheduling_occupancies").await, 4);
    assert_eq!(rows(&superuser, "scheduling_host_reservations").await, 4);
}

#[tokio::test]
async fn time_that_no_booking_needs_is_not_taken() {
    let (bed, _) = furnished().await;
    let tx = begin(&bed).await;
    assert_eq!(reserve(&tx, 1, &slot(1, 1, "2026-03-16T13:00:00Z")).await, Reserved::Inserted);
    let forgotten = tx.commit().await.unwrap_err();
    assert!(matches!(forgotten, StoreError::Query(_)), "{forgotten:?}");
    assert_eq!(rows(&bed.superuser().await, "scheduling_host_reservations").await, 0);
}

#[tokio::test]
async fn of_many_who_want_a_slot_without_waiting_for_each_other_one_gets_it() {
    let (bed, _) = furnished().await;
    let mut tasks = Vec::new();
    for number in 0..8_u128 {
        let store = bed.store.clone();
        // Overlapping starts, and no lock: only the constraint keeps them apart.
        let start = if number % 2 == 0 { "2026-03-16T13:00:00Z" } else { "2026-03-16T13:15:00Z" };
        let slot = slot(1, 1, start);
        tasks.push(tokio::spawn(async move {
            let tx = store.begin(&scope(TENANT), BUDGET).await?;
            let reserved = tx.reserve(&of_booking(number, &slot)).await?;
            if reserved == Reserved::Inserted {
                tx.insert_booking(&booking(number, slot), occupancy_id(number)).await?;
            }
            tx.commit().await?;
            Ok::<_, StoreError>(reserved)
        }));
    }
    let mut inserted = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(Reserved::Inserted) => inserted += 1,
            Ok(Reserved::Taken | Reserved::Joined(_)) | Err(StoreError::Retry(_)) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(inserted, 1);
}

#[tokio::test]
async fn a_meeting_of_several_hosts_takes_the_time_of_all_or_of_none() {
    let (bed, _) = furnished().await;
    let both = |number: u128, start: &str| NewOccupancy {
        id: occupancy_id(number),
        event_type: event_type_id(1),
        // Each with buffers of their own.
        hosts: vec![(host_id(1), interval(start, 45)), (host_id(2), interval(start, 60))],
        meeting: interval(start, 30),
        by: OccupiedBy::Booking(booking_id(number)),
        seats: 1,
        joins: None,
    };
    assert_eq!(book(&bed, 1, slot(2, 2, "2026-03-16T13:00:00Z")).await, Reserved::Inserted);
    let tx = begin(&bed).await;
    assert_eq!(tx.reserve(&both(2, "2026-03-16T13:15:00Z")).await.unwrap(), Reserved::Taken);
    assert_eq!(tx.reserve(&both(3, "2026-03-16T15:00:00Z")).await.unwrap(), Reserved::Inserted);
    tx.insert_booking(&booking(3, slot(1, 1, "2026-03-16T15:00:00Z")), occupancy_id(3)).await.unwrap();
    tx.commit().await.unwrap();
    let superuser = bed.superuser().await;
    assert_eq!(rows(&superuser, "scheduling_occupancies").await, 2);
    assert_eq!(rows(&superuser, "scheduling_host_reservations").await, 3);
    // Host 1 is free where only host 2 was taken.
    assert_eq!(book(&bed, 4, slot(1, 1, "2026-03-16T13:15:00Z")).await, Reserved::Inserted);
}

#[tokio::test]
async fn of_an_occupancy_of_several_hosts_the_time_of_one_is_handed_over_if_it_is_free() {
    let (bed, _) = furnished().await;
    let (mine, other) = (slot(1, 1, "2026-03-16T13:00:00Z"), slot(2, 2, "2026-03-16T16:00:00Z"));
    booked(&bed, 1, mine).await;
    booked(&bed, 2, other).await;
    let whose = async || {
        let superuser = bed.superuser().await;
        let read = "SELECT host_user_id, occupied_from, occupied_until, booking_id FROM scheduling_host_reservations
            WHERE occupancy_id = $1";
        let row = superuser.query_one(read, &[&occupancy_id(1).as_uuid()]).await.unwrap();
        let occupied = Interval { start: row.get(1), end: row.get(2) };
        (HostId::from_uuid(row.get(0)), occupied, BookingId::from_uuid(row.get(3)))
    };
    let hand_over = async |occupied| {
        let tx = begin(&bed).await;
        let done = tx.hand_over_reservation(occupancy_id(1), host_id(1), (host_id(2), occupied)).await.unwrap();
        tx.commit().await.unwrap();
        done
    };
    assert_eq!(hand_over(other.occupied()).await, Reserved::Taken);
    assert_eq!(whose().await, (host_id(1), mine.occupied(), booking_id(1)));
    let free = interval("2026-03-16T13:00:00Z", 60);
    assert_eq!(hand_over(free).await, Reserved::Inserted);
    assert_eq!(whose().await, (host_id(2), free, booking_id(1)), "with the buffers of the other host");
    assert_eq!(hand_over(free).await, Reserved::Taken, "it is not host 1's any more");
}

#[tokio::test]
async fn time_cannot_be_taken_of_a_host_or_for_a_type_that_is_not_there() {
    let (bed, _) = furnished().await;
    let mut occupancy = of_booking(1, &slot(1, 1, "2026-03-16T13:00:00Z"));
    let free = interval("2026-03-16T13:00:00Z", 45);
    occupancy.hosts = vec![(host_id(99), free)];
    let unknown = begin(&bed).await.reserve(&occupancy).await.unwrap_err();
    assert!(matches!(unknown, StoreError::Conflict(Conflict::UnknownHost)), "{unknown:?}");
    occupancy.hosts = vec![(host_id(1), free)];
    occupancy.event_type = event_type_id(99);
    let unknown = begin(&bed).await.reserve(&occupancy).await.unwrap_err();
    assert!(matches!(unknown, StoreError::Conflict(Conflict::UnknownEventType)), "{unknown:?}");
}

#[tokio::test]
async fn a_reservation_may_not_be_longer_than_reads_look_back() {
    let (bed, _) = furnished().await;
    let mut occupancy = of_booking(1, &slot(1, 1, "2026-03-16T13:00:00Z"));
    let longest = SignedDuration::from_hours(216);
    let from = occupancy.meeting.start;
    let until = |end| vec![(host_id(1), Interval { start: from, end })];
    occupancy.hosts = until(from + longest + SignedDuration::from_micros(1));
    let refused = begin(&bed).await.reserve(&occupancy).await.unwrap_err();
    assert!(matches!(refused, StoreError::Query(_)), "{refused:?}");
    occupancy.hosts = until(from + longest);
    assert_eq!(begin(&bed).await.reserve(&occupancy).await.unwrap(), Reserved::Inserted);
    // The longest meeting of core with the longest buffers.
    let minutes = scheduling_core::MAX_DURATION.0 + 2 * scheduling_core::MAX_BUFFER.0;
    assert_eq!(longest, SignedDuration::from_mins(minutes.into()));
}

#[tokio::test]
async fn a_booking_is_stored_with_everything_it_has() {
    let (bed, _) = furnished().await;
    let slot = slot(1, 1, "2026-03-16T13:00:00Z");
    let mut made = booking(1, slot);
    made.invitee.phone = Some("+49 30 1234".parse().unwrap());
    made.invitee.notes = Some("Please\ncall".parse().unwrap());
    made.invitee.guests = vec!["a@example.org".parse().unwrap(), "b@example.org".parse().unwrap()];
    made.invitee.answers = vec![
        Answer {
            question: "topic".parse().unwrap(),
            label: "What about?".parse().unwrap(),
            value: AnswerValue::Text("Rust".parse().unwrap()),
        },
        Answer {
            question: "terms".parse().unwrap(),
            label: "Agreed?".parse().unwrap(),
            value: AnswerValue::Checked(true),
        },
    ];
    let expires_at = at("2026-03-03T12:00:00Z");
    made.state = BookingState::Pending { expires_at };
    made.sequence = 3;
    made.overridden = Some(RuleOverride {
        rules: vec![OverridableRule::TooSoon, OverridableRule::OffGrid],
        reason: "A favour".parse().unwrap(),
    });
    let tx = begin(&bed).await;
    assert_eq!(reserve(&tx, 1, &slot).await, Reserved::Inserted);
    tx.insert_booking(&made, occupancy_id(1)).await.unwrap();
    tx.commit().await.unwrap();
    let expected = Booking {
        id: made.id,
        event_type: event_type_id(1),
        host: host_id(1),
        co_hosts: Vec::new(),
        team: None,
        occupancy: Some(occupancy_id(1)),
        snapshot: made.snapshot,
        meeting: interval("2026-03-16T13:00:00Z", 30),
        invitee: made.invitee,
        state: BookingState::Pending { expires_at },
        ical_uid: made.ical_uid,
        sequence: 3,
        rescheduled_from: None,
        series: None,
        overridden: made.overridden,
        token_generation: 0,
        is_muted: false,
        awaits_address: false,
        created_at: now(),
        updated_at: now(),
    };
    assert_eq!(stored(&bed, 1).await, expected);
}

fn cancelled(by: Party, when: &str) -> BookingState {
    BookingState::Cancelled(Cancellation { by, at: at(when), reason: Some("Ill".parse().unwrap()) })
}

#[tokio::test]
async fn a_cancelled_booking_stays_and_gives_its_time_back() {
    let (bed, _) = furnished().await;
    let slot = slot(1, 1, "2026-03-16T13:00:00Z");
    booked(&bed, 1, slot).await;
    let before = stored(&bed, 1).await;
    let to = cancelled(Party::Invitee, "2026-03-10T00:00:00Z");
    let change = StateChange { booking: &before, to: &to, at: at("2026-03-10T00:00:00Z") };
    let tx = begin(&bed).await;
    assert!(tx.update_booking_state(&change).await.unwrap());
    // In the very transaction the time is free again.
    assert_eq!(reserve(&tx, 2, &slot).await, Reserved::Inserted);
    tx.insert_booking(&booking(2, slot), occupancy_id(2)).await.unwrap();
    tx.commit().await.unwrap();
    let after = stored(&bed, 1).await;
    let expected = Booking { state: to.clone(), occupancy: None, sequence: 1, updated_at: change.at, ..before.clone() };
    assert_eq!(after, expected);
    assert_eq!(rows(&bed.superuser().await, "scheduling_occupancies").await, 1);

    // Who read it before that finds that it has moved on.
    let tx = begin(&bed).await;
    assert!(!tx.update_booking_state(&change).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(stored(&bed, 1).await, after);
}

#[tokio::test]
async fn of_two_cancellations_at_once_one_is_done() {
    let (bed, _) = furnished().await;
    booked(&bed, 1, slot(1, 1, "2026-03-16T13:00:00Z")).await;
    let before = stored(&bed, 1).await;
    let first = begin(&bed).await;
    let by_host = cancelled(Party::Host, "2026-03-10T00:00:00Z");
    let change = StateChange { booking: &before, to: &by_host, at: now() };
    assert!(first.update_booking_state(&change).await.unwrap());
    let second = begin(&bed).await;
    let read = before.clone();
    let waiting = tokio::spawn(async move {
        let by_invitee = cancelled(Party::Invitee, "2026-03-10T00:00:00Z");
        let change = StateChange { booking: &read, to: &by_invitee, at: now() };
        let done = second.update_booking_state(&change).await.unwrap();
        second.commit().await.unwrap();
        done
    });
    first.commit().await.unwrap();
    assert!(!waiting.await.unwrap());
    assert_eq!(stored(&bed, 1).await.state, by_host);
}

#[tokio::test]
async fn a_moved_booking_names_its_successor_and_a_live_one_keeps_its_time() {
    let (bed, _) = furnished().await;
    booked(&bed, 1, slot(1, 1, "2026-03-16T13:00:00Z")).await;
    booked(&bed, 2, slot(1, 1, "2026-03-17T13:00:00Z")).await;
    let (first, second) = (stored(&bed, 1).await, stored(&bed, 2).await);
    let tx = begin(&bed).await;
    let reason = Some("Ill".parse().unwrap());
    let moved = BookingState::Rescheduled(Move { to: second.id, by: Party::Invitee, reason });
    assert!(tx.update_booking_state(&StateChange { booking: &first, to: &moved, at: now() }).await.unwrap());
    let over = BookingState::Completed;
    assert!(tx.update_booking_state(&StateChange { booking: &second, to: &over, at: now() }).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!((stored(&bed, 1).await.state, stored(&bed, 1).await.occupancy), (moved, None));
    assert_eq!((stored(&bed, 2).await.state, stored(&bed, 2).await.occupancy), (over, second.occupancy));
}

#[tokio::test]
async fn a_booking_is_moved_onto_its_own_time_by_naming_its_successor_first() {
    let (bed, _) = furnished().await;
    let slot = slot(1, 1, "2026-03-16T13:00:00Z");
    booked(&bed, 1, slot).await;
    let first = stored(&bed, 1).await;
    let to = BookingState::Rescheduled(Move { to: booking_id(2), by: Party::Host, reason: None });
    let change = StateChange { booking: &first, to: &to, at: now() };

    // A successor that is never made is found out at the end.
    let tx = begin(&bed).await;
    assert!(tx.update_booking_state(&change).await.unwrap());
    assert!(matches!(tx.commit().await, Err(StoreError::Query(_))));
    assert_eq!(stored(&bed, 1).await, first);

    let successor = NewBooking {
        rescheduled_from: Some(first.id),
        ical_uid: first.ical_uid.clone(),
        sequence: first.sequence + 1,
        ..booking(2, slot)
    };
    let tx = begin(&bed).await;
    assert!(tx.update_booking_state(&change).await.unwrap());
    assert_eq!(reserve(&tx, 2, &slot).await, Reserved::Inserted);
    tx.insert_booking(&successor, occupancy_id(2)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(stored(&bed, 1).await, first.moved_to(to, now()));
    assert_eq!(stored(&bed, 2).await, successor.stored_in(occupancy_id(2)));
}

/// A booking that waits for approval, in this slot.
async fn pending(bed: &Bed, number: u128, slot: VerifiedSlot, expires_at: Timestamp) -> Booking {
    let made = NewBooking { state: BookingState::Pending { expires_at }, ..booking(number, slot) };
    let tx = begin(bed).await;
    let occupancy = NewOccupancy::of(&slot, occupancy_id(number), made.occupied_by());
    assert_eq!(tx.reserve(&occupancy).await.unwrap(), Reserved::Inserted);
    tx.insert_booking(&made, occupancy_id(number)).await.unwrap();
    tx.commit().await.unwrap();
    made.stored_in(occupancy_id(number))
}

async fn taken_by(bed: &Bed) -> Vec<OccupiedBy> {
    let range = FactsRange::of_start(at("2026-03-16T13:00:00Z"));
    let find = facts::find(&Target::EventType(event_type_id(1)), &range);
    let offer = bed.store.read(&scope(TENANT), find).await.unwrap().unwrap();
    offer.facts.occupancies.iter().map(|occupancy| occupancy.by).collect()
}

#[tokio::test]
async fn what_waits_for_approval_expires_until_it_is_approved() {
    let (bed, _) = furnished().await;
    let expires_at = at("2026-03-14T00:00:00Z");
    let waiting = pending(&bed, 1, slot(1, 1, "2026-03-16T13:00:00Z"), expires_at).await;
    assert_eq!(stored(&bed, 1).await, waiting);
    assert_eq!(taken_by(&bed).await, [OccupiedBy::Pending { booking: waiting.id, expires_at }]);
    let confirmed = BookingState::Confirmed;
    let tx = begin(&bed).await;
    let change = StateChange { booking: &waiting, to: &confirmed, at: now() };
    assert!(tx.update_booking_state(&change).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(taken_by(&bed).await, [OccupiedBy::Booking(waiting.id)]);
    assert_eq!(stored(&bed, 1).await, waiting.moved_to(confirmed, now()));
}

#[tokio::test]
async fn what_awaits_its_address_counts_once_that_is_confirmed_and_never_before() {
    let (bed, scope) = furnished().await;
    let expires_at = at("2026-03-01T01:00:00Z");
    let made = NewBooking {
        state: BookingState::Pending { expires_at },
        awaits_address: true,
        ..booking(1, slot(1, 1, "2026-03-16T13:00:00Z"))
    };
    let tx = begin(&bed).await;
    let occupancy = NewOccupancy::of(&made.slot, occupancy_id(1), made.occupied_by());
    assert_eq!(tx.reserve(&occupancy).await.unwrap(), Reserved::Inserted);
    tx.insert_booking(&made, occupancy_id(1)).await.unwrap();
    tx.commit().await.unwrap();
    let waiting = made.stored_in(occupancy_id(1));
    assert_eq!(stored(&bed, 1).await, waiting);
    booked(&bed, 2, slot(1, 1, "2026-03-17T13:00:00Z")).await;
    let awaiting = async || {
        let asked = [waiting.id, booking_id(2)];
        bed.store.read(&scope, bookings::list_awaiting_address(&asked)).await.unwrap()
    };
    assert_eq!(awaiting().await, [waiting.id]);
    // Whoever forgets about it, the row does not.
    let tx = begin(&bed).await;
    let approved = StateChange { booking: &waiting, to: &BookingState::Confirmed, at: now() };
    tx.update_booking_state(&approved).await.unwrap_err();
    drop(tx);
    let later = at("2026-03-03T00:00:00Z");
    let after = waiting.clone().counting_as(BookingState::Pending { expires_at: later }, now());
    let tx = begin(&bed).await;
    assert!(tx.confirm_booking_address(&waiting, &after).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(stored(&bed, 1).await, after);
    assert_eq!(awaiting().await, []);
    let kept = OccupiedBy::Pending { booking: waiting.id, expires_at: later };
    assert!(taken_by(&bed).await.contains(&kept), "for as long as it waits now");
}

#[tokio::test]
async fn what_has_lapsed_is_found_once_and_left_to_whoever_works_on_it() {
    let (bed, _) = furnished().await;
    pending(&bed, 1, slot(1, 1, "2026-03-16T13:00:00Z"), at("2026-03-14T00:00:00Z")).await;
    pending(&bed, 2, slot(1, 1, "2026-03-17T13:00:00Z"), at("2026-03-15T00:00:00Z")).await;
    booked(&bed, 3, slot(1, 1, "2026-03-18T13:00:00Z")).await;
    let lapsed = async |tx: &TenantTx, lapse, when: &str| {
        let found = tx.lock_lapsed_bookings(lapse, at(when), 10).await.unwrap();
        found.iter().map(|booking| booking.id.as_uuid().as_u128() - 0x500).collect::<Vec<_>>()
    };
    let first = begin(&bed).await;
    assert_eq!(lapsed(&first, Lapse::Expired, "2026-03-13T23:59:59Z").await, [0; 0]);
    assert_eq!(lapsed(&first, Lapse::Expired, "2026-03-14T00:00:00Z").await, [1]);
    let second = begin(&bed).await;
    assert_eq!(lapsed(&second, Lapse::Expired, "2026-03-15T00:00:00Z").await, [2]);
    assert_eq!(lapsed(&second, Lapse::Ended, "2026-03-18T13:29:59Z").await, [0; 0]);
    assert_eq!(lapsed(&second, Lapse::Ended, "2026-03-18T13:30:00Z").await, [3], "those that wait do not end");
}

#[tokio::test]
async fn bookings_are_listed_by_start_and_filtered() {
    let (bed, scope) = furnished().await;
    let superuser = bed.superuser().await;
    // As in a database whose own collation knows the letters of ASCII only.
    let sql = "ALTER TABLE scheduling_bookings ALTER invitee_name TYPE text COLLATE \"C\"";
    superuser.execute(sql, &[]).await.unwrap();
    booked(&bed, 1, slot(1, 1, "2026-03-18T13:00:00Z")).await;
    booked(&bed, 2, slot(1, 1, "2026-03-16T13:00:00Z")).await;
    booked(&bed, 3, slot(2, 2, "2026-03-16T13:00:00Z")).await;
    booked(&bed, 4, slot(2, 2, "2026-03-17T13:00:00Z")).await;
    let before = stored(&bed, 4).await;
    let tx = begin(&bed).await;
    let to = cancelled(Party::Host, "2026-03-10T00:00:00Z");
    assert!(tx.update_booking_state(&StateChange { booking: &before, to: &to, at: now() }).await.unwrap());
    tx.commit().await.unwrap();
    let sql = "UPDATE scheduling_bookings SET invitee_name = 'ÄGYPTEN 100%', invitee_email_normalized = 'x@y.example'
        WHERE id = $1";
    superuser.execute(sql, &[&before.id.as_uuid()]).await.unwrap();

    let listed = async |filter: BookingFilter| {
        let page = bed.store.read(&scope, bookings::list(filter, PageRequest::default(), now())).await.unwrap();
        page.items.iter().map(|booking| booking.id.as_uuid().as_u128() - 0x500).collect::<Vec<_>>()
    };
    let all = BookingFilter::default;
    assert_eq!(listed(all()).await, [2, 3, 4, 1]);
    assert_eq!(listed(BookingFilter { status: Some(BookingStatus::Cancelled), ..all() }).await, [4]);
    // What waited in vain counts as declined, whether or not that is written down yet.
    let expired = "UPDATE scheduling_bookings SET status = 'pending', expires_at = $2 WHERE id = $1";
    bed.superuser().await.execute(expired, &[&booking_id(1).as_uuid(), &now()]).await.unwrap();
    assert_eq!(listed(BookingFilter { status: Some(BookingStatus::Declined), ..all() }).await, [1]);
    assert_eq!(listed(BookingFilter { status: Some(BookingStatus::Pending), ..all() }).await, [0; 0]);
    assert_eq!(listed(BookingFilter { host: Some(host_id(2)), ..all() }).await, [3, 4]);
    assert_eq!(listed(BookingFilter { event_type: Some(event_type_id(1)), ..all() }).await, [2, 1]);
    let (from, to): (Timestamp, Timestamp) = (at("2026-03-16T13:00:00Z"), at("2026-03-18T13:00:00Z"));
    assert_eq!(listed(BookingFilter { from: Some(from), to: Some(to), ..all() }).await, [2, 3, 4]);
    for (search, found) in [("ägypten", &[4][..]), ("100%", &[4]), ("%", &[4]), ("_", &[]), ("GRACE@", &[2, 3, 1])] {
        assert_eq!(listed(BookingFilter { search: Some(search.to_owned()), ..all() }).await, found, "{search}");
    }

    let first = PageRequest { after: None, limit: 1 };
    let Page { items, next } = bed.store.read(&scope, bookings::list(all(), first, now())).await.unwrap();
    assert_eq!(items, [stored(&bed, 2).await]);
    // The next one starts at the same instant.
    let second = PageRequest { after: next, limit: 1 };
    let Page { items, next } = bed.store.read(&scope, bookings::list(all(), second, now())).await.unwrap();
    assert_eq!(items, [stored(&bed, 3).await]);
    assert!(next.is_some());
}

#[tokio::test]
async fn a_hold_keeps_time_until_it_is_given_back() {
    let (bed, scope) = furnished().await;
    let slot = slot(1, 1, "2026-03-16T13:00:00Z");
    let kept = keep(&bed, 1, slot, "2026-03-01T00:05:00Z").await;
    assert_eq!(bed.store.read(&scope, holds::find(kept.id)).await.unwrap().as_ref(), Some(&kept));
    assert_eq!(book(&bed, 2, slot).await, Reserved::Taken);
    let tx = begin(&bed).await;
    assert!(tx.delete_hold(kept.id).await.unwrap());
    assert!(!tx.delete_hold(kept.id).await.unwrap());
    // The booking that the hold was for, in the same transaction.
    assert_eq!(reserve(&tx, 2, &slot).await, Reserved::Inserted);
    tx.insert_booking(&booking(2, slot), occupancy_id(2)).await.unwrap();
    tx.commit().await.unwrap();
    let superuser = bed.superuser().await;
    assert_eq!(rows(&superuser, "scheduling_holds").await, 0);
    assert_eq!(rows(&superuser, "scheduling_occupancies").await, 1);
}

#[tokio::test]
async fn a_hold_that_is_given_back_while_it_is_cleaned_up_makes_no_circle() {
    let (bed, _) = furnished().await;
    let kept = keep(&bed, 1, slot(1, 1, "2026-03-16T13:00:00Z"), "2026-03-01T00:05:00Z").await;
    // The clean-up, stopped between its two halves: it has locked the occupancy, and is about to delete it.
    let cleaner = bed.superuser().await;
    let lock = "BEGIN; SELECT FROM scheduling_occupancies FOR UPDATE";
    cleaner.batch_execute(lock).await.unwrap();
    let tx = begin(&bed).await;
    let giving_back = tokio::spawn(async move { tx.delete_hold(kept.id).await });
    waits_for_a_lock(&bed.superuser().await).await;
    cleaner.batch_execute("DELETE FROM scheduling_occupancies; COMMIT").await.unwrap();
    assert!(!giving_back.await.unwrap().unwrap(), "it was gone");
}

#[tokio::test]
async fn an_expired_hold_is_removed_by_who_meets_it_and_a_live_one_is_not() {
    let (bed, _) = furnished().await;
    let wanted = slot(1, 1, "2026-03-16T13:00:00Z");
    keep(&bed, 1, wanted, "2026-03-01T00:05:00Z").await;
    keep(&bed, 2, slot(1, 1, "2026-03-16T15:00:00Z"), "2026-03-01T00:05:00Z").await;
    keep(&bed, 3, slot(2, 2, "2026-03-16T13:00:00Z"), "2026-03-01T00:05:00Z").await;
    let removed = async |now: &str| {
        let tx = begin(&bed).await;
        let removed = tx.delete_expired_holds(&[(host_id(1), wanted.occupied())], at(now)).await.unwrap();
        tx.commit().await.unwrap();
        removed
    };
    assert_eq!(removed("2026-03-01T00:04:59.999999Z").await, 0);
    assert_eq!(removed("2026-03-01T00:05:00Z").await, 1);
    assert_eq!(book(&bed, 4, wanted).await, Reserved::Inserted);
    // Bookings are never removed, however late it is.
    assert_eq!(removed("2027-03-01T00:05:00Z").await, 0);
    let tx = begin(&bed).await;
    assert_eq!(tx.delete_all_expired_holds(at("2026-03-01T00:04:00Z"), 1).await.unwrap(), 0);
    for left in [1, 1, 0] {
        assert_eq!(tx.delete_all_expired_holds(at("2026-03-01T00:05:00Z"), 1).await.unwrap(), left);
    }
    tx.commit().await.unwrap();
    let superuser = bed.superuser().await;
    assert_eq!(rows(&superuser, "scheduling_holds").await, 0);
    assert_eq!(rows(&superuser, "scheduling_occupancies").await, 1);
}

#[tokio::test]
async fn the_live_holds_of_a_client_are_counted() {
    let (bed, scope) = furnished().await;
    keep(&bed, 1, slot(1, 1, "2026-03-16T13:00:00Z"), "2026-03-01T00:05:00Z").await;
    keep(&bed, 2, slot(2, 2, "2026-03-16T13:00:00Z"), "2026-03-01T00:06:00Z").await;
    let live = async |client: [u8; 32], now: &str| {
        bed.store.read(&scope, holds::count_live_of_client(&client, at(now))).await.unwrap()
    };
    assert_eq!(live([1; 32], "2026-03-01T00:04:00Z").await, 2);
    assert_eq!(live([1; 32], "2026-03-01T00:05:00Z").await, 1);
    assert_eq!(live([2; 32], "2026-03-01T00:04:00Z").await, 0);
}

#[tokio::test]
async fn an_occupancy_with_somebody_in_it_is_not_released() {
    let (bed, _) = furnished().await;
    booked(&bed, 1, slot(1, 1, "2026-03-16T13:00:00Z")).await;
    let kept = keep(&bed, 2, slot(1, 1, "2026-03-16T15:00:00Z"), "2026-03-01T00:05:00Z").await;
    let tx = begin(&bed).await;
    tx.release_occupancies(&[occupancy_id(1), kept.occupancy]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(rows(&bed.superuser().await, "scheduling_host_reservations").await, 2);
}

#[tokio::test]
async fn without_the_constraint_two_meetings_overlap() {
    // What keeps them apart is the constraint: one of the same name that excludes nothing lets both in.
    let (bed, _) = furnished().await;
    let name = "scheduling_host_reservations_no_overlap";
    bed.superuser()
        .await
        .batch_execute(&format!(
            "ALTER TABLE scheduling_host_reservations DROP CONSTRAINT {name},
             ADD CONSTRAINT {name} EXCLUDE USING gist (tenant_id WITH =, occupancy_id WITH =, host_user_id WITH =)"
        ))
        .await
        .unwrap();
    assert_eq!(book(&bed, 1, slot(1, 1, "2026-03-16T13:00:00Z")).await, Reserved::Inserted);
    assert_eq!(book(&bed, 2, slot(1, 1, "2026-03-16T13:15:00Z")).await, Reserved::Inserted);
}
