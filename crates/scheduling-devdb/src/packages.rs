//! The system's package manager: root's last resort, and the command that everybody else is told.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Downloads, Options, Step,
    account::Account,
    error::{Error, OnFile as _, OnRun as _},
    layout::remove_file,
    pinned,
};

const APT: &str = "apt-get";
/// Debian's package would make a cluster and start it as a service of the machine, which nobody asked for.
const CLUSTER_SETTINGS: &str = "/etc/postgresql-common/createcluster.d";
const NO_MAIN_CLUSTER: &str = "create_main_cluster = false\n";
/// How much of a failed installation's output is shown.
const SHOWN: usize = 2000;

/// Package managers and their commands, in the order in which they are looked for.
const MANAGERS: [(&str, &str); 6] = [
    (APT, "apt-get install postgresql"),
    ("dnf", "dnf install postgresql-server postgresql-contrib"),
    ("zypper", "zypper install postgresql-server postgresql-contrib"),
    ("apk", "apk add postgresql postgresql-contrib"),
    ("pacman", "pacman -S postgresql"),
    ("brew", "brew install postgresql@18"),
];

/// Whether the caller may install the package, which only root may, and only apt is known to do it without side effects.
pub(crate) fn can_install(account: &Account) -> bool {
    !account.is_own() && on_path(APT).is_some()
}

/// Installs PostgreSQL with apt, without a cluster of the machine's.
pub(crate) fn install(progress: &dyn Fn(&Step<'_>)) -> Result<(), Error> {
    let folder = Path::new(CLUSTER_SETTINGS);
    fs::create_dir_all(folder).on("create", folder)?;
    let settings = folder.join("scheduling-devdb.conf");
    fs::write(&settings, NO_MAIN_CLUSTER).on("write", &settings)?;
    let installed = update_and_install(progress);
    // Whoever installs another version later is to get what Debian does by default.
    remove_file(&settings)?;
    installed
}

/// What to do by hand.
pub(crate) fn advice(options: &Options<'_>, account: &Account) -> String {
    let install = MANAGERS.iter().find(|(program, _)| on_path(program).is_some()).map_or_else(
        || {
            format!(
                "Install the PostgreSQL server, version {} or newer, with its contrib extensions",
                crate::LOWEST_MAJOR
            )
        },
        |(program, command)| {
            let sudo = if account.is_own() && *program != "brew" { "sudo " } else { "" };
            format!("Install it with `{sudo}{command}`")
        },
    );
    match (options.downloads, pinned::address(options.registry.as_deref())) {
        (Downloads::Refused, Some(url)) => {
            format!("{install}, name the folder of its programs, or allow the download of {url} ({})", pinned::SIZE)
        }
        _ => format!("{install}, or name the folder of its programs"),
    }
}

/// The package lists of a fresh container are empty, of an old one stale: they are fetched only when the first try fails.
fn update_and_install(progress: &dyn Fn(&Step<'_>)) -> Result<(), Error> {
    let install = ["install", "--yes", "--no-install-recommends", "postgresql"];
    if run(&install, progress).is_ok() {
        return Ok(());
    }
    run(&["update"], progress)?;
    run(&install, progress)
}

fn run(arguments: &[&str], progress: &dyn Fn(&Step<'_>)) -> Result<(), Error> {
    let command = format!("{APT} {}", arguments.join(" "));
    progress(&Step::Installing { command: &command });
    let output = Command::new(APT)
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .current_dir("/")
        .output()
        .on_run(Path::new(APT))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let begin = said.char_indices().rev().nth(SHOWN).map_or(0, |(at, _)| at);
    Err(Error::Package { command, output: said.get(begin..).unwrap_or_default().trim().to_owned() })
}

fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}
