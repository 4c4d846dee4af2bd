//! Whether an invitee wants reminders of a booking: a page for people, and what mail programs send by themselves (RFC 8058).

use actix_web::http::StatusCode;
use scheduling_engine::{MailToken, MuteReminders, Writing};
use scheduling_render::pages::{MutedPage, RemindersPage};

use super::link::{Link, Sent};
use crate::routes::answer::Answer;

/// Whether they are not wanted any more.
pub(super) async fn ask(link: Link) -> Answer {
    let token = MailToken::presented(&link.token);
    let booking = link.engine().booking_to_mute(link.tenant(), link.id, &token).await?;
    if booking.is_muted {
        return Ok(link.show(StatusCode::OK, |frame| MutedPage { booking: &booking }.render(frame)));
    }
    let (action, key) = (link.path("/reminders"), link.key());
    let page = RemindersPage { booking: &booking, form: link.form(&action, &key) };
    Ok(link.show(StatusCode::OK, |frame| page.render(frame)))
}

/// They are not: said by the page's form, or by a mail program, which reads nothing but the status. Saying it again changes
/// nothing, so that no key is needed.
pub(super) async fn mute(sent: Sent) -> Answer {
    let (link, token) = (&sent.link, MailToken::presented(&sent.link.token));
    let wish = Writing::once(MuteReminders { booking: link.id, token });
    let muted = link.engine().mute_reminders(link.tenant(), wish).await?.outcome;
    Ok(link.show(StatusCode::OK, |frame| MutedPage { booking: &muted }.render(frame)))
}
