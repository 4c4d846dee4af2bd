//! Books for an invitee, from the host's side. Rules may be set aside with a reason; somebody else's time never is.

use jiff::Timestamp;
use scheduling_core::{
    Booking, BookingId, EventTypeId, NewBooking, Scope,
    slots::{self, Attempt, Exception, FactsRange, RuleOverride},
};
use scheduling_store::{
    event_types,
    facts::{self, Target},
};

use crate::{
    Engine,
    book::{BookRefusal, InviteeRequest},
    failure::{Failure, What},
    offer::OpenOffer,
    principal::{Actor, Principal},
    refusal::{SlotRefusal, Wanted},
    writing::{Done, Order, Prepared, UseCase, Work, Writing},
};

/// A wish for a meeting with somebody.
#[derive(Clone, Debug)]
pub struct BookForInvitee {
    /// What to book.
    pub event_type: EventTypeId,
    /// When it starts.
    pub start: Timestamp,
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
    /// The slot cannot be had, or an answer is wrong; there is no such event type for this principal, it is archived, or
    /// its host is inactive; the store failed.
    pub async fn book_for_invitee(
        &self,
        principal: &Principal,
        writing: Writing<BookForInvitee>,
    ) -> Result<Done<Booking>, Failure<BookRefusal>> {
        principal.require(Scope::BookingsWrite)?;
        let Writing { command: case, idempotency } = writing;
        let found = event_types::find(case.event_type);
        let event_type = match self.prepare(principal.scope(), idempotency.as_ref(), found).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(event_type) => event_type.ok_or(Failure::NotFound(What::EventType))?,
        };
        principal.reach(event_type.host, What::EventType)?;
        let (scope, actor, hosts) = (principal.scope(), Actor::Key(principal.key), vec![event_type.host]);
        self.write(Order { scope, actor, hosts, idempotency, case }).await
    }
}

impl UseCase for BookForInvitee {
    type Outcome = Booking;
    type Refusal = BookRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<BookRefusal>> {
        let find = facts::find(&Target::EventType(self.event_type), &FactsRange::of_start(self.start));
        let offer = OpenOffer::to_its_host(work.tx.read(find).await?)?;
        let invitee = self.invitee.clone().checked(&offer.event_type.details.questions);
        let invitee = invitee.map_err(|wrong| Failure::Refused(BookRefusal::Answers(wrong)))?;

        let wanted = Wanted { calendar: &offer.calendar, rules: &offer.rules, start: self.start, now: work.now };
        let without = self.overridden.as_ref().map_or(&[][..], |overridden| &overridden.rules);
        let exception = Exception { attempt: Attempt::at(self.start), without };
        let slot = slots::verify_overriding(&offer.calendar, &offer.rules, exception, work.now)
            .map_err(|rejection| SlotRefusal::by_rules(rejection, &wanted, BookRefusal::Slot))?;

        let id = BookingId::from_uuid(work.id());
        let overridden = self.overridden.clone();
        let booking = NewBooking { overridden, ..offer.booking(id, slot, (invitee, work.now))? };
        let taken = || Failure::Refused(SlotRefusal::taken(&wanted).into());
        work.take(&offer, booking).await?.ok_or_else(taken)
    }
}
