//! A host's pages about a booking that waits for approval.

use actix_web::http::StatusCode;
use scheduling_core::BookingState;
use scheduling_engine::{CancelRefusal, DecideByLink, Failure, LinkDecision, MailToken};
use scheduling_render::pages::{DecidePage, DecidedPage, Decision, JustNow, Obstacle};

use super::link::{Link, Sent};
use crate::routes::answer::Answer;

/// Whether it is to be approved.
pub(super) async fn ask_to_approve(link: Link) -> Answer {
    ask(&link, Decision::Approve, None).await
}

/// Whether it is to be turned down.
pub(super) async fn ask_to_decline(link: Link) -> Answer {
    ask(&link, Decision::Decline, None).await
}

/// Approves it.
pub(super) async fn approve(sent: Sent) -> Answer {
    decide(&sent, LinkDecision::Approve).await
}

/// Turns it down.
pub(super) async fn decline(sent: Sent) -> Answer {
    match sent.fields.reason() {
        Ok(reason) => decide(&sent, LinkDecision::Decline(reason)).await,
        Err(_) => ask(&sent.link, Decision::Decline, sent.fields.get("reason")).await,
    }
}

/// The form; once more if the reason that was given cannot be read. Of what is decided already, by what.
async fn ask(link: &Link, decision: Decision, unreadable: Option<&str>) -> Answer {
    let token = MailToken::presented(&link.token);
    let (booking, host) = link.engine().booking_to_decide(link.tenant(), link.id, &token).await?;
    let zone = &host.profile.zone;
    if !matches!(booking.state, BookingState::Pending { .. }) {
        let page = DecidedPage { booking: &booking, zone, just_now: JustNow::No };
        return Ok(link.show(StatusCode::OK, |frame| page.render(frame)));
    }
    let (this, other) = match decision {
        Decision::Approve => ("/approve", "/decline"),
        Decision::Decline => ("/decline", "/approve"),
    };
    let (action, key, instead) = (link.path(this), link.key(), link.page(other));
    let page = DecidePage {
        booking: &booking,
        zone,
        decision,
        form: link.form(&action, &key),
        instead: &instead,
        obstacle: unreadable.map(|_| Obstacle::Unreadable),
        reason: unreadable,
    };
    let status = if unreadable.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(link.show(status, |frame| page.render(frame)))
}

async fn decide(sent: &Sent, decision: LinkDecision) -> Answer {
    let (link, token) = (&sent.link, MailToken::presented(&sent.link.token));
    let wish = sent.writing(DecideByLink { booking: link.id, token: token.clone(), decision });
    let (status, just_now) = match link.engine().decide_by_link(link.tenant(), wish).await {
        Ok(_) => (StatusCode::OK, JustNow::Yes),
        // Somebody was faster, or it was too late: what has become of it is shown.
        Err(Failure::Refused(CancelRefusal::Cannot(_))) => (StatusCode::CONFLICT, JustNow::No),
        Err(failure) => return Err(failure.into()),
    };
    let (booking, host) = link.engine().booking_to_decide(link.tenant(), link.id, &token).await?;
    let page = DecidedPage { booking: &booking, zone: &host.profile.zone, just_now };
    Ok(link.show(status, |frame| page.render(frame)))
}
