//! The file of `--ready-file`: there as long as the server takes requests, whole or not at all.

use std::{
    fs,
    io::{ErrorKind, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

use serde::Serialize;

use super::Failure;

/// What the file tells; what the server does not know is null.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Ready {
    pub(crate) base_url: String,
    pub(crate) tenant: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) event_slug: Option<String>,
    pub(crate) api_key: Option<String>,
    pub(crate) platform_key: Option<String>,
}

/// Removes the file, if one was asked for and it is there.
pub(crate) fn remove(path: Option<&Path>) -> Result<(), Failure> {
    let Some(path) = path else { return Ok(()) };
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", path.display()).into())
        }
        _ => Ok(()),
    }
}

/// Writes a file that is never seen half-written, readable by its owner alone.
pub(crate) fn write_whole(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&partial)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&partial, path)?;
    Ok(())
}
