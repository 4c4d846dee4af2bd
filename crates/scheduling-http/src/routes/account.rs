//! `/api/account`: signing in and out, and links that work once. Whoever comes here has no other credential yet, so no
//! `Idempotency-Key` is taken: what is stored of a request under one would be a fast hash of its password.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, web::Data};
use scheduling_engine::{AcceptInvitation, ResetPassword, SignIn};

use super::{
    answer::{Answer, ok},
    extract::{Body, NoBody},
    session::{Session, cookie, no_cookie},
};
use crate::{
    AppState,
    edge::{may_sign_in, may_use_link},
    wire::accounts::{AcceptInvitationInput, AccountAnswer, ResetPasswordInput, SessionAnswer, SignInInput},
};

/// Signs in, and sets the cookie of a session.
///
/// Attempts are limited for each address of an account and for each network address.
#[utoipa::path(
    tag = "Signing in", operation_id = "signIn", request_body = SignInInput,
    responses((status = 200, description = "Who is signed in", body = SessionAnswer, headers(("Set-Cookie" = String, description = "The session")))),
    extensions(("x-problems" = json!(["sign_in_failed"]))),
)]
#[post("/session")]
pub(super) async fn sign_in(state: Data<AppState>, request: actix_web::HttpRequest, body: Body<SignInInput>) -> Answer {
    let command = SignIn::from(body.0);
    may_sign_in(&state, &request, &command).await?;
    let signed_in = state.engine().sign_in(command).await?;
    let cookie = cookie(&state, &signed_in.secret);
    Ok(HttpResponse::Ok().cookie(cookie).json(SessionAnswer::from(signed_in)))
}

/// Says who is signed in.
#[utoipa::path(
    tag = "Signing in", operation_id = "getSession",
    responses((status = 200, description = "Who is signed in", body = SessionAnswer)),
)]
#[get("/session")]
pub(super) async fn show(state: Data<AppState>, session: Session) -> Answer {
    let (_, signed_in) = state.engine().current_session(&session.secret).await?;
    Ok(ok(&SessionAnswer::from(signed_in)))
}

/// Signs out.
#[utoipa::path(
    tag = "Signing in", operation_id = "signOut",
    responses((status = 204, description = "The session has ended", headers(("Set-Cookie" = String, description = "No session")))),
    extensions(("x-problems" = json!(["csrf_failed"]))),
)]
#[delete("/session")]
pub(super) async fn sign_out(state: Data<AppState>, session: Session, _: Body<NoBody>) -> Answer {
    state.engine().sign_out(&session.principal).await?;
    Ok(HttpResponse::NoContent().cookie(no_cookie(&state)).finish())
}

/// Signs out everywhere else.
#[utoipa::path(
    tag = "Signing in", operation_id = "signOutOthers",
    responses((status = 204, description = "All other sessions of the account have ended")),
    extensions(("x-problems" = json!(["csrf_failed"]))),
)]
#[post("/session/sign-out-others")]
pub(super) async fn sign_out_others(state: Data<AppState>, session: Session, _: Body<NoBody>) -> Answer {
    state.engine().sign_out_others(&session.principal).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes an invitation: makes the account. It works once.
#[utoipa::path(
    tag = "Signing in", operation_id = "acceptInvitation", request_body = AcceptInvitationInput,
    responses((status = 201, description = "The account", body = AccountAnswer)),
    extensions(("x-problems" = json!(["link_invalid", "email_taken", "owner_exists"]))),
)]
#[post("/invitations/accept")]
pub(super) async fn accept(state: Data<AppState>, request: HttpRequest, body: Body<AcceptInvitationInput>) -> Answer {
    may_use_link(&state, &request).await?;
    let account = state.engine().accept_invitation(AcceptInvitation::from(body.0)).await?;
    Ok(HttpResponse::Created().json(AccountAnswer::from(account)))
}

/// Sets another password, and signs the account out everywhere. It works once.
#[utoipa::path(
    tag = "Signing in", operation_id = "resetPassword", request_body = ResetPasswordInput,
    responses((status = 200, description = "The account", body = AccountAnswer)),
    extensions(("x-problems" = json!(["link_invalid"]))),
)]
#[post("/password-reset")]
pub(super) async fn reset_password(
    state: Data<AppState>,
    request: HttpRequest,
    body: Body<ResetPasswordInput>,
) -> Answer {
    may_use_link(&state, &request).await?;
    let account = state.engine().reset_password(ResetPassword::from(body.0)).await?;
    Ok(ok(&AccountAnswer::from(account)))
}
