//! A database that neither answers nor hangs up: everybody is told in time, and is served again when it comes back.

use std::time::{Duration, Instant};

use scheduling_core::{TenantSettings, slots::FactsRange};
use scheduling_store::{
    PlatformScope, Store, StoreError, StoreOptions, TenantScope, TenantTx,
    facts::{self, Target},
    hosts, tenants,
};

use crate::{
    proxy::Proxy,
    sample::{self, host_id},
    support::Bed,
};

const LIMIT: Duration = Duration::from_millis(800);
/// What a test machine may add to a limit.
const AT_MOST: Duration = Duration::from_secs(3);

struct Frozen {
    // Closed in this order.
    store: Store,
    proxy: Proxy,
    bed: Bed,
    scope: TenantScope,
}

impl Frozen {
    /// Not frozen yet.
    async fn new(max_connections: usize) -> Self {
        let (bed, scope) = sample::furnished().await;
        let proxy = Proxy::start(&bed.db.app_url());
        let mut options = StoreOptions::new(proxy.url());
        options.max_connections = max_connections;
        options.read_timeout = LIMIT;
        Self { store: Store::connect(options).await.unwrap(), proxy, bed, scope }
    }

    async fn locked(&self) -> TenantTx {
        let tx = self.store.begin(&self.scope, LIMIT).await.unwrap();
        tx.lock_hosts(&[host_id(1)]).await.unwrap();
        tx
    }

    /// Waits for what the last test left in the server.
    async fn serves_again(&self) {
        self.proxy.thaw();
        self.store.within(sample::BUDGET).read(&self.scope, hosts::find(host_id(1))).await.unwrap().unwrap();
        let tx = self.store.begin(&self.scope, sample::BUDGET).await.unwrap();
        tx.lock_hosts(&[host_id(1)]).await.unwrap();
        tx.update_tenant_settings(&TenantSettings::default(), sample::now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// What is stored, seen past the relay.
    async fn retention(&self) -> Option<u32> {
        self.bed.store.read(&self.scope, tenants::get()).await.unwrap().settings.retention_days
    }
}

async fn in_time<T>(work: impl Future<Output = Result<T, StoreError>>) -> StoreError {
    let began = Instant::now();
    let Some(error) = tokio::time::timeout(AT_MOST, work).await.unwrap().err() else {
        panic!("a frozen database was understood")
    };
    assert!(began.elapsed() >= LIMIT, "given up after {:?}", began.elapsed());
    error
}

fn retention(days: u32) -> TenantSettings {
    TenantSettings { retention_days: Some(days), ..TenantSettings::default() }
}

#[tokio::test]
async fn reads_end_in_time_and_go_on_when_the_database_does() {
    let frozen = Frozen::new(2).await;
    let range = FactsRange::of_start("2026-03-16T13:00:00Z".parse().unwrap());
    let offer = || facts::find(&Target::EventType(sample::event_type_id(1)), &range);
    let find = || hosts::find(host_id(1));
    let both = (frozen.locked().await, frozen.store.begin(&frozen.scope, LIMIT).await.unwrap());
    drop(both);
    frozen.store.read(&frozen.scope, find()).await.unwrap();
    assert_eq!(frozen.store.pool_status().size, 2);
    frozen.proxy.freeze();
    // Over both connections, of which one has prepared the statement, and over two that are still to be made.
    for error in [
        in_time(frozen.store.read(&frozen.scope, find())).await,
        in_time(frozen.store.read(&frozen.scope, offer())).await,
        in_time(frozen.store.find_tenant_by_slug(&"acme".parse().unwrap())).await,
        in_time(frozen.store.ping()).await,
    ] {
        assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
    }
    let status = frozen.store.pool_status();
    assert_eq!((status.size, status.available), (0, 0), "a connection without an answer was kept");
    frozen.serves_again().await;
}

#[tokio::test]
async fn who_has_less_time_for_a_read_says_so_and_leaves_no_busy_connection_behind() {
    let (bed, scope) = sample::furnished().await;
    let proxy = Proxy::start(&bed.db.app_url());
    let mut options = StoreOptions::new(proxy.url());
    options.read_timeout = AT_MOST * 10;
    let store = Store::connect(options).await.unwrap();
    store.read(&scope, hosts::find(host_id(1))).await.unwrap();
    proxy.freeze();
    let error = in_time(store.within(LIMIT).read(&scope, hosts::find(host_id(1)))).await;
    assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
    assert_eq!(store.pool_status().size, 0, "a connection without an answer was kept");
    proxy.thaw();
    store.read(&scope, hosts::find(host_id(1))).await.unwrap();
}

#[tokio::test]
async fn a_write_as_the_platform_without_an_answer_has_an_unknown_outcome() {
    let frozen = Frozen::new(1).await;
    let insert = async |number, slug: &str| {
        let tenant = sample::tenant(number, slug);
        frozen.store.insert_tenant(&PlatformScope::authenticated(), &tenant).await
    };
    insert(0xb00, "first").await.unwrap();
    frozen.proxy.freeze();
    let error = in_time(insert(0xc00, "second")).await;
    assert!(matches!(error, StoreError::UnknownOutcome(_)), "{error:?}");
    frozen.serves_again().await;
}

#[tokio::test]
async fn a_transaction_cannot_begin_while_nothing_answers() {
    for connections in [1, 2] {
        let frozen = Frozen::new(connections).await;
        // With one connection it is BEGIN that gets no answer; with two also the making of the second.
        let busy = if connections > 1 { Some(frozen.locked().await) } else { None };
        frozen.proxy.freeze();
        let error = in_time(frozen.store.begin(&frozen.scope, LIMIT)).await;
        assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
        drop(busy);
        frozen.serves_again().await;
    }
}

#[tokio::test]
async fn a_statement_without_an_answer_changes_nothing() {
    let frozen = Frozen::new(1).await;
    let tx = frozen.locked().await;
    frozen.proxy.freeze();
    let error = in_time(tx.update_tenant_settings(&retention(7), sample::now())).await;
    assert!(matches!(error, StoreError::Busy(_)), "{error:?}");
    // At once: nothing more is asked of this connection.
    assert!(matches!(tx.commit().await, Err(StoreError::Aborted)));
    assert_eq!(frozen.store.pool_status().size, 0, "a connection without an answer was kept");
    frozen.serves_again().await;
    assert_eq!(frozen.retention().await, None);
}

#[tokio::test]
async fn a_commit_without_an_answer_has_an_unknown_outcome() {
    let frozen = Frozen::new(1).await;
    let tx = frozen.locked().await;
    tx.update_tenant_settings(&retention(7), sample::now()).await.unwrap();
    frozen.proxy.freeze_after_commit();
    let error = in_time(tx.commit()).await;
    assert!(matches!(error, StoreError::UnknownOutcome(_)), "{error:?}");
    assert_eq!(frozen.retention().await, Some(7), "this one had arrived");
    assert_eq!(frozen.store.pool_status().size, 0, "a connection without an answer was kept");
    frozen.serves_again().await;
}

#[tokio::test]
async fn nothing_is_committed_once_the_budget_has_passed() {
    let frozen = Frozen::new(1).await;
    let tx = frozen.locked().await;
    tx.update_tenant_settings(&retention(7), sample::now()).await.unwrap();
    // Longer than the budget, and shorter than the server waits for an idle transaction.
    tokio::time::sleep(LIMIT * 2).await;
    let error = tx.commit().await.unwrap_err();
    assert!(matches!(error, StoreError::Busy(_)), "{error:?}");
    assert_eq!(frozen.store.pool_status().size, 1, "the connection is sound");
    frozen.serves_again().await;
    assert_eq!(frozen.retention().await, None);
}
