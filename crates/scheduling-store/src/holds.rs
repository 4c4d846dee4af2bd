//! Holds: slots kept for a few minutes for people who are filling in the form.

use jiff::Timestamp;
use scheduling_core::{Candidate, EventTypeId, HoldId, HostId, Interval, OccupancyId};
use tokio_postgres::{Row, types::Json};
use uuid::Uuid;

use crate::{
    document::CandidateDocument,
    error::{RowError, StoreError},
    read::{Param, Read, params},
    row::{Columns, all, count, first},
    statement::{Statement, statements},
    tx::TenantTx,
};

const TABLE: &str = "scheduling_holds";

/// A slot that is kept for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Its id.
    pub id: HoldId,
    /// What it is for.
    pub event_type: EventTypeId,
    /// Whose time it keeps.
    pub host: HostId,
    /// What takes that time.
    pub occupancy: OccupancyId,
    /// The meeting that it keeps the time for.
    pub meeting: Interval,
    /// A hash of the address that asked for it; `None` if it does not count.
    pub client_hash: Option<[u8; 32]>,
    /// The first instant at which it keeps nothing any more.
    pub expires_at: Timestamp,
    /// When it was made.
    pub created_at: Timestamp,
    /// From whom the host was chosen; nobody where there was no choice.
    pub candidates: Vec<Candidate>,
}

/// Tells of holds that nobody used in time; `$source` names them with their occupancies, `$now` is the parameter with the
/// time.
macro_rules! told {
    ($source:literal, $now:literal) => {
        concat!("told AS (
            INSERT INTO scheduling_events (tenant_id, id, kind, details, occurred_at)
            SELECT h.tenant_id, h.id, 'hold.expired', jsonb_build_object('hold', h.id, 'event_type', h.event_type_id,
                'host', h.host_user_id, 'start', o.starts_at, 'end', o.ends_at), h.expires_at
            FROM ", $source, " JOIN scheduling_occupancies o ON o.tenant_id = h.tenant_id AND o.id = h.occupancy_id
            RETURNING id
        ), to_file AS (
            INSERT INTO due (tenant_id, id, work, lane, due_at) SELECT $1, id, 'event', $1, ", $now, " FROM told
        )")
    };
}

/// Removes holds whose occupancies are locked.
macro_rules! delete_locked {
    () => {
        "WITH locked AS MATERIALIZED (
            SELECT o.id FROM scheduling_holds h
                JOIN scheduling_occupancies o ON o.tenant_id = h.tenant_id AND o.id = h.occupancy_id
            WHERE h.tenant_id = $1 AND h.id = ANY ($2::uuid[]) ORDER BY o.id FOR UPDATE OF o
        ), gone AS (
            DELETE FROM scheduling_holds h USING locked l
            WHERE h.tenant_id = $1 AND h.id = ANY ($2::uuid[]) AND h.occupancy_id = l.id RETURNING h.*
        )"
    };
}

statements! {
    FIND = "SELECT h.id, h.event_type_id, h.host_user_id, h.occupancy_id, o.starts_at, o.ends_at,
            h.client_hash, h.expires_at, h.created_at, h.candidates
        FROM scheduling_holds h JOIN scheduling_occupancies o ON o.tenant_id = h.tenant_id AND o.id = h.occupancy_id
        WHERE h.tenant_id = $1 AND h.id = $2";
    LIST_HOSTS = "SELECT r.host_user_id
        FROM scheduling_holds h
            JOIN scheduling_host_reservations r ON r.tenant_id = h.tenant_id AND r.occupancy_id = h.occupancy_id
        WHERE h.tenant_id = $1 AND h.id = $2";
    COUNT_LIVE_OF_CLIENT = "SELECT count(*) AS count FROM scheduling_holds
        WHERE tenant_id = $1 AND client_hash = $2 AND expires_at > $3";
    INSERT = "INSERT INTO scheduling_holds
        (tenant_id, id, event_type_id, host_user_id, occupancy_id, client_hash, expires_at, created_at, candidates)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    // The occupancy is locked before the hold, as by everybody who removes one: two who meet here never wait for each
    // other in a circle.
    DELETE = concat!(delete_locked!(), " SELECT occupancy_id FROM gone");
    EXPIRE = concat!(delete_locked!(), ", ", told!("gone h", "$3"), " SELECT occupancy_id FROM gone");
    // Holds and reservations go with their occupancies (a group meeting may have other seats), which are locked in the order of their ids: one of several hosts may be
    // in the way of two who share none of theirs, and they shall not wait for each other in a circle.
    DELETE_EXPIRED = concat!("WITH expired AS MATERIALIZED (
            SELECT o.id FROM scheduling_occupancies o WHERE o.tenant_id = $1 AND o.id IN (
                SELECT r.occupancy_id FROM scheduling_host_reservations r
                WHERE r.tenant_id = $1 AND r.host_user_id = $2 AND r.occupied_from < $4
                    AND r.occupied_from >= $3::timestamptz - interval '216 hours' AND r.occupied_until > $3
                    AND r.held_until <= $5 AND r.capacity = 1)
            ORDER BY o.id FOR UPDATE
        ), ", told!("expired e JOIN scheduling_holds h ON h.tenant_id = $1 AND h.occupancy_id = e.id", "$5"), "
        DELETE FROM scheduling_occupancies o USING expired e WHERE o.tenant_id = $1 AND o.id = e.id");
    DELETE_EXPIRED_OF_ALL = concat!("WITH expired AS MATERIALIZED (
            SELECT o.id FROM scheduling_occupancies o WHERE o.tenant_id = $1 AND o.id IN (
                SELECT r.occupancy_id FROM scheduling_host_reservations r,
                    unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS wanted (host, since, until)
                WHERE r.tenant_id = $1 AND r.host_user_id = wanted.host AND r.occupied_from < wanted.until
                    AND r.occupied_from >= wanted.since - interval '216 hours' AND r.occupied_until > wanted.since
                    AND r.held_until <= $5 AND r.capacity = 1)
            ORDER BY o.id FOR UPDATE
        ), ", told!("expired e JOIN scheduling_holds h ON h.tenant_id = $1 AND h.occupancy_id = e.id", "$5"), "
        DELETE FROM scheduling_occupancies o USING expired e WHERE o.tenant_id = $1 AND o.id = e.id");
    // Materialised, so that the limit holds whatever the plan is. What another transaction works on is left to it, and
    // the occupancy is locked first, as by everybody who removes one.
    DELETE_ALL_EXPIRED = concat!("WITH expired AS MATERIALIZED (
            SELECT h.id FROM scheduling_holds h
                JOIN scheduling_occupancies o ON o.tenant_id = h.tenant_id AND o.id = h.occupancy_id
            WHERE h.tenant_id = $1 AND h.expires_at <= $2
            LIMIT $3 FOR UPDATE OF o SKIP LOCKED
        ), gone AS (
            DELETE FROM scheduling_holds h USING expired e WHERE h.tenant_id = $1 AND h.id = e.id RETURNING h.*
        ), ", told!("gone h", "$2"), " SELECT occupancy_id FROM gone");
}

/// The hold with this id, expired or not.
pub fn find(id: HoldId) -> Read<Option<Hold>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, hold))
}

/// Everybody whose time a hold keeps; nobody's if there is none with this id.
pub fn list_hosts(id: HoldId) -> Read<Vec<HostId>> {
    Read::new(LIST_HOSTS, params![id.as_uuid()], |rows| {
        all(&rows, |row| Columns::of(TABLE, row).get("host_user_id").map(HostId::from_uuid))
    })
}

/// How many live holds this client address has.
pub fn count_live_of_client(client_hash: &[u8; 32], now: Timestamp) -> Read<u64> {
    Read::new(COUNT_LIVE_OF_CLIENT, params![client_hash.to_vec(), now], |rows| count(&rows))
}

impl TenantTx {
    /// Makes a hold in an occupancy that was [reserved](Self::reserve) for it until it expires.
    ///
    /// # Errors
    /// The database failed.
    pub async fn insert_hold(&self, hold: &Hold) -> Result<(), StoreError> {
        let candidates: Vec<_> = hold.candidates.iter().copied().map(CandidateDocument).collect();
        let values = params![
            hold.id.as_uuid(),
            hold.event_type.as_uuid(),
            hold.host.as_uuid(),
            hold.occupancy.as_uuid(),
            hold.client_hash.map(|hash| hash.to_vec()),
            hold.expires_at,
            hold.created_at,
            Json(candidates),
        ];
        self.execute(INSERT, values).await?;
        Ok(())
    }

    /// Gives a hold back, and its time if nobody else is in it. Returns whether it was there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_hold(&self, id: HoldId) -> Result<bool, StoreError> {
        Ok(self.delete_holds(&[id]).await? > 0)
    }

    /// Gives holds back, and the time that nobody else is in. Returns how many were there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_holds(&self, ids: &[HoldId]) -> Result<u64, StoreError> {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.as_uuid()).collect();
        self.delete_with_time(DELETE, params![ids]).await
    }

    /// The same for holds that nobody used in time, which is told.
    ///
    /// # Errors
    /// The database failed.
    pub async fn expire_holds(&self, ids: &[HoldId], now: Timestamp) -> Result<u64, StoreError> {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.as_uuid()).collect();
        self.delete_with_time(EXPIRE, params![ids, now]).await
    }

    /// Removes holds by a statement that has locked their occupancies, and those of them that nobody is in any more.
    async fn delete_with_time(&self, statement: Statement, values: Vec<Param>) -> Result<u64, StoreError> {
        let deleted = self.query(statement, values).await?;
        let occupancy = |row: &Row| Columns::of(TABLE, row).get("occupancy_id").map(OccupancyId::from_uuid);
        let mut occupancies = all(&deleted, occupancy)?;
        let count = occupancies.len();
        if count > 0 {
            occupancies.sort_unstable();
            occupancies.dedup();
            self.delete_empty(&occupancies).await?;
        }
        Ok(u64::try_from(count).unwrap_or(u64::MAX))
    }

    /// Removes the holds of each host that have expired at `now` and would be in the way of something in the host's range,
    /// but for seats of group meetings. Returns how many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_expired_holds(&self, wanted: &[(HostId, Interval)], now: Timestamp) -> Result<u64, StoreError> {
        if let [(host, range)] = wanted {
            return self.execute(DELETE_EXPIRED, params![host.as_uuid(), range.start, range.end, now]).await;
        }
        let values = params![
            wanted.iter().map(|(host, _)| host.as_uuid()).collect::<Vec<_>>(),
            wanted.iter().map(|(_, range)| range.start).collect::<Vec<_>>(),
            wanted.iter().map(|(_, range)| range.end).collect::<Vec<_>>(),
            now,
        ];
        self.execute(DELETE_EXPIRED_OF_ALL, values).await
    }

    /// Removes holds of the tenant that have expired at `now`, at most this many, and none that another transaction
    /// works on. Returns how many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_all_expired_holds(&self, now: Timestamp, at_most: u32) -> Result<u64, StoreError> {
        self.delete_with_time(DELETE_ALL_EXPIRED, params![now, i64::from(at_most)]).await
    }
}

fn hold(row: &Row) -> Result<Hold, RowError> {
    let columns = Columns::of(TABLE, row);
    let client_hash = match columns.get::<Option<&[u8]>>("client_hash")? {
        Some(_) => Some(columns.hash("client_hash")?),
        None => None,
    };
    Ok(Hold {
        id: HoldId::from_uuid(columns.get("id")?),
        event_type: EventTypeId::from_uuid(columns.get("event_type_id")?),
        host: HostId::from_uuid(columns.get("host_user_id")?),
        occupancy: OccupancyId::from_uuid(columns.get("occupancy_id")?),
        meeting: Interval { start: columns.get("starts_at")?, end: columns.get("ends_at")? },
        client_hash,
        expires_at: columns.get("expires_at")?,
        created_at: columns.get("created_at")?,
        candidates: columns
            .json::<Vec<CandidateDocument>>("candidates")?
            .into_iter()
            .map(|CandidateDocument(candidate)| candidate)
            .collect(),
    })
}
