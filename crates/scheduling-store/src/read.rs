//! Reads as values: what is to be selected, and what to make of the rows. [`Store::read`] runs one in a transaction of
//! its own, [`TenantTx::read`] inside a writing one; either sends all of its statements in one flush.
//!
//! A `Read` decides nothing: it does not know the tenant until it runs, and gets its id as `$1` of every statement.
//!
//! [`Store::read`]: crate::Store::read
//! [`TenantTx::read`]: crate::TenantTx::read

use deadpool_postgres::ClientWrapper;
use futures_util::future::join_all;
use tokio_postgres::{Row, types::ToSql};
use uuid::Uuid;

use crate::{
    error::{DriverError, StoreError},
    statement::Statement,
};

/// An owned parameter of a statement.
pub(crate) type Param = Box<dyn ToSql + Send + Sync>;

/// Boxes the parameters of a statement.
macro_rules! params {
    ($($value:expr),* $(,)?) => { vec![$(Box::new($value) as $crate::read::Param),*] };
}

pub(crate) use params;

/// Something to be read of one tenant.
///
/// ```no_run
/// # use scheduling_store::{Store, StoreError, TenantScope, hosts, event_types};
/// # use scheduling_core::{EventTypeId, HostId};
/// # async fn example(store: Store, scope: TenantScope, host: HostId, id: EventTypeId) -> Result<(), StoreError> {
/// // Two statements, one transaction, one round trip.
/// let (host, event_type) = store.read(&scope, hosts::find(host).and(event_types::find(id))).await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a read does nothing until it is run by Store::read or TenantTx::read"]
pub struct Read<T> {
    parts: Vec<Part>,
    decode: Decode<T>,
}

type Decode<T> = Box<dyn FnOnce(&mut dyn Iterator<Item = Vec<Row>>) -> Result<T, StoreError> + Send>;

struct Part {
    statement: Statement,
    params: Vec<Param>,
}

impl Read<()> {
    /// No statement at all.
    pub fn nothing() -> Self {
        Self { parts: Vec::new(), decode: Box::new(|_| Ok(())) }
    }
}

impl<T: Send + 'static> Read<Vec<T>> {
    /// All of these, in the same transaction and the same round trip.
    pub fn all(reads: impl IntoIterator<Item = Read<T>>) -> Self {
        let mut parts = Vec::new();
        let mut each: Vec<Decode<T>> = Vec::new();
        for read in reads {
            parts.extend(read.parts);
            each.push(read.decode);
        }
        Self { parts, decode: Box::new(|results| each.into_iter().map(|decode| decode(results)).collect()) }
    }
}

impl<T: Send + 'static> Read<T> {
    /// One statement, whose `$1` is the tenant and whose further parameters are `params`.
    pub(crate) fn new(
        statement: Statement,
        params: Vec<Param>,
        decode: impl FnOnce(Vec<Row>) -> Result<T, StoreError> + Send + 'static,
    ) -> Self {
        Self {
            parts: vec![Part { statement, params }],
            // Each part has a result, also one without rows; a result that is not there must not look like that.
            decode: Box::new(|results| {
                decode(results.next().ok_or_else(|| StoreError::Query(DriverError::new("a statement has no result")))?)
            }),
        }
    }

    /// This and another, in the same transaction and the same round trip.
    pub fn and<U: Send + 'static>(mut self, other: Read<U>) -> Read<(T, U)> {
        self.parts.extend(other.parts);
        let (first, second) = (self.decode, other.decode);
        Read { parts: self.parts, decode: Box::new(|results| Ok((first(results)?, second(results)?))) }
    }

    /// The same, made into something else.
    pub fn map<U>(self, then: impl FnOnce(T) -> U + Send + 'static) -> Read<U> {
        self.try_map(|value| Ok(then(value)))
    }

    pub(crate) fn try_map<U>(self, then: impl FnOnce(T) -> Result<U, StoreError> + Send + 'static) -> Read<U> {
        let decode = self.decode;
        Read { parts: self.parts, decode: Box::new(|results| then(decode(results)?)) }
    }

    /// Prepares what the connection has not prepared yet. Only this may be dropped half-way without a trace in the
    /// connection, so it comes before anything is sent that opens a transaction.
    pub(crate) fn prepare<'c>(
        &self,
        client: &'c ClientWrapper,
    ) -> impl Future<Output = Result<Vec<tokio_postgres::Statement>, StoreError>> + Send + use<'c, T> {
        // Collected before the first wait: a `Read` can be sent to another thread, but not shared with one.
        let statements: Vec<Statement> = self.parts.iter().map(|part| part.statement).collect();
        async move {
            let mut prepared = Vec::with_capacity(statements.len());
            for statement in statements {
                prepared.push(client.prepare_cached(statement.sql).await?);
            }
            Ok(prepared)
        }
    }

    /// Runs all statements. They are sent when this is first polled, in order, without waiting for each other.
    pub(crate) async fn fetch(
        self,
        client: &ClientWrapper,
        prepared: &[tokio_postgres::Statement],
        tenant: Option<Uuid>,
    ) -> Result<T, StoreError> {
        let queries = self.parts.iter().zip(prepared).map(|(part, statement)| {
            let arguments = arguments(tenant.as_ref(), &part.params);
            async move { client.query(statement, &arguments).await }
        });
        let mut results = Vec::with_capacity(self.parts.len());
        for rows in join_all(queries).await {
            results.push(rows?);
        }
        (self.decode)(&mut results.into_iter())
    }
}

/// The tenant, if there is one, before the other parameters.
pub(crate) fn arguments<'a>(tenant: Option<&'a Uuid>, params: &'a [Param]) -> Vec<&'a (dyn ToSql + Sync)> {
    let tenant = tenant.into_iter().map(|tenant| tenant as &(dyn ToSql + Sync));
    tenant.chain(params.iter().map(|param| &**param as &(dyn ToSql + Sync))).collect()
}
