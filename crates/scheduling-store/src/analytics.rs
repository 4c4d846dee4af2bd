//! What figures are made of: numbers of bookings by local hour, event type and host, the time that is booked, and the hours
//! of the hosts. It counts and converts no zone: where an hour begins is passed in.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    Block, BookingStatus, EventTypeId, Host, HostFacts, HostId, Interval, Name, WeeklySchedule,
    analytics::{Basis, Count},
};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    blocks::{self, block_columns},
    document::WeeklyDocument,
    error::{RowError, StoreError},
    facts::{host_facts, kept_holidays},
    hosts::{self, host_columns},
    read::{Param, Read, params},
    row::{Columns, all},
    schedules,
    statement::statements,
    tenants,
};

const TABLE: &str = "scheduling_bookings";

/// Which bookings and hosts are looked at; an id that is `None` excludes nothing.
#[derive(Clone, Copy, Debug)]
pub struct Of {
    /// Bookings of this event type, and the hours of the schedule that it follows.
    pub event_type: Option<EventTypeId>,
    /// This host alone.
    pub host: Option<HostId>,
}

/// The bookings to be counted.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Which of them.
    pub of: Of,
    /// By which of their instants.
    pub by: Basis,
    /// Where that must lie: ascending, and at least one.
    pub within: Vec<Interval>,
    /// Where each hour begins and the last one ends, ascending.
    pub hours: Vec<Timestamp>,
}

/// Numbers of bookings, each booking once in the first two lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By the number of the hour, the first being 0.
    pub by_hour: Vec<(usize, Count)>,
    /// By event type, with its name of today.
    pub by_event_type: Vec<(EventTypeId, Name, Count)>,
    /// By host: a meeting of several hosts counts for each.
    pub by_host: Vec<(HostId, Count)>,
}

/// A host with the hours that hold for all event types, or for the one that is asked about.
#[derive(Clone, Debug)]
pub struct Member {
    /// The host.
    pub host: Host,
    /// The hours; no occupancies.
    pub facts: HostFacts,
}

macro_rules! count_by {
    ($column:literal) => {
        concat!(
            "WITH counted AS (
                SELECT width_bucket(",
            $column,
            ", $4::timestamptz[]) AS hour, event_type_id, host_user_id, co_host_ids, status
                FROM scheduling_bookings
                WHERE tenant_id = $1 AND NOT awaits_address AND ",
            $column,
            " >= ($2::timestamptz[])[1]
                    AND ",
            $column,
            " < ($3::timestamptz[])[cardinality($3::timestamptz[])]
                    AND EXISTS (SELECT FROM unnest($2::timestamptz[], $3::timestamptz[]) AS part (since, until)
                        WHERE ",
            $column,
            " >= part.since AND ",
            $column,
            " < part.until)
                    AND ($5::uuid IS NULL OR event_type_id = $5) AND ($6::uuid IS NULL OR host_user_id = $6 OR $6 = ANY (co_host_ids))
            ), counts AS (
                SELECT hour, event_type_id, NULL::uuid AS host_user_id, status, count(*) AS count FROM counted
                GROUP BY GROUPING SETS ((hour, status), (event_type_id, status))
                UNION ALL
                SELECT NULL, NULL, h.id, c.status, count(*) FROM counted c
                CROSS JOIN LATERAL unnest(c.host_user_id || c.co_host_ids) AS h (id)
                WHERE $6::uuid IS NULL OR h.id = $6
                GROUP BY h.id, c.status
            )
            SELECT c.hour, c.event_type_id, c.host_user_id, c.status, c.count, e.name FROM counts c
            LEFT JOIN scheduling_event_types e ON e.tenant_id = $1 AND e.id = c.event_type_id
            ORDER BY c.hour, e.name, c.event_type_id, c.host_user_id, c.status"
        )
    };
}

/// Whose hours are asked for: the host in `$2`, else those of the event type in `$3`, else everybody. An event type's are its
/// host or the team's hosts, and those who have bookings of it: meetings that were given to somebody else, and those of
/// hosts who have left. They are looked for from `$4` to `$5`: by booked time, and by what bookings are counted by, which is
/// their creation with `$6`.
macro_rules! asked_host {
    ($host:literal) => {
        concat!(
            "CASE WHEN $2::uuid IS NOT NULL THEN ",
            $host,
            " = $2 WHEN $3::uuid IS NOT NULL THEN ",
            $host,
            " IN (SELECT a.host_user_id FROM scheduling_event_types a WHERE a.tenant_id = $1 AND a.id = $3
                UNION ALL SELECT h.host_user_id FROM scheduling_event_type_hosts h
                    WHERE h.tenant_id = $1 AND h.event_type_id = $3
                UNION ALL SELECT unnest(m.host_user_id || m.co_host_ids) FROM scheduling_bookings m
                    WHERE m.tenant_id = $1 AND m.event_type_id = $3 AND m.start_time < $5::timestamptz
                        AND m.start_time > $4::timestamptz - interval '168 hours' AND m.end_time > $4
                        AND NOT m.awaits_address
                        AND (m.occupancy_id IS NOT NULL
                            OR NOT $6::boolean AND m.start_time >= $4 AND m.status <> 'rescheduled')
                UNION ALL SELECT unnest(c.host_user_id || c.co_host_ids) FROM scheduling_bookings c
                    WHERE c.tenant_id = $1 AND c.event_type_id = $3 AND $6
                        AND c.created_at >= $4 AND c.created_at < $5 AND c.status <> 'rescheduled'
                        AND NOT c.awaits_address)
            ELSE true END"
        )
    };
}

/// The schedules that count: that of the event type in `$3` if it names one, else the host's default one.
macro_rules! counts {
    () => {
        "s.id = COALESCE(
            (SELECT a.schedule_id FROM scheduling_event_types a
                WHERE a.tenant_id = $1 AND a.id = $3 AND a.host_user_id = s.host_user_id),
            (SELECT d.id FROM scheduling_availability d
                WHERE d.tenant_id = $1 AND d.is_default AND d.host_user_id = s.host_user_id))"
    };
}

statements! {
    COUNT_BY_MEETING = count_by!("start_time");
    COUNT_BY_CREATION = count_by!("created_at");
    // Each stretch of time once, also if several bookings share it, and for each of its hosts. A meeting is no longer than
    // 168 hours. What waited for approval in vain until $6 took no time, whoever wrote that down; what waits for its address
    // does not count.
    BOOKED = "SELECT r.host_user_id,
            sum(extract(epoch FROM least(b.end_time, $3) - greatest(b.start_time, $2)))::bigint AS seconds
        FROM (SELECT DISTINCT occupancy_id, start_time, end_time FROM scheduling_bookings
            WHERE tenant_id = $1 AND occupancy_id IS NOT NULL AND end_time > $2::timestamptz
                AND start_time < $3::timestamptz AND start_time > $2 - interval '168 hours'
                AND (status <> 'pending' OR expires_at > $6) AND NOT awaits_address
                AND ($4::uuid IS NULL OR event_type_id = $4)) b
        JOIN scheduling_host_reservations r ON r.tenant_id = $1 AND r.occupancy_id = b.occupancy_id
        WHERE ($5::uuid IS NULL OR r.host_user_id = $5)
        GROUP BY r.host_user_id";
    HOSTS = concat!("SELECT ", host_columns!(), " FROM scheduling_users u
        WHERE u.tenant_id = $1 AND ", asked_host!("u.id"), " ORDER BY u.display_name, u.id");
    WEEKLY = concat!("SELECT s.host_user_id, s.id, s.weekly_schedule FROM scheduling_availability s
        WHERE s.tenant_id = $1 AND ", asked_host!("s.host_user_id"), " AND ", counts!());
    OVERRIDES = concat!("SELECT s.host_user_id, o.schedule_id, o.date, o.windows FROM scheduling_availability s
        JOIN scheduling_date_overrides o ON o.tenant_id = $1 AND o.schedule_id = s.id
        WHERE s.tenant_id = $1 AND o.date >= $7 AND o.date <= $8 AND ", asked_host!("s.host_user_id"), " AND ", counts!());
    BLOCKS = concat!("SELECT ", block_columns!(), ", b.host_user_id FROM scheduling_blocked_dates b
        WHERE b.tenant_id = $1 AND b.end_date >= $7 AND b.start_date <= $8 AND ", asked_host!("b.host_user_id"));
}

/// How many bookings there are.
pub fn count(counted: Counted) -> Read<Counts> {
    let Counted { of, by, within, hours } = counted;
    let statement = match by {
        Basis::Meeting => COUNT_BY_MEETING,
        Basis::Creation => COUNT_BY_CREATION,
    };
    let (starts, ends): (Vec<Timestamp>, Vec<Timestamp>) = within.iter().map(|part| (part.start, part.end)).unzip();
    let values = params![starts, ends, hours, of.event_type.map(EventTypeId::as_uuid), of.host.map(HostId::as_uuid),];
    Read::new(statement, values, |rows| {
        let mut counts = Counts::default();
        for row in &rows {
            counts.add(row)?;
        }
        Ok(counts)
    })
}

/// How many seconds of an interval are booked, by host: the meetings without their buffers. Those that waited for approval in
/// vain until `now` are none.
pub fn booked_seconds(of: Of, within: Interval, now: Timestamp) -> Read<HashMap<HostId, u64>> {
    let values =
        params![within.start, within.end, of.event_type.map(EventTypeId::as_uuid), of.host.map(HostId::as_uuid), now];
    Read::new(BOOKED, values, |rows| Ok(all(&rows, seconds)?.into_iter().collect()))
}

/// The hosts with their hours from the first date to the last, by name. With an event type and no host they are the event
/// type's, and those who have bookings of it within the interval, by what bookings are counted by, or booked time.
///
/// # Errors when it runs
/// A host without a schedule is a [`RowError`]: that must never look like a host without hours.
pub fn list_members(of: Of, (first, last): (Date, Date), (by, within): (Basis, Interval)) -> Read<Vec<Member>> {
    let with = |more: Vec<Param>| {
        let Interval { start, end } = within;
        let (host, event_type) = (of.host.map(HostId::as_uuid), of.event_type.map(EventTypeId::as_uuid));
        let mut values = params![host, event_type, start, end, by == Basis::Creation];
        values.extend(more);
        values
    };
    let dates = || with(params![first, last]);
    let hosts = Read::new(HOSTS, with(Vec::new()), |rows| all(&rows, hosts::host));
    let weekly = Read::new(WEEKLY, with(Vec::new()), |rows| all(&rows, weekly));
    let overrides = Read::new(OVERRIDES, dates(), |rows| by_host(&rows, schedules::date_override));
    let blocks = Read::new(BLOCKS, dates(), |rows| by_host(&rows, blocks::block));
    let rows = tenants::get().and(hosts).and(weekly).and(overrides).and(blocks);
    rows.try_map(move |((((tenant, hosts), weekly), mut overrides), mut blocks)| {
        let mut weekly: HashMap<HostId, WeeklySchedule> = weekly.into_iter().collect();
        let member = |host: Host| -> Result<Member, StoreError> {
            // A host without overrides or blocks has no rows. Those of all these hosts were asked for, and a read that
            // failed has not come here.
            let overrides = overrides.remove(&host.id).unwrap_or_default();
            let blocks: Vec<Block> = blocks.remove(&host.id).unwrap_or_default();
            let off = (blocks, kept_holidays(&tenant, &host, (first, last))?);
            let facts = host_facts(&host, (weekly.remove(&host.id), overrides), off, Vec::new())?;
            Ok(Member { host, facts })
        };
        hosts.into_iter().map(member).collect()
    })
}

impl Counts {
    fn add(&mut self, row: &Row) -> Result<(), RowError> {
        let columns = Columns::of(TABLE, row);
        let status: BookingStatus = columns.parse("status")?;
        let count = Count { status, bookings: columns.get::<i64>("count")?.unsigned_abs() };
        let hour = columns.number_if_any::<usize>("hour")?;
        let event_type = columns.get::<Option<Uuid>>("event_type_id")?.map(EventTypeId::from_uuid);
        let host = columns.get::<Option<Uuid>>("host_user_id")?.map(HostId::from_uuid);
        match (hour, event_type, host) {
            // The database counts from 1, and 0 is before the first.
            (Some(hour), ..) => self.by_hour.extend(hour.checked_sub(1).map(|hour| (hour, count))),
            (None, Some(event_type), _) => self.by_event_type.push((event_type, columns.parse("name")?, count)),
            (None, None, Some(host)) => self.by_host.push((host, count)),
            (None, None, None) => return Err(columns.wrong("hour", "a count is of nothing")),
        }
        Ok(())
    }
}

fn seconds(row: &Row) -> Result<(HostId, u64), RowError> {
    let columns = Columns::of("scheduling_host_reservations", row);
    Ok((HostId::from_uuid(columns.get("host_user_id")?), columns.get::<i64>("seconds")?.unsigned_abs()))
}

fn weekly(row: &Row) -> Result<(HostId, WeeklySchedule), RowError> {
    let columns = Columns::of("scheduling_availability", row);
    let weekly = columns.json::<WeeklyDocument>("weekly_schedule")?.into();
    Ok((HostId::from_uuid(columns.get("host_user_id")?), weekly))
}

fn by_host<T>(
    rows: &[Row],
    decode: impl Fn(&Row) -> Result<T, RowError>,
) -> Result<HashMap<HostId, Vec<T>>, StoreError> {
    let mut found: HashMap<HostId, Vec<T>> = HashMap::new();
    for row in rows {
        let host = HostId::from_uuid(Columns::of("scheduling_users", row).get("host_user_id")?);
        found.entry(host).or_default().push(decode(row)?);
    }
    Ok(found)
}
