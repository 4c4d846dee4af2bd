//! List ⇔ book: what a list of slots names can be booked, and what it leaves out is refused with the rule that takes it away;
//! for random hosts, alone and in teams, over HTTP. It knows no rule: the two answers of the server are held against each
//! other.

mod staging;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use fastrand::Rng;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use self::staging::Staged;
use super::{
    configuration::{Configuration, Known, Offer},
    report::Row,
};
use crate::{
    client::Request,
    server::Server,
    world::{self, Admin, World},
};

pub(super) const NAME: &str = "what is listed books, nothing else does";

/// How many configurations are looked at, at the same time.
const AT_ONCE: usize = 4;
/// Among so many configurations everything that there can be about one comes up.
const MANY: u32 = 200;
/// How many starts of a list are booked, and how many that it does not name.
const LISTED: usize = 4;
const UNLISTED: usize = 8;
/// How many less of a team, and twice as many of those that are not named: it takes longer to be made, and the lists of each of its hosts are looked at.
const LESS_OF_A_TEAM: usize = 1;
/// How much of what is wrong with one configuration is told, before the configuration.
const TOLD: usize = 5;
/// The rules by which a start is refused.
const RULES: [&str; 7] = ["outside_hours", "off_grid", "too_soon", "too_far", "limit_reached", "blocked", "slot_taken"];

/// Looks at so many configurations.
pub(super) async fn run(world: &World, seed: u64, configurations: u32) -> anyhow::Result<Row> {
    let server = world.program.serve(&world.folder, "listed").await?;
    let known = staging::known(&mut world.admin(&server).await?).await?;
    let trials = stream::iter(0..configurations).map(|number| Trial::run((world, &server), &known, (seed, number)));
    let found: Vec<Findings> = trials.buffer_unordered(AT_ONCE).try_collect().await?;
    server.stop().await?;
    let mut row = Row::new(NAME);
    row.rounds = configurations;
    let mut rules: BTreeMap<String, u64> = RULES.map(|rule| (rule.to_owned(), 0)).into();
    // How many configurations had it, and how many bookings were made in them.
    let mut traits = BTreeMap::from(Configuration::TRAITS.map(|name| (name, (0_u32, 0))));
    for Findings { requests, booked, refused, slowest, violations, traits: had } in found {
        row.requests += requests;
        row.winners += booked;
        row.refused += u64::try_from(refused.len())?;
        row.slowest_refusal = row.slowest_refusal.max(slowest);
        row.violations.extend(violations);
        for rule in refused {
            *rules.entry(rule).or_default() += 1;
        }
        for name in had {
            let (count, bookings) = traits.entry(name).or_default();
            (*count, *bookings) = (*count + 1, *bookings + booked);
        }
    }
    println!("{NAME}: refused by {rules:?}; configurations and their bookings: {traits:?}");
    let untried = configurations >= MANY && traits.values().any(|(_, booked)| *booked == 0);
    if row.winners == 0 || rules.values().any(|count| *count == 0) || untried {
        let booked = row.winners;
        row.violations.push(format!("too little was tried: {booked} bookings, refused by {rules:?}, of {traits:?}"));
    }
    Ok(row)
}

/// What came of one configuration.
#[derive(Default)]
struct Findings {
    requests: u64,
    booked: u64,
    /// The codes of the refusals.
    refused: Vec<String>,
    slowest: Duration,
    violations: Vec<String>,
    traits: Vec<&'static str>,
}

/// What an invitee asks for: a start, and of an individual event type the host.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wish {
    start: Timestamp,
    host: Option<String>,
}

impl fmt::Display for Wish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { start, host } = self;
        write!(f, "{start}")?;
        host.iter().try_for_each(|host| write!(f, " with {host}"))
    }
}

/// What a list says of a wish.
#[derive(Clone, Debug, Default)]
struct Named {
    /// Who takes it: all of them, or one.
    hosts: BTreeSet<String>,
    /// The seats that are left, where it is said of one meeting.
    seats: Option<u64>,
}

type Listed = BTreeMap<Wish, Named>;

/// What a booking was answered with.
struct Answered {
    wish: Wish,
    status: u16,
    code: String,
    /// Who takes it, or the first of those who do.
    host: String,
}

/// One configuration, and whoever asks for its event type.
struct Trial<'a> {
    admin: Admin<'a>,
    configuration: Configuration,
    staged: Staged,
    findings: Findings,
}

impl<'a> Trial<'a> {
    async fn run(
        (world, server): (&'a World, &Server),
        known: &Known,
        (seed, number): (u64, u32),
    ) -> anyhow::Result<Findings> {
        // Each one has its choices to itself, whatever order they are looked at in.
        let mut rng = Rng::with_seed(seed.wrapping_add(number.into()));
        let configuration = Configuration::choose(&mut rng, known, number)?;
        let mut admin = world.admin(server).await?;
        let staged = staging::stage(&mut admin, &configuration).await?;
        let findings = Findings { traits: configuration.traits().collect(), ..Findings::default() };
        let mut trial = Self { admin, configuration, staged, findings };
        trial.compare(&mut rng).await?;
        let Self { configuration, mut findings, .. } = trial;
        if !findings.violations.is_empty() {
            findings.violations.truncate(TOLD);
            let what = findings.violations.join("; ");
            let whole =
                format!("configuration {number} of seed {seed} at {}: {what}; it is {configuration:?}", known.now);
            findings.violations = vec![whole];
        }
        Ok(findings)
    }

    async fn compare(&mut self, rng: &mut Rng) -> anyhow::Result<()> {
        let before = self.list().await?;
        let less = if self.configuration.offer == Offer::Own { 0 } else { LESS_OF_A_TEAM };
        let mut wishes = sample(rng, before.keys().cloned().collect(), LISTED - less);
        let left_out = self.left_out(rng, &before)?;
        wishes.extend(left_out.into_iter().take(UNLISTED - 2 * less));
        rng.shuffle(&mut wishes);
        let mut answers = Vec::new();
        for wish in wishes {
            answers.push(self.try_out(wish).await?);
        }
        let after = self.list().await?;
        // Every booking was cancelled: nothing but time has passed.
        let passed = world::now() + self.configuration.notice;
        let lost = before.iter().filter(|(wish, named)| {
            let listed = after.get(wish).is_some_and(|after| after.hosts.is_superset(&named.hosts));
            wish.start >= passed && !listed
        });
        let lost = lost.map(|(wish, _)| format!("{wish} is not listed as before, after cancelled bookings"));
        let violations: Vec<String> = judge(&answers, &before, &after).into_iter().chain(lost).collect();
        self.findings.violations.extend(violations);
        if let Some(wish) = rng.choice(&after.keys().cloned().collect::<Vec<_>>()) {
            self.keep(wish, &after).await?;
        }
        Ok(())
    }

    /// Books and keeps what was booked: the list gets shorter by what overlaps it with those who take it, and never longer.
    async fn keep(&mut self, wish: &Wish, before: &Listed) -> anyhow::Result<()> {
        let own_before = self.own_lists().await?;
        let (status, body) = self.book(wish).await?;
        if status != 201 {
            // Its notice may pass between the list and this; that it may not be refused otherwise was looked at before.
            return Ok(());
        }
        let after = self.list().await?;
        let first = world::text(&body, "hostName")?;
        let taken = self.configuration.hosts.iter().map(|host| host.username.clone());
        let taken = taken.filter(|host| self.configuration.offer == Offer::Collective || *host == first).collect();
        let seats = self.configuration.has_seats().then(|| before.get(wish)?.seats).flatten();
        let mut violations = self.beside(wish, (before, &after), &taken);
        let left = after.get(wish).map_or(0, |named| named.seats.unwrap_or(0));
        if seats.is_some_and(|seats| seats != left + 1) && wish.start >= world::now() + self.configuration.notice {
            violations.push(format!("{wish} has {left} seats left, after one of {seats:?} was taken"));
        }
        let own_after = self.own_lists().await?;
        violations.extend(self.own_times(wish.start, (&own_before, &own_after), &taken));
        self.findings.violations.extend(violations);
        Ok(())
    }

    /// What the list names of the hosts of a kept booking at the same time, and what it did not name before.
    fn beside(&self, wish: &Wish, (before, after): (&Listed, &Listed), taken: &BTreeSet<String>) -> Vec<String> {
        let Configuration { duration, .. } = self.configuration;
        let mut violations = Vec::new();
        for (other, named) in after {
            let overlaps = overlap((wish.start, duration), (other.start, duration));
            // A seat in the same meeting may be left.
            let joins = self.configuration.has_seats() && other.start == wish.start;
            for host in &named.hosts {
                if overlaps && !joins && taken.contains(host) {
                    violations.push(format!("{other} is listed of {host} beside {wish}"));
                }
                // Later ones come into the booking window of the host at midnight.
                let names = |named: &Named| named.hosts.contains(host);
                let last = before.iter().rev().find(|(_, named)| names(named)).map(|(last, _)| last.start);
                if last.is_some_and(|last| other.start <= last) && !before.get(other).is_some_and(names) {
                    violations.push(format!("{other} is listed of {host} since {wish} is booked"));
                }
            }
        }
        violations
    }

    /// What is wrong with the lists of the hosts' own event types: who takes a meeting of the team is not free, the others are
    /// as free as before.
    fn own_times(
        &self,
        start: Timestamp,
        (before, after): (&[Starts], &[Starts]),
        taken: &BTreeSet<String>,
    ) -> Vec<String> {
        let mut violations = Vec::new();
        for ((host, before), after) in self.configuration.hosts.iter().zip(before).zip(after) {
            let name = &host.username;
            if taken.contains(name) {
                let overlaps =
                    |other: &&Timestamp| overlap((start, self.configuration.duration), (**other, host.duration));
                let found = after.iter().filter(overlaps);
                violations
                    .extend(found.map(|other| format!("{other} is listed of {name} alone, who is taken at {start}")));
            } else {
                let passed = world::now() + host.notice;
                let lost = before.difference(after).filter(|start| **start >= passed);
                violations.extend(lost.map(|other| format!("{other} is lost to {name}, who is not taken at {start}")));
            }
        }
        violations
    }

    /// Wishes of the hosts' hours, near to those of the list and to the bookings, or anywhere, that the list should name if
    /// they could be booked.
    fn left_out(&self, rng: &mut Rng, listed: &Listed) -> anyhow::Result<Vec<Wish>> {
        let Configuration { bookings, question, step, grid, offer, hosts, .. } = &self.configuration;
        let near: Vec<Timestamp> =
            listed.keys().map(|wish| wish.start).chain(bookings.iter().map(|before| before.start)).collect();
        let mut starts = sample(rng, grid.clone(), UNLISTED * 2);
        for _ in 0..UNLISTED {
            let anchor = match rng.choice(&near) {
                Some(start) if rng.u8(..5) > 0 => *start,
                _ => question.any(rng)?,
            };
            let minutes = rng.i64(-90..=90);
            let distance = if rng.u8(..3) > 0 { *step * rng.i32(-8..=8) } else { SignedDuration::from_mins(minutes) };
            starts.push(anchor + distance);
        }
        let mut found = BTreeSet::new();
        for start in starts.into_iter().filter(|start| question.covers(*start)) {
            let named = rng.choice(hosts).filter(|_| *offer == Offer::Individual);
            let wish = Wish { start, host: named.map(|host| host.username.clone()) };
            found.extend(Some(wish).filter(|wish| !listed.contains_key(wish)));
        }
        Ok(sample(rng, found.into_iter().collect(), UNLISTED))
    }

    /// What the public list of the wanted event type names.
    async fn list(&mut self) -> anyhow::Result<Listed> {
        let path = self.staged.path.clone();
        let mut listed = Listed::new();
        for slot in self.slots(&path).await? {
            let start = world::text(&slot, "startTime")?.parse()?;
            let named = slot.get("hosts").and_then(Value::as_array).into_iter().flatten();
            let named: BTreeSet<String> = named.filter_map(|host| Some(host.as_str()?.to_owned())).collect();
            let seats = slot.get("seatsLeft").and_then(Value::as_u64);
            match self.configuration.offer {
                Offer::Own => {
                    let hosts = self.configuration.hosts.iter().map(|host| host.username.clone()).collect();
                    listed.insert(Wish { start, host: None }, Named { hosts, seats });
                }
                Offer::Collective | Offer::RoundRobin => {
                    listed.insert(Wish { start, host: None }, Named { hosts: named, seats });
                }
                // The seats are those of the host who has most of them.
                Offer::Individual => listed.extend(named.into_iter().map(|host| {
                    let hosts = BTreeSet::from([host.clone()]);
                    (Wish { start, host: Some(host) }, Named { hosts, seats: None })
                })),
            }
        }
        Ok(listed)
    }

    /// The starts of the own event type of each host of a team.
    async fn own_lists(&mut self) -> anyhow::Result<Vec<Starts>> {
        let hosts = self.configuration.hosts.iter().filter(|_| self.configuration.offer != Offer::Own);
        let paths = hosts.zip(&self.staged.others);
        let paths: Vec<String> = paths.map(|(host, other)| format!("users/{}/{}", host.username, other.slug)).collect();
        let mut lists = Vec::new();
        for path in paths {
            let slots = self.slots(&path).await?;
            let starts = slots.iter().map(|slot| Ok(world::text(slot, "startTime")?.parse()?));
            lists.push(starts.collect::<anyhow::Result<_>>()?);
        }
        Ok(lists)
    }

    async fn slots(&mut self, path: &str) -> anyhow::Result<Vec<Value>> {
        let question = &self.configuration.question;
        let (zone, first, last) = (question.zone, question.first, question.last);
        let path = world::public(&format!("{path}/slots?timezone={zone}&from={first}&to={last}"));
        self.findings.requests += 1;
        let body = self.admin.succeed(&Request::get(&path)).await?;
        let days = body.get("days").and_then(Value::as_array).into_iter().flatten();
        Ok(days.filter_map(|day| day.get("slots")?.as_array()).flatten().cloned().collect())
    }

    /// Books what is wished for, and cancels what was booked, so that the next one finds everything as it was.
    async fn try_out(&mut self, wish: Wish) -> anyhow::Result<Answered> {
        let begin = Instant::now();
        let (status, body) = self.book(&wish).await?;
        let text = |member| body.get(member).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (code, host) = (text("code"), text("hostName"));
        if status == 201 {
            self.findings.booked += 1;
            self.findings.requests += 1;
            self.admin.send("POST", &format!("bookings/{}/cancel", world::text(&body, "id")?), &json!({})).await?;
        } else {
            self.findings.refused.push(code.clone());
            self.findings.slowest = self.findings.slowest.max(begin.elapsed());
        }
        Ok(Answered { wish, status, code, host })
    }

    async fn book(&mut self, Wish { start, host }: &Wish) -> anyhow::Result<(u16, Value)> {
        self.findings.requests += 1;
        let mut body = world::booking_body(&self.staged.wanted, &start.to_string());
        let members = body.as_object_mut().context("a booking is an object")?;
        members.extend(host.iter().map(|host| ("hostUsername".to_owned(), json!(host))));
        let answer = self.admin.connection.exchange(&Request::post(&world::public("bookings"), &body)).await?;
        Ok((answer.status, answer.json()?))
    }
}

type Starts = BTreeSet<Timestamp>;

fn overlap(one: (Timestamp, SignedDuration), other: (Timestamp, SignedDuration)) -> bool {
    one.0 < other.0 + other.1 && other.0 < one.0 + one.1
}

/// What is wrong with the answers. Between the two lists a start may have come too near, or into the booking window: what
/// only one of them names may be either.
fn judge(answers: &[Answered], before: &Listed, after: &Listed) -> Vec<String> {
    let wrong =
        answers.iter().filter(|Answered { wish, status, code, host }| match (before.get(wish), after.get(wish)) {
            (Some(before), Some(after)) => {
                *status != 201 || !(before.hosts.contains(host) || after.hosts.contains(host))
            }
            (None, None) => *status != 409 || !RULES.contains(&code.as_str()),
            _ => false,
        });
    wrong
        .map(|Answered { wish, status, code, host }| {
            let listed = before
                .get(wish)
                .map_or_else(|| "not listed".to_owned(), |named| format!("listed of {:?}", named.hosts));
            format!("{wish} is {listed}, and booking it was answered with {status} {code}{host}")
        })
        .collect()
}

/// Some of them, in any order.
fn sample<T>(rng: &mut Rng, mut of: Vec<T>, most: usize) -> Vec<T> {
    rng.shuffle(&mut of);
    of.truncate(most);
    of
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(lists: [&[i64]; 2], (status, said): (u16, &str)) -> usize {
        let wish = |second: i64| Wish { start: Timestamp::from_second(second).unwrap(), host: None };
        let named = Named { hosts: BTreeSet::from(["ada".to_owned()]), seats: None };
        let [before, after] =
            lists.map(|seconds| seconds.iter().map(|second| (wish(*second), named.clone())).collect());
        let (code, host) = if status == 201 { ("", said) } else { (said, "") };
        let answer = Answered { wish: wish(60), status, code: code.to_owned(), host: host.to_owned() };
        judge(&[answer], &before, &after).len()
    }

    #[test]
    fn what_is_listed_must_book_and_what_is_not_must_be_refused_by_a_rule() {
        assert_eq!(judged([&[60], &[60]], (201, "ada")), 0);
        assert_eq!(judged([&[60], &[60]], (201, "grace")), 1, "who is not free");
        assert_eq!(judged([&[60], &[60]], (409, "off_grid")), 1);
        assert_eq!(judged([&[0], &[0]], (409, "off_grid")), 0);
        assert_eq!(judged([&[0], &[0]], (201, "ada")), 1);
        assert_eq!(judged([&[0], &[0]], (409, "busy")), 1, "no rule");
        assert_eq!(judged([&[0], &[0]], (500, "internal")), 1);
    }

    #[test]
    fn what_only_one_list_names_may_be_either() {
        for answer in [(201, "ada"), (409, "too_soon")] {
            assert_eq!(judged([&[60], &[]], answer), 0);
            assert_eq!(judged([&[], &[60]], answer), 0);
        }
    }
}
