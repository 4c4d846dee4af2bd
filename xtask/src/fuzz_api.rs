//! `cargo xtask fuzz-api`: nothing that a client sends makes an error of the server, and every answer is what the served
//! document promises. Schemathesis makes the requests from that document.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use clap::Args;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::json;
use tokio::process::Command;

use crate::{
    client::Connection,
    postgres::{Durability, Postgres},
    python,
    run::{self, Interrupt},
    server::{Program, Server},
    workspace::{Profile, Workspace},
    world::{self, Hours, PLATFORM_KEY, World},
};

const SCHEMATHESIS: &str = "schemathesis==4.32.5";
const CONFIGURATION: &str = include_str!("../schemathesis.toml");
/// What the full run sends at least.
const REQUESTS: u64 = 20_000;
/// The seed of the short run: one commit gets one verdict. New requests are tried by the full run.
const SHORT_SEED: u32 = 1;

/// How much to send.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// One pass with few requests for each operation and a fixed seed instead of 20 000 requests, as CI runs it
    #[arg(long)]
    short: bool,
    /// The seed of the first pass; if absent, with --short always the same one, so that the verdict on a commit is no matter of
    /// luck, else a random one
    #[arg(long)]
    seed: Option<u32>,
    /// Handed on to schemathesis, for example `--include-path-regex bookings`
    #[arg(last = true)]
    arguments: Vec<String>,
}

impl Options {
    /// As CI runs it.
    pub(crate) fn short() -> Self {
        Self { short: true, ..Self::default() }
    }

    fn first_seed(&self) -> u32 {
        let chosen = self.seed.or(self.short.then_some(SHORT_SEED));
        chosen.unwrap_or_else(|| fastrand::u32(..u32::MAX / 2))
    }
}

/// What schemathesis reports of a pass.
#[derive(Deserialize)]
struct Report {
    complete: bool,
    test_cases: TestCases,
}

#[derive(Deserialize)]
struct TestCases {
    generated: u64,
}

/// Sends the requests.
pub(crate) async fn run(workspace: &Workspace, interrupt: &Interrupt, options: &Options) -> anyhow::Result<()> {
    let scratch = workspace.claim("fuzz-api")?;
    let folder = scratch.folder();
    let schemathesis = python::install(folder, &[SCHEMATHESIS], interrupt).await?.join("st");
    let profile = if options.short { Profile::Dev } else { Profile::Release };
    let program = Program::build(workspace, interrupt, profile).await?;
    let postgres = Postgres::start(workspace, "fuzz", Durability::Careless)?;
    let fuzz = async {
        let world = interrupt.or(World::create(&postgres, &program, ("fuzz", &scratch))).await?;
        let server = interrupt.or(world.program.serve(folder, "server")).await?;
        let known = interrupt.or(known(&world, &server)).await?;
        let url = format!("{}/api/openapi.json", server.base_url);
        Fuzz { schemathesis, known, folder, url, options }.passes(&world.program, interrupt).await?;
        server.stop().await
    };
    let fuzzed = fuzz.await;
    let removed = postgres.remove();
    fuzzed.and(removed)
}

struct Fuzz<'a> {
    schemathesis: PathBuf,
    /// The variables of the configuration, but for the key.
    known: Vec<(&'static str, String)>,
    folder: &'a Path,
    /// The served document.
    url: String,
    options: &'a Options,
}

impl Fuzz<'_> {
    /// Passes with one seed after the other, until enough was sent. A failed pass is the last one.
    async fn passes(&self, program: &Program, interrupt: &Interrupt) -> anyhow::Result<()> {
        let first = self.options.first_seed();
        let config = self.folder.join("schemathesis.toml");
        let mut sent = 0;
        for seed in first.. {
            // Each pass has a key of its own: it may have been rotated away in the one before.
            let mut known = self.known.clone();
            known.push(("API_KEY", world::admin_key(program).await?));
            // Schemathesis itself puts variables into some places only.
            fs::write(&config, filled(CONFIGURATION, &known)?)?;
            let report = self.folder.join("report.json");
            let mut pass = Command::new(&self.schemathesis);
            pass.arg("--config-file").arg(&config);
            pass.args(["run", &self.url, "--no-color"]);
            pass.args(["--seed", &seed.to_string(), "--generation-database", "none", "--request-timeout", "10"]);
            pass.args(["--max-examples", if self.options.short { "10" } else { "200" }]);
            pass.args(["--report", "json", "--report-json-path"]).arg(&report).args(&self.options.arguments);
            pass.current_dir(self.folder);
            let passed = run::run(&mut pass, interrupt).await;
            interrupt.check()?;
            let report = fs::read(&report).context("schemathesis wrote no report")?;
            let report: Report = serde_json::from_slice(&report).context("the report of schemathesis")?;
            sent += report.test_cases.generated;
            println!("seed {seed}: {} test cases, {sent} in all", report.test_cases.generated);
            passed?;
            if !report.complete || report.test_cases.generated == 0 {
                bail!("schemathesis did not try all operations");
            }
            if self.options.short || sent >= REQUESTS {
                break;
            }
        }
        Ok(())
    }
}

/// What is there to be asked for: the variables of the configuration.
async fn known(world: &World, server: &Server) -> anyhow::Result<Vec<(&'static str, String)>> {
    let host = world.host(server, "ada", Hours::Always).await?;
    let other = world.host(server, "grace", Hours::Always).await?;
    let to_admins = known_to_admins(world, server, &host.id).await?;
    let starts: Vec<String> =
        (0..4).map(|hour| (world::soon() + SignedDuration::from_hours(2 * hour)).to_string()).collect();
    let mut known = vec![
        ("PLATFORM_KEY", PLATFORM_KEY.to_owned()),
        ("HOST", host.id),
        ("OTHER_HOST", other.id),
        ("EVENT_TYPE", host.short.id),
        ("OTHER_EVENT_TYPE", host.long.id),
    ];
    known.extend(["START_1", "START_2", "START_3", "START_4"].into_iter().zip(starts.iter().cloned()));
    let mut connection = Connection::open(server.address).await?;
    for (start, name) in starts.iter().zip(["BOOKING", "OTHER_BOOKING"]) {
        let booked = connection.exchange(&world::booking(&other.short, start)).await?.json()?;
        known.push((name, world::text(&booked, "id")?));
        if name == "BOOKING" {
            known.push(("MANAGE_TOKEN", world::text(&booked, "manageToken")?));
        }
    }
    known.extend(to_admins);
    Ok(known)
}

/// A team with an event type of this host and of another member, a schedule, a key that may be revoked, and a webhook with
/// something that is owed to it.
async fn known_to_admins(world: &World, server: &Server, host: &str) -> anyhow::Result<Vec<(&'static str, String)>> {
    let mut admin = world.admin(server).await?;
    let key = admin.send("POST", "api-keys", &json!({"name": "to be revoked", "scopes": ["read"]})).await?;
    let key = world::text(key.get("apiKey").context("an API key")?, "id")?;
    let webhook = admin.send("POST", "webhooks", &json!({"url": "https://hooks.example.org"})).await?;
    let webhook = world::text(webhook.get("webhook").context("a webhook")?, "id")?;
    let test = admin.send("POST", &format!("webhooks/{webhook}/test"), &json!({})).await?;
    let schedule = json!({"userId": host, "name": "Summer", "weeklySchedule": {}});
    let schedule = admin.send("POST", "availability/schedules", &schedule).await?;
    let team = world::text(&admin.send("POST", "teams", &json!({"name": "Crew", "slug": "crew"})).await?, "id")?;
    admin.send("POST", &format!("teams/{team}/members"), &json!({"userId": host})).await?;
    let event_type = json!({
        "name": "short", "slug": "short", "duration": 30, "schedulingType": "round_robin", "hosts": [{"userId": host}],
    });
    let event_type = admin.send("POST", &format!("teams/{team}/event-types"), &event_type).await?;
    Ok(vec![
        ("OTHER_KEY", key),
        ("WEBHOOK", webhook),
        ("DELIVERY", world::text(&test, "deliveryId")?),
        ("SCHEDULE", world::text(&schedule, "id")?),
        ("TEAM_EVENT_TYPE", world::text(&event_type, "id")?),
        ("TEAM", team),
    ])
}

/// The configuration with what is known in the places that name it.
fn filled(template: &str, known: &[(&str, String)]) -> anyhow::Result<String> {
    let text =
        known.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("${{{name}}}"), value));
    match text.split_once("${") {
        Some((_, rest)) => {
            bail!("the configuration names ${{{}, which is not known", rest.split('"').next().unwrap_or(rest))
        }
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_run_always_has_the_same_seed_unless_one_is_asked_for() {
        assert_eq!(Options::short().first_seed(), SHORT_SEED);
        assert_eq!(Options { seed: Some(7), ..Options::short() }.first_seed(), 7);
        let seeds = (0..20).map(|_| Options::default().first_seed());
        assert!(seeds.collect::<std::collections::BTreeSet<_>>().len() > 1);
    }

    /// Schemathesis joins the conditions of an entry with "or": a second one would let the entry hold for more operations.
    #[test]
    fn every_exception_for_operations_has_one_condition() {
        let entries: Vec<&str> = CONFIGURATION.split("[[operations]]").skip(1).collect();
        assert!(!entries.is_empty());
        for entry in entries {
            let conditions = entry.lines().filter(|line| line.starts_with("include-") || line.starts_with("exclude-"));
            assert_eq!(conditions.count(), 1, "{entry}");
        }
    }

    #[test]
    fn a_configuration_is_filled_wholly_or_not_at_all() {
        let known = [("A", "1".to_owned()), ("B", "2".to_owned())];
        assert_eq!(filled("a = \"${A}\"\nb = [\"${B}\", \"${A}\"]", &known).unwrap(), "a = \"1\"\nb = [\"2\", \"1\"]");
        assert!(filled("c = \"${C}\"", &known).unwrap_err().to_string().contains("${C}"));
    }
}
