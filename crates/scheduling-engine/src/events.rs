//! What happens to bookings is written down for those outside who are to know, in the transaction that does it.

use std::sync::atomic::Ordering;

use scheduling_core::{Booking, BookingChange, Event, EventId, Happening};

use crate::{failure::Failure, writing::Work};

impl Work<'_> {
    /// Tells what has happened to a booking, which is as it is after that. Mails that say something else are not sent any
    /// more.
    pub(crate) async fn tell<E>(&self, booking: &Booking, change: BookingChange) -> Result<(), Failure<E>> {
        let out_of_date = match change {
            BookingChange::Created => None,
            BookingChange::Rescheduled { from, .. } => Some(from),
            _ => Some(booking.id),
        };
        if let Some(id) = out_of_date
            && self.tx.void_mails(id, self.now).await? > 0
        {
            self.told.being_sent.store(true, Ordering::Relaxed);
        }
        let id = EventId::from_uuid(self.id());
        self.tx.append_event(&Event { id, what: Happening::to(booking, change), at: booking.updated_at }).await?;
        self.told.something.store(true, Ordering::Relaxed);
        Ok(())
    }
}
