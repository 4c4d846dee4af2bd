//! Migrations never change once they have landed: their checksums are kept beside them, as `sha256sum --check` reads them.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context as _;
use sha2::{Digest as _, Sha256};

use super::Finding;
use crate::workspace::Workspace;

const FOLDER: &str = "migrations";
const CHECKSUMS: &str = "migrations/checksums";

/// Checksums by file name.
type Checksums = BTreeMap<String, String>;

pub(super) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    Ok(compare(&landed(workspace)?, &present(workspace)?))
}

/// Notes the migrations that are new. What is noted already is left as it is.
pub(super) fn land(workspace: &Workspace) -> anyhow::Result<()> {
    let mut checksums = landed(workspace)?;
    for (name, checksum) in present(workspace)? {
        checksums.entry(name).or_insert(checksum);
    }
    let lines: Vec<String> = checksums.iter().map(|(name, checksum)| format!("{checksum}  {name}\n")).collect();
    fs::write(workspace.root.join(CHECKSUMS), lines.concat()).with_context(|| format!("cannot write {CHECKSUMS}"))
}

fn landed(workspace: &Workspace) -> anyhow::Result<Checksums> {
    let text = match fs::read_to_string(workspace.root.join(CHECKSUMS)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        read => read.with_context(|| format!("cannot read {CHECKSUMS}"))?,
    };
    let line = |line: &str| line.split_once("  ").map(|(checksum, name)| (name.to_owned(), checksum.to_owned()));
    Ok(text.lines().filter_map(line).collect())
}

fn present(workspace: &Workspace) -> anyhow::Result<Checksums> {
    let mut checksums = Checksums::new();
    for entry in fs::read_dir(workspace.root.join(FOLDER)).with_context(|| format!("cannot list {FOLDER}"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "sql") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            checksums.insert(name, format!("{:x}", Sha256::digest(fs::read(&path)?)));
        }
    }
    Ok(checksums)
}

fn compare(landed: &Checksums, present: &Checksums) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut found = |name: &str, message: &str| {
        findings.push(Finding::error(&Path::new(FOLDER).join(name), 1, message));
    };
    for (name, checksum) in landed {
        match present.get(name) {
            None => found(name, "a landed migration is gone: bring it back, and undo what it does in a new one"),
            Some(other) if other != checksum => {
                found(name, "a landed migration has changed: change it back, and make the change in a new one");
            }
            Some(_) => {}
        }
    }
    for name in present.keys().filter(|name| !landed.contains_key(*name)) {
        if landed.keys().next_back().is_some_and(|last| last > name) {
            found(name, "a new migration must have a higher number than those that have landed");
        } else {
            found(name, "a new migration: run `cargo xtask tidy --land-migrations` and commit migrations/checksums");
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checksums(files: &[(&str, &str)]) -> Checksums {
        files.iter().map(|(name, checksum)| ((*name).to_owned(), (*checksum).to_owned())).collect()
    }

    fn messages(present: &[(&str, &str)]) -> Vec<String> {
        let landed = checksums(&[("V0001__a.sql", "aa"), ("V0003__c.sql", "cc")]);
        compare(&landed, &checksums(present)).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_landed_migration_neither_changes_nor_goes() {
        assert!(messages(&[("V0001__a.sql", "aa"), ("V0003__c.sql", "cc")]).is_empty());
        assert!(messages(&[("V0001__a.sql", "ab"), ("V0003__c.sql", "cc")])[0].contains("has changed"));
        assert!(messages(&[("V0003__c.sql", "cc")])[0].contains("is gone"));
    }

    #[test]
    fn a_new_migration_is_noted_and_comes_last() {
        let landed = [("V0001__a.sql", "aa"), ("V0003__c.sql", "cc")];
        assert!(messages(&[&landed[..], &[("V0004__d.sql", "dd")]].concat())[0].contains("--land-migrations"));
        assert!(messages(&[&landed[..], &[("V0002__b.sql", "bb")]].concat())[0].contains("higher number"));
    }
}
