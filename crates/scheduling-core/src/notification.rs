//! A mail that somebody gets about a booking, as typed facts: to whom, in which language and zone, about what. What it says
//! is made of it elsewhere.

use jiff::Timestamp;

use crate::{
    booking::{Booking, Party},
    event_type::{ReminderTiming, closed_words},
    interval::Interval,
    settings::Minutes,
    tenant::Branding,
    values::{EmailAddress, LongText, Name},
    zone::Zone,
};

closed_words! {
    /// Why somebody gets a mail.
    NotificationKind {
        /// The meeting takes place.
        Confirmation = "confirmation",
        /// To the invitee: the booking waits for approval.
        RequestReceived = "request_received",
        /// To the host: a booking waits for approval.
        ApprovalRequest = "approval_request",
        /// To the invitee: the booking counts once the address is confirmed.
        AddressConfirmation = "address_confirmation",
        /// The meeting was called off.
        Cancellation = "cancellation",
        /// To the invitee and the guests: the host said no, or nothing in time.
        Decline = "decline",
        /// The meeting was moved.
        Reschedule = "reschedule",
        /// The meeting has another host: to the invitee and the guests, and to who has it now.
        Reassignment = "reassignment",
        /// To the host who had the meeting: somebody else has it now.
        HandedOver = "handed_over",
        /// The meeting is soon.
        Reminder = "reminder",
    }
}

closed_words! {
    /// In which part somebody gets it.
    Audience {
        /// Who booked.
        Invitee = "invitee",
        /// Whom the invitee brings along: gets no links, and no answers or notes.
        Guest = "guest",
        /// A host of the meeting.
        Host = "host",
    }
}

impl NotificationKind {
    /// Whether somebody in this part gets such a mail.
    ///
    /// Guests are told of a decline because of those who had the meeting at another time, before the invitee wanted to move
    /// it. They are not reminded: nobody asked for it, and they have no link to end it.
    #[must_use]
    pub const fn goes_to(self, audience: Audience) -> bool {
        match self {
            Self::Confirmation | Self::Cancellation | Self::Reschedule | Self::Reassignment => true,
            Self::RequestReceived | Self::AddressConfirmation => matches!(audience, Audience::Invitee),
            Self::ApprovalRequest | Self::HandedOver => matches!(audience, Audience::Host),
            Self::Decline => matches!(audience, Audience::Invitee | Audience::Guest),
            Self::Reminder => matches!(audience, Audience::Invitee | Audience::Host),
        }
    }
}

closed_words! {
    /// The languages that mails are written in.
    Locale {
        /// English, the default.
        En = "en",
        /// German.
        De = "de",
        /// French.
        Fr = "fr",
        /// Spanish.
        Es = "es",
        /// Portuguese as in Brazil.
        PtBr = "pt-BR",
    }
}

impl ReminderTiming {
    /// How long before the start.
    #[must_use]
    pub const fn before(self) -> Minutes {
        match self {
            Self::Hours48 => Minutes(48 * 60),
            Self::Hours24 => Minutes(24 * 60),
            Self::Hours2 => Minutes(120),
            Self::Hours1 => Minutes(60),
            Self::Minutes30 => Minutes(30),
            Self::Minutes15 => Minutes(15),
        }
    }
}

/// Somebody's address, with a name if one is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// What they are called.
    pub name: Option<Name>,
    /// Where they get mail.
    pub email: EmailAddress,
}

/// Whose mail it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letterhead {
    /// The tenant's name, where its branding has none.
    pub name: Name,
    /// How it looks.
    pub branding: Branding,
}

/// Where a mail leads; none of those that its reader may not have. All are complete addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The page of the booking.
    pub manage: Option<String>,
    /// Where the invitee calls it off.
    pub cancel: Option<String>,
    /// Where the invitee moves it.
    pub reschedule: Option<String>,
    /// Where the host approves it, or turns it down.
    pub approve: Option<String>,
    /// Where the host turns it down.
    pub decline: Option<String>,
    /// Where the invitee confirms the address.
    pub confirm_address: Option<String>,
    /// Where somebody gets no more reminders of this booking; takes a POST as RFC 8058 says.
    pub unsubscribe: Option<String>,
}

closed_words! {
    /// A part of a mail for which a tenant may have a text of its own.
    TemplateField {
        /// One line.
        Subject = "subject",
        /// The plain text.
        Text = "text",
        /// What stands in the body of the HTML.
        Html = "html",
    }
}

/// Which mails a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TemplateKey {
    /// Those of this kind.
    pub kind: NotificationKind,
    /// Those to readers in this part.
    pub audience: Audience,
    /// Those in this language; without one, those in every language that has no template of its own.
    pub locale: Option<Locale>,
}

impl TemplateKey {
    /// The template for a language, of those for one kind of mail to one audience: the one for this language, else the one
    /// for every language. Their parts are not mixed: texts that were written apart may contradict each other.
    pub fn choose<T>(locale: Locale, templates: impl IntoIterator<Item = (Self, T)>) -> Option<T> {
        let mut of_every = None;
        for (key, template) in templates {
            match key.locale {
                Some(own) if own == locale => return Some(template),
                Some(_) => {}
                None => of_every = Some(template),
            }
        }
        of_every
    }
}

/// The texts that a tenant has put in the place of the product's, in its template language. `None` keeps the product's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct MailTemplate {
    /// One line.
    pub subject: Option<String>,
    /// The plain text.
    pub text: Option<String>,
    /// What stands in the body of the HTML.
    pub html: Option<String>,
}

impl MailTemplate {
    /// The text for a part of the mail.
    #[must_use]
    pub fn of(&self, field: TemplateField) -> Option<&str> {
        match field {
            TemplateField::Subject => self.subject.as_deref(),
            TemplateField::Text => self.text.as_deref(),
            TemplateField::Html => self.html.as_deref(),
        }
    }

    /// The parts for which it has a text.
    pub fn fields(&self) -> impl Iterator<Item = TemplateField> {
        TemplateField::ALL.iter().copied().filter(|field| self.of(*field).is_some())
    }
}

/// What a mail says of a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// When the meeting was before.
    pub previous: Interval,
    /// Which side moved it, if that is known.
    pub by: Option<Party>,
    /// What they gave as the reason.
    pub reason: Option<LongText>,
}

/// Who comes to a meeting that has several seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participants {
    /// Their names, in the order in which they booked: at most [`MAX_PARTICIPANTS`].
    pub names: Vec<Name>,
    /// How many more there are.
    pub more: u32,
}

/// How many of those who come are named.
pub const MAX_PARTICIPANTS: usize = 20;

/// A mail about a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Why.
    pub kind: NotificationKind,
    /// Of a reminder: which.
    pub timing: Option<ReminderTiming>,
    /// As what the reader gets it.
    pub audience: Audience,
    /// Who gets it.
    pub to: Mailbox,
    /// The zone in which its times are told.
    pub zone: Zone,
    /// Its language.
    pub locale: Locale,
    /// The booking as it is now.
    pub booking: Booking,
    /// The other hosts of a collective meeting.
    pub co_hosts: Vec<Mailbox>,
    /// Of a meeting that was moved, or is to be: from where, by whom and why.
    pub moved: Option<Moved>,
    /// Of a series that is announced at once: the others of it that take place, by their start.
    pub series: Vec<Booking>,
    /// Who comes, where the mail is about all of them and not about the one who booked.
    pub participants: Option<Participants>,
    /// Of a meeting that is handed over: whose it is in the reader's calendar, if not the reader's own.
    pub organizer: Option<Mailbox>,
    /// Whose mail it is.
    pub letterhead: Letterhead,
    /// Where it leads.
    pub links: Links,
    /// How long before the meeting the calendar of a host reminds.
    pub alarms: Vec<Minutes>,
    /// What the tenant has put in the place of the product's texts.
    pub template: Option<MailTemplate>,
    /// When it is written.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_own_template_or_that_of_every_language() {
        let key = |locale| TemplateKey { kind: NotificationKind::Decline, audience: Audience::Guest, locale };
        let stored = [(key(Some(Locale::De)), "de"), (key(None), "every"), (key(Some(Locale::PtBr)), "pt-BR")];
        for (locale, expected) in [(Locale::De, "de"), (Locale::PtBr, "pt-BR"), (Locale::En, "every")] {
            assert_eq!(TemplateKey::choose(locale, stored), Some(expected));
        }
        assert_eq!(TemplateKey::choose(Locale::En, [stored[0], stored[2]]), None);
    }

    #[test]
    fn a_template_has_the_parts_that_are_written() {
        let html = Some("<p>Hi</p>".to_owned());
        let template = MailTemplate { subject: Some("Hi".to_owned()), text: None, html };
        assert_eq!(template.fields().collect::<Vec<_>>(), [TemplateField::Subject, TemplateField::Html]);
        assert_eq!(template.of(TemplateField::Subject), Some("Hi"));
    }
}
