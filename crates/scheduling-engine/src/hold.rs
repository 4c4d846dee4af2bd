//! Keeps a slot for an invitee who is filling in the form, and gives it up again.

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{
    Booking, BookingId, CannotChange, EventTypeId, HoldId, Interval, OccupancyId, OccupiedBy, Taking, Username,
    slots::{self, FactsRange, TooMuchHeld},
};
use scheduling_store::{
    bookings,
    holds::{self, Hold},
    reservations::NewOccupancy,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    Engine,
    bookings::WrongToken,
    failure::{Failure, Nothing, What},
    place::{Found, Offered, Sought, Wish},
    principal::{Actor, PublicTenant},
    refusal::SlotRefusal,
    take::Calendars as _,
    team_offer::WrongHost,
    tokens::{HoldToken, ManageToken},
    writing::{Done, Order, Prepared, UseCase, Work, Writing},
};

/// How long a slot is kept.
pub const HOLD_KEPT: SignedDuration = SignedDuration::from_mins(5);
/// How many holds one address may have at a time.
const PER_CLIENT: u64 = 3;

/// A wish to keep a slot for a while.
#[derive(Clone, Debug)]
pub struct CreateHold {
    /// What is going to be booked.
    pub event_type: EventTypeId,
    /// When it would start.
    pub start: Timestamp,
    /// With whom, where the invitee chooses the host of a team's event type.
    pub host: Option<Username>,
    /// By what the caller's holds are counted, such as the network address; `None` is not counted.
    pub client: Option<String>,
}

/// A wish to keep a slot for a while to which a meeting is going to be moved.
#[derive(Clone, Debug)]
pub struct HoldToMove {
    /// The booking.
    pub booking: BookingId,
    /// The token that opens it.
    pub token: ManageToken,
    /// When it would start then.
    pub start: Timestamp,
    /// As of a [`CreateHold`].
    pub client: Option<String>,
}

/// A slot that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldSlot {
    /// The hold.
    pub id: HoldId,
    /// The meeting that it keeps the time for.
    pub meeting: Interval,
    /// The first instant at which it keeps nothing any more.
    pub expires_at: Timestamp,
}

/// Why a slot was not held.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HoldRefusal {
    /// It cannot be had.
    #[error(transparent)]
    Slot(#[from] SlotRefusal),
    /// The caller holds as many as allowed.
    #[error("at most {PER_CLIENT} times can be held at once")]
    TooMany,
    /// Others hold too much of the host's time.
    #[error(transparent)]
    TooMuch(#[from] TooMuchHeld),
    /// The host that was named does not offer the event type.
    #[error("the named host does not offer the event type")]
    OtherHost,
    /// Of an event type whose hosts are chosen by the invitee, none was named.
    #[error("the host must be named")]
    HostRequired,
    /// The booking that is to be moved there, or the time, does not allow it.
    #[error(transparent)]
    Cannot(#[from] CannotChange),
    /// The token does not open the booking that is to be moved there.
    #[error("the token does not open this booking")]
    WrongToken,
}

impl From<WrongHost> for HoldRefusal {
    fn from(wrong: WrongHost) -> Self {
        match wrong {
            WrongHost::Required => Self::HostRequired,
            WrongHost::Other => Self::OtherHost,
        }
    }
}

impl From<WrongToken> for HoldRefusal {
    fn from(_: WrongToken) -> Self {
        Self::WrongToken
    }
}

impl Engine {
    /// Keeps a slot for five minutes.
    ///
    /// # Errors
    /// The slot cannot be had, or too much is held already; the event type is not there; the store failed.
    pub async fn hold(
        &self,
        tenant: &PublicTenant,
        writing: Writing<CreateHold>,
    ) -> Result<Done<HeldSlot>, Failure<HoldRefusal>> {
        let Writing { command, idempotency } = writing;
        let CreateHold { event_type, start, host, client } = command;
        let found = match self.prepare_public(tenant, idempotency.as_ref(), Sought::find(event_type)).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(found) => found,
        };
        let (sought, hosts) = Sought::and_hosts(found)?;
        let case = HoldAt { sought, start, host, moving: None, client_hash: hash(client) };
        self.write(Order { scope: tenant.scope(), actor: Actor::Invitee, hosts, idempotency, case }).await
    }

    /// Keeps a slot for five minutes to which an invitee is going to move a meeting: at the host who has it by then, or in a
    /// team at those who would take it.
    ///
    /// # Errors
    /// The token does not open the booking, or the booking or the time does not allow to move it; as [`hold`](Self::hold).
    pub async fn hold_to_move(
        &self,
        tenant: &PublicTenant,
        writing: Writing<HoldToMove>,
    ) -> Result<Done<HeldSlot>, Failure<HoldRefusal>> {
        let Writing { command: HoldToMove { booking: id, token, start, client }, idempotency } = writing;
        let scope = tenant.scope();
        let booking = match self.prepare_public(tenant, idempotency.as_ref(), bookings::find(id)).await? {
            Prepared::Known(done) => {
                // The key alone opens nothing.
                let booking = self.parts.store.read(&scope, bookings::find(id)).await?;
                return self.opened(tenant, booking, &token).map(|_| done);
            }
            Prepared::New(booking) => self.open_to_invitee(tenant, booking, &token)?,
        };
        let hosts = self.hosts_around(scope, &booking).await?;
        let (sought, moving, client_hash) = (Sought::of(&booking), Some(id), hash(client));
        let case = HoldAt { sought, start, host: None, moving, client_hash };
        self.write(Order { scope, actor: Actor::Invitee, hosts, idempotency, case }).await
    }

    /// The token by which its maker uses a hold.
    #[must_use]
    pub fn hold_token(&self, tenant: &PublicTenant, hold: HoldId) -> HoldToken {
        self.parts.tokens.hold_token(tenant.scope().tenant(), hold)
    }

    /// Gives a held slot up.
    ///
    /// # Errors
    /// There is no such hold, or the token is not its; the store failed.
    pub async fn release_hold(
        &self,
        tenant: &PublicTenant,
        writing: Writing<(HoldId, HoldToken)>,
    ) -> Result<Done<()>, Failure<Nothing>> {
        let Writing { command: (hold, token), idempotency } = writing;
        if !self.parts.tokens.opens_hold(&token, tenant.scope().tenant(), hold) {
            return Err(Failure::NotFound(What::Hold));
        }
        let hosts = match self.prepare_public(tenant, idempotency.as_ref(), holds::list_hosts(hold)).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New(hosts) => hosts,
        };
        if hosts.is_empty() {
            return Err(Failure::NotFound(What::Hold));
        }
        self.write(Order { scope: tenant.scope(), actor: Actor::Invitee, hosts, idempotency, case: Release(hold) })
            .await
    }
}

/// A hold to be made, of a host's time or of a team's.
struct HoldAt {
    sought: Sought,
    start: Timestamp,
    /// With whom, as far as the invitee says so.
    host: Option<Username>,
    /// The booking that is to be moved there.
    moving: Option<BookingId>,
    /// A hash of the caller's address; none if it does not count.
    client_hash: Option<[u8; 32]>,
}

impl UseCase for HoldAt {
    type Outcome = HeldSlot;
    type Refusal = HoldRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<HeldSlot, Failure<HoldRefusal>> {
        let moved = match self.moving {
            Some(booking) => Some(work.lock_booking(booking).await?),
            None => None,
        };
        let wish = Wish { host: self.host.as_ref(), moved: moved.as_ref(), ..Wish::at(self.start) };
        let (found, client_hash) = (self.read_counted(moved.as_ref(), work).await?, self.client_hash);
        let mut offered = match &moved {
            Some(moved) => Offered::of_moved(found, moved, work.now)?,
            None => Offered::to_public(found)?,
        };
        work.has_locked(&offered)?;
        if moved.is_none() {
            offered.name(wish.host).map_err(|wrong| Failure::Refused(wrong.into()))?;
        }
        let free = offered.verify(wish, work.now)?;
        let place = offered.choose(free, wish, work).await?;
        for slot in place.taking.slots() {
            let calendar =
                place.offered.calendar_of(slot.host()).ok_or_else(|| Failure::internal("an unknown host"))?;
            slots::may_hold(calendar, slot, work.now).map_err(|much| Failure::Refused(much.into()))?;
        }

        let (id, occupancy) = (HoldId::from_uuid(work.id()), OccupancyId::from_uuid(work.id()));
        let (created_at, expires_at) = (work.now, work.now + HOLD_KEPT);
        let Taking { slot, others, assignment } = &place.taking;
        let reservation = NewOccupancy::of(slot, occupancy, OccupiedBy::Hold { id, expires_at }).with(others);
        let taken = || Failure::Refused(place.taken(wish, work.now).into());
        let occupancy = work.reserve(&place.offered, &reservation).await?.ok_or_else(taken)?;
        let (event_type, host, meeting) = (slot.event_type(), slot.host(), slot.meeting());
        let candidates = assignment.as_ref().map_or_else(Vec::new, |assignment| assignment.candidates.clone());
        let hold = Hold { id, event_type, host, occupancy, client_hash, meeting, expires_at, created_at, candidates };
        work.tx.insert_hold(&hold).await?;
        Ok(HeldSlot { id, meeting, expires_at })
    }
}

impl HoldAt {
    /// Reads what is offered, unless the caller holds as much as one may.
    async fn read_counted(
        &self,
        moved: Option<&Booking>,
        work: &Work<'_>,
    ) -> Result<Option<Found>, Failure<HoldRefusal>> {
        // A booking that was given to somebody else meanwhile is moved there.
        let sought = moved.map_or_else(|| self.sought.clone(), Sought::of);
        let read = sought.read(&FactsRange::of_start(self.start));
        let Some(client) = self.client_hash else { return Ok(work.tx.read(read).await?) };
        // The host's lock keeps nobody out who holds at another host.
        work.tx.lock_client(&client).await?;
        let (found, live) = work.tx.read(read.and(holds::count_live_of_client(&client, work.now))).await?;
        if live >= PER_CLIENT { Err(Failure::Refused(HoldRefusal::TooMany)) } else { Ok(found) }
    }
}

fn hash(client: Option<String>) -> Option<[u8; 32]> {
    client.map(|client| Sha256::digest(client).into())
}

struct Release(HoldId);

impl UseCase for Release {
    type Outcome = ();
    type Refusal = Nothing;

    async fn run(&self, work: &Work<'_>) -> Result<(), Failure<Nothing>> {
        if work.tx.delete_hold(self.0).await? { Ok(()) } else { Err(Failure::NotFound(What::Hold)) }
    }
}
