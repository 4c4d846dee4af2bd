//! Moves a meeting to another time: for its invitee with the token, or for the host's side. The old time is given up and
//! the new one taken in one transaction, so that whoever loses the new one keeps the old one.

use jiff::Timestamp;
use scheduling_core::{
    Beginning, Booking, BookingChange, BookingId, CannotChange, ChangeRequest, EventTypeDetails, HoldId, Invitee,
    LongText, Move, NewBooking, Party, Zone,
    slots::{FactsRange, RuleOverride},
};
use scheduling_store::{
    bookings,
    changelog::{Action, Entity},
};
use serde::Serialize;

use crate::{
    Engine,
    bookings::WrongToken,
    failure::{Failure, What},
    fields::{InvalidFields, check_exception},
    place::{HoldGone, Offered, Place, Sought, Wish},
    principal::{Actor, Principal, PublicTenant},
    refusal::SlotRefusal,
    tokens::{HoldToken, ManageToken},
    writing::{self, Done, Order, Prepared, UseCase, Work, Writing},
};

/// Where a meeting is to be moved.
#[derive(Clone, Debug)]
pub struct NewTime {
    /// When it starts then.
    pub start: Timestamp,
    /// The zone in which the invitee sees it; `None` leaves it.
    pub zone: Option<Zone>,
    /// What is given as the reason.
    pub reason: Option<LongText>,
}

/// An invitee's wish to move a meeting.
#[derive(Clone, Debug)]
pub struct RescheduleByInvitee {
    /// The booking.
    pub booking: BookingId,
    /// The token that opens it.
    pub token: ManageToken,
    /// Where to.
    pub to: NewTime,
    /// The hold that keeps the new slot.
    pub hold: Option<(HoldId, HoldToken)>,
}

/// The host's side's wish to move a meeting.
#[derive(Clone, Debug)]
pub struct RescheduleByHost {
    /// The booking.
    pub booking: BookingId,
    /// Where to.
    pub to: NewTime,
    /// The rules that are set aside for it.
    pub overridden: Option<RuleOverride>,
}

/// Why nothing was moved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RescheduleRefusal {
    /// The booking's state or the time does not allow it.
    #[error(transparent)]
    Cannot(#[from] CannotChange),
    /// Fields that cannot hold what they were given.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The token does not open this booking.
    #[error("the token does not open this booking")]
    WrongToken,
    /// The new slot cannot be had.
    #[error(transparent)]
    Slot(#[from] SlotRefusal),
    /// The hold is not there any more, or it is for another slot.
    #[error("the hold has expired, or keeps another time")]
    HoldGone,
    /// The meeting is at that time already.
    #[error("the meeting is at that time already")]
    SameTime,
}

impl From<HoldGone> for RescheduleRefusal {
    fn from(_: HoldGone) -> Self {
        Self::HoldGone
    }
}

impl From<WrongToken> for RescheduleRefusal {
    fn from(_: WrongToken) -> Self {
        Self::WrongToken
    }
}

impl Engine {
    /// Moves a meeting for its invitee. The outcome is the booking that takes the old one's place. It waits for approval
    /// again if its event type needs that; it awaits its address for as long as the old one did.
    ///
    /// # Errors
    /// The token does not open the booking; the booking or the time does not allow it; the new slot cannot be had, or the
    /// hold is gone; the event type is not offered any more; the store failed.
    pub async fn reschedule_by_invitee(
        &self,
        tenant: &PublicTenant,
        writing: Writing<RescheduleByInvitee>,
    ) -> Result<Done<Booking>, Failure<RescheduleRefusal>> {
        let Writing { command, idempotency } = writing;
        let RescheduleByInvitee { booking: id, token, to, hold } = command;
        let (scope, tokens) = (tenant.scope(), &self.parts.tokens);
        let booking = match self.prepare_public(tenant, idempotency.as_ref(), bookings::find(id)).await? {
            Prepared::Known(done) => {
                // The key alone opens nothing: also of what was done before, the token must open the old booking.
                let booking = self.parts.store.read(&scope, bookings::find(id)).await?;
                return self.opened(tenant, booking, &token).map(|_| done);
            }
            Prepared::New(booking) => self.open_to_invitee(tenant, booking, &token)?,
        };
        if let Some((hold, token)) = &hold
            && !tokens.opens_hold(token, scope.tenant(), *hold)
        {
            return Err(Failure::Refused(RescheduleRefusal::HoldGone));
        }
        let hold = hold.map(|(hold, _)| hold);
        let case = Reschedule { booking: id, to, by: Party::Invitee, hold, overridden: None };
        let hosts = self.hosts_around(scope, &booking).await?;
        self.write(Order { scope, actor: Actor::Invitee, hosts, idempotency, case }).await
    }

    /// Moves a meeting for the host's side. The outcome is the booking that takes the old one's place; it is confirmed,
    /// unless it awaits its address.
    ///
    /// # Errors
    /// An exception names no rule; there is no such booking for this principal; the booking or the time does not allow it;
    /// the new slot cannot be had, or the host is inactive; the store failed.
    pub async fn reschedule_booking(
        &self,
        principal: &Principal,
        writing: Writing<RescheduleByHost>,
    ) -> Result<Done<Booking>, Failure<RescheduleRefusal>> {
        let Writing { command: RescheduleByHost { booking: id, to, overridden }, idempotency } = writing;
        check_exception(overridden.as_ref()).map_err(|fields| Failure::Refused(fields.into()))?;
        let booking = match self.booking_to_change(principal, idempotency.as_ref(), id).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(booking) => booking,
        };
        let case = Reschedule { booking: id, to, by: Party::Host, hold: None, overridden };
        let scope = principal.scope();
        let hosts = self.hosts_around(scope, &booking).await?;
        self.write(Order { scope, actor: principal.actor(), hosts, idempotency, case }).await
    }
}

struct Reschedule {
    booking: BookingId,
    to: NewTime,
    by: Party,
    hold: Option<HoldId>,
    overridden: Option<RuleOverride>,
}

impl UseCase for Reschedule {
    type Outcome = Booking;
    type Refusal = RescheduleRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<RescheduleRefusal>> {
        let old = work.lock_booking(self.booking).await?;
        let id = BookingId::from_uuid(work.id());
        let to = Move { to: id, by: self.by, reason: self.to.reason.clone() };
        let place = self.place(&old, work).await?;
        let details = &place.offered.event_type().details;
        let moved = old.reschedule(to, details.reschedule_cutoff, work.now);
        let moved = moved.map_err(|why| Failure::Refused(why.into()))?;

        let Beginning { state, awaits_address } =
            Beginning::of_moved(&old, details, self.by, (self.to.start, work.now));

        // The old time first: the new one may overlap it.
        work.change(&old, &moved).await?;
        let invitee = Invitee { zone: self.zone(&old), ..old.invitee.clone() };
        let new = NewBooking {
            state,
            awaits_address,
            ical_uid: old.ical_uid.clone(),
            sequence: old.sequence + 1,
            rescheduled_from: Some(old.id),
            series: old.series,
            overridden: self.overridden.clone(),
            is_muted: old.is_muted,
            ..place.booking(id, (invitee, work.now))?
        };
        let new = place.take(work, new, Some(&old)).await?;
        let logged = Logged { by: self.by, from: old.meeting.start, start: new.meeting.start, to: new.id };
        work.log(Action::Rescheduled, (Entity::Booking, old.id.as_uuid()), writing::details(&logged)?).await?;
        work.tell(&new, BookingChange::Rescheduled { from: old.id, previous: old.meeting }).await?;
        Ok(new)
    }
}

/// What the changelog keeps of a move: not the reason, which may speak of the invitee.
#[derive(Serialize)]
struct Logged {
    by: Party,
    from: Timestamp,
    start: Timestamp,
    to: BookingId,
}

impl Reschedule {
    /// The new time at whoever may take the meeting: the host who has it, whose event type it need not be; of a team, all
    /// hosts of a collective event type, the host who has it where it is that one's alone, and in a round robin that one
    /// if possible, else the next one.
    async fn place(&self, old: &Booking, work: &Work<'_>) -> Result<Place, Failure<RescheduleRefusal>> {
        let found = work.tx.read(Sought::of(old).read(&FactsRange::of_start(self.to.start))).await?;
        let found = found.ok_or(Failure::NotFound(What::EventType))?;
        self.may_move(old, &found.event_type().details, work.now)?;
        let mut offered = match self.by {
            Party::Invitee => Offered::to_public(Some(found))?,
            Party::Host => Offered::to_be_moved(Some(found))?,
        };
        work.has_locked(&offered)?;
        offered.stay(old)?;
        let without = self.overridden.as_ref().map_or(&[][..], |overridden| &overridden.rules);
        offered.place(Wish { hold: self.hold, moved: Some(old), without, ..Wish::at(self.to.start) }, work).await
    }

    /// Whether the meeting can be moved at all, and somewhere else.
    fn may_move(
        &self,
        old: &Booking,
        details: &EventTypeDetails,
        now: Timestamp,
    ) -> Result<(), Failure<RescheduleRefusal>> {
        let wish = ChangeRequest { by: self.by, cutoff: details.reschedule_cutoff, now };
        old.may_change(wish).map_err(|why| Failure::Refused(why.into()))?;
        if self.to.start == old.meeting.start {
            return Err(Failure::Refused(RescheduleRefusal::SameTime));
        }
        Ok(())
    }

    fn zone(&self, old: &Booking) -> Zone {
        self.to.zone.clone().unwrap_or_else(|| old.invitee.zone.clone())
    }
}
