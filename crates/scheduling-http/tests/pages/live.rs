//! What is taken while somebody looks is told to them, over TCP as a browser hears it.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use futures_util::future::{FutureExt as _, join};
use scheduling_http::{AppOptions, Limiters, RateLimiting, Server};
use scheduling_lock::LocalLimiter;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
    sync::oneshot,
    time::timeout,
};

use crate::{
    book::told,
    site::{LATER, SLOT, Site},
};

const LIVE: &str = "/book/acme/ada/intro/live?month=2026-03&timezone=Europe/Berlin";
/// Longer than anything takes that comes at all.
const ENOUGH: Duration = Duration::from_secs(30);

/// A stream that is open.
struct Stream(BufReader<TcpStream>);

impl Stream {
    async fn open(address: SocketAddr, path: &str) -> Self {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        Self(BufReader::new(stream))
    }

    /// The next line that begins so.
    async fn line(&mut self, begin: &str) -> String {
        let found = async {
            loop {
                let mut line = String::new();
                assert!(self.0.read_line(&mut line).await.unwrap() > 0, "it ended before {begin}");
                if line.starts_with(begin) {
                    return line.trim_end().to_owned();
                }
            }
        };
        timeout(ENOUGH, found).await.unwrap()
    }

    /// The free times that come next.
    async fn free(&mut self) -> Vec<String> {
        let line = self.line("data: ").await;
        serde_json::from_str(line.strip_prefix("data: ").unwrap()).unwrap()
    }
}

#[actix_web::test]
async fn a_time_that_is_taken_is_told_to_all_who_look_and_the_end_of_the_server_is_the_end() {
    let site = Site::new().await;
    let server = Server::bind(site.state.clone(), SocketAddr::from(([127, 0, 0, 1], 0)), 1).unwrap();
    let address = server.addr();
    let (stop, stopped) = oneshot::channel::<()>();
    let client = async move {
        let mut berlin = Stream::open(address, LIVE).await;
        assert_eq!(berlin.line("HTTP").await, "HTTP/1.1 200 OK");
        assert_eq!(berlin.line("content-type").await, "content-type: text/event-stream");
        assert_eq!(berlin.line("retry").await, "retry: 5000");
        let before = berlin.free().await;
        assert!(before.iter().any(|start| start == SLOT) && before.is_sorted(), "{before:?}");
        let mut tokyo = Stream::open(address, &LIVE.replace("Europe/Berlin", "Asia/Tokyo")).await;
        assert!(tokyo.free().await.iter().any(|start| start == LATER));
        site.book(SLOT).await;
        for stream in [&mut berlin, &mut tokyo] {
            let after = stream.free().await;
            assert!(after.iter().all(|start| start != SLOT), "{after:?}");
            assert!(after.iter().any(|start| start == LATER), "{after:?}");
        }
        // Whoever serves this does not wait until they have heard enough.
        stop.send(()).unwrap();
        let ended = async {
            let mut rest = String::new();
            berlin.0.read_to_string(&mut rest).await.unwrap();
        };
        timeout(Duration::from_secs(5), ended).await.unwrap();
    };
    let (served, ()) = join(server.run(stopped.map(drop)), client).await;
    served.unwrap();
}

#[actix_web::test]
async fn the_page_says_where_it_is_told_and_only_what_is_there_is() {
    let site = Site::new().await;
    let page = site.get("/book/acme/ada/intro?date=2026-03-16&timezone=Europe/Berlin&name=Grace").await.page(200);
    let live = told(&page, "live").unwrap();
    assert_eq!(live, "/book/acme/ada/intro/live?month=2026-03&timezone=Europe%2FBerlin", "and nothing of a person");
    for wrong in [
        "/book/acme/ada/nothing/live?month=2026-03",
        "/book/acme/nobody/intro/live?month=2026-03",
        "/book/acme/ada/intro/live?month=2026-02",
        "/book/acme/ada/intro/live?month=x",
        "/book/acme/ada/intro/live",
    ] {
        site.get(wrong).await.page(404);
    }
    let post = site.post(LIVE, &[]).await;
    assert_eq!((post.status.as_u16(), post.header("allow")), (405, "GET, HEAD"));
}

#[actix_web::test]
async fn streams_are_counted_and_who_has_too_many_gets_none() {
    let limiter = || Arc::new(LocalLimiter::new());
    let mut options = AppOptions::default();
    options.rate_limiting = RateLimiting::On(Limiters { reads: limiter(), writes: limiter() });
    let site = Site::with(options).await;
    let server = Server::bind(site.state.clone(), SocketAddr::from(([127, 0, 0, 1], 0)), 1).unwrap();
    let address = server.addr();
    let (stop, stopped) = oneshot::channel::<()>();
    let client = async move {
        let mut open = Vec::new();
        for _ in 0..20 {
            let mut stream = Stream::open(address, LIVE).await;
            assert!(stream.line("ratelimit").await.contains("\"reads\""));
            stream.free().await;
            open.push(stream);
        }
        let mut refused = Stream::open(address, LIVE).await;
        assert_eq!(refused.line("HTTP").await, "HTTP/1.1 204 No Content", "a browser does not come again");
        stop.send(()).unwrap();
    };
    let (served, ()) = join(server.run(stopped.map(drop)), client).await;
    served.unwrap();
}
