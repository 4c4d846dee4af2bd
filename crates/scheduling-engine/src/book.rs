//! Books a slot. Here the invariant is kept: what was verified is what is reserved, in one transaction.

use std::collections::BTreeMap;

use jiff::Timestamp;
use scheduling_core::{
    Booking, BookingId, BookingState, EmailAddress, EventTypeId, HoldId, HostId, InvalidAnswer, Invitee, LongText,
    Name, NewBooking, Party, PhoneNumber, Question, RawAnswer, Released, SeriesPlace, Username, Zone, check_answers,
    slots::{self, Attempt, FactsRange, VerifiedSlot},
};
use scheduling_store::{
    Read, Store, TenantScope, event_types,
    facts::{self, Target},
    idempotency::IdempotencyKey,
    team_types,
};

use crate::{
    Engine,
    book_team::BookTeam,
    failure::{Failure, What},
    fields::{InvalidFields, check_guests},
    offer::OpenOffer,
    outcomes::Repeatable,
    principal::{Actor, Principal, PublicTenant},
    refusal::{SlotRefusal, Wanted},
    series::{Repeated, Terms},
    tokens::{HoldToken, ManageToken},
    writing::{Done, Order, Prepared, UseCase, Work, Writing},
};

/// A wish for a meeting.
#[derive(Clone, Debug)]
pub struct Book {
    /// What to book.
    pub event_type: EventTypeId,
    /// When it starts.
    pub start: Timestamp,
    /// With whom, as far as the invitee says so: of a host's own event type, that host.
    pub host: Option<Username>,
    /// Who books.
    pub invitee: InviteeRequest,
    /// The hold that keeps the slot for them.
    pub hold: Option<(HoldId, HoldToken)>,
}

/// Who books, with answers that are still to be checked.
#[derive(Clone, Debug)]
pub struct InviteeRequest {
    /// The name.
    pub name: Name,
    /// The address.
    pub email: EmailAddress,
    /// A telephone number.
    pub phone: Option<PhoneNumber>,
    /// What they want to say.
    pub notes: Option<LongText>,
    /// The zone in which they see the meeting.
    pub zone: Zone,
    /// Their answers, by the id of the question.
    pub answers: BTreeMap<String, RawAnswer>,
    /// Whom they bring along; at most [`MAX_GUESTS`](scheduling_core::MAX_GUESTS).
    pub guests: Vec<EmailAddress>,
}

/// Why nothing was booked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BookRefusal {
    /// The slot cannot be had.
    #[error(transparent)]
    Slot(#[from] SlotRefusal),
    /// Fields that cannot hold what they were given.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Some answers are wrong or missing; each with the id of its question.
    #[error("some answers are wrong or missing")]
    Answers(Vec<(String, InvalidAnswer)>),
    /// The hold is not there any more, or it is for another slot.
    #[error("the hold has expired, or keeps another time")]
    HoldGone,
    /// The host that was named does not offer the event type.
    #[error("the named host does not offer the event type")]
    OtherHost,
    /// Of an event type whose hosts are chosen by the invitee, none was named.
    #[error("the host must be named")]
    HostRequired,
}

/// Whose time a booking may take.
pub(crate) struct Taken {
    pub(crate) hosts: Vec<HostId>,
    /// Whether they are the hosts of a team's event type.
    pub(crate) of_team: bool,
}

impl Engine {
    /// Books a slot.
    ///
    /// Two calls for overlapping times of one host never both succeed, whatever processes they run in: the exclusion
    /// constraint of the database stands behind the verification.
    ///
    /// # Errors
    /// The slot cannot be had, a field or an answer is wrong, the hold is gone, or the host is another one; the event
    /// type is not there; the store failed.
    pub async fn book(
        &self,
        tenant: &PublicTenant,
        writing: Writing<Book>,
    ) -> Result<Done<Booking>, Failure<BookRefusal>> {
        let Writing { command, idempotency } = writing;
        let Taken { hosts, of_team } = match self.whose_time(tenant, idempotency.as_ref(), &command).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(taken) => taken,
        };
        let (scope, actor) = (tenant.scope(), Actor::Invitee);
        if of_team {
            return self.write(Order { scope, actor, hosts, idempotency, case: BookTeam(command) }).await;
        }
        self.write(Order { scope, actor, hosts, idempotency, case: command }).await
    }

    /// What every wish for a meeting goes through first: its fields, what was done before under the key, the hold's token,
    /// and whose time it may take.
    pub(crate) async fn whose_time<T: Repeatable>(
        &self,
        tenant: &PublicTenant,
        idempotency: Option<&IdempotencyKey>,
        wish: &Book,
    ) -> Result<Prepared<T, Taken>, Failure<BookRefusal>> {
        check_guests(&wish.invitee.guests).map_err(|fields| Failure::Refused(fields.into()))?;
        let found = event_types::find(wish.event_type).and(team_types::find(wish.event_type));
        let (event_type, team_type) = match self.prepare_public(tenant, idempotency, found).await? {
            Prepared::Known(done) => return Ok(Prepared::Known(done)),
            Prepared::New((event_type, team_type)) => {
                (event_type.ok_or(Failure::NotFound(What::EventType))?, team_type)
            }
        };
        if let Some((hold, token)) = &wish.hold
            && !self.parts.tokens.opens_hold(token, tenant.scope().tenant(), *hold)
        {
            return Err(Failure::Refused(BookRefusal::HoldGone));
        }
        Ok(Prepared::New(match team_type {
            Some(team_type) => Taken { hosts: team_type.hosts(), of_team: true },
            None => Taken { hosts: event_type.owner.host().into_iter().collect(), of_team: false },
        }))
    }

    /// The token by which the invitee manages a booking.
    #[must_use]
    pub fn manage_token(&self, tenant: &PublicTenant, booking: &Booking) -> ManageToken {
        self.parts.tokens.manage_token(tenant.scope().tenant(), booking)
    }

    /// The same for who made or moved a booking from the host's side: they may cancel and move it anyhow, and what they send
    /// to the invitee needs the link. For a booking that a use case has just given to this principal.
    #[must_use]
    pub fn manage_token_made_by(&self, principal: &Principal, booking: &Booking) -> ManageToken {
        self.parts.tokens.manage_token(principal.scope().tenant(), booking)
    }
}

impl UseCase for Book {
    type Outcome = Booking;
    type Refusal = BookRefusal;

    async fn look(&self, engine: &Engine, store: &Store, scope: TenantScope) -> Result<(), Failure<BookRefusal>> {
        self.check(store.read(&scope, self.facts()).await?, engine.now())
    }

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<BookRefusal>> {
        self.make(work, None).await
    }
}

impl Repeated for Book {
    type Offer = Option<facts::Offer>;

    fn event_type(&self) -> EventTypeId {
        self.event_type
    }

    fn start(&self) -> Timestamp {
        self.start
    }

    fn at(&self, start: Timestamp) -> Self {
        let hold = self.hold.clone().filter(|_| start == self.start);
        Self { start, hold, ..self.clone() }
    }

    fn facts(&self) -> Read<Self::Offer> {
        facts::find(&Target::EventType(self.event_type), &FactsRange::of_start(self.start))
    }

    fn terms(&self, offer: Self::Offer) -> Result<Terms, Failure<BookRefusal>> {
        self.open(offer).map(|offer| offer.terms())
    }

    fn check(&self, offer: Self::Offer, now: Timestamp) -> Result<(), Failure<BookRefusal>> {
        self.verify(&self.open(offer)?, now).map(|_| ())
    }

    async fn make(&self, work: &Work<'_>, place: Option<SeriesPlace>) -> Result<Booking, Failure<BookRefusal>> {
        let offer = self.open(work.tx.read(self.facts()).await?)?;
        let details = &offer.event_type.details;
        let invitee = self.invitee.clone().checked(&details.questions).map_err(refused)?;
        let slot = self.verify(&offer, work.now)?;

        if let Some((hold, _)) = &self.hold
            && !work.tx.delete_hold(*hold).await?
        {
            return Err(Failure::Refused(BookRefusal::HoldGone));
        }
        let id = BookingId::from_uuid(work.id());
        let state = BookingState::first(details, Party::Invitee, slot.meeting().start, work.now);
        let booking = NewBooking { state, series: place, ..offer.booking(id, slot, (invitee, work.now))? };
        let taken = || Failure::Refused(SlotRefusal::taken(&self.wanted(&offer, work.now)).into());
        work.take(&offer, booking).await?.ok_or_else(taken)
    }
}

fn refused(wrong: Vec<(String, InvalidAnswer)>) -> Failure<BookRefusal> {
    Failure::Refused(BookRefusal::Answers(wrong))
}

impl InviteeRequest {
    /// The invitee, with answers to these questions.
    pub(crate) fn checked(self, questions: &[Question]) -> Result<Invitee, Vec<(String, InvalidAnswer)>> {
        let Self { name, email, phone, notes, zone, answers, guests } = self;
        let answers = check_answers(questions, answers)?;
        Ok(Invitee { name, email, phone, notes, zone, answers, guests })
    }
}

impl Book {
    /// The offer as it is open to the public, if it is of the named host.
    fn open(&self, offer: Option<facts::Offer>) -> Result<OpenOffer, Failure<BookRefusal>> {
        let offer = OpenOffer::to_public(offer)?;
        let is_meant = self.host.as_ref().is_none_or(|named| *named == offer.host.profile.username);
        if is_meant { Ok(offer) } else { Err(Failure::Refused(BookRefusal::OtherHost)) }
    }

    fn wanted<'a>(&self, offer: &'a OpenOffer, now: Timestamp) -> Wanted<'a> {
        Wanted { calendar: &offer.calendar, rules: &offer.rules, start: self.start, now, moved: None }
    }

    fn verify(&self, offer: &OpenOffer, now: Timestamp) -> Result<VerifiedSlot, Failure<BookRefusal>> {
        let hold = self.hold.as_ref().map(|(hold, _)| *hold);
        if hold.is_some_and(|hold| !offer.calendar.keeps(hold, self.event_type, self.start, now)) {
            return Err(Failure::Refused(BookRefusal::HoldGone));
        }
        let attempt = Attempt { start: self.start, released: Released { hold, booking: None } };
        slots::verify(&offer.calendar, &offer.rules, attempt, now)
            .map_err(|rejection| SlotRefusal::by_rules(rejection, &self.wanted(offer, now), BookRefusal::Slot))
    }
}
