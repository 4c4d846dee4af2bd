//! The server and its commands. Everything they do is in the crates; here it is put together from flags and environment.

mod cli;

use std::process::ExitCode;

use clap::Parser;

#[actix_web::main]
async fn main() -> ExitCode {
    let program = cli::Program::parse();
    match cli::run(program).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", cli::chain(&*error));
            ExitCode::FAILURE
        }
    }
}
