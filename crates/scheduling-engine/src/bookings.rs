//! Shows bookings: to the invitee who has the token, and to the host's side.

use scheduling_core::{Booking, BookingId, CannotChange, ChangeRequest, Host, Party, Scope};
use scheduling_store::{
    Page, PageRequest, Read,
    assignments::{self, StoredAssignment},
    bookings::{self, BookingFilter},
    event_types, hosts,
    idempotency::IdempotencyKey,
    tenants,
};

use crate::{
    Engine,
    cancel::CancelRefusal,
    failure::{Failure, Nothing, What},
    outcomes::Repeatable,
    principal::{Principal, PublicTenant},
    public::still_open,
    tokens::{LinkPurpose, MailToken, ManageToken},
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

/// A booking as its invitee sees it, with what can still be done about it.
#[derive(Clone, Debug)]
pub struct ManagedBooking {
    /// The booking.
    pub booking: Booking,
    /// Whether it can be called off.
    pub cancel: Result<(), CannotChange>,
    /// Whether it can be moved, if there is a time.
    pub reschedule: Result<(), CannotChange>,
    /// Whether its event type is still offered: what is not offered is not moved by its invitee.
    pub is_offered: bool,
    /// The other hosts of a collective meeting.
    pub co_hosts: Vec<Host>,
}

/// A token that does not open what it was presented for.
pub(crate) struct WrongToken;

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
        let found = tenants::find().and(bookings::find(id));
        let (now, booking) = self.parts.store.read(&tenant.scope(), found).await?;
        still_open(now)?;
        Ok(self.open_to_invitee(tenant, booking, token)?.as_of(self.now()))
    }

    /// The booking that a token opens, with what its invitee can still do about it.
    ///
    /// # Errors
    /// As [`booking_by_token`](Self::booking_by_token).
    pub async fn managed_booking(
        &self,
        tenant: &PublicTenant,
        id: BookingId,
        token: &ManageToken,
    ) -> Result<ManagedBooking, Failure<CancelRefusal>> {
        let booking = self.booking_by_token(tenant, id, token).await?;
        let hosts = Read::all(booking.co_hosts.iter().copied().map(hosts::find));
        let read = event_types::find(booking.event_type).and(hosts);
        let (kind, co_hosts) = self.parts.store.read(&tenant.scope(), read).await?;
        let co_hosts = co_hosts.into_iter().flatten().collect();
        let kind = kind.ok_or_else(|| Failure::internal(format!("the booking {id} has no event type")))?;
        let now = self.now();
        let may = |cutoff| booking.may_change(ChangeRequest { by: Party::Invitee, cutoff, now });
        let (cancel, reschedule) = (may(kind.details.cancel_cutoff), may(kind.details.reschedule_cutoff));
        let is_offered = kind.details.is_active && kind.archived_at.is_none();
        Ok(ManagedBooking { booking, cancel, reschedule, is_offered, co_hosts })
    }

    /// The booking that was found, if the token is that of a link to it in a mail.
    pub(crate) fn open_by_link<E: From<WrongToken>>(
        &self,
        tenant: &PublicTenant,
        booking: Option<Booking>,
        (token, purpose): (&MailToken, LinkPurpose),
    ) -> Result<Booking, Failure<E>> {
        let tokens = &self.parts.tokens;
        let opens = |booking: &Booking| tokens.opens_link(token, purpose, tenant.scope().tenant(), booking);
        booking.filter(opens).ok_or_else(|| Failure::Refused(WrongToken.into()))
    }

    /// The booking that was found, if the token is its: also of what was done before, for which the key alone opens nothing.
    pub(crate) fn opened<E: From<WrongToken>>(
        &self,
        tenant: &PublicTenant,
        booking: Option<Booking>,
        token: &ManageToken,
    ) -> Result<Booking, Failure<E>> {
        let opens = |booking: &Booking| self.parts.tokens.opens_booking(token, tenant.scope().tenant(), booking);
        booking.filter(opens).ok_or_else(|| Failure::Refused(WrongToken.into()))
    }

    /// The same to be shown, moved or called off. Once the meeting has ended the token opens nothing any more, whatever has
    /// become of the booking.
    pub(crate) fn open_to_invitee<E: From<WrongToken> + From<CannotChange>>(
        &self,
        tenant: &PublicTenant,
        booking: Option<Booking>,
        token: &ManageToken,
    ) -> Result<Booking, Failure<E>> {
        let booking = self.opened(tenant, booking, token)?;
        if booking.is_over(self.now()) { Err(Failure::Refused(CannotChange::Over.into())) } else { Ok(booking) }
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
        Ok(booking.as_of(self.now()))
    }

    /// Why a booking of a team has its host, and why it had others before: from what, and by what each was chosen. Nothing
    /// of a collective meeting, and of one of no team.
    ///
    /// # Errors
    /// There is no such booking for this principal: a key bound to a host must be that of an admin of the team; the store
    /// failed.
    pub async fn booking_assignments(
        &self,
        principal: &Principal,
        id: BookingId,
    ) -> Result<Vec<StoredAssignment>, Failure<Nothing>> {
        let booking = self.booking(principal, id).await?;
        let Some(team) = booking.team else { return Ok(Vec::new()) };
        self.reach_team(principal, team, What::Booking).await?;
        Ok(self.parts.store.read(&principal.scope(), assignments::list(id)).await?)
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
        self.reach_booking(principal, &booking).await?;
        Ok(Prepared::New(booking))
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
        let now = self.now();
        let Page { items, next } = self.parts.store.read(&principal.scope(), bookings::list(filter, page, now)).await?;
        Ok(Page { items: items.into_iter().map(|booking| booking.as_of(now)).collect(), next })
    }
}
