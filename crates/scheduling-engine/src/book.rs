//! Books a slot of a host or of a team. Here the invariant is kept: what was verified is what is reserved, in one
//! transaction.

use std::collections::BTreeMap;

use jiff::Timestamp;
use scheduling_core::{
    Beginning, Booking, BookingId, Campaign, EmailAddress, EventTypeId, HoldId, HostId, InvalidAnswer, Invitee, Locale,
    LongText, Name, NewBooking, Party, PhoneNumber, Question, RawAnswer, SeriesPlace, Username, Zone, check_answers,
    slots::{FactsRange, RuleOverride, VerifiedSlot},
};
use scheduling_store::{Read, Store, TenantScope, idempotency::IdempotencyKey};

use crate::{
    Engine,
    failure::Failure,
    fields::{InvalidFields, check_guests},
    outcomes::Repeatable,
    place::{Found, HoldGone, Offered, Place, Sought, Wish},
    principal::{Actor, Principal, PublicTenant},
    refusal::SlotRefusal,
    team_offer::WrongHost,
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
    /// In which language they get mails; `None` follows the tenant.
    pub locale: Option<Locale>,
    /// What led them to the page on which they book.
    pub campaign: Campaign,
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

impl From<HoldGone> for BookRefusal {
    fn from(_: HoldGone) -> Self {
        Self::HoldGone
    }
}

impl From<WrongHost> for BookRefusal {
    fn from(wrong: WrongHost) -> Self {
        match wrong {
            WrongHost::Required => Self::HostRequired,
            WrongHost::Other => Self::OtherHost,
        }
    }
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
        let (case, hosts) = match self.book_at(tenant, idempotency.as_ref(), command).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(found) => found,
        };
        self.write(Order { scope: tenant.scope(), actor: Actor::Invitee, hosts, idempotency, case }).await
    }

    /// What every wish for a meeting goes through first: its fields, what was done before under the key, the hold's token,
    /// and whose time it may take.
    pub(crate) async fn book_at<T: Repeatable>(
        &self,
        tenant: &PublicTenant,
        idempotency: Option<&IdempotencyKey>,
        wish: Book,
    ) -> Result<Prepared<T, (BookAt, Vec<HostId>)>, Failure<BookRefusal>> {
        let Book { event_type, start, host, invitee, hold } = wish;
        check_guests(&invitee.guests).map_err(|fields| Failure::Refused(fields.into()))?;
        let found = match self.prepare_public(tenant, idempotency, Sought::find(event_type)).await? {
            Prepared::Known(done) => return Ok(Prepared::Known(done)),
            Prepared::New(found) => found,
        };
        let (sought, hosts) = Sought::and_hosts(found)?;
        if let Some((hold, token)) = &hold
            && !self.parts.tokens.opens_hold(token, tenant.scope().tenant(), *hold)
        {
            return Err(Failure::Refused(BookRefusal::HoldGone));
        }
        let hold = hold.map(|(hold, _)| hold);
        let case = BookAt { sought, event_type, by: Party::Invitee, start, host, invitee, hold, overridden: None };
        Ok(Prepared::New((case, hosts)))
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

/// A wish for a meeting of either side, with a host or with a team. Where its event type is has been found out.
#[derive(Clone, Debug)]
pub(crate) struct BookAt {
    pub(crate) sought: Sought,
    pub(crate) event_type: EventTypeId,
    /// Who asks: the public, or the host's side for an invitee.
    pub(crate) by: Party,
    pub(crate) start: Timestamp,
    pub(crate) host: Option<Username>,
    pub(crate) invitee: InviteeRequest,
    pub(crate) hold: Option<HoldId>,
    pub(crate) overridden: Option<RuleOverride>,
}

impl UseCase for BookAt {
    type Outcome = Booking;
    type Refusal = BookRefusal;

    async fn look(&self, engine: &Engine, store: &Store, scope: TenantScope) -> Result<(), Failure<BookRefusal>> {
        self.check(store.read(&scope, self.facts()).await?, engine.now())
    }

    async fn run(&self, work: &Work<'_>) -> Result<Booking, Failure<BookRefusal>> {
        Box::pin(self.make(work, None)).await
    }
}

impl BookAt {
    /// The same at the start of another occurrence of a series, for which no hold keeps anything.
    pub(crate) fn at(&self, start: Timestamp) -> Self {
        let hold = self.hold.filter(|_| start == self.start);
        Self { start, hold, ..self.clone() }
    }

    /// What must be known to book it.
    pub(crate) fn facts(&self) -> Read<Option<Found>> {
        self.sought.read(&FactsRange::of_start(self.start))
    }

    /// Whether it could be had, were it alone.
    pub(crate) fn check(&self, found: Option<Found>, now: Timestamp) -> Result<(), Failure<BookRefusal>> {
        self.open(found)?.free(self.wish(), now).map(|_: Vec<VerifiedSlot>| ())
    }

    /// Makes it, at its place in a series or alone.
    pub(crate) async fn make(
        &self,
        work: &Work<'_>,
        series: Option<SeriesPlace>,
    ) -> Result<Booking, Failure<BookRefusal>> {
        let offered = self.open(work.tx.read(self.facts()).await?)?;
        let details = &offered.event_type().details;
        let invitee = self.invitee.clone().checked(&details.questions);
        let invitee = invitee.map_err(|wrong| Failure::Refused(BookRefusal::Answers(wrong)))?;
        let Beginning { state, awaits_address } = Beginning::anew(details, self.by, self.start, work.now);
        let place: Place = offered.place(self.wish(), work).await?;
        let (id, overridden) = (BookingId::from_uuid(work.id()), self.overridden.clone());
        let booking = place.booking(id, (invitee, work.now))?;
        let booking = NewBooking { state, awaits_address, series, overridden, ..booking };
        place.take(work, booking, None).await
    }

    /// What is offered to whoever asks, by the host whom they name.
    pub(crate) fn open(&self, found: Option<Found>) -> Result<Offered, Failure<BookRefusal>> {
        let mut offered = match self.by {
            Party::Invitee => Offered::to_public(found)?,
            Party::Host => Offered::to_its_side(found)?,
        };
        // A hold says itself whose time it keeps; who names somebody else as well is told so.
        if self.hold.is_none() || self.host.is_some() {
            offered.name(self.host.as_ref()).map_err(|wrong| Failure::Refused(wrong.into()))?;
        }
        Ok(offered)
    }

    fn wish(&self) -> Wish<'_> {
        let without = self.overridden.as_ref().map_or(&[][..], |overridden| &overridden.rules);
        Wish { host: self.host.as_ref(), hold: self.hold, without, ..Wish::at(self.start) }
    }
}

impl InviteeRequest {
    /// The invitee, with answers to these questions.
    pub(crate) fn checked(self, questions: &[Question]) -> Result<Invitee, Vec<(String, InvalidAnswer)>> {
        let Self { name, email, phone, notes, zone, answers, guests, locale, campaign } = self;
        let answers = check_answers(questions, answers)?;
        Ok(Invitee { name, email, phone, notes, zone, answers, guests, locale, campaign })
    }
}
