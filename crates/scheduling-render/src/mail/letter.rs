//! What a mail says, before it is text or HTML: both are written from one [`Letter`], so that they say the same.

use jiff::Timestamp;
use scheduling_core::{
    AnswerValue, Audience, Booking, BookingState, DeclineCause, Interval, Location, LocationKind, Notification,
    NotificationKind, Participants, Party,
};

use super::{
    clean,
    time::{Clock, When},
    words::{Own, Phrase, Words},
};

/// A mail's content, in the reader's language. Every text is one clean line; every link is one of the web.
pub(super) struct Letter {
    pub(super) words: Words,
    pub(super) subject: String,
    pub(super) heading: String,
    pub(super) greeting: String,
    pub(super) lead: String,
    pub(super) facts: Vec<Fact>,
    pub(super) actions: Vec<Action>,
    /// Who writes.
    pub(super) sender: String,
    /// Where the reader gets no more of these.
    pub(super) unsubscribe: Option<Action>,
}

/// Something about the meeting.
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) lines: Vec<String>,
    /// Where the lines lead, if they are a link.
    pub(super) link: Option<String>,
}

/// Something that the reader can do, by following a link.
pub(super) struct Action {
    pub(super) label: String,
    pub(super) link: String,
}

/// The names in the subject have at most so many characters, so that none pushes the date out of it.
const NAME_IN_SUBJECT: usize = 60;

impl Letter {
    pub(super) fn of(notification: &Notification) -> Self {
        let words = Words::of(notification.locale);
        let clock = Clock { words, zone: &notification.zone };
        let greeting = notification.to.name.as_ref().map_or_else(
            || words.plain(Phrase::GreetingUnnamed),
            |name| words.say(Phrase::Greeting, &[("name", name.as_str())]),
        );
        let mail = (notification.kind, notification.audience);
        let Head { subject, heading, lead } = head(notification, &clock, mail);
        let link = |phrase, link: &Option<String>| action(words, phrase, link.as_deref());
        let unsubscribe = match notification.kind {
            NotificationKind::Reminder => link(Phrase::ActionUnsubscribe, &notification.links.unsubscribe),
            _ => None,
        };
        Self {
            words,
            subject,
            heading,
            greeting,
            lead,
            facts: Facts { notification, clock }.all(),
            actions: actions(notification, words),
            sender: sender(notification),
            unsubscribe,
        }
    }
}

impl Fact {
    /// What stands before it. A question that ends like one needs no colon.
    pub(super) fn label(&self, words: Words) -> String {
        let ends = ['?', '!', '.', ':', '…'];
        let is_closed = self.label.ends_with(ends);
        if is_closed { self.label.clone() } else { words.say(Phrase::Labelled, &[("label", &self.label)]) }
    }
}

/// What the tenant is called in mails.
pub(super) fn sender(notification: &Notification) -> String {
    let letterhead = &notification.letterhead;
    clean::line(letterhead.branding.display_name.as_ref().unwrap_or(&letterhead.name).as_str())
}

/// What a mail says that no other says.
struct Head {
    subject: String,
    heading: String,
    lead: String,
}

fn head(notification: &Notification, clock: &Clock<'_>, mail: (NotificationKind, Audience)) -> Head {
    let Notification { booking, at, moved, .. } = notification;
    let start = match moved {
        // It is the old time that the reader's calendar has.
        Some(moved) if notification.kind == NotificationKind::HandedOver => moved.previous.start,
        _ => booking.meeting.start,
    };
    let (date, until) = (clock.short(start), clock.until(start, *at));
    let say = |own, [event, host, invitee]: [&str; 3]| {
        let names = [("event", event), ("host", host), ("invitee", invitee)];
        let number = if notification.co_hosts.is_empty() { "one" } else { "several" };
        let by = by(notification).map_or("unknown", Party::as_str);
        let is_move = if moved.is_some() { "yes" } else { "no" };
        let rest = [("date", date.as_str()), ("by", by), ("cause", cause(booking).as_str()), ("in", &until)];
        let rest = [&rest[..], &[("number", number), ("move", is_move)]].concat();
        clock.words.own(mail, own, &[&names[..], &rest].concat())
    };
    let hosts = hosts(notification);
    let event = booking.snapshot.event_type_name.as_str();
    let short = |name: &str| clean::shortened(&clean::line(name), NAME_IN_SUBJECT);
    let (short_host, short_invitee) = (short(&clock.words.list(&hosts)), comes(notification, clock.words, short));
    Head {
        subject: say(Own::Subject, [&short(event), &short_host, &short_invitee]),
        heading: say(Own::Heading, [event, &clock.words.list(&hosts), &comes(notification, clock.words, clean::line)]),
        lead: say(Own::Lead, [event, &clock.words.list(&hosts), &comes(notification, clock.words, clean::line)]),
    }
}

/// The names of all hosts.
pub(super) fn hosts(notification: &Notification) -> Vec<String> {
    let others = notification.co_hosts.iter().filter_map(|host| host.name.as_ref());
    let names = std::iter::once(&notification.booking.snapshot.host_name).chain(others);
    names.map(|name| clean::line(name.as_str())).collect()
}

/// Who comes: whoever booked, or of several the first, and how many more. `shown` makes a name fit.
fn comes(notification: &Notification, words: Words, shown: impl Fn(&str) -> String) -> String {
    let Some(Participants { names, more }) = &notification.participants else {
        return shown(notification.booking.invitee.name.as_str());
    };
    let first = names.first().unwrap_or(&notification.booking.invitee.name);
    let others = i64::try_from(names.len().saturating_sub(1)).unwrap_or(i64::MAX).saturating_add(i64::from(*more));
    match others {
        0 => shown(first.as_str()),
        others => words.count_with(Phrase::AndOthers, others, &[("name", &shown(first.as_str()))]),
    }
}

/// The names of all who come, where the mail is about all of them; of many the first ones, and how many more.
pub(super) fn participants(notification: &Notification, words: Words) -> Vec<String> {
    let Some(Participants { names, more }) = &notification.participants else { return Vec::new() };
    let more = (*more > 0).then(|| words.count(Phrase::AndMore, i64::from(*more)));
    names.iter().map(|name| clean::line(name.as_str())).chain(more).collect()
}

/// When each meeting of a series is that is announced at once, by their start; nothing of any other mail.
pub(super) fn meetings(notification: &Notification, clock: &Clock<'_>) -> Vec<When> {
    if notification.series.is_empty() {
        return Vec::new();
    }
    let all = std::iter::once(&notification.booking).chain(&notification.series);
    let mut meetings: Vec<Interval> = all.map(|booking| booking.meeting).collect();
    meetings.sort_unstable_by_key(|meeting| meeting.start);
    meetings.into_iter().map(|meeting| clock.when(meeting)).collect()
}

/// Who called the meeting off, or moved it, as far as that is known.
fn by(notification: &Notification) -> Option<Party> {
    cancelled_by(&notification.booking).or_else(|| notification.moved.as_ref()?.by)
}

/// Who called the meeting off, as far as it was.
pub(super) const fn cancelled_by(booking: &Booking) -> Option<Party> {
    match &booking.state {
        BookingState::Cancelled(cancellation) => Some(cancellation.by),
        _ => None,
    }
}

const fn cause(booking: &Booking) -> DeclineCause {
    match &booking.state {
        BookingState::Declined(decline) => decline.cause,
        _ => DeclineCause::Host,
    }
}

/// Why the meeting does not take place, or was moved, as far as anybody said.
pub(super) fn reason(notification: &Notification) -> Option<&str> {
    let reason = match &notification.booking.state {
        BookingState::Cancelled(cancellation) => cancellation.reason.as_ref(),
        BookingState::Declined(decline) => decline.reason.as_ref(),
        _ => notification.moved.as_ref().and_then(|moved| moved.reason.as_ref()),
    };
    reason.map(scheduling_core::LongText::as_str)
}

/// What the meeting's place is called, and where it leads.
pub(super) fn place(location: &Location, words: Words) -> Option<(String, Option<String>)> {
    let name = location.display_name.as_ref().map(|name| clean::line(name.as_str()));
    let value = location.value.as_ref().map(|value| clean::line(value.as_str()));
    let kind = match location.kind {
        LocationKind::GoogleMeet => Some("Google Meet".to_owned()),
        LocationKind::Zoom => Some("Zoom".to_owned()),
        LocationKind::Phone => Some(words.plain(Phrase::LocationPhone)),
        LocationKind::InPerson => Some(words.plain(Phrase::LocationInPerson)),
        LocationKind::Custom => None,
    };
    let link = value.as_deref().and_then(clean::link);
    // A number alone does not say that it is called, nor a link by which service.
    let says_itself = matches!(location.kind, LocationKind::InPerson | LocationKind::Custom) && value.is_some();
    let name = name.or_else(|| kind.filter(|_| !says_itself));
    let parts: Vec<String> = name.into_iter().chain(value).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| (parts.join(", "), link))
}

fn action(words: Words, phrase: Phrase, link: Option<&str>) -> Option<Action> {
    Some(Action { label: words.plain(phrase), link: clean::link(link?)? })
}

/// What this reader can do, the most important first. Guests can do nothing, whatever links are given.
fn actions(notification: &Notification, words: Words) -> Vec<Action> {
    let links = &notification.links;
    let (manage, cancel, reschedule) = (
        (Phrase::ActionManage, &links.manage),
        (Phrase::ActionCancel, &links.cancel),
        (Phrase::ActionReschedule, &links.reschedule),
    );
    let offered = match (notification.audience, notification.kind) {
        (Audience::Guest, _) | (_, NotificationKind::HandedOver) => Vec::new(),
        (_, NotificationKind::ApprovalRequest) => {
            vec![(Phrase::ActionApprove, &links.approve), (Phrase::ActionDecline, &links.decline), manage]
        }
        (_, NotificationKind::AddressConfirmation) => vec![(Phrase::ActionConfirmAddress, &links.confirm_address)],
        (_, NotificationKind::Cancellation | NotificationKind::Decline) | (Audience::Host, _) => vec![manage],
        (Audience::Invitee, _) => vec![manage, reschedule, cancel],
    };
    offered.into_iter().filter_map(|(phrase, link)| action(words, phrase, link.as_deref())).collect()
}

/// What the reader is told of the meeting.
struct Facts<'a> {
    notification: &'a Notification,
    clock: Clock<'a>,
}

impl Facts<'_> {
    fn all(&self) -> Vec<Fact> {
        let Notification { booking, audience, .. } = self.notification;
        let with = || self.line(Phrase::LabelWith, &self.clock.words.list(&hosts(self.notification)));
        let mut facts = vec![self.line(Phrase::LabelEvent, booking.snapshot.event_type_name.as_str())];
        facts.extend(self.times());
        match audience {
            Audience::Invitee => facts.push(with()),
            Audience::Guest => {
                facts.push(with());
                facts.push(self.line(Phrase::LabelBookedBy, booking.invitee.name.as_str()));
            }
            Audience::Host => facts.extend(self.for_host()),
        }
        facts.extend(self.reason());
        if let Some((place, link)) = place(&booking.snapshot.location, self.clock.words) {
            facts.push(Fact { link, ..self.line(Phrase::LabelWhere, &place) });
        }
        match (audience, &self.notification.participants) {
            (Audience::Invitee, _) => facts.extend(self.guests()),
            // What one of several said is not what the mail is about.
            (Audience::Guest, _) | (Audience::Host, Some(_)) => {}
            (Audience::Host, None) => facts.extend(self.of_invitee()),
        }
        facts.extend(self.deadline());
        facts.extend(self.series());
        facts
    }

    /// Whom a host meets, and who else takes the meeting.
    fn for_host(&self) -> Vec<Fact> {
        let notification = self.notification;
        let with = match participants(notification, self.clock.words) {
            names if names.is_empty() => self.line(Phrase::LabelWith, notification.booking.invitee.name.as_str()),
            names => Fact { lines: names, ..self.line(Phrase::LabelParticipants, "") },
        };
        let is_led_by_several = !notification.co_hosts.is_empty();
        let led =
            is_led_by_several.then(|| self.line(Phrase::LabelHosts, &self.clock.words.list(&hosts(notification))));
        std::iter::once(with).chain(led).collect()
    }

    /// Every meeting of a series that is announced at once.
    fn series(&self) -> Option<Fact> {
        let lines: Vec<String> = meetings(self.notification, &self.clock).into_iter().map(|when| when.local).collect();
        let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        // The zone once: with each of them, none would fit on a line.
        let label = self.clock.words.count_with(Phrase::LabelSeries, count, &[("zone", self.clock.zone.name())]);
        (!lines.is_empty()).then_some(Fact { label, lines, link: None })
    }

    fn line(&self, label: Phrase, text: &str) -> Fact {
        Fact { label: self.clock.words.plain(label), lines: vec![clean::line(text)], link: None }
    }

    fn times(&self) -> Vec<Fact> {
        let told = |label, meeting: Interval| self.line(label, &self.clock.when(meeting).sentence);
        let meeting = self.notification.booking.meeting;
        match self.notification.moved.as_ref().map(|moved| moved.previous) {
            Some(previous) => vec![told(Phrase::LabelNewTime, meeting), told(Phrase::LabelOldTime, previous)],
            None => vec![told(Phrase::LabelWhen, meeting)],
        }
    }

    fn reason(&self) -> Option<Fact> {
        let reason = reason(self.notification)?;
        Some(Fact { lines: clean::lines(reason), ..self.line(Phrase::LabelReason, "") })
    }

    fn guests(&self) -> Option<Fact> {
        let guests: Vec<String> = self.notification.booking.invitee.guests.iter().map(ToString::to_string).collect();
        (!guests.is_empty()).then(|| Fact { lines: guests, ..self.line(Phrase::LabelGuests, "") })
    }

    /// What a host alone is told. A label is the question as it was asked.
    fn of_invitee(&self) -> Vec<Fact> {
        let invitee = &self.notification.booking.invitee;
        let mut facts = vec![self.line(Phrase::LabelEmail, invitee.email.as_str())];
        facts.extend(invitee.phone.as_ref().map(|phone| self.line(Phrase::LabelPhone, phone.as_str())));
        facts.extend(self.guests());
        let notes = invitee.notes.as_ref();
        facts.extend(
            notes.map(|notes| Fact { lines: clean::lines(notes.as_str()), ..self.line(Phrase::LabelNotes, "") }),
        );
        facts.extend(invitee.answers.iter().map(|answer| Fact {
            label: clean::line(answer.label.as_str()),
            lines: answered(&answer.value, self.clock.words),
            link: None,
        }));
        facts
    }

    /// Until when somebody has to decide.
    fn deadline(&self) -> Option<Fact> {
        let BookingState::Pending { expires_at } = self.notification.booking.state else { return None };
        let told = |label, at: Timestamp| self.line(label, &self.clock.deadline(at));
        match self.notification.kind {
            NotificationKind::ApprovalRequest => Some(told(Phrase::LabelDecideBy, expires_at)),
            NotificationKind::RequestReceived => Some(told(Phrase::LabelAnswerBy, expires_at)),
            NotificationKind::AddressConfirmation => Some(told(Phrase::LabelConfirmBy, expires_at)),
            _ => None,
        }
    }
}

/// An answer, line by line.
pub(super) fn answered(value: &AnswerValue, words: Words) -> Vec<String> {
    match value {
        AnswerValue::Checked(true) => vec![words.plain(Phrase::AnswerYes)],
        AnswerValue::Checked(false) => vec![words.plain(Phrase::AnswerNo)],
        AnswerValue::Text(text) => clean::lines(text.as_str()),
    }
}
