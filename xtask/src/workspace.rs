//! Where the workspace is and what is in it, as cargo and git know it.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail};
use serde::Deserialize;

use crate::scratch::Scratch;

/// The workspace.
#[derive(Deserialize)]
pub(crate) struct Workspace {
    #[serde(rename = "workspace_root")]
    pub(crate) root: PathBuf,
    #[serde(rename = "target_directory")]
    target: PathBuf,
    pub(crate) packages: Vec<Package>,
}

/// A member.
#[derive(Clone, Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) license: Option<String>,
    pub(crate) manifest_path: PathBuf,
    pub(crate) dependencies: Vec<Dependency>,
}

/// What a member's manifest asks for.
#[derive(Clone, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) kind: Option<Kind>,
    /// Set for what lies in the workspace.
    pub(crate) path: Option<PathBuf>,
}

/// When a dependency is used; without one, always.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Dev,
    Build,
}

/// How a program is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

impl Workspace {
    /// Asks cargo.
    pub(crate) fn load() -> anyhow::Result<Self> {
        let metadata = Command::new(cargo())
            .args(["metadata", "--format-version", "1", "--no-deps"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stderr(Stdio::inherit())
            .output()
            .context("cannot run cargo metadata")?;
        if !metadata.status.success() {
            bail!("cargo metadata failed");
        }
        serde_json::from_slice(&metadata.stdout).context("cargo metadata printed something else than metadata")
    }

    /// A folder of the task runner's own below the target folder; made when missing.
    pub(crate) fn scratch(&self, name: &str) -> anyhow::Result<PathBuf> {
        let folder = self.target.join("xtask").join(name);
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(folder)
    }

    /// The same, for this run alone.
    ///
    /// # Errors
    /// Another run has it.
    pub(crate) fn claim(&self, name: &str) -> anyhow::Result<Scratch> {
        Scratch::claim(self.scratch(name)?)
    }

    /// A file at the top of the target folder.
    pub(crate) fn in_target(&self, name: &str) -> PathBuf {
        self.target.join(name)
    }

    /// The server's program, once it is built.
    pub(crate) fn server_program(&self, profile: Profile) -> PathBuf {
        let folder = match profile {
            Profile::Dev => "debug",
            Profile::Release => "release",
        };
        self.target.join(folder).join("scheduling-http")
    }

    /// Cargo, to be run at the top of the workspace.
    pub(crate) fn cargo(&self) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(cargo());
        command.current_dir(&self.root);
        command
    }

    /// All files that are or could be committed, relative to the top of the workspace.
    pub(crate) fn files(&self) -> anyhow::Result<Vec<PathBuf>> {
        let listed = self.git(&["ls-files", "--cached", "--others", "--exclude-standard", "-z"])?;
        let mut files: Vec<PathBuf> = listed.split_terminator('\0').map(PathBuf::from).collect();
        // A file that was removed but not yet from git's index is listed too.
        files.retain(|file| self.root.join(file).is_file());
        files.sort();
        files.dedup();
        Ok(files)
    }

    /// What git prints for these arguments.
    pub(crate) fn git(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = Command::new("git").args(arguments).current_dir(&self.root).output().context("cannot run git")?;
        if !output.status.success() {
            bail!("git {} failed: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim());
        }
        String::from_utf8(output.stdout).context("git printed a name that is not UTF-8")
    }

    /// A path as people write it: relative to the top of the workspace.
    pub(crate) fn relative<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}

fn cargo() -> std::ffi::OsString {
    // Set by the cargo that runs this program: the same toolchain goes on.
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
