//! What the host's side decides about a booking: approves it, turns it down, or notes that the invitee did not come.

use scheduling_core::{Booking, BookingChange, BookingId, BookingState, CannotChange, Host, LongText};
use scheduling_store::{
    bookings,
    changelog::{Action, Entity},
    hosts, tenants,
};

use crate::{
    Engine,
    cancel::CancelRefusal,
    failure::Failure,
    principal::{Actor, Principal, PublicTenant},
    public::still_open,
    take::StateLogged,
    tokens::{LinkPurpose, MailToken},
    writing::{Done, Order, Prepared, UseCase, Work, Writing, details},
};

/// What a host decides about a booking by the link in the mail about it.
#[derive(Clone, Debug)]
pub struct DecideByLink {
    /// The booking.
    pub booking: BookingId,
    /// The token of the link.
    pub token: MailToken,
    /// What is decided.
    pub decision: LinkDecision,
}

/// What can be decided by a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkDecision {
    /// The meeting takes place.
    Approve,
    /// It does not, perhaps for this reason.
    Decline(Option<LongText>),
}

impl Engine {
    /// Approves a booking that waits for it.
    ///
    /// # Errors
    /// There is no such booking for this principal; it does not wait, or has waited too long; the store failed.
    pub async fn confirm_booking(
        &self,
        principal: &Principal,
        writing: Writing<BookingId>,
    ) -> Result<Done<Booking>, Failure<CannotChange>> {
        self.decide(principal, writing.map(|booking| Decide { booking, decision: Decision::Confirm })).await
    }

    /// Turns a booking down that waits for approval, and gives its time back.
    ///
    /// # Errors
    /// As [`confirm_booking`](Self::confirm_booking).
    pub async fn decline_booking(
        &self,
        principal: &Principal,
        writing: Writing<(BookingId, Option<LongText>)>,
    ) -> Result<Done<Booking>, Failure<CannotChange>> {
        let decline = |(booking, reason)| Decide { booking, decision: Decision::Decline(reason) };
        self.decide(principal, writing.map(decline)).await
    }

    /// Notes that the invitee did not come. The booking still counts for limits.
    ///
    /// # Errors
    /// There is no such booking for this principal; it has not started, or did not take place; the store failed.
    pub async fn mark_no_show(
        &self,
        principal: &Principal,
        writing: Writing<BookingId>,
    ) -> Result<Done<Booking>, Failure<CannotChange>> {
        self.decide(principal, writing.map(|booking| Decide { booking, decision: Decision::NoShow })).await
    }

    /// A booking that a host can decide about by a link, and that host.
    ///
    /// # Errors
    /// The token does not open it, or the meeting is over; the store failed.
    pub async fn booking_to_decide(
        &self,
        tenant: &PublicTenant,
        id: BookingId,
        token: &MailToken,
    ) -> Result<(Booking, Host), Failure<CancelRefusal>> {
        let (now, booking) = self.parts.store.read(&tenant.scope(), tenants::find().and(bookings::find(id))).await?;
        still_open::<CancelRefusal>(now)?;
        let booking = self.open_by_link(tenant, booking, (token, LinkPurpose::Decide))?;
        if booking.is_over(self.now()) {
            return Err(Failure::Refused(CannotChange::Over.into()));
        }
        let host = self.parts.store.read(&tenant.scope(), hosts::find(booking.host)).await?;
        let host = host.ok_or_else(|| Failure::internal(format!("the booking {id} has no host")))?;
        Ok((booking.as_of(self.now()), host))
    }

    /// Approves a booking that waits for it, or turns it down, for a host who has the link that was sent to its hosts.
    ///
    /// # Errors
    /// The token does not open the booking; it does not wait, or has waited too long; the store failed.
    pub async fn decide_by_link(
        &self,
        tenant: &PublicTenant,
        writing: Writing<DecideByLink>,
    ) -> Result<Done<Booking>, Failure<CancelRefusal>> {
        let Writing { command: DecideByLink { booking: id, token, decision }, idempotency } = writing;
        let link = (&token, LinkPurpose::Decide);
        let booking = match self.prepare_public(tenant, idempotency.as_ref(), bookings::find(id)).await? {
            Prepared::Known(done) => {
                // The key alone opens nothing: the token must open the booking as it is, which may have been revoked since.
                let booking = self.parts.store.read(&tenant.scope(), bookings::find(id)).await?;
                return self.open_by_link(tenant, booking, link).map(|_| done);
            }
            Prepared::New(booking) => self.open_by_link(tenant, booking, link)?,
        };
        let decision = match decision {
            LinkDecision::Approve => Decision::Confirm,
            LinkDecision::Decline(reason) => Decision::Decline(reason),
        };
        let (scope, actor, hosts) = (tenant.scope(), Actor::Mail(id), booking.hosts());
        let case = Decide { booking: id, decision };
        let decided = self.write(Order { scope, actor, hosts, idempotency, case }).await;
        decided.map_err(|failure| failure.map_refused(CancelRefusal::from))
    }

    async fn decide(
        &self,
        principal: &Principal,
        writing: Writing<Decide>,
    ) -> Result<Done<Booking>, Failure<CannotChange>> {
        let Writing { command: case, idempotency } = writing;
        let booking = match self.booking_to_change(principal, idempotency.as_ref(), case.booking).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(booking) => booking,
        };
        let (scope, actor, hosts) = (principal.scope(), principal.actor(), booking.hosts());
        self.write(Order { scope, actor, hosts, idempotency, case }).await
    }
}

struct Decide {
    booking: BookingId,
    decision: Decision,
}

enum Decision {
    Confirm,
    Decline(Option<LongText>),
    NoShow,
}

impl UseCase for Decide {
    type Outcome = Booking;
    type Refusal = CannotChange;

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<CannotChange>> {
        let booking = work.lock_booking(self.booking).await?;
        let (action, state) = self.decision.about(&booking, work).map_err(Failure::Refused)?;
        work.change(&booking, &state).await?;
        let logged = details(&StateLogged::of(&booking, &state))?;
        work.log(action, (Entity::Booking, booking.id.as_uuid()), logged).await?;
        let decided = booking.moved_to(state, work.now);
        work.tell(&decided, self.decision.told()).await?;
        Ok(decided)
    }
}

impl Decision {
    const fn told(&self) -> BookingChange {
        match self {
            Self::Confirm => BookingChange::Confirmed,
            Self::Decline(_) => BookingChange::Declined,
            Self::NoShow => BookingChange::NoShow,
        }
    }

    fn about(&self, booking: &Booking, work: &Work<'_>) -> Result<(Action, BookingState), CannotChange> {
        Ok(match self {
            Self::Confirm => (Action::Confirmed, booking.confirm(work.now)?),
            Self::Decline(reason) => (Action::Declined, booking.decline(reason.clone(), work.now)?),
            Self::NoShow => (Action::NoShow, booking.no_show(work.now)?),
        })
    }
}
