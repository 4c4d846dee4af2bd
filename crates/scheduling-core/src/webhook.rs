//! Where a webhook may be, as far as its address itself says. Whether the installation lets anything be sent there is
//! decided by whoever sends it.

use std::{fmt, str::FromStr};

use crate::values::{InvalidText, ShortText};

/// The address of a webhook: `https` or `http`, with a host, without a user and without a fragment; at most 500 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct WebhookUrl(ShortText);

/// Not the address of a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidWebhookUrl {
    /// Not even a text that an address can be.
    #[error(transparent)]
    Text(#[from] InvalidText),
    /// Of no scheme, or of another one.
    #[error("must begin with https://")]
    Scheme,
    /// There is no host, or there is something in it that no address has.
    #[error("must be a web address with a host, without white space and backslashes")]
    Form,
    /// Whoever sees the address would see the password.
    #[error("must not have a user or a password")]
    UserInfo,
    /// No server is ever told of it.
    #[error("must not have a fragment")]
    Fragment,
    /// Not a number from 1 to 65535.
    #[error("must not have this port")]
    Port,
}

impl WebhookUrl {
    /// The address as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether nobody on the way can read what is sent there.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        split(self.as_str()).is_some_and(|(scheme, _)| scheme == Scheme::Https)
    }
}

impl FromStr for WebhookUrl {
    type Err = InvalidWebhookUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text: ShortText = text.parse()?;
        let (_, rest) = split(text.as_str()).ok_or(InvalidWebhookUrl::Scheme)?;
        // A backslash is a slash to some programs, and so the host another one to each of them.
        if rest.contains(|c: char| c == '\\' || c.is_whitespace()) {
            return Err(InvalidWebhookUrl::Form);
        }
        if rest.contains('#') {
            return Err(InvalidWebhookUrl::Fragment);
        }
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(InvalidWebhookUrl::UserInfo);
        }
        host_and_port(authority)?;
        Ok(Self(text))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Https,
    Http,
}

/// The scheme, in whatever case it was written, and what follows it.
fn split(text: &str) -> Option<(Scheme, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    match scheme.to_ascii_lowercase().as_str() {
        "https" => Some((Scheme::Https, rest)),
        "http" => Some((Scheme::Http, rest)),
        _ => None,
    }
}

fn host_and_port(authority: &str) -> Result<(), InvalidWebhookUrl> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']').ok_or(InvalidWebhookUrl::Form)?;
            let is_address =
                !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte));
            let port =
                if after.is_empty() { None } else { Some(after.strip_prefix(':').ok_or(InvalidWebhookUrl::Form)?) };
            (if is_address { host } else { "" }, port)
        }
        None => authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port))),
    };
    if host.is_empty() || host.contains(['[', ']', '<', '>', '"', '`', '%']) {
        return Err(InvalidWebhookUrl::Form);
    }
    let is_port =
        |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0);
    if port.is_none_or(is_port) { Ok(()) } else { Err(InvalidWebhookUrl::Port) }
}

impl TryFrom<String> for WebhookUrl {
    type Error = InvalidWebhookUrl;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<WebhookUrl> for String {
    fn from(url: WebhookUrl) -> Self {
        url.0.into()
    }
}

impl fmt::Display for WebhookUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_and_nothing_that_is_nobodys_business() {
        for good in [
            "https://hooks.example.org",
            "HTTPS://hooks.example.org:8443/a/b?c=d@e:f",
            "https://bücher.example/",
            "https://[2001:db8::1]:443/x",
            "http://localhost:9000/hook",
        ] {
            assert_eq!(good.parse::<WebhookUrl>().as_ref().map(WebhookUrl::as_str), Ok(good));
        }
        for (bad, why) in [
            ("", InvalidWebhookUrl::Text(InvalidText::Empty)),
            ("https://a.example/\n", InvalidWebhookUrl::Text(InvalidText::ControlCharacter)),
            ("hooks.example.org", InvalidWebhookUrl::Scheme),
            ("ftp://hooks.example.org", InvalidWebhookUrl::Scheme),
            ("javascript://a.example/%0aalert(1)", InvalidWebhookUrl::Scheme),
            ("https://", InvalidWebhookUrl::Form),
            ("https:///a", InvalidWebhookUrl::Form),
            ("https://:443/", InvalidWebhookUrl::Form),
            ("https://[::1", InvalidWebhookUrl::Form),
            ("https://[evil]/", InvalidWebhookUrl::Form),
            ("https://[::1]x/", InvalidWebhookUrl::Form),
            ("https://a.example\\@b.example/", InvalidWebhookUrl::Form),
            ("https://a.example/a b", InvalidWebhookUrl::Form),
            ("https://a%2eexample/", InvalidWebhookUrl::Form),
            ("https://ada:secret@a.example/", InvalidWebhookUrl::UserInfo),
            ("https://a.example/#top", InvalidWebhookUrl::Fragment),
            ("https://a.example:0/", InvalidWebhookUrl::Port),
            ("https://a.example:65536/", InvalidWebhookUrl::Port),
            ("https://a.example:/", InvalidWebhookUrl::Port),
            ("https://a.example:+1/", InvalidWebhookUrl::Port),
        ] {
            assert_eq!(bad.parse::<WebhookUrl>(), Err(why), "{bad}");
        }
        let long = format!("https://a.example/{}", "x".repeat(483));
        assert_eq!(long.parse::<WebhookUrl>(), Err(InvalidWebhookUrl::Text(InvalidText::TooLong { max: 500 })));
    }

    #[test]
    fn only_https_is_secure() {
        let is_secure = |text: &str| text.parse::<WebhookUrl>().unwrap().is_secure();
        assert!(is_secure("https://a.example") && is_secure("Https://a.example"));
        assert!(!is_secure("http://a.example/https://b.example"));
    }
}
