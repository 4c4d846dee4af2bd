//! Meetings are moved: the old time is given up and the new one taken at once, or nothing happens.

use jiff::SignedDuration;
use scheduling_core::{
    Booking, BookingState, BookingStatus, CannotChange, HostProfile, Minutes, Move, Party,
    slots::{OverridableRule, Reason, RuleOverride},
};
use scheduling_engine::{
    Book, BookRefusal, CancelByInvitee, CancelRefusal, Engine, Failure, FutureBookings, ManageToken, NewTime,
    PublicTenant, Reassign, ReplaceHost, RescheduleByHost, RescheduleByInvitee, RescheduleRefusal, What, Writing,
};
use scheduling_testkit::{
    World,
    world::{details, instant},
};

use crate::{
    MONDAY_10, MONDAY_11, TUESDAY_10, booked, read,
    support::{keyed, logged, warm_up},
    taken,
};

fn to(start: &str) -> NewTime {
    NewTime { start: instant(start), zone: None, reason: None }
}

fn by_invitee((booking, token): &(Booking, ManageToken), start: &str) -> RescheduleByInvitee {
    RescheduleByInvitee { booking: booking.id, token: token.clone(), to: to(start), hold: None }
}

fn by_host(booking: &Booking, start: &str) -> RescheduleByHost {
    RescheduleByHost { booking: booking.id, to: to(start), overridden: None }
}

type Moved = Result<Booking, Failure<RescheduleRefusal>>;

async fn reschedule(engine: &Engine, public: &PublicTenant, command: RescheduleByInvitee) -> Moved {
    engine.reschedule_by_invitee(public, Writing::once(command)).await.map(|done| done.outcome)
}

fn code(refused: &Moved) -> &'static str {
    match refused {
        Err(Failure::Refused(RescheduleRefusal::Slot(slot))) => slot.rule().code(),
        other => panic!("not refused for the slot: {other:?}"),
    }
}

fn why(refused: Moved) -> CannotChange {
    match refused {
        Err(Failure::Refused(RescheduleRefusal::Cannot(why))) => why,
        other => panic!("not refused for the booking: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitee_moves_a_meeting_and_the_old_link_only_reads() {
    let world = World::new().await;
    let public = world.public().await;
    let old = booked(&world, MONDAY_10).await;
    let to = NewTime {
        zone: Some("Asia/Tokyo".parse().unwrap()),
        reason: Some("A doctor".parse().unwrap()),
        ..to(TUESDAY_10)
    };
    let command = RescheduleByInvitee { to, ..by_invitee(&old, TUESDAY_10) };
    let new = reschedule(&world.engine, &public, command).await.unwrap();
    let (old, old_token) = old;
    assert_ne!(new.id, old.id);
    assert_eq!((new.rescheduled_from, &new.ical_uid, new.sequence), (Some(old.id), &old.ical_uid, old.sequence + 1));
    assert_eq!((new.meeting.start, &new.state), (instant(TUESDAY_10), &BookingState::Confirmed));
    assert_eq!((&new.invitee.email, new.invitee.zone.name()), (&old.invitee.email, "Asia/Tokyo"));
    assert_eq!(read(&world, &new).await, new, "what was answered is what is stored");
    assert_eq!(taken(&world, MONDAY_10).await, []);
    assert_eq!(taken(&world, TUESDAY_10).await, [Reason::Booked { booking: new.id }]);

    let seen = world.engine.booking_by_token(&public, old.id, &old_token).await.unwrap();
    let reason = Some("A doctor".parse().unwrap());
    let moved = BookingState::Rescheduled(Move { to: new.id, by: Party::Invitee, reason });
    assert_eq!(seen, Booking { state: moved, occupancy: None, ..old.clone() });
    let cancel = CancelByInvitee { booking: old.id, token: old_token.clone(), reason: None };
    let refused = world.engine.cancel_by_invitee(&public, Writing::once(cancel)).await.unwrap_err();
    let expected = CannotChange::Rescheduled { to: new.id };
    assert!(matches!(refused, Failure::Refused(CancelRefusal::Cannot(why)) if why == expected), "{refused:?}");
    let again = reschedule(&world.engine, &public, by_invitee(&(old, old_token.clone()), MONDAY_11)).await;
    assert_eq!(why(again), expected);

    // The old token does not open the new booking; its own does.
    let wrong = reschedule(&world.engine, &public, by_invitee(&(new.clone(), old_token), MONDAY_11)).await;
    assert!(matches!(wrong, Err(Failure::Refused(RescheduleRefusal::WrongToken))), "{wrong:?}");
    let token = world.engine.manage_token(&public, &new);
    let third = reschedule(&world.engine, &public, by_invitee(&(new, token), MONDAY_10)).await.unwrap();
    assert_eq!(third.sequence, 2);
    let expected = ["created", "created", "rescheduled", "created", "rescheduled"];
    assert_eq!(logged(&world, "booking").await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_moved_onto_its_own_overlap_but_not_onto_itself() {
    let world = World::new().await;
    let public = world.public().await;
    let old = booked(&world, MONDAY_10).await;
    let new = reschedule(&world.engine, &public, by_invitee(&old, "2026-03-09T14:15:00Z")).await.unwrap();
    assert_eq!(taken(&world, MONDAY_10).await, [Reason::Booked { booking: new.id }], "it still overlaps");
    let new = world.engine.reschedule_booking(&world.admin, Writing::once(by_host(&new, MONDAY_10))).await.unwrap();
    let same = world.engine.reschedule_booking(&world.admin, Writing::once(by_host(&new.outcome, MONDAY_10))).await;
    assert!(matches!(same, Err(Failure::Refused(RescheduleRefusal::SameTime))), "{same:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_not_moved_within_the_calendar_of_an_inactive_host_but_given_to_another_one_and_moved_there() {
    let world = World::new().await;
    let public = world.public().await;
    let old = booked(&world, MONDAY_10).await;
    let profile = HostProfile { is_active: false, ..world.host.profile.clone() };
    let command = ReplaceHost { host: world.host.id, profile, future_bookings: FutureBookings::Keep };
    world.engine.replace_host(&world.admin, Writing::once(command)).await.unwrap();
    let by_host = |start| world.engine.reschedule_booking(&world.admin, Writing::once(by_host(&old.0, start)));
    for refused in [
        by_host(MONDAY_11).await.unwrap_err(),
        reschedule(&world.engine, &public, by_invitee(&old, MONDAY_11)).await.unwrap_err(),
    ] {
        assert!(matches!(refused, Failure::NotFound(What::EventType)), "{refused:?}");
    }
    assert_eq!(read(&world, &old.0).await, old.0);
    let grace = world.host(&world.admin, "grace").await;
    let given = Reassign { booking: old.0.id, host: grace.id };
    world.engine.reassign_booking(&world.admin, Writing::once(given)).await.unwrap();
    assert_eq!(by_host(MONDAY_11).await.unwrap().outcome.host, grace.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_loses_the_new_time_keeps_the_old_one() {
    let world = World::new().await;
    let public = world.public().await;
    let (mine, other) = (booked(&world, MONDAY_10).await, booked(&world, MONDAY_11).await);
    for (start, rule) in [
        (MONDAY_11, "slot_taken"),
        ("2026-03-09T14:20:00Z", "off_grid"),
        ("2026-03-08T14:00:00Z", "outside_hours"),
        ("2026-05-04T14:00:00Z", "too_far"),
    ] {
        assert_eq!(code(&reschedule(&world.engine, &public, by_invitee(&mine, start)).await), rule, "{start}");
    }
    assert_eq!(read(&world, &mine.0).await, mine.0);
    assert_eq!(taken(&world, MONDAY_10).await, [Reason::Booked { booking: mine.0.id }]);
    assert_eq!(taken(&world, MONDAY_11).await, [Reason::Booked { booking: other.0.id }]);
    assert_eq!(logged(&world, "booking").await, ["created", "created"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_offered_instead_of_a_refused_move_is_judged_without_the_booking_that_is_moved() {
    let world = World::new().await;
    let public = world.public().await;
    let mut once_a_day = details("once-a-day", 30);
    once_a_day.overrides.limits.daily = Some(1);
    let once_a_day = world.event_type(&world.admin, &world.host, once_a_day).await;
    let half_past_nine = "2026-03-09T13:30:00Z";
    booked(&world, half_past_nine).await;
    let wish = Book { event_type: once_a_day.id, ..world.book(MONDAY_10) };
    let mine = world.engine.book(&public, Writing::once(wish)).await.unwrap().outcome;
    let mine = (mine.clone(), world.engine.manage_token(&public, &mine));

    // Neither its own half hour nor the limit that it fills is in its way; where it is it need not be moved.
    let refused = reschedule(&world.engine, &public, by_invitee(&mine, half_past_nine)).await;
    let Err(Failure::Refused(RescheduleRefusal::Slot(refused))) = refused else { panic!("{refused:?}") };
    assert_eq!(refused.rules().map(|rule| rule.code()).collect::<Vec<_>>(), ["slot_taken"]);
    let next: Vec<_> = refused.next.iter().map(|slot| slot.start().to_string()).collect();
    let monday = ["2026-03-09T14:15:00Z", "2026-03-09T14:30:00Z", "2026-03-09T14:45:00Z"];
    assert_eq!(next[..3], monday);
    reschedule(&world.engine, &public, by_invitee(&mine, monday[0])).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_moved_up_to_the_cutoff_of_its_type_and_never_after_its_start() {
    let world = World::new().await;
    let public = world.public().await;
    let mut strict = details("strict", 30);
    strict.reschedule_cutoff = Minutes(60);
    let strict = world.event_type(&world.admin, &world.host, strict).await;
    let wish = Book { event_type: strict.id, ..world.book(MONDAY_10) };
    let booking = world.engine.book(&public, Writing::once(wish)).await.unwrap().outcome;
    let old = (booking.clone(), world.engine.manage_token(&public, &booking));

    world.clock.advance(instant("2026-03-09T13:00:01Z").duration_since(world.engine.now()));
    let late = reschedule(&world.engine, &public, by_invitee(&old, TUESDAY_10)).await;
    assert_eq!(why(late), CannotChange::CutoffPassed { until: instant("2026-03-09T13:00:00Z") });
    let moved = world.engine.reschedule_booking(&world.admin, Writing::once(by_host(&booking, MONDAY_11))).await;
    let booking = moved.unwrap().outcome;

    world.clock.advance(SignedDuration::from_hours(2));
    let late = world.engine.reschedule_booking(&world.admin, Writing::once(by_host(&booking, TUESDAY_10))).await;
    let until = instant(MONDAY_11);
    assert_eq!(why(late.map(|done| done.outcome)), CannotChange::CutoffPassed { until });
    world.clock.advance(SignedDuration::from_mins(30));
    let late = world.engine.reschedule_booking(&world.admin, Writing::once(by_host(&booking, TUESDAY_10))).await;
    assert_eq!(why(late.map(|done| done.outcome)), CannotChange::Over);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_keeps_the_time_that_a_meeting_is_moved_to() {
    let world = World::new().await;
    let public = world.public().await;
    let old = booked(&world, MONDAY_10).await;
    let held = world.engine.hold(&public, Writing::once(world.hold(TUESDAY_10))).await.unwrap().outcome;
    assert_eq!(code(&reschedule(&world.engine, &public, by_invitee(&old, TUESDAY_10)).await), "slot_taken");
    let token = world.engine.hold_token(&public, held.id);
    let elsewhere = RescheduleByInvitee { hold: Some((held.id, token.clone())), ..by_invitee(&old, MONDAY_11) };
    let refused = reschedule(&world.engine, &public, elsewhere).await;
    assert!(matches!(refused, Err(Failure::Refused(RescheduleRefusal::HoldGone))), "{refused:?}");
    let command = RescheduleByInvitee { hold: Some((held.id, token)), ..by_invitee(&old, TUESDAY_10) };
    let new = reschedule(&world.engine, &public, command).await.unwrap();
    assert_eq!(taken(&world, TUESDAY_10).await, [Reason::Booked { booking: new.id }]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_moves_once_and_alone_opens_nothing() {
    let world = World::new().await;
    let public = world.public().await;
    let old = booked(&world, MONDAY_10).await;
    let command = || by_invitee(&old, TUESDAY_10);
    let first = world.engine.reschedule_by_invitee(&public, keyed("move", 1, command())).await.unwrap();
    let again = world.engine.reschedule_by_invitee(&public, keyed("move", 1, command())).await.unwrap();
    assert_eq!((first.replayed, again.replayed, &again.outcome), (false, true, &first.outcome));
    let guessed = RescheduleByInvitee { token: ManageToken::presented("x"), ..command() };
    let refused = world.engine.reschedule_by_invitee(&public, keyed("move", 1, guessed)).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(RescheduleRefusal::WrongToken)), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_host_may_set_rules_aside_but_never_anothers_time() {
    let world = World::new().await;
    let (booking, _) = booked(&world, MONDAY_10).await;
    let (other, _) = booked(&world, MONDAY_11).await;
    let sunday = "2026-03-15T03:07:00Z";
    let refused = world.engine.reschedule_booking(&world.admin, Writing::once(by_host(&booking, sunday))).await;
    assert_eq!(code(&refused.map(|done| done.outcome)), "outside_hours");
    let reason = "The only time they have".parse().unwrap();
    let overridden = RuleOverride { rules: OverridableRule::ALL.to_vec(), reason };
    let overriding =
        |start| Writing::once(RescheduleByHost { overridden: Some(overridden.clone()), ..by_host(&booking, start) });
    let onto = world.engine.reschedule_booking(&world.admin, overriding("2026-03-09T14:50:00Z")).await;
    assert_eq!(code(&onto.map(|done| done.outcome)), "slot_taken");
    let past = world.engine.reschedule_booking(&world.admin, overriding("2026-03-02T11:59:00Z")).await;
    assert_eq!(code(&past.map(|done| done.outcome)), "too_soon");
    let moved = world.engine.reschedule_booking(&world.admin, overriding(sunday)).await.unwrap().outcome;
    assert_eq!(moved.overridden, Some(overridden));
    assert_eq!(read(&world, &moved).await, moved);
    assert_eq!(read(&world, &other).await, other);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tenants_booking_is_not_there_to_be_moved() {
    let world = World::new().await;
    let old = booked(&world, MONDAY_10).await;
    let (stranger, _) = world.tenant("other").await;
    let moved =
        world.engine.reschedule_booking(&stranger, Writing::once(by_host(&old.0, MONDAY_11))).await.unwrap_err();
    assert!(matches!(moved, Failure::NotFound(What::Booking)), "{moved:?}");
    let public = world.engine.public_tenant(&"other".parse().unwrap()).await.unwrap();
    let moved = reschedule(&world.engine, &public, by_invitee(&old, MONDAY_11)).await;
    assert!(matches!(moved, Err(Failure::Refused(RescheduleRefusal::WrongToken))), "{moved:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_move_and_a_booking_for_one_time_exactly_one_succeeds() {
    let world = World::with_lock(None).await;
    let public = world.public().await;
    let other_server = world.another_engine().await;
    let (mut moved, mut kept) = (0, 0);
    for round in 0..24 {
        let day = 9 + round % 5;
        let hour = 13 + round / 5;
        let (from, wanted) =
            (format!("2026-03-{day:02}T{hour}:00:00Z"), format!("2026-03-{:02}T{hour}:00:00Z", day + 7));
        let old = booked(&world, &from).await;
        // Whoever is asked to begin first rarely loses: they take turns.
        let (movers, bookers) =
            if round % 2 == 0 { (&world.engine, &other_server) } else { (&other_server, &world.engine) };
        let book = async { bookers.book(&public, Writing::once(world.book(&wanted))).await };
        let (new, booked) = tokio::join!(reschedule(movers, &public, by_invitee(&old, &wanted)), book);
        match (&new, &booked) {
            (Ok(new), Err(lost)) => {
                moved += 1;
                let by_slot =
                    matches!(lost, Failure::Refused(BookRefusal::Slot(slot)) if slot.rule().code() == "slot_taken");
                assert!(by_slot, "{lost:?}");
                assert_eq!(taken(&world, &from).await, [], "the old time is free");
                assert_eq!(taken(&world, &wanted).await, [Reason::Booked { booking: new.id }]);
            }
            (Err(_), Ok(booked)) => {
                kept += 1;
                assert_eq!(code(&new), "slot_taken");
                assert_eq!(read(&world, &old.0).await, old.0, "the old time is kept");
                assert_eq!(taken(&world, &wanted).await, [Reason::Booked { booking: booked.outcome.id }]);
            }
            other => panic!("round {round}: {other:?}"),
        }
    }
    assert_eq!(moved + kept, 24);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_bookings_that_want_each_others_time_both_keep_their_own() {
    let world = World::with_lock(None).await;
    let public = world.public().await;
    let other_server = world.another_engine().await;
    let (first, second) = (booked(&world, MONDAY_10).await, booked(&world, MONDAY_11).await);
    for _ in 0..10 {
        let (one, two) = tokio::join!(
            reschedule(&world.engine, &public, by_invitee(&first, MONDAY_11)),
            reschedule(&other_server, &public, by_invitee(&second, MONDAY_10)),
        );
        assert_eq!((code(&one), code(&two)), ("slot_taken", "slot_taken"));
    }
    assert_eq!((read(&world, &first.0).await, read(&world, &second.0).await), (first.0, second.0));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_moves_of_one_booking_exactly_one_is_done() {
    let world = World::with_lock(None).await;
    let public = world.public().await;
    let other_server = world.another_engine().await;
    let old = booked(&world, MONDAY_10).await;
    warm_up(&world).await;
    let tries = (0..8).map(|client| {
        let engine = if client % 2 == 0 { world.engine.clone() } else { other_server.clone() };
        let (public, command) = (public.clone(), by_invitee(&old, &format!("2026-03-10T{}:00:00Z", 13 + client)));
        tokio::spawn(async move { reschedule(&engine, &public, command).await })
    });
    let mut winner = None;
    for answer in tries.collect::<Vec<_>>() {
        match answer.await.unwrap() {
            Ok(new) => assert_eq!(winner.replace(new.id), None, "the second winner"),
            refused => assert!(matches!(why(refused), CannotChange::Rescheduled { .. })),
        }
    }
    let old = read(&world, &old.0).await;
    assert_eq!(old.state.status(), BookingStatus::Rescheduled);
    assert!(matches!(old.state, BookingState::Rescheduled(moved) if Some(moved.to) == winner));
}
