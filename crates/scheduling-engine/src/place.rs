//! Who takes a meeting at a start that has passed the rules: a host, or those of a team who were chosen. For use cases that
//! take event types of both.

use jiff::Timestamp;
use scheduling_core::{Booking, BookingId, EventType, HostId, Invitee, NewBooking, slots::VerifiedSlot};
use scheduling_store::{TenantScope, team_types};

use crate::{
    Engine,
    failure::Failure,
    offer::OpenOffer,
    refusal::{SlotRefusal, Wanted},
    team_offer::{OpenTeam, Taking, TeamWish},
    writing::Work,
};

/// Who takes a meeting, and when.
#[expect(clippy::large_enum_variant, reason = "there is one of them in a use case, which never moves it far")]
pub(crate) enum Place {
    /// A host.
    Host(OpenOffer, VerifiedSlot),
    /// Hosts of a team.
    Team(OpenTeam, Taking),
}

impl Place {
    pub(crate) fn event_type(&self) -> &EventType {
        match self {
            Self::Host(offer, _) => &offer.event_type,
            Self::Team(team, _) => &team.team_type.event_type,
        }
    }

    /// A booking, confirmed at once, to be made here.
    pub(crate) fn booking<E>(
        &self,
        id: BookingId,
        (invitee, now): (Invitee, Timestamp),
    ) -> Result<NewBooking, Failure<E>> {
        match self {
            Self::Host(offer, slot) => offer.booking(id, *slot, (invitee, now)),
            Self::Team(team, taking) => team.booking(id, taking, (invitee, now)),
        }
    }

    /// Takes the time and makes the booking, perhaps as the one that takes the place of another.
    pub(crate) async fn take<E: From<SlotRefusal>>(
        &self,
        work: &Work<'_>,
        booking: NewBooking,
        moved: Option<&Booking>,
    ) -> Result<Booking, Failure<E>> {
        let (start, now) = (booking.slot.meeting().start, work.now);
        let made = match self {
            Self::Host(offer, _) => work.take(offer, booking).await?,
            Self::Team(team, taking) => work.take_of_team(team, taking, booking).await?,
        };
        made.ok_or_else(|| {
            let refusal = match self {
                Self::Host(offer, _) => {
                    let (calendar, rules) = (&offer.calendar, &offer.rules);
                    SlotRefusal::taken(&Wanted { calendar, rules, start, now, moved })
                }
                Self::Team(team, _) => team.taken(TeamWish { moved, ..TeamWish::at(start) }, now),
            };
            Failure::Refused(refusal.into())
        })
    }
}

impl Engine {
    /// Whose time a booking takes, and could take if it were moved: of a team's event type, that of all its hosts.
    pub(crate) async fn hosts_around<E>(
        &self,
        scope: TenantScope,
        booking: &Booking,
    ) -> Result<Vec<HostId>, Failure<E>> {
        let mut hosts = booking.hosts();
        if booking.team.is_some()
            && let Some(found) = self.parts.store.read(&scope, team_types::find(booking.event_type)).await?
        {
            hosts.extend(found.hosts());
        }
        Ok(hosts)
    }
}
