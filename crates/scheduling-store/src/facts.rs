//! What must be known to answer a slot question, in one flush: the tenant, the host, the event type, its schedule, and
//! what takes the host's time around the question. It decides nothing: what is archived or switched off is returned too.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    Block, BookingId, DateOverrides, EventType, EventTypeId, HoldId, Holiday, Host, HostFacts, HostId, Interval,
    Occupancy, OccupancyId, OccupiedBy, Slug, Tenant, Username, WeeklySchedule, slots::FactsRange,
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
    seats::{self, seats_column},
    statement::{Statement, statements},
    tenants,
};

/// Which event type is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The one with this id, archived or not.
    EventType(EventTypeId),
    /// The one with this id, archived or not, on the calendar of a host whose it need not be.
    Hosted {
        /// The event type.
        event_type: EventTypeId,
        /// Whose time counts.
        host: HostId,
    },
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

/// The statements for one way to name the event type in `$2`: how to find the host, which `e` it is, which `e` it is if it
/// is the host's own, and how to find the host once `e` is at hand.
macro_rules! by {
    ($host:expr, $event_type:expr, $own:expr, $counted_host:expr) => {
        statements! {
            EVENT_TYPE = concat!("SELECT ", event_type_columns!(), " FROM scheduling_event_types e WHERE ", $event_type);
            HOST = concat!("SELECT ", host_columns!(), " FROM scheduling_users u
                WHERE u.tenant_id = $1 AND u.id = ", $host);
            // The schedule that counts is the event type's, else the host's default one.
            WEEKLY = concat!("SELECT s.id, s.weekly_schedule FROM scheduling_availability s
                WHERE s.tenant_id = $1 AND s.id = COALESCE(
                    (SELECT e.schedule_id FROM scheduling_event_types e WHERE ", $own, "),
                    (SELECT d.id FROM scheduling_availability d
                    WHERE d.tenant_id = $1 AND d.is_default AND d.host_user_id = ", $host, "))");
            OVERRIDES = concat!("SELECT o.schedule_id, o.date, o.windows FROM scheduling_date_overrides o
                WHERE o.tenant_id = $1 AND o.date >= $3 AND o.date <= $4 AND o.schedule_id = COALESCE(
                    (SELECT e.schedule_id FROM scheduling_event_types e WHERE ", $own, "),
                    (SELECT d.id FROM scheduling_availability d
                    WHERE d.tenant_id = $1 AND d.is_default AND d.host_user_id = ", $host, "))");
            BLOCKS = concat!("SELECT ", block_columns!(), " FROM scheduling_blocked_dates b
                WHERE b.tenant_id = $1 AND b.end_date >= $3 AND b.start_date <= $4 AND b.host_user_id = ", $host);
            // Ranges are compared by their ends: range operators are not leakproof, so that row-level security would
            // keep them from any index. The constraint on the longest reservation bounds how far back one may begin.
            // Only with a weekly or monthly limit is the wider stretch read.
            OCCUPANCIES = concat!("WITH counted AS (
                    SELECT u.weekly_limit IS NOT NULL OR u.monthly_limit IS NOT NULL
                        OR e.setting_overrides ->> 'weeklyLimit' IS NOT NULL
                        OR e.setting_overrides ->> 'monthlyLimit' IS NOT NULL AS widely
                    FROM scheduling_event_types e JOIN scheduling_users u ON u.tenant_id = $1 AND u.id = ", $counted_host, "
                    WHERE ", $event_type, "
                ), reach AS MATERIALIZED (
                    SELECT CASE WHEN widely THEN $5::timestamptz ELSE $3::timestamptz END AS since,
                        CASE WHEN widely THEN $6::timestamptz ELSE $4::timestamptz END AS until
                    FROM counted
                )
                SELECT r.occupancy_id AS id, r.event_type_id, r.starts_at, r.occupied_from, r.occupied_until,
                    r.booking_id, r.pending_until, r.hold_id, r.held_until, ", seats_column!(), "
                FROM scheduling_host_reservations r
                WHERE r.tenant_id = $1 AND r.host_user_id = ", $host, "
                    AND r.occupied_from < (SELECT until FROM reach)
                    AND r.occupied_from >= (SELECT since - interval '216 hours' FROM reach)
                    AND r.occupied_until > (SELECT since FROM reach)
                ORDER BY r.occupied_from");
        }

        pub(super) const ALL: super::Statements = super::Statements {
            event_type: EVENT_TYPE,
            host: HOST,
            weekly: WEEKLY,
            overrides: OVERRIDES,
            blocks: BLOCKS,
            occupancies: OCCUPANCIES,
        };
    };
}

/// `$2` is the event type's id.
pub(crate) mod by_id {
    use super::{block_columns, event_type_columns, host_columns, seats_column, statements};

    by! {
        "(SELECT e.host_user_id FROM scheduling_event_types e WHERE e.tenant_id = $1 AND e.id = $2)",
        "e.tenant_id = $1 AND e.id = $2",
        "e.tenant_id = $1 AND e.id = $2",
        "e.host_user_id"
    }
}

/// `$2` is an array of the event type's id and the host's.
pub(crate) mod by_host {
    use super::{block_columns, event_type_columns, host_columns, seats_column, statements};

    by! {
        "($2::uuid[])[2]",
        "e.tenant_id = $1 AND e.id = ($2::uuid[])[1]",
        "e.tenant_id = $1 AND e.id = ($2::uuid[])[1] AND e.host_user_id = ($2::uuid[])[2]",
        "($2::uuid[])[2]"
    }
}

/// `$2` is an array of the host's and the event type's names.
pub(crate) mod by_names {
    use super::{block_columns, event_type_columns, host_columns, seats_column, statements};

    by! {
        "(SELECT u.id FROM scheduling_users u WHERE u.tenant_id = $1 AND u.username = ($2::text[])[1])",
        "e.tenant_id = $1 AND e.slug = ($2::text[])[2] AND e.archived_at IS NULL AND e.host_user_id =
            (SELECT u.id FROM scheduling_users u WHERE u.tenant_id = $1 AND u.username = ($2::text[])[1])",
        "e.tenant_id = $1 AND e.slug = ($2::text[])[2] AND e.archived_at IS NULL AND e.host_user_id =
            (SELECT u.id FROM scheduling_users u WHERE u.tenant_id = $1 AND u.username = ($2::text[])[1])",
        "e.host_user_id"
    }
}

struct Statements {
    event_type: Statement,
    host: Statement,
    weekly: Statement,
    overrides: Statement,
    blocks: Statement,
    occupancies: Statement,
}

/// What is known of an event type, around a question. None if there is no such type, or no such host.
///
/// # Errors when it runs
/// A host without the schedule that counts is a [`RowError`]: that must never look like a host without hours.
pub fn find(target: &Target, range: &FactsRange) -> Read<Option<Offer>> {
    let dates_of_facts = (range.first, range.last);
    let statements = match target {
        Target::EventType(_) => by_id::ALL,
        Target::Hosted { .. } => by_host::ALL,
        Target::Names { .. } => by_names::ALL,
    };
    let with = |more: Vec<Param>| {
        let mut values = match target {
            Target::EventType(id) => params![id.as_uuid()],
            Target::Hosted { event_type, host } => params![vec![event_type.as_uuid(), host.as_uuid()]],
            Target::Names { username, slug } => params![vec![username.to_string(), slug.to_string()]],
        };
        values.extend(more);
        values
    };
    let dates = || with(params![range.first, range.last]);
    let (busy, limits) = (range.busy, range.limits);
    let instants = params![busy.start, busy.end, limits.start.min(busy.start), limits.end.max(busy.end)];
    let event_type = Read::new(statements.event_type, with(Vec::new()), |rows| first(&rows, event_types::event_type));
    let host = Read::new(statements.host, with(Vec::new()), |rows| first(&rows, hosts::host));
    let weekly = Read::new(statements.weekly, with(Vec::new()), |rows| first(&rows, weekly));
    let overrides = Read::new(statements.overrides, dates(), |rows| all(&rows, schedules::date_override));
    let blocks = Read::new(statements.blocks, dates(), |rows| all(&rows, blocks::block));
    let occupancies = Read::new(statements.occupancies, with(instants), |rows| all(&rows, occupancy));
    let rows = tenants::find().and(event_type).and(host).and(weekly).and(overrides).and(blocks).and(occupancies);
    rows.try_map(move |((((((tenant, event_type), host), weekly), overrides), blocks), occupancies)| {
        let Some(((tenant, event_type), host)) = tenant.zip(event_type).zip(host) else { return Ok(None) };
        let off = (blocks, kept_holidays(&tenant, &host, dates_of_facts)?);
        let facts = host_facts(&host, (weekly, overrides), off, occupancies)?;
        Ok(Some(Offer { tenant, host, event_type, facts }))
    })
}

/// The holidays of the dates `first..=last` that a host keeps, or that the tenant's hosts keep.
///
/// # Errors
/// A set that the program does not know must never look like one without holidays.
pub(crate) fn kept_holidays(
    tenant: &Tenant,
    host: &Host,
    (first, last): (Date, Date),
) -> Result<Vec<Holiday>, RowError> {
    let (row, kept) = match &host.profile.holidays {
        Some(own) => (RowError::on("scheduling_users").column("holidays").row(host.id.as_uuid()), own),
        None => {
            (RowError::on("tenants").column("defaults").row(tenant.id.as_uuid()), &tenant.settings.defaults.holidays)
        }
    };
    kept.between(first, last).map_err(|why| row.because(why))
}

/// Puts the facts of a host together.
pub(crate) fn host_facts(
    host: &Host,
    (weekly, overrides): (Option<WeeklySchedule>, Vec<(Uuid, Date, scheduling_core::DayWindows)>),
    (blocks, holidays): (Vec<Block>, Vec<Holiday>),
    occupancies: Vec<Occupancy>,
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
        holidays,
        occupancies,
        external_busy: Vec::new(),
    })
}

pub(crate) fn weekly(row: &Row) -> Result<WeeklySchedule, RowError> {
    let columns = Columns::of("scheduling_availability", row);
    Ok(columns.json::<WeeklyDocument>("weekly_schedule")?.into())
}

pub(crate) fn occupancy(row: &Row) -> Result<Occupancy, RowError> {
    let columns = Columns::of("scheduling_host_reservations", row);
    let booking = columns.get::<Option<Uuid>>("booking_id")?.map(BookingId::from_uuid);
    let hold = columns.get::<Option<Uuid>>("hold_id")?.map(HoldId::from_uuid);
    let pending_until = columns.get::<Option<Timestamp>>("pending_until")?;
    let expires_at = columns.get::<Option<Timestamp>>("held_until")?.or(pending_until);
    let by = match (booking, hold, expires_at) {
        (Some(booking), _, Some(expires_at)) => OccupiedBy::Pending { booking, expires_at },
        (Some(booking), _, None) => OccupiedBy::Booking(booking),
        (None, Some(id), Some(expires_at)) => OccupiedBy::Hold { id, expires_at },
        (None, _, _) => return Err(columns.wrong("booking_id", "neither a booking nor a hold made it")),
    };
    let (group, seated) = seats::group(&columns)?.unzip();
    Ok(Occupancy {
        id: OccupancyId::from_uuid(columns.get("id")?),
        event_type: EventTypeId::from_uuid(columns.get("event_type_id")?),
        start: columns.get("starts_at")?,
        occupied: Interval { start: columns.get("occupied_from")?, end: columns.get("occupied_until")? },
        by: seated.flatten().unwrap_or(by),
        group: group.map(Box::new),
    })
}
