//! What can go wrong, each with what a developer needs to put it right.

use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

/// An installation of PostgreSQL that was looked at and will not do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected {
    /// The folder of its programs.
    pub folder: PathBuf,
    /// Why it will not do.
    pub reason: String,
}

/// Why a private cluster could not be had or stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be used.
    #[error("cannot {action} {}", path.display())]
    File {
        /// What was tried, in the infinitive.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A program could not be run at all.
    #[error("cannot run {program}")]
    Run {
        /// The program.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// A folder that must be private belongs to somebody else.
    #[error("{} belongs to user {owner}, and the server would run as user {expected}; remove it or choose another folder", folder.display())]
    Owner {
        /// The folder.
        folder: PathBuf,
        /// The user id that it belongs to.
        owner: u32,
        /// The user id that it should belong to.
        expected: u32,
    },
    /// Root may not run PostgreSQL, and this machine has no user `nobody` to run it instead.
    #[error(
        "PostgreSQL refuses to run as root, and there is no user `nobody` to run it; start this as an ordinary user"
    )]
    NoUnprivilegedUser,
    /// The user that runs the server cannot enter a folder that it needs.
    #[error("user {user}, who runs the server, cannot enter {}", folder.display())]
    Unreachable {
        /// The folder.
        folder: PathBuf,
        /// The user that runs the server.
        user: String,
    },
    /// There is no PostgreSQL on this machine that will do, and none was or could be fetched.
    #[error("{}", no_server(rejected, reason, advice))]
    NoServer {
        /// The installations that were found and will not do.
        rejected: Vec<Rejected>,
        /// Why none was fetched.
        reason: String,
        /// What to do about it.
        advice: String,
    },
    /// The folder of programs that the caller named will not do.
    #[error("the PostgreSQL in {} cannot be used: {reason}", folder.display())]
    Unusable {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The data were written by another major version than the programs at hand.
    #[error(
        "the data in {} were written by PostgreSQL {data}, and the programs in {} are version {binaries}; \
         install version {data}, or remove the data folder to begin anew",
        folder.display(),
        programs.display()
    )]
    VersionMismatch {
        /// The data folder.
        folder: PathBuf,
        /// The major version that wrote it.
        data: u32,
        /// The folder of the programs.
        programs: PathBuf,
        /// Their major version.
        binaries: u32,
    },
    /// The data folder holds something that is no cluster.
    #[error("{} is not the data folder of a PostgreSQL cluster; remove it to begin anew", folder.display())]
    NotACluster {
        /// The folder.
        folder: PathBuf,
    },
    /// The pinned build could not be fetched.
    #[error("cannot download {url}")]
    Download {
        /// Its address.
        url: String,
        /// What the client or the server said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// What was fetched is not the pinned build. It was discarded.
    #[error("the download from {url} is not the pinned build (expected {expected}, got {actual}); it was discarded")]
    Checksum {
        /// Its address.
        url: String,
        /// The pinned sha512.
        expected: String,
        /// The sha512 of what came.
        actual: String,
    },
    /// The pinned build came, but its archive is not laid out as expected.
    #[error("the archive {} cannot be unpacked: {reason}", archive.display())]
    Archive {
        /// The archive.
        archive: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The system's package could not be installed.
    #[error("`{command}` failed:\n{output}")]
    Package {
        /// The command.
        command: String,
        /// The end of what it printed.
        output: String,
    },
    /// `initdb` refused.
    #[error("initdb failed:\n{output}")]
    Initdb {
        /// What it printed.
        output: String,
    },
    /// The server ended while it was being started.
    #[error("PostgreSQL ended while starting; the end of {}:\n{tail}", log.display())]
    Died {
        /// Its log.
        log: PathBuf,
        /// The log's last lines.
        tail: String,
    },
    /// The server runs but does not accept connections yet. It was left running; the next start takes it over.
    #[error("PostgreSQL (process {pid}) does not accept connections after {} s; its log is {}", waited.as_secs(), log.display())]
    NotReady {
        /// The server's process.
        pid: i32,
        /// How long it was waited for.
        waited: Duration,
        /// Its log.
        log: PathBuf,
    },
    /// The server did not end, neither when asked to nor when told to.
    #[error("PostgreSQL (process {pid}) did not stop")]
    NotStopped {
        /// The server's process.
        pid: i32,
    },
}

fn no_server(rejected: &[Rejected], reason: &str, advice: &str) -> String {
    let first = format!("no PostgreSQL {} or newer with btree_gist: {reason}.", crate::LOWEST_MAJOR);
    let rejected =
        rejected.iter().map(|Rejected { folder, reason }| format!("  {} will not do: {reason}", folder.display()));
    std::iter::once(first).chain(rejected).chain([advice.to_owned()]).collect::<Vec<_>>().join(
        "
",
    )
}

/// Names the file and the action in an I/O error.
pub(crate) trait OnFile<T> {
    fn on(self, action: &'static str, path: &Path) -> Result<T, Error>;
}

impl<T> OnFile<T> for io::Result<T> {
    fn on(self, action: &'static str, path: &Path) -> Result<T, Error> {
        self.map_err(|source| Error::File { action, path: path.to_owned(), source })
    }
}

/// Names the program in an I/O error of starting it.
pub(crate) trait OnRun<T> {
    fn on_run(self, program: &Path) -> Result<T, Error>;
}

impl<T> OnRun<T> for io::Result<T> {
    fn on_run(self, program: &Path) -> Result<T, Error> {
        self.map_err(|source| Error::Run { program: program.display().to_string(), source })
    }
}
