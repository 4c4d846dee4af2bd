//! Books a meeting that repeats: all of its occurrences or none, in one transaction. Each is booked as if it was the only
//! one, after those before it, so that they count for it like anybody's.

use jiff::Timestamp;
use scheduling_core::{Booking, InvalidRecurrence, Recurrence, Scope, Series, SeriesId, SeriesPlace, Zone};
use scheduling_store::{Read, Store, TenantScope};
use serde::{Deserialize, Serialize};

use crate::{
    Engine,
    book::{Book, BookAt, BookRefusal},
    failure::Failure,
    on_behalf::BookForInvitee,
    place::{Found, Offered},
    principal::{Actor, Principal, PublicTenant},
    refusal::SlotRefusal,
    writing::{Done, Order, Prepared, UseCase, Work, Writing},
};

/// A wish for a meeting that repeats.
#[derive(Clone, Debug)]
pub struct BookSeries<T> {
    /// The first occurrence: a [`Book`], whose hold keeps the first occurrence only, or a [`BookForInvitee`].
    pub first: T,
    /// How it repeats.
    pub recurrence: Recurrence,
}

/// Bookings that were made at once, as one meeting that repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookedSeries {
    /// By which the bookings are known to belong together.
    pub id: SeriesId,
    /// How it repeats.
    pub recurrence: Recurrence,
    /// Whose clock its occurrences follow.
    pub zone: Zone,
    /// One for each occurrence, in their order.
    pub bookings: Vec<Booking>,
}

/// Why no series was booked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeriesRefusal {
    /// What stands against all of it.
    #[error(transparent)]
    Booking(#[from] BookRefusal),
    /// The event type is not booked like this.
    #[error(transparent)]
    Recurrence(#[from] InvalidRecurrence),
    /// Some occurrences cannot be had.
    #[error(transparent)]
    Occurrences(#[from] RefusedOccurrences),
}

/// Occurrences that cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} of the occurrences cannot be had", .more.len() + 1)]
pub struct RefusedOccurrences {
    /// The first of them.
    pub first: (Timestamp, SlotRefusal),
    /// The others, in their order.
    pub more: Vec<(Timestamp, SlotRefusal)>,
}

impl RefusedOccurrences {
    /// When they would start, and why they cannot be had.
    pub fn iter(&self) -> impl Iterator<Item = &(Timestamp, SlotRefusal)> {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// Nothing, if none is refused.
    fn check(refused: Vec<(Timestamp, SlotRefusal)>) -> Result<(), Self> {
        let mut refused = refused.into_iter();
        refused.next().map_or(Ok(()), |first| Err(Self { first, more: refused.collect() }))
    }
}

impl Engine {
    /// Books a meeting that repeats: all of its occurrences, or none.
    ///
    /// Each is a booking of its own, with an id and a token of its own. They are verified one after the other, with those
    /// before in place, so that the limits and the buffers between them count.
    ///
    /// # Errors
    /// The event type allows no such series; an occurrence cannot be had; as [`book`](Self::book).
    pub async fn book_series(
        &self,
        tenant: &PublicTenant,
        writing: Writing<BookSeries<Book>>,
    ) -> Result<Done<BookedSeries>, Failure<SeriesRefusal>> {
        let Writing { command: BookSeries { first, recurrence }, idempotency } = writing;
        let found = self.book_at(tenant, idempotency.as_ref(), first).await;
        let (first, hosts) = match found.map_err(|failure| failure.map_refused(SeriesRefusal::Booking))? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(found) => found,
        };
        let case = BookSeries { first, recurrence };
        self.write(Order { scope: tenant.scope(), actor: Actor::Invitee, hosts, idempotency, case }).await
    }

    /// The same from the host's side, for an invitee. Rules that are set aside are set aside for every occurrence.
    ///
    /// # Errors
    /// The event type allows no such series; an occurrence cannot be had; as [`book_for_invitee`](Self::book_for_invitee).
    pub async fn book_series_for_invitee(
        &self,
        principal: &Principal,
        writing: Writing<BookSeries<BookForInvitee>>,
    ) -> Result<Done<BookedSeries>, Failure<SeriesRefusal>> {
        principal.require(Scope::BookingsWrite)?;
        let Writing { command: BookSeries { first, recurrence }, idempotency } = writing;
        let found = self.book_for_invitee_at(principal, idempotency.as_ref(), first).await;
        let (first, hosts) = match found.map_err(|failure| failure.map_refused(SeriesRefusal::Booking))? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(found) => found,
        };
        let (scope, actor, case) = (principal.scope(), principal.actor(), BookSeries { first, recurrence });
        self.write(Order { scope, actor, hosts, idempotency, case }).await
    }
}

impl UseCase for BookSeries<BookAt> {
    type Outcome = BookedSeries;
    type Refusal = SeriesRefusal;

    async fn look(&self, engine: &Engine, store: &Store, scope: TenantScope) -> Result<(), Failure<SeriesRefusal>> {
        let (starts, _) = occurrences(self, store.read(&scope, self.first.facts()).await?)?;
        let each: Vec<BookAt> = starts.iter().map(|start| self.first.at(*start)).collect();
        // Those before are not in place here, so this may accept what is refused later, and never the other way round.
        let offers = store.read(&scope, Read::all(each.iter().map(BookAt::facts))).await?;
        let now = engine.now();
        let mut refused = Vec::new();
        for (occurrence, offer) in each.iter().zip(offers) {
            note(&mut refused, occurrence.start, occurrence.check(offer, now))?;
        }
        RefusedOccurrences::check(refused).map_err(|refused| Failure::Refused(refused.into()))
    }

    async fn run(&self, work: &Work<'_>) -> Result<BookedSeries, Failure<SeriesRefusal>> {
        let (starts, zone) = occurrences(self, work.tx.read(self.first.facts()).await?)?;
        let id = SeriesId::from_uuid(work.id());
        let series = Series {
            id,
            event_type: self.first.event_type,
            recurrence: self.recurrence,
            zone: zone.clone(),
            start: self.first.start,
            created_at: work.now,
        };
        work.tx.insert_series(&series).await?;
        let mut bookings = Vec::with_capacity(starts.len());
        let mut refused = Vec::new();
        for (position, start) in (1..).zip(starts) {
            let place = SeriesPlace { series: id, position };
            // After a refusal the others are still made, in a transaction that is not committed: so that all those are named
            // that stand against it.
            let made = Box::pin(self.first.at(start).make(work, Some(place))).await;
            bookings.extend(note(&mut refused, start, made)?);
        }
        RefusedOccurrences::check(refused).map_err(|refused| Failure::Refused(SeriesRefusal::from(refused)))?;
        Ok(BookedSeries { id, recurrence: self.recurrence, zone, bookings })
    }
}

/// When the occurrences start, and by whose clock, if the event type is booked like this.
fn occurrences(
    BookSeries { first, recurrence }: &BookSeries<BookAt>,
    found: Option<Found>,
) -> Result<(Vec<Timestamp>, Zone), Failure<SeriesRefusal>> {
    let mut offered = first.open(found).map_err(|failure| failure.map_refused(SeriesRefusal::Booking))?;
    // A hold says whose time it keeps of the first occurrence only.
    offered.name(first.host.as_ref()).map_err(|wrong| Failure::Refused(BookRefusal::from(wrong).into()))?;
    let (max_occurrences, zone) = match &offered {
        Offered::Host(offer) => (offer.event_type.details.max_occurrences, &offer.host.profile.zone),
        Offered::Team(team) => (team.team_type.max_occurrences(), &team.team_type.scheduling.zone),
    };
    let starts = recurrence.check(max_occurrences).and_then(|()| recurrence.starts(first.start, zone));
    Ok((starts.map_err(|why| Failure::Refused(why.into()))?, zone.clone()))
}

/// Keeps what stands against one occurrence; what stands against all of them ends the series.
fn note<O>(
    refused: &mut Vec<(Timestamp, SlotRefusal)>,
    start: Timestamp,
    occurrence: Result<O, Failure<BookRefusal>>,
) -> Result<Option<O>, Failure<SeriesRefusal>> {
    match occurrence {
        Ok(had) => Ok(Some(had)),
        Err(Failure::Refused(BookRefusal::Slot(why))) => {
            refused.push((start, why));
            Ok(None)
        }
        Err(failure) => Err(failure.map_refused(SeriesRefusal::Booking)),
    }
}
