//! Idempotency keys and the changelog.

use std::time::Duration;

use jiff::SignedDuration;
use scheduling_core::ChangeId;
use scheduling_store::{
    JsonObject, StoreError, TenantTx,
    changelog::{Action, Change, Entity},
    idempotency::{self, Claim, IdempotencyKey, StoredOutcome},
};

use crate::{
    sample::{BUDGET, TENANT, furnished, host_id, now},
    support::{Bed, id, scope},
};

fn key(principal: &str) -> IdempotencyKey {
    IdempotencyKey::new(principal, "0123456789abcdef", [1; 32]).unwrap()
}

fn outcome(text: &str) -> JsonObject {
    text.parse().unwrap()
}

async fn begin(bed: &Bed) -> TenantTx {
    bed.store.begin(&scope(TENANT), BUDGET).await.unwrap()
}

async fn claim_and_store(bed: &Bed, key: &IdempotencyKey) {
    let tx = begin(bed).await;
    assert_eq!(tx.claim_key(key, now()).await.unwrap(), Claim::Claimed);
    tx.store_outcome(key, &outcome(r#"{"a": 1}"#)).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_second_request_under_a_key_learns_what_the_first_was_told() {
    let (bed, scope) = furnished().await;
    let key = key("key:1");
    assert_eq!(bed.store.read(&scope, idempotency::find(&key, now())).await.unwrap(), None);
    claim_and_store(&bed, &key).await;
    let expected = StoredOutcome { fingerprint: [1; 32], outcome: outcome(r#"{"a": 1}"#) };
    // Another body under the same key is for the caller to refuse: the fingerprint is the first one's.
    let other_body = IdempotencyKey::new(key.principal(), key.key(), [2; 32]).unwrap();
    let tx = begin(&bed).await;
    assert_eq!(tx.claim_key(&other_body, now()).await.unwrap(), Claim::Known(expected.clone()));
    drop(tx);
    assert_eq!(bed.store.read(&scope, idempotency::find(&key, now())).await.unwrap(), Some(expected));
    // Callers share no keys.
    let tx = begin(&bed).await;
    assert_eq!(tx.claim_key(&self::key("key:2"), now()).await.unwrap(), Claim::Claimed);
}

#[tokio::test]
async fn two_requests_at_once_under_one_key_take_turns() {
    let (bed, _) = furnished().await;
    for committed in [true, false] {
        let key = key(&committed.to_string());
        let first = begin(&bed).await;
        assert_eq!(first.claim_key(&key, now()).await.unwrap(), Claim::Claimed);
        let second = begin(&bed).await;
        let waiting = tokio::spawn({
            let key = key.clone();
            async move { second.claim_key(&key, now()).await.unwrap() }
        });
        // Who does not wait that long is told so.
        let hasty = bed.store.begin(&scope(TENANT), Duration::from_millis(100)).await.unwrap();
        assert!(matches!(hasty.claim_key(&key, now()).await, Err(StoreError::Busy(_))));
        first.store_outcome(&key, &outcome("{}")).await.unwrap();
        if committed {
            first.commit().await.unwrap();
            assert!(matches!(waiting.await.unwrap(), Claim::Known(_)));
        } else {
            drop(first);
            assert_eq!(waiting.await.unwrap(), Claim::Claimed);
        }
    }
}

#[tokio::test]
async fn a_key_is_kept_for_a_day() {
    let (bed, scope) = furnished().await;
    let key = key("key:1");
    claim_and_store(&bed, &key).await;
    let day = SignedDuration::from_hours(24);
    let late = now() + day - SignedDuration::from_micros(1);
    assert!(bed.store.read(&scope, idempotency::find(&key, late)).await.unwrap().is_some());
    assert!(bed.store.read(&scope, idempotency::find(&key, now() + day)).await.unwrap().is_none());
    assert!(matches!(begin(&bed).await.claim_key(&key, late).await.unwrap(), Claim::Known(_)));
    assert_eq!(begin(&bed).await.claim_key(&key, now() + day).await.unwrap(), Claim::Claimed);
    let tx = begin(&bed).await;
    assert_eq!(tx.purge_keys(late, 10).await.unwrap(), 0);
    assert_eq!(tx.purge_keys(now() + day, 10).await.unwrap(), 1);
}

#[tokio::test]
async fn keys_are_purged_in_batches_past_those_that_are_in_use() {
    let (bed, _) = furnished().await;
    for number in 1..=5 {
        claim_and_store(&bed, &key(&format!("key:{number}"))).await;
    }
    let late = now() + SignedDuration::from_hours(24);
    let using = begin(&bed).await;
    assert_eq!(using.claim_key(&key("key:1"), late).await.unwrap(), Claim::Claimed);
    for removed in [3, 1, 0] {
        let tx = begin(&bed).await;
        assert_eq!(tx.purge_keys(late, 3).await.unwrap(), removed);
        tx.commit().await.unwrap();
    }
    using.store_outcome(&key("key:1"), &outcome("{}")).await.unwrap();
    using.commit().await.unwrap();
    assert_eq!(begin(&bed).await.purge_keys(late, 3).await.unwrap(), 0, "claimed anew");
}

#[tokio::test]
async fn an_outcome_is_stored_only_under_a_key_that_was_claimed() {
    let (bed, _) = furnished().await;
    let missing = begin(&bed).await.store_outcome(&key("key:1"), &outcome("{}")).await.unwrap_err();
    assert!(matches!(missing, StoreError::NotFound { .. }), "{missing:?}");
    for text in ["", "[]", "1", "{", "{} {}"] {
        assert!(text.parse::<JsonObject>().is_err(), "{text}");
    }
}

#[tokio::test]
async fn a_change_is_appended_as_it_is() {
    let (bed, _) = furnished().await;
    let superuser = bed.superuser().await;
    let entities = [
        Entity::Tenant,
        Entity::Host,
        Entity::EventType,
        Entity::Schedule,
        Entity::Block,
        Entity::Booking,
        Entity::ApiKey,
    ];
    let actions =
        [Action::Created, Action::Updated, Action::Cancelled, Action::Rescheduled, Action::Archived, Action::Deleted];
    let tx = begin(&bed).await;
    for (number, entity) in entities.into_iter().enumerate() {
        for (other, action) in actions.into_iter().enumerate() {
            let change = Change {
                id: ChangeId::from_uuid(id((0x800 + number * 16 + other) as u128)),
                entity,
                entity_id: host_id(1).as_uuid(),
                action,
                actor: "key:1".to_owned(),
                details: outcome(r#"{"n": 1}"#),
                at: now(),
            };
            tx.append_change(&change).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    let sql = "SELECT count(*), count(DISTINCT (entity_type, action)), min(actor), min(details ->> 'n')
        FROM scheduling_changelog";
    let row = superuser.query_one(sql, &[]).await.unwrap();
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (42, 42));
    assert_eq!((row.get::<_, &str>(2), row.get::<_, &str>(3)), ("key:1", "1"));
}
