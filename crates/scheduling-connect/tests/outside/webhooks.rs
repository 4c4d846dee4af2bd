//! Calls of webhooks, to receivers on this machine.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use scheduling_connect::{AllowedNetworks, Connectors, Mail, Trust, Webhooks, secret_text};
use scheduling_core::{DeliveryId, EventId};
use scheduling_engine::{Content, Deliver as _, Delivered, Parcel, Response, Route, Then, Undelivered, WebhookCall};
use serde_json::{Value, json};
use tokio::{io::AsyncWriteExt as _, net::TcpListener, time::Instant};
use uuid::Uuid;

use crate::{
    people::now,
    python::verify,
    receiver::{Behaviour, Receiver},
    tls::certificates,
};

const OLD: [u8; 32] = [7; 32];
const NEW: [u8; 32] = [0xfb; 32];
const BODY: &str = r#"{"type":"booking.created","data":{"name":"Jürgen 😀"}}"#;

fn webhooks(allowed: &str, trust: Trust) -> Connectors {
    let allowed: AllowedNetworks = allowed.parse().unwrap();
    Connectors { mail: Mail::Unconfigured, webhooks: Webhooks::new(allowed, trust).unwrap() }
}

/// May call receivers on this machine.
fn here() -> Connectors {
    webhooks("127.0.0.0/8,::1/128", Trust::mozilla())
}

fn to(url: impl Into<String>) -> WebhookCall {
    let event = EventId::from_uuid(Uuid::from_u128(0xe));
    WebhookCall { url: url.into(), event, secrets: vec![NEW, OLD], body: BODY.to_owned() }
}

async fn call(by: &Connectors, call: WebhookCall) -> Result<Delivered, Undelivered> {
    call_at(by, call, now()).await
}

async fn call_at(by: &Connectors, call: WebhookCall, at: Timestamp) -> Result<Delivered, Undelivered> {
    let delivery = DeliveryId::from_uuid(Uuid::from_u128(0xd));
    by.open(Route::Webhook).await.unwrap().send(Parcel { delivery, at, content: Content::Webhook(call) }).await
}

async fn answered(head: &str, body: &str) -> Result<Delivered, Undelivered> {
    let receiver = Receiver::start(Behaviour::answer(head, body)).await;
    call(&here(), to(receiver.url())).await
}

#[tokio::test]
#[expect(
    clippy::disallowed_methods,
    reason = "the library takes calls of the last five minutes only, by its own clock"
)]
async fn the_published_library_verifies_a_call_with_either_secret() {
    let receiver = Receiver::start(Behaviour::answer("200 OK", "thanks")).await;
    let delivered = call_at(&here(), to(receiver.url()), Timestamp::now()).await.unwrap();
    assert_eq!(delivered.response, Some(Response { code: 200, text: "thanks".to_owned() }));
    let calls = receiver.calls().await;
    let first = &calls[0];
    assert_eq!((calls.len(), first.line.as_str(), first.body.as_str()), (1, "POST /hook?x=1 HTTP/1.1", BODY));
    let headers = Value::Object(first.headers.clone());
    for secret in [NEW, OLD] {
        assert_eq!(verify(&secret_text(&secret), &headers, BODY).unwrap()["type"], "booking.created");
    }
    for (secret, body) in [([8; 32], BODY), (NEW, "{}")] {
        let failed = verify(&secret_text(&secret), &headers, body).unwrap_err();
        assert!(failed.contains("WebhookVerificationError"), "{failed}");
    }
}

#[tokio::test]
async fn a_call_says_what_the_specification_asks_for_and_nothing_of_us() {
    let receiver = Receiver::start(Behaviour::answer("204 No Content", "")).await;
    call(&here(), to(receiver.url())).await.unwrap();
    let headers = receiver.calls().await.remove(0).headers;
    let names: Vec<&str> = headers.keys().map(String::as_str).collect();
    let expected =
        ["accept", "content-length", "content-type", "host", "user-agent", "webhook-id", "webhook-signature"];
    assert_eq!(names, [&expected[..], &["webhook-timestamp"]].concat());
    assert_eq!(headers["webhook-id"], "00000000-0000-0000-0000-00000000000e");
    assert_eq!(headers["webhook-timestamp"], now().as_second().to_string());
    assert_eq!(headers["content-type"], "application/json");
    assert!(headers["user-agent"].as_str().unwrap().starts_with("scheduling-webhooks/"));
    let signatures: Vec<&str> = headers["webhook-signature"].as_str().unwrap().split(' ').collect();
    assert!(signatures.len() == 2 && signatures.iter().all(|one| one.len() == 47 && one.starts_with("v1,")));
}

#[test]
fn a_secret_is_written_as_the_specification_says() {
    assert_eq!(secret_text(&[0; 32]), "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
}

#[tokio::test]
async fn what_an_answer_says_decides_what_follows() {
    for good in ["200 OK", "201 Created", "202 Accepted", "204 No Content", "299 Fine"] {
        assert!(answered(good, "").await.is_ok(), "{good}");
    }
    let wait = |seconds| Then::Retry(Some(SignedDuration::from_secs(seconds)));
    for (head, then, error) in [
        ("410 Gone", Then::Disable, "the receiver wants no more events (410)"),
        ("503 Later\r\nretry-after: 120", wait(120), "the receiver answered 503"),
        ("429 Slow\r\nretry-after: Mon, 02 Mar 2026 13:00:00 GMT", wait(3600), "the receiver answered 429"),
        ("503 Later\r\nretry-after: 999999999", wait(86400), "the receiver answered 503"),
        ("503 Later\r\nretry-after: soon", Then::Retry(None), "the receiver answered 503"),
        ("503 Later", Then::Retry(None), "the receiver answered 503"),
        ("500 Oops\r\nretry-after: 120", Then::Retry(None), "the receiver answered 500"),
        ("404 Not Found", Then::Retry(None), "the receiver answered 404"),
        ("400 Bad", Then::Retry(None), "the receiver answered 400"),
        ("304 Not Modified", Then::Retry(None), "the receiver redirects (304), which is not followed"),
    ] {
        let failed = answered(head, "").await.unwrap_err();
        assert_eq!((failed.then, failed.error.as_str()), (then, error), "{head}");
    }
    let failed = answered("500 Oops", "line\r\n\u{1b}[31mred\0 ü").await.unwrap_err();
    let text = "line  \u{fffd}[31mred\u{fffd} ü".to_owned();
    assert_eq!(failed.response, Some(Response { code: 500, text }));
}

#[tokio::test]
async fn a_redirect_is_a_failure_and_is_not_followed() {
    let inside = Receiver::start(Behaviour::answer("200 OK", "secret")).await;
    for status in ["301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"] {
        let head = format!("{status}\r\nlocation: {}", inside.url());
        let failed = answered(&head, "").await.unwrap_err();
        assert_eq!(failed.then, Then::Retry(None));
        assert!(failed.error.ends_with("which is not followed"), "{}", failed.error);
    }
    assert!(inside.calls().await.is_empty());
}

#[tokio::test]
async fn of_a_large_answer_only_the_beginning_is_read() {
    // It never ends: whoever read it all would wait for ever.
    let receiver = Receiver::start(Behaviour::Drip("HTTP/1.1 200 OK\r\n\r\n", LARGE)).await;
    let start = Instant::now();
    let delivered = call(&here(), to(receiver.url())).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(10));
    assert_eq!(delivered.response.unwrap().text, "é".repeat(Response::KEPT));
    // A head without an end is not read either.
    let receiver = Receiver::start(Behaviour::Drip("HTTP/1.1 200 OK\r\nx: ", LARGE)).await;
    assert_eq!(call(&here(), to(receiver.url())).await.unwrap_err().then, Then::Retry(None));
}

/// 16 KiB of two-byte characters.
const LARGE: &str = {
    const BYTES: [u8; 16384] = {
        let mut bytes = [0xa9; 16384];
        let mut index = 0;
        while index < bytes.len() {
            bytes[index] = 0xc3;
            index += 2;
        }
        bytes
    };
    match std::str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => panic!("not UTF-8"),
    }
};

#[tokio::test]
async fn a_slow_receiver_is_not_waited_for() {
    let by = Connectors { mail: Mail::Unconfigured, webhooks: here().webhooks.within(Duration::from_secs(1)) };
    for behaviour in [Behaviour::Hang, Behaviour::Drip("HTTP/1.1 200 OK\r\n", "x: y\r\n")] {
        let receiver = Receiver::start(behaviour).await;
        let failed = call(&by, to(receiver.url())).await.unwrap_err();
        assert_eq!((failed.then, failed.error.as_str()), (Then::Retry(None), "no answer within 1 s"));
    }
    // Once it has said that it took the event, the event is not sent again because the rest drips.
    let receiver = Receiver::start(Behaviour::Drip("HTTP/1.1 200 OK\r\n\r\n", ".")).await;
    let start = Instant::now();
    let text = call(&by, to(receiver.url())).await.unwrap().response.unwrap().text;
    assert!(!text.is_empty() && text.bytes().all(|b| b == b'.') && start.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_receiver_that_is_not_there_or_goes_away_is_tried_again() {
    let receiver = Receiver::start(Behaviour::Reset).await;
    let failed = call(&here(), to(receiver.url())).await.unwrap_err();
    assert_eq!((failed.then, failed.error.as_str()), (Then::Retry(None), "the connection broke off"));
    let receiver = Receiver::start(Behaviour::Answer(b"SSH-2.0-x\r\n\r\n".to_vec())).await;
    let failed = call(&here(), to(receiver.url())).await.unwrap_err();
    assert_eq!((failed.then, failed.error.as_str()), (Then::Retry(None), "the connection broke off"));
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let failed = call(&here(), to(format!("http://{closed}/"))).await.unwrap_err();
    assert_eq!((failed.then, failed.error.as_str()), (Then::Retry(None), "the receiver cannot be reached"));
}

#[tokio::test]
async fn without_leave_nothing_on_this_machine_is_called() {
    let receiver = Receiver::start(Behaviour::answer("200 OK", "")).await;
    let certificates = certificates();
    let encrypted = Receiver::with_tls(Behaviour::answer("200 OK", ""), certificates.acceptor()).await;
    let by = webhooks("", certificates.trust());
    let (port, tls) = (receiver.address.port(), encrypted.address.port());
    for (url, then, error) in [
        (
            format!("https://127.0.0.1:{tls}/"),
            Then::GiveUp,
            "the URL must not have this address: the address is not allowed",
        ),
        (
            format!("http://127.0.0.1:{port}/"),
            Then::GiveUp,
            "the URL must not have this address: the address is not allowed",
        ),
        (
            format!("https://localhost:{tls}/"),
            Then::Retry(None),
            "the host is not known, or the address is not allowed",
        ),
        (format!("http://localhost:{port}/"), Then::GiveUp, "the URL must begin with https://"),
        (
            "https://nobody.invalid/".to_owned(),
            Then::Retry(None),
            "the host is not known, or the address is not allowed",
        ),
        ("not a URL".to_owned(), Then::GiveUp, "the URL must be an absolute URL with a host"),
    ] {
        let failed = call(&by, to(url.clone())).await.unwrap_err();
        assert_eq!((failed.then, failed.error.as_str()), (then, error), "{url}");
    }
    assert!(receiver.calls().await.is_empty() && encrypted.calls().await.is_empty());
    // With leave, names are followed too.
    call(&here(), to(format!("http://localhost:{port}/"))).await.unwrap();
    assert_eq!(receiver.calls().await.len(), 1);
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_gets_no_event() {
    let certificates = certificates();
    let receiver = Receiver::with_tls(Behaviour::answer("200 OK", ""), certificates.acceptor()).await;
    let url = format!("https://localhost:{}/", receiver.address.port());
    let failed = call(&here(), to(url.clone())).await.unwrap_err();
    let error = "TLS failed: nobody who is known vouches for the certificate";
    assert_eq!((failed.then, failed.error.as_str()), (Then::Retry(None), error));
    assert!(receiver.calls().await.is_empty());
    call(&webhooks("127.0.0.0/8", certificates.trust()), to(url)).await.unwrap();
    assert_eq!(receiver.calls().await.len(), 1);
    // Nor one for another name, nor who speaks no TLS.
    let by = webhooks("127.0.0.0/8", certificates.trust());
    let failed = call(&by, to(format!("https://{}/", receiver.address))).await.unwrap_err();
    assert_eq!(failed.error, "TLS failed: the certificate is not for this host");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let plain = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        stream
    };
    let (failed, _stream) = tokio::join!(call(&by, to(url)), plain);
    let failed = failed.unwrap_err();
    assert_eq!((failed.then, failed.error.as_str()), (Then::Retry(None), "TLS failed: the handshake failed"));
}

#[tokio::test]
async fn what_cannot_be_sent_is_given_up() {
    let receiver = Receiver::start(Behaviour::answer("200 OK", "")).await;
    let large = WebhookCall { body: "x".repeat(64 * 1024 + 1), ..to(receiver.url()) };
    let failed = call(&here(), large).await.unwrap_err();
    assert_eq!((failed.then, failed.error.as_str()), (Then::GiveUp, "the event has more than 64 KiB"));
    let unsigned = WebhookCall { secrets: Vec::new(), ..to(receiver.url()) };
    let failed = call(&here(), unsigned).await.unwrap_err();
    assert_eq!((failed.then, failed.error.as_str()), (Then::GiveUp, "the endpoint has no secret to sign with"));
    assert!(receiver.calls().await.is_empty());
    let most = WebhookCall { body: "x".repeat(64 * 1024), ..to(receiver.url()) };
    call(&here(), most).await.unwrap();
    assert_eq!(json!(receiver.calls().await[0].body.len()), json!(65536));
}
