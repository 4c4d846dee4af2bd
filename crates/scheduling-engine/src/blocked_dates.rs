//! Time off: dates, or hours of dates, at which a host cannot be booked.

use jiff::civil::Date;
use scheduling_core::{Block, BlockId, HostId, LongText, MAX_BLOCKS, Scope, Window};
use scheduling_store::{
    Conflict, StoreError,
    blocks::{self, BlockedDates},
    changelog::Entity,
    hosts,
};

use crate::{
    Engine,
    failure::{Failure, Nothing, What},
    fields::{InvalidFields, check_block},
    principal::Principal,
    writing::{Done, UseCase, Work, Writing},
};

/// Time off to be.
#[derive(Clone, Debug)]
pub struct NewBlock {
    /// Whose it is.
    pub host: HostId,
    /// The first date.
    pub first: Date,
    /// The last date.
    pub last: Date,
    /// The same hours of each of them; `None` is all day.
    pub hours: Option<Window>,
    /// For whoever reads the list.
    pub reason: Option<LongText>,
}

/// Why dates were not blocked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlockRefusal {
    /// Fields that cannot hold what they were given.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The host has as many as there may be.
    #[error("a host has at most {max} blocks")]
    TooMany {
        /// How many there may be.
        max: usize,
    },
}

impl Engine {
    /// All blocks of a host.
    ///
    /// # Errors
    /// There is no such host for this principal; the store failed.
    pub async fn list_blocks(
        &self,
        principal: &Principal,
        host: HostId,
    ) -> Result<Vec<BlockedDates>, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        principal.reach(host, What::Host)?;
        let read = hosts::find(host).and(blocks::list(host));
        let (host, found) = self.parts.store.read(&principal.scope(), read).await?;
        if host.is_some() { Ok(found) } else { Err(Failure::NotFound(What::Host)) }
    }

    /// Blocks dates of a host. Meetings that are booked already stay.
    ///
    /// # Errors
    /// A field is invalid, or there are too many; there is no such host for this principal; the store failed.
    pub async fn create_block(
        &self,
        principal: &Principal,
        writing: Writing<NewBlock>,
    ) -> Result<Done<BlockedDates>, Failure<BlockRefusal>> {
        self.configure_host(principal, writing.command.host, writing).await
    }

    /// Gives blocked dates free.
    ///
    /// # Errors
    /// There is no such block for this principal; the store failed.
    pub async fn delete_block(
        &self,
        principal: &Principal,
        writing: Writing<BlockId>,
    ) -> Result<Done<()>, Failure<Nothing>> {
        let owner = blocks::find(writing.command).map(|found| found.map(|block| block.host));
        self.configure_owned(principal, (What::Block, owner), writing.map(Delete)).await
    }
}

impl UseCase for NewBlock {
    type Outcome = BlockedDates;
    type Refusal = BlockRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<BlockedDates, Failure<BlockRefusal>> {
        check_block(self.first, self.last).map_err(|fields| Failure::Refused(fields.into()))?;
        // The host's turn is ours, so that nobody adds one meanwhile.
        if work.tx.read(blocks::count_of(self.host)).await? >= MAX_BLOCKS as u64 {
            return Err(Failure::Refused(BlockRefusal::TooMany { max: MAX_BLOCKS }));
        }
        let id = BlockId::from_uuid(work.id());
        let block = Block::new(id, self.first, self.last, self.hours).map_err(Failure::internal)?;
        let blocked = BlockedDates { block, host: self.host, reason: self.reason.clone(), created_at: work.now };
        work.tx.insert_block(&blocked).await.map_err(refusal)?;
        work.log_created((Entity::Block, id.as_uuid()), &blocked).await?;
        Ok(blocked)
    }
}

struct Delete(BlockId);

impl UseCase for Delete {
    type Outcome = ();
    type Refusal = Nothing;

    async fn run(&self, work: &Work<'_>) -> Result<(), Failure<Nothing>> {
        let old = work.tx.read(blocks::find(self.0)).await?.ok_or(Failure::NotFound(What::Block))?;
        // The host's turn is ours, so that it is still there.
        work.tx.delete_block(self.0).await?;
        work.log_deleted((Entity::Block, self.0.as_uuid()), &old).await
    }
}

fn refusal(error: StoreError) -> Failure<BlockRefusal> {
    match error {
        StoreError::Conflict(Conflict::UnknownHost) => Failure::NotFound(What::Host),
        other => other.into(),
    }
}
