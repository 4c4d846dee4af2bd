//! Brings one delivery: opens the way, looks once more whether it is still wanted, sends it, and writes down what came of it.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{
    Channel, EndpointId, EventId, IsSuperseded, Recipient, RetrySchedule, TenantStatus, is_wanted, still_helps,
};
use scheduling_store::{
    Read, TenantScope, TenantTx,
    deliveries::{Begin, Delivery, Dropped, EndState, Ended, address_hash},
    due::Claimed,
    events::{self, FiledEvent},
    tenants,
    webhooks::{self, Webhook},
};
use tokio::time::{Instant, sleep, timeout};

use super::{Announcement, START_WITHIN, Worker, lanes::Taken, letters::Letter};
use crate::{
    clock::stored,
    deliver::{Content, Delivered, Opened, Parcel, Route, Then, Undelivered, WebhookCall},
    failure::{Failure, Nothing},
    webhooks::TEST,
    writing::BUDGET,
};

/// How long nothing is sent for a tenant that is suspended, until it is looked at again.
const SUSPENDED: SignedDuration = SignedDuration::from_hours(1);
/// In which time how many mails go to an address whose holder has never answered one: five.
const PER_ADDRESS: SignedDuration = SignedDuration::from_hours(1);
/// How long after it was said that a mail is sent it is begun at the latest: less than whoever makes it void waits, since it is
/// written after this was checked.
const BEGIN_WITHIN: Duration = START_WITHIN.checked_sub(Duration::from_millis(100)).expect("it is longer");
/// The wait before something is begun again that came too late to be begun.
const TOO_LATE: SignedDuration = SignedDuration::from_millis(100);

/// Something that may be sent now.
struct Begun {
    delivery: Delivery,
    number: u32,
    content: Content,
    /// Until when it is begun, or not at all.
    until: Instant,
}

impl Worker {
    /// Brings what was claimed.
    pub(super) async fn send(&self, claimed: Claimed, _place: Taken) {
        let delivery = claimed.delivery;
        if let Err(error) = self.bring(claimed).await {
            // The claim ends by itself, and somebody takes it up again.
            tracing::warn!(%delivery, %error, "a delivery was left as it is");
        }
    }

    async fn bring(&self, claimed: Claimed) -> Result<(), Failure<Nothing>> {
        let is_mail = claimed.lane == claimed.scope.tenant().as_uuid();
        let route = if is_mail { Route::Mail } else { Route::Webhook };
        let limit = self.parts.options.attempt_within;
        let ends = Instant::now() + limit;
        let opened = timeout(limit, self.parts.deliver.open(route)).await.unwrap_or_else(|_| Err(no_answer()));
        let Some(begun) = self.begin(&claimed).await? else { return Ok(()) };
        let Begun { delivery, number, content, until } = begun;
        let called = match &content {
            Content::Webhook(call) => Some(call.url.clone()),
            Content::Mail(_) => None,
        };
        let result = match opened {
            // Nobody makes the call of a webhook void.
            Ok(opened) if Instant::now() < until || !is_mail => self.hand_over(opened, &delivery, content, ends).await,
            Ok(_) => return self.begin_later(claimed.scope, &delivery, number).await,
            Err(undelivered) => Err(undelivered),
        };
        let is_gone = matches!(&result, Err(Undelivered { then: Then::Disable, .. }));
        self.end(claimed.scope, &delivery, number, result).await?;
        match (delivery.recipient, called) {
            (Recipient::Webhook(webhook), Some(url)) if is_gone => self.disable(claimed.scope, webhook, &url).await,
            _ => Ok(()),
        }
    }

    async fn hand_over(
        &self,
        opened: Box<dyn Opened>,
        delivery: &Delivery,
        content: Content,
        ends: Instant,
    ) -> Result<Delivered, Undelivered> {
        let parcel = Parcel { delivery: delivery.id, at: self.parts.engine.now(), content };
        let left = ends.saturating_duration_since(Instant::now()).max(Duration::from_secs(1));
        timeout(left, opened.send(parcel)).await.unwrap_or_else(|_| Err(no_answer()))
    }

    /// Says that it is being sent, if it is still wanted. From here on whoever makes it void waits until it has begun.
    async fn begin(&self, claimed: &Claimed) -> Result<Option<Begun>, Failure<Nothing>> {
        let _connection = self.database.acquire().await.map_err(Failure::internal)?;
        let engine = &self.parts.engine;
        let tx = engine.parts.store.begin(&claimed.scope, BUDGET).await?;
        let now = stored(engine.now());
        let Some((delivery, is_superseded)) = tx.lock_delivery(claimed.delivery, now).await? else {
            tx.drop_delivery(claimed.delivery, Dropped::Unwanted(None), now).await?;
            tx.commit().await?;
            return Ok(None);
        };
        let ready = match delivery.channel() {
            _ if delivery.is_void || delivery.next_attempt_at.is_none() => NEVER,
            channel if self.is_hopeless(&delivery, channel) => Ready::Never(Dropped::GivenUp(NO_END)),
            Channel::Mail => self.mail(&tx, &delivery, (is_superseded, now)).await?,
            Channel::Webhook => self.call(&tx, &delivery, (claimed.scope, now)).await?,
        };
        let (mut delivery, content, hash) = match ready {
            Ready::Now { content, address_hash } => (delivery, content, address_hash),
            Ready::Later { until, why } => {
                tx.postpone_delivery(delivery.id, until, why).await?;
                tx.commit().await?;
                return Ok(None);
            }
            Ready::Never(why) => {
                tx.drop_delivery(delivery.id, why, now).await?;
                tx.commit().await?;
                return Ok(None);
            }
        };
        if let Content::Webhook(call) = &content {
            delivery.body = Some(call.body.clone());
        }
        let claim = self.parts.options.attempt_within + super::MARGIN;
        let claim = now + SignedDuration::try_from(claim).map_err(Failure::internal)?;
        let attempt = Begin { address_hash: hash, now, claimed_until: claimed.until, until: claim };
        let begun = tx.begin_attempt(&delivery, attempt).await?;
        let until = Instant::now() + BEGIN_WITHIN;
        tx.commit().await?;
        Ok(begun.map(|number| Begun { delivery, number, content, until }))
    }

    /// What of a mail is to be sent.
    async fn mail(
        &self,
        tx: &TenantTx,
        delivery: &Delivery,
        (is_superseded, now): (IsSuperseded, Timestamp),
    ) -> Result<Ready, Failure<Nothing>> {
        let Some(letter) = Box::pin(Letter::read(tx, delivery, now)).await? else { return Ok(Ready::unwanted(NOBODY)) };
        if letter.tenant.status != TenantStatus::Active {
            return Ok(Ready::Later { until: now + SUSPENDED, why: "the tenant is suspended" });
        }
        if !letter.is_current(now) {
            return Ok(Ready::unwanted("the booking has changed since"));
        }
        if !still_helps(letter.kind(), &letter.booking, is_superseded, now) {
            return Ok(Ready::unwanted("it came too late to be of use"));
        }
        if !is_wanted(letter.kind(), delivery.recipient, &letter.booking) {
            return Ok(Ready::unwanted("whoever was to get it does not want it"));
        }
        if letter.is_told_with_another() {
            return Ok(Ready::unwanted(
                "the host is reminded of the meeting once, with the booking of the first who comes",
            ));
        }
        let mut hash = None;
        if matches!(delivery.recipient, Recipient::Invitee | Recipient::Guest(_))
            && let Some(reader) = letter.reader(delivery.recipient)
        {
            let of_reader = address_hash(letter.tenant.id, &reader.email);
            // Two workers that count at the same time would both find room for one more.
            tx.lock_client(&of_reader).await?;
            let since = now - PER_ADDRESS;
            if let Some(at) = tx.find_fifth_latest_mail(&of_reader, delivery.id, since).await? {
                let why = "the address has had five mails within the hour, and has confirmed none";
                return Ok(Ready::Later { until: at + PER_ADDRESS, why });
            }
            hash = Some(of_reader);
        }
        Ok(match self.write(delivery, letter, now) {
            Some(notification) => Ready::Now { content: Content::Mail(Box::new(notification)), address_hash: hash },
            None => Ready::unwanted(NOBODY),
        })
    }

    /// What of a call of a webhook is to be sent.
    async fn call(
        &self,
        tx: &TenantTx,
        delivery: &Delivery,
        (scope, now): (TenantScope, Timestamp),
    ) -> Result<Ready, Failure<Nothing>> {
        let Recipient::Webhook(id) = delivery.recipient else { return Ok(Ready::unwanted(NOBODY)) };
        let event = Read::all(delivery.event.map(events::find));
        let ((tenant, webhook), event) = tx.read(tenants::get().and(webhooks::find(id)).and(event)).await?;
        if tenant.status != TenantStatus::Active {
            return Ok(Ready::Later { until: now + SUSPENDED, why: "the tenant is suspended" });
        }
        let Some(webhook) = webhook.filter(|webhook| webhook.details.is_active) else {
            return Ok(Ready::unwanted("the webhook is switched off"));
        };
        let event = event
            .into_iter()
            .flatten()
            .next()
            .map(|event| FiledEvent { booking: event.booking.map(|booking| booking.as_of(now)), ..event });
        let (id, announced) = match &event {
            Some(filed) => (filed.event.id, Announcement::Event(filed)),
            None if delivery.kind == TEST => {
                let id = EventId::from_uuid(delivery.id.as_uuid());
                (id, Announcement::Test { id, at: delivery.created_at })
            }
            None => return Ok(Ready::unwanted(NOBODY)),
        };
        let secrets = self.secrets(scope, &webhook, now);
        if secrets.is_empty() {
            let why = "the key of its secret is not there any more: give the webhook a new secret";
            return Ok(Ready::Later { until: now + SUSPENDED, why });
        }
        let url = webhook.details.url.to_string();
        // The same each time, whatever has become of the booking since.
        let body = delivery.body.clone().unwrap_or_else(|| (self.parts.event_body)(&announced));
        let content = Content::Webhook(WebhookCall { url, event: id, secrets, body });
        Ok(Ready::Now { content, address_hash: None })
    }

    /// The secrets that sign, the newest first.
    fn secrets(&self, scope: TenantScope, webhook: &Webhook, now: Timestamp) -> Vec<[u8; 32]> {
        let (keys, tenant, secret) = (&self.parts.engine.parts.tokens, scope.tenant(), &webhook.secret);
        let newest = keys.webhook_secret(&secret.key, tenant, (webhook.id, secret.generation));
        let previous = secret
            .previous
            .as_ref()
            .filter(|(_, until)| now < *until)
            .and_then(|(key, _)| keys.webhook_secret(key, tenant, (webhook.id, secret.generation.checked_sub(1)?)));
        newest.into_iter().chain(previous).collect()
    }

    /// It may have been made void since it was said that it is sent: it is looked at again at once.
    async fn begin_later(&self, scope: TenantScope, delivery: &Delivery, number: u32) -> Result<(), Failure<Nothing>> {
        let at = stored(self.parts.engine.now());
        let (state, error) = (EndState::NotBegun(at + TOO_LATE), Some("it was not begun in time".to_owned()));
        let ended = Ended { delivery: delivery.id, number, state, error, response: None, at };
        self.write_down(scope, ended).await.map(drop)
    }

    /// Writes down what came of it.
    async fn end(
        &self,
        scope: TenantScope,
        delivery: &Delivery,
        number: u32,
        result: Result<Delivered, Undelivered>,
    ) -> Result<(), Failure<Nothing>> {
        let engine = &self.parts.engine;
        let at = stored(engine.now());
        let (state, error, response) = match result {
            Ok(delivered) => (EndState::Delivered, delivered.remark, delivered.response),
            Err(undelivered) => {
                let state = self.after(&undelivered, number - delivery.earlier_attempts.min(number), delivery, at);
                (state, Some(undelivered.error), undelivered.response)
            }
        };
        let response = response.map(|response| (response.code, response.text));
        let ended = Ended { delivery: delivery.id, number, state, error, response, at };
        if !self.write_down(scope, ended).await? {
            tracing::warn!(delivery = %delivery.id, number, "an attempt ended after somebody else had taken it over");
        }
        Ok(())
    }

    /// Once more if the database does not take it: what was sent and is not written down is sent again.
    async fn write_down(&self, scope: TenantScope, ended: Ended) -> Result<bool, Failure<Nothing>> {
        let mut tries = 0;
        loop {
            let connection = self.database.acquire().await.map_err(Failure::internal)?;
            let written = self.parts.engine.parts.store.end_attempt(&scope, ended.clone()).await;
            drop(connection);
            match written {
                Ok(counted) => return Ok(counted),
                Err(error) if tries >= TRIES => return Err(error.into()),
                Err(error) => tracing::debug!(%error, tries, "the end of an attempt is written down again"),
            }
            tries += 1;
            sleep(RETRY * tries).await;
        }
    }

    /// Whether it was begun so often without an end that another time would do no good: what is sent may be what ends the
    /// program.
    fn is_hopeless(&self, delivery: &Delivery, channel: Channel) -> bool {
        let begun = delivery.attempts.saturating_sub(delivery.earlier_attempts);
        usize::try_from(begun).is_ok_and(|begun| begun >= self.schedule(channel).attempts() + LOST)
    }

    fn schedule(&self, channel: Channel) -> &RetrySchedule {
        match channel {
            Channel::Mail => &self.parts.options.mails,
            Channel::Webhook => &self.parts.options.webhooks,
        }
    }

    /// What becomes of it after a failure.
    fn after(&self, undelivered: &Undelivered, attempts: u32, delivery: &Delivery, at: Timestamp) -> EndState {
        let Then::Retry(at_least) = undelivered.then else { return EndState::Failed };
        let [.., chance] = *self.parts.engine.parts.ids.uuid().as_bytes();
        let Some(wait) = self.schedule(delivery.channel()).wait_after(attempts, chance) else {
            return EndState::Failed;
        };
        EndState::Waiting(stored(at + wait.max(at_least.unwrap_or_default())))
    }

    async fn disable(&self, scope: TenantScope, webhook: EndpointId, url: &str) -> Result<(), Failure<Nothing>> {
        let at = stored(self.parts.engine.now());
        let tx = self.parts.engine.parts.store.begin(&scope, BUDGET).await?;
        if tx.disable_webhook(webhook, url, at).await? {
            tracing::info!(%webhook, "a webhook answered that it is gone; nothing is sent there any more");
        }
        Ok(tx.commit().await?)
    }
}

/// How many attempts more than the schedule has may be begun, since some are lost with their workers.
const LOST: usize = 3;
const NO_END: &str = "it was begun again and again, and none of the attempts ended";
const NEVER: Ready = Ready::Never(Dropped::Unwanted(None));

/// How often, and how soon, it is tried again to write down how an attempt ended.
const TRIES: u32 = 5;
const RETRY: Duration = Duration::from_millis(200);

/// What is to be done with a delivery now.
enum Ready {
    /// It is sent.
    Now { content: Content, address_hash: Option<[u8; 32]> },
    /// It is looked at again then.
    Later { until: Timestamp, why: &'static str },
    /// It is not sent.
    Never(Dropped<'static>),
}

impl Ready {
    const fn unwanted(why: &'static str) -> Self {
        Self::Never(Dropped::Unwanted(Some(why)))
    }
}

/// Why something is not sent that nobody can get.
const NOBODY: &str = "whoever was to get it is not there any more";

fn no_answer() -> Undelivered {
    Undelivered { then: Then::Retry(None), error: "there was no answer in time".to_owned(), response: None }
}
