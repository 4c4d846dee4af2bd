//! A database of its own for each test: migrated, with both roles, empty, and gone when it is dropped.
//!
//! A template database is migrated once for each state of the migrations; a test's database is a copy of it. Dropping a
//! [`TestDb`] drops its database on a thread of its own and waits for it, so that a run leaves nothing behind. What a
//! killed test left behind goes with the cluster, which `cargo xtask test` makes for one run.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use scheduling_store::{MigrateOptions, RoleNames, create_roles, grants_sql, migrate, migrations, roles_sql};
use tokio_postgres::{Client, Config, NoTls, config::Host};

const VARIABLE: &str = "SCHEDULING_TEST_DATABASE_URL";
/// Test processes take turns here while the template is made.
const TEMPLATE_LOCK: i64 = 0x7465_7374_6b69_7464;

/// A private, migrated database.
#[derive(Debug)]
pub struct TestDb {
    server: Server,
    name: String,
}

/// The test cluster, as its superuser.
#[derive(Clone, Debug)]
struct Server(Config);

impl TestDb {
    /// Makes a database from the template.
    ///
    /// # Panics
    /// There is no test cluster, or it does not do what it is told.
    pub async fn create() -> Self {
        let server = Server::from_env();
        let template = server.template().await;
        let name = unique_name();
        server.run("postgres", &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Self { server, name }
    }

    /// Makes a database without a schema; the roles exist, and the owner may migrate it.
    ///
    /// # Panics
    /// As [`TestDb::create`].
    pub async fn create_empty() -> Self {
        let server = Server::from_env();
        // Roles belong to the cluster: making the template made them, one process at a time.
        server.template().await;
        let name = unique_name();
        server.run("postgres", &format!("CREATE DATABASE {name}")).await;
        let grants = format!(
            "GRANT CONNECT, CREATE ON DATABASE {name} TO scheduling_owner;
             GRANT CREATE, USAGE ON SCHEMA public TO scheduling_owner; GRANT USAGE ON SCHEMA public TO scheduling_app"
        );
        server.run(&name, &grants).await;
        Self { server, name }
    }

    /// The address for the application role: what a server is given as `DATABASE_URL`.
    #[must_use]
    pub fn app_url(&self) -> String {
        self.server.url(Some(RoleNames::default().application.as_str()), &self.name)
    }

    /// The address for the owner role: `DATABASE_OWNER_URL`.
    #[must_use]
    pub fn owner_url(&self) -> String {
        self.server.url(Some(RoleNames::default().owner.as_str()), &self.name)
    }

    /// The address for the cluster's superuser, whom row-level security does not bind.
    #[must_use]
    pub fn superuser_url(&self) -> String {
        self.server.url(None, &self.name)
    }

    /// The database's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // A thread, because a runtime cannot be entered inside of another one. The test waits: its process ends next.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let client = connect(&server.url(None, "postgres")).await.map_err(std::io::Error::other)?;
                let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                client.batch_execute(&sql).await.map_err(std::io::Error::other)
            })
        });
        let dropped = dropping.join();
        // A second panic would abort the process and hide what the test found.
        if !std::thread::panicking() {
            assert!(matches!(dropped, Ok(Ok(()))), "the test database {} was not dropped: {dropped:?}", self.name);
        }
    }
}

impl Server {
    fn from_env() -> Self {
        let Ok(url) = std::env::var(VARIABLE) else { panic!("run the tests with `cargo xtask test`") };
        match url.parse() {
            Ok(config) => Self(config),
            Err(error) => panic!("{VARIABLE} is not a database address: {error}"),
        }
    }

    /// The name of the migrated template, which is made if it is not there.
    async fn template(&self) -> String {
        let name = format!("scheduling_template_{:016x}", fingerprint());
        let client = self.connect("postgres").await;
        if is_there(&client, &name).await {
            return name;
        }
        // Advisory locks belong to a database, so all processes take this one in `postgres`.
        while !scalar::<bool>(&client, "SELECT pg_try_advisory_lock($1)", &[&TEMPLATE_LOCK]).await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        if !is_there(&client, &name).await {
            self.make_template(&client, &name).await;
        }
        scalar::<bool>(&client, "SELECT pg_advisory_unlock($1)", &[&TEMPLATE_LOCK]).await;
        name
    }

    async fn make_template(&self, client: &Client, name: &str) {
        let unfinished = format!("{name}_unfinished");
        must(client.batch_execute(&format!("DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)")).await);
        must(client.batch_execute(&format!("CREATE DATABASE {unfinished}")).await);
        let roles = RoleNames::default();
        must(create_roles(&self.url(None, &unfinished), &roles).await);
        must(migrate(&MigrateOptions::new(self.url(Some(roles.owner.as_str()), &unfinished))).await);
        // A template that anybody is connected to cannot be copied.
        let sql = format!("ALTER DATABASE {unfinished} WITH ALLOW_CONNECTIONS false");
        must(client.batch_execute(&sql).await);
        self.disconnect_all(client, &unfinished).await;
        must(client.batch_execute(&format!("ALTER DATABASE {unfinished} RENAME TO {name}")).await);
    }

    async fn disconnect_all(&self, client: &Client, database: &str) {
        let sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1";
        while scalar::<i64>(client, sql, &[&database]).await > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn run(&self, database: &str, sql: &str) {
        must(self.connect(database).await.batch_execute(sql).await);
    }

    async fn connect(&self, database: &str) -> Client {
        must(connect(&self.url(None, database)).await)
    }

    /// `key=value` pairs, which both libpq and the driver read.
    fn url(&self, user: Option<&str>, database: &str) -> String {
        let Some(host) = self.0.get_hosts().first() else { panic!("{VARIABLE} names no host") };
        let host = match host {
            Host::Unix(folder) => folder.display().to_string(),
            Host::Tcp(name) => name.clone(),
        };
        let port = self.0.get_ports().first().copied().unwrap_or(5432);
        let Some(user) = user.or(self.0.get_user()) else { panic!("{VARIABLE} names no user") };
        let password = match self.0.get_password() {
            Some(password) => format!(" password='{}'", String::from_utf8_lossy(password)),
            None => String::new(),
        };
        format!("host='{host}' port={port} user={user} dbname={database}{password}")
    }
}

async fn connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

async fn is_there(client: &Client, database: &str) -> bool {
    scalar(client, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", &[&database]).await
}

async fn scalar<T>(client: &Client, sql: &str, params: &[&(dyn tokio_postgres::types::ToSql + Sync)]) -> T
where
    T: for<'a> tokio_postgres::types::FromSql<'a>,
{
    must(client.query_one(sql, params).await).get(0)
}

/// Another template for every change of the schema or of the roles.
fn fingerprint() -> u64 {
    let mut hasher = DefaultHasher::new();
    for migration in migrations() {
        (migration.version, migration.checksum).hash(&mut hasher);
    }
    let roles = RoleNames::default();
    (roles_sql(&roles), grants_sql(&roles)).hash(&mut hasher);
    hasher.finish()
}

fn unique_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("scheduling_test_{}_{count}", std::process::id())
}

fn must<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("the test cluster failed: {error:?}"),
    }
}
