//! Shows bookings: to the invitee who has the token, and to the host's side.

use scheduling_core::{Booking, BookingId, CannotChange, Scope};
use scheduling_store::{
    Page, PageRequest,
    bookings::{self, BookingFilter},
    idempotency::IdempotencyKey,
};

use crate::{
    Engine,
    cancel::CancelRefusal,
    failure::{Failure, Nothing, What},
    outcomes::Repeatable,
    principal::{Principal, PublicTenant},
    tokens::ManageToken,
    writing::Prepared,
};

/// Which bookings to list.
#[derive(Clone, Debug)]
pub struct BookingsQuery {
    /// What they must be like.
    pub filter: BookingFilter,
    /// Which page of them.
    pub page: PageRequest,
}

impl Engine {
    /// The booking that a token opens.
    ///
    /// # Errors
    /// The token does not open it, or the meeting is over; the store failed.
    pub async fn booking_by_token(
        &self,
        tenant: &PublicTenant,
        id: BookingId,
        token: &ManageToken,
    ) -> Result<Booking, Failure<CancelRefusal>> {
        let wrong = || Failure::Refused(CancelRefusal::WrongToken);
        let booking = self.parts.store.read(&tenant.scope(), bookings::find(id)).await?.ok_or_else(wrong)?;
        if !self.parts.tokens.opens_booking(token, tenant.scope().tenant(), &booking) {
            return Err(wrong());
        }
        let now = self.now();
        if booking.is_over(now) {
            return Err(Failure::Refused(CannotChange::Over.into()));
        }
        Ok(booking.as_of(now))
    }

    /// One booking.
    ///
    /// # Errors
    /// There is none for this principal; the store failed.
    pub async fn booking(&self, principal: &Principal, id: BookingId) -> Result<Booking, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        let booking = self.parts.store.read(&principal.scope(), bookings::find(id)).await?;
        let booking = booking.ok_or(Failure::NotFound(What::Booking))?;
        principal.reach(booking.host, What::Booking)?;
        Ok(booking.as_of(self.now()))
    }

    /// What everybody from the host's side goes through who changes a booking: the scope, what was done before under the
    /// key, and whether the booking is there for them.
    pub(crate) async fn booking_to_change<T: Repeatable, E>(
        &self,
        principal: &Principal,
        idempotency: Option<&IdempotencyKey>,
        id: BookingId,
    ) -> Result<Prepared<T, Booking>, Failure<E>> {
        principal.require(Scope::BookingsWrite)?;
        let booking = match self.prepare(principal.scope(), idempotency, bookings::find(id)).await? {
            Prepared::Known(done) => return Ok(Prepared::Known(done)),
            Prepared::New(booking) => booking.ok_or(Failure::NotFound(What::Booking))?,
        };
        principal.reach(booking.host, What::Booking)?;
        Ok(Prepared::New(booking))
    }

    /// Lists bookings. A key that reaches one host sees that host's.
    ///
    /// # Errors
    /// The scope is missing; the store failed.
    pub async fn bookings(
        &self,
        principal: &Principal,
        query: BookingsQuery,
    ) -> Result<Page<Booking>, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        let BookingsQuery { mut filter, page } = query;
        if let Some(own) = principal.only() {
            if filter.host.is_some_and(|host| host != own) {
                return Err(Failure::NotFound(What::Host));
            }
            filter.host = Some(own);
        }
        let now = self.now();
        let Page { items, next } = self.parts.store.read(&principal.scope(), bookings::list(filter, page, now)).await?;
        Ok(Page { items: items.into_iter().map(|booking| booking.as_of(now)).collect(), next })
    }
}
