//! File locks between processes. The system releases them when their holder dies, so none can be left behind.

use std::{
    fs::{File, OpenOptions, TryLockError},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::Path,
};

use crate::{
    Step,
    error::{Error, OnFile as _},
};

/// Waits for the exclusive lock on a file, which is made when missing.
pub(crate) fn exclusive(path: &Path, progress: &dyn Fn(&Step<'_>)) -> Result<File, Error> {
    loop {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                progress(&Step::Waiting { lock: path });
                file.lock().on("lock", path)?;
            }
            Err(TryLockError::Error(source)) => return Err(source).on("lock", path),
        }
        // The holder before may have removed the file together with the cluster: a lock on what has no name excludes nobody.
        let held = file.metadata().on("read", path)?;
        match path.metadata() {
            Ok(named) if (named.dev(), named.ino()) == (held.dev(), held.ino()) => return Ok(file),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error).on("read", path),
            _ => {}
        }
    }
}

/// Joins those who hold the lock together.
pub(crate) fn shared(path: &Path) -> Result<File, Error> {
    let file = open(path)?;
    file.lock_shared().on("lock", path)?;
    Ok(file)
}

/// Whether somebody holds the lock, alone or together.
pub(crate) fn is_held(path: &Path) -> Result<bool, Error> {
    match open(path)?.try_lock() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(source)) => Err(source).on("lock", path),
    }
}

fn open(path: &Path) -> Result<File, Error> {
    OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path).on("open", path)
}
