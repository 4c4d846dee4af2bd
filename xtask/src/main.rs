//! The task runner of this workspace: `cargo xtask COMMAND`. What continuous integration runs is `cargo xtask ci`, and
//! nothing else. It is no part of the product, and nothing of the product may depend on it.

mod apt;
mod bench;
mod ci;
mod client;
mod fuzz_api;
mod holidays;
mod npm;
mod openapi;
mod postgres;
mod prove;
mod python;
mod redis;
mod run;
mod scratch;
mod sdk;
mod server;
mod test;
mod tidy;
mod web;
mod workspace;
mod world;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{
    run::{Exit, Interrupt},
    workspace::Workspace,
};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The tasks of this workspace", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run all tests on a private PostgreSQL and a real Redis; nothing needs to be running before
    Test(test::Options),
    /// Test the pages in a browser, against a server that is started for it
    TestWeb(web::Options),
    /// Check what the compiler cannot: who may use whom, forbidden calls, sizes, texts, landed migrations
    Tidy(tidy::Options),
    /// Write docs/openapi.json and docs/errors.md from the program, or compare them with it
    Openapi(openapi::Options),
    /// Write the generated parts of the client packages in sdk/, or compare them with a fresh generation; test the packages
    Sdk(sdk::Options),
    /// Write the public holidays that the program carries from their published source, or compare them with it
    Holidays(holidays::Options),
    /// Run exactly what continuous integration runs
    Ci,
    /// Prove that nothing is booked twice or lost: races and faults against two server processes
    Prove(prove::Options),
    /// Send requests made from the served document: none makes an error of the server
    FuzzApi(fuzz_api::Options),
    /// Measure the slot algorithm, the API and PostgreSQL, as ratios with their targets
    Bench(bench::Options),
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Err(error) = Box::pin(perform(arguments.task)).await else { return ExitCode::SUCCESS };
    // A program that failed has said why.
    error.downcast_ref().map_or_else(
        || {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        },
        Exit::code,
    )
}

async fn perform(task: Task) -> anyhow::Result<()> {
    let interrupt = Interrupt::listen()?;
    let workspace = Workspace::load()?;
    match task {
        Task::Test(options) => test::run(&workspace, &interrupt, &options).await,
        Task::TestWeb(options) => web::run(&workspace, &interrupt, &options).await,
        Task::Tidy(options) => tidy::run(&workspace, &options),
        Task::Openapi(options) => openapi::run(&workspace, &interrupt, &options).await,
        Task::Sdk(options) => Box::pin(sdk::run(&workspace, &interrupt, &options)).await,
        Task::Holidays(options) => holidays::run(&workspace, &interrupt, &options).await,
        Task::Ci => ci::run(&workspace, &interrupt).await,
        Task::Prove(options) => Box::pin(prove::run(&workspace, &interrupt, &options)).await,
        Task::FuzzApi(options) => fuzz_api::run(&workspace, &interrupt, &options).await,
        Task::Bench(options) => bench::run(&workspace, &interrupt, &options).await,
    }
}
