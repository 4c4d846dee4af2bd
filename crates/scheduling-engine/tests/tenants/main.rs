//! Tenants as the platform has them: served or not, archived, erased, and what is known of invitees in them.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "the tests of other use cases use more of it")]
mod support;

mod archive;
mod erasure;
mod invitees;
mod service;
