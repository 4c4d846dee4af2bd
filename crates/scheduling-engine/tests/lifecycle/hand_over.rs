//! Who leaves gives all meetings to another host, in the step that deactivates: all of them, or nothing happens.

use jiff::SignedDuration;
use scheduling_core::{BookingState, Host, HostId, HostProfile};
use scheduling_engine::{
    Book, CancelBooking, Done, Failure, FutureBookings, HostRefusal, NewApiKey, NewBlock, NotTakenOver, Principal,
    ReassignRefusal, ReplaceHost, Scope, Writing, WrittenHost,
};
use scheduling_testkit::{
    World,
    world::{details, instant},
};

use crate::{
    MONDAY_10, MONDAY_11, TUESDAY_10, booked, read,
    support::{keyed, logged, superuser, warm_up},
};

type Left = Result<Done<WrittenHost>, Failure<HostRefusal>>;

fn leaving(host: &Host, to: HostId) -> ReplaceHost {
    let profile = HostProfile { is_active: false, ..host.profile.clone() };
    ReplaceHost { host: host.id, profile, future_bookings: FutureBookings::Reassign { to } }
}

async fn leave(world: &World, principal: &Principal, to: HostId) -> Left {
    world.engine.replace_host(principal, Writing::once(leaving(&world.host, to))).await
}

fn refused(left: Left) -> Vec<NotTakenOver> {
    match left {
        Err(Failure::Refused(HostRefusal::NotTakenOver(refused))) => refused,
        other => panic!("{other:?}"),
    }
}

/// What stands against a booking.
fn code(refused: &NotTakenOver) -> &'static str {
    match &refused.why {
        ReassignRefusal::Slot(slot) => slot.rule().code(),
        other => panic!("not refused for the slot: {other:?}"),
    }
}

async fn key(world: &World, scopes: Vec<Scope>, host: Option<HostId>) -> Principal {
    let key = NewApiKey { name: "own".parse().unwrap(), scopes, host, expires_at: None };
    let issued = world.engine.create_api_key(&world.admin, Writing::once(key)).await.unwrap().outcome;
    world.engine.authenticate(&issued.secret.unwrap()).await.unwrap()
}

/// Whose time is reserved, with the starts.
async fn reserved(world: &World) -> Vec<(HostId, String)> {
    let rows = superuser(world)
        .await
        .query("SELECT host_user_id, starts_at FROM scheduling_host_reservations ORDER BY starts_at, host_user_id", &[])
        .await
        .unwrap();
    let start = |row: &tokio_postgres::Row| row.get::<_, jiff::Timestamp>(1).to_string();
    rows.iter().map(|row| (HostId::from_uuid(row.get(0)), start(row))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_who_leaves_gives_the_meetings_to_come_to_another_and_nothing_else() {
    let world = World::new().await;
    let grace = world.host(&world.admin, "grace").await;
    let mut approved = details("approved", 30);
    approved.requires_approval = true;
    let approved = world.event_type(&world.admin, &world.host, approved).await;
    // At noon of Monday, the 2nd, before the host's hours.
    let (running, _) = booked(&world, "2026-03-02T14:00:00Z").await;
    let (cancelled, _) = booked(&world, TUESDAY_10).await;
    world.engine.cancel_booking(&world.admin, Writing::once(CancelBooking::only(cancelled.id, None))).await.unwrap();
    let (confirmed, token) = booked(&world, MONDAY_10).await;
    world.clock.advance(SignedDuration::from_mins(130));
    let public = world.public().await;
    let wish = Book { event_type: approved.id, ..world.book("2026-03-03T15:00:00Z") };
    let pending = world.engine.book(&public, Writing::once(wish)).await.unwrap().outcome;

    let command = || keyed("leaves", 1, leaving(&world.host, grace.id));
    let left = world.engine.replace_host(&world.admin, command()).await.unwrap();
    assert!(!left.outcome.host.profile.is_active);
    for booking in [&confirmed, &pending] {
        let given = read(&world, booking).await;
        let expected = booking.clone().handed_over(world.host.id, &grace, given.updated_at);
        assert_eq!((given.host, given.snapshot.host_name.as_str(), given.sequence), (grace.id, "grace", 1));
        assert_eq!(given, expected, "id, time, state and invitee stay");
    }
    assert!(matches!(read(&world, &pending).await.state, BookingState::Pending { .. }));
    assert!(world.engine.booking_by_token(&public, confirmed.id, &token).await.is_ok(), "and so does the link");
    assert_eq!(read(&world, &running).await.host, world.host.id, "it has begun");
    assert_eq!(read(&world, &cancelled).await.host, world.host.id, "it is none any more");
    let expected = [
        (world.host.id, "2026-03-02T14:00:00Z".to_owned()),
        (grace.id, "2026-03-03T15:00:00Z".to_owned()),
        (grace.id, MONDAY_10.to_owned()),
    ];
    assert_eq!(reserved(&world).await, expected);
    let actions = ["created", "created", "cancelled", "created", "created", "reassigned", "reassigned"];
    assert_eq!(logged(&world, "booking").await, actions);

    let again = world.engine.replace_host(&world.admin, command()).await.unwrap();
    assert!(again.replayed && again.outcome == left.outcome);
    assert_eq!(logged(&world, "booking").await, actions);
}

#[tokio::test(flavor = "multi_thread")]
async fn meetings_that_were_kept_are_given_away_later() {
    let world = World::new().await;
    let grace = world.host(&world.admin, "grace").await;
    let (booking, _) = booked(&world, MONDAY_10).await;
    let keep = ReplaceHost { future_bookings: FutureBookings::Keep, ..leaving(&world.host, grace.id) };
    world.engine.replace_host(&world.admin, Writing::once(keep)).await.unwrap();
    assert_eq!(read(&world, &booking).await, booking);
    leave(&world, &world.admin, grace.id).await.unwrap();
    assert_eq!(read(&world, &booking).await.host, grace.id);
    assert_eq!(logged(&world, "user").await, ["created", "created", "updated"], "the user is as before");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_some_meetings_cannot_be_taken_over_all_of_them_are_named_and_nothing_is_changed() {
    let world = World::new().await;
    let public = world.public().await;
    let grace = world.host(&world.admin, "grace").await;
    let hers = world.event_type(&world.admin, &grace, details("intro", 30)).await;
    let (overlapping, _) = booked(&world, MONDAY_10).await;
    let on_hers = Book { event_type: hers.id, ..world.book("2026-03-09T14:15:00Z") };
    world.engine.book(&public, Writing::once(on_hers)).await.unwrap();
    let (free, _) = booked(&world, MONDAY_11).await;
    let (blocked, _) = booked(&world, TUESDAY_10).await;
    let date = jiff::civil::date(2026, 3, 10);
    let block = NewBlock { host: grace.id, first: date, last: date, hours: None, reason: None };
    world.engine.create_block(&world.admin, Writing::once(block)).await.unwrap();
    let (before, log) = (reserved(&world).await, logged(&world, "booking").await);

    let named = refused(leave(&world, &world.admin, grace.id).await);
    let named: Vec<_> = named.iter().map(|refused| (refused.booking, code(refused))).collect();
    assert_eq!(named, [(overlapping.id, "slot_taken"), (blocked.id, "blocked")]);
    for booking in [&overlapping, &free, &blocked] {
        assert_eq!(read(&world, booking).await, *booking);
    }
    assert!(world.engine.get_host(&world.admin, world.host.id).await.unwrap().profile.is_active);
    assert_eq!((reserved(&world).await, logged(&world, "booking").await), (before, log));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_meeting_is_judged_with_those_counted_that_were_taken_over_before_it() {
    let world = World::new().await;
    let grace = world.host(&world.admin, "grace").await;
    let mut profile = grace.profile.clone();
    profile.settings.limits.daily = Some(2);
    let limited = ReplaceHost { host: grace.id, profile, future_bookings: FutureBookings::Refuse };
    world.engine.replace_host(&world.admin, Writing::once(limited)).await.unwrap();
    let mut third = None;
    for start in [MONDAY_10, MONDAY_11, "2026-03-09T16:00:00Z", TUESDAY_10] {
        let (booking, _) = booked(&world, start).await;
        third = if start == "2026-03-09T16:00:00Z" { Some(booking) } else { third };
    }
    let named = refused(leave(&world, &world.admin, grace.id).await);
    let [only] = &named[..] else { panic!("{named:?}") };
    assert_eq!((only.booking, code(only)), (third.unwrap().id, "limit_reached"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_them_over_is_another_active_host_whom_the_caller_reaches() {
    let world = World::new().await;
    let (booking, _) = booked(&world, MONDAY_10).await;
    let grace = world.host(&world.admin, "grace").await;
    let idle = world.host(&world.admin, "idle").await;
    let (stranger, _) = world.tenant("other").await;
    let foreign = world.host(&stranger, "mallory").await;
    world.engine.replace_host(&world.admin, Writing::once(leaving(&idle, grace.id))).await.unwrap();
    let own = key(&world, vec![Scope::ConfigWrite, Scope::BookingsWrite], Some(world.host.id)).await;
    for (principal, to) in [
        (&world.admin, world.host.id),
        (&world.admin, idle.id),
        (&world.admin, foreign.id),
        (&world.admin, HostId::from_uuid(uuid::Uuid::from_u128(1))),
        (&own, grace.id),
    ] {
        let left = leave(&world, principal, to).await;
        assert!(matches!(left, Err(Failure::Refused(HostRefusal::UnknownSuccessor))), "{to}: {left:?}");
    }
    let only_config = key(&world, vec![Scope::ConfigWrite], None).await;
    let left = leave(&world, &only_config, grace.id).await;
    assert!(matches!(left, Err(Failure::Forbidden(Scope::BookingsWrite))), "{left:?}");
    assert_eq!(read(&world, &booking).await, booking);
}

#[tokio::test(flavor = "multi_thread")]
async fn at_most_a_hundred_meetings_are_given_away_at_once() {
    let world = World::new().await;
    let grace = world.host(&world.admin, "grace").await;
    let (first, _) = booked(&world, MONDAY_10).await;
    // Copies of it, each in time of its own.
    world
        .run_sql(
            "INSERT INTO scheduling_occupancies SELECT (jsonb_populate_record(o, jsonb_build_object('id', md5('o' || n)::uuid,
                'starts_at', o.starts_at + n * interval '30 minutes', 'ends_at', o.ends_at + n * interval '30 minutes'))).*
                FROM scheduling_occupancies o, generate_series(1, 100) n;
            INSERT INTO scheduling_bookings SELECT (jsonb_populate_record(b, jsonb_build_object('id', md5('b' || n)::uuid,
                'occupancy_id', md5('o' || n)::uuid, 'ical_uid', n::text, 'start_time', b.start_time + n * interval '30 minutes',
                'end_time', b.end_time + n * interval '30 minutes'))).* FROM scheduling_bookings b, generate_series(1, 100) n;
            INSERT INTO scheduling_host_reservations (tenant_id, occupancy_id, host_user_id, occupied_from, occupied_until,
                event_type_id, starts_at, booking_id)
                SELECT b.tenant_id, b.occupancy_id, b.host_user_id, b.start_time, b.end_time, b.event_type_id, b.start_time, b.id
                FROM scheduling_bookings b WHERE b.ical_uid <> b.id::text",
        )
        .await;
    let always = scheduling_core::WeeklySchedule::from_monday(std::array::from_fn(|_| {
        let window = scheduling_core::Window::new("00:00".parse().unwrap(), "24:00".parse().unwrap()).unwrap();
        scheduling_core::DayWindows::new(vec![window]).unwrap()
    }));
    let hours = scheduling_engine::SetAvailability {
        host: grace.id,
        zone: grace.profile.zone.clone(),
        weekly: always,
        overrides: scheduling_core::DateOverrides::default(),
    };
    world.engine.put_availability(&world.admin, Writing::once(hours)).await.unwrap();

    let left = leave(&world, &world.admin, grace.id).await;
    let expected = Failure::<HostRefusal>::Refused(HostRefusal::TooManyBookings { count: 101, max: 100 });
    assert_eq!(format!("{:?}", left.unwrap_err()), format!("{expected:?}"));
    world.engine.cancel_booking(&world.admin, Writing::once(CancelBooking::only(first.id, None))).await.unwrap();
    leave(&world, &world.admin, grace.id).await.unwrap();
    let reserved = reserved(&world).await;
    assert_eq!(reserved.len(), 100);
    assert!(reserved.iter().all(|(host, _)| *host == grace.id), "{reserved:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_leave_to_each_other_at_once_one_does() {
    let world = World::new().await;
    let grace = world.host(&world.admin, "grace").await;
    let hers = world.event_type(&world.admin, &grace, details("intro", 30)).await;
    let (his, _) = booked(&world, MONDAY_10).await;
    let on_hers = Book { event_type: hers.id, ..world.book(MONDAY_11) };
    let her = world.engine.book(&world.public().await, Writing::once(on_hers)).await.unwrap().outcome;
    warm_up(&world).await;
    let engines = [world.engine.clone(), world.another_engine().await];
    let wishes = [leaving(&world.host, grace.id), leaving(&grace, world.host.id)];
    let tries = engines.into_iter().zip(wishes).map(|(engine, wish)| {
        let admin = world.admin.clone();
        tokio::spawn(async move { engine.replace_host(&admin, Writing::once(wish)).await })
    });
    let mut left = Vec::new();
    for answer in tries.collect::<Vec<_>>() {
        left.push(answer.await.unwrap());
    }
    left.sort_by_key(Result::is_err);
    let [Ok(gone), Err(stays)] = &left[..] else { panic!("{left:?}") };
    assert!(matches!(stays, Failure::Refused(HostRefusal::UnknownSuccessor)), "{stays:?}");
    let hosts = [read(&world, &his).await.host, read(&world, &her).await.host];
    let stays = if gone.outcome.host.id == grace.id { world.host.id } else { grace.id };
    assert_eq!(hosts, [stays, stays]);
    assert_eq!(reserved(&world).await, [(stays, instant(MONDAY_10).to_string()), (stays, MONDAY_11.to_owned())]);
}
