//! An embedding platform that signs tokens for its users, as a world's engine is told to believe it.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use scheduling_engine::Issuers;
use serde_json::{Value, json};

/// The platform of all tenants: its tokens name the tenant.
pub const PLATFORM: &str = "https://platform.example";
/// A platform that vouches for users of the tenant `acme` alone.
pub const ACME_ONLY: &str = "https://acme.example";
/// What tokens are for.
pub const AUDIENCE: &str = "scheduling";

/// The second at which [`world::NOW`](crate::world::NOW) is.
pub const NOW_SECONDS: i64 = 1_772_452_800;

/// Both platforms, with one key between them.
///
/// # Panics
/// They are written wrong.
#[must_use]
#[expect(clippy::expect_used, reason = "a world that cannot be made must fail the test")]
pub fn issuers() -> Issuers {
    let keys = json!([{"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "kid": "k1", "x": public_key()}]);
    let issuers = json!([
        {"issuer": PLATFORM, "audience": AUDIENCE, "keys": keys},
        {"issuer": ACME_ONLY, "audience": AUDIENCE, "tenant": "acme", "keys": keys},
    ]);
    issuers.to_string().parse().expect("issuers")
}

/// The public key, as a JSON Web Key has it.
#[must_use]
pub fn public_key() -> String {
    URL_SAFE_NO_PAD.encode(pair().public_key())
}

/// What a token for a user of `acme` says: valid for five minutes from [`world::NOW`](crate::world::NOW).
#[must_use]
pub fn claims(user_id: &str, role: &str) -> Value {
    json!({
        "iss": PLATFORM, "aud": AUDIENCE, "sub": user_id, "tenant": "acme", "role": role,
        "iat": NOW_SECONDS, "exp": NOW_SECONDS + 300,
    })
}

/// A token that says this.
#[must_use]
pub fn token(claims: &Value) -> String {
    signed(&json!({"alg": "EdDSA", "typ": "JWT", "kid": "k1"}), claims, |message| {
        pair().sign(message).as_ref().to_vec()
    })
}

/// A token with any header, signed in any way.
#[must_use]
pub fn signed(header: &Value, claims: &Value, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let message = format!("{}.{}", part(header), part(claims));
    let signature = sign(message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

#[expect(clippy::expect_used, reason = "32 bytes are a seed (RFC 8032)")]
fn pair() -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[9; 32]).expect("a seed")
}
