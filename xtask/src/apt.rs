//! Packages of Debian and Ubuntu, as root. Only such as bring programs: no service is ever started or enabled.

use std::process::Stdio;

use anyhow::{Context as _, bail};
use tokio::process::Command;

use crate::run::{self, Interrupt};

/// Installs a package; says what is missing on this machine, and what the package has.
///
/// # Errors
/// This is not root on a system with apt; apt failed.
pub(crate) async fn install(package: &str, missing: &str, interrupt: &Interrupt) -> anyhow::Result<()> {
    if !nix::unistd::geteuid().is_root() || !run::succeeds(Command::new("apt-get").arg("--version")).await {
        bail!("not root on a system with apt");
    }
    eprintln!("no {missing} on this machine; running apt-get install {package}");
    for arguments in [&["update"][..], &["install", "--yes", "--no-install-recommends", package]] {
        let mut apt = Command::new("apt-get");
        apt.arg("-qq").args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
        run::run(&mut apt, interrupt).await.with_context(|| format!("apt-get {}", arguments.join(" ")))?;
    }
    Ok(())
}
