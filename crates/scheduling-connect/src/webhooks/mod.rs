//! Calls of webhooks, after the Standard Webhooks specification.
//!
//! Their addresses are chosen by tenants, and this runs inside of somebody's network: only what `target` and `guard` let
//! through is connected. No redirect is followed, no proxy asked, no cookie kept, no answer unpacked, and nothing is read
//! of an answer beyond what is kept. Each call has a connection of its own: so the address is checked at each, and a
//! receiver that closes idle connections costs no call.

mod guard;
mod retry_after;
mod sign;
mod target;

use std::{error::Error, fmt, io, sync::Arc, time::Duration};

use jiff::Timestamp;
use reqwest::{
    Client, StatusCode,
    header::{CONTENT_TYPE, RETRY_AFTER},
    redirect, retry,
};
use scheduling_engine::{Content, Delivered, Opened, Parcel, Pending, Response, Then, Undelivered, WebhookCall};
use tokio::time::{Instant, timeout_at};

pub use self::{
    guard::{AllowedNetworks, InvalidNetworks},
    sign::secret_text,
    target::{InvalidUrl, check_url},
};
use self::{
    guard::{Guard, Lookup, NoAddress, system},
    retry_after::retry_after,
    target::{Scheme, target},
};
use crate::{
    failure::{give_up, response, retry as later, wrong_way},
    trust::{Trust, reason},
};

/// How long a call may take, from looking the name up to the end of the answer.
const WHOLE: Duration = Duration::from_secs(15);

/// How much is sent at most, in bytes.
const MOST_SENT: usize = 64 * 1024;

/// How much is read of an answer at most, in bytes: what is kept of it, whatever its characters are. Well below the 64 KiB
/// that are promised.
const MOST_READ: usize = 4 * Response::KEPT;

/// What receivers see of the product.
const USER_AGENT: &str = concat!("scheduling-webhooks/", env!("CARGO_PKG_VERSION"));

/// Calls webhooks. A cheap clone.
#[derive(Clone)]
pub struct Webhooks(Arc<Caller>);

#[derive(Clone)]
struct Caller {
    allowed: AllowedNetworks,
    /// Encrypted calls go to the internet and to the allowed networks, others to the allowed networks alone.
    encrypted: Client,
    clear: Client,
    whole: Duration,
}

impl Webhooks {
    /// Calls receivers on the internet, and in these networks. For receivers with HTTPS somebody whom `trust` names has to
    /// vouch.
    ///
    /// # Errors
    /// The machine cannot do TLS.
    pub fn new(allowed: AllowedNetworks, trust: Trust) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Self::with_lookup(allowed, trust, &system())
    }

    fn with_lookup(
        allowed: AllowedNetworks,
        trust: Trust,
        lookup: &Lookup,
    ) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let tls = trust.client_config()?;
        let client = |scheme| {
            Client::builder()
                .tls_backend_preconfigured(tls.clone())
                .dns_resolver(Guard::new(&allowed, scheme, lookup.clone()))
                .https_only(scheme == Scheme::Https)
                .http1_only()
                .no_proxy()
                .redirect(redirect::Policy::none())
                .retry(retry::never())
                .referer(false)
                .pool_max_idle_per_host(0)
                .user_agent(USER_AGENT)
                .build()
        };
        let (encrypted, clear) = (client(Scheme::Https)?, client(Scheme::Http)?);
        Ok(Self(Arc::new(Caller { allowed, encrypted, clear, whole: WHOLE })))
    }

    /// The same with less time for a call than 15 s.
    #[must_use]
    pub fn within(&self, whole: Duration) -> Self {
        Self(Arc::new(Caller { whole: whole.min(WHOLE), ..Caller::clone(&self.0) }))
    }

    /// There is nothing to be opened before it is known whom to call.
    pub(crate) fn open(&self) -> Pending<'_, Result<Box<dyn Opened>, Undelivered>> {
        Box::pin(async { Ok(Box::new(self.clone()) as Box<dyn Opened>) })
    }
}

impl fmt::Debug for Webhooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhooks")
            .field("allowed", &self.0.allowed)
            .field("whole", &self.0.whole)
            .finish_non_exhaustive()
    }
}

impl Opened for Webhooks {
    fn send(self: Box<Self>, parcel: Parcel) -> Pending<'static, Result<Delivered, Undelivered>> {
        Box::pin(async move {
            match parcel.content {
                Content::Webhook(call) => self.0.call(call, parcel.at).await,
                Content::Mail(_) => Err(wrong_way()),
            }
        })
    }
}

impl Caller {
    async fn call(&self, call: WebhookCall, at: Timestamp) -> Result<Delivered, Undelivered> {
        if call.body.len() > MOST_SENT {
            return Err(give_up("the event has more than 64 KiB"));
        }
        let signature = sign::signature(&call, at).ok_or_else(|| give_up("the endpoint has no secret to sign with"))?;
        let target = target(&call.url, &self.allowed).map_err(|invalid| give_up(format!("the URL {invalid}")))?;
        let client = match target.scheme {
            Scheme::Https => &self.encrypted,
            Scheme::Http => &self.clear,
        };
        let request = client
            .post(target.url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", call.event.to_string())
            .header("webhook-timestamp", at.as_second().to_string())
            .header("webhook-signature", signature)
            .body(call.body);
        let deadline = Instant::now() + self.whole;
        let slow = || later(format!("no answer within {} s", self.whole.as_secs()));
        let mut answer = timeout_at(deadline, request.send()).await.map_err(|_| slow())?.map_err(|e| failed(&e))?;
        let (status, asked) = (answer.status(), answer.headers().get(RETRY_AFTER).cloned());
        let mut body = Vec::new();
        // What it says is for the log; the status has said what counts, also where the rest breaks off or never comes.
        drop(timeout_at(deadline, read(&mut answer, &mut body)).await);
        let said = response(status.as_u16(), &String::from_utf8_lossy(&body));
        let wait = asked.and_then(|asked| retry_after(asked.to_str().ok()?, at));
        judged(status, said, wait)
    }
}

async fn read(answer: &mut reqwest::Response, into: &mut Vec<u8>) -> Result<(), reqwest::Error> {
    while into.len() < MOST_READ
        && let Some(piece) = answer.chunk().await?
    {
        into.extend(piece.iter().take(MOST_READ - into.len()));
    }
    Ok(())
}

/// What follows from an answer.
fn judged(status: StatusCode, said: Response, wait: Option<jiff::SignedDuration>) -> Result<Delivered, Undelivered> {
    let then = match status {
        _ if status.is_success() => return Ok(Delivered { response: Some(said), remark: None }),
        StatusCode::GONE => Then::Disable,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Then::Retry(wait),
        _ => Then::Retry(None),
    };
    let error = match status {
        StatusCode::GONE => "the receiver wants no more events (410)".to_owned(),
        _ if status.is_redirection() => format!("the receiver redirects ({}), which is not followed", status.as_u16()),
        _ => format!("the receiver answered {}", status.as_u16()),
    };
    Err(Undelivered { then, error, response: Some(said) })
}

/// Why there was no answer. Which addresses a name has, and whether any of them answered, is not told of those that may not
/// be called.
fn failed(error: &reqwest::Error) -> Undelivered {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<NoAddress>() {
            return later(NoAddress.to_string());
        }
        if let Some(tls) = error.downcast_ref::<rustls::Error>() {
            return later(format!("TLS failed: {}", reason(tls)));
        }
        // What an I/O error wraps is not its source; the source of that is.
        cause = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        };
    }
    later(if error.is_connect() { "the receiver cannot be reached" } else { "the connection broke off" })
}

#[cfg(test)]
mod tests;
