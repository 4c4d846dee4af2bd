//! Blocked dates: a host's time off.

use jiff::Timestamp;
use scheduling_core::{Block, BlockId, EventTypeId, HostId, LocalTime, LongText, Window};
use tokio_postgres::Row;

use crate::{
    error::{RowError, StoreError},
    read::{Read, params},
    row::{Columns, all, count, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_blocked_dates";

/// Time off, and why.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BlockedDates {
    /// What is blocked.
    pub block: Block,
    /// Whose time it is.
    pub host: HostId,
    /// Why; for the host alone.
    pub reason: Option<LongText>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The columns of a block, of the table by the name `b`. PostgreSQL knows 24:00 as a time, most clients do not.
macro_rules! block_columns {
    () => {
        "b.id, b.start_date, b.end_date, to_char(b.start_time, 'HH24:MI') AS start_time,
        to_char(b.end_time, 'HH24:MI') AS end_time"
    };
}

pub(crate) use block_columns;

statements! {
    FIND = concat!("SELECT ", block_columns!(), ", b.host_user_id, b.reason, b.created_at
        FROM scheduling_blocked_dates b WHERE b.tenant_id = $1 AND b.id = $2");
    LIST = concat!("SELECT ", block_columns!(), ", b.host_user_id, b.reason, b.created_at
        FROM scheduling_blocked_dates b WHERE b.tenant_id = $1 AND b.host_user_id = $2
        ORDER BY b.start_date, b.id");
    COUNT = "SELECT count(*) AS count FROM scheduling_blocked_dates WHERE tenant_id = $1 AND host_user_id = $2";
    COUNT_AT = "SELECT count(*) AS count FROM scheduling_blocked_dates
        WHERE tenant_id = $1 AND host_user_id = (SELECT COALESCE(e.host_user_id, $3::uuid)
            FROM scheduling_event_types e WHERE e.tenant_id = $1 AND e.id = $2)";
    INSERT = "INSERT INTO scheduling_blocked_dates
        (tenant_id, id, host_user_id, start_date, end_date, reason, is_all_day, start_time, end_time, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7::text IS NULL, $7::text::time, $8::text::time, $9)";
    DELETE = "DELETE FROM scheduling_blocked_dates WHERE tenant_id = $1 AND id = $2";
}

/// The block with this id.
pub fn find(id: BlockId) -> Read<Option<BlockedDates>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, blocked_dates))
}

/// All blocks of a host, past ones too, by their first date.
pub fn list(host: HostId) -> Read<Vec<BlockedDates>> {
    Read::new(LIST, params![host.as_uuid()], |rows| all(&rows, blocked_dates))
}

/// How many blocks a host has.
pub fn count_of(host: HostId) -> Read<u64> {
    Read::new(COUNT, params![host.as_uuid()], |rows| count(&rows))
}

/// How many blocks the host has whose event type this is, or who is named of a team's.
pub fn count_at(event_type: EventTypeId, of_team: Option<HostId>) -> Read<u64> {
    let of_team = of_team.map(HostId::as_uuid);
    Read::new(COUNT_AT, params![event_type.as_uuid(), of_team], |rows| count(&rows))
}

impl TenantTx {
    /// Makes a block.
    ///
    /// # Errors
    /// [`Conflict::UnknownHost`](crate::Conflict::UnknownHost).
    pub async fn insert_block(&self, blocked: &BlockedDates) -> Result<(), StoreError> {
        let BlockedDates { block, host, reason, created_at } = blocked;
        let values = params![
            block.id().as_uuid(),
            host.as_uuid(),
            block.first(),
            block.last(),
            reason.as_ref().map(ToString::to_string),
            block.hours().map(|hours| hours.start().to_string()),
            block.hours().map(|hours| hours.end().to_string()),
            *created_at,
        ];
        self.execute(INSERT, values).await?;
        Ok(())
    }

    /// Removes a block. Returns whether it was there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_block(&self, id: BlockId) -> Result<bool, StoreError> {
        Ok(self.execute(DELETE, params![id.as_uuid()]).await? > 0)
    }
}

fn blocked_dates(row: &Row) -> Result<BlockedDates, RowError> {
    let columns = Columns::of(TABLE, row);
    Ok(BlockedDates {
        block: block(row)?,
        host: HostId::from_uuid(columns.get("host_user_id")?),
        reason: columns.parse_if_any("reason")?,
        created_at: columns.get("created_at")?,
    })
}

pub(crate) fn block(row: &Row) -> Result<Block, RowError> {
    let columns = Columns::of(TABLE, row);
    let start: Option<LocalTime> = columns.parse_if_any("start_time")?;
    let end: Option<LocalTime> = columns.parse_if_any("end_time")?;
    let hours = start.zip(end).map(|(start, end)| Window::new(start, end)).transpose();
    let hours = hours.map_err(|why| columns.wrong("end_time", why))?;
    let (first, last) = (columns.get("start_date")?, columns.get("end_date")?);
    let block = Block::new(BlockId::from_uuid(columns.get("id")?), first, last, hours);
    block.map_err(|why| columns.wrong("end_date", why))
}
