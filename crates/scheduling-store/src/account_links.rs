//! Links that work once: invitations to have an account, and ways to set another password. Using one deletes it.

use jiff::Timestamp;
use scheduling_core::{AccountId, EmailAddress, HostId, LinkId, Role, Tenant};
use tokio_postgres::Row;

use crate::{
    credentials::Credential,
    error::{RowError, StoreError},
    page::{Page, PageRequest},
    read::{Read, params},
    row::{Columns, all, first},
    scope::TenantScope,
    statement::statements,
    store::Store,
    tenants,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_account_links";

/// A link that works once.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AccountLink {
    /// Its id.
    pub id: LinkId,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// When it was made.
    pub created_at: Timestamp,
    /// The first instant at which it does not work any more.
    pub expires_at: Timestamp,
}

/// What a link is for.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// To have an account.
    Invitation(Invitation),
    /// To set another password of this account.
    PasswordReset(AccountId),
}

/// The account that an invitation makes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Invitation {
    /// Its address.
    pub email: EmailAddress,
    /// Its role.
    pub role: Role,
    /// The host whom the person is.
    pub host: Option<HostId>,
    /// Whether it may be made only while the tenant has no owner.
    pub is_first_owner: bool,
}

macro_rules! columns {
    () => {
        "id, account_id, email, role, host_user_id, is_first_owner, created_at, expires_at"
    };
}

/// Deletes the rows that meet a condition, and what finds them; the count is that of the latter.
macro_rules! gone {
    ($condition:expr) => {
        concat!("WITH gone AS (DELETE FROM scheduling_account_links WHERE ", $condition, " RETURNING token_hash)
            DELETE FROM credential_lookup WHERE tenant_id = $1 AND credential_hash IN (SELECT token_hash FROM gone)")
    };
}

statements! {
    FIND = concat!("SELECT ", columns!(), " FROM scheduling_account_links WHERE tenant_id = $1 AND id = $2");
    LIST_INVITATIONS = concat!("SELECT ", columns!(), " FROM scheduling_account_links
        WHERE tenant_id = $1 AND account_id IS NULL AND expires_at > $5
            AND ($2::timestamptz IS NULL OR (created_at, id) > ($2, $3::uuid))
        ORDER BY created_at, id LIMIT $4");
    INVITED_AS = "SELECT role FROM scheduling_account_links
        WHERE tenant_id = $1 AND email = $2 AND account_id IS NULL AND expires_at > $3";
    INSERT = "INSERT INTO scheduling_account_links
        (tenant_id, id, token_hash, account_id, email, role, host_user_id, is_first_owner, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    // Two at once: the second waits for the first one's transaction, and then finds nothing.
    USE = gone!("tenant_id = $1 AND id = $2");
    DELETE_INVITATIONS_TO = gone!("tenant_id = $1 AND email = $2");
    DELETE_RESETS_OF = gone!("tenant_id = $1 AND account_id = $2");
    PURGE = gone!("tenant_id = $1 AND id IN (
                SELECT id FROM scheduling_account_links
                WHERE tenant_id = $1 AND expires_at <= $2 LIMIT $3
            )");
}

impl Store {
    /// The link whose token has this SHA-256 hash, and its tenant. Whether it has expired, and whether the tenant is
    /// served, is for the caller to judge.
    ///
    /// # Errors
    /// The database failed.
    pub async fn find_account_link(&self, hash: &[u8; 32]) -> Result<Option<(Tenant, AccountLink)>, StoreError> {
        let Some((tenant, Credential::Link(id))) = self.find_credential(hash).await? else { return Ok(None) };
        let (tenant, link) = self.read(&TenantScope::of(tenant), tenants::get().and(find(id))).await?;
        Ok(link.map(|link| (tenant, link)))
    }
}

/// The link with this id.
pub fn find(id: LinkId) -> Read<Option<AccountLink>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, link))
}

/// The tenant's invitations that work `now`, oldest first.
pub fn list_invitations(page: PageRequest, now: Timestamp) -> Read<Page<AccountLink>> {
    Read::new(LIST_INVITATIONS, params![page.after_at(), page.after_id(), page.fetch(), now], move |rows| {
        page.of(&rows, link, |link| (link.created_at, link.id.as_uuid()))
    })
}

/// The roles of the invitations to an address that work `now`.
pub fn invited_as(email: &EmailAddress, now: Timestamp) -> Read<Vec<Role>> {
    Read::new(INVITED_AS, params![email.normalised(), now], |rows| {
        all(&rows, |row| Columns::of(TABLE, row).parse("role"))
    })
}

impl TenantTx {
    /// Makes a link, which is found by this SHA-256 hash from then on.
    ///
    /// # Errors
    /// [`Conflict::UnknownHost`](crate::Conflict::UnknownHost).
    pub async fn insert_account_link(&self, link: &AccountLink, hash: &[u8; 32]) -> Result<(), StoreError> {
        let (account, invitation) = match &link.purpose {
            LinkPurpose::Invitation(invitation) => (None, Some(invitation)),
            LinkPurpose::PasswordReset(account) => (Some(account.as_uuid()), None),
        };
        let values = params![
            link.id.as_uuid(),
            hash.to_vec(),
            account,
            invitation.map(|invitation| invitation.email.normalised()),
            invitation.map(|invitation| invitation.role.as_str()),
            invitation.and_then(|invitation| invitation.host).map(HostId::as_uuid),
            invitation.is_some_and(|invitation| invitation.is_first_owner),
            link.created_at,
            link.expires_at,
        ];
        self.execute(INSERT, values).await?;
        self.insert_credential(Credential::Link(link.id), hash).await
    }

    /// Uses a link up, and says whether it was still there: of all who try, one finds it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn use_account_link(&self, id: LinkId) -> Result<bool, StoreError> {
        Ok(self.execute(USE, params![id.as_uuid()]).await? == 1)
    }

    /// Withdraws the invitations to an address.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_invitations_to(&self, email: &EmailAddress) -> Result<u64, StoreError> {
        self.execute(DELETE_INVITATIONS_TO, params![email.normalised()]).await
    }

    /// Withdraws the ways to set another password of an account.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_resets_of(&self, account: AccountId) -> Result<u64, StoreError> {
        self.execute(DELETE_RESETS_OF, params![account.as_uuid()]).await
    }

    /// Removes links that have expired by now: so many at most.
    ///
    /// # Errors
    /// The database failed.
    pub async fn purge_account_links(&self, now: Timestamp, at_most: u32) -> Result<u64, StoreError> {
        self.execute(PURGE, params![now, i64::from(at_most)]).await
    }
}

fn link(row: &Row) -> Result<AccountLink, RowError> {
    let columns = Columns::of(TABLE, row);
    let purpose = match columns.get::<Option<_>>("account_id")? {
        Some(account) => LinkPurpose::PasswordReset(AccountId::from_uuid(account)),
        None => LinkPurpose::Invitation(Invitation {
            email: columns.parse("email")?,
            role: columns.parse("role")?,
            host: columns.get::<Option<_>>("host_user_id")?.map(HostId::from_uuid),
            is_first_owner: columns.get("is_first_owner")?,
        }),
    };
    Ok(AccountLink {
        id: LinkId::from_uuid(columns.get("id")?),
        purpose,
        created_at: columns.get("created_at")?,
        expires_at: columns.get("expires_at")?,
    })
}
