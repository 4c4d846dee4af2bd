//! Meetings with several seats: taken, held, given up, moved and lost one by one, with the host's time taken once.

use jiff::SignedDuration;
use scheduling_core::{
    Booking, BookingStatus, EventType, EventTypeDetails, HostId, Limits, OccupancyId, Owner,
    slots::{OverridableRule, RuleOverride, SlotQuery},
};
use scheduling_engine::{
    Book, BookForInvitee, BookRefusal, CancelByInvitee, CreateHold, Engine, Failure, HeldSlot, HoldRefusal, ListSlots,
    NewTime, Reassign, ReplaceEventType, RescheduleByHost, RescheduleByInvitee, RescheduleRefusal, Rule, Writing,
};
use scheduling_store::PlatformScope;
use scheduling_testkit::{
    World,
    world::{details, instant, invitee},
};
use tokio::task::JoinSet;

use crate::{
    MONDAY_10, MONDAY_11, TUESDAY_10, read,
    support::{logged, superuser, warm_up},
};

/// Half an hour with so many seats.
fn class(seats: u32) -> EventTypeDetails {
    EventTypeDetails { seats, ..details("class", 30) }
}

async fn offered(world: &World, seats: u32) -> EventType {
    world.event_type(&world.admin, &world.host, class(seats)).await
}

fn wish(world: &World, class: &EventType, start: &str) -> Book {
    Book { event_type: class.id, ..world.book(start) }
}

async fn book(world: &World, class: &EventType, start: &str) -> Result<Booking, Failure<BookRefusal>> {
    let booked = world.engine.book(&world.public().await, Writing::once(wish(world, class, start))).await;
    booked.map(|done| done.outcome)
}

async fn hold(world: &World, class: &EventType, start: &str) -> Result<HeldSlot, Failure<HoldRefusal>> {
    let command = CreateHold { event_type: class.id, ..world.hold(start) };
    world.engine.hold(&world.public().await, Writing::once(command)).await.map(|done| done.outcome)
}

async fn cancel(world: &World, booking: &Booking) {
    let public = world.public().await;
    let token = world.engine.manage_token(&public, booking);
    let command = CancelByInvitee { booking: booking.id, token, reason: None };
    world.engine.cancel_by_invitee(&public, Writing::once(command)).await.unwrap();
}

async fn reschedule(world: &World, old: &Booking, start: &str) -> Result<Booking, Failure<RescheduleRefusal>> {
    let to = NewTime { start: instant(start), zone: None, reason: None };
    let command = RescheduleByHost { booking: old.id, to, overridden: None };
    world.engine.reschedule_booking(&world.admin, Writing::once(command)).await.map(|done| done.outcome)
}

/// The seats that are left at a start; none if it cannot be had.
async fn left(world: &World, class: &EventType, start: &str) -> Option<u32> {
    let second = SignedDuration::from_secs(1);
    let query = SlotQuery::instants(instant(start), instant(start) + second).unwrap();
    let username = match class.owner {
        Owner::Host(host) if host != world.host.id => "grace".parse().unwrap(),
        _ => world.host.profile.username.clone(),
    };
    let asked = ListSlots { username, slug: class.details.slug.clone(), query };
    let list = world.engine.list_slots(&world.public().await, asked).await.unwrap();
    list.slots.first().map(|slot| slot.seats_left())
}

/// How many occupancies and how many reservations there are.
async fn taken(world: &World) -> (i64, i64) {
    let count =
        "SELECT (SELECT count(*) FROM scheduling_occupancies), (SELECT count(*) FROM scheduling_host_reservations)";
    let row = superuser(world).await.query_one(count, &[]).await.unwrap();
    (row.get(0), row.get(1))
}

fn full<T: std::fmt::Debug>(refused: Result<T, Failure<BookRefusal>>) {
    match refused {
        Err(Failure::Refused(BookRefusal::Slot(slot))) => {
            assert_eq!(slot.rules().collect::<Vec<_>>(), [Rule::SlotTaken]);
            assert!(!slot.next.is_empty());
        }
        other => panic!("not refused for the slot: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_seat_is_a_booking_and_all_of_them_take_the_time_once() {
    let world = World::new().await;
    let class = offered(&world, 3).await;
    let public = world.public().await;
    assert_eq!(left(&world, &class, MONDAY_10).await, Some(3));
    let mut seats = Vec::new();
    for expected in [Some(2), Some(1), None] {
        seats.push(book(&world, &class, MONDAY_10).await.unwrap());
        assert_eq!(left(&world, &class, MONDAY_10).await, expected);
        assert_eq!(taken(&world).await, (1, 1));
    }
    full(book(&world, &class, MONDAY_10).await);
    let shared: Vec<Option<OccupancyId>> = seats.iter().map(|booking| booking.occupancy).collect();
    assert!(shared[0].is_some() && shared.iter().all(|occupancy| *occupancy == shared[0]));
    for booking in &seats {
        assert_eq!(&read(&world, booking).await, booking, "what was answered is what is stored");
    }
    // Each has a token that opens nothing else.
    let token = world.engine.manage_token(&public, &seats[0]);
    assert!(world.engine.booking_by_token(&public, seats[0].id, &token).await.is_ok());
    assert!(world.engine.booking_by_token(&public, seats[1].id, &token).await.is_err());
    // Meetings of other kinds find the time taken.
    let intro = world.engine.book(&public, Writing::once(world.book(MONDAY_10))).await;
    full(intro.map(|done| done.outcome));

    cancel(&world, &seats[0]).await;
    assert_eq!((left(&world, &class, MONDAY_10).await, taken(&world).await), (Some(1), (1, 1)));
    book(&world, &class, MONDAY_10).await.unwrap();
    full(book(&world, &class, MONDAY_10).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_one_to_go_gives_the_time_back() {
    let world = World::new().await;
    let class = offered(&world, 3).await;
    let (first, second) =
        (book(&world, &class, MONDAY_10).await.unwrap(), book(&world, &class, MONDAY_10).await.unwrap());
    // Also if whoever made it goes first.
    cancel(&world, &first).await;
    assert_eq!(read(&world, &second).await, second);
    assert_eq!((taken(&world).await, left(&world, &class, MONDAY_10).await), ((1, 1), Some(2)));
    cancel(&world, &second).await;
    assert_eq!((taken(&world).await, left(&world, &class, MONDAY_10).await), ((0, 0), Some(3)));
    assert!(world.engine.book(&world.public().await, Writing::once(world.book(MONDAY_10))).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_keeps_a_seat_until_it_is_booked_given_back_or_over() {
    let world = World::new().await;
    let class = offered(&world, 2).await;
    let (engine, public) = (&world.engine, world.public().await);
    // The first seat is a hold's.
    let held = hold(&world, &class, MONDAY_10).await.unwrap();
    let booked = book(&world, &class, MONDAY_10).await.unwrap();
    full(book(&world, &class, MONDAY_10).await);
    assert!(matches!(hold(&world, &class, MONDAY_10).await, Err(Failure::Refused(HoldRefusal::Slot(_)))));
    let token = engine.hold_token(&public, held.id);
    let command = Book { hold: Some((held.id, token)), ..wish(&world, &class, MONDAY_10) };
    let of_hold = engine.book(&public, Writing::once(command)).await.unwrap().outcome;
    assert_eq!((of_hold.occupancy, taken(&world).await), (booked.occupancy, (1, 1)));
    full(book(&world, &class, MONDAY_10).await);

    cancel(&world, &of_hold).await;
    let held = hold(&world, &class, MONDAY_10).await.unwrap();
    assert_eq!(left(&world, &class, MONDAY_10).await, None);
    let token = engine.hold_token(&public, held.id);
    engine.release_hold(&public, Writing::once((held.id, token))).await.unwrap();
    assert_eq!((left(&world, &class, MONDAY_10).await, taken(&world).await), (Some(1), (1, 1)));

    // One that is over is in nobody's way, and goes when somebody takes its seat.
    hold(&world, &class, MONDAY_10).await.unwrap();
    world.clock.advance(SignedDuration::from_mins(5));
    assert_eq!(left(&world, &class, MONDAY_10).await, Some(1));
    let last = book(&world, &class, MONDAY_10).await.unwrap();
    assert_eq!(last.occupancy, booked.occupancy);
    let rows = superuser(&world).await.query_one("SELECT count(*) FROM scheduling_holds", &[]).await.unwrap();
    assert_eq!(rows.get::<_, i64>(0), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn holds_that_are_over_take_their_meeting_with_them_only_if_nobody_else_is_in_it() {
    let world = World::new().await;
    let class = offered(&world, 3).await;
    hold(&world, &class, MONDAY_10).await.unwrap();
    hold(&world, &class, MONDAY_11).await.unwrap();
    let booked = book(&world, &class, MONDAY_10).await.unwrap();
    world.clock.advance(SignedDuration::from_mins(2));
    // A later hold of a meeting that an earlier one made.
    hold(&world, &class, MONDAY_11).await.unwrap();
    world.clock.advance(SignedDuration::from_mins(3));
    let clean = async || world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap().holds;
    assert_eq!((clean().await, taken(&world).await), (2, (2, 2)));
    assert_eq!(left(&world, &class, MONDAY_11).await, Some(2));
    world.clock.advance(SignedDuration::from_mins(2));
    assert_eq!((clean().await, taken(&world).await), (1, (1, 1)));
    assert_eq!(read(&world, &booked).await, booked);
    // Expired and not yet cleaned up, they give way to a meeting of another kind.
    hold(&world, &class, TUESDAY_10).await.unwrap();
    world.clock.advance(SignedDuration::from_mins(5));
    assert!(world.engine.book(&world.public().await, Writing::once(world.book(TUESDAY_10))).await.is_ok());
    assert_eq!(taken(&world).await, (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_that_nobody_approves_in_time_are_free_again() {
    let world = World::new().await;
    let careful = EventTypeDetails { requires_approval: true, ..class(2) };
    let class = world.event_type(&world.admin, &world.host, careful).await;
    let (kept, waiting) =
        (book(&world, &class, MONDAY_10).await.unwrap(), book(&world, &class, MONDAY_10).await.unwrap());
    full(book(&world, &class, MONDAY_10).await);
    world.engine.confirm_booking(&world.admin, Writing::once(kept.id)).await.unwrap();
    full(book(&world, &class, MONDAY_10).await);
    world.clock.advance(SignedDuration::from_hours(48));
    assert_eq!(left(&world, &class, MONDAY_10).await, Some(1));
    let next = book(&world, &class, MONDAY_10).await.unwrap();
    assert_eq!(next.occupancy, kept.occupancy);
    let lapsed = read(&world, &waiting).await;
    assert_eq!((lapsed.state.status(), lapsed.occupancy), (BookingStatus::Declined, None));
    assert_eq!(logged(&world, "booking").await, ["created", "created", "confirmed", "declined", "created"]);
    // Turned down, and cleaned up.
    world.engine.decline_booking(&world.admin, Writing::once((next.id, None))).await.unwrap();
    assert_eq!(left(&world, &class, MONDAY_10).await, Some(1));
    book(&world, &class, MONDAY_10).await.unwrap();
    world.clock.advance(SignedDuration::from_hours(49));
    let cleaned = world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    assert_eq!((cleaned.expired, taken(&world).await), (1, (1, 1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn all_seats_of_a_meeting_that_took_place_are_completed() {
    let world = World::new().await;
    let class = offered(&world, 3).await;
    for _ in 0..2 {
        book(&world, &class, MONDAY_10).await.unwrap();
    }
    world.clock.advance(instant(MONDAY_11).duration_since(world.engine.now()));
    let cleaned = world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    assert_eq!((cleaned.completed, taken(&world).await), (2, (1, 1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_is_moved_without_the_others() {
    let world = World::new().await;
    let class = offered(&world, 2).await;
    let (one, other) = (book(&world, &class, MONDAY_10).await.unwrap(), book(&world, &class, MONDAY_10).await.unwrap());
    let at_11 = book(&world, &class, MONDAY_11).await.unwrap();
    // Onto a meeting with a seat left.
    let moved = reschedule(&world, &one, MONDAY_11).await.unwrap();
    assert_eq!((moved.occupancy, read(&world, &other).await), (at_11.occupancy, other.clone()));
    assert_eq!(taken(&world).await, (2, 2));
    assert_eq!(left(&world, &class, MONDAY_10).await, Some(1));
    // Onto one without: the old seat is kept.
    let refused = reschedule(&world, &other, MONDAY_11).await;
    assert!(matches!(refused, Err(Failure::Refused(RescheduleRefusal::Slot(_)))), "{refused:?}");
    assert_eq!(read(&world, &other).await, other);
    // Within its own time: while it is alone, and not any more once somebody else is there.
    let quarter_past = "2026-03-09T14:15:00Z";
    let shifted = reschedule(&world, &other, quarter_past).await.unwrap();
    assert_eq!(taken(&world).await, (2, 2));
    book(&world, &class, quarter_past).await.unwrap();
    let refused = reschedule(&world, &shifted, MONDAY_10).await;
    assert!(matches!(refused, Err(Failure::Refused(RescheduleRefusal::Slot(_)))), "{refused:?}");
    // The last one to go leaves nothing behind.
    let moved = reschedule(&world, &moved, TUESDAY_10).await.unwrap();
    reschedule(&world, &at_11, TUESDAY_10).await.unwrap();
    assert_eq!((taken(&world).await, left(&world, &class, MONDAY_11).await), ((2, 2), Some(2)));
    assert_eq!(read(&world, &moved).await, moved);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_seat_is_the_one_that_a_meeting_is_moved_to() {
    let world = World::new().await;
    let class = offered(&world, 2).await;
    let (engine, public) = (&world.engine, world.public().await);
    let mine = book(&world, &class, MONDAY_10).await.unwrap();
    let there = book(&world, &class, MONDAY_11).await.unwrap();
    let held = hold(&world, &class, MONDAY_11).await.unwrap();
    let to = |hold| RescheduleByInvitee {
        booking: mine.id,
        token: engine.manage_token(&public, &mine),
        to: NewTime { start: instant(MONDAY_11), zone: None, reason: None },
        hold,
    };
    let refused = engine.reschedule_by_invitee(&public, Writing::once(to(None))).await;
    assert!(matches!(refused, Err(Failure::Refused(RescheduleRefusal::Slot(_)))), "{refused:?}");
    let named = Some((held.id, engine.hold_token(&public, held.id)));
    let moved = engine.reschedule_by_invitee(&public, Writing::once(to(named))).await.unwrap().outcome;
    assert_eq!((moved.occupancy, taken(&world).await), (there.occupancy, (1, 1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_is_given_to_another_host_who_makes_or_joins_a_meeting_for_it() {
    let world = World::new().await;
    let class = offered(&world, 3).await;
    let grace = world.host(&world.admin, "grace").await;
    let mut seats = Vec::new();
    for _ in 0..3 {
        seats.push(book(&world, &class, MONDAY_10).await.unwrap());
    }
    let give = async |booking: &Booking, host: HostId| {
        let command = Reassign { booking: booking.id, host };
        world.engine.reassign_booking(&world.admin, Writing::once(command)).await.unwrap().outcome
    };
    let first = give(&seats[0], grace.id).await;
    assert_eq!((taken(&world).await, left(&world, &class, MONDAY_10).await), ((2, 2), Some(1)));
    let second = give(&seats[1], grace.id).await;
    assert_eq!((second.occupancy, taken(&world).await), (first.occupancy, (2, 2)));
    assert_ne!(first.occupancy, seats[2].occupancy);
    assert_eq!(read(&world, &seats[2]).await, seats[2]);
    give(&seats[2], grace.id).await;
    assert_eq!((taken(&world).await, left(&world, &class, MONDAY_10).await), ((1, 1), Some(3)));
    // And back.
    give(&first, world.host.id).await;
    assert_eq!((taken(&world).await, left(&world, &class, MONDAY_10).await), ((2, 2), Some(2)));
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_count_meetings_and_not_seats() {
    let world = World::new().await;
    for limits in [
        Limits { daily: Some(1), ..Limits::default() },
        Limits { weekly: Some(1), ..Limits::default() },
        Limits { monthly: Some(1), ..Limits::default() },
    ] {
        let mut limited = class(3);
        limited.slug = format!("limited-{}{}", limits.daily.is_some(), limits.weekly.is_some()).parse().unwrap();
        limited.overrides.limits = limits;
        let class = world.event_type(&world.admin, &world.host, limited).await;
        let held = hold(&world, &class, MONDAY_10).await.unwrap();
        let first = book(&world, &class, MONDAY_10).await.unwrap();
        let second = book(&world, &class, MONDAY_10).await.unwrap();
        assert_eq!(left(&world, &class, MONDAY_11).await, None, "{limits:?}");
        let refused = book(&world, &class, MONDAY_11).await;
        assert!(
            matches!(&refused, Err(Failure::Refused(BookRefusal::Slot(slot))) if slot.rule().code() == "limit_reached"),
            "{refused:?}"
        );
        let token = world.engine.hold_token(&world.public().await, held.id);
        world.engine.release_hold(&world.public().await, Writing::once((held.id, token))).await.unwrap();
        cancel(&world, &first).await;
        assert_eq!(left(&world, &class, MONDAY_11).await, None, "one seat is one meeting");
        cancel(&world, &second).await;
        assert_eq!(left(&world, &class, MONDAY_11).await, Some(3));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_override_joins_but_never_goes_beyond_the_seats() {
    let world = World::new().await;
    let class = offered(&world, 2).await;
    let odd = "2026-03-09T14:07:00Z";
    let reason = || "A favour to a customer".parse().unwrap();
    let wish = || BookForInvitee {
        event_type: class.id,
        start: instant(odd),
        host: None,
        invitee: invitee("Grace"),
        overridden: Some(RuleOverride { rules: OverridableRule::ALL.to_vec(), reason: reason() }),
    };
    let make =
        async || world.engine.book_for_invitee(&world.admin, Writing::once(wish())).await.map(|done| done.outcome);
    let (first, second) = (make().await.unwrap(), make().await.unwrap());
    assert_eq!(first.occupancy, second.occupancy);
    full(make().await);
    // Without the exception the start is off the grid for whoever joins, too.
    cancel(&world, &first).await;
    let refused = book(&world, &class, odd).await;
    assert!(
        matches!(&refused, Err(Failure::Refused(BookRefusal::Slot(slot))) if slot.rule().code() == "off_grid"),
        "{refused:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_type_leaves_meetings_alone_that_somebody_has_booked() {
    let world = World::new().await;
    let class = offered(&world, 3).await;
    book(&world, &class, MONDAY_10).await.unwrap();
    let change = async |details: EventTypeDetails| {
        let command = ReplaceEventType { event_type: class.id, host: None, details };
        world.engine.replace_event_type(&world.admin, Writing::once(command)).await.unwrap();
    };
    change(self::class(1)).await;
    assert_eq!(left(&world, &class, MONDAY_10).await, Some(2));
    assert_eq!(left(&world, &class, MONDAY_11).await, Some(1));
    change(self::class(5)).await;
    assert_eq!(left(&world, &class, MONDAY_10).await, Some(2));
    assert_eq!(left(&world, &class, MONDAY_11).await, Some(5));
    // A longer meeting is another one.
    change(EventTypeDetails { duration: scheduling_core::Minutes(45), ..self::class(5) }).await;
    assert_eq!(left(&world, &class, MONDAY_10).await, None);
    full(book(&world, &class, MONDAY_10).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_want_the_seats_as_many_get_one_as_there_are() {
    let world = World::with_lock(None).await;
    let class = offered(&world, 5).await;
    let (other_server, public) = (world.another_engine().await, world.public().await);
    warm_up(&world).await;
    let mut racing: JoinSet<Result<(), Failure<BookRefusal>>> = JoinSet::new();
    for client in 0..40 {
        let engine: Engine = if client % 2 == 0 { world.engine.clone() } else { other_server.clone() };
        let (public, wish) = (public.clone(), wish(&world, &class, MONDAY_10));
        racing.spawn(async move { engine.book(&public, Writing::once(wish)).await.map(|_| ()) });
    }
    let results = racing.join_all().await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 5);
    for refused in results.into_iter().filter(Result::is_err) {
        full(refused);
    }
    assert_eq!(taken(&world).await, (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_that_come_and_go_are_never_too_many_and_none_is_lost() {
    let world = World::with_lock(None).await;
    let class = offered(&world, 3).await;
    let (other_server, public) = (world.another_engine().await, world.public().await);
    warm_up(&world).await;
    let mut racing = JoinSet::new();
    for client in 0..12 {
        let engine: Engine = if client % 2 == 0 { world.engine.clone() } else { other_server.clone() };
        let (public, wish) = (public.clone(), wish(&world, &class, MONDAY_10));
        racing.spawn(async move {
            let mut had = 0;
            for _ in 0..8 {
                let Ok(done) = engine.book(&public, Writing::once(wish.clone())).await else { continue };
                had += 1;
                let (booking, token) = (done.outcome.id, engine.manage_token(&public, &done.outcome));
                let command = CancelByInvitee { booking, token, reason: None };
                engine.cancel_by_invitee(&public, Writing::once(command)).await.unwrap();
            }
            had
        });
    }
    // Meanwhile the cleaning finds nothing to remove, and removes nothing.
    let most = "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM scheduling_bookings
        WHERE occupancy_id IS NOT NULL GROUP BY occupancy_id) seats";
    let superuser = superuser(&world).await;
    while racing.len() > 6 {
        assert!(superuser.query_one(most, &[]).await.unwrap().get::<_, i64>(0) <= 3);
        world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
        racing.join_next().await.unwrap().unwrap();
    }
    let had: i32 = racing.join_all().await.into_iter().sum();
    assert!(had > 0);
    assert_eq!((taken(&world).await, left(&world, &class, MONDAY_10).await), ((0, 0), Some(3)));
}
