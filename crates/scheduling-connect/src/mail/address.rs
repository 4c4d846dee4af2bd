//! Addresses as they are written in mails and told to mail servers: the domain always in ASCII (RFC 5890), so that only a
//! local part beyond ASCII needs a server that takes such (RFC 6531).

use std::{fmt, str::FromStr};

use scheduling_core::EmailAddress;
use scheduling_engine::Undelivered;

use crate::failure::give_up;

/// An address that can be written without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    local: String,
    domain: String,
}

impl Address {
    fn of(address: &EmailAddress) -> Option<Self> {
        let (local, domain) = address.as_str().rsplit_once('@')?;
        let domain = idna::domain_to_ascii(domain).ok()?;
        let is_local = !local.is_empty() && local.chars().all(is_local);
        let is_domain = !domain.is_empty() && domain.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b));
        (is_local && is_domain).then(|| Self { local: local.to_owned(), domain })
    }

    pub(super) fn of_reader(address: &EmailAddress) -> Result<Self, Undelivered> {
        Self::of(address).ok_or_else(|| give_up("the address cannot be written in a mail"))
    }

    pub(super) fn is_ascii(&self) -> bool {
        self.local.is_ascii()
    }

    /// What a mail server is told.
    pub(super) fn for_server(&self) -> Result<lettre::Address, Undelivered> {
        let told = lettre::Address::new(&self.local, &self.domain);
        told.map_err(|_| give_up("the address cannot be told to a mail server"))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.local, self.domain)
    }
}

/// What a local part may have without quotes (`atext` and dots, RFC 5322, section 3.2.3, and RFC 6532, section 3.2). White
/// space beyond ASCII would be legal; no mailbox has any, and readers break lines and words at it.
fn is_local(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        _ if character.is_ascii() => "!#$%&'*+-/=?^_`{|}~.".contains(character),
        _ => !character.is_whitespace() && !character.is_control(),
    }
}

/// From whom mails are, for all tenants: an address of this installation. The name beside it is the tenant's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender(Address);

/// Why mails cannot be from this address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address that mails can be from: name@domain, the name in ASCII")]
pub struct InvalidSender;

impl FromStr for Sender {
    type Err = InvalidSender;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let address = text.parse().map_err(|_| InvalidSender)?;
        let address = Address::of(&address).filter(Address::is_ascii).ok_or(InvalidSender)?;
        // A mail server must take it, else no mail ever goes.
        address.for_server().map_err(|_| InvalidSender)?;
        Ok(Self(address))
    }
}

impl Sender {
    pub(super) const fn address(&self) -> &Address {
        &self.0
    }

    /// In whose name mails are numbered, and servers are greeted.
    pub(super) fn domain(&self) -> &str {
        &self.0.domain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(address: &str) -> Option<String> {
        Address::of(&address.parse().ok()?).map(|address| address.to_string())
    }

    #[test]
    fn domains_are_written_in_ascii_and_names_as_they_are() {
        assert_eq!(written("o'hara+tag@Example.org").as_deref(), Some("o'hara+tag@example.org"));
        assert_eq!(written("jürgen@bücher.example").as_deref(), Some("jürgen@xn--bcher-kva.example"));
        assert_eq!(written("a\u{2028}b@example.org"), None);
        assert_eq!(written("a\u{a0}b@example.org"), None);
    }

    #[test]
    fn mails_are_from_an_address_that_every_server_takes() {
        assert_eq!("book@bücher.example".parse::<Sender>().unwrap().domain(), "xn--bcher-kva.example");
        for bad in ["", "book", "Acme <book@example.org>", "bücher@example.org", "a@b@c", "a\r\nb@example.org"] {
            assert_eq!(bad.parse::<Sender>(), Err(InvalidSender), "{bad}");
        }
    }
}
