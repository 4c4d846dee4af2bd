//! Explains to a host or an admin why a start is not offered.

use std::collections::BTreeSet;

use jiff::Timestamp;
use scheduling_core::{
    BookingId, EventTypeId, Host, Scope,
    slots::{self, Attempt, FactsRange, Reason},
};
use scheduling_store::{
    TenantScope, bookings,
    facts::{self, Target},
    team_facts::{self, TeamOffer, TeamTarget},
};

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    offer::{OpenOffer, is_open},
    principal::Principal,
    team_offer::{self, OpenTeam},
};

/// What the rules say of one start.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The start.
    pub start: Timestamp,
    /// Whether the public can book the event type at all.
    pub is_open: bool,
    /// The rules that take the start away, in their order; none if it is free. Of a team, those of all hosts where all
    /// are needed, else those of the active host who comes closest to taking it.
    pub reasons: Vec<Reason>,
    /// Of a team, what the rules say at each host, inactive ones included; none of a host's event type.
    pub hosts: Option<Vec<HostExplanation>>,
    /// Those of the bookings that are named which do not count yet: they keep their time until their invitees have confirmed
    /// their addresses, or the time for that is over.
    pub awaiting_address: BTreeSet<BookingId>,
}

/// What the rules say of one start at one host of a team.
#[derive(Clone, Debug)]
pub struct HostExplanation {
    /// The host; an inactive one takes no meetings, whatever the rules say.
    pub host: Host,
    /// The rules that take the start away there; none if the host could take it.
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
        let range = FactsRange::of_start(start);
        let own = facts::find(&Target::EventType(event_type), &range);
        let of_team = team_facts::find(&TeamTarget::EventType(event_type), &range);
        let (own, of_team) = self.parts.store.read(&principal.scope(), own.and(of_team)).await?;
        if let Some(offer) = of_team {
            return self.explain_team(principal, offer, start).await;
        }
        let offer = own.ok_or(Failure::NotFound(What::EventType))?;
        principal.reach(offer.host.id, What::EventType)?;
        let is_open = is_open(&offer.tenant, &offer.host, &offer.event_type);
        let offer = OpenOffer::of(offer)?;
        let reasons = slots::explain(&offer.calendar, &offer.rules, Attempt::at(start), self.now());
        let reasons = reasons.map_err(Failure::internal)?;
        let awaiting_address = self.awaiting_address(principal.scope(), reasons.iter()).await?;
        Ok(Explanation { start, is_open, reasons, hosts: None, awaiting_address })
    }

    async fn explain_team(
        &self,
        principal: &Principal,
        offer: TeamOffer,
        start: Timestamp,
    ) -> Result<Explanation, Failure<Nothing>> {
        self.reach_team(principal, offer.team.id, What::EventType).await?;
        let is_open = team_offer::is_open(&offer);
        let team = OpenTeam::of(offer)?;
        let (hosts, reasons) = team.explain(start, self.now())?;
        let named = hosts.into_iter().filter_map(|of| Some((team.host(of.host)?.clone(), of.reasons)));
        let hosts: Vec<_> = named.map(|(host, reasons)| HostExplanation { host, reasons }).collect();
        let named = reasons.iter().chain(hosts.iter().flat_map(|of| &of.reasons));
        let awaiting_address = self.awaiting_address(principal.scope(), named).await?;
        Ok(Explanation { start, is_open, reasons, hosts: Some(hosts), awaiting_address })
    }

    async fn awaiting_address(
        &self,
        scope: TenantScope,
        reasons: impl Iterator<Item = &Reason>,
    ) -> Result<BTreeSet<BookingId>, Failure<Nothing>> {
        let booked = reasons.filter_map(|reason| match reason {
            Reason::Booked { booking } => Some(*booking),
            _ => None,
        });
        let booked: Vec<BookingId> = booked.collect();
        if booked.is_empty() {
            return Ok(BTreeSet::new());
        }
        let awaiting = self.parts.store.read(&scope, bookings::list_awaiting_address(&booked)).await?;
        Ok(awaiting.into_iter().collect())
    }
}
