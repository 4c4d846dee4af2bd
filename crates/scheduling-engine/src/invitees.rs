//! What is known of an invitee: shown to the tenant's admins, and forgotten at their request or after the tenant's
//! retention time.
//!
//! What is forgotten is blanked, not removed: that there was a meeting, when, and how it ended, stays for counting.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{Booking, EmailAddress, Scope};
use scheduling_store::{
    Page, PageRequest, Read, TenantScope,
    changelog::{Action, Entity},
    invitees::{self, Blanked, Whose},
};
use serde::{Deserialize, Serialize};
use tracing::Instrument as _;
use uuid::Uuid;

use crate::{
    Engine,
    clock::stored,
    failure::{Failure, Nothing},
    principal::Principal,
    writing::{Done, Prepared, RETRIES, UseCase, Work, Writing, details},
};

/// How many bookings are blanked in one transaction: few enough for its budget on a slow and busy server.
const BATCH: u32 = 100;
/// What a transaction may take that forgets somebody at their request. Nobody waits for it but who asked for it: it locks
/// nobody's time. It looks through all guest lists and all outcomes of the tenant's last day, which can be many.
const BUDGET: Duration = Duration::from_mins(2);

/// What a tenant knows of an invitee.
#[derive(Clone, Debug)]
pub struct InviteeData {
    /// The address by which they were looked for.
    pub email: EmailAddress,
    /// When.
    pub exported_at: Timestamp,
    /// What they have booked, by its start.
    pub bookings: Vec<Booking>,
    /// The bookings of others to which they were brought along.
    pub brought_along: Vec<Booking>,
}

/// That an invitee was forgotten. It does not name them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteeReceipt {
    /// Its id, under which the changelog has it.
    pub id: Uuid,
    /// When.
    pub erased_at: Timestamp,
    /// At whose request, as the changelog names them.
    pub erased_by: String,
    /// In how many bookings they were blanked.
    pub bookings: u64,
    /// From how many bookings of others they were removed as a guest.
    pub guest_lists: u64,
    /// How many entries of the changelog were blanked.
    pub changes: u64,
    /// How many outcomes that were kept for repetitions of requests are gone.
    pub outcomes: u64,
}

impl Engine {
    /// All that the tenant knows of whoever has this address.
    ///
    /// # Errors
    /// The scope `admin` is missing; the store failed.
    pub async fn export_invitee(
        &self,
        principal: &Principal,
        email: EmailAddress,
    ) -> Result<InviteeData, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        let now = self.now();
        let bookings = self.all_pages(principal, |page| invitees::list_booked(&email, page)).await?;
        let brought_along = self.all_pages(principal, |page| invitees::list_brought_along(&email, page)).await?;
        let as_of = |bookings: Vec<Booking>| bookings.into_iter().map(|booking| booking.as_of(now)).collect();
        Ok(InviteeData { exported_at: now, bookings: as_of(bookings), brought_along: as_of(brought_along), email })
    }

    /// Forgets whoever has this address: their name, address, telephone, notes, answers and guests in all bookings, the
    /// reasons that were given, where others have brought them along, what the changelog has of it, and outcomes that are
    /// kept for repetitions. Bookings ahead keep their time; who is to be free again cancels them first.
    ///
    /// # Errors
    /// The scope `admin` is missing; the store failed: what was blanked by then stays so, and the rest is at the next
    /// attempt.
    pub async fn erase_invitee(
        &self,
        principal: &Principal,
        writing: Writing<EmailAddress>,
    ) -> Result<Done<InviteeReceipt>, Failure<Nothing>> {
        principal.require(Scope::Admin)?;
        let nothing = Read::nothing();
        if let Prepared::Known(done) = self.prepare(principal.scope(), writing.idempotency.as_ref(), nothing).await? {
            return Ok(done);
        }
        let (engine, principal) = (self.clone(), principal.clone());
        let erase = async move {
            let whose = Whose::Address(writing.command.clone());
            let before = engine.blank(principal.scope(), &whose).await?;
            engine.configure(&principal, writing.map(|_| Receipt { whose, before })).await
        };
        // All of it, also if whoever asked for it does not wait.
        let task = tokio::spawn(erase.in_current_span());
        task.await.unwrap_or_else(|panicked| Err(Failure::internal(panicked)))
    }

    /// Blanks batch by batch until there is nothing left.
    async fn blank(&self, scope: TenantScope, whose: &Whose) -> Result<Blanked, Failure<Nothing>> {
        let (mut all, mut collisions) = (Blanked::default(), 0);
        loop {
            let batch = match self.blank_batch(scope, whose).await {
                Err(Failure::Unavailable(error)) if error.is_retryable() && collisions < RETRIES => {
                    collisions += 1;
                    continue;
                }
                batch => batch?,
            };
            all = sum(all, batch);
            if batch.bookings.max(batch.guest_lists) < u64::from(BATCH) {
                return Ok(all);
            }
        }
    }

    async fn blank_batch(&self, scope: TenantScope, whose: &Whose) -> Result<Blanked, Failure<Nothing>> {
        let tx = self.parts.store.begin(&scope, BUDGET).await?;
        let blanked = tx.blank_invitees(whose, stored(self.now()), BATCH).await?;
        tx.commit().await?;
        Ok(blanked)
    }

    async fn all_pages(
        &self,
        principal: &Principal,
        read: impl Fn(PageRequest) -> Read<Page<Booking>>,
    ) -> Result<Vec<Booking>, Failure<Nothing>> {
        let (mut all, mut page) = (Vec::new(), PageRequest::default());
        loop {
            let Page { items, next } = self.parts.store.read(&principal.scope(), read(page)).await?;
            all.extend(items);
            match next {
                Some(next) => page.after = Some(next),
                None => return Ok(all),
            }
        }
    }
}

/// Forgets invitees whose meetings ended more than so many days ago, in at most this many bookings. Returns in how many.
pub(crate) async fn forget(work: &Work<'_>, kept_days: Option<u32>, at_most: u32) -> Result<u64, Failure<Nothing>> {
    let Some(days) = kept_days else { return Ok(0) };
    // Days of 24 hours: no zone is the tenant's.
    let kept = SignedDuration::from_hours(24 * i64::from(days));
    let Ok(end) = work.now.checked_sub(kept) else { return Ok(0) };
    let blanked = work.tx.blank_invitees(&Whose::EndedBy(end), work.now, at_most).await?;
    if blanked.bookings > 0 {
        work.log(Action::Deleted, (Entity::Invitee, work.id()), details(&Logged::of(&blanked))?).await?;
    }
    Ok(blanked.bookings)
}

/// The end of forgetting an invitee: what has come in meanwhile, and the receipt.
struct Receipt {
    whose: Whose,
    before: Blanked,
}

impl UseCase for Receipt {
    type Outcome = InviteeReceipt;
    type Refusal = Nothing;
    const BUDGET: Duration = BUDGET;

    async fn run(&self, work: &Work<'_>) -> Result<InviteeReceipt, Failure<Nothing>> {
        let meanwhile = work.tx.blank_invitees(&self.whose, work.now, BATCH).await?;
        let blanked = sum(self.before, meanwhile);
        let id = work.id();
        work.log(Action::Deleted, (Entity::Invitee, id), details(&Logged::of(&blanked))?).await?;
        let Blanked { bookings, guest_lists, changes, outcomes } = blanked;
        let (erased_at, erased_by) = (work.now, work.actor.to_string());
        Ok(InviteeReceipt { id, erased_at, erased_by, bookings, guest_lists, changes, outcomes })
    }
}

/// What the changelog keeps: how much it was.
#[derive(Serialize)]
struct Logged {
    bookings: u64,
    guest_lists: u64,
    changes: u64,
    outcomes: u64,
}

impl Logged {
    const fn of(blanked: &Blanked) -> Self {
        let Blanked { bookings, guest_lists, changes, outcomes } = *blanked;
        Self { bookings, guest_lists, changes, outcomes }
    }
}

const fn sum(one: Blanked, other: Blanked) -> Blanked {
    Blanked {
        bookings: one.bookings + other.bookings,
        guest_lists: one.guest_lists + other.guest_lists,
        changes: one.changes + other.changes,
        outcomes: one.outcomes + other.outcomes,
    }
}
