//! `invitees`: what is known of one of them.
//!
//! Both are POST, so that no address stands in a URL, which proxies log.

use actix_web::{post, web::Data};

use super::{
    answer::{Answer, done, ok},
    auth::Admin,
    extract::Write,
};
use crate::{
    AppState,
    wire::invitees::{InviteeAddressInput, InviteeExport, InviteeReceiptAnswer},
};

/// Shows all that is known of an invitee. It changes nothing.
#[utoipa::path(
    tag = "Invitees", operation_id = "exportInvitee", request_body = InviteeAddressInput,
    responses((status = 200, description = "What is known", body = InviteeExport)),
)]
#[post("/invitees/export")]
pub(super) async fn export(state: Data<AppState>, admin: Admin, write: Write<InviteeAddressInput>) -> Answer {
    let email = write.writing(|body| body.email).command;
    Ok(ok(&InviteeExport::from(state.engine().export_invitee(&admin.0, email).await?)))
}

/// Forgets an invitee: name, address, telephone, notes, answers, guests, and the reasons that were given.
///
/// The bookings stay, with their times and states, so that counts stay right. Bookings ahead keep their time: cancel them
/// first if it is to be free.
#[utoipa::path(
    tag = "Invitees", operation_id = "eraseInvitee", request_body = InviteeAddressInput,
    responses((status = 200, description = "The receipt", body = InviteeReceiptAnswer)),
)]
#[post("/invitees/erase")]
pub(super) async fn erase(state: Data<AppState>, admin: Admin, write: Write<InviteeAddressInput>) -> Answer {
    let erased = state.engine().erase_invitee(&admin.0, write.writing(|body| body.email)).await?;
    Ok(done(&erased.map(InviteeReceiptAnswer::from)))
}
