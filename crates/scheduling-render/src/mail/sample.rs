//! Mails that nobody was sent: for previews, for the check of templates, and for tests. The people are Ada Lovelace, who hosts,
//! and Grace Hopper, who booked.

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{
    Answer, AnswerValue, Audience, Booking, BookingId, BookingSnapshot, BookingState, Branding, Campaign, Cancellation,
    Decline, DeclineCause, EventTypeId, HostId, Interval, Invitee, Letterhead, Links, Locale, Location, LocationKind,
    LongText, Mailbox, Minutes, Moved, Notification, NotificationKind, Party, ReminderTiming, Zone,
};
use uuid::Uuid;

use super::MailError;

/// When the sample meeting is: on 16 March 2026 at 13:00 UTC.
const START: Timestamp = Timestamp::constant(1_773_666_000, 0);
/// When it was before, of one that was moved.
const BEFORE: SignedDuration = SignedDuration::from_hours(71);
const LENGTH: SignedDuration = SignedDuration::from_mins(30);

/// A mail of this kind, as this reader gets it in this language: with everything that such a mail can have, and without a
/// template.
///
/// # Errors
/// This reader gets no such mail.
pub fn sample(kind: NotificationKind, audience: Audience, locale: Locale) -> Result<Notification, MailError> {
    of(kind, audience, locale).ok_or(MailError::NoSuchMail { kind, audience })
}

/// As [`sample`].
pub(super) fn of(kind: NotificationKind, audience: Audience, locale: Locale) -> Option<Notification> {
    if !kind.goes_to(audience) {
        return None;
    }
    let booking = booking(kind, locale);
    let (invitee, snapshot) = (&booking.invitee, &booking.snapshot);
    let to = match audience {
        Audience::Invitee => Mailbox { name: Some(invitee.name.clone()), email: invitee.email.clone() },
        Audience::Guest => Mailbox { name: None, email: valid("eve@example.org") },
        Audience::Host => Mailbox { name: Some(snapshot.host_name.clone()), email: snapshot.host_email.clone() },
    };
    let is_reminder = kind == NotificationKind::Reminder;
    Some(Notification {
        kind,
        timing: is_reminder.then_some(ReminderTiming::Hours2),
        audience,
        to,
        zone: zone(locale),
        locale,
        co_hosts: Vec::new(),
        moved: (kind == NotificationKind::Reschedule).then(|| Moved {
            previous: Interval { start: START - BEFORE, end: START - BEFORE + LENGTH },
            by: Some(Party::Host),
            reason: Some(reason()),
        }),
        series: Vec::new(),
        participants: None,
        organizer: None,
        letterhead: Letterhead { name: valid("Analytical Engines"), branding: Branding::default() },
        links: links(kind, audience),
        alarms: if audience == Audience::Host { vec![Minutes(15)] } else { Vec::new() },
        template: None,
        at: START - if is_reminder { SignedDuration::from_hours(2) } else { SignedDuration::from_hours(14 * 24) },
        booking,
    })
}

fn reason() -> LongText {
    valid("Something has come up.\nPlease pick another time.")
}

fn booking(kind: NotificationKind, locale: Locale) -> Booking {
    let made = START - SignedDuration::from_hours(14 * 24);
    let state = match kind {
        NotificationKind::RequestReceived | NotificationKind::ApprovalRequest => {
            BookingState::Pending { expires_at: made + SignedDuration::from_hours(48) }
        }
        NotificationKind::AddressConfirmation => {
            BookingState::Pending { expires_at: made + SignedDuration::from_hours(1) }
        }
        NotificationKind::Cancellation => {
            BookingState::Cancelled(Cancellation { by: Party::Host, at: made, reason: Some(reason()) })
        }
        NotificationKind::Decline => {
            BookingState::Declined(Decline { cause: DeclineCause::Host, at: made, reason: Some(reason()) })
        }
        _ => BookingState::Confirmed,
    };
    Booking {
        id: BookingId::from_uuid(Uuid::from_u128(1)),
        event_type: EventTypeId::from_uuid(Uuid::from_u128(2)),
        host: HostId::from_uuid(Uuid::from_u128(3)),
        co_hosts: Vec::new(),
        team: None,
        occupancy: None,
        snapshot: BookingSnapshot {
            event_type_name: valid("Intro"),
            host_name: valid("Ada Lovelace"),
            host_email: valid("ada@example.com"),
            location: Location {
                kind: LocationKind::Zoom,
                value: Some(valid("https://meet.example.com/intro")),
                display_name: None,
            },
        },
        meeting: Interval { start: START, end: START + LENGTH },
        invitee: invitee(locale),
        state,
        ical_uid: valid("00000000-0000-0000-0000-000000000001"),
        sequence: 1,
        rescheduled_from: None,
        series: None,
        overridden: None,
        token_generation: 0,
        is_muted: false,
        awaits_address: kind == NotificationKind::AddressConfirmation,
        created_at: made,
        updated_at: made,
    }
}

fn invitee(locale: Locale) -> Invitee {
    let answer = |question, label, value| Answer { question: valid(question), label: valid(label), value };
    Invitee {
        name: valid("Grace Hopper"),
        email: valid("grace@example.org"),
        phone: Some(valid("+1 555 0100")),
        notes: Some(valid("I would like to see the difference engine.\nIs there a place to park?")),
        zone: zone(locale),
        answers: vec![
            answer("topic", "What is it about?", AnswerValue::Text(valid("Compilers"))),
            answer("terms", "I agree to being recorded", AnswerValue::Checked(true)),
        ],
        guests: vec![valid("eve@example.org")],
        locale: Some(locale),
        campaign: Campaign::default(),
    }
}

fn zone(locale: Locale) -> Zone {
    valid(match locale {
        Locale::En => "America/New_York",
        Locale::De => "Europe/Berlin",
        Locale::Fr => "Europe/Paris",
        Locale::Es => "Europe/Madrid",
        Locale::PtBr => "America/Sao_Paulo",
    })
}

/// Only those that the reader may have.
fn links(kind: NotificationKind, audience: Audience) -> Links {
    let link = |path: &str| Some(format!("https://book.example.com/{path}"));
    let unsubscribe = if kind == NotificationKind::Reminder { link("unsubscribe") } else { None };
    let decides = kind == NotificationKind::ApprovalRequest;
    match audience {
        Audience::Guest => Links::default(),
        Audience::Host => Links {
            manage: link("manage"),
            approve: if decides { link("approve") } else { None },
            decline: if decides { link("decline") } else { None },
            unsubscribe,
            ..Links::default()
        },
        Audience::Invitee => Links {
            manage: link("manage"),
            cancel: link("cancel"),
            reschedule: link("reschedule"),
            confirm_address: if kind == NotificationKind::AddressConfirmation { link("confirm") } else { None },
            unsubscribe,
            ..Links::default()
        },
    }
}

#[expect(clippy::expect_used, reason = "the texts of samples are constants: `every_mail_is_written`")]
fn valid<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("the texts of samples pass their rules")
}
