//! The private PostgreSQL with real servers, real processes and real kills. No test needs the network.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking, in what it shares with others too"
)]

mod fetching;
mod killed;
mod running;
mod sharing;
mod support;
