//! Calls a meeting off: by its invitee with the token, or by the host's side, and with it the rest of its series.

use scheduling_core::{
    Booking, BookingChange, BookingId, Cancellation, CannotChange, HostId, LongText, Minutes, Party, SeriesExtent,
    SeriesId,
};
use scheduling_store::{
    bookings,
    changelog::{Action, Entity},
    event_types,
};
use serde::Serialize;

use crate::{
    Engine,
    bookings::WrongToken,
    failure::{Failure, What},
    principal::{Actor, Principal, PublicTenant},
    tokens::ManageToken,
    writing::{BUDGET, Done, Order, Prepared, UseCase, Work, Writing, details},
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

/// The host's side's wish to call a meeting off.
#[derive(Clone, Debug)]
pub struct CancelBooking {
    /// The booking.
    pub booking: BookingId,
    /// What is given as the reason.
    pub reason: Option<LongText>,
    /// How much of its series is called off, as far as it is within reach of whoever asks.
    pub extent: SeriesExtent,
}

impl CancelBooking {
    /// A wish to call this one off, and no others of its series.
    #[must_use]
    pub const fn only(booking: BookingId, reason: Option<LongText>) -> Self {
        Self { booking, reason, extent: SeriesExtent::This }
    }
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

impl From<WrongToken> for CancelRefusal {
    fn from(_: WrongToken) -> Self {
        Self::WrongToken
    }
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
                return self.opened(tenant, booking, &token).map(|_| done);
            }
            Prepared::New(booking) => booking,
        };
        let booking = self.open_to_invitee(tenant, booking, &token)?;
        let case = Cancel { booking: id, by: Party::Invitee, reason, following: None };
        let (scope, hosts) = (tenant.scope(), booking.hosts());
        self.write(Order { scope, actor: Actor::Invitee, hosts, idempotency, case }).await
    }

    /// Calls a meeting off for the host, and the rest of its series if that is wished: all of it or nothing. The outcome is
    /// the booking that was named.
    ///
    /// # Errors
    /// There is no such booking for this principal; the booking or the time does not allow it; the store failed.
    pub async fn cancel_booking(
        &self,
        principal: &Principal,
        writing: Writing<CancelBooking>,
    ) -> Result<Done<Booking>, Failure<CancelRefusal>> {
        let Writing { command: CancelBooking { booking: id, reason, extent }, idempotency } = writing;
        let booking = match self.booking_to_change(principal, idempotency.as_ref(), id).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(booking) => booking,
        };
        let (scope, mut hosts) = (principal.scope(), booking.hosts());
        let mut following = None;
        if let (SeriesExtent::Following, Some(place)) = (extent, booking.series) {
            let rest = Following { series: place.series, of: self.reach_in_series(principal, &booking).await? };
            let ahead = bookings::list_ahead_in_series(place.series, booking.meeting.start);
            let ahead = self.parts.store.within(BUDGET).read(&scope, ahead).await?;
            hosts.extend(ahead.iter().filter(|other| rest.reaches(other)).flat_map(Booking::hosts));
            following = Some(rest);
        }
        let case = Cancel { booking: id, by: Party::Host, reason, following };
        self.write(Order { scope, actor: principal.actor(), hosts, idempotency, case }).await
    }

    /// The host whose bookings only a principal reaches in the series of a booking; none if all of it, as an admin of the
    /// team does, and whoever is bound to nobody.
    async fn reach_in_series<E>(&self, principal: &Principal, booking: &Booking) -> Result<Option<HostId>, Failure<E>> {
        let (Some(own), Some(team)) = (principal.only(), booking.team) else { return Ok(principal.only()) };
        match self.reach_team::<E>(principal, team, What::Booking).await {
            Ok(()) => Ok(None),
            Err(Failure::NotFound(_)) => Ok(Some(own)),
            Err(failure) => Err(failure),
        }
    }
}

struct Cancel {
    booking: BookingId,
    by: Party,
    reason: Option<LongText>,
    /// The rest of its series, if that is called off too.
    following: Option<Following>,
}

/// Bookings of a series.
struct Following {
    series: SeriesId,
    /// Those of this host only.
    of: Option<HostId>,
}

impl Following {
    fn reaches(&self, booking: &Booking) -> bool {
        self.of.is_none_or(|host| booking.hosts().contains(&host))
    }
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
        let rest = match &self.following {
            Some(following) => following.lock(&booking, work).await?,
            None => Vec::new(),
        };
        let cancelled = self.call_off(booking, cutoff, work).await?;
        for other in rest {
            self.call_off(other, cutoff, work).await?;
        }
        Ok(cancelled)
    }
}

impl Cancel {
    async fn call_off(
        &self,
        booking: Booking,
        cutoff: Minutes,
        work: &Work<'_>,
    ) -> Result<Booking, Failure<CancelRefusal>> {
        let cancellation = Cancellation { by: self.by, at: work.now, reason: self.reason.clone() };
        let state = booking.cancel(cancellation, cutoff).map_err(|why| Failure::Refused(why.into()))?;
        work.change(&booking, &state).await?;
        let (before, after) = (booking.state.status().as_str(), state.status().as_str());
        let logged = Logged { by: self.by, before, after };
        work.log(Action::Cancelled, (Entity::Booking, booking.id.as_uuid()), details(&logged)?).await?;
        let cancelled = booking.moved_to(state, work.now);
        work.tell(&cancelled, BookingChange::Cancelled).await?;
        Ok(cancelled)
    }
}

impl Following {
    /// Those that are still to take place when a booking of the series does, or later; kept from everybody else until the
    /// end of the transaction.
    async fn lock(&self, first: &Booking, work: &Work<'_>) -> Result<Vec<Booking>, Failure<CancelRefusal>> {
        let ahead = work.tx.lock_ahead_in_series(self.series, first.meeting.start).await?;
        let mut ahead: Vec<Booking> = ahead.into_iter().map(|booking| booking.as_of(work.now)).collect();
        ahead.retain(|other| other.id != first.id && other.state.status().is_live() && self.reaches(other));
        // One was moved here, or given to somebody else, since they were looked up: that host's time is not locked.
        let locked = |booking: &Booking| booking.hosts().iter().all(|host| work.hosts.contains(host));
        if ahead.iter().all(locked) { Ok(ahead) } else { Err(Failure::Busy) }
    }
}

/// What the changelog keeps of a cancellation: not the reason, which may speak of the invitee.
#[derive(Serialize)]
struct Logged {
    by: Party,
    before: &'static str,
    after: &'static str,
}
