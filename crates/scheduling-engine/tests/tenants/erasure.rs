//! A tenant is erased: nothing of it is left, and a receipt says so.

use std::collections::BTreeMap;

use scheduling_core::TenantStatus;
use scheduling_engine::{EraseRefusal, EraseTenant, Failure, IdempotencyKey, NewTenant, What, Writing};
use scheduling_store::{PlatformScope, tenant_tables::TENANT_TABLES};
use scheduling_testkit::World;

use crate::{archive::lived_in, support::superuser};

const PLATFORM: PlatformScope = PlatformScope::authenticated();

/// How many rows each table of the database has, by tenant; whatever tables there are.
async fn rows(world: &World) -> BTreeMap<(String, String), u64> {
    let sql = superuser(world).await;
    let tables = "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND a.attname = 'tenant_id'";
    let mut found = BTreeMap::new();
    for row in sql.query(tables, &[]).await.unwrap() {
        let table: String = row.get(0);
        let count = format!("SELECT tenant_id::text, count(*) FROM {table} GROUP BY tenant_id");
        for row in sql.query(&count, &[]).await.unwrap() {
            let count: i64 = row.get(1);
            found.insert((row.get(0), table.clone()), count.unsigned_abs());
        }
    }
    found
}

fn of(world: &World, slug: &str) -> EraseTenant {
    EraseTenant { tenant: world.admin.tenant().id, slug: slug.parse().unwrap() }
}

async fn suspend(world: &World) {
    let change = Writing::once((world.admin.tenant().id, TenantStatus::Suspended));
    world.engine.set_tenant_status(&PLATFORM, change).await.unwrap();
}

#[tokio::test]
async fn nothing_of_an_erased_tenant_is_left_in_any_table_and_a_receipt_says_so() {
    let world = lived_in().await;
    let (globex, _) = world.tenant("globex").await;
    suspend(&world).await;
    let (acme, other) = (world.admin.tenant().id.to_string(), globex.tenant().id.to_string());
    let before = rows(&world).await;
    // Else this test would say nothing of a table.
    let empty: Vec<_> = TENANT_TABLES
        .iter()
        .map(scheduling_store::tenant_tables::TenantTable::name)
        .filter(|table| !before.contains_key(&(acme.clone(), (*table).to_owned())))
        .collect();
    assert!(empty.is_empty(), "the tenant of this test has nothing in {empty:?}");

    let done = world.engine.erase_tenant(&PLATFORM, of(&world, "acme")).await.unwrap();
    assert!(!done.replayed);
    let receipt = done.outcome;
    assert_eq!(
        (receipt.tenant, receipt.at, receipt.by.as_str()),
        (world.admin.tenant().id, world.engine.now(), "platform")
    );
    let after = rows(&world).await;
    let left: Vec<_> = after.keys().filter(|(tenant, _)| *tenant == acme).collect();
    assert!(left.is_empty(), "{left:?}");
    let others = |rows: &BTreeMap<(String, String), u64>| {
        rows.iter()
            .filter(|((tenant, _), _)| *tenant == other)
            .map(|(key, count)| (key.clone(), *count))
            .collect::<Vec<_>>()
    };
    assert_eq!(others(&after), others(&before), "another tenant is not touched");
    let mut counts: BTreeMap<String, u64> = before
        .into_iter()
        .filter(|((tenant, _), _)| *tenant == acme)
        .map(|((_, table), count)| (table, count))
        .collect();
    counts.insert("tenants".to_owned(), 1);
    assert_eq!(receipt.rows, counts);
    assert!(matches!(world.engine.tenant(&PLATFORM, receipt.tenant).await, Err(Failure::NotFound(What::Tenant))));
    assert!(matches!(world.engine.authenticate(&world.api_key).await, Err(Failure::Refused(_))));

    let again = world.engine.erase_tenant(&PLATFORM, of(&world, "acme")).await.unwrap();
    assert_eq!((again.replayed, again.outcome), (true, receipt));
    // Its name is free.
    world.tenant("acme").await;
}

#[tokio::test]
async fn a_tenant_that_is_served_or_was_not_meant_is_not_erased() {
    let world = World::new().await;
    let refused = |slug: &str| {
        let command = of(&world, slug);
        async { world.engine.erase_tenant(&PLATFORM, command).await.unwrap_err() }
    };
    assert!(matches!(refused("acme").await, Failure::Refused(EraseRefusal::NotSuspended)));
    suspend(&world).await;
    assert!(matches!(refused("globex").await, Failure::Refused(EraseRefusal::OtherSlug)));
    let nobody =
        EraseTenant { tenant: scheduling_core::TenantId::from_uuid(uuid::Uuid::from_u128(404)), ..of(&world, "acme") };
    let unknown = world.engine.erase_tenant(&PLATFORM, nobody).await;
    assert!(matches!(unknown, Err(Failure::NotFound(What::Tenant))));
}

#[tokio::test]
async fn the_key_of_an_erased_tenant_makes_no_other_one() {
    let world = World::new().await;
    let create = || {
        let idempotency = Some(IdempotencyKey::new("platform", "0123456789abcdef", [7; 32]).unwrap());
        let command = NewTenant { slug: "initech".parse().unwrap(), name: "Initech".parse().unwrap() };
        world.engine.create_tenant(&PLATFORM, Writing { command, idempotency })
    };
    let made = create().await.unwrap().outcome;
    let change = Writing::once((made.id, TenantStatus::Suspended));
    world.engine.set_tenant_status(&PLATFORM, change).await.unwrap();
    let erase = EraseTenant { tenant: made.id, slug: made.slug.clone() };
    world.engine.erase_tenant(&PLATFORM, erase).await.unwrap();
    let again = create().await;
    assert!(matches!(again, Err(Failure::KeyReused)), "{again:?}");
    assert!(matches!(world.engine.find_tenant(&PLATFORM, &made.slug).await, Err(Failure::NotFound(What::Tenant))));
}

#[tokio::test]
async fn of_two_who_erase_a_tenant_both_get_the_one_receipt() {
    let world = lived_in().await;
    suspend(&world).await;
    let (one, other) = tokio::join!(
        world.engine.erase_tenant(&PLATFORM, of(&world, "acme")),
        world.engine.erase_tenant(&PLATFORM, of(&world, "acme"))
    );
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one.outcome, other.outcome);
    assert_ne!(one.replayed, other.replayed);
}

#[tokio::test]
async fn the_application_role_removes_nothing_but_through_the_function_and_of_suspended_tenants() {
    let world = lived_in().await;
    let (client, connection) = tokio_postgres::connect(&world.db.app_url(), tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let tenant = world.admin.tenant().id;
    let refusal = async |sql: &str| {
        client
            .batch_execute(&format!("BEGIN; SET LOCAL app.tenant_id = '{tenant}'; {sql}"))
            .await
            .unwrap_err()
            .code()
            .unwrap()
            .code()
            .to_owned()
    };
    for sql in
        ["DELETE FROM scheduling_changelog", "UPDATE scheduling_changelog SET details = '{}'", "DELETE FROM tenants"]
    {
        assert_eq!(refusal(sql).await, "42501", "{sql}");
        client.batch_execute("ROLLBACK").await.unwrap();
    }
    let history_alone = "SELECT scheduling_erase_tenant(ARRAY['scheduling_changelog'])";
    assert_eq!(refusal(history_alone).await, "55000", "it is served");
    client.batch_execute("ROLLBACK").await.unwrap();
    // The history goes with all the rest, or not at all.
    let suspending = format!("UPDATE tenants SET status = 'suspended'; {history_alone}");
    assert_eq!(refusal(&suspending).await, "42501", "the tenant itself is the platform's to erase");
    client.batch_execute("ROLLBACK").await.unwrap();
    let platform = format!("SET LOCAL app.platform = 'on'; {suspending}");
    assert_eq!(refusal(&platform).await, "23503", "users and others still name the tenant");
    client.batch_execute("ROLLBACK").await.unwrap();
    // Without a tenant there is nothing that it would reach.
    let nothing = client.query_one("SELECT scheduling_redact_changelog(ARRAY[gen_random_uuid()])", &[]).await.unwrap();
    assert_eq!(nothing.get::<_, i64>(0), 0);
}
