//! `key create`: makes an API key of a tenant and shows it, once.

use std::str::FromStr;

use clap::{
    Args, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser as _},
};
use jiff::Timestamp;
use scheduling_core::{HostId, Name, Scope, Slug, TenantId, Username};
use scheduling_engine::{NewApiKey, Writing};
use scheduling_store::{PlatformScope, Store, TenantScope, hosts};

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
    /// The tenant, by its slug.
    #[arg(long)]
    tenant: Slug,
    /// What the key is for.
    #[arg(long)]
    name: Name,
    /// What the key allows, separated by commas. Without it `admin`; with `--host` all but that.
    #[arg(
        long,
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(Scope::ALL.iter().map(|scope| scope.as_str())).try_map(|word| word.parse::<Scope>())
    )]
    scopes: Vec<Scope>,
    /// The host whom the key acts for, by username or id. Unless it has the scope `admin`, it reaches that host's things
    /// only. Without a host the key acts for the tenant.
    #[arg(long, value_name = "USERNAME|ID")]
    host: Option<Named>,
    /// When the key stops to work: 2027-01-01T00:00:00Z
    #[arg(long)]
    expires_at: Option<Timestamp>,
}

/// How a host is named.
#[derive(Clone, Debug)]
enum Named {
    Id(HostId),
    Username(Username),
}

impl FromStr for Named {
    type Err = <Username as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::Id).or_else(|_| text.parse().map(Self::Username))
    }
}

/// Runs the command.
pub(crate) async fn run(command: Command) -> Result<(), Failure> {
    let Command::Create(Create { database, tenant: slug, name, scopes, host, expires_at }) = command;
    let store = database.open().await?;
    let engine = tenant::engine(store.clone());
    let platform = PlatformScope::authenticated();
    let tenant = engine.find_tenant(&platform, &slug).await?.id;
    let scopes = match (scopes.is_empty(), &host) {
        (false, _) => scopes,
        (true, None) => vec![Scope::Admin],
        (true, Some(_)) => vec![Scope::Read, Scope::BookingsWrite, Scope::ConfigWrite],
    };
    let host = match host {
        Some(named) => Some(find_host(&store, tenant, named).await?),
        None => None,
    };
    let key = NewApiKey { name, scopes, host, expires_at };
    let issued = engine.create_tenant_api_key(&platform, tenant, Writing::once(key)).await?.outcome;
    println!("{}", issued.secret.ok_or("the key was made, but cannot be shown")?);
    Ok(())
}

async fn find_host(store: &Store, tenant: TenantId, named: Named) -> Result<HostId, Failure> {
    let username = match named {
        Named::Id(id) => return Ok(id),
        Named::Username(username) => username,
    };
    let found = store.read(&TenantScope::of(tenant), hosts::find_by_username(&username)).await?;
    let host = found.ok_or_else(|| format!("the tenant has no host with the username {username}"))?;
    Ok(host.id)
}
