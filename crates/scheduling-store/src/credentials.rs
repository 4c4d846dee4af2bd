//! Which tenant a secret belongs to: secrets are found by their hashes before anybody knows whose they are.

use scheduling_core::{ApiKeyId, LinkId, SessionId, TenantId};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    error::{RowError, StoreError},
    read::{Read, params},
    row::{Columns, first},
    statement::statements,
    store::Store,
    tx::TenantTx,
};

/// What a secret stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credential {
    ApiKey(ApiKeyId),
    Session(SessionId),
    Link(LinkId),
}

statements! {
    OWNER = "SELECT tenant_id, api_key_id, session_id, link_id FROM credential_lookup WHERE credential_hash = $1";
    INSERT = "INSERT INTO credential_lookup (tenant_id, api_key_id, session_id, link_id, credential_hash)
        VALUES ($1, $2, $3, $4, $5)";
}

impl Store {
    /// Whose secret has this SHA-256 hash.
    pub(crate) async fn find_credential(&self, hash: &[u8; 32]) -> Result<Option<(TenantId, Credential)>, StoreError> {
        let read = Read::new(OWNER, params![hash.to_vec()], |rows| first(&rows, owner));
        let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
        let hex = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
        self.look_up("app.credential_hash", hex, read).await
    }
}

impl TenantTx {
    /// Lets a secret be found from now on.
    pub(crate) async fn insert_credential(&self, credential: Credential, hash: &[u8; 32]) -> Result<(), StoreError> {
        let [key, session, link]: [Option<Uuid>; 3] = match credential {
            Credential::ApiKey(id) => [Some(id.as_uuid()), None, None],
            Credential::Session(id) => [None, Some(id.as_uuid()), None],
            Credential::Link(id) => [None, None, Some(id.as_uuid())],
        };
        self.execute(INSERT, params![key, session, link, hash.to_vec()]).await?;
        Ok(())
    }
}

fn owner(row: &Row) -> Result<(TenantId, Credential), RowError> {
    let columns = Columns::of("credential_lookup", row);
    let credential = match (columns.get("api_key_id")?, columns.get("session_id")?, columns.get("link_id")?) {
        (Some(key), None, None) => Credential::ApiKey(ApiKeyId::from_uuid(key)),
        (None, Some(session), None) => Credential::Session(SessionId::from_uuid(session)),
        (None, None, Some(link)) => Credential::Link(LinkId::from_uuid(link)),
        _ => return Err(columns.wrong("api_key_id", "a secret stands for exactly one thing")),
    };
    Ok((TenantId::from_uuid(columns.get("tenant_id")?), credential))
}
