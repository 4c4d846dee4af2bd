//! The command line: what can be asked of the program, and which module does it.

#[cfg(feature = "dev")]
mod dev;
mod doctor;
mod key;
mod log;
mod migrate;
mod outgoing;
mod people;
mod ready;
mod serve;
mod tenant;
mod worker;

use std::error::Error;

use clap::{Args, Parser, Subcommand};
use scheduling_store::{Store, StoreOptions};

/// What a command can fail with: a message for the person at the terminal.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// A scheduling server: hosts publish event types, invitees book free times, and nothing is booked twice.
///
/// Without a command it serves. Without `DATABASE_URL` it serves on a private PostgreSQL of its own, with a demo tenant.
#[derive(Debug, Parser)]
#[command(name = "scheduling-http", version, args_conflicts_with_subcommands = true)]
pub(crate) struct Program {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API (what happens without a command).
    Serve(serve::Arguments),
    /// Send what is owed, and serve nobody: beside servers that run with `--worker off`, or to help them.
    Worker(worker::Arguments),
    /// Bring the database to this program's schema, as its owner.
    Migrate(migrate::Arguments),
    /// Manage tenants.
    #[command(subcommand)]
    Tenant(tenant::Command),
    /// Manage API keys.
    #[command(subcommand)]
    Key(key::Command),
    /// Invite the owners of tenants.
    #[command(subcommand)]
    Owner(people::OwnerCommand),
    /// Help people who sign in.
    #[command(subcommand)]
    Account(people::AccountCommand),
    /// Check the schema, the role, the isolation of tenants, the clock, Redis, the mail server, the time zone data and the
    /// holidays.
    Doctor(doctor::Arguments),
    /// Print the `OpenAPI` document.
    Openapi,
    /// Print the table of error codes as Markdown.
    Errors,
}

/// Runs a command.
pub(crate) async fn run(program: Program) -> Result<(), Failure> {
    match program.command.unwrap_or(Command::Serve(program.serve)) {
        Command::Serve(arguments) => serve::run(arguments).await,
        Command::Worker(arguments) => worker::run(arguments).await,
        Command::Migrate(arguments) => migrate::run(arguments).await,
        Command::Tenant(command) => tenant::run(command).await,
        Command::Key(command) => key::run(command).await,
        Command::Owner(command) => people::run_owner(command).await,
        Command::Account(command) => people::run_account(command).await,
        Command::Doctor(arguments) => doctor::run(arguments).await,
        Command::Openapi => print(&scheduling_http::openapi_json()),
        Command::Errors => print(&scheduling_http::errors_markdown()),
    }
}

/// An error with its sources, on one line.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text = format!("{text}: {inner_text}");
        }
        source = inner.source();
    }
    text
}

/// How the address of the application role is given.
pub(crate) const ROLE_ADDRESS: AddressOf =
    AddressOf { variable: "DATABASE_URL", flag: "--database-url", role: "scheduling_app" };
/// How the address of the owner role is given.
pub(crate) const OWNER_ADDRESS: AddressOf =
    AddressOf { variable: "DATABASE_OWNER_URL", flag: "--database-owner-url", role: "scheduling_owner" };

/// How a command is told the address of its database.
#[derive(Clone, Copy)]
pub(crate) struct AddressOf {
    variable: &'static str,
    flag: &'static str,
    role: &'static str,
}

/// The address that a command was given. Looked at here and not by clap, which would show in its message what it was
/// given: it may hold a password.
pub(crate) fn address(given: Option<String>, of: AddressOf) -> Result<String, Failure> {
    let AddressOf { variable, flag, role } = of;
    let form = format!("postgresql://{role}:…@HOST/DATABASE");
    match given {
        None => Err(format!("no database is named: set {variable}, or use {flag}, to {form}").into()),
        Some(url) if !url.contains("://") && !url.contains('=') => {
            Err(format!("{variable} ({flag}) is no address of a database; write it as {form}").into())
        }
        Some(url) => Ok(url),
    }
}

/// Which database to work on, as the application role.
#[derive(Clone, Debug, Args)]
pub(crate) struct Database {
    /// The database, as the application role: `postgresql://scheduling_app:…@HOST/DATABASE`
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
}

impl Database {
    /// Its address.
    pub(crate) fn address(self) -> Result<String, Failure> {
        address(self.database_url, ROLE_ADDRESS)
    }

    /// Opens the store.
    pub(crate) async fn open(self) -> Result<Store, Failure> {
        Ok(Store::connect(StoreOptions::new(self.address()?)).await?)
    }
}

fn print(text: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}
