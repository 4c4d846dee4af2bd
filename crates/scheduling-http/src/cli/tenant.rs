//! `tenant`: makes tenants, from nothing or from an archive, and writes archives of them.

use std::{
    fs::File,
    io::{BufRead, BufReader, Write, stdin, stdout},
    path::PathBuf,
    sync::Arc,
};

use clap::{Args, Subcommand};
use scheduling_core::{Name, Slug};
use scheduling_engine::{
    Engine, EngineParts, ImportTenant, Issuers, NewTenant, SystemClock, SystemIds, TokenKeys, Writing,
};
use scheduling_store::{PlatformScope, Store};

use super::{Database, Failure, chain};

/// What can be done with tenants.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a tenant.
    Create(Create),
    /// Write all that there is of a tenant, secrets apart, as one archive.
    Export(Export),
    /// Make a tenant from an archive. API keys are not in it: make new ones.
    Import(Import),
}

/// What `tenant export` is told.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    database: Database,
    /// The tenant, by its slug.
    #[arg(long)]
    tenant: Slug,
    /// The file to write; it must not be there. Without it, to standard output.
    #[arg(long, value_name = "PATH")]
    file: Option<PathBuf>,
}

/// What `tenant import` is told.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(flatten)]
    database: Database,
    /// The new tenant's name in URLs: a-z, 0-9 and hyphens.
    #[arg(long)]
    slug: Slug,
    /// The name that people see.
    #[arg(long)]
    name: Name,
    /// The archive. Without it, from standard input.
    #[arg(long, value_name = "PATH")]
    file: Option<PathBuf>,
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
    match command {
        Command::Create(create) => self::create(create).await,
        Command::Export(export) => self::export(export).await,
        Command::Import(import) => self::import(import).await,
    }
}

async fn create(Create { database, slug, name }: Create) -> Result<(), Failure> {
    let engine = engine(database.open().await?);
    let platform = PlatformScope::authenticated();
    let tenant = engine.create_tenant(&platform, Writing::once(NewTenant { slug, name })).await?.outcome;
    println!("{} {}", tenant.id, tenant.slug);
    Ok(())
}

async fn export(Export { database, tenant: slug, file }: Export) -> Result<(), Failure> {
    let engine = engine(database.open().await?);
    let platform = PlatformScope::authenticated();
    let tenant = engine.find_tenant(&platform, &slug).await?;
    let mut archive = engine.export_tenant(&platform, tenant.id).await?;
    let named =
        |path: &PathBuf| File::create_new(path).map_err(|error| format!("cannot make {}: {error}", path.display()));
    let mut to: Box<dyn Write> = match &file {
        Some(path) => Box::new(named(path)?),
        None => Box::new(stdout().lock()),
    };
    while let Some(chunk) = archive.next().await {
        to.write_all(chunk?.as_bytes())?;
    }
    Ok(to.flush()?)
}

async fn import(Import { database, slug, name, file }: Import) -> Result<(), Failure> {
    let engine = engine(database.open().await?);
    let from: Box<dyn BufRead + Send> = match &file {
        Some(path) => {
            let file = File::open(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
            Box::new(BufReader::new(file))
        }
        None => Box::new(BufReader::new(stdin())),
    };
    let import = ImportTenant { slug, name };
    let made = engine.import_tenant(&PlatformScope::authenticated(), import, from.lines()).await;
    let tenant = made.map_err(|error| chain(&error))?;
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
        issuers: Issuers::default(),
    })
}
