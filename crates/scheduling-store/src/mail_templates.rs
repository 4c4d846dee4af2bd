//! Mail templates: what a tenant says in its mails in the place of the product. Whether a text is in the template language is
//! not known here.

use jiff::Timestamp;
use scheduling_core::{Audience, Locale, MailTemplate, NotificationKind, TemplateField, TemplateKey};
use serde::{Deserialize, Serialize};
use tokio_postgres::Row;

use crate::{
    error::{RowError, StoreError},
    read::{Read, params},
    row::{Columns, all, first},
    statement::statements,
    tx::TenantTx,
};

const TABLE: &str = "scheduling_mail_templates";

/// The most characters of a subject; what may be in the other parts is the template language's matter.
pub const LONGEST_SUBJECT: usize = 1000;

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredTemplate {
    /// Which mails it is for.
    pub key: TemplateKey,
    /// What they say.
    pub template: MailTemplate,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// That there is a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateSummary {
    /// Which mails it is for.
    pub key: TemplateKey,
    /// The parts for which it has a text.
    pub fields: Vec<TemplateField>,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

macro_rules! columns {
    () => {
        "kind, audience, locale, subject, text_body, html_body, updated_at"
    };
}

statements! {
    FIND = concat!("SELECT ", columns!(), " FROM scheduling_mail_templates
        WHERE tenant_id = $1 AND kind = $2 AND audience = $3 AND locale = $4");
    LIST_OF = concat!("SELECT ", columns!(), " FROM scheduling_mail_templates
        WHERE tenant_id = $1 AND kind = $2 AND audience = $3");
    // All texts together can be megabytes.
    LIST = "SELECT kind, audience, locale, subject IS NOT NULL AS has_subject, text_body IS NOT NULL AS has_text,
            html_body IS NOT NULL AS has_html, updated_at
        FROM scheduling_mail_templates WHERE tenant_id = $1 ORDER BY kind, audience, locale";
    PUT = "INSERT INTO scheduling_mail_templates
            (tenant_id, kind, audience, locale, subject, text_body, html_body, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (tenant_id, kind, audience, locale) DO UPDATE SET
            subject = excluded.subject, text_body = excluded.text_body, html_body = excluded.html_body,
            updated_at = excluded.updated_at";
    DELETE = "DELETE FROM scheduling_mail_templates
        WHERE tenant_id = $1 AND kind = $2 AND audience = $3 AND locale = $4";
}

/// The template for exactly these mails.
pub fn find(key: TemplateKey) -> Read<Option<StoredTemplate>> {
    let values = params![key.kind.as_str(), key.audience.as_str(), word(key.locale)];
    Read::new(FIND, values, |rows| first(&rows, template))
}

/// The templates for one kind of mail to one audience, in all languages: [`TemplateKey::choose`] says which of them a reader
/// gets, whose language may not be known before all this is read.
pub fn list_of(kind: NotificationKind, audience: Audience) -> Read<Vec<StoredTemplate>> {
    Read::new(LIST_OF, params![kind.as_str(), audience.as_str()], |rows| all(&rows, template))
}

/// Which templates the tenant has, without their texts. There cannot be more than kinds, audiences and languages.
pub fn list() -> Read<Vec<TemplateSummary>> {
    Read::new(LIST, Vec::new(), |rows| all(&rows, summary))
}

impl TenantTx {
    /// Makes a template, or puts it in the place of the one for the same mails.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_mail_template(&self, stored: &StoredTemplate) -> Result<(), StoreError> {
        let StoredTemplate { key, template, updated_at } = stored;
        let values = params![
            key.kind.as_str(),
            key.audience.as_str(),
            word(key.locale),
            template.subject.clone(),
            template.text.clone(),
            template.html.clone(),
            *updated_at,
        ];
        self.execute(PUT, values).await?;
        Ok(())
    }

    /// Removes a template. Returns whether it was there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_mail_template(&self, key: TemplateKey) -> Result<bool, StoreError> {
        let values = params![key.kind.as_str(), key.audience.as_str(), word(key.locale)];
        Ok(self.execute(DELETE, values).await? > 0)
    }
}

/// A language as it is stored. NULL could not be in the primary key.
fn word(locale: Option<Locale>) -> &'static str {
    locale.map_or("", Locale::as_str)
}

fn key(columns: &Columns<'_>) -> Result<TemplateKey, RowError> {
    let locale = if columns.get::<&str>("locale")?.is_empty() { None } else { Some(columns.parse("locale")?) };
    Ok(TemplateKey { kind: columns.parse("kind")?, audience: columns.parse("audience")?, locale })
}

fn template(row: &Row) -> Result<StoredTemplate, RowError> {
    let columns = Columns::of(TABLE, row);
    Ok(StoredTemplate {
        key: key(&columns)?,
        template: MailTemplate {
            subject: columns.get("subject")?,
            text: columns.get("text_body")?,
            html: columns.get("html_body")?,
        },
        updated_at: columns.get("updated_at")?,
    })
}

fn summary(row: &Row) -> Result<TemplateSummary, RowError> {
    let columns = Columns::of(TABLE, row);
    let mut fields = Vec::new();
    for (column, field) in
        [("has_subject", TemplateField::Subject), ("has_text", TemplateField::Text), ("has_html", TemplateField::Html)]
    {
        if columns.get(column)? {
            fields.push(field);
        }
    }
    Ok(TemplateSummary { key: key(&columns)?, fields, updated_at: columns.get("updated_at")? })
}
