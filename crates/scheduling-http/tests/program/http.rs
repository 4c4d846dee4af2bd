//! Requests over plain sockets, one connection each.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;

/// The longest that an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server's address, and the key to call with.
pub(crate) struct Client {
    base_url: String,
    key: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Client {
    pub(crate) fn new(base_url: &str, key: &str) -> Self {
        Self { base_url: base_url.to_owned(), key: key.to_owned() }
    }

    /// Sends a request to a path, or to a whole address on this server.
    pub(crate) fn send(&self, method: &str, target: &str, body: Option<&Value>) -> Answer {
        let body = body.map(Value::to_string);
        let mut stream = self.head(method, target, (&self.key, body.as_deref().map(str::len), ""));
        stream.write_all(body.unwrap_or_default().as_bytes()).unwrap();
        Answer::read(stream)
    }

    pub(crate) fn get(&self, target: &str) -> Value {
        let answer = self.send("GET", target, None);
        assert_eq!(answer.status, 200, "GET {target}: {}", answer.body);
        answer.body
    }

    /// A call to the admin API that changes something.
    pub(crate) fn change(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.send(method, &format!("/api/admin/scheduling/{path}"), Some(body));
        assert!((200..300).contains(&answer.status), "{method} {path}: {}", answer.body);
        answer.body
    }

    /// Sends the head of a POST and returns once the server waits for the rest of it.
    pub(crate) fn begin(&self, target: &str, body: &str) -> TcpStream {
        let mut stream = self.head("POST", target, ("", Some(body.len()), "expect: 100-continue\r\n"));
        let go_on = b"HTTP/1.1 100 Continue\r\n\r\n";
        let mut said = [0; 25];
        stream.read_exact(&mut said).unwrap();
        assert_eq!(&said, go_on);
        stream
    }

    fn head(&self, method: &str, target: &str, (key, length, more): (&str, Option<usize>, &str)) -> TcpStream {
        let path = target.strip_prefix(&self.base_url).unwrap_or(target);
        let mut stream = TcpStream::connect(self.base_url.strip_prefix("http://").unwrap()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let key = if key.is_empty() { String::new() } else { format!("authorization: Bearer {key}\r\n") };
        let length = length.map(|length| format!("content-type: application/json\r\ncontent-length: {length}\r\n"));
        let fields = [key, length.unwrap_or_default(), more.to_owned()].concat();
        let head = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{fields}");
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        stream
    }
}

impl Answer {
    /// Reads until the server closes the connection.
    pub(crate) fn read(mut stream: TcpStream) -> Self {
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = if body.is_empty() { Value::Null } else { serde_json::from_str(body).unwrap() };
        Self { status, body }
    }
}
