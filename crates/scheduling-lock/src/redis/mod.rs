//! Redis: one connection that all calls share, a time-out on each call, a breaker over all. EVAL,
//! not FUNCTION: Redis 6.2 is enough.

mod breaker;
mod limiter;
mod lock;

use std::{
    fmt,
    sync::{Arc, Mutex},
    time::Duration,
};

use deadpool_redis::{
    Connection, Manager, Pool,
    redis::{
        AsyncConnectionConfig, Cmd, ErrorKind, IntoConnectionInfo, RedisError, aio::MultiplexedConnection,
        io::tcp::TcpSettings,
    },
};
use tokio::time::timeout;

pub use limiter::RedisLimiter;
pub use lock::RedisLock;

use self::breaker::Breaker;
use crate::{BackendError, locked};

/// The longest that one call to Redis may take, dialling included, unless
/// [`RedisLink::with_call_timeout`] says otherwise.
pub const CALL_TIMEOUT: Duration = Duration::from_millis(50);

/// One to use, and room for those that calls in flight still hold after it broke.
const POOL_SIZE: usize = 4;

/// The way to one Redis, for any number of [`RedisLock`]s and [`RedisLimiter`]s. Clones share the
/// connection and the breaker.
///
/// The connection is taken from the pool once and kept, because it is multiplexed: callers share
/// it, and a `get` for each call would cost a PING round trip, as much as the call itself. One that
/// fails goes back to the pool, whose PING decides whether it is used again. One caller at a time
/// dials, so a Redis that hangs is not stormed. The connection is driven by the runtime on which it
/// was dialled.
#[derive(Clone)]
pub struct RedisLink {
    inner: Arc<Inner>,
    call_timeout: Duration,
}

struct Inner {
    pool: Pool,
    kept: Mutex<Option<Arc<Connection>>>,
    dialling: tokio::sync::Mutex<()>,
    breaker: Breaker,
}

impl RedisLink {
    /// A link to `redis://[user:password@]host[:port][/database]` or `redis+unix://path`. Connects
    /// at the first call.
    ///
    /// `rediss://` is refused: this crate brings no TLS stack. Build a [`Pool`] with the TLS
    /// feature of your choice of `deadpool-redis`, and use [`RedisLink::new`].
    ///
    /// # Errors
    ///
    /// The driver's error for a URL that it does not understand or cannot serve.
    pub fn from_url(url: &str) -> Result<Self, RedisError> {
        let address = url.into_connection_info()?;
        // Many small commands share the connection: none may wait for the acknowledgement of the one
        // before.
        let address = address.set_tcp_settings(TcpSettings::default().set_nodelay(true));
        // `call` has the one time-out; the driver's own would only be a second timer.
        let config = AsyncConnectionConfig::new().set_response_timeout(None).set_connection_timeout(None);
        let manager = Manager::new_with_config(address, config)?;
        let pool = Pool::builder(manager)
            .max_size(POOL_SIZE)
            .build()
            .map_err(|error| (ErrorKind::InvalidClientConfig, "no pool", error.to_string()))?;
        Ok(Self::new(pool))
    }

    /// A link over a pool that is there already. It keeps one connection of it, up to four for
    /// moments after failures.
    #[must_use]
    pub fn new(pool: Pool) -> Self {
        let inner = Inner {
            pool,
            kept: Mutex::default(),
            dialling: tokio::sync::Mutex::default(),
            breaker: Breaker::default(),
        };
        Self { inner: Arc::new(inner), call_timeout: CALL_TIMEOUT }
    }

    /// The same link with another time-out, as for a Redis that is more than a few milliseconds
    /// away.
    #[must_use]
    pub fn with_call_timeout(self, call_timeout: Duration) -> Self {
        Self { call_timeout, ..self }
    }

    /// Whether Redis answers, for health checks. Asks it also while other calls rest, and its answer
    /// neither begins nor ends a rest.
    ///
    /// # Errors
    ///
    /// [`BackendError`] when it does not, and never [`BackendError::Resting`].
    pub async fn ping(&self) -> Result<(), BackendError> {
        self.try_call(|mut connection| async move { Cmd::new().arg("PING").exec_async(&mut connection).await }).await
    }

    /// Makes one call, unless the breaker is open.
    async fn call<T, R>(&self, request: impl Fn(MultiplexedConnection) -> R) -> Result<T, BackendError>
    where
        R: Future<Output = Result<T, RedisError>>,
    {
        let attempt = self.inner.breaker.attempt().ok_or(BackendError::Resting)?;
        let result = self.try_call(request).await;
        match &result {
            Ok(_) => attempt.succeeded(),
            Err(_) => attempt.failed(),
        }
        result
    }

    /// Makes one call, whatever the breaker says. It is repeated on a new connection, once, if the
    /// one that was kept turns out to be broken, as after a restart of Redis; so `request` must bear
    /// being run twice. At worst a request is charged twice to its limit, or a release that was the
    /// first to see its lease reports it as lost.
    async fn try_call<T, R>(&self, request: impl Fn(MultiplexedConnection) -> R) -> Result<T, BackendError>
    where
        R: Future<Output = Result<T, RedisError>>,
    {
        let mut used = None;
        let in_time = timeout(self.call_timeout, self.inner.run(request, &mut used)).await;
        in_time.unwrap_or_else(|_| {
            if let Some(connection) = &used {
                self.inner.discard(connection);
            }
            Err(BackendError::TimedOut { after: self.call_timeout })
        })
    }
}

impl Inner {
    async fn run<T, R>(
        &self,
        request: impl Fn(MultiplexedConnection) -> R,
        used: &mut Option<Arc<Connection>>,
    ) -> Result<T, BackendError>
    where
        R: Future<Output = Result<T, RedisError>>,
    {
        let connection = used.insert(self.connection().await?);
        match request(MultiplexedConnection::clone(connection)).await {
            Err(error) if error.is_unrecoverable_error() => {
                self.discard(connection);
                let connection = used.insert(self.connection().await?);
                request(MultiplexedConnection::clone(connection)).await
            }
            result => result,
        }
        .map_err(BackendError::Call)
    }

    async fn connection(&self) -> Result<Arc<Connection>, BackendError> {
        if let Some(kept) = &*locked(&self.kept) {
            return Ok(Arc::clone(kept));
        }
        let _dialling = self.dialling.lock().await;
        if let Some(kept) = &*locked(&self.kept) {
            return Ok(Arc::clone(kept));
        }
        let dialled = Arc::new(self.pool.get().await.map_err(BackendError::Connect)?);
        *locked(&self.kept) = Some(Arc::clone(&dialled));
        Ok(dialled)
    }

    /// Stops using a connection, unless somebody else has replaced it already.
    fn discard(&self, doubtful: &Arc<Connection>) {
        let mut kept = locked(&self.kept);
        if kept.as_ref().is_some_and(|kept| Arc::ptr_eq(kept, doubtful)) {
            *kept = None;
        }
    }
}

/// Without the pool, whose address may carry a password.
impl fmt::Debug for RedisLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RedisLink").field("breaker", &self.inner.breaker).finish_non_exhaustive()
    }
}
