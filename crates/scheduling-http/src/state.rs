//! What every handler needs: the engine, and how this server meets the world.

use std::sync::Arc;

use scheduling_engine::Engine;
use scheduling_lock::{LocalLimiter, RateLimiter};

/// The engine with the options of the server; a cheap clone.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    engine: Engine,
    options: AppOptions,
    /// Counts attempts at accounts where calls are not counted.
    attempts: LocalLimiter,
}

/// How the server meets the world.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct AppOptions {
    /// Whether calls are limited, and by what.
    pub rate_limiting: RateLimiting,
    /// How many proxies in front of the server append to `X-Forwarded-For`; with 0 the header is ignored.
    pub trusted_proxies: usize,
    /// How the outside reaches this server. With `https` the cookie of a session is sent over that only.
    pub public_url: Option<String>,
}

/// Whether calls are limited. How many are allowed is each tenant's setting.
#[derive(Clone, Debug, Default)]
pub enum RateLimiting {
    /// They are not. For load tests, and for embedders who limit everything by themselves.
    Off,
    /// Only attempts to sign in and to use the links of accounts are, within the process.
    #[default]
    Attempts,
    /// They are, and counted by these.
    On(Limiters),
}

/// Who counts calls.
#[derive(Clone, Debug)]
pub struct Limiters {
    /// Counts reads. One for each process is enough.
    pub reads: Arc<dyn RateLimiter>,
    /// Counts what writes. Shared by all processes, so that the limit is that of the installation.
    pub writes: Arc<dyn RateLimiter>,
}

impl AppState {
    /// Puts the state together.
    #[must_use]
    pub fn new(engine: Engine, options: AppOptions) -> Self {
        Self(Arc::new(Parts { engine, options, attempts: LocalLimiter::new() }))
    }

    /// The use cases.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// Who counts attempts at accounts, if anybody does.
    pub(crate) fn attempts(&self) -> Option<&dyn RateLimiter> {
        match &self.options().rate_limiting {
            RateLimiting::On(limiters) => Some(&*limiters.writes),
            RateLimiting::Attempts => Some(&self.0.attempts),
            RateLimiting::Off => None,
        }
    }

    pub(crate) fn options(&self) -> &AppOptions {
        &self.0.options
    }
}
