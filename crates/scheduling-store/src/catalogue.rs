//! What the store expects of the schema, for tests and for operators' checks: its statements and the constraints that
//! it knows by name. It runs nothing.

use crate::{
    account_links, accounts, analytics, api_keys, assignments, blocks, bookings, changelog, checkup,
    constraint::CONSTRAINTS, credentials, deliveries, due, erasures, event_types, events, facts, holds, hosts,
    idempotency, invitees, mail_templates, migrate, reservations, schedules, seats, series, sessions,
    statement::Statement, store, team_facts, team_types, teams, tenant_tables, tenant_tables::TENANT_TABLES, tenants,
    tx, webhooks,
};

const MODULES: &[&[Statement]] = &[
    account_links::STATEMENTS,
    accounts::STATEMENTS,
    analytics::STATEMENTS,
    api_keys::STATEMENTS,
    assignments::STATEMENTS,
    blocks::STATEMENTS,
    bookings::STATEMENTS,
    changelog::STATEMENTS,
    checkup::STATEMENTS,
    credentials::STATEMENTS,
    deliveries::STATEMENTS,
    due::STATEMENTS,
    erasures::STATEMENTS,
    event_types::STATEMENTS,
    events::STATEMENTS,
    facts::by_host::STATEMENTS,
    facts::by_id::STATEMENTS,
    facts::by_names::STATEMENTS,
    holds::STATEMENTS,
    hosts::STATEMENTS,
    idempotency::STATEMENTS,
    invitees::STATEMENTS,
    mail_templates::STATEMENTS,
    migrate::STATEMENTS,
    reservations::STATEMENTS,
    schedules::STATEMENTS,
    seats::STATEMENTS,
    series::STATEMENTS,
    sessions::STATEMENTS,
    store::STATEMENTS,
    team_facts::by_id::STATEMENTS,
    team_facts::by_names::STATEMENTS,
    team_types::STATEMENTS,
    teams::STATEMENTS,
    tenant_tables::STATEMENTS,
    tenants::STATEMENTS,
    tx::STATEMENTS,
    webhooks::STATEMENTS,
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
