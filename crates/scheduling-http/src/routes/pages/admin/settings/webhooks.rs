//! Webhooks.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
use scheduling_core::EndpointId;
use scheduling_engine::{DeliveriesQuery, IssuedWebhook, WebhookDetails, Writing};
use scheduling_render::pages::admin::{Entered, IssuedPage, Section, WebhookPage, WebhookRow, WebhooksPage};
use scheduling_store::{PageRequest, deliveries::DeliveryFilter};

use super::{is_theirs, issued};
use crate::{
    problem::{Code, Problem},
    routes::{
        answer::Answer,
        extract::{PathId, path_name},
        pages::admin::{
            booking::told,
            desk::{Desk, see_other},
            filled::{Filled, entered_of},
        },
    },
    wire::webhooks::{RotateSecretInput, WebhookAnswer, WebhookInput},
};

const WEBHOOKS: &str = "/admin/webhooks";
/// How many of the last deliveries are shown.
const SHOWN: u32 = 20;

/// Lists the webhooks.
pub(in super::super) async fn list(desk: Desk) -> Answer {
    let mut active = Entered::default();
    active.values.insert("isActive".to_owned(), "true".to_owned());
    page(&desk, (StatusCode::OK, &active)).await
}

async fn page(desk: &Desk, (status, entered): (StatusCode, &Entered)) -> Result<HttpResponse, Problem> {
    let webhooks = desk.engine().list_webhooks(&desk.principal, PageRequest::default()).await?.items;
    let row = |of: WebhookAnswer| WebhookRow {
        path: format!("{WEBHOOKS}/{}", of.id),
        url: of.url,
        description: of.description.map(|text| text.to_string()).unwrap_or_default(),
        is_active: of.is_active,
        is_disabled: of.disabled_at.is_some(),
    };
    let webhooks: Vec<WebhookRow> = webhooks.into_iter().map(WebhookAnswer::from).map(row).collect();
    let page = WebhooksPage { webhooks: &webhooks, entered };
    Ok(desk.show((status, Section::Settings), |shell, frame| page.render(shell, frame)))
}

/// Makes a webhook, and shows its secret this once.
pub(in super::super) async fn create(filled: Filled) -> Answer {
    match created(&filled).await {
        Ok(made) => Ok(secret(&filled.desk, &made)),
        Err(problem) if is_theirs(&problem) => {
            page(&filled.desk, (problem.code().status(), &filled.form.again(&problem))).await
        }
        Err(problem) => Err(problem),
    }
}

async fn created(filled: &Filled) -> Result<IssuedWebhook, Problem> {
    let input = filled.form.read::<WebhookInput>()?;
    filled.desk.state().check_webhook_url(&input.url)?;
    let command = filled.writing(WebhookDetails::from(input));
    Ok(filled.desk.engine().create_webhook(&filled.desk.principal, command).await?.outcome)
}

fn secret(desk: &Desk, made: &IssuedWebhook) -> HttpResponse {
    let hint = "With this secret your program checks that calls are ours (Standard Webhooks).";
    let back = format!("{WEBHOOKS}/{}", made.webhook.id);
    issued(desk, &IssuedPage { title: "The secret", hint, secret: made.secret.as_deref(), back: &back })
}

/// Shows a webhook.
pub(in super::super) async fn show(desk: Desk, id: PathId<EndpointId>) -> Answer {
    let webhook = desk.engine().webhook(&desk.principal, id.0).await?;
    one(&desk, id.0, (StatusCode::OK, &entered_of(&WebhookAnswer::from(webhook))?)).await
}

async fn one(desk: &Desk, id: EndpointId, (status, entered): (StatusCode, &Entered)) -> Answer {
    let zone = desk.zone().await?;
    let filter = DeliveryFilter { webhook: Some(id), ..DeliveryFilter::default() };
    let query = DeliveriesQuery { filter, page: PageRequest { after: None, limit: SHOWN } };
    let sent = desk.engine().deliveries(&desk.principal, query).await?.items;
    let path = format!("{WEBHOOKS}/{id}");
    let deliveries: Vec<_> = sent.iter().map(|delivery| told(&path, delivery)).collect();
    let page = WebhookPage { path: &path, entered, deliveries: &deliveries, zone: &zone };
    Ok(desk.show((status, Section::Settings), |shell, frame| page.render(shell, frame)))
}

/// Changes a webhook.
pub(in super::super) async fn replace(filled: Filled, id: PathId<EndpointId>) -> Answer {
    match replaced(&filled, id.0).await {
        Ok(()) => Ok(see_other(&format!("{WEBHOOKS}/{}?done=saved", id.0))),
        Err(problem) if is_theirs(&problem) => {
            one(&filled.desk, id.0, (problem.code().status(), &filled.form.again(&problem))).await
        }
        Err(problem) => Err(problem),
    }
}

async fn replaced(filled: &Filled, id: EndpointId) -> Result<(), Problem> {
    let input = filled.form.read::<WebhookInput>()?;
    filled.desk.state().check_webhook_url(&input.url)?;
    filled.desk.engine().replace_webhook(&filled.desk.principal, Writing::once(input.replacing(id))).await?;
    Ok(())
}

/// Tries a webhook out, gives it another secret or removes it.
pub(in super::super) async fn act(filled: Filled, id: PathId<EndpointId>, request: HttpRequest) -> Answer {
    let action: String = path_name(&request, "action")?;
    match done(&filled, id.0, &action).await {
        Ok(answer) => Ok(answer),
        Err(problem) if is_theirs(&problem) => {
            let webhook = filled.desk.engine().webhook(&filled.desk.principal, id.0).await?;
            let mut entered = entered_of(&WebhookAnswer::from(webhook))?;
            entered.problem = filled.form.again(&problem).problem;
            one(&filled.desk, id.0, (problem.code().status(), &entered)).await
        }
        Err(problem) => Err(problem),
    }
}

async fn done(filled: &Filled, id: EndpointId, action: &str) -> Answer {
    let (engine, principal) = (filled.desk.engine(), &filled.desk.principal);
    let here = format!("{WEBHOOKS}/{id}");
    Ok(match action {
        "test" => {
            engine.test_webhook(principal, filled.writing(id)).await?;
            see_other(&format!("{here}?done=test-sent"))
        }
        "rotate-secret" => {
            let command = filled.form.read::<RotateSecretInput>()?.rotating(id);
            secret(&filled.desk, &engine.rotate_webhook_secret(principal, filled.writing(command)).await?.outcome)
        }
        "delete" => {
            engine.delete_webhook(principal, filled.writing(id)).await?;
            see_other(&format!("{WEBHOOKS}?done=removed"))
        }
        "send-again" => {
            let delivery = filled.desk.asked_as("delivery").ok_or_else(|| Problem::new(Code::NotFound))?;
            engine.resend_delivery(principal, filled.writing(delivery)).await?;
            see_other(&format!("{here}?done=sent-again"))
        }
        _ => return Err(Problem::new(Code::NotFound)),
    })
}
