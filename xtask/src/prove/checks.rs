//! What must be true of the database, asked as the superuser, whom row-level security does not bind. The queries know the
//! schema; they do not know how the server keeps it true.

use anyhow::Context as _;
use tokio_postgres::Client;

/// Pairs of reservations of one host that overlap, and pairs of live bookings of one host whose meetings do and are not the
/// same.
const OVERLAPS: &str = "
    SELECT (SELECT count(*) FROM scheduling_host_reservations a JOIN scheduling_host_reservations b
                ON b.tenant_id = a.tenant_id AND b.host_user_id = a.host_user_id
                AND b.occupancy_id > a.occupancy_id AND b.occupied && a.occupied
             WHERE a.host_user_id = ANY ($1::text[]::uuid[]))
         + (SELECT count(*) FROM scheduling_bookings a JOIN scheduling_bookings b
                ON b.tenant_id = a.tenant_id AND b.host_user_id = a.host_user_id AND b.id > a.id
                AND b.start_time < a.end_time AND a.start_time < b.end_time AND b.occupancy_id <> a.occupancy_id
             WHERE a.host_user_id = ANY ($1::text[]::uuid[])
                AND a.occupancy_id IS NOT NULL AND b.occupancy_id IS NOT NULL)";

/// What keeps the hosts' time from an instant on: live bookings and holds.
const LIVE: &str = "
    SELECT (SELECT count(*) FROM scheduling_bookings
             WHERE host_user_id = ANY ($1::text[]::uuid[]) AND occupancy_id IS NOT NULL
                AND start_time >= $2::text::timestamptz)
         + (SELECT count(*) FROM scheduling_holds h JOIN scheduling_occupancies o
                ON o.tenant_id = h.tenant_id AND o.id = h.occupancy_id
             WHERE h.host_user_id = ANY ($1::text[]::uuid[]) AND o.starts_at >= $2::text::timestamptz)";

/// The hosts' reservations from an instant on.
pub(super) const RESERVATIONS: &str = "
    SELECT count(*) FROM scheduling_host_reservations
    WHERE host_user_id = ANY ($1::text[]::uuid[]) AND occupied_until > $2::text::timestamptz";

/// How many bookings and holds from an instant on are more than their meeting has seats.
pub(super) const BEYOND_SEATS: &str = "
    SELECT coalesce(sum(greatest(seats.taken - o.capacity, 0)), 0)::bigint FROM scheduling_occupancies o
    CROSS JOIN LATERAL (
        SELECT (SELECT count(*) FROM scheduling_bookings b WHERE b.tenant_id = o.tenant_id AND b.occupancy_id = o.id)
            + (SELECT count(*) FROM scheduling_holds h WHERE h.tenant_id = o.tenant_id AND h.occupancy_id = o.id) AS taken
    ) seats
    WHERE o.starts_at >= $2::text::timestamptz
        AND EXISTS (SELECT FROM scheduling_host_reservations r WHERE r.tenant_id = o.tenant_id AND r.occupancy_id = o.id
            AND r.host_user_id = ANY ($1::text[]::uuid[]))";

/// How often bookings of the hosts that start at an instant or later were cancelled.
pub(super) const CANCELLATIONS: &str = "
    SELECT count(*) FROM scheduling_changelog c JOIN scheduling_bookings b
        ON b.tenant_id = c.tenant_id AND b.id = c.entity_id
    WHERE c.entity_type = 'booking' AND c.action = 'cancelled'
        AND b.host_user_id = ANY ($1::text[]::uuid[]) AND b.start_time >= $2::text::timestamptz";

/// How often bookings of the hosts that start at an instant or later were approved.
pub(super) const APPROVALS: &str = "
    SELECT count(*) FROM scheduling_changelog c JOIN scheduling_bookings b
        ON b.tenant_id = c.tenant_id AND b.id = c.entity_id
    WHERE c.entity_type = 'booking' AND c.action = 'confirmed'
        AND b.host_user_id = ANY ($1::text[]::uuid[]) AND b.start_time >= $2::text::timestamptz";

/// Bookings that were moved from an instant on and have no live one in their place.
pub(super) const LOST_MOVES: &str = "
    SELECT count(*) FROM scheduling_bookings old
    WHERE old.status = 'rescheduled'
        AND old.host_user_id = ANY ($1::text[]::uuid[]) AND old.start_time >= $2::text::timestamptz
        AND NOT EXISTS (
            SELECT FROM scheduling_bookings new
            WHERE new.tenant_id = old.tenant_id AND new.id = old.rescheduled_to AND new.rescheduled_from = old.id
                AND new.occupancy_id IS NOT NULL)";

/// Live bookings from an instant on that do not keep the time of all their hosts, or keep somebody else's. An event type of
/// a team is taken for a collective one.
pub(super) const UNLIKE_THEIR_HOSTS: &str = "
    SELECT count(*) FROM scheduling_bookings b
    WHERE b.occupancy_id IS NOT NULL
        AND b.host_user_id = ANY ($1::text[]::uuid[]) AND b.start_time >= $2::text::timestamptz
        AND ARRAY(SELECT r.host_user_id FROM scheduling_host_reservations r
                  WHERE r.tenant_id = b.tenant_id AND r.occupancy_id = b.occupancy_id ORDER BY 1)
            <> ARRAY(SELECT b.host_user_id
                     UNION SELECT h.host_user_id FROM scheduling_event_type_hosts h
                     WHERE h.tenant_id = b.tenant_id AND h.event_type_id = b.event_type_id ORDER BY 1)";

/// Reservations of the hosts from an instant on that belong to no live booking and to no hold.
pub(super) const ORPHANS: &str = "
    SELECT count(*) FROM scheduling_host_reservations r
    WHERE r.host_user_id = ANY ($1::text[]::uuid[]) AND r.occupied_until > $2::text::timestamptz
        AND NOT EXISTS (SELECT FROM scheduling_bookings b
                        WHERE b.tenant_id = r.tenant_id AND b.occupancy_id = r.occupancy_id)
        AND NOT EXISTS (SELECT FROM scheduling_holds h
                        WHERE h.tenant_id = r.tenant_id AND h.occupancy_id = r.occupancy_id)";

/// How many live bookings from an instant on are more than one of their host.
pub(super) const SHARED_HOSTS: &str = "
    SELECT count(*) - count(DISTINCT host_user_id) FROM scheduling_bookings
    WHERE occupancy_id IS NOT NULL
        AND host_user_id = ANY ($1::text[]::uuid[]) AND start_time >= $2::text::timestamptz";

/// Hosts who do not have exactly ten live bookings from an instant on.
pub(super) const UNLIKE_TEN: &str = "
    SELECT count(*) FROM unnest($1::text[]) AS host (id)
    WHERE 10 <> (SELECT count(*) FROM scheduling_bookings
                 WHERE host_user_id = host.id::uuid AND occupancy_id IS NOT NULL AND start_time >= $2::text::timestamptz)";

/// How many meetings of the first host from an instant on are more than three. Who takes part in one has a reservation.
pub(super) const BEYOND_LIMIT: &str = "
    SELECT greatest(count(*) - 3, 0) FROM scheduling_host_reservations
    WHERE host_user_id = ($1::text[])[1]::uuid AND occupied_until > $2::text::timestamptz";

/// Live bookings from an instant on whose host was not chosen once, as the ledger says.
pub(super) const UNASSIGNED: &str = "
    SELECT count(*) FROM scheduling_bookings b
    WHERE b.occupancy_id IS NOT NULL
        AND b.host_user_id = ANY ($1::text[]::uuid[]) AND b.start_time >= $2::text::timestamptz
        AND 1 <> (SELECT count(*) FROM scheduling_assignments a
                  WHERE a.tenant_id = b.tenant_id AND a.booking_id = b.id AND a.host_user_id = b.host_user_id)";

/// Series that begin at an instant or later and do not have as many live bookings as they have occurrences.
pub(super) const PARTIAL_SERIES: &str = "
    SELECT count(*) FROM scheduling_series s
    WHERE s.starts_at >= $2::text::timestamptz
        AND s.event_type_id IN (SELECT e.id FROM scheduling_event_types e
                                WHERE e.tenant_id = s.tenant_id AND e.host_user_id = ANY ($1::text[]::uuid[]))
        AND s.occurrences <> (SELECT count(*) FROM scheduling_bookings b
                              WHERE b.tenant_id = s.tenant_id AND b.series_id = s.id AND b.occupancy_id IS NOT NULL)";

/// What a race must leave: so many of something.
#[derive(Debug)]
pub(super) struct Left {
    pub(super) what: &'static str,
    /// Gives one number. `$1::text[]` are the hosts' ids, `$2::text` is the start of the round.
    pub(super) query: &'static str,
    pub(super) count: i64,
}

/// Everything that makes a booking whole, for bookings that start in a range, and what would be left of half of one.
const WHOLE: [(&str, &str); 6] = [
    (
        "bookings without exactly one reservation that holds them",
        "SELECT count(*) FROM scheduling_bookings b
         WHERE b.start_time >= $1::text::timestamptz AND b.status = 'confirmed' AND 1 <> (
            SELECT count(*) FROM scheduling_occupancies o JOIN scheduling_host_reservations r
                ON r.tenant_id = o.tenant_id AND r.occupancy_id = o.id
            WHERE o.tenant_id = b.tenant_id AND o.id = b.occupancy_id AND r.booking_id = b.id
                AND r.host_user_id = b.host_user_id AND r.occupied @> tstzrange(b.start_time, b.end_time))",
    ),
    (
        "bookings without exactly one entry in the changelog",
        "SELECT count(*) FROM scheduling_bookings b
         WHERE b.start_time >= $1::text::timestamptz AND 1 <> (
            SELECT count(*) FROM scheduling_changelog c
            WHERE c.tenant_id = b.tenant_id AND c.entity_type = 'booking' AND c.entity_id = b.id AND c.action = 'created')",
    ),
    (
        "bookings without exactly one idempotency key",
        "SELECT count(*) FROM scheduling_bookings b
         LEFT JOIN (SELECT tenant_id, outcome #>> '{outcome,id}' AS booking, count(*) AS keys
                    FROM scheduling_idempotency_keys GROUP BY 1, 2) k
            ON k.tenant_id = b.tenant_id AND k.booking = b.id::text
         WHERE b.start_time >= $1::text::timestamptz AND k.keys IS DISTINCT FROM 1",
    ),
    (
        "occupancies that nothing is in",
        "SELECT count(*) FROM scheduling_occupancies o
         WHERE o.starts_at >= $1::text::timestamptz
            AND NOT EXISTS (SELECT FROM scheduling_bookings b WHERE b.tenant_id = o.tenant_id AND b.occupancy_id = o.id)
            AND NOT EXISTS (SELECT FROM scheduling_holds h WHERE h.tenant_id = o.tenant_id AND h.occupancy_id = o.id)",
    ),
    (
        "changelog entries of bookings that are not there",
        "SELECT count(*) FROM scheduling_changelog c
         WHERE c.entity_type = 'booking' AND $1::text IS NOT NULL
            AND NOT EXISTS (SELECT FROM scheduling_bookings b WHERE b.tenant_id = c.tenant_id AND b.id = c.entity_id)",
    ),
    (
        "idempotency keys without an outcome",
        "SELECT count(*) FROM scheduling_idempotency_keys WHERE outcome IS NULL AND $1::text IS NOT NULL",
    ),
];

/// How many pairs of a host's meetings overlap.
pub(super) async fn overlaps(sql: &Client, hosts: &[&str]) -> anyhow::Result<i64> {
    Ok(sql.query_one(OVERLAPS, &[&hosts]).await.context("the overlap query")?.get(0))
}

/// How many bookings and holds keep the hosts' time from an instant on.
pub(super) async fn live(sql: &Client, hosts: &[&str], from: &str) -> anyhow::Result<i64> {
    Ok(sql.query_one(LIVE, &[&hosts, &from]).await.context("the query for what is live")?.get(0))
}

impl Left {
    /// What is wrong, if something is.
    pub(super) async fn check(&self, sql: &Client, hosts: &[&str], from: &str) -> anyhow::Result<Option<String>> {
        let Self { what, query, count } = self;
        let found: i64 = sql.query_one(*query, &[&hosts, &from]).await.with_context(|| (*what).to_owned())?.get(0);
        Ok((found != *count).then(|| format!("{found} {what}, not {count}")))
    }
}

/// What is not whole among the bookings that start at an instant or later.
pub(super) async fn broken(sql: &Client, from: &str) -> anyhow::Result<Vec<String>> {
    let mut broken = Vec::new();
    for (what, query) in WHOLE {
        let count: i64 = sql.query_one(query, &[&from]).await.with_context(|| what.to_owned())?.get(0);
        if count > 0 {
            broken.push(format!("{count} {what}"));
        }
    }
    Ok(broken)
}

/// Whether a booking is there.
pub(super) async fn is_there(sql: &Client, booking: &str) -> anyhow::Result<bool> {
    let query = "SELECT EXISTS (SELECT FROM scheduling_bookings WHERE id = $1::text::uuid)";
    Ok(sql.query_one(query, &[&booking]).await.context("the query for a booking")?.get(0))
}

/// Takes away all that keeps two meetings apart: the constraint (one that never refuses takes its name, which the
/// statements use), and the lock of the transaction.
pub(super) async fn sabotage(sql: &Client, database: &str, application: &str) -> anyhow::Result<()> {
    let statements = format!(
        "ALTER TABLE scheduling_host_reservations
            DROP CONSTRAINT scheduling_host_reservations_no_overlap,
            ADD CONSTRAINT scheduling_host_reservations_no_overlap UNIQUE (tenant_id, host_user_id, occupancy_id);
         CREATE SCHEMA shadow;
         CREATE FUNCTION shadow.pg_advisory_xact_lock(bigint) RETURNS void LANGUAGE sql AS 'SELECT';
         GRANT USAGE ON SCHEMA shadow TO {application};
         ALTER ROLE {application} IN DATABASE {database} SET search_path = shadow, pg_catalog, public;"
    );
    sql.batch_execute(&statements).await.context("taking away the constraint and the lock")
}
