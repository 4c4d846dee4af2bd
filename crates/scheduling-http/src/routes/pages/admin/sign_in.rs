//! Signing in and out.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, http::header, web};
use scheduling_engine::{AcceptInvitation, ResetPassword, SignIn, SignedIn};
use scheduling_render::pages::admin::{ADMIN_STYLE, Entered, NewPasswordPage, SignInPage};

use super::{
    desk::{address, see_other},
    filled::{Filled, Form},
};
use crate::{
    AppState,
    edge::{may_sign_in, may_use_link},
    problem::Problem,
    routes::{
        answer::Answer,
        pages::{form::Fields, styled},
        session::{cookie, no_cookie},
    },
    wire::accounts::{AcceptInvitationInput, ResetPasswordInput, SignInInput},
};

const SIGN_IN: &str = "/admin/sign-in";
/// Where whoever was invited makes an account.
pub(super) const INVITATION: &str = "/admin/invitation";
/// Where whoever has forgotten a password sets another one.
pub(super) const PASSWORD_RESET: &str = "/admin/password-reset";

/// Where to sign in to see this afterwards.
pub(super) fn leading_to(asked: &str) -> String {
    address(SIGN_IN, &[("next", ours(asked))])
}

/// Asks who it is.
pub(super) async fn ask(request: HttpRequest) -> Answer {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let mut entered = Entered::default();
    for name in ["tenant", "email"] {
        entered.values.extend(query.get(name).map(|value| (name.to_owned(), value.to_owned())));
    }
    let next = ours(query.get("next").unwrap_or_default());
    Ok(page(StatusCode::OK, &SignInPage { entered: &entered, next, done: query.get("done") }))
}

/// Begins a session, and leads to what was asked for.
pub(super) async fn sign_in(state: web::Data<AppState>, request: HttpRequest, form: Form) -> Answer {
    let next = ours(form.own("_next"));
    match begin(&state, &request, &form).await {
        Ok(signed_in) => {
            let location = (header::LOCATION, if next.is_empty() { super::ADMIN } else { next });
            Ok(HttpResponse::SeeOther().cookie(cookie(&state, &signed_in.secret)).insert_header(location).finish())
        }
        Err(problem) if problem.code().status().is_client_error() => {
            let entered = form.again(&problem);
            Ok(page(problem.code().status(), &SignInPage { entered: &entered, next, done: None }))
        }
        Err(problem) => Err(problem),
    }
}

async fn begin(state: &AppState, request: &HttpRequest, form: &Form) -> Result<SignedIn, Problem> {
    let command = SignIn::from(form.read::<SignInInput>()?);
    may_sign_in(state, request, &command).await?;
    Ok(state.engine().sign_in(command).await?)
}

/// Ends the session.
pub(super) async fn sign_out(filled: Filled) -> Answer {
    let desk = &filled.desk;
    desk.engine().sign_out(&desk.principal).await?;
    let location = address(SIGN_IN, &[("done", "out"), ("tenant", desk.signed_in.tenant.slug.as_str())]);
    let mut answer = see_other(&location);
    let removed = answer.add_cookie(&no_cookie(desk.state()));
    removed.map_err(|error| Problem::new(crate::problem::Code::Internal).caused_by(error))?;
    Ok(answer)
}

/// Asks whoever was invited for a name and a password.
pub(super) async fn ask_to_accept(request: HttpRequest) -> Answer {
    Ok(new_password(StatusCode::OK, &accepting(&with_token(&request))))
}

/// Makes the account.
pub(super) async fn accept(state: web::Data<AppState>, request: HttpRequest, form: Form) -> Answer {
    match accepted(&state, &request, &form).await {
        Ok(()) => Ok(see_other(&address(SIGN_IN, &[("done", "account-made")]))),
        Err(problem) if problem.code().status().is_client_error() => {
            Ok(new_password(problem.code().status(), &accepting(&form.again(&problem))))
        }
        Err(problem) => Err(problem),
    }
}

async fn accepted(state: &AppState, request: &HttpRequest, form: &Form) -> Result<(), Problem> {
    let command = AcceptInvitation::from(form.read::<AcceptInvitationInput>()?);
    may_use_link(state, request).await?;
    state.engine().accept_invitation(command).await?;
    Ok(())
}

/// Asks for another password.
pub(super) async fn ask_for_password(request: HttpRequest) -> Answer {
    Ok(new_password(StatusCode::OK, &resetting(&with_token(&request))))
}

/// Sets it.
pub(super) async fn reset_password(state: web::Data<AppState>, request: HttpRequest, form: Form) -> Answer {
    match reset(&state, &request, &form).await {
        Ok(()) => Ok(see_other(&address(SIGN_IN, &[("done", "password-set")]))),
        Err(problem) if problem.code().status().is_client_error() => {
            Ok(new_password(problem.code().status(), &resetting(&form.again(&problem))))
        }
        Err(problem) => Err(problem),
    }
}

async fn reset(state: &AppState, request: &HttpRequest, form: &Form) -> Result<(), Problem> {
    let command = ResetPassword::from(form.read::<ResetPasswordInput>()?);
    may_use_link(state, request).await?;
    state.engine().reset_password(command).await?;
    Ok(())
}

fn with_token(request: &HttpRequest) -> Entered {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let mut entered = Entered::default();
    entered.values.extend(query.get("token").map(|token| ("token".to_owned(), token.to_owned())));
    entered
}

fn accepting(entered: &Entered) -> NewPasswordPage<'_> {
    NewPasswordPage { entered, action: INVITATION, title: "Make your account", asks_name: true }
}

fn resetting(entered: &Entered) -> NewPasswordPage<'_> {
    NewPasswordPage { entered, action: PASSWORD_RESET, title: "Set a password", asks_name: false }
}

fn new_password(status: StatusCode, page: &NewPasswordPage<'_>) -> HttpResponse {
    styled(status, None, Some(ADMIN_STYLE), |frame| page.render(frame))
}

fn page(status: StatusCode, page: &SignInPage<'_>) -> HttpResponse {
    styled(status, None, Some(ADMIN_STYLE), |frame| page.render(frame))
}

/// An address, if it is one of these pages: nobody is led elsewhere by a link to here.
fn ours(path: &str) -> &str {
    let is_plain = |path: &str| path.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    let after = path.strip_prefix(super::ADMIN).filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    if after.is_some() && is_plain(path) && path.len() <= 1000 { path } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere() {
        for good in ["/admin", "/admin/bookings?view=past", "/admin?x"] {
            assert_eq!(ours(good), good);
        }
        for bad in
            ["https://example.org/admin", "//example.org", "/administer", "/admin/\\example.org", "/admin/\r\nx: y", ""]
        {
            assert_eq!(ours(bad), "", "{bad}");
        }
    }
}
