//! What leaves the system: how fast a worker brings what is owed, and how long it waits while bookings are made.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use tokio::time::sleep;

use super::table::{Row, Table};
use crate::{run, server::Program, world::World};

/// Everything that was owed must be brought within this time.
const PATIENCE: Duration = Duration::from_mins(10);

/// Brings what the bookings before have made, with one worker that writes mails into a folder, and shows how fast that was
/// beside bookings by PostgreSQL alone.
pub(super) async fn throughput(world: &World, pgbench: f64, table: &mut Table) -> anyhow::Result<()> {
    let waiting = events(world).await?;
    if waiting == 0 {
        bail!("no events are waiting to be told");
    }
    let program = with_folder(world);
    let begin = Instant::now();
    let mut worker = program.work(&world.folder, "worker")?;
    drain(world).await?;
    let seconds = begin.elapsed().as_secs_f64();
    run::end(&mut worker).await?;
    let sql = "SELECT count(*) FROM scheduling_deliveries WHERE state = 'delivered'";
    let delivered: i64 = world.sql.query_one(sql, &[]).await?.get(0);
    table.add(Row::value("worker: events filed and told", per_second(waiting, seconds), "events/s"));
    let row = Row::value("worker: mails into a folder", per_second(delivered, seconds), "mails/s");
    table.add(row.against("pgbench booking", pgbench));
    Ok(())
}

/// How long mails wait while bookings are made at `load`, with the worker in the server.
pub(super) async fn lag(world: &World, since: &str, table: &mut Table) -> anyhow::Result<()> {
    drain(world).await?;
    let sql = "SELECT count(*), percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (
            ORDER BY extract(epoch FROM d.finished_at - e.occurred_at)::float8 * 1000)
        FROM scheduling_deliveries d JOIN scheduling_events e ON e.tenant_id = d.tenant_id AND e.id = d.event_id
        WHERE d.state = 'delivered' AND d.kind = 'confirmation' AND e.occurred_at >= $1::text::timestamptz";
    let row = world.sql.query_one(sql, &[&since]).await?;
    let (count, quantiles): (i64, Option<Vec<f64>>) = (row.get(0), row.get(1));
    let quantiles = quantiles.context("no mail was sent while bookings were made")?;
    if count == 0 {
        bail!("no mail was sent while bookings were made");
    }
    for (name, value) in ["worker: from the booking to the mail, p50", "worker: from the booking to the mail, p99"]
        .into_iter()
        .zip(quantiles)
    {
        table.add(Row::value(name, value, "ms"));
    }
    Ok(())
}

/// The program with a folder for mails.
pub(super) fn with_folder(world: &World) -> Program {
    let folder = world.folder.join("mails").display().to_string();
    world.program_with("SCHEDULING_MAIL_FOLDER", folder).with("SCHEDULING_PUBLIC_URL", "http://localhost")
}

async fn events(world: &World) -> anyhow::Result<i64> {
    Ok(world.sql.query_one("SELECT count(*) FROM due WHERE work = 'event'", &[]).await?.get(0))
}

/// Waits until nothing is owed but what has a time to come.
async fn drain(world: &World) -> anyhow::Result<()> {
    let begin = Instant::now();
    let sql = "SELECT count(*) FROM due WHERE due_at < now() + interval '10 min'";
    while world.sql.query_one(sql, &[]).await?.get::<_, i64>(0) > 0 {
        if begin.elapsed() > PATIENCE {
            bail!("the worker has not brought everything within {PATIENCE:?}");
        }
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn per_second(count: i64, seconds: f64) -> f64 {
    count as f64 / seconds
}
