//! What is booked, held and moved: an event type of a host, or one of a team. The sequence is the same for both: what is
//! sought is read, opened to whoever asks, verified, and taken. What decides is in [`scheduling_core`]; what differs
//! between a host and a team is here, in `offer.rs` and in `team_offer.rs`.

use jiff::Timestamp;
use scheduling_core::{
    Booking, BookingId, CannotChange, ChangeRequest, EventType, EventTypeId, HoldId, Host, HostCalendar, HostId,
    Invitee, NewBooking, Party, Preference, Released, Taking, TeamEventType, Username,
    slots::{self, Attempt, Exception, FactsRange, OverridableRule, Slot, SlotQuery, VerifiedSlot},
};
use scheduling_store::{
    Read, TenantScope, event_types,
    facts::{self, Target},
    team_facts::{self, TeamOffer, TeamTarget},
    team_types,
};

use crate::{
    Engine,
    failure::{Failure, What},
    offer::OpenOffer,
    refusal::{SlotRefusal, Wanted},
    take::{Calendars, new_booking},
    team_offer::{OpenTeam, WrongHost},
    writing::Work,
};

/// Whose event type is sought.
#[derive(Clone, Debug)]
pub(crate) enum Sought {
    /// A host's.
    Host(Target),
    /// A team's.
    Team(TeamTarget),
}

/// What was found, open or not.
#[expect(clippy::large_enum_variant, reason = "there is one of them in a use case, which never moves it far")]
pub(crate) enum Found {
    Host(facts::Offer),
    Team(TeamOffer),
}

impl Sought {
    /// What a booking is moved within: the calendar of whoever has it, whose event type it need not be, or the team.
    pub(crate) fn of(moved: &Booking) -> Self {
        let (event_type, host) = (moved.event_type, moved.host);
        match moved.team {
            Some(_) => Self::Team(TeamTarget::EventType(event_type)),
            None => Self::Host(Target::Hosted { event_type, host }),
        }
    }

    /// What must be known to judge starts in a range.
    pub(crate) fn read(&self, range: &FactsRange) -> Read<Option<Found>> {
        match self {
            Self::Host(target) => facts::find(target, range).map(|offer| offer.map(Found::Host)),
            Self::Team(target) => team_facts::find(target, range).map(|offer| offer.map(Found::Team)),
        }
    }

    /// An event type by its id.
    pub(crate) fn find(event_type: EventTypeId) -> Read<(Option<EventType>, Option<TeamEventType>)> {
        event_types::find(event_type).and(team_types::find(event_type))
    }

    /// What was found by its id, as it is sought from then on, and whose time it may take.
    pub(crate) fn and_hosts<E>(
        (event_type, team_type): (Option<EventType>, Option<TeamEventType>),
    ) -> Result<(Self, Vec<HostId>), Failure<E>> {
        let event_type = event_type.ok_or(Failure::NotFound(What::EventType))?;
        Ok(match team_type {
            Some(team_type) => (Self::Team(TeamTarget::EventType(event_type.id)), team_type.hosts()),
            None => (Self::Host(Target::EventType(event_type.id)), event_type.owner.host().into_iter().collect()),
        })
    }
}

impl Found {
    /// The event type, open or not.
    pub(crate) fn event_type(&self) -> &EventType {
        match self {
            Self::Host(offer) => &offer.event_type,
            Self::Team(offer) => &offer.team_type.event_type,
        }
    }
}

/// A start that is wanted.
#[derive(Clone, Copy)]
pub(crate) struct Wish<'a> {
    pub(crate) start: Timestamp,
    /// The host that the invitee names.
    pub(crate) host: Option<&'a Username>,
    /// The hold that keeps it.
    pub(crate) hold: Option<HoldId>,
    /// The booking that is moved there.
    pub(crate) moved: Option<&'a Booking>,
    /// The rules that are set aside for it.
    pub(crate) without: &'a [OverridableRule],
}

/// A hold that is not there any more, or keeps something else.
pub(crate) struct HoldGone;

impl<'a> Wish<'a> {
    pub(crate) const fn at(start: Timestamp) -> Self {
        Self { start, host: None, hold: None, moved: None, without: &[] }
    }

    pub(crate) fn attempt(self) -> Attempt {
        let released = Released { hold: self.hold, booking: self.moved.and_then(Booking::seat) };
        Attempt { start: self.start, released }
    }

    pub(crate) fn preference(self) -> Preference {
        match (self.moved, self.host) {
            (Some(moved), _) => Preference::Keep(moved.host),
            (None, Some(_)) => Preference::Named,
            (None, None) => Preference::Nobody,
        }
    }

    fn wanted(self, offer: &'a OpenOffer, now: Timestamp) -> Wanted<'a> {
        Wanted { calendar: &offer.calendar, rules: &offer.rules, start: self.start, now, moved: self.moved }
    }
}

/// An event type that is open to whoever asks.
#[expect(clippy::large_enum_variant, reason = "there is one of them in a use case, which never moves it far")]
pub(crate) enum Offered {
    /// Of a host.
    Host(OpenOffer),
    /// Of a team.
    Team(OpenTeam),
}

impl Calendars for Offered {
    fn calendar_of(&self, host: HostId) -> Option<&HostCalendar> {
        match self {
            Self::Host(offer) => offer.calendar_of(host),
            Self::Team(team) => team.calendar_of(host),
        }
    }
}

impl Offered {
    pub(crate) fn to_public<E>(found: Option<Found>) -> Result<Self, Failure<E>> {
        Self::open(found, OpenOffer::to_public, OpenTeam::to_public)
    }

    /// To those who take the meetings, or act for them.
    pub(crate) fn to_its_side<E>(found: Option<Found>) -> Result<Self, Failure<E>> {
        Self::open(found, OpenOffer::to_its_host, OpenTeam::to_its_hosts)
    }

    /// The same for moving what is booked, whatever has become of the event type.
    pub(crate) fn to_be_moved<E>(found: Option<Found>) -> Result<Self, Failure<E>> {
        Self::open(found, OpenOffer::with_active_host, OpenTeam::with_active_hosts)
    }

    /// What a booking is moved within by its invitee, if it can be moved at all: the public's offer, of those who may take it.
    pub(crate) fn of_moved<E: From<CannotChange>>(
        found: Option<Found>,
        moved: &Booking,
        now: Timestamp,
    ) -> Result<Self, Failure<E>> {
        let found = found.ok_or(Failure::NotFound(What::EventType))?;
        let cutoff = found.event_type().details.reschedule_cutoff;
        let wish = ChangeRequest { by: Party::Invitee, cutoff, now };
        moved.may_change(wish).map_err(|why| Failure::Refused(why.into()))?;
        let mut offered = Self::to_public(Some(found))?;
        offered.stay(moved)?;
        Ok(offered)
    }

    fn open<E>(
        found: Option<Found>,
        host: fn(Option<facts::Offer>) -> Result<OpenOffer, Failure<E>>,
        team: fn(Option<TeamOffer>) -> Result<OpenTeam, Failure<E>>,
    ) -> Result<Self, Failure<E>> {
        match found.ok_or(Failure::NotFound(What::EventType))? {
            Found::Host(offer) => host(Some(offer)).map(Self::Host),
            Found::Team(offer) => team(Some(offer)).map(Self::Team),
        }
    }

    pub(crate) fn event_type(&self) -> &EventType {
        match self {
            Self::Host(offer) => &offer.event_type,
            Self::Team(team) => &team.team_type.event_type,
        }
    }

    /// Leaves only the host whom the invitee names; of a host's event type that is the host.
    pub(crate) fn name(&mut self, named: Option<&Username>) -> Result<(), WrongHost> {
        match self {
            Self::Host(offer) if named.is_none_or(|named| *named == offer.host.profile.username) => Ok(()),
            Self::Host(_) => Err(WrongHost::Other),
            Self::Team(team) => team.name(named),
        }
    }

    /// Leaves only those who may take the booking that is moved.
    pub(crate) fn stay<E>(&mut self, moved: &Booking) -> Result<(), Failure<E>> {
        let somebody = match self {
            Self::Host(_) => true,
            Self::Team(team) => team.stay(moved),
        };
        if somebody { Ok(()) } else { Err(Failure::NotFound(What::EventType)) }
    }

    /// The slots to which a booking can be moved.
    pub(crate) fn slots_to_move<E>(
        &self,
        moved: &Booking,
        query: &SlotQuery,
        now: Timestamp,
    ) -> Result<Vec<Slot>, Failure<E>> {
        let query = query.clone().moving(moved.seat());
        let mut slots = match self {
            Self::Host(offer) => {
                slots::generate(&offer.calendar, &offer.rules, &query, now).map_err(Failure::internal)?
            }
            Self::Team(team) => team.generate(&query, now)?.into_iter().map(|free| free.slot).collect(),
        };
        slots.retain(|slot| slot.start() != moved.meeting.start);
        Ok(slots)
    }

    /// Who is free at a start, with the hold that is named: all of those who are needed.
    pub(crate) fn free<E: From<SlotRefusal> + From<HoldGone>>(
        &mut self,
        wish: Wish<'_>,
        now: Timestamp,
    ) -> Result<Vec<VerifiedSlot>, Failure<E>> {
        let keeps = wish.hold.is_none_or(|hold| match self {
            Self::Host(offer) => offer.calendar.keeps(hold, offer.event_type.id, wish.start, now),
            Self::Team(team) => team.keeps(hold, wish, now),
        });
        if keeps { self.verify(wish, now) } else { Err(Failure::Refused(HoldGone.into())) }
    }

    /// The same where no hold is named.
    pub(crate) fn verify<E: From<SlotRefusal>>(
        &self,
        wish: Wish<'_>,
        now: Timestamp,
    ) -> Result<Vec<VerifiedSlot>, Failure<E>> {
        let offer = match self {
            Self::Host(offer) => offer,
            Self::Team(team) => return team.verify(wish, now).map_err(|refused| refused.map_refused(E::from)),
        };
        let (calendar, rules, attempt) = (&offer.calendar, &offer.rules, wish.attempt());
        let verified = match wish.without {
            [] => slots::verify(calendar, rules, attempt, now),
            without => slots::verify_overriding(calendar, rules, Exception { attempt, without }, now),
        };
        let refused = |rejection| SlotRefusal::by_rules(rejection, &wish.wanted(offer, now), E::from);
        verified.map(|slot| vec![slot]).map_err(refused)
    }

    /// Verifies a start and chooses who takes it, once everybody is locked who can; the hold that keeps it is used up.
    pub(crate) async fn place<E: From<SlotRefusal> + From<HoldGone>>(
        mut self,
        wish: Wish<'_>,
        work: &Work<'_>,
    ) -> Result<Place, Failure<E>> {
        work.has_locked(&self)?;
        let free = self.free(wish, work.now)?;
        let place = self.choose(free, wish, work).await?;
        if let Some(hold) = wish.hold
            && !work.tx.delete_hold(hold).await?
        {
            return Err(Failure::Refused(HoldGone.into()));
        }
        Ok(place)
    }

    /// Who of those who are free takes the start.
    pub(crate) async fn choose<E>(
        self,
        free: Vec<VerifiedSlot>,
        wish: Wish<'_>,
        work: &Work<'_>,
    ) -> Result<Place, Failure<E>> {
        let taking = match &self {
            Self::Host(_) => {
                Taking::together(free, |_| None).ok_or_else(|| Failure::internal("a start without a host"))
            }
            Self::Team(team) => team.choose(free, wish, work).await,
        };
        Ok(Place { taking: taking?, offered: self })
    }
}

/// Who takes a meeting.
pub(crate) struct Place {
    pub(crate) offered: Offered,
    pub(crate) taking: Taking,
}

impl Place {
    /// A booking, confirmed at once, to be made here.
    pub(crate) fn booking<E>(
        &self,
        id: BookingId,
        (invitee, now): (Invitee, Timestamp),
    ) -> Result<NewBooking, Failure<E>> {
        let Taking { slot, others, .. } = &self.taking;
        let missing = || Failure::internal("a slot of a host who is not among those of the event type");
        let host = self.host(slot.host()).ok_or_else(missing)?;
        let booking = new_booking(id, (self.offered.event_type(), host), *slot, (invitee, now))?;
        Ok(NewBooking { co_slots: others.clone(), ..booking })
    }

    fn host(&self, id: HostId) -> Option<&Host> {
        match &self.offered {
            Offered::Host(offer) => Some(&offer.host).filter(|host| host.id == id),
            Offered::Team(team) => team.host(id),
        }
    }

    /// Takes the time and makes the booking, with the reason why these hosts take it; perhaps as the one that takes the
    /// place of another.
    pub(crate) async fn take<E: From<SlotRefusal>>(
        &self,
        work: &Work<'_>,
        booking: NewBooking,
        moved: Option<&Booking>,
    ) -> Result<Booking, Failure<E>> {
        let wish = Wish { moved, ..Wish::at(booking.slot.meeting().start) };
        let made = work.take(&self.offered, booking).await?;
        let made = made.ok_or_else(|| Failure::Refused(self.taken(wish, work.now).into()))?;
        if let Some(assignment) = &self.taking.assignment {
            work.assign(&made, assignment.clone()).await?;
        }
        Ok(made)
    }

    /// Somebody else was faster to take the start.
    pub(crate) fn taken(&self, wish: Wish<'_>, now: Timestamp) -> SlotRefusal {
        match &self.offered {
            Offered::Host(offer) => SlotRefusal::taken(&wish.wanted(offer, now)),
            Offered::Team(team) => team.taken(wish, now),
        }
    }
}

impl Work<'_> {
    /// Whether everybody's time is locked who can be booked. A host who has come in while the locks were waited for is
    /// not: then the caller is told to come back.
    pub(crate) fn has_locked<E>(&self, offered: &Offered) -> Result<(), Failure<E>> {
        let locked = |host: &Host| self.hosts.contains(&host.id);
        let all = match offered {
            Offered::Host(offer) => locked(&offer.host),
            Offered::Team(team) => team.hosts.iter().all(|(host, _)| locked(host)),
        };
        if all { Ok(()) } else { Err(Failure::Busy) }
    }
}

impl Engine {
    /// Whose time a booking takes, and could take if it were moved: of a team's event type, that of all its hosts.
    pub(crate) async fn hosts_around<E>(
        &self,
        scope: TenantScope,
        booking: &Booking,
    ) -> Result<Vec<HostId>, Failure<E>> {
        let mut hosts = booking.hosts();
        if booking.team.is_some()
            && let Some(found) = self.parts.store.read(&scope, team_types::find(booking.event_type)).await?
        {
            hosts.extend(found.hosts());
        }
        Ok(hosts)
    }
}
