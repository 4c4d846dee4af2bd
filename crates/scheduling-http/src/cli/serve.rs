//! `serve`: puts store, locks, engine and server together and runs them until the process is told to stop.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use clap::{Args, ValueEnum};
use scheduling_engine::{Engine, EngineParts, Issuers, SystemClock, SystemIds, TokenKeys, Worker};
use scheduling_http::{AppOptions, AppState, Limiters, RateLimiting, Server};
use scheduling_lock::{
    LocalLimiter, LocalLock, RateLimiter, RedisLimiter, RedisLink, RedisLock, SlotLock, WithFallback,
};
use scheduling_store::{PlatformScope, Store, StoreOptions};
use tokio::signal::unix::{Signal, SignalKind, signal};
use validator::ValidateUrl as _;

use super::{
    Failure, ROLE_ADDRESS, address, log,
    outgoing::Outgoing,
    ready::{self, Ready, write_whole},
};

/// How often expired holds and old idempotency keys are removed.
const CLEANING: Duration = Duration::from_mins(5);

/// What `serve` is told.
#[derive(Clone, Debug, Args)]
pub(crate) struct Arguments {
    /// The database, as the application role. Without it: a private PostgreSQL with a demo tenant.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,
    /// Redis, for leases and rate limits that all processes share. Without it each process keeps its own.
    #[arg(long, env = "REDIS_URL", hide_env_values = true)]
    redis_url: Option<String>,
    /// The address to listen on.
    #[arg(long, env = "SCHEDULING_ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// The port to listen on; 0 lets the system choose one.
    #[arg(long, env = "SCHEDULING_PORT", default_value_t = 8080)]
    port: u16,
    /// How many threads serve; 0 is one for each core.
    #[arg(long, env = "SCHEDULING_WORKERS", default_value_t = 0)]
    workers: usize,
    /// The most connections to the database.
    #[arg(long, env = "SCHEDULING_DATABASE_CONNECTIONS", default_value_t = 16)]
    database_connections: usize,
    /// Write the addresses and keys to this file, as JSON, once the server answers.
    #[arg(long, value_name = "PATH")]
    ready_file: Option<PathBuf>,
    /// The keys of invitee tokens, `id:secret,…`: the first signs, all verify. Secrets are 32 bytes in base64url.
    #[arg(long, env = "SCHEDULING_TOKEN_KEYS", hide_env_values = true)]
    token_keys: Option<String>,
    /// SHA-256, in hex, of the keys that open the platform API; several are separated by commas.
    #[arg(long, env = "SCHEDULING_PLATFORM_KEY_SHA256", value_delimiter = ',', value_parser = hash)]
    platform_key_sha256: Vec<[u8; 32]>,
    /// A file with the embedding platforms whose tokens are taken: a JSON list of issuers with their public keys.
    #[arg(long, env = "SCHEDULING_JWT_ISSUERS", value_name = "PATH")]
    jwt_issuers: Option<PathBuf>,
    /// How many proxies in front of this server append to X-Forwarded-For; with 0 the header is ignored.
    #[arg(long, env = "SCHEDULING_TRUSTED_PROXIES", default_value_t = 0)]
    trusted_proxies: usize,
    /// How the outside reaches this server: mails lead there. With https the cookie of a session is sent over that only.
    #[arg(long, env = "SCHEDULING_PUBLIC_URL", value_parser = web_address)]
    public_url: Option<String>,
    /// Whether calls are limited. `off` is for load tests.
    #[arg(long, env = "SCHEDULING_RATE_LIMITS", value_enum, default_value_t = Switch::On)]
    rate_limits: Switch,
    /// Whether leases keep contenders for one host apart before they reach the database.
    #[arg(long, env = "SCHEDULING_LEASES", value_enum, default_value_t = Switch::On)]
    leases: Switch,
    /// Whether this process sends what is owed: mails, and calls of webhooks. With `off`, `scheduling-http worker` does.
    #[arg(long, env = "SCHEDULING_WORKER", value_enum, default_value_t = Switch::On)]
    worker: Switch,
    #[command(flatten)]
    pub(crate) outgoing: Outgoing,
    /// The folder of the private PostgreSQL, the demo's keys and the demo's mails.
    #[arg(long, env = "SCHEDULING_DEV_DIR", default_value = ".dev")]
    pub(crate) dev_dir: PathBuf,
    /// Do not fetch PostgreSQL when this machine has none: stop and say what to install.
    #[arg(long)]
    pub(crate) no_download: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

/// SIGINT or SIGTERM, listened for from the start.
pub(crate) struct Stop {
    interrupt: Signal,
    terminate: Signal,
}

impl Stop {
    pub(crate) fn listen() -> Result<Self, Failure> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for either.
    pub(crate) async fn requested(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Serves until told to stop.
pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    log::install()?;
    // What a server that was killed has left would tell of a server that is not there.
    ready::remove(arguments.ready_file.as_deref())?;
    let stop = Stop::listen()?;
    match arguments.database_url.clone() {
        Some(url) => {
            let keys = Keys {
                tokens: token_keys(arguments.token_keys.as_deref())?,
                platform: arguments.platform_key_sha256.clone(),
            };
            if arguments.outgoing.sends_mails() && arguments.public_url.is_none() {
                return Err("SCHEDULING_PUBLIC_URL is not set: mails lead there".into());
            }
            let engine = engine(&arguments, address(Some(url), ROLE_ADDRESS)?, keys).await?;
            let running = Running::start(&arguments, engine)?;
            let ready = Ready { base_url: running.base_url(), ..Ready::default() };
            println!("serving {}", ready.base_url);
            running.until(stop, &ready).await
        }
        #[cfg(feature = "dev")]
        None => super::dev::run(arguments, stop).await,
        #[cfg(not(feature = "dev"))]
        None => Err("DATABASE_URL is not set; this build has no private PostgreSQL".into()),
    }
}

/// The secrets of an installation.
pub(crate) struct Keys {
    pub(crate) tokens: TokenKeys,
    pub(crate) platform: Vec<[u8; 32]>,
}

/// The engine on a database.
pub(crate) async fn engine(arguments: &Arguments, url: String, keys: Keys) -> Result<Engine, Failure> {
    let mut options = StoreOptions::new(url);
    options.max_connections = arguments.database_connections;
    let lock = match (arguments.leases, redis(arguments)?) {
        (Switch::Off, _) => None,
        (Switch::On, None) => Some(Arc::new(LocalLock::new()) as Arc<dyn SlotLock>),
        (Switch::On, Some(link)) => {
            Some(Arc::new(WithFallback::new(RedisLock::new(link), LocalLock::new())) as Arc<dyn SlotLock>)
        }
    };
    Ok(Engine::new(EngineParts {
        store: Store::connect(options).await?,
        lock,
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds),
        tokens: keys.tokens,
        platform_keys: keys.platform,
        issuers: issuers(arguments.jwt_issuers.as_deref())?,
    }))
}

fn issuers(path: Option<&Path>) -> Result<Issuers, Failure> {
    let Some(path) = path else { return Ok(Issuers::default()) };
    let text = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    text.parse().map_err(|error| format!("{}: {error}", path.display()).into())
}

/// A server that listens already.
pub(crate) struct Running {
    server: Server,
    engine: Engine,
    worker: Option<Worker>,
    ready_file: Option<PathBuf>,
}

impl Running {
    /// Starts to listen.
    pub(crate) fn start(arguments: &Arguments, engine: Engine) -> Result<Self, Failure> {
        let shared: Arc<dyn RateLimiter> = match redis(arguments)? {
            Some(link) => Arc::new(WithFallback::new(RedisLimiter::new(link), LocalLimiter::new())),
            None => Arc::new(LocalLimiter::new()),
        };
        let limiters = Limiters { reads: Arc::new(LocalLimiter::new()), writes: shared };
        let mut options = AppOptions::default();
        options.rate_limiting = match arguments.rate_limits {
            Switch::On => RateLimiting::On(limiters),
            Switch::Off => RateLimiting::Off,
        };
        options.trusted_proxies = arguments.trusted_proxies;
        options.public_url.clone_from(&arguments.public_url);
        options.webhook_urls = arguments.outgoing.webhook_urls();
        let address = SocketAddr::new(arguments.address, arguments.port);
        let server = Server::bind(AppState::new(engine.clone(), options), address, arguments.workers)
            .map_err(|error| format!("cannot listen on {address}: {error}; choose another port with --port"))?;
        let public_url = arguments.public_url.clone().unwrap_or_else(|| format!("http://{}", server.addr()));
        let worker = match arguments.worker {
            Switch::On => Some(arguments.outgoing.worker(engine.clone(), public_url)?),
            Switch::Off => None,
        };
        Ok(Self { server, engine, worker, ready_file: arguments.ready_file.clone() })
    }

    /// The address of the API.
    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.server.addr())
    }

    /// Serves until told to stop, and then finishes the requests in flight.
    pub(crate) async fn until(self, mut stop: Stop, ready: &Ready) -> Result<(), Failure> {
        if let Some(path) = &self.ready_file {
            write_whole(path, &serde_json::to_vec(ready)?)?;
        }
        let cleaning = tokio::spawn(clean_up(self.engine));
        let (stop_working, stopped) = tokio::sync::oneshot::channel::<()>();
        // It also stops if this end is dropped.
        let working = self.worker.map(|worker| tokio::spawn(worker.run(async move { drop(stopped.await) })));
        let mut removed = Ok(());
        let told = async {
            stop.requested().await;
            // Before the requests in flight are finished: from now on it takes no others.
            removed = ready::remove(self.ready_file.as_deref());
        };
        let served = self.server.run(told).await;
        cleaning.abort();
        drop(stop_working);
        if let Some(working) = working {
            working.await?;
        }
        served?;
        removed
    }
}

/// Removes what has served its time, again and again.
async fn clean_up(engine: Engine) {
    let platform = PlatformScope::authenticated();
    let mut turns = tokio::time::interval(CLEANING);
    loop {
        turns.tick().await;
        match engine.clean_up(&platform).await {
            Ok(cleaned) => tracing::debug!(?cleaned, "cleaned up"),
            Err(error) => tracing::warn!(%error, "cleaning up failed; it is tried again"),
        }
    }
}

fn redis(arguments: &Arguments) -> Result<Option<RedisLink>, Failure> {
    arguments.redis_url.as_deref().map(RedisLink::from_url).transpose().map_err(Failure::from)
}

/// Read here and not by clap, which would show in its message what it was given.
pub(crate) fn token_keys(ring: Option<&str>) -> Result<TokenKeys, Failure> {
    let Some(ring) = ring else {
        return Err("SCHEDULING_TOKEN_KEYS is not set: invitees' links and holds are signed with it. Make one with \
             `echo k1:$(openssl rand -base64 32 | tr +/ -_)` and keep it"
            .into());
    };
    ring.parse().map_err(|error| format!("SCHEDULING_TOKEN_KEYS: {error}").into())
}

pub(crate) fn web_address(text: &str) -> Result<String, String> {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    if is_web && text.validate_url() {
        Ok(text.to_owned())
    } else {
        Err("must begin with https:// or http://".to_owned())
    }
}

fn hash(text: &str) -> Result<[u8; 32], String> {
    let digits: Option<Vec<u8>> = (0..text.len())
        .step_by(2)
        .map(|at| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    let bytes = digits.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    bytes.ok_or_else(|| "a SHA-256 is written as 64 hexadecimal digits".to_owned())
}
