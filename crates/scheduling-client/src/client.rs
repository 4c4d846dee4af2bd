//! The client, and the one way that every request takes.

use std::{fmt, time::Duration};

use jiff::Timestamp;
use reqwest::{
    Method, StatusCode, Url,
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, RETRY_AFTER},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::time::sleep;

use crate::{
    Error, Retries,
    retry::{asked, is_later, is_write},
};

/// How long one attempt may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A scheduling server, called by somebody. A cheap clone: all clones share their connections.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: Url,
    token: Option<String>,
    key: Option<String>,
    retries: Retries,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.base.as_str())
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A client of the server at this address: `https://book.example.org`. Where the program has chosen no TLS provider for
    /// its process, *ring* becomes it.
    ///
    /// # Errors
    /// The address is none; the machine has no TLS certificates.
    pub fn new(base_url: &str) -> Result<Self, Error> {
        let base = base_url.parse::<Url>().ok().filter(|url| !url.cannot_be_a_base() && url.has_host());
        let base = base.ok_or_else(|| Error::Address(base_url.to_owned()))?;
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            // It fails if another thread was faster: then there is one.
            drop(rustls::crypto::ring::default_provider().install_default());
        }
        let http = reqwest::Client::builder().timeout(TIMEOUT).build().map_err(machine)?;
        Ok(Self { http, base, token: None, key: None, retries: Retries::default() })
    }

    /// The same server, called by whoever holds this token: an API key, or the token of a booking or a hold.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The same caller, for one write: whoever repeats it under the same key, even after a restart, gets the first answer
    /// again. Without this every write gets a key of its own. Keys have 16 to 255 characters that cannot be guessed.
    #[must_use]
    pub fn with_idempotency_key(&self, key: &str) -> Self {
        Self { key: Some(key.to_owned()), ..self.clone() }
    }

    /// The same caller, with other retries.
    #[must_use]
    pub fn with_retries(&self, retries: Retries) -> Self {
        Self { retries, ..self.clone() }
    }

    /// A request to the path of these segments.
    pub(crate) fn request(&self, method: Method, segments: &[&str]) -> Request {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        Request { client: self.clone(), method, url, body: Ok(None) }
    }
}

/// A request to be sent.
#[derive(Debug)]
pub(crate) struct Request {
    client: Client,
    method: Method,
    url: Url,
    body: Result<Option<Vec<u8>>, serde_json::Error>,
}

impl Clone for Request {
    /// For the requests of pages, which have no body.
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), method: self.method.clone(), url: self.url.clone(), body: Ok(None) }
    }
}

impl Request {
    /// Adds what is asked for; what is not said is left out.
    pub(crate) fn query(mut self, query: &impl Serialize) -> Self {
        match serde_json::to_value(query) {
            Ok(Value::Object(members)) => {
                let mut pairs = self.url.query_pairs_mut();
                for (name, value) in members {
                    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    pairs.append_pair(&name, &text);
                }
            }
            Ok(_) => {}
            Err(error) => self.body = Err(error),
        }
        self
    }

    pub(crate) fn body(mut self, body: &impl Serialize) -> Self {
        self.body = self.body.and_then(|_| serde_json::to_vec(body).map(Some));
        self
    }

    /// Where a page begins.
    pub(crate) fn set_cursor(&mut self, cursor: &str) {
        let url = self.url.clone();
        let kept = url.query_pairs().filter(|(name, _)| name != "cursor");
        self.url.query_pairs_mut().clear().extend_pairs(kept).append_pair("cursor", cursor);
    }

    /// Sends it until there is an answer that will not change.
    pub(crate) async fn send<T: DeserializeOwned>(self) -> Result<T, Error> {
        let Self { client, method, url, body } = self;
        let body = body.map_err(Error::Request)?;
        let key = if is_write(&method) { Some(client.key.clone().map_or_else(new_key, Ok)?) } else { None };
        for retry in 0.. {
            let mut request = client.http.request(method.clone(), url.clone());
            if let Some(token) = &client.token {
                request = request.header(AUTHORIZATION, format!("Bearer {token}"));
            }
            if let Some(key) = &key {
                request = request.header("Idempotency-Key", key);
            }
            if let Some(body) = &body {
                request = request.header(CONTENT_TYPE, "application/json").body(body.clone());
            }
            let received = receive(request).await;
            let wait = match &received {
                Ok((status, headers, _)) if is_later(*status) => retry_after(headers),
                Ok(_) => return answer(received),
                Err(error) if error.is_builder() => return answer(received),
                Err(_) => Duration::ZERO,
            };
            let chance = getrandom::u32().map_err(machine)?;
            let Some(wait) = client.retries.wait_before(retry, wait, chance) else { return answer(received) };
            sleep(wait).await;
        }
        unreachable!("the loop has no end but its returns")
    }
}

type Received = (StatusCode, HeaderMap, Vec<u8>);

async fn receive(request: reqwest::RequestBuilder) -> Result<Received, reqwest::Error> {
    let response = request.send().await?;
    let (status, headers) = (response.status(), response.headers().clone());
    Ok((status, headers, response.bytes().await?.to_vec()))
}

fn answer<T: DeserializeOwned>(received: Result<Received, reqwest::Error>) -> Result<T, Error> {
    let (status, _, body) = received.map_err(|error| Error::Unreachable(error.into()))?;
    if status.is_success() {
        // Where there is no body, nothing was promised.
        let body = if body.is_empty() { b"null" } else { body.as_slice() };
        return serde_json::from_slice(body).map_err(Error::Answer);
    }
    Err(match serde_json::from_slice(&body) {
        Ok(problem) => Error::Refused(Box::new(problem)),
        Err(_) => Error::Unexpected { status: status.as_u16(), body: String::from_utf8_lossy(&body).into_owned() },
    })
}

#[expect(clippy::disallowed_methods, reason = "a date in Retry-After is meant by the clock of this machine")]
fn retry_after(headers: &HeaderMap) -> Duration {
    let value = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    value.map_or(Duration::ZERO, |value| asked(value, Timestamp::now()))
}

/// A key that nobody guesses.
fn new_key() -> Result<String, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(machine)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat())
}

fn machine(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Machine(Box::new(error))
}
