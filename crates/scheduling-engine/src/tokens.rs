//! Tokens for invitees, derived from what they are for, so that any mail can carry one and none is stored.
//!
//! A token is `key id . HMAC-SHA256(key, purpose, tenant, id, generation)`. It opens one booking, or one hold, and
//! nothing else. Rotation: the first key of the ring signs, all of them verify, so that old links stay alive.

use std::{collections::HashSet, fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use scheduling_core::{Booking, BookingId, EndpointId, HoldId, HostId, TenantId};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// The keys by which tokens are derived.
#[derive(Clone)]
pub struct TokenKeys(Vec<Key>);

#[derive(Clone)]
struct Key {
    id: String,
    secret: [u8; 32],
}

/// Not a ring of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "token keys are written id:secret,id:secret,… with different ids of 1–16 letters and digits and secrets of 32 bytes \
     in base64url"
)]
pub struct InvalidTokenKeys;

impl TokenKeys {
    /// No keys, for programs that hand out no tokens: none opens anything.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// The written form of a ring of one key.
    #[must_use]
    pub fn written(id: &str, secret: [u8; 32]) -> String {
        format!("{id}:{}", URL_SAFE_NO_PAD.encode(secret))
    }

    pub(crate) fn manage_token(&self, tenant: TenantId, booking: &Booking) -> ManageToken {
        ManageToken(self.sign(&Claim::manage(tenant, booking.id, booking.token_generation)))
    }

    pub(crate) fn opens_booking(&self, token: &ManageToken, tenant: TenantId, booking: &Booking) -> bool {
        self.verify(&token.0, &Claim::manage(tenant, booking.id, booking.token_generation))
    }

    pub(crate) fn hold_token(&self, tenant: TenantId, hold: HoldId) -> HoldToken {
        HoldToken(self.sign(&Claim::hold(tenant, hold)))
    }

    pub(crate) fn opens_hold(&self, token: &HoldToken, tenant: TenantId, hold: HoldId) -> bool {
        self.verify(&token.0, &Claim::hold(tenant, hold))
    }

    /// The token of a link in a mail about a booking, which does one thing.
    pub(crate) fn link_token(&self, purpose: LinkPurpose, tenant: TenantId, booking: &Booking) -> String {
        self.sign(&Claim::link(purpose, tenant, booking))
    }

    /// The same for a host of the meeting, to decide about it.
    pub(crate) fn decide_token(&self, tenant: TenantId, booking: &Booking, host: HostId) -> String {
        self.sign(&Claim { host: Some(host), ..Claim::link(LinkPurpose::Decide, tenant, booking) })
    }

    pub(crate) fn opens_link(
        &self,
        token: &MailToken,
        purpose: LinkPurpose,
        tenant: TenantId,
        booking: &Booking,
    ) -> bool {
        let opens = |host| self.verify(&token.0, &Claim { host, ..Claim::link(purpose, tenant, booking) });
        match purpose {
            // Who has given the meeting away decides nothing any more.
            LinkPurpose::Decide => booking.hosts().into_iter().any(|host| opens(Some(host))),
            LinkPurpose::ConfirmAddress | LinkPurpose::Mute => opens(None),
        }
    }

    /// The token of a generation of the address at which a host's calendar can be subscribed to.
    pub(crate) fn calendar_token(&self, tenant: TenantId, (host, generation): (HostId, u32)) -> CalendarToken {
        CalendarToken(self.sign(&Claim::calendar(tenant, host, generation)))
    }

    pub(crate) fn opens_calendar(
        &self,
        token: &CalendarToken,
        tenant: TenantId,
        (host, generation): (HostId, u32),
    ) -> bool {
        self.verify(&token.0, &Claim::calendar(tenant, host, generation))
    }

    /// The key from which new secrets are derived that others keep.
    pub(crate) fn newest(&self) -> Option<&str> {
        self.0.first().map(|key| key.id.as_str())
    }

    /// The secret of a generation of a webhook; none if its key is not in the ring any more.
    pub(crate) fn webhook_secret(
        &self,
        key: &str,
        tenant: TenantId,
        (webhook, generation): (EndpointId, u32),
    ) -> Option<[u8; 32]> {
        let key = self.0.iter().find(|known| known.id == key)?;
        Some(key.bytes(&Claim { purpose: b"webhook", tenant, id: webhook.as_uuid(), generation, host: None }))
    }

    fn sign(&self, claim: &Claim) -> String {
        self.0.first().map_or_else(String::new, |key| key.token(claim))
    }

    fn verify(&self, token: &str, claim: &Claim) -> bool {
        let Some((id, _)) = token.split_once('.') else { return false };
        let key = self.0.iter().find(|key| key.id == id);
        key.is_some_and(|key| key.token(claim).as_bytes().ct_eq(token.as_bytes()).into())
    }
}

impl FromStr for TokenKeys {
    type Err = InvalidTokenKeys;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let key = |part: &str| {
            let (id, secret) = part.trim().split_once(':')?;
            let fits = (1..=16).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let secret = URL_SAFE_NO_PAD.decode(secret.trim_end_matches('=')).ok()?;
            fits.then_some(Key { id: id.to_owned(), secret: secret.try_into().ok()? })
        };
        let keys: Vec<Key> = text.split(',').map(key).collect::<Option<_>>().ok_or(InvalidTokenKeys)?;
        // Of two keys with one id only the first would verify: the links of the other would die without a word.
        let ids: HashSet<&str> = keys.iter().map(|key| key.id.as_str()).collect();
        if ids.len() == keys.len() { Ok(Self(keys)) } else { Err(InvalidTokenKeys) }
    }
}

impl fmt::Debug for TokenKeys {
    /// Names the keys; the secrets stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| &key.id)).finish()
    }
}

/// What a link in a mail does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkPurpose {
    /// A host approves a booking, or turns it down.
    Decide,
    /// The invitee has got the mail.
    ConfirmAddress,
    /// The invitee wants no reminders.
    Mute,
}

/// What a token is for.
struct Claim {
    purpose: &'static [u8],
    tenant: TenantId,
    id: Uuid,
    generation: u32,
    /// Of a link that one host may use.
    host: Option<HostId>,
}

impl Claim {
    fn manage(tenant: TenantId, booking: BookingId, generation: u32) -> Self {
        Self { purpose: b"manage", tenant, id: booking.as_uuid(), generation, host: None }
    }

    fn link(purpose: LinkPurpose, tenant: TenantId, booking: &Booking) -> Self {
        let purpose: &[u8] = match purpose {
            LinkPurpose::Decide => b"decide",
            LinkPurpose::ConfirmAddress => b"address",
            LinkPurpose::Mute => b"mute",
        };
        Self { purpose, tenant, id: booking.id.as_uuid(), generation: booking.token_generation, host: None }
    }

    fn calendar(tenant: TenantId, host: HostId, generation: u32) -> Self {
        Self { purpose: b"calendar", tenant, id: host.as_uuid(), generation, host: None }
    }

    fn hold(tenant: TenantId, hold: HoldId) -> Self {
        Self { purpose: b"hold", tenant, id: hold.as_uuid(), generation: 0, host: None }
    }
}

impl Key {
    fn token(&self, claim: &Claim) -> String {
        format!("{}.{}", self.id, URL_SAFE_NO_PAD.encode(self.bytes(claim)))
    }

    fn bytes(&self, claim: &Claim) -> [u8; 32] {
        let mut mac = keyed(&self.secret);
        mac.update(claim.purpose);
        mac.update(claim.tenant.as_uuid().as_bytes());
        mac.update(claim.id.as_bytes());
        mac.update(&claim.generation.to_be_bytes());
        if let Some(host) = claim.host {
            mac.update(host.as_uuid().as_bytes());
        }
        mac.finalize().into_bytes().into()
    }
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of any length (RFC 2104)")]
fn keyed(secret: &[u8; 32]) -> Hmac<Sha256> {
    Hmac::new_from_slice(secret).expect("HMAC takes keys of any length")
}

macro_rules! token_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// The token as somebody presented it; whether it opens anything is found out by using it.
            #[must_use]
            pub fn presented(text: &str) -> Self {
                Self(text.chars().take(128).collect())
            }

            /// The token, to be given to its holder and to nobody else.
            #[must_use]
            pub fn reveal(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            /// Says nothing: tokens stay out of logs.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

token_type! {
    /// Opens one booking to its invitee: to see, cancel and move it.
    ManageToken
}
token_type! {
    /// Does the one thing about one booking that a link in a mail is for.
    MailToken
}
token_type! {
    /// Opens the calendar of one host to whoever subscribes to it.
    CalendarToken
}
token_type! {
    /// Opens one hold to whoever made it: to book or to give it up.
    HoldToken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> (TenantId, HoldId) {
        (TenantId::from_uuid(Uuid::from_u128(1)), HoldId::from_uuid(Uuid::from_u128(2)))
    }

    fn ring(keys: &[(&str, u8)]) -> TokenKeys {
        let part = |(id, byte): &(&str, u8)| TokenKeys::written(id, [*byte; 32]);
        keys.iter().map(part).collect::<Vec<_>>().join(",").parse().unwrap()
    }

    #[test]
    fn a_token_opens_what_it_was_made_for_and_nothing_else() {
        let (tenant, hold) = ids();
        let keys = ring(&[("a", 1)]);
        let token = keys.hold_token(tenant, hold);
        assert!(keys.opens_hold(&token, tenant, hold));
        assert!(!keys.opens_hold(&token, tenant, HoldId::from_uuid(Uuid::from_u128(3))));
        assert!(!keys.opens_hold(&token, TenantId::from_uuid(Uuid::from_u128(3)), hold));
        assert!(!keys.opens_hold(&HoldToken::presented(""), tenant, hold));
        assert!(!keys.opens_hold(&HoldToken::presented("a."), tenant, hold));
        // The same bytes for another purpose.
        let claim = Claim::manage(tenant, BookingId::from_uuid(hold.as_uuid()), 0);
        assert!(!keys.verify(token.reveal(), &claim));
    }

    #[test]
    fn a_calendars_token_opens_one_generation_of_one_calendar() {
        let (tenant, hold) = ids();
        let (keys, host) = (ring(&[("a", 1)]), HostId::from_uuid(hold.as_uuid()));
        let token = keys.calendar_token(tenant, (host, 1));
        assert!(keys.opens_calendar(&token, tenant, (host, 1)));
        assert!(!keys.opens_calendar(&token, tenant, (host, 2)));
        assert!(!keys.opens_calendar(&token, tenant, (HostId::from_uuid(Uuid::from_u128(3)), 1)));
        assert!(!keys.opens_calendar(&token, TenantId::from_uuid(Uuid::from_u128(3)), (host, 1)));
        assert!(!keys.opens_hold(&HoldToken::presented(token.reveal()), tenant, hold));
    }

    #[test]
    fn old_links_live_while_their_key_is_in_the_ring() {
        let (tenant, hold) = ids();
        let token = ring(&[("old", 1)]).hold_token(tenant, hold);
        let rotated = ring(&[("new", 2), ("old", 1)]);
        assert!(rotated.opens_hold(&token, tenant, hold));
        assert!(rotated.hold_token(tenant, hold).reveal().starts_with("new."));
        assert!(!ring(&[("new", 2)]).opens_hold(&token, tenant, hold));
        assert!(!ring(&[("old", 2)]).opens_hold(&token, tenant, hold));
    }

    #[test]
    fn keys_are_read_strictly_and_never_shown() {
        for bad in ["", "a", "a:", "a:AAAA", ":x", "a b:AAAA"] {
            assert_eq!(bad.parse::<TokenKeys>().unwrap_err(), InvalidTokenKeys, "{bad:?}");
        }
        let twice = [("a", 1), ("b", 2), ("a", 3)].map(|(id, byte)| TokenKeys::written(id, [byte; 32])).join(",");
        assert_eq!(twice.parse::<TokenKeys>().unwrap_err(), InvalidTokenKeys);
        assert_eq!(format!("{:?}", ring(&[("a", 1)])), r#"["a"]"#);
    }
}
