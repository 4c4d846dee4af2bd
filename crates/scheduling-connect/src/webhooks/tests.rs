//! Names that lead to several addresses, which only an own look-up can make.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use scheduling_core::{DeliveryId, EventId};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use uuid::Uuid;

use super::*;

const GUARDED: Ipv4Addr = Ipv4Addr::LOCALHOST;
const OPEN: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

/// Two receivers at one port, and how often each was connected.
async fn receivers() -> (u16, Arc<[AtomicUsize; 2]>) {
    let connected: Arc<[AtomicUsize; 2]> = Arc::default();
    let guarded = TcpListener::bind((GUARDED, 0)).await.unwrap();
    let port = guarded.local_addr().unwrap().port();
    for (index, listener) in [guarded, TcpListener::bind((OPEN, port)).await.unwrap()].into_iter().enumerate() {
        let connected = connected.clone();
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                connected[index].fetch_add(1, Ordering::SeqCst);
                assert!(stream.read(&mut [0; 4096]).await.unwrap() > 0);
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.unwrap();
            }
        });
    }
    (port, connected)
}

/// Answers with one list after the other.
fn answering(answers: Vec<Vec<IpAddr>>) -> Lookup {
    let answers = Mutex::new(answers.into_iter());
    Arc::new(move |name| {
        assert_eq!(name, "hooks.example.org");
        let answer = answers.lock().unwrap().next().ok_or_else(|| io::Error::other("asked too often"));
        Box::pin(async move { answer })
    })
}

async fn call(allowed: &str, lookup: Lookup, port: u16) -> Result<Delivered, Undelivered> {
    let webhooks = Webhooks::with_lookup(allowed.parse().unwrap(), Trust::mozilla(), &lookup).unwrap();
    let call = WebhookCall {
        url: format!("http://hooks.example.org:{port}/"),
        event: EventId::from_uuid(Uuid::from_u128(1)),
        secrets: vec![[1; 32]],
        body: "{}".to_owned(),
    };
    let at = "2026-03-02T12:00:00Z".parse().unwrap();
    let parcel = Parcel { delivery: DeliveryId::from_uuid(Uuid::from_u128(2)), at, content: Content::Webhook(call) };
    webhooks.open().await.unwrap().send(parcel).await
}

#[tokio::test]
async fn of_several_addresses_only_those_that_are_allowed_are_connected() {
    let (port, connected) = receivers().await;
    let count = || [0, 1].map(|index: usize| connected[index].load(Ordering::SeqCst));
    let metadata: IpAddr = "169.254.169.254".parse().unwrap();
    let mapped: IpAddr = "::ffff:127.0.0.2".parse().unwrap();
    let mixed = vec![GUARDED.into(), metadata, mapped, OPEN.into()];
    call("127.0.0.2/32", answering(vec![mixed.clone()]), port).await.unwrap();
    assert_eq!(count(), [0, 1]);
    // A public address is for encrypted calls only.
    let failed = call("127.0.0.3/32", answering(vec![[mixed, vec!["8.8.8.8".parse().unwrap()]].concat()]), port).await;
    assert_eq!(failed.unwrap_err().error, "the host is not known, or the address is not allowed");
    assert_eq!(count(), [0, 1]);
}

#[tokio::test]
async fn a_name_is_asked_once_for_each_call_and_what_was_asked_is_connected() {
    let (port, connected) = receivers().await;
    // A name that says another thing the second time has no second time.
    let rebinding = answering(vec![vec![OPEN.into()], vec![GUARDED.into()]]);
    call("127.0.0.2/32", rebinding.clone(), port).await.unwrap();
    let failed = call("127.0.0.2/32", rebinding, port).await.unwrap_err();
    assert_eq!((failed.then, failed.error), (Then::Retry(None), NoAddress.to_string()));
    assert_eq!([0, 1].map(|index: usize| connected[index].load(Ordering::SeqCst)), [0, 1]);
}
