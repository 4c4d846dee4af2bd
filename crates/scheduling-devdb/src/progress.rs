//! The steps of a start or stop as data, and their default showing. Nothing here decides anything.

use std::{cell::Cell, fmt, io::IsTerminal as _, path::Path};

/// What is being done now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step<'a> {
    /// Another process starts or stops this cluster; this one waits for its turn.
    Waiting {
        /// The lock that the other holds.
        lock: &'a Path,
    },
    /// The data lie elsewhere, because the user that runs the server cannot enter the folder that was asked for.
    Elsewhere {
        /// Where they lie.
        folder: &'a Path,
        /// The user that runs the server.
        user: &'a str,
    },
    /// A cluster runs already and is taken over.
    Reusing {
        /// Its process.
        pid: i32,
    },
    /// The last server did not end in order; what it left behind is cleared away.
    Recovering {
        /// The process that its pid file names.
        pid: i32,
    },
    /// Programs that will do were found.
    Found {
        /// Their folder.
        folder: &'a Path,
        /// Their version, as they print it.
        version: &'a str,
    },
    /// A build of PostgreSQL is being downloaded: told first with `done` = 0, last with `done` = `total`.
    Downloading {
        /// From where.
        url: &'a str,
        /// How many bytes have come.
        done: u64,
        /// How many will come, where the server says so.
        total: Option<u64>,
    },
    /// The download was the pinned one and is being unpacked.
    Unpacking {
        /// Into which folder.
        folder: &'a Path,
    },
    /// The pinned build could not be had; the system's package is tried next.
    DownloadFailed {
        /// Why.
        reason: &'a str,
    },
    /// The system's package is being installed.
    Installing {
        /// The command that does it.
        command: &'a str,
    },
    /// A data folder is being made.
    CreatingData {
        /// Which.
        folder: &'a Path,
    },
    /// The server is being started.
    Starting {
        /// On which data folder.
        folder: &'a Path,
    },
    /// The server answers.
    Ready {
        /// Its process.
        pid: i32,
    },
    /// The server is being stopped.
    Stopping {
        /// Its process.
        pid: i32,
    },
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Waiting { lock } => {
                write!(f, "another process is at work on this cluster; waiting for {}", lock.display())
            }
            Self::Elsewhere { folder, user } => {
                write!(f, "PostgreSQL runs as {user} and keeps its data in {}", folder.display())
            }
            Self::Reusing { pid } => write!(f, "PostgreSQL runs already (process {pid})"),
            Self::Recovering { pid } => {
                write!(f, "PostgreSQL (process {pid}) did not stop in order; clearing up after it")
            }
            Self::Found { folder, version } => write!(f, "using PostgreSQL {version} in {}", folder.display()),
            Self::Downloading { url, done, total } => match total {
                Some(total) if done == total => write!(f, "downloaded {} MB", Megabytes(*done)),
                Some(total) => write!(f, "downloading {url} ({} MB)", Megabytes(*total)),
                None => write!(f, "downloading {url}"),
            },
            Self::Unpacking { folder } => write!(f, "unpacking into {}", folder.display()),
            Self::DownloadFailed { reason } => write!(f, "{reason}"),
            Self::Installing { command } => write!(f, "running {command}"),
            Self::CreatingData { folder } => write!(f, "creating a PostgreSQL cluster in {}", folder.display()),
            Self::Starting { folder } => write!(f, "starting PostgreSQL on {}", folder.display()),
            Self::Ready { pid } => write!(f, "PostgreSQL is ready (process {pid})"),
            Self::Stopping { pid } => write!(f, "stopping PostgreSQL (process {pid})"),
        }
    }
}

/// Shows steps on standard error: a line each, and for a download on a terminal one line with a bar.
pub fn terminal() -> impl Fn(&Step<'_>) {
    let drawn = Cell::new(None);
    let interactive = std::io::stderr().is_terminal();
    move |step| {
        let Step::Downloading { done, total, .. } = step else {
            // A download that failed leaves its bar without an end of line.
            if drawn.take().is_some() && interactive {
                eprintln!();
            }
            eprintln!("{step}");
            return;
        };
        let percent = total.map_or(0, |total| done.saturating_mul(100).checked_div(total).unwrap_or(100));
        let previous = drawn.replace(Some(percent));
        if previous.is_none() {
            eprintln!("{step}");
        }
        if interactive && previous != Some(percent) {
            eprint!("\r{}", bar(percent, *done));
        }
        if Some(*done) == *total {
            drawn.set(None);
            eprintln!("{}", if interactive { String::new() } else { step.to_string() });
        }
    }
}

fn bar(percent: u64, done: u64) -> String {
    const WIDTH: u64 = 40;
    let filled = (0..WIDTH).map(|cell| if cell * 100 < percent * WIDTH { '#' } else { '.' });
    format!("[{}] {percent:3} %  {} MB", filled.collect::<String>(), Megabytes(done))
}

struct Megabytes(u64);

impl fmt::Display for Megabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.0 / 100_000;
        write!(f, "{}.{}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_names_its_address_and_size_first() {
        let step = Step::Downloading { url: "https://registry.example/a.tgz", done: 0, total: Some(23_732_346) };
        assert_eq!(step.to_string(), "downloading https://registry.example/a.tgz (23.7 MB)");
    }

    #[test]
    fn the_bar_fills_from_nothing_to_all() {
        assert!(bar(0, 0).starts_with(&format!("[{}]", ".".repeat(40))));
        assert!(bar(50, 1).starts_with(&format!("[{}{}]", "#".repeat(20), ".".repeat(20))));
        assert!(bar(100, 23_732_346).ends_with("100 %  23.7 MB"));
        assert!(bar(100, 1).starts_with(&format!("[{}]", "#".repeat(40))));
    }
}
