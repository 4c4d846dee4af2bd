//! Lists the free slots of an event type.

use scheduling_core::{
    EventTypeId, Minutes, Slug, Username,
    slots::{self, FactsRange, Slot, SlotQuery},
};
use scheduling_store::facts::{self, Target};

use crate::{
    Engine,
    failure::{Failure, Nothing},
    offer::OpenOffer,
    principal::PublicTenant,
};

/// Whose slots, and which.
#[derive(Clone, Debug)]
pub struct ListSlots {
    /// The host.
    pub username: Username,
    /// The event type.
    pub slug: Slug,
    /// The starts that are asked for.
    pub query: SlotQuery,
}

/// The free slots of an event type.
#[derive(Clone, Debug)]
pub struct SlotList {
    /// The event type.
    pub event_type: EventTypeId,
    /// How long a meeting lasts.
    pub duration: Minutes,
    /// How many seats it has.
    pub seats: u32,
    /// The slots, ascending.
    pub slots: Vec<Slot>,
}

impl Engine {
    /// Lists the free slots of an event type: one round trip to the database, and no other system is asked.
    ///
    /// A slot in the list may be taken a moment later; [`Engine::book`] verifies it again.
    ///
    /// # Errors
    /// There is no such event type, or it cannot be booked; the store failed.
    pub async fn list_slots(&self, tenant: &PublicTenant, asked: ListSlots) -> Result<SlotList, Failure<Nothing>> {
        let ListSlots { username, slug, query } = asked;
        let range = FactsRange::of_query(&query);
        let read = facts::find(&Target::Names { username, slug }, &range);
        let offer = self.parts.store.read(&tenant.scope(), read).await?;
        // Read after the facts: a hold that is gone by now is not in the way.
        let now = self.now();
        let offer = OpenOffer::to_public(offer)?;
        let slots = slots::generate(&offer.calendar, &offer.rules, &query, now).map_err(Failure::internal)?;
        let rules = offer.rules;
        Ok(SlotList { event_type: rules.event_type, duration: rules.duration, seats: rules.seats, slots })
    }
}
