//! The runner: two starters at once, a changed migration, a schema that is missing, old or newer.

use std::time::Duration;

use scheduling_store::{
    ConnectError, MigrateError, MigrateOptions, SchemaStatus, Store, StoreOptions, migrate, migrations, schema_status,
};

use crate::{db::TestDb, support::connect};

#[tokio::test]
async fn two_starters_at_once_both_succeed_and_one_migrates() {
    let db = TestDb::create_empty().await;
    assert_eq!(schema_status(&db.owner_url()).await.unwrap(), SchemaStatus::Missing);
    let options = MigrateOptions::new(db.owner_url());
    let (first, second) = tokio::join!(migrate(&options), migrate(&options));
    let mut ran = [first.unwrap().len(), second.unwrap().len()];
    ran.sort_unstable();
    assert_eq!(ran, [0, migrations().len()]);
    assert_eq!(schema_status(&db.app_url()).await.unwrap(), SchemaStatus::Current);
    Store::connect(StoreOptions::new(db.app_url())).await.unwrap().ping().await.unwrap();
}

#[tokio::test]
async fn who_holds_the_lock_for_too_long_is_not_waited_for() {
    let db = TestDb::create().await;
    let other = connect(&db.owner_url()).await;
    other.batch_execute("SELECT pg_advisory_lock(x'73636865'::int, x'6d696772'::int)").await.unwrap();
    let mut options = MigrateOptions::new(db.owner_url());
    options.wait = Duration::from_millis(150);
    assert!(matches!(migrate(&options).await, Err(MigrateError::Locked { .. })));
}

#[tokio::test]
async fn a_missing_schema_is_refused_with_the_command_to_run() {
    let db = TestDb::create_empty().await;
    let refused = Store::connect(StoreOptions::new(db.app_url())).await.unwrap_err();
    assert!(matches!(refused, ConnectError::SchemaMissing), "{refused:?}");
    assert!(refused.to_string().contains("`scheduling-http migrate`"), "{refused}");
}

#[tokio::test]
async fn an_old_schema_is_refused_and_a_newer_one_served() {
    let db = TestDb::create().await;
    let owner = connect(&db.owner_url()).await;
    let newest = migrations().last().unwrap().version;
    let newer =
        format!("INSERT INTO refinery_schema_history VALUES ({}, 'later', '2026-01-01T00:00:00Z', '1')", newest + 1);
    owner.batch_execute(&newer).await.unwrap();
    let status = SchemaStatus::Newer { applied: newest + 1, needed: newest };
    assert_eq!(schema_status(&db.app_url()).await.unwrap(), status);
    Store::connect(StoreOptions::new(db.app_url())).await.unwrap();
    let refused = migrate(&MigrateOptions::new(db.owner_url())).await.unwrap_err();
    assert!(matches!(refused, MigrateError::Newer { .. }), "{refused:?}");

    owner.batch_execute(&format!("DELETE FROM refinery_schema_history WHERE version >= {newest}")).await.unwrap();
    let refused = Store::connect(StoreOptions::new(db.app_url())).await.unwrap_err();
    assert!(
        matches!(refused, ConnectError::SchemaOld { applied, needed } if (applied, needed) == (newest - 1, newest))
    );
    assert!(refused.to_string().contains("`scheduling-http migrate`"), "{refused}");
}

#[tokio::test]
async fn a_migration_that_was_changed_after_it_landed_is_an_error() {
    let db = TestDb::create().await;
    let owner = connect(&db.owner_url()).await;
    owner.batch_execute("UPDATE refinery_schema_history SET checksum = '1' WHERE version = 2").await.unwrap();
    for error in [
        schema_status(&db.app_url()).await.unwrap_err(),
        migrate(&MigrateOptions::new(db.owner_url())).await.unwrap_err(),
    ] {
        assert!(matches!(error, MigrateError::Diverged { version: 2 }), "{error:?}");
    }
    let refused = Store::connect(StoreOptions::new(db.app_url())).await.unwrap_err();
    assert!(matches!(refused, ConnectError::Schema(MigrateError::Diverged { version: 2 })), "{refused:?}");
}

#[tokio::test]
async fn a_superuser_migrates_as_the_owner_and_a_stranger_does_not() {
    let db = TestDb::create_empty().await;
    let refused = migrate(&MigrateOptions::new(db.app_url())).await.unwrap_err();
    assert!(matches!(refused, MigrateError::NotOwner { .. }), "{refused:?}");
    migrate(&MigrateOptions::new(db.superuser_url())).await.unwrap();
    let client = connect(&db.superuser_url()).await;
    let sql = "SELECT DISTINCT tableowner::text FROM pg_tables WHERE schemaname = 'public'";
    let owners: Vec<String> = client.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(owners, ["scheduling_owner"]);
}
