//! An invitee shows that the address is theirs, by the link in the mail that went there. From then on the booking counts, and
//! with it the others of its series; before that nobody was told of it.

use std::collections::BTreeSet;

use scheduling_core::{Booking, BookingChange, BookingId, EventTypeDetails, HostId};
use scheduling_store::{
    Read, bookings,
    changelog::{Action, Entity},
    deliveries::address_hash,
    event_types, tenants,
};
use serde::Serialize;

use crate::{
    Engine,
    cancel::CancelRefusal,
    failure::Failure,
    principal::{Actor, PublicTenant},
    public::still_open,
    tokens::{LinkPurpose, MailToken},
    writing::{BUDGET, Done, Order, Prepared, UseCase, Work, Writing, details},
};

/// An invitee's word that the address is theirs.
#[derive(Clone, Debug)]
pub struct ConfirmAddress {
    /// The booking.
    pub booking: BookingId,
    /// The token of the link.
    pub token: MailToken,
}

impl Engine {
    /// The booking whose address a link is about, and whether it still waits for that: else the link has done its work. Of
    /// one that waits no more because it does not take place, the next of its series that does.
    ///
    /// # Errors
    /// The token does not open it; it has waited too long, or is not to take place any more; the store failed.
    pub async fn booking_to_confirm_address(
        &self,
        tenant: &PublicTenant,
        id: BookingId,
        token: &MailToken,
    ) -> Result<(Booking, bool), Failure<CancelRefusal>> {
        let (now, booking) = self.parts.store.read(&tenant.scope(), tenants::find().and(bookings::find(id))).await?;
        still_open::<CancelRefusal>(now)?;
        let booking = self.open_by_link(tenant, booking, (token, LinkPurpose::ConfirmAddress))?;
        let now = self.now();
        let why = match booking.is_asked_for_address(now) {
            Ok(is_asked) => return Ok((booking, is_asked)),
            Err(why) => why,
        };
        let ahead = booking.series.map(|place| bookings::list_ahead_in_series(place.series, now));
        let ahead = self.parts.store.read(&tenant.scope(), Read::all(ahead)).await?;
        let next = ahead.into_iter().flatten().find(|other| other.is_asked_for_address(now) == Ok(true));
        next.map(|next| (next, true)).ok_or(Failure::Refused(why.into()))
    }

    /// Notes that the address of a booking is its invitee's. It counts from then on: it is confirmed, or waits for approval if
    /// its event type needs that. So do the others of its series that still wait. Whoever says so again is told the same.
    ///
    /// # Errors
    /// The token does not open the booking; it has waited too long, or is not to take place any more; the store failed.
    pub async fn confirm_address(
        &self,
        tenant: &PublicTenant,
        writing: Writing<ConfirmAddress>,
    ) -> Result<Done<Booking>, Failure<CancelRefusal>> {
        let Writing { command: ConfirmAddress { booking: id, token }, idempotency } = writing;
        let (scope, link) = (tenant.scope(), (&token, LinkPurpose::ConfirmAddress));
        let booking = match self.prepare_public(tenant, idempotency.as_ref(), bookings::find(id)).await? {
            Prepared::Known(done) => {
                // The key alone opens nothing: the token must open the booking as it is, which may have been revoked since.
                let booking = self.parts.store.read(&scope, bookings::find(id)).await?;
                return self.open_by_link(tenant, booking, link).map(|_| done);
            }
            Prepared::New(booking) => self.open_by_link::<CancelRefusal>(tenant, booking, link)?,
        };
        let mut hosts: BTreeSet<HostId> = booking.hosts().into_iter().collect();
        if let Some(place) = booking.series {
            let ahead = bookings::list_ahead_in_series(place.series, self.now());
            let ahead = self.parts.store.within(BUDGET).read(&scope, ahead).await?;
            hosts.extend(ahead.iter().filter(|other| other.awaits_address).flat_map(Booking::hosts));
        }
        let (hosts, case) = (hosts.into_iter().collect(), Confirm(id));
        self.write(Order { scope, actor: Actor::Invitee, hosts, idempotency, case }).await
    }
}

struct Confirm(BookingId);

impl UseCase for Confirm {
    type Outcome = Booking;
    type Refusal = CancelRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<CancelRefusal>> {
        let booking = work.lock_booking(self.0).await?;
        let event_type = work.tx.read(event_types::find(booking.event_type)).await?;
        let event_type =
            event_type.ok_or_else(|| Failure::internal(format!("the booking {} has no event type", booking.id)))?;
        let details = &event_type.details;
        let mut counting = Vec::new();
        for other in rest_of_series(&booking, work).await? {
            counting.extend(confirm(other, details, work).await?);
        }
        // Asked last, so that a link to one that was called off still confirms the rest of its series.
        match confirm(booking.clone(), details, work).await {
            Ok(confirmed) => Ok(confirmed.unwrap_or(booking)),
            Err(Failure::Refused(_)) if !counting.is_empty() => Ok(counting.swap_remove(0)),
            Err(failure) => Err(failure),
        }
    }
}

/// The others of its series that still wait, by their start; kept from everybody else until the end of the transaction.
async fn rest_of_series(booking: &Booking, work: &Work<'_>) -> Result<Vec<Booking>, Failure<CancelRefusal>> {
    let Some(place) = booking.series else { return Ok(Vec::new()) };
    let mut rest = work.tx.lock_ahead_in_series(place.series, work.now).await?;
    rest.retain(|other| other.id != booking.id && other.is_asked_for_address(work.now) == Ok(true));
    // One was moved here, or given to somebody else, since they were looked up: that host's time is not locked.
    let locked = |other: &Booking| other.hosts().iter().all(|host| work.hosts.contains(host));
    if rest.iter().all(locked) { Ok(rest) } else { Err(Failure::Busy) }
}

/// The booking once its address is confirmed; none if that was known before.
async fn confirm(
    booking: Booking,
    of: &EventTypeDetails,
    work: &Work<'_>,
) -> Result<Option<Booking>, Failure<CancelRefusal>> {
    let state = booking.confirm_address(of, work.now);
    let Some(state) = state.map_err(|why| Failure::Refused(why.into()))? else { return Ok(None) };
    let before = booking.state.status().as_str();
    let counting = booking.clone().counting_as(state, work.now);
    if !work.tx.confirm_booking_address(&booking, &counting).await? {
        return Err(Failure::internal("a booking changed although it was locked"));
    }
    // The link stands in that mail only.
    let hash = address_hash(work.tx.tenant(), &counting.invitee.email);
    work.tx.confirm_address(&hash, work.now).await?;
    let logged = details(&Logged { address: "confirmed", before, after: counting.state.status().as_str() })?;
    work.log(Action::Updated, (Entity::Booking, counting.id.as_uuid()), logged).await?;
    // What is asked is answered.
    work.void_mails(counting.id).await?;
    work.tell(&counting, BookingChange::Created).await?;
    Ok(Some(counting))
}

/// What the changelog keeps of it: not the address.
#[derive(Serialize)]
struct Logged {
    address: &'static str,
    before: &'static str,
    after: &'static str,
}
