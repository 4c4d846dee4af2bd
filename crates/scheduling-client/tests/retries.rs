//! What is sent again and what is not, against a server that says what a test wants.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on must fail")]

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use scheduling_client::{Client, Code, Error, HostCancelInput, Retries};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use uuid::Uuid;

const ALIVE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"status\":\"ok\"}";
/// The connection is closed without an answer.
const CUT: &str = "";

fn problem(status: u16, code: &str, header: &str) -> String {
    let body = format!(r#"{{"type":"about:blank","title":"x","status":{status},"detail":"no","code":"{code}"}}"#);
    format!("HTTP/1.1 {status} X\r\n{header}Content-Length: {}\r\n\r\n{body}", body.len())
}

/// A client of a server that gives these replies, each on a connection of its own, and the requests that came.
async fn against(replies: Vec<String>) -> (Client, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let requests = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&requests);
    tokio::spawn(async move {
        for reply in replies {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 4096];
            let length = stream.read(&mut request).await.unwrap();
            seen.lock().unwrap().push(String::from_utf8_lossy(&request[..length]).into_owned());
            let reply = reply.replacen("\r\n", "\r\nConnection: close\r\n", 1);
            stream.write_all(reply.as_bytes()).await.unwrap();
        }
    });
    let mut retries = Retries::default();
    retries.first_wait = Duration::from_millis(1);
    (Client::new(&format!("http://{address}")).unwrap().with_retries(retries), requests)
}

fn key(request: &str) -> Option<String> {
    let line = request.lines().find_map(|line| line.strip_prefix("idempotency-key: "));
    line.map(str::to_owned)
}

async fn cancel(client: &Client) -> Error {
    client.cancel_booking(Uuid::nil(), &HostCancelInput { reason: None, series: None }).await.unwrap_err()
}

#[tokio::test]
async fn a_write_is_sent_again_under_the_same_key() {
    let replies = vec![CUT.to_owned(), problem(503, "busy", "Retry-After: 0\r\n"), problem(404, "not_found", "")];
    let (client, requests) = against(replies).await;
    assert_eq!(cancel(&client).await.code(), Some(Code::NotFound));
    let requests = requests.lock().unwrap();
    let first = key(&requests[0]).expect("a write has a key");
    assert!(first.len() >= 16);
    assert_eq!(requests.iter().filter_map(|request| key(request)).collect::<Vec<_>>(), [&*first, &*first, &*first]);
}

#[tokio::test]
async fn after_three_retries_the_answer_stands() {
    let (client, requests) = against(vec![problem(503, "busy", ""); 4]).await;
    assert_eq!(cancel(&client).await.code(), Some(Code::Busy));
    assert_eq!(requests.lock().unwrap().len(), 4);
    let (client, requests) = against(vec![CUT.to_owned(); 4]).await;
    assert!(matches!(cancel(&client).await, Error::Unreachable(_)));
    assert_eq!(requests.lock().unwrap().len(), 4);
}

#[tokio::test]
async fn what_will_not_change_is_not_asked_again() {
    for (status, code) in [(409, "slot_taken"), (422, "invalid"), (500, "internal")] {
        let (client, requests) = against(vec![problem(status, code, "")]).await;
        assert_eq!(cancel(&client).await.status(), Some(status));
        assert_eq!(requests.lock().unwrap().len(), 1);
    }
    let (client, _) = against(vec![problem(429, "rate_limited", "Retry-After: 3600\r\n")]).await;
    assert_eq!(client.is_alive().await.unwrap_err().code(), Some(Code::RateLimited));
}

#[tokio::test]
async fn a_read_has_no_key_and_an_answer_of_somebody_else_is_no_problem() {
    let (client, requests) = against(vec![ALIVE.to_owned()]).await;
    assert_eq!(client.is_alive().await.unwrap().status, "ok");
    assert_eq!(key(&requests.lock().unwrap()[0]), None);
    let (client, _) = against(vec!["HTTP/1.1 502 X\r\nContent-Length: 6\r\n\r\n<html>".to_owned()]).await;
    let error = client.is_alive().await.unwrap_err();
    assert!(matches!(error, Error::Unexpected { status: 502, ref body } if body == "<html>"), "{error:?}");
}

#[tokio::test]
async fn a_kind_of_problem_that_is_not_known_yet_is_a_problem() {
    let (client, _) = against(vec![problem(409, "brand_new", "")]).await;
    let error = client.is_alive().await.unwrap_err();
    assert_eq!((error.code(), error.problem().unwrap().code.as_str()), (None, "brand_new"));
    assert!(matches!(Client::new("not an address"), Err(Error::Address(_))));
}
