//! What the tenant says in its mails.

use actix_web::{HttpResponse, http::StatusCode};
use scheduling_core::{Audience, Locale, NotificationKind, TemplateKey};
use scheduling_engine::Writing;
use scheduling_render::pages::admin::{Entered, MailPage, MailRow, MailsPage, Section};
use tokio::task::spawn_blocking;

use super::is_theirs;
use crate::{
    problem::{Code, Problem},
    routes::{
        answer::Answer,
        extract::PathMail,
        pages::admin::{
            booking::capital,
            desk::{Desk, address, see_other},
            filled::{Filled, entered_of},
        },
    },
    wire::mail_templates::{MailPreviewAnswer, MailPreviewInput, MailTemplateAnswer, MailTemplateInput, check},
};

const MAILS: &str = "/admin/mails";

/// Lists the kinds of mails.
pub(in super::super) async fn list(desk: Desk) -> Answer {
    let kept = desk.engine().mail_templates(&desk.principal).await?;
    let mut mails = Vec::new();
    for kind in NotificationKind::ALL.iter().copied() {
        for audience in Audience::ALL.iter().copied().filter(|audience| kind.goes_to(*audience)) {
            let of = kept.iter().filter(|template| (template.key.kind, template.key.audience) == (kind, audience));
            let language = |locale: Option<Locale>| locale.map_or("Every language", Locale::as_str).to_owned();
            mails.push(MailRow {
                path: path(kind, audience),
                kind: in_words(kind.as_str()),
                audience: in_words(audience.as_str()),
                templates: of.map(|template| language(template.key.locale)).collect(),
            });
        }
    }
    let page = MailsPage { mails: &mails };
    Ok(desk.show((StatusCode::OK, Section::Settings), |shell, frame| page.render(shell, frame)))
}

fn path(kind: NotificationKind, audience: Audience) -> String {
    format!("{MAILS}/{kind}/{audience}")
}

fn in_words(word: &str) -> String {
    capital(&word.replace('_', " "))
}

fn key(desk: &Desk, mail: &PathMail) -> TemplateKey {
    TemplateKey { kind: mail.0, audience: mail.1, locale: desk.asked_as("locale") }
}

/// Shows a template.
pub(in super::super) async fn show(desk: Desk, mail: PathMail) -> Answer {
    let entered = match desk.engine().mail_template(&desk.principal, key(&desk, &mail)).await.map_err(Problem::from) {
        Ok(kept) => Some(entered_of(&MailTemplateAnswer::from(kept))?),
        Err(problem) if problem.code() == Code::NotFound => None,
        Err(problem) => return Err(problem),
    };
    let is_kept = entered.is_some();
    page(&desk, &mail, (StatusCode::OK, &entered.unwrap_or_default()), (is_kept, None)).await
}

/// Keeps a template, or shows what a mail by it would look like.
pub(in super::super) async fn put(filled: Filled, mail: PathMail) -> Answer {
    let desk = &filled.desk;
    let is_tried = filled.form.own("_do") == "preview";
    let done = if is_tried { filled.form.read::<MailTemplateInput>().map(Some) } else { kept(&filled, &mail).await };
    match done {
        Ok(None) => {
            let locale = desk.asked("locale");
            Ok(see_other(&address(&path(mail.0, mail.1), &[("locale", locale), ("done", "saved")])))
        }
        Ok(Some(template)) => {
            let entered = filled.form.entered();
            page(desk, &mail, (StatusCode::OK, &entered), (false, Some(template))).await
        }
        Err(problem) if is_theirs(&problem) => {
            let again = (problem.code().status(), &filled.form.again(&problem));
            page(desk, &mail, again, (false, filled.form.read().ok())).await
        }
        Err(problem) => Err(problem),
    }
}

async fn kept(filled: &Filled, mail: &PathMail) -> Result<Option<MailTemplateInput>, Problem> {
    let command = filled.form.read::<MailTemplateInput>()?.putting(key(&filled.desk, mail));
    filled.desk.engine().put_mail_template(&filled.desk.principal, Writing::once(command), check).await?;
    Ok(None)
}

/// Deletes a template.
pub(in super::super) async fn delete(filled: Filled, mail: PathMail) -> Answer {
    let command = filled.writing(key(&filled.desk, &mail));
    filled.desk.engine().delete_mail_template(&filled.desk.principal, command).await?;
    Ok(see_other(&address(MAILS, &[("done", "removed")])))
}

async fn page(
    desk: &Desk,
    mail: &PathMail,
    (status, entered): (StatusCode, &Entered),
    (is_kept, template): (bool, Option<MailTemplateInput>),
) -> Result<HttpResponse, Problem> {
    let TemplateKey { kind, audience, locale } = key(desk, mail);
    let asked = MailPreviewInput { kind, audience, locale, template };
    let look = desk.engine().mail_look(&desk.principal, asked.key()).await?;
    let internal = |error: &dyn std::fmt::Display| Problem::new(Code::Internal).caused_by(error.to_string());
    // A template may be made to cost as much as it can, and others wait for this thread.
    let written = spawn_blocking(move || MailPreviewAnswer::of(asked, look)).await;
    let written = written.map_err(|error| internal(&error))?.map_err(|error| internal(&error))?;
    let line = |line: Option<u32>| line.map(|line| format!(", line {line}")).unwrap_or_default();
    let refused =
        written.refused.iter().map(|part| format!("{}{}: {}", part.part.as_str(), line(part.line), part.problem));
    let page = MailPage {
        path: &path(kind, audience),
        title: &format!("{} to the {}", in_words(kind.as_str()), audience.as_str()),
        locale: locale.map_or("", Locale::as_str),
        is_kept,
        entered,
        look: (&written.subject, &written.text),
        refused: &refused.collect::<Vec<_>>(),
    };
    Ok(desk.show((status, Section::Settings), |shell, frame| page.render(shell, frame)))
}
