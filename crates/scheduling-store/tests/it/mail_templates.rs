//! Mail templates: what is written is what is read, each for its own mails, and each tenant has its own.

use scheduling_core::{Audience, Locale, MailTemplate, NotificationKind, TemplateField, TemplateKey};
use scheduling_store::{
    TenantScope, TenantTx,
    mail_templates::{self, LONGEST_SUBJECT, StoredTemplate},
};

use crate::{
    sample::{BUDGET, at, furnished, now, tenant},
    support::{Bed, scope},
};

const KEY: TemplateKey =
    TemplateKey { kind: NotificationKind::Confirmation, audience: Audience::Invitee, locale: None };

const fn of(locale: Locale) -> TemplateKey {
    TemplateKey { locale: Some(locale), ..KEY }
}

fn says(key: TemplateKey, subject: &str) -> StoredTemplate {
    let template = MailTemplate { subject: Some(subject.to_owned()), ..MailTemplate::default() };
    StoredTemplate { key, template, updated_at: now() }
}

async fn begin(bed: &Bed, scope: &TenantScope) -> TenantTx {
    bed.store.begin(scope, BUDGET).await.unwrap()
}

async fn put(bed: &Bed, scope: &TenantScope, templates: &[StoredTemplate]) {
    let tx = begin(bed, scope).await;
    for template in templates {
        tx.put_mail_template(template).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_template_is_put_replaced_as_a_whole_and_removed() {
    let (bed, scope) = furnished().await;
    let (text, html) = (Some("ü{{ when }}\n".to_owned()), Some("<p>\t</p>".to_owned()));
    let full = StoredTemplate {
        key: KEY,
        template: MailTemplate { subject: Some("Ä".repeat(LONGEST_SUBJECT)), text, html },
        updated_at: now(),
    };
    put(&bed, &scope, std::slice::from_ref(&full)).await;
    let find = async |key| bed.store.read(&scope, mail_templates::find(key)).await.unwrap();
    assert_eq!(find(KEY).await.as_ref(), Some(&full));
    let later = StoredTemplate { updated_at: at("2026-03-02T00:00:00Z"), ..says(KEY, "Hi") };
    put(&bed, &scope, std::slice::from_ref(&later)).await;
    assert_eq!(find(KEY).await, Some(later), "nothing of the one before is left");
    assert_eq!(find(of(Locale::En)).await, None, "exactly what was asked for");
    let tx = begin(&bed, &scope).await;
    assert!(!tx.delete_mail_template(of(Locale::En)).await.unwrap());
    assert!(tx.delete_mail_template(KEY).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(find(KEY).await, None);
}

#[tokio::test]
async fn a_reader_gets_the_template_of_their_language_else_that_of_every_language() {
    let (bed, scope) = furnished().await;
    let to_hosts = TemplateKey { audience: Audience::Host, ..KEY };
    let reminder = TemplateKey { kind: NotificationKind::Reminder, ..KEY };
    let german = says(of(Locale::De), "Bis dann");
    put(&bed, &scope, &[says(to_hosts, "host"), says(reminder, "soon"), german.clone()]).await;
    let chosen = async |locale| {
        let stored = bed.store.read(&scope, mail_templates::list_of(KEY.kind, KEY.audience)).await.unwrap();
        TemplateKey::choose(locale, stored.into_iter().map(|stored| (stored.key, stored)))
    };
    assert_eq!((chosen(Locale::De).await, chosen(Locale::Fr).await), (Some(german.clone()), None));
    let every = says(KEY, "See you");
    put(&bed, &scope, std::slice::from_ref(&every)).await;
    assert_eq!((chosen(Locale::De).await, chosen(Locale::Fr).await), (Some(german), Some(every)));
}

#[tokio::test]
async fn a_tenant_has_its_own_templates_in_one_list() {
    let (bed, scope_of_acme) = furnished().await;
    let platform = scheduling_store::PlatformScope::authenticated();
    bed.store.insert_tenant(&platform, &tenant(2, "second")).await.unwrap();
    let second = scope(2);
    let html = Some("<p>Hi</p>".to_owned());
    let full = StoredTemplate {
        key: of(Locale::PtBr),
        template: MailTemplate { text: Some("Oi".to_owned()), html, ..MailTemplate::default() },
        updated_at: now(),
    };
    put(&bed, &scope_of_acme, &[full, says(KEY, "Hi")]).await;
    put(&bed, &second, &[says(KEY, "Hello")]).await;
    let listed = bed.store.read(&scope_of_acme, mail_templates::list()).await.unwrap();
    let expected =
        [(KEY, vec![TemplateField::Subject]), (of(Locale::PtBr), vec![TemplateField::Text, TemplateField::Html])];
    assert_eq!(listed.into_iter().map(|summary| (summary.key, summary.fields)).collect::<Vec<_>>(), expected);
    let tx = begin(&bed, &second).await;
    assert!(tx.delete_mail_template(KEY).await.unwrap());
    assert!(!tx.delete_mail_template(of(Locale::PtBr)).await.unwrap(), "it is another tenant's");
    tx.commit().await.unwrap();
    let kept = bed.store.read(&scope_of_acme, mail_templates::find(KEY)).await.unwrap();
    assert_eq!(kept, Some(says(KEY, "Hi")));
}
