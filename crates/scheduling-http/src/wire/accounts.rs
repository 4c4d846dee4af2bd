//! Accounts, invitations and sessions: what is asked for, and what is known of them.

use std::fmt;

use jiff::Timestamp;
use scheduling_core::{AccountId, EmailAddress, HostId, LinkId, Name, Role, Slug};
use scheduling_engine::{
    AcceptInvitation, Invite, IssuedLink, LinkToken, Password, ReplaceAccount, ResetPassword, SignIn, SignedIn,
    WeakPassword,
};
use scheduling_store::{
    account_links::{AccountLink, LinkPurpose},
    accounts::Account,
};
use serde_json::Value;
use utoipa::openapi::{RefOr, Schema, Type};

use super::pages::page_of;
use crate::{
    json::{Documented, Faults, FromJson, answer, body, plain},
    problem::Code,
};

/// A password to be.
pub(crate) struct NewPassword(Password);

/// A password that is to be right.
pub(crate) struct GivenPassword(Password);

/// The token of a link.
pub(crate) struct GivenToken(LinkToken);

impl FromJson for NewPassword {
    fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
        let Value::String(text) = json else { return faults.mistyped(Code::WrongType, "must be a text") };
        match Password::chosen(&text) {
            Ok(password) => Some(Self(password)),
            Err(weak @ WeakPassword::TooShort) => faults.add(Code::TooShort, weak),
            Err(weak @ WeakPassword::TooLong) => faults.add(Code::TooLong, weak),
        }
    }
}

impl Documented for NewPassword {
    fn schema() -> RefOr<Schema> {
        plain(Type::String).min_length(Some(12)).max_length(Some(256)).into()
    }
}

macro_rules! secrets {
    ($($name:ident: $presented:path, $max:literal;)+) => {$(
        impl FromJson for $name {
            fn from_json(json: Value, faults: &mut Faults) -> Option<Self> {
                let Value::String(text) = json else { return faults.mistyped(Code::WrongType, "must be a text") };
                if text.chars().count() > $max {
                    return faults.add(Code::TooLong, concat!("must have at most ", $max, " characters"));
                }
                Some(Self($presented(&text)))
            }
        }

        impl Documented for $name {
            fn schema() -> RefOr<Schema> {
                plain(Type::String).max_length(Some($max)).into()
            }
        }
    )+};
}

secrets! {
    GivenPassword: Password::presented, 256;
    GivenToken: LinkToken::presented, 128;
}

macro_rules! secretive {
    ($($name:ident)+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

secretive! { NewPassword GivenPassword GivenToken }

body! {
    /// Somebody who wants to sign in.
    SignInInput {
        /// The name of the tenant in addresses.
        tenant: Slug = "acme";
        /// The account's address.
        email: EmailAddress = "ada@example.org";
        /// Its password.
        password: GivenPassword = "correct horse battery staple";
    }
}

impl From<SignInInput> for SignIn {
    fn from(input: SignInInput) -> Self {
        let SignInInput { tenant, email, password } = input;
        Self { tenant, email, password: password.0 }
    }
}

body! {
    /// Somebody who takes an invitation.
    AcceptInvitationInput {
        /// The token of the invitation.
        token: GivenToken = "sl_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc3Ev4DH";
        /// What others call the person.
        display_name: Name = "Ada Lovelace";
        /// The password of the account: 12 characters or more, of any kind.
        password: NewPassword = "correct horse battery staple";
    }
}

impl From<AcceptInvitationInput> for AcceptInvitation {
    fn from(input: AcceptInvitationInput) -> Self {
        let AcceptInvitationInput { token, display_name, password } = input;
        Self { token: token.0, display_name, password: password.0 }
    }
}

body! {
    /// Somebody who sets another password.
    ResetPasswordInput {
        /// The token that an admin has handed on.
        token: GivenToken = "sl_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc3Ev4DH";
        /// The password from now on: 12 characters or more, of any kind.
        password: NewPassword = "correct horse battery staple";
    }
}

impl From<ResetPasswordInput> for ResetPassword {
    fn from(input: ResetPasswordInput) -> Self {
        let ResetPasswordInput { token, password } = input;
        Self { token: token.0, password: password.0 }
    }
}

body! {
    /// An account that somebody is invited to have.
    InvitationInput {
        /// Its address.
        email: EmailAddress = "grace@example.org";
        /// What the person will be in the tenant.
        role: Role = "member";
        /// The user whom the person is. A member without one may do nothing.
        user_id: Option<HostId> = ();
    }
}

impl From<InvitationInput> for Invite {
    fn from(input: InvitationInput) -> Self {
        let InvitationInput { email, role, user_id } = input;
        Self { email, role, host: user_id }
    }
}

body! {
    /// Who is to be the first owner of a tenant.
    OwnerInvitationInput {
        /// Their address.
        email: EmailAddress = "ada@example.org";
    }
}

body! {
    /// An account as it shall be.
    AccountInput {
        /// What others call the person.
        display_name: Name = "Grace Hopper";
        /// What the person is in the tenant.
        role: Role = "member";
        /// The user whom the person is. A member without one may do nothing.
        user_id: Option<HostId> = ();
        /// Whether the person may sign in; true if absent. Who may not is signed out everywhere.
        is_active: Option<bool> = true;
    }
}

impl AccountInput {
    pub(crate) fn replacing(self, account: AccountId) -> ReplaceAccount {
        let Self { display_name, role, user_id, is_active } = self;
        ReplaceAccount { account, display_name, role, host: user_id, is_active: is_active.unwrap_or(true) }
    }
}

answer! {
    /// A person who signs in to the tenant.
    AccountAnswer {
        /// The account's id.
        id: AccountId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3f1";
        /// By which the person signs in.
        email: EmailAddress = "grace@example.org";
        /// What others call the person.
        display_name: Name = "Grace Hopper";
        /// What the person is in the tenant.
        role: Role = "member";
        /// The user whom the person is.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// Whether the person may sign in.
        is_active: bool = true;
        /// When it was made.
        created_at: Timestamp = "2026-03-01T09:00:00Z";
        /// When it was last changed.
        updated_at: Timestamp = "2026-03-01T09:00:00Z";
    }
}

page_of! {
    /// Some of the accounts.
    AccountPage of AccountAnswer
}

impl From<Account> for AccountAnswer {
    fn from(account: Account) -> Self {
        let Account { id, email, display_name, role, host, is_active, created_at, updated_at } = account;
        Self { id, email, display_name, role, user_id: host, is_active, created_at, updated_at }
    }
}

answer! {
    /// An invitation to have an account.
    InvitationAnswer {
        /// The invitation's id.
        id: LinkId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3f2";
        /// The account's address.
        email: Option<EmailAddress> = "grace@example.org";
        /// What the person will be in the tenant.
        role: Option<Role> = "member";
        /// The user whom the person will be.
        user_id: Option<HostId> = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d4";
        /// When it was made.
        created_at: Timestamp = "2026-03-02T12:00:00Z";
        /// When it stops to work.
        expires_at: Timestamp = "2026-03-09T12:00:00Z";
    }
}

page_of! {
    /// Some of the invitations.
    InvitationPage of InvitationAnswer
}

impl From<AccountLink> for InvitationAnswer {
    fn from(link: AccountLink) -> Self {
        let AccountLink { id, purpose, created_at, expires_at } = link;
        let (email, role, user_id) = match purpose {
            LinkPurpose::Invitation(invitation) => (Some(invitation.email), Some(invitation.role), invitation.host),
            LinkPurpose::PasswordReset(_) => (None, None, None),
        };
        Self { id, email, role, user_id, created_at, expires_at }
    }
}

answer! {
    /// What makes somebody the one whom a link is for. Hand it to nobody else.
    NewLinkAnswer {
        /// The link's id.
        id: LinkId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3f2";
        /// The token of the link, shown this once. A repetition of the request gets null: it is stored nowhere.
        token: Option<String> = "sl_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc3Ev4DH";
        /// Whether it was shown before, in the answer to the first request under the same `Idempotency-Key`.
        secret_shown: bool = false;
        /// When it stops to work.
        expires_at: Timestamp = "2026-03-09T12:00:00Z";
    }
}

impl From<IssuedLink> for NewLinkAnswer {
    fn from(issued: IssuedLink) -> Self {
        let IssuedLink { link, token } = issued;
        let token = token.map(|token| token.reveal().to_owned());
        Self { id: link.id, secret_shown: token.is_none(), token, expires_at: link.expires_at }
    }
}

answer! {
    /// Who is signed in.
    SessionAnswer {
        /// What to send as `X-CSRF-Token` with everything that is no GET.
        csrf_token: String = "p0rIq2dIRcqLUZ3c1dNwqNnTqXWDmW2nUWuDYYfSkrs";
        /// When the session ends, however much it is used. One that is not used for 24 hours ends earlier.
        expires_at: Timestamp = "2026-03-16T12:00:00Z";
        /// The name of the tenant in addresses.
        tenant: Slug = "acme";
        /// Whose session it is.
        account: AccountAnswer = ();
    }
}

impl From<SignedIn> for SessionAnswer {
    fn from(signed_in: SignedIn) -> Self {
        let SignedIn { account, tenant, secret, expires_at } = signed_in;
        Self { csrf_token: secret.csrf_token(), expires_at, tenant: tenant.slug, account: account.into() }
    }
}
