//! Explains to a host or an admin why a start is not offered.

use jiff::Timestamp;
use scheduling_core::{
    EventTypeId, Scope,
    slots::{self, Attempt, FactsRange, Reason},
};
use scheduling_store::facts::{self, Target};

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    offer::{OpenOffer, is_open},
    principal::Principal,
};

/// What the rules say of one start.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The start.
    pub start: Timestamp,
    /// Whether the public can book the event type at all.
    pub is_open: bool,
    /// The rules that take the start away, in their order; none if it is free.
    pub reasons: Vec<Reason>,
}

impl Engine {
    /// Names every rule that takes a start away, with the booking, block or limit that does it.
    ///
    /// # Errors
    /// There is no such event type for this principal; the store failed.
    pub async fn explain(
        &self,
        principal: &Principal,
        event_type: EventTypeId,
        start: Timestamp,
    ) -> Result<Explanation, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        let read = facts::find(&Target::EventType(event_type), &FactsRange::of_start(start));
        let offer = self.parts.store.read(&principal.scope(), read).await?;
        let offer = offer.ok_or(Failure::NotFound(What::EventType))?;
        principal.reach(offer.host.id, What::EventType)?;
        let is_open = is_open(&offer.tenant, &offer.host, &offer.event_type);
        let offer = OpenOffer::of(offer)?;
        let reasons = slots::explain(&offer.calendar, &offer.rules, Attempt::at(start), self.now());
        Ok(Explanation { start, is_open, reasons: reasons.map_err(Failure::internal)? })
    }
}
