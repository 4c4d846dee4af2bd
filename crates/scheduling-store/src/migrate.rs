//! The migrations inside the program, and the runner that brings a database to the newest of them.
//!
//! Migrations only go forward, and never change once they have landed: the checksum of each is compared. Two programs
//! that start at once take turns.

use std::time::Duration;

use tokio::time::Instant;
use tokio_postgres::Client;

use crate::{
    connection,
    error::{DriverError, StoreError},
    roles::{RoleName, RoleNames, grants_sql},
    statement::statements,
};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The lock that two starters take turns by. It is of the two-key kind, which no host's lock is.
const LOCK: (i32, i32) = (0x7363_6865, 0x6d69_6772);
const POLL: Duration = Duration::from_millis(100);

/// A migration of this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// Its number, from 1.
    pub version: u32,
    /// Its name.
    pub name: String,
    /// What tells whether it has been changed.
    pub checksum: u64,
}

/// How a database's schema compares to this program's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaStatus {
    /// All migrations of this program have run, and no others.
    Current,
    /// None have.
    Missing,
    /// Some have not run yet.
    Old {
        /// The newest in the database.
        applied: u32,
        /// The newest of this program.
        needed: u32,
    },
    /// A newer program has migrated the database.
    Newer {
        /// The newest in the database.
        applied: u32,
        /// The newest of this program.
        needed: u32,
    },
}

/// What to migrate, and as whom.
#[derive(Clone)]
#[non_exhaustive]
pub struct MigrateOptions {
    /// The address of the database; the user is the owner role or a member of it, such as a superuser.
    pub database_url: String,
    /// The owner of what is made, and the role that is granted its use.
    pub roles: RoleNames,
    /// How long to wait for another program that is migrating.
    pub wait: Duration,
}

impl MigrateOptions {
    /// With the default roles, and waiting for up to a minute.
    #[must_use]
    pub fn new(database_url: impl Into<String>) -> Self {
        Self { database_url: database_url.into(), roles: RoleNames::default(), wait: Duration::from_mins(1) }
    }
}

impl std::fmt::Debug for MigrateOptions {
    /// Leaves the address out: it may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MigrateOptions").field("roles", &self.roles).field("wait", &self.wait).finish_non_exhaustive()
    }
}

/// Why the schema could not be read or migrated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] StoreError),
    /// The role may not read which migrations have run.
    #[error("the role may not read refinery_schema_history; `scheduling-http migrate` grants it")]
    NotGranted,
    /// A migration that has run is not the one that this program knows by its number.
    #[error("migration {version} of the database is not this program's: one of them was changed after it had landed")]
    Diverged {
        /// Its number.
        version: u32,
    },
    /// A newer program has migrated the database.
    #[error("the schema is at version {applied}, newer than this program's {needed}; use the newer program")]
    Newer {
        /// The newest migration in the database.
        applied: u32,
        /// The newest of this program.
        needed: u32,
    },
    /// Another program has been migrating for too long.
    #[error("another program has been migrating this database for {} s", .waited.as_secs())]
    Locked {
        /// How long this one waited.
        waited: Duration,
    },
    /// The connection's role can not act as the owner.
    #[error("the role {role} is not a member of the owner role {owner}; connect as the owner, or name the owner role")]
    NotOwner {
        /// The connection's role.
        role: String,
        /// The owner that was asked for.
        owner: String,
    },
    /// A migration failed and was rolled back.
    #[error("a migration failed")]
    Failed(#[source] DriverError),
}

statements! {
    HISTORY_EXISTS = "SELECT to_regclass('refinery_schema_history') IS NOT NULL";
    HISTORY = "SELECT version, checksum FROM refinery_schema_history ORDER BY version";
    TRY_LOCK = "SELECT pg_try_advisory_lock($1, $2)";
    UNLOCK = "SELECT pg_advisory_unlock($1, $2)";
    MEMBERSHIP = "SELECT session_user::text, EXISTS (
        SELECT FROM pg_roles WHERE rolname = $1 AND pg_has_role(session_user, oid, 'MEMBER'))";
}

/// The migrations of this program, in order.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    let runner = embedded::migrations::runner();
    let migration = |migration: &refinery::Migration| Migration {
        version: version(migration.version()),
        name: migration.name().to_owned(),
        checksum: migration.checksum(),
    };
    let mut migrations: Vec<Migration> = runner.get_migrations().iter().map(migration).collect();
    migrations.sort_by_key(|migration| migration.version);
    migrations
}

/// How the schema of a database compares to this program's.
///
/// # Errors
/// The database cannot be read, or what has run there is not what this program would have run.
pub async fn schema_status(database_url: &str) -> Result<SchemaStatus, MigrateError> {
    status_of(&connection::open(database_url).await?).await
}

/// Brings a database to the newest migration and grants the application role its use. Returns what was run: nothing if
/// the schema was current.
///
/// # Errors
/// See [`MigrateError`]. Each migration is a transaction: those before a failed one stay.
pub async fn migrate(options: &MigrateOptions) -> Result<Vec<Migration>, MigrateError> {
    let mut client = connection::open(&options.database_url).await?;
    lock(&client, options.wait).await?;
    let result = migrate_locked(&mut client, &options.roles).await;
    let unlocked = client.query(UNLOCK.sql, &[&LOCK.0, &LOCK.1]).await.map_err(StoreError::from);
    let applied = result?;
    unlocked?;
    Ok(applied)
}

async fn lock(client: &Client, wait: Duration) -> Result<(), MigrateError> {
    // Polled: a session that waits in pg_advisory_lock would block CREATE INDEX CONCURRENTLY of the one that holds it.
    let deadline = Instant::now() + wait;
    loop {
        let row = client.query_one(TRY_LOCK.sql, &[&LOCK.0, &LOCK.1]).await.map_err(StoreError::from)?;
        if row.try_get(0).map_err(StoreError::from)? {
            return Ok(());
        }
        if Instant::now() >= deadline {
            return Err(MigrateError::Locked { waited: wait });
        }
        tokio::time::sleep(POLL).await;
    }
}

async fn migrate_locked(client: &mut Client, roles: &RoleNames) -> Result<Vec<Migration>, MigrateError> {
    become_owner(client, &roles.owner).await?;
    let before = match status_of(client).await? {
        SchemaStatus::Newer { applied, needed } => return Err(MigrateError::Newer { applied, needed }),
        SchemaStatus::Missing => 0,
        SchemaStatus::Old { applied, .. } => applied,
        SchemaStatus::Current => u32::MAX,
    };
    let run = embedded::migrations::runner().run_async(client).await;
    run.map_err(|error| MigrateError::Failed(DriverError::chain(&error)))?;
    client.batch_execute(&grants_sql(roles)).await.map_err(StoreError::from)?;
    Ok(migrations().into_iter().filter(|migration| migration.version > before).collect())
}

/// Whatever member of the owner role is connected, the owner owns what is made.
async fn become_owner(client: &Client, owner: &RoleName) -> Result<(), MigrateError> {
    let row = client.query_one(MEMBERSHIP.sql, &[&owner.as_str()]).await.map_err(StoreError::from)?;
    if !row.try_get::<_, bool>(1).map_err(StoreError::from)? {
        let role = row.try_get(0).map_err(StoreError::from)?;
        return Err(MigrateError::NotOwner { role, owner: owner.as_str().to_owned() });
    }
    client.batch_execute(&format!("SET ROLE \"{}\"", owner.as_str())).await.map_err(StoreError::from)?;
    Ok(())
}

pub(crate) async fn status_of(client: &Client) -> Result<SchemaStatus, MigrateError> {
    let exists = client.query_one(HISTORY_EXISTS.sql, &[]).await.map_err(StoreError::from)?;
    if !exists.try_get::<_, bool>(0).map_err(StoreError::from)? {
        return Ok(SchemaStatus::Missing);
    }
    let rows = client.query(HISTORY.sql, &[]).await.map_err(|error| match error.code() {
        Some(code) if *code == tokio_postgres::error::SqlState::INSUFFICIENT_PRIVILEGE => MigrateError::NotGranted,
        _ => MigrateError::Database(error.into()),
    })?;
    let mut applied = Vec::with_capacity(rows.len());
    for row in rows {
        let number: i32 = row.try_get(0).map_err(StoreError::from)?;
        let checksum: String = row.try_get(1).map_err(StoreError::from)?;
        applied.push((version(number), checksum));
    }
    compare(&applied, &migrations())
}

fn compare(applied: &[(u32, String)], known: &[Migration]) -> Result<SchemaStatus, MigrateError> {
    let needed = known.last().map_or(0, |migration| migration.version);
    let Some(newest) = applied.iter().map(|(version, _)| *version).max() else {
        return Ok(SchemaStatus::Missing);
    };
    for migration in known.iter().filter(|migration| migration.version <= newest) {
        let ran = applied.iter().find(|(version, _)| *version == migration.version);
        if ran.is_none_or(|(_, checksum)| *checksum != migration.checksum.to_string()) {
            return Err(MigrateError::Diverged { version: migration.version });
        }
    }
    Ok(match newest.cmp(&needed) {
        std::cmp::Ordering::Less => SchemaStatus::Old { applied: newest, needed },
        std::cmp::Ordering::Equal => SchemaStatus::Current,
        std::cmp::Ordering::Greater => SchemaStatus::Newer { applied: newest, needed },
    })
}

/// refinery's version numbers are signed; ours are not.
fn version(number: i32) -> u32 {
    number.unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Migration> {
        (1..=3).map(|version| Migration { version, name: "x".to_owned(), checksum: u64::from(version) * 11 }).collect()
    }

    fn applied(checksums: &[(u32, u64)]) -> Vec<(u32, String)> {
        checksums.iter().map(|(version, checksum)| (*version, checksum.to_string())).collect()
    }

    #[test]
    fn a_schema_is_compared_by_number_and_checksum() {
        let status = |rows: &[(u32, u64)]| compare(&applied(rows), &known());
        assert_eq!(status(&[]).unwrap(), SchemaStatus::Missing);
        assert_eq!(status(&[(1, 11)]).unwrap(), SchemaStatus::Old { applied: 1, needed: 3 });
        assert_eq!(status(&[(1, 11), (2, 22), (3, 33)]).unwrap(), SchemaStatus::Current);
        let newer = status(&[(1, 11), (2, 22), (3, 33), (4, 1)]).unwrap();
        assert_eq!(newer, SchemaStatus::Newer { applied: 4, needed: 3 });
        assert!(matches!(status(&[(1, 11), (2, 23)]), Err(MigrateError::Diverged { version: 2 })));
        assert!(matches!(status(&[(1, 11), (3, 33)]), Err(MigrateError::Diverged { version: 2 })));
    }

    #[test]
    fn the_migrations_of_the_program_are_numbered_without_gaps() {
        let versions: Vec<u32> = migrations().iter().map(|migration| migration.version).collect();
        assert_eq!(versions, (1..=u32::try_from(versions.len()).unwrap()).collect::<Vec<_>>());
        assert!(!versions.is_empty());
    }
}
