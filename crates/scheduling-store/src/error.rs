//! What can go wrong in the store, told apart by what a caller can do about it.
//!
//! No error carries a value of a row: messages end up in logs, and rows hold names and addresses.

use deadpool_postgres::{PoolError, TimeoutType};
use tokio_postgres::error::SqlState;
use uuid::Uuid;

use crate::constraint::{Conflict, conflict};

/// A failed operation of the store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A rule that a constraint of the schema stands for.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// There is no such row in this tenant.
    #[error("the tenant has no such {what}")]
    NotFound {
        /// What was looked for.
        what: &'static str,
    },
    /// The transaction collided with another one and may be tried again from its beginning.
    #[error("the transaction collided with another one")]
    Retry(#[source] DriverError),
    /// A lock, a connection or a statement took longer than the budget.
    #[error("the database was too busy to answer in time")]
    Busy(#[source] DriverError),
    /// The database cannot be reached.
    #[error("the database cannot be reached")]
    Unavailable(#[source] DriverError),
    /// The connection was lost during COMMIT: the transaction is wholly there or wholly absent.
    #[error("the connection was lost during COMMIT")]
    UnknownOutcome(#[source] DriverError),
    /// A statement of the transaction had failed, so that it was rolled back instead of committed.
    #[error("a statement had failed before COMMIT")]
    Aborted,
    /// A stored row is not what the types promise.
    #[error(transparent)]
    Row(#[from] RowError),
    /// Any other failure of a statement: a mistake in the program or in the schema.
    #[error("a statement failed")]
    Query(#[source] DriverError),
}

impl StoreError {
    /// Whether the same transaction, begun anew, may well succeed.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        matches!(self, Self::Retry(_))
    }
}

/// What the driver or the server said, without the values of rows.
#[derive(Clone, Debug)]
pub struct DriverError {
    code: Option<String>,
    message: String,
}

impl DriverError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { code: None, message: message.into() }
    }

    /// Whether a foreign key stood against it.
    pub(crate) fn is_foreign_key(&self) -> bool {
        self.code.as_deref() == Some(SqlState::FOREIGN_KEY_VIOLATION.code())
    }

    /// An error with all of its sources, for errors of the libraries below.
    pub(crate) fn chain(error: &dyn std::error::Error) -> Self {
        let mut text = error.to_string();
        let mut source = error.source();
        while let Some(inner) = source {
            let said = inner.to_string();
            // Some errors of the driver repeat their source already.
            if !text.contains(&said) {
                text.push_str(": ");
                text.push_str(&said);
            }
            source = inner.source();
        }
        Self::new(text)
    }
}

impl std::fmt::Display for DriverError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{code}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for DriverError {}

impl From<&tokio_postgres::Error> for DriverError {
    fn from(error: &tokio_postgres::Error) -> Self {
        match error.as_db_error() {
            // The detail is left out: it quotes the row.
            Some(db) => Self { code: Some(db.code().code().to_owned()), message: db.message().to_owned() },
            None => Self::chain(error),
        }
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let said = DriverError::from(&error);
        let Some(db) = error.as_db_error() else {
            // Without an answer of the server it is the connection that failed, or the program's own encoding.
            let source = std::error::Error::source(&error);
            let broken = error.is_closed() || source.is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
            return if broken { Self::Unavailable(said) } else { Self::Query(said) };
        };
        if let Some(conflict) = db.constraint().and_then(conflict) {
            return Self::Conflict(conflict);
        }
        match db.code() {
            code if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED => {
                Self::Retry(said)
            }
            code if *code == SqlState::LOCK_NOT_AVAILABLE || *code == SqlState::QUERY_CANCELED => Self::Busy(said),
            code if is_outage(code) => Self::Unavailable(said),
            _ => Self::Query(said),
        }
    }
}

impl StoreError {
    /// Of the statements that open a transaction. A standby, which the server may have become, supports none that writes.
    pub(crate) fn of_opening(error: tokio_postgres::Error) -> Self {
        if error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED) {
            Self::Unavailable(DriverError::from(&error))
        } else {
            error.into()
        }
    }
}

/// Shut down, starting up, out of connections, or switched to read-only by a failover.
fn is_outage(code: &SqlState) -> bool {
    let class_of_connection = code.code().starts_with("08");
    class_of_connection
        || *code == SqlState::ADMIN_SHUTDOWN
        || *code == SqlState::CRASH_SHUTDOWN
        || *code == SqlState::CANNOT_CONNECT_NOW
        || *code == SqlState::TOO_MANY_CONNECTIONS
        || *code == SqlState::READ_ONLY_SQL_TRANSACTION
        || *code == SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
}

impl From<PoolError> for StoreError {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) => Self::Unavailable(DriverError::from(&error)),
            PoolError::Timeout(TimeoutType::Wait) => {
                Self::Busy(DriverError::new("no connection of the pool became free in time"))
            }
            other => Self::Unavailable(DriverError::chain(&other)),
        }
    }
}

/// A stored value that the types do not allow.
#[derive(Debug, thiserror::Error)]
#[error("{table}.{column} of row {} is not valid", .id.map_or_else(|| "?".to_owned(), |id| id.to_string()))]
pub struct RowError {
    table: &'static str,
    column: &'static str,
    id: Option<Uuid>,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl RowError {
    /// An invalid value in this table.
    #[must_use]
    pub const fn on(table: &'static str) -> Self {
        Self { table, column: "?", id: None, source: None }
    }

    /// In this column.
    #[must_use]
    pub fn column(self, column: &'static str) -> Self {
        Self { column, ..self }
    }

    /// In the row with this id.
    #[must_use]
    pub fn row(self, id: Uuid) -> Self {
        Self { id: Some(id), ..self }
    }

    /// For this reason.
    #[must_use]
    pub fn because(self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }
}
