//! What leaves this program: how mails and calls of webhooks are sent, and the worker that does it.

use std::{fs, path::PathBuf, time::Duration};

use clap::{Args, ValueEnum};
use scheduling_connect::{
    AllowedNetworks, Connectors, FileSink, Mail, Mailer, Sender, SmtpServer, Timeouts, Trust, Webhooks, check_url,
};
use scheduling_core::RetrySchedule;
use scheduling_engine::{Deliver as _, Engine, Route, Worker, WorkerOptions, WorkerParts};
use scheduling_http::UrlCheck;

use super::Failure;

/// How mails and calls of webhooks are sent.
#[derive(Clone, Debug, Args)]
pub(crate) struct Outgoing {
    /// The mail server: `smtp://user:password@host:587` or `smtps://…`. Without it no mail is sent.
    #[arg(long, env = "SCHEDULING_SMTP_URL", hide_env_values = true)]
    smtp_url: Option<String>,
    /// The address that all mails are from.
    #[arg(long, env = "SCHEDULING_MAIL_FROM")]
    mail_from: Option<String>,
    /// A folder into which mails go as `.eml` files instead, for development.
    #[arg(long, env = "SCHEDULING_MAIL_FOLDER", value_name = "PATH", conflicts_with = "smtp_url")]
    mail_folder: Option<PathBuf>,
    /// Authorities, in PEM, that may vouch for mail servers and webhooks besides those that everybody trusts.
    #[arg(long, env = "SCHEDULING_CA_FILE", value_name = "PATH")]
    ca_file: Option<PathBuf>,
    /// Networks that webhooks may reach although they are not on the internet, and without TLS, such as `10.1.0.0/16`.
    #[arg(long, env = "SCHEDULING_WEBHOOK_ALLOWED_NETWORKS", value_name = "NETWORKS")]
    webhook_allowed_networks: Option<AllowedNetworks>,
    /// How soon what failed is tried again. `fast`, a thousand times sooner and with less patience, is for tests.
    #[arg(long, env = "SCHEDULING_RETRIES", value_enum, default_value_t = Retries::Normal)]
    retries: Retries,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Retries {
    Normal,
    Fast,
}

/// How long an attempt, and the sending of a mail, may take where everything is tried again soon.
const FAST_ATTEMPT: Duration = Duration::from_secs(40);
const FAST_SENDING: Duration = Duration::from_secs(20);
/// The sender of mails that nobody has configured; nothing is delivered to it (RFC 2606, section 2).
const NOBODY: &str = "scheduling@localhost.invalid";

impl Outgoing {
    /// The same with a folder for mails, if nothing else was said.
    #[cfg(feature = "dev")]
    pub(crate) fn or_folder(mut self, folder: PathBuf) -> Self {
        if self.smtp_url.is_none() && self.mail_folder.is_none() {
            self.mail_folder = Some(folder);
        }
        self
    }

    /// Whether anybody gets a mail.
    pub(crate) const fn sends_mails(&self) -> bool {
        self.smtp_url.is_some()
    }

    /// Which networks webhooks may reach besides the internet.
    fn networks(&self) -> AllowedNetworks {
        self.webhook_allowed_networks.clone().unwrap_or_default()
    }

    /// Which addresses webhooks may be given.
    pub(crate) fn webhook_urls(&self) -> UrlCheck {
        let networks = self.networks();
        UrlCheck::new(move |url| check_url(url, &networks).map_err(|refused| refused.to_string()))
    }

    /// All ways to the outside.
    pub(crate) fn connectors(&self) -> Result<Connectors, Failure> {
        let mut trust = Trust::mozilla().with_system();
        if let Some(path) = &self.ca_file {
            let pem = fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
            trust = trust.with_pem(&pem).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        let webhooks = Webhooks::new(self.networks(), trust.clone())?;
        Ok(Connectors { mail: self.mail(trust)?, webhooks })
    }

    fn mail(&self, trust: Trust) -> Result<Mail, Failure> {
        if let Some(folder) = &self.mail_folder {
            let sender = self.sender()?.unwrap_or(NOBODY.parse()?);
            return Ok(Mail::Folder(FileSink::new(folder, sender)));
        }
        let Some(url) = &self.smtp_url else { return Ok(Mail::Unconfigured) };
        // Read here and not by clap, which would show in its message what it was given.
        let server: SmtpServer = url.parse().map_err(|error| format!("SCHEDULING_SMTP_URL: {error}"))?;
        let sender = self.sender()?.ok_or("SCHEDULING_MAIL_FROM is not set: the address that all mails are from")?;
        let mailer = Mailer::new(server, sender, trust)?;
        let mut timeouts = Timeouts::default();
        if self.retries == Retries::Fast {
            timeouts.sending = FAST_SENDING;
        }
        Ok(Mail::Smtp(mailer.with_timeouts(timeouts)))
    }

    fn sender(&self) -> Result<Option<Sender>, Failure> {
        let sender = self.mail_from.as_deref().map(str::parse).transpose();
        sender.map_err(|error| format!("SCHEDULING_MAIL_FROM: {error}").into())
    }

    /// What sends.
    pub(crate) fn worker(&self, engine: Engine, public_url: String) -> Result<Worker, Failure> {
        let mut options = WorkerOptions::default();
        if self.retries == Retries::Fast {
            options.attempt_within = FAST_ATTEMPT;
            options.mails = RetrySchedule::of_mails().faster(1000);
            options.webhooks = RetrySchedule::of_webhooks().faster(1000);
        }
        let deliver = std::sync::Arc::new(self.connectors()?);
        let event_body = scheduling_http::event_body;
        Ok(Worker::new(WorkerParts { engine, deliver, event_body, public_url, options }))
    }

    /// What `doctor` says of it.
    pub(crate) async fn check_mail(&self) -> Result<String, Failure> {
        if let Some(folder) = &self.mail_folder {
            return Ok(format!("written into {}, and sent to nobody", folder.display()));
        }
        if !self.sends_mails() {
            return Ok(
                "not configured: no mail is sent, and each says so in its delivery. Set SCHEDULING_SMTP_URL and \
                SCHEDULING_MAIL_FROM"
                    .to_owned(),
            );
        }
        let opened = self.connectors()?.open(Route::Mail).await;
        opened.map(|_| "the mail server takes mails".to_owned()).map_err(|refused| refused.error.into())
    }
}
