//! The writing transaction of one tenant. What it writes is in the modules of the tables; this one opens, locks,
//! commits and rolls back.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use scheduling_core::{HostId, TenantId};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    error::{DriverError, StoreError},
    pooled::Pooled,
    read::{Param, Read},
    scope::{Mode, View, begin},
    statement::{Statement, statements},
    store::{query, send_and_forget},
};

/// The first number of the locks of client addresses. Migrations have another one.
const CLIENTS: i32 = 0x636c_6e74;

/// A writing transaction inside one tenant. Nothing of it is there until [`commit`](Self::commit) has returned;
/// dropping it rolls back.
///
/// It is bounded by the budget that it was begun with. If an answer does not come by then, nothing more is sent, its
/// connection is closed, and the server rolls back as soon as it notices.
#[derive(Debug)]
pub struct TenantTx {
    client: Pooled,
    tenant: Uuid,
    /// The server has rolled back already, and COMMIT would not say so.
    failed: AtomicBool,
    finished: bool,
}

statements! {
    // Unqualified, so that a test can shadow the lock by a function of its own through the role's search_path, and see
    // what happens without it.
    LOCK_HOSTS = "SELECT pg_advisory_xact_lock(key) FROM unnest($1::bigint[]) AS key";
    LOCK_CLIENT = "SELECT pg_advisory_xact_lock($1::integer, $2::integer)";
}

impl TenantTx {
    pub(crate) async fn begin(client: Pooled, view: View, limit: Duration) -> Result<Self, StoreError> {
        // Who names no tenant reaches none: nobody has the nil id. Made before anything is sent: if this future is dropped while it waits, the transaction is rolled back.
        let tenant = view.tenant().unwrap_or_default();
        let tx = Self { client, tenant, failed: AtomicBool::new(false), finished: false };
        let opening = begin(view, Mode::Write, limit);
        // BEGIN waits for nobody: without an answer, it is the server that is away.
        let opened = tx.client.within(tx.client.batch_execute(&opening)).await.map_err(StoreError::Unavailable)?;
        opened.map_err(StoreError::of_opening).inspect_err(|error| {
            if matches!(error, StoreError::Unavailable(_)) {
                tx.client.give_up();
            }
        })?;
        Ok(tx)
    }

    /// Whose rows it sees.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        TenantId::from_uuid(self.tenant)
    }

    /// Runs a read on this transaction's connection.
    ///
    /// # Errors
    /// A statement failed; the transaction can only be dropped then.
    pub async fn read<T: Send + 'static>(&self, read: Read<T>) -> Result<T, StoreError> {
        let run = async {
            let prepared = read.prepare(&self.client).await?;
            read.fetch(&self.client, &prepared, Some(self.tenant)).await
        };
        self.within(run).await
    }

    /// Waits until no other transaction holds the time of any of these hosts, and keeps it until the end of this one.
    ///
    /// Take all hosts at once and before the facts are read: they are locked in one order by everybody, so that two
    /// transactions never wait for each other in a circle, and READ COMMITTED shows the next statement what the one
    /// before in the queue has committed.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if the budget passes.
    pub async fn lock_hosts(&self, hosts: &[HostId]) -> Result<(), StoreError> {
        let keys: BTreeSet<i64> = hosts.iter().map(|host| lock_key(self.tenant, host.as_uuid())).collect();
        let keys: Vec<i64> = keys.into_iter().collect();
        self.within(query(&self.client, LOCK_HOSTS, None, &[Box::new(keys)])).await?;
        Ok(())
    }

    /// Waits until no other transaction counts what this client address holds, and keeps it until the end of this one.
    ///
    /// Take it after the hosts, at most once, and before the count is read: nobody who has it waits for a host, so that
    /// there is no circle. Its key is in PostgreSQL's other space of advisory locks, that of two numbers, so that it is
    /// never a host's; two clients that share a key only wait for each other.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if the budget passes.
    pub async fn lock_client(&self, client_hash: &[u8; 32]) -> Result<(), StoreError> {
        let key = client_key(self.tenant, client_hash);
        self.within(query(&self.client, LOCK_CLIENT, None, &[Box::new(CLIENTS), Box::new(key)])).await?;
        Ok(())
    }

    /// Commits.
    ///
    /// # Errors
    /// [`StoreError::UnknownOutcome`] if the connection was lost on the way or no answer came, so that nobody can say
    /// what happened; [`StoreError::Aborted`] if a statement had failed before; [`StoreError::Busy`] if the budget had
    /// passed before, so that nothing was committed.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        if self.failed.load(Ordering::Relaxed) {
            return Err(StoreError::Aborted);
        }
        if self.client.is_late() {
            return Err(StoreError::Busy(DriverError::new("the budget had passed before COMMIT")));
        }
        let committed = self.client.within(self.client.batch_execute("COMMIT")).await;
        self.finished = true;
        let Err(error) = committed.map_err(StoreError::UnknownOutcome)? else { return Ok(()) };
        if error.as_db_error().is_none() {
            return Err(StoreError::UnknownOutcome(DriverError::from(&error)));
        }
        match StoreError::from(error) {
            StoreError::Unavailable(said) => {
                // Whoever asks what became of this transaction must get another connection.
                self.client.give_up();
                Err(StoreError::UnknownOutcome(said))
            }
            refused => Err(refused),
        }
    }

    /// Runs a statement whose `$1` is the tenant, for the rows that it returns.
    pub(crate) async fn query(&self, statement: Statement, params: Vec<Param>) -> Result<Vec<Row>, StoreError> {
        self.within(query(&self.client, statement, Some(&self.tenant), &params)).await
    }

    /// Runs a statement that takes no tenant: row-level security knows it.
    pub(crate) async fn query_plain(&self, statement: Statement, params: Vec<Param>) -> Result<Vec<Row>, StoreError> {
        self.within(query(&self.client, statement, None, &params)).await
    }

    /// Runs a statement whose `$1` is the tenant, for the number of rows that it touched.
    pub(crate) async fn execute(&self, statement: Statement, params: Vec<Param>) -> Result<u64, StoreError> {
        let run = async {
            let prepared = self.client.prepare_cached(statement.sql).await?;
            Ok(self.client.execute(&prepared, &crate::read::arguments(Some(&self.tenant), &params)).await?)
        };
        self.within(run).await
    }

    /// The same for a statement that must touch a row: not finding `what` is an error.
    pub(crate) async fn execute_on(
        &self,
        what: &'static str,
        statement: Statement,
        params: Vec<Param>,
    ) -> Result<(), StoreError> {
        match self.execute(statement, params).await? {
            0 => Err(StoreError::NotFound { what }),
            _ => Ok(()),
        }
    }

    /// Waits for an answer until the deadline, and notes a failure.
    async fn within<T>(&self, work: impl Future<Output = Result<T, StoreError>> + Send) -> Result<T, StoreError> {
        // A statement may well have waited for another transaction, and nothing is done before COMMIT: busy.
        let result = self.client.within(work).await.unwrap_or_else(|late| Err(StoreError::Busy(late)));
        if result.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        result
    }
}

impl Drop for TenantTx {
    fn drop(&mut self) {
        if !self.finished && !self.client.is_silent() {
            send_and_forget(&self.client, "ROLLBACK");
        }
    }
}

/// The advisory lock of a host's time: a hash of both ids. All versions that serve one database at the same time must
/// agree on it. Two hosts that share a key only wait for each other.
fn lock_key(tenant: Uuid, host: Uuid) -> i64 {
    fnv(tenant, host.as_bytes()).cast_signed()
}

/// The second number of the advisory lock of a client address; the same holds for it.
fn client_key(tenant: Uuid, client_hash: &[u8; 32]) -> i32 {
    // The high half: the low bits depend on less of the input.
    let [a, b, c, d, ..] = fnv(tenant, client_hash).to_be_bytes();
    i32::from_be_bytes([a, b, c, d])
}

/// FNV-1a.
fn fnv(tenant: Uuid, rest: &[u8]) -> u64 {
    let bytes = tenant.as_bytes().iter().chain(rest);
    bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_keys_never_change() {
        assert_ne!(lock_key(Uuid::nil(), Uuid::max()), lock_key(Uuid::max(), Uuid::nil()));
        assert_eq!(lock_key(Uuid::from_u128(1), Uuid::from_u128(2)), -4_779_785_403_920_892_980);
        assert_eq!(client_key(Uuid::from_u128(1), &[2; 32]), -312_466_134);
        assert_ne!(client_key(Uuid::from_u128(1), &[2; 32]), client_key(Uuid::from_u128(2), &[2; 32]));
    }
}
