//! A tenant becomes an archive, and an archive a tenant.

use std::io;

use jiff::SignedDuration;
use scheduling_core::{EmailAddress, Frequency, Recurrence, SchedulingKind, Tenant, TenantId};
use scheduling_engine::{
    CancelByInvitee, Failure, ImportRefusal, ImportTenant, NamedHours, NewBlock, NewSchedule, NewTime, Password,
    RescheduleByHost, ResetPassword, Role, SignIn, What, Writing,
};
use scheduling_store::PlatformScope;
use scheduling_testkit::{World, people::PASSWORD, world::instant};
use serde_json::Value;

use crate::support::{keyed, superuser};

const PLATFORM: PlatformScope = PlatformScope::authenticated();

/// A world whose tenant has something in every table.
pub(crate) async fn lived_in() -> World {
    let world = World::new().await;
    let (engine, public) = (&world.engine, world.public().await);
    let hours = NamedHours {
        name: "Winter".parse().unwrap(),
        weekly: scheduling_core::WeeklySchedule::default(),
        overrides: scheduling_core::DateOverrides::new(
            [("2026-12-24".parse().unwrap(), Vec::new().try_into().unwrap())].into(),
        )
        .unwrap(),
    };
    engine.create_schedule(&world.admin, Writing::once(NewSchedule { host: world.host.id, hours })).await.unwrap();
    let day = "2026-08-03".parse().unwrap();
    let block = NewBlock { host: world.host.id, first: day, last: day, hours: None, reason: None };
    engine.create_block(&world.admin, Writing::once(block)).await.unwrap();
    let book = async |start: &str| {
        let mut wish = world.book(start);
        wish.invitee.campaign.source = "newsletter".parse().ok();
        engine.book(&public, keyed(start, 1, wish)).await.unwrap().outcome
    };
    let moved = book("2026-03-16T13:00:00Z").await;
    let to = NewTime { start: instant("2026-03-16T13:15:00Z"), zone: None, reason: None };
    world.clock.advance(SignedDuration::from_secs(1));
    let wish = RescheduleByHost { booking: moved.id, to, overridden: None };
    let moved = engine.reschedule_booking(&world.admin, Writing::once(wish)).await.unwrap().outcome;
    let to = NewTime { start: instant("2026-03-16T15:00:00Z"), zone: None, reason: None };
    let wish = RescheduleByHost { booking: moved.id, to, overridden: None };
    engine.reschedule_booking(&world.admin, Writing::once(wish)).await.unwrap();
    let cancelled = book("2026-03-17T13:00:00Z").await;
    let token = engine.manage_token(&public, &cancelled);
    let wish = CancelByInvitee { booking: cancelled.id, token, reason: None };
    engine.cancel_by_invitee(&public, Writing::once(wish)).await.unwrap();
    let careful = scheduling_core::EventTypeDetails {
        requires_approval: true,
        ..scheduling_testkit::world::details("careful", 30)
    };
    let careful = world.event_type(&world.admin, &world.host, careful).await;
    let wish = scheduling_engine::Book { event_type: careful.id, ..world.book("2026-03-19T13:00:00Z") };
    engine.book(&public, Writing::once(wish)).await.unwrap();
    let asking = scheduling_core::EventTypeDetails {
        confirms_address: true,
        ..scheduling_testkit::world::details("asking", 30)
    };
    let asking = world.event_type(&world.admin, &world.host, asking).await;
    let wish = scheduling_engine::Book { event_type: asking.id, ..world.book("2026-03-19T15:00:00Z") };
    engine.book(&public, Writing::once(wish)).await.unwrap();
    engine.hold(&public, Writing::once(world.hold("2026-03-18T13:00:00Z"))).await.unwrap();
    let team = world.team("sales", &[&world.host]).await;
    let team_type = world.team_type(&team, SchedulingKind::RoundRobin, &[&world.host]).await;
    let wish = scheduling_engine::Book { event_type: team_type.event_type.id, ..world.book("2026-03-20T13:00:00Z") };
    engine.book(&public, Writing::once(wish)).await.unwrap();
    // A group meeting whose first seat was a hold.
    let class = scheduling_core::EventTypeDetails { seats: 4, ..scheduling_testkit::world::details("class", 30) };
    let class = world.event_type(&world.admin, &world.host, class).await;
    let start = "2026-03-20T15:00:00Z";
    let wish = scheduling_engine::CreateHold { event_type: class.id, ..world.hold(start) };
    engine.hold(&public, Writing::once(wish)).await.unwrap();
    for _ in 0..2 {
        let wish = scheduling_engine::Book { event_type: class.id, ..world.book(start) };
        engine.book(&public, Writing::once(wish)).await.unwrap();
    }
    let repeated =
        scheduling_core::EventTypeDetails { max_occurrences: 2, ..scheduling_testkit::world::details("repeated", 30) };
    let repeated = world.event_type(&world.admin, &world.host, repeated).await;
    let first = scheduling_engine::Book { event_type: repeated.id, ..world.book("2026-03-24T13:00:00Z") };
    let recurrence = Recurrence { frequency: Frequency::Weekly, interval: 1, count: 2 };
    let wish = Writing::once(scheduling_engine::BookSeries { first, recurrence });
    engine.book_series(&public, wish).await.unwrap();
    let tenant = world.admin.tenant().id;
    world
        .run_sql(&format!(
            "INSERT INTO scheduling_webhooks (tenant_id, id, url, secret_key, created_at, updated_at)
                VALUES ('{tenant}', gen_random_uuid(), 'https://hooks.example.org', 'test', '2026-03-02', '2026-03-02');
             INSERT INTO scheduling_mail_templates (tenant_id, kind, audience, subject, updated_at)
                VALUES ('{tenant}', 'confirmation', 'invitee', 'See you', '2026-03-02');
             INSERT INTO scheduling_confirmed_addresses (tenant_id, address_hash, confirmed_at)
                VALUES ('{tenant}', sha256('grace@example.org'), '2026-03-02')"
        ))
        .await;
    world.worker().drain().await.unwrap();
    let account = world.account("katherine", Role::Owner, None).await;
    world.sign_in("katherine").await;
    engine.offer_password_reset_as_platform(&PLATFORM, world.admin.tenant().id, &account.email).await.unwrap();
    world
}

async fn archive(world: &World, tenant: TenantId) -> Vec<String> {
    let mut archive = world.engine.export_tenant(&PLATFORM, tenant).await.unwrap();
    let mut text = String::new();
    while let Some(chunk) = archive.next().await {
        text += &chunk.unwrap();
    }
    assert!(archive.is_whole() && text.ends_with('\n'));
    text.lines().map(str::to_owned).collect()
}

async fn import(world: &World, slug: &str, lines: &[String]) -> Result<Tenant, Failure<ImportRefusal>> {
    let import = ImportTenant { slug: slug.parse().unwrap(), name: "acme".parse().unwrap() };
    let lines: Vec<io::Result<String>> = lines.iter().cloned().map(Ok).collect();
    world.engine.import_tenant(&PLATFORM, import, lines.into_iter()).await
}

fn json(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}

#[tokio::test]
async fn an_archive_of_an_imported_tenant_is_the_one_that_it_was_made_from() {
    let world = lived_in().await;
    let old = world.admin.tenant().id;
    let first = archive(&world, old).await;
    let made = import(&world, "acme-2", &first).await.unwrap();
    assert_eq!(made.slug.as_str(), "acme-2");
    assert!(made.is_public() && made.id != old);
    let second = archive(&world, made.id).await;
    assert_eq!(first.len(), second.len());
    let renamed = |line: &str| line.replace(&made.id.to_string(), &old.to_string()).replace("acme-2", "acme");
    let (Some((last, rows)), Some((last_again, rows_again))) = (first.split_last(), second.split_last()) else {
        panic!("an archive has lines")
    };
    for (line, again) in rows.iter().zip(rows_again) {
        assert_eq!(json(line), json(&renamed(again)));
    }
    assert_eq!(json(last)["end"]["rows"], json(last_again)["end"]["rows"]);
    assert_eq!(json(last)["end"]["rows"]["scheduling_bookings"], 11);
    let known = rows.iter().filter(|row| json(row)["row"]["campaign"] == serde_json::json!({"source": "newsletter"}));
    assert!(known.count() >= 4, "what led to a booking comes along, also where it was moved");
    // What was booked there is booked here, and can be cancelled by new keys.
    let public = world.engine.public_tenant(&"acme-2".parse().unwrap()).await.unwrap();
    let taken = world.engine.book(&public, Writing::once(world.book("2026-03-16T15:00:00Z"))).await;
    assert!(matches!(taken, Err(Failure::Refused(scheduling_engine::BookRefusal::Slot(_)))), "{taken:?}");
    world.engine.book(&public, Writing::once(world.book("2026-03-18T13:00:00Z"))).await.unwrap();
    // The seats came along, and the hold has left its own.
    let date = "2026-03-20".parse().unwrap();
    let query = scheduling_core::slots::SlotQuery::dates("UTC".parse().unwrap(), date, date).unwrap();
    let (username, slug) = (world.host.profile.username.clone(), "class".parse().unwrap());
    let listed =
        world.engine.list_slots(&public, scheduling_engine::ListSlots { username, slug, query }).await.unwrap();
    let class = listed.slots.iter().find(|slot| slot.start() == instant("2026-03-20T15:00:00Z")).unwrap();
    assert_eq!((listed.seats, class.seats_left()), (4, 2));
}

#[tokio::test]
async fn an_account_of_an_archive_is_signed_in_to_by_another_password_only() {
    let world = lived_in().await;
    let lines = archive(&world, world.admin.tenant().id).await;
    let made = import(&world, "acme-2", &lines).await.unwrap();
    let email: EmailAddress = "katherine@example.org".parse().unwrap();
    let sign_in = |password: &str| {
        let (tenant, password) = (made.slug.clone(), Password::presented(password));
        world.engine.sign_in(SignIn { tenant, email: email.clone(), password })
    };
    assert!(matches!(sign_in(PASSWORD).await, Err(Failure::Refused(_))));
    let link = world.engine.offer_password_reset_as_platform(&PLATFORM, made.id, &email).await.unwrap();
    let (token, password) = (link.token.unwrap(), Password::chosen("another password").unwrap());
    world.engine.reset_password(ResetPassword { token, password }).await.unwrap();
    assert_eq!(sign_in("another password").await.unwrap().account.role, Role::Owner);
}

#[tokio::test]
async fn an_archive_holds_no_secret_and_nothing_that_passes() {
    let world = lived_in().await;
    let text = archive(&world, world.admin.tenant().id).await.join("\n");
    for absent in [
        "key_hash",
        "credential",
        "fingerprint",
        "client_hash",
        "hold_id\":\"",
        "tenant_id",
        "password_hash",
        "argon2",
        "secret_hash",
        "token_hash",
    ] {
        assert!(!text.contains(absent), "{absent}");
    }
    assert!(text.contains("grace@example.org") && text.contains("katherine@example.org"));
    let head = json(text.lines().next().unwrap());
    assert_eq!((head["format"].as_str(), head["version"].as_u64()), (Some("scheduling-tenant"), Some(1)));
    let nobody = world.engine.export_tenant(&PLATFORM, TenantId::from_uuid(uuid::Uuid::from_u128(404))).await;
    assert!(matches!(nobody, Err(Failure::NotFound(What::Tenant))));
}

#[tokio::test]
async fn an_archive_that_is_not_whole_or_was_changed_makes_no_tenant() {
    let world = lived_in().await;
    let whole = archive(&world, world.admin.tenant().id).await;
    let changed = |change: fn(&mut Vec<String>)| {
        let mut lines = whole.clone();
        change(&mut lines);
        lines
    };
    for (lines, expected) in [
        (changed(|lines| drop(lines.pop())), "damaged"),
        (changed(|lines| drop(lines.remove(lines.len() - 2))), "damaged"),
        (changed(|lines| drop(lines.remove(1))), "do not fit"),
        (changed(|lines| lines[1] = lines[1].replace("ada@example.org", "eve@example.org")), "damaged"),
        (changed(|lines| lines.push("{}".to_owned())), "damaged"),
        (changed(|lines| lines[0] = lines[0].replace("\"version\":1", "\"version\":2")), "not an archive of a tenant"),
        (changed(|lines| drop(lines.remove(0))), "not an archive of a tenant"),
        (changed(|lines| lines[1] = lines[1].replace("scheduling_users", "scheduling_api_keys")), "line 2"),
        (changed(|lines| lines[1] = "nonsense".to_owned()), "line 2"),
        (changed(|lines| lines[1] = lines[1].replace("\"ada\"", "null")), "do not fit"),
        (Vec::new(), "not an archive of a tenant"),
    ] {
        let refused = import(&world, "acme-2", &lines).await.unwrap_err();
        assert!(refused.to_string().contains(expected), "{refused} is not {expected}");
    }
    let later = changed(|lines| {
        let schema = json(&lines[0])["schema"].as_u64().unwrap();
        lines[0] = lines[0].replace(&format!("\"schema\":{schema}"), &format!("\"schema\":{}", schema + 1));
    });
    let refused = import(&world, "acme-2", &later).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(ImportRefusal::OtherSchema { .. })), "{refused:?}");
    let taken = import(&world, "acme", &whole).await.unwrap_err();
    assert!(matches!(taken, Failure::Refused(ImportRefusal::SlugTaken)), "{taken:?}");
    let tenants: i64 = superuser(&world).await.query_one("SELECT count(*) FROM tenants", &[]).await.unwrap().get(0);
    assert_eq!(tenants, 1, "nothing was left behind");
}

#[tokio::test]
async fn an_archive_of_many_rows_is_written_piece_by_piece() {
    let world = lived_in().await;
    let sql =
        "INSERT INTO scheduling_changelog (tenant_id, id, entity_type, entity_id, action, actor, details, created_at)
        SELECT id, gen_random_uuid(), 'booking', id, 'created', 'system',
            jsonb_build_object('before', repeat('x', 1000), 'n', n), now() FROM tenants, generate_series(1, 2000) AS n";
    superuser(&world).await.execute(sql, &[]).await.unwrap();
    let mut writing = world.engine.export_tenant(&PLATFORM, world.admin.tenant().id).await.unwrap();
    let mut chunks = 0;
    while let Some(chunk) = writing.next().await {
        assert!(chunk.unwrap().len() < 128 * 1024);
        chunks += 1;
    }
    assert!(chunks > 20, "{chunks}");
    // Who stops reading stops the writing.
    drop(world.engine.export_tenant(&PLATFORM, world.admin.tenant().id).await.unwrap());
    let lines = archive(&world, world.admin.tenant().id).await;
    import(&world, "acme-2", &lines).await.unwrap();
}
