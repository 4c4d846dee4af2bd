//! API keys: what is asked for, and what is known of them.

use jiff::Timestamp;
use scheduling_core::{ApiKeyId, HostId, Minutes, Name, Scope};
use scheduling_engine::{IssuedKey, NewApiKey, RotateApiKey};
use scheduling_store::api_keys::ApiKey;

use super::pages::page_of;
use crate::json::{AtMost, Int, answer, body};

/// Minutes for which an old key and its successor are both valid.
type Overlap = Int<0, { scheduling_engine::LONGEST_OVERLAP.0 }>;

body! {
    /// An API key to be made.
    ApiKeyInput {
        /// What the key is for.
        name: Name = "Website";
        /// What it allows, at least one: `read` to see; `bookings:write` to change bookings; `config:write` to change
        /// users, event types and availability; `admin` for everything.
        scopes: AtMost<Scope, 4> = ["read", "bookings:write"];
        /// The user whom the key acts for, and whose things alone it reaches; absent, it reaches all of the tenant.
        user_id: Option<HostId> = ();
        /// When it stops to work; absent, never.
        expires_at: Option<Timestamp> = "2027-03-01T09:00:00Z";
    }
}

impl From<ApiKeyInput> for NewApiKey {
    fn from(input: ApiKeyInput) -> Self {
        let ApiKeyInput { name, scopes, user_id, expires_at } = input;
        Self { name, scopes: scopes.0, host: user_id, expires_at }
    }
}

body! {
    /// How an API key is replaced.
    RotateApiKeyInput {
        /// For how many minutes the old key stays valid beside the new one; absent, it ends at once.
        overlap_minutes: Option<Overlap> = 60;
        /// When the new key stops to work; absent, when the old one would have.
        expires_at: Option<Timestamp> = "2027-03-01T09:00:00Z";
    }
}

impl RotateApiKeyInput {
    pub(crate) fn rotating(self, key: ApiKeyId) -> RotateApiKey {
        let overlap = Minutes(self.overlap_minutes.map_or(0, |minutes| minutes.0));
        RotateApiKey { key, overlap, expires_at: self.expires_at }
    }
}

answer! {
    /// What is known of an API key.
    ApiKeyAnswer {
        /// Its id.
        id: ApiKeyId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3e1";
        /// What it is for.
        name: Name = "Website";
        /// Its first characters, by which people tell their keys apart.
        prefix: String = "sk_BwcHBwcH";
        /// What it allows.
        scopes: Vec<Scope> = ["read", "bookings:write"];
        /// The user whom it acts for; null acts for the tenant.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// When it stops to work; null is never.
        expires_at: Option<Timestamp> = "2027-03-01T09:00:00Z";
        /// When it was revoked.
        revoked_at: Option<Timestamp> = ();
        /// When it was last used, to the minute.
        last_used_at: Option<Timestamp> = "2026-03-02T11:59:00Z";
        /// When it was made.
        created_at: Timestamp = "2026-03-01T09:00:00Z";
    }
}

answer! {
    /// A new API key.
    NewApiKeyAnswer {
        /// The key itself, shown this once. A repetition of the request gets null: it is stored nowhere.
        secret: Option<String> = "sk_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc3Ev4DH";
        /// Whether it was shown before, in the answer to the first request under the same `Idempotency-Key`.
        secret_shown: bool = false;
        /// What is known of it from now on.
        api_key: ApiKeyAnswer = ();
    }
}

page_of! {
    /// Some of the API keys.
    ApiKeyPage of ApiKeyAnswer
}

impl From<ApiKey> for ApiKeyAnswer {
    fn from(key: ApiKey) -> Self {
        let ApiKey { id, name, prefix, scopes, host, expires_at, revoked_at, last_used_at, created_at } = key;
        Self { id, name, prefix, scopes, user_id: host, expires_at, revoked_at, last_used_at, created_at }
    }
}

impl From<IssuedKey> for NewApiKeyAnswer {
    fn from(issued: IssuedKey) -> Self {
        let IssuedKey { key, secret } = issued;
        Self { secret_shown: secret.is_none(), secret, api_key: key.into() }
    }
}
