//! Slots, holds, bookings and cancellations on real PostgreSQL, with the clock standing still.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use std::collections::BTreeSet;

use jiff::SignedDuration;
use scheduling_core::{
    BookingState, BookingStatus, CannotChange, MAX_GUESTS, Minutes, Question, QuestionKind, RawAnswer,
    slots::{Reason, SlotQuery},
};
use scheduling_engine::{
    Book, BookRefusal, CancelBooking, CancelByInvitee, CancelRefusal, Cleaned, CreateHold, Failure, Field, HoldRefusal,
    IdempotencyKey, InvalidField, InvalidValue, ListSlots, ManageToken, What, Writing,
};
use scheduling_testkit::{
    World,
    world::{details, instant, invitee},
};

const MONDAY_10: &str = "2026-03-09T14:00:00Z";

async fn starts(world: &World, date: &str) -> Vec<String> {
    let zone = "America/New_York".parse().unwrap();
    let date = date.parse().unwrap();
    let query = SlotQuery::dates(zone, date, date).unwrap();
    let asked = ListSlots { username: "ada".parse().unwrap(), slug: "intro".parse().unwrap(), query };
    let list = world.engine.list_slots(&world.public().await, asked).await.unwrap();
    list.slots.iter().map(|slot| slot.start().to_string()).collect()
}

fn code(refusal: &Failure<BookRefusal>) -> &'static str {
    match refusal {
        Failure::Refused(BookRefusal::Slot(slot)) => slot.rule().code(),
        other => panic!("not refused for the slot: {other:?}"),
    }
}

fn key(name: &str, fingerprint: u8) -> IdempotencyKey {
    IdempotencyKey::new("anonymous", format!("{name:0>16}"), [fingerprint; 32]).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booked_slot_is_gone_and_comes_back_when_it_is_cancelled() {
    let world = World::new().await;
    let public = world.public().await;
    let before = starts(&world, "2026-03-09").await;
    assert_eq!(before.len(), 31);
    assert_eq!(before[0], "2026-03-09T13:00:00Z", "09:00 after the clocks have changed");

    let booking = world.engine.book(&public, Writing::once(world.book(MONDAY_10))).await.unwrap().outcome;
    assert_eq!(booking.state, BookingState::Confirmed);
    let after: BTreeSet<_> = starts(&world, "2026-03-09").await.into_iter().collect();
    let gone: Vec<_> = before.iter().filter(|start| !after.contains(*start)).cloned().collect();
    assert_eq!(gone, ["2026-03-09T13:45:00Z", MONDAY_10, "2026-03-09T14:15:00Z"]);

    let token = world.engine.manage_token(&public, &booking);
    let cancel = CancelByInvitee { booking: booking.id, token: token.clone(), reason: None };
    let cancelled = world.engine.cancel_by_invitee(&public, Writing::once(cancel.clone())).await.unwrap().outcome;
    assert_eq!(cancelled.state.status(), BookingStatus::Cancelled);
    assert_eq!(cancelled.sequence, 1);
    assert_eq!(starts(&world, "2026-03-09").await, before);
    let read = world.engine.booking_by_token(&public, booking.id, &token).await.unwrap();
    assert_eq!(read, cancelled, "what was answered is what is stored");

    let again = world.engine.cancel_by_invitee(&public, Writing::once(cancel)).await.unwrap_err();
    assert!(matches!(again, Failure::Refused(CancelRefusal::Cannot(CannotChange::AlreadyCancelled))), "{again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_or_impossible_start_is_refused_with_its_rule() {
    let world = World::new().await;
    let public = world.public().await;
    world.engine.book(&public, Writing::once(world.book(MONDAY_10))).await.unwrap();
    for (start, rule) in [
        (MONDAY_10, "slot_taken"),
        ("2026-03-09T14:15:00Z", "slot_taken"),
        ("2026-03-09T14:20:00Z", "off_grid"),
        ("2026-03-08T14:00:00Z", "outside_hours"),
        ("2026-02-27T15:00:00Z", "too_soon"),
        ("2026-05-04T14:00:00Z", "too_far"),
    ] {
        let refused = world.engine.book(&public, Writing::once(world.book(start))).await.unwrap_err();
        assert_eq!(code(&refused), rule, "{start}");
    }
    let refused = world.engine.book(&public, Writing::once(world.book(MONDAY_10))).await.unwrap_err();
    let Failure::Refused(BookRefusal::Slot(refusal)) = refused else { panic!("{refused:?}") };
    let next: Vec<_> = refusal.next.iter().map(|slot| slot.start().to_string()).collect();
    assert_eq!(next[0], "2026-03-09T14:30:00Z");
    assert_eq!(next.len(), 5);
    for slot in refusal.next {
        let wanted = Book { start: slot.start(), ..world.book(MONDAY_10) };
        // The offered ones overlap each other: only every second can be had.
        let booked = world.engine.book(&public, Writing::once(wanted)).await;
        assert!(booked.is_ok() || code(booked.as_ref().unwrap_err()) == "slot_taken");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_offered_instead_keeps_the_limits_of_the_months_it_lies_in() {
    let world = World::new().await;
    let public = world.public().await;
    let mut details = details("scarce", 30);
    details.overrides.booking_window_days = Some(200);
    details.overrides.limits.monthly = Some(4);
    let scarce = world.event_type(&world.admin, &world.host, details).await;
    let book = |start| {
        let command = Book { event_type: scarce.id, ..world.book(start) };
        world.engine.book(&public, Writing::once(command))
    };
    let june = ["2026-06-01T14:00:00Z", "2026-06-02T14:00:00Z", "2026-06-03T14:00:00Z", "2026-06-04T14:00:00Z"];
    let july = ["2026-07-30T14:00:00Z", "2026-07-30T15:00:00Z", "2026-07-31T14:00:00Z", "2026-07-31T15:00:00Z"];
    for start in june.into_iter().chain(july) {
        book(start).await.unwrap();
    }
    let refused = book("2026-06-26T14:00:00Z").await.unwrap_err();
    assert_eq!(code(&refused), "limit_reached");
    let Failure::Refused(BookRefusal::Slot(refusal)) = refused else { panic!("{refused:?}") };
    assert_eq!(refusal.next, [], "July is as full as June");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitee_brings_at_most_ten_guests() {
    let world = World::new().await;
    let public = world.public().await;
    let mut wanted = world.book(MONDAY_10);
    wanted.invitee.guests = (0..=MAX_GUESTS).map(|guest| format!("g{guest}@example.org").parse().unwrap()).collect();
    let refused = world.engine.book(&public, Writing::once(wanted.clone())).await.unwrap_err();
    let Failure::Refused(BookRefusal::Invalid(fields)) = refused else { panic!("{refused:?}") };
    let problem = InvalidValue::TooMany { max: MAX_GUESTS };
    assert_eq!(fields.0, [InvalidField { field: Field::Guests, problem }]);
    wanted.invitee.guests.pop();
    world.engine.book(&public, Writing::once(wanted)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idempotency_key_books_once_and_answers_the_same() {
    let world = World::new().await;
    let public = world.public().await;
    let writing =
        |start, fingerprint| Writing { command: world.book(start), idempotency: Some(key("book", fingerprint)) };
    let first = world.engine.book(&public, writing(MONDAY_10, 1)).await.unwrap();
    assert!(!first.replayed);
    let again = world.engine.book(&public, writing(MONDAY_10, 1)).await.unwrap();
    assert!(again.replayed);
    assert_eq!(again.outcome, first.outcome);
    let other = world.engine.book(&public, writing("2026-03-10T14:00:00Z", 2)).await.unwrap_err();
    assert!(matches!(other, Failure::KeyReused), "{other:?}");

    let token = world.engine.manage_token(&public, &first.outcome);
    let cancel = CancelByInvitee { booking: first.outcome.id, token, reason: None };
    world.engine.cancel_by_invitee(&public, Writing::once(cancel)).await.unwrap();
    let replayed = world.engine.book(&public, writing(MONDAY_10, 1)).await.unwrap();
    assert_eq!(replayed.outcome, first.outcome, "the first answer, whatever has happened since");

    world.clock.advance(SignedDuration::from_hours(25));
    let fresh = world.engine.book(&public, writing("2026-03-11T14:00:00Z", 3)).await.unwrap();
    assert!(!fresh.replayed, "keys are kept for a day");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_sent_many_times_at_once_books_once() {
    let world = World::new().await;
    let public = world.public().await;
    let tries = (0..12).map(|_| {
        let (engine, public) = (world.engine.clone(), public.clone());
        let writing = Writing { command: world.book(MONDAY_10), idempotency: Some(key("at-once", 1)) };
        tokio::spawn(async move { engine.book(&public, writing).await })
    });
    let mut ids = BTreeSet::new();
    let mut first_answers = 0;
    for answer in tries.collect::<Vec<_>>() {
        let done = answer.await.unwrap().unwrap();
        first_answers += i32::from(!done.replayed);
        ids.insert(done.outcome.id);
    }
    assert_eq!((ids.len(), first_answers), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_want_overlapping_times_exactly_one_gets_them() {
    // Without leases: the database alone must keep them apart.
    let world = World::with_lock(None).await;
    let public = world.public().await;
    for round in 0..10 {
        let tries = (0..16).map(|client| {
            let (engine, public) = (world.engine.clone(), public.clone());
            let day = 9 + round / 5;
            let start = format!("2026-03-{day:02}T{:02}:{:02}:00Z", 13 + round % 5, 15 * (client % 2));
            let command = world.book(&start);
            tokio::spawn(async move { engine.book(&public, Writing::once(command)).await })
        });
        let mut winners = 0;
        for answer in tries.collect::<Vec<_>>() {
            match answer.await.unwrap() {
                Ok(_) => winners += 1,
                Err(refused) => assert_eq!(code(&refused), "slot_taken"),
            }
        }
        assert_eq!(winners, 1, "round {round}");
    }
}

/// An hour from half past, and half an hour from the full hour.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_event_types_whose_meetings_overlap_exactly_one_is_booked() {
    let world = World::with_lock(None).await;
    let long = world.event_type(&world.admin, &world.host, details("long", 60)).await;
    let public = world.public().await;
    for round in 0..10 {
        let first = instant("2026-03-09T13:30:00Z") + SignedDuration::from_hours(24 * (round / 5) + round % 5);
        let tries = (0..16).map(|client| {
            let command = if client % 2 == 0 {
                Book { event_type: long.id, start: first, ..world.book(MONDAY_10) }
            } else {
                Book { start: first + SignedDuration::from_mins(30), ..world.book(MONDAY_10) }
            };
            let (engine, public) = (world.engine.clone(), public.clone());
            tokio::spawn(async move { engine.book(&public, Writing::once(command)).await })
        });
        let mut winners = Vec::new();
        for answer in tries.collect::<Vec<_>>() {
            match answer.await.unwrap() {
                Ok(booked) => winners.push(booked.outcome),
                Err(refused) => assert_eq!(code(&refused), "slot_taken"),
            }
        }
        let [booked] = winners.as_slice() else { panic!("round {round}: {winners:?}") };
        // The next round's meetings reach into this hour.
        let cancel = CancelBooking::only(booked.id, None);
        world.engine.cancel_booking(&world.admin, Writing::once(cancel)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_keeps_a_slot_until_it_expires() {
    let world = World::new().await;
    let public = world.public().await;
    let held = world.engine.hold(&public, Writing::once(world.hold(MONDAY_10))).await.unwrap().outcome;
    assert_eq!(held.expires_at, instant("2026-03-02T12:05:00Z"));
    assert!(!starts(&world, "2026-03-09").await.contains(&MONDAY_10.to_owned()));
    let refused = world.engine.book(&public, Writing::once(world.book(MONDAY_10))).await.unwrap_err();
    assert_eq!(code(&refused), "slot_taken");

    let token = world.engine.hold_token(&public, held.id);
    let wanted = Book { hold: Some((held.id, token.clone())), ..world.book("2026-03-09T15:00:00Z") };
    let elsewhere = world.engine.book(&public, Writing::once(wanted)).await.unwrap_err();
    assert!(matches!(elsewhere, Failure::Refused(BookRefusal::HoldGone)), "{elsewhere:?}");

    let wanted = Book { hold: Some((held.id, token)), ..world.book(MONDAY_10) };
    world.engine.book(&public, Writing::once(wanted.clone())).await.unwrap();
    let twice = world.engine.book(&public, Writing::once(wanted)).await.unwrap_err();
    assert!(matches!(twice, Failure::Refused(BookRefusal::HoldGone)), "{twice:?}");

    let expiring = world.hold("2026-03-09T16:00:00Z");
    world.engine.hold(&public, Writing::once(expiring)).await.unwrap();
    world.clock.advance(SignedDuration::from_mins(5));
    world.engine.book(&public, Writing::once(world.book("2026-03-09T16:00:00Z"))).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_keeps_the_notice_that_held_when_it_was_made() {
    let world = World::new().await;
    let public = world.public().await;
    let mut hasty = details("hasty", 30);
    hasty.overrides.minimum_notice = Some(Minutes(120));
    let hasty = world.event_type(&world.admin, &world.host, hasty).await;
    // 09:00 in New York is exactly two hours away.
    let start = "2026-03-02T14:00:00Z";
    let command = scheduling_engine::CreateHold { event_type: hasty.id, ..world.hold(start) };
    let held = world.engine.hold(&public, Writing::once(command)).await.unwrap().outcome;
    world.clock.advance(SignedDuration::from_mins(4));
    let without = Book { event_type: hasty.id, ..world.book("2026-03-02T14:00:00Z") };
    let refused = world.engine.book(&public, Writing::once(without.clone())).await.unwrap_err();
    assert_eq!(code(&refused), "too_soon");
    let token = world.engine.hold_token(&public, held.id);
    world.engine.book(&public, Writing::once(Book { hold: Some((held.id, token)), ..without })).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn holds_are_few_for_one_address_and_are_given_up_by_their_token() {
    let world = World::new().await;
    let public = world.public().await;
    let mut held = Vec::new();
    for hour in 13..16 {
        let mut command = world.hold(&format!("2026-03-09T{hour}:00:00Z"));
        command.client = Some("192.0.2.1".to_owned());
        held.push(world.engine.hold(&public, Writing::once(command)).await.unwrap().outcome);
    }
    let mut fourth = world.hold("2026-03-09T17:00:00Z");
    fourth.client = Some("192.0.2.1".to_owned());
    let refused = world.engine.hold(&public, Writing::once(fourth.clone())).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(HoldRefusal::TooMany)), "{refused:?}");

    let wrong = world.engine.hold_token(&public, held[1].id);
    let denied = world.engine.release_hold(&public, Writing::once((held[0].id, wrong))).await.unwrap_err();
    assert!(matches!(denied, Failure::NotFound(What::Hold)), "{denied:?}");
    let token = world.engine.hold_token(&public, held[0].id);
    let release = || Writing { command: (held[0].id, token.clone()), idempotency: Some(key("release", 1)) };
    assert!(!world.engine.release_hold(&public, release()).await.unwrap().replayed);
    assert!(world.engine.release_hold(&public, release()).await.unwrap().replayed);
    world.engine.hold(&public, Writing::once(fourth)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn holds_keep_at_most_a_tenth_of_the_week() {
    let world = World::new().await;
    let public = world.public().await;
    let mut made = 0;
    for slot in 0..31 {
        let start = instant("2026-03-09T13:00:00Z") + SignedDuration::from_mins(30 * slot);
        let command = scheduling_engine::CreateHold { start, ..world.hold(MONDAY_10) };
        match world.engine.hold(&public, Writing::once(command)).await {
            Ok(_) => made += 1,
            Err(Failure::Refused(HoldRefusal::TooMuch(_))) => break,
            Err(other) => panic!("{other:?}"),
        }
    }
    // 40 hours a week, of which four may be held, half an hour each.
    assert_eq!(made, 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_opens_nothing() {
    let world = World::new().await;
    let public = world.public().await;
    let booking = world.engine.book(&public, Writing::once(world.book(MONDAY_10))).await.unwrap().outcome;
    let other = world.engine.book(&public, Writing::once(world.book("2026-03-10T14:00:00Z"))).await.unwrap().outcome;
    for token in [ManageToken::presented("x"), world.engine.manage_token(&public, &other)] {
        let read = world.engine.booking_by_token(&public, booking.id, &token).await.unwrap_err();
        assert!(matches!(read, Failure::Refused(CancelRefusal::WrongToken)), "{read:?}");
        let cancel = CancelByInvitee { booking: booking.id, token, reason: None };
        let refused = world.engine.cancel_by_invitee(&public, Writing::once(cancel)).await.unwrap_err();
        assert!(matches!(refused, Failure::Refused(CancelRefusal::WrongToken)), "{refused:?}");
    }
    world.clock.advance(SignedDuration::from_hours(24 * 8));
    let token = world.engine.manage_token(&public, &booking);
    let over = world.engine.booking_by_token(&public, booking.id, &token).await.unwrap_err();
    assert!(matches!(over, Failure::Refused(CancelRefusal::Cannot(CannotChange::Over))), "{over:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_checked_and_answers_keep_their_text() {
    let world = World::new().await;
    let public = world.public().await;
    let mut asking = details("asking", 30);
    asking.questions = vec![Question {
        id: "size".parse().unwrap(),
        label: "How large?".parse().unwrap(),
        kind: QuestionKind::Select,
        required: true,
        options: vec!["S".parse().unwrap(), "L".parse().unwrap()],
        placeholder: None,
    }];
    let asking = world.event_type(&world.admin, &world.host, asking).await;
    let wanted = Book { event_type: asking.id, ..world.book(MONDAY_10) };
    let refused = world.engine.book(&public, Writing::once(wanted.clone())).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(BookRefusal::Answers(_))), "{refused:?}");
    let mut grace = invitee("Grace");
    grace.answers.insert("size".to_owned(), RawAnswer::Text("L".to_owned()));
    let booking = world.engine.book(&public, Writing::once(Book { invitee: grace, ..wanted })).await.unwrap().outcome;
    assert_eq!(booking.invitee.answers[0].label.as_str(), "How large?");
    let read = world.engine.booking(&world.admin, booking.id).await.unwrap();
    assert_eq!(read, booking, "what was answered is what is stored");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_names_a_host_books_with_that_host_or_not_at_all() {
    let world = World::new().await;
    let public = world.public().await;
    world.host(&world.admin, "bob").await;
    let book = |username: &str| {
        let command = Book { host: Some(username.parse().unwrap()), ..world.book(MONDAY_10) };
        world.engine.book(&public, Writing::once(command))
    };
    for other in ["bob", "nobody"] {
        let refused = book(other).await.unwrap_err();
        assert!(matches!(refused, Failure::Refused(BookRefusal::OtherHost)), "{other}: {refused:?}");
    }
    assert_eq!(book("ada").await.unwrap().outcome.host, world.host.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn explain_names_the_booking_in_the_way() {
    let world = World::new().await;
    let public = world.public().await;
    let booking = world.engine.book(&public, Writing::once(world.book(MONDAY_10))).await.unwrap().outcome;
    let explained = world.engine.explain(&world.admin, world.event_type.id, instant(MONDAY_10)).await.unwrap();
    assert!(explained.is_open);
    assert_eq!(explained.reasons, [Reason::Booked { booking: booking.id }]);
    let free = world.engine.explain(&world.admin, world.event_type.id, instant("2026-03-09T15:00:00Z")).await.unwrap();
    assert_eq!(free.reasons, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_another_tenant_is_there() {
    let world = World::new().await;
    let public = world.public().await;
    let booking = world.engine.book(&public, Writing::once(world.book(MONDAY_10))).await.unwrap().outcome;
    let (stranger, _) = world.tenant("other").await;
    let their_public = world.engine.public_tenant(&"other".parse().unwrap()).await.unwrap();
    let read = world.engine.booking(&stranger, booking.id).await.unwrap_err();
    assert!(matches!(read, Failure::NotFound(What::Booking)), "{read:?}");
    let cancel =
        world.engine.cancel_booking(&stranger, Writing::once(CancelBooking::only(booking.id, None))).await.unwrap_err();
    assert!(matches!(cancel, Failure::NotFound(What::Booking)), "{cancel:?}");
    let book = world.engine.book(&their_public, Writing::once(world.book("2026-03-10T14:00:00Z"))).await.unwrap_err();
    assert!(matches!(book, Failure::NotFound(What::EventType)), "{book:?}");
    let hold = world.engine.hold(&their_public, Writing::once(world.hold("2026-03-10T14:00:00Z"))).await.unwrap_err();
    assert!(matches!(hold, Failure::NotFound(What::EventType)), "{hold:?}");
    let token = world.engine.manage_token(&public, &booking);
    let read = world.engine.booking_by_token(&their_public, booking.id, &token).await.unwrap_err();
    assert!(matches!(read, Failure::Refused(CancelRefusal::WrongToken)), "{read:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_caller_does_not_stop_a_booking() {
    let world = World::new().await;
    let public = world.public().await;
    for (at, polls) in (0..12).enumerate() {
        let start = instant("2026-03-09T13:00:00Z") + SignedDuration::from_mins(30 * i64::try_from(at).unwrap());
        let command = Book { start, ..world.book(MONDAY_10) };
        let mut booking = Box::pin(world.engine.book(&public, Writing::once(command.clone())));
        for _ in 0..=polls {
            let waker = std::task::Waker::noop();
            if booking.as_mut().poll(&mut std::task::Context::from_waker(waker)).is_ready() {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(booking);
        // Whatever became of it, the next one finds a sound calendar and a sound connection.
        let next = world.engine.book(&public, Writing::once(command)).await;
        assert!(next.is_ok() || code(next.as_ref().unwrap_err()) == "slot_taken", "{next:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cleaning_up_removes_expired_holds_and_old_keys_of_all_tenants() {
    let world = World::new().await;
    world.tenant("other").await;
    let public = world.public().await;
    world.engine.hold(&public, Writing::once(world.hold(MONDAY_10))).await.unwrap();
    let writing = Writing { command: world.book("2026-03-10T14:00:00Z"), idempotency: Some(key("old", 1)) };
    world.engine.book(&public, writing).await.unwrap();
    let platform = scheduling_store::PlatformScope::authenticated();
    assert_eq!(world.engine.clean_up(&platform).await.unwrap(), Cleaned::default());
    world.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(world.engine.clean_up(&platform).await.unwrap(), Cleaned { holds: 1, keys: 1, ..Cleaned::default() });
    assert_eq!(world.engine.clean_up(&platform).await.unwrap(), Cleaned::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_holds_no_more_by_asking_many_hosts_at_once() {
    let world = World::new().await;
    let public = world.public().await;
    let mut wishes = Vec::new();
    for number in 0..12 {
        let host = world.host(&world.admin, &format!("host-{number}")).await;
        let event_type = world.event_type(&world.admin, &host, details("intro", 30)).await;
        let client = Some("192.0.2.1".to_owned());
        wishes.push(CreateHold { event_type: event_type.id, client, ..world.hold(MONDAY_10) });
    }
    for round in 0..3 {
        let tries = wishes.iter().cloned().map(|wish| {
            let (engine, public) = (world.engine.clone(), public.clone());
            tokio::spawn(async move { engine.hold(&public, Writing::once(wish)).await })
        });
        let mut held = 0;
        for answer in tries.collect::<Vec<_>>() {
            match answer.await.unwrap() {
                Ok(_) => held += 1,
                Err(refused) => assert!(matches!(refused, Failure::Refused(HoldRefusal::TooMany)), "{refused:?}"),
            }
        }
        assert_eq!(held, 3, "round {round}");
        world.clock.advance(SignedDuration::from_mins(5));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cleaning_up_goes_on_batch_by_batch_and_past_a_tenant_that_fails() {
    let world = World::new().await;
    world.tenant("other").await;
    let superuser = world.db.superuser_url();
    let (superuser, connection) = tokio_postgres::connect(&superuser, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    // Several batches of each kind. In the first tenant, of whom also the holds are, keys cannot be removed.
    let fill = "
        INSERT INTO scheduling_occupancies (tenant_id, id, event_type_id, starts_at, ends_at)
            SELECT tenant_id, md5(n::text)::uuid, id, created_at - interval '2 min', created_at - interval '1 min'
            FROM scheduling_event_types, generate_series(1, 2500) n;
        INSERT INTO scheduling_holds (tenant_id, id, event_type_id, host_user_id, occupancy_id, expires_at, created_at)
            SELECT o.tenant_id, o.id, e.id, e.host_user_id, o.id, o.ends_at, o.starts_at
            FROM scheduling_occupancies o JOIN scheduling_event_types e ON e.id = o.event_type_id;
        INSERT INTO scheduling_idempotency_keys (tenant_id, principal, key, fingerprint, created_at)
            SELECT id, 'p', lpad(n::text, 16, '0'), sha256('f'), created_at - interval '24 hours'
            FROM tenants, generate_series(1, 2500) n;
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
            IF OLD.tenant_id = (SELECT id FROM tenants ORDER BY created_at, id LIMIT 1) THEN RAISE 'refused'; END IF;
            RETURN OLD;
        END $$;
        CREATE TRIGGER refuse BEFORE DELETE ON scheduling_idempotency_keys FOR EACH ROW EXECUTE FUNCTION refuse();";
    superuser.batch_execute(fill).await.unwrap();
    let platform = scheduling_store::PlatformScope::authenticated();
    let failed = world.engine.clean_up(&platform).await.unwrap_err();
    assert!(matches!(failed, Failure::Internal(_)), "{failed:?}");
    let left = "SELECT (SELECT count(*) FROM scheduling_holds), (SELECT count(*) FROM scheduling_idempotency_keys)";
    let left = superuser.query_one(left, &[]).await.unwrap();
    assert_eq!((left.get::<_, i64>(0), left.get::<_, i64>(1)), (0, 2500));
    superuser.batch_execute("DROP TRIGGER refuse ON scheduling_idempotency_keys").await.unwrap();
    assert_eq!(world.engine.clean_up(&platform).await.unwrap(), Cleaned { holds: 0, keys: 2500, ..Cleaned::default() });
}
