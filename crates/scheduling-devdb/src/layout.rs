//! Where a cluster's files lie: the data, the socket, the log and the locks of one `data_root`.

use std::{
    fs::{self, Permissions},
    io,
    os::unix::{
        ffi::OsStrExt as _,
        fs::{MetadataExt as _, PermissionsExt as _},
    },
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use crate::{
    Step,
    account::{Account, open_folder},
    error::{Error, OnFile as _},
};

/// The name of the socket for the port number that PostgreSQL has by default.
const SOCKET_NAME: &str = ".s.PGSQL.5432";
/// The longest path of a Unix socket: `sun_path` less its terminating zero.
const LONGEST_SOCKET_PATH: usize = if cfg!(target_os = "macos") { 103 } else { 107 };
/// Where root keeps the data of folders that the server's account cannot enter.
const ELSEWHERE: &str = "/var/lib/scheduling-devdb";
/// The file in the `data_root` that tells where the data lie then.
const NOTE: &str = "data-lies-in";

#[derive(Debug)]
pub(crate) struct Layout {
    /// The caller's folder, absolute.
    root: PathBuf,
    /// The folder of all files below; the caller's own, or one elsewhere.
    home: PathBuf,
    socket_folder: PathBuf,
}

impl Layout {
    /// Decides on the places, and makes the home.
    pub(crate) fn settle(root: &Path, account: &Account, progress: &dyn Fn(&Step<'_>)) -> Result<Self, Error> {
        open_folder(root)?;
        let root = fs::canonicalize(root).on("resolve", root)?;
        let hash = short_hash(&root);

        let note = root.join(NOTE);
        // The note counts more than what the account may do today: data that were made elsewhere must be found again.
        let elsewhere = note.try_exists().on("read", &note)? || !account.may_enter(&root)?;
        let home = if elsewhere {
            let home = Path::new(ELSEWHERE).join(&hash);
            if account.is_own() {
                return Err(Error::Unreachable { folder: root, user: account.name() });
            }
            open_folder(&home)?;
            for folder in [Path::new(ELSEWHERE), &home] {
                // Root's umask may have closed what the server's account must be able to enter.
                fs::set_permissions(folder, Permissions::from_mode(0o755)).on("set the mode of", folder)?;
            }
            fs::write(home.join("belongs-to"), root.as_os_str().as_bytes()).on("write", &home)?;
            fs::write(&note, home.as_os_str().as_bytes()).on("write", &note)?;
            progress(&Step::Elsewhere { folder: &home, user: &account.name() });
            home
        } else {
            root.clone()
        };

        let near = home.join("socket");
        let socket_folder =
            if fits(&near) { near } else { Path::new("/tmp").join(format!("scheduling-{}-{hash}", account.uid())) };
        Ok(Self { root, home, socket_folder })
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.home.join("log")
    }

    /// Held while the cluster is being started or stopped.
    pub(crate) fn turn(&self) -> PathBuf {
        self.home.join("turn.lock")
    }

    /// Held by everybody who uses the running cluster.
    pub(crate) fn in_use(&self) -> PathBuf {
        self.home.join("in-use.lock")
    }

    pub(crate) fn socket_folder(&self) -> &Path {
        &self.socket_folder
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.socket_folder.join(SOCKET_NAME)
    }

    /// Makes the socket's folder. The caller holds the turn, as removing a cluster removes that folder too.
    pub(crate) fn make_socket_folder(&self, account: &Account) -> Result<(), Error> {
        account.private_folder(&self.socket_folder)
    }

    /// The major version that made the data, or `None` before there are any.
    pub(crate) fn data_major(&self, account: &Account) -> Result<Option<u32>, Error> {
        let folder = self.data();
        let owner = match fs::symlink_metadata(&folder) {
            Ok(found) => found.uid(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).on("read", &folder),
        };
        if owner != account.uid() {
            return Err(Error::Owner { folder, owner, expected: account.uid() });
        }
        let file = folder.join("PG_VERSION");
        match fs::read_to_string(&file) {
            Ok(text) => text.trim().parse().map(Some).map_err(|_| Error::NotACluster { folder }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::NotACluster { folder }),
            Err(error) => Err(error).on("read", &file),
        }
    }

    /// A new folder to make the data in. It gets its name, `data`, when it is whole: what a killed start leaves behind never
    /// looks like a cluster.
    pub(crate) fn begin_data(&self, account: &Account) -> Result<PathBuf, Error> {
        let unfinished = self.home.join("data.unfinished");
        remove_folder(&unfinished)?;
        account.private_folder(&unfinished)?;
        Ok(unfinished)
    }

    pub(crate) fn finish_data(&self, unfinished: &Path) -> Result<(), Error> {
        fs::rename(unfinished, self.data()).on("rename", unfinished)
    }

    /// Removes the socket of a server that is no more.
    pub(crate) fn remove_socket(&self) -> Result<(), Error> {
        let socket = self.socket();
        let mut lock = socket.clone().into_os_string();
        lock.push(".lock");
        remove_file(&socket)?;
        remove_file(Path::new(&lock))
    }

    /// Removes all that [`settle`](Self::settle) and a server made; the locks last, as long as they are held.
    pub(crate) fn remove(&self) -> Result<(), Error> {
        remove_folder(&self.data())?;
        remove_folder(&self.home.join("data.unfinished"))?;
        remove_folder(&self.socket_folder)?;
        for file in [self.log(), self.home.join("belongs-to"), self.root.join(NOTE), self.in_use(), self.turn()] {
            remove_file(&file)?;
        }
        if self.home != self.root {
            fs::remove_dir(&self.home).on("remove", &self.home)?;
        }
        Ok(())
    }
}

/// Whether a socket in this folder can be named: short enough, and readable for drivers, which split hosts at commas.
fn fits(folder: &Path) -> bool {
    folder.join(SOCKET_NAME).as_os_str().len() <= LONGEST_SOCKET_PATH
        && folder.to_str().is_some_and(|path| !path.contains([',', '"']))
}

fn short_hash(path: &Path) -> String {
    let mut hash = format!("{:x}", Sha256::digest(path.as_os_str().as_bytes()));
    hash.truncate(16);
    hash
}

fn remove_folder(path: &Path) -> Result<(), Error> {
    unless_missing(fs::remove_dir_all(path)).on("remove", path)
}

pub(crate) fn remove_file(path: &Path) -> Result<(), Error> {
    unless_missing(fs::remove_file(path)).on("remove", path)
}

fn unless_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_path_is_kept_within_the_systems_limit() {
        let limit = LONGEST_SOCKET_PATH - SOCKET_NAME.len() - 1;
        let longest = format!("/{}", "a".repeat(limit - 1));
        assert!(fits(Path::new(&longest)));
        assert!(!fits(Path::new(&format!("{longest}a"))));
    }

    #[test]
    fn a_folder_that_a_driver_would_split_is_not_used() {
        assert!(!fits(Path::new("/home/a,b/socket")));
        assert!(fits(Path::new("/home/a b/socket")));
    }

    #[test]
    fn two_roots_have_two_hashes() {
        assert_eq!(short_hash(Path::new("/a")).len(), 16);
        assert_ne!(short_hash(Path::new("/a")), short_hash(Path::new("/b")));
    }
}
