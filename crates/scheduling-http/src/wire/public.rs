//! What anybody may see: profiles, event types with their questions, and the question for slots.

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    Branding, Color, EventType, EventTypeId, Host, Location, LocationKind, LongText, Name, ShortText, Slug, Tenant,
    Username, Zone,
    slots::{InvalidQuery, MAX_QUERY_DAYS, SlotQuery},
};
use scheduling_engine::PublicProfile;

use super::{Cutoff, event_types::QuestionAnswer, written};
use crate::{
    json::{Faults, Int, Use, answer, described, query},
    problem::{Code, Problem},
};

answer! {
    /// A user with everything that can be booked.
    Profile {
        /// The name in addresses.
        username: Username = "ada";
        /// The name that people see.
        display_name: Name = "Ada Lovelace";
        /// A picture.
        avatar_url: Option<ShortText> = "https://example.org/ada.png";
        /// The user's IANA zone.
        timezone: String = "Europe/London";
        /// What can be booked.
        event_types: Vec<OfferSummary> = [(); 0];
        /// How the tenant's pages look.
        branding: PublicBranding = ();
    }
}

answer! {
    /// How the pages of a tenant look.
    PublicBranding {
        /// The name above the pages.
        display_name: Name = "Acme";
        /// A picture.
        logo_url: Option<ShortText> = "https://example.org/logo.png";
        /// An accent colour.
        accent_color: Option<ShortText> = "#0a7cff";
    }
}

answer! {
    /// A kind of meeting that can be booked.
    OfferSummary {
        /// Its id.
        id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// What it is called.
        name: Name = "Intro call";
        /// The name in addresses.
        slug: Slug = "intro";
        /// What it is about.
        description: Option<LongText> = "A first conversation.";
        /// How many minutes a meeting lasts.
        duration: u32 = 30;
        /// Its colour.
        color: Color = "blue";
        /// Where the meeting takes place.
        location: PublicLocation = ();
    }
}

answer! {
    /// Where a meeting takes place; the address, number or link is for those who have booked.
    PublicLocation {
        /// What kind of place.
        r#type: LocationKind = "phone";
        /// What people call the place.
        display_name: Option<Name> = "We call you";
    }
}

answer! {
    /// A kind of meeting with everything that its invitees must know.
    Offer {
        /// Its id.
        id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6";
        /// What it is called.
        name: Name = "Intro call";
        /// The name in addresses.
        slug: Slug = "intro";
        /// What it is about.
        description: Option<LongText> = "A first conversation.";
        /// How many minutes a meeting lasts.
        duration: u32 = 30;
        /// How many can book the same meeting.
        seats: u32 = 1;
        /// Its colour.
        color: Color = "blue";
        /// Where the meeting takes place.
        location: PublicLocation = ();
        /// What the invitee is asked.
        questions: Vec<QuestionAnswer> = [(); 0];
        /// Up to how many minutes before the start the invitee can cancel.
        cancel_cutoff_minutes: Cutoff = 60;
        /// Up to how many minutes before the start the invitee can move the meeting.
        reschedule_cutoff_minutes: Cutoff = 60;
        /// How many meetings a series of it can have; 1 allows no series.
        max_occurrences: u32 = 1;
        /// Whether a booking waits for the host's approval.
        requires_approval: bool = false;
        /// Whether a booking counts only once its invitee has confirmed the address, by the link in a mail that comes at once.
        confirms_address: bool = false;
        /// Whom the meeting is with.
        host: PublicHost = ();
        /// How the tenant's pages look.
        branding: PublicBranding = ();
    }
}

answer! {
    /// Whom a meeting is with.
    PublicHost {
        /// The name in addresses.
        username: Username = "ada";
        /// The name that people see.
        display_name: Name = "Ada Lovelace";
        /// A picture.
        avatar_url: Option<ShortText> = "https://example.org/ada.png";
        /// The host's IANA zone.
        timezone: String = "Europe/London";
    }
}

impl From<&Tenant> for PublicBranding {
    fn from(tenant: &Tenant) -> Self {
        let Branding { display_name, logo_url, accent_color, locale: _ } = tenant.settings.branding.clone();
        Self { display_name: display_name.unwrap_or_else(|| tenant.name.clone()), logo_url, accent_color }
    }
}

impl Profile {
    pub(crate) fn of(tenant: &Tenant, PublicProfile { host, event_types }: PublicProfile) -> Self {
        let PublicHost { username, display_name, avatar_url, timezone } = host.into();
        let event_types = event_types.into_iter().map(OfferSummary::from).collect();
        Self { username, display_name, avatar_url, timezone, event_types, branding: tenant.into() }
    }
}

impl From<EventType> for OfferSummary {
    fn from(event_type: EventType) -> Self {
        let details = event_type.details;
        Self {
            id: event_type.id,
            name: details.name,
            slug: details.slug,
            description: details.description,
            duration: details.duration.0,
            color: details.color,
            location: details.location.into(),
        }
    }
}

impl From<Location> for PublicLocation {
    fn from(location: Location) -> Self {
        Self { r#type: location.kind, display_name: location.display_name }
    }
}

impl From<Host> for PublicHost {
    fn from(host: Host) -> Self {
        let profile = host.profile;
        Self {
            username: profile.username,
            display_name: profile.display_name,
            avatar_url: profile.avatar_url,
            timezone: profile.zone.name().to_owned(),
        }
    }
}

impl Offer {
    pub(crate) fn of(tenant: &Tenant, (host, event_type): (Host, EventType)) -> Self {
        let details = event_type.details;
        Self {
            id: event_type.id,
            name: details.name,
            slug: details.slug,
            description: details.description,
            duration: details.duration.0,
            seats: details.seats,
            color: details.color,
            location: details.location.into(),
            questions: details.questions.into_iter().map(QuestionAnswer::from).collect(),
            cancel_cutoff_minutes: written(details.cancel_cutoff),
            reschedule_cutoff_minutes: written(details.reschedule_cutoff),
            max_occurrences: details.max_occurrences,
            requires_approval: details.requires_approval,
            confirms_address: details.confirms_address,
            host: host.into(),
            branding: tenant.into(),
        }
    }
}

/// What [`SlotsBody`](super::slots_json::SlotsBody) writes.
pub(crate) enum SlotsAnswer {}
/// What the slots are of.
pub(crate) enum SlotsEventType {}
/// The slots of a date.
pub(crate) enum SlotsDay {}

described! {
    SlotsAnswer, Use::Answer, "Free slots by date.";
    timezone: String = "Europe/Berlin", true, "The IANA zone whose dates are meant.";
    event_type: SlotsEventType = (), true, "What can be booked.";
    days: Vec<SlotsDay> = [(); 0], true, "The dates, ascending: all that were asked for, or those of the next slots.";
}

described! {
    SlotsEventType, Use::Answer, "What can be booked.";
    id: EventTypeId = "0195a3c2-7d5e-7c6b-8f43-52a9a1b2c3d6", true, "Its id.";
    slug: Slug = "intro", true, "The name in addresses.";
    duration: u32 = 30, true, "How many minutes a meeting lasts.";
}

described! {
    SlotsDay, Use::Answer, "The slots of a date.";
    date: Date = "2026-03-16", true, "The date in the asked zone.";
    slots: Vec<ListedSlot> = [(); 0], true, "Its slots, ascending; none on a date without.";
}

/// A slot of a list.
pub(crate) enum ListedSlot {}

described! {
    ListedSlot, Use::Answer, "A time that can be booked.";
    start_time: Timestamp = "2026-03-16T13:00:00Z", true, "When the meeting starts.";
    end_time: Timestamp = "2026-03-16T13:30:00Z", true, "When it ends.";
    seats_left: u32 = 7, false, "How many can still book this meeting; absent where event types have one seat.";
}

/// What [`SlotsBody`](super::slots_json::SlotsBody) writes for a team.
pub(crate) enum TeamSlotsAnswer {}
/// The slots of a date.
pub(crate) enum TeamSlotsDay {}

described! {
    TeamSlotsAnswer, Use::Answer, "Free slots of a team by date.";
    timezone: String = "Europe/Berlin", true, "The IANA zone whose dates are meant.";
    event_type: SlotsEventType = (), true, "What can be booked.";
    days: Vec<TeamSlotsDay> = [(); 0], true, "The dates, ascending: all that were asked for, or those of the next slots.";
}

described! {
    TeamSlotsDay, Use::Answer, "The slots of a date.";
    date: Date = "2026-03-16", true, "The date in the asked zone.";
    slots: Vec<TeamSlotTimes> = [(); 0], true, "Its slots, ascending; none on a date without.";
}

/// A slot of a team's list.
pub(crate) enum TeamSlotTimes {}

described! {
    TeamSlotTimes, Use::Answer, "A time that can be booked of a team.";
    start_time: Timestamp = "2026-03-16T13:00:00Z", true, "When the meeting starts.";
    end_time: Timestamp = "2026-03-16T13:30:00Z", true, "When it ends.";
    hosts: Vec<Username> = ["ada", "grace"], true, "The names of those who can take it: all of them together, or one of them.";
    seats_left: u32 = 7, false, "How many can still book this meeting, where one of several hosts takes it with the host who has \
        most seats left; absent where event types have one seat.";
}

query! {
    /// Which dates of the invitee: `date`, or `from` and `to`.
    #[rule(has_dates: date, from, to)]
    #[rule(is_a_range: from, to)]
    SlotsQuery {
        /// The IANA zone whose dates are meant; the answer groups by them.
        timezone: Zone = "Europe/Berlin";
        /// One date.
        date: Option<Date> = ();
        /// The first of several dates; at most 62.
        from: Option<Date> = "2026-03-16";
        /// The last of them, itself included.
        to: Option<Date> = "2026-03-22";
    }
}

type Asked = Option<Date>;

fn has_dates(faults: &mut Faults, dates: (&Asked, &Asked, &Asked)) {
    match dates {
        (Some(_), None, None) | (None, Some(_), Some(_)) => {}
        (Some(_), ..) => faults.at("date", Code::Inconsistent, "is given alone, or else from and to"),
        (None, Some(_), None) => faults.at("to", Code::Required, "is required with from"),
        (None, None, Some(_)) => faults.at("from", Code::Required, "is required with to"),
        (None, None, None) => faults.at("date", Code::Required, "is required, or else from and to"),
    }
}

pub(super) fn is_a_range(faults: &mut Faults, (from, to): (&Asked, &Asked)) {
    let Some((first, last)) = from.zip(*to) else { return };
    // Which dates make a question is the same in every zone.
    match SlotQuery::dates(Zone::UTC, first, last) {
        Ok(_) => {}
        Err(InvalidQuery::Reversed) => faults.at("to", Code::EndBeforeStart, "must not be before from"),
        Err(InvalidQuery::TooLong) => {
            faults.at("to", Code::RangeTooLong, format_args!("must be at most {MAX_QUERY_DAYS} dates with from"));
        }
    }
}

impl SlotsQuery {
    /// The first date and the last.
    pub(crate) fn dates(&self) -> Option<(Date, Date)> {
        self.date.map(|date| (date, date)).or(self.from.zip(self.to))
    }
}

query! {
    /// How many of the next slots.
    NextSlotsQuery {
        /// The IANA zone whose dates are meant; the answer groups by them.
        timezone: Zone = "Europe/Berlin";
        /// How many slots at most; 10 if absent.
        limit: Option<Int<1, 100>> = 10;
    }
}

impl NextSlotsQuery {
    /// How many slots at most.
    pub(crate) fn count(&self) -> usize {
        self.limit.map_or(10, |limit| limit.0) as usize
    }
}

query! {
    /// The credential, for a link that people click.
    LinkQuery {
        /// The booking's `manageToken`, where it cannot be sent in `Authorization`.
        token: Option<ShortText> = "k1.5Zq0w2c6S7m1r8v9x0y1z2a3b4c5d6e7f8g9h0i1j2k";
    }
}

/// The dates that a question for slots is about.
#[derive(Clone, Debug)]
pub(crate) struct AskedDates {
    pub(crate) zone: Zone,
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) query: SlotQuery,
}

impl SlotsQuery {
    pub(crate) fn into_asked(self) -> Result<AskedDates, Problem> {
        // What is refused here was refused with its field when the query was decoded.
        let refused = || Problem::new(Code::Invalid);
        let (first, last) = self.dates().ok_or_else(refused)?;
        let query = SlotQuery::dates(self.timezone.clone(), first, last).map_err(|_| refused())?;
        Ok(AskedDates { zone: self.timezone, first, last, query })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::json::tests::decode;

    #[test]
    fn slots_are_asked_for_by_a_date_or_by_two() {
        let ask = |query: serde_json::Value| decode::<SlotsQuery>(query).map(|query| query.dates().unwrap());
        let date = |day| jiff::civil::date(2026, 3, day);
        assert_eq!(ask(json!({"timezone": "UTC", "date": "2026-03-16"})), Ok((date(16), date(16))));
        assert_eq!(ask(json!({"timezone": "UTC", "from": "2026-03-16", "to": "2026-03-17"})), Ok((date(16), date(17))));
        let refused = |query| ask(query).unwrap_err();
        let at = |pointer: &str, code| vec![(pointer.to_owned(), code)];
        assert_eq!(refused(json!({"date": "2026-03-16"})), at("/timezone", Code::Required));
        let both = refused(json!({"timezone": "Mars", "from": "2026-03-27", "to": "2026-03-26"}));
        assert_eq!(both, [at("/timezone", Code::UnknownTimeZone), at("/to", Code::EndBeforeStart)].concat());
        assert_eq!(refused(json!({"timezone": "UTC"})), at("/date", Code::Required));
        assert_eq!(refused(json!({"timezone": "UTC", "from": "2026-03-16"})), at("/to", Code::Required));
        let reversed = json!({"timezone": "UTC", "from": "2026-03-17", "to": "2026-03-16"});
        assert_eq!(refused(reversed), at("/to", Code::EndBeforeStart));
        let all = json!({"timezone": "UTC", "date": "2026-03-16", "to": "2026-03-16"});
        assert_eq!(refused(all), at("/date", Code::Inconsistent));
    }

    #[test]
    fn at_most_62_dates_are_asked_for() {
        let ask = |to| decode::<SlotsQuery>(json!({"timezone": "UTC", "from": "2026-03-01", "to": to}));
        assert!(ask("2026-05-01").is_ok());
        assert_eq!(ask("2026-05-02").unwrap_err(), [("/to".to_owned(), Code::RangeTooLong)]);
    }
}
