//! Mail templates: what a tenant says in its mails in the place of the product. They are for keys that are bound to no host.
//!
//! What is in the template language is known to whoever writes mails and not here: a [`CheckTemplate`] comes with each
//! template that is to be kept, and none is kept that it does not pass.

use scheduling_core::{
    Audience, Letterhead, Locale, MailTemplate, NotificationKind, Scope, TemplateField, TemplateKey,
};
use scheduling_store::{
    changelog::Entity,
    mail_templates::{self, LONGEST_SUBJECT, StoredTemplate, TemplateSummary},
    tenants,
};
use serde::Serialize;
use tokio::task::spawn_blocking;

use crate::{
    Engine,
    configure::Thing,
    failure::{Failure, Nothing, What},
    principal::Principal,
    writing::{Done, UseCase, Work, Writing},
};

/// Says what is wrong with a template for mails of a kind, at most one thing a part; nothing if it may be kept.
pub type CheckTemplate = fn(NotificationKind, &MailTemplate) -> Vec<WrongTemplate>;

/// What is wrong with a part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongTemplate {
    /// With which part.
    pub field: TemplateField,
    /// On which line, counted from 1, if it is on one.
    pub line: Option<usize>,
    /// What it is, fit for whoever wrote it.
    pub problem: String,
}

/// A template that is to be kept.
#[derive(Clone, Debug)]
pub struct PutMailTemplate {
    /// For which mails.
    pub key: TemplateKey,
    /// What they are to say.
    pub template: MailTemplate,
}

/// Why something was not done with a mail template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailTemplateRefusal {
    /// Nobody in this part gets such a mail.
    #[error("gets no mail of the kind {kind}")]
    NoSuchMail {
        /// Of which kind.
        kind: NotificationKind,
        /// Who.
        audience: Audience,
    },
    /// It has no text for any part.
    #[error("needs a subject, a text or an html")]
    Nothing,
    /// Parts of it are not in the template language, or say nothing.
    #[error("parts of the template are wrong")]
    Wrong(Vec<WrongTemplate>),
}

/// What a mail looks like that nobody has been sent yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailLook {
    /// Whose mail it is.
    pub letterhead: Letterhead,
    /// Its language.
    pub locale: Locale,
    /// The template that such a mail is written by, if the tenant has one.
    pub template: Option<StoredTemplate>,
}

impl Engine {
    /// Which templates the principal's tenant has.
    ///
    /// # Errors
    /// The scope is missing, or the principal is bound to a host; the store failed.
    pub async fn mail_templates(&self, principal: &Principal) -> Result<Vec<TemplateSummary>, Failure<Nothing>> {
        principal.require(Scope::Read)?;
        principal.reach_tenant()?;
        Ok(self.parts.store.read(&principal.scope(), mail_templates::list()).await?)
    }

    /// The template for exactly these mails.
    ///
    /// # Errors
    /// There is none; there are no such mails; the scope is missing, or the principal is bound to a host; the store failed.
    pub async fn mail_template(
        &self,
        principal: &Principal,
        key: TemplateKey,
    ) -> Result<StoredTemplate, Failure<MailTemplateRefusal>> {
        principal.require(Scope::Read)?;
        principal.reach_tenant()?;
        is_sent(key)?;
        let found = self.parts.store.read(&principal.scope(), mail_templates::find(key)).await?;
        found.ok_or(Failure::NotFound(What::MailTemplate))
    }

    /// Keeps a template that passes the check, in the place of the one for the same mails. Where nothing is different, nothing
    /// is written.
    ///
    /// # Errors
    /// It does not pass; there are no such mails; the scope is missing, or the principal is bound to a host; the store failed.
    pub async fn put_mail_template(
        &self,
        principal: &Principal,
        writing: Writing<PutMailTemplate>,
        check: CheckTemplate,
    ) -> Result<Done<StoredTemplate>, Failure<MailTemplateRefusal>> {
        principal.require(Scope::ConfigWrite)?;
        principal.reach_tenant()?;
        is_sent(writing.command.key)?;
        checked(writing.command.clone(), check).await?;
        self.configure(principal, writing.map(Put)).await
    }

    /// Removes a template: such mails say again what the product says.
    ///
    /// # Errors
    /// There is none; there are no such mails; the scope is missing, or the principal is bound to a host; the store failed.
    pub async fn delete_mail_template(
        &self,
        principal: &Principal,
        writing: Writing<TemplateKey>,
    ) -> Result<Done<()>, Failure<MailTemplateRefusal>> {
        principal.require(Scope::ConfigWrite)?;
        principal.reach_tenant()?;
        is_sent(writing.command)?;
        self.configure(principal, writing.map(Delete)).await
    }

    /// What a mail of this kind to this audience looks like; in the tenant's language if the key names none. For previews,
    /// which are for whoever may change it.
    ///
    /// # Errors
    /// There are no such mails; the scope is missing, or the principal is bound to a host; the store failed.
    pub async fn mail_look(
        &self,
        principal: &Principal,
        key: TemplateKey,
    ) -> Result<MailLook, Failure<MailTemplateRefusal>> {
        principal.require(Scope::ConfigWrite)?;
        principal.reach_tenant()?;
        is_sent(key)?;
        let read = tenants::get().and(mail_templates::list_of(key.kind, key.audience));
        let (tenant, templates) = self.parts.store.read(&principal.scope(), read).await?;
        let branding = tenant.settings.branding;
        let locale = key.locale.or(branding.locale).unwrap_or(Locale::En);
        let template = TemplateKey::choose(locale, templates.into_iter().map(|stored| (stored.key, stored)));
        Ok(MailLook { letterhead: Letterhead { name: tenant.name, branding }, locale, template })
    }
}

/// Refuses what nobody gets.
fn is_sent(TemplateKey { kind, audience, .. }: TemplateKey) -> Result<(), Failure<MailTemplateRefusal>> {
    if kind.goes_to(audience) {
        Ok(())
    } else {
        Err(Failure::Refused(MailTemplateRefusal::NoSuchMail { kind, audience }))
    }
}

/// Refuses what may not be kept.
async fn checked(put: PutMailTemplate, check: CheckTemplate) -> Result<(), Failure<MailTemplateRefusal>> {
    let PutMailTemplate { key, template } = put;
    if template.fields().next().is_none() {
        return Err(Failure::Refused(MailTemplateRefusal::Nothing));
    }
    let mut wrong = Vec::new();
    if template.subject.as_ref().is_some_and(|subject| subject.chars().nth(LONGEST_SUBJECT).is_some()) {
        let problem = format!("must have at most {LONGEST_SUBJECT} characters");
        wrong.push(WrongTemplate { field: TemplateField::Subject, line: None, problem });
    } else {
        // A template may be made to cost as much as it can, in each language.
        let checking = spawn_blocking(move || check(key.kind, &template));
        wrong.extend(checking.await.map_err(Failure::internal)?);
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Refused(MailTemplateRefusal::Wrong(wrong))) }
}

struct Put(PutMailTemplate);

impl UseCase for Put {
    type Outcome = StoredTemplate;
    type Refusal = MailTemplateRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<StoredTemplate, Failure<MailTemplateRefusal>> {
        let PutMailTemplate { key, template } = &self.0;
        let thing = thing(work).await?;
        let new = StoredTemplate { key: *key, template: template.clone(), updated_at: work.now };
        match work.tx.read(mail_templates::find(*key)).await? {
            Some(old) if old.template == *template => return Ok(old),
            Some(old) => work.log_updated(thing, &Logged::from(&old), &Logged::from(&new)).await?,
            None => work.log_created(thing, &Logged::from(&new)).await?,
        }
        work.tx.put_mail_template(&new).await?;
        Ok(new)
    }
}

struct Delete(TemplateKey);

impl UseCase for Delete {
    type Outcome = ();
    type Refusal = MailTemplateRefusal;

    async fn run(&self, work: &Work<'_>) -> Result<(), Failure<MailTemplateRefusal>> {
        let thing = thing(work).await?;
        let old = work.tx.read(mail_templates::find(self.0)).await?.ok_or(Failure::NotFound(What::MailTemplate))?;
        work.tx.delete_mail_template(self.0).await?;
        work.log_deleted(thing, &Logged::from(&old)).await
    }
}

/// What the changelog names. From here to the commit nobody else changes a template of the tenant; bookings do not wait.
async fn thing(work: &Work<'_>) -> Result<Thing, Failure<MailTemplateRefusal>> {
    let tenant = work.tx.lock_tenant().await?.ok_or(Failure::NotFound(What::Tenant))?;
    Ok((Entity::MailTemplate, tenant.id.as_uuid()))
}

/// What the changelog keeps of a template.
#[derive(Serialize)]
struct Logged<'a> {
    #[serde(flatten)]
    key: TemplateKey,
    #[serde(flatten)]
    template: &'a MailTemplate,
}

impl<'a> From<&'a StoredTemplate> for Logged<'a> {
    fn from(stored: &'a StoredTemplate) -> Self {
        Self { key: stored.key, template: &stored.template }
    }
}
