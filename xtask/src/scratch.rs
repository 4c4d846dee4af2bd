//! A task's scratch folder, for one run at a time: a second run of the task would drop the databases of the first, and each
//! would overwrite the other's logs. It does not make the folder's content, and leaves it for whoever reads the logs.

use std::{
    env,
    fs::{File, OpenOptions, TryLockError},
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    process,
};

use anyhow::{Context as _, bail};

/// A folder that no other run uses as long as this lives. The system gives it free when this process dies.
#[derive(Debug)]
pub(crate) struct Scratch {
    folder: PathBuf,
    _lock: File,
}

impl Scratch {
    /// Takes a folder that is there.
    ///
    /// # Errors
    /// Another run has it; the message names that run.
    pub(crate) fn claim(folder: PathBuf) -> anyhow::Result<Self> {
        let path = folder.join("lock");
        let of_file = || format!("the lock file {}", path.display());
        let mut options = OpenOptions::new();
        let mut lock = options.create(true).truncate(false).read(true).write(true).open(&path).with_context(of_file)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                lock.read_to_string(&mut holder).with_context(of_file)?;
                bail!(
                    "{} is used by another run ({}); wait for it, or end it",
                    folder.display(),
                    // It has the lock before it writes its name.
                    if holder.is_empty() { "which has just begun" } else { holder.trim() }
                );
            }
            Err(TryLockError::Error(source)) => return Err(source).with_context(of_file),
        }
        // Only now: the name of whoever holds the lock must stay.
        lock.set_len(0).with_context(of_file)?;
        writeln!(lock, "process {}: {}", process::id(), command_line()).with_context(of_file)?;
        Ok(Self { folder, _lock: lock })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// As a person would have typed it.
fn command_line() -> String {
    let arguments: Vec<_> = env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    format!("cargo xtask {}", arguments.join(" "))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder of the test's own, removed with it.
    struct Temporary(PathBuf);

    impl Temporary {
        fn make(name: &str) -> Self {
            let folder = env::temp_dir().join(format!("xtask-{name}-{}", process::id()));
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }
    }

    impl Drop for Temporary {
        fn drop(&mut self) {
            drop(fs::remove_dir_all(&self.0));
        }
    }

    #[test]
    fn a_second_run_is_refused_and_told_who_the_first_one_is() {
        let folder = Temporary::make("claimed-twice");
        let first = Scratch::claim(folder.0.clone()).unwrap();
        for _ in 0..2 {
            let refused = Scratch::claim(folder.0.clone()).unwrap_err().to_string();
            assert!(refused.contains(&format!("process {}: cargo xtask", process::id())), "{refused}");
            assert!(refused.contains(&folder.0.display().to_string()), "{refused}");
        }
        drop(first);
        Scratch::claim(folder.0.clone()).unwrap();
    }

    #[test]
    fn the_name_of_a_former_run_does_not_stay() {
        let folder = Temporary::make("claimed-before");
        fs::write(folder.0.join("lock"), "process 1: a run with a long name ".repeat(100)).unwrap();
        let _claimed = Scratch::claim(folder.0.clone()).unwrap();
        let refused = Scratch::claim(folder.0.clone()).unwrap_err().to_string();
        assert!(!refused.contains("process 1: a run"), "{refused}");
    }
}
