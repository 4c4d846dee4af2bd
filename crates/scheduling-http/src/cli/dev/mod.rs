//! Serving without configuration: a private PostgreSQL, a demo tenant, and a walk to copy and paste.

mod demo;
mod offer;
mod secrets;
mod walk;

use jiff::ToSpan as _;
use scheduling_core::{Zone, slots::SlotQuery};
use scheduling_devdb::{Cluster, Downloads, Options, Purpose, terminal};
use scheduling_store::{MigrateOptions, RoleNames, create_roles, migrate};
use tokio::task::spawn_blocking;

use self::{secrets::Secrets, walk::Walk};
use super::{
    Failure, chain,
    ready::Ready,
    serve::{Arguments, Keys, Running, Stop, engine},
};

/// The one database of the private cluster.
const DATABASE: &str = "postgres";
/// The superuser of the private cluster.
const SUPERUSER: &str = "postgres";

/// Starts the cluster, serves the demo on it until told to stop, and stops the cluster.
pub(crate) async fn run(mut arguments: Arguments, mut stop: Stop) -> Result<(), Failure> {
    arguments.outgoing = arguments.outgoing.or_folder(arguments.dev_dir.join("mails"));
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

async fn prepare(arguments: &Arguments, cluster: &Cluster) -> Result<(Running, Ready), Failure> {
    let superuser = cluster.connection_string(SUPERUSER, DATABASE);
    let roles = RoleNames::default();
    create_roles(&superuser, &roles).await?;
    for migration in migrate(&MigrateOptions::new(&superuser)).await? {
        eprintln!("applied migration {:04} {}", migration.version, migration.name);
    }
    let secrets = Secrets::load_or_make(&arguments.dev_dir)?;
    let keys = Keys { tokens: secrets.token_keys.parse()?, platform: vec![secrets.platform_key_hash()] };
    let application = cluster.connection_string(roles.application.as_str(), DATABASE);
    let engine = engine(arguments, application, keys).await?;
    let demo = demo::find_or_make(&engine, &arguments.dev_dir, &secrets.demo_password()).await?;

    let zone: Zone = "Europe/Berlin".parse()?;
    let first = zone.date_of(engine.now());
    let days = (first, first.checked_add(13.days())?);
    let offer = offer::find(&engine, &demo, &SlotQuery::dates(zone, days.0, days.1)?).await.unwrap_or_else(|error| {
        // It is for showing only: whoever serves can do without.
        eprintln!("the demo's free times cannot be told: {}", chain(&*error));
        None
    });
    let running = Running::start(arguments, engine)?;
    let base_url = running.base_url();
    let (api_key, platform_key) = (&demo.api_key, &secrets.platform_key);
    let sign_in = (demo::OWNER, secrets.demo_password());
    print!(
        "{}",
        Walk { base_url: &base_url, tenant: demo::TENANT, api_key, platform_key, sign_in, days, offer: offer.as_ref() }
    );
    let ready = Ready {
        base_url,
        tenant: Some(demo::TENANT.to_owned()),
        username: offer.as_ref().map(|offer| offer.username.to_string()),
        event_slug: offer.as_ref().map(|offer| offer.slug.to_string()),
        api_key: Some(demo.api_key),
        platform_key: Some(secrets.platform_key),
    };
    Ok((running, ready))
}
