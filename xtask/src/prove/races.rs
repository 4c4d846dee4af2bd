//! Races: many clients want what only one can have, through two server processes. One gets it, all others are refused, and
//! nobody waits long or meets an error of the server.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use futures_util::future::{join_all, try_join_all};
use serde_json::Value;
use tokio::time::sleep;
use tokio_postgres::Client;

use super::{
    checks,
    report::Row,
    scenarios::{self, Scenario, Scene, Step},
};
use crate::{
    client::{Connection, Request},
    redis::Redis,
    server::Server,
    world::{self, Host, Hours, World},
};

/// Nobody is refused later than this.
const SOON: Duration = Duration::from_secs(2);

/// What is done to Redis meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RedisState {
    Running,
    Flushed,
    Paused,
    Stopped,
}

impl RedisState {
    pub(super) const ALL: [Self; 4] = [Self::Running, Self::Flushed, Self::Paused, Self::Stopped];

    fn name(self) -> &'static str {
        match self {
            Self::Running => "redis running",
            Self::Flushed => "redis flushed",
            Self::Paused => "redis paused",
            Self::Stopped => "redis stopped",
        }
    }
}

/// One race, run for a number of rounds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Race {
    pub(super) scenario: &'static Scenario,
    pub(super) clients: usize,
    pub(super) redis: RedisState,
    pub(super) rounds: u32,
}

/// Two servers on one database and one Redis.
pub(super) struct Arena {
    world: World,
    redis: Redis,
    servers: [Server; 2],
    /// How many hosts were made.
    hosts: u32,
}

/// What a client was told.
#[derive(Debug)]
pub(super) struct Reply {
    status: u16,
    time: Duration,
    pub(super) body: Value,
}

impl Reply {
    fn succeeded(&self) -> bool {
        matches!(self.status, 200 | 201)
    }
}

impl Arena {
    pub(super) async fn open(world: World, redis: Redis) -> anyhow::Result<Self> {
        Self::serve(world, redis, "on").await
    }

    async fn serve(world: World, redis: Redis, leases: &str) -> anyhow::Result<Self> {
        let program = world.program_with("SCHEDULING_LEASES", leases);
        let servers = [program.serve(&world.folder, "first").await?, program.serve(&world.folder, "second").await?];
        Ok(Self { world, redis, servers, hosts: 0 })
    }

    /// Ends the servers; Redis runs on.
    pub(super) async fn close(self) -> anyhow::Result<Redis> {
        for server in self.servers {
            server.stop().await?;
        }
        Ok(self.redis)
    }

    async fn host(&mut self) -> anyhow::Result<Host> {
        self.hosts += 1;
        self.world.host(&self.servers[0], &format!("host-{}", self.hosts), Hours::Always).await
    }

    /// Connections to both servers in turn.
    async fn connect(&self, clients: usize) -> anyhow::Result<Vec<Connection>> {
        let addresses = self.servers.iter().map(|server| server.address).cycle().take(clients);
        try_join_all(addresses.map(Connection::open)).await
    }

    async fn enter(&mut self, state: RedisState) -> anyhow::Result<()> {
        match state {
            RedisState::Running | RedisState::Flushed => Ok(()),
            RedisState::Paused => self.redis.pause(),
            RedisState::Stopped => self.redis.stop().await,
        }
    }

    async fn leave(&mut self, state: RedisState) -> anyhow::Result<()> {
        match state {
            RedisState::Running | RedisState::Flushed => Ok(()),
            RedisState::Paused => self.redis.resume(),
            RedisState::Stopped => self.redis.restart().await,
        }
    }
}

impl Race {
    pub(super) fn name(self) -> String {
        format!("{}, {} clients, {}", self.scenario.name, self.clients, self.redis.name())
    }

    pub(super) async fn run(self, arena: &mut Arena) -> anyhow::Result<Row> {
        let mut hosts = Vec::new();
        for _ in 0..self.scenario.hosts {
            hosts.push(arena.host().await?);
        }
        arena.enter(self.redis).await?;
        let row = self.rounds(arena, &hosts).await;
        arena.leave(self.redis).await?;
        row.with_context(|| self.name())
    }

    async fn rounds(self, arena: &Arena, hosts: &[Host]) -> anyhow::Result<Row> {
        let mut clients = arena.connect(self.clients).await?;
        let mut row = Row::new(self.name());
        let mut scene = Scene { hosts, key: &arena.world.key, start: world::soon(), made: Vec::new() };
        prepare(&mut scene, self.scenario.stage, &mut clients).await?;
        let staged = scene.made.len();
        for number in 0..self.rounds {
            scene.made.truncate(staged);
            prepare(&mut scene, self.scenario.before, &mut clients).await?;
            Round { race: self, scene: &scene, number }.run(arena, &mut clients, &mut row).await?;
            row.rounds += 1;
            scene.start += self.scenario.apart;
        }
        Ok(row)
    }
}

/// Sends one request after the other; each may refer to the answers of those before.
async fn prepare(scene: &mut Scene<'_>, steps: &[Step], clients: &mut [Connection]) -> anyhow::Result<()> {
    let client = clients.first_mut().context("a race needs clients")?;
    for (number, step) in steps.iter().enumerate() {
        let reply = ask(client, &step(scene)?).await?;
        if !reply.succeeded() {
            bail!("request {number} of the race's preparation was answered with {}: {}", reply.status, reply.body);
        }
        scene.made.push(reply.body);
    }
    Ok(())
}

/// One round: all clients at once, then a look at what they were told and at what is in the database.
struct Round<'a> {
    race: Race,
    scene: &'a Scene<'a>,
    number: u32,
}

impl Round<'_> {
    async fn run(&self, arena: &Arena, clients: &mut [Connection], row: &mut Row) -> anyhow::Result<()> {
        let requests = (0..clients.len()).map(|client| self.request(client)).collect::<anyhow::Result<Vec<_>>>()?;
        let mut asking: Vec<_> =
            clients.iter_mut().zip(&requests).map(|(client, request)| ask(client, request)).collect();
        // Another one is the first in each round: else one kind of request would win all of them.
        asking.rotate_left(usize::try_from(self.number)? % requests.len());
        let race = join_all(asking);
        let replies: Vec<Reply> = match self.race.redis {
            RedisState::Flushed => tokio::select! {
                replies = race => replies,
                failed = flush_again_and_again(&arena.redis) => return failed,
            },
            _ => race.await,
        }
        .into_iter()
        .collect::<anyhow::Result<_>>()?;
        let scenario = self.race.scenario;
        let winners: Vec<&Reply> = replies.iter().filter(|reply| reply.status == scenario.won).collect();
        let mut violations = self.judge(&replies, row);
        violations.extend(self.look(&arena.world.sql, (scenario.live)(&winners)).await?);
        let client = clients.first_mut().context("a race needs clients")?;
        for request in (scenario.then)(self.scene, &winners)? {
            let reply = ask(client, &request).await?;
            if !reply.succeeded() {
                violations.push(format!("what a winner may do was answered with {}: {}", reply.status, reply.body));
            }
        }
        row.violations.extend(violations.into_iter().map(|what| format!("round {}: {what}", self.number)));
        Ok(())
    }

    /// What a client wants.
    fn request(&self, client: usize) -> anyhow::Result<Request> {
        let host = self.scene.hosts.first().context("a race needs a host")?;
        let key = format!("{}-{}-{client}", host.id, self.number);
        Ok((self.race.scenario.wants)(self.scene, client)?.idempotency_key(&key))
    }

    /// What is wrong with what the clients were told.
    fn judge(&self, replies: &[Reply], row: &mut Row) -> Vec<String> {
        let scenario = self.race.scenario;
        let mut violations = Vec::new();
        let mut winners = 0;
        for Reply { status, time, body } in replies {
            row.requests += 1;
            if *status == scenario.won {
                winners += 1;
                row.winners += 1;
            } else if *status == 409 {
                row.refused += 1;
                row.slowest_refusal = row.slowest_refusal.max(*time);
            } else {
                violations.push(format!("status {status}: {body}"));
            }
            if *time > SOON {
                violations.push(format!("status {status} after {} ms", time.as_millis()));
            }
        }
        if !(scenario.winners)(replies.len()).contains(&winners) {
            violations.push(format!("{winners} winners"));
        }
        violations
    }

    /// What is wrong with what is in the database, where so many bookings and holds should be.
    async fn look(&self, sql: &Client, expected: usize) -> anyhow::Result<Vec<String>> {
        let hosts: Vec<&str> = self.scene.hosts.iter().map(|host| host.id.as_str()).collect();
        let start = self.scene.start.to_string();
        let mut violations = Vec::new();
        let overlaps = checks::overlaps(sql, &hosts).await?;
        if overlaps > 0 {
            violations.push(format!("{overlaps} overlaps"));
        }
        let live = checks::live(sql, &hosts, &start).await?;
        if live != i64::try_from(expected)? {
            violations.push(format!("{live} bookings and holds are live, not {expected}"));
        }
        for left in self.race.scenario.left {
            violations.extend(left.check(sql, &hosts, &start).await?);
        }
        Ok(violations)
    }
}

/// Without constraint, lock and lease the same race must show a double booking; else it could show none at all.
pub(super) async fn control((world, redis): (World, Redis), rounds: u32) -> anyhow::Result<Row> {
    checks::sabotage(&world.sql, &world.database, world::APPLICATION).await?;
    let mut arena = Arena::serve(world, redis, "off").await?;
    let race = Race { scenario: &scenarios::SAME_SLOT, clients: 8, redis: RedisState::Running, rounds };
    let mut row = race.run(&mut arena).await?;
    row.name = String::from("control: the same slot without constraint, lock and lease");
    let doubles = row.violations.iter().filter(|violation| violation.contains("overlaps")).count();
    let errors = row.violations.iter().filter(|violation| violation.contains("status 5")).count();
    println!("control: {doubles} of {rounds} rounds with a double booking, {errors} errors of the server");
    row.violations.clear();
    if doubles == 0 {
        row.violations
            .push("no double booking was found where nothing prevents one: the races prove nothing".to_owned());
    }
    arena.close().await?;
    Ok(row)
}

async fn ask(client: &mut Connection, request: &Request) -> anyhow::Result<Reply> {
    let begin = Instant::now();
    let response = client.exchange(request).await?;
    let time = begin.elapsed();
    Ok(Reply { status: response.status, time, body: response.json()? })
}

/// Returns only if it fails.
async fn flush_again_and_again(redis: &Redis) -> anyhow::Result<()> {
    loop {
        redis.flush().await?;
        sleep(Duration::from_millis(2)).await;
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn judge(statuses: &[(u16, u64)], row: &mut Row) -> Vec<String> {
        let race = Race { scenario: &scenarios::SAME_SLOT, clients: 3, redis: RedisState::Running, rounds: 1 };
        let scene = Scene { hosts: &[], key: "", start: Timestamp::UNIX_EPOCH, made: Vec::new() };
        let reply = |(status, millis): &(u16, u64)| {
            let time = Duration::from_millis(*millis);
            Reply { status: *status, time, body: Value::Null }
        };
        let replies: Vec<Reply> = statuses.iter().map(reply).collect();
        Round { race, scene: &scene, number: 0 }.judge(&replies, row)
    }

    #[test]
    fn one_winner_and_quick_refusals_are_right() {
        let mut row = Row::new("");
        assert!(judge(&[(409, 3), (201, 10), (409, 1999)], &mut row).is_empty());
        assert_eq!((row.winners, row.refused, row.slowest_refusal.as_millis()), (1, 2, 1999));
    }

    #[test]
    fn two_winners_none_errors_and_slow_refusals_are_violations() {
        let judge = |statuses: &[(u16, u64)]| judge(statuses, &mut Row::new(""));
        assert_eq!(judge(&[(201, 1), (201, 1)]), ["2 winners"]);
        assert_eq!(judge(&[(409, 1), (409, 1)]), ["0 winners"]);
        assert_eq!(judge(&[(201, 1), (503, 1)]), ["status 503: null"]);
        assert_eq!(judge(&[(201, 1), (409, 2001)]), ["status 409 after 2001 ms"]);
    }
}
