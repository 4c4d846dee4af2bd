//! The program itself, as a process: what it prints, writes, keeps and answers, and how it starts and ends.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on must fail")]

mod commands;
mod demo;
mod http;
mod outages;
mod platforms;
mod process;
mod zones;
