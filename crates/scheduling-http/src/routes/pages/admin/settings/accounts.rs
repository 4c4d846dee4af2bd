//! Those who sign in, and whom they invite.

use actix_web::{HttpResponse, http::StatusCode};
use scheduling_core::{AccountId, LinkId, Role};
use scheduling_engine::{Invite, IssuedLink, Writing};
use scheduling_render::pages::admin::{
    AccountPage, AccountRow, AccountsPage, Entered, InvitationRow, IssuedPage, Section,
};
use scheduling_store::{
    PageRequest,
    account_links::{AccountLink, LinkPurpose},
    accounts::Account,
};

use super::{hosts, is_theirs, issued};
use crate::{
    problem::Problem,
    routes::{
        answer::Answer,
        extract::PathId,
        pages::admin::{
            desk::{Desk, see_other},
            filled::{Filled, entered_of},
            sign_in::{INVITATION, PASSWORD_RESET},
        },
    },
    wire::accounts::{AccountAnswer, AccountInput, InvitationInput},
};

const ACCOUNTS: &str = "/admin/accounts";

/// Lists accounts and invitations.
pub(in super::super) async fn list(desk: Desk) -> Answer {
    page(&desk, (StatusCode::OK, &Entered::default())).await
}

async fn page(desk: &Desk, (status, entered): (StatusCode, &Entered)) -> Result<HttpResponse, Problem> {
    let (engine, principal, zone) = (desk.engine(), &desk.principal, desk.zone().await?);
    let accounts = engine.list_accounts(principal, PageRequest::default()).await?.items;
    let invitations = engine.list_invitations(principal, PageRequest::default()).await?.items;
    let accounts: Vec<_> = accounts.into_iter().map(|account| row(desk, account)).collect();
    let page = AccountsPage {
        accounts: &accounts,
        invitations: &invitations.iter().filter_map(invitation).collect::<Vec<_>>(),
        hosts: &hosts(desk).await?,
        entered,
        zone: &zone,
    };
    Ok(desk.show((status, Section::Settings), |shell, frame| page.render(shell, frame)))
}

fn row(desk: &Desk, account: Account) -> AccountRow {
    let Account { id, email, display_name, role, is_active, .. } = account;
    let can_change = desk.signed_in.account.role.governs(role);
    let (name, email) = (display_name.to_string(), email.to_string());
    AccountRow { path: format!("{ACCOUNTS}/{id}"), name, email, role, is_active, can_change }
}

fn invitation(link: &AccountLink) -> Option<InvitationRow> {
    let LinkPurpose::Invitation(invited) = &link.purpose else { return None };
    let withdraw = format!("/admin/invitations/{}/withdraw", link.id);
    Some(InvitationRow { withdraw, email: invited.email.to_string(), role: invited.role, expires_at: link.expires_at })
}

/// Makes an invitation, and shows its link this once.
pub(in super::super) async fn invite(filled: Filled) -> Answer {
    match invited(&filled).await {
        Ok(made) => {
            let hint = "Hand this link to the person yourself. It works once.";
            Ok(link(&filled.desk, made, (INVITATION, "An invitation", hint)))
        }
        Err(problem) if is_theirs(&problem) => {
            page(&filled.desk, (problem.code().status(), &filled.form.again(&problem))).await
        }
        Err(problem) => Err(problem),
    }
}

async fn invited(filled: &Filled) -> Result<IssuedLink, Problem> {
    let invite = Invite::from(filled.form.read::<InvitationInput>()?);
    Ok(filled.desk.engine().invite(&filled.desk.principal, filled.writing(invite)).await?.outcome)
}

fn link(desk: &Desk, made: IssuedLink, (path, title, hint): (&str, &str, &str)) -> HttpResponse {
    // A token is plain in an address.
    let secret = made.token.map(|token| format!("{}{path}?token={}", desk.base_url(), token.reveal()));
    issued(desk, &IssuedPage { title, hint, secret: secret.as_deref(), back: ACCOUNTS })
}

/// Takes an invitation back.
pub(in super::super) async fn withdraw(filled: Filled, id: PathId<LinkId>) -> Answer {
    filled.desk.engine().withdraw_invitation(&filled.desk.principal, filled.writing(id.0)).await?;
    Ok(see_other(&format!("{ACCOUNTS}?done=removed")))
}

/// Shows an account.
pub(in super::super) async fn show(desk: Desk, id: PathId<AccountId>) -> Answer {
    let account = desk.engine().get_account(&desk.principal, id.0).await?;
    let entered = entered_of(&AccountAnswer::from(account))?;
    one(&desk, id.0, (StatusCode::OK, &entered)).await
}

async fn one(desk: &Desk, id: AccountId, (status, entered): (StatusCode, &Entered)) -> Answer {
    let account = desk.engine().get_account(&desk.principal, id).await?;
    let path = format!("{ACCOUNTS}/{id}");
    let hosts = hosts(desk).await?;
    let page = AccountPage { path: &path, name: account.display_name.as_str(), entered, hosts: &hosts };
    Ok(desk.show((status, Section::Settings), |shell, frame| page.render(shell, frame)))
}

/// Changes an account.
pub(in super::super) async fn replace(filled: Filled, id: PathId<AccountId>) -> Answer {
    match replaced(&filled, id.0).await {
        // Who is no admin any more sees this page no more.
        Ok(role) if id.0 == filled.desk.signed_in.account.id && role == Role::Member => {
            Ok(see_other("/admin?done=saved"))
        }
        Ok(_) => Ok(see_other(&format!("{ACCOUNTS}/{}?done=saved", id.0))),
        Err(problem) if is_theirs(&problem) => {
            one(&filled.desk, id.0, (problem.code().status(), &filled.form.again(&problem))).await
        }
        Err(problem) => Err(problem),
    }
}

async fn replaced(filled: &Filled, id: AccountId) -> Result<Role, Problem> {
    let command = Writing::once(filled.form.read::<AccountInput>()?.replacing(id));
    Ok(filled.desk.engine().replace_account(&filled.desk.principal, command).await?.outcome.role)
}

/// Makes a link by which somebody sets another password, and shows it this once.
pub(in super::super) async fn offer_password_reset(filled: Filled, id: PathId<AccountId>) -> Answer {
    let made = filled.desk.engine().offer_password_reset(&filled.desk.principal, filled.writing(id.0)).await?;
    let hint = "Hand this link to the person yourself. It works once, and an earlier one works no more.";
    Ok(link(&filled.desk, made.outcome, (PASSWORD_RESET, "Another password", hint)))
}
