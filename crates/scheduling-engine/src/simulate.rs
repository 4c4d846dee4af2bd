//! Shows what a change would do before anybody makes it: it reads, decides twice, and writes nothing.

use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    Block, BlockId, BookingId, DateOverrides, EventTypeId, HostCalendar, Interval, MAX_BLOCKS, Scope, SettingOverrides,
    WeeklySchedule, Window,
    slots::{self, Difference, FactsRange, SlotQuery},
};
use scheduling_store::{
    blocks,
    bookings::{self, Standing},
    facts::{self, Offer, Target},
};

use crate::{
    Engine,
    failure::{Failure, What},
    fields::{InvalidFields, check_block, check_event_type, check_host, check_overrides},
    offer::OpenOffer,
    principal::Principal,
};

/// What would be different; what is `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct SimulatedChange {
    /// The hours of each weekday of the schedule that the event type follows.
    pub weekly: Option<WeeklySchedule>,
    /// The date overrides of that schedule.
    pub overrides: Option<DateOverrides>,
    /// What the event type sets for itself.
    pub event_type_settings: Option<SettingOverrides>,
    /// What its host sets.
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
    /// Which of them.
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
    /// Compares the slots of an event type as they are with those after a change, and finds the bookings of its host that
    /// would fall outside. Everything is read in one read-only transaction.
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
        let Simulate { event_type, query, change } = asked;
        let bounds = query.bounds();
        let range = FactsRange::of_query(&query);
        // As widely as for the weekly or monthly limit that the change may set: the store looks at those that are stored.
        let range = FactsRange { busy: range.limits, ..range };
        let read = facts::find(&Target::EventType(event_type), &range)
            .and(bookings::list_standing(event_type, bounds))
            .and(blocks::count_of_owner(event_type));
        let ((offer, standing), blocks) = self.parts.store.read(&principal.scope(), read).await?;
        let now = self.now();
        let offer = offer.ok_or(Failure::NotFound(What::EventType))?;
        principal.reach(offer.host.id, What::EventType)?;
        if blocks.saturating_add(change.blocks.len() as u64) > MAX_BLOCKS as u64 {
            return Err(Failure::Refused(SimulateRefusal::TooManyBlocks { max: MAX_BLOCKS }));
        }
        let changed = self.changed(&offer, change).map_err(Failure::Refused)?;
        let (before, after) = (OpenOffer::of(offer)?, OpenOffer::of(changed)?);
        let list = |offer: &OpenOffer| slots::generate(&offer.calendar, &offer.rules, &query, now);
        let listed = list(&before).and_then(|listed| Ok((listed, list(&after)?)));
        let (listed, listed_after) = listed.map_err(Failure::internal)?;
        let calendars = (&before.calendar, &after.calendar);
        let displaced = standing.into_iter().filter_map(|booking| displaced(&booking, calendars, now)).collect();
        Ok(Simulation { slots: slots::difference(&listed, &listed_after), displaced })
    }

    /// The offer as it would be.
    fn changed(&self, offer: &Offer, change: SimulatedChange) -> Result<Offer, SimulateRefusal> {
        let mut changed = offer.clone();
        let SimulatedChange { weekly, overrides, event_type_settings, host_settings, blocks } = change;
        if let Some(weekly) = weekly {
            changed.facts.weekly = weekly;
        }
        if let Some(overrides) = overrides {
            check_overrides(&overrides).map_err(SimulateRefusal::Schedule)?;
            changed.facts.overrides = overrides;
        }
        if let Some(settings) = event_type_settings {
            changed.event_type.details.overrides = settings;
            check_event_type(&changed.event_type.details).map_err(SimulateRefusal::EventType)?;
        }
        if let Some(settings) = host_settings {
            changed.host.profile.settings = settings;
            check_host(&changed.host.profile).map_err(SimulateRefusal::Host)?;
        }
        for (at, SimulatedBlock { first, last, hours }) in blocks.into_iter().enumerate() {
            check_block(first, last).map_err(|fields| SimulateRefusal::Block { at, fields })?;
            let id = BlockId::from_uuid(self.parts.ids.uuid());
            // What ends before it starts has been refused.
            changed.facts.blocks.extend(Block::new(id, first, last, hours));
        }
        Ok(changed)
    }
}

/// A booking that is still to come, fits now, and would not any more.
fn displaced(booking: &Standing, (before, after): (&HostCalendar, &HostCalendar), now: Timestamp) -> Option<Displaced> {
    let Standing { id, event_type, meeting, expires_at, follows_schedule } = *booking;
    let is_inside = |calendar| slots::is_inside_hours(calendar, meeting);
    let is_free = |calendar| !slots::is_blocked(calendar, meeting);
    let why = if meeting.start <= now || expires_at.is_some_and(|expires_at| expires_at <= now) {
        None
    } else if follows_schedule && is_inside(before) && !is_inside(after) {
        Some(WhyDisplaced::OutsideHours)
    } else if is_free(before) && !is_free(after) {
        Some(WhyDisplaced::Blocked)
    } else {
        None
    };
    why.map(|why| Displaced { booking: id, event_type, meeting, why })
}
