//! Webhooks are called for the events that they want, and given up when they are gone.

use jiff::SignedDuration;
use scheduling_core::EndpointId;
use scheduling_engine::{Content, Then, WebhookCall};
use scheduling_testkit::World;
use uuid::Uuid;

use crate::{
    START, book, cancel,
    recorder::{Recorder, at, due, feed, owed, refused},
};

async fn webhook(world: &World, number: u128, events: &str) -> EndpointId {
    let (id, tenant) = (Uuid::from_u128(number), world.admin.tenant().id);
    world
        .run_sql(&format!(
            "INSERT INTO scheduling_webhooks (tenant_id, id, url, events, secret_key, created_at, updated_at)
             VALUES ('{tenant}', '{id}', 'https://hooks.example.org/{number}', '{events}', 'test', now(), now())"
        ))
        .await;
    EndpointId::from_uuid(id)
}

pub(crate) fn calls(recorder: &Recorder) -> Vec<WebhookCall> {
    let calls = recorder.parcels().into_iter().filter_map(|parcel| match parcel.content {
        Content::Webhook(call) => Some(call),
        Content::Mail(_) => None,
    });
    calls.collect()
}

#[tokio::test]
async fn a_webhook_is_told_what_it_wants_to_know() {
    let (world, recorder) = (World::new().await, Recorder::default());
    webhook(&world, 1, "{}").await;
    webhook(&world, 2, "{booking.cancelled}").await;
    let booking = book(&world, START).await;
    cancel(&world, &booking).await;
    recorder.worker(&world).drain().await.unwrap();
    let mut calls = calls(&recorder);
    calls.sort_by_key(|call| (call.url.clone(), call.body.clone()));
    let told: Vec<_> = calls.iter().map(|call| (call.url.as_str(), call.body.as_str())).collect();
    let (created, cancelled) = (r#"{"type":"booking.created","place":1}"#, r#"{"type":"booking.cancelled","place":2}"#);
    let (one, two) = ("https://hooks.example.org/1", "https://hooks.example.org/2");
    assert_eq!(told, [(one, cancelled), (one, created), (two, cancelled)]);
    assert_eq!(calls[0].event, calls[2].event, "one event, one id");
    assert_ne!(calls[0].secrets, calls[2].secrets, "and a secret for each");
    assert_eq!((feed(&world).await.len(), due(&world).await), (2, 0));
}

#[tokio::test]
async fn a_webhook_is_called_ten_times_within_75_hours_and_the_same_each_time() {
    let (world, recorder) = (World::new().await, Recorder::default());
    webhook(&world, 1, "{booking.created}").await;
    let booking = book(&world, START).await;
    let worker = recorder.worker(&world);
    for attempt in 1..=10 {
        // Whatever comes first: the mails are taken.
        for _ in 0..3 {
            recorder.answer(refused(Then::Retry(None), 500));
        }
        worker.drain().await.unwrap();
        let calls = calls(&recorder);
        assert_eq!(calls.len(), 1, "attempt {attempt}");
        assert_eq!(calls[0].body, r#"{"type":"booking.created","place":1}"#);
        if attempt == 1 {
            cancel(&world, &booking).await;
        }
        world.clock.advance(SignedDuration::from_hours(27));
    }
    worker.drain().await.unwrap();
    assert!(calls(&recorder).is_empty());
    let lines = owed(&world).await;
    assert!(lines.contains(&"booking.created webhook failed".to_owned()), "{lines:?}");
}

#[tokio::test]
async fn a_webhook_says_when_it_wants_to_be_called_again() {
    let (world, recorder) = (World::new().await, Recorder::default());
    webhook(&world, 1, "{hold.expired}").await;
    let hold = scheduling_engine::Writing::once(world.hold(START));
    world.engine.hold(&world.public().await, hold).await.unwrap();
    world.clock.advance(SignedDuration::from_mins(6));
    world.engine.clean_up(&scheduling_store::PlatformScope::authenticated()).await.unwrap();
    recorder.answer(refused(Then::Retry(Some(SignedDuration::from_secs(100))), 503));
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    assert_eq!(calls(&recorder).len(), 1);
    world.clock.advance(SignedDuration::from_secs(99));
    worker.drain().await.unwrap();
    assert!(calls(&recorder).is_empty());
    world.clock.advance(SignedDuration::from_secs(1));
    worker.drain().await.unwrap();
    assert_eq!((calls(&recorder).len(), due(&world).await), (1, 0));
}

#[tokio::test]
async fn a_webhook_that_is_gone_is_called_no_more() {
    let (world, recorder) = (World::new().await, Recorder::default());
    webhook(&world, 1, "{hold.expired}").await;
    let hold = async |start| {
        let wish = scheduling_engine::Writing::once(world.hold(start));
        world.engine.hold(&world.public().await, wish).await.unwrap();
    };
    hold(START).await;
    let worker = recorder.worker(&world);
    at(&world, "2026-03-02T12:06:00Z");
    world.engine.clean_up(&scheduling_store::PlatformScope::authenticated()).await.unwrap();
    recorder.answer(refused(Then::Disable, 410));
    worker.drain().await.unwrap();
    assert_eq!(calls(&recorder).len(), 1);
    hold(START).await;
    at(&world, "2026-03-02T12:12:00Z");
    world.engine.clean_up(&scheduling_store::PlatformScope::authenticated()).await.unwrap();
    worker.drain().await.unwrap();
    assert!(calls(&recorder).is_empty());
    assert_eq!((feed(&world).await.len(), due(&world).await), (2, 0));
}
