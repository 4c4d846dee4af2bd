//! Signing in and out. A session is a secret in one browser; nothing about it is remembered between two requests, so
//! that what is revoked, and whoever is demoted or deactivated, is refused from the next request on.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use scheduling_core::{AccountId, EmailAddress, SessionId, Slug, Tenant};
use scheduling_store::{
    TenantScope,
    accounts::{self, Account},
    sessions::Session,
};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::{
    Engine,
    authenticate::{Unauthenticated, Used},
    failure::{Failure, Nothing},
    passwords::Password,
    principal::{Actor, Principal, Who, served},
    secret::{Purpose, Secret},
    writing::{BUDGET, Order, UseCase, Work},
};

/// How long a session lasts that is not used.
pub(crate) const IDLE: SignedDuration = SignedDuration::from_hours(24);
/// How long a session lasts at most.
const LONGEST: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Somebody who wants to sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The tenant.
    pub tenant: Slug,
    /// The account's address.
    pub email: EmailAddress,
    /// Its password.
    pub password: Password,
}

/// Somebody who has signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who it is.
    pub account: Account,
    /// The tenant.
    pub tenant: Tenant,
    /// What the browser keeps.
    pub secret: SessionSecret,
    /// When the session ends, however much it is used.
    pub expires_at: Timestamp,
}

/// The address, the password or the tenant is wrong, or the account is closed. It says no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address or the password is wrong")]
pub struct WrongPassword;

/// The secret of a session, for the cookie of one browser.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionSecret(String);

impl SessionSecret {
    /// A secret as somebody presented it; whether it opens anything is found out by using it.
    #[must_use]
    pub fn presented(text: &str) -> Self {
        Self(text.chars().take(128).collect())
    }

    /// The secret, for the cookie and for nobody else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What a page has to send with whatever changes something. Another site can make a browser send the cookie, but
    /// cannot know this. It is derived, so that it is stored nowhere.
    #[must_use]
    pub fn csrf_token(&self) -> String {
        let digest = Sha256::new().chain_update(b"csrf:").chain_update(self.0.as_bytes()).finalize();
        URL_SAFE_NO_PAD.encode(digest)
    }

    /// Whether this is that token.
    #[must_use]
    pub fn is_csrf_token(&self, token: &str) -> bool {
        self.csrf_token().as_bytes().ct_eq(token.as_bytes()).into()
    }
}

impl fmt::Debug for SessionSecret {
    /// Says nothing: secrets stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionSecret(…)")
    }
}

impl Engine {
    /// Begins a session. An account that is not there takes as long to refuse as a wrong password. How often somebody
    /// may try is for the caller to limit.
    ///
    /// # Errors
    /// The address or the password is wrong; the tenant is suspended, or scheduling is switched off for it; too many sign
    /// in at once; the store failed.
    pub async fn sign_in(&self, command: SignIn) -> Result<SignedIn, Failure<WrongPassword>> {
        let SignIn { tenant, email, password } = command;
        let store = self.parts.store.within(BUDGET);
        let tenant = store.find_tenant_by_slug(&tenant).await?;
        let found = match &tenant {
            Some(tenant) => store.read(&TenantScope::of(tenant.id), accounts::find_by_email(&email)).await?,
            None => None,
        };
        let (account, hash) = found.unzip();
        let is_right = self.is_password(password, hash.clone()).await?;
        let known = account.filter(|account| is_right && account.is_active).zip(hash).zip(tenant);
        let ((account, password_hash), tenant) = known.ok_or(Failure::Refused(WrongPassword))?;
        // Whoever has the right password may know why it opens nothing; to others the tenant looks like any other.
        served(&tenant)?;
        let secret = self.new_secret(Purpose::Session)?;
        let id = SessionId::from_uuid(self.parts.ids.uuid());
        let case = Begin { id, account: account.id, password_hash, secret_hash: secret.hash() };
        let (scope, actor) = (TenantScope::of(tenant.id), Actor::Principal(Who::Account(account.id, id)));
        let done = self.write(Order { scope, actor, hosts: Vec::new(), idempotency: None, case }).await?;
        Ok(SignedIn { account, tenant, secret: SessionSecret(secret.reveal()), expires_at: done.outcome })
    }

    /// Who has presented the secret of a session.
    ///
    /// # Errors
    /// The session has ended, or was not used for too long; the account is closed; the tenant is suspended, or scheduling
    /// is switched off for it; the store failed.
    pub async fn authenticate_session(&self, secret: &SessionSecret) -> Result<Principal, Failure<Unauthenticated>> {
        self.session(secret).await.map(|(principal, ..)| principal)
    }

    /// The same, with the account and the end of the session.
    ///
    /// # Errors
    /// As [`authenticate_session`](Self::authenticate_session).
    pub async fn current_session(
        &self,
        secret: &SessionSecret,
    ) -> Result<(Principal, SignedIn), Failure<Unauthenticated>> {
        let (principal, account, session) = self.session(secret).await?;
        let (tenant, secret, expires_at) = (principal.tenant.clone(), secret.clone(), session.expires_at);
        Ok((principal, SignedIn { account, tenant, secret, expires_at }))
    }

    async fn session(&self, secret: &SessionSecret) -> Result<(Principal, Account, Session), Failure<Unauthenticated>> {
        let secret = Secret::presented(Purpose::Session, &secret.0).ok_or(Failure::Refused(Unauthenticated))?;
        // Writes come through here, too, and have less time than other reads.
        let found = self.parts.store.within(BUDGET).find_session(&secret.hash()).await?;
        let now = self.now();
        let lives = |(_, account, session): &(Tenant, Account, Session)| {
            let over = session.expires_at <= now || session.last_used_at + IDLE <= now;
            account.is_active && !over
        };
        let (tenant, account, session) = found.filter(lives).ok_or(Failure::Refused(Unauthenticated))?;
        served(&tenant)?;
        let used = (Used::Session(session.id), Some(session.last_used_at));
        self.remember_use(TenantScope::of(tenant.id), used, now);
        let who = Who::Account(account.id, session.id);
        Ok((Principal::person(tenant, who, account.role, account.host), account, session))
    }

    /// Ends the principal's session. Who came without one has none to end.
    ///
    /// # Errors
    /// The store failed.
    pub async fn sign_out(&self, principal: &Principal) -> Result<(), Failure<Nothing>> {
        let Who::Account(account, session) = *principal.who() else { return Ok(()) };
        self.end(principal, End { account, session, which: Which::This }).await
    }

    /// Ends all other sessions of the principal's account.
    ///
    /// # Errors
    /// The store failed.
    pub async fn sign_out_others(&self, principal: &Principal) -> Result<(), Failure<Nothing>> {
        let Who::Account(account, session) = *principal.who() else { return Ok(()) };
        self.end(principal, End { account, session, which: Which::Others }).await
    }

    async fn end(&self, principal: &Principal, case: End) -> Result<(), Failure<Nothing>> {
        let (scope, actor) = (principal.scope(), principal.actor());
        self.write(Order { scope, actor, hosts: Vec::new(), idempotency: None, case }).await.map(|_| ())
    }
}

struct Begin {
    id: SessionId,
    account: AccountId,
    /// Of the password that was right.
    password_hash: String,
    secret_hash: [u8; 32],
}

impl UseCase for Begin {
    type Outcome = Timestamp;
    type Refusal = WrongPassword;

    async fn run(&self, work: &Work<'_>) -> Result<Timestamp, Failure<WrongPassword>> {
        // Whoever closes the account or sets another password meanwhile waits, and then ends this session too.
        let held = work.tx.hold_account(self.account).await?;
        if !held.is_some_and(|(account, hash)| account.is_active && hash == self.password_hash) {
            return Err(Failure::Refused(WrongPassword));
        }
        let (now, expires_at) = (work.now, work.now + LONGEST);
        let session = Session { id: self.id, account: self.account, created_at: now, last_used_at: now, expires_at };
        work.tx.insert_session(&session, &self.secret_hash).await?;
        Ok(expires_at)
    }
}

struct End {
    account: AccountId,
    session: SessionId,
    which: Which,
}

enum Which {
    This,
    Others,
}

impl UseCase for End {
    type Outcome = ();
    type Refusal = Nothing;

    async fn run(&self, work: &Work<'_>) -> Result<(), Failure<Nothing>> {
        match self.which {
            Which::This => work.tx.delete_session(self.session).await?,
            Which::Others => drop(work.tx.delete_sessions_of(self.account, Some(self.session)).await?),
        }
        Ok(())
    }
}
