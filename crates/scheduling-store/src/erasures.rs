//! The receipts of erased tenants: all that is left of one.

use std::collections::BTreeMap;

use jiff::Timestamp;
use scheduling_core::TenantId;
use tokio_postgres::{Row, types::Json};
use uuid::Uuid;

use crate::{
    error::{RowError, StoreError},
    read::{Read, params},
    row::{Columns, first},
    scope::{Mode, PlatformScope},
    statement::statements,
    store::Store,
    tx::TenantTx,
};

/// That a tenant was erased. It holds no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The receipt's id.
    pub id: Uuid,
    /// The tenant that is gone.
    pub tenant: TenantId,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// How many rows of each table.
    pub rows: BTreeMap<String, u64>,
}

statements! {
    FIND = "SELECT id, erased_tenant, erased_at, erased_by, erased_rows FROM tenant_erasures WHERE erased_tenant = $1";
    INSERT = "INSERT INTO tenant_erasures (erased_tenant, id, erased_at, erased_by, erased_rows)
        VALUES ($1, $2, $3, $4, $5)";
}

impl Store {
    /// The receipt of a tenant that was erased.
    ///
    /// # Errors
    /// The database failed.
    pub async fn find_erasure(
        &self,
        _platform: &PlatformScope,
        tenant: TenantId,
    ) -> Result<Option<Erasure>, StoreError> {
        let read = Read::new(FIND, params![tenant.as_uuid()], |rows| first(&rows, erasure));
        self.as_platform(Mode::Read, read).await
    }
}

impl TenantTx {
    /// Keeps the receipt of this transaction's tenant. The transaction has to be the platform's.
    ///
    /// # Errors
    /// The database failed.
    pub async fn insert_erasure(&self, erasure: &Erasure) -> Result<(), StoreError> {
        let values = params![erasure.id, erasure.at, erasure.by.clone(), Json(erasure.rows.clone())];
        self.execute(INSERT, values).await?;
        Ok(())
    }
}

fn erasure(row: &Row) -> Result<Erasure, RowError> {
    let columns = Columns::of("tenant_erasures", row);
    Ok(Erasure {
        id: columns.get("id")?,
        tenant: TenantId::from_uuid(columns.get("erased_tenant")?),
        at: columns.get("erased_at")?,
        by: columns.get("erased_by")?,
        rows: columns.json("erased_rows")?,
    })
}
