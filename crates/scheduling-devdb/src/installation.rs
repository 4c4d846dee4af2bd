//! PostgreSQL's programs: looking for an installation that will do, and getting one when there is none.

use std::{
    cmp::Reverse,
    collections::BTreeSet,
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Binaries, Downloads, LOWEST_MAJOR, Options, Step,
    account::Account,
    error::{Error, OnFile as _, OnRun as _, Rejected},
    layout::Layout,
    packages, pinned,
};

/// An installation that will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Installation {
    folder: PathBuf,
    major: u32,
    /// As `postgres --version` prints it.
    version: String,
}

impl Installation {
    /// Gets an installation that can serve the cluster's data, and says which.
    pub(crate) fn obtain(options: &Options<'_>, account: &Account, layout: &Layout) -> Result<Self, Error> {
        let data_major = layout.data_major(account)?;
        let found = match &options.binaries {
            Binaries::Search => search_or_get(options, account, data_major)?,
            Binaries::Folder(folder) => Self::inspect(folder, account)?
                .map_err(|Rejected { folder, reason }| Error::Unusable { folder, reason })?,
            Binaries::Pinned => {
                let mut rejected = Vec::new();
                get_pinned(options, account, &mut rejected)?.map_err(|reason| Error::NoServer {
                    rejected,
                    reason,
                    advice: packages::advice(options, account),
                })?
            }
        };
        if let Some(data) = data_major.filter(|data| *data != found.major) {
            return Err(Error::VersionMismatch {
                folder: layout.data(),
                data,
                programs: found.folder,
                binaries: found.major,
            });
        }
        (options.progress)(&Step::Found { folder: &found.folder, version: &found.version });
        Ok(found)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn postgres(&self) -> PathBuf {
        self.folder.join("postgres")
    }

    pub(crate) fn initdb(&self) -> PathBuf {
        self.folder.join("initdb")
    }

    /// Looks at one folder, by running the programs in it as the account that would run the server.
    fn inspect(folder: &Path, account: &Account) -> Result<Result<Self, Rejected>, Error> {
        let reject = |folder: &Path, reason: String| Ok(Err(Rejected { folder: folder.to_owned(), reason }));
        // PostgreSQL finds its other files from where its programs really are, not from a link to them.
        let folder = match fs::canonicalize(folder.join("postgres")) {
            Ok(postgres) => postgres.parent().map_or_else(|| folder.to_owned(), Path::to_owned),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return reject(folder, "there is no `postgres`".to_owned());
            }
            Err(error) => return reject(folder, error.to_string()),
        };
        let printed = match said(account.command(folder.join("postgres")).arg("--version")) {
            Ok(printed) => printed,
            Err(reason) => return reject(&folder, reason),
        };
        let Some((major, version)) = parse_version(&printed) else {
            return reject(&folder, format!("`postgres --version` printed {printed:?}"));
        };
        if major < LOWEST_MAJOR {
            return reject(&folder, format!("it is version {version}"));
        }
        // `initdb` alone knows where this build keeps its shared files, wherever it was moved; `pg_config` is often not installed.
        let shown = match said(account.command(folder.join("initdb")).args(["--show", "-D", "/nonexistent"])) {
            Ok(shown) => shown,
            Err(reason) => return reject(&folder, format!("initdb: {reason}")),
        };
        let Some(share) = shown.lines().find_map(|line| line.strip_prefix("share_path=")) else {
            return reject(&folder, format!("`initdb --show` printed {shown:?}"));
        };
        let extension = Path::new(share).join("extension/btree_gist.control");
        if !extension.try_exists().on("read", &extension)? {
            return reject(&folder, format!("the extension btree_gist is missing ({})", extension.display()));
        }
        Ok(Ok(Self { folder, major, version }))
    }
}

/// The first installation on this machine that will do, for data of the given version if there are any; else one that is got.
fn search_or_get(options: &Options<'_>, account: &Account, data_major: Option<u32>) -> Result<Installation, Error> {
    let (found, mut rejected) = search(account)?;
    if let Some(fitting) = found.iter().find(|found| data_major.is_none_or(|data| data == found.major)) {
        return Ok(fitting.clone());
    }
    let reason = match found.into_iter().next() {
        // The caller tells the versions apart for the developer.
        Some(other) if data_major != Some(pinned::MAJOR) => return Ok(other),
        Some(other) => return Ok(get_pinned(options, account, &mut rejected)?.unwrap_or(other)),
        None => match get_pinned(options, account, &mut rejected)? {
            Ok(pinned) => return Ok(pinned),
            Err(reason) => reason,
        },
    };
    if options.downloads == Downloads::Allowed && packages::can_install(account) {
        (options.progress)(&Step::DownloadFailed { reason: &reason });
        packages::install(options.progress)?;
        let (found, after) = search(account)?;
        if let Some(installed) = found.into_iter().next() {
            return Ok(installed);
        }
        rejected = after;
    }
    Err(Error::NoServer { rejected, reason, advice: packages::advice(options, account) })
}

fn search(account: &Account) -> Result<(Vec<Installation>, Vec<Rejected>), Error> {
    let mut found: Vec<Installation> = Vec::new();
    let mut rejected: Vec<Rejected> = Vec::new();
    for folder in candidates()? {
        match Installation::inspect(&folder, account)? {
            Ok(installation) if found.iter().all(|known| known.folder != installation.folder) => {
                found.push(installation);
            }
            Err(no) if rejected.iter().all(|known| known.folder != no.folder) => rejected.push(no),
            _ => {}
        }
    }
    Ok((found, rejected))
}

/// The folders with a `postgres` in them: those in the `PATH`, what `pg_config` names, and the places of the packagers.
fn candidates() -> Result<Vec<PathBuf>, Error> {
    let mut folders: Vec<PathBuf> =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    folders.extend(pg_config_folder()?);
    for (parent, prefix, suffix) in [
        ("/usr/lib/postgresql", "", "bin"), // Debian, Ubuntu
        ("/usr", "pgsql-", "bin"),          // PGDG on Fedora, RHEL
        ("/usr/libexec", "postgresql", ""), // Alpine
        ("/opt/homebrew/opt", "postgresql@", "bin"),
        ("/usr/local/opt", "postgresql@", "bin"),
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql@", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
    ] {
        folders.extend(versions_below(Path::new(parent), prefix)?.into_iter().map(|folder| folder.join(suffix)));
    }
    let mut seen = BTreeSet::new();
    folders.retain(|folder| folder.is_absolute() && folder.join("postgres").exists() && seen.insert(folder.clone()));
    Ok(folders)
}

/// The folders named by a prefix and a version number, highest first.
fn versions_below(parent: &Path, prefix: &str) -> Result<Vec<PathBuf>, Error> {
    let entries = match fs::read_dir(parent) {
        Ok(entries) => entries.collect::<io::Result<Vec<_>>>().on("list", parent)?,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(error).on("list", parent),
    };
    let mut versions: Vec<(u32, PathBuf)> = entries
        .into_iter()
        .filter_map(|entry| {
            let name = entry.file_name();
            let version = name.to_str()?.strip_prefix(prefix)?.split('.').next()?.parse().ok()?;
            Some((version, entry.path()))
        })
        .collect();
    versions.sort_unstable_by_key(|(version, _)| Reverse(*version));
    Ok(versions.into_iter().map(|(_, folder)| folder).collect())
}

fn pg_config_folder() -> Result<Option<PathBuf>, Error> {
    let program = Path::new("pg_config");
    match Command::new(program).arg("--bindir").output() {
        // Debian's `pg_config` without the server's headers prints advice and fails.
        Ok(output) if output.status.success() => Ok(Some(String::from_utf8_lossy(&output.stdout).trim().into())),
        Ok(_) => Ok(None),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => Ok(None),
        Err(error) => Err(error).on_run(program),
    }
}

/// The pinned build, or why it cannot be had here.
fn get_pinned(
    options: &Options<'_>,
    account: &Account,
    rejected: &mut Vec<Rejected>,
) -> Result<Result<Installation, String>, Error> {
    let reason = match pinned::get(options, account) {
        Ok(folder) => match Installation::inspect(&folder, account)? {
            Ok(installation) => return Ok(Ok(installation)),
            Err(no) => {
                rejected.push(no);
                "the build that was downloaded does not run here".to_owned()
            }
        },
        Err(pinned::Missing::Refused) => "none is installed and downloads are off".to_owned(),
        Err(pinned::Missing::NoBuild) => {
            "none is installed and there is no build to download for this system".to_owned()
        }
        // A build that is not the pinned one, or a full disk, is for a human to look at. An unreachable registry is not.
        Err(pinned::Missing::Failed(error)) => match *error {
            Error::Download { .. } => chain(&*error),
            other => return Err(other),
        },
    };
    Ok(Err(reason))
}

fn chain(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// What a program prints, or why it does not.
fn said(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| error.to_string())?;
    let text = |bytes| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() {
        Ok([text(&output.stdout), text(&output.stderr)].join("\n").trim().to_owned())
    } else {
        Err(format!("{}: {}", output.status, text(&output.stderr)))
    }
}

/// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, `postgres (PostgreSQL) 19beta1`.
fn parse_version(printed: &str) -> Option<(u32, String)> {
    let version = printed.strip_prefix("postgres (PostgreSQL) ")?.split_whitespace().next()?;
    let major = version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
    Some((major, version.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_packagers_print_them() {
        assert_eq!(parse_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some((15, "15.18".into())));
        assert_eq!(parse_version("postgres (PostgreSQL) 19beta1"), Some((19, "19beta1".into())));
        assert_eq!(parse_version("postgres (EnterpriseDB) 15.1"), None);
    }

    #[test]
    fn the_highest_version_comes_first_by_number() {
        let parent = tempfile::tempdir().unwrap();
        for name in ["9.6", "16", "15", "common", "pgsql-17"] {
            fs::create_dir(parent.path().join(name)).unwrap();
        }
        let names = |prefix| -> Vec<_> {
            let folders = versions_below(parent.path(), prefix).unwrap();
            folders.iter().map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(""), ["16", "15", "9.6"]);
        assert_eq!(names("pgsql-"), ["pgsql-17"]);
    }

    #[test]
    fn a_place_that_does_not_exist_has_no_versions() {
        assert!(versions_below(Path::new("/nonexistent"), "").unwrap().is_empty());
    }
}
