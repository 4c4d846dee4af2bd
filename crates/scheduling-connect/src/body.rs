//! What a mail says, until `scheduling_render::mail` says it.

use scheduling_core::{Audience, Notification, NotificationKind};
use scheduling_engine::Undelivered;
use scheduling_render::icalendar::{Alarm, Message, Purpose, Reader};

use crate::failure::give_up;

/// What a mail says.
pub(crate) struct Body {
    /// On one line.
    pub(crate) subject: String,
    /// For those who read plain text.
    pub(crate) text: String,
    /// The same in HTML.
    pub(crate) html: String,
    /// The method and the message for a calendar.
    pub(crate) calendar: Option<(&'static str, String)>,
}

/// Makes what a mail says.
pub(crate) fn body(of: &Notification) -> Result<Body, Undelivered> {
    let booking = &of.booking;
    let subject = format!("{}: {}", of.kind.as_str(), booking.snapshot.event_type_name);
    let notes = booking.invitee.notes.as_ref().filter(|_| of.audience != Audience::Guest);
    let notes = notes.map_or_else(String::new, ToString::to_string);
    let text = format!("{subject}\n{} – {}\n\n{notes}", booking.meeting.start, booking.meeting.end);
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let html = format!("<!doctype html>\n<html><body><pre>{escaped}</pre></body></html>\n");
    let calendar = match of.kind {
        NotificationKind::Confirmation | NotificationKind::Reschedule | NotificationKind::Cancellation => {
            let reader = if of.audience == Audience::Host { Reader::Host } else { Reader::Invitee };
            let alarms = of.alarms.iter().map(|before| Alarm { before: *before });
            let message = Message::of(booking, reader, Purpose::Inviting, of.at).with_alarms(alarms);
            let ics = message.to_ics().map_err(|error| give_up(error.to_string()))?;
            Some((message.method.as_str(), ics))
        }
        _ => None,
    };
    Ok(Body { subject, text, html, calendar })
}
