//! Calls a meeting off: by its invitee with the token, or by the host's side.

use scheduling_core::{Booking, BookingId, Cancellation, CannotChange, LongText, Party};
use scheduling_store::{
    bookings,
    changelog::{Action, Entity},
    event_types,
};
use serde::Serialize;

use crate::{
    Engine,
    failure::Failure,
    principal::{Actor, Principal, PublicTenant},
    tokens::ManageToken,
    writing::{Done, Order, Prepared, UseCase, Work, Writing, details},
};

/// An invitee's wish to call a meeting off.
#[derive(Clone, Debug)]
pub struct CancelByInvitee {
    /// The booking.
    pub booking: BookingId,
    /// The token that opens it.
    pub token: ManageToken,
    /// What they give as the reason.
    pub reason: Option<LongText>,
}

/// Why nothing was called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CancelRefusal {
    /// The booking's state or the time does not allow it.
    #[error(transparent)]
    Cannot(#[from] CannotChange),
    /// The token does not open this booking.
    #[error("the token does not open this booking")]
    WrongToken,
}

impl Engine {
    /// Calls a meeting off for its invitee.
    ///
    /// # Errors
    /// The token does not open the booking; the booking or the time does not allow it; the store failed.
    pub async fn cancel_by_invitee(
        &self,
        tenant: &PublicTenant,
        writing: Writing<CancelByInvitee>,
    ) -> Result<Done<Booking>, Failure<CancelRefusal>> {
        let Writing { command, idempotency } = writing;
        let CancelByInvitee { booking: id, token, reason } = command;
        let booking = match self.prepare_public(tenant, idempotency.as_ref(), bookings::find(id)).await? {
            Prepared::Known(done) => {
                // The key alone opens nothing: the token must open the booking as it is, which may have been revoked since.
                let booking = self.parts.store.read(&tenant.scope(), bookings::find(id)).await?;
                self.opened(tenant, booking.ok_or(Failure::Refused(CancelRefusal::WrongToken))?, &token)?;
                return Ok(done);
            }
            Prepared::New(booking) => booking,
        };
        let booking = self.opened(tenant, booking.ok_or(Failure::Refused(CancelRefusal::WrongToken))?, &token)?;
        let case = Cancel { booking: id, by: Party::Invitee, reason };
        let (scope, hosts) = (tenant.scope(), booking.hosts());
        self.write(Order { scope, actor: Actor::Invitee, hosts, idempotency, case }).await
    }

    /// Calls a meeting off for the host.
    ///
    /// # Errors
    /// There is no such booking for this principal; the booking or the time does not allow it; the store failed.
    pub async fn cancel_booking(
        &self,
        principal: &Principal,
        writing: Writing<(BookingId, Option<LongText>)>,
    ) -> Result<Done<Booking>, Failure<CancelRefusal>> {
        let Writing { command: (id, reason), idempotency } = writing;
        let booking = match self.booking_to_change(principal, idempotency.as_ref(), id).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(booking) => booking,
        };
        let case = Cancel { booking: id, by: Party::Host, reason };
        let (scope, hosts) = (principal.scope(), booking.hosts());
        self.write(Order { scope, actor: principal.actor(), hosts, idempotency, case }).await
    }

    fn opened(
        &self,
        tenant: &PublicTenant,
        booking: Booking,
        token: &ManageToken,
    ) -> Result<Booking, Failure<CancelRefusal>> {
        let opens = self.parts.tokens.opens_booking(token, tenant.scope().tenant(), &booking);
        if opens { Ok(booking) } else { Err(Failure::Refused(CancelRefusal::WrongToken)) }
    }
}

struct Cancel {
    booking: BookingId,
    by: Party,
    reason: Option<LongText>,
}

impl UseCase for Cancel {
    type Outcome = Booking;
    type Refusal = CancelRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<CancelRefusal>> {
        let booking = work.lock_booking(self.booking).await?;
        let event_type = work.tx.read(event_types::find(booking.event_type)).await?;
        let event_type =
            event_type.ok_or_else(|| Failure::internal(format!("the booking {} has no event type", booking.id)))?;
        let cutoff = event_type.details.cancel_cutoff;
        let cancellation = Cancellation { by: self.by, at: work.now, reason: self.reason.clone() };
        let state = booking.cancel(cancellation, cutoff).map_err(|why| Failure::Refused(why.into()))?;
        work.change(&booking, &state).await?;
        let logged = Logged { by: self.by, before: booking.state.status().as_str() };
        work.log(Action::Cancelled, (Entity::Booking, booking.id.as_uuid()), details(&logged)?).await?;
        Ok(booking.moved_to(state, work.now))
    }
}

/// What the changelog keeps of a cancellation: not the reason, which may speak of the invitee.
#[derive(Serialize)]
struct Logged {
    by: Party,
    before: &'static str,
}
