//! What every handler needs: the engine, and how this server meets the world.

use std::{fmt, sync::Arc};

use scheduling_core::WebhookUrl;
use scheduling_engine::Engine;
use scheduling_lock::{LocalLimiter, RateLimiter};

use crate::{
    json::{Fault, Place},
    live::Live,
    problem::{Code, Problem},
};

/// The engine with the options of the server; a cheap clone.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    engine: Engine,
    options: AppOptions,
    /// Counts attempts at accounts where calls are not counted.
    attempts: LocalLimiter,
    live: Live,
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
    /// Which addresses webhooks may have.
    pub webhook_urls: UrlCheck,
}

/// Says which addresses may be called, and why others may not: a message that follows the words “the address”.
///
/// It is asked when a webhook is set. Whoever calls it looks again: what a name leads to may change.
#[derive(Clone)]
pub struct UrlCheck(Arc<Check>);

type Check = dyn Fn(&str) -> Result<(), String> + Send + Sync;

impl UrlCheck {
    /// Asks this function.
    #[must_use]
    pub fn new(check: impl Fn(&str) -> Result<(), String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(check))
    }
}

impl Default for UrlCheck {
    /// Whatever is encrypted.
    fn default() -> Self {
        Self::new(|url| match url.parse::<WebhookUrl>() {
            Ok(url) if url.is_secure() => Ok(()),
            Ok(_) => Err("must begin with https://".to_owned()),
            Err(why) => Err(why.to_string()),
        })
    }
}

impl fmt::Debug for UrlCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UrlCheck")
    }
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
        Self(Arc::new(Parts { engine, options, attempts: LocalLimiter::new(), live: Live::default() }))
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

    /// What is watched of this process.
    pub(crate) fn live(&self) -> &Live {
        &self.0.live
    }

    /// Whether a webhook may be there.
    pub(crate) fn check_webhook_url(&self, url: &WebhookUrl) -> Result<(), Problem> {
        (self.options().webhook_urls.0)(url.as_str()).map_err(|detail| {
            let (place, pointer) = (Place::Body, "/url".to_owned());
            Problem::invalid(vec![Fault { place, pointer, code: Code::UrlNotAllowed, detail }])
        })
    }

    pub(crate) fn options(&self) -> &AppOptions {
        &self.0.options
    }
}
