//! Python programs, each in a virtual environment of its own in a task's scratch folder. Nothing is installed anywhere else.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use tokio::process::Command;

use crate::run::{self, Exit, Interrupt};

/// Installs pinned packages (`name==version`), the first of which names the environment, unless that has been done. Returns
/// the folder of the programs.
pub(crate) async fn install(folder: &Path, packages: &[&str], interrupt: &Interrupt) -> anyhow::Result<PathBuf> {
    let name = packages.first().context("an environment without packages")?;
    let environment = folder.join(name.replace("==", "-"));
    let programs = environment.join("bin");
    // Written last: what an interrupt has left half-way is made anew.
    let (mark, pins) = (environment.join("installed"), packages.join("\n"));
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == pins) {
        return Ok(programs);
    }
    println!("installing {name} from PyPI into {}", environment.display());
    let created = run::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment), interrupt).await;
    if created.as_ref().is_err_and(|error| error.downcast_ref::<Exit>().is_some()) {
        bail!("python3 cannot make a virtual environment; Debian and Ubuntu keep that in the package python3-venv");
    }
    created?;
    let mut pip = Command::new(programs.join("python"));
    pip.args(["-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check"]).args(packages);
    run::run(&mut pip, interrupt).await?;
    fs::write(&mark, pins).with_context(|| format!("cannot write {}", mark.display()))?;
    Ok(programs)
}
