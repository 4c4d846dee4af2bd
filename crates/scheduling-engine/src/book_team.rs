//! Books a slot of a team: with all hosts of a collective event type, with the next one of a round robin, or with the
//! one whom the invitee names. Who is chosen, and from what, is kept with the booking.

use jiff::Timestamp;
use scheduling_core::{
    Answer, Booking, BookingId, BookingSnapshot, BookingState, HostId, Invitee, NewBooking, OccupancyId, OccupiedBy,
    check_answers,
    slots::{FactsRange, VerifiedSlot},
};
use scheduling_store::{
    Read, TenantScope,
    assignments::StoredAssignment,
    changelog::{Action, Entity},
    reservations::{NewOccupancy, Reserved},
    team_facts::{self, TeamOffer, TeamTarget},
};

use crate::{
    Engine,
    book::{Book, BookRefusal, InviteeRequest, Logged},
    failure::Failure,
    team_offer::{OpenTeam, Taking, TeamWish, WrongHost},
    writing::{UseCase, Work, details},
};

/// A wish for a meeting with a team.
pub(crate) struct BookTeam(pub(crate) Book);

impl From<WrongHost> for BookRefusal {
    fn from(wrong: WrongHost) -> Self {
        match wrong {
            WrongHost::Required => Self::HostRequired,
            WrongHost::Other => Self::OtherHost,
        }
    }
}

impl UseCase for BookTeam {
    type Outcome = Booking;
    type Refusal = BookRefusal;

    async fn look(&self, engine: &Engine, scope: TenantScope) -> Result<(), Failure<BookRefusal>> {
        let mut team = OpenTeam::to_public(engine.parts.store.read(&scope, self.facts()).await?)?;
        self.verify(&mut team, engine.now()).map(|_| ())
    }

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<BookRefusal>> {
        let mut team = OpenTeam::to_public(work.tx.read(self.facts()).await?)?;
        work.has_locked(&team)?;
        let answers = check_answers(&team.team_type.event_type.details.questions, self.0.invitee.answers.clone())
            .map_err(|wrong| Failure::Refused(BookRefusal::Answers(wrong)))?;
        let free = self.verify(&mut team, work.now)?;
        let taking = team.choose(free, self.wish(), work).await?;

        if let Some((hold, _)) = &self.0.hold
            && !work.tx.delete_hold(*hold).await?
        {
            return Err(Failure::Refused(BookRefusal::HoldGone));
        }
        let (id, occupancy) = (BookingId::from_uuid(work.id()), OccupancyId::from_uuid(work.id()));
        if work.take(&taking, (occupancy, OccupiedBy::Booking(id))).await? == Reserved::Taken {
            return Err(Failure::Refused(team.taken(self.0.start, work.now).into()));
        }
        let assignment = taking.assignment.clone();
        let booking = self.booking(id, &team, taking, (answers, work.now))?;
        work.tx.insert_booking(&booking, occupancy).await?;
        if let Some(assignment) = assignment {
            let event_type = team.team_type.event_type.id;
            work.tx.insert_assignment(&StoredAssignment { booking: id, event_type, assignment, at: work.now }).await?;
        }
        let slot = booking.slot;
        let logged = Logged { start: slot.meeting().start, event_type: slot.event_type(), host: slot.host() };
        work.log(Action::Created, (Entity::Booking, id.as_uuid()), details(&logged)?).await?;
        Ok(booking.stored_in(occupancy))
    }
}

impl BookTeam {
    fn facts(&self) -> Read<Option<TeamOffer>> {
        team_facts::find(&TeamTarget::EventType(self.0.event_type), &FactsRange::of_start(self.0.start))
    }

    fn wish(&self) -> TeamWish<'_> {
        let hold = self.0.hold.as_ref().map(|(hold, _)| *hold);
        TeamWish { start: self.0.start, host: self.0.host.as_ref(), hold }
    }

    fn verify(&self, team: &mut OpenTeam, now: Timestamp) -> Result<Vec<VerifiedSlot>, Failure<BookRefusal>> {
        let wish = self.wish();
        team.name(wish.host).map_err(|wrong| Failure::Refused(wrong.into()))?;
        if wish.hold.is_some_and(|hold| !team.keeps(hold, wish, now)) {
            return Err(Failure::Refused(BookRefusal::HoldGone));
        }
        team.verify(wish, now).map_err(|refused| refused.map_refused(BookRefusal::Slot))
    }

    fn booking(
        &self,
        id: BookingId,
        team: &OpenTeam,
        Taking { slot, others, .. }: Taking,
        (answers, now): (Vec<Answer>, Timestamp),
    ) -> Result<NewBooking, Failure<BookRefusal>> {
        let host =
            team.host(slot.host()).ok_or_else(|| Failure::internal("a slot of a host who is not in the team"))?;
        let event_type = &team.team_type.event_type;
        let InviteeRequest { name, email, phone, notes, zone, guests, .. } = self.0.invitee.clone();
        Ok(NewBooking {
            id,
            slot,
            co_slots: others,
            team: event_type.owner.team(),
            invitee: Invitee { name, email, phone, notes, zone, answers, guests },
            snapshot: BookingSnapshot {
                event_type_name: event_type.details.name.clone(),
                host_name: host.profile.display_name.clone(),
                host_email: host.profile.email.clone(),
                location: event_type.details.location.clone(),
            },
            state: BookingState::Confirmed,
            ical_uid: id.to_string().parse().map_err(Failure::internal)?,
            created_at: now,
        })
    }
}

impl Work<'_> {
    /// Whether everybody's time is locked who can be booked. A host who has come in while the locks were waited for is
    /// not: then the caller is told to come back.
    pub(crate) fn has_locked<E>(&self, team: &OpenTeam) -> Result<(), Failure<E>> {
        let locked = |host: HostId| self.hosts.contains(&host);
        if team.hosts.iter().all(|(host, _)| locked(host.id)) { Ok(()) } else { Err(Failure::Busy) }
    }

    /// Takes the time of all hosts of a meeting, once the expired holds in its way are gone.
    pub(crate) async fn take(
        &self,
        taking: &Taking,
        (occupancy, by): (OccupancyId, OccupiedBy),
    ) -> Result<Reserved, scheduling_store::StoreError> {
        let wanted = NewOccupancy::of(&taking.slot, occupancy, by).with(&taking.others);
        self.tx.delete_expired_holds_of_all(&wanted.hosts, self.now).await?;
        self.tx.reserve(&wanted).await
    }
}
