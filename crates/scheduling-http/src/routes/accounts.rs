//! `accounts` and `invitations`: who signs in to the tenant.

use actix_web::{delete, get, post, put, web::Data};
use scheduling_core::{AccountId, LinkId};
use scheduling_engine::Invite;

use super::{
    answer::{Answer, created_only, done, gone, ok},
    auth::Admin,
    extract::{NoBody, PathId, Query, Write},
};
use crate::{
    AppState,
    wire::{
        accounts::{
            AccountAnswer, AccountInput, AccountPage, InvitationAnswer, InvitationInput, InvitationPage, NewLinkAnswer,
        },
        pages::PageQuery,
    },
};

/// Lists the accounts, oldest first.
#[utoipa::path(
    tag = "Accounts", operation_id = "listAccounts", params(PageQuery),
    responses((status = 200, description = "Some of the accounts", body = AccountPage)),
)]
#[get("/accounts")]
pub(super) async fn list(state: Data<AppState>, admin: Admin, query: Query<PageQuery>) -> Answer {
    let page = state.engine().list_accounts(&admin.0, query.0.request()).await?;
    Ok(ok(&AccountPage::of(page, AccountAnswer::from)))
}

/// Shows an account.
#[utoipa::path(
    tag = "Accounts", operation_id = "getAccount", params(("id" = Uuid, Path, description = "The account")),
    responses((status = 200, description = "The account", body = AccountAnswer)),
)]
#[get("/accounts/{id}")]
pub(super) async fn show(state: Data<AppState>, admin: Admin, id: PathId<AccountId>) -> Answer {
    Ok(ok(&AccountAnswer::from(state.engine().get_account(&admin.0, id.0).await?)))
}

/// Replaces what can be changed of an account. It holds from the next request on.
///
/// Only an owner makes and unmakes owners, and the last one stays.
#[utoipa::path(
    tag = "Accounts", operation_id = "replaceAccount", request_body = AccountInput,
    params(("id" = Uuid, Path, description = "The account")),
    responses((status = 200, description = "The account", body = AccountAnswer)),
    extensions(("x-problems" = json!(["last_owner"]))),
)]
#[put("/accounts/{id}")]
pub(super) async fn replace(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<AccountId>,
    write: Write<AccountInput>,
) -> Answer {
    let replaced = state.engine().replace_account(&admin.0, write.writing(|body| body.replacing(id.0))).await?;
    Ok(done(&replaced.map(AccountAnswer::from)))
}

/// Makes a link by which the holder of an account sets another password, and shows its token this once.
///
/// Hand it to the holder of the account; an earlier one stops to work.
#[utoipa::path(
    tag = "Accounts", operation_id = "offerPasswordReset", params(("id" = Uuid, Path, description = "The account")),
    responses((status = 201, description = "The link", body = NewLinkAnswer)),
)]
#[post("/accounts/{id}/password-reset")]
pub(super) async fn offer_password_reset(
    state: Data<AppState>,
    admin: Admin,
    id: PathId<AccountId>,
    write: Write<NoBody>,
) -> Answer {
    let made = state.engine().offer_password_reset(&admin.0, write.writing(|_| id.0)).await?;
    Ok(created_only(&made.map(NewLinkAnswer::from)))
}

/// Lists the invitations that can be accepted, oldest first.
#[utoipa::path(
    tag = "Accounts", operation_id = "listInvitations", params(PageQuery),
    responses((status = 200, description = "Some of the invitations", body = InvitationPage)),
)]
#[get("/invitations")]
pub(super) async fn invitations(state: Data<AppState>, admin: Admin, query: Query<PageQuery>) -> Answer {
    let page = state.engine().list_invitations(&admin.0, query.0.request()).await?;
    Ok(ok(&InvitationPage::of(page, InvitationAnswer::from)))
}

/// Invites somebody to have an account, and shows the invitation's token this once.
///
/// Hand it to whom it is for; an earlier invitation to the same address stops to work.
#[utoipa::path(
    tag = "Accounts", operation_id = "createInvitation", request_body = InvitationInput,
    responses((status = 201, description = "The invitation", body = NewLinkAnswer)),
    extensions(("x-problems" = json!(["email_taken"]))),
)]
#[post("/invitations")]
pub(super) async fn invite(state: Data<AppState>, admin: Admin, write: Write<InvitationInput>) -> Answer {
    let made = state.engine().invite(&admin.0, write.writing(Invite::from)).await?;
    Ok(created_only(&made.map(NewLinkAnswer::from)))
}

/// Withdraws an invitation.
#[utoipa::path(
    tag = "Accounts", operation_id = "deleteInvitation", params(("id" = Uuid, Path, description = "The invitation")),
    responses((status = 204, description = "It does not work any more")),
)]
#[delete("/invitations/{id}")]
pub(super) async fn withdraw(state: Data<AppState>, admin: Admin, id: PathId<LinkId>, write: Write<NoBody>) -> Answer {
    Ok(gone(state.engine().withdraw_invitation(&admin.0, write.writing(|_| id.0)).await?.replayed))
}
