//! Teams: what is written is what is read, the facts of all hosts come in one flush, and what was chosen stays.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use scheduling_core::{
    Assignment, AssignmentId, BookingState, Cancellation, Candidate, ChosenBy, Host, HostId, Interval, OccupancyId,
    OccupiedBy, Owner, Party, SchedulingKind, Team, TeamDetails, TeamEventType, TeamId, TeamMember, TeamScheduling,
    TeamSettings, TeamTypeHost, Weight, Zone, slots::FactsRange,
};
use scheduling_store::{
    Conflict, Page, PageRequest, StoreError, TenantScope, TenantTx,
    assignments::{self, Counted, Load, StoredAssignment},
    bookings::{self, BookingFilter, StateChange},
    catalogue,
    event_types::{self, EventTypeFilter, Inactive},
    reservations::{NewOccupancy, Reserved},
    team_facts::{self, TeamTarget},
    team_types::{self, TeamTypeFilter},
    teams::{self, Archived, TeamFilter},
};

use crate::{
    sample::{BUDGET, TENANT, at, booking, event_type, event_type_id, furnished, host, host_id, now, slot},
    support::{Bed, connect, id, scope},
};

fn team_id(number: u128) -> TeamId {
    TeamId::from_uuid(id(0x800 + number))
}

fn team(number: u128) -> Team {
    Team {
        id: team_id(number),
        details: TeamDetails {
            name: "Sales".parse().unwrap(),
            slug: format!("sales-{number}").parse().unwrap(),
            description: Some("Who sells".parse().unwrap()),
            settings: TeamSettings { round_robin: true, show_member_profiles: false },
        },
        archived_at: None,
        created_at: now(),
        updated_at: now(),
    }
}

fn member(host: u128) -> TeamMember {
    TeamMember { team: team_id(1), host: host_id(host), is_admin: host == 1, created_at: now() }
}

fn share(host: u128, weight: u8) -> TeamTypeHost {
    TeamTypeHost { host: host_id(host), weight: Weight::try_from(weight).unwrap(), priority: 3 }
}

fn team_type(number: u128, hosts: Vec<TeamTypeHost>) -> TeamEventType {
    let mut event_type = event_type(number, 1);
    event_type.owner = Owner::Team(team_id(1));
    let zone = "Europe/Berlin".parse().unwrap();
    TeamEventType { event_type, scheduling: TeamScheduling { kind: SchedulingKind::RoundRobin, zone, hosts } }
}

async fn begin(bed: &Bed) -> TenantTx {
    bed.store.begin(&scope(TENANT), BUDGET).await.unwrap()
}

fn conflict<T: std::fmt::Debug>(result: Result<T, StoreError>) -> Conflict {
    match result {
        Err(StoreError::Conflict(conflict)) => conflict,
        other => panic!("{other:?}"),
    }
}

/// Hosts 1 and 2 are in team 1, and take the meetings of its event type 9.
async fn with_team() -> (Bed, TenantScope) {
    let (bed, scope) = furnished().await;
    let tx = begin(&bed).await;
    tx.insert_team(&team(1)).await.unwrap();
    tx.insert_team_member(&member(1)).await.unwrap();
    tx.insert_team_member(&member(2)).await.unwrap();
    tx.insert_team_event_type(team_id(1), &team_type(9, vec![share(1, 2), share(2, 5)])).await.unwrap();
    tx.commit().await.unwrap();
    (bed, scope)
}

async fn find(bed: &Bed, number: u128) -> Option<TeamEventType> {
    bed.store.read(&scope(TENANT), team_types::find(event_type_id(number))).await.unwrap()
}

#[tokio::test]
async fn a_team_is_found_changed_listed_and_archived() {
    let (bed, scope) = with_team().await;
    let read = teams::find(team_id(1)).and(teams::find_by_slug(&"sales-1".parse().unwrap()));
    assert_eq!(bed.store.read(&scope, read).await.unwrap(), (Some(team(1)), Some(team(1))));
    let tx = begin(&bed).await;
    tx.insert_team(&team(2)).await.unwrap();
    tx.commit().await.unwrap();
    let mut taken = team(3);
    taken.details.slug = team(1).details.slug;
    assert_eq!(conflict(begin(&bed).await.insert_team(&taken).await), Conflict::TeamSlugTaken);
    let taken = begin(&bed).await.update_team(team_id(2), &taken.details, now()).await;
    assert_eq!(conflict(taken), Conflict::TeamSlugTaken);

    let later = now() + SignedDuration::from_secs(1);
    let details = TeamDetails { description: None, ..team(3).details };
    let tx = begin(&bed).await;
    tx.update_team(team_id(2), &details, later).await.unwrap();
    assert!(matches!(tx.update_team(team_id(9), &details, later).await, Err(StoreError::NotFound { what: "team" })));
    assert!(tx.archive_team(team_id(1), later).await.unwrap());
    assert!(!tx.archive_team(team_id(1), later).await.unwrap());
    tx.insert_team(&Team { id: team_id(4), ..team(1) }).await.unwrap();
    tx.commit().await.unwrap();

    let list = async |filter| bed.store.read(&scope, teams::list(filter, PageRequest::default())).await.unwrap().items;
    let ids = |teams: Vec<Team>| teams.into_iter().map(|team| team.id).collect::<Vec<_>>();
    assert_eq!(ids(list(TeamFilter::default()).await), [team_id(2), team_id(4)]);
    let all = TeamFilter { archived: Archived::Included, administered_by: None };
    let listed = list(all).await;
    assert_eq!(listed.iter().find(|team| team.id == team_id(2)).unwrap().details, details);
    assert_eq!(ids(listed), [team_id(1), team_id(2), team_id(4)]);
    for (host, administered) in [(1, vec![team_id(1)]), (2, vec![])] {
        let filter = TeamFilter { administered_by: Some(host_id(host)), ..all };
        assert_eq!(ids(list(filter).await), administered);
    }
}

#[tokio::test]
async fn a_member_leaves_unless_it_takes_meetings() {
    let (bed, scope) = with_team().await;
    let members = async || {
        let read = teams::list_members(team_id(1)).and(teams::count_members(team_id(1)));
        let (members, count) = bed.store.read(&scope, read).await.unwrap();
        assert_eq!(members.len() as u64, count);
        members
    };
    let both: Vec<(TeamMember, Host)> = vec![(member(1), host(1)), (member(2), host(2))];
    assert_eq!(members().await, both);
    assert_eq!(conflict(begin(&bed).await.insert_team_member(&member(1)).await), Conflict::AlreadyMember);
    assert_eq!(conflict(begin(&bed).await.insert_team_member(&member(99)).await), Conflict::UnknownHost);
    let made_admin = TeamMember { is_admin: true, ..member(2) };
    let tx = begin(&bed).await;
    tx.update_team_member(&made_admin).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(bed.store.read(&scope, teams::find_member(team_id(1), host_id(2))).await.unwrap(), Some(made_admin));

    assert_eq!(conflict(begin(&bed).await.delete_team_member(team_id(1), host_id(2)).await), Conflict::NotMember);
    let tx = begin(&bed).await;
    tx.archive_event_type(event_type_id(9), now()).await.unwrap();
    assert!(tx.delete_team_member(team_id(1), host_id(2)).await.unwrap());
    assert!(!tx.delete_team_member(team_id(1), host_id(2)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(members().await.len(), 1);
    assert_eq!(find(&bed, 9).await.unwrap().scheduling.hosts, [share(1, 2)]);
}

#[tokio::test]
async fn an_event_type_of_a_team_has_hosts_who_are_members() {
    let (bed, scope) = with_team().await;
    let made = team_type(9, vec![share(1, 2), share(2, 5)]);
    assert_eq!(find(&bed, 9).await, Some(made.clone()));
    assert_eq!(find(&bed, 1).await, None, "a host's");
    let offered = team_types::find_offered(team_id(1), &"intro-9".parse().unwrap());
    assert_eq!(bed.store.read(&scope, offered).await.unwrap(), Some(made.clone()));
    // The lists of hosts' event types do not show it.
    let hosts_own = event_types::list(EventTypeFilter::default(), PageRequest::default());
    assert_eq!(bed.store.read(&scope, hosts_own).await.unwrap().items.len(), 2);

    let mut changed = made.clone();
    changed.event_type.details.slug = "other".parse().unwrap();
    changed.scheduling.kind = SchedulingKind::Collective;
    changed.scheduling.zone = Zone::UTC;
    changed.scheduling.hosts = vec![share(2, 100)];
    let tx = begin(&bed).await;
    tx.update_team_event_type(team_id(1), &changed, now()).await.unwrap();
    // Its slug is free for another one, and no host's type is in the way.
    tx.insert_team_event_type(team_id(1), &team_type(8, vec![share(1, 1)])).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(find(&bed, 9).await, Some(changed.clone()));
    let list =
        team_types::list(TeamTypeFilter { team: team_id(1), inactive: Inactive::Hidden }, PageRequest::default());
    let Page { items, .. } = bed.store.read(&scope, list).await.unwrap();
    assert_eq!(items, [team_type(8, vec![share(1, 1)]), changed]);

    let mut taken = team_type(7, vec![share(1, 1)]);
    taken.event_type.details.slug = "other".parse().unwrap();
    let taken = begin(&bed).await.insert_team_event_type(team_id(1), &taken).await;
    assert_eq!(conflict(taken), Conflict::SlugTaken);
    let stranger = begin(&bed).await.insert_team_event_type(team_id(1), &team_type(7, vec![share(3, 1)])).await;
    assert_eq!(conflict(stranger), Conflict::NotMember);
}

#[tokio::test]
async fn the_facts_of_all_hosts_are_read_at_once_by_id_and_by_names() {
    let (bed, scope) = with_team().await;
    let start = "2026-03-16T13:00:00Z";
    for (number, of) in [(1, 1), (2, 2), (3, 2)] {
        let slot = slot(of, of, ["", start, "2026-03-16T14:00:00Z", "2026-03-17T14:00:00Z"][number as usize]);
        let tx = begin(&bed).await;
        let occupancy = OccupancyId::from_uuid(id(0x600 + number));
        let by = OccupiedBy::Booking(booking(number, slot).id);
        assert_eq!(tx.reserve(&NewOccupancy::of(&slot, occupancy, by)).await.unwrap(), Reserved::Inserted);
        tx.insert_booking(&booking(number, slot), occupancy).await.unwrap();
        tx.commit().await.unwrap();
    }
    let range = FactsRange::of_start(at(start));
    let names = TeamTarget::Names { team: "sales-1".parse().unwrap(), slug: "intro-9".parse().unwrap() };
    for target in [TeamTarget::EventType(event_type_id(9)), names.clone()] {
        let offer = bed.store.read(&scope, team_facts::find(&target, &range)).await.unwrap().unwrap();
        assert_eq!(offer.team, team(1));
        assert_eq!(offer.team_type, team_type(9, vec![share(1, 2), share(2, 5)]));
        let hosts: Vec<_> = offer.hosts.iter().map(|host| (host.host.id, host.share)).collect();
        assert_eq!(hosts, [(host_id(1), share(1, 2)), (host_id(2), share(2, 5))]);
        let busy: Vec<_> = offer.hosts.iter().map(|host| (host.facts.host, host.facts.occupancies.len())).collect();
        assert_eq!(busy, [(host_id(1), 1), (host_id(2), 2)]);
    }
    let none = TeamTarget::EventType(event_type_id(1));
    assert!(bed.store.read(&scope, team_facts::find(&none, &range)).await.unwrap().is_none(), "a host's");
    let tx = begin(&bed).await;
    tx.archive_team(team_id(1), now()).await.unwrap();
    tx.commit().await.unwrap();
    assert!(bed.store.read(&scope, team_facts::find(&names, &range)).await.unwrap().is_none());

    bed.superuser().await.batch_execute("DELETE FROM scheduling_availability").await.unwrap();
    let missing = team_facts::find(&TeamTarget::EventType(event_type_id(9)), &range);
    let missing = bed.store.read(&scope, missing).await.unwrap_err();
    assert!(matches!(missing, StoreError::Row(_)), "{missing:?}");
}

#[tokio::test]
async fn the_time_of_each_host_is_read_through_the_btree() {
    let (bed, _) = with_team().await;
    // Both hosts have 3000 holds, an hour apart.
    let many = format!(
        "INSERT INTO scheduling_occupancies (tenant_id, id, event_type_id, starts_at, ends_at)
            SELECT '{0}', gen_random_uuid(), '{1}', timestamptz '2026-01-01Z' + n * interval '1 hour',
                timestamptz '2026-01-01Z' + n * interval '1 hour' + interval '30 min' FROM generate_series(1, 3000) n;
        INSERT INTO scheduling_host_reservations (tenant_id, occupancy_id, host_user_id, occupied_from, occupied_until,
                event_type_id, starts_at, hold_id, held_until)
            SELECT o.tenant_id, o.id, m.host_user_id, starts_at, ends_at, event_type_id, starts_at, o.id, starts_at
            FROM scheduling_occupancies o, scheduling_team_members m WHERE m.tenant_id = o.tenant_id;
        ANALYZE",
        id(TENANT),
        event_type_id(9)
    );
    bed.superuser().await.batch_execute(&many).await.unwrap();
    let client = connect(&bed.db.app_url()).await;
    let name = "team_facts::by_names::OCCUPANCIES";
    let (_, sql) = catalogue::statements().find(|(found, _)| found.ends_with(name)).unwrap();
    let tenant = id(TENANT);
    client.batch_execute(&format!("BEGIN; SET LOCAL app.tenant_id = '{tenant}'")).await.unwrap();
    client.batch_execute(&format!("PREPARE occupancies AS {sql}")).await.unwrap();
    let (from, to) = ("2026-03-01T00:00:00Z", "2026-03-08T00:00:00Z");
    let arguments = format!("'{tenant}', '{{sales-1,intro-9}}', '{from}', '{to}', '{from}', '{to}'");
    let explain = format!("EXPLAIN (ANALYZE) EXECUTE occupancies ({arguments})");
    for mode in ["force_custom_plan", "force_generic_plan"] {
        client.batch_execute(&format!("SET LOCAL plan_cache_mode = {mode}")).await.unwrap();
        let rows = client.query(&explain, &[]).await.unwrap();
        let plan = rows.iter().map(|row| row.get::<_, &str>(0)).collect::<Vec<_>>().join("\n");
        assert!(
            plan.contains("scheduling_host_reservations_by_host on scheduling_host_reservations"),
            "{mode}\n{plan}"
        );
        let condition = plan.lines().find(|line| line.contains("Index Cond") && line.contains("occupied_from <"));
        assert!(condition.is_some_and(|line| line.contains("occupied_from >=")), "{mode}\n{plan}");
    }
    let found = client.query(&format!("EXECUTE occupancies ({arguments})"), &[]).await.unwrap();
    assert_eq!(found.len(), 2 * 7 * 24);
}

async fn book_for_team(bed: &Bed, number: u128, host: u128, start: &str) {
    let slot = slot(host, 9, start);
    let mut made = booking(number, slot);
    made.team = Some(team_id(1));
    made.created_at = now() + SignedDuration::from_secs(i64::try_from(number).unwrap());
    let tx = begin(bed).await;
    let occupancy = OccupancyId::from_uuid(id(0x600 + number));
    let new = NewOccupancy::of(&slot, occupancy, OccupiedBy::Booking(made.id));
    assert_eq!(tx.reserve(&new).await.unwrap(), Reserved::Inserted);
    tx.insert_booking(&made, occupancy).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_load_counts_live_bookings_of_the_type_in_the_month_and_the_last_one_ever_made() {
    let (bed, scope) = with_team().await;
    for (number, of, start) in [
        (1, 1, "2026-03-02T13:00:00Z"),
        (2, 1, "2026-03-31T13:00:00Z"),
        (3, 1, "2026-04-01T13:00:00Z"),
        (4, 2, "2026-04-30T13:00:00Z"),
        (5, 2, "2026-03-03T13:00:00Z"),
    ] {
        book_for_team(&bed, number, of, start).await;
    }
    let fifth = booking(5, slot(2, 9, "2026-03-03T13:00:00Z")).id;
    let fifth = bed.store.read(&scope, bookings::find(fifth)).await.unwrap().unwrap();
    let gone = BookingState::Cancelled(Cancellation { by: Party::Host, at: now(), reason: None });
    let tx = begin(&bed).await;
    assert!(tx.update_booking_state(&StateChange { booking: &fifth, to: &gone, at: now() }).await.unwrap());
    tx.commit().await.unwrap();
    let month = Interval { start: at("2026-03-01T00:00:00Z"), end: at("2026-04-01T00:00:00Z") };
    let hosts: Vec<HostId> = (1..=3).map(host_id).collect();
    let counted = Counted { event_type: event_type_id(9), month, without: None, now: now() };
    let loads = bed.store.read(&scope, assignments::loads(counted, &hosts)).await.unwrap();
    let load = |bookings, number: Option<i64>| Load {
        bookings,
        last_booked_at: number.map(|number| now() + SignedDuration::from_secs(number)),
    };
    let expected = [(host_id(1), load(2, Some(3))), (host_id(2), load(0, Some(4))), (host_id(3), load(0, None))];
    assert_eq!(loads, BTreeMap::from(expected));
    let without = Some(booking(3, slot(1, 9, "2026-04-01T13:00:00Z")).id);
    let loads = bed.store.read(&scope, assignments::loads(Counted { without, ..counted }, &hosts)).await.unwrap();
    assert_eq!(loads[&host_id(1)], load(2, Some(2)), "the booking that is moved does not count");
}

#[tokio::test]
async fn what_was_chosen_is_kept_with_what_it_was_chosen_from() {
    let (bed, scope) = with_team().await;
    book_for_team(&bed, 1, 2, "2026-03-02T13:00:00Z").await;
    let candidate = |host, last| Candidate {
        host: host_id(host),
        priority: 3,
        weight: Weight::try_from(5).unwrap(),
        bookings: 7,
        last_booked_at: last,
    };
    let stored = StoredAssignment {
        id: AssignmentId::from_uuid(id(0x700)),
        booking: booking(1, slot(2, 9, "2026-03-02T13:00:00Z")).id,
        event_type: event_type_id(9),
        assignment: Assignment {
            host: host_id(2),
            by: ChosenBy::Waiting,
            candidates: vec![candidate(2, None), candidate(1, Some(now()))],
        },
        at: now(),
    };
    let tx = begin(&bed).await;
    tx.insert_assignment(&stored).await.unwrap();
    let given = StoredAssignment {
        id: AssignmentId::from_uuid(id(0x701)),
        assignment: Assignment { host: host_id(1), by: ChosenBy::Reassigned, candidates: Vec::new() },
        at: now() + SignedDuration::from_secs(1),
        ..stored.clone()
    };
    tx.insert_assignment(&given).await.unwrap();
    tx.commit().await.unwrap();
    let found = bed.store.read(&scope, assignments::list(stored.booking)).await.unwrap();
    assert_eq!(found, [stored, given]);
    let client = connect(&bed.db.app_url()).await;
    for sql in ["UPDATE scheduling_assignments SET chosen_by = 'load'", "DELETE FROM scheduling_assignments"] {
        let refused = client.batch_execute(sql).await.unwrap_err();
        assert_eq!(refused.code(), Some(&tokio_postgres::error::SqlState::INSUFFICIENT_PRIVILEGE), "{sql}");
    }
}

#[tokio::test]
async fn a_meeting_of_several_hosts_is_listed_for_each_and_for_the_team() {
    let (bed, scope) = with_team().await;
    let start = "2026-03-02T13:00:00Z";
    let mut made = booking(1, slot(1, 9, start));
    made.co_slots = vec![slot(2, 9, start)];
    made.team = Some(team_id(1));
    let occupancy = OccupancyId::from_uuid(id(0x601));
    let tx = begin(&bed).await;
    let new = NewOccupancy::of(&made.slot, occupancy, OccupiedBy::Booking(made.id)).with(&made.co_slots);
    assert_eq!(tx.reserve(&new).await.unwrap(), Reserved::Inserted);
    tx.insert_booking(&made, occupancy).await.unwrap();
    tx.commit().await.unwrap();
    let made = made.stored_in(occupancy);
    assert_eq!(made.hosts(), [host_id(1), host_id(2)]);
    let list = async |filter| {
        bed.store.read(&scope, bookings::list(filter, PageRequest::default(), now())).await.unwrap().items
    };
    for host in [1, 2] {
        let of = BookingFilter { host: Some(host_id(host)), ..BookingFilter::default() };
        assert_eq!(list(of).await, std::slice::from_ref(&made));
    }
    for (filter, count) in [
        (BookingFilter { host: Some(host_id(3)), ..BookingFilter::default() }, 0),
        (BookingFilter { team: Some(team_id(1)), ..BookingFilter::default() }, 1),
        (BookingFilter { team: Some(team_id(2)), ..BookingFilter::default() }, 0),
    ] {
        assert_eq!(list(filter).await.len(), count);
    }
}
