//! Teams on real PostgreSQL: who may change them, what they offer, who is booked, and who wins where many want the same.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails where it cannot go on")]

mod booking;
mod configuration;
mod lifecycle;
mod races;
mod seats;
#[path = "../support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use scheduling_core::{
    Booking, BookingId, ChosenBy, Host, HostId, Minutes, Owner, SchedulingKind, TeamDetails, TeamEventType,
    TeamTypeHost, Username, Weight,
    slots::{Reason, SlotQuery},
};
use scheduling_engine::{
    Book, BookRefusal, BookingsQuery, CancelBooking, CancelByInvitee, CreateHold, Engine, Failure, FutureBookings,
    HoldRefusal, HostRefusal, ListSlots, ListTeamSlots, NewApiKey, NewMember, NewTeamEventType, Principal,
    PublicTenant, ReplaceHost, Scope, TeamEventTypeRefusal, TeamRefusal, TeamTypeSettings, TeamTypesQuery, TeamsQuery,
    What, Writing,
};
use scheduling_store::{
    PageRequest, Store, StoreOptions, TenantScope, assignments::StoredAssignment, bookings::BookingFilter,
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
        self.world.engine.booking_assignments(&self.world.admin, booking).await.unwrap().pop()
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

    /// Makes a host inactive, who keeps what is booked.
    async fn deactivate(&self, host: &Host) {
        let profile = scheduling_core::HostProfile { is_active: false, ..host.profile.clone() };
        let command = ReplaceHost { host: host.id, profile, future_bookings: FutureBookings::Keep };
        self.world.engine.replace_host(&self.world.admin, Writing::once(command)).await.unwrap();
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
