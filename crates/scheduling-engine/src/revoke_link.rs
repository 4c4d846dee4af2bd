//! Makes the links of a booking useless that its invitee has been given, and a new one in their place.

use scheduling_core::{Booking, BookingId};
use scheduling_store::changelog::{Action, Entity};
use serde::Serialize;

use crate::{
    Engine,
    failure::{Failure, Nothing},
    principal::Principal,
    tokens::ManageToken,
    writing::{Done, Order, Prepared, UseCase, Work, Writing, details},
};

impl Engine {
    /// Revokes every token of a booking that there is, because somebody has one who should not. The outcome is the booking,
    /// whose [token](Self::new_manage_token) is another one.
    ///
    /// # Errors
    /// There is no such booking for this principal; the store failed.
    pub async fn revoke_link(
        &self,
        principal: &Principal,
        writing: Writing<BookingId>,
    ) -> Result<Done<Booking>, Failure<Nothing>> {
        let Writing { command: id, idempotency } = writing;
        let booking = match self.booking_to_change(principal, idempotency.as_ref(), id).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(booking) => booking,
        };
        let (scope, actor, hosts) = (principal.scope(), principal.actor(), booking.hosts());
        self.write(Order { scope, actor, hosts, idempotency, case: RevokeLink(id) }).await
    }

    /// The token of a booking that was just revoked, for the host's side, which hands it to the invitee.
    #[must_use]
    pub fn new_manage_token(&self, principal: &Principal, revoked: &Booking) -> ManageToken {
        self.parts.tokens.manage_token(principal.scope().tenant(), revoked)
    }
}

struct RevokeLink(BookingId);

impl UseCase for RevokeLink {
    type Outcome = Booking;
    type Refusal = Nothing;

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<Nothing>> {
        let old = work.lock_booking(self.0).await?;
        let token_generation = work.tx.revoke_booking_tokens(self.0, work.now).await?;
        let logged = Logged { token_generation };
        work.log(Action::Updated, (Entity::Booking, self.0.as_uuid()), details(&logged)?).await?;
        Ok(Booking { token_generation, updated_at: work.now, ..old })
    }
}

/// What the changelog keeps of it.
#[derive(Serialize)]
struct Logged {
    token_generation: u32,
}
