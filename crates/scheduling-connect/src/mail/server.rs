//! The address of a mail server, with all that is set about it.

use std::{fmt, net::IpAddr, str::FromStr};

use lettre::transport::smtp::authentication::Credentials;
use percent_encoding::percent_decode_str;
use rustls::pki_types::ServerName;
use url::{Host, Url};

/// Which mail server takes the mails, and how:
///
/// - `smtp://user:password@host:587`: with STARTTLS, without which nothing is sent. The port may be left out;
/// - `smtps://user:password@host:465`: with TLS from the beginning;
/// - `smtp://localhost:25?tls=none`: without TLS, for a relay on the same machine only.
///
/// User and password may be left out; they are percent-encoded (`p%40ss` is `p@ss`). `?connections=8` allows so many
/// connections at once, 4 by default.
#[derive(Clone, PartialEq)]
pub struct SmtpServer {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    pub(super) credentials: Option<Credentials>,
    pub(super) connections: usize,
}

/// When a connection is encrypted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Security {
    /// Never.
    None,
    /// After a word in the clear, of which nothing depends (RFC 3207).
    StartTls(ServerName<'static>),
    /// From the first byte (RFC 8314).
    Implicit(ServerName<'static>),
}

/// Why a text is not the address of a mail server. Never repeats it: it holds a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidSmtpUrl {
    /// Not of this form.
    #[error(
        "must be smtp://user:password@host:587 or smtps://user:password@host:465, with user and password percent-encoded"
    )]
    Form,
    /// A user without a password, or the other way round.
    #[error("needs both a user and a password, or neither")]
    Credentials,
    /// No encryption, and not on this machine.
    #[error("may have tls=none for localhost, 127.0.0.0/8 and [::1] only")]
    Unencrypted,
    /// Something after the `?` that has no meaning.
    #[error("may have tls=none and connections=1 to 64 after the ?, and nothing else")]
    Option,
}

const DEFAULT_CONNECTIONS: usize = 4;
const MOST_CONNECTIONS: usize = 64;

impl FromStr for SmtpServer {
    type Err = InvalidSmtpUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| InvalidSmtpUrl::Form)?;
        let (implicit, port) = match url.scheme() {
            "smtp" => (false, 587),
            "smtps" => (true, 465),
            _ => return Err(InvalidSmtpUrl::Form),
        };
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(InvalidSmtpUrl::Form);
        }
        let host = host(&url).ok_or(InvalidSmtpUrl::Form)?;
        let port = url.port().unwrap_or(port);
        let name = ServerName::try_from(host.clone()).map_err(|_| InvalidSmtpUrl::Form)?;
        let mut security = if implicit { Security::Implicit(name) } else { Security::StartTls(name) };
        let mut connections = DEFAULT_CONNECTIONS;
        for (option, value) in url.query_pairs() {
            match (&*option, &*value) {
                ("tls", "none") if !implicit && is_here(&host) => security = Security::None,
                ("tls", "none") => return Err(InvalidSmtpUrl::Unencrypted),
                ("connections", number) => {
                    let number = number.parse().ok().filter(|number| (1..=MOST_CONNECTIONS).contains(number));
                    connections = number.ok_or(InvalidSmtpUrl::Option)?;
                }
                _ => return Err(InvalidSmtpUrl::Option),
            }
        }
        Ok(Self { host, port, security, credentials: credentials(&url)?, connections })
    }
}

/// As a resolver takes it: without brackets, in ASCII.
fn host(url: &Url) -> Option<String> {
    match url.host()? {
        // Of other schemes than the web's any host is a domain, in whatever spelling.
        Host::Domain(name) => {
            let name = percent_decode_str(name).decode_utf8().ok()?;
            idna::domain_to_ascii(&name).ok().filter(|name| !name.is_empty())
        }
        Host::Ipv4(address) => Some(address.to_string()),
        Host::Ipv6(address) => Some(address.to_string()),
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn credentials(url: &Url) -> Result<Option<Credentials>, InvalidSmtpUrl> {
    let decoded = |text| match percent_decode_str(text).decode_utf8() {
        Ok(text) if !text.contains('\0') => Ok(text.into_owned()),
        _ => Err(InvalidSmtpUrl::Form),
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None | Some("")) => Err(InvalidSmtpUrl::Credentials),
        (user, Some(password)) => Ok(Some(Credentials::new(decoded(user)?, decoded(password)?))),
    }
}

impl fmt::Debug for SmtpServer {
    /// Leaves user and password out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("SmtpServer");
        shown.field("host", &self.host).field("port", &self.port).field("security", &self.security);
        shown.field("connections", &self.connections).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(url: &str) -> SmtpServer {
        url.parse().unwrap()
    }

    #[test]
    fn an_address_says_all_that_is_needed() {
        let server = parsed("smtp://us%40er:p%3A%2F%40ss@Mail.Example.org");
        assert_eq!((server.host.as_str(), server.port, server.connections), ("mail.example.org", 587, 4));
        assert!(matches!(server.security, Security::StartTls(_)));
        assert_eq!(server.credentials, Some(Credentials::new("us@er".to_owned(), "p:/@ss".to_owned())));
        let server = parsed("smtps://bücher.example/?connections=2");
        assert_eq!((server.host.as_str(), server.port, server.connections), ("xn--bcher-kva.example", 465, 2));
        assert!(matches!(server.security, Security::Implicit(_)) && server.credentials.is_none());
        assert_eq!(parsed("smtp://[2001:db8::1]:25").host, "2001:db8::1");
    }

    #[test]
    fn without_encryption_on_this_machine_only() {
        for here in ["smtp://localhost:1025?tls=none", "smtp://127.0.0.9?tls=none", "smtp://[::1]?tls=none"] {
            assert_eq!(parsed(here).security, Security::None, "{here}");
        }
        for elsewhere in [
            "smtp://mail.example.org?tls=none",
            "smtp://10.0.0.1?tls=none",
            "smtp://localhost.example.org?tls=none",
            "smtps://localhost?tls=none",
        ] {
            assert_eq!(elsewhere.parse::<SmtpServer>(), Err(InvalidSmtpUrl::Unencrypted), "{elsewhere}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_without_repeating_it() {
        for (url, expected) in [
            ("", InvalidSmtpUrl::Form),
            ("https://mail.example.org", InvalidSmtpUrl::Form),
            ("smtp:mail.example.org", InvalidSmtpUrl::Form),
            ("smtp://", InvalidSmtpUrl::Form),
            ("smtp://user:secret@mail.example.org/path", InvalidSmtpUrl::Form),
            ("smtp://user:secret@mail.example.org#x", InvalidSmtpUrl::Form),
            ("smtp://user:secret%00@mail.example.org", InvalidSmtpUrl::Form),
            ("smtp://user:%ff@mail.example.org", InvalidSmtpUrl::Form),
            ("smtp://user:sec/ret@mail.example.org", InvalidSmtpUrl::Form),
            ("smtp://user@mail.example.org", InvalidSmtpUrl::Credentials),
            ("smtp://:secret@mail.example.org", InvalidSmtpUrl::Credentials),
            ("smtp://mail.example.org?tls=maybe", InvalidSmtpUrl::Option),
            ("smtp://mail.example.org?connections=0", InvalidSmtpUrl::Option),
            ("smtp://mail.example.org?timeout=1", InvalidSmtpUrl::Option),
        ] {
            assert_eq!(url.parse::<SmtpServer>(), Err(expected), "{url}");
            assert!(!expected.to_string().contains("secret"));
        }
        let shown = format!("{:?}", parsed("smtp://somebody:hush@mail.example.org"));
        assert!(!shown.contains("somebody") && !shown.contains("hush"), "{shown}");
    }
}
