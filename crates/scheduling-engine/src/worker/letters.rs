//! Makes the facts of a mail from what is stored at the moment at which it is sent.

use jiff::Timestamp;
use scheduling_core::{
    Booking, BookingChange, Happening, Host, Letterhead, Links, Locale, MailTemplate, Mailbox, Minutes, Notification,
    NotificationKind, Recipient, ReminderTiming, TemplateKey, Tenant, Zone,
};
use scheduling_store::{
    Read, TenantTx, bookings,
    deliveries::Delivery,
    event_types,
    events::{self, FiledEvent},
    hosts,
    invitees::ERASED_EMAIL,
    mail_templates::{self, StoredTemplate},
    tenants,
};

use super::Worker;
use crate::{
    failure::{Failure, Nothing},
    tokens::LinkPurpose,
};

/// What is known of a mail that is to be sent.
pub(super) struct Letter {
    pub(super) tenant: Tenant,
    pub(super) booking: Booking,
    event: Option<FiledEvent>,
    host: Option<Host>,
    kind: NotificationKind,
    alarms: Vec<Minutes>,
    /// What the tenant says in such mails, in all languages.
    templates: Vec<StoredTemplate>,
}

impl Letter {
    /// Reads it. None of what cannot be sent, because its booking or its host is not there any more.
    pub(super) async fn read(tx: &TenantTx, delivery: &Delivery) -> Result<Option<Self>, Failure<Nothing>> {
        let Some((booking, _)) = delivery.booking else { return Ok(None) };
        let host = match delivery.recipient {
            Recipient::Host(host) => Some(host),
            _ => None,
        };
        let event = delivery.event.map(events::find);
        let kind: NotificationKind = delivery.kind.parse().map_err(Failure::internal)?;
        let audience = delivery.recipient.audience();
        let templates = audience.map(|audience| mail_templates::list_of(kind, audience));
        let read =
            tenants::get().and(bookings::find(booking)).and(Read::all(event)).and(Read::all(host.map(hosts::find)));
        let ((((tenant, booking), event), host), templates) = tx.read(read.and(Read::all(templates))).await?;
        let (event, host) = (event.into_iter().flatten().next(), host.into_iter().flatten().next());
        let Some(booking) = booking else { return Ok(None) };
        let alarms = if host.is_some() { alarms(tx, &booking).await? } else { Vec::new() };
        let templates = templates.into_iter().flatten().collect();
        Ok(Some(Self { tenant, booking, event, host, kind, alarms, templates }))
    }

    /// Whether the booking is still as the mail says. What tells somebody that it is theirs no more stays true.
    pub(super) fn is_current(&self, now: Timestamp) -> bool {
        let booking = self.booking.clone().as_of(now);
        let is_last = |filed: &FiledEvent| filed.event.what.is_last(&booking);
        self.kind == NotificationKind::HandedOver || self.event.as_ref().is_none_or(is_last)
    }

    pub(super) const fn kind(&self) -> NotificationKind {
        self.kind
    }

    /// To whom it goes; nobody if they are not there any more.
    pub(super) fn reader(&self, recipient: Recipient) -> Option<Mailbox> {
        let invitee = &self.booking.invitee;
        match recipient {
            // Who was forgotten gets nothing.
            Recipient::Invitee if invitee.email.as_str() == ERASED_EMAIL => None,
            Recipient::Invitee => Some(Mailbox { name: Some(invitee.name.clone()), email: invitee.email.clone() }),
            Recipient::Guest(place) => {
                let email = invitee.guests.get(usize::from(place))?.clone();
                Some(Mailbox { name: None, email })
            }
            Recipient::Host(_) => {
                let profile = &self.host.as_ref()?.profile;
                Some(Mailbox { name: Some(profile.display_name.clone()), email: profile.email.clone() })
            }
            Recipient::Webhook(_) => None,
        }
    }

    /// The reader's language: their own, else the tenant's.
    fn locale(&self) -> Locale {
        let own = match &self.host {
            Some(host) => host.profile.locale,
            None => self.booking.invitee.locale,
        };
        own.or(self.tenant.settings.branding.locale).unwrap_or(Locale::En)
    }

    /// What the tenant says in such mails in this language.
    fn template(&self, locale: Locale) -> Option<MailTemplate> {
        let stored = self.templates.iter().map(|stored| (stored.key, &stored.template));
        TemplateKey::choose(locale, stored).cloned()
    }

    /// When the meeting was before, of a move.
    fn previous(&self) -> Option<scheduling_core::Interval> {
        match self.event.as_ref()?.event.what {
            Happening::Booking { change: BookingChange::Rescheduled { previous, .. }, .. } => Some(previous),
            _ => None,
        }
    }
}

impl Worker {
    /// The mail; none if nobody can get it.
    pub(super) fn write(&self, delivery: &Delivery, letter: Letter, at: Timestamp) -> Option<Notification> {
        let audience = delivery.recipient.audience()?;
        let to = letter.reader(delivery.recipient)?;
        let zone: &Zone = letter.host.as_ref().map_or(&letter.booking.invitee.zone, |host| &host.profile.zone);
        let timing = ReminderTiming::ALL.iter().copied().find(|timing| timing.before().0 == delivery.before_minutes);
        Some(Notification {
            kind: letter.kind,
            timing,
            audience,
            to,
            zone: zone.clone(),
            locale: letter.locale(),
            previous: letter.previous(),
            letterhead: Letterhead {
                name: letter.tenant.name.clone(),
                branding: letter.tenant.settings.branding.clone(),
            },
            links: self.links(delivery.recipient, &letter),
            template: letter.template(letter.locale()),
            alarms: letter.alarms,
            booking: letter.booking,
            at,
        })
    }

    fn links(&self, recipient: Recipient, letter: &Letter) -> Links {
        let (tokens, tenant, booking) = (&self.parts.engine.parts.tokens, &letter.tenant, &letter.booking);
        let base = self.parts.public_url.trim_end_matches('/');
        let page =
            |page: &str, token: &str| format!("{base}/booking/{}/{}{page}?token={token}", tenant.slug, booking.id);
        let live = booking.state.status().is_live();
        match recipient {
            Recipient::Invitee => {
                let token = tokens.manage_token(tenant.id, booking);
                let manage = |path: &str| page(path, token.reveal());
                let link = |purpose, path: &str| page(path, &tokens.link_token(purpose, tenant.id, booking));
                Links {
                    manage: Some(manage("")),
                    cancel: live.then(|| manage("/cancel")),
                    reschedule: live.then(|| manage("/reschedule")),
                    confirm_address: (letter.kind == NotificationKind::AddressConfirmation)
                        .then(|| link(LinkPurpose::ConfirmAddress, "/confirm-address")),
                    unsubscribe: (letter.kind == NotificationKind::Reminder)
                        .then(|| link(LinkPurpose::Mute, "/reminders")),
                    ..Links::default()
                }
            }
            Recipient::Host(host) if letter.kind == NotificationKind::ApprovalRequest => {
                let token = tokens.decide_token(tenant.id, booking, host);
                let (approve, decline) = (page("/approve", &token), page("/decline", &token));
                Links { approve: Some(approve), decline: Some(decline), ..Links::default() }
            }
            Recipient::Host(_) | Recipient::Guest(_) | Recipient::Webhook(_) => Links::default(),
        }
    }
}

/// How long before the meeting a host's calendar reminds: as the event type says of mails.
async fn alarms(tx: &TenantTx, booking: &Booking) -> Result<Vec<Minutes>, Failure<Nothing>> {
    let kind = tx.read(event_types::find(booking.event_type)).await?;
    let reminders = kind.map(|kind| kind.details.reminders).filter(|reminders| reminders.enabled);
    Ok(reminders.into_iter().flat_map(|reminders| reminders.host).map(ReminderTiming::before).collect())
}
