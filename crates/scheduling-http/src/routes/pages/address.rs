//! Whether the address with which somebody booked is theirs: they have got the link to this page there.

use actix_web::http::StatusCode;
use scheduling_engine::{ConfirmAddress, MailToken};
use scheduling_render::pages::{AddressConfirmedPage, ConfirmAddressPage};

use super::link::{Link, Sent};
use crate::routes::answer::Answer;

/// Whether they want what is booked. Looking says nothing: the scanner of a mail server does that as well.
pub(super) async fn ask(link: Link) -> Answer {
    let token = MailToken::presented(&link.token);
    let asked = link.engine().booking_to_confirm_address(link.tenant(), link.id, &token).await;
    let (booking, is_asked) = match asked {
        Ok(asked) => asked,
        Err(failure) => return link.stopped(failure),
    };
    if !is_asked {
        return Ok(link.show(StatusCode::OK, |frame| AddressConfirmedPage { booking: &booking }.render(frame)));
    }
    let (action, key) = (link.path("/confirm-address"), link.key());
    let page = ConfirmAddressPage { booking: &booking, form: link.form(&action, &key) };
    Ok(link.show(StatusCode::OK, |frame| page.render(frame)))
}

/// They do.
pub(super) async fn confirm(sent: Sent) -> Answer {
    let (link, token) = (&sent.link, MailToken::presented(&sent.link.token));
    let wish = sent.writing(ConfirmAddress { booking: link.id, token });
    match link.engine().confirm_address(link.tenant(), wish).await {
        Ok(done) => {
            let page = AddressConfirmedPage { booking: &done.outcome };
            Ok(link.show(StatusCode::OK, |frame| page.render(frame)))
        }
        Err(failure) => link.stopped(failure),
    }
}
