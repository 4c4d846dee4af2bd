//! API keys: only their hashes are here. A key is found by its hash before anybody knows whose it is.

use jiff::Timestamp;
use scheduling_core::{ApiKeyId, HostId, Name, Scope, Tenant};
use tokio_postgres::Row;

use crate::{
    credentials::Credential,
    error::{RowError, StoreError},
    page::{Page, PageRequest},
    read::{Read, params},
    row::{Columns, first},
    scope::TenantScope,
    statement::statements,
    store::Store,
    tenants,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_api_keys";

/// What is known of an API key. The key itself was shown once, to whom it was made for.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// What people call it.
    pub name: Name,
    /// Its first characters, by which people tell their keys apart.
    pub prefix: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// The host that it acts as; `None` acts for the tenant.
    pub host: Option<HostId>,
    /// The first instant at which it is not valid any more.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

macro_rules! columns {
    () => {
        "id, name, prefix, scopes, host_user_id, expires_at, revoked_at, last_used_at, created_at"
    };
}

statements! {
    FIND = concat!("SELECT ", columns!(), " FROM scheduling_api_keys WHERE tenant_id = $1 AND id = $2");
    LIST = concat!("SELECT ", columns!(), " FROM scheduling_api_keys
        WHERE tenant_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) > ($2, $3::uuid))
        ORDER BY created_at, id LIMIT $4");
    INSERT = "WITH lookup AS (
            INSERT INTO credential_lookup (tenant_id, api_key_id, credential_hash) VALUES ($1, $2, $3)
        )
        INSERT INTO scheduling_api_keys
            (tenant_id, id, key_hash, name, prefix, scopes, host_user_id, expires_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    REVOKE = "UPDATE scheduling_api_keys SET revoked_at = $3 WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL";
    RETIRE = "UPDATE scheduling_api_keys SET expires_at = LEAST(expires_at, $4)
        WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)";
    TOUCH = "UPDATE scheduling_api_keys SET last_used_at = $3
        WHERE tenant_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at <= $3::timestamptz - interval '1 minute')";
}

impl Store {
    /// The key with this SHA-256 hash and the tenant that it opens. Whether it is expired or revoked, and whether the
    /// tenant is served, is for the caller to judge.
    ///
    /// # Errors
    /// The database failed.
    pub async fn find_api_key(&self, hash: &[u8; 32]) -> Result<Option<(Tenant, ApiKey)>, StoreError> {
        let Some((tenant, Credential::ApiKey(id))) = self.find_credential(hash).await? else { return Ok(None) };
        let (tenant, key) = self.read(&TenantScope::of(tenant), tenants::get().and(find(id))).await?;
        Ok(key.map(|key| (tenant, key)))
    }
}

/// The key with this id.
pub fn find(id: ApiKeyId) -> Read<Option<ApiKey>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, api_key))
}

/// The tenant's keys, oldest first, those that open nothing any more included.
pub fn list(page: PageRequest) -> Read<Page<ApiKey>> {
    Read::new(LIST, params![page.after_at(), page.after_id(), page.fetch()], move |rows| {
        page.of(&rows, api_key, |key| (key.created_at, key.id.as_uuid()))
    })
}

impl TenantTx {
    /// Makes a key, which is found by this SHA-256 hash from then on.
    ///
    /// # Errors
    /// [`Conflict::UnknownHost`](crate::Conflict::UnknownHost).
    pub async fn insert_api_key(&self, key: &ApiKey, hash: &[u8; 32]) -> Result<(), StoreError> {
        let values = params![
            key.id.as_uuid(),
            hash.to_vec(),
            key.name.to_string(),
            key.prefix.clone(),
            key.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>(),
            key.host.map(HostId::as_uuid),
            key.expires_at,
            key.created_at,
        ];
        self.execute(INSERT, values).await?;
        Ok(())
    }

    /// Revokes a key, and says whether it was not revoked before.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revoke_api_key(&self, id: ApiKeyId, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.execute(REVOKE, params![id.as_uuid(), now]).await? == 1)
    }

    /// Lets a key that is valid `now` expire at `end`, or when it would have anyway, and says whether it was valid.
    ///
    /// # Errors
    /// The database failed.
    pub async fn retire_api_key(&self, id: ApiKeyId, now: Timestamp, end: Timestamp) -> Result<bool, StoreError> {
        Ok(self.execute(RETIRE, params![id.as_uuid(), now, end]).await? == 1)
    }

    /// Remembers that a key is used now, unless that was remembered less than a minute ago.
    ///
    /// # Errors
    /// The database failed.
    pub async fn touch_api_key(&self, id: ApiKeyId, now: Timestamp) -> Result<(), StoreError> {
        self.execute(TOUCH, params![id.as_uuid(), now]).await?;
        Ok(())
    }
}

fn api_key(row: &Row) -> Result<ApiKey, RowError> {
    let columns = Columns::of(TABLE, row);
    let scopes = columns.get::<Vec<&str>>("scopes")?.into_iter().map(str::parse).collect::<Result<_, _>>();
    Ok(ApiKey {
        id: ApiKeyId::from_uuid(columns.get("id")?),
        name: columns.parse("name")?,
        prefix: columns.get("prefix")?,
        scopes: scopes.map_err(|why| columns.wrong("scopes", why))?,
        host: columns.get::<Option<_>>("host_user_id")?.map(HostId::from_uuid),
        expires_at: columns.get("expires_at")?,
        revoked_at: columns.get("revoked_at")?,
        last_used_at: columns.get("last_used_at")?,
        created_at: columns.get("created_at")?,
    })
}
