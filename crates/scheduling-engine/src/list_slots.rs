//! Lists the free slots of an event type.

use scheduling_core::{
    BookingId, EventType, EventTypeId, Minutes, Slug, Username,
    slots::{self, FactsRange, Slot, SlotQuery},
};
use scheduling_store::facts::{self, Target};

use crate::{
    Engine,
    cancel::CancelRefusal,
    failure::{Failure, Nothing},
    offer::OpenOffer,
    place::{Offered, Sought},
    principal::PublicTenant,
    tokens::ManageToken,
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

/// Which slots to list for an invitee who moves a meeting.
#[derive(Clone, Debug)]
pub struct SlotsToMove {
    /// The booking.
    pub booking: BookingId,
    /// The token that opens it.
    pub token: ManageToken,
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
    /// Lists the slots to which an invitee can move a meeting: those of the host who has it, whose event type it need not
    /// be, or of those of a team who would take it. The meeting itself is not in the way, and its own start is not listed.
    ///
    /// # Errors
    /// The token does not open the booking, or the booking or the time does not allow to move it; the event type is not
    /// offered any more; the store failed.
    pub async fn slots_to_move(
        &self,
        tenant: &PublicTenant,
        asked: SlotsToMove,
    ) -> Result<(Slug, SlotList), Failure<CancelRefusal>> {
        let SlotsToMove { booking: id, token, query } = asked;
        let booking = self.booking_by_token(tenant, id, &token).await?;
        let read = Sought::of(&booking).read(&FactsRange::of_query(&query));
        let found = self.parts.store.read(&tenant.scope(), read).await?;
        // Read after the facts: a hold that is gone by now is not in the way.
        let now = self.now();
        let offered = Offered::of_moved(found, &booking, now)?;
        let slots = offered.slots_to_move(&booking, &query, now)?;
        let EventType { id: event_type, details, .. } = offered.event_type();
        let (duration, seats) = (details.duration, details.seats);
        Ok((details.slug.clone(), SlotList { event_type: *event_type, duration, seats, slots }))
    }
}
