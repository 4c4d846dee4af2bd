//! `doctor`: checks what serving depends on and says what to do about it.

use clap::Args;
use jiff::{ToSpan as _, civil::Date};
use scheduling_core::{HolidaySet, MAX_WINDOW_DAYS, Zone};
use scheduling_engine::{Clock as _, SystemClock};
use scheduling_lock::RedisLink;
use scheduling_store::{SchemaStatus, Store, StoreOptions, schema_status};

use super::{Database, Failure, chain};

/// What `doctor` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    database: Database,
    /// Redis, if it is used.
    #[arg(long, env = "REDIS_URL", hide_env_values = true)]
    redis_url: Option<String>,
}

/// Runs all checks, prints each, and fails if one failed.
pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { database, redis_url } = arguments;
    let database_url = database.address()?;
    let checks = [
        ("schema", schema(&database_url).await),
        ("database role", role(&database_url).await),
        ("redis", redis(redis_url.as_deref()).await),
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

async fn role(url: &str) -> Result<String, Failure> {
    let store = Store::connect(StoreOptions::new(url)).await?;
    store.ping().await?;
    Ok("owns nothing and cannot step over row-level security. pg_dump needs another role, with BYPASSRLS: \
        CREATE ROLE scheduling_backup LOGIN BYPASSRLS IN ROLE pg_read_all_data"
        .to_owned())
}

async fn redis(url: Option<&str>) -> Result<String, Failure> {
    let Some(url) = url else { return Ok("not used; each process keeps its own leases and limits".to_owned()) };
    RedisLink::from_url(url)?.ping().await?;
    Ok("answers".to_owned())
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
