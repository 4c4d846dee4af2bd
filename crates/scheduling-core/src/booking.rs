//! A booking and its states. A transition that is not allowed is an error with its reason, never a silent no-op.

use jiff::{SignedDuration, Timestamp};

use crate::{
    answers::Answer,
    event_type::{Location, closed_words},
    ids::{BookingId, EventTypeId, HostId, OccupancyId, TeamId},
    interval::Interval,
    settings::Minutes,
    slots::VerifiedSlot,
    values::{EmailAddress, LongText, Name, ShortText},
    zone::Zone,
};

closed_words! {
    /// Where a booking is in its life.
    BookingStatus {
        /// Waits for the host's approval; takes the time meanwhile.
        Pending = "pending",
        /// Takes place.
        Confirmed = "confirmed",
        /// The host said no.
        Declined = "declined",
        /// Called off.
        Cancelled = "cancelled",
        /// Moved: another booking took its place.
        Rescheduled = "rescheduled",
        /// Took place.
        Completed = "completed",
        /// The invitee did not come.
        NoShow = "no_show",
    }
}

impl BookingStatus {
    /// Whether it takes the host's time and counts for limits.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Pending | Self::Confirmed | Self::Completed | Self::NoShow)
    }
}

closed_words! {
    /// Which side called a meeting off.
    Party {
        /// The host, or an admin for the host.
        Host = "host",
        /// The invitee.
        Invitee = "invitee",
    }
}

/// Where a booking is in its life, with what belongs to that place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum BookingState {
    /// See [`BookingStatus::Pending`].
    Pending,
    /// See [`BookingStatus::Confirmed`].
    Confirmed,
    /// See [`BookingStatus::Declined`].
    Declined,
    /// See [`BookingStatus::Cancelled`].
    Cancelled(Cancellation),
    /// See [`BookingStatus::Rescheduled`].
    Rescheduled {
        /// The booking that took its place.
        to: BookingId,
    },
    /// See [`BookingStatus::Completed`].
    Completed,
    /// See [`BookingStatus::NoShow`].
    NoShow,
}

/// Who called a meeting off, when, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Cancellation {
    /// Which side.
    pub by: Party,
    /// When.
    pub at: Timestamp,
    /// What they gave as the reason.
    pub reason: Option<LongText>,
}

/// Why a booking cannot be called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotCancel {
    /// It was called off before.
    #[error("the booking is already cancelled")]
    AlreadyCancelled,
    /// It was moved; its successor can be cancelled.
    #[error("the booking was moved to {to}")]
    Rescheduled {
        /// The successor.
        to: BookingId,
    },
    /// It was declined.
    #[error("the booking was declined")]
    Declined,
    /// The meeting is over.
    #[error("the meeting is over")]
    Over,
    /// The meeting has started, or it is closer than the event type lets an invitee cancel.
    #[error("the booking could be cancelled until {until}")]
    CutoffPassed {
        /// The last instant at which it could.
        until: Timestamp,
    },
}

impl BookingState {
    /// The state without what belongs to it.
    #[must_use]
    pub const fn status(&self) -> BookingStatus {
        match self {
            Self::Pending => BookingStatus::Pending,
            Self::Confirmed => BookingStatus::Confirmed,
            Self::Declined => BookingStatus::Declined,
            Self::Cancelled(_) => BookingStatus::Cancelled,
            Self::Rescheduled { .. } => BookingStatus::Rescheduled,
            Self::Completed => BookingStatus::Completed,
            Self::NoShow => BookingStatus::NoShow,
        }
    }
}

/// A booking as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Booking {
    /// Its id.
    pub id: BookingId,
    /// What was booked.
    pub event_type: EventTypeId,
    /// Who was booked; of a collective meeting, the first of the hosts.
    pub host: HostId,
    /// The other hosts of a collective meeting.
    #[cfg_attr(feature = "serde", serde(default))]
    pub co_hosts: Vec<HostId>,
    /// The team whose event type it is; none of a host's own.
    #[cfg_attr(feature = "serde", serde(default))]
    pub team: Option<TeamId>,
    /// What takes the host's time; none once it does not.
    pub occupancy: Option<OccupancyId>,
    /// The names as they were when it was made.
    pub snapshot: BookingSnapshot,
    /// When the meeting is.
    pub meeting: Interval,
    /// Who booked.
    pub invitee: Invitee,
    /// Where it is in its life.
    pub state: BookingState,
    /// The UID of its calendar entries; a moved meeting keeps it.
    pub ical_uid: ShortText,
    /// Rises with every change that calendars must see.
    pub sequence: u32,
    /// The booking whose place it took.
    pub rescheduled_from: Option<BookingId>,
    /// Invitee tokens of other generations are refused.
    pub token_generation: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What a booking keeps of its event type and host, so that history does not change with them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct BookingSnapshot {
    /// The event type's name.
    pub event_type_name: Name,
    /// The host's name.
    pub host_name: Name,
    /// The host's address.
    pub host_email: EmailAddress,
    /// Where the meeting takes place.
    pub location: Location,
}

/// Who booked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Invitee {
    /// The name.
    pub name: Name,
    /// The address.
    pub email: EmailAddress,
    /// A telephone number.
    pub phone: Option<ShortText>,
    /// What they wrote.
    pub notes: Option<LongText>,
    /// The zone in which they see the meeting.
    pub zone: Zone,
    /// Their answers.
    pub answers: Vec<Answer>,
    /// Whom they bring along.
    pub guests: Vec<EmailAddress>,
}

/// The most guests of one booking.
pub const MAX_GUESTS: usize = 10;

impl Booking {
    /// Calls the meeting off.
    ///
    /// An invitee can do so until `cutoff` before the start, a host until the start; that instant is included.
    ///
    /// # Errors
    /// It is not to take place any more, it is over, or the last instant for calling it off has passed.
    pub fn cancel(&self, cancellation: Cancellation, cutoff: Minutes) -> Result<BookingState, CannotCancel> {
        match &self.state {
            BookingState::Pending | BookingState::Confirmed => {}
            BookingState::Cancelled(_) => return Err(CannotCancel::AlreadyCancelled),
            BookingState::Rescheduled { to } => return Err(CannotCancel::Rescheduled { to: *to }),
            BookingState::Declined => return Err(CannotCancel::Declined),
            BookingState::Completed | BookingState::NoShow => return Err(CannotCancel::Over),
        }
        if self.is_over(cancellation.at) {
            return Err(CannotCancel::Over);
        }
        let until = match cancellation.by {
            Party::Host => self.meeting.start,
            Party::Invitee => self.meeting.start - SignedDuration::from_secs(cutoff.seconds()),
        };
        if cancellation.at > until {
            return Err(CannotCancel::CutoffPassed { until });
        }
        Ok(BookingState::Cancelled(cancellation))
    }

    /// The booking after a change of its state: it keeps its time only while it is live, and calendars see a new version.
    #[must_use]
    pub fn moved_to(self, state: BookingState, now: Timestamp) -> Self {
        let occupancy = self.occupancy.filter(|_| state.status().is_live());
        Self { state, occupancy, sequence: self.sequence + 1, updated_at: now, ..self }
    }

    /// Everybody who was booked.
    #[must_use]
    pub fn hosts(&self) -> Vec<HostId> {
        std::iter::once(self.host).chain(self.co_hosts.iter().copied()).collect()
    }

    /// Whether the meeting has ended.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.meeting.end <= now
    }
}

/// A booking to be made. Only a [`VerifiedSlot`] makes one.
#[derive(Clone, Debug)]
pub struct NewBooking {
    /// Its id, made by the caller.
    pub id: BookingId,
    /// What passed every rule.
    pub slot: VerifiedSlot,
    /// The same for the other hosts of a collective meeting.
    pub co_slots: Vec<VerifiedSlot>,
    /// The team whose event type it is; none of a host's own.
    pub team: Option<TeamId>,
    /// Who booked.
    pub invitee: Invitee,
    /// The names as they are now.
    pub snapshot: BookingSnapshot,
    /// Confirmed at once, or pending the host's approval.
    pub state: BookingState,
    /// The UID of its calendar entries.
    pub ical_uid: ShortText,
    /// When it is made.
    pub created_at: Timestamp,
}

impl NewBooking {
    /// The booking as it is once it has been stored, with what takes the host's time.
    #[must_use]
    pub fn stored_in(self, occupancy: OccupancyId) -> Booking {
        let Self { id, slot, co_slots, team, invitee, snapshot, state, ical_uid, created_at } = self;
        Booking {
            id,
            event_type: slot.event_type(),
            host: slot.host(),
            co_hosts: co_slots.iter().map(VerifiedSlot::host).collect(),
            team,
            occupancy: Some(occupancy),
            snapshot,
            meeting: slot.meeting(),
            invitee,
            state,
            ical_uid,
            sequence: 0,
            rescheduled_from: None,
            token_generation: 0,
            created_at,
            updated_at: created_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn booking(state: BookingState) -> Booking {
        let start: Timestamp = "2026-03-16T13:00:00Z".parse().unwrap();
        Booking {
            id: BookingId::from_uuid(Uuid::from_u128(1)),
            event_type: EventTypeId::from_uuid(Uuid::from_u128(2)),
            host: HostId::from_uuid(Uuid::from_u128(3)),
            co_hosts: Vec::new(),
            team: None,
            occupancy: None,
            snapshot: BookingSnapshot {
                event_type_name: "Intro".parse().unwrap(),
                host_name: "Ada".parse().unwrap(),
                host_email: "ada@example.org".parse().unwrap(),
                location: Location::default(),
            },
            meeting: Interval { start, end: start + SignedDuration::from_mins(30) },
            invitee: Invitee {
                name: "Grace".parse().unwrap(),
                email: "grace@example.org".parse().unwrap(),
                phone: None,
                notes: None,
                zone: Zone::UTC,
                answers: Vec::new(),
                guests: Vec::new(),
            },
            state,
            ical_uid: "1@example.org".parse().unwrap(),
            sequence: 0,
            rescheduled_from: None,
            token_generation: 0,
            created_at: start,
            updated_at: start,
        }
    }

    fn by(by: Party, at: &str) -> Cancellation {
        Cancellation { by, at: at.parse().unwrap(), reason: None }
    }

    #[test]
    fn an_invitee_cancels_up_to_the_cutoff_and_a_host_up_to_the_start() {
        let booking = booking(BookingState::Confirmed);
        let cutoff = Minutes(60);
        assert!(booking.cancel(by(Party::Invitee, "2026-03-16T12:00:00Z"), cutoff).is_ok());
        let until = "2026-03-16T12:00:00Z".parse().unwrap();
        let late = booking.cancel(by(Party::Invitee, "2026-03-16T12:00:00.000001Z"), cutoff);
        assert_eq!(late, Err(CannotCancel::CutoffPassed { until }));
        assert!(booking.cancel(by(Party::Host, "2026-03-16T13:00:00Z"), cutoff).is_ok());
        let until = "2026-03-16T13:00:00Z".parse().unwrap();
        let late = booking.cancel(by(Party::Host, "2026-03-16T13:00:01Z"), cutoff);
        assert_eq!(late, Err(CannotCancel::CutoffPassed { until }));
        assert_eq!(booking.cancel(by(Party::Host, "2026-03-16T13:30:00Z"), cutoff), Err(CannotCancel::Over));
    }

    #[test]
    fn what_is_over_cannot_be_cancelled() {
        let first = by(Party::Host, "2026-03-01T00:00:00Z");
        let to = BookingId::from_uuid(Uuid::from_u128(9));
        for (state, why) in [
            (BookingState::Cancelled(first.clone()), CannotCancel::AlreadyCancelled),
            (BookingState::Rescheduled { to }, CannotCancel::Rescheduled { to }),
            (BookingState::Declined, CannotCancel::Declined),
            (BookingState::Completed, CannotCancel::Over),
            (BookingState::NoShow, CannotCancel::Over),
        ] {
            assert_eq!(booking(state).cancel(first.clone(), Minutes(0)), Err(why));
        }
    }
}
