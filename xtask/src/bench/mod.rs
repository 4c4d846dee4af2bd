//! `cargo xtask bench`: the slot algorithm, a page, the API and PostgreSQL, each against a reference of the same run. Ratios are what
//! counts; times depend on the machine.

mod algorithm;
mod api;
mod load;
mod reference;
mod sql;
mod table;
mod worker;

use anyhow::Context as _;
use clap::Args;

use self::table::Table;
use crate::{
    postgres::{Durability, Postgres},
    run::{self, Interrupt},
    scratch::Scratch,
    server::Program,
    workspace::{Profile, Workspace},
    world::World,
};

/// What to measure.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Seconds for each measurement of the API and of PostgreSQL
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Measure only these parts
    #[arg(value_enum)]
    only: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// The slot algorithm and a page, by the benchmarks of the crates
    Algorithm,
    /// The served API against pgbench and static handlers
    Api,
}

/// Measures, and shows the table.
pub(crate) async fn run(workspace: &Workspace, interrupt: &Interrupt, options: &Options) -> anyhow::Result<()> {
    // Two at once would measure each other.
    let scratch = workspace.claim("bench-logs")?;
    let mut table = Table::default();
    let measured = measure(workspace, (interrupt, &scratch), (options, &mut table)).await;
    table.show();
    measured?;
    table.write(&workspace.in_target("bench.json"))
}

async fn measure(
    workspace: &Workspace,
    (interrupt, scratch): (&Interrupt, &Scratch),
    (options, table): (&Options, &mut Table),
) -> anyhow::Result<()> {
    let wants = |part| options.only.is_empty() || options.only.contains(&part);
    if wants(Part::Algorithm) {
        algorithm::measure(workspace, interrupt, table).await?;
    }
    if wants(Part::Api) {
        let program = Program::build(workspace, interrupt, Profile::Release).await?;
        let mut cargo = workspace.cargo();
        cargo.args(["build", "--release", "--package", "xtask", "--example", "reference"]);
        run::run(&mut cargo, interrupt).await.context("the static handlers")?;
        let postgres = Postgres::start(workspace, "bench", Durability::Durable)?;
        let measured = interrupt
            .or(async {
                let world = World::create(&postgres, &program, ("bench", scratch)).await?;
                let api = api::Api { workspace, postgres: &postgres, world: &world, seconds: options.seconds };
                api.measure(table).await
            })
            .await;
        let removed = postgres.remove();
        measured.and(removed)?;
    }
    Ok(())
}
