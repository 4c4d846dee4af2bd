//! `cargo xtask ci`: exactly what continuous integration runs, in one order, each step told with its time.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use anyhow::bail;

use crate::{
    fuzz_api, holidays, npm, openapi, prove,
    run::{self, Interrupt},
    sdk::{self, Language},
    test, tidy, web,
    workspace::Workspace,
};

/// What became of a step.
struct Step {
    name: &'static str,
    time: Duration,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    Failed,
    /// Not done, and why.
    Skipped(&'static str),
}

/// Runs every step, also after one has failed, so that one run shows all that is wrong.
pub(crate) async fn run(workspace: &Workspace, interrupt: &Interrupt) -> anyhow::Result<()> {
    let before = changes(workspace)?;
    let mut steps = Steps(Vec::new());
    steps.run("tidy", async { tidy::run(workspace, &tidy::Options::default()) }).await;
    for (name, arguments) in [
        ("fmt", &["fmt", "--all", "--check"][..]),
        ("clippy", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        // As it is released: without the private PostgreSQL.
        (
            "clippy-release",
            &["clippy", "-p", "scheduling-http", "--no-default-features", "--all-targets", "--", "-D", "warnings"],
        ),
        ("rustdoc", &["doc", "--workspace", "--no-deps"]),
    ] {
        let mut cargo = workspace.cargo();
        cargo.args(arguments).env("RUSTDOCFLAGS", "-D warnings");
        steps.run(name, run::run(&mut cargo, interrupt)).await;
    }
    steps.run("openapi", openapi::run(workspace, interrupt, &openapi::Options { check: true })).await;
    steps.run("holidays", holidays::run(workspace, interrupt, &holidays::Options { check: true })).await;
    let mut deny = workspace.cargo();
    if run::succeeds(workspace.cargo().args(["deny", "--version"])).await {
        // Advisories are asked for by a job of their own: they change without a commit here.
        deny.args(["deny", "check", "licenses", "bans", "sources"]);
        steps.run("deny", run::run(&mut deny, interrupt)).await;
    } else {
        steps.skip("deny", "cargo-deny is not installed (cargo install --locked cargo-deny)");
    }
    steps.run("test", test::run(workspace, interrupt, &test::Options::default())).await;
    for (name, language) in
        [("sdk: rust", Language::Rust), ("sdk: ts", Language::TypeScript), ("sdk: python", Language::Python)]
    {
        if let Some(missing) = language.missing().await {
            steps.skip(name, missing);
            continue;
        }
        let options = sdk::Options::ci(language);
        steps.run(name, Box::pin(sdk::run(workspace, interrupt, &options))).await;
    }
    match npm::missing().await {
        Some(missing) => steps.skip("test-web", missing),
        None => steps.run("test-web", Box::pin(web::run(workspace, interrupt, &web::Options::default()))).await,
    }
    let short = prove::Options::short();
    steps.run("prove", Box::pin(prove::run(workspace, interrupt, &short))).await;
    let short = fuzz_api::Options::short();
    steps.run("fuzz-api", fuzz_api::run(workspace, interrupt, &short)).await;
    steps.run("clean tree", async { unchanged(&before, &changes(workspace)?) }).await;
    interrupt.check()?;
    steps.finish()
}

struct Steps(Vec<Step>);

impl Steps {
    async fn run(&mut self, name: &'static str, work: impl Future<Output = anyhow::Result<()>>) {
        println!("\n=== {name} ===");
        let start = Instant::now();
        let outcome = match work.await {
            Ok(()) => Outcome::Passed,
            Err(error) => {
                eprintln!("error: {error:#}");
                Outcome::Failed
            }
        };
        self.0.push(Step { name, time: start.elapsed(), outcome });
    }

    fn skip(&mut self, name: &'static str, reason: &'static str) {
        println!("\n=== {name}: NOT DONE: {reason} ===");
        self.0.push(Step { name, time: Duration::ZERO, outcome: Outcome::Skipped(reason) });
    }

    /// Shows what became of the steps. The last line is the one that programs look for.
    fn finish(self) -> anyhow::Result<()> {
        println!();
        let (mut passed, mut failed, mut skipped) = (0, 0, 0);
        for step in &self.0 {
            let verdict = match step.outcome {
                Outcome::Passed => {
                    passed += 1;
                    "passed".to_owned()
                }
                Outcome::Failed => {
                    failed += 1;
                    "FAILED".to_owned()
                }
                Outcome::Skipped(reason) => {
                    skipped += 1;
                    format!("NOT DONE: {reason}")
                }
            };
            println!("{:14} {:6.1} s  {verdict}", step.name, step.time.as_secs_f64());
        }
        let skipped = if skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
        println!("\nsteps: {passed} passed, {failed} failed{skipped}");
        if failed > 0 { Err(run::Exit::FAILURE.into()) } else { Ok(()) }
    }
}

/// What differs from the last commit.
fn changes(workspace: &Workspace) -> anyhow::Result<BTreeSet<String>> {
    Ok(workspace.git(&["status", "--porcelain"])?.lines().map(str::to_owned).collect())
}

/// Nothing that ran may leave a file behind, or change one: what is generated is committed. On a clean clone this means
/// that the tree is clean.
fn unchanged(before: &BTreeSet<String>, after: &BTreeSet<String>) -> anyhow::Result<()> {
    let new: Vec<&str> = after.difference(before).map(String::as_str).collect();
    if !new.is_empty() {
        bail!("the steps above changed the working tree; commit what they generate:\n{}", new.join("\n"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_a_step_left_behind_is_named() {
        let before = BTreeSet::from([" M README.md".to_owned()]);
        let after = BTreeSet::from([" M README.md".to_owned(), "?? docs/new.md".to_owned()]);
        unchanged(&before, &before).unwrap();
        assert!(unchanged(&before, &after).unwrap_err().to_string().ends_with("\n?? docs/new.md"));
    }
}
