//! `key create`: makes an API key of a tenant and shows it, once.

use clap::{Args, Subcommand};
use jiff::Timestamp;
use scheduling_core::{HostId, Name, Slug};
use scheduling_engine::{NewApiKey, Scope, Writing};
use scheduling_store::PlatformScope;

use super::{Database, Failure, tenant};

/// What can be done with API keys.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a key and show it. It is not stored and cannot be shown again.
    Create(Create),
}

/// What `key create` is told.
#[derive(Debug, Args)]
pub(crate) struct Create {
    #[command(flatten)]
    database: Database,
    /// The tenant.
    #[arg(long)]
    tenant: Slug,
    /// What the key is for.
    #[arg(long)]
    name: Name,
    /// What the key allows: read, bookings:write, config:write, admin.
    #[arg(long, value_delimiter = ',', default_value = "admin")]
    scopes: Vec<Scope>,
    /// The host (an id) whom the key acts for; without it the key acts for the tenant.
    #[arg(long)]
    host: Option<HostId>,
    /// When the key stops to work: 2027-01-01T00:00:00Z
    #[arg(long)]
    expires_at: Option<Timestamp>,
}

/// Runs the command.
pub(crate) async fn run(command: Command) -> Result<(), Failure> {
    let Command::Create(Create { database, tenant: slug, name, scopes, host, expires_at }) = command;
    let engine = tenant::engine(&database).await?;
    let platform = PlatformScope::authenticated();
    let tenant = engine.find_tenant(&platform, &slug).await?.id;
    let key = NewApiKey { name, scopes, host, expires_at };
    let issued = engine.create_tenant_api_key(&platform, tenant, Writing::once(key)).await?.outcome;
    println!("{}", issued.secret.ok_or("the key was made, but cannot be shown")?);
    Ok(())
}
