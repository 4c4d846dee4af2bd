//! What is owed while everything fails: workers are killed, the mail server refuses, does not answer and goes away, webhooks
//! fail. Nothing is lost, nothing is told of what was not done, nothing is sent that was called off, and what comes twice can
//! be told by its id and is no more than could not be known.

mod hooks;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context as _, bail};
use futures_util::future::try_join_all;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    process::{Child, ChildStdin, Command},
    sync::watch,
    time::{Instant, sleep},
};

use self::hooks::{Behaviour, Receiver};
use super::report::Row;
use crate::{
    client::{Connection, Request},
    server::{Program, Server},
    world::{self, Hours, World},
};

pub(super) const NAME: &str = "what is owed while everything fails";

/// How many clients book meanwhile, each with a host of its own.
const CLIENTS: u32 = 8;
/// How many workers are killed again and again.
const WORKERS: usize = 2;
/// How long a worker lives, in milliseconds.
const LIFE: std::ops::Range<u64> = 200..2000;
/// The meeting and the buffer after it.
const STRIDE: SignedDuration = SignedDuration::from_mins(45);
/// How long what is left may take once nothing fails any more: what a killed worker had is taken up after 50 s.
const CALM: Duration = Duration::from_mins(5);

/// What a client did.
#[derive(Default)]
struct Done {
    /// How many events of each kind there must be.
    events: BTreeMap<&'static str, u64>,
    /// Which bookings were called off or moved, and when that was answered.
    ended: Vec<(String, Timestamp)>,
    refused: u64,
}

/// A message as the mail server saw it.
#[derive(Deserialize)]
struct Message {
    id: String,
    began: f64,
    stored: bool,
    answer: u16,
}

/// The mail server.
struct MailServer {
    process: Child,
    commands: ChildStdin,
    port: u16,
    log: PathBuf,
}

/// Books, moves and cancels until there are so many events, while everything fails.
pub(super) async fn run(world: &World, python: &Path, seed: u64, events: u64) -> anyhow::Result<Row> {
    let mut row = Row::new(NAME);
    let mut mail = MailServer::start(python, &world.folder, (seed, events.div_ceil(250))).await?;
    let failing = Receiver::start(Behaviour::FailsNowAndThen).await?;
    let dead = Receiver::start(Behaviour::NeverAnswers).await?;
    let program = mail.configure(world.program.clone());
    let server = program.clone().with("SCHEDULING_WORKER", "off").serve(&world.folder, "owed").await?;
    let mut admin = world.admin(&server).await?;
    let failing_id = webhook(&mut admin, &json!({"url": failing.url})).await?;
    let dead_id = webhook(&mut admin, &json!({"url": dead.url, "events": ["booking.rescheduled"]})).await?;

    let (stop, stopped) = watch::channel(false);
    let killing = try_join_all((0..WORKERS).map(|_| kill_again_and_again(&program, world, stopped.clone())));
    let booking = async {
        let each = events.div_ceil(u64::from(CLIENTS));
        let done = try_join_all((0..CLIENTS).map(|number| client(world, &server, number, each))).await;
        stop.send(true)?;
        done
    };
    let (kills, done) = tokio::try_join!(killing, booking)?;

    mail.calm().await?;
    // The one from before has been closed meanwhile, as any that nobody uses.
    let mut admin = world.admin(&server).await?;
    let removed = Request::new("DELETE", &world::admin(&format!("webhooks/{dead_id}"))).bearer(&world.key);
    let status = admin.connection.exchange(&removed).await?.status;
    if status != 204 {
        bail!("the webhook that never answers was not removed: {status}");
    }
    let workers: Vec<Child> =
        (0..WORKERS).map(|_| program.work(&world.folder, "owed-calm")).collect::<Result<_, _>>()?;
    wait_until_done(world, &mut row).await?;
    let given_up = resend(world, &mut admin).await?;
    wait_until_done(world, &mut row).await?;
    for mut worker in workers {
        crate::run::end(&mut worker).await?;
    }

    let messages = mail.end().await?;
    for (kind, wanted) in total(&done) {
        let sql = "SELECT count(*) FROM scheduling_events WHERE kind = $1";
        let there: i64 = world.sql.query_one(sql, &[&kind]).await?.get(0);
        row.requests += wanted;
        row.winners += u64::try_from(there)?;
        if u64::try_from(there)? != wanted {
            row.violations.push(format!("{wanted} × {kind} were done, {there} are told"));
        }
    }
    row.refused = done.iter().map(|done| done.refused).sum();
    row.rounds = kills.iter().sum();
    let outside = Seen { messages: &messages, calls: failing.taken(), webhook: failing_id, given_up };
    row.violations.extend(violations(world, &outside, &done).await?);
    server.stop().await?;
    Ok(row)
}

/// Makes a webhook, and returns its id.
async fn webhook(admin: &mut world::Admin<'_>, wanted: &Value) -> anyhow::Result<String> {
    let made = admin.send("POST", "webhooks", wanted).await?;
    world::text(made.get("webhook").context("a webhook is answered with itself")?, "id")
}

/// Does so many things that are told.
async fn client(world: &World, server: &Server, number: u32, events: u64) -> anyhow::Result<Done> {
    let host = world.host(server, &format!("owing-{number}"), Hours::Always).await?;
    let mut connection = Connection::open(server.address).await?;
    let (mut done, mut start, mut told) = (Done::default(), world::soon() + SignedDuration::from_hours(48), 0);
    let mut send = async |request: Request| -> anyhow::Result<(u16, Value)> {
        let response = connection.exchange(&request).await?;
        Ok((response.status, response.json()?))
    };
    while told < events {
        let booked = send(world::booking_by(&host.short, &start.to_string(), told)).await?;
        if booked.0 != 201 {
            bail!("a free slot was refused: {booked:?}");
        }
        *done.events.entry("booking.created").or_default() += 1;
        told += 1;
        let (mut id, mut token) = (world::text(&booked.1, "id")?, world::text(&booked.1, "manageToken")?);
        let at = start;
        start += STRIDE;
        match fastrand::u8(..10) {
            // Of what is refused nothing is told.
            0 | 1 if send(world::booking_by(&host.short, &at.to_string(), told)).await?.0 == 409 => done.refused += 1,
            2..5 => {
                let wish = json!({"startTime": start.to_string()});
                let path = world::public(&format!("bookings/{id}/reschedule"));
                let moved = send(Request::post(&path, &wish).bearer(&token)).await?;
                if !matches!(moved.0, 200 | 201) {
                    bail!("a free slot was refused: {moved:?}");
                }
                *done.events.entry("booking.rescheduled").or_default() += 1;
                told += 1;
                start += STRIDE;
                done.ended.push((id, world::now()));
                (id, token) = (world::text(&moved.1, "id")?, world::text(&moved.1, "manageToken")?);
            }
            _ => {}
        }
        if fastrand::u8(..10) < 3 {
            // While the first mails are on their way.
            sleep(Duration::from_millis(fastrand::u64(..200))).await;
            let path = world::public(&format!("bookings/{id}/cancel"));
            let cancelled = send(Request::post(&path, &json!({})).bearer(&token)).await?;
            if cancelled.0 != 200 {
                bail!("a cancellation was refused: {cancelled:?}");
            }
            done.ended.push((id, world::now()));
            *done.events.entry("booking.cancelled").or_default() += 1;
            told += 1;
        }
    }
    Ok(done)
}

/// Starts a worker and kills it, until it is told to stop. Returns how often.
async fn kill_again_and_again(program: &Program, world: &World, stopped: watch::Receiver<bool>) -> anyhow::Result<u32> {
    let mut kills = 0;
    while !*stopped.borrow() {
        let mut worker = program.work(&world.folder, "owed-killed")?;
        sleep(Duration::from_millis(fastrand::u64(LIFE))).await;
        worker.kill().await.context("a worker had ended by itself")?;
        kills += 1;
    }
    Ok(kills)
}

/// Waits until nothing is owed but what has a time to come.
async fn wait_until_done(world: &World, row: &mut Row) -> anyhow::Result<()> {
    let sql = "SELECT count(*) FROM due WHERE due_at < now() + interval '1 hour'";
    let since = Instant::now();
    loop {
        let left: i64 = world.sql.query_one(sql, &[]).await?.get(0);
        if left == 0 {
            return Ok(());
        }
        if since.elapsed() > CALM {
            row.violations.push(format!("{left} events and deliveries are still owed"));
            return Ok(());
        }
        sleep(Duration::from_millis(100)).await;
    }
}

/// Sends again what the mail server did not want, as an admin would. Returns how much that was.
async fn resend(world: &World, admin: &mut world::Admin<'_>) -> anyhow::Result<u64> {
    let sql = "SELECT id::text FROM scheduling_deliveries WHERE state = 'failed'";
    let failed = world.sql.query(sql, &[]).await?;
    for row in &failed {
        let path = world::admin(&format!("deliveries/{}/resend", row.get::<_, &str>(0)));
        let answer = admin.connection.exchange(&Request::post(&path, &json!({})).bearer(admin.key)).await?;
        if !matches!(answer.status, 200 | 202) {
            bail!("{path} was answered with {}: {}", answer.status, String::from_utf8_lossy(answer.body));
        }
    }
    Ok(u64::try_from(failed.len())?)
}

fn total(done: &[Done]) -> BTreeMap<&'static str, u64> {
    let mut total = BTreeMap::new();
    for (kind, count) in done.iter().flat_map(|done| &done.events) {
        *total.entry(*kind).or_default() += count;
    }
    total
}

/// What was seen from outside.
struct Seen<'a> {
    messages: &'a [Message],
    calls: Vec<String>,
    webhook: String,
    /// How much was given up and sent again.
    given_up: u64,
}

async fn violations(world: &World, seen: &Seen<'_>, done: &[Done]) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let gaps = "SELECT count(*) FROM (SELECT place, row_number() OVER (ORDER BY place) AS number
        FROM scheduling_events) e WHERE place IS DISTINCT FROM number";
    let gaps: i64 = world.sql.query_one(gaps, &[]).await?.get(0);
    found.extend((gaps > 0).then(|| format!("{gaps} events are not in their place of the feed")));

    let mut stored: BTreeMap<&str, u64> = BTreeMap::new();
    for message in seen.messages.iter().filter(|message| message.stored) {
        *stored.entry(delivery_of(&message.id)).or_default() += 1;
    }
    let sql = "SELECT id::text, state, channel, kind, booking_id::text, event_id::text FROM scheduling_deliveries
        WHERE planned_for < now() AND (channel = 'mail' OR webhook_id = $1::text::uuid)";
    let rows = world.sql.query(sql, &[&seen.webhook]).await?;
    let mut known = BTreeSet::new();
    let calls: BTreeSet<&str> = seen.calls.iter().map(String::as_str).collect();
    let mut bookings: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for row in &rows {
        let (id, state, kind): (&str, &str, &str) = (row.get("id"), row.get("state"), row.get("kind"));
        known.insert(id);
        let is_mail = row.get::<_, &str>("channel") == "mail";
        let arrived = if is_mail { stored.contains_key(id) } else { calls.contains(row.get::<_, &str>("event_id")) };
        match state {
            "delivered" if !arrived => found.push(format!("{kind} {id} is delivered, and never arrived")),
            "delivered" | "cancelled" => {}
            _ => found.push(format!("{kind} {id} is {state}")),
        }
        if !is_mail && state != "delivered" {
            found.push(format!("the call {id} of a webhook is {state}"));
        }
        if is_mail {
            bookings.insert(id, (row.get("booking_id"), kind));
        }
    }
    found.extend(
        stored.keys().filter(|id| !known.contains(*id)).map(|id| format!("{id} was sent and is owed to nobody")),
    );

    let unanswered = seen.messages.iter().filter(|message| message.answer == 0).count();
    let refused = seen.messages.iter().filter(|message| message.answer == 550).count();
    let mut in_flight = Unknown::default();
    // An attempt that has no end is one whose worker was killed.
    let sql =
        "SELECT CASE d.channel WHEN 'mail' THEN d.id ELSE d.event_id END::text AS id, d.channel = 'mail' AS is_mail,
            count(*) AS attempts
        FROM scheduling_delivery_attempts a
            JOIN scheduling_deliveries d ON d.tenant_id = a.tenant_id AND d.id = a.delivery_id
        WHERE a.finished_at IS NULL AND (d.channel = 'mail' OR d.webhook_id = $1::text::uuid) GROUP BY 1, 2";
    for row in world.sql.query(sql, &[&seen.webhook]).await? {
        let of = if row.get("is_mail") { &mut in_flight.mails } else { &mut in_flight.calls };
        of.insert(row.get("id"), u64::try_from(row.get::<_, i64>("attempts"))?);
    }
    let [mails_killed, calls_killed] = [&in_flight.mails, &in_flight.calls].map(|of| of.values().sum::<u64>());
    let mut may_come_again = in_flight.mails;
    for message in seen.messages.iter().filter(|message| message.answer == 0) {
        *may_come_again.entry(delivery_of(&message.id).to_owned()).or_default() += 1;
    }
    let mut called: BTreeMap<&str, u64> = BTreeMap::new();
    for event in &seen.calls {
        *called.entry(event).or_default() += 1;
    }
    let mails_twice = again("mail", &stored, &may_come_again, &mut found);
    let calls_twice = again("call", &called, &in_flight.calls, &mut found);
    println!(
        "    {} mails, {mails_twice} of them twice: {mails_killed} were in flight at a kill, {unanswered} not answered; {refused} \
         refused, {} sent again; {} events told to a webhook, {calls_twice} of them twice: {calls_killed} in flight",
        stored.len(),
        seen.given_up,
        calls.len()
    );

    let ended: BTreeMap<&str, Timestamp> =
        done.iter().flat_map(|done| &done.ended).map(|(id, at)| (id.as_str(), *at)).collect();
    for message in seen.messages {
        let Some((booking, kind)) = bookings.get(delivery_of(&message.id)) else { continue };
        let Some(at) = ended.get(booking).filter(|_| *kind != "cancellation") else { continue };
        let late = message.began - at.as_duration().as_secs_f64();
        if late > 0.0 {
            found.push(format!("{kind} {} was begun {late:.3} s after its end had been answered", message.id));
        }
    }
    Ok(found)
}

/// How often it cannot be known whether something had arrived, by the ids by which the other side knows it.
#[derive(Default)]
struct Unknown {
    mails: BTreeMap<String, u64>,
    calls: BTreeMap<String, u64>,
}

/// How often something came again. Each once at most for every time that it could not be known whether it had come.
fn again(
    what: &str,
    arrived: &BTreeMap<&str, u64>,
    unknown: &BTreeMap<String, u64>,
    violations: &mut Vec<String>,
) -> u64 {
    for (id, times) in arrived {
        let may = 1 + unknown.get(*id).copied().unwrap_or_default();
        violations.extend((*times > may).then(|| format!("the {what} {id} came {times} times, and could {may} times")));
    }
    arrived.values().map(|times| times - 1).sum()
}

/// The delivery whose id a `Message-ID` is made of.
fn delivery_of(message_id: &str) -> &str {
    message_id.trim_start_matches('<').split('@').next().unwrap_or_default()
}

impl MailServer {
    async fn start(python: &Path, folder: &Path, (seed, unanswered): (u64, u64)) -> anyhow::Result<Self> {
        let (script, log) = (folder.join("mail_server.py"), folder.join("mail_server.jsonl"));
        fs::write(&script, include_str!("owed/mail_server.py"))?;
        let mut command = Command::new(python);
        command
            .arg(&script)
            .args(["--seed", &seed.to_string(), "--unanswered", &unanswered.to_string(), "--log"])
            .arg(&log);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).process_group(0);
        command.stderr(fs::File::create(folder.join("mail_server.log"))?);
        let mut process = command.spawn().context("the mail server")?;
        let commands = process.stdin.take().context("its input is piped")?;
        let mut output = BufReader::new(process.stdout.take().context("its output is piped")?);
        let mut line = String::new();
        output.read_line(&mut line).await?;
        let said: Value = serde_json::from_str(&line).context("the mail server did not start; see mail_server.log")?;
        let port = said.get("port").and_then(Value::as_u64).context("it says its port")?;
        Ok(Self { process, commands, port: port.try_into()?, log })
    }

    fn configure(&self, program: Program) -> Program {
        program
            .with("SCHEDULING_SMTP_URL", format!("smtp://127.0.0.1:{}?tls=none&connections=16", self.port))
            .with("SCHEDULING_MAIL_FROM", "booking@example.org")
            .with("SCHEDULING_PUBLIC_URL", "https://book.example.org")
            .with("SCHEDULING_WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8")
            .with("SCHEDULING_RETRIES", "fast")
    }

    async fn calm(&mut self) -> anyhow::Result<()> {
        Ok(self.commands.write_all(b"calm\n").await?)
    }

    async fn end(self) -> anyhow::Result<Vec<Message>> {
        let Self { mut process, commands, log, .. } = self;
        drop(commands);
        crate::run::end(&mut process).await?;
        fs::read_to_string(log)?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
    }
}
