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
        let explained = self.explain_from(principal, event_type, (start, &[start])).await?;
        explained.into_iter().next().ok_or_else(|| Failure::internal("a start was not explained"))
    }

    /// The same of several starts, none of which is before `first`, or [`LOOK_AHEAD`](slots::LOOK_AHEAD) or more after it: of
    /// others the bookings are not known.
    ///
    /// # Errors
    /// As [`explain`](Self::explain).
    pub async fn explain_from(
        &self,
        principal: &Principal,
        event_type: EventTypeId,
        (first, starts): (Timestamp, &[Timestamp]),
    ) -> Result<Vec<Explanation>, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        let range = FactsRange::of_start(first);
        let own = facts::find(&Target::EventType(event_type), &range);
        let of_team = team_facts::find(&TeamTarget::EventType(event_type), &range);
        let (own, of_team) = self.parts.store.read(&principal.scope(), own.and(of_team)).await?;
        let starts = starts.iter().copied();
        let mut explained = match (of_team, own) {
            (Some(offer), _) => {
                self.reach_team(principal, offer.team.id, What::EventType).await?;
                of_team_offer(offer, starts, self.now())?
            }
            (None, Some(offer)) => {
                principal.reach(offer.host.id, What::EventType)?;
                of_offer(offer, starts, self.now())?
            }
            (None, None) => return Err(Failure::NotFound(What::EventType)),
        };
        let awaiting = self.awaiting_address(principal.scope(), explained.iter().flat_map(Explanation::all)).await?;
        for explanation in &mut explained {
            let is_named = |booking: &&BookingId| explanation.all().any(|reason| names(reason, **booking));
            explanation.awaiting_address = awaiting.iter().filter(is_named).copied().collect();
        }
        Ok(explained)
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
        let booked: Vec<BookingId> = booked.collect::<BTreeSet<_>>().into_iter().collect();
        if booked.is_empty() {
            return Ok(BTreeSet::new());
        }
        let awaiting = self.parts.store.read(&scope, bookings::list_awaiting_address(&booked)).await?;
        Ok(awaiting.into_iter().collect())
    }
}

impl Explanation {
    /// All reasons, those of single hosts too.
    fn all(&self) -> impl Iterator<Item = &Reason> {
        self.reasons.iter().chain(self.hosts.iter().flatten().flat_map(|of| &of.reasons))
    }
}

fn names(reason: &Reason, of: BookingId) -> bool {
    matches!(reason, Reason::Booked { booking } if *booking == of)
}

fn of_offer(
    offer: facts::Offer,
    starts: impl Iterator<Item = Timestamp>,
    now: Timestamp,
) -> Result<Vec<Explanation>, Failure<Nothing>> {
    let is_open = is_open(&offer.tenant, &offer.host, &offer.event_type);
    let offer = OpenOffer::of(offer)?;
    let explained = starts.map(|start| {
        let reasons = slots::explain(&offer.calendar, &offer.rules, Attempt::at(start), now);
        let reasons = reasons.map_err(Failure::internal)?;
        Ok(Explanation { start, is_open, reasons, hosts: None, awaiting_address: BTreeSet::new() })
    });
    explained.collect()
}

fn of_team_offer(
    offer: TeamOffer,
    starts: impl Iterator<Item = Timestamp>,
    now: Timestamp,
) -> Result<Vec<Explanation>, Failure<Nothing>> {
    let is_open = team_offer::is_open(&offer);
    let team = OpenTeam::of(offer)?;
    let explained = starts.map(|start| {
        let (hosts, reasons) = team.explain(start, now)?;
        let named = hosts.into_iter().filter_map(|of| Some((team.host(of.host)?.clone(), of.reasons)));
        let hosts = named.map(|(host, reasons)| HostExplanation { host, reasons }).collect();
        Ok(Explanation { start, is_open, reasons, hosts: Some(hosts), awaiting_address: BTreeSet::new() })
    });
    explained.collect()
}
