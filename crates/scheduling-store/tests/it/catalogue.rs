//! The rules that every tenant table keeps, read from the catalogue of a migrated database, and what the store expects
//! of it.

use std::collections::BTreeSet;

use scheduling_store::{catalogue, tenant_tables::TENANT_TABLES};
use tokio_postgres::Client;

use crate::{db::TestDb, support::connect};

/// What is read before a tenant is known or over all of them, what is left of one that is gone, and the runner's own table.
/// They are listed, so that a new table is a tenant table unless somebody says otherwise here.
const NOT_TENANT_TABLES: &[&str] =
    &["tenants", "credential_lookup", "due", "tenant_erasures", "refinery_schema_history"];

async fn violations(client: &Client, sql: &str) -> Vec<String> {
    let rows = client.query(sql, &[&NOT_TENANT_TABLES]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

const WITHOUT_FORCED_RLS: &str = "
    SELECT relname::text FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname <> ALL ($1)
        AND NOT (relrowsecurity AND relforcerowsecurity)";
/// One policy, for everything and everybody, that compares the tenant for reading and for writing.
const WITHOUT_ITS_POLICY: &str = "
    SELECT c.relname::text FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname <> ALL ($1)
        AND (SELECT count(*) FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname) <> 1
    UNION
    SELECT tablename::text FROM pg_policies
    WHERE schemaname = 'public' AND tablename <> ALL ($1) AND NOT (
        cmd = 'ALL' AND permissive = 'PERMISSIVE' AND roles = '{public}'
        AND qual = '(tenant_id = (NULLIF(current_setting(''app.tenant_id''::text, true), ''''::text))::uuid)'
        AND with_check = qual)";
const WITHOUT_TENANT_COLUMN_FIRST: &str = "
    SELECT c.relname::text FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname <> ALL ($1)
        AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = 1
            AND a.attname = 'tenant_id' AND a.attnotnull AND a.atttypid = 'uuid'::regtype)";
/// Primary, unique, exclusion and foreign keys, on both sides of a foreign key but for the one to `tenants`.
const KEYS_WITHOUT_TENANT: &str = "
    SELECT k.conname::text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> ALL ($1) AND k.contype IN ('p', 'u', 'x', 'f')
        AND NOT (1 = ANY (k.conkey) AND (k.contype <> 'f' OR k.confrelid = 'tenants'::regclass OR 1 = ANY (k.confkey)))
    UNION
    SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> ALL ($1) AND i.indkey[0] <> 1";
const WITHOUT_PRIMARY_KEY: &str = "
    SELECT c.relname::text FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname <> ALL ($1)
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p')";
const TRIGGERS: &str = "
    SELECT tgname::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT tgisinternal AND c.relname <> ALL ($1)";
const ENUM_TYPES: &str = "
    SELECT typname::text FROM pg_type
    WHERE typtype = 'e' AND typnamespace = 'public'::regnamespace AND typname <> ALL ($1)";
const LONG_NAMES: &str = "
    SELECT conname::text FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND octet_length(conname) > 50 AND conname <> ALL ($1)
    UNION
    SELECT relname::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND octet_length(relname) > 50 AND relname <> ALL ($1)";
/// The history of a tenant is never removed by removing something else.
const CASCADES_INTO_HISTORY: &str = "
    SELECT conname::text FROM pg_constraint
    WHERE contype = 'f' AND confdeltype <> 'a' AND conname <> ALL ($1) AND conrelid IN
        ('scheduling_bookings'::regclass, 'scheduling_changelog'::regclass, 'scheduling_event_types'::regclass,
        'scheduling_series'::regclass, 'scheduling_assignments'::regclass)";

const RULES: &[(&str, &str)] = &[
    ("row-level security is not enabled and forced", WITHOUT_FORCED_RLS),
    ("not exactly the policy on app.tenant_id", WITHOUT_ITS_POLICY),
    ("tenant_id is not the first column", WITHOUT_TENANT_COLUMN_FIRST),
    ("a key or an index without tenant_id", KEYS_WITHOUT_TENANT),
    ("no primary key", WITHOUT_PRIMARY_KEY),
    ("a trigger", TRIGGERS),
    ("an enum type", ENUM_TYPES),
    ("a name of more than 50 bytes", LONG_NAMES),
    ("a cascade into history", CASCADES_INTO_HISTORY),
];

#[tokio::test]
async fn every_tenant_table_keeps_the_rules() {
    let db = TestDb::create().await;
    let client = connect(&db.superuser_url()).await;
    for (rule, sql) in RULES {
        assert_eq!(violations(&client, sql).await, Vec::<String>::new(), "{rule}");
    }
}

#[tokio::test]
async fn a_table_that_breaks_the_rules_is_found() {
    let db = TestDb::create().await;
    let client = connect(&db.superuser_url()).await;
    client
        .batch_execute(
            "CREATE TYPE bad_enum AS ENUM ('a');
             CREATE TABLE bad (id uuid PRIMARY KEY, tenant_id uuid REFERENCES tenants (id));
             CREATE TABLE bad_without_key (tenant_id uuid NOT NULL);
             CREATE TABLE a_name_of_more_than_fifty_bytes_is_cut_by_citus_shards (tenant_id uuid NOT NULL);
             CREATE FUNCTION bad_trigger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
             CREATE TRIGGER bad_trigger AFTER INSERT ON bad EXECUTE FUNCTION bad_trigger();
             ALTER TABLE scheduling_bookings DROP CONSTRAINT scheduling_bookings_host_fkey,
                 ADD CONSTRAINT bad_cascade FOREIGN KEY (tenant_id, host_user_id)
                 REFERENCES scheduling_users (tenant_id, id) ON DELETE CASCADE;
             ALTER TABLE scheduling_holds NO FORCE ROW LEVEL SECURITY;
             CREATE POLICY bad_policy ON scheduling_holds USING (true);",
        )
        .await
        .unwrap();
    for (rule, sql) in RULES {
        assert_ne!(violations(&client, sql).await, Vec::<String>::new(), "not found: {rule}");
    }
}

#[tokio::test]
async fn every_statement_of_the_store_fits_the_schema() {
    let db = TestDb::create().await;
    let client = connect(&db.app_url()).await;
    let mut names = BTreeSet::new();
    for (name, sql) in catalogue::statements() {
        if let Err(error) = client.prepare(sql).await {
            panic!("{name}: {error:?}\n{sql}");
        }
        assert!(names.insert(name), "{name} is listed twice");
    }
    // A module that declares statements and is not listed would escape the check above.
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).unwrap() {
        let path = entry.unwrap().path();
        let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let declares = std::fs::read_to_string(&path).unwrap().contains("statements! {");
        let listed = names.iter().any(|name| name.starts_with(&format!("scheduling_store::{module}::")));
        assert_eq!(declares, listed, "{module}");
    }
}

#[tokio::test]
async fn every_constraint_that_the_store_knows_exists() {
    let db = TestDb::create().await;
    let client = connect(&db.superuser_url()).await;
    let sql = "SELECT EXISTS (SELECT FROM pg_constraint WHERE conname = $1)
        OR EXISTS (SELECT FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid WHERE relname = $1 AND indisunique)";
    for name in catalogue::constraints() {
        assert!(client.query_one(sql, &[&name]).await.unwrap().get::<_, bool>(0), "{name}");
        assert!(name.len() <= 50, "{name}");
    }
}

async fn names(client: &Client, sql: &str) -> Vec<String> {
    client.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn every_table_with_a_tenant_is_listed_for_archives_and_for_erasing() {
    let db = TestDb::create().await;
    let client = connect(&db.superuser_url()).await;
    let there = "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND a.attname = 'tenant_id'";
    let there: BTreeSet<String> = names(&client, there).await.into_iter().collect();
    let listed: BTreeSet<String> = TENANT_TABLES.iter().map(|table| table.name().to_owned()).collect();
    let missing: Vec<_> = there.symmetric_difference(&listed).collect();
    assert!(missing.is_empty(), "in the database or in TENANT_TABLES, and not in the other: {missing:?}");
    assert_eq!(listed.len(), TENANT_TABLES.len(), "a table is listed twice");
}

#[tokio::test]
async fn what_a_foreign_key_names_is_listed_before_what_has_the_key() {
    let db = TestDb::create().await;
    let client = connect(&db.superuser_url()).await;
    // One that is checked at the end of a transaction asks for no order.
    let keys = "SELECT k.conname::text, k.conrelid::regclass::text, k.confrelid::regclass::text FROM pg_constraint k
        WHERE k.contype = 'f' AND NOT k.condeferrable AND k.conrelid <> k.confrelid AND k.confrelid <> 'tenants'::regclass";
    let place = |name: &str| TENANT_TABLES.iter().position(|table| table.name() == name);
    for row in client.query(keys, &[]).await.unwrap() {
        let (key, table, named): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        assert!(place(&named) < place(&table), "{key}: {named} is listed after {table}");
    }
}

#[tokio::test]
async fn an_archive_brings_back_every_column_that_is_not_generated() {
    let db = TestDb::create().await;
    let client = connect(&db.superuser_url()).await;
    for (name, sql) in
        catalogue::statements().filter(|(name, _)| name.contains("tenant_tables::") && name.ends_with("::INSERT"))
    {
        let Some((table, rest)) = sql.strip_prefix("INSERT INTO ").and_then(|rest| rest.split_once(' ')) else {
            panic!("{name}: {sql}")
        };
        let generated = format!(
            "SELECT column_name::text FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name = '{table}' AND is_generated = 'ALWAYS'"
        );
        let all = format!(
            "SELECT column_name::text FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name = '{table}' AND is_generated = 'NEVER'"
        );
        let Some(columns) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) else {
            assert_eq!(names(&client, &generated).await, Vec::<String>::new(), "{table} has to list its columns");
            continue;
        };
        let listed: BTreeSet<String> = columns.0.split(',').map(|column| column.trim().to_owned()).collect();
        assert_eq!(listed, names(&client, &all).await.into_iter().collect(), "{table}");
    }
}
