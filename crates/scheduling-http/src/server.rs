//! The server: binds, serves, and finishes the requests in flight before it stops.

use std::{io, net::SocketAddr, time::Duration};

use actix_web::{App, HttpServer, dev};
use futures_util::future::{Either, select};
use scheduling_engine::Engine;

use crate::{AppState, configure, metrics, routes::catch_all};

/// How long requests in flight may take to finish after the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(5);
/// How long an idle connection is kept.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How often metrics that nobody fetches are condensed.
const METRICS_UPKEEP: Duration = Duration::from_secs(5);
/// The most connections of one worker.
const CONNECTIONS: usize = 10_000;

/// A server that listens and does not serve yet.
pub struct Server {
    running: dev::Server,
    engine: Engine,
    address: SocketAddr,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Server {
    /// Listens on an address; port 0 lets the system choose one. `workers` of 0 are one for each core.
    ///
    /// # Errors
    /// The address is taken, or not this machine's.
    pub fn bind(state: AppState, address: SocketAddr, workers: usize) -> io::Result<Self> {
        metrics::install();
        let engine = state.engine().clone();
        let application = move || App::new().configure(configure(state.clone())).configure(catch_all(state.clone()));
        let mut server = HttpServer::new(application)
            .client_request_timeout(HEAD_TIMEOUT)
            .keep_alive(KEEP_ALIVE)
            .max_connections(CONNECTIONS)
            .shutdown_timeout(GRACE.as_secs())
            .disable_signals();
        if workers > 0 {
            server = server.workers(workers);
        }
        let server = server.bind(address)?;
        let bound = server.addrs().first().copied().ok_or_else(|| io::Error::other("nothing was bound"))?;
        Ok(Self { running: server.run(), engine, address: bound })
    }

    /// The address that it listens on.
    #[must_use]
    pub const fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `shutdown` is ready; requests in flight then have ten seconds to finish.
    ///
    /// # Errors
    /// The system does not accept connections any more.
    pub async fn run(self, shutdown: impl Future<Output = ()>) -> io::Result<()> {
        let upkeep = actix_web::rt::spawn(async {
            let mut turns = actix_web::rt::time::interval(METRICS_UPKEEP);
            loop {
                turns.tick().await;
                metrics::upkeep();
            }
        });
        let (handle, engine) = (self.running.handle(), self.engine);
        let serving = std::pin::pin!(self.running);
        let stopping = async move {
            shutdown.await;
            // Longer than the grace that requests have.
            engine.end_waits();
            handle.stop(true).await;
        };
        let stopping = std::pin::pin!(stopping);
        // The server ends when it was stopped, or by itself when it fails.
        let served = match select(serving, stopping).await {
            Either::Left((served, _)) => served,
            Either::Right(((), serving)) => serving.await,
        };
        upkeep.abort();
        served
    }
}
