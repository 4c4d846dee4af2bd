//! What several tests need: connections past the store, and rows made by plain SQL, so that no test of the store relies
//! on the store to prepare its case.

use scheduling_core::TenantId;
use scheduling_store::{Store, StoreOptions, TenantScope};
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

use crate::db::TestDb;

/// A connection that the store knows nothing of.
pub(crate) async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// A database with a store as the application role.
pub(crate) struct Bed {
    // The store's connections close before the database is dropped.
    pub(crate) store: Store,
    pub(crate) db: TestDb,
}

impl Bed {
    pub(crate) async fn new() -> Self {
        Self::with_connections(8).await
    }

    pub(crate) async fn with_connections(max_connections: usize) -> Self {
        let db = TestDb::create().await;
        let mut options = StoreOptions::new(db.app_url());
        options.max_connections = max_connections;
        Self { store: Store::connect(options).await.unwrap(), db }
    }

    pub(crate) async fn superuser(&self) -> Client {
        connect(&self.db.superuser_url()).await
    }
}

/// Waits until somebody in this database waits for a lock, and tells which process that is.
pub(crate) async fn waits_for_a_lock(superuser: &Client) -> i32 {
    let sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    loop {
        if let Some(waiting) = superuser.query_opt(sql, &[]).await.unwrap() {
            return waiting.get(0);
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

/// Ids are counted, so that a failing test names the same ones each time.
pub(crate) const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(crate) const fn scope(tenant: u128) -> TenantScope {
    TenantScope::of(TenantId::from_uuid(id(tenant)))
}

/// A tenant with one row in every tenant table. Its ids are `base + …`; the tenant's own is `base`.
pub(crate) async fn fill_tenant(superuser: &Client, base: u128) {
    let sql = FILL.replace("#tenant", &format!("'{}'", id(base)));
    let sql = (1..=9).rev().fold(sql, |sql, n| sql.replace(&format!("#{n}"), &format!("'{}'", id(base + n))));
    superuser.batch_execute(&sql.replace("#base", &base.to_string())).await.unwrap();
}

const FILL: &str = "
INSERT INTO tenants (id, slug, name, created_at, updated_at) VALUES (#tenant, 'tenant-#base', 'T', now(), now());
INSERT INTO scheduling_users (tenant_id, id, user_id, username, display_name, email, created_at, updated_at)
    VALUES (#tenant, #1, 'u1', 'ada', 'Ada', 'ada@example.org', now(), now());
INSERT INTO scheduling_availability (tenant_id, id, host_user_id, name, is_default, created_at, updated_at)
    VALUES (#tenant, #2, #1, 'Working hours', true, now(), now());
INSERT INTO scheduling_date_overrides (tenant_id, schedule_id, date, windows) VALUES (#tenant, #2, '2026-12-24', '[]');
INSERT INTO scheduling_blocked_dates (tenant_id, id, host_user_id, start_date, end_date, created_at)
    VALUES (#tenant, #3, #1, '2026-05-01', '2026-05-02', now());
INSERT INTO scheduling_teams (tenant_id, id, name, slug, created_at, updated_at)
    VALUES (#tenant, #2, 'Sales', 'sales', now(), now());
INSERT INTO scheduling_team_members (tenant_id, team_id, host_user_id, created_at) VALUES (#tenant, #2, #1, now());
INSERT INTO scheduling_event_types (tenant_id, id, team_id, scheduling_type, timezone, name, slug, duration, created_at,
        updated_at)
    VALUES (#tenant, #4, #2, 'round_robin', 'UTC', 'Intro', 'intro', 30, now(), now());
INSERT INTO scheduling_event_type_hosts (tenant_id, event_type_id, team_id, host_user_id)
    VALUES (#tenant, #4, #2, #1);
INSERT INTO scheduling_occupancies (tenant_id, id, event_type_id, starts_at, ends_at)
    VALUES (#tenant, #5, #4, '2026-03-16T13:00Z', '2026-03-16T13:30Z');
INSERT INTO scheduling_host_reservations (tenant_id, occupancy_id, host_user_id, occupied_from, occupied_until,
        event_type_id, starts_at, booking_id)
    VALUES (#tenant, #5, #1, '2026-03-16T13:00Z', '2026-03-16T13:45Z', #4, '2026-03-16T13:00Z', #6);
INSERT INTO scheduling_series (tenant_id, id, event_type_id, starts_at, timezone, frequency, every, occurrences, created_at)
    VALUES (#tenant, #7, #4, '2026-03-16T13:00Z', 'UTC', 'weekly', 1, 2, now());
INSERT INTO scheduling_bookings (tenant_id, id, event_type_id, host_user_id, occupancy_id, status, start_time, end_time,
        timezone, event_type_name, host_name, host_email, invitee_name, invitee_email, invitee_email_normalized, location,
        ical_uid, series_id, series_position, created_at, updated_at)
    VALUES (#tenant, #6, #4, #1, #5, 'confirmed', '2026-03-16T13:00Z', '2026-03-16T13:30Z', 'UTC', 'Intro', 'Ada',
        'ada@example.org', 'Grace', 'grace@example.org', 'grace@example.org', '{\"type\": \"phone\"}', 'uid', #7, 1, now(), now());
INSERT INTO scheduling_assignments (tenant_id, id, booking_id, event_type_id, host_user_id, chosen_by, candidates, created_at)
    VALUES (#tenant, #9, #6, #4, #1, 'only_free', '[]', now());
INSERT INTO scheduling_holds (tenant_id, id, event_type_id, host_user_id, occupancy_id, expires_at, created_at)
    VALUES (#tenant, #7, #4, #1, #5, now() + interval '5 min', now());
INSERT INTO scheduling_api_keys (tenant_id, id, key_hash, prefix, name, scopes, created_at)
    VALUES (#tenant, #8, sha256('#base'), 'sk_x', 'Key', '{read}', now());
INSERT INTO credential_lookup (credential_hash, tenant_id, api_key_id) VALUES (sha256('#base'), #tenant, #8);
INSERT INTO scheduling_accounts (tenant_id, id, email, display_name, role, password_hash, created_at, updated_at)
    VALUES (#tenant, #1, 'ada@example.org', 'Ada', 'owner', '$argon2id$', now(), now());
INSERT INTO scheduling_sessions (tenant_id, id, account_id, secret_hash, created_at, last_used_at, expires_at)
    VALUES (#tenant, #2, #1, sha256('s'), now(), now(), now() + interval '1 day');
INSERT INTO scheduling_account_links (tenant_id, id, token_hash, account_id, created_at, expires_at)
    VALUES (#tenant, #3, sha256('l'), #1, now(), now() + interval '1 day');
INSERT INTO scheduling_idempotency_keys (tenant_id, principal, key, fingerprint, created_at)
    VALUES (#tenant, 'p', '0123456789abcdef', sha256('f'), now());
INSERT INTO scheduling_changelog (tenant_id, id, entity_type, entity_id, action, actor, created_at)
    VALUES (#tenant, #9, 'booking', #6, 'created', 'invitee', now());
INSERT INTO scheduling_events (tenant_id, id, kind, booking_id, booking_sequence, occurred_at)
    VALUES (#tenant, #1, 'booking.created', #6, 0, now());
INSERT INTO scheduling_feeds (tenant_id, last_place) VALUES (#tenant, 0);
INSERT INTO scheduling_webhooks (tenant_id, id, url, secret_key, created_at, updated_at)
    VALUES (#tenant, #2, 'https://example.org', 'k1', now(), now());
INSERT INTO scheduling_deliveries (tenant_id, id, channel, event_id, kind, recipient, webhook_id, planned_for,
        next_attempt_at, created_at)
    VALUES (#tenant, #3, 'webhook', #1, 'booking.created', 'webhook', #2, now(), now(), now());
INSERT INTO scheduling_delivery_attempts (tenant_id, delivery_id, number, started_at) VALUES (#tenant, #3, 1, now());
INSERT INTO scheduling_mail_templates (tenant_id, kind, audience, updated_at)
    VALUES (#tenant, 'confirmation', 'invitee', now());
INSERT INTO scheduling_confirmed_addresses (tenant_id, address_hash, confirmed_at) VALUES (#tenant, sha256('a'), now());
INSERT INTO due (tenant_id, id, work, lane, due_at) VALUES (#tenant, #3, 'delivery', #2, now());
";
