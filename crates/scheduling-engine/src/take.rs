//! From a verified slot to a stored booking: what booking, booking on behalf and moving have in common. What decides
//! whether it may be made is in the use cases.

use std::collections::BTreeSet;

use jiff::Timestamp;
use scheduling_core::{
    Assignment, AssignmentId, Booking, BookingChange, BookingId, BookingSnapshot, BookingState, EventType, Host,
    HostCalendar, HostId, Interval, Invitee, NewBooking, OccupancyId, OccupiedBy, SeriesPlace,
    slots::{RuleOverride, VerifiedSlot},
};
use scheduling_store::{
    assignments::StoredAssignment,
    bookings::StateChange,
    changelog::{Action, Entity},
    reservations::{NewOccupancy, Reserved},
};
use serde::Serialize;

use crate::{
    failure::{Failure, What},
    offer::OpenOffer,
    principal::Actor,
    writing::{Work, details},
};

/// The calendars by which a slot was verified: of all hosts whose time it takes.
pub(crate) trait Calendars: Sync {
    fn calendar_of(&self, host: HostId) -> Option<&HostCalendar>;
}

impl Calendars for OpenOffer {
    fn calendar_of(&self, host: HostId) -> Option<&HostCalendar> {
        (self.host.id == host).then_some(&self.calendar)
    }
}

/// A booking of an event type at a host, confirmed at once, to be made in one of its slots.
pub(crate) fn new_booking<E>(
    id: BookingId,
    (event_type, host): (&EventType, &Host),
    slot: VerifiedSlot,
    (invitee, now): (Invitee, Timestamp),
) -> Result<NewBooking, Failure<E>> {
    let (profile, details) = (&host.profile, &event_type.details);
    Ok(NewBooking {
        id,
        slot,
        co_slots: Vec::new(),
        team: event_type.owner.team(),
        invitee,
        snapshot: BookingSnapshot {
            event_type_name: details.name.clone(),
            host_name: profile.display_name.clone(),
            host_email: profile.email.clone(),
            location: details.location.clone(),
        },
        state: BookingState::Confirmed,
        ical_uid: id.to_string().parse().map_err(Failure::internal)?,
        sequence: 0,
        rescheduled_from: None,
        series: None,
        overridden: None,
        is_muted: false,
        awaits_address: false,
        created_at: now,
    })
}

impl Work<'_> {
    /// Takes the time of a booking and makes it. None if somebody else has the time.
    pub(crate) async fn take<E>(
        &self,
        calendars: &impl Calendars,
        booking: NewBooking,
    ) -> Result<Option<Booking>, Failure<E>> {
        let occupancy = OccupancyId::from_uuid(self.id());
        let wanted = NewOccupancy::of(&booking.slot, occupancy, booking.occupied_by()).with(&booking.co_slots);
        let Some(occupancy) = self.reserve(calendars, &wanted).await? else { return Ok(None) };
        self.tx.insert_booking(&booking, occupancy).await?;
        let booking = booking.stored_in(occupancy);
        let logged = details(&Made::of(&booking))?;
        self.log(Action::Created, (Entity::Booking, booking.id.as_uuid()), logged).await?;
        // What takes the place of another is told of as its move.
        if booking.rescheduled_from.is_none() {
            self.tell(&booking, BookingChange::Created).await?;
        }
        Ok(Some(booking))
    }

    /// Notes why a booking of a team has its host.
    pub(crate) async fn assign<E>(&self, booking: &Booking, assignment: Assignment) -> Result<(), Failure<E>> {
        let id = AssignmentId::from_uuid(self.id());
        let (event_type, at) = (booking.event_type, self.now);
        self.tx.insert_assignment(&StoredAssignment { id, booking: booking.id, event_type, assignment, at }).await?;
        Ok(())
    }

    /// The booking as it is now, kept from everybody else until the end of the transaction.
    pub(crate) async fn lock_booking<E>(&self, id: BookingId) -> Result<Booking, Failure<E>> {
        let booking = self.tx.lock_booking(id).await?.ok_or(Failure::NotFound(What::Booking))?;
        // It has got another host since it was looked up, and that one's time is not locked.
        if !booking.hosts().iter().all(|host| self.hosts.contains(host)) {
            return Err(Failure::Busy);
        }
        Ok(booking.as_of(self.now))
    }

    /// Moves a booking that is locked to another state.
    pub(crate) async fn change<E>(&self, booking: &Booking, to: &BookingState) -> Result<(), Failure<E>> {
        let changed = self.tx.update_booking_state(&StateChange { booking, to, at: self.now }).await?;
        if changed { Ok(()) } else { Err(Failure::internal("a booking changed although it was locked")) }
    }

    /// Takes the time of all hosts, or a seat in it, once what has expired and is still in the way is gone. Returns what
    /// the booking or the hold is in then; none if somebody else has the time.
    pub(crate) async fn reserve<E>(
        &self,
        calendars: &impl Calendars,
        wanted: &NewOccupancy,
    ) -> Result<Option<OccupancyId>, Failure<E>> {
        self.make_room(calendars, &wanted.hosts).await?;
        Ok(match self.tx.reserve(wanted).await? {
            Reserved::Inserted => Some(wanted.id),
            Reserved::Joined(occupancy) => Some(occupancy),
            Reserved::Taken => None,
        })
    }

    /// Takes away what has expired and is still in the way.
    pub(crate) async fn make_room<E>(
        &self,
        calendars: &impl Calendars,
        hosts: &[(HostId, Interval)],
    ) -> Result<(), Failure<E>> {
        self.tx.delete_expired_holds(hosts, self.now).await?;
        let mut lapsed = Vec::new();
        for (host, range) in hosts {
            let missing = || Failure::internal("a slot of a host without a calendar");
            lapsed.extend(lapsed_in(calendars.calendar_of(*host).ok_or_else(missing)?, *range, self.now));
        }
        self.remove_lapsed(lapsed).await
    }

    /// Declines the bookings among these that nobody approved in time, and removes the holds.
    async fn remove_lapsed<E>(&self, lapsed: Vec<OccupiedBy>) -> Result<(), Failure<E>> {
        let (mut waited, mut holds) = (BTreeSet::new(), Vec::new());
        for by in lapsed {
            match by {
                OccupiedBy::Pending { booking, .. } => drop(waited.insert(booking)),
                OccupiedBy::Hold { id, .. } => holds.push(id),
                OccupiedBy::Booking(_) => {}
            }
        }
        // A meeting of several hosts may be in the way of two who share none of theirs: whoever locks bookings does so in
        // the order of their ids, and before it touches what they are in, so that nobody waits in a circle.
        let mut bookings = Vec::with_capacity(waited.len());
        for id in waited {
            bookings.extend(self.tx.lock_booking(id).await?);
        }
        if !holds.is_empty() {
            self.tx.expire_holds(&holds, self.now).await?;
        }
        for booking in bookings {
            let lapsed = booking.clone().as_of(self.now);
            self.settle(&booking, &lapsed).await?;
        }
        Ok(())
    }

    /// Writes down what has become of a booking without anybody's doing.
    pub(crate) async fn settle<E>(&self, before: &Booking, after: &Booking) -> Result<(), Failure<E>> {
        let change = StateChange { booking: before, to: &after.state, at: after.updated_at };
        let (action, told) = match &after.state {
            BookingState::Declined(_) => (Action::Declined, BookingChange::Declined),
            BookingState::Completed => (Action::Completed, BookingChange::Completed),
            // It has been settled in the meantime, or nothing has become of it.
            _ => return Ok(()),
        };
        if before.state != after.state && self.tx.update_booking_state(&change).await? {
            let logged = details(&StateLogged::of(before, &after.state))?;
            self.log_as(&Actor::System, action, (Entity::Booking, before.id.as_uuid()), logged).await?;
            self.tell(after, told).await?;
        }
        Ok(())
    }
}

/// Whatever keeps its time no more at `now` and is still in the way of something in a range of the host: holds only if
/// they are seats, the others have been removed.
fn lapsed_in(calendar: &HostCalendar, range: Interval, now: Timestamp) -> impl Iterator<Item = OccupiedBy> {
    let overlaps = move |other: Interval| other.start < range.end && range.start < other.end;
    let in_the_way = calendar.facts().occupancies.iter().filter(move |occupancy| overlaps(occupancy.occupied));
    in_the_way.flat_map(move |occupancy| {
        let is_left = |by: &OccupiedBy| occupancy.group.is_some() || !matches!(by, OccupiedBy::Hold { .. });
        occupancy.lapsed(now).filter(is_left)
    })
}

/// What the changelog keeps of a new booking: nothing of the invitee.
#[derive(Serialize)]
struct Made<'a> {
    start: Timestamp,
    event_type: scheduling_core::EventTypeId,
    host: HostId,
    #[serde(skip_serializing_if = "<[HostId]>::is_empty")]
    co_hosts: &'a [HostId],
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rescheduled_from: Option<BookingId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<SeriesPlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    overridden: Option<&'a RuleOverride>,
}

impl<'a> Made<'a> {
    fn of(booking: &'a Booking) -> Self {
        Self {
            start: booking.meeting.start,
            event_type: booking.event_type,
            host: booking.host,
            co_hosts: &booking.co_hosts,
            status: booking.state.status().as_str(),
            rescheduled_from: booking.rescheduled_from,
            series: booking.series,
            overridden: booking.overridden.as_ref(),
        }
    }
}

/// What the changelog keeps of a change of state: not the reason, which may speak of the invitee.
#[derive(Serialize)]
pub(crate) struct StateLogged {
    before: &'static str,
    after: &'static str,
    /// Why it was declined.
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'static str>,
}

impl StateLogged {
    pub(crate) fn of(before: &Booking, after: &BookingState) -> Self {
        let cause = match after {
            BookingState::Declined(decline) => Some(decline.cause.as_str()),
            _ => None,
        };
        Self { before: before.state.status().as_str(), after: after.status().as_str(), cause }
    }
}
