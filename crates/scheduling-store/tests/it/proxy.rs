//! A relay between the store and PostgreSQL that counts how often the store speaks, and can fall silent.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{UnixListener, UnixStream},
    sync::watch,
};
use tokio_postgres::config::Host;

/// The relay. Its socket is removed when it is dropped.
pub(crate) struct Proxy {
    folder: PathBuf,
    port: u16,
    user: String,
    database: String,
    line: Line,
}

/// What all connections share.
#[derive(Clone)]
struct Line {
    requests: Arc<AtomicUsize>,
    state: watch::Sender<State>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Flowing,
    /// Flows until a transaction that may write commits; that is still passed on.
    UntilCommit,
    Frozen,
}

/// COMMIT in PostgreSQL's protocol.
const COMMIT: &[u8] = b"Q\0\0\0\x0bCOMMIT\0";

impl Proxy {
    pub(crate) fn start(url: &str) -> Self {
        let config: tokio_postgres::Config = url.parse().unwrap();
        let [Host::Unix(target)] = config.get_hosts() else { panic!("the test cluster has no socket") };
        let port = config.get_ports().first().copied().unwrap_or(5432);
        let (user, database) = (config.get_user().unwrap().to_owned(), config.get_dbname().unwrap().to_owned());
        let socket = format!(".s.PGSQL.{port}");
        let target = target.join(&socket);
        let folder = std::env::temp_dir().join(format!("relay-{database}"));
        std::fs::create_dir(&folder).unwrap();
        let listener = UnixListener::bind(folder.join(&socket)).unwrap();
        let line = Line { requests: Arc::default(), state: watch::Sender::new(State::Flowing) };
        let shared = line.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = UnixStream::connect(&target).await.unwrap();
                tokio::spawn(relay(client, server, shared.clone()));
            }
        });
        Self { folder, port, user, database, line }
    }

    pub(crate) fn url(&self) -> String {
        let Self { folder, port, user, database, .. } = self;
        format!("host='{}' port={port} user={user} dbname={database}", folder.display())
    }

    /// How often the store has sent something after it had heard something.
    pub(crate) fn requests(&self) -> usize {
        self.line.requests.load(Ordering::SeqCst)
    }

    /// From now on nothing comes through, either way, on any connection, and no connection ends.
    pub(crate) fn freeze(&self) {
        self.line.state.send_replace(State::Frozen);
    }

    /// The same from the next COMMIT of a transaction that may write on: it arrives, and its answer does not.
    pub(crate) fn freeze_after_commit(&self) {
        self.line.state.send_replace(State::UntilCommit);
    }

    /// What was kept back goes on its way.
    pub(crate) fn thaw(&self) {
        self.line.state.send_replace(State::Flowing);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

impl Line {
    async fn flows(&self) {
        self.state.subscribe().wait_for(|state| *state != State::Frozen).await.unwrap();
    }
}

async fn relay(mut client: UnixStream, mut server: UnixStream, line: Line) {
    let (mut asked, mut answered) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    let (mut speaking, mut writing) = (false, false);
    loop {
        let (to, data) = tokio::select! {
            read = client.read(&mut asked) => {
                let Ok(length @ 1..) = read else { return };
                if !speaking {
                    line.requests.fetch_add(1, Ordering::SeqCst);
                }
                speaking = true;
                (&mut server, &asked[..length])
            }
            read = server.read(&mut answered) => {
                let Ok(length @ 1..) = read else { return };
                speaking = false;
                (&mut client, &answered[..length])
            }
        };
        line.flows().await;
        writing = (writing || holds(data, b"READ WRITE;")) && !holds(data, b"READ ONLY;");
        if writing && data.ends_with(COMMIT) {
            line.state.send_if_modified(|state| {
                let last = *state == State::UntilCommit;
                if last {
                    *state = State::Frozen;
                }
                last
            });
        }
        // Whoever is spoken to may have given up meanwhile.
        if to.write_all(data).await.is_err() {
            return;
        }
    }
}

fn holds(data: &[u8], text: &[u8]) -> bool {
    data.windows(text.len()).any(|part| part == text)
}
