//! The API from outside: every route, every problem, and who may not.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on must fail")]

mod access;
mod accounts;
mod analytics;
mod api_keys;
mod availability;
mod blocked_dates;
mod bookings;
mod calendar;
mod calendar_feed;
mod changelog;
mod client;
mod document;
mod edge;
mod event_types;
mod every_operation;
mod export;
mod holidays;
mod idempotency;
mod invitees;
mod isolation;
mod lifecycle;
mod limits;
mod next_slots;
mod outage;
mod platform;
mod public;
mod seats;
mod series;
mod server;
mod settings;
mod simulate;
mod support;
mod teams;
mod users;
