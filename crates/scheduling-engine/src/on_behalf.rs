//! Books for an invitee, from the host's side. Rules may be set aside with a reason; somebody else's time never is.

use jiff::Timestamp;
use scheduling_core::{
    Booking, BookingId, EventType, EventTypeId, Invitee, NewBooking, Owner, Scope, Username,
    slots::{self, Attempt, Exception, FactsRange, OverridableRule, RuleOverride},
};
use scheduling_store::{
    event_types,
    facts::{self, Offer, Target},
    team_facts::{self, TeamOffer, TeamTarget},
    team_types,
};

use crate::{
    Engine,
    book::{BookRefusal, InviteeRequest},
    failure::{Failure, What},
    fields::{check_exception, check_guests},
    offer::OpenOffer,
    place::Place,
    principal::Principal,
    refusal::{SlotRefusal, Wanted},
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
        check_guests(&case.invitee.guests).map_err(|fields| Failure::Refused(fields.into()))?;
        check_exception(case.overridden.as_ref()).map_err(|fields| Failure::Refused(fields.into()))?;
        let found = event_types::find(case.event_type).and(team_types::find(case.event_type));
        let (event_type, team_type) = match self.prepare(principal.scope(), idempotency.as_ref(), found).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(found) => found,
        };
        let hosts = match event_type.ok_or(Failure::NotFound(What::EventType))?.owner {
            Owner::Host(host) => {
                principal.reach(host, What::EventType)?;
                vec![host]
            }
            Owner::Team(team) => {
                self.reach_team(principal, team, What::EventType).await?;
                team_type.ok_or(Failure::NotFound(What::EventType))?.hosts()
            }
        };
        let (scope, actor) = (principal.scope(), principal.actor());
        self.write(Order { scope, actor, hosts, idempotency, case }).await
    }
}

impl UseCase for BookForInvitee {
    type Outcome = Booking;
    type Refusal = BookRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<BookRefusal>> {
        let range = FactsRange::of_start(self.start);
        let host = facts::find(&Target::EventType(self.event_type), &range);
        let team = team_facts::find(&TeamTarget::EventType(self.event_type), &range);
        let (invitee, place) = match work.tx.read(host.and(team)).await? {
            (_, Some(team)) => self.at_team(team, work).await?,
            (host, None) => self.at_host(host, work)?,
        };
        let id = BookingId::from_uuid(work.id());
        let overridden = self.overridden.clone();
        let booking = NewBooking { overridden, ..place.booking(id, (invitee, work.now))? };
        place.take(work, booking).await
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
        let offer = OpenOffer::to_its_host(offer)?;
        let invitee = self.invitee(&offer.event_type)?;
        if self.host.as_ref().is_some_and(|named| *named != offer.host.profile.username) {
            return Err(Failure::Refused(BookRefusal::OtherHost));
        }
        let wanted = Wanted { calendar: &offer.calendar, rules: &offer.rules, start: self.start, now: work.now };
        let exception = Exception { attempt: Attempt::at(self.start), without: self.without() };
        let slot = slots::verify_overriding(&offer.calendar, &offer.rules, exception, work.now)
            .map_err(|rejection| SlotRefusal::by_rules(rejection, &wanted, BookRefusal::Slot))?;
        Ok((invitee, Place::Host(offer, slot)))
    }

    async fn at_team(&self, offer: TeamOffer, work: &Work<'_>) -> Result<(Invitee, Place), Failure<BookRefusal>> {
        let mut team = OpenTeam::to_its_hosts(Some(offer))?;
        let invitee = self.invitee(&team.team_type.event_type)?;
        work.has_locked(&team)?;
        let wish = TeamWish { host: self.host.as_ref(), without: self.without(), ..TeamWish::at(self.start) };
        team.name(wish.host).map_err(|wrong| Failure::Refused(wrong.into()))?;
        let free = team.verify(wish, work.now).map_err(|refused| refused.map_refused(BookRefusal::Slot))?;
        let taking = team.choose(free, wish, work).await?;
        Ok((invitee, Place::Team(team, taking)))
    }
}
