//! Sessions of accounts, found by the hash of their secret. A session ends by being deleted.

use jiff::Timestamp;
use scheduling_core::{AccountId, SessionId, Tenant};
use tokio_postgres::Row;

use crate::{
    accounts::{Account, account, account_columns},
    credentials::Credential,
    error::{RowError, StoreError},
    read::{Read, params},
    row::{Columns, first},
    scope::TenantScope,
    statement::statements,
    store::Store,
    tenants,
    tx::TenantTx,
};

/// A sign-in of an account, from one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Timestamp,
    /// When it ends, however much it is used.
    pub expires_at: Timestamp,
}

/// Deletes the rows that meet a condition, and what finds them; the count is that of the latter.
macro_rules! gone {
    ($condition:expr) => {
        concat!("WITH gone AS (DELETE FROM scheduling_sessions WHERE ", $condition, " RETURNING secret_hash)
            DELETE FROM credential_lookup WHERE tenant_id = $1 AND credential_hash IN (SELECT secret_hash FROM gone)")
    };
}

statements! {
    FIND = concat!("SELECT ", account_columns!(), ", s.id AS session_id, s.created_at AS began_at, s.last_used_at,
            s.expires_at
        FROM scheduling_sessions s
        JOIN scheduling_accounts a ON a.tenant_id = s.tenant_id AND a.id = s.account_id
        WHERE s.tenant_id = $1 AND s.id = $2");
    INSERT = "INSERT INTO scheduling_sessions
        (tenant_id, id, account_id, created_at, last_used_at, expires_at, secret_hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    TOUCH = "UPDATE scheduling_sessions SET last_used_at = $3 WHERE tenant_id = $1 AND id = $2 AND last_used_at < $3";
    DELETE = gone!("tenant_id = $1 AND id = $2");
    DELETE_OF_ACCOUNT = gone!("tenant_id = $1 AND account_id = $2 AND id IS DISTINCT FROM $3");
    PURGE = gone!("tenant_id = $1 AND id IN (
                SELECT id FROM scheduling_sessions
                WHERE tenant_id = $1 AND (expires_at <= $2 OR last_used_at <= $3) LIMIT $4 FOR UPDATE SKIP LOCKED
            )");
}

impl Store {
    /// The session whose secret has this SHA-256 hash, whose it is, and the tenant that it opens. Whether it has ended,
    /// whether the account may sign in and whether the tenant is served, is for the caller to judge.
    ///
    /// # Errors
    /// The database failed.
    pub async fn find_session(&self, hash: &[u8; 32]) -> Result<Option<(Tenant, Account, Session)>, StoreError> {
        let Some((tenant, Credential::Session(id))) = self.find_credential(hash).await? else { return Ok(None) };
        let found = Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, session));
        let (tenant, found) = self.read(&TenantScope::of(tenant), tenants::get().and(found)).await?;
        Ok(found.map(|(account, session)| (tenant, account, session)))
    }
}

impl TenantTx {
    /// Begins a session, which is found by this SHA-256 hash from then on.
    ///
    /// # Errors
    /// The database failed.
    pub async fn insert_session(&self, session: &Session, hash: &[u8; 32]) -> Result<(), StoreError> {
        let values = params![
            session.id.as_uuid(),
            session.account.as_uuid(),
            session.created_at,
            session.last_used_at,
            session.expires_at,
            hash.to_vec(),
        ];
        self.execute(INSERT, values).await?;
        self.insert_credential(Credential::Session(session.id), hash).await
    }

    /// Remembers that a session is used now.
    ///
    /// # Errors
    /// The database failed.
    pub async fn touch_session(&self, id: SessionId, now: Timestamp) -> Result<(), StoreError> {
        self.execute(TOUCH, params![id.as_uuid(), now]).await?;
        Ok(())
    }

    /// Ends a session, if it has not ended before.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_session(&self, id: SessionId) -> Result<(), StoreError> {
        self.execute(DELETE, params![id.as_uuid()]).await?;
        Ok(())
    }

    /// Ends all sessions of an account but one, and says how many those were.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_sessions_of(&self, account: AccountId, but: Option<SessionId>) -> Result<u64, StoreError> {
        self.execute(DELETE_OF_ACCOUNT, params![account.as_uuid(), but.map(SessionId::as_uuid)]).await
    }

    /// Removes sessions that have ended by now, or were not used since `idle_since`: so many at most.
    ///
    /// # Errors
    /// The database failed.
    pub async fn purge_sessions(&self, now: Timestamp, idle_since: Timestamp, at_most: u32) -> Result<u64, StoreError> {
        self.execute(PURGE, params![now, idle_since, i64::from(at_most)]).await
    }
}

fn session(row: &Row) -> Result<(Account, Session), RowError> {
    let account = account(row)?;
    let columns = Columns::of("scheduling_sessions", row);
    let session = Session {
        id: SessionId::from_uuid(columns.get("session_id")?),
        account: account.id,
        created_at: columns.get("began_at")?,
        last_used_at: columns.get("last_used_at")?,
        expires_at: columns.get("expires_at")?,
    };
    Ok((account, session))
}
