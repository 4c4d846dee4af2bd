//! Who may use whom: the table of the architecture, held against the manifests.

use std::{fs, path::Path};

use anyhow::Context as _;

use super::Finding;
use crate::workspace::{Dependency, Kind, Package, Workspace};

/// A row of the table.
struct Row {
    /// The crate, without the prefix that all share.
    name: &'static str,
    /// What it may use of the workspace.
    workspace: &'static [&'static str],
    /// What it must never import: a crate, or with a `*` at the end all that begin so.
    forbidden: &'static [&'static str],
}

const TABLE: [Row; 14] = [
    Row {
        name: "core",
        workspace: &[],
        forbidden: &[
            "tokio*",
            "async-*",
            "futures*",
            "deadpool*",
            "redis",
            "actix*",
            "utoipa*",
            "reqwest",
            "rand*",
            "getrandom",
            "fastrand",
            "tracing*",
            "log",
        ],
    },
    Row {
        name: "store",
        workspace: &["core"],
        forbidden: &["actix*", "utoipa*", "redis", "deadpool-redis", "reqwest"],
    },
    Row { name: "lock", workspace: &[], forbidden: &["tokio-postgres", "deadpool-postgres", "refinery", "actix*"] },
    Row {
        name: "engine",
        workspace: &["core", "store", "lock"],
        forbidden: &[
            "actix*",
            "http",
            "utoipa*",
            "tokio-postgres",
            "deadpool*",
            "redis",
            "reqwest",
            "lettre",
            "maud",
            "minijinja",
        ],
    },
    Row { name: "render", workspace: &["core"], forbidden: &["actix*", "tokio*", "reqwest", "getrandom"] },
    Row { name: "connect", workspace: &["core", "engine", "render"], forbidden: &["actix*", "redis", "deadpool*"] },
    Row {
        name: "http",
        workspace: &["core", "store", "lock", "engine", "render", "connect", "devdb", "client"],
        forbidden: &["tokio-postgres", "deadpool*", "refinery", "redis"],
    },
    Row { name: "client", workspace: &[], forbidden: &["actix*", "tokio-postgres", "deadpool*", "redis", "utoipa*"] },
    Row { name: "devdb", workspace: &[], forbidden: &["tokio*", "actix*"] },
    Row {
        name: "testkit",
        workspace: &["core", "store", "lock", "engine", "render", "connect", "http", "devdb"],
        forbidden: &[],
    },
    Row { name: "example-core", workspace: &["core"], forbidden: &["tokio*", "actix*"] },
    Row { name: "example-engine", workspace: &["core", "store", "lock", "engine"], forbidden: &["actix*"] },
    Row { name: "example-actix", workspace: &["core", "store", "lock", "engine", "http"], forbidden: &[] },
    Row { name: "xtask", workspace: &["devdb"], forbidden: &["actix*"] },
];

/// Tests may use it, nothing else may.
const TESTKIT: &str = "testkit";

pub(super) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for package in &workspace.packages {
        let text = fs::read_to_string(&package.manifest_path)
            .with_context(|| format!("cannot read {}", package.manifest_path.display()))?;
        findings.extend(check_package(package, workspace.relative(&package.manifest_path), &text));
    }
    Ok(findings)
}

fn check_package(package: &Package, manifest: &Path, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let line_of = |name: &str| {
        let names = |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', ' ', '=']));
        text.lines().position(names).map_or(1, |line| line + 1)
    };
    if package.license.as_deref().is_none_or(str::is_empty) {
        findings.push(Finding::error(manifest, 1, "no license: write `license.workspace = true`"));
    }
    if !text.contains("[lints]\nworkspace = true") {
        findings.push(Finding::error(
            manifest,
            1,
            "the workspace's lints are missing: write `[lints]` `workspace = true`",
        ));
    }
    findings.extend(check_versions(manifest, text));

    let name = short(&package.name);
    let Some(row) = TABLE.iter().find(|row| row.name == name) else {
        let message = "a crate that the table in xtask/src/tidy/manifests.rs does not know: a new crate needs an ADR, and its row";
        findings.push(Finding::error(manifest, 1, message));
        return findings;
    };
    for dependency in &package.dependencies {
        if let Some(message) = refusal(row, dependency) {
            findings.push(Finding::error(manifest, line_of(&dependency.name), message));
        }
    }
    findings
}

/// Why a crate must not have this dependency.
fn refusal(row: &Row, dependency: &Dependency) -> Option<String> {
    let Row { name, workspace, forbidden } = row;
    let test = dependency.kind == Some(Kind::Dev);
    if dependency.path.is_some() {
        let other = short(&dependency.name);
        if other == TESTKIT {
            return (!test).then(|| format!("{TESTKIT} is for tests only: make it a dev-dependency"));
        }
        // A crate whose table row is empty has no use for the workspace in its tests either.
        return (!workspace.contains(&other))
            .then(|| format!("{name} may use {workspace:?} of the workspace, not {other}: a new edge needs an ADR"));
    }
    let matches = |pattern: &&&str| match pattern.strip_suffix('*') {
        Some(prefix) => dependency.name.starts_with(prefix),
        None => dependency.name == **pattern,
    };
    let pattern = forbidden.iter().find(matches).filter(|_| !test)?;
    Some(format!("{name} must never import {} ({pattern}): see the table in docs/architecture.md", dependency.name))
}

/// Versions are written once, at the top of the workspace.
fn check_versions(manifest: &Path, text: &str) -> Vec<Finding> {
    let mut section = "";
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('[') {
            section = line;
        } else if section.trim_end_matches(']').ends_with("dependencies")
            && line.contains('=')
            && !line.starts_with('#')
            && !line.contains("workspace = true")
        {
            let message = "versions live in the root Cargo.toml: write `name.workspace = true` here";
            findings.push(Finding::error(manifest, index + 1, message));
        }
    }
    findings
}

/// A crate's name without the prefix that all share.
pub(super) fn short(name: &str) -> &str {
    name.strip_prefix("scheduling-").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[lints]\nworkspace = true\n\n[dependencies]\njiff.workspace = true\n";

    fn package(name: &str, dependencies: &[(&str, Option<Kind>, bool)]) -> Package {
        let dependencies = dependencies.iter().map(|(name, kind, inside)| Dependency {
            name: (*name).to_owned(),
            kind: *kind,
            path: inside.then(|| "/there".into()),
        });
        Package {
            name: name.to_owned(),
            license: Some("MIT".to_owned()),
            manifest_path: "Cargo.toml".into(),
            dependencies: dependencies.collect(),
        }
    }

    fn messages(package: &Package, text: &str) -> Vec<(usize, String)> {
        let findings = check_package(package, Path::new("Cargo.toml"), text);
        findings.into_iter().map(|finding| (finding.line, finding.message)).collect()
    }

    #[test]
    fn an_edge_that_the_table_does_not_have_is_refused_with_its_line() {
        let text = format!("{GOOD}scheduling-engine.workspace = true\n");
        let found = messages(&package("scheduling-store", &[("scheduling-engine", None, true)]), &text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, 6);
        assert!(found[0].1.contains("not engine"), "{found:?}");
        assert!(messages(&package("scheduling-store", &[("scheduling-core", None, true)]), GOOD).is_empty());
    }

    #[test]
    fn a_forbidden_crate_is_refused_but_not_for_tests() {
        let found = messages(&package("scheduling-core", &[("tokio-postgres", None, false)]), GOOD);
        assert!(found[0].1.contains("must never import tokio-postgres"), "{found:?}");
        assert!(messages(&package("scheduling-core", &[("tokio", Some(Kind::Dev), false)]), GOOD).is_empty());
    }

    #[test]
    fn testkit_is_for_tests() {
        assert!(
            messages(&package("scheduling-http", &[("scheduling-testkit", Some(Kind::Dev), true)]), GOOD).is_empty()
        );
        let found = messages(&package("scheduling-http", &[("scheduling-testkit", None, true)]), GOOD);
        assert!(found[0].1.contains("dev-dependency"), "{found:?}");
    }

    #[test]
    fn an_unknown_crate_a_missing_license_missing_lints_and_an_own_version_are_refused() {
        assert!(messages(&package("scheduling-extra", &[]), GOOD)[0].1.contains("ADR"));
        let unlicensed = Package { license: None, ..package("scheduling-core", &[]) };
        assert!(messages(&unlicensed, GOOD)[0].1.contains("license"));
        assert!(messages(&package("scheduling-core", &[]), "")[0].1.contains("lints"));
        let own = format!("{GOOD}uuid = \"1\"\n");
        assert_eq!(messages(&package("scheduling-core", &[]), &own)[0].0, 6);
    }
}
