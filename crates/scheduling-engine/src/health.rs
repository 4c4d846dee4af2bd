//! Whether the engine can serve, and what it is missing. Nothing here changes anything that anybody keeps.

use std::{fmt, time::Duration};

use scheduling_core::Zone;
use tokio::time::timeout;

use crate::Engine;

/// The longest that a sign of life may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// How the engine does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// What was looked at.
    pub checks: Vec<Check>,
    /// The release of the bundled time zone database, such as `2026f`.
    pub time_zones: Option<&'static str>,
}

impl Health {
    /// Whether it can serve.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.checks.iter().all(|check| check.state != CheckState::Failing)
    }
}

/// Something that the engine depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What it is.
    pub name: &'static str,
    /// How it does.
    pub state: CheckState,
    /// What is wrong, in words that give no secret away.
    pub detail: Option<String>,
}

/// How something does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// Well.
    Passing,
    /// Not well; everything works without it, only slower.
    Degraded,
    /// Nothing works without it.
    Failing,
}

impl Engine {
    /// Asks everything that the engine depends on for a sign of life.
    pub async fn health(&self) -> Health {
        let (database, leases) = tokio::join!(self.check_database(), self.check_leases());
        Health { checks: vec![database, leases], time_zones: Zone::database_version() }
    }

    async fn check_database(&self) -> Check {
        let sign = self.parts.store.within(PATIENCE).ping().await;
        Check::of("database", complaint(sign), CheckState::Failing)
    }

    async fn check_leases(&self) -> Check {
        let detail = match &self.parts.lock {
            Some(lock) => match timeout(PATIENCE, lock.ping()).await {
                Ok(sign) => complaint(sign),
                Err(_) => Some(format!("no answer within {} s", PATIENCE.as_secs())),
            },
            None => None,
        };
        Check::of("leases", detail, CheckState::Degraded)
    }
}

impl Check {
    fn of(name: &'static str, detail: Option<String>, without: CheckState) -> Self {
        let state = if detail.is_some() { without } else { CheckState::Passing };
        Self { name, state, detail }
    }
}

/// What is wrong with a sign of life, if anything is.
fn complaint<E: fmt::Display>(sign: Result<(), E>) -> Option<String> {
    sign.err().map(|error| error.to_string())
}
