//! From one state of a booking to the next. A transition that is not allowed is an error with its reason, never a silent
//! no-op.

use jiff::{SignedDuration, Timestamp};

use super::{Booking, BookingSnapshot, BookingState, BookingStatus, Cancellation, Decline, DeclineCause, Move, Party};
use crate::{
    event_type::EventTypeDetails,
    host::Host,
    ids::{BookingId, HostId, OccupancyId},
    settings::Minutes,
    values::LongText,
};

/// Why a booking is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotChange {
    /// It was called off before.
    #[error("the booking is already cancelled")]
    AlreadyCancelled,
    /// It was moved; its successor can be changed.
    #[error("the booking was moved to {to}")]
    Rescheduled {
        /// The successor.
        to: BookingId,
    },
    /// The host said no.
    #[error("the booking was declined")]
    Declined,
    /// Nobody approved it in time, or confirmed its address.
    #[error("the booking was not confirmed in time")]
    Expired,
    /// It waits for the host's approval.
    #[error("the booking waits for approval")]
    Pending,
    /// It was approved before, or needed no approval.
    #[error("the booking is already confirmed")]
    AlreadyConfirmed,
    /// Its invitee has not shown that the address is theirs.
    #[error("the invitee has not confirmed the address")]
    AddressUnconfirmed,
    /// The meeting has not started.
    #[error("the meeting has not started")]
    NotStarted,
    /// It is known that the invitee did not come.
    #[error("the booking is a no-show already")]
    AlreadyNoShow,
    /// The meeting is over.
    #[error("the meeting is over")]
    Over,
    /// The meeting has started, or it is closer than the event type lets an invitee change it.
    #[error("the booking could be changed until {until}")]
    CutoffPassed {
        /// The last instant at which it could.
        until: Timestamp,
    },
}

/// Somebody's wish to change a booking before it takes place.
#[derive(Clone, Copy, Debug)]
pub struct ChangeRequest {
    /// Which side.
    pub by: Party,
    /// How long before the start an invitee can still do so.
    pub cutoff: Minutes,
    /// When they wish it.
    pub now: Timestamp,
}

impl Booking {
    /// Calls the meeting off.
    ///
    /// An invitee can do so until `cutoff` before the start, a host until the start; that instant is included.
    ///
    /// # Errors
    /// It is not to take place any more, it is over, or the last instant for calling it off has passed.
    pub fn cancel(&self, cancellation: Cancellation, cutoff: Minutes) -> Result<BookingState, CannotChange> {
        self.may_change(ChangeRequest { by: cancellation.by, cutoff, now: cancellation.at })?;
        Ok(BookingState::Cancelled(cancellation))
    }

    /// Gives the meeting up for another one that takes its place. The same instants count as for calling it off.
    ///
    /// # Errors
    /// As [`cancel`](Self::cancel).
    pub fn reschedule(&self, to: Move, cutoff: Minutes, now: Timestamp) -> Result<BookingState, CannotChange> {
        self.may_change(ChangeRequest { by: to.by, cutoff, now })?;
        Ok(BookingState::Rescheduled(to))
    }

    /// Whether the meeting can still be called off or moved.
    ///
    /// To its invitee a meeting whose end has passed is over, whatever has become of the booking: the link is, too.
    ///
    /// # Errors
    /// As [`cancel`](Self::cancel).
    pub fn may_change(&self, wish: ChangeRequest) -> Result<(), CannotChange> {
        let ChangeRequest { by, cutoff, now } = wish;
        let until = match by {
            Party::Host => self.meeting.start,
            Party::Invitee => self.meeting.start - SignedDuration::from_secs(cutoff.seconds()),
        };
        match &self.state {
            _ if by == Party::Invitee && self.is_over(now) => Err(CannotChange::Over),
            BookingState::Pending { expires_at } if *expires_at <= now => Err(CannotChange::Expired),
            BookingState::Declined(decline) => Err(decline.into()),
            BookingState::Cancelled(_) => Err(CannotChange::AlreadyCancelled),
            BookingState::Rescheduled(moved) => Err(CannotChange::Rescheduled { to: moved.to }),
            // While the meeting lasts its invitee's link still opens it: it has started, and is not over.
            BookingState::NoShow if by == Party::Invitee => Err(CannotChange::CutoffPassed { until }),
            BookingState::Completed | BookingState::NoShow => Err(CannotChange::Over),
            _ if self.is_over(now) => Err(CannotChange::Over),
            BookingState::Confirmed | BookingState::Pending { .. } if now > until => {
                Err(CannotChange::CutoffPassed { until })
            }
            BookingState::Confirmed | BookingState::Pending { .. } => Ok(()),
        }
    }

    /// Approves a booking that waits for it.
    ///
    /// # Errors
    /// It does not wait, or has waited too long; its address is not confirmed.
    pub fn confirm(&self, now: Timestamp) -> Result<BookingState, CannotChange> {
        self.is_undecided(now)?;
        if self.awaits_address { Err(CannotChange::AddressUnconfirmed) } else { Ok(BookingState::Confirmed) }
    }

    /// Notes that the invitee has shown that the address is theirs. None if that was known before, or never asked for.
    ///
    /// From then on it counts: it is confirmed, or waits for approval if the event type needs that.
    ///
    /// # Errors
    /// It has waited too long, it is not to take place any more, or it is over.
    pub fn confirm_address(&self, of: &EventTypeDetails, now: Timestamp) -> Result<Option<BookingState>, CannotChange> {
        let counting = || BookingState::counting(of, Party::Invitee, self.meeting.start, now);
        self.is_asked_for_address(now).map(|is_asked| is_asked.then(counting))
    }

    /// Whether its invitee is still to show that the address is theirs. Not if that is known, or was never asked for.
    ///
    /// # Errors
    /// As [`confirm_address`](Self::confirm_address).
    pub fn is_asked_for_address(&self, now: Timestamp) -> Result<bool, CannotChange> {
        match &self.state {
            _ if self.is_over(now) => Err(CannotChange::Over),
            BookingState::Pending { expires_at } if *expires_at <= now => Err(CannotChange::Expired),
            BookingState::Pending { .. } => Ok(self.awaits_address),
            BookingState::Confirmed | BookingState::Completed | BookingState::NoShow => Ok(false),
            BookingState::Declined(decline) => Err(decline.into()),
            BookingState::Cancelled(_) => Err(CannotChange::AlreadyCancelled),
            BookingState::Rescheduled(moved) => Err(CannotChange::Rescheduled { to: moved.to }),
        }
    }

    /// The booking once its address is confirmed, in the state that it has then.
    #[must_use]
    pub fn counting_as(self, state: BookingState, now: Timestamp) -> Self {
        Self { awaits_address: false, ..self.moved_to(state, now) }
    }

    /// Turns a booking down that waits for approval, or for its address.
    ///
    /// # Errors
    /// It does not wait, or has waited too long.
    pub fn decline(&self, reason: Option<LongText>, now: Timestamp) -> Result<BookingState, CannotChange> {
        self.is_undecided(now)?;
        Ok(BookingState::Declined(Decline { cause: DeclineCause::Host, at: now, reason }))
    }

    /// Notes that the invitee did not come. That can be known from the start on, and found out long after.
    ///
    /// # Errors
    /// The meeting has not started, or it did not take place.
    pub fn no_show(&self, now: Timestamp) -> Result<BookingState, CannotChange> {
        match &self.state {
            BookingState::Confirmed | BookingState::Completed if now < self.meeting.start => {
                Err(CannotChange::NotStarted)
            }
            BookingState::Confirmed | BookingState::Completed => Ok(BookingState::NoShow),
            BookingState::NoShow => Err(CannotChange::AlreadyNoShow),
            BookingState::Pending { expires_at } if now < *expires_at => Err(CannotChange::Pending),
            BookingState::Pending { .. } => Err(CannotChange::Expired),
            BookingState::Declined(decline) => Err(decline.into()),
            BookingState::Cancelled(_) => Err(CannotChange::AlreadyCancelled),
            BookingState::Rescheduled(moved) => Err(CannotChange::Rescheduled { to: moved.to }),
        }
    }

    /// The booking after a change of its state: it keeps its time only while it is live. Calendars see a new version
    /// unless the meeting stays in them as it is; a meeting that was moved gets its new version from its successor.
    #[must_use]
    pub fn moved_to(self, state: BookingState, now: Timestamp) -> Self {
        let occupancy = self.occupancy.filter(|_| state.status().is_live());
        let sequence = match state.status() {
            BookingStatus::Pending | BookingStatus::Confirmed | BookingStatus::Declined | BookingStatus::Cancelled => {
                self.sequence + 1
            }
            BookingStatus::Rescheduled | BookingStatus::Completed | BookingStatus::NoShow => self.sequence,
        };
        Self { state, occupancy, sequence, updated_at: now, ..self }
    }

    /// The booking with another host, in time that was taken for it.
    #[must_use]
    pub fn given_to(self, host: &Host, occupancy: OccupancyId, now: Timestamp) -> Self {
        let from = self.host;
        Self { occupancy: Some(occupancy), ..self.handed_over(from, host, now) }
    }

    /// The booking with another host in the place of one of its own, in the same occupancy. Who stands for the meeting is
    /// the one whose name it bears.
    #[must_use]
    pub fn handed_over(self, from: HostId, to: &Host, now: Timestamp) -> Self {
        let co_hosts = self.co_hosts.iter().map(|host| if *host == from { to.id } else { *host }).collect();
        let (sequence, updated_at) = (self.sequence + 1, now);
        if self.host != from {
            return Self { co_hosts, sequence, updated_at, ..self };
        }
        let (host_name, host_email) = (to.profile.display_name.clone(), to.profile.email.clone());
        let snapshot = BookingSnapshot { host_name, host_email, ..self.snapshot };
        Self { host: to.id, co_hosts, snapshot, sequence, updated_at, ..self }
    }

    /// The booking as it is at `now`: one that was not approved in time, or whose address was not confirmed, is declined from
    /// that instant on, whether or not that has been written down yet.
    #[must_use]
    pub fn as_of(self, now: Timestamp) -> Self {
        match self.state {
            BookingState::Pending { expires_at } if expires_at <= now => {
                let decline = Decline { cause: DeclineCause::Expired, at: expires_at, reason: None };
                self.moved_to(BookingState::Declined(decline), expires_at)
            }
            _ => self,
        }
    }

    /// The booking as time leaves it at `now`: what was not approved in time is declined, what took place is completed.
    #[must_use]
    pub fn settled(self, now: Timestamp) -> Self {
        let booking = self.as_of(now);
        match booking.state {
            BookingState::Confirmed if booking.is_over(now) => booking.moved_to(BookingState::Completed, now),
            _ => booking,
        }
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

    /// Whether it waits for a decision.
    fn is_undecided(&self, now: Timestamp) -> Result<(), CannotChange> {
        match &self.state {
            BookingState::Pending { expires_at } if now < *expires_at => Ok(()),
            BookingState::Pending { .. } => Err(CannotChange::Expired),
            BookingState::Confirmed => Err(CannotChange::AlreadyConfirmed),
            BookingState::Declined(decline) => Err(decline.into()),
            BookingState::Cancelled(_) => Err(CannotChange::AlreadyCancelled),
            BookingState::Rescheduled(moved) => Err(CannotChange::Rescheduled { to: moved.to }),
            BookingState::Completed | BookingState::NoShow => Err(CannotChange::Over),
        }
    }
}

impl From<&Decline> for CannotChange {
    fn from(decline: &Decline) -> Self {
        match decline.cause {
            DeclineCause::Host => Self::Declined,
            DeclineCause::Expired => Self::Expired,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        booking::{Beginning, Invitee, address_deadline, approval_deadline},
        event_type::Location,
        ids::EventTypeId,
        interval::Interval,
        zone::Zone,
    };

    pub(crate) fn booking(state: BookingState) -> Booking {
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
                locale: None,
                campaign: crate::Campaign::default(),
            },
            state,
            ical_uid: "1@example.org".parse().unwrap(),
            sequence: 0,
            rescheduled_from: None,
            series: None,
            overridden: None,
            token_generation: 0,
            is_muted: false,
            awaits_address: false,
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
        assert_eq!(late, Err(CannotChange::CutoffPassed { until }));
        assert!(booking.cancel(by(Party::Host, "2026-03-16T13:00:00Z"), cutoff).is_ok());
        let until = "2026-03-16T13:00:00Z".parse().unwrap();
        let late = booking.cancel(by(Party::Host, "2026-03-16T13:00:01Z"), cutoff);
        assert_eq!(late, Err(CannotChange::CutoffPassed { until }));
        assert_eq!(booking.cancel(by(Party::Host, "2026-03-16T13:30:00Z"), cutoff), Err(CannotChange::Over));
    }

    const BEFORE: &str = "2026-03-16T12:59:59Z";
    const START: &str = "2026-03-16T13:00:00Z";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// One booking in each state, and in each that has several kinds, of each kind.
    fn one_of_each() -> Vec<Booking> {
        let to = BookingId::from_uuid(Uuid::from_u128(9));
        let declined = |cause| BookingState::Declined(Decline { cause, at: at(BEFORE), reason: None });
        let states = vec![
            BookingState::Pending { expires_at: at(START) },
            BookingState::Pending { expires_at: at("2026-03-01T00:00:00Z") },
            BookingState::Confirmed,
            declined(DeclineCause::Host),
            declined(DeclineCause::Expired),
            BookingState::Cancelled(by(Party::Host, "2026-03-01T00:00:00Z")),
            BookingState::Rescheduled(Move { to, by: Party::Host, reason: None }),
            BookingState::Completed,
            BookingState::NoShow,
        ];
        let all: std::collections::HashSet<_> = states.iter().map(BookingState::status).collect();
        assert_eq!(all.len(), BookingStatus::ALL.len());
        states.into_iter().map(booking).collect()
    }

    /// What each of [`one_of_each`] answers to a wish: the state that it becomes, or why not.
    fn answers(
        wish: impl Fn(&Booking) -> Result<BookingState, CannotChange>,
    ) -> Vec<Result<BookingStatus, CannotChange>> {
        one_of_each().iter().map(|booking| wish(booking).map(|state| state.status())).collect()
    }

    #[test]
    fn what_is_not_ahead_is_neither_cancelled_nor_moved() {
        use CannotChange::{AlreadyCancelled, CutoffPassed, Declined, Expired, Over, Rescheduled};
        let to = BookingId::from_uuid(Uuid::from_u128(9));
        let expected = |done| {
            [
                Ok(done),
                Err(Expired),
                Ok(done),
                Err(Declined),
                Err(Expired),
                Err(AlreadyCancelled),
                Err(Rescheduled { to }),
                Err(Over),
                Err(CutoffPassed { until: at(START) }),
            ]
        };
        let cancel = |booking: &Booking| booking.cancel(by(Party::Invitee, BEFORE), Minutes(0));
        assert_eq!(answers(cancel), expected(BookingStatus::Cancelled));
        let moved = || Move { to: BookingId::from_uuid(Uuid::from_u128(8)), by: Party::Invitee, reason: None };
        let reschedule = |booking: &Booking| booking.reschedule(moved(), Minutes(0), at(BEFORE));
        assert_eq!(answers(reschedule), expected(BookingStatus::Rescheduled));
    }

    #[test]
    fn once_a_meeting_has_ended_its_invitee_hears_nothing_else_of_it_and_the_hosts_side_what_became_of_it() {
        use CannotChange::{AlreadyCancelled, CutoffPassed, Declined, Expired, Over, Rescheduled};
        let to = BookingId::from_uuid(Uuid::from_u128(9));
        let why = |by, now| -> Vec<_> {
            let wish = ChangeRequest { by, cutoff: Minutes(0), now: at(now) };
            one_of_each().iter().map(|booking| booking.may_change(wish).unwrap_err()).collect()
        };
        let late = CutoffPassed { until: at(START) };
        let during =
            |no_show| [Expired, Expired, late, Declined, Expired, AlreadyCancelled, Rescheduled { to }, Over, no_show];
        assert_eq!(why(Party::Invitee, "2026-03-16T13:29:59Z"), during(late), "the link still opens the booking");
        assert_eq!(why(Party::Invitee, "2026-03-16T13:30:00Z"), [Over; 9]);
        assert_eq!(why(Party::Host, "2026-03-16T13:29:59Z"), during(Over));
        let after = [Expired, Expired, Over, Declined, Expired, AlreadyCancelled, Rescheduled { to }, Over, Over];
        assert_eq!(why(Party::Host, "2026-03-16T13:30:00Z"), after);
    }

    #[test]
    fn a_meeting_is_moved_as_long_as_it_can_be_cancelled() {
        let booking = booking(BookingState::Confirmed);
        let may = |by, now| booking.may_change(ChangeRequest { by, cutoff: Minutes(60), now: at(now) });
        assert_eq!(may(Party::Invitee, "2026-03-16T12:00:00Z"), Ok(()));
        let until = at("2026-03-16T12:00:00Z");
        assert_eq!(may(Party::Invitee, "2026-03-16T12:00:00.000001Z"), Err(CannotChange::CutoffPassed { until }));
        assert_eq!(may(Party::Host, START), Ok(()));
        assert_eq!(
            may(Party::Host, "2026-03-16T13:00:00.000001Z"),
            Err(CannotChange::CutoffPassed { until: at(START) })
        );
        assert_eq!(may(Party::Host, "2026-03-16T13:30:00Z"), Err(CannotChange::Over));
    }

    #[test]
    fn only_what_waits_for_approval_is_decided_on() {
        use CannotChange::{AlreadyCancelled, AlreadyConfirmed, Declined, Expired, Over, Rescheduled};
        let to = BookingId::from_uuid(Uuid::from_u128(9));
        let expected = |done| {
            [
                Ok(done),
                Err(Expired),
                Err(AlreadyConfirmed),
                Err(Declined),
                Err(Expired),
                Err(AlreadyCancelled),
                Err(Rescheduled { to }),
                Err(Over),
                Err(Over),
            ]
        };
        assert_eq!(answers(|booking| booking.confirm(at(BEFORE))), expected(BookingStatus::Confirmed));
        assert_eq!(answers(|booking| booking.decline(None, at(BEFORE))), expected(BookingStatus::Declined));
        let late = booking(BookingState::Pending { expires_at: at(START) });
        assert_eq!(late.confirm(at(START)), Err(Expired), "the instant at which it expires is too late");
    }

    fn awaiting(state: BookingState) -> Booking {
        Booking { awaits_address: true, ..booking(state) }
    }

    fn kind(requires_approval: bool, confirms_address: bool) -> EventTypeDetails {
        let [name, slug] = ["Intro", "intro"];
        let details = EventTypeDetails::new(name.parse().unwrap(), slug.parse().unwrap(), Minutes(30));
        EventTypeDetails { requires_approval, confirms_address, ..details }
    }

    #[test]
    fn an_address_is_confirmed_once_and_while_it_waits() {
        use CannotChange::{AlreadyCancelled, Declined, Expired, Over, Rescheduled};
        let to = BookingId::from_uuid(Uuid::from_u128(9));
        let answers = |now: &str, waits: bool| -> Vec<_> {
            let each = one_of_each().into_iter().map(|booking| Booking { awaits_address: waits, ..booking });
            each.map(|booking| booking.confirm_address(&kind(false, true), at(now))).collect()
        };
        let counts = [Err(Declined), Err(Expired), Err(AlreadyCancelled), Err(Rescheduled { to }), Ok(None), Ok(None)];
        let waiting = [vec![Ok(Some(BookingState::Confirmed)), Err(Expired), Ok(None)], counts.to_vec()].concat();
        assert_eq!(answers(BEFORE, true), waiting);
        let known = [vec![Ok(None), Err(Expired), Ok(None)], counts.to_vec()].concat();
        assert_eq!(answers(BEFORE, false), known, "saying it again changes nothing");
        assert_eq!(answers(START, true)[0], Err(Expired), "the instant at which it expires is too late");
        assert_eq!(answers("2026-03-16T13:30:00Z", false), vec![Err(Over); 9]);
    }

    #[test]
    fn what_is_confirmed_counts_or_waits_for_approval_from_then_on() {
        let now = at("2026-03-10T00:30:00Z");
        let booking = awaiting(BookingState::Pending { expires_at: at("2026-03-10T01:00:00Z") });
        let pending = BookingState::Pending { expires_at: at("2026-03-12T00:30:00Z") };
        assert_eq!(booking.confirm_address(&kind(true, true), now), Ok(Some(pending.clone())));
        let counting = booking.counting_as(pending.clone(), now);
        assert_eq!((counting.awaits_address, &counting.state, counting.sequence), (false, &pending, 1));
        assert_eq!(counting.confirm(now), Ok(BookingState::Confirmed));
    }

    #[test]
    fn a_host_may_turn_down_what_awaits_its_address_and_not_approve_it() {
        let booking = awaiting(BookingState::Pending { expires_at: at(START) });
        assert_eq!(booking.confirm(at(BEFORE)), Err(CannotChange::AddressUnconfirmed));
        assert_eq!(booking.confirm(at(START)), Err(CannotChange::Expired));
        assert_eq!(booking.no_show(at(BEFORE)), Err(CannotChange::Pending));
        assert!(booking.decline(None, at(BEFORE)).is_ok());
        assert!(booking.cancel(by(Party::Host, BEFORE), Minutes(0)).is_ok());
        assert!(booking.cancel(by(Party::Invitee, BEFORE), Minutes(0)).is_ok());
        let lapsed = booking.as_of(at(START));
        assert_eq!((lapsed.state.status(), lapsed.awaits_address), (BookingStatus::Declined, true), "it never counted");
    }

    #[test]
    fn only_invitees_are_asked_for_their_address_and_for_an_hour() {
        let now = at("2026-03-10T00:00:00Z");
        let anew = |requires_approval, asks, by| Beginning::anew(&kind(requires_approval, asks), by, at(START), now);
        let asked = BookingState::Pending { expires_at: at("2026-03-10T01:00:00Z") };
        for requires_approval in [false, true] {
            let beginning = anew(requires_approval, true, Party::Invitee);
            assert_eq!((&beginning.state, beginning.awaits_address), (&asked, true));
            let beginning = anew(requires_approval, true, Party::Host);
            assert_eq!((beginning.state, beginning.awaits_address), (BookingState::Confirmed, false));
        }
        assert!(!anew(true, false, Party::Invitee).awaits_address);
        assert_eq!(address_deadline(at(START), at("2026-03-16T12:30:00Z")), at(START));
    }

    #[test]
    fn a_move_neither_confirms_an_address_nor_gives_more_time_for_it_nor_asks_again() {
        let (now, expires_at) = (at("2026-03-10T00:30:00Z"), at("2026-03-10T01:00:00Z"));
        let (waiting, asks) = (awaiting(BookingState::Pending { expires_at }), kind(false, true));
        let moved = |old: &Booking, by, start| Beginning::of_moved(old, &asks, by, (at(start), now));
        for by in [Party::Invitee, Party::Host] {
            let beginning = moved(&waiting, by, "2026-03-17T13:00:00Z");
            assert_eq!((beginning.state, beginning.awaits_address), (BookingState::Pending { expires_at }, true));
            let soon = moved(&waiting, by, "2026-03-10T00:45:00Z").state;
            assert_eq!(soon, BookingState::Pending { expires_at: at("2026-03-10T00:45:00Z") });
            let beginning = moved(&booking(BookingState::Confirmed), by, START);
            assert_eq!((beginning.state, beginning.awaits_address), (BookingState::Confirmed, false));
        }
    }

    #[test]
    fn a_no_show_is_known_from_the_start_on() {
        use CannotChange::{AlreadyCancelled, AlreadyNoShow, Declined, Expired, NotStarted, Pending, Rescheduled};
        let to = BookingId::from_uuid(Uuid::from_u128(9));
        let no_show = |now| answers(move |booking| booking.no_show(at(now)));
        let ended = [Err(Declined), Err(Expired), Err(AlreadyCancelled), Err(Rescheduled { to })];
        let after = [vec![Err(Expired), Err(Expired), Ok(BookingStatus::NoShow)], ended.to_vec()].concat();
        assert_eq!(no_show(START), [after, vec![Ok(BookingStatus::NoShow), Err(AlreadyNoShow)]].concat());
        let before = [vec![Err(Pending), Err(Expired), Err(NotStarted)], ended.to_vec()].concat();
        assert_eq!(no_show(BEFORE), [before, vec![Err(NotStarted), Err(AlreadyNoShow)]].concat());
    }

    #[test]
    fn what_was_not_approved_in_time_is_declined_from_that_instant_on() {
        let expires_at = at("2026-03-14T00:00:00Z");
        let waiting = Booking {
            occupancy: Some(OccupancyId::from_uuid(Uuid::from_u128(7))),
            ..booking(BookingState::Pending { expires_at })
        };
        assert_eq!(waiting.clone().as_of(at("2026-03-13T23:59:59Z")), waiting);
        let declined = waiting.as_of(expires_at);
        let decline = Decline { cause: DeclineCause::Expired, at: expires_at, reason: None };
        assert_eq!(declined.state, BookingState::Declined(decline));
        assert_eq!((declined.occupancy, declined.sequence, declined.updated_at), (None, 1, expires_at));
        assert_eq!(declined.clone().as_of(at("2027-01-01T00:00:00Z")), declined, "however late it is looked at");
    }

    #[test]
    fn time_completes_what_is_confirmed_and_over_and_nothing_else() {
        use BookingStatus::{Cancelled, Completed, Confirmed, Declined, NoShow, Pending, Rescheduled};
        let after = |when: &str| -> Vec<_> {
            one_of_each().into_iter().map(|booking| booking.settled(at(when)).state.status()).collect()
        };
        let ended = [Declined, Declined, Cancelled, Rescheduled, Completed, NoShow];
        assert_eq!(after(BEFORE), [&[Pending, Declined, Confirmed][..], &ended].concat());
        assert_eq!(after("2026-03-16T13:29:59Z"), [&[Declined, Declined, Confirmed][..], &ended].concat());
        assert_eq!(after("2026-03-16T13:30:00Z"), [&[Declined, Declined, Completed][..], &ended].concat());
    }

    #[test]
    fn who_takes_the_place_of_a_host_gives_the_name_only_to_what_they_stand_for() {
        let (one, other) = (HostId::from_uuid(Uuid::from_u128(21)), HostId::from_uuid(Uuid::from_u128(22)));
        let zone: crate::Zone = "Europe/Berlin".parse().unwrap();
        let profile = crate::HostProfile {
            user_id: "grace".parse().unwrap(),
            username: "grace".parse().unwrap(),
            display_name: "Grace".parse().unwrap(),
            email: "grace@example.org".parse().unwrap(),
            zone,
            avatar_url: None,
            is_active: true,
            settings: crate::SettingOverrides::default(),
            default_duration: Minutes(30),
            holidays: None,
            locale: None,
        };
        let grace = Host {
            id: HostId::from_uuid(Uuid::from_u128(23)),
            profile,
            created_at: at(BEFORE),
            updated_at: at(BEFORE),
        };
        let meeting = Booking { co_hosts: vec![one, other], ..booking(BookingState::Confirmed) };
        let as_co_host = meeting.clone().handed_over(other, &grace, at(START));
        let expected = Booking { co_hosts: vec![one, grace.id], sequence: 1, updated_at: at(START), ..meeting.clone() };
        assert_eq!(as_co_host, expected);
        let as_first = meeting.clone().handed_over(meeting.host, &grace, at(START));
        let snapshot = BookingSnapshot {
            host_name: grace.profile.display_name.clone(),
            host_email: grace.profile.email.clone(),
            ..meeting.snapshot.clone()
        };
        assert_eq!(as_first, Booking { host: grace.id, snapshot, sequence: 1, updated_at: at(START), ..meeting });
    }

    #[test]
    fn approval_takes_two_days_at_most_and_never_past_the_start() {
        let made = at("2026-03-10T00:00:00Z");
        assert_eq!(approval_deadline(at(START), made), at("2026-03-12T00:00:00Z"));
        assert_eq!(approval_deadline(at("2026-03-11T00:00:00Z"), made), at("2026-03-11T00:00:00Z"));
        assert_eq!(approval_deadline(Timestamp::MAX, Timestamp::MAX), Timestamp::MAX);
    }

    #[test]
    fn calendars_see_a_new_version_only_of_what_changes_in_them() {
        let version = |to: BookingState| booking(BookingState::Confirmed).moved_to(to, at(START)).sequence;
        let moved = Move { to: BookingId::from_uuid(Uuid::from_u128(9)), by: Party::Host, reason: None };
        assert_eq!(version(BookingState::Cancelled(by(Party::Host, START))), 1);
        assert_eq!(version(BookingState::Rescheduled(moved)), 0, "its successor has the new version");
        assert_eq!((version(BookingState::Completed), version(BookingState::NoShow)), (0, 0));
    }
}
