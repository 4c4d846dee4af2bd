//! What must be known to answer a slot question about a team's event type, in one flush: as many statements as for one
//! host, whatever the number of hosts. It decides nothing: what is archived or switched off is returned too.

use std::collections::BTreeMap;

use jiff::civil::Date;
use scheduling_core::{
    DayWindows, EventTypeId, Host, HostFacts, Slug, Team, TeamEventType, TeamTypeHost, Tenant, slots::FactsRange,
};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    blocks::{self, block_columns},
    error::RowError,
    event_types::event_type_columns,
    facts::{self, host_facts, kept_holidays},
    hosts::{self, host_columns},
    read::{Param, Read, params},
    row::{Columns, all, first},
    schedules,
    seats::seats_column,
    statement::{Statement, statements},
    team_types,
    teams::{self, team_columns},
    tenants,
};

/// Which event type of a team is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamTarget {
    /// The one with this id, archived or not.
    EventType(EventTypeId),
    /// The one behind these names in URLs; neither it nor its team is archived.
    Names {
        /// The team's.
        team: Slug,
        /// The event type's.
        slug: Slug,
    },
}

/// All that is known of an event type of a team, and of its hosts' time.
#[derive(Clone, Debug)]
pub struct TeamOffer {
    /// The tenant, with its defaults.
    pub tenant: Tenant,
    /// The team.
    pub team: Team,
    /// The event type, with how it is taken.
    pub team_type: TeamEventType,
    /// Its hosts, in the order of their ids.
    pub hosts: Vec<HostOffer>,
}

/// A host of an event type, with what is known of the host's time.
#[derive(Clone, Debug)]
pub struct HostOffer {
    /// The host, with the rules of the host.
    pub host: Host,
    /// The host's share of the meetings.
    pub share: TeamTypeHost,
    /// The host's hours and what takes the host's time.
    pub facts: HostFacts,
}

/// The statements for one way to name the event type in `$2`.
macro_rules! by {
    ($event_type:expr) => {
        statements! {
            TEAM = concat!("SELECT ", team_columns!(), " FROM scheduling_teams t WHERE t.tenant_id = $1 AND t.id =
                (SELECT e.team_id FROM scheduling_event_types e WHERE e.tenant_id = $1 AND e.id = ", $event_type, ")");
            EVENT_TYPE = concat!("SELECT ", event_type_columns!(), ", e.scheduling_type, e.timezone
                FROM scheduling_event_types e
                WHERE e.tenant_id = $1 AND e.team_id IS NOT NULL AND e.id = ", $event_type);
            HOSTS = concat!("SELECT h.host_user_id, h.weight, h.priority, ", host_columns!(), "
                FROM scheduling_event_type_hosts h JOIN scheduling_users u ON u.tenant_id = $1 AND u.id = h.host_user_id
                WHERE h.tenant_id = $1 AND h.event_type_id = ", $event_type, " ORDER BY u.id");
            WEEKLY = concat!("SELECT s.id, s.host_user_id, s.weekly_schedule FROM scheduling_availability s
                WHERE s.tenant_id = $1 AND s.is_default AND s.host_user_id = ANY (ARRAY(
                    SELECT h.host_user_id FROM scheduling_event_type_hosts h
                    WHERE h.tenant_id = $1 AND h.event_type_id = ", $event_type, "))");
            OVERRIDES = concat!("SELECT o.schedule_id, o.date, o.windows, s.host_user_id
                FROM scheduling_availability s
                JOIN scheduling_date_overrides o ON o.tenant_id = $1 AND o.schedule_id = s.id
                WHERE s.tenant_id = $1 AND s.is_default AND o.date >= $3 AND o.date <= $4
                    AND s.host_user_id = ANY (ARRAY(
                        SELECT h.host_user_id FROM scheduling_event_type_hosts h
                        WHERE h.tenant_id = $1 AND h.event_type_id = ", $event_type, "))");
            BLOCKS = concat!("SELECT ", block_columns!(), ", b.host_user_id FROM scheduling_blocked_dates b
                WHERE b.tenant_id = $1 AND b.end_date >= $3 AND b.start_date <= $4 AND b.host_user_id = ANY (ARRAY(
                    SELECT h.host_user_id FROM scheduling_event_type_hosts h
                    WHERE h.tenant_id = $1 AND h.event_type_id = ", $event_type, "))");
            // Ranges are compared by their ends, as for one host. OFFSET keeps the planner from turning the look-up of
            // each host's stretch in the index into a join with the whole table.
            OCCUPANCIES = concat!("WITH reach AS MATERIALIZED (
                    SELECT h.host_user_id,
                        CASE WHEN w.widely THEN $5::timestamptz ELSE $3::timestamptz END AS since,
                        CASE WHEN w.widely THEN $6::timestamptz ELSE $4::timestamptz END AS until
                    FROM scheduling_event_type_hosts h
                    JOIN scheduling_users u ON u.tenant_id = $1 AND u.id = h.host_user_id
                    JOIN scheduling_event_types e ON e.tenant_id = $1 AND e.id = h.event_type_id
                    CROSS JOIN LATERAL (SELECT u.weekly_limit IS NOT NULL OR u.monthly_limit IS NOT NULL
                        OR e.setting_overrides ->> 'weeklyLimit' IS NOT NULL
                        OR e.setting_overrides ->> 'monthlyLimit' IS NOT NULL AS widely) w
                    WHERE h.tenant_id = $1 AND h.event_type_id = ", $event_type, "
                )
                SELECT r.occupancy_id AS id, r.host_user_id, r.event_type_id, r.starts_at, r.occupied_from,
                    r.occupied_until, r.booking_id, r.pending_until, r.hold_id, r.held_until, ", seats_column!(), "
                FROM reach CROSS JOIN LATERAL (
                    SELECT r.* FROM scheduling_host_reservations r
                    WHERE r.tenant_id = $1 AND r.host_user_id = reach.host_user_id
                        AND r.occupied_from < reach.until
                        AND r.occupied_from >= reach.since - interval '216 hours'
                        AND r.occupied_until > reach.since
                    OFFSET 0
                ) r");
        }

        pub(super) const ALL: super::Statements = super::Statements {
            team: TEAM,
            event_type: EVENT_TYPE,
            hosts: HOSTS,
            weekly: WEEKLY,
            overrides: OVERRIDES,
            blocks: BLOCKS,
            occupancies: OCCUPANCIES,
        };
    };
}

/// `$2` is the event type's id.
pub(crate) mod by_id {
    use super::{block_columns, event_type_columns, host_columns, seats_column, statements, team_columns};

    by! { "$2::uuid" }
}

/// `$2` is an array of the team's and the event type's names.
pub(crate) mod by_names {
    use super::{block_columns, event_type_columns, host_columns, seats_column, statements, team_columns};

    by! {
        "(SELECT e.id FROM scheduling_teams t JOIN scheduling_event_types e ON e.tenant_id = $1 AND e.team_id = t.id
        WHERE t.tenant_id = $1 AND t.slug = ($2::text[])[1] AND t.archived_at IS NULL
            AND e.slug = ($2::text[])[2] AND e.archived_at IS NULL)"
    }
}

struct Statements {
    team: Statement,
    event_type: Statement,
    hosts: Statement,
    weekly: Statement,
    overrides: Statement,
    blocks: Statement,
    occupancies: Statement,
}

/// What is known of an event type of a team, around a question. None if there is no such type, or if it is a host's.
///
/// # Errors when it runs
/// A host without a default schedule is a [`RowError`]: that must never look like a host without hours.
pub fn find(target: &TeamTarget, range: &FactsRange) -> Read<Option<TeamOffer>> {
    let statements = match target {
        TeamTarget::EventType(_) => by_id::ALL,
        TeamTarget::Names { .. } => by_names::ALL,
    };
    let with = |more: Vec<Param>| {
        let mut values = match target {
            TeamTarget::EventType(id) => params![id.as_uuid()],
            TeamTarget::Names { team, slug } => params![vec![team.to_string(), slug.to_string()]],
        };
        values.extend(more);
        values
    };
    let dates_of_facts = (range.first, range.last);
    let dates = || with(params![range.first, range.last]);
    let (busy, limits) = (range.busy, range.limits);
    let instants = params![busy.start, busy.end, limits.start.min(busy.start), limits.end.max(busy.end)];
    let team = Read::new(statements.team, with(Vec::new()), |rows| first(&rows, teams::team));
    let found = Read::new(statements.event_type, with(Vec::new()), |rows| first(&rows, team_types::team_type));
    let hosts = Read::new(statements.hosts, with(Vec::new()), |rows| {
        all(&rows, |row| Ok((hosts::host(row)?, team_types::type_host(row)?)))
    });
    let weekly = Read::new(statements.weekly, with(Vec::new()), |rows| all(&rows, |row| of_host(row, facts::weekly)));
    let overrides =
        Read::new(statements.overrides, dates(), |rows| all(&rows, |row| of_host(row, schedules::date_override)));
    let blocks = Read::new(statements.blocks, dates(), |rows| all(&rows, |row| of_host(row, blocks::block)));
    let occupancies =
        Read::new(statements.occupancies, with(instants), |rows| all(&rows, |row| of_host(row, facts::occupancy)));
    let what = tenants::find().and(team).and(found).and(hosts);
    let when = weekly.and(overrides).and(blocks).and(occupancies);
    what.and(when).try_map(move |((((tenant, team), found), hosts), (((weekly, overrides), blocks), occupancies))| {
        let Some(((tenant, team), mut team_type)) = tenant.zip(team).zip(found) else { return Ok(None) };
        team_type.scheduling.hosts = hosts.iter().map(|(_, share)| *share).collect();
        let mut weekly: BTreeMap<Uuid, _> = weekly.into_iter().collect();
        let (mut overrides, mut blocks) = (grouped(overrides), grouped(blocks));
        let mut occupancies = grouped(occupancies);
        let mut offer = |(host, share): (Host, TeamTypeHost)| {
            let id = &host.id.as_uuid();
            // What a host has none of has no rows.
            let overrides: Vec<(Uuid, Date, DayWindows)> = overrides.remove(id).unwrap_or_default();
            let off = (blocks.remove(id).unwrap_or_default(), kept_holidays(&tenant, &host, dates_of_facts)?);
            let occupancies = occupancies.remove(id).unwrap_or_default();
            let facts = host_facts(&host, (weekly.remove(id), overrides), off, occupancies)?;
            Ok(HostOffer { host, share, facts })
        };
        let hosts = hosts.into_iter().map(&mut offer).collect::<Result<_, crate::StoreError>>()?;
        Ok(Some(TeamOffer { tenant, team, team_type, hosts }))
    })
}

/// A row of a host.
fn of_host<T>(row: &Row, decode: fn(&Row) -> Result<T, RowError>) -> Result<(Uuid, T), RowError> {
    Ok((Columns::of("scheduling_event_type_hosts", row).get("host_user_id")?, decode(row)?))
}

fn grouped<T>(rows: Vec<(Uuid, T)>) -> BTreeMap<Uuid, Vec<T>> {
    let mut groups: BTreeMap<Uuid, Vec<T>> = BTreeMap::new();
    for (host, row) in rows {
        groups.entry(host).or_default().push(row);
    }
    groups
}
