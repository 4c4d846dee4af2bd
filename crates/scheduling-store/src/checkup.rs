//! What an operator wants to know of a database before it serves: whether it keeps tenants apart, has what the schema
//! needs, and what time it is there. It changes nothing.

use std::time::Duration;

use jiff::Timestamp;
use scheduling_core::TenantId;
use tokio_postgres::{Row, error::SqlState};
use uuid::Uuid;

use crate::{
    error::{DriverError, RowError, StoreError},
    pooled::Pooled,
    read::{Param, params},
    row::{Columns, all},
    scope::{Mode, View, begin},
    statement::{Statement, statements},
    store::{Store, query, send_and_forget},
    tenant_tables::{TENANT_TABLES, TenantTable},
};

const LIMIT: Duration = Duration::from_secs(30);

statements! {
    // A table with a tenant and without forced row-level security, or that is open without a tenant.
    UNPROTECTED = "SELECT c.relname::text AS name FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
            AND (NOT (c.relrowsecurity AND c.relforcerowsecurity) OR EXISTS (
                SELECT FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive
                    AND concat(pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)) NOT LIKE '%''app.%'))
        ORDER BY c.relname";
    // What is not there of what the schema needs.
    MISSING = "SELECT name FROM (VALUES
            ('the extension btree_gist', EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'btree_gist')),
            ('the collation und-x-icu', EXISTS (SELECT FROM pg_catalog.pg_collation WHERE collname = 'und-x-icu')),
            ('the encoding UTF8', pg_catalog.current_setting('server_encoding') = 'UTF8')
        ) AS needed (name, is_there) WHERE NOT is_there";
    CLOCK = "SELECT clock_timestamp() AS now";
    CANARY_TENANT = "INSERT INTO tenants (id, slug, name, created_at, updated_at)
        VALUES ($1, $2, 'Canary', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')";
    SET_TENANT = "SELECT set_config('app.tenant_id', $1, true), set_config('app.platform', '', true)";
}

/// Tenants are not kept apart, or that could not be found out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IsolationError {
    /// A tenant sees or changes what is another's.
    #[error("a tenant {does} rows of another one in {table}: stop serving, and look at its policies")]
    Leak {
        /// In which table.
        table: &'static str,
        /// What it does to them.
        does: &'static str,
    },
    /// A row of a tenant is not visible to itself, so that nothing was found out.
    #[error("a tenant does not see its own row in {table}")]
    Blind {
        /// In which table.
        table: &'static str,
    },
    /// The database failed.
    #[error("tenants could not be compared")]
    Store(#[from] StoreError),
}

impl Store {
    /// The tables with a tenant that row-level security does not protect.
    ///
    /// # Errors
    /// The database failed.
    pub async fn unprotected_tables(&self) -> Result<Vec<String>, StoreError> {
        let client = self.lasting(LIMIT).await?;
        all(&ask(&client, UNPROTECTED, None, &[]).await?, name)
    }

    /// What is not there of what the schema needs of its database.
    ///
    /// # Errors
    /// The database failed.
    pub async fn missing_parts(&self) -> Result<Vec<String>, StoreError> {
        let client = self.lasting(LIMIT).await?;
        all(&ask(&client, MISSING, None, &[]).await?, name)
    }

    /// What time it is at the database.
    ///
    /// # Errors
    /// The database failed.
    pub async fn clock(&self) -> Result<Timestamp, StoreError> {
        let client = self.lasting(LIMIT).await?;
        let rows = ask(&client, CLOCK, None, &[]).await?;
        let row = rows.first().ok_or_else(|| RowError::on("a clock"))?;
        Ok(Columns::of("a clock", row).get("now")?)
    }

    /// Makes two tenants with a row in every table, looks whether one sees, changes, removes or adds anything of the
    /// other's, and rolls all of it back. Returns the number of tables.
    ///
    /// # Errors
    /// Tenants are not kept apart; the database failed.
    pub async fn check_isolation(&self, ids: [TenantId; 2]) -> Result<usize, IsolationError> {
        let client = self.lasting(LIMIT).await?;
        let canaries = Canaries { client: &client };
        let checked = canaries.check(ids).await;
        // Whatever was found: nothing of it stays.
        send_and_forget(&client, "ROLLBACK");
        checked.map(|()| TENANT_TABLES.len())
    }
}

struct Canaries<'a> {
    client: &'a Pooled,
}

impl Canaries<'_> {
    async fn check(&self, [one, other]: [TenantId; 2]) -> Result<(), IsolationError> {
        self.batch(&begin(View::Platform, Mode::Write, LIMIT)).await?;
        for tenant in [one, other] {
            let slug = format!("canary-{}", tenant.as_uuid().simple());
            self.run(CANARY_TENANT, tenant, params![slug]).await?;
        }
        for tenant in [one, other] {
            self.enter(tenant).await?;
            for table in TENANT_TABLES {
                self.run(table.insert, tenant, params![row_of(table, tenant)]).await?;
            }
            for table in TENANT_TABLES {
                // A credential is found by its hash alone, also by its own tenant.
                if table.name() != "credential_lookup" && self.run(table.select, tenant, Vec::new()).await?.is_empty() {
                    return Err(IsolationError::Blind { table: table.name() });
                }
            }
        }
        for (tenant, stranger) in [(one, other), (other, one)] {
            self.enter(stranger).await?;
            for table in TENANT_TABLES {
                self.try_all(table, tenant).await?;
            }
        }
        Ok(())
    }

    /// What a stranger does to the tenant's row in a table.
    async fn try_all(&self, table: &'static TenantTable, tenant: TenantId) -> Result<(), IsolationError> {
        let leak = |does| IsolationError::Leak { table: table.name(), does };
        if !self.run(table.select, tenant, Vec::new()).await?.is_empty() {
            return Err(leak("sees"));
        }
        let [update, delete] = table.tampering;
        if self.attempt(update, tenant, Vec::new()).await? {
            return Err(leak("changes"));
        }
        if self.attempt(delete, tenant, Vec::new()).await? {
            return Err(leak("removes"));
        }
        if self.attempt(table.insert, tenant, params![row_of(table, tenant)]).await? {
            return Err(leak("adds"));
        }
        Ok(())
    }

    /// Whether a statement touches anything. That it is not allowed at all is the best answer.
    async fn attempt(&self, statement: Statement, tenant: TenantId, params: Vec<Param>) -> Result<bool, StoreError> {
        self.batch("SAVEPOINT canary").await?;
        let id = tenant.as_uuid();
        let attempt = async {
            let prepared = self.client.prepare_cached(statement.sql).await?;
            self.client.execute(&prepared, &crate::read::arguments(Some(&id), &params)).await
        };
        let touched = match self.client.within(attempt).await.map_err(StoreError::Unavailable)? {
            Ok(rows) => rows > 0,
            Err(error) if error.code() == Some(&SqlState::INSUFFICIENT_PRIVILEGE) => false,
            // It got past row-level security, and another rule stood against it.
            Err(error) if error.as_db_error().is_some() => true,
            Err(error) => return Err(error.into()),
        };
        self.batch("ROLLBACK TO SAVEPOINT canary").await?;
        Ok(touched)
    }

    async fn enter(&self, tenant: TenantId) -> Result<(), StoreError> {
        ask(self.client, SET_TENANT, None, &[Box::new(tenant.as_uuid().to_string())]).await?;
        Ok(())
    }

    async fn run(&self, statement: Statement, tenant: TenantId, params: Vec<Param>) -> Result<Vec<Row>, StoreError> {
        ask(self.client, statement, Some(tenant.as_uuid()), &params).await
    }

    async fn batch(&self, sql: &str) -> Result<(), StoreError> {
        let sent = self.client.within(self.client.batch_execute(sql)).await;
        Ok(sent.map_err(StoreError::Unavailable)??)
    }
}

/// The row of a tenant in a table. A credential is unique in all of them, so that each tenant has another one.
fn row_of(table: &TenantTable, tenant: TenantId) -> String {
    format!("[{}]", table.canary.replace("CREDENTIAL", &tenant.as_uuid().simple().to_string().repeat(2)))
}

async fn ask(
    client: &Pooled,
    statement: Statement,
    tenant: Option<Uuid>,
    params: &[Param],
) -> Result<Vec<Row>, StoreError> {
    let asked = client.within(query(client, statement, tenant.as_ref(), params)).await;
    asked.unwrap_or_else(|late: DriverError| Err(StoreError::Unavailable(late)))
}

fn name(row: &Row) -> Result<String, RowError> {
    Columns::of("the catalogue", row).get("name")
}
