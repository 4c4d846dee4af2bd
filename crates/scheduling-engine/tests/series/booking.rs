//! A series is booked, or refused as a whole.

use scheduling_core::{BookingState, InvalidRecurrence, slots::OverridableRule, slots::RuleOverride};
use scheduling_engine::{InviteeRequest, NewTime, RescheduleByHost};

use super::*;
use crate::support::{keyed, logged, superuser};

#[tokio::test(flavor = "multi_thread")]
async fn every_occurrence_is_a_booking_of_its_own_at_one_local_time_of_the_host() {
    let stage = Stage::new().await;
    // From before the clocks change until after it.
    let made = stage.book("2026-03-02T15:00:00Z", weekly(3)).await.unwrap();
    assert_eq!(starts(&made.bookings), ["2026-03-02T15:00:00Z", MONDAY_10, NEXT_MONDAY_10]);
    assert_eq!((made.recurrence, made.zone.name()), (weekly(3), "America/New_York"));
    let places: Vec<_> = made.bookings.iter().map(|booking| booking.series.unwrap()).collect();
    assert!(places.iter().all(|place| place.series == made.id));
    assert_eq!(places.iter().map(|place| place.position).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(stage.stored(Some(made.id)).await, made.bookings, "what was answered is what is stored");
    let uids: std::collections::BTreeSet<_> = made.bookings.iter().map(|booking| booking.ical_uid.as_str()).collect();
    assert_eq!(uids.len(), 3);
    assert_eq!(logged(&stage.world, "booking").await, ["created"; 3]);
    let rule = "SELECT starts_at::text, timezone, frequency, every, occurrences FROM scheduling_series";
    let rule = superuser(&stage.world).await.query_one(rule, &[]).await.unwrap();
    assert_eq!((rule.get(1), rule.get(2), rule.get(3), rule.get(4)), ("America/New_York", "weekly", 1, 3));
    for booking in &made.bookings {
        let token = stage.world.engine.manage_token(&stage.public, booking);
        assert!(stage.world.engine.booking_by_token(&stage.public, booking.id, &token).await.is_ok());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_occurrence_that_cannot_be_had_is_enough_to_book_nothing() {
    let stage = Stage::new().await;
    stage.single(NEXT_MONDAY_10).await;
    assert_eq!(refused(stage.book(MONDAY_10, weekly(3)).await), [at(NEXT_MONDAY_10, "slot_taken")]);
    // Saturday and Sunday.
    let weekend = [at("2026-03-14T14:00:00Z", "outside_hours"), at("2026-03-15T14:00:00Z", "outside_hours")];
    assert_eq!(refused(stage.book(MONDAY_10, daily(7)).await), weekend);
    assert_eq!(
        refused(stage.book("2026-04-20T14:00:00Z", weekly(4)).await),
        [at("2026-05-04T14:00:00Z", "too_far"), at("2026-05-11T14:00:00Z", "too_far")]
    );
    assert_eq!(stage.stored(None).await.len(), 1);
    let left = "SELECT (SELECT count(*) FROM scheduling_series) + (SELECT count(*) FROM scheduling_host_reservations)";
    assert_eq!(superuser(&stage.world).await.query_one(left, &[]).await.unwrap().get::<_, i64>(0), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn occurrences_count_for_each_others_limits() {
    let limits = |limits| {
        move |details: &mut EventTypeDetails| details.overrides = SettingOverrides { limits, ..details.overrides }
    };
    let one_a_day = Stage::with(limits(Limits { daily: Some(1), ..Limits::default() })).await;
    assert_eq!(one_a_day.book(MONDAY_10, daily(5)).await.unwrap().bookings.len(), 5);
    let again = refused(one_a_day.book("2026-03-12T15:00:00Z", weekly(2)).await);
    assert_eq!(again, [at("2026-03-12T15:00:00Z", "limit_reached")]);

    let two_a_week = Stage::with(limits(Limits { weekly: Some(2), ..Limits::default() })).await;
    let refusals = refused(two_a_week.book(MONDAY_10, daily(4)).await);
    assert_eq!(refusals, [at("2026-03-11T14:00:00Z", "limit_reached"), at("2026-03-12T14:00:00Z", "limit_reached")]);
    assert_eq!(two_a_week.stored(None).await, []);
    assert_eq!(two_a_week.book(MONDAY_10, weekly(4)).await.unwrap().bookings.len(), 4);

    let three_a_month = Stage::with(limits(Limits { monthly: Some(3), ..Limits::default() })).await;
    assert_eq!(refused(three_a_month.book(MONDAY_10, weekly(4)).await), [at("2026-03-30T14:00:00Z", "limit_reached")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn occurrences_keep_the_buffers_between_them() {
    // A day's meeting and an hour's buffer do not fit into a day.
    let long = Stage::with(|details| {
        details.duration = Minutes(24 * 60);
        details.overrides.buffer_after = Some(Minutes(60));
    })
    .await;
    let rules = vec![OverridableRule::OutsideHours, OverridableRule::OffGrid];
    let overridden = Some(RuleOverride { rules, reason: "All hands".parse().unwrap() });
    let (event_type, start) = (long.event_type.id, instant(MONDAY_10));
    let first = BookForInvitee { event_type, start, host: None, invitee: invitee("Grace"), overridden };
    let book = async |recurrence| {
        let wish = BookSeries { first: first.clone(), recurrence };
        long.world.engine.book_series_for_invitee(&long.world.admin, Writing::once(wish)).await
    };
    assert_eq!(refused(book(daily(2)).await), [at("2026-03-10T14:00:00Z", "slot_taken")]);
    let made = book(Recurrence { interval: 2, ..daily(2) }).await.unwrap().outcome;
    let set_aside = |booking: &Booking| booking.overridden.as_ref().map(|overridden| overridden.rules.len());
    assert_eq!(made.bookings.iter().map(set_aside).collect::<Vec<_>>(), [Some(2), Some(2)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_is_as_long_as_the_event_type_allows() {
    let stage = Stage::with(|details| details.max_occurrences = 3).await;
    let why = async |wish| match stage.series(wish).await {
        Err(Failure::Refused(SeriesRefusal::Recurrence(why))) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(why(stage.wish(MONDAY_10, weekly(4))).await, InvalidRecurrence::Count { max: 3 });
    assert_eq!(why(stage.wish(MONDAY_10, weekly(1))).await, InvalidRecurrence::Count { max: 3 });
    let no_series = BookSeries { first: stage.world.book(MONDAY_10), recurrence: weekly(2) };
    assert_eq!(why(no_series).await, InvalidRecurrence::NoSeries);
    assert!(stage.book(MONDAY_10, weekly(3)).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_of_weeks_is_booked_at_once() {
    let stage = Stage::with(|details| details.overrides.booking_window_days = Some(730)).await;
    let made = stage.book(MONDAY_10, weekly(52)).await.unwrap();
    assert_eq!(made.bookings.len(), 52);
    // From November to March it is an hour later in UTC.
    let winter = made.bookings.iter().filter(|booking| booking.meeting.start.to_string().ends_with("T15:00:00Z"));
    assert_eq!(winter.count(), 18);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_books_a_series_once_and_what_stands_against_all_of_it_is_told() {
    let stage = Stage::new().await;
    let book = || stage.world.engine.book_series(&stage.public, keyed("one", 1, stage.wish(MONDAY_10, weekly(3))));
    let (first, again) = (book().await.unwrap(), book().await.unwrap());
    assert_eq!((first.replayed, again.replayed), (false, true));
    assert_eq!(first.outcome, again.outcome);
    assert_eq!(stage.stored(None).await.len(), 3);
    let other = keyed("one", 2, stage.wish(MONDAY_10, weekly(2)));
    let another_body = stage.world.engine.book_series(&stage.public, other).await;
    assert!(matches!(another_body, Err(Failure::KeyReused)), "{another_body:?}");

    let mut wish = stage.wish(LAST_MONDAY_10, weekly(2));
    let responses = [("size".to_owned(), scheduling_core::RawAnswer::Checked(true))].into();
    wish.first.invitee = InviteeRequest { answers: responses, ..wish.first.invitee };
    let refused = stage.series(wish).await;
    let wrong = matches!(refused, Err(Failure::Refused(SeriesRefusal::Booking(BookRefusal::Answers(_)))));
    assert!(wrong, "{refused:?}");
    let somebody = Book { host: Some("nobody".parse().unwrap()), ..stage.alone(LAST_MONDAY_10) };
    let refused = stage.series(BookSeries { first: somebody, recurrence: weekly(2) }).await;
    assert!(matches!(refused, Err(Failure::Refused(SeriesRefusal::Booking(BookRefusal::OtherHost)))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_keeps_the_first_occurrence_and_no_other() {
    let stage = Stage::new().await;
    let hold = async |start: &str| {
        let hold = scheduling_engine::CreateHold { event_type: stage.event_type.id, ..stage.world.hold(start) };
        stage.world.engine.hold(&stage.public, Writing::once(hold)).await.unwrap().outcome.id
    };
    let (first, other) = (hold(MONDAY_10).await, hold(NEXT_MONDAY_10).await);
    let token = stage.world.engine.hold_token(&stage.public, first);
    let mut wish = stage.wish(MONDAY_10, weekly(2));
    wish.first.hold = Some((first, token));
    assert_eq!(refused(stage.series(wish.clone()).await), [at(NEXT_MONDAY_10, "slot_taken")]);
    let token = stage.world.engine.hold_token(&stage.public, other);
    stage.world.engine.release_hold(&stage.public, Writing::once((other, token))).await.unwrap();
    assert_eq!(stage.series(wish).await.unwrap().bookings.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn occurrences_wait_for_approval_where_bookings_do() {
    let stage = Stage::with(|details| details.requires_approval = true).await;
    let made = stage.book(MONDAY_10, weekly(2)).await.unwrap();
    assert!(made.bookings.iter().all(|booking| matches!(booking.state, BookingState::Pending { .. })));
    stage.world.engine.confirm_booking(&stage.world.admin, Writing::once(made.bookings[0].id)).await.unwrap();
    let of_series = stage.stored(Some(made.id)).await;
    assert_eq!(of_series[0].state, BookingState::Confirmed);
    assert!(matches!(of_series[1].state, BookingState::Pending { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_moved_or_given_away_stays_in_its_series() {
    let stage = Stage::new().await;
    let other = stage.world.host(&stage.world.admin, "bob").await;
    let made = stage.book(MONDAY_10, weekly(3)).await.unwrap();
    let to = NewTime { start: instant("2026-03-25T14:00:00Z"), zone: None, reason: None };
    let wish = RescheduleByHost { booking: made.bookings[0].id, to, overridden: None };
    let moved = stage.world.engine.reschedule_booking(&stage.world.admin, Writing::once(wish)).await.unwrap().outcome;
    assert_eq!(moved.series, made.bookings[0].series);
    let wish = scheduling_engine::Reassign { booking: made.bookings[1].id, host: other.id };
    let given = stage.world.engine.reassign_booking(&stage.world.admin, Writing::once(wish)).await.unwrap().outcome;
    assert_eq!(given.series, made.bookings[1].series);
    let of_series = stage.stored(Some(made.id)).await;
    let positions: Vec<_> = of_series.iter().map(|booking| booking.series.unwrap().position).collect();
    assert_eq!(positions, [1, 2, 3, 1], "with the one that was moved away");
}

#[tokio::test(flavor = "multi_thread")]
async fn teams_book_series_that_keep_their_hosts() {
    let stage = Stage::new().await;
    let bob = stage.world.host(&stage.world.admin, "bob").await;
    let team = stage.world.team("sales", &[&stage.world.host, &bob]).await;
    let offer = async |kind| {
        let made = stage.world.team_type(&team, kind, &[&stage.world.host, &bob]).await;
        let (kind, zone) = (Some(kind), Some("Asia/Tokyo".parse().unwrap()));
        let mut details = made.event_type.details;
        details.max_occurrences = 4;
        let settings = TeamTypeSettings { details, kind, zone, hosts: made.scheduling.hosts };
        let ids = (team.id, made.event_type.id);
        stage.world.engine.replace_team_event_type(&stage.world.admin, ids, Writing::once(settings)).await
    };
    let together = offer(SchedulingKind::Collective).await.unwrap().outcome.event_type.id;
    let wish = |event_type| BookSeries {
        first: Book { event_type, ..stage.alone("2026-03-02T15:00:00Z") },
        recurrence: weekly(2),
    };
    let made = stage.series(wish(together)).await.unwrap();
    // Tokyo's clocks do not change, which here is a matter of the event type, not of the hosts.
    assert_eq!(starts(&made.bookings), ["2026-03-02T15:00:00Z", "2026-03-09T15:00:00Z"]);
    assert!(made.bookings.iter().all(|booking| booking.hosts().len() == 2));

    let alone = offer(SchedulingKind::Individual).await.unwrap().outcome.event_type.id;
    let mut named = wish(alone);
    let unnamed = stage.series(named.clone()).await;
    let required = matches!(unnamed, Err(Failure::Refused(SeriesRefusal::Booking(BookRefusal::HostRequired))));
    assert!(required, "{unnamed:?}");
    named.first = Book { start: instant("2026-03-03T15:00:00Z"), host: Some("bob".parse().unwrap()), ..named.first };
    let made = stage.series(named).await.unwrap();
    assert!(made.bookings.iter().all(|booking| booking.host == bob.id));
    let assignments = stage.world.engine.booking_assignments(&stage.world.admin, made.bookings[1].id).await.unwrap();
    assert_eq!(assignments.len(), 1);

    let in_turn = offer(SchedulingKind::RoundRobin).await;
    let refused = matches!(in_turn, Err(Failure::Refused(scheduling_engine::TeamEventTypeRefusal::Series)));
    assert!(refused, "{in_turn:?}");
}

#[tokio::test]
async fn the_place_in_a_series_stays_known_when_its_invitee_is_forgotten() {
    let stage = Stage::new().await;
    let booked = stage.book(MONDAY_10, weekly(2)).await.unwrap();
    let invitee = booked.bookings[0].invitee.email.clone();
    stage.world.engine.erase_invitee(&stage.world.admin, Writing::once(invitee)).await.unwrap();
    let sql = "SELECT details -> 'series' ->> 'series', details -> 'series' ->> 'position', details ? 'erased'
        FROM scheduling_changelog WHERE entity_type = 'booking' ORDER BY details ->> 'start'";
    let rows = superuser(&stage.world).await.query(sql, &[]).await.unwrap();
    let logged: Vec<(String, String, bool)> = rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
    let id = booked.bookings[0].series.unwrap().series.to_string();
    assert_eq!(logged, [(id.clone(), "1".to_owned(), true), (id, "2".to_owned(), true)]);
}
