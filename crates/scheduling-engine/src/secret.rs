//! Secrets that are given to somebody once: API keys, sessions, and links. Only their hashes are stored, and nothing
//! here ever logs one.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// 256 bits in base64url.
const BODY: usize = 43;
const CHECKSUM: usize = 6;
/// The mark and the first characters of the body, which leave 208 bits unknown.
const PREFIX: usize = 11;

/// What a secret is for. It begins with a mark, for people and for scanners of leaked secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    ApiKey,
    Session,
    Link,
}

impl Purpose {
    const fn mark(self) -> &'static str {
        match self {
            Self::ApiKey => "sk_",
            Self::Session => "ss_",
            Self::Link => "sl_",
        }
    }
}

/// The text of a secret: the mark, 256 random bits, and a checksum by which a mistyped one is refused without asking the
/// database.
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) fn new(purpose: Purpose, bits: &[u8; 32]) -> Self {
        let body = URL_SAFE_NO_PAD.encode(bits);
        let checksum = checksum(&body);
        Self(format!("{}{body}{checksum}", purpose.mark()))
    }

    /// A text that somebody presented, if it can be such a secret.
    pub(crate) fn presented(purpose: Purpose, text: &str) -> Option<Self> {
        let (body, sum) = text.strip_prefix(purpose.mark())?.split_at_checked(BODY)?;
        (sum == checksum(body)).then(|| Self(text.to_owned()))
    }

    /// By what the store knows it.
    pub(crate) fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }

    /// By what people tell their secrets apart.
    pub(crate) fn prefix(&self) -> String {
        self.0.chars().take(PREFIX).collect()
    }

    /// The text, to be shown to its holder and to nobody else.
    pub(crate) fn reveal(self) -> String {
        self.0
    }
}

fn checksum(body: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(body)).chars().take(CHECKSUM).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_told_from_a_mistyped_one_by_its_checksum() {
        let secret = Secret::new(Purpose::ApiKey, &[7; 32]);
        assert_eq!(secret.0, "sk_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc3Ev4DH");
        let presented = Secret::presented(Purpose::ApiKey, &secret.0).unwrap();
        assert_eq!(presented.hash(), secret.hash());
        for at in 0..secret.0.len() {
            let mut text = secret.0.clone().into_bytes();
            text[at] = if text[at] == b'A' { b'B' } else { b'A' };
            let text = std::str::from_utf8(&text).unwrap();
            assert!(Secret::presented(Purpose::ApiKey, text).is_none(), "{at}");
        }
        for bad in ["", "sk_", "sk_é", &secret.0[3..], &secret.0[..51], &format!("{}A", secret.0), &"é".repeat(30)] {
            assert!(Secret::presented(Purpose::ApiKey, bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn a_secret_serves_one_purpose() {
        let session = Secret::new(Purpose::Session, &[7; 32]).reveal();
        assert!(Secret::presented(Purpose::Session, &session).is_some());
        assert!(Secret::presented(Purpose::ApiKey, &session).is_none());
        assert!(Secret::presented(Purpose::Link, &session).is_none());
    }

    #[test]
    fn the_prefix_gives_little_away() {
        assert_eq!(Secret::new(Purpose::ApiKey, &[7; 32]).prefix(), "sk_BwcHBwcH");
    }
}
