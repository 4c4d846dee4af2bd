//! From a verified slot to a stored booking: what booking, booking on behalf and moving have in common. What decides
//! whether it may be made is in the use cases.

use std::collections::BTreeSet;

use jiff::Timestamp;
use scheduling_core::{
    Assignment, AssignmentId, Booking, BookingId, BookingSnapshot, BookingState, EventType, Host, HostCalendar, HostId,
    Interval, Invitee, NewBooking, OccupancyId, OccupiedBy,
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
    team_offer::{OpenTeam, Taking},
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

impl OpenOffer {
    /// A booking of what is offered, confirmed at once, to be made in one of its slots.
    pub(crate) fn booking<E>(
        &self,
        id: BookingId,
        slot: VerifiedSlot,
        invited: (Invitee, Timestamp),
    ) -> Result<NewBooking, Failure<E>> {
        booking(id, (&self.event_type, &self.host), slot, invited)
    }
}

impl OpenTeam {
    /// The same of a team, with those who take it.
    pub(crate) fn booking<E>(
        &self,
        id: BookingId,
        taking: &Taking,
        invited: (Invitee, Timestamp),
    ) -> Result<NewBooking, Failure<E>> {
        let slot = taking.slot;
        let host =
            self.host(slot.host()).ok_or_else(|| Failure::internal("a slot of a host who is not in the team"))?;
        let booking = booking(id, (&self.team_type.event_type, host), slot, invited)?;
        Ok(NewBooking { co_slots: taking.others.clone(), ..booking })
    }
}

fn booking<E>(
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
        overridden: None,
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
        if self.reserve(calendars, &wanted).await? == Reserved::Taken {
            return Ok(None);
        }
        self.tx.insert_booking(&booking, occupancy).await?;
        let booking = booking.stored_in(occupancy);
        let logged = details(&Made::of(&booking))?;
        self.log(Action::Created, (Entity::Booking, booking.id.as_uuid()), logged).await?;
        Ok(Some(booking))
    }

    /// The same of a team, with the reason why these hosts take it.
    pub(crate) async fn take_of_team<E>(
        &self,
        team: &OpenTeam,
        taking: &Taking,
        booking: NewBooking,
    ) -> Result<Option<Booking>, Failure<E>> {
        let made = self.take(team, booking).await?;
        if let (Some(booking), Some(assignment)) = (&made, &taking.assignment) {
            self.assign(booking, assignment.clone()).await?;
        }
        Ok(made)
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

    /// Takes the time of all hosts, once what has expired and is still in the way is gone.
    pub(crate) async fn reserve<E>(
        &self,
        calendars: &impl Calendars,
        wanted: &NewOccupancy,
    ) -> Result<Reserved, Failure<E>> {
        self.tx.delete_expired_holds(&wanted.hosts, self.now).await?;
        let mut expired = BTreeSet::new();
        for (host, range) in &wanted.hosts {
            let missing = || Failure::internal("a slot of a host without a calendar");
            expired.extend(self.expired(calendars.calendar_of(*host).ok_or_else(missing)?, *range));
        }
        // A meeting of several hosts may be in the way of two who share none of theirs: whoever locks bookings does so in
        // the order of their ids, so that nobody waits in a circle.
        for id in expired {
            if let Some(booking) = self.tx.lock_booking(id).await? {
                let lapsed = booking.clone().as_of(self.now);
                self.settle(&booking, &lapsed).await?;
            }
        }
        Ok(self.tx.reserve(wanted).await?)
    }

    /// The bookings that nobody approved in time and that are in the way of something in `range`.
    fn expired(&self, calendar: &HostCalendar, range: Interval) -> impl Iterator<Item = BookingId> {
        let overlaps = move |other: Interval| other.start < range.end && range.start < other.end;
        calendar.facts().occupancies.iter().filter_map(move |occupancy| match occupancy.by {
            OccupiedBy::Pending { booking, .. } if !occupancy.is_live(self.now) && overlaps(occupancy.occupied) => {
                Some(booking)
            }
            _ => None,
        })
    }

    /// Writes down what has become of a booking without anybody's doing.
    pub(crate) async fn settle<E>(&self, before: &Booking, after: &Booking) -> Result<(), Failure<E>> {
        let change = StateChange { booking: before, to: &after.state, at: after.updated_at };
        let action = match &after.state {
            BookingState::Declined(_) => Action::Declined,
            BookingState::Completed => Action::Completed,
            // It has been settled in the meantime, or nothing has become of it.
            _ => return Ok(()),
        };
        if before.state != after.state && self.tx.update_booking_state(&change).await? {
            let logged = details(&StateLogged::of(before, &after.state))?;
            self.log_as(&Actor::System, action, (Entity::Booking, before.id.as_uuid()), logged).await?;
        }
        Ok(())
    }
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
