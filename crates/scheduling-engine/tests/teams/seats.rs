//! Group meetings of teams: several invitees with all hosts, or with the one whom they name.

use super::{
    Book, BookRefusal, Booking, Crew, Failure, ListTeamSlots, MONDAY_10, SchedulingKind, TeamEventType,
    TeamEventTypeRefusal, TeamTypeSettings, Writing, code, instant, invitee, monday, warm_up,
};
use crate::support::superuser;

/// The crew's event type with so many seats.
async fn with_seats(kind: SchedulingKind, seats: u32) -> (Crew, TeamEventType) {
    let crew = Crew::new(kind).await;
    let mut settings = crew.settings();
    settings.details.seats = seats;
    let changed = crew.change(settings).await;
    (crew, changed)
}

/// The hosts and the seats that are left at a start.
async fn left(crew: &Crew, start: &str) -> Option<(usize, u32)> {
    let slug = crew.team_type.event_type.details.slug.clone();
    let asked = ListTeamSlots { team: "sales".parse().unwrap(), slug, query: monday() };
    let list = crew.world.engine.list_team_slots(&crew.public, asked).await.unwrap();
    let found = list.slots.iter().find(|found| found.slot.start() == instant(start));
    found.map(|found| (found.hosts.len(), found.slot.seats_left()))
}

async fn reservations(crew: &Crew) -> i64 {
    let count = "SELECT count(*) FROM scheduling_host_reservations";
    superuser(&crew.world).await.query_one(count, &[]).await.unwrap().get(0)
}

fn is_taken(booked: Result<Booking, Failure<BookRefusal>>) {
    assert_eq!(code(&booked.unwrap_err()), "slot_taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_of_a_collective_meeting_take_the_time_of_its_hosts_once() {
    let (crew, _) = with_seats(SchedulingKind::Collective, 2).await;
    assert_eq!(left(&crew, MONDAY_10).await, Some((3, 2)));
    let first = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    assert_eq!((left(&crew, MONDAY_10).await, reservations(&crew).await), (Some((3, 1)), 3));
    let second = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    assert_eq!((second.occupancy, second.hosts().len()), (first.occupancy, 3));
    assert_eq!((left(&crew, MONDAY_10).await, reservations(&crew).await), (None, 3));
    is_taken(crew.book(crew.wish(MONDAY_10)).await);
    crew.cancel(&first).await;
    assert_eq!(reservations(&crew).await, 3);
    crew.cancel(&second).await;
    assert_eq!((left(&crew, MONDAY_10).await, reservations(&crew).await), (Some((3, 2)), 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collective_meeting_is_joined_by_those_who_have_it_and_nobody_else() {
    let (crew, _) = with_seats(SchedulingKind::Collective, 3).await;
    crew.book(crew.wish(MONDAY_10)).await.unwrap();
    // Without one of its hosts it is not the meeting that the event type offers now.
    let mut settings = crew.settings();
    settings.details.seats = 3;
    settings.hosts.pop();
    crew.change(settings).await;
    assert_eq!(left(&crew, MONDAY_10).await, None);
    is_taken(crew.book(crew.wish(MONDAY_10)).await);
    let mut settings = crew.settings();
    settings.details.seats = 3;
    crew.change(settings).await;
    assert_eq!(left(&crew, MONDAY_10).await, Some((3, 2)));
}

#[tokio::test(flavor = "multi_thread")]
async fn invitees_who_name_the_same_host_share_a_meeting() {
    let (crew, _) = with_seats(SchedulingKind::Individual, 2).await;
    let bob = crew.book(crew.with(MONDAY_10, "bob")).await.unwrap();
    // The others have more seats left.
    assert_eq!(left(&crew, MONDAY_10).await, Some((3, 2)));
    let again = crew.book(crew.with(MONDAY_10, "bob")).await.unwrap();
    assert_eq!((again.occupancy, reservations(&crew).await), (bob.occupancy, 1));
    is_taken(crew.book(crew.with(MONDAY_10, "bob")).await);
    assert_eq!(left(&crew, MONDAY_10).await, Some((2, 2)));
    for host in ["eve", "ada"] {
        crew.book(crew.with(MONDAY_10, host)).await.unwrap();
    }
    assert_eq!(left(&crew, MONDAY_10).await, Some((2, 1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_robin_has_one_seat() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let ids = (crew.team.id, crew.team_type.event_type.id);
    let mut settings = crew.settings();
    settings.details.seats = 2;
    let refused = |settings: TeamTypeSettings| {
        let changing = crew.world.engine.replace_team_event_type(&crew.world.admin, ids, Writing::once(settings));
        async { changing.await.map(|_| ()) }
    };
    let at_seats = |refused: Result<(), Failure<TeamEventTypeRefusal>>| match refused {
        Err(Failure::Refused(TeamEventTypeRefusal::Invalid(fields))) => fields.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(at_seats(refused(settings.clone()).await), "seats must be 1 for a round robin");
    // Nor does one with seats become a round robin.
    settings.kind = Some(SchedulingKind::Collective);
    crew.change(settings.clone()).await;
    settings.kind = Some(SchedulingKind::RoundRobin);
    assert_eq!(at_seats(refused(settings.clone()).await), "seats must be 1 for a round robin");
    settings.details.seats = 0;
    assert_eq!(at_seats(refused(settings).await), "seats must be from 1 to 1000");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_want_a_collective_meeting_as_many_get_a_seat_as_there_are() {
    let (crew, team_type) = with_seats(SchedulingKind::Collective, 4).await;
    let other_server = crew.world.another_engine().await;
    warm_up(&crew.world).await;
    let mut racing = tokio::task::JoinSet::new();
    for client in 0..24 {
        let engine = if client % 2 == 0 { crew.world.engine.clone() } else { other_server.clone() };
        let event_type = team_type.event_type.id;
        let wish = Book { event_type, start: instant(MONDAY_10), host: None, invitee: invitee("Grace"), hold: None };
        let public = crew.public.clone();
        racing.spawn(async move { engine.book(&public, Writing::once(wish)).await.map(|done| done.outcome) });
    }
    let (won, lost): (Vec<_>, Vec<_>) = racing.join_all().await.into_iter().partition(Result::is_ok);
    assert_eq!((won.len(), reservations(&crew).await), (4, 3));
    lost.into_iter().for_each(is_taken);
}
