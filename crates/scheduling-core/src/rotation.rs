//! Which of the free hosts of a team take a meeting, and in a round robin, what that was decided by. It reads nothing and
//! remembers nothing: the answer comes together with its inputs, for whoever keeps them.

use std::cmp::{Ordering, Reverse};

use jiff::{Timestamp, civil::Date};

use crate::{
    event_type::closed_words,
    ids::HostId,
    interval::{Interval, Span},
    slots::{VerifiedSlot, day_number, timestamp},
    zone::{Offsets, Zone},
};

/// How much of a team's meetings a host takes, compared with the other hosts: from 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(try_from = "u8", into = "u8"))]
pub struct Weight(u8);

/// Not a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be from 1 to 100")]
pub struct InvalidWeight;

impl Weight {
    /// As much as anybody who has no weight of their own.
    pub const ONE: Self = Self(1);
}

impl TryFrom<u8> for Weight {
    type Error = InvalidWeight;

    fn try_from(weight: u8) -> Result<Self, InvalidWeight> {
        if (1..=100).contains(&weight) { Ok(Self(weight)) } else { Err(InvalidWeight) }
    }
}

impl From<Weight> for u8 {
    fn from(Weight(weight): Weight) -> Self {
        weight
    }
}

/// A free host, with what the choice is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Candidate {
    /// The host.
    pub host: HostId,
    /// Whoever has the highest goes first.
    pub priority: u8,
    /// What share of the meetings the host takes.
    pub weight: Weight,
    /// The host's live bookings of the event type in the [month](rotation_month) of the start.
    pub bookings: u32,
    /// When the last live booking of the event type was made for the host; none if there is none.
    pub last_booked_at: Option<Timestamp>,
}

closed_words! {
    /// What a host was chosen by: the first thing in which the host went before all others.
    ChosenBy {
        /// Nobody else was free.
        OnlyFree = "only_free",
        /// The highest priority.
        Priority = "priority",
        /// The fewest bookings for the host's weight.
        Load = "load",
        /// The longest time without a new booking.
        Waiting = "waiting",
        /// The lowest id: all else was equal.
        Id = "id",
        /// The hold that was used kept this host's time.
        Hold = "hold",
        /// The invitee named the host.
        Invitee = "invitee",
        /// The meeting was moved, and the host who had it takes it at its new time too.
        Kept = "kept",
        /// The host's side gave the meeting to this host: nobody else was looked at.
        Reassigned = "reassigned",
    }
}

/// Who takes a meeting, and what that was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Assignment {
    /// The host who was chosen.
    pub host: HostId,
    /// By what.
    pub by: ChosenBy,
    /// All who could have been, in the order in which they would have been.
    pub candidates: Vec<Candidate>,
}

/// Chooses among free hosts: the highest priority, then the fewest bookings for the weight, then the longest without a
/// new one, then the lowest id. None if nobody is free.
#[must_use]
pub fn assign(mut free: Vec<Candidate>) -> Option<Assignment> {
    free.sort_unstable_by(|a, b| order(a, b).map_or(Ordering::Equal, |(order, _)| order));
    let [first, rest @ ..] = &*free else { return None };
    let by = rest.first().map_or(ChosenBy::OnlyFree, |next| order(first, next).map_or(ChosenBy::Id, |(_, by)| by));
    Some(Assignment { host: first.host, by, candidates: free })
}

/// What may settle who takes a meeting before it is anybody's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Nothing: the next one takes it.
    Nobody,
    /// It is moved, and this host has it: whoever has it keeps it if free then, else the next one takes it.
    Keep(HostId),
    /// The invitee has named a host, and nobody else is looked at.
    Named,
}

impl Preference {
    /// Who of the free hosts takes the meeting. The others are ranked all the same: from what the choice would have been
    /// made is kept with it.
    #[must_use]
    pub fn assign(self, free: Vec<Candidate>) -> Option<Assignment> {
        let next = assign(free)?;
        Some(match self {
            Self::Keep(host) if next.candidates.iter().any(|candidate| candidate.host == host) => {
                Assignment { host, by: ChosenBy::Kept, ..next }
            }
            Self::Named => Assignment { by: ChosenBy::Invitee, ..next },
            Self::Keep(_) | Self::Nobody => next,
        })
    }
}

/// The hosts who take a start, of those for whom it was verified.
#[derive(Clone, Debug)]
pub struct Taking {
    /// The host who stands for the meeting.
    pub slot: VerifiedSlot,
    /// The others of a collective meeting.
    pub others: Vec<VerifiedSlot>,
    /// Why this host, where there was a choice to be made.
    pub assignment: Option<Assignment>,
}

impl Taking {
    /// All of them together: the one of the highest priority stands for the meeting, the first one among equals.
    #[must_use]
    pub fn together(mut free: Vec<VerifiedSlot>, priority: impl Fn(HostId) -> Option<u8>) -> Option<Self> {
        free.sort_by_key(|slot| Reverse(priority(slot.host())));
        let mut all = free.into_iter();
        Some(Self { slot: all.next()?, others: all.collect(), assignment: None })
    }

    /// The one whom the assignment says; none if the start is not free there.
    #[must_use]
    pub fn of(free: &[VerifiedSlot], assignment: Assignment) -> Option<Self> {
        let slot = *free.iter().find(|slot| slot.host() == assignment.host)?;
        Some(Self { slot, others: Vec::new(), assignment: Some(assignment) })
    }

    /// The slots of all who take it.
    pub fn slots(&self) -> impl Iterator<Item = &VerifiedSlot> {
        std::iter::once(&self.slot).chain(&self.others)
    }
}

/// Who goes first, and by what; none if the two are the same host.
fn order(a: &Candidate, b: &Candidate) -> Option<(Ordering, ChosenBy)> {
    // Bookings ÷ weight, compared as products: exact, and no weight is zero.
    let load = |of: &Candidate, other: &Candidate| u64::from(of.bookings) * u64::from(other.weight.0);
    let orders = [
        (Reverse(a.priority).cmp(&Reverse(b.priority)), ChosenBy::Priority),
        (load(a, b).cmp(&load(b, a)), ChosenBy::Load),
        // Never is longer ago than ever.
        (a.last_booked_at.cmp(&b.last_booked_at), ChosenBy::Waiting),
        (a.host.cmp(&b.host), ChosenBy::Id),
    ];
    orders.into_iter().find(|(order, _)| order.is_ne())
}

/// The instants of the calendar month that a clock in `zone` shows at a start: in it, bookings are counted.
#[must_use]
pub fn rotation_month(zone: &Zone, start: Timestamp) -> Interval {
    const DAY: i64 = 86_400;
    let date = zone.date_of(start);
    let (first, last) = (day_number(date.first_of_month()), day_number(date.last_of_month()));
    let around = Span { start: (first - 3) * DAY, end: (last + 4) * DAY };
    // At the ends of time a month is shorter.
    let month = Offsets::of(zone, around).whole_days(first, last.min(day_number(Date::MAX)));
    month.map_or(Interval { start, end: start }, |month| Interval {
        start: timestamp(month.start),
        end: timestamp(month.end),
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn host(id: u128) -> HostId {
        HostId::from_uuid(Uuid::from_u128(id))
    }

    fn candidate(id: u128) -> Candidate {
        Candidate { host: host(id), priority: 0, weight: Weight::ONE, bookings: 0, last_booked_at: None }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn chosen(free: Vec<Candidate>) -> (HostId, ChosenBy) {
        let assignment = assign(free).unwrap();
        assert_eq!(assignment.candidates.first().map(|first| first.host), Some(assignment.host));
        (assignment.host, assignment.by)
    }

    #[test]
    fn each_thing_decides_only_where_all_before_it_are_equal() {
        assert_eq!(assign(Vec::new()), None);
        assert_eq!(chosen(vec![candidate(2)]), (host(2), ChosenBy::OnlyFree));
        assert_eq!(chosen(vec![candidate(2), candidate(1)]), (host(1), ChosenBy::Id));
        let waiting = |id, since| Candidate { last_booked_at: Some(at(since)), ..candidate(id) };
        assert_eq!(chosen(vec![waiting(1, 5), waiting(2, 4)]), (host(2), ChosenBy::Waiting));
        assert_eq!(chosen(vec![waiting(1, -5), candidate(2)]), (host(2), ChosenBy::Waiting));
        let loaded = |id, bookings| Candidate { bookings, ..waiting(id, bookings.into()) };
        assert_eq!(chosen(vec![loaded(1, 3), loaded(2, 2)]), (host(2), ChosenBy::Load));
        let preferred = Candidate { priority: 1, ..loaded(1, 3) };
        assert_eq!(chosen(vec![preferred, loaded(2, 2)]), (host(1), ChosenBy::Priority));
    }

    #[test]
    fn whoever_has_a_meeting_keeps_it_if_free_and_whoever_is_named_takes_it() {
        let free = || vec![candidate(3), candidate(1), candidate(2)];
        let ranked: Vec<_> = assign(free()).unwrap().candidates;
        let chosen = |preference: Preference, free| {
            let assignment = preference.assign(free).unwrap();
            (assignment.host, assignment.by, assignment.candidates)
        };
        assert_eq!(chosen(Preference::Nobody, free()), (host(1), ChosenBy::Id, ranked.clone()));
        assert_eq!(chosen(Preference::Keep(host(3)), free()), (host(3), ChosenBy::Kept, ranked.clone()));
        assert_eq!(chosen(Preference::Keep(host(1)), free()), (host(1), ChosenBy::Kept, ranked.clone()));
        assert_eq!(
            chosen(Preference::Keep(host(4)), free()),
            (host(1), ChosenBy::Id, ranked),
            "who had it is not free"
        );
        let only = vec![candidate(2)];
        assert_eq!(chosen(Preference::Named, only.clone()), (host(2), ChosenBy::Invitee, only));
        for preference in [Preference::Nobody, Preference::Keep(host(1)), Preference::Named] {
            assert_eq!(preference.assign(Vec::new()), None);
        }
    }

    #[test]
    fn loads_are_compared_exactly() {
        let loaded = |id, bookings, weight| Candidate { bookings, weight: Weight(weight), ..candidate(id) };
        // 1/3 is less than 34/100, and 3/9 is 1/3.
        assert_eq!(chosen(vec![loaded(1, 34, 100), loaded(2, 1, 3)]), (host(2), ChosenBy::Load));
        assert_eq!(chosen(vec![loaded(1, 3, 9), loaded(2, 1, 3)]), (host(1), ChosenBy::Id));
        // Floats of 24 bits would call these the same.
        assert_eq!(chosen(vec![loaded(1, 33_554_433, 1), loaded(2, 33_554_432, 1)]), (host(2), ChosenBy::Load));
        assert_eq!(chosen(vec![loaded(1, u32::MAX, 1), loaded(2, u32::MAX, 100)]), (host(2), ChosenBy::Load));
    }

    /// Everybody has as much as the weight says, whatever the order in which bookings come.
    #[test]
    fn weights_are_shares() {
        let mut team = [candidate(1), Candidate { weight: Weight(3), ..candidate(2) }];
        for now in 0..40 {
            let taker = assign(team.to_vec()).unwrap().host;
            let taker = team.iter_mut().find(|candidate| candidate.host == taker).unwrap();
            taker.bookings += 1;
            taker.last_booked_at = Some(at(now));
        }
        assert_eq!(team.map(|candidate| candidate.bookings), [10, 30]);
    }

    #[test]
    fn a_weight_is_from_1_to_100() {
        assert_eq!([0, 101, 255].map(Weight::try_from), [Err(InvalidWeight); 3]);
        assert_eq!([1, 100].map(|weight| Weight::try_from(weight).map(u8::from)), [Ok(1), Ok(100)]);
    }

    #[test]
    fn a_month_is_the_zones() {
        let month = |zone: &str, start: &str| {
            let Interval { start, end } = rotation_month(&zone.parse().unwrap(), start.parse().unwrap());
            [start.to_string(), end.to_string()]
        };
        assert_eq!(month("UTC", "2026-03-31T23:59:59Z"), ["2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"]);
        assert_eq!(month("Asia/Tokyo", "2026-03-31T23:59:59Z"), ["2026-03-31T15:00:00Z", "2026-04-30T15:00:00Z"]);
        assert_eq!(month("America/New_York", "2026-03-15T00:00:00Z"), ["2026-03-01T05:00:00Z", "2026-04-01T04:00:00Z"]);
        assert_eq!(month("Pacific/Apia", "2011-12-15T00:00:00Z"), ["2011-12-01T10:00:00Z", "2011-12-31T10:00:00Z"]);
    }
}
