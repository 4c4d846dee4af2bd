//! Which calendar message goes with which mail.
//!
//! | mail | message | why |
//! |---|---|---|
//! | confirmation, reschedule, reassignment | REQUEST | enters the meeting, or its new version |
//! | cancellation, decline | CANCEL | takes it out; nothing happens in a calendar that never had it |
//! | handed over | CANCEL of a meeting that takes place | the former host's calendar alone gives it up |
//! | request received, approval request | none | what is in a calendar passes for agreed. For the host, a mail program would show buttons of its own to accept or decline, which decide nothing here, next to those that do; and each request that comes to nothing would need another mail to take the entry out |
//! | the same, of a meeting that is to be moved | CANCEL | the old time is given up already, and the entry of it must go. The approval is a REQUEST with a higher sequence, which enters the meeting again |
//! | reminder, address confirmation | none | the calendar has it, or must not have it yet |

use scheduling_core::{Audience, Notification, NotificationKind};

use crate::icalendar::{Alarm, InvalidMessage, Message, Person, Purpose, Reader};

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
    let reader = match notification.audience {
        Audience::Invitee | Audience::Guest => Reader::Invitee,
        Audience::Host => Reader::Host,
    };
    let mut message = Message::of(&notification.booking, reader, purpose, notification.at);
    match notification.audience {
        // What the invitee wrote is for the host.
        Audience::Guest => message.description = None,
        Audience::Host => {
            message = message.with_alarms(notification.alarms.iter().map(|before| Alarm { before: *before }));
        }
        Audience::Invitee => {}
    }
    if notification.kind == NotificationKind::HandedOver {
        // A calendar heeds the organizer whom it knows (RFC 5546, section 3.2.5): the meeting was this reader's.
        let name = notification.to.name.as_ref().map(ToString::to_string).unwrap_or_default();
        message.organizer = Person { name, email: notification.to.email.clone() };
    }
    Ok(Some(Attachment { method: message.method.as_str(), ics: message.to_ics()? }))
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
            notification.previous.map(|_| Purpose::Withdrawing)
        }
        NotificationKind::AddressConfirmation | NotificationKind::Reminder => None,
    }
}
