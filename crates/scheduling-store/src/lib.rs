//! What scheduling remembers: tenant-isolated tables on PostgreSQL 15 or later, and nothing that decides about slots.
//!
//! # How it is used
//!
//! [`Store::connect`] opens the database as the application role. A [`TenantScope`] is the right to act inside one
//! tenant, and nothing of a tenant can be reached without one: the types ask for it here, and the database's forced
//! row-level security asks again.
//!
//! What is read is a [`Read`], made by a function of the module of its table, such as [`hosts::find`] or
//! [`facts::find`]. [`Store::read`] runs it in a transaction of its own, in one round trip whatever its number of
//! statements; [`Read::and`] puts two into one. What is written is a method of [`TenantTx`], which is one transaction
//! and runs reads too. It is committed by [`TenantTx::commit`] and rolled back by being dropped.
//!
//! ```no_run
//! # use std::time::Duration;
//! # use jiff::Timestamp;
//! # use scheduling_core::HostId;
//! # use scheduling_store::{Store, StoreError, TenantScope, hosts};
//! # async fn example(store: Store, scope: TenantScope, id: HostId, now: Timestamp) -> Result<(), StoreError> {
//! let Some(host) = store.read(&scope, hosts::find(id)).await? else { return Ok(()) };
//! let tx = store.begin(&scope, Duration::from_secs(2)).await?;
//! tx.lock_hosts(&[id]).await?;
//! tx.update_host(id, &host.profile, now).await?;
//! tx.commit().await
//! # }
//! ```
//!
//! Errors are told apart by what a caller can do about them ([`StoreError`]); a rule of the product that a constraint
//! of the schema stands for is a [`Conflict`], found by the constraint's name.
//!
//! # How a table is added
//!
//! 1. A new file in `migrations/`, which never changes once it has landed, and which the version before it can live
//!    with: `tenant_id` first, in the primary key and in every unique and foreign key; row-level security enabled and
//!    forced, with the one policy on `app.tenant_id`; no trigger, no enum type, names of at most 50 bytes. A test reads
//!    the catalogue and fails for a table that differs.
//! 2. Its grants, in the module `roles`: what is not granted the application cannot do.
//! 3. A module with its statements (`statements!`, columns listed, `tenant_id = $1` in each), its reads, its writes and
//!    its mapping from rows, listed in [`catalogue`]. A test prepares every statement against the migrated schema.
//! 4. The constraints that stand for rules of the product, in the module `constraint`.

pub mod account_links;
pub mod accounts;
pub mod analytics;
pub mod api_keys;
pub mod assignments;
pub mod blocks;
pub mod bookings;
pub mod catalogue;
pub mod changelog;
mod checkup;
mod connection;
mod constraint;
mod credentials;
pub mod deliveries;
mod document;
pub mod due;
pub mod erasures;
mod error;
pub mod event_types;
pub mod events;
pub mod facts;
pub mod holds;
pub mod hosts;
pub mod idempotency;
pub mod invitees;
pub mod mail_templates;
mod migrate;
mod page;
mod pooled;
mod read;
pub mod reservations;
mod roles;
mod row;
pub mod schedules;
mod scope;
pub mod seats;
pub mod series;
pub mod sessions;
mod statement;
mod store;
pub mod team_facts;
pub mod team_types;
pub mod teams;
pub mod tenant_tables;
pub mod tenants;
mod tx;
pub mod webhooks;

pub use self::{
    checkup::IsolationError,
    constraint::Conflict,
    document::{JsonObject, NotAnObject},
    error::{DriverError, RowError, StoreError},
    migrate::{MigrateError, MigrateOptions, Migration, SchemaStatus, migrate, migrations, schema_status},
    page::{Cursor, InvalidCursor, MAX_PAGE, Page, PageRequest},
    read::Read,
    roles::{InvalidRoleName, RoleName, RoleNames, create_roles, grants_sql, roles_sql},
    scope::{PlatformScope, TenantScope},
    store::{ConnectError, PoolStatus, Store, StoreOptions},
    tx::TenantTx,
};
