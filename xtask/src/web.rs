//! `cargo xtask test-web`: what the pages do in a browser. Playwright drives Chromium against a server with a database of its
//! own. The tests are in `xtask/web`; they and the scripts of the pages are checked by the TypeScript compiler first.
//!
//! What is left to look at is in `target/xtask/web`: a picture of each page in `screenshots`, and what belongs to failed tests
//! in `results`.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::json;

use crate::{
    apt, npm,
    postgres::{Durability, Postgres},
    run::{self, Interrupt},
    server::{Program, Server},
    workspace::{Profile, Workspace},
    world::{self, PLATFORM_KEY, TENANT, World},
};

const SOURCE: &str = "xtask/web";

/// Names the file that tells the tests what there is.
const FILE: &str = "SCHEDULING_WEB_TESTS";

/// What Chromium, and what is made of it, is called.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Debian's, and letters for it.
const PACKAGES: [&str; 2] = ["chromium", "fonts-dejavu-core"];

/// The tenant of the hosts that tests make for themselves; pages of the other one look alike every time.
const OTHER_TENANT: &str = "globex";

/// How scripts of pages are checked: each by itself, as what browsers run.
const CHECKS: [&str; 10] = [
    "--allowJs",
    "--checkJs",
    "--noEmit",
    "--strict",
    "--moduleDetection",
    "force",
    "--target",
    "es2022",
    "--lib",
    "es2022,dom,dom.iterable",
];

/// What to test.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Handed on to `playwright test`: `booking` runs the files whose names have that in them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Installs the tools, starts the server, runs the tests, stops the server.
pub(crate) async fn run(workspace: &Workspace, interrupt: &Interrupt, options: &Options) -> anyhow::Result<()> {
    if let Some(missing) = npm::missing().await {
        bail!("{missing}");
    }
    let scratch = workspace.claim("web")?;
    let folder = scratch.folder();
    let tests = npm::Package::install((workspace, interrupt), SOURCE, folder.join("tests")).await?;
    check(&tests, workspace, interrupt).await?;
    let browser = browser(interrupt).await?;
    let mails = empty(folder, "mails")?;
    empty(folder, "screenshots")?;
    let program = Program::build(workspace, interrupt, Profile::Dev).await?;
    let program = program.with("SCHEDULING_MAIL_FOLDER", mails.to_string_lossy());
    // Tests listen there for what webhooks are told.
    let program = program.with("SCHEDULING_WEBHOOK_ALLOWED_NETWORKS", "127.0.0.1/32");
    let postgres = Postgres::start(workspace, "web-postgres", Durability::Careless)?;
    let tested = async {
        let world = interrupt.or(World::create(&postgres, &program, ("web", &scratch))).await?;
        let server = interrupt.or(world.program.serve(folder, "server")).await?;
        let told = folder.join("told.json");
        fs::write(&told, interrupt.or(told_of((&world, &server), &browser)).await?)
            .context("cannot write told.json")?;
        let mut playwright = tests.tool("@playwright/test/cli.js");
        playwright.arg("test").args(&options.arguments).env(FILE, &told);
        let passed = run::run(&mut playwright, interrupt).await;
        let stopped = server.stop().await;
        passed.and(stopped)
    };
    let tested = tested.await;
    let removed = postgres.remove();
    tested.and(removed)
}

/// What the tests are told: where everything is, and by what they may ask for more.
async fn told_of((world, server): (&World, &Server), browser: &Path) -> anyhow::Result<String> {
    let program = &world.program;
    program.ask(&["tenant", "create", "--slug", OTHER_TENANT, "--name", "Globex"]).await?;
    let other = world::admin_key_of(program, OTHER_TENANT).await?;
    let told = json!({
        "server": server.base_url, "browser": browser, "folder": world.folder,
        "platformKey": PLATFORM_KEY,
        "shown": {"slug": TENANT, "key": world.key}, "used": {"slug": OTHER_TENANT, "key": other},
    });
    Ok(told.to_string())
}

/// Whether the tests, and the scripts of the pages, are what they say about themselves.
async fn check(tests: &npm::Package, workspace: &Workspace, interrupt: &Interrupt) -> anyhow::Result<()> {
    let compiler = "typescript/bin/tsc";
    run::run(tests.tool(compiler).arg("--project").arg(&tests.folder), interrupt).await.context("tsc")?;
    let mut scripts = workspace.files()?;
    scripts.retain(|file| file.starts_with("crates") && file.extension().is_some_and(|extension| extension == "js"));
    if scripts.is_empty() {
        return Ok(());
    }
    let mut tsc = tests.tool(compiler);
    run::run(tsc.args(CHECKS).args(scripts).current_dir(&workspace.root), interrupt).await.context("tsc")
}

/// Finds a browser, or gets one.
async fn browser(interrupt: &Interrupt) -> anyhow::Result<PathBuf> {
    if let Some(found) = on_path() {
        return Ok(found);
    }
    for package in PACKAGES {
        let installed = apt::install(package, "Chromium", interrupt).await;
        interrupt.check()?;
        installed.context("no Chromium was found, and none could be installed. Install Chromium or Google Chrome")?;
    }
    on_path().context("apt has installed Chromium somewhere else")
}

fn on_path() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let mut programs = BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    programs.find(|program| program.is_file())
}

/// A folder without what a run before has left there.
fn empty(folder: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let folder = folder.join(name);
    let removed = match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    removed.and_then(|()| fs::create_dir(&folder)).with_context(|| format!("cannot clear {}", folder.display()))?;
    Ok(folder)
}
