//! Accounts: listed and changed by admins. Only owners make and unmake owners, and the last one stays.

use scheduling_core::{AccountId, HostId, Name, Role, Scope};
use scheduling_store::{
    Conflict, Page, PageRequest, StoreError,
    accounts::{self, Account},
    changelog::Entity,
};

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    principal::Principal,
    writing::{Done, Order, UseCase, Work, Writing},
};

/// An account as it shall be.
#[derive(Clone, Debug)]
pub struct ReplaceAccount {
    /// Which one.
    pub account: AccountId,
    /// What others call the person.
    pub display_name: Name,
    /// What the person is in the tenant.
    pub role: Role,
    /// The host whom the person is.
    pub host: Option<HostId>,
    /// Whether the person may sign in.
    pub is_active: bool,
}

/// Why an account, or a way to have one, is not made or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountRefusal {
    /// Who is not an owner does not make or change owners.
    #[error("only an owner may do this")]
    OwnersOnly,
    /// A tenant has at least one owner who can sign in.
    #[error("the last owner stays")]
    LastOwner,
    /// The tenant has an owner already.
    #[error("the tenant has an owner already")]
    OwnerExists,
    /// The tenant has no such host.
    #[error("the tenant has no such host")]
    UnknownHost,
    /// An account has this address already.
    #[error("an account has this address already")]
    EmailTaken,
    /// The link was used, withdrawn or has expired, or there never was one.
    #[error("the link does not work any more")]
    LinkGone,
}

impl Principal {
    /// An API key with the scope `admin` is as good as an admin.
    pub(crate) fn govern(&self, role: Role) -> Result<(), Failure<AccountRefusal>> {
        self.require(Scope::Admin)?;
        let governs = self.role.unwrap_or(Role::Admin).governs(role);
        if governs { Ok(()) } else { Err(Failure::Refused(AccountRefusal::OwnersOnly)) }
    }
}

impl Engine {
    /// The tenant's accounts, oldest first.
    ///
    /// # Errors
    /// The scope `admin` is missing; the store failed.
    pub async fn list_accounts(
        &self,
        principal: &Principal,
        page: PageRequest,
    ) -> Result<Page<Account>, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        Ok(self.parts.store.read(&principal.scope(), accounts::list(page)).await?)
    }

    /// One account.
    ///
    /// # Errors
    /// There is none; the scope `admin` is missing; the store failed.
    pub async fn get_account(&self, principal: &Principal, id: AccountId) -> Result<Account, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        let found = self.parts.store.read(&principal.scope(), accounts::find(id)).await?;
        found.ok_or(Failure::NotFound(What::Account))
    }

    /// Replaces everything of an account but its address and its password. It holds from the next request on; who is
    /// deactivated is signed out everywhere.
    ///
    /// # Errors
    /// There is no such account; the principal does not govern its role, the old one or the new one; it is the last
    /// owner; the store failed.
    pub async fn replace_account(
        &self,
        principal: &Principal,
        writing: Writing<ReplaceAccount>,
    ) -> Result<Done<Account>, Failure<AccountRefusal>> {
        principal.require(Scope::Admin)?;
        let Writing { command, idempotency } = writing;
        let case = Replace { by: principal.clone(), command };
        let (scope, actor) = (principal.scope(), principal.actor());
        self.write(Order { scope, actor, hosts: Vec::new(), idempotency, case }).await
    }
}

struct Replace {
    by: Principal,
    command: ReplaceAccount,
}

impl UseCase for Replace {
    type Outcome = Account;
    type Refusal = AccountRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Account, Failure<AccountRefusal>> {
        let ReplaceAccount { account: id, display_name, role, host, is_active } = self.command.clone();
        // Two owners who demote each other at once: one of them stays.
        work.tx.lock_accounts().await?;
        let old = work.tx.read(accounts::find(id)).await?.ok_or(Failure::NotFound(What::Account))?;
        self.by.govern(old.role)?;
        self.by.govern(role)?;
        let new = Account { display_name, role, host, is_active, ..old.clone() };
        if new == old {
            return Ok(old);
        }
        let rules = |account: &Account| account.role == Role::Owner && account.is_active;
        if rules(&old) && !rules(&new) && work.tx.read(accounts::count_owners()).await? <= 1 {
            return Err(Failure::Refused(AccountRefusal::LastOwner));
        }
        let new = Account { updated_at: work.now, ..new };
        work.tx.update_account(&new).await.map_err(refusal)?;
        if !new.is_active {
            work.tx.delete_sessions_of(id, None).await?;
        }
        // A link that was made by who governed the old role is none to take over the new one.
        if !new.is_active || new.role != old.role {
            work.tx.delete_resets_of(id).await?;
        }
        work.log_updated((Entity::Account, id.as_uuid()), &old, &new).await?;
        Ok(new)
    }
}

pub(crate) fn refusal(error: StoreError) -> Failure<AccountRefusal> {
    match error {
        StoreError::Conflict(Conflict::UnknownHost) => Failure::Refused(AccountRefusal::UnknownHost),
        StoreError::Conflict(Conflict::AccountEmailTaken) => Failure::Refused(AccountRefusal::EmailTaken),
        other => other.into(),
    }
}
