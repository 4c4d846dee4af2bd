//! Deliveries as admins see them: cancelled, and sent again.

use std::time::Duration;

use jiff::SignedDuration;
use scheduling_core::{CannotSendAgain, Channel, DeliveryId, DeliveryState, Recipient};
use scheduling_engine::{
    Cleaned, DeliveriesQuery, Delivery, DeliveryFilter, DeliveryRefusal, Failure, PageRequest, Then, Writing,
};
use scheduling_store::{
    PlatformScope, Store, StoreOptions,
    changelog::{Action, Entity},
    due::Overdue,
};
use scheduling_testkit::World;
use tokio::time::Instant;

use crate::{
    LATER, START, book, cancel,
    recorder::{Recorder, at as at_instant, due, refused},
    reschedule,
    webhook_api::{at, made},
    webhooks::calls,
};

async fn listed(world: &World, filter: DeliveryFilter) -> Vec<Delivery> {
    let page = PageRequest { limit: 3, ..PageRequest::default() };
    let mut query = DeliveriesQuery { filter, page };
    let mut all = Vec::new();
    loop {
        let page = world.engine.deliveries(&world.admin, query).await.unwrap();
        all.extend(page.items);
        match page.next {
            Some(next) => query.page.after = Some(next),
            None => return all,
        }
    }
}

/// The mail to the invitee of this kind.
async fn to_invitee(world: &World, kind: &str) -> Delivery {
    let all = listed(world, DeliveryFilter::default()).await;
    all.into_iter().find(|one| one.kind == kind && one.recipient == Recipient::Invitee).unwrap()
}

async fn resend(world: &World, id: DeliveryId) -> Result<Delivery, DeliveryRefusal> {
    match world.engine.resend_delivery(&world.admin, Writing::once(id)).await {
        Ok(done) => Ok(done.outcome),
        Err(Failure::Refused(why)) => Err(why),
        Err(other) => panic!("{other:?}"),
    }
}

async fn stop(world: &World, id: DeliveryId) -> Result<Delivery, DeliveryRefusal> {
    match world.engine.cancel_delivery(&world.admin, Writing::once(id)).await {
        Ok(done) => Ok(done.outcome),
        Err(Failure::Refused(why)) => Err(why),
        Err(other) => panic!("{other:?}"),
    }
}

const fn not_again(why: CannotSendAgain) -> Result<Delivery, DeliveryRefusal> {
    Err(DeliveryRefusal::NotAgain(why))
}

#[tokio::test]
async fn what_ends_the_worker_each_time_is_given_up() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (webhook, _) = made(&world.engine, &world, at(1)).await;
    let test = world.engine.test_webhook(&world.admin, Writing::once(webhook.id)).await.unwrap().outcome;
    recorder.panic();
    let worker = recorder.worker(&world);
    // Ten attempts, and three more for those that are lost with a worker.
    for begun in 1..=13 {
        worker.drain().await.unwrap();
        assert_eq!(recorder.parcels().len(), 1, "attempt {begun}");
        // As long as it is another worker's.
        world.clock.advance(SignedDuration::from_mins(3));
    }
    worker.drain().await.unwrap();
    assert_eq!((recorder.parcels().len(), due(&world).await), (0, 0));
    let (delivery, attempts) = world.engine.delivery(&world.admin, test).await.unwrap();
    let error = delivery.last_error.as_deref().unwrap_or_default();
    assert_eq!((delivery.state, attempts.len()), (DeliveryState::Failed, 13));
    assert!(error.contains("none of the attempts ended"), "{error}");
    let failed = DeliveryFilter { state: Some(DeliveryState::Failed), ..DeliveryFilter::default() };
    assert_eq!(listed(&world, failed).await.iter().map(|one| one.id).collect::<Vec<_>>(), [test]);
    resend(&world, test).await.unwrap();
    worker.drain().await.unwrap();
    assert_eq!(recorder.parcels().len(), 1, "somebody wants to know whether it is mended");
}

#[tokio::test]
async fn what_becomes_of_a_delivery_by_somebodys_wish_is_in_the_changelog() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let booking = book(&world, START).await;
    recorder.worker(&world).drain().await.unwrap();
    let mail = to_invitee(&world, "confirmation").await;
    resend(&world, mail.id).await.unwrap();
    stop(&world, mail.id).await.unwrap();
    let mut query = scheduling_engine::ChangelogQuery::default();
    query.filter.entity = Some(Entity::Delivery);
    let changes = world.engine.changelog(&world.admin, query).await.unwrap().items;
    let lines: Vec<_> = changes.iter().rev().map(|change| (change.action, change.entity_id)).collect();
    assert_eq!(lines, [(Action::Resent, mail.id.as_uuid()), (Action::Cancelled, mail.id.as_uuid())]);
    let details: serde_json::Value = serde_json::from_str(changes[0].details.as_str()).unwrap();
    assert_eq!(details, serde_json::json!({"kind": "confirmation", "booking": booking.id}));
}

#[tokio::test]
async fn it_can_be_seen_that_nobody_sends_what_is_owed() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let platform = PlatformScope::authenticated();
    let store = Store::connect(StoreOptions::new(world.db.app_url())).await.unwrap();
    made(&world.engine, &world, at(1)).await;
    let booked = world.engine.now();
    book(&world, START).await;
    let overdue = async || store.overdue(&platform, world.engine.now()).await.unwrap();
    assert_eq!(overdue().await, Some(Overdue { count: 1, since: booked }), "an event that is not filed");
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    assert_eq!(overdue().await, None, "the reminders have time");
    at_instant(&world, "2026-03-15T13:00:00Z");
    assert_eq!(overdue().await.map(|overdue| overdue.count), Some(2), "the reminders");
}

#[tokio::test]
async fn deliveries_are_listed_by_what_they_are_about() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (webhook, _) = made(&world.engine, &world, at(1)).await;
    let booking = book(&world, START).await;
    book(&world, LATER).await;
    recorder.worker(&world).drain().await.unwrap();
    let count = async |filter| listed(&world, filter).await.len();
    let none = DeliveryFilter::default();
    assert_eq!(count(none).await, 10, "of each a call, two mails and two reminders");
    assert_eq!(count(DeliveryFilter { booking: Some(booking.id), ..none }).await, 5);
    assert_eq!(count(DeliveryFilter { channel: Some(Channel::Webhook), ..none }).await, 2);
    assert_eq!(count(DeliveryFilter { webhook: Some(webhook.id), ..none }).await, 2);
    assert_eq!(count(DeliveryFilter { state: Some(DeliveryState::Waiting), ..none }).await, 4);
    let delivered = DeliveryFilter { state: Some(DeliveryState::Delivered), channel: Some(Channel::Mail), ..none };
    assert_eq!(count(delivered).await, 4);
    let call = listed(&world, DeliveryFilter { webhook: Some(webhook.id), ..none }).await.remove(0);
    assert_eq!(call.body, None, "not in a list");
    let (call, _) = world.engine.delivery(&world.admin, call.id).await.unwrap();
    assert_eq!(call.body.as_deref(), Some(r#"{"type":"booking.created","place":2}"#));
}

#[tokio::test]
async fn what_is_cancelled_is_not_sent_until_somebody_wants_it_again() {
    let (world, recorder) = (World::new().await, Recorder::default());
    book(&world, START).await;
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    recorder.parcels();
    let reminder = to_invitee(&world, "reminder").await;
    let cancelled = stop(&world, reminder.id).await.unwrap();
    assert_eq!((cancelled.state, cancelled.is_void, cancelled.next_attempt_at), (DeliveryState::Cancelled, true, None));
    assert_eq!(stop(&world, reminder.id).await, Err(DeliveryRefusal::Finished));
    crate::recorder::at(&world, "2026-03-15T13:00:00Z");
    worker.drain().await.unwrap();
    assert_eq!(recorder.mails(), ["reminder 24h ada@example.org"]);
    let again = resend(&world, reminder.id).await.unwrap();
    assert_eq!((again.state, again.is_void), (DeliveryState::Waiting, false));
    assert_eq!(resend(&world, reminder.id).await, not_again(CannotSendAgain::Unfinished));
    worker.drain().await.unwrap();
    assert_eq!(recorder.mails(), ["reminder 24h grace@example.org"]);
    assert_eq!(due(&world).await, 0);
}

#[tokio::test]
async fn what_was_delivered_is_sent_again_with_all_its_attempts() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (webhook, _) = made(&world.engine, &world, at(1)).await;
    let booking = book(&world, START).await;
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    let first = calls(&recorder).remove(0);
    cancel(&world, &booking).await;
    worker.drain().await.unwrap();
    recorder.parcels();
    world.clock.advance(SignedDuration::from_hours(30 * 24));
    let of_webhook = DeliveryFilter { webhook: Some(webhook.id), ..DeliveryFilter::default() };
    let call = listed(&world, of_webhook).await.pop().unwrap();
    resend(&world, call.id).await.unwrap();
    for attempt in 1..=10 {
        recorder.answer(refused(Then::Retry(None), 500));
        worker.drain().await.unwrap();
        let again = calls(&recorder).remove(0);
        assert_eq!((again.event, &again.body), (first.event, &first.body), "attempt {attempt}");
        world.clock.advance(SignedDuration::from_hours(27));
    }
    let (call, attempts) = world.engine.delivery(&world.admin, call.id).await.unwrap();
    assert_eq!((call.state, call.attempts, attempts.len()), (DeliveryState::Failed, 11, 11), "ten more");
    let mut off = at(1);
    off.is_active = false;
    let off = scheduling_engine::ReplaceWebhook { webhook: webhook.id, details: off };
    world.engine.replace_webhook(&world.admin, Writing::once(off)).await.unwrap();
    assert_eq!(resend(&world, call.id).await, not_again(CannotSendAgain::SwitchedOff));
}

#[tokio::test]
async fn a_mail_is_not_sent_again_that_says_what_is_not_so() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let booking = book(&world, START).await;
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    let confirmation = to_invitee(&world, "confirmation").await;
    resend(&world, confirmation.id).await.unwrap();
    worker.drain().await.unwrap();
    assert_eq!(recorder.mails().iter().filter(|mail| mail.starts_with("confirmation grace")).count(), 2);
    let moved = reschedule(&world, &booking, LATER).await;
    assert_eq!(resend(&world, confirmation.id).await, not_again(CannotSendAgain::OutOfDate));
    worker.drain().await.unwrap();
    let reschedule = to_invitee(&world, "reschedule").await;
    assert_eq!(resend(&world, reschedule.id).await.unwrap().state, DeliveryState::Waiting);
    worker.drain().await.unwrap();
    crate::recorder::at(&world, "2026-03-16T14:30:00Z");
    assert_eq!(moved.meeting.end, world.engine.now());
    assert_eq!(resend(&world, reschedule.id).await, not_again(CannotSendAgain::Over));
}

#[tokio::test]
async fn nobody_writes_to_who_was_forgotten() {
    let (world, recorder) = (World::new().await, Recorder::default());
    book(&world, START).await;
    recorder.worker(&world).drain().await.unwrap();
    let confirmation = to_invitee(&world, "confirmation").await;
    let grace = Writing::once("grace@example.org".parse().unwrap());
    world.engine.erase_invitee(&world.admin, grace).await.unwrap();
    assert_eq!(resend(&world, confirmation.id).await, not_again(CannotSendAgain::Forgotten));
}

#[tokio::test]
async fn nothing_begins_after_a_cancel_was_answered() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (webhook, _) = made(&world.engine, &world, at(1)).await;
    let test = world.engine.test_webhook(&world.admin, Writing::once(webhook.id)).await.unwrap().outcome;
    let worker = recorder.worker(&world);
    let gate = recorder.gate();
    let sending = tokio::spawn(async move { worker.drain().await.unwrap() });
    gate.begun.notified().await;
    let asked = Instant::now();
    let cancelled = stop(&world, test).await.unwrap();
    assert!(asked.elapsed() >= Duration::from_millis(250), "whoever was about to send it has begun by now");
    assert_eq!((cancelled.state, cancelled.is_void), (DeliveryState::Sending, true));
    assert_eq!(resend(&world, test).await, not_again(CannotSendAgain::Unfinished));
    recorder.answer(refused(Then::Retry(None), 500));
    gate.go.add_permits(1);
    sending.await.unwrap();
    let (delivery, _) = world.engine.delivery(&world.admin, test).await.unwrap();
    assert_eq!((delivery.state, due(&world).await), (DeliveryState::Cancelled, 0), "it is not tried again");
    let asked = Instant::now();
    resend(&world, test).await.unwrap();
    stop(&world, test).await.unwrap();
    assert!(asked.elapsed() < Duration::from_millis(250), "nothing was being sent");
}

#[tokio::test]
async fn the_log_of_deliveries_is_kept_for_sixty_days() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (webhook, _) = made(&world.engine, &world, at(1)).await;
    world.engine.test_webhook(&world.admin, Writing::once(webhook.id)).await.unwrap();
    recorder.worker(&world).drain().await.unwrap();
    let platform = PlatformScope::authenticated();
    world.clock.advance(SignedDuration::from_hours(60 * 24) - SignedDuration::from_micros(1));
    assert_eq!(world.engine.clean_up(&platform).await.unwrap(), Cleaned::default());
    world.clock.advance(SignedDuration::from_micros(1));
    let cleaned = world.engine.clean_up(&platform).await.unwrap();
    assert_eq!((cleaned.deliveries, listed(&world, DeliveryFilter::default()).await.len()), (1, 0));
}
