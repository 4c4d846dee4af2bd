//! A relay between the store and PostgreSQL that counts how often the store speaks.

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
};
use tokio_postgres::config::Host;

/// The relay. Its socket is removed when it is dropped.
pub(crate) struct Proxy {
    folder: PathBuf,
    port: u16,
    user: String,
    database: String,
    requests: Arc<AtomicUsize>,
}

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
        let requests = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = UnixStream::connect(&target).await.unwrap();
                tokio::spawn(relay(client, server, Arc::clone(&counted)));
            }
        });
        Self { folder, port, user, database, requests }
    }

    pub(crate) fn url(&self) -> String {
        let Self { folder, port, user, database, .. } = self;
        format!("host='{}' port={port} user={user} dbname={database}", folder.display())
    }

    /// How often the store has sent something after it had heard something.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

async fn relay(mut client: UnixStream, mut server: UnixStream, requests: Arc<AtomicUsize>) {
    let (mut asked, mut answered) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    let mut speaking = false;
    loop {
        tokio::select! {
            read = client.read(&mut asked) => {
                let Ok(length @ 1..) = read else { return };
                if !speaking {
                    requests.fetch_add(1, Ordering::SeqCst);
                }
                speaking = true;
                server.write_all(&asked[..length]).await.unwrap();
            }
            read = server.read(&mut answered) => {
                let Ok(length @ 1..) = read else { return };
                speaking = false;
                client.write_all(&answered[..length]).await.unwrap();
            }
        }
    }
}
