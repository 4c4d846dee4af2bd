//! The forms in which outcomes are stored under idempotency keys. It must not know what they mean.
//!
//! What one release has stored the next one answers with, for as long as keys are kept: a form that cannot be read any
//! more makes an error of every repetition until then. So every form has samples, which the tests read.

use jiff::Timestamp;
use scheduling_core::{Booking, DeliveryId, EventType, Team, TeamEventType, Tenant};
use scheduling_store::{
    JsonObject, account_links::AccountLink, accounts::Account, api_keys::ApiKey, blocks::BlockedDates,
    deliveries::Delivery, mail_templates::StoredTemplate, schedules::Schedule, webhooks::Webhook,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    api_keys, availability, calendar_feed::CalendarFeed, failure::Failure, hold::HeldSlot, hosts::WrittenHost,
    invitees, series::BookedSeries, teams::TeamMemberProfile, writing::details,
};

/// An outcome that can be stored and read again. Implemented by the list below only, so that none is without samples.
pub(crate) trait Repeatable: Serialize + DeserializeOwned + Send + 'static {}

/// What is stored, each with the file of its samples in `tests/outcomes`: one a line, as it was stored, oldest first.
///
/// Lines are only added, never changed. A new field must be optional; it takes a new line, since the last one has every
/// field of today, and a new variant takes one too. A line may go once no supported release stores its form.
macro_rules! outcomes {
    ($($outcome:ty: $samples:literal;)+) => {
        $(impl Repeatable for $outcome {})+

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn what_was_stored_before_can_be_read_and_the_last_sample_is_what_is_stored_now() {
                $(samples::check::<$outcome>($samples, include_str!(concat!("../tests/outcomes/", $samples)));)+
            }
        }
    };
}

outcomes! {
    (): "nothing.jsonl";
    Booking: "booking.jsonl";
    BookedSeries: "series.jsonl";
    HeldSlot: "held_slot.jsonl";
    WrittenHost: "host.jsonl";
    EventType: "event_type.jsonl";
    Team: "team.jsonl";
    TeamMemberProfile: "team_member.jsonl";
    TeamEventType: "team_event_type.jsonl";
    availability::Availability: "availability.jsonl";
    Schedule: "schedule.jsonl";
    BlockedDates: "blocked_dates.jsonl";
    CalendarFeed: "calendar_feed.jsonl";
    Tenant: "tenant.jsonl";
    api_keys::Issued: "api_key.jsonl";
    invitees::InviteeReceipt: "invitee_receipt.jsonl";
    ApiKey: "rotated_api_key.jsonl";
    Account: "account.jsonl";
    AccountLink: "account_link.jsonl";
    Timestamp: "session.jsonl";
    Webhook: "webhook.jsonl";
    DeliveryId: "delivery_id.jsonl";
    Delivery: "delivery.jsonl";
    StoredTemplate: "mail_template.jsonl";
}

/// The stored form: always an object.
#[derive(Serialize, Deserialize)]
struct Wrapped<T> {
    outcome: T,
}

/// The form to store.
pub(crate) fn written<T: Repeatable, E>(outcome: &T) -> Result<JsonObject, Failure<E>> {
    details(&Wrapped { outcome })
}

/// What was stored.
pub(crate) fn read<T: Repeatable>(stored: &JsonObject) -> Result<T, serde_json::Error> {
    serde_json::from_str(stored.as_str()).map(|Wrapped { outcome }| outcome)
}

#[cfg(test)]
mod samples {
    use serde_json::Value;

    use super::*;
    use crate::failure::Nothing;

    pub(super) fn check<T: Repeatable>(file: &str, samples: &str) {
        let mut last = None;
        for (line, sample) in (1..).zip(samples.lines()) {
            let outcome: T = read(&sample.parse().unwrap())
                .unwrap_or_else(|error| panic!("{file}:{line} cannot be read any more: {error}"));
            last = Some((sample, written::<T, Nothing>(&outcome).unwrap()));
        }
        let (sample, today) = last.unwrap_or_else(|| panic!("{file} is empty"));
        let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(json(sample), json(today.as_str()), "{file} has no sample of the form of today");
    }
}
