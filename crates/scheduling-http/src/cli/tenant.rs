//! `tenant create`: makes a tenant.

use std::sync::Arc;

use clap::{Args, Subcommand};
use scheduling_core::{Name, Slug};
use scheduling_engine::{Engine, EngineParts, NewTenant, SystemClock, SystemIds, TokenKeys, Writing};
use scheduling_store::{PlatformScope, Store};

use super::{Database, Failure};

/// What can be done with tenants.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a tenant.
    Create(Create),
}

/// What `tenant create` is told.
#[derive(Debug, Args)]
pub(crate) struct Create {
    #[command(flatten)]
    database: Database,
    /// The name in URLs: a-z, 0-9 and hyphens.
    #[arg(long)]
    slug: Slug,
    /// The name that people see.
    #[arg(long)]
    name: Name,
}

/// Runs the command.
pub(crate) async fn run(command: Command) -> Result<(), Failure> {
    let Command::Create(Create { database, slug, name }) = command;
    let engine = engine(database.open().await?);
    let platform = PlatformScope::authenticated();
    let tenant = engine.create_tenant(&platform, Writing::once(NewTenant { slug, name })).await?.outcome;
    println!("{} {}", tenant.id, tenant.slug);
    Ok(())
}

/// An engine for an operator's commands, which make no tokens.
pub(crate) fn engine(store: Store) -> Engine {
    Engine::new(EngineParts {
        store,
        lock: None,
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds),
        tokens: TokenKeys::none(),
        platform_keys: Vec::new(),
    })
}
