//! Mails: how they are written, and where they go.

mod address;
mod compose;
mod header;
mod server;
mod sink;
mod smtp;

use scheduling_engine::{Content, Opened, Parcel, Pending, Undelivered};

use self::compose::{Letter, compose};
pub use self::{
    address::{InvalidSender, Sender},
    server::{InvalidSmtpUrl, SmtpServer},
    sink::FileSink,
    smtp::{Mailer, Timeouts},
};
use crate::failure::{give_up, wrong_way};

/// Where mails go.
#[derive(Debug)]
pub enum Mail {
    /// To a mail server.
    Smtp(Mailer),
    /// Into a folder, for development.
    Folder(FileSink),
    /// Nowhere: none can be sent, and none is kept for later.
    Unconfigured,
}

impl Mail {
    pub(crate) fn open(&self) -> Pending<'_, Result<Box<dyn Opened>, Undelivered>> {
        match self {
            Self::Smtp(mailer) => Box::pin(mailer.open()),
            Self::Folder(sink) => Box::pin(sink.open()),
            Self::Unconfigured => {
                Box::pin(async { Err(give_up("no mail server is configured: set SCHEDULING_SMTP_URL")) })
            }
        }
    }
}

/// The mail that a parcel is.
fn letter(parcel: &Parcel, sender: &Sender) -> Result<Letter, Undelivered> {
    match &parcel.content {
        Content::Mail(notification) => compose(parcel, notification, sender),
        Content::Webhook(_) => Err(wrong_way()),
    }
}
