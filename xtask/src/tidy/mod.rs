//! `cargo xtask tidy`: what the compiler and clippy cannot see. Each finding names a file, a line and what to do.

mod manifests;
mod migrations;
mod rules;
mod sizes;
mod texts;
mod tokens;

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use clap::Args;

use self::tokens::Source;
use crate::workspace::Workspace;

/// What to check, and what to write.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Note the checksums of migrations that are new, which lands them: from then on they cannot change
    #[arg(long)]
    land_migrations: bool,
}

/// Something to be changed.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    file: PathBuf,
    line: usize,
    weight: Weight,
    message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// It must be changed.
    Error,
    /// It smells.
    Smell,
}

impl Finding {
    fn error(file: &Path, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, weight: Weight::Error, message: message.into() }
    }

    fn smell(file: &Path, line: usize, message: impl Into<String>) -> Self {
        Self { weight: Weight::Smell, ..Self::error(file, line, message) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weight = match self.weight {
            Weight::Error => "error",
            Weight::Smell => "note",
        };
        write!(f, "{}:{}: {weight}: {}", self.file.display(), self.line, self.message)
    }
}

/// Checks everything and shows what was found.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> anyhow::Result<()> {
    if options.land_migrations {
        migrations::land(workspace)?;
    }
    let mut findings = manifests::check(workspace)?;
    findings.extend(migrations::check(workspace)?);
    let files = workspace.files()?;
    for file in &files {
        let bytes = fs::read(workspace.root.join(file)).with_context(|| format!("cannot read {}", file.display()))?;
        let Ok(text) = String::from_utf8(bytes) else { continue };
        findings.extend(texts::check(file, &text));
        findings.extend(texts::check_links(file, &text, &|target| workspace.root.join(target).exists()));
        if file.extension().is_some_and(|extension| extension == "rs") {
            let source = Source::parse(file, &text)?;
            findings.extend(rules::check(&source));
            findings.extend(sizes::check(&source));
        }
    }
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    let errors = findings.iter().filter(|finding| finding.weight == Weight::Error).count();
    println!("tidy: {} files, {errors} errors, {} notes", files.len(), findings.len() - errors);
    if errors > 0 {
        bail!("tidy found {errors} errors");
    }
    Ok(())
}
