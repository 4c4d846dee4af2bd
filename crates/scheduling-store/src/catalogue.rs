//! What the store expects of the schema, for tests and for operators' checks: its statements and the constraints that
//! it knows by name. It runs nothing.

use crate::{
    api_keys, blocks, bookings, changelog, checkup, constraint::CONSTRAINTS, erasures, event_types, facts, holds,
    hosts, idempotency, invitees, migrate, reservations, schedules, statement::Statement, store, tenant_tables,
    tenant_tables::TENANT_TABLES, tenants, tx,
};

const MODULES: &[&[Statement]] = &[
    api_keys::STATEMENTS,
    blocks::STATEMENTS,
    bookings::STATEMENTS,
    changelog::STATEMENTS,
    checkup::STATEMENTS,
    erasures::STATEMENTS,
    event_types::STATEMENTS,
    facts::by_host::STATEMENTS,
    facts::by_id::STATEMENTS,
    facts::by_names::STATEMENTS,
    holds::STATEMENTS,
    hosts::STATEMENTS,
    idempotency::STATEMENTS,
    invitees::STATEMENTS,
    migrate::STATEMENTS,
    reservations::STATEMENTS,
    schedules::STATEMENTS,
    store::STATEMENTS,
    tenant_tables::STATEMENTS,
    tenants::STATEMENTS,
    tx::STATEMENTS,
];

/// Every SQL statement of the store, with its name.
pub fn statements() -> impl Iterator<Item = (&'static str, &'static str)> {
    MODULES
        .iter()
        .copied()
        .chain(TENANT_TABLES.iter().map(|table| table.statements))
        .flatten()
        .map(|statement| (statement.name, statement.sql))
}

/// The names of the constraints and unique indexes whose violation the store turns into a conflict.
pub fn constraints() -> impl Iterator<Item = &'static str> {
    CONSTRAINTS.iter().map(|(name, _)| *name)
}
