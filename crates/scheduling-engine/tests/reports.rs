//! Reads for the host's side, on a real database: a simulation writes nothing, whatever is tried.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use scheduling_core::{SettingOverrides, WeeklySchedule, slots::SlotQuery};
use scheduling_engine::{Simulate, SimulatedBlock, SimulatedChange, Writing};
use scheduling_testkit::World;
use tokio_postgres::NoTls;

/// Every table with a hash of its rows.
async fn everything(world: &World) -> Vec<(String, Option<String>)> {
    let (client, connection) = tokio_postgres::connect(&world.db.superuser_url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    let tables = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        ORDER BY relname";
    let mut found = Vec::new();
    for table in client.query(tables, &[]).await.unwrap() {
        let table: String = table.get(0);
        let hash = format!("SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM {table} t");
        found.push((table, client.query_one(&hash, &[]).await.unwrap().get(0)));
    }
    found
}

#[tokio::test]
async fn a_simulation_writes_nothing() {
    let world = World::new().await;
    let book = world.book("2026-03-16T13:00:00Z");
    world.engine.book(&world.public().await, Writing::once(book)).await.unwrap();
    let before = everything(&world).await;
    assert!(before.len() > 10 && before.iter().any(|(_, rows)| rows.is_some()), "{before:?}");
    let (first, last) = ("2026-03-16".parse().unwrap(), "2026-03-22".parse().unwrap());
    let change = SimulatedChange {
        weekly: Some(WeeklySchedule::default()),
        overrides: Some(scheduling_core::DateOverrides::default()),
        event_type_settings: Some(SettingOverrides::default()),
        host_settings: Some(SettingOverrides { booking_window_days: Some(7), ..SettingOverrides::default() }),
        blocks: vec![SimulatedBlock { first, last, hours: None }],
    };
    let query = SlotQuery::dates("UTC".parse().unwrap(), first, last).unwrap();
    let simulate = Simulate { event_type: world.event_type.id, host: None, query, change };
    let simulation = world.engine.simulate(&world.admin, simulate).await.unwrap();
    assert!(!simulation.slots.lost.is_empty() && simulation.displaced.len() == 1, "{simulation:?}");
    assert_eq!(everything(&world).await, before);
}
