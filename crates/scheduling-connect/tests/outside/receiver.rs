//! A receiver of webhooks on this machine, which does what a test says.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use serde_json::{Map, Value};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::Mutex,
};
use tokio_rustls::TlsAcceptor;

/// What it does with a call.
#[derive(Clone)]
pub(crate) enum Behaviour {
    /// Answers with these bytes.
    Answer(Vec<u8>),
    /// Answers so, and then for ever with this, bit by bit.
    Drip(&'static str, &'static str),
    /// Ends the connection without an answer.
    Reset,
    /// Says nothing.
    Hang,
}

impl Behaviour {
    /// A whole answer: a status, perhaps with more lines, and a body.
    pub(crate) fn answer(head: &str, body: &str) -> Self {
        Self::Answer(format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into_bytes())
    }
}

/// A call that came.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) line: String,
    pub(crate) headers: Map<String, Value>,
    pub(crate) body: String,
}

#[derive(Clone)]
pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    calls: Arc<Mutex<Vec<Call>>>,
}

impl Receiver {
    pub(crate) async fn start(behaviour: Behaviour) -> Self {
        Self::listen("127.0.0.1:0", behaviour, None).await
    }

    pub(crate) async fn with_tls(behaviour: Behaviour, tls: TlsAcceptor) -> Self {
        Self::listen("127.0.0.1:0", behaviour, Some(tls)).await
    }

    async fn listen(at: &str, behaviour: Behaviour, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind(at).await.unwrap();
        let receiver = Self { address: listener.local_addr().unwrap(), calls: Arc::default() };
        let calls = receiver.calls.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, behaviour.clone(), tls.clone(), calls.clone()));
            }
        });
        receiver
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook?x=1", self.address)
    }

    pub(crate) async fn calls(&self) -> Vec<Call> {
        self.calls.lock().await.clone()
    }
}

async fn serve(stream: TcpStream, behaviour: Behaviour, tls: Option<TlsAcceptor>, calls: Arc<Mutex<Vec<Call>>>) {
    match tls {
        None => talk(stream, behaviour, calls).await,
        Some(tls) => {
            // Whoever does not trust us goes away.
            if let Ok(stream) = tls.accept(stream).await {
                talk(stream, behaviour, calls).await;
            }
        }
    }
}

async fn talk(mut stream: impl AsyncRead + AsyncWrite + Unpin, behaviour: Behaviour, calls: Arc<Mutex<Vec<Call>>>) {
    let Some(call) = heard(&mut stream).await else { return };
    calls.lock().await.push(call);
    // The caller may have gone away meanwhile.
    match behaviour {
        Behaviour::Answer(bytes) => drop(stream.write_all(&bytes).await),
        Behaviour::Reset => return,
        Behaviour::Hang => {}
        Behaviour::Drip(first, then) => {
            drop(stream.write_all(first.as_bytes()).await);
            while stream.write_all(then.as_bytes()).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }
    // It is the caller who ends it.
    drop(stream.read(&mut [0; 64]).await);
}

async fn heard(stream: &mut (impl AsyncRead + Unpin)) -> Option<Call> {
    let mut bytes = Vec::new();
    let mut more = async |bytes: &mut Vec<u8>| stream.read_buf(bytes).await.is_ok_and(|read| read > 0);
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if !more(&mut bytes).await {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let line = lines.next().unwrap().to_owned();
    let headers = lines.map(|line| line.split_once(": ").unwrap());
    let headers: Map<String, Value> = headers.map(|(name, value)| (name.to_lowercase(), value.into())).collect();
    let length: usize = headers["content-length"].as_str().unwrap().parse().unwrap();
    while bytes.len() < end + 4 + length {
        if !more(&mut bytes).await {
            return None;
        }
    }
    Some(Call { line, headers, body: String::from_utf8(bytes[end + 4..].to_vec()).unwrap() })
}
