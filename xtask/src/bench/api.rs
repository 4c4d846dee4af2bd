//! The served API: lists, bookings and contention, each against what PostgreSQL or a static handler does in the same run.

use std::{fs, time::Duration};

use anyhow::{Context as _, bail};
use futures_util::future::try_join_all;
use jiff::{SignedDuration, ToSpan as _};
use serde_json::Value;

use super::{
    load::{self, Load},
    reference::Reference,
    sql::{self, Pgbench},
    table::{Row, Table, Target},
    worker,
};
use crate::{
    client::{Connection, Request},
    postgres::Postgres,
    server::Server,
    workspace::{Profile, Workspace},
    world::{self, Host, Hours, World},
};

/// Connections that read.
const READERS: usize = 64;
/// Clients that book, each a host of its own; pgbench has as many.
const BOOKERS: usize = 16;
/// Clients at once, on one slot and on as many hosts.
const CROWD: usize = 256;
const CROWDED_ROUNDS: i64 = 10;
/// The time from one booking to the next while the worker is watched.
const RATE: Duration = Duration::from_millis(20);
/// Bookings of the host whose slots are listed.
const BUSY: i64 = 50;

pub(super) struct Api<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) postgres: &'a Postgres,
    pub(super) world: &'a World,
    pub(super) seconds: u64,
}

impl Api<'_> {
    pub(super) async fn measure(&self, table: &mut Table) -> anyhow::Result<()> {
        // What is owed is brought afterwards, so that one thing is measured at a time.
        let program = self.world.program_with("SCHEDULING_WORKER", "off");
        let server = program.serve(&self.world.folder, "server").await?;
        self.start_and_size(&server, table).await?;
        self.reads(&server, table).await?;
        let pgbench = self.bookings(&server, table).await?;
        self.crowds(&server, table).await?;
        server.stop().await?;
        worker::throughput(self.world, pgbench, table).await?;
        self.working(table).await
    }

    /// Bookings at a rate that leaves the machine time, with the worker in the server.
    async fn working(&self, table: &mut Table) -> anyhow::Result<()> {
        let server = worker::with_folder(self.world).serve(&self.world.folder, "working").await?;
        let host = self.world.host(&server, "working", Hours::Always).await?;
        let mut connection = Connection::open(server.address).await?;
        let (since, mut start) = (world::now().to_string(), world::soon());
        let mut turns = tokio::time::interval(RATE);
        for number in 0..self.seconds * 1000 / u64::try_from(RATE.as_millis())? {
            turns.tick().await;
            start += SignedDuration::from_mins(45);
            let status = connection.exchange(&world::booking_by(&host.short, &start.to_string(), number)).await?.status;
            if status != 201 {
                bail!("booking a free slot was answered with {status}");
            }
        }
        worker::lag(self.world, &since, table).await?;
        server.stop().await
    }

    async fn start_and_size(&self, server: &Server, table: &mut Table) -> anyhow::Result<()> {
        let mut connection = Connection::open(server.address).await?;
        let begin = std::time::Instant::now();
        let status = connection.exchange(&Request::get("/health/live")).await?.status;
        if status != 200 {
            bail!("/health/live was answered with {status}");
        }
        let start = (server.start + begin.elapsed()).as_secs_f64() * 1000.0;
        table.add(Row::value("start to the first 200", start, "ms").target(Target::AtMost(150.0)));
        let size = fs::metadata(self.workspace.server_program(Profile::Release))?.len();
        table.add(Row::value("program", mebibytes(size), "MiB").target(Target::AtMost(30.0)));
        table.add(
            Row::value("resident, idle", mebibytes(server.resident()? * 1024), "MiB").target(Target::AtMost(40.0)),
        );
        Ok(())
    }

    async fn reads(&self, server: &Server, table: &mut Table) -> anyhow::Result<()> {
        let host = self.world.host(server, "reader", Hours::Office).await?;
        let mut connection = Connection::open(server.address).await?;
        let path = world::public(&format!("users/{}/{}/slots", host.username, host.short.slug));
        let first = world::now().to_zoned(jiff::tz::TimeZone::UTC).date().checked_add(2.days())?;
        let last = first.checked_add(30.days())?;
        let request = Request::get(&format!("{path}?timezone=UTC&from={first}&to={last}"));
        self.make_busy(&mut connection, &host, &request).await?;
        let (tag, body) = {
            let response = connection.exchange(&request).await?;
            if response.status != 200 {
                bail!("the list of slots was answered with {}", response.status);
            }
            (response.header("etag").map(str::to_owned), response.body.to_vec())
        };
        let file = self.world.folder.join("slots.json");
        fs::write(&file, body)?;
        let reference = Reference::start(self.workspace, &file).await?;

        let tenant = self.tenant().await?;
        let pgbench = self.pgbench(BOOKERS);
        let names = [("tenant", &*tenant), ("username", &*host.username), ("host", &*host.id)];
        let sql = pgbench.run(sql::READ, &names).await?;
        let hello = self.read(reference.address, &Request::get("/hello"), 200).await?;
        let fixed = self.read(reference.address, &Request::get("/static"), 200).await?;
        let slots = self.read(server.address, &request, 200).await?;
        table.add(Row::value("actix hello, 64 connections", hello.per_second(), "requests/s"));
        table.add(Row::value("actix static body, 64 connections", fixed.per_second(), "requests/s"));
        table.add(Row::value("pgbench read, 5 statements in a flush, 16 clients", sql, "tx/s"));
        let per_second = slots.per_second();
        let row = Row::value("GET slots, 31 days, 50 busy, 64 connections", per_second, "requests/s");
        table.add(row.against("pgbench read", sql).target(Target::AtLeast(0.6)));
        let row = Row::value("GET slots, host unchanged", per_second, "requests/s");
        table.add(row.against("actix static body", fixed.per_second()).target(Target::AtLeast(0.5)));
        table.add(Row::value("GET slots, p99", slots.quantile(0.99), "ms"));
        if let Some(tag) = tag {
            let unchanged = self.read(server.address, &request.clone().header("If-None-Match", &tag), 304).await?;
            let row = Row::value("GET slots, 304", unchanged.per_second(), "requests/s");
            table.add(row.against("actix hello", hello.per_second()).target(Target::AtLeast(0.6)));
        }
        let resident = mebibytes(server.resident()? * 1024);
        table.add(Row::value("resident after 64 connections", resident, "MiB").target(Target::AtMost(100.0)));
        Ok(())
    }

    /// Books every tenth free slot, so that the list has something to leave out.
    async fn make_busy(&self, connection: &mut Connection, host: &Host, slots: &Request) -> anyhow::Result<()> {
        let list = connection.exchange(slots).await?.json()?;
        let array = |value: &Value, member: &str| value.get(member).and_then(Value::as_array).cloned();
        let days = array(&list, "days").context("a list of slots has days")?;
        let starts: Vec<String> = days
            .iter()
            .filter_map(|day| array(day, "slots"))
            .flatten()
            .step_by(10)
            .take(usize::try_from(BUSY)?)
            .map(|slot| world::text(&slot, "startTime"))
            .collect::<anyhow::Result<_>>()?;
        for start in starts {
            let status = connection.exchange(&world::booking(&host.short, &start)).await?.status;
            if status != 201 {
                bail!("booking a free slot was answered with {status}");
            }
        }
        Ok(())
    }

    async fn read(&self, address: std::net::SocketAddr, request: &Request, status: u16) -> anyhow::Result<Load> {
        let bytes = request.bytes();
        let generators = |_| {
            let bytes = bytes.clone();
            move || bytes.clone()
        };
        // Once for warm caches and prepared statements.
        load::for_some_time(address, (0..READERS).map(generators).collect(), Duration::from_secs(1)).await?;
        let time = Duration::from_secs(self.seconds);
        let load = load::for_some_time(address, (0..READERS).map(generators).collect(), time).await?;
        only(&load, status)?;
        Ok(load)
    }

    /// Returns what PostgreSQL does alone.
    async fn bookings(&self, server: &Server, table: &mut Table) -> anyhow::Result<f64> {
        let names: Vec<String> = (0..BOOKERS).map(|number| format!("host-{number}")).collect();
        let hosts = try_join_all(names.iter().map(|name| self.world.host(server, name, Hours::Always))).await?;
        let event_type = hosts.first().context("there are hosts")?.short.id.clone();
        let tenant = self.tenant().await?;
        let pgbench = self.pgbench(BOOKERS);
        let sql = pgbench.run(sql::WRITE, &[("tenant", &*tenant), ("event_type", &*event_type)]).await?;
        table.add(Row::value("pgbench booking, 16 clients", sql, "tx/s"));

        let generators = hosts.into_iter().enumerate().map(|(client, host)| {
            let (mut start, mut number) = (world::soon(), 0);
            move || {
                start += SignedDuration::from_mins(45);
                number += 1;
                let key = format!("bench-{client:04}-{start}");
                world::booking_by(&host.short, &start.to_string(), number).idempotency_key(&key).bytes()
            }
        });
        let time = Duration::from_secs(self.seconds);
        let load = load::for_some_time(server.address, generators.collect(), time).await?;
        only(&load, 201)?;
        let row = Row::value("POST booking, 16 clients, a host each", load.per_second(), "requests/s");
        table.add(row.against("pgbench booking", sql).target(Target::AtLeast(0.5)));
        table.add(Row::value("POST booking, p99", load.quantile(0.99), "ms"));
        Ok(sql)
    }

    async fn crowds(&self, server: &Server, table: &mut Table) -> anyhow::Result<()> {
        let mut hosts = Vec::new();
        for number in 0..CROWD {
            hosts.push(self.world.host(server, &format!("crowd-{number}"), Hours::Always).await?);
        }
        let one = hosts.first().context("there are hosts")?;
        let (mut apart, mut together) = (Load::default(), Load::default());
        for round in 0..CROWDED_ROUNDS {
            let start = (world::soon() + SignedDuration::from_hours(2 * round)).to_string();
            let each = hosts.iter().map(|host| world::booking(&host.short, &start).bytes()).collect();
            apart.add(load::all_at_once(server.address, each).await?);
            let start = (world::soon() + SignedDuration::from_hours(2 * round + 1)).to_string();
            let same = vec![world::booking(&one.short, &start).bytes(); CROWD];
            let load = load::all_at_once(server.address, same).await?;
            if load.statuses.get(&201) != Some(&1) || load.statuses.len() != 2 || !load.statuses.contains_key(&409) {
                bail!("256 clients on one slot were answered with {:?}", load.statuses);
            }
            together.add(load);
        }
        only(&apart, 201)?;
        let apart = apart.quantile(0.99);
        table.add(Row::value("POST booking, 256 clients on 256 hosts, p99", apart, "ms"));
        let row = Row::value("POST booking, 256 clients on one slot, p99", together.quantile(0.99), "ms");
        table.add(row.against("256 hosts", apart).target(Target::AtMost(3.0)));
        Ok(())
    }

    fn pgbench(&self, clients: usize) -> Pgbench<'_> {
        let World { folder, database, .. } = self.world;
        Pgbench { postgres: self.postgres, database, folder, clients, seconds: self.seconds }
    }

    async fn tenant(&self) -> anyhow::Result<String> {
        let query = "SELECT id::text FROM tenants WHERE slug = $1";
        Ok(self.world.sql.query_one(query, &[&world::TENANT]).await?.get(0))
    }
}

/// Fails if anything was answered otherwise: then the figures mean something else.
fn only(load: &Load, status: u16) -> anyhow::Result<()> {
    if load.statuses.keys().any(|found| *found != status) || load.statuses.is_empty() {
        bail!("not all answers had status {status}: {:?}", load.statuses);
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / (1024.0 * 1024.0)
}
