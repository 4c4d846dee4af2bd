//! A small HTTP/1.1 client on one kept connection: as cheap as a load generator must be, and able to break off in the middle
//! of a request. It speaks to loopback only and knows what the server sends, no more.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context as _, bail};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{sleep, timeout},
};

/// An answer that takes longer is none.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request, ready to be sent any number of times.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    head: String,
    body: String,
}

impl Request {
    pub(crate) fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    pub(crate) fn new(method: &str, path: &str) -> Self {
        Self { head: format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n"), body: String::new() }
    }

    pub(crate) fn post(path: &str, body: &Value) -> Self {
        Self::new("POST", path).json(body)
    }

    pub(crate) fn json(mut self, body: &Value) -> Self {
        self.body = body.to_string();
        self.header("Content-Type", "application/json")
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head.extend([name, ": ", value, "\r\n"]);
        self
    }

    pub(crate) fn bearer(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    pub(crate) fn idempotency_key(self, key: &str) -> Self {
        self.header("Idempotency-Key", key)
    }

    /// What is sent.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        format!("{}Content-Length: {}\r\n\r\n{}", self.head, self.body.len(), self.body).into_bytes()
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Response<'a> {
    pub(crate) status: u16,
    pub(crate) head: &'a str,
    pub(crate) body: &'a [u8],
}

impl Response<'_> {
    pub(crate) fn json(&self) -> anyhow::Result<Value> {
        serde_json::from_slice(self.body).with_context(|| {
            format!("status {} with a body that is no JSON: {}", self.status, String::from_utf8_lossy(self.body))
        })
    }

    /// The value of a header, by its lower-case name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(self.head, name)
    }
}

/// Where a client breaks off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Break {
    /// How much of the request is sent, from 0 to 1.
    pub(crate) part: f64,
    /// How long the connection is kept then.
    pub(crate) delay: Duration,
}

/// A connection that is kept.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// How many bytes of the buffer the answer before takes.
    used: usize,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.with_context(|| format!("cannot connect to {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(16 * 1024), used: 0 })
    }

    /// Sends a request and waits for the answer.
    pub(crate) async fn exchange(&mut self, request: &Request) -> anyhow::Result<Response<'_>> {
        self.exchange_bytes(&request.bytes()).await
    }

    /// Sends a request that was made before, and waits for the answer.
    pub(crate) async fn exchange_bytes(&mut self, request: &[u8]) -> anyhow::Result<Response<'_>> {
        let exchange = async {
            self.stream.write_all(request).await?;
            self.receive().await
        };
        timeout(PATIENCE, exchange).await.with_context(|| format!("no answer in {PATIENCE:?}"))?
    }

    /// Sends a request, or the first part of it, and then resets the connection, answered or not.
    pub(crate) async fn send_and_reset(mut self, request: &Request, broken: Break) -> anyhow::Result<()> {
        let bytes = request.bytes();
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "about"
        )]
        let sent = (bytes.len() as f64 * broken.part.clamp(0.0, 1.0)) as usize;
        self.stream.write_all(bytes.get(..sent).unwrap_or(&bytes)).await?;
        sleep(broken.delay).await;
        // The connection is closed when it is dropped: with a reset instead of a farewell.
        Ok(self.stream.set_zero_linger()?)
    }

    async fn receive(&mut self) -> anyhow::Result<Response<'_>> {
        self.buffer.drain(..self.used);
        let (head, length) = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                let head = str::from_utf8(self.buffer.get(..end).unwrap_or_default())?;
                break (end + 4, body_length(head)?);
            }
            self.fill().await?;
        };
        while self.buffer.len() < head + length {
            self.fill().await?;
        }
        self.used = head + length;
        let text = str::from_utf8(self.buffer.get(..head).unwrap_or_default())?;
        let body = self.buffer.get(head..self.used).unwrap_or_default();
        Ok(Response { status: status(text)?, head: text, body })
    }

    async fn fill(&mut self) -> anyhow::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        Ok(())
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn status(head: &str) -> anyhow::Result<u16> {
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.with_context(|| format!("not an HTTP answer: {head}"))
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let lines = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    let mut values = lines.filter(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
    values.next()
}

fn body_length(head: &str) -> anyhow::Result<usize> {
    match header(head, "content-length") {
        Some(length) => Ok(length.parse()?),
        None if header(head, "transfer-encoding").is_some() => {
            bail!("an answer in chunks, which this client cannot read")
        }
        // 204 and 304.
        None => Ok(0),
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    /// Answers each connection's first request with these pieces, sent one by one.
    async fn serve(pieces: &'static [&'static str]) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 1024];
            for piece in pieces {
                if !piece.is_empty() {
                    stream.write_all(piece.as_bytes()).await.unwrap();
                    continue;
                }
                assert_ne!(stream.read(&mut request).await.unwrap(), 0);
            }
        });
        address
    }

    #[tokio::test]
    async fn answers_are_read_however_they_arrive_and_the_connection_is_kept() {
        let address = serve(&[
            "",
            "HTTP/1.1 201 Created\r\nContent-",
            "length: 8\r\nX-A: b\r\n\r\n{\"a\"",
            ": 1}",
            "",
            "HTTP/1.1 304 Not Modified\r\n\r\n",
        ])
        .await;
        let mut connection = Connection::open(address).await.unwrap();
        let answer = connection.exchange(&Request::post("/x", &serde_json::json!({}))).await.unwrap();
        assert_eq!((answer.status, answer.header("x-a")), (201, Some("b")));
        assert_eq!(answer.json().unwrap()["a"], 1);
        let answer = connection.exchange(&Request::get("/x")).await.unwrap();
        assert_eq!((answer.status, answer.body), (304, &b""[..]));
        assert!(connection.exchange(&Request::get("/x")).await.unwrap_err().to_string().contains("closed"));
    }

    #[test]
    fn a_request_is_written_as_http_wants_it() {
        let request = Request::post("/x", &serde_json::json!({"a": 1})).bearer("t").idempotency_key("k");
        let text = String::from_utf8(request.bytes()).unwrap();
        assert_eq!(
            text,
            "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer t\r\n\
             Idempotency-Key: k\r\nContent-Length: 7\r\n\r\n{\"a\":1}"
        );
    }
}
