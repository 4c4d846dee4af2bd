//! Finds the next free slots of an event type, whatever their date.

use scheduling_core::{
    Slug, Username,
    slots::{self, FactsRange},
};
use scheduling_store::facts::{self, Target};

use crate::{
    Engine, SlotList,
    failure::{Failure, Nothing},
    offer::OpenOffer,
    principal::PublicTenant,
};

/// Whose next slots, and how many.
#[derive(Clone, Debug)]
pub struct NextSlots {
    /// The host.
    pub username: Username,
    /// The event type.
    pub slug: Slug,
    /// How many at most.
    pub count: usize,
}

impl Engine {
    /// Lists the next free slots up to the end of the booking window: one round trip to the database, like
    /// [`list_slots`](Self::list_slots).
    ///
    /// # Errors
    /// There is no such event type, or it cannot be booked; the store failed.
    pub async fn next_slots(&self, tenant: &PublicTenant, asked: NextSlots) -> Result<SlotList, Failure<Nothing>> {
        let NextSlots { username, slug, count } = asked;
        // The booking window is among what is read, so as much is read as the longest one may need.
        let range = FactsRange::ahead(self.now());
        let read = facts::find(&Target::Names { username, slug }, &range);
        let offer = OpenOffer::to_public(self.parts.store.read(&tenant.scope(), read).await?)?;
        // Read after the facts: a hold that is gone by now is not in the way.
        let now = self.now();
        let slots = slots::next(&offer.calendar, &offer.rules, count, now).map_err(Failure::internal)?;
        let rules = offer.rules;
        Ok(SlotList { event_type: rules.event_type, duration: rules.duration, seats: rules.seats, slots })
    }
}
