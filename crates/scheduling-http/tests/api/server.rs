//! The server itself, over TCP.

use std::net::SocketAddr;

use futures_util::future::{FutureExt as _, join};
use scheduling_http::Server;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::oneshot,
};

use crate::support::Api;

async fn exchange(address: SocketAddr, request: &str) -> String {
    exchange_as(address, request, "accept: */*").await
}

/// The same with a header.
pub(crate) async fn exchange_as(address: SocketAddr, request: &str, header: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("{request} HTTP/1.1\r\nhost: localhost\r\n{header}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[actix_web::test]
async fn it_serves_until_it_is_told_to_stop() {
    let api = Api::new().await;
    let server = Server::bind(api.state.clone(), SocketAddr::from(([127, 0, 0, 1], 0)), 1).unwrap();
    let address = server.addr();
    assert!(address.ip().is_loopback() && address.port() > 0);
    let (stop, stopped) = oneshot::channel::<()>();
    let client = async move {
        let profile = exchange(address, "GET /api/public/scheduling/acme/users/ada").await;
        assert!(profile.starts_with("HTTP/1.1 200 OK\r\n"), "{profile}");
        // A HEAD has the headers of a GET and no body.
        let head = exchange(address, "HEAD /api/public/scheduling/acme/users/ada").await;
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.ends_with("\r\n\r\n"), "{head}");
        assert!(head.contains("content-length: "), "{head}");
        // What is nowhere is a problem too, with all headers.
        let nowhere = exchange(address, "GET /favicon.ico").await;
        assert!(nowhere.starts_with("HTTP/1.1 404 ") && nowhere.contains("application/problem+json"), "{nowhere}");
        assert!(nowhere.contains("x-content-type-options: nosniff"), "{nowhere}");
        // Metrics are labelled by routes, never by paths.
        let metrics = exchange(address, "GET /metrics").await;
        assert!(metrics.contains("http_requests_total"), "{metrics}");
        assert!(metrics.contains(r#"route="/api/public/scheduling/{tenantSlug}/users/{username}""#), "{metrics}");
        assert!(!metrics.contains("acme"), "{metrics}");
        stop.send(()).unwrap();
    };
    let (served, ()) = join(server.run(stopped.map(drop)), client).await;
    served.unwrap();
    assert!(TcpStream::connect(address).await.is_err(), "it listens no more");
}

#[actix_web::test]
async fn an_address_that_is_taken_is_an_error() {
    let api = Api::new().await;
    let first = Server::bind(api.state.clone(), SocketAddr::from(([127, 0, 0, 1], 0)), 1).unwrap();
    assert!(Server::bind(api.state.clone(), first.addr(), 1).is_err());
}
