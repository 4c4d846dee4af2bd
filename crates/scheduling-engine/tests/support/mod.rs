//! What the administrative tests share. It looks at the database as its superuser: the changelog, and states that no
//! use case makes yet.

use scheduling_engine::{IdempotencyKey, Writing};
use scheduling_store::PageRequest;
use scheduling_testkit::World;
use tokio_postgres::{Client, NoTls};

/// A connection that sees everything.
pub(crate) async fn superuser(world: &World) -> Client {
    let (client, connection) = tokio_postgres::connect(&world.db.superuser_url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// What the changelog says of a kind of thing, oldest first.
pub(crate) async fn logged(world: &World, entity: &str) -> Vec<String> {
    let rows = superuser(world)
        .await
        .query("SELECT action FROM scheduling_changelog WHERE entity_type = $1 ORDER BY id", &[&entity])
        .await
        .unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// Opens all connections of the pool, so that what is asked at once afterwards runs at once.
pub(crate) async fn warm_up(world: &World) {
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..32 {
        let (engine, admin) = (world.engine.clone(), world.admin.clone());
        asking.spawn(async move { engine.list_hosts(&admin, PageRequest::default()).await.map(|_| ()) });
    }
    assert!(asking.join_all().await.iter().all(Result::is_ok));
}

/// A command under a key; equal fingerprints stand for equal requests.
pub(crate) fn keyed<T>(name: &str, fingerprint: u8, command: T) -> Writing<T> {
    let key = IdempotencyKey::new("key:test", format!("{name:0>16}"), [fingerprint; 32]).unwrap();
    Writing { command, idempotency: Some(key) }
}
