//! Series: what bookings have in common that were made at once as one meeting that repeats. Never changed.

use scheduling_core::{EventTypeId, Recurrence, Series, SeriesId};
use tokio_postgres::Row;

use crate::{
    error::{RowError, StoreError},
    read::{Read, params},
    row::{Columns, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_series";

statements! {
    FIND = "SELECT id, event_type_id, starts_at, timezone, frequency, every, occurrences, created_at
        FROM scheduling_series WHERE tenant_id = $1 AND id = $2";
    INSERT = "INSERT INTO scheduling_series
        (tenant_id, id, event_type_id, starts_at, timezone, frequency, every, occurrences, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}

/// The series with this id.
pub fn find(id: SeriesId) -> Read<Option<Series>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, series))
}

impl TenantTx {
    /// Makes a series, whose bookings are inserted next.
    ///
    /// # Errors
    /// The database failed.
    pub async fn insert_series(&self, series: &Series) -> Result<(), StoreError> {
        // What is beyond its bounds is refused by a CHECK, also what turns negative.
        let Recurrence { frequency, interval, count } = series.recurrence;
        let values = params![
            series.id.as_uuid(),
            series.event_type.as_uuid(),
            series.start,
            series.zone.name().to_owned(),
            frequency.as_str(),
            interval.cast_signed(),
            count.cast_signed(),
            series.created_at,
        ];
        self.execute(INSERT, values).await?;
        Ok(())
    }
}

fn series(row: &Row) -> Result<Series, RowError> {
    let columns = Columns::of(TABLE, row);
    Ok(Series {
        id: SeriesId::from_uuid(columns.get("id")?),
        event_type: EventTypeId::from_uuid(columns.get("event_type_id")?),
        recurrence: Recurrence {
            frequency: columns.parse("frequency")?,
            interval: columns.number("every")?,
            count: columns.number("occurrences")?,
        },
        zone: columns.parse("timezone")?,
        start: columns.get("starts_at")?,
        created_at: columns.get("created_at")?,
    })
}
