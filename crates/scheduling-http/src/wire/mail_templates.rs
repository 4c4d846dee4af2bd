//! Mail templates: what is asked for, what there is, and how a mail looks.

use jiff::Timestamp;
use scheduling_core::{Audience, Locale, MailTemplate, Notification, NotificationKind, TemplateField, TemplateKey};
use scheduling_engine::{LONGEST_SUBJECT, MailLook, PutMailTemplate, StoredTemplate, TemplateSummary, WrongTemplate};
use scheduling_render::mail::{MAX_TEMPLATE, Mail, MailError, TemplateError, check_template, mail, sample};

use crate::{
    json::{Faults, TemplateText, answer, body, query},
    problem::Code,
};

query! {
    /// For which language.
    MailTemplateQuery {
        /// The language; absent, every language that has no template of its own.
        locale: Option<Locale> = ();
    }
}

body! {
    /// What mails say. Parts that are absent or null stay the product's; one at least is given.
    #[rule(says_something: subject, text, html)]
    MailTemplateInput {
        /// The subject: one line, which is cut at 200 characters when it is made.
        subject: Option<TemplateText<LONGEST_SUBJECT>> = "{{ event_name }} with {{ host_name }}";
        /// The plain text.
        text: Option<TemplateText<MAX_TEMPLATE>> = "Dear {{ recipient_name }},\n\nsee you: {{ when }}.";
        /// What stands in the body of the HTML, below the tenant's name or logo. Values are escaped.
        html: Option<TemplateText<MAX_TEMPLATE>> = "<p>Dear {{ recipient_name }},</p><p>see you: {{ when }}.</p>";
    }
}

type Given<'a, const MAX: usize> = &'a Option<TemplateText<MAX>>;

fn says_something(
    faults: &mut Faults,
    (subject, text, html): (Given<'_, LONGEST_SUBJECT>, Given<'_, MAX_TEMPLATE>, Given<'_, MAX_TEMPLATE>),
) {
    if subject.is_none() && text.is_none() && html.is_none() {
        faults.add::<()>(Code::Required, "needs a subject, a text or an html");
    }
}

body! {
    /// Which mail to show, and by which template.
    #[rule(is_sent: kind, audience)]
    MailPreviewInput {
        /// Why somebody gets it.
        kind: NotificationKind = "confirmation";
        /// As what.
        audience: Audience = "invitee";
        /// In which language; if absent, in the tenant's.
        locale: Option<Locale> = "en";
        /// The template; if absent, the one that is kept for such mails, else the product's texts.
        template: Option<MailTemplateInput> = ();
    }
}

fn is_sent(faults: &mut Faults, (kind, audience): (&NotificationKind, &Audience)) {
    if !kind.goes_to(*audience) {
        faults.at("audience", Code::Inconsistent, format_args!("gets no mail of the kind {kind}"));
    }
}

impl From<MailTemplateInput> for MailTemplate {
    fn from(input: MailTemplateInput) -> Self {
        let MailTemplateInput { subject, text, html } = input;
        Self { subject: subject.map(|it| it.0), text: text.map(|it| it.0), html: html.map(|it| it.0) }
    }
}

impl MailTemplateInput {
    pub(crate) fn putting(self, key: TemplateKey) -> PutMailTemplate {
        PutMailTemplate { key, template: self.into() }
    }
}

impl MailPreviewInput {
    pub(crate) const fn key(&self) -> TemplateKey {
        TemplateKey { kind: self.kind, audience: self.audience, locale: self.locale }
    }
}

answer! {
    /// What mails say in the place of the product's texts.
    MailTemplateAnswer {
        /// Which mails: why somebody gets them.
        kind: NotificationKind = "confirmation";
        /// As what they get them.
        audience: Audience = "invitee";
        /// In which language; null, in every language that has no template of its own.
        locale: Option<Locale> = ();
        /// The subject; null is the product's.
        subject: Option<String> = "{{ event_name }} with {{ host_name }}";
        /// The plain text; null is the product's.
        text: Option<String> = "Dear {{ recipient_name }},\n\nsee you: {{ when }}.";
        /// What stands in the body of the HTML; null is the product's.
        html: Option<String> = "<p>Dear {{ recipient_name }},</p><p>see you: {{ when }}.</p>";
        /// When it was last changed.
        updated_at: Timestamp = "2026-03-02T12:00:00Z";
    }
}

answer! {
    /// That there is a template.
    MailTemplateSummary {
        /// Which mails it is for: why somebody gets them.
        kind: NotificationKind = "confirmation";
        /// As what they get them.
        audience: Audience = "invitee";
        /// In which language; null, in every language that has no template of its own.
        locale: Option<Locale> = ();
        /// The parts for which it has a text.
        parts: Vec<TemplateField> = ["subject", "html"];
        /// When it was last changed.
        updated_at: Timestamp = "2026-03-02T12:00:00Z";
    }
}

answer! {
    /// The templates.
    MailTemplateList {
        /// All of them, by kind, audience and language.
        items: Vec<MailTemplateSummary> = [(); 0];
    }
}

answer! {
    /// How a mail looks.
    MailPreviewAnswer {
        /// Its language.
        locale: Locale = "en";
        /// By what it was written: `given`, by the template of the request; `stored`, by the one that is kept; `product`.
        written_by: String = "given";
        /// Its subject.
        subject: String = "Intro with Ada Lovelace";
        /// Its plain text.
        text: String = "Dear Grace Hopper,\n\nsee you: …";
        /// Its HTML, a whole document. It is made by a template: show it in a frame with the attribute `sandbox`.
        html: String = "<!DOCTYPE html>…";
        /// What is wrong with the template, at most one thing a part: it would not be kept. What cannot be written by it is the
        /// product's text.
        refused: Vec<RefusedPartAnswer> = serde_json::json!([]);
    }
}

answer! {
    /// What is wrong with a part of a template.
    RefusedPartAnswer {
        /// Which part.
        part: TemplateField = "html";
        /// On which line, counted from 1; null if it is on none.
        line: Option<u32> = 3;
        /// What it is.
        problem: String = "there is no variable `nme`";
    }
}

impl From<StoredTemplate> for MailTemplateAnswer {
    fn from(stored: StoredTemplate) -> Self {
        let StoredTemplate { key, template, updated_at } = stored;
        let TemplateKey { kind, audience, locale } = key;
        let MailTemplate { subject, text, html } = template;
        Self { kind, audience, locale, subject, text, html, updated_at }
    }
}

impl From<TemplateSummary> for MailTemplateSummary {
    fn from(summary: TemplateSummary) -> Self {
        let TemplateSummary { key: TemplateKey { kind, audience, locale }, fields, updated_at } = summary;
        Self { kind, audience, locale, parts: fields, updated_at }
    }
}

impl MailTemplateList {
    pub(crate) fn of(all: Vec<TemplateSummary>) -> Self {
        Self { items: all.into_iter().map(MailTemplateSummary::from).collect() }
    }
}

impl From<TemplateError> for RefusedPartAnswer {
    fn from(error: TemplateError) -> Self {
        let TemplateError { field, line, problem } = error;
        Self { part: field, line: line.and_then(|line| u32::try_from(line).ok()), problem: problem.to_string() }
    }
}

/// What must be right of a template that is kept.
pub(crate) fn check(kind: NotificationKind, template: &MailTemplate) -> Vec<WrongTemplate> {
    let wrong = check_template(kind, template).err().unwrap_or_default();
    let of = |TemplateError { field, line, problem }| WrongTemplate { field, line, problem: problem.to_string() };
    wrong.into_iter().map(of).collect()
}

impl MailPreviewAnswer {
    /// Writes the mail, with what checking a template that was given says of it.
    pub(crate) fn of(asked: MailPreviewInput, look: MailLook) -> Result<Self, MailError> {
        let MailPreviewInput { kind, audience, template: given, .. } = asked;
        let MailLook { letterhead, locale, template: stored } = look;
        let given = given.map(MailTemplate::from);
        let mut wrong = given.as_ref().and_then(|given| check_template(kind, given).err()).unwrap_or_default();
        let (written_by, template) = match (given, stored) {
            (Some(given), _) => ("given", Some(given)),
            (None, Some(stored)) => ("stored", Some(stored.template)),
            (None, None) => ("product", None),
        };
        let notification = Notification { letterhead, template, ..sample(kind, audience, locale)? };
        let Mail { subject, text, html, refused, .. } = mail(&notification)?;
        let known: Vec<TemplateField> = wrong.iter().map(|error| error.field).collect();
        wrong.extend(refused.into_iter().filter(|error| !known.contains(&error.field)));
        let refused = wrong.into_iter().map(RefusedPartAnswer::from).collect();
        Ok(Self { locale, written_by: written_by.to_owned(), subject, text, html, refused })
    }
}
