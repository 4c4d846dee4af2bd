//! Bookings that the host's side makes for an invitee.

use scheduling_core::{
    BookingState, Limits, MAX_GUESTS, Minutes, SettingOverrides,
    slots::{OverridableRule, RuleOverride},
};
use scheduling_engine::{
    BookForInvitee, BookRefusal, Engine, Failure, Field, FutureBookings, InvalidField, InvalidValue, InviteeRequest,
    NewApiKey, NewTime, ReplaceHost, RescheduleByHost, RescheduleRefusal, Scope, What, Writing,
};
use scheduling_testkit::{
    World,
    world::{details, instant, invitee},
};

use crate::{
    MONDAY_10, MONDAY_11, booked, read,
    support::{keyed, logged, superuser, warm_up},
};

fn wish(world: &World, start: &str, rules: &[OverridableRule]) -> BookForInvitee {
    let reason = "A favour to a customer".parse().unwrap();
    let overridden = (!rules.is_empty()).then(|| RuleOverride { rules: rules.to_vec(), reason });
    let (event_type, start) = (world.event_type.id, instant(start));
    BookForInvitee { event_type, start, host: None, invitee: invitee("Grace"), overridden }
}

async fn code(engine: &Engine, world: &World, wish: BookForInvitee) -> &'static str {
    match engine.book_for_invitee(&world.admin, Writing::once(wish)).await {
        Err(Failure::Refused(BookRefusal::Slot(slot))) => slot.rule().code(),
        other => panic!("not refused for the slot: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_rule_can_be_set_aside_by_its_name_and_only_by_that() {
    let world = World::new().await;
    let mut strict = details("strict", 30);
    strict.overrides = SettingOverrides {
        minimum_notice: Some(Minutes(24 * 60)),
        limits: Limits { daily: Some(1), ..Limits::default() },
        ..strict.overrides
    };
    let strict = world.event_type(&world.admin, &world.host, strict).await;
    let block = scheduling_engine::NewBlock {
        host: world.host.id,
        first: jiff::civil::date(2026, 3, 12),
        last: jiff::civil::date(2026, 3, 12),
        hours: None,
        reason: None,
    };
    world.engine.create_block(&world.admin, Writing::once(block)).await.unwrap();
    let booked = BookForInvitee { event_type: strict.id, ..wish(&world, MONDAY_10, &[]) };
    world.engine.book_for_invitee(&world.admin, Writing::once(booked)).await.unwrap();
    for (start, rule) in [
        ("2026-03-14T14:00:00Z", OverridableRule::OutsideHours),
        ("2026-03-10T14:05:00Z", OverridableRule::OffGrid),
        ("2026-03-02T15:00:00Z", OverridableRule::TooSoon),
        ("2026-05-05T14:00:00Z", OverridableRule::TooFar),
        ("2026-03-09T16:00:00Z", OverridableRule::LimitReached),
        ("2026-03-12T14:00:00Z", OverridableRule::Blocked),
    ] {
        let of = |rules: &[_]| BookForInvitee { event_type: strict.id, ..wish(&world, start, rules) };
        assert_eq!(code(&world.engine, &world, of(&[])).await, rule.as_str(), "{start}");
        let others: Vec<_> = OverridableRule::ALL.iter().copied().filter(|other| *other != rule).collect();
        assert_eq!(code(&world.engine, &world, of(&others)).await, rule.as_str(), "{start} with the others set aside");
        let made = world.engine.book_for_invitee(&world.admin, Writing::once(of(&[rule]))).await.unwrap().outcome;
        assert_eq!(made.overridden.as_ref().unwrap().rules, [rule]);
        assert_eq!(read(&world, &made).await, made, "what was answered is what is stored");
    }
    let details = "SELECT details -> 'overridden' ->> 'reason' FROM scheduling_changelog
        WHERE entity_type = 'booking' AND details ? 'overridden'";
    let reasons = superuser(&world).await.query(details, &[]).await.unwrap();
    let reasons: Vec<String> = reasons.iter().map(|row| row.get(0)).collect();
    assert_eq!(reasons, vec!["A favour to a customer"; 6]);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_time_and_the_past_are_never_taken() {
    let world = World::new().await;
    booked(&world, MONDAY_10).await;
    let public = world.public().await;
    world.engine.hold(&public, Writing::once(world.hold(MONDAY_11))).await.unwrap();
    for start in [MONDAY_10, "2026-03-09T14:29:00Z", MONDAY_11] {
        assert_eq!(
            code(&world.engine, &world, wish(&world, start, OverridableRule::ALL)).await,
            "slot_taken",
            "{start}"
        );
    }
    let past = wish(&world, "2026-03-02T11:59:59Z", OverridableRule::ALL);
    assert_eq!(code(&world.engine, &world, past).await, "too_soon");
    let between = wish(&world, "2026-03-09T16:00:00.5Z", OverridableRule::ALL);
    assert_eq!(code(&world.engine, &world, between).await, "off_grid", "slots start at whole seconds");
    assert_eq!(logged(&world, "booking").await, ["created"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_host_books_needs_no_approval_and_no_open_type() {
    let world = World::new().await;
    let mut closed = details("closed", 30);
    (closed.requires_approval, closed.is_active) = (true, false);
    let closed = world.event_type(&world.admin, &world.host, closed).await;
    let wish = |start| BookForInvitee { event_type: closed.id, ..wish(&world, start, &[]) };
    let made = world.engine.book_for_invitee(&world.admin, Writing::once(wish(MONDAY_10))).await.unwrap().outcome;
    assert_eq!(made.state, BookingState::Confirmed);

    let archived = world.engine.archive_event_type(&world.admin, Writing::once(closed.id)).await.unwrap().outcome;
    let refused = world.engine.book_for_invitee(&world.admin, Writing::once(wish(MONDAY_11))).await.unwrap_err();
    assert!(matches!(refused, Failure::NotFound(What::EventType)), "{archived:?}: {refused:?}");
    world.engine.restore_event_type(&world.admin, Writing::once(closed.id)).await.unwrap();
    let mut profile = world.host.profile.clone();
    profile.is_active = false;
    let command = ReplaceHost { host: world.host.id, profile, future_bookings: FutureBookings::Keep };
    world.engine.replace_host(&world.admin, Writing::once(command)).await.unwrap();
    let refused = world.engine.book_for_invitee(&world.admin, Writing::once(wish(MONDAY_11))).await.unwrap_err();
    assert!(matches!(refused, Failure::NotFound(What::EventType)), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_checked_and_a_key_books_once() {
    let world = World::new().await;
    let unasked = InviteeRequest {
        answers: [("size".to_owned(), scheduling_core::RawAnswer::Checked(true))].into(),
        ..invitee("Grace")
    };
    let wrong = BookForInvitee { invitee: unasked, ..wish(&world, MONDAY_10, &[]) };
    let refused = world.engine.book_for_invitee(&world.admin, Writing::once(wrong)).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(BookRefusal::Answers(_))), "{refused:?}");
    let ask = || world.engine.book_for_invitee(&world.admin, keyed("behalf", 1, wish(&world, MONDAY_10, &[])));
    let (first, again) = (ask().await.unwrap(), ask().await.unwrap());
    assert_eq!((first.replayed, again.replayed, again.outcome), (false, true, first.outcome));
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_that_cannot_hold_what_they_were_given_are_named() {
    let world = World::new().await;
    let guests = (0..=MAX_GUESTS).map(|at| format!("guest-{at}@example.org").parse().unwrap()).collect();
    let crowd =
        BookForInvitee { invitee: InviteeRequest { guests, ..invitee("Grace") }, ..wish(&world, MONDAY_10, &[]) };
    let refused = world.engine.book_for_invitee(&world.admin, Writing::once(crowd)).await.unwrap_err();
    let too_many = InvalidField { field: Field::Guests, problem: InvalidValue::TooMany { max: MAX_GUESTS } };
    let Failure::Refused(BookRefusal::Invalid(fields)) = &refused else { panic!("{refused:?}") };
    assert_eq!(fields.0, [too_many]);

    let for_nothing = Some(RuleOverride { rules: Vec::new(), reason: "A favour".parse().unwrap() });
    let no_rule = [InvalidField { field: Field::OverriddenRules, problem: InvalidValue::Empty }];
    let exception = BookForInvitee { overridden: for_nothing.clone(), ..wish(&world, MONDAY_10, &[]) };
    let refused = world.engine.book_for_invitee(&world.admin, Writing::once(exception)).await.unwrap_err();
    let Failure::Refused(BookRefusal::Invalid(fields)) = &refused else { panic!("{refused:?}") };
    assert_eq!(fields.0, no_rule);
    let (booking, _) = booked(&world, MONDAY_10).await;
    let to = NewTime { start: instant(MONDAY_11), zone: None, reason: None };
    let exception = RescheduleByHost { booking: booking.id, to, overridden: for_nothing };
    let refused = world.engine.reschedule_booking(&world.admin, Writing::once(exception)).await.unwrap_err();
    let Failure::Refused(RescheduleRefusal::Invalid(fields)) = &refused else { panic!("{refused:?}") };
    assert_eq!(fields.0, no_rule);
    assert_eq!(read(&world, &booking).await, booking);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_books_for_the_hosts_that_it_reaches() {
    let world = World::new().await;
    let other = world.host(&world.admin, "grace").await;
    let new = NewApiKey {
        name: "bound".parse().unwrap(),
        scopes: vec![Scope::BookingsWrite],
        host: Some(other.id),
        expires_at: None,
    };
    let secret = world.engine.create_api_key(&world.admin, Writing::once(new)).await.unwrap().outcome.secret.unwrap();
    let bound = world.engine.authenticate(&secret).await.unwrap();
    let refused = world.engine.book_for_invitee(&bound, Writing::once(wish(&world, MONDAY_10, &[]))).await.unwrap_err();
    assert!(matches!(refused, Failure::NotFound(What::EventType)), "{refused:?}");
    let (stranger, _) = world.tenant("other").await;
    let refused =
        world.engine.book_for_invitee(&stranger, Writing::once(wish(&world, MONDAY_10, &[]))).await.unwrap_err();
    assert!(matches!(refused, Failure::NotFound(What::EventType)), "{refused:?}");
}

/// With every rule set aside there is still one host, who cannot be in two meetings.
#[tokio::test(flavor = "multi_thread")]
async fn of_the_hosts_side_too_exactly_one_gets_overlapping_times() {
    let world = World::with_lock(None).await;
    warm_up(&world).await;
    let tries = (0..8).map(|client| {
        let (engine, admin) = (world.engine.clone(), world.admin.clone());
        // A Sunday, at night.
        let start = ["2026-03-15T07:00:00Z", "2026-03-15T07:10:00Z"][client % 2];
        let wish = wish(&world, start, OverridableRule::ALL);
        tokio::spawn(async move { engine.book_for_invitee(&admin, Writing::once(wish)).await })
    });
    let mut winners = 0;
    for answer in tries.collect::<Vec<_>>() {
        match answer.await.unwrap() {
            Ok(_) => winners += 1,
            Err(Failure::Refused(BookRefusal::Slot(slot))) => assert_eq!(slot.rule().code(), "slot_taken"),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(winners, 1);
    assert_eq!(logged(&world, "booking").await, ["created"]);
}
