//! The pool, and the two kinds of transaction that it hands out. It refuses to serve with a role that could step over
//! row-level security, or on a schema that is missing or old.

use std::time::{Duration, Instant};

use deadpool_postgres::{
    ClientWrapper, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime, TimeoutType, Timeouts,
};
use futures_util::{FutureExt, future::join3};
use tokio::time::timeout_at;
use tokio_postgres::NoTls;
use uuid::Uuid;

use crate::{
    error::{DriverError, StoreError},
    migrate::{self, SchemaStatus},
    pooled::{Pooled, deadline},
    read::{Param, Read, arguments},
    scope::{Mode, PlatformScope, TenantScope, View, begin},
    statement::statements,
    tenant_tables::TenantRows,
    tx::TenantTx,
};

/// A connection over TCP on which nothing is acknowledged for as long is closed; one that is idle is probed then.
const PEER_GONE: Duration = Duration::from_secs(10);
/// The time from one probe to the next.
const PROBED_EVERY: Duration = Duration::from_secs(5);

/// How to reach the database, and how long to wait for it.
#[derive(Clone)]
#[non_exhaustive]
pub struct StoreOptions {
    /// A `postgresql://` address or `key=value` pairs; the user is the application role.
    pub database_url: String,
    /// The most connections at a time.
    pub max_connections: usize,
    /// The longest that a read takes, the wait for a connection included. A server that does not even say that it was too
    /// slow is given up 0.2 s later.
    pub read_timeout: Duration,
    /// The longest that making a connection may take.
    pub connect_timeout: Duration,
}

impl StoreOptions {
    /// The defaults: 16 connections, reads of up to 5 s, connections made within 5 s.
    #[must_use]
    pub fn new(database_url: impl Into<String>) -> Self {
        let wait = Duration::from_secs(5);
        Self { database_url: database_url.into(), max_connections: 16, read_timeout: wait, connect_timeout: wait }
    }
}

impl std::fmt::Debug for StoreOptions {
    /// Leaves the address out: it may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoreOptions").field("max_connections", &self.max_connections).finish_non_exhaustive()
    }
}

/// Why the store cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
    /// The address cannot be read.
    #[error("the database address is not valid")]
    InvalidUrl(#[source] DriverError),
    /// Nothing answers there, or it refuses the role.
    #[error("the database cannot be reached")]
    Unreachable(#[source] DriverError),
    /// A role that row-level security does not bind.
    #[error(
        "the role {role} {reason}, so that the database would not keep tenants apart; connect as the application role \
         (`scheduling-http migrate --create-roles` makes it)"
    )]
    PrivilegedRole {
        /// The role.
        role: String,
        /// What makes it too powerful.
        reason: &'static str,
    },
    /// No migration has run.
    #[error("the database has no schema yet; run `scheduling-http migrate` with the owner's address")]
    SchemaMissing,
    /// Not all migrations have run.
    #[error(
        "the schema is at version {applied}, this program needs {needed}; run `scheduling-http migrate` with the \
         owner's address"
    )]
    SchemaOld {
        /// The newest migration in the database.
        applied: u32,
        /// The newest migration of this program.
        needed: u32,
    },
    /// What ran in the database is not what this program would have run, or cannot be seen.
    #[error("the schema cannot be used")]
    Schema(#[source] migrate::MigrateError),
}

/// How the connections are used at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolStatus {
    /// How many there are.
    pub size: usize,
    /// How many of them are idle.
    pub available: usize,
    /// How many callers wait for one.
    pub waiting: usize,
}

/// The database, as the application role.
#[derive(Clone, Debug)]
pub struct Store {
    pool: Pool,
    read_timeout: Duration,
}

statements! {
    /// Which powers the session has, by itself or by membership; `SET ROLE` undoes none of them.
    ROLE_POWERS = "SELECT session_user::text AS role,
        COALESCE(bool_or(r.rolsuper), false) AS superuser,
        COALESCE(bool_or(r.rolbypassrls), false) AS bypass_rls,
        EXISTS (
            SELECT FROM pg_catalog.pg_class c
            WHERE c.relkind IN ('r', 'p') AND (c.relname LIKE 'scheduling\\_%' OR c.relname IN ('tenants', 'credential_lookup', 'due'))
                AND (pg_catalog.pg_has_role(session_user, c.relowner, 'MEMBER')
                    OR pg_catalog.pg_has_role(current_user, c.relowner, 'MEMBER'))
        ) AS owner
        FROM pg_catalog.pg_roles r
        WHERE pg_catalog.pg_has_role(session_user, r.oid, 'MEMBER') OR pg_catalog.pg_has_role(current_user, r.oid, 'MEMBER')";
    SET_LOCALLY = "SELECT set_config($1, $2, true)";
    PING = "SELECT 1";
}

impl Store {
    /// Opens the store, after checking the role and the schema.
    ///
    /// # Errors
    /// The database cannot be reached, the role could step over row-level security, or the schema is missing or older
    /// than this program. A newer schema is accepted: migrations are made so that the version before them keeps serving.
    pub async fn connect(options: StoreOptions) -> Result<Self, ConnectError> {
        let mut config: tokio_postgres::Config = options
            .database_url
            .parse()
            .map_err(|error: tokio_postgres::Error| ConnectError::InvalidUrl(DriverError::from(&error)))?;
        complete(&mut config, options.connect_timeout);
        // `Fast` asks the server nothing: an abandoned transaction has been rolled back by `TenantTx`'s drop.
        let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let pool = Pool::builder(Manager::from_config(config, NoTls, manager))
            .max_size(options.max_connections.max(1))
            .runtime(Runtime::Tokio1)
            .timeouts(Timeouts {
                wait: Some(options.read_timeout),
                create: Some(options.connect_timeout),
                recycle: Some(options.connect_timeout),
            })
            .build()
            .map_err(|error| ConnectError::Unreachable(DriverError::new(error.to_string())))?;
        let store = Self { pool, read_timeout: options.read_timeout };
        let checked =
            timeout_at(deadline(options.connect_timeout + options.read_timeout), store.check_role_and_schema());
        checked.await.unwrap_or_else(|_| Err(ConnectError::Unreachable(DriverError::new("no answer in time"))))?;
        Ok(store)
    }

    /// The same store, with another limit for its reads.
    ///
    /// A read that somebody else stops waiting for goes on in the server, and its connection serves nobody until it ends:
    /// whoever has less time says so here instead.
    #[must_use]
    pub fn within(&self, limit: Duration) -> Self {
        Self { pool: self.pool.clone(), read_timeout: limit }
    }

    /// Runs a read in a transaction of its own: BEGIN READ ONLY, the tenant, the statements and COMMIT in one flush.
    ///
    /// # Errors
    /// Any part failed.
    pub async fn read<T: Send + 'static>(&self, scope: &TenantScope, read: Read<T>) -> Result<T, StoreError> {
        self.one_shot(View::Tenant(scope.tenant()), Mode::Read, read).await
    }

    /// Begins a writing transaction. The budget is for all of it, the wait for a connection included; what is left of it
    /// when it begins bounds each wait for a lock and each statement in the server, too.
    ///
    /// Run what writes in a task of its own (`tokio::spawn`): a handler that is dropped in the middle drops the
    /// transaction, which rolls it back.
    ///
    /// # Errors
    /// No connection within the budget, or the database is away.
    pub async fn begin(&self, scope: &TenantScope, budget: Duration) -> Result<TenantTx, StoreError> {
        let (client, left) = self.connection(budget).await?;
        TenantTx::begin(client, View::Tenant(scope.tenant()), left).await
    }

    /// The same for the platform, which makes and removes tenants with all that is in them.
    ///
    /// # Errors
    /// No connection within the budget, or the database is away.
    pub async fn begin_as_platform(
        &self,
        _platform: &PlatformScope,
        scope: &TenantScope,
        budget: Duration,
    ) -> Result<TenantTx, StoreError> {
        let (client, left) = self.connection_for(budget).await?;
        TenantTx::begin(client, View::TenantAsPlatform(scope.tenant()), left).await
    }

    /// All that an archive holds of a tenant, as it is at this moment. It takes a connection until it is dropped, and no
    /// longer than the limit.
    ///
    /// # Errors
    /// No connection within the limit, or the database is away.
    pub async fn tenant_rows(
        &self,
        _platform: &PlatformScope,
        scope: &TenantScope,
        limit: Duration,
    ) -> Result<TenantRows, StoreError> {
        let (client, left) = self.connection_for(limit).await?;
        let opening = begin(View::Tenant(scope.tenant()), Mode::Read, left);
        TenantRows::open(client, scope, opening).await
    }

    /// How the connections are used at this moment, for metrics.
    #[must_use]
    pub fn pool_status(&self) -> PoolStatus {
        let deadpool_postgres::Status { size, available, waiting, .. } = self.pool.status();
        PoolStatus { size, available, waiting }
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// It gives none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let (client, _) = self.connection(self.read_timeout).await?;
        let answer = client.within(query(&client, PING, None, &[])).await;
        answer.unwrap_or_else(|late| Err(StoreError::Unavailable(late))).map(|_| ())
    }

    /// One statement that writes, of one tenant, in one flush.
    pub(crate) async fn write_once<T: Send + 'static>(
        &self,
        scope: &TenantScope,
        write: Read<T>,
    ) -> Result<T, StoreError> {
        self.one_shot(View::Tenant(scope.tenant()), Mode::Write, write).await
    }

    /// One statement as the platform, which no tenant's rows are visible to.
    pub(crate) async fn as_platform<T: Send + 'static>(&self, mode: Mode, read: Read<T>) -> Result<T, StoreError> {
        self.one_shot(View::Platform, mode, read).await
    }

    /// One read of what is visible by knowing `value`: a slug (`app.lookup_slug`) or a credential's hash.
    pub(crate) async fn look_up<T: Send + 'static>(
        &self,
        setting: &'static str,
        value: String,
        read: Read<T>,
    ) -> Result<T, StoreError> {
        let naming = Read::new(SET_LOCALLY, vec![Box::new(setting) as Param, Box::new(value)], |_| Ok(()));
        self.one_shot(View::Lookup, Mode::Read, naming.and(read)).await.map(|((), found)| found)
    }

    /// A whole transaction in one flush. All of it is sent at the first poll, COMMIT included, so that dropping the
    /// future leaves no open transaction behind.
    async fn one_shot<T: Send + 'static>(&self, view: View, mode: Mode, read: Read<T>) -> Result<T, StoreError> {
        let (client, left) = self.connection(self.read_timeout).await?;
        let prepared = client.within(read.prepare(&client)).await.map_err(StoreError::Unavailable)??;
        let opening = begin(view, mode, left);
        let tenant = view.tenant();
        let answers = client.within(join3(
            client.batch_execute(&opening),
            read.fetch(&client, &prepared, tenant),
            client.batch_execute("COMMIT"),
        ));
        let failed = |error: StoreError| {
            if matches!(error, StoreError::Unavailable(_)) {
                client.give_up();
            }
            match (mode, error) {
                // COMMIT was on its way with all the rest.
                (Mode::Write, StoreError::Unavailable(said)) => StoreError::UnknownOutcome(said),
                (_, other) => other,
            }
        };
        let (opened, found, committed) = answers.await.map_err(|late| failed(StoreError::Unavailable(late)))?;
        // After an error inside, COMMIT rolls back and still succeeds: every part counts.
        opened.map_err(|error| failed(StoreError::of_opening(error)))?;
        let found = found.map_err(failed)?;
        committed.map_err(|error| failed(error.into()))?;
        Ok(found)
    }

    /// A connection until the limit has passed, whether it has to be waited for or made, and what is left of the limit.
    async fn connection(&self, limit: Duration) -> Result<(Pooled, Duration), StoreError> {
        let (asked, deadline) = (Instant::now(), deadline(limit));
        let mut timeouts = self.pool.timeouts();
        timeouts.wait = Some(limit);
        let object = timeout_at(deadline, self.pool.timeout_get(&timeouts)).await;
        // The wait for others ends earlier: it is the server that did not answer.
        let object =
            object.map_err(|_| StoreError::Unavailable(DriverError::new("no connection was made in time")))??;
        let left = limit.checked_sub(asked.elapsed()).filter(|left| !left.is_zero());
        let left = left.ok_or(PoolError::Timeout(TimeoutType::Wait))?;
        Ok((Pooled::until(deadline, object), left))
    }

    /// A connection for several statements of one errand.
    pub(crate) async fn lasting(&self, limit: Duration) -> Result<Pooled, StoreError> {
        Ok(self.connection_for(limit).await?.0)
    }

    /// A connection for something long, which is waited for no longer than by others.
    async fn connection_for(&self, limit: Duration) -> Result<(Pooled, Duration), StoreError> {
        let asked = Instant::now();
        let (client, _) = self.connection(self.read_timeout).await?;
        let left = limit.saturating_sub(asked.elapsed());
        Ok((client.extended(left), left))
    }

    async fn check_role_and_schema(&self) -> Result<(), ConnectError> {
        let unreachable = |error: tokio_postgres::Error| ConnectError::Unreachable(DriverError::from(&error));
        let client = self.pool.get().await.map_err(|error| match error {
            PoolError::Backend(error) => unreachable(error),
            other => ConnectError::Unreachable(DriverError::new(other.to_string())),
        })?;
        let powers = client.query_one(ROLE_POWERS.sql, &[]).await.map_err(unreachable)?;
        let has = |power: &str| powers.try_get::<_, bool>(power).map_err(unreachable);
        let reason = if has("superuser")? {
            Some("is a superuser")
        } else if has("bypass_rls")? {
            Some("has BYPASSRLS")
        } else if has("owner")? {
            Some("owns the tables")
        } else {
            None
        };
        if let Some(reason) = reason {
            let role = powers.try_get("role").map_err(unreachable)?;
            return Err(ConnectError::PrivilegedRole { role, reason });
        }
        match migrate::status_of(&client).await.map_err(ConnectError::Schema)? {
            SchemaStatus::Current | SchemaStatus::Newer { .. } => Ok(()),
            SchemaStatus::Missing => Err(ConnectError::SchemaMissing),
            SchemaStatus::Old { applied, needed } => Err(ConnectError::SchemaOld { applied, needed }),
        }
    }
}

/// Adds what an address leaves open: without it, a peer that is gone without a word is noticed after hours.
fn complete(config: &mut tokio_postgres::Config, connect_timeout: Duration) {
    config.connect_timeout(connect_timeout);
    if config.get_application_name().is_none() {
        config.application_name("scheduling");
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(PEER_GONE);
    }
    if config.get_keepalives_idle() > PEER_GONE {
        config.keepalives_idle(PEER_GONE);
    }
    if config.get_keepalives_interval().is_none() {
        config.keepalives_interval(PROBED_EVERY);
    }
    if config.get_keepalives_retries().is_none() {
        config.keepalives_retries(3);
    }
}

/// Sends a statement without waiting for its answer.
pub(crate) fn send_and_forget(client: &ClientWrapper, sql: &str) {
    // The first poll puts the message into the connection's queue, before anything that a later user sends. The answer
    // tells nothing: a connection that is broken is found closed when the pool hands it out.
    drop(client.batch_execute(sql).now_or_never());
}

pub(crate) async fn query(
    client: &ClientWrapper,
    statement: crate::statement::Statement,
    tenant: Option<&Uuid>,
    params: &[Param],
) -> Result<Vec<tokio_postgres::Row>, StoreError> {
    let prepared = client.prepare_cached(statement.sql).await?;
    Ok(client.query(&prepared, &arguments(tenant, params)).await?)
}
