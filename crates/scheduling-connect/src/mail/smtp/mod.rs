//! Mails over SMTP (RFC 5321).
//!
//! A connection is opened, and proves who it is, before anything is known of the mail; then the mail goes at once. Idle
//! connections are kept for the next ones. Which failures are worth another try is decided by `trouble`.

mod connection;
mod pool;
mod trouble;

use std::{fmt, sync::Arc, time::Duration};

use lettre::transport::smtp::{
    commands::{Data, Mail, Rcpt, Rset},
    extension::{Extension, MailBodyParameter, MailParameter},
};
use scheduling_engine::{Delivered, Opened, Parcel, Pending, Undelivered};
use tokio::time::{Instant, timeout_at};

use self::{
    connection::{Connection, Connector},
    pool::{Pool, Taken},
    trouble::{Stage, Trouble},
};
use super::{Sender, SmtpServer, compose::Letter, letter};
use crate::{
    failure::{give_up, response, retry},
    trust::Trust,
};

/// How long a mail server may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// For taking a connection. 10 s.
    pub connect: Duration,
    /// For the answer to a command. 10 s; the greeting and the answer to a whole mail may take what is left of the whole.
    pub command: Duration,
    /// For opening as a whole. 30 s.
    pub whole: Duration,
    /// For sending as a whole. 2 min: a server that looks through a mail before it takes it needs its time, and who does not
    /// wait for it sends the mail twice.
    pub sending: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connect: seconds(10), command: seconds(10), whole: seconds(30), sending: seconds(120) }
    }
}

/// Sends mails through one mail server. Mails wait for each other when all its connections are in use.
pub struct Mailer {
    sender: Sender,
    timeouts: Timeouts,
    pool: Arc<Pool>,
}

impl Mailer {
    /// Mails from this address go through this server, if somebody whom `trust` names vouches for it. Nothing is connected
    /// yet.
    ///
    /// # Errors
    /// The machine cannot do TLS.
    pub fn new(
        server: SmtpServer,
        sender: Sender,
        trust: Trust,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let connections = server.connections;
        let connector = Connector::new(server, sender.domain(), trust)?;
        Ok(Self { sender, timeouts: Timeouts::default(), pool: Pool::new(connector, connections) })
    }

    /// The same with other time-outs.
    #[must_use]
    pub fn with_timeouts(self, timeouts: Timeouts) -> Self {
        Self { timeouts, ..self }
    }

    pub(super) async fn open(&self) -> Result<Box<dyn Opened>, Undelivered> {
        let deadline = Instant::now() + self.timeouts.whole;
        let taken = timeout_at(deadline, self.pool.take(&self.timeouts)).await;
        let taken = taken.unwrap_or(Err((Stage::Open, Trouble::Slow)));
        let taken = taken.map_err(|(stage, trouble)| trouble.undelivered(stage))?;
        Ok(Box::new(Way { taken, sender: self.sender.clone(), timeouts: self.timeouts }))
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").field("sender", &self.sender).field("timeouts", &self.timeouts).finish_non_exhaustive()
    }
}

/// A connection that waits for its mail. Dropped without one, it goes back.
struct Way {
    taken: Taken,
    sender: Sender,
    timeouts: Timeouts,
}

impl Opened for Way {
    fn send(mut self: Box<Self>, parcel: Parcel) -> Pending<'static, Result<Delivered, Undelivered>> {
        Box::pin(async move {
            let letter = letter(&parcel, &self.sender)?;
            let Some(mut connection) = self.taken.begin() else { return Err(retry("the connection is gone")) };
            let deadline = Instant::now() + self.timeouts.sending;
            let sent = Sending { connection: &mut connection, timeouts: self.timeouts, deadline }
                .send(&letter, &self.sender)
                .await;
            match sent {
                Ok(delivered) => {
                    self.taken.end(connection);
                    Ok(delivered)
                }
                Err(Failure::Unsendable(why)) => {
                    self.taken.end(connection);
                    Err(why)
                }
                Err(Failure::At(stage, trouble)) => {
                    // A server that said no by the rules takes the next mail, once it has forgotten this one.
                    let time = self.timeouts.command.min(deadline.saturating_duration_since(Instant::now()));
                    if trouble.leaves_connection() && connection.command(Rset, time).await.is_ok() {
                        self.taken.end(connection);
                    }
                    Err(trouble.undelivered(stage))
                }
            }
        })
    }
}

/// One mail on its way.
struct Sending<'a> {
    connection: &'a mut Connection,
    timeouts: Timeouts,
    deadline: Instant,
}

enum Failure {
    /// This server cannot take it; nothing was said.
    Unsendable(Undelivered),
    /// What happened, and when.
    At(Stage, Trouble),
}

impl Sending<'_> {
    async fn send(mut self, letter: &Letter, sender: &Sender) -> Result<Delivered, Failure> {
        let from = sender.address().for_server().map_err(Failure::Unsendable)?;
        let to = letter.to.for_server().map_err(Failure::Unsendable)?;
        let mut parameters = Vec::new();
        if !letter.bytes.is_ascii() {
            let server = self.connection.server();
            if !server.supports_feature(Extension::SmtpUtfEight) || !server.supports_feature(Extension::EightBitMime) {
                let why = "the mail server takes no addresses beyond ASCII (SMTPUTF8)";
                return Err(Failure::Unsendable(give_up(why)));
            }
            parameters.extend([MailParameter::SmtpUtfEight, MailParameter::Body(MailBodyParameter::EightBitMime)]);
        }
        self.command(Stage::Sender, Mail::new(Some(from), parameters)).await?;
        self.command(Stage::Recipient, Rcpt::new(to, Vec::new())).await?;
        self.command(Stage::Data, Data).await?;
        let answer = timeout_at(self.deadline, self.connection.message(&letter.bytes)).await;
        let (code, text) =
            answer.unwrap_or(Err(Trouble::Slow)).map_err(|trouble| Failure::At(Stage::Message, trouble))?;
        Ok(Delivered { response: Some(response(code, &text)), remark: letter.remark.clone() })
    }

    async fn command(&mut self, stage: Stage, command: impl fmt::Display) -> Result<(), Failure> {
        let time = self.timeouts.command.min(self.deadline.saturating_duration_since(Instant::now()));
        self.connection.command(command, time).await.map_err(|trouble| Failure::At(stage, trouble))
    }
}
