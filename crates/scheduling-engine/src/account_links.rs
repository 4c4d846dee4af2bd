//! Links that work once: invitations to have an account, and ways to set another password. Whoever makes one is shown
//! it, this once, and hands it on; it is never given to who merely asks for it.

use jiff::SignedDuration;
use scheduling_core::{AccountId, EmailAddress, HostId, LinkId, Name, Role, Scope, TenantId};
use scheduling_store::{
    Page, PageRequest, PlatformScope, TenantScope,
    account_links::{self, AccountLink, Invitation, LinkPurpose},
    accounts::{self, Account},
    changelog::Entity,
};

use crate::{
    Engine,
    accounts::{AccountRefusal, refusal},
    failure::{Failure, Nothing, What},
    passwords::Password,
    principal::{Actor, Principal, served},
    secret::{Purpose, Secret},
    writing::{BUDGET, Done, Order, UseCase, Work, Writing},
};

/// How long an invitation works.
const INVITATION: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a password can be set.
const PASSWORD_RESET: SignedDuration = SignedDuration::from_hours(24);

/// An account that somebody is invited to have.
#[derive(Clone, Debug)]
pub struct Invite {
    /// Its address.
    pub email: EmailAddress,
    /// Its role.
    pub role: Role,
    /// The host whom the person is.
    pub host: Option<HostId>,
}

/// A new link.
#[derive(Clone, Debug)]
pub struct IssuedLink {
    /// What is known of it from now on.
    pub link: AccountLink,
    /// Its token, to be shown once. A repetition of the request has none: it is stored nowhere.
    pub token: Option<LinkToken>,
}

/// The token of a link, which makes whoever has it the one that it is for.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(String);

impl LinkToken {
    /// A token as somebody presented it; whether it opens anything is found out by using it.
    #[must_use]
    pub fn presented(text: &str) -> Self {
        Self(text.chars().take(128).collect())
    }

    /// The token, for whom it was made for and for nobody else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for LinkToken {
    /// Says nothing: tokens stay out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

/// Somebody who takes an invitation.
#[derive(Clone, Debug)]
pub struct AcceptInvitation {
    /// The invitation.
    pub token: LinkToken,
    /// What others call the person.
    pub display_name: Name,
    /// The password of the account.
    pub password: Password,
}

/// Somebody who sets another password.
#[derive(Clone, Debug)]
pub struct ResetPassword {
    /// The link.
    pub token: LinkToken,
    /// The password from now on.
    pub password: Password,
}

impl Engine {
    /// Invites somebody to have an account. An earlier invitation to the same address stops to work.
    ///
    /// # Errors
    /// The principal does not govern the role; an account has the address; there is no such host; the store failed.
    pub async fn invite(
        &self,
        principal: &Principal,
        writing: Writing<Invite>,
    ) -> Result<Done<IssuedLink>, Failure<AccountRefusal>> {
        principal.govern(writing.command.role)?;
        let writing = writing.map(|Invite { email, role, host }| {
            LinkPurpose::Invitation(Invitation { email: email.to_normalised(), role, host, is_first_owner: false })
        });
        self.issue_link(principal.scope(), Maker::Principal(Box::new(principal.clone())), writing).await
    }

    /// Invites somebody to be the first owner of a tenant. Of several who are invited, the first to accept is it.
    ///
    /// # Errors
    /// The tenant has an owner, or is not there; an account has the address; the store failed.
    pub async fn invite_owner(
        &self,
        _platform: &PlatformScope,
        tenant: TenantId,
        writing: Writing<EmailAddress>,
    ) -> Result<Done<IssuedLink>, Failure<AccountRefusal>> {
        let scope = self.existing(tenant).await?;
        let writing = writing.map(|email| {
            let email = email.to_normalised();
            LinkPurpose::Invitation(Invitation { email, role: Role::Owner, host: None, is_first_owner: true })
        });
        self.issue_link(scope, Maker::Platform, writing).await
    }

    /// The invitations that can be accepted, oldest first.
    ///
    /// # Errors
    /// The scope `admin` is missing; the store failed.
    pub async fn list_invitations(
        &self,
        principal: &Principal,
        page: PageRequest,
    ) -> Result<Page<AccountLink>, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        let read = account_links::list_invitations(page, self.now());
        Ok(self.parts.store.read(&principal.scope(), read).await?)
    }

    /// Withdraws an invitation.
    ///
    /// # Errors
    /// There is none; the principal does not govern its role; the store failed.
    pub async fn withdraw_invitation(
        &self,
        principal: &Principal,
        writing: Writing<LinkId>,
    ) -> Result<Done<()>, Failure<AccountRefusal>> {
        principal.require(Scope::Admin)?;
        let Writing { command: id, idempotency } = writing;
        let case = Withdraw { by: principal.clone(), id };
        let (scope, actor) = (principal.scope(), principal.actor());
        self.write(Order { scope, actor, hosts: Vec::new(), idempotency, case }).await
    }

    /// Makes a link by which the holder of an account sets another password. An earlier one stops to work.
    ///
    /// # Errors
    /// There is no such account, or it is closed; the principal does not govern its role; the store failed.
    pub async fn offer_password_reset(
        &self,
        principal: &Principal,
        writing: Writing<AccountId>,
    ) -> Result<Done<IssuedLink>, Failure<AccountRefusal>> {
        principal.require(Scope::Admin)?;
        let issuer = Maker::Principal(Box::new(principal.clone()));
        self.issue_link(principal.scope(), issuer, writing.map(LinkPurpose::PasswordReset)).await
    }

    /// The same for any account of any tenant, by its address: what is left to an owner who has lost the password.
    ///
    /// # Errors
    /// There is no such account, or it is closed; the store failed.
    pub async fn offer_password_reset_as_platform(
        &self,
        _platform: &PlatformScope,
        tenant: TenantId,
        email: &EmailAddress,
    ) -> Result<IssuedLink, Failure<AccountRefusal>> {
        let scope = self.existing(tenant).await?;
        let found = self.parts.store.read(&scope, accounts::find_by_email(email)).await?;
        let (account, _) = found.ok_or(Failure::NotFound(What::Account))?;
        let writing = Writing::once(LinkPurpose::PasswordReset(account.id));
        Ok(self.issue_link(scope, Maker::Platform, writing).await?.outcome)
    }

    /// Takes an invitation: makes the account. It works once, however many try at the same time.
    ///
    /// # Errors
    /// The link does not work; the tenant has got an owner, or the address an account, since, or is not served; the store
    /// failed.
    pub async fn accept_invitation(&self, command: AcceptInvitation) -> Result<Account, Failure<AccountRefusal>> {
        let AcceptInvitation { token, display_name, password } = command;
        let (scope, link) = self.link_of(&token).await?;
        let LinkPurpose::Invitation(invitation) = link.purpose else { return Err(gone()) };
        let password_hash = self.hash_password(password).await?;
        let case = Accept { link: link.id, invitation, display_name, password_hash };
        self.by_link((scope, link.id), case).await
    }

    /// Sets another password, and signs the account out everywhere. It works once.
    ///
    /// # Errors
    /// The link does not work; the tenant is not served; the store failed.
    pub async fn reset_password(&self, command: ResetPassword) -> Result<Account, Failure<AccountRefusal>> {
        let ResetPassword { token, password } = command;
        let (scope, link) = self.link_of(&token).await?;
        let LinkPurpose::PasswordReset(account) = link.purpose else { return Err(gone()) };
        let password_hash = self.hash_password(password).await?;
        let case = Reset { link: link.id, account, password_hash };
        self.by_link((scope, link.id), case).await
    }

    async fn by_link<C: UseCase>(&self, by: (TenantScope, LinkId), case: C) -> Result<C::Outcome, Failure<C::Refusal>> {
        let (scope, link) = by;
        let order = Order { scope, actor: Actor::Link(link), hosts: Vec::new(), idempotency: None, case };
        Ok(self.write(order).await?.outcome)
    }

    /// The link of a token, if it works by now. That it is there is asked again where it is used up.
    async fn link_of(&self, token: &LinkToken) -> Result<(TenantScope, AccountLink), Failure<AccountRefusal>> {
        let secret = Secret::presented(Purpose::Link, &token.0).ok_or_else(gone)?;
        let found = self.parts.store.within(BUDGET).find_account_link(&secret.hash()).await?;
        let now = self.now();
        let (tenant, link) = found.filter(|(_, link)| now < link.expires_at).ok_or_else(gone)?;
        served(&tenant)?;
        Ok((TenantScope::of(tenant.id), link))
    }

    async fn issue_link(
        &self,
        scope: TenantScope,
        by: Maker,
        writing: Writing<LinkPurpose>,
    ) -> Result<Done<IssuedLink>, Failure<AccountRefusal>> {
        let secret = self.new_secret(Purpose::Link)?;
        let Writing { command: purpose, idempotency } = writing;
        let actor = by.actor();
        let case = Issue { by, purpose, hash: secret.hash() };
        let done = self.write(Order { scope, actor, hosts: Vec::new(), idempotency, case }).await?;
        let token = (!done.replayed).then(|| LinkToken(secret.reveal()));
        Ok(done.map(|link| IssuedLink { link, token }))
    }
}

const fn gone() -> Failure<AccountRefusal> {
    Failure::Refused(AccountRefusal::LinkGone)
}

/// Who makes a link.
#[derive(Clone)]
enum Maker {
    Platform,
    Principal(Box<Principal>),
}

impl Maker {
    fn actor(&self) -> Actor {
        match self {
            Self::Platform => Actor::Platform,
            Self::Principal(principal) => principal.actor(),
        }
    }

    fn govern(&self, role: Role) -> Result<(), Failure<AccountRefusal>> {
        match self {
            Self::Platform => Ok(()),
            Self::Principal(principal) => principal.govern(role),
        }
    }
}

struct Issue {
    by: Maker,
    purpose: LinkPurpose,
    hash: [u8; 32],
}

impl UseCase for Issue {
    type Outcome = AccountLink;
    type Refusal = AccountRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<AccountLink, Failure<AccountRefusal>> {
        work.tx.lock_accounts().await?;
        let lasts = match &self.purpose {
            LinkPurpose::Invitation(invitation) => {
                check(invitation, work).await?;
                // The new one takes their place, which is to withdraw them.
                for earlier in work.tx.read(account_links::invited_as(&invitation.email, work.now)).await? {
                    self.by.govern(earlier)?;
                }
                work.tx.delete_invitations_to(&invitation.email).await?;
                INVITATION
            }
            LinkPurpose::PasswordReset(account) => {
                let found = work.tx.read(accounts::find(*account)).await?.filter(|account| account.is_active);
                let account = found.ok_or(Failure::NotFound(What::Account))?;
                self.by.govern(account.role)?;
                work.tx.delete_resets_of(account.id).await?;
                PASSWORD_RESET
            }
        };
        let id = LinkId::from_uuid(work.id());
        let purpose = self.purpose.clone();
        let link = AccountLink { id, purpose, created_at: work.now, expires_at: work.now + lasts };
        work.tx.insert_account_link(&link, &self.hash).await.map_err(refusal)?;
        work.log_created((Entity::AccountLink, id.as_uuid()), &link).await?;
        Ok(link)
    }
}

struct Withdraw {
    by: Principal,
    id: LinkId,
}

impl UseCase for Withdraw {
    type Outcome = ();
    type Refusal = AccountRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<(), Failure<AccountRefusal>> {
        work.tx.lock_accounts().await?;
        let link = work.tx.read(account_links::find(self.id)).await?.ok_or(Failure::NotFound(What::Invitation))?;
        let LinkPurpose::Invitation(invitation) = &link.purpose else {
            return Err(Failure::NotFound(What::Invitation));
        };
        self.by.govern(invitation.role)?;
        if !work.tx.use_account_link(self.id).await? {
            return Err(Failure::NotFound(What::Invitation));
        }
        work.log_deleted((Entity::AccountLink, self.id.as_uuid()), &link).await
    }
}

struct Accept {
    link: LinkId,
    invitation: Invitation,
    display_name: Name,
    password_hash: String,
}

impl UseCase for Accept {
    type Outcome = Account;
    type Refusal = AccountRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Account, Failure<AccountRefusal>> {
        work.tx.lock_accounts().await?;
        if !work.tx.use_account_link(self.link).await? {
            return Err(gone());
        }
        check(&self.invitation, work).await?;
        let account = Account {
            id: AccountId::from_uuid(work.id()),
            email: self.invitation.email.clone(),
            display_name: self.display_name.clone(),
            role: self.invitation.role,
            host: self.invitation.host,
            is_active: true,
            created_at: work.now,
            updated_at: work.now,
        };
        work.tx.insert_account(&account, &self.password_hash).await.map_err(refusal)?;
        work.log_created((Entity::Account, account.id.as_uuid()), &account).await?;
        Ok(account)
    }
}

struct Reset {
    link: LinkId,
    account: AccountId,
    password_hash: String,
}

impl UseCase for Reset {
    type Outcome = Account;
    type Refusal = AccountRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Account, Failure<AccountRefusal>> {
        work.tx.lock_accounts().await?;
        if !work.tx.use_account_link(self.link).await? {
            return Err(gone());
        }
        let account = work.tx.read(accounts::find(self.account)).await?.filter(|account| account.is_active);
        let account = account.ok_or_else(gone)?;
        // In this order: who signs in by the old password holds the account until the session is there to be deleted.
        work.tx.set_password(account.id, &self.password_hash, work.now).await?;
        work.tx.delete_sessions_of(account.id, None).await?;
        let account_now = Account { updated_at: work.now, ..account.clone() };
        work.log_updated((Entity::Account, account.id.as_uuid()), &account, &account_now).await?;
        Ok(account_now)
    }
}

/// Whether an invitation may still make its account: asked when it is made, and again when it is accepted.
async fn check(invitation: &Invitation, work: &Work<'_>) -> Result<(), Failure<AccountRefusal>> {
    let read = accounts::count_owners().and(accounts::find_by_email(&invitation.email));
    let (owners, known) = work.tx.read(read).await?;
    if invitation.is_first_owner && owners > 0 {
        return Err(Failure::Refused(AccountRefusal::OwnerExists));
    }
    if known.is_some() { Err(Failure::Refused(AccountRefusal::EmailTaken)) } else { Ok(()) }
}
