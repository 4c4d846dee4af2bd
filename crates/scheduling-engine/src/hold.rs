//! Keeps a slot for an invitee who is filling in the form, and gives it up again.

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{
    EventTypeId, HoldId, Interval, OccupancyId, OccupiedBy, Username,
    slots::{self, Attempt, FactsRange, TooMuchHeld},
};
use scheduling_store::{
    Read, event_types,
    facts::{self, Target},
    holds::{self, Hold},
    reservations::NewOccupancy,
    team_types,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    hold_team::HoldTeam,
    offer::OpenOffer,
    principal::{Actor, PublicTenant},
    refusal::{SlotRefusal, Wanted},
    tokens::HoldToken,
    writing::{Done, Order, Prepared, UseCase, Work, Writing},
};

/// How long a slot is kept.
pub(crate) const KEPT: SignedDuration = SignedDuration::from_mins(5);
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
        let found = event_types::find(command.event_type).and(team_types::find(command.event_type));
        let (event_type, team_type) = match self.prepare_public(tenant, idempotency.as_ref(), found).await? {
            Prepared::Known(done) => return Ok(done),
            Prepared::New((event_type, team_type)) => {
                (event_type.ok_or(Failure::NotFound(What::EventType))?, team_type)
            }
        };
        let (scope, actor) = (tenant.scope(), Actor::Invitee);
        if let Some(team_type) = team_type {
            let hosts = team_type.hosts();
            return self.write(Order { scope, actor, hosts, idempotency, case: HoldTeam(command) }).await;
        }
        let hosts = event_type.owner.host().into_iter().collect();
        self.write(Order { scope, actor, hosts, idempotency, case: command }).await
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

impl UseCase for CreateHold {
    type Outcome = HeldSlot;
    type Refusal = HoldRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<HeldSlot, Failure<HoldRefusal>> {
        let range = FactsRange::of_start(self.start);
        let read = facts::find(&Target::EventType(self.event_type), &range);
        let client_hash = self.client_hash();
        let offer = OpenOffer::to_public(self.read_counted(read, client_hash, work).await?)?;
        if self.host.as_ref().is_some_and(|named| *named != offer.host.profile.username) {
            return Err(Failure::Refused(HoldRefusal::OtherHost));
        }
        let (calendar, rules) = (&offer.calendar, &offer.rules);
        let wanted = Wanted { calendar, rules, start: self.start, now: work.now, moved: None };
        let slot = slots::verify(calendar, rules, Attempt::at(self.start), work.now)
            .map_err(|rejection| SlotRefusal::by_rules(rejection, &wanted, HoldRefusal::Slot))?;
        slots::may_hold(calendar, &slot, work.now).map_err(|much| Failure::Refused(much.into()))?;

        let (id, occupancy) = (HoldId::from_uuid(work.id()), OccupancyId::from_uuid(work.id()));
        let expires_at = work.now + KEPT;
        let reservation = NewOccupancy::of(&slot, occupancy, OccupiedBy::Hold { id, expires_at });
        let taken = || Failure::Refused(SlotRefusal::taken(&wanted).into());
        let occupancy = work.reserve(&offer, &reservation).await?.ok_or_else(taken)?;
        let meeting = slot.meeting();
        let (event_type, host, created_at) = (self.event_type, slot.host(), work.now);
        let hold = Hold {
            id,
            event_type,
            host,
            occupancy,
            client_hash,
            meeting,
            expires_at,
            created_at,
            candidates: Vec::new(),
        };
        work.tx.insert_hold(&hold).await?;
        Ok(HeldSlot { id, meeting, expires_at })
    }
}

impl CreateHold {
    /// A hash of the caller's address; none if it does not count.
    pub(crate) fn client_hash(&self) -> Option<[u8; 32]> {
        self.client.as_ref().map(|client| Sha256::digest(client).into())
    }

    /// Reads, unless the caller holds as much as one may.
    pub(crate) async fn read_counted<T: Send + 'static>(
        &self,
        read: Read<T>,
        client_hash: Option<[u8; 32]>,
        work: &Work<'_>,
    ) -> Result<T, Failure<HoldRefusal>> {
        let Some(client) = client_hash else { return Ok(work.tx.read(read).await?) };
        // The host's lock keeps nobody out who holds at another host.
        work.tx.lock_client(&client).await?;
        let (found, live) = work.tx.read(read.and(holds::count_live_of_client(&client, work.now))).await?;
        if live >= PER_CLIENT { Err(Failure::Refused(HoldRefusal::TooMany)) } else { Ok(found) }
    }
}

struct Release(HoldId);

impl UseCase for Release {
    type Outcome = ();
    type Refusal = Nothing;

    async fn run(&self, work: &Work<'_>) -> Result<(), Failure<Nothing>> {
        if work.tx.delete_hold(self.0).await? { Ok(()) } else { Err(Failure::NotFound(What::Hold)) }
    }
}
