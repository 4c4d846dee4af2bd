//! `owner invite` and `account reset-password`: links for people, shown once to whoever runs the server.

use clap::{Args, Subcommand};
use scheduling_core::{EmailAddress, Slug};
use scheduling_engine::{IssuedLink, Writing};
use scheduling_store::PlatformScope;

use super::{Database, Failure, tenant};

/// What can be done with owners.
#[derive(Debug, Subcommand)]
pub(crate) enum OwnerCommand {
    /// Invite somebody to be the first owner of a tenant, and print the invitation's token, once.
    Invite(Person),
}

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum AccountCommand {
    /// Print a token by which the holder of an account sets another password, once.
    ResetPassword(Person),
}

/// Who.
#[derive(Debug, Args)]
pub(crate) struct Person {
    #[command(flatten)]
    database: Database,
    /// The tenant.
    #[arg(long)]
    tenant: Slug,
    /// The address by which the person signs in.
    #[arg(long)]
    email: EmailAddress,
}

/// Runs a command about owners.
pub(crate) async fn run_owner(command: OwnerCommand) -> Result<(), Failure> {
    let OwnerCommand::Invite(Person { database, tenant: slug, email }) = command;
    let (engine, platform) = (tenant::engine(database.open().await?), PlatformScope::authenticated());
    let tenant = engine.find_tenant(&platform, &slug).await?.id;
    show(&engine.invite_owner(&platform, tenant, Writing::once(email)).await?.outcome)
}

/// Runs a command about accounts.
pub(crate) async fn run_account(command: AccountCommand) -> Result<(), Failure> {
    let AccountCommand::ResetPassword(Person { database, tenant: slug, email }) = command;
    let (engine, platform) = (tenant::engine(database.open().await?), PlatformScope::authenticated());
    let tenant = engine.find_tenant(&platform, &slug).await?.id;
    show(&engine.offer_password_reset_as_platform(&platform, tenant, &email).await?)
}

fn show(issued: &IssuedLink) -> Result<(), Failure> {
    let token = issued.token.as_ref().ok_or("the link was made, but cannot be shown")?;
    println!("{}", token.reveal());
    Ok(())
}
