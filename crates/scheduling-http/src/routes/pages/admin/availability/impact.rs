//! What a change of somebody's time would do, told before it is made.

use jiff::{ToSpan as _, civil::Date};
use scheduling_core::{EventType, EventTypeId, slots::SlotQuery};
use scheduling_engine::{Displaced, Simulate, SimulatedChange, WhyDisplaced};
use scheduling_render::pages::admin::{Impact, Outside, Tried};

use super::{super::desk::Desk, Whose};
use crate::problem::{Code, Problem};

/// The most dates that are compared at once, beginning with the first.
const DATES: i32 = 62;
/// How many bookings are named.
const NAMED: usize = 20;

/// The event types on which a change can be tried.
pub(super) struct Trial {
    event_types: Vec<(String, String)>,
    chosen: String,
    id: Option<EventTypeId>,
    pub(super) impact: Option<Impact>,
}

impl Trial {
    /// On those of the host for which the change makes a difference; `wanted` is chosen if it is one of them.
    pub(super) async fn on(
        desk: &Desk,
        whose: &Whose,
        (wanted, is_meant): (&str, impl Fn(&EventType) -> bool),
    ) -> Result<Self, Problem> {
        let found = desk.types_of(Some(whose.host.id)).await?;
        let meant: Vec<EventType> = found.into_iter().filter(is_meant).collect();
        let chosen = meant.iter().find(|of| of.id.to_string() == wanted).or(meant.first());
        let id = chosen.map(|of| of.id);
        let event_types = meant.iter().map(|of| (of.id.to_string(), of.details.name.to_string())).collect();
        Ok(Self { event_types, chosen: id.map(|id| id.to_string()).unwrap_or_default(), id, impact: None })
    }

    /// Tries the change on the dates from the first one on, none of which is past.
    pub(super) async fn attempt(
        &mut self,
        desk: &Desk,
        whose: &Whose,
        (change, (first, last)): (SimulatedChange, (Date, Option<Date>)),
    ) -> Result<(), Problem> {
        let event_type = self.id.ok_or_else(|| Problem::new(Code::NotFound))?;
        let zone = whose.zone();
        let first = first.max(zone.date_of(desk.engine().now()));
        let farthest = first.saturating_add((DATES - 1).days());
        let last = last.map_or(farthest, |last| last.clamp(first, farthest));
        let query = SlotQuery::dates(zone.clone(), first, last);
        let query = query.map_err(|why| Problem::new(Code::Invalid).caused_by(why))?;
        let asked = Simulate { event_type, host: Some(whose.host.id), query, change };
        let simulation = desk.engine().simulate(&desk.principal, asked).await?;
        let mut outside = Vec::new();
        for displaced in simulation.displaced.iter().take(NAMED) {
            outside.push(named(desk, displaced).await?);
        }
        let name = self.event_types.iter().find(|(id, _)| *id == self.chosen);
        self.impact = Some(Impact {
            event_type: name.map(|(_, name)| name.clone()).unwrap_or_default(),
            first,
            last,
            zone: zone.clone(),
            gained: simulation.slots.gained.iter().map(|slot| slot.start()).collect(),
            lost: simulation.slots.lost.iter().map(|slot| slot.start()).collect(),
            outside,
            outside_count: simulation.displaced.len(),
            note: None,
        });
        Ok(())
    }

    pub(super) fn shown(&self) -> Tried<'_> {
        Tried { event_types: &self.event_types, chosen: &self.chosen, impact: self.impact.as_ref() }
    }
}

async fn named(desk: &Desk, displaced: &Displaced) -> Result<Outside, Problem> {
    let booking = desk.engine().booking(&desk.principal, displaced.booking).await?;
    Ok(Outside {
        booking: booking.id,
        invitee: booking.invitee.name.to_string(),
        event_type: booking.snapshot.event_type_name.to_string(),
        meeting: displaced.meeting,
        is_blocked: displaced.why == WhyDisplaced::Blocked,
    })
}
