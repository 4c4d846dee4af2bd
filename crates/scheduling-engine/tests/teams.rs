//! Teams on real PostgreSQL: who may change them, what they offer, who is booked, and who wins where many want the same.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails where it cannot go on")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use scheduling_core::{
    Booking, BookingId, ChosenBy, Host, HostId, Minutes, Owner, SchedulingKind, TeamDetails, TeamEventType,
    TeamTypeHost, Username, Weight,
    slots::{Reason, SlotQuery},
};
use scheduling_engine::{
    Book, BookRefusal, BookingsQuery, CancelByInvitee, CreateHold, Engine, Failure, FutureBookings, HoldRefusal,
    ListSlots, ListTeamSlots, NewApiKey, NewMember, NewTeamEventType, Principal, PublicTenant, ReplaceHost, Scope,
    TeamEventTypeRefusal, TeamRefusal, TeamTypeSettings, TeamTypesQuery, TeamsQuery, What, Writing,
};
use scheduling_store::{
    PageRequest, Store, StoreOptions, TenantScope, assignments, assignments::StoredAssignment, bookings::BookingFilter,
    event_types::Inactive,
};
use scheduling_testkit::{
    World,
    world::{details, instant, invitee},
};
use support::{keyed, warm_up};

const MONDAY_10: &str = "2026-03-09T14:00:00Z";
const MONDAY_11: &str = "2026-03-09T15:00:00Z";

/// A world with three hosts in one team, and their event type.
struct Crew {
    world: World,
    public: PublicTenant,
    hosts: Vec<Host>,
    team: scheduling_core::Team,
    team_type: TeamEventType,
}

impl Crew {
    async fn new(kind: SchedulingKind) -> Self {
        let world = World::with_lock(None).await;
        let (bob, eve) = (world.host(&world.admin, "bob").await, world.host(&world.admin, "eve").await);
        let hosts = vec![world.host.clone(), bob, eve];
        let all: Vec<&Host> = hosts.iter().collect();
        let team = world.team("sales", &all).await;
        let team_type = world.team_type(&team, kind, &all).await;
        Self { public: world.public().await, world, hosts, team, team_type }
    }

    fn wish(&self, start: &str) -> Book {
        let event_type = self.team_type.event_type.id;
        Book { event_type, start: instant(start), host: None, invitee: invitee("Grace"), hold: None }
    }

    fn with(&self, start: &str, host: &str) -> Book {
        Book { host: Some(host.parse().unwrap()), ..self.wish(start) }
    }

    async fn book(&self, wish: Book) -> Result<Booking, Failure<BookRefusal>> {
        self.world.engine.book(&self.public, Writing::once(wish)).await.map(|done| done.outcome)
    }

    async fn cancel(&self, booking: &Booking) {
        let token = self.world.engine.manage_token(&self.public, booking);
        let cancel = CancelByInvitee { booking: booking.id, token, reason: None };
        self.world.engine.cancel_by_invitee(&self.public, Writing::once(cancel)).await.unwrap();
    }

    /// The slots of the team on Monday, 9 March 2026, with the hosts of each.
    async fn slots(&self) -> BTreeMap<String, Vec<String>> {
        let asked = ListTeamSlots {
            team: "sales".parse().unwrap(),
            slug: self.team_type.event_type.details.slug.clone(),
            query: monday(),
        };
        let list = self.world.engine.list_team_slots(&self.public, asked).await.unwrap();
        let named = |slot: &scheduling_core::slots::TeamSlot| {
            let hosts = slot.hosts.iter().map(|at| list.hosts[at].to_string()).collect();
            (slot.slot.start().to_string(), hosts)
        };
        list.slots.iter().map(named).collect()
    }

    /// How many slots `intro` of this host has on that Monday, out of 31.
    async fn alone(&self, username: &str) -> usize {
        let asked = ListSlots { username: username.parse().unwrap(), slug: "intro".parse().unwrap(), query: monday() };
        self.world.engine.list_slots(&self.public, asked).await.unwrap().slots.len()
    }

    async fn assignment(&self, booking: BookingId) -> Option<StoredAssignment> {
        let store = Store::connect(StoreOptions::new(self.world.db.app_url())).await.unwrap();
        store.read(&TenantScope::of(self.public.tenant().id), assignments::find(booking)).await.unwrap()
    }

    async fn change(&self, settings: TeamTypeSettings) -> TeamEventType {
        let ids = (self.team.id, self.team_type.event_type.id);
        let changing = self.world.engine.replace_team_event_type(&self.world.admin, ids, Writing::once(settings));
        changing.await.unwrap().outcome
    }

    fn settings(&self) -> TeamTypeSettings {
        let TeamEventType { event_type, scheduling } = self.team_type.clone();
        let (kind, zone) = (Some(scheduling.kind), Some(scheduling.zone));
        TeamTypeSettings { details: event_type.details, kind, zone, hosts: scheduling.hosts }
    }

    /// A key that acts for one host only.
    async fn key_of(&self, host: &Host) -> Principal {
        let scopes = vec![Scope::Read, Scope::BookingsWrite, Scope::ConfigWrite];
        let key = NewApiKey { name: "own".parse().unwrap(), scopes, host: Some(host.id), expires_at: None };
        let issued = self.world.engine.create_api_key(&self.world.admin, Writing::once(key)).await.unwrap().outcome;
        self.world.engine.authenticate(&issued.secret.unwrap()).await.unwrap()
    }
}

fn monday() -> SlotQuery {
    let date = "2026-03-09".parse().unwrap();
    SlotQuery::dates("America/New_York".parse().unwrap(), date, date).unwrap()
}

fn code(refusal: &Failure<BookRefusal>) -> &'static str {
    match refusal {
        Failure::Refused(BookRefusal::Slot(slot)) => slot.rule().code(),
        other => panic!("not refused for the slot: {other:?}"),
    }
}

fn is_absent<T: std::fmt::Debug, E: std::fmt::Debug>(result: Result<T, Failure<E>>, what: What) {
    match result {
        Err(Failure::NotFound(absent)) if absent == what => {}
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collective_meeting_takes_all_hosts_and_gives_all_of_them_back() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let before = crew.slots().await;
    assert_eq!(before.len(), 31);
    assert!(before.values().all(|hosts| *hosts == ["ada", "bob", "eve"]));

    let booking = crew.book(crew.wish(MONDAY_10)).await.unwrap();
    let all: BTreeSet<HostId> = crew.hosts.iter().map(|host| host.id).collect();
    assert_eq!(booking.hosts().into_iter().collect::<BTreeSet<_>>(), all);
    assert_eq!(booking.team, Some(crew.team.id));
    assert_eq!(crew.assignment(booking.id).await, None, "there was nobody to choose");
    assert_eq!(crew.slots().await.len(), 28);
    // A host's own event type finds the time taken, buffers included.
    assert_eq!(crew.alone("ada").await, 28);
    let other = Book { event_type: crew.world.event_type.id, ..crew.wish("2026-03-09T14:15:00Z") };
    assert_eq!(code(&crew.book(other).await.unwrap_err()), "slot_taken");
    assert_eq!(code(&crew.book(crew.wish(MONDAY_10)).await.unwrap_err()), "slot_taken");

    crew.cancel(&booking).await;
    assert_eq!(crew.slots().await, before);
    assert_eq!(crew.alone("ada").await, 31);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_host_takes_a_collective_slot_away_and_leaves_a_round_robin_one() {
    for (kind, left) in [(SchedulingKind::Collective, None), (SchedulingKind::RoundRobin, Some(vec!["bob", "eve"]))] {
        let crew = Crew::new(kind).await;
        crew.book(crew.world.book(MONDAY_10)).await.unwrap();
        let slots = crew.slots().await;
        let hosts = slots.get(MONDAY_10).map(|hosts| hosts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(hosts, left, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_robin_gives_each_the_same_and_keeps_what_it_was_decided_by() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let mut taken: BTreeMap<HostId, usize> = BTreeMap::new();
    let mut last = None;
    for hour in 13..19 {
        crew.world.clock.advance(SignedDuration::from_secs(1));
        let booking = crew.book(crew.wish(&format!("2026-03-09T{hour}:00:00Z"))).await.unwrap();
        *taken.entry(booking.host).or_default() += 1;
        last = Some(booking);
    }
    assert_eq!(taken.values().copied().collect::<Vec<_>>(), [2, 2, 2]);
    let last = last.unwrap();
    let kept = crew.assignment(last.id).await.unwrap();
    assert_eq!((kept.assignment.host, kept.assignment.by), (last.host, ChosenBy::Load));
    let loads: Vec<u32> = kept.assignment.candidates.iter().map(|candidate| candidate.bookings).collect();
    assert_eq!(loads, [1, 2, 2]);
    assert_eq!((kept.event_type, kept.at), (last.event_type, last.created_at));

    // Whoever was called off is next again, though another one has waited for longer.
    crew.cancel(&last).await;
    let again = crew.book(crew.wish("2026-03-10T14:00:00Z")).await.unwrap();
    assert_eq!(again.host, last.host);
}

#[tokio::test(flavor = "multi_thread")]
async fn priority_goes_before_load_and_weights_are_shares() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let share = |host: &Host, weight: u8, priority| TeamTypeHost {
        host: host.id,
        weight: Weight::try_from(weight).unwrap(),
        priority,
    };
    let [ada, bob, eve] = &crew.hosts[..] else { panic!() };
    crew.change(TeamTypeSettings {
        hosts: vec![share(ada, 1, 0), share(bob, 3, 5), share(eve, 1, 5)],
        ..crew.settings()
    })
    .await;
    let mut taken: BTreeMap<HostId, usize> = BTreeMap::new();
    for hour in 13..21 {
        crew.world.clock.advance(SignedDuration::from_secs(1));
        let booking = crew.book(crew.wish(&format!("2026-03-09T{hour}:00:00Z"))).await.unwrap();
        *taken.entry(booking.host).or_default() += 1;
    }
    assert_eq!(taken, BTreeMap::from([(bob.id, 6), (eve.id, 2)]));
    // The time of both is taken: now the one with the lowest priority is next.
    crew.book(crew.with("2026-03-10T14:00:00Z", "bob")).await.unwrap();
    crew.book(crew.with("2026-03-10T14:00:00Z", "eve")).await.unwrap();
    let only = crew.book(crew.wish("2026-03-10T14:00:00Z")).await.unwrap();
    assert_eq!(only.host, ada.id);
    assert_eq!(crew.assignment(only.id).await.unwrap().assignment.by, ChosenBy::OnlyFree);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_load_is_that_of_the_month_of_the_start() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let first = crew.book(crew.wish("2026-03-31T14:00:00Z")).await.unwrap();
    let waiting = crew.book(crew.wish("2026-04-01T14:00:00Z")).await.unwrap();
    assert_ne!(waiting.host, first.host, "who has waited for longer goes first");
    let by = crew.assignment(waiting.id).await.unwrap().assignment;
    assert!(by.candidates.iter().all(|candidate| candidate.bookings == 0), "{by:?}");
    let in_march = crew.book(crew.wish("2026-03-31T16:00:00Z")).await.unwrap();
    let by = crew.assignment(in_march.id).await.unwrap().assignment;
    let of = |host| by.candidates.iter().find(|candidate| candidate.host == host).unwrap().bookings;
    assert_eq!((of(first.host), of(waiting.host)), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invitee_names_the_host_of_an_individual_event_type() {
    let crew = Crew::new(SchedulingKind::Individual).await;
    let unnamed = crew.book(crew.wish(MONDAY_10)).await.unwrap_err();
    assert!(matches!(unnamed, Failure::Refused(BookRefusal::HostRequired)), "{unnamed:?}");
    let stranger = crew.book(crew.with(MONDAY_10, "mallory")).await.unwrap_err();
    assert!(matches!(stranger, Failure::Refused(BookRefusal::OtherHost)), "{stranger:?}");
    let booking = crew.book(crew.with(MONDAY_10, "bob")).await.unwrap();
    assert_eq!(booking.hosts(), [crew.hosts[1].id]);
    assert_eq!(crew.assignment(booking.id).await.unwrap().assignment.by, ChosenBy::Invitee);
    assert_eq!(code(&crew.book(crew.with(MONDAY_10, "bob")).await.unwrap_err()), "slot_taken");
    assert_eq!(crew.slots().await[MONDAY_10], ["ada", "eve"]);
    crew.book(crew.with(MONDAY_10, "eve")).await.unwrap();

    let hold = CreateHold { event_type: crew.team_type.event_type.id, ..crew.world.hold(MONDAY_11) };
    let unnamed = crew.world.engine.hold(&crew.public, Writing::once(hold.clone())).await.unwrap_err();
    assert!(matches!(unnamed, Failure::Refused(HoldRefusal::HostRequired)), "{unnamed:?}");
    let named = |name: &str| CreateHold { host: Some(name.parse().unwrap()), ..hold.clone() };
    let stranger = crew.world.engine.hold(&crew.public, Writing::once(named("mallory"))).await.unwrap_err();
    assert!(matches!(stranger, Failure::Refused(HoldRefusal::OtherHost)), "{stranger:?}");
    crew.world.engine.hold(&crew.public, Writing::once(named("ada"))).await.unwrap();
    assert_eq!(crew.slots().await[MONDAY_11], ["bob", "eve"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_who_is_named_for_a_hosts_own_event_type_is_that_host() {
    let world = World::new().await;
    let public = world.public().await;
    let named = |name: &str| Some(name.parse::<Username>().unwrap());
    let wrong = Book { host: named("bob"), ..world.book(MONDAY_10) };
    let refused = world.engine.book(&public, Writing::once(wrong)).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(BookRefusal::OtherHost)), "{refused:?}");
    let wrong = CreateHold { host: named("bob"), ..world.hold(MONDAY_10) };
    let refused = world.engine.hold(&public, Writing::once(wrong)).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(HoldRefusal::OtherHost)), "{refused:?}");
    world.engine.book(&public, Writing::once(Book { host: named("ada"), ..world.book(MONDAY_10) })).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_fixes_its_host_and_frees_every_host_when_it_is_given_up() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let hold = CreateHold { event_type: crew.team_type.event_type.id, ..crew.world.hold(MONDAY_10) };
    let kept = crew.world.engine.hold(&crew.public, Writing::once(hold.clone())).await.unwrap().outcome;
    let token = crew.world.engine.hold_token(&crew.public, kept.id);
    let left = crew.slots().await[MONDAY_10].clone();
    assert_eq!(left.len(), 2);
    // The others are less loaded by now, and yet the hold decides.
    let wish = Book { hold: Some((kept.id, token)), ..crew.wish(MONDAY_10) };
    let elsewhere = Book { start: instant(MONDAY_11), ..wish.clone() };
    let gone = crew.book(elsewhere).await.unwrap_err();
    assert!(matches!(gone, Failure::Refused(BookRefusal::HoldGone)), "{gone:?}");
    let booking = crew.book(wish).await.unwrap();
    let host = crew.hosts.iter().find(|host| host.id == booking.host).unwrap();
    assert!(!left.contains(&host.profile.username.to_string()));
    assert_eq!(crew.assignment(booking.id).await.unwrap().assignment.by, ChosenBy::Hold);

    let crew = Crew::new(SchedulingKind::Collective).await;
    let hold = CreateHold { event_type: crew.team_type.event_type.id, ..hold };
    let kept = crew.world.engine.hold(&crew.public, Writing::once(hold.clone())).await.unwrap().outcome;
    assert_eq!(code(&crew.book(crew.wish(MONDAY_10)).await.unwrap_err()), "slot_taken");
    assert_eq!(crew.alone("ada").await, 28);
    let token = crew.world.engine.hold_token(&crew.public, kept.id);
    crew.world.engine.release_hold(&crew.public, Writing::once((kept.id, token))).await.unwrap();
    assert_eq!((crew.alone("ada").await, crew.slots().await.len()), (31, 31));

    let kept = crew.world.engine.hold(&crew.public, Writing::once(hold.clone())).await.unwrap().outcome;
    let token = crew.world.engine.hold_token(&crew.public, kept.id);
    let booking = crew.book(Book { hold: Some((kept.id, token)), ..crew.wish(MONDAY_10) }).await.unwrap();
    assert_eq!(booking.hosts().len(), 3);
    crew.cancel(&booking).await;
    // An expired hold is in nobody's way, at any host.
    crew.world.engine.hold(&crew.public, Writing::once(hold)).await.unwrap();
    crew.world.clock.advance(SignedDuration::from_mins(5));
    crew.book(crew.wish(MONDAY_10)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn inactive_hosts_take_no_meetings() {
    for (kind, left) in [(SchedulingKind::Collective, None), (SchedulingKind::RoundRobin, Some(2))] {
        let crew = Crew::new(kind).await;
        let mut profile = crew.hosts[2].profile.clone();
        profile.is_active = false;
        let change = ReplaceHost { host: crew.hosts[2].id, profile, future_bookings: FutureBookings::Keep };
        crew.world.engine.replace_host(&crew.world.admin, Writing::once(change)).await.unwrap();
        let booked = crew.book(crew.wish(MONDAY_10)).await;
        match left {
            None => is_absent(booked, What::EventType),
            Some(left) => {
                booked.unwrap();
                assert_eq!(crew.slots().await[MONDAY_11].len(), left);
            }
        }
    }
}

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
async fn explain_says_of_each_host_what_takes_a_start_away() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let own = crew.book(crew.world.book(MONDAY_10)).await.unwrap();
    let event_type = crew.team_type.event_type.id;
    let explain = async |start| crew.world.engine.explain(&crew.world.admin, event_type, instant(start)).await.unwrap();
    let explained = explain(MONDAY_10).await;
    assert!(explained.is_open);
    assert_eq!(explained.reasons, [Reason::Booked { booking: own.id }]);
    let of_each: BTreeMap<_, _> = explained.hosts.unwrap().into_iter().map(|of| (of.host.id, of.reasons)).collect();
    assert_eq!(of_each[&crew.hosts[0].id], [Reason::Booked { booking: own.id }]);
    assert!(of_each[&crew.hosts[1].id].is_empty() && of_each[&crew.hosts[2].id].is_empty());
    assert!(explain(MONDAY_11).await.reasons.is_empty());
    let mine =
        crew.world.engine.explain(&crew.world.admin, crew.world.event_type.id, instant(MONDAY_11)).await.unwrap();
    assert!(mine.hosts.is_none());

    // In a round robin, somebody is free as long as anybody is.
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let own = crew.book(crew.world.book(MONDAY_10)).await.unwrap();
    let event_type = crew.team_type.event_type.id;
    let explain = async |start| crew.world.engine.explain(&crew.world.admin, event_type, instant(start)).await.unwrap();
    let explained = explain(MONDAY_10).await;
    assert_eq!(explained.reasons, []);
    let busy: Vec<_> = explained.hosts.unwrap().into_iter().flat_map(|of| of.reasons).collect();
    assert_eq!(busy, [Reason::Booked { booking: own.id }]);
    assert_eq!(explain("2026-03-09T14:05:00Z").await.reasons[0], Reason::OffGrid);
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
    is_absent(engine.cancel_booking(&stranger, Writing::once((booking.id, None))).await, What::Booking);
    let of_team = BookingFilter { team: Some(team.id), ..BookingFilter::default() };
    let listed = async |principal: &Principal, filter: &BookingFilter| {
        engine.bookings(principal, BookingsQuery { filter: filter.clone(), page: PageRequest::default() }).await
    };
    assert_eq!(listed(&boss, &of_team).await.unwrap().items.len(), 1);
    is_absent(listed(&member, &of_team).await, What::Team);
    assert_eq!(listed(&member, &BookingFilter::default()).await.unwrap().items.len(), 1);
    assert_eq!(listed(&stranger, &BookingFilter::default()).await.unwrap().items, []);
    engine.cancel_booking(&boss, Writing::once((booking.id, None))).await.unwrap();
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

/// Who of many wins, of those who book at the same time through two processes.
async fn race(crew: &Crew, wishes: Vec<Book>) -> Vec<Result<Booking, Failure<BookRefusal>>> {
    warm_up(&crew.world).await;
    let engines: [Engine; 2] = [crew.world.engine.clone(), crew.world.other_engine().await];
    let tries = wishes.into_iter().enumerate().map(|(at, wish)| {
        let (engine, public) = (engines[at % 2].clone(), crew.public.clone());
        tokio::spawn(async move { engine.book(&public, Writing::once(wish)).await.map(|done| done.outcome) })
    });
    let mut answers = Vec::new();
    for answer in tries.collect::<Vec<_>>() {
        answers.push(answer.await.unwrap());
    }
    answers
}

/// The bookings that were made; everybody else lost to them.
fn winners(answers: Vec<Result<Booking, Failure<BookRefusal>>>) -> Vec<Booking> {
    let won = |answer: Result<Booking, Failure<BookRefusal>>| match answer {
        Ok(booking) => Some(booking),
        Err(lost) => {
            assert_eq!(code(&lost), "slot_taken");
            None
        }
    };
    answers.into_iter().filter_map(won).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_who_want_one_start_of_three_exactly_three_get_three_different_hosts() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let answers = race(&crew, vec![crew.wish(MONDAY_10); 50]).await;
    let booked = winners(answers);
    let hosts: BTreeSet<HostId> = booked.iter().map(|booking| booking.host).collect();
    assert_eq!((booked.len(), hosts.len()), (3, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collective_meeting_and_single_ones_of_its_hosts_never_overlap() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let own = details("own", 30);
    let bobs = crew.world.event_type(&crew.world.admin, &crew.hosts[1], own).await;
    for round in 0..8 {
        let start = format!("2026-03-{:02}T14:00:00Z", 9 + round % 5 + 7 * (round / 5));
        let single = |event_type| Book { event_type, ..crew.wish(&start) };
        let mut wishes = vec![crew.wish(&start); 6];
        wishes.extend(vec![single(crew.world.event_type.id); 6]);
        wishes.extend(vec![single(bobs.id); 6]);
        let booked = winners(race(&crew, wishes).await);
        let collective = booked.iter().filter(|booking| booking.hosts().len() == 3).count();
        // Either all three together, or ada and bob alone, each of them at most once.
        assert!(matches!((collective, booked.len()), (1, 1) | (0, 2)), "{collective} of {}", booked.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn teams_that_share_hosts_in_whatever_order_neither_overlap_nor_wait_in_a_circle() {
    let crew = Crew::new(SchedulingKind::Collective).await;
    let [ada, bob, _] = &crew.hosts[..] else { panic!() };
    let (one, other) = (crew.world.team("one", &[ada, bob]).await, crew.world.team("other", &[bob, ada]).await);
    let ab = crew.world.team_type(&one, SchedulingKind::Collective, &[ada, bob]).await.event_type.id;
    let ba = crew.world.team_type(&other, SchedulingKind::Collective, &[bob, ada]).await.event_type.id;
    for round in 0..8 {
        let start = format!("2026-03-{:02}T15:00:00Z", 9 + round % 5 + 7 * (round / 5));
        let wish = |event_type| Book { event_type, ..crew.wish(&start) };
        let wishes = (0..24).map(|at| wish(if at % 2 == 0 { ab } else { ba })).collect();
        let booked = winners(race(&crew, wishes).await);
        assert_eq!(booked.len(), 1, "{start}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_booked_who_became_a_host_while_the_locks_were_waited_for() {
    let crew = Crew::new(SchedulingKind::RoundRobin).await;
    let only_ada = crew.settings().hosts.into_iter().filter(|share| share.host == crew.hosts[0].id).collect();
    crew.change(TeamTypeSettings { hosts: only_ada, ..crew.settings() }).await;
    let store = Store::connect(StoreOptions::new(crew.world.db.app_url())).await.unwrap();
    let scope = TenantScope::of(crew.public.tenant().id);
    let tx = store.begin(&scope, std::time::Duration::from_secs(10)).await.unwrap();
    tx.lock_hosts(&[crew.hosts[0].id]).await.unwrap();
    let booking = tokio::spawn({
        let (engine, public, wish) = (crew.world.engine.clone(), crew.public.clone(), crew.wish(MONDAY_10));
        async move { engine.book(&public, Writing::once(wish)).await }
    });
    let superuser = support::superuser(&crew.world).await;
    let waiting = "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE NOT l.granted AND d.datname = current_database()";
    while superuser.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
        tokio::task::yield_now().await;
    }
    let join = "INSERT INTO scheduling_event_type_hosts (tenant_id, event_type_id, team_id, host_user_id)
        SELECT tenant_id, event_type_id, team_id, $1 FROM scheduling_event_type_hosts WHERE event_type_id = $2";
    let ids = (crew.hosts[1].id.as_uuid(), crew.team_type.event_type.id.as_uuid());
    superuser.execute(join, &[&ids.0, &ids.1]).await.unwrap();
    drop(tx);
    let refused = booking.await.unwrap().unwrap_err();
    assert!(matches!(refused, Failure::Busy), "{refused:?}");
    // Whoever comes back finds both.
    crew.book(crew.wish(MONDAY_10)).await.unwrap();
    crew.book(crew.wish(MONDAY_10)).await.unwrap();
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
