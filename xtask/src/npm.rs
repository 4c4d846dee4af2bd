//! npm packages of this repository, each worked on in a copy in a task's scratch folder, so that nothing is installed or built
//! in the sources.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use tokio::process::Command;

use crate::{
    run::{self, Interrupt},
    workspace::Workspace,
};

/// What stays in a copy when it is brought to what the sources are: what is installed, and the mark that it is.
const KEPT: [&str; 2] = ["node_modules", "installed"];

/// What this machine lacks for packages.
pub(crate) async fn missing() -> Option<&'static str> {
    for program in ["node", "npm"] {
        if !run::succeeds(Command::new(program).arg("--version")).await {
            return Some("node and npm are not installed (https://nodejs.org)");
        }
    }
    None
}

/// A package whose dependencies are installed.
pub(crate) struct Package {
    /// Where its sources are, from the top of the workspace.
    source: &'static str,
    /// The copy.
    pub(crate) folder: PathBuf,
}

impl Package {
    /// Copies a package and installs what its lock file names, unless that has been done. No script of a dependency is run,
    /// so none fetches anything more.
    pub(crate) async fn install(
        (workspace, interrupt): (&Workspace, &Interrupt),
        source: &'static str,
        folder: PathBuf,
    ) -> anyhow::Result<Self> {
        let package = Self { source, folder };
        package.copy(workspace)?;
        let lock = package.folder.join("package-lock.json");
        let pins = fs::read(&lock).with_context(|| format!("{source} has no package-lock.json"))?;
        // Written last: what an interrupt has left half-way is made anew.
        let mark = package.folder.join("installed");
        if fs::read(&mark).is_ok_and(|installed| installed == pins) {
            return Ok(package);
        }
        println!("installing the tools of {source} from the npm registry into {}", package.folder.display());
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--cache"]);
        npm.arg(package.folder.with_file_name("npm")).current_dir(&package.folder);
        run::run(&mut npm, interrupt).await.context("npm ci")?;
        fs::write(&mark, pins).with_context(|| format!("cannot write {}", mark.display()))?;
        Ok(package)
    }

    /// Brings the copy to what the sources are now.
    pub(crate) fn copy(&self, workspace: &Workspace) -> anyhow::Result<()> {
        clear(&self.folder).with_context(|| format!("cannot clear {}", self.folder.display()))?;
        for file in workspace.files()? {
            let Ok(inside) = file.strip_prefix(self.source) else { continue };
            let copy = self.folder.join(inside);
            fs::create_dir_all(copy.parent().unwrap_or(&self.folder))
                .and_then(|()| fs::copy(workspace.root.join(&file), &copy))
                .with_context(|| format!("cannot copy {}", file.display()))?;
        }
        Ok(())
    }

    /// A program of an installed package.
    pub(crate) fn tool(&self, script: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.folder.join("node_modules").join(script)).current_dir(&self.folder);
        command
    }
}

/// Removes everything from a copy but what is [`KEPT`].
fn clear(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if KEPT.iter().any(|kept| entry.file_name() == *kept) {
            continue;
        }
        if entry.file_type()?.is_dir() { fs::remove_dir_all(entry.path())? } else { fs::remove_file(entry.path())? }
    }
    Ok(())
}
