//! Which URLs may be called, as far as the URL itself says. What its name leads to is looked at by `guard` at each call.

use std::net::IpAddr;

use url::{Host, Url};

use super::guard::AllowedNetworks;

/// The longest URL, in bytes.
const LONGEST: usize = 2048;

/// Why a URL cannot be called. Follows the words “the URL”.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidUrl {
    /// Too many bytes.
    #[error("must have at most {LONGEST} bytes")]
    TooLong,
    /// Not a URL with a host.
    #[error("must be an absolute URL with a host")]
    Form,
    /// Neither HTTPS, nor HTTP into a network that is allowed.
    #[error("must begin with https://")]
    Scheme,
    /// A user or a password, which would be stored and shown as part of the URL.
    #[error("must not have a user or a password")]
    UserInfo,
    /// Port 0.
    #[error("must not have the port 0")]
    Port,
    /// An address that is not on the internet, and in no network that is allowed.
    #[error("must not have this address: the address is not allowed")]
    Address,
}

/// How a receiver is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    Http,
    Https,
}

/// What may be called.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) url: Url,
    pub(super) scheme: Scheme,
}

/// Whether a webhook may have this URL. What a name leads to is not looked up: that may change, and is looked at with each
/// call.
///
/// # Errors
/// See [`InvalidUrl`].
pub fn check_url(url: &str, allowed: &AllowedNetworks) -> Result<(), InvalidUrl> {
    target(url, allowed).map(drop)
}

pub(super) fn target(url: &str, allowed: &AllowedNetworks) -> Result<Target, InvalidUrl> {
    if url.len() > LONGEST {
        return Err(InvalidUrl::TooLong);
    }
    // The parser would drop them in silence.
    if url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(InvalidUrl::Form);
    }
    let url = Url::parse(url).map_err(|_| InvalidUrl::Form)?;
    let scheme = match url.scheme() {
        "https" => Scheme::Https,
        "http" => Scheme::Http,
        _ => return Err(InvalidUrl::Scheme),
    };
    // It may have grown.
    if url.as_str().len() > LONGEST {
        return Err(InvalidUrl::TooLong);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(InvalidUrl::UserInfo);
    }
    if url.port() == Some(0) {
        return Err(InvalidUrl::Port);
    }
    let literal: Option<IpAddr> = match url.host().ok_or(InvalidUrl::Form)? {
        Host::Ipv4(address) => Some(address.into()),
        Host::Ipv6(address) => Some(address.into()),
        Host::Domain("") => return Err(InvalidUrl::Form),
        Host::Domain(_) => None,
    };
    match (scheme, literal) {
        (_, Some(address)) if !allowed.admits(address, scheme) => {
            // Of an address on the internet it is the encryption that is missing.
            let is_scheme = scheme == Scheme::Http && allowed.admits(address, Scheme::Https);
            Err(if is_scheme { InvalidUrl::Scheme } else { InvalidUrl::Address })
        }
        // A name may lead into such a network only where there is one.
        (Scheme::Http, None) if allowed.is_empty() => Err(InvalidUrl::Scheme),
        _ => Ok(Target { url, scheme }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(url: &str, allowed: &str) -> Result<(), InvalidUrl> {
        check_url(url, &allowed.parse().unwrap())
    }

    #[test]
    fn a_receiver_is_on_the_internet_and_encrypted() {
        for good in [
            "https://hooks.example.org/a?b=c#d",
            "https://hooks.example.org:8443/",
            "https://8.8.8.8/",
            "https://[2606:4700::1111]/",
            "https://bücher.example/",
            "HTTPS://HOOKS.EXAMPLE.ORG",
        ] {
            assert_eq!(checked(good, ""), Ok(()), "{good}");
        }
        for (bad, why) in [
            ("http://hooks.example.org/", InvalidUrl::Scheme),
            ("http://8.8.8.8/", InvalidUrl::Scheme),
            ("ftp://hooks.example.org/", InvalidUrl::Scheme),
            ("file:///etc/passwd", InvalidUrl::Scheme),
            ("data:text/plain,x", InvalidUrl::Scheme),
            ("hooks.example.org", InvalidUrl::Form),
            ("", InvalidUrl::Form),
            ("https://", InvalidUrl::Form),
            ("https://hooks.exa\nmple.org/", InvalidUrl::Form),
            (" https://hooks.example.org/", InvalidUrl::Form),
            ("https://user@hooks.example.org/", InvalidUrl::UserInfo),
            ("https://:secret@hooks.example.org/", InvalidUrl::UserInfo),
            ("https://hooks.example.org:0/", InvalidUrl::Port),
            ("https://hooks.example.org:65536/", InvalidUrl::Form),
        ] {
            assert_eq!(checked(bad, ""), Err(why), "{bad}");
        }
        assert_eq!(checked(&format!("https://a.example/{}", "x".repeat(2048)), ""), Err(InvalidUrl::TooLong));
        assert_eq!(checked(&format!("https://a.example/{}", "ü".repeat(500)), ""), Err(InvalidUrl::TooLong));
    }

    #[test]
    fn an_address_of_the_inside_is_found_in_every_spelling() {
        for inside in [
            "https://127.0.0.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://0177.0.0.1/",
            "https://127.0.0.1./",
            "https://１２７.０.０.１/",
            "https://%31%32%37.0.0.1/",
            "https://169.254.169.254/latest/meta-data/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:a9fe:a9fe]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[fd00:ec2::254]/",
            "http://10.0.0.1/",
        ] {
            assert_eq!(checked(inside, ""), Err(InvalidUrl::Address), "{inside}");
        }
    }

    #[test]
    fn networks_that_are_allowed_are_called_without_encryption_too() {
        let allowed = "127.0.0.0/8, ::1/128";
        for good in ["http://127.0.0.1:8080/", "https://127.9.9.9/", "http://[::1]/", "http://localhost:8080/"] {
            assert_eq!(checked(good, allowed), Ok(()), "{good}");
        }
        assert_eq!(checked("http://10.0.0.1/", allowed), Err(InvalidUrl::Address));
        assert_eq!(checked("http://8.8.8.8/", allowed), Err(InvalidUrl::Scheme));
        assert_eq!(checked("http://[::ffff:127.0.0.1]/", allowed), Err(InvalidUrl::Address));
        assert_eq!(checked("http://user@127.0.0.1/", allowed), Err(InvalidUrl::UserInfo));
    }
}
