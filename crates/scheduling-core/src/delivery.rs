//! What is owed to somebody because of an event: which mails to whom and when, in which states that is, and when it is
//! tried again.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    UnknownWord,
    booking::{Booking, BookingState, BookingStatus},
    event::BookingChange,
    event_type::{ReminderTiming, Reminders, closed_words},
    ids::{EndpointId, HostId},
    notification::{Audience, NotificationKind},
};

closed_words! {
    /// By which way something is brought.
    Channel {
        /// By mail.
        Mail = "mail",
        /// By a call of a webhook.
        Webhook = "webhook",
    }
}

closed_words! {
    /// How far something is that is owed.
    DeliveryState {
        /// It waits for its time, or for its next attempt.
        Waiting = "waiting",
        /// It is being sent.
        Sending = "sending",
        /// It was taken.
        Delivered = "delivered",
        /// It was given up.
        Failed = "failed",
        /// It is not sent: it is out of date, or somebody did not want it any more.
        Cancelled = "cancelled",
    }
}

impl DeliveryState {
    /// Whether nothing becomes of it any more by itself.
    #[must_use]
    pub const fn is_finished(self) -> bool {
        match self {
            Self::Waiting | Self::Sending => false,
            Self::Delivered | Self::Failed | Self::Cancelled => true,
        }
    }
}

/// To whom something is owed. Addresses are looked up when it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub enum Recipient {
    /// Who booked.
    Invitee,
    /// One of those whom the invitee brings along, by the place in the booking's list.
    Guest(u8),
    /// A host.
    Host(HostId),
    /// A webhook.
    Webhook(EndpointId),
}

impl Recipient {
    /// As what they get a mail; webhooks get none.
    #[must_use]
    pub const fn audience(self) -> Option<Audience> {
        match self {
            Self::Invitee => Some(Audience::Invitee),
            Self::Guest(_) => Some(Audience::Guest),
            Self::Host(_) => Some(Audience::Host),
            Self::Webhook(_) => None,
        }
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invitee => f.write_str("invitee"),
            Self::Guest(place) => write!(f, "guest:{place}"),
            Self::Host(host) => write!(f, "host:{host}"),
            Self::Webhook(webhook) => write!(f, "webhook:{webhook}"),
        }
    }
}

impl FromStr for Recipient {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let (kind, which) = text.split_once(':').unwrap_or((text, ""));
        let id = || Uuid::parse_str(which).map_err(|_| UnknownWord);
        match kind {
            "invitee" if which.is_empty() => Ok(Self::Invitee),
            "guest" => which.parse().map(Self::Guest).map_err(|_| UnknownWord),
            "host" => Ok(Self::Host(HostId::from_uuid(id()?))),
            "webhook" => Ok(Self::Webhook(EndpointId::from_uuid(id()?))),
            _ => Err(UnknownWord),
        }
    }
}

impl TryFrom<String> for Recipient {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, UnknownWord> {
        text.parse()
    }
}

impl From<Recipient> for String {
    fn from(recipient: Recipient) -> Self {
        recipient.to_string()
    }
}

/// A mail that somebody is to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedMail {
    /// To whom.
    pub to: Recipient,
    /// Why.
    pub kind: NotificationKind,
    /// Of a reminder: which.
    pub timing: Option<ReminderTiming>,
    /// When.
    pub at: Timestamp,
}

/// Something that happened to a booking, and what must be known to say who is told of it.
#[derive(Clone, Copy, Debug)]
pub struct Changed<'a> {
    /// What happened.
    pub change: BookingChange,
    /// The booking as it is now.
    pub booking: &'a Booking,
    /// Of a move: the booking whose place it took.
    pub moved: Option<&'a Booking>,
}

impl Changed<'_> {
    /// Those who have the meeting no more because of this.
    fn former_hosts(&self) -> Vec<HostId> {
        let had = match self.change {
            BookingChange::Reassigned { from, .. } => vec![from],
            BookingChange::Rescheduled { .. } => self.moved.map(Booking::hosts).unwrap_or_default(),
            _ => Vec::new(),
        };
        let has = self.booking.hosts();
        had.into_iter().filter(|host| !has.contains(host)).collect()
    }
}

/// Who gets which mails, and when, because of what happened to a booking.
///
/// The booking is as it is at `now`. If it has changed again since, the later event says it all, and the earlier one is told
/// only to [those](overtaken_mails) to whom the later one means nothing: the caller asks only for the event after which the
/// booking is as it is. Of a state to which the change does not lead nothing is told.
///
/// Of a series that is confirmed at once only the first is announced, with all others in the same mail, and each is reminded
/// of; of one that waits for approval each is asked for.
#[must_use]
pub fn mails_of(changed: &Changed<'_>, reminders: &Reminders, now: Timestamp) -> Vec<PlannedMail> {
    let Changed { change, booking, .. } = *changed;
    let status = booking.state.status();
    if !change.leads_to(status) {
        return Vec::new();
    }
    let mut mails = announcements(change, booking, now);
    mails.extend(overtaken_mails(changed, now));
    if status == BookingStatus::Confirmed {
        mails.extend(reminders_of(booking, reminders, now));
    }
    mails
}

/// Who is told of what happened to a booking although more has happened since: those who had the meeting, and whom the later
/// changes do not concern.
#[must_use]
pub fn overtaken_mails(changed: &Changed<'_>, now: Timestamp) -> Vec<PlannedMail> {
    let kind = NotificationKind::HandedOver;
    let mail = |host| PlannedMail { to: Recipient::Host(host), kind, timing: None, at: now };
    changed.former_hosts().into_iter().map(mail).collect()
}

fn announcements(change: BookingChange, booking: &Booking, now: Timestamp) -> Vec<PlannedMail> {
    let mail = |to, kind| PlannedMail { to, kind, timing: None, at: now };
    let invitee = |kind| std::iter::once(mail(Recipient::Invitee, kind));
    let hosts = |kind| booking.hosts().into_iter().map(move |host| mail(Recipient::Host(host), kind));
    let places = (0..u8::MAX).zip(&booking.invitee.guests).map(|(place, _)| place);
    let guests = |kind| places.clone().map(move |place| mail(Recipient::Guest(place), kind));
    let everybody = |kind| invitee(kind).chain(guests(kind)).chain(hosts(kind)).collect::<Vec<_>>();
    // Of a series whose address was asked for, each has changed by itself before it counts, and is told of by itself.
    let is_first = booking.series.is_none_or(|place| place.position == 1 || booking.sequence > 0);
    match (change, booking.state.status()) {
        (BookingChange::Created | BookingChange::Rescheduled { .. }, BookingStatus::Pending) => {
            let is_told = is_first || change != BookingChange::Created;
            let told = is_told.then(|| mail(Recipient::Invitee, NotificationKind::RequestReceived));
            told.into_iter().chain(hosts(NotificationKind::ApprovalRequest)).collect()
        }
        (BookingChange::Created, _) if !is_first => Vec::new(),
        (BookingChange::Created | BookingChange::Confirmed, _) => everybody(NotificationKind::Confirmation),
        (BookingChange::Rescheduled { .. }, _) => everybody(NotificationKind::Reschedule),
        (BookingChange::Cancelled, _) => everybody(NotificationKind::Cancellation),
        // Guests have heard of it if it is one that was moved.
        (BookingChange::Declined, _) if booking.rescheduled_from.is_some() => {
            invitee(NotificationKind::Decline).chain(guests(NotificationKind::Decline)).collect()
        }
        (BookingChange::Declined, _) => invitee(NotificationKind::Decline).collect(),
        (BookingChange::Reassigned { to, .. }, BookingStatus::Pending) => {
            let asked = mail(Recipient::Host(to), NotificationKind::ApprovalRequest);
            invitee(NotificationKind::RequestReceived).chain([asked]).collect()
        }
        // Also to those hosts who stay: what they were to be told before may not have been sent yet.
        (BookingChange::Reassigned { .. }, _) => everybody(NotificationKind::Reassignment),
        (BookingChange::Completed | BookingChange::NoShow, _) => Vec::new(),
    }
}

/// The reminders of a meeting that are still to come.
fn reminders_of(booking: &Booking, reminders: &Reminders, now: Timestamp) -> Vec<PlannedMail> {
    if !reminders.enabled {
        return Vec::new();
    }
    let is_wanted = |to| is_wanted(NotificationKind::Reminder, to, booking);
    let due = |timing: ReminderTiming| booking.meeting.start - SignedDuration::from_secs(timing.before().seconds());
    let mails = |to, timings: &[ReminderTiming]| {
        let to_come = timings.iter().map(move |timing| (*timing, due(*timing))).filter(|(_, at)| *at > now);
        let kind = NotificationKind::Reminder;
        to_come.map(|(timing, at)| PlannedMail { to, kind, timing: Some(timing), at }).collect::<Vec<_>>()
    };
    let hosts = booking.hosts().into_iter().flat_map(|host| mails(Recipient::Host(host), &reminders.host));
    let of_invitee = is_wanted(Recipient::Invitee).then(|| mails(Recipient::Invitee, &reminders.invitee));
    of_invitee.into_iter().flatten().chain(hosts).collect()
}

/// Whether somebody wants a mail about a booking: who booked may have said that reminders are not wanted.
#[must_use]
pub fn is_wanted(kind: NotificationKind, to: Recipient, booking: &Booking) -> bool {
    !(booking.is_muted && kind == NotificationKind::Reminder && to == Recipient::Invitee)
}

/// Whether a mail about a booking still helps whoever gets it.
///
/// The question whether an address is somebody's is of use while it can be answered. A reminder is late once the meeting
/// has begun, or when the next one to the same reader is due (`is_superseded`); an announcement of a meeting when that is
/// over.
#[must_use]
pub fn still_helps(kind: NotificationKind, booking: &Booking, is_superseded: IsSuperseded, now: Timestamp) -> bool {
    match kind {
        NotificationKind::AddressConfirmation => awaits_address(booking, now),
        NotificationKind::Reminder => is_superseded == IsSuperseded::No && now < booking.meeting.start,
        _ => now < booking.meeting.end,
    }
}

/// Whether the address of a booking can still be confirmed, and has not been.
fn awaits_address(booking: &Booking, now: Timestamp) -> bool {
    booking.awaits_address && matches!(booking.state, BookingState::Pending { expires_at } if now < expires_at)
}

/// Whether a later mail of the same kind to the same reader is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IsSuperseded {
    /// It is.
    Yes,
    /// It is not.
    No,
}

/// What somebody wants to be sent again.
#[derive(Clone, Copy, Debug)]
pub enum Owed<'a> {
    /// A mail.
    Mail(OwedMail<'a>),
    /// A call of a webhook.
    Call {
        /// Whether anything is sent to the webhook.
        is_active: bool,
    },
}

/// A mail, and what it is about.
#[derive(Clone, Copy, Debug)]
pub struct OwedMail<'a> {
    /// What it says.
    pub kind: NotificationKind,
    /// Of which version of the booking.
    pub sequence: u32,
    /// Whether a later one of its kind is due.
    pub is_superseded: IsSuperseded,
    /// The booking as it is now.
    pub booking: &'a Booking,
    /// Whether what was known of the invitee is forgotten.
    pub is_forgotten: bool,
}

/// Why something is not sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotSendAgain {
    /// It is still to be sent, or is being sent.
    #[error("it is not finished yet")]
    Unfinished,
    /// Nothing is sent to the webhook.
    #[error("the webhook is switched off")]
    SwitchedOff,
    /// There is nobody any more to whom it could be sent.
    #[error("what was known of the invitee is forgotten")]
    Forgotten,
    /// The meeting is over; or it has begun, and this is a reminder.
    #[error("the meeting is over")]
    Over,
    /// The booking has changed, so that it would say what is not true any more.
    #[error("it says what is not true any more")]
    OutOfDate,
}

/// Whether something is sent again that is finished, also if it was cancelled. A call says what happened, which stays true;
/// a mail says what is to be, and is sent again only while that is so.
///
/// # Errors
/// See [`CannotSendAgain`].
pub fn may_send_again(state: DeliveryState, owed: Owed<'_>, now: Timestamp) -> Result<(), CannotSendAgain> {
    if !state.is_finished() {
        return Err(CannotSendAgain::Unfinished);
    }
    let mail = match owed {
        Owed::Call { is_active: true } => return Ok(()),
        Owed::Call { is_active: false } => return Err(CannotSendAgain::SwitchedOff),
        Owed::Mail(mail) => mail,
    };
    let OwedMail { kind, sequence, is_superseded, booking, is_forgotten } = mail;
    if is_forgotten {
        return Err(CannotSendAgain::Forgotten);
    }
    if kind == NotificationKind::AddressConfirmation {
        // What it asks is the same whatever has become of the meeting, such as another host.
        return if awaits_address(booking, now) { Ok(()) } else { Err(CannotSendAgain::OutOfDate) };
    }
    if !still_helps(kind, booking, IsSuperseded::No, now) {
        return Err(CannotSendAgain::Over);
    }
    let is_true = booking.sequence == sequence && is_true_of(kind, booking.state.status());
    if is_true && is_superseded == IsSuperseded::No { Ok(()) } else { Err(CannotSendAgain::OutOfDate) }
}

/// Whether a mail says what is so of a booking in this state.
const fn is_true_of(kind: NotificationKind, status: BookingStatus) -> bool {
    match kind {
        NotificationKind::RequestReceived | NotificationKind::ApprovalRequest => {
            matches!(status, BookingStatus::Pending)
        }
        NotificationKind::Confirmation | NotificationKind::Reschedule | NotificationKind::Reminder => {
            matches!(status, BookingStatus::Confirmed)
        }
        // While it waits: see `awaits_address`.
        NotificationKind::AddressConfirmation => matches!(status, BookingStatus::Pending),
        NotificationKind::Reassignment | NotificationKind::HandedOver => {
            matches!(status, BookingStatus::Pending | BookingStatus::Confirmed)
        }
        NotificationKind::Cancellation => matches!(status, BookingStatus::Cancelled),
        NotificationKind::Decline => matches!(status, BookingStatus::Declined),
    }
}

/// When something is tried again that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetrySchedule {
    waits: Vec<SignedDuration>,
}

impl RetrySchedule {
    /// Ten attempts within 75 hours, as the [Standard Webhooks] specification recommends.
    ///
    /// [Standard Webhooks]: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability
    #[must_use]
    pub fn of_webhooks() -> Self {
        Self::new([5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600])
    }

    /// Eleven attempts within about a day: mail servers are back sooner, and what is owed is about a meeting.
    #[must_use]
    pub fn of_mails() -> Self {
        Self::new([10, 60, 5 * 60, 15 * 60, 30 * 60, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 8 * 3600])
    }

    fn new(seconds: impl IntoIterator<Item = i64>) -> Self {
        Self { waits: seconds.into_iter().map(SignedDuration::from_secs).collect() }
    }

    /// The same, so many times faster.
    #[must_use]
    pub fn faster(self, times: i32) -> Self {
        Self { waits: self.waits.into_iter().map(|wait| wait / times.max(1)).collect() }
    }

    /// How long to wait after so many attempts; none if that was the last. `chance` (any number) spreads what failed together
    /// over a tenth of the time more.
    #[must_use]
    pub fn wait_after(&self, attempts: u32, chance: u8) -> Option<SignedDuration> {
        let place = usize::try_from(attempts).ok()?.checked_sub(1)?;
        let wait = *self.waits.get(place)?;
        Some(wait + wait / 10 * i32::from(chance) / i32::from(u8::MAX))
    }

    /// How often something is tried at all.
    #[must_use]
    pub fn attempts(&self) -> usize {
        self.waits.len() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::{BookingState, sample};

    #[test]
    fn an_address_is_asked_for_while_it_can_be_confirmed() {
        let at = |time: &str| -> Timestamp { format!("2026-03-16T{time}:00Z").parse().unwrap() };
        let kind = NotificationKind::AddressConfirmation;
        let waiting = |awaits_address| Booking {
            awaits_address,
            sequence: 3,
            ..sample(BookingState::Pending { expires_at: at("12:30") })
        };
        let helps = |booking: &Booking, now| still_helps(kind, booking, IsSuperseded::No, at(now));
        let again = |booking: &Booking, now| {
            let mail = OwedMail { kind, sequence: 0, is_superseded: IsSuperseded::No, booking, is_forgotten: false };
            may_send_again(DeliveryState::Failed, Owed::Mail(mail), at(now))
        };
        assert!(helps(&waiting(true), "12:29") && !helps(&waiting(true), "12:30"));
        assert_eq!(again(&waiting(true), "12:29"), Ok(()), "whoever has the meeting by now");
        assert_eq!(again(&waiting(true), "12:30"), Err(CannotSendAgain::OutOfDate));
        assert!(!helps(&waiting(false), "12:00"), "it waits for the host");
        let confirmed = sample(BookingState::Confirmed);
        assert!(!helps(&confirmed, "12:00"));
        assert_eq!(again(&confirmed, "12:00"), Err(CannotSendAgain::OutOfDate));
    }

    #[test]
    fn a_mail_is_sent_again_while_it_is_true_and_of_use() {
        let at = |time: &str| -> Timestamp { format!("2026-03-16T{time}:00Z").parse().unwrap() };
        let forgotten = |is_forgotten, kind, booking: &Booking, now| {
            let is_superseded = IsSuperseded::No;
            let mail = OwedMail { kind, sequence: 1, is_superseded, booking, is_forgotten };
            may_send_again(DeliveryState::Cancelled, Owed::Mail(mail), now)
        };
        let again = |kind, booking: &Booking, now| forgotten(false, kind, booking, now);
        let confirmed = Booking { sequence: 1, ..sample(BookingState::Confirmed) };
        let (kind, reminder) = (NotificationKind::Confirmation, NotificationKind::Reminder);
        assert_eq!(again(kind, &confirmed, at("13:29")), Ok(()));
        assert_eq!(again(kind, &confirmed, at("13:30")), Err(CannotSendAgain::Over));
        assert_eq!(again(reminder, &confirmed, at("12:59")), Ok(()));
        assert_eq!(again(reminder, &confirmed, at("13:00")), Err(CannotSendAgain::Over), "it has begun");
        assert_eq!(forgotten(true, kind, &confirmed, at("12:00")), Err(CannotSendAgain::Forgotten));
        let later = Booking { sequence: 2, ..confirmed.clone() };
        assert_eq!(again(kind, &later, at("12:00")), Err(CannotSendAgain::OutOfDate));
        let no_show = Booking { state: BookingState::NoShow, ..confirmed.clone() };
        assert_eq!(again(kind, &no_show, at("12:00")), Err(CannotSendAgain::OutOfDate));
        assert_eq!(again(NotificationKind::Cancellation, &confirmed, at("12:00")), Err(CannotSendAgain::OutOfDate));
        let (is_superseded, booking) = (IsSuperseded::Yes, &confirmed);
        let late = OwedMail { kind: reminder, sequence: 1, is_superseded, booking, is_forgotten: false };
        let late = may_send_again(DeliveryState::Failed, Owed::Mail(late), at("12:00"));
        assert_eq!(late, Err(CannotSendAgain::OutOfDate));
    }

    #[test]
    fn a_call_is_made_again_once_it_is_finished_and_while_somebody_wants_it() {
        let again = |state, is_active| may_send_again(state, Owed::Call { is_active }, Timestamp::MAX);
        for state in DeliveryState::ALL {
            let expected = if state.is_finished() { Ok(()) } else { Err(CannotSendAgain::Unfinished) };
            assert_eq!(again(*state, true), expected, "{state}");
        }
        assert_eq!(again(DeliveryState::Delivered, false), Err(CannotSendAgain::SwitchedOff));
    }

    #[test]
    fn webhooks_are_tried_ten_times_within_75_hours() {
        let schedule = RetrySchedule::of_webhooks();
        assert_eq!(schedule.attempts(), 10);
        let total = |chance| {
            (1..).map_while(|attempts| schedule.wait_after(attempts, chance)).map(|wait| wait.as_secs()).sum::<i64>()
        };
        assert_eq!(total(0) / 3600, 75);
        assert_eq!(total(u8::MAX), total(0) * 11 / 10 + i64::from(total(0) * 11 % 10 > 0) - 1);
        assert_eq!(schedule.wait_after(0, 0), None);
    }

    #[test]
    fn a_recipient_is_read_as_it_is_written() {
        let id = Uuid::from_u128(7);
        for recipient in [
            Recipient::Invitee,
            Recipient::Guest(9),
            Recipient::Host(HostId::from_uuid(id)),
            Recipient::Webhook(EndpointId::from_uuid(id)),
        ] {
            assert_eq!(recipient.to_string().parse(), Ok(recipient));
        }
        for wrong in ["", "invitee:1", "guest:", "guest:256", "host:1", "stranger"] {
            assert_eq!(wrong.parse::<Recipient>(), Err(UnknownWord), "{wrong}");
        }
    }
}
