//! The server's process: its pid file, starting it, waiting until it answers, ending it.

use std::{
    fs::{self, File},
    io,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use nix::{
    errno::Errno,
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use crate::{
    Options, Purpose, Step,
    account::Account,
    error::{Error, OnFile as _, OnRun as _},
    installation::Installation,
    layout::{Layout, remove_file},
    probe::{self, Answer},
};

/// How often a server's state is looked at while it starts or stops.
const POLL: Duration = Duration::from_millis(20);
/// Recovery after a crash writes all data through to the disk, which on a busy one takes minutes. That a server died is noticed
/// at once, so nothing is lost by patience; one that takes even longer is left running.
const START_PATIENCE: Duration = Duration::from_mins(5);
/// How long the children of a killed server may take to notice.
const ORPHAN_PATIENCE: Duration = Duration::from_secs(10);
const FAST_STOP_PATIENCE: Duration = Duration::from_secs(30);
const IMMEDIATE_STOP_PATIENCE: Duration = Duration::from_secs(10);
/// What PostgreSQL says while such children still use its shared memory.
const ORPHANS_MESSAGE: &str = "pre-existing shared memory block";
/// Above every system's highest process number, so that no process has it.
const NO_PROCESS: i32 = i32::MAX;
/// How much of a log is shown when a server dies.
const TAIL_LINES: usize = 20;

/// A server that answers.
#[derive(Debug)]
pub(crate) struct Postmaster {
    pub(crate) pid: i32,
    /// Collects the exit of a server that this process started, so that it never lingers as a zombie, whose number would
    /// look alive. `None` for a server that was taken over.
    reaper: Option<JoinHandle<io::Result<ExitStatus>>>,
}

impl Postmaster {
    /// The server that runs on these data already, once it answers. `None` when there is none; what a dead one left behind
    /// is out of the way then.
    pub(crate) fn running(layout: &Layout, progress: &dyn Fn(&Step<'_>)) -> Result<Option<Self>, Error> {
        let data = layout.data();
        let begin = Instant::now();
        loop {
            let answer = probe::ask(&layout.socket()).on("connect to", &layout.socket())?;
            let pid = read_pid(&data)?;
            match (answer, pid) {
                (Answer::Ready, Some(pid)) => return Ok(Some(Self { pid, reaper: None })),
                (Answer::Nobody, None) => return Ok(None),
                (Answer::Nobody, Some(pid)) if !serves(pid, &data)? => {
                    progress(&Step::Recovering { pid });
                    disown_pid_file(&data, pid)?;
                    return Ok(None);
                }
                // Starting, shutting down, or between the two files that it writes.
                _ if begin.elapsed() < START_PATIENCE => thread::sleep(POLL),
                _ => {
                    return Err(Error::NotReady {
                        pid: pid.unwrap_or_default(),
                        waited: START_PATIENCE,
                        log: layout.log(),
                    });
                }
            }
        }
    }

    /// Starts a server and waits until it answers.
    pub(crate) fn start(
        layout: &Layout,
        account: &Account,
        installation: &Installation,
        options: &Options<'_>,
    ) -> Result<Self, Error> {
        let begin = Instant::now();
        loop {
            layout.remove_socket()?;
            let log = File::create(layout.log()).on("create", &layout.log())?;
            let mut command = account.command(installation.postgres());
            arguments(&mut command, layout, options);
            command.stdout(log.try_clone().on("open", &layout.log())?).stderr(log);
            // Ctrl-C in a terminal goes to the whole foreground group. The server is not in it: who started it decides.
            command.process_group(0);
            let mut child = command.spawn().on_run(&installation.postgres())?;
            let pid = child.id().cast_signed();
            let starting = Self { pid, reaper: Some(thread::spawn(move || child.wait())) };
            match starting.wait_until_ready(layout) {
                Err(Error::Died { tail, .. })
                    if tail.contains(ORPHANS_MESSAGE) && begin.elapsed() < ORPHAN_PATIENCE =>
                {
                    thread::sleep(POLL);
                }
                Err(error) => return Err(error),
                Ok(()) => return Ok(starting),
            }
        }
    }

    fn wait_until_ready(&self, layout: &Layout) -> Result<(), Error> {
        let begin = Instant::now();
        while begin.elapsed() < START_PATIENCE {
            if self.reaper.as_ref().is_some_and(JoinHandle::is_finished) {
                return Err(Error::Died { log: layout.log(), tail: tail(&layout.log())? });
            }
            if probe::ask(&layout.socket()).on("connect to", &layout.socket())? == Answer::Ready {
                return Ok(());
            }
            thread::sleep(POLL);
        }
        Err(Error::NotReady { pid: self.pid, waited: START_PATIENCE, log: layout.log() })
    }
}

/// Ends the server on these data, if one runs: sessions are cut off in order; if that takes too long, at once.
pub(crate) fn stop(layout: &Layout, progress: &dyn Fn(&Step<'_>)) -> Result<(), Error> {
    let data = layout.data();
    let Some(pid) = read_pid(&data)? else { return Ok(()) };
    for (signal, patience) in [(Signal::SIGINT, FAST_STOP_PATIENCE), (Signal::SIGQUIT, IMMEDIATE_STOP_PATIENCE)] {
        if !serves(pid, &data)? {
            return Ok(());
        }
        progress(&Step::Stopping { pid });
        match kill(Pid::from_raw(pid), signal) {
            Ok(()) => {}
            Err(Errno::ESRCH) => return Ok(()),
            Err(error) => return Err(io::Error::from(error)).on("signal the server of", &data),
        }
        let begin = Instant::now();
        while begin.elapsed() < patience {
            if !serves(pid, &data)? {
                return Ok(());
            }
            thread::sleep(POLL);
        }
    }
    Err(Error::NotStopped { pid })
}

/// The folder of the programs that started the server on these data, from the command line that it wrote down.
pub(crate) fn programs_folder(data: &Path) -> Result<PathBuf, Error> {
    let file = data.join("postmaster.opts");
    let options = fs::read_to_string(&file).on("read", &file)?;
    let program = options.split(" \"").next().unwrap_or_default();
    Path::new(program.trim()).parent().map(Path::to_owned).ok_or(Error::NotACluster { folder: data.to_owned() })
}

fn arguments(command: &mut Command, layout: &Layout, options: &Options<'_>) {
    command.arg("-D").arg(layout.data()).arg("-k").arg(layout.socket_folder());
    let connections = options.max_connections.to_string();
    let base = [
        ("listen_addresses", ""),
        ("unix_socket_permissions", "0700"),
        ("max_connections", &connections),
        ("shared_buffers", "128MB"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
        ("logging_collector", "off"),
        ("log_destination", "stderr"),
    ];
    let durability: &[_] = match options.purpose {
        Purpose::Development => &[("fsync", "on")],
        Purpose::Tests => &[("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")],
    };
    for (name, value) in base.iter().chain(durability) {
        command.arg("-c").arg(format!("{name}={value}"));
    }
    // The last one wins.
    for (name, value) in &options.settings {
        command.arg("-c").arg(format!("{name}={value}"));
    }
}

fn pid_file(data: &Path) -> PathBuf {
    data.join("postmaster.pid")
}

/// The process that the pid file names; its first line. An empty file was left by a machine that went down.
fn read_pid(data: &Path) -> Result<Option<i32>, Error> {
    let file = pid_file(data);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(text.lines().next().and_then(|line| line.trim().parse().ok()).filter(|pid| *pid > 0)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).on("read", &file),
    }
}

/// Whether this process is a server on these data. That its number is taken does not tell: numbers are used again.
fn serves(pid: i32, data: &Path) -> Result<bool, Error> {
    let (command_line, separator) = if Path::new("/proc/self/cmdline").exists() {
        let file = PathBuf::from(format!("/proc/{pid}/cmdline"));
        match fs::read(&file) {
            Ok(arguments) => (arguments, b"\0"),
            Err(error)
                if error.kind() == io::ErrorKind::NotFound || error.raw_os_error() == Some(Errno::ESRCH as i32) =>
            {
                return Ok(false);
            }
            Err(error) => return Err(error).on("read", &file),
        }
    } else {
        // A process that is not there makes `ps` print nothing.
        let ps = Path::new("/bin/ps");
        (Command::new(ps).args(["-ww", "-o", "command=", "-p", &pid.to_string()]).output().on_run(ps)?.stdout, b" ")
    };
    // As `arguments` puts them.
    let ours = [b"-D", data.as_os_str().as_encoded_bytes(), b"-k"].join(&separator[..]);
    Ok(command_line.windows(ours.len()).any(|part| part == ours))
}

/// Makes a dead server's pid file one that the next server takes over, although its number belongs to some other process now.
///
/// The file itself stays: it tells the next server where to look whether children of the dead one still write to the data.
fn disown_pid_file(data: &Path, pid: i32) -> Result<(), Error> {
    let file = pid_file(data);
    let text = fs::read_to_string(&file).on("read", &file)?;
    let disowned = text.replacen(&pid.to_string(), &NO_PROCESS.to_string(), 1);
    // Truncated and written in place: the file stays its owner's, who must be able to change it.
    fs::write(&file, disowned).on("write", &file)
}

/// The server refuses to start on a pid file without a number in it.
pub(crate) fn remove_empty_pid_file(data: &Path) -> Result<(), Error> {
    if read_pid(data)?.is_none() { remove_file(&pid_file(data)) } else { Ok(()) }
}

fn tail(log: &Path) -> Result<String, Error> {
    let text = String::from_utf8_lossy(&fs::read(log).on("read", log)?).into_owned();
    let lines: Vec<_> = text.lines().collect();
    let begin = lines.len().saturating_sub(TAIL_LINES);
    Ok(lines.get(begin..).unwrap_or_default().join("\n"))
}
