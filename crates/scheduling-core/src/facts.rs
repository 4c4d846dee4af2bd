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

/// A live booking, a hold, or a group meeting of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupancy {
    /// Its id.
    pub id: OccupancyId,
    /// What was booked, for limits that count one event type.
    pub event_type: EventTypeId,
    /// When the meeting starts; limits count it on the host's date of this instant.
    pub start: Timestamp,
    /// The meeting with its own buffers.
    pub occupied: Interval,
    /// Who has it; of a group meeting, somebody who has a seat.
    pub by: OccupiedBy,
    /// The seats, where the meeting has more than one.
    pub group: Option<Box<Group>>,
}

/// The seats of a group meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// When the meeting ends.
    pub end: Timestamp,
    /// How many seats it has had since it was made.
    pub capacity: u32,
    /// How many hosts take it together.
    pub hosts: u32,
    /// How many seats are taken for good.
    pub kept: u32,
    /// Who has the other seats, which are taken until they expire.
    pub expiring: Vec<OccupiedBy>,
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

impl OccupiedBy {
    /// Whether this takes time at `now`: a hold and what waits for approval do until they expire.
    #[must_use]
    pub fn is_live(self, now: Timestamp) -> bool {
        match self {
            Self::Booking(_) => true,
            Self::Pending { expires_at, .. } | Self::Hold { expires_at, .. } => now < expires_at,
        }
    }
}

impl Occupancy {
    /// Whether it takes time at `now`: a group meeting does as long as somebody has a seat.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.counts(now, Released::default())
    }

    /// Who is in it although their time has run out at `now`: it is theirs no more, whether anybody has written that down
    /// or not.
    pub fn lapsed(&self, now: Timestamp) -> impl Iterator<Item = OccupiedBy> {
        let all = self.group.as_ref().map_or(std::slice::from_ref(&self.by), |group| group.expiring.as_slice());
        all.iter().copied().filter(move |by| !by.is_live(now))
    }

    /// Whether it takes time for a request that gives this up.
    pub(crate) fn counts(&self, now: Timestamp, released: Released) -> bool {
        self.seats_taken(now, released) > 0
    }

    /// How many seats are left for a meeting that could join this one: of the same event type, at the same time, with as
    /// many hosts. None if it cannot.
    pub(crate) fn seats_left(&self, wanted: &Joining) -> Option<u32> {
        let group = self.group.as_ref()?;
        let is_same = (self.event_type, self.start, group.end, group.hosts)
            == (wanted.event_type, wanted.meeting.start, wanted.meeting.end, wanted.hosts);
        let taken = self.seats_taken(wanted.now, wanted.released);
        // Where nobody is left, there is no meeting to join.
        (is_same && 0 < taken && taken < group.capacity).then(|| group.capacity - taken)
    }

    /// Somebody who has it, of those who count.
    pub(crate) fn holder(&self, now: Timestamp, released: Released) -> OccupiedBy {
        let group = self.group.iter().filter(|group| self.kept(group, released) == 0);
        let mut waiting = group.flat_map(|group| &group.expiring);
        waiting.find(|by| by.is_live(now) && !released.covers(**by)).copied().unwrap_or(self.by)
    }

    /// Whether holds alone keep it.
    fn is_held(&self, now: Timestamp) -> bool {
        let is_hold = |by: &OccupiedBy| matches!(by, OccupiedBy::Hold { .. });
        let only_holds = match &self.group {
            None => is_hold(&self.by),
            Some(group) => group.kept == 0 && group.expiring.iter().filter(|by| by.is_live(now)).all(is_hold),
        };
        only_holds && self.is_live(now)
    }

    /// Whether it depends on `now`, or on who asks, what it takes away.
    fn changes(&self) -> bool {
        self.group.is_some() || !matches!(self.by, OccupiedBy::Booking(_))
    }

    fn seats_taken(&self, now: Timestamp, released: Released) -> u32 {
        let counts = |by: &OccupiedBy| u32::from(by.is_live(now) && !released.covers(*by));
        match &self.group {
            None => counts(&self.by),
            Some(group) => self.kept(group, released) + group.expiring.iter().map(counts).sum::<u32>(),
        }
    }

    /// The seats that are taken for good, without the one that is given up.
    fn kept(&self, group: &Group, released: Released) -> u32 {
        let left = released.booking.filter(|seat| seat.occupancy == self.id);
        let is_kept = left.is_some() && !group.expiring.iter().any(|by| released.covers(*by));
        group.kept.saturating_sub(u32::from(is_kept))
    }
}

/// What would join a group meeting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Joining {
    pub(crate) event_type: EventTypeId,
    pub(crate) meeting: Interval,
    /// How many hosts would take it together.
    pub(crate) hosts: u32,
    pub(crate) now: Timestamp,
    pub(crate) released: Released,
}

/// The facts of one host, checked and indexed, so that many questions can be asked of them.
#[derive(Clone, Debug)]
pub struct HostCalendar {
    facts: HostFacts,
    /// Bookings and external busy time, sorted and merged.
    busy: Vec<Span>,
    /// Where in `facts.occupancies` those are that expire or have several seats: what they take away depends on the
    /// question, and there are few.
    changing: Vec<usize>,
}

impl HostCalendar {
    /// Checks and indexes the facts of a host.
    ///
    /// # Errors
    /// More than [`MAX_BLOCKS`] blocks.
    pub fn new(facts: HostFacts) -> Result<Self, TooMany> {
        TooMany::check("blocks", facts.blocks.len(), MAX_BLOCKS)?;
        let busy = index(&facts, Released::default());
        let changes = |(at, occupancy): (usize, &Occupancy)| occupancy.changes().then_some(at);
        let changing = facts.occupancies.iter().enumerate().filter_map(changes).collect();
        Ok(Self { facts, busy, changing })
    }

    /// The facts.
    #[must_use]
    pub const fn facts(&self) -> &HostFacts {
        &self.facts
    }

    /// All busy time but that which depends on the question.
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
        let is_it = |by: &OccupiedBy| matches!(by, OccupiedBy::Hold { id, .. } if *id == hold) && by.is_live(now);
        let has_it = |occupancy: &&Occupancy| match &occupancy.group {
            None => is_it(&occupancy.by),
            Some(group) => group.expiring.iter().any(is_it),
        };
        let mut found = self.changing().filter(has_it);
        found.any(|occupancy| (occupancy.event_type, occupancy.start) == (event_type, start))
    }

    /// The holds that are live at `now`, the bookings that wait for approval, and the group meetings.
    pub(crate) fn kept_for_now(&self, now: Timestamp, released: Released) -> impl Iterator<Item = &Occupancy> {
        self.changing().filter(move |occupancy| occupancy.counts(now, released))
    }

    /// Busy time of the holds that are live at `now`.
    pub(crate) fn held(&self, now: Timestamp) -> Vec<Span> {
        merged(self.changing().filter(|occupancy| occupancy.is_held(now)))
    }

    fn changing(&self) -> impl Iterator<Item = &Occupancy> {
        self.changing.iter().filter_map(|at| self.facts.occupancies.get(*at))
    }
}

/// The time that occupancies take, sorted and merged.
pub(crate) fn merged<'a>(occupancies: impl Iterator<Item = &'a Occupancy>) -> Vec<Span> {
    // As in `index`: rounding must not make something of nothing.
    let occupied = occupancies.map(|occupancy| occupancy.occupied).filter(|occupied| !occupied.is_empty());
    let mut spans: Vec<Span> = occupied.map(Interval::touched).collect();
    merge(&mut spans);
    spans
}

/// What a request gives up or uses: it does not count against the request itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Released {
    /// The hold that the request names.
    pub hold: Option<HoldId>,
    /// The booking that is being moved, with what it is in.
    pub booking: Option<Seat>,
}

/// A live booking and the occupancy that it is in, alone or with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The booking.
    pub booking: BookingId,
    /// What takes the host's time.
    pub occupancy: OccupancyId,
}

impl Released {
    pub(crate) fn covers(self, by: OccupiedBy) -> bool {
        match by {
            OccupiedBy::Booking(id) | OccupiedBy::Pending { booking: id, .. } => {
                self.booking.is_some_and(|seat| seat.booking == id)
            }
            OccupiedBy::Hold { id, .. } => self.hold == Some(id),
        }
    }
}

fn index(facts: &HostFacts, released: Released) -> Vec<Span> {
    let booked = facts
        .occupancies
        .iter()
        .filter(|occupancy| !occupancy.changes() && !released.covers(occupancy.by))
        .map(|occupancy| occupancy.occupied);
    let busy = booked.chain(facts.external_busy.iter().copied());
    // An interval that ends before it starts would grow by rounding; one without an instant blocks nothing.
    let mut spans: Vec<Span> = busy.filter(|busy| !busy.is_empty()).map(Interval::touched).collect();
    merge(&mut spans);
    spans
}
