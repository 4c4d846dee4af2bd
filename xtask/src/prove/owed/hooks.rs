//! Receivers of webhooks on loopback: one that fails now and then, and one that never answers.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A receiver, which ends when it is dropped.
pub(super) struct Receiver {
    pub(super) url: String,
    /// The `webhook-id` of each call that it took.
    taken: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behaviour {
    /// One call in ten is answered with 500, and one in fifty not at all.
    FailsNowAndThen,
    /// Connections are taken, and nothing is said.
    NeverAnswers,
}

impl Receiver {
    pub(super) async fn start(behaviour: Behaviour) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/hook", listener.local_addr()?);
        let taken = Arc::new(Mutex::new(Vec::new()));
        let task = tokio::spawn(accept(listener, behaviour, taken.clone()));
        Ok(Self { url, taken, task })
    }

    pub(super) fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, behaviour: Behaviour, taken: Arc<Mutex<Vec<String>>>) {
    let mut kept = Vec::new();
    while let Ok((stream, _)) = listener.accept().await {
        match behaviour {
            Behaviour::NeverAnswers => kept.push(stream),
            Behaviour::FailsNowAndThen => {
                let taken = taken.clone();
                // Who resets the connection has its reasons: a worker that was killed.
                tokio::spawn(async move { answer(stream, &taken).await.ok() });
            }
        }
    }
}

async fn answer(mut stream: TcpStream, taken: &Mutex<Vec<String>>) -> anyhow::Result<()> {
    let mut request = Vec::new();
    let id = loop {
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&request);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let header = |name: &str| {
            let mut lines = head.lines().filter_map(|line| line.split_once(':'));
            lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
        };
        if body.len() >= header("content-length").context("a call without a length")?.parse()? {
            break header("webhook-id").context("a call without an id")?;
        }
    };
    if fastrand::u8(..50) == 0 {
        return Ok(());
    }
    let is_taken = fastrand::u8(..10) > 0;
    if is_taken {
        taken.lock().unwrap_or_else(PoisonError::into_inner).push(id);
    }
    let status = if is_taken { "204 No Content" } else { "500 Internal Server Error" };
    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    Ok(stream.write_all(answer.as_bytes()).await?)
}
