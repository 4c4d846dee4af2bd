//! Makes the facts of a mail from what is stored at the moment at which it is sent.

use jiff::Timestamp;
use scheduling_core::{
    Booking, BookingChange, BookingState, BookingStatus, Happening, Host, HostId, Letterhead, Links, Locale,
    MAX_PARTICIPANTS, MailTemplate, Mailbox, Minutes, Moved, Notification, NotificationKind, Participants, Recipient,
    ReminderTiming, TemplateKey, Tenant, Zone,
};
use scheduling_store::{
    Read, TenantTx, bookings,
    deliveries::{self, Delivery},
    event_types,
    events::{self, FiledEvent},
    hosts,
    invitees::ERASED_EMAIL,
    mail_templates::{self, StoredTemplate},
    seats::{self, Seated},
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
    /// What the tenant says in such mails, in all languages.
    templates: Vec<StoredTemplate>,
    around: Around,
}

/// What must be known besides the booking, as far as the mail is about it.
#[derive(Default)]
struct Around {
    alarms: Vec<Minutes>,
    co_hosts: Vec<Host>,
    /// The booking whose place it took.
    moved: Option<Booking>,
    /// The others of its series that take place.
    series: Vec<Booking>,
    /// Who has a seat, where there are several, and how many they are.
    seated: Option<(Vec<Seated>, u64)>,
    /// Whether the host is reminded of them with the booking of one who came before.
    is_reminded_with_another: bool,
    /// Whether a host who had the meeting has it again.
    is_back: bool,
}

impl Letter {
    /// Reads it. None of what cannot be sent, because its booking or its host is not there any more.
    pub(super) async fn read(
        tx: &TenantTx,
        delivery: &Delivery,
        now: Timestamp,
    ) -> Result<Option<Self>, Failure<Nothing>> {
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
        let templates = templates.into_iter().flatten().collect();
        let letter = Self { tenant, booking, event, host, kind, templates, around: Around::default() };
        let around = letter.read_around(tx, delivery, now).await?;
        Ok(Some(Self { around, ..letter }))
    }

    async fn read_around(
        &self,
        tx: &TenantTx,
        delivery: &Delivery,
        now: Timestamp,
    ) -> Result<Around, Failure<Nothing>> {
        let (booking, host) = (&self.booking, self.host.as_ref().map(|host| host.id));
        let is_reminded_host = host.is_some() && self.kind == NotificationKind::Reminder;
        let occupancy = booking.occupancy.filter(|_| is_reminded_host);
        let kind = host.map(|_| event_types::find(booking.event_type));
        let series = booking.series.filter(|_| self.is_announcement());
        let read = Read::all(kind)
            .and(Read::all(booking.co_hosts.iter().copied().map(hosts::find)))
            .and(Read::all(self.moved_from().map(bookings::find)))
            .and(Read::all(series.map(|place| bookings::list_ahead_in_series(place.series, now))))
            .and(Read::all(occupancy.map(seats::capacity_of)));
        let ((((kind, co_hosts), moved), series), capacity) = tx.read(read).await?;
        let takes_place = |other: &Booking| {
            let is_readers = host.is_none_or(|host| other.hosts().contains(&host));
            other.id != booking.id && is_readers && other.state.status() == BookingStatus::Confirmed
        };
        let has_seats = capacity.into_iter().flatten().any(|capacity| capacity > 1);
        let (seated, is_reminded_with_another) = match occupancy.filter(|_| has_seats) {
            Some(occupancy) => {
                let read =
                    seats::list_confirmed(occupancy, NAMED).and(deliveries::is_reminded_before(delivery, occupancy));
                tx.read(read).await.map(|(seated, is_before)| (Some(seated), is_before))?
            }
            None => (None, false),
        };
        let reminders = kind.into_iter().flatten().map(|kind| kind.details.reminders);
        let reminders = reminders.filter(|reminders| reminders.enabled);
        Ok(Around {
            // How long before the meeting a host's calendar reminds: as the event type says of mails.
            alarms: reminders.flat_map(|reminders| reminders.host).map(ReminderTiming::before).collect(),
            co_hosts: co_hosts.into_iter().flatten().collect(),
            // Nobody had heard of one that was moved before it counted.
            moved: moved.into_iter().flatten().find(|old| !old.awaits_address),
            series: series.into_iter().flatten().filter(takes_place).collect(),
            seated,
            is_reminded_with_another,
            is_back: self.is_back(tx, host).await?,
        })
    }

    /// Whether a host who had the meeting has it again: it may have been moved since, more than once.
    async fn is_back(&self, tx: &TenantTx, host: Option<HostId>) -> Result<bool, Failure<Nothing>> {
        let Some(host) = host.filter(|_| self.kind == NotificationKind::HandedOver) else { return Ok(false) };
        let mut last = self.booking.clone();
        for _ in 0..MOST_MOVES {
            let BookingState::Rescheduled(moved) = &last.state else { break };
            let Some(next) = tx.read(bookings::find(moved.to)).await? else { return Ok(false) };
            last = next;
        }
        Ok(last.state.status().is_live() && last.hosts().contains(&host))
    }

    fn change(&self) -> Option<BookingChange> {
        match self.event.as_ref()?.event.what {
            Happening::Booking { change, .. } => Some(change),
            Happening::HoldExpired { .. } => None,
        }
    }

    /// Whether it announces a series that is confirmed at once: the others of it are announced by nothing else.
    fn is_announcement(&self) -> bool {
        let is_first_version = self.booking.sequence == 0;
        self.kind == NotificationKind::Confirmation && self.change() == Some(BookingChange::Created) && is_first_version
    }

    /// The booking from whose time the meeting was moved, if the mail tells of that; of a request, whatever was asked for since.
    fn moved_from(&self) -> Option<scheduling_core::BookingId> {
        match (self.kind, self.change()) {
            (NotificationKind::Reminder, _) => None,
            (NotificationKind::RequestReceived | NotificationKind::ApprovalRequest, _) => self.booking.rescheduled_from,
            (_, Some(BookingChange::Rescheduled { from, .. })) => Some(from),
            _ => None,
        }
    }

    /// Whether the booking is still as the mail says. What tells somebody that it is theirs no more stays true, unless it is
    /// again.
    pub(super) fn is_current(&self, now: Timestamp) -> bool {
        if self.kind == NotificationKind::HandedOver {
            return !self.around.is_back;
        }
        let booking = self.booking.clone().as_of(now);
        self.event.as_ref().is_none_or(|filed| filed.event.what.is_last(&booking))
    }

    /// Whether the reader is reminded of the meeting with another booking: a host is reminded once of all who come, with the
    /// first of them.
    pub(super) fn is_told_with_another(&self) -> bool {
        self.around.is_reminded_with_another
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
            Recipient::Host(_) => self.host.as_ref().map(mailbox),
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

    /// From where the meeting was moved, by whom and why.
    fn moved(&self) -> Option<Moved> {
        let old = self.around.moved.as_ref()?;
        let (by, reason) = match &old.state {
            BookingState::Rescheduled(moved) => (Some(moved.by), moved.reason.clone()),
            _ => (None, None),
        };
        Some(Moved { previous: old.meeting, by, reason })
    }

    /// Whose the meeting was in the calendar of a host who has it no more, if not that host's.
    fn organizer(&self) -> Option<Mailbox> {
        let reader = self.host.as_ref().filter(|_| self.kind == NotificationKind::HandedOver)?;
        let was_led = match (&self.around.moved, self.change()?) {
            (Some(old), _) => Some(old).filter(|old| old.host != reader.id),
            (None, BookingChange::Reassigned { to, .. }) => Some(&self.booking).filter(|of| of.co_hosts.contains(&to)),
            _ => None,
        };
        let snapshot = &was_led?.snapshot;
        Some(Mailbox { name: Some(snapshot.host_name.clone()), email: snapshot.host_email.clone() })
    }

    /// Who comes, of several. Of a meeting to which one comes it is told as of any other.
    fn participants(&self) -> Option<Participants> {
        let (seated, count) = self.around.seated.as_ref().filter(|(_, count)| *count > 1)?;
        let names: Vec<_> = seated.iter().map(|seat| seat.name.clone()).collect();
        Some(Participants { names, more: u32::try_from(count.saturating_sub(seated.len() as u64)).unwrap_or(u32::MAX) })
    }
}

/// How many moves are followed to see whether a host has a meeting again.
const MOST_MOVES: u32 = 20;
/// How many of those who come are read.
#[expect(clippy::cast_possible_truncation, reason = "it is 20")]
const NAMED: u32 = MAX_PARTICIPANTS as u32;

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
            co_hosts: letter.around.co_hosts.iter().map(mailbox).collect(),
            moved: letter.moved(),
            participants: letter.participants(),
            organizer: letter.organizer(),
            letterhead: Letterhead {
                name: letter.tenant.name.clone(),
                branding: letter.tenant.settings.branding.clone(),
            },
            links: self.links(delivery.recipient, &letter),
            template: letter.template(letter.locale()),
            series: letter.around.series,
            alarms: letter.around.alarms,
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

fn mailbox(host: &Host) -> Mailbox {
    Mailbox { name: Some(host.profile.display_name.clone()), email: host.profile.email.clone() }
}
