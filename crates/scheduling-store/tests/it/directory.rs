//! Tenants, API keys, hosts, event types, schedules and blocks: what is written is what is read, NULL clears, and each
//! rule of the schema is a conflict by name.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use scheduling_core::{
    ApiKeyId, Block, BlockId, BookingStatus, Branding, Color, DateOverrides, DayWindows, DefaultSettings, Limits,
    Location, LocationKind, Minutes, Owner, Question, QuestionKind, RateLimits, ReminderTiming, Reminders,
    SettingOverrides, TenantSettings, TenantStatus, WeeklySchedule,
};
use scheduling_store::{
    Conflict, Cursor, PageRequest, PlatformScope, StoreError, TenantTx,
    api_keys::{self, ApiKey},
    blocks::{self, BlockedDates},
    event_types::{self, EventTypeFilter, Inactive},
    hosts, schedules, tenants,
};

use crate::{
    sample::{
        BUDGET, TENANT, at, event_type, event_type_id, furnished, host, host_id, kept, now, schedule, schedule_id,
        tenant, window,
    },
    support::{Bed, id, scope},
};

fn conflict<T: std::fmt::Debug>(result: Result<T, StoreError>) -> Conflict {
    match result {
        Err(StoreError::Conflict(conflict)) => conflict,
        other => panic!("{other:?}"),
    }
}

async fn begin(bed: &Bed) -> TenantTx {
    bed.store.begin(&scope(TENANT), BUDGET).await.unwrap()
}

#[tokio::test]
async fn a_tenant_is_made_and_listed_by_the_platform_and_found_by_its_slug() {
    let bed = Bed::new().await;
    let platform = PlatformScope::authenticated();
    let mut suspended = tenant(2, "second");
    suspended.status = TenantStatus::Suspended;
    suspended.scheduling_enabled = false;
    suspended.settings = TenantSettings {
        defaults: DefaultSettings {
            booking_window_days: 7,
            holidays: kept(&["FR"], &["Whit Monday"]),
            ..DefaultSettings::default()
        },
        branding: Branding { accent_color: Some("#112233".parse().unwrap()), ..Branding::default() },
        rate_limits: RateLimits { bookings: None, ..RateLimits::default() },
        allowed_origins: vec!["https://a.example".parse().unwrap(), "https://b.example".parse().unwrap()],
        retention_days: Some(90),
    };
    let all = [tenant(1, "first"), suspended, tenant(3, "third")];
    for tenant in &all {
        bed.store.insert_tenant(&platform, tenant).await.unwrap();
    }
    assert_eq!(conflict(bed.store.insert_tenant(&platform, &tenant(4, "first")).await), Conflict::TenantSlugTaken);

    let first = bed.store.list_tenants(&platform, PageRequest { after: None, limit: 2 }).await.unwrap();
    assert_eq!(first.items, all[..2]);
    let rest = bed.store.list_tenants(&platform, PageRequest { after: first.next, limit: 2 }).await.unwrap();
    assert_eq!((rest.items.as_slice(), rest.next), (&all[2..], None));

    let find = async |slug: &str| bed.store.find_tenant_by_slug(&slug.parse().unwrap()).await.unwrap();
    assert_eq!(find("second").await.as_ref(), Some(&all[1]));
    assert_eq!(find("secon").await, None);
    assert_eq!(bed.store.read(&scope(2), tenants::get()).await.unwrap(), all[1]);
    let absent = bed.store.read(&scope(9), tenants::get()).await.unwrap_err();
    assert!(matches!(absent, StoreError::NotFound { what: "tenant" }), "{absent:?}");
}

#[tokio::test]
async fn the_settings_of_a_tenant_are_replaced() {
    let (bed, scope) = furnished().await;
    let settings = TenantSettings { retention_days: Some(30), ..TenantSettings::default() };
    let tx = begin(&bed).await;
    tx.update_tenant_settings(&settings, now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(bed.store.read(&scope, tenants::get()).await.unwrap().settings, settings);
    let tx = begin(&bed).await;
    tx.update_tenant_settings(&TenantSettings::default(), now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(bed.store.read(&scope, tenants::get()).await.unwrap().settings, TenantSettings::default());
}

#[tokio::test]
async fn an_api_key_is_found_by_its_hash_alone() {
    let (bed, scope) = furnished().await;
    let key = ApiKey {
        id: ApiKeyId::from_uuid(id(0x900)),
        name: "Website".parse().unwrap(),
        prefix: "sk_abc".to_owned(),
        scopes: vec![scheduling_core::Scope::Read, scheduling_core::Scope::BookingsWrite],
        host: Some(host_id(1)),
        expires_at: Some(at("2027-01-01T00:00:00Z")),
        revoked_at: None,
        last_used_at: None,
        created_at: now(),
    };
    let tx = begin(&bed).await;
    tx.insert_api_key(&key, &[7; 32]).await.unwrap();
    tx.commit().await.unwrap();
    let (tenant, found) = bed.store.find_api_key(&[7; 32]).await.unwrap().unwrap();
    assert_eq!((tenant.id, &found), (scope.tenant(), &key));
    assert_eq!(bed.store.find_api_key(&[8; 32]).await.unwrap(), None);
    assert_eq!(
        bed.store.read(&scope, api_keys::list(PageRequest::default())).await.unwrap().items,
        std::slice::from_ref(&key)
    );

    let tx = begin(&bed).await;
    let stranger = ApiKey { id: ApiKeyId::from_uuid(id(0x901)), host: Some(host_id(99)), ..key.clone() };
    assert_eq!(conflict(tx.insert_api_key(&stranger, &[9; 32]).await), Conflict::UnknownHost);

    // Its use is remembered once a minute.
    for (used, remembered) in [("00:00:00", "00:00:00"), ("00:00:59", "00:00:00"), ("00:01:00", "00:01:00")] {
        let tx = begin(&bed).await;
        tx.touch_api_key(key.id, at(&format!("2026-03-02T{used}Z"))).await.unwrap();
        tx.commit().await.unwrap();
        let stored = bed.store.read(&scope, api_keys::find(key.id)).await.unwrap().unwrap();
        assert_eq!(stored.last_used_at, Some(at(&format!("2026-03-02T{remembered}Z"))), "{used}");
    }
}

#[tokio::test]
async fn a_host_is_replaced_as_a_whole_and_null_clears() {
    let (bed, scope) = furnished().await;
    let mut full = host(3);
    full.profile.avatar_url = Some("https://a.example/ada.png".parse().unwrap());
    full.profile.zone = "America/New_York".parse().unwrap();
    full.profile.settings = SettingOverrides {
        minimum_notice: Some(Minutes(95)),
        booking_window_days: Some(14),
        buffer_before: Some(Minutes(5)),
        buffer_after: Some(Minutes(0)),
        limits: Limits { daily: Some(3), weekly: Some(10), monthly: Some(0) },
    };
    let tx = begin(&bed).await;
    tx.insert_host(&full).await.unwrap();
    tx.commit().await.unwrap();
    let read = hosts::find(full.id).and(hosts::find_by_username(&full.profile.username));
    assert_eq!(bed.store.read(&scope, read).await.unwrap(), (Some(full.clone()), Some(full.clone())));

    let bare = scheduling_core::Host { updated_at: at("2026-03-02T00:00:00Z"), ..host(3) };
    let tx = begin(&bed).await;
    tx.update_host(full.id, &bare.profile, bare.updated_at).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(bed.store.read(&scope, hosts::find(full.id)).await.unwrap(), Some(bare));
    let tx = begin(&bed).await;
    let absent = tx.update_host(host_id(99), &full.profile, now()).await.unwrap_err();
    assert!(matches!(absent, StoreError::NotFound { what: "host" }), "{absent:?}");
}

#[tokio::test]
async fn notice_is_kept_to_the_minute() {
    let (bed, scope) = furnished().await;
    for minutes in [0, 1, 7, 59, 61, 1441, 527_039, 527_040] {
        let mut profile = host(1).profile;
        profile.settings.minimum_notice = Some(Minutes(minutes));
        let tx = begin(&bed).await;
        tx.update_host(host_id(1), &profile, now()).await.unwrap();
        tx.commit().await.unwrap();
        let stored = bed.store.read(&scope, hosts::find(host_id(1))).await.unwrap().unwrap();
        assert_eq!(stored.profile.settings.minimum_notice, Some(Minutes(minutes)));
    }
}

#[tokio::test]
async fn two_hosts_cannot_share_a_name_or_a_user() {
    let (bed, _) = furnished().await;
    let mut same_name = host(3);
    same_name.profile.username = host(1).profile.username;
    assert_eq!(conflict(begin(&bed).await.insert_host(&same_name).await), Conflict::UsernameTaken);
    let mut same_user = host(3);
    same_user.profile.user_id = host(1).profile.user_id;
    assert_eq!(conflict(begin(&bed).await.insert_host(&same_user).await), Conflict::UserIdTaken);
    let renamed = begin(&bed).await.update_host(host_id(2), &host(1).profile, now()).await;
    assert!(matches!(renamed, Err(StoreError::Conflict(Conflict::UsernameTaken | Conflict::UserIdTaken))));
}

#[tokio::test]
async fn pages_show_every_host_once() {
    let (bed, scope) = furnished().await;
    let tx = begin(&bed).await;
    for number in 3..=7 {
        // Some of them made in the same instant.
        let created_at = now() + SignedDuration::from_secs(i64::try_from(number / 3).unwrap());
        tx.insert_host(&scheduling_core::Host { created_at, ..host(number) }).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = bed.store.read(&scope, hosts::list(PageRequest { after, limit: 3 })).await.unwrap();
        assert!(page.items.len() <= 3);
        seen.extend(page.items.iter().map(|host| host.id));
        let Some(next) = page.next else { break };
        after = Some(next.to_string().parse::<Cursor>().unwrap());
    }
    assert_eq!(seen, (1..=7).map(host_id).collect::<Vec<_>>());
    // A limit of nothing, or of too much, is moved to the nearer end.
    for (limit, shown) in [(0, 1), (1000, 7)] {
        let page = bed.store.read(&scope, hosts::list(PageRequest { after: None, limit })).await.unwrap();
        assert_eq!(page.items.len(), shown);
    }
}

#[tokio::test]
async fn an_event_type_is_stored_with_everything_it_has() {
    let (bed, scope) = furnished().await;
    let mut named = schedule(3, 1);
    named.is_default = false;
    let mut full = event_type(3, 1);
    full.details.description = Some("Line one\nline two".parse().unwrap());
    full.details.step = Some(Minutes(10));
    full.details.color = Color::Mint;
    full.details.location = Location {
        kind: LocationKind::InPerson,
        value: Some("Room 1".parse().unwrap()),
        display_name: Some("Office".parse().unwrap()),
    };
    full.details.questions = vec![Question {
        id: "size".parse().unwrap(),
        label: "How large?".parse().unwrap(),
        kind: QuestionKind::Select,
        required: true,
        options: vec!["S".parse().unwrap(), "L".parse().unwrap()],
        placeholder: None,
    }];
    full.details.reminders = Reminders {
        enabled: false,
        host: Vec::new(),
        invitee: vec![ReminderTiming::Hours48, ReminderTiming::Minutes15],
    };
    full.details.overrides = SettingOverrides {
        buffer_after: Some(Minutes(30)),
        limits: Limits { weekly: Some(4), ..Limits::default() },
        ..SettingOverrides::default()
    };
    full.details.schedule = Some(named.id);
    full.details.cancel_cutoff = Minutes(60);
    full.details.reschedule_cutoff = Minutes(120);
    full.details.requires_approval = true;
    full.details.seats = 12;
    let tx = begin(&bed).await;
    tx.insert_schedule(&named).await.unwrap();
    tx.insert_event_type(&full).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(bed.store.read(&scope, event_types::find(full.id)).await.unwrap().as_ref(), Some(&full));

    let mut bare = event_type(3, 1);
    bare.updated_at = at("2026-03-02T00:00:00Z");
    let tx = begin(&bed).await;
    tx.update_event_type(full.id, &bare.details, bare.updated_at).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(bed.store.read(&scope, event_types::find(full.id)).await.unwrap(), Some(bare));
}

#[tokio::test]
async fn an_event_type_can_only_name_a_schedule_of_its_own_host() {
    let (bed, _) = furnished().await;
    let mut foreign = event_type(3, 1);
    foreign.details.schedule = Some(schedule_id(2));
    assert_eq!(conflict(begin(&bed).await.insert_event_type(&foreign).await), Conflict::UnknownSchedule);
    let mut own = event_type(3, 1);
    own.details.schedule = Some(schedule_id(1));
    own.owner = Owner::Host(host_id(99));
    assert_eq!(conflict(begin(&bed).await.insert_event_type(&own).await), Conflict::UnknownHost);
}

#[tokio::test]
async fn an_archived_event_type_gives_its_slug_free_and_takes_it_back_only_if_it_still_is() {
    let (bed, scope) = furnished().await;
    let mut successor = event_type(3, 1);
    successor.details.slug = event_type(1, 1).details.slug;
    assert_eq!(conflict(begin(&bed).await.insert_event_type(&successor).await), Conflict::SlugTaken);

    let archived_at = at("2026-03-02T00:00:00Z");
    let tx = begin(&bed).await;
    assert!(tx.archive_event_type(event_type_id(1), archived_at).await.unwrap());
    assert!(!tx.archive_event_type(event_type_id(1), now()).await.unwrap());
    tx.insert_event_type(&successor).await.unwrap();
    tx.commit().await.unwrap();
    let stored = bed.store.read(&scope, event_types::find(event_type_id(1))).await.unwrap().unwrap();
    assert_eq!(stored.archived_at, Some(archived_at));

    assert_eq!(conflict(begin(&bed).await.restore_event_type(event_type_id(1), now()).await), Conflict::SlugTaken);
    let tx = begin(&bed).await;
    assert!(!tx.restore_event_type(event_type_id(3), now()).await.unwrap());
    assert!(tx.archive_event_type(event_type_id(3), now()).await.unwrap());
    assert!(tx.restore_event_type(event_type_id(1), now()).await.unwrap());
    tx.commit().await.unwrap();
    let stored = bed.store.read(&scope, event_types::find(event_type_id(1))).await.unwrap().unwrap();
    assert_eq!(stored.archived_at, None);
}

#[tokio::test]
async fn only_what_can_be_booked_is_offered() {
    let (bed, scope) = furnished().await;
    let (username, slug) = (host(1).profile.username, event_type(1, 1).details.slug);
    let offered = async || {
        let read = event_types::find_offered(&username, &slug).and(event_types::list_offered(&username));
        let (found, listed) = bed.store.read(&scope, read).await.unwrap();
        let listed = listed.map(|(host, event_types)| (host.id, event_types.len()));
        (found.map(|(host, event_type)| (host.id, event_type.id)), listed)
    };
    assert_eq!(offered().await, (Some((host_id(1), event_type_id(1))), Some((host_id(1), 1))));

    let mut switched_off = event_type(1, 1).details;
    switched_off.is_active = false;
    let tx = begin(&bed).await;
    tx.update_event_type(event_type_id(1), &switched_off, now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(offered().await, (None, Some((host_id(1), 0))));
    let listed = async |host: Option<u128>, inactive| {
        let filter = EventTypeFilter { host: host.map(host_id), inactive };
        bed.store.read(&scope, event_types::list(filter, PageRequest::default())).await.unwrap().items.len()
    };
    assert_eq!(listed(None, Inactive::Hidden).await, 1);
    assert_eq!(listed(None, Inactive::Included).await, 2);
    assert_eq!(listed(Some(1), Inactive::Hidden).await, 0);
    assert_eq!(listed(Some(1), Inactive::Included).await, 1);

    let tx = begin(&bed).await;
    tx.update_event_type(event_type_id(1), &event_type(1, 1).details, now()).await.unwrap();
    let mut away = host(1).profile;
    away.is_active = false;
    tx.update_host(host_id(1), &away, now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(offered().await.0, None);
}

#[tokio::test]
async fn a_schedule_keeps_its_windows_and_its_overrides() {
    let (bed, scope) = furnished().await;
    let mut named = schedule(3, 1);
    named.is_default = false;
    let split = DayWindows::new(vec![window("00:00", "12:00"), window("13:30", "24:00")]).unwrap();
    let mut days: [DayWindows; 7] = std::array::from_fn(|_| DayWindows::CLOSED);
    days[6] = split.clone();
    named.weekly = WeeklySchedule::from_monday(days);
    let dates = [("2026-12-24", DayWindows::CLOSED), ("2026-12-27", split)];
    let dates: BTreeMap<_, _> = dates.into_iter().map(|(date, windows)| (date.parse().unwrap(), windows)).collect();
    named.overrides = DateOverrides::new(dates).unwrap();
    let tx = begin(&bed).await;
    tx.insert_schedule(&named).await.unwrap();
    tx.commit().await.unwrap();
    let read = schedules::find(named.id).and(schedules::list(host_id(1))).and(schedules::find_default(host_id(1)));
    let ((found, listed), default) = bed.store.read(&scope, read).await.unwrap();
    assert_eq!(found.as_ref(), Some(&named));
    assert_eq!(listed, [schedule(1, 1), named.clone()]);
    assert_eq!(default, Some(schedule(1, 1)));

    named.overrides = DateOverrides::default();
    named.name = "Evenings".parse().unwrap();
    let tx = begin(&bed).await;
    tx.update_schedule(&named).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(bed.store.read(&scope, schedules::find(named.id)).await.unwrap(), Some(named));
}

#[tokio::test]
async fn a_host_has_one_default_schedule_which_stays() {
    let (bed, scope) = furnished().await;
    let second = schedule(3, 1);
    assert_eq!(conflict(begin(&bed).await.insert_schedule(&second).await), Conflict::DefaultScheduleExists);
    let mut same_name = schedule(3, 1);
    same_name.is_default = false;
    same_name.name = schedule(1, 1).name;
    assert_eq!(conflict(begin(&bed).await.insert_schedule(&same_name).await), Conflict::ScheduleNameTaken);

    let mut named = schedule(3, 1);
    named.is_default = false;
    let mut using = event_type(3, 1);
    using.details.schedule = Some(named.id);
    let tx = begin(&bed).await;
    tx.insert_schedule(&named).await.unwrap();
    tx.insert_event_type(&using).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(conflict(begin(&bed).await.delete_schedule(named.id).await), Conflict::ScheduleInUse);
    using.details.schedule = None;
    let tx = begin(&bed).await;
    tx.update_event_type(using.id, &using.details, now()).await.unwrap();
    assert!(tx.delete_schedule(named.id).await.unwrap());
    assert!(!tx.delete_schedule(named.id).await.unwrap());
    assert!(!tx.delete_schedule(schedule_id(1)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(bed.store.read(&scope, schedules::list(host_id(1))).await.unwrap(), [schedule(1, 1)]);
}

#[tokio::test]
async fn blocks_keep_their_dates_and_hours() {
    let (bed, scope) = furnished().await;
    let blocked = |number: u128, first: &str, last: &str, hours| BlockedDates {
        block: Block::new(BlockId::from_uuid(id(0x400 + number)), first.parse().unwrap(), last.parse().unwrap(), hours)
            .unwrap(),
        host: host_id(1),
        reason: (number == 1).then(|| "Away".parse().unwrap()),
        created_at: now(),
    };
    let all = [
        blocked(1, "2026-05-01", "2026-05-03", None),
        blocked(2, "2026-05-02", "2026-05-02", Some(window("12:00", "24:00"))),
        blocked(3, "2026-05-02", "2026-05-02", Some(window("00:00", "00:01"))),
    ];
    let tx = begin(&bed).await;
    for block in &all {
        tx.insert_block(block).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (listed, count) =
        bed.store.read(&scope, blocks::list(host_id(1)).and(blocks::count_of(host_id(1)))).await.unwrap();
    assert_eq!((listed.as_slice(), count), (all.as_slice(), 3));
    let tx = begin(&bed).await;
    assert!(tx.delete_block(all[0].block.id()).await.unwrap());
    assert!(!tx.delete_block(all[0].block.id()).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(bed.store.read(&scope, blocks::find(all[0].block.id())).await.unwrap(), None);
    assert_eq!(bed.store.read(&scope, blocks::find(all[1].block.id())).await.unwrap().as_ref(), Some(&all[1]));
    let mut stranger = blocked(4, "2026-05-01", "2026-05-01", None);
    stranger.host = host_id(99);
    assert_eq!(conflict(begin(&bed).await.insert_block(&stranger).await), Conflict::UnknownHost);
}

#[tokio::test]
async fn a_row_that_the_types_do_not_allow_is_an_error_that_names_it() {
    let (bed, scope) = furnished().await;
    let superuser = bed.superuser().await;
    superuser.batch_execute("UPDATE scheduling_users SET timezone = 'Mars/Phobos'").await.unwrap();
    let error = bed.store.read(&scope, hosts::find(host_id(1))).await.unwrap_err();
    let expected = format!("scheduling_users.timezone of row {} is not valid", host_id(1));
    assert!(matches!(error, StoreError::Row(_)), "{error:?}");
    assert_eq!(error.to_string(), expected);
    // Every word that the database allows is one that the types know.
    for status in BookingStatus::ALL {
        let sql = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'scheduling_bookings_status'";
        let check: String = superuser.query_one(sql, &[]).await.unwrap().get(0);
        assert!(check.contains(&format!("'{status}'")), "{check}");
    }
}
