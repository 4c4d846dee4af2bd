//! Faults: the server is killed, clients reset their connections. Every booking is wholly there or wholly absent, every
//! acknowledged one is there, and its idempotency key gives the same answer again.

use std::time::Duration;

use anyhow::Context as _;
use futures_util::future::{join_all, try_join_all};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio::time::sleep;

use super::{checks, report::Row};
use crate::{
    client::{Break, Connection, Request},
    server::Server,
    world::{self, Host, Hours, World},
};

/// How many clients book meanwhile, each with a host of its own.
const CLIENTS: usize = 8;
/// The meeting and the buffer after it: the slots of one client follow each other closely.
const STRIDE: SignedDuration = SignedDuration::from_mins(45);
/// The longest time that a server lives under load, and that a client waits before it breaks off, in milliseconds.
const LIFE: u64 = 120;
const PATIENCE: u64 = 12;
/// How many requests a client breaks off in a round.
const RESETS: u32 = 5;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Kill,
    Reset,
}

/// A request with its key, and the answer if there was one.
struct Sent {
    request: Request,
    answer: Option<Value>,
}

/// A client and the next slot that it will book.
struct Booker {
    host: Host,
    next: Timestamp,
    number: u32,
}

impl Booker {
    fn request(&mut self) -> Request {
        let key = format!("{}-{}", self.host.id, self.number);
        let request = world::booking(&self.host.short, &self.next.to_string()).idempotency_key(&key);
        self.number += 1;
        self.next += STRIDE;
        request
    }

    /// Books until the server is gone.
    async fn book_on(&mut self, server: &Server) -> Vec<Sent> {
        let mut sent = Vec::new();
        let Ok(mut connection) = Connection::open(server.address).await else { return sent };
        loop {
            let request = self.request();
            let answer = match connection.exchange(&request).await {
                Ok(response) if response.status == 201 => response.json().ok(),
                Ok(response) => Some(Value::from(format!("status {}", response.status))),
                Err(_) => None,
            };
            let gone = answer.is_none();
            sent.push(Sent { request, answer });
            if gone {
                return sent;
            }
        }
    }

    /// Breaks off some requests, one after the other.
    async fn break_off_often(&mut self, server: &Server) -> anyhow::Result<Vec<Sent>> {
        let mut sent = Vec::new();
        for _ in 0..RESETS {
            sent.push(self.break_off(server).await?);
        }
        Ok(sent)
    }

    /// Sends one request and breaks off, somewhere in it or while it is being answered.
    async fn break_off(&mut self, server: &Server) -> anyhow::Result<Sent> {
        let request = self.request();
        let connection = Connection::open(server.address).await?;
        let part = if fastrand::u8(..4) == 0 { fastrand::f64() } else { 1.0 };
        let delay = Duration::from_micros(fastrand::u64(..PATIENCE * 1000));
        connection.send_and_reset(&request, Break { part, delay }).await?;
        Ok(Sent { request, answer: None })
    }
}

impl Fault {
    pub(super) const ALL: [Self; 2] = [Self::Kill, Self::Reset];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill -9 of the server under load",
            Self::Reset => "connections reset in mid-request",
        }
    }

    pub(super) fn database(self) -> &'static str {
        match self {
            Self::Kill => "prove_kill",
            Self::Reset => "prove_reset",
        }
    }

    pub(super) async fn run(self, world: &World, rounds: u32) -> anyhow::Result<Row> {
        let mut row = Row::new(self.name());
        let mut server = world.program.serve(&world.folder, "fault").await?;
        let next = world::soon();
        let mut bookers = Vec::new();
        for number in 0..CLIENTS {
            let host = world.host(&server, &format!("host-{number}"), Hours::Always).await?;
            bookers.push(Booker { host, next, number: 0 });
        }
        for round in 0..rounds {
            let from = bookers.iter().map(|booker| booker.next).min().unwrap_or(next).to_string();
            let sent: Vec<Sent> = match self {
                Self::Kill => {
                    let sent = kill_under_load(server, &mut bookers).await?;
                    row.violations.extend(checks::broken(&world.sql, &from).await?);
                    server = world.program.serve(&world.folder, "fault").await?;
                    sent
                }
                Self::Reset => {
                    let broken = bookers.iter_mut().map(|booker| booker.break_off_often(&server));
                    try_join_all(broken).await?.into_iter().flatten().collect()
                }
            };
            row.requests += u64::try_from(sent.len())?;
            let mut violations = replay(world, &server, &sent, &mut row).await?;
            violations.extend(checks::broken(&world.sql, &from).await?);
            for booker in &bookers {
                let overlaps = checks::overlaps(&world.sql, &[&booker.host.id]).await?;
                violations.extend((overlaps > 0).then(|| format!("{overlaps} overlaps")));
            }
            row.violations.extend(violations.into_iter().map(|what| format!("round {round}: {what}")));
            row.rounds += 1;
        }
        server.stop().await?;
        Ok(row)
    }
}

async fn kill_under_load(server: Server, bookers: &mut [Booker]) -> anyhow::Result<Vec<Sent>> {
    let life = Duration::from_micros(fastrand::u64(..LIFE * 1000));
    let load = join_all(bookers.iter_mut().map(|booker| booker.book_on(&server)));
    let crash = async {
        sleep(life).await;
        server.crash()
    };
    let (sent, crashed) = tokio::join!(load, crash);
    crashed?;
    server.ended().await?;
    Ok(sent.into_iter().flatten().collect())
}

/// Sends every request that was not answered again, and the last ones that were: the answers are those of the first time.
async fn replay(world: &World, server: &Server, sent: &[Sent], row: &mut Row) -> anyhow::Result<Vec<String>> {
    let mut violations = Vec::new();
    let mut connection = Connection::open(server.address).await?;
    for Sent { request, answer } in sent {
        if let Some(Value::String(status)) = answer {
            violations.push(format!("a free slot was refused: {status}"));
            continue;
        }
        let first = exchange(&mut connection, request).await?;
        let again = exchange(&mut connection, request).await?;
        row.requests += 2;
        if first.0 != 201 || again != first {
            violations.push(format!("one key, two answers: {first:?} and {again:?}"));
            continue;
        }
        row.winners += 1;
        if answer.as_ref().is_some_and(|answer| *answer != first.1) {
            violations.push(format!("acknowledged as {answer:?}, replayed as {}", first.1));
        }
        let id = world::text(&first.1, "id")?;
        if !checks::is_there(&world.sql, &id).await? {
            violations.push(format!("the acknowledged booking {id} is not there"));
        }
    }
    Ok(violations)
}

async fn exchange(connection: &mut Connection, request: &Request) -> anyhow::Result<(u16, Value)> {
    let response = connection.exchange(request).await.context("a replay")?;
    Ok((response.status, response.json()?))
}
