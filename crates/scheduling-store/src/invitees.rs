//! What is known of invitees: read for one of them, and blanked for one or for all whose meetings were long ago.
//!
//! A booking that is blanked keeps its time, its state and its ids, so that counts stay right.

use jiff::Timestamp;
use scheduling_core::{Booking, BookingId, EmailAddress};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    bookings::{booking, booking_columns},
    deliveries::address_hash,
    error::{RowError, StoreError},
    page::{Page, PageRequest},
    read::{Read, params},
    row::{Columns, all, count},
    statement::statements,
    tx::TenantTx,
};

/// What takes the place of a name, and of a reason that must be there.
pub const ERASED_NAME: &str = "[erased]";
/// What takes the place of an address. No mail gets there (RFC 2606, section 2).
pub const ERASED_EMAIL: &str = "erased@erased.invalid";

/// Whose data is blanked.
#[derive(Clone, Debug)]
pub enum Whose {
    /// That of whoever has this address, in whatever case; also where somebody else has brought them along.
    Address(EmailAddress),
    /// That of all whose meetings ended at this instant or before.
    EndedBy(Timestamp),
}

/// How much was blanked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Blanked {
    /// Bookings.
    pub bookings: u64,
    /// Bookings of others from which a guest was removed.
    pub guest_lists: u64,
    /// Entries of the changelog.
    pub changes: u64,
    /// Outcomes under idempotency keys, which are gone.
    pub outcomes: u64,
}

statements! {
    LIST_BOOKED = concat!("SELECT ", booking_columns!(), " FROM scheduling_bookings
        WHERE tenant_id = $1 AND invitee_email_normalized = $2 AND erased_at IS NULL
            AND ($3::timestamptz IS NULL OR (start_time, id) > ($3, $4::uuid))
        ORDER BY start_time, id LIMIT $5");
    // The collation of its own for the reason that the list of bookings has.
    LIST_BROUGHT_ALONG = concat!("SELECT ", booking_columns!(), " FROM scheduling_bookings
        WHERE tenant_id = $1 AND guests <> '{}'
            AND EXISTS (SELECT FROM unnest(guests) AS guest WHERE lower(guest COLLATE \"und-x-icu\") = $2)
            AND ($3::timestamptz IS NULL OR (start_time, id) > ($3, $4::uuid))
        ORDER BY start_time, id LIMIT $5");
    LOCK_OF_ADDRESS = "SELECT id FROM scheduling_bookings
        WHERE tenant_id = $1 AND invitee_email_normalized = $2 AND erased_at IS NULL
        ORDER BY id LIMIT $3 FOR UPDATE";
    // None that another transaction works on: it has its turn later.
    LOCK_ENDED = "SELECT id FROM scheduling_bookings
        WHERE tenant_id = $1 AND erased_at IS NULL AND end_time <= $2
        ORDER BY end_time LIMIT $3 FOR UPDATE SKIP LOCKED";
    // The links of whoever is forgotten open nothing any more.
    BLANK = "UPDATE scheduling_bookings SET
        invitee_name = $3, invitee_email = $4, invitee_email_normalized = $4, invitee_phone = NULL, invitee_notes = NULL,
        timezone = 'UTC', answers = '[]', guests = '{}', locale = NULL, campaign = NULL, cancel_reason = NULL, decline_reason = NULL,
        reschedule_reason = NULL, override_reason = CASE WHEN override_reason IS NOT NULL THEN $3 END, erased_at = $5,
        token_generation = token_generation + 1, updated_at = $5
        WHERE tenant_id = $1 AND id = ANY ($2)";
    UNINVITE = "UPDATE scheduling_bookings SET
        guests = ARRAY(SELECT guest FROM unnest(guests) WITH ORDINALITY AS g (guest, place)
            WHERE lower(guest COLLATE \"und-x-icu\") <> $2 ORDER BY place),
        updated_at = $4
        WHERE tenant_id = $1 AND id IN (
            SELECT id FROM scheduling_bookings
            WHERE tenant_id = $1 AND guests <> '{}'
                AND EXISTS (SELECT FROM unnest(guests) AS guest WHERE lower(guest COLLATE \"und-x-icu\") = $2)
            ORDER BY id LIMIT $3 FOR UPDATE)";
    // A mail that is still owed has nobody to go to, and what was said to others may name them.
    FORGET_DELIVERIES = "WITH forgotten AS (
            UPDATE scheduling_deliveries SET body = NULL, address_hash = NULL, last_error = NULL,
                is_void = is_void OR recipient = 'invitee' OR recipient LIKE 'guest:%',
                state = CASE WHEN (recipient = 'invitee' OR recipient LIKE 'guest:%') AND state = 'waiting' THEN 'cancelled' ELSE state END,
                next_attempt_at = CASE WHEN (recipient = 'invitee' OR recipient LIKE 'guest:%') AND state = 'waiting' THEN NULL ELSE next_attempt_at END,
                finished_at = CASE WHEN (recipient = 'invitee' OR recipient LIKE 'guest:%') AND state = 'waiting' THEN $3::timestamptz ELSE finished_at END
            WHERE tenant_id = $1 AND booking_id = ANY ($2::uuid[]) RETURNING id, state
        ), attempts AS (
            UPDATE scheduling_delivery_attempts a SET error = NULL, response_text = NULL, response_code = NULL
            FROM forgotten f WHERE a.tenant_id = $1 AND a.delivery_id = f.id
        )
        DELETE FROM due d USING forgotten f WHERE d.tenant_id = $1 AND d.id = f.id AND f.state = 'cancelled'";
    // What was said to a guest of others. Where it was written, the address is in whatever case.
    FORGET_ERRORS = "WITH attempts AS (
            UPDATE scheduling_delivery_attempts SET error = NULL, response_text = NULL, response_code = NULL
            WHERE tenant_id = $1 AND (strpos(lower(error COLLATE \"und-x-icu\"), $2) > 0
                OR strpos(lower(response_text COLLATE \"und-x-icu\"), $2) > 0)
        ), bodies AS (
            UPDATE scheduling_deliveries SET body = NULL
            WHERE tenant_id = $1 AND strpos(lower(body COLLATE \"und-x-icu\"), $2) > 0
        )
        UPDATE scheduling_deliveries SET last_error = NULL
        WHERE tenant_id = $1 AND strpos(lower(last_error COLLATE \"und-x-icu\"), $2) > 0";
    FORGET_ADDRESS = "WITH mails AS (
            UPDATE scheduling_deliveries SET address_hash = NULL WHERE tenant_id = $1 AND address_hash = $2
        )
        DELETE FROM scheduling_confirmed_addresses WHERE tenant_id = $1 AND address_hash = $2";
    // The tenant is that of the transaction: the function takes none.
    REDACT = "SELECT scheduling_redact_changelog($1) AS count";
    // An outcome is what a booking was like, or those of a series. The address stands in it between quotes, as JSON has it.
    FORGET_OUTCOMES = "DELETE FROM scheduling_idempotency_keys
        WHERE tenant_id = $1 AND (outcome #>> '{outcome,id}' = ANY ($2)
            OR jsonb_path_query_array(outcome, '$.outcome.bookings[*].id') ?| $2
            OR strpos(lower(outcome::text COLLATE \"und-x-icu\"), $3) > 0)";
}

/// The bookings that were made with this address, by their start.
pub fn list_booked(address: &EmailAddress, page: PageRequest) -> Read<Page<Booking>> {
    list(LIST_BOOKED, address, page)
}

/// The bookings of others to which this address was brought along, by their start.
pub fn list_brought_along(address: &EmailAddress, page: PageRequest) -> Read<Page<Booking>> {
    list(LIST_BROUGHT_ALONG, address, page)
}

fn list(statement: crate::statement::Statement, address: &EmailAddress, page: PageRequest) -> Read<Page<Booking>> {
    let values = params![address.normalised(), page.after_at(), page.after_id(), page.fetch()];
    Read::new(statement, values, move |rows| {
        page.of(&rows, booking, |booking| (booking.meeting.start, booking.id.as_uuid()))
    })
}

impl TenantTx {
    /// Blanks what is known of invitees in at most this many bookings. There is more to do if as many bookings or guest
    /// lists were blanked.
    ///
    /// # Errors
    /// The database failed.
    pub async fn blank_invitees(&self, whose: &Whose, now: Timestamp, at_most: u32) -> Result<Blanked, StoreError> {
        let limit = i64::from(at_most);
        let (locked, address) = match whose {
            Whose::Address(address) => {
                let hash = address_hash(self.tenant(), address);
                let address = address.normalised();
                (self.query(LOCK_OF_ADDRESS, params![address.clone(), limit]).await?, Some((address, hash)))
            }
            Whose::EndedBy(end) => (self.query(LOCK_ENDED, params![*end, limit]).await?, None),
        };
        let ids = all(&locked, id)?;
        let mut blanked = Blanked::default();
        if !ids.is_empty() {
            let values = params![ids.clone(), ERASED_NAME, ERASED_EMAIL, now];
            blanked.bookings = self.execute(BLANK, values).await?;
            blanked.changes = count(&self.query_plain(REDACT, params![ids.clone()]).await?)?;
        }
        if let Some((address, _)) = &address {
            blanked.guest_lists = self.execute(UNINVITE, params![address.clone(), limit, now]).await?;
        }
        // Bookings first, deliveries afterwards, as whoever calls a meeting off.
        if !ids.is_empty() {
            self.execute(FORGET_DELIVERIES, params![ids.clone(), now]).await?;
        }
        if let Some((address, hash)) = &address {
            self.execute(FORGET_ERRORS, params![address.clone()]).await?;
            self.execute(FORGET_ADDRESS, params![hash.to_vec()]).await?;
        }
        let address = address.map(|(address, _)| address);
        if address.is_some() || !ids.is_empty() {
            let ids: Vec<String> = ids.iter().map(|id| BookingId::from_uuid(*id).to_string()).collect();
            let quoted = address.map(|address| serde_json::Value::from(address).to_string());
            blanked.outcomes = self.execute(FORGET_OUTCOMES, params![ids, quoted]).await?;
        }
        Ok(blanked)
    }
}

fn id(row: &Row) -> Result<Uuid, RowError> {
    Columns::of("scheduling_bookings", row).get("id")
}

#[cfg(test)]
mod tests {
    use scheduling_core::{LongText, Name};

    use super::*;

    #[test]
    fn what_takes_the_place_of_an_invitee_can_be_read_again() {
        assert!(ERASED_NAME.parse::<Name>().is_ok() && ERASED_NAME.parse::<LongText>().is_ok());
        let address: EmailAddress = ERASED_EMAIL.parse().unwrap();
        assert_eq!(address.normalised(), ERASED_EMAIL);
    }
}
