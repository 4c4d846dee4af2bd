//! What must be known to answer a slot question, in one flush: the tenant, the host, the event type, its schedule, and
//! what takes the host's time around the question. It decides nothing: what is archived or switched off is returned too.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    Block, BookingId, DateOverrides, EventType, EventTypeId, HoldId, Host, HostFacts, Interval, Occupancy, OccupancyId,
    OccupiedBy, Slug, Tenant, Username, WeeklySchedule, slots::FactsRange,
};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    blocks::{self, block_columns},
    document::WeeklyDocument,
    error::{RowError, StoreError},
    event_types::{self, event_type_columns},
    hosts::{self, host_columns},
    read::{Param, Read, params},
    row::{Columns, all, first},
    schedules,
    statement::statements,
    tenants,
};

/// Which event type is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The one with this id, archived or not.
    EventType(EventTypeId),
    /// The one behind these names in URLs, which is not archived.
    Names {
        /// The host's.
        username: Username,
        /// The event type's.
        slug: Slug,
    },
}

/// All that is known of an event type, its host and the host's time.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The tenant, with its defaults.
    pub tenant: Tenant,
    /// The host, with the rules of the host.
    pub host: Host,
    /// The event type, with its own rules.
    pub event_type: EventType,
    /// The host's hours and what takes the host's time.
    pub facts: HostFacts,
}

/// The event type, of the common table expression by the name `target`, from `$2` (id), or `$3` and `$4` (names).
macro_rules! with_target {
    () => {
        "WITH target AS MATERIALIZED (
            SELECT e.id, e.host_user_id, e.schedule_id, e.setting_overrides FROM scheduling_event_types e
            WHERE e.tenant_id = $1 AND e.id = $2::uuid
            UNION ALL
            SELECT e.id, e.host_user_id, e.schedule_id, e.setting_overrides FROM scheduling_users u
            JOIN scheduling_event_types e ON e.tenant_id = u.tenant_id AND e.host_user_id = u.id
            WHERE u.tenant_id = $1 AND u.username = $3::text
                AND e.tenant_id = $1 AND e.slug = $4::text AND e.archived_at IS NULL
        )"
    };
}

/// The schedule that counts: the event type's, else the host's default one.
macro_rules! target_schedule {
    () => {
        "COALESCE((SELECT t.schedule_id FROM target t), (
            SELECT d.id FROM scheduling_availability d
            WHERE d.tenant_id = $1 AND d.host_user_id = (SELECT t.host_user_id FROM target t) AND d.is_default))"
    };
}

statements! {
    EVENT_TYPE = concat!(with_target!(), " SELECT ", event_type_columns!(), " FROM scheduling_event_types e
        WHERE e.tenant_id = $1 AND e.id = (SELECT t.id FROM target t)");
    HOST = concat!(with_target!(), " SELECT ", host_columns!(), " FROM scheduling_users u
        WHERE u.tenant_id = $1 AND u.id = (SELECT t.host_user_id FROM target t)");
    WEEKLY = concat!(with_target!(), " SELECT s.id, s.weekly_schedule FROM scheduling_availability s
        WHERE s.tenant_id = $1 AND s.id = ", target_schedule!());
    OVERRIDES = concat!(with_target!(), " SELECT o.schedule_id, o.date, o.windows FROM scheduling_date_overrides o
        WHERE o.tenant_id = $1 AND o.schedule_id = ", target_schedule!(), " AND o.date >= $5 AND o.date <= $6");
    BLOCKS = concat!(with_target!(), " SELECT ", block_columns!(), " FROM scheduling_blocked_dates b
        WHERE b.tenant_id = $1 AND b.host_user_id = (SELECT t.host_user_id FROM target t)
            AND b.end_date >= $5 AND b.start_date <= $6");
    // Ranges are compared by their ends: range operators are not leakproof, so that row-level security would keep them
    // from any index. The constraint on the longest reservation bounds how far back one may begin. Only with a weekly
    // or monthly limit is the wider stretch read.
    OCCUPANCIES = concat!(with_target!(), ", counted AS MATERIALIZED (
            SELECT u.weekly_limit IS NOT NULL OR u.monthly_limit IS NOT NULL
                OR t.setting_overrides ->> 'weeklyLimit' IS NOT NULL
                OR t.setting_overrides ->> 'monthlyLimit' IS NOT NULL AS widely
            FROM target t JOIN scheduling_users u ON u.tenant_id = $1 AND u.id = t.host_user_id
        ), reach AS MATERIALIZED (
            SELECT CASE WHEN c.widely THEN $7::timestamptz ELSE $5::timestamptz END AS since,
                CASE WHEN c.widely THEN $8::timestamptz ELSE $6::timestamptz END AS until
            FROM counted c
        )
        SELECT o.id, o.event_type_id, o.starts_at, r.occupied_from, r.occupied_until, b.id AS booking_id,
            h.id AS hold_id, h.expires_at
        FROM scheduling_host_reservations r
        JOIN scheduling_occupancies o ON o.tenant_id = $1 AND o.id = r.occupancy_id
        LEFT JOIN scheduling_bookings b ON b.tenant_id = $1 AND b.occupancy_id = r.occupancy_id
        LEFT JOIN scheduling_holds h ON h.tenant_id = $1 AND h.occupancy_id = r.occupancy_id AND o.held_until IS NOT NULL
        WHERE r.tenant_id = $1 AND r.host_user_id = (SELECT t.host_user_id FROM target t)
            AND r.occupied_from < (SELECT until FROM reach)
            AND r.occupied_from >= (SELECT since - interval '216 hours' FROM reach)
            AND r.occupied_until > (SELECT since FROM reach)
        ORDER BY r.occupied_from");
}

/// What is known of an event type, around a question. None if there is no such type.
///
/// # Errors when it runs
/// A host without the schedule that counts is a [`RowError`]: that must never look like a host without hours.
pub fn find(target: &Target, range: &FactsRange) -> Read<Option<Offer>> {
    let with = |more: Vec<Param>| {
        let mut values = match target {
            Target::EventType(id) => params![Some(id.as_uuid()), None::<String>, None::<String>],
            Target::Names { username, slug } => {
                params![None::<Uuid>, Some(username.to_string()), Some(slug.to_string())]
            }
        };
        values.extend(more);
        values
    };
    let (busy, limits) = (range.busy, range.limits);
    let instants = params![busy.start, busy.end, limits.start.min(busy.start), limits.end.max(busy.end)];
    let event_type = Read::new(EVENT_TYPE, with(Vec::new()), |rows| first(&rows, event_types::event_type));
    let host = Read::new(HOST, with(Vec::new()), |rows| first(&rows, hosts::host));
    let weekly = Read::new(WEEKLY, with(Vec::new()), |rows| first(&rows, weekly));
    let dates = with(params![range.first, range.last]);
    let overrides = Read::new(OVERRIDES, dates, |rows| all(&rows, schedules::date_override));
    let dates = with(params![range.first, range.last]);
    let blocks = Read::new(BLOCKS, dates, |rows| all(&rows, blocks::block));
    let occupancies = Read::new(OCCUPANCIES, with(instants), |rows| all(&rows, occupancy));
    let rows = tenants::get().and(event_type).and(host).and(weekly).and(overrides).and(blocks).and(occupancies);
    rows.try_map(|((((((tenant, event_type), host), weekly), overrides), blocks), occupancies)| {
        let Some((event_type, host)) = event_type.zip(host) else { return Ok(None) };
        let facts = host_facts(&host, weekly, overrides, (blocks, occupancies))?;
        Ok(Some(Offer { tenant, host, event_type, facts }))
    })
}

fn host_facts(
    host: &Host,
    weekly: Option<WeeklySchedule>,
    overrides: Vec<(Uuid, Date, scheduling_core::DayWindows)>,
    (blocks, occupancies): (Vec<Block>, Vec<Occupancy>),
) -> Result<HostFacts, StoreError> {
    let id = host.id.as_uuid();
    let missing = || RowError::on("scheduling_users").column("(default schedule)").row(id);
    let overrides: BTreeMap<_, _> = overrides.into_iter().map(|(_, date, windows)| (date, windows)).collect();
    let overrides = DateOverrides::new(overrides);
    Ok(HostFacts {
        host: host.id,
        zone: host.profile.zone.clone(),
        weekly: weekly.ok_or_else(missing)?,
        overrides: overrides.map_err(|why| RowError::on(schedules::OVERRIDES).column("date").row(id).because(why))?,
        blocks,
        occupancies,
        external_busy: Vec::new(),
    })
}

fn weekly(row: &Row) -> Result<WeeklySchedule, RowError> {
    let columns = Columns::of("scheduling_availability", row);
    Ok(columns.json::<WeeklyDocument>("weekly_schedule")?.into())
}

fn occupancy(row: &Row) -> Result<Occupancy, RowError> {
    let columns = Columns::of("scheduling_occupancies", row);
    let booking = columns.get::<Option<Uuid>>("booking_id")?.map(BookingId::from_uuid);
    let hold = columns.get::<Option<Uuid>>("hold_id")?.map(HoldId::from_uuid);
    let expires_at = columns.get::<Option<Timestamp>>("expires_at")?;
    let by = match (booking, hold, expires_at) {
        (Some(booking), _, _) => OccupiedBy::Booking(booking),
        (None, Some(id), Some(expires_at)) => OccupiedBy::Hold { id, expires_at },
        (None, _, _) => return Err(columns.wrong("id", "neither a booking nor a hold is in it")),
    };
    Ok(Occupancy {
        id: OccupancyId::from_uuid(columns.get("id")?),
        event_type: EventTypeId::from_uuid(columns.get("event_type_id")?),
        start: columns.get("starts_at")?,
        occupied: Interval { start: columns.get("occupied_from")?, end: columns.get("occupied_until")? },
        by,
    })
}
