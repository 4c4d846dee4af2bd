//! `worker`: sends what is owed, and serves nobody.

use std::sync::Arc;

use clap::Args;
use scheduling_engine::{Engine, EngineParts, Issuers, SystemClock, SystemIds};
use scheduling_store::{Store, StoreOptions};

use super::{
    Database, Failure, log,
    outgoing::Outgoing,
    serve::{Stop, token_keys, web_address},
};

/// What `worker` is told.
#[derive(Clone, Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    database: Database,
    /// The most connections to the database.
    #[arg(long, env = "SCHEDULING_DATABASE_CONNECTIONS", default_value_t = 16)]
    database_connections: usize,
    /// The keys of invitee tokens: the same as those of the servers.
    #[arg(long, env = "SCHEDULING_TOKEN_KEYS", hide_env_values = true)]
    token_keys: Option<String>,
    /// How the outside reaches the servers: mails lead there.
    #[arg(long, env = "SCHEDULING_PUBLIC_URL", value_parser = web_address)]
    public_url: String,
    #[command(flatten)]
    outgoing: Outgoing,
}

/// Works until told to stop.
pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    log::install()?;
    let Arguments { database, database_connections, token_keys: keys, public_url, outgoing } = arguments;
    let mut stop = Stop::listen()?;
    let tokens = token_keys(keys.as_deref())?;
    let mut options = StoreOptions::new(database.address()?);
    options.max_connections = database_connections;
    let engine = Engine::new(EngineParts {
        store: Store::connect(options).await?,
        lock: None,
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds),
        tokens,
        platform_keys: Vec::new(),
        issuers: Issuers::default(),
    });
    let worker = outgoing.worker(engine, public_url)?;
    println!("working");
    worker.run(stop.requested()).await;
    Ok(())
}
