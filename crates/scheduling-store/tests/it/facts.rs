//! The facts of a slot question: everything in reach, nothing else, in one flush and through the right index.

use jiff::SignedDuration;
use scheduling_core::{
    Block, BlockId, BookingId, DateOverrides, DayWindows, HoldId, HostFacts, HostProfile, Interval, Minutes,
    OccupancyId, OccupiedBy, WeeklySchedule, slots::FactsRange,
};
use scheduling_store::{
    StoreError, TenantScope,
    blocks::BlockedDates,
    catalogue,
    facts::{self, Target},
    holds::Hold,
    reservations::{NewOccupancy, Reserved},
};

use crate::{
    sample::{
        BUDGET, TENANT, at, booking, event_type, event_type_id, furnished, host, host_id, interval, kept, now,
        schedule, slot, tenant, window,
    },
    support::{Bed, connect, id, scope},
};

fn range(start: &str) -> FactsRange {
    FactsRange::of_start(at(start))
}

fn named(host: u128, slug: &str) -> Target {
    Target::Names { username: self::host(host).profile.username, slug: slug.parse().unwrap() }
}

async fn facts_of(bed: &Bed, scope: &TenantScope, start: &str) -> HostFacts {
    let read = facts::find(&Target::EventType(event_type_id(1)), &range(start));
    bed.store.read(scope, read).await.unwrap().unwrap().facts
}

async fn book(bed: &Bed, number: u128, host: u128, start: &str) {
    let slot = slot(host, host, start);
    let tx = bed.store.begin(&scope(TENANT), BUDGET).await.unwrap();
    let occupancy = OccupancyId::from_uuid(id(0x600 + number));
    assert_eq!(
        tx.reserve(&NewOccupancy::of(&slot, occupancy, OccupiedBy::Booking(booking(number, slot).id))).await.unwrap(),
        Reserved::Inserted
    );
    tx.insert_booking(&booking(number, slot), occupancy).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_offer_is_found_by_id_and_by_names_on_any_connection() {
    let (bed, scope) = furnished().await;
    let start = "2026-03-16T13:00:00Z";
    for target in [Target::EventType(event_type_id(1)), named(1, "intro-1")] {
        let offer = bed.store.read(&scope, facts::find(&target, &range(start))).await.unwrap().unwrap();
        assert_eq!(offer.tenant, tenant(TENANT, "acme"));
        assert_eq!(offer.host, host(1));
        assert_eq!(offer.event_type, event_type(1, 1));
        assert_eq!((offer.facts.host, offer.facts.weekly), (host_id(1), WeeklySchedule::office_hours()));
        let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
        tx.lock_hosts(&[host_id(1)]).await.unwrap();
        let offer = tx.read(facts::find(&target, &range(start))).await.unwrap().unwrap();
        assert_eq!(offer.event_type, event_type(1, 1));
    }
    for target in [Target::EventType(event_type_id(9)), named(1, "intro-2"), named(9, "intro-1")] {
        assert!(bed.store.read(&scope, facts::find(&target, &range(start))).await.unwrap().is_none());
    }
    let elsewhere = self::scope(TENANT + 1);
    let foreign = bed.store.read(&elsewhere, facts::find(&Target::EventType(event_type_id(1)), &range(start))).await;
    assert!(matches!(foreign, Ok(None)), "{foreign:?}");
}

#[tokio::test]
async fn an_archived_type_is_found_by_id_only_and_its_successor_by_name() {
    let (bed, scope) = furnished().await;
    let mut successor = event_type(3, 1);
    successor.details.slug = event_type(1, 1).details.slug;
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    assert!(tx.archive_event_type(event_type_id(1), now()).await.unwrap());
    tx.insert_event_type(&successor).await.unwrap();
    tx.commit().await.unwrap();
    let start = range("2026-03-16T13:00:00Z");
    let by_id = bed.store.read(&scope, facts::find(&Target::EventType(event_type_id(1)), &start)).await.unwrap();
    assert_eq!(by_id.unwrap().event_type.archived_at, Some(now()));
    let by_name = bed.store.read(&scope, facts::find(&named(1, "intro-1"), &start)).await.unwrap();
    assert_eq!(by_name.unwrap().event_type, successor);
}

#[tokio::test]
async fn the_types_own_schedule_counts_with_the_overrides_in_reach() {
    let (bed, scope) = furnished().await;
    let mut own = schedule(3, 1);
    own.is_default = false;
    own.weekly = WeeklySchedule::from_monday(std::array::from_fn(|_| DayWindows::CLOSED));
    let dates = ["2026-01-01", "2026-03-16", "2026-12-24"].map(|date| (date.parse().unwrap(), DayWindows::CLOSED));
    own.overrides = DateOverrides::new(dates.into()).unwrap();
    let mut using = event_type(1, 1).details;
    using.schedule = Some(own.id);
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    tx.insert_schedule(&own).await.unwrap();
    tx.commit().await.unwrap();
    let facts = facts_of(&bed, &scope, "2026-03-16T13:00:00Z").await;
    assert_eq!((facts.weekly, facts.overrides.iter().len()), (WeeklySchedule::office_hours(), 0));

    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    tx.update_event_type(event_type_id(1), &using, now()).await.unwrap();
    tx.commit().await.unwrap();
    let facts = facts_of(&bed, &scope, "2026-03-16T13:00:00Z").await;
    assert_eq!(facts.weekly, own.weekly);
    assert_eq!(facts.overrides.iter().map(|(date, _)| date.to_string()).collect::<Vec<_>>(), ["2026-03-16"]);
}

#[tokio::test]
async fn a_host_without_a_schedule_is_an_error_and_not_closed() {
    let (bed, scope) = furnished().await;
    bed.superuser().await.batch_execute("DELETE FROM scheduling_availability").await.unwrap();
    let read = facts::find(&Target::EventType(event_type_id(1)), &range("2026-03-16T13:00:00Z"));
    let missing = bed.store.read(&scope, read).await.unwrap_err();
    assert!(matches!(missing, StoreError::Row(_)), "{missing:?}");
}

#[tokio::test]
async fn holidays_in_reach_are_those_of_the_host_else_of_the_tenant() {
    let (bed, scope) = furnished().await;
    let names = async |start: &str| -> Vec<&'static str> {
        facts_of(&bed, &scope, start).await.holidays.iter().map(|holiday| holiday.name).collect()
    };
    // The host keeps Bavaria's, but for Epiphany; Christmas is ten days ago.
    assert_eq!(names("2026-01-05T13:00:00Z").await, ["New Year's Day"]);
    assert_eq!(names("2026-03-16T13:00:00Z").await, [""; 0]);
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    let follows = HostProfile { holidays: None, ..host(1).profile };
    tx.update_host(host_id(1), &follows, now()).await.unwrap();
    let mut settings = tenant(TENANT, "acme").settings;
    settings.defaults.holidays = kept(&["AT"], &[]);
    tx.update_tenant_settings(&settings, now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(names("2026-01-05T13:00:00Z").await, ["New Year's Day", "Epiphany"]);
}

#[tokio::test]
async fn blocks_in_reach_are_read() {
    let (bed, scope) = furnished().await;
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    let dates = [
        ("2026-01-01", "2026-02-01"),
        ("2026-01-01", "2026-12-31"),
        ("2026-03-16", "2026-03-16"),
        ("2026-07-01", "2026-07-01"),
    ];
    for (number, (first, last)) in dates.into_iter().enumerate() {
        let hours = (number == 2).then(|| window("12:00", "24:00"));
        let id = BlockId::from_uuid(id(0x400 + number as u128));
        let block = Block::new(id, first.parse().unwrap(), last.parse().unwrap(), hours).unwrap();
        tx.insert_block(&BlockedDates { block, host: host_id(1), reason: None, created_at: now() }).await.unwrap();
    }
    tx.commit().await.unwrap();
    let blocks = facts_of(&bed, &scope, "2026-03-16T13:00:00Z").await.blocks;
    let mut ids: Vec<_> = blocks.iter().map(|block| block.id().as_uuid().as_u128() - 0x400).collect();
    ids.sort_unstable();
    assert_eq!(ids, [1, 2]);
    assert!(blocks.iter().any(|block| block.hours() == Some(window("12:00", "24:00"))));
}

#[tokio::test]
async fn occupancies_say_when_for_what_and_by_whom() {
    let (bed, scope) = furnished().await;
    book(&bed, 1, 1, "2026-03-16T13:00:00Z").await;
    book(&bed, 2, 2, "2026-03-16T14:00:00Z").await;
    let wanted = slot(1, 1, "2026-03-16T15:00:00Z");
    let hold = Hold {
        id: HoldId::from_uuid(id(0x700)),
        event_type: wanted.event_type(),
        host: wanted.host(),
        occupancy: OccupancyId::from_uuid(id(0x6ff)),
        meeting: wanted.meeting(),
        client_hash: None,
        expires_at: at("2026-03-01T00:05:00Z"),
        created_at: now(),
        candidates: Vec::new(),
    };
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    let occupancy =
        NewOccupancy::of(&wanted, hold.occupancy, OccupiedBy::Hold { id: hold.id, expires_at: hold.expires_at });
    assert_eq!(tx.reserve(&occupancy).await.unwrap(), Reserved::Inserted);
    tx.insert_hold(&hold).await.unwrap();
    tx.commit().await.unwrap();
    let occupancies = facts_of(&bed, &scope, "2026-03-16T13:00:00Z").await.occupancies;
    let [booked, kept] = occupancies.as_slice() else { panic!("{occupancies:?}") };
    assert_eq!(booked.by, OccupiedBy::Booking(BookingId::from_uuid(id(0x501))));
    assert_eq!((booked.start, booked.occupied), (at("2026-03-16T13:00:00Z"), interval("2026-03-16T13:00:00Z", 45)));
    assert_eq!((booked.id, booked.event_type), (OccupancyId::from_uuid(id(0x601)), event_type_id(1)));
    assert_eq!(kept.by, OccupiedBy::Hold { id: hold.id, expires_at: hold.expires_at });
}

#[tokio::test]
async fn a_week_long_meeting_that_began_before_is_seen() {
    let (bed, scope) = furnished().await;
    let asked = range("2026-03-16T13:00:00Z").busy;
    let longest = SignedDuration::from_hours(216);
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    let second = SignedDuration::from_secs(1);
    // Reaches one second into what is asked; ends just before it; begins just after it.
    for (number, start) in
        [(1, asked.start - longest + second), (2, asked.start - longest - longest + second), (3, asked.end)]
    {
        let occupied = Interval { start, end: start + longest };
        let booking = booking(number, slot(1, 1, "2026-03-16T13:00:00Z"));
        let occupancy = NewOccupancy {
            id: OccupancyId::from_uuid(id(0x600 + number)),
            event_type: event_type_id(1),
            hosts: vec![(host_id(1), occupied)],
            meeting: occupied,
            by: OccupiedBy::Booking(booking.id),
            seats: 1,
            joins: None,
        };
        assert_eq!(tx.reserve(&occupancy).await.unwrap(), Reserved::Inserted);
        tx.insert_booking(&booking, occupancy.id).await.unwrap();
    }
    tx.commit().await.unwrap();
    let occupancies = facts_of(&bed, &scope, "2026-03-16T13:00:00Z").await.occupancies;
    let ids: Vec<_> = occupancies.iter().map(|occupancy| occupancy.id.as_uuid().as_u128() - 0x600).collect();
    assert_eq!(ids, [1]);
}

#[tokio::test]
async fn with_a_limit_for_a_week_or_a_month_the_reach_is_wider() {
    let (bed, scope) = furnished().await;
    let start = "2026-03-31T13:00:00Z";
    book(&bed, 1, 1, "2026-03-03T13:00:00Z").await;
    let seen = async || facts_of(&bed, &scope, start).await.occupancies.len();
    assert_eq!(seen().await, 0);
    let mut limited = event_type(1, 1).details;
    limited.overrides.limits.monthly = Some(5);
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    tx.update_event_type(event_type_id(1), &limited, now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(seen().await, 1);
    let mut profile = host(1).profile;
    profile.settings.limits.weekly = Some(5);
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    tx.update_event_type(event_type_id(1), &event_type(1, 1).details, now()).await.unwrap();
    tx.update_host(host_id(1), &profile, now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(seen().await, 1);
    profile.settings.limits.weekly = None;
    profile.settings.limits.daily = Some(1);
    profile.settings.buffer_before = Some(Minutes(5));
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    tx.update_host(host_id(1), &profile, now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(seen().await, 0);
}

/// Four tenants with a host each and 5000 bookings of each host, as the application role would have made them.
const MANY: &str = "
    INSERT INTO tenants (id, slug, name, created_at, updated_at)
        SELECT ('00000000-0000-0000-0000-00000000c00' || t)::uuid, 't' || t, 'T', now(), now() FROM generate_series(1, 4) t;
    INSERT INTO scheduling_users (tenant_id, id, user_id, username, display_name, email, created_at, updated_at)
        SELECT id, id, 'u', 'u', 'U', 'u@example.org', now(), now() FROM tenants WHERE slug ~ '^t[0-9]$';
    INSERT INTO scheduling_event_types (tenant_id, id, host_user_id, name, slug, duration, created_at, updated_at)
        SELECT tenant_id, id, id, 'E', 'e', 30, now(), now() FROM scheduling_users WHERE username = 'u';
    INSERT INTO scheduling_occupancies (tenant_id, id, event_type_id, starts_at, ends_at)
        SELECT e.tenant_id, gen_random_uuid(), e.id, timestamptz '2026-01-01Z' + n * interval '1 hour',
            timestamptz '2026-01-01Z' + n * interval '1 hour' + interval '30 min'
        FROM scheduling_event_types e, generate_series(1, 5000) n WHERE e.slug = 'e';
    INSERT INTO scheduling_host_reservations (tenant_id, occupancy_id, host_user_id, occupied_from, occupied_until,
            event_type_id, starts_at, booking_id)
        SELECT tenant_id, id, event_type_id, starts_at, ends_at, event_type_id, starts_at, id
        FROM scheduling_occupancies WHERE event_type_id = tenant_id;
    INSERT INTO scheduling_bookings (tenant_id, id, event_type_id, host_user_id, occupancy_id, status, start_time, end_time,
            timezone, event_type_name, host_name, host_email, invitee_name, invitee_email, invitee_email_normalized,
            location, ical_uid, created_at, updated_at)
        SELECT tenant_id, id, event_type_id, event_type_id, id, 'confirmed', starts_at, ends_at, 'UTC', 'E',
            'U', 'u@example.org', 'I', 'i@example.org', 'i@example.org', '{\"type\": \"phone\"}', id::text, now(), now()
        FROM scheduling_occupancies WHERE event_type_id = tenant_id;
    ANALYZE";

#[tokio::test]
async fn occupancies_are_read_through_the_btree_under_row_level_security() {
    let (bed, _) = furnished().await;
    bed.superuser().await.batch_execute(MANY).await.unwrap();
    let client = connect(&bed.db.app_url()).await;
    let (_, sql) = catalogue::statements().find(|(name, _)| name.ends_with("facts::by_names::OCCUPANCIES")).unwrap();
    let tenant = id(0xc001);
    client.batch_execute(&format!("BEGIN; SET LOCAL app.tenant_id = '{tenant}'")).await.unwrap();
    client.batch_execute(&format!("PREPARE occupancies AS {sql}")).await.unwrap();
    let (from, to) = ("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z");
    let explain =
        format!("EXPLAIN (ANALYZE) EXECUTE occupancies ('{tenant}', '{{u,e}}', '{from}', '{to}', '{from}', '{to}')");
    // With a plan for these values, and with the one for any values that PostgreSQL chooses after a while.
    for mode in ["force_custom_plan", "force_generic_plan"] {
        client.batch_execute(&format!("SET LOCAL plan_cache_mode = {mode}")).await.unwrap();
        let rows = client.query(&explain, &[]).await.unwrap();
        let plan: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
        let plan = plan.join("\n");
        let through = "scheduling_host_reservations_by_host on scheduling_host_reservations";
        assert!(plan.contains(through), "{mode}\n{plan}");
        assert!(!plan.contains("no_overlap"), "{mode}\n{plan}");
        for table in ["host_reservations", "bookings"] {
            assert!(!plan.contains(&format!("Seq Scan on scheduling_{table}")), "{mode}\n{plan}");
        }
        // Both ends are conditions of the index, so that it reads the month and not the host's 5000 meetings.
        let condition = plan.lines().find(|line| line.contains("Index Cond") && line.contains("occupied_from <"));
        assert!(condition.is_some_and(|line| line.contains("occupied_from >=")), "{mode}\n{plan}");
        assert!(plan.contains("rows=744 "), "{mode}\n{plan}");
    }
}
