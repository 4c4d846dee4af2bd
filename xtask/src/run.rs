//! Running other programs so that an interrupt ends them in order, and whatever was started for them after them.

use std::{fmt, process::ExitCode, time::Duration};

use anyhow::{Context as _, bail};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio::{
    process::{Child, Command},
    signal::unix::{SignalKind, signal},
    sync::watch,
    time::timeout,
};

/// How long a program that was told to end may take for it.
const GRACE: Duration = Duration::from_secs(15);

/// Whether somebody wants the task to end: Ctrl-C, or SIGTERM.
#[derive(Clone)]
pub(crate) struct Interrupt(watch::Receiver<bool>);

impl Interrupt {
    /// From now on a signal does not end this process by itself, so that guards are dropped.
    pub(crate) fn listen() -> anyhow::Result<Self> {
        let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for Ctrl-C")?;
        let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            sender.send_replace(true);
        });
        Ok(Self(receiver))
    }

    /// Returns once the task is to end.
    pub(crate) async fn wait(&self) {
        // An error says that the listener has ended, and it ends only after a signal.
        drop(self.0.clone().wait_for(|interrupted| *interrupted).await);
    }

    /// Fails once the task is to end.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        if *self.0.borrow() { Err(Interrupted.into()) } else { Ok(()) }
    }

    /// Does the work, or drops it when the task is to end.
    pub(crate) async fn or<T>(&self, work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
        tokio::select! {
            result = work => result,
            () = self.wait() => Err(Interrupted.into()),
        }
    }
}

/// Somebody wanted the task to end.
#[derive(Debug)]
pub(crate) struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted")
    }
}

impl std::error::Error for Interrupted {}

/// A program failed and has said why itself; this process ends with the same code.
#[derive(Debug)]
pub(crate) struct Exit(u8);

impl Exit {
    pub(crate) const FAILURE: Self = Self(1);

    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(self.0)
    }
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit code {}", self.0)
    }
}

impl std::error::Error for Exit {}

/// Runs a program to its end, with this process's input and output.
///
/// # Errors
/// [`Exit`] if it fails; it does not start; the task is interrupted, and then the program has ended too.
pub(crate) async fn run(command: &mut Command, interrupt: &Interrupt) -> anyhow::Result<()> {
    let mut child = spawn(command)?;
    let status = tokio::select! {
        status = child.wait() => status?,
        () = interrupt.wait() => {
            end(&mut child).await?;
            return Err(Interrupted.into());
        }
    };
    if status.success() {
        return Ok(());
    }
    // A program that a signal ended has no code.
    Err(Exit(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)).into())
}

/// Runs a program to its end and returns what it wrote to its standard output; its errors are shown as they come.
///
/// # Errors
/// As [`run`], and output that is not UTF-8.
pub(crate) async fn output(command: &mut Command, interrupt: &Interrupt) -> anyhow::Result<String> {
    let name = name_of(command);
    command.stdout(std::process::Stdio::piped()).kill_on_drop(true);
    let child = spawn(command)?;
    let output = interrupt.or(async { Ok(child.wait_with_output().await?) }).await?;
    if !output.status.success() {
        bail!("{name} failed with {}", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("{name} wrote something that is not UTF-8"))
}

/// Whether a program can be run and succeeds. For `PROGRAM --version`.
pub(crate) async fn succeeds(command: &mut Command) -> bool {
    command.stdin(std::process::Stdio::null());
    command.output().await.is_ok_and(|output| output.status.success())
}

/// Tells a program to end, and kills it when it does not.
pub(crate) async fn end(child: &mut Child) -> anyhow::Result<()> {
    send(child, Signal::SIGTERM)?;
    if timeout(GRACE, child.wait()).await.is_err() {
        child.kill().await?;
    }
    Ok(())
}

/// Sends a signal to a program that was started here; none if it has ended.
pub(crate) fn send(child: &Child, signal: Signal) -> anyhow::Result<()> {
    // As long as nobody has waited for it, its number is not given to another process.
    let Some(pid) = child.id() else { return Ok(()) };
    let pid = i32::try_from(pid).context("a process number is an i32")?;
    kill(Pid::from_raw(pid), signal).with_context(|| format!("cannot send {signal} to process {pid}"))
}

fn spawn(command: &mut Command) -> anyhow::Result<Child> {
    let name = name_of(command);
    command.spawn().with_context(|| format!("cannot run {name}"))
}

fn name_of(command: &Command) -> String {
    let command = command.as_std();
    let words = std::iter::once(command.get_program()).chain(command.get_args()).take(4);
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn never() -> (watch::Sender<bool>, Interrupt) {
        let (sender, receiver) = watch::channel(false);
        (sender, Interrupt(receiver))
    }

    #[tokio::test]
    async fn the_code_of_a_failed_program_is_passed_on() {
        let (_sender, interrupt) = never();
        let error = run(Command::new("sh").args(["-c", "exit 100"]), &interrupt).await.unwrap_err();
        assert_eq!(error.downcast_ref::<Exit>().unwrap().0, 100);
        run(Command::new("sh").args(["-c", "exit 0"]), &interrupt).await.unwrap();
    }

    #[tokio::test]
    async fn an_interrupt_ends_the_program_that_runs() {
        let (sender, interrupt) = never();
        let mut command = Command::new("sleep");
        command.arg("600");
        let running = run(&mut command, &interrupt);
        sender.send_replace(true);
        let error = timeout(GRACE, running).await.expect("the program ends").unwrap_err();
        assert_eq!(error.to_string(), "interrupted");
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_is_named() {
        let (_sender, interrupt) = never();
        let error = run(&mut Command::new("no-such-program"), &interrupt).await.unwrap_err();
        assert_eq!(error.to_string(), "cannot run no-such-program");
    }
}
