//! Hosts (`scheduling_users`): who takes meetings. They are deactivated, never deleted.

use jiff::Timestamp;
use scheduling_core::{Host, HostId, HostProfile, Limits, Locale, Minutes, SettingOverrides, ShortText, Username};
use tokio_postgres::{Row, types::Json};

use crate::{
    document::HolidaysDocument,
    error::{RowError, StoreError},
    page::{Page, PageRequest},
    read::{Param, Read, params},
    row::{Columns, all, count, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_users";

/// The columns of a host, of the table by the name `u`. Notice is kept in hours and meant in minutes.
macro_rules! host_columns {
    () => {
        "u.id, u.user_id, u.username, u.display_name, u.email, u.timezone, u.avatar_url, u.is_active,
        round(u.minimum_notice_hours * 60)::integer AS minimum_notice, u.booking_window_days, u.buffer_before_mins,
        u.buffer_after_mins, u.daily_limit, u.weekly_limit, u.monthly_limit, u.default_duration, u.holidays,
        u.locale, u.created_at, u.updated_at"
    };
}

pub(crate) use host_columns;

statements! {
    FIND = concat!("SELECT ", host_columns!(), " FROM scheduling_users u WHERE u.tenant_id = $1 AND u.id = $2");
    FIND_BY_USERNAME = concat!(
        "SELECT ", host_columns!(), " FROM scheduling_users u WHERE u.tenant_id = $1 AND u.username = $2"
    );
    FIND_BY_USER_ID = concat!(
        "SELECT ", host_columns!(), " FROM scheduling_users u WHERE u.tenant_id = $1 AND u.user_id = $2"
    );
    LIST = concat!("SELECT ", host_columns!(), " FROM scheduling_users u
        WHERE u.tenant_id = $1 AND ($2::timestamptz IS NULL OR (u.created_at, u.id) > ($2, $3::uuid))
        ORDER BY u.created_at, u.id LIMIT $4");
    LIST_OFFERING = concat!("SELECT ", host_columns!(), " FROM scheduling_users u
        WHERE u.tenant_id = $1 AND u.is_active AND EXISTS (
            SELECT FROM scheduling_event_types e
            WHERE e.tenant_id = u.tenant_id AND e.host_user_id = u.id AND e.is_active AND e.archived_at IS NULL)
        ORDER BY u.display_name COLLATE \"und-x-icu\", u.id LIMIT $2");
    COUNT_ACTIVE = "SELECT count(*) AS count FROM scheduling_users WHERE tenant_id = $1 AND is_active";
    COUNT_FUTURE_BOOKINGS = "SELECT count(*) AS count FROM scheduling_bookings
        WHERE tenant_id = $1 AND (host_user_id = $2 OR $2 = ANY (co_host_ids)) AND start_time > $3
            AND status IN ('pending', 'confirmed') AND (status <> 'pending' OR expires_at > $3)";
    INSERT = "INSERT INTO scheduling_users
        (tenant_id, id, user_id, username, display_name, email, timezone, avatar_url, is_active, minimum_notice_hours,
        booking_window_days, buffer_before_mins, buffer_after_mins, daily_limit, weekly_limit, monthly_limit,
        default_duration, holidays, locale, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::integer / 60.0, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
        $21)";
    UPDATE = "UPDATE scheduling_users SET
        user_id = $3, username = $4, display_name = $5, email = $6, timezone = $7, avatar_url = $8, is_active = $9,
        minimum_notice_hours = $10::integer / 60.0, booking_window_days = $11, buffer_before_mins = $12,
        buffer_after_mins = $13, daily_limit = $14, weekly_limit = $15, monthly_limit = $16, default_duration = $17,
        holidays = $18, locale = $19, updated_at = $20
        WHERE tenant_id = $1 AND id = $2";
    FIND_FEED = "SELECT calendar_feed, calendar_generation FROM scheduling_users WHERE tenant_id = $1 AND id = $2";
    OPEN_FEED = "UPDATE scheduling_users SET calendar_feed = true, calendar_generation = calendar_generation + 1
        WHERE tenant_id = $1 AND id = $2 RETURNING calendar_feed, calendar_generation";
    CLOSE_FEED = "UPDATE scheduling_users SET calendar_feed = false WHERE tenant_id = $1 AND id = $2 AND calendar_feed";
}

/// Whether a host's calendar can be subscribed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredFeed {
    /// Whether it can.
    pub is_enabled: bool,
    /// The generation of its secret address; those of others are refused.
    pub generation: u32,
}

/// The host with this id.
pub fn find(id: HostId) -> Read<Option<Host>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, host))
}

/// The host with this name in URLs.
pub fn find_by_username(username: &Username) -> Read<Option<Host>> {
    Read::new(FIND_BY_USERNAME, params![username.to_string()], |rows| first(&rows, host))
}

/// The host who is this user of an embedding platform.
pub fn find_by_user_id(user_id: &ShortText) -> Read<Option<Host>> {
    Read::new(FIND_BY_USER_ID, params![user_id.to_string()], |rows| first(&rows, host))
}

/// The tenant's hosts, oldest first.
pub fn list(page: PageRequest) -> Read<Page<Host>> {
    Read::new(LIST, params![page.after_at(), page.after_id(), page.fetch()], move |rows| {
        page.of(&rows, host, |host| (host.created_at, host.id.as_uuid()))
    })
}

/// The active hosts who have something of their own that can be booked, by name, at most so many.
pub fn list_offering(at_most: u32) -> Read<Vec<Host>> {
    Read::new(LIST_OFFERING, params![i64::from(at_most)], |rows| all(&rows, host))
}

/// How many active hosts the tenant has.
pub fn count_active() -> Read<u64> {
    Read::new(COUNT_ACTIVE, Vec::new(), |rows| count(&rows))
}

/// How many bookings of the host, alone or with others, are still to take place after `now`.
pub fn count_future_bookings(id: HostId, now: Timestamp) -> Read<u64> {
    Read::new(COUNT_FUTURE_BOOKINGS, params![id.as_uuid(), now], |rows| count(&rows))
}

/// Whether the calendar of a host can be subscribed to; none of a host who is not there.
pub fn find_feed(id: HostId) -> Read<Option<StoredFeed>> {
    Read::new(FIND_FEED, params![id.as_uuid()], |rows| first(&rows, feed))
}

impl TenantTx {
    /// Lets the calendar of a host be subscribed to at a new address, which is the only one from then on. None of a host who
    /// is not there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn open_feed(&self, id: HostId) -> Result<Option<StoredFeed>, StoreError> {
        first(&self.query(OPEN_FEED, params![id.as_uuid()]).await?, feed)
    }

    /// Lets the calendar of a host be subscribed to no more. Returns whether it could be.
    ///
    /// # Errors
    /// The database failed.
    pub async fn close_feed(&self, id: HostId) -> Result<bool, StoreError> {
        Ok(self.execute(CLOSE_FEED, params![id.as_uuid()]).await? > 0)
    }

    /// Makes a host. A host without a default schedule cannot be booked: insert one in the same transaction.
    ///
    /// # Errors
    /// [`Conflict::UsernameTaken`](crate::Conflict::UsernameTaken),
    /// [`Conflict::UserIdTaken`](crate::Conflict::UserIdTaken).
    pub async fn insert_host(&self, host: &Host) -> Result<(), StoreError> {
        let mut values = params![host.id.as_uuid()];
        values.extend(profile_params(&host.profile));
        values.extend(params![host.created_at, host.updated_at]);
        self.execute(INSERT, values).await?;
        Ok(())
    }

    /// Replaces everything that can be changed of a host.
    ///
    /// # Errors
    /// As [`insert_host`](Self::insert_host); [`StoreError::NotFound`].
    pub async fn update_host(&self, id: HostId, profile: &HostProfile, now: Timestamp) -> Result<(), StoreError> {
        let mut values = params![id.as_uuid()];
        values.extend(profile_params(profile));
        values.extend(params![now]);
        self.execute_on("host", UPDATE, values).await
    }
}

fn profile_params(profile: &HostProfile) -> Vec<Param> {
    let rules = &profile.settings;
    params![
        profile.user_id.to_string(),
        profile.username.to_string(),
        profile.display_name.to_string(),
        profile.email.to_string(),
        profile.zone.name().to_owned(),
        profile.avatar_url.as_ref().map(ToString::to_string),
        profile.is_active,
        rules.minimum_notice.map(integer),
        rules.booking_window_days.map(i32::from),
        rules.buffer_before.map(integer),
        rules.buffer_after.map(integer),
        rules.limits.daily.map(u32::cast_signed),
        rules.limits.weekly.map(u32::cast_signed),
        rules.limits.monthly.map(u32::cast_signed),
        integer(profile.default_duration),
        profile.holidays.clone().map(|kept| Json(HolidaysDocument(kept))),
        profile.locale.map(Locale::as_str),
    ]
}

/// Minutes beyond what a column can hold turn negative, which its CHECK refuses.
pub(crate) const fn integer(minutes: Minutes) -> i32 {
    minutes.0.cast_signed()
}

fn feed(row: &Row) -> Result<StoredFeed, RowError> {
    let columns = Columns::of(TABLE, row);
    Ok(StoredFeed { is_enabled: columns.get("calendar_feed")?, generation: columns.number("calendar_generation")? })
}

pub(crate) fn host(row: &Row) -> Result<Host, RowError> {
    let columns = Columns::of(TABLE, row);
    let minutes = |column| columns.number_if_any(column).map(|number| number.map(Minutes));
    let settings = SettingOverrides {
        minimum_notice: minutes("minimum_notice")?,
        booking_window_days: columns.number_if_any("booking_window_days")?,
        buffer_before: minutes("buffer_before_mins")?,
        buffer_after: minutes("buffer_after_mins")?,
        limits: Limits {
            daily: columns.number_if_any("daily_limit")?,
            weekly: columns.number_if_any("weekly_limit")?,
            monthly: columns.number_if_any("monthly_limit")?,
        },
    };
    Ok(Host {
        id: HostId::from_uuid(columns.get("id")?),
        profile: HostProfile {
            user_id: columns.parse("user_id")?,
            username: columns.parse("username")?,
            display_name: columns.parse("display_name")?,
            email: columns.parse("email")?,
            zone: columns.parse("timezone")?,
            avatar_url: columns.parse_if_any("avatar_url")?,
            is_active: columns.get("is_active")?,
            settings,
            default_duration: Minutes(columns.number("default_duration")?),
            holidays: columns.get::<Option<Json<HolidaysDocument>>>("holidays")?.map(|Json(document)| document.0),
            locale: columns.parse_if_any("locale")?,
        },
        created_at: columns.get("created_at")?,
        updated_at: columns.get("updated_at")?,
    })
}
