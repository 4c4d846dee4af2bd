//! The server's program: built, asked for its subcommands, started as a process of its own, ended or killed.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use nix::sys::signal::Signal;
use serde::Deserialize;
use tokio::{
    process::{Child, Command},
    time::{sleep, timeout},
};

use crate::{
    run::{self, Interrupt},
    workspace::{Profile, Workspace},
};

/// How long a server may take until it answers.
const START: Duration = Duration::from_secs(30);

/// The program and the environment that it runs in.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    path: PathBuf,
    environment: Vec<(String, String)>,
    /// Whether it starts services of its own, whatever the environment of this process names.
    on_its_own: bool,
}

impl Program {
    /// Builds the program.
    pub(crate) async fn build(workspace: &Workspace, interrupt: &Interrupt, profile: Profile) -> anyhow::Result<Self> {
        let mut cargo = workspace.cargo();
        cargo.args(["build", "--package", "scheduling-http"]);
        if profile == Profile::Release {
            cargo.arg("--release");
        }
        run::run(&mut cargo, interrupt).await?;
        Ok(Self { path: workspace.server_program(profile), environment: Vec::new(), on_its_own: false })
    }

    /// The same program with one more variable.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// The same program with a private PostgreSQL and a demo tenant, as without any configuration.
    #[must_use]
    pub(crate) fn on_its_own(mut self) -> Self {
        self.on_its_own = true;
        self
    }

    /// Runs a subcommand and returns what it prints.
    pub(crate) async fn ask(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = self.command().args(arguments).output().await;
        let output = output.with_context(|| format!("cannot run {}", self.path.display()))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("scheduling-http {} failed with {}: {}", arguments.join(" "), output.status, said.trim());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Starts a server and waits until it answers. It writes its log to `folder`.
    pub(crate) async fn serve(&self, folder: &Path, name: &str) -> anyhow::Result<Server> {
        let ready = folder.join(format!("{name}.ready.json"));
        if ready.exists() {
            fs::remove_file(&ready)?;
        }
        let log = folder.join(format!("{name}.log"));
        let mut command = self.command();
        command.args(["serve", "--port", "0", "--ready-file"]).arg(&ready);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(fs::File::create(&log)?);
        // Ctrl-C ends this task, and the task ends its servers.
        command.kill_on_drop(true).process_group(0);
        let started = Instant::now();
        let mut process = command.spawn().with_context(|| format!("cannot run {}", self.path.display()))?;
        let wait = async {
            while !ready.exists() {
                if let Some(status) = process.try_wait()? {
                    bail!("the server ended with {status}: {}", fs::read_to_string(&log)?.trim());
                }
                sleep(Duration::from_millis(2)).await;
            }
            Ok(())
        };
        timeout(START, wait).await.with_context(|| format!("the server is not ready; see {}", log.display()))??;
        let start = started.elapsed();
        let Ready { base_url } = serde_json::from_slice(&fs::read(&ready)?).context("the ready file is no JSON")?;
        let address = base_url.trim_start_matches("http://").trim_end_matches('/');
        let address = address.parse().with_context(|| format!("the base URL {base_url} is not on loopback"))?;
        Ok(Server { process, address, base_url, start, log, ready_file: ready })
    }

    /// Starts a worker, which writes its log to `folder`. It is killed when it is dropped.
    pub(crate) fn work(&self, folder: &Path, name: &str) -> anyhow::Result<Child> {
        let log = fs::File::options().create(true).append(true).open(folder.join(format!("{name}.log")))?;
        let mut command = self.command();
        command.arg("worker").stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        command.kill_on_drop(true).process_group(0);
        command.spawn().with_context(|| format!("cannot run {}", self.path.display()))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        if self.on_its_own {
            command.env_remove("DATABASE_URL").env_remove("REDIS_URL");
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }
}

/// What the server tells once it serves.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Ready {
    base_url: String,
}

/// A server that runs. It is killed when it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    process: Child,
    pub(crate) address: SocketAddr,
    pub(crate) base_url: String,
    /// How long it took from the start of the process to the ready file.
    pub(crate) start: Duration,
    pub(crate) log: PathBuf,
    /// What it told about itself.
    pub(crate) ready_file: PathBuf,
}

impl Server {
    /// Ends it in order: requests in flight are finished.
    pub(crate) async fn stop(mut self) -> anyhow::Result<()> {
        run::send(&self.process, Signal::SIGTERM)?;
        let status = timeout(Duration::from_secs(15), self.process.wait()).await;
        let status = status.context("the server did not end within 15 s of SIGTERM")??;
        if !status.success() {
            bail!("the server ended with {status}; see {}", self.log.display());
        }
        Ok(())
    }

    /// Ends it as a crash does, at once.
    pub(crate) fn crash(&self) -> anyhow::Result<()> {
        run::send(&self.process, Signal::SIGKILL)
    }

    /// Waits until it has ended.
    pub(crate) async fn ended(mut self) -> anyhow::Result<()> {
        self.process.wait().await?;
        Ok(())
    }

    /// Its resident memory, in KiB.
    pub(crate) fn resident(&self) -> anyhow::Result<u64> {
        let id = self.process.id().context("the server has ended")?;
        let status = fs::read_to_string(format!("/proc/{id}/status")).context("memory is read from /proc")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS in /proc")?;
        line.split_whitespace().next().and_then(|kib| kib.parse().ok()).context("no number in VmRSS")
    }
}
