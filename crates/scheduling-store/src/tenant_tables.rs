//! All tables that hold something of a tenant, in one declared list: how each goes into an archive and comes out of one,
//! and in which order they are emptied. A test compares the list with the catalogue of the database and names a table
//! that is missing.
//!
//! It knows nothing of what the rows mean: a row is the JSON that PostgreSQL makes of it.

use std::{collections::BTreeMap, pin::Pin, slice};

use futures_util::StreamExt as _;
use scheduling_core::{Name, Slug};
use tokio_postgres::{Row, RowStream};
use uuid::Uuid;

use crate::{
    error::{DriverError, RowError, StoreError},
    pooled::Pooled,
    read::params,
    row::{Columns, first},
    scope::TenantScope,
    statement::{Statement, statements},
    tx::TenantTx,
};

/// A table of a tenant.
#[derive(Clone, Copy, Debug)]
pub struct TenantTable {
    name: &'static str,
    /// Why an archive does not hold its rows, if it does not.
    omitted: Option<&'static str>,
    /// A row by which `doctor` finds out whether another tenant sees it. It names the rows of the tables before.
    pub(crate) canary: &'static str,
    /// Its rows in a stable order, without what an archive does not hold.
    pub(crate) select: Statement,
    /// Adds rows of an archive.
    pub(crate) insert: Statement,
    /// What a stranger would do to the rows of a tenant.
    pub(crate) tampering: [Statement; 2],
    /// All of these, for the list of all statements of the store.
    pub(crate) statements: &'static [Statement],
}

impl TenantTable {
    /// Its name in the database, and in archives.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Why its rows are in no archive; none if they are.
    #[must_use]
    pub const fn omitted(&self) -> Option<&'static str> {
        self.omitted
    }
}

/// Rows of an archive as rows of the tenant. Columns are listed only where PostgreSQL generates one of them itself.
macro_rules! insert {
    ($table:literal $(, secret $secret:literal as $instead:literal)?) => {
        concat!("INSERT INTO ", $table, " SELECT *", insert!(from $table $(, $secret, $instead)?))
    };
    ($table:literal, columns $columns:literal) => {
        concat!("INSERT INTO ", $table, " (", $columns, ") SELECT ", $columns, insert!(from $table))
    };
    (from $table:literal $(, $secret:literal, $instead:literal)?) => {
        concat!(
            " FROM jsonb_populate_recordset(NULL::", $table, ", (
                SELECT jsonb_agg(line || jsonb_build_object('tenant_id', $1::uuid", $(", '", $secret, "', '", $instead, "'",)? "))
                FROM jsonb_array_elements($2::text::jsonb) AS line))"
        )
    };
}

/// Declares the tables, and with each its statements.
macro_rules! tenant_tables {
    ($(
        $(#[doc = $doc:literal])*
        $module:ident = $table:literal, by $order:literal
        $(, only $and:literal)? $(, columns $columns:literal)? $(, secret $secret:literal as $instead:literal)?
        $(, omitted $why:literal)?, canary $canary:literal;
    )+) => {
        $(
            $(#[doc = $doc])*
            mod $module {
                use super::TenantTable;
                use crate::statement::statements;

                statements! {
                    SELECT = concat!(
                        "SELECT (to_jsonb(t) - ARRAY['tenant_id', 'occupied'", $(", '", $secret, "'",)?
                        "])::text AS line FROM ", $table,
                        " t WHERE tenant_id = $1 ", $("AND ", $and,)? " ORDER BY ", $order
                    );
                    INSERT = insert!($table $(, columns $columns)? $(, secret $secret as $instead)?);
                    UPDATE = concat!("UPDATE ", $table, " SET tenant_id = tenant_id WHERE tenant_id = $1");
                    DELETE = concat!("DELETE FROM ", $table, " WHERE tenant_id = $1");
                }

                pub(super) const TABLE: TenantTable = TenantTable {
                    name: $table,
                    omitted: tenant_tables!(@omitted $($why)?),
                    canary: $canary,
                    select: SELECT,
                    insert: INSERT,
                    tampering: [UPDATE, DELETE],
                    statements: STATEMENTS,
                };
            }
        )+

        /// All of them; what a foreign key names comes before what has the key.
        pub const TENANT_TABLES: &[TenantTable] = &[$($module::TABLE),+];
    };
    (@omitted) => { None };
    (@omitted $why:literal) => { Some($why) };
}

tenant_tables! {
    users = "scheduling_users", by "id",
        canary r#"{"id": "00000000-0000-0000-0000-000000000001", "user_id": "canary", "username": "canary",
        "display_name": "Canary", "email": "canary@canary.invalid", "timezone": "UTC", "is_active": true,
        "default_duration": 30, "calendar_feed": false, "calendar_generation": 0, "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}"#;
    teams = "scheduling_teams", by "id",
        canary r#"{"id": "00000000-0000-0000-0000-00000000000a", "name": "Canary", "slug": "canary", "settings": {},
        "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}"#;
    team_members = "scheduling_team_members", by "team_id, host_user_id",
        canary r#"{"team_id": "00000000-0000-0000-0000-00000000000a",
        "host_user_id": "00000000-0000-0000-0000-000000000001", "is_admin": false, "created_at": "2026-01-01T00:00:00Z"}"#;
    /// Nobody has the password that takes the place of those which an archive does not hold: each sets another one.
    accounts = "scheduling_accounts", by "id",
        secret "password_hash"
            as "$argon2id$v=19$m=19456,t=2,p=1$c2NoZWR1bGluZy1zYWx0$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        canary r#"{"id": "00000000-0000-0000-0000-00000000000c", "email": "canary@canary.invalid",
        "display_name": "Canary", "role": "member", "is_active": true,
        "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}"#;
    sessions = "scheduling_sessions", by "id", omitted "they are secrets",
        canary r#"{"id": "00000000-0000-0000-0000-00000000000d", "account_id": "00000000-0000-0000-0000-00000000000c",
        "secret_hash": "\\x0000000000000000000000000000000000000000000000000000000000000000",
        "created_at": "2026-01-01T00:00:00Z", "last_used_at": "2026-01-01T00:00:00Z", "expires_at": "2026-01-02T00:00:00Z"}"#;
    account_links = "scheduling_account_links", by "id", omitted "they are secrets",
        canary r#"{"id": "00000000-0000-0000-0000-00000000000e",
        "token_hash": "\\x0000000000000000000000000000000000000000000000000000000000000000",
        "account_id": "00000000-0000-0000-0000-00000000000c", "is_first_owner": false,
        "created_at": "2026-01-01T00:00:00Z", "expires_at": "2026-01-02T00:00:00Z"}"#;
    availability = "scheduling_availability", by "id",
        canary r#"{"id": "00000000-0000-0000-0000-000000000002", "host_user_id": "00000000-0000-0000-0000-000000000001",
        "name": "Canary", "is_default": true, "weekly_schedule": [[], [], [], [], [], [], []],
        "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}"#;
    date_overrides = "scheduling_date_overrides", by "schedule_id, date",
        canary r#"{"schedule_id": "00000000-0000-0000-0000-000000000002", "date": "2026-01-01", "windows": []}"#;
    blocked_dates = "scheduling_blocked_dates", by "id",
        canary r#"{"id": "00000000-0000-0000-0000-000000000003", "host_user_id": "00000000-0000-0000-0000-000000000001",
        "start_date": "2026-01-01", "end_date": "2026-01-01", "is_all_day": true, "created_at": "2026-01-01T00:00:00Z"}"#;
    event_types = "scheduling_event_types", by "id",
        canary r#"{"id": "00000000-0000-0000-0000-000000000004", "host_user_id": "00000000-0000-0000-0000-000000000001",
        "name": "Canary", "slug": "canary", "duration": 30, "color": "blue", "location": {"type": "custom"},
        "custom_questions": [], "reminder_settings": {}, "cancel_cutoff_minutes": 0, "reschedule_cutoff_minutes": 0,
        "is_active": true, "seats": 1, "max_occurrences": 1, "requires_approval": false, "confirms_address": false, "created_at": "2026-01-01T00:00:00Z",
        "updated_at": "2026-01-01T00:00:00Z"},
        {"id": "00000000-0000-0000-0000-00000000000f", "team_id": "00000000-0000-0000-0000-00000000000a",
        "scheduling_type": "round_robin", "timezone": "UTC", "name": "Canary", "slug": "canary-team", "duration": 30,
        "color": "blue", "location": {"type": "custom"}, "custom_questions": [], "reminder_settings": {},
        "cancel_cutoff_minutes": 0, "reschedule_cutoff_minutes": 0, "is_active": true, "seats": 1, "max_occurrences": 1,
        "requires_approval": false, "confirms_address": false, "created_at": "2026-01-01T00:00:00Z",
        "updated_at": "2026-01-01T00:00:00Z"}"#;
    event_type_hosts = "scheduling_event_type_hosts", by "event_type_id, host_user_id",
        canary r#"{"event_type_id": "00000000-0000-0000-0000-00000000000f",
        "host_user_id": "00000000-0000-0000-0000-000000000001", "team_id": "00000000-0000-0000-0000-00000000000a",
        "weight": 1, "priority": 0}"#;
    /// Those of holds stay behind with them.
    occupancies = "scheduling_occupancies", by "id",
        only "EXISTS (SELECT FROM scheduling_bookings b WHERE b.tenant_id = t.tenant_id AND b.occupancy_id = t.id)",
        canary r#"{"id": "00000000-0000-0000-0000-000000000005", "event_type_id": "00000000-0000-0000-0000-000000000004",
        "starts_at": "2026-01-01T10:00:00Z", "ends_at": "2026-01-01T10:30:00Z", "capacity": 1}"#;
    series = "scheduling_series", by "id",
        canary r#"{"id": "00000000-0000-0000-0000-000000000010", "event_type_id": "00000000-0000-0000-0000-000000000004",
        "starts_at": "2026-01-01T10:00:00Z", "timezone": "UTC", "frequency": "weekly", "every": 1, "occurrences": 2,
        "created_at": "2026-01-01T00:00:00Z"}"#;
    /// A booking comes after the one whose place it took.
    bookings = "scheduling_bookings", by "sequence, created_at, id",
        canary r#"{"id": "00000000-0000-0000-0000-000000000006", "event_type_id": "00000000-0000-0000-0000-000000000004",
        "host_user_id": "00000000-0000-0000-0000-000000000001", "occupancy_id": "00000000-0000-0000-0000-000000000005",
        "status": "confirmed", "start_time": "2026-01-01T10:00:00Z", "end_time": "2026-01-01T10:30:00Z", "timezone": "UTC",
        "event_type_name": "Canary", "host_name": "Canary", "host_email": "canary@canary.invalid",
        "invitee_name": "Canary", "invitee_email": "canary@canary.invalid",
        "invitee_email_normalized": "canary@canary.invalid", "answers": [], "guests": [], "location": {"type": "custom"},
        "co_host_ids": [], "ical_uid": "canary", "sequence": 0, "token_generation": 0, "overridden_rules": [],
        "awaits_address": false, "is_muted": false,
        "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}"#;
    assignments = "scheduling_assignments", by "created_at, id",
        canary r#"{"id": "00000000-0000-0000-0000-00000000000b", "booking_id": "00000000-0000-0000-0000-000000000006",
        "event_type_id": "00000000-0000-0000-0000-000000000004", "host_user_id": "00000000-0000-0000-0000-000000000001",
        "chosen_by": "id", "candidates": [], "created_at": "2026-01-01T00:00:00Z"}"#;
    host_reservations = "scheduling_host_reservations", by "occupancy_id, host_user_id",
        only "EXISTS (SELECT FROM scheduling_bookings b
            WHERE b.tenant_id = t.tenant_id AND b.occupancy_id = t.occupancy_id)",
        columns "tenant_id, occupancy_id, host_user_id, occupied_from, occupied_until, event_type_id, starts_at, booking_id,
            hold_id, held_until, pending_until, capacity",
        canary r#"{"occupancy_id": "00000000-0000-0000-0000-000000000005", "host_user_id": "00000000-0000-0000-0000-000000000001",
        "occupied_from": "2026-01-01T10:00:00Z", "occupied_until": "2026-01-01T10:30:00Z",
        "event_type_id": "00000000-0000-0000-0000-000000000004", "starts_at": "2026-01-01T10:00:00Z",
        "booking_id": "00000000-0000-0000-0000-000000000006", "capacity": 1}"#;
    holds = "scheduling_holds", by "id", omitted "they last for minutes",
        canary r#"{"id": "00000000-0000-0000-0000-000000000007", "event_type_id": "00000000-0000-0000-0000-000000000004",
        "host_user_id": "00000000-0000-0000-0000-000000000001", "occupancy_id": "00000000-0000-0000-0000-000000000005",
        "expires_at": "2026-01-01T00:05:00Z", "created_at": "2026-01-01T00:00:00Z", "candidates": []}"#;
    api_keys = "scheduling_api_keys", by "id", omitted "they are secrets",
        canary r#"{"id": "00000000-0000-0000-0000-000000000008",
        "key_hash": "\\x0000000000000000000000000000000000000000000000000000000000000000", "prefix": "sk_canary",
        "name": "Canary", "scopes": ["read"], "created_at": "2026-01-01T00:00:00Z"}"#;
    idempotency_keys = "scheduling_idempotency_keys", by "principal, key", omitted "they last for a day",
        canary r#"{"principal": "canary", "key": "canary-canary-canary",
        "fingerprint": "\\x0000000000000000000000000000000000000000000000000000000000000000",
        "created_at": "2026-01-01T00:00:00Z"}"#;
    changelog = "scheduling_changelog", by "id",
        canary r#"{"id": "00000000-0000-0000-0000-000000000009", "entity_type": "canary",
        "entity_id": "00000000-0000-0000-0000-000000000009", "action": "created", "actor": "canary", "details": {},
        "created_at": "2026-01-01T00:00:00Z"}"#;
    /// What has not been filed is owed there, and told from there.
    events = "scheduling_events", by "arrived", only "place IS NOT NULL",
        canary r#"{"id": "00000000-0000-0000-0000-000000000011", "kind": "booking.created",
        "booking_id": "00000000-0000-0000-0000-000000000006", "booking_sequence": 0, "details": {},
        "occurred_at": "2026-01-01T00:00:00Z", "arrived": 1, "place": 1}"#;
    feeds = "scheduling_feeds", by "last_place", canary r#"{"last_place": 0}"#;
    /// Their secrets are derived from keys of the server, and not in it.
    webhooks = "scheduling_webhooks", by "id",
        canary r#"{"id": "00000000-0000-0000-0000-000000000012", "url": "https://canary.invalid", "events": [],
        "is_active": true, "secret_generation": 0, "secret_key": "k", "created_at": "2026-01-01T00:00:00Z",
        "updated_at": "2026-01-01T00:00:00Z"}"#;
    deliveries = "scheduling_deliveries", by "id", omitted "what one installation owes is not sent by another",
        canary r#"{"id": "00000000-0000-0000-0000-000000000013", "channel": "webhook", "kind": "booking.created",
        "event_id": "00000000-0000-0000-0000-000000000011", "before_minutes": 0, "recipient": "webhook",
        "webhook_id": "00000000-0000-0000-0000-000000000012", "state": "waiting", "is_void": false, "attempts": 0,
        "earlier_attempts": 0, "planned_for": "2026-01-01T00:00:00Z", "next_attempt_at": "2026-01-01T00:00:00Z",
        "created_at": "2026-01-01T00:00:00Z"}"#;
    delivery_attempts = "scheduling_delivery_attempts", by "delivery_id, number", omitted "deliveries are",
        canary r#"{"delivery_id": "00000000-0000-0000-0000-000000000013", "number": 1,
        "started_at": "2026-01-01T00:00:00Z"}"#;
    mail_templates = "scheduling_mail_templates", by "kind, audience, locale",
        canary r#"{"kind": "confirmation", "audience": "invitee", "locale": "", "updated_at": "2026-01-01T00:00:00Z"}"#;
    confirmed_addresses = "scheduling_confirmed_addresses", by "address_hash",
        canary r#"{"address_hash": "\\x0000000000000000000000000000000000000000000000000000000000000000",
        "confirmed_at": "2026-01-01T00:00:00Z"}"#;
    due = "due", by "id", omitted "what one installation owes is not sent by another",
        canary r#"{"id": "00000000-0000-0000-0000-000000000013", "work": "delivery",
        "lane": "00000000-0000-0000-0000-000000000012", "due_at": "2026-01-01T00:00:00Z"}"#;
    credential_lookup = "credential_lookup", by "credential_hash", omitted "they are secrets",
        canary r#"{"credential_hash": "\\xCREDENTIAL",
        "api_key_id": "00000000-0000-0000-0000-000000000008"}"#;
}

statements! {
    TENANT = "SELECT to_jsonb(t)::text AS line FROM tenants t WHERE id = $1";
    // It is served under its new name, whatever the old one was.
    ADD_TENANT = "INSERT INTO tenants SELECT * FROM jsonb_populate_record(NULL::tenants, $4::text::jsonb ||
        jsonb_build_object('id', $1::uuid, 'slug', $2::text, 'name', $3::text, 'status', 'active'))";
    // Nobody else adds or changes anything that names the tenant until the end of the transaction.
    LOCK_TENANT = "SELECT slug, status FROM tenants WHERE id = $1 FOR UPDATE";
    // The tenant is that of the transaction: the function takes none.
    ERASE = "SELECT scheduling_erase_tenant($1) AS rows";
}

/// The table with this name, if its rows are in archives.
#[must_use]
pub fn archived_table(name: &str) -> Option<&'static TenantTable> {
    TENANT_TABLES.iter().find(|table| table.name == name && table.omitted.is_none())
}

/// All that an archive holds of a tenant, as it was at one moment, row by row: however much it is, little of it is in
/// memory.
pub struct TenantRows {
    client: Pooled,
    tenant: Uuid,
    tables: slice::Iter<'static, TenantTable>,
    current: Option<(&'static TenantTable, Pin<Box<RowStream>>)>,
}

/// A row of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantRow {
    /// The table.
    pub table: &'static str,
    /// The row: a JSON object in one line.
    pub json: String,
}

impl TenantRows {
    pub(crate) async fn open(client: Pooled, scope: &TenantScope, opening: String) -> Result<Self, StoreError> {
        let rows = Self { client, tenant: scope.tenant().as_uuid(), tables: TENANT_TABLES.iter(), current: None };
        // Instants are written as UTC, whatever the server's zone is.
        let opening = opening + "; SET LOCAL TimeZone = 'UTC'";
        rows.within(async { Ok(rows.client.batch_execute(&opening).await?) }).await?;
        Ok(rows)
    }

    /// The row of the tenant itself, as JSON.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such tenant; the database failed.
    pub async fn tenant(&mut self) -> Result<String, StoreError> {
        let mut rows = self.select(TENANT).await?;
        let row = self.within(async { Ok(rows.next().await.transpose()?) }).await?;
        let row = row.ok_or(StoreError::NotFound { what: "tenant" })?;
        // To the end, or the connection would be busy with it.
        self.within(async { Ok(rows.next().await.transpose()?) }).await?;
        Ok(line("tenants", &row)?)
    }

    /// The next row; none after the last.
    ///
    /// # Errors
    /// The database failed, or the time is over.
    pub async fn next(&mut self) -> Result<Option<TenantRow>, StoreError> {
        loop {
            let Some((table, mut rows)) = self.current.take() else {
                let Some(table) = self.tables.next() else { return Ok(None) };
                if table.omitted.is_none() {
                    self.current = Some((table, self.select(table.select).await?));
                }
                continue;
            };
            if let Some(row) = self.within(async { Ok(rows.next().await.transpose()?) }).await? {
                self.current = Some((table, rows));
                return Ok(Some(TenantRow { table: table.name, json: line(table.name, &row)? }));
            }
        }
    }

    async fn select(&self, statement: Statement) -> Result<Pin<Box<RowStream>>, StoreError> {
        let begin = async {
            let prepared = self.client.prepare_cached(statement.sql).await?;
            Ok(Box::pin(self.client.query_raw(&prepared, [self.tenant]).await?))
        };
        self.within(begin).await
    }

    async fn within<T>(&self, work: impl Future<Output = Result<T, StoreError>> + Send) -> Result<T, StoreError> {
        self.client.within(work).await.unwrap_or_else(|late| Err(StoreError::Busy(late)))
    }
}

impl std::fmt::Debug for TenantRows {
    /// Leaves the rows out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TenantRows").field("tenant", &self.tenant).finish_non_exhaustive()
    }
}

impl Drop for TenantRows {
    /// The connection may be in the middle of a table, and its transaction is open: it serves nobody else.
    fn drop(&mut self) {
        self.client.give_up();
    }
}

fn line(table: &'static str, row: &Row) -> Result<String, RowError> {
    Columns::of(table, row).get("line")
}

/// A tenant that is about to be erased, locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedTenant {
    /// Its name in URLs.
    pub slug: Slug,
    /// Whether it is suspended, as it must be.
    pub is_suspended: bool,
}

impl TenantTx {
    /// Makes this transaction's tenant from the tenant's row of an archive, under another name.
    ///
    /// # Errors
    /// [`Conflict::TenantSlugTaken`](crate::Conflict::TenantSlugTaken); the row does not fit; the database failed.
    pub async fn insert_archived_tenant(&self, slug: &Slug, name: &Name, json: &str) -> Result<(), StoreError> {
        let values = params![slug.to_string(), name.to_string(), json.to_owned()];
        self.execute(ADD_TENANT, values).await?;
        Ok(())
    }

    /// Adds rows of an archive: a JSON array of objects. Those of tables that others refer to come first.
    ///
    /// # Errors
    /// A row does not fit the table; the database failed.
    pub async fn insert_archived_rows(&self, table: &TenantTable, rows: String) -> Result<u64, StoreError> {
        self.execute(table.insert, params![rows]).await
    }

    /// Keeps everybody else from adding to the tenant.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_tenant_for_erasure(&self) -> Result<Option<LockedTenant>, StoreError> {
        let rows = self.query(LOCK_TENANT, Vec::new()).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let columns = Columns::of("tenants", row);
        let is_suspended = columns.get::<&str>("status")? == "suspended";
        Ok(Some(LockedTenant { slug: columns.parse("slug")?, is_suspended }))
    }

    /// Removes this transaction's tenant with all rows that name it, which the database refuses unless it is suspended, and
    /// says how many rows of each table those were.
    ///
    /// # Errors
    /// [`StoreError::Retry`] if somebody who began before the tenant was locked has just added something that names a row
    /// of it; the database failed.
    pub async fn erase_tenant(&self) -> Result<BTreeMap<String, u64>, StoreError> {
        let children_first: Vec<&str> = TENANT_TABLES.iter().rev().map(TenantTable::name).collect();
        match self.query_plain(ERASE, params![children_first]).await {
            Ok(rows) => {
                let counts = first(&rows, |row| Columns::of("an erased tenant", row).json("rows"))?;
                counts.ok_or_else(|| RowError::on("an erased tenant").column("rows").into())
            }
            Err(StoreError::Query(said)) if said.is_foreign_key() => Err(StoreError::Retry(said)),
            // One that the store knows by name.
            Err(StoreError::Conflict(_)) => Err(StoreError::Retry(DriverError::new("a row is still named by another"))),
            Err(error) => Err(error),
        }
    }
}
