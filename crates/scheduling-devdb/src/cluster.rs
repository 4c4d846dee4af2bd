//! A running cluster, from its start to its stop, shared by all processes that use it.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use crate::{
    Options, Purpose, Step,
    account::{Account, LOCALE},
    error::{Error, OnFile as _, OnRun as _},
    installation::Installation,
    layout::Layout,
    lock,
    postmaster::{self, Postmaster},
    probe::SUPERUSER,
};

/// What became of a cluster that was to be stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It does not run any more.
    Stopped,
    /// Somebody else uses it, so it was left running. The last one to stop it does.
    InUse,
}

/// A cluster that runs and answers, and this process's share in it.
///
/// Any number of processes, and handles in one process, can share a cluster: the first starts it, the last that calls [`stop`](Self::stop)
/// ends it. A process that dies gives up its share by dying, and leaves the server running.
///
/// # Drop
///
/// Dropping the handle of a [`Purpose::Tests`] cluster does what [`stop`](Self::stop) does; as nobody can be told, a failure is written
/// to standard error. Dropping that of a [`Purpose::Development`] cluster only gives up the share: the server runs on, and the next
/// start takes it over. So a server process calls [`stop`](Self::stop) when it ends in order.
#[derive(Debug)]
pub struct Cluster {
    layout: Layout,
    postmaster: Postmaster,
    programs: PathBuf,
    purpose: Purpose,
    taken_over: bool,
    /// The lock that all users of the cluster share. `None` once it is given up.
    share: Option<File>,
}

impl Cluster {
    /// Takes over the cluster of `options.data_root`, or starts it; makes it first when there is none. It accepts connections
    /// when this returns. Several processes may call this at once: one starts, the others take over.
    ///
    /// # Errors
    ///
    /// Every [`Error`] but [`Error::NotStopped`].
    pub fn start(options: &Options<'_>) -> Result<Self, Error> {
        let progress = options.progress;
        let account = Account::for_server()?;
        let layout = Layout::settle(&options.data_root, &account, progress)?;
        let turn = lock::exclusive(&layout.turn(), progress)?;
        layout.make_socket_folder(&account)?;

        let running = Postmaster::running(&layout, progress)?;
        let taken_over = running.is_some();
        let (postmaster, programs) = if let Some(running) = running {
            progress(&Step::Reusing { pid: running.pid });
            (running, postmaster::programs_folder(&layout.data())?)
        } else {
            let installation = Installation::obtain(options, &account, &layout)?;
            if layout.data_major(&account)?.is_none() {
                create_data(&layout, &account, &installation, (&turn, options))?;
            }
            postmaster::remove_empty_pid_file(&layout.data())?;
            progress(&Step::Starting { folder: &layout.data() });
            let started = Postmaster::start(&layout, &account, &installation, options)?;
            progress(&Step::Ready { pid: started.pid });
            (started, installation.folder().to_owned())
        };
        let share = Some(lock::shared(&layout.in_use())?);
        Ok(Self { layout, postmaster, programs, purpose: options.purpose, taken_over, share })
    }

    /// The folder with the server's socket; a driver's `host`.
    #[must_use]
    pub fn socket_dir(&self) -> &Path {
        self.layout.socket_folder()
    }

    /// How to connect as this user to this database, as libpq and tokio-postgres read it. The superuser is `postgres`; no user
    /// needs a password.
    #[must_use]
    pub fn connection_string(&self, user: &str, database: &str) -> String {
        let host = self.socket_dir().display().to_string();
        format!("host={} user={} dbname={}", quoted(&host), quoted(user), quoted(database))
    }

    /// Whether the server ran already and was taken over. It has the settings that it was started with then.
    #[must_use]
    pub fn was_running(&self) -> bool {
        self.taken_over
    }

    /// The server's process.
    #[must_use]
    pub fn pid(&self) -> i32 {
        self.postmaster.pid
    }

    /// The folder of the programs that serve the cluster. `initdb` and `postgres` are there; the pinned build has no `psql` and
    /// no `pgbench`.
    #[must_use]
    pub fn binaries_dir(&self) -> &Path {
        &self.programs
    }

    /// The server's log since its start.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.layout.log()
    }

    /// Gives up this process's share and, if nobody else has one, ends the server in order: open sessions are cut off,
    /// their transactions rolled back.
    ///
    /// # Errors
    ///
    /// [`Error::NotStopped`] if the server does not end; [`Error::File`] if a lock or the process cannot be reached.
    pub fn stop(mut self, progress: &dyn Fn(&Step<'_>)) -> Result<Outcome, Error> {
        self.give_up(progress, |_| Ok(()))
    }

    /// Like [`stop`](Self::stop), and removes the data and all else that [`start`](Self::start) made in `data_root`. A
    /// cluster that somebody else uses is left as it is.
    ///
    /// # Errors
    ///
    /// As [`stop`](Self::stop), and [`Error::File`] for what cannot be removed.
    pub fn remove(mut self, progress: &dyn Fn(&Step<'_>)) -> Result<Outcome, Error> {
        self.give_up(progress, Layout::remove)
    }

    fn give_up(
        &mut self,
        progress: &dyn Fn(&Step<'_>),
        afterwards: impl FnOnce(&Layout) -> Result<(), Error>,
    ) -> Result<Outcome, Error> {
        let Some(share) = self.share.take() else { return Ok(Outcome::Stopped) };
        // Nobody else can take the cluster over between the look at who uses it and its end.
        let _turn = lock::exclusive(&self.layout.turn(), progress)?;
        drop(share);
        if lock::is_held(&self.layout.in_use())? {
            return Ok(Outcome::InUse);
        }
        postmaster::stop(&self.layout, progress)?;
        afterwards(&self.layout)?;
        Ok(Outcome::Stopped)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.purpose == Purpose::Tests
            && let Err(error) = self.give_up(&|_| {}, |_| Ok(()))
        {
            eprintln!("the PostgreSQL of the tests was not stopped: {error}");
        }
    }
}

/// Runs `initdb`. The program gets the turn's lock as its standard input: should this process be killed, the lock is held until
/// `initdb` ends too, and no other process meets a folder that is still being written.
fn create_data(
    layout: &Layout,
    account: &Account,
    installation: &Installation,
    (turn, options): (&File, &Options<'_>),
) -> Result<(), Error> {
    (options.progress)(&Step::CreatingData { folder: &layout.data() });
    let unfinished = layout.begin_data(account)?;
    let mut command = account.command(installation.initdb());
    command
        .arg("-D")
        .arg(&unfinished)
        .args([
            "--username",
            SUPERUSER,
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--no-instructions",
            "--locale",
            LOCALE,
        ])
        .stdin(turn.try_clone().on("open", &layout.turn())?);
    if options.purpose == Purpose::Tests {
        command.arg("--no-sync");
    }
    let output = command.output().on_run(&installation.initdb())?;
    if !output.status.success() {
        let text = [output.stdout, output.stderr].concat();
        return Err(Error::Initdb { output: String::from_utf8_lossy(&text).trim().to_owned() });
    }
    layout.finish_data(&unfinished)
}

/// A value of a connection string.
fn quoted(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\\', r"\\").replace('\'', r"\'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_connection_string_are_quoted_where_they_must_be() {
        assert_eq!(quoted("/tmp/a-b/socket"), "/tmp/a-b/socket");
        assert_eq!(quoted("/home/a b"), "'/home/a b'");
        assert_eq!(quoted(r"it's a \"), r"'it\'s a \\'");
        assert_eq!(quoted(""), "''");
    }
}
