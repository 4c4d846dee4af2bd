//! Tenants are kept apart by the database itself: plain SQL as the application role, without the store.

use scheduling_store::{ConnectError, Store, StoreOptions};
use tokio_postgres::{Client, error::SqlState};

use crate::{
    db::TestDb,
    support::{connect, fill_tenant, id},
};

const A: u128 = 0xa00;
const B: u128 = 0xb00;

async fn two_tenants(db: &TestDb) -> (Client, Vec<String>) {
    let superuser = connect(&db.superuser_url()).await;
    fill_tenant(&superuser, A).await;
    fill_tenant(&superuser, B).await;
    let sql = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname LIKE 'scheduling\\_%' ORDER BY relname";
    let tables = superuser.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    (connect(&db.app_url()).await, tables)
}

async fn act_as(client: &Client, tenant: u128) {
    client.batch_execute(&format!("BEGIN; SET LOCAL app.tenant_id = '{}'", id(tenant))).await.unwrap();
}

async fn count(client: &Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn a_tenant_sees_its_own_rows_and_nobody_elses() {
    let db = TestDb::create().await;
    let (client, tables) = two_tenants(&db).await;
    assert!(tables.len() >= 12, "{tables:?}");
    for table in &tables {
        act_as(&client, A).await;
        assert_eq!(count(&client, &format!("SELECT count(*) FROM {table}")).await, 1, "{table}");
        let foreign = format!("SELECT count(*) FROM {table} WHERE tenant_id <> '{}'", id(A));
        assert_eq!(count(&client, &foreign).await, 0, "{table}");
        client.batch_execute("ROLLBACK").await.unwrap();
    }
}

#[tokio::test]
async fn without_a_tenant_nothing_is_visible_or_writable() {
    let db = TestDb::create().await;
    let (client, tables) = two_tenants(&db).await;
    // Before and after a transaction that had a tenant: the setting is NULL first and '' later.
    for round in ["never set", "set before"] {
        for table in tables.iter().map(String::as_str).chain(["tenants", "credential_lookup"]) {
            assert_eq!(count(&client, &format!("SELECT count(*) FROM {table}")).await, 0, "{table}, {round}");
        }
        let insert = format!(
            "INSERT INTO scheduling_changelog (tenant_id, id, entity_type, entity_id, action, actor, created_at)
             VALUES ('{}', '{}', 'x', '{}', 'created', 'x', now())",
            id(A),
            id(1),
            id(1)
        );
        let refused = client.batch_execute(&insert).await.unwrap_err();
        assert_eq!(refused.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "{round}");
        act_as(&client, A).await;
        client.batch_execute("COMMIT").await.unwrap();
    }
}

#[tokio::test]
async fn a_tenant_cannot_write_rows_of_another() {
    let db = TestDb::create().await;
    let (client, tables) = two_tenants(&db).await;
    for table in &tables {
        act_as(&client, A).await;
        // Its own row, handed over to B.
        let moved = client.execute(&format!("UPDATE {table} SET tenant_id = '{}'", id(B)), &[]).await.unwrap_err();
        assert_eq!(moved.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "{table}");
        client.batch_execute("ROLLBACK").await.unwrap();
        for sql in [
            format!("UPDATE {table} SET tenant_id = tenant_id WHERE tenant_id = '{}'", id(B)),
            format!("DELETE FROM {table} WHERE tenant_id = '{}'", id(B)),
        ] {
            act_as(&client, A).await;
            match client.execute(&sql, &[]).await {
                Ok(touched) => assert_eq!(touched, 0, "{sql}"),
                Err(refused) => assert_eq!(refused.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "{sql}"),
            }
            client.batch_execute("ROLLBACK").await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_reference_to_another_tenants_row_cannot_be_stored() {
    let db = TestDb::create().await;
    let (client, _) = two_tenants(&db).await;
    for (table, column, row) in [
        ("scheduling_availability", "host_user_id", 1),
        ("scheduling_date_overrides", "schedule_id", 2),
        ("scheduling_blocked_dates", "host_user_id", 1),
        ("scheduling_event_types", "host_user_id", 1),
        ("scheduling_event_types", "schedule_id", 2),
        ("scheduling_event_types", "team_id", 2),
        ("scheduling_team_members", "team_id", 2),
        ("scheduling_team_members", "host_user_id", 1),
        ("scheduling_event_type_hosts", "event_type_id", 4),
        ("scheduling_event_type_hosts", "host_user_id", 1),
        ("scheduling_bookings", "team_id", 2),
        ("scheduling_occupancies", "event_type_id", 4),
        ("scheduling_host_reservations", "host_user_id", 1),
        ("scheduling_host_reservations", "occupancy_id", 5),
        ("scheduling_host_reservations", "booking_id", 6),
        ("scheduling_bookings", "event_type_id", 4),
        ("scheduling_bookings", "host_user_id", 1),
        ("scheduling_bookings", "occupancy_id", 5),
        ("scheduling_bookings", "rescheduled_from", 6),
        ("scheduling_bookings", "series_id", 7),
        ("scheduling_accounts", "host_user_id", 1),
        ("scheduling_deliveries", "event_id", 1),
        ("scheduling_deliveries", "booking_id", 6),
        ("scheduling_deliveries", "webhook_id", 2),
        ("scheduling_delivery_attempts", "delivery_id", 3),
        ("scheduling_sessions", "account_id", 1),
        ("scheduling_bookings", "rescheduled_to", 6),
        ("scheduling_holds", "event_type_id", 4),
        ("scheduling_holds", "host_user_id", 1),
        ("scheduling_holds", "occupancy_id", 5),
        ("scheduling_api_keys", "host_user_id", 1),
    ] {
        act_as(&client, A).await;
        let update = format!("UPDATE {table} SET {column} = '{}'", id(B + row));
        if table == "scheduling_event_types" {
            // Nothing but the reference itself is to be in the way.
            let owner =
                if column == "team_id" { "" } else { ", team_id = NULL, scheduling_type = NULL, timezone = NULL" };
            let host = if column == "team_id" { "NULL".to_owned() } else { format!("'{}'", id(A + 1)) };
            let alone = format!(
                "DELETE FROM scheduling_event_type_hosts; UPDATE scheduling_event_types SET host_user_id = {host}{owner}"
            );
            client.batch_execute(&alone).await.unwrap();
        }
        // One of them is checked at the end of the transaction unless it is told to be earlier.
        client.batch_execute("SET CONSTRAINTS ALL IMMEDIATE").await.unwrap();
        let refused = client.execute(&update, &[]).await.unwrap_err();
        assert_eq!(refused.code(), Some(&SqlState::FOREIGN_KEY_VIOLATION), "{table}.{column}");
        client.batch_execute("ROLLBACK").await.unwrap();
    }
}

#[tokio::test]
async fn the_changelog_only_grows() {
    let db = TestDb::create().await;
    let (client, _) = two_tenants(&db).await;
    for sql in [
        "UPDATE scheduling_changelog SET actor = 'somebody else'",
        "DELETE FROM scheduling_changelog",
        "TRUNCATE scheduling_changelog",
    ] {
        act_as(&client, A).await;
        let refused = client.batch_execute(sql).await.unwrap_err();
        assert_eq!(refused.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "{sql}");
        client.batch_execute("ROLLBACK").await.unwrap();
    }
}

#[tokio::test]
async fn the_application_role_can_remove_no_history() {
    let db = TestDb::create().await;
    let (client, _) = two_tenants(&db).await;
    for table in [
        "tenants",
        "scheduling_users",
        "scheduling_event_types",
        "scheduling_bookings",
        "scheduling_accounts",
        "scheduling_teams",
        "scheduling_series",
        "scheduling_assignments",
        "scheduling_events",
        "scheduling_feeds",
    ] {
        act_as(&client, A).await;
        let refused = client.batch_execute(&format!("DELETE FROM {table}")).await.unwrap_err();
        assert_eq!(refused.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "{table}");
        client.batch_execute("ROLLBACK").await.unwrap();
    }
}

#[tokio::test]
async fn of_the_credentials_a_tenant_sees_and_removes_only_its_own_sessions_and_links() {
    let db = TestDb::create().await;
    let (client, _) = two_tenants(&db).await;
    for tenant in [A, B] {
        act_as(&client, tenant).await;
        let add = "INSERT INTO credential_lookup (credential_hash, tenant_id, session_id)
            VALUES (sha256(gen_random_uuid()::text::bytea), current_setting('app.tenant_id')::uuid, gen_random_uuid())";
        client.batch_execute(&format!("{add}; COMMIT")).await.unwrap();
    }
    act_as(&client, A).await;
    assert_eq!(count(&client, "SELECT count(*) FROM credential_lookup").await, 1);
    assert_eq!(client.execute("DELETE FROM credential_lookup", &[]).await.unwrap(), 1);
    client.batch_execute("COMMIT").await.unwrap();
    let superuser = connect(&db.superuser_url()).await;
    let left = "SELECT count(*) FROM credential_lookup WHERE api_key_id IS NOT NULL OR session_id IS NOT NULL";
    assert_eq!(count(&superuser, left).await, 3, "both keys, and the session of the other tenant");
}

#[tokio::test]
async fn what_is_read_before_a_tenant_is_known_shows_one_row_at_a_time() {
    let db = TestDb::create().await;
    let (client, _) = two_tenants(&db).await;
    let visible = async |setting: &str| {
        client.batch_execute(&format!("BEGIN; {setting}")).await.unwrap();
        let tenants = count(&client, "SELECT count(*) FROM tenants").await;
        let credentials = count(&client, "SELECT count(*) FROM credential_lookup").await;
        client.batch_execute("ROLLBACK").await.unwrap();
        (tenants, credentials)
    };
    assert_eq!(visible(&format!("SET LOCAL app.tenant_id = '{}'", id(A))).await, (1, 0));
    assert_eq!(visible(&format!("SET LOCAL app.lookup_slug = 'tenant-{A}'")).await, (1, 0));
    assert_eq!(visible("SET LOCAL app.lookup_slug = 'tenant-'").await, (0, 0));
    let hash = format!("SELECT set_config('app.credential_hash', encode(sha256('{A}'), 'hex'), true)");
    assert_eq!(visible(&hash).await, (0, 1));
    assert_eq!(visible("SET LOCAL app.platform = 'on'").await, (2, 0));
    // A tenant can change itself, but neither others nor be made by anybody but the platform.
    act_as(&client, A).await;
    assert_eq!(client.execute("UPDATE tenants SET name = 'N'", &[]).await.unwrap(), 1);
    let made = "INSERT INTO tenants (id, slug, name, created_at, updated_at)
        VALUES (gen_random_uuid(), 'new', 'New', now(), now())";
    assert_eq!(client.execute(made, &[]).await.unwrap_err().code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE));
}

#[tokio::test]
async fn the_store_refuses_a_role_that_could_step_over_tenants() {
    let db = TestDb::create().await;
    let superuser = connect(&db.superuser_url()).await;
    let role = format!("{}_powerful", db.name());
    let refused = async |url: String| match Store::connect(StoreOptions::new(url)).await {
        Err(ConnectError::PrivilegedRole { reason, .. }) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(db.superuser_url()).await, "is a superuser");
    assert_eq!(refused(db.owner_url()).await, "owns the tables");
    let url = db.app_url().replace("user=scheduling_app", &format!("user={role}"));
    superuser.batch_execute(&format!("CREATE ROLE {role} LOGIN BYPASSRLS IN ROLE scheduling_app")).await.unwrap();
    let bypassing = refused(url.clone()).await;
    superuser.batch_execute(&format!("ALTER ROLE {role} NOBYPASSRLS; GRANT scheduling_owner TO {role}")).await.unwrap();
    let member = refused(url.clone()).await;
    superuser.batch_execute(&format!("REVOKE scheduling_owner FROM {role}")).await.unwrap();
    let accepted = Store::connect(StoreOptions::new(url)).await.map(drop);
    superuser.batch_execute(&format!("DROP ROLE {role}")).await.unwrap();
    assert_eq!((bypassing, member), ("has BYPASSRLS", "owns the tables"));
    accepted.unwrap();
}
