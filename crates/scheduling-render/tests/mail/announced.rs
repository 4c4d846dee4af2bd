//! Mails about more than one meeting, one host or one invitee, and about moves.

use jiff::SignedDuration;
use scheduling_core::{
    Audience, Booking, BookingId, HostId, Interval, Locale, Mailbox, Moved, Notification, NotificationKind,
    Participants, Party,
};
use scheduling_render::mail::{mail, sample};
use uuid::Uuid;

use crate::{english, samples};

/// The sample as the first of a series of so many, one a week: over the end of March the clocks change in Europe.
fn series(audience: Audience, locale: Locale, count: u32) -> Notification {
    let mut notification = sample(NotificationKind::Confirmation, audience, locale).unwrap();
    let first = notification.booking.clone();
    notification.series = (1..count).map(|week| occurrence(&first, week)).collect();
    notification
}

fn occurrence(first: &Booking, week: u32) -> Booking {
    let later = |at| at + SignedDuration::from_hours(7 * 24 * i64::from(week));
    Booking {
        id: BookingId::from_uuid(Uuid::from_u128(100 + u128::from(week))),
        ical_uid: format!("00000000-0000-0000-0000-0000000001{week:02}").parse().unwrap(),
        sequence: week,
        meeting: Interval { start: later(first.meeting.start), end: later(first.meeting.end) },
        ..first.clone()
    }
}

fn collective(kind: NotificationKind, audience: Audience, locale: Locale) -> Notification {
    let mut notification = sample(kind, audience, locale).unwrap();
    notification.booking.co_hosts = vec![HostId::from_uuid(Uuid::from_u128(30))];
    notification.co_hosts =
        vec![Mailbox { name: Some("Ines Turing".parse().unwrap()), email: "ines@example.com".parse().unwrap() }];
    notification
}

fn unfolded(ics: &str) -> String {
    ics.replace("\r\n ", "")
}

#[test]
fn a_series_is_listed_whole_and_its_others_are_a_file() {
    let notification = series(Audience::Invitee, Locale::De, 3);
    let mail = mail(&notification).unwrap();
    let listed = "Alle 3 Termine der Serie (Europe/Berlin):\n    \
        Montag, 16. März 2026, 14:00–14:30 Uhr\n    \
        Montag, 23. März 2026, 14:00–14:30 Uhr\n    \
        Montag, 30. März 2026, 15:00–15:30 Uhr\n";
    assert!(mail.text.contains(listed), "{}", mail.text);
    let invitation = unfolded(&mail.calendar.unwrap().ics);
    assert_eq!((invitation.matches("BEGIN:VEVENT").count(), invitation.matches("METHOD:REQUEST").count()), (1, 1));
    let others = unfolded(&mail.meetings.unwrap());
    assert!(others.contains("\r\nMETHOD:PUBLISH\r\n") && !others.contains("ATTENDEE") && !others.contains("NAME:"));
    let of = |name: &str| -> Vec<String> {
        others.lines().filter_map(|line| line.strip_prefix(name).map(str::to_owned)).collect()
    };
    let uids = ["00000000-0000-0000-0000-000000000101", "00000000-0000-0000-0000-000000000102"];
    assert_eq!((of("UID:"), of("SEQUENCE:")), (uids.map(str::to_owned).into(), vec!["1".to_owned(), "2".to_owned()]));
    assert_eq!(of("DTSTART:"), ["20260323T130000Z", "20260330T130000Z"]);
}

#[test]
fn everybody_of_a_series_gets_what_is_theirs() {
    for (audience, notes, alarms) in [(Audience::Invitee, 2, 0), (Audience::Guest, 0, 0), (Audience::Host, 2, 2)] {
        for locale in Locale::ALL {
            let mail = mail(&series(audience, *locale, 3)).unwrap();
            let others = unfolded(&mail.meetings.unwrap());
            let counted = (others.matches("difference engine").count(), others.matches("BEGIN:VALARM").count());
            assert_eq!(counted, (notes, alarms), "{audience}");
            assert!(mail.text.contains("30") && mail.html.contains("30"), "{}", mail.text);
        }
    }
    for notification in samples() {
        assert_eq!(mail(&notification).unwrap().meetings, None);
    }
}

#[test]
fn all_hosts_are_named_and_verbs_agree() {
    let text = |kind, audience, locale| mail(&collective(kind, audience, locale)).unwrap();
    let (kind, invitee) = (NotificationKind::Confirmation, Audience::Invitee);
    assert_eq!(
        text(kind, invitee, Locale::En).subject,
        "Confirmed: Intro with Ada Lovelace and Ines Turing, Mon, Mar 16, 2026, 9:00 AM"
    );
    assert!(text(kind, invitee, Locale::Es).text.contains("\nCon: Ada Lovelace e Ines Turing\n"));
    assert!(text(kind, Audience::Guest, Locale::De).text.contains("\nMit: Ada Lovelace und Ines Turing\n"));
    assert!(text(kind, Audience::Host, Locale::Fr).text.contains("\nHôtes\u{a0}: Ada Lovelace et Ines Turing\n"));
    let (kind, guest) = (NotificationKind::Cancellation, Audience::Guest);
    for (locale, expected) in [
        (Locale::En, "Ada Lovelace and Ines Turing have cancelled the meeting"),
        (Locale::De, "Ada Lovelace und Ines Turing haben den Termin"),
        (Locale::Fr, "Ada Lovelace et Ines Turing ont annulé"),
        (Locale::Es, "Ada Lovelace e Ines Turing han cancelado"),
        (Locale::PtBr, "Ada Lovelace e Ines Turing cancelaram"),
    ] {
        let text = text(kind, guest, locale).text;
        assert!(text.contains(expected), "{text}");
    }
    let mut templated = collective(kind, invitee, Locale::En);
    templated.template = Some(scheduling_core::MailTemplate {
        subject: Some("{{ host_name }}".to_owned()),
        ..scheduling_core::MailTemplate::default()
    });
    assert_eq!(mail(&templated).unwrap().subject, "Ada Lovelace and Ines Turing");
}

#[test]
fn calendars_know_all_hosts() {
    let ics = |kind, audience| unfolded(&mail(&collective(kind, audience, Locale::En)).unwrap().calendar.unwrap().ics);
    let (confirmation, invitee) = (NotificationKind::Confirmation, Audience::Invitee);
    let entered = ics(confirmation, invitee);
    assert!(entered.contains("\r\nORGANIZER;CN=Ada Lovelace:mailto:ada@example.com\r\n"), "{entered}");
    let led = "\r\nATTENDEE;CN=Ines Turing;ROLE=CHAIR;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:ines@example.com\r\n";
    assert!(entered.contains(led), "{entered}");
    assert!(entered.contains("\r\nSUMMARY:Intro – Ada Lovelace\\, Ines Turing\r\n"), "{entered}");
    assert!(ics(confirmation, Audience::Host).contains("\r\nSUMMARY:Intro – Grace Hopper\r\n"));
    let cancelled = ics(NotificationKind::Cancellation, invitee);
    assert!(cancelled.contains("\r\nATTENDEE;CN=Ines Turing:mailto:ines@example.com\r\n"), "{cancelled}");
}

#[test]
fn whoever_led_a_meeting_with_others_was_not_its_organizer() {
    let mut notification = collective(NotificationKind::HandedOver, Audience::Host, Locale::En);
    notification.to =
        Mailbox { name: Some("Charles Babbage".parse().unwrap()), email: "charles@example.com".parse().unwrap() };
    let snapshot = &notification.booking.snapshot;
    notification.organizer =
        Some(Mailbox { name: Some(snapshot.host_name.clone()), email: snapshot.host_email.clone() });
    let ics = unfolded(&mail(&notification).unwrap().calendar.unwrap().ics);
    assert!(ics.contains("\r\nORGANIZER;CN=Ada Lovelace:mailto:ada@example.com\r\n"), "{ics}");
    assert!(ics.contains("\r\nATTENDEE;CN=Charles Babbage:mailto:charles@example.com\r\n"), "{ics}");
}

fn reminded(names: usize, more: u32, locale: Locale) -> Notification {
    let mut notification = sample(NotificationKind::Reminder, Audience::Host, locale).unwrap();
    let names = (1..=names).map(|at| format!("Guest {at}").parse().unwrap()).collect();
    notification.participants = Some(Participants { names, more });
    notification
}

#[test]
fn a_host_is_reminded_of_all_who_come() {
    let few = mail(&reminded(2, 0, Locale::En)).unwrap();
    assert!(few.subject.starts_with("Reminder: Intro with Guest 1 and 1 other, "), "{}", few.subject);
    assert!(few.text.contains("Your meeting “Intro” with Guest 1 and 1 other begins in 2 hours."), "{}", few.text);
    assert!(few.text.contains("Participants:\n    Guest 1\n    Guest 2\nWhere: "), "{}", few.text);
    for of_one in ["grace@example.org", "Compilers", "difference engine", "0100"] {
        assert!(!few.text.contains(of_one), "{}", few.text);
    }
    let many = mail(&reminded(20, 13, Locale::De)).unwrap();
    assert!(many.subject.starts_with("Erinnerung: Intro mit Guest 1 und 32 weiteren Personen, "), "{}", many.subject);
    assert!(many.text.contains("    Guest 20\n    und 13 weitere Personen\n"), "{}", many.text);
    for locale in Locale::ALL {
        mail(&reminded(3, 1, *locale)).unwrap();
    }
    let mut templated = reminded(2, 1, Locale::En);
    templated.template = Some(scheduling_core::MailTemplate {
        subject: Some("{{ participants|join(\", \") }}".to_owned()),
        ..scheduling_core::MailTemplate::default()
    });
    assert_eq!(mail(&templated).unwrap().subject, "Guest 1, Guest 2, and 1 more");
}

#[test]
fn a_move_says_who_moved_it_and_why() {
    let moved = |audience, by, locale| {
        let mut notification = sample(NotificationKind::Reschedule, audience, locale).unwrap();
        notification.moved.as_mut().unwrap().by = by;
        mail(&notification).unwrap().text
    };
    for (audience, by, expected) in [
        (Audience::Invitee, Some(Party::Host), "Ada Lovelace has moved your meeting “Intro” to a new time."),
        (Audience::Invitee, Some(Party::Invitee), "You have moved your meeting “Intro” with Ada Lovelace"),
        (Audience::Guest, Some(Party::Host), "Ada Lovelace has moved the meeting “Intro” to a new time."),
        (Audience::Guest, Some(Party::Invitee), "Grace Hopper has moved the meeting “Intro” with Ada Lovelace"),
        (Audience::Host, Some(Party::Invitee), "Grace Hopper has moved the meeting “Intro” to a new time."),
        (Audience::Host, Some(Party::Host), "has been moved to a new time on your side."),
        (Audience::Host, None, "Your meeting “Intro” with Grace Hopper has a new time."),
    ] {
        let text = moved(audience, by, Locale::En);
        assert!(text.contains(expected), "{text}");
        assert!(text.contains("Reason:\n    Something has come up.\n    Please pick another time.\n"), "{text}");
    }
    let mut templated = english(NotificationKind::Reschedule, Audience::Host);
    templated.template = Some(scheduling_core::MailTemplate {
        subject: Some("{{ moved_by }}|{{ cancelled_by }}|{{ reason }}".to_owned()),
        ..scheduling_core::MailTemplate::default()
    });
    assert_eq!(mail(&templated).unwrap().subject, "host||Something has come up. Please pick another time.");
}

fn to_be_moved(kind: NotificationKind, audience: Audience, locale: Locale) -> Notification {
    let mut notification = sample(kind, audience, locale).unwrap();
    let day = SignedDuration::from_hours(24);
    let Interval { start, end } = notification.booking.meeting;
    let previous = Interval { start: start - day, end: end - day };
    notification.moved = Some(Moved { previous, by: Some(Party::Invitee), reason: None });
    notification
}

#[test]
fn a_request_for_a_new_time_is_no_new_request() {
    let (kind, invitee) = (NotificationKind::RequestReceived, Audience::Invitee);
    let received = mail(&to_be_moved(kind, invitee, Locale::En)).unwrap();
    assert!(received.subject.starts_with("New time requested: Intro with Ada Lovelace, "), "{}", received.subject);
    assert!(received.text.contains("the old time is no longer reserved for you"), "{}", received.text);
    let times = "New time: Monday, March 16, 2026, 9:00 AM – 9:30 AM, America/New_York (UTC-4)\n\
        Old time: Sunday, March 15, 2026, 9:00 AM – 9:30 AM, America/New_York (UTC-4)\n";
    assert!(received.text.contains(times), "{}", received.text);
    let asked = mail(&to_be_moved(NotificationKind::ApprovalRequest, Audience::Host, Locale::En)).unwrap();
    assert!(asked.text.contains("would like to move the meeting “Intro” to another time"), "{}", asked.text);
    assert!(asked.text.contains(times), "{}", asked.text);
    for locale in Locale::ALL {
        let is_other = |kind, audience| {
            let plain = mail(&sample(kind, audience, *locale).unwrap()).unwrap();
            let moved = mail(&to_be_moved(kind, audience, *locale)).unwrap();
            plain.subject != moved.subject && plain.text.lines().next() != moved.text.lines().next()
        };
        assert!(is_other(kind, invitee) && is_other(NotificationKind::ApprovalRequest, Audience::Host), "{locale}");
    }
}

#[test]
fn whoever_lost_a_meeting_by_a_move_is_told_of_the_old_time() {
    let mail = mail(&to_be_moved(NotificationKind::HandedOver, Audience::Host, Locale::En)).unwrap();
    assert_eq!(mail.subject, "Handed over: Intro with Grace Hopper, Sun, Mar 15, 2026, 9:00 AM");
    assert!(mail.text.contains("You no longer need to keep the old time free."), "{}", mail.text);
    let ics = unfolded(&mail.calendar.unwrap().ics);
    assert!(ics.contains("\r\nMETHOD:CANCEL\r\n") && ics.contains("\r\nDTSTART:20260315T130000Z\r\n"), "{ics}");
}
