//! The variables that a tenant's templates have: facts for the reader, each as it is told in the product's own texts.

use std::collections::BTreeMap;

use minijinja::Value;
use scheduling_core::{Audience, Notification, Party};

use super::super::{
    clean,
    letter::{self, Letter},
    time::Clock,
};

/// Every variable, with what it says. All of them are there in every mail; one that has nothing to say is an empty text, or an
/// empty list.
pub const VARIABLES: &[(&str, &str)] = &[
    ("tenant_name", "who writes: the name in the branding, else the tenant's"),
    ("audience", "who reads: `invitee`, `guest` or `host`"),
    ("locale", "the language: `en`, `de`, `fr`, `es` or `pt-BR`"),
    ("recipient_name", "the reader's name, if one is known"),
    ("event_name", "the event type's name"),
    ("host_name", "the host's name; of a collective meeting those of all hosts"),
    ("invitee_name", "the name of whoever booked"),
    ("when", "the meeting's time, in full, with the zone"),
    ("start_date", "the date on which it begins, in full"),
    ("start_time", "when it begins"),
    ("end_date", "the date on which it ends, in full"),
    ("end_time", "when it ends"),
    ("timezone", "the reader's zone, with its offset at that time"),
    ("starts_in", "how far away it is when the mail is written, such as `in 2 hours`"),
    ("old_when", "of a meeting that was moved: its time before, in full"),
    ("old_start", "of a meeting that was moved: when it would have begun, with date and zone"),
    ("meetings", "of a series that is confirmed at once: when each of its meetings is, in full, a list"),
    ("location", "where it takes place"),
    ("location_link", "the place, if it is a link"),
    ("reason", "why it was called off, declined or moved"),
    ("cancelled_by", "which side called it off: `host` or `invitee`"),
    ("moved_by", "which side moved it: `host` or `invitee`"),
    ("participants", "of a host's reminder of a meeting with several seats: who comes, a list"),
    ("guests", "the addresses of those whom the invitee brings along, a list; empty for guests"),
    ("invitee_email", "the invitee's address; empty for guests"),
    ("invitee_phone", "the invitee's telephone number; empty for guests"),
    ("notes", "what the invitee wrote, on any number of lines; empty for guests"),
    ("answers", "the invitee's answers, a list of `question` and `answer`; empty for guests"),
    ("links.manage", "the page of the booking"),
    ("links.cancel", "where the invitee calls it off"),
    ("links.reschedule", "where the invitee moves it"),
    ("links.approve", "where the host approves it"),
    ("links.decline", "where the host turns it down"),
    ("links.confirm_address", "where the invitee confirms the address"),
    ("links.unsubscribe", "where the reader gets no more reminders; stands below each reminder anyway"),
];

/// What the variables of one mail are.
pub(in super::super) struct Values(BTreeMap<&'static str, Value>);

impl Values {
    pub(in super::super) fn of(notification: &Notification, letter: &Letter) -> Self {
        let mut values = BTreeMap::new();
        put(&mut values, meeting(notification, letter));
        put(&mut values, times(notification, letter));
        values.extend(of_invitee(notification, letter));
        let clock = Clock { words: letter.words, zone: &notification.zone };
        let list = |texts: Vec<String>| Value::from(texts.into_iter().map(Value::from).collect::<Vec<_>>());
        let meetings = letter::meetings(notification, &clock).into_iter();
        values.insert("meetings", list(meetings.map(|when| when.sentence).collect()));
        values.insert("participants", list(letter::participants(notification, letter.words)));
        values.insert("links", links(notification));
        Self(values)
    }

    pub(super) fn context(&self) -> Value {
        self.0.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<BTreeMap<_, _>>().into()
    }
}

fn put<const N: usize>(values: &mut BTreeMap<&'static str, Value>, texts: [(&'static str, String); N]) {
    values.extend(texts.map(|(name, text)| (name, Value::from(text))));
}

fn meeting(notification: &Notification, letter: &Letter) -> [(&'static str, String); 12] {
    let Notification { booking, audience, locale, to, .. } = notification;
    let moved_by = notification.moved.as_ref().and_then(|moved| moved.by);
    let (place, link) = letter::place(&booking.snapshot.location, letter.words).unwrap_or_default();
    [
        ("tenant_name", letter.sender.clone()),
        ("audience", audience.to_string()),
        ("locale", locale.to_string()),
        ("recipient_name", to.name.as_ref().map(|name| clean::line(name.as_str())).unwrap_or_default()),
        ("event_name", clean::line(booking.snapshot.event_type_name.as_str())),
        ("host_name", letter.words.list(&letter::hosts(notification))),
        ("invitee_name", clean::line(booking.invitee.name.as_str())),
        ("location", place),
        ("location_link", link.unwrap_or_default()),
        ("reason", letter::reason(notification).map(|reason| clean::lines(reason).join("\n")).unwrap_or_default()),
        ("cancelled_by", letter::cancelled_by(booking).map_or("", Party::as_str).to_owned()),
        ("moved_by", moved_by.map_or("", Party::as_str).to_owned()),
    ]
}

fn times(notification: &Notification, letter: &Letter) -> [(&'static str, String); 9] {
    let clock = Clock { words: letter.words, zone: &notification.zone };
    let (meeting, previous) = (notification.booking.meeting, notification.moved.as_ref().map(|moved| moved.previous));
    let when = clock.when(meeting);
    [
        ("when", when.sentence),
        ("start_date", when.start_date),
        ("start_time", when.start_time),
        ("end_date", when.end_date),
        ("end_time", when.end_time),
        ("timezone", when.zone),
        ("starts_in", clock.until(meeting.start, notification.at)),
        ("old_when", previous.map(|previous| clock.when(previous).sentence).unwrap_or_default()),
        ("old_start", previous.map(|previous| clock.deadline(previous.start)).unwrap_or_default()),
    ]
}

/// What is the invitee's and the host's matter. Guests have none of it.
fn of_invitee(notification: &Notification, letter: &Letter) -> BTreeMap<&'static str, Value> {
    let invitee = &notification.booking.invitee;
    let is_told = notification.audience != Audience::Guest;
    let text = |text: Option<String>| Value::from(text.filter(|_| is_told).unwrap_or_default());
    let answers = invitee.answers.iter().filter(|_| is_told).map(|answer| {
        let said = letter::answered(&answer.value, letter.words).join("\n");
        let parts = [("question", clean::line(answer.label.as_str())), ("answer", said)];
        Value::from(
            parts.map(|(name, text)| (name.to_owned(), Value::from(text))).into_iter().collect::<BTreeMap<_, _>>(),
        )
    });
    let guests = invitee.guests.iter().filter(|_| is_told).map(|guest| Value::from(guest.to_string()));
    BTreeMap::from([
        ("invitee_email", text(Some(invitee.email.to_string()))),
        ("invitee_phone", text(invitee.phone.as_ref().map(ToString::to_string))),
        ("notes", text(invitee.notes.as_ref().map(|notes| clean::lines(notes.as_str()).join("\n")))),
        ("answers", Value::from(answers.collect::<Vec<_>>())),
        ("guests", Value::from(guests.collect::<Vec<_>>())),
    ])
}

/// The links that this reader may have.
fn links(notification: &Notification) -> Value {
    let (links, audience) = (&notification.links, notification.audience);
    let of = |link: &Option<String>, readers: &[Audience]| {
        let link = link.as_deref().filter(|_| readers.contains(&audience));
        Value::from(link.and_then(clean::link).unwrap_or_default())
    };
    let (invitee, host, both) = (&[Audience::Invitee], &[Audience::Host], &[Audience::Invitee, Audience::Host]);
    let parts = [
        ("manage", of(&links.manage, both)),
        ("cancel", of(&links.cancel, invitee)),
        ("reschedule", of(&links.reschedule, invitee)),
        ("approve", of(&links.approve, host)),
        ("decline", of(&links.decline, host)),
        ("confirm_address", of(&links.confirm_address, invitee)),
        ("unsubscribe", of(&links.unsubscribe, both)),
    ];
    Value::from(parts.map(|(name, link)| (name.to_owned(), link)).into_iter().collect::<BTreeMap<_, _>>())
}
