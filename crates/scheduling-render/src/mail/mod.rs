//! What somebody is written about a booking: subject, plain text, HTML, and the calendar message that goes with it.
//!
//! [`mail`] makes them of a [`Notification`], in the reader's language and zone. Text and HTML are two forms of one letter, so
//! that they say the same. All strings are in `messages/`; what a tenant wrote itself is in [`MailTemplate`]s, which
//! [`check_template`] checks and [`sample`] makes previews for.
//!
//! Texts may hold anything, whoever wrote them: a subject is one line, HTML has no element and no attribute but those of the
//! product or the template, and what strangers wrote on several lines is indented in plain text. Must not know how a mail is
//! sent: headers and parts are the sender's matter.

mod brand;
mod calendar;
mod clean;
mod html;
mod letter;
mod sample;
mod template;
mod text;
mod time;
mod words;

use scheduling_core::{Audience, MailTemplate, Notification, NotificationKind, TemplateField};

use self::{
    brand::Brand,
    letter::Letter,
    template::{Values, rendered},
};
pub use self::{
    calendar::Attachment,
    sample::sample,
    template::{MAX_OUTPUT, MAX_TEMPLATE, TemplateError, TemplateProblem, VARIABLES, check_template},
};
use crate::icalendar::InvalidMessage;

/// The most characters of a subject. A longer one is cut, and ends in an ellipsis.
pub const MAX_SUBJECT: usize = 200;

/// A mail, but for its headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// One line of at most [`MAX_SUBJECT`] characters, without control characters.
    pub subject: String,
    /// The plain text; its lines end in line feeds, and are as long as they are.
    pub text: String,
    /// The same as an HTML document.
    pub html: String,
    /// What mail programs do to the reader's calendar.
    pub calendar: Option<Attachment>,
    /// A file for calendar programs with more meetings than that, which people take from the mail themselves.
    pub meetings: Option<String>,
    /// What is wrong with the tenant's template: in the place of each of these parts stands the product's text.
    pub refused: Vec<TemplateError>,
}

/// Why a mail cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MailError {
    /// Nobody in this part gets such a mail: see [`NotificationKind::goes_to`].
    #[error("there is no mail of the kind {kind} for a {audience}")]
    NoSuchMail {
        /// Why.
        kind: NotificationKind,
        /// As what.
        audience: Audience,
    },
    /// A link is missing, or is none of the web, without which the mail has no use.
    #[error("a mail of the kind {kind} needs the link {link}")]
    NoLink {
        /// Why.
        kind: NotificationKind,
        /// Which field of [`scheduling_core::Links`].
        link: &'static str,
    },
    /// The calendar message cannot be written.
    #[error("the calendar message cannot be written")]
    Calendar(#[from] InvalidMessage),
}

/// Writes a mail.
///
/// A part of the tenant's template that fails does not lose the mail: see [`Mail::refused`].
///
/// # Errors
/// There is no such mail, or something is missing that it cannot do without.
pub fn mail(notification: &Notification) -> Result<Mail, MailError> {
    let (kind, audience) = (notification.kind, notification.audience);
    if !kind.goes_to(audience) {
        return Err(MailError::NoSuchMail { kind, audience });
    }
    if let Some(link) = missing_link(notification) {
        return Err(MailError::NoLink { kind, link });
    }
    let (calendar, meetings) = (calendar::attachment(notification)?, calendar::others(notification)?);
    let letter = Letter::of(notification);
    Ok(Mail { calendar, meetings, ..written(notification, &letter) })
}

fn written(notification: &Notification, letter: &Letter) -> Mail {
    let brand = Brand::of(&notification.letterhead.branding);
    let mut refused = Vec::new();
    let mut own = OwnTexts { template: notification.template.as_ref(), notification, letter, refused: &mut refused };
    let subject = own.text(TemplateField::Subject).unwrap_or_else(|| letter.subject.clone());
    let subject = clean::shortened(&subject, MAX_SUBJECT);
    let text = own.text(TemplateField::Text).map(|text| format!("{}\n{}", text.trim_end(), text::end(letter)));
    let html = own.text(TemplateField::Html).map(|content| html::framed(letter, &brand, &subject, content));
    Mail {
        text: text.unwrap_or_else(|| text::text(letter)),
        html: html.unwrap_or_else(|| html::html(letter, &brand, &subject)),
        subject,
        calendar: None,
        meetings: None,
        refused,
    }
}

/// The texts that the tenant wrote.
struct OwnTexts<'a> {
    template: Option<&'a MailTemplate>,
    notification: &'a Notification,
    letter: &'a Letter,
    refused: &'a mut Vec<TemplateError>,
}

impl OwnTexts<'_> {
    /// None if the tenant wrote none, or what it wrote fails.
    fn text(&mut self, field: TemplateField) -> Option<String> {
        let source = self.template?.of(field)?;
        match rendered(field, source, &Values::of(self.notification, self.letter)) {
            Ok(text) => Some(text),
            Err(error) => {
                self.refused.push(error);
                None
            }
        }
    }
}

/// The link that the mail is for, if it is not there.
fn missing_link(notification: &Notification) -> Option<&'static str> {
    let links = &notification.links;
    let needed: &[(&'static str, &Option<String>)] = match notification.kind {
        NotificationKind::ApprovalRequest => &[("approve", &links.approve), ("decline", &links.decline)],
        NotificationKind::AddressConfirmation => &[("confirm_address", &links.confirm_address)],
        _ => &[],
    };
    let missing = needed.iter().find(|(_, link)| link.as_deref().and_then(clean::link).is_none());
    missing.map(|(name, _)| *name)
}
