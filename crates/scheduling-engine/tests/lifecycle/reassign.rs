//! Meetings are given to another host, at the time at which they are.

use jiff::SignedDuration;
use scheduling_core::{
    Booking, BookingSnapshot, BookingStatus, CannotChange, DateOverrides, EventType, EventTypeDetails, Host, Limits,
    Minutes, WeeklySchedule,
    slots::{Reason, SlotQuery},
};
use scheduling_engine::{
    Book, BookRefusal, CancelBooking, CancelRefusal, Engine, Failure, HoldRefusal, HoldToMove, ManageToken, NewBlock,
    NewTime, Reassign, ReassignRefusal, ReplaceEventType, RescheduleByInvitee, RescheduleRefusal, SetAvailability,
    SlotsToMove, What, Writing,
};
use scheduling_testkit::{
    World,
    world::{details, instant},
};

use crate::{
    MONDAY_10, MONDAY_11, booked, read,
    support::{keyed, logged, superuser},
    taken,
};

/// Another host, with an event type of the same length.
async fn grace(world: &World) -> (Host, EventType) {
    let grace = world.host(&world.admin, "grace").await;
    let event_type = world.event_type(&world.admin, &grace, details("intro", 30)).await;
    (grace, event_type)
}

async fn reassign(
    engine: &Engine,
    world: &World,
    booking: &Booking,
    host: &Host,
) -> Result<Booking, Failure<ReassignRefusal>> {
    let command = Reassign { booking: booking.id, host: host.id };
    engine.reassign_booking(&world.admin, Writing::once(command)).await.map(|done| done.outcome)
}

async fn taken_of(world: &World, event_type: &EventType, start: &str) -> Vec<Reason> {
    world.engine.explain(&world.admin, event_type.id, instant(start)).await.unwrap().reasons
}

fn code(refused: &Result<Booking, Failure<ReassignRefusal>>) -> &'static str {
    match refused {
        Err(Failure::Refused(ReassignRefusal::Slot(slot))) => slot.rule().code(),
        other => panic!("not refused for the slot: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_gets_another_host_and_keeps_its_time_and_its_token() {
    let world = World::new().await;
    let public = world.public().await;
    let (grace, hers) = grace(&world).await;
    let (booking, token) = booked(&world, MONDAY_10).await;
    let given = reassign(&world.engine, &world, &booking, &grace).await.unwrap();
    let snapshot = BookingSnapshot {
        host_name: "grace".parse().unwrap(),
        host_email: "grace@example.org".parse().unwrap(),
        ..booking.snapshot.clone()
    };
    let expected = Booking { host: grace.id, snapshot, occupancy: given.occupancy, sequence: 1, ..booking.clone() };
    assert_eq!(given, expected);
    assert_ne!(given.occupancy, booking.occupancy);
    assert_eq!(read(&world, &booking).await, given, "what was answered is what is stored");
    assert_eq!(taken(&world, MONDAY_10).await, []);
    assert_eq!(taken_of(&world, &hers, MONDAY_10).await, [Reason::Booked { booking: booking.id }]);
    let same = reassign(&world.engine, &world, &booking, &grace).await;
    assert!(matches!(same, Err(Failure::Refused(ReassignRefusal::SameHost))), "{same:?}");

    // Its invitee moves it on the calendar of the new host.
    let (on_hers, free) = (Book { event_type: hers.id, ..world.book(MONDAY_11) }, "2026-03-09T17:00:00Z");
    world.engine.book(&public, Writing::once(on_hers)).await.unwrap();
    let to = |start| {
        let to = NewTime { start: instant(start), zone: None, reason: None };
        let command = RescheduleByInvitee { booking: booking.id, token: token.clone(), to, hold: None };
        world.engine.reschedule_by_invitee(&public, Writing::once(command))
    };
    let refused = to(MONDAY_11).await.unwrap_err();
    let rule = match &refused {
        Failure::Refused(RescheduleRefusal::Slot(slot)) => slot.rule().code(),
        other => panic!("not refused for the slot: {other:?}"),
    };
    assert_eq!(rule, "slot_taken");
    let moved = to(free).await.unwrap().outcome;
    assert_eq!((moved.host, &moved.snapshot.host_name), (grace.id, &given.snapshot.host_name));
    assert_eq!(taken_of(&world, &hers, free).await, [Reason::Booked { booking: moved.id }]);
    assert_eq!(taken(&world, free).await, []);
    let expected = ["created", "reassigned", "created", "created", "rescheduled"];
    assert_eq!(logged(&world, "booking").await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitee_lists_holds_and_takes_the_new_hosts_time_for_a_meeting_that_was_given_away() {
    let world = World::new().await;
    let (engine, public) = (&world.engine, world.public().await);
    let (grace, hers) = grace(&world).await;
    let (booking, token) = booked(&world, MONDAY_10).await;
    // Hers alone is taken at eleven, his alone at noon.
    let (of_hers, noon) = (Book { event_type: hers.id, ..world.book(MONDAY_11) }, "2026-03-09T16:00:00Z");
    engine.book(&public, Writing::once(of_hers)).await.unwrap();
    booked(&world, noon).await;
    let monday = SlotQuery::instants(instant("2026-03-09T14:00:00Z"), instant("2026-03-09T17:00:00Z")).unwrap();
    let listed = async || -> Vec<String> {
        let asked = SlotsToMove { booking: booking.id, token: token.clone(), query: monday.clone() };
        let (slug, list) = engine.slots_to_move(&public, asked).await.unwrap();
        assert_eq!((slug.as_str(), list.event_type), ("intro", world.event_type.id));
        list.slots.iter().map(|slot| slot.start().to_string()).collect()
    };
    let hold = |start: &str| {
        let (token, start) = (token.clone(), instant(start));
        let wish = HoldToMove { booking: booking.id, token, start, client: Some("a".to_owned()) };
        engine.hold_to_move(&public, Writing::once(wish))
    };
    let eleven = MONDAY_11.to_owned();
    let his = listed().await;
    assert!(his.contains(&eleven) && !his.contains(&noon.to_owned()) && !his.contains(&MONDAY_10.to_owned()));
    assert!(his.contains(&"2026-03-09T14:15:00Z".to_owned()), "the meeting is not in its own way");

    reassign(engine, &world, &booking, &grace).await.unwrap();
    let listed = listed().await;
    assert!(!listed.contains(&eleven) && listed.contains(&noon.to_owned()) && !listed.contains(&MONDAY_10.to_owned()));
    let refused = hold(MONDAY_11).await.unwrap_err();
    let by = |refused: &Failure<HoldRefusal>| match refused {
        Failure::Refused(HoldRefusal::Slot(slot)) => slot.rule().code(),
        other => panic!("not refused for the slot: {other:?}"),
    };
    assert_eq!(by(&refused), "slot_taken");
    assert_eq!(by(&hold("2026-03-09T14:15:00Z").await.unwrap_err()), "slot_taken", "its own time cannot be kept");
    let kept = hold(noon).await.unwrap().outcome;
    assert_eq!(taken_of(&world, &hers, noon).await, [Reason::Held { hold: kept.id }]);
    let to = NewTime { start: instant(noon), zone: None, reason: None };
    let hold = Some((kept.id, engine.hold_token(&public, kept.id)));
    let command = RescheduleByInvitee { booking: booking.id, token: token.clone(), to, hold };
    let moved = engine.reschedule_by_invitee(&public, Writing::once(command)).await.unwrap().outcome;
    assert_eq!((moved.host, moved.meeting), (grace.id, kept.meeting));
    assert_eq!(taken_of(&world, &hers, noon).await, [Reason::Booked { booking: moved.id }]);

    // The old link only reads by then, and somebody else's opens nothing.
    let again = |token: &ManageToken| {
        let wish = HoldToMove { booking: booking.id, token: token.clone(), start: instant(MONDAY_10), client: None };
        engine.hold_to_move(&public, Writing::once(wish))
    };
    let refused = again(&token).await.unwrap_err();
    let expected = HoldRefusal::Cannot(CannotChange::Rescheduled { to: moved.id });
    assert!(matches!(&refused, Failure::Refused(why) if *why == expected), "{refused:?}");
    let wrong = again(&engine.manage_token(&public, &moved)).await.unwrap_err();
    assert!(matches!(wrong, Failure::Refused(HoldRefusal::WrongToken)), "{wrong:?}");
    let asked = SlotsToMove { booking: booking.id, token, query: monday };
    let refused = engine.slots_to_move(&public, asked).await.unwrap_err();
    let expected = CancelRefusal::Cannot(CannotChange::Rescheduled { to: moved.id });
    assert!(matches!(&refused, Failure::Refused(why) if *why == expected), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_of_the_meeting_that_is_moved_does_not_count_against_a_hold_for_it() {
    let world = World::new().await;
    let public = world.public().await;
    let mut daily = details("daily", 30);
    daily.overrides.limits.daily = Some(1);
    let daily = world.event_type(&world.admin, &world.host, daily).await;
    let wish = Book { event_type: daily.id, ..world.book(MONDAY_10) };
    let booking = world.engine.book(&public, Writing::once(wish)).await.unwrap().outcome;
    let token = world.engine.manage_token(&public, &booking);
    let hold = |key| {
        let wish = HoldToMove { booking: booking.id, token: token.clone(), start: instant(MONDAY_11), client: None };
        world.engine.hold_to_move(&public, keyed("hold", key, wish))
    };
    let kept = hold(1).await.unwrap();
    let again = hold(1).await.unwrap();
    assert!(again.replayed && again.outcome == kept.outcome);
    let to = NewTime { start: instant(MONDAY_11), zone: None, reason: None };
    let hold = Some((kept.outcome.id, world.engine.hold_token(&public, kept.outcome.id)));
    let command = RescheduleByInvitee { booking: booking.id, token: token.clone(), to, hold };
    world.engine.reschedule_by_invitee(&public, Writing::once(command)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_new_host_must_be_able_to_take_it() {
    let world = World::new().await;
    let public = world.public().await;
    let (grace, hers) = grace(&world).await;
    let (booking, _) = booked(&world, MONDAY_10).await;
    let on_hers = Book { event_type: hers.id, ..world.book("2026-03-09T14:15:00Z") };
    let in_the_way = world.engine.book(&public, Writing::once(on_hers)).await.unwrap().outcome;
    assert_eq!(code(&reassign(&world.engine, &world, &booking, &grace).await), "slot_taken");
    world.engine.cancel_booking(&world.admin, Writing::once(CancelBooking::only(in_the_way.id, None))).await.unwrap();
    let date = jiff::civil::date(2026, 3, 9);
    let block = NewBlock { host: grace.id, first: date, last: date, hours: None, reason: None };
    world.engine.create_block(&world.admin, Writing::once(block)).await.unwrap();
    assert_eq!(code(&reassign(&world.engine, &world, &booking, &grace).await), "blocked");
    assert_eq!(read(&world, &booking).await, booking);
    assert_eq!(taken(&world, MONDAY_10).await, [Reason::Booked { booking: booking.id }]);

    let mut profile = grace.profile.clone();
    profile.is_active = false;
    let command = scheduling_engine::ReplaceHost {
        host: grace.id,
        profile,
        future_bookings: scheduling_engine::FutureBookings::Refuse,
    };
    world.engine.replace_host(&world.admin, Writing::once(command)).await.unwrap();
    let inactive = reassign(&world.engine, &world, &booking, &grace).await.unwrap_err();
    assert!(matches!(inactive, Failure::NotFound(What::Host)), "{inactive:?}");
    let (stranger, _) = world.tenant("other").await;
    let theirs = world.host(&stranger, "mallory").await;
    let foreign = reassign(&world.engine, &world, &booking, &theirs).await.unwrap_err();
    assert!(matches!(foreign, Failure::NotFound(What::Host)), "{foreign:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_that_was_agreed_on_needs_no_grid_notice_and_window_but_the_hours_of_the_new_host() {
    type Change = fn(&mut EventTypeDetails);
    let world = World::new().await;
    let (grace, _) = grace(&world).await;
    let stricter: [(&str, Change); 3] = [
        ("off_grid", |details| details.step = Some(Minutes(45))),
        ("notice", |details| details.overrides.minimum_notice = Some(Minutes(20_160))),
        ("window", |details| details.overrides.booking_window_days = Some(1)),
    ];
    for (rule, stricter) in stricter {
        let (booking, _) = booked(&world, MONDAY_10).await;
        let mut changed = world.event_type.details.clone();
        stricter(&mut changed);
        let replace = |details| {
            let command = ReplaceEventType { event_type: world.event_type.id, host: None, details };
            world.engine.replace_event_type(&world.admin, Writing::once(command))
        };
        replace(changed).await.unwrap();
        let reasons = taken(&world, MONDAY_11).await;
        assert_eq!(reasons.iter().map(Reason::code).collect::<Vec<_>>(), [rule], "nobody could book it like this now");
        let given = reassign(&world.engine, &world, &booking, &grace).await.unwrap();
        assert_eq!((given.host, given.meeting), (grace.id, booking.meeting), "{rule}");
        world.engine.cancel_booking(&world.admin, Writing::once(CancelBooking::only(booking.id, None))).await.unwrap();
        replace(world.event_type.details.clone()).await.unwrap();
    }

    let (booking, _) = booked(&world, MONDAY_10).await;
    let (zone, weekly) = (grace.profile.zone.clone(), WeeklySchedule::default());
    let closed = SetAvailability { host: grace.id, zone, weekly, overrides: DateOverrides::default() };
    world.engine.put_availability(&world.admin, Writing::once(closed)).await.unwrap();
    assert_eq!(code(&reassign(&world.engine, &world, &booking, &grace).await), "outside_hours");
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_count_what_the_new_host_has() {
    let world = World::new().await;
    let public = world.public().await;
    let (grace, _) = grace(&world).await;
    let mut rare = details("rare", 30);
    rare.overrides.limits = Limits { weekly: Some(1), ..Limits::default() };
    let rare = world.event_type(&world.admin, &world.host, rare).await;
    let book = async |start: &str| {
        let wish = Book { event_type: rare.id, ..world.book(start) };
        world.engine.book(&public, Writing::once(wish)).await.unwrap().outcome
    };
    let first = book(MONDAY_10).await;
    reassign(&world.engine, &world, &first, &grace).await.unwrap();
    let second = book("2026-03-13T14:00:00Z").await;
    assert_eq!(code(&reassign(&world.engine, &world, &second, &grace).await), "limit_reached");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pending_booking_still_waits_and_one_that_started_stays() {
    let world = World::new().await;
    let (grace, hers) = grace(&world).await;
    let mut careful = details("careful", 30);
    careful.requires_approval = true;
    let careful = world.event_type(&world.admin, &world.host, careful).await;
    let wish = Book { event_type: careful.id, ..world.book(MONDAY_10) };
    let booking = world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap().outcome;
    let given = reassign(&world.engine, &world, &booking, &grace).await.unwrap();
    assert_eq!(given.state, booking.state);
    world.clock.advance(SignedDuration::from_hours(48));
    assert_eq!(taken_of(&world, &hers, MONDAY_10).await, [], "it expires there as it would have here");
    assert_eq!(read(&world, &booking).await.state.status(), BookingStatus::Declined);

    let (booking, _) = booked(&world, MONDAY_11).await;
    world.clock.advance(instant("2026-03-09T15:00:01Z").duration_since(world.engine.now()));
    let late = reassign(&world.engine, &world, &booking, &grace).await.unwrap_err();
    let until = instant(MONDAY_11);
    let expected = CannotChange::CutoffPassed { until };
    assert!(matches!(late, Failure::Refused(ReassignRefusal::Cannot(why)) if why == expected), "{late:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_a_meeting_that_is_being_given_away_is_told_to_come_back() {
    let world = World::new().await;
    let (grace, _) = grace(&world).await;
    let (booking, _) = booked(&world, MONDAY_10).await;
    // Another server gives it away, and has not committed yet.
    let giving = superuser(&world).await;
    let give = "UPDATE scheduling_bookings SET host_user_id = $2 WHERE id = $1";
    giving.batch_execute("BEGIN").await.unwrap();
    giving.execute(give, &[&booking.id.as_uuid(), &grace.id.as_uuid()]).await.unwrap();
    let cancel = || world.engine.cancel_booking(&world.admin, Writing::once(CancelBooking::only(booking.id, None)));
    let commit = async {
        let watching = superuser(&world).await;
        let waits = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while watching.query(waits, &[]).await.unwrap().is_empty() {}
        giving.batch_execute("COMMIT").await.unwrap();
    };
    let (cancelled, ()) = tokio::join!(cancel(), commit);
    assert!(matches!(cancelled, Err(Failure::Busy)), "its new host's time is not locked: {cancelled:?}");
    assert_eq!(read(&world, &booking).await.state, booking.state);
    assert_eq!(cancel().await.unwrap().outcome.host, grace.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_reassigns_once() {
    let world = World::new().await;
    let (grace, _) = grace(&world).await;
    let (booking, _) = booked(&world, MONDAY_10).await;
    let command = Reassign { booking: booking.id, host: grace.id };
    let ask = || world.engine.reassign_booking(&world.admin, keyed("reassign", 1, command.clone()));
    let (first, again) = (ask().await.unwrap(), ask().await.unwrap());
    assert_eq!((first.replayed, again.replayed, again.outcome), (false, true, first.outcome));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_reassignment_and_a_booking_for_one_time_exactly_one_succeeds() {
    let world = World::with_lock(None).await;
    let public = world.public().await;
    let other_server = world.another_engine().await;
    let (grace, hers) = grace(&world).await;
    for round in 0..10 {
        let start = format!("2026-03-{:02}T{}:00:00Z", 9 + round % 5, 14 + round / 5);
        let (mine, _) = booked(&world, &start).await;
        let wish = Book { event_type: hers.id, ..world.book(&start) };
        let book = world.engine.book(&public, Writing::once(wish));
        let (given, booked) = tokio::join!(reassign(&other_server, &world, &mine, &grace), book);
        match (&given, &booked) {
            (Ok(given), Err(lost)) => {
                assert_eq!(given.host, grace.id);
                let by_slot =
                    matches!(lost, Failure::Refused(BookRefusal::Slot(slot)) if slot.rule().code() == "slot_taken");
                assert!(by_slot, "{lost:?}");
            }
            (Err(_), Ok(_)) => {
                assert_eq!(code(&given), "slot_taken");
                assert_eq!(read(&world, &mine).await, mine);
            }
            other => panic!("round {round}: {other:?}"),
        }
        let takers = taken_of(&world, &hers, &start).await;
        let winner = given.map_or_else(|_| booked.unwrap().outcome.id, |given| given.id);
        assert_eq!(takers, [Reason::Booked { booking: winner }]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hosts_who_give_each_other_a_meeting_at_once_do_not_wait_for_each_other_for_ever() {
    let world = World::with_lock(None).await;
    let public = world.public().await;
    let other_server = world.another_engine().await;
    let (grace, hers) = grace(&world).await;
    for round in 0..10 {
        let hour = |offset| format!("2026-03-{:02}T{}:00:00Z", 9 + round % 5, 13 + offset + 2 * (round / 5));
        let (mine, _) = booked(&world, &hour(0)).await;
        let wish = Book { event_type: hers.id, ..world.book(&hour(1)) };
        let other = world.engine.book(&public, Writing::once(wish)).await.unwrap().outcome;
        let (given, got) = tokio::join!(
            reassign(&world.engine, &world, &mine, &grace),
            reassign(&other_server, &world, &other, &world.host),
        );
        assert_eq!((given.unwrap().host, got.unwrap().host), (grace.id, world.host.id));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_keeps_its_seats_whatever_its_event_type_has_by_now() {
    let world = World::new().await;
    let (grace, _) = grace(&world).await;
    let (booking, _) = booked(&world, MONDAY_10).await;
    let details = EventTypeDetails { seats: 10, ..world.event_type.details.clone() };
    let more = ReplaceEventType { event_type: world.event_type.id, host: None, details };
    world.engine.replace_event_type(&world.admin, Writing::once(more)).await.unwrap();
    reassign(&world.engine, &world, &booking, &grace).await.unwrap();
    let capacities = "SELECT array_agg(capacity) FROM scheduling_occupancies";
    let capacities: Vec<i32> = superuser(&world).await.query_one(capacities, &[]).await.unwrap().get(0);
    assert_eq!(capacities, [1], "nobody else joins what was booked alone");
}
