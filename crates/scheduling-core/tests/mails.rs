//! Who gets which mail because of what happened to a booking: every change in every state, and what holds of all of them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking; its helpers too")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use proptest::{prelude::*, sample::select};
use scheduling_core::{
    Booking, BookingChange, BookingId, BookingSnapshot, BookingState, BookingStatus, Campaign, Cancellation, Changed,
    Decline, DeclineCause, EventTypeId, HostId, Interval, Invitee, Location, Move, NotificationKind, Party,
    PlannedMail, Recipient, ReminderTiming, Reminders, SeriesId, SeriesPlace, Zone, mails_of, overtaken_mails,
};
use uuid::Uuid;

const ADA: u128 = 1;
const BOB: u128 = 2;
const EVE: u128 = 3;

const fn host(id: u128) -> HostId {
    HostId::from_uuid(Uuid::from_u128(id))
}

fn now() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn state(status: BookingStatus) -> BookingState {
    let (at, to, by) = (now(), BookingId::from_uuid(Uuid::from_u128(90)), Party::Host);
    match status {
        BookingStatus::Pending => BookingState::Pending { expires_at: at + SignedDuration::from_hours(48) },
        BookingStatus::Confirmed => BookingState::Confirmed,
        BookingStatus::Declined => BookingState::Declined(Decline { cause: DeclineCause::Host, at, reason: None }),
        BookingStatus::Cancelled => BookingState::Cancelled(Cancellation { by, at, reason: None }),
        BookingStatus::Rescheduled => BookingState::Rescheduled(Move { to, by, reason: None }),
        BookingStatus::Completed => BookingState::Completed,
        BookingStatus::NoShow => BookingState::NoShow,
    }
}

/// A booking with Ada in two weeks.
fn single(status: BookingStatus) -> Booking {
    let start: Timestamp = "2026-03-16T13:00:00Z".parse().unwrap();
    Booking {
        id: BookingId::from_uuid(Uuid::from_u128(10)),
        event_type: EventTypeId::from_uuid(Uuid::from_u128(11)),
        host: host(ADA),
        co_hosts: Vec::new(),
        team: None,
        occupancy: None,
        snapshot: BookingSnapshot {
            event_type_name: "Intro".parse().unwrap(),
            host_name: "Ada".parse().unwrap(),
            host_email: "ada@example.org".parse().unwrap(),
            location: Location::default(),
        },
        meeting: Interval { start, end: start + SignedDuration::from_mins(30) },
        invitee: Invitee {
            name: "Grace".parse().unwrap(),
            email: "grace@example.org".parse().unwrap(),
            phone: None,
            notes: None,
            zone: Zone::UTC,
            answers: Vec::new(),
            guests: Vec::new(),
            locale: None,
            campaign: Campaign::default(),
        },
        state: state(status),
        ical_uid: "1@example.org".parse().unwrap(),
        sequence: 0,
        rescheduled_from: None,
        series: None,
        overridden: None,
        token_generation: 0,
        awaits_address: false,
        is_muted: false,
        created_at: start,
        updated_at: start,
    }
}

const SHAPES: [&str; 6] = ["single", "first", "later", "guests", "collective", "moved"];

fn shaped(shape: &str, status: BookingStatus) -> Booking {
    let in_series = |position| Some(SeriesPlace { series: SeriesId::from_uuid(Uuid::from_u128(12)), position });
    let mut booking = single(status);
    match shape {
        "first" => booking.series = in_series(1),
        "later" => booking.series = in_series(2),
        "guests" => booking.invitee.guests = ["x@example.org", "y@example.org"].map(|who| who.parse().unwrap()).into(),
        "collective" => booking.co_hosts = vec![host(BOB)],
        "moved" => booking.rescheduled_from = Some(old(&booking).id),
        _ => {}
    }
    booking
}

/// The booking whose place another took, with the same hosts.
fn old(of: &Booking) -> Booking {
    let id = BookingId::from_uuid(Uuid::from_u128(13));
    Booking { id, state: state(BookingStatus::Rescheduled), ..of.clone() }
}

fn changes() -> [BookingChange; 8] {
    let booking = single(BookingStatus::Confirmed);
    [
        BookingChange::Created,
        BookingChange::Confirmed,
        BookingChange::Declined,
        BookingChange::Cancelled,
        BookingChange::Rescheduled { from: old(&booking).id, previous: booking.meeting },
        BookingChange::Completed,
        BookingChange::NoShow,
        BookingChange::Reassigned { from: host(EVE), to: host(ADA) },
    ]
}

fn daily() -> Reminders {
    let day = vec![ReminderTiming::Hours24];
    Reminders { enabled: true, host: day.clone(), invitee: day }
}

/// `kind: who who; kind: who`, in the order of the mails.
fn told(mails: &[PlannedMail]) -> String {
    let names = BTreeMap::from([(host(ADA), "ada"), (host(BOB), "bob"), (host(EVE), "eve")]);
    let name = |to| match to {
        Recipient::Host(host) => names[&host].to_owned(),
        other => other.to_string(),
    };
    let mut kinds: Vec<(NotificationKind, Vec<String>)> = Vec::new();
    for mail in mails {
        match kinds.last_mut().filter(|(kind, _)| *kind == mail.kind) {
            Some((_, all)) => all.push(name(mail.to)),
            None => kinds.push((mail.kind, vec![name(mail.to)])),
        }
    }
    let lines: Vec<String> = kinds.into_iter().map(|(kind, all)| format!("{kind}: {}", all.join(" "))).collect();
    lines.join("; ")
}

/// The change and the status after it, what the booking is like, and who is told what. Of everything else nobody is told.
///
/// `moved` took the place of one that Eve had; all others were Ada's (and Bob's) before, and Eve's before they were reassigned.
const TABLE: &[(&str, &str, &str)] = &[
    ("created pending", "single first guests moved", "request_received: invitee; approval_request: ada"),
    ("created pending", "later", "approval_request: ada"),
    ("created pending", "collective", "request_received: invitee; approval_request: ada bob"),
    ("created confirmed", "single first moved", "confirmation: invitee ada; reminder: invitee ada"),
    ("created confirmed", "later", "reminder: invitee ada"),
    ("created confirmed", "guests", "confirmation: invitee guest:0 guest:1 ada; reminder: invitee ada"),
    ("created confirmed", "collective", "confirmation: invitee ada bob; reminder: invitee ada bob"),
    ("confirmed confirmed", "single first later moved", "confirmation: invitee ada; reminder: invitee ada"),
    ("confirmed confirmed", "guests", "confirmation: invitee guest:0 guest:1 ada; reminder: invitee ada"),
    ("confirmed confirmed", "collective", "confirmation: invitee ada bob; reminder: invitee ada bob"),
    ("declined declined", "single first later guests collective moved", "decline: invitee"),
    ("cancelled cancelled", "single first later moved", "cancellation: invitee ada"),
    ("cancelled cancelled", "guests", "cancellation: invitee guest:0 guest:1 ada"),
    ("cancelled cancelled", "collective", "cancellation: invitee ada bob"),
    ("rescheduled pending", "single first later guests", "request_received: invitee; approval_request: ada"),
    ("rescheduled pending", "collective", "request_received: invitee; approval_request: ada bob"),
    ("rescheduled pending", "moved", "request_received: invitee; approval_request: ada; handed_over: eve"),
    ("rescheduled confirmed", "single first later", "reschedule: invitee ada; reminder: invitee ada"),
    ("rescheduled confirmed", "guests", "reschedule: invitee guest:0 guest:1 ada; reminder: invitee ada"),
    ("rescheduled confirmed", "collective", "reschedule: invitee ada bob; reminder: invitee ada bob"),
    ("rescheduled confirmed", "moved", "reschedule: invitee ada; handed_over: eve; reminder: invitee ada"),
    (
        "reassigned pending",
        "single first later guests collective moved",
        "request_received: invitee; approval_request: ada; handed_over: eve",
    ),
    (
        "reassigned confirmed",
        "single first later moved",
        "reassignment: invitee ada; handed_over: eve; reminder: invitee ada",
    ),
    (
        "reassigned confirmed",
        "guests",
        "reassignment: invitee guest:0 guest:1 ada; handed_over: eve; reminder: invitee ada",
    ),
    (
        "reassigned confirmed",
        "collective",
        "reassignment: invitee ada bob; handed_over: eve; reminder: invitee ada bob",
    ),
];

#[test]
fn every_change_is_told_to_those_whom_it_concerns() {
    let mut rows = 0;
    for change in changes() {
        for status in BookingStatus::ALL {
            for shape in SHAPES {
                let booking = shaped(shape, *status);
                let before =
                    if shape == "moved" { Booking { host: host(EVE), ..old(&booking) } } else { old(&booking) };
                let changed = Changed { change, booking: &booking, moved: Some(&before) };
                let kind = change.kind().as_str().trim_start_matches("booking.").to_owned();
                let is_row = |(what, shapes, _): &&(&str, &str, &str)| {
                    *what == format!("{kind} {status}") && shapes.split(' ').any(|of| of == shape)
                };
                let expected = TABLE.iter().find(is_row).map_or("", |(_, _, told)| *told);
                assert_eq!(told(&mails_of(&changed, &daily(), now())), expected, "{kind} {status} {shape}");
                rows += usize::from(!expected.is_empty());
            }
        }
    }
    let named: usize = TABLE.iter().map(|(_, shapes, _)| shapes.split(' ').count()).sum();
    assert_eq!(rows, named, "every row of the table was met");
}

#[test]
fn guests_who_had_the_meeting_hear_that_its_move_was_declined() {
    let mut booking = shaped("guests", BookingStatus::Declined);
    booking.rescheduled_from = Some(old(&booking).id);
    let changed = Changed { change: BookingChange::Declined, booking: &booking, moved: None };
    assert_eq!(told(&mails_of(&changed, &daily(), now())), "decline: invitee guest:0 guest:1");
}

#[test]
fn what_has_been_overtaken_is_told_to_those_who_have_the_meeting_no_more() {
    for change in changes() {
        let booking = single(BookingStatus::Cancelled);
        let before = Booking { co_hosts: vec![host(EVE)], ..old(&booking) };
        let changed = Changed { change, booking: &booking, moved: Some(&before) };
        let expected = match change {
            BookingChange::Rescheduled { .. } | BookingChange::Reassigned { .. } => "handed_over: eve",
            _ => "",
        };
        assert_eq!(told(&overtaken_mails(&changed, now())), expected, "{change:?}");
    }
    let booking = single(BookingStatus::Confirmed);
    let change = BookingChange::Reassigned { from: host(ADA), to: host(EVE) };
    let back = Changed { change, booking: &booking, moved: None };
    assert_eq!(told(&overtaken_mails(&back, now())), "", "Ada has it again");
}

fn booking() -> impl Strategy<Value = (Booking, Vec<HostId>)> {
    let hosts = prop::sample::subsequence(vec![ADA, BOB, EVE], 1..=3).prop_shuffle();
    let place = prop::option::of(1_u32..4);
    let former = prop::sample::subsequence(vec![ADA, BOB, EVE], 1..=3);
    let parts = (hosts, 0_usize..4, place, any::<bool>(), any::<bool>(), former);
    (parts, select(BookingStatus::ALL)).prop_map(|((hosts, guests, place, is_muted, moved, former), status)| {
        let mut booking = single(status);
        booking.host = host(hosts[0]);
        booking.co_hosts = hosts[1..].iter().copied().map(host).collect();
        booking.invitee.guests = (0..guests).map(|at| format!("g{at}@example.org").parse().unwrap()).collect();
        booking.series =
            place.map(|position| SeriesPlace { series: SeriesId::from_uuid(Uuid::from_u128(12)), position });
        booking.is_muted = is_muted;
        booking.rescheduled_from = moved.then(|| old(&booking).id);
        (booking, former.into_iter().map(host).collect())
    })
}

fn reminders() -> impl Strategy<Value = Reminders> {
    let timings = || prop::sample::subsequence(ReminderTiming::ALL.to_vec(), 0..=ReminderTiming::ALL.len());
    (any::<bool>(), timings(), timings()).prop_map(|(enabled, host, invitee)| Reminders { enabled, host, invitee })
}

proptest! {
    #[test]
    fn every_mail_is_for_somebody_of_the_booking_and_none_is_twice(
        (booking, former) in booking(),
        change in 0_usize..8,
        reminders in reminders(),
        hours in 0_i64..400,
    ) {
        let mut change = changes()[change];
        if let BookingChange::Reassigned { from, to } = &mut change {
            (*from, *to) = (former[0], booking.host);
        }
        let before = Booking { host: former[0], co_hosts: former[1..].to_vec(), ..old(&booking) };
        let changed = Changed { change, booking: &booking, moved: Some(&before) };
        let now = now() + SignedDuration::from_hours(hours);
        let mut seen = BTreeSet::new();
        for mail in mails_of(&changed, &reminders, now) {
            let is_former = mail.kind == NotificationKind::HandedOver;
            prop_assert!(mail.kind.goes_to(mail.to.audience().unwrap()), "{mail:?}");
            prop_assert!(match mail.to {
                Recipient::Invitee => true,
                Recipient::Guest(place) => usize::from(place) < booking.invitee.guests.len(),
                Recipient::Host(host) if is_former => former.contains(&host) && !booking.hosts().contains(&host),
                Recipient::Host(host) => booking.hosts().contains(&host),
                Recipient::Webhook(_) => false,
            }, "{mail:?}");
            let minutes = mail.timing.map(|timing| timing.before().0);
            prop_assert!(seen.insert((mail.to, mail.kind.as_str(), minutes)), "twice: {mail:?}");
            prop_assert!(mail.at >= now, "{mail:?}");
            prop_assert_eq!(mail.timing.is_some(), mail.kind == NotificationKind::Reminder);
            prop_assert!(!(booking.is_muted && mail.timing.is_some() && mail.to == Recipient::Invitee), "{:?}", mail);
        }
    }
}
