//! What is sent: one booking and the mails about it.

use jiff::{SignedDuration, Timestamp};
use scheduling_connect::Sender;
use scheduling_core::{
    Audience, Booking, BookingId, BookingSnapshot, BookingState, Branding, Campaign, DeliveryId, EventTypeId, HostId,
    Interval, Invitee, Letterhead, Links, Locale, Location, Mailbox, Notification, NotificationKind, Zone,
};
use scheduling_engine::{Content, Parcel};
use uuid::Uuid;

pub(crate) const DELIVERY: u128 = 0x0195_0000_0000_7000_8000_0000_0000_0001;

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn now() -> Timestamp {
    at("2026-03-02T12:00:00Z")
}

pub(crate) fn sender() -> Sender {
    "book@scheduling.test".parse().unwrap()
}

pub(crate) fn booking() -> Booking {
    let start = at("2026-03-16T13:00:00Z");
    Booking {
        id: BookingId::from_uuid(Uuid::from_u128(1)),
        event_type: EventTypeId::from_uuid(Uuid::from_u128(2)),
        host: HostId::from_uuid(Uuid::from_u128(3)),
        co_hosts: Vec::new(),
        team: None,
        series: None,
        occupancy: None,
        snapshot: BookingSnapshot {
            event_type_name: "Intro".parse().unwrap(),
            host_name: "Ada King".parse().unwrap(),
            host_email: "ada@hosts.example".parse().unwrap(),
            location: Location::default(),
        },
        meeting: Interval { start, end: start + SignedDuration::from_mins(30) },
        invitee: Invitee {
            name: "Grace Hopper".parse().unwrap(),
            email: "grace@invitees.example".parse().unwrap(),
            phone: None,
            notes: Some("Looking forward to it.\n.\nA line with a dot alone, and one that is long: ".parse().unwrap()),
            zone: Zone::UTC,
            answers: Vec::new(),
            guests: vec!["eve@guests.example".parse().unwrap()],
            locale: None,
            campaign: Campaign::default(),
        },
        state: BookingState::Confirmed,
        ical_uid: "7f3a@scheduling.test".parse().unwrap(),
        sequence: 0,
        rescheduled_from: None,
        overridden: None,
        token_generation: 0,
        is_muted: false,
        awaits_address: false,
        created_at: start,
        updated_at: start,
    }
}

/// The confirmation that the invitee gets.
pub(crate) fn notification() -> Notification {
    let booking = booking();
    Notification {
        kind: NotificationKind::Confirmation,
        timing: None,
        audience: Audience::Invitee,
        to: Mailbox { name: Some(booking.invitee.name.clone()), email: booking.invitee.email.clone() },
        zone: Zone::UTC,
        locale: Locale::En,
        booking,
        co_hosts: Vec::new(),
        moved: None,
        series: Vec::new(),
        participants: None,
        organizer: None,
        letterhead: Letterhead {
            name: "Acme".parse().unwrap(),
            branding: Branding { display_name: None, logo_url: None, accent_color: None, locale: None },
        },
        links: Links::default(),
        alarms: Vec::new(),
        template: None,
        at: now(),
    }
}

pub(crate) fn parcel(notification: Notification) -> Parcel {
    let delivery = DeliveryId::from_uuid(Uuid::from_u128(DELIVERY));
    Parcel { delivery, at: now(), content: Content::Mail(Box::new(notification)) }
}
