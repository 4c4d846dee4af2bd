//! Gives a meeting to another host, at the time at which it is.

use jiff::Timestamp;
use scheduling_core::{
    Assignment, Booking, BookingChange, BookingId, CannotChange, ChangeRequest, ChosenBy, HostId, Minutes, OccupancyId,
    Party, SlotRules, TeamId,
    slots::{self, Attempt, Exception, FactsRange, OverridableRule, VerifiedSlot},
};
use scheduling_store::{
    changelog::{Action, Entity},
    facts::{self, Target},
    reservations::NewOccupancy,
    seats,
};
use serde::Serialize;

use crate::{
    Engine,
    failure::{Failure, What},
    offer::OpenOffer,
    principal::Principal,
    refusal::{SlotRefusal, Wanted},
    writing::{Done, Order, Prepared, UseCase, Work, Writing, details},
};

/// A wish to give a meeting to another host.
#[derive(Clone, Debug)]
pub struct Reassign {
    /// The booking.
    pub booking: BookingId,
    /// Who takes it.
    pub host: HostId,
}

/// Why a meeting keeps its host.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReassignRefusal {
    /// The booking's state or the time does not allow it.
    #[error(transparent)]
    Cannot(#[from] CannotChange),
    /// The new host cannot take it at its time.
    #[error(transparent)]
    Slot(#[from] SlotRefusal),
    /// The host has it already.
    #[error("the host has the meeting already")]
    SameHost,
    /// Several hosts take the meeting together.
    #[error("several hosts take the meeting together")]
    Collective,
    /// The meeting is of a team that the host is not in.
    #[error("the host is no member of the team")]
    NotMember,
}

impl Engine {
    /// Gives a meeting to another host. Time and token stay; the new host must be free then, and their hours, limits and
    /// blocks count. A meeting of a team stays in the team.
    ///
    /// # Errors
    /// The booking or the time does not allow it, or the new host cannot take it; there is no such booking, or no such
    /// active host, for this principal; the store failed.
    pub async fn reassign_booking(
        &self,
        principal: &Principal,
        writing: Writing<Reassign>,
    ) -> Result<Done<Booking>, Failure<ReassignRefusal>> {
        let Writing { command: case, idempotency } = writing;
        let booking = match self.booking_to_change(principal, idempotency.as_ref(), case.booking).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(booking) => booking,
        };
        match booking.team {
            Some(team) => self.reach_team(principal, team, What::Host).await?,
            None => principal.reach(case.host, What::Host)?,
        }
        let hosts = [booking.hosts(), vec![case.host]].concat();
        let (scope, actor) = (principal.scope(), principal.actor());
        self.write(Order { scope, actor, hosts, idempotency, case }).await
    }
}

impl UseCase for Reassign {
    type Outcome = Booking;
    type Refusal = ReassignRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<ReassignRefusal>> {
        let booking = work.lock_booking(self.booking).await?;
        let wish = ChangeRequest { by: Party::Host, cutoff: Minutes(0), now: work.now };
        booking.may_change(wish).map_err(|why| Failure::Refused(why.into()))?;
        if booking.host == self.host {
            return Err(Failure::Refused(ReassignRefusal::SameHost));
        }
        if let Some(team) = booking.team {
            self.stays_in(team, &booking, work).await?;
        }
        let judged = work.judge(&booking, self.host).await?;

        let occupancy = OccupancyId::from_uuid(work.id());
        let reservation = NewOccupancy::of(&judged.slot, occupancy, booking.state.occupied_by(booking.id));
        let reserved = work.reserve(&judged.offer, &reservation).await?;
        let occupancy = reserved.ok_or_else(|| judged.taken(work.now))?;
        let given = booking.clone().given_to(&judged.offer.host, occupancy, work.now);
        work.tx.update_booking_host(&booking, &given).await?;
        if given.team.is_some() {
            let by = ChosenBy::Reassigned;
            work.assign(&given, Assignment { host: given.host, by, candidates: Vec::new() }).await?;
        }
        work.log_reassigned(&given, booking.host, given.host).await?;
        Ok(given)
    }
}

impl Reassign {
    /// Whether the new host may take a meeting of this team.
    async fn stays_in(&self, team: TeamId, booking: &Booking, work: &Work<'_>) -> Result<(), Failure<ReassignRefusal>> {
        // The meeting says whether several take it: its event type may be taken otherwise by now.
        if !booking.co_hosts.is_empty() {
            return Err(Failure::Refused(ReassignRefusal::Collective));
        }
        // Kept until the meeting is the member's: no foreign key says that a host of a booking is in its team.
        let member = work.tx.keep_team_member(team, self.host).await?;
        if member.is_some() { Ok(()) } else { Err(Failure::Refused(ReassignRefusal::NotMember)) }
    }
}

/// A meeting that a host can take at the time at which it is, as far as the rules go.
pub(crate) struct Judged {
    /// What is known of that host.
    pub(crate) offer: OpenOffer,
    /// The time to be taken.
    pub(crate) slot: VerifiedSlot,
    /// The rules of that host, for a meeting as long as this one.
    rules: SlotRules,
}

impl Judged {
    /// Somebody else has the time after all.
    pub(crate) fn taken(&self, now: Timestamp) -> Failure<ReassignRefusal> {
        let (calendar, rules, start) = (&self.offer.calendar, &self.rules, self.slot.meeting().start);
        let wanted = Wanted { calendar, rules, start, now, moved: None };
        Failure::Refused(SlotRefusal::taken(&wanted).into())
    }
}

impl Work<'_> {
    /// Whether a host can take a meeting over at the time at which it is. The host must be locked.
    pub(crate) async fn judge(&self, booking: &Booking, host: HostId) -> Result<Judged, Failure<ReassignRefusal>> {
        let (start, now) = (booking.meeting.start, self.now);
        let target = Target::Hosted { event_type: booking.event_type, host };
        let offer = self.tx.read(facts::find(&target, &FactsRange::of_start(start))).await?;
        let offer = offer.filter(|offer| offer.host.profile.is_active).ok_or(Failure::NotFound(What::Host))?;
        let offer = OpenOffer::of(offer)?;
        let seats = match booking.occupancy {
            Some(occupancy) => self.tx.read(seats::capacity_of(occupancy)).await?,
            None => None,
        };
        let rules = rules_of(&offer, booking, seats)?;
        let wanted = Wanted { calendar: &offer.calendar, rules: &rules, start, now, moved: None };
        let exception = Exception { attempt: Attempt::at(start), without: &OverridableRule::AGREED };
        let slot = slots::verify_overriding(&offer.calendar, &rules, exception, now)
            .map_err(|rejection| SlotRefusal::by_rules(rejection, &wanted, ReassignRefusal::Slot))?;
        Ok(Judged { offer, slot, rules })
    }

    /// Logs that a booking has got another host, and tells of it.
    pub(crate) async fn log_reassigned<E>(
        &self,
        booking: &Booking,
        from: HostId,
        to: HostId,
    ) -> Result<(), Failure<E>> {
        let logged = details(&Logged { from, to })?;
        self.log(Action::Reassigned, (Entity::Booking, booking.id.as_uuid()), logged).await?;
        self.tell(booking, BookingChange::Reassigned { from, to }).await
    }
}

/// What the changelog keeps of it.
#[derive(Serialize)]
struct Logged {
    from: HostId,
    to: HostId,
}

/// The rules of the new host, for a meeting as long as this one and with as many seats: its event type may have others by now.
fn rules_of(offer: &OpenOffer, booking: &Booking, seats: Option<u32>) -> Result<SlotRules, Failure<ReassignRefusal>> {
    let lasts = booking.meeting.end.duration_since(booking.meeting.start);
    let minutes = u32::try_from(lasts.as_mins()).map_err(Failure::internal)?;
    let seats = seats.unwrap_or(offer.rules.seats);
    Ok(SlotRules { duration: Minutes(minutes), seats, ..offer.rules.clone() })
}
