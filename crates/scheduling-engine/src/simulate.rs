//! Shows what a change would do before anybody makes it: it reads, decides twice, and writes nothing.

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    Block, BlockId, BookingId, DateOverrides, EventTypeDetails, EventTypeId, Host, HostCalendar, HostFacts, HostId,
    Interval, MAX_BLOCKS, Scope, SettingOverrides, WeeklySchedule, Window,
    slots::{self, Difference, FactsRange, Slot, SlotQuery, WorkingTime},
};
use scheduling_store::{
    blocks,
    bookings::{self, Standing},
    facts::{self, Offer, Target},
    team_facts::{self, TeamOffer, TeamTarget},
};

use crate::{
    Engine,
    failure::{Failure, What},
    fields::{InvalidFields, check_block, check_event_type, check_host, check_overrides},
    offer::OpenOffer,
    principal::Principal,
    team_offer::{OpenTeam, has_hosts},
};

/// What would be different; what is `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct SimulatedChange {
    /// The hours of each weekday of the schedule that the event type follows with that host.
    pub weekly: Option<WeeklySchedule>,
    /// The date overrides of that schedule.
    pub overrides: Option<DateOverrides>,
    /// What the event type sets for itself.
    pub event_type_settings: Option<SettingOverrides>,
    /// What the host sets.
    pub host_settings: Option<SettingOverrides>,
    /// Blocks of the host that are added.
    pub blocks: Vec<SimulatedBlock>,
}

/// Time off that the host would take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SimulatedBlock {
    /// The first date.
    pub first: Date,
    /// The last date, itself blocked.
    pub last: Date,
    /// The hours of each date; `None` is all day.
    pub hours: Option<Window>,
}

/// A change to be tried.
#[derive(Clone, Debug)]
pub struct Simulate {
    /// The event type whose slots are compared.
    pub event_type: EventTypeId,
    /// Whose hours, settings and blocks would be different. Of a host's own event type nobody but its host.
    pub host: Option<HostId>,
    /// Which slots.
    pub query: SlotQuery,
    /// What would be different.
    pub change: SimulatedChange,
}

/// What a change would do.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// The slots that would come and go.
    pub slots: Difference,
    /// The bookings that fit now and would not any more, by their start. They would stay: nothing is cancelled by a change.
    pub displaced: Vec<Displaced>,
}

/// A booking that would not fit any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Displaced {
    /// Which.
    pub booking: BookingId,
    /// What was booked.
    pub event_type: EventTypeId,
    /// When.
    pub meeting: Interval,
    /// What would stand against it.
    pub why: WhyDisplaced,
}

/// What would stand against a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyDisplaced {
    /// It would not lie inside the hours.
    OutsideHours,
    /// It would be in time off.
    Blocked,
}

/// Why a change cannot be tried: nor could it be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SimulateRefusal {
    /// A team's event type has several hosts: the change must say whose hours, settings or blocks it is about.
    #[error("an event type of a team has several hosts: it must be said whose time would be different")]
    HostRequired,
    /// The host does not take meetings of this event type.
    #[error("the host does not take meetings of this event type")]
    OtherHost,
    /// What the event type would set for itself.
    #[error(transparent)]
    EventType(InvalidFields),
    /// What the host would set.
    #[error(transparent)]
    Host(InvalidFields),
    /// The date overrides.
    #[error(transparent)]
    Schedule(InvalidFields),
    /// A block.
    #[error("block {at}: {fields}")]
    Block {
        /// Which, from 0.
        at: usize,
        /// What is wrong with it.
        fields: InvalidFields,
    },
    /// The host would have too many blocks.
    #[error("a host has at most {max} blocks")]
    TooManyBlocks {
        /// How many there may be.
        max: usize,
    },
}

impl Engine {
    /// Compares the slots of an event type as they are with those after a change, and finds the bookings of its host, or of
    /// the host that is named, that would fall outside. Everything is read in one read-only transaction.
    ///
    /// Other hours displace bookings of all event types that follow the same schedule, blocks those of all of the host's. It
    /// needs the scope of the change itself, because it tells what only somebody who configures should know.
    ///
    /// # Errors
    /// The change could not be made; there is no such event type for this principal; the store failed.
    pub async fn simulate(
        &self,
        principal: &Principal,
        asked: Simulate,
    ) -> Result<Simulation, Failure<SimulateRefusal>> {
        principal.require(Scope::ConfigWrite)?;
        let Simulate { event_type, host, query, change } = asked;
        let range = FactsRange::of_query(&query);
        // As widely as for the weekly or monthly limit that the change may set: the store looks at those that are stored.
        let range = FactsRange { busy: range.limits, ..range };
        let read = facts::find(&Target::EventType(event_type), &range)
            .and(team_facts::find(&TeamTarget::EventType(event_type), &range))
            .and(bookings::list_standing(event_type, host, query.bounds()))
            .and(blocks::count_at(event_type, host));
        let (((own, of_team), standing), blocks) = self.parts.store.read(&principal.scope(), read).await?;
        let mut before = match (own, of_team) {
            (_, Some(offer)) => {
                self.reach_team(principal, offer.team.id, What::EventType).await?;
                // Who administers a team does not see what its members do elsewhere.
                host.map_or(Ok(()), |host| principal.reach(host, What::Host))?;
                Compared::Team(Box::new(offer))
            }
            (Some(offer), None) => {
                principal.reach(offer.host.id, What::EventType)?;
                Compared::Own(Box::new(offer))
            }
            (None, None) => return Err(Failure::NotFound(What::EventType)),
        };
        if blocks.saturating_add(change.blocks.len() as u64) > MAX_BLOCKS as u64 {
            return Err(Failure::Refused(SimulateRefusal::TooManyBlocks { max: MAX_BLOCKS }));
        }
        let mut after = before.clone();
        self.change(after.parts(host).map_err(Failure::Refused)?, change).map_err(Failure::Refused)?;
        let now = self.now();
        let calendars = (before.calendar(host)?, after.calendar(host)?);
        let displaced = match &calendars {
            (Some(before), Some(after)) => all_displaced(&standing, (before, after), now),
            _ => Vec::new(),
        };
        let (before, after) = (before.slots(&query, now)?, after.slots(&query, now)?);
        Ok(Simulation { slots: slots::difference(&before, &after), displaced })
    }

    /// Makes the change.
    fn change(&self, parts: Parts<'_>, change: SimulatedChange) -> Result<(), SimulateRefusal> {
        let SimulatedChange { weekly, overrides, event_type_settings, host_settings, blocks } = change;
        if let Some(settings) = event_type_settings {
            parts.event_type.overrides = settings;
            check_event_type(parts.event_type).map_err(SimulateRefusal::EventType)?;
        }
        let is_of_host = weekly.is_some() || overrides.is_some() || host_settings.is_some() || !blocks.is_empty();
        let Some((host, facts)) = parts.host else {
            return if is_of_host { Err(SimulateRefusal::HostRequired) } else { Ok(()) };
        };
        if let Some(weekly) = weekly {
            facts.weekly = weekly;
        }
        if let Some(overrides) = overrides {
            check_overrides(&overrides).map_err(SimulateRefusal::Schedule)?;
            facts.overrides = overrides;
        }
        if let Some(settings) = host_settings {
            host.profile.settings = settings;
            check_host(&host.profile).map_err(SimulateRefusal::Host)?;
        }
        for (at, SimulatedBlock { first, last, hours }) in blocks.into_iter().enumerate() {
            check_block(first, last).map_err(|fields| SimulateRefusal::Block { at, fields })?;
            let id = BlockId::from_uuid(self.parts.ids.uuid());
            // What ends before it starts has been refused.
            facts.blocks.extend(Block::new(id, first, last, hours));
        }
        Ok(())
    }
}

/// An event type whose slots are compared.
#[derive(Clone)]
enum Compared {
    Own(Box<Offer>),
    Team(Box<TeamOffer>),
}

/// What a change may be about.
struct Parts<'a> {
    event_type: &'a mut EventTypeDetails,
    /// The host whose time would be different: of a team nobody, unless somebody is named.
    host: Option<(&'a mut Host, &'a mut HostFacts)>,
}

impl Compared {
    fn parts(&mut self, named: Option<HostId>) -> Result<Parts<'_>, SimulateRefusal> {
        let (event_type, host) = match self {
            Self::Own(offer) => {
                let Offer { host, event_type, facts, .. } = &mut **offer;
                let is_meant = named.is_none_or(|named| named == host.id);
                (&mut event_type.details, is_meant.then_some((host, facts)))
            }
            Self::Team(offer) => {
                let TeamOffer { team_type, hosts, .. } = &mut **offer;
                let meant = hosts.iter_mut().find(|of| named == Some(of.host.id));
                (&mut team_type.event_type.details, meant.map(|of| (&mut of.host, &mut of.facts)))
            }
        };
        if named.is_some() && host.is_none() {
            return Err(SimulateRefusal::OtherHost);
        }
        Ok(Parts { event_type, host })
    }

    /// What is known of the time of the host whose time would be different.
    fn calendar<E>(&mut self, named: Option<HostId>) -> Result<Option<HostCalendar>, Failure<E>> {
        let facts = self.parts(named).ok().and_then(|parts| parts.host).map(|(_, facts)| facts.clone());
        facts.map(HostCalendar::new).transpose().map_err(Failure::internal)
    }

    /// What would be on offer if it were offered.
    fn slots<E>(self, query: &SlotQuery, now: Timestamp) -> Result<Vec<Slot>, Failure<E>> {
        match self {
            Self::Own(offer) => {
                let OpenOffer { calendar, rules, .. } = OpenOffer::of(*offer)?;
                slots::generate(&calendar, &rules, query, now).map_err(Failure::internal)
            }
            Self::Team(offer) if !has_hosts(&offer) => Ok(Vec::new()),
            Self::Team(offer) => {
                let slots = OpenTeam::with_active_hosts(Some(*offer))?.generate(query, now)?;
                Ok(slots.into_iter().map(|free| free.slot).collect())
            }
        }
    }
}

/// The bookings that are still to come, fit now, and would not any more.
fn all_displaced(
    standing: &[Standing],
    (before, after): (&HostCalendar, &HostCalendar),
    now: Timestamp,
) -> Vec<Displaced> {
    let first = standing.iter().map(|booking| booking.meeting.start).min();
    let last = standing.iter().map(|booking| booking.meeting.end).max();
    let Some((start, end)) = first.zip(last) else { return Vec::new() };
    let [before, after] = [before, after].map(|calendar| WorkingTime::around(calendar, Interval { start, end }));
    standing.iter().filter_map(|booking| displaced(booking, (&before, &after), now)).collect()
}

fn displaced(booking: &Standing, (before, after): (&WorkingTime, &WorkingTime), now: Timestamp) -> Option<Displaced> {
    let Standing { id, event_type, meeting, expires_at, follows_schedule } = *booking;
    // Of another schedule it is not known which holidays are worked.
    let is_off = |time: &WorkingTime| if follows_schedule { time.is_off(meeting) } else { time.is_blocked(meeting) };
    let why = if meeting.start <= now || expires_at.is_some_and(|expires_at| expires_at <= now) {
        None
    } else if follows_schedule && before.has(meeting) && !after.has(meeting) {
        Some(WhyDisplaced::OutsideHours)
    } else if !is_off(before) && is_off(after) {
        Some(WhyDisplaced::Blocked)
    } else {
        None
    };
    why.map(|why| Displaced { booking: id, event_type, meeting, why })
}
