//! Who else is told: mails by SMTP or into a folder, and calls of webhooks.
//!
//! [`Connectors`] brings what a worker hands to it, and says what follows when that fails. When something is tried again,
//! and who is told what, is not decided here; nothing is remembered but idle connections.
//!
//! Must not know the store, and must not reach an address inside of the installation because a tenant names it:
//! [`AllowedNetworks`] says what may be called besides the public internet.

mod failure;
mod mail;
mod trust;
mod webhooks;

use scheduling_engine::{Deliver, Opened, Pending, Route, Undelivered};

pub use self::{
    mail::{FileSink, InvalidSender, InvalidSmtpUrl, Mail, Mailer, Sender, SmtpServer, Timeouts},
    trust::{Trust, UnusableCertificate},
    webhooks::{AllowedNetworks, InvalidNetworks, InvalidUrl, Webhooks, check_url, secret_text},
};

/// All ways to the outside.
#[derive(Debug)]
pub struct Connectors {
    /// Where mails go.
    pub mail: Mail,
    /// How webhooks are called.
    pub webhooks: Webhooks,
}

impl Deliver for Connectors {
    fn open(&self, route: Route) -> Pending<'_, Result<Box<dyn Opened>, Undelivered>> {
        match route {
            Route::Mail => self.mail.open(),
            Route::Webhook => self.webhooks.open(),
        }
    }
}
