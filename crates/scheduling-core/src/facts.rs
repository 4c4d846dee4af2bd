//! What must be known of a host to answer a slot question: plain data, and the index made of it once.

use jiff::Timestamp;

use crate::{
    holidays::Holiday,
    ids::{BookingId, EventTypeId, HoldId, HostId, OccupancyId},
    interval::{Interval, Span, merge},
    schedule::{Block, DateOverrides, MAX_BLOCKS, TooMany, WeeklySchedule},
    zone::Zone,
};

/// What is known of one host. `docs/slots.md` says how far around a question it must reach; see [`FactsRange`].
///
/// [`FactsRange`]: crate::slots::FactsRange
#[derive(Clone, Debug)]
pub struct HostFacts {
    /// The host.
    pub host: HostId,
    /// The host's zone, in which schedule, blocks and limits are meant.
    pub zone: Zone,
    /// The hours of each weekday.
    pub weekly: WeeklySchedule,
    /// Dates with other hours.
    pub overrides: DateOverrides,
    /// Time off.
    pub blocks: Vec<Block>,
    /// The public holidays that the host keeps; an override of their date comes before them.
    pub holidays: Vec<Holiday>,
    /// What takes the host's time here: live bookings and holds.
    pub occupancies: Vec<Occupancy>,
    /// What takes the host's time elsewhere; not counted for limits.
    pub external_busy: Vec<Interval>,
}

impl HostFacts {
    /// The holidays on which the host does not work: those of dates that have no hours of their own.
    pub(crate) fn days_off(&self) -> impl Iterator<Item = &Holiday> {
        self.holidays.iter().filter(|holiday| self.overrides.on(holiday.date).is_none())
    }
}

/// A live booking or a hold of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occupancy {
    /// Its id.
    pub id: OccupancyId,
    /// What was booked, for limits that count one event type.
    pub event_type: EventTypeId,
    /// When the meeting starts; limits count it on the host's date of this instant.
    pub start: Timestamp,
    /// The meeting with its own buffers.
    pub occupied: Interval,
    /// Who has it.
    pub by: OccupiedBy,
}

/// Who takes a host's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OccupiedBy {
    /// A live booking.
    Booking(BookingId),
    /// A booking that waits for its host's approval; nothing once `expires_at` has come.
    Pending {
        /// The booking.
        booking: BookingId,
        /// The first instant at which it keeps nothing any more.
        expires_at: Timestamp,
    },
    /// A slot kept for an invitee; nothing once `expires_at` has come.
    Hold {
        /// The hold.
        id: HoldId,
        /// The first instant at which it keeps nothing any more.
        expires_at: Timestamp,
    },
}

impl Occupancy {
    /// Whether it takes time at `now`: a hold and what waits for approval do until they expire.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        match self.by {
            OccupiedBy::Booking(_) => true,
            OccupiedBy::Pending { expires_at, .. } | OccupiedBy::Hold { expires_at, .. } => now < expires_at,
        }
    }
}

/// The facts of one host, checked and indexed, so that many questions can be asked of them.
#[derive(Clone, Debug)]
pub struct HostCalendar {
    facts: HostFacts,
    /// Bookings and external busy time, sorted and merged.
    busy: Vec<Span>,
    /// Where in `facts.occupancies` those are that expire: they depend on `now`, and there are few.
    expiring: Vec<usize>,
}

impl HostCalendar {
    /// Checks and indexes the facts of a host.
    ///
    /// # Errors
    /// More than [`MAX_BLOCKS`] blocks.
    pub fn new(facts: HostFacts) -> Result<Self, TooMany> {
        TooMany::check("blocks", facts.blocks.len(), MAX_BLOCKS)?;
        let busy = index(&facts, Released::default());
        let expires =
            |(at, occupancy): (usize, &Occupancy)| (!matches!(occupancy.by, OccupiedBy::Booking(_))).then_some(at);
        let expiring = facts.occupancies.iter().enumerate().filter_map(expires).collect();
        Ok(Self { facts, busy, expiring })
    }

    /// The facts.
    #[must_use]
    pub const fn facts(&self) -> &HostFacts {
        &self.facts
    }

    /// All busy time but that which expires.
    pub(crate) fn busy(&self) -> &[Span] {
        &self.busy
    }

    /// The same without what a request gives up. Costs a sort, for single questions only.
    pub(crate) fn busy_without(&self, released: Released) -> Vec<Span> {
        index(&self.facts, released)
    }

    /// Whether a hold is live and for this very start and event type.
    #[must_use]
    pub fn keeps(&self, hold: HoldId, event_type: EventTypeId, start: Timestamp, now: Timestamp) -> bool {
        self.facts.occupancies.iter().any(|occupancy| {
            matches!(occupancy.by, OccupiedBy::Hold { id, .. } if id == hold)
                && occupancy.is_live(now)
                && (occupancy.event_type, occupancy.start) == (event_type, start)
        })
    }

    /// Busy time of the holds that are live at `now`, and of the bookings that wait for approval.
    pub(crate) fn kept_for_now(&self, now: Timestamp, released: Released) -> Vec<Span> {
        self.expiring(|occupancy| occupancy.is_live(now) && !released.covers(occupancy))
    }

    /// Busy time of the holds that are live at `now`.
    pub(crate) fn held(&self, now: Timestamp) -> Vec<Span> {
        self.expiring(|occupancy| matches!(occupancy.by, OccupiedBy::Hold { .. }) && occupancy.is_live(now))
    }

    fn expiring(&self, counts: impl Fn(&Occupancy) -> bool) -> Vec<Span> {
        let expiring = self.expiring.iter().filter_map(|at| self.facts.occupancies.get(*at));
        let counted = expiring.filter(|occupancy| counts(occupancy));
        let mut spans: Vec<Span> = counted.map(|occupancy| occupancy.occupied.touched()).collect();
        merge(&mut spans);
        spans
    }
}

/// What a request gives up or uses: it does not count against the request itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Released {
    /// The hold that the request names.
    pub hold: Option<HoldId>,
    /// The booking that is being moved.
    pub booking: Option<BookingId>,
}

impl Released {
    pub(crate) fn covers(self, occupancy: &Occupancy) -> bool {
        match occupancy.by {
            OccupiedBy::Booking(id) | OccupiedBy::Pending { booking: id, .. } => self.booking == Some(id),
            OccupiedBy::Hold { id, .. } => self.hold == Some(id),
        }
    }
}

fn index(facts: &HostFacts, released: Released) -> Vec<Span> {
    let booked = facts
        .occupancies
        .iter()
        .filter(|occupancy| matches!(occupancy.by, OccupiedBy::Booking(_)) && !released.covers(occupancy))
        .map(|occupancy| occupancy.occupied);
    let busy = booked.chain(facts.external_busy.iter().copied());
    // An interval that ends before it starts would grow by rounding; one without an instant blocks nothing.
    let mut spans: Vec<Span> = busy.filter(|busy| !busy.is_empty()).map(Interval::touched).collect();
    merge(&mut spans);
    spans
}
