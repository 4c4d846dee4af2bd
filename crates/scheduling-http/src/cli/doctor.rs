//! `doctor`: checks what serving depends on and says what to do about it.

use clap::Args;
use jiff::{SignedDuration, ToSpan as _, civil::Date};
use scheduling_core::{HolidaySet, MAX_WINDOW_DAYS, TenantId, Zone};
use scheduling_engine::{Clock as _, IdSource as _, SystemClock, SystemIds};
use scheduling_lock::RedisLink;
use scheduling_store::{ConnectError, PlatformScope, SchemaStatus, Store, StoreOptions, due::Overdue, schema_status};

use super::{Database, Failure, chain, outgoing::Outgoing};

/// How far the clocks of the program and of the database may be apart.
const MOST_APART: SignedDuration = SignedDuration::from_secs(1);

/// How long a mail waits at the most where a worker runs that keeps up.
const BEHIND: SignedDuration = SignedDuration::from_mins(5);

/// What `doctor` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    database: Database,
    /// Redis, if it is used.
    #[arg(long, env = "REDIS_URL", hide_env_values = true)]
    redis_url: Option<String>,
    #[command(flatten)]
    outgoing: Outgoing,
}

/// Runs all checks, prints each, and fails if one failed.
pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { database, redis_url, outgoing } = arguments;
    let database_url = database.address()?;
    let store = Store::connect(StoreOptions::new(&database_url)).await;
    let checks = [
        ("schema", schema(&database_url).await),
        ("database role", role(&store)),
        ("row-level security", row_level_security(&store).await),
        ("database parts", parts(&store).await),
        ("isolation", isolation(&store).await),
        ("clock", clock(&store).await),
        ("redis", redis(redis_url.as_deref()).await),
        ("mails", outgoing.check_mail().await),
        ("worker", worker(&store).await),
        ("time zone data", zones()),
        ("public holidays", Ok(holidays(Zone::UTC.date_of(SystemClock.now())))),
    ];
    let mut failed = 0;
    for (name, result) in checks {
        match result {
            Ok(said) => println!("ok      {name}: {said}"),
            Err(error) => {
                failed += 1;
                println!("FAILED  {name}: {}", chain(&*error));
            }
        }
    }
    match failed {
        0 => Ok(()),
        1 => Err("1 check failed".into()),
        _ => Err(format!("{failed} checks failed").into()),
    }
}

async fn schema(url: &str) -> Result<String, Failure> {
    match schema_status(url).await? {
        SchemaStatus::Current => Ok("current".to_owned()),
        SchemaStatus::Newer { applied, needed } => {
            Ok(format!("at version {applied}, newer than this program's {needed}, which is fine"))
        }
        SchemaStatus::Missing => Err("there is none; run `scheduling-http migrate` with the owner's address".into()),
        SchemaStatus::Old { applied, needed } => Err(format!(
            "at version {applied}, {needed} is needed; run `scheduling-http migrate` with the owner's address"
        )
        .into()),
    }
}

/// The store, opened with the checks of the role that serving makes, or what stands against it.
type Opened = Result<Store, ConnectError>;

fn opened(store: &Opened) -> Result<&Store, Failure> {
    store.as_ref().map_err(|error| chain(error).into())
}

fn role(store: &Opened) -> Result<String, Failure> {
    opened(store)?;
    Ok("owns nothing and cannot step over row-level security. pg_dump needs another role, with BYPASSRLS: \
        CREATE ROLE scheduling_backup LOGIN BYPASSRLS IN ROLE pg_read_all_data"
        .to_owned())
}

async fn row_level_security(store: &Opened) -> Result<String, Failure> {
    match opened(store)?.unprotected_tables().await? {
        none if none.is_empty() => Ok("enabled and forced on every table with a tenant".to_owned()),
        tables => {
            Err(format!("it does not protect {}; restore the policies of the migrations", tables.join(", ")).into())
        }
    }
}

async fn parts(store: &Opened) -> Result<String, Failure> {
    match opened(store)?.missing_parts().await? {
        none if none.is_empty() => Ok("the extension btree_gist, collations of ICU, UTF8".to_owned()),
        missing => Err(format!("{} is not there; see docs/operations.md", missing.join(", ")).into()),
    }
}

/// Two throw-away tenants, of which neither may see or touch anything of the other.
async fn isolation(store: &Opened) -> Result<String, Failure> {
    let tenants = [SystemIds.uuid(), SystemIds.uuid()].map(TenantId::from_uuid);
    let tables = opened(store)?.check_isolation(tenants).await?;
    Ok(format!("two canary tenants see, change, remove and add nothing of each other in {tables} tables; rolled back"))
}

async fn clock(store: &Opened) -> Result<String, Failure> {
    let store = opened(store)?;
    // The first answer may have to wait for a connection.
    store.clock().await?;
    let before = SystemClock.now();
    let there = store.clock().await?;
    let apart = there.duration_since(before).abs();
    if apart > MOST_APART {
        return Err(format!("{apart:#} apart from the database's: set both by the same time service").into());
    }
    Ok("within a second of the database's".to_owned())
}

async fn redis(url: Option<&str>) -> Result<String, Failure> {
    let Some(url) = url else { return Ok("not used; each process keeps its own leases and limits".to_owned()) };
    RedisLink::from_url(url)?.ping().await?;
    Ok("answers".to_owned())
}

/// Whether somebody sends what is owed.
async fn worker(store: &Opened) -> Result<String, Failure> {
    let at = SystemClock.now() - BEHIND;
    match opened(store)?.overdue(&PlatformScope::authenticated(), at).await? {
        None => Ok("nothing waits for one".to_owned()),
        Some(Overdue { count, since }) => Err(format!(
            "{count} events and mails should have gone out {BEHIND:#} ago, the first since {since:.0}: \
            run `scheduling-http serve` or `scheduling-http worker`, and read their logs"
        )
        .into()),
    }
}

fn zones() -> Result<String, Failure> {
    let version = Zone::database_version().unwrap_or("of an unnamed release");
    "Europe/Berlin".parse::<Zone>()?;
    Ok(format!("bundled, {version}, {} names", Zone::names().len()))
}

/// Which countries' holidays end before the farthest booking window does: after that, hosts who keep them are booked on
/// holidays.
fn holidays(today: Date) -> String {
    let farthest = today.saturating_add(i64::from(MAX_WINDOW_DAYS).days());
    let ends = |set: &&HolidaySet| set.code().as_str() == set.code().country() && set.last() < farthest;
    let short: Vec<String> =
        HolidaySet::all().filter(ends).map(|set| format!("{} until {}", set.code(), set.last())).collect();
    let sets = HolidaySet::all().len();
    match short.len() {
        0 => format!("{sets} sets, known for as far ahead as can be booked"),
        1..=5 => format!("{sets} sets, known for as far ahead as can be booked, but for {}", short.join(", ")),
        many => format!(
            "{sets} sets, of which {many} countries' end before the farthest booking window: update the program"
        ),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn countries_whose_holidays_end_too_soon_are_named() {
        assert!(holidays(date(2024, 6, 1)).ends_with("known for as far ahead as can be booked"));
        assert!(holidays(date(2026, 6, 1)).ends_with("but for LK until 2026-12-31"));
        assert!(holidays(date(2036, 6, 1)).ends_with("update the program"));
    }
}
