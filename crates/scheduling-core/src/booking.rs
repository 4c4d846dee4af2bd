//! A booking and its states. How it gets from one to the next is in `transitions`.

mod transitions;

#[cfg(test)]
pub(crate) use self::transitions::tests::booking as sample;

use jiff::{SignedDuration, Timestamp};

pub use self::transitions::{CannotChange, ChangeRequest};
use crate::{
    answers::Answer,
    campaign::Campaign,
    event_type::{EventTypeDetails, Location, closed_words},
    facts::{OccupiedBy, Seat},
    ids::{BookingId, EventTypeId, HostId, OccupancyId, TeamId},
    interval::Interval,
    notification::Locale,
    recurrence::SeriesPlace,
    slots::{RuleOverride, VerifiedSlot},
    values::{EmailAddress, LongText, Name, PhoneNumber, ShortText},
    zone::Zone,
};

closed_words! {
    /// Where a booking is in its life.
    BookingStatus {
        /// Waits for the host's approval, or before that for its invitee to confirm the address; takes the time meanwhile.
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
    /// Which side called a meeting off, or moved it.
    Party {
        /// The host, or an admin for the host.
        Host = "host",
        /// The invitee.
        Invitee = "invitee",
    }
}

closed_words! {
    /// Why a booking that waited does not take place.
    DeclineCause {
        /// The host said no.
        Host = "host",
        /// Nobody decided in time, or confirmed the address.
        Expired = "expired",
    }
}

/// Where a booking is in its life, with what belongs to that place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum BookingState {
    /// See [`BookingStatus::Pending`].
    Pending {
        /// The first instant at which it cannot be approved any more, and keeps no time: see [`approval_deadline`]. Of one
        /// that [awaits its address](Booking::awaits_address), at which that cannot be confirmed: see [`address_deadline`].
        expires_at: Timestamp,
    },
    /// See [`BookingStatus::Confirmed`].
    Confirmed,
    /// See [`BookingStatus::Declined`].
    Declined(Decline),
    /// See [`BookingStatus::Cancelled`].
    Cancelled(Cancellation),
    /// See [`BookingStatus::Rescheduled`].
    Rescheduled(Move),
    /// See [`BookingStatus::Completed`].
    Completed,
    /// See [`BookingStatus::NoShow`].
    NoShow,
}

/// Why a booking was not approved, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Decline {
    /// Whether somebody said no, or nobody said anything.
    pub cause: DeclineCause,
    /// When; the instant at which it expired, if it did.
    pub at: Timestamp,
    /// What the host gave as the reason.
    pub reason: Option<LongText>,
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

/// Who moved a meeting, to where, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Move {
    /// The booking that took its place.
    pub to: BookingId,
    /// Which side.
    pub by: Party,
    /// What they gave as the reason.
    pub reason: Option<LongText>,
}

/// How long a booking waits for its host's approval.
const APPROVAL_WITHIN: SignedDuration = SignedDuration::from_hours(48);

/// When a booking expires that is made now and needs approval: after 48 hours, and at its start at the latest.
#[must_use]
pub fn approval_deadline(start: Timestamp, now: Timestamp) -> Timestamp {
    start.min(now.checked_add(APPROVAL_WITHIN).unwrap_or(Timestamp::MAX))
}

/// How long a booking waits for its invitee to confirm the address: a mail has come by then, and a stranger who never gets it
/// must not keep a host's time for long.
const ADDRESS_WITHIN: SignedDuration = SignedDuration::from_hours(1);

/// When a booking expires that is made now and whose address is to be confirmed: after an hour, and at its start at the latest.
#[must_use]
pub fn address_deadline(start: Timestamp, now: Timestamp) -> Timestamp {
    start.min(now.checked_add(ADDRESS_WITHIN).unwrap_or(Timestamp::MAX))
}

/// How a booking begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// Its state.
    pub state: BookingState,
    /// See [`Booking::awaits_address`].
    pub awaits_address: bool,
}

impl Beginning {
    /// Of one that somebody makes now. Every invitee is asked for the address where the event type says so, also one who
    /// has confirmed it before: whoever has the address is to want this booking. The host's side vouches for whom it books.
    #[must_use]
    pub fn anew(of: &EventTypeDetails, by: Party, start: Timestamp, now: Timestamp) -> Self {
        let awaits_address = of.confirms_address && by == Party::Invitee;
        let state = if awaits_address {
            BookingState::Pending { expires_at: address_deadline(start, now) }
        } else {
            BookingState::counting(of, by, start, now)
        };
        Self { state, awaits_address }
    }

    /// Of one that takes the place of another now. Whoever moves a booking has not confirmed its address by that, and gets no
    /// more time for it; what was confirmed once is not asked for again.
    #[must_use]
    pub fn of_moved(old: &Booking, of: &EventTypeDetails, by: Party, (start, now): (Timestamp, Timestamp)) -> Self {
        let state = match old.state {
            BookingState::Pending { expires_at } if old.awaits_address => {
                BookingState::Pending { expires_at: expires_at.min(start) }
            }
            _ => BookingState::counting(of, by, start, now),
        };
        Self { state, awaits_address: old.awaits_address }
    }
}

impl BookingState {
    /// In which state a booking counts from now on, whose address is confirmed if it had to be. What the host's side makes or
    /// moves is approved by that.
    #[must_use]
    pub(crate) fn counting(of: &EventTypeDetails, by: Party, start: Timestamp, now: Timestamp) -> Self {
        match by {
            Party::Invitee if of.requires_approval => Self::Pending { expires_at: approval_deadline(start, now) },
            Party::Invitee | Party::Host => Self::Confirmed,
        }
    }

    /// The state without what belongs to it.
    #[must_use]
    pub const fn status(&self) -> BookingStatus {
        match self {
            Self::Pending { .. } => BookingStatus::Pending,
            Self::Confirmed => BookingStatus::Confirmed,
            Self::Declined(_) => BookingStatus::Declined,
            Self::Cancelled(_) => BookingStatus::Cancelled,
            Self::Rescheduled(_) => BookingStatus::Rescheduled,
            Self::Completed => BookingStatus::Completed,
            Self::NoShow => BookingStatus::NoShow,
        }
    }

    /// Who takes the host's time, of a live booking in this state.
    #[must_use]
    pub const fn occupied_by(&self, booking: BookingId) -> OccupiedBy {
        match self {
            Self::Pending { expires_at } => OccupiedBy::Pending { booking, expires_at: *expires_at },
            _ => OccupiedBy::Booking(booking),
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
    /// Its place in a series, if it was booked as one.
    #[cfg_attr(feature = "serde", serde(default))]
    pub series: Option<SeriesPlace>,
    /// The rules that were set aside when it was made.
    #[cfg_attr(feature = "serde", serde(default))]
    pub overridden: Option<RuleOverride>,
    /// Invitee tokens of other generations are refused.
    pub token_generation: u32,
    /// Whether who booked wants no reminders of it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub is_muted: bool,
    /// Whether its invitee has still to show that the address is theirs. Before that it does not count: it keeps its time for
    /// a while, and nobody is told of it. It stays set on what came to an end, or was moved, before it counted.
    #[cfg_attr(feature = "serde", serde(default))]
    pub awaits_address: bool,
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
    pub phone: Option<PhoneNumber>,
    /// What they wrote.
    pub notes: Option<LongText>,
    /// The zone in which they see the meeting.
    pub zone: Zone,
    /// Their answers.
    pub answers: Vec<Answer>,
    /// Whom they bring along.
    pub guests: Vec<EmailAddress>,
    /// In which language they get mails; `None` follows the tenant.
    #[cfg_attr(feature = "serde", serde(default))]
    pub locale: Option<Locale>,
    /// What led them to the page on which they booked.
    #[cfg_attr(feature = "serde", serde(default))]
    pub campaign: Campaign,
}

/// The most guests of one booking.
pub const MAX_GUESTS: usize = 10;

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
    /// Confirmed at once, or pending.
    pub state: BookingState,
    /// The UID of its calendar entries.
    pub ical_uid: ShortText,
    /// The version of its calendar entries.
    pub sequence: u32,
    /// The booking whose place it takes.
    pub rescheduled_from: Option<BookingId>,
    /// Its place in a series.
    pub series: Option<SeriesPlace>,
    /// The rules that were set aside for it.
    pub overridden: Option<RuleOverride>,
    /// Whether who books wants no reminders of it, as of the one whose place it takes.
    pub is_muted: bool,
    /// See [`Booking::awaits_address`].
    pub awaits_address: bool,
    /// When it is made.
    pub created_at: Timestamp,
}

impl Booking {
    /// The seat that it has; none if it keeps no time.
    #[must_use]
    pub fn seat(&self) -> Option<Seat> {
        self.occupancy.map(|occupancy| Seat { booking: self.id, occupancy })
    }
}

impl NewBooking {
    /// Who takes the host's time with it.
    #[must_use]
    pub const fn occupied_by(&self) -> OccupiedBy {
        self.state.occupied_by(self.id)
    }

    /// The booking as it is once it has been stored, with what takes the host's time.
    #[must_use]
    pub fn stored_in(self, occupancy: OccupancyId) -> Booking {
        Booking {
            id: self.id,
            event_type: self.slot.event_type(),
            host: self.slot.host(),
            co_hosts: self.co_slots.iter().map(VerifiedSlot::host).collect(),
            team: self.team,
            occupancy: Some(occupancy),
            snapshot: self.snapshot,
            meeting: self.slot.meeting(),
            invitee: self.invitee,
            state: self.state,
            ical_uid: self.ical_uid,
            sequence: self.sequence,
            rescheduled_from: self.rescheduled_from,
            series: self.series,
            overridden: self.overridden,
            token_generation: 0,
            is_muted: self.is_muted,
            awaits_address: self.awaits_address,
            created_at: self.created_at,
            updated_at: self.created_at,
        }
    }
}
