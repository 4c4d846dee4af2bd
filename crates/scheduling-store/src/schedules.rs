//! Named weekly schedules (`scheduling_availability`) with their date overrides. Each host has one default schedule.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use scheduling_core::{DateOverrides, DayWindows, HostId, Name, ScheduleId, WeeklySchedule};
use tokio_postgres::{Row, types::Json};
use uuid::Uuid;

use crate::{
    constraint::Conflict,
    document::{WeeklyDocument, WindowsDocument},
    error::{RowError, StoreError},
    read::{Read, params},
    row::{Columns, all, count},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_availability";
pub(crate) const OVERRIDES: &str = "scheduling_date_overrides";

/// When a host works: a weekly schedule, and the dates with other hours. The time zone is the host's.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Schedule {
    /// Its id.
    pub id: ScheduleId,
    /// Whose it is.
    pub host: HostId,
    /// What people call it; unique among the host's.
    pub name: Name,
    /// Whether it holds for the event types that name none.
    pub is_default: bool,
    /// The hours of each weekday.
    pub weekly: WeeklySchedule,
    /// The dates with other hours.
    pub overrides: DateOverrides,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

macro_rules! columns {
    () => {
        "s.id, s.host_user_id, s.name, s.is_default, s.weekly_schedule, s.created_at, s.updated_at"
    };
}

statements! {
    FIND = concat!("SELECT ", columns!(), " FROM scheduling_availability s WHERE s.tenant_id = $1 AND s.id = $2");
    FIND_OVERRIDES = "SELECT schedule_id, date, windows FROM scheduling_date_overrides
        WHERE tenant_id = $1 AND schedule_id = $2 ORDER BY date";
    FIND_DEFAULT = concat!("SELECT ", columns!(), " FROM scheduling_availability s
        WHERE s.tenant_id = $1 AND s.host_user_id = $2 AND s.is_default");
    FIND_DEFAULT_OVERRIDES = "SELECT o.schedule_id, o.date, o.windows FROM scheduling_availability s
        JOIN scheduling_date_overrides o ON o.tenant_id = s.tenant_id AND o.schedule_id = s.id
        WHERE s.tenant_id = $1 AND s.host_user_id = $2 AND s.is_default ORDER BY o.date";
    LIST = concat!("SELECT ", columns!(), " FROM scheduling_availability s
        WHERE s.tenant_id = $1 AND s.host_user_id = $2 ORDER BY s.is_default DESC, s.created_at, s.id");
    LIST_OVERRIDES = "SELECT o.schedule_id, o.date, o.windows FROM scheduling_availability s
        JOIN scheduling_date_overrides o ON o.tenant_id = s.tenant_id AND o.schedule_id = s.id
        WHERE s.tenant_id = $1 AND s.host_user_id = $2 ORDER BY o.schedule_id, o.date";
    COUNT = "SELECT count(*) AS count FROM scheduling_availability WHERE tenant_id = $1 AND host_user_id = $2";
    INSERT = "INSERT INTO scheduling_availability
        (tenant_id, id, host_user_id, name, is_default, weekly_schedule, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    UPDATE = "UPDATE scheduling_availability SET name = $3, weekly_schedule = $4, updated_at = $5
        WHERE tenant_id = $1 AND id = $2";
    INSERT_OVERRIDES = "INSERT INTO scheduling_date_overrides (tenant_id, schedule_id, date, windows)
        SELECT $1, $2, o.date, o.windows FROM unnest($3::date[], $4::jsonb[]) AS o (date, windows)";
    DELETE_OVERRIDES = "DELETE FROM scheduling_date_overrides WHERE tenant_id = $1 AND schedule_id = $2";
    // The overrides go with it.
    DELETE = "DELETE FROM scheduling_availability WHERE tenant_id = $1 AND id = $2 AND NOT is_default";
}

/// The schedule with this id.
pub fn find(id: ScheduleId) -> Read<Option<Schedule>> {
    let overrides = Read::new(FIND_OVERRIDES, params![id.as_uuid()], |rows| all(&rows, date_override));
    let found = Read::new(FIND, params![id.as_uuid()], |rows| all(&rows, schedule));
    found.and(overrides).try_map(|(found, overrides)| Ok(join(found, overrides)?.pop()))
}

/// The host's default schedule.
pub fn find_default(host: HostId) -> Read<Option<Schedule>> {
    let overrides = Read::new(FIND_DEFAULT_OVERRIDES, params![host.as_uuid()], |rows| all(&rows, date_override));
    let found = Read::new(FIND_DEFAULT, params![host.as_uuid()], |rows| all(&rows, schedule));
    found.and(overrides).try_map(|(found, overrides)| Ok(join(found, overrides)?.pop()))
}

/// All schedules of a host, the default one first.
pub fn list(host: HostId) -> Read<Vec<Schedule>> {
    let overrides = Read::new(LIST_OVERRIDES, params![host.as_uuid()], |rows| all(&rows, date_override));
    let found = Read::new(LIST, params![host.as_uuid()], |rows| all(&rows, schedule));
    found.and(overrides).try_map(|(found, overrides)| join(found, overrides))
}

/// How many schedules a host has, the default one included.
pub fn count_of(host: HostId) -> Read<u64> {
    Read::new(COUNT, params![host.as_uuid()], |rows| count(&rows))
}

impl TenantTx {
    /// Makes a schedule with its overrides.
    ///
    /// # Errors
    /// [`Conflict::ScheduleNameTaken`], [`Conflict::DefaultScheduleExists`], [`Conflict::UnknownHost`].
    pub async fn insert_schedule(&self, schedule: &Schedule) -> Result<(), StoreError> {
        let values = params![
            schedule.id.as_uuid(),
            schedule.host.as_uuid(),
            schedule.name.to_string(),
            schedule.is_default,
            Json(WeeklyDocument::from(&schedule.weekly)),
            schedule.created_at,
            schedule.updated_at,
        ];
        self.execute(INSERT, values).await?;
        self.insert_overrides(schedule).await
    }

    /// Replaces a schedule's name, hours and overrides. Whose it is and whether it is the default stay.
    ///
    /// # Errors
    /// [`Conflict::ScheduleNameTaken`]; [`StoreError::NotFound`].
    pub async fn update_schedule(&self, schedule: &Schedule) -> Result<(), StoreError> {
        let id = schedule.id.as_uuid();
        let weekly = Json(WeeklyDocument::from(&schedule.weekly));
        let values = params![id, schedule.name.to_string(), weekly, schedule.updated_at];
        self.execute_on("schedule", UPDATE, values).await?;
        self.execute(DELETE_OVERRIDES, params![id]).await?;
        self.insert_overrides(schedule).await
    }

    /// Removes a schedule that is not the default one. Returns whether it was there.
    ///
    /// # Errors
    /// [`Conflict::ScheduleInUse`] by an event type, an archived one included.
    pub async fn delete_schedule(&self, id: ScheduleId) -> Result<bool, StoreError> {
        match self.execute(DELETE, params![id.as_uuid()]).await {
            // The same constraint from its other side.
            Err(StoreError::Conflict(Conflict::UnknownSchedule)) => Err(Conflict::ScheduleInUse.into()),
            deleted => Ok(deleted? > 0),
        }
    }

    async fn insert_overrides(&self, schedule: &Schedule) -> Result<(), StoreError> {
        if schedule.overrides.iter().len() == 0 {
            return Ok(());
        }
        let (dates, windows): (Vec<Date>, Vec<_>) =
            schedule.overrides.iter().map(|(date, windows)| (date, Json(WindowsDocument(windows.clone())))).unzip();
        self.execute(INSERT_OVERRIDES, params![schedule.id.as_uuid(), dates, windows]).await?;
        Ok(())
    }
}

type DateOverride = (Uuid, Date, DayWindows);

pub(crate) fn date_override(row: &Row) -> Result<DateOverride, RowError> {
    let columns = Columns::of(OVERRIDES, row);
    let windows = columns.json::<WindowsDocument>("windows")?.0;
    Ok((columns.get("schedule_id")?, columns.get("date")?, windows))
}

/// Gives each schedule its overrides.
fn join(mut schedules: Vec<Schedule>, overrides: Vec<DateOverride>) -> Result<Vec<Schedule>, StoreError> {
    let mut of_each: BTreeMap<Uuid, BTreeMap<Date, DayWindows>> = BTreeMap::new();
    for (schedule, date, windows) in overrides {
        of_each.entry(schedule).or_default().insert(date, windows);
    }
    for schedule in &mut schedules {
        let id = schedule.id.as_uuid();
        // A schedule without overrides has no rows. Those of all these schedules were asked for, and a read that failed
        // has not come here.
        let dates = of_each.remove(&id).unwrap_or_default();
        let too_many = |why| RowError::on(OVERRIDES).column("date").row(id).because(why);
        schedule.overrides = DateOverrides::new(dates).map_err(|why: scheduling_core::TooMany| too_many(why))?;
    }
    Ok(schedules)
}

/// The schedule without its overrides.
fn schedule(row: &Row) -> Result<Schedule, RowError> {
    let columns = Columns::of(TABLE, row);
    Ok(Schedule {
        id: ScheduleId::from_uuid(columns.get("id")?),
        host: HostId::from_uuid(columns.get("host_user_id")?),
        name: columns.parse("name")?,
        is_default: columns.get("is_default")?,
        weekly: columns.json::<WeeklyDocument>("weekly_schedule")?.into(),
        overrides: DateOverrides::default(),
        created_at: columns.get("created_at")?,
        updated_at: columns.get("updated_at")?,
    })
}
