//! Hosts, event types, schedules, blocks and settings, on a real database.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod support;

use std::collections::BTreeMap;

use jiff::civil::date;
use scheduling_core::{
    DateOverrides, DayWindows, EventTypeDetails, HostProfile, Limits, LocalTime, Minutes, SettingOverrides,
    TenantSettings, WeeklySchedule, Window,
    slots::{Reason, SlotQuery},
};
use scheduling_engine::{
    BlockRefusal, Book, BookRefusal, EventTypeRefusal, EventTypesQuery, Failure, Field, FutureBookings, HostRefusal,
    InvalidField, InvalidValue, ListSlots, NamedHours, NewBlock, NewEventType, NewHost, NewSchedule, ReplaceEventType,
    ReplaceHost, ReplaceSchedule, ScheduleRefusal, SetAvailability, What, Writing,
};
use scheduling_store::{PageRequest, event_types::Inactive};
use scheduling_testkit::{World, world::details};

use crate::support::{keyed, logged, superuser, warm_up};

fn window(start: &str, end: &str) -> Window {
    Window::new(start.parse::<LocalTime>().unwrap(), end.parse::<LocalTime>().unwrap()).unwrap()
}

fn mondays(start: &str, end: &str) -> WeeklySchedule {
    let mut days: [DayWindows; 7] = std::array::from_fn(|_| DayWindows::CLOSED);
    days[0] = DayWindows::new(vec![window(start, end)]).unwrap();
    WeeklySchedule::from_monday(days)
}

fn hours(name: &str, weekly: WeeklySchedule) -> NamedHours {
    NamedHours { name: name.parse().unwrap(), weekly, overrides: DateOverrides::default() }
}

fn another(profile: &HostProfile, username: &str) -> NewHost {
    let profile =
        HostProfile { username: username.parse().unwrap(), user_id: username.parse().unwrap(), ..profile.clone() };
    NewHost { profile, weekly: None }
}

fn replace(world: &World, profile: HostProfile) -> Writing<ReplaceHost> {
    Writing::once(ReplaceHost { host: world.host.id, profile, future_bookings: FutureBookings::Refuse })
}

/// The first free start of the world's event type on a date, in UTC.
async fn first_start(world: &World, day: &str) -> Option<String> {
    let day = day.parse().unwrap();
    let query = SlotQuery::dates("UTC".parse().unwrap(), day, day).unwrap();
    let wanted = ListSlots { username: "ada".parse().unwrap(), slug: "intro".parse().unwrap(), query };
    let listed = world.engine.list_slots(&world.public().await, wanted).await.unwrap();
    listed.slots.first().map(|slot| slot.start().to_string())
}

#[tokio::test]
async fn a_new_host_has_a_schedule_and_can_be_booked() {
    let world = World::new().await;
    let availability = world.engine.get_availability(&world.admin, world.host.id).await.unwrap();
    assert_eq!(availability.schedule.weekly, WeeklySchedule::office_hours());
    assert_eq!(availability.zone, world.host.profile.zone);
    assert_eq!(first_start(&world, "2026-03-03").await.as_deref(), Some("2026-03-03T14:00:00Z"));

    let new = NewHost { weekly: Some(mondays("08:00", "09:00")), ..another(&world.host.profile, "bob") };
    let bob = world.engine.create_host(&world.admin, Writing::once(new)).await.unwrap().outcome.host;
    let schedules = world.engine.list_schedules(&world.admin, bob.id).await.unwrap();
    assert_eq!(schedules.len(), 1);
    assert_eq!((schedules[0].is_default, &schedules[0].weekly), (true, &mondays("08:00", "09:00")));
}

#[tokio::test]
async fn names_of_hosts_are_unique_and_a_refused_host_leaves_nothing_behind() {
    let world = World::new().await;
    let create = |new| world.engine.create_host(&world.admin, Writing::once(new));
    let mut same_name = another(&world.host.profile, "ada");
    same_name.profile.user_id = "other".parse().unwrap();
    let refused = create(same_name).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(HostRefusal::UsernameTaken)), "{refused:?}");
    let mut same_user = another(&world.host.profile, "bob");
    same_user.profile.user_id = world.host.profile.user_id.clone();
    let refused = create(same_user).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(HostRefusal::UserIdTaken)), "{refused:?}");
    assert_eq!(world.engine.list_hosts(&world.admin, PageRequest::default()).await.unwrap().items.len(), 1);
    assert_eq!(logged(&world, "user").await, ["created"]);

    let bob = create(another(&world.host.profile, "bob")).await.unwrap().outcome.host;
    let renamed = HostProfile { username: "ada".parse().unwrap(), ..bob.profile };
    let writing = ReplaceHost { host: bob.id, profile: renamed, future_bookings: FutureBookings::Refuse };
    let refused = world.engine.replace_host(&world.admin, Writing::once(writing)).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(HostRefusal::UsernameTaken)), "{refused:?}");
}

#[tokio::test]
async fn replacing_a_host_clears_what_is_left_out_and_logs_changes_only() {
    let world = World::new().await;
    let limited = HostProfile {
        avatar_url: Some("https://example.org/ada.png".parse().unwrap()),
        settings: SettingOverrides {
            minimum_notice: Some(Minutes(90)),
            limits: Limits { daily: Some(3), ..Limits::default() },
            ..SettingOverrides::default()
        },
        ..world.host.profile.clone()
    };
    let set = world.engine.replace_host(&world.admin, replace(&world, limited.clone())).await.unwrap().outcome.host;
    assert_eq!(set.profile, limited);
    assert_eq!(world.engine.get_host(&world.admin, world.host.id).await.unwrap(), set);

    world.clock.advance(jiff::SignedDuration::from_hours(1));
    let again = world.engine.replace_host(&world.admin, replace(&world, limited)).await.unwrap().outcome.host;
    assert_eq!(again, set, "nothing is different, so nothing is written");
    assert_eq!(logged(&world, "user").await, ["created", "updated"]);

    world.engine.replace_host(&world.admin, replace(&world, world.host.profile.clone())).await.unwrap();
    let cleared = world.engine.get_host(&world.admin, world.host.id).await.unwrap();
    assert_eq!(cleared.profile, world.host.profile, "no limit, no notice and no picture any more");
    assert!(cleared.updated_at > set.updated_at);
    assert_eq!(logged(&world, "user").await, ["created", "updated", "updated"]);
}

#[tokio::test]
async fn a_host_with_bookings_to_come_is_deactivated_only_by_a_word_about_them() {
    let world = World::new().await;
    for start in ["2026-03-03T14:00:00Z", "2026-03-04T14:00:00Z"] {
        world.engine.book(&world.public().await, Writing::once(world.book(start))).await.unwrap();
    }
    let idle = HostProfile { is_active: false, ..world.host.profile.clone() };
    let refused = world.engine.replace_host(&world.admin, replace(&world, idle.clone())).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(HostRefusal::FutureBookings { count: 2 })), "{refused:?}");
    assert!(world.engine.get_host(&world.admin, world.host.id).await.unwrap().profile.is_active);

    let keep = ReplaceHost { host: world.host.id, profile: idle.clone(), future_bookings: FutureBookings::Keep };
    let kept = world.engine.replace_host(&world.admin, Writing::once(keep)).await.unwrap().outcome.host;
    assert_eq!(kept.profile, idle);
    let late = world.engine.book(&world.public().await, Writing::once(world.book("2026-03-05T14:00:00Z"))).await;
    assert!(matches!(late, Err(Failure::NotFound(What::EventType))), "an inactive host cannot be booked: {late:?}");
    // Idle already, so that nothing changes for the bookings.
    let renamed = HostProfile { display_name: "Ada L.".parse().unwrap(), ..idle };
    world.engine.replace_host(&world.admin, replace(&world, renamed)).await.unwrap();
}

#[tokio::test]
async fn an_archived_event_type_gives_its_slug_free_and_takes_it_back_if_it_can() {
    let world = World::new().await;
    let create = |slug| NewEventType { host: world.host.id, details: details(slug, 30) };
    let taken = world.engine.create_event_type(&world.admin, Writing::once(create("intro"))).await.unwrap_err();
    assert!(matches!(taken, Failure::Refused(EventTypeRefusal::SlugTaken)), "{taken:?}");

    let archive = || world.engine.archive_event_type(&world.admin, Writing::once(world.event_type.id));
    let restore = || world.engine.restore_event_type(&world.admin, Writing::once(world.event_type.id));
    let archived = archive().await.unwrap().outcome;
    assert_eq!(archived.archived_at, Some(world.engine.now()));
    assert_eq!(archive().await.unwrap().outcome, archived);
    assert_eq!(world.engine.get_event_type(&world.admin, archived.id).await.unwrap(), archived);

    let second = world.engine.create_event_type(&world.admin, Writing::once(create("intro"))).await.unwrap().outcome;
    let refused = restore().await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(EventTypeRefusal::SlugTaken)), "{refused:?}");
    world.engine.archive_event_type(&world.admin, Writing::once(second.id)).await.unwrap();
    let restored = restore().await.unwrap().outcome;
    assert_eq!(restored.archived_at, None);
    assert_eq!(restore().await.unwrap().outcome, restored);
    let actions = logged(&world, "event_type").await;
    assert_eq!(actions, ["created", "archived", "created", "archived", "updated"]);

    let list = |inactive| {
        world.engine.list_event_types(&world.admin, EventTypesQuery { inactive, ..EventTypesQuery::default() })
    };
    assert_eq!(list(Inactive::Hidden).await.unwrap().items, [restored]);
    assert_eq!(list(Inactive::Included).await.unwrap().items.len(), 2);
}

#[tokio::test]
async fn an_event_type_is_checked_field_by_field_and_replaced_as_a_whole() {
    let world = World::new().await;
    let replace = |details| {
        let replaced = ReplaceEventType { event_type: world.event_type.id, host: None, details };
        world.engine.replace_event_type(&world.admin, Writing::once(replaced))
    };
    let wrong = EventTypeDetails { duration: Minutes(0), step: Some(Minutes(1441)), ..details("intro", 30) };
    let Err(Failure::Refused(EventTypeRefusal::Invalid(fields))) = replace(wrong).await else { panic!("accepted") };
    let problem = InvalidValue::OutOfBounds { min: 1, max: 1440 };
    let both = [Field::Duration, Field::Step].map(|field| InvalidField { field, problem });
    assert_eq!(fields.0, both);

    let long = EventTypeDetails {
        description: Some("About you".parse().unwrap()),
        overrides: SettingOverrides { buffer_after: Some(Minutes(10)), ..SettingOverrides::default() },
        ..details("long", 60)
    };
    assert_eq!(replace(long.clone()).await.unwrap().outcome.details, long);
    assert_eq!(replace(long.clone()).await.unwrap().outcome.details, long);
    let short = details("intro", 15);
    replace(short.clone()).await.unwrap();
    let stored = world.engine.get_event_type(&world.admin, world.event_type.id).await.unwrap();
    assert_eq!(stored.details, short, "neither description nor buffer any more");
    assert_eq!(logged(&world, "event_type").await, ["created", "updated", "updated"]);
}

#[tokio::test]
async fn an_event_type_names_a_schedule_of_its_own_host_which_then_stays() {
    let world = World::new().await;
    let bob = world.host(&world.admin, "bob").await;
    let create = |host| {
        let new = NewSchedule { host, hours: hours("Mondays", mondays("10:00", "11:00")) };
        world.engine.create_schedule(&world.admin, Writing::once(new))
    };
    let (own, foreign) = (create(world.host.id).await.unwrap().outcome, create(bob.id).await.unwrap().outcome);
    let again = create(world.host.id).await.unwrap_err();
    assert!(matches!(again, Failure::Refused(ScheduleRefusal::NameTaken)), "{again:?}");

    let replace = |schedule| {
        let details = EventTypeDetails { schedule, ..details("intro", 30) };
        let replaced = ReplaceEventType { event_type: world.event_type.id, host: None, details };
        world.engine.replace_event_type(&world.admin, Writing::once(replaced))
    };
    let refused = replace(Some(foreign.id)).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(EventTypeRefusal::UnknownSchedule)), "{refused:?}");
    replace(Some(own.id)).await.unwrap();
    assert_eq!(first_start(&world, "2026-03-03").await, None, "a Tuesday");
    assert_eq!(first_start(&world, "2026-03-09").await.as_deref(), Some("2026-03-09T14:00:00Z"));

    let delete = |id| world.engine.delete_schedule(&world.admin, Writing::once(id));
    let refused = delete(own.id).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(ScheduleRefusal::InUse)), "{refused:?}");
    replace(None).await.unwrap();
    delete(own.id).await.unwrap();
    let gone = delete(own.id).await.unwrap_err();
    assert!(matches!(gone, Failure::NotFound(What::Schedule)), "{gone:?}");
    let default = world.engine.get_availability(&world.admin, world.host.id).await.unwrap().schedule.id;
    let refused = delete(default).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(ScheduleRefusal::IsDefault)), "{refused:?}");
}

#[tokio::test]
async fn the_zone_of_availability_is_the_hosts() {
    let world = World::new().await;
    let closed = BTreeMap::from([(date(2026, 3, 9), DayWindows::CLOSED)]);
    let set = |overrides| SetAvailability {
        host: world.host.id,
        zone: "Asia/Tokyo".parse().unwrap(),
        weekly: mondays("09:00", "10:00"),
        overrides,
    };
    let put = |overrides| world.engine.put_availability(&world.admin, Writing::once(set(overrides)));
    let stored = put(DateOverrides::new(closed).unwrap()).await.unwrap().outcome;
    assert_eq!(world.engine.get_availability(&world.admin, world.host.id).await.unwrap(), stored);
    assert_eq!(world.engine.get_host(&world.admin, world.host.id).await.unwrap().profile.zone.name(), "Asia/Tokyo");
    assert_eq!(first_start(&world, "2026-03-09").await, None, "closed");
    assert_eq!(first_start(&world, "2026-03-16").await.as_deref(), Some("2026-03-16T00:00:00Z"));
    assert_eq!((logged(&world, "user").await.len(), logged(&world, "availability").await.len()), (2, 1));

    put(DateOverrides::default()).await.unwrap();
    assert_eq!(first_start(&world, "2026-03-09").await.as_deref(), Some("2026-03-09T00:00:00Z"));
    put(DateOverrides::default()).await.unwrap();
    assert_eq!((logged(&world, "user").await.len(), logged(&world, "availability").await.len()), (2, 2));

    let ancient = BTreeMap::from([(date(-5000, 1, 1), DayWindows::CLOSED)]);
    let refused = put(DateOverrides::new(ancient).unwrap()).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused(ScheduleRefusal::Invalid(_))), "{refused:?}");
}

#[tokio::test]
async fn a_schedule_is_replaced_with_all_of_its_dates() {
    let world = World::new().await;
    let id = world.engine.get_availability(&world.admin, world.host.id).await.unwrap().schedule.id;
    let open = BTreeMap::from([(date(2026, 3, 7), DayWindows::new(vec![window("10:00", "12:00")]).unwrap())]);
    let weekend =
        NamedHours { overrides: DateOverrides::new(open).unwrap(), ..hours("New", mondays("09:00", "10:00")) };
    let replace = |hours| {
        let replaced = ReplaceSchedule { schedule: id, host: None, hours };
        world.engine.replace_schedule(&world.admin, Writing::once(replaced))
    };
    let stored = replace(weekend.clone()).await.unwrap().outcome;
    assert_eq!((stored.is_default, stored.name.as_str(), &stored.overrides), (true, "New", &weekend.overrides));
    assert_eq!(world.engine.get_schedule(&world.admin, id).await.unwrap(), stored);
    world.clock.advance(jiff::SignedDuration::from_secs(1));
    assert_eq!(replace(weekend).await.unwrap().outcome, stored);
    assert_eq!(logged(&world, "availability").await, ["updated"]);
    assert_eq!(first_start(&world, "2026-03-07").await.as_deref(), Some("2026-03-07T15:00:00Z"));
}

#[tokio::test]
async fn blocked_dates_cannot_be_booked_until_they_are_given_free() {
    let world = World::new().await;
    let block = |first, last| NewBlock {
        host: world.host.id,
        first,
        last,
        hours: Some(window("09:00", "12:00")),
        reason: Some("Dentist".parse().unwrap()),
    };
    let create = |new| world.engine.create_block(&world.admin, Writing::once(new));
    let blocked = create(block(date(2026, 3, 3), date(2026, 3, 4))).await.unwrap().outcome;
    assert_eq!(world.engine.list_blocks(&world.admin, world.host.id).await.unwrap(), std::slice::from_ref(&blocked));
    assert_eq!(first_start(&world, "2026-03-03").await.as_deref(), Some("2026-03-03T17:00:00Z"));

    let delete = || world.engine.delete_block(&world.admin, Writing::once(blocked.block.id()));
    delete().await.unwrap();
    assert_eq!(first_start(&world, "2026-03-03").await.as_deref(), Some("2026-03-03T14:00:00Z"));
    let gone = delete().await.unwrap_err();
    assert!(matches!(gone, Failure::NotFound(What::Block)), "{gone:?}");
    assert_eq!(logged(&world, "blocked_date").await, ["created", "deleted"]);

    let reversed = create(block(date(2026, 3, 4), date(2026, 3, 3))).await.unwrap_err();
    let Failure::Refused(BlockRefusal::Invalid(fields)) = reversed else { panic!("{reversed:?}") };
    assert_eq!(fields.0, [InvalidField { field: Field::LastDate, problem: InvalidValue::BeforeFirst }]);
}

#[tokio::test]
async fn a_host_has_at_most_a_thousand_blocks_however_many_ask_at_once() {
    let world = World::new().await;
    let fill = "INSERT INTO scheduling_blocked_dates
            (tenant_id, id, host_user_id, start_date, end_date, created_at)
        SELECT tenant_id, gen_random_uuid(), id, '2026-01-01', '2026-01-01', created_at
        FROM scheduling_users, generate_series(1, 998)";
    superuser(&world).await.execute(fill, &[]).await.unwrap();
    let (first, last) = (date(2026, 1, 1), date(2026, 1, 1));
    warm_up(&world).await;
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let (engine, admin) = (world.engine.clone(), world.admin.clone());
        let new = NewBlock { host: world.host.id, first, last, hours: None, reason: None };
        asking.spawn(async move { engine.create_block(&admin, Writing::once(new)).await });
    }
    let mut made = 0;
    for answer in asking.join_all().await {
        match answer {
            Ok(_) => made += 1,
            Err(Failure::Refused(BlockRefusal::TooMany { max: 1000 })) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(made, 2);
    assert!(first_start(&world, "2026-03-03").await.is_some(), "a thousand blocks can be read");
}

#[tokio::test]
async fn a_host_has_at_most_two_hundred_event_types_that_are_not_archived() {
    let world = World::new().await;
    let fill = "INSERT INTO scheduling_event_types
            (tenant_id, id, host_user_id, name, slug, duration, created_at, updated_at)
        SELECT tenant_id, gen_random_uuid(), id, 'Type', 'type-' || number, 30, created_at, created_at
        FROM scheduling_users, generate_series(1, 197) AS number";
    superuser(&world).await.execute(fill, &[]).await.unwrap();
    let create = |slug: &str| {
        let (engine, admin) = (world.engine.clone(), world.admin.clone());
        let new = NewEventType { host: world.host.id, details: details(slug, 30) };
        async move { engine.create_event_type(&admin, Writing::once(new)).await }
    };
    let archived = create("archived").await.unwrap().outcome.id;
    world.engine.archive_event_type(&world.admin, Writing::once(archived)).await.unwrap();
    warm_up(&world).await;
    let mut asking: tokio::task::JoinSet<_> = (0..12).map(|number| create(&format!("new-{number}"))).collect();
    let mut made = 0;
    while let Some(answer) = asking.join_next().await {
        match answer.unwrap() {
            Ok(_) => made += 1,
            Err(Failure::Refused(EventTypeRefusal::TooMany { max: 200 })) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(made, 2);
    let restore = |id| world.engine.restore_event_type(&world.admin, Writing::once(id));
    let refused = restore(archived).await;
    assert!(matches!(refused, Err(Failure::Refused(EventTypeRefusal::TooMany { max: 200 }))), "{refused:?}");
    restore(world.event_type.id).await.unwrap();
    world.engine.archive_event_type(&world.admin, Writing::once(world.event_type.id)).await.unwrap();
    restore(archived).await.unwrap();
}

#[tokio::test]
async fn settings_are_replaced_as_a_whole_and_followed_at_once() {
    let world = World::new().await;
    let mut settings = TenantSettings::default();
    settings.defaults.booking_window_days = 7;
    settings.allowed_origins = vec!["https://example.org".parse().unwrap()];
    settings.rate_limits.reads = None;
    settings.retention_days = Some(365);
    let replace = |settings| world.engine.replace_settings(&world.admin, Writing::once(settings));
    let tenant = replace(settings.clone()).await.unwrap().outcome;
    assert_eq!(tenant.settings, settings);
    assert_eq!(world.engine.get_tenant(&world.admin).await.unwrap(), tenant);
    assert_eq!(first_start(&world, "2026-03-11").await, None, "beyond seven days");
    replace(settings).await.unwrap();
    replace(TenantSettings::default()).await.unwrap();
    assert!(first_start(&world, "2026-03-11").await.is_some());
    assert_eq!(logged(&world, "tenant").await, ["created", "updated", "updated"]);

    let allowed_origins = vec!["https://example.org; script-src *".parse().unwrap()];
    let wrong = TenantSettings { allowed_origins, ..TenantSettings::default() };
    let Err(Failure::Refused(fields)) = replace(wrong).await else { panic!("accepted") };
    assert_eq!(fields.0, [InvalidField { field: Field::AllowedOrigin(0), problem: InvalidValue::NotAnOrigin }]);
}

#[tokio::test]
async fn a_key_writes_once_and_answers_the_same_whatever_came_after() {
    let world = World::new().await;
    let bob = || another(&world.host.profile, "bob");
    let first = world.engine.create_host(&world.admin, keyed("host", 1, bob())).await.unwrap();
    let again = world.engine.create_host(&world.admin, keyed("host", 1, bob())).await.unwrap();
    assert_eq!((first.replayed, again.replayed), (false, true));
    assert_eq!(again.outcome, first.outcome);
    let other = world.engine.create_host(&world.admin, keyed("host", 2, another(&world.host.profile, "eve"))).await;
    assert!(matches!(other, Err(Failure::KeyReused)), "{other:?}");

    let schedule = || NewSchedule { host: world.host.id, hours: hours("Mondays", mondays("10:00", "24:00")) };
    let made = world.engine.create_schedule(&world.admin, keyed("schedule", 1, schedule())).await.unwrap().outcome;
    let again = world.engine.create_schedule(&world.admin, keyed("schedule", 1, schedule())).await.unwrap();
    assert_eq!((again.outcome, again.replayed), (made.clone(), true));
    let delete = || world.engine.delete_schedule(&world.admin, keyed("delete", 1, made.id));
    assert!(!delete().await.unwrap().replayed);
    assert!(delete().await.unwrap().replayed, "it is gone, and the answer stays");

    let (day, reason) = (date(2026, 3, 3), Some("x".parse().unwrap()));
    let block = NewBlock { host: world.host.id, first: day, last: day, hours: Some(window("09:00", "10:00")), reason };
    let made = world.engine.create_block(&world.admin, keyed("block", 1, block.clone())).await.unwrap().outcome;
    let again = world.engine.create_block(&world.admin, keyed("block", 1, block)).await.unwrap();
    assert_eq!((again.outcome, again.replayed), (made, true));
}

#[tokio::test]
async fn lists_come_in_pages() {
    let world = World::new().await;
    for name in ["bob", "eve"] {
        world.clock.advance(jiff::SignedDuration::from_secs(1));
        world.host(&world.admin, name).await;
    }
    let mut after = None;
    let mut seen = Vec::new();
    loop {
        let page = world.engine.list_hosts(&world.admin, PageRequest { after, limit: 2 }).await.unwrap();
        seen.extend(page.items.into_iter().map(|host| host.profile.username.to_string()));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["ada", "bob", "eve"]);
}

#[tokio::test]
async fn a_booking_stays_at_its_instant_when_its_host_changes_zone() {
    let world = World::new().await;
    let wish = world.book("2026-03-09T14:00:00Z");
    let booked = world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap().outcome;
    let move_to = |zone: &str| SetAvailability {
        host: world.host.id,
        zone: zone.parse().unwrap(),
        weekly: WeeklySchedule::office_hours(),
        overrides: DateOverrides::default(),
    };
    world.engine.put_availability(&world.admin, Writing::once(move_to("Asia/Tokyo"))).await.unwrap();
    let read = world.engine.booking(&world.admin, booked.id).await.unwrap();
    assert_eq!(read.meeting, booked.meeting);
    // It is 23:00 in Tokyo.
    let explained =
        world.engine.explain(&world.admin, world.event_type.id, booked.meeting.start).await.unwrap().reasons;
    assert!(explained.contains(&Reason::OutsideHours), "{explained:?}");
    assert!(explained.iter().any(|reason| matches!(reason, Reason::Booked { .. })), "{explained:?}");
}

#[tokio::test]
async fn both_passes_of_a_repeated_hour_are_booked_and_none_of_a_skipped_one() {
    let world = World::new().await;
    let mut far = details("far", 30);
    far.overrides.booking_window_days = Some(365);
    let far = world.event_type(&world.admin, &world.host, far).await;
    let public = world.public().await;
    let night = |zone: &str, day, (start, end)| SetAvailability {
        host: world.host.id,
        zone: zone.parse().unwrap(),
        weekly: WeeklySchedule::default(),
        overrides: DateOverrides::new([(day, DayWindows::new(vec![window(start, end)]).unwrap())].into()).unwrap(),
    };
    let book = |start: &str| {
        let wish = Book { event_type: far.id, start: start.parse().unwrap(), ..world.book("2026-03-09T14:00:00Z") };
        world.engine.book(&public, Writing::once(wish))
    };
    let refused = |refusal: Failure<BookRefusal>| match refusal {
        Failure::Refused(BookRefusal::Slot(slot)) => slot.rule().code(),
        other => panic!("{other:?}"),
    };
    let fall = night("America/New_York", date(2026, 11, 1), ("00:00", "03:00"));
    world.engine.put_availability(&world.admin, Writing::once(fall)).await.unwrap();
    // 01:30 before, and 01:30 after clocks go back.
    let (first, second) = ("2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z");
    for start in [first, second] {
        assert_eq!(book(start).await.unwrap().outcome.meeting.start.to_string(), start);
    }
    assert_eq!(refused(book(first).await.unwrap_err()), "slot_taken");

    let spring = night("Europe/Paris", date(2026, 3, 29), ("02:00", "03:00"));
    world.engine.put_availability(&world.admin, Writing::once(spring)).await.unwrap();
    let day = date(2026, 3, 29);
    let query = SlotQuery::dates("Europe/Paris".parse().unwrap(), day, day).unwrap();
    let asked = ListSlots { username: "ada".parse().unwrap(), slug: "far".parse().unwrap(), query };
    assert!(world.engine.list_slots(&public, asked).await.unwrap().slots.is_empty());
    for start in ["2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:30:00Z"] {
        assert_eq!(refused(book(start).await.unwrap_err()), "outside_hours", "{start}");
    }
}
