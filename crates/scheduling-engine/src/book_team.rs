//! Books a slot of a team: with all hosts of a collective event type, with the next one of a round robin, or with the
//! one whom the invitee names. Who is chosen, and from what, is kept with the booking.

use jiff::Timestamp;
use scheduling_core::{
    Booking, BookingId, BookingState, EventTypeId, HostId, NewBooking, Party, SeriesPlace,
    slots::{FactsRange, VerifiedSlot},
};
use scheduling_store::{
    Read, Store, TenantScope,
    team_facts::{self, TeamOffer, TeamTarget},
};

use crate::{
    Engine,
    book::{Book, BookRefusal},
    failure::Failure,
    place::Place,
    series::{Repeated, Terms},
    team_offer::{OpenTeam, TeamWish, WrongHost},
    writing::{UseCase, Work},
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

    async fn look(&self, engine: &Engine, store: &Store, scope: TenantScope) -> Result<(), Failure<BookRefusal>> {
        self.check(store.read(&scope, self.facts()).await?, engine.now())
    }

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<BookRefusal>> {
        self.make(work, None).await
    }
}

impl Repeated for BookTeam {
    type Offer = Option<TeamOffer>;

    fn event_type(&self) -> EventTypeId {
        self.0.event_type
    }

    fn start(&self) -> Timestamp {
        self.0.start
    }

    fn at(&self, start: Timestamp) -> Self {
        Self(self.0.at(start))
    }

    fn facts(&self) -> Read<Self::Offer> {
        team_facts::find(&TeamTarget::EventType(self.0.event_type), &FactsRange::of_start(self.0.start))
    }

    fn terms(&self, offer: Self::Offer) -> Result<Terms, Failure<BookRefusal>> {
        let mut team = OpenTeam::to_public(offer)?;
        team.name(self.0.host.as_ref()).map_err(|wrong| Failure::Refused(wrong.into()))?;
        Ok(team.terms())
    }

    fn check(&self, offer: Self::Offer, now: Timestamp) -> Result<(), Failure<BookRefusal>> {
        self.verify(&mut OpenTeam::to_public(offer)?, now).map(|_| ())
    }

    async fn make(&self, work: &Work<'_>, place: Option<SeriesPlace>) -> Result<Booking, Failure<BookRefusal>> {
        let mut team = OpenTeam::to_public(work.tx.read(self.facts()).await?)?;
        work.has_locked(&team)?;
        let details = &team.team_type.event_type.details;
        let invitee = self.0.invitee.clone().checked(&details.questions);
        let invitee = invitee.map_err(|wrong| Failure::Refused(BookRefusal::Answers(wrong)))?;
        let state = BookingState::first(details, Party::Invitee, self.0.start, work.now);
        let free = self.verify(&mut team, work.now)?;
        let taking = team.choose(free, self.wish(), work).await?;

        if let Some((hold, _)) = &self.0.hold
            && !work.tx.delete_hold(*hold).await?
        {
            return Err(Failure::Refused(BookRefusal::HoldGone));
        }
        let id = BookingId::from_uuid(work.id());
        let booking = NewBooking { state, series: place, ..team.booking(id, &taking, (invitee, work.now))? };
        Place::Team(team, taking).take(work, booking, None).await
    }
}

impl BookTeam {
    fn wish(&self) -> TeamWish<'_> {
        let hold = self.0.hold.as_ref().map(|(hold, _)| *hold);
        TeamWish { host: self.0.host.as_ref(), hold, ..TeamWish::at(self.0.start) }
    }

    fn verify(&self, team: &mut OpenTeam, now: Timestamp) -> Result<Vec<VerifiedSlot>, Failure<BookRefusal>> {
        let wish = self.wish();
        // A hold says itself whose time it keeps; who names somebody else as well is told so.
        if wish.hold.is_none() || wish.host.is_some() {
            team.name(wish.host).map_err(|wrong| Failure::Refused(wrong.into()))?;
        }
        if wish.hold.is_some_and(|hold| !team.keeps(hold, wish, now)) {
            return Err(Failure::Refused(BookRefusal::HoldGone));
        }
        team.verify(wish, now).map_err(|refused| refused.map_refused(BookRefusal::Slot))
    }
}

impl Work<'_> {
    /// Whether everybody's time is locked who can be booked. A host who has come in while the locks were waited for is
    /// not: then the caller is told to come back.
    pub(crate) fn has_locked<E>(&self, team: &OpenTeam) -> Result<(), Failure<E>> {
        let locked = |host: HostId| self.hosts.contains(&host);
        if team.hosts.iter().all(|(host, _)| locked(host.id)) { Ok(()) } else { Err(Failure::Busy) }
    }
}
