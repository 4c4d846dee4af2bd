//! List ⇔ book: what a list of slots names can be booked, and what it leaves out is refused with the rule that takes it away;
//! for random hosts, over HTTP. It knows no rule: the two answers of the server are held against each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use fastrand::Rng;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{
    configuration::{Booked, Configuration, Object},
    report::Row,
};
use crate::{
    client::Request,
    server::Server,
    world::{self, Admin, EventType, World},
};

pub(super) const NAME: &str = "what is listed books, nothing else does";

/// How many hosts are looked at, at the same time.
const AT_ONCE: usize = 4;
/// How many starts of a list are booked, and how many that it does not name.
const LISTED: usize = 4;
const UNLISTED: usize = 8;
/// The rules by which a start is refused.
const RULES: [&str; 7] = ["outside_hours", "off_grid", "too_soon", "too_far", "limit_reached", "blocked", "slot_taken"];

/// Looks at so many hosts.
pub(super) async fn run(world: &World, seed: u64, configurations: u32) -> anyhow::Result<Row> {
    let server = world.program.serve(&world.folder, "listed").await?;
    let trials = stream::iter(0..configurations).map(|number| Trial::run((world, &server), seed, number));
    let found: Vec<Findings> = trials.buffer_unordered(AT_ONCE).try_collect().await?;
    server.stop().await?;
    let mut row = Row::new(NAME);
    row.rounds = configurations;
    let mut rules: BTreeMap<String, u64> = RULES.map(|rule| (rule.to_owned(), 0)).into();
    for Findings { requests, booked, refused, slowest, violations } in found {
        row.requests += requests;
        row.winners += booked;
        row.refused += u64::try_from(refused.len())?;
        row.slowest_refusal = row.slowest_refusal.max(slowest);
        row.violations.extend(violations);
        for rule in refused {
            *rules.entry(rule).or_default() += 1;
        }
    }
    println!("{NAME}: refused by {rules:?}");
    if row.winners == 0 || rules.values().any(|count| *count == 0) {
        row.violations.push(format!("too little was tried: {} bookings, refused by {rules:?}", row.winners));
    }
    Ok(row)
}

/// What came of one host.
#[derive(Default)]
struct Findings {
    requests: u64,
    booked: u64,
    /// The codes of the refusals.
    refused: Vec<String>,
    slowest: Duration,
    violations: Vec<String>,
}

type Starts = BTreeSet<Timestamp>;

/// What a booking was answered with.
struct Answered {
    start: Timestamp,
    status: u16,
    code: String,
}

/// One host, and whoever asks for it.
struct Trial<'a> {
    admin: Admin<'a>,
    configuration: Configuration,
    wanted: EventType,
    findings: Findings,
}

impl<'a> Trial<'a> {
    async fn run((world, server): (&'a World, &Server), seed: u64, number: u32) -> anyhow::Result<Findings> {
        // Each host has its choices to itself, whatever order they are looked at in.
        let mut rng = Rng::with_seed(seed.wrapping_add(number.into()));
        let configuration = Configuration::choose(&mut rng, world::now(), number)?;
        let mut admin = world.admin(server).await?;
        let wanted = set_up(&mut admin, &configuration).await?;
        let mut trial = Self { admin, configuration, wanted, findings: Findings::default() };
        trial.compare(&mut rng).await?;
        let Self { configuration, mut findings, .. } = trial;
        if !findings.violations.is_empty() {
            findings.violations.push(format!("host {number} is {configuration:?}"));
        }
        Ok(findings)
    }

    async fn compare(&mut self, rng: &mut Rng) -> anyhow::Result<()> {
        let before = self.list().await?;
        let mut starts = sample(rng, before.iter().copied().collect(), LISTED);
        starts.extend(self.left_out(rng, &before)?);
        rng.shuffle(&mut starts);
        let mut answers = Vec::new();
        for start in starts {
            answers.push(self.try_out(start).await?);
        }
        let after = self.list().await?;
        // Every booking was cancelled: nothing but time has passed.
        let passed = world::now() + self.configuration.notice;
        let lost = before.difference(&after).filter(|start| **start >= passed);
        let found = judge(&answers, &before, &after);
        let lost = lost.map(|start| format!("{start} is not listed any more, after cancelled bookings"));
        let violations: Vec<String> = found.into_iter().chain(lost).collect();
        self.findings.violations.extend(violations);
        if let Some(start) = rng.choice(&after.iter().copied().collect::<Vec<_>>()) {
            self.keep(*start, &after).await?;
        }
        Ok(())
    }

    /// Books and keeps what was booked: the list gets shorter by what overlaps it, at least, and never longer.
    async fn keep(&mut self, start: Timestamp, before: &Starts) -> anyhow::Result<()> {
        let (status, _) = self.book(start).await?;
        if status != 201 {
            // Its notice may pass between the list and this; that it may not be refused otherwise was looked at before.
            return Ok(());
        }
        let after = self.list().await?;
        let duration = self.configuration.duration;
        let overlaps = |other: &Timestamp| *other < start + duration && start < *other + duration;
        let listed = after.iter().copied().filter(overlaps).map(|other| format!("{other} is listed beside {start}"));
        // Later ones come into the booking window at midnight.
        let last = before.last().copied().unwrap_or(start);
        let new = after.range(..=last).filter(|start| !before.contains(start));
        let new = new.map(|other| format!("{other} is listed since {start} is booked"));
        self.findings.violations.extend(listed.chain(new));
        Ok(())
    }

    /// Starts of the host's hours, near to those of the list and to the bookings, or anywhere, that the list should name if
    /// they could be booked.
    fn left_out(&self, rng: &mut Rng, listed: &Starts) -> anyhow::Result<Vec<Timestamp>> {
        let Configuration { bookings, question, step, grid, .. } = &self.configuration;
        let near: Vec<Timestamp> = listed.iter().copied().chain(bookings.iter().map(|(_, start)| *start)).collect();
        let is_left_out = |start: &Timestamp| question.covers(*start) && !listed.contains(start);
        let grid = grid.iter().copied().filter(is_left_out).collect();
        let mut found: Starts = sample(rng, grid, UNLISTED * 2).into_iter().collect();
        for _ in 0..UNLISTED {
            let anchor = match rng.choice(&near) {
                Some(start) if rng.u8(..5) > 0 => *start,
                _ => question.any(rng)?,
            };
            let minutes = rng.i64(-90..=90);
            let distance = if rng.u8(..3) > 0 { *step * rng.i32(-8..=8) } else { SignedDuration::from_mins(minutes) };
            found.extend(Some(anchor + distance).filter(is_left_out));
        }
        Ok(sample(rng, found.into_iter().collect(), UNLISTED))
    }

    /// The starts that the public list names.
    async fn list(&mut self) -> anyhow::Result<Starts> {
        let Configuration { username, question, .. } = &self.configuration;
        let path = world::public(&format!(
            "users/{username}/{}/slots?timezone={}&from={}&to={}",
            self.wanted.slug, question.zone, question.first, question.last
        ));
        self.findings.requests += 1;
        let body = self.admin.succeed(&Request::get(&path)).await?;
        let days = body.get("days").and_then(Value::as_array).into_iter().flatten();
        let slots = days.filter_map(|day| day.get("slots")?.as_array()).flatten();
        slots.map(|slot| Ok(world::text(slot, "startTime")?.parse()?)).collect()
    }

    /// Books a start, and cancels what was booked, so that the next one finds everything as it was.
    async fn try_out(&mut self, start: Timestamp) -> anyhow::Result<Answered> {
        let begin = Instant::now();
        let (status, body) = self.book(start).await?;
        let code = body.get("code").and_then(Value::as_str).unwrap_or_default().to_owned();
        if status == 201 {
            self.findings.booked += 1;
            self.findings.requests += 1;
            self.admin.send("POST", &format!("bookings/{}/cancel", world::text(&body, "id")?), &json!({})).await?;
        } else {
            self.findings.refused.push(code.clone());
            self.findings.slowest = self.findings.slowest.max(begin.elapsed());
        }
        Ok(Answered { start, status, code })
    }

    async fn book(&mut self, start: Timestamp) -> anyhow::Result<(u16, Value)> {
        self.findings.requests += 1;
        let answer = self.admin.connection.exchange(&world::booking(&self.wanted, &start.to_string())).await?;
        Ok((answer.status, answer.json()?))
    }
}

/// Makes the host with everything that takes time away; gives the event type that is asked for.
async fn set_up(admin: &mut Admin<'_>, configuration: &Configuration) -> anyhow::Result<EventType> {
    let host = world::text(&admin.send("POST", "users", &json!(configuration.user)).await?, "id")?;
    let of_host = |body: &Object| {
        let mut body = body.clone();
        body.insert("userId".to_owned(), json!(host));
        Value::Object(body)
    };
    admin.send("PUT", "availability", &of_host(&configuration.availability)).await?;
    let wanted = EventType::of(&admin.send("POST", "event-types", &of_host(&configuration.wanted)).await?)?;
    let other = EventType::of(&admin.send("POST", "event-types", &of_host(&configuration.other)).await?)?;
    for block in &configuration.blocks {
        admin.send("POST", "blocked-dates", &of_host(block)).await?;
    }
    for (booked, start) in &configuration.bookings {
        let event_type = if *booked == Booked::Wanted { &wanted } else { &other };
        let mut body = world::booking_body(event_type, &start.to_string());
        let rules: Vec<&str> = RULES.into_iter().filter(|rule| *rule != "slot_taken").collect();
        let overrides = json!({"rules": rules, "reason": "It is there before."});
        body.as_object_mut().context("a booking is an object")?.insert("overrides".to_owned(), overrides);
        let request = Request::post(&world::admin("bookings"), &body).bearer(admin.key);
        let answer = admin.connection.exchange(&request).await?;
        // Two of them may overlap: then the first one is there.
        ensure!(matches!(answer.status, 201 | 409), "{body} was answered with {:?}", answer.json()?);
    }
    Ok(wanted)
}

/// What is wrong with the answers. Between the two lists a start may have come too near, or into the booking window: what
/// only one of them names may be either.
fn judge(answers: &[Answered], before: &Starts, after: &Starts) -> Vec<String> {
    let wrong = answers.iter().filter(|Answered { start, status, code }| {
        match (before.contains(start), after.contains(start)) {
            (true, true) => *status != 201,
            (false, false) => *status != 409 || !RULES.contains(&code.as_str()),
            _ => false,
        }
    });
    wrong
        .map(|Answered { start, status, code }| {
            let listed = if before.contains(start) { "listed" } else { "not listed" };
            format!("{start} is {listed}, and booking it was answered with {status} {code}")
        })
        .collect()
}

/// Some of them, in any order.
fn sample(rng: &mut Rng, mut of: Vec<Timestamp>, most: usize) -> Vec<Timestamp> {
    rng.shuffle(&mut of);
    of.truncate(most);
    of
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(lists: [&[i64]; 2], (status, code): (u16, &str)) -> usize {
        let start = |second: &i64| Timestamp::from_second(*second).unwrap();
        let [before, after] = lists.map(|seconds| seconds.iter().map(start).collect());
        let answer = Answered { start: start(&60), status, code: code.to_owned() };
        judge(&[answer], &before, &after).len()
    }

    #[test]
    fn what_is_listed_must_book_and_what_is_not_must_be_refused_by_a_rule() {
        assert_eq!(judged([&[60], &[60]], (201, "")), 0);
        assert_eq!(judged([&[60], &[60]], (409, "off_grid")), 1);
        assert_eq!(judged([&[0], &[0]], (409, "off_grid")), 0);
        assert_eq!(judged([&[0], &[0]], (201, "")), 1);
        assert_eq!(judged([&[0], &[0]], (409, "busy")), 1, "no rule");
        assert_eq!(judged([&[0], &[0]], (500, "internal")), 1);
    }

    #[test]
    fn what_only_one_list_names_may_be_either() {
        for answer in [(201, ""), (409, "too_soon")] {
            assert_eq!(judged([&[60], &[]], answer), 0);
            assert_eq!(judged([&[], &[60]], answer), 0);
        }
    }
}
