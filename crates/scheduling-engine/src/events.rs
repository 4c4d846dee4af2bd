//! What happens to bookings is written down for those outside who are to know, in the transaction that does it.

use std::sync::atomic::Ordering;

use scheduling_core::{
    Booking, BookingChange, BookingId, DeliveryId, Event, EventId, Happening, NotificationKind, Recipient,
};
use scheduling_store::{StoreError, bookings, deliveries::NewDelivery};

use crate::{failure::Failure, writing::Work};

impl Work<'_> {
    /// Tells what has happened to a booking, which is as it is after that. Mails that say something else are not sent any
    /// more.
    ///
    /// Of a booking that awaits its address nobody is told, whatever happens to it: only its invitee is asked for that.
    pub(crate) async fn tell<E>(&self, booking: &Booking, change: BookingChange) -> Result<(), Failure<E>> {
        let out_of_date = match change {
            BookingChange::Created => None,
            BookingChange::Rescheduled { from, .. } => Some(from),
            // The question whether an address is somebody's stays the same.
            BookingChange::Reassigned { .. } if booking.awaits_address => None,
            _ => Some(booking.id),
        };
        if let Some(id) = out_of_date {
            self.void_mails(id).await?;
        }
        if booking.awaits_address {
            return Ok(self.ask_for_address(booking, change).await?);
        }
        let id = EventId::from_uuid(self.id());
        self.tx.append_event(&Event { id, what: Happening::to(booking, change), at: booking.updated_at }).await?;
        self.told.something.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Makes the mails about a booking void that have not been sent.
    pub(crate) async fn void_mails(&self, booking: BookingId) -> Result<(), StoreError> {
        if self.tx.void_mails(booking, self.now).await? > 0 {
            self.told.being_sent.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Asks the invitee of a new booking whether the address is theirs: once for a series, once more for what was moved, and
    /// with another one of the series if the one with which they were asked is not to take place. There is no event behind
    /// it, as there is nothing to be told yet.
    async fn ask_for_address(&self, booking: &Booking, change: BookingChange) -> Result<(), StoreError> {
        let is_first = booking.series.is_none_or(|place| place.position == 1);
        let asked = match change {
            BookingChange::Created => is_first.then(|| booking.clone()),
            BookingChange::Rescheduled { .. } => Some(booking.clone()),
            BookingChange::Cancelled | BookingChange::Declined => self.next_that_awaits(booking).await?,
            _ => None,
        };
        let Some(booking) = asked else { return Ok(()) };
        let question = NewDelivery {
            id: DeliveryId::from_uuid(self.id()),
            event: None,
            booking: Some((booking.id, booking.sequence)),
            kind: NotificationKind::AddressConfirmation.as_str(),
            before_minutes: 0,
            recipient: Recipient::Invitee,
            planned_for: self.now,
        };
        self.tx.insert_deliveries(&[question], self.now).await?;
        self.told.something.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// The next one of its series that awaits its address.
    async fn next_that_awaits(&self, ended: &Booking) -> Result<Option<Booking>, StoreError> {
        let Some(place) = ended.series else { return Ok(None) };
        let ahead = self.tx.read(bookings::list_ahead_in_series(place.series, self.now)).await?;
        Ok(ahead.into_iter().find(|other| other.id != ended.id && other.is_asked_for_address(self.now) == Ok(true)))
    }
}
