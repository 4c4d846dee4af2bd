//! Event types of teams: those of `event_types`, with how their meetings are taken and by whom.

use std::collections::BTreeMap;

use jiff::Timestamp;
use scheduling_core::{
    EventTypeId, HostId, SchedulingKind, Slug, TeamEventType, TeamId, TeamScheduling, TeamTypeHost, Weight, Zone,
};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    error::{RowError, StoreError},
    event_types::{self, Inactive, event_type_columns},
    page::{Page, PageRequest},
    read::{Read, params},
    row::{Columns, all, count},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_event_types";
const HOSTS: &str = "scheduling_event_type_hosts";

/// Which event types of a team are listed.
#[derive(Clone, Copy, Debug)]
pub struct TeamTypeFilter {
    /// Whose.
    pub team: TeamId,
    /// Whether those that cannot be booked are listed too.
    pub inactive: Inactive,
}

statements! {
    FIND = concat!("SELECT ", event_type_columns!(), ", e.scheduling_type, e.timezone FROM scheduling_event_types e
        WHERE e.tenant_id = $1 AND e.id = $2 AND e.team_id IS NOT NULL");
    FIND_OFFERED = concat!("SELECT ", event_type_columns!(), ", e.scheduling_type, e.timezone
        FROM scheduling_event_types e
        WHERE e.tenant_id = $1 AND e.team_id = $2 AND e.slug = $3 AND e.archived_at IS NULL AND e.is_active");
    LIST = concat!("SELECT ", event_type_columns!(), ", e.scheduling_type, e.timezone FROM scheduling_event_types e
        WHERE e.tenant_id = $1 AND e.team_id = $2 AND ($3::boolean OR (e.is_active AND e.archived_at IS NULL))
            AND ($4::timestamptz IS NULL OR (e.created_at, e.id) > ($4, $5::uuid))
        ORDER BY e.created_at, e.id LIMIT $6");
    COUNT = "SELECT count(*) AS count FROM scheduling_event_types
        WHERE tenant_id = $1 AND team_id = $2 AND archived_at IS NULL";
    LIST_HOSTS = "SELECT h.event_type_id, h.host_user_id, h.weight, h.priority FROM scheduling_event_type_hosts h
        WHERE h.tenant_id = $1 AND h.event_type_id = $2 ORDER BY h.host_user_id";
    LIST_HOSTS_OF_TEAM = "SELECT h.event_type_id, h.host_user_id, h.weight, h.priority
        FROM scheduling_event_type_hosts h WHERE h.tenant_id = $1 AND h.team_id = $2 ORDER BY h.host_user_id";
    LIST_ALL_HOSTS = "SELECT DISTINCT h.host_user_id FROM scheduling_event_type_hosts h
            JOIN scheduling_event_types e ON e.tenant_id = $1 AND e.id = h.event_type_id AND e.archived_at IS NULL
        WHERE h.tenant_id = $1 AND h.team_id = $2 ORDER BY h.host_user_id";
    UPDATE_SCHEDULING = "UPDATE scheduling_event_types SET scheduling_type = $3, timezone = $4
        WHERE tenant_id = $1 AND id = $2";
    INSERT_HOSTS = "INSERT INTO scheduling_event_type_hosts
        (tenant_id, event_type_id, team_id, host_user_id, weight, priority)
        SELECT $1, $2, $3, h.id, h.weight, h.priority
        FROM unnest($4::uuid[], $5::integer[], $6::integer[]) AS h (id, weight, priority)";
    DELETE_HOSTS = "DELETE FROM scheduling_event_type_hosts WHERE tenant_id = $1 AND event_type_id = $2";
}

/// The event type of a team with this id, archived or not; none for one of a host.
pub fn find(id: EventTypeId) -> Read<Option<TeamEventType>> {
    let found = Read::new(FIND, params![id.as_uuid()], |rows| all(&rows, team_type));
    let hosts = Read::new(LIST_HOSTS, params![id.as_uuid()], |rows| all(&rows, host_of_type));
    found.and(hosts).map(|(found, hosts)| join(found, hosts).pop())
}

/// The event type of a team by its name in URLs, if it can be booked.
pub fn find_offered(team: TeamId, slug: &Slug) -> Read<Option<TeamEventType>> {
    let values = params![team.as_uuid(), slug.to_string()];
    let found = Read::new(FIND_OFFERED, values, |rows| all(&rows, team_type));
    found.and(hosts_of_team(team)).map(|(found, hosts)| join(found, hosts).pop())
}

/// The event types of a team, oldest first.
pub fn list(filter: TeamTypeFilter, page: PageRequest) -> Read<Page<TeamEventType>> {
    let TeamTypeFilter { team, inactive } = filter;
    let values =
        params![team.as_uuid(), inactive == Inactive::Included, page.after_at(), page.after_id(), page.fetch(),];
    let found = Read::new(LIST, values, move |rows| {
        page.of(&rows, team_type, |found| (found.event_type.created_at, found.event_type.id.as_uuid()))
    });
    found.and(hosts_of_team(team)).map(|(page, hosts)| Page { items: join(page.items, hosts), next: page.next })
}

/// How many event types of the team are not archived.
pub fn count_of(team: TeamId) -> Read<u64> {
    Read::new(COUNT, params![team.as_uuid()], |rows| count(&rows))
}

/// Everybody who takes meetings of the team: the hosts of its event types that are not archived, each once.
pub fn list_all_hosts(team: TeamId) -> Read<Vec<HostId>> {
    Read::new(LIST_ALL_HOSTS, params![team.as_uuid()], |rows| {
        all(&rows, |row| Columns::of("scheduling_event_type_hosts", row).get("host_user_id").map(HostId::from_uuid))
    })
}

fn hosts_of_team(team: TeamId) -> Read<Vec<(Uuid, TeamTypeHost)>> {
    Read::new(LIST_HOSTS_OF_TEAM, params![team.as_uuid()], |rows| all(&rows, host_of_type))
}

impl TenantTx {
    /// Makes an event type of a team with its hosts, not archived.
    ///
    /// # Errors
    /// [`Conflict::SlugTaken`](crate::Conflict::SlugTaken), [`Conflict::NotMember`](crate::Conflict::NotMember).
    pub async fn insert_team_event_type(&self, team: TeamId, new: &TeamEventType) -> Result<(), StoreError> {
        self.insert_owned_event_type(&new.event_type, Some(&new.scheduling)).await?;
        self.insert_type_hosts(team, new.event_type.id, &new.scheduling.hosts).await
    }

    /// Replaces everything that can be changed of an event type of a team, and its hosts.
    ///
    /// # Errors
    /// As [`insert_team_event_type`](Self::insert_team_event_type); [`StoreError::NotFound`].
    pub async fn update_team_event_type(
        &self,
        team: TeamId,
        changed: &TeamEventType,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let TeamEventType { event_type, scheduling } = changed;
        self.update_event_type(event_type.id, &event_type.details, now).await?;
        let values = params![event_type.id.as_uuid(), scheduling.kind.as_str(), scheduling.zone.name().to_owned()];
        self.execute_on("event type", UPDATE_SCHEDULING, values).await?;
        self.execute(DELETE_HOSTS, params![event_type.id.as_uuid()]).await?;
        self.insert_type_hosts(team, event_type.id, &scheduling.hosts).await
    }

    async fn insert_type_hosts(&self, team: TeamId, id: EventTypeId, hosts: &[TeamTypeHost]) -> Result<(), StoreError> {
        let values = params![
            id.as_uuid(),
            team.as_uuid(),
            hosts.iter().map(|host| host.host.as_uuid()).collect::<Vec<_>>(),
            hosts.iter().map(|host| i32::from(u8::from(host.weight))).collect::<Vec<_>>(),
            hosts.iter().map(|host| i32::from(host.priority)).collect::<Vec<_>>(),
        ];
        self.execute(INSERT_HOSTS, values).await?;
        Ok(())
    }
}

fn join(mut found: Vec<TeamEventType>, hosts: Vec<(Uuid, TeamTypeHost)>) -> Vec<TeamEventType> {
    let mut of_each: BTreeMap<Uuid, Vec<TeamTypeHost>> = BTreeMap::new();
    for (event_type, host) in hosts {
        of_each.entry(event_type).or_default().push(host);
    }
    for TeamEventType { event_type, scheduling } in &mut found {
        // One without hosts can only be archived: its members have left.
        scheduling.hosts = of_each.remove(&event_type.id.as_uuid()).unwrap_or_default();
    }
    found
}

/// The event type without its hosts.
pub(crate) fn team_type(row: &Row) -> Result<TeamEventType, RowError> {
    let columns = Columns::of(TABLE, row);
    let (kind, zone): (SchedulingKind, Zone) = (columns.parse("scheduling_type")?, columns.parse("timezone")?);
    let scheduling = TeamScheduling { kind, zone, hosts: Vec::new() };
    Ok(TeamEventType { event_type: event_types::event_type(row)?, scheduling })
}

fn host_of_type(row: &Row) -> Result<(Uuid, TeamTypeHost), RowError> {
    Ok((Columns::of(HOSTS, row).get("event_type_id")?, type_host(row)?))
}

pub(crate) fn type_host(row: &Row) -> Result<TeamTypeHost, RowError> {
    let columns = Columns::of(HOSTS, row);
    let weight = Weight::try_from(columns.number::<u8>("weight")?).map_err(|why| columns.wrong("weight", why))?;
    Ok(TeamTypeHost {
        host: HostId::from_uuid(columns.get("host_user_id")?),
        weight,
        priority: columns.number("priority")?,
    })
}
