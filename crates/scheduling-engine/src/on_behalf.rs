//! Books for an invitee, from the host's side. Rules may be set aside with a reason; somebody else's time never is.

use jiff::Timestamp;
use scheduling_core::{
    Booking, BookingId, EventType, EventTypeId, HostId, Invitee, NewBooking, Owner, Scope, SeriesPlace, Username,
    slots::{self, Attempt, Exception, FactsRange, OverridableRule, RuleOverride, VerifiedSlot},
};
use scheduling_store::{
    Read, event_types,
    facts::{self, Offer, Target},
    idempotency::IdempotencyKey,
    team_facts::{self, TeamOffer, TeamTarget},
    team_types,
};

use crate::{
    Engine,
    book::{BookRefusal, InviteeRequest},
    failure::{Failure, What},
    fields::{check_exception, check_guests},
    offer::OpenOffer,
    outcomes::Repeatable,
    place::Place,
    principal::Principal,
    refusal::{SlotRefusal, Wanted},
    series::{Repeated, Terms},
    team_offer::{OpenTeam, TeamWish},
    writing::{Done, Order, Prepared, UseCase, Work, Writing},
};

/// A wish for a meeting with somebody.
#[derive(Clone, Debug)]
pub struct BookForInvitee {
    /// What to book.
    pub event_type: EventTypeId,
    /// When it starts.
    pub start: Timestamp,
    /// With whom: of a team's event type whose hosts are chosen, that host; of a host's own, nobody else.
    pub host: Option<Username>,
    /// Who is invited.
    pub invitee: InviteeRequest,
    /// The rules that are set aside for it.
    pub overridden: Option<RuleOverride>,
}

impl Engine {
    /// Books a slot for an invitee. It is confirmed at once, also where invitees need approval, and an event type that is
    /// switched off can be booked like this too.
    ///
    /// # Errors
    /// The slot cannot be had, or a field or an answer is wrong; there is no such event type for this principal, it is archived, or
    /// its host is inactive; the store failed.
    pub async fn book_for_invitee(
        &self,
        principal: &Principal,
        writing: Writing<BookForInvitee>,
    ) -> Result<Done<Booking>, Failure<BookRefusal>> {
        principal.require(Scope::BookingsWrite)?;
        let Writing { command: case, idempotency } = writing;
        let hosts = match self.whose_time_for_invitee(principal, idempotency.as_ref(), &case).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(hosts) => hosts,
        };
        let (scope, actor) = (principal.scope(), principal.actor());
        self.write(Order { scope, actor, hosts, idempotency, case }).await
    }

    /// What every wish for an invitee goes through first: its fields, what was done before under the key, and whose time it
    /// may take, of an event type that the principal reaches.
    pub(crate) async fn whose_time_for_invitee<T: Repeatable>(
        &self,
        principal: &Principal,
        idempotency: Option<&IdempotencyKey>,
        wish: &BookForInvitee,
    ) -> Result<Prepared<T, Vec<HostId>>, Failure<BookRefusal>> {
        check_guests(&wish.invitee.guests).map_err(|fields| Failure::Refused(fields.into()))?;
        check_exception(wish.overridden.as_ref()).map_err(|fields| Failure::Refused(fields.into()))?;
        let found = event_types::find(wish.event_type).and(team_types::find(wish.event_type));
        let (event_type, team_type) = match self.prepare(principal.scope(), idempotency, found).await? {
            Prepared::Known(done) => return Ok(Prepared::Known(done)),
            Prepared::New(found) => found,
        };
        Ok(Prepared::New(match event_type.ok_or(Failure::NotFound(What::EventType))?.owner {
            Owner::Host(host) => {
                principal.reach(host, What::EventType)?;
                vec![host]
            }
            Owner::Team(team) => {
                self.reach_team(principal, team, What::EventType).await?;
                team_type.ok_or(Failure::NotFound(What::EventType))?.hosts()
            }
        }))
    }
}

impl UseCase for BookForInvitee {
    type Outcome = Booking;
    type Refusal = BookRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<BookRefusal>> {
        Box::pin(self.make(work, None)).await
    }
}

impl Repeated for BookForInvitee {
    type Offer = (Option<Offer>, Option<TeamOffer>);

    fn event_type(&self) -> EventTypeId {
        self.event_type
    }

    fn start(&self) -> Timestamp {
        self.start
    }

    fn at(&self, start: Timestamp) -> Self {
        Self { start, ..self.clone() }
    }

    fn facts(&self) -> Read<Self::Offer> {
        let range = FactsRange::of_start(self.start);
        let host = facts::find(&Target::EventType(self.event_type), &range);
        host.and(team_facts::find(&TeamTarget::EventType(self.event_type), &range))
    }

    fn terms(&self, offer: Self::Offer) -> Result<Terms, Failure<BookRefusal>> {
        match offer {
            (_, Some(team)) => self.open_team(team).map(|team| team.terms()),
            (host, None) => self.open(host).map(|offer| offer.terms()),
        }
    }

    fn check(&self, offer: Self::Offer, now: Timestamp) -> Result<(), Failure<BookRefusal>> {
        match offer {
            (_, Some(team)) => self.free(&self.open_team(team)?, now).map(|_| ()),
            (host, None) => self.verify(&self.open(host)?, now).map(|_| ()),
        }
    }

    async fn make(&self, work: &Work<'_>, place: Option<SeriesPlace>) -> Result<Booking, Failure<BookRefusal>> {
        let (invitee, taken) = match work.tx.read(self.facts()).await? {
            (_, Some(team)) => self.at_team(team, work).await?,
            (host, None) => self.at_host(host, work)?,
        };
        let id = BookingId::from_uuid(work.id());
        let overridden = self.overridden.clone();
        let booking = NewBooking { overridden, series: place, ..taken.booking(id, (invitee, work.now))? };
        taken.take(work, booking, None).await
    }
}

impl BookForInvitee {
    fn without(&self) -> &[OverridableRule] {
        self.overridden.as_ref().map_or(&[], |overridden| &overridden.rules)
    }

    fn invitee(&self, event_type: &EventType) -> Result<Invitee, Failure<BookRefusal>> {
        let invitee = self.invitee.clone().checked(&event_type.details.questions);
        invitee.map_err(|wrong| Failure::Refused(BookRefusal::Answers(wrong)))
    }

    fn at_host(&self, offer: Option<Offer>, work: &Work<'_>) -> Result<(Invitee, Place), Failure<BookRefusal>> {
        let offer = self.open(offer)?;
        let invitee = self.invitee(&offer.event_type)?;
        let slot = self.verify(&offer, work.now)?;
        Ok((invitee, Place::Host(offer, slot)))
    }

    async fn at_team(&self, offer: TeamOffer, work: &Work<'_>) -> Result<(Invitee, Place), Failure<BookRefusal>> {
        let team = self.open_team(offer)?;
        let invitee = self.invitee(&team.team_type.event_type)?;
        work.has_locked(&team)?;
        let taking = team.choose(self.free(&team, work.now)?, self.wish(), work).await?;
        Ok((invitee, Place::Team(team, taking)))
    }

    /// The offer, if it is of the named host.
    fn open(&self, offer: Option<Offer>) -> Result<OpenOffer, Failure<BookRefusal>> {
        let offer = OpenOffer::to_its_host(offer)?;
        let is_meant = self.host.as_ref().is_none_or(|named| *named == offer.host.profile.username);
        if is_meant { Ok(offer) } else { Err(Failure::Refused(BookRefusal::OtherHost)) }
    }

    fn verify(&self, offer: &OpenOffer, now: Timestamp) -> Result<VerifiedSlot, Failure<BookRefusal>> {
        let wanted = Wanted { calendar: &offer.calendar, rules: &offer.rules, start: self.start, now, moved: None };
        let exception = Exception { attempt: Attempt::at(self.start), without: self.without() };
        slots::verify_overriding(&offer.calendar, &offer.rules, exception, now)
            .map_err(|rejection| SlotRefusal::by_rules(rejection, &wanted, BookRefusal::Slot))
    }

    /// The offer of a team, with the named host only where hosts are named.
    fn open_team(&self, offer: TeamOffer) -> Result<OpenTeam, Failure<BookRefusal>> {
        let mut team = OpenTeam::to_its_hosts(Some(offer))?;
        team.name(self.host.as_ref()).map_err(|wrong| Failure::Refused(wrong.into()))?;
        Ok(team)
    }

    fn wish(&self) -> TeamWish<'_> {
        TeamWish { host: self.host.as_ref(), without: self.without(), ..TeamWish::at(self.start) }
    }

    fn free(&self, team: &OpenTeam, now: Timestamp) -> Result<Vec<VerifiedSlot>, Failure<BookRefusal>> {
        team.verify(self.wish(), now).map_err(|refused| refused.map_refused(BookRefusal::Slot))
    }
}
