//! `cargo xtask holidays`: the public holidays that the program carries, from the Python package of that name, whose version
//! is pinned here. The repository keeps what comes out, so that no build needs Python.

use std::{collections::BTreeSet, fs};

use anyhow::{Context as _, bail};
use clap::Args;
use tokio::process::Command;

use crate::{
    python,
    run::{self, Interrupt},
    workspace::Workspace,
};

/// The package, and what it needs. A new version is a new data release: see docs/adr/0021-public-holidays.md.
const PACKAGES: [&str; 3] = ["holidays==0.108", "python-dateutil==2.9.0.post0", "six==1.17.0"];
const SCRIPT: &str = "xtask/public_holidays.py";
const DATA: &str = "crates/scheduling-core/data/holidays.tsv";

/// Whether to write or to compare.
#[derive(Args)]
pub(crate) struct Options {
    /// Compare instead of writing, and fail if the file is not what the package gives
    #[arg(long)]
    pub(crate) check: bool,
}

/// Writes or compares the file.
pub(crate) async fn run(workspace: &Workspace, interrupt: &Interrupt, options: &Options) -> anyhow::Result<()> {
    let scratch = workspace.claim("holidays")?;
    let programs = python::install(scratch.folder(), &PACKAGES, interrupt).await?;
    // Without the caller's variables for Python, and without a cache beside the script.
    let mut script = Command::new(programs.join("python"));
    script.args(["-I", "-B"]).arg(workspace.root.join(SCRIPT)).env("PYTHONIOENCODING", "utf-8").env("PYTHONUTF8", "1");
    let generated = run::output(&mut script, interrupt).await?;
    let path = workspace.root.join(DATA);
    let kept = fs::read_to_string(&path).with_context(|| format!("cannot read {DATA}"))?;
    let gone: Vec<&str> = codes(&kept).difference(&codes(&generated)).copied().collect();
    if !gone.is_empty() {
        bail!("the package has no more {}: hosts keep these sets, so they must stay", gone.join(", "));
    }
    if kept == generated {
        println!("{DATA} is what the package gives");
    } else if options.check {
        bail!("{DATA} is not what the package gives: run `cargo xtask holidays` and commit it");
    } else {
        fs::write(&path, generated).with_context(|| format!("cannot write {DATA}"))?;
        println!("{DATA} is written");
    }
    Ok(())
}

/// The codes of the sets.
fn codes(data: &str) -> BTreeSet<&str> {
    data.lines().filter_map(|line| line.strip_prefix("set\t")?.split('\t').next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_the_sets_are_found() {
        let data = "years\t2024\t2037\nholiday\tset\t12-25\nset\tDE\tGermany\t2037\t0\nset\tDE-BY\tBayern\t2037\t0\n";
        assert_eq!(codes(data), BTreeSet::from(["DE", "DE-BY"]));
    }
}
