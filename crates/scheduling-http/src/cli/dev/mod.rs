//! Serving without configuration: a private PostgreSQL, a demo tenant, and a walk to copy and paste.

mod demo;
mod secrets;
mod walk;

use scheduling_devdb::{Cluster, Downloads, Options, Purpose, terminal};
use scheduling_store::{MigrateOptions, RoleNames, create_roles, migrate};
use tokio::task::spawn_blocking;

use self::secrets::Secrets;
use super::{
    Failure,
    serve::{Arguments, Keys, Running, Stop, engine},
};

/// The one database of the private cluster.
const DATABASE: &str = "postgres";
/// The superuser of the private cluster.
const SUPERUSER: &str = "postgres";

/// Starts the cluster, serves the demo on it until told to stop, and stops the cluster.
pub(crate) async fn run(arguments: Arguments, mut stop: Stop) -> Result<(), Failure> {
    let cluster = start(&arguments).await?;
    let served = tokio::select! {
        prepared = prepare(&arguments, &cluster) => match prepared {
            Ok((running, ready)) => running.until(stop, &ready).await,
            Err(error) => Err(error),
        },
        () = stop.requested() => Ok(()),
    };
    spawn_blocking(move || cluster.stop(&terminal())).await??;
    served
}

async fn start(arguments: &Arguments) -> Result<Cluster, Failure> {
    let folder = arguments.dev_dir.join("postgres");
    let downloads = if arguments.no_download { Downloads::Refused } else { Downloads::Allowed };
    let started = spawn_blocking(move || {
        let progress = terminal();
        let mut options = Options::new(folder, Purpose::Development, &progress);
        options.downloads = downloads;
        Cluster::start(&options)
    });
    Ok(started.await??)
}

async fn prepare(arguments: &Arguments, cluster: &Cluster) -> Result<(Running, super::serve::Ready), Failure> {
    let superuser = cluster.connection_string(SUPERUSER, DATABASE);
    let roles = RoleNames::default();
    create_roles(&superuser, &roles).await?;
    for migration in migrate(&MigrateOptions::new(&superuser)).await? {
        eprintln!("applied migration {:04} {}", migration.version, migration.name);
    }
    let secrets = Secrets::load_or_make(&arguments.dev_dir)?;
    let keys = Keys { tokens: secrets.token_keys.parse()?, platform: vec![secrets.platform_key_hash()] };
    let application = cluster.connection_string(roles.application.as_str(), DATABASE);
    let engine = engine(arguments, &application, keys).await?;
    let demo = demo::find_or_make(&engine, &arguments.dev_dir).await?;
    let running = Running::start(arguments, engine.clone())?;
    let ready = demo.ready(&running.base_url(), &secrets);
    walk::print(&engine, &ready).await?;
    Ok((running, ready))
}
