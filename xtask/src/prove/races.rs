//! Races: many clients want what only one can have, through two server processes. One gets it, all others are refused, and
//! nobody waits long or meets an error of the server.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use futures_util::future::{join_all, try_join_all};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::time::sleep;

use super::{checks, report::Row};
use crate::{
    client::{Connection, Request},
    redis::Redis,
    server::Server,
    world::{self, Host, Hours, World},
};

/// Nobody is refused later than this.
const SOON: Duration = Duration::from_secs(2);
/// What lies between the slots of two rounds, so that they have nothing to do with each other.
const BETWEEN_ROUNDS: SignedDuration = SignedDuration::from_hours(4);

/// What the clients fight for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scenario {
    SameSlot,
    OverlappingStarts,
    TwoEventTypes,
    HoldAgainstBooking,
    CancelAgainstCancel,
}

impl Scenario {
    pub(super) const ALL: [Self; 5] = [
        Self::SameSlot,
        Self::OverlappingStarts,
        Self::TwoEventTypes,
        Self::HoldAgainstBooking,
        Self::CancelAgainstCancel,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::SameSlot => "same slot",
            Self::OverlappingStarts => "overlapping starts",
            Self::TwoEventTypes => "two event types",
            Self::HoldAgainstBooking => "hold against booking",
            Self::CancelAgainstCancel => "cancel against cancel",
        }
    }
}

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
    pub(super) scenario: Scenario,
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
struct Reply {
    status: u16,
    time: Duration,
    body: Value,
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
        format!("{}, {} clients, {}", self.scenario.name(), self.clients, self.redis.name())
    }

    pub(super) async fn run(self, arena: &mut Arena) -> anyhow::Result<Row> {
        let host = arena.host().await?;
        arena.enter(self.redis).await?;
        let row = self.rounds(arena, &host).await;
        arena.leave(self.redis).await?;
        row.with_context(|| self.name())
    }

    async fn rounds(self, arena: &Arena, host: &Host) -> anyhow::Result<Row> {
        let mut clients = arena.connect(self.clients).await?;
        let mut row = Row::new(self.name());
        let mut start = world::soon();
        for round in 0..self.rounds {
            let round = Round { race: self, host, start: start.to_string(), number: round };
            round.run(arena, &mut clients, &mut row).await?;
            row.rounds += 1;
            start += BETWEEN_ROUNDS;
        }
        Ok(row)
    }
}

/// One round: all clients at once, then a look at what they were told and at what is in the database.
struct Round<'a> {
    race: Race,
    host: &'a Host,
    start: String,
    number: u32,
}

impl Round<'_> {
    async fn run(&self, arena: &Arena, clients: &mut [Connection], row: &mut Row) -> anyhow::Result<()> {
        let prize = match self.race.scenario {
            Scenario::CancelAgainstCancel => Some(self.book_before(clients).await?),
            _ => None,
        };
        let requests: Vec<Request> =
            (0..clients.len()).map(|client| self.request(client, prize.as_ref())).collect::<anyhow::Result<_>>()?;
        let race = join_all(clients.iter_mut().zip(&requests).map(|(client, request)| ask(client, request)));
        let replies: Vec<Reply> = match self.race.redis {
            RedisState::Flushed => tokio::select! {
                replies = race => replies,
                failed = flush_again_and_again(&arena.redis) => return failed,
            },
            _ => race.await,
        }
        .into_iter()
        .collect::<anyhow::Result<_>>()?;
        let mut violations = self.judge(&replies, row);
        violations.extend(self.look(arena, prize.as_ref()).await?);
        if let Some(hold) = replies.iter().find(|reply| reply.status == 201 && reply.body.get("token").is_some()) {
            violations.extend(self.use_hold(clients, &hold.body).await?);
        }
        row.violations.extend(violations.into_iter().map(|what| format!("round {}: {what}", self.number)));
        Ok(())
    }

    /// What a client wants.
    fn request(&self, client: usize, prize: Option<&Value>) -> anyhow::Result<Request> {
        let Host { id, short, long, .. } = self.host;
        let key = format!("{id}-{}-{client}", self.number);
        let request = match self.race.scenario {
            Scenario::OverlappingStarts => {
                // Every two of these overlap, as the meeting is longer than all steps together.
                let steps = i64::try_from(client % 4)?;
                let start: Timestamp = self.start.parse()?;
                world::booking(long, &(start + SignedDuration::from_mins(15 * steps)).to_string())
            }
            Scenario::TwoEventTypes if matches!(client % 4, 1 | 2) => world::booking(long, &self.start),
            // Both kinds through both servers.
            Scenario::HoldAgainstBooking if matches!(client % 4, 0 | 3) => {
                Request::post(&world::public("holds"), &json!({"eventTypeId": short.id, "startTime": self.start}))
            }
            Scenario::SameSlot | Scenario::TwoEventTypes | Scenario::HoldAgainstBooking => {
                world::booking(short, &self.start)
            }
            Scenario::CancelAgainstCancel => {
                let prize = prize.context("there is nothing to cancel")?;
                let path = world::public(&format!("bookings/{}/cancel", world::text(prize, "id")?));
                Request::post(&path, &json!({})).bearer(&world::text(prize, "manageToken")?)
            }
        };
        Ok(request.idempotency_key(&key))
    }

    async fn book_before(&self, clients: &mut [Connection]) -> anyhow::Result<Value> {
        let client = clients.first_mut().context("a race needs clients")?;
        let reply = ask(client, &world::booking(&self.host.short, &self.start)).await?;
        if reply.status != 201 {
            bail!("booking what is to be cancelled was answered with {}: {}", reply.status, reply.body);
        }
        Ok(reply.body)
    }

    /// What is wrong with what the clients were told.
    fn judge(&self, replies: &[Reply], row: &mut Row) -> Vec<String> {
        let won = if self.race.scenario == Scenario::CancelAgainstCancel { 200 } else { 201 };
        let mut violations = Vec::new();
        let mut winners = 0;
        for Reply { status, time, body } in replies {
            row.requests += 1;
            if *status == won {
                winners += 1;
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
        if winners != 1 {
            violations.push(format!("{winners} winners"));
        }
        row.winners += winners;
        violations
    }

    /// What is wrong with what is in the database.
    async fn look(&self, arena: &Arena, prize: Option<&Value>) -> anyhow::Result<Vec<String>> {
        let sql = &arena.world.sql;
        let mut violations = Vec::new();
        let overlaps = checks::overlaps(sql, &self.host.id).await?;
        if overlaps > 0 {
            violations.push(format!("{overlaps} overlaps"));
        }
        let expected = i64::from(prize.is_none());
        let live = checks::live(sql, &self.host.id, &self.start).await?;
        if live != expected {
            violations.push(format!("{live} bookings and holds are live, not {expected}"));
        }
        if let Some(prize) = prize {
            let booking = world::text(prize, "id")?;
            let found = checks::after_cancel(sql, (&self.host.id, &self.start), &booking).await?;
            if found != (0, 1) {
                violations
                    .push(format!("{} reservations and {} cancellations are left, not 0 and 1", found.0, found.1));
            }
        }
        Ok(violations)
    }

    /// Whoever holds the slot can book it.
    async fn use_hold(&self, clients: &mut [Connection], hold: &Value) -> anyhow::Result<Option<String>> {
        let client = clients.first_mut().context("a race needs clients")?;
        let mut body = world::booking_body(&self.host.short, &self.start);
        for (member, of_hold) in [("holdId", "id"), ("holdToken", "token")] {
            let value = Value::from(world::text(hold, of_hold)?);
            body.as_object_mut().context("a booking is an object")?.insert(member.to_owned(), value);
        }
        let reply = ask(client, &Request::post(&world::public("bookings"), &body)).await?;
        Ok((reply.status != 201)
            .then(|| format!("the hold's owner was answered with {}: {}", reply.status, reply.body)))
    }
}

/// Without constraint, lock and lease the same race must show a double booking; else it could show none at all.
pub(super) async fn control((world, redis): (World, Redis), rounds: u32) -> anyhow::Result<Row> {
    checks::sabotage(&world.sql, &world.database, world::APPLICATION).await?;
    let mut arena = Arena::serve(world, redis, "off").await?;
    let race = Race { scenario: Scenario::SameSlot, clients: 8, redis: RedisState::Running, rounds };
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
    use super::*;
    use crate::world::EventType;

    fn round(scenario: Scenario, judge: impl FnOnce(&Round<'_>)) {
        let event_type = |id: &str| EventType { id: id.to_owned(), slug: id.to_owned() };
        let host = Host { id: "h".into(), username: "h".into(), short: event_type("short"), long: event_type("long") };
        let race = Race { scenario, clients: 3, redis: RedisState::Running, rounds: 1 };
        judge(&Round { race, host: &host, start: "2027-01-04T00:00:00Z".into(), number: 0 });
    }

    fn replies(statuses: &[(u16, u64)]) -> Vec<Reply> {
        let reply = |(status, millis): &(u16, u64)| {
            let time = Duration::from_millis(*millis);
            Reply { status: *status, time, body: Value::Null }
        };
        statuses.iter().map(reply).collect()
    }

    #[test]
    fn one_winner_and_quick_refusals_are_right() {
        round(Scenario::SameSlot, |round| {
            let mut row = Row::new("");
            assert!(round.judge(&replies(&[(409, 3), (201, 10), (409, 1999)]), &mut row).is_empty());
            assert_eq!((row.winners, row.refused, row.slowest_refusal.as_millis()), (1, 2, 1999));
        });
    }

    #[test]
    fn two_winners_none_errors_and_slow_refusals_are_violations() {
        round(Scenario::SameSlot, |round| {
            let judge = |statuses: &[(u16, u64)]| round.judge(&replies(statuses), &mut Row::new(""));
            assert_eq!(judge(&[(201, 1), (201, 1)]), ["2 winners"]);
            assert_eq!(judge(&[(409, 1), (409, 1)]), ["0 winners"]);
            assert_eq!(judge(&[(201, 1), (503, 1)]), ["status 503: null"]);
            assert_eq!(judge(&[(201, 1), (409, 2001)]), ["status 409 after 2001 ms"]);
        });
    }

    #[test]
    fn holds_and_bookings_go_through_both_servers() {
        round(Scenario::HoldAgainstBooking, |round| {
            let holds: Vec<bool> =
                (0..4).map(|client| format!("{:?}", round.request(client, None).unwrap()).contains("/holds")).collect();
            assert_eq!(holds, [true, false, false, true]);
        });
    }
}
