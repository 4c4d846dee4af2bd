//! Embedding platforms that vouch for their users by signed tokens (JWT, RFC 7519), and the check of one.
//!
//! The header of a token chooses nothing but a key by its id: which algorithm a key is for is configured with the key.
//! Nothing is fetched, and nobody is looked up here.

use std::{collections::BTreeSet, str::FromStr};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use scheduling_core::{Role, ShortText, Slug};
use serde::{Deserialize, de::IgnoredAny};

/// How far the clocks of a platform and of a server may be apart.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_secs(60);
/// The longest token that is looked at.
const LONGEST_TOKEN: usize = 8 * 1024;
/// The longest subject: the changelog and idempotency keys name it whole.
const LONGEST_SUBJECT: usize = 190;
/// The shortest modulus of an RSA key: 2048 bits.
const SHORTEST_MODULUS: usize = 256;

/// The platforms whose tokens are taken. The default is none.
///
/// The written form is a JSON list: for each platform the `issuer` and the `audience` that its tokens must name, the
/// `keys` as JSON Web Keys (RFC 7517) with `kid` and `alg`, and, for a platform of one tenant, that tenant's slug as
/// `tenant`. Tokens of a platform without one name the tenant themselves.
#[derive(Clone, Debug, Default)]
pub struct Issuers(Vec<Issuer>);

#[derive(Clone, Debug)]
struct Issuer {
    name: String,
    audience: String,
    tenant: Option<Slug>,
    keys: Vec<Key>,
}

#[derive(Clone, Debug)]
struct Key {
    id: String,
    public: PublicKey,
}

/// A public key, which is good for one algorithm.
#[derive(Clone, Debug)]
enum PublicKey {
    /// An Ed25519 key.
    EdDsa(Vec<u8>),
    /// An uncompressed point of P-256.
    Es256(Vec<u8>),
    /// Modulus and exponent.
    Rs256 { n: Vec<u8>, e: Vec<u8> },
}

/// Not a list of platforms.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the list of token issuers is not valid: {0}")]
pub struct InvalidIssuers(String);

/// For whom a platform vouches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Vouched {
    pub(crate) tenant: Slug,
    /// The platform's id of the user.
    pub(crate) subject: ShortText,
    pub(crate) role: Role,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenIssuer {
    issuer: String,
    audience: String,
    tenant: Option<Slug>,
    keys: Vec<WrittenKey>,
}

/// A JSON Web Key. Other members than these say nothing about the check of a signature.
#[derive(Deserialize)]
struct WrittenKey {
    kid: String,
    kty: String,
    alg: String,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    n: Option<String>,
    e: Option<String>,
    d: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
    /// Extensions that whoever checks the token must understand (RFC 7515, section 4.1.11). None is.
    crit: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: i64,
    nbf: Option<i64>,
    tenant: Option<Slug>,
    role: Option<Role>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Issuers {
    /// For whom a token vouches; `None` for a token that is not valid now, whatever the reason.
    pub(crate) fn verify(&self, token: &str, now: Timestamp) -> Option<Vouched> {
        if token.len() > LONGEST_TOKEN {
            return None;
        }
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let header: Header = decoded(header)?;
        let claims: Claims = decoded(claims)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        if header.crit.is_some() {
            return None;
        }
        // What the token says of itself finds the key; nothing is believed before the signature is right.
        let named = self.0.iter().filter(|issuer| issuer.name == claims.iss);
        let mut keys = named.flat_map(|issuer| issuer.keys.iter().map(move |key| (issuer, key)));
        // One platform may be listed once for each tenant that it vouches in, with the same keys.
        keys.find_map(|(issuer, key)| {
            let is_meant = key.id == header.kid && key.public.algorithm() == header.alg;
            let is_signed = is_meant && key.public.verify(signed.as_bytes(), &signature);
            if is_signed { claims.vouch(issuer, now) } else { None }
        })
    }
}

impl Claims {
    fn vouch(&self, issuer: &Issuer, now: Timestamp) -> Option<Vouched> {
        let for_us = match &self.aud {
            Audience::One(audience) => *audience == issuer.audience,
            Audience::Several(audiences) => audiences.contains(&issuer.audience),
        };
        let expired = Timestamp::from_second(self.exp).ok()?.duration_until(now) >= CLOCK_SKEW;
        let begun = match self.nbf {
            Some(nbf) => now.duration_until(Timestamp::from_second(nbf).ok()?) <= CLOCK_SKEW,
            None => true,
        };
        let tenant = match (&issuer.tenant, &self.tenant) {
            (Some(only), Some(named)) if only != named => return None,
            (Some(only), _) => only.clone(),
            (None, named) => named.clone()?,
        };
        let subject = self.sub.parse().ok().filter(|_| self.sub.chars().count() <= LONGEST_SUBJECT)?;
        (for_us && begun && !expired).then_some(Vouched { tenant, subject, role: self.role.unwrap_or(Role::Member) })
    }
}

fn decoded<T: for<'de> Deserialize<'de>>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

impl PublicKey {
    const fn algorithm(&self) -> &'static str {
        match self {
            Self::EdDsa(_) => "EdDSA",
            Self::Es256(_) => "ES256",
            Self::Rs256 { .. } => "RS256",
        }
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        let verified = match self {
            Self::EdDsa(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature),
            Self::Es256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature),
            Self::Rs256 { n, e } => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
        };
        verified.is_ok()
    }
}

impl FromStr for Issuers {
    type Err = InvalidIssuers;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let written: Vec<WrittenIssuer> = serde_json::from_str(text).map_err(|why| InvalidIssuers(why.to_string()))?;
        written.into_iter().map(Issuer::try_from).collect::<Result<_, _>>().map(Self)
    }
}

impl TryFrom<WrittenIssuer> for Issuer {
    type Error = InvalidIssuers;

    fn try_from(written: WrittenIssuer) -> Result<Self, InvalidIssuers> {
        let WrittenIssuer { issuer: name, audience, tenant, keys } = written;
        if name.is_empty() || audience.is_empty() || keys.is_empty() {
            return Err(InvalidIssuers("an issuer has a name, an audience and at least one key".to_owned()));
        }
        let ids: BTreeSet<&str> = keys.iter().map(|key| key.kid.as_str()).collect();
        if ids.len() < keys.len() {
            return Err(InvalidIssuers(format!("two keys of {name} have one id")));
        }
        let keys = keys.into_iter().map(Key::try_from).collect::<Result<_, _>>()?;
        Ok(Self { name, audience, tenant, keys })
    }
}

impl TryFrom<WrittenKey> for Key {
    type Error = InvalidIssuers;

    fn try_from(written: WrittenKey) -> Result<Self, InvalidIssuers> {
        let id = written.kid.clone();
        if written.d.is_some() {
            return Err(InvalidIssuers(format!("the key {id} is a private one, which belongs to its platform alone")));
        }
        let public = public_key(&written);
        let wrong = "is no Ed25519 key for EdDSA, no P-256 key for ES256 and no RSA key of 2048 bits or more for RS256";
        Ok(Self { public: public.ok_or_else(|| InvalidIssuers(format!("the key {id} {wrong}")))?, id })
    }
}

fn public_key(written: &WrittenKey) -> Option<PublicKey> {
    let bytes = |member: &Option<String>| URL_SAFE_NO_PAD.decode(member.as_ref()?).ok();
    match (written.alg.as_str(), written.kty.as_str(), written.crv.as_deref()) {
        ("EdDSA", "OKP", Some("Ed25519")) => bytes(&written.x).filter(|x| x.len() == 32).map(PublicKey::EdDsa),
        ("ES256", "EC", Some("P-256")) => {
            let (x, y) = (bytes(&written.x)?, bytes(&written.y)?);
            (x.len() == 32 && y.len() == 32).then(|| PublicKey::Es256([&[4][..], &x, &y].concat()))
        }
        ("RS256", "RSA", None) => {
            let (n, e) = (bytes(&written.n)?, bytes(&written.e)?);
            (n.len() >= SHORTEST_MODULUS).then_some(PublicKey::Rs256 { n, e })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A key of 2048 bits, and what it has signed.
    const MODULUS: &str = "urhARN_-sMgfV-aqlx4MjZwPOgHt5LfBGjhlaN3eulAfSB8ejJwKDksDB41OiCFL81DiniadwEMGf3UWCg56OqnHDSbBuuFvRvRO\
         XQx4D0nC9_mnHzh1LsBsIX3mEJwi3JuaxfX5aEwvmfimAkC0VUdJJ88LcDh3njbDF8d0444ui1jckAQnKMEAbFH-1eh6hMQeeZiP\
         F1ibgvhPSFR_PPw14OtOB2ZXz-gfMpSnWUcwI5UyLd1PJX30WvfjIvf8n7Jzub8YxCOP7ljUf7-Dcg2cZUxuhWL1-EM4jVv8bc8e\
         OhLfVrVsnZOIMESQf3KpT-fqyR83fezMdzeEWuK4mw";
    const BY_RSA: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL3BsYXRmb3JtLmV4YW1wbGUiLCJhdWQiOiJzY2hlZHVs\
         aW5nIiwic3ViIjoiYWRhIiwicm9sZSI6ImFkbWluIiwiZXhwIjoxNzcyNDU2NDAwfQ.rBKFWNVIu0uc6VOd5-MVQ_MXmvpAB1XR4\
         q2PjUzMS165Llui1Wrr8VWB_VqVOWSirQqVTSrMT-QR6AyUzv0Cjz-x48SXCPoBk9VYg6z82ENqPBSOR0_NrnOF4QB8PpNu5Vx0F\
         UdyBB1bAE3dpPoIUQ9aC061WC9eNZt_Y6VlaWuBbTJEuZsghPrnqT2EwONFC6pxC82nlks7NoBlsJ81hjRXBTeahqjOY_1wqNepP\
         Ij9vqi9sL-VtpKXpwRbNnnpCNBZ-JWFC_w-D0qfFtB6zbvmoAbFkz2UTFinFWbXdE6_5za4yAV3D7Y6xk-xC9iIb6V2L-mWK-HU7\
         9tDDEE7Yw";
    const BY_P256: &str = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImUxIn0.eyJpc3MiOiJodHRwczovL3BsYXRmb3JtLmV4YW1wbGUiLCJhdWQiOiJzY2hlZHVs\
         aW5nIiwic3ViIjoiYWRhIiwicm9sZSI6ImFkbWluIiwiZXhwIjoxNzcyNDU2NDAwfQ.nK8dDiSFw5NGij53bAUP4Uaymbh4Pls52\
         N3zcKhp5qNbqxSsa_f87xTruKpzYF-H97gpSf-dBVBt_zsg20o3cw";

    fn rsa() -> Value {
        json!({"kty": "RSA", "kid": "r1", "alg": "RS256", "use": "sig", "n": MODULUS, "e": "AQAB"})
    }

    fn p256() -> Value {
        let (x, y) = ("5BmdDiuVF06CUn2DZ_7A2HBuklyJswCwHgBZyLDveIk", "4HkyA07gog9SLGGNY6cwXkqCfDpD1ZIBnGg05JogKeE");
        json!({"kty": "EC", "crv": "P-256", "kid": "e1", "alg": "ES256", "x": x, "y": y})
    }

    fn issuers(keys: &[Value]) -> Result<Issuers, InvalidIssuers> {
        let issuer = "https://platform.example";
        let platform = json!([{"issuer": issuer, "audience": "scheduling", "tenant": "acme", "keys": keys}]);
        platform.to_string().parse()
    }

    fn now() -> Timestamp {
        "2026-03-02T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn what_others_have_signed_is_verified() {
        let issuers = issuers(&[rsa(), p256()]).unwrap();
        let (tenant, subject) = ("acme".parse().unwrap(), "ada".parse().unwrap());
        let ada = Some(Vouched { tenant, subject, role: Role::Admin });
        assert_eq!(issuers.verify(BY_RSA, now()), ada);
        assert_eq!(issuers.verify(BY_P256, now()), ada);
    }

    #[test]
    fn one_platform_may_vouch_in_several_tenants_by_an_entry_for_each() {
        let entry = |tenant: &str| {
            let issuer = "https://platform.example";
            json!({"issuer": issuer, "audience": "scheduling", "tenant": tenant, "keys": [rsa()]})
        };
        for order in [["acme", "globex"], ["globex", "acme"]] {
            let mut entries: Value = order.map(entry).to_vec().into();
            // The token names no tenant: the first entry whose audience it is for has it.
            entries[usize::from(order[0] == "globex")]["audience"] = json!("scheduling");
            entries[usize::from(order[0] != "globex")]["audience"] = json!("elsewhere");
            let issuers: Issuers = entries.to_string().parse().unwrap();
            assert_eq!(issuers.verify(BY_RSA, now()).unwrap().tenant.as_str(), "acme", "{order:?}");
        }
    }

    #[test]
    fn a_change_of_any_character_makes_a_token_worthless() {
        let issuers = issuers(&[rsa(), p256()]).unwrap();
        for (token, step) in [(BY_RSA, 7), (BY_P256, 3)] {
            // The last character of a part has bits that stand for nothing, which are refused as well.
            for at in (0..token.len()).step_by(step).chain([token.len() - 1]) {
                let mut changed = token.as_bytes().to_vec();
                changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
                assert_eq!(issuers.verify(std::str::from_utf8(&changed).unwrap(), now()), None, "{at}");
            }
        }
        for bad in ["", ".", "..", "a.b.c", &BY_RSA[..BY_RSA.len() - 2], &format!("{BY_RSA}."), &"a".repeat(9000)] {
            assert_eq!(issuers.verify(bad, now()), None, "{bad}");
        }
    }

    #[test]
    fn a_key_is_good_for_its_own_algorithm_only() {
        let mut swapped = rsa();
        swapped["kid"] = json!("e1");
        assert_eq!(issuers(&[swapped]).unwrap().verify(BY_P256, now()), None);
    }

    #[test]
    fn only_public_keys_that_are_strong_enough_are_taken() {
        let change = |mut key: Value, member: &str, value: Value| {
            key[member] = value;
            key
        };
        for bad in [
            change(rsa(), "n", json!(&MODULUS[..300])),
            change(rsa(), "alg", json!("HS256")),
            change(rsa(), "alg", json!("none")),
            change(rsa(), "alg", json!("ES256")),
            change(rsa(), "d", json!("AQAB")),
            change(p256(), "x", json!("AQAB")),
            change(p256(), "crv", json!("P-384")),
            json!({"kty": "oct", "kid": "h1", "alg": "HS256", "k": "AQAB"}),
        ] {
            assert!(issuers(std::slice::from_ref(&bad)).is_err(), "{bad}");
        }
        assert!(issuers(&[]).is_err());
        assert!(issuers(&[rsa(), rsa()]).is_err(), "two keys with one id");
        assert!("[]".parse::<Issuers>().is_ok());
    }
}
