//! A booking, and what is done about it.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
use scheduling_core::{BookingId, DeliveryState, Recipient};
use scheduling_engine::{ChangelogQuery, DeliveriesQuery};
use scheduling_render::pages::admin::{BookingPage, Entered, Section, Told};
use scheduling_store::{
    PageRequest,
    changelog::ChangeFilter,
    deliveries::{Delivery, DeliveryFilter},
};

use super::{
    desk::{Desk, see_other},
    filled::Filled,
    people::People,
};
use crate::{
    problem::{Code, Problem},
    routes::{
        answer::Answer,
        extract::{PathId, path_name},
    },
    wire::lifecycle::{DeclineInput, HostCancelInput},
};

/// Shows a booking.
pub(super) async fn show(desk: Desk, id: PathId<BookingId>) -> Answer {
    shown(&desk, id.0, (StatusCode::OK, &Entered::default())).await
}

/// Does something about a booking.
pub(super) async fn act(filled: Filled, id: PathId<BookingId>, request: HttpRequest) -> Answer {
    let action: String = path_name(&request, "action")?;
    match done(&filled, id.0, &action).await {
        Ok(done) => Ok(see_other(&format!("/admin/bookings/{}?done={done}", id.0))),
        Err(problem) if problem.code() != Code::NotFound && problem.code().status().is_client_error() => {
            let entered = filled.form.again(&problem);
            shown(&filled.desk, id.0, (problem.code().status(), &entered)).await
        }
        Err(problem) => Err(problem),
    }
}

/// What was done, as a word for the address.
async fn done(filled: &Filled, id: BookingId, action: &str) -> Result<&'static str, Problem> {
    let (engine, principal) = (filled.desk.engine(), &filled.desk.principal);
    Ok(match action {
        "approve" => {
            engine.confirm_booking(principal, filled.writing(id)).await?;
            "approved"
        }
        "decline" => {
            let reason = filled.form.read::<DeclineInput>()?.reason;
            engine.decline_booking(principal, filled.writing((id, reason))).await?;
            "declined"
        }
        "cancel" => {
            let command = filled.form.read::<HostCancelInput>()?;
            engine.cancel_booking(principal, filled.writing(HostCancelInput::into_command(Some(command), id))).await?;
            "cancelled"
        }
        "no-show" => {
            engine.mark_no_show(principal, filled.writing(id)).await?;
            "missed"
        }
        "revoke-link" => {
            engine.revoke_link(principal, filled.writing(id)).await?;
            "revoked"
        }
        "send-again" => {
            let delivery = filled.desk.asked_as("delivery").ok_or_else(|| Problem::new(Code::NotFound))?;
            engine.resend_delivery(principal, filled.writing(delivery)).await?;
            "sent-again"
        }
        _ => return Err(Problem::new(Code::NotFound)),
    })
}

async fn shown(desk: &Desk, id: BookingId, (status, entered): (StatusCode, &Entered)) -> Result<HttpResponse, Problem> {
    let zone = desk.zone().await?;
    let booking = desk.engine().booking(&desk.principal, id).await?.settled(desk.engine().now());
    // Both are for admins alone.
    let told = if desk.is_admin() { Some((history(desk, id).await?, deliveries(desk, id).await?)) } else { None };
    let page = BookingPage {
        booking: &booking,
        now: desk.engine().now(),
        zone: &zone,
        entered,
        history: told.as_ref().map(|(history, _)| history.as_slice()),
        deliveries: told.as_ref().map(|(_, deliveries)| deliveries.as_slice()),
    };
    Ok(desk.show((status, Section::Bookings), |shell, frame| page.render(shell, frame)))
}

async fn history(desk: &Desk, id: BookingId) -> Result<Vec<Told>, Problem> {
    let filter = ChangeFilter { entity_id: Some(id.as_uuid()), ..ChangeFilter::default() };
    let changes =
        desk.engine().changelog(&desk.principal, ChangelogQuery { filter, page: PageRequest::default() }).await?;
    let people = People::of(desk).await?;
    let told = changes.items.into_iter().map(|change| Told {
        at: change.at,
        what: capital(&change.action.as_str().replace('_', " ")),
        who: format!("by {}", people.name(&change.actor)),
        more: None,
        again: None,
    });
    Ok(told.collect())
}

async fn deliveries(desk: &Desk, id: BookingId) -> Result<Vec<Told>, Problem> {
    let filter = DeliveryFilter { booking: Some(id), ..DeliveryFilter::default() };
    let query = DeliveriesQuery { filter, page: PageRequest::default() };
    let found = desk.engine().deliveries(&desk.principal, query).await?;
    Ok(found.items.into_iter().map(|delivery| told(&format!("/admin/bookings/{id}"), &delivery)).collect())
}

/// A delivery on the page to which this path leads.
pub(super) fn told(path: &str, delivery: &Delivery) -> Told {
    let kind = capital(&delivery.kind.replace(['_', '.'], " "));
    let who = match delivery.recipient {
        Recipient::Invitee => "to the invitee".to_owned(),
        Recipient::Guest(place) => format!("to guest {}", u32::from(place) + 1),
        Recipient::Host(_) => "to the host".to_owned(),
        Recipient::Webhook(_) => "to a webhook".to_owned(),
    };
    let is_over = delivery.state.is_finished();
    let again = format!("{path}/send-again?delivery={}", delivery.id);
    Told {
        at: delivery.finished_at.or(delivery.next_attempt_at).unwrap_or(delivery.planned_for),
        what: format!("{kind}: {}", delivery.state.as_str().replace('_', " ")),
        who,
        more: delivery.last_error.clone().filter(|_| delivery.state != DeliveryState::Delivered),
        again: (is_over && !delivery.is_void).then_some(again),
    }
}

/// With a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
