//! The private PostgreSQL cluster of a task: started for it, removed after it, also when the task panics or is interrupted.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use scheduling_devdb::{Cluster, Options, Purpose, terminal};
use tokio::task::block_in_place;

use crate::workspace::Workspace;

/// How careful the cluster is with its data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// `fsync` off: for tests.
    Careless,
    /// As PostgreSQL does by default: for measuring what a commit costs.
    Durable,
}

/// A cluster that runs until this is dropped, or better stopped.
pub(crate) struct Postgres {
    cluster: Cluster,
}

impl Postgres {
    /// Starts the cluster of this name. Two runs of one task at once share it; the last one ends it.
    pub(crate) fn start(workspace: &Workspace, name: &str, durability: Durability) -> anyhow::Result<Self> {
        let progress = terminal();
        // The purpose decides what becomes of the cluster when this process panics: it ends with its handle.
        let mut options = Options::new(workspace.scratch(name)?, Purpose::Tests, &progress);
        if durability == Durability::Durable {
            let durable = ["fsync", "synchronous_commit", "full_page_writes"];
            options.settings = durable.map(|setting| (setting.to_owned(), "on".to_owned())).to_vec();
        }
        let cluster = block_in_place(|| Cluster::start(&options)).context("no PostgreSQL for this task")?;
        Ok(Self { cluster })
    }

    /// How to connect, as libpq and tokio-postgres read it.
    pub(crate) fn connection(&self, user: &str, database: &str) -> String {
        self.cluster.connection_string(user, database)
    }

    /// How to connect as the superuser who owns the cluster.
    pub(crate) fn superuser(&self, database: &str) -> String {
        self.connection("postgres", database)
    }

    /// The folder with the server's socket.
    pub(crate) fn socket_folder(&self) -> &Path {
        self.cluster.socket_dir()
    }

    /// A client program that belongs to this PostgreSQL, such as `pgbench`; the pinned build has none, then the PATH's.
    pub(crate) fn client_program(&self, name: &str) -> PathBuf {
        let own = self.cluster.binaries_dir().join(name);
        if own.is_file() { own } else { PathBuf::from(name) }
    }

    /// Ends the cluster and removes its data.
    pub(crate) fn remove(self) -> anyhow::Result<()> {
        // Quietly: what was run for says the last word.
        block_in_place(|| self.cluster.remove(&|_| {})).context("PostgreSQL was not stopped")?;
        Ok(())
    }
}
