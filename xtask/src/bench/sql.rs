//! What PostgreSQL does by itself, measured by pgbench as the application role on the same tables: the price that a request
//! cannot go below.

use std::{fs, path::Path, process::Stdio};

use anyhow::{Context as _, bail};
use tokio::process::Command;

use crate::{postgres::Postgres, world::APPLICATION};

/// A read of a host's offer and of the time that is taken, five statements in one flush.
pub(super) const READ: &str = r"\startpipeline
BEGIN READ ONLY;
SET LOCAL app.tenant_id = '{tenant}';
SELECT u.*, e.* FROM scheduling_users u JOIN scheduling_event_types e
    ON e.tenant_id = u.tenant_id AND e.host_user_id = u.id
    WHERE u.tenant_id = '{tenant}' AND u.username = '{username}' AND e.slug = 'short' AND e.archived_at IS NULL;
SELECT occupancy_id, event_type_id, starts_at, occupied_from, occupied_until, booking_id, hold_id, held_until
    FROM scheduling_host_reservations
    WHERE tenant_id = '{tenant}' AND host_user_id = '{host}'
    AND occupied_from >= now() - interval '9 days' AND occupied_from < now() + interval '33 days'
    AND occupied_until > now() ORDER BY occupied_from;
COMMIT;
\endpipeline
";

/// The statements of a booking that write, and its commit. Each client has a host of its own. What it would owe is filed
/// already, so that no worker finds it.
pub(super) const WRITE: &str = r"\set n :n + 1
\set id :client_id * 16777216 + :n
BEGIN;
SET LOCAL app.tenant_id = '{tenant}';
INSERT INTO scheduling_idempotency_keys (tenant_id, principal, key, fingerprint, created_at)
    VALUES ('{tenant}', 'pgbench', lpad(to_hex(:id::bigint), 32, '0'), sha256('body'), now());
SELECT pg_advisory_xact_lock(:client_id::bigint);
WITH occupancy AS (
    INSERT INTO scheduling_occupancies (tenant_id, id, event_type_id, starts_at, ends_at)
    VALUES ('{tenant}', lpad(to_hex(:id::bigint), 32, '0')::uuid, '{event_type}',
        timestamptz '2100-01-01' + :n * interval '45 min', timestamptz '2100-01-01 00:30' + :n * interval '45 min'))
INSERT INTO scheduling_host_reservations
    (tenant_id, occupancy_id, host_user_id, occupied_from, occupied_until, event_type_id, starts_at, booking_id)
    SELECT '{tenant}', lpad(to_hex(:id::bigint), 32, '0')::uuid, id,
        timestamptz '2100-01-01' + :n * interval '45 min', timestamptz '2100-01-01 00:45' + :n * interval '45 min',
        '{event_type}', timestamptz '2100-01-01' + :n * interval '45 min', lpad(to_hex(:id::bigint), 32, '0')::uuid
    FROM scheduling_users WHERE tenant_id = '{tenant}' AND username = 'host-' || :client_id::bigint
    ON CONFLICT ON CONSTRAINT scheduling_host_reservations_no_overlap DO NOTHING;
INSERT INTO scheduling_bookings
    (tenant_id, id, event_type_id, host_user_id, occupancy_id, status, start_time, end_time, timezone, event_type_name,
    host_name, host_email, invitee_name, invitee_email, invitee_email_normalized, location, ical_uid, created_at, updated_at)
    SELECT '{tenant}', lpad(to_hex(:id::bigint), 32, '0')::uuid, '{event_type}', id,
        lpad(to_hex(:id::bigint), 32, '0')::uuid, 'confirmed',
        timestamptz '2100-01-01' + :n * interval '45 min', timestamptz '2100-01-01 00:30' + :n * interval '45 min',
        'UTC', 'short', username, email, 'Grace Hopper', 'grace@example.org', 'grace@example.org',
        jsonb_build_object('type', 'google_meet'), lpad(to_hex(:id::bigint), 32, '0'), now(), now()
    FROM scheduling_users WHERE tenant_id = '{tenant}' AND username = 'host-' || :client_id::bigint;
INSERT INTO scheduling_changelog (tenant_id, id, entity_type, entity_id, action, actor, created_at)
    VALUES ('{tenant}', lpad(to_hex(:id::bigint), 32, '0')::uuid, 'booking', lpad(to_hex(:id::bigint), 32, '0')::uuid,
        'created', 'invitee', now());
WITH event AS (
    INSERT INTO scheduling_events (tenant_id, id, kind, booking_id, booking_sequence, occurred_at, place)
    VALUES ('{tenant}', lpad(to_hex(:id::bigint), 32, '0')::uuid, 'booking.created',
        lpad(to_hex(:id::bigint), 32, '0')::uuid, 0, now(), 1000000000000 + :id::bigint))
INSERT INTO due (tenant_id, id, work, lane, due_at)
    VALUES ('{tenant}', lpad(to_hex(:id::bigint), 32, '0')::uuid, 'delivery', '{tenant}', 'infinity');
UPDATE scheduling_idempotency_keys SET outcome = jsonb_build_object('outcome', jsonb_build_object('status', 'confirmed'))
    WHERE tenant_id = '{tenant}' AND principal = 'pgbench' AND key = lpad(to_hex(:id::bigint), 32, '0');
COMMIT;
";

/// A run of pgbench.
pub(super) struct Pgbench<'a> {
    pub(super) postgres: &'a Postgres,
    pub(super) database: &'a str,
    pub(super) folder: &'a Path,
    pub(super) clients: usize,
    pub(super) seconds: u64,
}

impl Pgbench<'_> {
    /// Transactions a second of a script whose `{names}` are replaced.
    pub(super) async fn run(&self, script: &str, names: &[(&str, &str)]) -> anyhow::Result<f64> {
        let filled =
            names.iter().fold(script.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
        let file = self.folder.join("pgbench.sql");
        fs::write(&file, filled)?;
        let mut pgbench = Command::new(self.postgres.client_program("pgbench"));
        pgbench.args(["--no-vacuum", "--protocol", "prepared", "--jobs", "2", "--define", "n=0"]);
        pgbench.args(["--client", &self.clients.to_string(), "--time", &self.seconds.to_string()]);
        pgbench.arg("--file").arg(&file).arg("--host").arg(self.postgres.socket_folder());
        pgbench.args(["--username", APPLICATION, self.database]).stdin(Stdio::null()).kill_on_drop(true);
        let output = pgbench.output().await;
        let output = output.context("cannot run pgbench; Debian keeps it in postgresql-contrib or postgresql-15")?;
        let printed = String::from_utf8_lossy(&output.stdout);
        if !output.status.success() {
            bail!("pgbench failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        transactions_per_second(&printed).with_context(|| format!("pgbench printed no rate: {printed}"))
    }
}

fn transactions_per_second(printed: &str) -> Option<f64> {
    let rate = printed.lines().find_map(|line| line.strip_prefix("tps = "))?;
    rate.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_read_from_what_pgbench_prints() {
        let printed = "number of failed transactions: 0 (0.000%)\nlatency average = 0.586 ms\ntps = 27300.125 (without initial connection time)\n";
        assert_eq!(transactions_per_second(printed), Some(27300.125));
        assert_eq!(transactions_per_second("pgbench: error"), None);
    }
}
