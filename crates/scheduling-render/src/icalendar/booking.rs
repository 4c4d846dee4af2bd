//! What a booking says in a calendar: to whom, with which method, in which state.

use jiff::Timestamp;
use scheduling_core::{Booking, BookingStatus, EmailAddress, Location, LocationKind, Minutes};

use super::{Alarm, Attendee, Calendar, Message, Method, Part, Person, Standing};

/// In whose calendar the event is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// That of whoever booked, and of their guests: the title names the host.
    Invitee,
    /// The host's: the title names the invitee.
    Host,
}

/// What somebody gets the message for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A file that somebody fetches, to keep the event: `PUBLISH`.
    Keeping,
    /// A mail upon which programs act: `REQUEST`.
    Inviting,
    /// A mail that takes the event out of the reader's calendar, although the meeting takes place: `CANCEL`.
    Withdrawing,
}

impl Message {
    /// The message about a booking as it is at `stamped_at`.
    ///
    /// A meeting that does not take place at this time is a `CANCEL` for either purpose: that takes it out of a calendar that
    /// has it, and puts nothing into one that has not. (A published event may have the status `CANCELLED` as well, RFC 5546,
    /// section 3.2.1, but a program that never had it would enter it.) The same holds for a booking that was moved: its
    /// successor has the same UID and a higher sequence, so that a calendar with the new time takes no notice (RFC 5546,
    /// section 2.1.5), and one with the old time gives it up.
    #[must_use]
    pub fn of(booking: &Booking, reader: Reader, purpose: Purpose, stamped_at: Timestamp) -> Self {
        let with = match reader {
            Reader::Invitee => &booking.snapshot.host_name,
            Reader::Host => &booking.invitee.name,
        };
        let location = &booking.snapshot.location;
        Self {
            uid: booking.ical_uid.clone(),
            sequence: booking.sequence,
            stamped_at,
            meeting: booking.meeting,
            summary: format!("{} – {with}", booking.snapshot.event_type_name),
            description: booking.invitee.notes.as_ref().map(ToString::to_string),
            location: place(location),
            url: link(location),
            organizer: Person {
                name: booking.snapshot.host_name.to_string(),
                email: booking.snapshot.host_email.clone(),
            },
            method: method(booking, purpose),
        }
    }

    /// The message with the further hosts of a collective meeting: the title names them to who booked, and they lead it as its
    /// organizer does. (An event has one organizer, RFC 5545, section 3.8.4.3.)
    #[must_use]
    pub fn with_co_hosts(mut self, reader: Reader, hosts: impl IntoIterator<Item = Person>) -> Self {
        for host in hosts {
            if reader == Reader::Invitee && !host.name.is_empty() {
                self.summary = format!("{}, {}", self.summary, host.name);
            }
            match &mut self.method {
                Method::Publish { .. } => {}
                Method::Request { attendees, .. } => attendees.push(Attendee { person: host, part: Part::Leads }),
                Method::Cancel { attendees } => attendees.push(host),
            }
        }
        self
    }

    /// The message with reminders. What is cancelled has none (RFC 5546, section 3.2.5).
    #[must_use]
    pub fn with_alarms(mut self, wanted: impl IntoIterator<Item = Alarm>) -> Self {
        match &mut self.method {
            Method::Publish { alarms, .. } | Method::Request { alarms, .. } => alarms.extend(wanted),
            Method::Cancel { .. } => {}
        }
        self
    }
}

/// How long a program waits at least until it fetches a calendar again.
const REFRESH: Minutes = Minutes(60);

impl Calendar {
    /// The calendar of a host: bookings, each with how long before it the host is reminded. What does not take place at its
    /// time is left out.
    ///
    /// An event bears the stamp of its booking's last change, so that a calendar in which nothing has changed is the same text.
    #[must_use]
    pub fn of_host<'a>(name: String, bookings: impl IntoIterator<Item = (&'a Booking, &'a [Minutes])>) -> Self {
        let event = |(booking, alarms): (&Booking, &[Minutes])| {
            let message = Message::of(booking, Reader::Host, Purpose::Keeping, booking.updated_at);
            message.with_alarms(alarms.iter().map(|before| Alarm { before: *before }))
        };
        let takes_place = |(booking, _): &(&Booking, _)| booking.state.status().is_live();
        Self { name, refresh: REFRESH, events: bookings.into_iter().filter(takes_place).map(event).collect() }
    }
}

fn method(booking: &Booking, purpose: Purpose) -> Method {
    let standing = match booking.state.status() {
        BookingStatus::Pending => Standing::Tentative,
        BookingStatus::Confirmed | BookingStatus::Completed | BookingStatus::NoShow => Standing::Confirmed,
        BookingStatus::Declined | BookingStatus::Cancelled | BookingStatus::Rescheduled => return cancel(booking),
    };
    match purpose {
        Purpose::Keeping => Method::Publish { standing, alarms: Vec::new() },
        Purpose::Inviting => {
            let booked = Attendee { person: invitee(booking), part: Part::TakesPart };
            let guests = booking.invitee.guests.iter();
            let guests = guests.map(|email| Attendee { person: guest(email), part: Part::Asked });
            let attendees = std::iter::once(booked).chain(guests).collect();
            Method::Request { standing, attendees, alarms: Vec::new() }
        }
        Purpose::Withdrawing => cancel(booking),
    }
}

fn cancel(booking: &Booking) -> Method {
    let attendees = std::iter::once(invitee(booking)).chain(booking.invitee.guests.iter().map(guest)).collect();
    Method::Cancel { attendees }
}

fn invitee(booking: &Booking) -> Person {
    Person { name: booking.invitee.name.to_string(), email: booking.invitee.email.clone() }
}

fn guest(email: &EmailAddress) -> Person {
    Person { name: String::new(), email: email.clone() }
}

/// What people call the place, and the address, number or link. Of a video call that has none yet, the service's name, which
/// needs no translation.
fn place(location: &Location) -> Option<String> {
    let name = location.display_name.as_ref().map(ToString::to_string);
    let value = location.value.as_ref().map(ToString::to_string);
    let service = match location.kind {
        LocationKind::GoogleMeet => Some("Google Meet"),
        LocationKind::Zoom => Some("Zoom"),
        LocationKind::Phone | LocationKind::InPerson | LocationKind::Custom => None,
    };
    match (name, value) {
        (Some(name), Some(value)) => Some(format!("{name}, {value}")),
        (name, value) => name.or(value).or_else(|| service.map(str::to_owned)),
    }
}

/// The place, where it is a link.
fn link(location: &Location) -> Option<String> {
    let value = location.value.as_ref()?.as_str();
    let is_link = ["https://", "http://"].iter().any(|scheme| value.starts_with(scheme));
    is_link.then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use scheduling_core::{
        BookingId, BookingSnapshot, BookingState, Campaign, Cancellation, Decline, DeclineCause, EventTypeId, HostId,
        Interval, Invitee, Minutes, Move, Party, Zone,
    };
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn booking(state: BookingState) -> Booking {
        let start = at("2026-03-16T13:00:00Z");
        Booking {
            id: BookingId::from_uuid(Uuid::from_u128(1)),
            event_type: EventTypeId::from_uuid(Uuid::from_u128(2)),
            host: HostId::from_uuid(Uuid::from_u128(3)),
            co_hosts: Vec::new(),
            team: None,
            series: None,
            occupancy: None,
            snapshot: BookingSnapshot {
                event_type_name: "Intro".parse().unwrap(),
                host_name: "Ada".parse().unwrap(),
                host_email: "ada@example.org".parse().unwrap(),
                location: Location::default(),
            },
            meeting: Interval { start, end: start + SignedDuration::from_mins(30) },
            invitee: Invitee {
                name: "Grace".parse().unwrap(),
                email: "grace@example.org".parse().unwrap(),
                phone: None,
                notes: Some("See you; there".parse().unwrap()),
                zone: Zone::UTC,
                answers: Vec::new(),
                guests: vec!["eve@example.org".parse().unwrap()],
                locale: None,
                campaign: Campaign::default(),
            },
            state,
            ical_uid: "7f3a".parse().unwrap(),
            sequence: 2,
            rescheduled_from: None,
            overridden: None,
            token_generation: 0,
            is_muted: false,
            awaits_address: false,
            created_at: start,
            updated_at: start,
        }
    }

    const NOW: &str = "2026-03-02T12:00:00.9Z";

    fn written(state: BookingState, purpose: Purpose) -> String {
        Message::of(&booking(state), Reader::Invitee, purpose, at(NOW)).to_ics().unwrap().replace("\r\n ", "")
    }

    #[test]
    fn a_booking_to_keep_is_published_and_names_no_attendee() {
        let ics = written(BookingState::Confirmed, Purpose::Keeping);
        let lines: Vec<&str> = ics.split("\r\n").collect();
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//scheduling-rs//scheduling//EN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "UID:7f3a",
            "SEQUENCE:2",
            "DTSTAMP:20260302T120000Z",
            "DTSTART:20260316T130000Z",
            "DTEND:20260316T133000Z",
            "STATUS:CONFIRMED",
            "SUMMARY:Intro – Ada",
            "DESCRIPTION:See you\\; there",
            "LOCATION:Google Meet",
            "ORGANIZER;CN=Ada:mailto:ada@example.org",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn an_invitation_asks_the_guests_and_not_whoever_booked() {
        let pending = BookingState::Pending { expires_at: at("2026-03-04T12:00:00Z") };
        let ics = written(pending, Purpose::Inviting);
        assert!(ics.contains("\r\nMETHOD:REQUEST\r\n") && ics.contains("\r\nSTATUS:TENTATIVE\r\n"), "{ics}");
        let attendees: Vec<&str> = ics.split("\r\n").filter(|line| line.starts_with("ATTENDEE")).collect();
        let booked = "ATTENDEE;CN=Grace;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:grace@example.org";
        let guest = "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:eve@example.org";
        assert_eq!(attendees, [booked, guest]);
    }

    #[test]
    fn what_does_not_take_place_is_cancelled_for_everybody() {
        let (now, to) = (at(NOW), BookingId::from_uuid(Uuid::from_u128(9)));
        for state in [
            BookingState::Cancelled(Cancellation { by: Party::Host, at: now, reason: None }),
            BookingState::Declined(Decline { cause: DeclineCause::Host, at: now, reason: None }),
            BookingState::Rescheduled(Move { to, by: Party::Invitee, reason: None }),
        ] {
            for purpose in [Purpose::Keeping, Purpose::Inviting] {
                let ics = written(state.clone(), purpose);
                assert!(ics.contains("\r\nMETHOD:CANCEL\r\n") && ics.contains("\r\nSTATUS:CANCELLED\r\n"), "{ics}");
                assert!(ics.contains("\r\nATTENDEE;CN=Grace:mailto:grace@example.org\r\n"), "{ics}");
                assert!(ics.contains("\r\nATTENDEE:mailto:eve@example.org\r\n"), "{ics}");
                assert!(ics.contains("\r\nSEQUENCE:2\r\n"), "{ics}");
            }
        }
    }

    #[test]
    fn a_meeting_that_takes_place_can_be_taken_out_of_one_calendar() {
        let ics = written(BookingState::Confirmed, Purpose::Withdrawing);
        assert!(ics.contains("\r\nMETHOD:CANCEL\r\n") && ics.contains("\r\nSTATUS:CANCELLED\r\n"), "{ics}");
        assert!(ics.contains("\r\nSEQUENCE:2\r\n"), "{ics}");
    }

    #[test]
    fn hosts_are_reminded_unless_there_is_nothing_to_be_reminded_of() {
        let alarms = || [15, 120].map(|minutes| Alarm { before: Minutes(minutes) });
        let of = |state| Message::of(&booking(state), Reader::Host, Purpose::Inviting, at(NOW)).with_alarms(alarms());
        let ics = of(BookingState::Confirmed).to_ics().unwrap();
        let first = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:Intro – Grace\r\nEND:VALARM\r\n";
        assert!(ics.contains(first) && ics.contains("TRIGGER:-PT120M"), "{ics}");
        let cancelled = BookingState::Cancelled(Cancellation { by: Party::Host, at: at(NOW), reason: None });
        assert!(!of(cancelled).to_ics().unwrap().contains("VALARM"));
    }

    #[test]
    fn a_hosts_calendar_has_each_meeting_as_a_message_has_it() {
        let confirmed = booking(BookingState::Confirmed);
        let pending = Booking {
            ical_uid: "8a".parse().unwrap(),
            ..booking(BookingState::Pending { expires_at: at("2026-03-04T12:00:00Z") })
        };
        let gone = booking(BookingState::Cancelled(Cancellation { by: Party::Host, at: at(NOW), reason: None }));
        let name = "Ada\r\nX-EVIL:1 – Acme; Corp".to_owned();
        let alarms = [Minutes(15)];
        let listed = [(&confirmed, &alarms[..]), (&pending, &[][..]), (&gone, &[][..])];
        let calendar = Calendar::of_host(name, listed);
        let ics = calendar.to_ics().unwrap();
        let head = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//scheduling-rs//scheduling//EN",
            "METHOD:PUBLISH",
            "NAME:Ada X-EVIL:1 – Acme\\; Corp",
            "X-WR-CALNAME:Ada X-EVIL:1 – Acme\\; Corp",
            "REFRESH-INTERVAL;VALUE=DURATION:PT60M",
            "X-PUBLISHED-TTL:PT60M",
        ];
        let lines: Vec<&str> = ics.split("\r\n").collect();
        assert_eq!(lines[..head.len()], head);
        let events = |ics: &str| ics[ics.find("BEGIN:VEVENT").unwrap()..].replace("END:VCALENDAR\r\n", "");
        let alone: String = calendar.events.iter().map(|event| events(&event.to_ics().unwrap())).collect();
        assert_eq!(events(&ics), alone);
        assert_eq!((ics.matches("BEGIN:VEVENT").count(), ics.matches("BEGIN:VALARM").count()), (2, 1));
        assert!(ics.contains("SUMMARY:Intro – Grace\r\n") && ics.contains("STATUS:TENTATIVE\r\n"), "{ics}");
        assert!(lines.iter().all(|line| line.len() <= 75), "{ics}");
    }

    #[test]
    fn a_calendar_has_only_what_is_published() {
        let invitation = Message::of(&booking(BookingState::Confirmed), Reader::Host, Purpose::Inviting, at(NOW));
        let calendar = Calendar { name: "Ada".to_owned(), refresh: REFRESH, events: vec![invitation] };
        assert_eq!(calendar.to_ics(), Err(super::super::InvalidMessage::NotPublished));
    }

    #[test]
    fn a_place_is_what_people_call_it_and_where_it_is() {
        let at = |kind, value: Option<&str>, name: Option<&str>| Location {
            kind,
            value: value.map(|value| value.parse().unwrap()),
            display_name: name.map(|name| name.parse().unwrap()),
        };
        for (location, expected, expected_link) in [
            (at(LocationKind::Zoom, None, None), Some("Zoom"), None),
            (at(LocationKind::Phone, None, None), None, None),
            (at(LocationKind::Phone, Some("+1 555"), None), Some("+1 555"), None),
            (at(LocationKind::InPerson, Some("1, Main St"), Some("Office")), Some("Office, 1, Main St"), None),
            (
                at(LocationKind::Custom, Some("https://x.example/a"), None),
                Some("https://x.example/a"),
                Some("https://x.example/a"),
            ),
        ] {
            assert_eq!((place(&location).as_deref(), link(&location).as_deref()), (expected, expected_link));
        }
    }

    #[test]
    fn a_time_that_cannot_be_written_is_refused() {
        let mut message = Message::of(&booking(BookingState::Confirmed), Reader::Host, Purpose::Keeping, at(NOW));
        message.meeting.end = message.meeting.start + SignedDuration::from_millis(999);
        assert_eq!(message.to_ics(), Err(super::super::InvalidMessage::Empty));
        message.meeting = Interval { start: at("-000001-01-01T00:00:00Z"), end: at("2026-03-16T13:00:00Z") };
        assert_eq!(message.to_ics(), Err(super::super::InvalidMessage::Year));
    }
}
