//! The API from outside: every route, every problem, and who may not.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on must fail")]

mod availability;
mod blocked_dates;
mod bookings;
mod document;
mod edge;
mod event_types;
mod holidays;
mod idempotency;
mod isolation;
mod lifecycle;
mod limits;
mod outage;
mod platform;
mod public;
mod server;
mod settings;
mod support;
mod users;
