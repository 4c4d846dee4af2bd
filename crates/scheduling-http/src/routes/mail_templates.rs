//! `mail-templates`: what a tenant says in its mails, and how they look.

use actix_web::{delete, get, post, put, web::Data};
use scheduling_core::TemplateKey;
use tokio::task::spawn_blocking;

use super::{
    answer::{Answer, done, gone, ok},
    auth::Admin,
    extract::{Body, NoBody, PathMail, Query, Write},
};
use crate::{
    AppState,
    problem::{Code, Problem},
    wire::mail_templates::{
        MailPreviewAnswer, MailPreviewInput, MailTemplateAnswer, MailTemplateInput, MailTemplateList,
        MailTemplateQuery, check,
    },
};

/// Lists the templates of mails, without their texts.
#[utoipa::path(
    tag = "Settings", operation_id = "listMailTemplates",
    responses((status = 200, description = "The templates", body = MailTemplateList)),
)]
#[get("/mail-templates")]
pub(super) async fn list(state: Data<AppState>, admin: Admin) -> Answer {
    Ok(ok(&MailTemplateList::of(state.engine().mail_templates(&admin.0).await?)))
}

/// Shows the template for mails of a kind to an audience: the one for exactly this language, or for every language.
#[utoipa::path(
    tag = "Settings", operation_id = "getMailTemplate",
    params(
        ("kind" = String, Path, description = "Which mails: why somebody gets them"),
        ("audience" = String, Path, description = "As what they get them"),
        MailTemplateQuery,
    ),
    responses((status = 200, description = "The template", body = MailTemplateAnswer)),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[get("/mail-templates/{kind}/{audience}")]
pub(super) async fn show(
    state: Data<AppState>,
    admin: Admin,
    mail: PathMail,
    query: Query<MailTemplateQuery>,
) -> Answer {
    let found = state.engine().mail_template(&admin.0, key(&mail, &query)).await?;
    Ok(ok(&MailTemplateAnswer::from(found)))
}

/// Sets what mails of a kind say to an audience, in one language or in every one that has no template of its own.
///
/// It takes the place of the whole template for these mails. It is checked first: each part is written for everybody who gets
/// such a mail, in every language, and what is wrong is told for each part with its line (`invalid_template`).
///
/// The language is that of [minijinja](https://docs.rs/minijinja): `{{ variable }}`, `{% if %}`, `{% for %}`, `{% set %}` and
/// the filters `upper`, `lower`, `trim`, `default`, `join` and `length`. The variables are `tenant_name`, `audience`, `locale`,
/// `recipient_name`, `event_name`, `host_name`, `invitee_name`, `when`, `meetings`, `start_date`, `start_time`, `end_date`,
/// `end_time`, `timezone`, `starts_in`, `old_when`, `old_start`, `location`, `location_link`, `reason`, `cancelled_by`,
/// `moved_by`, `participants`, `guests`, `invitee_email`, `invitee_phone`, `notes`, `answers` (each with `question` and `answer`), `links.manage`, `links.cancel`,
/// `links.reschedule`, `links.approve`, `links.decline`, `links.confirm_address` and `links.unsubscribe`;
/// [docs/mail.md](https://github.com/scheduling-rs/scheduling/blob/main/docs/mail.md) says what each holds.
///
/// A template that fails when a mail is sent does not lose it: the product's text is sent, and the delivery says so.
#[utoipa::path(
    tag = "Settings", operation_id = "putMailTemplate", request_body = MailTemplateInput,
    params(
        ("kind" = String, Path, description = "Which mails: why somebody gets them"),
        ("audience" = String, Path, description = "As what they get them"),
        MailTemplateQuery,
    ),
    responses((status = 200, description = "The template", body = MailTemplateAnswer)),
    extensions(("x-problems" = json!(["invalid_template"]))),
)]
#[put("/mail-templates/{kind}/{audience}")]
pub(super) async fn put(
    state: Data<AppState>,
    admin: Admin,
    mail: PathMail,
    query: Query<MailTemplateQuery>,
    write: Write<MailTemplateInput>,
) -> Answer {
    let command = write.writing(|body| body.putting(key(&mail, &query)));
    let put = state.engine().put_mail_template(&admin.0, command, check).await?;
    Ok(done(&put.map(MailTemplateAnswer::from)))
}

/// Deletes a template: such mails say what the template for every language says, or else the product.
#[utoipa::path(
    tag = "Settings", operation_id = "deleteMailTemplate",
    params(
        ("kind" = String, Path, description = "Which mails: why somebody gets them"),
        ("audience" = String, Path, description = "As what they get them"),
        MailTemplateQuery,
    ),
    responses((status = 204, description = "There is no such template any more")),
    extensions(("x-problems" = json!(["not_found"]))),
)]
#[delete("/mail-templates/{kind}/{audience}")]
pub(super) async fn delete(
    state: Data<AppState>,
    admin: Admin,
    mail: PathMail,
    query: Query<MailTemplateQuery>,
    write: Write<NoBody>,
) -> Answer {
    let command = write.writing(|_| key(&mail, &query));
    Ok(gone(state.engine().delete_mail_template(&admin.0, command).await?.replayed))
}

/// Shows how a mail looks, with people that nobody knows and the tenant's own name and branding.
///
/// Nothing is kept, and nobody is sent anything. What would be refused of a template that is given stands in `refused`.
#[utoipa::path(
    tag = "Settings", operation_id = "previewMailTemplate", request_body = MailPreviewInput,
    responses((status = 200, description = "The mail", body = MailPreviewAnswer)),
)]
#[post("/mail-templates/preview")]
pub(super) async fn preview(state: Data<AppState>, admin: Admin, body: Body<MailPreviewInput>) -> Answer {
    let look = state.engine().mail_look(&admin.0, body.0.key()).await?;
    // A template may be made to cost as much as it can, and others wait for this thread.
    let written = spawn_blocking(move || MailPreviewAnswer::of(body.0, look)).await;
    Ok(ok(&written.map_err(internal)?.map_err(internal)?))
}

fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Problem {
    Problem::new(Code::Internal).caused_by(error)
}

/// Which template is meant.
fn key(mail: &PathMail, query: &Query<MailTemplateQuery>) -> TemplateKey {
    TemplateKey { kind: mail.0, audience: mail.1, locale: query.0.locale }
}
