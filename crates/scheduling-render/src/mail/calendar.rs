//! Which calendar message goes with which mail.
//!
//! | mail | message | why |
//! |---|---|---|
//! | confirmation, reschedule, reassignment | REQUEST | enters the meeting, or its new version |
//! | cancellation, decline | CANCEL | takes it out; nothing happens in a calendar that never had it |
//! | handed over | CANCEL of a meeting that takes place | the former host's calendar alone gives it up |
//! | request received, approval request | none | what is in a calendar passes for agreed. For the host, a mail program would show buttons of its own to accept or decline, which decide nothing here, next to those that do; and each request that comes to nothing would need another mail to take the entry out |
//! | the same, of a meeting that is to be moved | CANCEL | the old time is given up already, and the entry of it must go. The approval is a REQUEST with a higher sequence, which enters the meeting again |
//! | confirmation of a series | REQUEST of the first, and a file that publishes the others | see [`others`] |
//! | reminder, address confirmation | none | the calendar has it, or must not have it yet |

use scheduling_core::{Audience, Booking, Mailbox, Notification, NotificationKind};

use crate::icalendar::{Alarm, InvalidMessage, Message, Method, Person, Purpose, Reader, published};

/// A calendar message that goes with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The `method` parameter of its media type (RFC 6047, section 2.4): `REQUEST` or `CANCEL`.
    pub method: &'static str,
    /// The message, `text/calendar` in UTF-8.
    pub ics: String,
}

pub(super) fn attachment(notification: &Notification) -> Result<Option<Attachment>, InvalidMessage> {
    let Some(purpose) = purpose(notification) else { return Ok(None) };
    let mut message = about(&notification.booking, purpose, notification);
    if notification.kind == NotificationKind::HandedOver {
        leave(&mut message, notification);
    }
    Ok(Some(Attachment { method: message.method.as_str(), ics: message.to_ics()? }))
}

/// The other meetings of a series that is announced by this mail. A REQUEST has one UID only (RFC 5546, section 3.2.2), so
/// they are published: later changes of each know them by the same UID, with a higher sequence.
pub(super) fn others(notification: &Notification) -> Result<Option<String>, InvalidMessage> {
    if notification.series.is_empty() {
        return Ok(None);
    }
    let events = notification.series.iter().map(|booking| about(booking, Purpose::Keeping, notification));
    published(&events.collect::<Vec<_>>()).map(Some)
}

/// What the reader's calendar is to know of one meeting.
fn about(booking: &Booking, purpose: Purpose, notification: &Notification) -> Message {
    let reader = match notification.audience {
        Audience::Invitee | Audience::Guest => Reader::Invitee,
        Audience::Host => Reader::Host,
    };
    let mut message = Message::of(booking, reader, purpose, notification.at);
    // Another of a series may have been given to others.
    if booking.co_hosts == notification.booking.co_hosts {
        message = message.with_co_hosts(reader, notification.co_hosts.iter().map(person));
    }
    match notification.audience {
        // What the invitee wrote is for the host.
        Audience::Guest => message.description = None,
        Audience::Host => {
            message = message.with_alarms(notification.alarms.iter().map(|before| Alarm { before: *before }));
        }
        Audience::Invitee => {}
    }
    message
}

/// Takes the meeting out of the reader's calendar, as it is there.
fn leave(message: &mut Message, notification: &Notification) {
    // A calendar heeds the organizer whom it knows (RFC 5546, section 3.2.5): the reader, unless others led the meeting too.
    message.organizer = person(notification.organizer.as_ref().unwrap_or(&notification.to));
    if let (Some(_), Method::Cancel { attendees }) = (&notification.organizer, &mut message.method) {
        attendees.push(person(&notification.to));
    }
    if let Some(moved) = &notification.moved {
        message.meeting = moved.previous;
    }
}

fn person(somebody: &Mailbox) -> Person {
    let name = somebody.name.as_ref().map(ToString::to_string).unwrap_or_default();
    Person { name, email: somebody.email.clone() }
}

fn purpose(notification: &Notification) -> Option<Purpose> {
    match notification.kind {
        NotificationKind::Confirmation | NotificationKind::Reschedule | NotificationKind::Reassignment => {
            Some(Purpose::Inviting)
        }
        NotificationKind::Cancellation | NotificationKind::Decline | NotificationKind::HandedOver => {
            Some(Purpose::Withdrawing)
        }
        NotificationKind::RequestReceived | NotificationKind::ApprovalRequest => {
            notification.moved.as_ref().map(|_| Purpose::Withdrawing)
        }
        NotificationKind::AddressConfirmation | NotificationKind::Reminder => None,
    }
}
