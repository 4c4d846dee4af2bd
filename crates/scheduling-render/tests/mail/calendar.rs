//! Which mail carries which calendar message.

use scheduling_core::{Audience, Interval, Moved, NotificationKind, Party};
use scheduling_render::mail::mail;

use crate::{english, name, samples};

fn ics(notification: &scheduling_core::Notification) -> Option<(&'static str, String)> {
    let attached = mail(notification).unwrap().calendar?;
    Some((attached.method, attached.ics.replace("\r\n ", "")))
}

#[test]
fn what_calendars_do_follows_from_the_mail() {
    for notification in samples() {
        let expected = match notification.kind {
            NotificationKind::Confirmation | NotificationKind::Reschedule | NotificationKind::Reassignment => {
                Some("REQUEST")
            }
            NotificationKind::Cancellation | NotificationKind::Decline | NotificationKind::HandedOver => Some("CANCEL"),
            _ => None,
        };
        let attached = ics(&notification);
        assert_eq!(attached.as_ref().map(|(method, _)| *method), expected, "{}", name(&notification));
        if let Some((method, ics)) = attached {
            assert!(ics.contains(&format!("\r\nMETHOD:{method}\r\n")), "{ics}");
            assert!(ics.contains("\r\nDTSTART:20260316T130000Z\r\n"), "{ics}");
            let is_reminded = notification.audience == Audience::Host && method == "REQUEST";
            assert_eq!(ics.contains("BEGIN:VALARM"), is_reminded, "{}", name(&notification));
        }
    }
}

#[test]
fn alarms_are_for_hosts() {
    let mut notification = english(NotificationKind::Confirmation, Audience::Invitee);
    notification.alarms = english(NotificationKind::Confirmation, Audience::Host).alarms;
    assert!(!ics(&notification).unwrap().1.contains("VALARM"));
}

#[test]
fn the_old_time_leaves_the_calendar_while_the_new_one_waits_for_approval() {
    for (kind, audience) in
        [(NotificationKind::RequestReceived, Audience::Invitee), (NotificationKind::ApprovalRequest, Audience::Host)]
    {
        let mut notification = english(kind, audience);
        assert_eq!(ics(&notification), None);
        let meeting = notification.booking.meeting;
        let day = jiff::SignedDuration::from_hours(24);
        let previous = Interval { start: meeting.start - day, end: meeting.end - day };
        notification.moved = Some(Moved { previous, by: Some(Party::Invitee), reason: None });
        let (method, ics) = ics(&notification).unwrap();
        assert!(method == "CANCEL" && ics.contains("\r\nSTATUS:CANCELLED\r\n"), "{ics}");
    }
}

#[test]
fn whoever_handed_a_meeting_over_was_its_organizer() {
    let mut notification = english(NotificationKind::HandedOver, Audience::Host);
    notification.to.name = Some("Charles Babbage".parse().unwrap());
    notification.to.email = "charles@example.com".parse().unwrap();
    let (_, ics) = ics(&notification).unwrap();
    assert!(ics.contains("\r\nORGANIZER;CN=Charles Babbage:mailto:charles@example.com\r\n"), "{ics}");
    assert!(ics.contains("\r\nSTATUS:CANCELLED\r\n"), "{ics}");
}
