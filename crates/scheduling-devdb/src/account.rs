//! Who runs the server: the caller, or `nobody` when the caller is root, as PostgreSQL refuses to run as root.

use std::{
    env,
    ffi::OsStr,
    fs::{self, DirBuilder, Permissions},
    io,
    os::unix::{
        fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _, lchown},
        process::CommandExt as _,
    },
    path::Path,
    process::{Command, Stdio},
};

use nix::unistd::{User, geteuid};

use crate::error::{Error, OnFile as _, OnRun as _};

/// macOS has no `C.UTF-8`; the encoding of the data is UTF-8 everywhere.
pub(crate) const LOCALE: &str = if cfg!(target_os = "macos") { "C" } else { "C.UTF-8" };

/// The account that the server runs as.
#[derive(Debug, Clone)]
pub(crate) enum Account {
    /// The caller's own.
    Own { uid: u32 },
    /// Another one, which root changes to.
    Other { name: String, uid: u32, gid: u32 },
}

impl Account {
    pub(crate) fn for_server() -> Result<Self, Error> {
        let uid = geteuid();
        if !uid.is_root() {
            return Ok(Self::Own { uid: uid.as_raw() });
        }
        let nobody = User::from_name("nobody")
            .map_err(io::Error::from)
            .on("look up user `nobody` in", Path::new("/etc/passwd"))?
            .ok_or(Error::NoUnprivilegedUser)?;
        Ok(Self::Other { name: nobody.name, uid: nobody.uid.as_raw(), gid: nobody.gid.as_raw() })
    }

    pub(crate) fn is_own(&self) -> bool {
        matches!(self, Self::Own { .. })
    }

    pub(crate) fn uid(&self) -> u32 {
        match self {
            Self::Own { uid } | Self::Other { uid, .. } => *uid,
        }
    }

    pub(crate) fn name(&self) -> String {
        match self {
            Self::Own { uid } => uid.to_string(),
            Self::Other { name, .. } => name.clone(),
        }
    }

    /// A command that this account will run: in `/`, as the working folder may be closed to it, without the caller's
    /// `PG…` variables, which would change what the programs do. Changing the user drops root's supplementary groups.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/").stdin(Stdio::null()).env("LC_ALL", LOCALE);
        for (name, _) in env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"PG")) {
            command.env_remove(name);
        }
        if let Self::Other { uid, gid, .. } = self {
            command.uid(*uid).gid(*gid);
        }
        command
    }

    /// Whether this account gets into a folder. The system is asked, as modes alone do not tell (ACLs, mounts).
    pub(crate) fn may_enter(&self, folder: &Path) -> Result<bool, Error> {
        let shell = Path::new("/bin/sh");
        let status = self.command(shell).args(["-c", "test -x \"$0\""]).arg(folder).status().on_run(shell)?;
        Ok(status.success())
    }

    /// Makes a folder that only this account (and root) can use, or makes sure that an existing one is such.
    pub(crate) fn private_folder(&self, path: &Path) -> Result<(), Error> {
        match DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let found = fs::symlink_metadata(path).on("read", path)?;
                // In a folder that is everybody's, somebody else may have been there first.
                if !found.is_dir() || (found.uid() != self.uid() && found.uid() != geteuid().as_raw()) {
                    return Err(Error::Owner { folder: path.to_owned(), owner: found.uid(), expected: self.uid() });
                }
            }
            Err(error) => return Err(error).on("create", path),
        }
        if let Self::Other { uid, gid, .. } = self {
            lchown(path, Some(*uid), Some(*gid)).on("give away", path)?;
        }
        fs::set_permissions(path, Permissions::from_mode(0o700)).on("set the mode of", path)
    }
}

/// Makes a folder, and those above it, that everybody may enter and only the caller may change. What is there stays as it is.
pub(crate) fn open_folder(path: &Path) -> Result<(), Error> {
    DirBuilder::new().recursive(true).mode(0o755).create(path).on("create", path)
}
