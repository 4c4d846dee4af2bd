//! The two roles: an owner that migrates, and an application role that owns nothing and that row-level security binds.
//!
//! Identifiers cannot be parameters of a statement. They come into the text from [`RoleName`], whose alphabet needs no
//! quoting.

use std::str::FromStr;

use crate::{
    connection,
    error::{DriverError, StoreError},
};

/// A name for a role: a lower-case letter or `_`, then letters, digits and `_`, up to 63.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleName(String);

/// Not a usable name for a role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a role name is a lower-case letter or _, then lower-case letters, digits and _, up to 63 in all")]
pub struct InvalidRoleName;

impl RoleName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RoleName {
    type Err = InvalidRoleName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let begins = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let goes_on = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        // PostgreSQL keeps names that begin with pg_ for itself.
        let reserved = name.starts_with("pg_") || name == "public" || name == "none";
        if begins && goes_on && name.len() <= 63 && !reserved {
            Ok(Self(name.to_owned()))
        } else {
            Err(InvalidRoleName)
        }
    }
}

/// The names of the two roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleNames {
    /// Owns the tables and migrates.
    pub owner: RoleName,
    /// Serves.
    pub application: RoleName,
}

impl Default for RoleNames {
    /// `scheduling_owner` and `scheduling_app`.
    fn default() -> Self {
        Self { owner: RoleName("scheduling_owner".to_owned()), application: RoleName("scheduling_app".to_owned()) }
    }
}

/// The SQL that makes both roles and lets the owner migrate the current database. It can be run again, and must be run
/// by a superuser, or by a role that may create roles and owns the database.
#[must_use]
pub fn roles_sql(names: &RoleNames) -> String {
    fill(ROLES, names)
}

/// The SQL by which the owner lets the application role work on the migrated tables. Migrating runs it.
#[must_use]
pub fn grants_sql(names: &RoleNames) -> String {
    fill(GRANTS, names)
}

/// Runs [`roles_sql`] on a database.
///
/// # Errors
/// The database cannot be reached, or the role may not do this.
pub async fn create_roles(database_url: &str, names: &RoleNames) -> Result<(), StoreError> {
    let client = connection::open(database_url).await?;
    client.batch_execute(&roles_sql(names)).await.map_err(|error| StoreError::Query(DriverError::from(&error)))
}

fn fill(template: &str, names: &RoleNames) -> String {
    template.replace(":owner", names.owner.as_str()).replace(":application", names.application.as_str())
}

const ROLES: &str = r#"-- Run as a superuser in the database that is to hold the schema. Then give both roles a way to log in,
-- such as \password "NAME" in psql.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ':owner') THEN
        CREATE ROLE ":owner" LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ':application') THEN
        CREATE ROLE ":application" LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
    EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO ":owner"', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO ":application"', current_database());
END
$$;
GRANT USAGE, CREATE ON SCHEMA public TO ":owner";
GRANT USAGE ON SCHEMA public TO ":application";
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
"#;

/// What is not named here the application role may not do: nobody deletes a tenant, a host, an event type or a booking,
/// and the changelog only grows. What must be able to go in the end goes through the two functions of the owner.
const GRANTS: &str = r#"GRANT SELECT ON refinery_schema_history TO ":application";
GRANT SELECT, INSERT, UPDATE ON tenants, scheduling_users, scheduling_event_types, scheduling_bookings,
    scheduling_api_keys, scheduling_accounts, scheduling_teams TO ":application";
GRANT SELECT, INSERT ON scheduling_changelog, scheduling_assignments, scheduling_series TO ":application";
GRANT SELECT, INSERT, DELETE ON credential_lookup, scheduling_account_links TO ":application";
GRANT SELECT, INSERT, UPDATE, DELETE ON scheduling_availability, scheduling_date_overrides, scheduling_blocked_dates,
    scheduling_occupancies, scheduling_host_reservations, scheduling_holds, scheduling_idempotency_keys,
    scheduling_sessions, scheduling_team_members, scheduling_event_type_hosts, scheduling_webhooks,
    scheduling_deliveries, scheduling_delivery_attempts, scheduling_mail_templates, scheduling_confirmed_addresses,
    due TO ":application";
GRANT SELECT, INSERT, UPDATE ON scheduling_feeds TO ":application";
GRANT SELECT, INSERT, UPDATE (place) ON scheduling_events TO ":application";
GRANT SELECT, INSERT ON tenant_erasures TO ":application";
GRANT EXECUTE ON FUNCTION scheduling_redact_changelog(uuid[]), scheduling_erase_tenant(text[]) TO ":application";
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_name_cannot_carry_sql() {
        for name in ["app", "_app", "a1_b", &"a".repeat(63)] {
            assert_eq!(name.parse::<RoleName>().unwrap().as_str(), name);
        }
        for name in ["", "1a", "App", "a-b", "a\"b", "a'b", "pg_app", "public", "none", &"a".repeat(64)] {
            assert_eq!(name.parse::<RoleName>(), Err(InvalidRoleName), "{name}");
        }
    }

    #[test]
    fn the_sql_names_the_roles_that_were_asked_for() {
        let names = RoleNames { owner: "o1".parse().unwrap(), application: "a1".parse().unwrap() };
        for sql in [roles_sql(&names), grants_sql(&names)] {
            assert!(sql.contains("\"a1\"") && !sql.contains(':') && !sql.contains("scheduling_app"), "{sql}");
        }
    }
}
