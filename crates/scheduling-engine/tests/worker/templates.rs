//! Mail templates: who may set them, that none is kept unchecked, and that mails are written by them.

use scheduling_core::{
    Audience, DeliveryState, Locale, MailTemplate, NotificationKind, Recipient, TemplateField, TemplateKey,
    TenantSettings,
};
use scheduling_engine::{
    ChangelogQuery, Delivered, DeliveriesQuery, Failure, MailTemplateRefusal, NewApiKey, Principal, PutMailTemplate,
    Scope, StoredTemplate, Writing, WrongTemplate,
};
use scheduling_store::changelog::{Action, ChangeFilter, Entity};
use scheduling_testkit::World;

use crate::{LATER, START, book, recorder::Recorder, support::keyed};

const KEY: TemplateKey =
    TemplateKey { kind: NotificationKind::Confirmation, audience: Audience::Invitee, locale: None };

const fn of(locale: Locale) -> TemplateKey {
    TemplateKey { locale: Some(locale), ..KEY }
}

fn says(subject: &str) -> MailTemplate {
    MailTemplate { subject: Some(subject.to_owned()), ..MailTemplate::default() }
}

fn wrong() -> WrongTemplate {
    WrongTemplate { field: TemplateField::Subject, line: Some(1), problem: "is bad".to_owned() }
}

/// Finds fault with what says that it is bad.
fn check(_: NotificationKind, template: &MailTemplate) -> Vec<WrongTemplate> {
    let is_bad = template.of(TemplateField::Subject).is_some_and(|subject| subject.contains("bad"));
    if is_bad { vec![wrong()] } else { Vec::new() }
}

async fn put_as(
    world: &World,
    principal: &Principal,
    (key, template): (TemplateKey, MailTemplate),
) -> Result<StoredTemplate, Failure<MailTemplateRefusal>> {
    let put = Writing::once(PutMailTemplate { key, template });
    Ok(world.engine.put_mail_template(principal, put, check).await?.outcome)
}

async fn put(world: &World, key: TemplateKey, template: MailTemplate) -> StoredTemplate {
    put_as(world, &world.admin, (key, template)).await.unwrap()
}

async fn holder(world: &World, scopes: &[Scope], of_host: bool) -> Principal {
    let host = of_host.then_some(world.host.id);
    let key = NewApiKey { name: "another".parse().unwrap(), scopes: scopes.to_vec(), host, expires_at: None };
    let issued = world.engine.create_api_key(&world.admin, Writing::once(key)).await.unwrap().outcome;
    world.engine.authenticate(&issued.secret.unwrap()).await.unwrap()
}

#[tokio::test]
async fn templates_are_for_keys_of_the_whole_tenant() {
    let world = World::new().await;
    put(&world, KEY, says("Hi")).await;
    let reader = holder(&world, &[Scope::Read], false).await;
    assert_eq!(world.engine.mail_templates(&reader).await.unwrap().len(), 1);
    assert_eq!(world.engine.mail_template(&reader, KEY).await.unwrap().template, says("Hi"));
    let bound = holder(&world, &[Scope::Read, Scope::ConfigWrite], true).await;
    assert!(matches!(world.engine.mail_templates(&bound).await, Err(Failure::Forbidden(_))));
    assert!(matches!(world.engine.mail_template(&bound, KEY).await, Err(Failure::Forbidden(_))));
    for principal in [&reader, &bound] {
        // Who may not is told so, whatever else is wrong.
        let refused = put_as(&world, principal, (KEY, says("bad"))).await;
        assert!(matches!(refused, Err(Failure::Forbidden(_))), "{refused:?}");
        let deleted = world.engine.delete_mail_template(principal, Writing::once(KEY)).await;
        assert!(matches!(deleted, Err(Failure::Forbidden(_))), "{deleted:?}");
        assert!(matches!(world.engine.mail_look(principal, KEY).await, Err(Failure::Forbidden(_))));
    }
    let (stranger, _) = world.tenant("globex").await;
    assert!(world.engine.mail_templates(&stranger).await.unwrap().is_empty());
    assert!(matches!(world.engine.mail_template(&stranger, KEY).await, Err(Failure::NotFound(_))));
    assert_eq!(world.engine.mail_look(&stranger, KEY).await.unwrap().template, None);
}

#[tokio::test]
async fn nothing_is_kept_that_was_not_checked() {
    let world = World::new().await;
    let refusal = async |key, template| match put_as(&world, &world.admin, (key, template)).await {
        Err(Failure::Refused(why)) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(refusal(KEY, says("a bad one")).await, MailTemplateRefusal::Wrong(vec![wrong()]));
    assert_eq!(refusal(KEY, MailTemplate::default()).await, MailTemplateRefusal::Nothing);
    let MailTemplateRefusal::Wrong(parts) = refusal(KEY, says(&"ä".repeat(1001))).await else {
        panic!("it is too long")
    };
    assert_eq!(parts.first().unwrap().problem, "must have at most 1000 characters");
    let (kind, audience) = (NotificationKind::Decline, Audience::Host);
    let nobody = TemplateKey { kind, audience, locale: None };
    let no_such_mail = MailTemplateRefusal::NoSuchMail { kind, audience };
    assert_eq!(refusal(nobody, says("Hi")).await, no_such_mail);
    assert!(world.engine.mail_templates(&world.admin).await.unwrap().is_empty());
    for failed in [
        world.engine.mail_template(&world.admin, nobody).await.map(drop).unwrap_err(),
        world.engine.mail_look(&world.admin, nobody).await.map(drop).unwrap_err(),
        world.engine.delete_mail_template(&world.admin, Writing::once(nobody)).await.map(drop).unwrap_err(),
    ] {
        assert!(matches!(&failed, Failure::Refused(why) if *why == no_such_mail), "{failed:?}");
    }
    put(&world, KEY, says(&"ä".repeat(1000))).await;
}

#[tokio::test]
async fn who_changed_which_template_is_in_the_changelog() {
    let world = World::new().await;
    let made = put(&world, KEY, says("Hi")).await;
    world.clock.advance(jiff::SignedDuration::from_secs(1));
    assert_eq!(put(&world, KEY, says("Hi")).await, made, "nothing was changed");
    let changed = put(&world, KEY, says("Hello")).await;
    assert_eq!(changed.updated_at, world.engine.now());
    let once = keyed("template", 1, PutMailTemplate { key: of(Locale::De), template: says("Hallo") });
    for replayed in [false, true] {
        let done = world.engine.put_mail_template(&world.admin, once.clone(), check).await.unwrap();
        assert_eq!((done.replayed, done.outcome.template), (replayed, says("Hallo")));
    }
    world.engine.delete_mail_template(&world.admin, Writing::once(KEY)).await.unwrap();
    let again = world.engine.delete_mail_template(&world.admin, Writing::once(KEY)).await;
    assert!(matches!(again, Err(Failure::NotFound(_))), "{again:?}");
    let filter = ChangeFilter { entity: Some(Entity::MailTemplate), ..ChangeFilter::default() };
    let query = ChangelogQuery { filter, ..ChangelogQuery::default() };
    let mut entries = world.engine.changelog(&world.admin, query).await.unwrap().items;
    entries.reverse();
    let mut actions: Vec<Action> = entries.iter().map(|change| change.action).collect();
    // The others are of one instant.
    assert_eq!((actions.remove(0), actions.len()), (Action::Created, 3));
    for action in [Action::Created, Action::Updated, Action::Deleted] {
        assert!(actions.contains(&action), "{actions:?}");
    }
    let updated = entries.iter().find(|change| change.action == Action::Updated).unwrap();
    assert_eq!(updated.entity_id, world.admin.tenant().id.as_uuid());
    let said: serde_json::Value = serde_json::from_str(updated.details.as_str()).unwrap();
    let of = |subject: &str| {
        serde_json::json!({
            "kind": "confirmation", "audience": "invitee", "locale": null, "subject": subject, "text": null, "html": null,
        })
    };
    assert_eq!(said, serde_json::json!({"before": of("Hi"), "after": of("Hello")}));
}

#[tokio::test]
async fn a_mail_goes_out_by_the_template_of_its_readers_language() {
    let (world, recorder) = (World::new().await, Recorder::default());
    put(&world, KEY, says("See you")).await;
    put(&world, of(Locale::De), says("Bis dann")).await;
    put(&world, TemplateKey { audience: Audience::Host, ..of(Locale::Fr) }, says("Un rendez-vous")).await;
    put(&world, TemplateKey { kind: NotificationKind::Cancellation, ..KEY }, says("Off")).await;
    let mut settings = TenantSettings::default();
    settings.branding.locale = Some(Locale::Fr);
    world.engine.replace_settings(&world.admin, Writing::once(settings)).await.unwrap();
    let mut wish = world.book(START);
    wish.invitee.locale = Some(Locale::De);
    wish.invitee.guests = vec!["eve@example.org".parse().unwrap()];
    world.engine.book(&world.public().await, Writing::once(wish)).await.unwrap();
    book(&world, LATER).await;
    recorder.worker(&world).drain().await.unwrap();
    let subject = |template: Option<MailTemplate>| template.and_then(|template| template.subject).unwrap_or_default();
    let mut mails: Vec<(Audience, Locale, String)> =
        recorder.notifications().into_iter().map(|mail| (mail.audience, mail.locale, subject(mail.template))).collect();
    mails.sort_by_key(|(audience, locale, _)| (audience.as_str(), locale.as_str()));
    let [guest, host, invitee] = [Audience::Guest, Audience::Host, Audience::Invitee];
    let expected = [
        (guest, Locale::De, ""),
        (host, Locale::Fr, "Un rendez-vous"),
        (host, Locale::Fr, "Un rendez-vous"),
        (invitee, Locale::De, "Bis dann"),
        (invitee, Locale::Fr, "See you"),
    ];
    assert_eq!(mails, expected.map(|(audience, locale, subject)| (audience, locale, subject.to_owned())));
    // What is deleted is not used any more.
    world.engine.delete_mail_template(&world.admin, Writing::once(KEY)).await.unwrap();
    book(&world, "2026-03-16T15:00:00Z").await;
    recorder.worker(&world).drain().await.unwrap();
    let mails = recorder.notifications();
    let to_invitee = mails.iter().find(|mail| mail.audience == invitee).unwrap();
    assert_eq!((to_invitee.locale, &to_invitee.template), (Locale::Fr, &None));
}

#[tokio::test]
async fn a_template_that_failed_is_seen_at_the_delivery() {
    let (world, recorder) = (World::new().await, Recorder::default());
    book(&world, START).await;
    for _ in 0..2 {
        recorder.answer(Ok(Delivered { remark: Some("the template failed".to_owned()), ..Delivered::default() }));
    }
    recorder.worker(&world).drain().await.unwrap();
    let all = world.engine.deliveries(&world.admin, DeliveriesQuery::default()).await.unwrap().items;
    let sent: Vec<_> = all.iter().filter(|one| one.state == DeliveryState::Delivered).collect();
    assert_eq!(sent.len(), 2);
    for delivery in sent {
        let (delivery, attempts) = world.engine.delivery(&world.admin, delivery.id).await.unwrap();
        let said = Some("the template failed");
        let [attempt] = attempts.as_slice() else { panic!("{attempts:?}") };
        assert_eq!((delivery.last_error.as_deref(), attempt.error.as_deref()), (said, said));
        assert!(delivery.finished_at.is_some() && !matches!(delivery.recipient, Recipient::Webhook(_)));
    }
}
