//! Shows bookings: to the invitee who has the token, and to the host's side.

use scheduling_core::{Booking, BookingId, Scope};
use scheduling_store::{
    Page, PageRequest,
    bookings::{self, BookingFilter},
};

use crate::{
    Engine,
    cancel::CancelRefusal,
    failure::{Failure, Nothing, What},
    principal::{Principal, PublicTenant},
    tokens::ManageToken,
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
        if booking.is_over(self.now()) {
            return Err(Failure::Refused(scheduling_core::CannotCancel::Over.into()));
        }
        Ok(booking)
    }

    /// One booking.
    ///
    /// # Errors
    /// There is none for this principal; the store failed.
    pub async fn booking(&self, principal: &Principal, id: BookingId) -> Result<Booking, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        let booking = self.parts.store.read(&principal.scope(), bookings::find(id)).await?;
        let booking = booking.ok_or(Failure::NotFound(What::Booking))?;
        self.reach_booking(principal, &booking).await?;
        Ok(booking)
    }

    /// A key bound to a host reaches the bookings that the host takes part in, and those of the teams that the host
    /// administers.
    pub(crate) async fn reach_booking<E>(&self, principal: &Principal, booking: &Booking) -> Result<(), Failure<E>> {
        let Some(own) = principal.only() else { return Ok(()) };
        if booking.hosts().contains(&own) {
            return Ok(());
        }
        let team = booking.team.ok_or(Failure::NotFound(What::Booking))?;
        self.reach_team(principal, team, What::Booking).await
    }

    /// Lists bookings. A key that reaches one host sees that host's, and those of a team that the host administers.
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
            match filter.team {
                Some(team) => self.reach_team(principal, team, What::Team).await?,
                None => filter.host = Some(own),
            }
        }
        Ok(self.parts.store.read(&principal.scope(), bookings::list(filter, page)).await?)
    }
}
