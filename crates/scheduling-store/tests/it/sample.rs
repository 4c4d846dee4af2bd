//! Values for tests of the repositories: a tenant with hosts, event types and verified slots.

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{
    BookingId, BookingSnapshot, BookingState, Campaign, Color, DateOverrides, DayWindows, DefaultSettings, EventType,
    EventTypeDetails, EventTypeId, Host, HostCalendar, HostFacts, HostId, HostProfile, Interval, Invitee, KeptHolidays,
    Location, Minutes, NewBooking, Owner, Reminders, ScheduleId, SettingOverrides, SlotRules, Tenant, TenantId,
    TenantSettings, TenantStatus, WeeklySchedule, Window, Zone,
    slots::{Attempt, VerifiedSlot, verify},
};
use scheduling_store::{PlatformScope, TenantScope, schedules::Schedule};

use crate::support::{Bed, id, scope};

pub(crate) const TENANT: u128 = 0xa00;
pub(crate) const NOW: &str = "2026-03-01T00:00:00Z";
pub(crate) const BUDGET: std::time::Duration = std::time::Duration::from_secs(10);

pub(crate) fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

pub(crate) fn now() -> Timestamp {
    at(NOW)
}

pub(crate) fn host_id(number: u128) -> HostId {
    HostId::from_uuid(id(0x100 + number))
}

pub(crate) fn event_type_id(number: u128) -> EventTypeId {
    EventTypeId::from_uuid(id(0x200 + number))
}

pub(crate) fn schedule_id(number: u128) -> ScheduleId {
    ScheduleId::from_uuid(id(0x300 + number))
}

pub(crate) fn interval(start: &str, minutes: i64) -> Interval {
    Interval { start: at(start), end: at(start) + SignedDuration::from_mins(minutes) }
}

pub(crate) fn tenant(number: u128, slug: &str) -> Tenant {
    Tenant {
        id: TenantId::from_uuid(id(number)),
        slug: slug.parse().unwrap(),
        name: "Acme".parse().unwrap(),
        status: TenantStatus::Active,
        scheduling_enabled: true,
        quotas: scheduling_core::Quotas::default(),
        settings: TenantSettings::default(),
        created_at: now(),
    }
}

/// Sets of holidays, without those that are worked on.
pub(crate) fn kept(sets: &[&str], worked: &[&str]) -> KeptHolidays {
    KeptHolidays {
        sets: sets.iter().map(|code| code.parse().unwrap()).collect(),
        worked: worked.iter().map(|name| name.parse().unwrap()).collect(),
    }
}

pub(crate) fn host(number: u128) -> Host {
    Host {
        id: host_id(number),
        profile: HostProfile {
            user_id: format!("user-{number}").parse().unwrap(),
            username: format!("host_{number}").parse().unwrap(),
            display_name: "Ada Lovelace".parse().unwrap(),
            email: "ada@example.org".parse().unwrap(),
            zone: Zone::UTC,
            avatar_url: None,
            is_active: true,
            settings: SettingOverrides::default(),
            default_duration: Minutes(30),
            locale: None,
            holidays: Some(kept(&["DE-BY"], &["Epiphany"])),
        },
        created_at: now(),
        updated_at: now(),
    }
}

pub(crate) fn event_type(number: u128, host: u128) -> EventType {
    EventType {
        id: event_type_id(number),
        owner: Owner::Host(host_id(host)),
        details: EventTypeDetails {
            name: "Intro".parse().unwrap(),
            slug: format!("intro-{number}").parse().unwrap(),
            description: None,
            duration: Minutes(30),
            step: None,
            seats: 1,
            color: Color::Blue,
            location: Location::default(),
            questions: Vec::new(),
            reminders: Reminders::default(),
            overrides: SettingOverrides::default(),
            schedule: None,
            cancel_cutoff: Minutes(0),
            reschedule_cutoff: Minutes(0),
            max_occurrences: 1,
            requires_approval: false,
            confirms_address: false,
            is_active: true,
        },
        archived_at: None,
        created_at: now(),
        updated_at: now(),
    }
}

pub(crate) fn schedule(number: u128, host: u128) -> Schedule {
    Schedule {
        id: schedule_id(number),
        host: host_id(host),
        name: format!("Schedule {number}").parse().unwrap(),
        is_default: true,
        weekly: WeeklySchedule::office_hours(),
        overrides: DateOverrides::default(),
        created_at: now(),
        updated_at: now(),
    }
}

pub(crate) fn window(start: &str, end: &str) -> Window {
    Window::new(start.parse().unwrap(), end.parse().unwrap()).unwrap()
}

/// A slot of half an hour with the product's buffers (0 and 15 minutes), of a host who is always there.
pub(crate) fn slot(host: u128, event_type: u128, start: &str) -> VerifiedSlot {
    let all_day = DayWindows::new(vec![window("00:00", "24:00")]).unwrap();
    let facts = HostFacts {
        host: host_id(host),
        zone: Zone::UTC,
        weekly: WeeklySchedule::from_monday(std::array::from_fn(|_| all_day.clone())),
        overrides: DateOverrides::default(),
        blocks: Vec::new(),
        holidays: Vec::new(),
        occupancies: Vec::new(),
        external_busy: Vec::new(),
    };
    let calendar = HostCalendar::new(facts).unwrap();
    let event_type = self::event_type(event_type, host);
    let rules = SlotRules::effective(&event_type.rules(), &SettingOverrides::default(), &DefaultSettings::default());
    verify(&calendar, &rules, Attempt::at(at(start)), now()).unwrap()
}

pub(crate) fn booking(number: u128, slot: VerifiedSlot) -> NewBooking {
    let id = BookingId::from_uuid(id(0x500 + number));
    NewBooking {
        id,
        slot,
        co_slots: Vec::new(),
        team: None,
        invitee: Invitee {
            name: "Grace Hopper".parse().unwrap(),
            email: "Grace@Example.org".parse().unwrap(),
            phone: None,
            notes: None,
            zone: "Europe/Berlin".parse().unwrap(),
            answers: Vec::new(),
            guests: Vec::new(),
            locale: None,
            campaign: Campaign::default(),
        },
        snapshot: BookingSnapshot {
            event_type_name: "Intro".parse().unwrap(),
            host_name: "Ada Lovelace".parse().unwrap(),
            host_email: "ada@example.org".parse().unwrap(),
            location: Location::default(),
        },
        state: BookingState::Confirmed,
        ical_uid: id.to_string().parse().unwrap(),
        sequence: 0,
        rescheduled_from: None,
        series: None,
        overridden: None,
        is_muted: false,
        awaits_address: false,
        created_at: now(),
    }
}

/// A tenant with hosts 1 and 2, each with a default schedule and an event type of the host's number.
pub(crate) async fn furnished() -> (Bed, TenantScope) {
    let bed = Bed::new().await;
    let scope = scope(TENANT);
    bed.store.insert_tenant(&PlatformScope::authenticated(), &tenant(TENANT, "acme")).await.unwrap();
    let tx = bed.store.begin(&scope, BUDGET).await.unwrap();
    for number in [1, 2] {
        tx.insert_host(&host(number)).await.unwrap();
        tx.insert_schedule(&schedule(number, number)).await.unwrap();
        tx.insert_event_type(&event_type(number, number)).await.unwrap();
    }
    tx.commit().await.unwrap();
    (bed, scope)
}
