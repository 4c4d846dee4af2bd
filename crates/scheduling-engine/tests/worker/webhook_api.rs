//! Webhooks as their owners have them: made, tried out, given other secrets; and what they sign.

use jiff::SignedDuration;
use scheduling_core::{CannotSendAgain, DeliveryState, EventKind};
use scheduling_engine::{
    DeliveryRefusal, Engine, Failure, MOST_WEBHOOKS, PageRequest, ReplaceWebhook, RotateWebhookSecret, Then, Webhook,
    WebhookDetails, WebhookRefusal, Writing,
};
use scheduling_store::{
    PlatformScope,
    changelog::{Action, Entity},
};
use scheduling_testkit::World;

use crate::{
    START, book,
    recorder::{Recorder, due, refused, webhooks_stored},
    webhooks::calls,
};

pub(crate) fn at(number: u32) -> WebhookDetails {
    WebhookDetails {
        url: format!("https://hooks.example.org/{number}").parse().unwrap(),
        description: None,
        events: Vec::new(),
        is_active: true,
    }
}

/// A webhook with its secret.
pub(crate) async fn made(engine: &Engine, world: &World, details: WebhookDetails) -> (Webhook, String) {
    let issued = engine.create_webhook(&world.admin, Writing::once(details)).await.unwrap().outcome;
    (issued.webhook, issued.secret.unwrap())
}

async fn replace(world: &World, webhook: &Webhook, details: WebhookDetails) -> Webhook {
    let wish = ReplaceWebhook { webhook: webhook.id, details };
    world.engine.replace_webhook(&world.admin, Writing::once(wish)).await.unwrap().outcome
}

async fn rotate(world: &World, webhook: &Webhook, hours: i64) -> String {
    let wish = RotateWebhookSecret { webhook: webhook.id, overlap: SignedDuration::from_hours(hours) };
    let issued = world.engine.rotate_webhook_secret(&world.admin, Writing::once(wish)).await.unwrap().outcome;
    issued.secret.unwrap()
}

/// Secrets as they are shown.
fn shown(secrets: &[[u8; 32]]) -> Vec<String> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    secrets.iter().map(|secret| format!("whsec_{}", STANDARD.encode(secret))).collect()
}

#[tokio::test]
async fn a_test_is_sent_to_one_webhook_and_is_in_no_feed() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let only = WebhookDetails { events: vec![EventKind::BookingCancelled], ..at(1) };
    let (webhook, secret) = made(&world.engine, &world, only).await;
    made(&world.engine, &world, at(2)).await;
    let test = world.engine.test_webhook(&world.admin, Writing::once(webhook.id)).await.unwrap().outcome;
    recorder.answer(refused(Then::Retry(None), 500));
    let worker = recorder.worker(&world);
    worker.drain().await.unwrap();
    world.clock.advance(SignedDuration::from_secs(10));
    worker.drain().await.unwrap();
    let calls = calls(&recorder);
    assert_eq!(calls.len(), 2, "tried again like any other");
    for call in &calls {
        assert_eq!(
            (call.url.as_str(), call.body.as_str()),
            ("https://hooks.example.org/1", r#"{"type":"webhook.test"}"#)
        );
        assert_eq!(call.event.as_uuid(), test.as_uuid());
        assert_eq!(shown(&call.secrets), std::slice::from_ref(&secret), "what was shown is what signs");
    }
    let (delivery, attempts) = world.engine.delivery(&world.admin, test).await.unwrap();
    assert_eq!((delivery.state, delivery.event, attempts.len()), (DeliveryState::Delivered, None, 2));
    assert_eq!(attempts.first().unwrap().response, Some((500, "no".to_owned())));
    let feed = world.engine.feed(&world.admin, scheduling_engine::ReadFeed::default()).await.unwrap();
    assert_eq!((feed.events.len(), feed.next, due(&world).await), (0, 0, 0));
}

#[tokio::test]
async fn two_secrets_sign_until_the_overlap_ends() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (webhook, first) = made(&world.engine, &world, at(1)).await;
    let signing = async || {
        let test = world.engine.test_webhook(&world.admin, Writing::once(webhook.id)).await;
        test.unwrap();
        recorder.worker(&world).drain().await.unwrap();
        shown(&calls(&recorder).pop().unwrap().secrets)
    };
    let second = rotate(&world, &webhook, 24).await;
    assert_ne!(first, second);
    assert_eq!(signing().await, [second.clone(), first]);
    world.clock.advance(SignedDuration::from_hours(24) - SignedDuration::from_micros(1));
    assert_eq!(signing().await.len(), 2);
    world.clock.advance(SignedDuration::from_micros(1));
    assert_eq!(signing().await, [second]);
    let third = rotate(&world, &webhook, 1000).await;
    let fourth = rotate(&world, &webhook, 1000).await;
    assert_eq!(signing().await, [fourth.clone(), third], "of more than two the oldest ends at once");
    world.clock.advance(SignedDuration::from_hours(7 * 24));
    assert_eq!(signing().await, [fourth], "a week at the most");
    let fifth = rotate(&world, &webhook, 0).await;
    assert_eq!(signing().await, [fifth], "at once, if nobody wants the old one");
}

#[tokio::test]
async fn a_secret_is_shown_once_and_is_the_same_on_every_server() {
    let world = World::new().await;
    let key = crate::support::keyed("webhook", 1, at(1));
    let first = world.engine.create_webhook(&world.admin, key.clone()).await.unwrap();
    let again = world.another_engine().await.create_webhook(&world.admin, key).await.unwrap();
    assert_eq!((again.replayed, &again.outcome.secret), (true, &None));
    assert_eq!(again.outcome.webhook, first.outcome.webhook);
    assert!(!format!("{:?}", first.outcome).contains("hooks.example.org"));
    let listed = world.engine.list_webhooks(&world.admin, PageRequest::default()).await.unwrap();
    assert_eq!(listed.items, [first.outcome.webhook]);
}

#[tokio::test]
async fn a_webhook_that_was_gone_is_switched_on_again() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (webhook, _) = made(&world.engine, &world, at(1)).await;
    let worker = recorder.worker(&world);
    world.engine.test_webhook(&world.admin, Writing::once(webhook.id)).await.unwrap();
    recorder.answer(refused(Then::Disable, 410));
    worker.drain().await.unwrap();
    let gone = world.engine.webhook(&world.admin, webhook.id).await.unwrap();
    assert!(!gone.details.is_active && gone.disabled_at.is_some());
    let test = world.engine.test_webhook(&world.admin, Writing::once(webhook.id)).await.unwrap_err();
    assert!(matches!(test, Failure::Refused(WebhookRefusal::SwitchedOff)), "{test:?}");
    let still = replace(&world, &webhook, WebhookDetails { is_active: false, ..at(3) }).await;
    assert_eq!(still.disabled_at, gone.disabled_at);
    let back = replace(&world, &webhook, at(3)).await;
    assert_eq!((back.details.is_active, back.disabled_at), (true, None));
    recorder.parcels();
    book(&world, START).await;
    worker.drain().await.unwrap();
    assert_eq!(calls(&recorder).first().unwrap().url, "https://hooks.example.org/3");
}

#[tokio::test]
async fn what_becomes_of_a_webhook_is_in_the_changelog() {
    let world = World::new().await;
    let (webhook, _) = made(&world.engine, &world, at(1)).await;
    replace(&world, &webhook, at(1)).await;
    replace(&world, &webhook, at(2)).await;
    rotate(&world, &webhook, 1).await;
    world.engine.delete_webhook(&world.admin, Writing::once(webhook.id)).await.unwrap();
    let gone = world.engine.delete_webhook(&world.admin, Writing::once(webhook.id)).await.unwrap_err();
    assert!(matches!(gone, Failure::NotFound(_)), "{gone:?}");
    let mut query = scheduling_engine::ChangelogQuery::default();
    query.filter.entity = Some(Entity::Webhook);
    let changes = world.engine.changelog(&world.admin, query).await.unwrap().items;
    let actions: Vec<Action> = changes.iter().rev().map(|change| change.action).collect();
    assert_eq!(
        actions,
        [Action::Created, Action::Updated, Action::Updated, Action::Deleted],
        "not what changed nothing"
    );
}

#[tokio::test]
async fn a_tenant_has_so_many_webhooks_and_no_more() {
    let world = World::new().await;
    let (other, engine) = (world.another_engine().await, &world.engine);
    let all = (0..MOST_WEBHOOKS + 5).map(|number| {
        let engine = if number % 2 == 0 { engine.clone() } else { other.clone() };
        let admin = world.admin.clone();
        async move { engine.create_webhook(&admin, Writing::once(at(number))).await }
    });
    let mut made = 0;
    for webhook in all.map(tokio::spawn).collect::<Vec<_>>() {
        match webhook.await.unwrap() {
            Ok(_) => made += 1,
            Err(Failure::Refused(why)) => assert_eq!(why, WebhookRefusal::TooMany),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(made, MOST_WEBHOOKS);
}

#[tokio::test]
async fn what_is_owed_to_a_webhook_goes_with_it() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (webhook, _) = made(&world.engine, &world, at(1)).await;
    let test = world.engine.test_webhook(&world.admin, Writing::once(webhook.id)).await.unwrap().outcome;
    world.engine.delete_webhook(&world.admin, Writing::once(webhook.id)).await.unwrap();
    recorder.worker(&world).drain().await.unwrap();
    assert!(recorder.parcels().is_empty());
    assert_eq!(due(&world).await, 0);
    let gone = world.engine.webhook(&world.admin, webhook.id).await.unwrap_err();
    assert!(matches!(gone, Failure::NotFound(_)), "{gone:?}");
    let again = world.engine.resend_delivery(&world.admin, Writing::once(test)).await.unwrap_err();
    let switched_off = DeliveryRefusal::NotAgain(CannotSendAgain::SwitchedOff);
    assert!(matches!(&again, Failure::Refused(why) if *why == switched_off), "{again:?}");
    let cleaned = world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    assert_eq!(cleaned.deliveries, 1);
    let gone = world.engine.delivery(&world.admin, test).await.unwrap_err();
    assert!(matches!(gone, Failure::NotFound(_)), "{gone:?}");
    assert_eq!(webhooks_stored(&world).await, 0);
}

#[tokio::test]
async fn a_webhook_that_is_elsewhere_now_is_not_gone() {
    let (world, recorder) = (World::new().await, Recorder::default());
    let (webhook, _) = made(&world.engine, &world, at(1)).await;
    world.engine.test_webhook(&world.admin, Writing::once(webhook.id)).await.unwrap();
    let gate = recorder.gate();
    recorder.answer(refused(Then::Disable, 410));
    let worker = recorder.worker(&world);
    let sending = tokio::spawn(async move { worker.drain().await });
    gate.begun.notified().await;
    replace(&world, &webhook, at(2)).await;
    gate.go.add_permits(1);
    sending.await.unwrap().unwrap();
    let webhook = world.engine.webhook(&world.admin, webhook.id).await.unwrap();
    assert_eq!((webhook.details, webhook.disabled_at), (at(2), None));
}
