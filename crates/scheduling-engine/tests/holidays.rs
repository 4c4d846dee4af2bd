//! Public holidays: chosen for a host or for all of a tenant, and then in nobody's list of slots.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

#[expect(dead_code, reason = "other tests share more of it")]
mod support;

use std::collections::BTreeMap;

use jiff::civil::date;
use scheduling_core::{
    DateOverrides, DayWindows, EventTypeDetails, HolidaySet, HostProfile, KeptHolidays, LocalTime, TenantSettings,
    WeeklySchedule, Window,
    slots::{OverridableRule, Reason, RuleOverride, SlotQuery},
};
use scheduling_engine::{
    BookForInvitee, BookRefusal, Failure, Field, FutureBookings, HoldRefusal, HostRefusal, InvalidValue, ListSlots,
    NamedHours, NewSchedule, NewTime, ReplaceHost, RescheduleByHost, RescheduleRefusal, SetAvailability, Writing,
};
use scheduling_testkit::{
    World,
    world::{details, instant, invitee},
};

use crate::support::superuser;

/// Ten o'clock in New York on Good Friday, Easter Monday and the day after.
const GOOD_FRIDAY: &str = "2026-04-03T14:00:00Z";
const EASTER_MONDAY: &str = "2026-04-06T14:00:00Z";
const TUESDAY: &str = "2026-04-07T14:00:00Z";

fn kept(sets: &[&str], worked: &[&str]) -> KeptHolidays {
    KeptHolidays {
        sets: sets.iter().map(|code| code.parse().unwrap()).collect(),
        worked: worked.iter().map(|name| name.parse().unwrap()).collect(),
    }
}

async fn host_keeps(world: &World, holidays: Option<KeptHolidays>) -> Result<(), Failure<HostRefusal>> {
    let profile = HostProfile { holidays, ..world.host.profile.clone() };
    let replace = ReplaceHost { host: world.host.id, profile, future_bookings: FutureBookings::Refuse };
    world.engine.replace_host(&world.admin, Writing::once(replace)).await.map(drop)
}

async fn tenant_keeps(world: &World, holidays: KeptHolidays) {
    let mut settings = TenantSettings::default();
    settings.defaults.holidays = holidays;
    world.engine.replace_settings(&world.admin, Writing::once(settings)).await.unwrap();
}

/// How many slots the dates of these starts have.
async fn listed<const N: usize>(world: &World, starts: [&str; N]) -> [usize; N] {
    let mut counts = [0; N];
    for (count, start) in counts.iter_mut().zip(starts) {
        let zone = world.host.profile.zone.clone();
        let day = zone.date_of(instant(start));
        let query = SlotQuery::dates(zone, day, day).unwrap();
        let asked = ListSlots { username: "ada".parse().unwrap(), slug: "intro".parse().unwrap(), query };
        *count = world.engine.list_slots(&world.public().await, asked).await.unwrap().slots.len();
    }
    counts
}

async fn reasons(world: &World, start: &str) -> Vec<Reason> {
    world.engine.explain(&world.admin, world.event_type.id, instant(start)).await.unwrap().reasons
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_holiday_can_be_neither_listed_nor_held_nor_booked_nor_moved_to() {
    let world = World::new().await;
    let public = world.public().await;
    let booking = world.engine.book(&public, Writing::once(world.book(TUESDAY))).await.unwrap().outcome;
    assert_eq!(listed(&world, [GOOD_FRIDAY, EASTER_MONDAY, TUESDAY]).await, [31, 31, 28]);
    host_keeps(&world, Some(kept(&["DE"], &["Good Friday"]))).await.unwrap();
    assert_eq!(listed(&world, [GOOD_FRIDAY, EASTER_MONDAY, TUESDAY]).await, [31, 0, 28]);

    let reasons = reasons(&world, EASTER_MONDAY).await;
    assert!(matches!(reasons[..], [Reason::Holiday { holiday }] if holiday.name == "Easter Monday"), "{reasons:?}");
    let held = world.engine.hold(&public, Writing::once(world.hold(EASTER_MONDAY))).await.unwrap_err();
    assert!(matches!(&held, Failure::Refused(HoldRefusal::Slot(slot)) if slot.rule().code() == "blocked"), "{held:?}");
    let booked = world.engine.book(&public, Writing::once(world.book(EASTER_MONDAY))).await.unwrap_err();
    let Failure::Refused(BookRefusal::Slot(refused)) = booked else { panic!("{booked:?}") };
    assert_eq!(refused.rule().code(), "blocked");
    assert_eq!(refused.next[0].start(), instant("2026-04-07T13:00:00Z"), "what is offered instead is no holiday");
    let to = NewTime { start: instant(EASTER_MONDAY), zone: None, reason: None };
    let moving = RescheduleByHost { booking: booking.id, to, overridden: None };
    let moved = world.engine.reschedule_booking(&world.admin, Writing::once(moving)).await.unwrap_err();
    assert!(matches!(&moved, Failure::Refused(RescheduleRefusal::Slot(slot)) if slot.rule().code() == "blocked"));

    // The host's side can set it aside, as any block.
    let reason = "The customer asked for it".parse().unwrap();
    let overridden = Some(RuleOverride { rules: vec![OverridableRule::Blocked], reason });
    let wish = BookForInvitee {
        event_type: world.event_type.id,
        host: None,
        start: instant(EASTER_MONDAY),
        invitee: invitee("Grace"),
        overridden,
    };
    world.engine.book_for_invitee(&world.admin, Writing::once(wish)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_follows_the_tenant_unless_the_host_says_otherwise() {
    let world = World::new().await;
    tenant_keeps(&world, kept(&["DE"], &[])).await;
    assert_eq!(listed(&world, [GOOD_FRIDAY, EASTER_MONDAY]).await, [0, 0]);
    // Tennessee has Good Friday, and no Easter Monday.
    host_keeps(&world, Some(kept(&["US-TN"], &[]))).await.unwrap();
    assert_eq!(listed(&world, [GOOD_FRIDAY, EASTER_MONDAY]).await, [0, 31]);
    host_keeps(&world, Some(KeptHolidays::default())).await.unwrap();
    assert_eq!(listed(&world, [GOOD_FRIDAY, EASTER_MONDAY]).await, [31, 31]);
    host_keeps(&world, None).await.unwrap();
    assert_eq!(listed(&world, [GOOD_FRIDAY, EASTER_MONDAY]).await, [0, 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_of_the_date_itself_come_before_the_holiday() {
    let world = World::new().await;
    host_keeps(&world, Some(kept(&["DE"], &[]))).await.unwrap();
    let time = |hour: u16| LocalTime::from_minutes(hour * 60).unwrap();
    let morning = DayWindows::new(vec![Window::new(time(9), time(11)).unwrap()]).unwrap();
    let hours = SetAvailability {
        host: world.host.id,
        zone: world.host.profile.zone.clone(),
        weekly: WeeklySchedule::office_hours(),
        overrides: DateOverrides::new(BTreeMap::from([(date(2026, 4, 6), morning)])).unwrap(),
    };
    world.engine.put_availability(&world.admin, Writing::once(hours)).await.unwrap();
    assert_eq!(listed(&world, [GOOD_FRIDAY, EASTER_MONDAY]).await, [0, 7]);
    world.engine.book(&world.public().await, Writing::once(world.book(EASTER_MONDAY))).await.unwrap();

    // An event type with a schedule of its own: the hours of the default one say nothing about it.
    let (weekly, overrides) = (WeeklySchedule::office_hours(), DateOverrides::default());
    let hours = NamedHours { name: "Rare".parse().unwrap(), weekly, overrides };
    let own = NewSchedule { host: world.host.id, hours };
    let own = world.engine.create_schedule(&world.admin, Writing::once(own)).await.unwrap().outcome;
    let rare = EventTypeDetails { schedule: Some(own.id), ..details("rare", 30) };
    let rare = world.event_type(&world.admin, &world.host, rare).await;
    let explained = world.engine.explain(&world.admin, rare.id, instant("2026-04-06T16:00:00Z")).await.unwrap();
    assert!(matches!(explained.reasons[..], [Reason::Holiday { .. }]), "{explained:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sets_and_names_that_there_are_not_are_named_and_change_nothing() {
    let world = World::new().await;
    let refused = host_keeps(&world, Some(kept(&["DE", "ZZ"], &["Easter Monday", "Carnival"]))).await.unwrap_err();
    let Failure::Refused(HostRefusal::Invalid(fields)) = refused else { panic!("{refused:?}") };
    let fields: Vec<_> = fields.0.into_iter().map(|invalid| (invalid.field, invalid.problem)).collect();
    let expected = [
        (Field::HolidaySet(1), InvalidValue::UnknownHolidaySet),
        (Field::WorkedHoliday(1), InvalidValue::UnknownHoliday),
    ];
    assert_eq!(fields, expected);
    assert_eq!(world.engine.get_host(&world.admin, world.host.id).await.unwrap(), world.host);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_set_that_the_program_does_not_know_is_an_error_and_never_free_time() {
    let world = World::new().await;
    let unknown = r#"UPDATE scheduling_users SET holidays = '{"sets": ["ZZ"]}'"#;
    superuser(&world).await.execute(unknown, &[]).await.unwrap();
    let failed = world.engine.book(&world.public().await, Writing::once(world.book(TUESDAY))).await.unwrap_err();
    assert!(matches!(failed, Failure::Internal(_)), "{failed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sets_tell_how_far_they_reach() {
    let world = World::new().await;
    let sets: Vec<&HolidaySet> = world.engine.list_holiday_sets(&world.admin).unwrap().collect();
    assert!(sets.iter().all(|set| set.first() == date(2024, 1, 1) && set.last() >= date(2026, 12, 31)));
    let set = world.engine.get_holiday_set(&world.admin, &"DE".parse().unwrap()).unwrap();
    assert_eq!(set.last(), date(2037, 12, 31));
    let absent = world.engine.get_holiday_set(&world.admin, &"ZZ".parse().unwrap()).unwrap_err();
    assert_eq!(absent.to_string(), "there is no such set of holidays");
}
