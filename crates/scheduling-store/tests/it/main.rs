//! The store against a real PostgreSQL: `cargo xtask test` starts one.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking; its helpers too")]

#[path = "../../../scheduling-testkit/src/db.rs"]
#[expect(unreachable_pub, reason = "the file is part of scheduling-testkit, which is a crate of its own")]
mod db;

mod analytics;
mod bookings;
mod catalogue;
mod changelog;
mod checkup;
mod directory;
mod facts;
mod frozen;
mod idempotency;
mod isolation;
mod mail_templates;
mod migrations;
mod proxy;
mod sample;
mod seats;
mod series;
mod support;
mod teams;
mod transactions;
