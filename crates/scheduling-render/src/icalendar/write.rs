//! Writes a message: which properties and parameters it has, in which order. Folding, escaping and quoting are the library's
//! (ADR 24), which is used nowhere else.

use ::ical::{
    component::{IcalComponent, IcalComponentKind},
    ical::Ical,
    param::IcalParam,
    prop::{IcalProp, IcalPropKind, IcalPropName},
    value::{
        IcalValue, cal_address::IcalCalAddress, datetime::IcalDateTime, duration::IcalDuration, integer::IcalInteger,
        text::IcalText, uri::IcalUri,
    },
    version::IcalVersion,
};
use jiff::{Timestamp, tz::TimeZone};

use super::{Alarm, Attendee, Calendar, InvalidMessage, Message, Method, Part, Person, Standing, text};

/// Who writes (RFC 5545, section 3.7.3).
const PRODID: &str = "-//scheduling-rs//scheduling//EN";

impl Message {
    /// The message as text: UTF-8, lines that end in CRLF and have at most 75 octets (RFC 5545, section 3.1).
    ///
    /// # Errors
    /// A time cannot be written.
    pub fn to_ics(&self) -> Result<String, InvalidMessage> {
        let calendar =
            Ical { version: IcalVersion::V2_0, props: head(self.method.as_str()), components: vec![self.event()?] };
        Ok(calendar.to_string())
    }

    fn event(&self) -> Result<IcalComponent<'_>, InvalidMessage> {
        if self.meeting.end.as_second() <= self.meeting.start.as_second() {
            return Err(InvalidMessage::Empty);
        }
        let given = |text: &'_ Option<String>| text.as_deref().filter(|text| !text.is_empty()).map(str::to_owned);
        let mut props = vec![
            plain(IcalPropKind::Uid, IcalValue::Text(words(self.uid.as_str()))),
            plain(IcalPropKind::Sequence, IcalValue::Integer(IcalInteger(self.sequence.to_string().into()))),
            plain(IcalPropKind::DtStamp, instant(self.stamped_at)?),
            plain(IcalPropKind::DtStart, instant(self.meeting.start)?),
            plain(IcalPropKind::DtEnd, instant(self.meeting.end)?),
            plain(IcalPropKind::Status, IcalValue::Text(words(self.status()))),
            plain(IcalPropKind::Summary, IcalValue::Text(IcalText(text::line(&self.summary)))),
        ];
        for (kind, several) in
            [(IcalPropKind::Description, &self.description), (IcalPropKind::Location, &self.location)]
        {
            let written = given(several).map(|several| text::lines(&several).into_owned());
            props.extend(written.map(|written| plain(kind, IcalValue::Text(written.into()))));
        }
        let url = given(&self.url).map(|url| IcalUri(text::uri(&url).into()));
        props.extend(url.map(|url| plain(IcalPropKind::Url, IcalValue::Uri(url))));
        props.push(person(IcalPropKind::Organizer, &self.organizer, Vec::new()));
        props.extend(self.attendees());
        let alarms = self.alarms().iter().map(|alarm| self.alarm(*alarm)).collect();
        Ok(IcalComponent { name: IcalComponentKind::VEvent.into(), props, components: alarms })
    }

    const fn status(&self) -> &'static str {
        match &self.method {
            Method::Publish { standing, .. } | Method::Request { standing, .. } => match standing {
                Standing::Tentative => "TENTATIVE",
                Standing::Confirmed => "CONFIRMED",
            },
            Method::Cancel { .. } => "CANCELLED",
        }
    }

    fn attendees(&self) -> Vec<IcalProp<'_>> {
        match &self.method {
            Method::Publish { .. } => Vec::new(),
            Method::Request { attendees, .. } => attendees.iter().map(invited).collect(),
            Method::Cancel { attendees } => {
                attendees.iter().map(|gone| person(IcalPropKind::Attendee, gone, Vec::new())).collect()
            }
        }
    }

    const fn alarms(&self) -> &[Alarm] {
        match &self.method {
            Method::Publish { alarms, .. } | Method::Request { alarms, .. } => alarms.as_slice(),
            Method::Cancel { .. } => &[],
        }
    }

    /// Shows the title (RFC 5545, section 3.8.6.3: the trigger counts from the start).
    fn alarm(&self, alarm: Alarm) -> IcalComponent<'_> {
        let before = IcalDuration(format!("-PT{}M", alarm.before.0).into());
        let props = vec![
            plain(IcalPropKind::Action, IcalValue::Text(words("DISPLAY"))),
            plain(IcalPropKind::Trigger, IcalValue::Duration(before)),
            plain(IcalPropKind::Description, IcalValue::Text(IcalText(text::line(&self.summary)))),
        ];
        IcalComponent { name: IcalComponentKind::VAlarm.into(), props, components: Vec::new() }
    }
}

/// Several events that are published at once, as text: to be entered into whatever calendar (RFC 5546, section 3.2.1).
///
/// # Errors
/// A time cannot be written, or an event is not published: only what is published may have several UIDs in one object (RFC
/// 5546, section 3.2.2).
pub fn published(events: &[Message]) -> Result<String, InvalidMessage> {
    let calendar = Ical { version: IcalVersion::V2_0, props: head("PUBLISH"), components: all_published(events)? };
    Ok(calendar.to_string())
}

fn all_published(events: &[Message]) -> Result<Vec<IcalComponent<'_>>, InvalidMessage> {
    let is_published = |event: &Message| matches!(event.method, Method::Publish { .. });
    if !events.iter().all(is_published) {
        return Err(InvalidMessage::NotPublished);
    }
    events.iter().map(Message::event).collect()
}

impl Calendar {
    /// The calendar as text, written as [`Message::to_ics`] writes a message.
    ///
    /// # Errors
    /// A time cannot be written, or an event is not published.
    pub fn to_ics(&self) -> Result<String, InvalidMessage> {
        let components = all_published(&self.events)?;
        let name = || IcalValue::Text(IcalText(text::line(&self.name)));
        let wait = || IcalDuration(format!("PT{}M", self.refresh.0).into());
        let mut props = head("PUBLISH");
        props.push(plain(IcalPropKind::Name, name()));
        props.push(other("X-WR-CALNAME", name()));
        props.push(IcalProp {
            // RFC 7986, section 5.7: the type must be said.
            params: vec![IcalParam::Value("DURATION".into())],
            ..plain(IcalPropKind::RefreshInterval, IcalValue::Duration(wait()))
        });
        props.push(other("X-PUBLISHED-TTL", IcalValue::Duration(wait())));
        Ok(Ical { version: IcalVersion::V2_0, props, components }.to_string())
    }
}

/// What every calendar begins with, after its version.
fn head(method: &str) -> Vec<IcalProp<'_>> {
    vec![
        plain(IcalPropKind::ProdId, IcalValue::Text(words(PRODID))),
        plain(IcalPropKind::Method, IcalValue::Text(words(method))),
    ]
}

/// A property that no RFC has.
fn other<'a>(name: &'static str, value: IcalValue<'a>) -> IcalProp<'a> {
    IcalProp { name: IcalPropName::Unknown(name.into()), params: Vec::new(), value }
}

fn plain(kind: IcalPropKind, value: IcalValue<'_>) -> IcalProp<'_> {
    IcalProp { name: IcalPropName::Kind(kind), params: Vec::new(), value }
}

fn words(text: &str) -> IcalText<'_> {
    IcalText(text.into())
}

/// In UTC (RFC 5545, section 3.3.5, form 2).
fn instant(at: Timestamp) -> Result<IcalValue<'static>, InvalidMessage> {
    let utc = at.to_zoned(TimeZone::UTC);
    if !(0..=9999).contains(&utc.year()) {
        return Err(InvalidMessage::Year);
    }
    Ok(IcalValue::DateTime(IcalDateTime(utc.strftime("%Y%m%dT%H%M%SZ").to_string().into())))
}

fn person<'a>(kind: IcalPropKind, person: &'a Person, rest: Vec<IcalParam<'a>>) -> IcalProp<'a> {
    let name = Some(text::line(&person.name)).filter(|name| !name.trim().is_empty());
    let params = name.map(IcalParam::Cn).into_iter().chain(rest).collect();
    let address = IcalCalAddress(format!("mailto:{}", person.email).into());
    IcalProp { name: IcalPropName::Kind(kind), params, value: IcalValue::CalAddress(address) }
}

fn invited(attendee: &Attendee) -> IcalProp<'_> {
    let (role, answer, wanted) = match attendee.part {
        Part::Leads => ("CHAIR", "ACCEPTED", "FALSE"),
        Part::TakesPart => ("REQ-PARTICIPANT", "ACCEPTED", "FALSE"),
        Part::Asked => ("REQ-PARTICIPANT", "NEEDS-ACTION", "TRUE"),
    };
    let params = vec![IcalParam::Role(role.into()), IcalParam::PartStat(answer.into()), IcalParam::Rsvp(wanted.into())];
    person(IcalPropKind::Attendee, &attendee.person, params)
}
