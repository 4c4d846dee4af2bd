//! `cargo xtask prove`: races and faults against two real server processes on one database, a control that shows that the
//! races would find a double booking if there was one, and lists of slots held against what can be booked. It looks from
//! outside: HTTP, and SQL as the superuser.

mod checks;
mod configuration;
mod faults;
mod listed;
mod owed;
mod races;
mod report;
mod scenarios;

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use self::{
    races::{Arena, Race, RedisState},
    report::{Report, Row},
};
use crate::{
    postgres::{Durability, Postgres},
    redis::{self, Redis},
    run::Interrupt,
    scratch::Scratch,
    server::Program,
    test,
    workspace::{Profile, Workspace},
    world::World,
};

/// How much to prove.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// 10 rounds of each race and fault instead of 200, 400 events while everything fails instead of 10 000, and 40 random hosts and teams whose lists are held against what can
    /// be booked instead of 2 000, with the development build, as CI runs it
    #[arg(long)]
    short: bool,
    /// The seed of all choices; a random one if absent. What random hosts and teams are asked also depends on the time, near to
    /// which some of their rules end
    #[arg(long)]
    seed: Option<u64>,
    /// Run only those whose names contain one of these
    only: Vec<String>,
}

impl Options {
    /// As CI runs it.
    pub(crate) fn short() -> Self {
        Self { short: true, ..Self::default() }
    }
}

/// What the parts of a run share.
struct Run<'a> {
    seed: u64,
    rounds: u32,
    /// How many random hosts and teams are asked whether they can be booked as listed.
    configurations: u32,
    /// How many events there are while everything fails, and the Python that has a mail server.
    owed: (u64, PathBuf),
    only: &'a [String],
    report: Report,
}

/// Runs everything and shows it.
pub(crate) async fn run(workspace: &Workspace, interrupt: &Interrupt, options: &Options) -> anyhow::Result<()> {
    let scratch = workspace.claim("prove-logs")?;
    let seed = options.seed.unwrap_or_else(|| fastrand::u64(..));
    fastrand::seed(seed);
    println!("seed {seed}");
    let profile = if options.short { Profile::Dev } else { Profile::Release };
    let program = Program::build(workspace, interrupt, profile).await?;
    let redis = redis::obtain(workspace, interrupt).await?;
    let postgres = Postgres::start(workspace, "prove", Durability::Careless)?;
    let (rounds, configurations, events) = if options.short { (10, 160, 400) } else { (200, 2000, 10_000) };
    let owed = (events, test::interpreter(workspace, interrupt).await?.into());
    let mut run = Run { seed, rounds, configurations, owed, only: &options.only, report: Report::new(seed) };
    let proved = interrupt.or(run.everything((&postgres, &program), &redis, &scratch)).await;
    let removed = postgres.remove();
    run.report.show();
    run.report.write(&workspace.in_target("prove.json"))?;
    proved.and(removed)?;
    if run.report.is_empty() {
        bail!("no race and no fault has a name that contains one of {:?}", options.only);
    }
    let violations = run.report.violations();
    if violations > 0 {
        bail!("{violations} violations");
    }
    Ok(())
}

impl Run<'_> {
    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|wanted| name.contains(wanted.as_str()))
    }

    fn add(&mut self, row: Row) {
        println!("{row}");
        self.report.add(row);
    }

    async fn everything(
        &mut self,
        (postgres, program): (&Postgres, &Program),
        redis: &Path,
        scratch: &Scratch,
    ) -> anyhow::Result<()> {
        let redis = Redis::start(redis, scratch.folder().to_owned()).await?;
        let program = program.clone().with("REDIS_URL", redis.url());
        let world = World::create(postgres, &program, ("prove", scratch)).await?;
        let mut arena = Arena::open(world, redis).await?;
        for redis in RedisState::ALL {
            for scenario in scenarios::ALL {
                for &clients in scenario.clients {
                    let race = Race { scenario, clients, redis, rounds: self.rounds };
                    if self.wants(&race.name()) {
                        let row = race.run(&mut arena).await?;
                        self.add(row);
                    }
                }
            }
        }
        let redis = arena.close().await?;
        // What follows looks at all bookings of its database, so each has its own.
        for fault in faults::Fault::ALL {
            if self.wants(fault.name()) {
                let world = World::create(postgres, &program, (fault.database(), scratch)).await?;
                let row = fault.run(&world, self.rounds).await?;
                self.add(row);
            }
        }
        if self.wants(listed::NAME) {
            let world = World::create(postgres, &program, ("prove_listed", scratch)).await?;
            let row = listed::run(&world, self.seed, self.configurations).await?;
            self.add(row);
        }
        if self.wants(owed::NAME) {
            let world = World::create(postgres, &program, ("prove_owed", scratch)).await?;
            let (events, python) = self.owed.clone();
            let row = owed::run(&world, &python, self.seed, events).await?;
            self.add(row);
        }
        if self.wants("control") {
            let world = World::create(postgres, &program, ("prove_control", scratch)).await?;
            let row = races::control((world, redis), self.rounds).await?;
            self.add(row);
        }
        Ok(())
    }
}
