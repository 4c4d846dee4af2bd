//! `cargo xtask sdk`: the client packages in `sdk/`. Types and operations are generated from `docs/openapi.json` by pinned
//! generators; the thin layer around them is written by hand, and never touched here. Everything that is fetched goes
//! into the target folder.

mod codes;
mod generated;
mod operations;
mod python;
mod rust;
mod typescript;

use std::{fs, path::Path};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use tokio::process::Command;

use self::{generated::Generated, python::Python, typescript::TypeScript};
use crate::{
    npm,
    run::{self, Interrupt},
    server::Program,
    workspace::{Profile, Workspace},
};

const DOCUMENT: &str = "docs/openapi.json";

/// What to do, and for which packages.
#[derive(Args)]
pub(crate) struct Options {
    /// Compare instead of writing, and fail if a file is not what its generator makes of the document
    #[arg(long)]
    check: bool,
    /// Also test the packages as they are kept: on their own, and against a server that is started for it
    #[arg(long)]
    test: bool,
    /// For these languages only
    languages: Vec<Language>,
}

/// A language that there is a package for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    #[value(name = "typescript")]
    TypeScript,
    Python,
    Rust,
}

impl Options {
    /// As CI runs it.
    pub(crate) fn ci(language: Language) -> Self {
        Self { check: true, test: true, languages: vec![language] }
    }
}

impl Language {
    pub(crate) const ALL: [Self; 3] = [Self::TypeScript, Self::Python, Self::Rust];

    /// What this machine lacks for it.
    pub(crate) async fn missing(self) -> Option<&'static str> {
        let (program, message) = match self {
            Self::TypeScript => return npm::missing().await,
            Self::Python => ("python3", "python3 is not installed"),
            Self::Rust => ("rustfmt", "rustfmt is not installed (rustup component add rustfmt)"),
        };
        let is_there = run::succeeds(Command::new(program).arg("--version")).await;
        (!is_there).then_some(message)
    }
}

/// Writes or compares, and then tests.
pub(crate) async fn run(workspace: &Workspace, interrupt: &Interrupt, options: &Options) -> anyhow::Result<()> {
    let scratch = workspace.claim("sdk")?;
    let work = Work { workspace, interrupt, folder: scratch.folder() };
    let languages = if options.languages.is_empty() { &Language::ALL[..] } else { &options.languages };
    let mut packages = Vec::new();
    for language in languages {
        if let Some(missing) = language.missing().await {
            bail!("{missing}");
        }
        packages.push(match language {
            Language::TypeScript => Package::TypeScript(TypeScript::prepare(&work).await?),
            Language::Python => Package::Python(Python::prepare(&work).await?),
            Language::Rust => Package::Rust,
        });
    }
    let codes = codes::of(&work.document()?)?;
    for package in &packages {
        let generated = match package {
            Package::TypeScript(package) => package.generate(&work, &codes).await?,
            Package::Python(package) => package.generate(&work, &codes).await?,
            Package::Rust => rust::generate(&work, &codes).await?,
        };
        if options.check { generated.compare(workspace)? } else { generated.write(workspace)? }
    }
    packages.retain(|package| !matches!(package, Package::Rust));
    if options.test && !packages.is_empty() { test(&work, &packages).await } else { Ok(()) }
}

/// A package whose tools are installed.
enum Package {
    TypeScript(TypeScript),
    Python(Python),
    /// It has none, and is tested with all crates by `cargo xtask test`.
    Rust,
}

/// Where the work is done.
struct Work<'a> {
    workspace: &'a Workspace,
    interrupt: &'a Interrupt,
    folder: &'a Path,
}

impl Work<'_> {
    fn document(&self) -> anyhow::Result<serde_json::Value> {
        let text = fs::read(self.workspace.root.join(DOCUMENT)).with_context(|| format!("cannot read {DOCUMENT}"))?;
        serde_json::from_slice(&text).with_context(|| format!("{DOCUMENT} is no JSON"))
    }

    async fn run(&self, command: &mut Command) -> anyhow::Result<()> {
        run::run(command, self.interrupt).await
    }
}

/// Tests all packages against one server with a database and a demo tenant of its own.
async fn test(work: &Work<'_>, packages: &[Package]) -> anyhow::Result<()> {
    let demo = work.folder.join("demo");
    remove_folder(&demo)?;
    let program = Program::build(work.workspace, work.interrupt, Profile::Dev).await?;
    let program = program.with("SCHEDULING_DEV_DIR", demo.to_string_lossy()).on_its_own();
    let server = work.interrupt.or(program.serve(work.folder, "server")).await?;
    let tests = async {
        for package in packages {
            match package {
                Package::TypeScript(package) => package.test(work, &server.ready_file).await?,
                Package::Python(package) => package.test(work, &server.ready_file).await?,
                Package::Rust => {}
            }
        }
        Ok(())
    };
    let tested = tests.await;
    // In order, also after a failure: it ends its database.
    let stopped = server.stop().await;
    tested.and(stopped)?;
    remove_folder(&demo)
}

/// Removes a folder if it is there.
fn remove_folder(folder: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Does what installs the tools that `pins` names, unless it has been done for the same pins.
async fn install_once(
    folder: &Path,
    pins: &[u8],
    install: impl Future<Output = anyhow::Result<()>>,
) -> anyhow::Result<()> {
    let stamp = folder.join("installed");
    if fs::read(&stamp).is_ok_and(|installed| installed == pins) {
        return Ok(());
    }
    install.await?;
    fs::write(&stamp, pins).with_context(|| format!("cannot write {}", stamp.display()))
}
