//! Keeps a slot of a team for an invitee who is filling in the form. The hold fixes its hosts.

use scheduling_core::{
    EventTypeId, HoldId, OccupancyId, OccupiedBy,
    slots::{FactsRange, VerifiedSlot},
};
use scheduling_store::{
    holds::Hold,
    reservations::NewOccupancy,
    team_facts::{self, TeamTarget},
};

use crate::{
    failure::Failure,
    hold::{CreateHold, HeldSlot, HoldRefusal, KEPT},
    take::Calendars as _,
    team_offer::{OpenTeam, TeamWish, WrongHost},
    writing::{UseCase, Work},
};

/// A wish to keep a slot of a team for a while.
pub(crate) struct HoldTeam(pub(crate) CreateHold);

impl From<WrongHost> for HoldRefusal {
    fn from(wrong: WrongHost) -> Self {
        match wrong {
            WrongHost::Required => Self::HostRequired,
            WrongHost::Other => Self::OtherHost,
        }
    }
}

impl UseCase for HoldTeam {
    type Outcome = HeldSlot;
    type Refusal = HoldRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<HeldSlot, Failure<HoldRefusal>> {
        let Self(wanted) = self;
        let target = TeamTarget::EventType(wanted.event_type);
        let read = team_facts::find(&target, &FactsRange::of_start(wanted.start));
        let client_hash = wanted.client_hash();
        let mut team = OpenTeam::to_public(wanted.read_counted(read, client_hash, work).await?)?;
        work.has_locked(&team)?;
        let wish = TeamWish { host: wanted.host.as_ref(), ..TeamWish::at(wanted.start) };
        team.name(wish.host).map_err(|wrong| Failure::Refused(wrong.into()))?;
        let free = team.verify(wish, work.now).map_err(|refused| refused.map_refused(HoldRefusal::Slot))?;
        let taking = team.choose(free, wish, work).await?;
        let all = || std::iter::once(&taking.slot).chain(&taking.others);
        team.may_hold(all(), work.now)?;

        let (id, occupancy) = (HoldId::from_uuid(work.id()), OccupancyId::from_uuid(work.id()));
        let expires_at = work.now + KEPT;
        let by = OccupiedBy::Hold { id, expires_at };
        let reservation = NewOccupancy::of(&taking.slot, occupancy, by).with(&taking.others);
        let taken = || Failure::Refused(team.taken(wish, work.now).into());
        let occupancy = work.reserve(&team, &reservation).await?.ok_or_else(taken)?;
        let (meeting, host) = (taking.slot.meeting(), taking.slot.host());
        let candidates = taking.assignment.map_or_else(Vec::new, |assignment| assignment.candidates);
        let (event_type, created_at): (EventTypeId, _) = (wanted.event_type, work.now);
        let hold = Hold { id, event_type, host, occupancy, client_hash, meeting, expires_at, created_at, candidates };
        work.tx.insert_hold(&hold).await?;
        Ok(HeldSlot { id, meeting, expires_at })
    }
}

impl OpenTeam {
    /// Whether one more hold may be made at each of these hosts.
    fn may_hold<'a>(
        &self,
        slots: impl Iterator<Item = &'a VerifiedSlot>,
        now: jiff::Timestamp,
    ) -> Result<(), Failure<HoldRefusal>> {
        for slot in slots {
            let missing = || Failure::internal("a slot of a host who is not in the team");
            let calendar = self.calendar_of(slot.host()).ok_or_else(missing)?;
            scheduling_core::slots::may_hold(calendar, slot, now).map_err(|much| Failure::Refused(much.into()))?;
        }
        Ok(())
    }
}
