//! `cargo xtask test`: all tests, on services of their own. What runs on this machine already is left alone.

use std::{env, ffi::OsString};

use clap::Args;

use crate::{
    apt,
    postgres::{Durability, Postgres},
    python, redis,
    run::{self, Interrupt},
    workspace::Workspace,
};

/// Names a Python interpreter that has [`CHECKERS`]; it is used as it is.
const PYTHON: &str = "SCHEDULING_TEST_PYTHON";

/// What the tests' checkers import, each with what it needs: the oracle of calendar messages, a mail server, and the library
/// that verifies webhooks.
const CHECKERS: [&str; 8] = [
    "icalendar==7.3.0",
    "python-dateutil==4.0.0",
    "typing_extensions==4.16.0",
    "tzdata==2026.6",
    "aiosmtpd==1.4.6",
    "atpublic==9.0.0",
    "attrs==26.1.0",
    "standardwebhooks==1.1.0",
];

/// What to test.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Handed on to the test runner, which is nextest where it is installed; with any, documentation tests are left out
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Starts the services, runs the tests, stops the services.
pub(crate) async fn run(workspace: &Workspace, interrupt: &Interrupt, options: &Options) -> anyhow::Result<()> {
    let redis_server = redis::obtain(workspace, interrupt).await?;
    let python = interpreter(workspace, interrupt).await?;
    let postgres = Postgres::start(workspace, "test", Durability::Careless)?;
    let environment = [
        ("SCHEDULING_TEST_DATABASE_URL", postgres.superuser("postgres").into()),
        ("SCHEDULING_TEST_REDIS_SERVER", redis_server.into_os_string()),
        (PYTHON, python),
    ];
    let cargo = |arguments: &[&str]| {
        let mut command = workspace.cargo();
        command.args(arguments).envs(environment.clone());
        command
    };
    let tests = async {
        let mut runner = if run::succeeds(&mut cargo(&["nextest", "--version"])).await {
            // nextest leaves them out, and its summary comes last, where people and machines look for it.
            if options.arguments.is_empty() {
                run::run(&mut cargo(&["test", "--doc", "--workspace"]), interrupt).await?;
            }
            cargo(&["nextest", "run"])
        } else {
            eprintln!("cargo-nextest is not installed: the tests run under `cargo test`, which is slower");
            cargo(&["test", "--no-fail-fast"])
        };
        if !options.arguments.iter().any(|argument| argument.starts_with("-p") || argument.starts_with("--package")) {
            runner.arg("--workspace");
        }
        run::run(runner.args(&options.arguments), interrupt).await
    };
    let outcome = tests.await;
    let removed = postgres.remove();
    outcome.and(removed)
}

/// A Python that has [`CHECKERS`].
pub(crate) async fn interpreter(workspace: &Workspace, interrupt: &Interrupt) -> anyhow::Result<OsString> {
    if let Some(named) = env::var_os(PYTHON) {
        return Ok(named);
    }
    let folder = workspace.scratch("test-python")?;
    let programs = match python::install(&folder, &CHECKERS, interrupt).await {
        Ok(programs) => programs,
        Err(without) => {
            interrupt.check()?;
            // What was wrong says more than that this is not root.
            let installed = apt::install("python3-venv", "Python with virtual environments", interrupt).await;
            if let Err(error) = installed {
                return Err(without.context(format!("{error:#}; install Python 3 with venv, or name one in {PYTHON}")));
            }
            python::install(&folder, &CHECKERS, interrupt).await?
        }
    };
    Ok(programs.join("python").into_os_string())
}
