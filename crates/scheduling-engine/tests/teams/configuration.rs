//! Who may change teams, and what is refused.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_team_or_type_cannot_be_booked_and_its_bookings_stay() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let booking = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let ids = (crew.team.id, crew.team_type.event_type.id);
    let archived = crew.world.engine.archive_team_event_type(&crew.world.admin, Writing::once(ids)).await.unwrap();
    assert!(archived.outcome.event_type.archived_at.is_some());
    is_absent(crew.book(crew.wish(MONDAY_11)).await, What::EventType);
    assert_eq!(crew.world.engine.booking(&crew.world.admin, booking.id).await.unwrap(), booking);

    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    crew.world.engine.archive_team(&crew.world.admin, Writing::once(crew.team.id)).await.unwrap();
    is_absent(crew.book(crew.wish(MONDAY_11)).await, What::EventType);
    is_absent(crew.world.engine.public_team(&crew.public, &"sales".parse().unwrap()).await, What::Team);
    let listed = crew.world.engine.list_teams(&crew.world.admin, TeamsQuery::default()).await.unwrap();
    assert_eq!(listed.items, []);
    // Its slug is free.
    crew.world.team("sales", &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_with_meetings_to_come_is_archived_and_keeps_them() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let Crew { world, team, .. } = &crew;
    let booking = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    world.engine.archive_team(&world.admin, Writing::once(team.id)).await.unwrap();
    assert_eq!(world.engine.booking(&world.admin, booking.id).await.unwrap(), booking);
    let filter = BookingFilter { team: Some(team.id), ..BookingFilter::default() };
    let of_team = BookingsQuery { filter, page: PageRequest::default() };
    assert_eq!(world.engine.bookings(&world.admin, of_team).await.unwrap().items, std::slice::from_ref(&booking));
    let host = crew.hosts.iter().find(|host| host.id == booking.host).unwrap();
    assert_eq!(crew.alone(host.profile.username.as_str()).await, 28, "the meeting still takes the host's time");
    crew.cancel(&booking).await;
    assert_eq!(crew.alone(host.profile.username.as_str()).await, 31);
}

#[tokio::test(flavor = "multi_thread")]
async fn teams_are_changed_by_admins_and_by_the_members_who_administer_them() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let Crew { world, team, hosts, .. } = &crew;
    let (boss, member) = (crew.key_of(&hosts[0]).await, crew.key_of(&hosts[1]).await);
    let other = world.team("other", &[&hosts[1]]).await;
    let engine = &world.engine;
    let ids = |teams: Vec<scheduling_core::Team>| teams.into_iter().map(|team| team.id).collect::<Vec<_>>();
    let list =
        async |principal: &Principal| ids(engine.list_teams(principal, TeamsQuery::default()).await.unwrap().items);
    assert_eq!(list(&world.admin).await, [team.id, other.id]);
    assert_eq!(list(&boss).await, [team.id]);
    assert_eq!(list(&member).await, [other.id]);
    assert_eq!(engine.get_team(&boss, team.id).await.unwrap(), *team);
    is_absent(engine.get_team(&member, team.id).await, What::Team);
    is_absent(engine.team_members(&member, team.id).await, What::Team);
    is_absent(engine.get_team_event_type(&member, team.id, crew.team_type.event_type.id).await, What::EventType);
    is_absent(engine.explain(&member, crew.team_type.event_type.id, instant(MONDAY_10)).await, What::EventType);
    let details = TeamDetails { description: Some("Us".parse().unwrap()), ..team.details.clone() };
    is_absent(engine.replace_team(&member, team.id, Writing::once(details.clone())).await, What::Team);
    let changed = engine.replace_team(&boss, team.id, Writing::once(details.clone())).await.unwrap().outcome;
    assert_eq!(changed.details, details);
    assert_eq!(support::logged(world, "team").await.last().unwrap(), "updated");
    let made = engine.create_team(&boss, Writing::once(details)).await;
    assert!(matches!(made, Err(Failure::Forbidden(Scope::Admin))), "{made:?}");

    // The event type of another team is not there under this one.
    let (wrong, id) = (other.id, crew.team_type.event_type.id);
    is_absent(engine.get_team_event_type(&world.admin, wrong, id).await, What::EventType);
    is_absent(
        engine.replace_team_event_type(&world.admin, (wrong, id), Writing::once(crew.settings())).await,
        What::EventType,
    );
    is_absent(engine.archive_team_event_type(&world.admin, Writing::once((wrong, id))).await, What::EventType);
    // Nor is it among the event types of hosts.
    is_absent(engine.get_event_type(&world.admin, id).await, What::EventType);

    // Bookings: each host has the collective one, a stranger has not, and who administers the team has all of it.
    let booking = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let stranger = world.host(&world.admin, "mallory").await;
    let stranger = crew.key_of(&stranger).await;
    assert_eq!(engine.booking(&member, booking.id).await.unwrap().id, booking.id);
    is_absent(engine.booking(&stranger, booking.id).await, What::Booking);
    is_absent(
        engine.cancel_booking(&stranger, Writing::once(CancelBooking::only(booking.id, None))).await,
        What::Booking,
    );
    let of_team = BookingFilter { team: Some(team.id), ..BookingFilter::default() };
    let listed = async |principal: &Principal, filter: &BookingFilter| {
        engine.bookings(principal, BookingsQuery { filter: filter.clone(), page: PageRequest::default() }).await
    };
    assert_eq!(listed(&boss, &of_team).await.unwrap().items.len(), 1);
    is_absent(listed(&member, &of_team).await, What::Team);
    assert_eq!(listed(&member, &BookingFilter::default()).await.unwrap().items.len(), 1);
    assert_eq!(listed(&stranger, &BookingFilter::default()).await.unwrap().items, []);
    engine.cancel_booking(&boss, Writing::once(CancelBooking::only(booking.id, None))).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_takes_meetings_stays_until_nobody_needs_them() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let Crew { world, team, hosts, .. } = &crew;
    let remove = async |host: HostId| {
        world.engine.remove_team_member(&world.admin, Writing::once((team.id, host))).await.map(|done| done.outcome)
    };
    let refused = remove(hosts[2].id).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(TeamRefusal::TakesMeetings)), "{refused:?}");
    let fewer = crew.settings().hosts.into_iter().filter(|share| share.host != hosts[2].id).collect();
    crew.change(TeamTypeSettings { hosts: fewer, ..crew.settings() }).await;
    remove(hosts[2].id).await.unwrap();
    is_absent(remove(hosts[2].id).await, What::Member);
    let ids = (team.id, crew.team_type.event_type.id);
    world.engine.archive_team_event_type(&world.admin, Writing::once(ids)).await.unwrap();
    remove(hosts[1].id).await.unwrap();
    let members = world.engine.team_members(&world.admin, team.id).await.unwrap();
    assert_eq!(members.iter().map(|of| of.host.id).collect::<Vec<_>>(), [hosts[0].id]);

    let new = |host: HostId, is_admin| Writing::once(NewMember { team: team.id, host, is_admin });
    let again = world.engine.add_team_member(&world.admin, new(hosts[0].id, true)).await.unwrap_err();
    assert!(matches!(again, Failure::Refused(TeamRefusal::AlreadyMember)), "{again:?}");
    let changed = world.engine.replace_team_member(&world.admin, new(hosts[0].id, false)).await.unwrap().outcome;
    assert!(!changed.member.is_admin);
    is_absent(world.engine.replace_team_member(&world.admin, new(hosts[1].id, true)).await, What::Member);
    let nobody = HostId::from_uuid(uuid::Uuid::from_u128(99));
    is_absent(world.engine.add_team_member(&world.admin, new(nobody, false)).await, What::Host);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_type_of_a_team_is_checked_and_has_defaults() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let Crew { world, team, hosts, .. } = &crew;
    let create = async |settings: TeamTypeSettings| {
        let new = NewTeamEventType { team: team.id, settings };
        world.engine.create_team_event_type(&world.admin, Writing::once(new)).await.map(|done| done.outcome)
    };
    let fresh = |slug: &str| TeamTypeSettings { details: details(slug, 30), ..crew.settings() };
    let made = create(TeamTypeSettings { kind: None, zone: None, ..fresh("plain") }).await.unwrap();
    assert_eq!(made.event_type.owner, Owner::Team(team.id));
    assert_eq!(made.scheduling.kind, SchedulingKind::Collective, "as the team's settings say");
    assert_eq!(made.scheduling.zone, hosts[0].profile.zone);

    let outsider = world.host(&world.admin, "mallory").await;
    let share = |host: &Host| TeamTypeHost { host: host.id, weight: Weight::ONE, priority: 0 };
    let refused = async |settings| match create(settings).await {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(crew.settings()).await, TeamEventTypeRefusal::SlugTaken);
    let hosts_of = |hosts| TeamTypeSettings { hosts, ..fresh("new") };
    assert_eq!(refused(hosts_of(vec![])).await, TeamEventTypeRefusal::Hosts);
    assert_eq!(refused(hosts_of(vec![share(&hosts[0]), share(&hosts[0])])).await, TeamEventTypeRefusal::Hosts);
    assert_eq!(refused(hosts_of(vec![share(&outsider)])).await, TeamEventTypeRefusal::NotMember);
    let mut long = fresh("new");
    long.details.duration = Minutes(2000);
    assert!(matches!(refused(long).await, TeamEventTypeRefusal::Invalid(_)));

    let kept = crew.change(TeamTypeSettings { zone: None, ..crew.settings() }).await;
    assert_eq!(kept, crew.team_type, "nothing was different");
    let query = TeamTypesQuery { team: team.id, inactive: Inactive::Hidden, page: PageRequest::default() };
    let listed = world.engine.list_team_event_types(&world.admin, query).await.unwrap().items;
    assert_eq!(listed, [crew.team_type.clone(), made]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_for_a_team_under_a_key_is_done_once() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let Crew { world, team, .. } = &crew;
    let admin = &world.admin;
    let settings = TeamTypeSettings { details: details("once", 30), ..crew.settings() };
    let new = || keyed("type", 1, NewTeamEventType { team: team.id, settings: settings.clone() });
    let first = world.engine.create_team_event_type(admin, new()).await.unwrap();
    let again = world.engine.create_team_event_type(admin, new()).await.unwrap();
    assert_eq!((again.outcome, again.replayed), (first.outcome, true));
    let book = || keyed("book", 1, crew.wish(MONDAY_10));
    let first = world.engine.book(&crew.public, book()).await.unwrap();
    let again = world.engine.book(&crew.public, book()).await.unwrap();
    assert_eq!((again.outcome, again.replayed), (first.outcome, true));
    let add = || keyed("leave", 1, team.details.clone());
    let first = world.engine.replace_team(admin, team.id, add()).await.unwrap();
    let again = world.engine.replace_team(admin, team.id, add()).await.unwrap();
    assert_eq!((again.outcome, again.replayed), (first.outcome, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collective_meeting_to_come_is_a_booking_of_each_of_its_hosts() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    crew.book(crew.wish(MONDAY_10)).await.unwrap();
    for host in &crew.hosts {
        let mut profile = host.profile.clone();
        profile.is_active = false;
        let change = ReplaceHost { host: host.id, profile, future_bookings: FutureBookings::Refuse };
        let refused = crew.world.engine.replace_host(&crew.world.admin, Writing::once(change)).await.unwrap_err();
        assert!(matches!(refused, Failure::Refused(HostRefusal::FutureBookings { count: 1 })), "{refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_has_no_more_event_types_than_its_page_shows_whoever_makes_them_at_once() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    // The crew has one, and the other ones are made at once.
    let making = (0..102).map(|number| {
        let (engine, admin, mut settings) = (crew.world.engine.clone(), crew.world.admin.clone(), crew.settings());
        settings.details.slug = format!("type-{number}").parse().unwrap();
        // Of different hosts: nobody waits for the other one's time.
        settings.hosts = vec![settings.hosts[number % 3]];
        let new = NewTeamEventType { team: crew.team.id, settings };
        async move { engine.create_team_event_type(&admin, Writing::once(new)).await }
    });
    let (mut made, mut refused) = (Vec::new(), 0);
    for answer in futures_of(making).await {
        match answer {
            Ok(done) => made.push(done.outcome),
            Err(Failure::Refused(TeamEventTypeRefusal::TooMany)) => refused += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!((made.len(), refused), (99, 3));
    let page = crew.world.engine.public_team(&crew.public, &"sales".parse().unwrap()).await.unwrap();
    assert_eq!(page.event_types.len(), 100);

    // An archived one makes room, once.
    let (admin, ids) = (&crew.world.admin, (crew.team.id, made[0].event_type.id));
    crew.world.engine.archive_team_event_type(admin, Writing::once(ids)).await.unwrap();
    let mut settings = crew.settings();
    settings.details.slug = "one-more".parse().unwrap();
    let new = NewTeamEventType { team: crew.team.id, settings };
    crew.world.engine.create_team_event_type(admin, Writing::once(new)).await.unwrap();
    let full = crew.world.engine.restore_team_event_type(admin, Writing::once(ids)).await.unwrap_err();
    assert!(matches!(full, Failure::Refused(TeamEventTypeRefusal::TooMany)), "{full:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_booked_for_want_of_hosts_is_not_shown() {
    for (kind, inactive) in
        [(SchedulingKind::Collective, 1), (SchedulingKind::RoundRobin, 3), (SchedulingKind::Individual, 3)]
    {
        let crew = Crew::new(kind).await;
        let (engine, public) = (&crew.world.engine, &crew.public);
        let (team, slug) = ("sales".parse().unwrap(), crew.team_type.event_type.details.slug.clone());
        let shown = async || {
            let page = engine.public_team(public, &team).await.unwrap();
            assert_eq!(page.members.iter().filter(|host| !host.profile.is_active).count(), 0);
            (page.event_types.len(), engine.public_team_type(public, &team, &slug).await.is_ok())
        };
        for host in &crew.hosts[..inactive] {
            assert_eq!(shown().await, (1, true), "{kind}");
            crew.deactivate(host).await;
        }
        assert_eq!(shown().await, (0, false), "{kind}");
        is_absent(engine.public_team_type(public, &team, &slug).await, What::EventType);
        is_absent(
            crew.book(Book { host: Some("eve".parse().unwrap()), ..crew.wish(MONDAY_10) }).await,
            What::EventType,
        );
    }
}

/// The answers of all, a few of which run at once.
async fn futures_of<F: Future<Output: Send> + Send + 'static>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut answers = Vec::new();
    let mut all = all.peekable();
    while all.peek().is_some() {
        let mut running: tokio::task::JoinSet<F::Output> = all.by_ref().take(12).collect();
        while let Some(answer) = running.join_next().await {
            answers.push(answer.unwrap());
        }
    }
    answers
}
