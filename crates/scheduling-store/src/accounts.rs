//! Accounts: people who sign in to a tenant. They are deactivated, never deleted.

use jiff::Timestamp;
use scheduling_core::{AccountId, EmailAddress, HostId, Name, Role};
use tokio_postgres::Row;

use crate::{
    error::{RowError, StoreError},
    page::{Page, PageRequest},
    read::{Read, params},
    row::{Columns, count, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_accounts";

/// A person who signs in to a tenant.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// By which the person signs in; in lower case, and unique in the tenant.
    pub email: EmailAddress,
    /// What others call the person.
    pub display_name: Name,
    /// What the person is in the tenant.
    pub role: Role,
    /// The host whom the person is, if they take meetings.
    pub host: Option<HostId>,
    /// Whether the person may sign in.
    pub is_active: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// The columns of an account, of the table by the name `a`.
macro_rules! account_columns {
    () => {
        "a.id, a.email, a.display_name, a.role, a.host_user_id, a.is_active, a.created_at, a.updated_at"
    };
}

pub(crate) use account_columns;

statements! {
    FIND = concat!("SELECT ", account_columns!(), " FROM scheduling_accounts a WHERE a.tenant_id = $1 AND a.id = $2");
    FIND_BY_EMAIL = concat!("SELECT ", account_columns!(), ", a.password_hash
        FROM scheduling_accounts a WHERE a.tenant_id = $1 AND a.email = $2");
    LIST = concat!("SELECT ", account_columns!(), " FROM scheduling_accounts a
        WHERE a.tenant_id = $1 AND ($2::timestamptz IS NULL OR (a.created_at, a.id) > ($2, $3::uuid))
        ORDER BY a.created_at, a.id LIMIT $4");
    COUNT_OWNERS = "SELECT count(*) AS count FROM scheduling_accounts
        WHERE tenant_id = $1 AND role = 'owner' AND is_active";
    // NO KEY, so that rows which refer to the tenant can be written meanwhile.
    LOCK = "SELECT id FROM tenants WHERE id = $1 FOR NO KEY UPDATE";
    HOLD = concat!("SELECT ", account_columns!(), ", a.password_hash
        FROM scheduling_accounts a WHERE a.tenant_id = $1 AND a.id = $2 FOR SHARE");
    INSERT = "INSERT INTO scheduling_accounts
        (tenant_id, id, email, display_name, role, host_user_id, is_active, created_at, updated_at, password_hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    UPDATE = "UPDATE scheduling_accounts
        SET display_name = $3, role = $4, host_user_id = $5, is_active = $6, updated_at = $7
        WHERE tenant_id = $1 AND id = $2";
    SET_PASSWORD = "UPDATE scheduling_accounts SET password_hash = $3, updated_at = $4 WHERE tenant_id = $1 AND id = $2";
}

/// The account with this id.
pub fn find(id: AccountId) -> Read<Option<Account>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, account))
}

/// The account with this address, and the hash of its password.
pub fn find_by_email(email: &EmailAddress) -> Read<Option<(Account, String)>> {
    Read::new(FIND_BY_EMAIL, params![email.normalised()], |rows| first(&rows, with_password))
}

/// The tenant's accounts, oldest first.
pub fn list(page: PageRequest) -> Read<Page<Account>> {
    Read::new(LIST, params![page.after_at(), page.after_id(), page.fetch()], move |rows| {
        page.of(&rows, account, |account| (account.created_at, account.id.as_uuid()))
    })
}

/// How many owners can sign in.
pub fn count_owners() -> Read<u64> {
    Read::new(COUNT_OWNERS, Vec::new(), |rows| count(&rows))
}

impl TenantTx {
    /// Waits until no other transaction changes who may do what in the tenant, and keeps others from it until the end of
    /// this one. Take it before what decides is read.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if the budget passes.
    pub async fn lock_accounts(&self) -> Result<(), StoreError> {
        self.query(LOCK, Vec::new()).await.map(|_| ())
    }

    /// The account with this id and the hash of its password, which nobody changes until the end of this transaction.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if the budget passes.
    pub async fn hold_account(&self, id: AccountId) -> Result<Option<(Account, String)>, StoreError> {
        first(&self.query(HOLD, params![id.as_uuid()]).await?, with_password)
    }

    /// Makes an account, with the hash of its password in PHC form.
    ///
    /// # Errors
    /// [`Conflict::AccountEmailTaken`](crate::Conflict::AccountEmailTaken),
    /// [`Conflict::UnknownHost`](crate::Conflict::UnknownHost).
    pub async fn insert_account(&self, account: &Account, password_hash: &str) -> Result<(), StoreError> {
        let values = params![
            account.id.as_uuid(),
            account.email.normalised(),
            account.display_name.to_string(),
            account.role.as_str(),
            account.host.map(HostId::as_uuid),
            account.is_active,
            account.created_at,
            account.updated_at,
            password_hash.to_owned(),
        ];
        self.execute(INSERT, values).await?;
        Ok(())
    }

    /// Replaces everything of an account but its address and its password.
    ///
    /// # Errors
    /// [`Conflict::UnknownHost`](crate::Conflict::UnknownHost), [`StoreError::NotFound`].
    pub async fn update_account(&self, account: &Account) -> Result<(), StoreError> {
        let values = params![
            account.id.as_uuid(),
            account.display_name.to_string(),
            account.role.as_str(),
            account.host.map(HostId::as_uuid),
            account.is_active,
            account.updated_at,
        ];
        self.execute_on("account", UPDATE, values).await
    }

    /// Sets another password, by its hash in PHC form.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn set_password(&self, id: AccountId, password_hash: &str, now: Timestamp) -> Result<(), StoreError> {
        self.execute_on("account", SET_PASSWORD, params![id.as_uuid(), password_hash.to_owned(), now]).await
    }
}

fn with_password(row: &Row) -> Result<(Account, String), RowError> {
    Ok((account(row)?, Columns::of(TABLE, row).get("password_hash")?))
}

pub(crate) fn account(row: &Row) -> Result<Account, RowError> {
    let columns = Columns::of(TABLE, row);
    Ok(Account {
        id: AccountId::from_uuid(columns.get("id")?),
        email: columns.parse("email")?,
        display_name: columns.parse("display_name")?,
        role: columns.parse("role")?,
        host: columns.get::<Option<_>>("host_user_id")?.map(HostId::from_uuid),
        is_active: columns.get("is_active")?,
        created_at: columns.get("created_at")?,
        updated_at: columns.get("updated_at")?,
    })
}
