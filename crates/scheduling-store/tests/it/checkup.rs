//! What `doctor` asks of the database: tenants are kept apart, and where they are not it is told in which table.

use scheduling_core::TenantId;
use scheduling_store::{IsolationError, PageRequest, PlatformScope, Store, StoreOptions, tenant_tables::TENANT_TABLES};
use uuid::Uuid;

use crate::{db::TestDb, support::connect};

const IDS: [TenantId; 2] = [TenantId::from_uuid(Uuid::from_u128(1)), TenantId::from_uuid(Uuid::from_u128(2))];

async fn store(db: &TestDb) -> Store {
    Store::connect(StoreOptions::new(db.app_url())).await.unwrap()
}

#[tokio::test]
async fn canaries_find_no_leak_in_any_table_and_leave_nothing_behind() {
    let db = TestDb::create().await;
    let store = store(&db).await;
    assert_eq!(store.check_isolation(IDS).await.unwrap(), TENANT_TABLES.len());
    assert_eq!(store.unprotected_tables().await.unwrap(), Vec::<String>::new());
    assert_eq!(store.missing_parts().await.unwrap(), Vec::<String>::new());
    let tenants = store.list_tenants(&PlatformScope::authenticated(), PageRequest::default()).await.unwrap();
    assert!(tenants.items.is_empty());
    // Once more: what was rolled back is in nobody's way.
    store.check_isolation(IDS).await.unwrap();
}

#[tokio::test]
async fn a_table_that_leaks_is_named_in_whatever_way_it_does() {
    let db = TestDb::create().await;
    let (store, owner) = (store(&db).await, connect(&db.superuser_url()).await);
    for (open, does) in [
        ("CREATE POLICY hole ON scheduling_holds FOR SELECT USING (true)", "sees"),
        ("CREATE POLICY hole ON scheduling_holds FOR INSERT WITH CHECK (true)", "adds"),
        ("ALTER TABLE scheduling_holds DISABLE ROW LEVEL SECURITY", "sees"),
    ] {
        owner.batch_execute(open).await.unwrap();
        let found = store.check_isolation(IDS).await.unwrap_err();
        assert!(
            matches!(found, IsolationError::Leak { table: "scheduling_holds", does: found } if found == does),
            "{open}: {found:?}"
        );
        assert_eq!(store.unprotected_tables().await.unwrap(), ["scheduling_holds"], "{open}");
        let close =
            "DROP POLICY IF EXISTS hole ON scheduling_holds; ALTER TABLE scheduling_holds ENABLE ROW LEVEL SECURITY";
        owner.batch_execute(close).await.unwrap();
    }
}

#[tokio::test]
async fn what_the_schema_needs_and_is_not_there_is_named() {
    let db = TestDb::create().await;
    connect(&db.superuser_url()).await.batch_execute("DROP EXTENSION btree_gist CASCADE").await.unwrap();
    assert_eq!(store(&db).await.missing_parts().await.unwrap(), ["the extension btree_gist"]);
}
