//! What the host's side decides about a booking: approves it, turns it down, or notes that the invitee did not come.

use scheduling_core::{Booking, BookingChange, BookingId, BookingState, CannotChange, LongText};
use scheduling_store::changelog::{Action, Entity};

use crate::{
    Engine,
    failure::Failure,
    principal::Principal,
    take::StateLogged,
    writing::{Done, Order, Prepared, UseCase, Work, Writing, details},
};

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
