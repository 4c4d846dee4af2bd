//! A bounded number of connections, of which the idle ones are used again.
//!
//! Each is asked whether it is alive before it is handed out: a server closes what was idle for long, and that must not
//! cost a mail a try.

use std::{
    collections::VecDeque,
    mem,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use lettre::transport::smtp::commands::Noop;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::Instant,
};

use super::{
    Timeouts,
    connection::{Connection, Connector},
    trouble::{Stage, Trouble},
};

/// How long a connection may be idle. Servers wait five minutes (RFC 5321, section 4.5.3.2.7), firewalls less.
const IDLE: Duration = Duration::from_mins(1);

/// How many mails go over one connection: many servers take no more than a hundred.
const MAILS: u32 = 100;

/// How long to wait for the answer to a question whose answer is known.
const ALIVE: Duration = Duration::from_secs(3);

pub(super) struct Pool {
    connector: Connector,
    /// One for each connection that is in use; those that are idle are not more than are free.
    permits: Arc<Semaphore>,
    idle: Mutex<VecDeque<Idle>>,
}

struct Idle {
    connection: Connection,
    since: Instant,
    mails: u32,
}

/// A connection that somebody has. Dropped, it goes back, unless a mail was begun and not ended.
pub(super) struct Taken {
    pool: Arc<Pool>,
    connection: Option<Connection>,
    mails: u32,
    /// Given back after the connection is.
    _permit: OwnedSemaphorePermit,
}

impl Pool {
    pub(super) fn new(connector: Connector, connections: usize) -> Arc<Self> {
        let permits = Arc::new(Semaphore::new(connections));
        Arc::new(Self { connector, permits, idle: Mutex::default() })
    }

    /// A connection that is alive, as soon as there may be one more.
    pub(super) async fn take(self: &Arc<Self>, timeouts: &Timeouts) -> Result<Taken, (Stage, Trouble)> {
        let permit = self.permits.clone().acquire_owned().await;
        let permit = permit.map_err(|_| (Stage::Open, Trouble::Lost))?;
        while let Some(mut idle) = self.pop() {
            let is_old = idle.since.elapsed() > IDLE || idle.mails >= MAILS;
            if !is_old && idle.connection.command(Noop, ALIVE.min(timeouts.command)).await.is_ok() {
                return Ok(self.taken(idle.connection, idle.mails, permit));
            }
            if is_old {
                // Nobody waits for a good-bye.
                drop(tokio::spawn(idle.connection.quit(ALIVE)));
            } else {
                // What ended this one ended the others, and asking each would take its time.
                self.forget();
            }
        }
        let connection = self.connector.connect(timeouts).await?;
        Ok(self.taken(connection, 0, permit))
    }

    fn taken(self: &Arc<Self>, connection: Connection, mails: u32, permit: OwnedSemaphorePermit) -> Taken {
        Taken { pool: self.clone(), connection: Some(connection), mails, _permit: permit }
    }

    /// The one that was used last: the others grow old and go.
    fn pop(&self) -> Option<Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop_back()
    }

    fn forget(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn push(&self, idle: Idle) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push_back(idle);
    }
}

impl Taken {
    /// Takes the connection out, for a mail. Only [`Taken::end`] brings it back.
    pub(super) fn begin(&mut self) -> Option<Connection> {
        self.mails += 1;
        self.connection.take()
    }

    /// The connection is as it was before the mail.
    pub(super) fn end(&mut self, connection: Connection) {
        self.connection = Some(connection);
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if let Some(connection) = mem::take(&mut self.connection) {
            self.pool.push(Idle { connection, since: Instant::now(), mails: self.mails });
        }
    }
}
