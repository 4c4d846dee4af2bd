//! The HTTP API of scheduling on actix-web: what is served, and [`configure`] for programs that embed it.
//!
//! Translation only: a handler extracts, calls the engine once, and converts. Rules are in `scheduling-core`, sequences
//! in `scheduling-engine`.

mod edge;
mod json;
mod live;
mod metrics;
mod openapi;
mod problem;
mod routes;
mod server;
mod state;
mod wire;

/// The programs in the README compile, and the one that runs by itself runs.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

pub use self::{
    openapi::openapi_json,
    problem::{Code, Problem, SlotConflict, errors_markdown},
    routes::configure,
    server::Server,
    state::{AppOptions, AppState, Limiters, RateLimiting, UrlCheck},
    wire::{events::event_body, slots_json::SlotsBody},
};
