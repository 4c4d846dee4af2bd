//! Sends an invitee no more reminders of a meeting, because they have said so by the link in one of them.

use std::sync::atomic::Ordering;

use scheduling_core::{Booking, BookingId, BookingState, Recipient};
use scheduling_store::{
    bookings,
    changelog::{Action, Entity},
    deliveries::address_hash,
    tenants,
};
use serde::Serialize;

use crate::{
    Engine,
    cancel::CancelRefusal,
    failure::{Failure, What},
    principal::{Actor, PublicTenant},
    public::still_open,
    tokens::{LinkPurpose, MailToken},
    writing::{Done, Order, Prepared, UseCase, Work, Writing, details},
};

/// An invitee's wish to get no more reminders of a meeting.
#[derive(Clone, Debug)]
pub struct MuteReminders {
    /// The booking.
    pub booking: BookingId,
    /// The token of the link.
    pub token: MailToken,
}

impl Engine {
    /// The booking whose reminders a link is about, whatever has become of it.
    ///
    /// # Errors
    /// The token does not open it; the store failed.
    pub async fn booking_to_mute(
        &self,
        tenant: &PublicTenant,
        id: BookingId,
        token: &MailToken,
    ) -> Result<Booking, Failure<CancelRefusal>> {
        let (now, booking) = self.parts.store.read(&tenant.scope(), tenants::find().and(bookings::find(id))).await?;
        still_open::<CancelRefusal>(now)?;
        let booking = self.open_by_link(tenant, booking, (token, LinkPurpose::Mute))?;
        Ok(booking.as_of(self.now()))
    }

    /// Sends the invitee of a booking no more reminders of it, nor of the one that took its place if the meeting was moved
    /// since. Whoever has said so already is told the same again; a meeting that is over has none to be sent.
    ///
    /// # Errors
    /// The token does not open it; the store failed.
    pub async fn mute_reminders(
        &self,
        tenant: &PublicTenant,
        writing: Writing<MuteReminders>,
    ) -> Result<Done<Booking>, Failure<CancelRefusal>> {
        let Writing { command: MuteReminders { booking: id, token }, idempotency } = writing;
        let link = (&token, LinkPurpose::Mute);
        let booking = match self.prepare_public(tenant, idempotency.as_ref(), bookings::find(id)).await? {
            Prepared::Known(done) => {
                let booking = self.parts.store.read(&tenant.scope(), bookings::find(id)).await?;
                return self.open_by_link(tenant, booking, link).map(|_| done);
            }
            Prepared::New(booking) => self.open_by_link::<CancelRefusal>(tenant, booking, link)?,
        };
        // No host's time is touched: nobody waits for anybody.
        let (scope, hosts) = (tenant.scope(), Vec::new());
        self.write(Order { scope, actor: Actor::Invitee, hosts, idempotency, case: Mute(booking.id) }).await
    }
}

struct Mute(BookingId);

impl UseCase for Mute {
    type Outcome = Booking;
    type Refusal = CancelRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<CancelRefusal>> {
        let first = self.mute(self.0, work).await?;
        let mut last = first.clone();
        // A booking that takes another's place is made after it: everybody locks them in this order.
        while let BookingState::Rescheduled(moved) = &last.state {
            last = self.mute(moved.to, work).await?;
        }
        Ok(first)
    }
}

impl Mute {
    async fn mute(&self, id: BookingId, work: &Work<'_>) -> Result<Booking, Failure<CancelRefusal>> {
        let booking = work.tx.lock_booking(id).await?.ok_or(Failure::NotFound(What::Booking))?;
        if !work.tx.mute_booking(id, work.now).await? {
            return Ok(booking.as_of(work.now));
        }
        // Whoever is sending one has begun before the lock, or sees that it is not wanted.
        if work.tx.void_reminders(id, Recipient::Invitee, work.now).await? > 0 {
            work.told.being_sent.store(true, Ordering::Relaxed);
        }
        // The link stands in mails only.
        let hash = address_hash(work.tx.tenant(), &booking.invitee.email);
        work.tx.confirm_address(&hash, work.now).await?;
        let logged = details(&Logged { reminders: "muted" })?;
        work.log(Action::Updated, (Entity::Booking, id.as_uuid()), logged).await?;
        Ok(Booking { is_muted: true, updated_at: work.now, ..booking }.as_of(work.now))
    }
}

/// What the changelog keeps of it.
#[derive(Serialize)]
struct Logged {
    reminders: &'static str,
}
