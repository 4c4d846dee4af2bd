//! What happened, as it is told to the outside: the kinds of events, and one event.
//!
//! An event holds no personal data. Whoever tells it adds what is known of the booking at that moment, so that what was
//! forgotten is told to nobody any more.

use jiff::Timestamp;

use crate::{
    booking::{Booking, BookingStatus},
    event_type::closed_words,
    ids::{BookingId, EventId, EventTypeId, HoldId, HostId},
    interval::Interval,
};

closed_words! {
    /// What can have happened.
    EventKind {
        /// Somebody booked. The booking is confirmed, or waits for approval. One whose address is to be confirmed is told of
        /// once it is.
        BookingCreated = "booking.created",
        /// A booking that waited was approved.
        BookingConfirmed = "booking.confirmed",
        /// A booking that waited was turned down, or nobody approved it in time.
        BookingDeclined = "booking.declined",
        /// A meeting was called off.
        BookingCancelled = "booking.cancelled",
        /// A meeting was moved: the booking is the one that takes the old one's place.
        BookingRescheduled = "booking.rescheduled",
        /// A meeting took place, as far as anybody said.
        BookingCompleted = "booking.completed",
        /// The invitee did not come.
        BookingNoShow = "booking.no_show",
        /// A meeting was given to another host.
        BookingReassigned = "booking.reassigned",
        /// Nobody used a hold in time.
        HoldExpired = "hold.expired",
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id: the same in the feed, and wherever it is sent.
    pub id: EventId,
    /// What happened, and to what.
    pub what: Happening,
    /// When.
    pub at: Timestamp,
}

/// What happened, and to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A booking was made or changed.
    Booking {
        /// How.
        change: BookingChange,
        /// Which booking.
        booking: BookingId,
        /// The version of its calendar entries after that.
        sequence: u32,
    },
    /// Nobody used a hold in time.
    HoldExpired {
        /// Which hold.
        hold: HoldId,
        /// What it was for.
        event_type: EventTypeId,
        /// With whom; of several hosts the first.
        host: HostId,
        /// The time that it kept.
        meeting: Interval,
    },
}

/// How a booking was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingChange {
    /// See [`EventKind::BookingCreated`].
    Created,
    /// See [`EventKind::BookingConfirmed`].
    Confirmed,
    /// See [`EventKind::BookingDeclined`].
    Declined,
    /// See [`EventKind::BookingCancelled`].
    Cancelled,
    /// See [`EventKind::BookingRescheduled`].
    Rescheduled {
        /// The booking whose place it took.
        from: BookingId,
        /// When the meeting was before.
        previous: Interval,
    },
    /// See [`EventKind::BookingCompleted`].
    Completed,
    /// See [`EventKind::BookingNoShow`].
    NoShow,
    /// See [`EventKind::BookingReassigned`].
    Reassigned {
        /// Who had it before.
        from: HostId,
        /// Who has it now.
        to: HostId,
    },
}

impl BookingChange {
    /// The kind of event.
    #[must_use]
    pub const fn kind(self) -> EventKind {
        match self {
            Self::Created => EventKind::BookingCreated,
            Self::Confirmed => EventKind::BookingConfirmed,
            Self::Declined => EventKind::BookingDeclined,
            Self::Cancelled => EventKind::BookingCancelled,
            Self::Rescheduled { .. } => EventKind::BookingRescheduled,
            Self::Completed => EventKind::BookingCompleted,
            Self::NoShow => EventKind::BookingNoShow,
            Self::Reassigned { .. } => EventKind::BookingReassigned,
        }
    }
}

impl BookingChange {
    /// Whether a booking can have this status because of it.
    #[must_use]
    pub const fn leads_to(self, status: BookingStatus) -> bool {
        match self {
            Self::Created | Self::Rescheduled { .. } | Self::Reassigned { .. } => {
                matches!(status, BookingStatus::Pending | BookingStatus::Confirmed)
            }
            Self::Confirmed => matches!(status, BookingStatus::Confirmed),
            Self::Declined => matches!(status, BookingStatus::Declined),
            Self::Cancelled => matches!(status, BookingStatus::Cancelled),
            Self::Completed => matches!(status, BookingStatus::Completed),
            Self::NoShow => matches!(status, BookingStatus::NoShow),
        }
    }
}

impl Happening {
    /// The kind of event.
    #[must_use]
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::Booking { change, .. } => change.kind(),
            Self::HoldExpired { .. } => EventKind::HoldExpired,
        }
    }

    /// Whether nothing has happened since to the booking, which is as it is now.
    #[must_use]
    pub fn is_last(&self, booking: &Booking) -> bool {
        let Self::Booking { change, booking: id, sequence } = self else { return false };
        change.leads_to(booking.state.status()) && (*id, *sequence) == (booking.id, booking.sequence)
    }

    /// What happened to this booking, as it is after it.
    #[must_use]
    pub const fn to(booking: &Booking, change: BookingChange) -> Self {
        Self::Booking { change, booking: booking.id, sequence: booking.sequence }
    }
}
