//! The program as a process, in a folder of its own, and without a word from the environment of the tests.

use std::{
    env, fs,
    fs::{File, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use scheduling_devdb::{Cluster, Options, Purpose};
use serde_json::Value;
use tempfile::TempDir;

use crate::http::Client;

/// The longest that anything may take here.
const PATIENCE: Duration = Duration::from_mins(1);
/// Signs the tokens of invitees.
pub(crate) const TOKEN_KEYS: &str = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// A folder to run the program in.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Started by root, PostgreSQL runs as somebody else.
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn ready_file(&self) -> PathBuf {
        self.path().join("ready.json")
    }

    /// The program with these arguments.
    pub(crate) fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_scheduling-http"));
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null());
        let ours = |name: &str| {
            name.starts_with("SCHEDULING_") || ["DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"].contains(&name)
        };
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(ours)) {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Said {
        Said::from(self.program(arguments).envs(environment.iter().copied()).output().unwrap())
    }

    /// Starts a server without configuration.
    pub(crate) fn demo(&self) -> Server {
        // `cargo xtask test` has a PostgreSQL by now; if not, that is a failure and no reason to fetch one.
        self.serve(&["--no-download"], &[])
    }

    /// Starts a server and waits until it is ready.
    pub(crate) fn serve(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Server {
        let mut command = self.program(arguments);
        command.args(["--port", "0", "--ready-file", "ready.json"]).envs(environment.iter().copied());
        let (out, err) = (self.path().join("stdout"), self.path().join("stderr"));
        command.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
        let mut child = command.spawn().unwrap();
        let ready = wait_for("the server", || {
            if let Some(status) = child.try_wait().unwrap() {
                panic!("the server ended with {status}: {}", fs::read_to_string(&err).unwrap());
            }
            let text = fs::read(self.ready_file()).ok()?;
            serde_json::from_slice::<Value>(&text).ok()
        });
        let text = |path| fs::read_to_string(path).unwrap();
        Server { child, ready, stdout: text(out), stderr: text(err) }
    }

    /// Whether the private PostgreSQL runs, or was left behind.
    pub(crate) fn has_postgres(&self) -> bool {
        self.path().join(".dev/postgres/data/postmaster.pid").exists()
    }
}

impl Drop for Home {
    /// Ends what a killed server, or a test that failed, has left running.
    fn drop(&mut self) {
        if self.has_postgres() {
            let silent = |_: &scheduling_devdb::Step<'_>| {};
            let cluster = Cluster::start(&Options::new(self.path().join(".dev/postgres"), Purpose::Tests, &silent));
            drop(cluster.and_then(|cluster| cluster.remove(&silent)).inspect_err(|error| eprintln!("{error}")));
        }
    }
}

/// What a command printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Said {
    /// What a command that succeeded printed.
    pub(crate) fn success(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// A command failed, and its message has these words.
    pub(crate) fn failed_with(&self, words: &[&str]) {
        assert!(self.code.is_some_and(|code| code != 0), "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {}", self.err);
        }
    }
}

/// A server that is ready. Dropped, it is killed.
pub(crate) struct Server {
    child: Child,
    /// What the ready-file holds.
    pub(crate) ready: Value,
    /// What it had printed by then.
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Server {
    pub(crate) fn ready(&self, member: &str) -> &str {
        self.ready[member].as_str().unwrap_or_else(|| panic!("{member} in {}", self.ready))
    }

    pub(crate) fn base_url(&self) -> &str {
        self.ready("baseUrl")
    }

    /// A client with the demo's key.
    pub(crate) fn client(&self) -> Client {
        Client::new(self.base_url(), self.ready("apiKey"))
    }

    pub(crate) fn terminate(&self) {
        kill(Pid::from_raw(i32::try_from(self.child.id()).unwrap()), Signal::SIGTERM).unwrap();
    }

    /// Waits for the end.
    pub(crate) fn wait(mut self) -> ExitStatus {
        wait_for("the server's end", || self.child.try_wait().unwrap())
    }

    /// Tells it to stop, and waits for the end.
    pub(crate) fn stop(self) {
        self.terminate();
        assert!(self.wait().success());
    }

    /// Ends it without a chance to do anything about it.
    pub(crate) fn kill_9(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill().and_then(|()| self.child.wait()));
    }
}

/// Looks again and again until there is something.
pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} was waited for in vain");
        thread::sleep(Duration::from_millis(5));
    }
}
