//! Deliveries: what is owed to somebody, how far it is, and what was said to it.

use jiff::Timestamp;
use scheduling_core::{
    BookingId, Channel, DeliveryId, DeliveryState, EmailAddress, EndpointId, EventId, IsSuperseded, OccupancyId,
    Recipient, TenantId,
};
use sha2::{Digest, Sha256};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    error::{RowError, StoreError},
    page::{Page, PageRequest},
    read::{Read, params},
    row::{Columns, all, count, first},
    scope::TenantScope,
    statement::statements,
    store::Store,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_deliveries";
const ATTEMPTS: &str = "scheduling_delivery_attempts";

/// Something that is owed to somebody.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// The event because of which it is owed; none of a test.
    pub event: Option<EventId>,
    /// The booking that it is about, and the version of which it tells.
    pub booking: Option<(BookingId, u32)>,
    /// Of a mail: which; of a call, the kind of event.
    pub kind: String,
    /// Of a reminder: how many minutes before the start.
    pub before_minutes: u32,
    /// To whom.
    pub recipient: Recipient,
    /// How far it is.
    pub state: DeliveryState,
    /// Whether it is out of date.
    pub is_void: bool,
    /// How often it was tried.
    pub attempts: u32,
    /// How many of them count no more: those before it was sent again at somebody's wish, and those that were not begun.
    pub earlier_attempts: u32,
    /// When it is to be sent at first.
    pub planned_for: Timestamp,
    /// When it is tried next; none once it is finished.
    pub next_attempt_at: Option<Timestamp>,
    /// When it was tried last.
    pub last_attempt_at: Option<Timestamp>,
    /// Why that failed.
    pub last_error: Option<String>,
    /// What was sent, of a call.
    pub body: Option<String>,
    /// When it came to be.
    pub created_at: Timestamp,
    /// When it was delivered, given up or cancelled.
    pub finished_at: Option<Timestamp>,
}

impl Delivery {
    /// By which way it goes.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        match self.recipient {
            Recipient::Webhook(_) => Channel::Webhook,
            Recipient::Invitee | Recipient::Guest(_) | Recipient::Host(_) => Channel::Mail,
        }
    }
}

/// Something that will be owed.
#[derive(Clone, Debug)]
pub struct NewDelivery {
    /// Its id.
    pub id: DeliveryId,
    /// Because of what.
    pub event: Option<EventId>,
    /// The booking that it is about, and the version of which it tells.
    pub booking: Option<(BookingId, u32)>,
    /// Of a mail: which; of a call, the kind of event.
    pub kind: &'static str,
    /// Of a reminder: how many minutes before the start.
    pub before_minutes: u32,
    /// To whom.
    pub recipient: Recipient,
    /// When.
    pub planned_for: Timestamp,
}

/// One time that it was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Which, counted from 1.
    pub number: u32,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended; none while it lasts, and if its worker was killed.
    pub finished_at: Option<Timestamp>,
    /// Why it failed.
    pub error: Option<String>,
    /// What was said to it: the status of HTTP or the code of SMTP, with a text.
    pub response: Option<(u16, String)>,
}

/// An attempt that is to begin.
#[derive(Clone, Copy, Debug)]
pub struct Begin {
    /// By which mails to the address are counted.
    pub address_hash: Option<[u8; 32]>,
    /// When it begins.
    pub now: Timestamp,
    /// Until when it was claimed.
    pub claimed_until: Timestamp,
    /// Until when others leave it alone from now on.
    pub until: Timestamp,
}

/// How an attempt ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Of which delivery.
    pub delivery: DeliveryId,
    /// Which attempt.
    pub number: u32,
    /// What has become of the delivery; of one that waits again, until when.
    pub state: EndState,
    /// Why it failed.
    pub error: Option<String>,
    /// What was said to it.
    pub response: Option<(u16, String)>,
    /// When it ended.
    pub at: Timestamp,
}

/// What becomes of a delivery after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndState {
    /// It was taken.
    Delivered,
    /// It is tried again then, unless it has become out of date.
    Waiting(Timestamp),
    /// It was not begun after all, which is no fault of the other side and does not count: the same.
    NotBegun(Timestamp),
    /// It is given up.
    Failed,
}

/// Why a delivery is not tried any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped<'a> {
    /// Nobody needs it any more; for this reason, if there is anything to say.
    Unwanted(Option<&'a str>),
    /// It was tried too often.
    GivenUp(&'a str),
}

/// Which deliveries are listed; what is `None` excludes nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeliveryFilter {
    /// Those in this state.
    pub state: Option<DeliveryState>,
    /// Those that go this way.
    pub channel: Option<Channel>,
    /// Those about this booking.
    pub booking: Option<BookingId>,
    /// Those to this webhook.
    pub webhook: Option<EndpointId>,
}

macro_rules! columns {
    () => {
        concat!(columns!(but the body), ", d.body")
    };
    (but the body) => {
        "d.id, d.event_id, d.booking_id, d.booking_sequence, d.kind, d.before_minutes, d.recipient, d.state, d.is_void,
        d.attempts, d.earlier_attempts, d.planned_for, d.next_attempt_at, d.last_attempt_at, d.last_error,
        d.created_at, d.finished_at"
    };
}

/// A page of deliveries, found by what is narrowest: an index has it. Without bodies, which would be megabytes.
macro_rules! listed {
    ($narrow:literal) => {
        concat!(
            "SELECT ",
            columns!(but the body),
            ", NULL::text AS body FROM scheduling_deliveries d WHERE d.tenant_id = $1 AND ",
            $narrow,
            " AND ($2::text IS NULL OR d.state = $2)
            AND ($3::text IS NULL OR d.channel = $3)
            AND ($4::uuid IS NULL OR d.booking_id = $4)
            AND ($5::uuid IS NULL OR d.webhook_id = $5)
            AND d.created_at <= COALESCE($6::timestamptz, 'infinity')
            AND ($6::timestamptz IS NULL OR (d.created_at, d.id) < ($6, $7::uuid))
            ORDER BY d.created_at DESC, d.id DESC LIMIT $8"
        )
    };
}

/// Makes deliveries void that are not finished, and counts those that are being sent: they cannot be taken back, and are
/// not tried again.
macro_rules! voided {
    ($which:literal) => {
        concat!(
            "WITH voided AS (
                UPDATE scheduling_deliveries SET is_void = true,
                    state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END,
                    next_attempt_at = CASE state WHEN 'waiting' THEN NULL ELSE next_attempt_at END,
                    finished_at = CASE state WHEN 'waiting' THEN $3::timestamptz END
                WHERE tenant_id = $1 AND state IN ('waiting', 'sending') AND ",
            $which,
            " RETURNING id, state
            ), gone AS (
                DELETE FROM due d USING voided v WHERE d.tenant_id = $1 AND d.id = v.id AND v.state = 'cancelled'
            )
            SELECT count(*) AS count FROM voided WHERE state = 'sending'"
        )
    };
}

statements! {
    INSERT = "WITH made AS (
            INSERT INTO scheduling_deliveries (tenant_id, id, channel, event_id, booking_id, booking_sequence, kind,
                before_minutes, recipient, webhook_id, planned_for, next_attempt_at, created_at)
            SELECT $1, n.id, n.channel, n.event_id, n.booking_id, n.booking_sequence, n.kind, n.before_minutes,
                n.recipient, n.webhook_id, n.planned_for, n.planned_for, $2
            FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::integer[], $8::text[], $9::integer[],
                $10::text[], $11::uuid[], $12::timestamptz[]) AS n (id, channel, event_id, booking_id, booking_sequence,
                kind, before_minutes, recipient, webhook_id, planned_for)
            ON CONFLICT DO NOTHING
            RETURNING id, webhook_id, planned_for
        )
        INSERT INTO due (tenant_id, id, work, lane, due_at)
        SELECT $1, id, 'delivery', COALESCE(webhook_id, $1), planned_for FROM made";
    // That a meeting is somebody else's stays true for who had it.
    VOID = voided!("booking_id = $2 AND channel = 'mail' AND kind <> 'handed_over'");
    VOID_REMINDERS = voided!("booking_id = $2 AND recipient = $4 AND kind = 'reminder'");
    CANCEL = voided!("id = $2");
    LOCK = concat!("SELECT ", columns!(), ", d.kind = 'reminder' AND EXISTS (
            SELECT FROM scheduling_deliveries o
            WHERE o.tenant_id = d.tenant_id AND o.booking_id = d.booking_id AND o.kind = d.kind AND o.recipient = d.recipient
                AND o.booking_sequence = d.booking_sequence AND o.planned_for > d.planned_for AND o.planned_for <= $3
        ) AS is_superseded
        FROM scheduling_deliveries d WHERE d.tenant_id = $1 AND d.id = $2 FOR UPDATE OF d");
    // Only as long as the claim is one's own, which is made longer.
    BEGIN = "WITH claim AS (
            UPDATE due SET due_at = $4 WHERE tenant_id = $1 AND id = $2 AND due_at = $7 RETURNING id
        ), begun AS (
            UPDATE scheduling_deliveries d SET state = 'sending', attempts = attempts + 1, last_attempt_at = $3,
                next_attempt_at = $4, address_hash = $5, body = $6
            FROM claim c
            WHERE d.tenant_id = $1 AND d.id = c.id AND d.state IN ('waiting', 'sending') AND NOT d.is_void
            RETURNING d.id, d.attempts
        )
        INSERT INTO scheduling_delivery_attempts (tenant_id, delivery_id, number, started_at)
        SELECT $1, id, attempts, $3 FROM begun RETURNING number";
    DROP = "WITH dropped AS (
            UPDATE scheduling_deliveries SET state = $5, is_void = true, next_attempt_at = NULL, finished_at = $3,
                last_error = COALESCE($4, last_error)
            WHERE tenant_id = $1 AND id = $2 AND state IN ('waiting', 'sending')
        )
        DELETE FROM due WHERE tenant_id = $1 AND id = $2";
    POSTPONE = "WITH postponed AS (
            UPDATE scheduling_deliveries SET state = 'waiting', next_attempt_at = $3, last_error = $4
            WHERE tenant_id = $1 AND id = $2 AND state IN ('waiting', 'sending') RETURNING id
        )
        UPDATE due d SET due_at = $3 FROM postponed p WHERE d.tenant_id = $1 AND d.id = p.id";
    END = "WITH ended AS (
            UPDATE scheduling_deliveries SET
                state = CASE WHEN $4 = 'waiting' AND is_void THEN 'cancelled' ELSE $4 END,
                next_attempt_at = CASE WHEN NOT is_void THEN $5::timestamptz END,
                earlier_attempts = earlier_attempts + $10::integer,
                finished_at = CASE WHEN $5 IS NULL OR is_void THEN $6::timestamptz END,
                last_error = $7
            WHERE tenant_id = $1 AND id = $2 AND state = 'sending' AND attempts = $3
            RETURNING id, next_attempt_at
        ), attempt AS (
            UPDATE scheduling_delivery_attempts SET finished_at = $6, error = $7, response_code = $8, response_text = $9
            WHERE tenant_id = $1 AND delivery_id = $2 AND number = $3
        ), gone AS (
            DELETE FROM due d USING ended e WHERE d.tenant_id = $1 AND d.id = e.id AND e.next_attempt_at IS NULL
        ), later AS (
            UPDATE due d SET due_at = e.next_attempt_at FROM ended e
            WHERE d.tenant_id = $1 AND d.id = e.id AND e.next_attempt_at IS NOT NULL
        )
        SELECT count(*) AS count FROM ended";
    SEND_AGAIN = "WITH again AS (
            UPDATE scheduling_deliveries SET state = 'waiting', is_void = false, earlier_attempts = attempts,
                next_attempt_at = $3, finished_at = NULL, last_error = NULL
            WHERE tenant_id = $1 AND id = $2 AND finished_at IS NOT NULL RETURNING id, webhook_id
        )
        INSERT INTO due (tenant_id, id, work, lane, due_at)
        SELECT $1, id, 'delivery', COALESCE(webhook_id, $1), $3 FROM again
        ON CONFLICT (tenant_id, id) DO UPDATE SET due_at = $3";
    IS_REMINDED_BEFORE = "SELECT EXISTS (
            SELECT FROM scheduling_bookings b
            JOIN scheduling_deliveries d ON d.tenant_id = b.tenant_id AND d.booking_id = b.id
            WHERE b.tenant_id = $1 AND b.occupancy_id = $2 AND b.id < $3 AND b.status = 'confirmed'
                AND d.recipient = $4 AND d.kind = $5 AND d.before_minutes = $6 AND d.booking_sequence = b.sequence
                AND d.state IN ('waiting', 'sending', 'delivered')
        ) AS is_reminded";
    FIND = concat!("SELECT ", columns!(), " FROM scheduling_deliveries d WHERE d.tenant_id = $1 AND d.id = $2");
    LIST = listed!("true");
    LIST_OF_BOOKING = listed!("d.booking_id = $4");
    LIST_OF_WEBHOOK = listed!("d.webhook_id = $5");
    LIST_OPEN = listed!("d.finished_at IS NULL");
    LIST_FAILED = listed!("d.state = 'failed'");
    LIST_ATTEMPTS = "SELECT number, started_at, finished_at, error, response_code, response_text
        FROM scheduling_delivery_attempts WHERE tenant_id = $1 AND delivery_id = $2 ORDER BY number";
    // The last but four: with another one, there would be more than five. What was not taken does not count.
    FIFTH_LATEST = "SELECT last_attempt_at FROM scheduling_deliveries
        WHERE tenant_id = $1 AND address_hash = $2 AND id <> $3 AND last_attempt_at > $4
            AND state IN ('sending', 'delivered')
            AND NOT EXISTS (SELECT FROM scheduling_confirmed_addresses c WHERE c.tenant_id = $1 AND c.address_hash = $2)
        ORDER BY last_attempt_at DESC OFFSET 4 LIMIT 1";
    CONFIRM_ADDRESS = "INSERT INTO scheduling_confirmed_addresses (tenant_id, address_hash, confirmed_at)
        VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    PURGE = "DELETE FROM scheduling_deliveries WHERE tenant_id = $1 AND id IN (
            SELECT id FROM scheduling_deliveries WHERE tenant_id = $1 AND finished_at <= $2 LIMIT $3
            FOR UPDATE SKIP LOCKED
        )";
}

/// The delivery with this id.
pub fn find(id: DeliveryId) -> Read<Option<Delivery>> {
    Read::new(FIND, params![id.as_uuid()], |rows| first(&rows, delivery))
}

/// The tenant's deliveries, newest first, without their bodies.
pub fn list(filter: DeliveryFilter, page: PageRequest) -> Read<Page<Delivery>> {
    let values = params![
        filter.state.map(DeliveryState::as_str),
        filter.channel.map(Channel::as_str),
        filter.booking.map(BookingId::as_uuid),
        filter.webhook.map(EndpointId::as_uuid),
        page.after_at(),
        page.after_id(),
        page.fetch(),
    ];
    let statement = match filter {
        DeliveryFilter { booking: Some(_), .. } => LIST_OF_BOOKING,
        DeliveryFilter { webhook: Some(_), .. } => LIST_OF_WEBHOOK,
        DeliveryFilter { state: Some(DeliveryState::Failed), .. } => LIST_FAILED,
        DeliveryFilter { state: Some(state), .. } if !state.is_finished() => LIST_OPEN,
        DeliveryFilter { .. } => LIST,
    };
    Read::new(statement, values, move |rows| {
        page.of(&rows, delivery, |delivery| (delivery.created_at, delivery.id.as_uuid()))
    })
}

/// Whether the reader of a reminder is reminded as well, at the same time, with the booking of somebody who came earlier to
/// this meeting.
pub fn is_reminded_before(of: &Delivery, occupancy: OccupancyId) -> Read<bool> {
    let values = params![
        occupancy.as_uuid(),
        of.booking.map(|(booking, _)| booking.as_uuid()),
        of.recipient.to_string(),
        of.kind.clone(),
        i32::try_from(of.before_minutes).unwrap_or(i32::MAX),
    ];
    let is_reminded = |row: &Row| Columns::of(TABLE, row).get::<bool>("is_reminded");
    Read::new(IS_REMINDED_BEFORE, values, move |rows| Ok(first(&rows, is_reminded)?.unwrap_or(false)))
}

/// Each time that a delivery was tried.
pub fn list_attempts(id: DeliveryId) -> Read<Vec<Attempt>> {
    Read::new(LIST_ATTEMPTS, params![id.as_uuid()], |rows| all(&rows, attempt))
}

impl Store {
    /// Writes down how an attempt has ended. Returns whether it still counted: somebody else may have taken the delivery over
    /// in the meantime.
    ///
    /// # Errors
    /// The database failed.
    pub async fn end_attempt(&self, scope: &TenantScope, ended: Ended) -> Result<bool, StoreError> {
        let Ended { delivery, number, state, error, response, at } = ended;
        let (word, next) = match state {
            EndState::Delivered => (DeliveryState::Delivered, None),
            EndState::Waiting(until) | EndState::NotBegun(until) => (DeliveryState::Waiting, Some(until)),
            EndState::Failed => (DeliveryState::Failed, None),
        };
        let (code, text) = response.unzip();
        let values = params![
            delivery.as_uuid(),
            i32::try_from(number).unwrap_or(i32::MAX),
            word.as_str(),
            next,
            at,
            error.map(|error| kept(&error, 2000)),
            code.map(i32::from),
            text.map(|text| kept(&text, 4096)),
            i32::from(matches!(state, EndState::NotBegun(_))),
        ];
        let ended = self.write_once(scope, Read::new(END, values, |rows| count(&rows))).await?;
        Ok(ended > 0)
    }
}

impl TenantTx {
    /// Makes deliveries, but for those that there are already.
    ///
    /// # Errors
    /// The database failed.
    pub async fn insert_deliveries(&self, new: &[NewDelivery], now: Timestamp) -> Result<(), StoreError> {
        if new.is_empty() {
            return Ok(());
        }
        let webhook = |new: &NewDelivery| match new.recipient {
            Recipient::Webhook(id) => Some(id.as_uuid()),
            _ => None,
        };
        let channel = |new: &NewDelivery| match new.recipient {
            Recipient::Webhook(_) => Channel::Webhook.as_str(),
            _ => Channel::Mail.as_str(),
        };
        let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        let values = params![
            now,
            new.iter().map(|new| new.id.as_uuid()).collect::<Vec<_>>(),
            new.iter().map(channel).collect::<Vec<_>>(),
            new.iter().map(|new| new.event.map(EventId::as_uuid)).collect::<Vec<_>>(),
            new.iter().map(|new| new.booking.map(|(id, _)| id.as_uuid())).collect::<Vec<_>>(),
            new.iter().map(|new| new.booking.map(|(_, sequence)| number(sequence))).collect::<Vec<_>>(),
            new.iter().map(|new| new.kind).collect::<Vec<_>>(),
            new.iter().map(|new| number(new.before_minutes)).collect::<Vec<_>>(),
            new.iter().map(|new| new.recipient.to_string()).collect::<Vec<_>>(),
            new.iter().map(webhook).collect::<Vec<_>>(),
            new.iter().map(|new| new.planned_for).collect::<Vec<_>>(),
        ];
        self.execute(INSERT, values).await?;
        Ok(())
    }

    /// Makes the mails about a booking void that have not been sent. Returns how many are just being sent, which nobody can
    /// take back.
    ///
    /// # Errors
    /// The database failed.
    pub async fn void_mails(&self, booking: BookingId, now: Timestamp) -> Result<u64, StoreError> {
        count(&self.query(VOID, params![booking.as_uuid(), now]).await?)
    }

    /// The same for the reminders of a booking to one reader.
    ///
    /// # Errors
    /// The database failed.
    pub async fn void_reminders(&self, booking: BookingId, to: Recipient, now: Timestamp) -> Result<u64, StoreError> {
        count(&self.query(VOID_REMINDERS, params![booking.as_uuid(), now, to.to_string()]).await?)
    }

    /// Sends a delivery no more. What is just being sent is not tried again.
    ///
    /// # Errors
    /// The database failed.
    pub async fn cancel_delivery(&self, id: DeliveryId, now: Timestamp) -> Result<(), StoreError> {
        self.execute(CANCEL, params![id.as_uuid(), now]).await?;
        Ok(())
    }

    /// Sends a delivery again that was finished.
    ///
    /// # Errors
    /// The database failed.
    pub async fn send_again(&self, id: DeliveryId, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.execute(SEND_AGAIN, params![id.as_uuid(), now]).await? > 0)
    }

    /// The delivery with this id, and whether a later one of its kind is due at `now`; nobody else changes it until the end
    /// of this transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn lock_delivery(
        &self,
        id: DeliveryId,
        now: Timestamp,
    ) -> Result<Option<(Delivery, IsSuperseded)>, StoreError> {
        let rows = self.query(LOCK, params![id.as_uuid(), now]).await?;
        first(&rows, |row| {
            let is_superseded = Columns::of(TABLE, row).get("is_superseded")?;
            Ok((delivery(row)?, if is_superseded { IsSuperseded::Yes } else { IsSuperseded::No }))
        })
    }

    /// Begins an attempt. Returns its number; none if there is nothing to be sent, or somebody else has taken it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn begin_attempt(&self, delivery: &Delivery, begin: Begin) -> Result<Option<u32>, StoreError> {
        let Begin { address_hash, now, claimed_until, until } = begin;
        let hash = address_hash.map(|hash| hash.to_vec());
        let values = params![delivery.id.as_uuid(), now, until, hash, delivery.body.clone(), claimed_until];
        let rows = self.query(BEGIN, values).await?;
        first(&rows, |row| Columns::of(ATTEMPTS, row).number("number"))
    }

    /// Sends a delivery no more, whatever state it is in; takes away that it is due.
    ///
    /// # Errors
    /// The database failed.
    pub async fn drop_delivery(&self, id: DeliveryId, why: Dropped<'_>, now: Timestamp) -> Result<(), StoreError> {
        let (state, why) = match why {
            Dropped::Unwanted(why) => (DeliveryState::Cancelled, why),
            Dropped::GivenUp(why) => (DeliveryState::Failed, Some(why)),
        };
        self.execute(DROP, params![id.as_uuid(), now, why.map(|why| kept(why, 2000)), state.as_str()]).await?;
        Ok(())
    }

    /// Sends a delivery later.
    ///
    /// # Errors
    /// The database failed.
    pub async fn postpone_delivery(&self, id: DeliveryId, until: Timestamp, why: &str) -> Result<(), StoreError> {
        self.execute(POSTPONE, params![id.as_uuid(), until, kept(why, 2000)]).await?;
        Ok(())
    }

    /// Notes that whoever has an address has got a mail there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn confirm_address(&self, address_hash: &[u8; 32], now: Timestamp) -> Result<(), StoreError> {
        self.execute(CONFIRM_ADDRESS, params![address_hash.to_vec(), now]).await?;
        Ok(())
    }

    /// When the fifth latest mail since `since` was sent to an address, but for this one; none if there were fewer, and if
    /// the address is [confirmed](Self::confirm_address).
    ///
    /// # Errors
    /// The database failed.
    pub async fn find_fifth_latest_mail(
        &self,
        address_hash: &[u8; 32],
        but: DeliveryId,
        since: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        let rows = self.query(FIFTH_LATEST, params![address_hash.to_vec(), but.as_uuid(), since]).await?;
        first(&rows, |row| Columns::of(TABLE, row).get("last_attempt_at"))
    }

    /// Removes deliveries that were finished by `before`, at most this many. Returns how many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn purge_deliveries(&self, before: Timestamp, at_most: u32) -> Result<u64, StoreError> {
        self.execute(PURGE, params![before, i64::from(at_most)]).await
    }
}

/// By what mails to one address of a tenant are counted: it does not say which address that is.
#[must_use]
pub fn address_hash(tenant: TenantId, email: &EmailAddress) -> [u8; 32] {
    Sha256::new().chain_update(tenant.as_uuid().as_bytes()).chain_update(email.normalised()).finalize().into()
}

/// As much of a text as a column keeps; without NUL, which no column keeps.
fn kept(text: &str, most: usize) -> String {
    text.chars().filter(|char| *char != '\0').take(most).collect()
}

fn delivery(row: &Row) -> Result<Delivery, RowError> {
    let columns = Columns::of(TABLE, row);
    let booking = match columns.get::<Option<Uuid>>("booking_id")? {
        Some(id) => Some((BookingId::from_uuid(id), columns.number("booking_sequence")?)),
        None => None,
    };
    Ok(Delivery {
        id: DeliveryId::from_uuid(columns.get("id")?),
        event: columns.get::<Option<Uuid>>("event_id")?.map(EventId::from_uuid),
        booking,
        kind: columns.get("kind")?,
        before_minutes: columns.number("before_minutes")?,
        recipient: columns.parse("recipient")?,
        state: columns.parse("state")?,
        is_void: columns.get("is_void")?,
        attempts: columns.number("attempts")?,
        earlier_attempts: columns.number("earlier_attempts")?,
        planned_for: columns.get("planned_for")?,
        next_attempt_at: columns.get("next_attempt_at")?,
        last_attempt_at: columns.get("last_attempt_at")?,
        last_error: columns.get("last_error")?,
        body: columns.get("body")?,
        created_at: columns.get("created_at")?,
        finished_at: columns.get("finished_at")?,
    })
}

fn attempt(row: &Row) -> Result<Attempt, RowError> {
    let columns = Columns::of(ATTEMPTS, row);
    let code = columns.number_if_any("response_code")?;
    Ok(Attempt {
        number: columns.number("number")?,
        started_at: columns.get("started_at")?,
        finished_at: columns.get("finished_at")?,
        error: columns.get("error")?,
        response: code.zip(columns.get("response_text")?),
    })
}
